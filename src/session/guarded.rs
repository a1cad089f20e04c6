//! Reads transcripts from files that nobody trusts. A PDF is read by another process of the same program, with an end to its
//! time and memory, so that whatever is in it ends in words or in a message. Never writes anything.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::formats::{Format, FormatError, Location, Reader, TranscriptDraft, TranscriptOptions, pdf};
use crate::lang::{Message, message};

/// The word that asks the program to read a PDF and do nothing else.
const ASKED: &str = "read-pdf-from-standard-input";
/// How long a PDF may take.
const MOST_TIME: Duration = Duration::from_secs(8);
/// How much memory the reading of a PDF may take, in bytes.
#[cfg(unix)]
const MOST_MEMORY: u64 = 400 << 20;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Does what the program was asked for as such a process; none where it was called by a person. A program that calls this
/// first can be called so itself from then on; any other reads PDFs without these bounds.
pub fn serve() -> Option<ExitCode> {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_some_and(|word| word == ASKED) && words.next().is_none() {
        return Some(answer());
    }
    if let Ok(program) = std::env::current_exe() {
        // It is set once, here.
        let _ = PROGRAM.set(program);
    }
    None
}

/// Reads the transcripts of a file by a format; none where the format is of another kind.
///
/// # Errors
/// As the format's reader, and when reading takes too long or too much.
pub fn transcripts(
    format: &Format,
    name: &str,
    bytes: &[u8],
    options: &TranscriptOptions,
) -> Result<Vec<TranscriptDraft>, FormatError> {
    let Reader::Transcript(read) = format.read else { return Ok(Vec::new()) };
    match PROGRAM.get() {
        Some(program) if format.id == "pdf" && pdf::fits(bytes) => {
            let words = apart(program, name, bytes)?;
            Ok(vec![pdf::made_of(name, words, options)?])
        }
        Some(_) | None => read(name, bytes, options),
    }
}

/// Reads a PDF from standard input and writes what it says to standard output.
fn answer() -> ExitCode {
    #[cfg(unix)]
    {
        let limit = rustix::process::Rlimit { current: Some(MOST_MEMORY), maximum: Some(MOST_MEMORY) };
        // Where the system refuses, time is still bounded.
        let _ = rustix::process::setrlimit(rustix::process::Resource::As, limit);
    }
    // What a library says while it panics may hold words of the file.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let (head, text) = match pdf::words("", &bytes) {
        Ok(words) => {
            let pages = |of: &[u32]| of.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
            (format!("{} {} {}", words.pictures, pages(&words.unread), pages(&words.columns)), words.text)
        }
        Err(FormatError::At { problem, remedy, .. }) => ("-".to_owned(), format!("{problem}\n{remedy}")),
        Err(why) => ("-".to_owned(), format!("{why}\n{}", message!("do-export-again"))),
    };
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{head}").and_then(|()| out.write_all(text.as_bytes()));
    if written.and_then(|()| out.flush()).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Asks another process for the words of a PDF.
fn apart(program: &PathBuf, name: &str, bytes: &[u8]) -> Result<pdf::Words, FormatError> {
    let error = |problem: Message, remedy: Message| FormatError::At {
        file: name.to_owned(),
        place: Location::Whole,
        problem,
        remedy,
    };
    let failed = || error(message!("file-not-read-apart"), message!("do-export-as-docx"));
    let mut command = Command::new(program);
    command.arg(ASKED).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command
        .spawn()
        .map_err(|why| error(message!("file-reader-not-started", why), message!("do-try-again")))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (done, answer) = channel();
    let read = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A reader that has given up takes nothing more.
            let _ = stdin.map(|mut stdin| stdin.write_all(bytes));
        });
        scope.spawn(move || {
            let mut said = Vec::new();
            let most = crate::text::Text::MAX_BYTES as u64 + 4096;
            let read = stdout.map(|stdout| stdout.take(most).read_to_end(&mut said));
            // Nobody waits any more where the time is over.
            let _ = done.send(read.is_some_and(|read| read.is_ok()).then_some(said));
        });
        let said = answer.recv_timeout(MOST_TIME);
        // Ends both threads as well, since their pipes close with it. One that has ended by itself cannot be killed.
        let _ = child.kill();
        said
    });
    let status = child.wait();
    let said = match read {
        Ok(said) => said.ok_or_else(failed)?,
        Err(_) => {
            let seconds = MOST_TIME.as_secs();
            return Err(error(message!("file-takes-too-long", seconds), message!("do-export-as-docx")));
        }
    };
    drop(status);
    let said = String::from_utf8(said).map_err(|_| failed())?;
    let (head, text) = said.split_once('\n').ok_or_else(failed)?;
    if head == "-" {
        let (problem, remedy) = text.split_once('\n').unwrap_or((text, ""));
        let said = |words: &str| message!("as-it-is", name = words);
        return Err(error(said(problem), said(remedy)));
    }
    let (pictures, rest) = head.split_once(' ').ok_or_else(failed)?;
    let (unread, columns) = rest.split_once(' ').ok_or_else(failed)?;
    let pages = |of: &str| of.split(',').filter_map(|page| page.parse().ok()).collect();
    Ok(pdf::Words {
        text: text.to_owned(),
        pictures: pictures.parse().unwrap_or_default(),
        unread: pages(unread),
        columns: pages(columns),
    })
}
