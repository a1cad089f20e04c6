//! All codes of a study at once: as values of one continuum, theme by theme as domains of codes that exclude each other,
//! as the set that each unit carries, and as passages that are aligned. Counts transcript by transcript like
//! [`Study`](super::Study), so that these figures have intervals too where their sums add up.

use std::ops::Range;

use super::marks::passages;
use super::measure::{
    Gamma, GammaOptions, OfValue, Placed, SetDistance, SetRatings, Unitizing, Valued, clashes, gamma, merged,
};
use super::rows::Rows;
use super::scores::Put;
use super::units::Axis;
use super::values::{Of, Values};
use super::{NotApplicable, Query, Rater, Score, Unit};
use crate::model::{CodeId, Project, Transcript, TranscriptId};
use crate::text::Span;

/// The most passages that are aligned unasked, since chance has to be aligned as well, thirty times.
const MAX_ALIGNED: usize = 3000;
/// The most passages that are listed of a domain as breaking it.
const MAX_CLASHES: usize = 1000;

/// Passages with two codes of one domain that one coder put on the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub transcript: TranscriptId,
    /// Whose, by the place among the answer's coders.
    pub coder: usize,
    /// The words that carry both.
    pub span: Span,
    pub codes: [CodeId; 2],
}

/// What was counted of all codes together.
#[derive(Clone, Debug)]
pub(super) struct AllCodes {
    /// The codes that are values, themes where the level is that of themes.
    values: Values,
    /// One a continuum (codes, domains, then each domain): of each transcript its sums, or nothing where passages overlap
    /// that may not.
    continua: Vec<Option<Vec<Text>>>,
    /// Of each row its code's place among the values; none where the code is not a value.
    rows: Vec<Option<usize>>,
    coders: usize,
    /// Of each domain, the passages that break it.
    pub(super) clashes: Vec<Vec<Clash>>,
    sets: SetRatings,
    /// Transcripts that were counted.
    transcripts: usize,
    pub(super) gamma: Result<Gamma, NotApplicable>,
    unit: Unit,
}

/// The sums of one transcript on one continuum.
#[derive(Clone, Debug)]
struct Text {
    length: u32,
    /// The values that were given in it.
    given: Box<[(usize, OfValue)]>,
}

/// One code against the others of its domain, transcript by transcript.
pub(super) struct OfCode {
    coders: usize,
    /// The sums of the code, and of all others.
    transcripts: Vec<[OfValue; 2]>,
}

impl OfCode {
    /// Over transcripts, each taken so often. The code is the first value.
    pub(super) fn sum(&self, times: &[u32]) -> Unitizing {
        let [mut own, mut others] = [OfValue::default(); 2];
        for (sums, &times) in self.transcripts.iter().zip(times) {
            own = own + sums[0] * times;
            others = others + sums[1] * times;
        }
        Unitizing::of(self.coders, 0, vec![own, others])
    }

    /// In one transcript.
    pub(super) fn alone(&self, transcript: usize) -> Unitizing {
        Unitizing::of(self.coders, 0, self.transcripts[transcript].to_vec())
    }
}

/// A passage of one coder: its value, its bytes, and its place on the line of units.
type Passage = (usize, Range<u32>, Range<u32>);

impl AllCodes {
    pub(super) fn new(project: &Project, query: &Query, rows: &Rows, raters: &[Rater]) -> Self {
        let values = Values::new(project, query, rows);
        let continua = 2 + values.domains.len();
        let place = |code| values.codes.iter().position(|known| known == code);
        Self {
            rows: rows.codes().iter().map(place).collect(),
            coders: raters.len(),
            transcripts: 0,
            continua: vec![Some(Vec::new()); if query.unit == Unit::Character { continua } else { 0 }],
            clashes: vec![Vec::new(); values.domains.len()],
            values,
            sets: SetRatings::new(raters.len()),
            gamma: Err(NotApplicable::NothingShared),
            unit: query.unit,
        }
    }

    /// Counts one transcript, and gives what there is to align in it.
    pub(super) fn add(
        &mut self,
        project: &Project,
        transcript: &Transcript,
        raters: &[Rater],
        axis: &Axis<'_>,
    ) -> Vec<Vec<Placed>> {
        let value = |code| self.values.of_code.get(&code).copied();
        let of_coder =
            |&rater: &Rater| -> Vec<Passage> { passages(project, transcript, rater, axis, value).collect() };
        let coders: Vec<Vec<Passage>> = raters.iter().map(of_coder).collect();
        self.transcripts += 1;
        self.add_sets(axis.len(), &coders);
        if self.unit != Unit::Character {
            return Vec::new();
        }
        for at in 0..self.continua.len() {
            self.add_continuum(at, axis.len(), &coders);
        }
        self.find_clashes(transcript, &coders);
        let placed = |(value, _, place): &Passage| Placed {
            start: f64::from(place.start),
            end: f64::from(place.end),
            category: *value,
        };
        coders.iter().map(|passages| passages.iter().map(placed).collect()).collect()
    }

    fn add_continuum(&mut self, at: usize, length: u32, coders: &[Vec<Passage>]) {
        let of = Self::continuum(at);
        let units =
            |passages: &Vec<Passage>| -> Vec<Valued> {
                merged(passages.iter().filter_map(|(value, _, place)| {
                    Some((place.clone(), self.values.in_continuum(*value, of)?))
                }))
            };
        let units: Vec<Vec<Valued>> = coders.iter().map(units).collect();
        if units.iter().any(|units| !clashes(units).is_empty()) {
            self.continua[at] = None;
        }
        if let Some(transcripts) = &mut self.continua[at] {
            let mut sums = Unitizing::new(coders.len(), self.values.count(of));
            sums.add(length, &units);
            transcripts.push(Text { length, given: sums.given().collect() });
        }
    }

    const fn continuum(at: usize) -> Of {
        match at {
            0 => Of::Codes,
            1 => Of::Domains,
            domain => Of::Domain(domain - 2),
        }
    }

    fn find_clashes(&mut self, transcript: &Transcript, coders: &[Vec<Passage>]) {
        for (coder, passages) in coders.iter().enumerate() {
            let units = merged(passages.iter().map(|(value, bytes, _)| (bytes.clone(), *value)));
            for (bytes, [a, b]) in clashes(&units) {
                let domain = self.values.domain[a];
                let room = self.clashes[domain].len() < MAX_CLASHES;
                let span = transcript.text().span_widened(bytes.start as usize..bytes.end as usize);
                if let (true, true, Ok(span)) = (domain == self.values.domain[b], room, span) {
                    let codes = [self.values.codes[a], self.values.codes[b]];
                    self.clashes[domain].push(Clash { transcript: transcript.id(), coder, span, codes });
                }
            }
        }
    }

    /// Every unit as the set of codes that each coder put on it.
    fn add_sets(&mut self, length: u32, coders: &[Vec<Passage>]) {
        let words = self.values.codes.len().div_ceil(64).max(1);
        let mut held = vec![0_u64; words * coders.len()];
        let mut borders: Vec<(u32, usize, u64)> = Vec::new();
        for (coder, passages) in coders.iter().enumerate() {
            for (place, value) in merged(passages.iter().map(|(value, _, place)| (place.clone(), *value))) {
                let (word, bit) = (coder * words + value / 64, 1 << (value % 64));
                borders.extend([(place.start, word, bit), (place.end, word, bit)]);
            }
        }
        borders.sort_unstable();
        let mut row = vec![None; coders.len()];
        let mut changed = vec![true; coders.len()];
        let mut count = |held: &[u64], changed: &mut [bool], units: u32| {
            if units == 0 {
                return;
            }
            for ((number, changed), held) in row.iter_mut().zip(changed).zip(held.chunks(words)) {
                if std::mem::take(changed) {
                    *number = self.sets.number(held);
                }
            }
            self.sets.add_numbered(&row, u64::from(units));
        };
        let mut at = 0;
        for (border, word, bit) in borders {
            count(&held, &mut changed, border - at);
            at = border;
            // Units of one value neither overlap nor, once they touch, differ: a border only ever turns them on and off.
            held[word] ^= bit;
            changed[word / words] = true;
        }
        count(&held, &mut changed, length - at);
    }

    /// Aligns what there is to align, unless it is too much.
    pub(super) fn align(&mut self, texts: &[Vec<Vec<Placed>>], options: GammaOptions) {
        let passages: usize = texts.iter().flatten().map(Vec::len).sum();
        self.gamma =
            if passages > MAX_ALIGNED { Err(NotApplicable::TooManyPassages) } else { gamma(texts, options) };
    }

    /// The domains: their theme, and their codes.
    pub(super) fn domains(&self) -> impl Iterator<Item = (CodeId, Vec<CodeId>)> {
        self.values.domains.iter().enumerate().map(|(at, &theme)| {
            let codes = self.values.codes.iter().zip(&self.values.domain);
            (theme, codes.filter(|&(_, &domain)| domain == at).map(|(&code, _)| code).collect())
        })
    }

    /// The sums of every continuum over transcripts, each taken so often; once where nothing is said.
    pub(super) fn totals(&self, times: Option<&[u32]>) -> Vec<Result<Unitizing, NotApplicable>> {
        let times = |at: usize| times.map_or(1, |times| times[at]);
        self.sums(|| (0..self.transcripts).map(|at| (at, times(at))))
    }

    /// The sums of every continuum in one transcript.
    pub(super) fn alone(&self, transcript: usize) -> Vec<Result<Unitizing, NotApplicable>> {
        self.sums(|| std::iter::once((transcript, 1)))
    }

    /// The sums of every continuum over some transcripts, each with how often it is taken.
    fn sums<T: Iterator<Item = (usize, u32)>>(
        &self,
        taken: impl Fn() -> T,
    ) -> Vec<Result<Unitizing, NotApplicable>> {
        let sum = |(at, texts): (usize, &Option<Vec<Text>>)| {
            let texts = texts.as_ref().ok_or(NotApplicable::Overlapping)?;
            let mut sum = Unitizing::new(self.coders_there(), self.values.count(Self::continuum(at)));
            taken().for_each(|(at, times)| sum.add_given(texts[at].length, &texts[at].given, times));
            Ok(sum)
        };
        self.continua.iter().enumerate().map(sum).collect()
    }

    /// None where there is no transcript that they share.
    const fn coders_there(&self) -> usize {
        if self.transcripts == 0 { 0 } else { self.coders }
    }

    /// The continuum of a row's domain, and the code's place among its values; none where there is no such continuum.
    pub(super) fn place_of(&self, row: usize) -> Option<(usize, usize)> {
        let value = self.rows[row]?;
        let domain = self.values.domain[value];
        let place = self.values.in_continuum(value, Of::Domain(domain))?;
        (2 + domain < self.continua.len()).then_some((2 + domain, place))
    }

    /// A row's code against the others of its domain; none where it has no figure there.
    pub(super) fn of_code(&self, row: usize) -> Option<Result<OfCode, NotApplicable>> {
        let (continuum, place) = self.place_of(row)?;
        let Some(texts) = &self.continua[continuum] else { return Some(Err(NotApplicable::Overlapping)) };
        let sums = |text: &Text| {
            let mut sums = [OfValue::default(); 2];
            for &(value, of_value) in &text.given {
                let side = usize::from(value != place);
                sums[side] = sums[side] + of_value;
            }
            sums
        };
        Some(Ok(OfCode { coders: self.coders_there(), transcripts: texts.iter().map(sums).collect() }))
    }

    /// The figures of all codes that have intervals, always the same ones in the same order.
    pub(super) fn overall(totals: &[Result<Unitizing, NotApplicable>], put: Put<'_>) {
        let [codes, domains, ..] = totals else { return };
        put("u_alpha", figure(codes, Unitizing::u_alpha));
        put("u_alpha_binary", figure(codes, Unitizing::u_alpha_binary));
        put("cu_alpha", figure(codes, Unitizing::cu_alpha));
        put("cu_alpha_domains", figure(domains, Unitizing::cu_alpha));
    }

    /// The figures of all codes that have none.
    pub(super) fn without_intervals(&self, put: Put<'_>) {
        let [jaccard, masi] = self.sets.alphas([SetDistance::Jaccard, SetDistance::Masi]);
        put("alpha_jaccard", jaccard);
        put("alpha_masi", masi);
        if self.unit == Unit::Character {
            put("gamma", self.gamma.and_then(|found| found.gamma));
        }
    }

    /// The figures of one domain.
    pub(super) fn domain(totals: &[Result<Unitizing, NotApplicable>], domain: usize, put: Put<'_>) {
        let Some(total) = totals.get(2 + domain) else { return };
        put("u_alpha", figure(total, Unitizing::u_alpha));
        put("u_alpha_binary", figure(total, Unitizing::u_alpha_binary));
        put("cu_alpha", figure(total, Unitizing::cu_alpha));
    }

    /// The share of a domain's passages that another coder's meet, which its cu-alpha speaks of.
    pub(super) fn coverage(totals: &[Result<Unitizing, NotApplicable>], domain: usize) -> Score {
        totals
            .get(2 + domain)
            .map_or(Err(NotApplicable::NothingShared), |total| figure(total, Unitizing::cu_coverage))
    }
}

fn figure(of: &Result<Unitizing, NotApplicable>, figure: fn(&Unitizing) -> Score) -> Score {
    of.as_ref().map_err(|why| *why).and_then(figure)
}
