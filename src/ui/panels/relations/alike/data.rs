//! What is alike, in words: the field in the order of the tree, the tree, the map, and what two have in common. Plain data;
//! never draws, never groups.

use std::sync::Arc;

use crate::analysis::Basis;
use crate::analysis::matrix::{Cell, Likeness, Linkage, Map, Matrix, RowsOf, Tree, condensed, matrix};
use crate::chart::{self, Figure, dendrogram, map};
use crate::lang::number::score;
use crate::lang::{tell, text, with};
use crate::model::{Colour, Level, Project};
use crate::ui::context::Written;
use crate::ui::context::layer::{self, Whose};
use crate::ui::kit::chart as shapes;
use crate::ui::panels::relations::square::Square;

/// What is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Of {
    #[default]
    Participants,
    Transcripts,
    /// By who has them.
    Codes,
}

impl Of {
    pub(super) const ALL: [Self; 3] = [Self::Participants, Self::Transcripts, Self::Codes];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Participants => "count-participants",
            Self::Transcripts => "count-transcripts",
            Self::Codes => "alike-codes",
        }
    }
}

/// What a person chose to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub(super) whose: Whose,
    /// Themes instead of codes.
    pub(super) themes: bool,
    pub(super) of: Of,
    pub(super) likeness: Likeness,
    pub(super) linkage: Linkage,
}

impl Question {
    /// Measures of presence are made of 0 and 1, those of amounts of passages.
    const fn cell(self) -> Cell {
        match self.likeness {
            Likeness::Jaccard | Likeness::SimpleMatching => Cell::Present,
            Likeness::Cosine | Likeness::BrayCurtis | Likeness::Euclidean => Cell::Segments,
        }
    }

    /// The key of what a likeness is called.
    pub(super) const fn measure(likeness: Likeness) -> &'static str {
        match likeness {
            Likeness::Jaccard => "alike-jaccard",
            Likeness::SimpleMatching => "alike-simple-matching",
            Likeness::Cosine => "alike-cosine",
            Likeness::BrayCurtis => "alike-bray-curtis",
            Likeness::Euclidean => "alike-euclidean",
        }
    }

    /// The key of what a linkage is called.
    pub(super) const fn method(linkage: Linkage) -> &'static str {
        match linkage {
            Linkage::Average => "alike-average",
            Linkage::Complete => "alike-complete",
            Linkage::Single => "alike-single",
            Linkage::Ward => "alike-ward",
        }
    }
}

/// What was compared.
pub(in crate::ui::panels::relations) struct Compared {
    pub(super) basis: Basis,
    /// Names by row of the tree and the map.
    pub(super) names: Vec<String>,
    /// The field, rows in the order of the tree.
    pub(super) square: Square,
    pub(super) tree: Tree,
    pub(super) map: Map,
    /// Those without any code, which are in none of them.
    pub(super) left_out: Vec<String>,
    /// For each row of the field the names of what it has.
    has: Vec<Vec<String>>,
}

/// The same, or why there is none.
pub(super) type AlikeAnswer = Result<Arc<Compared>, String>;

/// Compares, as the command line does.
pub(super) fn answer(project: &Project, asked: Question) -> AlikeAnswer {
    let rows_of = match asked.of {
        Of::Participants | Of::Codes => RowsOf::Participants,
        Of::Transcripts => RowsOf::Transcripts,
    };
    let level = if asked.themes { Level::Theme } else { Level::Code };
    let found = matrix(project, asked.whose.at(level), rows_of, asked.cell()).map_err(|why| tell(&why))?;
    let all = match asked.of {
        Of::Participants | Of::Transcripts => found.rows.len(),
        Of::Codes => found.columns.len(),
    };
    let alike = match asked.of {
        Of::Participants | Of::Transcripts => found.alike(asked.likeness),
        Of::Codes => found.codes_alike(asked.likeness),
    };
    let (tree, map) = (alike.clusters(all, asked.linkage), alike.map(all));
    let name = |at: usize| name(project, &found, asked.of, at);
    let order: Vec<usize> = tree.order().iter().map(|&at| alike.rows[at]).collect();
    let pair = |a: usize, b: usize| alike.pairs[condensed(a.min(b), a.max(b), all)];
    let mut square = Square {
        names: order.iter().map(|&at| (name(at), colour(project, &found, asked.of, at))).collect(),
        ..Square::default()
    };
    // Of a distance the near ones are to be dark.
    let far = alike.pairs.iter().filter_map(|of| of.ok()).fold(0.0, f64::max);
    let shade = |figure: f64| if asked.likeness.is_distance() { far - figure } else { figure };
    for &a in &order {
        let figures: Vec<Option<f64>> =
            order.iter().map(|&b| (a != b).then(|| pair(a, b).ok()).flatten()).collect();
        square.values.push(figures.iter().map(|figure| figure.map(shade)).collect());
        square
            .written
            .push(figures.iter().map(|figure| figure.map_or_else(|| "–".to_owned(), score)).collect());
        let read = |(figure, &b): (&Option<f64>, &usize)| {
            let said = [
                ("first", name(a).into()),
                ("second", name(b).into()),
                ("measure", text(Question::measure(asked.likeness)).into()),
                ("value", figure.map_or_else(|| "–".to_owned(), score).into()),
            ];
            with("alike-read", &said)
        };
        square.read.push(figures.iter().zip(&order).map(read).collect());
    }
    Ok(Arc::new(Compared {
        names: alike.rows.iter().map(|&at| name(at)).collect(),
        left_out: (0..all).filter(|at| !alike.rows.contains(at)).map(name).collect(),
        has: order.iter().map(|&at| has(project, &found, asked.of, at)).collect(),
        basis: found.basis,
        square,
        tree,
        map,
    }))
}

fn name(project: &Project, found: &Matrix, of: Of, at: usize) -> String {
    match of {
        Of::Participants | Of::Transcripts => {
            found.rows.get(at).map_or_else(String::new, |row| row.name.clone())
        }
        Of::Codes => {
            found.columns.get(at).map_or_else(String::new, |row| project.codebook().shown_path(row.code))
        }
    }
}

fn colour(project: &Project, found: &Matrix, of: Of, at: usize) -> Option<Colour> {
    match of {
        Of::Participants | Of::Transcripts => None,
        Of::Codes => project.codebook().get(found.columns.get(at)?.code).map(|code| code.colour),
    }
}

/// The codes that somebody has, or those who have a code.
fn has(project: &Project, found: &Matrix, of: Of, at: usize) -> Vec<String> {
    match of {
        Of::Participants | Of::Transcripts => {
            let cells = found.rows.get(at).map(|row| row.cells.as_slice()).unwrap_or_default();
            let codes = cells.iter().zip(&found.columns).filter(|(cell, _)| **cell > 0);
            codes.map(|(_, column)| project.codebook().name(column.code).to_owned()).collect()
        }
        Of::Codes => {
            let rows = found.rows.iter().filter(|row| row.cells.get(at).is_some_and(|cell| *cell > 0));
            rows.map(|row| row.name.clone()).collect()
        }
    }
}

/// What two of the field have in common, and what one alone has.
pub(super) fn figures(found: &Compared, [a, b]: [usize; 2]) -> Vec<(String, Written)> {
    let (Some(first), Some(second)) = (found.has.get(a), found.has.get(b)) else { return Vec::new() };
    let name = |at: usize| found.square.names.get(at).map_or("", |(name, _)| name.as_str());
    let line = |label: String, all: Vec<&String>| {
        let names: Vec<&str> = all.iter().map(|name| name.as_str()).collect();
        let said = [("n", names.len().into()), ("names", names.join(", ").into())];
        (label, Written::new(if names.is_empty() { "0".to_owned() } else { with("alike-list", &said) }))
    };
    let only = |at: usize, own: &[String], other: &[String]| {
        let label = with("alike-only", &[("name", name(at).into())]);
        let own: Vec<String> = own.iter().filter(|name| !other.contains(name)).cloned().collect();
        line(label, own.iter().collect())
    };
    let read = found.square.read.get(a).and_then(|row| row.get(b)).cloned().unwrap_or_default();
    vec![
        (String::new(), Written::new(read)),
        line(text("alike-both"), first.iter().filter(|name| second.contains(name)).collect()),
        only(a, first, second),
        only(b, second, first),
    ]
}

/// How the tree and the map are to be read, in sentences.
pub(super) fn notes(asked: Question, found: &Compared) -> Vec<String> {
    let mut notes = Vec::new();
    if !found.left_out.is_empty() {
        notes.push(with("alike-left-out", &[("names", found.left_out.join(", ").into())]));
    }
    if asked.linkage == Linkage::Ward && asked.likeness != Likeness::Euclidean {
        notes.push(text("alike-ward-caution"));
    }
    notes
}

/// How much of what there is the map shows.
pub(super) fn goodness(found: &Compared) -> String {
    match found.map.goodness {
        Ok(share) => with("alike-goodness", &[("share", crate::lang::number::percent(share).into())]),
        Err(why) => with("undefined", &[("why", tell(&why).into())]),
    }
}

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picture {
    Field,
    Tree,
    Map,
}

/// The field, the tree or the map as a picture.
pub(super) fn picture(project: &Project, asked: Question, found: &Compared, which: Picture) -> Figure {
    let (title, axis) = match which {
        Picture::Field => ("alike-field-title", Question::measure(asked.likeness)),
        Picture::Tree => ("alike-tree-title", "alike-distance"),
        Picture::Map => ("alike-map-title", "alike-distance"),
    };
    let (title, axis) = (text(title), text(axis));
    let mut notes = notes(asked, found);
    let said = [
        ("measure", text(Question::measure(asked.likeness)).into()),
        ("method", text(Question::method(asked.linkage)).into()),
    ];
    notes.push(match which {
        Picture::Field | Picture::Tree => with("alike-method-said", &said),
        Picture::Map => goodness(found),
    });
    notes.push(with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]));
    let of = with("alike-of-said", &[("of", text(asked.of.name()).into())]);
    let words = chart::Words {
        title: title.clone(),
        about: vec![layer::said(project, &found.basis.layer), layer::scope_of(&found.basis), of],
        heads: [text(asked.of.name()), axis.clone(), String::new()],
        axis,
        ends: [text("alike-across"), text("alike-up")],
        notes,
        number: &score,
        interval: &|low, high| format!("{} {}", score(low), score(high)),
        without: &tell,
        alternative: &|of| shapes::alternative(&title, of, &score),
    };
    match which {
        Picture::Field => found.square.figure(&words),
        Picture::Tree => dendrogram::figure(&found.names, &found.tree, &words),
        Picture::Map => map::figure(&found.names, &found.map.points, &words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::LayerChoice;
    use crate::ui::demo::{coder, project};

    fn asked(of: Of) -> Question {
        let whose = Whose { layer: LayerChoice::Coder(coder(1)), complete_only: false };
        Question { whose, of, ..Question::default() }
    }

    #[test]
    fn the_field_is_that_of_the_analysis_in_the_order_of_the_tree() {
        let found = answer(&project(), asked(Of::Participants)).unwrap();
        let names: Vec<&str> = found.square.names.iter().map(|(name, _)| name.as_str()).collect();
        let at = |name: &str| names.iter().position(|own| *own == name).unwrap();
        // P01 has four codes, P02 three of them.
        assert_eq!(found.square.values[at("P01")][at("P02")], Some(0.75));
        assert_eq!(found.square.values[at("P02")][at("P01")], Some(0.75));
        assert_eq!(found.square.values[0][0], None);
        let lines = figures(&found, [at("P01"), at("P02")]);
        assert_eq!(lines[1].1.words, "3: takes me seriously, cares about me, paperwork");
        assert_eq!(lines[2].1.words, "1: listens");
        assert_eq!(lines[3].1.words, "0");
    }

    #[test]
    fn codes_are_compared_by_who_has_them_and_those_of_nobody_are_named() {
        let found = answer(&project(), asked(Of::Codes)).unwrap();
        assert_eq!(found.left_out, ["Love / knows me"]);
        assert!(notes(asked(Of::Codes), &found)[0].contains("knows me"));
        for which in [Picture::Field, Picture::Tree, Picture::Map] {
            let picture = picture(&project(), asked(Of::Codes), &found, which);
            let rows = if which == Picture::Tree { 3 } else { 4 };
            assert_eq!(picture.table.rows.len(), rows, "{which:?}");
        }
    }
}
