//! `concord compare-groups`: how groups of participants differ in codes and themes, and what tests say of it.

mod chart;
mod parts;
mod report;
mod rows;
mod shapes;
mod text;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::level::Level;
use super::narrowing::Counting;
use super::output::{Format, show};
use super::picture::Picture;
use super::{Failure, Outcome, open};
use crate::analysis::LayerChoice;
use crate::analysis::compare_groups::{self, Query};
use crate::lang;
use crate::model::AttributeId;
use crate::store::Wanted;
use report::Report;

/// Compares groups of participants by how many of each have a code or theme, with intervals and exact tests
///
/// Unasked it looks at the only coder, else at the consensus; of a mean over coders there are shares and no tests. Groups are
/// the values of an attribute, in order; differences are first less second. Of an attribute of transcripts of which participants have
/// several values, each participant is followed from one to the next. Numbers are compared between those who have a theme and those
/// who have not. P values are shown raw and corrected for all rows (Holm; Benjamini-Hochberg).
#[derive(Debug, Args)]
pub(super) struct CompareGroups {
    /// The folder of the project
    project: PathBuf,
    /// The attribute whose values make the groups
    #[arg(long, value_name = "ATTRIBUTE")]
    by: String,
    /// The group that the other is taken from
    #[arg(long, value_name = "VALUE")]
    first: Option<String>,
    /// The other group, where there are more than two
    #[arg(long, value_name = "VALUE")]
    second: Option<String>,
    /// What the values are, if not what they look like
    #[arg(long, value_enum)]
    scale: Option<Scale>,
    /// Compares within matched pairs, which this attribute names
    #[arg(long, value_name = "ATTRIBUTE")]
    pairs: Option<String>,
    /// Compares within the values of this attribute
    #[arg(long, value_name = "ATTRIBUTE")]
    strata: Option<String>,
    /// What this coder coded
    #[arg(long, value_name = "CODER", group = "layer")]
    coder: Option<String>,
    /// What the team settled on
    #[arg(long, group = "layer")]
    consensus: bool,
    /// Codes for themselves, or themes with their subcodes taken in
    #[arg(long, value_enum, default_value_t)]
    level: Level,
    /// Only complete transcripts, not those in progress
    #[arg(long)]
    complete_only: bool,
    /// Where chance begins, for arrangements that are too many to be counted
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The odds ratio with a half added to each cell, besides
    #[arg(long)]
    haldane: bool,
    #[command(flatten)]
    picture: Picture,
    #[command(flatten)]
    counting: Counting,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Scale {
    /// Names
    Nominal,
    /// Names in an order
    Ordinal,
    /// Numbers
    Numeric,
}

impl From<Scale> for compare_groups::Scale {
    fn from(scale: Scale) -> Self {
        match scale {
            Scale::Nominal => Self::Nominal,
            Scale::Ordinal => Self::Ordinal,
            Scale::Numeric => Self::Numeric,
        }
    }
}

impl CompareGroups {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        self.picture.check(&self.project)?;
        let mut opened = open::open_part(&self.project, Wanted::CODED)?;
        opened.narrow(&[&self.counting])?;
        let project = &opened.project;
        let attribute = |name: &String| -> Result<AttributeId, Failure> {
            opened.found(project.attribute_named(name)).map(|attribute| attribute.id)
        };
        let layer = match &self.coder {
            Some(name) => LayerChoice::Coder(opened.coder(name)?),
            None if self.consensus => LayerChoice::Consensus,
            None => LayerChoice::Auto,
        };
        let query = Query {
            layer,
            level: self.level.into(),
            by: attribute(&self.by)?,
            first: self.first.clone(),
            second: self.second.clone(),
            scale: self.scale.map(compare_groups::Scale::from),
            pairs: self.pairs.as_ref().map(attribute).transpose()?,
            strata: self.strata.as_ref().map(attribute).transpose()?,
            complete_only: self.complete_only,
            seed: self.seed,
            haldane: self.haldane,
        };
        let answer =
            compare_groups::compare(project, &query).map_err(|why| opened.fault(lang::tell(&why)))?;
        if self.picture.is_asked() {
            chart::check(&answer)?;
        }
        self.picture.write(opened.scope.as_deref(), || chart::figure(project, &answer))?;
        show(&Report::new(project, &query, &answer), self.format, opened.scope.as_deref())?;
        Ok(opened.done())
    }
}
