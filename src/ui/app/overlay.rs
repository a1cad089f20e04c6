//! What lies over the window for a moment: who codes, settings, all keys, about. Each closes by Escape or a press
//! beside it.

use egui::{Context, Grid, WidgetInfo, accesskit::Role, vec2};

use super::confirm::Confirm;
use super::keys_sheet::KeysSheet;
use super::licences::Licences;
use super::palette::Palette;
use super::trail::Trail;
use super::{App, phase};
use crate::lang::{number, text, with};
use crate::session::settings::{SCALES, ThemeChoice};
use crate::ui::app::{PendingDialog, export::ExportSheet, merging::MergeSheet};
use crate::ui::context::{Action, Jump, command::Command};
use crate::ui::kit::{look::size, parts, prompt::Prompt, sheet};
use crate::ui::panels::{
    agreement::ratings::Ratings,
    cases::plan::{Looks, PlanSheet},
    code::{Correction, SetsSheet},
    codebook::History,
    import::Preview,
};

/// Something over the window.
pub(super) enum Overlay {
    /// A coder's name is typed.
    Who(String),
    /// Find or do anything.
    Palette(Palette),
    /// Another phase of work.
    Phase(phase::PhaseDraft),
    /// Theme, text size, who I am.
    Settings,
    /// Every key and what it does.
    Keys(KeysSheet),
    /// What Concord is.
    About,
    /// Whose work is in it, and under which licences.
    Licences(Licences),
    /// A path is typed where the system has no dialogs.
    Path(PendingDialog, String),
    /// What became of a code.
    History(History),
    /// All steps, and the way back to one.
    Trail(Box<Trail>),
    /// The words of a turn are corrected.
    Correct(Box<Correction>),
    /// A name for what counts is typed.
    ScopeName(String),
    /// Sets of transcripts.
    Sets(Box<SetsSheet>),
    /// Who codes what.
    WhoCodes(Box<PlanSheet>),
    /// A turn, line or time to go to.
    Jump(String),
    /// The agreement of a table of ratings.
    Ratings(Box<Ratings>),
    /// Transcripts before they are imported.
    Import(Box<Preview>),
    /// A text that is typed or pasted.
    Typed,
    /// A project before it goes to another program.
    Export(Box<ExportSheet>),
    /// Copies before they are brought together.
    Merge(Box<MergeSheet>),
    /// A transcript before it goes, or its words do.
    Confirm(Box<Confirm>),
}

/// Draws what lies over the window, if anything does.
pub(super) fn show(ctx: &Context, app: &mut App, actions: &mut Vec<Action>) {
    let Some(mut overlay) = app.view.overlay.take() else { return };
    let open = match &mut overlay {
        Overlay::Who(name) => who(ctx, name, actions),
        Overlay::Palette(palette) => palette.show(ctx, app, actions),
        Overlay::Phase(draft) => app.session().is_some_and(|s| draft.show(ctx, s, actions)),
        Overlay::Settings => settings(ctx, app, actions),
        Overlay::Keys(keys) => keys.show(ctx, actions),
        Overlay::About => about(ctx, app),
        Overlay::Licences(licences) => licences.show(ctx),
        Overlay::Path(waiting, path) => typed_path(ctx, waiting, path, actions),
        Overlay::History(history) => app.session().is_some_and(|s| history.show(ctx, s.now())),
        Overlay::Trail(trail) => app.session().is_some_and(|s| trail.show(ctx, s, actions)),
        Overlay::Correct(correction) => app.session().is_some_and(|s| {
            let coder = s.coder().map(|c| c.id);
            correction.show(ctx, s.project(), coder, actions)
        }),
        Overlay::ScopeName(name) => scope_name(ctx, name, actions),
        Overlay::Sets(sets) => {
            app.session().is_some_and(|s| sets.show(ctx, s.seen(), s.read_only().is_none(), actions))
        }
        Overlay::WhoCodes(plan) => app.session().is_some_and(|s| {
            let viewer = s.coder().map(|c| c.id);
            let looks = Looks {
                project: s.seen(),
                revision: s.revision(),
                viewer,
                writable: s.read_only().is_none(),
                sees_all: s.project().sees_all(viewer),
            };
            plan.show(ctx, &looks, actions)
        }),
        Overlay::Jump(words) => jump(ctx, words, actions),
        Overlay::Import(preview) => {
            let open = preview.show(ctx, actions);
            if !open && preview.is_typed() {
                // What was typed is not lost by not importing it.
                app.view.type_text();
            }
            open
        }
        Overlay::Typed => {
            let mut typed = std::mem::take(&mut app.view.typed);
            let open = app.session().is_some_and(|s| typed.show(ctx, s.project(), actions));
            app.view.typed = typed;
            open
        }
        Overlay::Ratings(ratings) => ratings.show(ctx, actions),
        Overlay::Export(leaving) => leaving.show(ctx, actions),
        Overlay::Merge(bringing) => bringing.show(ctx, actions),
        Overlay::Confirm(asking) => app.session().is_some_and(|s| asking.show(ctx, s, actions)),
    };
    if open && app.view.overlay.is_none() {
        app.view.overlay = Some(overlay);
    }
}

fn who(ctx: &Context, name: &mut String, actions: &mut Vec<Action>) -> bool {
    let prompt = Prompt {
        name: "who",
        title: &text("who-title"),
        why: &text("who-why"),
        label: &text("who-name"),
        hint: &text("who-hint"),
        button: &text("who-done"),
        width: 420.0,
    };
    let (action, stays) = prompt.show(ctx, name, |name| Some(Action::AddCoder(name.to_owned())));
    actions.extend(action);
    stays
}

fn scope_name(ctx: &Context, name: &mut String, actions: &mut Vec<Action>) -> bool {
    let prompt = Prompt {
        name: "scope",
        title: &text("scope-name-title"),
        why: &text("scope-name-why"),
        label: &text("scope-name"),
        hint: &text("scope-name-hint"),
        button: &text("scope-name-done"),
        width: 420.0,
    };
    let (action, stays) = prompt.show(ctx, name, |name| Some(Action::SaveScope(name.to_owned())));
    actions.extend(action);
    stays
}

/// A field for a place in the transcript.
fn jump(ctx: &Context, words: &mut String, actions: &mut Vec<Action>) -> bool {
    let nowhere = !words.trim().is_empty() && Jump::parse(words).is_none();
    let why = if nowhere { with("jump-not", &[("words", words.trim().into())]) } else { text("jump-what") };
    let prompt = Prompt {
        name: "jump",
        title: &text("jump-title"),
        why: &why,
        label: &text("jump-name"),
        hint: &text("jump-hint"),
        button: &text("jump-do"),
        width: 360.0,
    };
    let (action, stays) = prompt.show(ctx, words, |words| Jump::parse(words).map(Action::Jump));
    actions.extend(action);
    stays
}

/// A field for a path. Many Linux systems have no dialogs.
fn typed_path(ctx: &Context, waiting: &PendingDialog, path: &mut String, actions: &mut Vec<Action>) -> bool {
    let hint = text(match waiting {
        PendingDialog::OpenProject | PendingDialog::NewInside | PendingDialog::Copy => "path-folder",
        PendingDialog::Import | PendingDialog::Ratings | PendingDialog::Replace(_) => "path-files",
        PendingDialog::SaveAs { .. } | PendingDialog::SaveFolder(_) => "path-save",
    });
    let prompt = Prompt {
        name: "path",
        title: &text("path-title"),
        why: &text("dialogs-unavailable"),
        label: &hint,
        hint: &hint,
        button: &text("path-done"),
        width: 520.0,
    };
    let (action, stays) = prompt.show(ctx, path, |path| super::answered(waiting, vec![path.into()]));
    actions.extend(action);
    stays
}

fn settings(ctx: &Context, app: &App, actions: &mut Vec<Action>) -> bool {
    sheet::show(ctx, "settings", &text("settings"), 460.0, |ui| {
        Grid::new("settings").num_columns(2).spacing(vec2(24.0, 12.0)).show(ui, |ui| {
            ui.label(text("settings-theme"));
            ui.horizontal(|ui| {
                for (choice, key) in [
                    (ThemeChoice::System, "theme-system"),
                    (ThemeChoice::Light, "theme-light"),
                    (ThemeChoice::Dark, "theme-dark"),
                ] {
                    if ui.selectable_label(app.settings.theme == choice, text(key)).clicked() {
                        actions.push(Action::SetTheme(choice));
                    }
                }
            });
            ui.end_row();
            ui.label(text("settings-scale"));
            ui.horizontal(|ui| {
                for scale in SCALES {
                    let label = with("settings-per-cent", &[("n", scale.into())]);
                    if ui.selectable_label(app.settings.scale == scale, label).clicked() {
                        actions.push(Action::SetScale(scale));
                    }
                }
            });
            ui.end_row();
            ui.label(text("settings-text-size"));
            ui.horizontal(|ui| {
                for (command, sign) in [(Command::SmallerText, "−"), (Command::LargerText, "+")] {
                    let button = ui.button(sign);
                    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, command.label()));
                    if button.clicked() {
                        actions.push(Action::Run(command));
                    }
                    if command == Command::SmallerText {
                        let points = number::count(app.settings.reading.letters.round());
                        ui.label(with("points", &[("n", points.into())]));
                    }
                }
            });
            ui.end_row();
            ui.label(text("settings-keys"));
            if ui.button(text("keys-change")).clicked() {
                actions.push(Action::ChangeKeys);
            }
            ui.end_row();
            ui.label(text("settings-who"));
            let here = app.session().and_then(|s| s.coder()).map(|c| c.name.clone());
            let name = here.or_else(|| app.settings.who.clone()).unwrap_or_else(|| text("settings-nobody"));
            ui.label(name);
            ui.end_row();
            ui.label(text("settings-kept"));
            let folder = app.settings_folder.as_ref().map(|f| f.display().to_string());
            ui.add(egui::Label::new(folder.unwrap_or_else(|| text("settings-not-kept"))).wrap());
            ui.end_row();
        });
        ui.add_space(size::STEP * 3.0);
        !parts::primary(ui, &text("close")).clicked()
    })
}

fn about(ctx: &Context, app: &mut App) -> bool {
    sheet::show(ctx, "about", &text("about-title"), 460.0, |ui| {
        ui.label(with("about-version", &[("version", env!("CARGO_PKG_VERSION").into())]));
        ui.add_space(size::STEP * 2.0);
        parts::muted(ui, &text("about-what"));
        ui.add_space(size::STEP * 2.0);
        parts::muted(ui, &text("about-offline"));
        if let Some(folder) = app.session().and_then(|s| s.dir()) {
            ui.add_space(size::STEP * 2.0);
            parts::muted(ui, &with("about-folder", &[("folder", folder.display().to_string().into())]));
        }
        ui.add_space(size::STEP * 3.0);
        ui.horizontal(|ui| {
            let closed = parts::primary(ui, &text("close")).clicked();
            let asked = ui.button(text("about-licences")).clicked();
            if asked {
                app.view.overlay = Some(Overlay::Licences(Licences::new()));
            }
            !closed && !asked
        })
        .inner
    })
}
