//! Panels: plain data in, actions out. Never mutates the project.

pub mod look;
pub mod transcript;
