//! Reading what a person names, and the words of `--as`. Never guesses a kind: the formats do.

use std::path::Path;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Failure;
use crate::formats::Kind;
use crate::store::{Disk, RealDisk, StoreError};
use crate::text::Text;

/// The bytes of a file, which is refused when it is too large to be read at once.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Err(Failure::at(path, "this is a folder: name the files in it"));
    }
    // What a person names may be a link; where that leads there must be a file.
    let file = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let read = RealDisk.read(&file, Text::MAX_BYTES as u64);
    Ok(read.map_err(|why| StoreError::Io { path: path.to_owned(), doing: "reading", why })?)
}

/// The words of `--as`, which are those of these kinds and no others.
pub(super) fn kinds(kinds: Vec<Kind>) -> impl TypedValueParser<Value = Kind> {
    let words = PossibleValuesParser::new(kinds.iter().map(|kind| kind.id()));
    words.try_map(move |word| {
        kinds.iter().find(|kind| kind.id() == word).copied().ok_or("no kind is called so")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{FORMATS, Format, Writer, kinds_read, kinds_written};

    fn words(kinds: Vec<Kind>) -> Vec<String> {
        let possible = super::kinds(kinds);
        possible.possible_values().unwrap().map(|value| value.get_name().to_owned()).collect()
    }

    #[test]
    fn only_what_can_be_done_is_offered() {
        let read = ["transcript", "codings", "codebook", "attributes", "qualcoder", "taguette", "refi"];
        assert_eq!(words(kinds_read(FORMATS)), read);
        let written = words(kinds_written(FORMATS));
        assert!(["taguette", "history", "package"].iter().all(|word| written.contains(&(*word).to_owned())));
        assert!(["transcript", "qualcoder"].iter().all(|word| !written.contains(&(*word).to_owned())));
    }

    #[test]
    fn a_format_of_the_table_is_a_word_of_the_help() {
        let made_up = Format::new("subtitles", Kind::Transcript, "Subtitles", &["vtt"])
            .written(Writer::File(|_, _, _| Ok(Vec::new())));
        let formats = [FORMATS, &[made_up]].concat();
        assert!(words(kinds_written(&formats)).contains(&"transcript".to_owned()));
        let argument = clap::Arg::new("kind").long("as").value_parser(super::kinds(kinds_written(&formats)));
        let help = clap::Command::new("export").arg(argument).render_help().to_string();
        assert!(help.contains("transcript"), "{help}");
    }
}
