//! Draws themes as domains of codes that exclude each other: how far coders agree within each, and the passages that
//! break it.

use std::sync::Arc;

use egui::Ui;

use super::rows::Table as Data;
use super::{Key, View, coefficients, words};
use crate::agreement::{Clash, DomainScores, Estimate, Query, Score, Study, Unit, Watch};
use crate::lang::{number, text, with};
use crate::model::{Level, Project};
use crate::text::shortened;
use crate::ui::context::{Action, ask, quote};
use crate::ui::kit::{
    look, parts,
    table::{Column, Table},
};

/// What is told of each domain.
const FIGURES: [&str; 3] = ["u_alpha", "u_alpha_binary", "cu_alpha"];
/// Passages that are listed of each domain.
const LISTED: usize = 12;
/// Letters of each.
const LETTERS: usize = 60;

/// The themes as domains, whatever the unit of the rest; nothing when it was stopped.
fn domains(project: &Project, query: &Query, watch: &dyn Watch) -> Option<Vec<DomainScores>> {
    let query =
        Query { in_full: true, unit: Unit::Character, level: Level::Code, codes: None, ..query.clone() };
    Some(Study::count(project, &query, watch)?.together().domains)
}

/// Draws the page of it, or says that it is being computed.
pub(super) fn page(
    ui: &mut Ui,
    project: &Project,
    view: &mut View,
    data: &Data,
    key: &Key,
    actions: &mut Vec<Action>,
) {
    let (project_too, query) = (project.clone(), key.1.clone());
    ask(ui.ctx(), &mut view.domains, key, move |progress| {
        domains(&project_too, &query, progress).map(Arc::new)
    });
    let answer = view.domains.answer(key).and_then(|(all, now)| Some((all.as_ref()?, now)));
    let Some((all, now)) = answer else {
        parts::muted(ui, &text("counting"));
        return;
    };
    if !now {
        ui.set_opacity(0.5);
    }
    parts::muted(ui, &with("domains-what", &[("n", data.transcripts.len().into())]));
    ui.add_space(8.0);
    let mut columns = vec![Column::words(text("domains-theme"), 200.0).growing()];
    columns.extend(FIGURES.map(|name| Column::figures(coefficients::name(name), 128.0)));
    columns.push(Column::figures(text("domains-coverage"), 96.0).tip(text("domains-coverage-tip")));
    columns.push(Column::figures(text("domains-clashes"), 96.0).tip(text("domains-clashes-tip")));
    egui::ScrollArea::horizontal().id_salt("domains").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let table = Table::new(ui, columns);
        table.head(ui, None);
        all.iter().for_each(|domain| line(ui, project, &table, domain));
    });
    for domain in all.iter().filter(|domain| !domain.clashes.is_empty()) {
        ui.add_space(12.0);
        let said = [("n", domain.clashes.len().into())];
        parts::section(ui, &quote::path(project, domain.theme), &with("domains-broken", &said));
        for clash in domain.clashes.iter().take(LISTED) {
            actions.extend(broken(ui, project, data, clash));
        }
        if let Some(more @ 1..) = domain.clashes.len().checked_sub(LISTED) {
            parts::muted(ui, &with("and-more", &[("n", more.into())]));
        }
    }
    ui.set_opacity(1.0);
}

fn line(ui: &mut Ui, project: &Project, table: &Table, domain: &DomainScores) {
    let name = quote::path(project, domain.theme);
    let score = |figure: &str| domain.scores.get(figure).map(|of: &Estimate| of.score);
    let said = FIGURES.map(|figure| words::said(figure, score(figure)));
    let said_coverage = format!("{} {}", text("domains-coverage"), words::written(Some(domain.coverage)));
    let clashes = with("domains-broken", &[("n", domain.clashes.len().into())]);
    let label = format!("{name}: {}, {said_coverage}, {clashes}", said.join(", "));
    let id = ui.scope_id().with(("domain", domain.theme));
    let undefined = |score: Option<Score>| !matches!(score, Some(Ok(_)));
    let response = table.row(ui, id, &label, false, |cells| {
        let t = look::of(cells.ui.visuals());
        cells.words(0, 0.0, &name, look::body(), t.text);
        for (column, figure) in FIGURES.into_iter().enumerate() {
            cells.figure(1 + column, &words::written(score(figure)), t.text);
        }
        cells.figure(1 + FIGURES.len(), &words::written(Some(domain.coverage)), t.text);
        cells.figure(2 + FIGURES.len(), &number::count(domain.clashes.len() as u64), t.text);
    });
    if FIGURES.iter().any(|figure| undefined(score(figure))) {
        response.on_hover_text(label);
    }
}

/// A passage that carries two codes of a domain; what leads to it, where it was pressed.
fn broken(ui: &mut Ui, project: &Project, data: &Data, clash: &Clash) -> Option<Action> {
    let transcript = project.transcript(clash.transcript)?;
    let place = quote::place(transcript, clash.span);
    let coder = data.answer.coders.get(clash.coder).and_then(|id| project.coder(*id));
    let codes = clash.codes.map(|code| project.codebook().name(code));
    let said = [
        ("title", place.title.as_str().into()),
        ("coder", coder.map_or("", |c| c.name.as_str()).into()),
        ("first", codes[0].into()),
        ("second", codes[1].into()),
        ("quote", shortened(&place.quote, LETTERS).into()),
    ];
    let pressed = ui.link(with("domains-clash", &said)).clicked();
    pressed.then_some(Action::Goto { transcript: clash.transcript, span: clash.span })
}

#[cfg(test)]
mod tests {
    use super::super::question::Question;
    use super::*;
    use crate::agreement::Unwatched;
    use crate::model::{CodingId, CodingRecord, Edit, Passage, Timestamp};
    use crate::ui::demo::{code, coder, project, transcript};

    #[test]
    fn what_breaks_a_domain_is_named() {
        let project = project();
        let query = Question::default().query(&project);
        assert!(
            domains(&project, &query, &Unwatched).unwrap().iter().all(|domain| domain.clashes.is_empty())
        );
        let layer = project.layer(transcript(1), coder(1)).unwrap();
        let text = project.transcript(transcript(1)).unwrap().text();
        let first = &layer.codings()[0];
        let siblings = |c: &&std::sync::Arc<crate::model::Code>| {
            c.parent == project.codebook().get(first.code).unwrap().parent && c.id != first.code
        };
        let other = project.codebook().codes().find(siblings).unwrap().id;
        let id = CodingId(uuid::Uuid::from_u128(99));
        let second = CodingRecord::new(id, other, Passage::of(text, first.span), Timestamp::UNIX_EPOCH);
        let edit = Edit::PutCodings { transcript: transcript(1), coder: coder(1), codings: vec![second] };
        let broken = domains(&project.apply(&edit).unwrap(), &query, &Unwatched).unwrap();
        let [clash] = broken.iter().flat_map(|domain| &domain.clashes).collect::<Vec<_>>()[..] else {
            panic!("one passage breaks one domain")
        };
        assert_eq!((clash.transcript, clash.span, clash.coder), (transcript(1), first.span, 0));
        assert!(clash.codes.contains(&other) && clash.codes.contains(&first.code) && code(1) != other);
    }
}
