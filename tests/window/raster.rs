//! Draws what egui paints into an image without a graphics card, the same on every machine: for the README's
//! pictures and for looking at a panel. Never compares images.
//!
//! Triangles with vertex colours times a texture (bilinear), premultiplied, blended as bytes like egui's own
//! painters do; edges by the top-left rule, so that triangles that share an edge never paint a pixel twice.

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, ImageData, ImageDelta, Mesh, Primitive, Vertex};
use egui::{ColorImage, Context, FullOutput, Rect, TextureId, TexturesDelta};
use image::{Rgba, RgbaImage};

/// A renderer for `egui_kittest`: `Harness::builder().renderer(Raster::default())`.
#[derive(Default)]
pub(crate) struct Raster {
    textures: HashMap<TextureId, ColorImage>,
}

impl egui_kittest::TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for image in images {
                self.update(id, &image);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let pixels = output.pixels_per_point;
        let size = ctx.content_rect().size() * pixels;
        let mut image = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), pixels) {
            match primitive {
                Primitive::Mesh(mesh) => {
                    let texture = self.textures.get(&mesh.texture_id).ok_or("a texture is missing")?;
                    image.mesh(&mesh, texture, clip_rect, pixels);
                }
                Primitive::Callback(_) => return Err("a paint callback cannot be drawn here".to_owned()),
            }
        }
        Ok(image.finish())
    }
}

impl Raster {
    fn update(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(patch) = &delta.image;
        let Some([left, top]) = delta.pos else {
            self.textures.insert(id, ColorImage::clone(patch));
            return;
        };
        let Some(texture) = self.textures.get_mut(&id) else { return };
        for y in 0..patch.height() {
            let from = y * patch.width();
            let to = (top + y) * texture.width() + left;
            let row = &patch.pixels[from..from + patch.width()];
            texture.pixels[to..to + patch.width()].copy_from_slice(row);
        }
    }
}

/// The picture without the empty points that `egui_kittest` keeps around what it shows.
pub(crate) fn without_frame(image: &RgbaImage, pixels_per_point: f32) -> RgbaImage {
    let frame = (8.0 * pixels_per_point).round() as u32;
    let (width, height) = (image.width() - 2 * frame, image.height() - 2 * frame);
    image::imageops::crop_imm(image, frame, frame, width, height).to_image()
}

/// Premultiplied colours from 0 to 255, rows from the top.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0.0, 0.0, 0.0, 255.0]; width * height] }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect, pixels: f32) {
        let edge = |v: f32, most: usize| (v * pixels).round().clamp(0.0, most as f32) as usize;
        let columns = edge(clip.min.x, self.width)..edge(clip.max.x, self.width);
        let rows = edge(clip.min.y, self.height)..edge(clip.max.y, self.height);
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |i: usize| {
                let mut vertex = mesh.vertices[corners[i] as usize];
                vertex.pos = (vertex.pos.to_vec2() * pixels).to_pos2();
                vertex
            };
            self.triangle([corner(0), corner(1), corner(2)], texture, &columns, &rows);
        }
    }

    fn triangle(
        &mut self,
        mut t: [Vertex; 3],
        texture: &ColorImage,
        columns: &std::ops::Range<usize>,
        rows: &std::ops::Range<usize>,
    ) {
        let mut area = cross(&t[0], &t[1], t[2].pos.x, t[2].pos.y);
        if area < 0.0 {
            t.swap(1, 2);
            area = -area;
        }
        if area == 0.0 {
            return;
        }
        let least = |a: fn(&Vertex) -> f32| t.iter().map(a).fold(f32::INFINITY, f32::min).floor().max(0.0);
        let most = |a: fn(&Vertex) -> f32| t.iter().map(a).fold(0.0, f32::max).ceil();
        let (left, right) = (least(|v| v.pos.x) as usize, most(|v| v.pos.x) as usize);
        let (top, bottom) = (least(|v| v.pos.y) as usize, most(|v| v.pos.y) as usize);
        // Most of a window is filled with one colour.
        let flat = t.iter().all(|v| v.uv == t[0].uv && v.color == t[0].color);
        let flat = flat.then(|| shade(&t, [1.0, 0.0, 0.0], texture));
        let columns = left.max(columns.start)..right.min(columns.end);
        for y in top.max(rows.start)..bottom.min(rows.end) {
            let row = span(&t, y as f32 + 0.5, &columns);
            if let Some(colour) = flat {
                let inside = |x: &usize| weights(&t, area, *x, y).is_some();
                let (first, last) = (row.clone().find(inside), row.clone().rfind(inside));
                if let (Some(first), Some(last)) = (first, last) {
                    (first..=last).for_each(|x| self.blend(x, y, colour));
                }
                continue;
            }
            for x in row {
                if let Some(weights) = weights(&t, area, x, y) {
                    self.blend(x, y, shade(&t, weights, texture));
                }
            }
        }
    }

    fn blend(&mut self, x: usize, y: usize, over: [f32; 4]) {
        let under = &mut self.pixels[y * self.width + x];
        if over[3] >= 255.0 {
            *under = over;
            return;
        }
        let rest = 1.0 - over[3] / 255.0;
        for (channel, over) in under.iter_mut().zip(over) {
            // Bytes between one triangle and the next, as in a frame buffer.
            *channel = (over + *channel * rest).round().clamp(0.0, 255.0);
        }
    }

    fn finish(self) -> RgbaImage {
        let width = self.width;
        RgbaImage::from_fn(width as u32, self.height as u32, |x, y| {
            let [r, g, b, _] = self.pixels[y as usize * width + x as usize];
            Rgba([r as u8, g as u8, b as u8, 255])
        })
    }
}

/// The columns of a row in which a triangle can have pixels, up to one too many on either side.
fn span(t: &[Vertex; 3], y: f32, columns: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
    for (a, b) in [(0, 1), (1, 2), (2, 0)].map(|(a, b)| (t[a].pos, t[b].pos)) {
        if (a.y - y) * (b.y - y) <= 0.0 {
            // A level edge lies in the row as a whole.
            let at = |y: f32| a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
            let (from, to) = if a.y == b.y { (a.x, b.x) } else { (at(y), at(y)) };
            (left, right) = (left.min(from).min(to), right.max(from).max(to));
        }
    }
    let start = (left.floor() - 1.0).max(columns.start as f32) as usize;
    start..((right.ceil() + 1.0).clamp(0.0, columns.end as f32) as usize).max(start)
}

/// How much of a pixel's colour comes from each corner; none outside the triangle.
fn weights(t: &[Vertex; 3], area: f64, x: usize, y: usize) -> Option<[f32; 3]> {
    let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
    let mut weights = [0.0; 3];
    for (weight, (a, b)) in weights.iter_mut().zip([(1, 2), (2, 0), (0, 1)]) {
        let w = cross(&t[a], &t[b], x, y);
        if w < 0.0 || (w == 0.0 && !is_top_left(&t[a], &t[b])) {
            return None;
        }
        *weight = (w / area) as f32;
    }
    Some(weights)
}

/// Twice the area of the triangle that `a`, `b` and a point make, positive if clockwise on the screen.
fn cross(a: &Vertex, b: &Vertex, x: f32, y: f32) -> f64 {
    let (ax, ay) = (f64::from(a.pos.x), f64::from(a.pos.y));
    (f64::from(b.pos.x) - ax) * (f64::from(y) - ay) - (f64::from(b.pos.y) - ay) * (f64::from(x) - ax)
}

/// Whether an edge of a clockwise triangle owns the pixels that lie exactly on it.
fn is_top_left(a: &Vertex, b: &Vertex) -> bool {
    (a.pos.y == b.pos.y && b.pos.x > a.pos.x) || b.pos.y < a.pos.y
}

fn shade(t: &[Vertex; 3], weights: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let (mut u, mut v, mut colour) = (0.0, 0.0, [0.0; 4]);
    for (vertex, weight) in t.iter().zip(weights) {
        u += vertex.uv.x * weight;
        v += vertex.uv.y * weight;
        for (sum, channel) in colour.iter_mut().zip(vertex.color.to_array()) {
            *sum += f32::from(channel) * weight;
        }
    }
    let sample = bilinear(texture, u, v);
    for (channel, sample) in colour.iter_mut().zip(sample) {
        *channel *= sample / 255.0;
    }
    colour
}

fn bilinear(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let x = (u * width as f32 - 0.5).clamp(0.0, width as f32 - 1.0);
    let y = (v * height as f32 - 0.5).clamp(0.0, height as f32 - 1.0);
    let (left, top) = (x as usize, y as usize);
    let (right, bottom) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
    let (fx, fy) = (x - left as f32, y - top as f32);
    let texel = |x: usize, y: usize| texture.pixels[y * width + x].to_array().map(f32::from);
    let (a, b, c, d) = (texel(left, top), texel(right, top), texel(left, bottom), texel(right, bottom));
    std::array::from_fn(|i| {
        (a[i] * (1.0 - fx) + b[i] * fx) * (1.0 - fy) + (c[i] * (1.0 - fx) + d[i] * fx) * fy
    })
}
