//! Draws what other programs would print of the same codings, labelled as theirs, with the reason why ours differs.

use egui::{DragValue, RichText, Ui, WidgetInfo, accesskit::Role};

use super::View;
use super::rows::Table as Data;
use crate::agreement::peers::{Line, Peer, Printed};
use crate::lang::{number, tell, text, with};
use crate::model::{CoderId, Project};
use crate::ui::context::ask;
use crate::ui::context::quote;
use crate::ui::kit::{
    chips, look, parts,
    table::{Column, ROW, Table},
};

/// The name of a program, and of the figures that it prints.
pub(super) const fn name(peer: &Peer) -> &'static str {
    match peer {
        Peer::Nvivo { .. } => "peer-nvivo",
        Peer::Maxqda { .. } => "peer-maxqda",
        Peer::Atlas => "peer-atlas",
        Peer::Dedoose => "peer-dedoose",
    }
}

/// Why its figures are not ours.
const fn why(peer: &Peer) -> &'static str {
    match peer {
        Peer::Nvivo { .. } => "peer-nvivo-why",
        Peer::Maxqda { .. } => "peer-maxqda-why",
        Peer::Atlas => "peer-atlas-why",
        Peer::Dedoose => "peer-dedoose-why",
    }
}

/// What a figure of a peer is called.
fn figure_name(name: &str) -> String {
    match name {
        "percent_agreement" => text("peer-percent"),
        "kappa" => text("agreement-kappa"),
        "holsti" => text("peer-holsti"),
        "segments_agreement" => text("peer-segments"),
        "presence_agreement" => text("peer-presence"),
        "frequency_agreement" => text("peer-frequency"),
        "segments_kappa" => text("peer-segments-kappa"),
        "pooled_kappa" => text("peer-pooled-kappa"),
        other => other.replace('_', " "),
    }
}

/// What can be compared with.
pub(super) fn choices(ui: &mut Ui, peer: &mut Peer, coders: &[(CoderId, String)]) {
    ui.horizontal_wrapped(|ui| {
        let overlap = if let Peer::Maxqda { overlap } = peer { *overlap } else { 90 };
        let groups = if let Peer::Nvivo { groups } = peer { groups.clone() } else { None };
        let all = [Peer::Nvivo { groups }, Peer::Maxqda { overlap }, Peer::Atlas, Peer::Dedoose];
        for offered in all {
            if chips::way(ui, &text(name(&offered)), name(&offered) == name(peer)) {
                *peer = offered;
            }
        }
        if let Peer::Nvivo { groups } = peer {
            sides(ui, groups, coders);
        }
        if let Peer::Maxqda { overlap } = peer {
            let label = text("peer-overlap");
            ui.label(RichText::new(&label).font(look::secondary()));
            let field = ui.add(DragValue::new(overlap).range(1..=100).suffix(" %"));
            field.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &label));
        }
    });
    ui.add_space(8.0);
}

/// Which coders are one side and which the other, as NVivo compares groups of users.
fn sides(ui: &mut Ui, groups: &mut Option<[Vec<CoderId>; 2]>, coders: &[(CoderId, String)]) {
    let names = |side: &[CoderId]| {
        let of = coders.iter().filter(|(id, _)| side.contains(id)).map(|(_, name)| name.as_str());
        of.collect::<Vec<_>>().join(" + ")
    };
    let label = match groups {
        Some([first, second]) => {
            with("peer-groups", &[("first", names(first).into()), ("second", names(second).into())])
        }
        None => text("peer-each-pair"),
    };
    let mut side_of: Vec<usize> = coders
        .iter()
        .map(|(id, _)| groups.as_ref().and_then(|g| g.iter().position(|side| side.contains(id))).unwrap_or(2))
        .collect();
    let before = side_of.clone();
    chips::menu(ui, &label, |ui| {
        if chips::choice(ui, &text("peer-each-pair"), groups.is_none()) {
            side_of.fill(2);
        }
        for ((_, name), side) in coders.iter().zip(&mut side_of) {
            ui.horizontal(|ui| {
                ui.label(name);
                for (at, key) in ["peer-one-side", "peer-other-side", "peer-no-side"].into_iter().enumerate()
                {
                    let radio = ui.radio(*side == at, text(key));
                    let said = format!("{name}: {}", text(key));
                    let on = *side == at;
                    radio.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &said));
                    if radio.clicked() {
                        *side = at;
                    }
                }
            });
        }
        parts::muted(ui, &text("peer-groups-why"));
    });
    if side_of != before {
        let side =
            |at| coders.iter().zip(&side_of).filter(move |(_, side)| **side == at).map(|((id, _), _)| *id);
        let both: [Vec<CoderId>; 2] = [side(0).collect(), side(1).collect()];
        *groups = both.iter().any(|side| !side.is_empty()).then_some(both);
    }
}

/// What it would print.
pub(super) fn show(ui: &mut Ui, project: &Project, data: &Data, printed: &Printed) {
    let said = [("peer", text(name(&printed.peer)).into())];
    parts::caution(ui, |ui| {
        let t = look::of(ui.visuals());
        let title = with("peer-title", &said);
        ui.label(RichText::new(title).font(look::strong(13.0)).color(t.caution));
        ui.label(RichText::new(text(why(&printed.peer))).font(look::secondary()));
    });
    ui.add_space(8.0);
    let drawn = Drawn { project, data, peer: text(name(&printed.peer)) };
    if !printed.overall.is_empty() {
        parts::section(ui, &text("peer-overall"), "");
        drawn.lines(ui, "overall", &printed.overall);
        ui.add_space(12.0);
    }
    parts::section(ui, &text("peer-lines"), "");
    drawn.lines(ui, "lines", &printed.lines);
    ui.add_space(12.0);
    parts::muted(ui, &text("peer-qualcoder"));
}

/// Draws the page of it, or says that it is being computed.
pub(super) fn page(ui: &mut Ui, project: &Project, view: &mut View, data: &Data, key: &super::Key) {
    choices(ui, &mut view.peer, &data.coders);
    let asked = (key.clone(), view.peer.clone());
    let (project_too, query, peer) = (project.clone(), key.1.clone(), view.peer.clone());
    ask(ui.ctx(), &mut view.printed, &asked, move |_| {
        std::sync::Arc::new(crate::agreement::peers::printed(&project_too, &query, &peer))
    });
    match view.printed.answer(&asked) {
        Some((printed, now)) => {
            if !now {
                ui.set_opacity(0.5);
            }
            show(ui, project, data, printed);
            ui.set_opacity(1.0);
        }
        None => {
            parts::muted(ui, &text("counting"));
        }
    }
}

struct Drawn<'a> {
    project: &'a Project,
    data: &'a Data,
    peer: String,
}

impl Drawn<'_> {
    fn lines(&self, ui: &mut Ui, salt: &str, lines: &[Line]) {
        let Some(first) = lines.first() else {
            parts::muted(ui, &text("peer-nothing"));
            return;
        };
        ui.push_id(salt, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut columns = vec![Column::words(text("agreement-code"), 180.0).growing()];
            if first.transcript.is_some() {
                columns.push(Column::words(text("peer-file"), 120.0));
            }
            columns.push(Column::words(text("counts-pair"), 130.0));
            let figures = first.figures.iter().map(|(name, _)| Column::figures(figure_name(name), 104.0));
            columns.extend(figures);
            let table = Table::new(ui, columns);
            table.head(ui, None);
            self.seen(ui, &table, lines);
        });
    }

    /// Only the lines in view are made.
    fn seen(&self, ui: &mut Ui, table: &Table, lines: &[Line]) {
        let top = ui.cursor().top();
        let before = ((ui.clip_rect().top() - top) / ROW).floor().max(0.0) as usize;
        let until = ((ui.clip_rect().bottom() - top) / ROW).ceil().max(0.0) as usize;
        let (before, until) = (before.min(lines.len()), until.min(lines.len()).max(before.min(lines.len())));
        ui.add_space(ROW * before as f32);
        for (at, line) in lines.iter().enumerate().take(until).skip(before) {
            self.line(ui, table, at, line);
        }
        ui.add_space(ROW * (lines.len() - until) as f32);
    }

    fn line(&self, ui: &mut Ui, table: &Table, at: usize, line: &Line) {
        let name =
            |id| self.data.coders.iter().find(|(coder, _)| *coder == id).map_or("", |(_, n)| n.as_str());
        let side = |coders: &[crate::model::CoderId]| {
            coders.iter().map(|&c| name(c)).collect::<Vec<_>>().join(" + ")
        };
        let [first, second] = &line.coders;
        let mut words =
            vec![line.code.map_or_else(|| text("peer-all-codes"), |code| quote::path(self.project, code))];
        if let Some(transcript) = line.transcript {
            words.push(self.project.transcript(transcript).map(|t| t.title().to_owned()).unwrap_or_default());
        }
        words.push(format!("{} × {}", side(first), side(second)));
        let figures: Vec<String> = line
            .figures
            .iter()
            .map(|(_, score)| score.map_or_else(|_| "–".to_owned(), number::fine))
            .collect();
        let told = line.figures.iter().zip(&figures).map(|((name, score), words)| match score {
            Ok(_) => format!("{} {words}", figure_name(name)),
            Err(why) => {
                format!("{} {}", figure_name(name), with("undefined", &[("why", tell(&why).into())]))
            }
        });
        let label = format!("{}: {}: {}", self.peer, words.join(", "), told.collect::<Vec<_>>().join(", "));
        let id = ui.scope_id().with(("line", at));
        let response = table.row(ui, id, &label, false, |cells| {
            let t = look::of(cells.ui.visuals());
            for (column, words) in words.iter().enumerate() {
                cells.words(column, 0.0, words, look::body(), t.text);
            }
            for (column, figure) in figures.iter().enumerate() {
                cells.figure(words.len() + column, figure, t.text);
            }
        });
        if line.figures.iter().any(|(_, score)| score.is_err()) {
            response.on_hover_text(label);
        }
    }
}
