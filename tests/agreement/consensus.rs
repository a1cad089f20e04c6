//! Differences of coders settled one by one: what becomes of the consensus, that no coder's own layer is ever touched,
//! when somebody is asked again, and what coders see of each other while they code independently.

use std::collections::BTreeMap;

use concord::agreement::{
    Choice, Difference, DifferenceKind, Item, Progress, Query, Ruling, State, confusions, consensus, items,
    settle, state, take_over,
};
use concord::formats::{package, settlements};
use concord::model::*;
use concord::session::{Session, SystemStamp};
use tempfile::TempDir;

use crate::common::study;

/// P01 as three coders coded it: one passage alike, one missed, one with another code, one with other borders.
const DONE: [(&str, &str, &str); 11] = [
    ("C1", "listens", "She listened"),
    ("C2", "listens", "She listened"),
    ("C3", "listens", "She listened"),
    ("C1", "believes in me", "Nobody had done that"),
    ("C2", "keeps promises", "Nobody had done that"),
    ("C3", "believes in me", "Nobody had done that"),
    ("C1", "keeps promises", "kept her promise"),
    ("C2", "keeps promises", "She kept her promise and came"),
    ("C3", "keeps promises", "kept her promise"),
    ("C1", "listens", "until they moved her"),
    ("C3", "listens", "moved her"),
];

fn opened() -> (TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let mut session = study::create(&folder.path().join("study"));
    for (coder, code, words) in DONE {
        study::code(&mut session, "P01", coder, code, words).unwrap();
    }
    let project = session.project();
    let transcript = project.transcript_named("P01").unwrap().id();
    let status = Completeness::Complete;
    let done: Vec<Edit> = ["C1", "C2", "C3"]
        .iter()
        .map(|name| Edit::SetStatus { transcript, coder: project.coder_named(name).unwrap().id, status })
        .collect();
    session.commit("complete", &done).unwrap();
    let (_, made) = consensus(session.project(), "Consensus", Colour([0; 3]), &mut SystemStamp);
    session.commit("consensus", &made).unwrap();
    session.save().unwrap();
    (folder, session)
}

fn coder(project: &Project, name: &str) -> CoderId {
    project.coder_named(name).unwrap().id
}

fn query(project: &Project) -> Query {
    Query::new(["C1", "C2", "C3"].map(|name| coder(project, name)).to_vec())
}

fn all(project: &Project) -> Vec<Item> {
    let codes: Vec<CodeId> = project.codebook().codes().map(|c| c.id).collect();
    items(project, &query(project), &codes)
}

/// The difference about a code that begins with these words.
fn about(project: &Project, code: &str, words: &str) -> Item {
    let code = project.code_named(code).unwrap().id;
    let begins =
        |d: &Difference| project.transcript(d.transcript).unwrap().text().slice(d.span).starts_with(words);
    all(project).into_iter().find(|i| i.code == code && begins(&i.difference)).unwrap()
}

fn decide(session: &mut Session, item: &Item, choice: Choice, reason: &str) {
    let project = session.project();
    let (by, consensus) = (coder(project, "C1"), project.consensus().unwrap().id);
    let ruling = Ruling { choice, reason, by, consensus };
    let edits = settle(project, &query(project), item, &ruling, &mut SystemStamp);
    session.commit("settle", &edits).unwrap();
}

/// The consensus of P01: path and words.
fn agreed(project: &Project) -> Vec<(String, String)> {
    let transcript = project.transcript_named("P01").unwrap();
    let layer = project.layer(transcript.id(), project.consensus().unwrap().id);
    let codings = layer.into_iter().flat_map(|l| l.codings());
    let shown = |c: &Coding| {
        let name = project.codebook().get(c.code).unwrap().name.clone();
        (name, transcript.text().slice(c.span).to_owned())
    };
    codings.map(shown).collect()
}

/// In a data package a settlement names its transcript and code by their ids.
fn in_a_package(project: &Project, listens: CodeId) {
    let files = package::export(project, &[]).in_memory();
    let mut reader = csv::Reader::from_reader(files["settlements.csv"].as_slice());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    let row = rows.iter().find(|row| row["code_id"] == listens.to_string()).unwrap();
    let transcript = project.transcript_named("P01").unwrap();
    let words: Vec<char> = transcript.text().as_str().chars().collect();
    let place = |name: &str| row[name].parse::<usize>().unwrap();
    let passage: String = words[place("begins")..place("ends")].iter().collect();
    assert_eq!(
        (row["transcript_id"].as_str(), row["text"].as_str()),
        (&*transcript.id().to_string(), &*passage)
    );
    assert_eq!(
        (&*row["decision"], &*row["chosen"], &*row["settled_by"]),
        ("code", "Social esteem/listens", "C1")
    );
    assert!(row["settled_at"].starts_with("20") && row["had"].contains("C2: nothing"), "{row:?}");
}

fn pair(code: &str, words: &str) -> (String, String) {
    (code.to_owned(), words.to_owned())
}

fn progress(project: &Project) -> Progress {
    Progress::of(all(project).iter().map(|item| state(project, item)))
}

fn coders_files(folder: &TempDir) -> BTreeMap<String, Vec<u8>> {
    let mut files = study::files(&folder.path().join("study"));
    files.retain(|name, _| name.starts_with("layers/c") && !name.starts_with("layers/consensus"));
    files
}

#[test]
fn what_was_settled_is_a_table_with_who_when_how_and_why() {
    let (_folder, mut session) = opened();
    let (c2, listens) = {
        let project = session.project();
        (coder(project, "C2"), project.code_named("listens").unwrap().id)
    };
    let first = about(session.project(), "believes in me", "Nobody");
    decide(&mut session, &first, Choice::Take(c2), "she; acts, on it");
    let second = about(session.project(), "listens", "until");
    decide(&mut session, &second, Choice::Code(listens), "");
    let csv = String::from_utf8(settlements::grid(session.project()).csv()).unwrap();
    let mut rows = csv.lines();
    assert_eq!(
        rows.next(),
        Some("settlement,transcript,code,path,start,end,text,decision,chosen,reason,by,at,had")
    );
    // The same passage stands under both of the codes that were given it.
    let of = |code: &str| csv.lines().find(|row| row.contains(&format!(",P01,{code},"))).unwrap();
    let believes = of("believes in me");
    assert!(believes.contains("Nobody had done that,take,C2,\"she; acts, on it\",C1,20"), "{believes}");
    assert!(believes.contains("C2: Social esteem/keeps promises; C3: "), "{believes}");
    assert!(of("keeps promises").contains(",take,C2,"), "{csv}");
    assert!(of("listens").contains(",code,Social esteem/listens,,C1,"), "{csv}");
    assert!(of("listens").contains("C2: nothing"), "{csv}");
    assert_eq!(rows.count(), 3, "{csv}");
    in_a_package(session.project(), listens);
}

#[test]
fn every_way_of_settling_leaves_the_coders_layers_byte_for_byte() {
    let (folder, mut session) = opened();
    let (before, start) = (coders_files(&folder), session.project().clone());
    assert_eq!(before.len(), 3);
    let kinds: Vec<_> = all(&start).iter().map(|i| i.difference.kind).collect();
    use DifferenceKind::{Border, Missed, OtherCode};
    assert_eq!(kinds, [Missed, OtherCode, OtherCode, Border]);

    let missed = about(&start, "listens", "until they moved");
    decide(&mut session, &missed, Choice::Take(coder(&start, "C3")), "the move is not listening");
    assert_eq!(agreed(session.project()), [pair("listens", "moved her")]);
    decide(&mut session, &missed, Choice::Take(coder(&start, "C2")), "");
    assert_eq!(agreed(session.project()), [], "what was taken first goes when another is taken");

    let border = about(&start, "keeps promises", "She kept");
    decide(&mut session, &border, Choice::Both, "");
    assert_eq!(agreed(session.project()), [pair("keeps promises", "She kept her promise and came")]);
    let text = start.transcript_named("P01").unwrap().text();
    let at = text.as_str().find("promise").unwrap();
    decide(&mut session, &border, Choice::Borders(text.span(at..at + 7).unwrap()), "only the word");
    assert_eq!(agreed(session.project()), [pair("keeps promises", "promise")]);

    let codes = about(&start, "believes in me", "Nobody");
    decide(&mut session, &codes, Choice::Both, "");
    assert_eq!(agreed(session.project()).len(), 3, "both codes");
    decide(&mut session, &codes, Choice::Code(start.code_named("listens").unwrap().id), "");
    assert!(agreed(session.project()).contains(&pair("listens", "Nobody had done that")));
    assert_eq!(agreed(session.project()).len(), 2, "the other code instead of both");
    assert_eq!(progress(session.project()), Progress { all: 4, settled: 4, open: 0, changed: 0 });

    decide(&mut session, &codes, Choice::Open, "ask the team");
    assert_eq!(progress(session.project()), Progress { all: 4, settled: 2, open: 2, changed: 0 });
    assert_eq!(agreed(session.project()), [pair("keeps promises", "promise")]);

    session.save().unwrap();
    assert_eq!(coders_files(&folder), before);
    let reopened = Session::open(&folder.path().join("study"), Some("C2")).unwrap();
    assert_eq!(reopened.project(), session.project());
    assert_eq!((reopened.damage(), reopened.project().check()), (&[][..], vec![]));
    drop(reopened);

    while session.can_undo() != Some("consensus") {
        session.undo().unwrap();
    }
    assert_eq!(session.project(), &start, "undo is exact");
    session.save().unwrap();
    assert_eq!(coders_files(&folder), before);
}

#[test]
fn a_difference_of_codes_is_settled_under_both_of_them() {
    let (_folder, mut session) = opened();
    let start = session.project().clone();
    let here = about(&start, "believes in me", "Nobody");
    let there = about(&start, "keeps promises", "Nobody");
    decide(&mut session, &there, Choice::Take(coder(&start, "C1")), "she believes");
    for item in [&here, &there] {
        assert!(matches!(state(session.project(), item), State::Settled(s) if s.reason == "she believes"));
    }
    assert_eq!(agreed(session.project()), [pair("believes in me", "Nobody had done that")]);
    let pairs = confusions(&all(&start));
    assert_eq!(pairs.len(), 1);
    assert_eq!(pairs[0].1, 1, "one passage, though it stands in two lists");
}

#[test]
fn nobody_is_asked_again_until_a_coder_changes_what_it_was_made_on() {
    let (_folder, mut session) = opened();
    let start = session.project().clone();
    let missed = about(&start, "listens", "until they moved");
    decide(&mut session, &missed, Choice::Both, "");
    let transcript = start.transcript_named("P01").unwrap();

    // Other words before it, and another coding elsewhere, are no matter.
    let from = transcript.text().as_str().find("like").unwrap();
    let correction = session.project().correction(transcript.id(), from..from + 4, "really like").unwrap();
    session.commit("correct", &[correction]).unwrap();
    study::code(&mut session, "P01", "C2", "believes in me", "every Tuesday").unwrap();
    let missed = about(session.project(), "listens", "until they moved");
    assert!(matches!(state(session.project(), &missed), State::Settled(_)));

    // A coding of the coder who had nothing there is.
    study::code(&mut session, "P01", "C2", "keeps promises", "moved her").unwrap();
    let changed = about(session.project(), "listens", "until they moved");
    assert!(matches!(state(session.project(), &changed), State::Changed(_)));
    assert!(state(session.project(), &changed).is_asked());
    decide(&mut session, &changed, Choice::Both, "");
    assert!(matches!(state(session.project(), &changed), State::Settled(_)));
    let layer = session.project().layer(transcript.id(), session.project().consensus().unwrap().id).unwrap();
    assert_eq!(
        layer.settlements().iter().filter(|s| s.code == changed.code).count(),
        1,
        "one record a difference"
    );
}

#[test]
fn what_all_have_alike_is_taken_over_once() {
    let (_folder, mut session) = opened();
    let project = session.project().clone();
    let codes: Vec<CodeId> = project.codebook().codes().map(|c| c.id).collect();
    let id = project.consensus().unwrap().id;
    let (taken, edits) = take_over(&project, &query(&project), &codes, id, &mut SystemStamp);
    assert_eq!(taken, 1);
    session.commit("take over", &edits).unwrap();
    assert_eq!(agreed(session.project()), [pair("listens", "She listened")]);
    let again = take_over(session.project(), &query(&project), &codes, id, &mut SystemStamp);
    assert_eq!(again, (0, vec![]));
}

#[test]
fn merging_renaming_and_removing_codes_and_coders_keeps_what_was_settled_whole() {
    let (folder, mut session) = opened();
    let start = session.project().clone();
    let here = about(&start, "believes in me", "Nobody");
    decide(&mut session, &here, Choice::Both, "");
    let settled = session.project().clone();
    let code = |name: &str| settled.code_named(name).unwrap().id;
    let renamed = Code {
        name: "trusts me".into(),
        ..Code::clone(settled.codebook().get(code("believes in me")).unwrap())
    };
    let deeds = [
        vec![Edit::MergeCodes { from: code("believes in me"), into: code("listens") }],
        vec![Edit::RemoveCode(code("keeps promises"))],
        vec![Edit::PutCode(Box::new(renamed))],
        vec![Edit::RemoveCoder(coder(&settled, "C2"))],
        vec![Edit::RemoveCoder(settled.consensus().unwrap().id)],
        vec![Edit::RemoveTranscript(here.difference.transcript)],
    ];
    for edits in deeds {
        session.commit("deed", &edits).unwrap();
        assert_eq!(session.project().check(), vec![], "{edits:?}");
        session.save().unwrap();
        let reopened = Session::open(&folder.path().join("study"), Some("C3")).unwrap();
        assert_eq!(reopened.project(), session.project(), "{edits:?}");
        drop(reopened);
        session.undo().unwrap();
        assert_eq!(session.project(), &settled, "{edits:?}");
    }
    session
        .commit("merge", &[Edit::MergeCodes { from: code("believes in me"), into: code("listens") }])
        .unwrap();
    let layer = session.project().layer(here.difference.transcript, settled.consensus().unwrap().id).unwrap();
    assert!(layer.settlements().iter().all(|s| s.code != code("believes in me")));
    assert_eq!(layer.settlements().len(), 2, "none is lost by a merge");
}

#[test]
fn two_who_settle_at_once_keep_both_and_each_by_its_id() {
    let (_folder, mut session) = opened();
    let base = session.project().clone();
    decide(&mut session, &about(&base, "listens", "until they moved"), Choice::Both, "mine");
    let ours = session.project().clone();
    session.undo().unwrap();
    decide(&mut session, &about(&base, "keeps promises", "She kept"), Choice::Open, "theirs");
    let theirs = session.project().clone();
    for (a, b) in [(&ours, &theirs), (&theirs, &ours)] {
        let (merged, lost) = concord::store::merge(&base, a, b);
        assert_eq!((lost, merged.check()), (vec![], vec![]));
        let layer = merged.layers().find(|l| !l.settlements().is_empty()).unwrap();
        let reasons: std::collections::BTreeSet<&str> =
            layer.settlements().iter().map(|s| s.reason.as_str()).collect();
        assert_eq!(reasons, ["mine", "theirs"].into());
    }
}

#[test]
fn while_coding_independently_nobody_is_lent_anothers_codings() {
    let (_folder, mut session) = opened();
    let project = session.project();
    let (c1, c2) = (coder(project, "C1"), coder(project, "C2"));
    let transcript = project.transcript_named("P01").unwrap();
    let coding = project.layer(transcript.id(), c2).unwrap().codings()[0].clone();
    let secret = Coding { memo: "planted secret".into(), ..coding }.record(transcript.text());
    let at = Passage::of(transcript.text(), coding.span);
    let memo = |n: u128, on: MemoTarget| {
        let (text, created) = (format!("planted secret {n}"), Timestamp::UNIX_EPOCH);
        let id = MemoId(uuid::Uuid::from_u128(n));
        Edit::PutMemo(Memo { id, on, reply_to: None, author: c2, text, created, changed: created })
    };
    let sue = Coder {
        id: CoderId(uuid::Uuid::from_u128(77)),
        name: "Sue".into(),
        colour: Colour([9; 3]),
        role: CoderRole::Supervisor,
    };
    let bytes = b"<Project name=\"planted secret\"/>".to_vec();
    let brought_in = KeptFile {
        sha256: sha256(&bytes),
        name: "theirs.qdpx".into(),
        format: "refi".into(),
        at: Timestamp::UNIX_EPOCH,
        read_as: BTreeMap::new(),
        bytes: Some(bytes.into()),
    };
    let stage = Stage { phase: Phase::Independent, by: Some(sue.id), ..Stage::default() };
    let edits = [
        Edit::PutCoder(sue.clone()),
        Edit::KeepFile(Box::new(brought_in)),
        Edit::PutCodings { transcript: transcript.id(), coder: c2, codings: vec![secret] },
        memo(1, MemoTarget::Coding(coding.id)),
        memo(2, MemoTarget::Passage(transcript.id(), at)),
        memo(3, MemoTarget::Project),
        Edit::SetPhase(stage),
    ];
    session.commit("plant", &edits).unwrap();
    let whole = session.project().clone();
    let seen = whole.seen_by(Some(c1));
    assert!(seen.layers().all(|l| l.coder() == c1) && seen.layers().count() > 0);
    assert_eq!(seen.memos().iter().map(|m| m.text.as_str()).collect::<Vec<_>>(), ["planted secret 3"]);
    assert_eq!(seen.check(), vec![]);
    assert!(
        seen.kept_files().is_empty() && whole.kept_files().len() == 1,
        "a file holds all that stood in it"
    );
    assert_eq!(whole.seen_by(None).layers().count(), 0, "whoever says nothing of themselves sees nothing");
    assert_eq!(whole.seen_by(Some(sue.id)), whole);
    assert!(whole.seen_by(Some(c2)).memos().len() == 3);
    assert_eq!(session.seen(), &seen, "the session was opened as C1");
    assert!(whole.may_set_phase(Some(sue.id)) && !whole.may_set_phase(Some(c1)));
    session.undo().unwrap();
    assert_eq!(session.seen(), session.project(), "in comparison everybody sees everything");
    assert!(session.project().may_set_phase(Some(c1)), "while there is no supervisor, anybody");
}
