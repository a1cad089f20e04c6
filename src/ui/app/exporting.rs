//! Writing a study for other programs. Never writes a file itself: that waits for a place that somebody names.

use egui::Context;

use super::App;
use super::overlay::Overlay;
use super::working::Stops;
use crate::formats::{Format, Part, PastStep, Target};
use crate::lang::text;
use crate::ui::app::export_sheet::{self, ExportSheet};
use crate::ui::context::lost;

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
}
