//! The binary: the window without a subcommand, the command line with one. Never does more than hand over.

fn main() {}
