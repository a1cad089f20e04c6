//! The processor time of one frame of the whole Code panel, with lists, transcript and inspector, in studies of 10, 40,
//! 169 and 500 transcripts: `cargo bench --bench panel` prints mean and 99th percentile of frames while the
//! transcript is scrolled, and of the frame in which a coding is made: it holds the step itself and all that follows.
#![allow(clippy::unwrap_used, reason = "a bench stops where it cannot go on")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../corpus/made.rs"]
mod made;

use std::time::Duration;

use concord::model::{Project, ProjectId, Timestamp};
use concord::session::Session;
use concord::ui::app::dialogs::QueuedDialogs;
use concord::ui::{Action, App};
use egui::{Context, Event, Pos2, RawInput, Rect, vec2};
use uuid::Uuid;

use common::{cpu, summary, wheel};

const FRAMES: usize = 600;

fn main() {
    println!("{:>11}  {:<8} {:>8} {:>8} {:>8}", "transcripts", "", "mean ms", "p99 ms", "worst");
    for transcripts in [10, 40, 169, 500] {
        let mut bench = Bench::new(transcripts);
        let row = |what: &str, times: &mut Vec<Duration>| {
            let [mean, p99, worst] = summary(times);
            println!("{transcripts:>11}  {what:<8} {mean:>8.2} {p99:>8.2} {worst:>8.2}");
        };
        row("first", &mut vec![bench.frame(Vec::new())]);
        for _ in 0..20 {
            bench.frame(Vec::new());
        }
        row("still", &mut (0..FRAMES).map(|_| bench.frame(Vec::new())).collect());
        row("wheel", &mut (0..FRAMES).map(|_| bench.frame(vec![wheel(-60.0)])).collect());
        row("coding", &mut (0..60).map(|n| bench.code(n)).collect());
    }
}

struct Bench {
    ctx: Context,
    app: App,
    time: f64,
}

impl Bench {
    fn new(transcripts: u64) -> Self {
        let empty = Project::new(ProjectId(Uuid::from_u128(1)), "Made up", Timestamp::UNIX_EPOCH);
        let project = empty.apply_all(&made::study(transcripts)).unwrap();
        let mut session = Session::in_memory(project);
        session.set_coder(made::coder(0)).unwrap();
        let mut app = App::new(Box::new(QueuedDialogs::default()), None);
        app.show_session(session);
        let mut bench = Self { ctx: Context::default(), app, time: 0.0 };
        // The first frame of a program sets the style and reads the fonts.
        bench.frame(Vec::new());
        let ctx = bench.ctx.clone();
        bench.app.perform(&ctx, Action::SelectTranscript(made::transcript(transcripts / 2)));
        bench
    }

    /// Processor time of one frame with the pointer over the text.
    fn frame(&mut self, mut events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        events.insert(0, Event::PointerMoved(Pos2::new(700.0, 450.0)));
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let app = &mut self.app;
        let start = cpu();
        let mut output = self.ctx.run_ui(input, |ui| app.ui(ui));
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let took = cpu().saturating_sub(start);
        output.textures_delta.clear();
        took
    }

    /// The frame in which a coding is made on a passage that is in sight.
    fn code(&mut self, n: usize) -> Duration {
        let ctx = self.ctx.clone();
        let id = made::transcript(3);
        let text = self.app.session().unwrap().project().transcript(id).unwrap().text().clone();
        let start = text.floor_grapheme(2_000 + n * 40);
        let span = text.span_widened(start..start + 30).unwrap();
        self.app.perform(&ctx, Action::Goto { transcript: id, span });
        for _ in 0..3 {
            self.frame(Vec::new());
        }
        let start = cpu();
        self.app.perform(&ctx, Action::Apply(made::code(n as u64 % 40)));
        let step = cpu().saturating_sub(start);
        step + self.frame(Vec::new())
    }
}
