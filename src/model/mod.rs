//! `Project` and its parts, `Edit` and validation. Never touches a file, a clock, a thread or a random number.

pub mod palette;
