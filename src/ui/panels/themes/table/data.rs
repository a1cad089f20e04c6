//! Theme frequencies as rows and words, and the passages behind a figure. Plain data; never draws, never counts.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::counted::Chosen;
use crate::analysis::frequency::{self, Figures, Frequencies, Query, Scope};
use crate::chart::frequencies::{self, Count, Line};
use crate::chart::{self, Figure};
use crate::lang::{number, tell, text, with};
use crate::model::{AttributeId, CodeId, Codebook, Colour, Level, Project};
use crate::ui::context::Written;
use crate::ui::context::layer::Whose;
use crate::ui::kit::chart as shapes;

/// What a person chose to count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Question {
    pub whose: Whose,
    /// Apart for each value of this attribute.
    pub by: Option<AttributeId>,
    /// Without what the interviewer says.
    pub leave_out_interviewer: bool,
}

/// Names of the figures that can lead.
pub trait Named {
    /// The key of its name.
    fn name(self) -> &'static str;
    /// The key of what it is, with its denominator.
    fn meaning(self) -> &'static str;
    /// The key of what an axis of it counts, with its unit.
    fn axis(self) -> &'static str;
}

impl Named for Count {
    fn name(self) -> &'static str {
        match self {
            Self::Participants => "count-participants",
            Self::Transcripts => "count-transcripts",
            Self::Segments => "count-segments",
            Self::Words => "count-words",
            Self::Coverage => "count-coverage",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Participants => "count-participants-tip",
            Self::Transcripts => "count-transcripts-tip",
            Self::Segments => "count-segments-tip",
            Self::Words => "count-words-tip",
            Self::Coverage => "count-coverage-tip",
        }
    }

    fn axis(self) -> &'static str {
        match self {
            Self::Participants => "axis-participants",
            Self::Transcripts => "axis-transcripts",
            Self::Segments => "axis-segments",
            Self::Words => "axis-words",
            Self::Coverage => "axis-coverage",
        }
    }
}

/// Which rows are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LevelShown {
    /// Themes with their codes under them.
    #[default]
    Both,
    /// Themes alone.
    Themes,
    /// Codes alone.
    Codes,
}

/// The frequencies of themes and those of codes, or why there are none.
pub type ThemesAnswer = Result<Arc<[Frequencies; 2]>, String>;

impl Question {
    /// The question to the project, at a level.
    pub fn query(&self, level: Level) -> Query {
        Query {
            layer: self.whose.layer,
            level,
            by: self.by,
            complete_only: self.whose.complete_only,
            leave_out_interviewer: self.leave_out_interviewer,
        }
    }
}

/// Counts, as the command line does.
pub fn answer(project: &Project, asked: &Question) -> ThemesAnswer {
    let at = |level| frequency::frequencies(project, &asked.query(level)).map_err(|why| tell(&why));
    Ok(Arc::new([at(Level::Theme)?, at(Level::Code)?]))
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub code: CodeId,
    /// Its name, or its path where codes stand alone.
    pub name: String,
    /// How far in it stands.
    pub depth: usize,
    /// Whether its subcodes are taken in.
    pub theme: bool,
    /// Whether it is a theme by what was coded with the theme itself.
    pub own: bool,
    pub colour: Colour,
    /// All in scope.
    pub figures: Figures,
    /// The same for each group.
    pub by: Vec<Figures>,
    /// How many participants have it by each coder.
    pub coders: Vec<u64>,
}

/// The rows to be seen: in the codebook's order, or the largest first among those of one theme.
pub fn rows(
    book: &Codebook,
    [themes, codes]: &[Frequencies; 2],
    shown: LevelShown,
    closed: &BTreeSet<CodeId>,
    largest_first: Option<Count>,
) -> Vec<Row> {
    let row = |of: &frequency::Row, depth: usize, own: bool| {
        let code = book.get(of.code)?;
        let theme = of.level == Level::Theme;
        Some(Row {
            code: of.code,
            name: if shown == LevelShown::Codes { of.path.replace('/', " / ") } else { code.name.clone() },
            depth,
            theme,
            own,
            colour: code.colour,
            figures: of.figures,
            by: of.by.clone(),
            coders: of.coders.clone(),
        })
    };
    let depth = |code: CodeId| book.depth(code);
    let mut rows: Vec<Row> = match shown {
        LevelShown::Themes => themes.rows.iter().filter_map(|r| row(r, depth(r.code), false)).collect(),
        LevelShown::Codes => codes.rows.iter().filter_map(|r| row(r, 0, false)).collect(),
        LevelShown::Both => {
            let whole: BTreeMap<CodeId, _> = themes.rows.iter().map(|r| (r.code, r)).collect();
            let single: BTreeMap<CodeId, _> = codes.rows.iter().map(|r| (r.code, r)).collect();
            let both = |code: &CodeId| {
                let theme = whole.get(code).and_then(|r| row(r, depth(*code), false));
                let is_theme = theme.as_ref().is_some_and(|r| r.theme);
                let alone = single.get(code).filter(|_| is_theme || theme.is_none());
                let alone = alone.and_then(|r| row(r, depth(*code) + usize::from(is_theme), is_theme));
                theme.into_iter().chain(alone)
            };
            book.order().iter().flat_map(both).collect()
        }
    };
    let folded = |row: &Row| {
        let mut above = book.ancestry(row.code).skip(usize::from(!row.own));
        shown == LevelShown::Both && above.any(|c| closed.contains(&c.id))
    };
    rows.retain(|row| !folded(row));
    if let Some(count) = largest_first {
        sort(book, &mut rows, count, shown == LevelShown::Codes);
    }
    rows
}

/// How many participants have it by each coder.
pub fn of_coders([themes, codes]: &[Frequencies; 2], of: Chosen) -> &[u64] {
    let theme = themes.rows.iter().find(|row| row.code == of.code && !of.own);
    let row = theme.or_else(|| codes.rows.iter().find(|row| row.code == of.code));
    row.map(|row| row.coders.as_slice()).unwrap_or_default()
}

/// Sorts the largest first, subcodes under their theme unless the codes stand alone.
fn sort(book: &Codebook, rows: &mut [Row], count: Count, flat: bool) {
    let value = |row: &Row| size(&row.figures, count);
    let sizes: BTreeMap<CodeId, f64> = rows.iter().filter(|r| !r.own).map(|r| (r.code, value(r))).collect();
    let key = |row: &Row| -> Vec<(f64, usize)> {
        let place = |code: CodeId| book.position(code).unwrap_or_default();
        if flat {
            return vec![(value(row), place(row.code))];
        }
        let above = book.ancestry(row.code);
        let size = |code: CodeId| sizes.get(&code).copied().unwrap_or_default();
        let mut way: Vec<(f64, usize)> = above.map(|c| (size(c.id), place(c.id))).collect();
        way.reverse();
        if row.own {
            way.push((value(row), 0));
        }
        way
    };
    rows.sort_by_cached_key(|row| SortPath(key(row)));
}

/// From the top theme down: larger before smaller, then the codebook's order.
#[derive(PartialEq)]
struct SortPath(Vec<(f64, usize)>);

impl Eq for SortPath {}

impl PartialOrd for SortPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SortPath {
    fn cmp(&self, other: &Self) -> Ordering {
        let mut steps = self.0.iter().zip(&other.0).map(|(a, b)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let first = steps.find(|order| order.is_ne());
        first.unwrap_or(Ordering::Equal).then(self.0.len().cmp(&other.0.len()))
    }
}

fn size(figures: &Figures, count: Count) -> f64 {
    match count {
        Count::Participants => figures.share.unwrap_or(figures.participants),
        Count::Transcripts => figures.transcripts,
        Count::Segments => figures.segments,
        Count::Words => figures.words,
        Count::Coverage => figures.coverage.unwrap_or(0.0),
    }
}

/// "11 of 12"
pub fn n_of_all(n: f64, all: f64) -> String {
    with("n-of-all", &[("n", number::amount(n).into()), ("all", number::amount(all).into())])
}

/// The interval of a share, or the least and the largest share of a coder; a dash where there is none.
pub fn ends(ends: Option<[f64; 2]>) -> String {
    ends.map_or_else(|| "–".to_owned(), |[low, high]| number::percent_interval(low, high))
}

/// The leading figure with its denominator.
pub fn written(figures: &Figures, scope: &Scope, count: Count) -> Written {
    // A mean of counts of a mean of counts is no share: of a mean over coders that is the mean of their shares.
    let is_mean = figures.share_range.is_some();
    let (words, undefined) = match count {
        Count::Participants if is_mean => {
            (figures.share.map(number::percent).unwrap_or_default(), figures.share.err())
        }
        Count::Transcripts if is_mean => (number::amount(figures.transcripts), figures.share.err()),
        Count::Participants => (n_of_all(figures.participants, scope.participants), figures.share.err()),
        Count::Transcripts => (n_of_all(figures.transcripts, scope.transcripts), figures.share.err()),
        Count::Segments => (number::amount(figures.segments), figures.share.err()),
        Count::Words => (number::amount(figures.words), figures.coverage.err()),
        Count::Coverage => {
            (figures.coverage.map(number::percent).unwrap_or_default(), figures.coverage.err())
        }
    };
    match undefined {
        Some(why) => Written::none(tell(&why)),
        None => Written::new(words),
    }
}

/// A number of this kind, as it is written at an axis.
pub fn on_axis(count: Count) -> fn(f64) -> String {
    match count {
        Count::Participants | Count::Transcripts | Count::Coverage => number::percent,
        Count::Segments | Count::Words => number::amount,
    }
}

/// A row's name, wherever it stands.
pub fn named(row: &Row) -> String {
    if row.own { with("themes-own", &[("name", row.name.as_str().into())]) } else { row.name.clone() }
}

/// The rows under their heads, with all their figures, to be pasted somewhere.
pub fn cells(rows: &[Row], found: &Frequencies) -> Vec<Vec<String>> {
    let figures = Count::ALL.map(|count| text(count.name()));
    let groups = found.groups.iter().map(|(group, _)| group.clone());
    let [theme, share, interval] = ["themes-theme", "themes-share", "themes-interval"].map(text);
    let head = [theme].into_iter().chain(figures).chain([share, interval]).chain(groups).collect();
    let row = |row: &Row| {
        let of = |count| written(&row.figures, &found.scope, count).words;
        let share = Written::of(row.figures.share, number::percent).words;
        let interval = ends(row.figures.share_ci.ok().map(|ci| [ci.low, ci.high]));
        let group = |(figures, (_, scope)): (&Figures, &(String, Scope))| {
            written(figures, scope, Count::Participants).words
        };
        let groups = row.by.iter().zip(&found.groups).map(group);
        let name = std::iter::once(named(row));
        name.chain(Count::ALL.map(of)).chain([share, interval]).chain(groups).collect()
    };
    std::iter::once(head).chain(rows.iter().map(row)).collect()
}

/// These rows as a picture; `about` says whose codings of what they are.
pub fn picture(rows: &[Row], scope: &Scope, count: Count, about: Vec<String>) -> Figure {
    let line = |row: &Row| Line {
        name: named(row),
        depth: row.depth,
        theme: row.theme,
        colour: row.colour,
        figures: row.figures,
        written: written(&row.figures, scope, count).words,
    };
    let lines: Vec<Line> = rows.iter().map(line).collect();
    let is_mean = rows.iter().any(|row| row.figures.share_range.is_some());
    let title = text("themes-title");
    let version = with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]);
    let words = chart::Words {
        title: title.clone(),
        about,
        axis: text(count.axis()),
        heads: [text("themes-theme"), text(count.name()), text("themes-interval")],
        ends: [text("picture-low"), text("picture-high")],
        notes: vec![
            text(if is_mean { "themes-mean-picture-notes" } else { "themes-picture-notes" }),
            version,
        ],
        number: &on_axis(count),
        interval: &number::percent_interval,
        without: &|why| with("undefined", &[("why", tell(why).into())]),
        alternative: &|of| shapes::alternative(&title, of, &on_axis(count)),
    };
    frequencies::figure(&lines, scope, count, &words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::LayerChoice;
    use crate::analysis::counted::listed;
    use crate::ui::demo::{attribute, code, coder, project};

    fn of_asha(by: Option<AttributeId>) -> (Project, Question, Arc<[Frequencies; 2]>) {
        let project = project();
        let whose = Whose { layer: LayerChoice::Coder(coder(1)), complete_only: false };
        let asked = Question { whose, by, ..Question::default() };
        let answer = answer(&project, &asked).unwrap();
        (project, asked, answer)
    }

    #[test]
    fn a_theme_stands_over_its_codes_as_n_of_all() {
        let (project, _, answer) = of_asha(None);
        let rows = rows(project.codebook(), &answer, LevelShown::Both, &BTreeSet::new(), None);
        let names: Vec<_> = rows.iter().map(|r| (r.name.as_str(), r.depth, r.theme)).collect();
        assert_eq!(
            names[..3],
            [("Social esteem", 0, true), ("listens", 1, false), ("takes me seriously", 1, false)]
        );
        assert_eq!(written(&rows[0].figures, &answer[0].scope, Count::Participants).words, "3 of 4");
        let bar = frequencies::bar(&rows[0].figures, &answer[0].scope, Count::Participants);
        assert_eq!(bar.unwrap().length, 0.75);
    }

    #[test]
    fn the_largest_theme_comes_first_with_its_codes() {
        let (project, _, answer) = of_asha(None);
        let first = |count| {
            let rows = rows(project.codebook(), &answer, LevelShown::Both, &BTreeSet::new(), Some(count));
            rows.into_iter().map(|r| r.name).take(3).collect::<Vec<_>>()
        };
        assert_eq!(first(Count::Segments), ["Social esteem", "takes me seriously", "listens"]);
        let closed = [code(1)].into();
        let rows = rows(project.codebook(), &answer, LevelShown::Both, &closed, None);
        assert_eq!(rows[1].name, "Love");
    }

    #[test]
    fn a_figure_of_a_group_lists_its_passages_alone() {
        let (project, asked, answer) = of_asha(Some(attribute(1)));
        let names: Vec<_> = answer[0].groups.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["comparison", "pilot"]);
        let all = listed(
            &project,
            &asked.query(Level::Theme),
            &answer[0],
            Chosen { code: code(1), own: false, group: None },
        );
        let pilot = listed(
            &project,
            &asked.query(Level::Theme),
            &answer[0],
            Chosen { code: code(1), own: false, group: Some(1) },
        );
        assert_eq!((all.len(), pilot.len()), (5, 4));
        let own = listed(
            &project,
            &asked.query(Level::Theme),
            &answer[0],
            Chosen { code: code(1), own: true, group: None },
        );
        assert!(own.is_empty());
    }

    #[test]
    fn what_is_copied_has_every_figure_of_every_row() {
        let (project, _, answer) = of_asha(Some(attribute(1)));
        let rows = rows(project.codebook(), &answer, LevelShown::Both, &BTreeSet::new(), None);
        let cells = cells(&rows, &answer[0]);
        assert_eq!(cells.len(), rows.len() + 1);
        assert!(cells.iter().all(|row| row.len() == 10), "{cells:?}");
        assert_eq!(cells[1][..2], ["Social esteem", "3 of 4"].map(str::to_owned));
        assert_eq!(cells[1][8..], ["1 of 2", "2 of 2"].map(str::to_owned));
    }

    #[test]
    fn where_nothing_is_in_scope_there_is_a_reason() {
        let project = project();
        let whose = Whose { layer: LayerChoice::Mean, complete_only: true };
        let asked = Question { whose, ..Question::default() };
        let answer = answer(&project, &asked).unwrap();
        assert_eq!(answer[0].scope.participants, 3.0);
        let whose = Whose { layer: LayerChoice::Consensus, ..whose };
        let nobody = Question { whose, ..Question::default() };
        assert!(super::answer(&project, &nobody).unwrap_err().contains("no consensus layer"));
    }
}
