//! Parts of a project that a copy of it shares until one of them changes: how one is put, taken and changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::EditError;

/// Parts by id.
pub(super) type Parts<K, V> = Arc<BTreeMap<K, Arc<V>>>;

pub(super) fn missing(what: &'static str, id: &impl ToString) -> EditError {
    EditError::Missing { what, id: id.to_string() }
}

pub(super) fn put<K: Ord + Clone, V: Clone>(parts: &mut Parts<K, V>, key: K, value: V) {
    Arc::make_mut(parts).insert(key, Arc::new(value));
}

pub(super) fn take<K: Ord + Clone, V>(
    parts: &mut Parts<K, V>,
    key: &K,
    what: &'static str,
    id: &impl ToString,
) -> Result<Arc<V>, EditError> {
    if !parts.contains_key(key) {
        return Err(missing(what, id));
    }
    Arc::make_mut(parts).remove(key).ok_or_else(|| missing(what, id))
}

/// Changes those parts that need it, and leaves the others shared.
pub(super) fn change<K: Ord + Clone, V: Clone>(
    parts: &mut Parts<K, V>,
    which: impl Fn(&V) -> bool,
    mut how: impl FnMut(&mut V),
) {
    if parts.values().any(|v| which(v)) {
        for part in Arc::make_mut(parts).values_mut().filter(|v| which(v)) {
            how(Arc::make_mut(part));
        }
    }
}
