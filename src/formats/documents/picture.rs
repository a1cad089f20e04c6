//! A figure as a picture that papers take: Scalable Vector Graphics 1.1, whose words stay words, or an image of 300 dots
//! per inch. On white, in Inter. Never lays anything out.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree, fontdb};

use crate::chart::{Anchor, Figure, PAPER, Paint, Pen, Point, Shape, Table, Text, letters};
use crate::formats::shared::grid::Grid;
use crate::formats::shared::outcome::{Exported, Lost};
use crate::lang::{Message, message, said};

/// What a picture needs of a machine: its fonts, for letters that Inter lacks.
pub type Fonts = fn() -> fontdb::Database;

/// Dots per inch of an image.
pub const DPI: f32 = 300.0;
/// Dots per inch that a point of a figure is one of.
const POINTS: f32 = 96.0;
/// An image of more dots is made with fewer per inch: four bytes each are held.
const MOST_DOTS: f32 = 100.0e6;
/// Letters named in a message.
const NAMED: usize = 12;

/// Its numbers as a table.
pub fn numbers(figure: &Figure) -> Grid {
    let Table { header, rows } = &figure.table;
    let mut grid = Grid::new("figure", header.iter().cloned());
    for (name, numbers) in rows {
        let name = std::iter::once(name.as_str().into());
        grid.row(name.chain(numbers.iter().map(|&number| number.into())));
    }
    grid
}

/// The figure as an .svg file, which asks for Inter and takes what comes next where that is not installed.
pub fn svg(figure: &Figure) -> String {
    let [width, height] = figure.size;
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" font-family=\"Inter, Helvetica, Arial, sans-serif\">\n\
         <title>{}</title>\n<desc>{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        escaped(&figure.title),
        escaped(&figure.alternative),
        hex(crate::chart::Ink::Ground.into())
    );
    for shape in &figure.shapes {
        draw(&mut out, shape);
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, shape: &Shape) {
    // Writing to a string does not fail.
    let _ = match shape {
        Shape::Box { min: [left, top], max: [right, bottom], corner, fill } => writeln!(
            out,
            "<rect x=\"{left:.2}\" y=\"{top:.2}\" width=\"{:.2}\" height=\"{:.2}\" rx=\"{corner}\" fill=\"{}\"/>",
            (right - left).max(0.0),
            (bottom - top).max(0.0),
            hex(*fill)
        ),
        Shape::Dot { at: [x, y], radius, fill } => {
            writeln!(out, "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius}\" fill=\"{}\"/>", hex(*fill))
        }
        Shape::Line { through, pen: Pen { paint, width, dash } } => {
            let dash = dash.map(|[on, off]| format!(" stroke-dasharray=\"{on} {off}\"")).unwrap_or_default();
            let (points, colour) = (points(through.iter()), hex(*paint));
            writeln!(
                out,
                "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dash}/>"
            )
        }
        Shape::Area { between, fill } => {
            let there = between.iter().map(|[from, _]| from);
            let back = between.iter().rev().map(|[_, to]| to);
            writeln!(out, "<polygon points=\"{}\" fill=\"{}\"/>", points(there.chain(back)), hex(*fill))
        }
        Shape::Text(Text { at: [x, y], anchor, words, size, strong, ink }) => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let weight = if *strong { " font-weight=\"600\"" } else { "" };
            let (colour, words) = (hex((*ink).into()), escaped(words));
            writeln!(
                out,
                "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size}\"{weight}{anchor} fill=\"{colour}\">{words}</text>"
            )
        }
    };
}

fn points<'a>(all: impl Iterator<Item = &'a Point>) -> String {
    all.map(|[x, y]| format!("{x:.2},{y:.2}")).collect::<Vec<_>>().join(" ")
}

fn hex(paint: Paint) -> String {
    let [red, green, blue] = PAPER.rgb(paint);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Words between the tags of XML 1.0.
fn escaped(words: &str) -> String {
    let words = letters::tidy(words);
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The figure as a .png file of 300 dots per inch, with what could not be done as it should.
///
/// # Errors
/// When there is not the memory for it, in words.
pub fn png(figure: &Figure, fonts: Fonts) -> Result<Exported, Message> {
    let (wanted, scale) = (DPI / POINTS, scale(figure.size));
    let mut lost = Vec::new();
    if scale < wanted {
        let why = message!("file-image-too-large", dots = (scale * POINTS).round() as usize);
        lost.push(Lost { what: message!("part-image-300"), count: 1, why, files: Vec::new() });
    }
    let (image, strange) = raster(figure, scale, fonts)?;
    lost.extend(strange);
    let bytes = encoded(&image, scale * POINTS)?;
    Ok(Exported { bytes, lost })
}

/// Dots to a point: those of 300 an inch, or fewer where there would be too many.
fn scale([width, height]: [f32; 2]) -> f32 {
    (DPI / POINTS).min((MOST_DOTS / (width * height)).sqrt())
}

/// A figure in dots, so many to a point; and which letters are not those of Inter.
fn raster(figure: &Figure, scale: f32, fonts: Fonts) -> Result<(Pixmap, Vec<Lost>), Message> {
    let words = figure.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(text) => Some(text.words.as_str()),
        Shape::Box { .. } | Shape::Dot { .. } | Shape::Line { .. } | Shape::Area { .. } => None,
    });
    let lacking = letters::lacking(&words.collect::<String>());
    let mut database = if lacking.is_empty() { fontdb::Database::new() } else { fonts() };
    let inter = fontdb::Source::Binary(Arc::new(letters::INTER));
    let inter = database.load_font_source(inter).first().copied();
    let drawn: Mutex<BTreeSet<char>> = Mutex::default();
    let others = FontResolver::default_fallback_selector();
    let fallback = |letter: char, tried: &[fontdb::ID], all: &mut Arc<fontdb::Database>| {
        let found = others(letter, tried, all);
        // It is asked once for all letters of a line that the same font has.
        let had = found.and_then(|id| all.with_face_data(id, |data, at| letters::had(data, at, &lacking)));
        drawn.lock().unwrap_or_else(PoisonError::into_inner).extend(had.unwrap_or_default());
        found
    };
    let options = Options {
        font_resolver: FontResolver {
            select_font: Box::new(move |_, _| inter),
            select_fallback: Box::new(fallback),
        },
        fontdb: Arc::new(database),
        ..Options::default()
    };
    let tree = Tree::from_str(&svg(figure), &options).map_err(|why| not_made(&why))?;
    drop(options);
    let dots = |points: f32| (points * scale).ceil().max(1.0) as u32;
    let [width, height] = figure.size.map(dots);
    let mut image = Pixmap::new(width, height).ok_or_else(|| message!("file-image-memory"))?;
    image.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut image.as_mut());
    let drawn = drawn.into_inner().unwrap_or_else(PoisonError::into_inner);
    let missing: BTreeSet<char> = lacking.iter().copied().filter(|c| !drawn.contains(c)).collect();
    let other: BTreeSet<char> = lacking.intersection(&drawn).copied().collect();
    let mut lost = Vec::new();
    if !other.is_empty() {
        let why = message!("file-letters-drawn", letters = named(&other));
        lost.push(Lost { what: message!("part-letter-lacking"), count: other.len(), why, files: Vec::new() });
    }
    if !missing.is_empty() {
        let why = message!("file-letters-missing", letters = named(&missing));
        lost.push(Lost {
            what: message!("part-letter-lacking"),
            count: missing.len(),
            why,
            files: Vec::new(),
        });
    }
    Ok((image, lost))
}

fn named(letters: &BTreeSet<char>) -> String {
    let more = if letters.len() > NAMED { " …" } else { "" };
    let named: Vec<String> = letters.iter().take(NAMED).map(char::to_string).collect();
    format!("{}{more}", named.join(" "))
}

fn not_made(why: &dyn std::fmt::Display) -> Message {
    message!("file-image-not-made", why = said(why))
}

/// Without transparency, and with its size on paper.
fn encoded(image: &Pixmap, dpi: f32) -> Result<Vec<u8>, Message> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, image.width(), image.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let metre = (dpi / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: metre, yppu: metre, unit: png::Unit::Meter }));
    let written = encoder.write_header().and_then(|mut header| {
        let mut writer = header.stream_writer()?;
        for row in image.data().chunks_exact(4 * image.width() as usize) {
            let rgb: Vec<u8> = row.chunks_exact(4).flat_map(|dot| [dot[0], dot[1], dot[2]]).collect();
            writer.write_all(&rgb)?;
        }
        writer.finish()
    });
    written.map_err(|why| not_made(&why))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn an_image_never_has_too_many_dots() {
        assert_eq!(scale([900.0, 5000.0]), 3.125);
        let scale = scale([900.0, 90_000.0]);
        assert!((scale * scale * 81.0e6 - 100.0e6).abs() < 100.0, "{scale}");
    }
}
