//! Writing a project (`.qdpx`) or its codebook (`.qdc`): what files held when they came, made to say what the project says now,
//! in the order and form of the schema. The same project gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Cursor, Write};
use std::sync::Arc;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::ids::{self, Ids};
use super::import::read;
use super::package::{Package, base, is_outside};
use super::patch::Patch;
use super::people::timed;
use super::positions::Positions;
use super::said::Said;
use super::schema;
use super::standard::{standardise, with_guids};
use super::tree::{self, Element};
use super::unite::unite;
use super::{CODEBOOK, PROJECT};
use crate::formats::xml::Xml;
use crate::formats::{ExportOptions, Exported, ImportOptions, Lost, Target};
use crate::model::{KeptFile, Project};

const NAMESPACE: &str = "urn:QDA-XML:project:1.0";
const OF_CODEBOOKS: &str = "urn:QDA-XML:codebook:1.0";
const PROGRAM: &str = concat!("Concord ", env!("CARGO_PKG_VERSION"));

/// Writes a project as `.qdpx`.
pub fn project(project: &Project, options: &ExportOptions) -> Exported {
    written(project, options, PROJECT)
}

/// Writes a project's codebook as `.qdc`.
pub fn codebook(project: &Project, options: &ExportOptions) -> Exported {
    written(project, options, CODEBOOK)
}

/// A kept file, opened.
struct Opened<'k> {
    file: &'k KeptFile,
    package: Package<'k>,
    words: Vec<u8>,
    options: ImportOptions,
}

fn opened(file: &KeptFile) -> Option<Opened<'_>> {
    let mut package = Package::open(&file.name, file.bytes.as_ref()?.as_slice()).ok()?;
    let words = std::mem::take(&mut package.xml);
    let said = |name: &str| file.read_as.get(name);
    let options = ImportOptions {
        coder: said("coder").cloned(),
        positions: said("positions").and_then(|id| Positions::named(id)),
        ..ImportOptions::default()
    };
    Some(Opened { file, package, words, options })
}

fn written(project: &Project, options: &ExportOptions, format: &str) -> Exported {
    let kept = project.kept_files();
    let kept: Vec<&Arc<KeptFile>> = kept.into_iter().filter(|f| f.format == format).collect();
    let mut files: Vec<Opened<'_>> = kept.iter().filter_map(|f| opened(f)).collect();
    let words: Vec<Vec<u8>> = files.iter_mut().map(|f| std::mem::take(&mut f.words)).collect();
    let parts: Vec<Option<String>> = files.iter().map(|f| f.package.part.clone()).collect();
    let xml = files.iter().zip(&words).zip(&parts);
    let xml: Vec<Xml<'_>> =
        xml.filter_map(|((f, words), part)| Xml::new(&f.file.name, part.as_deref(), words).ok()).collect();
    let as_it_came = options.target == Target::AsItCame && files.len() == 1;
    let mut said = Said::default();
    let mut texts = BTreeMap::new();
    let mut root: Option<Element<'_>> = None;
    let mut counting = match options.target {
        Target::AsItCame | Target::Standard => Positions::CodePoints,
        Target::Nvivo => Positions::Utf16,
    };
    let mut unread = kept.len() - xml.len();
    for (file, xml) in files.iter_mut().zip(&xml) {
        let salt = || Ids::new(file.file.sha256.clone());
        let tree = tree::parse(xml).ok().and_then(|mut tree| {
            ids::assign(&mut tree, &salt());
            let reading =
                read(project, &file.file.name, &mut file.package, &tree, salt(), &file.options, file.file.at)
                    .ok()?;
            Some((tree, reading.said))
        });
        let Some((mut tree, own)) = tree else {
            unread += 1;
            continue;
        };
        if as_it_came {
            counting = own.found.as_ref().map_or(Positions::CodePoints, |f| f.positions);
            with_guids(&mut tree, &salt());
        } else {
            standardise(&mut tree, &own, &salt(), &mut file.package, counting, &mut texts);
        }
        add(&mut said, own);
        match &mut root {
            Some(root) => unite(root, tree),
            None => root = Some(tree),
        }
    }
    let in_codebook = format == CODEBOOK;
    let titled = files.first().and_then(|f| f.file.read_as.get("title"));
    let mut root = root.unwrap_or_else(|| begun(project, in_codebook));
    let came_from = root.get("origin").unwrap_or_default().to_owned();
    let mut patch = Patch::new(project, &said, (counting, as_it_came), &mut texts);
    if in_codebook {
        patch.codebook(&mut root);
    } else {
        patch.project(&mut root);
    }
    let unformatted = patch.unformatted;
    if !in_codebook && titled.is_none_or(|title| title != project.title()) {
        root.set("name", project.title().to_owned());
    }
    root.set("origin", origin(&came_from, options.target, as_it_came));
    let mut out = schema::Faults::new();
    let valid = schema::settle(&mut root, in_codebook, false, &mut out);
    let mut lost = lost(project, in_codebook);
    lost.extend(out.into_iter().filter(|((is_lost, _), _)| *is_lost).map(|((_, what), count)| Lost {
        what,
        count,
        why: "the format has no place for it".to_owned(),
    }));
    let mut lose = |what: &str, count: usize, why: &str| {
        if count > 0 {
            lost.push(Lost { what: what.to_owned(), count, why: why.to_owned() });
        }
    };
    lose("kept file", unread, "it cannot be read any more; what was taken from it is written");
    lose("formatted text", unformatted, "the words were corrected since, and it has those from before");
    if in_codebook {
        if !valid {
            lose("codebook", 1, "there is no code in it, which the format asks for");
        }
        let mut bytes = Vec::new();
        // Writing into memory fails at nothing but its end, of which the system tells.
        let _ = tree::write(&root, OF_CODEBOOKS, &mut bytes);
        return Exported { bytes, lost };
    }
    let mut packages: Vec<Package<'_>> = files.into_iter().map(|f| f.package).collect();
    let bytes = zipped(&mut root, &mut packages, &texts, &mut lost);
    Exported { bytes, lost }
}

/// A project that no file began.
fn begun<'x>(project: &Project, in_codebook: bool) -> Element<'x> {
    if in_codebook {
        return Element::new("CodeBook");
    }
    Element::new("Project")
        .with("name", project.title().to_owned())
        .with("creationDateTime", timed(project.created()))
}

/// Puts together what several files say; of one thing the first counts.
fn add(said: &mut Said, more: Said) {
    said.coders.extend(more.coders);
    said.codes.extend(more.codes);
    said.attributes.extend(more.attributes);
    said.cases.extend(more.cases);
    said.sets.extend(more.sets);
    let known: BTreeSet<_> = said.transcripts.iter().map(|(id, _)| *id).collect();
    said.transcripts.extend(more.transcripts.into_iter().filter(|(id, _)| !known.contains(id)));
    let known: BTreeSet<_> = said.memos.iter().map(|(id, _)| *id).collect();
    said.memos.extend(more.memos.into_iter().filter(|(id, _)| !known.contains(id)));
    for (id, coded) in more.codings {
        said.codings.entry(id).or_insert(coded);
    }
    said.found = said.found.take().or(more.found);
}

/// Who wrote the file; with what it came from, where its positions are those of that program.
fn origin(came_from: &str, target: Target, as_it_came: bool) -> String {
    let before = came_from.rsplit_once(", from ").map_or(came_from, |(_, first)| first);
    match target {
        Target::AsItCame if as_it_came && !before.is_empty() && !before.starts_with("Concord") => {
            format!("{PROGRAM}, from {before}")
        }
        Target::AsItCame if before.contains("for NVivo") => format!("{PROGRAM}, for NVivo"),
        Target::AsItCame | Target::Standard => PROGRAM.to_owned(),
        Target::Nvivo => format!("{PROGRAM}, for NVivo"),
    }
}

/// What of a project the format has no place for.
fn lost(project: &Project, in_codebook: bool) -> Vec<Lost> {
    let mut lost = Vec::new();
    let mut lose = |what: &str, count: usize, why: &str| {
        if count > 0 {
            lost.push(Lost { what: what.to_owned(), count, why: why.to_owned() });
        }
    };
    let no_place = "the format has no place for it";
    lose(
        "ring of a layered model",
        project.codebook().codes().filter(|c| c.layer.is_some()).count(),
        no_place,
    );
    lose("mark of a retired code", project.codebook().codes().filter(|c| c.retired).count(), no_place);
    if in_codebook {
        let codings = project.codings();
        lose("coding", codings, "a codebook holds codes alone; a project (.qdpx) has all of it");
        return lost;
    }
    lose("coding without a passage", project.orphans().count(), "its words are no longer in the text");
    lose("mark of how far a coder has got", project.layers().count(), no_place);
    let auto = project.layers().flat_map(|l| l.codings()).filter(|c| c.auto).count();
    lose("mark of what a search coded", auto, no_place);
    let settled = project.layers().map(|l| l.settlements().len()).sum();
    lose("settlement of a difference", settled, no_place);
    let speakers = project.transcripts().iter().filter(|t| !t.speakers().is_empty()).count();
    lose("list of who speaks in a transcript", speakers, "speakers are found again by their labels");
    lost
}

/// The package: the XML, texts that are made here, and files of the packages that came, packed as they are.
fn zipped(
    root: &mut Element<'_>,
    packages: &mut [Package<'_>],
    texts: &BTreeMap<String, Vec<u8>>,
    lost: &mut Vec<Lost>,
) -> Vec<u8> {
    let mut paths: BTreeMap<String, String> = BTreeMap::new();
    root.each_mut(&mut |element| {
        for (name, value) in &mut element.attributes {
            if !matches!(*name, "plainTextPath" | "richTextPath" | "path")
                || (is_outside(value) && packages.iter().all(|package| package.leads_out(value)))
                || value.is_empty()
            {
                continue;
            }
            let file = base(value).to_owned();
            let safe = safe(&file);
            if safe != file {
                *value = format!("internal://{safe}").into();
            }
            paths.entry(file).or_insert(safe);
        }
    });
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().unix_permissions(0o644);
    // Writing into memory fails at nothing but its end, of which the system tells.
    let put = |zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]| {
        zip.start_file(name, options).is_ok() && zip.write_all(bytes).is_ok()
    };
    let project = zip.start_file("project.qde", options).is_ok()
        && tree::write(root, NAMESPACE, BufWriter::with_capacity(1 << 16, &mut zip)).is_ok();
    let mut failed = usize::from(!project);
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut missing = 0;
    for (file, safe) in &paths {
        if !names.insert(safe.to_lowercase()) {
            continue;
        }
        let name = format!("sources/{safe}");
        if let Some(text) = texts.get(file) {
            failed += usize::from(!put(&mut zip, &name, text));
            continue;
        }
        let found = packages.iter_mut().find_map(|package| package.hand_over(file));
        match found {
            Some((from, entry)) => failed += usize::from(!from.copy(&entry, &name, &mut zip)),
            None => missing += 1,
        }
    }
    if failed > 0 {
        let why = "it could not be packed".to_owned();
        lost.push(Lost { what: "file of a source".to_owned(), count: failed, why });
    }
    if missing > 0 {
        let why = "it was not in the file that was brought in either".to_owned();
        lost.push(Lost { what: "file of a source".to_owned(), count: missing, why });
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// A name that every system takes.
fn safe(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let reserved = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
    let odd = |c: char| c.is_control() || "<>:\"|?*".contains(c);
    let plain: String = name.chars().map(|c| if odd(c) { '-' } else { c }).collect();
    let plain = plain.trim_end_matches([' ', '.']);
    if reserved || plain.is_empty() { format!("source-{plain}") } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_every_system_takes() {
        assert_eq!(safe("CON.txt"), "source-CON.txt");
        assert_eq!(safe("a:b?.txt"), "a-b-.txt");
        assert_eq!(safe("56a79789-d535.txt"), "56a79789-d535.txt");
    }

    #[test]
    fn where_it_came_from_is_told_once() {
        let first = origin("NVivo for Windows 12.6", Target::AsItCame, true);
        assert_eq!(first, format!("{PROGRAM}, from NVivo for Windows 12.6"));
        assert_eq!(origin(&first, Target::AsItCame, true), first);
        assert_eq!(origin(&first, Target::Standard, false), PROGRAM);
        assert!(origin(&first, Target::Nvivo, false).ends_with("for NVivo"));
    }
}
