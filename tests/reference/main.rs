//! Figures and files of others, where they lie beside the project; a test whose material is not there says so and passes.
//! Each prints how many figures it checked.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where its material is not as described")]

#[path = "../common/mod.rs"]
mod common;
mod corpus;
mod reference_agreement;
mod reference_analysis;
mod reference_malformed;
mod reference_peers;
mod reference_refi;
mod reference_transcripts;
