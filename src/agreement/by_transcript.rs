//! Agreement in each transcript alone, so that one in which coders differ more than elsewhere shows.

use super::scores::Put;
use super::study::Pool;
use super::tally::Whose;
use super::{Score, Study, Watch};
use crate::model::TranscriptId;

/// One coefficient in one transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    pub transcript: TranscriptId,
    pub units: u64,
    /// Of all codes together; none where the coefficient does not apply to all of them.
    pub overall: Option<Score>,
    /// Of each code, in the order of the answer; none where it does not apply.
    pub codes: Vec<Option<Score>>,
}

impl Study {
    /// One coefficient in each transcript that counts, by title, from the same counts as the whole; nothing when it was
    /// stopped.
    pub fn by_transcript(&self, name: &str, watch: &dyn Watch) -> Option<Vec<Alone>> {
        let all = self.transcripts.len();
        let mut pools = vec![Pool::default(); all];
        let mut codes = vec![Vec::with_capacity(self.codes.len()); all];
        watch.expect(self.codes.len());
        for row in 0..self.codes.len() {
            if !watch.goes_on() {
                return None;
            }
            let domains = self.whole.as_ref().and_then(|whole| whole.of_code(row));
            for (at, line) in self.lines_of_each(row) {
                let domain =
                    domains.as_ref().map(|of| of.as_ref().map(|of| of.alone(at)).map_err(|why| *why));
                let domain = domain.as_ref().map(|of| (of.as_ref().map_err(|why| *why), 0));
                codes[at].push(figure(name, &|put| self.part(&line, Whose::All, domain, put)));
                pools[at].add(&self.layout, &line);
            }
            watch.step();
        }
        let alone = |((at, codes), pool): ((usize, Vec<_>), Pool)| {
            let continua = self.whole.as_ref().map(|whole| whole.alone(at)).unwrap_or_default();
            let overall = || figure(name, &|put| self.overall(&pool, &continua, put));
            let any = !self.codes.is_empty();
            Alone {
                transcript: self.transcripts[at],
                units: if any { self.marks.units()[at].into() } else { 0 },
                overall: any.then(overall).flatten(),
                codes,
            }
        };
        Some(codes.into_iter().enumerate().zip(pools).map(alone).collect())
    }

    /// The counts of a code in each transcript, those among them in which nobody put it.
    fn lines_of_each(&self, row: usize) -> Vec<(usize, Vec<u64>)> {
        let nothing = |&units: &u32| {
            let mut line = vec![0; self.layout.width()];
            line[0] = u64::from(units);
            line
        };
        let mut all: Vec<_> = self.marks.units().iter().map(nothing).enumerate().collect();
        for (at, counts) in self.marks.lines(row, &self.layout, self.compares()).iter() {
            counts.iter().for_each(|&(column, count)| all[at].1[column as usize] = count);
        }
        all
    }
}

/// The figure of this name among those that are made.
fn figure(name: &str, figures: &dyn Fn(Put<'_>)) -> Option<Score> {
    let mut found = None;
    figures(&mut |of, score| found = if of == name { Some(score) } else { found });
    found
}
