//! What became of a code, in words: who did what to it, and when. Only shows what the journals tell.

use egui::{Context, RichText, ScrollArea};

use crate::analysis::history::{CodeChange, CodeEvent, CodeText};
use crate::lang::{moment, text, with};
use crate::model::Timestamp;
use crate::ui::kit::{
    look::{self, size},
    parts, sheet,
};

/// The history of one code.
pub struct History {
    /// The code's name.
    pub name: String,
    /// What happened to it, oldest first.
    pub events: Vec<CodeEvent>,
}

impl History {
    /// Draws it; says whether it stays open.
    pub fn show(&self, ctx: &Context, now: Timestamp) -> bool {
        let title = with("history-of", &[("code", self.name.as_str().into())]);
        sheet::show(ctx, "history", &title, 620.0, |ui| {
            let t = look::of(ui.visuals());
            if self.events.is_empty() {
                parts::muted(ui, &text("history-none"));
            }
            let height = ui.ctx().content_rect().height() - 260.0;
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                for event in self.events.iter().rev() {
                    let who = if event.who.is_empty() { text("history-nobody") } else { event.who.clone() };
                    let when = moment::written(event.at, now);
                    let head = with("hover-made", &[("coder", who.into()), ("when", when.into())]);
                    ui.label(RichText::new(head).font(look::label()).color(t.muted));
                    ui.label(RichText::new(words(&event.what)).font(look::secondary()));
                    ui.add_space(size::STEP);
                }
            });
            ui.add_space(size::STEP * 3.0);
            !parts::primary(ui, &text("close")).clicked()
        })
    }
}

fn words(change: &CodeChange) -> String {
    let theme = |theme: &Option<String>| theme.clone().unwrap_or_else(|| text("picker-top"));
    match change {
        CodeChange::Made { name, under } => {
            with("history-made", &[("name", name.as_str().into()), ("theme", theme(under).into())])
        }
        CodeChange::Renamed { from, to } => {
            with("history-renamed", &[("from", from.as_str().into()), ("to", to.as_str().into())])
        }
        CodeChange::Moved { from, to } => {
            with("history-moved", &[("from", theme(from).into()), ("to", theme(to).into())])
        }
        CodeChange::Described { part, from, to } => {
            let part = text(match part {
                CodeText::Definition => "history-definition",
                CodeText::Include => "history-include",
                CodeText::Exclude => "history-exclude",
                CodeText::Examples => "history-examples",
                CodeText::Layer => "history-layer",
            });
            let key = if from.is_empty() { "history-written" } else { "history-rewritten" };
            let values = [("part", part.into()), ("from", from.as_str().into()), ("to", to.as_str().into())];
            with(key, &values)
        }
        CodeChange::Coloured { from, to } => {
            with("history-coloured", &[("from", from.to_string().into()), ("to", to.to_string().into())])
        }
        CodeChange::Retired(true) => text("history-retired"),
        CodeChange::Retired(false) => text("history-brought-back"),
        CodeChange::Codable(true) => text("history-codable"),
        CodeChange::Codable(false) => text("history-not-codable"),
        CodeChange::MergedInto(name) => with("history-merged", &[("name", name.as_str().into())]),
        CodeChange::Took(name) => with("history-took", &[("name", name.as_str().into())]),
        CodeChange::Removed => text("history-removed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_in_words() {
        let renamed = CodeChange::Renamed { from: "hears".into(), to: "listens".into() };
        assert_eq!(words(&renamed), "Renamed from “hears” to “listens”");
        let described = CodeChange::Described {
            part: CodeText::Definition,
            from: String::new(),
            to: "gives time".into(),
        };
        assert!(words(&described).contains("gives time"));
        let moved = CodeChange::Moved { from: None, to: Some("Love".into()) };
        assert!(words(&moved).contains("Love") && words(&moved).contains("the top"));
    }
}
