//! The sample, described: of each attribute how many have which value, or what the numbers are like. Never counts codings.

use std::collections::BTreeSet;

use super::compare_groups::{everybody, number, ordered, tells_apart};
use crate::model::{AttributeId, AttributeOf, Case, Project};
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

/// The same apart for each value of an attribute, on the scales and with the values that everybody has.
#[derive(Clone, Debug, PartialEq)]
pub struct ByGroup {
    /// The value, how many have it, and the attributes of these in the order of everybody's.
    pub groups: Vec<(String, usize, Vec<Described>)>,
    /// How many have none, and are in no group.
    pub no_value: usize,
}

/// Describes everybody in a project, whether or not anything of theirs was coded.
pub fn sample(project: &Project) -> Sample {
    let participants = everybody(project).len();
    let mut sample = Sample { participants, attributes: Vec::new(), left_out: Vec::new() };
    let of_cases = project.attributes().into_iter().filter(|attribute| attribute.of == AttributeOf::Case);
    for attribute in of_cases.map(|attribute| attribute.id) {
        let known = known(project, attribute, |_| true);
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
                Figures::Names(shares(values.iter(), &known))
            }
        };
        sample.attributes.push(Described { attribute, missing, figures });
    }
    sample
}

/// Describes those with each value of an attribute of cases; nothing where its values tell cases apart, or it has gone.
pub fn by_group(project: &Project, whole: &Sample, by: AttributeId) -> Option<ByGroup> {
    project.attribute(by).filter(|attribute| attribute.of == AttributeOf::Case)?;
    let grouped = known(project, by, |_| true);
    let values = ordered(grouped.iter().cloned().collect::<BTreeSet<_>>());
    if tells_apart(values.len(), grouped.len()) {
        return None;
    }
    let group = |value: String| {
        let within = |case: &Case| case.values.get(&by).is_some_and(|own| own.to_string() == value);
        let members = project.cases().into_iter().filter(|case| within(case)).count();
        let attributes = whole.attributes.iter().map(|described| {
            let known = known(project, described.attribute, within);
            let figures = match &described.figures {
                Figures::Names(values) => {
                    Figures::Names(shares(values.iter().map(|(value, _)| value), &known))
                }
                Figures::Numbers(_) => Figures::Numbers(describe(
                    &known.iter().filter_map(|value| number(value)).collect::<Vec<_>>(),
                )),
            };
            Described { attribute: described.attribute, missing: members - known.len(), figures }
        });
        let attributes = attributes.collect();
        (value, members, attributes)
    };
    let groups = values.into_iter().map(group).collect();
    Some(ByGroup { groups, no_value: whole.participants - grouped.len() })
}

/// The values that some cases have.
fn known(project: &Project, attribute: AttributeId, of: impl Fn(&Case) -> bool) -> Vec<String> {
    let cases = project.cases().into_iter().filter(|case| of(case));
    cases.filter_map(|case| case.values.get(&attribute).map(ToString::to_string)).collect()
}

/// How many of those who are known have each value.
fn shares<'v>(values: impl Iterator<Item = &'v String>, known: &[String]) -> Vec<(String, Share)> {
    let share = |value: &String| {
        let yes = known.iter().filter(|own| *own == value).count() as u64;
        (value.clone(), Share { yes, n: known.len() as u64 })
    };
    values.map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::Study;
    use crate::model::{AttributeKind, Value};

    #[test]
    fn groups_are_described_on_the_scales_of_everybody() {
        let mut study = Study::new(4);
        let by = study.attribute("group", AttributeKind::Text);
        let age = study.attribute("age", AttributeKind::Number);
        let place = study.attribute("place", AttributeKind::Text);
        for (at, (group, old, town)) in
            [("a", 10.0, "Ulm"), ("a", 20.0, "Bonn"), ("b", 12.0, "Ulm")].into_iter().enumerate()
        {
            let words = |word: &str| Value::Text(word.to_owned());
            let values = [(by, words(group)), (age, Value::Number(old)), (place, words(town))];
            study.case(&format!("case {at}"), &[at], &values);
        }
        let project = study.project();
        let whole = sample(&project);
        assert_eq!(whole.participants, 4, "a transcript without a case is one");
        let found = by_group(&project, &whole, by).unwrap();
        assert_eq!(found.no_value, 1);
        let [(a, of_a, in_a), (b, of_b, in_b)] = found.groups.as_slice() else { panic!("{found:?}") };
        assert_eq!((a.as_str(), *of_a, b.as_str(), *of_b), ("a", 2, "b", 1));
        let place = |attributes: &[Described]| match &attributes[2].figures {
            Figures::Names(values) => values.iter().map(|(v, s)| (v.clone(), s.yes, s.n)).collect::<Vec<_>>(),
            Figures::Numbers(_) => Vec::new(),
        };
        let named = |bonn, ulm, n| vec![("Bonn".to_owned(), bonn, n), ("Ulm".to_owned(), ulm, n)];
        assert_eq!([place(in_a), place(in_b)], [named(1, 1, 2), named(0, 1, 1)]);
        let mean = |attributes: &[Described]| match &attributes[1].figures {
            Figures::Numbers(of) => of.mean,
            Figures::Names(_) => Ok(0.0),
        };
        assert_eq!([mean(in_a), mean(in_b)], [Ok(15.0), Ok(12.0)]);
        assert_eq!(by_group(&project, &whole, AttributeId(uuid::Uuid::nil())), None);
    }
}
