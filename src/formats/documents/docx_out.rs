//! Coded transcripts and the codebook for Word and LibreOffice: each coding is shaded in its code's colour and told in a
//! comment by its coder. The parts of the file are those of ECMA-376 (Office Open XML) that such a document needs.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::coded::{Coded, Run};
use crate::analysis::retrieval::Segment;
use crate::formats::shared::format::{Choice, Format, Kind, Writer};
use crate::formats::shared::outcome::{Exported, Lost};
use crate::lang::message;
use crate::model::{Code, Colour, Project};

/// Coded transcripts.
pub(in crate::formats) const CODED: Format =
    Format::new("coded-docx", Kind::Coded, "Coded transcripts for Word", &["docx"])
        .written(Writer::File(|project, _, to| transcripts(project).write(to)))
        .choices(&[Choice::Part]);
/// The codebook.
pub(in crate::formats) const CODEBOOK: Format =
    Format::new("codebook-docx", Kind::Codebook, "Codebook for Word", &["docx"])
        .written(Writer::File(|project, _, to| codebook(project).write(to)));

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// Every transcript with its codes as shades and comments, by all coders.
fn transcripts(project: &Project) -> Exported {
    let mut document = Document::default();
    document.paragraph("Title", project.title());
    for coded in Coded::all(project) {
        document.transcript(&coded);
    }
    let orphans = project.orphans().count();
    let why = message!("file-words-gone");
    let lost = Lost { what: message!("part-coding-without-passage"), count: orphans, why, files: Vec::new() };
    Exported { bytes: document.done(), lost: Some(lost).filter(|lost| lost.count > 0).into_iter().collect() }
}

/// The codebook: each code with what it stands for and how it is used.
fn codebook(project: &Project) -> Exported {
    let mut document = Document::default();
    document.paragraph("Title", project.title());
    let book = project.codebook();
    for code in book.codes() {
        document.code(code, book.depth(code.id));
    }
    Exported { bytes: document.done(), lost: Vec::new() }
}

#[derive(Default)]
struct Document {
    body: String,
    comments: String,
    count: usize,
}

impl Document {
    fn paragraph(&mut self, style: &str, words: &str) {
        self.body.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"));
        self.words("", words);
        self.body.push_str("</w:p>");
    }

    /// A stretch of words, with its properties; line ends break the line.
    fn words(&mut self, properties: &str, words: &str) {
        let properties =
            if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
        for (at, line) in words.split('\n').enumerate() {
            let line_break = if at > 0 { "<w:br/>" } else { "" };
            if line.is_empty() && at == 0 {
                continue;
            }
            self.body.push_str(&format!(
                "<w:r>{properties}{line_break}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
                escaped(line)
            ));
        }
    }

    fn transcript(&mut self, coded: &Coded<'_>) {
        self.paragraph("Heading1", coded.transcript.title());
        // The number of a coding's comment.
        let first = self.count;
        self.count += coded.codings.len();
        for (at, segment) in coded.codings.iter().enumerate() {
            self.comment(first + at, segment, &coded.notes(segment.coding));
        }
        for line in &coded.lines {
            self.body.push_str("<w:p>");
            for run in &line.runs {
                self.run(first, run, coded);
            }
            self.body.push_str("</w:p>");
        }
    }

    fn run(&mut self, first: usize, run: &Run, coded: &Coded<'_>) {
        for &at in &run.begin {
            self.body.push_str(&format!("<w:commentRangeStart w:id=\"{}\"/>", first + at));
        }
        let shade = run.codings.last().map(|&top| {
            format!(
                "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>",
                tint(coded.codings[top].code.colour)
            )
        });
        let words = coded.transcript.text().as_str().get(run.range.clone()).unwrap_or_default();
        self.words(&shade.unwrap_or_default(), words);
        for &at in &run.end {
            let id = first + at;
            self.body.push_str(&format!(
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>\
                 <w:commentReference w:id=\"{id}\"/></w:r>"
            ));
        }
    }

    fn comment(&mut self, id: usize, segment: &Segment<'_>, notes: &[String]) {
        let coder = &segment.coder.name;
        let initials: String =
            coder.split_whitespace().filter_map(|word| word.chars().next()).take(3).collect();
        let date = segment.coding.created.strftime("%Y-%m-%dT%H:%M:%SZ");
        let (mut words, mut between) = (segment.code.name.clone(), ": ");
        for note in notes {
            words.push_str(between);
            words.push_str(note);
            between = "\n";
        }
        let words = escaped(&words).replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
        self.comments.push_str(&format!(
            "<w:comment w:id=\"{id}\" w:author=\"{}\" w:initials=\"{}\" w:date=\"{date}\"><w:p><w:pPr>\
             <w:pStyle w:val=\"CommentText\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p></w:comment>",
            escaped(coder),
            escaped(&initials),
            words
        ));
    }

    fn code(&mut self, code: &Code, depth: usize) {
        self.body
            .push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"Heading{}\"/></w:pPr>", (depth + 1).min(3)));
        self.words(&format!("<w:color w:val=\"{}\"/>", hex(code.colour)), "■ ");
        self.words("", &code.name);
        self.body.push_str("</w:p>");
        let examples = code.examples.iter().map(|example| ("Example", example.as_str()));
        let texts = [
            ("Definition", code.definition.as_str()),
            ("Use for", &code.include),
            ("Do not use for", &code.exclude),
        ];
        for (label, words) in texts.into_iter().chain(examples).filter(|(_, words)| !words.is_empty()) {
            self.body.push_str("<w:p>");
            self.words("<w:b/>", &format!("{label}: "));
            self.words("", words);
            self.body.push_str("</w:p>");
        }
    }

    fn done(self) -> Vec<u8> {
        let Self { body, comments, .. } = self;
        let part = |kind: &str, name: &str| {
            format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{OFFICE}{kind}+xml\"/>")
        };
        let types = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
             ContentType=\"application/xml\"/>{}{}{}</Types>",
            part("document.main", "document"),
            part("styles", "styles"),
            part("comments", "comments")
        );
        let relations = |all: &[(&str, &str)]| {
            let one = |(at, (kind, target)): (usize, &(&str, &str))| {
                format!("<Relationship Id=\"r{at}\" Type=\"{RELATION}{kind}\" Target=\"{target}\"/>")
            };
            let all: String = all.iter().enumerate().map(one).collect();
            format!(
                "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
            )
        };
        let page = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
                    w:bottom=\"1134\" w:left=\"1134\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>";
        let parts = [
            ("[Content_Types].xml", types),
            ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
            (
                "word/document.xml",
                format!("{HEAD}<w:document xmlns:w=\"{MAIN}\"><w:body>{body}{page}</w:body></w:document>"),
            ),
            (
                "word/_rels/document.xml.rels",
                relations(&[("styles", "styles.xml"), ("comments", "comments.xml")]),
            ),
            ("word/styles.xml", styles()),
            ("word/comments.xml", format!("{HEAD}<w:comments xmlns:w=\"{MAIN}\">{comments}</w:comments>")),
        ];
        zipped(&parts)
    }
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a time of day, the same project makes the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, xml) in parts {
        zip.start_file(*name, options).expect("memory takes all bytes, and the names are a few");
        zip.write_all(xml.as_bytes()).expect("memory takes all bytes");
    }
    zip.finish().expect("memory takes all bytes").into_inner()
}

fn styles() -> String {
    let style = |id: &str, name: &str, kind: &str, properties: &str| {
        format!(
            "<w:style w:type=\"{kind}\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{properties}</w:style>"
        )
    };
    let heading = |level: usize, size: usize| {
        style(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            "paragraph",
            &format!(
                "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing \
                 w:before=\"320\" w:after=\"80\"/><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/><w:sz \
                 w:val=\"{size}\"/></w:rPr>",
                level - 1
            ),
        )
    };
    let all = [
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/><w:sz \
         w:val=\"22\"/></w:rPr></w:rPrDefault></w:docDefaults>"
            .to_owned(),
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>".to_owned(),
        style("Title", "Title", "paragraph", "<w:basedOn w:val=\"Normal\"/><w:rPr><w:b/><w:sz w:val=\"40\"/></w:rPr>"),
        heading(1, 32),
        heading(2, 28),
        heading(3, 24),
        style("CommentText", "annotation text", "paragraph", "<w:basedOn w:val=\"Normal\"/><w:rPr><w:sz w:val=\"20\"/></w:rPr>"),
        style("CommentReference", "annotation reference", "character", "<w:rPr><w:sz w:val=\"16\"/></w:rPr>"),
    ];
    format!("{HEAD}<w:styles xmlns:w=\"{MAIN}\">{}</w:styles>", all.concat())
}

fn hex(colour: Colour) -> String {
    colour.to_string().trim_start_matches('#').to_owned()
}

/// The colour as a light shade, on which black words can be read.
fn tint(colour: Colour) -> String {
    hex(Colour(colour.0.map(|part| 255 - (255 - part) / 4)))
}

/// Words as they stand in XML; what XML cannot hold becomes the sign for it.
fn escaped(words: &str) -> String {
    let fits = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    let words: String = words.chars().map(|c| if fits(c) { c } else { '\u{fffd}' }).collect();
    quick_xml::escape::escape(words).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Study, coder};
    use crate::formats::shared::xml::{Xml, XmlEvent};
    use crate::formats::shared::zipped::Zipped;

    #[test]
    fn a_document_holds_words_shades_and_comments() {
        let mut study = Study::of(&["I: a < b\nP: yes\u{1} & no\n", ""]);
        study.codings(0, coder(0), &[(1, 3..11), (2, 9..10), (1, 12..15)]);
        study.codings(0, coder(1), &[(1, 12..15)]);
        let bytes = transcripts(&study.project()).bytes;
        let mut zip = Zipped::open("a.docx", &bytes).unwrap();
        let names: Vec<String> = zip.names().to_vec();
        let (mut words, mut starts, mut ends, mut comments) = (String::new(), 0, 0, 0);
        for name in names {
            let part = zip.part(&name).unwrap().unwrap();
            let xml = Xml::new("a.docx", Some(&name), &part).unwrap();
            let mut events = xml.events();
            while let Some(event) = events.next().unwrap() {
                match event {
                    XmlEvent::Start(element) => match element.name() {
                        "commentRangeStart" => starts += 1,
                        "commentRangeEnd" => ends += 1,
                        "comment" => comments += 1,
                        _ => {}
                    },
                    XmlEvent::Text(text) if name == "word/document.xml" => words.push_str(&text),
                    XmlEvent::Text(_) | XmlEvent::End(_) => {}
                }
            }
        }
        assert!(words.contains("I: a < bP: yes\u{fffd} & no"), "{words}");
        assert_eq!((starts, ends, comments), (4, 4, 4));
    }
}
