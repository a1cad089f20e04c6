//! Draws what is known of one code under the table: why its figure is low, who put it where, and all of its figures.

use egui::{Grid, RichText, Ui};

use super::rows::{F1, Row, Table as Data, interval, score};
use super::{coefficients, words};
use crate::agreement::explain::{Because, Facts, why_low};
use crate::agreement::{Confusion, PairScores, Query};
use crate::lang::{number, tell, text, with};
use crate::model::{CoderId, Project};
use crate::ui::kit::{
    look, parts,
    table::{Column, Table, tabular},
};

/// What makes the figure of a code low; nothing where it is not low, or there is none.
pub(super) fn why(data: &Data, row: &Row, figure: &str, confusions: &[Confusion]) -> Vec<Because> {
    let Some(Ok(value)) = score(&row.scores, figure) else { return Vec::new() };
    let pairs: Vec<_> = data.study.tables(row.at).collect();
    let of = |name: &str| score(&row.scores, name);
    let undefined = Err(crate::agreement::NotApplicable::NothingShared);
    why_low(&Facts {
        figure: value,
        interval: interval(&row.scores, figure),
        percent: of("percent_agreement").unwrap_or(undefined),
        kappa: of("cohen_kappa").or_else(|| of("light_kappa")).unwrap_or(undefined),
        f1: of(F1).unwrap_or(undefined),
        f1_overlap: of("f1_overlap"),
        pairs: &pairs,
        transcripts: data.transcripts.len(),
        confusions,
        code: row.code,
    })
}

/// The card that says why a figure is low.
pub(super) fn why_card(ui: &mut Ui, project: &Project, query: &Query, row: &Row, why: &[Because]) {
    let name = project.codebook().name(row.code).to_owned();
    ui.add_space(4.0);
    parts::caution(ui, |ui| {
        let t = look::of(ui.visuals());
        let title = with("why-title", &[("code", name.into())]);
        ui.label(RichText::new(title).font(look::strong(14.0)).color(t.caution));
        let sentences: Vec<String> =
            why.iter().map(|because| words::because(project, because, query.unit)).collect();
        let all = format!("{} {}", sentences.join(" "), text("why-look"));
        ui.label(RichText::new(all).font(look::secondary()));
    });
    ui.add_space(12.0);
}

/// Who put the code where, for each pair of coders, in units. Gives the pair that was pressed.
pub(super) fn counts(
    ui: &mut Ui,
    query: &Query,
    data: &Data,
    row: &Row,
    pairs: &[PairScores],
) -> Option<[CoderId; 2]> {
    let mut pressed = None;
    let unit = text(words::unit_name(query.unit));
    let title = with("counts-title", &[("code", row.path.as_str().into())]);
    let of = with("counts-of", &[("unit", unit.into()), ("n", number::count(data.units).into())]);
    parts::section(ui, &title, &of);
    let figure = |title: &str, tip: &str, width| Column::figures(text(title), width).tip(text(tip));
    let table = Table::new(
        ui,
        vec![
            Column::words(text("counts-pair"), 130.0).growing(),
            figure("counts-both", "counts-both-tip", 68.0),
            figure("counts-only-first", "counts-only-first-tip", 74.0),
            figure("counts-only-second", "counts-only-second-tip", 88.0),
            figure("counts-neither", "counts-neither-tip", 78.0),
            Column::figures(text("agreement-kappa"), 54.0).tip(coefficients::name("cohen_kappa")),
            Column::figures(text("agreement-f1"), 48.0).tip(coefficients::name(F1)),
            Column::figures(text("counts-prevalence"), 78.0).tip(coefficients::name("prevalence_index")),
            Column::figures(text("counts-bias"), 48.0).tip(coefficients::name("bias_index")),
        ],
    );
    table.head(ui, None);
    let name = |id| data.coders.iter().find(|(coder, _)| *coder == id).map_or("", |(_, name)| name.as_str());
    for pair in pairs {
        let who = format!("{} × {}", name(pair.coders[0]), name(pair.coders[1]));
        let t = pair.table;
        let counts = [t.both, t.only_first, t.only_second, t.neither].map(number::count);
        let names = ["cohen_kappa", F1, "prevalence_index", "bias_index"];
        let figures = names.map(|name| words::written(score(&pair.scores, name)));
        let label = with(
            "counts-read",
            &[
                ("pair", who.as_str().into()),
                ("both", counts[0].as_str().into()),
                ("first", counts[1].as_str().into()),
                ("second", counts[2].as_str().into()),
                ("neither", counts[3].as_str().into()),
                ("kappa", figures[0].as_str().into()),
            ],
        );
        let id = ui.scope_id().with(("counts", pair.coders));
        let response = table.row(ui, id, &label, false, |cells| {
            let tokens = look::of(cells.ui.visuals());
            cells.words(0, 0.0, &who, look::body(), tokens.text);
            for (at, words) in counts.iter().chain(&figures).enumerate() {
                cells.figure(at + 1, words, tokens.text);
            }
        });
        if response.clicked() {
            pressed = Some(pair.coders);
        }
    }
    ui.add_space(16.0);
    pressed
}

/// Every figure of a code; gives the one whose definition was asked for.
pub(super) fn figures(ui: &mut Ui, row: &Row) -> Option<&'static str> {
    let t = look::of(ui.visuals());
    let mut asked = None;
    parts::section(ui, &with("figures-title", &[("code", row.path.as_str().into())]), "");
    Grid::new("figures").spacing([24.0, 4.0]).num_columns(3).show(ui, |ui| {
        for name in coefficients::ordered(row.scores.keys()) {
            let words = coefficients::name(name);
            let label = with("agreement-define", &[("name", words.as_str().into())]);
            let response = ui.link(RichText::new(&words).font(look::secondary()).color(t.text));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &label));
            if response.on_hover_text(&label).clicked() {
                asked = Some(name);
            }
            let value = score(&row.scores, name);
            ui.label(tabular(ui, &words::written(value), look::body(), t.text));
            match (value, interval(&row.scores, name)) {
                (Some(Err(why)), _) => {
                    parts::muted(ui, &with("undefined", &[("why", tell(&why).into())]));
                }
                (_, Some([low, high])) => {
                    parts::muted(ui, &number::interval(low, high));
                }
                (_, None) => {
                    ui.label("");
                }
            }
            ui.end_row();
        }
    });
    ui.add_space(16.0);
    asked
}
