//! The licences of Concord, of the fonts that come with it, and of all that it is built of, to be read without a network.
//! The texts are those of `assets/licences`, which a test holds to what cargo tells.

use egui::{Context, FontId, Label, RichText, ScrollArea, Ui, vec2};

use crate::lang::text;
use crate::ui::kit::{look::size, parts, sheet};

/// What there is to read: the key of its name, and the text.
const DOCUMENTS: [(&str, &str); 9] = [
    ("licences-mit", include_str!("../../../LICENSE-MIT")),
    ("licences-apache", include_str!("../../../LICENSE-APACHE")),
    ("licences-inter", include_str!("../../../assets/licences/fonts/inter.txt")),
    ("licences-ubuntu", include_str!("../../../assets/licences/fonts/ubuntu.txt")),
    ("licences-hack", include_str!("../../../assets/licences/fonts/hack.txt")),
    ("licences-icons", include_str!("../../../assets/licences/fonts/emoji-icon-font.txt")),
    ("licences-icons-made", include_str!("../../../assets/licences/fonts/egui-icons.txt")),
    ("licences-crates", include_str!("../../../assets/licences/crates.txt")),
    ("licences-notices", include_str!("../../../assets/licences/notices.txt")),
];
/// Letters on a line at most.
const WIDTH: usize = 88;
/// Width of the list of documents.
const LIST: f32 = 210.0;

/// The licences, one of which is being read.
pub(super) struct Licences {
    chosen: usize,
    /// Its lines, as they stand on the screen.
    lines: Vec<String>,
}

impl Licences {
    /// The first of them.
    pub(super) fn new() -> Self {
        Self { chosen: 0, lines: broken(DOCUMENTS[0].1) }
    }

    /// Draws the sheet; says whether it stays.
    pub(super) fn show(&mut self, ctx: &Context) -> bool {
        sheet::show(ctx, "licences", &text("licences-title"), 880.0, |ui| {
            parts::muted(ui, &text("licences-what"));
            ui.add_space(size::STEP * 2.0);
            let height = ui.ctx().content_rect().height() - 260.0;
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(LIST);
                    self.documents(ui);
                });
                ui.vertical(|ui| {
                    // Else the sheet would grow frame by frame until it has room.
                    ui.set_height(height);
                    self.read(ui);
                });
            });
            ui.add_space(size::STEP * 3.0);
            !parts::primary(ui, &text("close")).clicked()
        })
    }

    fn documents(&mut self, ui: &mut Ui) {
        for (at, (key, words)) in DOCUMENTS.iter().enumerate() {
            if ui.selectable_label(self.chosen == at, text(key)).clicked() && self.chosen != at {
                (self.chosen, self.lines) = (at, broken(words));
            }
        }
    }

    fn read(&self, ui: &mut Ui) {
        let font = FontId::monospace(11.0);
        let row = ui.ctx().fonts_mut(|fonts| fonts.row_height(&font));
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let area = ScrollArea::vertical().id_salt(self.chosen).auto_shrink([false, false]);
        area.show_rows(ui, row, self.lines.len(), |ui, rows| {
            for line in &self.lines[rows] {
                ui.add(Label::new(RichText::new(line).font(font.clone())).extend());
            }
        });
    }
}

/// The lines of a text, those that are too long broken between words.
fn broken(words: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in words.lines() {
        let mut rest = line.trim_end();
        while let Some((end, _)) = rest.char_indices().nth(WIDTH) {
            let at = rest[..end].rfind(' ').filter(|at| !rest[..*at].trim().is_empty()).unwrap_or(end);
            lines.push(rest[..at].to_owned());
            rest = rest[at..].trim_start();
        }
        lines.push(rest.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;
    use crate::ui::app::{App, dialogs::QueuedDialogs, overlay::Overlay};
    use crate::ui::kit::look;

    #[test]
    fn long_lines_are_broken_between_words_and_nothing_is_lost() {
        for (key, words) in DOCUMENTS {
            let lines = broken(words);
            assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{key}");
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(letters(&lines.concat()), letters(words), "{key}");
        }
        assert_eq!(broken(&"m".repeat(WIDTH + 1)), ["m".repeat(WIDTH), "m".to_owned()]);
    }

    /// Each face that the window is set in has its licence here.
    #[test]
    fn every_font_that_is_built_in_has_its_licence() {
        let ctx = Context::default();
        look::apply(&ctx, egui::ThemePreference::Light);
        let mut faces = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            faces = ui.ctx().fonts(|fonts| fonts.definitions().font_data.keys().cloned().collect());
        });
        output.textures_delta.clear();
        let licensed = ["Hack", "Inter", "Inter semibold", "Ubuntu-Light", "egui-icons"];
        assert_eq!(faces, licensed, "a face without a licence in DOCUMENTS, or a licence without a face");
    }

    #[test]
    fn licences_are_read_from_about() {
        let app = App::new(Box::new(QueuedDialogs::default()), None);
        let mut window = Harness::builder()
            .with_size(vec2(1280.0, 800.0))
            .with_max_steps(60)
            .allow_missing_glyphs()
            .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
        window.run();
        window.state_mut().view.overlay = Some(Overlay::About);
        window.run();
        window.get_by_label(&text("about-licences")).click();
        window.run();
        window.get_by_label("MIT License");
        for (key, words) in [DOCUMENTS[2], DOCUMENTS[7]] {
            window.get_by_label(&text(key)).click();
            window.run();
            window.get_by_label(&broken(words)[0]);
        }
        window.get_by_label(&text("close")).click();
        window.run();
        assert!(window.state().view.overlay.is_none());
    }
}
