//! A transcript to look at and to act on: invented words, and marks like a coder makes.

use concord::model::palette::{PALETTE, Swatch};
use concord::text::{Span, SpeakerRole, Text, TurnRules, recognise};
use concord::ui::kit::look;
use concord::ui::transcript::{
    Document, Mark, Marks, Notes, Speaker, Transcript, TranscriptResponse, View, Wording,
};
use egui::{Context, Pos2, Theme, Ui, Vec2, vec2};
use egui_kittest::Harness;

use crate::raster::Raster;

/// Invented; nobody said it.
pub(crate) const INTERVIEW: &str = "\
INT: When you think about the people who worked with you, who stands out?

P04: The second one. She always asked what I thought before the meeting, and then she actually said it in the \
meeting. Nobody had done that. I used to just sit there and they talked over my head like I was furniture.

INT: What was different about it?

P04: She had time. Or she made time, I don\u{2019}t know. She would drive me and we\u{2019}d just talk, and if she \
said Tuesday it was Tuesday. Then they moved her, and I had four in one year. You stop telling people things, \
because you\u{2019}ll only have to say it all again.

INT: How did that feel?

P04: Honestly? Like I had to start from zero every time. The new one was nice, she was, but it was all forms. She \
typed while I was talking.

INT: And now?

P04: Now I have the same one since two summers. She knows my brother\u{2019}s name. She knows when to leave it.
It is not that she is my friend, I know it is her work, but she is on my side and I can tell.

INT: How can you tell?

P04: She said no to me once. Everybody else says yes and then it does not happen. She said no, and why, and what \
she could do instead, and that happened.

INT: Is there anything you would tell someone who starts in this work?

P04: Read the file and then forget it. Ask. Come when you said. And if you go, say so yourself, do not let them \
send a letter.
";

/// Passages and codes over them, in the order someone made them.
pub(crate) const CODED: [(&str, &str, &str); 20] = [
    (
        "She always asked what I thought before the meeting, and then she actually said it in the meeting",
        "involves me in decisions",
        "orange strong",
    ),
    ("Nobody had done that. I used to just sit there", "listens", "blue strong"),
    (
        "She had time. Or she made time, I don\u{2019}t know. She would drive me and we\u{2019}d just talk",
        "cares about me",
        "red strong",
    ),
    ("if she said Tuesday it was Tuesday", "keeps promises", "violet strong"),
    (
        "I had four in one year. You stop telling people things, because you\u{2019}ll only have to say it all again",
        "change of worker",
        "olive strong",
    ),
    ("She typed while I was talking", "paperwork", "amber strong"),
    ("it was all forms. She typed while I was talking", "listens", "blue strong"),
    ("Now I have the same one since two summers", "same worker over time", "green strong"),
    (
        "She knows my brother\u{2019}s name. She knows when to leave it.\nIt is not that she is my friend",
        "knows me",
        "rose strong",
    ),
    ("She knows when to leave it", "respects limits", "indigo strong"),
    ("I know it is her work, but she is on my side and I can tell", "on my side", "red strong"),
    ("Everybody else says yes and then it does not happen", "broken promises", "magenta strong"),
    (
        "She said no to me once. Everybody else says yes and then it does not happen. She said no, and why, and what she could do instead",
        "explains",
        "teal strong",
    ),
    ("what she could do instead, and that happened", "keeps promises", "violet strong"),
    ("Read the file and then forget it", "an open mind", "cyan strong"),
    ("Ask", "listens", "blue strong"),
    ("Come when you said", "keeps promises", "violet strong"),
    ("if you go, say so yourself", "goodbyes", "olive soft"),
    ("do not let them send a letter", "paperwork", "amber strong"),
    (
        "Read the file and then forget it. Ask. Come when you said. And if you go, say so yourself",
        "advice",
        "teal soft",
    ),
];

/// How the tests call the widget's parts.
pub(crate) fn wording() -> Wording<'static> {
    Wording {
        transcript: "Transcript of P04",
        margin: "Codings",
        overview: "Overview",
        turn: &|number, speaker| match speaker {
            "" => format!("Turn {number}"),
            "INT" => format!("Turn {number}, Interviewer"),
            name => format!("Turn {number}, {name}"),
        },
        edge: &|side, label, words| format!("{side:?} of {label}: {words}"),
    }
}

/// A document with turns recognised in a text.
pub(crate) fn document(text: &str) -> Document {
    let found = recognise(text, &TurnRules::default());
    let blue = colour("blue strong").light;
    let speaker = |s: &concord::text::SpeakerGuess| Speaker {
        label: s.label.clone(),
        interviewer: s.role == SpeakerRole::Interviewer,
        colour: blue,
    };
    Document::new(Text::new(text), found.speakers.iter().map(speaker).collect(), &found.turns)
}

pub(crate) fn colour(name: &str) -> &'static Swatch {
    PALETTE.iter().find(|s| s.name == name).expect("a colour of the palette")
}

/// What a panel keeps.
pub(crate) struct Panel {
    pub(crate) document: Document,
    pub(crate) marks: Marks,
    pub(crate) notes: Notes,
    pub(crate) theme: Theme,
    pub(crate) view: View,
    pub(crate) answer: Option<TranscriptResponse>,
    /// The edges that were kept.
    pub(crate) reshaped: Vec<(u64, String)>,
    /// The marks that were clicked.
    pub(crate) clicked: Vec<u64>,
    /// The notes that were clicked.
    pub(crate) noted: Vec<usize>,
    /// The sizes of letters that were asked for.
    pub(crate) zoomed: Vec<f32>,
    coded: Vec<(std::ops::Range<usize>, String, [u8; 3])>,
}

impl Panel {
    pub(crate) fn new(text: &str, coded: &[(&str, &str, &str)]) -> Self {
        let document = document(text);
        let place = |words: &str| {
            let start = text.find(words).expect("coded words stand in the text");
            start..start + words.len()
        };
        let coded =
            coded.iter().map(|&(w, label, c)| (place(w), label.to_owned(), colour(c).light)).collect();
        let marks = Marks::none(&document);
        let (view, theme) = (View::new(), Theme::Light);
        let mut panel = Self {
            document,
            marks,
            notes: Notes::none(),
            theme,
            view,
            answer: None,
            reshaped: Vec::new(),
            clicked: Vec::new(),
            noted: Vec::new(),
            zoomed: Vec::new(),
            coded,
        };
        panel.mark();
        panel
    }

    fn mark(&mut self) {
        let mark =
            |(key, (range, label, colour)): (usize, &(std::ops::Range<usize>, String, [u8; 3]))| Mark {
                key: key as u64,
                span: self.document.text().span(range.clone()).expect("a passage"),
                colour: look::tone(*colour, self.theme),
                label: label.as_str().into(),
            };
        self.marks = Marks::new(&self.document, self.coded.iter().enumerate().map(mark).collect());
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui) {
        if self.theme != ui.theme() {
            self.theme = ui.theme();
            self.mark();
        }
        let ground = look::of(ui.visuals()).ground;
        egui::CentralPanel::no_frame().frame(egui::Frame::new().fill(ground)).show(ui, |ui| {
            let answer = Transcript::new(&self.document, &self.marks, wording())
                .notes(&self.notes)
                .show(ui, &mut self.view);
            if let Some((key, span)) = answer.reshaped {
                self.reshaped.push((key, self.document.text().slice(span).to_owned()));
                self.coded[key as usize].0 = span.range();
                self.mark();
            }
            self.clicked.extend(answer.clicked);
            self.noted.extend(answer.note);
            self.zoomed.extend(answer.zoomed);
            self.answer = Some(answer);
        });
    }

    /// Where a mark lies.
    pub(crate) fn span(&self, key: usize) -> Span {
        self.document.text().span(self.coded[key].0.clone()).expect("a passage")
    }

    pub(crate) fn selected(&self) -> &str {
        self.view.selection(&self.document).map_or("", |span| self.document.text().slice(span))
    }
}

/// Fonts and style, as the program sets them at its start.
pub(crate) fn setup(ctx: &Context) {
    look::apply(ctx, egui::ThemePreference::System);
}

pub(crate) type Shown = Harness<'static, Panel>;

/// As large as the tests of the widget show it.
pub(crate) const SIZE: Vec2 = vec2(780.0, 832.0);

/// A panel on a screen of its own.
pub(crate) fn shown(panel: Panel, size: Vec2, theme: Theme, setup: fn(&Context)) -> Shown {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_theme(theme)
        .with_context_setup(setup)
        .allow_missing_glyphs()
        .renderer(Raster::default())
        .build_ui_state(|ui, panel: &mut Panel| panel.ui(ui), panel);
    harness.run();
    harness
}

pub(crate) fn click(harness: &mut Shown, at: Pos2) {
    harness.hover_at(at);
    harness.step();
    harness.drag_at(at);
    harness.step();
    harness.drop_at(at);
    harness.step();
}

pub(crate) fn drag(harness: &mut Shown, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    harness.hover_at(to);
    harness.step();
    harness.drop_at(to);
    harness.run();
}
