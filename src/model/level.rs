//! Whether figures are about codes or about themes.

/// Whether subcodes count for themselves or for their theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Every code by its own codings; a theme's row is what was coded with the theme itself.
    #[default]
    Code,
    /// Every theme, and every code at the top, with all its subcodes taken in.
    Theme,
}

impl Level {
    /// The word for it in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Theme => "theme",
        }
    }
}
