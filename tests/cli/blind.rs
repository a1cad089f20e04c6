//! Coding blind on the command line: while everybody codes independently, nothing that another left in their layer is in
//! any output or export, and the phase is set by who leads the study.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use concord::formats::{ExportOptions, FORMATS, Kind, Target, made, refi};
use concord::model::*;
use concord::session::Session;
use concord::store::{RealDisk, load};
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

    /// While everybody codes independently, C2 makes a code for a passage.
    fn with_a_hidden_code() -> Self {
        let desk = Self::coded();
        assert!(desk.run("", &["phase", "study", "independent", "--supervisor", "Sue"]).status.success());
        let mut session = Session::open(&desk.path("study"), Some("C2")).unwrap();
        let project = session.project();
        let (text, by) =
            (project.transcript_named("P01").unwrap().text().clone(), session.coder().unwrap().id);
        let transcript = project.transcript_named("P01").unwrap().id();
        let parent = Some(project.code_named("Love").unwrap().id);
        let mut code = Code::new(CodeId(uuid::Uuid::now_v7()), "zebra", parent, Colour([1, 2, 3]));
        code.by = Some(by);
        code.definition = "zebra definition".into();
        let at = text.as_str().find("kept her promise").unwrap();
        let at = Passage::of(&text, text.span(at..at + 16).unwrap());
        let codings = vec![CodingRecord::new(CodingId(uuid::Uuid::now_v7()), code.id, at, session.now())];
        let edits = [Edit::PutCode(Box::new(code)), Edit::PutCodings { transcript, coder: by, codings }];
        session.commit("code", &edits).unwrap();
        session.save().unwrap();
        desk
    }

    /// What is said to C1 of a name, with the name itself left out.
    fn said(&self, arguments: &[&str], name: &str) -> String {
        let output = self.run("C1", arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?} {output:?}");
        let words = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        words.concat().replace(name, "…")
    }
}

/// A code that C1 may not see is refused in the words in which one is that is not there.
#[test]
fn asking_for_a_hidden_code_is_asking_for_none() {
    let desk = Desk::with_a_hidden_code();
    for asked in [&["codings", "study", "--code"][..], &["agreement", "study", "--coders", "C1,C2", "--code"]]
    {
        let of = |name: &str| desk.said(&[asked, &[name]].concat(), name);
        assert_eq!(of("zebra"), of("zebrz"), "{asked:?}");
        assert_eq!(of("Love/zebra"), of("Love/zebrz"), "{asked:?}");
    }
    let import = |name: &str| {
        let table = format!("transcript,coder,code,start,end\nP01,C1,{name},0,5\n");
        std::fs::write(desk.path("more.csv"), table).unwrap();
        desk.said(&["import", "study", "more.csv"], name)
    };
    assert_eq!(import("zebra"), import("zebrz"));
    let exported = |kind: &str, file: &str| {
        assert!(desk.run("C1", &["export", "study", file, "--as", kind]).status.success(), "{kind}");
        String::from_utf8_lossy(&std::fs::read(desk.path(file)).unwrap()).into_owned()
    };
    for (kind, file) in [("codebook", "book.csv"), ("settlements", "settled.csv"), ("codebook", "book.html")]
    {
        assert!(!exported(kind, file).contains("zebra"), "{kind}");
    }
    // The supervisor and C2 see it.
    for who in ["Sue", "C2"] {
        assert!(desk.printed(who, &["codings", "study", "--code", "zebra"]).0.contains("kept her promise"));
    }
}

/// C1 makes a code of the same name, and learns nothing by it; both are there once coders are compared.
#[test]
fn a_new_code_may_have_the_name_of_a_hidden_one() {
    let desk = Desk::with_a_hidden_code();
    let import = |name: &str| {
        std::fs::write(desk.path("new.csv"), format!("code,theme\n{name},Love\n")).unwrap();
        let (out, beside) = desk.printed("C1", &["import", "study", "new.csv", "--as", "codebook"]);
        format!("{out}{beside}").replace(name, "…")
    };
    assert_eq!(import("zebra"), import("giraffe"));
    let frequencies = desk.printed("C1", &["frequencies", "study"]).0;
    assert_eq!(frequencies.matches("zebra").count(), 1, "{frequencies}");
    assert!(!desk.printed("C1", &["codings", "study", "--code", "zebra"]).0.contains("promise"));
    assert!(desk.run("Sue", &["phase", "study", "comparison"]).status.success());
    let book = Session::open(&desk.path("study"), None).unwrap().project().clone();
    assert_eq!(book.codebook().codes().filter(|code| code.name == "zebra").count(), 2);
    assert_eq!(book.check(), vec![]);
    let several = desk.said(&["codings", "study", "--code", "zebra"], "…");
    assert!(several.contains("“zebra” could be"), "{several}");
    // Of one maker, names still differ.
    let mut session = Session::open(&desk.path("study"), Some("C1")).unwrap();
    let parent = Some(book.code_named("Love").unwrap().id);
    let mut twice = Code::new(CodeId(uuid::Uuid::now_v7()), "Zebra ", parent, Colour([1, 2, 3]));
    twice.by = session.coder().map(|c| c.id);
    assert!(session.commit("code", &[Edit::PutCode(Box::new(twice))]).is_err());
}

/// What another's file says of a code that is hidden neither shows it nor changes it.
#[test]
fn importing_anothers_file_leaves_their_hidden_codes_alone() {
    let desk = Desk::with_a_hidden_code();
    let code = || {
        let project = load(&RealDisk, &desk.path("study")).unwrap().project;
        let code = project.code_named("zebra").unwrap();
        (code.by.and_then(|by| project.coder(by)).map(|c| c.name.clone()), code.definition.clone())
    };
    assert!(desk.run("Sue", &["export", "study", "all.qdpx"]).status.success());
    let before = code();
    assert_eq!(before, (Some("C2".to_owned()), "zebra definition".to_owned()));
    let refused = desk.said(&["import", "study", "all.qdpx"], "…");
    assert!(refused.contains("codings of C2") && !refused.contains("zebra"), "{refused}");
    // Where nobody leads the study any more, anybody brings in anything.
    let mut session = Session::open(&desk.path("study"), None).unwrap();
    let sue = session.project().coder_named("Sue").unwrap();
    let edits = [Edit::PutCoder(Coder { role: CoderRole::Person, ..Coder::clone(sue) })];
    session.commit("Sue codes", &edits).unwrap();
    drop(session);
    for who in ["C1", ""] {
        let done = desk.run(who, &["import", "study", "all.qdpx"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(code(), before, "imported by {who:?}");
        let (printed, said) = desk.printed("C1", &["info", "study"]);
        assert!(!printed.contains("zebra") && !said.contains("zebra"));
    }
    // A new code of a table belongs to the one coder who has it there.
    let row = "document,code,text,coder\nP01,quagga,She listened,C2\n";
    std::fs::write(desk.path("more.csv"), row).unwrap();
    assert!(desk.run("", &["import", "study", "more.csv"]).status.success());
    let project = load(&RealDisk, &desk.path("study")).unwrap().project;
    let by = project.code_named("quagga").unwrap().by.and_then(|by| project.coder(by));
    assert_eq!(by.map(|c| c.name.as_str()), Some("C2"));
}

/// What is wrong with a file is told without the words in it.
#[test]
fn damage_is_told_without_anybodys_words() {
    let layer = "study/layers/c2/p01.ron";
    type Harm = fn(&str) -> String;
    let harms: [(&str, Harm); 4] = [
        ("a quote that stands elsewhere", |words| words.replace("start:63,end:79", "start:20,end:36")),
        ("a quote that stands nowhere", |words| words.replace("kept her promise", "zebra promise")),
        ("a word in the place of a number", |words| words.replacen("start:63", "start:\"zebra\"", 1)),
        ("a name in the place of an id", |words| words.replacen("code:\"", "code:\"zebra", 1)),
    ];
    for (what, harm) in harms {
        let desk = Desk::with_a_hidden_code();
        let words = std::fs::read_to_string(desk.path(layer)).unwrap();
        std::fs::write(desk.path(layer), harm(&words)).unwrap();
        assert_ne!(std::fs::read_to_string(desk.path(layer)).unwrap(), words, "{what}");
        for arguments in [&["info", "study"][..], &["check", "study"], &["import", "study", "codings.csv"]] {
            let (out, beside) = desk.printed("C1", arguments);
            let said = format!("{out}{beside}");
            assert!(said.contains("layers/c2/p01.ron"), "{what} {arguments:?}: {said}");
            for secret in ["zebra", "promise"] {
                assert!(!said.contains(secret), "{what} {arguments:?}: {said}");
            }
        }
        let session = Session::open(&desk.path("study"), Some("C1")).unwrap();
        let told = format!("{:?} {:?}", session.damage(), session.read_only());
        assert!(!told.contains("zebra") && !told.contains("promise"), "{what}: {told}");
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

/// Plants what C2 alone may see wherever a coder can leave anything, and in a file that is kept.
fn plant(desk: &Desk) {
    let folder = desk.path("study");
    let project = load(&RealDisk, &folder).unwrap().project;
    let ours = |project: &Project, n: u128| {
        (project.coder_named("C2").unwrap().id, uuid::Uuid::from_u128(0x5EC + n))
    };
    // The same study as another program would have it, with a note on what C2 coded.
    let kept = {
        let (c2, id) = ours(&project, 0);
        let transcript = project.transcript_named("P01").unwrap();
        let coding = &project.layer(transcript.id(), c2).unwrap().codings()[0];
        let memo = |n: u128, on: MemoTarget| {
            let (id, text) =
                (MemoId(uuid::Uuid::from_u128(id.as_u128() + n)), "zebra in a kept file".to_owned());
            let (created, changed) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
            Edit::PutMemo(Memo { id, on, reply_to: None, author: c2, text, created, changed })
        };
        let passage = Passage::of(transcript.text(), coding.span);
        let edits =
            [memo(0, MemoTarget::Coding(coding.id)), memo(1, MemoTarget::Passage(transcript.id(), passage))];
        made(refi::project, &project.apply_all(&edits).unwrap(), &ExportOptions::default()).unwrap().bytes
    };
    std::fs::write(desk.path("kept.qdpx"), kept).unwrap();
    assert!(desk.run("", &["import", "study", "kept.qdpx"]).status.success());
    let begun = desk.run("", &["phase", "study", "independent", "--supervisor", "Sue"]);
    assert!(begun.status.success());

    let mut session = Session::open(&folder, Some("C2")).unwrap();
    let project = session.project().clone();
    let transcript = project.transcript_named("P01").unwrap();
    let (c2, _) = ours(&project, 0);
    let id = |n| ours(&project, 10 + n).1;
    let created = Timestamp::UNIX_EPOCH;
    let mut code = Code::new(CodeId(id(1)), "zebra code", None, Colour([9; 3]));
    (code.by, code.definition, code.examples) =
        (Some(c2), "zebra definition".into(), vec!["zebra example".into()]);
    let span = transcript.text().span(0..11).unwrap();
    let at = Passage::of(transcript.text(), span);
    let mut coding = CodingRecord::new(CodingId(id(2)), code.id, at.clone(), created);
    coding.memo = "zebra note".into();
    let orphan = OrphanRecord {
        id: CodingId(id(3)),
        code: code.id,
        at: at.start,
        quote: "zebra quote".into(),
        memo: "zebra orphan".into(),
        created,
    };
    let memo = |n: u128, on: MemoTarget, reply_to: Option<MemoId>| {
        let (text, changed) = (format!("zebra memo {n}"), created);
        Edit::PutMemo(Memo { id: MemoId(id(n)), on, reply_to, author: c2, text, created, changed })
    };
    let edits = [
        Edit::PutCode(Box::new(code.clone())),
        Edit::PutCodings { transcript: transcript.id(), coder: c2, codings: vec![coding.clone()] },
        Edit::PutOrphans { transcript: transcript.id(), coder: c2, orphans: vec![orphan] },
        memo(10, MemoTarget::Coding(coding.id), None),
        memo(11, MemoTarget::Passage(transcript.id(), at.clone()), None),
        memo(12, MemoTarget::Code(code.id), None),
        memo(13, MemoTarget::Passage(transcript.id(), at), Some(MemoId(id(11)))),
        Edit::PutCodeSet(CodeSet { id: CodeSetId(id(20)), name: "a set".into(), codes: vec![code.id] }),
    ];
    session.commit("code as zebra code", &edits).unwrap();
    session.save().unwrap();
}

/// All words of a file, those of its entries too, as they may be written.
fn unpacked(bytes: &[u8]) -> String {
    let mut words = String::from_utf8_lossy(bytes).into_owned();
    let wide: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    words.push_str(&String::from_utf16_lossy(&wide));
    if let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) {
        for at in 0..zip.len() {
            let mut entry = zip.by_index(at).unwrap();
            words.push_str(&entry.name().unwrap());
            let mut inside = Vec::new();
            entry.read_to_end(&mut inside).unwrap();
            words.push_str(&unpacked(&inside));
        }
    }
    words.to_lowercase()
}

/// What stands in a file or folder.
fn written(path: &Path) -> String {
    if path.is_file() {
        return unpacked(&std::fs::read(path).unwrap());
    }
    let names = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    names.map(|path| format!("{} {}", path.display(), written(&path))).collect()
}

#[test]
fn while_coding_independently_no_export_holds_anothers_words() {
    let desk = Desk::coded();
    plant(&desk);
    let whole = load(&RealDisk, &desk.path("study")).unwrap().project;
    assert_eq!(whole.kept_files().len(), 1);
    let seen = whole.seen_by(Some(whole.coder_named("C1").unwrap().id));
    let mut leaks = Vec::new();
    let mut look = |what: String, words: &str| {
        leaks.extend(
            words
                .find("zebra")
                .map(|at| format!("{what}: …{}", words[at..].chars().take(60).collect::<String>())),
        );
    };
    let mut all = 0;
    for format in FORMATS {
        let Some(write) = format.writer() else { continue };
        for target in [Target::Original, Target::Standard, Target::Nvivo] {
            let options = ExportOptions { target, ..ExportOptions::default() };
            let exported = made(write, &seen, &options).unwrap();
            look(format!("{} by the library", format.id), &unpacked(&exported.bytes));
            look(format!("losses of {}", format.id), &format!("{:?}", exported.lost).to_lowercase());
        }
        let file = format!("{}.{}", format.id, format.extensions[0]);
        let target: &[&str] = if format.kind == Kind::Refi { &["--target", "nvivo"] } else { &[] };
        for target in [&[], target] {
            let call = [
                &["export", "study", &file, "--as", format.kind.id(), "--force", "--format", "json"],
                target,
            ]
            .concat();
            let ran = desk.run("C1", &call);
            assert!(ran.status.success(), "{call:?}: {}", String::from_utf8_lossy(&ran.stderr));
            look(format!("{call:?}"), &written(&desk.path(&file)));
            look(format!("what {call:?} says"), &unpacked(&[ran.stdout, ran.stderr].concat()));
        }
        // Whoever leads sees all of it, so that the words are those that would be found.
        let all_of_it = unpacked(&made(write, &whole, &ExportOptions::default()).unwrap().bytes);
        all += usize::from(all_of_it.contains("zebra"));
    }
    for (name, bytes) in concord::formats::package::export(&seen, &[]).in_memory() {
        look(format!("{name} of the package by the library"), &unpacked(&bytes));
    }
    for (name, more) in [
        ("package", &[][..]),
        ("package-of-c1", &["--coders", "C1"]),
        ("package-of-p01", &["--transcripts", "P01"]),
    ] {
        let call = [&["export", "study", name, "--as", "package"], more].concat();
        assert!(desk.run("C1", &call).status.success());
        look(format!("{call:?}"), &written(&desk.path(name)));
    }
    // What is asked for by name is refused or empty.
    for more in [["--coders", "C2"], ["--transcripts", "P01"]] {
        let call = [&["export", "study", "part.qdpx", "--force"], &more[..]].concat();
        let ran = desk.run("C1", &call);
        look(format!("what {call:?} says"), &unpacked(&[ran.stdout, ran.stderr].concat()));
        if desk.path("part.qdpx").exists() {
            look(format!("{call:?}"), &written(&desk.path("part.qdpx")));
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    assert!(all > 10, "the planted words are where they would be found: {all}");
}

#[test]
fn the_history_of_some_coders_is_theirs_alone() {
    let desk = Desk::coded();
    plant(&desk);
    assert!(desk.run("Sue", &["phase", "study", "comparison"]).status.success());
    for (file, call) in [
        ("package/history.csv", &["export", "study", "package", "--coders", "C1"][..]),
        ("history.csv", &["export", "study", "history.csv", "--coders", "C1"]),
        ("history.xlsx", &["export", "study", "history.xlsx", "--coders", "C1"]),
    ] {
        assert!(desk.run("C1", call).status.success(), "{call:?}");
        let words = written(&desk.path(file));
        assert!(!words.contains("zebra") && !words.contains("c2"), "{file}: {words}");
        assert!(!words.contains("import codings.csv"), "{file}: of no coder among them: {words}");
    }
    let both = desk.run("C1", &["export", "study", "both.csv", "--as", "history", "--coders", "C1,C2"]);
    assert!(both.status.success() && written(&desk.path("both.csv")).contains("code as zebra code"));
    let told = |told: &std::process::Output| String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told(&both).contains("step"), "steps of others are told as left out: {}", told(&both));
}

/// What others coded is said to be hidden and never shown as none; codes that somebody brings in are theirs.
#[test]
fn what_is_hidden_is_no_nought() {
    let desk = Desk::with_a_hidden_code();
    let info: serde_json::Value =
        serde_json::from_slice(&desk.run("C1", &["info", "study", "--format", "json"]).stdout).unwrap();
    let of =
        |name: &str| info["coders"].as_array().unwrap().iter().find(|c| c["name"] == name).unwrap().clone();
    assert!(
        of("C1")["codings"].is_number() && of("C2")["codings"].is_null() && of("C2")["complete"].is_null()
    );
    for asked in [
        &["frequencies", "study", "--coder", "C2"][..],
        &["codings", "study", "--coder", "C2"],
        &["agreement", "study", "--coders", "C1,C2"],
        &["export", "study", "out.csv", "--as", "codings", "--coders", "C2"],
    ] {
        let output = desk.run("C1", asked);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{asked:?}");
        assert!(said.contains("C2: what others coded is not shown"), "{asked:?}: {said}");
        assert!(output.stdout.is_empty() && !desk.path("out.csv").exists());
    }
    std::fs::write(desk.path("narwhal.csv"), "code,parent\nnarwhal,Love\n").unwrap();
    assert!(desk.run("C2", &["import", "study", "narwhal.csv"]).status.success());
    let printed = |who| String::from_utf8(desk.run(who, &["frequencies", "study"]).stdout).unwrap();
    assert!(printed("C2").contains("narwhal") && printed("Sue").contains("narwhal"));
    assert!(!printed("C1").contains("narwhal"));
}

/// Every command that asks who asks.
const WHO_ASKS: [&[&str]; 11] = [
    &["info", "study"],
    &["codings", "study"],
    &["search", "study", "promise"],
    &["frequencies", "study"],
    &["agreement", "study"],
    &["phase", "study"],
    &["phase", "study", "consensus"],
    &["phase", "study", "consensus", "--supervisor", "Sue"],
    &["export", "study", "out.csv", "--as", "codings"],
    &["import", "study", "codings.csv"],
    &["merge", "study", "other"],
];

#[test]
fn a_name_that_is_nobodys_is_refused_alike_everywhere() {
    for phase in ["comparison", "independent"] {
        let desk = Desk::coded();
        assert!(desk.run("", &["phase", "study", phase]).status.success());
        let before = written(&desk.path("study"));
        let said = WHO_ASKS.map(|arguments| {
            let ran = desk.run("C3", arguments);
            assert_eq!((ran.status.code(), ran.stdout.len()), (Some(1), 0), "{arguments:?}");
            String::from_utf8(ran.stderr).unwrap()
        });
        for (said, arguments) in said.iter().zip(WHO_ASKS) {
            assert_eq!(said, &said_of_c3(), "{phase} {arguments:?}");
        }
        assert_eq!(written(&desk.path("study")), before, "{phase}: nothing was done");
        assert!(!desk.path("out.csv").exists());
        // A name of blanks is none.
        assert!(desk.run(" ", &["info", "study"]).status.success());
    }
}

fn said_of_c3() -> String {
    let why = "there is no coder “C3”; did you mean “C1”?: the project has C1, C2";
    format!("concord: study: CONCORD_CODER: {why}; leave it empty to be nobody\n")
}

#[test]
fn codings_of_others_are_brought_in_by_who_leads_the_study() {
    let desk = Desk::coded();
    let file = |name: &str, words: &str| std::fs::write(desk.path(name), words).unwrap();
    file("theirs.csv", "transcript,coder,code,start,end\nP01,C2,listens,0,11\n");
    file("early.csv", "transcript,coder,code,start,end\nP01,C2,kind,4,8\n");
    file("new.csv", "transcript,coder,code,start,end\nP01,C9,listens,0,11\n");
    file("mine.csv", "transcript,coder,code,start,end\nP01,C1,kind,0,11\n");
    file("whose.csv", "transcript,code,start,end\nP01,kind,13,16\n");
    // Where nobody leads the study, anybody brings in anything.
    assert!(desk.run("C1", &["phase", "study", "independent"]).status.success());
    assert!(desk.run("C1", &["import", "study", "early.csv"]).status.success());

    assert!(desk.run("C1", &["phase", "study", "independent", "--supervisor", "Sue"]).status.success());
    let before = written(&desk.path("study"));
    let theirs: [(&[&str], &str); 5] = [
        (&["theirs.csv"], "C2"),
        (&["new.csv"], "C9"),
        (&["whose.csv", "--coder", "C2"], "C2"),
        (&["mine.csv", "theirs.csv"], "C2"),
        (&["mine.csv", "new.csv", "whose.csv", "--coder", "C2"], "C2, C9"),
    ];
    for who in ["C1", ""] {
        for (files, whose) in theirs {
            let ran = desk.run(who, &[&["import", "study"], files].concat());
            let said = String::from_utf8(ran.stderr).unwrap();
            assert_eq!(ran.status.code(), Some(1), "{who} {files:?}: {said}");
            assert!(said.contains(whose) && said.contains("only Sue can"), "{who} {files:?}: {said}");
            assert!(said.contains("CONCORD_CODER=NAME"), "{who} {files:?}: {said}");
        }
    }
    assert_eq!(written(&desk.path("study")), before, "nothing was taken in");
    assert!(desk.run("C1", &["import", "study", "mine.csv", "whose.csv", "--coder", "C1"]).status.success());
    assert!(desk.run("Sue", &["import", "study", "theirs.csv", "new.csv"]).status.success());

    assert!(desk.run("Sue", &["phase", "study", "comparison"]).status.success());
    assert!(desk.run("C1", &["import", "study", "whose.csv", "--coder", "C2"]).status.success());
}

#[test]
fn a_project_of_another_program_brings_nobody_elses_codings() {
    let desk = Desk::coded();
    let whole = load(&RealDisk, &desk.path("study")).unwrap().project;
    std::fs::write(
        desk.path("all.qdpx"),
        made(refi::project, &whole, &ExportOptions::default()).unwrap().bytes,
    )
    .unwrap();
    for arguments in [
        &["new", "empty", "--title", "Another"][..],
        &["phase", "empty", "independent", "--supervisor", "Sue"],
    ] {
        assert!(desk.run("", arguments).status.success(), "{arguments:?}");
    }
    let refused = desk.run("", &["import", "empty", "all.qdpx"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("codings of C1, C2, which only Sue can take in"), "{said}");
    assert!(load(&RealDisk, &desk.path("empty")).unwrap().project.transcripts().is_empty());
    assert!(desk.run("Sue", &["import", "empty", "all.qdpx"]).status.success());
}

/// Where others' work would go that somebody does not see, a supervisor decides; nothing tells how much it is.
#[test]
fn transcripts_that_others_coded_are_taken_out_by_who_leads_the_study() {
    let desk = Desk::coded();
    std::fs::write(desk.path("P02.txt"), "Interviewer: And you?\n\nP02: I was glad.\n").unwrap();
    std::fs::write(desk.path("P03.txt"), "Interviewer: And she?\n\nP03: She left.\n").unwrap();
    std::fs::write(desk.path("own.csv"), "transcript,coder,code,start,end\nP02,C1,kind,0,11\n").unwrap();
    assert!(desk.run("C1", &["import", "study", "P02.txt", "P03.txt"]).status.success());
    assert!(desk.run("C1", &["import", "study", "own.csv"]).status.success());
    let copy = |name: &str| crate::common::files::copy_folder(&desk.path("study"), &desk.path(name));
    // Where nobody leads it, anybody may, and is told of their own alone.
    copy("led by nobody");
    assert!(desk.run("C1", &["phase", "led by nobody", "independent"]).status.success());
    let (told, beside) = desk.printed("C1", &["remove", "led by nobody", "P01", "--format", "json"]);
    assert!(told.contains("\"codings\": 1,") && !told.contains("C2"), "{told}{beside}");
    assert!(told.contains("what others may have done there goes too"), "{told}");
    let left = load(&RealDisk, &desk.path("led by nobody")).unwrap().project;
    assert_eq!((left.transcripts().len(), left.codings()), (2, 1));

    assert!(desk.run("C1", &["phase", "study", "independent", "--supervisor", "Sue"]).status.success());
    let before = written(&desk.path("study"));
    for who in ["C1", ""] {
        for arguments in [&["P01"][..], &["P02", "P01"], &["P01", "--dry-run"]] {
            let ran = desk.run(who, &[&["remove", "study"], arguments].concat());
            let said = String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap();
            assert_eq!(ran.status.code(), Some(1), "{who} {arguments:?}: {said}");
            assert!(said.contains("only Sue can decide"), "{who} {arguments:?}: {said}");
            assert!(!said.contains("C2") && !said.contains("zebra"), "{who} {arguments:?}: {said}");
        }
    }
    assert_eq!(written(&desk.path("study")), before, "nothing was taken out");
    // What they alone have worked on, and what nobody has, is theirs to take out.
    assert!(desk.run("C1", &["remove", "study", "P02", "P03"]).status.success());
    let (told, _) = desk.printed("Sue", &["remove", "study", "P01"]);
    assert!(told.contains("By C2: 1 coding;"), "{told}");
}
