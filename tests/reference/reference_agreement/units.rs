//! Several codes a unit, and texts in pieces.

use std::collections::BTreeSet;

use concord::agreement::measure::{
    Segmentation, SetDistance, SetRatings, boundary_similarity, krippendorff_alpha, pk,
    segmentation_agreement, segmentation_similarity, window_diff,
};
use concord::agreement::{Category, Rating, Ratings};
use serde_json::{Map, Value};

use super::{Checker, list, object, text, whole};

type Set = BTreeSet<String>;

impl Checker<'_> {
    pub(super) fn sets(&mut self, data: &Value, expected: &Map<String, Value>) {
        let coders = list(&data["coders"]).len();
        let set = |set: &Value| set.as_array().map(|codes| codes.iter().map(text).collect::<Set>());
        let units: Vec<Vec<Option<Set>>> =
            list(&data["ratings"]).iter().map(|unit| list(unit).iter().map(set).collect()).collect();
        let codes: Vec<&String> =
            units.iter().flatten().flatten().flatten().collect::<BTreeSet<_>>().into_iter().collect();
        let mut sets = SetRatings::new(coders);
        for unit in &units {
            let bits = |set: &Set| {
                let mut words = vec![0_u64; codes.len().div_ceil(64)];
                for code in set {
                    let at = codes.binary_search(&code).unwrap();
                    words[at / 64] |= 1 << (at % 64);
                }
                words
            };
            let row: Vec<Option<Vec<u64>>> = unit.iter().map(|set| set.as_ref().map(bits)).collect();
            sets.add(&row.iter().map(Option::as_deref).collect::<Vec<_>>(), 1);
        }
        for (key, expected) in expected {
            match key.as_str() {
                "per_code_alpha_binary" => {
                    for (code, expected) in expected.as_object().into_iter().flatten() {
                        let mut ratings = Ratings::of_a_code(coders);
                        for unit in &units {
                            let there = |there| if there { Category::PRESENT } else { Category::ABSENT };
                            let rating =
                                |set: &Option<Set>| set.as_ref().map(|set| there(set.contains(code)));
                            ratings.add(&unit.iter().map(rating).collect::<Vec<Rating>>(), 1);
                        }
                        self.score(&format!("{code} {key}"), expected, krippendorff_alpha(&ratings));
                    }
                }
                "krippendorff_alpha_jaccard" => self.score(key, expected, sets.alpha(SetDistance::Jaccard)),
                "krippendorff_alpha_masi" => self.score(key, expected, sets.alpha(SetDistance::Masi)),
                "krippendorff_alpha_nominal_on_sets" => {
                    self.score(key, expected, sets.alpha(SetDistance::Whole));
                }
                _ => self.unknown_key(key),
            }
        }
    }

    pub(super) fn segmentation(&mut self, data: &Value, expected: &Map<String, Value>) {
        let masses = object(&data["masses"]);
        let of = |name: &str| {
            let masses: Vec<u32> = list(&masses[name]).iter().map(|mass| whole(mass) as u32).collect();
            Segmentation::of_masses(&masses)
        };
        let all: Vec<_> = masses.keys().map(|name| of(name)).collect();
        let together = segmentation_agreement(&all);
        for (key, expected) in expected {
            match key.as_str() {
                "pairs" => {
                    for (pair, expected) in object(expected) {
                        let (first, second) = pair.split_once('|').unwrap();
                        self.two_segmentations(pair, &of(first), &of(second), object(expected));
                    }
                }
                "actual_agreement_B" => self.score(key, expected, together.map(|found| found.observed)),
                "fleiss_pi_B" => self.score(key, expected, together.and_then(|found| found.pi)),
                "fleiss_kappa_B" => self.score(key, expected, together.and_then(|found| found.kappa)),
                _ => self.unknown_key(key),
            }
        }
    }

    fn two_segmentations(
        &mut self,
        pair: &str,
        first: &Segmentation,
        second: &Segmentation,
        expected: &Map<String, Value>,
    ) {
        for (key, expected) in expected {
            let score = match key.as_str() {
                "boundary_similarity" => boundary_similarity(first, second),
                "segmentation_similarity" => segmentation_similarity(first, second),
                "window_diff_hyp_ref" => window_diff(first, second),
                "pk_hyp_ref" => pk(first, second),
                _ => {
                    self.unknown_key(&format!("pairs.{key}"));
                    continue;
                }
            };
            self.score(&format!("{pair} {key}"), expected, score);
        }
    }
}
