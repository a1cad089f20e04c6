//! Concord: offline coding of qualitative interviews.
//!
//! The floors, each importing only from those below it:
//! `lang → { text, statistics } → model → { analysis, agreement } → chart → { formats, store } → session → { cli, ui } → main`.
//! ARCHITECTURE.md says what each holds and what it never does.

#[cfg(all(test, feature = "gui"))]
extern crate self as concord;

pub mod agreement;
pub mod analysis;
pub mod chart;
pub mod cli;
pub mod formats;
pub mod lang;
pub mod model;
pub mod session;
pub mod statistics;
pub mod store;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
