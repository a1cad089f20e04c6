//! What makes the tables of packages known to an engine: one text for each, over this package and those that lie beside it.
//! Never counts anything.

use super::tables::ALL;

/// The texts by the names of their files.
pub(super) fn files() -> Vec<(&'static str, String)> {
    vec![
        ("load/duckdb.sql", duckdb()),
        ("load/spark.sql", spark()),
        ("load/tables.py", PYTHON.replace("NAMES", &names("\"", ", "))),
        ("load/tables.R", R.replace("NAMES", &names("\"", ", "))),
    ]
}

fn names(quote: &str, between: &str) -> String {
    ALL.iter().map(|table| format!("{quote}{}{quote}", table.name)).collect::<Vec<_>>().join(between)
}

fn duckdb() -> String {
    let view = |name: &str| {
        format!(
            "CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_csv('../*/{name}.csv', header = true, \
             all_varchar = true, delim = ',', quote = '\"', escape = '\"');\n"
        )
    };
    ALL.iter().map(|table| view(table.name)).collect()
}

fn spark() -> String {
    let view = |name: &str| {
        format!(
            "CREATE OR REPLACE TEMPORARY VIEW {name} USING csv OPTIONS ('path' '../*/{name}.csv', 'header' 'true', \
             'multiLine' 'true', 'quote' '\"', 'escape' '\"');\n"
        )
    };
    ALL.iter().map(|table| view(table.name)).collect()
}

const PYTHON: &str = r#""""The tables of this package and of those beside it, as words: `tables["codings"]` and so on."""
import glob
import pandas

tables = {
    name: pandas.concat(
        [pandas.read_csv(file, dtype=str, keep_default_na=False) for file in sorted(glob.glob(f"../*/{name}.csv"))],
        ignore_index=True,
    )
    for name in [NAMES]
}
for name, table in tables.items():
    print(f"{name}: {len(table)} rows")
"#;

const R: &str = r#"# The tables of this package and of those beside it, as words: `tables$codings` and so on.
tables <- sapply(c(NAMES), function(name) {
  files <- sort(Sys.glob(paste0("../*/", name, ".csv")))
  read <- function(file) read.csv(file, colClasses = "character", na.strings = character(), encoding = "UTF-8")
  do.call(rbind, lapply(files, read))
}, simplify = FALSE)
for (name in names(tables)) cat(name, ": ", nrow(tables[[name]]), " rows\n", sep = "")
"#;
