//! Projects of QualCoder and Taguette from outside, against the counts that their manifest states and the words that
//! their own databases hold beside each coding.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use concord::formats::{FORMATS, Import, ImportOptions, Kind, Reader, format_of};
use concord::model::{CoderRole, Project, ProjectId, Timestamp, sha256};
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use crate::common::ids::Ids;

fn folder() -> PathBuf {
    std::env::var_os("CONCORD_PEERS").map_or_else(|| PathBuf::from("../shared/peers"), PathBuf::from)
}

/// The rows of the manifest: name of the file, counts by key.
fn manifest(folder: &Path) -> Vec<(String, BTreeMap<String, usize>)> {
    let text = fs::read_to_string(folder.join("MANIFEST.md")).unwrap_or_default();
    let mut rows = Vec::new();
    for line in text.lines().filter(|line| line.starts_with('|') && line.contains('{')) {
        let name = line.split('|').nth(1).unwrap_or_default().trim().trim_end_matches('/').to_owned();
        let counts = line.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map_or("", |(c, _)| c);
        let counts = counts.split(',').map(|pair| {
            let (key, count) = pair.split_once(':').unwrap_or_else(|| panic!("{name}: {pair} is no count"));
            let count = count.trim().parse().unwrap_or_else(|_| panic!("{name}: {pair} is no count"));
            (key.trim().trim_matches(['\'', '"']).to_owned(), count)
        });
        rows.push((name.clone(), counts.collect()));
    }
    rows
}

struct Taken {
    import: Import,
    project: Project,
    kind: Kind,
}

fn taken(path: &Path) -> Taken {
    let bytes = fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let format = format_of(&name, &bytes, None).unwrap_or_else(|why| panic!("{why}"));
    let Reader::Table(read) = format.read else { panic!("{name} is read as {}", format.id) };
    let empty = Project::new(ProjectId(Uuid::nil()), "T", Timestamp::UNIX_EPOCH);
    let import = read(&empty, &name, &bytes, &ImportOptions::default(), &mut Ids::default()).unwrap();
    let project = empty.apply_all(&import.edits).unwrap();
    assert_eq!(project.check(), []);
    let again = read(&project, &name, &bytes, &ImportOptions::default(), &mut Ids(1 << 40)).unwrap();
    assert_eq!(again.edits, [], "{name}: a second import adds nothing");
    for end in (0..bytes.len()).step_by(1 + bytes.len() / 300) {
        let cut = read(&empty, &name, &bytes[..end], &ImportOptions::default(), &mut Ids::default());
        assert!(cut.is_err(), "{name}, cut to {end} of {} bytes, is refused", bytes.len());
    }
    Taken { import, project, kind: format.kind }
}

impl Taken {
    fn lost(&self, what: &str) -> usize {
        self.import.lost.iter().filter(|lost| lost.what.to_string() == what).map(|lost| lost.count).sum()
    }

    /// Transcript, code and words of every coding.
    fn passages(&self) -> Vec<(String, String, String)> {
        let mut passages = Vec::new();
        for layer in self.project.layers() {
            let transcript = self.project.transcript(layer.transcript()).unwrap();
            for coding in layer.codings() {
                let code = &self.project.codebook().get(coding.code).unwrap().name;
                let words = transcript.text().slice(coding.span).to_owned();
                passages.push((transcript.source().unwrap_or_default().to_owned(), code.clone(), words));
            }
        }
        passages.sort();
        passages
    }

    /// What this project holds of what the manifest calls so.
    fn figure(&self, key: &str) -> Option<usize> {
        let p = &self.project;
        let codes = |codable| p.codebook().codes().filter(|code| code.codable == codable).count();
        let codings = p.codings() + p.orphans().count();
        let people = p.coders().iter().filter(|coder| coder.role == CoderRole::Person).count();
        Some(match (self.kind, key) {
            (Kind::Taguette, "users") => people,
            (Kind::Taguette, "documents") => p.transcripts().len() + self.lost("document without words"),
            (Kind::Taguette, "tags") => codes(true),
            (Kind::Taguette, "highlight_tags") => codings + self.lost("highlight"),
            (Kind::Qualcoder, "source") => p.transcripts().len() + self.lost("source without words"),
            (Kind::Qualcoder, "code_cat") => codes(false),
            (Kind::Qualcoder, "code_name") => codes(true),
            (Kind::Qualcoder, "code_text") => codings + self.lost("coding"),
            (Kind::Qualcoder, "cases") => p.cases().len(),
            (Kind::Qualcoder, "attribute_type") => p.attributes().len(),
            (Kind::Qualcoder, "code_image") => self.lost("coding of a picture"),
            (Kind::Qualcoder, "code_av") => self.lost("coding of a recording"),
            (Kind::Qualcoder, "attribute") => {
                let cases: usize = p.cases().iter().map(|case| case.values.len()).sum();
                let transcripts: usize = p.transcripts().iter().map(|t| t.values().len()).sum();
                cases + transcripts + self.lost("value of an attribute")
            }
            (Kind::Qualcoder, "annotation") => {
                let on = |m: &concord::model::Memo| matches!(m.on, concord::model::MemoTarget::Passage(..));
                p.memos().iter().filter(|memo| on(memo)).count() + self.lost("annotation")
            }
            _ => return None,
        })
    }
}

fn rows(database: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = database.prepare(sql).unwrap();
    let columns = statement.column_count();
    let cell = |row: &rusqlite::Row<'_>, at| match row.get_ref(at).unwrap() {
        rusqlite::types::ValueRef::Integer(number) => number.to_string(),
        rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    };
    let rows = statement.query_map([], |row| Ok((0..columns).map(|at| cell(row, at)).collect())).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Words between the tags, by the simplest reading there is.
fn between_tags(html: &str) -> String {
    let tag = regex::Regex::new("<[^>]*>").unwrap();
    let text = tag.replace_all(html, "").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&nbsp;", "\u{a0}").replace("&#39;", "'").replace("&amp;", "&")
}

/// The same passages as the database itself tells them.
fn told(path: &Path, kind: Kind) -> Vec<(String, String, String)> {
    let database = Connection::open_with_flags(
        format!("file:{}?immutable=1", path.display()),
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
    )
    .unwrap();
    let mut passages = Vec::new();
    if kind == Kind::Qualcoder {
        let sql = "SELECT s.name, c.name, t.seltext FROM code_text t JOIN source s ON s.id = t.fid \
                   JOIN code_name c ON c.cid = t.cid WHERE s.fulltext IS NOT NULL";
        for row in rows(&database, sql) {
            let [source, code, words] = <[String; 3]>::try_from(row).unwrap();
            passages.push((source, code, words.replace("\r\n", "\n")));
        }
    } else {
        let sql = "SELECT d.name, t.path, d.contents, h.start_offset, h.end_offset, h.snippet FROM highlights h \
                   JOIN documents d ON d.id = h.document_id JOIN highlight_tags x ON x.highlight_id = h.id \
                   JOIN tags t ON t.id = x.tag_id";
        for row in rows(&database, sql) {
            let [source, tag, html, start, end, snippet] = <[String; 6]>::try_from(row).unwrap();
            let words = between_tags(&html);
            let there = &words.as_bytes()[start.parse().unwrap()..end.parse().unwrap()];
            let there = String::from_utf8(there.to_vec()).unwrap();
            assert_eq!(there.trim(), between_tags(&snippet).trim(), "the test reads the database rightly");
            passages.push((source, tag.rsplit('.').next().unwrap_or(&tag).to_owned(), there));
        }
    }
    passages.sort();
    passages
}

#[test]
fn projects_of_peers_come_in_whole() {
    let folder = folder();
    let manifest = manifest(&folder);
    if manifest.is_empty() {
        println!("0 figures checked: there is no manifest in {}", folder.display());
        return;
    }
    let mut checked = 0;
    for (name, counts) in manifest {
        let path = folder.join(&name);
        let path = if path.is_dir() { path.join("data.qda") } else { path };
        let taken = taken(&path);
        let database = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY);
        for (key, expected) in counts {
            let figure = match key.as_str() {
                // The trail of what was done there is told by nothing here.
                "commands" => {
                    let there =
                        database
                            .as_ref()
                            .unwrap()
                            .query_row("SELECT count(*) FROM commands", [], |r| r.get(0));
                    usize::try_from(there.unwrap_or(0_i64)).ok()
                }
                "highlights" => {
                    let sql = "SELECT count(DISTINCT highlight_id) FROM highlight_tags";
                    let tagged: i64 = database.as_ref().unwrap().query_row(sql, [], |r| r.get(0)).unwrap();
                    Some(tagged as usize + taken.lost("highlight without a tag"))
                }
                "journal" => {
                    let sql = "SELECT name FROM journal";
                    let names = rows(database.as_ref().unwrap(), sql);
                    let memos = taken.project.memos();
                    Some(names.iter().filter(|n| memos.iter().any(|m| m.text.starts_with(&n[0]))).count())
                }
                key => taken.figure(key),
            };
            let figure = figure.unwrap_or_else(|| panic!("{name}: nothing is known of “{key}”"));
            assert_eq!(figure, expected, "{name}: {key}");
            checked += 1;
        }
        let (ours, theirs) = (taken.passages(), told(&path, taken.kind));
        assert_eq!(ours.len() + taken.project.orphans().count(), theirs.len(), "{name}: passages");
        let digest = |passages: &[(String, String, String)]| {
            let lines: Vec<String> = passages.iter().map(|(a, b, c)| format!("{a}\0{b}\0{c}")).collect();
            sha256(lines.join("\n"))
        };
        if digest(&ours) != digest(&theirs) {
            let first = ours.iter().zip(&theirs).find(|(a, b)| a != b);
            panic!("{name}: the words of a coding differ: {first:?}");
        }
        checked += ours.len() + 1;
    }
    println!("{checked} figures checked");
}

#[test]
fn the_table_has_both() {
    for kind in [Kind::Qualcoder, Kind::Taguette] {
        assert!(FORMATS.iter().any(|format| format.kind == kind && matches!(format.read, Reader::Table(_))));
    }
}
