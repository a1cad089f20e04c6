//! The options that say what of a study counts, the same for every command that counts. Never counts.

use clap::Args;
use jiff::civil::Date;

use super::Failure;
use super::open::Opened;
use crate::lang::moment;
use crate::model::StudyScope;

/// Which transcripts, participants and coders count.
#[derive(Debug, Args)]
#[command(next_help_heading = "What counts")]
pub(super) struct Narrowing {
    /// Only these transcripts, by title
    #[arg(long, value_name = "TITLES", num_args = 1.., value_delimiter = ',')]
    only_transcripts: Vec<String>,
    /// Only transcripts of this set; of any of several, each with --set
    #[arg(long = "set", value_name = "NAME")]
    sets: Vec<String>,
    /// Only participants, or transcripts, with this value of an attribute, nothing after = for those without one. Several
    /// values of one attribute: any of them; several attributes: all
    #[arg(long = "where", value_name = "ATTRIBUTE=VALUE")]
    values: Vec<String>,
    /// Only what these coders did
    #[arg(long, value_name = "CODERS", value_delimiter = ',')]
    only_coders: Vec<String>,
    /// What was saved in the project as a scope under this name
    #[arg(long, value_name = "NAME")]
    scope: Option<String>,
}

/// Everything that can be said of what counts.
#[derive(Debug, Args)]
pub(super) struct Counting {
    #[command(flatten)]
    narrowing: Narrowing,
    #[command(flatten)]
    spoken: Spoken,
    #[command(flatten)]
    days: Days,
}

/// Whose words count.
#[derive(Debug, Args)]
#[command(next_help_heading = "What counts")]
pub(super) struct Spoken {
    /// Only what this speaker says, and what is coded from in there; several times for several speakers
    #[arg(long = "speaker", value_name = "SPEAKER")]
    speakers: Vec<String>,
}

/// Up to when codings count.
#[derive(Debug, Args)]
#[command(next_help_heading = "What counts")]
pub(super) struct Until {
    /// What was coded up to this day, itself included
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,
}

/// When what counts was coded.
#[derive(Debug, Args)]
#[command(next_help_heading = "What counts")]
pub(super) struct Days {
    /// What was coded from this day on, such as 2026-01-31
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<Date>,
    #[command(flatten)]
    until: Until,
}

/// A day as it is written on the command line.
pub(super) fn day(written: &str) -> Result<Date, String> {
    written.parse().map_err(|_| "write year, month and day, such as 2026-01-31".to_owned())
}

/// The first moment of a day, and the first after it.
pub(super) fn moments(opened: &Opened<'_>, day: Date) -> Result<[crate::model::Timestamp; 2], Failure> {
    moment::bounds(day)
        .ok_or_else(|| opened.fault(format!("{day} is outside the calendar: choose another day")))
}

/// One of the parts of a scope.
pub(super) trait Narrows {
    /// What it adds to a scope.
    fn scope(&self, opened: &Opened<'_>) -> Result<StudyScope, Failure>;
}

impl Narrowing {
    /// Whether anything is asked for.
    pub(super) const fn is_said(&self) -> bool {
        let Self { only_transcripts, sets, values, only_coders, scope } = self;
        !(only_transcripts.is_empty()
            && sets.is_empty()
            && values.is_empty()
            && only_coders.is_empty()
            && scope.is_none())
    }
}

impl Narrows for Counting {
    fn scope(&self, opened: &Opened<'_>) -> Result<StudyScope, Failure> {
        opened.scope_of(&[&self.narrowing, &self.spoken, &self.days])
    }
}

impl Narrows for Narrowing {
    fn scope(&self, opened: &Opened<'_>) -> Result<StudyScope, Failure> {
        let project = &opened.project;
        let mut scope = match &self.scope {
            Some(name) => opened.found(project.scope_named(name))?.scope.clone(),
            None => StudyScope::default(),
        };
        let transcript = |title: &str| opened.found(project.transcript_named(title)).map(|t| t.id());
        let transcripts = opened.several(&self.only_transcripts, transcript)?.into_iter().collect();
        let set = |name: &String| opened.found(project.transcript_set_named(name)).map(|set| set.id);
        let mut own = StudyScope {
            transcripts,
            sets: self.sets.iter().map(set).collect::<Result<_, _>>()?,
            coders: opened.several(&self.only_coders, |name| opened.coder(name))?.into_iter().collect(),
            ..StudyScope::default()
        };
        for asked in &self.values {
            let (name, value) = opened.value(asked)?;
            own.values.entry(name).or_default().insert(value);
        }
        scope = scope.and(own);
        Ok(scope)
    }
}

impl Spoken {
    /// Whether anything is asked for.
    pub(super) const fn is_said(&self) -> bool {
        !self.speakers.is_empty()
    }
}

impl Until {
    /// Whether anything is asked for.
    pub(super) const fn is_said(&self) -> bool {
        self.until.is_some()
    }
}

impl Narrows for Spoken {
    fn scope(&self, opened: &Opened<'_>) -> Result<StudyScope, Failure> {
        opened.speakers(&self.speakers)?;
        Ok(StudyScope { speakers: self.speakers.iter().cloned().collect(), ..StudyScope::default() })
    }
}

impl Narrows for Until {
    fn scope(&self, opened: &Opened<'_>) -> Result<StudyScope, Failure> {
        let until = self.until.map(|until| moments(opened, until)).transpose()?.map(|[_, end]| end);
        Ok(StudyScope { until, ..StudyScope::default() })
    }
}

impl Narrows for Days {
    fn scope(&self, opened: &Opened<'_>) -> Result<StudyScope, Failure> {
        let since = self.since.map(|since| moments(opened, since)).transpose()?.map(|[start, _]| start);
        Ok(StudyScope { since, ..self.until.scope(opened)? })
    }
}
