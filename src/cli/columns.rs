//! `--columns ROLE=HEADER`: what the columns of a table hold, and with that what the table is. Never says what a table is
//! where a person did.

use std::collections::BTreeMap;

use super::Failure;
use crate::formats::{ColumnsSaid, FORMATS, Format, Kind, Roles, format_of, roles};
use crate::lang;

/// What columns hold, and their headers: `code=Name,text=Words`. A comma that no role follows is part of a header.
pub(super) fn said(words: &str) -> Result<ColumnsSaid, String> {
    let mut all = ColumnsSaid::new();
    for part in words.split(',') {
        match (part.split_once('='), all.last_mut()) {
            (Some((role, header)), _) => all.push((role.trim().to_owned(), header.trim().to_owned())),
            (None, Some((_, header))) => {
                header.push(',');
                header.push_str(part);
            }
            (None, None) => return Err("write it as code=Header".to_owned()),
        }
    }
    Ok(all)
}

/// The roles of each kind of table.
fn known() -> BTreeMap<Kind, Vec<&'static str>> {
    let mut known: BTreeMap<Kind, Vec<&str>> = BTreeMap::new();
    for format in FORMATS {
        let own = known.entry(format.kind).or_default();
        for role in format.roles.all {
            if !own.contains(&role.id) {
                own.push(role.id);
            }
        }
    }
    known.retain(|_, roles| !roles.is_empty());
    known
}

/// What the option is for.
pub(super) fn help() -> String {
    format!(
        "Which column of a table holds what, where its header does not say; nothing after = where none does. What the table \
         is goes by that, unless --as says it. Of {}",
        listed("; of ")
    )
}

/// `codebook: code, parent`, and so on.
fn listed(between: &str) -> String {
    let of_kind = |(kind, roles): (Kind, Vec<&str>)| format!("{}: {}", kind.id(), roles.join(", "));
    known().into_iter().map(of_kind).collect::<Vec<_>>().join(between)
}

/// The format of a table whose columns a person says: of the kind that they name, else the first that has what it needs.
pub(super) fn format(
    name: &str,
    bytes: &[u8],
    kind: Option<Kind>,
    said: &ColumnsSaid,
) -> Result<&'static Format, Failure> {
    let unknown =
        said.iter().find(|(role, _)| !FORMATS.iter().any(|format| format.roles.named(role).is_some()));
    if let Some((role, _)) = unknown {
        return Err(Failure::Input(format!(
            "--columns {role}=…: no table has a column for “{role}”; {}",
            listed("; ")
        )));
    }
    let header = roles::preview(name, bytes, 0).map(|table| table.header).unwrap_or_default();
    let of_kind = |format: &&Format| kind.is_none_or(|kind| format.kind == kind) && format.is_read();
    let knows = |roles: &Roles| said.iter().all(|(role, _)| roles.named(role).is_some());
    let mut candidates = FORMATS.iter().filter(of_kind);
    // What lacks something is told by the reader of the first that has such columns.
    let fitting = candidates.clone().find(|format| format.roles.fit(&header, said));
    let format = fitting.or_else(|| candidates.find(|format| knows(format.roles)));
    match format {
        Some(format) => Ok(format),
        None => format_of(name, bytes, kind).map_err(|why| Failure::Input(lang::tell(&why))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_may_hold_commas() {
        let pair = |role: &str, header: &str| (role.to_owned(), header.to_owned());
        assert_eq!(said("code=Was, text=Wo, wie").unwrap(), [pair("code", "Was"), pair("text", "Wo, wie")]);
        assert_eq!(said("coder=").unwrap(), [pair("coder", "")]);
        assert!(said("Was").is_err());
    }
}
