//! The window without a display, used as a person uses it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod accessibility;
mod agreement_screen;
mod app;
mod charts;
#[path = "../common/mod.rs"]
mod common;
mod demo;
mod exporting;
mod find_and_memos;
mod findings;
mod gestures;
mod hard_texts;
mod importing;
mod newcomer;
mod panels;
mod raster;
mod removing;
mod scope;
mod screens;
mod scripts;
mod settling;
mod sizes;
mod trail;
mod transcript;
mod widget;
mod window;
