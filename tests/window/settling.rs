//! From a figure to the passages on which coders differ, and from there to the consensus, by keys alone; and what the
//! window shows of others while everybody codes independently.
//!
//! `CONCORD_PICTURES=folder cargo test --test window settling` also draws the screens into that folder.

use std::sync::Arc;

use concord::model::*;
use concord::session::Session;
use concord::ui::context::Narrowed;
use concord::ui::{Action, Command, Panel};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::demo;
use crate::window::{self, Window, perform, picture, project, settle};

/// How the cell of two coders is read out.
const PAIR: &str = "Asha and Chidi: ";

fn window(project: Project, coder: CoderId) -> Window {
    let mut session = Session::in_memory(project);
    session.set_coder(coder).unwrap();
    window::on(session, &[])
}

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    settle(window);
}

/// Everything that a screen reader could read.
fn read_out(window: &Window) -> String {
    let nodes = window.root().children_recursive();
    let words = nodes.flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value(), node.description()]
    });
    words.flatten().collect::<Vec<_>>().join("\n")
}

/// Whether these words stand anywhere.
fn says(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).count() > 0
}

/// The settlements of the consensus, by transcript and place.
fn settlements(project: &Project) -> Vec<(String, Decision, String)> {
    let code = |id| project.codebook().get(id).unwrap().name.clone();
    let layers = project.layers().filter(|l| Some(l.coder()) == project.consensus().map(|c| c.id));
    let all = layers.flat_map(|l| l.settlements());
    all.map(|s| (code(s.code), s.decision, s.reason.clone())).collect()
}

fn layers_of_persons(project: &Project) -> Vec<CodingLayer> {
    let persons = [demo::coder(1), demo::coder(2)];
    project.layers().filter(|l| persons.contains(&l.coder())).map(|l| CodingLayer::clone(l)).collect()
}

/// "Asha, agreement with the consensus: alpha 0.42, F1 0.50" as it stands.
fn figure(window: &Window) -> String {
    let node = window.get_by_label_contains("Asha, agreement with the consensus").accesskit_node();
    node.value().or_else(|| node.label()).unwrap()
}

#[test]
fn three_differences_are_settled_by_keys_and_taken_back() {
    let start = demo::project();
    let mut window = window(start.clone(), demo::coder(1));
    perform(&mut window, Action::Show(Panel::AGREEMENT));
    window.get_by_label_contains("Social esteem / takes me seriously:").click();
    settle(&mut window);
    picture(&mut window, "agreement-cards");
    window.get_by_label_contains("P02 · turn 4, other code").click();
    settle(&mut window);
    assert!(says(&window, "0 of 2 settled"));
    picture(&mut window, "settle");

    // The first by a key, with a reason; the same passage under the other code is settled with it.
    window.get_by_role_and_label(Role::TextInput, "Why (may be empty)").focus();
    settle(&mut window);
    window.get_by_role_and_label(Role::TextInput, "Why (may be empty)").type_text("she acts on it");
    settle(&mut window);
    press(&mut window, Key::Enter);
    press(&mut window, Key::A);
    let (a, b) = ("takes me seriously".to_owned(), "listens".to_owned());
    let take = Decision::Take(demo::coder(1));
    let mut settled = settlements(project(&window));
    settled.sort_by(|x, y| x.0.cmp(&y.0));
    assert_eq!(settled, [(b, take, "she acts on it".into()), (a, take, "she acts on it".into())]);
    assert!(says(&window, "1 of 2 settled"));
    let first = figure(&window);

    // On from code to code.
    assert!(says(&window, "Only takes me seriously"));
    window.get_by_label_contains("All differences").click();
    settle(&mut window);
    assert!(says(&window, "2 of 7 settled"));
    press(&mut window, Key::X);
    let second = figure(&window);
    assert_ne!(first, second, "the consensus has more now");
    press(&mut window, Key::L);
    assert!(says(&window, "left open"));
    assert!(settlements(project(&window)).iter().any(|(_, decision, _)| *decision == Decision::Open));
    picture(&mut window, "settle-three");
    assert_eq!(layers_of_persons(project(&window)), layers_of_persons(&start));

    // Undo says what it takes back, and leads all the way.
    let label = window.state().session().unwrap().can_undo().unwrap().to_owned();
    assert!(label.starts_with("Settle P0") && label.ends_with(": left open"), "{label}");
    for _ in 0..3 {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        settle(&mut window);
    }
    assert_eq!(project(&window), &start);
    assert!(says(&window, "0 of 7 settled"));
    press(&mut window, Key::Escape);
    window.get_by_label_contains("Social esteem / takes me seriously:");
}

#[test]
fn another_code_and_other_borders_are_what_the_consensus_gets() {
    let mut window = window(demo::project(), demo::coder(1));
    perform(&mut window, Action::Show(Panel::AGREEMENT));
    window.get_by_label_contains("Conditions / paperwork:").click();
    settle(&mut window);
    window.get_by_label_contains("P02 · turn 2, missed").click();
    settle(&mut window);
    press(&mut window, Key::O);
    window.event(egui::Event::Text("knows me".into()));
    settle(&mut window);
    press(&mut window, Key::Enter);
    let agreed = |window: &Window| -> Vec<(String, String)> {
        let project = project(window);
        let layers = project.layers().filter(|l| Some(l.coder()) == project.consensus().map(|c| c.id));
        let shown = |l: &Arc<CodingLayer>| -> Vec<(String, String)> {
            let text = project.transcript(l.transcript()).unwrap().text().clone();
            let name = |id| project.codebook().get(id).unwrap().name.clone();
            l.codings().iter().map(|c| (name(c.code), text.slice(c.span).to_owned())).collect()
        };
        layers.flat_map(shown).collect()
    };
    assert_eq!(agreed(&window), [("knows me".to_owned(), "It was all forms.".to_owned())]);

    // The passage is selected when it comes into sight; a shorter one is what E takes.
    press(&mut window, Key::E);
    assert_eq!(agreed(&window).len(), 1, "nothing else was selected yet");
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    settle(&mut window);
    press(&mut window, Key::E);
    assert_eq!(agreed(&window), [("paperwork".to_owned(), "It was all forms".to_owned())]);
}

#[test]
fn a_passage_that_all_have_alike_is_taken_over_and_transcripts_become_complete() {
    let mut window = window(demo::project(), demo::coder(1));
    perform(&mut window, Action::Show(Panel::AGREEMENT));
    window.get_by_label_contains("Love / cares about me:").click();
    settle(&mut window);
    window.get_by_label_contains("P01 · turn 4, border").click();
    settle(&mut window);
    window.get_by_label("Take over what all have alike").click();
    settle(&mut window);
    assert_eq!(
        window.state().session().unwrap().can_undo().unwrap(),
        "Take over 3 passages that all have alike"
    );
    press(&mut window, Key::W);
    for _ in 0..7 {
        press(&mut window, Key::X);
    }
    window.get_by_label("Call the consensus of 3 transcripts complete").click();
    settle(&mut window);
    let consensus = project(&window).consensus().unwrap().id;
    let complete = (1..=3)
        .filter(|&n| project(&window).status(demo::transcript(n), consensus) == Completeness::Complete);
    assert_eq!(complete.count(), 3);
    assert_eq!(project(&window).check(), vec![]);
}

/// The demo study with a third coder, who has coded just as Asha has but for one passage more.
fn with_a_third() -> Project {
    let start = demo::project();
    let (asha, chidi) = (demo::coder(1), demo::coder(3));
    let (colour, role) = (Colour([9; 3]), CoderRole::Person);
    let mut edits = vec![Edit::PutCoder(Coder { id: chidi, name: "Chidi".into(), colour, role })];
    let mut n = 0;
    for transcript in (1..=3).map(demo::transcript) {
        let text = start.transcript(transcript).unwrap().text().clone();
        let mut codings: Vec<CodingRecord> = Vec::new();
        for coding in start.layer(transcript, asha).unwrap().codings() {
            n += 1;
            let id = CodingId(uuid::Uuid::from_u128(0xC41D_1000 + n));
            codings.push(CodingRecord { id, ..coding.clone().record(&text) });
        }
        edits.push(Edit::PutCodings { transcript, coder: chidi, codings });
        edits.push(Edit::SetStatus { transcript, coder: chidi, status: Completeness::Complete });
    }
    let text = start.transcript(demo::transcript(3)).unwrap().text().clone();
    let at = text.as_str().find("I used to just sit").unwrap();
    let passage = Passage::of(&text, text.span(at..at + 18).unwrap());
    let id = CodingId(uuid::Uuid::from_u128(0xC41D_2000));
    let more = CodingRecord::new(id, demo::code(5), passage, Timestamp::UNIX_EPOCH);
    edits.push(Edit::PutCodings { transcript: demo::transcript(3), coder: chidi, codings: vec![more] });
    start.apply_all(&edits).unwrap()
}

#[test]
fn from_a_pair_of_coders_only_what_these_two_differ_on_is_walked() {
    let mut window = window(with_a_third(), demo::coder(1));
    perform(&mut window, Action::Show(Panel::AGREEMENT));
    window.get_by_label_contains(PAIR).click();
    settle(&mut window);
    assert!(says(&window, "Only Asha × Chidi"));
    assert!(says(&window, "0 of 1 settled"));
    picture(&mut window, "settle-pair");
    press(&mut window, Key::W);
    assert!(!says(&window, "Only Asha × Chidi"));
    assert!(says(&window, "0 of 8 settled"), "all of them, and one that Chidi alone has");
    // A code and a kind alone, from their head in the list.
    window.get_by_label_contains("takes me seriously · other code, 0 of 2").click();
    settle(&mut window);
    assert!(says(&window, "Only takes me seriously · other code"));
    assert!(says(&window, "0 of 2 settled"));
    press(&mut window, Key::Escape);
    // The same two about one code, from its counts.
    window.get_by_label_contains("Love / cares about me:").click();
    settle(&mut window);
    window.get_by_label_contains("Ben × Chidi: both").click();
    settle(&mut window);
    assert!(says(&window, "Only Ben × Chidi · cares about me"));
    assert!(says(&window, "0 of 2 settled"));
}

#[test]
fn from_codes_that_stand_for_each_other_only_those_passages_are_walked() {
    let mut window = window(demo::project(), demo::coder(1));
    perform(&mut window, Action::Show(Panel::AGREEMENT));
    window.get_by_label("Codes against codes").click();
    settle(&mut window);
    let cell = "Asha gave Social esteem / takes me seriously, Ben gave Social esteem / listens: ";
    window.get_by_label_contains(cell).click();
    settle(&mut window);
    assert!(says(&window, "Only Asha gave “takes me seriously”, Ben gave “listens”"));
    // A passage in each of two transcripts, under both codes.
    assert!(says(&window, "0 of 4 settled"));
    picture(&mut window, "settle-cell");
    for _ in 0..4 {
        press(&mut window, Key::A);
    }
    assert!(says(&window, "4 of 4 settled"));
    press(&mut window, Key::W);
    assert!(says(&window, "4 of 7 settled"));
}

#[test]
fn from_a_transcript_only_what_differs_in_it_is_walked() {
    let mut window = window(demo::project(), demo::coder(1));
    perform(&mut window, Action::Show(Panel::AGREEMENT));
    window.get_by_label("Transcript by transcript").click();
    settle(&mut window);
    window.get_by_label_contains("P02: all codes pooled").click();
    settle(&mut window);
    assert!(says(&window, "Only P02"));
    let rows = window.query_all_by_role(Role::ListBoxOption);
    let read: Vec<String> = rows.filter_map(|row| row.accesskit_node().label()).collect();
    assert!(!read.is_empty() && read.iter().all(|words| words.starts_with("P02")), "{read:?}");
    press(&mut window, Key::W);
    assert!(says(&window, "0 of 7 settled"));
}

/// The demo study while everybody codes independently, with secrets of Ben's wherever a coder can leave any.
fn planted() -> Project {
    let start = demo::project();
    let (ben, p02) = (demo::coder(2), demo::transcript(2));
    let transcript = start.transcript(p02).unwrap();
    let coding = start.layer(p02, ben).unwrap().codings()[0].clone();
    let created = Timestamp::UNIX_EPOCH;
    let id = |n: u128| uuid::Uuid::from_u128(0x5EC_0000 + n);
    let mut code = Code::new(CodeId(id(1)), "zebra code", None, Colour([9; 3]));
    code.by = Some(ben);
    let at = Passage::of(transcript.text(), coding.span);
    let with_code = CodingRecord::new(CodingId(id(2)), code.id, at.clone(), created);
    let noted = Coding { memo: "zebra note".into(), ..coding }.record(transcript.text());
    let orphan = OrphanRecord {
        id: CodingId(id(3)),
        code: code.id,
        at: at.start,
        quote: "zebra orphan".into(),
        memo: "zebra orphan's note".into(),
        created,
    };
    let memo = |n: u128, on: MemoTarget| {
        let (text, changed) = (format!("zebra memo {n}"), created);
        Edit::PutMemo(Memo { id: MemoId(id(n)), on, reply_to: None, author: ben, text, created, changed })
    };
    let sue =
        Coder { id: CoderId(id(4)), name: "Sue".into(), colour: Colour([7; 3]), role: CoderRole::Supervisor };
    let stage = Stage { phase: Phase::Independent, by: Some(sue.id), ..Stage::default() };
    let edits = [
        Edit::PutCoder(sue),
        Edit::PutCode(Box::new(code.clone())),
        Edit::PutCodings { transcript: p02, coder: ben, codings: vec![with_code, noted] },
        Edit::PutOrphans { transcript: p02, coder: ben, orphans: vec![orphan] },
        memo(10, MemoTarget::Coding(coding.id)),
        memo(11, MemoTarget::Passage(p02, at)),
        memo(12, MemoTarget::Code(code.id)),
        Edit::SetPhase(stage),
    ];
    start.apply_all(&edits).unwrap()
}

#[test]
fn two_codes_that_are_taken_for_each_other_lead_to_their_definitions() {
    let start = demo::project();
    let coded = |t: u128, k: u128, c: u128, words: &str| {
        let text = start.transcript(demo::transcript(t)).unwrap().text().clone();
        let at = text.as_str().find(words).unwrap();
        let passage = Passage::of(&text, text.span(at..at + words.len()).unwrap());
        let id = CodingId(uuid::Uuid::from_u128(t * 100 + k * 10 + c));
        let codings = vec![CodingRecord::new(id, demo::code(c), passage, Timestamp::UNIX_EPOCH)];
        Edit::PutCodings { transcript: demo::transcript(t), coder: demo::coder(k), codings }
    };
    let passages = [(1, "The second one."), (2, "Now I have one"), (3, "I used to just sit")];
    let edits = passages.iter().flat_map(|(t, words)| [coded(*t, 1, 5, words), coded(*t, 2, 6, words)]);
    let confused = start.apply_all(&edits.collect::<Vec<_>>()).unwrap();
    let mut window = window(confused, demo::coder(1));
    let query = concord::agreement::Query::new(vec![demo::coder(1), demo::coder(2)]);
    let narrowed = Narrowed::default();
    perform(&mut window, Action::Settle { query, narrowed, at: None, pick: false });
    assert!(says(&window, "are taken for each other on 3 passages"));
    picture(&mut window, "settle-confused");
    window.get_by_label("Definition of “knows me”").click();
    settle(&mut window);
    assert_eq!(window.state().view().panel, Panel::CODEBOOK);
    assert!(says(&window, "knows me"));
}

#[test]
fn while_coding_independently_no_screen_tells_of_anothers_codings() {
    let mut window = window(planted(), demo::coder(1));
    let look = |window: &mut Window, where_: &str| {
        settle(window);
        let words = read_out(window);
        assert!(!words.contains("zebra"), "{where_}: {words}");
    };
    let span = project(&window).layer(demo::transcript(2), demo::coder(2)).unwrap().codings()[0].span;
    perform(&mut window, Action::Goto { transcript: demo::transcript(2), span });
    look(&mut window, "the passage");
    window.get_by_label("Asha · independent");
    for &panel in Panel::ALL {
        perform(&mut window, Action::Show(panel));
        look(&mut window, &format!("{panel:?}"));
        if panel == Panel::AGREEMENT {
            window.get_by_label("Everybody codes independently at present");
            picture(&mut window, "agreement-blind");
        }
    }
    for command in [Command::Palette, Command::FindCode] {
        perform(&mut window, Action::Goto { transcript: demo::transcript(2), span });
        perform(&mut window, Action::Run(command));
        window.event(egui::Event::Text("zeb".into()));
        settle(&mut window);
        look(&mut window, &format!("{command:?}"));
        press(&mut window, Key::Escape);
    }
    // "listens" is counted once in P01 and once in P03, as Asha has it; Ben's are not added.
    perform(&mut window, Action::Show(Panel::CODEBOOK));
    window.get_by_label_contains("listens, code, 2 codings in 2 transcripts");
    perform(
        &mut window,
        Action::Compare { transcript: demo::transcript(2), span, coders: vec![demo::coder(2)] },
    );
    look(&mut window, "what was once compared");

    // The supervisor sees it, and so does everybody once coders are compared.
    let sue = project(&window).coder_named("Sue").unwrap().id;
    perform(&mut window, Action::SetCoder(sue));
    let ctx = window.ctx.clone();
    window.state_mut().wait(&ctx);
    settle(&mut window);
    window.get_by_label("Sue, supervisor · independent");
    perform(&mut window, Action::Show(Panel::CODEBOOK));
    settle(&mut window);
    assert!(read_out(&window).contains("zebra code"));
}

#[test]
fn a_new_code_may_have_the_name_of_one_that_is_hidden() {
    let mut window = window(planted(), demo::coder(1));
    let span = project(&window).layer(demo::transcript(2), demo::coder(1)).unwrap().codings()[0].span;
    perform(&mut window, Action::Goto { transcript: demo::transcript(2), span });
    perform(&mut window, Action::ApplyNew { name: "zebra code".into(), parent: None });
    assert_eq!(window.state().warnings(), [] as [String; 0]);
    let named = |project: &Project| project.codebook().codes().filter(|c| c.name == "zebra code").count();
    assert_eq!(named(project(&window)), 2);
    assert_eq!(project(&window).check(), vec![]);
    // Only the own one shows, and it is found by its name like any.
    let words = read_out(&window);
    assert!(words.contains("zebra code") && !words.contains("zebra note"), "{words}");
    let seen = window.state().session().unwrap().seen();
    assert_eq!((named(seen), seen.code_named("zebra code").is_ok()), (1, true));
}

#[test]
fn the_phase_is_begun_from_a_sheet_with_its_reason_and_undone() {
    let mut window = window(demo::project(), demo::coder(1));
    window.get_by_label("Asha · comparison");
    perform(&mut window, Action::Run(Command::SetPhase));
    window.get_by_role_and_label(Role::RadioButton, "independent").click();
    settle(&mut window);
    let why = "Why (kept in the trail of the study)";
    window.get_by_role_and_label(Role::TextInput, why).focus();
    settle(&mut window);
    window.get_by_role_and_label(Role::TextInput, why).type_text("second round");
    settle(&mut window);
    picture(&mut window, "phase");
    window.get_by_label("Begin this phase").click();
    settle(&mut window);
    window.get_by_label("Asha · independent");
    let stage = project(&window).stage().clone();
    assert_eq!(
        (stage.phase, stage.reason.as_str(), stage.by),
        (Phase::Independent, "second round", Some(demo::coder(1)))
    );
    let undo = window.state().session().unwrap().can_undo().unwrap().to_owned();
    assert_eq!(undo, "Phase of work: independent (second round)");
    perform(&mut window, Action::Run(Command::Undo));
    assert_eq!(project(&window), &demo::project());
    window.get_by_label("Asha · comparison");

    // Once somebody leads, nobody else sets it.
    perform(
        &mut window,
        Action::SetPhase { phase: Phase::Independent, reason: String::new(), supervisor: "Sue".into() },
    );
    let before = project(&window).clone();
    perform(
        &mut window,
        Action::SetPhase { phase: Phase::Comparison, reason: String::new(), supervisor: String::new() },
    );
    assert_eq!(project(&window), &before);
    assert!(window.state().warnings()[0].contains("Sue"));
}
