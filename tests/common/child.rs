//! The program as a process of its own, watched from outside: what it says, what it leaves, how much memory it takes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What came of a call.
pub(crate) struct Ran {
    /// The exit code; none where it was killed.
    pub(crate) code: Option<i32>,
    /// What it printed.
    pub(crate) out: String,
    /// What it said beside.
    pub(crate) said: String,
    /// The most memory it took, in KiB; 0 where the system does not say.
    pub(crate) memory: u64,
    /// The most of it that was its own, a thousand times a second looked at: without the program's code, of which the system
    /// holds more or less as it likes.
    pub(crate) own: u64,
    /// How long it took, to be shown.
    pub(crate) took: Duration,
}

/// Calls the program, with settings of nobody; one that takes longer than this hangs.
pub(crate) fn concord(words: &[&str], hangs: Duration) -> Ran {
    let [mut out, mut said] = [(); 2].map(|()| tempfile::tempfile().unwrap());
    let mut child = Command::new(env!("CARGO_BIN_EXE_concord"))
        .args(words)
        .env("CONCORD_CONFIG", "/nowhere")
        .env("CONCORD_CODER", "")
        .stdin(Stdio::null())
        .stdout(out.try_clone().unwrap())
        .stderr(said.try_clone().unwrap())
        .spawn()
        .unwrap();
    let (start, mut memory, mut own) = (Instant::now(), 0, 0);
    let status = loop {
        memory = memory.max(status_of(child.id(), "VmHWM:"));
        own = own.max(status_of(child.id(), "RssAnon:"));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > hangs {
            child.kill().unwrap();
            panic!("{words:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let took = start.elapsed();
    Ran { code: status.code(), out: all(&mut out), said: all(&mut said), memory, own, took }
}

fn all(file: &mut File) -> String {
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A figure of memory that the system keeps of a process, in KiB; 0 where it does not say.
fn status_of(id: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

/// Every file of a folder with its bytes, but for the notes of who is at work.
pub(crate) fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.extend((!path.ends_with("locks")).then_some(path));
            } else {
                let bytes = std::fs::read(&path).unwrap();
                found.insert(path, bytes);
            }
        }
    }
    found
}
