//! The codebook as rows, and what a move in its tree means as an edit. Plain data; never draws.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::palette::PALETTE;
use crate::model::{Code, CodeId, Codebook, CoderId, Colour, Edit, Project};

/// One line of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The code.
    pub id: CodeId,
    /// As shown.
    pub name: String,
    /// 0 at the top.
    pub depth: usize,
    /// Whether it has subcodes.
    pub theme: bool,
    /// Whether its subcodes show.
    pub open: bool,
    /// Its colour.
    pub colour: Colour,
    /// How often it is used.
    pub used: Used,
    /// Whether passages can carry it.
    pub codable: bool,
    /// Whether it is no longer offered.
    pub retired: bool,
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
    for code in book.codes() {
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

/// A move by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before the sibling above.
    Up,
    /// After the sibling below.
    Down,
    /// Under the sibling above.
    In,
    /// Out of the theme, to stand after it.
    Out,
}

/// What a move by key means; none where there is nowhere to go.
pub fn step(book: &Codebook, code: CodeId, step: Step) -> Option<Edit> {
    let parent = book.get(code)?.parent;
    let siblings: Vec<CodeId> = book.children(parent).map(|c| c.id).collect();
    let at = siblings.iter().position(|&c| c == code)?;
    let above = at.checked_sub(1).and_then(|i| siblings.get(i)).copied();
    match step {
        Step::Up => above.map(|before| Edit::MoveCode { code, parent, before: Some(before) }),
        Step::Down => {
            siblings.get(at + 1)?;
            Some(Edit::MoveCode { code, parent, before: siblings.get(at + 2).copied() })
        }
        Step::In => above.map(|theme| Edit::MoveCode { code, parent: Some(theme), before: None }),
        Step::Out => {
            let theme = parent?;
            let parent = book.get(theme)?.parent;
            Some(Edit::MoveCode { code, parent, before: after(book, theme) })
        }
    }
}

/// Where a dragged code is let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drop {
    /// Over the upper edge of a row.
    Before(CodeId),
    /// Over the middle of a row.
    Into(CodeId),
    /// Over the lower edge of a row.
    After(CodeId),
}

/// What letting a dragged code go means; none where that changes nothing or would put it under itself.
pub fn drop(book: &Codebook, code: CodeId, at: Drop) -> Option<Edit> {
    let (Drop::Before(target) | Drop::Into(target) | Drop::After(target)) = at;
    if book.subtree(code).contains(&target) {
        return None;
    }
    let (parent, before) = match at {
        Drop::Before(target) => (book.get(target)?.parent, Some(target)),
        Drop::Into(target) => (Some(target), None),
        Drop::After(target) => (book.get(target)?.parent, after(book, target).filter(|&next| next != code)),
    };
    let stays = book.get(code)?.parent == parent && {
        let next = after(book, code);
        next == before || (matches!(at, Drop::After(_)) && after(book, target) == Some(code))
    };
    (!stays).then_some(Edit::MoveCode { code, parent, before })
}

/// The sibling that comes next.
fn after(book: &Codebook, code: CodeId) -> Option<CodeId> {
    let parent = book.get(code)?.parent;
    book.children(parent).map(|c| c.id).skip_while(|&c| c != code).nth(1)
}

/// A name that no sibling has: the wish, or the wish and a number.
pub fn free_name(book: &Codebook, parent: Option<CodeId>, wish: &str) -> String {
    let taken: BTreeSet<String> = book.children(parent).map(|c| c.name.trim().to_lowercase()).collect();
    let numbered = (2..).map(|n| format!("{wish} {n}"));
    let mut names = std::iter::once(wish.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
}

/// The palette's colour that the fewest codes have; the first of them.
pub fn free_colour(book: &Codebook) -> Colour {
    let uses = |light: [u8; 3]| book.codes().filter(|c| c.colour.0 == light).count();
    let rarest = PALETTE.iter().min_by_key(|s| uses(s.light));
    rarest.map_or(Colour([0x51, 0x5B, 0xC3]), |s| Colour(s.light))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{code, coder, project};

    fn names(project: &Project) -> Vec<String> {
        project.codebook().codes().map(|c| project.codebook().path(c.id)).collect()
    }

    fn moved(edit: Option<Edit>) -> Vec<String> {
        names(&project().apply(&edit.unwrap()).unwrap())
    }

    #[test]
    fn a_theme_counts_its_subcodes_and_a_transcript_once() {
        let used = used(&project(), coder(1));
        assert_eq!(used[&code(2)], Used { codings: 2, transcripts: 2 });
        assert_eq!(used[&code(1)], Used { codings: 5, transcripts: 3 });
    }

    #[test]
    fn a_filter_shows_the_way_to_what_it_finds() {
        let rows = rows(project().codebook(), &BTreeMap::new(), &[code(4)].into(), "knows");
        let names: Vec<_> = rows.iter().map(|r| (r.name.as_str(), r.depth, r.open)).collect();
        assert_eq!(names, [("Love", 0, true), ("knows me", 1, true)]);
    }

    #[test]
    fn a_folded_theme_hides_all_below_it() {
        let rows = rows(project().codebook(), &BTreeMap::new(), &[code(1)].into(), "");
        assert_eq!(rows.len(), 6);
        assert!(rows[0].theme && !rows[0].open);
    }

    #[test]
    fn keys_move_a_code_among_its_siblings_and_themes() {
        let project = project();
        let book = project.codebook();
        assert_eq!(moved(step(book, code(3), Step::Up))[1], "Social esteem/takes me seriously");
        assert_eq!(moved(step(book, code(2), Step::Down))[1], "Social esteem/takes me seriously");
        assert_eq!(step(book, code(2), Step::Up), None);
        assert_eq!(step(book, code(3), Step::Down), None);
        assert_eq!(moved(step(book, code(3), Step::In))[2], "Social esteem/listens/takes me seriously");
        assert_eq!(moved(step(book, code(2), Step::Out))[2], "listens");
        assert_eq!(step(book, code(1), Step::Out), None);
    }

    #[test]
    fn a_dragged_code_lands_where_it_is_let_go() {
        let project = project();
        let book = project.codebook();
        assert_eq!(moved(drop(book, code(2), Drop::Into(code(4))))[5], "Love/listens");
        assert_eq!(moved(drop(book, code(2), Drop::Before(code(5))))[3], "Love/listens");
        assert_eq!(moved(drop(book, code(2), Drop::After(code(5))))[4], "Love/listens");
        assert_eq!(drop(book, code(1), Drop::Into(code(2))), None, "never under itself");
        assert_eq!(drop(book, code(2), Drop::Before(code(3))), None, "it stands there");
        assert_eq!(drop(book, code(3), Drop::After(code(2))), None, "it stands there");
    }

    #[test]
    fn a_new_code_gets_a_free_name_and_the_rarest_colour() {
        let project = project();
        let book = project.codebook();
        assert_eq!(free_name(book, Some(code(1)), "Listens"), "Listens 2");
        assert_eq!(free_name(book, None, "Listens"), "Listens");
        assert_eq!(free_colour(book), Colour(PALETTE[1].light));
    }
}
