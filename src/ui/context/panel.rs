//! The panels of the rail: their names, what they are for, their signs. Never draws one.

/// A panel of the rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Reading and coding.
    #[default]
    Code,
    /// The codes and themes.
    Codebook,
    /// Participants and their attributes.
    Cases,
    /// Words in all transcripts.
    Find,
    /// Theme frequencies.
    Themes,
    /// Intercoder agreement.
    Agreement,
    /// What the team thinks.
    Memos,
}

impl Panel {
    /// All panels, as in the rail.
    pub const ALL: [Self; 7] =
        [Self::Code, Self::Codebook, Self::Cases, Self::Find, Self::Themes, Self::Agreement, Self::Memos];

    /// The key of its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "panel-code",
            Self::Codebook => "panel-codebook",
            Self::Cases => "panel-cases",
            Self::Find => "panel-find",
            Self::Themes => "panel-themes",
            Self::Agreement => "panel-agreement",
            Self::Memos => "panel-memos",
        }
    }

    /// The key of what it is for.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Code => "panel-code-tip",
            Self::Codebook => "panel-codebook-tip",
            Self::Cases => "panel-cases-tip",
            Self::Find => "panel-find-tip",
            Self::Themes => "panel-themes-tip",
            Self::Agreement => "panel-agreement-tip",
            Self::Memos => "panel-memos-tip",
        }
    }

    /// Its sign on the rail, 16 points wide.
    pub(in crate::ui) const fn sign(self) -> &'static [Sign] {
        use Sign::{Block, Frame, Line, Ring};
        match self {
            Self::Code => &[
                Line([-8.0, -6.0], [8.0, -6.0]),
                Block([-8.0, -2.5, 11.0, 5.0]),
                Line([6.0, 0.0], [8.0, 0.0]),
                Line([-8.0, 6.0], [4.0, 6.0]),
            ],
            Self::Codebook => &[
                Block([-8.0, -7.5, 3.0, 3.0]),
                Line([-3.0, -6.0], [8.0, -6.0]),
                Block([-3.0, -1.5, 3.0, 3.0]),
                Line([2.0, 0.0], [8.0, 0.0]),
                Block([-3.0, 4.5, 3.0, 3.0]),
                Line([2.0, 6.0], [8.0, 6.0]),
            ],
            Self::Cases => &[
                Frame([-8.0, -7.0, 16.0, 14.0]),
                Line([-8.0, -2.0], [8.0, -2.0]),
                Line([-2.0, -7.0], [-2.0, 7.0]),
            ],
            Self::Find => &[Ring([-1.5, -1.5], 5.5), Line([2.5, 2.5], [7.5, 7.5])],
            Self::Themes => &[
                Block([-8.0, -7.0, 16.0, 3.5]),
                Block([-8.0, -1.75, 11.0, 3.5]),
                Block([-8.0, 3.5, 6.0, 3.5]),
            ],
            Self::Memos => &[
                Frame([-8.0, -7.0, 16.0, 11.0]),
                Line([-4.0, -3.5], [4.0, -3.5]),
                Line([-4.0, 0.0], [1.0, 0.0]),
                Line([-4.0, 4.0], [-4.0, 8.0]),
                Line([-4.0, 8.0], [0.5, 4.0]),
            ],
            Self::Agreement => &[Ring([-3.5, 0.0], 5.5), Ring([3.5, 0.0], 5.5)],
        }
    }
}

/// A stroke of a panel's sign, in points from its middle, to the right and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) enum Sign {
    /// From here to there.
    Line([f32; 2], [f32; 2]),
    /// Filled: left, top, width, height.
    Block([f32; 4]),
    /// Outlined: left, top, width, height.
    Frame([f32; 4]),
    /// Round a middle, with its radius.
    Ring([f32; 2], f32),
}

/// Which side panels are wanted; a panel shows those it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// Lists, on the left.
    pub left: bool,
    /// The inspector, on the right.
    pub right: bool,
}

impl Default for Sides {
    fn default() -> Self {
        Self { left: true, right: true }
    }
}
