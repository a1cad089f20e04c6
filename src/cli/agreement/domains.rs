//! Themes as domains of codes that exclude each other, as `concord agreement --domains` prints them.

use serde::Serialize;

use crate::agreement::{Clash, DomainScores, Estimate};
use crate::cli::output::counted;
use crate::cli::scores::{self, ScoreReport, told, written};
use crate::cli::table::{Side, table};
use crate::model::{CodeId, Project};

/// A domain.
#[derive(Serialize)]
pub(super) struct Domain {
    theme: String,
    codes: Vec<String>,
    scores: scores::Report,
    coverage: ScoreReport,
    clashes: Vec<Clashing>,
}

/// Words that carry two of its codes by one coder, in code points.
#[derive(Serialize)]
struct Clashing {
    transcript: String,
    coder: String,
    start: u32,
    end: u32,
    text: String,
    codes: [String; 2],
}

/// The domains with names.
pub(super) fn shown(project: &Project, domains: &[DomainScores], coders: &[String]) -> Vec<Domain> {
    let path = |code: CodeId| project.codebook().path(code);
    let clash = |clash: &Clash| {
        let transcript = project.transcript(clash.transcript)?;
        let (text, bytes) = (transcript.text(), clash.span.range());
        Some(Clashing {
            transcript: transcript.title().to_owned(),
            coder: coders.get(clash.coder).cloned().unwrap_or_default(),
            start: text.char_of(bytes.start).0,
            end: text.char_of(bytes.end).0,
            text: text.as_str().get(bytes).unwrap_or_default().to_owned(),
            codes: clash.codes.map(path),
        })
    };
    let domain = |of: &DomainScores| Domain {
        theme: path(of.theme),
        codes: of.codes.iter().map(|&code| path(code)).collect(),
        scores: scores::shown(&of.scores),
        coverage: Estimate::from(of.coverage).into(),
        clashes: of.clashes.iter().filter_map(clash).collect(),
    };
    domains.iter().map(domain).collect()
}

/// Lines for a person.
pub(super) fn text(domains: &[Domain]) -> String {
    let columns = [("u_alpha", "u-alpha"), ("u_alpha_binary", "|u|-alpha"), ("cu_alpha", "cu-alpha")];
    let mut header = vec![("Domain", Side::Left)];
    header.extend(columns.map(|(_, label)| (label, Side::Right)));
    header.extend([("Coverage", Side::Right), ("Overlaps", Side::Right)]);
    let row = |domain: &Domain| {
        let figures = columns.map(|(name, _)| written(&domain.scores, name));
        let ends = [told(&domain.coverage), domain.clashes.len().to_string()];
        [vec![domain.theme.clone()], figures.to_vec(), ends.to_vec()].concat()
    };
    let rows: Vec<_> = domains.iter().map(row).collect();
    let mut text = format!("\nThemes as domains of codes that exclude each other\n{}", table(&header, &rows));
    for domain in domains.iter().filter(|domain| !domain.clashes.is_empty()) {
        let passages = counted(domain.clashes.len() as f64, "passage carries", "passages carry");
        text.push_str(&format!("\n{}: {passages} two codes by one coder\n", domain.theme));
        let row = |clash: &Clashing| {
            let [first, second] = clash.codes.clone();
            vec![
                clash.transcript.clone(),
                clash.coder.clone(),
                clash.start.to_string(),
                clash.end.to_string(),
                first,
                second,
            ]
        };
        let header =
            ["Transcript", "Coder", "Start", "End", "First", "Second"].map(|label| (label, Side::Left));
        text.push_str(&table(&header, &domain.clashes.iter().map(row).collect::<Vec<_>>()));
    }
    text
}
