//! Codes by cases on the command line: cells, what is alike, groups, and what is refused.

use serde_json::json;

use super::Desk;

/// Four cases of one transcript each, of whom the last has no code; one coder.
fn four() -> Desk {
    let desk = Desk::empty();
    desk.write("codebook.csv", "code,theme\na,Love\nb,Love\nc,Rights\nalone,\n");
    let mut codings = "coder,file,code,start,end\n".to_owned();
    for (n, codes) in ["aab", "ab", "c", ""].into_iter().enumerate() {
        desk.write(&format!("T{n}.txt"), "P: one two three four five six");
        for (at, code) in codes.chars().enumerate() {
            codings.push_str(&format!("Asha,T{n}.txt,{code},{},{}\n", 3 + 4 * at, 6 + 4 * at));
        }
    }
    // A coding that goes again, so that the transcript is one that was looked at.
    desk.write("codings.csv", &codings);
    desk.write("cases.csv", "case,transcript\nAda,T0\nBo,T1\nCy,T2\nDee,T3\n");
    desk.done(&["new", "study", "--title", "Four", "--codebook", "codebook.csv"]);
    desk.done(&["import", "study", "T0.txt", "T1.txt", "T2.txt", "T3.txt", "cases.csv", "codings.csv"]);
    desk
}

#[test]
fn cells_are_codes_by_cases() {
    let desk = four();
    let all = desk.json(&["matrix", "study"]);
    assert_eq!(all["rows"], json!(["Ada", "Bo", "Cy"]), "nobody looked at Dee’s transcript");
    assert_eq!(all["columns"], json!(["Love/a", "Love/b", "Rights/c", "alone"]));
    assert_eq!(all["cells"], json!([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0]]));
    assert!(all.get("similarity").is_none() && all.get("merges").is_none());
    let segments = desk.json(&["matrix", "study", "--cell", "segments", "--rows", "transcript"]);
    assert_eq!((&segments["rows"][0], &segments["cells"][0]), (&"T0".into(), &json!([2, 1, 0, 0])));
    let themes = desk.json(&["matrix", "study", "--columns", "theme", "--cell", "characters"]);
    assert_eq!(
        (&themes["columns"], &themes["cells"]),
        (&json!(["Love", "Rights"]), &json!([[9, 0], [6, 0], [0, 3]]))
    );
    let text = desk.done(&["matrix", "study", "--columns", "theme"]);
    for words in ["layer: coder Asha", "3 participants", "1 code without a theme left out: alone", "Love"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let csv = desk.done(&["matrix", "study", "--format", "csv"]);
    assert_eq!(csv, "participant,Love/a,Love/b,Rights/c,alone\nAda,1,1,0,0\nBo,1,1,0,0\nCy,0,0,1,0\n");
}

#[test]
fn rows_are_compared_and_grouped() {
    let desk = four();
    let alike = desk.json(&["matrix", "study", "--similarity", "jaccard", "--cluster", "average"]);
    assert_eq!((&alike["measure"], &alike["similarity"]), (&"jaccard".into(), &json!([1.0, 0.0, 0.0])));
    assert_eq!(
        alike["merges"],
        json!([
            {"a": 0, "b": 1, "height": 0.0, "size": 2}, {"a": 3, "b": 2, "height": 1.0, "size": 3},
        ])
    );
    assert_eq!((&alike["clustered"], &alike["left_out"]), (&json!(["Ada", "Bo", "Cy"]), &json!([])));
    let counts = desk.json(&["matrix", "study", "--cell", "segments", "--similarity", "bray-curtis"]);
    assert_eq!(counts["similarity"], json!([0.2, 1.0, 1.0]));
    let ward = desk.json(&["matrix", "study", "--cell", "segments", "--cluster", "ward"]);
    assert_eq!(ward["measure"], "euclidean");
    let text = desk.done(&["matrix", "study", "--cluster", "ward", "--similarity", "jaccard"]);
    assert!(text.contains("meant for Euclidean distances") && text.contains("Bo"), "{text}");
    let map = desk.json(&["matrix", "study", "--map"]);
    assert_eq!(map["map"]["rows"], json!(["Ada", "Bo", "Cy"]));
    assert_eq!(map["map"]["points"].as_array().unwrap().len(), 3);
    assert!(desk.done(&["matrix", "study", "--map"]).contains("Map in two dimensions, which show 1.00"));
    assert!(desk.done(&["matrix", "study", "--similarity", "cosine"]).contains("cosine"));
}

#[test]
fn rows_without_codes_and_studies_of_one_have_reasons() {
    let desk = four();
    desk.write("more.csv", "coder,file,code,start,end\nAsha,T3.txt,alone,3,6\n");
    desk.done(&["import", "study", "more.csv"]);
    let themes = ["matrix", "study", "--columns", "theme", "--cluster", "single"];
    let found = desk.json(&themes);
    assert_eq!((&found["left_out"], &found["clustered"]), (&json!(["Dee"]), &json!(["Ada", "Bo", "Cy"])));
    assert!(desk.done(&themes).contains("Without any code, and in no group: Dee"));
    let one = super::cooccurrence::study("P: It was good.", &[("kind", "was good")]);
    let found = one.json(&["matrix", "study", "--cluster", "ward", "--map"]);
    assert_eq!(
        (&found["merges"], &found["similarity"], &found["map"]["points"]),
        (&json!([]), &json!([]), &json!([[0.0, 0.0]]))
    );
    assert!(found["map"]["goodness"]["undefined"].is_string());
    let none = super::cooccurrence::study("P: It was good.", &[]);
    assert!(none.refused(1, &["matrix", "study"]).contains("nobody has started"));
    for words in [
        &["--similarity", "distance"][..],
        &["--cluster", "kmeans"],
        &["--cell", "lines"],
        &["--rows", "case"],
    ] {
        assert!(
            none.refused(2, &[&["matrix", "study"], words].concat()).contains("possible values"),
            "{words:?}"
        );
    }
}

#[test]
fn a_heat_map_names_rows_columns_and_layer() {
    let desk = four();
    desk.done(&["matrix", "study", "--cell", "segments", "--chart", "map.svg"]);
    let svg = std::fs::read_to_string(desk.path("map.svg")).unwrap();
    for words in ["Codes by participants", "coder Asha", "3 participants", ">Ada<", "1  Love / a", "passages"]
    {
        assert!(svg.contains(words), "{words}: {svg}");
    }
}
