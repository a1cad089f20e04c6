//! What is asked of groups, and which attributes can be asked about. Plain data; never draws, never counts.

use std::sync::Arc;

use super::sheet::{self, Sheet};
use crate::analysis::compare_groups::{self, Answer, Query, Scale, values};
use crate::lang::{tell, text};
use crate::model::{AttributeId, AttributeOf, Level, Project};
use crate::ui::context::layer::Whose;

/// What a person chose to compare.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) whose: Whose,
    /// Codes instead of themes.
    pub(super) codes: bool,
    /// Whose values make the groups.
    pub(super) by: Option<AttributeId>,
    /// The group that the other is taken from.
    pub(super) first: Option<String>,
    /// The other one.
    pub(super) second: Option<String>,
    /// Whose values name matched pairs.
    pub(super) pairs: Option<AttributeId>,
    /// Whose values are strata.
    pub(super) strata: Option<AttributeId>,
    /// What the values are, if not what they look like.
    pub(super) scale: Option<Scale>,
}

/// How groups compare, as it was counted and as it is written.
pub(in crate::ui::panels::themes) struct Compared {
    pub(super) answer: Answer,
    pub(super) sheet: Sheet,
}

/// The same, or why they do not.
pub(super) type GroupsAnswer = Result<Arc<Compared>, String>;

impl Question {
    pub(super) const fn level(&self) -> Level {
        if self.codes { Level::Code } else { Level::Theme }
    }

    /// Another attribute, of which nothing is known yet.
    pub(super) fn group_by(&mut self, by: AttributeId) {
        let Self { whose, codes, .. } = *self;
        *self = Self { whose, codes, by: Some(by), ..Self::default() };
    }

    fn query(&self, by: AttributeId) -> Query {
        Query {
            layer: self.whose.layer,
            level: self.level(),
            first: self.first.clone(),
            second: self.second.clone(),
            scale: self.scale,
            pairs: self.pairs,
            strata: self.strata,
            complete_only: self.whose.complete_only,
            ..Query::by(by)
        }
    }
}

/// Compares, as the command line does, and writes it.
pub(super) fn answer(project: &Project, asked: &Question) -> GroupsAnswer {
    let by = asked.by.ok_or_else(|| text("groups-no-attribute"))?;
    let answer = compare_groups::compare(project, &asked.query(by)).map_err(|why| tell(&why))?;
    Ok(Arc::new(Compared { sheet: sheet::sheet(project, &answer), answer }))
}

/// The attribute whose values make groups where none was chosen: one of cases with two values, else one with a few.
pub(super) fn unasked(project: &Project) -> Option<AttributeId> {
    const FEW: std::ops::RangeInclusive<usize> = 2..=12;
    let all: Vec<(AttributeId, usize)> = project
        .attributes()
        .into_iter()
        .filter(|attribute| attribute.of == AttributeOf::Case)
        .map(|attribute| (attribute.id, values(project, attribute.id).len()))
        .collect();
    let some = all.iter().find(|(_, values)| *values == 2);
    some.or_else(|| all.iter().find(|(_, values)| FEW.contains(values))).map(|(id, _)| *id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::LayerChoice;
    use crate::analysis::compare_groups::Found;
    use crate::ui::demo::{attribute, coder, project};

    #[test]
    fn the_attribute_with_two_values_makes_groups_unasked() {
        assert_eq!(unasked(&project()), Some(attribute(1)));
    }

    #[test]
    fn another_attribute_forgets_what_was_said_of_the_first() {
        let whose = Whose { layer: LayerChoice::Coder(coder(1)), complete_only: true };
        let mut asked = Question {
            whose,
            codes: true,
            by: Some(attribute(1)),
            first: Some("pilot".into()),
            pairs: Some(attribute(2)),
            ..Question::default()
        };
        asked.group_by(attribute(2));
        assert_eq!(asked, Question { whose, codes: true, by: Some(attribute(2)), ..Question::default() });
        let numbers = &answer(&project(), &asked).unwrap().answer;
        assert!(matches!(numbers.rows[0].found, Found::Numbers(_)));
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        let whose = Whose { layer: LayerChoice::Coder(coder(1)), complete_only: false };
        let asked =
            Question { whose, by: Some(attribute(2)), pairs: Some(attribute(1)), ..Question::default() };
        assert!(answer(&project(), &asked).err().unwrap().contains("are numbers"));
        assert!(answer(&project(), &Question::default()).is_err(), "nothing was asked");
    }
}
