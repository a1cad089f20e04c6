//! Every panel at the sizes that people have: no words are cut by an edge, but where one can scroll to the rest, and every
//! column of a table can be reached.

use concord::session::Session;
use concord::ui::{Action, Panel};
use egui::epaint::{ClippedShape, Shape};
use egui::{Rect, vec2};

use crate::demo;
use crate::window::{self, Window, perform, picture};

/// Width and height in pixels, and how large everything is drawn, in per cent.
const SIZES: [(f32, f32, u16); 4] =
    [(960.0, 640.0, 100), (1280.0, 720.0, 100), (1440.0, 900.0, 100), (1440.0, 900.0, 200)];

fn open() -> Window {
    let mut session = Session::in_memory(demo::project());
    session.set_coder(demo::coder(1)).unwrap();
    let mut window = window::on(session, &[]);
    perform(&mut window, Action::SelectTranscript(demo::transcript(1)));
    window
}

/// Words whose left or right end an edge cuts off. What scrolls sideways is known by its bar, which lies in the same room.
fn cut(window: &Window, screen: Rect) -> Vec<String> {
    let shapes = &window.output().shapes;
    let bars: Vec<Rect> = shapes.iter().filter_map(bar).collect();
    let mut cut = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in shapes {
        let Shape::Text(text) = shape else { continue };
        let words = text.visual_bounding_rect();
        let seen = clip_rect.intersect(screen);
        let is_seen = words.intersect(seen).is_positive() && !text.galley.text().trim().is_empty();
        let scrolls = bars.iter().any(|bar| clip_rect.expand(14.0).contains_rect(*bar));
        let (left, right) = (seen.left() - words.left(), words.right() - seen.right());
        if is_seen && !scrolls && left.max(right) > 2.0 {
            cut.push(format!("“{}” at {words:?} in {seen:?}", text.galley.text()));
        }
    }
    cut
}

/// A bar that scrolls sideways: flat, wide, and filled.
fn bar(shape: &ClippedShape) -> Option<Rect> {
    match &shape.shape {
        Shape::Rect(rect) if rect.rect.height() <= 12.0 && rect.rect.width() > 40.0 => Some(rect.rect),
        _ => None,
    }
}

#[test]
fn no_words_are_cut_by_an_edge_at_any_size() {
    let mut problems = Vec::new();
    for (width, height, scale) in SIZES {
        let mut window = open();
        perform(&mut window, Action::SetScale(scale));
        window.set_size(vec2(width, height) * 100.0 / f32::from(scale));
        for &panel in Panel::ALL {
            perform(&mut window, Action::Show(panel));
            window.run_ok();
            let screen =
                Rect::from_min_size(egui::Pos2::ZERO, vec2(width, height) * 100.0 / f32::from(scale));
            let all = cut(&window, screen);
            problems.extend(
                all.into_iter().map(|words| format!("{width}×{height} {scale} % {}: {words}", panel.name())),
            );
            picture(&mut window, &format!("size-{width}-{scale}-{}", panel.name()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A test that cannot find anything would pass for ever.
#[test]
fn words_that_are_cut_are_found() {
    let window = open();
    let all = cut(&window, Rect::from_min_size(egui::Pos2::ZERO, vec2(700.0, 800.0)));
    assert!(!all.is_empty());
}
