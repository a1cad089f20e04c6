//! Options about one coding layer that several commands have, and the lines that name it. Never counts.

use clap::Args;

use super::Failure;
use super::level::Level;
use super::open::Opened;
use super::output::counted;
use crate::analysis::{Asked, Basis, LayerChoice, LayerView, NoAnswer, NoLayer};
use crate::lang;
use crate::lang::number::count;
use crate::model::{self, Project};

/// Whose codings, for figures that a mean over coders does not have.
#[derive(Debug, Args)]
pub(super) struct OneLayer {
    /// What this coder coded; unasked the only coder, else the consensus where all transcripts have one
    #[arg(long, value_name = "CODER", group = "layer")]
    coder: Option<String>,
    /// What the team settled on
    #[arg(long, group = "layer")]
    consensus: bool,
    /// Only complete transcripts, not those in progress
    #[arg(long)]
    complete_only: bool,
}

impl OneLayer {
    /// What is asked of a project.
    pub(super) fn asked(&self, opened: &Opened<'_>, level: Level) -> Result<Asked, Failure> {
        let layer = match &self.coder {
            Some(name) => LayerChoice::Coder(opened.coder(name)?),
            None if self.consensus => LayerChoice::Consensus,
            None => LayerChoice::Auto,
        };
        Ok(Asked { layer, level: level.into(), complete_only: self.complete_only })
    }
}

/// Why there is no answer, with the option that helps.
pub(super) fn no_answer(opened: &Opened<'_>, why: &NoAnswer) -> Failure {
    let said = lang::tell(why);
    match why {
        NoAnswer::Layer(NoLayer::Several) => {
            let coders: Vec<String> =
                opened.project.coders().iter().map(|coder| format!("--coder {:?}", coder.name)).collect();
            opened.fault(format!("{said} ({} or --consensus)", coders.join(", ")))
        }
        NoAnswer::Layer(NoLayer::NoCoder | NoLayer::NoConsensus | NoLayer::Nobody)
        | NoAnswer::NoAttribute
        | NoAnswer::NoThemes => opened.fault(said),
    }
}

/// "coder Ada" or "consensus".
pub(super) fn layer_name(project: &Project, basis: &Basis) -> String {
    match &basis.layer {
        LayerView::Coder(id) => format!("coder {}", project.coder_name(*id)),
        LayerView::Consensus(_) | LayerView::Mean(_) => basis.layer.name(project),
    }
}

/// The first lines of an answer: the study, what it is, whose layer, and what is counted in how many transcripts.
pub(super) fn head(project: &Project, basis: &Basis, what: &str, of: &str) -> String {
    let mut head = format!("{}\n{what}; layer: {}\n", project.title(), layer_name(project, basis));
    head.push_str(&format!("N: {}{}{of}\n", transcripts(basis), in_progress(basis)));
    if !basis.alone.is_empty() {
        let names: Vec<&str> = basis.alone.iter().map(|code| project.codebook().name(*code)).collect();
        let codes = counted(names.len() as f64, "code", "codes");
        head.push_str(&format!(
            "Themes are codes with subcodes; {codes} without a theme left out: {}\n",
            names.join(", ")
        ));
    }
    head
}

/// "12 transcripts".
pub(super) fn transcripts(basis: &Basis) -> String {
    counted(basis.transcripts as f64, "transcript", "transcripts")
}

fn in_progress(basis: &Basis) -> String {
    match basis.in_progress {
        0 => String::new(),
        n => format!(" ({} still in progress)", count(n)),
    }
}

/// "codes" or "themes".
pub(super) const fn plural(basis: &Basis) -> &'static str {
    match basis.level {
        model::Level::Code => "codes",
        model::Level::Theme => "themes",
    }
}
