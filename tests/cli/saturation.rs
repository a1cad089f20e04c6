//! Saturation on the command line: the curve of a study made by hand, by group, in every order, and what is refused.

use serde_json::json;

use super::Desk;

/// Interviews with these codes, by title; one coder, and a group that the last has no value of.
fn interviews(codes: &[&str]) -> Desk {
    let desk = Desk::empty();
    desk.write("codebook.csv", "code,theme\na,Love\nb,Love\nc,Rights\nd,Rights\ne,Rights\n");
    let mut codings = "coder,file,code,start,end\n".to_owned();
    let mut cases = "case,transcript,group,age\n".to_owned();
    let mut files = Vec::new();
    for (n, codes) in codes.iter().enumerate() {
        files.push(format!("T{n}.txt"));
        desk.write(&files[n], "P: one two three four five six");
        let group = if n + 1 == codes.len().max(6) { "" } else { ["x", "y"][n % 2] };
        cases.push_str(&format!("P{n},T{n},{group},{}\n", 90 - n));
        for (at, code) in codes.chars().enumerate() {
            codings.push_str(&format!("Asha,T{n}.txt,{code},{},{}\n", 3 + 4 * at, 6 + 4 * at));
        }
    }
    desk.write("codings.csv", &codings);
    desk.write("cases.csv", &cases);
    desk.done(&["new", "study", "--title", "Interviews", "--codebook", "codebook.csv"]);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    desk.done(&[&["import", "study"], &files[..], &["cases.csv", "codings.csv"]].concat());
    desk
}

const SIX: [&str; 6] = ["abc", "ad", "bc", "a", "d", "ab"];

#[test]
fn new_codes_are_counted_interview_by_interview() {
    let desk = interviews(&SIX);
    let all = desk.json(&["saturation", "study", "--order", "title"]);
    let of = |key: &str| -> Vec<_> {
        all["interviews"].as_array().unwrap().iter().map(|row| row[key].clone()).collect()
    };
    assert_eq!(json!(of("new")), json!([3, 1, 0, 0, 0, 0]));
    assert_eq!(json!(of("cumulative")), json!([3, 4, 4, 4, 4, 4]));
    assert_eq!((&of("transcript")[1], &of("codes")[1]), (&"T1".into(), &json!(["Rights/d"])));
    assert_eq!((&all["orders"], &all["seed"]), (&720.into(), &json!(null)), "all orders of six");
    assert_eq!((&all["guest"]["base_codes"], &all["guest"]["notation"]), (&4.into(), &"4+2".into()));
    assert_eq!((&all["guest"]["reached_at"], &all["codes_seen"]), (&4.into(), &4.into()));
    assert_eq!((&all["chao2"]["value"], &all["chao2"]["ci"]), (&4.0.into(), &json!(null)));
    let text = desk.done(&["saturation", "study", "--order", "title"]);
    for words in [
        "layer: coder Asha",
        "unit: transcript",
        "order: title",
        "reached at 4+2",
        "all 720 orders",
        "code saturation",
        "meaning saturation",
        "saturates by construction",
        "reflexive thematic analysis",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let csv = desk.done(&["saturation", "study", "--order", "title", "--format", "csv"]);
    assert!(
        csv.starts_with("group,transcript,new,cumulative,expected,expected_sd,low,high,codes\n,T0,3,3,"),
        "{csv}"
    );
}

#[test]
fn order_unit_rule_and_groups_are_chosen() {
    let desk = interviews(&SIX);
    let oldest_last = desk.json(&["saturation", "study", "--order", "age"]);
    assert_eq!(oldest_last["interviews"][0]["transcript"], "T5");
    let cases =
        desk.json(&["saturation", "study", "--order", "title", "--unit", "participant", "--level", "theme"]);
    assert_eq!((&cases["interviews"][0]["participant"], &cases["codes_seen"]), (&"P0".into(), &2.into()));
    let strict = desk.json(&[
        "saturation",
        "study",
        "--order",
        "title",
        "--base",
        "1",
        "--run",
        "3",
        "--threshold",
        "0",
    ]);
    assert_eq!((&strict["guest"]["reached_at"], &strict["guest"]["notation"]), (&2.into(), &"2+3".into()));
    let groups = desk.json(&["saturation", "study", "--order", "title", "--by", "group"]);
    assert_eq!(groups["by"]["x"]["interviews"][1]["transcript"], "T2");
    assert_eq!((&groups["by"]["y"]["codes_seen"], &groups["no_value"]), (&2.into(), &json!(["T5"])));
    assert!(desk.done(&["saturation", "study", "--by", "group"]).contains("in no group: T5"));
}

#[test]
fn drawn_orders_are_the_same_for_the_same_seed() {
    let desk = interviews(&["abc", "ad", "bc", "a", "d", "ab", "e", "b", "", "c"]);
    let of = |seed: &str| desk.json(&["saturation", "study", "--orders", "40", "--seed", seed]);
    let first = of("7");
    assert_eq!((&first["orders"], &first["seed"]), (&40.into(), &7.into()));
    assert_eq!(first, of("7"));
    assert_ne!(first["interviews"], of("8")["interviews"]);
    assert_eq!(first["interviews"].as_array().unwrap().len(), 9, "nobody looked at the one without codes");
}

#[test]
fn one_interview_and_names_that_are_nobodys() {
    let one = interviews(&["a"]);
    let found = one.json(&["saturation", "study"]);
    assert!(found["guest"]["reached_at"]["undefined"].as_str().unwrap().contains("fewer interviews"));
    assert_eq!((&found["chao2"]["value"], &found["interviews"][0]["low"]), (&1.0.into(), &1.0.into()));
    assert!(one.done(&["saturation", "study"]).contains("undefined: there are fewer interviews"));
    let said = one.refused(1, &["saturation", "study", "--order", "wave"]);
    assert!(said.contains("wave") && said.contains("group, age"), "{said}");
    let said = one.refused(1, &["saturation", "study", "--by", "site"]);
    assert!(said.contains("no attribute “site”"), "{said}");
    for words in [
        &["--threshold", "5"][..],
        &["--base", "0"],
        &["--run", "none"],
        &["--orders", "0"],
        &["--threshold", "NaN"],
    ] {
        one.refused(2, &[&["saturation", "study"], words].concat());
    }
    let none = super::cooccurrence::study("P: It was good.", &[]);
    assert!(none.refused(1, &["saturation", "study"]).contains("nobody has started"));
}

#[test]
fn a_curve_is_drawn_with_its_band_and_caution() {
    let desk = interviews(&SIX);
    desk.done(&["saturation", "study", "--order", "title", "--chart", "curve.svg"]);
    let svg = std::fs::read_to_string(desk.path("curve.svg")).unwrap();
    for words in [
        "New codes by interview",
        "coder Asha",
        "unit: transcript; N: 6 transcripts",
        "95 % of all 720 orders",
        "mean over all orders",
        "reached at 4+2",
        "interviews (transcripts)",
        "meaning saturation",
        "<polygon",
    ] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    desk.done(&["saturation", "study", "--by", "group", "--chart", "groups.png"]);
    assert!(std::fs::read(desk.path("groups.png")).unwrap().starts_with(b"\x89PNG"));
}
