//! How many things of a kind a file may hold: more than any study has, and few enough that comparing each with each stays
//! quick. A file beyond that is refused before anything is made of it.

use std::collections::HashSet;

use super::tree::Element;
use crate::formats::error::{FormatError, Place};

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

/// Refuses a file that holds more.
///
/// # Errors
/// When it does.
pub(super) fn check(file: &str, root: &Element<'_>) -> Result<(), FormatError> {
    let mut counts = [0_usize; MOST.len()];
    let mut users: HashSet<&str> = HashSet::new();
    root.each(&mut |element| {
        for (count, (.., names)) in counts.iter_mut().zip(&MOST) {
            *count += usize::from(names.contains(&element.name));
        }
        users.extend(BY.iter().filter_map(|name| element.get(name)));
    });
    // Whoever is named and not among the users becomes one.
    counts[0] = counts[0].max(users.len());
    let beyond = counts.iter().zip(&MOST).find(|(count, (_, most, _))| *count > most);
    let Some((count, (what, most, _))) = beyond else { return Ok(()) };
    Err(FormatError::At {
        file: file.to_owned(),
        place: Place::Whole,
        problem: format!("it holds {count} {what}, and at most {most} are read"),
        remedy: "export the project in parts".to_owned(),
    })
}
