//! What panels are lent and what they may ask for: the scene, actions, commands, and how passages and codes are named in
//! lists. Never does what was asked for.

pub mod action;
mod ask;
pub mod command;
mod jump;
pub mod keymap;
pub(in crate::ui) mod keys;
pub mod layer;
pub(in crate::ui) mod left_out;
pub(in crate::ui) mod lost;
mod memo_entry;
pub mod narrowed;
mod new_project;
pub mod panel;
pub mod passages;
mod picked;
pub mod quote;
pub mod saved;
pub mod scene;
pub mod subject;
mod written;

pub use action::{Action, Correcting, Merging};
pub(in crate::ui) use ask::ask;
pub use command::Command;
pub use jump::Jump;
pub use memo_entry::memo_entry;
pub use narrowed::Narrowed;
pub use new_project::NewProject;
pub use panel::{Panel, Sides};
pub use picked::Picked;
pub use scene::{Scene, Status};
pub use written::Written;
