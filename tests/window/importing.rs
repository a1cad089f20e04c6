//! Interviews brought in by keys alone: a folder of five layouts dropped on the window, one speaker renamed in all, one layout
//! changed, doubts walked through, speakers made cases, a text typed or pasted. Each asks what the project then holds.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use concord::model::{Project, Transcript};
use concord::session::Session;
use concord::text::SpeakerRole;
use egui::{Event, Key, Modifiers, Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::common::marked::marked_docx;
use crate::demo;
use crate::window::{self, Window, picture, press, project, says, settle};

/// What is said, by whom; Dana asks in all of them.
const SAID: [[&str; 4]; 5] = [
    [
        "How did it begin?",
        "With a letter from the office.",
        "And what did it say?",
        "That somebody would come.",
    ],
    ["Who was there that day?", "My sister and I.", "Did anybody ask you?", "Nobody did, for weeks."],
    ["What helped you then?", "A neighbour who came by.", "How often was that?", "On most evenings."],
    ["When did it change?", "In spring, with the new one.", "What was different?", "She wrote things down."],
    ["What would you tell others?", "Ask for the same person.", "Why is that?", "Else one starts again."],
];
const ASKED: [&str; 5] = ["Mia", "Tom", "Ute", "Ann", "Bob"];

/// One interview in each of five layouts.
fn written(n: usize) -> String {
    let turn = |(at, words): (usize, &&str)| {
        let who = if at % 2 == 0 { "Dana" } else { ASKED[n] };
        let time = at * 7 + 2;
        match n {
            0 => format!("{who}: {words}\n\n"),
            1 => format!("{who}  0:{time:02}\n{words}\n\n"),
            2 => format!("[{who}] {words}\n\n"),
            3 => format!("{who}\t{words}\n"),
            _ => format!("{who} – {words}\n\n"),
        }
    };
    SAID[n].iter().enumerate().map(turn).collect()
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("only its path is asked for".to_owned())
    }
}

fn drop_on(window: &mut Window, path: &Path) {
    window.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    settle(window);
}

fn open() -> Window {
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    window::on(session, &[])
}

/// A folder with files of these names and words.
fn folder<'f>(files: impl IntoIterator<Item = (&'f str, String)>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, words) in files {
        std::fs::write(folder.path().join(name), words).unwrap();
    }
    folder
}

fn key(window: &mut Window, key: Key) {
    press(window, Modifiers::NONE, key);
}

fn type_text(window: &mut Window, words: &str) {
    window.event(Event::Text(words.to_owned()));
    settle(window);
}

fn command(window: &mut Window, words: &str) {
    press(window, Modifiers::COMMAND, Key::K);
    window.get_by_role(Role::SearchInput).type_text(words);
    settle(window);
    key(window, Key::Enter);
}

/// The lines of the preview that are seen.
fn lines(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(Role::ListItem);
    rows.filter_map(|row| row.accesskit_node().label()).collect()
}

/// `name: words` of each turn.
fn turns(transcript: &Transcript) -> Vec<String> {
    let name = |turn: &concord::text::Turn| {
        turn.speaker.map_or("", |ix| transcript.speakers()[usize::from(ix.0)].label.as_str()).to_owned()
    };
    let text = transcript.text().as_str();
    transcript.turns().iter().map(|turn| format!("{}: {}", name(turn), &text[turn.words()])).collect()
}

/// Who is tied to a case in a transcript, and to which.
fn tied(window: &Window, title: &str) -> Vec<(String, String)> {
    let project = project(window);
    let of = project.transcript_named(title).unwrap();
    of.ties().map(|(label, case)| (label.to_owned(), project.case(case).unwrap().name.clone())).collect()
}

#[test]
fn five_layouts_are_dropped_renamed_and_one_changed_by_keys_alone() {
    let names = ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"];
    let files = folder(names.into_iter().enumerate().map(|(n, name)| (name, written(n))));
    let mut window = open();
    let before = project(&window).clone();
    drop_on(&mut window, files.path());
    assert!(says(&window, "Nothing is in doubt."), "{:?}", window.state().warnings());
    for layout in
        ["Name and colon", "Name over the words", "Name in brackets", "Name, tab, words", "Name and dash"]
    {
        assert!(says(&window, &format!("2 speakers, {layout}")), "{layout}");
    }
    assert!(says(&window, "line 1, speaker Dana, words: How did it begin?"));
    picture(&mut window, "import-five");

    // One name in all files; what is written counts once the field is left.
    key(&mut window, Key::R);
    press(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "Dana Ray");
    key(&mut window, Key::Enter);
    // The fifth is read without speakers: its dashes are no labels.
    for _ in 0..4 {
        press(&mut window, Modifiers::ALT, Key::ArrowDown);
    }
    assert!(says(&window, "speaker Dana, words: What would you tell others?"));
    key(&mut window, Key::L);
    assert!(says(&window, "5.txt, transcript, no speakers"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);

    for (n, said) in SAID.iter().enumerate().take(4) {
        let transcript = project(&window).transcript_named(&(n + 1).to_string()).unwrap();
        let name = |at: usize| if at.is_multiple_of(2) { "Dana Ray" } else { ASKED[n] };
        let expected: Vec<String> =
            said.iter().enumerate().map(|(at, words)| format!("{}: {words}", name(at))).collect();
        assert_eq!(turns(transcript), expected);
        let roles: Vec<SpeakerRole> = transcript.speakers().iter().map(|speaker| speaker.role).collect();
        assert_eq!(roles, [SpeakerRole::Interviewer, SpeakerRole::Participant]);
    }
    let fifth = project(&window).transcript_named("5").unwrap();
    assert!(fifth.speakers().is_empty());
    assert_eq!(turns(fifth)[1], ": Bob – Ask for the same person.");
    assert_eq!(project(&window).cases().len(), before.cases().len(), "nobody asked for cases");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(*project(&window) == before, "one step");
}

#[test]
fn speakers_become_cases_by_one_key_and_namesakes_are_tied_when_asked_for() {
    let group = "Dana: Who begins?\n\nP01: I can.\n\nZoe: And I.\n\nDana: Why?\n\nP01: So.\n\nZoe: Yes.\n";
    let files = folder([("Group 1.txt", group.to_owned()), ("Group 2.txt", group.replace("P01", "Max"))]);
    let mut window = open();
    let before = project(&window).clone();
    drop_on(&mut window, files.path());
    assert!(says(&window, "Tie the speaker who is called as a case is: P01"));
    key(&mut window, Key::C);
    assert!(says(&window, "3 new cases, 1 that is there"));
    assert!(says(&window, "new: Zoe"));
    picture(&mut window, "import-cases");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    let own = |name: &str, case: &str| (name.to_owned(), case.to_owned());
    assert_eq!(tied(&window, "Group 1"), [own("P01", "P01"), own("Zoe", "Zoe")]);
    // Two people of one name are two.
    assert_eq!(tied(&window, "Group 2"), [own("Max", "Max"), own("Zoe", "Zoe (Group 2)")]);
    assert_eq!(project(&window).cases().len(), before.cases().len() + 3);
    assert!(says(&window, "4 speakers tied to cases, 3 of them new"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(*project(&window) == before, "cases go with the import");

    drop_on(&mut window, files.path());
    window.get_by_label_contains("Tie the speaker who is called").focus();
    settle(&mut window);
    key(&mut window, Key::Space);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(tied(&window, "Group 1"), [own("P01", "P01")]);
    assert_eq!(project(&window).cases().len(), before.cases().len());
}

#[test]
fn the_next_doubt_is_one_key_away_and_what_is_offered_there_another() {
    let long: String = (0..40).map(|n| format!("Dana: And day {n}?\nMia: It went on.\n")).collect();
    let clear = written(0);
    let stamps = format!("{long}Dana: When?\nMia: It was [00:01:02] then.\nDana: And?\nMia: No.\n");
    let label = "Dana: How?\nMia: So it was.\nand on it went\nfor days.\nZoe: Not for me.\nand\nDana: Why?\nMia: So.\nit\n";
    let files = folder([("1.txt", clear), ("2.txt", stamps), ("3.txt", label.to_owned())]);
    let mut window = open();
    drop_on(&mut window, files.path());
    assert!(says(&window, "2 want a look"));
    assert!(!says(&window, "[00:01:02]"), "the line is far below");
    key(&mut window, Key::N);
    assert!(
        says(&window, "line 82, speaker Mia, words: It was [00:01:02] then., in doubt:"),
        "{:#?}",
        lines(&window)
    );
    picture(&mut window, "import-doubt");
    key(&mut window, Key::N);
    assert!(says(&window, "line 5, "), "the next file: {:#?}", lines(&window));
    picture(&mut window, "import-label");
    // The button for what is offered has the keyboard.
    key(&mut window, Key::Space);
    assert!(says(&window, "1 wants a look"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    let names = |title: &str| -> Vec<String> {
        let of = project(&window).transcript_named(title).unwrap();
        of.speakers().iter().map(|speaker| speaker.label.clone()).collect()
    };
    assert_eq!(
        (names("2"), names("3")),
        (vec!["Dana".into(), "Mia".into()], vec!["Dana".into(), "Mia".into()])
    );
}

#[test]
fn a_text_is_pasted_looked_at_and_kept() {
    let mut window = open();
    let before = project(&window).clone();
    command(&mut window, "type or paste a text");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "Give the text a title"));
    type_text(&mut window, "p01");
    assert!(says(&window, "A transcript is called “P01” already"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(*project(&window) == before && says(&window, "A transcript is called"));
    type_text(&mut window, ", second visit a/b 3.5");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "There is no text yet"));
    key(&mut window, Key::Tab);
    window.event(Event::Paste(
        "Notes of 3 June\n\nDana: How was it?\r\nMia: Long.\nDana: And now?\nMia: Well.".into(),
    ));
    settle(&mut window);
    picture(&mut window, "typed");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "line 1, head, nobody’s, words: Notes of 3 June"));
    // What was typed is there again where its preview is left.
    key(&mut window, Key::Escape);
    assert!(says(&window, "Escape puts it by"));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    picture(&mut window, "typed-preview");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    let transcript = project(&window).transcript_named("p01, second visit a/b 3.5").unwrap();
    let expected = [": Notes of 3 June", "Dana: How was it?", "Mia: Long.", "Dana: And now?", "Mia: Well."];
    assert_eq!(turns(transcript), expected);
    assert_eq!((transcript.source(), transcript.speakers()[0].role), (None, SpeakerRole::Interviewer));
    assert_eq!(window.state().view().code.transcript(), Some(transcript.id()), "it is read at once");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(*project(&window) == before);
}

#[test]
fn what_is_pasted_where_no_field_takes_it_becomes_a_text() {
    let mut window = open();
    window.event(Event::Paste("Only these words.".into()));
    settle(&mut window);
    type_text(&mut window, "A note");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    let note = project(&window).transcript_named("A note").unwrap();
    assert_eq!(note.text().as_str().trim(), "Only these words.");
    // In a field, words are words.
    command(&mut window, "find in all");
    window.event(Event::Paste("these".into()));
    settle(&mut window);
    assert!(!says(&window, "Type or paste a text"));
}

#[test]
fn what_is_marked_in_a_document_comes_by_a_tick_and_goes_with_the_import() {
    let files = tempfile::tempdir().unwrap();
    std::fs::write(files.path().join("Marked.docx"), marked_docx()).unwrap();
    let tick = |window: &mut Window| {
        window.get_by_label("Take highlights and comments").focus();
        settle(window);
        key(window, Key::Space);
    };
    let mut window = open();
    let before = project(&window).clone();
    let counts =
        |project: &Project| (project.codings(), project.memos().len(), project.codebook().codes().count());
    let (codings, memos, codes) = counts(&before);
    drop_on(&mut window, files.path());
    assert!(says(&window, "highlight") && says(&window, "comment"), "what would be left out is told");
    tick(&mut window);
    picture(&mut window, "import-marks");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(counts(project(&window)), (codings + 1, memos + 1, codes + 2), "a colour and its theme");
    let transcript = project(&window).transcript_named("Marked").unwrap();
    let layer = project(&window).layer(transcript.id(), demo::coder(1)).unwrap();
    let passage = layer.codings()[0].span;
    assert_eq!(transcript.text().slice(passage), "good");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(*project(&window) == before, "words, codes, codings and memos go in one step");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(counts(project(&window)), (codings + 1, memos + 1, codes + 2));
    press(&mut window, Modifiers::COMMAND, Key::Z);

    // A tick that is taken back.
    drop_on(&mut window, files.path());
    tick(&mut window);
    tick(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(counts(project(&window)), (codings, memos, codes));

    // Nobody's they cannot be.
    let mut window = window::on(Session::in_memory(demo::project()), &[]);
    drop_on(&mut window, files.path());
    tick(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "say at the top right who you are"), "{:?}", window.state().warnings());
    assert!(*project(&window) == before);
}

#[test]
fn the_preview_fits_a_small_window() {
    let names = ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"];
    let files = folder(names.into_iter().enumerate().map(|(n, name)| (name, written(n))));
    let mut window = open();
    window.set_size(vec2(960.0, 640.0));
    drop_on(&mut window, files.path());
    let seen = egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(960.0, 640.0));
    for label in ["Import 5 files", "Cancel", "1.txt, 2 speakers", "Role of Mia"] {
        let rect = window.get_all_by_label_contains(label).last().unwrap().rect();
        assert!(seen.contains_rect(rect), "{label}: {rect:?}");
    }
    picture(&mut window, "import-small");
}

#[test]
fn escape_leaves_a_name_as_it_was_and_not_the_sheet() {
    let files = folder([("1.txt", written(0))]);
    let mut window = open();
    drop_on(&mut window, files.path());
    key(&mut window, Key::R);
    type_text(&mut window, "xx");
    key(&mut window, Key::Escape);
    assert!(says(&window, "Import one file"), "the sheet is there");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    let of = project(&window).transcript_named("1").unwrap();
    assert_eq!(of.speakers()[0].label, "Dana");
}
