//! Kinds of cases about codes and words: co-occurrence, likeness and clusters, saturation, words.

use super::Kind;

/// What is answered.
pub(super) const KINDS: &[Kind] = &[];

/// What there is nothing for yet.
pub(super) const LATER: &[&str] = &[
    "cooccurrence",
    "sequence",
    "similarity",
    "clustering",
    "mds",
    "saturation",
    "saturation_bands",
    "keyness",
    "dispersion",
    "collocates",
    "word_counts",
];
