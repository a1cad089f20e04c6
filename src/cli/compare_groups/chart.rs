//! The difference of two groups as a picture. Never draws: charts do.

use clap::error::ErrorKind;

use super::report::attribute;
use crate::analysis::LayerView;
use crate::analysis::compare_groups::{Answer, Group};
use crate::chart::Figure;
use crate::chart::differences::{self, Line};
use crate::cli::Failure;
use crate::cli::output::counted;
use crate::cli::picture::Said;
use crate::lang::number::points_apart;
use crate::model::Project;

/// Refuses what is not a difference of two groups.
pub(super) fn check(answer: &Answer) -> Result<(), Failure> {
    if answer.compared.is_some() {
        return Ok(());
    }
    let why = "a chart shows the difference of two groups: name them with --first and --second";
    Err(Failure::usage(ErrorKind::MissingRequiredArgument, why))
}

/// The differences with their intervals.
pub(super) fn figure(project: &Project, answer: &Answer) -> Figure {
    let [first, second] = answer.compared.clone().unwrap_or_default();
    let line = |row: &crate::analysis::compare_groups::Row| {
        let colour = project.codebook().get(row.code)?.colour;
        Some(Line { name: row.path.replace('/', " / "), colour, difference: row.difference() })
    };
    let lines: Vec<Line> = answer.rows.iter().filter_map(line).collect();
    let layer = match &answer.layer {
        LayerView::Coder(id) => format!("coder {}", project.coder_name(*id)),
        layer @ (LayerView::Consensus(_) | LayerView::Mean(_)) => layer.name(project),
    };
    let group = |group: &Group| {
        format!("{}: {}", group.value, counted(group.participants, "participant", "participants"))
    };
    let groups: Vec<String> = answer.groups.iter().map(group).collect();
    let method = match (&answer.pairs, &answer.strata) {
        (Some(_), _) => "within matched pairs, 95 % by Tango",
        (None, Some(_)) => "within strata (Mantel-Haenszel), 95 % by Sato",
        (None, None) => "95 % by Newcombe",
    };
    let said = Said {
        title: format!("Differences by {}", attribute(project, answer.by)),
        about: vec![format!("{}; layer: {layer}; N: {}.", project.title(), groups.join(", "))],
        axis: format!("{second} more (below 0) or {first} more (above 0), in per cent points"),
        heads: ["code", "points"],
        notes: vec![
            format!("Dots are shares of {first} less those of {second}, {method}."),
            "The figures describe these participants: a purposive sample is not drawn from a population."
                .to_owned(),
        ],
    };
    said.figure(&points_apart, |words| differences::figure(&lines, words))
}
