//! A corrected file that is to take the place of a transcript's: read once, and what it would do found out as often as it is
//! asked for. Never makes the step.

use super::{SystemStamp, guarded};
use crate::formats::transcripts::{NewFile, ReplaceError, Replacement, replacing};
use crate::formats::{
    Format, FormatError, Kind, Location, Reader, TranscriptDraft, TranscriptOptions, format_of,
};
use crate::lang::message;
use crate::model::{CoderId, Project, TranscriptId};

/// A corrected file, as it was read.
#[derive(Clone, Debug)]
pub struct CorrectedFile {
    draft: TranscriptDraft,
    format: &'static Format,
    bytes: Vec<u8>,
}

impl CorrectedFile {
    /// Reads it.
    ///
    /// # Errors
    /// When it cannot be read, is no transcript, or holds several.
    pub fn read(
        name: &str,
        bytes: Vec<u8>,
        kind: Option<Kind>,
        options: &TranscriptOptions,
    ) -> Result<Self, FormatError> {
        let wrong = |problem| FormatError::At {
            file: name.to_owned(),
            place: Location::Whole,
            problem,
            remedy: message!("do-replace-with-one"),
        };
        let format = format_of(name, &bytes, kind)?;
        let Reader::Transcript(_) = format.read else {
            return Err(wrong(message!("replace-no-transcript", label = format.label)));
        };
        let mut drafts = guarded::transcripts(format, name, &bytes, options)?;
        match (drafts.pop(), drafts.len()) {
            (Some(draft), 0) => Ok(Self { draft, format, bytes }),
            (_, more) => Err(wrong(message!("replace-several", n = more + 1))),
        }
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.draft.source
    }

    /// What it would make of a transcript, told as far as somebody may see it; `keep` keeps the file as it came.
    ///
    /// # Errors
    /// When the transcript is not there, or others' work that is hidden from them would change.
    pub fn effect(
        &self,
        project: &Project,
        id: TranscriptId,
        keep: bool,
        viewer: Option<CoderId>,
    ) -> Result<Replacement, ReplaceError> {
        let Self { draft, format, bytes } = self;
        replacing(project, id, &NewFile { draft, format, bytes, is_kept: keep }, viewer, &SystemStamp)
    }
}
