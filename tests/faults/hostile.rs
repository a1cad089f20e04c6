//! Files made to do harm, on their way in by the program itself: bombs, lies and depths in REFI-QDA files, and references in
//! files of every kind that lead elsewhere. Refused or listed, within bounds of memory, the project as it was; nothing is
//! ever fetched.

use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

use concord::store::{RealDisk, load};
use zip::write::SimpleFileOptions;

use crate::common::child;

/// The most memory that a file made to do harm may take, in KiB.
const MOST_MEMORY: u64 = 300 << 10;
/// After this an import hangs. What it takes is shown.
const HANGS: Duration = Duration::from_secs(60);

fn study(home: &Path) -> PathBuf {
    let project = home.join("study");
    let made = child::concord(&["new", project.to_str().unwrap(), "--title", "T"], HANGS);
    assert_eq!(made.code, Some(0), "{}", made.said);
    project
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The XML of a project.
fn qde(inside: &str) -> String {
    format!("<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"m\">{inside}</Project>")
}

/// A package with nothing but the XML of a project.
fn package(qde: &str) -> Vec<u8> {
    zipped(&[("project.qde", qde.as_bytes())])
}

fn guid(kind: u32, n: usize) -> String {
    format!("{kind:08x}-0000-4000-8000-{n:012x}")
}

/// A source whose words are in the package, or said to be elsewhere.
fn source(n: usize, path: &str) -> String {
    format!("<TextSource guid=\"{}\" name=\"T{n}\" plainTextPath=\"{path}\"/>", guid(9, n))
}

/// Words that pack badly, so that what follows them in an entry is not told by its ratio.
fn noise(bytes: usize) -> String {
    let mut state = 1_u64;
    let letter = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(
            b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .\n"[(state >> 58) as usize],
        )
    };
    (0..bytes).map(letter).collect()
}

/// A zipped file whose entries say that they are small.
fn lying(mut bytes: Vec<u8>) -> Vec<u8> {
    for at in 0..bytes.len() - 4 {
        // The size unpacked: before the entry, and in the list at the end.
        let field = match &bytes[at..at + 4] {
            b"PK\x03\x04" => at + 22,
            b"PK\x01\x02" => at + 24,
            _ => continue,
        };
        bytes[field..field + 4].copy_from_slice(&4_u32.to_le_bytes());
    }
    bytes
}

/// Imports a file that must be refused, and gives the message.
fn refused(project: &Path, name: &str, bytes: &[u8]) -> String {
    let file = project.with_file_name(name);
    std::fs::write(&file, bytes).unwrap();
    let before = child::contents(project);
    let ran = child::concord(&["import", project.to_str().unwrap(), file.to_str().unwrap()], HANGS);
    println!(
        "{name}: {} KiB, takes {} MiB and {} ms",
        bytes.len() >> 10,
        ran.memory >> 10,
        ran.took.as_millis()
    );
    assert_eq!(ran.code, Some(1), "{name}: {}{}", ran.out, ran.said);
    assert!(ran.said.contains(name), "{name}: {}", ran.said);
    assert!(ran.memory < MOST_MEMORY, "{name} took {} MiB", ran.memory >> 10);
    assert!(child::contents(project) == before, "{name} left something behind");
    std::fs::remove_file(&file).unwrap();
    ran.said
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let project = study(home.path());
    let with_source = qde(&format!("<Sources>{}</Sources>", source(1, "internal://t.txt")));
    let spaces = vec![b' '; 300 << 20];
    let padded = [noise(1 << 20).as_bytes(), &spaces[..100 << 20]].concat();
    let with = |text: &[u8]| zipped(&[("project.qde", with_source.as_bytes()), ("sources/t.txt", text)]);
    let names: Vec<String> = (0..8).map(|n| format!("sources/{n}.txt")).collect();
    let sources: String = (0..8).map(|n| source(n, &format!("internal://{n}.txt"))).collect();
    let several = qde(&format!("<Sources>{sources}</Sources>"));
    let text = [noise(300 << 10).as_bytes(), &b"word ".repeat(4 << 20)].concat();
    let mut parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), text.as_slice())).collect();
    parts.push(("project.qde", several.as_bytes()));
    for (name, bytes) in [
        ("source.qdpx", with(&spaces)),
        ("padded.qdpx", with(&padded)),
        ("several.qdpx", zipped(&parts)),
        ("project.qdpx", zipped(&[("project.qde", &spaces)])),
    ] {
        let said = refused(&project, name, &bytes);
        assert!(said.contains("unpack to more than"), "{said}");
    }
    for (name, bytes) in [
        ("lying.qdpx", lying(with(&spaces))),
        ("lying-project.qdpx", lying(zipped(&[("project.qde", &spaces)]))),
    ] {
        let said = refused(&project, name, &bytes);
        assert!(said.contains("damaged"), "{said}");
    }
}

#[test]
fn what_holds_too_much_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let project = study(home.path());
    let names: Vec<String> = (0..60_000).map(|n| format!("sources/{n}.txt")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let said = refused(&project, "entries.qdpx", &zipped(&entries));
    assert!(said.contains("60,000 entries"), "{said}");

    let elements = "<a/>".repeat(8 << 20);
    let attributes: String = (0..200_000).map(|n| format!("a{n}=\"\" ")).collect();
    let values = "<a b=\"&lt;\"/>".repeat(2 << 20);
    let padding = format!("<!--{}-->", noise(1 << 20));
    let long = format!("{}{}", noise(5 << 20), " ".repeat(70 << 20));
    let in_source = |inside: &str| qde(&format!("<Sources><TextSource>{inside}</TextSource></Sources>"));
    let laughs = "<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]><Project name=\"&b;\"/>";
    for (name, xml, why) in [
        ("elements.qdpx", qde(&(padding.clone() + &elements)), "more elements"),
        ("source.qdpx", in_source(&(padding.clone() + &elements)), "more elements"),
        (
            "long.qdpx",
            in_source(&long),
            "the source in line 1 with its selections takes more than can be read at once",
        ),
        (
            "beside.qdpx",
            qde(&format!("<Notes>{long}</Notes>")),
            "beside its sources takes more than can be read at once",
        ),
        ("values.qdpx", qde(&(padding + &values)), "more elements"),
        ("attributes.qdpx", qde(&format!("<Code {attributes}/>")), "attributes"),
        ("deep.qdpx", format!("<Project>{}", "<Code>".repeat(1 << 20)), "deep"),
        ("laughs.qdpx", laughs.to_owned(), "entities of its own"),
        ("laughs.qdc", laughs.to_owned(), "entities of its own"),
        ("deep.qdc", format!("<CodeBook>{}", "<Code>".repeat(5 << 20)), "deep"),
    ] {
        let bytes = if name.ends_with(".qdc") { xml.into_bytes() } else { package(&xml) };
        let said = refused(&project, name, &bytes);
        assert!(said.contains(why), "{said}");
    }

    let list = |list: &str, one: &dyn Fn(usize) -> String| {
        let all: String = (0..60_000).map(one).collect();
        package(&qde(&format!("<{list}>{all}</{list}>")))
    };
    let named = |element: &'static str, more: &'static str| {
        move |n| format!("<{element} guid=\"{}\" name=\"a{n}\"{more}/>", guid(1, n))
    };
    let by = |n| format!("<Note guid=\"{}\" creatingUser=\"{}\"/>", guid(1, n), guid(2, n));
    for (what, bytes) in [
        ("users", list("Users", &named("User", ""))),
        ("codes", list("Codes", &named("Code", " isCodable=\"true\""))),
        ("variables", list("Variables", &named("Variable", " typeOfVariable=\"Text\""))),
        ("cases", list("Cases", &named("Case", ""))),
        ("sources", list("Sources", &named("TextSource", ""))),
        ("notes", list("Notes", &named("Note", ""))),
        ("sets", list("Sets", &named("Set", ""))),
        ("users", list("Notes", &by)),
    ] {
        let said = refused(&project, "many.qdpx", &bytes);
        assert!(said.contains(&format!("60,000 {what}")), "{said}");
    }
}

/// The words that lie in a file beside, to which everything refers.
const PLANTED: &str = "the sentence that nobody asked for";
/// The words of each file itself.
const OWN: &str = "we had tea that day";

fn docx(url: &str, file: &str) -> Vec<u8> {
    let words = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>\
         <w:p><w:r><w:t>{OWN}</w:t></w:r><w:hyperlink r:id=\"r1\"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>\
         <w:p><w:fldSimple w:instr=\"INCLUDETEXT &quot;{file}&quot;\"/></w:p>\
         <w:p><w:r><w:drawing><a:blip xmlns:a=\"a\" r:link=\"r2\"/></w:drawing></w:r></w:p><w:altChunk r:id=\"r3\"/>\
         <w:subDoc r:id=\"r3\"/></w:body></w:document>"
    );
    let to = |n: u32, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"r{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
             Target=\"{target}\" TargetMode=\"External\"/>"
        )
    };
    let links = [
        to(1, "hyperlink", url),
        to(2, "image", url),
        to(3, "aFChunk", file),
        to(4, "attachedTemplate", "\\\\127.0.0.1\\share\\a.dotm"),
        to(5, "footnotes", file),
        to(6, "oleObject", url),
    ];
    let links = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
        links.concat()
    );
    zipped(&[("word/document.xml", words.as_bytes()), ("word/_rels/document.xml.rels", links.as_bytes())])
}

fn odt(url: &str, file: &str) -> Vec<u8> {
    let words = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:draw=\"d\" xmlns:xlink=\"x\"><office:body>\
         <office:text><text:p>{OWN}</text:p><text:section><text:section-source xlink:href=\"{file}\"/></text:section>\
         <text:p><draw:frame><draw:image xlink:href=\"{url}\"/><draw:object xlink:href=\"{file}\"/></draw:frame></text:p>\
         </office:text></office:body></office:document-content>"
    );
    zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", words.as_bytes())])
}

fn pdf(url: &str, file: &str) -> Vec<u8> {
    let content = format!("BT /F 12 Tf 50 700 Td ({OWN}) Tj ET /X Do");
    let link = format!("<</Type/Annot/Subtype/Link/Rect[0 0 99 99]/A<</S/URI/URI({url})>>>>");
    let mut bytes = b"%PDF-1.4\n".to_vec();
    for (n, object) in [
        format!("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/GoToR/F({file})/D[0/Fit]>>>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Annots[{link}]\
             /Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
        ),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        // A form whose content stands in another file.
        format!("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/F({file})/Length 0>>\nstream\n\nendstream"),
    ]
    .iter()
    .enumerate()
    {
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", n + 1).bytes());
    }
    let start = bytes.len();
    let places: Vec<usize> = (1..=6)
        .map(|n| {
            let head = format!("{n} 0 obj\n");
            bytes.windows(head.len()).position(|part| part == head.as_bytes()).unwrap()
        })
        .collect();
    bytes.extend(b"xref\n0 7\n0000000000 65535 f \n");
    places.iter().for_each(|at| bytes.extend(format!("{at:010} 00000 n \n").bytes()));
    bytes.extend(format!("trailer<</Size 7/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    bytes
}

#[test]
fn what_lies_elsewhere_is_never_fetched() {
    let home = tempfile::tempdir().unwrap();
    let project = study(home.path());
    let beside = home.path().join("beside.txt");
    std::fs::write(&beside, PLANTED).unwrap();
    let door = TcpListener::bind("127.0.0.1:0").unwrap();
    door.set_nonblocking(true).unwrap();
    let url = format!("http://{}/a", door.local_addr().unwrap());
    let (path, file) = (beside.display().to_string(), format!("file://{}", beside.display()));
    let sources: Vec<String> = [
        url.as_str(),
        &file,
        &path,
        &format!("absolute://{path}"),
        "relative:///beside.txt",
        "../beside.txt",
        "//127.0.0.1/share/a.txt",
    ]
    .iter()
    .enumerate()
    .map(|(n, path)| {
        source(n, path) + &format!("<PDFSource guid=\"{}\" name=\"F{n}\" path=\"{path}\"/>", guid(8, n))
    })
    .collect();
    let base = home.path().display();
    let project_file = qde(&format!(
        "<Sources>{}<TextSource guid=\"{}\" name=\"own\"><PlainTextContent>{OWN}</PlainTextContent></TextSource></Sources>",
        sources.concat(),
        guid(7, 1)
    ))
    .replace("name=\"m\"", &format!("name=\"m\" basePath=\"{base}\""));
    let doctype = format!("<!DOCTYPE ANNOTATION_DOCUMENT SYSTEM \"{url}\">");
    let elan = format!(
        "<?xml version=\"1.0\"?>{doctype}<ANNOTATION_DOCUMENT xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:noNamespaceSchemaLocation=\"{url}\"><HEADER MEDIA_FILE=\"{file}\"><MEDIA_DESCRIPTOR MEDIA_URL=\"{url}\" \
         RELATIVE_MEDIA_URL=\"./beside.txt\"/></HEADER><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"a\" TIME_VALUE=\"1\"/>\
         <TIME_SLOT TIME_SLOT_ID=\"b\" TIME_VALUE=\"2\"/></TIME_ORDER><TIER TIER_ID=\"Ann\"><ANNOTATION><ALIGNABLE_ANNOTATION \
         ANNOTATION_ID=\"x\" TIME_SLOT_REF1=\"a\" TIME_SLOT_REF2=\"b\" EXT_REF=\"e\"><ANNOTATION_VALUE>{OWN}</ANNOTATION_VALUE>\
         </ALIGNABLE_ANNOTATION></ANNOTATION></TIER><EXTERNAL_REF EXT_REF_ID=\"e\" TYPE=\"ecv\" VALUE=\"{url}\"/>\
         </ANNOTATION_DOCUMENT>"
    );
    let page = format!(
        "<html><head><base href=\"{url}\"><link rel=stylesheet href=\"{url}\"><meta http-equiv=refresh content=\"0;url={url}\">\
         <script src=\"{url}\"></script><style>@import url({url});</style></head><body><p>{OWN}</p><img src=\"{url}\">\
         <iframe src=\"{file}\"></iframe><object data=\"{file}\"></object><embed src=\"{url}\"><svg><image href=\"{url}\"/></svg>\
         <!--#include file=\"{path}\"--></body></html>"
    );
    let rich = format!(
        "{{\\rtf1{{\\*\\template {path}}}{{\\field{{\\*\\fldinst INCLUDETEXT \"{path}\"}}{{\\fldrslt}}}}\
         {{\\field{{\\*\\fldinst INCLUDEPICTURE \"{url}\"}}{{\\fldrslt}}}}{{\\object\\objautlink{{\\*\\objdata 00}}}} {OWN}\\par}}"
    );
    let marked = format!("{OWN}\n\n![picture]({url})\n[there]({file})\n<img src=\"{url}\">\n");
    let cues =
        format!("WEBVTT\n\nSTYLE\n::cue {{ background: url({url}) }}\n\n00:01.000 --> 00:02.000\n{OWN}\n");
    let entity = format!("<!DOCTYPE a [<!ENTITY x SYSTEM \"{file}\"><!ENTITY y SYSTEM \"{url}\">]>");
    let codebook = format!(
        "{entity}<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes><Code name=\"&x;&y;\"/></Codes></CodeBook>"
    );
    for (name, bytes, read) in [
        ("a.qdpx", package(&project_file), true),
        ("a.html", page.into_bytes(), true),
        ("a.docx", docx(&url, &file), true),
        ("a.odt", odt(&url, &file), true),
        ("a.rtf", rich.into_bytes(), true),
        ("a.pdf", pdf(&url, &path), true),
        ("a.eaf", elan.into_bytes(), true),
        ("a.md", marked.into_bytes(), true),
        ("a.vtt", cues.into_bytes(), true),
        ("a.qdc", codebook.into_bytes(), false),
        ("b.qdpx", package(&format!("{entity}{}", qde("<Description>&x;&y;</Description>"))), false),
    ] {
        let from = home.path().join(name);
        std::fs::write(&from, bytes).unwrap();
        let ran = child::concord(&["import", project.to_str().unwrap(), from.to_str().unwrap()], HANGS);
        assert_eq!(ran.code, Some(i32::from(!read)), "{name}: {}", ran.said);
        let there = load(&RealDisk, &project).unwrap().project;
        let is_own = |t: &&std::sync::Arc<concord::model::Transcript>| t.text().as_str().contains(OWN);
        let read_now =
            there.transcripts().iter().filter(|t| is_own(t) && matches!(t.title(), "a" | "own")).count();
        assert!(!read || read_now > 0, "{name}: its own words came in");
        assert!(door.accept().is_err(), "{name}: something was asked for at {url}");
        for (path, bytes) in child::contents(&project) {
            let found = bytes.windows(PLANTED.len()).any(|part| part == PLANTED.as_bytes());
            assert!(!found, "{name}: what lies beside stands in {}", path.display());
        }
        // Each file has the project to itself.
        std::fs::remove_dir_all(&project).unwrap();
        study(home.path());
    }
}
