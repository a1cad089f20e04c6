//! The Find panel: words in all transcripts, each hit in its context, and codes for many hits at once, which are then
//! looked through one by one. Never codes by itself: what it codes was ticked, and waits to be looked at.

pub mod data;
mod head;
mod list;
mod show;
mod side;
mod walk;

use std::sync::Arc;

use crate::analysis::extent::{Extent, passages};
use crate::analysis::search::{Scope, Within};
use crate::model::{CodeId, CoderId, Coding, Project, Transcript, TranscriptId, corrected, folded};
use crate::session::Jobs;
use crate::text::{Mapping, Search, Span};
use crate::ui::context::{Picked, Scene};
use crate::ui::kit::{Cached, search_field::SearchField};
use crate::ui::reader::{Picker, page::Page};
use crate::ui::steps::search::Plan;
use data::{HitPlace, Hits, SearchAnswer, SearchQuestion, Ticks};

pub use show::show;

/// What the panel remembers of itself.
#[derive(Default)]
pub struct View {
    field: SearchField,
    within: Within,
    /// The one transcript that is searched; all where there is none.
    only: Option<TranscriptId>,
    /// The one speaker whose words are searched, in all transcripts; everybody's where there is none.
    speaker: Option<String>,
    /// Hits that carry the chosen code already are left out.
    without_coded: bool,
    answers: Jobs<(u64, SearchQuestion), SearchAnswer>,
    /// What the ticks are about.
    asked: SearchQuestion,
    ticks: Ticks,
    /// The words that ticks and cursor are in, and the revision that has them.
    words: Option<(u64, Project)>,
    ticked: Cached<(u64, SearchQuestion, u64), usize>,
    extent: Extent,
    /// The passage of the hit at the cursor.
    passage: Cached<(u64, HitPlace, Extent), Span>,
    code: Option<Picked>,
    plans: Jobs<PlanFor, Arc<Plan>>,
    /// The hit that the keyboard is at.
    cursor: Option<HitPlace>,
    /// Its row is to have the keyboard, and to be in sight, as soon as it can.
    go_to_row: bool,
    mode: Mode,
    page: Page,
    queue: Cached<(u64, Option<CoderId>), Queue>,
    /// Which of the queue is looked at.
    queue_at: usize,
    picker: Option<(Picker, PickFor)>,
    /// What is ticked is coded as soon as its passages are known.
    code_them: bool,
}

/// What the passages that would be coded depend on: revision, hits, ticks, how much, who and with what.
type PlanFor = (u64, SearchQuestion, u64, Extent, CoderId, Option<CodeId>);

/// What searches have coded and nobody has looked at.
type Queue = Arc<Vec<(TranscriptId, Coding)>>;

/// What the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// The hits as a list.
    #[default]
    List,
    /// One hit after the other, in its transcript.
    Hits,
    /// What searches have coded, one after the other.
    Queue,
}

/// What a code is picked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PickFor {
    /// The hits.
    Hits,
    /// The hits, which are then coded at once.
    HitsNow,
    /// The coding that is looked at.
    Queued,
}

impl View {
    /// Searches everywhere for this.
    pub fn search(&mut self, search: Search) {
        self.field.search = search;
        self.only = None;
        self.take_keyboard();
    }

    /// Searches everywhere for these words, or shows what was searched for last.
    pub fn search_words(&mut self, words: Option<&str>) {
        if let Some(words) = words {
            self.field.offer(words);
            self.only = None;
        }
        self.take_keyboard();
    }

    /// Shows what searches have coded and nobody has looked at.
    pub fn review(&mut self) {
        self.mode = Mode::Queue;
        self.queue_at = 0;
    }

    /// Lets the person type at once, where the list of hits is shown.
    pub fn take_focus(&mut self) {
        if matches!(self.mode, Mode::List) {
            self.field.focus();
        }
    }

    /// Whether a code is being picked.
    pub const fn is_picking(&self) -> bool {
        self.picker.is_some()
    }

    /// Gives the keyboard to the field, or to the row that was left.
    fn take_keyboard(&mut self) {
        self.mode = Mode::List;
        self.field.focus();
    }

    /// What is asked for now, by whom.
    fn asking(&self, coder: Option<CoderId>) -> SearchQuestion {
        let code = self.known_code().filter(|_| self.without_coded);
        let speakers = self.speaker.iter().map(|label| folded(label)).collect();
        let scope = Scope { transcript: self.only, within: self.within, speakers, without: coder.zip(code) };
        SearchQuestion { search: self.field.search.clone(), scope }
    }

    /// Ticks and cursor go with words that were corrected.
    fn follow_words(&mut self, revision: u64, project: &Project) {
        if self.words.as_ref().is_some_and(|(had, _)| *had == revision) {
            return;
        }
        let Some((_, before)) = self.words.replace((revision, project.clone())) else { return };
        for (was, now) in before.other_words(project) {
            let at = self.cursor.filter(|at| at.transcript == was.id());
            if at.is_none() && !self.ticks.names(was.id()) {
                continue;
            }
            let splices = corrected(was.text().as_str(), now.text().as_str());
            let Ok(mapping) = Mapping::new(was.text(), &splices) else { continue };
            self.ticks.follow(was.id(), &mapping);
            if let Some(at) = at {
                self.cursor = mapping.span(at.span).span().map(|span| HitPlace { span, ..at });
            }
        }
    }

    /// How many of the hits are ticked.
    fn count_ticked(&mut self, revision: u64, hits: &Hits) -> usize {
        let key = (revision, self.asked.clone(), self.ticks.version());
        *self.ticked.of(&key, || self.ticks.count(hits))
    }

    /// What would be coded of a hit.
    fn passage_of(&mut self, scene: &Scene<'_>, transcript: &Transcript, at: HitPlace) -> Span {
        let extent = self.extent;
        let make = || passages(transcript, &[at.span], extent).first().copied().unwrap_or(at.span);
        *self.passage.of(&(scene.revision, at, extent), make)
    }

    /// The chosen code, if it is in the codebook already.
    const fn known_code(&self) -> Option<CodeId> {
        match &self.code {
            Some(Picked::Code(code)) => Some(*code),
            Some(Picked::New { .. }) | None => None,
        }
    }
}
