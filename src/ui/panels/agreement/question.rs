//! What a person chose to compare, and the question that it makes. Plain data; never draws.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::coefficients;
use crate::agreement::{Level, Period, Query, Unit, default_coders};
use crate::model::{CoderId, Project, TranscriptId};

/// How the intervals are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Interval {
    /// There are none.
    None,
    /// By drawing whole transcripts anew, so many times.
    Bootstrap(u32),
}

/// What a person chose to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Whose agreement; none for every person who has completed a transcript.
    pub coders: Option<Vec<CoderId>>,
    pub unit: Unit,
    /// By code or by theme.
    pub level: Level,
    /// In which transcripts; none for all.
    pub transcripts: Option<Vec<TranscriptId>>,
    /// Whether transcripts that are still in progress count.
    pub in_progress: bool,
    /// Whether what the interviewer says is cut out.
    pub leave_out_interviewer: bool,
    /// Whether white space is cut out.
    pub leave_out_white_space: bool,
    /// Only what was coded from this day on, and up to the end of this day, as they were typed.
    pub days: [String; 2],
    /// The coefficient that leads; none for that of the unit.
    pub figure: Option<&'static str>,
    /// Whether one coder is compared with themselves, before and from the first of these days.
    pub with_themselves: bool,
    /// How intervals are made.
    pub interval: Interval,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            coders: None,
            unit: Unit::default(),
            level: Level::default(),
            transcripts: None,
            in_progress: false,
            leave_out_interviewer: false,
            leave_out_white_space: false,
            days: Default::default(),
            with_themselves: false,
            figure: None,
            interval: Interval::Bootstrap(1000),
        }
    }
}

impl Question {
    /// The question to the project.
    pub fn query(&self, project: &Project) -> Query {
        let there =
            |ids: &Vec<CoderId>| ids.iter().copied().filter(|&id| project.coder(id).is_some()).collect();
        let coders = self.coders.as_ref().map_or_else(|| default_coders(project, self.in_progress), there);
        let (coders, periods) = self.periods(coders);
        Query {
            periods,
            unit: self.unit,
            level: self.level,
            transcripts: self.transcripts.clone(),
            in_progress: self.in_progress,
            leave_out_interviewer: self.leave_out_interviewer,
            leave_out_white_space: self.leave_out_white_space,
            ..Query::new(coders)
        }
    }

    /// The coders with the period of each; one coder twice where they are compared with themselves.
    fn periods(&self, mut coders: Vec<CoderId>) -> (Vec<CoderId>, Vec<Period>) {
        let day = |at: usize| self.days.get(at)?.trim().parse::<Date>().ok();
        let starts = |day: Date| Some(day.to_zoned(TimeZone::system()).ok()?.timestamp());
        let since = day(0).and_then(starts);
        let until = day(1).and_then(|day| starts(day.tomorrow().ok()?));
        if self.with_themselves && since.is_some() {
            coders.truncate(1);
            let before = Period { since: None, until: since };
            return (coders.repeat(2), vec![before, Period { since, until }]);
        }
        let always = Period { since, until };
        let periods = if always.is_always() { Vec::new() } else { vec![always; coders.len()] };
        (coders, periods)
    }

    /// Whether a day was typed that is none.
    pub fn wrong_day(&self) -> bool {
        let wrong = |day: &String| !day.trim().is_empty() && day.trim().parse::<Date>().is_err();
        self.days.iter().any(wrong)
    }

    /// The coefficient that leads among these that there are.
    pub fn leading(&self, offered: &[&'static str]) -> &'static str {
        let wanted = self.figure.unwrap_or(coefficients::leading(self.unit));
        if offered.contains(&wanted) { wanted } else { coefficients::leading(self.unit) }
    }
}
