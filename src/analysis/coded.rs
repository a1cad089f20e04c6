//! One layer as relations, matrices and saturation look at it: whose codings, of which codes, in which transcripts. Never
//! adds the codings of several coders up.

use std::ops::Range;

use super::layers::{LayerChoice, LayerView, NoLayer, counts};
use super::rows::Rows;
use crate::lang::{Message, Tell, message};
use crate::model::{CodeId, CodingLayer, Completeness, Level, Project, Transcript};

/// Whose codings count, of codes or of themes, and in which transcripts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Asked {
    /// One layer; a mean over coders has no such figures.
    pub layer: LayerChoice,
    /// By code, or by theme with its subcodes taken in; a code that stands alone at the top is no theme.
    pub level: Level,
    /// Counts complete transcripts only, not those in progress.
    pub complete_only: bool,
}

/// What figures were made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Whose codings these are: one coder's, or the consensus.
    pub layer: LayerView,
    pub level: Level,
    /// Transcripts that count: started or complete in this layer.
    pub transcripts: usize,
    /// Those of them that are not complete yet.
    pub in_progress: usize,
    /// Codes that stand alone at the top, and therefore are in none of the themes; empty among codes.
    pub alone: Vec<CodeId>,
}

/// A code or theme that has figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    pub code: CodeId,
    /// `Theme/Code`.
    pub path: String,
}

/// Why a question about one layer has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum NoAnswer {
    /// There is no such layer, or it is not one.
    Layer(#[from] NoLayer),
    /// The attribute asked for has gone.
    NoAttribute,
    /// Themes are asked for, and there are none.
    NoThemes,
}

impl Tell for NoAnswer {
    fn message(&self) -> Message {
        match self {
            Self::Layer(why) => why.message(),
            Self::NoAttribute => message!("no-attribute"),
            Self::NoThemes => message!("no-themes"),
        }
    }
}

/// A transcript that counts, with what was coded in it.
pub(super) struct Sheet<'p> {
    pub(super) transcript: &'p Transcript,
    pub(super) layer: &'p CodingLayer,
}

/// The layer, its transcripts by title, and the codes in the codebook's order.
pub(super) struct Coded<'p> {
    pub(super) basis: Basis,
    pub(super) rows: Rows,
    pub(super) codes: Vec<CodeRow>,
    pub(super) sheets: Vec<Sheet<'p>>,
}

impl<'p> Coded<'p> {
    pub(super) fn new(project: &'p Project, asked: Asked) -> Result<Self, NoAnswer> {
        let layer = asked.layer.one(project, asked.complete_only)?;
        let book = project.codebook();
        let mut rows = Rows::new(project, asked.level);
        if asked.level == Level::Theme {
            rows.keep_themes();
        }
        if asked.level == Level::Theme && rows.codes.is_empty() {
            return Err(NoAnswer::NoThemes);
        }
        let coder = layer.coders().first().copied();
        let of = |t: &'p Transcript| project.layer(t.id(), coder?).map(|layer| (t, &**layer));
        let transcripts = project.transcripts().into_iter().filter_map(|t| of(t));
        let sheets: Vec<Sheet<'p>> = transcripts
            .filter(|(_, layer)| counts(layer.status(), asked.complete_only))
            .map(|(transcript, layer)| Sheet { transcript, layer })
            .collect();
        let alone = match asked.level {
            Level::Code => Vec::new(),
            Level::Theme => {
                let codes = book.codes().filter(|c| c.parent.is_none() && !book.is_theme(c.id));
                codes.map(|code| code.id).collect()
            }
        };
        let in_progress = sheets.iter().filter(|s| s.layer.status() == Completeness::InProgress).count();
        let basis = Basis { layer, level: asked.level, transcripts: sheets.len(), in_progress, alone };
        let codes = rows.codes.iter().map(|&code| CodeRow { code, path: book.path(code) }).collect();
        Ok(Self { basis, rows, codes, sheets })
    }

    /// The passages of each code in a transcript, as entered, by their start; of a theme those of its subcodes.
    pub(super) fn passages(&self, sheet: &Sheet<'_>, of_codes: &mut Vec<Vec<Range<usize>>>) {
        of_codes.resize(self.codes.len(), Vec::new());
        of_codes.iter_mut().for_each(Vec::clear);
        for coding in sheet.layer.codings() {
            self.rows.of(coding.code).iter().for_each(|&row| of_codes[row].push(coding.span.range()));
        }
    }
}
