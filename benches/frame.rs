//! The processor time of one frame of the transcript while it is scrolled: set, painted and cut into triangles, as
//! the window does it before the graphics card takes over. `cargo bench --bench frame` prints mean and 99th
//! percentile; a wheel turns 60 points a frame, a page flies by, and places far apart are jumped to.

use std::time::Duration;

use concord::model::palette::PALETTE;
use concord::text::{Text, TurnRules, recognise};
use concord::ui::look;
use concord::ui::transcript::{Document, Mark, Marks, Show, Speaker, Transcript, View, Wording};
use egui::{Context, Event, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, Theme, TouchPhase, vec2};

const WIDTH: f32 = 1440.0;
const HEIGHT: f32 = 900.0;
const FRAMES: usize = 600;

fn main() {
    println!("{:>9} {:>7}  {:<8} {:>8} {:>8} {:>8}", "letters", "marks", "", "mean ms", "p99 ms", "worst");
    for (letters, marks) in [(40_000, 150), (40_000, 500), (400_000, 5_000), (2_000_000, 10_000)] {
        let mut bench = Bench::new(letters, marks);
        let first = bench.frame(Vec::new());
        let row = |what: &str, times: &mut Vec<Duration>| {
            times.sort_unstable();
            let ms = |d: Duration| d.as_secs_f64() * 1e3;
            let mean = times.iter().sum::<Duration>() / times.len() as u32;
            let p99 = times[(times.len() * 99 / 100).min(times.len() - 1)];
            let worst = times[times.len() - 1];
            println!(
                "{letters:>9} {marks:>7}  {what:<8} {:>8.2} {:>8.2} {:>8.2}",
                ms(mean),
                ms(p99),
                ms(worst)
            );
        };
        row("first", &mut vec![first]);
        bench.frame(Vec::new());
        row("wheel", &mut (0..FRAMES).map(|_| bench.frame(vec![wheel(-60.0)])).collect());
        row("page", &mut (0..FRAMES).map(|_| bench.frame(vec![wheel(-800.0)])).collect());
        row("jump", &mut (0..FRAMES).map(|i| bench.jump(i)).collect());
        row("mark", &mut (0..60).map(|_| bench.mark_again()).collect());
    }
}

fn wheel(points: f32) -> Event {
    let (unit, source, phase) = (MouseWheelUnit::Point, MouseWheelSource::Wheel, TouchPhase::Move);
    Event::MouseWheel { unit, source, phase, delta: vec2(0.0, points), modifiers: egui::Modifiers::NONE }
}

struct Bench {
    ctx: Context,
    document: Document,
    marks: Marks,
    view: View,
    time: f64,
}

impl Bench {
    fn new(letters: usize, marks: usize) -> Self {
        let text = interview(letters);
        let found = recognise(&text, &TurnRules::default());
        let speaker = |label: &str| Speaker {
            label: label.to_owned(),
            interviewer: label == "INT",
            colour: PALETTE[7].light,
        };
        let speakers = found.speakers.iter().map(|s| speaker(&s.label)).collect();
        let document = Document::new(Text::new(text), speakers, &found.turns);
        let marks = Marks::new(&document, coded(&document, marks));
        let ctx = Context::default();
        look::apply(&ctx, Theme::Light.into());
        let mut bench = Self { ctx, document, marks, view: View::new(), time: 0.0 };
        // Fonts are read in the first frame of a program, whatever it shows.
        let mut output = bench.ctx.run_ui(RawInput::default(), |ui| drop(ui.label("x")));
        output.textures_delta.clear();
        bench.time = 1.0;
        bench
    }

    /// Processor time of one frame with the pointer over the text.
    fn frame(&mut self, mut events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        events.insert(0, Event::PointerMoved(Pos2::new(500.0, 400.0)));
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(WIDTH, HEIGHT))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let (document, marks, view) = (&self.document, &self.marks, &mut self.view);
        let wording = Wording {
            transcript: "T",
            margin: "M",
            overview: "O",
            turn: &|n, who| format!("{n} {who}"),
            edge: &|_, label, _| label.to_owned(),
        };
        let start = cpu();
        let mut output = self.ctx.run_ui(input, |ui| {
            Transcript::new(document, marks, wording).show(ui, view);
        });
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let took = cpu().saturating_sub(start);
        output.textures_delta.clear();
        took
    }

    fn jump(&mut self, i: usize) -> Duration {
        let at = (i * 7_919_317) % (self.document.text().len() - 2);
        if let Ok(span) = self.document.text().span_widened(at..at + 1) {
            self.view.show(span, Show::Third);
        }
        self.frame(Vec::new())
    }

    /// A coding more or less: all marks are indexed anew, and drawn.
    fn mark_again(&mut self) -> Duration {
        let start = cpu();
        self.marks = Marks::new(&self.document, self.marks.all().to_vec());
        cpu().saturating_sub(start) + self.frame(Vec::new())
    }
}

/// Time that this thread has run: other programs do not lengthen it.
#[cfg(unix)]
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The time of day, where a thread's own is not to be had.
#[cfg(not(unix))]
fn cpu() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

/// Turns of different lengths, of about so many letters.
fn interview(letters: usize) -> String {
    const WORDS: [&str; 24] = [
        "she", "always", "asked", "what", "I", "thought", "before", "the", "meeting", "and", "then", "said",
        "it", "because", "people", "who", "worked", "with", "us", "never", "stopped", "telling", "things",
        "again",
    ];
    let mut text = String::with_capacity(letters + 1000);
    let mut random = 12_345_u32;
    let mut next = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) % below
    };
    let mut turn = 0;
    while text.len() < letters {
        text.push_str(if turn % 2 == 0 { "INT: " } else { "P04: " });
        let sentences = if turn % 2 == 0 { 1 + next(2) } else { 2 + next(9) };
        for _ in 0..sentences {
            for _ in 0..5 + next(14) {
                text.push_str(WORDS[next(WORDS.len() as u32) as usize]);
                text.push(' ');
            }
            text.pop();
            text.push_str(". ");
        }
        text.push_str("\n\n");
        turn += 1;
    }
    text
}

/// Passages spread over the text, some over each other.
fn coded(document: &Document, count: usize) -> Vec<Mark> {
    let text = document.text();
    let step = text.len() / count;
    let mark = |i: usize| {
        let start = text.floor_grapheme(i * step);
        let len = 40 + (i * 97) % 260;
        let span = text.span_widened(start..(start + len).min(text.len())).ok()?;
        let colour = look::tone(PALETTE[i % PALETTE.len()].light, Theme::Light);
        Some(Mark { key: i as u64, span, colour, label: "keeps promises".into() })
    };
    (0..count).filter_map(mark).collect()
}
