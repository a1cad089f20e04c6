//! Transcripts that no interview is like: each is scrolled, jumped in, selected in and read as any other.

use concord::text::Text;
use concord::ui::transcript::{Document, Mark, Marks, Reading, Show};
use egui::accesskit::Role;
use egui::{Color32, Key, Modifiers, Theme, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::transcript::{Panel, Shown, click, setup, shown};

fn harness(text: &str) -> Shown {
    shown(Panel::new(text, &[]), vec2(900.0, 800.0), Theme::Light, setup)
}

fn visible(harness: &Shown) -> std::ops::Range<usize> {
    harness.state().answer.as_ref().unwrap().visible.clone()
}

fn wheel(harness: &mut Shown, points: f32) {
    let (unit, source) = (egui::MouseWheelUnit::Point, egui::MouseWheelSource::Wheel);
    let (delta, phase, modifiers) = (vec2(0.0, points), egui::TouchPhase::Move, Modifiers::NONE);
    harness.event(egui::Event::MouseWheel { unit, source, delta, phase, modifiers });
    harness.run_steps(20);
}

/// Does all that one does with a transcript, and looks whether the text comes along.
fn use_it(harness: &mut Shown, text: &str) {
    let middle = harness.state().answer.as_ref().unwrap().text.rect.center();
    harness.hover_at(middle);
    harness.step();
    let before = visible(harness);
    assert!(!before.is_empty() && before.end < text.len(), "{before:?}");
    wheel(harness, -4_000.0);
    let after = visible(harness);
    assert!(after.start > before.start && after.end > before.end, "the wheel moves on: {before:?} {after:?}");
    for share in [0.5, 0.99, 0.02] {
        let at = (text.len() as f64 * share) as usize;
        let span = harness.state().document.text().span_widened(at..at + 1).unwrap();
        harness.state_mut().view.show(span, Show::Third);
        harness.run();
        let seen = visible(harness);
        assert!(seen.contains(&span.start()), "{span:?} is shown: {seen:?}");
        assert!(seen.len() < 12_000, "only what is seen is set: {seen:?}");
    }
    // By mouse: a word; by keys: letters, a line, growing and shrinking.
    click(harness, middle);
    click(harness, middle);
    let word = harness.state().selected().to_owned();
    assert!(!word.is_empty() && word.len() < 200, "{word}");
    harness.run_steps(60);
    click(harness, middle);
    for modifiers in [Modifiers::NONE, Modifiers::COMMAND, Modifiers::ALT] {
        let before = harness.state().view.caret();
        harness.key_press_modifiers(modifiers | Modifiers::SHIFT, Key::ArrowRight);
        harness.run();
        assert!(harness.state().view.caret() > before, "{modifiers:?}");
    }
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::PageDown);
    harness.run();
    let panel = harness.state_mut();
    let selected = panel.view.selection(&panel.document).unwrap();
    assert!(panel.document.text().span(selected.range()).is_ok(), "whole graphemes");
    panel.view.clear_selection();
    let mut steps = 0;
    while panel.view.grow(&panel.document) {
        steps += 1;
    }
    assert!((1..=5).contains(&steps), "{steps}");
    while panel.view.shrink(&panel.document) {}
    // Another size keeps the place; the end is the end.
    let top = panel.view.position().byte;
    panel.view.read_as(Reading { letters: 22.0, focus: true, lines: true, ..Reading::default() });
    harness.run();
    assert_eq!(harness.state().view.position().byte, top);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run();
    assert_eq!(visible(harness).end, text.trim_end().len());
    let overview = harness.get_by_role_and_label(Role::ScrollBar, "Overview").rect();
    click(harness, overview.center_top() + vec2(0.0, 1.0));
    harness.run();
    assert!(visible(harness).start < 100);
}

fn coded(harness: &mut Shown, count: usize) {
    let panel = harness.state_mut();
    let text = panel.document.text().clone();
    let step = text.len() / count;
    let mark = |i: usize| {
        let end = (i * step + 40 + i * 97 % 260).min(text.len());
        let span = text.span_widened(i * step..end).unwrap();
        Mark { key: i as u64, span, colour: Color32::from_rgb(0, 0x7B, 0x66), label: "keeps promises".into() }
    };
    panel.marks = Marks::new(&panel.document, (0..count).map(mark).collect());
    harness.run();
}

#[test]
fn two_million_letters_with_ten_thousand_codings() {
    let talk = "INT: How was it?\n\nP04: She asked me what I thought. She always asked. Then they moved her away.\n\n";
    let text = talk.repeat(2_000_000 / talk.len() + 1);
    let mut harness = harness(&text);
    coded(&mut harness, 10_000);
    use_it(&mut harness, &text);
    let span = harness.state().marks.all()[7_000].span;
    harness.state_mut().view.select(span);
    harness.run();
    assert!(harness.state().answer.as_ref().unwrap().at_cursor.contains(&7_000));
}

#[test]
fn one_line_of_a_megabyte() {
    let text = "She asked me what I thought before the meeting, and then she said it there. ".repeat(13_800);
    let mut harness = harness(&text);
    coded(&mut harness, 1_000);
    use_it(&mut harness, &text);
}

#[test]
fn one_word_of_a_megabyte() {
    let text = "meeting".repeat(150_000);
    let mut harness = harness(&text);
    let span = harness.state().document.text().span(700_000..700_001).unwrap();
    harness.state_mut().view.show(span, Show::Third);
    harness.run();
    assert!(visible(&harness).contains(&700_000));
}

#[test]
fn no_turns() {
    let text =
        "A note without speakers, taken by hand on the way home.\nAnother line of it.\n\n".repeat(3_000);
    let mut harness = harness(&text);
    harness.state_mut().document = Document::new(Text::new(text.as_str()), Vec::new(), &[]);
    harness.run();
    coded(&mut harness, 500);
    use_it(&mut harness, &text);
    let middle = harness.state().answer.as_ref().unwrap().text.rect.center();
    click(&mut harness, middle);
    let before = harness.state().view.caret();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowDown);
    harness.run();
    let to = harness.state().view.caret();
    assert!(to > before && to - before < 120, "where there are no turns one goes by lines");
}

#[test]
fn emoji_only() {
    let text = "😀👩🏽‍🚒👨‍👩‍👧‍👦🇳🇱❤️".repeat(4_000);
    let mut harness = harness(&text);
    coded(&mut harness, 300);
    use_it(&mut harness, &text);
}

#[test]
fn right_to_left_only() {
    let text =
        "INT: איך זה היה?\n\nP04: היא שאלה אותי מה אני חושבת (תמיד!) לפני הפגישה. ואז היא אמרה את זה.\n\n"
            .repeat(2_000);
    let mut harness = harness(&text);
    coded(&mut harness, 500);
    let middle = harness.state().answer.as_ref().unwrap().text.rect.center();
    harness.hover_at(middle);
    wheel(&mut harness, -3_000.0);
    assert!(visible(&harness).start > 1_000);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    let at = text.len() / 2;
    let span = harness.state().document.text().span_widened(at..at + 1).unwrap();
    harness.state_mut().view.show(span, Show::Third);
    harness.run();
    assert!(visible(&harness).contains(&span.start()));
}

#[test]
fn nothing_at_all() {
    for text in ["", "\n", "   \n\n "] {
        let mut harness = harness(text);
        let middle = harness.state().answer.as_ref().unwrap().text.rect.center();
        click(&mut harness, middle);
        for key in [Key::ArrowRight, Key::ArrowDown, Key::End, Key::PageDown, Key::Home, Key::ArrowUp] {
            harness.key_press_modifiers(Modifiers::SHIFT, key);
            harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::COMMAND, key);
            harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::ALT, key);
        }
        wheel(&mut harness, -100.0);
        let panel = harness.state_mut();
        assert!(!panel.view.grow(&panel.document) && !panel.view.shrink(&panel.document));
        panel.view.read_as(Reading { focus: true, lines: true, snap: true, ..Reading::default() });
        harness.run();
        assert_eq!(harness.state().selected(), "");
        assert!(visible(&harness).is_empty());
    }
}
