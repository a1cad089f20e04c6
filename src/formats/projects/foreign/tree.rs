//! A tree as other programs tell it: each thing with a key and the key of its parent. Never goes round in a circle.

use std::collections::HashMap;

use crate::model::MAX_DEPTH;

/// Codes in a tree that a file tells by keys, each with its parent and after it; what leads in a circle or too deep
/// comes to the top.
pub(in crate::formats) fn in_order<K: Copy + Eq + std::hash::Hash>(
    parents: &[(K, Option<K>)],
) -> Vec<(K, Option<K>)> {
    let of: HashMap<K, Option<K>> = parents.iter().copied().collect();
    let above = |key: K| of.get(&key).copied().flatten().filter(|parent| of.contains_key(parent));
    let mut order = Vec::with_capacity(parents.len());
    let mut depths: HashMap<K, usize> = HashMap::new();
    for &(key, _) in parents {
        let mut line = vec![key];
        while let Some(next) = line.last().and_then(|&key| above(key)) {
            if line.contains(&next) || line.len() > MAX_DEPTH {
                break;
            }
            line.push(next);
        }
        for (at, &key) in line.iter().enumerate().rev() {
            if depths.contains_key(&key) {
                continue;
            }
            let parent = line.get(at + 1).copied();
            let parent = parent.filter(|parent| depths.get(parent).is_some_and(|&d| d + 1 < MAX_DEPTH));
            depths.insert(key, parent.and_then(|parent| depths.get(&parent)).map_or(0, |depth| depth + 1));
            order.push((key, parent));
        }
    }
    order
}
