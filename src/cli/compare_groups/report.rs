//! The answer with names, as JSON.

use serde::Serialize;

use super::shapes::Row;
use crate::analysis::compare_groups::{self, Answer, Query};
use crate::cli::output::{self, Printable, whole};
use crate::formats::{self, Grid};
use crate::model::{Participant, Project};

/// What goes out.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    layer: String,
    unit: &'static str,
    by: String,
    scale: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group>,
    compared: Option<[String; 2]>,
    #[serde(serialize_with = "whole")]
    participants: f64,
    left_out: Vec<LeftOut>,
    tests: usize,
    in_progress: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pairs: Option<Pairs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    strata: Option<Strata>,
    rows: Vec<Row>,
    #[serde(skip)]
    pub(super) project: &'a Project,
    #[serde(skip)]
    pub(super) query: &'a Query,
    #[serde(skip)]
    pub(super) answer: &'a Answer,
}

#[derive(Serialize)]
struct Group {
    value: String,
    #[serde(serialize_with = "whole")]
    participants: f64,
    #[serde(serialize_with = "whole")]
    transcripts: f64,
}

#[derive(Serialize)]
struct LeftOut {
    case: String,
    reason: &'static str,
}

#[derive(Serialize)]
struct Pairs {
    attribute: String,
    used: usize,
    pairs_left_out: Vec<Unpaired>,
    cases_left_out: Vec<LeftOut>,
}

#[derive(Serialize)]
struct Unpaired {
    pair: String,
    reason: &'static str,
    cases: Vec<String>,
}

#[derive(Serialize)]
struct Strata {
    attribute: String,
    values: Vec<String>,
    cases_left_out: Vec<LeftOut>,
}

impl<'a> Report<'a> {
    pub(super) fn new(project: &'a Project, query: &'a Query, answer: &'a Answer) -> Self {
        let name = |who: Participant| project.participant_name(who).to_owned();
        let left_out = |left: &[compare_groups::LeftOut]| {
            left.iter().map(|left| LeftOut { case: name(left.who), reason: left.reason.name() }).collect()
        };
        let group = |group: &compare_groups::Group| Group {
            value: group.value.clone(),
            participants: group.participants,
            transcripts: group.transcripts,
        };
        let unpaired =
            |(pair, reason, cases): &(String, compare_groups::Unpaired, Vec<Participant>)| Unpaired {
                pair: pair.clone(),
                reason: reason.name(),
                cases: cases.iter().map(|who| name(*who)).collect(),
            };
        let pairs = answer.pairs.as_ref().map(|pairs| Pairs {
            attribute: attribute(project, pairs.attribute),
            used: pairs.used.len(),
            pairs_left_out: pairs.pairs_left_out.iter().map(unpaired).collect(),
            cases_left_out: left_out(&pairs.cases_left_out),
        });
        let strata = answer.strata.as_ref().map(|strata| Strata {
            attribute: attribute(project, strata.attribute),
            values: strata.values.clone(),
            cases_left_out: left_out(&strata.cases_left_out),
        });
        let titles = answer.in_progress.iter().filter_map(|id| project.transcript(*id));
        Self {
            layer: answer.layer.name(project),
            unit: "participant",
            by: attribute(project, answer.by),
            scale: answer.scale.name(),
            groups: answer.groups.iter().map(group).collect(),
            compared: answer.compared.clone(),
            participants: answer.participants,
            left_out: left_out(&answer.left_out),
            tests: answer.tests,
            in_progress: titles.map(|transcript| transcript.title().to_owned()).collect(),
            pairs,
            strata,
            rows: answer.rows.iter().map(|row| Row::new(project, answer, row)).collect(),
            project,
            query,
            answer,
        }
    }
}

/// What an attribute is called.
pub(super) fn attribute(project: &Project, id: crate::model::AttributeId) -> String {
    project.attribute(id).map(|attribute| attribute.name.clone()).unwrap_or_default()
}

impl Printable for Report<'_> {
    fn text(&self) -> String {
        super::text::text(self.project, self.query, self.answer)
    }
}

impl output::Figures for Report<'_> {
    fn table(&self) -> Vec<Vec<String>> {
        let grid: Grid = formats::compare_groups::grid(self.project, self.answer);
        grid.strings()
    }
}
