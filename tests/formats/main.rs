//! Files on their way in and out.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;
mod exports;
mod import_files;
mod package;
mod qualcoder_reads;
mod readers;
