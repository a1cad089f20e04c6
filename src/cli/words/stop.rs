//! Words that are left out of lists: those of a language, or of a file. Never counts.

use std::collections::BTreeSet;
use std::path::Path;

use crate::analysis::words::{both_ways, languages, small_words};
use crate::cli::{Failure, files};

/// The words of a language by its code, else of a file: words between white space, from `#` on a line none.
pub(super) fn words(named: &str) -> Result<BTreeSet<String>, Failure> {
    if let Some(listed) = small_words(named) {
        return Ok(listed);
    }
    let path = Path::new(named);
    if !path.exists() {
        let why = format!(
            "is neither a language with a list of small words nor a file: name a file, or one of {}",
            languages().join(", ")
        );
        return Err(Failure::at(path, why));
    }
    let text = String::from_utf8(files::bytes(path)?)
        .map_err(|_| Failure::at(path, "is not in UTF-8: save it so, as plain text"))?;
    let lines = text.trim_start_matches('\u{feff}').lines();
    let plain = lines.filter_map(|line| line.split('#').next());
    let found = both_ways(plain.flat_map(str::split_whitespace));
    if found.is_empty() {
        return Err(Failure::at(
            path,
            "has no word in it: write the words that are to be left out, a line each",
        ));
    }
    Ok(found)
}
