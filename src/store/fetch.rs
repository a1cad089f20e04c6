//! One file of a project as it is read: parsed, and judged by what was saved of it. Never writes, and drops nothing unnamed.

use serde::de::DeserializeOwned;

use super::files::OneFile;
use super::load::{Fetched, Reader};
use super::rebuild::Age;
use super::records::FORMAT_VERSION;
use super::{Damage, migrate, rebuild, ronfile};
use crate::lang::{list, message};
use crate::model::sha256;

impl Reader<'_> {
    pub(super) fn bytes(&self, file: &str, limit: u64) -> Result<Vec<u8>, Damage> {
        let read = |from: &str| ronfile::read(self.disk, self.dir, from, limit);
        let read = self.staged.get(file).map_or_else(
            || read(file),
            |staged| match read(staged) {
                // Without locks it may have been put in place just now.
                Err(_) if self.disk.state(&self.dir.join(staged)).is_err() => read(file),
                read => read,
            },
        );
        read.map_err(|d| Damage { file: file.to_owned(), ..d })
    }

    /// The sum of a file; where only its line ends are others than were saved, as of a copy made on another system, that of what
    /// was saved.
    fn sum(&self, file: &str, bytes: &[u8]) -> String {
        let sum = sha256(bytes);
        let saved = self.checkpoints.last(file).unwrap_or_default();
        if saved.contains(&sum) || !bytes.contains(&b'\r') {
            return sum;
        }
        let plain = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        let plain = sha256(plain.trim_start_matches('\u{feff}'));
        if saved.contains(&plain) { plain } else { sum }
    }

    /// How old a file is that somebody saved with other bytes than these; where nobody ever saved it, or a newer version
    /// did, there is nothing to say.
    fn age(&self, file: &str, sum: &str) -> Option<Age> {
        let newest = self.checkpoints.last(file).filter(|sums| !sums.is_empty())?;
        if self.version > FORMAT_VERSION || newest.iter().any(|saved| saved == sum) {
            return None;
        }
        if self.checkpoints.ever(file, sum) {
            return Some(Age::Older);
        }
        let end = self.rebuilt();
        Some(end.map_or(Age::Foreign, |end| rebuild::age(self.disk, self.dir, end, file, sum, newest)))
    }

    /// Reads and parses a file.
    pub(super) fn fetch<T: DeserializeOwned>(&self, file: &str) -> Fetched<T> {
        let mut bytes = self.bytes(file, ronfile::MAX_BYTES)?;
        let sum = self.sum(file, &bytes);
        if self.version < FORMAT_VERSION
            && let Ok(words) = std::str::from_utf8(&bytes)
        {
            bytes = migrate::brought_up(self.version, file, words.to_owned()).into_bytes();
        }
        let (value, unknown) = ronfile::parse(file, &bytes)?;
        Ok((value, unknown, sum))
    }

    /// Takes what was fetched, or names the damage.
    pub(super) fn accept<T>(&mut self, file: &str, fetched: Fetched<T>) -> Option<T> {
        match fetched {
            Ok((value, unknown, sum)) => {
                let age = self.age(file, &sum);
                match age {
                    Some(Age::Older) => {
                        let what = message!("damage-older");
                        let remedy = message!("remedy-older");
                        self.damaged.insert(file.to_owned());
                        self.older.insert(file.to_owned());
                        self.block(Damage::new(file, what, remedy));
                        return None;
                    }
                    Some(Age::Foreign) => {
                        let what = message!("damage-foreign");
                        let remedy = message!("remedy-foreign");
                        self.foreign.insert(file.to_owned());
                        let damage = Damage::new(file, what, remedy);
                        if !self.believes_foreign && self.rebuilt().is_some() {
                            self.damaged.insert(file.to_owned());
                            self.block(damage);
                            return None;
                        }
                        self.damage.push(damage);
                    }
                    Some(Age::Newer) | None => {}
                }
                self.sums.insert(file.to_owned(), sum);
                if !unknown.is_empty() {
                    let what = message!("damage-unknown", fields = list(unknown));
                    let remedy = message!("remedy-unknown");
                    self.is_newer |= age != Some(Age::Foreign);
                    self.block(Damage::new(file, what, remedy));
                }
                Some(value)
            }
            Err(damage) => {
                self.name_damaged(file, damage);
                None
            }
        }
    }

    /// Names a file that cannot be read, with what can be done about it. One that the journals tell nothing of, though they
    /// tell the project whole, is a name that was left over in what a save noted.
    fn name_damaged(&mut self, file: &str, damage: Damage) {
        let told = self.rebuilt().map(|good| OneFile::of(good, file).is_some());
        let is_missing = self.disk.state(&self.dir.join(file)).is_err() && !self.staged.contains_key(file);
        if told == Some(false) && is_missing && self.is_whole_in_journals() {
            return;
        }
        if told != Some(true) {
            return self.name_lost(file, damage);
        }
        if is_missing && self.checkpoints.removes(file) {
            // An older save may have removed it after a newer one had written it.
            self.older.insert(file.to_owned());
        }
        self.damaged.insert(file.to_owned());
        self.block(damage);
    }

    /// Names a file of which nothing is left that could stand in for it.
    pub(super) fn name_lost(&mut self, file: &str, damage: Damage) {
        self.damaged.insert(file.to_owned());
        self.lost.insert(file.to_owned());
        let remedy = message!("remedy-lost");
        self.block(Damage { remedy, ..damage });
    }

    pub(super) fn read<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let fetched = self.fetch(file);
        self.accept(file, fetched)
    }
}
