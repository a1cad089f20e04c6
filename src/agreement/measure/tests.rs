//! Edge cases with exact answers, and what holds of every coefficient whatever the ratings are.

use proptest::prelude::*;

use super::*;
use crate::agreement::{Category, Contingency, CrossTable, NotApplicable, Rating, Ratings, Runs, Score};

type Measure = fn(&Ratings) -> Score;

/// Every coefficient of a code's ratings by any number of coders, those of two coders on the first two.
const ALL: [(&str, Measure); 15] = [
    ("percent_agreement", percent_agreement),
    ("positive_agreement", |r| positive_agreement(Contingency::of(r, 0, 1))),
    ("jaccard", |r| jaccard(Contingency::of(r, 0, 1))),
    ("holsti", holsti),
    ("brennan_prediger", brennan_prediger),
    ("scott_pi", |r| scott_pi(&CrossTable::of(r, 0, 1))),
    ("cohen_kappa", |r| cohen_kappa(&CrossTable::of(r, 0, 1))),
    ("light_kappa", light_kappa),
    ("fleiss_kappa", fleiss_kappa),
    ("conger_kappa", conger_kappa),
    ("gwet_ac1", gwet_ac1),
    ("krippendorff_alpha", krippendorff_alpha),
    ("pabak", |r| pabak(Contingency::of(r, 0, 1))),
    ("prevalence_index", |r| prevalence_index(Contingency::of(r, 0, 1))),
    ("bias_index", |r| bias_index(Contingency::of(r, 0, 1))),
];

const PRESENT: Rating = Some(Category::PRESENT);
const ABSENT: Rating = Some(Category::ABSENT);

fn rated(rows: &[&[Rating]]) -> Ratings {
    let mut ratings = Ratings::of_a_code(rows.first().map_or(2, |row| row.len()));
    rows.iter().for_each(|row| ratings.add(row, 1));
    ratings
}

fn table(both: u64, only_first: u64, only_second: u64, neither: u64) -> Ratings {
    let mut ratings = Ratings::of_a_code(2);
    ratings.add(&[PRESENT, PRESENT], both);
    ratings.add(&[PRESENT, ABSENT], only_first);
    ratings.add(&[ABSENT, PRESENT], only_second);
    ratings.add(&[ABSENT, ABSENT], neither);
    ratings
}

fn check(ratings: &Ratings, expected: &[(&str, Score)]) {
    for (name, score) in expected {
        let (_, measure) = ALL.iter().find(|(known, _)| known == name).expect("a coefficient of the list");
        assert_eq!(&measure(ratings), score, "{name}");
    }
}

#[test]
fn with_nothing_to_compare_there_is_no_figure() {
    let apart = rated(&[&[PRESENT, None], &[None, ABSENT]]);
    for ratings in [&rated(&[]), &apart, &rated(&[&[None, None]])] {
        for (name, measure) in ALL {
            let expected = match name {
                // Two decisions were made, though none on the same unit.
                "holsti" if ratings == &apart => Ok(0.0),
                "light_kappa" if ratings == &apart => Err(NotApplicable::UndefinedPair),
                "positive_agreement" | "jaccard" => Err(NotApplicable::NobodyUsed),
                _ => Err(NotApplicable::NothingShared),
            };
            assert_eq!(measure(ratings), expected, "{name}");
        }
    }
}

#[test]
fn a_code_that_nobody_used_is_no_agreement_about_it() {
    check(
        &table(0, 0, 0, 50),
        &[
            ("percent_agreement", Ok(1.0)),
            ("positive_agreement", Err(NotApplicable::NobodyUsed)),
            ("jaccard", Err(NotApplicable::NobodyUsed)),
            ("cohen_kappa", Err(NotApplicable::OneCategoryUsed)),
            ("scott_pi", Err(NotApplicable::OneCategoryUsed)),
            ("fleiss_kappa", Err(NotApplicable::OneCategoryUsed)),
            ("conger_kappa", Err(NotApplicable::OneCategoryUsed)),
            ("light_kappa", Err(NotApplicable::UndefinedPair)),
            ("krippendorff_alpha", Err(NotApplicable::OneCategoryUsed)),
            ("gwet_ac1", Ok(1.0)),
            ("pabak", Ok(1.0)),
            ("prevalence_index", Ok(1.0)),
        ],
    );
}

#[test]
fn a_code_that_both_put_everywhere_has_no_kappa_either() {
    check(
        &table(50, 0, 0, 0),
        &[
            ("positive_agreement", Ok(1.0)),
            ("cohen_kappa", Err(NotApplicable::OneCategoryUsed)),
            ("krippendorff_alpha", Err(NotApplicable::OneCategoryUsed)),
        ],
    );
}

#[test]
fn one_coder_who_never_used_it_makes_kappa_exactly_nought() {
    check(
        &table(0, 15, 0, 35),
        &[
            ("cohen_kappa", Ok(0.0)),
            ("conger_kappa", Ok(0.0)),
            ("positive_agreement", Ok(0.0)),
            ("jaccard", Ok(0.0)),
            ("percent_agreement", Ok(0.7)),
        ],
    );
}

#[test]
fn a_single_unit_on_which_two_differ_is_total_disagreement() {
    check(
        &table(0, 1, 0, 0),
        &[
            ("cohen_kappa", Ok(0.0)),
            ("scott_pi", Ok(-1.0)),
            ("fleiss_kappa", Ok(-1.0)),
            ("krippendorff_alpha", Ok(0.0)),
        ],
    );
}

#[test]
fn one_character_in_a_million_million_is_still_told_from_none() {
    let vast = 1 << 40;
    check(
        &table(1, 0, 0, vast),
        &[("cohen_kappa", Ok(1.0)), ("krippendorff_alpha", Ok(1.0)), ("scott_pi", Ok(1.0))],
    );
    check(&table(0, 1, 0, vast), &[("cohen_kappa", Ok(0.0))]);
    check(&table(0, 0, 0, vast), &[("cohen_kappa", Err(NotApplicable::OneCategoryUsed))]);
}

#[test]
fn pooling_is_not_the_mean_of_kappas() {
    let tables =
        [(20, 5, 10, 15), (0, 0, 0, 50), (1, 2, 3, 44)].map(|(both, only_first, only_second, neither)| {
            Contingency { both, only_first, only_second, neither }
        });
    let kappas = [0, 2].map(|at: usize| cohen_kappa(&tables[at].into()).expect("both vary"));
    let pooled = pooled_kappa(&tables).expect("two codes vary");
    assert!((pooled - (kappas[0] + kappas[1]) / 2.0).abs() > 0.01);
    // po: .7, 1, .9; pe: (25·30 + 25·20)/2500 = .5, 1, (3·4 + 47·46)/2500 = .8696
    assert!((pooled - (0.2 + 0.0304) / (0.5 + 0.1304)).abs() < 1e-12);
    assert_eq!(pooled_kappa(&tables[1..2]), Err(NotApplicable::OneCategoryUsed));
    assert_eq!(pooled_kappa(&[]), Err(NotApplicable::NothingShared));
}

#[test]
fn a_scale_of_one_category_leaves_no_room_for_chance() {
    let mut ratings = Ratings::new(2, 1);
    ratings.add(&[Some(Category(0)), Some(Category(0))], 5);
    assert_eq!(brennan_prediger(&ratings), Err(NotApplicable::OneCategoryDeclared));
    assert_eq!(gwet_ac1(&ratings), Err(NotApplicable::OneCategoryDeclared));
}

/// Units rated by three coders, some of them missing.
fn rows() -> impl Strategy<Value = Vec<[Rating; 3]>> {
    let rating = || prop_oneof![4 => Just(ABSENT), 4 => Just(PRESENT), 1 => Just(None)];
    prop::collection::vec([rating(), rating(), rating()], 0..20)
}

fn of_rows(rows: &[[Rating; 3]]) -> Ratings {
    let mut ratings = Ratings::of_a_code(3);
    rows.iter().for_each(|row| ratings.add(row, 1));
    ratings
}

fn near(a: Score, b: Score) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => (a - b).abs() < 1e-12,
        (Err(a), Err(b)) => a == b,
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
    }
}

proptest! {
    #[test]
    fn a_figure_is_a_number_in_its_range(rows in rows()) {
        let ratings = of_rows(&rows);
        for (name, measure) in ALL {
            if let Ok(score) = measure(&ratings) {
                prop_assert!((-2.0..=1.0 + 1e-12).contains(&score), "{} {}", name, score);
            }
        }
    }

    #[test]
    fn the_order_of_units_changes_nothing(rows in rows(), turn in 0_usize..20) {
        let mut turned = rows.clone();
        turned.rotate_left(turn.min(rows.len()));
        turned.reverse();
        for (name, measure) in ALL {
            prop_assert_eq!(measure(&of_rows(&rows)), measure(&of_rows(&turned)), "{}", name);
        }
    }

    #[test]
    fn the_order_of_coders_changes_nothing(rows in rows()) {
        // The first two are swapped, so that what is of two coders is of the same two.
        let swapped: Vec<_> = rows.iter().map(|&[a, b, c]| [b, a, c]).collect();
        for (name, measure) in ALL {
            prop_assert!(near(measure(&of_rows(&rows)), measure(&of_rows(&swapped))), "{}", name);
        }
        let turned: Vec<_> = rows.iter().map(|&[a, b, c]| [c, a, b]).collect();
        let any: [Measure; 7] =
            [percent_agreement, holsti, light_kappa, fleiss_kappa, conger_kappa, gwet_ac1, krippendorff_alpha];
        for measure in any {
            prop_assert!(near(measure(&of_rows(&rows)), measure(&of_rows(&turned))));
        }
    }

    #[test]
    fn equal_coders_who_vary_agree_exactly(rows in prop::collection::vec(prop::bool::ANY, 2..20)) {
        let all: Vec<_> = rows.iter().map(|&there| [if there { PRESENT } else { ABSENT }; 3]).collect();
        let vary = rows.contains(&true) && rows.contains(&false);
        let ratings = of_rows(&all);
        let corrected: [Measure; 5] = [light_kappa, fleiss_kappa, conger_kappa, krippendorff_alpha, |r| {
            cohen_kappa(&CrossTable::of(r, 0, 1))
        }];
        for measure in corrected {
            prop_assert_eq!(measure(&ratings).ok(), vary.then_some(1.0));
        }
    }

    #[test]
    fn two_complete_coders_tie_the_families_together(cells in [0_u64..9, 0_u64..9, 0_u64..9, 0_u64..9]) {
        let ratings = table(cells[0], cells[1], cells[2], cells[3]);
        let table = CrossTable::of(&ratings, 0, 1);
        let (cohen, scott) = (cohen_kappa(&table), scott_pi(&table));
        prop_assert!(near(cohen, conger_kappa(&ratings)));
        prop_assert!(near(scott, fleiss_kappa(&ratings)));
        prop_assert!(near(brennan_prediger(&ratings), pabak(Contingency::of(&ratings, 0, 1))));
        prop_assert!(near(percent_agreement(&ratings), holsti(&ratings)));
        if let (Ok(cohen), Ok(scott), Ok(alpha)) = (cohen, scott, krippendorff_alpha(&ratings)) {
            prop_assert!(cohen >= scott - 1e-12);
            let units = table.units() as f64;
            prop_assert!((alpha - (scott + (1.0 - scott) / (2.0 * units))).abs() < 1e-12);
        }
    }

    #[test]
    fn runs_of_text_equal_rating_every_character(
        texts in prop::collection::vec(
            (1_u32..30, prop::collection::vec(prop::option::weighted(0.8, prop::collection::vec((0_u32..30, 0_u32..30), 0..4)), 3)),
            0..4,
        )
    ) {
        let (mut by_runs, mut by_characters) = (Ratings::of_a_code(3), Ratings::of_a_code(3));
        for (length, layers) in &texts {
            let runs: Vec<_> = layers
                .iter()
                .map(|layer| layer.as_ref().map(|all| Runs::new(all.iter().map(|&(start, end)| start..end))))
                .collect();
            by_runs.add_text(*length, &runs.iter().map(Option::as_ref).collect::<Vec<_>>());
            for at in 0..*length {
                let row: Vec<Rating> = layers
                    .iter()
                    .map(|layer| {
                        let there = layer.as_ref()?.iter().any(|&(start, end)| start <= at && at < end);
                        if there { PRESENT } else { ABSENT }
                    })
                    .collect();
                by_characters.add(&row, 1);
            }
        }
        prop_assert_eq!(by_runs, by_characters);
    }
}
