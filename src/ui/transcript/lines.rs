//! Blocks that egui cannot set: those with letters that run from right to left, and those whose letters split into
//! glyphs that it miscounts. Each word is shaped by egui apart; lines are broken, put in order and mirrored here, and
//! here bytes find their place and places their byte. Never paints.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::PlacedRow;
use egui::{Galley, Pos2, Rangef, Rect, Vec2, pos2};

use super::bidi::{Atom, Levels, mirrored};
use super::document::Direction;
use super::setting::Setting;
use super::stops::widths;
use super::view::SetFor;

/// A block set line by line. Heights count from the top of its first line, widths from the left of the column.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    /// All words as one galley, a row each.
    pub(super) galley: Arc<Galley>,
    /// The line of each of its rows.
    pub(super) line_of: Vec<usize>,
}

/// One line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) bytes: Range<usize>,
    pub(super) y: Rangef,
    /// Whether the paragraph runs from right to left.
    left: bool,
    /// From left to right.
    pieces: Vec<Piece>,
}

/// Letters that were shaped at once.
#[derive(Debug)]
struct Piece {
    left: bool,
    /// White space at which the line is broken: not seen.
    hangs: bool,
    /// Each grapheme's first byte and where it begins, and the end: to the right, or to the left where it runs so.
    stops: Vec<(usize, f32)>,
}

/// A word before it has its place.
struct Shaped {
    atom: Atom,
    row: Option<PlacedRow>,
    /// Width of each grapheme, with its first byte in the block.
    graphemes: Vec<(usize, f32)>,
    width: f32,
}

impl Lines {
    /// Sets a block in lines of the setting's width.
    pub(super) fn new(setting: &Setting<'_>, block: usize) -> Self {
        let text = setting.document.block_text(block);
        let (start, left) = setting
            .document
            .blocks()
            .get(block)
            .map_or((0, false), |b| (b.start(), b.way == Direction::Left));
        let levels = Levels::new(text, left);
        let shaped: Vec<Shaped> =
            levels.atoms().into_iter().flat_map(|atom| shape(setting, text, atom)).collect();
        let atoms: Vec<Atom> = shaped.iter().map(|s| s.atom.clone()).collect();
        let mut placed: Vec<PlacedRow> = Vec::new();
        let (mut lines, mut line_of) = (Vec::new(), Vec::new());
        let mut y = 0.0;
        for range in broken(&shaped, setting.wrap) {
            let order = levels.order(&atoms[range.clone()]);
            let line = &shaped[range];
            let hanging = line.iter().rev().take_while(|s| s.atom.space).count();
            let seen = line.len() - hanging;
            let width = |part: &[Shaped]| part.iter().map(|s| s.width).sum::<f32>();
            // Space at the end hangs over the edge at which the line ends.
            let mut x = if left { setting.wrap - width(line) } else { 0.0 };
            let mut pieces = Vec::with_capacity(line.len());
            for ix in order {
                let word = &line[ix];
                if let Some(row) = word.row.as_ref().filter(|_| !word.atom.space) {
                    line_of.push(lines.len());
                    placed.push(PlacedRow { pos: setting.on_pixel(pos2(x, y)), ..row.clone() });
                }
                let hangs = ix >= seen;
                pieces.push(word.piece(start, x, if hangs { left } else { word.atom.left }, hangs));
                x += word.width;
            }
            let height = Rangef::new(y, y + setting.row_height);
            let byte = |s: Option<&Shaped>, end: bool| {
                s.map_or(start, |s| start + if end { s.atom.bytes.end } else { s.atom.bytes.start })
            };
            let bytes = byte(line.first(), false)..byte(line.last(), true);
            lines.push(Line { bytes, y: height, left, pieces });
            y += setting.row_height;
        }
        let galley = Arc::new(gathered(setting, placed, y));
        Self { lines, galley, line_of }
    }
}

impl Shaped {
    fn piece(&self, block: usize, x: f32, left: bool, hangs: bool) -> Piece {
        let (mut at, sign) = if left { (x + self.width, -1.0) } else { (x, 1.0) };
        let mut stops = Vec::with_capacity(self.graphemes.len() + 1);
        for &(byte, width) in &self.graphemes {
            stops.push((block + byte, at));
            at += sign * width;
        }
        stops.push((block + self.atom.bytes.end, at));
        Piece { left, hangs, stops }
    }
}

/// Shapes a word; in pieces of one grapheme where its glyphs cannot be told apart, and cut where it is wider than a
/// line.
fn shape(setting: &Setting<'_>, text: &str, atom: Atom) -> Vec<Shaped> {
    use unicode_segmentation::UnicodeSegmentation;
    let word = &text[atom.bytes.clone()];
    let galley = setting.word(&mirrored(word, atom.left));
    let row = galley.rows.first();
    let glyphs: Vec<(char, f32)> =
        row.map_or_else(Vec::new, |row| row.glyphs.iter().map(|g| (g.chr, g.advance_width)).collect());
    let starts: Vec<usize> = word.grapheme_indices(true).map(|(at, _)| atom.bytes.start + at).collect();
    let found = widths(&mirrored(word, atom.left), atom.left, &glyphs).filter(|w| w.len() == starts.len());
    let cut_at = |ends: &[usize]| {
        let mut from = atom.bytes.start;
        let mut parts = Vec::new();
        for &to in ends {
            let last = to == atom.bytes.end;
            let part = Atom { bytes: from..to, ends: last && atom.ends, ..atom.clone() };
            parts.extend(shape(setting, text, part));
            from = to;
        }
        parts
    };
    let ends = starts.iter().skip(1).copied().chain([atom.bytes.end]);
    let Some(widths) = found else {
        if starts.len() > 1 {
            return cut_at(&ends.collect::<Vec<_>>());
        }
        return vec![Shaped {
            atom,
            row: None,
            graphemes: starts.into_iter().map(|at| (at, 0.0)).collect(),
            width: 0.0,
        }];
    };
    let width: f32 = widths.iter().sum();
    if width > setting.wrap && widths.len() > 1 && !atom.space {
        let (mut cuts, mut x) = (Vec::new(), 0.0);
        for (&at, &width) in starts.iter().zip(&widths) {
            if x + width > setting.wrap && x > 0.0 {
                cuts.push(at);
                x = 0.0;
            }
            x += width;
        }
        cuts.push(atom.bytes.end);
        if cuts.len() > 1 {
            return cut_at(&cuts);
        }
    }
    let graphemes = starts.into_iter().zip(widths).collect();
    vec![Shaped { row: row.cloned(), atom, graphemes, width }]
}

/// Which words stand on which line: as many as fit, broken where a line may end, or anywhere in a word that is longer.
fn broken(words: &[Shaped], wrap: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut x, mut may) = (0, 0.0, None);
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if x + word.width > wrap && !word.atom.space && at > start {
            let end = may.filter(|&may| may > start).unwrap_or(at);
            lines.push(start..end);
            (start, x, may, at) = (end, 0.0, None, end);
            continue;
        }
        x += word.width;
        at += 1;
        if word.atom.ends {
            may = Some(at);
        }
    }
    if start < words.len() {
        lines.push(start..words.len());
    }
    lines
}

/// Rows in their places as one galley, which is painted at once.
fn gathered(setting: &Setting<'_>, rows: Vec<PlacedRow>, height: f32) -> Galley {
    let mut galley = Galley::clone(&setting.word(" "));
    let width = rows.iter().map(|row| row.rect().right()).fold(0.0, f32::max);
    galley.rect = Rect::from_min_size(Pos2::ZERO, Vec2::new(width, height));
    let bounds = rows.iter().map(|row| row.visuals.mesh_bounds.translate(row.pos.to_vec2()));
    galley.mesh_bounds = bounds.fold(Rect::NOTHING, |all, one| all | one);
    galley.num_vertices = rows.iter().map(|row| row.visuals.mesh.vertices.len()).sum();
    galley.num_indices = rows.iter().map(|row| row.visuals.mesh.indices.len()).sum();
    galley.rows = rows;
    galley
}

impl Line {
    /// Where a caret before a byte stands: where the letter after it begins; at the ends of the line, at its edge.
    pub(super) fn x_of(&self, byte: usize) -> f32 {
        let edges = extent(self.pieces.iter());
        if byte <= self.bytes.start || byte >= self.bytes.end {
            return if (byte <= self.bytes.start) == self.left { edges.max } else { edges.min };
        }
        self.pieces
            .iter()
            .find(|piece| piece.bytes().contains(&byte))
            .map_or(edges.min, |piece| piece.x_of(byte))
    }

    /// The byte nearest to `x`: of the letter under it the nearer end; the line's start or end beyond all letters.
    pub(super) fn nearest(&self, x: f32) -> usize {
        let seen = || self.pieces.iter().filter(|piece| !piece.hangs);
        let ends = extent(seen());
        if x <= ends.min && !self.left || x >= ends.max && self.left {
            return self.bytes.start;
        }
        let last = seen().map(|piece| piece.bytes().end).max().unwrap_or(self.bytes.end);
        if x >= ends.max && !self.left || x <= ends.min && self.left {
            return last;
        }
        let under = seen().find(|piece| piece.x().contains(x));
        let away = |stop: &&(usize, f32)| (stop.1 - x).abs();
        let stops = under.map_or(&[][..], |piece| &piece.stops);
        stops.iter().min_by(|a, b| away(a).total_cmp(&away(b))).map_or(last, |stop| stop.0)
    }

    /// The byte whose letter lies under `x`; none beside the letters.
    pub(super) fn under(&self, x: f32) -> Option<usize> {
        let piece = self.pieces.iter().find(|piece| !piece.hangs && piece.x().contains(x))?;
        let holds = |pair: &&[(usize, f32)]| pair[0].1.min(pair[1].1) <= x && x < pair[0].1.max(pair[1].1);
        piece.stops.windows(2).find(holds).map(|pair| pair[0].0)
    }

    /// The stretches of the line that a range of bytes covers, from left to right.
    pub(super) fn stretches(&self, range: &Range<usize>, mut each: impl FnMut(Rangef)) {
        let mut open: Option<Rangef> = None;
        for piece in self.pieces.iter().filter(|piece| !piece.hangs) {
            let bytes = piece.bytes();
            let (start, end) = (range.start.max(bytes.start), range.end.min(bytes.end));
            if start >= end {
                continue;
            }
            let (a, b) = (piece.x_of(start), piece.x_of(end));
            let x = Rangef::new(a.min(b), a.max(b));
            match &mut open {
                Some(held) if x.min <= held.max + 0.1 => held.max = held.max.max(x.max),
                Some(held) => each(std::mem::replace(held, x)),
                None => open = Some(x),
            }
        }
        if let Some(x) = open {
            each(x);
        }
    }

    /// The graphemes in the order of the text: first byte, left and right, and whether they run to the left.
    pub(super) fn graphemes(&self) -> Vec<(usize, Rangef, bool)> {
        let of = |piece: &Piece| {
            let left = piece.left;
            let pairs = piece.stops.windows(2);
            let place =
                |p: &[(usize, f32)]| (p[0].0, Rangef::new(p[0].1.min(p[1].1), p[0].1.max(p[1].1)), left);
            pairs.map(place).collect::<Vec<_>>()
        };
        let mut all: Vec<_> = self.pieces.iter().flat_map(of).collect();
        all.sort_by_key(|grapheme| grapheme.0);
        all
    }
}

/// From the left of the first piece to the right of the last.
fn extent<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Rangef {
    let all = pieces.map(Piece::x).reduce(|a, b| Rangef::new(a.min.min(b.min), a.max.max(b.max)));
    all.unwrap_or(Rangef::new(0.0, 0.0))
}

impl Piece {
    fn bytes(&self) -> Range<usize> {
        let end = |stop: Option<&(usize, f32)>| stop.map_or(0, |stop| stop.0);
        end(self.stops.first())..end(self.stops.last())
    }

    fn x(&self) -> Rangef {
        let end = |stop: Option<&(usize, f32)>| stop.map_or(0.0, |stop| stop.1);
        let (a, b) = (end(self.stops.first()), end(self.stops.last()));
        Rangef::new(a.min(b), a.max(b))
    }

    fn x_of(&self, byte: usize) -> f32 {
        let at = self.stops.partition_point(|stop| stop.0 <= byte).saturating_sub(1);
        self.stops.get(at).map_or(0.0, |stop| stop.1)
    }
}

/// More blocks than are seen at once by far.
const MOST: usize = 400;

/// Lines kept over frames, as long as egui keeps the glyphs that they show.
#[derive(Clone, Debug, Default)]
pub(super) struct LineCache {
    of: Option<SetFor>,
    /// Set by egui and kept by it until it throws its glyphs away.
    sample: Option<Arc<Galley>>,
    blocks: HashMap<usize, Arc<Lines>>,
}

impl LineCache {
    /// Forgets everything if the setting is another, or egui remade its glyphs since.
    pub(super) fn begin(&mut self, of: SetFor, sample: Arc<Galley>) {
        let same = self.sample.as_ref().is_some_and(|kept| Arc::ptr_eq(kept, &sample));
        if !same || self.of != Some(of) || self.blocks.len() > MOST {
            self.blocks.clear();
        }
        (self.of, self.sample) = (Some(of), Some(sample));
    }

    pub(super) fn get(&self, block: usize) -> Option<Arc<Lines>> {
        self.blocks.get(&block).cloned()
    }

    pub(super) fn put(&mut self, block: usize, lines: Lines) -> Arc<Lines> {
        let lines = Arc::new(lines);
        self.blocks.insert(block, Arc::clone(&lines));
        lines
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use egui::{Context, RawInput, Theme};
    use egui_system_font_provider::SystemFontProvider;
    use proptest::prelude::*;

    use super::super::document::Document;
    use super::super::notes::Notes;
    use super::super::setting::SetBlock;
    use super::*;
    use crate::text::Text;
    use crate::ui::kit::look;

    /// Fonts of this machine beside those that come with the program: a test holds with any.
    static FONTS: LazyLock<Context> = LazyLock::new(|| {
        let ctx = Context::default();
        look::apply(&ctx, Theme::Light.into());
        ctx.add_font_provider(Arc::new(SystemFontProvider::new()));
        ctx.run_ui(RawInput::default(), |_| {}).textures_delta.clear();
        ctx
    });
    static NO_NOTES: Notes = Notes::none();

    fn document(text: &str) -> Document {
        Document::new(Text::new(text), Vec::new(), &[])
    }

    fn on_all(document: &Document, wrap: f32, mut check: impl FnMut(&Setting<'_>, &SetBlock)) {
        let setting = Setting::new(&FONTS, document, &NO_NOTES, 16.0, wrap);
        (0..document.blocks().len()).for_each(|block| check(&setting, &setting.set(block)));
    }

    /// The words of a block from left to right, line by line, as a reader sees them.
    fn seen(text: &str, wrap: f32) -> Vec<String> {
        let document = document(text);
        let mut lines = Vec::new();
        on_all(&document, wrap, |_, set| {
            for row in 0..set.rows.len() {
                let mut all = set.graphemes(document.text(), row);
                all.sort_by(|a, b| a.1.min.total_cmp(&b.1.min));
                let of = |at: usize, left: bool| mirrored(&text[at..document.text().next_grapheme(at)], left);
                lines.push(all.iter().map(|g| of(g.0, g.2)).collect::<String>());
            }
        });
        lines
    }

    #[test]
    fn lines_that_run_to_the_left_begin_at_the_right_edge() {
        let document = document("אחת שתיים");
        on_all(&document, 300.0, |_, set| {
            let end = document.text().len();
            assert!((set.x_of(0, 0) - 300.0).abs() < 1.0, "{}", set.x_of(0, 0));
            assert!(set.x_of(0, end) > 100.0 && set.x_of(0, end) < 280.0);
            assert_eq!(
                (set.nearest(document.text(), 0, 299.0).byte, set.nearest(document.text(), 0, 5.0).byte),
                (0, end)
            );
        });
        assert_eq!(seen("אחת two שלוש", 300.0), ["שולש two תחא"]);
        assert_eq!(seen("one שתיים (שלוש) 4", 300.0), ["one 4 (שולש) םייתש"]);
    }

    #[test]
    fn lines_are_broken_before_they_are_put_in_order() {
        let words = "אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר";
        let lines = seen(words, 110.0);
        assert!(lines.len() > 2);
        let back = |line: &String| line.trim().chars().rev().collect::<String>();
        assert_eq!(lines.iter().map(back).collect::<Vec<_>>().join(" "), words);
        let long = "ש".repeat(200);
        assert!(seen(&long, 110.0).len() > 5, "a word longer than a line is cut");
    }

    #[test]
    fn a_selection_across_a_turn_of_direction_is_in_two_parts() {
        let text = "one שתיים שלוש four";
        let document = document(text);
        let end = text.find(" שלוש").unwrap();
        on_all(&document, 400.0, |_, set| {
            let mut parts = Vec::new();
            set.stretches(&(0..end), |row, x| parts.push((row, x)));
            assert_eq!(parts.len(), 2, "{parts:?}");
            assert!(parts[0].1.max < parts[1].1.min);
        });
    }

    /// Pieces of text that have gone wrong in programs before.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-z]{1,7}",
            "[א-ת]{1,6}",
            "[ء-غ]{1,6}",
            "[ا-ي]{1,5}",
            "[0-9]{1,3}",
            "[۰-۹]{1,3}",
            "[١-٩]{1,3}",
            " {1,2}",
            " ",
            " ",
            "[.,!?()«»\\[\\]:-]",
            "[ก-ฮ]{1,4}",
            "[日本語中文]{1,4}",
            "[한국말]{1,3}",
            Just("नमस्ते".to_owned()),
            Just("கொம்பு".to_owned()),
            Just("বোঝো".to_owned()),
            Just("กำลัง".to_owned()),
            Just("👩🏽‍🚒".to_owned()),
            Just("👨‍👩‍👧‍👦".to_owned()),
            Just("🇩🇪🇪🇸".to_owned()),
            Just("❤️".to_owned()),
            Just("e\u{301}".to_owned()),
            Just("שָׁלוֹם".to_owned()),
            Just("السَّلامُ".to_owned()),
            Just("ﷲ".to_owned()),
            Just("لا".to_owned()),
            Just("\u{202e}abc\u{202c}".to_owned()),
            Just("\u{2067}x\u{2069}".to_owned()),
            Just("\u{200f}".to_owned()),
            Just("\t".to_owned()),
            Just("\u{2028}".to_owned()),
            Just("\u{2029}".to_owned()),
            Just("\n".to_owned()),
            Just("\u{feff}".to_owned()),
            Just("\u{ad}".to_owned()),
        ];
        prop::collection::vec(piece, 1..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

        #[test]
        fn places_and_bytes_find_each_other_in_any_script(
            text in pieces(), wrap in 60.0f32..700.0, xs in prop::collection::vec(-50.0f32..800.0, 8),
            from in 0.0f32..1.0, to in 0.0f32..1.0,
        ) {
            let document = document(&text);
            let whole = document.text();
            let (from, to) = (from.min(to), from.max(to));
            let at = |share: f32| whole.floor_grapheme((share * text.len() as f32) as usize);
            let range = at(from)..at(to);
            let mut fault = None;
            on_all(&document, wrap, |_, set| {
                let found = check(whole, set, &xs, &range);
                fault = fault.take().or(found);
            });
            prop_assert_eq!(fault, None);
        }
    }

    /// What is wrong with a block, if anything is.
    fn check(text: &Text, set: &SetBlock, xs: &[f32], range: &Range<usize>) -> Option<String> {
        let mut next = set.range().start;
        for (row, bytes) in set.rows.iter().enumerate() {
            if bytes.start != next || !text.is_boundary(bytes.start) {
                return Some(format!("row {row} does not go on where the one before ends"));
            }
            next = bytes.end;
            for &x in xs {
                let caret = set.nearest(text, row, x).byte;
                if !text.is_boundary(caret) || caret < bytes.start || caret > bytes.end {
                    return Some(format!("{x} in row {row} leads to {caret}"));
                }
                if set.under(row, x).is_some_and(|byte| !bytes.contains(&byte)) {
                    return Some(format!("{x} in row {row} is over a letter of another row"));
                }
            }
            let graphemes = set.graphemes(text, row);
            for &(byte, place, _) in &graphemes {
                let x = set.x_of(row, byte);
                let back = set.nearest(text, row, x).byte;
                // Where the direction turns, two bytes meet at one place: the end of one letter, the start of another.
                let near = |at: f32| (at - x).abs() < 0.6;
                let meets = |g: &(usize, Rangef, bool)| {
                    (g.0 == back || text.next_grapheme(g.0) == back) && (near(g.1.min) || near(g.1.max))
                };
                let same = near(set.x_of(row, back)) || graphemes.iter().any(meets);
                // White space at the end of a line is not aimed at.
                let hangs = text.as_str()[byte..bytes.end].trim().is_empty();
                if back != byte && !same && !hangs {
                    return Some(format!("{byte} stands at {x}, where {back} is found"));
                }
                if byte > bytes.start && !(place.min - 0.6..=place.max + 0.6).contains(&x) {
                    return Some(format!("the caret before {byte} is not beside its letter"));
                }
            }
            let mut seen = Vec::new();
            set.stretches(range, |r, x| {
                if r == row {
                    seen.push(x);
                }
            });
            for &(byte, place, _) in &graphemes {
                let hangs = text.as_str()[byte..bytes.end].trim().is_empty();
                let shown = seen.iter().any(|x| x.contains(place.center()));
                if place.span() > 0.5 && !hangs && shown != range.contains(&byte) {
                    return Some(format!(
                        "{byte} of {range:?} is shown as selected: {shown}; {seen:?} {place:?}"
                    ));
                }
            }
        }
        (next != set.range().end).then(|| "the last row ends too early".to_owned())
    }
}
