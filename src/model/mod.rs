//! `Project` and its parts, `Edit`, validation.
//!
//! `Project::apply` is the only way to change a project, all or nothing; new ids and the time come in with the
//! edit, so that a replay is exact. This floor never touches a file, a clock, a thread or a random number.

mod apply;
mod assignment;
mod case;
mod check;
mod code;
mod code_set;
mod codebook;
mod coder;
mod colour;
mod correct;
mod diff;
mod edit;
mod edit_error;
mod file_bytes;
mod ids;
mod kept_file;
mod kept_times;
mod layer;
mod level;
mod memo;
mod naming;
mod narrow;
mod normalise;
pub mod palette;
mod participant;
mod parts;
mod passage;
mod phase;
mod plan;
mod project;
mod removal;

pub mod merge;
mod scope_words;
mod settlement;
mod stamp;
mod step;
mod study_scope;
mod sum;
mod transcript;
mod transcript_set;

pub use crate::text::{Splice, corrected};
pub use assignment::{Assignment, Drawn};
pub use case::{Attribute, AttributeKind, AttributeOf, Case, Value};
pub use check::Fault;
pub use code::Code;
pub use code_set::CodeSet;
pub use codebook::{Codebook, MAX_DEPTH, TreeError};
pub use coder::{Coder, CoderRole};
pub use colour::{Colour, ColourError};
pub use correct::{Affected, Effect, Fate, LayerRecords, carried};
pub use edit::{CodingRecord, Edit, OrphanRecord, TranscriptRecord, TurnRecord};
pub use edit_error::EditError;
pub use file_bytes::FileBytes;
pub use ids::{
    AttributeId, CaseId, CodeId, CodeSetId, CoderId, CodingId, MemoId, ProjectId, ScopeId, SettlementId,
    TranscriptId, TranscriptSetId,
};
pub use jiff::Timestamp;
pub use kept_file::KeptFile;
pub use kept_times::KeptTimes;
pub use layer::{Coding, CodingLayer, Completeness, ORPHAN_CHARS, Orphan};
pub use level::Level;
pub use memo::{Memo, MemoTarget};
pub use naming::{NotFound, folded, natural};
pub use participant::Participant;
pub use passage::{Passage, PassageError, QUOTE_CHARS};
pub use phase::{CodedByOthers, HiddenWork, Phase, Stage};
pub use project::Project;
pub use removal::{Removal, WorkGone};
pub use scope_words::NothingLeft;
pub use settlement::{Decision, Settlement, SettlementRecord, Standing, StandingRecord};
pub use stamp::Stamp;
pub use step::Step;
pub use study_scope::{SavedScope, StudyScope};
pub use sum::sha256;
pub use transcript::{Speaker, Transcript, slug};
pub use transcript_set::TranscriptSet;
