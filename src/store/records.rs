//! What each file holds, as it stands there: sorted, one record a line.

use serde::{Deserialize, Serialize};

use super::ronfile::line;
use crate::model::{
    Assignment, Attribute, Case, Code, CodeId, CodeSet, Coder, CoderId, CoderRole, CodingLayer, CodingRecord,
    Completeness, Edit, KeptFile, LayerRecords, Memo, OrphanRecord, Project, ProjectId, SavedScope,
    SettlementRecord, Stage, Timestamp, Transcript, TranscriptId, TranscriptSet,
};

/// The version of the folder's format that this program writes.
pub const FORMAT_VERSION: u32 = 4;

/// `project.ron`
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ProjectFile {
    pub format_version: u32,
    pub id: ProjectId,
    pub title: String,
    pub created: Timestamp,
    #[serde(default)]
    pub coders: Vec<Coder>,
    #[serde(default)]
    pub attributes: Vec<Attribute>,
    /// The phase of work; where nobody ever set one, it is not said.
    #[serde(default)]
    pub stage: Stage,
}

/// What of `project.ron` every version has.
#[derive(Debug, Deserialize)]
pub(super) struct VersionOnly {
    pub format_version: u32,
}

/// `codebook.ron`
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CodebookFile {
    pub codes: Vec<Code>,
    #[serde(default)]
    pub sets: Vec<CodeSet>,
}

/// `cases.ron`
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CasesFile {
    pub cases: Vec<Case>,
}

/// `plan.ron`
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct PlanFile {
    #[serde(default)]
    pub sets: Vec<TranscriptSet>,
    #[serde(default)]
    pub assignments: Vec<Assignment>,
    #[serde(default)]
    pub scopes: Vec<SavedScope>,
}

impl PlanFile {
    /// What of a project stands in it, in order.
    pub(super) fn of(project: &Project) -> Self {
        let mut sets: Vec<TranscriptSet> =
            project.transcript_sets().into_iter().map(|set| (**set).clone()).collect();
        sets.sort_by_key(|set| set.id);
        let mut scopes: Vec<SavedScope> = project.scopes().into_iter().map(|s| (**s).clone()).collect();
        scopes.sort_by_key(|scope| scope.id);
        Self { sets, assignments: project.assignments().cloned().collect(), scopes }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.sets.is_empty() && self.assignments.is_empty() && self.scopes.is_empty()
    }

    /// The plan as edits.
    pub(super) fn edits(self) -> Vec<Edit> {
        let sets = self.sets.into_iter().map(Edit::PutTranscriptSet);
        let assignments = self.assignments.into_iter().map(Edit::Assign);
        let scopes = self.scopes.into_iter().map(|scope| Edit::PutScope(Box::new(scope)));
        sets.chain(assignments).chain(scopes).collect()
    }
}

/// `sources.ron`
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SourcesFile {
    pub files: Vec<KeptFile>,
}

/// `memos/<coder>.ron`
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct MemosFile {
    pub memos: Vec<Memo>,
}

/// `layers/<coder>/<slug>.ron`
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct LayerFile {
    pub transcript: TranscriptId,
    pub coder: CoderId,
    pub status: Completeness,
    /// SHA-256 of the text that its places are in; where it is not said, they are in the text that is there.
    #[serde(default)]
    pub text: Option<String>,
    pub codings: Vec<CodingRecord>,
    #[serde(default)]
    pub orphans: Vec<OrphanRecord>,
    /// What was decided about differences, in the consensus' layers.
    #[serde(default)]
    pub settlements: Vec<SettlementRecord>,
}

impl LayerFile {
    /// A layer of a transcript.
    pub(super) fn of(layer: &CodingLayer, of: &Transcript) -> Self {
        Self {
            transcript: layer.transcript(),
            coder: layer.coder(),
            status: layer.status(),
            text: Some(of.sha256().to_owned()),
            codings: layer.codings().iter().map(|c| c.record(of.text())).collect(),
            orphans: layer.orphans().iter().map(|o| o.record(of.text())).collect(),
            settlements: layer.settlements().iter().map(|s| s.record(of.text())).collect(),
        }
    }

    /// The layer with its records as they are on other words.
    pub(super) fn with(self, records: LayerRecords) -> Self {
        let LayerRecords { codings, orphans, settlements } = records;
        Self { codings, orphans, settlements, ..self }
    }

    /// The layer as edits.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let (transcript, coder, status) = (self.transcript, self.coder, self.status);
        let mut edits = Vec::new();
        if !self.codings.is_empty() {
            edits.push(Edit::PutCodings { transcript, coder, codings: self.codings.clone() });
        }
        if !self.orphans.is_empty() {
            edits.push(Edit::PutOrphans { transcript, coder, orphans: self.orphans.clone() });
        }
        if !self.settlements.is_empty() {
            edits.push(Edit::PutSettlements { transcript, coder, settlements: self.settlements.clone() });
        }
        if status != Completeness::NotStarted {
            edits.push(Edit::SetStatus { transcript, coder, status });
        }
        edits
    }
}

fn list<T: Serialize>(out: &mut String, name: &str, items: impl IntoIterator<Item = T>) {
    out.push_str("    ");
    out.push_str(name);
    out.push_str(": [\n");
    for item in items {
        out.push_str("        ");
        out.push_str(&line(&item));
        out.push_str(",\n");
    }
    out.push_str("    ],\n");
}

fn field(out: &mut String, name: &str, value: &impl Serialize) {
    out.push_str("    ");
    out.push_str(name);
    out.push_str(": ");
    out.push_str(&line(value));
    out.push_str(",\n");
}

fn file(fill: impl FnOnce(&mut String)) -> String {
    let mut out = String::from("(\n");
    fill(&mut out);
    out.push_str(")\n");
    out
}

pub(super) fn project(project: &Project) -> String {
    let mut coders = project.coders();
    coders.sort_by_key(|c| c.id);
    file(|out| {
        field(out, "format_version", &FORMAT_VERSION);
        field(out, "id", &project.id());
        field(out, "title", &project.title());
        field(out, "created", &project.created());
        if *project.stage() != Stage::default() {
            field(out, "stage", project.stage());
        }
        list(out, "coders", coders);
        list(out, "attributes", project.attributes());
    })
}

pub(super) fn codebook(project: &Project) -> String {
    let mut sets = project.code_sets();
    sets.sort_by_key(|s| s.id);
    file(|out| {
        list(out, "codes", project.codebook().codes());
        if !sets.is_empty() {
            list(out, "sets", sets);
        }
    })
}

pub(super) fn cases(project: &Project) -> String {
    let mut cases = project.cases();
    cases.sort_by_key(|c| c.id);
    file(|out| list(out, "cases", cases))
}

pub(super) fn plan(project: &Project) -> String {
    let plan = PlanFile::of(project);
    file(|out| {
        list(out, "sets", plan.sets);
        list(out, "assignments", plan.assignments);
        list(out, "scopes", plan.scopes);
    })
}

pub(super) fn sources(project: &Project) -> String {
    file(|out| list(out, "files", project.kept_files()))
}

pub(super) fn memos(project: &Project, author: CoderId) -> String {
    let mut memos: Vec<_> = project.memos().into_iter().filter(|m| m.author == author).collect();
    memos.sort_by_key(|m| m.id);
    file(|out| list(out, "memos", memos))
}

pub(super) fn transcript(transcript: &Transcript) -> String {
    let record = transcript.record();
    file(|out| {
        field(out, "id", &record.id);
        field(out, "title", &record.title);
        field(out, "slug", &record.slug);
        field(out, "sha256", &record.sha256);
        if record.source.is_some() {
            field(out, "source", &record.source);
        }
        if record.case.is_some() {
            field(out, "case", &record.case);
        }
        field(out, "values", &record.values);
        if record.times.is_some() {
            field(out, "times", &record.times);
        }
        list(out, "speakers", &record.speakers);
        list(out, "turns", &record.turns);
    })
}

pub(super) fn layer(layer: &CodingLayer, of: &Transcript) -> String {
    let layer = LayerFile::of(layer, of);
    file(|out| {
        field(out, "transcript", &layer.transcript);
        field(out, "coder", &layer.coder);
        field(out, "status", &layer.status);
        field(out, "text", &layer.text);
        list(out, "codings", layer.codings);
        if !layer.orphans.is_empty() {
            list(out, "orphans", layer.orphans);
        }
        if !layer.settlements.is_empty() {
            list(out, "settlements", layer.settlements);
        }
    })
}

/// A coder to stand for one whose record is lost.
pub(super) fn stand_in_coder(id: CoderId, name: &str) -> Coder {
    let colour = crate::model::Colour([0x62, 0x66, 0x6D]);
    Coder { id, name: name.to_owned(), colour, role: CoderRole::Person }
}

/// A code to stand for one whose record is lost, so that its codings are not.
pub(super) fn stand_in_code(id: CodeId) -> Code {
    let name = format!("unknown code {}", &id.0.simple().to_string()[24..]);
    Code::new(id, name, None, crate::model::Colour([0x62, 0x66, 0x6D]))
}
