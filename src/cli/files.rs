//! Files that a person names, to be read or written, and the words of `--as`. Never guesses a kind: the formats do.

use std::path::Path;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Failure;
use crate::formats::Kind;
use crate::lang;
use crate::store::{Disk, InTheWay, RealDisk, StoreError, in_the_way, is_own_file};
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

/// Refuses what a file cannot take the place of, whether it may be replaced or not; a folder takes the place of nothing.
pub(super) fn free(path: &Path, folder: bool) -> Result<(), Failure> {
    if folder {
        let taken = path.symlink_metadata().is_ok();
        let why = "there is something already: name a folder that is not there yet";
        return if taken { Err(Failure::at(path, why)) } else { Ok(()) };
    }
    match in_the_way(path) {
        None => Ok(()),
        Some(InTheWay::Folder) => Err(Failure::at(path, "this is a folder: name a file in it")),
        Some(what) => {
            let what = lang::tell(&what);
            let why = format!("this is {what}, which is neither followed nor replaced: name another file");
            Err(Failure::at(path, why))
        }
    }
}

/// Refuses what the project itself is kept in.
pub(super) fn outside(project: &Path, path: &Path, folder: bool) -> Result<(), Failure> {
    if is_own_file(project, path) {
        let what = if folder { "folder" } else { "file" };
        let why = format!("the project itself is kept there: name a {what} outside it");
        return Err(Failure::at(path, why));
    }
    Ok(())
}

/// Refuses a file that is there already, unless it may be replaced.
pub(super) fn unless_there(path: &Path, force: bool) -> Result<(), Failure> {
    if path.exists() && !force {
        let why = "there is a file already: name another, or replace it with --force";
        return Err(Failure::at(path, why));
    }
    Ok(())
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
