//! An answer that is kept until its question changes. Never asks.

/// Something worked out once and kept until what it depends on changes.
///
/// ```
/// # use concord::ui::kit::Cached;
/// let mut kept = Cached::default();
/// assert_eq!(*kept.of(&(1, "theme"), || 10), 10);
/// assert_eq!(*kept.of(&(1, "theme"), || 99), 10);
/// assert_eq!(*kept.of(&(2, "theme"), || 99), 99);
/// ```
#[derive(Debug)]
pub struct Cached<K, V> {
    entry: Option<(K, V)>,
}

impl<K, V> Default for Cached<K, V> {
    fn default() -> Self {
        Self { entry: None }
    }
}

impl<K, V> Cached<K, V> {
    /// What is kept, whatever it belongs to.
    pub fn kept(&self) -> Option<&V> {
        self.entry.as_ref().map(|(_, value)| value)
    }
}

impl<K: Clone + PartialEq, V> Cached<K, V> {
    /// The value that belongs to `key`, made now if the kept one belongs to another.
    pub fn of(&mut self, key: &K, make: impl FnOnce() -> V) -> &V {
        if self.entry.as_ref().is_none_or(|(kept, _)| kept != key) {
            self.entry = None;
        }
        &self.entry.get_or_insert_with(|| (key.clone(), make())).1
    }
}
