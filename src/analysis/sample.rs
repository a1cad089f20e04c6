//! The sample, described: of each attribute how many have which value, or what the numbers are like. Never counts codings.

use std::collections::BTreeSet;

use super::compare_groups::{everybody, number, ordered, tells_apart};
use crate::model::{AttributeId, AttributeOf, Project};
use crate::statistics::{Description, Share, describe};

/// Everybody, by each attribute of cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Cases, and transcripts that stand for themselves.
    pub participants: usize,
    /// In their order.
    pub attributes: Vec<Described>,
    /// Attributes whose values tell participants apart rather than describing them, with how many values there are.
    pub left_out: Vec<(AttributeId, usize)>,
}

/// One attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    pub attribute: AttributeId,
    /// How many have no value.
    pub missing: usize,
    pub figures: Figures,
}

/// By what the values are.
#[derive(Clone, Debug, PartialEq)]
pub enum Figures {
    /// How many of those who are known have each value, in order.
    Names(Vec<(String, Share)>),
    /// Of those who are known: an attribute is numeric where each of its values is a number.
    Numbers(Description),
}

/// Describes everybody in a project, whether or not anything of theirs was coded.
pub fn sample(project: &Project) -> Sample {
    let participants = everybody(project).len();
    let mut sample = Sample { participants, attributes: Vec::new(), left_out: Vec::new() };
    let of_cases = project.attributes().into_iter().filter(|attribute| attribute.of == AttributeOf::Case);
    for attribute in of_cases.map(|attribute| attribute.id) {
        let cases = project.cases();
        let known: Vec<String> =
            cases.iter().filter_map(|case| case.values.get(&attribute)).map(ToString::to_string).collect();
        let missing = participants - known.len();
        let numbers: Option<Vec<f64>> = known.iter().map(|value| number(value)).collect();
        let figures = match numbers.filter(|numbers| !numbers.is_empty()) {
            Some(numbers) => Figures::Numbers(describe(&numbers)),
            None => {
                let values = ordered(known.iter().cloned().collect::<BTreeSet<_>>());
                if tells_apart(values.len(), known.len()) {
                    sample.left_out.push((attribute, values.len()));
                    continue;
                }
                let n = known.len() as u64;
                let count = |value: &String| known.iter().filter(|own| *own == value).count() as u64;
                let share = |value: String| {
                    let yes = count(&value);
                    (value, Share { yes, n })
                };
                Figures::Names(values.into_iter().map(share).collect())
            }
        };
        sample.attributes.push(Described { attribute, missing, figures });
    }
    sample
}
