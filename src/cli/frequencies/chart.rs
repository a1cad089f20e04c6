//! How often codes occur as a picture. Never draws: charts do.

use super::n_of_all;
use crate::analysis::LayerView;
use crate::analysis::frequency;
use crate::chart::Figure;
use crate::chart::frequencies::{self as bars, Count, Line};
use crate::cli::output::{UNDEFINED, counted};
use crate::cli::picture::Said;
use crate::lang::number::percent;
use crate::model;

/// Participants with each code as bars from 0.
pub(super) fn figure(project: &model::Project, answer: &frequency::Frequencies) -> Figure {
    let line = |row: &frequency::Row| {
        let code = project.codebook().get(row.code)?;
        let is_mean = row.figures.share_range.is_some();
        Some(Line {
            name: row.path.replace('/', " / "),
            depth: 0,
            theme: row.level == model::Level::Theme,
            colour: code.colour,
            figures: row.figures,
            written: match row.figures.share {
                Ok(share) if is_mean => percent(share),
                Ok(_) => n_of_all(row.figures.participants, answer.scope.participants),
                Err(_) => UNDEFINED.to_owned(),
            },
        })
    };
    let lines: Vec<Line> = answer.rows.iter().filter_map(line).collect();
    let layer = match &answer.layer {
        LayerView::Coder(id) => format!("coder {}", project.coder_name(*id)),
        layer @ (LayerView::Consensus(_) | LayerView::Mean(_)) => layer.name(project),
    };
    let n = counted(answer.scope.participants, "participant", "participants");
    let said = Said {
        title: "Theme frequencies".to_owned(),
        about: vec![format!("{}; layer: {layer}; N: {n}.", project.title())],
        axis: "share of participants, in per cent".to_owned(),
        heads: ["code", "participants"],
        notes: vec!["Bars are shares of participants, whiskers their 95 % intervals.".to_owned()],
    };
    said.figure(&percent, |words| bars::figure(&lines, &answer.scope, Count::Participants, words))
}
