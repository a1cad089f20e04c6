//! Who speaks where, guessed from labels and times at the starts of lines. Gives a guess and the rules that made
//! it, which a person corrects and applies again; never changes the text, and never loses a word of it: every
//! word lies in one turn, unless turns are not wanted at all.

use std::ops::Range;

use super::layout::{
    Doubt, Fit, Layout, Looks, MAX_SPEAKERS, Page, Place, best, doubts, fits, fold, guess_roles,
};
use super::rules::{LabelRule, SpeakerRole, TurnMode, TurnRules};
use super::{SpeakerIx, Text, Turn, line_ends};

/// A speaker found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerGuess {
    /// The label as it first stands in the text.
    pub label: String,
    /// What they are called: the label, or what a person calls them. Those with one name are one.
    pub name: String,
    /// What they do.
    pub role: SpeakerRole,
    /// How many turns they have.
    pub turns: usize,
}

/// What stands like a label and was not taken for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelGuess {
    /// The label as it first stands in the text.
    pub label: String,
    /// How many lines start with it.
    pub lines: usize,
}

/// The turns of a text and their speakers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognition {
    /// The speakers in the order in which they first speak; [`SpeakerIx`] counts along them.
    pub speakers: Vec<SpeakerGuess>,
    /// The turns in order, without overlap.
    pub turns: Vec<Turn>,
    /// What could have been a label: a person may accept it. First what looks like those that were taken, then the most
    /// frequent.
    pub refused: Vec<LabelGuess>,
    /// The layout by which they were found; none where the file itself names who speaks.
    pub layout: Option<&'static Layout>,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
    /// Where, in the order of the text.
    pub places: Vec<Place>,
}

/// Recognises the turns of a text by rules; none in one of more than [`Text::MAX_LINES`].
pub fn recognise(text: &str, rules: &TurnRules) -> Recognition {
    recognise_looks(text, &Looks::default(), rules)
}

/// As [`recognise`], of a text some pieces of which look otherwise than the rest.
pub fn recognise_looks(text: &str, looks: &Looks, rules: &TurnRules) -> Recognition {
    recognised(text, looks, rules, None)
}

/// How well each layout fits a text that is no subtitle, the best first; those that find nobody are left out, but for the
/// last.
pub fn layouts(text: &str, looks: &Looks, rules: &TurnRules) -> Vec<Fit> {
    if line_ends(text) > Text::MAX_LINES {
        return Vec::new();
    }
    fits(&Page::new(text, looks, rules, None)).into_iter().map(|reading| reading.fit).collect()
}

/// As [`recognise`]; `cues` says where each begins, so that a label in each is nothing else.
fn recognised(text: &str, looks: &Looks, rules: &TurnRules, cues: Option<&[usize]>) -> Recognition {
    if rules.mode == TurnMode::None || line_ends(text) > Text::MAX_LINES {
        return Recognition::default();
    }
    let mut plain = TurnRules::default();
    let paragraphs = rules.mode == TurnMode::Paragraphs;
    if paragraphs {
        plain.layout = Layout::named("paragraphs");
    }
    let page = Page::new(text, looks, if paragraphs { &plain } else { rules }, cues);
    let reading = best(&page);
    let (doubts, places) =
        if paragraphs { Default::default() } else { doubts(text, &reading, cues.is_some()) };
    let (speakers, layout) = (reading.speakers, Some(reading.fit.layout));
    let found =
        Recognition { speakers, turns: reading.turns, refused: reading.refused, layout, doubts, places };
    finished(text, found, rules)
}

/// Turns and speakers that the file itself names, with what a person decided about them.
pub fn given(text: &str, said: &Recognition, rules: &TurnRules) -> Recognition {
    let bare = |turn: &Turn| Turn { speaker: None, body: turn.range.start, ..turn.clone() };
    match rules.mode {
        TurnMode::Speakers | TurnMode::Joined => {}
        TurnMode::Paragraphs => {
            return Recognition { turns: said.turns.iter().map(bare).collect(), ..Recognition::default() };
        }
        TurnMode::None => return Recognition::default(),
    }
    let (mut speakers, mut refused, mut numbers) = (Vec::new(), said.refused.clone(), Vec::new());
    for guess in &said.speakers {
        if rules.get(&guess.label) == Some(LabelRule::NotASpeaker) || speakers.len() == MAX_SPEAKERS {
            refused.push(LabelGuess { label: guess.label.clone(), lines: guess.turns });
            numbers.push(None);
        } else {
            numbers.push(Some(SpeakerIx(speakers.len() as u16)));
            speakers.push(guess.clone());
        }
    }
    let number = |ix: SpeakerIx| numbers.get(usize::from(ix.0)).copied().flatten();
    let turns = said.turns.iter().map(|turn| match turn.speaker.and_then(number) {
        Some(speaker) => Turn { speaker: Some(speaker), ..turn.clone() },
        None => bare(turn),
    });
    finished(text, Recognition { speakers, turns: turns.collect(), refused, ..Recognition::default() }, rules)
}

/// Turns whose places and times the file itself gives, with speakers by the labels that stand among the words. A turn
/// without a label is still that of the speaker before.
pub fn timed(text: &str, places: &[(Range<usize>, Option<u32>)], rules: &TurnRules) -> Recognition {
    let found = match rules.mode {
        TurnMode::Speakers | TurnMode::Joined => {
            let mut rules = rules.clone();
            rules.mode = TurnMode::Speakers;
            rules.layout = rules.layout.or(Layout::named("colon"));
            let starts: Vec<usize> = places.iter().map(|(range, _)| range.start).collect();
            recognised(text, &Looks::default(), &rules, Some(&starts))
        }
        TurnMode::Paragraphs => Recognition::default(),
        TurnMode::None => return Recognition::default(),
    };
    let labelled = |start: usize| {
        let at = found.turns.binary_search_by_key(&start, |turn| turn.range.start).ok()?;
        found.turns.get(at).filter(|turn| turn.speaker.is_some())
    };
    let mut speaker = None;
    let turns = places.iter().map(|(range, time_ms)| {
        let label = labelled(range.start);
        speaker = label.map_or(speaker, |turn| turn.speaker);
        let body = label.map_or(range.start, |turn| turn.body.min(range.end));
        Turn { speaker, time_ms: *time_ms, range: range.clone(), body }
    });
    finished(text, Recognition { turns: turns.collect(), ..found }, rules)
}

/// Counts turns, gives speakers their names and roles, and joins turns where that is wanted.
fn finished(text: &str, mut found: Recognition, rules: &TurnRules) -> Recognition {
    for guess in &mut found.speakers {
        (guess.name, guess.turns) = (rules.name(&guess.label).to_owned(), 0);
    }
    if rules.mode == TurnMode::Joined {
        found.turns = joined(found.turns, &found.speakers);
    }
    for turn in &found.turns {
        if let Some(guess) = turn.speaker.and_then(|ix| found.speakers.get_mut(usize::from(ix.0))) {
            guess.turns += 1;
        }
    }
    guess_roles(text, &found.turns, &mut found.speakers, rules);
    found
}

/// What one speaker says in a row as one turn.
fn joined(turns: Vec<Turn>, speakers: &[SpeakerGuess]) -> Vec<Turn> {
    let name =
        |turn: &Turn| turn.speaker.and_then(|ix| speakers.get(usize::from(ix.0))).map(|s| fold(&s.name));
    let mut rows: Vec<Turn> = Vec::with_capacity(turns.len());
    for turn in turns {
        match rows.last_mut() {
            Some(last) if name(&turn).is_some() && name(last) == name(&turn) => {
                last.range.end = turn.range.end;
            }
            Some(_) | None => rows.push(turn),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{Text, Turns};

    /// `label|time|words` of each turn.
    fn turns(text: &str) -> Vec<String> {
        shown(text, &TurnRules::default())
    }

    fn shown(text: &str, rules: &TurnRules) -> Vec<String> {
        let found = recognise(text, rules);
        let line = |turn: &Turn| {
            let label = turn.speaker.map_or("", |ix| found.speakers[usize::from(ix.0)].label.as_str());
            let time = turn.time_ms.map_or_else(String::new, |ms| ms.to_string());
            format!("{label}|{time}|{}", &text[turn.words()])
        };
        found.turns.iter().map(line).collect()
    }

    #[test]
    fn one_line_a_turn_with_empty_lines_between() {
        let text = "Interviewer: How was it?\n\nParticipant: Fine.\n\nInterviewer: Good.\n";
        assert_eq!(turns(text), ["Interviewer||How was it?", "Participant||Fine.", "Interviewer||Good."]);
        let found = recognise(text, &TurnRules::default());
        assert_eq!(found.turns[1].range, 26..44);
        let roles: Vec<_> = found.speakers.iter().map(|s| (s.role, s.turns)).collect();
        assert_eq!(roles, [(SpeakerRole::Interviewer, 2), (SpeakerRole::Participant, 1)]);
    }

    #[test]
    fn paragraphs_and_lines_go_on_the_turn() {
        let text = "Interview 3\nNorth\n\n**I:** Well?\n**P01:** One.\n\nTwo: three.\n  four\nI: So";
        assert_eq!(
            turns(text),
            ["||Interview 3\nNorth", "I||Well?", "P01||One.\n\nTwo: three.\n  four", "I||So"]
        );
    }

    #[test]
    fn times_before_behind_and_above() {
        let text = "[00:00:01] INT: a?\n00:00:02 P01: b\n00:00:03\nINT: c?\nP01 (00:00:04): d\n0:05\nstill d";
        assert_eq!(
            turns(text),
            ["INT|1000|a?", "P01|2000|b", "INT|3000|c?", "P01|4000|d", "P01|5000|still d"]
        );
        assert_eq!(
            turns("Ann: 0:03\nHello: 0:04 it\nBob: 0:05\nHi\nAnn: 0:09\nSo\nBob: [0:12]\nYes"),
            ["Ann|3000|Hello: 0:04 it", "Bob|5000|Hi", "Ann|9000|So", "Bob|12000|Yes"]
        );
        assert_eq!(
            turns("Ann Lee  0:03\nHello\n\nBob  0:05\nHi\n\nAnn Lee  0:09\nSo?\n\nBob  0:12\nYes")[2],
            "Ann Lee|9000|So?"
        );
    }

    #[test]
    fn capitals_and_a_gap_are_a_label_when_repeated() {
        assert_eq!(
            turns("INT  How?\nMARY\tWell.\nINT  And?\nMARY\tYes."),
            ["INT||How?", "MARY||Well.", "INT||And?", "MARY||Yes."]
        );
        assert_eq!(turns("NB  the tape\nstops here"), ["||NB  the tape", "||stops here"]);
        assert_eq!(turns("[id1] one\n\n[id2] two\n\n[id1] three\n\n[id2] x").len(), 4);
        assert!(recognise("[laughs] a\n\n[laughs] b", &TurnRules::default()).speakers.is_empty());
    }

    #[test]
    fn labels_on_lines_of_their_own_and_behind_numbers() {
        assert_eq!(
            turns("INTERVIEWER\nHow?\n\nMARY\nWell.\nYes.\n\nINTERVIEWER\nAnd?\n\nMARY\nNo.")[..2],
            ["INTERVIEWER||How?", "MARY||Well.\nYes."]
        );
        assert_eq!(turns("THE SECOND INTERVIEW\n\nI: So?\nP: OK\nOK\nI: Yes?")[2], "P||OK\nOK");
        assert_eq!(turns("NORTH\n\none\n\nNORTH\n\ntwo").len(), 4);
        assert_eq!(turns("Participant\n\nI: So?\nParticipant: Yes.\nI: No?")[0], "||Participant");
        assert_eq!(turns("1  INT: How?\n2  P01: Well.\n3  more\n4  INT: And?")[1], "P01||Well.\n3  more");
        assert_eq!(turns("0:03 Ann: How?\n0:09 Bob: Well.\n1:03 Ann: And?")[2], "Ann|63000|And?");
        assert_eq!(
            turns("Interviewer – How?\nP1 – Well.\nInterviewer – And?\nP1 – I – I did.")[3],
            "P1||I – I did."
        );
    }

    #[test]
    fn who_speaks_once_or_in_small_letters_speaks_where_everybody_has_a_label() {
        assert_eq!(
            turns("Moderator: Who is here?\nSarah: Me.\nTom: And me.\nModerator: Thanks."),
            ["Moderator||Who is here?", "Sarah||Me.", "Tom||And me.", "Moderator||Thanks."]
        );
        assert_eq!(
            turns("interviewer: how?\nmary: fine.\ninterviewer: good.\nFoster carer (female): no."),
            ["interviewer||how?", "mary||fine.", "interviewer||good.", "Foster carer (female)||no."]
        );
        // What stands above the interview is nobody.
        assert_eq!(turns("Date: May\n\nAnn: So?\n\nBob: So.\n\nAnn: Well.\n\nBob: Yes.")[0], "||Date: May");
        // Nor is a word with a colon where others speak without one.
        assert_eq!(turns("I: Tell me.\nand then\nHome: warm.\nstill\nP: Ok.\nI: So?\nP: No.").len(), 4);
        // A time beside a name says as much.
        let timed = "Ann Lee  0:03\nHello there.\n\nBob Ray  0:05\nHi.\n\nIt is late";
        assert_eq!(turns(timed), ["Ann Lee|3000|Hello there.", "Bob Ray|5000|Hi.\n\nIt is late"]);
        let cues = "Ann Lee: Only I.\nBob Ray: And I.";
        let found = super::timed(cues, &[(0..16, Some(1)), (17..32, Some(2))], &TurnRules::default());
        assert_eq!(
            found.turns.iter().map(|t| t.speaker.map(|s| s.0)).collect::<Vec<_>>(),
            [Some(0), Some(1)]
        );
    }

    #[test]
    fn prose_is_not_taken_for_labels() {
        let text = "He said: come in.\n\nThen he said: sit.\n\nHe said: stay.\n\nOne thing: nothing.";
        let found = recognise(text, &TurnRules::default());
        assert!(found.speakers.is_empty());
        assert_eq!(found.turns.len(), 4);
        assert_eq!(found.refused[0], LabelGuess { label: "He said".to_owned(), lines: 2 });
    }

    #[test]
    fn without_labels_a_paragraph_is_a_turn_and_failing_that_a_line() {
        assert_eq!(turns("one\ntwo\n\n \nthree\n"), ["||one\ntwo", "||three"]);
        assert_eq!(turns("one\ntwo\n"), ["||one", "||two"]);
        assert_eq!(turns("0:01\none\n\n0:02\n\ntwo"), ["|1000|one", "|2000|two"]);
        assert_eq!(turns("[00:00:01] one\n[00:00:02] two\n\n[00:00:03] three").len(), 3);
        assert!(turns(" \n\n").is_empty());
    }

    #[test]
    fn a_person_corrects_the_guess() {
        let text = "He said: come in.\nDan: No?\nDan: Why?\nI: x\nP: y";
        let mut rules = TurnRules::default();
        rules.set("dan", LabelRule::NotASpeaker);
        rules.set("He said", LabelRule::Speaker(SpeakerRole::Other));
        assert_eq!(shown(text, &rules), ["He said||come in.\nDan: No?\nDan: Why?", "I||x", "P||y"]);
        assert_eq!(recognise(text, &rules).speakers[0].role, SpeakerRole::Other);
        rules.unset("DAN");
        assert_eq!(shown(text, &rules).len(), 5);
        rules.mode = TurnMode::Paragraphs;
        assert_eq!(shown(text, &rules).len(), 5);
        rules.mode = TurnMode::None;
        assert!(recognise(text, &rules).turns.is_empty());
    }

    #[test]
    fn a_person_names_and_joins_speakers() {
        let text = "A: x\nAnn: y\nAnn: z\nB: w\nB: v";
        let mut rules = TurnRules::default();
        rules.set("A", LabelRule::Speaker(SpeakerRole::Participant));
        rules.rename("A", "Ann");
        rules.mode = TurnMode::Joined;
        assert_eq!(shown(text, &rules), ["A||x\nAnn: y\nAnn: z", "B||w\nB: v"]);
        assert_eq!(recognise(text, &rules).speakers[0].name, "Ann");
        rules.rename("A", " ");
        assert_eq!(rules.name("A"), "A");
    }

    #[test]
    fn times_of_the_file_meet_labels_of_the_words() {
        let text = "Ann: so\nwell\nBob: yes";
        let places = [(0..7, Some(1)), (8..12, Some(2)), (13..21, None)];
        let found = timed(text, &places, &TurnRules::default());
        let shown: Vec<_> = found.turns.iter().map(|t| (t.speaker, t.time_ms, &text[t.words()])).collect();
        assert_eq!(shown, [(None, Some(1), "Ann: so"), (None, Some(2), "well"), (None, None, "Bob: yes")]);
        let mut rules = TurnRules::default();
        for label in ["Ann", "Bob"] {
            rules.set(label, LabelRule::Speaker(SpeakerRole::Participant));
        }
        let found = timed(text, &places, &rules);
        let shown: Vec<_> = found.turns.iter().map(|t| (t.speaker, &text[t.words()])).collect();
        let ix = |n| Some(SpeakerIx(n));
        assert_eq!(shown, [(ix(0), "so"), (ix(0), "well"), (ix(1), "yes")]);
    }

    #[test]
    fn whoever_asks_is_the_interviewer() {
        let found = recognise("Dan: How?\nMia: So.\nDan: And then?\nMia: This.", &TurnRules::default());
        let roles: Vec<_> = found.speakers.iter().map(|s| (s.label.as_str(), s.role)).collect();
        assert_eq!(roles, [("Dan", SpeakerRole::Interviewer), ("Mia", SpeakerRole::Participant)]);
        let found = recognise("A: So.\nB: Yes.\nA: Right.\nB: No.", &TurnRules::default());
        assert!(found.speakers.iter().all(|s| s.role == SpeakerRole::Participant));
        let found = recognise("Dan: So.\nP1: Yes.\nDan: Right.\nP1: No.", &TurnRules::default());
        assert_eq!(found.speakers[0].role, SpeakerRole::Interviewer);
    }

    /// Whether there is nothing but times.
    fn is_no_word(text: &str) -> bool {
        !text.contains(|c: char| c.is_alphabetic())
    }

    proptest! {
        #[test]
        fn every_word_lies_in_one_turn(
            words in "(I: |P01: |INT  |\\[00:01:02\\]|0:03|\\*\\*|Ann |é🙂|a|:|\\(1:02\\)|\t| |\n|\n\n){0,30}",
            paragraphs: bool,
        ) {
            let mode = if paragraphs { TurnMode::Paragraphs } else { TurnMode::Speakers };
            let mut rules = TurnRules::default();
            rules.mode = mode;
            let found = recognise(&words, &rules);
            let text = Text::new(words);
            let turns = Turns::new(&text, found.turns).unwrap();
            let mut end = 0;
            for turn in turns.iter() {
                prop_assert!(is_no_word(&text.as_str()[end..turn.range.start]));
                prop_assert!(!text.as_str()[turn.range.clone()].starts_with(char::is_whitespace));
                prop_assert!(!text.as_str()[turn.range.clone()].ends_with(char::is_whitespace));
                prop_assert!(turn.speaker.is_none_or(|ix| usize::from(ix.0) < found.speakers.len()));
                end = turn.range.end;
            }
            prop_assert!(is_no_word(&text.as_str()[end..]));
            prop_assert_eq!(found.speakers.iter().map(|s| s.turns).sum::<usize>(),
                turns.iter().filter(|t| t.speaker.is_some()).count());
        }
    }
}
