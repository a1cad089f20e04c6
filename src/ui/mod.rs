//! The window: plain data in, actions out. Never changes the project itself.
//!
//! [`App`] owns the open [`Session`](crate::session::Session) and what is seen of it ([`ViewState`]). A panel is a
//! module with a `View` (its drafts, filters and kept data), and
//! `show(ui, &Scene, &mut View, &mut Vec<Action>) -> Status`. It may change its own view, and nothing else: whatever
//! reaches further is an [`Action`], and [`App::perform`] is the one match on those. `data.rs` builds a panel's plain
//! rows without egui, kept by [`Kept`] until project or question change; `show.rs` draws them.

pub mod action;
pub mod agreement;
pub mod app;
mod awake;
pub mod cases;
pub mod chart;
pub mod chips;
pub mod code;
pub mod codebook;
mod coding;
pub mod command;
pub mod dialogs;
mod exporting;
pub mod find;
pub mod finder;
pub mod fuzzy;
mod import;
mod keys;
mod leaving;
mod licences;
pub mod look;
pub mod memos;
mod menus;
mod opening;
mod overlay;
mod palette;
pub mod parts;
pub mod passages;
mod perform;
mod phase;
pub mod quote;
pub mod ratings;
pub mod scene;
pub mod search_field;
mod searching;
pub mod settle;
pub mod shell;
pub mod start;
pub mod table;
pub mod themes;
mod together;
pub mod transcript;
pub mod view;
mod window;
mod working;
mod writing;

#[cfg(test)]
#[path = "../../tests/common/demo.rs"]
mod demo;

pub use action::Action;
pub use app::App;
pub use command::Command;
pub use scene::{Kept, Scene, Status};
pub use view::{Panel, ViewState};
pub use window::{Open, run};
