//! Processes that are killed at a random moment, and two that work at once: all acknowledged work is there, nobody is
//! locked out. `CONCORD_KILLS` sets the rounds (50 unless told).

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use concord::session::Session;
use concord::store::Notice;
use tempfile::tempdir;

use crate::common::chance::random;
use crate::common::study;

const WHO: &str = "CONCORD_TEST_WHO";
const DIR: &str = "CONCORD_TEST_DIR";
const COUNT: &str = "CONCORD_TEST_COUNT";

/// Not a test of its own: what another process does, started by the tests below. Prints a line for each step that is
/// acknowledged.
#[test]
fn work_in_another_process() {
    let Ok(who) = std::env::var(WHO) else { return };
    let dir = std::env::var(DIR).unwrap();
    let count: usize = std::env::var(COUNT).unwrap().parse().unwrap();
    let mut session = Session::open(Path::new(&dir), Some(&who)).unwrap();
    assert_eq!(session.read_only(), None);
    println!("\nopen {}", session.project().codings());
    let every = if count > 5000 { 7 } else { 25 };
    let mut told = false;
    for n in 0..count {
        study::code(&mut session, "P01", &who, "listens", ["She", "Nobody", "Tuesday"][n % 3]).unwrap();
        println!("made {n}");
        if n % every == 3 {
            session.save().unwrap();
        } else if n % 5 == 1 {
            session.save_beside();
        }
        if n % 11 == 5 {
            session.undo().unwrap();
            session.redo().unwrap();
        }
        told |= session.tick().iter().any(|notice| matches!(notice, Notice::AtWork(_)));
    }
    // The other one is noticed within a few seconds.
    let start = Instant::now();
    while !told && std::env::var("CONCORD_TEST_WAIT").is_ok() && start.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(100));
        told |= session.tick().iter().any(|notice| matches!(notice, Notice::AtWork(_)));
    }
    session.save().unwrap();
    println!("told {told}");
    println!("done");
}

fn start(dir: &Path, who: &str, count: usize, wait: bool) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "crash::work_in_another_process", "--nocapture"]);
    command.env(WHO, who).env(DIR, dir).env(COUNT, count.to_string());
    if wait {
        command.env("CONCORD_TEST_WAIT", "1");
    }
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn killed_at_a_random_moment() {
    let rounds: usize = std::env::var("CONCORD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(50);
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    drop(study::create(&dir));
    let mut seed = 0x5DEE_CE66;
    let mut expected = 0;
    let mut killed = 0;
    for round in 0..rounds {
        let mut child = start(&dir, "C1", 10_000, false);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.by_ref().map(Result::unwrap).find(|l| l.starts_with("open")).unwrap();
        assert_eq!(first, format!("open {expected}"), "round {round}");
        let until = Instant::now() + Duration::from_millis(random(&mut seed) % 120);
        let stop = random(&mut seed) % 40;
        let mut made = 0;
        while made < stop && Instant::now() < until {
            if lines.next().unwrap().unwrap().starts_with("made") {
                made += 1;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        killed += 1;
        made += lines.map_while(Result::ok).filter(|l| l.starts_with("made")).count() as u64;
        // Reading alone finds all of it; the step being made may be there or not.
        let session = Session::open(&dir, None).unwrap();
        assert_eq!(session.damage(), [], "round {round}");
        let now = session.project().codings();
        let least = expected + usize::try_from(made).unwrap();
        assert!((least - 1..=least + 1).contains(&now), "round {round}: {now} codings, {least} acknowledged");
        assert!(now + 1 >= least, "round {round}");
        expected = now;
    }
    assert_eq!(killed, rounds);
}

/// Two people at work in one folder, each killed at random moments and started again while the other goes on.
#[test]
fn two_killed_and_started_again_lose_nothing() {
    let rounds: usize = std::env::var("CONCORD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(50);
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    drop(study::create(&dir));
    let mut seed = 0x0DDB_1A5E;
    // Codings that each has been told of.
    let mut made = [0_u64; 2];
    let (told, hears) = std::sync::mpsc::channel();
    let begin = |who: usize| {
        let mut child = start(&dir, ["C1", "C2"][who], 10_000, false);
        let (lines, told) = (BufReader::new(child.stdout.take().unwrap()).lines(), told.clone());
        let reader = std::thread::spawn(move || {
            for line in lines.map_while(Result::ok).filter(|line| line.starts_with("made")) {
                let _ = told.send((who, line));
            }
        });
        (child, reader)
    };
    let mut children = [Some(begin(0)), Some(begin(1))];
    for round in 0..rounds {
        let who = (random(&mut seed) % 2) as usize;
        std::thread::sleep(Duration::from_millis(random(&mut seed) % 150));
        let (mut child, reader) = children[who].take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        reader.join().unwrap();
        hears.try_iter().for_each(|(who, _): (usize, String)| made[who] += 1);
        let loaded = concord::store::load(&concord::store::RealDisk, &dir).unwrap();
        assert_eq!(loaded.damage, [], "round {round}");
        let there = ["C1", "C2"].map(|name| {
            let coder = loaded.project.coder_named(name).unwrap().id;
            loaded
                .project
                .layers()
                .filter(|l| l.coder() == coder)
                .map(|l| l.codings().len() as u64)
                .sum::<u64>()
        });
        // Whoever is killed between taking a coding back and making it again has taken it back.
        assert!(there[who] + 1 >= made[who], "round {round}: {there:?} of {made:?}");
        // What was being made when it was killed may be there, though nobody was told.
        made[who] = there[who];
        assert!(there[1 - who] + 1 >= made[1 - who], "round {round}: {there:?} of {made:?}");
        children[who] = Some(begin(who));
    }
    for (mut child, reader) in children.into_iter().flatten() {
        child.kill().unwrap();
        child.wait().unwrap();
        reader.join().unwrap();
    }
    hears.try_iter().for_each(|(who, _)| made[who] += 1);
    let session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.damage(), session.read_only()), (&[][..], None));
    assert!(session.project().codings() as u64 + 2 >= made.iter().sum::<u64>(), "{made:?}");
    assert!(made.iter().all(|n| *n > 0), "{made:?}");
    drop(session);
    let disk: std::sync::Arc<dyn concord::store::Disk> = std::sync::Arc::new(concord::store::RealDisk);
    let found = concord::store::repair(&disk, &dir, false, concord::model::Timestamp::now()).unwrap();
    assert_eq!(found.damage, []);
}

#[test]
fn two_at_once_make_the_union_and_are_told() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    drop(study::create(&dir));
    let each = 1000;
    let children = ["C1", "C2"].map(|who| start(&dir, who, each, true));
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains("done"), "{said}");
        assert!(said.contains("told true"), "{}", &said[said.len().saturating_sub(200)..]);
    }
    let session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.damage(), session.read_only()), (&[][..], None));
    assert_eq!(session.project().codings(), 2 * each);
    assert_eq!(session.project().check(), []);
}

#[test]
fn the_same_coder_twice_reads_and_is_told_who() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut first = study::create(&dir);
    let second = Session::open(&dir, Some("C1")).unwrap();
    let why = second.read_only().unwrap().to_owned();
    let why = why.to_string();
    assert!(why.contains("C1 has it open on") && why.contains(" UTC"), "{why}");
    study::code(&mut first, "P01", "C1", "listens", "Nobody").unwrap();
    drop(second);
    // Another coder works beside, and the lock goes with its holder.
    assert_eq!(Session::open(&dir, Some("C2")).unwrap().read_only(), None);
    drop(first);
    assert_eq!(Session::open(&dir, Some("C1")).unwrap().read_only(), None);
}

#[test]
fn what_two_coders_do_to_the_codebook_is_merged_by_field() {
    use concord::model::{Code, Edit};
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    let mut two = Session::open(&dir, Some("C2")).unwrap();
    let listens = |s: &Session| Code::clone(s.project().code_named("listens").unwrap());
    let put = |code| [Edit::PutCode(Box::new(code))];
    let mine = Code { definition: "gives time".into(), ..listens(&one) };
    one.commit("define", &put(mine)).unwrap();
    let theirs = Code { include: "phone calls too".into(), ..listens(&two) };
    two.commit("include", &put(theirs)).unwrap();
    study::code(&mut two, "P01", "C2", "listens", "Nobody").unwrap();
    one.save().unwrap();
    two.save().unwrap();
    one.save().unwrap();
    for who in ["C1", "C2"] {
        let code = listens(&Session::open(&dir, Some(who)).unwrap());
        assert_eq!((code.definition.as_str(), code.include.as_str()), ("gives time", "phone calls too"));
    }
    drop(two);
    study::code(&mut one, "P01", "C1", "listens", "Nobody").unwrap();
    one.save().unwrap();
    assert_eq!(listens(&one).include, "phone calls too");
    assert_eq!(one.project().codings(), 2);
}
