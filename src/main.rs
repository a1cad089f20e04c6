//! The binary: the window without a subcommand, the command line with one. Never does more than hand over.

use std::process::ExitCode;

use concord::cli::{self, Outcome, Start, without_display};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::AtFault) => ExitCode::FAILURE,
        Ok(Outcome::Window(start)) => window(&start),
        Err(failure) => failure.report(),
    }
}

fn window(start: &Start) -> ExitCode {
    without_display(start, "this build of Concord has no window").report()
}
