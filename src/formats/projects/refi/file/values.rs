//! Values as files write them: dates and times, and colours.

use crate::model::{Colour, Timestamp};

/// A date and time, with or without a zone.
pub(in super::super) fn time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    // More of a second than can be kept, and the end of a day, which the schema allows.
    let digits = text.split_once('.').map(|(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count());
    if let (Some(digits @ 10..), Some(point)) = (digits, text.find('.')) {
        return time(&format!("{}{}", &text[..point + 10], &text[point + 1 + digits..]));
    }
    if let Some((day, rest)) = text.split_once("T24:00:00") {
        let rest = rest.trim_start_matches(['.', '0']);
        let day = day.parse::<jiff::civil::Date>().ok()?.tomorrow().ok()?;
        return time(&format!("{day}T00:00:00{rest}"));
    }
    text.parse().ok().or_else(|| {
        let civil: jiff::civil::DateTime = text.parse().ok()?;
        civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    })
}

/// A date and time as files have it: whole seconds, in UTC.
pub(in super::super) fn timed(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A colour however it is written: `#RRGGBB`, `#RGB`, either with an alpha, `rgb(…)`, `rgba(…)`.
pub(in super::super) fn colour(text: &str) -> Option<Colour> {
    if let Some(digits) = text.strip_prefix('#').filter(|d| d.is_ascii()) {
        let double = |d: &str| d.chars().flat_map(|c| [c, c]).collect::<String>();
        let six = match digits.len() {
            3 | 4 => double(&digits[..3]),
            6 | 8 => digits[..6].to_owned(),
            _ => return None,
        };
        return format!("#{six}").parse().ok();
    }
    let inside =
        text.strip_prefix("rgb").and_then(|rest| rest.trim_start_matches('a').trim().strip_prefix('('))?;
    let mut parts = inside.trim_end_matches(')').split([',', ' ', '/']).filter(|p| !p.is_empty());
    let mut next = || parts.next()?.trim().parse::<f64>().ok().filter(|n| (0.0..=255.0).contains(n));
    Some(Colour([next()? as u8, next()? as u8, next()? as u8]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_however_they_are_written() {
        let written = "2018-03-27T18:39:50Z";
        for text in [written, "2018-03-27T18:39:50", "2018-03-27T18:39:50.000Z", "2018-03-27T20:39:50+02:00"]
        {
            assert_eq!(time(text).map(timed).as_deref(), Some(written), "{text}");
        }
        assert_eq!(time("yesterday"), None);
    }

    #[test]
    fn colours_are_read_however_they_are_written() {
        for text in [
            "#ff8000",
            "#F80",
            "#FF8000AA",
            "rgb(255, 128, 0)",
            "rgba(255,128,0,0.5)",
            "rgb(255 128 0 / 50%)",
        ] {
            let read = colour(text).unwrap();
            assert!(read == Colour([255, 128, 0]) || read == Colour([255, 136, 0]), "{text}: {read}");
        }
        for text in ["", "red", "#12", "rgb(300,0,0)", "rgb(1,2)", "#é"] {
            assert_eq!(colour(text), None, "{text}");
        }
    }
}
