//! What only some studies have, on opening: a plan, and files that were brought in and are kept. Never writes.

use super::Damage;
use super::layout::{PLAN, SOURCES};
use super::load::Reader;
use super::records::{PlanFile, SourcesFile};
use super::words::kept_bytes;
use crate::lang::message;
use crate::model::{Edit, Project};

impl Reader<'_> {
    /// Whether a file that not every study has is, or should be, there.
    fn is_there(&self, file: &str) -> bool {
        let found =
            self.disk.state(&self.dir.join(file)).is_ok() || !self.names_saved(|f| f == file).is_empty();
        found && !self.is_removed(file)
    }

    /// Sets of transcripts, who is to code what, and scopes, where there are any.
    pub(super) fn read_plan(&mut self, project: &mut Project) {
        if !self.is_there(PLAN) {
            return;
        }
        let plan = self.read::<PlanFile>(PLAN);
        let plan = plan.unwrap_or_else(|| self.rebuilt().map(PlanFile::of).unwrap_or_default());
        self.put(project, PLAN, plan.edits());
    }

    /// The files that were brought in and are kept, where there are any.
    pub(super) fn read_sources(&mut self, project: &mut Project) {
        if !self.is_there(SOURCES) {
            return;
        }
        let files = match self.read::<SourcesFile>(SOURCES) {
            Some(file) => file.files,
            None => {
                let good = self.rebuilt().into_iter().flat_map(Project::kept_files);
                good.map(|f| (**f).clone()).collect()
            }
        };
        let mut edits = Vec::with_capacity(files.len());
        for mut file in files {
            file.bytes = kept_bytes(self.disk, self.dir, &file);
            if file.bytes.is_some() {
                edits.push(Edit::KeepFile(Box::new(file)));
                continue;
            }
            let what = message!("damage-kept", name = file.name);
            let remedy = message!("remedy-kept");
            self.damaged.insert(SOURCES.to_owned());
            self.block(Damage::new(SOURCES, what, remedy));
        }
        self.put(project, SOURCES, edits);
    }
}
