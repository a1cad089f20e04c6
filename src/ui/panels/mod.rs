//! The panels of the rail, the start page, and the sheet of an import. Plain data in, actions out; a panel never knows
//! another.

pub mod agreement;
pub mod cases;
pub mod code;
pub mod codebook;
pub mod find;
pub(in crate::ui) mod import;
pub mod memos;
pub mod relations;
pub mod start;
pub mod themes;
