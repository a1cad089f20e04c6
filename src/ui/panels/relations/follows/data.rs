//! What follows what, in words. Plain data; never draws, never counts.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::analysis::cooccurrence::{Following, Meeting, Step, followed, following};
use crate::chart::{self, Figure};
use crate::lang::number::{amount, count, percent, score};
use crate::lang::{tell, text, with};
use crate::model::{CodeId, Level, Project};
use crate::statistics::Defined;
use crate::ui::context::Written;
use crate::ui::context::layer::{self, Whose};
use crate::ui::kit::chart as shapes;
use crate::ui::panels::relations::square::Square;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Shows {
    #[default]
    Count,
    Share,
    Lift,
    Z,
}

impl Shows {
    pub(super) const ALL: [Self; 4] = [Self::Count, Self::Share, Self::Lift, Self::Z];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Count => "follows-count",
            Self::Share => "follows-share",
            Self::Lift => "together-lift",
            Self::Z => "follows-z",
        }
    }

    fn of(self, step: &Step) -> Defined {
        match self {
            Self::Count => Ok(step.count as f64),
            Self::Share => step.share,
            Self::Lift => step.lift,
            Self::Z => step.z,
        }
    }

    fn written(self, value: f64) -> String {
        match self {
            Self::Count => amount(value),
            Self::Share => percent(value),
            Self::Lift | Self::Z => score(value),
        }
    }
}

/// What a person chose to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) whose: Whose,
    /// Themes instead of codes.
    pub(super) themes: bool,
    /// How many turns later.
    pub(super) lag: usize,
    pub(super) shows: Shows,
}

impl Default for Question {
    fn default() -> Self {
        Self { whose: Whose::default(), themes: false, lag: 1, shows: Shows::default() }
    }
}

impl Question {
    const fn level(self) -> Level {
        if self.themes { Level::Theme } else { Level::Code }
    }
}

/// What was counted, and what is shown of it.
pub(in crate::ui::panels::relations) struct Follows {
    pub(super) counted: Following,
    /// The codes that follow or are followed, by their numbers.
    pub(super) shown: Vec<usize>,
    pub(super) square: Square,
}

/// The same, or why there is none.
pub(super) type FollowsAnswer = Result<Arc<Follows>, String>;

/// Counts, as the command line does.
pub(super) fn answer(project: &Project, asked: Question) -> FollowsAnswer {
    let counted = following(project, asked.whose.at(asked.level()), asked.lag).map_err(|why| tell(&why))?;
    let some = counted.sequence.steps.iter().filter(|step| step.count > 0);
    let shown: Vec<usize> =
        some.flat_map(|step| [step.from, step.to]).collect::<BTreeSet<usize>>().into_iter().collect();
    let square = square(project, asked, &counted, &shown);
    Ok(Arc::new(Follows { counted, shown, square }))
}

/// One code followed by another, by their numbers.
pub(super) fn step(counted: &Following, from: usize, to: usize) -> Option<&Step> {
    let found = counted.sequence.steps.get(from * counted.codes.len() + to)?;
    (found.from == from && found.to == to).then_some(found)
}

fn square(project: &Project, asked: Question, counted: &Following, shown: &[usize]) -> Square {
    let code = |at: usize| counted.codes.get(at).and_then(|row| project.codebook().get(row.code));
    let name = |at: usize| {
        counted.codes.get(at).map_or_else(String::new, |row| project.codebook().shown_path(row.code))
    };
    let mut square = Square {
        names: shown.iter().map(|&at| (name(at), code(at).map(|code| code.colour))).collect(),
        ..Square::default()
    };
    for &from in shown {
        let steps: Vec<Option<&Step>> = shown.iter().map(|&to| step(counted, from, to)).collect();
        let value = |step: &Option<&Step>| {
            let step = step.filter(|step| step.count > 0 || asked.shows == Shows::Z)?;
            asked.shows.of(step).ok()
        };
        square.values.push(steps.iter().map(|step| Some(value(step).unwrap_or_default())).collect());
        let written = |step: &Option<&Step>| value(step).filter(|value| *value != 0.0);
        square.written.push(
            steps
                .iter()
                .map(|s| written(s).map_or_else(|| "·".to_owned(), |v| asked.shows.written(v)))
                .collect(),
        );
        let read = |(step, to): (&Option<&Step>, &usize)| {
            let said = [
                ("from", name(from).into()),
                ("to", name(*to).into()),
                ("n", step.map_or(0, |step| step.count).into()),
                ("lag", asked.lag.into()),
            ];
            with("follows-read", &said)
        };
        square.read.push(steps.iter().zip(shown).map(read).collect());
    }
    square
}

/// All that is known of one code after another.
pub(super) fn figures(step: &Step, units: u64) -> Vec<(String, Written)> {
    let line = |key: &str, n: u64| (text(key), Written::new(count(n)));
    vec![
        line("follows-count", step.count),
        line("follows-from-units", step.from_units),
        line("follows-to-units", step.to_units),
        line("follows-units", units),
        (text("follows-share"), Written::of(step.share, percent)),
        (text("together-lift"), Written::of(step.lift, score)),
        (text("follows-z"), Written::of(step.z, score)),
    ]
}

/// The turns of one code after another.
pub(super) fn places(project: &Project, asked: Question, codes: [CodeId; 2]) -> Vec<Meeting> {
    followed(project, asked.whose.at(asked.level()), asked.lag, codes).unwrap_or_default()
}

/// The field as a picture.
pub(super) fn picture(project: &Project, asked: Question, found: &Follows) -> Figure {
    let title = with("follows-title", &[("lag", asked.lag.into())]);
    let number = |value: f64| asked.shows.written(value);
    let basis = &found.counted.basis;
    let words = chart::Words {
        title: title.clone(),
        about: vec![layer::said(project, &basis.layer), layer::scope_of(basis)],
        axis: with("follows-axis", &[("figure", text(asked.shows.name()).into())]),
        heads: [text("follows-from"), text(asked.shows.name()), String::new()],
        ends: [text("picture-low"), text("picture-high")],
        notes: vec![
            text("together-matrix-notes"),
            text("follows-describes"),
            with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]),
        ],
        number: &number,
        interval: &|low, high| format!("{} {}", number(low), number(high)),
        without: &tell,
        alternative: &|of| shapes::alternative(&title, of, &number),
    };
    found.square.figure(&words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::LayerChoice;
    use crate::ui::demo::{coder, project};

    #[test]
    fn each_step_lists_as_many_places_as_it_counts() {
        let whose = Whose { layer: LayerChoice::Coder(coder(1)), complete_only: false };
        let mut some = 0;
        for lag in [1, 2] {
            let asked = Question { whose, lag, ..Question::default() };
            let found = answer(&project(), asked).unwrap();
            let codes = found.counted.codes.len();
            for (from, to) in (0..codes).flat_map(|from| (0..codes).map(move |to| (from, to))) {
                let step = step(&found.counted, from, to).unwrap();
                let codes = [from, to].map(|at| found.counted.codes[at].code);
                assert_eq!(places(&project(), asked, codes).len() as u64, step.count);
                some += step.count;
            }
            let size = found.shown.len();
            assert!(found.square.written.len() == size && found.square.read.iter().all(|r| r.len() == size));
            assert_eq!(picture(&project(), asked, &found).table.rows.len(), size);
        }
        assert!(some > 0);
    }
}
