//! The panels of the rail, as a table: their names, what they are for, their signs. Never draws one.

use IconStroke::{Block, Frame, Line, Ring};

/// A panel of the rail.
#[derive(Clone, Copy, Debug)]
pub struct Panel {
    /// The key of its name; with `-tip`, of what it is for.
    name: &'static str,
    /// Its sign on the rail, 16 points wide.
    sign: &'static [IconStroke],
}

impl Panel {
    /// All panels, as in the rail.
    pub const ALL: &[Self] = &[
        Self::CODE,
        Self::CODEBOOK,
        Self::CASES,
        Self::FIND,
        Self::THEMES,
        Self::RELATIONS,
        Self::AGREEMENT,
        Self::MEMOS,
    ];

    /// Reading and coding.
    pub const CODE: Self = Self::new(
        "panel-code",
        &[
            Line([-8.0, -6.0], [8.0, -6.0]),
            Block([-8.0, -2.5, 11.0, 5.0]),
            Line([6.0, 0.0], [8.0, 0.0]),
            Line([-8.0, 6.0], [4.0, 6.0]),
        ],
    );
    /// The codes and themes.
    pub const CODEBOOK: Self = Self::new(
        "panel-codebook",
        &[
            Block([-8.0, -7.5, 3.0, 3.0]),
            Line([-3.0, -6.0], [8.0, -6.0]),
            Block([-3.0, -1.5, 3.0, 3.0]),
            Line([2.0, 0.0], [8.0, 0.0]),
            Block([-3.0, 4.5, 3.0, 3.0]),
            Line([2.0, 6.0], [8.0, 6.0]),
        ],
    );
    /// Participants and their attributes.
    pub const CASES: Self = Self::new(
        "panel-cases",
        &[Frame([-8.0, -7.0, 16.0, 14.0]), Line([-8.0, -2.0], [8.0, -2.0]), Line([-2.0, -7.0], [-2.0, 7.0])],
    );
    /// Words in all transcripts.
    pub const FIND: Self = Self::new("panel-find", &[Ring([-1.5, -1.5], 5.5), Line([2.5, 2.5], [7.5, 7.5])]);
    /// Theme frequencies.
    pub const THEMES: Self = Self::new(
        "panel-themes",
        &[Block([-8.0, -7.0, 16.0, 3.5]), Block([-8.0, -1.75, 11.0, 3.5]), Block([-8.0, 3.5, 6.0, 3.5])],
    );
    /// Which codes, cases and words go together.
    pub const RELATIONS: Self = Self::new(
        "panel-relations",
        &[
            Ring([-5.0, -4.5], 2.5),
            Ring([5.5, -3.0], 2.5),
            Ring([0.0, 5.5], 2.5),
            Line([-2.5, -4.0], [3.0, -3.4]),
            Line([-4.0, -2.2], [-1.2, 3.2]),
            Line([4.5, -0.7], [1.4, 3.4]),
        ],
    );
    /// Intercoder agreement.
    pub const AGREEMENT: Self =
        Self::new("panel-agreement", &[Ring([-3.5, 0.0], 5.5), Ring([3.5, 0.0], 5.5)]);
    /// What the team thinks.
    pub const MEMOS: Self = Self::new(
        "panel-memos",
        &[
            Frame([-8.0, -7.0, 16.0, 11.0]),
            Line([-4.0, -3.5], [4.0, -3.5]),
            Line([-4.0, 0.0], [1.0, 0.0]),
            Line([-4.0, 4.0], [-4.0, 8.0]),
            Line([-4.0, 8.0], [0.5, 4.0]),
        ],
    );

    /// A panel with the key of its name and its sign.
    pub const fn new(name: &'static str, sign: &'static [IconStroke]) -> Self {
        Self { name, sign }
    }

    /// The key of its name.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The key of what it is for.
    pub fn purpose(self) -> String {
        format!("{}-tip", self.name)
    }

    pub(in crate::ui) const fn sign(self) -> &'static [IconStroke] {
        self.sign
    }
}

impl Default for Panel {
    fn default() -> Self {
        Self::CODE
    }
}

impl PartialEq for Panel {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Panel {}

/// A stroke of a panel's sign, in points from its middle, to the right and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IconStroke {
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
