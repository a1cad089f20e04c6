//! Transcripts in every script: what is seen, clicked and selected is what the text holds, whichever way it runs.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Context, Key, Modifiers, Pos2, Theme, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use egui_system_font_provider::SystemFontProvider;

use crate::raster::{Raster, without_frame};
use crate::transcript::{Panel, SIZE, Shown, click, drag, setup, shown};

/// Invented; nobody said it.
const TALK: &str = "\
INT: איך זה היה בשבילך?
P04: העובדת השנייה שאלה אותי (תמיד!) מה אני חושבת לפני הפגישה, ואז היא אמרה את זה בפגישה. אף אחד לא עשה את זה קודם.
INT: What did she say, כשהגיע יום שלישי?
P04: היא אמרה: \"I will be there at 15:30\" והיא באמת הגיעה ב-15:30, ולא ב-17:00.
INT: كيف كان ذلك بالنسبة لك؟
P05: كانت تسألني دائمًا عمّا أفكر فيه قبل الاجتماع (كل مرة)، ثم قالت ذلك في الاجتماع. لا أحد فعل ذلك من قبل ١٢٣.
INT: She said שלום and مرحبا to everybody.
";

fn with_system_fonts(ctx: &Context) {
    setup(ctx);
    ctx.add_font_provider(Arc::new(SystemFontProvider::new()));
}

fn harness(text: &str, coded: &[(&str, &str, &str)]) -> Shown {
    shown(Panel::new(text, coded), SIZE, Theme::Light, with_system_fonts)
}

/// The place of a turn's words, from its left to the right edge of the column.
fn turn(harness: &Shown, name: &str) -> egui::Rect {
    harness.get_by_role_and_label(Role::Paragraph, name).rect()
}

#[test]
fn lines_that_run_to_the_left_are_read_and_selected_from_the_right() {
    let mut harness = harness(TALK, &[]);
    let line = turn(&harness, "Turn 1, Interviewer");
    let first = line.right_top() + vec2(-6.0, 12.0);
    click(&mut harness, first);
    click(&mut harness, first);
    assert_eq!(harness.state().selected(), "איך");
    click(&mut harness, first);
    assert_eq!(harness.state().selected(), "איך זה היה בשבילך?");
    harness.run_steps(60);
    drag(&mut harness, line.right_top() + vec2(-1.0, 12.0), line.left_top() + vec2(0.0, 12.0));
    assert_eq!(harness.state().selected(), "איך זה היה בשבילך?", "from edge to edge");
    // Left leads on, right leads back; Home leads to where the line begins.
    harness.key_press(Key::Home);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().selected(), "אי");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.run();
    assert_eq!(harness.state().selected(), "א");
    harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowLeft);
    harness.run();
    assert_eq!(harness.state().selected(), "איך");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::End);
    harness.run();
    assert_eq!(harness.state().selected(), "איך זה היה בשבילך?");
}

#[test]
fn a_drag_selects_just_the_letters_that_it_covers() {
    let mut harness = harness("P04: אבגד שלום מחר אחרון", &[]);
    let line = turn(&harness, "Turn 1, P04");
    let mut last = 0;
    for step in 0..40 {
        let x = line.right() - 5.0 * step as f32;
        // Not a double click, nor a drag of what is selected.
        harness.state_mut().view.clear_selection();
        harness.run_steps(30);
        drag(&mut harness, line.right_top() + vec2(-0.5, 12.0), Pos2::new(x, line.top() + 12.0));
        let selected = harness.state().selected().to_owned();
        assert!("אבגד שלום מחר אחרון".starts_with(&selected), "{selected}");
        assert!(selected.len() >= last, "more to the left is more text: {selected}");
        last = selected.len();
    }
    assert!(last > 20);
}

#[test]
fn a_screen_reader_hears_runs_of_both_directions_in_the_order_of_reading() {
    let harness = harness("P04: היא אמרה I will be there וזהו", &[]);
    let words = |run: egui_kittest::Node<'_>| run.value().unwrap_or_default();
    let runs: Vec<String> = harness.get_all_by_role(Role::TextRun).map(words).collect();
    assert_eq!(runs.concat(), "היא אמרה I will be there וזהו");
    assert_eq!(runs, ["היא אמרה ", "I will be there", " וזהו"]);
}

#[test]
fn edges_and_codings_stand_at_their_letters_whichever_way_they_run() {
    let words = "הגיע יום שלישי";
    let mut harness = harness(TALK, &[(words, "keeps promises", "violet strong")]);
    let line = turn(&harness, "Turn 3, Interviewer");
    click(&mut harness, line.left_top() + vec2(2.0, 12.0));
    let span = harness.state().span(0);
    harness.state_mut().view.take_edge(0, concord::ui::transcript::Side::End, span);
    harness.run();
    // The line runs to the right, so the right arrow leads on there and the left one back.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowLeft);
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().reshaped, [(0, "הגיע יום".to_owned())]);
}

#[test]
fn letters_that_no_font_of_ours_has_come_from_the_system() {
    let samples = [
        ("ar", "العربية"),
        ("he", "עברית"),
        ("hi", "नमस्ते"),
        ("th", "กำลัง"),
        ("ta", "கொம்பு"),
        ("ja", "日本語"),
        ("ko", "한국어"),
    ];
    let text: String = samples.iter().map(|(_, words)| format!("P04: {words}\n")).collect();
    let mut harness = harness(&text, &[]);
    harness.run();
    for (language, words) in samples {
        let list = std::process::Command::new("fc-list").arg(format!(":lang={language}")).output();
        let fonts = list.map(|list| list.stdout).unwrap_or_default();
        let found =
            harness.ctx.fonts_mut(|fonts| fonts.has_glyphs(&concord::ui::kit::look::transcript(16.0), words));
        assert!(found || fonts.is_empty(), "{words} is drawn as boxes although there are fonts for it");
    }
}

#[test]
fn what_no_font_has_is_read_and_selected_all_the_same() {
    let mut harness = Harness::builder()
        .with_size(vec2(780.0, 832.0))
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(setup)
        .allow_missing_glyphs()
        .renderer(Raster::default())
        .build_ui_state(|ui, panel: &mut Panel| panel.ui(ui), Panel::new(TALK, &[]));
    harness.run();
    let line = turn(&harness, "Turn 5, Interviewer");
    let first = line.right_top() + vec2(-6.0, 12.0);
    click(&mut harness, first);
    click(&mut harness, first);
    assert_eq!(harness.state().selected(), "كيف");
}

/// Draws it; writes the picture to the folder that CONCORD_PICTURES names, to be looked at.
#[test]
fn it_can_be_drawn_in_every_script() {
    let coded = [
        ("שאלה אותי (תמיד!) מה אני חושבת לפני הפגישה, ואז היא", "listens", "blue strong"),
        ("I will be there at 15:30\" והיא באמת", "keeps promises", "violet strong"),
        ("تسألني دائمًا عمّا", "listens", "blue strong"),
    ];
    let mut harness =
        harness(&format!("{TALK}P06: नमस्ते, कैसे हैं? กำลังไป கொம்பு 日本語の文章。한국어 👩🏽‍🚒🇳🇱\n"), &coded);
    let (start, end) = (TALK.find("did she say").unwrap(), TALK.find("יום").unwrap());
    let span = harness.state().document.text().span(start..end).unwrap();
    harness.state_mut().view.select(span);
    harness.run();
    let image = without_frame(&harness.render().unwrap(), 1.0);
    if let Some(folder) = std::env::var_os("CONCORD_PICTURES") {
        image.save(std::path::Path::new(&folder).join("scripts.png")).unwrap();
    }
}
