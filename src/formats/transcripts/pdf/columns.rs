//! Pages of a PDF that are set in two columns, by where their words stand: a gutter runs down the middle that hardly any
//! line crosses, with words on both sides of it all along. Lines that cross it, such as titles, keep their place.

use super::Glyph;

/// A line from left to right.
pub(super) type Line = Vec<Glyph>;

/// The least number of lines on each side.
const LEAST_LINES: usize = 6;
/// The share of lines that may cross the gutter.
const MOST_CROSSING: f64 = 0.2;
/// How wide each side is at least, on average, of all that is written: less is a name, a time or a number beside text.
const LEAST_WIDTH: f64 = 0.25;
/// The share of the height of each side that has words on the other side too.
const LEAST_BESIDE: f64 = 0.5;
/// Where the gutter may be, as shares of the width of all that is written.
const MIDDLE: (f64, f64) = (0.3, 0.7);
/// A page with more characters is no page of text.
const MOST_GLYPHS: usize = 100_000;
/// How wide the gutter is at least, in sizes of the letters.
const GUTTER: f64 = 1.2;

/// What stands on one side of a gutter.
#[derive(Default)]
struct Side {
    lines: usize,
    width: f64,
    top: Option<f64>,
    bottom: f64,
}

impl Side {
    fn add(&mut self, glyphs: impl Iterator<Item = Glyph>) {
        let ends = glyphs.fold(None, |ends: Option<(f64, f64, f64)>, g| {
            let (start, end, _) = ends.unwrap_or((g.x, g.end, g.y));
            Some((start.min(g.x), end.max(g.end), g.y))
        });
        let Some((start, end, y)) = ends else { return };
        self.lines += 1;
        self.width += end - start;
        self.top.get_or_insert(y);
        self.bottom = y;
    }

    fn is_column(&self, of: f64, other: &Self) -> bool {
        let (Some(top), Some(above)) = (self.top, other.top) else { return false };
        let beside = self.bottom.min(other.bottom) - top.max(above);
        self.lines >= LEAST_LINES
            && self.width >= LEAST_WIDTH * of * self.lines as f64
            && beside >= LEAST_BESIDE * (self.bottom - top)
    }
}

/// The lines of a page, from the top, in the order in which they are read; and whether that is by columns.
pub(super) fn in_order(lines: Vec<Line>) -> (Vec<Line>, bool) {
    let Some(gutter) = gutter(&lines) else { return (lines, false) };
    let (mut ordered, mut left, mut right) = (Vec::with_capacity(lines.len()), Vec::new(), Vec::new());
    for line in lines {
        if crosses(&line, gutter) {
            ordered.append(&mut left);
            ordered.append(&mut right);
            ordered.push(line);
            continue;
        }
        let (before, after): (Line, Line) = line.into_iter().partition(|glyph| glyph.x < gutter.0);
        left.extend((!before.is_empty()).then_some(before));
        right.extend((!after.is_empty()).then_some(after));
    }
    ordered.append(&mut left);
    ordered.append(&mut right);
    (ordered, true)
}

fn crosses(line: &[Glyph], (start, end): (f64, f64)) -> bool {
    line.iter().any(|glyph| glyph.is_ink && glyph.x < end && glyph.end > start)
}

/// Where a gutter begins and ends.
fn gutter(lines: &[Line]) -> Option<(f64, f64)> {
    let ink = || lines.iter().flatten().filter(|glyph| glyph.is_ink);
    let (start, end) = ink().fold((f64::MAX, f64::MIN), |(a, b), glyph| (a.min(glyph.x), b.max(glyph.end)));
    let mut sizes: Vec<f64> = ink().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    let wide = GUTTER * sizes.get(sizes.len() / 2)?;
    let width = end - start;
    let step = (wide / 4.0).max(width / 400.0);
    let most = MOST_CROSSING * lines.len() as f64;
    if lines.len() < LEAST_LINES || sizes.len() > MOST_GLYPHS || width <= 4.0 * wide {
        return None;
    }
    let places = ((MIDDLE.1 - MIDDLE.0) * width / step) as usize;
    let at = |place: usize| start + MIDDLE.0 * width + place as f64 * step;
    let crossing =
        |place: usize| lines.iter().filter(|line| crosses(line, (at(place), at(place) + wide))).count();
    let (fewest, first) = (0..=places).map(|place| (crossing(place), place)).min()?;
    // The middle of where it is clear.
    let clear = (first..=places).take_while(|place| crossing(*place) == fewest).count();
    let start = at(first + clear / 2);
    let found = (start, start + wide);
    let (mut left, mut right) = (Side::default(), Side::default());
    for line in lines.iter().filter(|line| !crosses(line, found)) {
        let ink = || line.iter().copied().filter(|glyph| glyph.is_ink);
        left.add(ink().filter(|glyph| glyph.x < found.0));
        right.add(ink().filter(|glyph| glyph.x >= found.0));
    }
    let both = left.is_column(width, &right) && right.is_column(width, &left);
    (fewest as f64 <= most && both).then_some(found)
}
