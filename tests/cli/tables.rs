//! Tables and lists that people have: codebooks of many shapes, columns that are named by hand, and what is left out by name.

use serde_json::json;

use super::Desk;

/// A project with what a codebook holds, and what was told.
fn taken(file: &str, words: &[u8], more: &[&str]) -> (Desk, String) {
    let desk = Desk::empty();
    std::fs::write(desk.path(file), words).unwrap();
    desk.done(&["new", "study", "--title", "A study"]);
    let told = desk.done(&[&["import", "study", file], more].concat());
    (desk, told)
}

/// The codes of a project by their paths, with definitions.
fn codes(desk: &Desk) -> Vec<(String, String)> {
    desk.done(&["export", "study", "out.csv", "--as", "codebook"]);
    let table = std::fs::read_to_string(desk.path("out.csv")).unwrap();
    std::fs::remove_file(desk.path("out.csv")).unwrap();
    let mut reader = csv_rows(&table).into_iter();
    reader.next();
    reader
        .map(|row| {
            let path = if row[1].is_empty() { row[0].clone() } else { format!("{}/{}", row[1], row[0]) };
            (path, row[3].clone())
        })
        .collect()
}

/// Cells of a table in which none holds a comma.
fn csv_rows(table: &str) -> Vec<Vec<String>> {
    table.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(path, words)| ((*path).to_owned(), (*words).to_owned())).collect()
}

const HOME: [(&str, &str); 3] = [("Home", ""), ("Home/Stable", "settled"), ("Home/Moving", "")];

#[test]
fn codebooks_of_many_shapes_are_taken_unasked() {
    for (file, words) in [
        (
            "taguette.csv",
            "tag,description,number of highlights\nHome,,2\nHome.Stable,settled,1\nHome.Moving,,1\n",
        ),
        ("maxqda.csv", "Code;Memo\nHome;\nHome > Stable;settled\nHome > Moving;\n"),
        ("levels.csv", "Theme,Subtheme,Definition\nHome,,\nHome,Stable,settled\nHome,Moving,\n"),
        ("merged.csv", "Theme,Code,Meaning,Frequency\nHome,Stable,settled,3\n,Moving,,4\n"),
        ("steps.csv", "Code,,Description\nHome,,\n,Stable,settled\n,Moving,\n"),
        (
            "r.csv",
            "\"\",\"code\",\"theme\",\"memo\"\n\"1\",\"Stable\",\"Home\",\"settled\"\n\"2\",\"Moving\",\"Home\",\"\"\n",
        ),
        ("table.csv", "code,theme,memo\n1,Stable,Home,settled\n2,Moving,Home,\n"),
    ] {
        let (desk, told) = taken(file, words.as_bytes(), &[]);
        assert_eq!(codes(&desk), pairs(&HOME), "{file}: {told}");
    }
    let (_, told) = taken("taguette.csv", b"tag,number of highlights\nHome,2\n", &[]);
    assert_eq!(
        told,
        "Added: 1 code\nleft out: 1 × column: nothing is known to do with “number of highlights” (taguette.csv)\n"
    );
}

#[test]
fn lists_are_codebooks_where_one_says_so() {
    for (file, words) in [
        ("list.txt", "Home\n  - Stable: settled\n  - Moving\n"),
        ("list.md", "# Home\n- Stable – settled\n- Moving\n"),
    ] {
        let (desk, told) = taken(file, words.as_bytes(), &["--as", "codebook"]);
        assert_eq!(codes(&desk), pairs(&HOME), "{file}: {told}");
        desk.done(&["new", "other", "--title", "B", "--codebook", file]);
        assert_eq!(desk.json(&["info", "other"])["codes"], json!(2));
        // Unasked it is a transcript.
        desk.done(&["import", "study", file]);
        assert_eq!(desk.json(&["info", "study"])["transcripts"].as_array().unwrap().len(), 1);
    }
    // As it is printed for Word it comes in again.
    let desk = Desk::with_project();
    desk.done(&["export", "study", "book.docx", "--as", "codebook"]);
    let told = desk.done(&["new", "again", "--title", "B", "--codebook", "book.docx"]);
    assert!(told.contains("4 codes in 2 themes") && told.contains("left out: 1 × paragraph"), "{told}");
    let told = desk.json(&["new", "third", "--title", "B", "--codebook", "book.docx"]);
    assert_eq!((&told["codes"], &told["lost"][0]["count"]), (&json!(4), &json!(1)));
}

#[test]
fn columns_are_named_by_hand_and_say_what_a_table_is() {
    let words = "Wort,Wo,Was genau, kurz\nStable,Home,settled,x\nMoving,Home,,y\n";
    let words = words.replace("Was genau, kurz", "\"Was genau, kurz\",Rest");
    let columns = ["--columns", "code=Wort,theme=Wo,definition=Was genau, kurz"];
    let (desk, told) = taken("codes.csv", words.as_bytes(), &columns);
    assert_eq!(codes(&desk), pairs(&HOME));
    assert!(told.contains("nothing is known to do with “Rest”"), "{told}");
    desk.done(&[&["import", "study", "codes.csv", "--as", "codebook"], &columns[..]].concat());

    let desk = Desk::with_project();
    desk.write("people.csv", "Wer,Alter,Ort\nP01,12,hier\n");
    let told = desk.done(&["import", "study", "people.csv", "--columns", "case=Wer,attribute=Alter"]);
    assert!(told.contains("1 attribute") && told.contains("“Ort”"), "{told}");
    desk.write("turns.csv", "wer,sagt\nI,Why?\nP,Because.\n");
    let told = desk.done(&["import", "study", "turns.csv", "--columns", "text=sagt,speaker=wer"]);
    assert!(told.contains("1 transcript"), "{told}");
    desk.write("codings.csv", "Wo,Wer,Was,von,bis,Rest\nP01,C1,Love/kind,0,4,x\n");
    let columns = "transcript=Wo,coder=Wer,code=Was,start=von,end=bis";
    let told = desk.done(&["import", "study", "codings.csv", "--columns", columns]);
    assert!(told.contains("1 coding") && told.contains("“Rest”"), "{told}");
}

#[test]
fn roles_and_columns_that_there_are_not_are_named_with_those_that_there_are() {
    let desk = Desk::with_project();
    desk.write("codes.csv", "Wort,Wo\nStable,Home\n");
    let said = desk.refused(1, &["import", "study", "codes.csv", "--columns", "kode=Wort"]);
    assert!(said.contains("“kode”") && said.contains("codebook: code, parent, theme"), "{said}");
    let said =
        desk.refused(1, &["import", "study", "codes.csv", "--as", "codebook", "--columns", "speaker=Wort"]);
    assert!(said.contains("“speaker”") && said.contains("code, parent, theme"), "{said}");
    let said =
        desk.refused(1, &["import", "study", "codes.csv", "--as", "codebook", "--columns", "code=Was"]);
    assert!(said.contains("there is no column “Was” among “Wort”, “Wo”"), "{said}");
    let said = desk.refused(1, &["import", "study", "codes.csv", "--as", "codebook"]);
    assert!(said.contains("no column holds the code") && said.contains("--columns code=NAME"), "{said}");
    let help = desk.done(&["import", "--help"]);
    assert!(
        help.contains("codebook: code, parent") && help.contains("attributes: case, transcript"),
        "{help}"
    );
}

#[test]
fn damaged_codebooks_change_nothing_and_name_their_row() {
    let desk = Desk::with_project();
    let many: String = (0..100_000).map(|at| format!("c{at}\n")).collect();
    let deep: String = (0..33).map(|at| format!("{}c{at}\n", " ".repeat(2 * at))).collect();
    for (file, words, says) in [
        ("empty.csv", "code,theme\n".to_owned(), "no row names a code"),
        ("circle.csv", "code,parent\na,b\nb,a\n".to_owned(), "row 2, column “parent”"),
        ("twice.csv", "Theme,Code\nHome,a\nHome,A\n".to_owned(), "row 3, column “Code”"),
        ("many.csv", format!("code\n{many}"), "at most 10,000"),
        ("deep.txt", deep, "line 33"),
    ] {
        desk.write(file, &words);
        let said = desk.refused(1, &["import", "study", file, "--as", "codebook"]);
        assert!(said.contains(file) && said.contains(says), "{said}");
    }
}
