//! The codebook as rows, and what a move in its tree means as an edit. Plain data; never draws.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Code, CodeId, Codebook, CoderId, Colour, Project};

/// One line of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: CodeId,
    /// As shown.
    pub name: String,
    /// 0 at the top.
    pub depth: usize,
    /// Whether it has subcodes.
    pub theme: bool,
    /// Whether its subcodes show.
    pub open: bool,
    pub colour: Colour,
    /// How often it is used.
    pub used: Used,
    /// Whether passages can carry it.
    pub codable: bool,
    /// Whether it is no longer offered.
    pub retired: bool,
}

/// How the codes of a theme follow each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As somebody arranged them.
    #[default]
    Hand,
    /// By name, from A.
    Name,
    /// The most used first.
    Used,
}

impl Order {
    /// All of them, each with the key of its name.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Hand, "codebook-by-hand"), (Self::Name, "codebook-by-name"), (Self::Used, "codebook-by-use")];

    /// The codes, each after what stands above it.
    fn sorted<'b>(self, book: &'b Codebook, used: &BTreeMap<CodeId, Used>) -> Vec<&'b Code> {
        let mut under: BTreeMap<Option<CodeId>, Vec<&Code>> = BTreeMap::new();
        for code in book.codes() {
            under.entry(code.parent).or_default().push(code);
        }
        for siblings in under.values_mut() {
            match self {
                Self::Hand => {}
                Self::Name => siblings.sort_by_key(|code| code.name.to_lowercase()),
                Self::Used => siblings
                    .sort_by_key(|code| std::cmp::Reverse(used.get(&code.id).map_or(0, |used| used.codings))),
            }
        }
        let mut next: Vec<&Code> = under.remove(&None).unwrap_or_default();
        next.reverse();
        let mut sorted = Vec::with_capacity(book.len());
        while let Some(code) = next.pop() {
            sorted.push(code);
            next.extend(under.remove(&Some(code.id)).unwrap_or_default().into_iter().rev());
        }
        sorted
    }
}

/// How often a code, with what stands under it, is used in one layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Codings as entered.
    pub codings: usize,
    /// Transcripts with at least one of them.
    pub transcripts: usize,
}

/// How often each code is used by one coder; a theme takes its subcodes in.
pub fn used(project: &Project, coder: CoderId) -> BTreeMap<CodeId, Used> {
    let book = project.codebook();
    let mut all: BTreeMap<CodeId, Used> = BTreeMap::new();
    for layer in project.layers().filter(|l| l.coder() == coder) {
        let mut here: BTreeMap<CodeId, usize> = BTreeMap::new();
        for coding in layer.codings() {
            *here.entry(coding.code).or_default() += 1;
        }
        let mut seen = BTreeSet::new();
        for (code, count) in here {
            for above in book.ancestry(code) {
                let used = all.entry(above.id).or_default();
                used.codings += count;
                used.transcripts += usize::from(seen.insert(above.id));
            }
        }
    }
    all
}

/// The lines of the tree. A filter shows the codes whose path or definition holds it, and the way to them.
pub fn rows(
    book: &Codebook,
    used: &BTreeMap<CodeId, Used>,
    closed: &BTreeSet<CodeId>,
    filter: &str,
    order: Order,
) -> Vec<Row> {
    let wanted = filter.trim().to_lowercase();
    let mut shown: BTreeSet<CodeId> = BTreeSet::new();
    for code in book.codes() {
        if matches(code, &wanted) {
            shown.extend(book.ancestry(code.id).map(|c| c.id));
        }
    }
    let parents: BTreeSet<CodeId> = book.codes().filter_map(|c| c.parent).collect();
    let mut depths: BTreeMap<CodeId, usize> = BTreeMap::new();
    let mut hidden: BTreeSet<CodeId> = BTreeSet::new();
    let mut rows = Vec::new();
    for code in order.sorted(book, used) {
        let depth = code.parent.and_then(|p| depths.get(&p)).map_or(0, |d| d + 1);
        depths.insert(code.id, depth);
        let folded =
            wanted.is_empty() && code.parent.is_some_and(|p| closed.contains(&p) || hidden.contains(&p));
        if folded {
            hidden.insert(code.id);
        }
        if folded || !shown.contains(&code.id) {
            continue;
        }
        rows.push(Row {
            id: code.id,
            name: code.name.clone(),
            depth,
            theme: parents.contains(&code.id),
            open: !wanted.is_empty() || !closed.contains(&code.id),
            colour: code.colour,
            used: used.get(&code.id).copied().unwrap_or_default(),
            codable: code.codable,
            retired: code.retired,
        });
    }
    rows
}

fn matches(code: &Code, wanted: &str) -> bool {
    wanted.is_empty()
        || [&code.name, &code.definition, &code.include]
            .iter()
            .any(|text| text.to_lowercase().contains(wanted))
}

/// A name that no sibling has: the wish, or the wish and a number.
pub fn free_name(book: &Codebook, parent: Option<CodeId>, wish: &str) -> String {
    let taken: BTreeSet<String> = book.children(parent).map(|c| c.name.trim().to_lowercase()).collect();
    let numbered = (2..).map(|n| format!("{wish} {n}"));
    let mut names = std::iter::once(wish.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{code, coder, project};

    #[test]
    fn a_theme_counts_its_subcodes_and_a_transcript_once() {
        let used = used(&project(), coder(1));
        assert_eq!(used[&code(2)], Used { codings: 2, transcripts: 2 });
        assert_eq!(used[&code(1)], Used { codings: 5, transcripts: 3 });
    }

    #[test]
    fn a_filter_shows_the_way_to_what_it_finds() {
        let rows = rows(project().codebook(), &BTreeMap::new(), &[code(4)].into(), "knows", Order::Hand);
        let names: Vec<_> = rows.iter().map(|r| (r.name.as_str(), r.depth, r.open)).collect();
        assert_eq!(names, [("Love", 0, true), ("knows me", 1, true)]);
    }

    #[test]
    fn codes_are_sorted_inside_their_themes() {
        let project = project();
        let (book, used) = (project.codebook(), used(&project, coder(1)));
        let of = |order| {
            let rows = rows(book, &used, &BTreeSet::new(), "", order);
            rows.into_iter().map(|row| (row.depth, row.name, row.used.codings)).collect::<Vec<_>>()
        };
        let by_hand: Vec<_> = book.codes().map(|c| c.name.clone()).collect();
        assert_eq!(of(Order::Hand).into_iter().map(|(_, name, _)| name).collect::<Vec<_>>(), by_hand);
        let tops = |order| of(order).into_iter().filter(|(depth, ..)| *depth == 0).collect::<Vec<_>>();
        assert!(tops(Order::Name).is_sorted_by_key(|(_, name, _)| name.to_lowercase()));
        assert!(tops(Order::Used).is_sorted_by_key(|(.., codings)| std::cmp::Reverse(*codings)));
        let by_name = of(Order::Name);
        let listens = by_name.iter().position(|(_, name, _)| name == "listens").unwrap();
        let theme = by_name[..listens].iter().rev().find(|(depth, ..)| *depth == 0);
        assert_eq!(theme.map(|(_, name, _)| name.as_str()), Some("Social esteem"));
    }

    #[test]
    fn a_folded_theme_hides_all_below_it() {
        let rows = rows(project().codebook(), &BTreeMap::new(), &[code(1)].into(), "", Order::Hand);
        assert_eq!(rows.len(), 6);
        assert!(rows[0].theme && !rows[0].open);
    }

    #[test]
    fn a_new_code_gets_a_free_name_and_the_rarest_colour() {
        let project = project();
        let book = project.codebook();
        assert_eq!(free_name(book, Some(code(1)), "Listens"), "Listens 2");
        assert_eq!(free_name(book, None, "Listens"), "Listens");
        assert_eq!(book.free_colour(), Colour(crate::model::palette::PALETTE[1].light));
    }
}
