//! Writing a study for other programs. Never writes a file itself: that waits for a place that somebody names.

use egui::Context;

use super::chart::Saved;
use super::leaving::{self, Leaving, Made};
use super::overlay::Overlay;
use super::working::Stops;
use super::{Action, App};
use crate::chart::Figure;
use crate::formats::{ExportOptions, Exported, FORMATS, Format, Kind, PastStep, Write, made, picture};
use crate::lang::{text, with};
use crate::model::slug;
use crate::session::fonts;

/// What writes a kind into files that end so.
fn writer(kind: Kind, extension: &str) -> Option<Write> {
    let fits = |f: &&Format| f.kind == kind && f.extensions.contains(&extension);
    FORMATS.iter().filter(fits).find_map(|format| format.write)
}

impl App {
    /// Writes what a project holds of a kind that nobody codes, into a file that ends so; what does not go into it is told.
    pub(super) fn export(&mut self, ctx: &Context, kind: Kind, extension: &str) {
        let Some(project) = self.session.as_ref().map(crate::session::Session::seen) else { return };
        let Some(write) = writer(kind, extension) else { return };
        let Exported { bytes, lost } = match made(write, project, &ExportOptions::default()) {
            Ok(made) => made,
            Err(why) => return self.warnings.push(leaving::not_made(&why)),
        };
        let name = format!("{}-{}.{extension}", slug(project.title()), kind.id());
        self.warnings.extend(lost.iter().map(leaving::told));
        self.perform(ctx, Action::SaveAs { name, contents: bytes });
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
                            app.warnings.extend(lost.iter().map(leaving::told));
                            app.perform(ctx, Action::SaveAs { name, contents: bytes });
                        }
                        Err(why) => app.warnings.push(with("leaving-not-made", &[("why", why.into())])),
                    })
                });
            }
        };
        self.perform(ctx, Action::SaveAs { name, contents });
    }

    /// Asks what of a project goes into a file, and shows what does not, before it is written.
    pub(super) fn leave(&mut self, ctx: &Context, kind: Kind, extension: &'static str) {
        if let Some(write) = writer(kind, extension) {
            self.leave_as(ctx, Made::File(kind, extension, write));
        }
    }

    /// The same of a data package, which goes into a folder.
    pub(super) fn leave_as_package(&mut self, ctx: &Context) {
        self.leave_as(ctx, Made::Package);
    }

    fn leave_as(&mut self, ctx: &Context, made: Made) {
        let Some(session) = &self.session else { return };
        let (project, trail) = (session.seen().clone(), session.trail());
        self.work(ctx, text("working-export"), Stops::Never, move |_| {
            let trail = if matches!(made, Made::Package) { trail() } else { Vec::new() };
            let steps = trail.into_iter().map(PastStep::from).collect();
            let leaving = Leaving::of(project, steps, made);
            Box::new(move |app, _| app.view.overlay = Some(Overlay::Export(Box::new(leaving))))
        });
    }
}
