//! The program itself on a screen of its own (Xvfb), with real keys and a real mouse (xdotool): a sentence is coded, the
//! program is killed, and the coding is there; and nobody touches it, and it costs nothing. Skipped, and says so, where
//! those two are not installed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use concord::model::{Edit, Stamp};
use concord::session::settings::{Settings, ThemeChoice};
use concord::session::{Session, SystemStamp};
use concord::store::{Disk, RealDisk, load, sample};
use tempfile::TempDir;

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

/// Whether the programs are there that this needs; says so where they are not.
fn can_run() -> bool {
    let there = ["Xvfb", "xdotool"].into_iter().all(is_there);
    if !there {
        println!("skipped: Xvfb and xdotool are needed for the real window");
    }
    there
}

/// The program on a screen of its own, with a copy of the sample study that C1 codes.
struct Desk {
    study: PathBuf,
    program: Running,
    display: String,
    _server: Running,
    _home: TempDir,
}

impl Desk {
    /// Opens the window and gives it the keyboard.
    fn open() -> Self {
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
        let (server, display) = screen();
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
        Self { study, program, display, _server: server, _home: home }
    }

    /// Does these things with keys and mouse, with time between them as a person takes it.
    fn do_each(&self, steps: &[&[&str]]) {
        for step in steps {
            xdotool(&self.display, step);
            sleep(Duration::from_millis(300));
        }
    }
}

#[test]
fn a_sentence_coded_in_the_real_window_survives_a_kill() {
    if !can_run() {
        return;
    }
    let mut desk = Desk::open();
    let before = codings(&desk.study);
    // The second turn is one line; where exactly depends on nothing but the size of the window.
    let coded = wait_for("a coding by mouse and keys", || {
        desk.do_each(&[&["mousemove", "540", "194"], &["click", "1"], &["key", "g"], &["key", "1"]]);
        sleep(Duration::from_millis(1200));
        Some(codings(&desk.study)).filter(|&n| n > before)
    });
    desk.do_each(&[&["key", "ctrl+z"]]);
    wait_for("undo", || (codings(&desk.study) == coded - 1).then_some(()));
    desk.do_each(&[&["key", "ctrl+y"]]);
    wait_for("redo", || (codings(&desk.study) == coded).then_some(()));
    desk.program.0.kill().unwrap();
    desk.program.0.wait().unwrap();
    assert_eq!(codings(&desk.study), coded, "what was coded is there after the program was killed");
}

/// Processor time that a process has taken so far; none where the system does not say. Linux counts it in hundredths of
/// a second.
fn taken(process: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program, in brackets, may hold anything.
    let numbers: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let hundredths = |at: usize| numbers.get(at)?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (hundredths(11)? + hundredths(12)?)))
}

#[test]
fn a_window_that_nobody_touches_sleeps_and_notices_what_others_do() {
    if !can_run() {
        return;
    }
    let mut desk = Desk::open();
    let Some(_) = taken(desk.program.0.id()) else {
        println!("skipped: this system does not tell what a process has taken");
        return;
    };
    // The caret stands in a field, as it may when somebody goes away.
    desk.do_each(&[
        &["mousemove", "540", "194"],
        &["click", "1"],
        &["key", "ctrl+f"],
        &["mousemove", "5", "5"],
    ]);
    let quiet = |desk: &Desk, seconds: u64| {
        let before = taken(desk.program.0.id()).unwrap();
        sleep(Duration::from_secs(seconds));
        taken(desk.program.0.id()).unwrap() - before
    };
    // The last pictures of the start are drawn, and what there was to save is saved.
    wait_for("sleep", || (quiet(&desk, 2) < Duration::from_millis(30)).then_some(()));
    let idle = quiet(&desk, 10);
    println!("idle for 10 s: {idle:?} of processor time");
    assert!(idle < Duration::from_millis(100), "a window that nobody touches took {idle:?} in 10 s");

    let mut other = Session::open(&desk.study, Some("C2")).unwrap();
    let before = taken(desk.program.0.id()).unwrap();
    let mut code =
        other.project().codebook().get(other.project().codebook().order()[0]).unwrap().as_ref().clone();
    code.name = "Named anew by somebody else".to_owned();
    other.commit("another name", &[Edit::PutCode(Box::new(code))]).unwrap();
    drop(other);
    wait_for("a look at what others did", || (taken(desk.program.0.id())? > before).then_some(()));
    // It goes back to sleep.
    wait_for("sleep again", || (quiet(&desk, 2) < Duration::from_millis(30)).then_some(()));
    assert!(desk.program.0.try_wait().unwrap().is_none());
}
