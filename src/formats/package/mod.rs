//! A study as an archive keeps it: a Frictionless data package (specs.frictionlessdata.io, version 1) of tidy tables and
//! plain texts, which DuckDB, R, pandas and Spark read as they are. Never takes a path: it gives names and bytes.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::figures::{memos, trail};
use super::grid::{Cell, Grid};
use super::{Exported, Lost, settlements};
use crate::model::{CoderRole, Completeness, Project, Step, Value};

/// What stands in the package's README, after its title.
const README: &str = include_str!("package.md");

/// The files of a package, by their names in its folder, and what of the project is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Bytes by name; names have `/` between folder and file.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is not in it.
    pub lost: Vec<Lost>,
}

/// A column: its name, and its type as a table schema calls it.
type Field = (&'static str, &'static str);

/// A table with the types of its columns, and the columns that name a row.
struct Table {
    grid: Grid,
    fields: &'static [Field],
    key: &'static [&'static str],
    /// A column, and the table that has it as its key.
    refers: &'static [(&'static str, &'static str)],
}

impl Table {
    fn new(
        name: &'static str,
        fields: &'static [Field],
        key: &'static [&'static str],
        refers: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { grid: Grid::new(name, fields.iter().map(|(name, _)| *name)), fields, key, refers }
    }

    fn resource(&self) -> Json {
        let fields = self.fields.iter().map(|(name, kind)| match *kind {
            "datetime" => json!({"name": name, "type": kind, "format": "any"}),
            "boolean" => json!({"name": name, "type": kind, "trueValues": ["yes"], "falseValues": ["no"]}),
            kind => json!({"name": name, "type": kind}),
        });
        let mut schema = json!({"fields": fields.collect::<Vec<_>>()});
        if !self.key.is_empty() {
            schema["primaryKey"] = json!(self.key);
        }
        if !self.refers.is_empty() {
            let one = |(column, table): &(&str, &str)| json!({"fields": [column], "reference": {"resource": table, "fields": [column]}});
            schema["foreignKeys"] = self.refers.iter().map(one).collect();
        }
        let name = self.grid.name();
        json!({
            "name": name, "path": format!("{name}.csv"), "profile": "tabular-data-resource", "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
        })
    }
}

/// The package of a project; the trail where its steps are told.
pub fn export(project: &Project, steps: &[Step]) -> Package {
    let mut files = BTreeMap::new();
    let mut resources = Vec::new();
    let tables = [
        transcripts(project),
        turns(project),
        coders(project),
        layers(project),
        codes(project),
        code_tree(project),
        codings(project),
        Table {
            grid: settlements::grid(project),
            fields: &settlements::FIELDS,
            key: &["settlement"],
            refers: &[],
        },
        cases(project),
        values(project),
        Table {
            grid: memos(project),
            fields: &[
                ("memo", "string"),
                ("reply_to", "string"),
                ("on", "string"),
                ("what", "string"),
                ("start", "integer"),
                ("end", "integer"),
                ("author", "string"),
                ("text", "string"),
                ("created", "datetime"),
                ("changed", "datetime"),
            ],
            key: &["memo"],
            refers: &[],
        },
        Table {
            grid: trail(steps),
            fields: &[
                ("step", "integer"),
                ("at", "datetime"),
                ("who", "string"),
                ("what", "string"),
                ("changes", "integer"),
                ("kinds", "string"),
            ],
            key: &["step"],
            refers: &[],
        },
    ];
    for table in tables {
        resources.push(table.resource());
        files.insert(format!("{}.csv", table.grid.name()), table.grid.csv());
    }
    for transcript in project.transcripts() {
        let path = format!("transcripts/{}.txt", transcript.slug());
        resources.push(json!({
            "name": format!("transcript-{}", transcript.slug()), "title": transcript.title(), "path": path,
            "format": "txt", "mediatype": "text/plain", "encoding": "utf-8",
        }));
        files.insert(path, transcript.text().as_str().as_bytes().to_vec());
    }
    let package = json!({
        "profile": "data-package", "name": crate::model::slug(project.title()), "id": project.id().to_string(),
        "title": project.title(), "created": project.created().to_string(), "resources": resources,
    });
    let mut described = serde_json::to_vec_pretty(&package).unwrap_or_default();
    described.push(b'\n');
    files.insert("datapackage.json".to_owned(), described);
    let title = project.title().replace('\n', " ");
    files.insert("README.md".to_owned(), format!("# {title}\n\n{README}").into_bytes());
    let orphans = project.orphans().count();
    let why = "the words that they stood on are no longer in the text".to_owned();
    let lost = Lost { what: "coding without a passage".to_owned(), count: orphans, why };
    let sets = project.code_sets().len();
    let set = Lost {
        what: "set of codes".to_owned(),
        count: sets,
        why: "the package has no table for sets".to_owned(),
    };
    Package { files, lost: [lost, set].into_iter().filter(|lost| lost.count > 0).collect() }
}

fn transcripts(project: &Project) -> Table {
    let fields = &[
        ("transcript_id", "string"),
        ("title", "string"),
        ("file", "string"),
        ("source", "string"),
        ("case_id", "string"),
        ("characters", "integer"),
        ("words", "integer"),
        ("sha256", "string"),
    ];
    let mut table = Table::new("transcripts", fields, &["transcript_id"], &[("case_id", "cases")]);
    for t in project.transcripts() {
        table.grid.row([
            t.id().to_string().into(),
            t.title().into(),
            format!("transcripts/{}.txt", t.slug()).into(),
            t.source().into(),
            t.case().map(|case| case.to_string()).into(),
            t.text().chars().into(),
            t.text().words().len().into(),
            t.sha256().into(),
        ]);
    }
    table
}

fn turns(project: &Project) -> Table {
    let fields = &[
        ("transcript_id", "string"),
        ("turn", "integer"),
        ("speaker", "string"),
        ("interviewer", "boolean"),
        ("time_ms", "integer"),
        ("start", "integer"),
        ("body", "integer"),
        ("end", "integer"),
    ];
    let mut table =
        Table::new("turns", fields, &["transcript_id", "turn"], &[("transcript_id", "transcripts")]);
    for t in project.transcripts() {
        for (at, turn) in t.turns().iter().enumerate() {
            let speaker = turn.speaker.and_then(|at| t.speaker(at)).map(|speaker| speaker.label.clone());
            table.grid.row([
                t.id().to_string().into(),
                (at + 1).into(),
                speaker.into(),
                yes_or_no(t.is_interviewer(turn)),
                turn.time_ms.into(),
                t.text().char_of(turn.range.start).0.into(),
                t.text().char_of(turn.body).0.into(),
                t.text().char_of(turn.range.end).0.into(),
            ]);
        }
    }
    table
}

fn coders(project: &Project) -> Table {
    let fields = &[("coder_id", "string"), ("name", "string"), ("role", "string")];
    let mut table = Table::new("coders", fields, &["coder_id"], &[]);
    for coder in project.coders() {
        let role = match coder.role {
            CoderRole::Person => "person",
            CoderRole::Consensus => "consensus",
            CoderRole::Supervisor => "supervisor",
        };
        table.grid.row([coder.id.to_string().into(), coder.name.as_str().into(), role.into()]);
    }
    table
}

fn layers(project: &Project) -> Table {
    let fields = &[("transcript_id", "string"), ("coder_id", "string"), ("status", "string")];
    let refers = &[("transcript_id", "transcripts"), ("coder_id", "coders")];
    let mut table = Table::new("layers", fields, &["transcript_id", "coder_id"], refers);
    for layer in project.layers() {
        let status = match layer.status() {
            Completeness::NotStarted => continue,
            Completeness::InProgress => "in progress",
            Completeness::Complete => "complete",
        };
        table.grid.row([
            layer.transcript().to_string().into(),
            layer.coder().to_string().into(),
            status.into(),
        ]);
    }
    table
}

fn codes(project: &Project) -> Table {
    let fields = &[
        ("code_id", "string"),
        ("position", "integer"),
        ("name", "string"),
        ("path", "string"),
        ("parent_id", "string"),
        ("colour", "string"),
        ("definition", "string"),
        ("include", "string"),
        ("exclude", "string"),
        ("examples", "string"),
        ("codable", "boolean"),
        ("retired", "boolean"),
        ("layer", "string"),
    ];
    let mut table = Table::new("codes", fields, &["code_id"], &[]);
    let book = project.codebook();
    for (at, code) in book.codes().enumerate() {
        table.grid.row([
            code.id.to_string().into(),
            (at + 1).into(),
            code.name.as_str().into(),
            book.path(code.id).into(),
            code.parent.map(|id| id.to_string()).into(),
            code.colour.to_string().into(),
            code.definition.as_str().into(),
            code.include.as_str().into(),
            code.exclude.as_str().into(),
            code.examples.join("\n").into(),
            yes_or_no(code.codable),
            yes_or_no(code.retired),
            code.layer.clone().into(),
        ]);
    }
    table
}

/// Each code with itself and all that stand above it, so that a theme's counts need no recursion.
fn code_tree(project: &Project) -> Table {
    let fields = &[("theme_id", "string"), ("code_id", "string")];
    let mut table = Table::new("code_tree", fields, &["theme_id", "code_id"], &[("code_id", "codes")]);
    let book = project.codebook();
    for code in book.codes() {
        for theme in book.ancestry(code.id) {
            table.grid.row([theme.id.to_string().into(), code.id.to_string().into()]);
        }
    }
    table
}

fn codings(project: &Project) -> Table {
    let fields = &[
        ("coding_id", "string"),
        ("transcript_id", "string"),
        ("coder_id", "string"),
        ("code_id", "string"),
        ("start", "integer"),
        ("end", "integer"),
        ("text", "string"),
        ("memo", "string"),
        ("auto", "boolean"),
        ("created", "datetime"),
    ];
    let refers = &[("transcript_id", "transcripts"), ("coder_id", "coders"), ("code_id", "codes")];
    let mut table = Table::new("codings", fields, &["coding_id"], refers);
    for layer in project.layers() {
        let Some(transcript) = project.transcript(layer.transcript()) else { continue };
        for coding in layer.codings() {
            let chars = transcript.text().chars_of(coding.span);
            table.grid.row([
                coding.id.to_string().into(),
                layer.transcript().to_string().into(),
                layer.coder().to_string().into(),
                coding.code.to_string().into(),
                chars.start.0.into(),
                chars.end.0.into(),
                transcript.text().slice(coding.span).into(),
                coding.memo.as_str().into(),
                yes_or_no(coding.auto),
                coding.created.to_string().into(),
            ]);
        }
    }
    table
}

fn cases(project: &Project) -> Table {
    let mut table = Table::new("cases", &[("case_id", "string"), ("name", "string")], &["case_id"], &[]);
    for case in project.cases() {
        table.grid.row([case.id.to_string().into(), case.name.as_str().into()]);
    }
    table
}

/// Attributes as they are in a long table: a row a value.
fn values(project: &Project) -> Table {
    let fields = &[
        ("case_id", "string"),
        ("transcript_id", "string"),
        ("attribute", "string"),
        ("kind", "string"),
        ("value", "string"),
    ];
    let refers = &[("case_id", "cases"), ("transcript_id", "transcripts")];
    let mut table = Table::new("attributes", fields, &[], refers);
    for attribute in project.attributes() {
        let kind = match attribute.kind {
            crate::model::AttributeKind::Text => "text",
            crate::model::AttributeKind::Number => "number",
            crate::model::AttributeKind::Date => "date",
            crate::model::AttributeKind::YesNo => "yes or no",
        };
        let mut row = |case: Option<String>, transcript: Option<String>, value: &Value| {
            let name = attribute.name.as_str();
            table.grid.row([
                case.into(),
                transcript.into(),
                name.into(),
                kind.into(),
                value.to_string().into(),
            ]);
        };
        for case in project.cases() {
            if let Some(value) = case.values.get(&attribute.id) {
                row(Some(case.id.to_string()), None, value);
            }
        }
        for transcript in project.transcripts() {
            if let Some(value) = transcript.values().get(&attribute.id) {
                row(None, Some(transcript.id().to_string()), value);
            }
        }
    }
    table
}

fn yes_or_no(yes: bool) -> Cell {
    if yes { "yes".into() } else { "no".into() }
}

/// All tables of a project in one workbook.
pub fn workbook(project: &Project) -> Exported {
    let (agreement, lost) = super::figures::all_agreement(project);
    let mut grids = vec![
        super::codings_csv::grid(project),
        super::codebook_csv::grid(project),
        super::attributes_csv::grid(project),
        super::figures::all_frequencies(project),
    ];
    grids.extend(agreement);
    grids.push(settlements::grid(project));
    grids.push(memos(project));
    super::figures::workbook(&grids, lost)
}
