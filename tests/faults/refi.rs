//! REFI-QDA out and in again, and files that were made to do harm: all or nothing, with a list of what was not taken.
//!
//! CONCORD_REFI_CASES says how many random files and projects are tried; 64 unless told.

use std::io::{Cursor, Write};

use concord::formats::refi::{self, Positions};
use concord::formats::{ExportOptions, FormatError, Import, ImportOptions, Target, made};
use concord::model::*;
use concord::text::Text;
use proptest::prelude::*;
use uuid::Uuid;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::common::ids::Ids;
use crate::common::random;

fn nothing() -> Project {
    Project::new(ProjectId(Uuid::nil()), "A study", Timestamp::UNIX_EPOCH)
}

fn package(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn import_as(project: &Project, bytes: &[u8], options: &ImportOptions) -> Result<Import, FormatError> {
    refi::import(project, "a.qdpx", bytes, options, &mut Ids(0))
}

fn taken(bytes: &[u8]) -> (Project, Import) {
    let import = import_as(&nothing(), bytes, &ImportOptions::default()).unwrap();
    (nothing().apply_all(&import.edits).unwrap(), import)
}

fn written(project: &Project, target: Target) -> Vec<u8> {
    made(refi::project, project, &ExportOptions { target, ..ExportOptions::default() }).unwrap().bytes
}

fn said(import: &Import) -> String {
    let warnings = import.warnings.iter().map(|w| format!("{}: {}", w.place, w.message));
    let lost = import.lost.iter().map(|l| format!("{} {}: {}", l.count, l.what, l.why));
    warnings.chain(lost).collect::<Vec<_>>().join("\n")
}

/// Fails where XML is not valid by the schema, which lies beside the reference files.
fn valid(xml: &str) {
    let samples = std::env::var_os("CONCORD_REFI_SAMPLES").map(std::path::PathBuf::from);
    let samples = samples.unwrap_or_else(|| "../shared/refi-qda/samples".into());
    let schema = samples.join("../Project.xsd");
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(xml.as_bytes()).unwrap();
    let mut lint = std::process::Command::new("xmllint");
    match lint.args(["--noout", "--nonet", "--schema"]).arg(&schema).arg(file.path()).output() {
        Ok(ran) if schema.exists() => {
            assert!(ran.status.success(), "{}\n{xml}", String::from_utf8_lossy(&ran.stderr));
        }
        Ok(_) | Err(_) => println!("skipped: no xmllint, or no schema beside {}", samples.display()),
    }
}

/// The XML of a package.
fn xml_of(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(zip.by_name("project.qde").unwrap()).unwrap()
}

fn passages(project: &Project) -> Vec<String> {
    let mut all = Vec::new();
    for layer in project.layers() {
        let text = project.transcript(layer.transcript()).unwrap().text();
        all.extend(layer.codings().iter().map(|c| text.slice(c.span).to_owned()));
    }
    all
}

const ANN: &str = "00000000-0000-4000-8000-000000000001";
const CODE: &str = "00000000-0000-4000-8000-00000000000a";

/// A project of one code and one source, with these selections.
fn qde(origin: &str, path: &str, selections: &str) -> String {
    format!(
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"m\" origin=\"{origin}\"><Users><User guid=\"{ANN}\" name=\"Ann\"/></Users>\
         <CodeBook><Codes><Code guid=\"{CODE}\" name=\"A\" isCodable=\"true\"/></Codes></CodeBook><Sources>\
         <TextSource guid=\"00000000-0000-4000-8000-000000000014\" name=\"T\" plainTextPath=\"{path}\">{selections}</TextSource>\
         </Sources></Project>"
    )
}

fn coded(n: u32, start: i64, end: i64) -> String {
    format!(
        "<PlainTextSelection guid=\"00000000-0000-4000-8000-0000000002{n:02}\" startPosition=\"{start}\" endPosition=\"{end}\">\
         <Coding guid=\"00000000-0000-4000-8000-0000000003{n:02}\" creatingUser=\"{ANN}\"><CodeRef targetGUID=\"{CODE}\"/></Coding>\
         </PlainTextSelection>"
    )
}

#[test]
fn places_are_taken_as_far_as_they_make_sense() {
    let text = "Hello 👍 world.\r\nSecond line.\r\n".as_bytes();
    let places = [(5, 0), (-3, 4), (0, 9999), (4, 4), (6, 7), (14, 16)];
    let selections: String = places.iter().enumerate().map(|(n, (a, b))| coded(n as u32, *a, *b)).collect();
    let qde = qde("generator", "internal://t.txt", &selections);
    let (project, import) = taken(&package(&[("project.qde", qde.as_bytes()), ("sources/t.txt", text)]));
    let mut found = passages(&project);
    found.sort();
    assert_eq!(found, ["\n", "Hell", "Hello", "Hello 👍 world.\nSecond line.\n", "👍"]);
    let said = said(&import);
    for part in ["turned round", "cut to 0 to 4", "cut to 0 to", "place without words", "“T”: "] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(project.check(), []);
}

#[test]
fn what_the_schema_does_not_allow_is_listed() {
    let wrong = qde("generator", "internal://t.txt", &coded(1, 0, 5))
        .replace(&format!("creatingUser=\"{ANN}\""), "creatingUser=\"\" mood=\"good\"")
        .replace("<Sources>", "<Sources>stray")
        .replace("name=\"Ann\"", "name=\"A\u{b}n\"");
    let wrong = wrong.replace(
        "</Users>",
        "<User guid=\"00000000-0000-4000-8000-000000000002\" name=\"A\u{b}n\"/></Users>",
    );
    let (project, import) =
        taken(&package(&[("project.qde", wrong.as_bytes()), ("sources/t.txt", b"Hello world.")]));
    assert_eq!(passages(&project), ["Hello"]);
    let said = said(&import);
    for part in [
        "empty attribute creatingUser of Coding (1)",
        "attribute mood of Coding (1)",
        "words in Sources (1)",
        "has the name of another: it is called “A\u{b}n (2)”",
        "2 characters in it are none that XML allows",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn positions_are_found_or_said() {
    let text = "👍👍 one two three four five six seven eight nine ten.\r\n".as_bytes();
    // As UTF-16 counts them: two units a thumb.
    let words = [(5, 8), (9, 12), (13, 18), (19, 23), (24, 28), (29, 32)];
    let selections: String = words.iter().enumerate().map(|(n, (a, b))| coded(n as u32, *a, *b)).collect();
    for (origin, chosen, first) in [
        ("NVivo for Windows 12.6", None, "one"),
        ("somebody", None, "one"),
        ("NVivo", Some(Positions::CodePoints), "e t"),
    ] {
        let qde = qde(origin, "internal://t.txt", &selections);
        let bytes = package(&[("project.qde", qde.as_bytes()), ("sources/t.txt", text)]);
        let options = ImportOptions { positions: chosen, ..ImportOptions::default() };
        let import = import_as(&nothing(), &bytes, &options).unwrap();
        let project = nothing().apply_all(&import.edits).unwrap();
        assert_eq!(passages(&project)[0], first, "{origin}, {chosen:?}");
        assert!(said(&import).contains("positions are taken as"));
        // Whatever it was, the words are the same in every export.
        for target in [Target::Original, Target::Standard, Target::Nvivo] {
            let again = written(&project, target);
            if chosen.is_none() {
                assert_eq!(passages(&taken(&again).0), passages(&project), "{target:?}");
            }
        }
    }
}

#[test]
fn names_that_lead_elsewhere_are_neither_read_nor_written() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.txt");
    std::fs::write(&secret, "the secret").unwrap();
    let path = format!("absolute://{}", secret.display());
    for path in [path.as_str(), "../../secret.txt", "file:///etc/hostname", "http://127.0.0.1:9/secret.txt"] {
        let qde = qde("x", path, &coded(1, 0, 3));
        let bytes = package(&[
            ("project.qde", qde.as_bytes()),
            ("../../secret.txt", b"outside"),
            ("/tmp/secret.txt", b"outside"),
            ("sources\\..\\secret.txt", b"outside"),
            ("C:/secret.txt", b"outside"),
        ]);
        let (project, import) = taken(&bytes);
        assert_eq!((project.transcripts().len(), project.codings()), (0, 0), "{path}");
        let said = said(&import);
        assert!(said.contains("4 entry of the package: its name leads elsewhere"), "{said}");
        assert!(said.contains("never fetched") || said.contains("is not in the file"), "{said}");
    }
    // Names that a system reserves, and names that differ in case alone.
    let words: &[(&str, &[u8])] = &[("sources/CON.txt", b"one words"), ("sources/con.TXT", b"two words")];
    let qde = qde("x", "internal://CON.txt", &coded(1, 0, 3));
    let (project, _) = taken(&package(&[&[("project.qde", qde.as_bytes())], words].concat()));
    assert_eq!(passages(&project), ["one"]);
    let again = written(&project, Target::Original);
    let zip = zip::ZipArchive::new(Cursor::new(&again)).unwrap();
    let names: Vec<String> = zip.file_names().map(|n| n.unwrap().into_owned()).collect();
    assert_eq!(names, ["project.qde", "sources/source-CON.txt"]);
    assert_eq!(passages(&taken(&again).0), ["one"]);
}

#[test]
fn what_links_elsewhere_is_not_followed() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let qde = qde("x", "internal://t.txt", &coded(1, 0, 3));
    zip.start_file("project.qde", SimpleFileOptions::default()).unwrap();
    zip.write_all(qde.as_bytes()).unwrap();
    zip.add_symlink("sources/t.txt", "/etc/hostname", SimpleFileOptions::default()).unwrap();
    let (project, import) = taken(&zip.finish().unwrap().into_inner());
    assert_eq!(project.transcripts().len(), 0);
    assert!(said(&import).contains("sources/t.txt"), "{}", said(&import));
}

#[test]
fn bombs_are_refused() {
    let message =
        |bytes: &[u8]| import_as(&nothing(), bytes, &ImportOptions::default()).unwrap_err().to_string();
    let entities = "<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><Project name=\"&b;\"/>";
    assert!(message(&package(&[("project.qde", entities.as_bytes())])).contains("entities of its own"));
    let external = "<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><Project name=\"&a;\"/>";
    assert!(message(&package(&[("project.qde", external.as_bytes())])).contains("entities of its own"));
    let deep = format!("<Project>{}", "<Code>".repeat(100_000));
    assert!(message(&package(&[("project.qde", deep.as_bytes())])).contains("deep"));
    let zeros = vec![b' '; 60 << 20];
    assert!(message(&package(&[("project.qde", &zeros)])).contains("unpack"));
    let ok = qde("x", "internal://t.txt", "");
    let bytes = package(&[("project.qde", ok.as_bytes()), ("sources/t.txt", &zeros)]);
    assert!(message(&bytes).contains("unpack"), "all or nothing");
    for bytes in [&b""[..], b"PK\x05\x06", b"plain", &package(&[]), &package(&[("a.txt", b"x")])] {
        assert!(message(bytes).starts_with("a.qdpx"));
    }
}

#[test]
fn references_that_lead_nowhere_are_listed() {
    let selections = format!(
        "{}<PlainTextSelection guid=\"s\" startPosition=\"0\" endPosition=\"2\"><Coding guid=\"c\" creatingUser=\"u-9\">\
         <CodeRef targetGUID=\"nowhere\"/></Coding></PlainTextSelection><NoteRef targetGUID=\"note-1\"/>",
        coded(1, 3, 5)
    );
    let qde = qde("x", "internal://t.txt", &selections);
    let (project, import) =
        taken(&package(&[("project.qde", qde.as_bytes()), ("sources/t.txt", b"one two")]));
    assert_eq!(passages(&project), [" t"]);
    let told = said(&import);
    for part in ["nowhere", "its code is not in the file", "reference to a note", "is no GUID"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    // What was not taken is kept, ids that are none as those they stand for, unless the file is for others.
    let xml = |target| xml_of(&written(&project, target));
    let (as_it_came, standard) = (xml(Target::Original), xml(Target::Standard));
    for xml in [&as_it_came, &standard] {
        assert!(!xml.contains("nowhere") && !xml.contains("note-1"), "{xml}");
        valid(xml);
    }
    assert_eq!(as_it_came.matches("<CodeRef ").count(), 2, "{as_it_came}");
}

#[test]
fn ids_that_stand_twice_are_two_things() {
    let twice = qde("x", "internal://t.txt", &(coded(1, 0, 3) + &coded(1, 4, 7))).replace(
        "</Codes>",
        &format!("<Code guid=\"{{{}}}\" name=\"B\" isCodable=\"1\"/></Codes>", CODE.to_uppercase()),
    );
    let (project, import) =
        taken(&package(&[("project.qde", twice.as_bytes()), ("sources/t.txt", b"one two")]));
    assert_eq!((project.codebook().len(), passages(&project).len()), (2, 2));
    assert!(said(&import).contains("the second is taken as another"));
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let qde = qde("x", "internal://t.txt", &coded(1, 0, 3));
    let bytes = package(&[("project.qde", qde.as_bytes()), ("sources/t.txt", b"one two")]);
    let (project, _) = taken(&bytes);
    let again = import_as(&project, &bytes, &ImportOptions::default()).unwrap();
    assert_eq!(again.edits, []);
    assert!(again.added.is_empty());
}

/// The words were corrected and codings changed since: what is written says so, and is read as the project is.
#[test]
fn what_has_changed_since_is_written() {
    let qde = qde("x", "internal://t.txt", &(coded(1, 0, 3) + &coded(2, 4, 7) + &coded(3, 8, 13)));
    let text = "one two three\r\n".as_bytes();
    let (project, _) = taken(&package(&[("project.qde", qde.as_bytes()), ("sources/t.txt", text)]));
    let id = project.transcripts()[0].id();
    let coder = project.coders()[0].id;
    let correction = project.correction(id, 0..3, "the first").unwrap();
    let gone = project.layers().next().unwrap().codings()[1].id;
    let project = project.apply(&correction).unwrap();
    let mut code = (**project.codebook().codes().next().unwrap()).clone();
    code.name = "Another".into();
    let edits =
        [Edit::RemoveCodings { transcript: id, coder, codings: vec![gone] }, Edit::PutCode(Box::new(code))];
    let project = project.apply_all(&edits).unwrap();
    for target in [Target::Original, Target::Standard, Target::Nvivo] {
        let (read, _) = taken(&written(&project, target));
        assert_eq!(read.transcripts()[0].text(), project.transcripts()[0].text());
        assert_eq!(passages(&read), passages(&project), "{target:?}");
        assert_eq!(read.codebook().codes().next().unwrap().name, "Another");
    }
}

/// What the format carries of a project, without what it has no place for.
fn carried(project: &Project) -> impl PartialEq + std::fmt::Debug + use<> {
    let seconds = |at: Timestamp| at.as_second();
    let coders: Vec<_> = project.coders().iter().map(|c| (c.id, c.name.trim().to_owned(), c.role)).collect();
    let codes: Vec<_> = project
        .codebook()
        .codes()
        .map(|c| {
            (c.id, c.name.clone(), c.parent, c.colour, c.definition.clone(), c.include.clone(), c.codable)
        })
        .collect();
    let transcripts: Vec<_> = project
        .transcripts()
        .iter()
        .map(|t| (t.id(), t.title().to_owned(), t.text().as_str().to_owned(), t.case(), t.values().clone()))
        .collect();
    let mut codings = Vec::new();
    for layer in project.layers() {
        let of = |c: &Coding| {
            (c.id, c.code, c.span, c.memo.clone(), seconds(c.created), layer.coder(), layer.transcript())
        };
        codings.extend(layer.codings().iter().map(of));
    }
    codings.sort_by_key(|c| c.0);
    // What stood on a coding whose passage is gone stands on the project.
    let on = |on: &MemoTarget| match on {
        MemoTarget::Coding(id) if project.coding(*id).is_none() => MemoTarget::Project,
        on => on.clone(),
    };
    let memos: Vec<_> = {
        let of = |m: &std::sync::Arc<Memo>| {
            (
                m.id,
                on(m.reply_to.and_then(|first| project.memo(first)).map_or(&m.on, |first| &first.on)),
                m.reply_to.filter(|r| project.memo(*r).is_some()),
                m.author,
                m.text.clone(),
                seconds(m.created),
            )
        };
        let mut memos: Vec<_> = project.memos().iter().map(|m| of(m)).collect();
        memos.sort_by_key(|m| m.0);
        memos
    };
    let cases: Vec<_> = project.cases().iter().map(|c| (**c).clone()).collect();
    let sets: Vec<_> = project.code_sets().iter().map(|s| (**s).clone()).collect();
    let values: Vec<_> = project.attributes().iter().map(|a| (a.id, a.name.clone(), a.kind)).collect();
    (coders, codes, transcripts, codings, memos, cases, sets, values)
}

fn cases() -> u32 {
    std::env::var("CONCORD_REFI_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// Whatever steps made a project, what the format carries of it comes back from what is written, and is written alike then.
    #[test]
    fn a_project_comes_back(deeds in random::deeds()) {
        let project = random::walk(&deeds).pop().unwrap();
        // Kept files that are none do no harm.
        for target in [Target::Original, Target::Standard, Target::Nvivo] {
            let bytes = written(&project, target);
            prop_assert_eq!(&bytes, &written(&project, target));
            valid(&xml_of(&bytes));
            let import = import_as(&nothing(), &bytes, &ImportOptions::default()).unwrap();
            let read = nothing().apply_all(&import.edits).unwrap();
            prop_assert_eq!(read.check(), []);
            prop_assert_eq!(carried(&read), carried(&project));
            let again = written(&read, Target::Original);
            let (twice, _) = taken(&again);
            prop_assert_eq!(carried(&twice), carried(&project));
        }
    }

    #[test]
    fn random_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), inside: bool) {
        let bytes = if inside { package(&[("project.qde", &bytes)]) } else { bytes };
        if let Ok(import) = import_as(&nothing(), &bytes, &ImportOptions::default()) {
            nothing().apply_all(&import.edits).unwrap();
        }
        let _ = refi::import_codebook(&nothing(), "a.qdc", &bytes, &ImportOptions::default(), &mut Ids(0));
    }

    /// A real file with pieces moved, doubled, cut or changed.
    #[test]
    fn mutated_files_are_read_or_refused(changes in prop::collection::vec((any::<usize>(), any::<usize>(), 0u8..5), 1..8)) {
        let text = "Hello 👍 world.\r\nSecond e\u{301} line.\r\n".as_bytes();
        let selections: String = (0..6).map(|n| coded(n, i64::from(n) * 3, i64::from(n) * 5 + 4)).collect();
        let mut words = qde("NVivo", "internal://t.txt", &selections)
            .replace("</Project>", "<Notes><Note guid=\"00000000-0000-4000-8000-000000000021\" name=\"N\"><PlainTextContent>x</PlainTextContent></Note></Notes><Sets><Set guid=\"00000000-0000-4000-8000-000000000022\" name=\"S\"><MemberCode targetGUID=\"00000000-0000-4000-8000-00000000000a\"/></Set></Sets></Project>");
        for (at, to, how) in changes {
            // Pieces between quotes or tags, so that what comes out is often well-formed.
            let places: Vec<usize> = words.match_indices(['"', '<']).map(|(at, _)| at).collect();
            if places.len() < 4 { break; }
            let (a, b) = (at % places.len(), to % places.len());
            let (a, b) = (places[a.min(b)], places[a.max(b)]);
            match how {
                0 => { let piece = words[a..b].to_owned(); words.insert_str(b, &piece); }
                1 => words.replace_range(a..b, ""),
                2 => words.replace_range(a..a + 1, "\" x=\""),
                3 => { let number = (to % 60).to_string(); words = words.replacen("startPosition=\"", &format!("startPosition=\"{number}"), 1 + at % 3); }
                _ => words = words.replacen(CODE, ANN, 1),
            }
        }
        let bytes = package(&[("project.qde", words.as_bytes()), ("sources/t.txt", text)]);
        if let Ok(import) = import_as(&nothing(), &bytes, &ImportOptions::default()) {
            let project = nothing().apply_all(&import.edits).unwrap();
            prop_assert_eq!(project.check(), []);
            for target in [Target::Original, Target::Standard, Target::Nvivo] {
                let again = written(&project, target);
                valid(&xml_of(&again));
                let (read, _) = taken(&again);
                prop_assert_eq!(read.codings(), project.codings());
                prop_assert_eq!(read.codebook().len(), project.codebook().len());
            }
        }
    }
}

/// Texts are found however their place is written, as long as they came along; what a text counts is what stands in it.
#[test]
fn texts_that_came_along_are_found() {
    let text = "One.\r\nSaid café here.\r\n";
    let selection = coded(1, 11, 15);
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (path, entry, bytes) in [
        ("internal://t.txt", "sources\\t.txt", text.as_bytes()),
        ("relative:///sources/t.txt", "sources/t.txt", text.as_bytes()),
        ("absolute:///C:/study/t.txt", "Sources/T.TXT", text.as_bytes()),
        ("internal://%C3%89t.txt", "sources/\u{e9}t.txt", text.as_bytes()),
        ("internal://\u{e9}t.txt", "sources/e\u{301}t.txt", text.as_bytes()),
        ("internal://t.txt", "sources/t.txt", &utf16),
    ] {
        let qde = qde("Another", path, &selection);
        let bytes = package(&[("project.qde", qde.as_bytes()), (entry, bytes)]);
        let (project, import) = taken(&bytes);
        assert_eq!(passages(&project), ["café"], "{path}, {entry}: {}", said(&import));
        // It is written again, and found again.
        let again = written(&project, Target::Original);
        assert_eq!(passages(&taken(&again).0), ["café"], "{path}, {entry}");
    }
    // Of two texts that of the file is taken, and told where they differ.
    for (inline, told) in [("", false), ("Something else.", true)] {
        let both = qde(
            "Another",
            "internal://t.txt",
            &format!("<PlainTextContent>{inline}</PlainTextContent>{selection}"),
        );
        let (project, import) =
            taken(&package(&[("project.qde", both.as_bytes()), ("sources/t.txt", text.as_bytes())]));
        assert_eq!(
            (passages(&project), said(&import).contains("another in its file")),
            (vec!["café".to_owned()], told)
        );
    }
}

/// Short transcripts, each coded twice.
fn many(transcripts: u32) -> Vec<Edit> {
    let id = |kind: u128, n: u32| Uuid::from_u128((kind << 64) | (u128::from(n) + 1));
    let (coder, code) = (CoderId(id(1, 0)), CodeId(id(2, 0)));
    let mut edits = vec![
        Edit::PutCoder(Coder {
            id: coder,
            name: "Ann".into(),
            colour: Colour([0; 3]),
            role: CoderRole::Person,
        }),
        Edit::PutCode(Box::new(Code::new(code, "A", None, Colour([0; 3])))),
    ];
    for n in 0..transcripts {
        let transcript = TranscriptId(id(3, n));
        let text = Text::new(format!("Ann: the {n}th of them, and said so 🙂.\n"));
        edits.push(Edit::PutTranscript(Box::new(TranscriptRecord {
            times: None,
            id: transcript,
            title: format!("T{n:04}"),
            slug: format!("t{n:04}"),
            sha256: sha256(text.as_str()),
            source: None,
            case: None,
            speakers: Vec::new(),
            values: Default::default(),
            turns: Vec::new(),
            text: Some(text.clone()),
        })));
        let coding = |(at, range)| {
            let passage = Passage::of(&text, text.span(range).unwrap());
            CodingRecord::new(CodingId(id(4 + at, n)), code, passage, Timestamp::UNIX_EPOCH)
        };
        let codings = [5..8, 0..12].into_iter().enumerate().map(|(at, range)| (at as u128, range));
        edits.push(Edit::PutCodings { transcript, coder, codings: codings.map(coding).collect() });
    }
    edits
}

/// A study ten times as large as large ones are comes back, twice, and when its XML is larger than anything that is held
/// as a whole.
#[test]
fn as_many_transcripts_as_there_are_come_back() {
    let project = nothing().apply_all(&many(1_690)).unwrap();
    let bytes = written(&project, Target::Original);
    let (read, _) = taken(&bytes);
    assert!(carried(&read) == carried(&project));
    assert!(carried(&taken(&written(&read, Target::Original)).0) == carried(&project));

    // So much of it by chance that nothing tells it from a real file.
    let (spaces, mut state) = (" ".repeat(76_000), 1_u64);
    let mut padding = String::from("<!--");
    let mut padded = String::new();
    for source in xml_of(&bytes).split_inclusive("</TextSource>") {
        padding.truncate("<!--".len());
        padding.extend((0..5_200).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(b'0' + (state >> 58) as u8)
        }));
        let at = source.find("<PlainTextSelection ").unwrap_or(source.len());
        padded.extend([&source[..at], &padding, &spaces, "-->", &source[at..]]);
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut came = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    zip.start_file("project.qde", SimpleFileOptions::default()).unwrap();
    zip.write_all(padded.as_bytes()).unwrap();
    for at in 1..came.len() {
        zip.raw_copy_file(came.by_index_raw(at).unwrap()).unwrap();
    }
    assert!(padded.len() > 128 << 20, "{}", padded.len() >> 20);
    let (read, _) = taken(&zip.finish().unwrap().into_inner());
    assert!(carried(&read) == carried(&project));
}

/// Codings in words that are not there are counted as lost.
#[test]
fn codings_without_words_are_counted() {
    let selections = [coded(1, 0, 3), coded(2, 4, 6)].concat();
    let (_, import) =
        taken(&package(&[("project.qde", qde("Another", "internal://gone.txt", &selections).as_bytes())]));
    let lost = import
        .lost
        .iter()
        .find(|lost| lost.what.to_string() == "coding" && lost.why.to_string().contains("not in the file"));
    assert_eq!(lost.map(|lost| lost.count), Some(2), "{:?}", import.lost);
}
