//! How whoever asked for long reckoning follows it and stops it. Never knows a thread, a window or a clock.

/// Told how far long work has got, and asked whether it is still wanted.
pub trait Watch: Sync {
    /// So many more parts are to be done.
    fn expect(&self, parts: usize);

    /// One part is done.
    fn step(&self);

    /// Whether to go on; asked often.
    fn goes_on(&self) -> bool;
}

/// Nobody looks, and nobody stops it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn expect(&self, _: usize) {}

    fn step(&self) {}

    fn goes_on(&self) -> bool {
        true
    }
}
