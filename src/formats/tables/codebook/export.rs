//! The codebook as a table on its way out. Never leaves out a code.

use std::io;

use super::import::HEADER;
use crate::formats::shared::grid::{Cell, Grid};
use crate::formats::shared::outcome::Lost;
use crate::model::Project;

/// The codebook as a table that [`import`](super::import()) reads back. Columns beyond the usual ones are written where a code needs them.
///
/// # Errors
/// Where what it is written to fails.
pub fn export(project: &Project, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
    grid(project).write_csv(to)?;
    Ok(Vec::new())
}

pub(in crate::formats) fn grid(project: &Project) -> Grid {
    let book = project.codebook();
    let examples = book.codes().map(|code| code.examples.len()).max().unwrap_or(0).max(1);
    let codable = book.codes().any(|code| !code.codable);
    let layer = book.codes().any(|code| code.layer.is_some());
    let retired = book.codes().any(|code| code.retired);

    let mut header: Vec<String> = HEADER.split(',').map(str::to_owned).collect();
    header.extend((2..=examples).map(|number| format!("example {number}")));
    let more = [(codable, "codable"), (layer, "layer"), (retired, "retired")];
    header.extend(more.into_iter().filter(|(is, _)| *is).map(|(_, name)| name.to_owned()));

    let mut grid = Grid::new("codebook", header);
    let word = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    for code in book.codes() {
        let parent = code.parent.map(|id| book.path(id)).unwrap_or_default();
        let mut cells = vec![code.name.clone(), parent, code.colour.to_string()];
        cells.extend([code.definition.clone(), code.include.clone(), code.exclude.clone()]);
        cells.extend((0..examples).map(|at| code.examples.get(at).cloned().unwrap_or_default()));
        if codable {
            cells.push(word(code.codable));
        }
        if layer {
            cells.push(code.layer.clone().unwrap_or_default());
        }
        if retired {
            cells.push(word(code.retired));
        }
        grid.row(cells.into_iter().map(Cell::from));
    }
    grid
}
