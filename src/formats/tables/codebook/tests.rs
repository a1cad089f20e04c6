//! Codebooks as people and programs make them, each kind once, and what is wrong with some.

use super::*;
use crate::formats::tests::{Count, project};
use crate::formats::{ColumnsSaid, format_of};
use crate::model::{Code, MAX_DEPTH};

/// What became of a codebook: the codes by their paths, with what is said of each, and what is told.
pub(super) struct Taken {
    pub(super) project: Project,
    pub(super) told: Vec<String>,
}

impl Taken {
    pub(super) fn paths(&self) -> Vec<String> {
        let book = self.project.codebook();
        book.codes().map(|code| book.path(code.id)).collect()
    }

    pub(super) fn code(&self, name: &str) -> &Code {
        self.project.code_named(name).unwrap()
    }

    pub(super) fn tells(&self, words: &str) -> bool {
        self.told.iter().any(|told| told.contains(words))
    }
}

pub(super) fn read(file: &str, bytes: &[u8], columns: &[(&str, &str)]) -> Result<Taken, String> {
    let format = format_of(file, bytes, Some(Kind::Codebook)).map_err(|why| why.to_string())?;
    let Reader::Table(read) = format.read else { panic!("{format:?} is no table") };
    let columns: ColumnsSaid =
        columns.iter().map(|(role, header)| ((*role).to_owned(), (*header).to_owned())).collect();
    let options = ImportOptions { columns, ..ImportOptions::default() };
    let import =
        read(&project(), file, bytes, &options, &mut Count::default()).map_err(|why| why.to_string())?;
    let warnings = import.warnings.iter().map(|warning| format!("{}: {}", warning.place, warning.message));
    let lost = import.lost.iter().map(|lost| format!("{} {}: {}", lost.count, lost.what, lost.why));
    let told = warnings.chain(lost).collect();
    Ok(Taken { project: project().apply_all(&import.edits).unwrap(), told })
}

pub(super) fn table(words: &str) -> Taken {
    read("codes.csv", words.as_bytes(), &[]).unwrap_or_else(|why| panic!("{why}: {words}"))
}

fn list(words: &str) -> Taken {
    read("codes.txt", words.as_bytes(), &[]).unwrap_or_else(|why| panic!("{why}: {words}"))
}

pub(super) const HOME: [&str; 5] = ["Home", "Home/Stable", "Home/Moving", "Adults", "Adults/Trust"];

#[test]
fn columns_that_are_not_known_are_left_out_by_name() {
    let taken = table("tag,description,number of highlights\nhome,where they live,12\ntrust,,3\n");
    assert_eq!(taken.paths(), ["home", "trust"]);
    assert_eq!(taken.code("home").definition, "where they live");
    assert_eq!(taken.told, ["1 column: nothing is known to do with “number of highlights”"]);

    let taken = table(",Code,,Frequency,Empty\n1,home,why,4,\n2,trust,,5,\n");
    assert_eq!(taken.paths(), ["home", "trust"]);
    let told = "3 column: nothing is known to do with column 1, which has no name, column 3, which has no name, “Frequency”";
    assert_eq!(taken.told, [told]);
    assert_eq!(
        table("\"Code\",\"Memo\"\n\"1\",\"home\",\"x\"\n\"2\",\"trust\",\"y\"\n").code("trust").definition,
        "y"
    );
}

#[test]
fn columns_are_known_by_many_names() {
    let taken = table(
        "Code name;Meaning;When to use;When not to use;Example quote 1;Example quote 2;Color;Memo\n\
         home;where;now;never;“a”;“b”;#B33736;see x\n",
    );
    let code = taken.code("home");
    assert_eq!((&*code.definition, &*code.include, &*code.exclude), ("where", "now", "never"));
    assert_eq!(
        (code.examples.as_slice(), &*code.colour.to_string()),
        (&["“a”".to_owned(), "“b”".to_owned()][..], "#B33736")
    );
    assert!(taken.tells("“Memo”"), "{:?}", taken.told);
    // Remarks define where nothing else does.
    assert_eq!(table("Node,Comments\nhome,where\n").code("home").definition, "where");
    // What is called a code may be a number, and a name stand beside it.
    let taken = table("Code,Label,Definition\n1.1,home,x\n1.2,trust,y\n");
    assert_eq!(taken.paths(), ["home", "trust"]);
    assert!(taken.tells("“Code”"), "{:?}", taken.told);
}

#[test]
fn a_person_says_what_columns_hold() {
    let words = b"Was,Wo,Warum\nStable,Home,settled\nTrust,Adults,\n";
    assert!(read("codes.csv", words, &[]).is_err());
    let taken =
        read("codes.csv", words, &[("code", "was"), ("theme", "Wo"), ("definition", "Warum")]).unwrap();
    assert_eq!(taken.paths(), ["Home", "Home/Stable", "Adults", "Adults/Trust"]);
    assert_eq!((taken.code("Stable").definition.as_str(), taken.told.len()), ("settled", 0));
    let levels = [("level", "Wo"), ("level", "Was"), ("level", "column 3")];
    assert_eq!(
        read("codes.csv", words, &levels).unwrap().paths()[..3],
        ["Home", "Home/Stable", "Home/Stable/settled"]
    );
    let said = read("codes.csv", words, &[("kode", "Was")]).err().unwrap();
    assert!(said.contains("“kode”") && said.contains("code, parent, theme"), "{said}");
    let said = read("codes.csv", words, &[("code", "Wie")]).err().unwrap();
    assert!(said.contains("“Wie” among “Was”, “Wo”, “Warum”"), "{said}");
}

#[test]
fn paths_stand_for_what_is_above() {
    for between in [" > ", "/", "\\", ".", "::"] {
        let words =
            format!("Code,Memo\nHome,\nHome{between}Stable,x\nHome{between}Moving,\nAdults{between}Trust,\n");
        let taken = table(&words);
        assert_eq!(taken.paths(), HOME, "{between}");
        assert_eq!(taken.code("Stable").definition, "x");
        assert!(taken.tells(&format!("3 names with “{}”", between.trim())), "{:?}", taken.told);
    }
    assert_eq!(table("Code\nWork/life\nHome\n").paths(), ["Work/life", "Home"]);
    assert_eq!(table("Code,Parent\nWork/life,Home\n").paths(), ["Home", "Home/Work/life"]);
    assert_eq!(
        table("Name,Parent code\nFar,Home > Moving\n").paths(),
        ["Home", "Home/Moving", "Home/Moving/Far"]
    );
}

#[test]
fn levels_stand_in_columns() {
    let deep = ["Home", "Home/Stable", "Home/Stable/Settled", "Home/Moving", "Adults", "Adults/Trust"];
    for words in [
        "Theme,Subtheme,Code,Definition\nHome,Stable,Settled,x\nHome,,Moving,\nAdults,Trust,,\n",
        "Level 1,Level 2,Level 3,Definition\nHome,Stable,Settled,x\nHome,Moving,,\nAdults,Trust,,\n",
        "Category,Code,Sub-code,Description\nHome,Stable,Settled,x\nHome,Moving,,\nAdults,Trust,,\n",
    ] {
        let taken = table(words);
        assert_eq!(taken.paths(), deep, "{words}");
        assert_eq!((&*taken.code("Settled").definition, taken.told.len()), ("x", 0), "{:?}", taken.told);
    }
    let taken = table("Theme,Subtheme,Definition\nHome,Stable,x\nHome,Moving,\nAdults,,y\nAdults,Trust,\n");
    assert_eq!((taken.paths(), &*taken.code("Adults").definition), (HOME.map(str::to_owned).to_vec(), "y"));
    // A step to the right is a level deeper.
    let taken = table(
        "Code System,,,Frequency\nHome,,,5\n,Stable,,3\n,,Settled,1\n,Moving,,2\nAdults,,,4\n,Trust,,4\n",
    );
    assert_eq!(taken.paths(), deep);
    assert!(taken.told == ["1 column: nothing is known to do with “Frequency”"], "{:?}", taken.told);
    assert_eq!(table("Name,Files\nHome,1\n   Stable,1\n   Moving,1\nAdults,2\n\tTrust,3\n").paths(), HOME);
}

#[test]
fn an_empty_cell_below_a_theme_means_the_same_theme() {
    for words in [
        "Theme,Code,Definition\nHome,Stable,x\n,Moving,y\nAdults,Trust,\n",
        "Theme,Code,Definition\nHome,,z\n,Stable,x\n,Moving,y\nAdults,Trust,\n",
    ] {
        let taken = table(words);
        assert_eq!(taken.paths(), HOME, "{words}");
        assert!(taken.tells("taken to stand under that above"), "{:?}", taken.told);
    }
    let taken = table("Theme,Subtheme,Code\nHome,Stable,Settled\n,,Calm\n,Moving,Far\n");
    assert_eq!(
        taken.paths()[2..],
        ["Home/Stable/Settled", "Home/Stable/Calm", "Home/Moving", "Home/Moving/Far"]
    );
    // Where themes stand behind codes, or again and again, an empty cell means none.
    assert_eq!(table("Code,Theme\nStable,Home\nOwn,\n").paths(), ["Home", "Home/Stable", "Own"]);
    assert_eq!(table("Theme,Code\nHome,Stable\nHome,Moving\n,Own\n").paths()[3], "Own");
    // Rows that go on with examples.
    let taken = table("Theme,Code,Example\nHome,Stable,a\n,,b\nAdults,Trust,c\n");
    assert_eq!(taken.code("Stable").examples, ["a", "b"]);
}

#[test]
fn merged_cells_of_a_workbook_mean_the_same_theme() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["Theme", "Code", "Definition"].iter().enumerate() {
        sheet.write(0, column as u16, *name).unwrap();
    }
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(1, 0, 2, 0, "Home", &plain).unwrap();
    for (row, name) in ["Stable", "Moving", "Own"].iter().enumerate() {
        sheet.write(row as u32 + 1, 1, *name).unwrap();
    }
    let taken = read("codes.xlsx", &book.save_to_buffer().unwrap(), &[]).unwrap();
    assert_eq!(taken.paths(), ["Home", "Home/Stable", "Home/Moving", "Own"]);
    assert!(taken.told.is_empty(), "it is no guess: {:?}", taken.told);
}

#[test]
fn lists_are_read_by_how_far_they_are_moved_in() {
    for words in [
        "Home\n\tStable: settled, staying\n\tMoving\nAdults\n\tTrust\n",
        "Codebook\n\nHome\n  - Stable – settled, staying\n  - Moving\nAdults\n  - Trust\n",
        "- Home\n    - Stable\tsettled, staying\n    - Moving\n- Adults\n    - Trust\n",
        "1 Home\n1.1 Stable: settled, staying\n1.2 Moving\n2 Adults\n2.1 Trust\n",
        "# Home\n- Stable: settled, staying\n- Moving\n# Adults\n- Trust\n",
        "Home:\n• Stable — settled, staying\n• Moving\nAdults:\n• Trust\n",
        "Home  9\n  Stable: settled, staying  (4)\n  Moving (5)\nAdults  3\n  Trust  3\n",
    ] {
        let taken = list(words);
        assert_eq!(taken.paths(), HOME, "{words}");
        assert_eq!(taken.code("Stable").definition, "settled, staying", "{words}");
    }
    assert!(list("Home  9\n  Stable  4\n").tells("2 number beside a name: how often a code occurs"));
    assert!(list("Codebook\nHome\n").tells("1 heading"));
    assert_eq!(list("Home > Stable\nHome > Moving\nAdults > Trust\n").paths(), HOME);
    // What is called a table by its first line is one.
    assert_eq!(list("code\ttheme\nStable\tHome\n").paths(), ["Home", "Home/Stable"]);
}

#[test]
fn what_stands_below_a_name_may_be_what_is_said_of_it() {
    let long = "Said where somebody has stayed in one place for a long time, and means to stay.";
    let taken = list(&format!("Home\n  Stable\n    {long}\n    Example: “I never moved.”\n  Moving\n"));
    assert_eq!(taken.paths(), ["Home", "Home/Stable", "Home/Moving"]);
    assert_eq!(
        (&*taken.code("Stable").definition, &*taken.code("Stable").examples[0]),
        (long, "“I never moved.”")
    );
    assert!(taken.tells("1 line is a sentence"), "{:?}", taken.told);
    let taken = read(
        "codes.md",
        b"About this study\n\n# Home\nWhere they live.\n## Stable\nUse for: staying\n\n- and no more\n# Adults\n",
        &[],
    );
    let taken = taken.unwrap();
    assert_eq!(taken.paths(), ["Home", "Home/Stable", "Adults"]);
    assert_eq!(
        (&*taken.code("Home").definition, &*taken.code("Stable").include),
        ("Where they live.", "staying")
    );
    assert!(taken.tells("1 paragraph: it stands before the first code"), "{:?}", taken.told);
}

#[test]
fn colours_that_are_none_are_counted_and_the_codes_kept() {
    let taken = table("code,colour\na,red\nb,B33736\nc,\n");
    assert_eq!((taken.paths().len(), taken.code("b").colour.to_string()), (3, "#B33736".to_owned()));
    assert!(
        taken.told.len() == 1 && taken.tells("1 colour: a colour is written as #RRGGBB"),
        "{:?}",
        taken.told
    );
    assert!(taken.tells("others: row 2"), "{:?}", taken.told);
}

#[test]
fn what_is_wrong_is_named_with_its_row() {
    let deep = |n: usize, between: &str| (0..n).map(|at| format!("c{at}")).collect::<Vec<_>>().join(between);
    let list: String = (0..=MAX_DEPTH).map(|at| format!("{}c{at}\n", "  ".repeat(at))).collect();
    let many = format!("code\n{}", (0..100_000).map(|at| format!("c{at}\n")).collect::<String>());
    for (file, words, says) in [
        ("a.csv", "code,definition\n".to_owned(), "no row names a code"),
        ("a.txt", " \n".to_owned(), "is empty"),
        (
            "a.csv",
            "code,parent\na,b\nb,a\n".to_owned(),
            "row 2, column “parent”: “a” would stand under itself",
        ),
        (
            "a.csv",
            "Theme,Code\nHome,a\nHome,b\nHome,A\n".to_owned(),
            "row 4, column “Code”: the code “A” stands in an earlier row too",
        ),
        (
            "a.csv",
            "Level 1,Level 2,Level 3\nx,y,z\nX,Y,Z\n".to_owned(),
            "row 3: the code “Z” stands in an earlier row too",
        ),
        ("a.txt", "Home\n  a\n  A\n".to_owned(), "line 3: the code “A” stands in an earlier row too"),
        ("a.csv", format!("code\na > b\n{}\n", deep(MAX_DEPTH + 1, " > ")), "row 3: “c32” would stand"),
        ("a.txt", list, "line 33: “c32” would stand"),
        ("a.csv", many, "it has 100,000 codes"),
        ("a.csv", "code,definition\n,x\n".to_owned(), "row 2, column “code”: the code has no name"),
        ("a.docx", "PK".to_owned(), "a.docx"),
    ] {
        let said = read(file, words.as_bytes(), &[]).err().unwrap_or_default();
        assert!(said.starts_with(file) && said.contains(says), "{says}: {said}");
    }
}

proptest::proptest! {
    #[test]
    fn any_list_is_read_or_refused(words in "(Home|a|b|#|-|•|1\\.1|1|:|–|\t|  |\n|>|/|\\(2\\)| ){0,60}") {
        let _ = read("a.txt", words.as_bytes(), &[]);
    }

    #[test]
    fn any_levels_are_read_or_refused(rows in "(x|y|z|,|\n| |\"){0,60}") {
        for header in ["Theme,Subtheme,Code,Example", "Code,,,Memo", "Theme,Code,,Quote"] {
            let _ = read("a.csv", format!("{header}\n{rows}").as_bytes(), &[]);
        }
    }
}
