//! `--chart`: the figures of a command as a picture in a file. Never draws: charts and formats do.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::say;
use super::output::scope_line;
use super::{Failure, files};
use crate::chart::{Figure, Summary, Words};
use crate::formats::{Exported, picture};
use crate::lang::tell;
use crate::session::fonts;
use crate::store::{RealDisk, write_file_with};

/// Where a picture goes.
#[derive(Debug, Args)]
pub(super) struct Picture {
    /// Draws a chart into this file besides: .svg for vectors, .png for an image of 300 dots per inch
    #[arg(long, value_name = "FILE.svg|.png", value_parser = drawn)]
    chart: Option<PathBuf>,
    /// Replaces a chart that is there already
    #[arg(long, requires = "chart")]
    force: bool,
}

/// A file that charts can be drawn into.
fn drawn(file: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(file);
    let ending = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    match ending.as_deref() {
        Some("svg" | "png") => Ok(path),
        Some(_) | None => Err("charts go into .svg or .png: give the file one of these endings".to_owned()),
    }
}

impl Picture {
    /// Refuses at once what could not be written later.
    pub(super) fn check(&self, project: &Path) -> Result<(), Failure> {
        let Some(file) = &self.chart else { return Ok(()) };
        files::free(file, false)?;
        files::outside(project, file, false)?;
        files::unless_there(file, self.force)
    }

    /// Whether a chart is asked for.
    pub(super) const fn is_asked(&self) -> bool {
        self.chart.is_some()
    }

    /// Draws, where a chart is asked for, with what of the study it is about.
    pub(super) fn write(&self, scope: Option<&str>, figure: impl FnOnce() -> Figure) -> Result<(), Failure> {
        let Some(file) = &self.chart else { return Ok(()) };
        let figure = match scope_line(scope).trim_end() {
            "" => figure(),
            scope => figure().noted(scope),
        };
        let png = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
        let Exported { bytes, lost } = if png {
            picture::png(&figure, fonts::installed).map_err(|why| Failure::at(file, tell(&why)))?
        } else {
            Exported { bytes: picture::svg(&figure).into_bytes(), lost: Vec::new() }
        };
        write_file_with(&RealDisk, file, |to| to.write_all(&bytes))?;
        for lost in lost {
            say(&format!("{}: {} × {}: {}", file.display(), lost.count, tell(&lost.what), tell(&lost.why)));
        }
        Ok(())
    }
}

/// What is said round a chart.
pub(super) struct Said {
    pub(super) title: String,
    /// Study, layer, unit and N, in sentences.
    pub(super) about: Vec<String>,
    /// What is counted, with its unit.
    pub(super) axis: String,
    /// The heads of the columns: the names, the numbers.
    pub(super) heads: [&'static str; 2],
    pub(super) notes: Vec<String>,
}

impl Said {
    /// Lays a chart out with these words; `number` writes its numbers.
    pub(super) fn figure(
        self,
        number: &dyn Fn(f64) -> String,
        lay: impl FnOnce(&Words<'_>) -> Figure,
    ) -> Figure {
        let what = format!("{}. {}", self.title, self.about.join(" "));
        let alternative = |of: &Summary<'_>| match of.ends {
            Some([(least, low), (most, high)]) => {
                format!("{what} From {least} ({}) to {most} ({}).", number(low), number(high))
            }
            None => what.clone(),
        };
        let [names, numbers] = self.heads.map(str::to_owned);
        lay(&Words {
            title: self.title,
            about: self.about,
            axis: self.axis,
            heads: [names, numbers, String::new()],
            ends: ["low", "high"].map(str::to_owned),
            notes: self.notes,
            number,
            interval: &|low, high| format!("{} to {}", number(low), number(high)),
            without: &|why| tell(why),
            alternative: &alternative,
        })
    }
}
