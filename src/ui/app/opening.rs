//! Opening, beginning and closing projects, and reading files for an import. Never looks inside a project's folder
//! itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::dialogs::Question;
use super::overlay::Overlay;
use super::working::{Stops, Then};
use super::{App, ViewState};
use crate::analysis::history::code_history;
use crate::formats::{FORMATS, preset};
use crate::lang::{tell, text, with};
use crate::model::{CodeId, Coder, CoderId, CoderRole, Colour, Edit, Stamp, palette};
use crate::session::{OpenError, OpenOptions, Session, SystemStamp, gathered, with_sources};
use crate::store::{Disk, Notice, Progress, RealDisk, StoreError, sample};
use crate::text::Text;
use crate::ui::app::PendingDialog;
use crate::ui::context::{NewProject, Panel, lost};
use crate::ui::panels::{
    agreement::ratings::Ratings,
    codebook::History,
    import::{Preview, Typed},
};

impl App {
    pub(super) fn ask_for_project(&mut self, ctx: &Context) {
        self.ask(
            ctx,
            PendingDialog::OpenProject,
            Question::Folder { title: text("command-open-project-tip") },
        );
    }

    pub(super) fn ask_for_imports(&mut self, ctx: &Context) {
        let mut extensions: Vec<&'static str> =
            FORMATS.iter().filter(|f| f.is_read()).flat_map(|f| f.extensions).copied().collect();
        extensions.sort_unstable();
        extensions.dedup();
        let kinds = vec![(text("import-kinds"), extensions)];
        self.ask(ctx, PendingDialog::Import, Question::Files { title: text("import-title"), kinds });
    }

    pub(super) fn ask_for_import_folder(&mut self, ctx: &Context) {
        self.ask(ctx, PendingDialog::Import, Question::Folder { title: text("command-import-folder-tip") });
    }

    pub(super) fn ask_for_folder(&mut self, ctx: &Context) {
        self.ask(ctx, PendingDialog::NewInside, Question::Folder { title: text("new-inside") });
    }

    /// Opens a project as the one who coded in it before. Where it cannot be opened, the one that is open stays.
    pub(super) fn open_project(&mut self, ctx: &Context, folder: &Path) {
        let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.session().and_then(Session::dir).is_some_and(|open| whole(open) == whole(folder)) {
            self.said = Some(text("already-open"));
            return;
        }
        let who = self.settings.coder_in(folder).map(str::to_owned);
        let folder = folder.to_owned();
        let name = name_of(&folder);
        self.work(ctx, with("working-open", &[("name", name.into())]), Stops::WhenAsked, move |progress| {
            let opened = match opened_as(&folder, who.as_deref(), progress) {
                // Who they were elsewhere is nobody here.
                Err(OpenError::NotFound(_)) => opened_as(&folder, None, progress),
                opened => opened,
            };
            Box::new(move |app, _| match opened {
                Ok(session) => app.replace(session),
                Err(OpenError::Store(StoreError::Cancelled)) => {}
                Err(why) => app.warnings.push(tell(&why)),
            })
        });
    }

    /// A fresh copy of the sample study, opened as its first coder.
    pub(super) fn open_sample(&mut self, ctx: &Context, folder: Option<PathBuf>) {
        let Some(folder) = folder.or_else(fresh_sample_folder) else {
            self.warnings.push(text("sample-nowhere"));
            return;
        };
        self.work(
            ctx,
            with("working-open", &[("name", name_of(&folder).into())]),
            Stops::WhenAsked,
            move |progress| {
                let opened = sample_in(&folder, progress);
                Box::new(move |app, _| match opened {
                    Ok(session) => app.replace(session),
                    Err(OpenError::Store(StoreError::Cancelled)) => {}
                    Err(why) => app.warnings.push(tell(&why)),
                })
            },
        );
    }

    /// Begins a project with a preset's codes and one coder.
    pub(super) fn new_project(&mut self, draft: &NewProject) {
        let id = CoderId(SystemStamp.uuid());
        let colour = Colour(palette::PALETTE[0].light);
        let name = draft.who.trim().to_owned();
        let mut edits =
            vec![Edit::PutCoder(Coder { id, name: name.clone(), colour, role: CoderRole::Person })];
        if let Some(preset) = preset::preset(&draft.preset) {
            edits.extend(preset.edits(&mut SystemStamp));
        }
        let made = Session::create(&draft.folder(), draft.title.trim(), &edits);
        match made.and_then(|mut session| session.set_coder(id).map(|()| session)) {
            Ok(session) => {
                self.settings.who = Some(name);
                self.replace(session);
            }
            Err(why) => self.warnings.push(tell(&why)),
        }
    }

    /// Closes what is open and shows another session, unless what is open cannot be saved.
    fn replace(&mut self, session: Session) {
        if self.close_project() {
            self.enter(session);
        }
    }

    /// Makes a session the one that is shown.
    pub(super) fn enter(&mut self, session: Session) {
        self.warnings.clear();
        self.warnings.extend(session.damage().iter().map(|damage| {
            let place = format!("{} {}", damage.file, tell(&damage.place));
            format!("{}: {}. {}", place.trim(), tell(&damage.what), tell(&damage.remedy))
        }));
        if !session.copies().is_empty() {
            self.warnings.push(with("merging-found", &[("n", session.copies().len().into())]));
        }
        let place = self.settings.places.get(&session.project().id()).copied();
        self.session = Some(session);
        self.view = ViewState::default();
        if let Some((transcript, byte)) = place {
            self.view.code.come_back(transcript, byte);
        }
        self.remember_project();
    }

    /// Says who codes; what hinders it is told. The next time they are that one in this project again.
    pub(super) fn code_as(&mut self, ctx: &Context, coder: CoderId) {
        self.work_on_session(ctx, text("working-coder"), Stops::Never, move |session, _| {
            let set = session.set_coder(coder);
            Box::new(move |app, _| match set {
                Ok(()) => {
                    app.view.code.end_comparing();
                    let coder = app.session.as_ref().and_then(|s| s.coder()).map(|c| c.name.clone());
                    app.settings.who = coder.or_else(|| app.settings.who.take());
                    app.remember_project();
                }
                Err(why) => app.warnings.push(tell(&why)),
            })
        });
    }

    /// Long work with the session itself, which comes back before anything else is done.
    pub(super) fn work_on_session(
        &mut self,
        ctx: &Context,
        title: String,
        stops: Stops,
        work: impl FnOnce(&mut Session, &Progress) -> Then + Send + 'static,
    ) {
        if self.is_working() {
            self.said = Some(text("working-wait"));
            return;
        }
        let Some(mut session) = self.session.take() else { return };
        self.view.away = true;
        self.work(ctx, title, stops, move |progress| {
            let then = work(&mut session, progress);
            Box::new(move |app, ctx| {
                app.session = Some(session);
                app.view.away = false;
                then(app, ctx);
            })
        });
    }

    /// Keeps where the transcript was read, for the next opening.
    pub(super) fn remember_place(&mut self) {
        let Some(session) = &self.session else { return };
        if let Some(place) = self.view.code.reading_place() {
            self.settings.places.insert(session.project().id(), place);
            self.save_settings();
        }
    }

    fn remember_project(&mut self) {
        let Some(session) = &self.session else { return };
        if let Some(folder) = session.dir() {
            let who = session.coder().map(|c| c.name.as_str());
            self.settings.remember(session.project().title(), folder, who);
        }
        self.save_settings();
    }

    /// Saves and closes the project; says whether it is closed: it stays open where it cannot be saved.
    pub(super) fn close_project(&mut self) -> bool {
        self.keep_memos();
        self.remember_place();
        self.keep_memo();
        if let Some(session) = &mut self.session
            && let Err(why) = session.save()
        {
            self.warnings.push(tell(&why));
            return false;
        }
        self.session = None;
        self.view = ViewState::default();
        self.said = None;
        true
    }

    /// Saves what there is time for, and tells what others did.
    pub fn tick(&mut self) {
        let Some(session) = &mut self.session else { return };
        for notice in session.tick() {
            match notice {
                Notice::AtWork(holder) => {
                    self.said = Some(with("also-at-work", &[("who", tell(&holder).into())]));
                }
                Notice::TakenIn => self.said = Some(text("taken-in")),
                Notice::Lost(what) => self.warnings.push(tell(&what)),
                Notice::Damage(damage) => {
                    self.awake.wait_for(&damage.file);
                    self.warnings.push(format!(
                        "{}: {}. {}",
                        damage.file,
                        tell(&damage.what),
                        tell(&damage.remedy)
                    ));
                }
            }
        }
    }

    pub(super) fn ask_for_ratings(&mut self, ctx: &Context) {
        let kinds = vec![(text("ratings-kinds"), vec!["csv", "tsv", "txt", "xlsx"])];
        self.ask(ctx, PendingDialog::Ratings, Question::Files { title: text("ratings-title"), kinds });
    }

    /// Reads a table of ratings and shows how far its coders agree.
    pub(super) fn open_ratings(&mut self, path: &Path) {
        match read(path) {
            Ok(bytes) => {
                self.view.overlay = Some(Overlay::Ratings(Box::new(Ratings::new(name_of(path), bytes))));
            }
            Err(why) => {
                let said = [("file", path.display().to_string().into()), ("why", why.into())];
                self.warnings.push(with("not-read", &said));
            }
        }
    }

    /// Reads files and shows what an import would make of them.
    pub(super) fn preview(&mut self, ctx: &Context, paths: Vec<PathBuf>) {
        let Some(session) = self.session() else { return };
        let project = session.project().named_for(session.coder().map(|coder| coder.id));
        let title = with("working-read", &[("n", paths.len().into())]);
        self.work(ctx, title, Stops::WhenAsked, move |progress| {
            let (mut files, mut unread) = (Vec::new(), Vec::new());
            let mut not_read = |path: &Path, why: String| {
                let file = path.display().to_string();
                unread.push(with("not-read", &[("file", file.into()), ("why", why.into())]));
            };
            let (mut there, mut passed): (Vec<PathBuf>, Vec<String>) = (Vec::new(), Vec::new());
            for path in &paths {
                match gathered(std::slice::from_ref(path)) {
                    Ok(found) => {
                        passed.extend(found.told().iter().map(lost::told));
                        if found.files.is_empty() {
                            not_read(path, text("nothing-to-read"));
                        }
                        there.extend(found.files);
                    }
                    Err(why) => not_read(path, tell(&why)),
                }
            }
            progress.expect(there.len());
            for path in &there {
                match read(path).and_then(|bytes| with_sources(path, bytes).map_err(|why| tell(&why))) {
                    Ok(bytes) => files.push((name_of(path), bytes)),
                    Err(why) => not_read(path, why),
                }
            }
            let preview = (!files.is_empty()).then(|| Preview::of(&project, files, progress)).flatten();
            Box::new(move |app, _| {
                app.warnings.extend(unread.into_iter().chain(passed));
                if let Some(preview) = preview {
                    app.view.overlay = Some(Overlay::Import(Box::new(preview)));
                }
            })
        });
    }

    /// Shows what an import would make of what was typed.
    pub(super) fn preview_typed(&mut self, ctx: &Context) {
        let Some(session) = self.session() else { return };
        let project = session.project().named_for(session.coder().map(|coder| coder.id));
        let (title, words) = (self.view.typed.title.trim().to_owned(), self.view.typed.words.clone());
        self.work(ctx, with("working-read", &[("n", 1.into())]), Stops::Never, move |_| {
            let preview = Preview::of_typed(&project, &title, &words);
            Box::new(move |app, _| app.view.overlay = Some(Overlay::Import(Box::new(preview))))
        });
    }

    /// Imports what the preview shows, as one step. Cancelled or refused, the preview is there again.
    pub(super) fn import(&mut self, ctx: &Context) {
        let Some(Overlay::Import(preview)) = self.view.overlay.take() else { return };
        let title = with("working-import", &[("n", preview.wanted().into())]);
        self.work_on_session(ctx, title, Stops::WhenAsked, move |session, progress| {
            let made = preview.make(session, progress);
            Box::new(move |app, _| match made {
                Ok(made) => {
                    app.said = made.said;
                    app.warnings.extend(made.told);
                    if preview.is_typed() {
                        app.view.typed = Typed::default();
                    }
                    if let Some(transcript) = made.first {
                        app.view.panel = Panel::CODE;
                        app.view.code.open(transcript);
                    }
                }
                Err(why) => {
                    app.warnings.extend(why);
                    app.view.overlay = Some(Overlay::Import(preview));
                }
            })
        });
    }

    /// Shows what became of a code, from the journals of all coders.
    pub(super) fn show_history(&mut self, ctx: &Context, code: CodeId) {
        let Some(session) = &self.session else { return };
        let name = session.project().codebook().name(code).to_owned();
        self.work_on_session(ctx, text("working-history"), Stops::Never, move |session, _| {
            let events = code_history(&session.history(), code);
            Box::new(move |app, _| app.view.overlay = Some(Overlay::History(History { name, events })))
        });
    }

    /// A form for a new project. The one that is open stays until the new one is made.
    pub(super) fn draft_project(&mut self) {
        let documents = directories::UserDirs::new().and_then(|dirs| dirs.document_dir().map(Path::to_owned));
        let home = || directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
        self.view.start.draft = Some(NewProject::new(self.settings.who.as_deref(), documents.or_else(home)));
    }
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, String> {
    let length = fs::metadata(path).map_err(|why| why.to_string())?.len();
    if length > Text::MAX_BYTES as u64 {
        return Err(with("too-large", &[("most", (Text::MAX_BYTES >> 20).into())]));
    }
    fs::read(path).map_err(|why| why.to_string())
}

pub(super) fn opened_as(folder: &Path, who: Option<&str>, progress: &Progress) -> Result<Session, OpenError> {
    OpenOptions::default().who(who).progress(progress).open(folder)
}

/// A fresh copy of the sample study, open as its first coder.
fn sample_in(folder: &Path, progress: &Progress) -> Result<Session, OpenError> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    sample::unpack(&disk, folder, SystemStamp.now())?;
    let mut session = opened_as(folder, None, progress)?;
    if let Some(first) = session.project().coders().first().map(|c| c.id) {
        session.set_coder(first)?;
    }
    Ok(session)
}

/// A folder that is not there yet, beside the program's other data.
fn fresh_sample_folder() -> Option<PathBuf> {
    let data = directories::ProjectDirs::from("", "", "concord")?.data_dir().to_owned();
    let mut names =
        std::iter::once("sample-study".to_owned()).chain((2..).map(|n| format!("sample-study-{n}")));
    names.find_map(|name| {
        let folder = data.join(name);
        (!folder.exists()).then_some(folder)
    })
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;

    use super::*;
    use crate::model::{Code, Project, ProjectId, Timestamp};
    use crate::ui::app::dialogs::QueuedDialogs;
    use crate::ui::context::Action;

    /// What is refused is asked again, and not tried on and on.
    #[test]
    fn a_refused_import_waits_for_the_person() {
        let mut app = App::new(Box::new(QueuedDialogs::default()), None);
        let project = Project::new(ProjectId(uuid::Uuid::nil()), "P", Timestamp::UNIX_EPOCH);
        app.show_session(Session::in_memory(project.clone()));
        let warmth = Code::new(CodeId(uuid::Uuid::nil()), "warmth", None, Colour([1, 2, 3]));
        let there = project.apply(&Edit::PutCode(Box::new(warmth))).unwrap();
        let files = [
            ("P01.txt", "Int: Why?\nP01: Because.\nInt: And?\nP01: No.\n"),
            ("codings.csv", "transcript,coder,code,start,end\nP01,C1,warmth,15,19\n"),
        ];
        let files = files.map(|(name, words)| (name.to_owned(), words.as_bytes().to_vec())).to_vec();
        // The code is gone after the codings were read against it.
        let preview = Preview::of(&there, files, &Progress::default()).unwrap();
        app.view.overlay = Some(Overlay::Import(Box::new(preview)));
        let mut window = Harness::builder().build_ui_state(|ui, app: &mut App| app.ui(ui), app);
        window.run_steps(2);
        let ctx = window.ctx.clone();
        window.state_mut().perform(&ctx, Action::ImportPreviewed);
        window.state_mut().wait(&ctx);
        window.run_steps(6);
        assert_eq!(window.state().warnings().len(), 1, "{:?}", window.state().warnings());
        assert!(matches!(window.state().view.overlay, Some(Overlay::Import(_))));
        assert_eq!(window.state().session().unwrap().project().transcript_count(), 0);
    }
}
