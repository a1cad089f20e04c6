//! Each kind of file on opening: what stands in it becomes edits; where it is damaged, the journals' copy stands in.

use std::collections::BTreeSet;

use super::layout::{self, CODEBOOK, LAYERS, PROJECT};
use super::load::{Fetched, Reader, Unfit};
use super::parallel::{parallel, processors};
use super::quotes::{anchored, found};
use super::records::{CodebookFile, LayerFile, ProjectFile, stand_in_code, stand_in_coder};
use super::sync::SyncCopy;
use super::words::past_text;
use super::{Damage, StoreError, needs};
use crate::lang::{Message, Tell, message, place, said};
use crate::model::{
    CodeId, CoderId, CodingRecord, Edit, LayerRecords, OrphanRecord, Passage, Phase, Project, ProjectId,
    SettlementRecord, Timestamp, TranscriptId, carried,
};
use crate::text::Text;

pub(super) fn accept() -> Message {
    message!("remedy-accept")
}

pub(super) fn repair() -> Message {
    message!("remedy-repair")
}

impl Reader<'_> {
    pub(super) fn read_project(&mut self, fetched: Fetched<ProjectFile>) -> Project {
        let file = self.accept(PROJECT, fetched);
        let Some(file) = file else {
            if let Some(good) = self.rebuilt() {
                let (coders, attributes) = (good.coders(), good.attributes());
                let edits: Vec<Edit> = coders
                    .into_iter()
                    .map(|c| Edit::PutCoder((**c).clone()))
                    .chain(attributes.into_iter().map(|a| Edit::PutAttribute((**a).clone())))
                    .chain([Edit::SetPhase(good.stage().clone())])
                    .collect();
                let mut project = Project::new(good.id(), good.title(), good.created());
                self.blind = good.phase() == Phase::Independent;
                self.put(&mut project, PROJECT, edits);
                return project;
            }
            let title = self.dir.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            return Project::new(ProjectId(uuid::Uuid::nil()), title, Timestamp::UNIX_EPOCH);
        };
        let mut project = Project::new(file.id, file.title, file.created);
        let edits = file.coders.into_iter().map(Edit::PutCoder);
        let edits = edits.chain(file.attributes.into_iter().map(Edit::PutAttribute));
        self.blind = file.stage.phase == Phase::Independent;
        let edits = edits.chain([Edit::SetPhase(file.stage)]).collect();
        self.put(&mut project, PROJECT, edits);
        project
    }

    pub(super) fn read_codebook(&mut self, project: &mut Project) {
        let read = self.read::<CodebookFile>(CODEBOOK).filter(|book| self.holds_all_used(book));
        let CodebookFile { codes, sets } = read.unwrap_or_else(|| {
            let good = self.rebuilt();
            let codes = good.into_iter().flat_map(|p| p.codebook().codes().map(|c| (**c).clone()));
            let sets = good.into_iter().flat_map(|p| p.code_sets().into_iter().map(|s| (**s).clone()));
            CodebookFile { codes: codes.collect(), sets: sets.collect() }
        });
        let edits = codes.into_iter().map(|c| Edit::PutCode(Box::new(c)));
        let edits = edits.chain(sets.into_iter().map(Edit::PutCodeSet)).collect();
        self.put(project, CODEBOOK, edits);
    }

    /// Whether a codebook has all codes that passages carry; one that lost some by other means than Concord's is damaged.
    fn holds_all_used(&mut self, book: &CodebookFile) -> bool {
        if !self.foreign.contains(CODEBOOK) {
            return true;
        }
        let there: BTreeSet<CodeId> = book.codes.iter().map(|code| code.id).collect();
        let used = self.rebuilt().into_iter().flat_map(Project::layers).flat_map(|layer| layer.codings());
        let lost = used.map(|coding| coding.code).any(|code| !there.contains(&code));
        if lost {
            self.damaged.insert(CODEBOOK.to_owned());
            let what = message!("damage-codes-gone");
            self.block(Damage::new(CODEBOOK, what, repair()));
        }
        !lost
    }

    /// Makes edits that a file stands for; those that do not fit are named, and the others made.
    pub(super) fn put(&mut self, project: &mut Project, file: &str, edits: Vec<Edit>) {
        match project.apply_all(&edits) {
            Ok(next) => *project = next,
            Err(_) => {
                for edit in edits {
                    let Err(why) = project.apply(&edit).map(|next| *project = next) else { continue };
                    // What speaks of something that is gone stays without that.
                    let good = self.rebuilt().cloned();
                    let known = good.as_ref().unwrap_or(project);
                    if let Ok(next) = needs::put(project, &edit, known) {
                        *project = next;
                    }
                    let remedy = if self.lost.is_empty() { repair() } else { accept() };
                    // While everybody codes independently, what somebody wrote is not for all.
                    let what = match project.phase() {
                        Phase::Independent => message!("damage-misfit"),
                        Phase::Comparison | Phase::Consensus => why.message(),
                    };
                    self.name_unfit(Unfit::Edit, Damage::new(file, what, remedy));
                }
            }
        }
    }

    pub(super) fn read_layers(&mut self, project: &mut Project) -> Result<(), StoreError> {
        let folders = self.disk.list(&self.dir.join(LAYERS)).unwrap_or_default();
        let mut names: BTreeSet<String> = self.names_saved(|f| folder_of(f) == LAYERS);
        for folder in folders {
            let Some(slug) = folder.file_name().and_then(|n| n.to_str()) else { continue };
            names.extend(self.names(&format!("{LAYERS}/{slug}"), |_| false));
        }
        let names: Vec<String> = names.into_iter().filter(|file| !self.is_removed(file)).collect();
        let progress = self.progress;
        progress.expect(names.len());
        let fetched = parallel(processors(), &names, |file| {
            progress.go_on()?;
            progress.step();
            Ok(self.fetch::<LayerFile>(file))
        });
        let fetched = fetched.into_iter().collect::<Result<Vec<_>, StoreError>>()?;
        let slugs = layout::coder_slugs(project);
        let mut read = Vec::with_capacity(names.len());
        for (file, fetched) in names.into_iter().zip(fetched) {
            let layer = self.accept(&file, fetched).or_else(|| self.rebuilt_layer(&file));
            let Some(layer) = layer.map(|layer| self.believed(project, &file, layer)) else { continue };
            let of = project.transcript(layer.transcript).zip(slugs.get(&layer.coder));
            let of = of.map(|(of, slug)| layout::layer_file_of(slug, of)).filter(|of| *of != file);
            read.push((file, layer, of));
        }
        let in_place: BTreeSet<(TranscriptId, CoderId)> =
            read.iter().filter(|(.., of)| of.is_none()).map(|(_, l, _)| (l.transcript, l.coder)).collect();
        let mut ids: BTreeSet<(TranscriptId, CoderId)> = BTreeSet::new();
        let mut layers = Vec::with_capacity(read.len());
        for (file, layer, of) in read {
            // The same layer stands where it should.
            if let Some(of) = of.clone().filter(|_| in_place.contains(&(layer.transcript, layer.coder))) {
                self.copies.push(SyncCopy { file, of });
                continue;
            }
            self.misplaced.extend(of.map(|of| (file.clone(), of)));
            if !ids.insert((layer.transcript, layer.coder)) {
                let what = message!("damage-same-layer");
                self.damaged.insert(file.clone());
                self.block(Damage::new(&file, what, message!("remedy-set-aside")));
                continue;
            }
            let layer = self.on_todays_words(project, layer);
            layers.push((file, layer));
        }
        // All at once where nothing is wrong, one by one to find what is.
        let edits: Vec<Edit> = layers.iter().flat_map(|(_, layer)| layer.edits()).collect();
        match project.apply_all(&edits) {
            Ok(next) => *project = next,
            Err(_) => layers.into_iter().for_each(|(file, layer)| self.put_layer(project, &file, layer)),
        }
        progress.go_on()
    }

    /// A layer that something other than Concord changed, so that its codings no longer stand on the words that it is
    /// about, is damaged like any file.
    fn believed(&mut self, project: &Project, file: &str, layer: LayerFile) -> LayerFile {
        let of = project.transcript(layer.transcript);
        let of = of.filter(|of| layer.text.as_deref() == Some(of.sha256()) && self.foreign.contains(file));
        let stands = |coding: &CodingRecord| of.is_none_or(|of| coding.passage().place(of.text()).is_ok());
        if layer.codings.iter().all(stands) {
            return layer;
        }
        self.damaged.insert(file.to_owned());
        let what = message!("damage-quotes");
        self.block(Damage::new(file, what, repair()));
        self.rebuilt_layer(file).unwrap_or(layer)
    }

    /// A layer that was saved before somebody corrected the words goes with them. Where the words were changed by other
    /// means, it is for the quotes to say where its codings stand.
    fn on_todays_words(&self, project: &Project, layer: LayerFile) -> LayerFile {
        let Some(of) = project.transcript(layer.transcript) else { return layer };
        let older = layer.text.as_deref().filter(|sum| *sum != of.sha256());
        let changed = self.damaged.contains(&layout::text_file(of));
        let Some(before) = older.filter(|_| !changed).and_then(|sum| past_text(self.disk, self.dir, sum))
        else {
            return layer;
        };
        let records = LayerRecords {
            codings: layer.codings.clone(),
            orphans: layer.orphans.clone(),
            settlements: layer.settlements.clone(),
        };
        let text = Some(of.sha256().to_owned());
        LayerFile { text, ..layer }.with(carried(records, &before, of.text()))
    }

    fn rebuilt_layer(&self, file: &str) -> Option<LayerFile> {
        let good = self.rebuilt()?;
        let layer = good.layers().find(|l| {
            good.transcript(l.transcript()).is_some_and(|t| layout::layer_file(good, l.coder(), t) == file)
        })?;
        Some(LayerFile::of(layer, good.transcript(layer.transcript())?))
    }

    fn put_layer(&mut self, project: &mut Project, file: &str, layer: LayerFile) {
        let LayerFile { transcript, coder, status, text: on, codings, mut orphans, settlements } = layer;
        let mut edits = Vec::new();
        if project.coder(coder).is_none() {
            let name = file.split('/').nth(1).unwrap_or("unknown");
            edits.push(Edit::PutCoder(stand_in_coder(coder, name)));
            let what = message!("damage-coder-gone");
            let damage = Damage::new(file, what, self.stand_in_remedy(PROJECT));
            self.name_unfit(Unfit::InPart, damage);
        }
        let Some(text) = project.transcript(transcript).map(|t| t.text().clone()) else {
            let codings = codings.len() + orphans.len();
            let what = message!("damage-transcript-gone", codings);
            self.name_unfit(Unfit::Whole, Damage::new(file, what, Message::default()));
            return;
        };
        let used = codings.iter().map(|c| c.code).chain(orphans.iter().map(|o| o.code));
        let lost: BTreeSet<CodeId> = used.filter(|c| project.codebook().get(*c).is_none()).collect();
        if !lost.is_empty() {
            let what = message!("damage-codes-unknown", codes = lost.len());
            let damage = Damage::new(file, what, self.stand_in_remedy(CODEBOOK));
            self.name_unfit(Unfit::InPart, damage);
            edits.extend(lost.into_iter().map(|id| Edit::PutCode(Box::new(stand_in_code(id)))));
        }
        let codings = codings.into_iter().filter_map(|c| self.place(file, &text, c, &mut orphans)).collect();
        let settlements = settlements.into_iter().filter_map(|s| self.settled(file, &text, s)).collect();
        let layer = LayerFile { transcript, coder, status, text: on, codings, orphans, settlements };
        edits.extend(layer.edits());
        self.put(project, file, edits);
    }

    /// What to do where something is stood in for that a file should have.
    fn stand_in_remedy(&self, file: &str) -> Message {
        if self.lost.contains(file) { accept() } else { repair() }
    }

    /// A coding at its place, or where its quote stands now; an orphan, named, where it stands nowhere.
    fn place(
        &mut self,
        file: &str,
        text: &Text,
        coding: CodingRecord,
        orphans: &mut Vec<OrphanRecord>,
    ) -> Option<CodingRecord> {
        if coding.passage().place(text).is_ok() {
            return Some(coding);
        }
        let at = match self.blind {
            true => Message::default(),
            false => {
                let (start, end) = (place(coding.start.0), place(coding.end.0));
                message!("place-coding", id = said(coding.id), start, end)
            }
        };
        if let Some(found) = anchored(text, &coding) {
            let CodingRecord { start, end, .. } = found;
            let what = match self.blind {
                true => message!("damage-words-elsewhere"),
                false => message!("damage-words-at", start = place(start.0), end = place(end.0)),
            };
            self.name_unfit(Unfit::InPart, Damage::new(file, what, repair()).at(at));
            return Some(found);
        }
        let what = message!("damage-words-nowhere");
        self.name_unfit(Unfit::InPart, Damage::new(file, what, repair()).at(at));
        orphans.push(coding.without_passage());
        None
    }

    /// What was decided about a passage, at its place or where its quote stands now; named where it stands nowhere.
    fn settled(&mut self, file: &str, text: &Text, record: SettlementRecord) -> Option<SettlementRecord> {
        if record.passage().place(text).is_ok() {
            return Some(record);
        }
        if let Some(Passage { start, end, quote }) = found(text, &record.passage()) {
            return Some(SettlementRecord { start, end, quote, ..record });
        }
        let what = message!("damage-settlement");
        let damage = Damage::new(file, what, repair()).at(message!("place-settlement", id = said(record.id)));
        self.name_unfit(Unfit::InPart, damage);
        None
    }
}

/// The folder of the project that a file stands in.
pub(super) fn folder_of(file: &str) -> &str {
    file.split_once('/').map_or("", |(folder, _)| folder)
}
