//! Copies that several people worked on: brought together in any order and as often as one likes, they give the same
//! study; nothing is lost in silence, and one step takes it all back.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/random.rs"]
mod random;

use std::collections::{BTreeMap, BTreeSet};

use concord::model::together::{Conflict, Copy, Past, Side, Together, together};
use concord::model::*;
use concord::session::Session;
use proptest::prelude::*;
use random::*;

/// What one of three people did, on a copy of their own.
#[derive(Clone, Debug)]
enum Work {
    Deed(Deed),
    Define { code: u8, words: String },
    Rename { code: u8, name: String },
    NewCode { n: u8, parent: Option<u8> },
    Uncode { t: u8, n: u8 },
}

impl Work {
    fn edit(&self, k: u8, project: &Project) -> Option<Edit> {
        let known = |n: u8| project.codebook().get(code(n)).map(|c| Code::clone(c));
        match self {
            Self::Deed(deed) => deed.edit(project),
            Self::Define { code, words } => {
                Some(Edit::PutCode(Box::new(Code { definition: words.clone(), ..known(*code)? })))
            }
            Self::Rename { code, name } => {
                Some(Edit::PutCode(Box::new(Code { name: name.clone(), ..known(*code)? })))
            }
            Self::NewCode { n, parent } => {
                let n = 20 + 10 * k + n;
                Some(put_code(n, &format!("new {n}"), *parent, true))
            }
            Self::Uncode { t, n } => Some(Edit::RemoveCodings {
                transcript: transcript(*t),
                coder: coder(k),
                codings: vec![coding(*t, k, *n)],
            }),
        }
    }
}

/// Work that a person does alone: codings of their own, the codebook, words of one transcript.
fn work(k: u8) -> impl Strategy<Value = Vec<Work>> {
    let one = (0u8..6, 0u8..3, any::<u8>(), 0u8..30, Just(false));
    let codings =
        (0u8..3, prop::collection::vec(one, 1..4)).prop_map(move |(t, list)| put_codings(t, k, list));
    let words = (any::<u8>(), 0u8..12, "[a-z ]{0,6}").prop_map(move |(from, length, words)| Deed::Correct {
        t: k,
        from,
        length,
        words,
    });
    let status = (0u8..3, any::<bool>()).prop_map(move |(t, done)| Edit::SetStatus {
        transcript: transcript(t),
        coder: coder(k),
        status: if done { Completeness::Complete } else { Completeness::InProgress },
    });
    let memo = (0u8..3, "[a-z]{3}", prop::option::of(0u8..3)).prop_map(move |(t, text, answers)| {
        let first = answers.map(|by| 10 * by + t).filter(|first| *first != 10 * k + t);
        let n = if first.is_some() { 50 + 10 * k + t } else { 10 * k + t };
        put_memo(n, MemoTarget::Transcript(transcript(t)), k, text, first)
    });
    let no_memo = (0u8..3).prop_map(move |t| Edit::RemoveMemo(memo_id(10 * k + t)));
    let one = prop_oneof![
        4 => codings.prop_map(|e| Work::Deed(Deed::Edit(e))),
        1 => words.prop_map(Work::Deed),
        1 => status.prop_map(|e| Work::Deed(Deed::Edit(e))),
        1 => memo.prop_map(|e| Work::Deed(Deed::Edit(e))),
        1 => no_memo.prop_map(|e| Work::Deed(Deed::Edit(e))),
        2 => (0u8..3, "[a-z]{1,4}").prop_map(|(code, words)| Work::Define { code, words }),
        1 => (0u8..3, "[a-z]{1,4}").prop_map(move |(code, name)| Work::Rename { code, name: format!("{name} by {k}") }),
        1 => (0u8..4, prop::option::of(0u8..3)).prop_map(|(n, parent)| Work::NewCode { n, parent }),
        1 => (0u8..3, 0u8..6).prop_map(|(t, n)| Work::Uncode { t, n }),
    ];
    prop::collection::vec(one, 0..10)
}

fn done(base: &Project, k: u8, work: &[Work]) -> Project {
    work.iter().fold(base.clone(), |project, work| {
        let next = work.edit(k, &project).and_then(|edit| project.apply(&edit).ok());
        next.unwrap_or(project)
    })
}

/// A choice that is the same whichever of the two is ours.
fn lesser(conflict: &Conflict) -> Side {
    if conflict.ours <= conflict.theirs { Side::Ours } else { Side::Theirs }
}

fn copy(name: &str, project: &Project, base: Option<&Project>) -> Copy {
    Copy { name: name.into(), project: project.clone(), base: base.cloned(), past: Past::default() }
}

fn brought(ours: &Project, theirs: &[&Project], base: &Project) -> Together {
    let names = ["a", "b", "c"];
    let copies: Vec<Copy> = names.iter().zip(theirs).map(|(n, p)| copy(n, p, Some(base))).collect();
    together(ours, &Past::default(), &copies, &lesser).unwrap()
}

/// All that a project holds, but for the order of codes.
fn held(p: &Project) -> impl PartialEq + std::fmt::Debug {
    let codes: BTreeMap<CodeId, Code> = p.codebook().codes().map(|c| (c.id, Code::clone(c))).collect();
    let owned = |p: &Project| {
        (
            p.coders().into_iter().cloned().collect::<Vec<_>>(),
            p.transcripts().into_iter().cloned().collect::<Vec<_>>(),
            p.layers().cloned().collect::<Vec<_>>(),
            p.cases().into_iter().cloned().collect::<Vec<_>>(),
            p.memos().into_iter().cloned().collect::<Vec<_>>(),
        )
    };
    (codes, owned(p))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Row 16: three coders brought together in any order, repeated.
    #[test]
    fn three_copies_give_the_same_study_in_every_order(
        before in (work(0), work(1), work(2)), a in work(0), b in work(1), c in work(2),
    ) {
        let mut base = walk(&[])[0].clone();
        for (k, work) in [(0, &before.0), (1, &before.1), (2, &before.2)] {
            base = done(&base, k, work);
        }
        let all = [done(&base, 0, &a), done(&base, 1, &b), done(&base, 2, &c)];
        let first = brought(&all[0], &[&all[1], &all[2]], &base).project;
        prop_assert_eq!(first.check(), vec![]);
        for [x, y, z] in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let one_by_one = brought(&brought(&all[x], &[&all[y]], &base).project, &[&all[z]], &base);
            prop_assert_eq!(held(&one_by_one.project), held(&first));
            let two_first = brought(&all[x], &[&brought(&all[y], &[&all[z]], &base).project], &base);
            prop_assert_eq!(held(&two_first.project), held(&first));
            let again = brought(&one_by_one.project, &[&all[x], &all[y], &all[z]], &base);
            prop_assert_eq!(again.edits, vec![]);
        }
        // Nothing that anybody coded is lost, but for what they took away themselves.
        for (k, project) in all.iter().enumerate() {
            let own = coder(u8::try_from(k).unwrap());
            let ids = |p: &Project| -> BTreeSet<CodingId> {
                let layers = p.layers().filter(|l| l.coder() == own);
                layers.flat_map(|l| l.codings().iter().map(|c| c.id).chain(l.orphans().iter().map(|o| o.id)).collect::<Vec<_>>()).collect()
            };
            prop_assert_eq!(ids(project), ids(&first));
        }
    }

    /// Whatever three did to a study, they come together to a whole one, in one step that can be taken back.
    #[test]
    fn any_copies_come_together(before in deeds(), mine in deeds(), theirs in deeds(), others in deeds(), known in any::<bool>()) {
        let base = walk(&before).pop().unwrap();
        let from = |deeds: &[Deed]| deeds.iter().fold(base.clone(), |p, deed| {
            let next = deed.edit(&p).and_then(|edit| p.apply(&edit).ok());
            next.unwrap_or(p)
        });
        let (ours, theirs, others) = (from(&mine), from(&theirs), from(&others));
        let base = known.then_some(&base);
        let copies = [copy("a", &theirs, base), copy("b", &others, base)];
        for side in [Side::Ours, Side::Theirs] {
            let made = together(&ours, &Past::default(), &copies, &|_| side).unwrap();
            prop_assert_eq!(made.project.check(), vec![]);
            prop_assert_eq!(&ours.apply_all(&made.edits).unwrap(), &made.project);
            prop_assert_eq!(&made.project.apply_all(&made.project.diff(&ours)).unwrap(), &ours);
            let mut session = Session::in_memory(ours.clone());
            session.commit("bring together", &made.edits).unwrap();
            if !made.edits.is_empty() {
                session.undo().unwrap();
            }
            prop_assert_eq!(session.project(), &ours);
        }
    }

    /// Row 20: merging, renaming and removing codes and coders: the sums hold, and undo is exact.
    #[test]
    fn sums_hold_when_codes_and_coders_go(deeds in deeds(), a in 0u8..6, b in 0u8..6, k in 0u8..3) {
        let project = walk(&deeds).pop().unwrap();
        let mut session = Session::in_memory(project.clone());
        let of_code = |p: &Project, c: CodeId| {
            p.layers().map(|l| l.codings().iter().filter(|x| x.code == c).count()).sum::<usize>()
        };
        let of_coder = |p: &Project, k: CoderId| {
            p.layers().filter(|l| l.coder() == k).map(|l| l.codings().len()).sum::<usize>()
        };
        let (all, a_before, b_before) = (project.codings(), of_code(&project, code(a)), of_code(&project, code(b)));
        let renamed = |p: &Project| {
            let mut code = Code::clone(p.codebook().get(code(a))?);
            code.name = "another name".into();
            Some(Edit::PutCode(Box::new(code)))
        };
        let renamed_coder = |p: &Project| {
            let mut coder = Coder::clone(p.coder(coder(k))?);
            coder.name = "somebody".into();
            Some(Edit::PutCoder(coder))
        };
        let steps: [(Option<Edit>, &dyn Fn(&Project) -> bool); 5] = [
            (Some(Edit::MergeCodes { from: code(a), into: code(b) }), &|p| {
                p.codings() == all && of_code(p, code(b)) == a_before + b_before && of_code(p, code(a)) == 0
            }),
            (Some(Edit::RemoveCode(code(a))), &|p| p.codings() == all - a_before),
            (Some(Edit::RemoveCoder(coder(k))), &|p| {
                p.codings() == all - of_coder(&project, coder(k)) && p.orphans().all(|(l, _)| l.coder() != coder(k))
            }),
            (renamed(&project), &|p| p.codings() == all && of_code(p, code(a)) == a_before),
            (renamed_coder(&project), &|p| of_coder(p, coder(k)) == of_coder(&project, coder(k))),
        ];
        for (edit, holds) in steps {
            let Some(edit) = edit else { continue };
            if session.commit("step", &[edit]).is_err() || session.project() == &project {
                continue;
            }
            prop_assert!(holds(session.project()));
            prop_assert_eq!(session.project().check(), vec![]);
            session.undo().unwrap();
            prop_assert_eq!(session.project(), &project);
            session.redo().unwrap();
            prop_assert!(holds(session.project()));
            session.undo().unwrap();
            prop_assert_eq!(session.project(), &project);
        }
    }
}
