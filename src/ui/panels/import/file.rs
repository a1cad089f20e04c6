//! One file of an import: what was made of it, and what is worked out of that once. Never decides for other files.

use super::passages::Chooser;
use crate::formats::{
    ColumnsSaid, Format, Import, ImportOptions, Kind, ReadTable, Reader, TranscriptDraft, TranscriptOptions,
    Warning, by_extension, format, format_of, misnamed, rows as tables,
};
use crate::session::guarded;
use crate::text::{Asking, Fit, Layout, LineNo, TurnRules, asking, words_said};

/// Formats of documents in which people mark words.
const MARKED: [&str; 2] = ["docx", "odt"];

/// One file.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// What its transcript is called, where that is not for the file to say.
    title: Option<String>,
    /// Whether it is to be imported.
    pub(super) wanted: bool,
    pub(super) holds: Holds,
    /// What is worked out of it, once somebody has looked.
    seen: Option<Seen>,
    /// What to tell where it is something else than its name says.
    pub(super) misnamed: Option<Warning>,
    /// The names of its columns and what they are for, where it may be a table of turns.
    pub(super) columns: Option<(Vec<String>, ColumnsSaid)>,
    /// The same, where it may be another table.
    pub(super) passages: Option<Chooser>,
}

/// What was made of a file.
pub(super) enum Holds {
    /// An interview.
    Transcript { format: &'static Format, options: TranscriptOptions, drafts: Vec<TranscriptDraft> },
    /// Codings, codes or attributes: what it would add, or why it cannot be read.
    Table { format: &'static Format, read: ReadTable, options: ImportOptions, import: Result<Import, String> },
    /// Nothing, and why.
    Nothing(String),
}

/// What is worked out of a transcript once, and again where it is read otherwise.
pub(super) struct Seen {
    /// How well each layout fits.
    pub(super) fits: Vec<Fit>,
    /// The lines with words.
    pub(super) lines: Vec<LineNo>,
    /// How much each speaker asks, and how many words they say.
    pub(super) asking: Vec<Asking>,
    pub(super) said: Vec<usize>,
}

impl Seen {
    fn of(draft: &TranscriptDraft, rules: &TurnRules) -> Self {
        let (text, found) = (draft.text.as_str(), &draft.recognition);
        let has_words = |line: &LineNo| {
            draft.text.line(*line).is_some_and(|range| text[range].contains(|c: char| !c.is_whitespace()))
        };
        Self {
            fits: draft.layouts(rules),
            lines: (0..draft.text.lines()).map(|n| LineNo(n as u32)).filter(has_words).collect(),
            asking: asking(text, &found.turns, found.speakers.len()),
            said: words_said(text, &found.turns, found.speakers.len()),
        }
    }
}

impl File {
    pub(super) fn of(name: String, bytes: Vec<u8>) -> Self {
        let format = format_of(&name, &bytes, None);
        let misnamed = format.as_ref().ok().and_then(|format| misnamed(&name, format));
        let holds = match format {
            Ok(format) => match format.read {
                Reader::Transcript(_) => transcript(format, &name, &bytes, TranscriptOptions::default()),
                Reader::Table(read) => {
                    let options = ImportOptions::default();
                    Holds::Table { format, read, options, import: Ok(Import::default()) }
                }
                // None is found for a file that is to be read.
                Reader::Never => Holds::Nothing(String::new()),
            },
            Err(why) => Holds::Nothing(why.to_string()),
        };
        let wanted = !matches!(holds, Holds::Nothing(_));
        let (may_be_turns, table) = match &holds {
            Holds::Transcript { format, .. } => (!format.roles.all.is_empty(), None),
            Holds::Nothing(_) => (rows(&name).is_some(), None),
            Holds::Table { format, .. } => (false, Some(*format)),
        };
        let columns = may_be_turns.then(|| tables::columns(&bytes)).filter(|(names, _)| !names.is_empty());
        let passages = Chooser::of(&name, &bytes, table);
        Self { name, bytes, title: None, wanted, holds, seen: None, misnamed, columns, passages }
    }

    /// Words that somebody typed, read as plain text.
    pub(super) fn typed(title: &str, words: &str) -> Self {
        let (name, bytes) = (title.to_owned(), words.as_bytes().to_vec());
        let options =
            TranscriptOptions { encoding: Some("UTF-8".to_owned()), ..TranscriptOptions::default() };
        let holds = match format("txt") {
            Some(format) => transcript(format, &name, &bytes, options),
            None => Holds::Nothing(String::new()),
        };
        let wanted = !matches!(holds, Holds::Nothing(_));
        let title = Some(name.clone());
        let (seen, misnamed, columns, passages) = (None, None, None, None);
        let mut file = Self { name, bytes, title, wanted, holds, seen, misnamed, columns, passages };
        file.entitle();
        file
    }

    /// Gives its transcript the title that somebody chose.
    fn entitle(&mut self) {
        if let (Some(title), Holds::Transcript { drafts, .. }) = (&self.title, &mut self.holds) {
            drafts.iter_mut().for_each(|draft| draft.title.clone_from(title));
        }
    }

    /// Whether it was typed, so that there is no file.
    pub(super) const fn is_typed(&self) -> bool {
        self.title.is_some()
    }

    /// Whether words can be marked in it.
    pub(super) fn may_be_marked(&self) -> bool {
        matches!(&self.holds, Holds::Transcript { format, .. } if MARKED.contains(&format.id))
    }

    /// Whether it is a table of codings.
    pub(super) const fn holds_codings(&self) -> bool {
        matches!(&self.holds, Holds::Table { format, .. } if matches!(format.kind, Kind::Codings))
    }

    /// Its transcripts.
    pub(super) fn drafts(&self) -> &[TranscriptDraft] {
        match &self.holds {
            Holds::Transcript { drafts, .. } => drafts,
            Holds::Table { .. } | Holds::Nothing(_) => &[],
        }
    }

    /// Takes it for a table of a kind, with these columns.
    pub(super) fn take_for_table(&mut self, chosen: Chooser) {
        let Reader::Table(read) = chosen.format.read else { return };
        let columns = chosen.all_said();
        let options = ImportOptions { columns, ..ImportOptions::default() };
        let (format, import) = (chosen.format, Ok(Import::default()));
        self.seen = None;
        self.holds = Holds::Table { format, read, options, import };
        self.passages = Some(chosen);
        self.wanted = true;
    }

    /// Reads it as a table of turns.
    pub(super) fn read_columns(&mut self, chosen: ColumnsSaid) {
        let Some(format) = rows(&self.name) else { return };
        let mut options = match &self.holds {
            Holds::Transcript { options, .. } => options.clone(),
            Holds::Table { .. } | Holds::Nothing(_) => TranscriptOptions::default(),
        };
        options.columns.clone_from(&chosen);
        if let Some((_, columns)) = &mut self.columns {
            *columns = chosen;
        }
        self.seen = None;
        self.holds = transcript(format, &self.name, &self.bytes, options);
        self.wanted = !matches!(self.holds, Holds::Nothing(_));
    }

    /// Its place in the import.
    pub(super) const fn place(&self) -> u8 {
        match &self.holds {
            Holds::Transcript { format, .. } | Holds::Table { format, .. } => format.kind.place(),
            Holds::Nothing(_) => u8::MAX,
        }
    }

    /// Works out what is told of it, unless that is known.
    pub(super) fn see(&mut self) {
        let Holds::Transcript { options, drafts, .. } = &self.holds else { return };
        if let (None, Some(draft)) = (&self.seen, drafts.first()) {
            self.seen = Some(Seen::of(draft, &options.rules));
        }
    }

    /// What was worked out of it.
    pub(super) const fn seen(&self) -> Option<&Seen> {
        self.seen.as_ref()
    }

    /// The layout that says who speaks in it.
    pub(super) fn layout(&self) -> Option<&'static Layout> {
        self.drafts().first()?.recognition.layout
    }

    /// Whether a person should look at it: who speaks is in doubt, or in which letters it is written.
    pub(super) fn wants_a_look(&self) -> bool {
        let sure = |draft: &TranscriptDraft| {
            draft.recognition.doubts.is_empty() && draft.decoding.certain && draft.decoding.replaced == 0
        };
        self.wanted && !self.drafts().iter().all(sure)
    }

    /// Reads it again as a person wants it. Where that fails, it cannot be imported as it is.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut TranscriptOptions)) {
        let Holds::Transcript { format, options, .. } = &self.holds else { return };
        let (format, mut options) = (*format, options.clone());
        change(&mut options);
        self.seen = None;
        self.holds = transcript(format, &self.name, &self.bytes, options);
        self.entitle();
        self.wanted &= !matches!(self.holds, Holds::Nothing(_));
    }

    /// Finds anew who speaks, by other rules; the file is not read again.
    pub(super) fn recognise(&mut self, decision: impl FnOnce(&mut TurnRules)) {
        let Holds::Transcript { options, drafts, .. } = &mut self.holds else { return };
        decision(&mut options.rules);
        drafts.iter_mut().for_each(|draft| draft.recognise(&options.rules));
        self.seen = None;
    }
}

/// The format of tables of turns with the extension of a file.
fn rows(name: &str) -> Option<&'static Format> {
    by_extension(name).find(|format| format.kind == Kind::Transcript && !format.roles.all.is_empty())
}

fn transcript(format: &'static Format, name: &str, bytes: &[u8], options: TranscriptOptions) -> Holds {
    match guarded::transcripts(format, name, bytes, &options) {
        Ok(drafts) => Holds::Transcript { format, options, drafts },
        Err(why) => Holds::Nothing(why.to_string()),
    }
}
