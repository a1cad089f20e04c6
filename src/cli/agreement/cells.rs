//! The answer of `concord agreement` for a spreadsheet, a code at a time. Never decides what stands in a row.

use std::io::{self, Write};

use super::shown::Shown;
use crate::agreement::{Answer, CodeScores, Estimate, NotApplicable, Scores};
use crate::cli::output::csv;
use crate::formats::agreement_grid;
use crate::model::CodeId;

impl Shown<'_> {
    /// One row for all codes, one a code, one a code and pair; empty where a figure does not apply.
    pub(super) fn write_cells(&self, out: &mut dyn Write) -> io::Result<()> {
        if let Some(peer) = &self.compare_with {
            return csv(out, &peer.table());
        }
        // The columns of a table are the figures that are in it, so each piece has to hold all that any of them has.
        let nothing = Estimate::from(Err(NotApplicable::NothingShared));
        let names = self.codes.study.names().into_iter().chain(self.answer.overall.keys().copied());
        let all: Scores = names.map(|name| (name, nothing)).collect();
        let rows =
            |answer: &Answer| agreement_grid::figures(self.codes.project, answer, &self.coders).strings();
        let none = CodeScores { code: CodeId(Default::default()), scores: all.clone(), pairs: Vec::new() };
        let start = Answer { codes: vec![none], ..self.answer.clone() };
        csv(out, rows(&start).get(..2).unwrap_or_default())?;
        let mut piece = Answer { overall: all, left_out: Vec::new(), domains: Vec::new(), ..start };
        for code in self.codes.iter() {
            piece.codes = vec![code];
            csv(out, rows(&piece).get(2..).unwrap_or_default())?;
        }
        Ok(())
    }
}
