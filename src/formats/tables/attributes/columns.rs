//! What a column of attributes holds: what its header says of it, and what its cells show.

use crate::formats::shared::table::folded;
use crate::lang::{Message, message};
use crate::model::{AttributeKind, AttributeOf, Value};

/// What a header says in brackets.
#[derive(Default)]
pub(super) struct Tags {
    pub of: Option<AttributeOf>,
    pub kind: Option<AttributeKind>,
}

/// The name in a header, and what brackets behind it say; brackets that say anything else are part of the name.
pub(super) fn tags(header: &str) -> (&str, Tags) {
    let inner = header.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    let Some((name, words)) = inner else { return (header, Tags::default()) };
    let mut tagged = Tags::default();
    for word in words.split(',') {
        match folded(word).as_str() {
            "case" => tagged.of = Some(AttributeOf::Case),
            "transcript" => tagged.of = Some(AttributeOf::Transcript),
            "text" => tagged.kind = Some(AttributeKind::Text),
            "number" => tagged.kind = Some(AttributeKind::Number),
            "date" => tagged.kind = Some(AttributeKind::Date),
            "yes/no" => tagged.kind = Some(AttributeKind::YesNo),
            _ => return (header, Tags::default()),
        }
    }
    let name = name.trim();
    if name.is_empty() { (header, Tags::default()) } else { (name, tagged) }
}

pub(super) const fn word(kind: AttributeKind) -> &'static str {
    match kind {
        AttributeKind::Text => "text",
        AttributeKind::Number => "number",
        AttributeKind::Date => "date",
        AttributeKind::YesNo => "yes/no",
    }
}

pub(super) fn a_kind(kind: AttributeKind) -> Message {
    match kind {
        AttributeKind::Text => message!("a-value-text"),
        AttributeKind::Number => message!("a-value-number"),
        AttributeKind::Date => message!("a-value-date"),
        AttributeKind::YesNo => message!("a-value-yes-no"),
    }
}

pub(super) const fn thing(of: AttributeOf) -> &'static str {
    match of {
        AttributeOf::Case => "case",
        AttributeOf::Transcript => "transcript",
    }
}

/// The type that all cells have; text where there are none. "007" is no number, for it would come back as another cell.
pub(super) fn kind_of<'c>(cells: impl Iterator<Item = &'c str>) -> AttributeKind {
    let mut could_be = [AttributeKind::Number, AttributeKind::Date, AttributeKind::YesNo].to_vec();
    let mut any = false;
    for cell in cells {
        any = true;
        could_be.retain(|&kind| {
            Value::parse(cell, kind).is_some_and(|value| match kind {
                AttributeKind::Number | AttributeKind::Date => value.to_string() == cell || is_decimal(cell),
                AttributeKind::YesNo | AttributeKind::Text => true,
            })
        });
    }
    could_be.into_iter().next().filter(|_| any).unwrap_or(AttributeKind::Text)
}

/// Whether a column has numbers with decimal commas: at least one that cannot be a comma between thousands.
pub(super) fn has_decimal_commas<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let mut any = false;
    for cell in cells {
        let digits = cell.strip_prefix('-').unwrap_or(cell);
        match digits.split_once(',') {
            Some((whole, part)) if is_decimal(&with_point(cell)) => any |= part.len() != 3 || whole == "0",
            None if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {}
            _ => return false,
        }
    }
    any
}

/// "4,5" as "4.5".
pub(super) fn with_point(cell: &str) -> String {
    cell.replace(',', ".")
}

/// "1.50": a number that is written longer than it need be.
fn is_decimal(cell: &str) -> bool {
    let Some((whole, part)) = cell.strip_prefix('-').unwrap_or(cell).split_once('.') else { return false };
    let digits = |s: &str| !s.is_empty() && s.len() <= 15 && s.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(part) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_commas_are_none_between_thousands() {
        let seen = |cells: &[&str]| has_decimal_commas(cells.iter().copied());
        assert!(seen(&["4,5", "12", "-0,25"]) && seen(&["1,250", "0,5"]));
        assert!(!seen(&["1,250", "12,000"]) && !seen(&["4,5", "x"]) && !seen(&["1,2,3"]) && !seen(&["12"]));
    }

    #[test]
    fn cells_show_their_type() {
        for (cells, kind) in [
            (vec!["1", "-2.50", "0"], AttributeKind::Number),
            (vec!["1", "007"], AttributeKind::Text),
            (vec!["1e3"], AttributeKind::Text),
            (vec!["2026-01-31"], AttributeKind::Date),
            (vec!["31.01.2026"], AttributeKind::Text),
            (vec!["Yes", "no"], AttributeKind::YesNo),
            (vec!["yes", "1"], AttributeKind::Text),
            (vec![], AttributeKind::Text),
        ] {
            assert_eq!(kind_of(cells.iter().copied()), kind, "{cells:?}");
        }
    }

    #[test]
    fn brackets_say_what_cells_cannot() {
        let (name, tagged) = tags("wave [transcript, number]");
        assert_eq!(
            (name, tagged.of, tagged.kind),
            ("wave", Some(AttributeOf::Transcript), Some(AttributeKind::Number))
        );
        for plain in ["size [cm]", "[text]", "wave", "a [text, cm]"] {
            assert_eq!(tags(plain).0, plain);
        }
    }
}
