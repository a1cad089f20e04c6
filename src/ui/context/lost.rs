//! What a file does not hold, in words. Never counts it.

use crate::formats::Lost;
use crate::lang::with;

/// What is left out, as a line.
pub(in crate::ui) fn told(lost: &Lost) -> String {
    let values =
        [("n", lost.count.into()), ("what", lost.what.as_str().into()), ("why", lost.why.as_str().into())];
    with("import-lost", &values)
}
