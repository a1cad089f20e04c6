//! Bold words and headings say who speaks in every format that has them.

use std::io::Write;

use concord::formats::{TranscriptOptions, format_of};
use concord::session::guarded;
use concord::text::{Layout, Turn};

/// Paragraphs of pieces, each bold or not.
type Paragraphs = [&'static [(bool, &'static str)]];

const NAMES: &Paragraphs = &[
    &[(true, "Ann Lee"), (false, " How was it?")],
    &[(true, "Mia"), (false, " Well, it was cold at first.")],
    &[(true, "Ann Lee"), (false, " And then?")],
    &[(true, "Mia"), (false, " Then we left.")],
    &[(true, "Ann Lee"), (false, " Thank you.")],
];
const ABOVE: &Paragraphs = &[
    &[(true, "Ann Lee")],
    &[(false, "How was it?")],
    &[(true, "Mia")],
    &[(false, "Well, it was cold at first.")],
    &[(true, "Ann Lee")],
    &[(false, "And then?")],
    &[(true, "Mia")],
    &[(false, "Then we left.")],
];
const QUESTIONS: &Paragraphs = &[
    &[(true, "How was it?")],
    &[(false, "Well, it was cold at first.")],
    &[(true, "And "), (true, "then?")],
    &[(false, "Then we "), (true, "left"), (false, ".")],
];

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (part, words) in parts {
        zip.start_file(*part, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(words.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn written(paragraphs: &Paragraphs, paragraph: [&str; 2], piece: impl Fn(bool, &str) -> String) -> String {
    let one = |pieces: &&[(bool, &str)]| {
        let pieces: String = pieces.iter().map(|(bold, words)| piece(*bold, words)).collect();
        format!("{}{pieces}{}", paragraph[0], paragraph[1])
    };
    paragraphs.iter().map(one).collect()
}

fn docx(paragraphs: &Paragraphs) -> Vec<u8> {
    let body = written(paragraphs, ["<w:p>", "</w:p>"], |bold, words| {
        let bold = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        format!("<w:r>{bold}<w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    });
    zipped(&[(
        "word/document.xml",
        &format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"),
    )])
}

/// Bold by a style of its own, and by one that another part defines.
fn odt(paragraphs: &Paragraphs, style: &str) -> Vec<u8> {
    let body = written(paragraphs, ["<text:p>", "</text:p>"], |bold, words| match bold {
        true => format!("<text:span text:style-name=\"{style}\">{words}</text:span>"),
        false => words.to_owned(),
    });
    let bold = |name: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"
        )
    };
    let own = format!(
        "{}<style:style style:name=\"T2\" style:family=\"text\" style:parent-style-name=\"Strong\"/>",
        bold("T1")
    );
    let content = format!(
        "<office:document-content xmlns:office=\"o\"><office:automatic-styles>{own}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("styles.xml", &format!("<office:document-styles>{}</office:document-styles>", bold("Strong"))),
    ])
}

/// The same interview in every format.
fn files(paragraphs: &Paragraphs) -> Vec<(&'static str, Vec<u8>)> {
    let html = |open: &str, close: &str| {
        let piece =
            |bold: bool, words: &str| if bold { format!("{open}{words}{close}") } else { words.to_owned() };
        format!("<!DOCTYPE html><body>{}</body>", written(paragraphs, ["<p>", "</p>"], piece)).into_bytes()
    };
    let rtf = |open: &str, close: &str| {
        let piece =
            |bold: bool, words: &str| if bold { format!("{open} {words}{close}") } else { words.to_owned() };
        format!("{{\\rtf1\\ansi {}}}", written(paragraphs, ["", "\\par\n"], piece)).into_bytes()
    };
    let markdown = written(paragraphs, ["", "\n\n"], |bold, words| match bold {
        true => format!("**{}**{}", words.trim_end(), if words.ends_with(' ') { " " } else { "" }),
        false => words.to_owned(),
    });
    let markdown = markdown.replace("** **", " ");
    vec![
        ("a.docx", docx(paragraphs)),
        ("a.odt", odt(paragraphs, "T1")),
        ("b.odt", odt(paragraphs, "T2")),
        ("a.html", html("<b>", "</b>")),
        ("b.html", html("<span style=\"font-weight: 700\">", "</span>")),
        ("a.rtf", rtf("{\\b", "}")),
        ("b.rtf", rtf("\\b", "\\b0 ")),
        ("a.md", markdown.into_bytes()),
    ]
}

/// `layout`, then `speaker: words` of each turn.
fn read(name: &str, bytes: &[u8], layout: Option<&str>) -> Vec<String> {
    let mut options = TranscriptOptions::default();
    options.rules.layout = layout.and_then(Layout::named);
    let format = format_of(name, bytes, None).unwrap();
    let draft = guarded::transcripts(format, name, bytes, &options).unwrap().remove(0);
    let found = &draft.recognition;
    let said = |turn: &Turn| {
        let speaker = turn.speaker.map_or("nobody", |ix| found.speakers[usize::from(ix.0)].label.as_str());
        format!("{speaker}: {}", draft.text.as_str()[turn.words()].trim())
    };
    let layout = found.layout.map_or("none", |layout| layout.id).to_owned();
    std::iter::once(layout).chain(found.turns.iter().map(said)).collect()
}

#[test]
fn bold_names_are_speakers() {
    for (name, bytes) in files(NAMES) {
        let wanted = [
            "bold-name",
            "Ann Lee: How was it?",
            "Mia: Well, it was cold at first.",
            "Ann Lee: And then?",
            "Mia: Then we left.",
            "Ann Lee: Thank you.",
        ];
        assert_eq!(read(name, &bytes, None), wanted, "{name}");
    }
}

#[test]
fn names_above_are_speakers_where_they_are_bold() {
    for (name, bytes) in files(ABOVE) {
        let wanted = [
            "name-above",
            "Ann Lee: How was it?",
            "Mia: Well, it was cold at first.",
            "Ann Lee: And then?",
            "Mia: Then we left.",
        ];
        assert_eq!(read(name, &bytes, None), wanted, "{name}");
    }
}

#[test]
fn headings_are_bold() {
    let headings = [
        (
            "a.html",
            "<!DOCTYPE html><h3>Ann Lee</h3><p>How was it?</p><h3>Mia</h3><p>Cold.</p><h3>Ann Lee</h3><p>So?</p><h3>Mia</h3><p>Yes.</p>",
        ),
        ("a.md", "### Ann Lee\n\nHow was it?\n\n### Mia\n\nCold.\n\n### Ann Lee\n\nSo?\n\n### Mia\n\nYes.\n"),
    ];
    let wanted = ["name-above", "Ann Lee: How was it?", "Mia: Cold.", "Ann Lee: So?", "Mia: Yes."];
    for (name, words) in headings {
        assert_eq!(read(name, words.as_bytes(), None), wanted, "{name}");
    }
    let heading = |name: &str| format!("<text:h text:style-name=\"Heading_20_3\">{name}</text:h>");
    let (ann, mia) = (heading("Ann Lee"), heading("Mia"));
    let body = format!(
        "{ann}<text:p>How was it?</text:p>{mia}<text:p>Cold.</text:p>{ann}<text:p>So?</text:p>{mia}<text:p>Yes.</text:p>"
    );
    let content = format!(
        "<office:document-content xmlns:office=\"o\"><office:body>{body}</office:body></office:document-content>"
    );
    let bytes = zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
    assert_eq!(read("a.odt", &bytes, None), wanted);
}

#[test]
fn headings_of_a_text_are_nobody() {
    let article = |n: &str| format!("<h2>{n}</h2><p>All of it.</p><p>And more of it.</p>");
    let body = ["Preamble", "Dignity", "Liberty", "Shelter"].map(article).concat();
    let found = read("a.html", format!("<!DOCTYPE html><h1>Declaration</h1>{body}").as_bytes(), None);
    assert_ne!(found[0], "name-above", "{found:?}");
    assert!(!found.iter().any(|turn| turn.starts_with("Dignity: ")), "{found:?}");
}

#[test]
fn bold_questions_are_one_speaker_where_that_is_asked_for() {
    for (name, bytes) in files(QUESTIONS) {
        let wanted = [
            "bold-questions",
            "Bold: How was it?",
            "Not bold: Well, it was cold at first.",
            "Bold: And then?",
            "Not bold: Then we left.",
        ];
        assert_eq!(read(name, &bytes, Some("bold-questions")), wanted, "{name}");
        assert_ne!(read(name, &bytes, None)[0], "bold-questions", "{name}");
    }
}
