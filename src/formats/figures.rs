//! Figures and memos of a study as tables for other programs. Reckons nothing itself: the analyses do.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use super::grid::{Cell, Grid, Rows};
use super::{Exported, Lost, agreement_grid};
use crate::agreement::{self, Answer, Study};
use crate::analysis::frequency::{self, Figures, Frequencies, frequencies};
use crate::model::{
    CodeId, CoderId, CoderRole, Completeness, Level, Memo, MemoTarget, Project, Transcript, slug,
};

/// The header of a table of frequencies.
const FREQUENCIES: [&str; 16] = [
    "code",
    "path",
    "level",
    "group",
    "codings",
    "segments",
    "transcripts",
    "participants",
    "of_participants",
    "share",
    "share_low",
    "share_high",
    "words",
    "characters",
    "coverage",
    "layer",
];

/// Frequencies of all codes, then of all themes, in the layer that counts unasked.
pub fn all_frequencies(project: &Project) -> Grid {
    let query = |level| frequency::Query { level, ..frequency::Query::default() };
    // Unasked there is always a layer, and no attribute that could be missing.
    let answers =
        [Level::Code, Level::Theme].into_iter().filter_map(|l| frequencies(project, &query(l)).ok());
    frequency(project, &answers.collect::<Vec<_>>())
}

/// Frequencies as a table: a row a code, and one more for each group; the group is empty where the row is about all.
pub fn frequency(project: &Project, answers: &[Frequencies]) -> Grid {
    let mut grid = Grid::new("frequencies", FREQUENCIES);
    for answer in answers {
        let layer = answer.layer.name(project);
        for row in &answer.rows {
            let name = project.codebook().get(row.code).map(|code| code.name.clone()).unwrap_or_default();
            let all = std::iter::once(("", &row.figures, answer.scope.participants));
            let groups = answer.groups.iter().zip(&row.by);
            let groups =
                groups.map(|((group, scope), figures)| (group.as_str(), figures, scope.participants));
            for (group, figures, of) in all.chain(groups) {
                let start = [name.clone(), row.path.clone(), row.level.name().to_owned(), group.to_owned()];
                let cells = start.map(Cell::from).into_iter().chain(cells(figures, of));
                grid.row(cells.chain([layer.as_str().into()]));
            }
        }
    }
    grid
}

fn cells(f: &Figures, of: f64) -> [Cell; 11] {
    let counts = [f.codings, f.segments, f.transcripts, f.participants, of].map(Cell::from);
    let [codings, segments, transcripts, participants, of] = counts;
    let end = |end: Option<f64>| end.map_or_else(|| super::UNDEFINED.into(), Cell::from);
    [
        codings,
        segments,
        transcripts,
        participants,
        of,
        Cell::figure(f.share),
        end(f.share_ci.map(|ci| ci.low)),
        end(f.share_ci.map(|ci| ci.high)),
        f.words.into(),
        f.characters.into(),
        Cell::figure(f.coverage),
    ]
}

/// Agreement of all who have completed transcripts, at characters: counted, and not yet written.
pub(super) struct Agreement<'p> {
    project: &'p Project,
    study: Study,
    together: Answer,
    raters: Vec<String>,
}

impl<'p> Agreement<'p> {
    /// Counts it; with what there is not of it.
    pub(super) fn of(project: &'p Project) -> (Self, Vec<Lost>) {
        let complete = |id: CoderId| {
            project.layers().any(|layer| layer.coder() == id && layer.status() == Completeness::Complete)
        };
        let persons = project.coders().into_iter().filter(|coder| coder.role == CoderRole::Person);
        let coders: Vec<_> = persons.filter(|coder| complete(coder.id)).collect();
        let mut lost = Vec::new();
        if coders.len() < 2 {
            let why = "it needs two coders who have completed the same transcripts".to_owned();
            lost.push(Lost { what: "figure of agreement".to_owned(), count: 1, why });
        }
        let raters = coders.iter().map(|coder| coder.name.clone()).collect();
        let query = agreement::Query::new(coders.iter().map(|coder| coder.id).collect());
        let study = Study::new(project, &query);
        (Self { project, together: study.together(), study, raters }, lost)
    }

    /// The figures, which are reckoned a code at a time.
    pub(super) fn figures(&self) -> Rows<'_> {
        let codes = (0..self.study.codes().len()).map(|row| self.study.code(row));
        agreement_grid::figures(self.project, &self.study, &self.together, codes, &self.raters)
    }

    /// The transcripts that do not count.
    pub(super) fn left_out(&self) -> Grid {
        agreement_grid::left_out(self.project, &self.together)
    }
}

/// The figures of agreement as a .csv; what was left out stands in the workbook alone.
pub(super) fn agreement_csv(project: &Project, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
    let (agreement, lost) = Agreement::of(project);
    agreement.figures().write_csv(to)?;
    Ok(lost)
}

/// The figures of agreement, and what was left out, as a workbook.
pub(super) fn agreement_workbook(project: &Project) -> Exported {
    let (agreement, lost) = Agreement::of(project);
    workbook([agreement.figures(), Rows::from(&agreement.left_out())], lost)
}

/// All memos, a row each, the replies after what they answer.
pub fn memos(project: &Project) -> Grid {
    let header = ["memo", "reply_to", "on", "what", "start", "end", "author", "text", "created", "changed"];
    let mut grid = Grid::new("memos", header);
    in_threads(project).for_each(|memo| grid.row(memo_cells(project, memo)));
    grid
}

/// All memos, the replies after what they answer.
pub(super) fn in_threads(project: &Project) -> impl Iterator<Item = &Memo> {
    let begins = |memo: &&Arc<Memo>| memo.reply_to.is_none_or(|id| project.memo(id).is_none());
    let threads = project.memos().into_iter().filter(begins);
    threads.flat_map(|memo| project.thread(memo.id)).map(|memo| &**memo)
}

/// One memo, as the header of their table names its cells.
pub(super) fn memo_cells(project: &Project, memo: &Memo) -> [Cell; 10] {
    let Memo { id, on, reply_to, author, text, created, changed } = memo;
    let (kind, what, place) = target(project, on);
    let [start, end] = place.map_or([Cell::Empty, Cell::Empty], |[start, end]| [start.into(), end.into()]);
    let author = project.coder(*author).map(|coder| coder.name.clone()).unwrap_or_default();
    [
        id.to_string().into(),
        reply_to.map(|id| id.to_string()).into(),
        kind.into(),
        what.into(),
        start,
        end,
        author.into(),
        text.as_str().into(),
        created.to_string().into(),
        changed.to_string().into(),
    ]
}

/// What a memo is on, by kind and name, and where that is a passage its place in code points.
fn target(project: &Project, on: &MemoTarget) -> (&'static str, String, Option<[u32; 2]>) {
    let title = |t: Option<&std::sync::Arc<Transcript>>| t.map(|t| t.title().to_owned()).unwrap_or_default();
    match on {
        MemoTarget::Project => ("project", project.title().to_owned(), None),
        MemoTarget::Code(id) => ("code", project.codebook().path(*id), None),
        MemoTarget::Transcript(id) => ("transcript", title(project.transcript(*id)), None),
        MemoTarget::Case(id) => ("case", project.case(*id).map(|c| c.name.clone()).unwrap_or_default(), None),
        MemoTarget::Passage(id, passage) => {
            ("passage", title(project.transcript(*id)), Some([passage.start.0, passage.end.0]))
        }
        MemoTarget::Coding(id) => {
            let found = project.coding(*id).and_then(|(layer, coding)| {
                let transcript = project.transcript(layer.transcript())?;
                let chars = transcript.text().chars_of(coding.span);
                Some((transcript.title().to_owned(), [chars.start.0, chars.end.0]))
            });
            let (title, place) = found.map_or((String::new(), None), |(title, place)| (title, Some(place)));
            ("coding", title, place)
        }
    }
}

/// A row a participant and coder, a column a code: 1 where the code stands in a transcript of theirs, 0 where the coder
/// looked at one and it does not, empty where the coder looked at none. The second table says what each column is.
pub fn matrix(project: &Project) -> [Grid; 2] {
    let book = project.codebook();
    let mut taken = BTreeSet::from(["participant".to_owned(), "coder".to_owned()]);
    let mut variables = Grid::new("variables", ["variable", "code", "level"]);
    let mut columns: Vec<(String, Vec<CodeId>)> = Vec::new();
    for code in book.codes() {
        let path = book.path(code.id);
        let variable = variable(&path, &mut taken);
        let level = if book.is_theme(code.id) { Level::Theme } else { Level::Code };
        variables.row([variable.as_str().into(), path.into(), level.name().into()]);
        columns.push((variable, book.subtree(code.id)));
    }
    let head = ["participant", "coder", "transcripts", "looked_at", "complete"];
    let header = head.into_iter().map(str::to_owned).chain(columns.iter().map(|(name, _)| name.clone()));
    let mut matrix = Grid::new("matrix", header);
    let coders: Vec<CoderId> = match frequencies(project, &frequency::Query::default()) {
        Ok(answer) => answer.layer.coders().to_vec(),
        Err(_) => Vec::new(),
    };
    for (participant, transcripts) in participants(project) {
        for &coder in &coders {
            let layers = transcripts.iter().filter_map(|t| project.layer(t.id(), coder));
            let layers: Vec<_> = layers.filter(|layer| layer.status() != Completeness::NotStarted).collect();
            let complete = layers.iter().filter(|layer| layer.status() == Completeness::Complete).count();
            let used: BTreeSet<CodeId> = layers.iter().flat_map(|l| l.codings()).map(|c| c.code).collect();
            let name = project.coder(coder).map(|coder| coder.name.clone()).unwrap_or_default();
            let start = [
                participant.as_str().into(),
                name.into(),
                transcripts.len().into(),
                layers.len().into(),
                complete.into(),
            ];
            let cell = |(_, codes): &(String, Vec<CodeId>)| match layers.is_empty() {
                true => Cell::Empty,
                false => Cell::Number(f64::from(u8::from(codes.iter().any(|code| used.contains(code))))),
            };
            matrix.row(start.into_iter().chain(columns.iter().map(cell)));
        }
    }
    [matrix, variables]
}

/// Participants by name with their transcripts: a case, or a transcript without one.
pub(super) fn participants(project: &Project) -> Vec<(String, Vec<&Transcript>)> {
    let mut alone = Vec::new();
    let mut of_case: BTreeMap<_, Vec<&Transcript>> = BTreeMap::new();
    for transcript in project.transcripts() {
        match transcript.case() {
            Some(case) => of_case.entry(case).or_default().push(transcript),
            None => alone.push((transcript.title().to_owned(), vec![&**transcript])),
        }
    }
    let cases = project.cases().into_iter();
    let mut all: Vec<_> =
        cases.filter_map(|case| Some((case.name.clone(), of_case.remove(&case.id)?))).collect();
    all.extend(alone);
    all
}

/// A name that statistics programs take: ASCII letters, digits and lines below, not taken before.
fn variable(path: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = slug(path).replace('-', "_");
    let plain = if plain.starts_with(|c: char| c.is_ascii_digit()) { format!("c_{plain}") } else { plain };
    let names = std::iter::once(plain.clone()).chain((2..).map(|n| format!("{plain}_{n}")));
    let free = names.into_iter().find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// A table as a .csv of which nothing is lost.
pub(super) fn csv(grid: &Grid, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
    grid.write_csv(to)?;
    Ok(Vec::new())
}

/// Tables as a workbook.
pub(super) fn workbook<'g>(tables: impl IntoIterator<Item: Into<Rows<'g>>>, mut lost: Vec<Lost>) -> Exported {
    let (bytes, cut) = super::xlsx::book(tables);
    lost.extend(cut);
    Exported { bytes, lost }
}
