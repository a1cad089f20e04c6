//! The files that differ between two states of a project, and what is to stand in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::layout::{
    CASES, CODEBOOK, PLAN, PROJECT, SOURCES, coder_slugs, layer_file_of, memo_file, text_file,
    transcript_file,
};
use super::records::{self, PlanFile};
use crate::model::{CoderId, Project, TranscriptId};

/// What each file is made of, so that one that shares its parts with the last save need not be made again.
#[derive(Clone, PartialEq)]
enum Part {
    Project,
    Codebook,
    Cases,
    Text(TranscriptId),
    Transcript(TranscriptId),
    Layer(TranscriptId, CoderId),
    Memos(CoderId),
    Plan,
    Sources,
}

fn parts(project: &Project) -> BTreeMap<String, Part> {
    let mut parts = BTreeMap::new();
    parts.insert(PROJECT.to_owned(), Part::Project);
    parts.insert(CODEBOOK.to_owned(), Part::Codebook);
    parts.insert(CASES.to_owned(), Part::Cases);
    let slugs = coder_slugs(project);
    for transcript in project.transcripts() {
        parts.insert(text_file(transcript), Part::Text(transcript.id()));
        parts.insert(transcript_file(transcript), Part::Transcript(transcript.id()));
    }
    for layer in project.layers() {
        let (Some(transcript), Some(slug)) =
            (project.transcript(layer.transcript()), slugs.get(&layer.coder()))
        else {
            continue;
        };
        parts.insert(layer_file_of(slug, transcript), Part::Layer(layer.transcript(), layer.coder()));
    }
    for memo in project.memos() {
        parts.entry(memo_file(project, memo.author)).or_insert(Part::Memos(memo.author));
    }
    if !PlanFile::of(project).is_empty() {
        parts.insert(PLAN.to_owned(), Part::Plan);
    }
    if !project.kept_files().is_empty() {
        parts.insert(SOURCES.to_owned(), Part::Sources);
    }
    parts
}

fn same(part: &Part, a: &Project, b: &Project) -> bool {
    let of = |p: &Project, id| p.transcript(id).cloned();
    match *part {
        Part::Project => {
            a.title() == b.title()
                && a.coders() == b.coders()
                && a.attributes() == b.attributes()
                && a.stage() == b.stage()
        }
        Part::Codebook => {
            let same = Arc::ptr_eq(a.codebook_part(), b.codebook_part()) || a.codebook() == b.codebook();
            same && a.code_sets() == b.code_sets()
        }
        Part::Cases => a.cases() == b.cases(),
        Part::Text(id) => {
            of(a, id).map(|t| t.sha256().to_owned()) == of(b, id).map(|t| t.sha256().to_owned())
        }
        Part::Transcript(id) => match (of(a, id), of(b, id)) {
            (Some(a), Some(b)) => Arc::ptr_eq(&a, &b) || a == b,
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        },
        Part::Layer(transcript, coder) => match (a.layer(transcript, coder), b.layer(transcript, coder)) {
            (Some(x), Some(y)) => (Arc::ptr_eq(x, y) || x == y) && same(&Part::Text(transcript), a, b),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        },
        Part::Memos(author) => {
            let by = |p: &Project| -> Vec<_> {
                p.memos().into_iter().filter(|m| m.author == author).cloned().collect()
            };
            by(a) == by(b)
        }
        Part::Plan => {
            a.transcript_sets() == b.transcript_sets()
                && a.assignments().eq(b.assignments())
                && a.scopes() == b.scopes()
        }
        Part::Sources => a.kept_files() == b.kept_files(),
    }
}

fn render(part: &Part, project: &Project) -> Option<Vec<u8>> {
    let text = match *part {
        Part::Project => records::project(project),
        Part::Codebook => records::codebook(project),
        Part::Cases => records::cases(project),
        Part::Text(id) => project.transcript(id)?.text().as_str().to_owned(),
        Part::Transcript(id) => records::transcript(project.transcript(id)?),
        Part::Layer(transcript, coder) => {
            records::layer(project.layer(transcript, coder)?, project.transcript(transcript)?)
        }
        Part::Memos(author) => records::memos(project, author),
        Part::Plan => records::plan(project),
        Part::Sources => records::sources(project),
    };
    Some(text.into_bytes())
}

/// One file, to be followed from state to state.
pub(super) struct OneFile(Part);

impl OneFile {
    /// A file of a project; none where it is none of its.
    pub(super) fn of(project: &Project, file: &str) -> Option<Self> {
        parts(project).remove(file).map(Self)
    }

    /// What stands in it; none where it is not there.
    pub(super) fn bytes(&self, project: &Project) -> Option<Vec<u8>> {
        render(&self.0, project)
    }

    /// What stands in it after a step; nothing where that is what stood in it before.
    pub(super) fn changed(&self, before: &Project, after: &Project) -> Option<Vec<u8>> {
        if same(&self.0, before, after) { None } else { render(&self.0, after) }
    }
}

/// The files to write (with their bytes) and to remove (without) to get from one state to another; all of them where
/// there is nothing yet.
pub(super) fn changes(from: Option<&Project>, to: &Project) -> BTreeMap<String, Option<Vec<u8>>> {
    let old = from.map(parts).unwrap_or_default();
    let new = parts(to);
    let mut changes = BTreeMap::new();
    for (file, part) in &new {
        let unchanged = from.is_some_and(|from| old.get(file) == Some(part) && same(part, from, to));
        if !unchanged {
            changes.insert(file.clone(), render(part, to));
        }
    }
    changes.extend(old.into_keys().filter(|file| !new.contains_key(file)).map(|file| (file, None)));
    changes
}
