//! The Agreement screen as a supervisor uses it: from a figure to what explains it and to the passages, by keys alone,
//! and what it says where there is no figure.
//!
//! `CONCORD_PICTURES=folder cargo test --test window agreement_screen` also draws it into that folder, light and dark.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use concord::model::*;
use concord::session::Session;
use concord::store::{Disk, RealDisk, sample};
use concord::ui::{Action, Command, Panel};
use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::demo;
use crate::window::{self, Window, perform, picture, settle};

/// A window on the Agreement panel.
fn open(session: Session, answers: &[PathBuf]) -> Window {
    let mut window = window::on(session, answers);
    perform(&mut window, Action::Show(Panel::AGREEMENT));
    window
}

fn of_project(project: Project) -> Window {
    let mut session = Session::in_memory(project);
    session.set_coder(demo::coder(1)).unwrap();
    open(session, &[])
}

fn demo_with(edits: &[Edit]) -> Window {
    of_project(demo::project().apply_all(edits).unwrap())
}

/// Twelve interviews, three coders.
fn of_sample(folder: &Path) -> Window {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let sample = folder.join("sample");
    sample::unpack(&disk, &sample, Timestamp::now()).unwrap();
    open(Session::open(&sample, Some("C1")).unwrap(), &[])
}

/// Waits for the intervals too.
fn drawn(window: &mut Window) {
    for _ in 0..200 {
        settle(window);
        if !has(window, "Drawing transcripts") {
            return;
        }
    }
}

/// Waits for what is computed in the background.
fn counted(window: &mut Window) {
    for _ in 0..200 {
        if !has(window, "Counting…") {
            return;
        }
        settle(window);
    }
}

fn click(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    settle(window);
}

/// Presses what of this kind has this name: names alone are said of more than one thing.
fn press(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    settle(window);
}

/// Tabs until something of this name has the focus.
fn tab_to(window: &mut Window, wanted: &str) {
    for _ in 0..200 {
        window.key_press(Key::Tab);
        window.run_ok();
        let focused = window.root().children_recursive().find(|n| n.accesskit_node().is_focused());
        let name = focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default();
        if name.contains(wanted) {
            return;
        }
    }
    panic!("{wanted} has never had the focus");
}

fn has(window: &Window, part: &str) -> bool {
    window.query_all_by_label_contains(part).next().is_some()
}

/// Whether this shows as soon as what is reckoned in the background is there.
fn comes(window: &mut Window, part: &str) -> bool {
    (0..200).any(|_| {
        let there = has(window, part);
        if !there {
            settle(window);
        }
        there
    })
}

#[test]
fn from_a_code_to_its_reasons_and_its_passages_by_keys_alone() {
    let mut window = of_project(demo::project());
    tab_to(&mut window, "Social esteem / takes me seriously: ");
    window.key_press(Key::Enter);
    settle(&mut window);
    assert!(has(&window, "Why is “takes me seriously” low?"));
    assert!(has(&window, "too few for an interval"), "three transcripts are too few");
    assert!(has(&window, "Asha × Ben: both"), "who put it where");
    tab_to(&mut window, "P02 · turn 4, other code");
    window.key_press(Key::Enter);
    settle(&mut window);
    // The passage stands beside both coders' codings, to be settled.
    assert_eq!(window.state().view().panel, Panel::AGREEMENT);
    assert!(has(&window, "0 of 2 settled"));
}

#[test]
fn each_figure_has_its_definition_and_its_source_one_press_away() {
    let mut window = of_project(demo::project());
    tab_to(&mut window, "What is Krippendorff’s alpha, and where does it come from?");
    window.key_press(Key::Enter);
    settle(&mut window);
    assert!(has(&window, "1 − observed disagreement"));
    assert!(has(&window, "Source: Krippendorff 2019"));
    window.key_press(Key::Escape);
    settle(&mut window);
    press(&mut window, Role::Button, "Which coefficient suits my design?");
    let window = &mut window;
    assert!(has(window, "Does not ask for a coefficient"));
    picture(window, "designs");
    window.key_press(Key::Escape);
    settle(window);
    assert!(!has(window, "Does not ask for a coefficient"));
}

#[test]
fn rows_are_sorted_by_what_a_header_names_and_back() {
    let mut window = of_project(demo::project());
    let order = |window: &Window| -> Vec<String> {
        let rows = window.query_all_by_label_contains(": Krippendorff’s alpha");
        let names = rows.map(|row| row.accesskit_node().label().unwrap_or_default());
        let names = names.filter(|name| name.contains(" / "));
        names.map(|name| name.split(": ").next().unwrap_or_default().to_owned()).collect()
    };
    let book = order(&window);
    // The menu of this name stands before it.
    window.get_all_by_role_and_label(Role::Button, "Code").last().unwrap().click();
    settle(&mut window);
    let by_name = order(&window);
    assert_ne!(by_name, book);
    assert_eq!(by_name[0], "Conditions / paperwork");
    press(&mut window, Role::Button, "differ");
    assert_eq!(order(&window)[0], "Love / knows me", "nobody differs about it");
    press(&mut window, Role::Button, "differ");
    press(&mut window, Role::Button, "differ");
    assert_eq!(order(&window), book);
}

#[test]
fn another_coefficient_leads_and_passages_are_a_unit() {
    let mut window = of_project(demo::project());
    press(&mut window, Role::ComboBox, "Figure: Krippendorff’s alpha");
    click(&mut window, "Gwet’s AC1");
    assert!(has(&window, "Love / cares about me: Gwet’s AC1 0."));
    press(&mut window, Role::ComboBox, "Unit: character");
    click(&mut window, "passages (as coders cut them)");
    assert!(has(&window, "Love / cares about me: u-alpha 0."));
    assert!(has(&window, "Unit: passages (as coders cut them)"));
}

#[test]
fn codes_stand_against_codes_and_lead_to_their_definitions() {
    let mut window = of_project(demo::project());
    click(&mut window, "Codes against codes");
    assert!(has(&window, "Asha gave Social esteem / takes me seriously, Ben gave Social esteem / listens: "));
    picture(&mut window, "confusions-demo");
    window.get_all_by_label("Definition of listens").next().unwrap().click();
    settle(&mut window);
    assert_eq!(window.state().view().panel, Panel::CODEBOOK);
}

#[test]
fn a_transcript_is_seen_alone_where_its_differences_are_not_settled() {
    let mut window = of_project(demo::project());
    press(&mut window, Role::ComboBox, "Codes");
    press(&mut window, Role::Button, "Themes");
    click(&mut window, "Transcript by transcript");
    window.get_by_label_contains("P02: all codes pooled").click();
    settle(&mut window);
    assert!(has(&window, "Transcripts: 1 of 4, all complete"));
}

#[test]
fn what_other_programs_would_print_is_labelled_as_theirs() {
    let mut window = of_project(demo::project());
    // Only rows in sight are there to be read.
    window.set_size(vec2(1280.0, 1000.0));
    click(&mut window, "Compare with NVivo, MAXQDA…");
    assert!(
        has(&window, "NVivo: Love / knows me, P01, Asha × Ben: percent 1.0000, kappa 1.0000"),
        "nobody coded"
    );
    assert!(has(&window, "What NVivo would print; not ours"));
    assert!(has(&window, "QualCoder’s kappa is not reproduced"));
    click(&mut window, "MAXQDA");
    assert!(has(&window, "MAXQDA: All codes, Asha × Ben: segments 0."));
    click(&mut window, "ATLAS.ti");
    assert!(has(&window, "ATLAS.ti: Love / knows me, Asha × Ben: percent 1.0000, Holsti undefined: nobody"));
    click(&mut window, "Dedoose");
    assert!(has(&window, "Dedoose: All codes, Asha × Ben: pooled kappa"));
    picture(&mut window, "peers-demo");
}

#[test]
fn nvivo_compares_groups_of_coders_where_they_are_named() {
    let mut window = of_project(demo::project());
    click(&mut window, "Compare with NVivo, MAXQDA…");
    click(&mut window, "Each pair of coders");
    click(&mut window, "Asha: other side");
    click(&mut window, "Ben: one side");
    assert!(has(&window, "Ben against Asha"));
    window.key_press(Key::Escape);
    settle(&mut window);
    assert!(has(&window, "NVivo: All codes, P01, Ben × Asha") || has(&window, "Ben × Asha: percent"));
}

#[test]
fn themes_are_domains_and_what_breaks_one_leads_to_its_words() {
    let project = demo::project();
    let layer = project.layer(demo::transcript(1), demo::coder(1)).unwrap();
    let first = layer.codings()[0].clone();
    let parent = project.codebook().get(first.code).unwrap().parent;
    let sibling = project.codebook().codes().find(|c| c.parent == parent && c.id != first.code).unwrap();
    let text = project.transcript(demo::transcript(1)).unwrap().text();
    let (id, at) = (CodingId(uuid::Uuid::now_v7()), Passage::of(text, first.span));
    let codings = vec![CodingRecord::new(id, sibling.id, at, Timestamp::now())];
    let mut window =
        demo_with(&[Edit::PutCodings { transcript: demo::transcript(1), coder: demo::coder(1), codings }]);
    click(&mut window, "Themes as domains");
    counted(&mut window);
    assert!(has(&window, "one overlap"));
    let theme = project.codebook().get(parent.unwrap()).unwrap().name.clone();
    assert!(has(&window, &format!("{theme}: u-alpha")), "a line a theme");
    window.get_by_label_contains("P01 · Asha · ").click();
    settle(&mut window);
    assert!(window.query_by_label("Themes as domains").is_none(), "the transcript is shown");
}

#[test]
fn the_picture_is_saved_and_the_paragraph_copied() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("agreement.svg");
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    let mut window = open(session, std::slice::from_ref(&file));
    click(&mut window, "Methods text");
    assert!(has(&window, "The methods paragraph is on the clipboard"));
    click(&mut window, "Save picture");
    click(&mut window, "Vector graphic (.svg)…");
    let svg = std::fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("Love / knows me"), "{svg}");
}

#[test]
fn the_table_is_saved_with_every_pair_of_coders_about_every_code() {
    let folder = tempfile::tempdir().unwrap();
    let files = ["agreement.csv", "agreement.xlsx"].map(|name| folder.path().join(name));
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    let mut window = open(session, &files);
    for (label, file) in ["Save table…", "Save workbook…"].into_iter().zip(&files) {
        click(&mut window, "Save…");
        click(&mut window, label);
        (0..200).take_while(|_| !file.exists()).for_each(|_| settle(&mut window));
    }
    let table = std::fs::read_to_string(&files[0]).unwrap();
    let of_pair = |line: &&str| line.contains(",Asha,Ben,") && line.ends_with("\"Asha, Ben\"");
    assert_eq!(table.lines().filter(of_pair).count(), (table.lines().count() - 2) / 2, "{table}");
    assert!(std::fs::read(&files[1]).unwrap().starts_with(b"PK"));
}

#[test]
fn what_one_can_do_stands_above_the_table_and_codes_are_filtered() {
    let mut window = of_project(demo::project());
    let top = window.get_by_label_contains("takes me seriously: ").rect().top();
    for label in ["Methods text", "Save picture", "Save…", "Which coefficient suits my design?"] {
        let rect = window.get_by_label(label).rect();
        assert!(rect.bottom() < top, "{label}: {rect:?}");
    }
    assert!(window.get_by_label_contains("Settle ").rect().bottom() < top);
    window.get_by_role_and_label(Role::TextInput, "Filter codes").focus();
    settle(&mut window);
    window.get_by_role_and_label(Role::TextInput, "Filter codes").type_text("knows");
    settle(&mut window);
    let rows = window.query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label());
    let rows: Vec<String> = rows.filter(|row| row.contains(" / ")).collect();
    assert!(rows.len() == 1 && rows[0].starts_with("Love / knows me: "), "{rows:?}");
    assert!(has(&window, "the figures below are of all codes"), "what is hidden is told");
    picture(&mut window, "agreement-filtered");
}

#[test]
fn without_two_coders_it_says_whose_codings_are_missing_and_what_to_do() {
    let mut window = of_project(demo::project());
    press(&mut window, Role::ComboBox, "Coders: Asha, Ben");
    press(&mut window, Role::CheckBox, "Ben");
    assert!(has(&window, "So far only Asha is compared."));
    assert!(has(&window, "Import codings…"));
    picture(&mut window, "one-coder");
}

#[test]
fn without_transcripts_it_says_that_they_come_first() {
    let edits: Vec<Edit> = (1..=4).map(|t| Edit::RemoveTranscript(demo::transcript(t))).collect();
    let mut window = demo_with(&edits);
    assert!(has(&window, "There are no transcripts yet. Import the interviews first"));
    assert!(has(&window, "Import transcripts…") && !has(&window, "Import codings…"));
    picture(&mut window, "no-transcripts");
}

#[test]
fn coders_who_never_met_on_a_transcript_are_told_how_they_would() {
    let status = |t, k| Edit::SetStatus {
        transcript: demo::transcript(t),
        coder: demo::coder(k),
        status: Completeness::NotStarted,
    };
    let project = demo::project();
    let mut edits = Vec::new();
    for (t, k) in [(1, 1), (2, 2), (3, 1), (4, 2)] {
        let (transcript, coder) = (demo::transcript(t), demo::coder(k));
        if let Some(layer) = project.layer(transcript, coder) {
            let codings = layer.codings().iter().map(|coding| coding.id).collect();
            edits.push(Edit::RemoveCodings { transcript, coder, codings });
            edits.push(status(t, k));
        }
    }
    let mut window = demo_with(&edits);
    click(&mut window, "Take in what all have started");
    assert!(has(&window, "none was started by all of these coders"));
    assert!(has(&window, "Choose other coders above"));
    picture(&mut window, "never-met");
}

#[test]
fn where_nobody_is_ready_what_is_started_is_offered() {
    let status = |t, k| Edit::SetStatus {
        transcript: demo::transcript(t),
        coder: demo::coder(k),
        status: Completeness::InProgress,
    };
    let edits: Vec<Edit> = [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)].map(|(t, k)| status(t, k)).into();
    let mut window = demo_with(&edits);
    assert!(has(&window, "Fewer than two coders have marked a transcript complete."));
    picture(&mut window, "nobody-ready");
    click(&mut window, "Take in what all have started");
    assert!(has(&window, "Transcripts: 3 of 4, all started"));
}

#[test]
fn two_transcripts_give_a_figure_and_the_reason_why_there_is_no_interval() {
    let window = of_project(demo::project());
    assert!(has(&window, "too few documents for an interval: there are 3, and at least 10 are needed"));
    assert!(has(&window, "Love / knows me: Krippendorff’s alpha undefined: nobody used this code"));
}

#[test]
fn every_way_to_see_the_sample_study_is_drawn_in_several_windows() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = of_sample(folder.path());
    for (size, pixels, name) in [([1280.0, 800.0], 1.0, "1280"), ([1440.0, 900.0], 2.0, "1440-2x")] {
        window.set_pixels_per_point(pixels);
        window.run_ok();
        window.set_size(vec2(size[0], size[1]) + vec2(16.0, 16.0));
        drawn(&mut window);
        picture(&mut window, &format!("codes-{name}"));
    }
    window.set_pixels_per_point(1.0);
    window.set_size(vec2(1280.0, 800.0) + vec2(16.0, 16.0));
    settle(&mut window);
    for way in [
        "Codes against codes",
        "Transcript by transcript",
        "Themes as domains",
        "Compare with NVivo, MAXQDA…",
    ] {
        click(&mut window, way);
        counted(&mut window);
        picture(&mut window, &way.to_lowercase().replace([' ', ',', '…'], "-"));
    }
    press(&mut window, Role::RadioButton, "Code by code");
    window.get_by_label_contains("Social esteem / takes me seriously: Krippendorff’s alpha 0.").click();
    window.set_size(vec2(1280.0, 1700.0) + vec2(16.0, 16.0));
    settle(&mut window);
    picture(&mut window, "chosen");
}

#[test]
fn the_sample_study_has_intervals_and_they_can_be_done_without() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = of_sample(folder.path());
    drawn(&mut window);
    assert!(has(&window, ", 95 % interval 0."));
    click(&mut window, "Interval: bootstrap by transcript, 1,000");
    click(&mut window, "Interval: none");
    assert!(!has(&window, ", 95 % interval 0."));
}

#[test]
fn a_table_of_ratings_is_looked_at_without_a_project() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("ratings.csv"), folder.path().join("bad.csv"));
    std::fs::write(&good, "unit,A,B\n1,1,1\n2,2,2\n3,3,2\n4,1,1\n5,2,3\n6,3,3\n").unwrap();
    std::fs::write(&bad, "unit,A,B\n1,1,1\n2,often,2\n").unwrap();
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    let mut window = open(session, &[good, bad]);
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, Action::Run(Command::RatingsTable));
    settle(&mut window);
    assert!(comes(&mut window, "Coders: A, B. Unit: one thing that was rated. Units: 6. Categories: "));
    press(&mut window, Role::ComboBox, "Level: nominal (names without an order)");
    click(&mut window, "ordinal (an order)");
    assert!(comes(&mut window, "Gwet’s AC2"));
    picture(&mut window, "ratings");
    press(&mut window, Role::Button, "Another table…");
    settle(&mut window);
    press(&mut window, Role::ComboBox, "Level: nominal (names without an order)");
    click(&mut window, "interval (equal steps)");
    assert!(comes(&mut window, "row 3") && has(&window, "“often” is not a number"));
    picture(&mut window, "ratings-wrong");
}
