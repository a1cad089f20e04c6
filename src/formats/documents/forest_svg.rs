//! A forest plot as a picture that papers take: one line a code, its coefficient as a dot with its interval, the
//! thresholds of the field as quiet lines. Scalable Vector Graphics 1.1, black on white but for the dots. Never
//! computes, and never says whether a figure is good.

use std::fmt::Write;

/// A forest plot in words and figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Forest {
    /// What it shows: "Krippendorff's alpha by code".
    pub title: String,
    /// Unit, coders, transcripts, interval: a line each.
    pub about: Vec<String>,
    /// The heads of the figures' columns: the coefficient, its interval.
    pub heads: [String; 2],
    /// One a code.
    pub lines: Vec<ForestLine>,
    /// What the dots, the whiskers and the lines mean: a line each.
    pub notes: Vec<String>,
}

/// One code of a forest plot.
#[derive(Clone, Debug, PartialEq)]
pub struct ForestLine {
    /// Its name.
    pub name: String,
    /// Its colour: red, green, blue.
    pub colour: [u8; 3],
    /// The coefficient; none where it is undefined.
    pub value: Option<f64>,
    /// Its interval, where there is one.
    pub interval: Option<[f64; 2]>,
    /// Coefficient and interval as they are written.
    pub written: [String; 2],
    /// Said in place of a dot: why there is none.
    pub note: String,
}

/// The thresholds that the field cites, and how they are written.
pub const THRESHOLDS: [(f64, &str); 2] = [(0.667, ".667"), (0.8, ".80")];

const WIDTH: f64 = 900.0;
const PLOT: [f64; 2] = [300.0, 690.0];
const FIGURES: [f64; 2] = [770.0, 880.0];
const ROW: f64 = 24.0;
const LINE: f64 = 18.0;
/// Letters of a name that have room.
const NAME: usize = 42;

/// Where the scale begins, so that the least of these lies on it: 0, or the next fifth below it, and never under −1.
pub fn scale_start(least: f64) -> f64 {
    if least < 0.0 { ((least * 5.0).floor() / 5.0).max(-1.0) } else { 0.0 }
}

impl Forest {
    /// The least value or end that is drawn.
    pub fn least(&self) -> f64 {
        let ends = self
            .lines
            .iter()
            .flat_map(|line| line.value.into_iter().chain(line.interval.into_iter().map(|[low, _]| low)));
        ends.fold(0.0, f64::min)
    }

    /// The picture, as the text of an .svg file.
    pub fn svg(&self) -> String {
        let start = scale_start(self.least());
        let top = 56.0 + LINE * self.about.len() as f64;
        let bottom = top + ROW * self.lines.len() as f64;
        let height = bottom + 34.0 + LINE * self.notes.len() as f64;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
             height=\"{height}\" font-family=\"Inter, Helvetica, Arial, sans-serif\" font-size=\"13\" \
             fill=\"#22252a\">\n<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
            escaped(&self.title)
        );
        let mut text = Text(&mut out);
        text.put(20.0, 30.0, "start", "font-size=\"17\" font-weight=\"600\"", &self.title);
        for (at, line) in (0..).map(f64::from).zip(&self.about) {
            text.put(20.0, 50.0 + LINE * at, "start", MUTED, line);
        }
        let head = top - 8.0;
        text.put(x(start, start), head, "middle", MUTED, &tick(start));
        if start < 0.0 {
            text.put(x(start, 0.0), head, "middle", MUTED, "0");
        }
        text.put(x(start, 1.0), head, "middle", MUTED, "1");
        for ((value, written), anchor) in THRESHOLDS.into_iter().zip(["end", "start"]) {
            text.put(x(start, value), head, anchor, MUTED, written);
        }
        for (at, head_of) in FIGURES.into_iter().zip(&self.heads) {
            text.put(at, head, "end", MUTED, head_of);
        }
        self.lines_of_scale(&mut out, start, top, bottom);
        for (at, line) in (0..).map(f64::from).zip(&self.lines) {
            line.draw(&mut out, start, top + ROW * at);
        }
        let mut text = Text(&mut out);
        for (at, note) in (0..).map(f64::from).zip(&self.notes) {
            text.put(20.0, bottom + 24.0 + LINE * at, "start", MUTED, note);
        }
        out.push_str("</svg>\n");
        out
    }

    fn lines_of_scale(&self, out: &mut String, start: f64, top: f64, bottom: f64) {
        let mut rule = |value: f64, more: &str| {
            let x = x(start, value);
            line(out, [x, top, x, bottom], &format!("stroke=\"#b8b3a8\" {more}"));
        };
        rule(0.0, "");
        rule(1.0, "");
        rule(THRESHOLDS[0].0, "");
        rule(THRESHOLDS[1].0, "stroke-dasharray=\"2 3\"");
        for at in 0..=self.lines.len() {
            let y = top + ROW * at as f64;
            line(out, [20.0, y, WIDTH - 20.0, y], "stroke=\"#e6e2da\"");
        }
    }
}

const MUTED: &str = "fill=\"#62666d\" font-size=\"12\"";

impl ForestLine {
    fn draw(&self, out: &mut String, start: f64, top: f64) {
        let (middle, base) = (top + ROW / 2.0, top + ROW / 2.0 + 4.5);
        let [red, green, blue] = self.colour;
        let colour = format!("#{red:02x}{green:02x}{blue:02x}");
        let mut text = Text(out);
        text.put(20.0, base, "start", "", &shortened(&self.name));
        for (at, written) in FIGURES.into_iter().zip(&self.written) {
            text.put(at, base, "end", "style=\"font-variant-numeric: tabular-nums\"", written);
        }
        let Some(value) = self.value else {
            text.put(PLOT[0], base, "start", MUTED, &self.note);
            return;
        };
        if let Some([low, high]) = self.interval {
            line(
                out,
                [x(start, low), middle, x(start, high), middle],
                "stroke=\"#22252a\" stroke-width=\"1.5\"",
            );
        }
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "<circle cx=\"{:.2}\" cy=\"{middle:.2}\" r=\"4.5\" fill=\"{colour}\"/>",
            x(start, value)
        );
    }
}

/// Texts at places.
struct Text<'a>(&'a mut String);

impl Text<'_> {
    fn put(&mut self, x: f64, y: f64, anchor: &str, more: &str, words: &str) {
        let words = escaped(words);
        // Writing to a string does not fail.
        let _ = writeln!(
            self.0,
            "<text x=\"{x:.2}\" y=\"{y:.2}\" text-anchor=\"{anchor}\" {more}>{words}</text>"
        );
    }
}

fn line(out: &mut String, [x1, y1, x2, y2]: [f64; 4], more: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "<line x1=\"{x1:.2}\" y1=\"{y1:.2}\" x2=\"{x2:.2}\" y2=\"{y2:.2}\" {more}/>");
}

fn x(start: f64, value: f64) -> f64 {
    let [left, right] = PLOT;
    left + (right - left) * ((value.clamp(start, 1.0) - start) / (1.0 - start))
}

fn tick(value: f64) -> String {
    if value < 0.0 { format!("−{:.1}", -value) } else { "0".to_owned() }
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        Some((cut, _)) => format!("{}…", &name[..cut]),
        None => name.to_owned(),
    }
}

/// Words between the tags of XML 1.0, without the characters that it forbids.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest() -> Forest {
        let line = |name: &str, value, interval| ForestLine {
            name: name.to_owned(),
            colour: [3, 0x6B, 0xB9],
            value,
            interval,
            written: ["0.48".to_owned(), "0.36 to 0.59".to_owned()],
            note: "undefined: nobody used this code".to_owned(),
        };
        Forest {
            title: "alpha <by code>".to_owned(),
            about: vec!["Coders: A & B".to_owned()],
            heads: ["alpha".to_owned(), "95 % interval".to_owned()],
            lines: vec![
                line("Love / cares", Some(0.48), Some([0.36, 0.59])),
                line("Love / knows", None, None),
                line("Rights", Some(-0.13), None),
            ],
            notes: vec!["Lines at .667 and .80".to_owned()],
        }
    }

    #[test]
    fn every_line_is_drawn_and_every_word_is_escaped() {
        let svg = forest().svg();
        assert_eq!(svg.matches("<circle").count(), 2, "what is undefined has no dot");
        assert!(svg.contains("undefined: nobody used this code"));
        assert!(svg.contains("alpha &lt;by code&gt;") && svg.contains("Coders: A &amp; B"));
        let mut reader = quick_xml::Reader::from_str(&svg);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    }

    #[test]
    fn the_scale_reaches_down_to_the_least_figure() {
        assert_eq!([0.3, 0.0, -0.13, -0.2, -3.0].map(scale_start), [0.0, 0.0, -0.2, -0.2, -1.0]);
        assert!((x(0.0, 0.5) - 495.0).abs() < 1e-9);
        assert!((x(-1.0, 0.0) - 495.0).abs() < 1e-9);
    }
}
