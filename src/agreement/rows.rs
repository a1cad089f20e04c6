//! Which codes an answer has rows for, and which codings count for each.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Level, Query, Rater};
use crate::model::{Code, CodeId, Project, Transcript};

/// The codes of an answer in the codebook's order.
pub(super) struct Rows {
    codes: Vec<CodeId>,
    of_code: HashMap<CodeId, Vec<usize>>,
}

impl Rows {
    /// The codes asked for; unasked, all of the level. At [`Level::Code`] themes, retired codes and codes that no
    /// passage may carry have a row only where somebody in view used them, since it would be about nothing.
    pub(super) fn new(project: &Project, query: &Query, counted: &[&Arc<Transcript>]) -> Self {
        let book = project.codebook();
        let themes: HashSet<_> = book.codes().filter_map(|code| code.parent).collect();
        let idle = |code: &Code| themes.contains(&code.id) || !code.codable || code.retired;
        let idle: Vec<CodeId> = book.codes().filter(|code| idle(code)).map(|code| code.id).collect();
        let used = used(project, query, counted, &idle);
        let wanted = |code: &Code| match (&query.codes, query.level) {
            (Some(asked), Level::Code | Level::Theme) => asked.contains(&code.id),
            (None, Level::Theme) => code.parent.is_none() || themes.contains(&code.id),
            (None, Level::Code) => !idle.contains(&code.id) || used.contains(&code.id),
        };
        let codes: Vec<_> = book.codes().filter(|code| wanted(code)).map(|code| code.id).collect();
        let mut of_code: HashMap<CodeId, Vec<usize>> = HashMap::new();
        for (row, &code) in codes.iter().enumerate() {
            for member in members(project, code, query.level) {
                of_code.entry(member).or_default().push(row);
            }
        }
        Self { codes, of_code }
    }

    /// The code of each row.
    pub(super) fn codes(&self) -> &[CodeId] {
        &self.codes
    }

    /// The rows that a coding with this code counts for.
    pub(super) fn of(&self, code: CodeId) -> &[usize] {
        self.of_code.get(&code).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The codes whose codings count for one.
pub(super) fn members(project: &Project, code: CodeId, level: Level) -> Vec<CodeId> {
    match level {
        Level::Code => vec![code],
        Level::Theme => project.codebook().subtree(code),
    }
}

/// Which of some codes anybody in view used.
fn used(project: &Project, query: &Query, counted: &[&Arc<Transcript>], codes: &[CodeId]) -> HashSet<CodeId> {
    let mut wanted = codes.to_vec();
    wanted.sort_unstable();
    let raters = query.raters();
    let of = |rater: Rater, transcript: &Transcript| {
        rater.codings(project.layer(transcript.id(), rater.coder).map(Arc::as_ref)).map(|coding| coding.code)
    };
    let pages = counted.iter().flat_map(|transcript| raters.iter().map(move |&rater| (rater, transcript)));
    let all = pages.flat_map(|(rater, transcript)| of(rater, transcript));
    all.filter(|code| wanted.binary_search(code).is_ok()).collect()
}
