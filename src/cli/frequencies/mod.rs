//! `concord frequencies`: how often codes and themes occur.

mod chart;

use std::path::PathBuf;

use clap::Args;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::level::Level;
use super::narrowing::Counting;
use super::output::{self, Figure, Format, Printable, UNDEFINED, counted, ends, show, whole};
use super::picture::Picture;
use super::table::{Side, table};
use super::{Failure, Outcome, open};
use crate::analysis::frequency::{self, Figures, Query, Scope};
use crate::analysis::{LayerChoice, LayerView};
use crate::formats::{self, Grid};
use crate::lang;
use crate::lang::number::{amount, percent, percent_interval};
use crate::model;
use crate::store::Wanted;

/// Prints how often codes or themes occur: n of N participants with a 95 % interval, and segments, transcripts, words
/// and characters beside it
///
/// Unasked it looks at the only coder; else at the consensus where all transcripts in scope have one; else at the mean
/// over coders. Codings of several coders are never added up. Counted are transcripts that are started or complete in
/// the layer in view. A participant is a case; a transcript without a case is a participant of its own. Where speakers are
/// tied to cases, a coding counts for the case of the speaker in whose turn it begins, else for the transcript's.
#[derive(Debug, Args)]
pub(super) struct Frequencies {
    /// The folder of the project
    project: PathBuf,
    /// What this coder coded
    #[arg(long, value_name = "CODER", group = "layer")]
    coder: Option<String>,
    /// What the team settled on
    #[arg(long, group = "layer")]
    consensus: bool,
    /// The mean of the coders' figures, each made of the transcripts that this coder started
    #[arg(long, group = "layer")]
    mean: bool,
    /// Apart for each value of this attribute
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// Codes for themselves, or themes with their subcodes taken in
    #[arg(long, value_enum, default_value_t)]
    level: Level,
    /// Only complete transcripts, not those in progress
    #[arg(long)]
    complete_only: bool,
    /// Takes the interviewer's turns out of words, characters and coverage
    #[arg(long)]
    leave_out_interviewer: bool,
    #[command(flatten)]
    picture: Picture,
    #[command(flatten)]
    counting: Counting,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Serialize)]
struct Report {
    layer: String,
    #[serde(serialize_with = "whole")]
    transcripts: f64,
    #[serde(serialize_with = "whole")]
    participants: f64,
    #[serde(serialize_with = "whole")]
    in_progress: f64,
    #[serde(skip_serializing_if = "Groups::is_empty")]
    groups: Groups,
    rows: Vec<Row>,
    #[serde(skip)]
    head: String,
    /// Their names, where the figures are a mean.
    #[serde(skip)]
    coders: Vec<String>,
    #[serde(skip)]
    grid: Grid,
}

/// Denominators by group, in the groups' order.
#[derive(Default)]
struct Groups(Vec<(String, Denominators)>);

#[derive(Serialize)]
struct Denominators {
    #[serde(serialize_with = "whole")]
    transcripts: f64,
    #[serde(serialize_with = "whole")]
    participants: f64,
    #[serde(serialize_with = "whole")]
    in_progress: f64,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    all: Numbers,
    by: By,
    /// n of N of each coder, where the figures are a mean.
    #[serde(skip)]
    coders: Vec<String>,
}

/// Figures by group, in the groups' order.
struct By(Vec<(String, Numbers)>);

#[derive(Serialize)]
struct Numbers {
    code: String,
    path: String,
    level: &'static str,
    #[serde(serialize_with = "whole")]
    codings: f64,
    #[serde(serialize_with = "whole")]
    segments: f64,
    #[serde(serialize_with = "whole")]
    transcripts: f64,
    #[serde(serialize_with = "whole")]
    participants: f64,
    share: Figure,
    share_ci: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share_range: Option<[f64; 2]>,
    #[serde(serialize_with = "whole")]
    words: f64,
    #[serde(serialize_with = "whole")]
    characters: f64,
    coverage: Figure,
    #[serde(skip)]
    of: f64,
}

impl Serialize for Groups {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(group, scope)| (group, scope)))
    }
}

impl Groups {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for By {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (group, numbers) in &self.0 {
            map.serialize_entry(group, numbers)?;
        }
        map.end()
    }
}

impl Frequencies {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        self.picture.check(&self.project)?;
        let mut opened = open::open_part(&self.project, Wanted::CODED)?;
        opened.narrow(&[&self.counting])?;
        let project = &opened.project;
        let layer = match self.coder {
            Some(name) => LayerChoice::Coder(opened.coder(&name)?),
            None if self.consensus => LayerChoice::Consensus,
            None if self.mean => LayerChoice::Mean,
            None => LayerChoice::Auto,
        };
        let by = self.by.as_ref().map(|name| opened.found(project.attribute_named(name))).transpose()?;
        let query = Query {
            layer,
            level: self.level.into(),
            by: by.map(|attribute| attribute.id),
            complete_only: self.complete_only,
            leave_out_interviewer: self.leave_out_interviewer,
        };
        let answer = frequency::frequencies(project, &query).map_err(|why| opened.fault(lang::tell(&why)))?;
        self.picture.write(opened.scope.as_deref(), || chart::figure(project, &answer))?;
        show(&shown(project, &query, &answer), self.format, opened.scope.as_deref())?;
        Ok(opened.done())
    }
}

fn shown(project: &model::Project, query: &Query, answer: &frequency::Frequencies) -> Report {
    let is_mean = matches!(answer.layer, LayerView::Mean(_));
    let numbers = |row: &frequency::Row, f: &Figures, scope: &Scope| Numbers {
        code: project.codebook().name(row.code).to_owned(),
        path: row.path.clone(),
        level: row.level.name(),
        codings: f.codings,
        segments: f.segments,
        transcripts: f.transcripts,
        participants: f.participants,
        share: f.share.into(),
        share_ci: ends(f.share_ci.ok()),
        share_range: f.share_range,
        words: f.words,
        characters: f.characters,
        coverage: f.coverage.into(),
        of: scope.participants,
    };
    let row = |row: &frequency::Row| {
        let groups = answer.groups.iter().zip(&row.by);
        let by = groups.map(|((group, scope), figures)| (group.clone(), numbers(row, figures, scope)));
        let of_coders = row.coders.iter().zip(&answer.coders).filter(|_| is_mean);
        let of_coders = of_coders.map(|(&n, (_, scope))| n_of_all(n as f64, scope.participants));
        Row {
            all: numbers(row, &row.figures, &answer.scope),
            by: By(by.collect()),
            coders: of_coders.collect(),
        }
    };
    let names = answer.coders.iter().filter(|_| is_mean).map(|(id, _)| project.coder_name(*id).to_owned());
    let denominators = |(group, scope): &(String, Scope)| {
        let Scope { transcripts, participants, in_progress, .. } = *scope;
        (group.clone(), Denominators { transcripts, participants, in_progress })
    };
    Report {
        layer: answer.layer.name(project),
        transcripts: answer.scope.transcripts,
        participants: answer.scope.participants,
        in_progress: answer.scope.in_progress,
        groups: Groups(answer.groups.iter().map(denominators).collect()),
        rows: answer.rows.iter().map(row).collect(),
        head: head(project, query, answer),
        coders: names.collect(),
        grid: formats::frequencies::frequency(project, std::slice::from_ref(answer)),
    }
}

/// What stands in place of rows.
const NO_ROWS: &str = "There is nothing to count at this level. A theme is a code with codes below it; a code outside themes is counted\n\
    by --level code.";

/// Names the unit, the layer and the denominators.
fn head(project: &model::Project, query: &Query, answer: &frequency::Frequencies) -> String {
    let name = |id| project.coder_name(id).to_owned();
    let names = |ids: &[model::CoderId]| ids.iter().map(|&id| name(id)).collect::<Vec<_>>().join(", ");
    let unasked = query.layer == LayerChoice::Auto;
    let layer = match &answer.layer {
        LayerView::Coder(id) => format!("coder {}", name(*id)),
        LayerView::Consensus(_) if unasked => {
            "consensus, since every transcript in scope has one (--coder, --mean for others)".to_owned()
        }
        LayerView::Consensus(_) => "consensus".to_owned(),
        LayerView::Mean(ids) if ids.is_empty() => "nobody has coded yet".to_owned(),
        LayerView::Mean(ids) => {
            let several = counted(ids.len() as f64, "coder", "coders");
            let why = if unasked {
                ", since several have coded and not every transcript has a consensus (--coder, --consensus for one)"
            } else {
                ""
            };
            format!("mean over {several} ({}){why}", names(ids))
        }
    };
    let scope = |s: &Scope| {
        let participants = counted(s.participants, "participant", "participants");
        format!("{participants}, {}", counted(s.transcripts, "transcript", "transcripts"))
    };
    let is_mean = matches!(answer.layer, LayerView::Mean(_));
    // A mean of transcripts in progress says nothing: each coder's line has their number.
    let of_all = |s: &Scope| scope(s) + &if is_mean { String::new() } else { progress(s.in_progress) };
    let mut head = format!("{}\nBy {}; layer: {layer}\n", project.title(), query.level.name());
    head.push_str(&format!("N: {}, {}\n", of_all(&answer.scope), {
        counted(answer.scope.characters, "character", "characters")
    }));
    for (coder, s) in answer.coders.iter().filter(|_| is_mean) {
        head.push_str(&format!("   {}: {}{}\n", name(*coder), scope(s), progress(s.in_progress)));
    }
    for (group, s) in &answer.groups {
        head.push_str(&format!("   {group}: {}\n", of_all(s)));
    }
    if let [(only, _)] = answer.groups.as_slice()
        && only == frequency::NO_VALUE
    {
        head.push_str("   nobody in scope has a value of this attribute: import a table with a column case or transcript\n");
    }
    head.push_str(if is_mean {
        "Unit: participants (a case, or a transcript without one); the mean of the coders' shares, the least and largest share of\n\
         a coder, and a 95 % interval by bootstrap over participants (1,000 draws, seed 1): how far the mean would vary among\n\
         other participants, not how far the coders differ;\n"
    } else {
        "Unit: n of N participants (a case, or a transcript without one), 95 % Wilson interval;\n"
    });
    head.push_str("segments, words and characters after overlapping codings of a code were merged");
    head.push_str(output::without_interviewer(project, query.leave_out_interviewer));
    head.push('\n');
    head
}

fn progress(in_progress: f64) -> String {
    if in_progress == 0.0 { String::new() } else { format!(" ({} still in progress)", amount(in_progress)) }
}

fn n_of_all(n: f64, all: f64) -> String {
    format!("{} of {}", amount(n), amount(all))
}

impl Numbers {
    fn interval(&self) -> String {
        self.share_ci.map_or_else(|| UNDEFINED.to_owned(), |[low, high]| percent_interval(low, high))
    }

    /// The least and the largest share of a coder.
    fn range(&self) -> String {
        self.share_range.map_or_else(|| UNDEFINED.to_owned(), |[low, high]| percent_interval(low, high))
    }
}

impl Report {
    fn is_mean(&self) -> bool {
        !self.coders.is_empty()
    }

    /// The figures of all, a code a row.
    fn of_all(&self) -> String {
        let lead = if self.is_mean() { ["Mean share", "Coders"] } else { ["n of N", "Share"] };
        let names =
            ["95 % interval", "Segments", "Codings", "Transcripts", "Words", "Characters", "Coverage"];
        let columns = lead.into_iter().chain(names).map(|name| (name, Side::Right));
        let header: Vec<_> = std::iter::once(("Code", Side::Left)).chain(columns).collect();
        let row = |r: &Row| {
            let n = &r.all;
            let share = n.share.written(percent);
            let lead =
                if self.is_mean() { [share, n.range()] } else { [n_of_all(n.participants, n.of), share] };
            let counts = [n.segments, n.codings, n.transcripts, n.words, n.characters].map(amount);
            let rest = [n.interval()].into_iter().chain(counts).chain([n.coverage.written(percent)]);
            std::iter::once(n.path.clone()).chain(lead).chain(rest).collect()
        };
        table(&header, &self.rows.iter().map(row).collect::<Vec<_>>())
    }

    /// A column for each of several things.
    fn columns<'a>(
        &self,
        names: impl Iterator<Item = &'a str>,
        cells: impl Fn(&Row) -> Vec<String>,
    ) -> String {
        let columns = names.map(|name| (name, Side::Right));
        let header: Vec<_> = std::iter::once(("Code", Side::Left)).chain(columns).collect();
        let row = |r: &Row| std::iter::once(r.all.path.clone()).chain(cells(r)).collect();
        format!("\n{}", table(&header, &self.rows.iter().map(row).collect::<Vec<_>>()))
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        if self.rows.is_empty() {
            return format!("{}\n{NO_ROWS}\n", self.head);
        }
        let mut text = format!("{}\n{}", self.head, self.of_all());
        if self.is_mean() {
            text.push_str(&self.columns(self.coders.iter().map(String::as_str), |r| r.coders.clone()));
        }
        if !self.groups.0.is_empty() {
            let cell = |n: &Numbers| {
                let share = n.share.written(percent);
                let beside = if self.is_mean() { n.range() } else { n_of_all(n.participants, n.of) };
                if self.is_mean() { format!("{share} ({beside})") } else { format!("{beside} ({share})") }
            };
            let groups = self.groups.0.iter().map(|(group, _)| group.as_str());
            text.push_str(&self.columns(groups, |r| r.by.0.iter().map(|(_, n)| cell(n)).collect()));
        }
        text
    }
}

impl output::Figures for Report {
    fn table(&self) -> Vec<Vec<String>> {
        self.grid.strings()
    }
}
