//! `concord agreement --compare-with`: what another program would print of the same codings, beside ours.

use std::collections::BTreeMap;

use serde::Serialize;

use super::output::UNDEFINED;
use super::scores::ScoreShown;
use super::table::{Side, table};
use crate::agreement::peers::{Line, Peer, Printed};
use crate::agreement::{Estimate, Score};
use crate::lang::{number::score, text};
use crate::model::{CoderId, Project};

/// What a program would print.
#[derive(Serialize)]
pub(super) struct Shown {
    program: &'static str,
    /// Why its figures are not ours.
    note: String,
    overall: Vec<LineShown>,
    lines: Vec<LineShown>,
}

/// One line of it.
#[derive(Serialize)]
struct LineShown {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transcript: Option<String>,
    /// Names of the two sides; those of a group with a plus between.
    coders: [String; 2],
    figures: BTreeMap<&'static str, ScoreShown>,
    #[serde(skip)]
    in_order: Vec<(&'static str, Score)>,
}

const fn note(peer: &Peer) -> &'static str {
    match peer {
        Peer::Nvivo { .. } => "peer-nvivo-why",
        Peer::Maxqda { .. } => "peer-maxqda-why",
        Peer::Atlas => "peer-atlas-why",
        Peer::Dedoose => "peer-dedoose-why",
    }
}

/// What goes out.
pub(super) fn shown(project: &Project, printed: &Printed) -> Shown {
    let name = |&id: &CoderId| project.coder_name(id).to_owned();
    let side = |coders: &Vec<CoderId>| coders.iter().map(name).collect::<Vec<_>>().join("+");
    let line = |line: &Line| LineShown {
        code: line.code.and_then(|id| project.codebook().get(id)).map(|code| code.name.clone()),
        path: line.code.map(|id| project.codebook().path(id)),
        transcript: line.transcript.and_then(|id| project.transcript(id)).map(|t| t.title().to_owned()),
        coders: line.coders.each_ref().map(side),
        figures: line.figures.iter().map(|&(name, score)| (name, Estimate::from(score).into())).collect(),
        in_order: line.figures.clone(),
    };
    Shown {
        program: printed.peer.name(),
        note: text(note(&printed.peer)),
        overall: printed.overall.iter().map(line).collect(),
        lines: printed.lines.iter().map(line).collect(),
    }
}

fn written(figure: Score) -> String {
    figure.map_or_else(|_| UNDEFINED.to_owned(), score)
}

impl Shown {
    /// For a person, under our own figures.
    pub(super) fn text(&self) -> String {
        let mut out = format!("\nWhat {} would print, not ours\n{}\n", self.program, self.note);
        for lines in [&self.overall, &self.lines] {
            let Some(first) = lines.first() else { continue };
            let mut header = vec![("Code", Side::Left), ("Transcript", Side::Left), ("Coders", Side::Left)];
            header.extend(first.in_order.iter().map(|(name, _)| (*name, Side::Right)));
            let row = |line: &LineShown| {
                let start = [
                    line.path.clone().unwrap_or_else(|| "all codes".to_owned()),
                    line.transcript.clone().unwrap_or_else(|| "all".to_owned()),
                    line.coders.join(" × "),
                ];
                start.into_iter().chain(line.in_order.iter().map(|(_, score)| written(*score))).collect()
            };
            out.push('\n');
            out.push_str(&table(&header, &lines.iter().map(row).collect::<Vec<Vec<String>>>()));
        }
        out.push_str(&format!("\n{}\n", text("peer-qualcoder")));
        out
    }

    /// For a spreadsheet, in place of our own figures: all codes together first, then line by line.
    pub(super) fn table(&self) -> Vec<Vec<String>> {
        let all = || self.overall.iter().chain(&self.lines);
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in all().flat_map(|line| &line.in_order) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        let head = ["program", "code", "path", "transcript", "first", "second"];
        let mut rows = vec![head.iter().chain(&names).map(|&name| name.to_owned()).collect()];
        rows.extend(all().map(|line| {
            let start = [
                Some(self.program.to_owned()),
                line.code.clone(),
                line.path.clone(),
                line.transcript.clone(),
                Some(line.coders[0].clone()),
                Some(line.coders[1].clone()),
            ];
            let figure = |name: &&str| {
                let found = line.in_order.iter().find(|(of, _)| of == name);
                found.map_or_else(String::new, |(_, score)| {
                    score.map_or_else(|_| UNDEFINED.to_owned(), |value| value.to_string())
                })
            };
            let start = start.into_iter().map(Option::unwrap_or_default);
            start.chain(names.iter().map(figure)).collect()
        }));
        rows
    }
}
