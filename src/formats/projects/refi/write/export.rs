//! Writing a project (`.qdpx`) or its codebook (`.qdc`): what files held when they came, made to say what the project says now,
//! in the order and form of the schema. A source is written before the next one is looked at, so that what it takes does
//! not grow with what is coded. The same project gives the same bytes.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};

use zip::ZipWriter;

use super::originals::{Original, Originals};
use super::packing::{Files, Packing, Paths, packed};
use super::patch::Patch;
use super::patch_sources::{Fate, Fates};
use super::unite::unite;
use crate::formats::projects::refi::file::schema::{self, Faults};
use crate::formats::projects::refi::file::tree::{self, Element};
use crate::formats::projects::refi::file::values::timed;
use crate::formats::projects::refi::{CODEBOOK, PROJECT};
use crate::formats::shared::options::{ExportOptions, Target};
use crate::formats::shared::outcome::{self, Lost};
use crate::lang::{Message, message, which};
use crate::model::Project;

const NAMESPACE: &str = "urn:QDA-XML:project:1.0";
const OF_CODEBOOKS: &str = "urn:QDA-XML:codebook:1.0";
const PROGRAM: &str = concat!("Concord ", env!("CARGO_PKG_VERSION"));
/// How much of the XML is gathered before it is packed.
const STEP: usize = 1 << 16;

/// Writes a project as `.qdpx`; says what of it is not in there.
///
/// # Errors
/// When it cannot be written.
pub fn project(project: &Project, options: &ExportOptions, out: &mut dyn Write) -> io::Result<Vec<Lost>> {
    let mut files = Files::new();
    let mut origins = Originals::of(project, options.target, PROJECT, &mut files);
    let mut root = origins.root.take().unwrap_or_else(|| begun(project, false));
    let unchanged = origins.unchanged;
    let came_from = root.get("origin").unwrap_or_default().to_owned();
    let counting = (origins.counting, unchanged);
    let mut patch = Patch::new(project, &origins.content, &origins.same, counting, &mut files);
    let fates = patch.before_sources(&mut root);
    if origins.title.as_deref().is_none_or(|title| title != project.title()) {
        root.set("name", project.title().to_owned());
    }
    root.set("origin", origin(&came_from, options.target, unchanged));
    let mut writing = Writing {
        patch,
        originals: &origins.originals,
        parts: &origins.parts,
        out: std::mem::take(&mut origins.dropped),
        paths: Paths::default(),
    };
    let mut zip = ZipWriter::new_stream(out);
    zip.start_file("project.qde", packed())?;
    writing.xml(root, &fates, &mut zip)?;
    let Writing { patch, out, paths, .. } = writing;
    let unformatted = patch.unformatted;
    let mut lost = lost(project, false);
    tell(&mut lost, out, origins.unread, unformatted);
    let mut packages: Vec<_> = origins.originals.iter_mut().map(|original| &mut original.package).collect();
    lost.extend(paths.write(&mut zip, &mut packages, &files)?);
    zip.finish()?;
    Ok(lost)
}

/// Writes a project's codebook as `.qdc`; says what of the project is not in there.
///
/// # Errors
/// When it cannot be written.
pub fn codebook(project: &Project, options: &ExportOptions, out: &mut dyn Write) -> io::Result<Vec<Lost>> {
    let mut files = Files::new();
    let mut origins = Originals::of(project, options.target, CODEBOOK, &mut files);
    let mut root = origins.root.take().unwrap_or_else(|| begun(project, true));
    let came_from = root.get("origin").unwrap_or_default().to_owned();
    let same = HashMap::new();
    let counting = (origins.counting, origins.unchanged);
    Patch::new(project, &origins.content, &same, counting, &mut files).codebook(&mut root);
    root.set("origin", origin(&came_from, options.target, origins.unchanged));
    let mut out_of_place = std::mem::take(&mut origins.dropped);
    let valid = schema::settle(&mut root, true, false, &mut out_of_place);
    let mut lost = lost(project, true);
    tell(&mut lost, out_of_place, origins.unread, 0);
    if !valid {
        let why = message!("file-no-code");
        lost.push(Lost { what: message!("part-codebook"), count: 1, why, files: Vec::new() });
    }
    let mut out = BufWriter::with_capacity(STEP, out);
    tree::write(&root, OF_CODEBOOKS, &mut out)?;
    out.flush()?;
    Ok(lost)
}

/// The XML of a project on its way out.
struct Writing<'p, 'k> {
    patch: Patch<'p>,
    originals: &'p [Original<'k>],
    /// Where the parts of each source stand: in which file, and the number source it is there.
    parts: &'p [Vec<(usize, usize)>],
    /// What has no place in the file.
    out: Faults,
    paths: Paths,
}

impl Writing<'_, '_> {
    /// Writes all of it.
    fn xml(&mut self, mut root: Element<'_>, fates: &Fates, zip: &mut Packing<'_>) -> io::Result<()> {
        let out = &mut BufWriter::with_capacity(STEP, zip);
        let (before, after) = std::mem::take(&mut root.children)
            .into_iter()
            .partition(|child| matches!(child.name, "Users" | "CodeBook" | "Variables" | "Cases"));
        let mut rest = Element { children: after, ..Element::new(root.name) };
        let lists = rest.children.extract_if(.., |child| child.name == "Sources").count();
        if lists > 1 {
            self.out.insert(
                (
                    true,
                    message!("schema-element", what = which("any"), element = "Sources", name = "Project"),
                ),
                lists - 1,
            );
        }
        root.children = before;
        self.patch.clean(&mut root);
        self.settled(&mut root);
        tree::begin(&root, NAMESPACE, out)?;
        root.children.iter().try_for_each(|child| tree::element(child, out))?;
        self.sources(fates, out)?;
        self.patch.after_sources(&mut rest);
        self.settled(&mut rest);
        rest.children.iter().try_for_each(|child| tree::element(child, out))?;
        tree::end(&root, out)?;
        out.flush()
    }

    fn settled(&mut self, root: &mut Element<'_>) {
        schema::settle(root, false, false, &mut self.out);
        let packages: Vec<_> = self.originals.iter().map(|original| &original.package).collect();
        self.paths.take(root, &packages);
    }

    fn sources(&mut self, fates: &Fates, out: &mut impl Write) -> io::Result<()> {
        let list = Element::new("Sources");
        if fates.new.is_empty() && fates.there.iter().all(Option::is_none) {
            return Ok(());
        }
        tree::open(&list, out)?;
        for (parts, fate) in self.parts.iter().zip(&fates.there) {
            let Some(fate) = fate else { continue };
            self.source(parts, fate, out)?;
        }
        for id in &fates.new {
            if let Some(source) = self.patch.new_source(*id) {
                self.put(source, out)?;
            }
        }
        tree::end(&list, out)
    }

    /// Writes a source that files have.
    fn source(&mut self, parts: &[(usize, usize)], fate: &Fate, out: &mut impl Write) -> io::Result<()> {
        if let [(file, at)] = parts {
            let original = &self.originals[*file];
            let written = original.source(*at, |mut source| {
                self.patch.source(&mut source, fate);
                self.put(source, out)
            });
            return written.map_err(io::Error::other)?;
        }
        let mut united: Option<Element<'static>> = None;
        for (file, at) in parts {
            let dropped = &mut self.out;
            let part = self.originals[*file].source(*at, |source| source.kept(&|_| true, dropped));
            let Some(part) = part.map_err(io::Error::other)? else { continue };
            match &mut united {
                Some(united) => unite(united, part),
                None => united = Some(part),
            }
        }
        let Some(mut source) = united else { return Ok(()) };
        self.patch.source(&mut source, fate);
        self.put(source, out)
    }

    fn put(&mut self, source: Element<'_>, out: &mut impl Write) -> io::Result<()> {
        let Some(mut source) = schema::settle_in("Sources", source, false, &mut self.out) else {
            return Ok(());
        };
        let packages: Vec<_> = self.originals.iter().map(|original| &original.package).collect();
        self.paths.take(&mut source, &packages);
        tree::element(&source, out)
    }
}

/// Tells what the schema has no place for, and what else did not come through.
fn tell(lost: &mut Vec<Lost>, out: Faults, unread: usize, unformatted: usize) {
    lost.extend(out.into_iter().filter(|((is_lost, _), _)| *is_lost).map(|((_, what), count)| Lost {
        what,
        count,
        why: message!("file-no-place-in-format"),
        files: Vec::new(),
    }));
    for (what, count, why) in [
        (message!("part-kept-file"), unread, message!("file-kept-file-unread")),
        (message!("part-formatted-text"), unformatted, message!("file-corrected-since")),
    ] {
        if count > 0 {
            lost.push(Lost { what, count, why, files: Vec::new() });
        }
    }
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

/// Who wrote the file; with what it came from, where its positions are those of that program.
fn origin(came_from: &str, target: Target, unchanged: bool) -> String {
    let before = came_from.rsplit_once(", from ").map_or(came_from, |(_, first)| first);
    match target {
        Target::Original if unchanged && !before.is_empty() && !before.starts_with("Concord") => {
            format!("{PROGRAM}, from {before}")
        }
        Target::Original if before.contains("for NVivo") => format!("{PROGRAM}, for NVivo"),
        Target::Original | Target::Standard => PROGRAM.to_owned(),
        Target::Nvivo => format!("{PROGRAM}, for NVivo"),
    }
}

/// What of a project the format has no place for.
fn lost(project: &Project, in_codebook: bool) -> Vec<Lost> {
    let mut lost = Vec::new();
    let mut lose = |what: Message, count: usize, why: Message| {
        if count > 0 {
            lost.push(Lost { what, count, why, files: Vec::new() });
        }
    };
    let no_place = || message!("file-no-place-in-format");
    lose(
        message!("part-ring-layered-model"),
        project.codebook().codes().filter(|c| c.layer.is_some()).count(),
        no_place(),
    );
    lose(
        message!("part-mark-retired-code"),
        project.codebook().codes().filter(|c| c.retired).count(),
        no_place(),
    );
    if in_codebook {
        let codings = project.codings();
        lose(message!("part-coding"), codings, message!("file-codes-alone"));
        return lost;
    }
    lose(message!("part-coding-without-passage"), project.orphans().count(), message!("file-words-gone-now"));
    lose(message!("part-mark-of-progress"), project.layers().count(), no_place());
    let auto = project.layers().flat_map(|l| l.codings()).filter(|c| c.auto).count();
    lose(message!("part-mark-of-search"), auto, no_place());
    let settled = project.layers().map(|l| l.settlements().len()).sum();
    lose(message!("part-settlement-difference"), settled, no_place());
    let speakers = project.transcripts().iter().filter(|t| !t.speakers().is_empty()).count();
    lose(message!("part-list-of-speakers"), speakers, message!("file-speakers-by-labels"));
    let ties = project.transcripts().iter().map(|t| t.ties().count()).sum();
    lose(message!("part-tie-of-speaker"), ties, message!("file-ties-in-attributes"));
    lost.extend(outcome::plan(project));
    lost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_it_came_from_is_told_once() {
        let first = origin("NVivo for Windows 12.6", Target::Original, true);
        assert_eq!(first, format!("{PROGRAM}, from NVivo for Windows 12.6"));
        assert_eq!(origin(&first, Target::Original, true), first);
        assert_eq!(origin(&first, Target::Standard, false), PROGRAM);
        assert!(origin(&first, Target::Nvivo, false).ends_with("for NVivo"));
    }
}
