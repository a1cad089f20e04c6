//! Agreement from the ratings to the figures of a whole study.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;
mod consensus;
mod rules;
mod size;
mod study;
