//! What every action does: the one match. Everything that changes the project, the view across panels, the settings
//! or a file goes through here.

use std::path::Path;

use egui::Context;

use super::dialogs::{DialogAnswer, Question};
use super::keys_sheet::KeysSheet;
use super::overlay::Overlay;
use super::palette::Palette;
use super::{App, phase};
use crate::formats;
use crate::lang::{tell, text, with};
use crate::model::{Coder, CoderId, CoderRole, Completeness, Edit, MemoTarget, Stamp, StudyScope, palette};
use crate::session::settings::{Reading, ThemeChoice};
use crate::session::{Session, SystemStamp};
use crate::store::{RealDisk, StoreError, accept, repair, write_file, write_folder};
use crate::ui::app::PendingDialog;
use crate::ui::context::{
    Action, Command, Panel,
    keymap::{self, Keymap},
};
use crate::ui::panels::agreement::settle;
use crate::ui::transcript::Side;

impl App {
    /// Does what was asked for.
    pub fn perform(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Run(command) => self.run(ctx, command),
            Action::Show(panel) => self.view.open(panel),
            Action::Commit { label, edits } => {
                self.commit(&label, &edits);
            }
            Action::SelectTranscript(transcript) => {
                self.view.panel = Panel::CODE;
                self.view.code.open(transcript);
            }
            Action::Goto { transcript, span } => {
                self.view.panel = Panel::CODE;
                self.view.code.go_to(transcript, span);
            }
            Action::Compare { transcript, span, coders } => {
                self.view.code.compare(transcript, span, coders);
                self.view.panel = Panel::CODE;
            }
            Action::Settle { query, narrowed, at, pick } => {
                self.view.settle = Some(Box::new(settle::View::new(query, narrowed, at, pick)));
                self.view.panel = Panel::AGREEMENT;
            }
            Action::FoldHelp(folded) => {
                self.settings.fold_help(self.view.panel.name(), folded);
                self.save_settings();
            }
            Action::FindEverywhere(search) => {
                self.view.find.search(search);
                self.view.panel = Panel::FIND;
            }
            Action::WriteMemo(on) => self.write_memo(on),
            Action::Narrow(scope) => self.view.scope = *scope,
            Action::NameScope => self.view.overlay = Some(Overlay::ScopeName(String::new())),
            Action::SaveScope(name) => self.save_scope(&name),
            Action::DeleteScope(id) => self.delete_scope(id),
            Action::ShowSets(transcript) => self.view.show_sets(Some(transcript)),
            Action::ShowCase(case) => self.show_case(case),
            Action::ShowCode(code) => {
                self.view.codebook.select(code);
                self.view.panel = Panel::CODEBOOK;
            }
            Action::Zoom(points) => self.read_as(|reading| reading.resize(points - reading.letters)),
            Action::Jump(place) => self.jump(place),
            Action::UndoFrom(at) => self.undo_from(at),
            Action::ShowHistory(code) => self.show_history(ctx, code),
            Action::Apply(code) => self.apply(code),
            Action::ApplyNew { name, parent } => self.apply_new(&name, parent),
            Action::Recode { codings, code } => self.recode(&codings, code),
            Action::RecodeNew { codings, name, parent } => self.recode_new(&codings, &name, parent),
            Action::Reshape { coding, span } => self.reshape(coding, span),
            Action::RemoveCoding(coding) => self.remove_coding(coding),
            Action::KeepMemo => self.keep_memo(),
            Action::PlaceOrphan(orphan) => self.place_orphan(orphan),
            Action::RemoveOrphan(orphan) => self.remove_orphan(orphan),
            Action::SetStatus { transcript, status } => self.set_status(transcript, status),
            Action::RemoveTranscript(transcript) => self.ask_to_remove(transcript),
            Action::ReplaceText(transcript) => self.ask_for_corrected(ctx, transcript),
            Action::ReplaceWith { transcript, path } => self.read_corrected(ctx, transcript, path),
            Action::Pin { digit, code } => self.pin(digit, code),
            Action::SetPhase { phase, reason, supervisor } => self.set_phase(phase, &reason, &supervisor),
            Action::SetCoder(coder) => self.code_as(ctx, coder),
            Action::AddCoder(name) => self.add_coder(ctx, &name),
            Action::AskWho => self.view.ask_who(),
            Action::OpenProject(folder) => self.open_project(ctx, &folder),
            Action::OpenSample(folder) => self.open_sample(ctx, folder),
            Action::OpenRatings(path) => self.open_ratings(&path),
            Action::NewProject(draft) => self.new_project(&draft),
            Action::ChooseFolder => self.ask_for_folder(ctx),
            Action::FolderChosen(folder) => {
                if let Some(draft) = &mut self.view.start.draft {
                    draft.inside = folder.display().to_string();
                }
            }
            Action::Import(paths) => self.preview(ctx, paths),
            Action::ImportPreviewed => self.import(ctx),
            Action::Paste(words) => {
                self.view.typed.paste(&words);
                self.view.type_text();
            }
            Action::PreviewTyped => self.preview_typed(ctx),
            Action::Correct(wanted) => self.correct(wanted),
            Action::Merge(wanted) => self.merge(ctx, wanted),
            Action::CopyChosen(folder) => self.add_copy(&folder),
            Action::Write { path, contents } => {
                let written = write_file(&RealDisk, &path, &contents);
                self.tell_written(&path, written);
            }
            Action::WriteFolder { path, files } => {
                let written = write_folder(&RealDisk, &path, &files);
                self.tell_written(&path, written);
            }
            Action::PutAway(at) => {
                if at < self.warnings.len() {
                    self.warnings.remove(at);
                }
            }
            Action::SetTheme(theme) => {
                self.settings.theme = theme;
                self.save_settings();
            }
            Action::ChangeKeys => self.view.overlay = Some(Overlay::Keys(KeysSheet::to_change())),
            Action::SetKeys { command, keys } => {
                if let Some(name) = command.name() {
                    let kept = keys.map(keymap::kept).unwrap_or_default();
                    self.settings.keys.insert(name.to_owned(), kept);
                    self.use_keys(ctx);
                }
            }
            Action::StandardKeys => {
                self.settings.keys.clear();
                self.use_keys(ctx);
            }
            Action::SetScale(scale) => {
                self.settings.scale = scale;
                self.save_settings();
            }
            Action::SaveFolder { name, files } => {
                let question = Question::Save { title: text("save-as"), name };
                self.ask(ctx, PendingDialog::SaveFolder(files), question);
            }
            Action::SaveAs { name, contents } => {
                let ending =
                    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
                let contents = if ending == "csv" { formats::with_bom(contents) } else { contents };
                let question = Question::Save { title: text("save-as"), name };
                self.ask(ctx, PendingDialog::SaveAs { contents, ending }, question);
            }
            Action::SavePicture { name, figure, saved } => self.save_picture(ctx, &name, figure, saved),
            Action::Copy(words) => ctx.copy_text(words),
            Action::Say(words) => self.said = Some(words),
            Action::Warn(words) => self.warnings.push(words),
        }
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::Undo => self.undo(ctx),
            Command::Trail => self.show_trail(ctx),
            Command::Redo => self.redo(),
            Command::Show(panel) => self.view.open(panel),
            Command::ToggleLeft => self.view.sides.left = !self.view.sides.left,
            Command::ToggleRight => self.view.sides.right = !self.view.sides.right,
            Command::LargerText => self.read_as(|reading| reading.resize(1.0)),
            Command::SmallerText => self.read_as(|reading| reading.resize(-1.0)),
            Command::LongerLines => self.read_as(|reading| reading.widen(4.0)),
            Command::ShorterLines => self.read_as(|reading| reading.widen(-4.0)),
            Command::FocusMode => self.read_as(|reading| reading.focus = !reading.focus),
            Command::LineNumbers => self.read_as(|reading| reading.lines = !reading.lines),
            Command::TurnTimes => self.read_as(|reading| reading.times = !reading.times),
            Command::WholeWords => self.read_as(|reading| reading.snap = !reading.snap),
            Command::InlineMemos => self.read_as(|reading| reading.notes = !reading.notes),
            Command::StripeNames => self.read_as(|reading| reading.names = !reading.names),
            Command::OthersCodings => self.read_as(|reading| reading.others = !reading.others),
            Command::SwitchTheme => {
                self.settings.theme = match self.settings.theme {
                    ThemeChoice::System => ThemeChoice::Light,
                    ThemeChoice::Light => ThemeChoice::Dark,
                    ThemeChoice::Dark => ThemeChoice::System,
                };
                self.save_settings();
            }
            Command::Repair => self.mend(ctx, |disk, dir, now| repair(disk, dir, true, now)),
            Command::Accept => self.mend(ctx, accept),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::CloseProject => {
                self.close_project();
            }
            Command::NewProject => self.draft_project(),
            Command::OpenProject => self.ask_for_project(ctx),
            Command::OpenSample => self.open_sample(ctx, None),
            Command::RatingsTable => self.ask_for_ratings(ctx),
            Command::Import => self.ask_for_imports(ctx),
            Command::ImportFolder => self.ask_for_import_folder(ctx),
            Command::TypeText => self.view.type_text(),
            Command::MergeCopies => self.begin_merge(),
            Command::Settings => self.view.overlay = Some(Overlay::Settings),
            Command::Palette => self.view.overlay = Some(Overlay::Palette(Palette::default())),
            Command::Keys => self.view.overlay = Some(Overlay::Keys(KeysSheet::default())),
            Command::About => self.view.overlay = Some(Overlay::About),
            Command::ApplyPinned(digit) => self.apply_pinned(digit),
            Command::ApplyLast => self.apply_last(),
            Command::FindCode => self.find_code(),
            Command::InVivo => self.in_vivo(),
            Command::RemoveCoding => self.remove_at_cursor(),
            Command::RemoveAll => self.remove_all(),
            Command::Recode => self.pick_other_code(),
            Command::MoveStart => self.take_edge(Side::Start),
            Command::MoveEnd => self.take_edge(Side::End),
            Command::StartBack => self.nudge(Side::Start, false),
            Command::StartOn => self.nudge(Side::Start, true),
            Command::EndBack => self.nudge(Side::End, false),
            Command::EndOn => self.nudge(Side::End, true),
            Command::NextOverlap => self.view.code.next_overlap(),
            Command::OnlyThisCode => {
                if let Some(session) = &self.session {
                    self.view.code.show_only(session.project());
                }
            }
            Command::SplitCoding => self.split_coding(),
            Command::JoinCodings => self.join_codings(),
            Command::Find => self.find_here(),
            Command::FindNext => self.view.code.find_next(true),
            Command::FindPrevious => self.view.code.find_next(false),
            Command::FindEverywhere => self.find_everywhere(),
            Command::ReviewAuto => {
                self.view.find.review();
                self.view.panel = Panel::FIND;
            }
            Command::PassageMemo => self.memo_on_passage(),
            Command::SetPhase => {
                self.view.overlay =
                    self.session.as_ref().map(|s| Overlay::Phase(phase::PhaseDraft::of(s.project())));
            }
            Command::ProjectMemo => self.write_memo(MemoTarget::Project),
            Command::WhoCodes => self.view.overlay = Some(Overlay::WhoCodes(Box::default())),
            Command::TranscriptSets => self.view.show_sets(self.transcript_read()),
            Command::CountEverything => self.view.scope = StudyScope::default(),
            Command::Grow => self.view.code.grow(),
            Command::Shrink => self.view.code.shrink(),
            Command::CorrectText => self.correct_text(),
            Command::ReplaceText => {
                if let Some(transcript) = self.transcript_read() {
                    self.ask_for_corrected(ctx, transcript);
                }
            }
            Command::RemoveTranscript => {
                if let Some(transcript) = self.transcript_read() {
                    self.ask_to_remove(transcript);
                }
            }
            Command::Jump => self.view.overlay = Some(Overlay::Jump(String::new())),
            Command::NextUncoded => self.next_uncoded(true),
            Command::PreviousUncoded => self.next_uncoded(false),
            Command::EditMemo => self.edit_memo(),
            Command::MarkComplete => self.mark(Completeness::Complete),
            Command::MarkInProgress => self.mark(Completeness::InProgress),
            Command::PreviousTranscript => self.view.code.step(-1),
            Command::NextTranscript => self.view.code.step(1),
            Command::ExportAny => self.export_any(),
            Command::Export(format) => self.export(format),
            Command::ShowInFolder => self.reveal(),
        }
    }

    /// Makes one step; what hinders it is said. Whether it was made.
    pub(super) fn commit(&mut self, label: &str, edits: &[Edit]) -> bool {
        let Some(session) = &mut self.session else { return false };
        match session.commit(label, edits) {
            Ok(()) => {
                self.said = None;
                true
            }
            Err(why) => {
                self.warnings.push(tell(&why));
                false
            }
        }
    }

    fn undo(&mut self, ctx: &Context) {
        if self.session.as_ref().is_some_and(Session::may_have_past) {
            return self.undo_of_earlier_days(ctx);
        }
        self.undo_last();
    }

    /// Takes the last step back that is known; says so, or what stands against it.
    pub(super) fn undo_last(&mut self) {
        let Some(session) = &mut self.session else { return };
        match session.undo() {
            Ok(Some(step)) => self.said = Some(with("undone", &[("step", step.into())])),
            Ok(None) => self.said = Some(text("undo-nothing")),
            Err(why) => self.warnings.push(tell(&why)),
        }
    }

    fn redo(&mut self) {
        let Some(session) = &mut self.session else { return };
        match session.redo() {
            Ok(label) => self.said = label.map(|l| with("redone", &[("step", l.into())])),
            Err(why) => self.warnings.push(tell(&why)),
        }
    }

    fn add_coder(&mut self, ctx: &Context, name: &str) {
        let Some(session) = &mut self.session else { return };
        let name = name.trim();
        if let Ok(known) = session.project().coder_named(name) {
            let known = known.id;
            return self.code_as(ctx, known);
        }
        let id = CoderId(SystemStamp.uuid());
        let swatch = &palette::PALETTE[session.project().coders().len() % palette::PALETTE.len()];
        let coder = Coder {
            id,
            name: name.to_owned(),
            colour: crate::model::Colour(swatch.light),
            role: CoderRole::Person,
        };
        self.commit(&with("step-add-coder", &[("name", name.into())]), &[Edit::PutCoder(coder)]);
        self.code_as(ctx, id);
    }

    /// Opens a dialog, unless one is open.
    pub(super) fn ask(&mut self, ctx: &Context, waiting: PendingDialog, question: Question) {
        if self.asked.is_some() {
            return;
        }
        let ctx = ctx.clone();
        let asked = self.dialogs.ask(question, Box::new(move || ctx.request_repaint()));
        self.asked = Some((waiting, asked));
    }

    /// Goes on where a dialog has been answered.
    pub(super) fn collect_answers(&mut self, ctx: &Context) {
        let Some((waiting, asked)) = self.asked.take() else { return };
        let Some(answer) = asked.poll() else {
            self.asked = Some((waiting, asked));
            return;
        };
        match answer {
            DialogAnswer::Cancelled => {}
            // The path can be typed where it was asked for.
            DialogAnswer::Unavailable if waiting == PendingDialog::Copy => {
                self.said = Some(text("merging-type"));
            }
            DialogAnswer::Unavailable => self.view.overlay = Some(Overlay::Path(waiting, String::new())),
            DialogAnswer::Paths(paths) => {
                if let Some(action) = super::answered(&waiting, paths) {
                    self.perform(ctx, action);
                }
            }
        }
    }

    fn tell_written(&mut self, path: &Path, written: Result<(), StoreError>) {
        let file = path.display().to_string();
        match written {
            Ok(()) => {
                self.said = Some(super::told_written(path));
                self.written = Some(path.to_owned());
            }
            Err(why) => {
                let why = tell(&why);
                self.warnings.push(with("not-written", &[("file", file.into()), ("why", why.into())]));
            }
        }
    }

    /// Changes how transcripts are read, here and everywhere.
    fn read_as(&mut self, change: impl FnOnce(&mut Reading)) {
        change(&mut self.settings.reading);
        self.save_settings();
    }

    /// Lets the keys that the settings name hold from now on.
    fn use_keys(&mut self, ctx: &Context) {
        keymap::put(ctx, Keymap::of(&self.settings.keys));
        self.save_settings();
    }

    /// Keeps the settings on disk; what hinders it is said once.
    pub(super) fn save_settings(&mut self) {
        let Some(folder) = &self.settings_folder else { return };
        if let Err(why) = self.settings.save(folder) {
            self.warnings.push(tell(&why));
            self.settings_folder = None;
        }
    }
}
