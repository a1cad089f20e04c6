//! Where a code goes that is moved by a key or dragged. Never makes the step.

use crate::model::{CodeId, Codebook, Edit};

/// A move by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
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
pub fn step(book: &Codebook, code: CodeId, step: Move) -> Option<Edit> {
    let parent = book.get(code)?.parent;
    let siblings: Vec<CodeId> = book.children(parent).map(|c| c.id).collect();
    let at = siblings.iter().position(|&c| c == code)?;
    let above = at.checked_sub(1).and_then(|i| siblings.get(i)).copied();
    match step {
        Move::Up => above.map(|before| Edit::MoveCode { code, parent, before: Some(before) }),
        Move::Down => {
            siblings.get(at + 1)?;
            Some(Edit::MoveCode { code, parent, before: siblings.get(at + 2).copied() })
        }
        Move::In => above.map(|theme| Edit::MoveCode { code, parent: Some(theme), before: None }),
        Move::Out => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Project;
    use crate::ui::demo::{code, project};

    fn names(project: &Project) -> Vec<String> {
        project.codebook().codes().map(|c| project.codebook().path(c.id)).collect()
    }

    fn moved(edit: Option<Edit>) -> Vec<String> {
        names(&project().apply(&edit.unwrap()).unwrap())
    }

    #[test]
    fn keys_move_a_code_among_its_siblings_and_themes() {
        let project = project();
        let book = project.codebook();
        assert_eq!(moved(step(book, code(3), Move::Up))[1], "Social esteem/takes me seriously");
        assert_eq!(moved(step(book, code(2), Move::Down))[1], "Social esteem/takes me seriously");
        assert_eq!(step(book, code(2), Move::Up), None);
        assert_eq!(step(book, code(3), Move::Down), None);
        assert_eq!(moved(step(book, code(3), Move::In))[2], "Social esteem/listens/takes me seriously");
        assert_eq!(moved(step(book, code(2), Move::Out))[2], "listens");
        assert_eq!(step(book, code(1), Move::Out), None);
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
}
