//! What is done to several codes at once, each thing as one step. Pure.

use std::collections::BTreeSet;

use super::Step;
use super::codebook::retire;
use crate::lang::with;
use crate::model::{Code, CodeId, Codebook, Colour, Edit, Project};

/// The chosen codes in the codebook's order, without those that stand under another of them: what is done to a theme is
/// done to its subcodes.
pub fn uppermost(book: &Codebook, chosen: &BTreeSet<CodeId>) -> Vec<CodeId> {
    let under_chosen = |code: &&std::sync::Arc<Code>| {
        book.ancestry(code.id).any(|above| above.id != code.id && chosen.contains(&above.id))
    };
    book.codes().filter(|c| chosen.contains(&c.id) && !under_chosen(c)).map(|c| c.id).collect()
}

/// Puts them under a theme, or at the top, last and in their order; those that stand there, and the theme itself, stay.
pub fn move_under(project: &Project, chosen: &BTreeSet<CodeId>, parent: Option<CodeId>) -> Step {
    let book = project.codebook();
    let moves = uppermost(book, chosen).into_iter().filter(|&code| {
        book.get(code).is_some_and(|c| c.parent != parent)
            && parent.is_none_or(|parent| !book.subtree(code).contains(&parent))
    });
    let edits = moves.map(|code| Edit::MoveCode { code, parent, before: None }).collect();
    step("step-codes-move", chosen.len(), edits)
}

/// Makes the codings of all of them those of one, which stays.
pub fn merge_into(project: &Project, chosen: &BTreeSet<CodeId>, into: CodeId) -> Step {
    let book = project.codebook();
    let above: BTreeSet<CodeId> = book.ancestry(into).map(|c| c.id).collect();
    let those = chosen.iter().copied().filter(|code| !above.contains(code));
    // The lowest first, so that none takes another of them along.
    let mut from: Vec<CodeId> = those.collect();
    from.sort_by_key(|&code| std::cmp::Reverse(book.depth(code)));
    let edits = from.into_iter().map(|from| Edit::MergeCodes { from, into }).collect();
    step("step-codes-merge", chosen.len(), edits)
}

/// Gives all of them one colour.
pub fn recolour(project: &Project, chosen: &BTreeSet<CodeId>, colour: Colour) -> Step {
    let those = project.codebook().codes().filter(|c| chosen.contains(&c.id) && c.colour != colour);
    let edits = those.map(|c| Edit::PutCode(Box::new(Code { colour, ..Code::clone(c) }))).collect();
    step("step-codes-colour", chosen.len(), edits)
}

/// Retires all of them with what is below them, or brings them back.
pub fn retire_all(project: &Project, chosen: &BTreeSet<CodeId>, retired: bool) -> Step {
    let tops = uppermost(project.codebook(), chosen);
    let edits = tops.into_iter().flat_map(|code| retire(project, code, retired)).collect();
    step(if retired { "step-codes-retire" } else { "step-codes-bring-back" }, chosen.len(), edits)
}

fn step(label: &str, n: usize, edits: Vec<Edit>) -> Step {
    Step { label: with(label, &[("n", n.into())]), edits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{code, project};

    fn names(project: &Project) -> Vec<String> {
        project.codebook().codes().map(|c| project.codebook().path(c.id)).collect()
    }

    #[test]
    fn several_codes_move_together_in_their_order() {
        let project = project();
        let chosen = [code(2), code(3)].into();
        let after = project.apply_all(&move_under(&project, &chosen, Some(code(4))).edits).unwrap();
        let moved: Vec<_> = names(&after).into_iter().filter(|path| path.starts_with("Love/")).collect();
        assert_eq!(moved.last_chunk().unwrap(), &["Love/listens", "Love/takes me seriously"]);
        // Under themselves they do not go, and a theme takes its subcodes along.
        let with_theme = [code(1), code(2)].into();
        assert_eq!(uppermost(project.codebook(), &with_theme), [code(1)]);
        assert!(move_under(&project, &with_theme, Some(code(2))).edits.is_empty());
    }

    #[test]
    fn merged_codes_keep_all_their_codings() {
        let project = project();
        let of = |project: &Project, wanted: &[CodeId]| {
            let codings = project.layers().flat_map(|layer| layer.codings().iter());
            codings.filter(|coding| wanted.contains(&coding.code)).count()
        };
        let chosen: BTreeSet<CodeId> = [code(2), code(3)].into();
        let before = of(&project, &[code(2), code(3)]);
        let after = project.apply_all(&merge_into(&project, &chosen, code(3)).edits).unwrap();
        assert_eq!((of(&after, &[code(3)]), after.codebook().get(code(2)).is_none()), (before, true));
        // A theme is not merged into a code below it.
        assert!(merge_into(&project, &[code(1)].into(), code(2)).edits.is_empty());
    }

    #[test]
    fn colour_and_retiring_hold_for_all() {
        let project = project();
        let chosen: BTreeSet<CodeId> = [code(2), code(4)].into();
        let red = Colour([200, 0, 0]);
        let after = project.apply_all(&recolour(&project, &chosen, red).edits).unwrap();
        assert!(chosen.iter().all(|&id| after.codebook().get(id).unwrap().colour == red));
        let retired = project.apply_all(&retire_all(&project, &chosen, true).edits).unwrap();
        let book = retired.codebook();
        assert!(book.subtree(code(4)).into_iter().all(|id| book.get(id).unwrap().retired));
        let back = retired.apply_all(&retire_all(&retired, &chosen, false).edits).unwrap();
        assert_eq!(back, project);
    }
}
