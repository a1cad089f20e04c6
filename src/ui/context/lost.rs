//! What a file does not hold, in words. Never counts it.

use crate::formats::Lost;
use crate::lang::{tell, with};
use crate::text::shortened;

/// Letters of the names of files.
const LETTERS: usize = 120;

/// What is left out, as a line.
pub(in crate::ui) fn told(lost: &Lost) -> String {
    let files = shortened(&lost.files.join(", "), LETTERS);
    let values = [
        ("n", lost.count.into()),
        ("what", tell(&lost.what).into()),
        ("why", tell(&lost.why).into()),
        ("files", files.into()),
    ];
    with(if lost.files.is_empty() { "import-lost" } else { "import-lost-of" }, &values)
}
