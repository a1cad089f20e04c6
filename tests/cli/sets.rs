//! `concord sets` from outside.

use super::*;

fn titles(desk: &Desk) -> serde_json::Value {
    desk.json(&["sets", "study"])["sets"].clone()
}

#[test]
fn a_set_is_made_filled_renamed_and_deleted() {
    let desk = Desk::with_project();
    assert_eq!(desk.done(&["sets", "study"]), "No sets of transcripts\n");
    let made = desk.json(&["sets", "study", "--add", "pilot", "P01", "P02.txt"]);
    assert_eq!(made["sets"], serde_json::json!([{"name": "pilot", "transcripts": ["P01", "P02"]}]));
    desk.done(&["sets", "study", "--add", "wave 2", "P02"]);
    assert_eq!(
        desk.done(&["sets", "study"]),
        "pilot (2 transcripts): P01, P02\nwave 2 (1 transcript): P02\n"
    );
    let info = desk.json(&["info", "study"]);
    assert_eq!(
        info["sets"],
        serde_json::json!([{"name": "pilot", "transcripts": 2}, {"name": "wave 2", "transcripts": 1}])
    );
    assert!(desk.done(&["info", "study"]).contains("\nSet wave 2: 1 transcript\n"));
    desk.done(&["sets", "study", "--remove", "PILOT", "P01"]);
    desk.done(&["sets", "study", "--rename", "pilot", "first"]);
    assert_eq!(titles(&desk)[0], serde_json::json!({"name": "first", "transcripts": ["P02"]}));
    desk.done(&["sets", "study", "--delete", "first"]);
    assert_eq!(titles(&desk), serde_json::json!([{"name": "wave 2", "transcripts": ["P02"]}]));
    assert_eq!(desk.json(&["info", "study"])["transcripts"].as_array().unwrap().len(), 2, "transcripts stay");
    assert_eq!(desk.json(&["check", "study"])["damage"], serde_json::json!([]));
}

#[test]
fn names_that_are_wrong_are_told_and_nothing_is_done() {
    let desk = Desk::with_project();
    desk.done(&["sets", "study", "--add", "pilot", "P01"]);
    let said = desk.refused(1, &["sets", "study", "--add", "pilot", "P08", "P02", "P09"]);
    assert!(said.contains("P08") && said.contains("P09") && said.contains("nothing was changed"), "{said}");
    let said = desk.refused(1, &["sets", "study", "--delete", "pilo"]);
    assert!(said.contains("did you mean “pilot”") && said.contains("the project has pilot"), "{said}");
    desk.done(&["sets", "study", "--add", "other"]);
    let said = desk.refused(1, &["sets", "study", "--rename", "other", "Pilot"]);
    assert!(said.contains("a set of transcripts is named “Pilot” already"), "{said}");
    desk.refused(2, &["sets", "study", "--rename", "other"]);
    desk.refused(2, &["sets", "study", "--delete", "other", "--add", "x"]);
    assert_eq!(titles(&desk)[1], serde_json::json!({"name": "pilot", "transcripts": ["P01"]}));
}

/// What another program has no place for is told.
#[test]
fn a_set_does_not_go_into_other_programs_files_unsaid() {
    let desk = Desk::with_project();
    desk.done(&["sets", "study", "--add", "pilot", "P01", "P02"]);
    desk.done(&["assign", "study", "--coder", "Asha", "P01"]);
    for file in ["out.qdpx", "package"] {
        let told = desk.json(&["export", "study", file]);
        let lost = told["lost"].as_array().unwrap();
        for what in ["set of transcripts", "transcript given to a coder"] {
            assert!(lost.iter().any(|lost| lost["what"] == what && lost["count"] == 1), "{file}: {told}");
        }
    }
}

/// A transcript that goes leaves its sets and its coders, and a study that never had a set has no file of them.
#[test]
fn what_is_removed_leaves_its_sets() {
    let desk = Desk::with_project();
    assert!(!desk.path("study/plan.ron").exists());
    desk.done(&["sets", "study", "--add", "pilot", "P01", "P02"]);
    desk.done(&["assign", "study", "--coder", "Asha", "P01", "P02"]);
    assert!(desk.path("study/plan.ron").exists());
    desk.done(&["remove", "study", "P01"]);
    assert_eq!(titles(&desk), serde_json::json!([{"name": "pilot", "transcripts": ["P02"]}]));
    let grid = desk.json(&["assign", "study"]);
    assert_eq!(grid["transcripts"].as_array().unwrap().len(), 1);
    assert_eq!(desk.json(&["check", "study"])["damage"], serde_json::json!([]));
    desk.done(&["sets", "study", "--delete", "pilot"]);
    desk.done(&["assign", "study", "--coder", "Asha", "--take-back", "P02"]);
    assert!(!desk.path("study/plan.ron").exists());
}
