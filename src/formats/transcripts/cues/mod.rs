//! Subtitles, .vtt and .srt: what is said, by whom and when. Takes cues as they are written by programs and by hand, and
//! tells of each that is not as it should be; never drops words because a time is wrong.

mod people;
mod tags;

use crate::formats::shared::draft::{Report, Script, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoded;
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::format::{Choice, Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::plain::decoded;
use crate::lang::message;
use crate::text::TurnMode;
use people::{Piece, by_dashes, by_overlap, joined};
use tags::{stripped, voices};

/// WebVTT.
pub(in crate::formats) const VTT: Format = Format::new("vtt", Kind::Transcript, "WebVTT subtitles", &["vtt"])
    .read(is_vtt, Reader::Transcript(|file, bytes, options| Ok(vec![read_vtt(file, bytes, options)?])))
    .choices(&[Choice::Encoding]);

/// SubRip.
pub(in crate::formats) const SRT: Format = Format::new("srt", Kind::Transcript, "SubRip subtitles", &["srt"])
    .read(is_srt, Reader::Transcript(|file, bytes, options| Ok(vec![read_srt(file, bytes, options)?])))
    .choices(&[Choice::Encoding]);

/// The two dialects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Vtt,
    Srt,
}

/// What is shown at one time.
#[derive(Debug, Default, PartialEq, Eq)]
struct Cue {
    start: Option<u32>,
    lines: Vec<String>,
}

/// What was not as it should be.
#[derive(Default)]
struct Faults {
    /// Times or arrows written otherwise, and the line of the first.
    repaired: Vec<usize>,
    /// Words without a time.
    untimed: Vec<usize>,
    /// Times before the start of the recording.
    negative: Vec<usize>,
    /// Comments and styles.
    notes: usize,
    /// Lines of the header behind its first.
    header: usize,
    /// Cues that end at a time of their own.
    ends: usize,
}

/// Reads a transcript of WebVTT: Teams, Zoom, YouTube.
///
/// # Errors
/// When it holds no words, or is too large or no text.
fn read_vtt(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    read(name, bytes, options, Dialect::Vtt)
}

/// Reads a transcript of SubRip.
///
/// # Errors
/// As [`read_vtt`].
fn read_srt(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    read(name, bytes, options, Dialect::Srt)
}

/// Whether the first bytes are those of a WebVTT file.
pub(in crate::formats) fn is_vtt(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).starts_with(b"WEBVTT")
}

/// Whether a file begins with the times of a cue, as SubRip does.
pub(in crate::formats) fn is_srt(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..512).unwrap_or(bytes));
    head.lines()
        .filter(|line| !line.trim().is_empty())
        .take(2)
        .any(|line| times(line, Dialect::Srt).is_some())
}

fn read(
    name: &str,
    bytes: &[u8],
    options: &TranscriptOptions,
    dialect: Dialect,
) -> Result<TranscriptDraft, FormatError> {
    let Decoded { text, decoding } = decoded(name, bytes, options.encoding.as_deref())?;
    let mut faults = Faults::default();
    let mut cues = cues(&text, dialect, &mut faults);
    let mut report = Report::default();
    if !text.trim().is_empty() && cues.iter().all(|cue| cue.start.is_none()) {
        return Err(FormatError::At {
            file: name.to_owned(),
            place: Location::Whole,
            problem: message!("file-no-times"),
            remedy: message!("do-export-or-call-it-txt"),
        });
    }
    if !is_vtt(text.as_bytes()) && dialect == Dialect::Vtt {
        let message = message!("file-no-webvtt");
        report.warn(Location::Line(1), message);
    }
    let repeated = without_repeats(&mut cues);
    faults.tell(&mut report);
    report.lost(repeated, message!("part-line"), message!("file-rolling-captions"));
    let (script, silent) = script(&cues, dialect, options);
    let (text, known) = script.done();
    if text.is_empty() && !cues.is_empty() {
        return Err(FormatError::At {
            file: name.to_owned(),
            place: Location::Whole,
            problem: message!("file-cues-say-nothing", n = cues.len()),
            remedy: message!("do-export-with-words"),
        });
    }
    report.lost(silent, message!("part-cue-without-words"), message!("file-nothing-to-keep"));
    draft(name, text, known, decoding, report, &options.rules)
}

impl Faults {
    fn tell(self, report: &mut Report) {
        if let Some(&first) = self.repaired.first() {
            let n = self.repaired.len();
            report.warn(Location::Line(first), message!("file-times-of-cues", n));
        }
        if let Some(&first) = self.untimed.first() {
            let n = self.untimed.len();
            report.warn(Location::Line(first), message!("file-cues-without-time", n));
        }
        if let Some(&first) = self.negative.first() {
            let n = self.negative.len();
            report.warn(Location::Line(first), message!("file-times-before-start", n));
        }
        report.lost(self.header, message!("part-line-header"), message!("file-not-said"));
        report.lost(self.notes, message!("part-note-style"), message!("file-not-said"));
        report.lost(self.ends, message!("part-time-cue-ends"), message!("file-turn-keeps-begin"));
    }
}

/// The cues of a file, in its order.
fn cues(text: &str, dialect: Dialect, faults: &mut Faults) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    let is_empty = |line: &str| match dialect {
        Dialect::Vtt => line.is_empty(),
        Dialect::Srt => line.trim().is_empty(),
    };
    let times_at = |at: usize| lines.get(at).and_then(|line| times(line, dialect));
    let mut at = 0;
    // The header goes to the first empty line, or the first times.
    if is_vtt(text.as_bytes()) {
        while at < lines.len() && !is_empty(lines[at]) && (at == 0 || times_at(at).is_none()) {
            faults.header += usize::from(at > 0);
            at += 1;
        }
        // What stands right above the first times is their name.
        if times_at(at).is_some() && at > 1 {
            faults.header -= 1;
        }
    }
    while at < lines.len() {
        if lines[at].trim().is_empty() {
            at += 1;
            continue;
        }
        let first = at;
        // A number or name may stand above the times.
        let head = (at..(at + 2).min(lines.len())).find_map(|line| times_at(line).map(|times| (line, times)));
        let mut cue = Cue::default();
        if let Some((line, times)) = head {
            at = line + 1;
            cue.start = Some(times.start);
            faults.ends += 1;
            if times.repaired {
                faults.repaired.push(line + 1);
            }
            if times.negative {
                faults.negative.push(line + 1);
            }
        } else if dialect == Dialect::Vtt && is_note(lines[at]) {
            faults.notes += 1;
            while at < lines.len() && !is_empty(lines[at]) {
                at += 1;
            }
            continue;
        }
        while at < lines.len() && !is_empty(lines[at]) && !(at > first && starts_cue(&lines, at, dialect)) {
            cue.lines.extend(Some(lines[at].trim().to_owned()).filter(|line| !line.is_empty()));
            at += 1;
        }
        if cue.start.is_some() {
            cues.push(cue);
        } else if !is_next_number(&cue.lines, cues.len()) {
            let numbered = cue.lines.first().is_some_and(|line| line.bytes().all(|b| b.is_ascii_digit()));
            match cues.last_mut() {
                // An empty line inside a cue.
                Some(last) if dialect == Dialect::Srt && (!numbered || cue.lines.len() == 1) => {
                    last.lines.append(&mut cue.lines);
                }
                Some(_) | None => {
                    cue.lines.drain(..usize::from(numbered));
                    faults.untimed.push(first + 1);
                    cues.push(cue);
                }
            }
        }
    }
    cues
}

/// Whether a cue begins here although no empty line stands before it.
fn starts_cue(lines: &[&str], at: usize, dialect: Dialect) -> bool {
    let has_times = |at: usize| lines.get(at).is_some_and(|line| times(line, dialect).is_some());
    let number = |line: &str| !line.is_empty() && line.trim().bytes().all(|byte| byte.is_ascii_digit());
    has_times(at) || (number(lines[at]) && has_times(at + 1))
}

/// Whether lines are the number of a cue that nothing follows.
fn is_next_number(lines: &[String], cues: usize) -> bool {
    lines.len() == 1 && lines[0].parse::<usize>().is_ok_and(|number| number == cues + 1)
}

fn is_note(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ':']))
    })
}

struct Times {
    start: u32,
    /// Whether something about the line is not as the format has it.
    repaired: bool,
    /// Whether it begins before the recording does, which stands for it.
    negative: bool,
}

/// The times of a line that holds two and an arrow, which may be written wrongly.
fn times(line: &str, dialect: Dialect) -> Option<Times> {
    let (start, rest) = signed(line.trim_start())?;
    let rest = rest.trim_start();
    let arrow =
        ["-->", "->", "—>", "–>", "->>", "=>", "→"].into_iter().find(|arrow| rest.starts_with(arrow))?;
    let (end, _) = signed(rest[arrow.len()..].trim_start())?;
    let mark = match dialect {
        Dialect::Vtt => '.',
        Dialect::Srt => ',',
    };
    let repaired = arrow != "-->" || start.mark != mark || end.mark != mark || end.ms < start.ms;
    Some(Times { start: start.ms, repaired, negative: start.negative })
}

struct Time {
    ms: u32,
    mark: char,
    negative: bool,
}

/// A time, also one before the start of the recording, which is taken as the start.
fn signed(text: &str) -> Option<(Time, &str)> {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => time(rest).map(|(time, rest)| (Time { ms: 0, negative: true, ..time }, rest)),
        None => time(text),
    }
}

/// `mm:ss.ttt` or `h:mm:ss.ttt`, with a comma or nothing for the point.
fn time(text: &str) -> Option<(Time, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ',')).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let (clock, fraction, mark) = match clock.split_once(['.', ',']) {
        Some((whole, part)) => (whole, part, clock.as_bytes()[whole.len()] as char),
        None => (clock, "", ' '),
    };
    let fields: Vec<u32> = clock.split(':').map(|field| field.parse().ok()).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match fields.as_slice() {
        [minutes, seconds] => (0, *minutes, *seconds),
        [hours, minutes, seconds] => (*hours, *minutes, *seconds),
        _ => return None,
    };
    if minutes > 59 && fields.len() == 3 || seconds > 59 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = fraction.bytes().chain(*b"000").take(3).fold(0, |ms, digit| ms * 10 + u32::from(digit - b'0'));
    let seconds = hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)?;
    Some((Time { ms: seconds.checked_mul(1000)?.checked_add(part)?, mark, negative: false }, rest))
}

/// Takes out the lines that captions show a second time while they roll; says how many. Only where most cues do; where few
/// do, somebody may have said a thing twice, unless each word has its time.
fn without_repeats(cues: &mut Vec<Cue>) -> usize {
    let rolls = |pair: &[Cue]| {
        let [before, after] = pair else { return false };
        matches!((before.lines.last(), after.lines.first()), (Some(a), Some(b)) if stripped(a) == stripped(b))
    };
    let repeats = cues.windows(2).filter(|pair| rolls(pair)).count();
    let timed = || cues.iter().flat_map(|cue| &cue.lines).any(|line| line.contains("<c>"));
    if repeats == 0 || repeats * 2 < cues.len() || (repeats < 3 && !timed()) {
        return 0;
    }
    let mut before: Option<String> = None;
    for cue in cues.iter_mut() {
        let last = cue.lines.last().map(|line| stripped(line));
        if before.is_some() && cue.lines.first().map(|line| stripped(line)) == before {
            cue.lines.remove(0);
        }
        before = last.or(before);
    }
    cues.retain(|cue| !cue.lines.is_empty());
    repeats
}

/// The words of all cues, turn by turn, and how many cues have none.
fn script(cues: &[Cue], dialect: Dialect, options: &TranscriptOptions) -> (Script, usize) {
    let (mut pieces, mut silent) = (Vec::new(), 0);
    for cue in cues {
        let before = pieces.len();
        // A voice may go on behind a line end, so that only cues without any are looked at line by line.
        let voiced = dialect == Dialect::Vtt && cue.lines.iter().any(|line| line.contains("<v"));
        let plain: Vec<String> = cue.lines.iter().map(|line| stripped(line)).collect();
        let people = if voiced { vec![(false, cue.lines.join(" "))] } else { by_dashes(&plain) };
        for (is_unknown, words) in people {
            let said = if voiced { voices(&words) } else { vec![(String::new(), words)] };
            let said = said.into_iter().filter(|(_, words)| !words.trim().is_empty());
            let piece = |(voice, words)| Piece { voice, start: cue.start, words, is_unknown };
            pieces.extend(said.map(piece));
        }
        silent += usize::from(pieces.len() == before);
    }
    let pieces = by_overlap(pieces);
    let mut script = Script::default();
    match options.rules.mode {
        TurnMode::Joined => script = joined(&pieces, &options.rules),
        TurnMode::Speakers | TurnMode::Paragraphs | TurnMode::None => {
            for Piece { voice, start, words, is_unknown } in &pieces {
                script.turn(voice, *start, words);
                script.mark_unknown(*is_unknown);
            }
        }
    }
    (script, silent)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::fits;

    /// `time|speaker|words` of each turn.
    fn shown(draft: &TranscriptDraft) -> Vec<String> {
        let found = &draft.recognition;
        let line = |turn: &crate::text::Turn| {
            let label = turn.speaker.map_or("", |ix| found.speakers[usize::from(ix.0)].label.as_str());
            let time = turn.time_ms.map_or_else(String::new, |ms| ms.to_string());
            format!("{time}|{label}|{}", &draft.text.as_str()[turn.words()])
        };
        found.turns.iter().map(line).collect()
    }

    fn vtt(text: &str) -> TranscriptDraft {
        read_vtt("a.vtt", text.as_bytes(), &TranscriptOptions::default()).unwrap()
    }

    fn srt(text: &str) -> TranscriptDraft {
        read_srt("a.srt", text.as_bytes(), &TranscriptOptions::default()).unwrap()
    }

    #[test]
    fn voices_of_teams() {
        let draft = vtt(
            "WEBVTT\nKind: captions\n\nSTYLE\n::cue { }\n\nNOTE no\n\nid/1-0\n00:00:01.000 --> 00:00:04.120 align:start\n\
             <v Ann Lee>A &amp; b</v>\n\n00:04.200 --> 00:07.9\n<v.loud Bob>C <i>d</i>\ne?</v> <v Ann Lee>F</v>\n\n\
             99:59:59.000 --> 100:00:01.000\nnobody &lt;3\n",
        );
        let turns = ["1000|Ann Lee|A & b", "4200|Bob|C d e?", "4200|Ann Lee|F", "359999000||nobody <3"];
        assert_eq!(shown(&draft), turns);
        assert!(draft.text.as_str().starts_with("Ann Lee: A & b\nBob: C d e?\n"));
        assert!(draft.warnings.is_empty(), "{:?}", draft.warnings);
    }

    #[test]
    fn names_before_the_words_as_zoom_and_podcasts_have_them() {
        let draft = srt(
            "1\n00:00:00,100 --> 00:00:02,000\nInterviewer: When\nwas it?\n\n2\n00:00:02,500 --> 00:00:03,000\n\
             P01: <i>Then</i>,\n\n3\n00:00:03,000 --> 00:00:04,000\nI think.\n",
        );
        assert_eq!(shown(&draft), ["100|Interviewer|When was it?", "2500|P01|Then,", "3000|P01|I think."]);
        let mut options = TranscriptOptions::default();
        options.rules.mode = TurnMode::Joined;
        let text = "1\n0:00:01,0 --> 0:00:02,0\nInterviewer: a?\n\n2\n0:00:03,0 --> 0:00:04,0\nP01: b\n\n3\n0:00:05,0 --> 0:00:06,0\nc";
        let draft = read_srt("a.srt", text.as_bytes(), &options).unwrap();
        assert_eq!(shown(&draft), ["1000|Interviewer|a?", "3000|P01|b c"]);
    }

    #[test]
    fn what_one_voice_says_in_a_row_is_joined_when_wanted() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>x\n\n00:02.000 --> 00:03.000\n<v A>y\n\n00:03.000 --> 00:04.000\n<v B>z";
        let mut options = TranscriptOptions::default();
        options.rules.mode = TurnMode::Joined;
        let draft = read_vtt("a.vtt", text.as_bytes(), &options).unwrap();
        assert_eq!(
            (shown(&draft).as_slice(), draft.text.as_str()),
            (["1000|A|x y", "3000|B|z"].map(String::from).as_slice(), "A: x y\nB: z")
        );
    }

    #[test]
    fn captions_that_roll_are_taken_once() {
        let text = "WEBVTT\n\n00:00.000 --> 00:01.000\n \none<00:00:00.500><c> two</c>\n\n00:01.000 --> 00:01.010\none two\n \n\n\
                    00:01.010 --> 00:02.000\none two\nthree\n\n00:02.000 --> 00:02.010\nthree\n \n\n00:02.010 --> 00:03.000\n\
                    three\nfour\n";
        let draft = vtt(text);
        assert_eq!(shown(&draft), ["0||one two", "1010||three", "2010||four"]);
        assert!(
            draft.lost.iter().any(|lost| lost.what.to_string() == "line" && lost.count == 4),
            "{:?}",
            draft.lost
        );
        let short = "WEBVTT\n\n00:00.000 --> 00:01.000\n \none<00:00:00.500><c> two</c>\n\n00:01.000 --> 00:01.010\none two\n \n";
        assert_eq!(shown(&vtt(short)), ["0||one two"]);
        let twice = "WEBVTT\n\n00:00.000 --> 00:01.000\nno\n\n00:01.000 --> 00:02.000\nno\n";
        assert_eq!(shown(&vtt(twice)), ["0||no", "1000||no"]);
    }

    #[test]
    fn wrong_times_are_repaired_and_told() {
        let draft = vtt(
            "WEBVTT\r\n\r\n00:00:01.000 -> 00:00:02.000\r\nwrong arrow\r\n\r\n00:00:03,000 --> 00:00:04,000\r\ncommas\r\n",
        );
        assert_eq!(shown(&draft), ["1000||wrong arrow", "3000||commas"]);
        assert!(
            draft.warnings[0].message.to_string().starts_with("the times of 2 cues"),
            "{:?}",
            draft.warnings
        );
        let draft = vtt("00:00.500 --> 00:07.000\n#1\n\n#2\n\n00:11.000 --> 00:12.000\n#3");
        assert_eq!(shown(&draft), ["500||#1", "||#2", "11000||#3"]);
        assert_eq!(draft.warnings.len(), 2);
        let draft = srt("1\n00:00:01,000 --> 00:00:02,000\na\n\nb\n\n2\n00:00:xx --> y\nc\n");
        assert_eq!(shown(&draft), ["1000||a b", "||00:00:xx --> y c"]);
    }

    #[test]
    fn zoom_s_names_go_where_cues_are_joined() {
        let text = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnn Lee: So.\n\n2\n00:00:02.000 --> 00:00:03.000\nAnn Lee: And then\n\n\
                    3\n00:00:03.000 --> 00:00:04.000\nBob: Yes?\n\n4\n00:00:04.000 --> 00:00:05.000\nBob: Why?\n";
        let mut options = TranscriptOptions::default();
        options.rules.mode = TurnMode::Joined;
        let draft = read_vtt("a.vtt", text.as_bytes(), &options).unwrap();
        assert_eq!(draft.text.as_str(), "Ann Lee: So. And then\nBob: Yes? Why?");
        assert_eq!(shown(&draft), ["1000|Ann Lee|So. And then", "3000|Bob|Yes? Why?"]);
        options.rules.rename("Bob", "Ann Lee");
        let draft = read_vtt("a.vtt", text.as_bytes(), &options).unwrap();
        assert_eq!(draft.text.as_str(), "Ann Lee: So. And then Yes? Why?");
    }

    #[test]
    fn two_people_in_a_cue_are_two_turns() {
        let draft = srt("1\n00:00:01,000 --> 00:00:02,000\n- Hello.\n- Hi.\n");
        assert_eq!(shown(&draft), ["1000||Hello.", "1000||Hi."]);
        let text = "1\n00:00:01,000 --> 00:00:02,000\nInt: a?\n\n2\n00:00:03,000 --> 00:00:04,000\n- b\n- c\n\n\
                    3\n00:00:05,000 --> 00:00:06,000\nd\n\n4\n00:00:07,000 --> 00:00:08,000\nInt: e?\n";
        assert_eq!(shown(&srt(text)), ["1000|Int|a?", "3000||b", "3000||c", "5000||d", "7000|Int|e?"]);
        let mut options = TranscriptOptions::default();
        options.rules.mode = TurnMode::Joined;
        let draft = read_srt("a.srt", text.as_bytes(), &options).unwrap();
        assert_eq!(shown(&draft), ["1000|Int|a?", "3000||b", "3000||c", "5000||d", "7000|Int|e?"]);
    }

    #[test]
    fn who_speaks_into_another_s_words_has_a_turn() {
        let draft =
            vtt("WEBVTT P01\n\n1\n00:00:01.000 --> 00:00:02.000\n<v S01>and then //S02: Mhm.// she left\n");
        assert_eq!(shown(&draft), ["1000|S01|and then", "1000|S02|Mhm.", "1000|S01|she left"]);
        let draft = srt(
            "1\n00:00:01,000 --> 00:00:02,000\n//S01: So.//\n\n2\n00:00:03,000 --> 00:00:04,000\n//S02: Yes.//\n\n\
                         3\n00:00:05,000 --> 00:00:06,000\n//S01: Well.\n",
        );
        assert_eq!(shown(&draft), ["1000|S01|So.", "3000|S02|Yes.", "5000|S01|Well."]);
    }

    #[test]
    fn times_before_the_start_are_the_start() {
        let draft = vtt(
            "WEBVTT\n\n-00:00:01.000 --> 00:00:02.000\na\n\n-00:00:00.500 --> -00:00:00.200\nb\n\n00:00:03.000 --> 00:00:04.000\nc\n",
        );
        assert_eq!(shown(&draft), ["0||a", "0||b", "3000||c"]);
        let told: Vec<_> = draft.warnings.iter().map(|w| format!("{}: {}", w.place, w.message)).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("line 3: 2 times lie before the start"), "{told:?}");
    }

    #[test]
    fn what_says_nothing_is_counted() {
        let draft = vtt(
            "WEBVTT\nKind: captions\n\nBefore.\n\n00:01.000 --> 00:02.000\na\n\n00:02.000 --> 00:03.000\n<i> </i>\n\n00:03.000 --> 00:04.000\n\n",
        );
        assert_eq!(shown(&draft), ["||Before.", "1000||a"]);
        let lost: Vec<_> = draft.lost.iter().map(|lost| format!("{} {}", lost.count, lost.what)).collect();
        assert_eq!(lost[0], "1 line of the header");
        assert!(lost.contains(&"2 cue without words".to_owned()), "{lost:?}");
        assert_eq!(draft.warnings.len(), 1, "{:?}", draft.warnings);
        let why = read_srt("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\n\n", &TranscriptOptions::default());
        let why = why.unwrap_err().to_string();
        assert!(why.contains("its 1 cue has no words"), "{why}");
    }

    #[test]
    fn what_holds_no_times_is_refused() {
        for (bytes, says) in
            [("", "empty"), ("WEBVTT\n", "no line with times"), ("words", "no line with times")]
        {
            let message =
                read_vtt("a.vtt", bytes.as_bytes(), &TranscriptOptions::default()).unwrap_err().to_string();
            assert!(message.starts_with("a.vtt") && message.contains(says), "{message}");
        }
    }

    #[test]
    fn a_year_behind_an_empty_line_is_said() {
        let srt = "1\n00:00:01,000 --> 00:00:02,000\nYear?\n\n1984\n\n2\n00:00:03,000 --> 00:00:04,000\nYes.\n\n3\n";
        let draft = read_srt("a.srt", srt.as_bytes(), &TranscriptOptions::default()).unwrap();
        assert!(
            draft.text.as_str().contains("1984") && !draft.text.as_str().contains("\n3"),
            "{}",
            draft.text.as_str()
        );
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            text in "(WEBVTT|1|00:00:01[.,]000 -?->|00:02[.,]00|<v A>|</v>|<c>|- |//S1: |//|-00:00:01.000 --> |\\{\\\\an8\\}|NOTE|A: |é|&amp;| |\n|\n\n){0,60}",
            joined: bool, rest: Vec<u8>,
        ) {
            let mut options = TranscriptOptions::default();
            options.rules.mode = if joined { TurnMode::Joined } else { TurnMode::Speakers };
            let mut bytes = text.into_bytes();
            bytes.extend(rest);
            for read in [read_vtt, read_srt] {
                if let Ok(draft) = read("a", &bytes, &options) {
                    fits(&draft);
                }
            }
        }
    }
}
