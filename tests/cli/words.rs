//! Words on the command line: counts of a study made by hand, keyness, collocates, stop lists, and what is refused.

use serde_json::{Value, json};

use super::Desk;

const FIRST: &str =
    "Interviewer: What helps you?\n\nAda: Trust helps. I don’t trust everybody, but trust grows.\n";
const SECOND: &str = "Interviewer: What helps you?\n\nBo: Football. Football and music.\n";

fn talks() -> Desk {
    let desk = Desk::empty();
    desk.write("T1.txt", FIRST);
    desk.write("T2.txt", SECOND);
    desk.write("cases.csv", "case,transcript,group,lone\nAda,T1,pilot,yes\nBo,T2,comparison,yes\n");
    desk.done(&["new", "study", "--title", "Talks"]);
    desk.done(&["import", "study", "T1.txt", "T2.txt", "cases.csv"]);
    desk
}

fn row<'j>(answer: &'j Value, word: &str) -> &'j Value {
    answer["rows"].as_array().unwrap().iter().find(|row| row["word"] == word).unwrap_or(&Value::Null)
}

#[test]
fn words_are_counted_without_labels() {
    let desk = talks();
    let all = desk.json(&["words", "study"]);
    assert_eq!((&all["tokens"], &all["types"], &all["transcripts"]), (&19.into(), &12.into(), &2.into()));
    assert_eq!(all["rows"][0]["word"], "helps", "three times, as trust, and before it by its letters");
    assert_eq!((&row(&all, "trust")["count"], &row(&all, "helps")["transcripts"]), (&3.into(), &2.into()));
    assert_eq!((row(&all, "ada"), row(&all, "interviewer")), (&json!(null), &json!(null)));
    assert_eq!(row(&all, "don’t")["count"], 1);
    let out = desk.json(&["words", "study", "--leave-out-interviewer"]);
    assert_eq!((&out["tokens"], row(&out, "what")), (&13.into(), &json!(null)));
    let bo = desk.json(&["words", "study", "--speaker", "bo"]);
    assert_eq!((&bo["tokens"], &bo["silent"]), (&4.into(), &json!(["T1"])));
    assert!(row(&bo, "football")["juilland_d"]["undefined"].as_str().unwrap().contains("one transcript"));
    let text = desk.done(&["words", "study"]);
    for words in
        ["interviewer's words are in", "19 words, 12 different, in 2 transcripts", "no stop list", "DP"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(
        desk.done(&["words", "study", "--leave-out-interviewer"]).contains("interviewer's words are out")
    );
    let csv = desk.done(&["words", "study", "--format", "csv"]);
    assert!(csv.starts_with("word,count,per_10000,transcripts,juilland_d,dp,dp_norm\nhelps,3,"), "{csv}");
}

#[test]
fn stop_lists_are_those_of_a_language_or_a_file() {
    let desk = talks();
    let listed = desk.json(&["words", "study", "--stop-words", "en"]);
    assert_eq!(
        (&listed["tokens"], row(&listed, "don’t"), row(&listed, "you")),
        (&19.into(), &json!(null), &json!(null))
    );
    assert_eq!(row(&listed, "trust")["count"], 3);
    desk.write("mine.txt", "\u{feff}Trust # of all\nfootball\n");
    let mine = desk.json(&["words", "study", "--stop-words", "mine.txt"]);
    assert_eq!(
        (row(&mine, "trust"), row(&mine, "football"), &row(&mine, "you")["count"]),
        (&json!(null), &json!(null), &2.into())
    );
    let said = desk.refused(1, &["words", "study", "--stop-words", "english"]);
    assert!(said.contains("name a file") && said.contains("de, ") && said.contains(", en,"), "{said}");
    desk.write("empty.txt", "# nothing\n");
    assert!(desk.refused(1, &["words", "study", "--stop-words", "empty.txt"]).contains("no word in it"));
    std::fs::write(desk.path("latin.txt"), b"caf\xe9\n").unwrap();
    assert!(desk.refused(1, &["words", "study", "--stop-words", "latin.txt"]).contains("UTF-8"));
}

#[test]
fn a_group_is_set_against_the_other() {
    let desk = talks();
    let found = desk.json(&["words", "study", "--by", "group", "--target", "pilot"]);
    assert_eq!(
        (&found["target"], &found["reference"], &found["tokens"]),
        (&"pilot".into(), &"comparison".into(), &json!([12, 7]))
    );
    let trust = row(&found, "trust");
    assert_eq!(
        (&trust["target"], &trust["reference"], &trust["percent_diff"]),
        (&3.into(), &0.into(), &"inf".into())
    );
    assert_eq!(trust["log_likelihood"]["df"], 1);
    let ratio = trust["log_ratio"].as_f64().unwrap();
    assert!((ratio - ((3.0 / 12.0) / (0.5 / 7.0_f64)).log2()).abs() < 1e-12, "{ratio}");
    assert!(
        desk.done(&["words", "study", "--by", "group", "--target", "pilot"])
            .contains("pilot: 12 words; comparison: 7 words")
    );
    let said = desk.refused(1, &["words", "study", "--by", "group", "--target", "other"]);
    assert!(said.contains("no value “other”") && said.contains("comparison, pilot"), "{said}");
    assert!(
        desk.refused(1, &["words", "study", "--by", "lone", "--target", "yes"])
            .contains("nothing to set it against")
    );
    assert!(desk.refused(1, &["words", "study", "--by", "wave", "--target", "1"]).contains("group, lone"));
    assert!(desk.refused(2, &["words", "study", "--by", "group"]).contains("--target"));
    assert!(desk.refused(2, &["words", "study", "--target", "pilot"]).contains("--by"));
}

#[test]
fn what_stands_near_a_word() {
    let desk = talks();
    let found = desk.json(&["words", "study", "--collocates", "Trust", "--window", "1"]);
    assert_eq!(
        (&found["node"], &found["node_count"], &found["window"]),
        (&"trust".into(), &3.into(), &1.into())
    );
    assert_eq!(
        (&row(&found, "helps")["together"], row(&found, "you")),
        (&1.into(), &json!(null)),
        "never across turns"
    );
    let none = desk.json(&["words", "study", "--collocates", "sister"]);
    assert_eq!((&none["node_count"], &none["rows"]), (&0.into(), &json!([])));
    assert!(desk.done(&["words", "study", "--collocates", "sister"]).contains("does not occur"));
    assert!(desk.refused(2, &["words", "study", "--collocates", "my sister"]).contains("one word"));
    assert!(
        desk.refused(2, &["words", "study", "--collocates", "trust", "--window", "0"]).contains("from 1")
    );
    let both = ["words", "study", "--collocates", "trust", "--by", "group", "--target", "pilot"];
    assert!(desk.refused(2, &both).contains("cannot be used with"));
}

#[test]
fn texts_without_words_have_none() {
    let desk = Desk::empty();
    desk.write("T1.txt", "— … !\n");
    desk.done(&["new", "study", "--title", "Silent"]);
    let none = desk.json(&["words", "study"]);
    assert_eq!((&none["tokens"], &none["rows"]), (&0.into(), &json!([])));
    desk.done(&["import", "study", "T1.txt"]);
    let none = desk.json(&["words", "study"]);
    assert_eq!(
        (&none["tokens"], &none["transcripts"], &none["silent"]),
        (&0.into(), &0.into(), &json!(["T1"]))
    );
    assert!(desk.done(&["words", "study"]).contains("Nothing is said in: T1"));
    assert!(desk.refused(1, &["words", "study", "--speaker", "Tess"]).contains("no speaker"));
}

#[test]
fn bars_are_drawn_of_each() {
    let desk = talks();
    desk.done(&["words", "study", "--chart", "all.svg"]);
    let svg = std::fs::read_to_string(desk.path("all.svg")).unwrap();
    assert!(svg.contains(">trust<") && svg.contains("3 in 1") && svg.contains("unit: word"), "{svg}");
    desk.done(&["words", "study", "--by", "group", "--target", "pilot", "--chart", "key.svg"]);
    let svg = std::fs::read_to_string(desk.path("key.svg")).unwrap();
    assert!(svg.contains("Words that mark pilot against comparison") && svg.contains("0 : 2"), "{svg}");
    desk.done(&["words", "study", "--collocates", "trust", "--chart", "near.svg"]);
    assert!(std::fs::read_to_string(desk.path("near.svg")).unwrap().contains("“trust”"));
}
