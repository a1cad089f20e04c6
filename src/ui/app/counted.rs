//! The project as far as it counts, kept until the project or the scope changes, and scopes under a name as steps. Never
//! decides what counts.

use super::App;
use crate::lang::with;
use crate::model::{CoderId, Edit, NothingLeft, Project, SavedScope, ScopeId, Stamp, StudyScope};
use crate::session::{Session, SystemStamp};

/// What was made last, and of what.
#[derive(Default)]
pub(super) struct Counted {
    of: Option<(u64, Option<CoderId>, StudyScope)>,
    made: Option<(Project, Option<NothingLeft>)>,
    /// Grows with every change of the project, of who looks and of the scope.
    revision: u64,
}

impl Counted {
    /// The project in a scope, which part leaves nothing, and a number that grows whenever that may be another.
    pub(super) fn of(
        &mut self,
        session: &Session,
        scope: &StudyScope,
    ) -> (Project, Option<NothingLeft>, u64) {
        let of = (session.revision(), session.coder().map(|coder| coder.id), scope);
        let same = self.of.as_ref().is_some_and(|(revision, coder, kept)| (*revision, *coder, kept) == of);
        if !same {
            self.of = Some((of.0, of.1, scope.clone()));
            self.made = None;
            self.revision += 1;
        }
        let (project, nothing) = self.made.get_or_insert_with(|| session.seen().within(scope)).clone();
        (project, nothing, self.revision)
    }
}

impl App {
    /// Keeps what counts now under a name, in place of a scope that has it.
    pub(super) fn save_scope(&mut self, name: &str) {
        let Some(session) = &self.session else { return };
        let (name, scope) = (name.trim().to_owned(), self.view.scope.clone());
        let known = session.project().scope_named(&name).map(|saved| saved.id);
        let id = known.unwrap_or_else(|_| ScopeId(SystemStamp.uuid()));
        let label = with("step-scope", &[("name", name.as_str().into())]);
        self.commit(&label, &[Edit::PutScope(Box::new(SavedScope { id, name, scope }))]);
    }

    /// Forgets a scope; what counts stays as it is.
    pub(super) fn delete_scope(&mut self, id: ScopeId) {
        let Some(saved) = self.session.as_ref().and_then(|s| s.project().scope(id)) else { return };
        let label = with("step-scope-delete", &[("name", saved.name.as_str().into())]);
        self.commit(&label, &[Edit::RemoveScope(id)]);
    }
}
