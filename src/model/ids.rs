//! Ids: UUIDs that a mix-up of kinds cannot pass the compiler. They are kept through every import and export.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A project, the same in every copy of it.
    ProjectId;
    /// A coder.
    CoderId;
    /// A code or theme of the codebook.
    CodeId;
    /// A transcript.
    TranscriptId;
    /// One code on one passage by one coder.
    CodingId;
    /// A case, that is, a participant.
    CaseId;
    /// An attribute of cases or transcripts.
    AttributeId;
    /// A memo.
    MemoId;
    /// A set of codes.
    CodeSetId;
    /// A set of transcripts.
    TranscriptSetId;
    /// A scope under a name.
    ScopeId;
    /// What was decided about a difference.
    SettlementId;
}
