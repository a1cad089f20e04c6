//! Find or do anything: commands, transcripts and codes by a few letters. Never does it itself.

use egui::{Context, Id, Modal, Theme};

use super::App;
use crate::lang::text;
use crate::model::Project;
use crate::ui::context::{Action, Command, command::Facts, keys};
use crate::ui::kit::{
    finder::{Choice, Finder, Row},
    fuzzy, look,
    sheet::BACKDROP,
};

/// Most rows that are listed.
const MOST: usize = 60;

/// An open palette.
#[derive(Clone, Debug, Default)]
pub(super) struct Palette {
    finder: Finder,
}

impl Palette {
    /// Draws it; says whether it stays open.
    pub(super) fn show(&mut self, ctx: &Context, app: &App, actions: &mut Vec<Action>) -> bool {
        let facts = app.facts();
        let project = app.session().map(crate::session::Session::seen);
        let found = found(Command::all(), &self.finder.query, project, &facts, ctx, &|c| app.label_of(c));
        let (rows, meant): (Vec<Row>, Vec<Action>) = found.into_iter().unzip();
        let frame = egui::Frame::popup(&ctx.style_of(ctx.theme())).inner_margin(0);
        let area = Modal::default_area(Id::unique("palette")).anchor(egui::Align2::CENTER_TOP, [0.0, 72.0]);
        let response = Modal::new(Id::unique("palette"))
            .backdrop_color(BACKDROP)
            .area(area)
            .frame(frame)
            .show(ctx, |ui| {
                ui.set_width(560.0);
                self.finder.show(ui, &text("palette-name"), &text("palette-hint"), &rows)
            });
        if let Some(Choice { row, .. }) = response.inner {
            actions.extend(meant.into_iter().nth(row));
            return false;
        }
        !response.should_close()
    }
}

fn found(
    commands: impl Iterator<Item = Command>,
    query: &str,
    project: Option<&Project>,
    facts: &Facts,
    ctx: &Context,
    label: &dyn Fn(Command) -> String,
) -> Vec<(Row, Action)> {
    let mut found: Vec<(i32, Row, Action)> = Vec::new();
    for command in commands.filter(|c| c.enabled(facts) && *c != Command::Palette) {
        // By its own name: what the step is called that would be undone is no reason to offer that.
        let Some(score) = of_command(query, command) else { continue };
        let label = label(command);
        let beside = keys::of(ctx, command);
        found.push((score, Row { label, beside, ..Row::default() }, Action::Run(command)));
    }
    if let Some(project) = project {
        found.extend(of_project(query, project, ctx.theme(), facts.selection && facts.writable));
    }
    // Sorting keeps the order of what fits equally well.
    if !query.trim().is_empty() {
        found.sort_by_key(|(score, ..)| -score);
    }
    found.truncate(MOST);
    found.into_iter().map(|(_, row, action)| (row, action)).collect()
}

/// How well a command fits what was typed: by its name, else by what it does in words of the help.
fn of_command(query: &str, command: Command) -> Option<i32> {
    let other = meant(query);
    let name = command.label();
    let by_name = [Some(query), other.as_deref()].into_iter().flatten();
    let by_name = by_name.filter_map(|words| fuzzy::score(words, &name)).max();
    let by_tip = fuzzy::words(query, &command.tip()).map(|score| score / 4);
    by_name.max(by_tip)
}

/// The program's own words for what people type.
fn meant(query: &str) -> Option<String> {
    let same = text("palette-same-words");
    let mut pairs = same.split(',').filter_map(|pair| pair.split_once('='));
    let typed = query.trim().to_lowercase();
    pairs.find(|(word, _)| word.trim() == typed).map(|(_, own)| own.trim().to_owned())
}

fn of_project(query: &str, project: &Project, theme: Theme, applies: bool) -> Vec<(i32, Row, Action)> {
    let mut found = Vec::new();
    for transcript in project.transcripts() {
        let Some(score) = fuzzy::score(query, transcript.title()) else { continue };
        let row = Row {
            label: transcript.title().to_owned(),
            beside: text("palette-transcript"),
            ..Row::default()
        };
        found.push((score + 4, row, Action::SelectTranscript(transcript.id())));
    }
    for case in project.cases() {
        let Some(score) = fuzzy::score(query, &case.name) else { continue };
        let row = Row { label: case.name.clone(), beside: text("palette-case"), ..Row::default() };
        found.push((score + 1, row, Action::ShowCase(case.id)));
    }
    for code in project.codebook().codes() {
        let path = project.codebook().shown_path(code.id);
        let Some(score) = fuzzy::score(query, &path) else { continue };
        let apply = applies && code.codable && !code.retired;
        let row = Row {
            swatch: Some(look::tone(code.colour.0, theme)),
            label: path,
            beside: text(if apply { "palette-apply" } else { "palette-code" }),
            new: false,
        };
        let action = if apply { Action::Apply(code.id) } else { Action::ShowCode(code.id) };
        found.push((score + 2, row, action));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Format, Kind, Writer};
    use crate::ui::context::Panel;

    /// A format that there is not.
    const MADE_UP: &[Format] = &[Format::new("subtitles", Kind::Transcript, "Subtitles", &["vtt"])
        .written(Writer::File(|_, _, _| Ok(Vec::new())))];

    #[test]
    fn a_format_of_the_table_is_found() {
        let facts = Facts { project: true, ..Facts::default() };
        let (ctx, label) = (Context::default(), |command: Command| command.label());
        let found = found(Command::among(&[], MADE_UP), "export transcript", None, &facts, &ctx, &label);
        let (row, action) = &found[0];
        assert_eq!(row.label, "Export transcript (.vtt)…");
        assert!(matches!(action, Action::Run(Command::Export(format)) if format.id == "subtitles"));
    }

    #[test]
    fn what_would_be_undone_is_not_found_by_what_it_was() {
        let facts = Facts { project: true, writable: true, undo: true, ..Facts::default() };
        let label = |command: Command| match command {
            Command::Undo => "Undo: Delete a code".to_owned(),
            other => other.label(),
        };
        let ctx = Context::default();
        let found = found(Command::all(), "delete", None, &facts, &ctx, &label);
        assert!(!matches!(found.first(), Some((_, Action::Run(Command::Undo)))), "{found:?}");
    }

    #[test]
    fn a_panel_of_the_table_is_found() {
        const GROUPS: Panel = Panel::new("panel-groups", &[]);
        let facts = Facts { project: true, ..Facts::default() };
        let (ctx, label) = (Context::default(), |command: Command| command.label());
        let found = found(Command::among(&[GROUPS], &[]), "groups", None, &facts, &ctx, &label);
        assert!(matches!(found[0].1, Action::Run(Command::Show(panel)) if panel == GROUPS));
    }
}
