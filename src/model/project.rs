//! A project: everything a study holds, as an immutable value that is cheap to copy.

use std::sync::Arc;

use jiff::Timestamp;

use super::apply::layers_in;
use super::naming::{NotFound, natural, none, same};
use super::parts::Parts;
use super::{
    Assignment, Attribute, AttributeId, AttributeOf, Case, CaseId, Code, CodeSet, CodeSetId, Codebook, Coder,
    CoderId, CoderRole, Coding, CodingId, CodingLayer, Completeness, KeptFile, Memo, MemoId, Orphan,
    ProjectId, SavedScope, ScopeId, Stage, Transcript, TranscriptId, TranscriptSet, TranscriptSetId,
};
use crate::lang::message;

/// A study. A copy shares all its parts; [`apply_all`](Project::apply_all) is the only way to change one.
#[derive(Clone, Debug)]
pub struct Project {
    pub(super) id: ProjectId,
    pub(super) created: Timestamp,
    pub(super) title: String,
    pub(super) coders: Parts<CoderId, Coder>,
    pub(super) codebook: Arc<Codebook>,
    pub(super) transcripts: Parts<TranscriptId, Transcript>,
    pub(super) layers: Parts<(TranscriptId, CoderId), CodingLayer>,
    pub(super) cases: Parts<CaseId, Case>,
    pub(super) attributes: Parts<AttributeId, Attribute>,
    pub(super) memos: Parts<MemoId, Memo>,
    pub(super) code_sets: Parts<CodeSetId, CodeSet>,
    pub(super) transcript_sets: Parts<TranscriptSetId, TranscriptSet>,
    pub(super) assignments: Parts<(TranscriptId, CoderId), Assignment>,
    pub(super) scopes: Parts<ScopeId, SavedScope>,
    pub(super) stage: Arc<Stage>,
    pub(super) kept_files: Parts<String, KeptFile>,
}

/// What two projects share is the same without being looked at, so that a step in a large study is told from none at once.
impl PartialEq for Project {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            id,
            created,
            title,
            coders,
            codebook,
            transcripts,
            layers,
            cases,
            attributes,
            memos,
            code_sets,
            transcript_sets,
            assignments,
            scopes,
            stage,
            kept_files,
        } = self;
        (*id, *created, title) == (other.id, other.created, &other.title)
            && (Arc::ptr_eq(codebook, &other.codebook) || *codebook == other.codebook)
            && same_parts(coders, &other.coders)
            && same_parts(transcripts, &other.transcripts)
            && same_parts(layers, &other.layers)
            && same_parts(cases, &other.cases)
            && same_parts(attributes, &other.attributes)
            && same_parts(memos, &other.memos)
            && same_parts(code_sets, &other.code_sets)
            && same_parts(transcript_sets, &other.transcript_sets)
            && same_parts(assignments, &other.assignments)
            && same_parts(scopes, &other.scopes)
            && *stage == other.stage
            && same_parts(kept_files, &other.kept_files)
    }
}

fn same_parts<K: PartialEq, V: PartialEq>(a: &Parts<K, V>, b: &Parts<K, V>) -> bool {
    let same = |a: &Arc<V>, b: &Arc<V>| Arc::ptr_eq(a, b) || a == b;
    Arc::ptr_eq(a, b)
        || (a.len() == b.len() && a.iter().zip(b.iter()).all(|((k, v), (l, w))| k == l && same(v, w)))
}

impl Project {
    /// A project without anything in it.
    pub fn new(id: ProjectId, title: impl Into<String>, created: Timestamp) -> Self {
        Self {
            id,
            created,
            title: title.into(),
            coders: Arc::default(),
            codebook: Arc::default(),
            transcripts: Arc::default(),
            layers: Arc::default(),
            cases: Arc::default(),
            attributes: Arc::default(),
            memos: Arc::default(),
            code_sets: Arc::default(),
            transcript_sets: Arc::default(),
            assignments: Arc::default(),
            scopes: Arc::default(),
            stage: Arc::default(),
            kept_files: Arc::default(),
        }
    }

    /// The same in every copy.
    pub const fn id(&self) -> ProjectId {
        self.id
    }

    /// The name of the study.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// When it was begun.
    pub const fn created(&self) -> Timestamp {
        self.created
    }

    /// The codes and themes.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// The codebook as a part that copies share while it is the same.
    pub const fn codebook_part(&self) -> &Arc<Codebook> {
        &self.codebook
    }

    /// Sets of codes by name.
    pub fn code_sets(&self) -> Vec<&Arc<CodeSet>> {
        by(self.code_sets.values(), |s| natural(&s.name))
    }

    /// One set of codes.
    pub fn code_set(&self, id: CodeSetId) -> Option<&Arc<CodeSet>> {
        self.code_sets.get(&id)
    }

    /// Sets of transcripts by name.
    pub fn transcript_sets(&self) -> Vec<&Arc<TranscriptSet>> {
        by(self.transcript_sets.values(), |s| natural(&s.name))
    }

    /// One set of transcripts.
    pub fn transcript_set(&self, id: TranscriptSetId) -> Option<&Arc<TranscriptSet>> {
        self.transcript_sets.get(&id)
    }

    /// Files that were brought in and are kept as they were, the first that came before later ones.
    pub fn kept_files(&self) -> Vec<&Arc<KeptFile>> {
        by(self.kept_files.values(), |f| (f.at, f.sha256.clone()))
    }

    /// One kept file, by the sum of its bytes.
    pub fn kept_file(&self, sha256: &str) -> Option<&Arc<KeptFile>> {
        self.kept_files.get(sha256)
    }

    /// Coders by name.
    pub fn coders(&self) -> Vec<&Arc<Coder>> {
        by(self.coders.values(), |c| natural(&c.name))
    }

    /// One coder.
    pub fn coder(&self, id: CoderId) -> Option<&Arc<Coder>> {
        self.coders.get(&id)
    }

    /// What a coder is called; nothing where they are gone.
    pub fn coder_name(&self, id: CoderId) -> &str {
        self.coder(id).map_or("", |coder| &coder.name)
    }

    /// The consensus, where there is one.
    pub fn consensus(&self) -> Option<&Arc<Coder>> {
        self.coders.values().find(|c| c.role == CoderRole::Consensus)
    }

    /// Transcripts by title, "P2" before "P10".
    pub fn transcripts(&self) -> Vec<&Arc<Transcript>> {
        by(self.transcripts.values(), |t| natural(&t.title))
    }

    /// One transcript.
    pub fn transcript(&self, id: TranscriptId) -> Option<&Arc<Transcript>> {
        self.transcripts.get(&id)
    }

    /// All layers that have been started.
    pub fn layers(&self) -> impl Iterator<Item = &Arc<CodingLayer>> {
        self.layers.values()
    }

    /// What one coder did with one transcript; none where it is not started.
    pub fn layer(&self, transcript: TranscriptId, coder: CoderId) -> Option<&Arc<CodingLayer>> {
        self.layers.get(&(transcript, coder))
    }

    /// All layers of one transcript.
    pub fn layers_of(&self, transcript: TranscriptId) -> impl Iterator<Item = &Arc<CodingLayer>> {
        self.layers.range(layers_in(transcript)).map(|(_, l)| l)
    }

    /// How far a coder has got with a transcript.
    pub fn status(&self, transcript: TranscriptId, coder: CoderId) -> Completeness {
        self.layer(transcript, coder).map_or(Completeness::NotStarted, |l| l.status)
    }

    /// A coding, wherever it stands.
    pub fn coding(&self, id: CodingId) -> Option<(&Arc<CodingLayer>, &Coding)> {
        self.layers.values().find_map(|l| l.coding(id).map(|c| (l, c)))
    }

    /// Whether a coding is there, with or without its passage.
    pub fn holds(&self, id: CodingId) -> bool {
        self.layers.values().any(|l| l.holds(id))
    }

    /// Number of transcripts, without putting them in order.
    pub fn transcript_count(&self) -> usize {
        self.transcripts.len()
    }

    /// Codings whose passage is gone, with their layers.
    pub fn orphans(&self) -> impl Iterator<Item = (&Arc<CodingLayer>, &Orphan)> {
        self.layers.values().flat_map(|l| l.orphans.iter().map(move |o| (l, o)))
    }

    /// Number of codings in all layers; those without a passage do not count.
    pub fn codings(&self) -> usize {
        self.layers.values().map(|l| l.codings.len()).sum()
    }

    /// Cases by name.
    pub fn cases(&self) -> Vec<&Arc<Case>> {
        by(self.cases.values(), |c| natural(&c.name))
    }

    /// One case.
    pub fn case(&self, id: CaseId) -> Option<&Arc<Case>> {
        self.cases.get(&id)
    }

    /// Attributes: those of cases, then those of transcripts, oldest first as far as their ids tell.
    pub fn attributes(&self) -> Vec<&Arc<Attribute>> {
        by(self.attributes.values(), |a| (a.of, a.id))
    }

    /// One attribute.
    pub fn attribute(&self, id: AttributeId) -> Option<&Arc<Attribute>> {
        self.attributes.get(&id)
    }

    /// Memos, oldest first.
    pub fn memos(&self) -> Vec<&Arc<Memo>> {
        by(self.memos.values(), |m| (m.created, m.id))
    }

    /// One memo.
    pub fn memo(&self, id: MemoId) -> Option<&Arc<Memo>> {
        self.memos.get(&id)
    }

    /// A coder by name, whatever the case of letters.
    ///
    /// # Errors
    /// When nobody has that name.
    pub fn coder_named(&self, name: &str) -> Result<&Arc<Coder>, NotFound> {
        let found = self.coders.values().find(|c| same(&c.name, name));
        found.ok_or_else(|| none("coder", name, self.coders.values().map(|c| c.name.clone())))
    }

    /// A case by name.
    ///
    /// # Errors
    /// When none has that name.
    pub fn case_named(&self, name: &str) -> Result<&Arc<Case>, NotFound> {
        let found = self.cases.values().find(|c| same(&c.name, name));
        found.ok_or_else(|| none("case", name, self.cases.values().map(|c| c.name.clone())))
    }

    /// An attribute by name; one of cases comes before one of transcripts.
    ///
    /// # Errors
    /// When none has that name.
    pub fn attribute_named(&self, name: &str) -> Result<&Arc<Attribute>, NotFound> {
        let of = |of: AttributeOf| self.attributes.values().find(move |a| a.of == of && same(&a.name, name));
        let found = of(AttributeOf::Case).or_else(|| of(AttributeOf::Transcript));
        found.ok_or_else(|| none("attribute", name, self.attributes.values().map(|a| a.name.clone())))
    }

    /// A transcript by title, source file or slug, with or without an extension.
    ///
    /// # Errors
    /// When none, or more than one, is meant.
    pub fn transcript_named(&self, name: &str) -> Result<&Arc<Transcript>, NotFound> {
        let stem = |file: &str| file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let all = || self.transcripts.values();
        let titled = |t: &Transcript| message!("as-it-is", name = t.title);
        let ways: [&dyn Fn(&Transcript) -> bool; 4] = [
            &|t| same(&t.title, name) || t.source.as_deref().is_some_and(|s| same(s, name)),
            &|t| same(&t.title, &stem(name)),
            &|t| t.source.as_deref().is_some_and(|s| same(&stem(s), name) || same(&stem(s), &stem(name))),
            &|t| t.slug == name,
        ];
        for way in ways {
            let mut found = all().filter(|t| way(t));
            if let Some(first) = found.next() {
                let rest: Vec<_> = found.map(|t| titled(t)).collect();
                if rest.is_empty() {
                    return Ok(first);
                }
                let paths = std::iter::once(titled(first)).chain(rest).collect();
                return Err(NotFound::Several { name: name.to_owned(), paths });
            }
        }
        Err(none("transcript", name, all().map(|t| t.title.clone())))
    }

    /// A code by name, or by path `Theme/Code` where the name repeats.
    ///
    /// # Errors
    /// When none, or more than one, is meant.
    pub fn code_named(&self, name: &str) -> Result<&Arc<Code>, NotFound> {
        let book = self.codebook();
        let mut found: Vec<&Arc<Code>> = book.codes().filter(|c| same(&book.path(c.id), name)).collect();
        if found.is_empty() {
            found = book.codes().filter(|c| same(&c.name, name)).collect();
        }
        match found.as_slice() {
            [one] => Ok(one),
            [] => Err(none("code", name, book.codes().flat_map(|c| [c.name.clone(), book.path(c.id)]))),
            several => {
                let whose = |c: &Code| c.by.and_then(|by| self.coder(by)).map(|by| &by.name);
                let said = |c: &&Arc<Code>| match whose(c) {
                    Some(coder) => message!("code-of", code = book.path(c.id), coder),
                    None => message!("in-quotes", name = book.path(c.id)),
                };
                let paths = several.iter().map(said).collect();
                Err(NotFound::Several { name: name.to_owned(), paths })
            }
        }
    }
}

pub(super) fn by<'a, T, K: Ord>(
    parts: impl Iterator<Item = &'a Arc<T>>,
    key: impl Fn(&T) -> K,
) -> Vec<&'a Arc<T>> {
    let mut parts: Vec<&Arc<T>> = parts.collect();
    parts.sort_by_cached_key(|p| key(p));
    parts
}
