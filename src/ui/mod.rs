//! The window: plain data in, actions out. Never changes the project itself.
//!
//! [`App`] owns the open [`Session`](crate::session::Session) and what is seen of it ([`ViewState`]). A panel is a
//! module with a `View` (its drafts, filters and kept data), and
//! `show(ui, &Scene, &mut View, &mut Vec<Action>) -> Status`. It may change its own view, and nothing else: whatever
//! reaches further is an [`Action`], and [`App::perform`] is the one match on those. `data.rs` builds a panel's plain
//! rows without egui, kept by [`Cached`] until project or question change; `show.rs` draws them.

pub mod app;
pub mod context;
pub mod kit;
pub mod panels;
pub mod reader;
pub mod steps;
pub mod transcript;

#[cfg(test)]
#[path = "../../tests/window/demo.rs"]
mod demo;

pub use app::{App, Open, ViewState, run};
pub use context::{Action, Command, Panel, Scene, Status};
pub use kit::Cached;
