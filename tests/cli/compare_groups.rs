//! Groups on the command line, from tables written here: who counts, pairs, strata, waves, numbers, bad input, and the sample.

use serde_json::{Value, json};

use super::Desk;

/// One participant: name, group, pair, site, age, and what each of two transcripts is coded with; an empty one is not coded.
type Person = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const WORDS: &str = "P: one two three four five six seven eight nine ten";
const PEOPLE: [Person; 10] = [
    ("P01", "pilot", "A", "North", "10", "trust"),
    ("P02", "comparison", "A", "North", "11", "none"),
    ("P03", "pilot", "B", "North", "12", "trust"),
    ("P04", "comparison", "B", "South", "13", "trust"),
    ("P05", "pilot", "C", "South", "14", "trust"),
    ("P06", "comparison", "C", "South", "15", "none"),
    ("P07", "pilot", "D", "South", "16", "none"),
    ("P08", "comparison", "", "North", "17", "none"),
    ("P09", "", "D", "North", "18", "trust"),
    ("P10", "pilot", "E", "", "", ""),
];

/// Ten people with a transcript each; who is not coded with “trust” is with “other”; P10’s transcript is not begun.
fn study() -> Desk {
    let desk = Desk::empty();
    desk.write("codes.csv", "code,parent\nLove,\ntrust,Love\nother,Love\nunused,Love\n");
    let mut cases = "case,transcript,group,pair,site,age,id\n".to_owned();
    let mut codings = "transcript,coder,code,start,end\n".to_owned();
    let mut files = Vec::new();
    for (at, (name, group, pair, site, age, code)) in PEOPLE.into_iter().enumerate() {
        desk.write(&format!("T{name}.txt"), WORDS);
        files.push(format!("T{name}.txt"));
        cases.push_str(&format!("{name},T{name},{group},{pair},{site},{age},id{at}\n"));
        match code {
            "trust" => codings.push_str(&format!("T{name},Ada,trust,3,{}\n", 10 + at)),
            "none" => codings.push_str(&format!("T{name},Ada,other,3,10\n")),
            _ => {}
        }
    }
    desk.write("cases.csv", &cases);
    desk.write("codings.csv", &codings);
    desk.done(&["new", "study", "--title", "Groups", "--codebook", "codes.csv"]);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    desk.done(&[&["import", "study"], files.as_slice()].concat());
    desk.done(&["import", "study", "cases.csv", "codings.csv"]);
    desk
}

fn groups(desk: &Desk, options: &[&str]) -> Value {
    desk.json(&[&["compare-groups", "study"], options].concat())
}

fn row<'a>(answer: &'a Value, path: &str) -> &'a Value {
    answer["rows"].as_array().unwrap().iter().find(|row| row["path"] == path).unwrap()
}

fn near(found: &Value, known: f64) {
    let found = found.as_f64().unwrap_or(f64::NAN);
    assert!((found - known).abs() < 1e-9, "{found} is not {known}");
}

#[test]
fn two_groups_are_counted_and_tested() {
    let desk = study();
    let answer = groups(&desk, &["--by", "group", "--first", "pilot"]);
    assert_eq!(answer["compared"], json!(["pilot", "comparison"]));
    assert_eq!((&answer["layer"], &answer["unit"]), (&json!("Ada"), &json!("participant")));
    let left = json!([{"case": "P09", "reason": "no_value"}, {"case": "P10", "reason": "not_coded"}]);
    assert_eq!(answer["left_out"], left);
    let trust = row(&answer, "Love/trust");
    // Three of four against one of four: (4·4 + 1) of 70 tables twice, and the like.
    assert_eq!((&trust["groups"][0]["n"], &trust["groups"][0]["of"]), (&json!(3), &json!(4)));
    assert_eq!((&trust["groups"][1]["n"], &trust["groups"][1]["of"]), (&json!(1), &json!(4)));
    near(&trust["tests"]["fisher"]["p"], 34.0 / 70.0);
    near(&trust["tests"]["risk_difference"]["value"], 0.5);
    near(&trust["tests"]["odds_ratio_sample"]["value"], 9.0);
    near(&trust["tests"]["chi_squared"]["statistic"], 2.0);
    assert_eq!(trust["tests"]["p"], trust["tests"]["fisher"]["p"]);
    // “other” is the mirror of it, “unused” has no test: two tests are corrected.
    assert_eq!(answer["tests"], 2);
    near(&trust["tests"]["p_holm"], 68.0 / 70.0);
    near(&trust["tests"]["p_benjamini_hochberg"], 34.0 / 70.0);
    assert_eq!(trust["segments"]["means"], json!([0.75, 0.25]));
    near(&trust["segments"]["permutation"]["p"], 34.0 / 70.0);
    assert_eq!(trust["segments"]["permutation"]["exact"], true);
    let unused = row(&answer, "Love/unused");
    assert_eq!(unused["tests"]["fisher"], json!({"undefined": "nobody has it"}));
    assert_eq!((&unused["tests"]["p_test"], &unused["tests"]["p_holm"]), (&Value::Null, &Value::Null));
    near(&unused["tests"]["risk_difference"]["value"], 0.0);
}

#[test]
fn the_other_group_in_front_turns_signs() {
    let desk = study();
    let [one, other] =
        ["pilot", "comparison"].map(|first| groups(&desk, &["--by", "group", "--first", first]));
    for path in ["Love/trust", "Love/other"] {
        let (one, other) = (&row(&one, path)["tests"], &row(&other, path)["tests"]);
        near(&other["risk_difference"]["value"], -one["risk_difference"]["value"].as_f64().unwrap());
        near(&other["odds_ratio_sample"]["value"], 1.0 / one["odds_ratio_sample"]["value"].as_f64().unwrap());
        near(&other["fisher"]["p"], one["fisher"]["p"].as_f64().unwrap());
    }
}

#[test]
fn pairs_are_of_one_of_each_group() {
    let desk = study();
    let answer = groups(&desk, &["--by", "group", "--first", "pilot", "--pairs", "pair"]);
    assert_eq!((&answer["pairs"]["used"], &answer["pairs"]["attribute"]), (&json!(3), &json!("pair")));
    assert_eq!(
        answer["pairs"]["pairs_left_out"],
        json!([{"pair": "D", "reason": "one_member", "cases": ["P07"]}])
    );
    let left = answer["pairs"]["cases_left_out"].as_array().unwrap();
    assert!(left.contains(&json!({"case": "P08", "reason": "no_pair"})), "{left:?}");
    let pairs = &row(&answer, "Love/trust")["pairs"];
    let cells = ["both", "only_first", "only_second", "neither"].map(|cell| &pairs[cell]);
    assert_eq!(cells, [&json!(1), &json!(2), &json!(0), &json!(0)]);
    near(&pairs["mcnemar"]["p"], 0.5);
    near(&pairs["mcnemar_mid_p"]["p"], 0.25);
    assert_eq!((&pairs["odds_ratio"]["value"], &pairs["p_test"]), (&json!("inf"), &json!("mcnemar")));
    near(&pairs["segments"]["permutation"]["p"], 0.5);
    assert_eq!(pairs["segments"]["permutation"]["arrangements"], 8);
    assert_eq!(answer["tests"], 2);
}

#[test]
fn strata_are_weighed_together() {
    let desk = study();
    let answer = groups(&desk, &["--by", "group", "--first", "pilot", "--strata", "site"]);
    assert_eq!(answer["strata"]["values"], json!(["North", "South"]));
    let strata = &row(&answer, "Love/trust")["strata"];
    // North: 2 of 2 against 0 of 2; South: 1 of 2 against 1 of 2.
    near(&strata["risk_difference"]["value"], 0.5);
    near(&strata["odds_ratio"]["value"], 5.0);
    assert_eq!((&strata["strata"], &strata["strata_informative"]), (&json!(2), &json!(2)));
    assert_eq!(
        strata["tables"][0]["groups"][0],
        json!({"n": 2, "of": 2, "share": 1.0, "share_ci": strata["tables"][0]["groups"][0]["share_ci"]})
    );
    let names = |answer: &Value| answer["rows"].as_array().unwrap().len();
    assert_eq!(names(&answer), 3);
}

#[test]
fn numbers_are_compared_with_and_without() {
    let desk = study();
    let answer = groups(&desk, &["--by", "age"]);
    assert_eq!((&answer["scale"], &answer["participants"]), (&json!("numeric"), &json!(9)));
    let trust = row(&answer, "Love/trust");
    // 10, 12, 13, 14 and 18 against 11, 15, 16 and 17.
    near(&trust["with"]["mean"], 13.4);
    near(&trust["without"]["median"], 15.5);
    near(&trust["tests"]["mann_whitney"]["u"], 7.0);
    assert_eq!(trust["tests"]["mann_whitney"]["method"], "exact");
    let nominal = groups(&desk, &["--by", "age", "--scale", "ordinal"]);
    assert_eq!(nominal["groups"].as_array().unwrap().len(), 9);
    assert!(row(&nominal, "Love/trust")["tests"]["trend"]["p"].is_number());
}

#[test]
fn waves_follow_participants() {
    let desk = study();
    desk.write("again.txt", WORDS);
    desk.write("third.txt", WORDS);
    desk.done(&["import", "study", "again.txt", "third.txt"]);
    let waves: String = PEOPLE.iter().map(|person| format!("T{},{},1\n", person.0, person.0)).collect();
    desk.write("waves.csv", &format!("transcript,case,wave\n{waves}again,P01,2\nthird,P02,2\n"));
    desk.write("more.csv", "transcript,coder,code,start,end\nagain,Ada,other,3,8\nthird,Ada,trust,3,8\n");
    desk.done(&["import", "study", "waves.csv", "more.csv"]);
    let answer = groups(&desk, &["--by", "wave"]);
    let trust = row(&answer, "Love/trust");
    assert_eq!((&trust["groups"][0]["of"], &trust["groups"][1]["of"]), (&json!(9), &json!(2)));
    assert_eq!(trust["waves"]["complete"], 2);
    let change = &trust["waves"]["changes"][0];
    assert_eq!((&change["from"], &change["gained"], &change["lost"]), (&json!("1"), &json!(1), &json!(1)));
    near(&trust["waves"]["cochran_q"]["p"], 1.0);
    let said = desk.refused(1, &["compare-groups", "study", "--by", "wave", "--pairs", "pair"]);
    assert!(said.contains("waves") && said.contains("--pairs"), "{said}");
    let said = desk.refused(1, &["compare-groups", "study", "--by", "group", "--strata", "wave"]);
    assert!(said.contains("several values of “wave”"), "{said}");
}

#[test]
fn what_makes_no_groups_is_said_with_what_to_do() {
    let desk = study();
    for (options, words) in [
        (&["--by", "gruop"][..], "group, pair, site, age"),
        (&["--by", "group", "--first", "control"], "it has comparison, pilot"),
        (&["--by", "group", "--first", "pilot", "--second", "pilot"], "cannot be compared with itself"),
        (&["--by", "age", "--pairs", "pair"], "--scale nominal"),
        (&["--by", "group", "--pairs", "nothing"], "no attribute “nothing”"),
        (&["--by", "pair", "--pairs", "site"], "--first and --second"),
        (&["--by", "site", "--scale", "numeric"], "“North” of “site” is not a number"),
        (&["--by", "pair", "--second", "A"], "--second needs --first"),
        (&["--by", "group", "--coder", "Bob"], "the project has Ada"),
    ] {
        let said = desk.refused(1, &[&["compare-groups", "study"], options].concat());
        assert!(said.contains(words), "{options:?}: {said}");
    }
    let two = groups(&desk, &["--by", "pair", "--first", "A", "--second", "B"]);
    assert_eq!(two["compared"], json!(["A", "B"]));
    assert!(two["left_out"].as_array().unwrap().contains(&json!({"case": "P05", "reason": "other_group"})));
}

#[test]
fn a_value_for_each_is_no_group() {
    let desk = Desk::empty();
    let mut cases = "case,transcript,name\n".to_owned();
    let mut codings = "transcript,coder,code,start,end\n".to_owned();
    desk.write("codes.csv", "code,parent\ntrust,\n");
    desk.done(&["new", "study", "--title", "Many", "--codebook", "codes.csv"]);
    let files: Vec<String> = (0..30).map(|at| format!("T{at}.txt")).collect();
    for (at, file) in files.iter().enumerate() {
        desk.write(file, WORDS);
        cases.push_str(&format!("C{at},T{at},n{at}\n"));
        codings.push_str(&format!("T{at},Ada,trust,3,8\n"));
    }
    desk.write("cases.csv", &cases);
    desk.write("codings.csv", &codings);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    desk.done(&[&["import", "study"], files.as_slice()].concat());
    desk.done(&["import", "study", "cases.csv", "codings.csv"]);
    let said = desk.refused(1, &["compare-groups", "study", "--by", "name"]);
    assert!(said.contains("30 values among 30 participants") && said.contains("--first"), "{said}");
    let told = desk.done(&["report", "study", "sample.json", "--template", "sample-description"]);
    assert!(told.contains("Left out: name, whose 30 values"), "{told}");
}

#[test]
fn of_a_mean_over_coders_there_are_shares_and_no_test() {
    let desk = study();
    desk.write("ben.csv", "transcript,coder,code,start,end\nTP01,Ben,other,3,8\nTP02,Ben,other,3,8\n");
    desk.done(&["import", "study", "ben.csv"]);
    let answer = groups(&desk, &["--by", "group", "--first", "pilot"]);
    assert_eq!(answer["layer"], "mean");
    let trust = row(&answer, "Love/trust");
    near(&trust["groups"][0]["share"], (0.75 + 0.0) / 2.0);
    let why = trust["tests"]["fisher"]["undefined"].as_str().unwrap();
    assert!(why.contains("not a count") && why.contains("choose a coder"), "{why}");
    let said = desk.refused(1, &["compare-groups", "study", "--by", "group", "--pairs", "pair"]);
    assert!(said.contains("not a count"), "{said}");
    let one = groups(&desk, &["--by", "group", "--coder", "Ada"]);
    assert!(row(&one, "Love/trust")["tests"]["fisher"]["p"].is_number());
}

#[test]
fn text_and_csv_say_what_was_compared() {
    let desk = study();
    let text =
        desk.done(&["compare-groups", "study", "--by", "group", "--first", "pilot", "--pairs", "pair"]);
    for words in [
        "layer: coder Ada",
        "Left out: 1 not coded in this layer, 1 without a value",
        "3 of 4 (75 %)",
        "not a sample from a population",
        "pilot less comparison",
        "Matched pairs by pair: 3 pairs",
        "Pairs left out: D (one member: 1)",
        "assumes that pairs are independent",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let csv = desk.done(&["compare-groups", "study", "--by", "site", "--format", "csv"]);
    let mut lines = csv.lines();
    let head = lines.next().unwrap();
    assert!(head.starts_with("code,path,level,layer,North: n,North: of,North: share"), "{head}");
    assert!(head.contains(",fisher_p,") && !head.contains("NaN"), "{head}");
    assert_eq!(lines.count(), 3);
}

#[test]
fn the_sample_is_described() {
    let desk = study();
    desk.done(&["report", "study", "sample.json", "--template", "sample-description"]);
    let sample: Value = serde_json::from_slice(&std::fs::read(desk.path("sample.json")).unwrap()).unwrap();
    assert_eq!(sample["participants"], 10);
    let attribute = |name: &str| {
        sample["attributes"].as_array().unwrap().iter().find(|a| a["name"] == name).unwrap().clone()
    };
    let group = attribute("group");
    assert_eq!((&group["n"], &group["missing"], &group["scale"]), (&json!(9), &json!(1), &json!("nominal")));
    assert_eq!((&group["rows"][1]["value"], &group["rows"][1]["n"]), (&json!("pilot"), &json!(5)));
    let age = attribute("age");
    near(&age["median"], 14.0);
    near(&age["q1"], 12.0);
    assert_eq!((&age["n"], &age["missing"]), (&json!(9), &json!(1)));
    desk.done(&["report", "study", "sample.csv", "--template", "sample-description"]);
    let csv = std::fs::read_to_string(desk.path("sample.csv")).unwrap();
    assert!(csv.starts_with("attribute,scale,value,n,of,missing,share"), "{csv}");
    assert!(csv.contains("age,numeric,,9,9,1,,,,14,"), "{csv}");
    let said = desk.refused(1, &["report", "study", "sample.csv", "--template", "sample-description"]);
    assert!(said.contains("--force"), "{said}");
    let said = desk.refused(2, &["report", "study", "sample.docx", "--template", "sample-description"]);
    assert!(said.contains("a .json or a .csv"), "{said}");
    let said = desk.refused(2, &["report", "study", "other.json", "--template", "methods"]);
    assert!(said.contains("sample-description"), "{said}");
}

#[test]
fn a_chart_shows_the_difference_of_two_groups_and_no_other() {
    let desk = study();
    let drawn = |options: &[&str]| {
        let chart = ["--chart", "groups.svg", "--force"];
        desk.done(&[&["compare-groups", "study", "--by", "group"], options, &chart].concat());
        std::fs::read_to_string(desk.path("groups.svg")).unwrap()
    };
    let plain = drawn(&[]);
    for words in ["Differences by group", "comparison: 4 participants", "Love / trust", "by Newcombe"] {
        assert!(plain.contains(words), "{words}: {plain}");
    }
    assert!(drawn(&["--pairs", "pair"]).contains("within matched pairs, 95 % by Tango"));
    let numbers = desk.refused(2, &["compare-groups", "study", "--by", "age", "--chart", "age.svg"]);
    assert!(numbers.contains("two groups"), "{numbers}");
    desk.done(&["frequencies", "study", "--chart", "themes.svg"]);
    let bars = std::fs::read_to_string(desk.path("themes.svg")).unwrap();
    assert!(bars.contains("Theme frequencies") && bars.contains(" of 9<"), "{bars}");
}
