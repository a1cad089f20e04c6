//! Which file of a project's folder holds what. Names are made here and nowhere else.

use std::collections::BTreeMap;
use std::path::Path;

use crate::model::{Coder, CoderId, KeptFile, Project, Transcript, slug};

pub(super) const PROJECT: &str = "project.ron";
pub(super) const CODEBOOK: &str = "codebook.ron";
pub(super) const CASES: &str = "cases.ron";
/// Sets of transcripts, who is to code what, and scopes.
pub(super) const PLAN: &str = "plan.ron";
/// What is known of the files that were brought in and are kept.
pub(super) const SOURCES: &str = "sources.ron";
/// Those files, by the sums of their bytes.
const SOURCE_FILES: &str = "sources";
pub(super) const TRANSCRIPTS: &str = "transcripts";
pub(super) const MEMOS: &str = "memos";
pub(super) const LAYERS: &str = "layers";
pub(super) const HISTORY: &str = "history";
/// Copies of the texts by hash, to put a damaged transcript right again.
pub(super) const TEXTS: &str = "history/texts";
/// Times of words by hash.
const TIMES: &str = "history/times";
/// What a save has written and not yet put in place.
pub(super) const STAGED: &str = "staged";
pub(super) const LOCKS: &str = "locks";
/// Every folder that a project makes.
const OWN_FOLDERS: [&str; 8] = [TRANSCRIPTS, MEMOS, LAYERS, HISTORY, STAGED, LOCKS, SOURCE_FILES, "damaged"];
/// The journal of work that no coder does, such as an import. No coder's slug has an underscore.
pub(super) const NOBODY: &str = "_project";

/// Whether a folder holds a project, damaged or not.
pub fn is_project(dir: &Path) -> bool {
    dir.join(PROJECT).is_file() || (dir.join(HISTORY).is_dir() && dir.join(CODEBOOK).is_file())
}

/// Whether a file would stand among those that a project is made of, by whatever way it is named.
pub fn is_own_file(dir: &Path, file: &Path) -> bool {
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Ok(dir), Ok(folder)) = (dir.canonicalize(), folder.canonicalize()) else { return false };
    let Ok(inside) = folder.strip_prefix(&dir) else { return false };
    match inside.components().next() {
        Some(first) => OWN_FOLDERS.iter().any(|own| first.as_os_str() == *own),
        None => file.extension().is_some_and(|e| e.eq_ignore_ascii_case("ron")),
    }
}

/// The name of a coder's files: the slug of their name, with a piece of their id where two would be the same.
pub(super) fn coder_slug(project: &Project, coder: &Coder) -> String {
    let own = slug(&coder.name);
    let shared = project.coders().iter().any(|c| c.id != coder.id && slug(&c.name) == own);
    if shared { apart(&own, coder.id) } else { own }
}

fn apart(slug: &str, id: CoderId) -> String {
    format!("{slug}-{}", &id.0.simple().to_string()[24..])
}

/// The names of all coders' files, as [`coder_slug`] gives each.
pub(super) fn coder_slugs(project: &Project) -> BTreeMap<CoderId, String> {
    let own: Vec<(CoderId, String)> = project.coders().iter().map(|c| (c.id, slug(&c.name))).collect();
    let mut sharing: BTreeMap<&str, usize> = BTreeMap::new();
    own.iter().for_each(|(_, slug)| *sharing.entry(slug).or_default() += 1);
    own.iter()
        .map(|(id, slug)| (*id, if sharing[slug.as_str()] > 1 { apart(slug, *id) } else { slug.clone() }))
        .collect()
}

/// A coder's slug by id; the id itself where the coder is not in the project.
pub(super) fn slug_of(project: &Project, id: CoderId) -> String {
    project.coder(id).map_or_else(|| id.to_string(), |c| coder_slug(project, c))
}

/// The copy of words by their hash.
pub(super) fn kept_text_file(hash: &str) -> String {
    format!("{TEXTS}/{hash}.txt")
}

/// Where the bytes of kept files stand.
pub(super) const fn kept_files_folder() -> &'static str {
    SOURCE_FILES
}

/// The bytes of a kept file; its sum must be [plain](is_plain).
pub(super) fn kept_file(file: &KeptFile) -> String {
    let extension = file.extension().map(|end| format!(".{end}")).unwrap_or_default();
    format!("{SOURCE_FILES}/{}{extension}", file.sha256)
}

/// Whether a file holds times of words.
pub(super) fn is_times_file(file: &str) -> bool {
    file.strip_prefix(TIMES).is_some_and(|rest| rest.starts_with('/'))
}

/// The times of words, by the sum of the file.
pub(super) fn kept_times_file(hash: &str) -> String {
    format!("{TIMES}/{hash}.tsv")
}

pub(super) fn text_file(transcript: &Transcript) -> String {
    format!("{TRANSCRIPTS}/{}.txt", transcript.slug())
}

pub(super) fn transcript_file(transcript: &Transcript) -> String {
    format!("{TRANSCRIPTS}/{}.ron", transcript.slug())
}

pub(super) fn layer_file(project: &Project, coder: CoderId, transcript: &Transcript) -> String {
    layer_file_of(&slug_of(project, coder), transcript)
}

/// The layer of whoever's files have that name.
pub(super) fn layer_file_of(coder_slug: &str, transcript: &Transcript) -> String {
    format!("{LAYERS}/{coder_slug}/{}.ron", transcript.slug())
}

pub(super) fn memo_file(project: &Project, author: CoderId) -> String {
    format!("{MEMOS}/{}.ron", slug_of(project, author))
}

pub(super) fn journal_file(who: &str) -> String {
    format!("{HISTORY}/{who}.ron")
}

/// A part of a journal that grows no more, numbered from 1.
pub(super) fn closed_journal_file(who: &str, part: usize) -> String {
    format!("{HISTORY}/{who}.{part}.ron")
}

/// How the names of checkpoints end.
pub(super) const CHECKPOINT: &str = ".checkpoint.ron";

pub(super) fn checkpoint_file(who: &str) -> String {
    format!("{HISTORY}/{who}{CHECKPOINT}")
}

/// Whether a name is one that [`slug`] makes, so that it cannot lead anywhere else.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 100
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A file's name without its extension, where it is a name that a project gives.
pub(super) fn own_stem(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".ron").or_else(|| name.strip_suffix(".txt"))?;
    let who = journal_stem(stem);
    (is_plain(who) || who == NOBODY).then_some(stem)
}

/// Whose journal or checkpoint it is, by the name of the file without its extension.
pub(super) fn journal_stem(stem: &str) -> &str {
    match stem.rsplit_once('.') {
        Some((who, what)) if what == "checkpoint" || what.parse::<usize>().is_ok() => who,
        Some(_) | None => stem,
    }
}

/// The coder whose file it is, by the name of their files; none where it is everybody's.
pub(super) fn owner(file: &str) -> Option<&str> {
    let (folder, rest) = file.split_once('/')?;
    if folder == LAYERS {
        rest.split('/').next()
    } else {
        rest.strip_suffix(".ron").filter(|_| folder == MEMOS)
    }
}
