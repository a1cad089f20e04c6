//! The words of `--similarity` and `--cluster`.

use clap::ValueEnum;

use crate::analysis::matrix::{Likeness, Linkage};

/// As `--similarity` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum Similarity {
    /// Codes of both, of codes of either
    Jaccard,
    /// Codes on which both are the same, of all
    #[value(alias = "simple-matching")]
    SimpleMatching,
    /// Of counts
    Cosine,
    /// A distance of counts
    #[value(alias = "bray-curtis")]
    BrayCurtis,
    /// A distance of counts
    Euclidean,
}

/// As `--cluster` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Cluster {
    /// The mean of the distances between members
    Average,
    /// The greatest of them
    Complete,
    /// The least of them
    Single,
    /// What adds least to the squares of distances
    Ward,
}

impl From<Similarity> for Likeness {
    fn from(similarity: Similarity) -> Self {
        match similarity {
            Similarity::Jaccard => Self::Jaccard,
            Similarity::SimpleMatching => Self::SimpleMatching,
            Similarity::Cosine => Self::Cosine,
            Similarity::BrayCurtis => Self::BrayCurtis,
            Similarity::Euclidean => Self::Euclidean,
        }
    }
}

impl From<Cluster> for Linkage {
    fn from(cluster: Cluster) -> Self {
        match cluster {
            Cluster::Average => Self::Average,
            Cluster::Complete => Self::Complete,
            Cluster::Single => Self::Single,
            Cluster::Ward => Self::Ward,
        }
    }
}
