//! Where new ids and the time come from. The model itself has neither chance nor a clock.

use jiff::Timestamp;
use uuid::Uuid;

/// A source of ids and of the time, handed in by whoever makes edits.
pub trait Stamp {
    /// A new id, never given before.
    fn uuid(&mut self) -> Uuid;

    /// The time of the step being made.
    fn now(&self) -> Timestamp;
}
