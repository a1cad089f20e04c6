//! Highlights and comments of documents as codings and memos: a colour is a code, a comment is the memo of its passage. Never
//! takes the label of a speaker into a passage, and names what has no place.

use std::collections::HashMap;
use std::ops::Range;

use super::foreign::{ForeignCoding, ForeignProject};
use crate::formats::shared::draft::TranscriptDraft;
use crate::formats::shared::marks::{Comment, MarksWanted};
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::{Import, Lost, Warning};
use crate::lang::{Message, message};
use crate::model::{
    CodeId, Colour, MemoId, MemoTarget, Passage, Project, Stamp, Timestamp, Transcript, folded,
};
use crate::text::Span;

/// The theme under which codes of colours stand.
const THEME: &str = "Highlights";
/// The most colours that become codes.
const MOST_COLOURS: usize = 100;

/// The edits that make codings and memos of what is marked in documents whose transcripts are in the project by now.
pub fn marked(
    project: &Project,
    drafts: &[TranscriptDraft],
    wanted: MarksWanted,
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Import {
    let file = drafts.first().map_or("", |draft| draft.source.as_str());
    let mut marking = Marking {
        project,
        foreign: ForeignProject::new(project, file, options, file, stamp),
        codes: HashMap::new(),
        told: Import::default(),
    };
    for draft in drafts {
        let Some(transcript) = transcript(project, draft) else { continue };
        if wanted.highlights {
            marking.highlights(draft, transcript);
        }
        if wanted.comments {
            marking.comments(draft, transcript);
        }
    }
    let mut import = marking.foreign.done();
    import.warnings.extend(marking.told.warnings);
    import.lost.extend(marking.told.lost);
    let is_any = |draft: &TranscriptDraft| {
        let marks = &draft.marks;
        wanted.highlights && !marks.highlights.is_empty() || wanted.comments && !marks.comments.is_empty()
    };
    if !drafts.iter().any(is_any) {
        import.warnings.push(Warning::file(file, message!("file-no-marks")));
    }
    import
}

/// The transcript that a draft has become, or was already.
fn transcript<'p>(project: &'p Project, draft: &TranscriptDraft) -> Option<&'p Transcript> {
    let mut same: Vec<&Transcript> = project.transcripts().into_iter().map(AsRef::as_ref).collect();
    same.retain(|transcript| transcript.sha256() == draft.sha256);
    let titled = same.iter().find(|transcript| folded(transcript.title()) == folded(&draft.title));
    let named = || same.iter().find(|transcript| transcript.source() == Some(&draft.source));
    titled.or_else(named).or(same.first()).copied()
}

/// What is marked, on its way in.
struct Marking<'p> {
    project: &'p Project,
    foreign: ForeignProject<'p>,
    codes: HashMap<Colour, CodeId>,
    /// What is told of the files, by their names.
    told: Import,
}

impl Marking<'_> {
    fn highlights(&mut self, draft: &TranscriptDraft, transcript: &Transcript) {
        let (mut on_labels, mut in_more_colours) = (0, 0);
        for (colour, range) in &draft.marks.highlights {
            let Some(span) = said(transcript, range.clone()) else {
                on_labels += 1;
                continue;
            };
            let Some(code) = self.code(*colour) else {
                in_more_colours += 1;
                continue;
            };
            let transcript = transcript.id();
            // One that is there stays as it is, whatever was noted on it since.
            if self.foreign.coding_on(transcript, "", span, Some(code)).is_some() {
                continue;
            }
            self.foreign.coding(ForeignCoding { transcript, coder: "", code, memo: "", created: "" }, span);
        }
        let part = || message!("part-highlight");
        self.lose(draft, on_labels, part(), message!("file-on-labels"));
        self.lose(draft, in_more_colours, part(), message!("file-too-many-colours", most = MOST_COLOURS));
    }

    /// The code of a colour: the one that is called so, wherever in the codebook it is, or a new one.
    fn code(&mut self, colour: Colour) -> Option<CodeId> {
        if let Some(code) = self.codes.get(&colour) {
            return Some(*code);
        }
        if self.codes.len() == MOST_COLOURS {
            return None;
        }
        let name = name(colour);
        let there =
            self.project.codebook().codes().find(|code| code.codable && folded(&code.name) == folded(&name));
        let code = match there {
            Some(code) => code.id,
            None => {
                let theme = self.foreign.named(THEME, None, false);
                self.foreign.code(&name, Some(theme), Some(colour), true, "")
            }
        };
        self.codes.insert(colour, code);
        Some(code)
    }

    fn comments(&mut self, draft: &TranscriptDraft, transcript: &Transcript) {
        let comments = &draft.marks.comments;
        let mut threads: HashMap<usize, (MemoTarget, MemoId, Timestamp)> = HashMap::new();
        let (mut without_words, mut nowhere, mut empty) = (0, 0, 0);
        // Replies come after what they answer.
        let mut order: Vec<usize> = (0..comments.len()).collect();
        order.sort_by_key(|n| comments[*n].answers.is_some());
        for n in order {
            let comment = &comments[n];
            let first = comment.answers.and_then(|first| threads.get(&first)).cloned();
            let mut created = self.foreign.time(&comment.written);
            let (on, reply_to) = match &first {
                Some((on, first, last)) => {
                    // Replies stand in the order of the file, whatever their clocks said.
                    created = created
                        .max(last.saturating_add(jiff::SignedDuration::from_millis(1)).unwrap_or(*last));
                    (on.clone(), Some(*first))
                }
                None => {
                    let (span, is_point) = about(transcript, comment);
                    without_words += usize::from(span.is_some() && is_point);
                    nowhere += usize::from(span.is_none());
                    (self.target(transcript, span), None)
                }
            };
            let Some(id) = self.foreign.note(on.clone(), reply_to, "", &words(comment), created) else {
                empty += 1;
                continue;
            };
            let (thread, first) =
                (comment.answers.filter(|_| first.is_some()).unwrap_or(n), reply_to.unwrap_or(id));
            threads.insert(thread, (on, first, created));
        }
        self.warn(draft, without_words, |n| message!("file-comments-at-points", n));
        self.warn(draft, nowhere, |n| message!("file-comments-nowhere", n));
        self.lose(draft, empty, message!("part-comment"), message!("file-comment-empty"));
    }

    /// What a comment on a passage becomes the memo of: a coding of the coder's that has that passage, or the passage.
    fn target(&mut self, transcript: &Transcript, span: Option<Span>) -> MemoTarget {
        let Some(span) = span else { return MemoTarget::Transcript(transcript.id()) };
        match self.foreign.coding_on(transcript.id(), "", span, None) {
            Some(coding) => MemoTarget::Coding(coding),
            None => MemoTarget::Passage(transcript.id(), Passage::of(transcript.text(), span)),
        }
    }

    fn warn(&mut self, draft: &TranscriptDraft, n: usize, message: impl FnOnce(usize) -> Message) {
        if n > 0 {
            self.told.warnings.push(Warning::file(&draft.source, message(n)));
        }
    }

    fn lose(&mut self, draft: &TranscriptDraft, count: usize, what: Message, why: Message) {
        if count > 0 {
            let lost = Lost { what, count, why, files: Vec::new() };
            Lost::sum(&mut self.told.lost, &draft.source, [lost]);
        }
    }
}

/// The passage without labels and times at its ends; none where nothing else is in it.
fn said(transcript: &Transcript, range: Range<usize>) -> Option<Span> {
    let text = transcript.text().as_str();
    let label = |at: usize| {
        let turn = transcript.turns().touching(at..at + 1).first()?;
        (turn.range.start..turn.body).contains(&at).then_some(turn)
    };
    let (mut start, mut end) = (range.start, range.end.min(text.len()));
    while let Some(turn) = (start < end).then(|| label(start)).flatten() {
        start = turn.body;
    }
    while let Some(turn) = (start < end).then(|| label(end - 1)).flatten() {
        end = turn.range.start;
    }
    let words = text.get(start..end)?;
    let (lead, words) = (words.len() - words.trim_start().len(), words.trim());
    transcript.text().span_widened(start + lead..start + lead + words.len()).ok()
}

/// What a comment is about, and whether that is only the paragraph of the point at which it stands.
fn about(transcript: &Transcript, comment: &Comment) -> (Option<Span>, bool) {
    let Some(place) = comment.place.clone() else { return (None, false) };
    let text = transcript.text();
    if !place.is_empty() {
        // On a label alone is better than nowhere.
        return (said(transcript, place.clone()).or_else(|| text.span_widened(place).ok()), false);
    }
    let at = text.as_str().floor_char_boundary(place.start);
    let start = text.as_str()[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text.as_str()[at..].find('\n').map_or(text.len(), |end| at + end);
    (said(transcript, start..end), true)
}

/// The words of a comment behind who wrote it when, which is not who brings it in.
fn words(comment: &Comment) -> String {
    let text = comment.text.trim();
    let written = comment.written.trim().trim_end_matches('Z').replacen('T', " ", 1);
    let head: Vec<&str> =
        [comment.author.trim(), written.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    if text.is_empty() || head.is_empty() { text.to_owned() } else { format!("{}: {text}", head.join(", ")) }
}

/// What the code of a colour is called.
fn name(colour: Colour) -> String {
    let known = match colour.0 {
        [255, 255, 0] => "Yellow",
        [0, 255, 0] => "Green",
        [0, 255, 255] => "Cyan",
        [255, 0, 255] => "Magenta",
        [0, 0, 255] => "Blue",
        [255, 0, 0] => "Red",
        [0, 0, 128] => "Dark blue",
        [0, 128, 128] => "Dark cyan",
        [0, 128, 0] => "Dark green",
        [128, 0, 128] => "Dark magenta",
        [128, 0, 0] => "Dark red",
        [128, 128, 0] => "Dark yellow",
        [128, 128, 128] => "Dark grey",
        [192, 192, 192] => "Light grey",
        [0, 0, 0] => "Black",
        [255, 191, 0] => "Gold",
        [255, 128, 0] => "Orange",
        _ => return format!("Highlight {colour}"),
    };
    format!("{known} highlight")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::shared::options::TranscriptOptions;
    use crate::formats::tests::{Count, project, zipped};
    use crate::formats::transcripts::{add, docx};
    use crate::formats::{Reader, format};

    const BOTH: MarksWanted = MarksWanted { highlights: true, comments: true };

    fn document(body: &str, more: &[(&str, &str)]) -> TranscriptDraft {
        let words = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let mut parts = vec![("word/document.xml", words.as_str())];
        parts.extend(more);
        let options = TranscriptOptions { marks: BOTH, ..TranscriptOptions::default() };
        docx::read("P1.docx", &zipped(&parts), &options).unwrap()
    }

    fn odt(styles: &str, body: &str) -> TranscriptDraft {
        let content = format!(
            "<office:document-content xmlns:office=\"o\"><office:automatic-styles>{styles}</office:automatic-styles>\
             <office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        let bytes =
            zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
        let options = TranscriptOptions { marks: BOTH, ..TranscriptOptions::default() };
        let Some(Reader::Transcript(read)) = format("odt").map(|format| format.read) else { panic!() };
        read("P1.odt", &bytes, &options).unwrap().remove(0)
    }

    fn taken(project: &Project, draft: &TranscriptDraft, stamp: &mut Count) -> (Project, Import) {
        let drafts = std::slice::from_ref(draft);
        let after = project.apply_all(&add(project, drafts, stamp).edits).unwrap();
        let options = ImportOptions { coder: Some("Asha".to_owned()), ..ImportOptions::default() };
        let import = marked(&after, drafts, BOTH, &options, stamp);
        (after.apply_all(&import.edits).unwrap(), import)
    }

    /// `code|words|first memo, its replies` of each coding, then `|words|memo` of each passage and `|memo` of transcripts.
    fn shown(project: &Project) -> Vec<String> {
        let mut rows = Vec::new();
        let thread = |on: &MemoTarget| {
            let threads = project.memos_on(on);
            let memos = threads.iter().flat_map(|memo| project.thread(memo.id));
            memos.map(|memo| memo.text.clone()).collect::<Vec<_>>().join(" / ")
        };
        for transcript in project.transcripts() {
            for layer in project.layers() {
                for coding in layer.codings() {
                    let code = &project.codebook().get(coding.code).unwrap().name;
                    let memos = thread(&MemoTarget::Coding(coding.id));
                    rows.push(format!("{code}|{}|{memos}", transcript.text().slice(coding.span)));
                }
            }
            let mut passages: Vec<_> =
                project.memos().into_iter().filter(|memo| memo.reply_to.is_none()).collect();
            passages.sort_by_key(|memo| match &memo.on {
                MemoTarget::Passage(_, passage) => passage.start,
                _ => crate::text::CharPos(u32::MAX),
            });
            for memo in passages {
                match &memo.on {
                    MemoTarget::Passage(_, passage) => {
                        let span = passage.place(transcript.text()).unwrap();
                        rows.push(format!("|{}|{}", transcript.text().slice(span), thread(&memo.on)));
                    }
                    MemoTarget::Transcript(_) => rows.push(format!("|{}", memo.text)),
                    _ => {}
                }
            }
        }
        rows
    }

    fn run(look: &str, words: &str) -> String {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>")
    }

    const YELLOW: &str = "<w:highlight w:val=\"yellow\"/>";

    #[test]
    fn neighbours_of_one_colour_are_one_coding_without_labels() {
        let shade = "<w:shd w:val=\"clear\" w:fill=\"FFFF00\"/>";
        let rose = "<w:shd w:val=\"clear\" w:fill=\"FFCCEE\"/>";
        let body = [
            format!("<w:p>{}{}</w:p>", run(YELLOW, "I:"), run("", " How was it?")),
            format!(
                "<w:p>{}{}{}{}{}</w:p>",
                run(YELLOW, "P: It was "),
                run(&format!("{YELLOW}<w:b/>"), "good"),
                run(shade, " then"),
                run("<w:shd w:fill=\"auto\"/>", ", not "),
                run(rose, "always")
            ),
            format!("<w:p><w:pPr>{rose}</w:pPr>{}</w:p>", run("", "P: and I left.")),
            format!("<w:p>{}</w:p>", run("", "I: Thanks.")),
        ];
        let draft = document(&body.concat(), &[]);
        let mut stamp = Count::default();
        let (after, import) = taken(&project(), &draft, &mut stamp);
        assert_eq!(
            shown(&after),
            ["Yellow highlight|It was good then|", "Highlight #FFCCEE|always\nP: and I left.|"]
        );
        let theme = after.codebook().codes().find(|code| code.name == THEME).unwrap();
        assert!(
            !theme.codable && after.codebook().codes().filter(|c| c.parent == Some(theme.id)).count() == 2
        );
        assert_eq!((import.added["codings"], import.added["codes"]), (2, 2));
        assert_eq!((import.lost[0].count, import.lost[0].files.join(" ")), (1, "P1.docx".to_owned()));
        assert!(import.lost[0].why.to_string().contains("name of a speaker"));
        // The same document brings nothing twice.
        let (_, again) = taken(&after, &draft, &mut stamp);
        assert!(again.edits.is_empty(), "{:?}", again.edits);
    }

    fn comment(id: u32, author: &str, para: u32, words: &str) -> String {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"{author}\" w:date=\"2024-05-0{}T10:22:00Z\"><w:p w14:paraId=\"{para}\">\
             <w:r><w:annotationRef/></w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>",
            9 - id
        )
    }

    #[test]
    fn comments_are_memos_where_their_words_stand() {
        let start = |id: u32| format!("<w:commentRangeStart w:id=\"{id}\"/>");
        let end = |id: u32| {
            format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>")
        };
        let body = [
            format!("<w:p>{}{}{}{}</w:p>", run("", "I: How "), start(0), run("", "was"), run("", " it?")),
            format!("<w:p>{}{}{}</w:p>", run("", "P: It was good"), end(0), run("", ", yes.")),
            // A reply stands where its comment does, and that has the passage of a highlight.
            format!(
                "<w:p>{}{}{}{}{}{}{}</w:p>",
                run("", "I: "),
                start(1),
                start(2),
                run(YELLOW, "So it was"),
                end(1),
                end(2),
                run("", ".")
            ),
            // Its words were deleted.
            format!(
                "<w:p>{}<w:del>{}<w:r><w:delText>gone</w:delText></w:r>{}</w:del></w:p>",
                run("", "P: I left."),
                start(3),
                end(3)
            ),
            format!("<w:p>{}<w:r><w:footnoteReference w:id=\"7\"/></w:r></w:p>", run("", "I: Why?")),
            "<w:tbl><w:tr>".to_owned(),
            format!("<w:tc><w:p>{}{}</w:p></w:tc>", start(5), run("", "a")),
            format!("<w:tc><w:p>{}{}</w:p></w:tc></w:tr></w:tbl>", run("", "b"), end(5)),
        ];
        let comments = [
            comment(0, "Ben", 10, "Across two."),
            comment(1, "Ben", 11, "Really?"),
            comment(2, "Cleo", 12, "Yes."),
            comment(3, "Ben", 13, "On what is gone."),
            comment(4, "Ben", 14, "In a footnote."),
            comment(5, "Ben", 15, "Over cells."),
            comment(6, "Ben", 16, "Nowhere."),
        ];
        let comments = format!("<w:comments>{}</w:comments>", comments.concat());
        let extended =
            "<w15:commentsEx><w15:commentEx w15:paraId=\"12\" w15:paraIdParent=\"11\"/></w15:commentsEx>";
        let notes = format!(
            "<w:footnotes><w:footnote w:id=\"7\"><w:p>{}{}{}{}</w:p></w:footnote></w:footnotes>",
            run("", "see "),
            start(4),
            run("", "there"),
            end(4)
        );
        let parts = [
            ("word/comments.xml", comments.as_str()),
            ("word/commentsExtended.xml", extended),
            ("word/footnotes.xml", &notes),
        ];
        let draft = document(&body.concat(), &parts);
        let (after, import) = taken(&project(), &draft, &mut Count::default());
        assert_eq!(
            shown(&after),
            [
                "Yellow highlight|So it was|Ben, 2024-05-08 10:22:00: Really? / Cleo, 2024-05-07 10:22:00: Yes.",
                "|was it?\nP: It was good|Ben, 2024-05-09 10:22:00: Across two.",
                "|I left.|Ben, 2024-05-06 10:22:00: On what is gone.",
                "|a\tb|Ben, 2024-05-04 10:22:00: Over cells.",
                "|there|Ben, 2024-05-05 10:22:00: In a footnote.",
                "|Ben, 2024-05-03 10:22:00: Nowhere.",
            ]
        );
        let told: Vec<_> = import.warnings.iter().map(|warning| warning.message.to_string()).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].contains("of the paragraph around") && told[1].contains("of the transcript"),
            "{told:?}"
        );
        assert_eq!(import.added["memos"], 7);
    }

    #[test]
    fn documents_of_libreoffice_are_marked_alike() {
        let styles = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:background-color=\"#ffff00\"/>\
                      </style:style><style:style style:name=\"T2\" style:family=\"text\" style:parent-style-name=\"T1\">\
                      <style:text-properties fo:font-weight=\"bold\"/></style:style>";
        let note = |name: &str, more: &str, words: &str| {
            format!(
                "<office:annotation {name}{more}><dc:creator>Ben</dc:creator><dc:date>2024-05-01T10:22:00</dc:date>\
                 <text:p>{words}</text:p></office:annotation>"
            )
        };
        let body = [
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone".to_owned(),
            note("", "", "Deleted."),
            "</text:p></text:deletion></text:changed-region></text:tracked-changes>".to_owned(),
            format!("<text:p>I: How {}was it", note("office:name=\"a\"", "", "How?")),
            format!("{}<office:annotation-end office:name=\"a\"/>?</text:p>", note("office:name=\"b\"", " loext:parent-name=\"a\"", "So.")),
            "<text:p>P: It <text:span text:style-name=\"T1\">was </text:span><text:span text:style-name=\"T2\">good</text:span>".to_owned(),
            format!(" then{}.</text:p>", note("", "", "Point.")),
        ];
        let draft = odt(styles, &body.concat());
        let (after, import) = taken(&project(), &draft, &mut Count::default());
        let by = "Ben, 2024-05-01 10:22:00:";
        assert_eq!(
            shown(&after),
            [
                "Yellow highlight|was good|".to_owned(),
                format!("|was it|{by} How? / {by} So."),
                format!("|It was good then.|{by} Point."),
                format!("|{by} Deleted."),
            ]
        );
        assert_eq!(import.warnings.len(), 2, "{:?}", import.warnings);
    }
}
