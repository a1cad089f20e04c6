//! Transcripts on opening: what is known of them and their words; where words are damaged or were changed, the copy that is
//! kept by its hash, or what the journals tell, stands in.

use super::layout::{TRANSCRIPTS, is_plain};
use super::load::Reader;
use super::parallel::{parallel, processors};
use super::parts::{folder_of, repair};
use super::sync::SyncCopy;
use super::words::past_text;
use super::{Damage, StoreError, layout};
use crate::lang::{message, place};
use crate::model::{Edit, Project, TranscriptRecord, TurnRecord, sha256};
use crate::text::{self, Text, TurnRules};

/// The words of a transcript's file, or the byte from which they are none, with their hash.
struct FetchedText {
    sha256: String,
    words: Result<Text, usize>,
}

impl Reader<'_> {
    pub(super) fn read_transcripts(&mut self, project: &mut Project) -> Result<(), StoreError> {
        let names = self.names(TRANSCRIPTS, |f| folder_of(f) == TRANSCRIPTS && f.ends_with(".ron"));
        let by_name = names.clone();
        let names: Vec<String> = names.into_iter().collect();
        let progress = self.progress;
        progress.expect(names.len());
        let fetched = parallel(processors(), &names, |file| {
            progress.go_on()?;
            progress.step();
            let text = file.strip_suffix(".ron").map(|stem| self.fetch_text(&format!("{stem}.txt")));
            Ok((self.fetch::<TranscriptRecord>(file), text))
        });
        let fetched = fetched.into_iter().collect::<Result<Vec<_>, StoreError>>()?;
        let mut edits = Vec::with_capacity(names.len());
        for (file, (fetched, text)) in names.into_iter().zip(fetched) {
            let record = self.accept(&file, fetched);
            let record = record.or_else(|| {
                let good = self.rebuilt()?;
                let found = good.transcripts().into_iter().find(|t| file == layout::transcript_file(t));
                found.map(|t| t.record())
            });
            let Some(mut record) = record else { continue };
            let of = format!("{TRANSCRIPTS}/{}.ron", record.slug);
            if file != of && by_name.contains(&of) {
                self.copies.push(SyncCopy { file, of });
                continue;
            }
            if !is_plain(&record.slug) || file != of {
                let what = message!("damage-text-name", name = record.slug);
                self.damaged.insert(file.clone());
                self.block(Damage::new(&file, what, repair()));
                continue;
            }
            if text.is_some_and(|text| self.take_text(&mut record, text)) {
                edits.push(Edit::PutTranscript(Box::new(record)));
            } else {
                // Without its words it is no transcript.
                self.damaged.insert(file.clone());
                self.lost.insert(file);
            }
        }
        self.put(project, TRANSCRIPTS, edits);
        progress.go_on()
    }

    fn fetch_text(&self, file: &str) -> Result<FetchedText, Damage> {
        let mut bytes = self.bytes(file, Text::MAX_BYTES as u64)?;
        // No text is kept with line ends of another system: a copy made there has them.
        if bytes.windows(2).any(|pair| pair == b"\r\n")
            && let Ok(words) = std::str::from_utf8(&bytes)
        {
            bytes = words.replace("\r\n", "\n").into_bytes();
        }
        let sha256 = sha256(&bytes);
        let words = String::from_utf8(bytes).map(Text::new).map_err(|e| e.utf8_error().valid_up_to());
        Ok(FetchedText { sha256, words })
    }

    /// Takes the words of a transcript; says whether there are any.
    fn take_text(&mut self, record: &mut TranscriptRecord, fetched: Result<FetchedText, Damage>) -> bool {
        let file = format!("{TRANSCRIPTS}/{}.txt", record.slug);
        let damage = match fetched {
            Ok(FetchedText { sha256, words: Ok(text) }) if sha256 == record.sha256 => {
                record.text = Some(text);
                return true;
            }
            Ok(FetchedText { sha256, words: Ok(text) }) if !is_blank(text.as_str()) => {
                let what = message!("damage-text-changed");
                let remedy = if past_text(self.disk, self.dir, &record.sha256).is_some() {
                    message!("remedy-text")
                } else {
                    self.lost.insert(file.clone());
                    message!("remedy-text-lost")
                };
                self.damaged.insert(file.clone());
                self.block(Damage::new(&file, what, remedy));
                let fit = |t: &TurnRecord| t.place(&text, record.speakers.len()).is_some();
                if !record.turns.iter().all(fit) {
                    record.turns = turns_of(&text, record);
                }
                record.sha256 = sha256;
                record.text = Some(text);
                return true;
            }
            Ok(FetchedText { words: Ok(_), .. }) => {
                Damage::new(&file, message!("damage-text-empty"), repair())
            }
            Ok(FetchedText { words: Err(at), .. }) => {
                Damage::new(&file, message!("damage-text-bytes", at = place(at)), repair())
            }
            Err(damage) => Damage { remedy: repair(), ..damage },
        };
        record.text = past_text(self.disk, self.dir, &record.sha256);
        if record.text.is_none() {
            self.name_lost(&file, damage);
            return false;
        }
        self.damaged.insert(file);
        self.block(damage);
        true
    }
}

/// Whether there are no words at all, as where a disk lost what was written.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b == 0 || b.is_ascii_whitespace())
}

/// Turns recognised anew, with the speakers that the record has.
fn turns_of(text: &Text, record: &TranscriptRecord) -> Vec<TurnRecord> {
    let recognition = text::recognise(text.as_str(), &TurnRules::default());
    let known = |label: &str| record.speakers.iter().position(|s| s.label == label);
    let index: Vec<Option<u16>> =
        recognition.speakers.iter().map(|s| known(&s.label).and_then(|at| u16::try_from(at).ok())).collect();
    let turns = recognition.turns.iter().map(|turn| {
        let speaker = turn.speaker.and_then(|s| index.get(usize::from(s.0)).copied().flatten());
        TurnRecord { speaker, ..TurnRecord::of(text, turn) }
    });
    turns.collect()
}
