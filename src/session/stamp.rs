//! The one clock and source of ids.

use uuid::Uuid;

use crate::model::{Stamp, Timestamp};

/// Ids that sort by the time they were made, and the time of day.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemStamp;

impl Stamp for SystemStamp {
    fn uuid(&mut self) -> Uuid {
        Uuid::now_v7()
    }

    fn now(&self) -> Timestamp {
        // Milliseconds are plenty, and shorter in files.
        Timestamp::from_millisecond(Timestamp::now().as_millisecond()).unwrap_or_default()
    }
}
