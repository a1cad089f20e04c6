//! `concord report`: a file with figures of a study as a paper prints them.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::narrowing::Narrowing;
use super::output::{self, Figure, Printable, Scoped, Telling, ends, tell};
use super::statistics::Described;
use super::{Failure, Outcome, files, open};
use crate::analysis::sample::{self, Figures, Sample};
use crate::formats;
use crate::model::{AttributeId, Project};
use crate::statistics::Share;
use crate::store::{RealDisk, Wanted, write_file_with};

/// Writes figures of a study into a file, as a paper prints them
///
/// The file is a .json or a .csv. It is written whole or not at all. A file that is there already stays, unless --force is given.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// The folder of the project
    project: PathBuf,
    /// The file to write
    file: PathBuf,
    /// What it holds
    #[arg(long, value_enum)]
    template: Template,
    #[command(flatten)]
    narrowing: Narrowing,
    /// Replaces a file that is there already
    #[arg(long)]
    force: bool,
    /// How to tell what was written
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

/// What a report holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Template {
    /// Of each attribute of participants how many have which value, or mean, median and quartiles
    SampleDescription,
}

#[derive(Serialize)]
struct Written {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    template: &'static str,
    participants: usize,
    attributes: usize,
    /// Attributes that tell participants apart rather than describing them.
    left_out: Vec<LeftOut>,
}

#[derive(Clone, Serialize)]
struct LeftOut {
    name: String,
    values: usize,
}

impl Report {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let ending = self.file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if !["json", "csv"].contains(&ending.as_str()) {
            let why = format!("{}: a report is a .json or a .csv", self.file.display());
            return Err(Failure::usage(ErrorKind::ValueValidation, why));
        }
        files::free(&self.file, false)?;
        let mut opened = open::open_part(&self.project, Wanted::WORDS)?;
        opened.narrow(&[&self.narrowing])?;
        let scope = opened.scope.as_deref();
        files::outside(&self.project, &self.file, false)?;
        files::unless_there(&self.file, self.force)?;
        let project = &opened.project;
        let Template::SampleDescription = self.template;
        let sample = sample::sample(project);
        write_file_with(&RealDisk, &self.file, |to| {
            if ending == "csv" {
                formats::sample::sample(project, &sample).write_csv(to)
            } else {
                output::json(&Scoped { scope, figures: &Description::new(project, &sample) }, to)
            }
        })?;
        let written = Written {
            file: self.file.display().to_string(),
            scope: opened.scope.clone(),
            template: "sample-description",
            participants: sample.participants,
            attributes: sample.attributes.len(),
            left_out: left_out(project, &sample),
        };
        tell(&written, self.format)?;
        Ok(opened.done())
    }
}

fn name(project: &Project, attribute: AttributeId) -> String {
    project.attribute(attribute).map(|attribute| attribute.name.clone()).unwrap_or_default()
}

fn left_out(project: &Project, sample: &Sample) -> Vec<LeftOut> {
    let left = sample.left_out.iter();
    left.map(|&(attribute, values)| LeftOut { name: name(project, attribute), values }).collect()
}

impl Printable for Written {
    fn text(&self) -> String {
        let Self { file, participants, attributes, .. } = self;
        let participants = output::counted(*participants as f64, "participant", "participants");
        let attributes = output::counted(*attributes as f64, "attribute", "attributes");
        let mut text = format!("{file}: written ({participants}, {attributes})\n");
        text.push_str(&output::scope_line(self.scope.as_deref()));
        for LeftOut { name, values } in &self.left_out {
            text.push_str(&format!(
                "Left out: {name}, whose {values} values tell participants apart rather than describing them\n"
            ));
        }
        text
    }
}

/// The figures in a file.
#[derive(Serialize)]
struct Description {
    participants: usize,
    attributes: Vec<Attribute>,
    left_out: Vec<LeftOut>,
}

#[derive(Serialize)]
struct Attribute {
    name: String,
    scale: &'static str,
    missing: usize,
    #[serde(flatten)]
    figures: Shown,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Shown {
    Names { n: u64, rows: Vec<Value> },
    Numbers(Box<Described>),
}

#[derive(Serialize)]
struct Value {
    value: String,
    n: u64,
    of: u64,
    share: Figure,
    share_ci: Option<[f64; 2]>,
}

impl Description {
    fn new(project: &Project, sample: &Sample) -> Self {
        let value = |(value, share): &(String, Share)| Value {
            value: value.clone(),
            n: share.yes,
            of: share.n,
            share: share.value().into(),
            share_ci: ends(share.interval()),
        };
        let attribute = |described: &sample::Described| {
            let (scale, figures) = match &described.figures {
                Figures::Names(values) => {
                    let n = values.iter().map(|(_, share)| share.yes).sum();
                    ("nominal", Shown::Names { n, rows: values.iter().map(value).collect() })
                }
                Figures::Numbers(of) => ("numeric", Shown::Numbers(Box::new(of.into()))),
            };
            Attribute { name: name(project, described.attribute), scale, missing: described.missing, figures }
        };
        Self {
            participants: sample.participants,
            attributes: sample.attributes.iter().map(attribute).collect(),
            left_out: left_out(project, sample),
        }
    }
}
