//! What is marked in a document on its way in: highlights and comments become codings and memos in one step, where that is
//! asked for, and are counted with what to do where it is not.

use super::{Desk, fs};
use crate::common::marked::marked_docx;

#[test]
fn highlights_and_comments_become_codings_and_memos_in_one_step() {
    let desk = Desk::empty();
    fs::write(desk.path("P1.docx"), marked_docx()).unwrap();
    desk.done(&["new", "study", "--title", "A study"]);
    let told = desk.done(&["import", "study", "P1.docx"]);
    for remedy in ["--codings-from highlights", "--codings-from comments"] {
        assert!(told.contains(remedy), "{told}");
    }
    assert!(
        desk.refused(2, &["import", "study", "P1.docx", "--codings-from", "highlights"]).contains("--coder")
    );
    let steps = |desk: &Desk| {
        desk.done(&["export", "study", "trail.csv", "--as", "history", "--force"]);
        fs::read_to_string(desk.path("trail.csv")).unwrap().lines().count()
    };
    // The transcript is there already; what is marked in it comes all the same.
    let before = steps(&desk);
    let all = ["import", "study", "P1.docx", "--codings-from", "highlights,comments", "--coder", "Asha"];
    let told = desk.json(&all);
    assert_eq!(
        told["added"],
        serde_json::json!({"coders": 1, "codes": 1, "codings": 1, "memos": 1, "themes": 1})
    );
    assert_eq!((steps(&desk), &told["lost"]), (before + 1, &serde_json::json!([])));
    let rows = desk.json(&["codings", "study"]);
    assert_eq!((&rows[0]["text"], &rows[0]["coder"]), (&"good".into(), &"Asha".into()));
    desk.done(&["export", "study", "memos.csv", "--as", "memos"]);
    let memos = fs::read_to_string(desk.path("memos.csv")).unwrap();
    assert!(memos.contains("Ben: Really?") && memos.contains("coding"), "{memos}");
    let again = desk.json(&all);
    assert_eq!((&again["added"], steps(&desk)), (&serde_json::json!({}), before + 1));

    desk.write("plain.txt", "I: How?\nP: So.\n");
    let told = desk.done(&["import", "study", "plain.txt", "--codings-from", "comments", "--coder", "Asha"]);
    assert!(told.contains("no highlights or comments were found"), "{told}");
}
