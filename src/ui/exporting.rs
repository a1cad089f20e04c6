//! Writing a study for other programs. Never writes a file itself: that waits for a place that somebody names.

use egui::Context;

use super::app::Waiting;
use super::dialogs::Question;
use super::{Action, App};
use crate::formats::package::{self, Package};
use crate::formats::{ExportOptions, Exported, FORMATS, Format, Kind, Lost};
use crate::lang::{text, with};
use crate::model::slug;

impl App {
    /// Writes what a project holds of a kind, into a file that ends so; what does not go into it is told.
    pub(super) fn export(&mut self, ctx: &Context, kind: Kind, extension: &str) {
        let Some(session) = &self.session else { return };
        let project = session.seen();
        let fits = |f: &&Format| f.kind == kind && f.extensions.contains(&extension);
        let Some(write) = FORMATS.iter().filter(fits).find_map(|format| format.write) else { return };
        let Exported { bytes, lost } = write(project, &ExportOptions::default());
        let name = format!("{}-{}.{extension}", slug(project.title()), kind.id());
        self.tell_lost(&lost);
        self.perform(ctx, Action::SaveAs { name, contents: bytes });
    }

    /// Writes the study as a data package, into a folder that is asked for.
    pub(super) fn export_package(&mut self, ctx: &Context) {
        let Some(session) = &self.session else { return };
        let Package { files, lost } = package::export(session.seen(), &[]);
        let name = format!("{}-{}", slug(session.project().title()), Kind::Package.id());
        self.tell_lost(&lost);
        let question = Question::Save { title: text("save-as"), name };
        self.ask(ctx, Waiting::SaveFolder(files), question);
    }

    fn tell_lost(&mut self, lost: &[Lost]) {
        self.warnings.extend(lost.iter().map(|lost| {
            let values = [
                ("n", lost.count.into()),
                ("what", lost.what.as_str().into()),
                ("why", lost.why.as_str().into()),
            ];
            with("import-lost", &values)
        }));
    }
}
