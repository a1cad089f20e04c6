//! Attributes as a table, in and out: a column `case` (or `participant`) and/or `transcript` (or `file`), and a column an
//! attribute. Cases that are not there are made, and transcripts are linked to them; with a column `speaker` beside both, a
//! row that names a speaker ties that speaker to the case. An empty cell leaves what is there.
//!
//! A header may say in brackets what it cannot show by its cells: `wave [transcript]`, `code [text]`.

mod subjects;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::columns::{a_kind, has_decimal_commas, kind_of, tags, thing, with_point};
use super::joins;
use super::ties::{self, SPEAKER};
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::{Import, Warning};
use crate::formats::shared::roles::{Assigned, Role, Roles};
use crate::formats::shared::table::{Row, Table};
use crate::lang::{message, place, which};
use crate::model::{
    Attribute, AttributeId, AttributeKind, AttributeOf, Case, CaseId, Edit, Project, Speaker, Stamp,
    Transcript, TranscriptId, Value,
};

pub(super) const CASE: &[&str] = &["case", "participant"];
pub(super) const TRANSCRIPT: &[&str] = &["transcript", "file"];
/// What the columns may hold. Each other is an attribute, unless a person says which are.
pub(super) const ROLES: &Roles = &Roles {
    all: &[
        Role::one("case", CASE),
        Role::one("transcript", TRANSCRIPT),
        Role::one("speaker", SPEAKER),
        Role::many("attribute", &[]),
    ],
    needs: &[&["case"], &["transcript"]],
};

/// The edits that bring a table of attributes into a project.
///
/// # Errors
/// When the table cannot be read, names a transcript that is not there, gives one thing two values, or has a value that
/// does not fit its attribute; nothing is taken then.
pub fn import(
    project: &Project,
    file: &str,
    bytes: &[u8],
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    let table = Table::read(file, bytes)?;
    let found = ROLES.of(&table, &options.columns)?;
    let (case, transcript) = (found.get("case"), found.get("transcript"));
    if case.is_none() && transcript.is_none() {
        let problem = message!("file-no-subject-column");
        let remedy = message!("do-name-subject-column");
        return Err(table.error(Location::Header, problem, remedy));
    }
    let speaker = found.get("speaker").filter(|_| case.is_some() && transcript.is_some());
    let attributes = attribute_columns(&found, [case, transcript, speaker]);
    let lost = found.left_out(&attributes);
    let mut reading = Reading {
        project,
        table: &table,
        case,
        transcript,
        speaker,
        attributes,
        import: Import {
            warnings: table.doubt().into_iter().collect(),
            lost: lost.into_iter().collect(),
            ..Import::default()
        },
        tied: BTreeSet::new(),
        cases: HashMap::new(),
    };
    let subjects = reading.subjects(stamp)?;
    let columns = reading.columns(&subjects, stamp)?;
    let tied = subjects.iter().filter(|subject| subject.speaker.is_some());
    reading.tied.extend(tied.filter_map(|subject| subject.case));
    let mut changed = reading.links(&subjects)?;
    let Reading { tied, import, .. } = &mut reading;
    joins::by_name(project, file, tied, &mut changed, &mut import.warnings);
    let tied = speaker.or(case).unwrap_or_default();
    let ties = ties::tie(&table, project, &subjects, tied, &mut reading.import)?;
    for column in &columns {
        reading.values(column, &subjects, &mut changed)?;
    }
    Ok(reading.done(columns, changed, ties))
}

/// The columns that hold attributes: those that a person names, else all that have a name and hold nothing else.
fn attribute_columns(found: &Assigned<'_>, others: [Option<usize>; 3]) -> Vec<usize> {
    let said = found.all("attribute");
    if !said.is_empty() {
        return said.to_vec();
    }
    let header = found.table().header().iter().enumerate();
    let named = header.filter(|(at, name)| !name.is_empty() && !others.contains(&Some(*at)));
    named.map(|(at, _)| at).collect()
}

/// Whom a row is about.
pub(super) struct Subject<'p> {
    pub(super) row: &'p Row,
    /// The case of the speaker where there is one, else that of the transcript.
    pub(super) case: Option<CaseId>,
    pub(super) transcript: Option<&'p Transcript>,
    /// Who is tied to the case.
    pub(super) speaker: Option<&'p Speaker>,
}

/// A column that holds an attribute.
struct Column {
    at: usize,
    attribute: Attribute,
    is_new: bool,
    /// Whether its numbers have decimal commas.
    commas: bool,
}

/// Cases and transcripts as they will be.
pub(super) struct Changed {
    pub(super) cases: BTreeMap<CaseId, Case>,
    pub(super) transcripts: BTreeMap<TranscriptId, (Option<CaseId>, BTreeMap<AttributeId, Value>)>,
}

struct Reading<'p> {
    project: &'p Project,
    table: &'p Table,
    case: Option<usize>,
    transcript: Option<usize>,
    /// Where rows tie speakers to cases.
    speaker: Option<usize>,
    /// The columns that hold attributes.
    attributes: Vec<usize>,
    import: Import,
    /// Cases that speakers are tied to by the table.
    tied: BTreeSet<CaseId>,
    /// New cases by folded name, with the name as written.
    cases: HashMap<String, (CaseId, String)>,
}

impl<'p> Reading<'p> {
    fn columns(
        &mut self,
        subjects: &[Subject<'_>],
        stamp: &mut dyn Stamp,
    ) -> Result<Vec<Column>, FormatError> {
        let mut columns: Vec<Column> = Vec::new();
        for &at in &self.attributes {
            let Some(header) = self.table.header().get(at) else { continue };
            let (name, tagged) = tags(header);
            let (of, differs) = tagged.of.map_or_else(|| self.of(at, name, subjects), |of| (of, None));
            if let Some(row) = differs {
                let message = message!("file-value-differs-in-case", name);
                let (file, place) = (self.table.file().to_owned(), Location::Row(row));
                self.import.warnings.push(Warning { file, place, message });
            }
            let mut existing = self.project.attributes().into_iter();
            let existing =
                existing.find(|a| a.of == of && a.name.trim().to_lowercase() == name.to_lowercase());
            let cells =
                || subjects.iter().map(|subject| subject.row.cell(at).trim()).filter(|cell| !cell.is_empty());
            let commas = has_decimal_commas(cells());
            let attribute = match existing {
                Some(attribute) => Attribute::clone(attribute),
                None => Attribute {
                    id: AttributeId(stamp.uuid()),
                    name: name.to_owned(),
                    kind: tagged.kind.unwrap_or_else(|| match commas {
                        true => AttributeKind::Number,
                        false => kind_of(cells()),
                    }),
                    of,
                },
            };
            let twice = |c: &&Column| {
                c.attribute.of == of && c.attribute.name.to_lowercase() == attribute.name.to_lowercase()
            };
            if let Some(first) = columns.iter().find(twice) {
                let problem = message!(
                    "file-columns-of-one-name",
                    first = place(first.at + 1),
                    second = place(at + 1),
                    name
                );
                return Err(self.table.error(Location::Header, problem, message!("do-rename-one")));
            }
            let commas = commas && attribute.kind == AttributeKind::Number;
            if commas {
                let message = message!("file-decimal-commas", name);
                self.import.warnings.push(Warning::file(self.table.file(), message));
            }
            columns.push(Column { at, is_new: existing.is_none(), attribute, commas });
        }
        Ok(columns)
    }

    /// Whether a column describes cases or transcripts: what the project knows of that name, else transcripts if there is
    /// a value without a case, or if a case has several; then with the row that shows it.
    fn of(&self, at: usize, name: &str, subjects: &[Subject<'_>]) -> (AttributeOf, Option<usize>) {
        if self.case.is_none() {
            return (AttributeOf::Transcript, None);
        }
        if self.transcript.is_none() {
            return (AttributeOf::Case, None);
        }
        let known = self
            .project
            .attributes()
            .into_iter()
            .find(|a| a.name.trim().to_lowercase() == name.to_lowercase());
        if let Some(attribute) = known {
            return (attribute.of, None);
        }
        let mut values: HashMap<CaseId, &str> = HashMap::new();
        for subject in subjects {
            let cell = subject.row.cell(at).trim();
            let differs = match subject.case {
                _ if cell.is_empty() => false,
                Some(case) => *values.entry(case).or_insert(cell) != cell,
                None => true,
            };
            if differs {
                return (AttributeOf::Transcript, subject.case.map(|_| subject.row.number));
            }
        }
        (AttributeOf::Case, None)
    }

    /// The cases and transcripts that the table names, each transcript linked to its case.
    fn links(&mut self, subjects: &[Subject<'_>]) -> Result<Changed, FormatError> {
        let new: HashMap<CaseId, &str> = self.cases.values().map(|(id, name)| (*id, name.as_str())).collect();
        let mut changed = Changed { cases: BTreeMap::new(), transcripts: BTreeMap::new() };
        let mut linked: HashMap<TranscriptId, (CaseId, usize)> = HashMap::new();
        for subject in subjects {
            if let Some(id) = subject.case {
                changed.cases.entry(id).or_insert_with(|| match self.project.case(id) {
                    Some(case) => Case::clone(case),
                    None => {
                        let name = new.get(&id).copied().unwrap_or_default().to_owned();
                        Case { id, name, values: BTreeMap::new() }
                    }
                });
            }
            let Some(transcript) = subject.transcript else { continue };
            let there = || (transcript.case(), transcript.values().clone());
            let record = changed.transcripts.entry(transcript.id()).or_insert_with(there);
            let Some(case) = subject.case.filter(|_| subject.speaker.is_none()) else { continue };
            let (first, row) = *linked.entry(transcript.id()).or_insert((case, subject.row.number));
            if first != case {
                let problem =
                    message!("file-two-cases-in-rows", transcript = transcript.title(), row = place(row));
                let column = self.case.unwrap_or_default();
                return Err(self.table.at(subject.row, column, problem, message!("do-name-one-case")));
            }
            if record.0.is_some_and(|old| old != case) {
                let message = message!("file-case-changes", transcript = transcript.title());
                let (file, place) = (self.table.file().to_owned(), Location::Row(subject.row.number));
                self.import.warnings.push(Warning { file, place, message });
            }
            record.0 = Some(case);
        }
        Ok(changed)
    }

    /// Puts the cells of one column in.
    fn values(
        &self,
        column: &Column,
        subjects: &[Subject<'_>],
        changed: &mut Changed,
    ) -> Result<(), FormatError> {
        let Attribute { id, kind, of, ref name } = column.attribute;
        let mut given: HashMap<(Option<CaseId>, Option<TranscriptId>), usize> = HashMap::new();
        for subject in subjects {
            let cell = subject.row.cell(column.at).trim();
            if cell.is_empty() {
                continue;
            }
            let at = |problem, remedy| self.table.at(subject.row, column.at, problem, remedy);
            let short = || cell.chars().take(40).collect::<String>();
            let read = if column.commas { Cow::Owned(with_point(cell)) } else { Cow::Borrowed(cell) };
            let Some(value) = Value::parse(&read, kind) else {
                let problem = message!("file-value-of-wrong-kind", said = short(), kind = a_kind(kind), name);
                return Err(at(problem, message!("do-correct-value")));
            };
            let (key, values) = match (of, subject.case, subject.transcript) {
                (AttributeOf::Case, Some(case), _) => {
                    ((Some(case), None), changed.cases.get_mut(&case).map(|case| &mut case.values))
                }
                (AttributeOf::Transcript, _, Some(transcript)) => {
                    let record = changed.transcripts.get_mut(&transcript.id());
                    ((None, Some(transcript.id())), record.map(|(_, values)| values))
                }
                (AttributeOf::Case, None, _) => {
                    return Err(at(message!("file-row-names-no-case", name), message!("do-name-case")));
                }
                (AttributeOf::Transcript, _, None) => {
                    let problem = message!("file-row-names-no-transcript", name);
                    return Err(at(problem, message!("do-name-transcript")));
                }
            };
            let Some(values) = values else { continue };
            if let Some(row) = given.get(&key)
                && values.get(&id) != Some(&value)
            {
                let problem =
                    message!("file-rows-differ", said = short(), row = place(*row), what = which(thing(of)));
                return Err(at(problem, message!("do-give-each-one-value")));
            }
            given.insert(key, subject.row.number);
            values.insert(id, value);
        }
        Ok(())
    }

    fn done(self, columns: Vec<Column>, changed: Changed, ties: Vec<Edit>) -> Import {
        let Self { mut import, project, .. } = self;
        for column in columns.into_iter().filter(|column| column.is_new) {
            import.count("attributes");
            import.edits.push(Edit::PutAttribute(column.attribute));
        }
        let attribute = |id: &AttributeId| project.attribute(*id).map(|a| a.name.clone());
        for (id, case) in changed.cases {
            let old = project.case(id);
            if let Some(old) = old {
                import.changed.extend(joins::differing(&old.values, &case.values, &case.name, attribute));
            }
            if old.is_none() {
                import.count("cases");
            }
            if old.is_none_or(|old| **old != case) {
                import.edits.push(Edit::PutCase(case));
            }
        }
        for (id, (case, values)) in changed.transcripts {
            let Some(old) = project.transcript(id) else { continue };
            import.changed.extend(joins::differing(old.values(), &values, old.title(), attribute));
            if old.case() != case || *old.values() != values {
                let mut record = old.record();
                (record.case, record.values) = (case, values);
                import.edits.push(Edit::PutTranscript(Box::new(record)));
            }
        }
        import.edits.extend(ties);
        import
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::export::grid;
    use super::*;
    use crate::formats::tests::{Count, project};
    use crate::formats::{TranscriptOptions, transcripts, txt};

    fn study() -> Project {
        let draft = |name| txt::read(name, name.as_bytes(), &TranscriptOptions::default()).unwrap();
        let drafts = ["T1.txt", "T2.txt", "T3.txt"].map(draft);
        let import = transcripts::add(&project(), &drafts, &mut Count::default());
        project().apply_all(&import.edits).unwrap()
    }

    fn imported(project: &Project, table: &str) -> Result<Import, FormatError> {
        import(
            project,
            "people.csv",
            table.as_bytes(),
            &ImportOptions::default(),
            &mut Count::from(100 * (1 + project.attributes().len())),
        )
    }

    fn with(table: &str) -> Project {
        study().apply_all(&imported(&study(), table).unwrap().edits).unwrap()
    }

    const TABLE: &str = "participant,file,group,age,wave,joined,disabled,postcode\n\
        P1,T1.txt,pilot,12,1,2026-01-31,yes,007\nP1,T2.txt,pilot,12,2,2026-01-31,yes,\nP2,T3,comparison,,1,,NO,012\n";

    #[test]
    fn types_and_owners_are_seen_from_the_cells() {
        let after = with(TABLE);
        let seen: Vec<_> = after.attributes().iter().map(|a| (a.name.clone(), a.kind, a.of)).collect();
        let of = |name: &str| seen.iter().find(|a| a.0 == name).map(|a| (a.1, a.2)).unwrap();
        assert_eq!(of("group"), (AttributeKind::Text, AttributeOf::Case));
        assert_eq!(of("age"), (AttributeKind::Number, AttributeOf::Case));
        assert_eq!(of("wave"), (AttributeKind::Number, AttributeOf::Transcript));
        assert_eq!(of("joined"), (AttributeKind::Date, AttributeOf::Case));
        assert_eq!(of("disabled"), (AttributeKind::YesNo, AttributeOf::Case));
        assert_eq!(of("postcode"), (AttributeKind::Text, AttributeOf::Case));
        let p1 = after.case_named("p1").unwrap();
        assert_eq!(after.transcript_named("T2").unwrap().case(), Some(p1.id));
        assert_eq!(p1.values.len(), 5);
        let import = imported(&study(), TABLE).unwrap();
        assert_eq!((import.added["cases"], import.added["attributes"]), (2, 6));
        let tagged: Vec<_> = import.warnings.iter().map(|w| format!("{}: {}", w.place, w.message)).collect();
        assert!(tagged.len() == 1 && tagged[0].starts_with("row 3: “wave” is another here"), "{tagged:?}");
    }

    #[test]
    fn a_second_import_fills_in_and_corrects() {
        let before = with(TABLE);
        assert!(imported(&before, TABLE).unwrap().edits.is_empty());
        let import = imported(&before, "case;age;hobby\np2;17;golf\n").unwrap();
        let after = before.apply_all(&import.edits).unwrap();
        let p2 = after.case_named("P2").unwrap();
        assert_eq!(p2.values[&after.attribute_named("age").unwrap().id], Value::Number(17.0));
        assert_eq!(p2.values.len(), 5);
        let import = imported(&before, "file,case\nT3,P1\n").unwrap();
        assert!(import.warnings[0].message.to_string().contains("belonged to another case"));
    }

    #[test]
    fn what_changes_is_told_with_what_it_was() {
        let import = imported(&with(TABLE), "case,age,group\nP1,13,pilot\nP2,15,\n").unwrap();
        let told: Vec<_> =
            import.changed.iter().map(|c| (c.what.as_str(), c.of.as_str(), c.old.as_str())).collect();
        assert_eq!(told, [("age", "P1", "12")], "what was empty is added, what stays is not told");
    }

    #[test]
    fn cases_called_like_transcripts_are_theirs() {
        let import = imported(&study(), "case,age\nT1,12\nt2.TXT,13\nZ,9\n").unwrap();
        let after = study().apply_all(&import.edits).unwrap();
        let case = |title: &str| after.transcript_named(title).unwrap().case();
        assert_eq!(case("T1"), after.case_named("T1").map(|c| c.id).ok());
        assert!(case("T2").is_some() && case("T3").is_none());
        let told: Vec<String> = import.warnings.iter().map(|w| w.message.to_string()).collect();
        assert!(told[0].contains("2 cases") && told[1].contains("“Z”") || told[1].contains('Z'), "{told:?}");
        // Nothing to tell where each case has its transcript.
        assert!(imported(&study(), "case,file,age\nA,T1,1\n").unwrap().warnings.is_empty());
    }

    #[test]
    fn decimal_commas_are_read_and_told() {
        let import = imported(&study(), "case;file;score\nA;T1;4,5\nB;T2;12\n").unwrap();
        let after = study().apply_all(&import.edits).unwrap();
        let score = after.attribute_named("score").unwrap();
        assert_eq!(after.case_named("A").unwrap().values[&score.id], Value::Number(4.5));
        assert!(import.warnings[0].message.to_string().contains("decimal commas"));
    }

    #[test]
    fn faults_are_named_with_their_place() {
        let before = with(TABLE);
        for (table, says) in [
            ("name,age\nP1,3\n", "row 1: there is no column “case” or “transcript”"),
            ("file,age\nT9,3\n", "row 2, column “file”: there is no transcript “T9”"),
            ("case,age\nP1,old\n", "row 2, column “age”: “old” is not a number, as “age” is"),
            ("case,hobby\nP1,a\nP1,b\n", "row 3, column “hobby”: “b” differs from what row 2 says"),
            ("case,hobby,Hobby\nP1,a,b\n", "the columns 2 and 3 are both named"),
            ("case,file\nP1,T1\nP2,T1\n", "row 3, column “case”: “T1” belongs to another case in row 2"),
            ("case,file,age\nP1,T1,1\n,,2\n", "row 3: the row names no case"),
        ] {
            let message = imported(&before, table).unwrap_err().to_string();
            assert!(message.starts_with("people.csv, ") && message.contains(says), "{message}");
        }
    }

    #[test]
    fn headers_say_what_cells_cannot() {
        let after =
            with("case,transcript,wave [transcript],code [text],case [text],size [cm]\nP1,T1,1,2,x,3\n");
        let seen: Vec<_> = after.attributes().iter().map(|a| (a.name.clone(), a.kind, a.of)).collect();
        assert!(seen.contains(&("wave".into(), AttributeKind::Number, AttributeOf::Transcript)), "{seen:?}");
        assert!(seen.contains(&("code".into(), AttributeKind::Text, AttributeOf::Case)), "{seen:?}");
        assert!(seen.contains(&("case".into(), AttributeKind::Text, AttributeOf::Case)), "{seen:?}");
        assert!(seen.contains(&("size [cm]".into(), AttributeKind::Number, AttributeOf::Case)), "{seen:?}");
        let table = grid(&after).csv();
        let again =
            import(&study(), "x.csv", &table, &ImportOptions::default(), &mut Count::default()).unwrap();
        assert_eq!(grid(&study().apply_all(&again.edits).unwrap()).csv(), table);
    }

    /// Two who talk to an interviewer, in "G"; the study above without cases.
    fn group() -> Project {
        let words = "Moderator: Why?\n\nTess: So.\n\nIvo: No.\n\nTess: Yes.\n\nIvo: Well.\n";
        let draft = txt::read("G.txt", words.as_bytes(), &TranscriptOptions::default()).unwrap();
        let import = transcripts::add(&study(), &[draft], &mut Count::from(50));
        study().apply_all(&import.edits).unwrap()
    }

    fn tied(project: &Project, title: &str) -> Vec<(String, String)> {
        let of = project.transcript_named(title).unwrap();
        of.ties().map(|(label, case)| (label.to_owned(), project.case(case).unwrap().name.clone())).collect()
    }

    #[test]
    fn a_row_that_names_a_speaker_ties_that_speaker_to_the_case() {
        let table = "transcript,speaker,case,age\nG,tess,Tess,15\nG,Ivo,Ivo,\nG,,School,\nG,Moderator,,\n";
        let import = imported(&group(), table).unwrap();
        assert_eq!((import.added["cases"], import.added["ties"]), (3, 2));
        assert_eq!((import.added.get("attributes"), &import.warnings[..]), (Some(&1), &[][..]));
        let after = group().apply_all(&import.edits).unwrap();
        assert_eq!(tied(&after, "G"), [("Tess".into(), "Tess".into()), ("Ivo".into(), "Ivo".into())]);
        let school = after.case_named("School").unwrap().id;
        assert_eq!(after.transcript_named("G").unwrap().case(), Some(school));
        assert_eq!(after.case_named("Tess").unwrap().values.len(), 1);
        assert!(imported(&after, table).unwrap().edits.is_empty(), "nothing changes a second time");
        let other = imported(&after, "transcript,speaker,case\nG,Ivo,Tess\n").unwrap();
        assert!(other.added.is_empty());
        let told = other.warnings[0].message.to_string();
        assert!(told.contains("“Ivo” of “G” was tied to “Ivo” before"), "{told}");
        assert_eq!(tied(&after.apply_all(&other.edits).unwrap(), "G")[1].1, "Tess");
        // What goes out comes in again.
        let bytes = grid(&after).csv();
        assert!(imported(&after, std::str::from_utf8(&bytes).unwrap()).unwrap().edits.is_empty());
        let again = imported(&group(), std::str::from_utf8(&bytes).unwrap()).unwrap();
        let again = group().apply_all(&again.edits).unwrap();
        assert_eq!((tied(&again, "G"), grid(&again).csv()), (tied(&after, "G"), bytes));
    }

    #[test]
    fn who_is_not_there_is_named_all_at_once() {
        let refused = |table: &str| imported(&group(), table).unwrap_err().to_string();
        let said = refused("transcript,speaker,case\nG,Tes,P\nH,Ivo,P\nG,Ivo,P\n,Ivo,P\n");
        for part in [
            "3 rows are at fault",
            "row 2, column “speaker”: nobody is called “Tes” in “G”",
            "row 3, column “transcript”: there is no transcript “H”",
            "row 5, column “speaker”: the row names “Ivo” and no transcript",
            "“Moderator”, “Tess”, “Ivo”",
            "import the transcript first",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        let said = refused("transcript,speaker,case\nG,Nobody,P\n");
        assert!(said.starts_with("people.csv, row 2, column “speaker”: nobody is called “Nobody”"), "{said}");
        let said = refused("transcript,speaker,case\nT1,Ivo,P\n");
        assert!(said.contains("nobody is called “Ivo” in “T1”") && said.contains("no speakers"), "{said}");
        let said = refused("transcript,speaker,case\nG,Ivo,P\nG,ivo,Q\n");
        assert!(said.contains("row 3") && said.contains("“Ivo” of “G” is another case in row 2"), "{said}");
    }

    #[test]
    fn speaker_is_an_attribute_where_no_case_is_named() {
        let import = imported(&group(), "transcript,speaker\nG,Tess\n").unwrap();
        assert_eq!(import.added["attributes"], 1);
    }

    proptest! {
        #[test]
        fn what_is_exported_is_imported(
            rows in proptest::collection::vec(proptest::array::uniform4("(-?[0-3](\\.5)?|yes|no|2026-0[1-3]-31|[=a',\n]{1,2}|)"), 3),
            tag in prop::sample::select(vec!["", " [text]", " [transcript]", " [case, text]"]),
        ) {
            let mut table = format!("case,file,a,b,c,d{tag}\n");
            for (at, cells) in rows.iter().enumerate() {
                let case = ["P1", "P1", "P2"][at];
                let cells: Vec<_> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
                table += &format!("{case},T{},{}\n", at + 1, cells.join(","));
            }
            let Ok(first) = imported(&study(), &table) else { return Ok(()) };
            let from = study().apply_all(&first.edits).unwrap();
            let bytes = grid(&from).csv();
            let again = import(&from, "x.csv", &bytes, &ImportOptions::default(), &mut Count::from(900));
            prop_assert!(again.unwrap().edits.is_empty());
            let to = import(&study(), "x.csv", &bytes, &ImportOptions::default(), &mut Count::from(900)).unwrap();
            let to = study().apply_all(&to.edits).unwrap();
            prop_assert_eq!(grid(&to).csv(), bytes);
            let kinds = |p: &Project| p.attributes().iter().map(|a| (a.of, a.name.clone(), a.kind)).collect::<Vec<_>>();
            prop_assert_eq!(kinds(&to), kinds(&from));
        }

        #[test]
        fn mutated_tables_are_read_or_refused(table in "(case|file|T1|P1|age|,|\n|\"|;|[0-9]{1,2}|\\[text\\]| ){0,40}") {
            if let Ok(import) = imported(&study(), &table) {
                prop_assert!(study().apply_all(&import.edits).is_ok());
            }
        }
    }
}
