//! What a file does not hold, in words. Never counts it.

use crate::formats::Lost;
use crate::lang::{tell, with};

/// What is left out, as a line.
pub(in crate::ui) fn told(lost: &Lost) -> String {
    let values =
        [("n", lost.count.into()), ("what", tell(&lost.what).into()), ("why", tell(&lost.why).into())];
    with("import-lost", &values)
}
