//! MergeSheet coders together: which copies, what would change, and what is to stand where both changed the same. The step
//! itself is one like any, made by the session.

mod show;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use egui::Context;

use super::App;
use super::dialogs::Question;
use super::overlay::Overlay;
use super::working::Stops;
use crate::lang::{Message, tell, text, with};
use crate::model::merge::{Conflict, MergePlan, Side};
use crate::session::{CommitError, MergeError, Session};
use crate::store::{Copies, Progress, StoreError};
use crate::ui::app::PendingDialog;
use crate::ui::context::Merging;

/// The copies that are to be brought together, and what has been found out about them.
#[derive(Default)]
pub(super) struct MergeSheet {
    folders: Vec<PathBuf>,
    /// A path as it is typed.
    typed: String,
    /// How many copies programs for syncing left in the project itself.
    made_by_sync: usize,
    /// What was read and what would be done with it, once somebody has looked.
    plan: Option<(Copies, MergePlan)>,
    chosen: BTreeMap<Key, Side>,
    /// Why it cannot be done.
    problem: Option<String>,
}

/// A conflict, whatever stands.
type Key = (String, Message, Message);

fn key(conflict: &Conflict) -> Key {
    (conflict.from.clone(), conflict.what.clone(), conflict.field.clone())
}

impl MergeSheet {
    /// For a project: what programs for syncing left in it is among the copies.
    fn of(session: &Session) -> Self {
        Self { made_by_sync: session.copies().len(), ..Self::default() }
    }

    /// One more folder; what was found out holds no more.
    fn add(&mut self, folder: &Path) {
        self.problem = None;
        self.plan = None;
        if !self.folders.iter().any(|f| f == folder) {
            self.folders.push(folder.to_owned());
        }
    }

    fn remove(&mut self, at: usize) {
        self.problem = None;
        self.plan = None;
        self.folders.remove(at);
    }

    const fn is_ready(&self) -> bool {
        !self.folders.is_empty() || self.made_by_sync > 0
    }

    fn stands(&self, conflict: &Conflict) -> Side {
        self.chosen.get(&key(conflict)).copied().unwrap_or(conflict.kept)
    }

    /// Reads the copies and makes the report.
    fn look(&mut self, session: &Session, progress: &Progress) {
        let found = session.read_copies(&self.folders, progress).and_then(|read| {
            let viewer = session.coder().map(|c| c.id);
            let plan = session.plan_merge(&read, viewer, &|conflict| conflict.kept)?;
            Ok((read, plan))
        });
        self.problem = found.as_ref().err().filter(|why| !is_cancelled(why)).map(tell);
        self.plan = found.ok();
        self.chosen.clear();
    }

    /// Makes the step as it was chosen; gives what there is to tell.
    fn make(
        &mut self,
        session: &mut Session,
        label: &str,
        progress: &Progress,
    ) -> Result<Option<String>, ()> {
        let Some((read, _)) = &self.plan else { return Err(()) };
        let made = session
            .plan_merge(read, None, &|conflict| self.stands(conflict))
            .and_then(|plan| session.merge(label, read, &plan, progress));
        self.problem = made.as_ref().err().filter(|why| !is_cancelled(why)).map(tell);
        made.map(|told| told.as_ref().map(tell)).map_err(drop)
    }
}

const fn is_cancelled(why: &MergeError) -> bool {
    matches!(why, MergeError::Store(StoreError::Cancelled) | MergeError::Commit(CommitError::Cancelled))
}

impl App {
    /// The sheet in which copies are chosen.
    pub(super) fn begin_merge(&mut self) {
        if let Some(session) = &self.session {
            self.view.overlay = Some(Overlay::Merge(Box::new(MergeSheet::of(session))));
        }
    }

    /// A folder was found in a dialog.
    pub(super) fn add_copy(&mut self, folder: &Path) {
        if let Some(Overlay::Merge(bringing)) = &mut self.view.overlay {
            bringing.add(folder);
        }
    }

    /// Does what was asked for in the sheet, which is there again unless the step was made.
    pub(super) fn merge(&mut self, ctx: &Context, wanted: Merging) {
        let Some(Overlay::Merge(mut bringing)) = self.view.overlay.take() else { return };
        let back = |app: &mut Self, bringing| app.view.overlay = Some(Overlay::Merge(bringing));
        match wanted {
            Merging::Folder => {
                back(self, bringing);
                self.ask(ctx, PendingDialog::Copy, Question::Folder { title: text("merging-folder") });
            }
            Merging::Report => {
                self.work_on_session(
                    ctx,
                    text("working-copies"),
                    Stops::WhenAsked,
                    move |session, progress| {
                        bringing.look(session, progress);
                        Box::new(move |app, _| back(app, bringing))
                    },
                );
            }
            Merging::Step => {
                let n = bringing.folders.len() + bringing.made_by_sync;
                let label = with("step-merge", &[("n", n.into())]);
                self.work_on_session(
                    ctx,
                    text("working-merge"),
                    Stops::WhenAsked,
                    move |session, progress| {
                        let made = bringing.make(session, &label, progress);
                        Box::new(move |app, _| match made {
                            Ok(told) => {
                                app.said = Some(label);
                                app.warnings.extend(told);
                            }
                            Err(()) => back(app, bringing),
                        })
                    },
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui::accesskit::Role;
    use egui_kittest::{Harness, kittest::Queryable};

    use super::*;
    use crate::model::{Code, Edit, Timestamp};
    use crate::store::{Disk, RealDisk, sample};
    use crate::ui::app::dialogs::QueuedDialogs;
    use crate::ui::context::{Action, Command};

    fn settled(window: &mut Harness<'_, App>) {
        window.run_steps(4);
        let ctx = window.ctx.clone();
        window.state_mut().wait(&ctx);
        window.run_steps(4);
    }

    fn described(folder: &Path, words: &str) {
        let mut session = Session::open(folder, None).unwrap();
        let code = Code::clone(session.project().codebook().codes().next().unwrap());
        let other = Code { definition: words.into(), ..code.clone() };
        let new =
            Code { id: crate::model::CodeId(uuid::Uuid::now_v7()), name: format!("new, {words}"), ..code };
        session.commit("describe", &[Edit::PutCode(Box::new(other)), Edit::PutCode(Box::new(new))]).unwrap();
        session.save().unwrap();
    }

    /// From the menu to the step and back, by keyboard and buttons, with a conflict chosen on the way.
    #[test]
    fn copies_are_chosen_looked_at_and_brought_together() {
        let home = tempfile::tempdir().unwrap();
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        let (here, there) = (home.path().join("here"), home.path().join("there"));
        sample::unpack(&disk, &here, Timestamp::now()).unwrap();
        sample::unpack(&disk, &there, Timestamp::now()).unwrap();
        described(&here, "as it is ours");
        described(&there, "as it is theirs");
        let mut app = App::new(Box::new(QueuedDialogs::default()), None);
        app.show_session(Session::open(&here, None).unwrap());
        let before = app.session().unwrap().project().clone();
        let mut window = Harness::builder().build_ui_state(|ui, app: &mut App| app.ui(ui), app);
        let ctx = window.ctx.clone();
        window.state_mut().perform(&ctx, Action::Run(Command::MergeCopies));
        window.run_steps(4);
        // A path is typed, as where the system has no dialogs.
        window.get_by_role_and_label(Role::TextInput, &text("merging-path")).type_text("/nowhere/at all");
        window.run_steps(2);
        window.get_by_role_and_label(Role::Button, &text("merging-add")).click();
        window.run_steps(4);
        window.get_by_role_and_label(Role::Button, &text("merging-look")).click();
        settled(&mut window);
        assert!(window.query_by_label_contains("not a Concord project").is_some());
        window.get_by_role_and_label(Role::Button, "Leave out /nowhere/at all").click();
        window.run_steps(4);
        window.state_mut().perform(&ctx, Action::CopyChosen(there.clone()));
        window.run_steps(4);
        window.get_by_role_and_label(Role::Button, &text("merging-look")).click();
        settled(&mut window);
        assert!(window.query_by_label_contains("added: code “").is_some(), "the report is there");
        let theirs = window.get_all_by_role(Role::RadioButton).last().unwrap();
        theirs.focus();
        window.run_steps(2);
        window.key_press(egui::Key::Space);
        window.run_steps(4);
        assert_eq!(window.state().session().unwrap().project(), &before, "nothing is done yet");
        window.get_by_role_and_label(Role::Button, &text("merging-do")).click();
        settled(&mut window);
        assert!(window.state().view.overlay.is_none() && window.state().warnings().is_empty());
        let project = window.state().session().unwrap().project().clone();
        let first = project.codebook().codes().next().unwrap();
        assert_eq!(first.definition, "as it is theirs");
        assert_eq!(project.codebook().len(), before.codebook().len() + 1);
        window.state_mut().perform(&ctx, Action::Run(Command::Undo));
        assert_eq!(window.state().session().unwrap().project(), &before);
        // What was taken back can be brought together again.
        let again = window.state().session().unwrap().read_copies(&[there], &Progress::default()).unwrap();
        let plan = window.state().session().unwrap().plan_merge(&again, None, &|c| c.kept).unwrap();
        assert_eq!((plan.conflicts.len(), plan.lines.len()), (1, 1));
    }
}
