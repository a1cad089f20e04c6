//! Concord: offline coding of qualitative interviews.
//!
//! The floors, each importing only from those below it:
//! `{ lang, random } → text → model → { analysis, agreement } → chart → { formats, store } → session → { cli, ui } → main`.
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
pub mod random;
pub mod session;
pub mod store;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
