//! Figures in the window against the same figures as files: the same letters, the same picture.

use concord::chart::{Anchor, Axis, Figure, Ink, PAPER, Paint, Pen, Shape, Table, letters};
use concord::formats::picture;
use concord::model::Colour;
use concord::ui::kit::{chart, look};
use egui::{Color32, FontId, ThemePreference, vec2};
use egui_kittest::Harness;
use image::RgbaImage;

use crate::raster;

/// Dots to a point, as in an image for print.
const SCALE: f32 = picture::DPI / 96.0;
/// Dots of a patch that is compared.
const PATCH: u32 = 8;

/// A figure of every kind of shape.
fn figure() -> Figure {
    let code = |colour| Paint { ink: Ink::Code(Colour(colour)), share: 0.85 };
    let turn = |at: usize, radius: f32| {
        let angle = at as f32 / 24.0 * 4.0;
        [320.0 + radius * angle.cos(), 110.0 + radius * angle.sin()]
    };
    let wave = |at: usize| [20.0 + 8.0 * at as f32, 150.0 + 20.0 * (at as f32 / 3.0).sin()];
    let text = |x, y, anchor, words| Shape::text([x, y], anchor, words, 13.0, Ink::Text);
    let dashed = Pen { dash: Some([4.0, 3.0]), ..Pen::new(Ink::Accent, 2.0) };
    let band = |at| {
        let [x, y] = wave(at);
        [[x, y - 9.0], [x, y + 9.0]]
    };
    let shapes = vec![
        text(20.0, 30.0, Anchor::Start, "A figure of every kind").strong(),
        text(200.0, 30.0, Anchor::Middle, "AVATAR Ťažký fi"),
        text(380.0, 30.0, Anchor::End, "−0.48 to 0.59"),
        Shape::Box { min: [20.0, 50.0], max: [160.0, 64.0], corner: 2.0, fill: code([3, 107, 185]) },
        Shape::line([100.0, 57.0], [190.0, 57.0], Pen::new(Ink::Text, 1.0)),
        Shape::Box { min: [20.0, 80.0], max: [60.0, 110.0], corner: 0.0, fill: code([179, 55, 54]) },
        Shape::Dot { at: [200.0, 95.0], radius: 4.5, fill: code([9, 127, 35]) },
        Shape::Area { between: (0..28).map(band).collect(), fill: Paint { ink: Ink::Accent, share: 0.3 } },
        Shape::Line { through: (0..28).map(wave).collect(), pen: Pen::new(Ink::Accent, 2.0) },
        Shape::line([250.0, 50.0], [250.0, 180.0], dashed),
        Shape::Area {
            between: (0..=24).map(|at| [turn(at, 30.0), turn(at, 50.0)]).collect(),
            fill: code([120, 77, 182]),
        },
    ];
    Figure {
        title: "Shapes".into(),
        size: [400.0, 192.0],
        shapes,
        axis: Axis { name: String::new(), low: 0.0, high: 1.0, ticks: Vec::new(), rules: Vec::new() },
        alternative: "All shapes".into(),
        table: Table::default(),
    }
}

/// As the window paints it, on paper.
fn painted(figure: &Figure) -> RgbaImage {
    let (shapes, [width, height]) = (figure.shapes.clone(), figure.size);
    let mut styled = false;
    let mut window = Harness::builder()
        .with_size(vec2(width + 16.0, height + 16.0))
        .with_pixels_per_point(SCALE)
        .renderer(raster::Raster::default())
        .build_ui(move |ui| {
            if !std::mem::replace(&mut styled, true) {
                look::apply(ui.ctx(), ThemePreference::Light);
                return;
            }
            let all = ui.ctx().content_rect();
            ui.painter().rect_filled(all.expand(1.0), 0.0, Color32::WHITE);
            chart::paint(ui.painter(), all.min + vec2(8.0, 8.0), &shapes, &PAPER);
        });
    window.run_steps(3);
    raster::without_frame(&window.render().unwrap(), SCALE)
}

/// Mean red, green and blue of a patch.
fn patch(image: &RgbaImage, left: u32, top: u32) -> [f32; 3] {
    let mut sum = [0.0; 3];
    for (x, y) in (0..PATCH * PATCH).map(|at| (left + at % PATCH, top + at / PATCH)) {
        let [red, green, blue, _] = image.get_pixel(x, y).0;
        [red, green, blue].iter().zip(&mut sum).for_each(|(&channel, sum)| *sum += f32::from(channel));
    }
    sum.map(|sum| sum / (PATCH * PATCH) as f32)
}

#[test]
fn the_window_and_the_image_show_the_same_picture() {
    let figure = figure();
    let window = painted(&figure);
    let made = picture::png(&figure, concord::session::fonts::installed).unwrap();
    assert_eq!(made.lost, []);
    let file = image::load_from_memory(&made.bytes).unwrap().to_rgba8();
    if let Some(folder) = std::env::var_os("CONCORD_PICTURES") {
        let folder = std::path::Path::new(&folder);
        window.save(folder.join("chart-window.png")).unwrap();
        file.save(folder.join("chart-file.png")).unwrap();
    }
    let (width, height) = (window.width().min(file.width()), window.height().min(file.height()));
    assert!(width.abs_diff(1250) < 3 && height.abs_diff(600) < 3, "{width} × {height}");
    let (mut sum, mut worst, mut patches) = (0.0, (0.0, 0, 0), 0);
    for top in (0..=height - PATCH).step_by(PATCH as usize) {
        for left in (0..=width - PATCH).step_by(PATCH as usize) {
            let (a, b) = (patch(&window, left, top), patch(&file, left, top));
            let differs = a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            sum += differs;
            patches += 1;
            if differs > worst.0 {
                worst = (differs, left, top);
            }
        }
    }
    let mean = sum / patches as f32;
    println!("mean {mean:.2}, worst {worst:?}");
    assert!(mean < 1.0 && worst.0 < 64.0, "mean {mean}, worst {worst:?}");
}

#[test]
fn words_are_as_wide_in_the_window_as_they_were_measured() {
    let mut window = Harness::builder().with_pixels_per_point(2.0).build_ui(|ui| {
        look::apply(ui.ctx(), ThemePreference::Light);
    });
    window.run_steps(2);
    for words in [
        "Social esteem / takes me seriously",
        "AVATAR Tomato Yes, WAVE",
        "0.36 to 0.59 −0.07 .667",
        "Krippendorff’s alpha by code",
        "Ťažký Österreich Жизнь",
        "illicit fjord",
    ] {
        for (size, strong) in [(11.0, false), (12.0, false), (13.0, false), (13.0, true), (17.0, true)] {
            let font = if strong { look::strong(size) } else { FontId::proportional(size) };
            let layout = |f: &mut egui::epaint::text::FontsView<'_>| {
                f.layout_no_wrap(words.to_owned(), font.clone(), Color32::BLACK).size().x
            };
            let shown = window.ctx.fonts_mut(layout);
            let measured = letters::width(words, size, strong);
            let off = (shown - measured).abs() / measured;
            assert!(off < 0.02, "{words} at {size}: {shown} in the window, {measured} measured");
        }
    }
}
