//! Coded transcripts and the codebook as a page for any browser, now and in twenty years: one file, nothing fetched, no
//! scripts, light and dark as the reader's screen is, and fit for print. Codes are told in words beside each line, so that
//! nobody has to see colours.

use std::fmt::Write;

use super::coded::Coded;
use crate::formats::shared::format::{Choice, Format, Kind, Writer};
use crate::formats::shared::outcome::{Exported, Lost};
use crate::lang::message;
use crate::model::{Code, Colour, Project};

/// Coded transcripts.
pub(in crate::formats) const CODED: Format =
    Format::new("coded-html", Kind::Coded, "Coded transcripts as a page", &["html"])
        .written(Writer::File(|project, _, to| transcripts(project).write(to)))
        .choices(&[Choice::Part]);
/// The codebook.
pub(in crate::formats) const CODEBOOK: Format =
    Format::new("codebook-html", Kind::Codebook, "Codebook as a page", &["html"])
        .written(Writer::File(|project, _, to| codebook(project).write(to)));

const STYLE: &str = "
:root { color-scheme: light dark; --ground: #fff; --ink: #1a1a1a; --soft: #5a5a5a; --line: #d5d5d5; --tint: 22%; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #17181a; --ink: #e8e8e8; --soft: #a5a5a5; --line: #3a3b3e; --tint: 38%; }
}
body { margin: 2rem auto; padding: 0 1rem; max-width: 72rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; }
h1, h2, h3 { line-height: 1.25; }
.line { display: grid; grid-template-columns: minmax(0, 3fr) minmax(12rem, 1fr); gap: 1.5rem; }
.line p { margin: 0; min-height: 1.55em; white-space: pre-wrap; overflow-wrap: anywhere; }
.line ul { margin: 0; padding: 0; list-style: none; font-size: .8rem; color: var(--soft); }
.line li, .swatch { border-left: .35rem solid var(--c); padding-left: .4rem; margin-bottom: .15rem; }
mark { color: inherit; background: color-mix(in srgb, var(--c) var(--tint), transparent);
  border-bottom: 2px solid var(--c); }
dt { font-weight: 600; margin-top: 1rem; } dd { margin: .2rem 0 0 .75rem; white-space: pre-wrap; }
.soft { color: var(--soft); }
@media print { body { max-width: none; margin: 0; } section { break-before: page; } .line { break-inside: avoid; }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
";

/// Every transcript with its codes in the margin, by all coders.
fn transcripts(project: &Project) -> Exported {
    let mut page = Page::new(project.title());
    let all: Vec<Coded<'_>> = Coded::all(project).collect();
    page.out("<nav><ul>\n");
    for (at, coded) in all.iter().enumerate() {
        page.out(&format!("<li><a href=\"#t{at}\">{}</a></li>\n", escaped(coded.transcript.title())));
    }
    page.out("</ul></nav>\n<main>\n");
    for (at, coded) in all.iter().enumerate() {
        page.transcript(at, coded);
    }
    page.out("</main>\n");
    let orphans = project.orphans().count();
    let why = message!("file-words-gone");
    let lost = Lost { what: message!("part-coding-without-passage"), count: orphans, why, files: Vec::new() };
    Exported { bytes: page.done(), lost: Some(lost).filter(|lost| lost.count > 0).into_iter().collect() }
}

/// The codebook: each code with what it stands for and how it is used.
fn codebook(project: &Project) -> Exported {
    let mut page = Page::new(project.title());
    page.out("<main>\n<dl>\n");
    let book = project.codebook();
    for code in book.codes() {
        page.code(code, book.depth(code.id));
    }
    page.out("</dl>\n</main>\n");
    Exported { bytes: page.done(), lost: Vec::new() }
}

struct Page(String);

impl Page {
    fn new(title: &str) -> Self {
        let title = escaped(title);
        Self(format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<h1 dir=\"auto\">{title}</h1>\n"
        ))
    }

    fn out(&mut self, html: &str) {
        self.0.push_str(html);
    }

    fn transcript(&mut self, at: usize, coded: &Coded<'_>) {
        let title = escaped(coded.transcript.title());
        self.out(&format!(
            "<section id=\"t{at}\" aria-labelledby=\"h{at}\">\n<h2 id=\"h{at}\" dir=\"auto\">{title}</h2>\n"
        ));
        let text = coded.transcript.text().as_str();
        for line in &coded.lines {
            self.out("<div class=\"line\"><p dir=\"auto\">");
            for run in &line.runs {
                let words = escaped(text.get(run.range.clone()).unwrap_or_default());
                match run.codings.last().filter(|_| !run.range.is_empty()) {
                    // The innermost colour shows; the margin names all.
                    Some(&top) => {
                        let colour = coded.codings[top].code.colour;
                        let names: Vec<&str> =
                            run.codings.iter().map(|&at| coded.codings[at].code.name.as_str()).collect();
                        let names = escaped(&names.join(", "));
                        self.out(&format!(
                            "<mark style=\"{}\" title=\"{names}\">{words}</mark>",
                            css(colour)
                        ));
                    }
                    None => self.out(&words),
                }
            }
            self.out("</p><ul>");
            for &coding in line.runs.iter().flat_map(|run| &run.begin) {
                let segment = &coded.codings[coding];
                let notes: Vec<String> =
                    coded.notes(segment.coding).iter().map(|note| escaped(note)).collect();
                let note = if notes.is_empty() { String::new() } else { format!(": {}", notes.join("<br>")) };
                let (code, coder) = (escaped(&segment.code.name), escaped(&segment.coder.name));
                self.out(&format!(
                    "<li style=\"{}\">{code} <span class=\"soft\">({coder})</span>{note}</li>",
                    css(segment.code.colour)
                ));
            }
            self.out("</ul></div>\n");
        }
        self.out("</section>\n");
    }

    fn code(&mut self, code: &Code, depth: usize) {
        let indent = format!("margin-left: {}rem", depth * 2);
        self.out(&format!(
            "<dt style=\"{indent}\"><span class=\"swatch\" style=\"{}\">{}</span></dt>\n",
            css(code.colour),
            escaped(&code.name)
        ));
        let examples = code.examples.iter().map(|example| ("Example", example.as_str()));
        let texts = [
            ("Definition", code.definition.as_str()),
            ("Use for", &code.include),
            ("Do not use for", &code.exclude),
        ];
        for (label, words) in texts.into_iter().chain(examples).filter(|(_, words)| !words.is_empty()) {
            self.out(&format!(
                "<dd style=\"{indent}\"><span class=\"soft\">{label}:</span> {}</dd>\n",
                escaped(words)
            ));
        }
    }

    fn done(self) -> Vec<u8> {
        let mut html = self.0;
        html.push_str("</body>\n</html>\n");
        html.into_bytes()
    }
}

fn css(colour: Colour) -> String {
    format!("--c:{colour}")
}

/// Words as they stand between tags and in quotation marks; what no page may hold is left out.
fn escaped(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c if c.is_control() && c != '\t' && c != '\n' => {
                // Writing to a string cannot fail.
                let _ = write!(html, "\u{fffd}");
            }
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Study, coder};

    #[test]
    fn a_page_holds_the_words_and_fetches_nothing() {
        let mut study = Study::of(&["I: <script>alert(1)</script>\nP: yes & no\n"]);
        study.codings(0, coder(0), &[(1, 3..28), (2, 32..35)]);
        let project = study.project();
        let html = String::from_utf8(transcripts(&project).bytes).unwrap();
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
        assert!(html.contains("(coder 0)") && html.contains(">yes</mark> &amp; no</p>"));
        assert!(!html.contains("http") && !html.contains("src=") && !html.contains("url("));
        assert_eq!(html.matches("<mark").count(), html.matches("</mark>").count());
        let codes = String::from_utf8(codebook(&project).bytes).unwrap();
        assert_eq!(codes.matches("<dt").count(), project.codebook().len());
    }
}
