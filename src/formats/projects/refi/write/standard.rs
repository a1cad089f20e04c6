//! A tree as the standard has it, whatever program it came from: positions and texts without `\r`, ids that are GUIDs, paths
//! into the package. Needed where several files become one, or where a file is for another program.

use std::collections::HashMap;

use uuid::Uuid;

use super::packing::{Content, Files};
use super::patch_sources::counted;
use crate::formats::projects::refi::file::ids::{Ids, parsed};
use crate::formats::projects::refi::file::package::{Found, Package, base};
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::projects::refi::read::content::FileContent;
use crate::formats::projects::refi::read::positions::{Positions, Words, number};

/// Attributes that hold an id.
const GUIDS: [&str; 12] = [
    "guid",
    "targetGUID",
    "creatingUser",
    "modifyingUser",
    "creatingUserGUID",
    "modifyingUserGUID",
    "originGUID",
    "representedGUID",
    "sourceVertex",
    "targetVertex",
    "fromSyncPoint",
    "toSyncPoint",
];

/// How a file is made standard.
pub(in super::super) struct Standard {
    ids: Ids,
    /// What positions count in the file, and in what is written.
    positions: Positions,
    counting: Positions,
    /// The words of elements.
    texts: HashMap<Uuid, Words>,
}

impl Standard {
    /// Makes a tree standard that holds no more than the heads of its sources; the texts are put among the files by the
    /// names that its paths have.
    pub(in super::super) fn of(
        root: &mut Element<'_>,
        content: &FileContent,
        ids: &Ids,
        package: &mut Package<'_>,
        counting: Positions,
        files: &mut Files,
    ) -> Self {
        let texts = content.transcripts.iter().rev().map(|(id, of)| (*id, of.words.clone())).collect();
        let positions = content.found.as_ref().map_or(Positions::CodePoints, |f| f.positions);
        let own = Self { ids: ids.clone(), positions, counting, texts };
        own.ids_and_paths(root, package);
        let lists = root.children.iter_mut().filter(|list| list.name == "Sources");
        for source in lists.flat_map(|list| &mut list.children) {
            own.holders(source, &mut |holder, words| {
                let path = holder.get("plainTextPath");
                if let Some(path) = path.filter(|_| holder.child("PlainTextContent").is_none()) {
                    files.insert(base(path).to_owned(), Content::Words(words.text.clone()));
                }
            });
        }
        for note in root.child("Notes").iter().flat_map(|n| n.all("Note")) {
            let Some(path) = note.get("plainTextPath") else { continue };
            if let Ok(Found::Bytes(bytes)) = package.source(path)
                && let Ok(words) = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes))
            {
                let words = words.replace("\r\n", "\n").into_bytes();
                files.insert(base(path).to_owned(), Content::Bytes(words));
            }
        }
        own
    }

    /// Makes a source standard.
    pub(in super::super) fn source(&self, source: &mut Element<'_>, package: &Package<'_>) {
        self.ids_and_paths(source, package);
        self.holders(source, &mut |holder, words| {
            for child in &mut holder.children {
                for (attribute, is_end) in
                    [("startPosition", false), ("endPosition", true), ("position", false)]
                {
                    let at = number(child, attribute).and_then(|at| u32::try_from(at).ok());
                    if let Some(byte) = at.and_then(|at| words.byte(self.positions, at, is_end)) {
                        child.set(attribute, counted(&words.text, self.counting, byte).to_string());
                    }
                }
            }
        });
    }

    fn ids_and_paths(&self, root: &mut Element<'_>, package: &Package<'_>) {
        with_guids(root, &self.ids);
        root.each_mut(&mut |element| {
            for (name, value) in &mut element.attributes {
                if matches!(*name, "plainTextPath" | "richTextPath" | "path")
                    && !package.leads_out(value)
                    && !value.is_empty()
                {
                    *value = format!("internal://{}", base(value)).into();
                }
            }
        });
    }

    /// Calls back for each part of a source that holds words which are known.
    fn holders<'x>(&self, source: &mut Element<'x>, call: &mut impl FnMut(&mut Element<'x>, &Words)) {
        let (id, name) = (source.id, source.name);
        for_holders(source, &mut |holder| {
            let own = if name == "TextSource" || holder.name == "Transcript" { holder.id } else { id };
            if let Some(words) = own.and_then(|id| self.texts.get(&id)) {
                call(holder, words);
            }
        });
    }
}

/// Puts what they stand for in the place of ids that are no GUIDs, which no valid file has.
pub(in super::super) fn with_guids(root: &mut Element<'_>, ids: &Ids) {
    root.each_mut(&mut |element| {
        for (name, value) in &mut element.attributes {
            if GUIDS.contains(name) && !value.trim().is_empty() && parsed(value).is_none() {
                *value = ids.of(value).to_string().into();
            }
        }
    });
}

fn for_holders<'x>(source: &mut Element<'x>, call: &mut impl FnMut(&mut Element<'x>)) {
    let inner = match source.name {
        "TextSource" => return call(source),
        "PDFSource" => "Representation",
        "PictureSource" => "TextDescription",
        "AudioSource" | "VideoSource" => "Transcript",
        _ => return,
    };
    source.children.iter_mut().filter(|c| c.name == inner).for_each(call);
}
