//! Sources of a file: those with words become transcripts, by whatever element holds the words; the others are kept.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::content::{Names, Reading, TextSource};
use super::positions::Words;
use crate::formats::projects::refi::file::package::{Found, Package, base};
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::shared::encoding;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::transcripts::docx;
use crate::lang::{Tell, message};
use crate::model::{Speaker, TranscriptId, TranscriptRecord, TurnRecord, sha256, slug};
use crate::text::{Text, TurnRules, recognise};

/// An element with words that are coded, and what the words are of: a source, a PDF's or picture's text, a recording's
/// transcript.
pub(in super::super) struct TextElement<'e, 'x> {
    /// What it is known by: the source's id, or the transcript's where a recording may have several.
    pub(in super::super) id: Uuid,
    pub(in super::super) source: &'e Element<'x>,
    /// What holds the words and selections.
    pub(in super::super) holder: &'e Element<'x>,
}

/// All elements that may hold words, in the order of the file.
pub(in super::super) fn text_elements<'e, 'x>(root: &'e Element<'x>) -> Vec<TextElement<'e, 'x>> {
    root.child("Sources").iter().flat_map(|s| &s.children).flat_map(texts_of).collect()
}

/// Those of a source.
pub(in super::super) fn texts_of<'e, 'x>(source: &'e Element<'x>) -> Vec<TextElement<'e, 'x>> {
    let own = |holder: Option<&'e Element<'x>>| {
        let element = |holder| Some(TextElement { id: source.id?, source, holder });
        holder.and_then(element).into_iter().collect()
    };
    match source.name {
        "TextSource" => own(Some(source)),
        "PDFSource" => own(source.child("Representation")),
        "PictureSource" => own(source.child("TextDescription")),
        "AudioSource" | "VideoSource" => {
            let transcripts = source.all("Transcript");
            transcripts.filter_map(|holder| Some(TextElement { id: holder.id?, source, holder })).collect()
        }
        _ => Vec::new(),
    }
}

/// What a source is called in a message.
pub(in super::super) fn called<'e>(element: &'e Element<'_>) -> &'e str {
    element.get("name").map(str::trim).filter(|n| !n.is_empty()).unwrap_or(element.name)
}

impl Reading<'_> {
    /// Reads the words of all sources.
    ///
    /// # Errors
    /// When the package is damaged.
    pub(in super::super) fn read_sources(
        &mut self,
        root: &Element<'_>,
        package: &mut Package<'_>,
    ) -> Result<(), FormatError> {
        let elements = text_elements(root);
        let ids: Vec<TranscriptId> = elements.iter().map(|e| TranscriptId(e.id)).collect();
        let others = self.project.transcripts();
        let others = others.iter().filter(|t| !ids.contains(&t.id()));
        let (mut titles, mut slugs): (Vec<&str>, Vec<&str>) = others.map(|t| (t.title(), t.slug())).unzip();
        let (mut titles, mut slugs) = (Names::of(titles.drain(..)), Names::of(slugs.drain(..)));
        for element in &elements {
            let of = called(element.source);
            let words = match self.words(package, element.holder, of)? {
                Some(words) => Some(Words::new(words)),
                None => self.formatted_words(package, element.holder, of)?.map(Words::made),
            };
            let Some(words) = words else {
                self.report.lose(message!("part-source-without-words"), 1, super::report::kept());
                continue;
            };
            self.read_transcript(element, words, &mut titles, &mut slugs);
        }
        let sources = root.child("Sources").iter().flat_map(|s| &s.children).collect::<Vec<_>>();
        for source in &sources {
            let (what, holder) = match source.name {
                "PDFSource" => (message!("part-pdf"), "Representation"),
                "PictureSource" => (message!("part-picture"), "TextDescription"),
                "AudioSource" => (message!("part-recording"), "Transcript"),
                "VideoSource" => (message!("part-film"), "Transcript"),
                _ => continue,
            };
            self.report.lose(what, 1, super::report::kept());
            if source.child(holder).is_none() {
                self.report.lose(message!("part-source-without-words"), 1, super::report::kept());
            }
            if let Some(path) = source.get("path").filter(|path| package.leads_out(path)) {
                let message = message!("file-source-outside", path);
                self.report.warn(message!("kind-sources-outside"), called(source), message);
            } else if source.get("path").is_some_and(|path| package.entry(path).is_none()) {
                self.report.lose(message!("part-file-source"), 1, message!("file-not-in-package"));
            }
        }
        Ok(())
    }

    fn read_transcript(
        &mut self,
        element: &TextElement<'_, '_>,
        mut words: Words,
        titles: &mut Names,
        slugs: &mut Names,
    ) {
        let name = [element.source, element.holder]
            .into_iter()
            .find_map(|e| e.get("name").map(str::trim).filter(|n| !n.is_empty()));
        let several = element.source.all("Transcript").count() > 1;
        let name = if several { element.holder.get("name").or(name) } else { name };
        let written = name.unwrap_or("untitled");
        let sum = sha256(words.text.as_str());
        let own = TranscriptId(element.id);
        // Some programs make new ids whenever they write: the same title and words are the same transcript.
        let known = self.project.transcript(own).cloned();
        let same =
            self.project.transcript_named(written).ok().filter(|t| known.is_none() && t.sha256() == sum);
        let same =
            same.filter(|t| !self.content.transcripts.iter().any(|(_, s)| s.record.id == t.id())).cloned();
        if let Some(known) = known.as_ref().or(same.as_ref()) {
            words.share(known.text());
        }
        let text = words.text.clone();
        let id = same.as_ref().map_or(own, |t| t.id());
        let title = if same.is_some() { written.to_owned() } else { titles.free_title(written) };
        if title != written && known.is_none() {
            let message = message!("file-title-taken", said = written, title);
            self.report.warn(message!("kind-titles-taken"), written, message);
        }
        let plain = slug(&title);
        let slug = slugs.free(&plain, |n| format!("{plain}-{n}"));
        let recognition = match known.as_ref().or(same.as_ref()) {
            Some(_) => crate::text::Recognition::default(),
            None => recognise(text.as_str(), &TurnRules::default()),
        };
        let record = TranscriptRecord {
            times: None,
            id,
            title,
            slug,
            sha256: sum,
            source: None,
            case: None,
            speakers: (recognition.speakers.into_iter()).map(|s| Speaker::new(s.label, s.role)).collect(),
            values: BTreeMap::new(),
            turns: recognition.turns.iter().map(|turn| TurnRecord::of(&text, turn)).collect(),
            text: Some(text),
        };
        if let Some(id) = element.source.id {
            self.sources.entry(id).or_insert(record.id);
        }
        self.sources.insert(element.id, record.id);
        self.texts.entry(element.id).or_insert(self.content.transcripts.len());
        self.content.transcripts.push((element.id, TextSource { record, words }));
    }

    /// The words of an element, inline or in a file of the package, as they stand there but for a byte order mark.
    pub(in super::super) fn words(
        &mut self,
        package: &mut Package<'_>,
        element: &Element<'_>,
        of: &str,
    ) -> Result<Option<String>, FormatError> {
        let inline = element.child("PlainTextContent").map(|inline| inline.text.clone());
        let path = element.get("plainTextPath").map(str::trim).filter(|p| !p.is_empty());
        let (path, inline) = match (path, inline) {
            (Some(path), None) => (path, None),
            // One of the two is asked for. A file is what positions are of where both are there.
            (Some(path), Some(inline)) if !package.leads_out(path) && package.entry(path).is_some() => {
                (path, Some(inline).filter(|inline| !inline.is_empty()))
            }
            (_, inline) => return Ok(inline),
        };
        let Some(bytes) = self.text_file(package, path, of)? else { return Ok(None) };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let words = match std::str::from_utf8(bytes) {
            Ok(words) => words.to_owned(),
            Err(_) => match encoding::decode_as_it_stands(bytes) {
                Ok(decoded) => {
                    let message = message!("file-text-not-utf8", encoding = decoded.decoding.encoding);
                    self.report.warn(message!("kind-not-texts-utf8"), of, message);
                    decoded.text
                }
                Err(_) => String::from("\0"),
            },
        };
        if inline.is_some_and(|inline| inline != words.replace("\r\n", "\n")) {
            let message = message!("file-two-texts");
            self.report.warn(message!("kind-sources-two-texts"), of, message);
        }
        if words.contains('\0') {
            self.report.warn(message!("kind-texts-none"), of, message!("file-text-of-zeros"));
            return Ok(None);
        }
        Ok(Some(words))
    }

    /// The words of a document of Word, where an element has no others.
    fn formatted_words(
        &mut self,
        package: &mut Package<'_>,
        element: &Element<'_>,
        of: &str,
    ) -> Result<Option<String>, FormatError> {
        let path = element.get("richTextPath").map(str::trim).filter(|path| is_of_word(path));
        let has_plain = element.get("plainTextPath").is_some_and(|path| !path.trim().is_empty());
        let Some(path) = path.filter(|_| !has_plain) else { return Ok(None) };
        let Some(bytes) = self.text_file(package, path, of)? else { return Ok(None) };
        match docx::read(base(path), &bytes, &TranscriptOptions::default()) {
            Ok(draft) => {
                self.report.warn(message!("kind-formatted-texts"), of, message!("file-formatted-text"));
                for warning in draft.warnings {
                    self.report.warn(message!("kind-formatted-texts"), of, warning.message);
                }
                for lost in draft.lost {
                    self.report.lose(lost.what, lost.count, lost.why);
                }
                Ok(Some(draft.text.as_str().to_owned()))
            }
            Err(why) => {
                self.report.warn(message!("kind-formatted-texts"), of, why.message());
                Ok(None)
            }
        }
    }

    /// The bytes of a text of the package; what hinders them is told.
    fn text_file(
        &mut self,
        package: &mut Package<'_>,
        path: &str,
        of: &str,
    ) -> Result<Option<Vec<u8>>, FormatError> {
        match package.source(path)? {
            Found::Bytes(bytes) if bytes.len() <= Text::MAX_BYTES => return Ok(Some(bytes)),
            Found::Bytes(_) => {
                self.report.warn(message!("kind-texts-too-long"), of, message!("file-text-too-long"));
            }
            Found::Missing => {
                let message = message!("file-text-missing", path);
                self.report.warn(message!("kind-not-texts-file"), of, message);
                self.report.lose(message!("part-text-source"), 1, message!("file-not-in-package"));
            }
            Found::Outside => {
                let message = message!("file-text-outside", path);
                self.report.warn(message!("kind-sources-outside"), of, message);
                self.report.lose(message!("part-text-source"), 1, message!("file-outside-package"));
            }
        }
        Ok(None)
    }
}

/// Whether a path leads to a document of Word.
fn is_of_word(path: &str) -> bool {
    let end = base(path).rsplit_once('.').map(|(_, end)| end.to_lowercase());
    matches!(end.as_deref(), Some("docx" | "docm"))
}
