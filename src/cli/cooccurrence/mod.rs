//! `concord cooccurrence`: which codes stand together, and which follows which.

mod follows;
mod report;

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, ValueEnum};

use super::layer::{self, OneLayer};
use super::level::Level;
use super::narrowing::Counting;
use super::output::{Format, show};
use super::picture::Picture;
use super::{Failure, Outcome, open};
use crate::analysis::cooccurrence;
use crate::analysis::cooccurrence::{cooccurrence, following};
use crate::store::Wanted;
use follows::Follows;
use report::Report;

/// Prints which codes stand together: every pair of codes with its count, Jaccard, what chance would give, lift and phi
///
/// It looks at one coder or at the consensus. Codings of one code that overlap are one passage; touching ones stay two. A
/// pair overlaps where passages of both share a character; "segment" asks for the same start and end, "turn" for a turn that
/// both touch, "near" for turns at most --within turns apart, "transcript" for the same transcript. With --follows it prints
/// what stands so many turns after what. Turns and passages are not independent, so nothing is tested.
#[derive(Debug, Args)]
pub(super) struct Cooccurrence {
    /// The folder of the project
    project: PathBuf,
    /// What two codes must share
    #[arg(long, value_enum, conflicts_with = "follows")]
    unit: Option<Unit>,
    /// At most so many turns apart, with --unit near; 0 is the same turn
    #[arg(long, value_name = "TURNS")]
    within: Option<usize>,
    /// What stands so many turns after what, instead of what stands together
    #[arg(long, value_name = "TURNS", value_parser = later)]
    follows: Option<usize>,
    #[command(flatten)]
    layer: OneLayer,
    /// Codes for themselves, or themes with their subcodes taken in
    #[arg(long, value_enum, default_value_t)]
    level: Level,
    #[command(flatten)]
    picture: Picture,
    /// Draws the chart as a network instead of a matrix
    #[arg(long, requires = "chart", conflicts_with = "follows")]
    network: bool,
    #[command(flatten)]
    counting: Counting,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// As `--unit` names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Unit {
    /// A character
    #[default]
    Overlap,
    /// A passage with the same start and end
    Segment,
    /// A turn
    Turn,
    /// Turns at most --within turns apart
    Near,
    /// A transcript
    Transcript,
}

fn later(turns: &str) -> Result<usize, String> {
    match turns.parse() {
        Ok(turns) if turns > 0 => Ok(turns),
        Ok(_) | Err(_) => {
            Err("a whole number of turns from 1; for the same turn there is --unit turn".to_owned())
        }
    }
}

impl Cooccurrence {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let unit = self.unit()?;
        self.picture.check(&self.project)?;
        let mut opened = open::open_part(&self.project, Wanted::CODED)?;
        opened.narrow(&[&self.counting])?;
        let asked = self.layer.asked(&opened, self.level)?;
        let fail = |why| layer::no_answer(&opened, &why);
        match self.follows {
            Some(lag) => {
                let answer = following(&opened.project, asked, lag).map_err(fail)?;
                let shown = Follows::new(&opened.project, &answer);
                self.picture
                    .write(opened.scope.as_deref(), || shown.chart(&opened.project, &answer.basis))?;
                show(&shown, self.format, opened.scope.as_deref())?;
            }
            None => {
                let answer = cooccurrence(&opened.project, asked, unit).map_err(fail)?;
                let shown = Report::new(&opened.project, &answer);
                self.picture
                    .write(opened.scope.as_deref(), || shown.chart(&opened.project, &answer, self.network))?;
                show(&shown, self.format, opened.scope.as_deref())?;
            }
        }
        Ok(opened.done())
    }

    /// What is counted, where the options fit together.
    fn unit(&self) -> Result<cooccurrence::Unit, Failure> {
        let usage = |kind, why| Err(Failure::usage(kind, why));
        Ok(match (self.unit.unwrap_or_default(), self.within) {
            (Unit::Near, Some(within)) => cooccurrence::Unit::Near(within),
            (Unit::Near, None) => {
                let why = "--unit near asks how near: add --within TURNS";
                return usage(ErrorKind::MissingRequiredArgument, why);
            }
            (_, Some(_)) => {
                let why = "--within says how near turns must be: it goes with --unit near alone";
                return usage(ErrorKind::ArgumentConflict, why);
            }
            (Unit::Overlap, None) => cooccurrence::Unit::Overlap,
            (Unit::Segment, None) => cooccurrence::Unit::Segment,
            (Unit::Turn, None) => cooccurrence::Unit::Turn,
            (Unit::Transcript, None) => cooccurrence::Unit::Transcript,
        })
    }
}
