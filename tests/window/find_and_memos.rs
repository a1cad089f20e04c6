//! Looking for words, coding what is found, and memos, as a person does it by keyboard and by what a screen reader
//! would call things.
//!
//! `CONCORD_PICTURES=folder cargo test --test window find_and_memos` also draws the screens into that folder.

use concord::model::{Coding, Memo, MemoTarget};
use concord::session::Session;
use concord::ui::{Action, Command, Panel};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::demo;
use crate::window::{self, Window, perform, picture, press, project, settle};

/// The demo study as Asha sees it.
fn open(panel: Panel) -> Window {
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    let mut window = window::on(session, &[]);
    perform(&mut window, Action::Show(panel));
    window
}

fn write(window: &mut Window, words: &str) {
    window.event(egui::Event::Text(words.into()));
    settle(window);
}

/// Whether something of this name is there, once or more often.
fn says(window: &Window, label: &str) {
    assert!(window.query_all_by_label(label).next().is_some(), "nowhere: {label}");
}

/// What the row says that the keyboard would come to, and where it stands.
fn at_keyboard(window: &Window) -> (String, egui::Rect) {
    let mut rows = window.query_all_by_role(Role::ListBoxOption);
    let row =
        rows.find(|row| row.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)).unwrap();
    (row.accesskit_node().label().unwrap(), row.rect())
}

fn selected(window: &Window) -> Option<String> {
    let code = &window.state().view().code;
    let transcript = project(window).transcript(code.transcript()?)?;
    Some(transcript.text().slice(code.selection()?).to_owned())
}

/// Asha's codings of a transcript.
fn codings(window: &Window, transcript: u128) -> Vec<Coding> {
    let layer = project(window).layer(demo::transcript(transcript), demo::coder(1));
    layer.map(|l| l.codings().to_vec()).unwrap_or_default()
}

#[test]
fn words_are_found_in_the_transcript_and_the_hit_is_coded() {
    let mut window = open(Panel::CODE);
    perform(&mut window, Action::SelectTranscript(demo::transcript(1)));
    press(&mut window, Modifiers::COMMAND, Key::F);
    write(&mut window, "meeting");
    assert_eq!(selected(&window).as_deref(), Some("meeting"));
    window.get_by_label("1 of 2");
    picture(&mut window, "find-bar");
    let first = window.state().view().code.selection();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("2 of 2");
    assert_ne!(window.state().view().code.selection(), first);
    press(&mut window, Modifiers::NONE, Key::F3);
    window.get_by_label("1 of 2");
    press(&mut window, Modifiers::SHIFT, Key::Enter);
    window.get_by_label("2 of 2");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_role(Role::SearchInput).is_none());
    let before = codings(&window, 1).len();
    press(&mut window, Modifiers::NONE, Key::Num1);
    let after = codings(&window, 1);
    assert_eq!(after.len(), before + 1);
    let text = project(&window).transcript(demo::transcript(1)).unwrap().text().clone();
    assert!(after.iter().any(|c| text.slice(c.span) == "meeting"));
    press(&mut window, Modifiers::SHIFT, Key::F3);
    window.get_by_label("1 of 2");
}

#[test]
fn a_pattern_that_cannot_be_read_says_why_under_the_field() {
    let mut window = open(Panel::CODE);
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_role_and_label(Role::CheckBox, "Regular expression").click();
    settle(&mut window);
    window.get_by_role(Role::SearchInput).focus();
    settle(&mut window);
    write(&mut window, "(She");
    window.get_by_label_contains("add the missing )");
    picture(&mut window, "find-bar-error");
    window.get_by_role_and_label(Role::CheckBox, "Regular expression").click();
    settle(&mut window);
    window.get_by_label("no hits");
}

/// The field of the Find panel with these words in it.
fn look_for(words: &str) -> Window {
    let mut window = open(Panel::CODE);
    perform(&mut window, Action::Run(Command::FindEverywhere));
    write(&mut window, words);
    window
}

fn auto(window: &Window) -> usize {
    let layers = project(window).layers().filter(|l| l.coder() == demo::coder(1));
    layers.flat_map(|l| l.codings()).filter(|c| c.auto).count()
}

#[test]
fn hits_in_all_transcripts_open_in_code_and_the_place_is_kept() {
    let mut window = look_for("she");
    window.get_by_label("5 hits in 2 of 4 transcripts");
    window.get_by_label_contains("P01 · turn 2 · line 3 · P01: The second one. She always asked");
    picture(&mut window, "find");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().view().panel, Panel::CODE);
    assert_eq!(selected(&window).as_deref(), Some("She"));
    let there = window.state().view().code.selection();
    perform(&mut window, Action::Show(Panel::FIND));
    let row = at_keyboard(&window);
    assert!(row.0.starts_with("P01 · turn 4 · line 7 · P01: She had time"), "{}", row.0);
    perform(&mut window, Action::Show(Panel::CODE));
    assert_eq!(window.state().view().code.selection(), there);
    perform(&mut window, Action::Show(Panel::FIND));
    assert_eq!(at_keyboard(&window), row);
}

#[test]
fn a_wrong_pattern_an_empty_one_and_one_that_takes_others_for_ever() {
    let mut window = look_for("(a+)+$");
    window.get_by_label("0 hits in 0 of 4 transcripts");
    window.get_by_role_and_label(Role::CheckBox, "Regular expression").click();
    settle(&mut window);
    window.get_by_label("0 hits in 0 of 4 transcripts");
    perform(&mut window, Action::Run(Command::FindEverywhere));
    write(&mut window, "[");
    window.get_by_label_contains("add the missing ]");
    press(&mut window, Modifiers::NONE, Key::Backspace);
    window.get_by_label("Find words in all transcripts");
    picture(&mut window, "find-empty");
}

#[test]
fn filters_leave_hits_out() {
    let mut window = look_for("listen");
    window.get_by_label("1 hit in 1 of 4 transcripts");
    perform(&mut window, Action::Run(Command::FindEverywhere));
    write(&mut window, "how");
    window.get_by_label("1 hit in 1 of 4 transcripts");
    window.get_by_label("What is said").click();
    settle(&mut window);
    window.get_by_label("What is said, interviewer left out").click();
    settle(&mut window);
    window.get_by_label("No hits");
    window.get_by_label("In: all transcripts").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "P04").click();
    settle(&mut window);
    window.get_by_label("0 hits in 0 of 1 transcript");
}

#[test]
fn the_words_of_one_speaker_are_found_alone() {
    let mut window = look_for("she");
    window.get_by_label("5 hits in 2 of 4 transcripts");
    window.get_by_label("Speaker: anybody").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "P01").click();
    settle(&mut window);
    window.get_by_label_contains("hits in 1 of 4 transcripts");
    window.get_by_label("Speaker: P01").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "anybody").click();
    settle(&mut window);
    window.get_by_label("5 hits in 2 of 4 transcripts");
}

#[test]
fn ticked_hits_are_coded_in_one_step_and_looked_through() {
    let mut window = look_for("she");
    let before = project(&window).clone();
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::Space);
    says(&window, "1 of 5 hits ticked");
    press(&mut window, Modifiers::COMMAND, Key::A);
    says(&window, "5 of 5 hits ticked");
    window.get_by_label("Choose a code…").click();
    settle(&mut window);
    write(&mut window, "listens");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label_contains("The worker asks, hears and remembers what was said.");
    picture(&mut window, "find-ticked");
    window.get_by_role_and_label(Role::Button, "Code 4 passages as “listens”").click();
    settle(&mut window);
    assert_eq!(auto(&window), 4);
    says(&window, "4 codings of searches to review");
    perform(&mut window, Action::Show(Panel::CODE));
    says(&window, "4 codings of searches to review");
    perform(&mut window, Action::Show(Panel::FIND));
    window.get_by_label("Coded by searches, to review: 4").click();
    settle(&mut window);
    picture(&mut window, "find-queue");
    window.get_by_label_contains("1 of 4 · listens · P01 · turn 2");
    press(&mut window, Modifiers::NONE, Key::K);
    assert_eq!(auto(&window), 3);
    window.get_by_label_contains("1 of 3 · listens · P01 · turn 4");
    press(&mut window, Modifiers::NONE, Key::X);
    assert_eq!(auto(&window), 2);
    write(&mut window, "/");
    write(&mut window, "knows");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(auto(&window), 1);
    // The last one is made a word longer at its start: that alone does not take it from the queue.
    window.get_by_label_contains("1 of 1 · listens · P02");
    press(&mut window, Modifiers::NONE, Key::S);
    press(&mut window, Modifiers::COMMAND, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let text = project(&window).transcript(demo::transcript(2)).unwrap().text().clone();
    let of_search =
        |w: &Window| codings(w, 2).into_iter().find(|c| c.auto).map(|c| text.slice(c.span).to_owned());
    assert_eq!(of_search(&window).as_deref(), Some("remembers my birthday."));
    press(&mut window, Modifiers::NONE, Key::K);
    window.get_by_label("Nothing to review");
    for _ in 0..6 {
        perform(&mut window, Action::Run(Command::Undo));
    }
    assert_eq!(project(&window), &before, "each was one step");
}

#[test]
fn ticks_stay_on_their_hits_when_words_before_them_are_corrected() {
    let mut window = look_for("she");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Space);
    says(&window, "1 of 5 hits ticked");
    let (row, _) = at_keyboard(&window);
    let id = demo::transcript(1);
    let at = project(&window).transcript(id).unwrap().text().as_str().find("second").unwrap();
    let edit = project(&window).correction(id, at..at + "second".len(), "very first").unwrap();
    perform(&mut window, Action::Commit { label: "correct".into(), edits: vec![edit] });
    says(&window, "1 of 5 hits ticked");
    assert_eq!(at_keyboard(&window).0, row, "and so does the keyboard");
}

#[test]
fn the_key_that_codes_what_is_ticked_is_left_to_what_lies_over_the_panel() {
    let mut window = look_for("she");
    perform(&mut window, Action::Run(Command::Palette));
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(window.query_by_label("5 of 5 hits ticked").is_none());
}

#[test]
fn the_bar_finds_what_is_said_and_asks_for_no_frames_while_it_is_empty() {
    let mut window = open(Panel::CODE);
    perform(&mut window, Action::SelectTranscript(demo::transcript(1)));
    press(&mut window, Modifiers::COMMAND, Key::F);
    // Ends only where nothing asks for another frame.
    window.run();
    write(&mut window, "P01");
    window.get_by_label("no hits");
    window.run();
}

#[test]
fn all_hits_are_coded_by_two_keys_and_a_name() {
    let mut window = look_for("she");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    says(&window, "5 of 5 hits ticked");
    write(&mut window, "birthdays");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(auto(&window), 4);
    assert!(project(&window).code_named("birthdays").is_ok(), "a new code comes with them");
    perform(&mut window, Action::Run(Command::Undo));
    assert_eq!(project(&window), &demo::project());

    // With a code from before nothing is coded that was not seen ticked.
    perform(&mut window, Action::Run(Command::FindEverywhere));
    write(&mut window, "answer");
    window.get_by_label_contains("Choose a code…").click();
    settle(&mut window);
    write(&mut window, "listens");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    says(&window, "1 of 1 hit ticked");
    assert_eq!(auto(&window), 0);
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(auto(&window), 1);
}

#[test]
fn hits_are_looked_through_one_by_one() {
    let mut window = look_for("she");
    window.get_by_label("One by one").click();
    settle(&mut window);
    window.get_by_label_contains("1 of 5 · P01 · turn 2 · line 3 · P01 · not ticked");
    picture(&mut window, "find-one-by-one");
    press(&mut window, Modifiers::NONE, Key::N);
    press(&mut window, Modifiers::NONE, Key::Y);
    press(&mut window, Modifiers::NONE, Key::Y);
    says(&window, "2 of 5 hits ticked");
    window.get_by_label_contains("4 of 5 · P01 · turn 4");
    press(&mut window, Modifiers::NONE, Key::ArrowLeft);
    window.get_by_label_contains("3 of 5 · P01 · turn 4 · line 7 · P01 · ticked");
    press(&mut window, Modifiers::NONE, Key::Escape);
    let (row, _) = at_keyboard(&window);
    assert!(row.starts_with("P01 · turn 4 · line 7 · P01: She had time") && row.ends_with("ticked"), "{row}");
}

fn memos(window: &Window) -> Vec<Memo> {
    project(window).memos().into_iter().map(|m| Memo::clone(m)).collect()
}

#[test]
fn a_memo_is_written_answered_changed_and_taken_away() {
    let mut window = open(Panel::MEMOS);
    window.get_by_label("No memos yet");
    picture(&mut window, "memos-empty");
    window.get_by_role_and_label(Role::Button, "Memo on the project").click();
    settle(&mut window);
    write(&mut window, "How do we code irony?");
    picture(&mut window, "memos-draft");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(
        (memos(&window)[0].text.as_str(), &memos(&window)[0].on),
        ("How do we code irony?", &MemoTarget::Project)
    );
    window.get_by_label_contains("Relationships in care, the project, Asha");

    // The keyboard is on its row; Enter leads to the words.
    press(&mut window, Modifiers::NONE, Key::Enter);
    write(&mut window, "As it is meant.");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(memos(&window)[1].reply_to, Some(memos(&window)[0].id));
    window.get_by_label_contains("How do we code irony?, 1 reply");
    picture(&mut window, "memos-thread");

    window.get_all_by_label("Change").next().unwrap().click();
    settle(&mut window);
    write(&mut window, " And jokes?");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(memos(&window)[0].text, "How do we code irony? And jokes?");
    window.get_by_label("Delete with one reply").click();
    settle(&mut window);
    assert!(memos(&window).is_empty());
    perform(&mut window, Action::Run(Command::Undo));
    assert_eq!(memos(&window).len(), 2);
}

#[test]
fn nobody_changes_what_somebody_else_wrote() {
    let mut window = open(Panel::MEMOS);
    let time = concord::model::Timestamp::from_second(1_700_000_100).unwrap();
    let memo = Memo {
        id: concord::model::MemoId(uuid::Uuid::from_u128(77)),
        on: MemoTarget::Code(demo::code(2)),
        reply_to: None,
        author: demo::coder(2),
        text: "Too wide?".into(),
        created: time,
        changed: time,
    };
    let edits = vec![concord::model::Edit::PutMemo(memo)];
    perform(&mut window, Action::Commit { label: "memo".into(), edits });
    window.get_by_label_contains("Social esteem / listens, code, Ben").click();
    settle(&mut window);
    assert!(window.query_by_label("Change").is_none() && window.query_by_label("Delete").is_none());
    window.get_by_label("Go there").click();
    settle(&mut window);
    assert_eq!(window.state().view().panel, Panel::CODEBOOK);
}

#[test]
fn a_memo_on_a_passage_leads_there_and_back() {
    let mut window = open(Panel::CODE);
    let text = project(&window).transcript(demo::transcript(2)).unwrap().text().clone();
    let at = text.as_str().find("It was all forms.").unwrap();
    let span = text.span(at..at + 17).unwrap();
    perform(&mut window, Action::Goto { transcript: demo::transcript(2), span });
    press(&mut window, Modifiers::SHIFT, Key::M);
    assert_eq!(window.state().view().panel, Panel::MEMOS);
    write(&mut window, "Forms again.");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.state().view().panel, Panel::CODE, "one goes on coding");
    assert_eq!(selected(&window).as_deref(), Some("It was all forms."));
    assert_eq!(memos(&window)[0].text, "Forms again.");
    perform(&mut window, Action::Show(Panel::MEMOS));
    window.get_by_label("“It was all forms.”");
    window.get_by_label("Go there").click();
    settle(&mut window);
    assert_eq!(selected(&window).as_deref(), Some("It was all forms."));
    // M alone is the note on the coding: it stands in the journal too, to be read.
    press(&mut window, Modifiers::NONE, Key::M);
    write(&mut window, "Paper.");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    perform(&mut window, Action::Show(Panel::MEMOS));
    window.get_by_label_contains("paperwork, P02 · turn 2, coding, Asha").click();
    settle(&mut window);
    window.get_by_label("This note is changed in the Code panel, at its coding.");
    picture(&mut window, "memos-note");
}

#[test]
fn memos_are_begun_from_menus_and_by_name_and_found_again() {
    let mut window = open(Panel::CODE);
    window.get_by_label_contains("P04, in progress").click_secondary();
    settle(&mut window);
    window.get_by_label("Memo…").click();
    settle(&mut window);
    write(&mut window, "Short.");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    perform(&mut window, Action::Show(Panel::MEMOS));
    window.get_by_label("New memo…").click();
    settle(&mut window);
    write(&mut window, "listens");
    press(&mut window, Modifiers::NONE, Key::Enter);
    write(&mut window, "What of nodding?");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(memos(&window)[1].on, MemoTarget::Code(demo::code(2)));
    says(&window, "2 memos");
    window.get_by_role_and_label(Role::SearchInput, "Find in memos").focus();
    settle(&mut window);
    write(&mut window, "nod");
    says(&window, "1 of 2 memos");
    assert!(window.query_by_label_contains("P04, transcript, Asha").is_none());
    press(&mut window, Modifiers::NONE, Key::Backspace);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    window.get_by_label("About anything").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "transcript").click();
    settle(&mut window);
    window.get_by_label_contains("P04, transcript, Asha").click();
    settle(&mut window);
    window.get_by_label("Go there").click();
    settle(&mut window);
    assert_eq!(window.state().view().code.transcript(), Some(demo::transcript(4)));
}
