//! Paints the shapes of figures in the colours of the window. Never knows what they show.

use egui::epaint::Mesh;
use egui::{Color32, Painter, Pos2, Rect, Shape as Painted, Stroke, Theme, Ui, Vec2, pos2, vec2};

use super::look::{self, Tokens};
use crate::chart::{Anchor, Axis, Paint, Palette, Pen, Point, Shape, Summary, Text};
use crate::lang::with;

/// Height of a capital of the numbers at an axis, by which they stand in the middle of a head.
const CAPITAL: f32 = 8.7;

/// The colours of a theme.
fn palette(t: &Tokens) -> Palette {
    Palette {
        ground: bytes(t.ground),
        text: bytes(t.text),
        muted: bytes(t.muted),
        line: bytes(t.line),
        accent: bytes(t.accent),
        code: match t.theme {
            Theme::Light => |colour| bytes(look::tone(colour.0, Theme::Light)),
            Theme::Dark => |colour| bytes(look::tone(colour.0, Theme::Dark)),
        },
    }
}

const fn bytes(colour: Color32) -> [u8; 3] {
    [colour.r(), colour.g(), colour.b()]
}

/// Paints shapes in the window's colours, from this corner on.
pub fn draw(ui: &Ui, corner: Pos2, shapes: &[Shape]) {
    paint(ui.painter(), corner, shapes, &palette(look::of(ui.visuals())));
}

/// Shapes in a room of their own, which is read out as this.
pub fn shown(ui: &mut Ui, [width, height]: [f32; 2], shapes: &[Shape], read: &str) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, read));
    if ui.is_rect_visible(rect) {
        draw(ui, rect.min, shapes);
    }
    response
}

/// The numbers of an axis, in the middle of a head.
pub fn head(ui: &Ui, room: Rect, axis: &Axis) {
    draw(ui, room.min, &axis.head([0.0, room.width()], (room.height() + CAPITAL) / 2.0));
}

/// Paints shapes, from this corner on.
pub fn paint(painter: &Painter, corner: Pos2, shapes: &[Shape], palette: &Palette) {
    let colour = |paint: Paint| {
        let [red, green, blue] = palette.rgb(paint);
        Color32::from_rgb(red, green, blue)
    };
    let at = |[x, y]: Point| pos2(corner.x + x, corner.y + y);
    for shape in shapes {
        painter.add(match shape {
            Shape::Box { min, max, corner, fill } => {
                Painted::rect_filled(Rect::from_min_max(at(*min), at(*max)), *corner, colour(*fill))
            }
            Shape::Dot { at: middle, radius, fill } => {
                Painted::circle_filled(at(*middle), *radius, colour(*fill))
            }
            Shape::Line { through, pen: Pen { paint, width, dash } } => {
                let (through, stroke) =
                    (through.iter().map(|&p| at(p)).collect(), Stroke::new(*width, colour(*paint)));
                line(through, stroke, *dash)
            }
            Shape::Area { between, fill } => area(between.iter().map(|pair| pair.map(at)), colour(*fill)),
            Shape::Text(text) => words(painter, at(text.at), text, colour(text.ink.into())),
        });
    }
}

fn line(through: Vec<Pos2>, stroke: Stroke, dash: Option<[f32; 2]>) -> Painted {
    match dash {
        Some([on, off]) => Painted::Vec(Painted::dashed_line(&through, stroke, on, off)),
        None => Painted::line(through, stroke),
    }
}

fn area(between: impl Iterator<Item = [Pos2; 2]>, colour: Color32) -> Painted {
    let mut mesh = Mesh::default();
    for (at, pair) in (0_u32..).step_by(2).zip(between) {
        pair.into_iter().for_each(|corner| mesh.colored_vertex(corner, colour));
        if let Some(last) = at.checked_sub(2) {
            mesh.add_triangle(last, last + 1, at);
            mesh.add_triangle(last + 1, at, at + 1);
        }
    }
    Painted::mesh(mesh)
}

fn words(painter: &Painter, at: Pos2, text: &Text, colour: Color32) -> Painted {
    let font = if text.strong { look::strong(text.size) } else { egui::FontId::proportional(text.size) };
    let galley = painter.layout_no_wrap(text.words.clone(), font, colour);
    let base = galley.rows.first().and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y));
    let back = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => galley.size().x / 2.0,
        Anchor::End => galley.size().x,
    };
    let corner: Vec2 = vec2(back, base.unwrap_or_default());
    Painted::galley(at - corner, galley, colour)
}

/// A picture as it is told to those who do not see it.
pub fn alternative(title: &str, of: &Summary<'_>, written: &dyn Fn(f64) -> String) -> String {
    let mut said = vec![("title", title.into()), ("rows", of.rows.into()), ("without", of.without.into())];
    let Some([(least, low), (greatest, high)]) = of.ends else {
        return with("picture-alternative-none", &said);
    };
    said.extend([("least", least.into()), ("low", written(low).into())]);
    said.extend([("greatest", greatest.into()), ("high", written(high).into())]);
    with("picture-alternative", &said)
}
