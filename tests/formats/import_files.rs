//! Files on their way into a project by the program itself: the samples, folders, files that are kept, an import that is
//! killed, and files made to do harm, which end in a message within bounds of time and memory.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use concord::formats::{TranscriptOptions, format_of};
use concord::session::{Session, guarded};
use concord::text::SpeakerRole;
use tempfile::tempdir;

use crate::common::child;

/// The most memory that an import may take, in KiB.
const MOST_MEMORY: u64 = 512 << 10;
/// After this an import hangs.
const HANGS: Duration = Duration::from_secs(60);

fn concord(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_concord")).args(words).output().unwrap()
}

fn study(home: &Path) -> PathBuf {
    let project = home.join("study");
    assert!(concord(&["new", project.to_str().unwrap(), "--title", "T"]).status.success());
    project
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/import")
}

#[test]
fn the_samples_come_with_speakers_turns_and_times() {
    for (name, speaker, timed) in [
        ("P15.docx", "P15", false),
        ("P16.odt", "P16", false),
        ("P17.rtf", "P17", false),
        ("P18.pdf", "P18", false),
        ("P19.html", "P19", false),
        ("P20-teams.vtt", "P20", true),
        ("P21.srt", "P21", true),
    ] {
        let bytes = std::fs::read(samples().join(name)).unwrap();
        let format = format_of(name, &bytes, None).unwrap();
        let drafts = guarded::transcripts(format, name, &bytes, &TranscriptOptions::default()).unwrap();
        let found = &drafts[0].recognition;
        let mut speakers: Vec<_> = found.speakers.iter().map(|s| (s.label.as_str(), s.role)).collect();
        speakers.sort_unstable();
        let wanted = [("Interviewer", SpeakerRole::Interviewer), (speaker, SpeakerRole::Participant)];
        assert_eq!(speakers, wanted, "{name}");
        assert!(found.turns.len() > 8, "{name}: {} turns", found.turns.len());
        assert!(found.turns.iter().all(|turn| turn.time_ms.is_some() == timed), "{name}");
        assert_eq!(drafts[0].decoding.replaced, 0, "{name}");
    }
}

#[test]
fn a_folder_comes_in_one_step_and_its_files_are_kept() {
    let home = tempdir().unwrap();
    let project = study(home.path());
    let folder = home.path().join("interviews");
    std::fs::create_dir_all(folder.join("more")).unwrap();
    for name in ["P15.docx", "P18.pdf", "P20-teams.vtt"] {
        std::fs::copy(samples().join(name), folder.join("more").join(name)).unwrap();
    }
    std::fs::write(folder.join("turns.csv"), "speaker,text,start\nInt,Why?,0:01\nP30,Because.,0:03\n")
        .unwrap();
    for name in ["picture.png", "old.doc", "other.DOC", "interview.mp3"] {
        std::fs::write(folder.join(name), [0_u8; 4]).unwrap();
    }
    // A PDF that somebody named wrongly is read as what it is.
    std::fs::copy(samples().join("P18.pdf"), folder.join("copy.docx")).unwrap();
    let words =
        ["import", project.to_str().unwrap(), folder.to_str().unwrap(), "--keep-sources", "--format", "json"];
    let out = concord(&words);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let told: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(told["added"]["transcripts"], 5, "{told}");
    let lost = told["lost"].as_array().unwrap().iter().filter(|lost| lost["what"] == "file");
    let lost: Vec<String> =
        lost.map(|lost| format!("{} {} {}", lost["count"], lost["files"], lost["why"])).collect();
    assert_eq!(lost.len(), 3, "{told}");
    assert!(
        lost.iter().any(|l| l.starts_with("2 [\"old.doc\",\"other.DOC\"] \"an old Word file")
            && l.contains("save it as .docx")),
        "{lost:?}"
    );
    let ends =
        told["lost"].as_array().unwrap().iter().find(|lost| lost["what"] == "time at which a cue ends");
    assert_eq!(ends.unwrap()["files"], serde_json::json!(["P20-teams.vtt"]), "{told}");
    let warned = told["warnings"].as_array().unwrap().iter().filter_map(|w| w["message"].as_str());
    assert_eq!(warned.filter(|message| message.contains("it was read as PDF")).count(), 1, "{told}");
    let kept = std::fs::read_dir(project.join("sources")).unwrap().count();
    assert_eq!(kept, 4, "the PDF is there twice and kept once");
    let session = Session::open(&project, None).unwrap();
    let turns = session.project().transcript_named("turns").unwrap();
    assert_eq!((turns.turns().len(), turns.turns()[1].time_ms), (2, Some(3000)));
    assert_eq!(session.project().kept_files().len(), 4);
}

#[test]
fn a_search_says_when_words_were_said() {
    let home = tempdir().unwrap();
    let project = study(home.path());
    let file = home.path().join("P1.json");
    let words = r#"{"segments": [{"start": 2, "text": "I left early.", "speaker": "P1", "words": [
        {"word": "I", "start": 2.25}, {"word": "left", "start": 2.5}, {"word": "early.", "start": 3}]}]}"#;
    std::fs::write(&file, words).unwrap();
    std::fs::write(home.path().join("P2.txt"), "P2: She left.\n").unwrap();
    let project = project.to_str().unwrap();
    assert!(
        concord(&["import", project, file.to_str().unwrap(), home.path().join("P2.txt").to_str().unwrap()])
            .status
            .success()
    );
    let out = concord(&["search", project, "left", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let rows: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["transcript"].as_str(), row["time_ms"].as_u64()))
        .collect();
    assert_eq!(rows, [(Some("P1"), Some(2500)), (Some("P2"), None)]);
    let times =
        std::fs::read_dir(Path::new(project).join("history/times")).unwrap().next().unwrap().unwrap().path();
    std::fs::write(times, "x").unwrap();
    let out = concord(&["search", project, "left", "--format", "json"]);
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && said.contains("the times of the words of “P1”"), "{said}");
}

#[test]
fn an_import_that_is_killed_leaves_the_project_as_it_was() {
    let home = tempdir().unwrap();
    let project = study(home.path());
    let folder = home.path().join("interviews");
    std::fs::create_dir_all(&folder).unwrap();
    for n in 0..40 {
        let words: String = (0..200).map(|line| format!("Int: {n} {line}?\nP{n}: yes {line}\n")).collect();
        std::fs::write(folder.join(format!("P{n}.txt")), words).unwrap();
    }
    // The same study as a file of REFI-QDA, for a study of its own.
    let package = home.path().join("all.qdpx");
    {
        let full = home.path().join("full");
        let (full, file) = (full.to_str().unwrap(), package.to_str().unwrap());
        assert!(concord(&["new", full, "--title", "T"]).status.success());
        assert!(concord(&["import", full, folder.to_str().unwrap()]).status.success());
        assert!(concord(&["export", full, file]).status.success());
    }
    let second = home.path().join("second");
    assert!(concord(&["new", second.to_str().unwrap(), "--title", "T"]).status.success());
    for (project, file) in [(&project, &folder), (&second, &package)] {
        let words = ["import", project.to_str().unwrap(), file.to_str().unwrap(), "--keep-sources"];
        let mut before = 0;
        for round in 0..12_u64 {
            let mut child = Command::new(env!("CARGO_BIN_EXE_concord"))
                .args(words)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(3 + round * 9));
            child.kill().unwrap();
            child.wait().unwrap();
            let session = Session::open(project, None).unwrap();
            let now = session.project().transcripts().len();
            assert!(now == before || now == 40, "{now} transcripts after {before}");
            assert!(session.damage().is_empty(), "{:?}", session.damage());
            assert_eq!(session.read_only(), None);
            before = now;
        }
        assert!(concord(&words).status.success());
        assert!(concord(&["check", project.to_str().unwrap()]).status.success());
        let session = Session::open(project, None).unwrap();
        assert_eq!(session.project().transcripts().len(), 40);
    }
    let temporary = |path: &PathBuf| {
        let path = path.to_string_lossy();
        path.ends_with(".tmp") || path.contains("/staged/")
    };
    let left: Vec<PathBuf> = child::contents(home.path()).into_keys().filter(temporary).collect();
    assert!(left.is_empty(), "{left:?}");
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A PDF of one page, whose content is packed, with a form that draws itself.
fn pdf(content: &[u8], draws_itself: bool) -> Vec<u8> {
    let packed = {
        // A zlib stream is what a zipped entry holds, with a head before and a sum behind that nobody checks.
        let zip = zipped(&[("a", content)]);
        let start = 30 + 1 + usize::from(zip[28]) + usize::from(zip[29]) * 256;
        let end = zip.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        [b"\x78\x9c", &zip[start..end], b"\0\0\0\0"].concat()
    };
    let form = if draws_itself { "/X Do" } else { "" };
    let objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>".to_vec(),
        [format!("<</Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).as_bytes(), &packed, b"\nendstream"]
            .concat(),
        format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length {}>>\nstream\n{form}\nendstream",
            form.len()
        )
        .into_bytes(),
    ];
    let (mut bytes, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for object in objects {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", places.len()).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    places.iter().for_each(|at| bytes.extend(format!("{at:010} 00000 n \n").bytes()));
    bytes.extend(
        format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", places.len() + 1).bytes(),
    );
    bytes
}

#[test]
fn files_made_to_do_harm_end_in_a_message_within_bounds() {
    let home = tempdir().unwrap();
    let project = study(home.path());
    let spaces = vec![b' '; 300 << 20];
    let rows = [b"<worksheet><sheetData>".as_slice(), &spaces].concat();
    let deep = [b"<w:document>".as_slice(), &b"<w:p>".repeat(1 << 20)].concat();
    let entities = b"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    let huge_cue = [b"WEBVTT\n\n00:01.000 -> 00:02.000\n<v ".as_slice(), &b"<".repeat(8 << 20)].concat();
    let braces = [b"{\\rtf1 ".as_slice(), &b"{".repeat(8 << 20)].concat();
    let row = |n: usize| format!("T,c{n},x,{},{}\n", n, n + 1);
    let many_coders = (0..501).fold("transcript,coder,code,start,end\n".to_owned(), |all, n| all + &row(n));
    for (name, words) in [("T.txt", "words ".repeat(200)), ("x.csv", "code\nx\n".to_owned())] {
        let file = home.path().join(name);
        std::fs::write(&file, words).unwrap();
        assert!(concord(&["import", project.to_str().unwrap(), file.to_str().unwrap()]).status.success());
    }
    let many = [b"{\\rtf1 ".as_slice(), &b"\\trowd\\cell{\\footnote ".repeat(5_000)].concat();
    for (name, bytes, done) in [
        ("bomb.docx", zipped(&[("word/document.xml", &spaces)]), false),
        ("bomb.odt", zipped(&[("content.xml", &spaces)]), false),
        ("bomb.xlsx", zipped(&[("xl/worksheets/sheet1.xml", &rows)]), false),
        ("deep.docx", zipped(&[("word/document.xml", &deep)]), false),
        ("entities.docx", zipped(&[("word/document.xml", entities)]), false),
        ("locked.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more".to_vec(), false),
        ("lines.txt", b"I: a\n".repeat(1_000_001), false),
        (
            "codes.csv",
            (0..10_001).map(|n| format!("c{n}\n")).fold("code\n".to_owned(), |all, c| all + &c).into(),
            false,
        ),
        ("coders.csv", many_coders.into_bytes(), false),
        ("braces.rtf", braces, false),
        ("many.rtf", many, true),
        ("cue.vtt", huge_cue, true),
        ("bomb.pdf", pdf(&spaces, false), false),
        ("round.pdf", pdf(b"/X Do", true), false),
        ("short.pdf", b"%PDF-1.7\n1 0 obj\n<</Length 99999999999>>stream".to_vec(), false),
    ] {
        let file = home.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let ran = child::concord(&["import", project.to_str().unwrap(), file.to_str().unwrap()], HANGS);
        let said = ran.said;
        println!("{name}: {} MiB, {}", ran.memory >> 10, said.trim().chars().take(200).collect::<String>());
        assert!(ran.memory < MOST_MEMORY, "{name} took {} MiB", ran.memory >> 10);
        assert_eq!(ran.code == Some(0), done, "{name}: {said}");
        assert!(done || said.contains(name), "{name}: {said}");
        std::fs::remove_file(&file).unwrap();
        let session = Session::open(&project, None).unwrap();
        assert!(session.damage().is_empty() && session.read_only().is_none(), "{name}");
    }
}
