//! Figures that could mislead, and tables that people have: each kind with what it must say.

use super::*;

#[test]
fn the_mean_over_coders_is_a_share_with_the_range_over_coders() {
    let desk = Desk::with_project();
    let mean = desk.done(&["frequencies", "study", "--mean"]);
    assert!(mean.contains("Mean share") && mean.contains("bootstrap over participants"), "{mean}");
    assert!(!mean.contains("Wilson"), "{mean}");
    let table = mean.lines().find(|line| line.starts_with("Love/listens")).unwrap();
    assert!(!table.contains(" of "), "a mean of counts is no count: {table}");
    let each = mean.lines().filter(|line| line.starts_with("Love/listens")).nth(1).unwrap();
    assert!(each.contains(" of 1"), "n of N of each coder: {each}");
    let rows = desk.json(&["frequencies", "study", "--mean"]);
    let row = &rows["rows"][0];
    let [low, high] = [&row["share_range"][0], &row["share_range"][1]].map(|n| n.as_f64().unwrap());
    let share = row["share"].as_f64().unwrap();
    assert!(low <= share && share <= high, "{row}");
    let one = desk.json(&["frequencies", "study", "--coder", "Asha"]);
    assert!(one["rows"][0].get("share_range").is_none() && one["rows"][0]["share_ci"].is_array(), "{one}");
    // Unasked it is the mean, and says why.
    let unasked = desk.done(&["frequencies", "study"]);
    assert!(unasked.contains("since several have coded"), "{unasked}");
}

#[test]
fn themes_are_codes_with_codes_below_them_and_nothing_else() {
    let desk = Desk::with_project();
    desk.write("more.csv", "code,theme\nalone,\n");
    desk.done(&["import", "study", "more.csv", "--as", "codebook"]);
    let levels = |command: &[&str]| {
        let told = desk.json(command);
        let rows = told["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| row["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(levels(&["frequencies", "study", "--level", "theme"]), ["Love", "Rights"]);
    assert!(levels(&["frequencies", "study"]).contains(&"alone".to_owned()));
    desk.done(&["export", "study", "frequencies.csv"]);
    let table = fs::read_to_string(desk.path("frequencies.csv")).unwrap();
    assert_eq!(table.lines().filter(|line| line.starts_with("alone,")).count(), 1, "{table}");
    desk.done(&["new", "flat", "--title", "Flat"]);
    desk.write("flat.csv", "code\none\ntwo\n");
    desk.done(&["import", "flat", "flat.csv", "--as", "codebook"]);
    let none = desk.done(&["frequencies", "flat", "--level", "theme"]);
    assert!(none.contains("A theme is a code with codes below it"), "{none}");
}

#[test]
fn nobody_who_asks_and_no_group_are_said() {
    let desk = Desk::empty();
    desk.write("T.txt", "Words of one who speaks alone, without a label.\n");
    desk.write("b.csv", "code\nx\n");
    desk.write("c.csv", "transcript,coder,code,start,end\nT,A,x,0,5\n");
    desk.write("a.csv", "transcript,wave\n");
    desk.done(&["new", "study", "--title", "S", "--codebook", "b.csv"]);
    desk.done(&["import", "study", "T.txt", "c.csv"]);
    let told = desk.done(&["frequencies", "study", "--leave-out-interviewer"]);
    assert!(told.contains("nothing left out: no speaker is set as interviewer"), "{told}");
    desk.write("others.csv", "case,age\nZ,9\n");
    let told = desk.done(&["import", "study", "others.csv"]);
    assert!(told.contains("no transcript belongs to 1 case"), "{told}");
    let told = desk.done(&["frequencies", "study", "--by", "age"]);
    assert!(told.contains("nobody in scope has a value of this attribute"), "{told}");
}

#[test]
fn attributes_that_change_are_told_with_what_they_were() {
    let desk = Desk::with_project();
    desk.write("new.csv", "participant,age\nAda,13\nBo,15\n");
    let told = desk.json(&["import", "study", "new.csv"]);
    assert_eq!(
        told["changed"],
        serde_json::json!([{ "what": "age of Ada", "old": "12", "new": "13" }]),
        "{told}"
    );
    desk.write("new.csv", "participant,age\nAda,14\n");
    let told = desk.done(&["import", "study", "new.csv"]);
    assert!(told.starts_with("Changed: age of 1 (age of Ada: 13 → 14)"), "{told}");
    let again = desk.done(&["import", "study", "new.csv"]);
    assert_eq!(again, "Added: nothing\n");
}

#[test]
fn codings_name_all_their_faults_at_once_and_add_codes_when_asked() {
    let desk = Desk::with_project();
    let header = "coder,file,code,start,end\n";
    let rows: String = (0..30).map(|n| format!("Asha,P01.txt,Love/new {n},{}.0,5\n", n % 3)).collect();
    desk.write("c.csv", &format!("{header}{rows}Asha,P09.txt,listens,0,4\n"));
    let said = desk.refused(1, &["import", "study", "c.csv"]);
    assert!(said.contains("31 rows are at fault") && said.contains("and 11 more"), "{said}");
    assert!(said.contains("--add-codes"), "the advice names the option: {said}");
    desk.write("c.csv", &format!("{header}{rows}"));
    let told = desk.done(&["import", "study", "c.csv", "--add-codes"]);
    assert!(told.contains("30 codes were added to the codebook"), "{told}");
    let paths = desk.done(&["codings", "study", "--code", "Love/new 7", "--format", "csv"]);
    assert!(paths.contains("Love/new 7"), "{paths}");
    desk.write("blank.csv", &format!("{header}Asha,P01.txt,listens,12,13\n"));
    let told = desk.json(&["import", "study", "blank.csv"]);
    assert!(told["added"].get("codings").is_none() && told["lost"][0]["count"] == 1, "{told}");
}

#[test]
fn a_name_and_a_kind_that_do_not_fit_are_refused_with_the_ending_that_does() {
    let desk = Desk::with_project();
    for name in ["x.xls", "x.ods", "x.txt", "x", "x.tsv"] {
        let said = desk.refused(2, &["export", "study", name, "--as", "codings"]);
        assert!(said.contains(".csv or .xlsx") && !desk.path(name).exists(), "{name}: {said}");
    }
    desk.done(&["export", "study", "x.csv", "--as", "codings", "--bom"]);
    assert!(fs::read(desk.path("x.csv")).unwrap().starts_with(b"\xef\xbb\xbf"));
    desk.done(&["import", "study", "x.csv"]);
    let said = desk.refused(2, &["export", "study", "y.xlsx", "--as", "codings", "--bom"]);
    assert!(said.contains("--bom is for a .csv alone"), "{said}");
}

#[test]
fn quotation_marks_of_all_sorts_are_found() {
    let desk = Desk::empty();
    desk.write("T.txt", "A: It’s late – don't wait.\n");
    desk.done(&["new", "study", "--title", "S"]);
    desk.done(&["import", "study", "T.txt"]);
    let count = |more: &[&str]| {
        let call = [&["search", "study", "it's", "--count"], more].concat();
        desk.json(&call)["matches"].as_u64().unwrap()
    };
    assert_eq!((count(&[]), count(&["--exact-signs"])), (1, 0));
}

#[test]
fn ratings_say_what_they_took_for_what() {
    let desk = Desk::empty();
    desk.write("r.csv", "unit,A,B\n1,yes,Yes\n2,NA,no\n3,no,no\n4,1,1.0\n5,,yes\n");
    let told = desk.json(&["agreement", "--ratings", "r.csv"]);
    assert_eq!(told["categories"], serde_json::json!(["no", "yes", "1"]), "{told}");
    assert_eq!(told["empty"], 2);
    let text = desk.done(&["agreement", "--ratings", "r.csv"]);
    for words in
        ["2 cells not rated", "“NA” (1 cell)", "“yes”, “Yes” are read as one category", "Holsti differs"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    desk.write("long.csv", "unit,rater,score\n1,A,x\n1,B,x\n2,A,y\n2,B,x\n");
    let long = desk.json(&["agreement", "--ratings", "long.csv"]);
    assert_eq!((&long["units"], &long["empty"]), (&2.into(), &0.into()), "{long}");
    assert_eq!(long["scores"]["percent_agreement"]["value"], 0.5);
}

#[test]
fn what_is_accepted_is_said_even_where_it_is_nothing() {
    let desk = Desk::with_project();
    let told = desk.done(&["check", "study", "--accept"]);
    assert!(told.contains("Nothing was changed outside Concord"), "{told}");
}

#[test]
fn a_consensus_in_the_making_disagrees_with_nobody_where_nothing_is_settled() {
    let desk = Desk::empty();
    let words = "P: one two three four five six seven eight.\n";
    desk.write("T.txt", words);
    desk.write("b.csv", "code\nx\n");
    let row = |coder: &str, word: &str| format!("T,{coder},x,{}\n", place(words, word));
    let both = |word: &str| row("A", word) + &row("B", word);
    let header = "transcript,coder,code,start,end\n";
    desk.write("c.csv", &(header.to_owned() + &both("two") + &row("A", "four") + &row("B", "six")));
    desk.done(&["new", "study", "--title", "S", "--codebook", "b.csv"]);
    desk.done(&["import", "study", "T.txt", "c.csv"]);
    // The consensus has what both have, and nothing where they differ.
    desk.write("consensus.csv", &(header.to_owned() + &row("Consensus", "two")));
    desk.done(&["import", "study", "consensus.csv"]);
    let told = desk.json(&["agreement", "study", "--coders", "A,Consensus"]);
    assert_eq!(told["unsettled"]["differences"], 2, "{told}");
    assert_eq!(told["overall"]["percent_agreement"]["value"], 1.0, "{told}");
    let text = desk.done(&["agreement", "study", "--coders", "A,Consensus"]);
    assert!(text.contains("2 differences not settled yet"), "{text}");
    let persons = desk.json(&["agreement", "study"]);
    assert!(persons.get("unsettled").is_none(), "{persons}");
}
