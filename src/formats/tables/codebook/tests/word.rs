//! Codebooks of Word, as NVivo and MAXQDA print them and as people write them.

use super::{HOME, read, table};
use crate::formats::tests::zipped;

/// A document of Word with this body.
fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"T1\"><w:name w:val=\"heading 1\"/></w:style>\
                  <w:style w:styleId=\"T2\"><w:name w:val=\"heading 2\"/></w:style></w:styles>";
    zipped(&[("word/document.xml", &document), ("word/styles.xml", styles)])
}

fn paragraph(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn row(cells: &[String]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect();
    format!("<w:tr>{cells}</w:tr>")
}

#[test]
fn tables_of_word_say_by_indents_what_stands_under_what() {
    let ind = |left: u32| format!("<w:ind w:left=\"{left}\"/>");
    let mut rows = row(&["Name", "Description", "Files", "References"].map(|name| paragraph("", name)));
    for (left, name) in [(0, "Home"), (240, "Stable"), (240, "Moving"), (0, "Adults"), (240, "Trust")] {
        let said = if name == "Stable" { "settled" } else { "" };
        rows +=
            &row(&[paragraph(&ind(left), name), paragraph("", said), paragraph("", "2"), paragraph("", "7")]);
    }
    let body = paragraph("", "Codebook") + "<w:tbl>" + &rows + "</w:tbl>";
    let taken = read("book.docx", &docx(&body), &[]).unwrap();
    assert_eq!(taken.paths(), HOME);
    assert_eq!(taken.code("Stable").definition, "settled");
    assert!(taken.tells("2 column: nothing is known to do with “Files”, “References”"), "{:?}", taken.told);
}

#[test]
fn a_code_system_of_word_is_read_with_the_memos_below_it() {
    let heading = |level: u8, words: &str| paragraph(&format!("<w:pStyle w:val=\"T{level}\"/>"), words);
    let line = |span: &str, cells: &[&str]| {
        let empty = format!("<w:tc><w:tcPr>{span}</w:tcPr><w:p/></w:tc>");
        let cells: String =
            cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph("", cell))).collect();
        format!("<w:tr>{}{cells}</w:tr>", if span.is_empty() { "" } else { &empty })
    };
    let one = "<w:gridSpan w:val=\"1\"/>";
    let body = [
        paragraph("", "Codebook"),
        "<w:tbl>".to_owned(),
        line("", &["Home", "9"]),
        line(one, &["Stable", "4"]),
        line(one, &["Moving", "5"]),
        line("", &["Adults", "3"]),
        line(one, &["Trust", "3"]),
        "</w:tbl>".to_owned(),
        heading(1, "1 Home"),
        paragraph("", "Where they live."),
        heading(2, "1.1 Stable"),
        paragraph("", "settled, staying"),
        heading(1, "3 Gone"),
    ];
    let taken = read("book.docx", &docx(&body.concat()), &[]).unwrap();
    assert_eq!(taken.paths(), HOME);
    assert_eq!(
        (&*taken.code("Home").definition, &*taken.code("Stable").definition),
        ("Where they live.", "settled, staying")
    );
    assert!(
        taken.tells("5 number beside a name") && taken.tells("1 heading: no code in the table"),
        "{:?}",
        taken.told
    );
}

#[test]
fn a_document_of_word_may_be_a_list_or_headings() {
    let level = |level: u32| format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>");
    let body: String = [(0, "Home"), (1, "Stable: settled"), (1, "Moving"), (0, "Adults"), (1, "Trust")]
        .map(|(at, words)| paragraph(&level(at), words))
        .concat();
    let taken = read("book.docx", &docx(&body), &[]).unwrap();
    assert_eq!(
        (taken.paths(), &*taken.code("Stable").definition),
        (HOME.map(str::to_owned).to_vec(), "settled")
    );
    // As it goes out it comes in.
    let words =
        "code,parent,definition,include,exclude,example\nHome,,where,now,never,“a”\nStable,Home,settled,,,\n";
    let from = table(words).project;
    let bytes = crate::formats::made(
        crate::formats::format("codebook-docx").unwrap().writer().unwrap(),
        &from,
        &crate::formats::ExportOptions::default(),
    );
    let taken = read("book.docx", &bytes.unwrap().bytes, &[]).unwrap();
    assert_eq!(taken.paths(), ["Home", "Home/Stable"]);
    let home = taken.code("Home");
    assert_eq!(
        (&*home.definition, &*home.include, &*home.exclude, &*home.examples[0]),
        ("where", "now", "never", "“a”")
    );
}

proptest::proptest! {
    #[test]
    fn any_document_is_read_or_refused(body in "(<w:p>|</w:p>|<w:tbl>|</w:tbl>|<w:tr>|</w:tr>|<w:tc>|</w:tc>|<w:t>a</w:t>|<w:vMerge/>|<w:tcPr>|</w:tcPr>){0,30}") {
        let _ = read("a.docx", &docx(&body), &[]);
    }
}
