//! `concord words`: which words are said how often, which mark a group, and which stand near one.

mod collocates;
mod keyness;
mod report;
mod stop;

use std::path::PathBuf;

use clap::Args;

use super::narrowing::Narrowing;
use super::output::{Format, counted, show};
use super::picture::Picture;
use super::{Failure, Outcome, open};
use crate::analysis::words::{NoGroups, Scope, keywords, neighbours, words};
use crate::model::Attribute;
use crate::store::Wanted;
use collocates::Collocates;
use keyness::Keyness;
use report::{Counted, Head};

/// Prints which words are said how often and how evenly; which mark a group; or which stand near one
///
/// A word has a letter or a digit in it and is counted in small letters, don't and it's as one word. All transcripts count,
/// coded or not; labels of speakers and times do not, and of speakers who are tied to cases each word counts for the case.
/// With --by and --target the words of those with a value are set against those of all with another; with --collocates the
/// words around one are, in what somebody says at a stretch. Words cluster in speakers: read the numbers of transcripts beside.
#[derive(Debug, Args)]
pub(super) struct Words {
    /// The folder of the project
    project: PathBuf,
    /// Sets those with a value of this attribute against all with another
    #[arg(long, value_name = "ATTRIBUTE", requires = "target", conflicts_with = "collocates")]
    by: Option<String>,
    /// The value whose words are looked at
    #[arg(long, value_name = "VALUE", requires = "by")]
    target: Option<String>,
    /// What stands near this word
    #[arg(long, value_name = "WORD", value_parser = node)]
    collocates: Option<String>,
    /// How many words to both sides are near
    #[arg(long, value_name = "WORDS", default_value_t = 5, value_parser = window)]
    window: usize,
    /// Leaves the small words of a language out of the list, such as en or de, or those of a file; they are counted all
    /// the same
    #[arg(long, value_name = "LANGUAGE|FILE")]
    stop_words: Option<String>,
    /// Only what this speaker says; several times for several speakers
    #[arg(long = "speaker", value_name = "SPEAKER")]
    speakers: Vec<String>,
    /// Without what the interviewer says
    #[arg(long)]
    leave_out_interviewer: bool,
    #[command(flatten)]
    picture: Picture,
    #[command(flatten)]
    narrowing: Narrowing,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn node(word: &str) -> Result<String, String> {
    match word.split_whitespace().count() {
        1 => Ok(word.trim().to_owned()),
        _ => Err("one word, such as trust".to_owned()),
    }
}

fn window(words: &str) -> Result<usize, String> {
    match words.parse() {
        Ok(words) if (1..=1_000).contains(&words) => Ok(words),
        Ok(_) | Err(_) => Err("a whole number of words from 1 to 1000".to_owned()),
    }
}

impl Words {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        self.picture.check(&self.project)?;
        let stop = self.stop_words.as_deref().map(stop::words).transpose()?;
        let mut opened = open::open_part(&self.project, Wanted::WORDS)?;
        opened.narrow(&[&self.narrowing])?;
        let project = &opened.project;
        let scope = Scope {
            speakers: opened.speakers(&self.speakers)?,
            leave_out_interviewer: self.leave_out_interviewer,
            stop: stop.unwrap_or_default(),
        };
        let head = self.head(project.title(), &scope);
        if let (Some(by), Some(target)) = (&self.by, &self.target) {
            let attribute = opened.found(project.attribute_named(by))?;
            let answer = keywords(project, &scope, attribute.id, target)
                .map_err(|why| opened.fault(not_compared(attribute, target, &why)))?;
            let shown = Keyness::new(head, target, answer);
            self.picture.write(opened.scope.as_deref(), || shown.chart())?;
            show(&shown, self.format, opened.scope.as_deref())?;
        } else if let Some(node) = &self.collocates {
            let shown = Collocates::new(head, self.window, neighbours(project, &scope, node, self.window));
            self.picture.write(opened.scope.as_deref(), || shown.chart())?;
            show(&shown, self.format, opened.scope.as_deref())?;
        } else {
            let shown = Counted::new(project, head, words(project, &scope));
            self.picture.write(opened.scope.as_deref(), || shown.chart())?;
            show(&shown, self.format, opened.scope.as_deref())?;
        }
        Ok(opened.done())
    }

    /// Names the study and whose words these are.
    fn head(&self, title: &str, scope: &Scope) -> Head {
        let whose = if self.speakers.is_empty() {
            "all that is said, and what stands outside all turns".to_owned()
        } else {
            format!("what is said by {}", self.speakers.join(", "))
        };
        let interviewer = if self.leave_out_interviewer {
            "the interviewer's words are out"
        } else if self.speakers.is_empty() {
            "the interviewer's words are in"
        } else {
            "whether they ask or answer"
        };
        let stop = match (&self.stop_words, scope.stop.len()) {
            (Some(name), many) => {
                let many = counted(many as f64, "word", "words");
                format!("not listed, but counted among all: {many} ({name})")
            }
            (None, _) => "no stop list".to_owned(),
        };
        Head { title: title.to_owned(), whose, interviewer, stop }
    }
}

/// Why one value cannot be set against others, and what there is.
fn not_compared(attribute: &Attribute, target: &str, why: &NoGroups) -> String {
    let name = &attribute.name;
    match why {
        NoGroups::NoAttribute => format!("there is no attribute {name}: choose another"),
        NoGroups::NoValue(there) if there.is_empty() => {
            format!("nobody has a value of {name}: bring attributes in with `concord import`")
        }
        NoGroups::NoValue(there) => {
            let shown: Vec<&str> = there.iter().take(20).map(String::as_str).collect();
            let more = if there.len() > shown.len() { " …" } else { "" };
            format!("{name} has no value “{target}”: it has {}{more}", shown.join(", "))
        }
        NoGroups::NothingElse => {
            format!("all who have a value of {name} have “{target}”: there is nothing to set it against")
        }
    }
}
