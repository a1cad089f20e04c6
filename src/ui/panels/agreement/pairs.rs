//! Draws the agreement of each pair of coders.

use egui::{Grid, RichText, ScrollArea, Ui, WidgetInfo, accesskit::Role};

use super::coefficients;
use super::rows::{Table, mean_of_pair};
use crate::lang::{number, tell, text, with};
use crate::model::CoderId;
use crate::ui::kit::{look, parts, table::tabular};

/// Every pair of coders in an upper triangle, by the coefficient that leads. Gives the pair whose differences were asked
/// for, where they can be.
pub(super) fn show(ui: &mut Ui, table: &Table, figure: &'static str, settles: bool) -> Option<[CoderId; 2]> {
    let name = coefficients::name(coefficients::of_a_pair(figure));
    parts::section(ui, &text("agreement-pairs"), &with("agreement-pairs-of", &[("figure", name.into())]));
    let t = look::of(ui.visuals());
    let names = &table.coders;
    let label = |ui: &mut Ui, words: &str| ui.label(RichText::new(words).font(look::label()).color(t.muted));
    let (mut pair, mut asked) = (0, None);
    ScrollArea::horizontal().id_salt("pairs").show(ui, |ui| {
        Grid::new("pairs").spacing([16.0, 4.0]).min_col_width(40.0).show(ui, |ui| {
            label(ui, "");
            names.iter().skip(1).for_each(|(_, name)| drop(label(ui, name)));
            ui.end_row();
            for (row, (first, name)) in names.iter().enumerate().take(names.len().saturating_sub(1)) {
                label(ui, name);
                for (column, (second, other)) in names.iter().enumerate().skip(1) {
                    if column <= row {
                        label(ui, "");
                    } else {
                        if cell(ui, table, figure, pair, [name, other], settles) {
                            asked = Some([*first, *second]);
                        }
                        pair += 1;
                    }
                }
                ui.end_row();
            }
        });
    });
    asked
}

fn cell(
    ui: &mut Ui,
    table: &Table,
    figure: &'static str,
    pair: usize,
    [first, second]: [&str; 2],
    settles: bool,
) -> bool {
    let t = look::of(ui.visuals());
    let (mean, without) = mean_of_pair(table, pair, figure);
    let words = mean.map_or_else(|_| "–".to_owned(), number::score);
    let galley = tabular(ui, &words, look::body(), if settles { t.accent } else { t.text });
    let response = if settles { ui.link(galley) } else { ui.label(galley) };
    let name = coefficients::name(coefficients::of_a_pair(figure));
    let said =
        [("first", first.into()), ("second", second.into()), ("name", name.into()), ("figure", words.into())];
    let mut tip = with("agreement-pair-tip", &said);
    if let Err(why) = mean {
        tip = format!("{tip}. {}", with("undefined", &[("why", tell(&why).into())]));
    } else if without > 0 {
        tip = format!("{tip}. {}", with("agreement-without", &[("n", without.into())]));
    }
    if settles {
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &tip));
        tip = format!("{tip}. {}", text("agreement-pair-press"));
    }
    response.on_hover_text(tip).clicked()
}
