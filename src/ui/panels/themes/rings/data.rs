//! Themes at the top as rings, their codes as pieces. Plain data; never draws, never counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::LayerView;
use crate::analysis::frequency::{self, Frequencies, Query, Row};
use crate::chart::rings::{self, Piece, Ring};
use crate::chart::{self, Figure};
use crate::lang::number::{amount, percent};
use crate::lang::{Tell, tell, text, with};
use crate::model::{CodeId, Level, Project};
use crate::ui::context::layer::{self, Whose};
use crate::ui::kit::chart as shapes;

/// Rings with the code of each piece.
pub(in crate::ui::panels::themes) struct Found {
    pub(super) counted: Frequencies,
    pub(super) rings: Vec<Ring>,
    pub(super) codes: Vec<Vec<CodeId>>,
}

/// The same, or why there is none.
pub(super) type RingsAnswer = Result<Arc<Found>, String>;

/// Counts, as the command line does.
pub(super) fn answer(project: &Project, whose: Whose) -> RingsAnswer {
    let query = Query {
        layer: whose.layer,
        level: Level::Code,
        complete_only: whose.complete_only,
        ..Query::default()
    };
    let counted = frequency::frequencies(project, &query).map_err(|why| tell(&why))?;
    let rows: BTreeMap<CodeId, &Row> = counted.rows.iter().map(|row| (row.code, row)).collect();
    let book = project.codebook();
    let mut rings = Vec::new();
    let mut codes = Vec::new();
    let mut put = |name: String, of: Vec<CodeId>| {
        let of: Vec<CodeId> = of.into_iter().filter(|code| rows.contains_key(code)).collect();
        if of.is_empty() {
            return;
        }
        let pieces = of.iter().filter_map(|code| piece(project, &counted, rows.get(code)?)).collect();
        rings.push(Ring { name, pieces });
        codes.push(of);
    };
    let top: Vec<CodeId> = book.children(None).map(|code| code.id).collect();
    for &theme in top.iter().filter(|code| book.is_theme(**code)) {
        put(book.name(theme).to_owned(), book.subtree(theme));
    }
    put(text("rings-outside"), top.into_iter().filter(|code| !book.is_theme(*code)).collect());
    Ok(Arc::new(Found { counted, rings, codes }))
}

fn piece(project: &Project, counted: &Frequencies, row: &Row) -> Option<Piece> {
    let code = project.codebook().get(row.code)?;
    let of = &row.figures;
    let written = match of.share {
        Err(_) => "–".to_owned(),
        Ok(share) if matches!(counted.layer, LayerView::Mean(_)) => percent(share),
        Ok(_) => with(
            "n-of-all",
            &[("n", amount(of.participants).into()), ("all", amount(counted.scope.participants).into())],
        ),
    };
    let share = of.share.map_err(|why| why.message());
    Some(Piece { name: code.name.clone(), colour: code.colour, share, written })
}

/// The rings as they are pasted.
pub(super) fn cells(found: &Found) -> Vec<Vec<String>> {
    let head = ["rings-ring", "rings-code", "count-participants", "themes-share"].map(text).to_vec();
    let row = |ring: &Ring, piece: &Piece| {
        let share = piece.share.as_ref().map_or_else(|_| "–".to_owned(), |share| percent(*share));
        vec![ring.name.clone(), piece.name.clone(), piece.written.clone(), share]
    };
    let rows = found.rings.iter().flat_map(|ring| ring.pieces.iter().map(move |piece| row(ring, piece)));
    std::iter::once(head).chain(rows).collect()
}

/// The rings as a picture.
pub(super) fn picture(project: &Project, found: &Found) -> Figure {
    let title = text("rings-title");
    let scope = &found.counted.scope;
    let said = [("participants", scope.participants.into()), ("transcripts", scope.transcripts.into())];
    let words = chart::Words {
        title: title.clone(),
        about: vec![layer::said(project, &found.counted.layer), with("themes-scope", &said)],
        axis: text("axis-participants"),
        heads: [text("rings-code"), text("themes-share"), String::new()],
        ends: [text("picture-low"), text("picture-high")],
        notes: vec![
            text("rings-notes"),
            with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]),
        ],
        number: &percent,
        interval: &|low, high| {
            with("between", &[("low", percent(low).into()), ("high", percent(high).into())])
        },
        without: &|why| with("undefined", &[("why", tell(why).into())]),
        alternative: &|of| shapes::alternative(&title, of, &percent),
    };
    rings::figure(&found.rings, &words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::LayerChoice;
    use crate::ui::demo::{code, coder, project};

    #[test]
    fn each_theme_is_a_ring_and_each_code_a_piece() {
        let whose = Whose { layer: LayerChoice::Coder(coder(1)), complete_only: false };
        let found = answer(&project(), whose).unwrap();
        let names: Vec<(&str, usize)> =
            found.rings.iter().map(|ring| (ring.name.as_str(), ring.pieces.len())).collect();
        assert_eq!(names, [("Social esteem", 2), ("Love", 2), ("Conditions", 1)]);
        assert_eq!(found.rings[0].pieces[0].written, "2 of 4");
        assert_eq!(found.rings[0].pieces[0].share, Ok(0.5));
        assert_eq!(found.codes[1], [code(5), code(6)]);
        assert_eq!(cells(&found).len(), 6);
        assert_eq!(picture(&project(), &found).table.rows.len(), 5);
    }
}
