//! Which codes stand together, on the command line: the figures of a study made by hand, and what is refused.

use serde_json::{Value, json};

use super::{Desk, keys};

/// Three turns of 20 characters and more, in a language with an emoji, so that characters are no bytes.
const TALK: &str = "I: How was it? 🙂\n\nP: She listened, and kept her promise.\n\nI: And the other one?\n\nP: He never listened.\n";

/// A study of one transcript, in which Asha coded these words.
pub(super) fn study(text: &str, codings: &[(&str, &str)]) -> Desk {
    let desk = Desk::empty();
    desk.write("T1.txt", text);
    desk.write("codebook.csv", "code,theme\nlistens,Love\nkind,Love\nreliable,Rights\nalone,\n");
    let mut table = "coder,file,code,start,end\n".to_owned();
    for (code, words) in codings {
        let at = text[..text.find(words).unwrap()].chars().count();
        table.push_str(&format!("Asha,T1.txt,{code},{at},{}\n", at + words.chars().count()));
    }
    desk.write("codings.csv", &table);
    desk.done(&["new", "study", "--title", "By hand", "--codebook", "codebook.csv"]);
    desk.done(&["import", "study", "T1.txt"]);
    if !codings.is_empty() {
        desk.done(&["import", "study", "codings.csv"]);
    }
    desk
}

fn by_hand() -> Desk {
    study(
        TALK,
        &[
            ("listens", "She listened"),
            ("kind", "listened, and kept"),
            ("reliable", "kept her promise."),
            ("listens", "He never listened."),
            ("reliable", "one?\n\nP: He never"),
        ],
    )
}

fn pair<'j>(answer: &'j Value, first: &str, second: &str) -> &'j Value {
    let pairs = answer["pairs"].as_array().unwrap();
    pairs.iter().find(|pair| pair["codes"] == json!([first, second])).unwrap()
}

#[test]
fn overlaps_are_counted_in_passages_and_characters() {
    let desk = by_hand();
    let all = desk.json(&["cooccurrence", "study"]);
    assert_eq!(
        (&all["layer"], &all["unit"], &all["units"]),
        (&"Asha".into(), &"overlap".into(), &103.into())
    );
    assert_eq!(all["codes"].as_array().unwrap().len(), 4, "a code that nobody used is there");
    assert_eq!(all["pairs"].as_array().unwrap().len(), 6);
    let listened = pair(&all, "Love/listens", "Love/kind");
    assert_eq!((&listened["count"], &listened["characters"]), (&1.into(), &8.into()));
    assert_eq!((&listened["first_overlapping"], &listened["first_in_second"]), (&1.into(), &0.into()));
    let jaccard = listened["jaccard"].as_f64().unwrap();
    assert!((jaccard - 8.0 / (30.0 + 18.0 - 8.0)).abs() < 1e-12, "{jaccard}");
    assert!(
        pair(&all, "Love/listens", "alone")["lift"]["undefined"].as_str().unwrap().contains("does not occur")
    );
    let expected = [
        "codes",
        "count",
        "transcripts",
        "characters",
        "jaccard",
        "expected",
        "lift",
        "phi",
        "first_overlapping",
        "second_overlapping",
        "first_in_second",
        "second_in_first",
        "equal",
    ];
    let mut found = keys(listened);
    found.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn every_unit_is_counted_and_named() {
    let desk = by_hand();
    let turns = desk.json(&["cooccurrence", "study", "--unit", "turn"]);
    assert_eq!(
        (&turns["units"], &pair(&turns, "Love/listens", "Rights/reliable")["count"]),
        (&4.into(), &2.into())
    );
    let near = desk.json(&["cooccurrence", "study", "--unit", "near", "--within", "1"]);
    let kind = pair(&near, "Love/kind", "Rights/reliable");
    assert_eq!(
        (&near["within"], &kind["count"], &kind["second_near_first"]),
        (&1.into(), &2.into(), &2.into())
    );
    assert!(kind.get("jaccard").is_none());
    let transcripts = desk.json(&["cooccurrence", "study", "--unit", "transcript"]);
    assert_eq!(pair(&transcripts, "Love/listens", "Love/kind")["count"], 1);
    let passages = desk.json(&["cooccurrence", "study", "--unit", "segment", "--level", "theme"]);
    assert_eq!((&passages["units"], &pair(&passages, "Love", "Rights")["count"]), (&5.into(), &0.into()));
    for (unit, says) in [
        ("overlap", "103 characters"),
        ("segment", "5 coded passages"),
        ("turn", "4 turns"),
        ("transcript", "N: 1 transcript"),
    ] {
        let text = desk.done(&["cooccurrence", "study", "--unit", unit]);
        assert!(
            text.contains("coder Asha") && text.contains(says) && text.contains(&format!("unit: {unit}")),
            "{text}"
        );
    }
}

#[test]
fn what_follows_what() {
    let desk = by_hand();
    let answer = desk.json(&["cooccurrence", "study", "--follows", "2"]);
    assert_eq!((&answer["lag"], &answer["units"], &answer["unit"]), (&2.into(), &2.into(), &"turn".into()));
    let rows = answer["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 16, "each code with each, itself among them");
    let kind = rows.iter().find(|row| row["from"] == "Love/kind" && row["to"] == "Rights/reliable").unwrap();
    assert_eq!((&kind["count"], &kind["share"], &kind["lift"]), (&1.into(), &1.0.into(), &1.0.into()));
    assert!(desk.done(&["cooccurrence", "study", "--follows", "2"]).contains("2 pairs of turns"));
    let csv = desk.done(&["cooccurrence", "study", "--follows", "2", "--format", "csv"]);
    assert!(csv.starts_with("from,to,count,from_units,to_units,share,lift,z\n"), "{csv}");
    let long = desk.json(&["cooccurrence", "study", "--follows", "9"]);
    assert_eq!((&long["units"], &long["rows"][0]["count"]), (&0.into(), &0.into()));
}

#[test]
fn a_study_without_codings_or_with_several_coders_says_what_to_do() {
    let desk = study(TALK, &[]);
    let said = desk.refused(1, &["cooccurrence", "study"]);
    assert!(said.contains("nobody has started a transcript"), "{said}");
    let desk = Desk::with_project();
    let said = desk.refused(1, &["cooccurrence", "study"]);
    assert!(said.contains("--coder \"Asha\"") && said.contains("--consensus"), "{said}");
    let said = desk.refused(1, &["cooccurrence", "study", "--coder", "Ash"]);
    assert!(said.contains("Asha"), "{said}");
    let said = desk.refused(1, &["cooccurrence", "study", "--consensus"]);
    assert!(said.contains("no consensus"), "{said}");
}

#[test]
fn options_that_do_not_fit_together_are_refused() {
    let desk = by_hand();
    for (words, says) in [
        (&["--within", "2"][..], "--unit near"),
        (&["--unit", "turn", "--within", "2"], "--unit near"),
        (&["--unit", "near"], "--within"),
        (&["--follows", "0"], "--unit turn"),
        (&["--follows", "1", "--unit", "turn"], "cannot be used with"),
        (&["--unit", "paragraph"], "possible values"),
        (&["--chart", "figure.pdf"], ".svg or .png"),
        (&["--force"], "--chart"),
    ] {
        let said = desk.refused(2, &[&["cooccurrence", "study"], words].concat());
        assert!(said.contains(says), "{words:?}: {said}");
    }
}

#[test]
fn a_flat_codebook_has_no_themes() {
    let desk = Desk::empty();
    desk.write("T1.txt", "P: It was good.");
    desk.write("codings.csv", "coder,file,code,start,end\nAsha,T1.txt,good,3,9\n");
    desk.write("codes.csv", "code,theme\ngood,\n");
    desk.done(&["new", "study", "--title", "Flat", "--codebook", "codes.csv"]);
    desk.done(&["import", "study", "T1.txt", "codings.csv"]);
    let said = desk.refused(1, &["cooccurrence", "study", "--level", "theme"]);
    assert!(said.contains("no themes"), "{said}");
    assert_eq!(desk.json(&["cooccurrence", "study"])["pairs"], json!([]));
}

#[test]
fn charts_are_files_that_stay_unless_replaced() {
    let desk = by_hand();
    let plain = desk.done(&["cooccurrence", "study"]);
    assert_eq!(desk.done(&["cooccurrence", "study", "--chart", "pairs.svg"]), plain);
    let svg = std::fs::read_to_string(desk.path("pairs.svg")).unwrap();
    for words in [
        "Which codes stand together",
        "coder Asha",
        "N: 1 transcript, 103 characters",
        "Love / listens",
        "share a character",
    ] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    let said = desk.refused(1, &["cooccurrence", "study", "--chart", "pairs.svg"]);
    assert!(said.contains("--force"), "{said}");
    desk.done(&["cooccurrence", "study", "--follows", "1", "--chart", "pairs.svg", "--force"]);
    assert!(
        std::fs::read_to_string(desk.path("pairs.svg")).unwrap().contains("What follows what, 1 turn later")
    );
    desk.done(&["cooccurrence", "study", "--chart", "pairs.png"]);
    assert!(std::fs::read(desk.path("pairs.png")).unwrap().starts_with(b"\x89PNG"));
    let said = desk.refused(1, &["cooccurrence", "study", "--chart", "study/transcripts/pairs.svg"]);
    assert!(said.contains("outside"), "{said}");
}

#[test]
fn a_network_has_a_circle_a_code_and_a_line_a_pair() {
    let desk = study("P: It was good. She was kind.", &[("listens", "It was good"), ("kind", "good. She")]);
    desk.done(&["cooccurrence", "study", "--network", "--chart", "net.svg"]);
    let svg = std::fs::read_to_string(desk.path("net.svg")).unwrap();
    assert_eq!(svg.matches("<circle").count(), 4, "a ground and a dot for each: {svg}");
    assert!(svg.contains("Places on the ring mean nothing"), "{svg}");
    assert!(desk.refused(2, &["cooccurrence", "study", "--network"]).contains("--chart"));
}
