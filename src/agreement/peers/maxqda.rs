//! MAXQDA's intercoder agreement. By segments: a segment agrees when the other coder has one of the same code that
//! shares enough with it; the share is computed here as what both cover of what either covers. By documents: the code
//! is present for both or for neither, or as frequent for both. Kappa after Brennan & Prediger (1981), with chance 1
//! over the codes of the table, on the segments.

use std::ops::Range;

use super::{Line, Page, Sides, Study};
use crate::agreement::score::{NotApplicable, Score, ratio};

/// Agreeing of all.
#[derive(Clone, Copy, Default)]
struct Count {
    agreeing: u64,
    all: u64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.agreeing += other.agreeing;
        self.all += other.all;
    }

    fn share(self, reason: NotApplicable) -> Score {
        ratio(self.agreeing.into(), self.all.into(), reason)
    }
}

/// Segments, presence, frequency.
#[derive(Clone, Copy, Default)]
struct Counts([Count; 3]);

impl Counts {
    fn of(page: &Page, pair: usize, row: usize, overlap: u8) -> Self {
        let Sides([first, second]) = &page.sides[pair];
        let (first, second) = (&first[row], &second[row]);
        let agreeing = matched(first, second, overlap) + matched(second, first, overlap);
        let segments = Count { agreeing, all: (first.len() + second.len()) as u64 };
        let document = |agrees: bool| Count { agreeing: agrees.into(), all: 1 };
        Self([
            segments,
            document(first.is_empty() == second.is_empty()),
            document(first.len() == second.len()),
        ])
    }

    fn add(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, more)| sum.add(more));
    }

    fn figures(self) -> Vec<(&'static str, Score)> {
        let [segments, presence, frequency] = self.0;
        vec![
            ("segments_agreement", segments.share(NotApplicable::NobodyUsed)),
            ("presence_agreement", presence.share(NotApplicable::NothingShared)),
            ("frequency_agreement", frequency.share(NotApplicable::NothingShared)),
        ]
    }
}

pub(super) fn lines(study: &Study, overlap: u8) -> (Vec<Line>, Vec<Line>) {
    let mut lines = Vec::new();
    let mut sums = vec![Counts::default(); study.pairs.len()];
    for (row, code, pair, coders) in study.codes_of_pairs() {
        let mut counts = Counts::default();
        study.pages.iter().for_each(|page| counts.add(Counts::of(page, pair, row, overlap)));
        sums[pair].add(counts);
        let (code, coders) = (Some(code), coders.clone());
        lines.push(Line { code, transcript: None, coders, figures: counts.figures() });
    }
    let overall = study.pairs().map(|(pair, coders)| {
        let mut figures = sums[pair].figures();
        figures.push(("segments_kappa", kappa(sums[pair].0[0], study.codes.len())));
        Line { code: None, transcript: None, coders: coders.clone(), figures }
    });
    (lines, overall.collect())
}

fn kappa(segments: Count, codes: usize) -> Score {
    if codes < 2 {
        return Err(NotApplicable::OneCategoryDeclared);
    }
    let chance = 1.0 / codes as f64;
    let agreeing = segments.share(NotApplicable::NobodyUsed)?;
    Ok((agreeing - chance) / (1.0 - chance))
}

/// How many of these segments have one of the others that shares enough with them.
fn matched(segments: &[Range<u32>], others: &[Range<u32>], overlap: u8) -> u64 {
    let enough = |a: &Range<u32>, b: &Range<u32>| {
        let shared = u64::from(a.end.min(b.end).saturating_sub(a.start.max(b.start)));
        let either = u64::from(a.end - a.start) + u64::from(b.end - b.start) - shared;
        shared > 0 && shared * 100 >= either * u64::from(overlap)
    };
    let has_one = |segment: &&Range<u32>| {
        let until = others.partition_point(|other| other.start < segment.end);
        others[..until].iter().any(|other| enough(segment, other))
    };
    segments.iter().filter(has_one).count() as u64
}

#[cfg(test)]
mod tests {
    use super::super::tests::{figure, study};
    use super::*;

    #[test]
    fn segments_agree_from_the_share_on_that_was_asked_for() {
        // 90 of 100 characters shared, and one segment that the second coder has not.
        let sides = [vec![vec![0..100, 300..310], vec![]], vec![vec![0..90], vec![]]];
        let at = |overlap| lines(&study(2, vec![(1000, sides.clone())]), overlap);
        let (of_codes, overall) = at(90);
        assert_eq!(figure(&of_codes[0], "segments_agreement"), Ok(2.0 / 3.0));
        assert_eq!(figure(&of_codes[1], "segments_agreement"), Err(NotApplicable::NobodyUsed));
        assert_eq!(figure(&overall[0], "segments_kappa"), Ok((2.0 / 3.0 - 0.5) / 0.5));
        assert_eq!(figure(&at(91).0[0], "segments_agreement"), Ok(0.0));
    }

    #[test]
    fn documents_agree_by_presence_and_by_frequency() {
        let texts = vec![
            (100, [vec![vec![0..5, 10..15]], vec![vec![50..60]]]),
            (100, [vec![vec![]], vec![vec![]]]),
            (100, [vec![vec![0..5]], vec![vec![]]]),
        ];
        let (of_codes, overall) = lines(&study(1, texts), 90);
        assert_eq!(figure(&of_codes[0], "presence_agreement"), Ok(2.0 / 3.0));
        assert_eq!(figure(&of_codes[0], "frequency_agreement"), Ok(1.0 / 3.0));
        assert_eq!(figure(&overall[0], "segments_kappa"), Err(NotApplicable::OneCategoryDeclared));
    }
}
