//! The command line from outside: whole flows in folders of their own, the keys of the JSON, and every bad input with
//! its message, its exit code and a project that stays as it was.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod agreement;
mod assign;
mod blind;
#[path = "../common/mod.rs"]
mod common;
mod compare_groups;
mod cooccurrence;
mod figures;
mod layouts;
mod marks;
mod matrix;
mod merge;
#[cfg(all(feature = "gui", unix))]
mod real_window;
mod remove;
mod saturation;
mod scope;
mod sets;
mod speakers;
mod tables;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a project and the tables that it is made of.
struct Desk {
    folder: TempDir,
}

const P1: &str = "Interviewer: How is your worker?\n\nP01: She listened 🙂 to me. She kept her promise.\n";
const P2: &str = "Interviewer: And yours?\n\nP02: He never listened. We moved to another café.\n";

impl Desk {
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Two transcripts, two themes of two codes, two coders who completed the first transcript.
    fn with_project() -> Self {
        let desk = Self::empty();
        desk.write("codebook.csv", "code,theme,colour\nlistens,Love,#B33736\nkind,Love,#D47795\nreliable,Rights,#3A6EA5\nfair,Rights,#12355B\n");
        desk.write("P01.txt", P1);
        desk.write("P02.txt", P2);
        desk.write("codings.csv", &codings());
        desk.write(
            "attributes.csv",
            "participant,file,group,age\nAda,P01.txt,pilot,12\nBo,P02.txt,comparison,15\n",
        );
        desk.done(&["new", "study", "--title", "A study", "--codebook", "codebook.csv"]);
        desk.done(&["import", "study", "P01.txt", "P02.txt"]);
        desk.done(&["import", "study", "codings.csv"]);
        desk.done(&["import", "study", "attributes.csv"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, words: &str) {
        fs::write(self.path(name), words).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(variable);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a command prints that must succeed.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert_eq!(said, "", "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let printed = self.done(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&printed).unwrap_or_else(|why| panic!("{why}: {printed}"))
    }

    /// The message of a command that must fail with this exit code and leave the project as it was.
    fn refused(&self, code: i32, arguments: &[&str]) -> String {
        let before = contents(&self.path("study"));
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{arguments:?}");
        assert!(!said.contains("panicked"), "{said}");
        assert!(contents(&self.path("study")) == before, "{arguments:?} changed the project");
        said
    }
}

/// Where a word stands in a text, in characters.
fn place(text: &str, words: &str) -> String {
    let at = text[..text.find(words).unwrap()].chars().count();
    format!("{at},{}", at + words.chars().count())
}

fn codings() -> String {
    let mut table = "coder,file,code,start,end,memo\n".to_owned();
    for (coder, code, words) in [
        ("Asha", "listens", "She listened 🙂 to me."),
        ("Asha", "listens", "to me. She kept"),
        ("Asha", "reliable", "She kept her promise."),
        ("Björn", "listens", "She listened 🙂 to me."),
    ] {
        table.push_str(&format!("{coder},P01.txt,{code},{},\n", place(P1, words)));
    }
    table + &format!("Asha,P02,kind,{},maybe\n", place(P2, "He never listened."))
}

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                found.insert(path, bytes);
            }
        }
    }
    found
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn sorted<const N: usize>(mut names: [&str; N]) -> Vec<&str> {
    names.sort_unstable();
    names.to_vec()
}

#[test]
fn a_project_is_made_from_a_preset() {
    let desk = Desk::empty();
    let presets = desk.json(&["presets"]);
    let ids: Vec<_> = presets.as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"recognition") && ids.contains(&"blank"), "{ids:?}");
    let made = desk.json(&["new", "study", "--title", "Care", "--codebook", "recognition"]);
    let listed = presets.as_array().unwrap().iter().find(|p| p["id"] == "recognition").unwrap();
    assert_eq!((&made["codes"], &made["themes"]), (&listed["codes"], &6.into()), "{made}");
    let told = desk.done(&["new", "other", "--title", "Care", "--codebook", "recognition"]);
    assert!(
        told.contains("28 codes in 6 themes") && desk.done(&["presets"]).contains("(28 codes in 6 themes)")
    );
    let said = desk.refused(2, &["new", "third", "--title", " "]);
    assert!(said.contains("the title is empty") && !desk.path("third").exists(), "{said}");
    let info = desk.json(&["info", "study"]);
    assert_eq!(
        (&info["title"], &info["format_version"]),
        (&"Care".into(), &concord::store::FORMAT_VERSION.into())
    );
    let said = desk.refused(1, &["new", "study", "--title", "Again"]);
    assert!(said.contains("study") && said.contains("choose a folder that is new or empty"), "{said}");
    desk.write("file", "");
    let said = desk.refused(1, &["new", "file/study", "--title", "x"]);
    assert!(said.contains("file/study") && said.contains("a file stands where a folder should be"), "{said}");
    let said = desk.refused(1, &["new", "other", "--title", "x", "--codebook", "recognitoin"]);
    assert!(said.contains("recognitoin") && said.contains("recognition, "), "{said}");
}

#[test]
fn info_says_what_there_is() {
    let info = Desk::with_project().json(&["info", "study"]);
    assert_eq!(
        keys(&info),
        sorted([
            "title",
            "format_version",
            "transcripts",
            "codes",
            "themes",
            "codings",
            "coders",
            "cases",
            "attributes",
            "memos",
            "sets"
        ])
    );
    let first = &info["transcripts"][0];
    let expected = sorted(["id", "title", "characters", "words", "turns", "speakers", "case", "sha256"]);
    assert_eq!(keys(first), expected);
    assert_eq!(first["characters"], P1.chars().count());
    assert_eq!((&first["turns"], &first["case"]), (&2.into(), &"Ada".into()));
    assert_eq!(first["speakers"], serde_json::json!(["Interviewer", "P01"]));
    let counts = ["codes", "themes", "codings", "cases"].map(|key| info[key].as_u64().unwrap());
    assert_eq!(counts, [4, 2, 5, 2]);
    assert_eq!(
        info["coders"],
        serde_json::json!([
            {"name": "Asha", "codings": 4, "complete": 2},
            {"name": "Björn", "codings": 1, "complete": 1}
        ])
    );
}

#[test]
fn what_a_correction_took_away_is_said_and_what_a_search_coded_is_marked() {
    use concord::model::Edit;
    use concord::session::Session;
    let desk = Desk::with_project();
    let mut session = Session::open(&desk.path("study"), None).unwrap();
    let project = session.project().clone();
    let (p01, asha) = (project.transcript_named("P01").unwrap(), project.coder_named("Asha").unwrap().id);
    let codings = project.layer(p01.id(), asha).unwrap().codings();
    let mut auto = codings[1].record(p01.text());
    auto.auto = true;
    let gone = project.correction(p01.id(), codings[0].span.range(), "").unwrap();
    let marked = Edit::PutCodings { transcript: p01.id(), coder: asha, codings: vec![auto] };
    session.commit("mark and correct", &[marked, gone]).unwrap();
    session.save().unwrap();
    drop(session);
    let said = |arguments: &[&str]| String::from_utf8(desk.run(arguments).stdout).unwrap();
    let info = desk.json(&["info", "study"]);
    let lost = info["orphans"].as_u64().unwrap();
    assert!(lost >= 1 && info["codings"].as_u64().unwrap() + lost == 5, "{info}");
    assert!(said(&["info", "study"]).contains("lost the passage"));
    let checked = desk.run(&["check", "study"]);
    assert_eq!(checked.status.code(), Some(0), "no damage");
    assert!(String::from_utf8(checked.stdout).unwrap().contains("since its words were corrected away"));
    let rows = desk.json(&["codings", "study"]);
    let marked: Vec<bool> = rows.as_array().unwrap().iter().map(|row| row["auto"] == true).collect();
    assert_eq!(marked.iter().filter(|auto| **auto).count(), 1, "{rows}");
    assert_eq!(marked.len() as u64, 5 - lost);
    // The mark goes into the table and comes back; what has no place in it is named.
    let exported = said(&["export", "study", "again.csv", "--as", "codings"]);
    assert!(
        exported.contains("coding without a passage") || exported.contains("codings without"),
        "{exported}"
    );
    let table = fs::read_to_string(desk.path("again.csv")).unwrap();
    assert!(table.lines().next().unwrap().ends_with(",created,auto"), "{table}");
    assert_eq!(table.matches(",yes").count(), 1, "{table}");
}

#[test]
fn codings_are_rows_with_their_words() {
    let desk = Desk::with_project();
    let all = desk.json(&["codings", "study"]);
    assert_eq!(all.as_array().unwrap().len(), 5);
    let expected = sorted(["transcript", "coder", "code", "path", "start", "end", "text", "memo", "created"]);
    assert_eq!(keys(&all[0]), expected);
    assert_eq!(
        (&all[0]["path"], &all[0]["text"]),
        (&"Love/listens".into(), &"She listened 🙂 to me.".into())
    );
    let of_theme = desk.json(&["codings", "study", "--code", "Love", "--coder", "asha"]);
    assert_eq!(of_theme.as_array().unwrap().len(), 3);
    let one = desk.json(&["codings", "study", "--transcript", "P02"]);
    assert_eq!((&one[0]["memo"], one.as_array().unwrap().len()), (&"maybe".into(), 1));
    let csv = desk.done(&["codings", "study", "--format", "csv"]);
    assert!(csv.starts_with("transcript,coder,code,path,start,end,text,memo,created\n"), "{csv}");
    desk.write(
        "formula.csv",
        &format!("coder,file,code,start,end,memo\nBjörn,P02,kind,{},=1+1\n", place(P2, "We")),
    );
    desk.done(&["import", "study", "formula.csv"]);
    let csv = desk.done(&["codings", "study", "--format", "csv"]);
    assert!(csv.contains(",\"'=1+1\","), "no spreadsheet runs it: {csv}");
    let said = desk.refused(1, &["codings", "study", "--coder", "Ashe"]);
    assert!(said.contains("study: there is no coder “Ashe”; did you mean “Asha”?"), "{said}");
    let said = desk.refused(1, &["codings", "study", "--code", "listen"]);
    assert!(said.contains("did you mean “listens”?"), "{said}");
}

#[test]
fn search_shows_words_in_context() {
    let desk = Desk::with_project();
    let hits = desk.json(&["search", "study", "LISTENED"]);
    assert_eq!(hits.as_array().unwrap().len(), 2);
    let hit = &hits[0];
    let expected = sorted(["transcript", "turn", "line", "start", "end", "before", "match", "after"]);
    assert_eq!(keys(hit), expected);
    assert_eq!((&hit["turn"], &hit["line"], &hit["match"]), (&2.into(), &3.into(), &"listened".into()));
    assert_eq!(hit["after"], " 🙂 to me. She kept her promise.\n");
    let count = |words: &[&str]| desk.json(&[&["search", "study", "--count"], words].concat());
    assert_eq!(count(&["LISTENED"]), serde_json::json!({"matches": 2, "transcripts": 2}));
    assert_eq!(count(&["LISTENED", "--case-sensitive"])["matches"], 0);
    assert_eq!(count(&["--regex", "h?e (kept|never)"])["matches"], 2);
    let said = desk.refused(1, &["search", "study", "(", "--regex"]);
    assert!(said.contains("character 1") && said.contains("add the missing )"), "{said}");
}

#[test]
fn frequencies_follow_the_counting_rules() {
    let desk = Desk::with_project();
    let codes = desk.json(&["frequencies", "study", "--coder", "Asha"]);
    for key in ["layer", "transcripts", "participants", "rows"] {
        assert!(codes.get(key).is_some(), "{key}");
    }
    assert_eq!((&codes["layer"], &codes["participants"]), (&"Asha".into(), &2.into()));
    let row = &codes["rows"][0];
    let names = sorted([
        "code",
        "path",
        "level",
        "codings",
        "segments",
        "transcripts",
        "participants",
        "share",
        "share_ci",
        "words",
        "characters",
        "coverage",
        "by",
    ]);
    assert_eq!(keys(row), names);
    assert_eq!((&row["code"], &row["level"]), (&"listens".into(), &"code".into()));
    let counts = |row: &Value| {
        ["codings", "segments", "transcripts", "participants", "words"].map(|k| row[k].as_u64().unwrap())
    };
    assert_eq!(counts(row), [2, 1, 1, 1, 6], "two that overlap are one segment");
    assert_eq!(row["share"], 0.5);
    assert_eq!(counts(&codes["rows"][3]), [0; 5], "what nobody used is there");

    let themes = desk.json(&["frequencies", "study", "--coder", "Asha", "--level", "theme", "--by", "group"]);
    let love = &themes["rows"][0];
    assert_eq!(
        (&love["code"], &love["level"], &love["participants"]),
        (&"Love".into(), &"theme".into(), &2.into())
    );
    assert_eq!(keys(&love["by"]), ["comparison", "pilot"]);
    assert_eq!(love["by"]["pilot"]["share"], 1.0);

    let mean = desk.json(&["frequencies", "study"]);
    assert_eq!(mean["layer"], "mean");
    assert_eq!((&mean["participants"], &mean["rows"][0]["codings"]), (&1.5.into(), &1.5.into()));
    assert_eq!(mean["rows"][0]["share"], 0.75, "1 of 2 and 1 of 1");

    desk.write("more.csv", &format!("coder,file,code,start,end\nBjörn,P02,kind,{}\n", place(P2, "We")));
    desk.done(&["import", "study", "more.csv", "--in-progress"]);
    let text = desk.done(&["frequencies", "study", "--by", "group"]);
    assert!(text.contains("N: 2 participants, 2 transcripts, 158 characters"), "{text}");
    assert!(text.contains("Asha: 2 participants, 2 transcripts\n"), "{text}");
    assert!(text.contains("Björn: 2 participants, 2 transcripts (1 still in progress)\n"), "{text}");
    assert!(text.contains("comparison: 1 participant, 1 transcript\n"), "{text}");

    let text = desk.done(&["frequencies", "study", "--coder", "Asha"]);
    insta::assert_snapshot!("frequencies", text);
    let said = desk.refused(1, &["frequencies", "study", "--consensus"]);
    assert!(said.contains("no consensus layer: look at one coder"), "{said}");
    let said = desk.refused(1, &["frequencies", "study", "--by", "gruop"]);
    assert!(said.contains("did you mean “group”?"), "{said}");
    desk.refused(2, &["frequencies", "study", "--consensus", "--mean"]);
}

#[test]
fn agreement_names_what_it_leaves_out() {
    let desk = Desk::with_project();
    let answer = desk.json(&["agreement", "study"]);
    let expected = sorted(["unit", "coders", "transcripts", "left_out", "units", "overall", "codes"]);
    assert_eq!(keys(&answer), expected);
    assert_eq!((&answer["unit"], &answer["transcripts"]), (&"character".into(), &1.into()));
    assert_eq!(answer["units"], P1.chars().count());
    assert_eq!(
        answer["left_out"],
        serde_json::json!([
            {"transcript": "P02", "reason": "Björn has not started it"}
        ])
    );
    let code = &answer["codes"][0];
    assert_eq!(keys(code), sorted(["code", "path", "scores", "pairs"]));
    let pair = &code["pairs"][0];
    assert_eq!(keys(pair), sorted(["coders", "both", "only_first", "only_second", "neither", "scores"]));
    assert_eq!(pair["coders"], serde_json::json!(["Asha", "Björn"]));
    assert_eq!(
        (&pair["both"], &pair["only_first"], &pair["only_second"]),
        (&21.into(), &9.into(), &0.into())
    );
    assert_eq!(keys(&pair["scores"]["cohen_kappa"]), ["ci", "value"]);
    let unused = &answer["codes"][1]["scores"];
    assert_eq!(keys(&unused["cohen_kappa"]), ["undefined"]);
    let turns =
        desk.json(&["agreement", "study", "--unit", "turn", "--code", "Love", "--coders", "Björn,Asha"]);
    assert_eq!((&turns["units"], turns["codes"].as_array().unwrap().len()), (&2.into(), 1));
    let text = desk.done(&["agreement", "study", "--unit", "transcript"]);
    assert!(text.contains("Unit: transcript; 1 transcript that all of them have completed\n"), "{text}");
    assert_eq!(turns["codes"][0]["pairs"][0]["coders"], serde_json::json!(["Björn", "Asha"]));
    insta::assert_snapshot!("agreement", desk.done(&["agreement", "study"]));
    let said = desk.refused(1, &["agreement", "study", "--coders", "Asha"]);
    assert!(said.contains("agreement needs two coders"), "{said}");
    desk.refused(2, &["agreement", "study", "--level", "nominal"]);
    desk.refused(2, &["agreement"]);
}

#[test]
fn what_other_programs_would_print_stands_beside_ours() {
    let desk = Desk::with_project();
    let of = |more: &[&str]| desk.json(&[&["agreement", "study", "--compare-with"], more].concat());
    let answer = of(&["nvivo"]);
    let peer = &answer["compare_with"];
    assert_eq!(keys(peer), sorted(["program", "note", "overall", "lines"]));
    assert_eq!((&peer["program"], &peer["overall"]), (&"nvivo".into(), &serde_json::json!([])));
    let lines = peer["lines"].as_array().unwrap();
    assert_eq!(keys(&lines[0]), sorted(["code", "path", "transcript", "coders", "figures"]));
    assert_eq!(lines[0]["coders"], serde_json::json!(["Asha", "Björn"]));
    let percent = 1.0 - 9.0 / P1.chars().count() as f64;
    assert!((lines[0]["figures"]["percent_agreement"]["value"].as_f64().unwrap() - percent).abs() < 1e-12);
    assert_eq!(lines[1]["figures"]["kappa"]["value"], 1.0, "nobody coded it");
    assert_eq!(keys(&answer["codes"][1]["scores"]["cohen_kappa"]), ["undefined"], "ours");
    let groups = of(&["nvivo", "--coders", "Asha", "--against", "Björn"]);
    assert_eq!(groups["compare_with"], *peer);
    let shared = |overlap| {
        let answer = of(&["maxqda", "--overlap", overlap]);
        answer["compare_with"]["lines"][0]["figures"]["segments_agreement"]["value"].clone()
    };
    // Of three segments two are the same; the third shares 6 of 30 characters with one of them.
    assert_eq!((shared("20"), shared("21")), (1.0.into(), (2.0 / 3.0).into()));
    let text = desk.done(&["agreement", "study", "--compare-with", "dedoose"]);
    assert!(text.contains("What dedoose would print, not ours") && text.contains("pooled_kappa"), "{text}");
    assert!(text.contains("QualCoder"), "{text}");
    let csv = desk.done(&["agreement", "study", "--compare-with", "atlas", "--format", "csv"]);
    assert!(csv.starts_with("program,code,path,transcript,first,second,percent_agreement,holsti"), "{csv}");
    desk.refused(2, &["agreement", "study", "--compare-with", "qualcoder"]);
    desk.refused(2, &["agreement", "study", "--compare-with", "maxqda", "--overlap", "0"]);
    desk.refused(2, &["agreement", "study", "--against", "Björn"]);
}

#[test]
fn a_table_of_ratings_needs_no_project() {
    let desk = Desk::empty();
    desk.write("r.csv", "unit,A,B\n1,x,x\n2,x,\n3,y,x\n4,y,y\n5,x,x\n");
    let answer = desk.json(&["agreement", "--ratings", "r.csv"]);
    assert_eq!(keys(&answer), sorted(["units", "coders", "level", "categories", "empty", "scores"]));
    assert_eq!((&answer["units"], &answer["level"]), (&5.into(), &"nominal".into()));
    assert_eq!(answer["scores"]["percent_agreement"]["value"], 0.75);
    let said = desk.refused(1, &["agreement", "--ratings", "r.csv", "--level", "ordinal"]);
    assert!(said.contains("row 2") && said.contains("“x” is not a number"), "{said}");
    desk.refused(2, &["agreement", "--ratings", "r.csv", "--level", "theme"]);
    desk.refused(2, &["agreement", "study", "--ratings", "r.csv"]);
}

#[test]
fn a_table_of_ratings_has_a_scale_weights_and_intervals() {
    let desk = Desk::empty();
    desk.write("r.csv", "unit,A,B\n1,1,1\n2,2,3\n3,3,3\n4,4,2\n5,4,4\n6,1,1\n");
    let of = |more: &[&str]| desk.json(&[&["agreement", "--ratings", "r.csv"], more].concat());
    let alpha = |level| of(&["--level", level])["scores"]["krippendorff_alpha"]["value"].as_f64().unwrap();
    let alphas = ["nominal", "ordinal", "interval", "ratio"].map(alpha);
    assert!(alphas.windows(2).all(|two| (two[0] - two[1]).abs() > 1e-6), "{alphas:?}");
    let kappa = |more: &[&str]| of(more)["scores"]["cohen_kappa"]["value"].as_f64().unwrap();
    assert!(kappa(&["--level", "ordinal", "--weights", "quadratic"]) > kappa(&["--level", "ordinal"]));
    let drawn = of(&["--ci", "--seed", "7"]);
    assert_eq!(drawn["bootstrap"], serde_json::json!({"unit": "unit", "seed": 7, "resamples": 1000}));
    for (name, score) in drawn["scores"].as_object().unwrap() {
        let ends = score["ci"].as_array().unwrap_or_else(|| panic!("{name}: {score}"));
        assert!(
            ends[0].as_f64() <= score["value"].as_f64() && score["value"].as_f64() <= ends[1].as_f64(),
            "{name}"
        );
    }
    assert_eq!(drawn, of(&["--ci", "--seed", "7"]), "a seed says it all");
    // Weights go by the order that is declared, or by the size of numbers; names alone have none.
    assert_eq!(kappa(&["--weights", "linear"]), kappa(&["--level", "interval", "--weights", "linear"]));
    let named = "unit,A,B\n1,low,low\n2,medium,high\n3,high,high\n4,high,medium\n5,medium,low\n6,low,low\n";
    desk.write("n.csv", named);
    desk.write("d.csv", &named.replace("low", "1").replace("medium", "2").replace("high", "3"));
    desk.refused(2, &["agreement", "--ratings", "n.csv", "--weights", "linear"]);
    let linear = |file, more: &[&str]| {
        let said = desk.json(&[&["agreement", "--ratings", file, "--weights", "linear"], more].concat());
        said["scores"]["cohen_kappa"]["value"].as_f64().unwrap()
    };
    assert_eq!(
        linear("n.csv", &["--categories", "low,medium,high"]),
        linear("d.csv", &["--level", "ordinal"])
    );
    assert_ne!(
        linear("n.csv", &["--categories", "medium,low,high"]),
        linear("d.csv", &["--level", "ordinal"])
    );
    assert_eq!(of(&["--by-category"])["by_category"].as_array().unwrap().len(), 4);
    desk.refused(2, &["agreement", "--ratings", "r.csv", "--ci", "--resamples", "10"]);
}

/// No interval of one unit, none where a formula has no error, and no figure that overflowed.
#[test]
fn ratings_at_the_edge_have_reasons() {
    let desk = Desk::empty();
    let of = |words: &str, more: &[&str]| {
        desk.write("r.csv", words);
        desk.json(&[&["agreement", "--ratings", "r.csv", "--ci"], more].concat())["scores"].clone()
    };
    for (name, score) in of("unit,A,B\nu1,x,y\n", &[]).as_object().unwrap() {
        assert!(score["ci"].is_null(), "{name}: {score}");
    }
    let alike = of("unit,A,B\n1,x,x\n2,y,y\n3,x,x\n", &[]);
    assert_eq!((&alike["cohen_kappa"]["value"], alike["cohen_kappa"]["ci"].is_null()), (&1.0.into(), true));
    assert!(alike["krippendorff_alpha"]["ci"].is_null());
    let rounding = of("unit,A,B,C\nu0,,k4,k4\nu1,k4,,k4\n", &["--categories", "k10,k4"]);
    assert!(rounding["brennan_prediger"]["ci"].is_null(), "{rounding}");
    let alpha = |scale: &str| {
        let words = format!("unit,A,B\n1,2{scale},1{scale}\n2,1{scale},2{scale}\n3,3{scale},3{scale}\n");
        of(&words, &["--level", "interval"])["krippendorff_alpha"]["value"].as_f64().unwrap()
    };
    for scale in ["e200", "e307", "e-200"] {
        assert!((alpha(scale) - alpha("")).abs() < 1e-12, "{scale}");
    }
    let far = of("unit,A,B\n1,1e308,-1e308\n2,1,2\n3,3,3\n", &["--level", "interval"]);
    for (name, score) in far.as_object().unwrap() {
        assert!(score["value"].is_number() || score["undefined"].is_string(), "{name}: {score}");
    }
}

#[test]
fn one_command_takes_files_in_any_order() {
    let desk = Desk::with_project();
    desk.done(&["new", "other", "--title", "The same", "--codebook", "blank"]);
    let told = desk.json(&[
        "import",
        "other",
        "codings.csv",
        "attributes.csv",
        "P01.txt",
        "codebook.csv",
        "P02.txt",
    ]);
    assert_eq!(keys(&told), ["added", "changed", "lost", "warnings"]);
    assert_eq!((&told["added"]["transcripts"], &told["added"]["codings"]), (&2.into(), &5.into()), "{told}");
    let strip = |rows: Value| {
        let mut rows = rows;
        rows["rows"].as_array_mut().unwrap().sort_by_key(|row| row["path"].to_string());
        rows
    };
    let figures = |project: &str| strip(desk.json(&["frequencies", project, "--coder", "Asha"]));
    assert_eq!(figures("study"), figures("other"));
}

/// A table of a study with a consensus brings the consensus, who is none of those that are compared or averaged.
#[test]
fn the_consensus_of_a_table_is_the_consensus() {
    let desk = Desk::with_project();
    let rows = codings();
    let rows = rows.lines().filter(|line| !line.starts_with("Björn")).collect::<Vec<_>>().join("\n");
    desk.write("consensus.csv", &rows.replace("Asha", "Consensus"));
    assert_eq!(desk.json(&["frequencies", "study"])["layer"], "mean");
    desk.done(&["import", "study", "consensus.csv"]);
    // What the team settled on is what counts, once all is settled.
    assert_eq!(desk.json(&["frequencies", "study"])["layer"], "consensus");
    let compared = desk.json(&["agreement", "study"]);
    assert_eq!(compared["coders"], serde_json::json!(["Asha", "Björn"]), "{compared}");
    desk.done(&["export", "study", "settled.csv", "--as", "codings", "--consensus"]);
}

#[test]
fn names_may_have_commas() {
    let desk = Desk::with_project();
    let rows = fs::read_to_string(desk.path("codings.csv")).unwrap().replace("Björn", "\"Lee, Jane\"");
    desk.write("more.csv", &rows);
    desk.done(&["import", "study", "more.csv"]);
    let compared = desk.json(&["agreement", "study", "--coders", "Asha,Lee, Jane"]);
    assert_eq!(compared["coders"], serde_json::json!(["Asha", "Lee, Jane"]));
    desk.done(&["export", "study", "hers.csv", "--as", "codings", "--coders", "Lee, Jane"]);
    let said = desk.refused(1, &["agreement", "study", "--coders", "Asha,Nobody, Jane"]);
    assert!(said.contains("“Nobody”"), "{said}");
}

#[test]
fn what_is_for_a_table_of_ratings_is_not_passed_over() {
    let desk = Desk::with_project();
    for words in
        [&["--weights", "linear"][..], &["--categories", "a,b"], &["--by-category"], &["--overlap", "50"]]
    {
        desk.refused(2, &[&["agreement", "study"], words].concat());
    }
    desk.write("ratings.csv", "unit,A,B\n1,x,x\n2,x,y\n3,,\n4,y,y\n");
    assert_eq!(desk.json(&["agreement", "--ratings", "ratings.csv"])["units"], 3);
}

#[test]
fn letters_are_read_as_it_is_said() {
    let desk = Desk::with_project();
    fs::write(desk.path("mac.txt"), b"I: Le th\x8E?\nP: Oui.\n").unwrap();
    let said = desk.refused(1, &["import", "study", "mac.txt", "--encoding", "klingon"]);
    assert!(said.contains("klingon") && said.contains("macintosh"), "{said}");
    desk.done(&["import", "study", "mac.txt", "--encoding", "macintosh"]);
    assert_eq!(desk.json(&["search", "study", "thé", "--count"])["matches"], 1);
}

#[test]
fn what_is_exported_is_imported_again() {
    let desk = Desk::with_project();
    for (kind, file) in [("codings", "out-codings.csv"), ("codebook", "b.csv"), ("attributes", "a.csv")] {
        let told = desk.json(&["export", "study", file, "--as", kind]);
        assert_eq!((&told["kind"], &told["lost"]), (&kind.into(), &serde_json::json!([])), "{told}");
    }
    desk.done(&["new", "other", "--title", "The same", "--codebook", "b.csv"]);
    desk.done(&["import", "other", "P01.txt", "P02.txt", "out-codings.csv", "a.csv"]);
    for command in ["frequencies", "codings"] {
        let printed = |project: &str| desk.done(&[command, project, "--format", "csv"]);
        assert_eq!(printed("study"), printed("other"));
    }
    let said = desk.refused(1, &["export", "study", "b.csv", "--as", "codings"]);
    assert!(said.contains("b.csv: there is a file already") && said.contains("--force"), "{said}");
    desk.done(&["export", "study", "b.csv", "--as", "codings", "--force"]);
    desk.done(&["export", "study", "my-codebook.csv"]);
    for file in
        ["study/project.ron", "study/new.ron", "study/layers/asha/p01.ron", "other/../study/history/x.csv"]
    {
        let said = desk.refused(1, &["export", "study", file, "--as", "codings", "--force"]);
        assert!(said.contains("name a file outside it"), "{said}");
    }
    for (file, kind) in [("c.csv", "refi"), ("c.csv", "tables"), ("c.docx", "codings"), ("c.csv", "package")]
    {
        let said = desk.refused(2, &["export", "study", file, "--as", kind]);
        assert!(said.contains(file) && !desk.path(file).exists(), "{said}");
    }
    let said = desk.refused(1, &["export", "study", "other", "--as", "codings", "--force"]);
    assert!(said.contains("other: this is a folder"), "{said}");
    desk.done(&["export", "study", "study/codings.csv"]);
    fs::remove_file(desk.path("study/codings.csv")).unwrap();
    let said = desk.refused(2, &["export", "study", "out.csv"]);
    assert!(said.contains("--as codings|attributes|codebook"), "{said}");
    let said = desk.refused(1, &["export", "study", "no/such/codings.csv"]);
    assert!(said.contains("codings.csv"), "{said}");
}

#[test]
fn wrong_usage_ends_with_2() {
    let desk = Desk::with_project();
    for arguments in [
        &["rings", "study"][..],
        &["saturation"],
        &["info"],
        &["info", "study", "--nonsense"],
        &["info", "study", "--format", "xml"],
        &["import", "study"],
        &["import", "study", "P01.txt", "--as", "poem"],
    ] {
        desk.refused(2, arguments);
    }
    for arguments in [&["--help"][..], &["--version"], &["agreement", "--help"]] {
        desk.done(arguments);
    }
}

#[test]
fn without_a_display_the_command_line_is_named() {
    let desk = Desk::with_project();
    for arguments in [&[][..], &["study"], &["--sample"]] {
        let said = desk.refused(1, arguments);
        assert!(said.contains("command line") && said.contains("concord"), "{said}");
    }
    let told = desk.done(&["--sample", "sample"]);
    for part in ["sample study is in sample", "  concord info sample\n", "`concord sample` opens it"] {
        assert!(told.contains(part), "{told}");
    }
    for command in ["info", "frequencies", "agreement"] {
        desk.done(&[command, "sample"]);
    }
    assert_eq!(desk.json(&["info", "sample"])["transcripts"].as_array().unwrap().len(), 12);
    let said = desk.refused(1, &["--sample", "sample"]);
    assert!(said.contains("sample"), "it is copied into a folder of its own: {said}");
    let said = desk.refused(1, &["P01.txt"]);
    assert!(said.contains("P01.txt: this is not a Concord project"), "{said}");
}

#[test]
fn a_table_at_fault_is_named_with_place_and_remedy() {
    let desk = Desk::with_project();
    desk.write("unknown-code.csv", "coder,file,code,start,end\nAsha,P01,listens,0,5\nAsha,P01,lisens,0,5\n");
    desk.write("outside.csv", "coder,file,code,start,end\nAsha,P01,listens,0,5000\n");
    desk.write("quote.csv", "coder,file,code,start,end,quote\nAsha,P01,listens,0,5,other\n");
    desk.write("missing.csv", "coder,file,code,start,end\nAsha,P09,listens,0,5\n");
    desk.write("no-header.csv", "Asha,P01,listens,0,5\nAsha,P01,listens,5,9\n");
    desk.write("no-end.csv", "coder,file,code,start\nAsha,P01,listens,0\n");
    desk.write("empty.csv", "\u{feff} \n");
    desk.write("twice.csv", "coder,file,code,Code,start,end\nAsha,P01,listens,kind,0,5\n");
    for (arguments, says) in [
        (&["unknown-code.csv"][..], &["unknown-code.csv", "row 3", "lisens", "listens"][..]),
        (&["outside.csv"], &["outside.csv", "row 2", "“end”", "outside “P01”"]),
        (&["quote.csv"], &["quote.csv", "row 2", "quote"]),
        (&["missing.csv"], &["missing.csv", "row 2", "P09"]),
        (&["no-header.csv"], &["no-header.csv", "row 1", "--as transcript|codings"]),
        (&["no-end.csv", "--as", "codings"], &["no-end.csv", "row 1", "no column holds the end"]),
        (&["no-end.csv"], &["no-end.csv", "row 1", "no column holds the end"]),
        (&["P01.txt", "unknown-code.csv"], &["unknown-code.csv", "row 3"]),
        (&["empty.csv"], &["empty.csv: the file is empty"]),
        (&["empty.csv", "--as", "codebook"], &["empty.csv: the file is empty"]),
        (&["twice.csv"], &["twice.csv", "row 1", "the columns 3 and 4 are both named “Code”"]),
        (&["gone.txt"], &["gone.txt", "check the name"]),
        (&["study"], &["study", "concord merge"]),
        (&["picture.png"], &["picture.png"]),
    ] {
        desk.write("picture.png", "\u{0}PNG");
        let said = desk.refused(1, &[&["import", "study"], arguments].concat());
        for words in says {
            assert!(said.contains(words), "“{words}” is not in: {said}");
        }
    }
}

#[test]
fn a_project_at_fault_is_named_with_place_and_remedy() {
    let desk = Desk::with_project();
    let said = desk.refused(1, &["info", "nowhere"]);
    assert!(
        said.contains("nowhere: this is not a Concord project") && said.contains("make a new project"),
        "{said}"
    );
    desk.refused(1, &["import", ".", "P01.txt"]);
    let damaged = |change: &dyn Fn(&Path)| {
        let desk = Desk::with_project();
        change(&desk.path("study"));
        let before = contents(&desk.path("study"));
        let info = desk.run(&["info", "study"]);
        let said = String::from_utf8(info.stderr).unwrap();
        assert_eq!(info.status.code(), Some(1), "{said}");
        let checked = desk.run(&["check", "study", "--format", "json"]);
        let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
        assert_eq!(checked.status.code(), Some(1), "{report}");
        assert_eq!(keys(&report), ["damage", "repaired"]);
        assert!(!report["damage"].as_array().unwrap().is_empty());
        desk.refused(1, &["import", "study", "codings.csv"]);
        assert!(contents(&desk.path("study")) == before, "nothing was written");
        said
    };
    let newer = damaged(&|study| {
        let file = study.join("project.ron");
        let words = fs::read_to_string(&file).unwrap();
        fs::write(&file, words.replace("format_version: ", "format_version: 9")).unwrap();
    });
    assert!(newer.contains("project.ron") && newer.contains("newer version"), "{newer}");
    assert!(!newer.contains("changed by something"), "{newer}");
    let missing = damaged(&|study| fs::remove_file(study.join("transcripts/p01.txt")).unwrap());
    assert!(missing.contains("transcripts/p01.txt"), "{missing}");
    let changed = damaged(&|study| {
        let file = study.join("transcripts/p01.txt");
        let words = fs::read_to_string(&file).unwrap();
        fs::write(&file, words.replace("She listened", "She never listened")).unwrap();
    });
    assert!(changed.contains("p01"), "{changed}");
    let cut = damaged(&|study| fs::write(study.join("layers/asha/p01.ron"), "(").unwrap());
    assert!(cut.contains("layers/asha/p01.ron"), "{cut}");
}

/// Whatever of a newer format this version can read, it never writes over it.
#[test]
fn what_a_newer_version_made_is_left_alone() {
    let of = |n: u32| format!("format_version: {}", concord::store::FORMAT_VERSION + n);
    for fields in [of(1), format!("{},\n    id_of_it: 4", of(2))] {
        let desk = Desk::with_project();
        let file = desk.path("study/project.ron");
        let words = fs::read_to_string(&file).unwrap();
        fs::write(&file, words.replace(&of(0), &fields).replace("title:", "titles:")).unwrap();
        let before = contents(&desk.path("study"));
        for arguments in [&["check", "study"][..], &["check", "study", "--repair"]] {
            let output = desk.run(arguments);
            let said = String::from_utf8(output.stdout).unwrap();
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.contains("project.ron") && said.contains("newer version"), "{said}");
            assert!(contents(&desk.path("study")) == before, "{arguments:?} changed the project");
        }
        let said = desk.refused(1, &["import", "study", "codings.csv"]);
        assert!(said.contains("newer version") && said.contains("update Concord"), "{said}");
    }
}

/// A name that could be two things is refused with both, and one that an accent is written differently in is found.
#[test]
fn names_in_tables_are_those_that_a_person_means() {
    let desk = Desk::with_project();
    desk.write("b.csv", "code,parent\nlistens,Rights\n");
    desk.done(&["import", "study", "b.csv"]);
    desk.write("codings.csv", "coder,file,code,start,end\nAsha,P01,listens,0,5\n");
    let said = desk.refused(1, &["import", "study", "codings.csv"]);
    assert!(said.ends_with("could be “Love/listens” or “Rights/listens”: write one of these\n"), "{said}");
    desk.write("Zoe\u{308}.txt", P1);
    desk.done(&["new", "other", "--title", "Names", "--codebook", "codebook.csv"]);
    let told = desk.done(&["import", "other", "Zoe\u{308}.txt"]);
    assert!(told.starts_with("Added: 1 transcript\n"), "{told}");
    desk.write(
        "codings.csv",
        "coder,file,code,start,end\nBjörn,Zo\u{eb},fair,0,5\nBjo\u{308}rn,zo\u{eb}.txt,fair,0,6\n",
    );
    let told = desk.done(&["import", "other", "codings.csv"]);
    assert_eq!(told, "Added: 1 coder, 2 codings\n");
    let said = desk.refused(1, &["info", "codings.csv"]);
    assert!(said.contains("codings.csv: this is not a Concord project"), "{said}");
}

#[test]
fn nobody_who_reads_is_no_error() {
    let desk = Desk::with_project();
    let mut child =
        desk.command(&["codings", "study"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_project();
    let closed = desk.path("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(closed.join("x"), "x").is_ok() {
        println!("skipped: whoever runs this may write anywhere");
        return;
    }
    for arguments in
        [&["new", "closed/study", "--title", "x"][..], &["export", "study", "closed/codings.csv"]]
    {
        let said = desk.refused(1, arguments);
        assert!(said.contains("closed") && said.contains("choose a folder that you may write to"), "{said}");
    }
}

/// The corpus of `../shared/corpus`, imported by one command a table, and its figures.
#[test]
fn a_corpus_comes_in_and_its_figures_come_out() {
    let Some(corpus) = common::shared("CONCORD_CORPUS", "corpus") else { return };
    let desk = Desk::empty();
    let mut maker = Command::new("python3");
    maker.arg(corpus.join("make_corpus.py")).arg(desk.path("made"));
    let arguments = std::env::var("CONCORD_CORPUS_ARGUMENTS");
    let arguments =
        arguments.unwrap_or_else(|_| "--transcripts 12 --chars 6000 --codings 40 --seed 4".to_owned());
    let Ok(made) = maker.args(arguments.split_whitespace()).output() else {
        println!("skipped: no python3");
        return;
    };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let expected: Value =
        serde_json::from_slice(&fs::read(desk.path("made/expected.json")).unwrap()).unwrap();

    desk.done(&["new", "study", "--title", "Corpus", "--codebook", "made/codebook.csv"]);
    let mut texts: Vec<_> = contents(&desk.path("made/transcripts")).into_keys().collect();
    texts.sort();
    let texts: Vec<_> = texts.iter().map(|path| path.to_str().unwrap()).collect();
    desk.done(&[&["import", "study"], texts.as_slice()].concat());
    desk.done(&["import", "study", "made/participants.csv"]);
    desk.done(&["import", "study", "made/codings.csv"]);

    let info = desk.json(&["info", "study"]);
    assert_eq!(info["codings"], expected["codings"]);
    let mut by_code: BTreeMap<String, u64> = BTreeMap::new();
    let mut by_theme: BTreeMap<String, u64> = BTreeMap::new();
    for coder in ["Asha", "Björn", "Chidi"] {
        let figures = desk.json(&["frequencies", "study", "--coder", coder]);
        for row in figures["rows"].as_array().unwrap() {
            let code = row["code"].as_str().unwrap();
            let codings = row["codings"].as_u64().unwrap();
            let known =
                expected["by_coder_code"].get(format!("{coder}|{code}")).map_or(0, |n| n.as_u64().unwrap());
            assert_eq!(codings, known, "{coder}, {code}");
            *by_code.entry(code.to_owned()).or_default() += codings;
        }
        let figures = desk.json(&["frequencies", "study", "--coder", coder, "--level", "theme"]);
        for row in figures["rows"].as_array().unwrap() {
            let theme = row["code"].as_str().unwrap();
            *by_theme.entry(theme.to_owned()).or_default() += row["codings"].as_u64().unwrap();
        }
    }
    for (counts, key) in [(by_code, "by_code"), (by_theme, "by_theme")] {
        for (name, codings) in counts {
            let known = expected[key].get(&name).map_or(0, |n| n.as_u64().unwrap());
            assert_eq!(codings, known, "{key}, {name}");
        }
    }
    agrees(&desk.json(&["agreement", "study"]), &expected);
    for (words, n) in expected["search"].as_object().unwrap() {
        let found = desk.json(&["search", "study", words, "--count", "--case-sensitive"]);
        assert_eq!(found["matches"], *n, "{words}");
    }
}

/// Counts are the same, and kappas to 1e-9.
fn agrees(answer: &Value, expected: &Value) {
    let mut found: BTreeMap<(String, String), &Value> = BTreeMap::new();
    for code in answer["codes"].as_array().unwrap() {
        for pair in code["pairs"].as_array().unwrap() {
            found.insert((code["code"].to_string(), pair["coders"].to_string()), pair);
        }
    }
    let mut kappas = 0;
    for row in expected["agreement"].as_array().unwrap() {
        let pair = found[&(row["code"].to_string(), row["coders"].to_string())];
        for (ours, theirs) in [
            ("both", "both"),
            ("only_first", "first_only"),
            ("only_second", "second_only"),
            ("neither", "neither"),
        ] {
            assert_eq!(pair[ours], row[theirs], "{row}");
        }
        let kappa = &pair["scores"]["cohen_kappa"];
        match row["kappa"].as_f64() {
            Some(known) => {
                assert!((kappa["value"].as_f64().unwrap() - known).abs() < 1e-9, "{row}");
                kappas += 1;
            }
            None => assert!(kappa.get("undefined").is_some(), "{row}"),
        }
    }
    println!("{kappas} kappas are the same");
}

/// Where the system bounds the memory of the program, a study that does not fit is refused and the program not ended.
#[cfg(target_os = "linux")]
#[test]
fn a_study_that_does_not_fit_is_refused() {
    let desk = Desk::with_project();
    let large = fs::File::create(desk.path("study/transcripts/large.txt")).unwrap();
    large.set_len(400 << 20).unwrap();
    let run = format!("ulimit -v 524288; exec {} info study", env!("CARGO_BIN_EXE_concord"));
    let output = Command::new("sh").args(["-c", &run]).current_dir(desk.path("")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("of memory, and the program may use 512 MiB"), "{said}");
    // Nor is a file brought in that becomes too much on its way.
    fs::remove_file(desk.path("study/transcripts/large.txt")).unwrap();
    let mut package = fs::File::create(desk.path("large.qdpx")).unwrap();
    std::io::Write::write_all(&mut package, b"PK").unwrap();
    package.set_len(60 << 20).unwrap();
    let run = format!("ulimit -v 524288; exec {} import study large.qdpx", env!("CARGO_BIN_EXE_concord"));
    let output = Command::new("sh").args(["-c", &run]).current_dir(desk.path("")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("this takes about 790 MiB of memory"), "{said}");
}
