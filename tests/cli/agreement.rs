//! Agreement where there is little or nothing to compute: the reason is printed, never a figure in its place; and tables of
//! ratings at fault, named by row and column.

use serde_json::{Value, json};

use super::{Desk, P2, place};

/// What is said of a figure that does not exist.
fn why<'v>(scores: &'v Value, name: &str) -> &'v str {
    scores[name]["undefined"].as_str().unwrap_or_else(|| panic!("{name}: {scores}"))
}

fn all_undefined(scores: &Value) -> bool {
    let scores = scores.as_object().unwrap();
    !scores.is_empty()
        && scores.values().all(|score| score["undefined"].as_str().is_some_and(|why| why.len() > 10))
}

#[test]
fn one_coder_an_absent_one_and_nobody_are_told_what_is_missing() {
    let desk = Desk::with_project();
    for coders in ["Asha", "Asha,Asha", " Asha , "] {
        let said = desk.refused(1, &["agreement", "study", "--coders", coders]);
        assert!(said.contains("agreement needs two coders") && said.contains("Asha, Björn"), "{said}");
    }
    let said = desk.refused(1, &["agreement", "study", "--coders", "Asha,Chidi"]);
    assert!(said.contains("there is no coder “Chidi”") && said.contains("Asha, Björn"), "{said}");
    desk.done(&["new", "bare", "--title", "Bare", "--codebook", "codebook.csv"]);
    let said = desk.refused(1, &["agreement", "bare"]);
    assert!(said.contains("in the project there is nobody"), "{said}");
}

#[test]
fn coders_without_a_transcript_in_common_have_no_figure() {
    let desk = Desk::with_project();
    let table = format!("coder,file,code,start,end\nChidi,P02,kind,{}\n", place(P2, "He never listened."));
    desk.write("chidi.csv", &table);
    desk.done(&["import", "study", "chidi.csv"]);
    let answer = desk.json(&["agreement", "study", "--coders", "Björn,Chidi", "--ci"]);
    assert_eq!((&answer["transcripts"], &answer["units"]), (&0.into(), &0.into()));
    let reasons: Vec<_> =
        answer["left_out"].as_array().unwrap().iter().map(|l| l["reason"].clone()).collect();
    assert_eq!(reasons, ["Chidi has not started it", "Björn has not started it"]);
    assert!(all_undefined(&answer["overall"]), "{}", answer["overall"]);
    for code in answer["codes"].as_array().unwrap() {
        assert!(all_undefined(&code["scores"]), "{code}");
    }
    assert!(answer["bootstrap"]["undefined"].as_str().unwrap().contains("there are 0"));
    let text = desk.done(&["agreement", "study", "--coders", "Björn,Chidi"]);
    assert!(text.contains("fewer than two coders rated any unit") && !text.contains("NaN"), "{text}");
    assert!(text.contains("Left out: 2 transcripts"), "{text}");
}

#[test]
fn a_code_that_nobody_used_or_that_is_everywhere_has_no_kappa() {
    let desk = Desk::with_project();
    let whole = super::P1.chars().count();
    desk.write(
        "all.csv",
        &format!("coder,file,code,start,end\nAsha,P01,fair,0,{whole}\nBjörn,P01,fair,0,{whole}\n"),
    );
    desk.done(&["import", "study", "all.csv"]);
    let answer = desk.json(&["agreement", "study", "--code", "fair", "--code", "kind"]);
    let of = |name: &str| {
        let codes = answer["codes"].as_array().unwrap();
        codes.iter().find(|code| code["code"] == name).unwrap()["scores"].clone()
    };
    assert_eq!(of("fair")["positive_agreement"]["value"], 1.0);
    for name in ["cohen_kappa", "krippendorff_alpha", "scott_pi"] {
        assert!(why(&of("fair"), name).contains("one category only"), "{name}");
        assert!(why(&of("kind"), name).contains("nobody used this code"), "{name}");
    }
}

#[test]
fn two_transcripts_are_too_few_for_an_interval() {
    let desk = Desk::with_project();
    desk.write(
        "björn.csv",
        &format!("coder,file,code,start,end\nBjörn,P02,kind,{}\n", place(P2, "He never")),
    );
    desk.done(&["import", "study", "björn.csv"]);
    let answer = desk.json(&["agreement", "study", "--ci"]);
    assert_eq!(answer["transcripts"], 2);
    let said = answer["bootstrap"]["undefined"].as_str().unwrap();
    assert!(said.contains("there are 2") && said.contains("at least 10"), "{said}");
    for (name, score) in answer["overall"].as_object().unwrap() {
        assert!(score.get("ci").is_none_or(Value::is_null), "{name}: {score}");
    }
    let text = desk.done(&["agreement", "study", "--ci"]);
    assert!(text.contains("too few documents for an interval: there are 2"), "{text}");
}

#[test]
fn codes_that_overlap_where_they_may_not_are_listed_in_place_of_a_figure() {
    let desk = Desk::with_project();
    desk.write("over.csv", "coder,file,code,start,end\nAsha,P01,kind,40,45\n");
    desk.done(&["import", "study", "over.csv"]);
    let answer = desk.json(&["agreement", "study", "--domains"]);
    let domains = answer["domains"].as_array().unwrap();
    let love = domains.iter().find(|domain| domain["theme"] == "Love").unwrap();
    for name in ["u_alpha", "u_alpha_binary", "cu_alpha"] {
        assert!(why(&love["scores"], name).contains("exclude each other"), "{name}");
    }
    let clash = &love["clashes"][0];
    assert_eq!((&clash["transcript"], &clash["coder"]), (&"P01".into(), &"Asha".into()));
    assert_eq!((&clash["start"], &clash["end"]), (&40.into(), &45.into()));
    assert_eq!(clash["codes"], json!(["Love/listens", "Love/kind"]));
    let text = desk.done(&["agreement", "study", "--domains"]);
    assert!(text.contains("Love: 1 passage carries two codes by one coder"), "{text}");
}

#[test]
fn a_table_of_ratings_at_fault_is_named_by_row_and_column() {
    let desk = Desk::empty();
    for (words, level, says) in [
        (
            "unit,A,B\nu1,1,2\nu2,1,often\n",
            "interval",
            &["row 3", "“B”", "“often” is not a number", "--level nominal"][..],
        ),
        ("unit,A,B\nu1,1,2\nu2,-3,2\n", "ratio", &["row 3", "“A”", "less than 0"]),
        ("unit,A,B\nu1,1,2\nu1,1,2\n", "nominal", &["row 3", "“unit”", "stands in row 2"]),
        ("unit,A,B\nu1,1,2\nu2,1\n", "nominal", &["row 3", "“B”", "no cell"]),
        ("unit,A,B\nu1,1,2\nu2,1,2,3\n", "nominal", &["row 3", "column 4"]),
        ("unit,A\nu1,1\n", "nominal", &["row 1", "fewer than two coders"]),
        ("unit,A,A\nu1,1,2\n", "nominal", &["row 1", "both named “A”"]),
        ("", "nominal", &["the file is empty"]),
    ] {
        desk.write("r.csv", words);
        let said = desk.refused(1, &["agreement", "--ratings", "r.csv", "--level", level]);
        for part in [&["r.csv"], says].concat() {
            assert!(said.contains(part), "“{part}” is not in: {said}");
        }
    }
}

#[test]
fn tables_of_ratings_without_an_answer_say_why() {
    let desk = Desk::empty();
    let of = |words: &str| {
        desk.write("r.csv", words);
        desk.json(&["agreement", "--ratings", "r.csv", "--ci"])["scores"].clone()
    };
    let one_category = of("unit,A,B\n1,x,x\n2,x,x\n");
    assert_eq!(one_category["percent_agreement"]["value"], 1.0);
    for name in ["cohen_kappa", "scott_pi", "krippendorff_alpha"] {
        assert!(why(&one_category, name).contains("one category only"), "{name}");
    }
    for name in ["brennan_prediger", "gwet_ac1"] {
        assert!(why(&one_category, name).contains("only one category is declared"), "{name}");
    }
    assert!(all_undefined(&of("unit,A,B\n1,,\n2,,\n")), "nobody rated anything");
    let one = of("unit,A,B\n1,x,\n2,y,\n");
    assert!(all_undefined(&one), "{one}");
    let apart = of("unit,A,B\n1,x,\n2,,y\n");
    assert!(why(&apart, "krippendorff_alpha").contains("fewer than two coders rated any unit"));
    assert_eq!(apart["holsti"]["value"], 0.0, "two decisions, none of them agreeing");
}
