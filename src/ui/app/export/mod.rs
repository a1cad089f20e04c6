//! Everything that leaves a study. Never writes a file itself: that waits for a place that somebody names.

mod preview;
mod reveal;
mod sheet;

use std::io;
use std::sync::{Arc, LazyLock};

use egui::Context;

use super::App;
use super::overlay::Overlay;
use super::working::Stops;
use crate::chart::Figure;
use crate::formats::{
    self, ExportOptions, Exported, FORMATS, Format, Lost, Part, PastStep, Target, Writer, picture,
};
use crate::lang::{tell, text, with};
use crate::model::Project;
use crate::session::fonts;
use crate::ui::context::{Action, lost, saved::Saved};

pub(super) use sheet::ExportSheet;

impl App {
    /// Opens the sheet of all that can be exported, at a format.
    pub(super) fn export(&mut self, format: &'static Format) {
        let Some(session) = &self.session else { return };
        let trail = session.trail();
        let steps: Box<dyn FnOnce() -> Vec<PastStep> + Send> =
            Box::new(move || trail().into_iter().map(PastStep::from).collect());
        let sheet = ExportSheet::of(session.seen().clone(), Arc::new(LazyLock::new(steps)), format);
        self.view.overlay = Some(Overlay::Export(Box::new(sheet)));
    }

    /// Opens it at the first thing there is.
    pub(super) fn export_any(&mut self) {
        let first = formats::kinds_written(FORMATS).first().copied();
        let of_kind = |format: &&Format| first == Some(format.kind) && format.is_written();
        if let Some(format) = FORMATS.iter().find(of_kind) {
            self.export(format);
        }
    }

    /// Shows the last file that was written in its folder, as the system does it.
    pub(super) fn reveal(&mut self) {
        let Some(path) = &self.written else {
            self.said = Some(text("reveal-nothing"));
            return;
        };
        if let Err(why) = reveal::in_its_folder(path) {
            let (file, why) = (path.display().to_string(), tell(&why));
            self.warnings.push(with("reveal-not", &[("file", file.into()), ("why", why.into())]));
        }
    }

    /// Makes a file of a figure, on another thread since an image takes a while, and asks where it goes.
    pub(super) fn save_picture(&mut self, ctx: &Context, name: &str, figure: Box<Figure>, saved: Saved) {
        let name = |extension| format!("{name}.{extension}");
        let (name, contents) = match saved {
            Saved::Svg => (name("svg"), picture::svg(&figure).into_bytes()),
            Saved::Csv => (name("csv"), picture::numbers(&figure).csv()),
            Saved::Png => {
                let name = name("png");
                return self.work(ctx, text("working-export"), Stops::Never, move |_| {
                    let made = picture::png(&figure, fonts::installed);
                    Box::new(move |app, ctx| match made {
                        Ok(Exported { bytes, lost }) => {
                            app.warnings.extend(lost.iter().map(lost::told));
                            app.perform(ctx, Action::SaveAs { name, contents: bytes });
                        }
                        Err(why) => {
                            app.warnings.push(with("leaving-not-made", &[("why", tell(&why).into())]));
                        }
                    })
                });
            }
        };
        self.perform(ctx, Action::SaveAs { name, contents });
    }
}

/// A file or folder before it is written.
struct Made {
    /// What writes it.
    action: Action,
    /// What is not in it.
    lost: Vec<Lost>,
    /// The part of the project that it is made of, and of its steps.
    wanted: Project,
    steps: Vec<PastStep>,
}

/// That a file could not be made, and why.
fn not_made(why: &io::Error) -> String {
    with("leaving-not-made", &[("why", tell(why).into())])
}

fn made_of(
    project: &Project,
    steps: &[PastStep],
    format: &Format,
    target: Target,
    part: &Part,
) -> io::Result<Made> {
    let (wanted, mut lost) = part.of(project);
    let (steps, left) = part.steps(project, steps.to_vec());
    lost.extend(left);
    let (name, options) = (format.file_name(project), ExportOptions { steps, target });
    let action = match format.write {
        Writer::File(write) => {
            let Exported { bytes, lost: more } = formats::made(write, &wanted, &options)?;
            lost.extend(more);
            Action::SaveAs { name, contents: bytes }
        }
        Writer::Folder(write) => {
            let folder = write(&wanted, &options);
            lost.extend(folder.lost.iter().cloned());
            Action::SaveFolder { name, files: folder.in_memory() }
        }
        Writer::Never => return Err(io::Error::other("it is only read")),
    };
    Ok(Made { action, lost, wanted, steps: options.steps })
}
