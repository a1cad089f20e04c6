//! `concord merge` from outside.

use super::*;
use crate::common::files::copy_folder;

/// A project and two copies of it, in each of which somebody worked alone.
fn with_copies() -> Desk {
    let desk = Desk::with_project();
    for name in ["ben", "cleo"] {
        copy_folder(&desk.path("study"), &desk.path(name));
    }
    desk.write("P03.txt", "Interviewer: And now?\n\nP03: She kept coming back every week.\n");
    desk.done(&["import", "ben", "P03.txt"]);
    let row = |words: &str, text: &str, rest: &str| format!("{rest},{}\n", place(text, words));
    let head = "coder,file,code,start,end\n";
    desk.write("ben.csv", &format!("{head}{}", row("kept her promise", P1, "Ben,P01,reliable")));
    desk.done(&["import", "ben", "ben.csv"]);
    desk.write("cleo.csv", &format!("{head}{}", row("another café", P2, "Cleo,P02,fair")));
    desk.done(&["import", "cleo", "cleo.csv"]);
    desk
}

#[test]
fn copies_come_together() {
    let desk = with_copies();
    let (ben, cleo) = (contents(&desk.path("ben")), contents(&desk.path("cleo")));
    let dry = desk.json(&["merge", "study", "cleo", "ben", "--dry-run"]);
    assert_eq!(desk.json(&["info", "study"])["codings"], 5, "a dry run changes nothing");
    let told = desk.json(&["merge", "study", "cleo", "ben"]);
    assert_eq!(dry, told);
    assert_eq!(told["added"]["codings"], 2);
    assert_eq!(told["added"]["coders"], 2);
    assert_eq!(told["added"]["transcripts"], 1);
    assert_eq!(
        (told["conflicts"].as_array().unwrap().len(), told["left_out"].as_array().unwrap().len()),
        (0, 0)
    );
    let info = desk.json(&["info", "study"]);
    assert_eq!((info["codings"].as_u64(), info["transcripts"].as_array().unwrap().len()), (Some(7), 3));
    assert!(
        contents(&desk.path("ben")) == ben && contents(&desk.path("cleo")) == cleo,
        "others are only read"
    );
    let again = desk.json(&["merge", "study", "ben", "cleo"]);
    assert_eq!(
        (again["added"].clone(), again["merged"].clone()),
        (serde_json::json!({}), serde_json::json!({}))
    );
    assert_eq!(desk.json(&["check", "study"])["damage"], serde_json::json!([]));
    // The same study, whoever brings it together.
    desk.done(&["merge", "cleo", "study"]);
    assert_eq!(desk.json(&["codings", "cleo"]), desk.json(&["codings", "study"]));
}

#[test]
fn what_both_changed_is_listed_and_chosen() {
    let desk = with_copies();
    for (name, words) in [("study", "hears out"), ("ben", "takes time")] {
        let file = format!("{name}-codes.csv");
        desk.write(&file, &format!("code,parent,definition\nlistens,Love,{words}\n"));
        desk.done(&["import", name, &file]);
    }
    let told = desk.json(&["merge", "study", "ben", "--dry-run"]);
    let conflict = &told["conflicts"][0];
    assert_eq!(
        [&conflict["what"], &conflict["field"], &conflict["ours"], &conflict["theirs"], &conflict["kept"]],
        ["code “Love/listens”", "definition", "hears out", "takes time", "ours"]
    );
    let text = desk.done(&["merge", "study", "ben", "--prefer", "theirs"]);
    assert!(
        text.contains("definition: here “hears out”, in ben “takes time”: taken as it is there"),
        "{text}"
    );
    desk.done(&["export", "study", "codes.csv", "--as", "codebook"]);
    assert!(fs::read_to_string(desk.path("codes.csv")).unwrap().contains("takes time"));
}

#[test]
fn the_same_interviews_imported_twice_are_one() {
    let desk = Desk::with_project();
    desk.write("codes2.csv", "code,theme\nListens,love\nplayful,love\n");
    desk.write("Interview 1.txt", P1);
    desk.write("P02.txt", "Interviewer: Other words.\n\nP02: Quite other words.\n");
    desk.done(&["new", "other", "--title", "Mine", "--codebook", "codes2.csv"]);
    desk.done(&["import", "other", "Interview 1.txt", "P02.txt"]);
    let row =
        |coder: &str, code: &str, words: &str| format!("{coder},Interview 1,{code},{}\n", place(P1, words));
    let rows = [
        row("asha", "Listens", "She listened 🙂 to me."),
        row("Dora", "playful", "kept her"),
        row("Dora", "Listens", "listened"),
    ];
    desk.write("c.csv", &format!("coder,file,code,start,end\n{}", rows.concat()));
    desk.done(&["import", "other", "c.csv"]);
    let told = desk.json(&["merge", "study", "other"]);
    // Asha's passage is there already; P02 has other words, so both stay.
    assert_eq!((&told["added"]["codings"], &told["added"]["codes"]), (&2.into(), &1.into()));
    assert_eq!(told["added"]["transcripts"], 1);
    let said = told["warnings"].to_string();
    assert!(said.contains("has other words there: kept apart"), "{said}");
    assert!(said.contains("“Interview 1” there has the words of “P01” here"), "{said}");
    let again = desk.json(&["merge", "study", "other"]);
    assert_eq!(
        (again["added"].clone(), again["merged"].clone()),
        (serde_json::json!({}), serde_json::json!({}))
    );
}

/// Week after week: what is changed or removed in a copy after it came in is changed or removed here.
#[test]
fn copies_come_together_again_and_again() {
    let desk = with_copies();
    desk.done(&["merge", "study", "ben"]);
    desk.write("more.csv", "code,parent,definition\nreliable,Rights,first\n");
    desk.done(&["import", "ben", "more.csv"]);
    let told = desk.json(&["merge", "study", "ben"]);
    assert_eq!((told["merged"]["codes"].as_u64(), told["conflicts"].as_array().unwrap().len()), (Some(1), 0));
    desk.write("more.csv", "code,parent,definition\nreliable,Rights,second\n");
    desk.done(&["import", "ben", "more.csv"]);
    let told = desk.json(&["merge", "study", "ben"]);
    assert_eq!((told["merged"]["codes"].as_u64(), told["conflicts"].as_array().unwrap().len()), (Some(1), 0));
}

#[test]
fn what_cannot_be_brought_together_is_named() {
    let desk = with_copies();
    assert!(desk.refused(1, &["merge", "study", "nowhere"]).contains("not a Concord project"));
    assert!(desk.refused(1, &["merge", "study", "study"]).contains("the project itself"));
    assert!(desk.refused(1, &["merge", "study", "./study/../study"]).contains("the project itself"));
    assert!(desk.refused(1, &["merge", "study", "ben", "./ben"]).contains("named twice"));
    assert!(desk.refused(1, &["merge", "study"]).contains("nothing to bring together"));
    desk.done(&["new", "strange", "--title", "Another"]);
    desk.write("S.txt", "Interviewer: Quite another study?\n\nS: Yes.\n");
    desk.done(&["import", "strange", "S.txt"]);
    assert!(desk.refused(1, &["merge", "study", "strange"]).contains("in common"));
    let codebook = desk.path("cleo").join("codebook.ron");
    fs::write(&codebook, "(codes: [").unwrap();
    let said = desk.refused(1, &["merge", "study", "ben", "cleo"]);
    assert!(said.contains("codebook.ron") && said.contains("concord check cleo"), "{said}");
    let project = desk.path("ben").join("project.ron");
    let newer = fs::read_to_string(&project).unwrap().replace("format_version: ", "format_version: 9");
    fs::write(&project, newer).unwrap();
    assert!(desk.refused(1, &["merge", "study", "ben"]).contains("newer"));
    desk.refused(2, &["merge", "study", "ben", "--prefer", "mine"]);
}

/// Copies that a program for syncing left are found by `check`, and taken in by `merge` without another folder.
#[test]
fn copies_of_a_program_for_syncing_are_taken_in() {
    let desk = with_copies();
    let journal = "history/_project.ron";
    let from = desk.path("ben").join(journal);
    fs::copy(from, desk.path("study").join("history/_project (Ben's conflicted copy 2026-11-25).ron"))
        .unwrap();
    let output = desk.run(&["check", "study", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let checked: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        checked["damage"][0]["what"].as_str().unwrap().contains("a copy of history/_project.ron"),
        "{checked}"
    );
    assert_eq!(desk.json(&["info", "study"])["codings"], 5);
    let told = desk.json(&["merge", "study"]);
    assert_eq!((&told["added"]["codings"], &told["added"]["transcripts"]), (&1.into(), &Value::Null));
    assert_eq!(desk.json(&["check", "study"])["damage"], serde_json::json!([]));
    assert!(desk.path("study").join("damaged/history").is_dir());
    // Those in another copy are for whoever has it.
    let copy = desk.path("cleo").join("codebook (1).ron");
    fs::copy(desk.path("cleo").join("codebook.ron"), &copy).unwrap();
    let told = desk.json(&["merge", "study", "cleo"]);
    assert!(told["warnings"].to_string().contains("codebook (1).ron"), "{told}");
    assert!(copy.exists());
}

/// While everybody codes independently, the report says nothing of what others coded; it comes in all the same.
#[test]
fn a_report_is_blind_while_everybody_codes_independently() {
    let desk = with_copies();
    desk.done(&["phase", "study", "independent"]);
    let output = desk.command(&["merge", "study", "ben"]).env("CONCORD_CODER", "Asha").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("added: transcript “P03”"), "{said}");
    assert!(said.contains("not shown") && !said.contains("codings of P01, Ben"), "{said}");
    desk.done(&["phase", "study", "comparison"]);
    assert_eq!(desk.json(&["info", "study"])["codings"], 6);
}
