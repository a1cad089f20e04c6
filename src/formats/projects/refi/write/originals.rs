//! The files that a project came from, read again as they were read then: what they said, and their trees put together as one.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::packing::Files;
use super::standard::{Standard, with_guids};
use super::unite::unite;
use crate::formats::projects::refi::file::ids::Ids;
use crate::formats::projects::refi::file::loose::is_loose;
use crate::formats::projects::refi::file::outline::Outline;
use crate::formats::projects::refi::file::package::Package;
use crate::formats::projects::refi::file::schema::Faults;
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::projects::refi::read::content::{Codings, FileContent, PlacedCoding};
use crate::formats::projects::refi::read::import::read;
use crate::formats::projects::refi::read::positions::Positions;
use crate::formats::projects::refi::{CODEBOOK, PROJECT};
use crate::formats::shared::error::FormatError;
use crate::formats::shared::options::{ImportOptions, Target};
use crate::model::{FileBytes, KeptFile, Project, TranscriptId};

/// A file that was brought in, without what it says.
pub(in super::super) struct Original<'k> {
    pub(in super::super) package: Package<'k>,
    outline: Outline,
    ids: Ids,
    /// How its sources are made standard, where they do not stay as they came.
    standard: Option<Standard>,
}

impl Original<'_> {
    /// Takes one of its sources down.
    ///
    /// # Errors
    /// When there is not the memory for it.
    pub(in super::super) fn source<R>(
        &self,
        at: usize,
        call: impl FnOnce(Element<'_>) -> R,
    ) -> Result<R, FormatError> {
        self.outline.source(at, |mut source| {
            match &self.standard {
                Some(standard) => standard.source(&mut source, &self.package),
                None => with_guids(&mut source, &self.ids),
            }
            call(source)
        })
    }
}

/// All files of a format that a project came from.
pub(in super::super) struct Originals<'k> {
    pub(in super::super) originals: Vec<Original<'k>>,
    /// What they say.
    pub(in super::super) content: FileContent,
    /// Their codings, and whether the project says the same of them still.
    pub(in super::super) same: HashMap<Uuid, bool>,
    /// Their trees as one, with no more than the heads of sources.
    pub(in super::super) root: Option<Element<'static>>,
    /// Where the parts of each source of that tree stand: in which file, and the number source it is there.
    pub(in super::super) parts: Vec<Vec<(usize, usize)>>,
    /// What positions count in what is written.
    pub(in super::super) counting: Positions,
    /// Whether texts and positions stay as they are in the one file that there is.
    pub(in super::super) unchanged: bool,
    /// What the project was called when the first of them came.
    pub(in super::super) title: Option<String>,
    /// What of them no schema knows the name of.
    pub(in super::super) dropped: Faults,
    /// How many of them cannot be read any more.
    pub(in super::super) unread: usize,
}

impl<'k> Originals<'k> {
    /// Reads the files of a format that a project keeps; texts that have to be written anew are put among the files.
    pub(in super::super) fn of(
        project: &'k Project,
        target: Target,
        format: &str,
        files: &mut Files,
    ) -> Self {
        let files_kept = project.kept_files().into_iter().map(|file| &**file);
        let kept: Vec<&KeptFile> = files_kept.filter(|file| is_of(file, format)).collect();
        let mut same = HashMap::new();
        let read: Vec<_> =
            kept.iter().filter_map(|file| Some((*file, opened(project, file, &mut same)?))).collect();
        let counting = match target {
            Target::Original | Target::Standard => Positions::CodePoints,
            Target::Nvivo => Positions::Utf16,
        };
        let mut all = Self {
            originals: Vec::new(),
            content: FileContent::default(),
            same,
            root: None,
            parts: Vec::new(),
            counting,
            unchanged: target == Target::Original && read.len() == 1,
            title: read.first().and_then(|(file, _)| file.read_as.get("title").cloned()),
            dropped: Faults::new(),
            unread: kept.len() - read.len(),
        };
        for (_, (original, content)) in read {
            all.take(original, content, files);
        }
        all
    }

    fn take(&mut self, mut original: Original<'k>, content: FileContent, files: &mut Files) {
        let mut root = std::mem::take(&mut original.outline.root);
        for (fault, times) in std::mem::take(&mut original.outline.dropped) {
            *self.dropped.entry(fault).or_default() += times;
        }
        if self.unchanged {
            self.counting = content.found.as_ref().map_or(Positions::CodePoints, |f| f.positions);
            with_guids(&mut root, &original.ids);
        } else {
            let package = &mut original.package;
            original.standard =
                Some(Standard::of(&mut root, &content, &original.ids, package, self.counting, files));
        }
        self.place_parts(&root);
        match &mut self.root {
            Some(all) => unite(all, root),
            None => self.root = Some(root),
        }
        add(&mut self.content, content);
        self.originals.push(original);
    }

    /// Notes which sources of a file are among those of the files before, as they are put together.
    fn place_parts(&mut self, root: &Element<'_>) {
        let mut known = HashMap::new();
        let there = self.root.as_ref().and_then(|all| all.child("Sources")).map(|s| s.children.as_slice());
        for (at, source) in there.unwrap_or_default().iter().enumerate() {
            known.entry((source.name, source.id)).or_insert(at);
        }
        let file = self.originals.len();
        for (at, source) in root.child("Sources").iter().flat_map(|s| &s.children).enumerate() {
            match known.get(&(source.name, source.id)) {
                Some(same) => self.parts[*same].push((file, at)),
                None => self.parts.push(vec![(file, at)]),
            }
        }
    }
}

/// Whether a kept file is of a format. A project that lay open was once taken for a codebook.
fn is_of(file: &KeptFile, format: &str) -> bool {
    let bytes = || file.bytes.as_ref().map(FileBytes::as_slice).unwrap_or_default();
    file.format == format || (format == PROJECT && file.format == CODEBOOK && is_loose(bytes()))
}

/// A file with what it says, read as it was read when it came; none where that is not possible any more.
fn opened<'k>(
    project: &'k Project,
    file: &'k KeptFile,
    same: &mut HashMap<Uuid, bool>,
) -> Option<(Original<'k>, FileContent)> {
    let mut package = Package::open(&file.name, file.bytes.as_ref()?.as_slice()).ok()?;
    let ids = Ids::new(file.sha256.clone());
    let outline = Outline::read(&file.name, &mut package, &ids, false).ok()?;
    let read_as = |name: &str| file.read_as.get(name);
    let options = ImportOptions {
        coder: read_as("coder").cloned(),
        positions: read_as("positions").and_then(|id| Positions::named(id)),
        ..ImportOptions::default()
    };
    let mut own = HashMap::new();
    let mut take = |coded| compare(project, coded, &mut own);
    let reading = read(project, &file.name, &mut package, &outline, &options, file.at, &mut take).ok()?;
    // Of one coding the first file counts.
    for (id, is) in own {
        same.entry(id).or_insert(is);
    }
    Some((Original { package, outline, ids, standard: None }, reading.content))
}

/// Finds out of which codings the project says the same still.
fn compare(project: &Project, coded: Vec<(Uuid, PlacedCoding)>, same: &mut HashMap<Uuid, bool>) {
    let mut now: Option<(TranscriptId, Codings<'_>)> = None;
    for (id, was) in coded {
        let there = match now.take() {
            Some((of, there)) if of == was.transcript => there,
            _ => Codings::of_transcript(project, was.transcript),
        };
        same.entry(id).or_insert(there.get(id).as_ref() == Some(&was));
        now = Some((was.transcript, there));
    }
}

/// Puts together what several files say; of one thing the first counts.
fn add(content: &mut FileContent, more: FileContent) {
    content.coders.extend(more.coders);
    content.codes.extend(more.codes);
    content.attributes.extend(more.attributes);
    content.cases.extend(more.cases);
    content.sets.extend(more.sets);
    let known: BTreeSet<_> = content.transcripts.iter().map(|(id, _)| *id).collect();
    content.transcripts.extend(more.transcripts.into_iter().filter(|(id, _)| !known.contains(id)));
    let known: BTreeSet<_> = content.memos.iter().map(|(id, _)| *id).collect();
    content.memos.extend(more.memos.into_iter().filter(|(id, _)| !known.contains(id)));
    content.found = content.found.take().or(more.found);
}
