//! The codebook: codes as a tree, in the order that the researcher gave them. Never counts codings.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::palette::PALETTE;
use super::{Code, CodeId, Colour};
use crate::lang::{Message, Tell, message};

/// How deep themes may nest.
pub const MAX_DEPTH: usize = 32;

/// Codes in display order: every theme directly before its subcodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    codes: BTreeMap<CodeId, Arc<Code>>,
    order: Vec<CodeId>,
}

/// Why codes do not make a tree.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum TreeError {
    /// A code names a parent that is not there.
    NoParent(String),
    /// Following parents leads back, or goes on too long.
    Cycle(String),
    /// Two siblings share a name.
    SameName(String),
    /// A code without a name.
    NoName,
}

impl Tell for TreeError {
    fn message(&self) -> Message {
        match self {
            Self::NoParent(name) => message!("tree-no-parent", name),
            Self::Cycle(name) => message!("tree-cycle", name, most = MAX_DEPTH),
            Self::SameName(name) => message!("tree-same-name", name),
            Self::NoName => message!("tree-no-name"),
        }
    }
}

impl Codebook {
    /// Number of codes and themes.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no code at all.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// All codes in display order.
    pub fn codes(&self) -> impl DoubleEndedIterator<Item = &Arc<Code>> {
        self.order.iter().filter_map(|id| self.codes.get(id))
    }

    /// One code.
    pub fn get(&self, id: CodeId) -> Option<&Arc<Code>> {
        self.codes.get(&id)
    }

    /// What a code is called; nothing where it is gone.
    pub fn name(&self, id: CodeId) -> &str {
        self.get(id).map_or("", |code| &code.name)
    }

    /// The colour of the palette that the fewest codes have; the first of them.
    pub fn free_colour(&self) -> Colour {
        let uses = |light: [u8; 3]| self.codes().filter(|code| code.colour.0 == light).count();
        let rarest = PALETTE.iter().min_by_key(|swatch| uses(swatch.light));
        rarest.map_or(Colour([0x51, 0x5B, 0xC3]), |swatch| Colour(swatch.light))
    }

    /// The codes directly under one, or the top ones, in display order.
    pub fn children(&self, parent: Option<CodeId>) -> impl Iterator<Item = &Arc<Code>> {
        self.codes().filter(move |c| c.parent == parent)
    }

    /// Whether a code has subcodes.
    pub fn is_theme(&self, id: CodeId) -> bool {
        self.codes.values().any(|c| c.parent == Some(id))
    }

    /// The code itself, then its parent, and so on to the top.
    pub fn ancestry(&self, id: CodeId) -> impl Iterator<Item = &Arc<Code>> {
        std::iter::successors(self.get(id), |c| c.parent.and_then(|p| self.get(p))).take(MAX_DEPTH + 1)
    }

    /// 0 for a top code.
    pub fn depth(&self, id: CodeId) -> usize {
        self.ancestry(id).count().saturating_sub(1)
    }

    /// `Theme/Code`, from the top, as it stands in files and commands.
    pub fn path(&self, id: CodeId) -> String {
        self.names(id).join("/")
    }

    /// `Theme / Code`, from the top, as people read it.
    pub fn shown_path(&self, id: CodeId) -> String {
        self.names(id).join(" / ")
    }

    fn names(&self, id: CodeId) -> Vec<&str> {
        let mut names: Vec<&str> = self.ancestry(id).map(|c| c.name.as_str()).collect();
        names.reverse();
        names
    }

    /// The code and everything under it, in display order.
    pub fn subtree(&self, id: CodeId) -> Vec<CodeId> {
        let Some(from) = self.order.iter().position(|&c| c == id) else { return Vec::new() };
        let depth = self.depth(id);
        let rest = self.order[from + 1..].iter().take_while(|&&c| self.depth(c) > depth);
        std::iter::once(id).chain(rest.copied()).collect()
    }

    /// Place in the display order.
    pub fn position(&self, id: CodeId) -> Option<usize> {
        self.order.iter().position(|&c| c == id)
    }

    /// The ids in display order.
    pub fn order(&self) -> &[CodeId] {
        &self.order
    }

    /// Puts a code in, or instead of the one with its id; a new one, or one with a new parent, comes last.
    pub(super) fn put(&mut self, code: Code) {
        let moved = self.codes.get(&code.id).is_none_or(|old| old.parent != code.parent);
        if moved {
            self.order.retain(|&c| c != code.id);
            self.order.push(code.id);
        }
        self.codes.insert(code.id, Arc::new(code));
    }

    /// Takes a code out; says whether it was there.
    pub(super) fn remove(&mut self, id: CodeId) -> bool {
        self.order.retain(|&c| c != id);
        self.codes.remove(&id).is_some()
    }

    /// Ranks a code before another, or last.
    pub(super) fn rank(&mut self, id: CodeId, before: Option<CodeId>) {
        self.order.retain(|&c| c != id);
        let at = before.and_then(|b| self.position(b)).unwrap_or(self.order.len());
        self.order.insert(at, id);
    }

    /// Ranks codes as in the list; those it does not name come after.
    pub(super) fn arrange(&mut self, order: &[CodeId]) {
        let rank: HashMap<CodeId, usize> = order.iter().enumerate().map(|(at, &id)| (id, at)).collect();
        self.order.sort_by_key(|id| rank.get(id).copied().unwrap_or(usize::MAX));
    }

    /// Makes the order a walk of the tree again, and says what is wrong with the tree.
    pub(super) fn settle(&mut self) -> Result<(), TreeError> {
        let mut under: HashMap<Option<CodeId>, Vec<CodeId>> = HashMap::new();
        let mut names = BTreeSet::new();
        for code in self.codes() {
            if code.name.trim().is_empty() {
                return Err(TreeError::NoName);
            }
            if code.parent.is_some_and(|p| !self.codes.contains_key(&p)) {
                return Err(TreeError::NoParent(code.name.clone()));
            }
            // Codes that two made for passages while neither could see the other's may have one name.
            if !names.insert((code.parent, code.name.trim().to_lowercase(), code.by)) {
                return Err(TreeError::SameName(code.name.clone()));
            }
            under.entry(code.parent).or_default().push(code.id);
        }
        let mut walk = Vec::with_capacity(self.order.len());
        let mut stack: Vec<(CodeId, usize)> = Vec::new();
        let push = |stack: &mut Vec<(CodeId, usize)>, parent: Option<CodeId>, depth: usize| {
            let children = under.get(&parent).into_iter().flatten().rev();
            stack.extend(children.map(|&c| (c, depth)));
        };
        push(&mut stack, None, 0);
        while let Some((id, depth)) = stack.pop() {
            if depth >= MAX_DEPTH {
                return Err(TreeError::Cycle(self.name(id).to_owned()));
            }
            walk.push(id);
            push(&mut stack, Some(id), depth + 1);
        }
        if walk.len() != self.order.len() {
            // What a walk from the top does not reach stands under itself.
            let reached: BTreeSet<CodeId> = walk.into_iter().collect();
            let lost = self.order.iter().find(|id| !reached.contains(id));
            return Err(TreeError::Cycle(lost.map(|&id| self.name(id).to_owned()).unwrap_or_default()));
        }
        self.order = walk;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> CodeId {
        CodeId(Uuid::from_u128(n))
    }

    fn book(codes: &[(u128, &str, Option<u128>)]) -> Codebook {
        let mut book = Codebook::default();
        for &(n, name, parent) in codes {
            book.put(Code::new(id(n), name, parent.map(id), Colour([0; 3])));
        }
        book
    }

    #[test]
    fn the_order_is_a_walk_of_the_tree() {
        let mut book =
            book(&[(1, "Love", None), (2, "Rights", None), (3, "warmth", Some(1)), (4, "listens", Some(2))]);
        book.settle().unwrap();
        assert_eq!(book.order(), [id(1), id(3), id(2), id(4)]);
        assert_eq!(book.path(id(3)), "Love/warmth");
        assert_eq!(book.subtree(id(1)), [id(1), id(3)]);
        assert_eq!(book.depth(id(4)), 1);
    }

    #[test]
    fn no_tree_no_codebook() {
        assert_eq!(book(&[(1, "a", Some(2)), (2, "b", Some(1))]).settle(), Err(TreeError::Cycle("a".into())));
        assert_eq!(book(&[(1, "a", Some(9))]).settle(), Err(TreeError::NoParent("a".into())));
        assert_eq!(book(&[(1, "a", None), (2, "A ", None)]).settle(), Err(TreeError::SameName("A ".into())));
        assert_eq!(book(&[(1, " ", None)]).settle(), Err(TreeError::NoName));
    }
}
