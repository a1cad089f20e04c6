//! The command line: one file per command. Parses, calls, prints; never computes, so that the window shows the same
//! figures.

mod agreement;
mod assign;
mod change;
mod check;
mod codings;
mod columns;
mod compare_groups;
mod cooccurrence;
mod export;
mod failure;
mod files;
mod frequencies;
mod import;
mod info;
mod layer;
mod layouts;
mod level;
mod likeness;
mod matrix;
mod merge;
mod narrowing;
mod new;
mod open;
mod output;
mod peers;
mod phase;
mod picture;
mod presets;
mod ratings;
mod remove;
mod replace;
mod report;
mod saturation;
mod scopes;
mod scores;
mod search;
mod sets;
mod statistics;
mod table;
mod told;
mod waiting;
mod window;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

pub use failure::Failure;
pub use window::{Start, no_display, without_display};

/// What is left to do once the command line has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing: it was done and printed.
    Done,
    /// Nothing, and what was printed says what is wrong.
    AtFault,
    /// To open the window.
    Window(Start),
}

/// Offline coding of qualitative interviews, with theme frequencies and intercoder agreement.
///
/// Without a command it opens the window. Figures are printed as text, or with --format as JSON or CSV. It ends with
/// 0 when all was done, 1 when something given to it is at fault, 2 when it was called wrongly.
#[derive(Debug, Parser)]
#[command(name = "concord", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Arguments {
    /// The folder of a project, to be opened in the window
    project: Option<PathBuf>,
    /// Opens a fresh copy of the sample study, which is put into DIR
    #[arg(long, value_name = "DIR", num_args = 0..=1, conflicts_with = "project")]
    #[allow(clippy::option_option, reason = "not asked for, asked for, asked for in a folder")]
    sample: Option<Option<PathBuf>>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    Import(import::Import),
    Export(export::Export),
    Info(info::Info),
    Codings(codings::Codings),
    Search(search::Search),
    Frequencies(frequencies::Frequencies),
    CompareGroups(compare_groups::CompareGroups),
    Cooccurrence(cooccurrence::Cooccurrence),
    Matrix(matrix::Matrix),
    Saturation(saturation::Saturation),
    Words(words::Words),
    Agreement(agreement::Agreement),
    Report(report::Report),
    Merge(merge::Merge),
    Remove(remove::Remove),
    Check(check::Check),
    Phase(phase::Phase),
    Sets(sets::Sets),
    Scopes(scopes::Scopes),
    Assign(assign::Assign),
    Presets(presets::Presets),
}

/// Does what the arguments say, the first of which is the program's own name.
///
/// # Errors
/// When they are wrong, or something they name is at fault; nothing is half done.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<Outcome, Failure> {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let arguments = Arguments::try_parse_from(&words).map_err(|error| plainer(error, &words))?;
    let Some(command) = arguments.command else {
        return window::start(arguments.project, arguments.sample).map(Outcome::Window);
    };
    match command {
        Command::New(new) => new.run(),
        Command::Import(import) => import.run(),
        Command::Export(export) => export.run(),
        Command::Info(info) => info.run(),
        Command::Codings(codings) => codings.run(),
        Command::Search(search) => search.run(),
        Command::Frequencies(frequencies) => frequencies.run(),
        Command::CompareGroups(groups) => groups.run(),
        Command::Cooccurrence(cooccurrence) => cooccurrence.run(),
        Command::Matrix(matrix) => matrix.run(),
        Command::Saturation(saturation) => saturation.run(),
        Command::Words(words) => words.run(),
        Command::Agreement(agreement) => agreement.run(),
        Command::Report(report) => report.run(),
        Command::Merge(merge) => merge.run(),
        Command::Remove(remove) => remove.run(),
        Command::Check(check) => check.run(),
        Command::Phase(phase) => phase.run(),
        Command::Sets(sets) => sets.run(),
        Command::Scopes(scopes) => scopes.run(),
        Command::Assign(assign) => assign.run(),
        Command::Presets(presets) => presets.run(),
    }
}

/// A first word that is no command is taken for a project, to which nothing further fits: says so plainly.
fn plainer(error: clap::Error, words: &[OsString]) -> Failure {
    let first = words.get(1).filter(|word| !word.as_encoded_bytes().starts_with(b"-"));
    let is_command = |word: &OsString| {
        let name = word.to_string_lossy();
        name == "help" || Arguments::command().find_subcommand(name.as_ref()).is_some()
    };
    match first {
        Some(word) if !is_command(word) && !PathBuf::from(word).exists() => Failure::usage(
            ErrorKind::InvalidSubcommand,
            format!("“{}” is not a command of this version", word.display()),
        ),
        Some(_) | None => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }
}
