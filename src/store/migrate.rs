//! Projects that an older version wrote: each file's words are brought up to this version's format as they are read,
//! one step a version. What is on disk stays as it was until the project is saved. Never reads a newer format.

use super::records::FORMAT_VERSION;

/// Brings the words of one file (named as in the project's folder) from one format version to the next.
type Migration = fn(file: &str, words: String) -> String;

/// `STEPS[0]` leads from version 1 to version 2, and so on up to [`FORMAT_VERSION`].
///
/// - 1 to 2: journals have steps that say what their maker knew, and may come in parts; what a save says holds for every
///   journal. The files themselves are as they were.
/// - 2 to 3: speakers may be tied to cases. Those of an older study are not.
/// - 3 to 4: there may be sets of transcripts, scopes, and coders to whom transcripts were given. An older study has none.
const STEPS: [Migration; FORMAT_VERSION as usize - 1] =
    [|_, words| words, |_, words| words, |_, words| words];

/// The words of a file as this version writes them.
pub(super) fn brought_up(version: u32, file: &str, words: String) -> String {
    through(&STEPS, version, file, words)
}

fn through(steps: &[Migration], version: u32, file: &str, words: String) -> String {
    let made = usize::try_from(version).unwrap_or(usize::MAX).saturating_sub(1).min(steps.len());
    steps[made..].iter().fold(words, |words, step| step(file, words))
}

#[cfg(test)]
mod tests {
    use super::{Migration, through};

    #[test]
    fn every_step_from_the_version_on_is_made_in_order() {
        let steps: [Migration; 3] = [|_, w| w + "2", |f, w| w + f, |_, w| w + "4"];
        let words = |version| through(&steps, version, "-", "1".into());
        assert_eq!([words(1), words(2), words(3), words(4), words(9)], ["12-4", "1-4", "14", "1", "1"]);
    }
}
