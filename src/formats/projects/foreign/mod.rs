//! What another program's project holds, on its way into this one: what is there already is found and not taken twice,
//! names are made to fit, and what has no place here is counted. Never knows which program it comes from.

mod content;
mod tree;
mod words;

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

pub(super) use tree::in_order;
pub(super) use words::{Lines, draft};

use crate::formats::shared::draft::TranscriptDraft;
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::MOST_CODERS;
use crate::formats::shared::outcome::{Import, Lost, Warning};
use crate::formats::transcripts;
use crate::lang::{Message, message};
use crate::model::palette::PALETTE;
use crate::model::{
    Attribute, AttributeId, AttributeKind, AttributeOf, Case, CaseId, Code, CodeId, Coder, CoderId,
    CodingRecord, Colour, Completeness, Edit, Memo, OrphanRecord, Project, Stamp, Timestamp, TranscriptId,
    TranscriptRecord, Value, folded,
};
use crate::text::{Span, Text};

/// A project on its way in.
pub(in crate::formats) struct ForeignProject<'p> {
    project: &'p Project,
    file: String,
    options: &'p ImportOptions,
    stamp: &'p mut dyn Stamp,
    import: Import,
    /// Who coded where the file does not say.
    somebody: String,
    coders: HashMap<String, CoderId>,
    new_coders: Vec<Coder>,
    /// Codes by parent and name, those that are there and those that come.
    codes: HashMap<(Option<CodeId>, String), Code>,
    new_codes: Vec<Code>,
    /// The ids of those that came.
    seen: HashSet<CodeId>,
    /// The last number that a name was given which stands several times in one place.
    numbers: HashMap<(Option<CodeId>, String), usize>,
    attributes: BTreeMap<AttributeId, Attribute>,
    cases: BTreeMap<CaseId, Case>,
    transcripts: BTreeMap<TranscriptId, TranscriptRecord>,
    texts: HashMap<TranscriptId, Text>,
    layers: BTreeMap<(TranscriptId, CoderId), Layer>,
    memos: Vec<Memo>,
    lost: BTreeMap<(Message, Message), usize>,
}

/// What comes into one layer.
#[derive(Default)]
struct Layer {
    known: HashSet<(Span, CodeId, String)>,
    /// How many are there already whose words are gone, by code, words and memo.
    gone: HashMap<(CodeId, String, String), usize>,
    codings: Vec<CodingRecord>,
    orphans: Vec<OrphanRecord>,
}

impl<'p> ForeignProject<'p> {
    /// Nothing has come yet. Where the file does not say who coded, it was `somebody`, unless the options name one.
    pub(in crate::formats) fn new(
        project: &'p Project,
        file: &str,
        options: &'p ImportOptions,
        somebody: &str,
        stamp: &'p mut dyn Stamp,
    ) -> Self {
        let named = options.coder.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let codes = project.codebook().codes();
        let codes = codes.map(|code| ((code.parent, folded(&code.name)), Code::clone(code))).collect();
        let cases = project.cases().into_iter().map(|case| (case.id, Case::clone(case))).collect();
        let attributes = project.attributes().into_iter().map(|a| (a.id, Attribute::clone(a))).collect();
        Self {
            project,
            file: file.to_owned(),
            options,
            stamp,
            import: Import::default(),
            somebody: named.unwrap_or(somebody).to_owned(),
            coders: HashMap::new(),
            new_coders: Vec::new(),
            codes,
            new_codes: Vec::new(),
            seen: HashSet::new(),
            numbers: HashMap::new(),
            attributes,
            cases,
            transcripts: BTreeMap::new(),
            texts: HashMap::new(),
            layers: BTreeMap::new(),
            memos: Vec::new(),
            lost: BTreeMap::new(),
        }
    }

    /// Something a person should look at.
    pub(in crate::formats) fn warn(&mut self, message: Message) {
        self.import.warnings.push(Warning::file(&self.file, message));
    }

    /// Something that is not kept.
    pub(in crate::formats) fn lose(&mut self, what: Message, count: usize, why: Message) {
        if count > 0 {
            *self.lost.entry((what, why)).or_default() += count;
        }
    }

    /// The time that a cell tells, such as `2026-01-31 12:00:00`, taken as UTC where it does not say; now where it tells
    /// none.
    pub(in crate::formats) fn time(&mut self, cell: &str) -> Timestamp {
        let written = cell.trim().replacen(' ', "T", 1);
        let plain = || Some(written.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
        let there = written.parse::<Timestamp>().ok().or_else(plain);
        if there.is_none() && !written.is_empty() {
            self.lose(message!("part-date"), 1, message!("file-date-unread"));
        }
        there.unwrap_or_else(|| self.stamp.now())
    }

    /// A coder by name, made where there is none.
    pub(in crate::formats) fn coder(&mut self, name: &str) -> CoderId {
        let name = if name.trim().is_empty() { self.somebody.clone() } else { name.trim().to_owned() };
        let key = folded(&name);
        if let Some(&id) = self.coders.get(&key) {
            return id;
        }
        let id = match self.project.coder_named(&name) {
            Ok(coder) => coder.id,
            // The rest stand with the last that was named.
            Err(_) if self.new_coders.len() == MOST_CODERS => {
                let why = message!("file-too-many-names", most = MOST_CODERS);
                self.lose(message!("part-name-coder"), 1, why);
                self.new_coders[MOST_CODERS - 1].id
            }
            Err(_) => {
                let id = CoderId(self.stamp.uuid());
                let at = (self.project.coders().len() + self.new_coders.len()) % PALETTE.len();
                let colour = Colour(PALETTE[at].light);
                let role = self.project.role_of(&name);
                self.new_coders.push(Coder { id, name, colour, role });
                self.import.count("coders");
                id
            }
        };
        self.coders.insert(key, id);
        id
    }

    /// A code under a parent, made where there is none. One that only orders others may take no passages.
    pub(in crate::formats) fn code(
        &mut self,
        name: &str,
        parent: Option<CodeId>,
        colour: Option<Colour>,
        codable: bool,
        definition: &str,
    ) -> CodeId {
        let written = if name.trim().is_empty() { "unnamed" } else { name.trim() };
        let mut name = written.to_owned();
        let first = (parent, folded(&name));
        let mut number = self.numbers.get(&first).copied().unwrap_or(1);
        if number > 1 {
            number += 1;
            name = format!("{written} ({number})");
        }
        let key = loop {
            let key = (parent, folded(&name));
            match self.codes.get(&key).map(|code| code.id) {
                Some(id) if self.seen.contains(&id) => {
                    number += 1;
                    name = format!("{written} ({number})");
                }
                Some(_) | None => break key,
            }
        };
        self.numbers.insert(first, number);
        if number > 1 {
            self.warn(message!("file-name-twice", written, name));
        }
        let made = match self.codes.get(&key) {
            Some(code) => Code { codable: code.codable || codable, ..code.clone() },
            None => {
                self.import.count(if codable { "codes" } else { "themes" });
                let at = (self.project.codebook().len() + self.new_codes.len()) % PALETTE.len();
                let colour = colour.unwrap_or(Colour(PALETTE[at].light));
                let id = CodeId(self.stamp.uuid());
                let definition = definition.trim().to_owned();
                Code { codable, definition, ..Code::new(id, name, parent, colour) }
            }
        };
        let id = made.id;
        self.seen.insert(id);
        self.codes.insert(key, made.clone());
        self.new_codes.push(made);
        id
    }

    /// A code under a parent by name, made where there is none, whoever named it first.
    pub(in crate::formats) fn named(&mut self, name: &str, parent: Option<CodeId>, codable: bool) -> CodeId {
        let Some(code) = self.codes.get_mut(&(parent, folded(name))) else {
            return self.code(name, parent, None, codable, "");
        };
        let id = code.id;
        if codable && !code.codable {
            code.codable = true;
            let code = code.clone();
            match self.new_codes.iter_mut().find(|there| there.id == id) {
                Some(there) => *there = code,
                None => self.new_codes.push(code),
            }
        }
        id
    }

    /// Transcripts by their words; the ones that are there already, word for word, are found.
    pub(in crate::formats) fn transcripts(&mut self, drafts: &[TranscriptDraft]) -> Vec<TranscriptId> {
        let there: HashMap<(String, &str), TranscriptId> =
            self.project.transcripts().iter().map(|t| ((folded(t.title()), t.sha256()), t.id())).collect();
        let found: Vec<Option<TranscriptId>> = drafts
            .iter()
            .map(|draft| there.get(&(folded(&draft.title), draft.sha256.as_str())).copied())
            .collect();
        let mut seen = HashSet::new();
        let mut fresh = Vec::new();
        for (draft, _) in drafts.iter().zip(&found).filter(|(_, found)| found.is_none()) {
            let mut draft = draft.clone();
            // Two of the same name and words are two.
            let (title, mut number) = (draft.title.clone(), 1);
            while !seen.insert((folded(&draft.title), draft.sha256.clone())) {
                number += 1;
                draft.title = format!("{title} ({number})");
            }
            fresh.push(draft);
        }
        let mut added = transcripts::add(self.project, &fresh, self.stamp);
        self.import.warnings.append(&mut added.warnings);
        let record = |edit| if let Edit::PutTranscript(record) = edit { Some(*record) } else { None };
        let mut records = added.edits.into_iter().filter_map(record).peekable();
        let mut by_words: HashMap<String, TranscriptId> = HashMap::new();
        let mut ids = Vec::with_capacity(drafts.len());
        for (draft, found) in drafts.iter().zip(found) {
            let id = if let Some(transcript) = found.and_then(|id| self.project.transcript(id)) {
                self.texts.insert(transcript.id(), transcript.text().clone());
                Some(transcript.id())
            } else if let Some(record) = records.next_if(|record| record.sha256 == draft.sha256) {
                let id = record.id;
                self.import.count("transcripts");
                self.texts.insert(id, draft.text.clone());
                self.transcripts.insert(id, record);
                Some(id)
            } else {
                by_words.get(&draft.sha256).copied()
            };
            ids.extend(id);
            by_words.extend(id.map(|id| (draft.sha256.clone(), id)));
        }
        ids
    }

    /// The words of a transcript that came, or is there.
    pub(in crate::formats) fn text(&self, transcript: TranscriptId) -> Text {
        let there = || self.project.transcript(transcript).map(|t| t.text().clone());
        self.texts.get(&transcript).cloned().or_else(there).unwrap_or_else(|| Text::new(""))
    }

    /// A case by name, made where there is none.
    pub(in crate::formats) fn case(&mut self, name: &str) -> CaseId {
        let name = if name.trim().is_empty() { "unnamed" } else { name.trim() };
        let there = self.cases.values().find(|case| folded(&case.name) == folded(name)).map(|case| case.id);
        there.unwrap_or_else(|| {
            let id = CaseId(self.stamp.uuid());
            self.cases.insert(id, Case { id, name: name.to_owned(), values: BTreeMap::new() });
            self.import.count("cases");
            id
        })
    }

    /// Says whose transcript it is; false where it is another's already.
    pub(in crate::formats) fn link(&mut self, transcript: TranscriptId, case: CaseId) -> bool {
        let Some(record) = self.record(transcript) else { return false };
        let fits = record.case.is_none_or(|there| there == case);
        if fits {
            record.case = Some(case);
        }
        fits
    }

    /// What is known of a transcript, to be changed.
    fn record(&mut self, transcript: TranscriptId) -> Option<&mut TranscriptRecord> {
        if !self.transcripts.contains_key(&transcript) {
            let there = self.project.transcript(transcript)?;
            self.transcripts.insert(transcript, there.record());
        }
        self.transcripts.get_mut(&transcript)
    }

    /// An attribute by name, made where there is none; a kind that differs is told by the one that is there.
    pub(in crate::formats) fn attribute(
        &mut self,
        name: &str,
        kind: AttributeKind,
        of: AttributeOf,
    ) -> Attribute {
        let name = if name.trim().is_empty() { "unnamed" } else { name.trim() };
        let same = |a: &&Attribute| a.of == of && folded(&a.name) == folded(name);
        if let Some(there) = self.attributes.values().find(same) {
            return there.clone();
        }
        let attribute = Attribute { id: AttributeId(self.stamp.uuid()), name: name.to_owned(), kind, of };
        self.attributes.insert(attribute.id, attribute.clone());
        self.import.count("attributes");
        attribute
    }

    /// Puts a value in, unless it is none of its attribute's kind.
    pub(in crate::formats) fn value(&mut self, attribute: &Attribute, of: Subject, cell: &str) {
        let Some(value) = Value::parse(cell, attribute.kind) else {
            if !cell.trim().is_empty() {
                let why = message!("file-value-of-other-kind");
                self.lose(message!("part-value-attribute"), 1, why);
            }
            return;
        };
        let values = match of {
            Subject::Case(case) => self.cases.get_mut(&case).map(|case| &mut case.values),
            Subject::Transcript(transcript) => self.record(transcript).map(|record| &mut record.values),
        };
        if let Some(values) = values {
            values.insert(attribute.id, value);
        }
    }

    /// All of it as edits, each after what it needs.
    pub(in crate::formats) fn done(self) -> Import {
        let Self { mut import, project, options, .. } = self;
        let edits = &mut import.edits;
        edits.extend(self.new_coders.into_iter().map(Edit::PutCoder));
        let new = |attribute: &Attribute| project.attribute(attribute.id).is_none();
        edits.extend(self.attributes.into_values().filter(new).map(Edit::PutAttribute));
        let changed = |case: &Case| project.case(case.id).is_none_or(|there| **there != *case);
        edits.extend(self.cases.into_values().filter(changed).map(Edit::PutCase));
        let put = |record| Edit::PutTranscript(Box::new(record));
        let changed = |record: &TranscriptRecord| {
            project
                .transcript(record.id)
                .is_none_or(|there| there.case() != record.case || *there.values() != record.values)
        };
        edits.extend(self.transcripts.into_values().filter(changed).map(put));
        let changed = |code: &Code| project.codebook().get(code.id).is_none_or(|there| **there != *code);
        edits.extend(self.new_codes.into_iter().filter(changed).map(|code| Edit::PutCode(Box::new(code))));
        for ((transcript, coder), layer) in self.layers {
            let Layer { codings, orphans, .. } = layer;
            if codings.is_empty() && orphans.is_empty() {
                continue;
            }
            if !codings.is_empty() {
                edits.push(Edit::PutCodings { transcript, coder, codings });
            }
            if !orphans.is_empty() {
                edits.push(Edit::PutOrphans { transcript, coder, orphans });
            }
            if !options.in_progress && project.status(transcript, coder) != Completeness::Complete {
                edits.push(Edit::SetStatus { transcript, coder, status: Completeness::Complete });
            }
        }
        edits.extend(self.memos.into_iter().map(Edit::PutMemo));
        let lost =
            self.lost.into_iter().map(|((what, why), count)| Lost { what, count, why, files: Vec::new() });
        import.lost.extend(lost);
        import
    }
}

/// What a value belongs to.
#[derive(Clone, Copy)]
pub(in crate::formats) enum Subject {
    /// A participant.
    Case(CaseId),
    /// A transcript.
    Transcript(TranscriptId),
}

/// A coding as a file tells it, but for its place.
#[derive(Clone, Copy)]
pub(in crate::formats) struct ForeignCoding<'c> {
    pub(in crate::formats) transcript: TranscriptId,
    pub(in crate::formats) coder: &'c str,
    pub(in crate::formats) code: CodeId,
    pub(in crate::formats) memo: &'c str,
    pub(in crate::formats) created: &'c str,
}
