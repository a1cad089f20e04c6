//! Files on their way in and out.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod charts;
#[path = "../common/mod.rs"]
mod common;
#[path = "../window/demo.rs"]
#[allow(dead_code, reason = "what tests of the window use is not all used here")]
mod demo;
mod exports;
mod import_files;
mod looks;
mod loose;
mod package;
mod qualcoder_reads;
mod readers;
