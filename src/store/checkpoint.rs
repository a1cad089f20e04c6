//! What the files of a project hold, as the last save of each coder says: how far into every journal they go, and what
//! each file was. Never guesses it by comparing files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::layout::checkpoint_file;
use super::ronfile::short_sum;
use super::{Damage, Disk, ronfile};
use crate::lang::message;

/// How far into a journal something goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Reach {
    /// The last step.
    pub step: u64,
    /// Where its line ends, in bytes of all parts of the journal one after the other: where to read on.
    pub length: u64,
}

/// How far into each journal, by the name of its writer's files.
pub(super) type Reaches = BTreeMap<String, Reach>;

/// What the files held when they were last saved by one coder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// The version of the format that it was written in; the first one did not say.
    #[serde(default, skip_serializing_if = "is_first")]
    pub version: u32,
    /// The last step of this coder's journal that the files hold.
    pub step: u64,
    /// The bytes of the journal up to its end.
    pub length: u64,
    /// How far into the others' journals the files go.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub others: Reaches,
    /// SHA-256 of each file that this coder saved.
    pub files: BTreeMap<String, String>,
    /// Where the new bytes of a file stand until they are put in place.
    #[serde(default)]
    pub staged: BTreeMap<String, String>,
    /// Files to be removed then.
    #[serde(default)]
    pub removed: Vec<String>,
    /// Of each file that this coder saved or removed, the number of that save among all saves of the file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub turns: BTreeMap<String, u64>,
    /// The number of each coder's last save that this one knew of, and its own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub saves: BTreeMap<String, u64>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_first(version: &u32) -> bool {
    *version < 2
}

impl Checkpoint {
    /// As it stands in its file: `("sum", (step: 1, …))`
    pub(super) fn to_file(&self) -> Vec<u8> {
        let config = ron::ser::PrettyConfig::new().new_line("\n").indentor("    ");
        let body = ronfile::options().to_string_pretty(self, config).unwrap_or_default();
        format!("(\"{}\",\n{body})\n", short_sum(&body)).into_bytes()
    }

    pub(super) fn read(disk: &dyn Disk, dir: &Path, who: &str) -> Result<Self, Damage> {
        let file = checkpoint_file(who);
        let bytes = ronfile::read(disk, dir, &file, ronfile::MAX_BYTES)?;
        if let Some(body) = summed(&bytes)
            && let (checkpoint, unknown) = ronfile::parse::<Self>(&file, body.as_bytes())?
            && unknown.is_empty()
        {
            return Ok(checkpoint);
        }
        // Where the parser cannot read it either, it can say more.
        ronfile::parse::<(String, Self)>(&file, &bytes)?;
        Err(Damage::new(file, message!("damage-checkpoint"), message!("remedy-good-copy")))
    }

    /// How far into the coder's own journal it goes.
    pub(super) const fn own(&self) -> Reach {
        Reach { step: self.step, length: self.length }
    }

    /// Says that the files hold all up to there.
    pub(super) fn holds(&mut self, who: &str, reaches: &Reaches) {
        for (other, reach) in reaches {
            if other == who {
                (self.step, self.length) = (reach.step, reach.length);
            } else {
                self.others.insert(other.clone(), *reach);
            }
        }
    }

    /// Says that this is one save more of this coder, which knows of these.
    pub(super) fn knows(&mut self, who: &str, saves: &BTreeMap<String, u64>) {
        self.saves.extend(saves.iter().map(|(who, save)| (who.clone(), *save)));
        *self.saves.entry(who.to_owned()).or_default() += 1;
    }

    /// Says nothing any more of files but these, nor of a save that broke off.
    pub(super) fn keep_only(&mut self, which: impl Fn(&str) -> bool) {
        self.files.retain(|file, _| which(file));
        self.turns.retain(|file, _| which(file));
        self.staged.clear();
        self.removed.clear();
    }

    /// With what is still to be put in place or removed of the last save, and nothing of what others have saved since.
    pub(super) fn unfinished(&self, turns: &BTreeMap<String, u64>) -> Self {
        let last = |file: &str| self.turn(file) >= turns.get(file).copied().unwrap_or_default();
        let mut unfinished = self.clone();
        unfinished.staged.retain(|file, _| last(file));
        unfinished.removed.retain(|file| last(file));
        unfinished
    }

    /// The number of this coder's last save or removal of a file; 0 where it is not known.
    fn turn(&self, file: &str) -> u64 {
        self.turns.get(file).copied().unwrap_or_default()
    }
}

/// What stands behind the sum in the bytes of a checkpoint; none where it has another sum.
fn summed(bytes: &[u8]) -> Option<&str> {
    let (sum, rest) = std::str::from_utf8(bytes).ok()?.strip_prefix("(\"")?.split_at_checked(16)?;
    let body = rest.strip_prefix("\",\n")?.strip_suffix(")\n")?;
    (short_sum(body) == sum).then_some(body)
}

/// What the last save of a file made of it, whoever saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct LastSave {
    turn: u64,
    /// The sums that it may have; none where it was removed, several where two saved at once.
    sums: Vec<String>,
    /// What saves that said which number they had made of it, a sum or that it was removed: more than one where two saved it
    /// at once, as can happen where a drive has no locks.
    numbered: BTreeSet<Option<String>>,
}

/// The checkpoints of all coders, by the name of their files.
#[derive(Clone, Debug, Default)]
pub(super) struct Checkpoints {
    by: BTreeMap<String, Checkpoint>,
    last: BTreeMap<String, LastSave>,
}

impl Checkpoints {
    pub(super) fn new(by: BTreeMap<String, Checkpoint>) -> Self {
        let mut last: BTreeMap<String, LastSave> = BTreeMap::new();
        for checkpoint in by.values() {
            let removed = checkpoint.turns.keys().filter(|file| !checkpoint.files.contains_key(*file));
            for file in checkpoint.files.keys().chain(removed) {
                let (turn, sum) = (checkpoint.turn(file), checkpoint.files.get(file));
                if !last.contains_key(file) {
                    last.insert(file.clone(), LastSave::default());
                }
                let Some(known) = last.get_mut(file) else { continue };
                if turn > known.turn {
                    *known = LastSave { turn, ..LastSave::default() };
                }
                if turn < known.turn {
                    continue;
                }
                // The first version of the format took over others' numbers without having saved.
                if turn > 0 && checkpoint.version > 1 {
                    known.numbered.insert(sum.cloned());
                }
                known.sums.extend(sum.filter(|sum| !known.sums.contains(sum)).cloned());
            }
        }
        Self { by, last }
    }

    /// Those of these writers; with it, what is wrong with those that cannot be read.
    pub(super) fn read(disk: &dyn Disk, dir: &Path, writers: &BTreeSet<String>) -> (Self, Vec<Damage>) {
        let (mut by, mut damaged) = (BTreeMap::new(), Vec::new());
        for who in writers {
            match Checkpoint::read(disk, dir, who) {
                Ok(checkpoint) => drop(by.insert(who.clone(), checkpoint)),
                Err(damage) => damaged.push(damage),
            }
        }
        (Self::new(by), damaged)
    }

    pub(super) fn of(&self, who: &str) -> Option<&Checkpoint> {
        self.by.get(who)
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (&String, &Checkpoint)> {
        self.by.iter()
    }

    /// Of each save what it may still have to put in place: whose it is, the file, and where its bytes stand.
    pub(super) fn staged(&self) -> impl Iterator<Item = (&String, &String, &String)> {
        let last =
            |c: &Checkpoint, file: &str| c.turn(file) >= self.last.get(file).map_or(0, |last| last.turn);
        self.by.iter().flat_map(move |(who, c)| {
            c.staged.iter().filter(move |(file, _)| last(c, file)).map(move |(file, name)| (who, file, name))
        })
    }

    /// How far into each journal the files go: a save holds whatever any save before it held.
    pub(super) fn reaches(&self) -> Reaches {
        let mut reaches = Reaches::new();
        for (who, checkpoint) in &self.by {
            let others = checkpoint.others.iter().map(|(who, reach)| (who, *reach));
            for (who, reach) in others.chain([(who, checkpoint.own())]) {
                let known = reaches.entry(who.clone()).or_default();
                *known = reach.max(*known);
            }
        }
        reaches
    }

    /// The number of the last save of each file, whoever made it.
    pub(super) fn turns(&self) -> BTreeMap<String, u64> {
        self.last.iter().map(|(file, last)| (file.clone(), last.turn)).collect()
    }

    /// The sums that the last save of a file may have given it; none where nobody ever saved it.
    pub(super) fn last(&self, file: &str) -> Option<&[String]> {
        self.last.get(file).map(|last| last.sums.as_slice())
    }

    /// Files that two saved at once, or one saved while another removed it: what one of them did is not there.
    pub(super) fn clashing(&self) -> impl Iterator<Item = &String> {
        self.last.iter().filter(|(_, last)| last.numbered.len() > 1).map(|(file, _)| file)
    }

    /// The number of each coder's last save that anybody knows of.
    pub(super) fn saves(&self) -> BTreeMap<String, u64> {
        let mut saves = BTreeMap::new();
        for (who, save) in self.by.values().flat_map(|checkpoint| &checkpoint.saves) {
            let last: &mut u64 = saves.entry(who.clone()).or_default();
            *last = (*last).max(*save);
        }
        saves
    }

    /// Whose last save nobody knew of who saved since. More than one are of people who saved at once, or apart from each other:
    /// then files may be as one of them saved them, who had not read what the other's journal tells.
    pub(super) fn tips(&self) -> Vec<String> {
        let knows = |of: &Checkpoint, who: &str| of.saves.get(who).copied().unwrap_or_default();
        let is_tip = |(who, own): &(&String, &Checkpoint)| {
            let save = knows(own, who);
            save > 0 && !self.by.iter().any(|(other, c)| other != *who && knows(c, who) >= save)
        };
        self.by.iter().filter(is_tip).map(|(who, _)| who.clone()).collect()
    }

    fn clash(&self, file: &str) -> bool {
        self.last.get(file).is_some_and(|last| last.numbered.len() > 1)
    }

    /// Whether any save, however old, gave a file this sum.
    pub(super) fn ever(&self, file: &str, sum: &str) -> bool {
        self.by.values().any(|c| c.files.get(file).is_some_and(|s| s == sum))
    }

    /// Files that should be there; one that somebody removed while another saved it may be.
    pub(super) fn files(&self) -> impl Iterator<Item = &String> {
        let may_be_gone = |last: &LastSave| last.numbered.contains(&None);
        self.last
            .iter()
            .filter(move |(file, last)| !may_be_gone(last) && !self.is_removed(file))
            .map(|(file, _)| file)
    }

    /// Whether somebody's last save removed a file, whatever others did to it since.
    pub(super) fn removes(&self, file: &str) -> bool {
        self.by.values().any(|checkpoint| checkpoint.removed.iter().any(|removed| removed == file))
    }

    /// Whether the last that was done to a file was to remove it.
    pub(super) fn is_removed(&self, file: &str) -> bool {
        let turn = self.last.get(file).map_or(0, |last| last.turn);
        let goes = |c: &Checkpoint| c.removed.iter().any(|f| f == file) && c.turn(file) >= turn;
        let is_gone = self.by.values().any(goes) || self.last(file).is_some_and(<[String]>::is_empty);
        is_gone && !self.clash(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(file: &str, turn: u64, sum: Option<&str>) -> Checkpoint {
        let files = sum.map(|sum| (file.to_owned(), sum.to_owned())).into_iter().collect();
        let turns = BTreeMap::from([(file.to_owned(), turn)]);
        Checkpoint { version: 2, files, turns, ..Checkpoint::default() }
    }

    fn all(of: [Checkpoint; 2]) -> Checkpoints {
        Checkpoints::new(["a", "b"].map(str::to_owned).into_iter().zip(of).collect())
    }

    #[test]
    fn the_last_save_of_a_file_counts_whoever_made_it() {
        let two = all([saved("x", 3, Some("old")), saved("x", 4, Some("new"))]);
        assert_eq!((two.clashing().count(), two.ever("x", "old")), (0, true));
        assert_eq!(
            (two.last("x").unwrap(), two.last("y"), two.turns()["x"]),
            (&["new".to_owned()][..], None, 4)
        );
        let gone = all([saved("x", 3, Some("old")), saved("x", 4, None)]);
        assert!(gone.is_removed("x") && gone.files().next().is_none());
    }

    #[test]
    fn two_saves_at_once_clash_where_they_made_different_things_of_a_file() {
        let clashing = |sums: [Option<&str>; 2]| {
            let two = all(sums.map(|sum| saved("x", 4, sum)));
            (two.clashing().count(), two.files().count(), two.is_removed("x"))
        };
        assert_eq!(clashing([Some("one"), Some("other")]), (1, 1, false));
        assert_eq!(clashing([Some("one"), Some("one")]), (0, 1, false));
        assert_eq!(clashing([Some("one"), None]), (1, 0, false), "it may be there or not");
        assert_eq!(clashing([None, None]), (0, 0, true));
    }

    #[test]
    fn of_saves_that_did_not_know_of_each_other_there_are_several_tips() {
        let knowing = |who: &str, own: u64, of: &str, other: u64| {
            let saves = BTreeMap::from([(of.to_owned(), other), (who.to_owned(), own - 1)]);
            let mut checkpoint = Checkpoint { saves: saves.clone(), ..Checkpoint::default() };
            checkpoint.knows(who, &saves);
            checkpoint
        };
        let tips = |known: u64| all([knowing("a", 2, "b", 4), knowing("b", 5, "a", known)]).tips();
        assert_eq!((tips(2), tips(1)), (vec!["b".to_owned()], vec!["a".to_owned(), "b".to_owned()]));
        let mut three = BTreeMap::from([("c".to_owned(), knowing("c", 1, "a", 2))]);
        three.insert("a".to_owned(), knowing("a", 2, "b", 4));
        three.insert("b".to_owned(), knowing("b", 5, "a", 1));
        if let Some(c) = three.get_mut("c") {
            c.saves.insert("b".to_owned(), 5);
        }
        assert_eq!(Checkpoints::new(three).tips(), ["c"], "who saves next brings them together");
        assert_eq!(all([Checkpoint::default(), Checkpoint::default()]).tips(), [""; 0]);
    }

    #[test]
    fn the_files_go_as_far_as_any_save_says() {
        let reach = |step| Reach { step, length: 10 * step };
        let mut one = Checkpoint::default();
        one.holds("a", &Reaches::from([("a".to_owned(), reach(5)), ("b".to_owned(), reach(2))]));
        let mut other = Checkpoint::default();
        other.holds("b", &Reaches::from([("a".to_owned(), reach(7)), ("b".to_owned(), reach(1))]));
        let reaches = all([one, other]).reaches();
        assert_eq!((reaches["a"], reaches["b"]), (reach(7), reach(2)));
    }
}
