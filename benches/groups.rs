//! What comparing groups costs: `cargo bench --no-default-features --bench groups`.
//!
//! Made-up studies of 10, 40, 169, 500 and 1,690 transcripts with 40 codes and a participant each, in one coder's layer: two
//! groups with all tests, with matched pairs and strata too, a number, and 11 groups.
#![allow(clippy::unwrap_used, reason = "a bench stops where it cannot go on")]

#[path = "corpus/made.rs"]
mod made;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use concord::analysis::LayerChoice;
use concord::analysis::compare_groups::{Query, compare};
use concord::model::*;
use divan::{Bencher, black_box};
use uuid::Uuid;

const SIZES: [u64; 5] = [10, 40, 169, 500, 1_690];

fn main() {
    divan::main();
}

static STUDIES: Mutex<BTreeMap<u64, Arc<Project>>> = Mutex::new(BTreeMap::new());

/// A study whose cases have a pair, a site and an age besides their group.
fn study(transcripts: u64) -> Arc<Project> {
    let mut studies = STUDIES.lock().unwrap();
    let made = studies.entry(transcripts).or_insert_with(|| {
        let empty = Project::new(ProjectId(Uuid::from_u128(1)), "Made up", Timestamp::UNIX_EPOCH);
        let project = empty.apply_all(&made::study(transcripts)).unwrap();
        let attribute = |n: u128| AttributeId(Uuid::from_u128((77 << 64) | n));
        let mut edits: Vec<Edit> =
            [("pair", AttributeKind::Text), ("site", AttributeKind::Text), ("age", AttributeKind::Number)]
                .into_iter()
                .zip(1..)
                .map(|((name, kind), n)| {
                    let (id, name, of) = (attribute(n), name.to_owned(), AttributeOf::Case);
                    Edit::PutAttribute(Attribute { id, name, kind, of })
                })
                .collect();
        for (n, case) in project.cases().into_iter().enumerate() {
            let mut case = Case::clone(case);
            case.values.insert(attribute(1), Value::Text(format!("M{}", n / 2)));
            case.values.insert(attribute(2), Value::Text(format!("site {}", n / 2 % 11)));
            case.values.insert(attribute(3), Value::Number((8 + n * 7 % 15) as f64));
            edits.push(Edit::PutCase(case));
        }
        Arc::new(project.apply_all(&edits).unwrap())
    });
    Arc::clone(made)
}

fn asked(bencher: Bencher<'_, '_>, transcripts: u64, by: &str, within: [Option<&str>; 2]) {
    let project = study(transcripts);
    let named = |name: &str| project.attribute_named(name).unwrap().id;
    let [pairs, strata] = within.map(|name| name.map(named));
    let layer = LayerChoice::Coder(made::coder(0));
    let query = Query { layer, pairs, strata, ..Query::by(named(by)) };
    compare(&project, &query).unwrap();
    bencher.bench(|| compare(black_box(&project), &query).unwrap());
}

#[divan::bench(args = SIZES)]
fn two_groups(bencher: Bencher<'_, '_>, transcripts: u64) {
    asked(bencher, transcripts, "group", [None, None]);
}

#[divan::bench(args = SIZES)]
fn two_groups_in_pairs_and_strata(bencher: Bencher<'_, '_>, transcripts: u64) {
    asked(bencher, transcripts, "group", [Some("pair"), Some("site")]);
}

#[divan::bench(args = SIZES)]
fn a_number(bencher: Bencher<'_, '_>, transcripts: u64) {
    asked(bencher, transcripts, "age", [None, None]);
}

#[divan::bench(args = SIZES)]
fn eleven_groups(bencher: Bencher<'_, '_>, transcripts: u64) {
    asked(bencher, transcripts, "site", [None, None]);
}
