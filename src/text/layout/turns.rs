//! Turns made of the heads that one layout found: each line that is no head goes on the turn before. Never decides what is a
//! head.

use super::head::At;
use super::judge::Placed;
use super::line::Line;
use super::stamps::{last_stamp, time_ms};
use crate::text::{SpeakerIx, Turn};

/// What turns are made of.
pub(super) struct Building<'t> {
    pub text: &'t str,
    pub lines: &'t [Line],
    /// For each line the time that it begins with, and where its words begin.
    pub led: &'t [Option<(u32, usize)>],
    /// For each line whether a program says it of itself.
    pub program: &'t [bool],
    /// The heads in order, each with who speaks.
    pub heads: &'t [(Placed, SpeakerIx)],
    /// The first line behind the head of a protocol.
    pub preface: usize,
    /// The first line of what stands behind the last word that is said.
    pub footer: usize,
    /// Whether each line is a paragraph, as where no line is empty.
    pub by_line: bool,
    /// Whether a paragraph without a label is nobody's, as where only one person has a label.
    pub unlabelled: Option<Option<SpeakerIx>>,
}

impl Building<'_> {
    pub(super) fn turns(&self) -> Vec<Turn> {
        let ends = self.stamps_end_turns();
        let mut growing = Growing { text: self.text, turns: Vec::new(), cut: false, bare: false };
        // Where times stand behind the words, a turn begins where the one before ended.
        let mut begins = ends.filter(|starts| *starts).map(|_| 0);
        let mut heads = self.heads.iter().peekable();
        let mut speaker: Option<SpeakerIx> = None;
        let mut labelled = false;
        let mut skipped: Option<usize> = None;
        for (n, line) in self.lines.iter().enumerate() {
            if skipped == Some(n) {
                continue;
            }
            if n >= self.footer || self.program[n] {
                growing.nobody(line, n > self.footer);
                speaker = speaker.filter(|_| n < self.footer);
                growing.cut = true;
                continue;
            }
            let own = self.led[n];
            let next = heads.peek().map(|(placed, _)| placed);
            let head_below = next.filter(|placed| placed.line == n + 1);
            if own.is_some_and(|(_, body)| body == line.range.end)
                && head_below.is_some_and(|placed| placed.head.form.stamp == Some(At::Above))
            {
                continue;
            }
            let (mut end, ended) = self.end(line, ends.filter(|_| n >= self.first()));
            if let Some((placed, ix)) = heads.next_if(|(placed, _)| placed.line == n) {
                let start = match placed.head.form.stamp {
                    Some(At::Above) => self.lines[n - 1].range.start,
                    Some(At::Before | At::Behind | At::Below) | None => line.range.start,
                };
                if placed.head.form.stamp == Some(At::Below) {
                    skipped = Some(n + 1);
                    end = placed.head.body;
                }
                let time = placed.head.time_ms.or(begins.take());
                growing.open(Some(*ix), time, start, placed.head.body);
                growing.extend(end.max(placed.head.body));
                growing.bare = false;
                (speaker, labelled) = (Some(*ix), true);
            } else if let Some((ms, body)) = own {
                growing.open(speaker, Some(ms), line.range.start, body);
                growing.extend(end.max(body));
                if body == line.range.end {
                    growing.bare = true;
                    continue;
                }
            } else if growing.turns.is_empty() || growing.cut || self.opens(line, labelled, growing.bare) {
                let time = begins.filter(|_| labelled || self.heads.is_empty());
                begins = begins.filter(|_| time.is_none());
                let nobody = self.unlabelled.filter(|_| labelled && self.is_paragraph(line));
                speaker = nobody.unwrap_or(speaker);
                growing.open(speaker, time, line.range.start, line.range.start);
                growing.extend(end);
            } else {
                growing.extend(end);
            }
            growing.bare = false;
            if let Some(ms) = ended {
                growing.cut = true;
                begins = ends.filter(|starts| *starts).map(|_| ms);
            }
        }
        growing.done()
    }

    const fn is_paragraph(&self, line: &Line) -> bool {
        line.opens || self.by_line
    }

    /// Whether a line without label or time begins a turn.
    fn opens(&self, line: &Line, labelled: bool, bare: bool) -> bool {
        if labelled {
            return self.unlabelled.is_some() && self.is_paragraph(line);
        }
        !bare && (line.opens || self.by_line && self.heads.is_empty())
    }

    /// Whether times stand behind the words, as f4 writes them; and if so whether each says when the next turn begins, as
    /// where no label has a time of its own.
    fn stamps_end_turns(&self) -> Option<bool> {
        let ends = |line: &&Line| self.last_stamp(line).is_some();
        let ended = self.lines.iter().skip(self.first()).filter(ends).count();
        let turns = self.heads.len().max(2);
        let timed = self.heads.iter().filter(|(placed, _)| placed.head.time_ms.is_some()).count();
        (ended > 1 && ended * 2 >= turns).then_some(timed * 2 < turns)
    }

    /// The first line that is said: a head, where there are any.
    fn first(&self) -> usize {
        self.heads.first().map_or(self.preface, |(placed, _)| placed.line)
    }

    /// Where the words of a line end, and the time that stands behind them.
    fn end(&self, line: &Line, ends: Option<bool>) -> (usize, Option<u32>) {
        match ends.and_then(|_| self.last_stamp(line)) {
            Some((ms, at)) => (at, Some(ms)),
            None => (line.range.end, None),
        }
    }

    fn last_stamp(&self, line: &Line) -> Option<(u32, usize)> {
        let words = line.words(self.text);
        let (stamp, at) = last_stamp(words).filter(|(_, at)| *at > 0)?;
        let end = words[..at].trim_end();
        // A name with a time behind it is a head.
        let said = end.ends_with(|c: char| !c.is_alphanumeric()) || end.split_whitespace().count() > 4;
        said.then_some((stamp.ms, line.range.start + end.len()))
    }
}

/// Turns that grow line by line.
struct Growing<'t> {
    text: &'t str,
    turns: Vec<Turn>,
    /// Whether the next line begins a turn though nothing in it says so.
    cut: bool,
    /// Whether the line before was a time and nothing else.
    bare: bool,
}

impl Growing<'_> {
    fn open(&mut self, speaker: Option<SpeakerIx>, time_ms: Option<u32>, start: usize, body: usize) {
        self.turns.push(Turn { speaker, time_ms, range: start..start, body });
        self.cut = false;
    }

    fn extend(&mut self, end: usize) {
        if let Some(turn) = self.turns.last_mut() {
            turn.range.end = end.max(turn.range.start);
        }
    }

    /// A line that belongs to nobody; it goes on one before it that does neither.
    fn nobody(&mut self, line: &Line, goes_on: bool) {
        if !goes_on {
            self.open(None, None, line.range.start, line.range.start);
        }
        self.extend(line.range.end);
    }

    /// The turns, their words beginning after all white space.
    fn done(self) -> Vec<Turn> {
        let Self { text, mut turns, .. } = self;
        for turn in &mut turns {
            turn.range.end = turn.range.start + text[turn.range.clone()].trim_end().len();
            let body = turn.body.min(turn.range.end);
            let words = text[body..turn.range.end].trim_start().len();
            turn.body = turn.range.end - words;
        }
        // A time behind which nothing is said is no turn.
        let labelled = |turn: &Turn| turn.speaker.is_some() && time_ms(&text[turn.range.clone()]).is_none();
        turns.retain(|turn| {
            turn.range.start < turn.range.end && (turn.body < turn.range.end || labelled(turn))
        });
        turns
    }
}
