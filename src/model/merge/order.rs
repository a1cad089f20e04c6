//! The order of codes that were ordered apart, the same whichever copy comes first.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Code, CodeId, Project};

/// The order of the merged codes. Those that both come from are as the side has them that moved them, else as ours has
/// them. What is new stands after the sibling that it follows where it was made; where both sides put something in one
/// place, the older comes first.
pub(super) fn order(
    base: Option<&Project>,
    ours: &Project,
    theirs: &Project,
    merged: &BTreeMap<CodeId, Arc<Code>>,
) -> Vec<CodeId> {
    let known = |id: &CodeId| match base {
        Some(base) => base.codebook().get(*id).is_some(),
        None => ours.codebook().get(*id).is_some() && theirs.codebook().get(*id).is_some(),
    };
    let shared = |of: &Project| -> Vec<CodeId> {
        let both = |id: &CodeId| ours.codebook().get(*id).is_some() && theirs.codebook().get(*id).is_some();
        of.codebook().order().iter().filter(|id| both(id) && known(id)).copied().collect()
    };
    let unmoved = base.is_some_and(|base| shared(base) == shared(ours));
    let (first, second) = if unmoved { (theirs, ours) } else { (ours, theirs) };
    let mut order = Vec::with_capacity(merged.len());
    let parents: BTreeSet<Option<CodeId>> = merged.values().map(|c| c.parent).collect();
    for parent in parents {
        let siblings = |of: &Project| -> Vec<CodeId> {
            let is_one = |id: &CodeId| merged.get(id).is_some_and(|c| c.parent == parent);
            of.codebook().order().iter().filter(|id| is_one(id)).copied().collect()
        };
        let (first, second) = (siblings(first), siblings(second));
        let old = followed(first.iter().filter(|id| known(id)), second.iter().filter(|id| known(id)));
        let (mut new, more) = (groups(&first, &known), groups(&second, &known));
        for (after, codes) in more {
            let there: BTreeSet<CodeId> = new.values().flatten().copied().collect();
            let group = new.entry(after).or_default();
            let has_all = |a: &[CodeId], b: &[CodeId]| b.iter().all(|id| a.contains(id));
            if has_all(&codes, group) && !has_all(group, &codes) {
                *group = codes.into_iter().filter(|id| group.contains(id) || !there.contains(id)).collect();
            } else if !has_all(group, &codes) {
                group.extend(codes.into_iter().filter(|id| !there.contains(id)));
                group.sort_unstable();
            }
        }
        for place in std::iter::once(None).chain(old.into_iter().map(Some)) {
            order.extend(place);
            order.extend(new.remove(&place).unwrap_or_default());
        }
        // What follows a sibling that has gone.
        order.extend(new.into_values().flatten());
    }
    order
}

/// All of the first, and what only the second has after what it follows there.
fn followed<'a>(
    first: impl Iterator<Item = &'a CodeId>,
    second: impl Iterator<Item = &'a CodeId>,
) -> Vec<CodeId> {
    let mut order: Vec<CodeId> = first.copied().collect();
    let mut before = None;
    for id in second {
        if !order.contains(id) {
            let at = before.and_then(|b| order.iter().position(|c| *c == b)).map_or(0, |at| at + 1);
            order.insert(at, *id);
        }
        before = Some(*id);
    }
    order
}

/// What is new among siblings, by the known one that it follows.
fn groups(siblings: &[CodeId], known: &impl Fn(&CodeId) -> bool) -> BTreeMap<Option<CodeId>, Vec<CodeId>> {
    let mut groups: BTreeMap<Option<CodeId>, Vec<CodeId>> = BTreeMap::new();
    let mut after = None;
    for id in siblings {
        if known(id) {
            after = Some(*id);
        } else {
            groups.entry(after).or_default().push(*id);
        }
    }
    groups
}
