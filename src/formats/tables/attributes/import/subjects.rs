//! Whom the rows of a table of attributes are about. Never makes anybody but cases that the table names.

use std::collections::HashMap;

use super::{Reading, Subject};
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::faults::Faults;
use crate::formats::shared::table::Row;
use crate::formats::tables::attributes::ties;
use crate::lang::{Tell, message};
use crate::model::{CaseId, NotFound, Speaker, Stamp, Transcript};

impl<'p> Reading<'p> {
    pub(super) fn subjects(&mut self, stamp: &mut dyn Stamp) -> Result<Vec<Subject<'p>>, FormatError> {
        let there: HashMap<String, CaseId> =
            self.project.cases().iter().map(|case| (case.name.trim().to_lowercase(), case.id)).collect();
        let mut subjects = Vec::with_capacity(self.table.rows().len());
        let mut faults = Faults::default();
        for row in self.table.rows() {
            let Ok(transcript) = self.named_transcript(row, &mut faults) else { continue };
            let Ok(speaker) = self.named_speaker(row, transcript, &mut faults) else { continue };
            let name = self.case.map_or("", |column| row.cell(column).trim());
            let key = name.to_lowercase();
            let case = match (name.is_empty(), there.get(&key)) {
                (true, _) => match speaker {
                    Some(speaker) => speaker.case,
                    None => transcript.and_then(Transcript::case),
                },
                (false, Some(&id)) => Some(id),
                (false, None) => {
                    let new = || (CaseId(stamp.uuid()), name.to_owned());
                    Some(self.cases.entry(key).or_insert_with(new).0)
                }
            };
            if case.is_none() && transcript.is_none() {
                let problem = message!("file-row-without-subject");
                return Err(self.table.error(Location::Row(row.number), problem, message!("do-say-whose")));
            }
            subjects.push(Subject { row, case, transcript, speaker });
        }
        faults.told(self.table)?;
        Ok(subjects)
    }

    /// The transcript that a row names, where it names one; fails where there is none.
    fn named_transcript(&self, row: &Row, faults: &mut Faults) -> Result<Option<&'p Transcript>, ()> {
        let cell = self.transcript.map(|column| (column, row.cell(column).trim()));
        let Some((column, cell)) = cell.filter(|(_, cell)| !cell.is_empty()) else { return Ok(None) };
        match self.project.transcript_named(cell) {
            Ok(found) => Ok(Some(found)),
            Err(why) => {
                let remedy = match why {
                    NotFound::None { .. } => {
                        message!("do-add-or-correct", add = message!("do-import-transcript"))
                    }
                    NotFound::Several { .. } => message!("do-write-one"),
                };
                faults.put(self.table.place(row, column), why.message(), remedy);
                Err(())
            }
        }
    }

    /// The speaker that a row names, where it names one; fails where nobody is called so in the transcript.
    fn named_speaker(
        &self,
        row: &Row,
        of: Option<&'p Transcript>,
        faults: &mut Faults,
    ) -> Result<Option<&'p Speaker>, ()> {
        let cell = self.speaker.map(|column| (column, row.cell(column).trim()));
        let Some((column, label)) = cell.filter(|(_, label)| !label.is_empty()) else { return Ok(None) };
        let found = of.map(|of| ties::speaker(of, label).ok_or_else(|| ties::no_speaker(label, of)));
        let nowhere =
            || (message!("file-speaker-without-transcript", label), message!("do-name-transcript-of"));
        found.unwrap_or_else(|| Err(nowhere())).map(Some).map_err(|(problem, remedy)| {
            faults.put(self.table.place(row, column), problem, remedy);
        })
    }
}
