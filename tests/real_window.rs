//! The program itself on a screen of its own (Xvfb), with real keys and a real mouse (xdotool): a sentence is coded, the
//! program is killed, and the coding is there. Skipped, and says so, where those two are not installed.
#![cfg(all(feature = "gui", unix))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use concord::model::Stamp;
use concord::session::SystemStamp;
use concord::session::settings::{Settings, ThemeChoice};
use concord::store::{Disk, RealDisk, load, sample};

/// How long to wait for what a slow machine does late.
const PATIENCE: Duration = Duration::from_secs(90);

/// Something that runs until the test is over.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn is_there(program: &str) -> bool {
    let found = Command::new("which").arg(program).stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

/// A screen without a monitor, and its name.
fn screen() -> (Running, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut number = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
    (Running(server), format!(":{}", number.trim()))
}

/// Does something with keys or mouse; gives what is printed.
fn xdotool(display: &str, arguments: &[&str]) -> String {
    let output = Command::new("xdotool").env("DISPLAY", display).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn wait_for<T>(what: &str, mut there: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = there() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} did not come");
        sleep(Duration::from_millis(100));
    }
}

/// C1's codings of P01, as another program reads them from the folder.
fn codings(folder: &Path) -> usize {
    let project = load(&RealDisk, folder).unwrap().project;
    let (transcript, coder) =
        (project.transcript_named("P01").unwrap().id(), project.coder_named("C1").unwrap().id);
    project.layer(transcript, coder).map_or(0, |layer| layer.codings().len())
}

#[test]
fn a_sentence_coded_in_the_real_window_survives_a_kill() {
    if !["Xvfb", "xdotool"].into_iter().all(is_there) {
        println!("skipped: Xvfb and xdotool are needed for the real window");
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let study = home.path().join("study");
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    sample::unpack(&disk, &study, SystemStamp.now()).unwrap();
    let settings = Settings {
        who: Some("C1".to_owned()),
        window: [1280.0, 800.0],
        theme: ThemeChoice::Light,
        ..Settings::default()
    };
    settings.save(home.path()).unwrap();
    let before = codings(&study);
    let (_server, display) = screen();
    let program = Command::new(env!("CARGO_BIN_EXE_concord"))
        .arg(&study)
        .env("DISPLAY", &display)
        .env("CONCORD_CONFIG", home.path())
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut program = Running(program);
    let window = wait_for("the window", || {
        assert!(program.0.try_wait().unwrap().is_none(), "the program ended by itself");
        let found = xdotool(&display, &["search", "--onlyvisible", "--name", "Concord"]);
        found.lines().next().map(str::to_owned)
    });
    // Without a window manager nobody else gives it the keyboard.
    xdotool(&display, &["windowmove", "--sync", &window, "0", "0"]);
    xdotool(&display, &["windowfocus", "--sync", &window]);
    // The second turn is one line; where exactly depends on nothing but the size of the window.
    let coded = wait_for("a coding by mouse and keys", || {
        xdotool(&display, &["mousemove", "540", "194"]);
        sleep(Duration::from_millis(300));
        xdotool(&display, &["click", "1"]);
        sleep(Duration::from_millis(300));
        xdotool(&display, &["key", "g"]);
        sleep(Duration::from_millis(300));
        xdotool(&display, &["key", "1"]);
        sleep(Duration::from_millis(1500));
        Some(codings(&study)).filter(|&n| n > before)
    });
    xdotool(&display, &["key", "ctrl+z"]);
    wait_for("undo", || (codings(&study) == coded - 1).then_some(()));
    xdotool(&display, &["key", "ctrl+y"]);
    wait_for("redo", || (codings(&study) == coded).then_some(()));
    program.0.kill().unwrap();
    program.0.wait().unwrap();
    assert_eq!(codings(&study), coded, "what was coded is there after the program was killed");
}
