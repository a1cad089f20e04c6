//! The coefficients by the names they have in files: what a person calls them, what each is and where it stands in
//! print, and which of them lead. Plain data; never reckons.

use std::collections::BTreeSet;

use crate::agreement::Unit;
use crate::lang::text;

/// Names in files with the key of their name; with `-tip` the catalogue has what it is and, in a last line, its source.
const ALL: [(&str, &str); 28] = [
    ("krippendorff_alpha", "coefficient-krippendorff-alpha"),
    ("u_alpha", "coefficient-u-alpha"),
    ("u_alpha_binary", "coefficient-u-alpha-binary"),
    ("cu_alpha", "coefficient-cu-alpha"),
    ("ku_alpha", "coefficient-ku-alpha"),
    ("cu_alpha_domains", "coefficient-cu-alpha-domains"),
    ("alpha_jaccard", "coefficient-alpha-jaccard"),
    ("alpha_masi", "coefficient-alpha-masi"),
    ("cohen_kappa", "coefficient-cohen-kappa"),
    ("light_kappa", "coefficient-light-kappa"),
    ("fleiss_kappa", "coefficient-fleiss-kappa"),
    ("conger_kappa", "coefficient-conger-kappa"),
    ("scott_pi", "coefficient-scott-pi"),
    ("pooled_kappa", "coefficient-pooled-kappa"),
    ("brennan_prediger", "coefficient-brennan-prediger"),
    ("gwet_ac1", "coefficient-gwet-ac1"),
    ("gwet_ac2", "coefficient-gwet-ac2"),
    ("pabak", "coefficient-pabak"),
    ("percent_agreement", "coefficient-percent-agreement"),
    ("holsti", "coefficient-holsti"),
    ("positive_agreement", "coefficient-positive-agreement"),
    ("jaccard", "coefficient-jaccard"),
    ("f1_exact", "coefficient-f1-exact"),
    ("f1_overlap", "coefficient-f1-overlap"),
    ("f1_one_to_one", "coefficient-f1-one-to-one"),
    ("gamma", "coefficient-gamma"),
    ("prevalence_index", "coefficient-prevalence-index"),
    ("bias_index", "coefficient-bias-index"),
];

/// What says how coders put a code, not how far they agree.
const INDICES: [&str; 2] = ["prevalence_index", "bias_index"];

/// The key of its name, if the catalogue knows it.
fn key(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(of, _)| *of == name).map(|(_, key)| *key)
}

/// What a person calls it: "Cohen's kappa".
pub fn name(coefficient: &str) -> String {
    key(coefficient).map_or_else(|| coefficient.replace('_', " "), text)
}

/// What it is, in words, and where it stands in print.
pub fn definition(coefficient: &str) -> Option<(String, String)> {
    let told = text(&format!("{}-tip", key(coefficient)?));
    told.rsplit_once('\n').map(|(what, source)| (what.replace('\n', " "), source.to_owned()))
}

/// Those of these that may lead, in the order in which they are offered.
pub fn offered<'n>(names: impl IntoIterator<Item = &'n &'static str>) -> Vec<&'static str> {
    let there: BTreeSet<&str> = names.into_iter().copied().collect();
    let known = ALL.iter().map(|(name, _)| *name);
    known.filter(|name| there.contains(name) && !INDICES.contains(name)).collect()
}

/// All of these, in the order in which they are shown.
pub fn ordered<'n>(names: impl IntoIterator<Item = &'n &'static str>) -> Vec<&'static str> {
    let there: BTreeSet<&str> = names.into_iter().copied().collect();
    ALL.iter().map(|(name, _)| *name).filter(|name| there.contains(name)).collect()
}

/// The one that leads where passages as coders cut them are the unit.
pub const PASSAGES: &str = "u_alpha";

/// Whether it looks at passages as coders cut them, whatever the unit of the others.
pub fn is_of_passages(coefficient: &str) -> bool {
    matches!(
        coefficient,
        "u_alpha"
            | "u_alpha_binary"
            | "cu_alpha"
            | "ku_alpha"
            | "cu_alpha_domains"
            | "f1_exact"
            | "f1_overlap"
            | "f1_one_to_one"
            | "gamma"
    )
}

/// How a column is headed: short, since the chip over the table has the whole name.
pub fn short(coefficient: &str) -> String {
    match coefficient {
        "krippendorff_alpha" | "alpha_jaccard" | "alpha_masi" => text("agreement-alpha"),
        "cohen_kappa" | "light_kappa" | "fleiss_kappa" | "conger_kappa" | "pooled_kappa" => {
            text("agreement-kappa")
        }
        "percent_agreement" => text("agreement-percent"),
        "f1_exact" | "f1_overlap" | "f1_one_to_one" => text("agreement-f1"),
        other => name(other),
    }
}

/// The one that leads unless somebody chose another.
pub const fn leading(unit: Unit) -> &'static str {
    match unit {
        Unit::Character | Unit::Word | Unit::Sentence | Unit::Turn | Unit::Transcript => "krippendorff_alpha",
    }
}

/// The one of two coders that goes with one of more.
pub fn of_a_pair(coefficient: &'static str) -> &'static str {
    match coefficient {
        "light_kappa" | "conger_kappa" => "cohen_kappa",
        "fleiss_kappa" => "scott_pi",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_name_a_definition_and_a_source_with_its_page() {
        for (name_in_files, _) in ALL {
            assert!(!name(name_in_files).contains('_'), "{name_in_files} has no name");
            let (what, source) = definition(name_in_files).unwrap();
            assert!(what.ends_with(['.', '?']) && what.len() > 60, "{name_in_files}: {what}");
            assert!(source.contains(|c: char| c.is_ascii_digit()), "{name_in_files}: {source}");
        }
    }

    #[test]
    fn an_index_never_leads() {
        assert_eq!(offered(&["bias_index", "gwet_ac1", "u_alpha"]), ["u_alpha", "gwet_ac1"]);
        assert_eq!(ordered(&["bias_index", "gwet_ac1"]), ["gwet_ac1", "bias_index"]);
    }
}
