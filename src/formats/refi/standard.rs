//! A tree as the standard has it, whatever program it came from: positions and texts without `\r`, ids that are GUIDs, paths
//! into the package. Needed where several files become one, or where a file is for another program.

use std::collections::BTreeMap;

use super::ids::{Ids, parsed};
use super::package::{Found, Package, base};
use super::patch_sources::counted;
use super::positions::{Positions, number};
use super::said::Said;
use super::tree::Element;

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

/// Makes a tree standard; its texts are put among the files by the names that its paths have.
pub(super) fn standardise(
    root: &mut Element<'_>,
    said: &Said,
    ids: &Ids,
    package: &mut Package<'_>,
    counting: Positions,
    files: &mut BTreeMap<String, Vec<u8>>,
) {
    with_guids(root, ids);
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
    let positions = said.found.as_ref().map_or(Positions::CodePoints, |f| f.positions);
    root.each_mut(&mut |source| {
        let id = source.id;
        let transcribed = |id| said.transcripts.iter().find(|(own, _)| Some(*own) == id).map(|(_, t)| t);
        let name = source.name;
        for_holders(source, &mut |holder| {
            let own = if name == "TextSource" || holder.name == "Transcript" { holder.id } else { id };
            let Some(of) = transcribed(own) else { return };
            for child in &mut holder.children {
                for (attribute, is_end) in
                    [("startPosition", false), ("endPosition", true), ("position", false)]
                {
                    let at = number(child, attribute).and_then(|at| u32::try_from(at).ok());
                    let byte = at.and_then(|at| of.words.byte(positions, at, is_end));
                    if let Some(byte) = byte {
                        child.set(attribute, counted(&of.words.text, counting, byte).to_string());
                    }
                }
            }
            if let Some(path) =
                holder.get("plainTextPath").filter(|_| holder.child("PlainTextContent").is_none())
            {
                files.insert(base(path).to_owned(), of.words.text.as_str().as_bytes().to_vec());
            }
        });
    });
    for note in root.child("Notes").iter().flat_map(|n| n.all("Note")) {
        let Some(path) = note.get("plainTextPath") else { continue };
        if let Ok(Found::Bytes(bytes)) = package.source(path)
            && let Ok(words) = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes))
        {
            files.insert(base(path).to_owned(), words.replace("\r\n", "\n").into_bytes());
        }
    }
}

/// Puts what they stand for in the place of ids that are no GUIDs, which no valid file has.
pub(super) fn with_guids(root: &mut Element<'_>, ids: &Ids) {
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
