//! Words that are corrected: codings go with them, whoever made them and whenever; the rest stays to the byte, and undo is
//! exact. What is stored equals the text at its place, in files and tables.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use concord::formats::codings;
use concord::formats::{TranscriptOptions, transcripts, txt};
use concord::model::*;
use concord::session::{CommitError, Session, SystemStamp};
use concord::store::{Disk, RealDisk, repair};
use concord::text::{CharPos, Text};
use proptest::prelude::*;
use tempfile::tempdir;

use crate::common::study;

/// Puts other words in the place of the first ones that read so.
fn correct(session: &mut Session, title: &str, words: &str, with: &str) -> Result<(), CommitError> {
    let transcript = session.project().transcript_named(title).unwrap();
    let start = transcript.text().as_str().find(words).unwrap();
    let edit = session.project().correction(transcript.id(), start..start + words.len(), with).unwrap();
    session.commit(format!("correct {title}"), &[edit])
}

/// The words of one coder's codings in a transcript, and in angle brackets those that have lost their passage.
fn coded(project: &Project, title: &str, coder: &str) -> Vec<String> {
    let transcript = project.transcript_named(title).unwrap();
    let coder = project.coder_named(coder).unwrap().id;
    let Some(layer) = project.layer(transcript.id(), coder) else { return Vec::new() };
    let codings = layer.codings().iter().map(|c| transcript.text().slice(c.span).to_owned());
    codings.chain(layer.orphans().iter().map(|o| format!("<{}>", o.quote))).collect()
}

fn opened(dir: &Path, who: &str) -> Session {
    let session = Session::open(dir, Some(who)).unwrap();
    assert_eq!((session.damage(), session.read_only()), (&[][..], None));
    assert_eq!(session.project().check(), []);
    session
}

/// The files that hold the study itself, without its history.
fn study_files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = study::files(dir);
    files.retain(|name, _| !name.starts_with("history/"));
    files
}

#[test]
fn everybodys_codings_and_memos_go_with_the_words() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    let p01 = session.project().transcript_named("P01").unwrap().clone();
    let kept = p01.text().as_str().find("her promise").unwrap();
    let at = Passage::of(p01.text(), p01.text().span(kept..kept + 11).unwrap());
    let author = session.coder().unwrap().id;
    let (id, created) = (MemoId(session.stamp().uuid()), session.now());
    let on = MemoTarget::Passage(p01.id(), at);
    let memo = Memo { id, on, reply_to: None, author, text: "whose?".into(), created, changed: created };
    session.commit("memo", &[Edit::PutMemo(memo)]).unwrap();
    session.save().unwrap();
    let before = session.project().clone();

    let edit = session.project().correction(p01.id(), 33..50, "P01: She [..] listens").unwrap();
    let Edit::CorrectText { splices, .. } = &edit else { panic!("{edit:?}") };
    let effect = session.project().effect_of(p01.id(), splices).unwrap();
    assert_eq!(effect.codings.len(), 3, "one of each coder");
    assert!(
        effect
            .codings
            .iter()
            .all(|c| matches!(c.fate, Fate::Reworded(span) if effect.text.slice(span) == "She [..] listens"))
    );
    session.commit("correct", &[edit]).unwrap();
    correct(&mut session, "P01", "🙂👩🏽‍🚒", "").unwrap();
    correct(&mut session, "P01", "kept her promise", "kept all of her promise").unwrap();
    for coder in ["C1", "C2", "C3"] {
        assert_eq!(coded(session.project(), "P01", coder), ["She [..] listens", "<🙂👩🏽‍🚒>"], "{coder}");
    }
    let MemoTarget::Passage(_, passage) = &session.project().memo(id).unwrap().on else { panic!() };
    assert_eq!(passage.quote, "her promise");
    assert_eq!(session.project().check(), []);
    let left = session.project().clone();
    assert_eq!(left.codings() + left.orphans().count(), before.codings());

    // From the journal alone, as after a crash; then from the files; then with every file gone but the journals.
    drop(session);
    assert_eq!(*opened(&dir, "C1").project(), left);
    let mut session = opened(&dir, "C1");
    assert_eq!(*session.project(), left);
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    drop(session);
    for file in ["codebook.ron", "layers/c2/p01.ron", "transcripts/p01.txt"] {
        std::fs::remove_file(dir.join(file)).unwrap();
    }
    assert!(!repair(&disk, &dir, true, Timestamp::now()).unwrap().repaired.is_empty());
    session = opened(&dir, "C1");
    assert_eq!(*session.project(), left);

    // A memo on words that went, with nothing in their place, is one on the transcript.
    correct(&mut session, "P01", " all of her promise", "").unwrap();
    assert_eq!(session.project().memo(id).unwrap().on, MemoTarget::Transcript(p01.id()));
    drop(session);
    std::fs::remove_dir_all(&dir).unwrap();

    // Undo, in the session in which it was done.
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    session.save().unwrap();
    let (before, files) = (session.project().clone(), study_files(&dir));
    correct(&mut session, "P01", "P01: She listened. Nobody", "P01: [taken out]").unwrap();
    session.save().unwrap();
    assert_ne!(study_files(&dir), files);
    session.undo().unwrap();
    assert_eq!(*session.project(), before);
    session.save().unwrap();
    assert_eq!(study_files(&dir), files);
    session.redo().unwrap();
    session.undo().unwrap();
    session.save().unwrap();
    assert_eq!(study_files(&dir), files);
    drop(session);
    assert_eq!(*opened(&dir, "C1").project(), before);
}

/// Row 17.
#[test]
fn what_is_stored_equals_the_text_at_its_place() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    let words = "I: \u{1F469}\u{1F3FD}\u{200D}\u{1F692} vs e\u{301}t\u{e9}\r\n\r\nP: שלום, אני כאן 🇩🇪🇫🇷\u{2028}next\r\nनमस्ते กำ 한글\r\n";
    let draft = txt::read("mixed.txt", words.as_bytes(), &TranscriptOptions::default()).unwrap();
    let import = transcripts::add(session.project(), &[draft], &mut SystemStamp);
    session.commit("import", &import.edits).unwrap();
    for words in
        ["\u{1F469}\u{1F3FD}\u{200D}\u{1F692}", "e\u{301}t\u{e9}", "אני כאן", "🇫🇷\u{2028}n", "स्ते กำ", "글"]
    {
        study::code(&mut session, "mixed", "C1", "listens", words).unwrap();
    }
    correct(&mut session, "mixed", "I: ", "Interviewer (🙂): ").unwrap();
    correct(&mut session, "mixed", "t\u{e9}", "te\u{301}").unwrap();
    correct(&mut session, "mixed", "אני", "אני לא").unwrap();
    session.save().unwrap();
    let expected = [
        "\u{1F469}\u{1F3FD}\u{200D}\u{1F692}",
        "e\u{301}te\u{301}",
        "אני לא כאן",
        "🇫🇷\u{2028}n",
        "स्ते กำ",
        "글",
    ];
    assert_eq!(coded(session.project(), "mixed", "C1"), expected);
    drop(session);

    let session = opened(&dir, "C1");
    let project = session.project();
    assert_eq!(coded(project, "mixed", "C1"), expected);
    let text = std::fs::read_to_string(dir.join("transcripts/mixed.txt")).unwrap();
    assert!(!text.contains('\r') && text == project.transcript_named("mixed").unwrap().text().as_str());
    // By code points, as the layer's file and the table count.
    let chars: Vec<char> = text.chars().collect();
    let at = |start: usize, end: usize| chars[start..end].iter().collect::<String>();
    let layer = std::fs::read_to_string(dir.join("layers/c1/mixed.ron")).unwrap();
    let number = |line: &str, name: &str| -> usize {
        let rest = line.split(&format!("{name}:")).nth(1).unwrap();
        rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
    };
    let stored: Vec<String> = layer
        .lines()
        .filter(|l| l.contains("start:"))
        .map(|l| at(number(l, "start"), number(l, "end")))
        .collect();
    assert_eq!(stored, expected);
    let mut table = Vec::new();
    codings::export(project, &mut table).unwrap();
    let mut reader = csv::Reader::from_reader(&table[..]);
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), expected.len());
    for (row, words) in rows.iter().zip(expected) {
        let cell = |name: &str| row[column(name)].to_owned();
        assert_eq!(at(cell("start").parse().unwrap(), cell("end").parse().unwrap()), words);
        assert_eq!(cell("quote"), words);
    }
}

/// Row 19.
#[test]
fn a_corrected_turn_leaves_the_rest_as_it_was() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    study::code(&mut session, "P01", "C1", "keeps promises", "came every Tuesday").unwrap();
    session.save().unwrap();
    let files = study_files(&dir);
    let p01 = session.project().transcript_named("P01").unwrap().clone();
    // The second turn, as a window shows it alone: its words, and other words for all of them.
    let turn = p01.turns()[1].clone();
    let words = &p01.text().as_str()[turn.words()];
    let edit =
        session.project().correction(p01.id(), turn.words(), &words.replace("Nobody", "No one")).unwrap();
    session.commit("correct", &[edit]).unwrap();
    session.save().unwrap();
    let after = study_files(&dir);
    let changed: Vec<&String> = files.keys().filter(|f| files[*f] != after[*f]).collect();
    assert_eq!(
        changed,
        [
            "layers/c1/p01.ron",
            "layers/c2/p01.ron",
            "layers/c3/p01.ron",
            "transcripts/p01.ron",
            "transcripts/p01.txt"
        ]
    );
    assert_eq!(files.len(), after.len());
    let (old, new) = (&files["transcripts/p01.txt"], &after["transcripts/p01.txt"]);
    assert_eq!(new[..turn.range.start], old[..turn.range.start]);
    assert_eq!(new[new.len() - (old.len() - turn.range.end)..], old[turn.range.end..]);
    let now = session.project().transcript_named("P01").unwrap();
    let said = |t: &Transcript| {
        t.turns().iter().map(|u| t.text().as_str()[u.words()].to_owned()).collect::<Vec<_>>()
    };
    let mut expected = said(&p01);
    expected[1] = expected[1].replace("Nobody", "No one");
    assert_eq!(said(now), expected);
    assert_eq!(coded(session.project(), "P01", "C1"), ["She listened", "🙂👩🏽‍🚒", "came every Tuesday"]);
}

/// Row 20: what is counted before and after, and exactly as before once it is undone.
#[test]
fn sums_hold_when_codes_and_coders_are_merged_renamed_and_deleted() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    // An orphan of each coder, of the code that goes.
    correct(&mut session, "P01", "🙂👩🏽‍🚒", "").unwrap();
    let project = session.project().clone();
    let codes: Vec<CodeId> = ["listens", "believes in me", "keeps promises"]
        .iter()
        .map(|name| project.code_named(name).unwrap().id)
        .collect();
    let set = CodeSet { id: CodeSetId(session.stamp().uuid()), name: "esteem".into(), codes: codes.clone() };
    session.commit("a set", &[Edit::PutCodeSet(set.clone())]).unwrap();
    session.save().unwrap();
    let count = |p: &Project, code: CodeId| {
        let codings: usize = p.layers().map(|l| l.codings().iter().filter(|c| c.code == code).count()).sum();
        (codings, p.orphans().filter(|(_, o)| o.code == code).count())
    };
    let (start, files) = (session.project().clone(), study_files(&dir));
    let [listens, believes, promises] = [codes[0], codes[1], codes[2]];
    assert_eq!([listens, believes, promises].map(|c| count(&start, c)), [(3, 0), (0, 3), (6, 0)]);

    let steps: Vec<(&str, Edit)> = vec![
        ("merge", Edit::MergeCodes { from: believes, into: listens }),
        (
            "rename",
            Edit::PutCode(Box::new(Code {
                name: "attends".into(),
                ..Code::clone(start.codebook().get(listens).unwrap())
            })),
        ),
        ("delete a code", Edit::RemoveCode(believes)),
        ("delete a coder", Edit::RemoveCoder(start.coder_named("C3").unwrap().id)),
    ];
    for (what, edit) in steps {
        session.commit(what, &[edit]).unwrap();
        session.save().unwrap();
        let now = session.project();
        assert_eq!(now.check(), [], "{what}");
        let all = |p: &Project| (p.codings(), p.orphans().count());
        let of = |code| count(now, code);
        match what {
            "merge" => {
                assert_eq!((of(listens), of(promises)), ((3, 3), (6, 0)));
                assert_eq!(all(now), all(&start));
                assert_eq!(now.code_set(set.id).unwrap().codes, [listens, promises]);
            }
            "rename" => assert_eq!((all(now), of(listens)), (all(&start), (3, 0))),
            "delete a code" => {
                assert_eq!(all(now), (9, 0));
                assert_eq!(now.code_set(set.id).unwrap().codes, [listens, promises]);
            }
            _ => assert_eq!((all(now), of(listens), of(promises)), ((6, 2), (2, 0), (4, 0))),
        }
        let left = now.clone();
        session.undo().unwrap();
        assert_eq!(*session.project(), start, "{what}");
        session.save().unwrap();
        assert_eq!(study_files(&dir), files, "{what}");
        session.redo().unwrap();
        assert_eq!(*session.project(), left, "{what}");
        session.undo().unwrap();
    }
    drop(session);
    assert_eq!(*opened(&dir, "C1").project(), start);
}

#[test]
fn words_under_somebody_at_work_stay_until_they_are_done() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    study::code(&mut one, "P01", "C2", "listens", "She listened").unwrap();
    one.save().unwrap();
    let two = opened(&dir, "C2");
    let before = one.project().clone();
    let refused = correct(&mut one, "P01", "And then?", "And?").unwrap_err();
    assert!(matches!(refused, CommitError::Busy(_)) && refused.to_string().contains("C2"), "{refused}");
    assert_eq!(*one.project(), before);
    // A transcript in which they have nothing is free.
    correct(&mut one, "P02", "And then?", "And?").unwrap();
    drop(two);
    correct(&mut one, "P01", "And then?", "And?").unwrap();
}

/// C2 codes on the words that C1 is correcting, and neither knows.
#[test]
fn codings_made_on_the_older_words_go_with_the_correction() {
    for order in ["one saves first", "two saves first", "two crashes", "both crash"] {
        let home = tempdir().unwrap();
        let dir = home.path().join("study");
        let mut one = study::create(&dir);
        one.save().unwrap();
        let mut two = opened(&dir, "C2");
        correct(
            &mut one,
            "P01",
            "P01: She listened. Nobody had done",
            "P01: Yes. She really listened. None had done",
        )
        .unwrap();
        study::code(&mut two, "P01", "C2", "listens", "She listened. Nobody had done that — not").unwrap();
        study::code(&mut two, "P01", "C2", "keeps promises", "e\u{301}ver 🙂👩🏽‍🚒").unwrap();
        study::code(&mut two, "P01", "C2", "believes in me", "Nobody").unwrap();
        study::code(&mut two, "P01", "C2", "keeps promises", "came every Tuesday").unwrap();
        match order {
            "one saves first" => {
                one.save().unwrap();
                two.save().unwrap();
                one.save().unwrap();
            }
            "two saves first" => {
                two.save().unwrap();
                one.save().unwrap();
                two.save().unwrap();
            }
            "two crashes" => {
                one.save().unwrap();
            }
            _ => {}
        }
        drop((one, two));
        let expected = [
            "She really listened. None had done that — not",
            "None",
            "e\u{301}ver 🙂👩🏽‍🚒",
            "came every Tuesday",
        ];
        let session = opened(&dir, "C1");
        assert_eq!(coded(session.project(), "P01", "C2"), expected, "{order}");
        let left = session.project().clone();
        drop(session);
        assert_eq!(*opened(&dir, "C2").project(), left, "{order}");
        // The journals tell the same.
        std::fs::write(dir.join("layers/c2/p01.ron"), "").unwrap();
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        assert!(!repair(&disk, &dir, true, Timestamp::now()).unwrap().repaired.is_empty());
        assert_eq!(coded(opened(&dir, "C1").project(), "P01", "C2"), expected, "{order}");
    }
}

/// Two copies of a folder, one of which gets the other's files later, as a sync service brings them.
#[test]
fn a_layer_from_before_the_correction_goes_with_it() {
    let home = tempdir().unwrap();
    let [here, there] = ["here", "there"].map(|name| home.path().join(name));
    let mut session = study::create(&here);
    // The words that C2 codes are some that only corrections have made, there and back.
    correct(&mut session, "P01", "What was she like?", "What was she like, then?").unwrap();
    session.undo().unwrap();
    session.redo().unwrap();
    correct(&mut session, "P01", "And then?", "And?").unwrap();
    session.save().unwrap();
    drop(session);
    for (name, bytes) in study::files(&here) {
        std::fs::create_dir_all(there.join(&name).parent().unwrap()).unwrap();
        std::fs::write(there.join(&name), bytes).unwrap();
    }
    let mut two = opened(&there, "C2");
    let long = "She listened. Nobody had done that — not e\u{301}ver 🙂👩🏽‍🚒";
    study::code(&mut two, "P01", "C2", "listens", long).unwrap();
    study::code(&mut two, "P01", "C2", "listens", "🙂👩🏽‍🚒").unwrap();
    let (author, created) = (two.coder().unwrap().id, two.now());
    let text = two.project().transcript_named("P01").unwrap();
    let promise = text.text().as_str().find("her promise").unwrap();
    let at = Passage::of(text.text(), text.text().span(promise..promise + 11).unwrap());
    let on = MemoTarget::Passage(text.id(), at);
    let id = MemoId(two.stamp().uuid());
    let memo = Memo { id, on, reply_to: None, author, text: "hm".into(), created, changed: created };
    two.commit("memo", &[Edit::PutMemo(memo)]).unwrap();
    two.save().unwrap();
    drop(two);
    let mut one = opened(&here, "C1");
    correct(&mut one, "P01", "not e\u{301}ver 🙂👩🏽‍🚒.", "never, not once.").unwrap();
    one.save().unwrap();
    drop(one);
    for (name, bytes) in study::files(&there) {
        if name.contains("c2") {
            std::fs::create_dir_all(here.join(&name).parent().unwrap()).unwrap();
            std::fs::write(here.join(&name), bytes).unwrap();
        }
    }
    let session = opened(&here, "C1");
    let expected = ["She listened. Nobody had done that — never, not once", "<🙂👩🏽‍🚒>"];
    let now = coded(session.project(), "P01", "C2");
    assert!(now[0].starts_with("She listened. Nobody had done that — ") && now[1] == expected[1], "{now:?}");
    let MemoTarget::Passage(_, passage) = &session.project().memo(id).unwrap().on else { panic!() };
    assert_eq!(passage.quote, "her promise");
}

/// C2 gives the transcript another name, and does not know of the correction.
#[test]
fn what_is_known_of_a_transcript_leaves_its_words_alone() {
    for order in ["one saves first", "two saves first", "two crashes", "both crash"] {
        let home = tempdir().unwrap();
        let dir = home.path().join("study");
        let mut one = study::create(&dir);
        one.save().unwrap();
        let mut two = opened(&dir, "C2");
        correct(&mut one, "P02", "She listened", "She really listened").unwrap();
        let mut record = two.project().transcript_named("P02").unwrap().record();
        record.title = "P02, second visit".into();
        two.commit("rename", &[Edit::PutTranscript(Box::new(record))]).unwrap();
        match order {
            "one saves first" => {
                one.save().unwrap();
                two.save().unwrap();
            }
            "two saves first" => {
                two.save().unwrap();
                one.save().unwrap();
            }
            "two crashes" => {
                one.save().unwrap();
            }
            _ => {}
        }
        drop((one, two));
        let session = opened(&dir, "C1");
        let transcript = session.project().transcript_named("P02, second visit").unwrap();
        assert!(transcript.text().as_str().contains("She really listened"), "{order}");
    }
}

#[test]
fn corrections_by_two_at_once_are_brought_together() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    one.save().unwrap();
    let mut two = opened(&dir, "C2");
    correct(&mut one, "P01", "What was she like?", "What was she like, then?").unwrap();
    study::code(&mut one, "P01", "C1", "listens", "She listened").unwrap();
    correct(&mut two, "P01", "every Tuesday", "every Wednesday").unwrap();
    study::code(&mut two, "P01", "C2", "listens", "every Wednesday").unwrap();
    one.save().unwrap();
    two.save().unwrap();
    // The step before the other's correction came in is taken back, and only that.
    two.undo().unwrap();
    two.redo().unwrap();
    two.save().unwrap();
    one.tick();
    one.save().unwrap();
    one.undo().unwrap();
    let refused = one.undo().unwrap_err();
    assert!(matches!(refused, CommitError::Busy(_)), "C2 has codings on these words: {refused}");
    drop(two);
    one.undo().unwrap();
    let told = one.project().transcript_named("P01").unwrap().text().as_str().to_owned();
    assert!(told.contains("she like?") && told.contains("every Wednesday"), "{told}");
    one.redo().unwrap();
    one.redo().unwrap();
    one.save().unwrap();
    drop(one);
    let session = opened(&dir, "C1");
    let text = session.project().transcript_named("P01").unwrap().text().as_str().to_owned();
    assert!(text.contains("she like, then?") && text.contains("every Wednesday"), "{text}");
    assert_eq!(coded(session.project(), "P01", "C1"), ["She listened"]);
    assert_eq!(coded(session.project(), "P01", "C2"), ["every Wednesday"]);
}

/// Words that two corrections made together are told by no journal. Whoever makes a step on them keeps them, so that it can be
/// made again where these words were corrected once more meanwhile.
#[test]
fn corrections_of_words_that_two_made_together_are_brought_together_too() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    one.save().unwrap();
    let mut two = opened(&dir, "C2");
    correct(&mut one, "P01", "What was she like?", "What was she like, then?").unwrap();
    correct(&mut two, "P01", "every Tuesday", "every Wednesday").unwrap();
    one.save().unwrap();
    two.save().unwrap();
    // C1's next correction is in the files when C2, who has not looked, makes one and crashes.
    correct(&mut one, "P01", "Nobody had", "No one had").unwrap();
    one.save().unwrap();
    correct(&mut two, "P01", "until they moved her", "until she moved").unwrap();
    drop((one, two));
    let session = opened(&dir, "C3");
    let text = session.project().transcript_named("P01").unwrap().text().as_str().to_owned();
    for words in ["she like, then?", "every Wednesday", "No one had", "until she moved"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

/// A place to correct, by how far into the text it lies, how much goes, and what comes instead.
fn corrections(most: usize) -> impl Strategy<Value = Vec<(u16, u8, String)>> {
    let words = proptest::string::string_regex("([a-z]{1,5}[ .]?|🙂|\u{301}|\u{200d}|🇩|ש|\n){0,5}").unwrap();
    prop::collection::vec((any::<u16>(), 0u8..60, words), 1..most)
}

fn correct_at(project: &Project, (at, length, words): &(u16, u8, String)) -> Edit {
    let transcript = project.transcript_named("P01").unwrap();
    let text: &Text = transcript.text();
    let from = text.floor_grapheme(usize::from(*at) % text.len().max(1));
    let to = text.ceil_grapheme((from + usize::from(*length)).min(text.len()));
    project.correction(transcript.id(), from..to, words).unwrap()
}

/// Row 18: every coding is there with its own words, is told to have changed or shrunk, or is listed without a passage.
fn nothing_is_lost(before: &Project, edit: &Edit, after: &Project) -> Result<(), TestCaseError> {
    let Edit::CorrectText { transcript, splices, .. } = edit else { return Ok(()) };
    let effect = before.effect_of(*transcript, splices).unwrap();
    let of = before.transcript(*transcript).unwrap();
    let now = after.transcript(*transcript).unwrap();
    prop_assert_eq!(effect.text.as_str(), now.text().as_str());
    let told: BTreeMap<CodingId, Fate> = effect.codings.iter().map(|a| (a.coding, a.fate)).collect();
    for layer in before.layers() {
        let new = after.layer(layer.transcript(), layer.coder()).unwrap();
        let ids = |l: &CodingLayer| -> BTreeSet<CodingId> {
            l.codings().iter().map(|c| c.id).chain(l.orphans().iter().map(|o| o.id)).collect()
        };
        prop_assert_eq!(ids(layer), ids(new));
        for coding in layer.codings() {
            let there = new.coding(coding.id);
            let text = if layer.transcript() == *transcript { of.text() } else { continue };
            match told.get(&coding.id) {
                None => prop_assert_eq!(now.text().slice(there.unwrap().span), text.slice(coding.span)),
                Some(Fate::Reworded(span) | Fate::Shrunk(span)) => {
                    prop_assert_eq!(there.unwrap().span, *span);
                }
                Some(Fate::Gone) => {
                    let orphan = new.orphan(coding.id).unwrap();
                    let words: String = text.slice(coding.span).chars().take(ORPHAN_CHARS).collect();
                    prop_assert_eq!(&orphan.quote, &words);
                    prop_assert_eq!((orphan.code, &orphan.memo), (coding.code, &coding.memo));
                }
            }
        }
    }
    Ok(())
}

fn coded_study() -> Project {
    let mut session = Session::in_memory(
        Project::new(ProjectId(uuid::Uuid::from_u128(1)), "A study", Timestamp::UNIX_EPOCH)
            .apply_all(&study::edits())
            .unwrap(),
    );
    let edit = study::transcript("P01", session.stamp());
    session.commit("import", &[edit]).unwrap();
    for coder in ["C1", "C2", "C3"] {
        for words in
            ["She listened", "listened. Nobody had", "e\u{301}ver 🙂👩🏽‍🚒", "And then?", "promise and came", "n"]
        {
            study::code(&mut session, "P01", coder, "listens", words).unwrap();
        }
    }
    session.project().clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_corrections_lose_no_coding(corrections in corrections(8)) {
        let mut walk = vec![coded_study()];
        for correction in &corrections {
            let before = &walk[walk.len() - 1];
            let edit = correct_at(before, correction);
            let after = before.apply(&edit).unwrap();
            prop_assert_eq!(after.check(), vec![]);
            nothing_is_lost(before, &edit, &after)?;
            walk.push(after);
        }
        // Back step by step, and at once.
        for pair in walk.windows(2) {
            prop_assert_eq!(&pair[1].apply_all(&pair[1].diff(&pair[0])).unwrap(), &pair[0]);
        }
        let (first, last) = (&walk[0], &walk[walk.len() - 1]);
        prop_assert_eq!(&last.apply_all(&last.diff(first)).unwrap(), first);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_corrections_are_on_disk_and_undone_to_the_byte(corrections in corrections(6)) {
        let home = tempdir().unwrap();
        let dir = home.path().join("study");
        let mut session = study::create(&dir);
        study::code_everything(&mut session);
        session.save().unwrap();
        let (start, files) = (session.project().clone(), study_files(&dir));
        for correction in &corrections {
            let edit = correct_at(session.project(), correction);
            session.commit("correct", &[edit]).unwrap();
        }
        let left = session.project().clone();
        // Some of them saved, the rest in the journal only.
        drop(session);
        let recovered = opened(&dir, "C1");
        prop_assert_eq!(recovered.project(), &left);
        drop(recovered);
        let mut session = opened(&dir, "C1");
        prop_assert_eq!(session.project(), &left);
        let back = left.diff(&start);
        session.commit("back", &back).unwrap();
        session.save().unwrap();
        prop_assert_eq!(session.project(), &start);
        prop_assert_eq!(study_files(&dir), files);
    }
}

#[test]
fn a_correction_that_does_not_fit_says_where() {
    let project = coded_study();
    let transcript = project.transcript_named("P01").unwrap();
    let at = |start: u32, end: u32| Splice { start: CharPos(start), end: CharPos(end), with: String::new() };
    let tried = |splices: Vec<Splice>| {
        let edit = Edit::CorrectText { transcript: transcript.id(), splices, sha256: String::new() };
        project.apply(&edit).unwrap_err().to_string()
    };
    let chars = transcript.text().chars();
    assert!(tried(vec![at(3, chars + 1)]).contains(&format!("at {}: the text ends before", chars + 1)));
    assert!(tried(vec![at(9, 12), at(10, 13)]).contains("at 10: the changes are not in order"));
    let accent = transcript.text().as_str().chars().position(|c| c == '\u{301}').unwrap() as u32;
    assert!(
        tried(vec![at(accent, accent + 1)])
            .contains(&format!("at {accent}: the change would split a character"))
    );
    assert!(tried(vec![at(0, 1)]).contains("made on other words: make it again"));
}
