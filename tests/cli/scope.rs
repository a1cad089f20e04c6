//! What of a study counts, from outside: the options of every command that counts, against figures made by hand and against
//! studies from which the rest was removed.

use serde_json::json;

use super::*;

/// Every command that counts, with what it needs beside the project.
const COUNTS: [&[&str]; 8] = [
    &["frequencies"],
    &["agreement", "--coders", "Asha,Björn", "--in-progress"],
    &["compare-groups", "--by", "group", "--coder", "Asha"],
    &["cooccurrence", "--coder", "Asha"],
    &["matrix", "--coder", "Asha"],
    &["saturation", "--coder", "Asha"],
    &["words"],
    &["search", "--count", "she"],
];

fn asked<'a>(command: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [&[command[0], "study"], &command[1..], more].concat()
}

/// A focus group of two with a moderator beside two interviews; two waves.
fn study() -> Desk {
    let desk = Desk::with_project();
    let talk =
        "Moderator: So?\n\nTess: She listened to me, always.\n\nUma: Mine was fair.\n\nTess: And kind.\n";
    desk.write("G1.txt", talk);
    desk.write("group.csv", "transcript,speaker,case\nG1.txt,Tess,Tess\nG1.txt,Uma,Uma\n");
    desk.write("who.csv", "case,group,age\nTess,pilot,14\nUma,comparison,15\n");
    desk.write("waves.csv", "transcript,wave\nP01.txt,1\nP02.txt,2\nG1.txt,2\n");
    let coded = |code: &str, words: &str| format!("Asha,G1.txt,{code},{}\n", place(talk, words));
    let rows = [
        coded("listens", "She listened to me, always."),
        coded("fair", "Mine was fair."),
        coded("kind", "And kind."),
        coded("fair", "Mine was fair.").replace("Asha", "Björn"),
    ];
    desk.write("coded.csv", &format!("coder,file,code,start,end\n{}", rows.concat()));
    desk.done(&["import", "study", "G1.txt"]);
    desk.done(&["import", "study", "group.csv"]);
    desk.done(&["import", "study", "who.csv"]);
    desk.done(&["import", "study", "waves.csv"]);
    desk.done(&["import", "study", "coded.csv"]);
    desk
}

fn frequencies(desk: &Desk, more: &[&str]) -> Value {
    desk.json(&[&["frequencies", "study", "--coder", "Asha"], more].concat())
}

fn row<'a>(answer: &'a Value, code: &str) -> &'a Value {
    answer["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap()
}

#[test]
fn every_command_that_counts_says_its_scope_and_counts_what_is_left() {
    let desk = Desk::with_project();
    desk.done(&["sets", "study", "--add", "pilot", "P01"]);
    for command in COUNTS {
        let whole = desk.json(&asked(command, &[]));
        assert!(whole.get("scope").is_none(), "{command:?}: {whole}");
        let narrow = desk.json(&asked(command, &["--set", "pilot"]));
        assert_eq!(narrow["scope"], "set pilot", "{command:?}");
        let text = desk.done(&asked(command, &["--set", "pilot"]));
        assert!(text.starts_with("Scope: set pilot\n"), "{command:?}: {text}");
    }
    let csv = desk.done(&["frequencies", "study", "--set", "pilot", "--format", "csv"]);
    let mut lines = csv.lines();
    assert!(
        lines.next().unwrap().ends_with(",scope") && lines.all(|line| line.ends_with(",set pilot")),
        "{csv}"
    );
    let output = desk.run(&["codings", "study", "--set", "pilot", "--format", "json"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "concord: Scope: set pilot\n");
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 4);
}

#[test]
fn counts_in_scope_are_those_of_a_study_without_the_rest() {
    let desk = study();
    desk.done(&["sets", "study", "--add", "first", "P01", "G1"]);
    let narrow: Vec<Value> = COUNTS.iter().map(|c| desk.json(&asked(c, &["--set", "first"]))).collect();
    let named: Vec<Value> =
        COUNTS.iter().map(|c| desk.json(&asked(c, &["--only-transcripts", "P01", "G1"]))).collect();
    desk.done(&["remove", "study", "P02"]);
    // A participant without a transcript is none; so is the case in a scope.
    for ((command, narrow), named) in COUNTS.iter().zip(narrow).zip(named) {
        let left = desk.json(&asked(command, &[]));
        for mut narrow in [narrow, named] {
            narrow.as_object_mut().unwrap().remove("scope").unwrap();
            if command[0] == "compare-groups" {
                assert_eq!(narrow["groups"], left["groups"], "{command:?}");
                continue;
            }
            assert_eq!(narrow, left, "{command:?}");
        }
    }
}

#[test]
fn participants_in_scope_are_those_who_have_the_value() {
    let desk = study();
    let whole = frequencies(&desk, &["--by", "group"]);
    for group in ["pilot", "comparison"] {
        let narrow = frequencies(&desk, &["--where", &format!("group={group}")]);
        assert_eq!(narrow["scope"], format!("group is {group}"));
        assert_eq!(narrow["participants"], 2, "of N the participants in scope");
        for code in ["listens", "kind", "fair", "reliable"] {
            let (own, by) = (row(&narrow, code), &row(&whole, code)["by"][group]);
            for figure in
                ["codings", "segments", "participants", "transcripts", "words", "characters", "share"]
            {
                assert_eq!(own[figure], by[figure], "{group} {code} {figure}");
            }
        }
    }
    let both = frequencies(&desk, &["--where", "group=pilot", "--where", "group=comparison"]);
    assert_eq!((&both["participants"], &both["scope"]), (&4.into(), &"group is comparison or pilot".into()));
    let young = frequencies(&desk, &["--where", "group=pilot", "--where", "age=14"]);
    assert_eq!((&young["participants"], &young["transcripts"]), (&1.into(), &1.into()));
    assert_eq!(row(&young, "fair")["codings"], 0, "Uma says that");
    let wave = frequencies(&desk, &["--where", "wave=2", "--where", "group=pilot"]);
    assert_eq!((&wave["participants"], &row(&wave, "listens")["codings"]), (&1.into(), &1.into()));
}

/// What is coded from in the turns of others is left out, and so are their words and characters.
#[test]
fn a_speaker_narrows_codings_words_and_participants() {
    let desk = study();
    let tess = frequencies(&desk, &["--speaker", "tess"]);
    assert_eq!((&tess["participants"], &tess["transcripts"]), (&1.into(), &1.into()));
    let counts = ["listens", "kind", "fair"].map(|code| row(&tess, code)["codings"].clone());
    assert_eq!(counts, [1, 1, 0].map(Value::from));
    // Of "Tess: She listened to me, always." and "Tess: And kind."
    assert_eq!(row(&tess, "listens")["coverage"], 27.0 / 48.0);
    let words = |more: &[&str]| desk.json(&[&["words", "study"], more].concat());
    desk.done(&["sets", "study", "--add", "all", "P01", "P02", "G1"]);
    let own = words(&["--speaker", "Tess"]);
    let kept = words(&["--speaker", "Tess", "--set", "all"]);
    assert_eq!(own["rows"], kept["rows"]);
    let turns =
        desk.json(&["agreement", "study", "--coders", "Asha,Björn", "--unit", "turn", "--speaker", "Tess"]);
    assert_eq!(turns["units"], 2, "{turns}");
    let hits = desk.json(&["search", "study", "she|mine", "--regex", "--count", "--where", "age=14"]);
    assert_eq!((&hits["matches"], &hits["scope"]), (&1.into(), &"age is 14".into()), "{hits}");
}

#[test]
fn days_narrow_to_what_was_coded_then() {
    let desk = Desk::with_project();
    let day = desk.json(&["codings", "study"])[0]["created"].as_str().unwrap()[..10].to_owned();
    let narrow = frequencies(&desk, &["--since", &day, "--until", &day]);
    let whole = frequencies(&desk, &[]);
    assert_eq!((&narrow["rows"], &narrow["participants"]), (&whole["rows"], &whole["participants"]));
    assert_eq!(narrow["scope"], format!("coded from {day} to {day}"));
    let said = desk.refused(1, &["frequencies", "study", "--until", "2020-01-31"]);
    assert!(said.contains("the scope leaves nothing") && said.contains("coded up to 2020-01-31"), "{said}");
    desk.refused(2, &["frequencies", "study", "--since", "yesterday"]);
}

#[test]
fn what_is_not_there_is_refused_with_what_there_is() {
    let desk = study();
    desk.done(&["sets", "study", "--add", "pilot", "P01"]);
    let refused = |more: &[&str]| desk.refused(1, &[&["frequencies", "study"], more].concat());
    let said = refused(&["--set", "pilto"]);
    assert!(
        said.contains("no set of transcripts “pilto”") && said.contains("the project has pilot"),
        "{said}"
    );
    let said = refused(&["--where", "wave=9"]);
    assert!(said.contains("wave has no value “9”: it has 1, 2"), "{said}");
    let said = refused(&["--where", "wave"]);
    assert!(said.contains("ATTRIBUTE=VALUE"), "{said}");
    let said = refused(&["--where", "wav=1"]);
    assert!(said.contains("did you mean “wave”") && said.contains("the project has"), "{said}");
    let said = refused(&["--speaker", "Nobody"]);
    assert!(said.contains("Moderator") && said.contains("Tess"), "{said}");
    let said = refused(&["--scope", "none"]);
    assert!(said.contains("the project has no saved scopes"), "{said}");
    let said = refused(&["--set", "pilot", "--where", "wave=2"]);
    assert!(said.contains("no transcript is left where only this counts: wave is 2"), "{said}");
    let said = refused(&["--set", "pilot", "--speaker", "Tess"]);
    assert!(said.contains("only this counts: said by Tess"), "{said}");
    let said = desk.refused(2, &["export", "study", "whole.qdpx", "--set", "pilot"]);
    assert!(said.contains("--transcripts and --coders") && !desk.path("whole.qdpx").exists(), "{said}");
}

#[test]
fn a_scope_is_saved_by_name_and_outlives_other_names() {
    let desk = study();
    assert_eq!(desk.done(&["scopes", "study"]), "No saved scopes\n");
    desk.done(&["sets", "study", "--add", "pilot", "P01", "G1"]);
    let saved =
        desk.json(&["scopes", "study", "--save", "young pilots", "--set", "pilot", "--where", "age=14"]);
    assert_eq!(saved["scopes"], json!([{"name": "young pilots", "scope": "set pilot; age is 14"}]));
    let narrow = frequencies(&desk, &["--scope", "Young pilots"]);
    assert_eq!((&narrow["participants"], &narrow["scope"]), (&1.into(), &"set pilot; age is 14".into()));
    desk.done(&["sets", "study", "--rename", "pilot", "first"]);
    assert_eq!(frequencies(&desk, &["--scope", "young pilots"])["scope"], "set first; age is 14");
    desk.done(&["sets", "study", "--delete", "first"]);
    let said = desk.refused(1, &["frequencies", "study", "--scope", "young pilots"]);
    assert!(said.contains("no transcript is left where only this counts: set (gone)"), "never all: {said}");
    desk.refused(2, &["scopes", "study", "--save", "all"]);
    desk.refused(2, &["scopes", "study", "--speaker", "Tess", "--delete", "young pilots"]);
    assert_eq!(desk.json(&["scopes", "study", "--delete", "young pilots"])["scopes"], json!([]));
}

#[test]
fn exports_and_reports_are_narrowed_and_say_so() {
    let desk = study();
    let told = desk.json(&[
        "export",
        "study",
        "out.csv",
        "--as",
        "codings",
        "--where",
        "group=pilot",
        "--only-coders",
        "Asha",
    ]);
    assert_eq!(told["scope"], "group is pilot; coded by Asha");
    let rows = fs::read_to_string(desk.path("out.csv")).unwrap();
    assert_eq!(rows.lines().count(), 6, "three of P01, two of Tess: {rows}");
    let told = desk.done(&[
        "report",
        "study",
        "who.json",
        "--template",
        "sample-description",
        "--where",
        "group=pilot",
    ]);
    assert!(told.contains("(2 participants") && told.contains("Scope: group is pilot"), "{told}");
    let file: Value = serde_json::from_slice(&fs::read(desk.path("who.json")).unwrap()).unwrap();
    assert_eq!((&file["scope"], &file["participants"]), (&json!("group is pilot"), &json!(2)));
    let chart = desk.path("chart.svg");
    desk.done(&["matrix", "study", "--coder", "Asha", "--where", "group=pilot", "--chart", "chart.svg"]);
    assert!(fs::read_to_string(chart).unwrap().contains("Scope: group is pilot"));
}
