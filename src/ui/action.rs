//! Everything a panel can ask for. Plain data; [`App::perform`](super::App::perform) is the one match on it.

use std::path::PathBuf;

use super::{Command, Panel};
use crate::model::{CodeId, CoderId, Edit, TranscriptId};
use crate::text::Span;

/// What a person asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A command, as from its menu.
    Run(Command),
    /// Another panel.
    Show(Panel),
    /// One step: what undo will call it, and its edits. New ids and the time come from
    /// [`SystemStamp`](crate::session::SystemStamp).
    Commit {
        /// What it does, as "Undo: …" will say it.
        label: String,
        /// All or none of them are made.
        edits: Vec<Edit>,
    },
    /// A transcript, in the Code panel, where it was left.
    SelectTranscript(TranscriptId),
    /// A passage, selected and in view in the Code panel.
    Goto {
        /// Where it stands.
        transcript: TranscriptId,
        /// The passage.
        span: Span,
    },
    /// A code, in the Codebook panel.
    ShowCode(CodeId),
    /// A code on what is selected, as one step.
    Apply(CodeId),
    /// Who codes from now on.
    SetCoder(CoderId),
    /// Someone new codes from now on.
    AddCoder(String),
    /// A field to type a coder's name into.
    AskWho,
    /// A project folder.
    OpenProject(PathBuf),
    /// A file with these contents, at a place that is asked for: a table of figures, the codebook …
    SaveAs {
        /// The name that is offered, with its extension.
        name: String,
        /// What goes into it.
        contents: Vec<u8>,
    },
    /// Text on the clipboard.
    Copy(String),
    /// Something that a person should know: a line in the status bar for a while.
    Say(String),
    /// Something that went wrong, what it was and what to do next: stays until it is put away.
    Warn(String),
}
