//! A project in its folder: saved, opened, changed at random, and kept from one format to the next.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;
mod held;
mod old_formats;
mod past;
mod random_edits;
mod removing;
mod round_trips;
mod saving;
mod scopes;
mod word_times;
