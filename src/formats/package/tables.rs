//! The tables of a data package: the study is the first column of each, and part of every key, so that packages can be
//! stacked. No column has a name that an engine would want in quotation marks. Never keeps a row.

use serde_json::{Value as Json, json};

use super::cells::{self, Each, each};
use crate::formats::shared::grid::{Cell, Rows};
use crate::formats::shared::past::PastStep;
use crate::formats::shared::past::step_cells;
use crate::formats::tables::memos::{in_threads, memo_cells};
use crate::formats::tables::settlements;
use crate::model::{CoderRole, Project};

/// A column: its name, and its type as a table schema calls it.
type Field = (&'static str, &'static str);

/// What a package is made of.
#[derive(Clone, Copy)]
pub(super) struct Source<'p> {
    pub(super) project: &'p Project,
    pub(super) steps: &'p [PastStep],
}

/// A table with the types of its columns, and the columns that name a row; the study comes before all of them.
pub(super) struct Table {
    pub(super) name: &'static str,
    fields: &'static [Field],
    key: &'static [&'static str],
    /// A column, and the table that has it as its key.
    refers: &'static [(&'static str, &'static str)],
    rows: for<'p> fn(Source<'p>) -> Each<'p>,
}

const STUDY: Field = ("study", "string");

impl Table {
    /// The name of its file.
    pub(super) fn path(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// Its rows with the study before them.
    pub(super) fn rows<'p>(&self, source: Source<'p>) -> Rows<'p> {
        let study = source.project.id().to_string();
        let rows = (self.rows)(source).map(move |mut row| {
            row.insert(0, study.as_str().into());
            row
        });
        Rows::new(self.name, self.all_fields().map(|(name, _)| name), rows)
    }

    fn all_fields(&self) -> impl Iterator<Item = Field> {
        std::iter::once(STUDY).chain(self.fields.iter().copied())
    }

    /// As the description of the package has it.
    pub(super) fn resource(&self) -> Json {
        let fields: Vec<Json> = self.all_fields().map(field).collect();
        let mut schema = json!({"fields": fields});
        if !self.key.is_empty() {
            let key: Vec<&str> = [STUDY.0].iter().chain(self.key).copied().collect();
            schema["primaryKey"] = json!(key);
        }
        let study = (STUDY.0, "studies");
        let refers = self.refers.iter().map(|(column, table)| {
            json!({"fields": ["study", column], "reference": {"resource": table, "fields": ["study", column]}})
        });
        let of_study = json!({"fields": [study.0], "reference": {"resource": study.1, "fields": [study.0]}});
        let refers: Vec<Json> =
            (self.name != study.1).then_some(of_study).into_iter().chain(refers).collect();
        if !refers.is_empty() {
            schema["foreignKeys"] = refers.into();
        }
        json!({
            "name": self.name, "path": self.path(), "profile": "tabular-data-resource", "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
        })
    }
}

fn field((name, kind): Field) -> Json {
    let mut field = json!({"name": name, "type": kind});
    let description = match name {
        "study" => "the id of the study; with it every other id is one of its own",
        "begins" => "the first code point of the passage, counted from 0 in the text; start is a word of SQL",
        "ends" => "the code point after the last one of the passage; end is a word of SQL",
        _ => "",
    };
    if !description.is_empty() {
        field["description"] = description.into();
    }
    match kind {
        "datetime" => field["format"] = "any".into(),
        "boolean" => {
            field["trueValues"] = json!(["yes"]);
            field["falseValues"] = json!(["no"]);
        }
        _ => {}
    }
    field
}

/// All tables.
pub(super) const ALL: [Table; 14] = [
    Table {
        name: "studies",
        fields: &[("title", "string"), ("created", "datetime")],
        key: &[],
        refers: &[],
        rows: |source| {
            let project = source.project;
            each(std::iter::once([project.title().into(), project.created().to_string().into()]))
        },
    },
    Table {
        name: "transcripts",
        fields: &[
            ("transcript_id", "string"),
            ("title", "string"),
            ("file", "string"),
            ("source", "string"),
            ("case_id", "string"),
            ("characters", "integer"),
            ("words", "integer"),
            ("sha256", "string"),
        ],
        key: &["transcript_id"],
        refers: &[("case_id", "cases")],
        rows: |source| each(source.project.transcripts().into_iter().map(|t| cells::transcript(t))),
    },
    Table {
        name: "speakers",
        fields: &[
            ("transcript_id", "string"),
            ("speaker", "string"),
            ("role", "string"),
            ("case_id", "string"),
        ],
        key: &["transcript_id", "speaker"],
        refers: &[("transcript_id", "transcripts"), ("case_id", "cases")],
        rows: |source| each(source.project.transcripts().into_iter().flat_map(|t| cells::speakers(t))),
    },
    Table {
        name: "turns",
        fields: &[
            ("transcript_id", "string"),
            ("turn", "integer"),
            ("speaker", "string"),
            ("interviewer", "boolean"),
            ("time_ms", "integer"),
            ("begins", "integer"),
            ("body", "integer"),
            ("ends", "integer"),
        ],
        key: &["transcript_id", "turn"],
        refers: &[("transcript_id", "transcripts")],
        rows: |source| each(source.project.transcripts().into_iter().flat_map(|t| cells::turns(t))),
    },
    Table {
        name: "coders",
        fields: &[("coder_id", "string"), ("name", "string"), ("role", "string")],
        key: &["coder_id"],
        refers: &[],
        rows: |source| {
            each(source.project.coders().into_iter().map(|coder| {
                let role = match coder.role {
                    CoderRole::Person => "person",
                    CoderRole::Consensus => "consensus",
                    CoderRole::Supervisor => "supervisor",
                };
                [coder.id.to_string().into(), coder.name.as_str().into(), role.into()]
            }))
        },
    },
    Table {
        name: "layers",
        fields: &[("transcript_id", "string"), ("coder_id", "string"), ("status", "string")],
        key: &["transcript_id", "coder_id"],
        refers: &[("transcript_id", "transcripts"), ("coder_id", "coders")],
        rows: |source| each(source.project.layers().filter_map(|l| cells::layer(l))),
    },
    Table {
        name: "codes",
        fields: &[
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
        ],
        key: &["code_id"],
        refers: &[],
        rows: |source| cells::codes(source.project),
    },
    // Each code with itself and all that stand above it, so that a theme's counts need no recursion.
    Table {
        name: "code_tree",
        fields: &[("theme_id", "string"), ("code_id", "string")],
        key: &["theme_id", "code_id"],
        refers: &[("code_id", "codes")],
        rows: |source| {
            let book = source.project.codebook();
            each(book.codes().flat_map(move |code| {
                book.ancestry(code.id).map(|theme| [theme.id.to_string().into(), code.id.to_string().into()])
            }))
        },
    },
    Table {
        name: "codings",
        fields: &[
            ("coding_id", "string"),
            ("transcript_id", "string"),
            ("coder_id", "string"),
            ("code_id", "string"),
            ("begins", "integer"),
            ("ends", "integer"),
            ("text", "string"),
            ("memo", "string"),
            ("auto", "boolean"),
            ("created", "datetime"),
        ],
        key: &["coding_id"],
        refers: &[("transcript_id", "transcripts"), ("coder_id", "coders"), ("code_id", "codes")],
        rows: |source| {
            let project = source.project;
            let layers = project.layers().filter_map(|l| Some((l, project.transcript(l.transcript())?)));
            each(layers.flat_map(|(layer, transcript)| {
                layer.codings().iter().map(move |coding| cells::coding(layer, transcript, coding))
            }))
        },
    },
    Table {
        name: "settlements",
        fields: &[
            ("settlement_id", "string"),
            ("transcript_id", "string"),
            ("code_id", "string"),
            ("begins", "integer"),
            ("ends", "integer"),
            ("text", "string"),
            ("decision", "string"),
            ("chosen", "string"),
            ("reason", "string"),
            ("settled_by", "string"),
            ("settled_at", "datetime"),
            ("had", "string"),
        ],
        key: &["settlement_id"],
        refers: &[("transcript_id", "transcripts"), ("code_id", "codes")],
        rows: |source| {
            let project = source.project;
            each(settlements::each(project).map(move |(transcript, settlement)| {
                let [id, _, _, _, rest @ ..] = settlements::row(project, transcript, settlement);
                let ids = [transcript.id().to_string().into(), settlement.code.to_string().into()];
                std::iter::once(id).chain(ids).chain(rest).collect::<Vec<Cell>>()
            }))
        },
    },
    Table {
        name: "cases",
        fields: &[("case_id", "string"), ("name", "string")],
        key: &["case_id"],
        refers: &[],
        rows: |source| {
            each(
                source
                    .project
                    .cases()
                    .into_iter()
                    .map(|case| [case.id.to_string().into(), case.name.as_str().into()]),
            )
        },
    },
    // Attributes as they are in a long table: a row a value.
    Table {
        name: "attributes",
        fields: &[
            ("case_id", "string"),
            ("transcript_id", "string"),
            ("attribute", "string"),
            ("kind", "string"),
            ("value", "string"),
        ],
        key: &[],
        refers: &[("case_id", "cases"), ("transcript_id", "transcripts")],
        rows: |source| cells::values(source.project),
    },
    Table {
        name: "memos",
        fields: &[
            ("memo_id", "string"),
            ("reply_to", "string"),
            ("about", "string"),
            ("what", "string"),
            ("begins", "integer"),
            ("ends", "integer"),
            ("author", "string"),
            ("text", "string"),
            ("created", "datetime"),
            ("changed", "datetime"),
        ],
        key: &["memo_id"],
        refers: &[],
        rows: |source| {
            let project = source.project;
            each(in_threads(project).map(move |memo| memo_cells(project, memo)))
        },
    },
    Table {
        name: "history",
        fields: &[
            ("step", "integer"),
            ("made_at", "datetime"),
            ("who", "string"),
            ("what", "string"),
            ("changes", "integer"),
            ("kinds", "string"),
        ],
        key: &["step"],
        refers: &[],
        rows: |source| each(source.steps.iter().enumerate().map(|(at, step)| step_cells(at, step))),
    },
];
