//! What a project says, put into the files that it came from or into new ones.

pub(super) mod export;
pub(super) mod fresh;
pub(super) mod originals;
pub(super) mod packing;
pub(super) mod patch;
pub(super) mod patch_cases;
pub(super) mod patch_codes;
pub(super) mod patch_notes;
pub(super) mod patch_sources;
pub(super) mod standard;
pub(super) mod unite;
