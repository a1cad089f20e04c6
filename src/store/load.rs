//! Opening a folder: everything that is whole opens, everything that is not is named. Never writes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::journal::{self, Checkpoint, Step};
use super::layout::{CASES, CODEBOOK, HISTORY, LAYERS, MEMOS, PROJECT, STAGED, TEXTS, TRANSCRIPTS, is_plain};
use super::records::{
    CasesFile, CodebookFile, FORMAT_VERSION, LayerFile, MemosFile, ProjectFile, stand_in_code, stand_in_coder,
};
use super::{Damage, Disk, StoreError, lock, rebuild, ronfile};
use crate::model::{
    CodeId, CoderId, CodingRecord, Completeness, Edit, Passage, Project, ProjectId, Timestamp, TranscriptId,
    TranscriptRecord, TurnRecord, sha256,
};
use crate::text::{self, CharPos, Text, TurnRules};

const REPAIR: &str = "`concord check --repair` puts the last good copy back";

/// A folder as it was read.
#[derive(Debug)]
pub struct Loaded {
    /// All that could be read, with the steps of the journals made.
    pub project: Project,
    /// What is not as it should be.
    pub damage: Vec<Damage>,
    /// Why nothing may be written before that is settled.
    pub read_only: Option<String>,
    /// What the files alone hold, before the journals.
    pub(super) on_files: Project,
    /// Each coder's checkpoint and the steps after it.
    pub(super) tails: BTreeMap<String, Tail>,
    /// SHA-256 of each RON file as it was read.
    pub(super) sums: BTreeMap<String, String>,
    /// Files whose own bytes are damaged.
    pub(super) damaged: BTreeSet<String>,
}

/// What one coder's journal says beyond the files.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    pub checkpoint: Checkpoint,
    /// Bytes of the journal's whole lines.
    pub length: u64,
    /// The last step there is.
    pub last: u64,
    pub steps: Vec<Step>,
}

/// Opens a project's folder for reading.
///
/// # Errors
/// When there is no project, or the folder cannot be read at all.
pub fn load(disk: &dyn Disk, dir: &Path) -> Result<Loaded, StoreError> {
    let _quiet = lock::folder(dir, false);
    load_quiet(disk, dir)
}

/// As [`load`], where the caller keeps the folder quiet.
pub(super) fn load_quiet(disk: &dyn Disk, dir: &Path) -> Result<Loaded, StoreError> {
    let listed = disk.list(dir).map_err(|why| StoreError::io(dir, "reading", why))?;
    let has = |name: &str| listed.iter().any(|p| p.file_name().is_some_and(|n| n == name));
    if !has(PROJECT) && !(has(HISTORY) && has(CODEBOOK)) {
        return Err(StoreError::NotAProject(dir.to_owned()));
    }
    let mut reader = Reader::new(disk, dir);
    let on_files = reader.files();
    let project = reader.replay(&on_files);
    let Reader { tails, damage, sums, damaged, read_only, .. } = reader;
    Ok(Loaded { project, damage, read_only, on_files, tails, sums, damaged })
}

/// The coders who have a journal or checkpoint in a folder, by the name of their files.
pub(super) fn writers(disk: &dyn Disk, dir: &Path) -> BTreeSet<String> {
    let files = disk.list(&dir.join(HISTORY)).unwrap_or_default();
    let names = files.iter().filter_map(|p| p.file_name()?.to_str()?.strip_suffix(".ron").map(str::to_owned));
    names.map(|n| n.strip_suffix(".checkpoint").map_or(n.clone(), str::to_owned)).collect()
}

struct Reader<'a> {
    disk: &'a dyn Disk,
    dir: &'a Path,
    tails: BTreeMap<String, Tail>,
    /// Where the newest bytes of a file stand, if a save was made and not put in place.
    staged: BTreeMap<String, String>,
    damage: Vec<Damage>,
    read_only: Option<String>,
    sums: BTreeMap<String, String>,
    damaged: BTreeSet<String>,
    /// Whether the files cannot be believed.
    journals_only: bool,
    /// The project as the journals alone tell it, made when a file is damaged.
    rebuilt: OnceLock<Option<Project>>,
}

impl<'a> Reader<'a> {
    fn new(disk: &'a dyn Disk, dir: &'a Path) -> Self {
        let mut reader = Self {
            disk,
            dir,
            tails: BTreeMap::new(),
            staged: BTreeMap::new(),
            damage: Vec::new(),
            read_only: None,
            sums: BTreeMap::new(),
            damaged: BTreeSet::new(),
            journals_only: false,
            rebuilt: OnceLock::new(),
        };
        for who in writers(disk, dir) {
            reader.read_tail(who);
        }
        reader
    }

    fn read_tail(&mut self, who: String) {
        let checkpoint = match Checkpoint::read(self.disk, self.dir, &who) {
            Ok(checkpoint) => checkpoint,
            Err(damage) => {
                // Which steps the files hold is lost, so the journals alone are believed.
                let journal = journal::read(self.disk, self.dir, &who, 0);
                self.journals_only = true;
                self.damaged.insert(damage.file.clone());
                self.block(damage);
                let last = journal.steps.last().map_or(0, |s| s.n);
                self.tails.insert(who, Tail { length: journal.length, last, ..Tail::default() });
                return;
            }
        };
        let journal = journal::read(self.disk, self.dir, &who, checkpoint.length);
        let last = journal.steps.last().map_or(checkpoint.step, |s| s.n);
        if !journal.damage.is_empty() {
            let cut = journal.length < checkpoint.length;
            for damage in journal.damage {
                if cut { self.damage.push(damage) } else { self.block(damage) }
            }
        }
        for (file, name) in &checkpoint.staged {
            let path = format!("{STAGED}/{who}/{name}");
            if self.dir.join(&path).exists() {
                self.staged.insert(file.clone(), path);
            }
        }
        self.tails.insert(who, Tail { checkpoint, length: journal.length, last, steps: journal.steps });
    }

    /// Names damage that must be settled before anything is written.
    fn block(&mut self, damage: Damage) {
        self.read_only.get_or_insert_with(|| format!("open for reading only, because of damage: {damage}"));
        self.damage.push(damage);
    }

    fn bytes(&self, file: &str, limit: u64) -> Result<Vec<u8>, Damage> {
        let from = self.staged.get(file).map_or(file, String::as_str);
        ronfile::read(self.disk, self.dir, from, limit).map_err(|d| Damage { file: file.to_owned(), ..d })
    }

    /// Whether somebody saved these bytes; where nobody ever saved the file, there is nothing to say.
    fn notice_change(&mut self, file: &str, sum: &str) {
        let mut known = self.tails.values().filter_map(|t| t.checkpoint.files.get(file)).peekable();
        if known.peek().is_some() && !known.any(|k| k == sum) {
            let what = "the file was changed by something other than Concord since it was saved";
            let remedy = "if nobody changed it on purpose, put back a copy from before";
            self.damage.push(Damage::new(file, what, remedy));
        }
    }

    fn read<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let read = self.bytes(file, ronfile::MAX_BYTES).and_then(|bytes| {
            let sum = sha256(&bytes);
            ronfile::parse::<T>(file, &bytes).map(|(value, unknown)| (value, unknown, sum))
        });
        match read {
            Ok((value, unknown, sum)) => {
                self.notice_change(file, &sum);
                self.sums.insert(file.to_owned(), sum);
                if !unknown.is_empty() {
                    let what = format!("this version does not know what is in {}", unknown.join(", "));
                    let remedy = "open it with a newer version, which knows; nothing is written here";
                    self.block(Damage::new(file, what, remedy));
                }
                Some(value)
            }
            Err(damage) => {
                self.damaged.insert(file.to_owned());
                self.block(damage);
                None
            }
        }
    }

    /// What the journals alone tell, to stand in for a damaged file.
    fn rebuilt(&self) -> Option<&Project> {
        self.rebuilt.get_or_init(|| rebuild::rebuild(self.disk, self.dir)).as_ref()
    }

    fn files(&mut self) -> Project {
        let mut project = self.read_project();
        self.read_codebook(&mut project);
        if let Some(file) = self.read::<CasesFile>(CASES) {
            self.put(&mut project, CASES, file.cases.into_iter().map(Edit::PutCase).collect());
        } else if let Some(cases) =
            self.rebuilt().map(|p| p.cases().into_iter().map(|c| (**c).clone()).collect())
        {
            let cases: Vec<_> = cases;
            self.put(&mut project, CASES, cases.into_iter().map(Edit::PutCase).collect());
        }
        self.read_transcripts(&mut project);
        self.read_layers(&mut project);
        self.read_memos(&mut project);
        project
    }

    fn read_project(&mut self) -> Project {
        let file = self.read::<ProjectFile>(PROJECT);
        let Some(file) = file else {
            if let Some(good) = self.rebuilt() {
                let (coders, attributes) = (good.coders(), good.attributes());
                let edits: Vec<Edit> = coders
                    .into_iter()
                    .map(|c| Edit::PutCoder((**c).clone()))
                    .chain(attributes.into_iter().map(|a| Edit::PutAttribute((**a).clone())))
                    .collect();
                let mut project = Project::new(good.id(), good.title(), good.created());
                self.put(&mut project, PROJECT, edits);
                return project;
            }
            let title = self.dir.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            return Project::new(ProjectId(uuid::Uuid::nil()), title, Timestamp::UNIX_EPOCH);
        };
        if file.format_version > FORMAT_VERSION {
            let what = format!(
                "the project is of format {}, made by a newer version; this one knows up to {FORMAT_VERSION}",
                file.format_version
            );
            self.block(Damage::new(PROJECT, what, "update Concord to change it; it can be read here"));
        }
        let mut project = Project::new(file.id, file.title, file.created);
        let edits = file.coders.into_iter().map(Edit::PutCoder);
        let edits = edits.chain(file.attributes.into_iter().map(Edit::PutAttribute)).collect();
        self.put(&mut project, PROJECT, edits);
        project
    }

    fn read_codebook(&mut self, project: &mut Project) {
        let codes = match self.read::<CodebookFile>(CODEBOOK) {
            Some(file) => file.codes,
            None => self
                .rebuilt()
                .map(|p| p.codebook().codes().map(|c| (**c).clone()).collect())
                .unwrap_or_default(),
        };
        let edits = codes.into_iter().map(|c| Edit::PutCode(Box::new(c))).collect();
        self.put(project, CODEBOOK, edits);
    }

    /// Makes edits that a file stands for; those that do not fit are named, and the others made.
    fn put(&mut self, project: &mut Project, file: &str, edits: Vec<Edit>) {
        match project.apply_all(&edits) {
            Ok(next) => *project = next,
            Err(_) => {
                for edit in edits {
                    match project.apply(&edit) {
                        Ok(next) => *project = next,
                        Err(why) => self.block(Damage::new(file, why.to_string(), REPAIR)),
                    }
                }
            }
        }
    }

    fn read_transcripts(&mut self, project: &mut Project) {
        let names =
            self.names(TRANSCRIPTS, |tail| tail.starts_with("transcripts/") && tail.ends_with(".ron"));
        let mut edits = Vec::with_capacity(names.len());
        for file in names {
            let record = self.read::<TranscriptRecord>(&file);
            let record = record.or_else(|| {
                let good = self.rebuilt()?;
                let found =
                    good.transcripts().into_iter().find(|t| file == super::layout::transcript_file(t));
                found.map(|t| t.record())
            });
            let Some(mut record) = record else { continue };
            if !is_plain(&record.slug) || file != format!("{TRANSCRIPTS}/{}.ron", record.slug) {
                let what = format!("it names its text “{}”, which is not beside it", record.slug);
                self.block(Damage::new(&file, what, REPAIR));
                continue;
            }
            if self.read_text(&mut record) {
                edits.push(Edit::PutTranscript(Box::new(record)));
            }
        }
        self.put(project, TRANSCRIPTS, edits);
    }

    /// Reads the words of a transcript; says whether there are any.
    fn read_text(&mut self, record: &mut TranscriptRecord) -> bool {
        let file = format!("{TRANSCRIPTS}/{}.txt", record.slug);
        let read = self.bytes(&file, Text::MAX_BYTES as u64);
        let damage = match read {
            Ok(bytes) => {
                let found = sha256(&bytes);
                match String::from_utf8(bytes) {
                    Ok(words) if found == record.sha256 => {
                        record.text = Some(Text::new(words));
                        return true;
                    }
                    Ok(words) if !words.is_empty() => {
                        let what = "the words are not the ones that were coded: the text was changed outside Concord";
                        let remedy = format!("{REPAIR}; until then its codings are shown by their quotes");
                        self.damaged.insert(file.clone());
                        self.block(Damage::new(&file, what, remedy));
                        let text = Text::new(words);
                        let fit = |t: &TurnRecord| t.place(&text, record.speakers.len()).is_some();
                        if !record.turns.iter().all(fit) {
                            record.turns = turns_of(&text, record);
                        }
                        record.sha256 = found;
                        record.text = Some(text);
                        return true;
                    }
                    Ok(_) => Damage::new(&file, "the file is empty", REPAIR),
                    Err(e) => {
                        let what = format!("the bytes at {} are not UTF-8", e.utf8_error().valid_up_to());
                        Damage::new(&file, what, REPAIR)
                    }
                }
            }
            Err(damage) => Damage { remedy: REPAIR.into(), ..damage },
        };
        self.damaged.insert(file);
        self.block(damage);
        record.text = kept_text(self.disk, self.dir, &record.sha256);
        record.text.is_some()
    }

    fn read_layers(&mut self, project: &mut Project) {
        let folders = self.disk.list(&self.dir.join(LAYERS)).unwrap_or_default();
        let mut names: BTreeSet<String> = self.names_saved(|f| f.starts_with("layers/"));
        for folder in folders {
            let Some(slug) = folder.file_name().and_then(|n| n.to_str()) else { continue };
            names.extend(self.names(&format!("{LAYERS}/{slug}"), |_| false));
        }
        let mut ids: BTreeSet<(TranscriptId, CoderId)> = BTreeSet::new();
        for file in names {
            if self.is_removed(&file) {
                continue;
            }
            let layer = self.read::<LayerFile>(&file).or_else(|| self.rebuilt_layer(&file));
            let Some(layer) = layer else { continue };
            if !ids.insert((layer.transcript, layer.coder)) {
                let what = "another file holds the same coder's codings of the same transcript";
                self.block(Damage::new(&file, what, "keep the one that is right and remove the other"));
                continue;
            }
            self.put_layer(project, &file, layer);
        }
    }

    fn rebuilt_layer(&self, file: &str) -> Option<LayerFile> {
        let good = self.rebuilt()?;
        let layer = good.layers().find(|l| {
            good.transcript(l.transcript())
                .is_some_and(|t| super::layout::layer_file(good, l.coder(), t) == file)
        })?;
        let text = good.transcript(layer.transcript())?.text();
        Some(LayerFile {
            transcript: layer.transcript(),
            coder: layer.coder(),
            status: layer.status(),
            codings: layer.codings().iter().map(|c| c.record(text)).collect(),
        })
    }

    fn put_layer(&mut self, project: &mut Project, file: &str, layer: LayerFile) {
        let LayerFile { transcript, coder, status, codings } = layer;
        let mut edits = Vec::new();
        if project.coder(coder).is_none() {
            let name = file.split('/').nth(1).unwrap_or("unknown");
            edits.push(Edit::PutCoder(stand_in_coder(coder, name)));
            let what = "its coder is not in project.ron; a name made of the folder stands in";
            self.block(Damage::new(file, what, REPAIR));
        }
        let Some(text) = project.transcript(transcript).map(|t| t.text().clone()) else {
            let what = format!("{} codings belong to a transcript that is not there", codings.len());
            self.block(Damage::new(
                file,
                what,
                "put the transcript's files back; the codings stay in this file",
            ));
            return;
        };
        let lost: BTreeSet<CodeId> =
            codings.iter().map(|c| c.code).filter(|c| project.codebook().get(*c).is_none()).collect();
        if !lost.is_empty() {
            let what =
                format!("{} codes that it uses are not in the codebook; stand-ins are shown", lost.len());
            self.block(Damage::new(file, what, REPAIR));
            edits.extend(lost.into_iter().map(|id| Edit::PutCode(Box::new(stand_in_code(id)))));
        }
        let codings: Vec<CodingRecord> =
            codings.into_iter().filter_map(|c| self.place(file, &text, c)).collect();
        if !codings.is_empty() {
            edits.push(Edit::PutCodings { transcript, coder, codings });
        }
        if status != Completeness::NotStarted {
            edits.push(Edit::SetStatus { transcript, coder, status });
        }
        self.put(project, file, edits);
    }

    /// A coding at its place, or where its quote stands now; none, named, where it stands nowhere.
    fn place(&mut self, file: &str, text: &Text, mut coding: CodingRecord) -> Option<CodingRecord> {
        if coding.passage().place(text).is_ok() {
            return Some(coding);
        }
        let place = format!("coding {}, {} to {}", coding.id, coding.start.0, coding.end.0);
        let length = coding.end.0.saturating_sub(coding.start.0);
        let found = find_quote(text, &coding.quote, coding.start).and_then(|start| {
            let end = text.byte_of_char(CharPos(text.char_of(start).0 + length)).unwrap_or(text.len());
            text.span_widened(start..end).ok()
        });
        if let Some(span) = found {
            let Passage { start, end, quote } = Passage::of(text, span);
            let what = format!(
                "its quote “{}” stands at {} to {}, and is shown there",
                coding.quote, start.0, end.0
            );
            self.block(Damage::new(file, what, REPAIR).at(place));
            (coding.start, coding.end, coding.quote) = (start, end, quote);
            return Some(coding);
        }
        let what =
            format!("its quote “{}” stands nowhere in the transcript; the coding is left out", coding.quote);
        self.block(Damage::new(file, what, REPAIR).at(place));
        None
    }

    fn read_memos(&mut self, project: &mut Project) {
        for file in self.names(MEMOS, |f| f.starts_with("memos/")) {
            if self.is_removed(&file) {
                continue;
            }
            let memos = self.read::<MemosFile>(&file).map(|f| f.memos);
            let memos = memos.or_else(|| {
                let good = self.rebuilt()?;
                let by = |m: &&std::sync::Arc<crate::model::Memo>| {
                    super::layout::memo_file(good, m.author) == file
                };
                Some(good.memos().into_iter().filter(by).map(|m| (**m).clone()).collect())
            });
            self.put(project, &file, memos.unwrap_or_default().into_iter().map(Edit::PutMemo).collect());
        }
    }

    /// `.ron` files in a folder of the project, and those a checkpoint says should be there.
    fn names(&self, folder: &str, saved: impl Fn(&str) -> bool) -> BTreeSet<String> {
        let listed = self.disk.list(&self.dir.join(folder)).unwrap_or_default();
        let names = listed.iter().filter_map(|p| p.file_name()?.to_str());
        let mut names: BTreeSet<String> = names
            .filter(|n| n.strip_suffix(".ron").is_some_and(is_plain))
            .map(|n| format!("{folder}/{n}"))
            .collect();
        names.extend(self.names_saved(saved));
        names.retain(|file| !self.is_removed(file));
        names
    }

    fn names_saved(&self, which: impl Fn(&str) -> bool) -> BTreeSet<String> {
        let saved = self.tails.values().flat_map(|t| t.checkpoint.files.keys());
        // Whoever saved a file may have renamed or removed it since; somebody else may have.
        let gone = |file: &String| self.tails.values().any(|t| t.checkpoint.removed.contains(file));
        saved.filter(|f| which(f) && !gone(f)).cloned().collect()
    }

    fn is_removed(&self, file: &str) -> bool {
        self.tails
            .values()
            .any(|t| t.checkpoint.removed.iter().any(|f| f == file) && !t.checkpoint.files.contains_key(file))
    }

    /// The project after the steps that the files do not hold yet.
    fn replay(&mut self, files: &Project) -> Project {
        if self.journals_only
            && let Some(rebuilt) = self.rebuilt()
        {
            return rebuilt.clone();
        }
        let mut steps: Vec<(&str, &Step)> =
            self.tails.iter().flat_map(|(who, t)| t.steps.iter().map(move |s| (who.as_str(), s))).collect();
        steps.sort_by(|(a, x), (b, y)| (x.at, a, x.n).cmp(&(y.at, b, y.n)));
        let mut project = files.clone();
        let mut damage = Vec::new();
        for (who, step) in steps {
            match rebuild::apply(self.disk, self.dir, &project, step) {
                Ok(next) => project = next,
                Err(why) => {
                    let what = format!("step {} (“{}”) cannot be made again: {why}", step.n, step.label);
                    let file = super::layout::journal_file(who);
                    damage.push(Damage::new(
                        file,
                        what,
                        "the steps after it were made; look at what is missing",
                    ));
                }
            }
        }
        damage.into_iter().for_each(|d| self.block(d));
        project
    }
}

/// Turns recognised anew, with the speakers that the record has.
fn turns_of(text: &Text, record: &TranscriptRecord) -> Vec<TurnRecord> {
    let recognition = text::recognise(text.as_str(), &TurnRules::default());
    let known = |label: &str| record.speakers.iter().position(|s| s.label == label);
    let index: Vec<Option<u16>> =
        recognition.speakers.iter().map(|s| known(&s.label).and_then(|at| u16::try_from(at).ok())).collect();
    let turns = recognition.turns.iter().map(|turn| {
        let speaker = turn.speaker.and_then(|s| index.get(usize::from(s.0)).copied().flatten());
        TurnRecord { speaker, ..TurnRecord::of(text, turn) }
    });
    turns.collect()
}

/// The byte where a quote stands, nearest to where it stood.
fn find_quote(text: &Text, quote: &str, near: CharPos) -> Option<usize> {
    if quote.is_empty() {
        return None;
    }
    let near = text.byte_of_char(near).unwrap_or(text.len());
    text.as_str().match_indices(quote).map(|(at, _)| at).min_by_key(|at| at.abs_diff(near))
}

/// The copy of a text kept by its hash, where it is whole.
pub(super) fn kept_text(disk: &dyn Disk, dir: &Path, hash: &str) -> Option<Text> {
    let bytes = disk.read(&dir.join(TEXTS).join(format!("{hash}.txt")), Text::MAX_BYTES as u64).ok()?;
    (sha256(&bytes) == hash).then(|| String::from_utf8(bytes).ok().map(Text::new))?
}
