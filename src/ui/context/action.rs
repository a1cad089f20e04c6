//! Everything a panel can ask for. Plain data; [`App::perform`](crate::ui::app::App::perform) is the one match on it.

use std::path::PathBuf;

use super::command::Keys;
use super::saved::Saved;
use super::{Command, Panel};
use crate::agreement::Query;
use crate::chart::Figure;
use crate::model::{
    CaseId, CodeId, CoderId, CodingId, Completeness, Edit, MemoTarget, Phase, ScopeId, StudyScope,
    TranscriptId,
};
use crate::session::settings::ThemeChoice;
use crate::text::{Search, Span};
use crate::ui::context::{Jump, Narrowed, NewProject};

/// What is asked for on the sheet that corrects words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correcting {
    /// The correction.
    Correct,
    /// The correction, if there is any, and the next turn.
    Next,
}

/// What is asked for on the sheet that merges copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merging {
    /// A dialog for a folder.
    Folder,
    /// The report.
    Report,
    /// The step.
    Step,
}

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
    /// A passage in the Code panel, with the codings of these coders beside each other.
    Compare {
        /// Where it stands.
        transcript: TranscriptId,
        /// The passage.
        span: Span,
        /// Whose codings.
        coders: Vec<CoderId>,
    },
    /// The differences that a question finds, walked and settled in the Agreement panel's place.
    Settle {
        /// Between whom, on what.
        query: Query,
        /// Which of them.
        narrowed: Narrowed,
        /// From this one on: its code, transcript and passage.
        at: Option<(CodeId, TranscriptId, Span)>,
        /// Whether another code is asked for at once.
        pick: bool,
    },
    /// "How to read this" folded or unfolded for good, on the panel that is seen.
    FoldHelp(bool),
    /// A search in all transcripts, in the Find panel.
    FindEverywhere(Search),
    /// A memo on this, begun in the Memos panel.
    WriteMemo(MemoTarget),
    /// What of the study counts from now on, in all panels that count.
    Narrow(Box<StudyScope>),
    /// A name for what counts now is asked for.
    NameScope,
    /// What counts now is kept under this name.
    SaveScope(String),
    /// A scope is forgotten.
    DeleteScope(ScopeId),
    /// The sets of transcripts, about this one.
    ShowSets(TranscriptId),
    /// A case, in the Cases panel.
    ShowCase(CaseId),
    /// A code, in the Codebook panel.
    ShowCode(CodeId),
    /// Another size of letters in transcripts, in points.
    Zoom(f32),
    /// A place of the transcript that is read.
    Jump(Jump),
    /// What became of a code, by whom and when.
    ShowHistory(CodeId),
    /// Takes back all of one's own steps from this one of the sheet of steps on.
    UndoFrom(usize),
    /// A code on what is selected, as one step.
    Apply(CodeId),
    /// A new code under a parent, on what is selected, as one step.
    ApplyNew {
        name: String,
        /// The theme it stands under; none for the top.
        parent: Option<CodeId>,
    },
    /// Another code for codings of this coder.
    Recode {
        codings: Vec<CodingId>,
        /// The code they are to carry.
        code: CodeId,
    },
    /// A new code under a parent, for codings of this coder.
    RecodeNew {
        codings: Vec<CodingId>,
        name: String,
        /// The theme it stands under; none for the top.
        parent: Option<CodeId>,
    },
    /// Another passage for a coding of this coder.
    Reshape {
        coding: CodingId,
        /// Where it is to stand.
        span: Span,
    },
    /// A coding of this coder taken away.
    RemoveCoding(CodingId),
    /// The memo that is being written is kept as it stands.
    KeepMemo,
    /// A coding whose passage is gone, on what is selected.
    PlaceOrphan(CodingId),
    /// A coding whose passage is gone, let go.
    RemoveOrphan(CodingId),
    /// How far this coder has got with a transcript.
    SetStatus {
        transcript: TranscriptId,
        /// How far.
        status: Completeness,
    },
    /// A transcript taken out, once somebody has seen what goes with it.
    RemoveTranscript(TranscriptId),
    /// The corrected file of a transcript is looked for.
    ReplaceText(TranscriptId),
    /// The corrected file of a transcript was found.
    ReplaceWith { transcript: TranscriptId, path: PathBuf },
    /// A code under a digit from 1 to 9, or none.
    Pin { digit: u8, code: Option<CodeId> },
    /// Another phase of work.
    SetPhase {
        phase: Phase,
        /// Why; may be empty.
        reason: String,
        /// Who leads the study from now on, where nobody does; may be empty.
        supervisor: String,
    },
    /// Who codes from now on.
    SetCoder(CoderId),
    /// Someone new codes from now on.
    AddCoder(String),
    /// A field to type a coder's name into.
    AskWho,
    /// A project folder.
    OpenProject(PathBuf),
    /// A fresh copy of the sample study, in this folder or one of its own.
    OpenSample(Option<PathBuf>),
    /// A table of ratings, to be looked at beside the project.
    OpenRatings(PathBuf),
    /// A new project.
    NewProject(NewProject),
    /// A folder for a new project is looked for.
    ChooseFolder,
    /// A folder for a new project was found.
    FolderChosen(PathBuf),
    /// Files to import, after a preview.
    Import(Vec<PathBuf>),
    /// A text to import was pasted where nothing else takes it.
    Paste(String),
    /// What was typed or pasted, in the preview of an import.
    PreviewTyped,
    /// The import that the sheet shows, as it was decided there.
    ImportPreviewed,
    /// What the sheet shows that corrects words.
    Correct(Correcting),
    /// What the sheet asks for that merges copies.
    Merge(Merging),
    /// The folder of another copy of the study was found.
    CopyChosen(PathBuf),
    /// A folder with these files, at a place that is asked for.
    SaveFolder {
        /// The name that is offered.
        name: String,
        /// Bytes by name.
        files: std::collections::BTreeMap<String, Vec<u8>>,
    },
    /// A folder with these files, which is not there yet.
    WriteFolder {
        path: PathBuf,
        /// Bytes by name.
        files: std::collections::BTreeMap<String, Vec<u8>>,
    },
    /// A file with these contents, at a place that is asked for: a table of figures, the codebook …
    SaveAs {
        /// The name that is offered, with its extension.
        name: String,
        /// What goes into it.
        contents: Vec<u8>,
    },
    /// A figure as a file, at a place that is asked for.
    SavePicture {
        /// The name that is offered, without its extension.
        name: String,
        /// What is saved.
        figure: Box<Figure>,
        saved: Saved,
    },
    /// A file with these contents, here.
    Write {
        path: PathBuf,
        /// What goes into it.
        contents: Vec<u8>,
    },
    /// A warning put away, by its place from the top.
    PutAway(usize),
    /// Which colours the window has.
    SetTheme(ThemeChoice),
    /// How large the window is drawn, in per cent.
    /// The sheet of keys, to change them.
    ChangeKeys,
    /// Other keys for a command, or none.
    SetKeys { command: Command, keys: Option<Keys> },
    /// All keys as they were.
    StandardKeys,
    /// How large the window is drawn, in per cent.
    SetScale(u16),
    /// Text on the clipboard.
    Copy(String),
    /// Something that a person should know: a line in the status bar for a while.
    Say(String),
    /// Something that went wrong, what it was and what to do next: stays until it is put away.
    Warn(String),
}
