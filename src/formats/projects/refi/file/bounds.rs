//! How many things of a kind a file may hold: more than any study has, and few enough that comparing each with each stays
//! quick. A file beyond that is refused before anything is made of it.

use std::collections::HashSet;

use super::tree::Element;
use crate::formats::shared::error::{FormatError, Location};
use crate::lang::message;
use crate::lang::which;

/// The most of each kind, by what they are called in a message.
const MOST: [(&str, usize, &[&str]); 7] = [
    ("users", 500, &["User"]),
    ("codes", 10_000, &["Code"]),
    ("variables", 1_000, &["Variable"]),
    ("cases", 10_000, &["Case"]),
    (
        "sources",
        10_000,
        &["TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource", "Transcript"],
    ),
    ("notes", 50_000, &["Note"]),
    ("sets", 1_000, &["Set"]),
];
/// What names a user.
const BY: [&str; 2] = ["creatingUser", "modifyingUser"];

/// How many users that are named nowhere else are told apart.
const MOST_USERS: usize = 100_000;

/// Counts what a file holds, piece by piece.
#[derive(Default)]
pub(in super::super) struct Bounds {
    counts: [usize; MOST.len()],
    users: HashSet<String>,
}

impl Bounds {
    /// Counts what a piece holds.
    pub(in super::super) fn add(&mut self, piece: &Element<'_>) {
        piece.each(&mut |element| {
            for (count, (.., names)) in self.counts.iter_mut().zip(&MOST) {
                *count += usize::from(names.contains(&element.name));
            }
            for user in BY.iter().filter_map(|name| element.get(name)) {
                if !self.users.contains(user) && self.users.len() < MOST_USERS {
                    self.users.insert(user.to_owned());
                }
            }
        });
    }

    /// Refuses a file that holds more than is read.
    ///
    /// # Errors
    /// When it does.
    pub(in super::super) fn check(mut self, file: &str) -> Result<(), FormatError> {
        // Whoever is named and not among the users becomes one.
        self.counts[0] = self.counts[0].max(self.users.len());
        let beyond = self.counts.iter().zip(&MOST).find(|(count, (_, most, _))| *count > most);
        let Some((count, (what, most, _))) = beyond else { return Ok(()) };
        Err(FormatError::At {
            file: file.to_owned(),
            place: Location::Whole,
            problem: message!("file-too-many-things", count, what = which(what), most),
            remedy: message!("do-export-in-parts"),
        })
    }
}
