//! What a scope leaves of any study: all where it is empty, and of transcripts, sets and coders what a study counts from
//! which the rest was removed.

use std::collections::BTreeSet;

use concord::analysis::LayerChoice;
use concord::analysis::frequency::{Query, frequencies};
use concord::analysis::words::{Scope, words};
use concord::model::*;
use proptest::prelude::*;

use crate::common::random::*;

fn counted(project: &Project) -> Vec<String> {
    let choices = [LayerChoice::Auto, LayerChoice::Mean];
    let frequencies = choices.into_iter().flat_map(|layer| {
        [Level::Code, Level::Theme].map(|level| {
            let query = Query { layer, level, ..Query::default() };
            format!("{:?}", frequencies(project, &query))
        })
    });
    frequencies.chain([format!("{:?}", words(project, &Scope::default()))]).collect()
}

fn without(project: &Project, transcripts: &BTreeSet<TranscriptId>, coders: &BTreeSet<CoderId>) -> Project {
    let all = project.transcripts();
    let gone = all.iter().map(|t| t.id()).filter(|id| !transcripts.contains(id)).map(Edit::RemoveTranscript);
    let others = project.coders();
    let others = others.iter().map(|c| c.id).filter(|id| !coders.contains(id)).map(Edit::RemoveCoder);
    project.apply_all(&gone.chain(others).collect::<Vec<_>>()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_empty_scope_changes_nothing(deeds in deeds()) {
        let all = walk(&deeds);
        let project = &all[all.len() - 1];
        let (same, nothing) = project.within(&StudyScope::default());
        prop_assert_eq!(&same, project);
        prop_assert_eq!(nothing, None);
    }

    #[test]
    fn what_is_left_counts_as_if_the_rest_was_removed(
        deeds in deeds(),
        transcripts in prop::collection::btree_set(0u8..3, 0..3),
        coders in prop::collection::btree_set(0u8..3, 0..3),
        as_set in any::<bool>(),
    ) {
        let all = walk(&deeds);
        let project = &all[all.len() - 1];
        let there: BTreeSet<TranscriptId> = project.transcripts().iter().map(|t| t.id()).collect();
        let wanted: BTreeSet<TranscriptId> = transcripts.into_iter().map(transcript).filter(|t| there.contains(t)).collect();
        let mut scope = StudyScope { coders: coders.into_iter().map(coder).collect(), ..StudyScope::default() };
        let mut named = project.clone();
        if as_set && !wanted.is_empty() {
            let set = TranscriptSet { id: TranscriptSetId(id(94, 0)), name: "these".into(), transcripts: wanted.clone() };
            scope.sets.insert(set.id);
            named = project.apply(&Edit::PutTranscriptSet(set)).unwrap();
        } else {
            scope.transcripts.clone_from(&wanted);
        }
        let everybody: BTreeSet<CoderId> = project.coders().iter().map(|c| c.id).collect();
        let wanted = if wanted.is_empty() { there } else { wanted };
        let coders = if scope.coders.is_empty() { everybody } else { scope.coders.clone() };
        let (narrow, _) = named.within(&scope);
        prop_assert_eq!(counted(&narrow), counted(&without(project, &wanted, &coders)));
        prop_assert_eq!(&narrow.within(&scope).0, &narrow, "twice is once");
    }

    /// Of an attribute of cases, each value's figures are those of its group, and together they are all who have one.
    #[test]
    fn a_value_counts_as_its_group_does(deeds in deeds()) {
        let all = walk(&deeds);
        let project = &all[all.len() - 1];
        for of in project.attributes().iter().filter(|of| of.of == AttributeOf::Case) {
            let query = Query { layer: LayerChoice::Mean, by: Some(of.id), ..Query::default() };
            let whole = frequencies(project, &query).unwrap();
            for (at, (value, group)) in whole.groups.iter().enumerate() {
                let asked = if value == "(no value)" { String::new() } else { value.clone() };
                let mut scope = StudyScope::default();
                scope.values.insert(of.id, [asked.clone()].into());
                let narrow = project.within(&scope).0;
                let own = frequencies(&narrow, &Query { by: None, ..query.clone() }).unwrap();
                // Those who left a focus group without a case of their own are in a group, and in no scope.
                let is_whole = project.transcripts().iter().all(|t| !t.has_ties());
                if is_whole {
                    prop_assert_eq!(own.scope.participants, group.participants, "{} is {}", of.name, asked);
                    prop_assert_eq!(own.scope.characters, group.characters);
                    for (row, by) in own.rows.iter().zip(whole.rows.iter().map(|row| &row.by[at])) {
                        prop_assert_eq!((row.figures.codings, row.figures.segments), (by.codings, by.segments));
                        prop_assert_eq!(row.figures.participants, by.participants);
                    }
                } else {
                    prop_assert!(own.scope.participants <= group.participants);
                }
            }
        }
    }
}

/// What a scope names may have gone: that is nothing, and never all.
#[test]
fn what_has_gone_leaves_nothing() {
    let project = &walk(&[])[0];
    let mut scope = StudyScope::default();
    scope.sets.insert(TranscriptSetId(id(94, 0)));
    let (narrow, nothing) = project.within(&scope);
    assert!(narrow.transcripts().is_empty());
    assert_eq!(nothing.unwrap().part.to_string(), "set (gone)");
    let mut scope = StudyScope::default();
    scope.values.insert(attribute(9), ["x".to_owned()].into());
    assert!(project.within(&scope).0.transcripts().is_empty());
}
