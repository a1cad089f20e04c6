//! The binary: the window without a subcommand, the command line with one. Never does more than hand over.

use std::process::ExitCode;

use concord::cli::{self, Failure, Outcome, Start, without_display};
use concord::session::guarded;

fn main() -> ExitCode {
    if let Some(done) = guarded::serve() {
        return done;
    }
    match cli::run(std::env::args_os()) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::AtFault) => ExitCode::FAILURE,
        Ok(Outcome::Window(start)) => window(&start),
        Err(failure) => failure.report(),
    }
}

#[cfg(feature = "gui")]
fn window(start: &Start) -> ExitCode {
    use concord::ui::{Open, run};
    if let Some(why) = cli::no_display() {
        return ended(without_display(start, why));
    }
    concord::lang::read_in_window();
    let open = match start.clone() {
        Start::Page => Open::Start,
        Start::Project(folder) => Open::Project(folder),
        Start::Sample(folder) => Open::Sample(folder),
    };
    match run(open) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => ended(without_display(start, &why)),
    }
}

#[cfg(not(feature = "gui"))]
fn window(start: &Start) -> ExitCode {
    ended(without_display(start, "this build of Concord has no window"))
}

fn ended(done: Result<(), Failure>) -> ExitCode {
    done.map_or_else(|failure| failure.report(), |()| ExitCode::SUCCESS)
}
