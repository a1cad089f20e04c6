//! How times are written: nearer ones in fewer words. Never asks what time it is.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::with;

/// "today 14:02", or "3 March 2026, 14:02", in the time zone of this machine.
pub fn written(at: Timestamp, now: Timestamp) -> String {
    in_zone(at, now, &TimeZone::system())
}

/// "2026-03-03", in the time zone of this machine.
pub fn day(at: Timestamp) -> String {
    at.to_zoned(TimeZone::system()).date().to_string()
}

/// The first moment of a day, and the first after it, in the time zone of this machine; none where the calendar ends.
pub fn bounds(day: Date) -> Option<[Timestamp; 2]> {
    let start = |day: Date| day.to_zoned(TimeZone::system()).ok().map(|zoned| zoned.timestamp());
    Some([start(day)?, start(day.tomorrow().ok()?)?])
}

/// A place in a recording in milliseconds: "01:02", or "01:01:02" from an hour on.
pub fn clock(ms: u32) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

fn in_zone(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (at, now) = (at.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    let time = at.strftime("%H:%M").to_string();
    if at.date() == now.date() {
        with("moment-today", &[("time", time.into())])
    } else {
        let date = at.strftime("%-d %B %Y").to_string();
        with("moment-date", &[("date", date.into()), ("time", time.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_recording_has_hours_only_where_there_are_any() {
        assert_eq!(clock(62_900), "01:02");
        assert_eq!(clock(3_600_000 + 62_000), "01:01:02");
        assert_eq!(clock(0), "00:00");
    }

    #[test]
    fn today_needs_no_date() {
        let at: Timestamp = "2026-03-03T14:02:00Z".parse().unwrap();
        let now: Timestamp = "2026-03-03T23:00:00Z".parse().unwrap();
        assert_eq!(in_zone(at, now, &TimeZone::UTC), "today 14:02");
        let later: Timestamp = "2026-03-05T01:00:00Z".parse().unwrap();
        assert_eq!(in_zone(at, later, &TimeZone::UTC), "3 March 2026, 14:02");
    }
}
