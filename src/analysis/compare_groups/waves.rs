//! An attribute of transcripts of which participants have several values: the same participants, seen again.

use std::collections::BTreeMap;

use super::answer::{Answer, Counted, Found, Group, Leading, WaveTests};
use super::ask::Ask;
use super::ledger::{Ledger, Person};
use super::scale::Scale;
use super::values::Held;
use crate::statistics::{Share, changes, cochran_q};

/// Compares waves in one layer.
pub(super) fn compare(ask: Ask<'_>, ledger: &Ledger, held: &Held) -> Answer {
    let waves = held.values();
    let place: BTreeMap<&str, usize> =
        waves.iter().enumerate().map(|(at, wave)| (wave.as_str(), at)).collect();
    let wave_of = |transcript| held.of_transcript(transcript).and_then(|wave| place.get(wave).copied());
    // Of a participant whether a row was there in each wave in which there is a transcript.
    let seen = |person: &Person, row: usize| {
        let mut seen = vec![None; waves.len()];
        for of in &person.seen {
            if let Some(wave) = wave_of(of.transcript) {
                seen[wave] = Some(seen[wave].unwrap_or(false) | of.present[row]);
            }
        }
        seen
    };
    let row = |row: usize| {
        let all: Vec<Vec<Option<bool>>> = ledger.people.iter().map(|person| seen(person, row)).collect();
        let share = |wave: usize| Share {
            yes: all.iter().filter(|seen| seen[wave] == Some(true)).count() as u64,
            n: all.iter().filter(|seen| seen[wave].is_some()).count() as u64,
        };
        let groups = (0..waves.len()).map(|wave| Counted::from(share(wave))).collect();
        let (complete, cochran_q) = cochran_q(&all);
        let leading = Leading::new(cochran_q.map(|q| q.p), "cochran_q");
        let tests = WaveTests { complete, cochran_q, changes: changes(&all), leading };
        ask.row(row, groups, Found::Waves(tests))
    };
    let rows = (0..ask.rows.codes.len()).map(row).collect();
    let group = |(at, wave): (usize, &String)| {
        let in_wave = |person: &&Person| person.seen.iter().any(|seen| wave_of(seen.transcript) == Some(at));
        let members: Vec<_> = ledger.people.iter().filter(in_wave).map(|person| person.who).collect();
        let transcripts = held.transcripts_with(wave);
        Group {
            value: wave.clone(),
            participants: members.len() as f64,
            transcripts: transcripts as f64,
            members,
        }
    };
    let groups = waves.iter().enumerate().map(group).collect();
    let scale = if held.all_numbers() { Scale::Ordinal } else { Scale::Nominal };
    ask.answer(scale, ledger, held, groups, held.known(), rows)
}
