//! The words of `--level`.

use clap::ValueEnum;

use crate::model;

/// By code or by theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    /// Every code by its own codings
    #[default]
    Code,
    /// Every theme with its subcodes, once each
    Theme,
}

impl From<Level> for model::Level {
    fn from(level: Level) -> Self {
        match level {
            Level::Code => Self::Code,
            Level::Theme => Self::Theme,
        }
    }
}
