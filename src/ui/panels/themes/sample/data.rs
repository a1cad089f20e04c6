//! The description of a sample as a table in words. Plain data; never draws, never counts.

use crate::analysis::compare_groups::values;
use crate::analysis::sample::{ByGroup, Described, Figures, by_group, sample};
use crate::lang::number::{amount, count, percent, score};
use crate::lang::{text, with};
use crate::model::{AttributeId, AttributeOf, Project};
use crate::statistics::{Defined, Description};
use crate::ui::context::Written;

/// What a person chose to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Question {
    /// Apart for each value of this attribute.
    pub(super) by: Option<AttributeId>,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The attribute's name, over the lines of its values.
    pub(super) attribute: Option<String>,
    /// A value, or what a figure is.
    pub(super) label: String,
    /// One a column.
    pub(super) cells: Vec<Written>,
}

/// The whole table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// All, and each group, each with how many there are.
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// What is not in it, and why, in sentences.
    pub(super) notes: Vec<String>,
}

/// The attributes that can make groups: those of cases with a few values.
pub(super) fn groups(project: &Project) -> Vec<(AttributeId, String)> {
    let of_cases = project.attributes().into_iter().filter(|attribute| attribute.of == AttributeOf::Case);
    let some = of_cases.filter(|attribute| (2..=12).contains(&values(project, attribute.id).len()));
    some.map(|attribute| (attribute.id, attribute.name.clone())).collect()
}

/// Describes, as the command line does.
pub(super) fn sheet(project: &Project, asked: Question) -> Sheet {
    let whole = sample(project);
    let grouped = asked.by.and_then(|by| by_group(project, &whole, by));
    let head = |name: &str, n: usize| with("sample-head", &[("group", name.into()), ("n", n.into())]);
    let mut heads = vec![head(&text("sample-all"), whole.participants)];
    heads.extend(grouped.iter().flat_map(|by| &by.groups).map(|(value, n, _)| head(value, *n)));
    let mut rows = Vec::new();
    for (at, described) in
        whole.attributes.iter().enumerate().filter(|(_, of)| Some(of.attribute) != asked.by)
    {
        let of_groups = grouped.iter().flat_map(|by| &by.groups).filter_map(|(_, _, all)| all.get(at));
        let columns: Vec<&Described> = std::iter::once(described).chain(of_groups).collect();
        rows.extend(lines(project, described, &columns));
    }
    Sheet { heads, rows, notes: notes(project, &whole.left_out, grouped.as_ref()) }
}

fn lines(project: &Project, described: &Described, columns: &[&Described]) -> Vec<Row> {
    let name = project.attribute(described.attribute).map_or("", |attribute| attribute.name.as_str());
    let row = |label: String, cell: &dyn Fn(&Described) -> Written| Row {
        attribute: None,
        label,
        cells: columns.iter().map(|of| cell(of)).collect(),
    };
    let mut lines = match &described.figures {
        Figures::Names(values) => (0..values.len())
            .map(|at| row(values[at].0.clone(), &move |of| share(of, at)))
            .collect::<Vec<_>>(),
        Figures::Numbers(_) => {
            let of = |figure: fn(&Description) -> Written| {
                move |of: &Described| match &of.figures {
                    Figures::Numbers(numbers) => figure(numbers),
                    Figures::Names(_) => Written::default(),
                }
            };
            vec![
                row(text("sample-mean"), &of(mean)),
                row(text("sample-median"), &of(|numbers| Written::of(numbers.median, amount))),
                row(text("sample-quartiles"), &of(|numbers| ends(numbers.q1, numbers.q3))),
                row(text("sample-range"), &of(|numbers| ends(numbers.min, numbers.max))),
            ]
        }
    };
    if columns.iter().any(|of| of.missing > 0) {
        lines.push(row(text("sample-missing"), &|of| Written::new(count(of.missing))));
    }
    if let Some(first) = lines.first_mut() {
        first.attribute = Some(name.to_owned());
    }
    lines
}

/// "6 (50 %)", of those who are known.
fn share(of: &Described, at: usize) -> Written {
    let Figures::Names(values) = &of.figures else { return Written::default() };
    let Some((_, share)) = values.get(at) else { return Written::default() };
    Written::of(share.value(), |value| {
        with("sample-share", &[("n", count(share.yes).into()), ("share", percent(value).into())])
    })
}

fn mean(of: &Description) -> Written {
    let sd = Written::of(of.sd, score).words;
    Written::of(of.mean, |mean| with("sample-mean-sd", &[("mean", score(mean).into()), ("sd", sd.into())]))
}

fn ends(low: Defined, high: Defined) -> Written {
    Written::of(low.and_then(|low| Ok((low, high?))), |(low, high)| {
        with("between", &[("low", amount(low).into()), ("high", amount(high).into())])
    })
}

fn notes(project: &Project, left_out: &[(AttributeId, usize)], grouped: Option<&ByGroup>) -> Vec<String> {
    let name = |id: AttributeId| project.attribute(id).map_or("", |attribute| attribute.name.as_str());
    let left = left_out.iter().map(|(id, values)| {
        with("sample-left-out", &[("attribute", name(*id).into()), ("n", (*values).into())])
    });
    let without = grouped.filter(|by| by.no_value > 0);
    let without = without.map(|by| with("sample-no-value", &[("n", by.no_value.into())]));
    left.chain(without).collect()
}

/// The table as it is pasted.
pub(super) fn cells(sheet: &Sheet) -> Vec<Vec<String>> {
    let head = [text("sample-attribute"), text("sample-value")];
    let head = head.into_iter().chain(sheet.heads.iter().cloned()).collect();
    let row = |row: &Row| {
        let names = [row.attribute.clone().unwrap_or_default(), row.label.clone()];
        names.into_iter().chain(row.cells.iter().map(|cell| cell.words.clone())).collect()
    };
    std::iter::once(head).chain(sheet.rows.iter().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{attribute, project};

    #[test]
    fn the_table_is_that_of_a_paper() {
        let sheet = sheet(&project(), Question { by: Some(attribute(1)) });
        assert_eq!(sheet.heads, ["all (4)", "comparison (2)", "pilot (2)"]);
        let rows: Vec<_> =
            sheet.rows.iter().map(|row| (row.label.as_str(), row.cells[0].words.as_str())).collect();
        assert_eq!(
            rows,
            [
                ("mean (sd)", "15.50 (3.87)"),
                ("median", "15.5"),
                ("quartiles", "13.2 to 17.8"),
                ("range", "11 to 20")
            ]
        );
        assert_eq!(sheet.rows[0].attribute.as_deref(), Some("age"));
        let alone = super::sheet(&project(), Question::default());
        assert_eq!(alone.rows[0].cells[0].words, "2 (50 %)", "comparison");
        assert!(cells(&sheet).iter().all(|row| row.len() == 5));
    }

    #[test]
    fn attributes_with_a_few_values_can_make_groups() {
        let names: Vec<String> = groups(&project()).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["group", "age"]);
    }
}
