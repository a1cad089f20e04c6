//! All codes of a study at once: as values of one continuum, theme by theme as domains of codes that exclude each other,
//! as the set that each unit carries, and as passages that are aligned. Counts transcript by transcript like
//! [`Study`](super::Study), so that these figures have intervals too where their sums add up.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::measure::{
    Gamma, GammaOptions, Placed, SetDistance, SetRatings, Unitizing, Valued, clashes, gamma, merged,
};
use super::rows::Rows;
use super::scores::Put;
use super::units::Axis;
use super::{Level, NotApplicable, Query, Rater, Score, Unit};
use crate::model::{CodeId, Project, Transcript, TranscriptId};
use crate::text::Span;

/// The most passages that are aligned unasked, since chance has to be aligned as well, thirty times.
const MAX_ALIGNED: usize = 3000;
/// The most passages that are listed of a domain as breaking it.
const MAX_CLASHES: usize = 1000;

/// Passages with two codes of one domain that one coder put on the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Where.
    pub transcript: TranscriptId,
    /// Whose, by the place among the answer's coders.
    pub coder: usize,
    /// The words that carry both.
    pub span: Span,
    /// The codes.
    pub codes: [CodeId; 2],
}

/// Which values a continuum has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Every code.
    Codes,
    /// Every domain.
    Domains,
    /// The codes of one domain.
    Domain(usize),
}

/// What was counted of all codes together.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    /// The codes that are values, themes where the level is that of themes.
    values: Values,
    /// One a continuum (codes, domains, then each domain): of each transcript its sums, or nothing where passages overlap
    /// that may not.
    continua: Vec<Option<Vec<Unitizing>>>,
    /// Of each domain, the passages that break it.
    pub(super) clashes: Vec<Vec<Clash>>,
    sets: SetRatings,
    pub(super) gamma: Result<Gamma, NotApplicable>,
    unit: Unit,
}

/// Which value and which domain each code is.
#[derive(Clone, Debug)]
struct Values {
    codes: Vec<CodeId>,
    /// Of each value its domain.
    domain: Vec<usize>,
    domains: Vec<CodeId>,
    of_code: HashMap<CodeId, usize>,
}

impl Values {
    fn new(project: &Project, query: &Query, rows: &Rows) -> Self {
        let book = project.codebook();
        let top = |code: CodeId| book.ancestry(code).last().map_or(code, |top| top.id);
        let asked: Vec<CodeId> =
            book.order().iter().copied().filter(|&code| !rows.of(code).is_empty()).collect();
        let mut codes: Vec<CodeId> = Vec::new();
        let mut of_code = HashMap::new();
        for code in asked {
            let value = match query.level {
                Level::Code => code,
                Level::Theme => top(code),
            };
            let at = codes.iter().position(|&known| known == value).unwrap_or_else(|| {
                codes.push(value);
                codes.len() - 1
            });
            of_code.insert(code, at);
        }
        let mut domains = Vec::new();
        let domain = codes.iter().map(|&code| {
            let top = top(code);
            domains.iter().position(|&known| known == top).unwrap_or_else(|| {
                domains.push(top);
                domains.len() - 1
            })
        });
        Self { domain: domain.collect(), codes, domains, of_code }
    }

    /// How many values a continuum has.
    fn count(&self, of: Of) -> usize {
        match of {
            Of::Codes => self.codes.len(),
            Of::Domains => self.domains.len(),
            Of::Domain(domain) => self.domain.iter().filter(|&&other| other == domain).count(),
        }
    }

    /// What a value is in a continuum; none where it is not in it.
    fn in_continuum(&self, value: usize, of: Of) -> Option<usize> {
        match of {
            Of::Codes => Some(value),
            Of::Domains => Some(self.domain[value]),
            Of::Domain(domain) if self.domain[value] != domain => None,
            Of::Domain(domain) => Some(self.domain[..value].iter().filter(|&&other| other == domain).count()),
        }
    }
}

/// A passage of one coder: on the line of units, in bytes, and its value.
type Passage = (Range<u32>, Range<u32>, usize);

impl Whole {
    pub(super) fn new(project: &Project, query: &Query, rows: &Rows, raters: &[Rater]) -> Self {
        let values = Values::new(project, query, rows);
        let continua = 2 + values.domains.len();
        Self {
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
        let passages = |rater: &Rater| -> Vec<Passage> {
            let layer = project.layer(transcript.id(), rater.coder).map(Arc::as_ref);
            let of = |coding: &crate::model::Coding| {
                let value = *self.values.of_code.get(&coding.code)?;
                let Range { start, end } = coding.span.range();
                let bytes = start as u32..end as u32;
                let place = axis.place_of(&bytes);
                (place.start < place.end).then_some((place, bytes, value))
            };
            rater.codings(layer).filter_map(of).collect()
        };
        let coders: Vec<Vec<Passage>> = raters.iter().map(passages).collect();
        self.add_sets(axis.len(), &coders);
        if self.unit != Unit::Character {
            return Vec::new();
        }
        for at in 0..self.continua.len() {
            self.add_continuum(at, axis.len(), &coders);
        }
        self.find_clashes(transcript, &coders);
        let placed = |(place, _, value): &Passage| Placed {
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
                merged(passages.iter().filter_map(|(place, _, value)| {
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
            transcripts.push(sums);
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
            let units = merged(passages.iter().map(|(_, bytes, value)| (bytes.clone(), *value)));
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
            for (place, value) in merged(passages.iter().map(|(place, _, value)| (place.clone(), *value))) {
                let (word, bit) = (coder * words + value / 64, 1 << (value % 64));
                borders.extend([(place.start, word, bit), (place.end, word, bit)]);
            }
        }
        borders.sort_unstable();
        let mut count = |held: &[u64], units: u32| {
            self.sets.add(&held.chunks(words).map(Some).collect::<Vec<_>>(), u64::from(units));
        };
        let mut at = 0;
        for (border, word, bit) in borders {
            count(&held, border - at);
            at = border;
            // Units of one value neither overlap nor, once they touch, differ: a border only ever turns them on and off.
            held[word] ^= bit;
        }
        count(&held, length - at);
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
        let total = |(at, transcripts): (usize, &Option<Vec<Unitizing>>)| {
            let transcripts = transcripts.as_ref().ok_or(NotApplicable::Overlapping)?;
            let coders = transcripts.first().map_or(0, Unitizing::coders);
            let mut sum = Unitizing::new(coders, self.values.count(Self::continuum(at)));
            for (number, transcript) in transcripts.iter().enumerate() {
                let times = times.map_or(1, |times| times[number]);
                (0..times).for_each(|_| sum += transcript);
            }
            Ok(sum)
        };
        self.continua.iter().enumerate().map(total).collect()
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
        put("alpha_jaccard", self.sets.alpha(SetDistance::Jaccard));
        put("alpha_masi", self.sets.alpha(SetDistance::Masi));
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

    /// The figure of one code among those of its domain.
    pub(super) fn code(&self, totals: &[Result<Unitizing, NotApplicable>], code: CodeId, put: Put<'_>) {
        let Some(value) = self.values.codes.iter().position(|&known| known == code) else { return };
        let domain = self.values.domain[value];
        let place = self.values.in_continuum(value, Of::Domain(domain));
        if let (Some(total), Some(place)) = (totals.get(2 + domain), place) {
            put("ku_alpha", total.as_ref().map_err(|why| *why).and_then(|total| total.ku_alpha(place)));
        }
    }
}

fn figure(of: &Result<Unitizing, NotApplicable>, figure: fn(&Unitizing) -> Score) -> Score {
    of.as_ref().map_err(|why| *why).and_then(figure)
}
