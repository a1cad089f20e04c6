//! Files that were brought in and are kept, on opening. Never writes.

use super::Damage;
use super::layout::SOURCES;
use super::load::Reader;
use super::records::SourcesFile;
use super::words::kept_bytes;
use crate::lang::message;
use crate::model::{Edit, Project};

impl Reader<'_> {
    /// The files that were brought in and are kept, where there are any.
    pub(super) fn read_sources(&mut self, project: &mut Project) {
        let is_there = self.disk.state(&self.dir.join(SOURCES)).is_ok()
            || !self.names_saved(|f| f == SOURCES).is_empty();
        if !is_there || self.is_removed(SOURCES) {
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
