//! Whatever may go wrong: with the machine, the disk, copies, other writers and files from elsewhere.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

/// Schedules are mostly made of small pieces of memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod advice;
#[path = "../common/mod.rs"]
mod common;
mod corrections;
mod crash;
mod damage;
mod disk;
mod faulty;
mod hostile;
mod memory;
mod merging;
mod refi;
mod schedules;
mod size;
mod speakers;
mod turns;
mod unlocked;
mod words;
mod writers;
