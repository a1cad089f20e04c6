//! A project that lies open, as a `.qde` with its sources in a folder beside it: made the package that it would be, so that
//! it is read, kept and written again like any. Never looks for a file itself: it is told their names, and asks for those
//! that the project refers to.

use std::collections::BTreeSet;
use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::ids::Ids;
use super::outline::Outline;
use super::package::Package;
use crate::formats::shared::error::{FormatError, Location};
use crate::lang::{message, said};

/// Attributes that name a file.
const PATHS: [&str; 3] = ["plainTextPath", "richTextPath", "path"];

/// Gives the bytes of a file beside by its name.
pub type ReadBeside<'r> = dyn FnMut(&str) -> io::Result<Vec<u8>> + 'r;

/// The package of a loose project, of which these are the names of the files that lie in its folder of sources. None where
/// the file is no loose project.
///
/// # Errors
/// When its XML is damaged, or a file that it refers to cannot be read.
pub fn packed(
    file: &str,
    bytes: &[u8],
    names: &[String],
    read: &mut ReadBeside<'_>,
) -> Result<Option<Vec<u8>>, FormatError> {
    if bytes.starts_with(b"PK") || !is_loose(bytes) {
        return Ok(None);
    }
    let failed = |why: io::Error| FormatError::At {
        file: file.to_owned(),
        place: Location::Whole,
        problem: message!("file-source-beside-unread", why = said(why)),
        remedy: message!("do-move-sources-beside"),
    };
    let mut package = Package::loose(bytes, names);
    let wanted = wanted(file, &mut package)?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // As large as the files are, so that nothing of it seems to unpack to more than it could.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, bytes: &[u8]| {
        zip.start_file(name, stored.large_file(bytes.len() > 1 << 31))?;
        zip.write_all(bytes)
    };
    put("project.qde", bytes).map_err(failed)?;
    for name in wanted {
        let bytes = read(&name).map_err(failed)?;
        put(&format!("sources/{name}"), &bytes).map_err(failed)?;
    }
    let packed = zip.finish().map_err(|why| failed(why.into()))?;
    Ok(Some(packed.into_inner()))
}

/// The names of the files beside that it refers to.
fn wanted(file: &str, package: &mut Package<'_>) -> Result<BTreeSet<String>, FormatError> {
    let outline = Outline::read(file, package, &Ids::new(""), false)?;
    let mut wanted = BTreeSet::new();
    outline.root.each(&mut |element| {
        let paths = PATHS.iter().filter_map(|path| element.get(path)).filter(|path| !path.trim().is_empty());
        wanted.extend(paths.filter(|p| !package.leads_out(p)).filter_map(|path| package.entry(path)));
    });
    Ok(wanted.into_iter().map(str::to_owned).collect())
}

/// Whether bytes are XML whose root is a project.
pub(in super::super) fn is_loose(bytes: &[u8]) -> bool {
    root(bytes).is_some_and(|root| root == "Project")
}

/// The name of the root, without a prefix; of the first bytes alone, in whatever letters they are encoded.
pub(in super::super) fn root(bytes: &[u8]) -> Option<String> {
    let head: String =
        bytes.iter().take(8_000).filter(|byte| **byte != 0).map(|byte| *byte as char).collect();
    let mut rest = head.as_str();
    loop {
        rest = rest.split_once('<')?.1;
        // What stands before it may hold brackets of its own.
        let end = match rest {
            _ if rest.starts_with("!--") => "-->",
            _ if rest.starts_with('?') => "?>",
            _ if rest.starts_with('!') => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1;
    }
    let name = rest.split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).next()?;
    Some(name.rsplit(':').next().unwrap_or(name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_whatever_stands_before_it() {
        for (xml, name) in [
            ("\u{feff}<?xml version=\"1.0\"?>\n<!-- <CodeBook> -->\n<Project name=\"a\">", "Project"),
            ("<!DOCTYPE Project><q:Project/>", "Project"),
            ("<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Project/>", "CodeBook"),
        ] {
            assert_eq!(root(xml.as_bytes()).as_deref(), Some(name), "{xml}");
            let wide: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(root(&wide).as_deref(), Some(name), "{xml}");
        }
        assert_eq!(root(b"Interviewer: a < b"), Some("".to_owned()));
        assert_eq!(root(b"no XML"), None);
    }

    #[test]
    fn only_what_is_referred_to_goes_along() {
        let names: Vec<String> = ["P1.TXT", "other.txt", "a b.docx"].map(str::to_owned).to_vec();
        let xml = "<Project name=\"m\"><Sources><TextSource guid=\"1\" plainTextPath=\"internal://p1.txt\"/>\
                   <TextSource guid=\"2\" richTextPath=\"relative:///old/a%20b.docx\"/>\
                   <TextSource guid=\"3\" plainTextPath=\"../../etc/other.md\"/>\
                   <TextSource guid=\"4\" plainTextPath=\"http://there/other.txt\"/></Sources></Project>";
        let mut asked = Vec::new();
        let mut read = |name: &str| {
            asked.push(name.to_owned());
            Ok(b"words".to_vec())
        };
        let bytes = packed("m.qde", xml.as_bytes(), &names, &mut read).unwrap().unwrap();
        assert_eq!(asked, ["P1.TXT", "a b.docx"]);
        assert_eq!(packed("m.qde", &bytes, &names, &mut |_| Ok(Vec::new())).unwrap(), None, "it is one");
        let why =
            packed("m.qde", xml.as_bytes(), &names, &mut |_| Err(io::Error::other("gone"))).unwrap_err();
        assert!(why.to_string().contains("gone"), "{why}");
    }
}
