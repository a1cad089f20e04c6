//! What a file says, in a project's terms. An import makes edits of it; an export compares it with what the project has
//! become, to change no element that says the same still.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::positions::{Found, Positions, Words};
use super::report::Report;
use crate::formats::projects::refi::file::ids::Ids;
use crate::formats::shared::options::ImportOptions;
use crate::model::{
    Attribute, AttributeOf, Case, Code, CodeId, CodeSet, Coder, CoderId, Coding, CodingRecord, Memo, Project,
    Timestamp, Transcript, TranscriptId, TranscriptRecord, folded,
};

/// All that a file says, by what its elements are known by.
#[derive(Default)]
pub(in super::super) struct FileContent {
    pub(in super::super) coders: Vec<(Uuid, Coder)>,
    pub(in super::super) codes: Vec<(Uuid, Code)>,
    pub(in super::super) attributes: Vec<(Uuid, Attribute)>,
    pub(in super::super) cases: Vec<(Uuid, Case)>,
    pub(in super::super) transcripts: Vec<(Uuid, TextSource)>,
    pub(in super::super) memos: Vec<(Uuid, Memo)>,
    pub(in super::super) sets: Vec<(Uuid, CodeSet)>,
    pub(in super::super) found: Option<Found>,
}

/// A source with words.
pub(in super::super) struct TextSource {
    pub(in super::super) record: TranscriptRecord,
    pub(in super::super) words: Words,
}

/// A coding with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct PlacedCoding {
    pub(in super::super) transcript: TranscriptId,
    pub(in super::super) coder: CoderId,
    pub(in super::super) record: CodingRecord,
}

/// All codings of a project by their ids; each is made a [`PlacedCoding`] only when it is asked for.
pub(in super::super) struct Codings<'p> {
    project: &'p Project,
    at: HashMap<Uuid, CodingAt<'p>>,
}

type CodingAt<'p> = (&'p Transcript, CoderId, &'p Coding);

fn coded((transcript, coder, coding): CodingAt<'_>) -> PlacedCoding {
    PlacedCoding { transcript: transcript.id(), coder, record: coding.record(transcript.text()) }
}

impl<'p> Codings<'p> {
    /// All of a project.
    pub(in super::super) fn of(project: &'p Project) -> Self {
        let places = project.transcripts().into_iter().flat_map(|t| Self::places(project, t));
        let mut at = HashMap::with_capacity(project.codings());
        at.extend(places.map(|place| (place.2.id.0, place)));
        Self { project, at }
    }

    fn places(project: &'p Project, transcript: &'p Transcript) -> impl Iterator<Item = CodingAt<'p>> {
        let layers = project.layers_of(transcript.id());
        layers.flat_map(move |layer| layer.codings().iter().map(move |c| (transcript, layer.coder(), c)))
    }

    /// Those of a transcript.
    pub(in super::super) fn of_transcript(project: &'p Project, transcript: TranscriptId) -> Self {
        let places = project.transcript(transcript).into_iter().flat_map(|t| Self::places(project, t));
        Self { project, at: places.map(|place| (place.2.id.0, place)).collect() }
    }

    pub(in super::super) fn get(&self, id: Uuid) -> Option<PlacedCoding> {
        self.at.get(&id).map(|place| coded(*place))
    }

    /// Those of a transcript by place, then id.
    pub(in super::super) fn in_transcript(&self, transcript: TranscriptId) -> Vec<PlacedCoding> {
        let Some(transcript) = self.project.transcript(transcript) else { return Vec::new() };
        Self::in_order(self.project, transcript)
    }

    /// As [`in_transcript`](Self::in_transcript).
    pub(in super::super) fn in_order(project: &Project, transcript: &Transcript) -> Vec<PlacedCoding> {
        let mut places: Vec<_> = Codings::places(project, transcript).collect();
        places.sort_by_key(|(_, _, coding)| (coding.span, coding.id));
        places.into_iter().map(coded).collect()
    }
}

/// What reading needs to know, and finds out on its way.
pub(in super::super) struct Reading<'p> {
    pub(in super::super) project: &'p Project,
    pub(in super::super) ids: Ids,
    pub(in super::super) options: &'p ImportOptions,
    /// Stands in for dates that the file does not tell.
    pub(in super::super) now: Timestamp,
    /// The program that wrote the file.
    pub(in super::super) origin: String,
    pub(in super::super) report: Report,
    pub(in super::super) content: FileContent,
    /// Where the words of each element stand among the transcripts.
    pub(in super::super) texts: HashMap<Uuid, usize>,
    /// Coders by the ids of users.
    pub(in super::super) users: HashMap<Uuid, CoderId>,
    /// Who made the project, or was named for what nobody made.
    pub(in super::super) creator: Option<Uuid>,
    pub(in super::super) codes: HashMap<Uuid, CodeId>,
    /// Transcripts by the ids of sources.
    pub(in super::super) sources: HashMap<Uuid, TranscriptId>,
    pub(in super::super) attributes: HashMap<(Uuid, AttributeOf), Attribute>,
    pub(in super::super) cases: HashMap<Uuid, crate::model::CaseId>,
}

impl Reading<'_> {
    /// The words of an element.
    pub(in super::super) fn text(&self, of: Uuid) -> Option<&TextSource> {
        self.texts.get(&of).and_then(|at| self.content.transcripts.get(*at)).map(|(_, of)| of)
    }

    /// What positions count in the file.
    pub(in super::super) fn positions(&self) -> Positions {
        self.content.found.as_ref().map_or(Positions::CodePoints, |found| found.positions)
    }

    /// Whether we wrote the file ourselves.
    pub(in super::super) fn is_ours(&self) -> bool {
        self.origin.to_lowercase().starts_with("concord")
    }
}

/// Names that are taken, so that another gets a number.
#[derive(Default)]
pub(in super::super) struct Names {
    taken: BTreeMap<String, usize>,
}

impl Names {
    pub(in super::super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { taken: names.into_iter().map(|name| (folded(name), 1)).collect() }
    }

    pub(in super::super) fn take(&mut self, name: &str) {
        self.taken.entry(folded(name)).or_insert(1);
    }

    pub(in super::super) fn has(&self, name: &str) -> bool {
        self.taken.contains_key(&folded(name))
    }

    /// The name, or the first with a number that is free; it is taken from then on.
    pub(in super::super) fn free(&mut self, name: &str, numbered: impl Fn(usize) -> String) -> String {
        let mut given = name.to_owned();
        if let Some(last) = self.taken.get(&folded(name)).copied() {
            let mut number = last + 1;
            while self.has(&numbered(number)) {
                number += 1;
            }
            self.taken.insert(folded(name), number);
            given = numbered(number);
        }
        self.taken.insert(folded(&given), 1);
        given
    }

    /// As [`free`](Self::free), with the number in brackets.
    pub(in super::super) fn free_title(&mut self, name: &str) -> String {
        self.free(name, |n| format!("{name} ({n})"))
    }
}
