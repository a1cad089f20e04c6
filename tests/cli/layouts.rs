//! Who speaks where, on the command line: what fits is listed, a layout and whoever has no label can be named, and doubts
//! are told.

use super::{Desk, contents};

const OTTER: &str = "Moderator  0:02\nWho wants to begin?\n\nLena  0:08\nI can.\n\nModerator  0:13\nWhat helped?\n\n\
    Tom  0:18\nNothing: not at first.\n";
const ONE_LABEL: &str = "I: How was it?\n\nIt was good, mostly.\n\nI: And then?\n\nThen we moved.\n";

fn desk() -> Desk {
    let desk = Desk::empty();
    desk.write("otter.txt", OTTER);
    desk.write("one.txt", ONE_LABEL);
    desk.done(&["new", "study", "--title", "A study"]);
    desk
}

#[test]
fn layouts_that_fit_are_listed_and_nothing_is_imported() {
    let desk = desk();
    let before = contents(&desk.path("study"));
    let listed = desk.json(&["import", "study", "otter.txt", "--layout", "list"]);
    assert!(contents(&desk.path("study")) == before);
    let file = &listed["files"][0];
    assert_eq!((&file["layout"], &file["doubts"]), (&"name-above".into(), &serde_json::json!([])));
    let fit = &file["fits"][0];
    assert_eq!((&fit["speakers"], &fit["turns"], &fit["times_grow"]), (&3.into(), &4.into(), &true.into()));
    let told = desk.done(&["import", "study", "otter.txt", "--layout", "list"]);
    assert!(told.contains("* name-above") && told.contains("paragraphs"), "{told}");
    let said = desk.refused(2, &["import", "study", "otter.txt", "--layout", "nonsense"]);
    assert!(said.contains("say list, or one of colon, name-above"), "{said}");
}

#[test]
fn another_layout_can_be_named() {
    let desk = desk();
    desk.done(&["import", "study", "otter.txt", "--layout", "paragraphs"]);
    assert_eq!(desk.json(&["info", "study"])["transcripts"][0]["speakers"], serde_json::json!([]));
}

#[test]
fn where_only_one_person_has_a_label_the_others_can_be_named() {
    let desk = desk();
    let told = desk.json(&["import", "study", "one.txt"]);
    let said = told["warnings"][0]["message"].as_str().unwrap();
    assert!(said.contains("only “I” has a label: 2 paragraphs are nobody’s"), "{said}");
    assert!(said.contains("--unlabelled"), "{said}");
    // What it advises is all that it takes.
    desk.done(&["new", "other", "--title", "Another"]);
    let again = desk.json(&["import", "other", "one.txt", "--unlabelled", "P1"]);
    assert_eq!(again["warnings"], serde_json::json!([]), "{again}");
    assert_eq!(desk.json(&["info", "other"])["transcripts"][0]["speakers"], serde_json::json!(["I", "P1"]));
}
