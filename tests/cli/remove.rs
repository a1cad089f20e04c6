//! `concord remove` from outside.

use super::*;
use crate::common::files::copy_folder;

#[test]
fn a_transcript_goes_with_all_that_stands_on_it() {
    let desk = Desk::with_project();
    let dry = desk.json(&["remove", "study", "P01", "--dry-run"]);
    assert_eq!(desk.json(&["info", "study"])["codings"], 5, "a dry run changes nothing");
    let told = desk.json(&["remove", "study", "P01"]);
    assert_eq!(dry, told);
    assert_eq!(keys(&told), ["cases", "coders", "files", "removed", "transcripts", "warnings"]);
    let removed = serde_json::json!({
        "transcripts": 1, "codings": 4, "codings_without_passage": 0, "settlements": 0, "memos": 0, "files": 0
    });
    assert_eq!(told["removed"], removed);
    assert_eq!(told["transcripts"], serde_json::json!(["P01"]));
    assert_eq!(told["cases"], serde_json::json!(["Ada"]));
    let coder = |name: &str, codings: u64| serde_json::json!({"name": name, "codings": codings, "codings_without_passage": 0, "complete": 1});
    assert_eq!(told["coders"], serde_json::json!([coder("Asha", 3), coder("Björn", 1)]));
    let said = told["warnings"].to_string();
    assert!(said.contains("history") && said.contains("Ada"), "{said}");
    let info = desk.json(&["info", "study"]);
    assert_eq!((info["codings"].as_u64(), info["cases"].as_u64()), (Some(1), Some(2)));
    assert_eq!(info["transcripts"].as_array().unwrap().len(), 1);
    let left: Vec<_> = contents(&desk.path("study")).into_keys().map(|p| p.display().to_string()).collect();
    let of_p01 = |p: &&String| p.contains("transcripts/p01") || p.contains("layers/") && p.contains("p01");
    assert_eq!(left.iter().filter(of_p01).count(), 0, "{left:?}");
    assert_eq!(desk.json(&["check", "study"])["damage"], serde_json::json!([]));
    assert!(desk.refused(1, &["remove", "study", "P01"]).contains("P01"), "it is not there any more");
}

#[test]
fn several_go_in_one_step_and_all_wrong_names_are_told_at_once() {
    let desk = Desk::with_project();
    let said = desk.refused(1, &["remove", "study", "P01", "P09", "P10"]);
    assert!(said.contains("P09") && said.contains("P10") && said.contains("nothing was removed"), "{said}");
    desk.refused(2, &["remove", "study"]);
    let steps = |desk: &Desk| {
        desk.done(&["export", "study", "trail.csv", "--as", "history", "--force"]);
        fs::read_to_string(desk.path("trail.csv")).unwrap().lines().count()
    };
    let before = steps(&desk);
    let text = desk.done(&["remove", "study", "P02.txt", "P01", "p01"]);
    assert!(text.starts_with("Removed: 2 transcripts, 5 codings\n  P01\n  P02\n"), "{text}");
    assert!(text.contains("By Asha: 4 codings; 2 transcripts marked complete"), "{text}");
    assert_eq!(steps(&desk), before + 1);
    assert_eq!(desk.json(&["info", "study"])["codes"], 4, "codes stay");
}

/// What a transcript came from holds its words; a file of several goes with the last.
#[test]
fn kept_files_go_with_their_last_transcript() {
    let desk = Desk::with_project();
    desk.write("P03.txt", "Interviewer: And now?\n\nP03: She kept coming back.\n");
    desk.done(&["import", "study", "P03.txt", "--keep-sources"]);
    let told = desk.json(&["remove", "study", "P03"]);
    assert_eq!((&told["removed"]["files"], &told["files"][0]), (&1.into(), &"P03.txt".into()));
    let kept = fs::read_to_string(desk.path("study/sources.ron")).unwrap_or_default();
    assert!(!kept.contains("P03"), "{kept}");
}

/// A copy that has it still does not bring it back by itself, nor is what somebody did there meanwhile lost in silence.
#[test]
fn a_copy_that_has_it_still() {
    let desk = Desk::with_project();
    for name in ["idle", "busy"] {
        copy_folder(&desk.path("study"), &desk.path(name));
    }
    let row = place(P1, "kept her promise");
    desk.write("ben.csv", &format!("coder,file,code,start,end\nBen,P01,reliable,{row}\n"));
    desk.done(&["import", "busy", "ben.csv"]);
    desk.done(&["remove", "study", "P01"]);

    let idle = desk.json(&["merge", "study", "idle"]);
    assert_eq!(idle["added"], serde_json::json!({}), "{idle}");
    let left = idle["left_out"].as_array().unwrap();
    let kinds: Vec<_> = left.iter().map(|l| l["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"transcripts") && kinds.contains(&"codings"), "{idle}");
    assert_eq!(desk.json(&["info", "study"])["transcripts"].as_array().unwrap().len(), 1);

    let busy = desk.json(&["merge", "study", "busy"]);
    let said = busy["warnings"].to_string();
    assert!(
        said.contains("P01") && said.contains("was removed in one copy and is used in another"),
        "{busy}"
    );
    let info = desk.json(&["info", "study"]);
    assert_eq!((info["transcripts"].as_array().unwrap().len(), info["codings"].as_u64()), (2, Some(2)));
    // The other way round it is the same.
    let other = desk.json(&["merge", "busy", "study"]);
    assert!(other["merged"].to_string().contains("codings"), "{other}");
    let codings = |of: &str| desk.json(&["codings", of]);
    assert_eq!(codings("busy"), codings("study"));
}

/// A corrected file takes the place of a transcript’s, and what is coded goes with its words.
#[test]
fn a_transcript_has_its_file_replaced() {
    let desk = Desk::with_project();
    let corrected =
        P1.replace("listened 🙂 to me", "listened to me 🙂").replace("her promise", "every promise");
    fs::create_dir(desk.path("new")).unwrap();
    desk.write("new/P01 checked.txt", &corrected);
    let replace = ["import", "study", "new/P01 checked.txt", "--replace", "P01"];
    let dry = desk.json(&[&replace[..], &["--dry-run"]].concat());
    let was = fs::read_to_string(desk.path("study/transcripts/p01.txt")).unwrap();
    assert_eq!(was, P1, "a dry run changes nothing");
    assert!(
        desk.done(&[&replace[..], &["--dry-run"]].concat()).starts_with("Would replace the words of “P01”")
    );
    let told = desk.json(&replace);
    assert_eq!(dry, told);
    assert_eq!(keys(&told), ["added", "changed", "lost", "replaced", "warnings"]);
    let replaced = &told["replaced"];
    assert_eq!(replaced["transcript"], "P01");
    let count = |what: &str| replaced[what].as_u64().unwrap();
    assert_eq!(["kept", "reworded", "shortened", "lost"].map(count).iter().sum::<u64>(), 4, "{told}");
    assert_eq!(count("lost"), 0, "{told}");
    assert_eq!(
        told["changed"][0],
        serde_json::json!({"what": "source of “P01”", "old": "P01.txt", "new": "P01 checked.txt"})
    );
    let kept = fs::read_to_string(desk.path("study/transcripts/p01.txt")).unwrap();
    assert_eq!(kept, corrected);
    let rows = desk.json(&["codings", "study", "--code", "reliable"]);
    assert_eq!(rows[0]["text"], "She kept every promise.");
    assert_eq!(desk.json(&["info", "study"])["codings"], 5);
    assert_eq!(desk.json(&["check", "study"])["damage"], serde_json::json!([]));
    // What loses its words is named.
    desk.write("new/P01.txt", &corrected.replace(" She kept every promise.", ""));
    let text = desk.done(&["import", "study", "new/P01.txt", "--replace", "P01 checked.txt"]);
    assert!(text.contains("1 without a passage") && text.contains("“Rights/reliable” by Asha"), "{text}");

    let said = desk.refused(1, &["import", "study", "new/P01.txt", "--replace", "P09"]);
    assert!(said.contains("P09") && said.contains("nothing was replaced"), "{said}");
    let said = desk.refused(1, &["import", "study", "codings.csv", "--replace", "P01"]);
    assert!(said.contains("no transcript"), "{said}");
    let said = desk.refused(2, &["import", "study", "P01.txt", "P02.txt", "--replace", "P01"]);
    assert!(said.contains("one FILE"), "{said}");
    desk.refused(2, &["import", "study", "P01.txt", "--dry-run"]);
}
