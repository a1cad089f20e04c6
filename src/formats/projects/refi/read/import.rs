//! Taking a file into a project: what it says becomes edits, made in one step or not at all. What is in the project already
//! stays as it is there, but for codings, which are as the file has them.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::content::{Codings, FileContent, PlacedCoding, Reading};
use super::notes::Noted;
use super::report::Report;
use crate::formats::projects::refi::file::ids::Ids;
use crate::formats::projects::refi::file::outline::{Findings, Outline};
use crate::formats::projects::refi::file::package::Package;
use crate::formats::projects::refi::file::schema;
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::projects::refi::{CODEBOOK, PROJECT};
use crate::formats::shared::error::FormatError;
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::Import;
use crate::lang::message;
use crate::lang::said;
use crate::model::{
    Case, Code, CodeId, CoderId, CodingId, CodingRecord, Completeness, Edit, KeptFile, Memo, MemoTarget,
    Project, Stamp, Timestamp, TranscriptId, sha256,
};

/// Reads a project's file (`.qdpx`) into a project.
///
/// # Errors
/// When it is damaged, or no such file; the project is as before.
pub fn import(
    project: &Project,
    file: &str,
    bytes: &[u8],
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    taken(project, file, bytes, options, stamp.now(), PROJECT)
}

/// Reads a codebook's file (`.qdc`) into a project.
///
/// # Errors
/// As [`import`].
pub fn import_codebook(
    project: &Project,
    file: &str,
    bytes: &[u8],
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    taken(project, file, bytes, options, stamp.now(), CODEBOOK)
}

fn taken(
    project: &Project,
    file: &str,
    bytes: &[u8],
    options: &ImportOptions,
    now: Timestamp,
    format: &str,
) -> Result<Import, FormatError> {
    let mut package = Package::open(file, bytes)?;
    let sum = sha256(bytes);
    let ids = Ids::new(sum.clone());
    let outline = Outline::read(file, &mut package, &ids, true)?;
    let mut layers = Layers::new();
    let mut take = |coded: Vec<(Uuid, PlacedCoding)>| {
        for (_, PlacedCoding { transcript, coder, record }) in coded {
            layers.entry((transcript, coder)).or_default().push(record);
        }
    };
    let mut reading = read(project, file, &mut package, &outline, options, now, &mut take)?;
    tell(&mut reading.report, &package, &outline.told);
    deviations(&mut reading.report, outline);
    let Reading { content, report, .. } = reading;
    let mut import = edits(project, &content, layers, options);
    (import.warnings, import.lost) = report.told();
    if project.kept_file(&sum).is_none() {
        let mut read_as = BTreeMap::from([("title".to_owned(), project.title().to_owned())]);
        read_as.extend(options.coder.clone().map(|coder| ("coder".to_owned(), coder)));
        read_as.extend(options.positions.map(|p| ("positions".to_owned(), p.id().to_owned())));
        let name = kept_name(file.rsplit(['/', '\\']).next().unwrap_or(file), bytes);
        let bytes = Some(bytes.into());
        let kept = KeptFile { sha256: sum, name, format: format.to_owned(), at: now, read_as, bytes };
        import.edits.push(Edit::KeepFile(Box::new(kept)));
    }
    Ok(import)
}

/// What a file is called that is kept. A project that lay open was made a package.
fn kept_name(name: &str, bytes: &[u8]) -> String {
    let stem = name.len().checked_sub(4).filter(|at| name.is_char_boundary(*at)).map(|at| name.split_at(at));
    match stem.filter(|(_, end)| bytes.starts_with(b"PK") && end.eq_ignore_ascii_case(".qde")) {
        Some((stem, _)) => format!("{stem}.qdpx"),
        None => name.to_owned(),
    }
}

/// What is coded, by transcript and coder, in the order of the file.
type Layers = BTreeMap<(TranscriptId, CoderId), Vec<CodingRecord>>;

/// What a file says; what it says of codings is taken a source at a time.
///
/// # Errors
/// When a part of it is damaged, or there is not the memory for it.
pub(in super::super) fn read<'p>(
    project: &'p Project,
    file: &str,
    package: &mut Package<'_>,
    outline: &Outline,
    options: &'p ImportOptions,
    now: Timestamp,
    take: &mut dyn FnMut(Vec<(Uuid, PlacedCoding)>),
) -> Result<Reading<'p>, FormatError> {
    let root = &outline.root;
    let mut reading = Reading {
        project,
        ids: outline.ids.clone(),
        options,
        now,
        origin: root.get("origin").unwrap_or_default().to_owned(),
        report: Report::new(file),
        content: FileContent::default(),
        texts: HashMap::new(),
        users: HashMap::new(),
        creator: None,
        codes: HashMap::new(),
        sources: HashMap::new(),
        attributes: HashMap::new(),
        cases: HashMap::new(),
    };
    reading.read_users(root);
    reading.read_codes(root, &outline.used);
    reading.read_sources(root, package)?;
    reading.find_positions(outline)?;
    reading.read_variables(root);
    reading.read_cases(root);
    let mut noted = Noted::of(root, &outline.ids);
    reading.read_selections(outline, &mut noted, take)?;
    reading.read_sets(root);
    reading.read_notes(root, package, noted)?;
    Ok(reading)
}

/// Tells what is wrong with the package and the ids in it.
fn tell(report: &mut Report, package: &Package<'_>, told: &Findings) {
    for name in &package.refused {
        let message = message!("file-entry-leads-elsewhere", name = said(name.escape_default()));
        report.warn(message!("kind-entries-elsewhere"), "", message);
    }
    for name in &package.others {
        let read = package.part.as_deref().unwrap_or_default();
        let message = message!("file-second-project", name, read);
        report.warn(message!("kind-further-projects"), "", message);
    }
    report.lose(message!("part-project-same-file"), package.others.len(), message!("file-one-at-a-time"));
    report.lose(message!("part-entry-package"), package.refused.len(), message!("file-leads-elsewhere"));
    if !told.is_named {
        let message = message!("file-version-unsaid");
        report.warn(message!("kind-other-versions"), "", message);
    }
    if told.forbidden > 0 {
        let message = message!("file-forbidden-characters", forbidden = told.forbidden);
        report.warn(message!("kind-characters"), "", message);
    }
    let faults = &told.ids;
    for (name, guid) in &faults.twice {
        let message = message!("file-id-twice", name, guid);
        report.warn(message!("kind-ids-stand-twice"), "", message);
    }
    report.more(message!("kind-ids-stand-twice"), faults.more_twice);
    for guid in &faults.strange {
        let message = message!("file-id-no-guid", guid);
        report.warn(message!("kind-ids-no-guids"), "", message);
    }
    report.more(message!("kind-ids-no-guids"), faults.more_strange);
    if faults.missing > 0 {
        let message = message!("file-elements-without-id", missing = faults.missing);
        report.warn(message!("kind-elements-without-id"), "", message);
    }
}

/// Tells where the file is not as the schema says.
fn deviations(report: &mut Report, outline: Outline) {
    let Outline { mut root, dropped, told, .. } = outline;
    // What is wrong with its sources has been found on the way.
    if let Some(sources) = root.children.iter_mut().find(|c| c.name == "Sources")
        && !std::mem::take(&mut sources.children).is_empty()
    {
        sources.children.push(Element::new("TextSource").with("guid", Uuid::nil().to_string()));
    }
    let mut out = dropped;
    let in_codebook = root.name == "CodeBook";
    schema::settle(&mut root, in_codebook, true, &mut out);
    for (fault, times) in told.deviations {
        *out.entry(fault).or_default() += times;
    }
    for ((_, what), times) in out {
        let message = message!("file-not-by-schema", what, times);
        report.warn(message!("kind-deviations-schema"), "", message);
    }
}

/// What makes a project of what a file says.
fn edits(project: &Project, content: &FileContent, layers: Layers, options: &ImportOptions) -> Import {
    let mut import = Import::default();
    for (_, coder) in content.coders.iter().filter(|(_, c)| project.coder(c.id).is_none()) {
        import.edits.push(Edit::PutCoder(coder.clone()));
        import.count("coders");
    }
    for (_, attribute) in content.attributes.iter().filter(|(_, a)| project.attribute(a.id).is_none()) {
        import.edits.push(Edit::PutAttribute(attribute.clone()));
        import.count("attributes");
    }
    for (_, case) in &content.cases {
        let known = project.case(case.id);
        let mut new = known.map_or_else(|| case.clone(), |known| Case::clone(known));
        for (id, value) in &case.values {
            new.values.entry(*id).or_insert_with(|| value.clone());
        }
        if known.is_none() {
            import.count("cases");
        }
        if known.is_none_or(|known| **known != new) {
            import.edits.push(Edit::PutCase(new));
        }
    }
    for (_, of) in &content.transcripts {
        let known = project.transcript(of.record.id).map(|t| t.record());
        let mut new = known.clone().unwrap_or_else(|| of.record.clone());
        new.case = new.case.or(of.record.case);
        for (id, value) in &of.record.values {
            new.values.entry(*id).or_insert_with(|| value.clone());
        }
        if known.is_none() {
            import.count("transcripts");
        }
        if known.as_ref() != Some(&new) {
            import.edits.push(Edit::PutTranscript(Box::new(new)));
        }
    }
    let used: HashSet<CodeId> = layers.values().flatten().map(|record| record.code).collect();
    for (_, code) in &content.codes {
        match project.codebook().get(code.id) {
            None => {
                import.edits.push(Edit::PutCode(Box::new(code.clone())));
                import.count("codes");
            }
            Some(known) if code.codable && !known.codable && used.contains(&code.id) => {
                import.edits.push(Edit::PutCode(Box::new(Code { codable: true, ..Code::clone(known) })));
            }
            Some(_) => {}
        }
    }
    codings(project, content, layers, options, &mut import);
    memos(project, content, &mut import);
    for (_, set) in content.sets.iter().filter(|(_, s)| project.code_set(s.id).is_none()) {
        import.edits.push(Edit::PutCodeSet(set.clone()));
        import.count("sets");
    }
    import
}

fn codings(
    project: &Project,
    content: &FileContent,
    layers: Layers,
    options: &ImportOptions,
    import: &mut Import,
) {
    let known = Codings::of(project);
    // A transcript that is the same by its words alone was coded in a copy whose ids are all new.
    let by_words: Vec<TranscriptId> =
        content.transcripts.iter().filter(|(id, t)| *id != t.record.id.0).map(|(_, t)| t.record.id).collect();
    let places: HashSet<_> = (by_words.iter().flat_map(|id| known.in_transcript(*id)))
        .map(|c| (c.transcript, c.coder, c.record.code, c.record.start, c.record.end))
        .collect();
    let mut moved: BTreeMap<(TranscriptId, CoderId), Vec<CodingId>> = BTreeMap::new();
    let mut put = Vec::new();
    for ((transcript, coder), mut codings) in layers {
        codings.retain(|record| match known.get(record.id.0) {
            Some(known) if (known.transcript, known.coder) != (transcript, coder) => {
                moved.entry((known.transcript, known.coder)).or_default().push(record.id);
                true
            }
            Some(known) => known.record != *record,
            None if places.contains(&(transcript, coder, record.code, record.start, record.end)) => false,
            None => {
                import.count("codings");
                true
            }
        });
        codings.shrink_to_fit();
        if !codings.is_empty() {
            put.push(Edit::PutCodings { transcript, coder, codings });
        }
        if !options.in_progress && project.status(transcript, coder) != Completeness::Complete {
            put.push(Edit::SetStatus { transcript, coder, status: Completeness::Complete });
        }
    }
    for ((transcript, coder), codings) in moved {
        import.edits.push(Edit::RemoveCodings { transcript, coder, codings });
    }
    import.edits.extend(put);
}

fn memos(project: &Project, content: &FileContent, import: &mut Import) {
    let mut there: HashSet<_> = project.memos().iter().map(|m| m.id).collect();
    let texts: HashMap<TranscriptId, _> =
        content.transcripts.iter().map(|(_, t)| (t.record.id, &t.words.text)).collect();
    // Replies come after what they answer.
    let mut memos: Vec<&Memo> =
        content.memos.iter().map(|(_, m)| m).filter(|m| !there.contains(&m.id)).collect();
    memos.sort_by_key(|m| m.reply_to.is_some());
    for memo in memos {
        let mut memo = memo.clone();
        if let MemoTarget::Passage(id, passage) = &memo.on {
            let text = project.transcript(*id).map(|t| t.text()).or(texts.get(id).copied());
            if text.is_none_or(|text| passage.place(text).is_err()) {
                memo.on = MemoTarget::Transcript(*id);
            }
        }
        there.insert(memo.id);
        import.edits.push(Edit::PutMemo(memo));
        import.count("memos");
    }
}
