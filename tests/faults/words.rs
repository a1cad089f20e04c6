//! Words that are easily stored wrongly: emoji, letters in parts, text from right to left, line ends of every kind. What
//! stands at the place of a coding is what was coded, in the files of a study, in tables and in REFI-QDA files; and no
//! encoding is guessed without a word.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use concord::store::{RealDisk, load};

use crate::common::child;

const HANGS: Duration = Duration::from_secs(60);

/// What a file holds, with line ends of Windows, of an old Mac, and those that Unicode has besides.
const TEXT: &str = "I: Wie geht’s? 👩🏽‍🚒👨‍👩‍👧‍👦\r\nP: Caf\u{65}\u{301} und Cafe\u{301}, 🇳🇱 ja\u{2028}neu \u{1d49c}\r\
P: שלום (תמיד!) مرحبا\u{202c}\r\n\r\nP: naïve e\u{301}\u{323} \u{feff}ende 👍\u{2029}Schluss";
/// What is coded in it.
const PASSAGES: [&str; 8] = [
    "👩🏽‍🚒👨‍👩‍👧‍👦\nP: Café",
    "Café und",
    "🇳🇱",
    "ja\u{2028}neu",
    "\u{1d49c}\nP: שלום",
    "(תמיד!)",
    "e\u{301}\u{323} \u{feff}ende",
    "👍\u{2029}Schluss",
];

fn run(words: &[&str]) -> child::Ran {
    let ran = child::concord(words, HANGS);
    assert_eq!(ran.code, Some(0), "{words:?}: {}", ran.said);
    ran
}

/// The passages of a study by code, as its own text has them, in the letters of the file.
fn passages(folder: &Path) -> BTreeMap<String, String> {
    let loaded = load(&RealDisk, folder).unwrap();
    assert!(loaded.damage.is_empty(), "{:?}", loaded.damage);
    let project = loaded.project;
    assert_eq!(project.check(), []);
    let mut found = BTreeMap::new();
    for layer in project.layers() {
        let text = project.transcript(layer.transcript()).unwrap().text();
        for coding in layer.codings() {
            let code = project.codebook().get(coding.code).unwrap().name.clone();
            assert!(found.insert(code, text.slice(coding.span).to_owned()).is_none());
        }
    }
    found
}

/// Places in code points of a text, as tables have them.
fn chars(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn what_is_stored_is_what_stands_at_the_place() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name).display().to_string();
    // A passage of NFC letters is not the same as one in parts: as it stands, so it stays.
    let stored = TEXT.replace("\r\n", "\n").replace('\r', "\n");
    std::fs::write(at("P1.txt"), TEXT).unwrap();
    let mut table = "transcript,coder,code,start,end\n".to_owned();
    let mut expected = BTreeMap::new();
    for (n, words) in PASSAGES.iter().enumerate() {
        let words =
            if stored.contains(words) { (*words).to_owned() } else { words.replace('é', "e\u{301}") };
        let byte = stored.find(&words).unwrap_or_else(|| panic!("{words}"));
        let start = stored[..byte].chars().count();
        table.push_str(&format!("P1,Ann,c{n},{start},{}\n", start + words.chars().count()));
        expected.insert(format!("c{n}"), words);
    }
    std::fs::write(at("codings.csv"), table).unwrap();
    let codes: String = (0..PASSAGES.len()).map(|n| format!("c{n}\n")).collect();
    std::fs::write(at("codebook.csv"), format!("code\n{codes}")).unwrap();
    run(&["new", &at("one"), "--title", "T", "--codebook", &at("codebook.csv")]);
    run(&["import", &at("one"), &at("P1.txt"), &at("codings.csv")]);
    assert_eq!(passages(Path::new(&at("one"))), expected, "in the study");

    // The files themselves: words, places and quotes.
    let text = std::fs::read_to_string(Path::new(&at("one")).join("transcripts/p1.txt")).unwrap();
    assert_eq!(text, stored);
    let layers = child::contents(&Path::new(&at("one")).join("layers"));
    let layer = String::from_utf8(layers.into_values().next().unwrap()).unwrap();
    let number = |line: &str, name: &str| {
        let rest = line.split_once(name).unwrap().1;
        rest.split([',', ')']).next().unwrap().trim().parse::<usize>().unwrap()
    };
    let lines: Vec<&str> = layer.lines().filter(|line| line.contains("quote:")).collect();
    assert_eq!(lines.len(), PASSAGES.len(), "{layer}");
    for line in lines {
        let words = chars(&text, number(line, "start:"), number(line, "end:"));
        assert!(expected.values().any(|passage| *passage == words), "{line}: {words}");
    }

    // Tables, and what is made of them again.
    run(&["export", &at("one"), &at("out.csv"), "--as", "codings"]);
    let mut reader = csv::Reader::from_path(at("out.csv")).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), PASSAGES.len());
    for row in &rows {
        let (start, end) = (row[column("start")].parse().unwrap(), row[column("end")].parse().unwrap());
        assert_eq!(chars(&stored, start, end), row[column("quote")]);
        assert_eq!(expected[&row[column("code")]], row[column("quote")]);
    }
    for name in ["out.csv", "out.xlsx"] {
        run(&["export", &at("one"), &at(name), "--as", "codings", "--force"]);
        let again = at(&format!("of-{name}"));
        run(&["new", &again, "--title", "T", "--codebook", &at("codebook.csv")]);
        run(&["import", &again, &at("P1.txt"), &at(name)]);
        assert_eq!(passages(Path::new(&again)), expected, "{name}");
    }

    // REFI-QDA for each kind of program, and back; positions are those of the words beside them.
    for target in [&[][..], &["--target", "standard"], &["--target", "nvivo"]] {
        let (file, again) =
            (at(&format!("out{}.qdpx", target.len())), at(&format!("again-{}", target.concat())));
        run(&[&["export", &at("one"), &file, "--force"], target].concat());
        run(&["new", &again, "--title", "T"]);
        run(&["import", &again, &file]);
        assert_eq!(passages(Path::new(&again)), expected, "{target:?}");
        let words = load(&RealDisk, Path::new(&again)).unwrap().project.transcripts()[0].text().clone();
        assert_eq!(words.as_str(), stored, "{target:?}");
        positions_hit(&file, target.contains(&"nvivo"), &expected);
    }
    // A data package.
    run(&["export", &at("one"), &at("package")]);
    let text = std::fs::read_to_string(Path::new(&at("package")).join("transcripts/p1.txt")).unwrap();
    assert_eq!(text, stored);
    let mut reader = csv::Reader::from_path(Path::new(&at("package")).join("codings.csv")).unwrap();
    for row in reader.records().map(Result::unwrap) {
        assert_eq!(chars(&text, row[5].parse().unwrap(), row[6].parse().unwrap()), row[7]);
    }
}

/// Reads a package with nothing of ours: each selection cuts its words out of the text beside.
fn positions_hit(file: &str, utf16: bool, expected: &BTreeMap<String, String>) {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut words = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut words).unwrap();
        words
    };
    let xml = part("project.qde");
    let path = xml.split_once("plainTextPath=\"internal://").unwrap().1.split_once('"').unwrap().0;
    let text = part(&format!("sources/{path}"));
    assert!(!text.contains('\r') && !text.starts_with('\u{feff}'));
    let mut found = 0;
    for selection in xml.split("<PlainTextSelection ").skip(1) {
        let number = |name: &str| {
            let rest = selection.split_once(&format!("{name}=\"")).unwrap().1;
            rest.split_once('"').unwrap().0.parse::<usize>().unwrap()
        };
        let (start, end) = (number("startPosition"), number("endPosition"));
        let words = match utf16 {
            true => {
                let units: Vec<u16> = text.encode_utf16().skip(start).take(end - start).collect();
                String::from_utf16(&units).unwrap()
            }
            false => chars(&text, start, end),
        };
        assert!(expected.values().any(|passage| *passage == words), "{start} to {end}: {words}");
        found += 1;
    }
    assert_eq!(found, expected.len());
}

#[test]
fn no_encoding_is_guessed_without_a_word() {
    let home = tempfile::tempdir().unwrap();
    let wide = |words: &str| words.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let latin = |words: &str| words.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let text = "I: How was it there, then?\nP: Good, the café was nice and très calm.\n";
    let codes = "code,description\ncafé,très\n";
    let with_bad =
        [b"I: Fine \xFF then.\n".as_slice(), "P: Ein schönes, großes Café für uns.\n".repeat(9).as_bytes()]
            .concat();
    for (name, bytes, said) in [
        ("latin.txt", latin(text), Some("windows-1252, which is a guess")),
        ("utf16.txt", wide(text), Some("UTF-16LE, which is a guess")),
        ("marked.txt", [b"\xFF\xFE".to_vec(), wide(text)].concat(), None),
        ("utf8.txt", text.as_bytes().to_vec(), None),
        ("bad.txt", with_bad, Some("1 place could not be read as UTF-8")),
        ("latin.md", latin(text), Some("windows-1252, which is a guess")),
        ("latin.html", latin(&format!("<p>{text}</p>")), Some("windows-1252, which is a guess")),
        (
            "latin.vtt",
            latin(&format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}")),
            Some("windows-1252, which is a guess"),
        ),
        (
            "turns.csv",
            latin("speaker,text\nAnn,the café\nBen,très\n"),
            Some("windows-1252, which is a guess"),
        ),
        ("codes.csv", latin(codes), Some("windows-1252, which is a guess")),
        ("plain.csv", codes.as_bytes().to_vec(), None),
    ] {
        let (project, file) = (home.path().join(format!("study-{name}")), home.path().join(name));
        std::fs::write(&file, bytes).unwrap();
        run(&["new", project.to_str().unwrap(), "--title", "T"]);
        let ran = run(&["import", project.to_str().unwrap(), file.to_str().unwrap(), "--format", "json"]);
        match said {
            Some(said) => assert!(ran.out.contains(said), "{name}: {}", ran.out),
            None => assert!(
                !ran.out.contains("guess") && !ran.out.contains("could not be read"),
                "{name}: {}",
                ran.out
            ),
        }
    }
    let (project, file) = (home.path().join("zeros"), home.path().join("zeros.txt"));
    std::fs::write(&file, b"I: one\nP: two\0three\n").unwrap();
    run(&["new", project.to_str().unwrap(), "--title", "T"]);
    let ran = child::concord(&["import", project.to_str().unwrap(), file.to_str().unwrap()], HANGS);
    assert!(ran.code == Some(1) && ran.said.contains("line 2"), "{}", ran.said);
}
