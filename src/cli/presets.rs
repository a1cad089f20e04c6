//! `concord presets`: the codebooks that come with the program.

use clap::Args;
use serde::Serialize;

use super::output::{Printable, Telling, in_themes, tell};
use super::{Failure, Outcome};
use crate::formats::preset::presets;

/// Lists the codebooks that come with it, each with its source
#[derive(Debug, Args)]
pub(super) struct Presets {
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

#[derive(Serialize)]
#[serde(transparent)]
struct Report {
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    source: &'static str,
    codes: usize,
    themes: Vec<&'static str>,
}

impl Presets {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let row = |preset: &'static crate::formats::preset::Preset| Row {
            id: &preset.id,
            title: &preset.title,
            about: &preset.about,
            source: &preset.source,
            codes: preset.codes(),
            themes: preset.themes().collect(),
        };
        tell(&Report { rows: presets().iter().map(row).collect() }, self.format)?;
        Ok(Outcome::Done)
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let mut text =
            "`concord new PROJECT --title T --codebook NAME` starts from one of these.\n".to_owned();
        for row in &self.rows {
            let codes = in_themes(row.codes, row.themes.len());
            text.push_str(&format!("\n{}: {} ({codes})\n", row.id, row.title));
            for (what, words) in [("", row.about), ("Source: ", row.source)] {
                if !words.is_empty() {
                    text.push_str(&format!("  {what}{words}\n"));
                }
            }
        }
        text
    }
}
