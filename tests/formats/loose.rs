//! REFI-QDA projects that are no packages, and sources that have no plain text: read with what lies beside them, and written
//! again as they came.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use concord::formats::refi;
use concord::formats::{ExportOptions, Import, ImportOptions, Kind, Reader, Target, format_of, made};
use concord::model::*;
use concord::session::{SystemStamp, gathered, with_sources};
use uuid::Uuid;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CODE: &str = "00000000-0000-4000-8000-00000000000a";

fn nothing() -> Project {
    Project::new(ProjectId(Uuid::nil()), "A study", Timestamp::UNIX_EPOCH)
}

/// One code in a set, and one source with these attributes and selections: place, and name.
fn qde(source: &str, selections: &[(u32, u32, &str)]) -> String {
    let selection = |(n, (start, end, name)): (usize, &(u32, u32, &str))| {
        let named = if name.is_empty() { String::new() } else { format!("name=\"{name}\" ") };
        format!(
            "<PlainTextSelection guid=\"00000000-0000-4000-8000-0000000002{n:02}\" {named}startPosition=\"{start}\" \
             endPosition=\"{end}\"><Coding guid=\"00000000-0000-4000-8000-0000000003{n:02}\"><CodeRef \
             targetGUID=\"{CODE}\"/></Coding></PlainTextSelection>"
        )
    };
    let selections: String = selections.iter().enumerate().map(selection).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"m\" origin=\"x\">\
         <CodeBook><Codes><Code guid=\"{CODE}\" name=\"Love\" isCodable=\"true\"/></Codes></CodeBook><Sources>\
         <TextSource guid=\"00000000-0000-4000-8000-000000000014\" name=\"T\" {source}>{selections}</TextSource></Sources>\
         <Sets><Set guid=\"00000000-0000-4000-8000-000000000015\" name=\"Wave 1\"><MemberSource \
         targetGUID=\"00000000-0000-4000-8000-000000000014\"/></Set></Sets></Project>"
    )
}

/// Imports a file as the command line does.
fn imported(path: &Path) -> (Project, Import) {
    let found = gathered(&[path.to_owned()]).unwrap();
    let [file] = found.files.as_slice() else { panic!("{found:?}") };
    let bytes = with_sources(file, fs::read(file).unwrap()).unwrap();
    let name = file.display().to_string();
    let format = format_of(&name, &bytes, None).unwrap();
    assert_eq!(format.kind, Kind::Refi);
    let Reader::Table(read) = format.read else { panic!("{format:?}") };
    let import = read(&nothing(), &name, &bytes, &ImportOptions::default(), &mut SystemStamp).unwrap();
    (nothing().apply_all(&import.edits).unwrap(), import)
}

fn said(import: &Import) -> String {
    let warnings = import.warnings.iter().map(|w| format!("{}: {}", w.place, w.message));
    let lost = import.lost.iter().map(|l| format!("{} {}: {}", l.count, l.what, l.why));
    warnings.chain(lost).collect::<Vec<_>>().join("\n")
}

fn passages(project: &Project) -> Vec<String> {
    let text = |layer: &CodingLayer| project.transcript(layer.transcript()).unwrap().text().clone();
    let slices = |layer: &CodingLayer| {
        layer.codings().iter().map(|c| text(layer).slice(c.span).to_owned()).collect::<Vec<_>>()
    };
    project.layers().flat_map(|layer| slices(layer)).collect()
}

/// The entries of an export, by their names.
fn exported(project: &Project, target: Target) -> Vec<(String, Vec<u8>)> {
    let options = ExportOptions { target, ..ExportOptions::default() };
    let bytes = made(refi::project, project, &options).unwrap().bytes;
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let all = 0..zip.len();
    all.map(|at| {
        let mut entry = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    })
    .collect()
}

/// A document of Word of these paragraphs.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>")).collect();
    let xml = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(xml.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_loose_project_is_read_with_what_lies_beside_it_and_written_again() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("Sources")).unwrap();
    fs::write(home.path().join("Sources/Täxt 1.TXT"), "She listened to me.\r\n").unwrap();
    fs::write(home.path().join("Sources/secret.txt"), "of somebody else").unwrap();
    let xml = qde("plainTextPath=\"internal://täxt%201.txt\"", &[(0, 12, "She listened")]);
    for name in ["project.qde", "Another.QDE"] {
        fs::write(home.path().join(name), &xml).unwrap();
    }
    // The folder is the package that it was before it was unpacked.
    for path in [home.path().to_owned(), home.path().join("project.qde"), home.path().join("Another.QDE")] {
        let (project, import) = imported(&path);
        assert_eq!(passages(&project), ["She listened"], "{}", said(&import));
        assert_eq!(project.check(), []);
        for target in [Target::Original, Target::Standard] {
            let entries = exported(&project, target);
            let xml = entries.iter().find(|(name, _)| name == "project.qde").unwrap();
            let xml = String::from_utf8(xml.1.clone()).unwrap();
            for part in ["<TextSource", "name=\"Wave 1\"", "<MemberSource", "startPosition=\"0\""] {
                assert!(xml.contains(part), "{part}: {xml}");
            }
            let source = entries.iter().find(|(name, _)| name.starts_with("sources/")).unwrap();
            assert!(source.1.starts_with(b"She listened to me."), "{}", source.0);
            assert!(entries.iter().all(|(name, _)| !name.contains("secret")), "it refers to no such file");
        }
    }
}

/// What was taken out of the project is in no export of it, though the package that it came in is kept.
#[test]
fn a_transcript_that_was_taken_out_is_not_written() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("sources")).unwrap();
    fs::write(home.path().join("sources/t.txt"), "She listened to me.").unwrap();
    fs::write(home.path().join("project.qde"), qde("plainTextPath=\"internal://t.txt\"", &[(0, 12, "")]))
        .unwrap();
    let (project, _) = imported(home.path());
    let gone = project.removal(&[project.transcripts()[0].id()].into(), None).unwrap();
    assert_eq!((gone.codings(), gone.packages.as_slice()), (1, &["project.qdpx".to_owned()][..]));
    assert!(gone.to_know().iter().any(|known| known.to_string().contains("project.qdpx")));
    for target in [Target::Original, Target::Standard] {
        let entries = exported(&project.apply_all(&gone.edits).unwrap(), target);
        let names: Vec<_> = entries.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["project.qde"], "{target:?}");
        let xml = String::from_utf8(entries[0].1.clone()).unwrap();
        assert!(!xml.contains("TextSource") && !xml.contains("listened"), "{xml}");
    }
}

/// Without its sources too, nothing of the project is dropped when it is written.
#[test]
fn a_loose_project_without_its_sources_keeps_them_and_its_sets() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("alone.qde");
    fs::write(&path, qde("plainTextPath=\"internal://t.txt\"", &[(0, 3, "")])).unwrap();
    let (project, import) = imported(&path);
    assert!(said(&import).contains("t.txt) is not in the file"), "{}", said(&import));
    assert_eq!((project.transcripts().len(), project.codebook().codes().count()), (0, 1));
    let (_, xml) = exported(&project, Target::Original).remove(0);
    let xml = String::from_utf8(xml).unwrap();
    for part in ["<TextSource", "t.txt", "name=\"Wave 1\"", "<MemberSource", "startPosition=\"0\""] {
        assert!(xml.contains(part), "{part}: {xml}");
    }
}

/// Earlier versions took such a project for a codebook, and kept it as one.
#[test]
fn a_loose_project_that_was_kept_before_is_written_too() {
    let bytes = qde("plainTextPath=\"internal://t.txt\"", &[(0, 3, "")]).into_bytes();
    let import =
        refi::import_codebook(&nothing(), "a.qde", &bytes, &ImportOptions::default(), &mut SystemStamp);
    let project = nothing().apply_all(&import.unwrap().edits).unwrap();
    assert_eq!(project.kept_files()[0].format, "refi-codebook");
    let (_, xml) = exported(&project, Target::Original).remove(0);
    let xml = String::from_utf8(xml).unwrap();
    assert!(xml.contains("<TextSource") && xml.contains("name=\"Wave 1\""), "{xml}");
}

#[test]
fn a_source_of_word_alone_is_read_and_selections_that_do_not_fit_are_named() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("sources")).unwrap();
    let words = docx(&["Interviewer: How was it?", "P01: She listened to me.", "She kept her promise."]);
    fs::write(home.path().join("sources/t.docx"), &words).unwrap();
    let source = "richTextPath=\"internal://t.docx\"";
    let path = home.path().join("project.qde");
    let at = |text: &str, words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count() as u32;
        (start, start + words.chars().count() as u32)
    };
    fs::write(&path, qde(source, &[])).unwrap();
    let text = imported(&path).0.transcripts()[0].text().as_str().to_owned();
    let (a, b) = at(&text, "She listened to me.");
    let (c, d) = at(&text, "kept her promise");
    // The third was counted in other words.
    let selections =
        [(a, b, "She listened to me."), (c, d, "kept her promise"), (c + 1, d + 1, "kept her promise")];
    fs::write(&path, qde(source, &selections)).unwrap();
    let (project, import) = imported(&path);
    assert_eq!(passages(&project), ["She listened to me.", "kept her promise", "ept her promise."]);
    let told = said(&import);
    for part in [
        "read from its document of Word",
        "2 of 3 selections fit",
        &format!("“T”: a selection of Love ({} to {})", c + 1, d + 1),
        "its words are “ept her promise.” and its name is “kept her promise”",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let entries = exported(&project, Target::Original);
    let document = entries.iter().find(|(name, _)| name == "sources/t.docx").unwrap();
    assert_eq!(document.1, words, "byte for byte");

    // Of many the first twenty are named, and the others counted; names or not.
    let many: Vec<_> = (0..30).map(|n| (a + 1 + n % 2, a + 6, "")).collect();
    fs::write(&path, qde(source, &many)).unwrap();
    let told = said(&imported(&path).1);
    assert_eq!(told.matches("begins or ends inside a word").count(), 20, "{told}");
    assert!(told.contains("10 more like this"), "{told}");

    // A document that is none hinders nobody.
    fs::write(home.path().join("sources/t.docx"), "no document").unwrap();
    let (project, import) = imported(&path);
    assert_eq!(project.transcripts().len(), 0);
    assert!(said(&import).contains("source without words"), "{}", said(&import));
}
