//! The transcript widget as a person uses it: by mouse, by keys, and by a screen reader.

use concord::ui::transcript::{DraggedSelection, Note, Notes, Reading, Side};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Theme, pos2, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::raster::without_frame;
use crate::transcript::{CODED, INTERVIEW, Panel, SIZE, Shown, click, drag, setup, shown};

fn harness(text: &str, coded: &[(&str, &str, &str)], theme: Theme) -> Shown {
    shown(Panel::new(text, coded), SIZE, theme, setup)
}

/// The top left corner of a turn's words.
fn turn(harness: &Shown, name: &str) -> Pos2 {
    harness.get_by_role_and_label(Role::Paragraph, name).rect().left_top()
}

#[test]
fn dragging_selects_the_words_under_the_pointer() {
    let mut harness = harness(INTERVIEW, &[], Theme::Light);
    let at = turn(&harness, "Turn 3, Interviewer");
    drag(&mut harness, at + vec2(0.0, 12.0), at + vec2(600.0, 12.0));
    assert_eq!(harness.state().selected(), "What was different about it?");
}

#[test]
fn dragging_back_over_turns_selects_all_between() {
    let mut harness = harness(INTERVIEW, &[], Theme::Light);
    let (from, to) = (turn(&harness, "Turn 5, Interviewer"), turn(&harness, "Turn 3, Interviewer"));
    drag(&mut harness, from + vec2(0.0, 12.0), to + vec2(0.0, 12.0));
    let selected = harness.state().selected();
    assert!(
        selected.starts_with("What was different") && selected.contains("say it all again."),
        "{selected}"
    );
}

#[test]
fn two_clicks_take_the_word_and_three_the_sentence() {
    let mut harness = harness(INTERVIEW, &[], Theme::Light);
    let at = turn(&harness, "Turn 2, P04") + vec2(50.0, 12.0);
    click(&mut harness, at);
    click(&mut harness, at);
    assert_eq!(harness.state().selected(), "second");
    click(&mut harness, at);
    harness.run();
    assert_eq!(harness.state().selected(), "The second one.");
}

#[test]
fn keys_move_the_caret_and_with_shift_they_select() {
    let mut harness = harness(INTERVIEW, &[], Theme::Light);
    let at = turn(&harness, "Turn 2, P04") + vec2(1.0, 12.0);
    click(&mut harness, at);
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    }
    harness.run();
    assert_eq!(harness.state().selected(), "The");
    harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().selected(), "The second");
    harness.key_press(Key::Escape);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::End);
    harness.run();
    let selected = harness.state().selected();
    assert!(selected.starts_with(" one. She always asked") && !selected.contains("furniture"), "{selected}");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert!(harness.state().selected().starts_with("When you think"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run();
    let panel = harness.state();
    assert_eq!(panel.view.caret(), INTERVIEW.trim_end().len());
    let visible = panel.answer.as_ref().unwrap().visible.clone();
    assert!(visible.end == INTERVIEW.trim_end().len(), "the caret is kept in sight: {visible:?}");
}

#[test]
fn neither_mouse_nor_keys_ever_split_a_grapheme() {
    let text = "P01: 👩🏽‍🚒👨‍👩‍👧‍👦e\u{301}🇳🇱 नमस्ते ไทยกำลัง한국어 שלום عربي x";
    let mut harness = harness(text, &[], Theme::Light);
    let at = turn(&harness, "Turn 1, P01") + vec2(0.0, 12.0);
    for x in 0..60 {
        drag(&mut harness, at, at + vec2(x as f32 * 7.0, 0.0));
        let panel = harness.state();
        if let Some(span) = panel.view.selection(&panel.document) {
            assert!(panel.document.text().span(span.range()).is_ok());
        }
    }
    click(&mut harness, at);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    harness.run();
    let mut steps = 0;
    while harness.state().view.caret() < text.len() {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
        harness.run();
        let panel = harness.state();
        assert!(panel.document.text().is_boundary(panel.view.caret()));
        steps += 1;
        assert!(steps < 60, "the caret comes to the end");
    }
}

#[test]
fn a_screen_reader_meets_a_document_of_named_turns_with_their_words() {
    let mut harness = harness(INTERVIEW, &CODED, Theme::Light);
    harness.get_by_role_and_label(Role::Document, "Transcript of P04");
    let turn = harness.get_by_role_and_label(Role::Paragraph, "Turn 3, Interviewer");
    assert_eq!(turn.value().as_deref(), Some("What was different about it?"));
    let stripe = harness.get_by_role_and_label(Role::Mark, "cares about me");
    assert!(stripe.value().is_some_and(|words| words.starts_with("She had time.")));
    stripe.click_accesskit();
    harness.run();
    assert_eq!(harness.state().clicked, [2]);
}

#[test]
fn the_marks_under_the_cursor_are_named_latest_first() {
    let mut harness = harness(INTERVIEW, &CODED, Theme::Light);
    let typed = INTERVIEW.find("She typed").unwrap();
    let span = harness.state().document.text().span(typed..typed + 3).unwrap();
    harness.state_mut().view.select(span);
    harness.run();
    assert_eq!(harness.state().answer.as_ref().unwrap().at_cursor, [6, 5]);
}

#[test]
fn a_new_width_or_size_of_type_keeps_what_is_read() {
    let text = INTERVIEW.repeat(20);
    let mut harness = harness(&text, &[], Theme::Light);
    let middle = text.len() / 2 + text[text.len() / 2..].find("Honestly").unwrap();
    let span = harness.state().document.text().span(middle..middle + 8).unwrap();
    harness.state_mut().view.show(span, concord::ui::transcript::Show::Third);
    harness.run();
    let before = harness.state().view.position().byte;
    harness.set_size(vec2(1100.0, 832.0));
    harness.run();
    harness.state_mut().view.read_as(Reading { letters: 20.0, ..Reading::default() });
    harness.run();
    let panel = harness.state();
    let visible = panel.answer.as_ref().unwrap().visible.clone();
    assert!(visible.contains(&middle), "{visible:?} {middle}");
    assert!(panel.view.position().byte.abs_diff(before) < 200);
}

#[test]
fn a_click_on_a_stripe_names_its_mark_and_brings_its_tint_to_the_top() {
    let mut harness = harness(INTERVIEW, &CODED, Theme::Light);
    let margin = harness.state().answer.as_ref().unwrap().margin.rect;
    let at = Pos2::new(margin.left() + 13.0, turn(&harness, "Turn 4, P04").y + 20.0);
    harness.hover_at(at);
    harness.run();
    assert_eq!(harness.state().answer.as_ref().unwrap().under.as_ref().unwrap().stripe, Some(2));
    harness.drag_at(at);
    harness.step();
    harness.drop_at(at);
    harness.step();
    assert_eq!(harness.state().view.active(), Some(2));
}

#[test]
fn the_wheel_and_the_overview_move_the_page_and_the_end_stops_it() {
    let text = INTERVIEW.repeat(30);
    let mut harness = harness(&text, &[], Theme::Light);
    let overview = harness.get_by_role_and_label(Role::ScrollBar, "Overview").rect();
    let visible = |harness: &Shown| harness.state().answer.as_ref().unwrap().visible.clone();
    click(&mut harness, overview.center());
    harness.run();
    let seen = visible(&harness);
    assert!(seen.contains(&(text.len() / 2)), "{seen:?} of {}", text.len());
    click(&mut harness, overview.center_bottom() - vec2(0.0, 1.0));
    harness.run();
    assert_eq!(visible(&harness).end, text.trim_end().len());
    harness.hover_at(turn_area(&harness));
    harness.step();
    let modifiers = Modifiers::NONE;
    let (unit, source) = (egui::MouseWheelUnit::Point, egui::MouseWheelSource::Wheel);
    let (delta, phase) = (vec2(0.0, 5_000.0), egui::TouchPhase::Move);
    harness.event(egui::Event::MouseWheel { unit, source, delta, phase, modifiers });
    harness.run_steps(30);
    assert!(visible(&harness).end < text.len() - 3_000);
}

fn turn_area(harness: &Shown) -> Pos2 {
    harness.state().answer.as_ref().expect("a frame was drawn").text.rect.center()
}

#[test]
fn a_selection_can_be_carried_off_and_copied() {
    let mut harness = harness(INTERVIEW, &[], Theme::Light);
    let at = turn(&harness, "Turn 2, P04") + vec2(50.0, 12.0);
    click(&mut harness, at);
    click(&mut harness, at);
    harness.event(egui::Event::Copy);
    harness.step();
    let copied = harness
        .output()
        .platform_output
        .commands
        .iter()
        .any(|command| matches!(command, egui::OutputCommand::CopyText(text) if text == "second"));
    assert!(copied, "the selected words are copied");
    harness.run_steps(60);
    harness.drag_at(at);
    harness.step();
    harness.hover_at(at + vec2(300.0, 100.0));
    harness.run_steps(2);
    let carried = egui::DragAndDrop::payload::<DraggedSelection>(&harness.ctx);
    let panel = harness.state();
    assert_eq!(carried.map(|c| panel.document.text().slice(c.0).to_owned()).as_deref(), Some("second"));
    assert_eq!(panel.selected(), "second", "it stays selected while it is carried");
}

fn scroll(harness: &mut Shown, points: f32, modifiers: Modifiers) {
    let (unit, source) = (egui::MouseWheelUnit::Point, egui::MouseWheelSource::Wheel);
    let (delta, phase) = (vec2(0.0, points), egui::TouchPhase::Move);
    harness.event(egui::Event::MouseWheel { unit, source, delta, phase, modifiers });
}

#[test]
fn letters_grow_with_the_wheel_and_fingers_and_the_line_at_the_top_stays() {
    let text = INTERVIEW.repeat(20);
    let mut harness = harness(&text, &[], Theme::Light);
    let at = turn_area(&harness);
    harness.hover_at(at);
    scroll(&mut harness, -2_400.0, Modifiers::NONE);
    harness.run_steps(30);
    let top = harness.state().view.position();
    assert!(top.byte > 1_000);
    for (points, larger) in [(60.0, true), (60.0, true), (-60.0, false), (-60.0, false)] {
        let before = harness.state().view.reading().letters;
        scroll(&mut harness, points, Modifiers::COMMAND);
        harness.run_steps(20);
        let (now, place) = (harness.state().view.reading().letters, harness.state().view.position());
        assert_eq!(now > before, larger, "{before} {now}");
        assert_eq!(place.byte, top.byte, "at {now} points");
    }
    harness.event(egui::Event::Zoom(1.5));
    harness.step();
    let panel = harness.state();
    assert_eq!(panel.view.reading().letters, panel.zoomed.last().copied().unwrap());
    assert!(panel.view.reading().letters >= 20.0);
    assert_eq!(panel.view.position().byte, top.byte);
}

#[test]
fn every_way_of_reading_keeps_the_line_at_the_top() {
    let text = INTERVIEW.repeat(20);
    let mut harness = harness(&text, &CODED, Theme::Light);
    let at = turn_area(&harness);
    harness.hover_at(at);
    scroll(&mut harness, -3_000.0, Modifiers::NONE);
    harness.run_steps(30);
    let top = harness.state().view.position().byte;
    let usual = Reading::default();
    for reading in [
        Reading { measure: 40.0, ..usual },
        Reading { focus: true, lines: true, ..usual },
        Reading { times: false, letters: 30.0, ..usual },
        Reading { measure: 120.0, letters: 11.0, lines: true, ..usual },
        usual,
    ] {
        harness.state_mut().view.read_as(reading);
        harness.run();
        assert_eq!(harness.state().view.position().byte, top, "{reading:?}");
    }
}

#[test]
fn the_pointer_takes_whole_words_if_one_wants_and_keys_letters() {
    let mut harness = harness(INTERVIEW, &[], Theme::Light);
    harness.state_mut().view.read_as(Reading { snap: true, ..Reading::default() });
    let at = turn(&harness, "Turn 2, P04") + vec2(45.0, 12.0);
    drag(&mut harness, at, at + vec2(70.0, 0.0));
    assert_eq!(harness.state().selected(), "second one");
    // What is selected would be carried off.
    let elsewhere = turn(&harness, "Turn 1, Interviewer") + vec2(20.0, 12.0);
    click(&mut harness, elsewhere);
    // Alt is held from before the button to after it.
    harness.event(egui::Event::ModifiersChanged(Modifiers::ALT));
    for (pos, pressed) in [(at, true), (at + vec2(70.0, 0.0), false)] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::ALT);
        harness.event(egui::Event::PointerMoved(pos));
        harness.step();
        harness.event(egui::Event::PointerButton { pos, button, pressed, modifiers });
        harness.step();
    }
    harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
    let letters = harness.state().selected().to_owned();
    assert!("second one".contains(&letters) && letters != "second one", "{letters}");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().selected(), "W");
}

#[test]
fn keys_go_by_sentence_and_turn_and_select_with_shift() {
    let mut harness = harness(INTERVIEW, &[], Theme::Light);
    let at = turn(&harness, "Turn 2, P04") + vec2(1.0, 12.0);
    click(&mut harness, at);
    let sentence = Modifiers::SHIFT | Modifiers::ALT;
    harness.key_press_modifiers(sentence, Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().selected(), "The second one.");
    harness.key_press_modifiers(sentence, Key::ArrowRight);
    harness.key_press_modifiers(sentence, Key::ArrowRight);
    harness.key_press_modifiers(sentence, Key::ArrowLeft);
    harness.run();
    assert_eq!(
        harness.state().selected(),
        "The second one. She always asked what I thought before the meeting, and \
        then she actually said it in the meeting. "
    );
    harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowDown);
    harness.run();
    assert!(harness.state().selected().ends_with("furniture."), "no label: {}", harness.state().selected());
    harness.key_press(Key::Escape);
    harness.key_press_modifiers(sentence, Key::ArrowLeft);
    harness.run();
    assert!(harness.state().selected().starts_with("I used to just"), "{}", harness.state().selected());
}

#[test]
fn clicks_take_word_sentence_and_turn_and_shift_with_a_click_extends() {
    let mut harness = harness(INTERVIEW, &[], Theme::Light);
    let at = turn(&harness, "Turn 2, P04") + vec2(50.0, 12.0);
    for _ in 0..4 {
        click(&mut harness, at);
    }
    let selected = harness.state().selected();
    assert!(selected.starts_with("The second") && selected.ends_with("furniture."));
    harness.run_steps(60);
    click(&mut harness, at);
    harness.run_steps(60);
    let other = turn(&harness, "Turn 3, Interviewer") + vec2(1.0, 12.0);
    harness.hover_at(other);
    harness.step();
    let button = |pressed| egui::Event::PointerButton {
        pos: other,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::SHIFT,
    };
    harness.event_modifiers(button(true), Modifiers::SHIFT);
    harness.step();
    harness.event_modifiers(button(false), Modifiers::SHIFT);
    harness.run();
    let selected = harness.state().selected();
    assert!(selected.starts_with("cond one.") && selected.ends_with("furniture."), "{selected}");
}

/// The words that are drawn, each with its place.
fn drawn(harness: &Shown) -> Vec<(String, egui::Rect)> {
    let of = |shape: &egui::epaint::ClippedShape| match &shape.shape {
        egui::Shape::Text(text) => Some((text.galley.text().to_owned(), text.visual_bounding_rect())),
        _ => None,
    };
    harness.output().shapes.iter().filter_map(of).collect()
}

#[test]
fn times_and_lines_can_be_read() {
    let text = "[00:00:05] INT: One?\n\n[01:02:03] P04: Two.\nThree.\n";
    let mut harness = harness(text, &[], Theme::Light);
    let shows = |harness: &Shown, words: &str| drawn(harness).iter().any(|(text, _)| text == words);
    assert!(shows(&harness, "00:05") && shows(&harness, "01:02:03") && !shows(&harness, "4"));
    harness.state_mut().view.read_as(Reading { lines: true, times: false, ..Reading::default() });
    harness.run();
    assert!(shows(&harness, "4") && !shows(&harness, "00:05"));
}

/// A harness with the keyboard on the text and an edge of a mark taken.
fn holding(key: usize, side: Side) -> Shown {
    let mut harness = harness(INTERVIEW, &CODED, Theme::Light);
    let at = turn(&harness, "Turn 4, P04") + vec2(1.0, 12.0);
    click(&mut harness, at);
    let span = harness.state().span(key);
    harness.state_mut().view.take_edge(key as u64, side, span);
    harness.run();
    harness
}

#[test]
fn arrows_move_an_edge_by_letter_and_word_and_enter_keeps_it() {
    let mut harness = holding(3, Side::Start);
    let said = |harness: &Shown| harness.get_by_role(Role::Status).value().unwrap_or_default();
    assert_eq!(said(&harness), "Start of keeps promises: if she said Tuesday it was Tuesday");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowRight);
    harness.run();
    assert_eq!(said(&harness), "Start of keeps promises: she said Tuesday it was Tuesday");
    harness.key_press(Key::ArrowRight);
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(harness.state().reshaped.is_empty(), "nothing is kept yet");
    let span = harness.state().span(3);
    harness.state_mut().view.take_edge(3, Side::End, span);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowLeft);
    harness.run();
    assert_eq!(said(&harness), "End of keeps promises: e said Tuesday it was");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().reshaped, [(3, "e said Tuesday it was".to_owned())]);
    assert_eq!(harness.state().view.edge(), None);
}

#[test]
fn escape_leaves_an_edge_as_it_was_and_no_key_empties_a_passage() {
    let mut harness = holding(3, Side::End);
    for _ in 0..40 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowLeft);
    }
    harness.run();
    let said = harness.get_by_role(Role::Status).value().unwrap_or_default();
    assert_eq!(said, "End of keeps promises: i");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().view.edge(), None);
    assert!(harness.state().reshaped.is_empty());
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().selected(), "S", "arrows belong to the caret again");
}

#[test]
fn the_page_follows_an_edge_and_an_edge_whose_mark_goes_is_forgotten() {
    let text = INTERVIEW.repeat(20);
    let mut harness = harness(&text, &CODED, Theme::Light);
    let at = turn(&harness, "Turn 2, P04") + vec2(1.0, 12.0);
    click(&mut harness, at);
    let span = harness.state().span(0);
    harness.state_mut().view.take_edge(0, Side::End, span);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run();
    let visible = harness.state().answer.as_ref().unwrap().visible.clone();
    assert_eq!(visible.end, text.trim_end().len());
    let panel = harness.state_mut();
    panel.marks = concord::ui::transcript::Marks::none(&panel.document);
    harness.run();
    assert_eq!(harness.state().view.edge(), None);
}

#[test]
fn the_handles_of_the_active_mark_are_dragged() {
    let mut harness = harness(INTERVIEW, &CODED, Theme::Light);
    let name = "End of keeps promises: if she said Tuesday it was Tuesday";
    assert!(harness.query_by_role_and_label(Role::Button, name).is_none(), "no mark is active");
    let span = harness.state().span(3);
    harness.state_mut().view.select(span);
    harness.state_mut().view.set_active(Some(3));
    harness.run();
    let at = harness.get_by_role_and_label(Role::Button, name).rect().center();
    harness.hover_at(at);
    harness.step();
    harness.drag_at(at);
    harness.step();
    harness.hover_at(at - vec2(10.0, 14.0));
    harness.step();
    assert_eq!(harness.state().view.edge(), Some((3, Side::End)));
    harness.drop_at(at - vec2(10.0, 14.0));
    harness.run();
    assert_eq!(harness.state().reshaped, [(3, "if she said Tuesday it was Tuesda".to_owned())]);
    assert_eq!(
        harness.state().selected(),
        "if she said Tuesday it was Tuesda",
        "what was selected is so again"
    );
    let other = turn(&harness, "Turn 1, Interviewer") + vec2(40.0, 12.0);
    click(&mut harness, other);
    harness.run();
    assert_eq!(harness.state().view.active(), None, "a mark that the caret leaves is no longer active");
}

#[test]
fn names_without_room_are_counted_and_can_be_asked_for() {
    let words = "She had time. Or she made time, I don\u{2019}t know.";
    let names = [
        "cares",
        "listens",
        "keeps promises",
        "has time for me",
        "on my side",
        "respects limits",
        "explains",
    ];
    let coded: Vec<_> = names.iter().map(|&name| (words, name, "blue strong")).collect();
    let mut harness = harness(INTERVIEW, &coded, Theme::Light);
    harness.set_size(vec2(620.0, 832.0));
    harness.run();
    let drawn = drawn(&harness);
    let (counted, chip) = drawn.iter().find(|(t, _)| t.starts_with('+')).expect("some have no room");
    let named = drawn.iter().filter(|(t, _)| names.contains(&t.as_str())).count();
    assert_eq!(named + counted[1..].parse::<usize>().unwrap(), names.len(), "{drawn:?}");
    let margin = harness.state().answer.as_ref().unwrap().margin.rect;
    for (name, rect) in drawn.iter().filter(|(t, _)| names.contains(&t.as_str())) {
        assert!(margin.contains_rect(*rect), "{name} is cut off at {rect:?} of {margin:?}");
    }
    let at = chip.center();
    harness.hover_at(at);
    harness.run();
    let under = harness.state().answer.as_ref().unwrap().under.clone().unwrap();
    assert_eq!(under.marks.len(), names.len() - named);
}

#[test]
fn notes_stand_under_their_row_and_are_read_and_clicked() {
    let mut harness = harness(INTERVIEW, &CODED, Theme::Light);
    let (before, after) = (turn(&harness, "Turn 4, P04"), turn(&harness, "Turn 5, Interviewer"));
    let panel = harness.state_mut();
    let note = |words: &str, text: &str| Note {
        at: INTERVIEW.find(words).unwrap(),
        label: "Memo · Asha".to_owned(),
        text: text.to_owned(),
        colour: egui::Color32::from_rgb(0, 0x7B, 0x66),
    };
    panel.notes = Notes::new(&panel.document, vec![note("drive me", "compare with P09")]);
    harness.run();
    assert_eq!(turn(&harness, "Turn 4, P04"), before, "nothing above a note moves");
    let note = harness.get_by_role_and_label(Role::Note, "Memo · Asha");
    assert_eq!(note.value().as_deref(), Some("compare with P09"));
    let rect = note.rect();
    let moved = turn(&harness, "Turn 5, Interviewer").y - after.y;
    assert!((moved - rect.height()).abs() < 8.0, "what is below moves down by the note: {moved} {rect:?}");
    assert!(rect.top() > before.y && rect.bottom() < after.y + moved);
    let at = rect.center();
    click(&mut harness, at);
    assert_eq!(harness.state().noted, [0]);
    assert_eq!(harness.state().selected(), "");
    assert_eq!(harness.state().view.caret(), 5, "the caret stays at the first letter");
    drag(&mut harness, before + vec2(1.0, 12.0), pos2(before.x + 60.0, after.y + moved - 30.0));
    let selected = harness.state().selected();
    assert!(selected.starts_with("She had time") && selected.len() > 200, "over a note: {selected}");
}

/// Draws the widget; writes the pictures to the folder that CONCORD_PICTURES names, to be looked at.
#[test]
fn it_can_be_drawn_in_both_themes_and_any_width() {
    let all = [
        (Theme::Light, 780.0, 1.0),
        (Theme::Dark, 560.0, 2.0),
        (Theme::Dark, 780.0, 1.0),
        (Theme::Light, 1240.0, 1.0),
        (Theme::Light, 620.0, 1.0),
    ];
    let folder = std::env::var_os("CONCORD_PICTURES");
    for &(theme, width, pixels) in &all[..if folder.is_some() { 5 } else { 2 }] {
        let mut harness = harness(INTERVIEW, &CODED, theme);
        harness.set_render_cursor(false);
        harness.set_pixels_per_point(pixels);
        harness.set_size(vec2(width + 16.0, 848.0));
        let start = INTERVIEW.find("Like I had").unwrap();
        let panel = harness.state_mut();
        let at = INTERVIEW.find("You stop telling").unwrap();
        let (label, text) = ("Memo · Asha".to_owned(), "Compare with P09, same wording.".to_owned());
        let colour = egui::Color32::from_rgb(0x6B, 0x6F, 0x02);
        panel.notes = Notes::new(&panel.document, vec![Note { at, label, text, colour }]);
        let span = harness.state().document.text().span(start..start + 41).unwrap();
        harness.state_mut().view.select(span);
        harness.run();
        let image = without_frame(&harness.render().expect("an image"), pixels);
        let ink = image.pixels().filter(|p| **p != *image.get_pixel(1, 1)).count();
        assert!(ink > 10_000, "something is drawn");
        if let Some(folder) = &folder {
            let name = format!("transcript-{theme:?}-{width}.png").to_lowercase();
            image.save(std::path::Path::new(folder).join(name)).expect("the picture is written");
        }
    }
}
