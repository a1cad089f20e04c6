//! What the Find panel shows, as plain rows: hits in their context under their transcripts, which are ticked, and the
//! passages that would be coded. Never draws, and never changes the project.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::extent::{Extent, passages};
use crate::analysis::search::{self, Found, Scope};
use crate::lang::tell;
use crate::model::{CodeId, Coder, CoderId, Colour, Project, Transcript, TranscriptId};
use crate::text::{Mapping, Search, Span};
use crate::ui::reader::document::name_of;
use crate::ui::steps::search::Plan;

/// Most hits that are listed.
pub const MOST: usize = 500_000;

/// What a person looks for, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SearchQuestion {
    /// The words.
    pub search: Search,
    /// Which matches count.
    pub scope: Scope,
}

/// A hit by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HitPlace {
    pub transcript: TranscriptId,
    /// The words that match.
    pub span: Span,
}

/// The hits, or what is wrong with the words.
pub type SearchAnswer = Result<Arc<Hits>, String>;

/// Hits under their transcripts: each transcript is a heading with its hits below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    found: Vec<Found>,
    /// The number of the first hit of each transcript.
    first: Vec<usize>,
    all: usize,
    searched: usize,
    cut: bool,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A transcript, and how many hits it has.
    Heading(TranscriptId, usize),
    /// A hit, by its number from 0.
    Hit(usize),
}

impl Hits {
    /// Looks for them; what was found so far once `stop` says so.
    ///
    /// # Errors
    /// Says what is wrong with the words.
    pub fn of(project: &Project, asked: &SearchQuestion, stop: &dyn Fn() -> bool) -> SearchAnswer {
        let pattern = asked.search.pattern().map_err(|why| tell(&why))?;
        let seen = Cell::new(0_usize);
        let enough = || {
            seen.set(seen.get() + 1);
            seen.get() > MOST || stop()
        };
        let found = search::found(project, &pattern, &asked.scope, &enough);
        let mut all = 0;
        let mut first = Vec::with_capacity(found.len());
        for of_one in &found {
            first.push(all);
            all += of_one.spans.len();
        }
        let searched = if asked.scope.transcript.is_some() { 1 } else { project.transcript_count() };
        Ok(Arc::new(Self { found, first, all, searched, cut: seen.get() > MOST }))
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.all
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.all == 0
    }

    /// Whether there are more, which are not listed.
    pub const fn is_cut(&self) -> bool {
        self.cut
    }

    /// How many transcripts have at least one.
    pub const fn transcripts(&self) -> usize {
        self.found.len()
    }

    /// How many transcripts were searched.
    pub const fn searched(&self) -> usize {
        self.searched
    }

    /// How many rows they make.
    pub const fn rows(&self) -> usize {
        self.all + self.found.len()
    }

    /// A row, from 0.
    pub fn row(&self, row: usize) -> Option<Row> {
        // Before a heading stand the hits of the transcripts above, and their headings.
        let group = partition(&self.first, |n, first| first + n <= row).checked_sub(1)?;
        let (first, found) = self.first.get(group).zip(self.found.get(group))?;
        match (row - first - group).checked_sub(1) {
            None => Some(Row::Heading(found.transcript, found.spans.len())),
            Some(below) => (below < found.spans.len()).then_some(Row::Hit(first + below)),
        }
    }

    /// The row of a hit.
    pub fn row_of(&self, hit: usize) -> usize {
        hit + partition(&self.first, |_, first| *first <= hit)
    }

    /// A hit by its number.
    pub fn at(&self, hit: usize) -> Option<HitPlace> {
        let group = partition(&self.first, |_, first| *first <= hit).checked_sub(1)?;
        let found = self.found.get(group)?;
        let span = *found.spans.get(hit - self.first.get(group)?)?;
        Some(HitPlace { transcript: found.transcript, span })
    }

    /// The number of a hit, or of the one that stands nearest after it in its transcript; the first where the
    /// transcript has none.
    pub fn number(&self, at: HitPlace) -> usize {
        let mut groups = self.first.iter().zip(&self.found);
        let Some((first, found)) = groups.find(|(_, f)| f.transcript == at.transcript) else { return 0 };
        let below = found.spans.partition_point(|span| *span < at.span);
        (first + below).min(self.all.saturating_sub(1))
    }

    /// Whether this is one of them.
    pub fn contains(&self, at: HitPlace) -> bool {
        self.at(self.number(at)) == Some(at)
    }

    /// The hits of a transcript, in order.
    pub fn of_transcript(&self, id: TranscriptId) -> &[Span] {
        self.found.iter().find(|f| f.transcript == id).map_or(&[], |f| &f.spans)
    }
}

/// How many of the first hold.
fn partition(first: &[usize], holds: impl Fn(usize, &usize) -> bool) -> usize {
    let (mut low, mut high) = (0, first.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if first.get(middle).is_some_and(|f| holds(middle, f)) { low = middle + 1 } else { high = middle }
    }
    low
}

/// Which hits are ticked: all but some, or none but some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    all: bool,
    but: BTreeSet<HitPlace>,
    /// Grows with every change.
    version: u64,
}

impl Ticks {
    /// Whether a hit is ticked.
    pub fn has(&self, at: HitPlace) -> bool {
        self.all != self.but.contains(&at)
    }

    /// Ticks a hit, or unticks it.
    pub fn set(&mut self, at: HitPlace, on: bool) {
        self.version += 1;
        if self.all == on {
            self.but.remove(&at);
        } else {
            self.but.insert(at);
        }
    }

    /// Ticks all hits, or none.
    pub fn set_all(&mut self, on: bool) {
        *self = Self { all: on, but: BTreeSet::new(), version: self.version + 1 };
    }

    /// Whether any of this transcript is named, and so has to go with its words.
    pub fn names(&self, transcript: TranscriptId) -> bool {
        self.but.iter().any(|at| at.transcript == transcript)
    }

    /// Goes with the words of a transcript that were corrected; what has lost its words is as all others are.
    pub fn follow(&mut self, transcript: TranscriptId, mapping: &Mapping) {
        let moved = |at: HitPlace| match at.transcript == transcript {
            true => mapping.span(at.span).span().map(|span| HitPlace { span, ..at }),
            false => Some(at),
        };
        self.but = std::mem::take(&mut self.but).into_iter().filter_map(moved).collect();
        self.version += 1;
    }

    /// What tells one state from the next.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// How many of these hits are ticked.
    pub fn count(&self, hits: &Hits) -> usize {
        let named = self.but.iter().filter(|at| hits.contains(**at)).count();
        if self.all { hits.len() - named } else { named }
    }
}

/// The passages of the hits that are ticked, for a coder and a code, if it is there yet.
pub fn plan(
    project: &Project,
    hits: &Hits,
    ticks: &Ticks,
    extent: Extent,
    coder: CoderId,
    code: Option<CodeId>,
) -> Plan {
    let mut plan = Plan::default();
    for Found { transcript, spans } in &hits.found {
        let Some(transcript) = project.transcript(*transcript) else { continue };
        let at = |span: Span| HitPlace { transcript: transcript.id(), span };
        let ticked: Vec<Span> = spans.iter().copied().filter(|&span| ticks.has(at(span))).collect();
        let mut found = passages(transcript, &ticked, extent);
        let all = found.len();
        let layer = project.layer(transcript.id(), coder);
        let coded: Vec<Span> = layer.map_or_else(Vec::new, |layer| {
            layer.codings().iter().filter(|c| Some(c.code) == code).map(|c| c.span).collect()
        });
        // By where they start, the longest reach so far covers whatever any of them covers.
        let (mut next, mut reach) = (coded.iter().peekable(), 0);
        found.retain(|passage| {
            while let Some(before) = next.next_if(|c| c.start() <= passage.start()) {
                reach = reach.max(before.end());
            }
            reach < passage.end()
        });
        plan.already += all - found.len();
        plan.count += found.len();
        if !found.is_empty() {
            plan.passages.push((transcript.id(), found));
        }
    }
    plan
}

/// A hit as a row shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of the turn, from 1; none outside all turns.
    pub turn: Option<usize>,
    /// The number of the line, from 1.
    pub line: u32,
    /// Who speaks; empty where the text does not say.
    pub speaker: String,
    /// What stands before it in the turn.
    pub before: String,
    /// The words that match.
    pub found: String,
    /// What stands after it in the turn.
    pub after: String,
    /// The coder's codes on it.
    pub codes: Vec<Carried>,
}

/// A code that a hit carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub code: CodeId,
    pub name: String,
    pub colour: Colour,
}

/// A hit in the words round it.
pub fn line(project: &Project, coder: Option<&Arc<Coder>>, at: HitPlace) -> Option<Line> {
    let transcript = project.transcript(at.transcript)?;
    let hit = search::hit(transcript, at.span);
    let turn = hit.turn.and_then(|n| transcript.turns().get(n - 1));
    let (mut before, mut after) = (hit.before.as_str(), hit.after.as_str());
    if let Some(turn) = turn {
        let words = turn.words();
        let room = at.span.start().saturating_sub(words.start);
        before = before.get(before.len().saturating_sub(room)..).unwrap_or_default();
        after = after.get(..words.end.saturating_sub(at.span.end()).min(after.len())).unwrap_or_default();
    }
    Some(Line {
        turn: hit.turn,
        line: hit.line,
        speaker: turn.and_then(|t| transcript.speaker(t.speaker?)).map(name_of).unwrap_or_default(),
        before: spaced(before),
        found: spaced(&hit.found),
        after: spaced(after),
        codes: coder.map(|coder| carried(project, transcript, coder.id, at.span)).unwrap_or_default(),
    })
}

/// The codes that a coder gave to passages that touch a span, each once.
fn carried(project: &Project, transcript: &Transcript, coder: CoderId, span: Span) -> Vec<Carried> {
    let layer = project.layer(transcript.id(), coder);
    let codings = layer.map_or(&[][..], |layer| layer.codings());
    let near = &codings[..codings.partition_point(|c| c.span.start() < span.end())];
    let mut all: Vec<Carried> = Vec::new();
    for coding in near.iter().filter(|c| c.span.overlaps(span)) {
        if let Some(code) = project.codebook().get(coding.code)
            && all.iter().all(|c| c.code != code.id)
        {
            all.push(Carried { code: code.id, name: code.name.clone(), colour: code.colour });
        }
    }
    all
}

/// Line ends as spaces; spaces at the ends stay, as the words beside need them.
fn spaced(words: &str) -> String {
    words.replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::search::Within;
    use crate::text::corrected;
    use crate::ui::demo;

    fn hits(words: &str, scope: Scope) -> Arc<Hits> {
        let search = Search { words: words.into(), ..Search::default() };
        Hits::of(&demo::project(), &SearchQuestion { search, scope }, &|| false).unwrap()
    }

    #[test]
    fn hits_stand_under_their_transcripts() {
        let hits = hits("she", Scope::default());
        assert_eq!((hits.len(), hits.transcripts(), hits.searched(), hits.is_cut()), (5, 2, 4, false));
        let rows: Vec<Row> = (0..hits.rows()).filter_map(|row| hits.row(row)).collect();
        let [p1, p2] = [1, 2].map(demo::transcript);
        let hit = Row::Hit;
        assert_eq!(rows, [Row::Heading(p1, 4), hit(0), hit(1), hit(2), hit(3), Row::Heading(p2, 1), hit(4)]);
        assert_eq!(hits.row(7), None);
        for number in 0..hits.len() {
            assert_eq!(hits.row(hits.row_of(number)), Some(Row::Hit(number)));
            assert_eq!(hits.number(hits.at(number).unwrap()), number);
        }
        assert_eq!(hits.of_transcript(p2).len(), 1);
        let gone = HitPlace { transcript: demo::transcript(4), span: hits.at(0).unwrap().span };
        assert!(!hits.contains(gone) && hits.contains(hits.at(4).unwrap()));
        let one = self::hits("she", Scope { transcript: Some(p2), ..Scope::default() });
        assert_eq!((one.len(), one.searched()), (1, 1));
    }

    #[test]
    fn a_pattern_that_is_none_says_why() {
        let search = Search { words: "(she".into(), regex: true, ..Search::default() };
        let why =
            Hits::of(&demo::project(), &SearchQuestion { search, ..SearchQuestion::default() }, &|| false)
                .unwrap_err();
        assert!(why.contains("add the missing )"), "{why}");
    }

    #[test]
    fn all_can_be_ticked_but_some() {
        let hits = hits("she", Scope::default());
        let at = |n| hits.at(n).unwrap();
        let mut ticks = Ticks::default();
        ticks.set(at(1), true);
        assert_eq!((ticks.count(&hits), ticks.has(at(1)), ticks.has(at(0))), (1, true, false));
        ticks.set_all(true);
        ticks.set(at(0), false);
        ticks.set(at(0), false);
        assert_eq!((ticks.count(&hits), ticks.has(at(1)), ticks.has(at(0))), (4, true, false));
        let before = ticks.version();
        ticks.set_all(false);
        assert_eq!(ticks.count(&hits), 0);
        assert_ne!(ticks.version(), before);
    }

    #[test]
    fn ticks_go_with_their_words() {
        let before = demo::project();
        let [first, second] = [1, 2].map(demo::transcript);
        let hits = hits("she", Scope::default());
        let mut ticks = Ticks::default();
        // The second hit of the first transcript, and the one in the second.
        ticks.set(hits.at(1).unwrap(), true);
        ticks.set(hits.at(4).unwrap(), true);
        let text = before.transcript(first).unwrap().text();
        let longer = text.as_str().replacen("She", "All the time she", 1);
        let mapping = Mapping::new(text, &corrected(text.as_str(), &longer)).unwrap();
        assert!(ticks.names(first) && ticks.names(second));
        ticks.follow(first, &mapping);
        assert!(!ticks.has(hits.at(1).unwrap()) && ticks.has(hits.at(4).unwrap()));
        let moved: Vec<&str> = ticks
            .but
            .iter()
            .filter(|at| at.transcript == first)
            .map(|at| mapping.text().slice(at.span))
            .collect();
        assert_eq!(moved, [text.slice(hits.at(1).unwrap().span)]);
        // Words that go take their tick along.
        let shorter = text.as_str().replace(text.slice(hits.at(1).unwrap().span), "");
        let mut ticks = Ticks::default();
        ticks.set(hits.at(1).unwrap(), true);
        ticks.follow(first, &Mapping::new(text, &corrected(text.as_str(), &shorter)).unwrap());
        assert!(!ticks.names(first));
    }

    #[test]
    fn passages_that_carry_the_code_already_are_left_as_they_are() {
        let project = demo::project();
        let hits = hits("she", Scope::default());
        let mut ticks = Ticks::default();
        ticks.set_all(true);
        let plan = |extent, code| plan(&project, &hits, &ticks, extent, demo::coder(1), code);
        let plain = plan(Extent::Sentence, None);
        assert_eq!((plain.count, plain.already), (4, 0), "two hits in one sentence are one passage");
        // "She had time." and "She would drive me…" lie in one passage that cares about me; so does the birthday.
        let cares = plan(Extent::Sentence, Some(demo::code(5)));
        assert_eq!((cares.count, cares.already), (1, 3));
        assert_eq!(plan(Extent::Turn, Some(demo::code(5))).already, 0);
        let transcript = project.transcript(cares.passages[0].0).unwrap();
        assert!(transcript.text().slice(cares.passages[0].1[0]).starts_with("She always asked"));
    }

    #[test]
    fn a_line_keeps_to_its_turn_and_names_the_codes() {
        let project = demo::project();
        let asha = project.coder(demo::coder(1));
        let at = hits("honestly", Scope::default()).at(0).unwrap();
        let shown = line(&project, asha, at).unwrap();
        assert_eq!((shown.turn, shown.line, shown.speaker.as_str()), (Some(2), 3, "P02"));
        assert_eq!((shown.before.as_str(), shown.found.as_str()), ("", "Honestly"));
        assert!(shown.after.starts_with("? Like I had"), "{}", shown.after);
        assert!(shown.codes.is_empty());
        let at = hits("meeting", Scope { within: Within::Participants, ..Scope::default() }).at(1).unwrap();
        let names = |who| -> Vec<String> {
            line(&project, who, at).unwrap().codes.into_iter().map(|c| c.name).collect()
        };
        assert_eq!(names(asha), ["takes me seriously"]);
        assert_eq!(names(None), [""; 0]);
    }
}
