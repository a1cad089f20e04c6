//! Memos and replies as a table, a row each. Never leaves out one that is on something that is gone.

use std::sync::Arc;

use crate::formats::shared::format::{Choice, Format, Kind, Writer};
use crate::formats::shared::grid::csv;
use crate::formats::shared::grid::{Cell, Grid};
use crate::formats::shared::xlsx;
use crate::model::{Memo, MemoTarget, Project, Transcript};

/// Memos and replies.
pub(in crate::formats) const TABLE: Format =
    Format::new("memos-csv", Kind::Memos, "Table of memos", &["csv"])
        .written(Writer::File(|project, _, to| csv(&memos(project), to)))
        .choices(&[Choice::Part]);
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("memos-xlsx", Kind::Memos, "Workbook of memos", &["xlsx"])
        .written(Writer::File(|project, _, to| xlsx::workbook(&[memos(project)], Vec::new()).write(to)))
        .choices(&[Choice::Part]);

/// All memos, a row each, the replies after what they answer.
pub(in crate::formats) fn memos(project: &Project) -> Grid {
    let header = ["memo", "reply_to", "on", "what", "start", "end", "author", "text", "created", "changed"];
    let mut grid = Grid::new("memos", header);
    in_threads(project).for_each(|memo| grid.row(memo_cells(project, memo)));
    grid
}

/// All memos, the replies after what they answer.
pub(in crate::formats) fn in_threads(project: &Project) -> impl Iterator<Item = &Memo> {
    let begins = |memo: &&Arc<Memo>| memo.reply_to.is_none_or(|id| project.memo(id).is_none());
    let threads = project.memos().into_iter().filter(begins);
    threads.flat_map(|memo| project.thread(memo.id)).map(|memo| &**memo)
}

/// One memo, as the header of their table names its cells.
pub(in crate::formats) fn memo_cells(project: &Project, memo: &Memo) -> [Cell; 10] {
    let Memo { id, on, reply_to, author, text, created, changed } = memo;
    let (kind, what, place) = target(project, on);
    let [start, end] = place.map_or([Cell::Empty, Cell::Empty], |[start, end]| [start.into(), end.into()]);
    let author = project.coder_name(*author).to_owned();
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
