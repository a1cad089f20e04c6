//! What the values of an attribute are.

/// What values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// Names.
    Nominal,
    /// Names in an order.
    Ordinal,
    /// Numbers.
    Numeric,
}

impl Scale {
    /// As it is called in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Numeric => "numeric",
        }
    }
}
