//! What other programs would print of the same codings, where their arithmetic is known. Their figures are for
//! comparison with a figure that somebody has from there, never for print: each differs from ours for a reason that
//! [`Peer`] names. QualCoder's is not reproduced: its arithmetic changed between releases and counts what it should
//! not, so that there is no figure to be compared with.
//!
//! All of them look at whole transcripts, with what the interviewer says, since none of them can leave it out.

mod atlas;
mod dedoose;
mod maxqda;
mod nvivo;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::rows::Rows;
use super::scope::scope;
use super::score::{NotApplicable, Score};
use super::units::Axis;
use super::unsettled::axis;
use super::{Contingency, Period, Query, Rater, Runs, Unit};
use crate::model::{CodeId, CoderId, Project, Transcript, TranscriptId};

/// A program to compare with, with what it asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Peer {
    /// Lumivero's NVivo, "coding comparison": each code in each file, in characters. Complete agreement is kappa 1
    /// there, even where nobody coded anything, and there is no figure over all files.
    Nvivo {
        /// Two groups of users; a group has coded what any of its members has. None compares each pair of coders.
        groups: Option<[Vec<CoderId>; 2]>,
    },
    /// VERBI's MAXQDA, "intercoder agreement": segments of both that overlap by so many per cent, and documents by
    /// presence and by frequency of codes. What neither coded does not count, and chance is 1 over the codes.
    Maxqda {
        /// How much two segments have to share, of all that either covers, from 1 to 100.
        overlap: u8,
    },
    /// Lumivero's ATLAS.ti: percent agreement and Holsti's index. Its alpha coefficients are described and not
    /// printed as formulae; ours of the same names stand for them, and are called ours.
    Atlas,
    /// SCRC's Dedoose, "training center": kappa of each code on excerpts, pooled over codes. Here every passage that a
    /// coder made is an excerpt, so that nothing that neither marked counts.
    Dedoose,
}

impl Peer {
    /// The word for it in files and on the command line.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Nvivo { .. } => "nvivo",
            Self::Maxqda { .. } => "maxqda",
            Self::Atlas => "atlas",
            Self::Dedoose => "dedoose",
        }
    }
}

/// What a program would print.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// Which program.
    pub peer: Peer,
    /// Its lines, in the codebook's order.
    pub lines: Vec<Line>,
    /// What it says of all codes together; empty where it says nothing.
    pub overall: Vec<Line>,
}

/// One line of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// About which code; none for all.
    pub code: Option<CodeId>,
    /// In which transcript; none for all that count.
    pub transcript: Option<TranscriptId>,
    /// Whose codings; two groups, most often of one coder each.
    pub coders: [Vec<CoderId>; 2],
    /// The figures, by a name of ours.
    pub figures: Vec<(&'static str, Score)>,
}

/// What a program would print about these coders, codes and transcripts.
///
/// With more than two coders there is a line for each pair, since each of these programs compares two at a time.
pub fn printed(project: &Project, query: &Query, peer: &Peer) -> Printed {
    let study = Study::new(project, query, peer);
    let (lines, overall) = match peer {
        Peer::Nvivo { .. } => (nvivo::lines(&study), Vec::new()),
        Peer::Maxqda { overlap } => maxqda::lines(&study, *overlap),
        Peer::Atlas => atlas::lines(&study),
        Peer::Dedoose => dedoose::lines(&study),
    };
    Printed { peer: peer.clone(), lines, overall }
}

/// All passages that count, by transcript, code and side.
struct Study {
    codes: Vec<CodeId>,
    pages: Vec<Page>,
    pairs: Vec<[Vec<CoderId>; 2]>,
}

/// One transcript.
struct Page {
    transcript: TranscriptId,
    /// Its code points.
    length: u32,
    /// One a pair of sides.
    sides: Vec<Sides>,
}

/// The passages of two sides in code points, as entered. A side is in many pairs, and kept once.
struct Sides([Arc<Side>; 2]);

/// One list a code.
type Side = Vec<Vec<Range<u32>>>;

impl Study {
    fn new(project: &Project, query: &Query, peer: &Peer) -> Self {
        let query = &Query {
            unit: Unit::Character,
            leave_out_interviewer: false,
            leave_out_white_space: false,
            ..query.clone()
        };
        let raters = query.raters();
        let rater_of = |&coder: &CoderId| {
            let named = raters.iter().find(|rater| rater.coder == coder);
            named.copied().unwrap_or(Rater { coder, period: Period::default() })
        };
        let pairs: Vec<[Vec<Rater>; 2]> = match peer {
            Peer::Nvivo { groups: Some(groups) } => {
                vec![groups.each_ref().map(|group| group.iter().map(rater_of).collect())]
            }
            Peer::Nvivo { groups: None } | Peer::Maxqda { .. } | Peer::Atlas | Peer::Dedoose => {
                let seconds = |at: usize| raters.get(at + 1..).unwrap_or_default();
                let pair = |(at, &first)| seconds(at).iter().map(move |&second| [vec![first], vec![second]]);
                raters.iter().enumerate().flat_map(pair).collect()
            }
        };
        let (counted, _) = scope(project, query);
        let rows = Rows::new(project, query, &counted);
        let distinct: HashSet<&[Rater]> = pairs.iter().flatten().map(Vec::as_slice).collect();
        let page = |transcript: &Transcript| {
            let axis = axis(project, transcript, query);
            let of_side = |side: &[Rater]| passages(project, transcript, &axis, &rows, side);
            let made: HashMap<&[Rater], Arc<Side>> =
                distinct.iter().map(|side| (*side, Arc::new(of_side(side)))).collect();
            let of = |side: &Vec<Rater>| Arc::clone(&made[side.as_slice()]);
            let sides = pairs.iter().map(|pair| Sides(pair.each_ref().map(of))).collect();
            Page { transcript: transcript.id(), length: axis.len(), sides }
        };
        let pages = counted.iter().map(|transcript| page(transcript)).collect();
        let coders = |side: Vec<Rater>| side.into_iter().map(|rater| rater.coder).collect();
        Self {
            codes: rows.codes().to_vec(),
            pages,
            pairs: pairs.into_iter().map(|pair| pair.map(coders)).collect(),
        }
    }

    /// Each pair with its number.
    fn pairs(&self) -> impl Iterator<Item = (usize, &[Vec<CoderId>; 2])> {
        self.pairs.iter().enumerate()
    }

    /// Every code of every pair.
    fn codes_of_pairs(&self) -> impl Iterator<Item = (usize, CodeId, usize, &[Vec<CoderId>; 2])> {
        let codes = self.codes.iter().enumerate();
        codes.flat_map(|(row, &code)| self.pairs().map(move |(pair, coders)| (row, code, pair, coders)))
    }
}

fn passages(
    project: &Project,
    transcript: &Transcript,
    axis: &Axis<'_>,
    rows: &Rows,
    side: &[Rater],
) -> Side {
    let mut all = vec![Vec::new(); rows.codes().len()];
    let of_rater = |rater: &Rater| {
        let layer = project.layer(transcript.id(), rater.coder).map(Arc::as_ref);
        rater.codings(layer).collect::<Vec<_>>()
    };
    for coding in side.iter().flat_map(of_rater) {
        let Range { start, end } = coding.span.range();
        let places = axis.units(&Runs::new(std::iter::once(start as u32..end as u32)));
        if let Some(place) = places.iter().next() {
            rows.of(coding.code).iter().for_each(|&row| all[row].push(place.clone()));
        }
    }
    all.iter_mut().for_each(|of_code| of_code.sort_unstable_by_key(|p| (p.start, p.end)));
    all
}

impl Page {
    /// Who put a code on how many characters.
    fn table(&self, pair: usize, row: usize) -> Contingency {
        let Sides([first, second]) = &self.sides[pair];
        let [first, second] = [&first[row], &second[row]].map(|side| Runs::new(side.iter().cloned()));
        let both = first.intersection(&second).positions();
        let (only_first, only_second) = (first.positions() - both, second.positions() - both);
        Contingency {
            both,
            only_first,
            only_second,
            neither: u64::from(self.length) - both - only_first - only_second,
        }
    }
}

/// The share of what agrees.
fn agreeing(table: Contingency) -> Score {
    super::score::ratio(
        (table.both + table.neither).into(),
        table.units().into(),
        NotApplicable::NothingShared,
    )
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    pub(super) fn coder(n: u128) -> CoderId {
        CoderId(Uuid::from_u128(n))
    }

    /// What each side gave each code in a text of a length.
    type Coded = (u32, [Vec<Vec<Range<u32>>>; 2]);

    /// A study of two sides: texts of these lengths with the passages of the codes of each side.
    pub(super) fn study(codes: u128, texts: Vec<Coded>) -> Study {
        let page = |(at, (length, sides)): (u128, Coded)| Page {
            transcript: TranscriptId(Uuid::from_u128(at)),
            length,
            sides: vec![Sides(sides.map(Arc::new))],
        };
        Study {
            codes: (0..codes).map(|n| CodeId(Uuid::from_u128(n))).collect(),
            pages: (0..).zip(texts).map(page).collect(),
            pairs: vec![[vec![coder(1)], vec![coder(2)]]],
        }
    }

    /// One figure of a line.
    pub(super) fn figure(line: &Line, name: &str) -> Score {
        line.figures.iter().find(|(of, _)| *of == name).unwrap().1
    }
}
