//! The table as a file, with every pair of coders about every code. It is made off the window's thread: of many coders the
//! intervals of all pairs take long. Never writes it.

use std::sync::Arc;

use egui::Ui;

use super::rows::Table;
use super::show::under_way;
use super::{Key, View};
use crate::agreement::{Bootstrap, Query};
use crate::formats::{Exported, Rows, agreement_grid, xlsx};
use crate::lang::text;
use crate::model::Project;
use crate::session::{Jobs, Reckoning};
use crate::store::Progress;
use crate::ui::context::Action;
use crate::ui::context::ask;

/// As what it is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum File {
    /// The figures alone.
    Csv,
    /// Also what was left out, and what all of it is about.
    Workbook,
}

/// By the question, the draws and the sort of file; nothing where it was cancelled.
pub(super) type Files = Jobs<(Key, Option<u32>, File), Option<Arc<Exported>>>;

/// Has the file that was asked for made, says so meanwhile, and hands it over.
pub(super) fn hand_over(
    ui: &mut Ui,
    project: &Project,
    view: &mut View,
    key: &Key,
    table: &Arc<Table>,
    actions: &mut Vec<Action>,
) {
    let Some(file) = view.saving else { return };
    let drawn = table.answer.bootstrap.map(Result::unwrap_or_default);
    let asked = (key.clone(), drawn.map(|drawn| drawn.resamples), file);
    let (of, query, made_of) = (project.clone(), key.1.clone(), Arc::clone(table));
    ask(ui.ctx(), &mut view.files, &asked, move |progress| {
        made(&of, &query, &made_of, drawn, file, progress).map(Arc::new)
    });
    match view.files.answer(&asked) {
        Some((Some(made), true)) => {
            let extension = match file {
                File::Csv => "csv",
                File::Workbook => "xlsx",
            };
            let name = format!("{}.{extension}", text("agreement-file"));
            actions.push(Action::SaveAs { name, contents: made.bytes.clone() });
            actions.extend(made.lost.iter().map(|lost| Action::Warn(format!("{}: {}", lost.what, lost.why))));
            (view.saving, view.files) = (None, Jobs::default());
        }
        Some((Some(_), false) | (None, _)) | None => {
            if under_way(ui, view.files.progress(), &text("working-export")) {
                view.saving = None;
                view.files.cancel();
            }
        }
    }
}

/// Makes it; nothing when it was cancelled.
fn made(
    project: &Project,
    query: &Query,
    table: &Table,
    drawn: Option<Bootstrap>,
    file: File,
    progress: &Progress,
) -> Option<Exported> {
    let raters: Vec<String> = table.coders.iter().map(|(_, name)| name.clone()).collect();
    let (study, answer) = (&table.study, &table.answer);
    let reckoning = Reckoning::new(study, drawn, progress);
    let codes = (0..study.codes().len()).map_while(|row| reckoning.code(row));
    let figures = agreement_grid::figures(project, study, answer, codes, &raters);
    let (bytes, lost) = match file {
        File::Csv => (figures.csv(), Vec::new()),
        File::Workbook => {
            let left_out = agreement_grid::left_out(project, answer);
            let about = agreement_grid::about(project, query, answer, &raters, env!("CARGO_PKG_VERSION"));
            xlsx::book([figures, Rows::from(&left_out), Rows::from(&about)])
        }
    };
    (!progress.is_cancelled()).then_some(Exported { bytes, lost })
}
