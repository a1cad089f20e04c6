//! What a layout makes of a whole text, how well it fits, and which fits best. Never says what a person should look at.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::edges::{footer, is_program, preface};
use super::head::{At, head, led_by_stamp};
use super::judge::{Judged, Judging, Placed};
use super::line::{Line, Looks, lines};
use super::lone::recurring;
use super::mark::Mark;
use super::speakers::Speakers;
use super::turns::Building;
use super::{Kind, LAYOUTS, Layout, columns};
use crate::text::rules::{LabelRule, TurnRules};
use crate::text::{LabelGuess, SpeakerGuess, SpeakerIx, Turn};

/// How well a layout fits a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    pub layout: &'static Layout,
    pub turns: usize,
    pub speakers: usize,
    /// How many of them have more than one turn, or a label that is known.
    pub recurring: usize,
    /// How many turns have a time, and whether these grow.
    pub timed: usize,
    pub times_grow: bool,
    /// How much speaks for it; to be compared within one text.
    pub weight: f64,
}

/// What a layout makes of a text.
#[derive(Clone, Debug)]
pub(in crate::text) struct Reading {
    pub fit: Fit,
    pub speakers: Vec<SpeakerGuess>,
    pub turns: Vec<Turn>,
    /// Labels that were not taken; those that look like the ones that were first.
    pub refused: Vec<LabelGuess>,
    /// How many of the refused look like labels that were taken.
    pub alike: usize,
    /// Labels that were taken although little speaks for them.
    pub unsure: Vec<String>,
    /// What stands behind the last word that is said.
    pub footer: Option<Range<usize>>,
}

/// Most refused labels that are listed.
const MAX_REFUSED: usize = 40;

/// What is the same for all layouts of a text.
pub(in crate::text) struct Page<'t> {
    pub text: &'t str,
    pub rules: &'t TurnRules,
    lines: Vec<Line>,
    /// The starts of cues, where each line is one: a label is there or nowhere.
    pub cues: Option<&'t [usize]>,
    preface: usize,
    footer: usize,
    /// For each line the time that it begins with, and where its words begin.
    led: Vec<Option<(u32, usize)>>,
    /// For each line whether a program says it of itself.
    program: Vec<bool>,
    /// The words that the text has in small letters, once they are asked for.
    small_words: OnceCell<HashSet<&'t str>>,
}

impl<'t> Page<'t> {
    pub(in crate::text) fn new(
        text: &'t str,
        looks: &Looks,
        rules: &'t TurnRules,
        cues: Option<&'t [usize]>,
    ) -> Self {
        let lines = lines(text, looks);
        let (preface, footer) =
            if cues.is_some() { (0, lines.len()) } else { (preface(text, &lines), footer(text, &lines)) };
        let led = lines.iter().map(|line| led_by_stamp(text, line).map(|(stamp, body)| (stamp.ms, body)));
        let (led, program) = (led.collect(), lines.iter().map(|line| is_program(line.words(text))).collect());
        Self {
            text,
            rules,
            cues,
            preface: preface.min(footer),
            footer,
            led,
            program,
            small_words: OnceCell::new(),
            lines,
        }
    }

    /// What a mark finds: each line that could be a head.
    fn found(&self, mark: Mark) -> Vec<Placed> {
        let own = |n: usize| {
            let line = self.lines.get(n)?;
            self.led[n].filter(|(_, body)| *body == line.range.end)
        };
        let mut found: Vec<Placed> = Vec::new();
        for (n, line) in self.lines.iter().enumerate().take(self.footer).skip(self.preface) {
            let in_cue = self.cues.is_none_or(|cues| cues.binary_search(&line.range.start).is_ok());
            if !in_cue || self.program[n] {
                continue;
            }
            let Some(mut head) = head(self.text, line, mark) else { continue };
            let above = n.checked_sub(1).filter(|above| *above >= self.preface).and_then(own);
            if head.form.stamp.is_none()
                && let Some((ms, _)) = above
            {
                // A time under a name is that name's.
                let taken = found
                    .last()
                    .is_some_and(|last| last.line + 2 == n && last.head.form.stamp == Some(At::Below));
                if !taken {
                    head.form.stamp = Some(At::Above);
                    head.form.opens = self.lines[n - 1].opens;
                    head.time_ms = Some(ms);
                }
            }
            let mut lone = false;
            if mark == Mark::Below {
                if head.form.stamp.is_none()
                    && let Some((ms, _)) = own(n + 1).filter(|_| !self.lines[n + 1].opens)
                {
                    head.form.stamp = Some(At::Below);
                    head.time_ms = Some(ms);
                    head.body = self.lines[n + 1].range.end;
                }
                let below = self.lines.get(n + 1).filter(|_| n + 1 < self.footer);
                let says_more = head.form.stamp.is_some() || line.all_bold();
                lone = !below.is_some_and(|below| !below.opens || says_more);
            }
            found.push(Placed { line: n, head, lone });
        }
        found
    }
}

/// What a layout finds, before turns are made of it.
enum Found {
    Heads(Judged),
    Turns(Made),
}

impl Found {
    fn of(page: &Page<'_>, layout: &Layout) -> Option<Self> {
        Some(match layout.kind {
            Kind::Marked(mark) => Self::Heads(page.judged(mark)),
            Kind::Columns => Self::Turns(page.table()?),
            Kind::BoldIsOne => Self::Turns(page.bold()?),
            // The least that there is.
            Kind::Paragraphs => Self::Turns(Made { weight: 0.001, ..Made::default() }),
        })
    }

    const fn weight(&self) -> f64 {
        match self {
            Self::Heads(judged) => judged.weight,
            Self::Turns(made) => made.weight,
        }
    }

    fn reading(self, page: &Page<'_>, layout: &'static Layout) -> Reading {
        let made = match self {
            Self::Heads(judged) => page.marked(judged),
            Self::Turns(_) if layout.kind == Kind::Paragraphs => page.paragraphs(),
            Self::Turns(made) => made,
        };
        made.into_reading(page, layout)
    }
}

/// All layouts that find anybody in a text, and that of paragraphs, the best first.
pub(in crate::text) fn fits(page: &Page<'_>) -> Vec<Reading> {
    let readings = LAYOUTS.iter().filter_map(|layout| Some(Found::of(page, layout)?.reading(page, layout)));
    let somebody =
        |reading: &Reading| !reading.speakers.is_empty() || reading.fit.layout.kind == Kind::Paragraphs;
    let mut readings: Vec<Reading> = readings.filter(somebody).collect();
    readings.sort_by(|a, b| b.fit.weight.total_cmp(&a.fit.weight));
    readings
}

/// What the layout that fits best makes of a text, or the one that a person chose.
pub(in crate::text) fn best(page: &Page<'_>) -> Reading {
    let chosen = page.rules.layout.and_then(|layout| Some((layout, Found::of(page, layout)?)));
    let best = chosen.or_else(|| {
        let found = LAYOUTS.iter().filter_map(|layout| Some((layout, Found::of(page, layout)?)));
        found.reduce(|best, next| if next.1.weight() > best.1.weight() { next } else { best })
    });
    let last = &LAYOUTS[LAYOUTS.len() - 1];
    let mut best = match best {
        Some((layout, found)) => found.reading(page, layout),
        None => page.paragraphs().into_reading(page, last),
    };
    if best.speakers.is_empty() {
        // What a person may accept where nobody was found.
        best.refused = page.marked(page.judged(Mark::Colon)).into_reading(page, last).refused;
    }
    best
}

/// Turns and speakers as a layout found them.
#[derive(Default)]
struct Made {
    speakers: Vec<SpeakerGuess>,
    turns: Vec<Turn>,
    judged: Judged,
    weight: f64,
}

impl Made {
    fn into_reading(self, page: &Page<'_>, layout: &'static Layout) -> Reading {
        let Self { speakers, turns, judged, weight } = self;
        let times: Vec<u32> = turns.iter().filter_map(|turn| turn.time_ms).collect();
        let fit = Fit {
            layout,
            turns: turns.len(),
            speakers: speakers.len(),
            recurring: judged.recurring,
            timed: times.len(),
            times_grow: times.windows(2).all(|pair| pair[0] <= pair[1]),
            weight,
        };
        let mut refused = judged.refused;
        refused.sort_by_key(|(_, lines, alike)| (!alike, std::cmp::Reverse(*lines)));
        let alike = refused.iter().filter(|(.., alike)| *alike).count();
        refused.truncate(MAX_REFUSED.max(alike.min(MAX_REFUSED)));
        let refused = refused.into_iter().map(|(label, lines, _)| LabelGuess { label, lines }).collect();
        let span = |lines: &[Line]| Some(lines.first()?.range.start..lines.last()?.range.end);
        Reading {
            fit,
            speakers,
            turns,
            refused,
            alike: alike.min(MAX_REFUSED),
            unsure: judged.unsure,
            footer: span(&page.lines[page.footer..]),
        }
    }
}

impl<'t> Page<'t> {
    fn building<'b>(&'b self, heads: &'b [(Placed, SpeakerIx)]) -> Building<'b> {
        Building {
            text: self.text,
            lines: &self.lines,
            led: &self.led,
            program: &self.program,
            heads,
            preface: self.preface,
            footer: self.footer,
            by_line: self.by_line(),
            unlabelled: None,
        }
    }

    /// Whether there are no empty lines, so that each line is a paragraph.
    fn by_line(&self) -> bool {
        !self.lines.iter().skip(1).any(|line| line.opens)
    }

    /// The heads that a mark finds and that count.
    fn judged(&self, mark: Mark) -> Judged {
        let mut found = self.found(mark);
        let lone = recurring(self.text, &self.lines[..self.footer], &mut found);
        if found.is_empty() {
            return Judged::default();
        }
        let judging = Judging {
            text: self.text,
            lines: &self.lines,
            rules: self.rules,
            cues: self.cues.is_some(),
            to: self.footer,
            small_words: &self.small_words,
            lone: &lone,
        };
        judging.judge(mark, &found)
    }

    fn marked(&self, judged: Judged) -> Made {
        let mut speakers = Speakers::default();
        let with_speaker = |placed: &Placed| {
            let number = speakers.number(&self.text[placed.head.label.clone()])?;
            Some((placed.clone(), number))
        };
        let heads: Vec<_> = judged.heads.iter().filter_map(with_speaker).collect();
        if heads.is_empty() {
            return Made { judged, ..Made::default() };
        }
        let mut building = self.building(&heads);
        let others = self.rules.unlabelled.as_deref().map(|name| speakers.number(name));
        building.unlabelled = match others {
            Some(others) => Some(others),
            None => (speakers.speakers.len() == 1 && self.only_one_labelled(&heads)).then_some(None),
        };
        let turns = building.turns();
        let weight = judged.weight;
        Made { speakers: speakers.speakers, turns, judged, weight }
    }

    /// Whether the one person with a label asks, or is known to, and others answer without one.
    fn only_one_labelled(&self, heads: &[(Placed, SpeakerIx)]) -> bool {
        let first = heads.first().map_or(0, |(placed, _)| placed.line);
        let by_line = heads.len() > 1 && self.by_line();
        let lines = self.lines[first..self.footer.max(first)].iter();
        let paragraphs = lines.filter(|line| line.opens || by_line).count();
        let bare = paragraphs.saturating_sub(heads.len());
        bare > 0 && bare * 3 >= heads.len()
    }

    fn table(&self) -> Option<Made> {
        let from = self.lines.get(self.preface)?.range.start;
        let table = columns::rows(self.text, from).or_else(|| {
            // A title may stand above a table.
            let below =
                self.lines.iter().skip(self.preface + 1).find(|line| line.words(self.text).contains('\t'))?;
            columns::rows(self.text, below.range.start)
        })?;
        let mut made = Made::default();
        let first = table.heads.as_ref().map_or(table.rows[0].range.start, |heads| heads.start);
        let before: Vec<&Line> = self.lines.iter().take_while(|line| line.range.end <= first).collect();
        for line in before {
            match made.turns.last_mut().filter(|_| !line.opens) {
                Some(last) => last.range.end = line.range.end,
                None => made.turns.push(Turn {
                    speaker: None,
                    time_ms: None,
                    range: line.range.clone(),
                    body: line.range.start,
                }),
            }
        }
        let mut speakers = Speakers::default();
        let mut speaker = None;
        for row in &table.rows {
            let label = self.text[row.label.clone()]
                .trim_matches(|c: char| super::mark::is_emphasis(c) || c == ':' || c == ' ');
            let taken = self.rules.get(label) != Some(LabelRule::NotASpeaker);
            // Who goes on has no name again.
            if !label.is_empty() {
                speaker = speakers.number(label).filter(|_| taken);
            }
            let range = if row.words.is_empty() { row.range.clone() } else { row.range.start..row.words.end };
            let range = range.start..range.start + self.text[range].trim_end().len();
            if range.is_empty() {
                continue;
            }
            let body = if row.words.is_empty() { range.end } else { row.words.start };
            made.turns.push(Turn { speaker, time_ms: row.time_ms, range, body });
            made.weight +=
                if table.heads.is_some() { 4.5 } else { 3.5 } + if row.time_ms.is_some() { 1.5 } else { 0.0 };
        }
        made.speakers = speakers.speakers;
        made.judged.recurring = made.speakers.len();
        Some(made)
    }

    /// Bold paragraphs are one person, the others another.
    fn bold(&self) -> Option<Made> {
        let asked = self.rules.layout.is_some_and(|layout| layout.kind == Kind::BoldIsOne);
        let bold = self.lines.iter().filter(|line| line.all_bold()).count();
        let plain = self.lines.iter().filter(|line| line.bold == 0).count();
        (bold > 1 && plain > 1 || asked && bold > 0).then_some(())?;
        let mut made = Made::default();
        let mut speakers = Speakers::default();
        let (first, second) = (speakers.number("Bold")?, speakers.number("Not bold")?);
        let from = self.lines.iter().position(Line::all_bold)?;
        for (n, line) in self.lines.iter().enumerate() {
            let speaker =
                (n >= from && n < self.footer).then(|| if line.all_bold() { first } else { second });
            match made.turns.last_mut().filter(|last| last.speaker == speaker) {
                Some(last) => last.range.end = line.range.end,
                None => made.turns.push(Turn {
                    speaker,
                    time_ms: None,
                    range: line.range.clone(),
                    body: line.range.start,
                }),
            }
        }
        made.speakers = speakers.speakers;
        made.judged.recurring = 2;
        // Only where a person asks for it.
        made.weight = 0.0;
        Some(made)
    }

    fn paragraphs(&self) -> Made {
        let turns = self.building(&[]).turns();
        Made { turns, weight: 0.001, ..Made::default() }
    }
}
