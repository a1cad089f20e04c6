//! Cells of small studies against looking at each coding, likeness against counting cell by cell.

use proptest::prelude::*;

use super::*;
use crate::analysis::LayerChoice;
use crate::analysis::testing::{Study, code, coder};
use crate::model::Level;
use crate::statistics::Undefined;

fn asked(level: Level) -> Asked {
    Asked { layer: LayerChoice::Coder(coder(0)), level, ..Asked::default() }
}

fn cells(project: &Project, level: Level, rows: RowsOf, cell: Cell) -> Vec<(String, Vec<u64>)> {
    let found = matrix(project, asked(level), rows, cell).unwrap();
    found.rows.into_iter().map(|row| (row.name, row.cells)).collect()
}

fn row(name: &str, cells: &[u64]) -> (String, Vec<u64>) {
    (name.to_owned(), cells.to_vec())
}

#[test]
fn a_case_has_what_its_transcripts_have() {
    let mut study = Study::new(4);
    study.codings(0, coder(0), &[(1, 0..3), (1, 2..7), (1, 7..9), (2, 0..3)]);
    study.codings(1, coder(0), &[(1, 0..3)]);
    study.codings(2, coder(0), &[]);
    study.case("Ada", &[0, 1], &[]);
    study.case("Bo", &[3], &[]);
    let project = study.project();
    let of = |cell| cells(&project, Level::Code, RowsOf::Participants, cell);
    assert_eq!(of(Cell::Present), [row("Ada", &[1, 1, 0]), row("T2", &[0, 0, 0])], "Bo was not started");
    assert_eq!(of(Cell::Segments), [row("Ada", &[3, 1, 0]), row("T2", &[0, 0, 0])]);
    assert_eq!(of(Cell::Characters), [row("Ada", &[12, 3, 0]), row("T2", &[0, 0, 0])]);
    let transcripts = cells(&project, Level::Theme, RowsOf::Transcripts, Cell::Segments);
    assert_eq!(transcripts, [row("T0", &[2]), row("T1", &[1]), row("T2", &[0])], "merged across subcodes");
}

#[test]
fn a_speaker_who_is_tied_has_what_begins_in_their_turns() {
    let mut study = Study::of(&["I: Why?\n\nP: So and so.\n\nI: And?"]);
    study.codings(0, coder(0), &[(1, 3..7), (1, 4..16), (2, 12..15), (2, 12..15)]);
    let who = study.case("Ada", &[], &[]);
    study.tie(0, "P", who);
    let project = study.project();
    let of = |cell| cells(&project, Level::Code, RowsOf::Participants, cell);
    assert_eq!(of(Cell::Present), [row("Ada", &[0, 1, 0])]);
    assert_eq!(of(Cell::Segments), [row("Ada", &[0, 1, 0])]);
    assert_eq!(of(Cell::Characters), [row("Ada", &[7, 3, 0])], "all of her words that carry it");
}

#[test]
fn a_mean_over_coders_and_themes_that_are_none_are_refused() {
    let mut study = Study::new(1);
    study.codings(0, coder(0), &[(1, 0..3)]);
    study.codings(0, coder(1), &[(1, 0..3)]);
    let project = study.project();
    let of = |asked| matrix(&project, asked, RowsOf::default(), Cell::default());
    let several = of(Asked::default());
    assert_eq!(several, Err(NoAnswer::Layer(crate::analysis::NoLayer::Several)));
    let nobody = Study::new(1).project_without_consensus();
    let found = matrix(&nobody, Asked::default(), RowsOf::default(), Cell::default());
    assert_eq!(found, Err(NoAnswer::Layer(crate::analysis::NoLayer::Nobody)));
    let flat = project.apply_all(&[1, 2].map(|n| {
        let mut flat = (**project.codebook().get(code(n)).unwrap()).clone();
        flat.parent = None;
        crate::model::Edit::PutCode(Box::new(flat))
    }));
    let found = matrix(&flat.unwrap(), asked(Level::Theme), RowsOf::default(), Cell::default());
    assert_eq!(found, Err(NoAnswer::NoThemes));
}

#[test]
fn rows_without_any_code_are_in_no_group() {
    let mut study = Study::new(3);
    study.codings(0, coder(0), &[(1, 0..3), (2, 4..7)]);
    study.codings(1, coder(0), &[]);
    study.codings(2, coder(0), &[(1, 0..3)]);
    let found = matrix(&study.project(), asked(Level::Code), RowsOf::Transcripts, Cell::Present).unwrap();
    let alike = found.alike(Likeness::Jaccard);
    assert_eq!(
        (alike.rows.as_slice(), alike.pairs.as_slice()),
        (&[0, 2][..], &[Ok(0.0), Ok(0.5), Ok(0.0)][..])
    );
    let tree = alike.clusters(3, Linkage::Average);
    assert_eq!(tree.merges, [Merge { a: 0, b: 1, height: 0.5, size: 2 }]);
    assert_eq!(alike.map(3).points.len(), 2);
}

proptest! {
    #[test]
    fn likeness_is_the_same_both_ways_and_1_with_itself(
        rows in prop::collection::vec(prop::collection::vec(0..4_u64, 5), 2..6),
    ) {
        for likeness in Likeness::ALL {
            for (a, b) in rows.iter().zip(&rows[1..]) {
                prop_assert_eq!(likeness.of(a, b), likeness.of(b, a));
                if let Ok(figure) = likeness.of(a, a) {
                    prop_assert!(likeness.distance(figure).abs() < 1e-12);
                }
                let both_empty = a.iter().chain(b).all(|cell| *cell == 0);
                prop_assert_eq!(Likeness::BrayCurtis.of(a, b).is_err(), both_empty);
                let either_empty = a.iter().all(|cell| *cell == 0) || b.iter().all(|cell| *cell == 0);
                let wanted = either_empty.then_some(Undefined::RowEmpty);
                prop_assert_eq!(Likeness::Cosine.of(a, b).err(), wanted);
                if let Ok(figure) = Likeness::Cosine.of(a, b) {
                    prop_assert!((0.0..=1.0).contains(&figure));
                }
            }
        }
    }
}
