//! The processor time of one frame of the transcript while it is scrolled: set, painted and cut into triangles, as
//! the window does it before the graphics card takes over. `cargo bench --bench frame` prints mean and 99th
//! percentile; a wheel turns 60 points a frame, a page flies by, places far apart are jumped to, and a coding is made.
//! Then what is held in memory for each transcript beside its words. Letters that run from right to left come from
//! whatever fonts the machine has.

mod common;

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use concord::model::palette::PALETTE;
use concord::text::{Text, TurnRules, recognise};
use concord::ui::kit::look;
use concord::ui::transcript::{Document, Mark, Marks, Show, Speaker, Transcript, View, Wording};
use egui::epaint::text::FontProvider;
use egui::{Context, Event, Pos2, RawInput, Rect, Theme, vec2};
use egui_system_font_provider::SystemFontProvider;

use common::{cpu, summary, wheel};

const WIDTH: f32 = 1440.0;
const HEIGHT: f32 = 900.0;
const FRAMES: usize = 600;

fn main() {
    println!(
        "{:<12} {:>9} {:>7}  {:<8} {:>8} {:>8} {:>8}",
        "", "letters", "marks", "", "mean ms", "p99 ms", "worst"
    );
    let mut held = Vec::new();
    for (what, make, letters, marks) in [
        ("English", interview as fn(usize) -> String, 40_000, 150),
        ("English", interview, 40_000, 500),
        ("English", interview, 400_000, 5_000),
        ("English", interview, 2_000_000, 10_000),
        ("Hebrew", hebrew, 400_000, 5_000),
    ] {
        let text = make(letters);
        let start = cpu();
        let mut bench = Bench::new(text, marks);
        let made = cpu().saturating_sub(start);
        let letters = bench.document.text().chars();
        let row = |how: &str, times: &mut Vec<Duration>| {
            let [mean, p99, worst] = summary(times);
            println!("{what:<12} {letters:>9} {marks:>7}  {how:<8} {mean:>8.2} {p99:>8.2} {worst:>8.2}");
        };
        row("made", &mut vec![made]);
        row("first", &mut vec![bench.frame(Vec::new())]);
        bench.frame(Vec::new());
        row("wheel", &mut (0..FRAMES).map(|_| bench.frame(vec![wheel(-60.0)])).collect());
        row("page", &mut (0..FRAMES).map(|_| bench.frame(vec![wheel(-800.0)])).collect());
        row("jump", &mut (0..FRAMES).map(|i| bench.jump(i)).collect());
        row("coding", &mut (0..60).map(|i| bench.code(i)).collect());
        held.push((what, letters, marks, bench.document.bytes(), bench.view.bytes(), bench.marks.bytes()));
    }
    println!(
        "\n{:<12} {:>9} {:>7} {:>13} {:>11} {:>11}",
        "", "letters", "marks", "document KiB", "view KiB", "marks KiB"
    );
    for (what, letters, marks, document, view, of_marks) in held {
        let kib = |bytes: usize| bytes.div_ceil(1024);
        println!(
            "{what:<12} {letters:>9} {marks:>7} {:>13} {:>11} {:>11}",
            kib(document),
            kib(view),
            kib(of_marks)
        );
    }
}

struct Bench {
    ctx: Context,
    document: Document,
    marks: Marks,
    view: View,
    time: f64,
}

impl Bench {
    fn new(text: String, marks: usize) -> Self {
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
        ctx.add_font_provider(Arc::clone(&FONTS) as Arc<dyn FontProvider>);
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

    /// A coding more, in sight: all marks are indexed anew, and drawn.
    fn code(&mut self, i: usize) -> Duration {
        let mut marks = self.marks.all().to_vec();
        let at = self.view.position().byte + i * 20;
        let Ok(span) = self.document.text().span_widened(at..at + 60) else { return Duration::ZERO };
        let colour = look::tone(PALETTE[i % PALETTE.len()].light, Theme::Light);
        marks.push(Mark { key: u64::MAX - i as u64, span, colour, label: "listens".into() });
        let start = cpu();
        self.marks = Marks::new(&self.document, marks);
        cpu().saturating_sub(start) + self.frame(Vec::new())
    }
}

/// Where letters come from that the program's own fonts lack.
static FONTS: LazyLock<Arc<SystemFontProvider>> = LazyLock::new(|| Arc::new(SystemFontProvider::new()));

/// Turns of different lengths, of about so many letters.
fn interview(letters: usize) -> String {
    talk(
        letters,
        &[
            "she", "always", "asked", "what", "I", "thought", "before", "the", "meeting", "and", "then",
            "said", "it", "because", "people", "who", "worked", "with", "us", "never", "stopped", "telling",
            "things", "again",
        ],
    )
}

/// The same from right to left.
fn hebrew(letters: usize) -> String {
    talk(
        letters,
        &[
            "היא",
            "תמיד",
            "שאלה",
            "מה",
            "אני",
            "חושבת",
            "לפני",
            "הפגישה",
            "ואז",
            "אמרה",
            "את",
            "זה",
            "כי",
            "אנשים",
            "שעבדו",
            "איתנו",
            "אף",
            "פעם",
            "לא",
            "הפסיקו",
            "לספר",
            "דברים",
            "שוב",
            "Tuesday",
        ],
    )
}

fn talk(letters: usize, words: &[&str]) -> String {
    let mut text = String::with_capacity(2 * letters + 1000);
    let mut random = 12_345_u32;
    let mut next = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) % below
    };
    let (mut turn, mut so_far) = (0, 0);
    while so_far < letters {
        let before = text.len();
        text.push_str(if turn % 2 == 0 { "INT: " } else { "P04: " });
        let sentences = if turn % 2 == 0 { 1 + next(2) } else { 2 + next(9) };
        for _ in 0..sentences {
            for _ in 0..5 + next(14) {
                text.push_str(words[next(words.len() as u32) as usize]);
                text.push(' ');
            }
            text.pop();
            text.push_str(". ");
        }
        text.push_str("\n\n");
        turn += 1;
        so_far += text[before..].chars().count();
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
