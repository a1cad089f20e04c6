//! Coding blind on the command line: while everybody codes independently, nothing that another left in their layer is in
//! any output or export, and the phase is set by who leads the study.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const P1: &str = "Interviewer: How is your worker?\n\nP01: She listened to me. She kept her promise.\n";

struct Desk(TempDir);

impl Desk {
    /// One transcript, coded by C1 and by C2, whose code and memo are the secret.
    fn coded() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        let write = |name: &str, words: &str| std::fs::write(desk.0.path().join(name), words).unwrap();
        write("codebook.csv", "code,theme\nlistens,Love\nkind,Love\n");
        write("P01.txt", P1);
        let at = |words: &str| {
            let start = P1.find(words).unwrap();
            format!("{start},{}", start + words.len())
        };
        let rows = [
            format!("P01,C1,listens,{},mine", at("She listened")),
            format!("P01,C2,kind,{},zebra", at("kept her promise")),
        ];
        write("codings.csv", &format!("transcript,coder,code,start,end,memo\n{}\n", rows.join("\n")));
        for arguments in [
            &["new", "study", "--title", "A study", "--codebook", "codebook.csv"][..],
            &["import", "study", "P01.txt"],
            &["import", "study", "codings.csv"],
        ] {
            assert!(desk.run("", arguments).status.success());
        }
        desk
    }

    /// Runs it as this coder, with settings of nobody.
    fn run(&self, who: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command.env("CONCORD_CONFIG", self.0.path().join("settings")).env("CONCORD_CODER", who);
        command.output().unwrap()
    }

    /// What it prints, and what it says beside.
    fn printed(&self, who: &str, arguments: &[&str]) -> (String, String) {
        let output = self.run(who, arguments);
        let words = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (words(output.stdout), words(output.stderr))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// Everything that prints or exports codings.
const ASKED: [&[&str]; 7] = [
    &["info", "study", "--format", "json"],
    &["codings", "study"],
    &["codings", "study", "--coder", "C2", "--format", "json"],
    &["search", "study", "promise"],
    &["frequencies", "study", "--format", "csv"],
    &["frequencies", "study", "--coder", "C2"],
    &["agreement", "study", "--coders", "C1,C2", "--format", "json"],
];

#[test]
fn while_coding_independently_nothing_printed_or_exported_is_anothers() {
    let desk = Desk::coded();
    let begun =
        desk.run("", &["phase", "study", "independent", "--reason", "first round", "--supervisor", "Sue"]);
    assert!(begun.status.success());
    for who in ["C1", ""] {
        for arguments in ASKED {
            let (out, beside) = desk.printed(who, arguments);
            for secret in ["zebra", "kept her promise"] {
                let is_text = arguments[0] == "search" && secret != "zebra";
                assert!(
                    is_text || !format!("{out}{beside}").contains(secret),
                    "{who} {arguments:?}: {out}{beside}"
                );
            }
            assert!(beside.contains("independently"), "{who} {arguments:?}: {beside}");
        }
        let file = format!("codings-of-{who}.csv");
        desk.run(who, &["export", "study", &file, "--as", "codings"]);
        let exported = std::fs::read_to_string(desk.path(&file)).unwrap();
        assert!(!exported.contains("zebra") && !exported.contains("C2"), "{exported}");
        assert_eq!(exported.contains("mine"), who == "C1", "{exported}");
    }
    // Numbers are as if others had not begun.
    let (info, _) = desk.printed("C1", &["info", "study", "--format", "json"]);
    let info: serde_json::Value = serde_json::from_str(&info).unwrap();
    assert_eq!(info["codings"], 1);
    let (sue, beside) = desk.printed("Sue", &["codings", "study"]);
    assert!(sue.contains("kept her promise") && beside.is_empty(), "{sue}{beside}");
    let (_, wrong) = desk.printed("Nobody Here", &["codings", "study"]);
    assert!(wrong.contains("CONCORD_CODER"), "{wrong}");
}

#[test]
fn the_phase_is_set_by_who_leads_the_study() {
    let desk = Desk::coded();
    let json = |who: &str, arguments: &[&str]| -> serde_json::Value {
        let (out, beside) = desk.printed(who, arguments);
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{beside}"))
    };
    let phase = json("", &["phase", "study", "--format", "json"]);
    assert_eq!((&phase["phase"], &phase["by"]), (&"comparison".into(), &serde_json::Value::Null));
    let begun = json("C1", &["phase", "study", "independent", "--reason", "first round", "--format", "json"]);
    assert_eq!((&begun["phase"], &begun["by"]), (&"independent".into(), &"C1".into()));
    assert_eq!(begun["reason"], "first round");

    let led = json("", &["phase", "study", "comparison", "--supervisor", "Sue", "--format", "json"]);
    assert_eq!(led["supervisors"], serde_json::json!(["Sue"]));
    for (who, arguments) in [
        ("C1", &["phase", "study", "consensus"][..]),
        ("", &["phase", "study", "consensus"]),
        ("", &["phase", "study", "consensus", "--supervisor", "Mo"]),
        ("", &["phase", "study", "consensus", "--supervisor", "C1"]),
    ] {
        let refused = desk.run(who, arguments);
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains("Sue"), "{refused:?}");
    }
    assert_eq!(json("", &["phase", "study", "--format", "json"])["phase"], "comparison");
    assert_eq!(json("Sue", &["phase", "study", "consensus", "--format", "json"])["phase"], "consensus");
    let (text, _) = desk.printed("", &["phase", "study"]);
    assert!(text.contains("consensus") && text.contains("Sue"), "{text}");
    let journals = std::fs::read_dir(desk.path("study/history")).unwrap();
    let words: String = journals.filter_map(|f| std::fs::read_to_string(f.unwrap().path()).ok()).collect();
    assert!(words.contains("begin the independent phase: first round"), "{words}");
}
