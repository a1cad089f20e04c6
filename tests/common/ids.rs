//! Ids for tests, the same in every run.

use concord::model::{Stamp, Timestamp};
use uuid::Uuid;

/// Ids that count up, and a time that stands still.
#[derive(Default)]
pub(crate) struct Ids(pub(crate) u128);

impl Stamp for Ids {
    fn uuid(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
}
