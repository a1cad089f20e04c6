//! Writing a study for other programs. Never writes a file itself: that waits for a place that somebody names.

use egui::Context;

use super::App;
use super::overlay::Overlay;
use super::working::Stops;
use crate::chart::Figure;
use crate::formats::{Exported, Format, Part, PastStep, Target, picture};
use crate::lang::{tell, text, with};
use crate::session::fonts;
use crate::ui::app::export_sheet::{self, ExportSheet};
use crate::ui::context::{Action, lost, saved::Saved};

impl App {
    /// Writes a project in a format. Where a person may choose something, they are asked, and shown what does not go into
    /// the file, before it is written; else that is told beside it.
    pub(super) fn export(&mut self, ctx: &Context, format: &'static Format) {
        let Some(session) = &self.session else { return };
        let project = session.seen().clone();
        if format.choices.is_empty() {
            match export_sheet::made_of(&project, &[], format, Target::default(), &Part::default()) {
                Ok((action, lost)) => {
                    self.warnings.extend(lost.iter().map(lost::told));
                    self.perform(ctx, action);
                }
                Err(why) => self.warnings.push(export_sheet::not_made(&why)),
            }
            return;
        }
        let trail = session.trail();
        self.work(ctx, text("working-export"), Stops::Never, move |_| {
            let trail = if format.steps { trail() } else { Vec::new() };
            let steps = trail.into_iter().map(PastStep::from).collect();
            let leaving = ExportSheet::of(project, steps, format);
            Box::new(move |app, _| app.view.overlay = Some(Overlay::Export(Box::new(leaving))))
        });
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
