//! The codes of a table as a tree: each with what it stands under, which is made where no row names it. Refuses what would
//! stand under itself, too deep, or twice in one place.

use std::borrow::Cow;
use std::collections::HashMap;

use super::columns::Columns;
use super::places::{Above, Entry};
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::table::Table;
use crate::lang::{Message, message};
use crate::model::MAX_DEPTH;

/// A code that the table names, as one of its rows or as what another stands under.
pub(super) struct Node<'t> {
    pub(super) name: Cow<'t, str>,
    /// Which of the entries it is; none where it is only named as what another stands under.
    pub(super) entry: Option<usize>,
    /// The row that names it first.
    row: usize,
    pub(super) parent: Option<usize>,
    /// What it is said to stand under, by name, until that is found.
    asks: Cow<'t, str>,
}

pub(super) struct Tree<'t, 'e> {
    table: &'t Table,
    columns: &'e Columns,
    entries: &'e [Entry<'t>],
    pub(super) nodes: Vec<Node<'t>>,
}

impl<'t, 'e> Tree<'t, 'e> {
    /// Puts each code under what it stands under.
    ///
    /// # Errors
    /// When one stands in two rows, or what it stands under is not to be found.
    pub(super) fn of(
        table: &'t Table,
        columns: &'e Columns,
        entries: &'e [Entry<'t>],
    ) -> Result<Self, FormatError> {
        let mut tree = Self { table, columns, entries, nodes: Vec::with_capacity(entries.len()) };
        if entries.iter().any(|entry| matches!(entry.above, Above::Named(_))) {
            tree.find_named()?;
        } else {
            tree.find_paths()?;
        }
        Ok(tree)
    }

    /// Follows the path of each code from the outermost.
    fn find_paths(&mut self) -> Result<(), FormatError> {
        let mut at: HashMap<(Option<usize>, String), usize> = HashMap::new();
        for (number, entry) in self.entries.iter().enumerate() {
            let above = match &entry.above {
                Above::Path(path) => path.as_slice(),
                Above::Named(_) | Above::Unknown => &[],
            };
            let row = entry.row.number;
            if above.len() >= MAX_DEPTH {
                return Err(self.too_deep(row, &entry.name));
            }
            let mut parent = None;
            for name in above.iter().chain([&entry.name]) {
                let node = *at.entry((parent, name.to_lowercase())).or_insert_with(|| {
                    let (name, asks) = (name.clone(), Cow::Borrowed(""));
                    self.nodes.push(Node { name, entry: None, row, parent, asks });
                    self.nodes.len() - 1
                });
                parent = Some(node);
            }
            // The path ends with the code itself.
            let Some(own) = parent.and_then(|node| self.nodes.get_mut(node)) else { continue };
            if own.entry.is_some() {
                let problem = message!("file-code-in-earlier-row", name = &*entry.name);
                return Err(self.wrong(row, problem, message!("do-keep-one-two-rows")));
            }
            (own.entry, own.row) = (Some(number), row);
        }
        Ok(())
    }

    /// Finds what each code stands under among the rows, by path or by name; makes what no row names.
    fn find_named(&mut self) -> Result<(), FormatError> {
        let mut known = Known::default();
        for (number, entry) in self.entries.iter().enumerate() {
            let asks = match &entry.above {
                Above::Named(asks) => asks.clone(),
                Above::Path(_) | Above::Unknown => Cow::Borrowed(""),
            };
            if !known.rows.insert((entry.name.to_lowercase(), asks.to_lowercase())) {
                let problem = message!("file-code-in-earlier-row", name = &*entry.name);
                let code = self.columns.code();
                return Err(self.table.at(entry.row, code, problem, message!("do-keep-one-two-rows")));
            }
            known.add(self.nodes.len(), &entry.name, &asks);
            let (name, row) = (entry.name.clone(), entry.row.number);
            self.nodes.push(Node { name, entry: Some(number), row, parent: None, asks });
        }
        let mut at = 0;
        while at < self.nodes.len() {
            let (asks, row) = (self.nodes[at].asks.clone(), self.nodes[at].row);
            if !asks.is_empty() {
                let parent = match known.find(&asks) {
                    Ok(Some(parent)) => parent,
                    Ok(None) => self.make(&asks, row, &mut known)?,
                    Err(()) => {
                        let problem = message!("file-several-codes", asks = &*asks);
                        return Err(self.wrong(row, problem, message!("do-write-whole-path")));
                    }
                };
                self.nodes[at].parent = Some(parent);
            }
            at += 1;
        }
        self.each_in_its_place()
    }

    /// Makes what a row asks for and no row names.
    fn make(&mut self, asks: &str, row: usize, known: &mut Known) -> Result<usize, FormatError> {
        let path = as_path(asks);
        let (above, name) = path.rsplit_once('/').map_or(("", &*path), |(above, name)| (above, name));
        if name.trim().is_empty() {
            let problem = message!("file-path-without-end", asks);
            return Err(self.wrong(row, problem, message!("do-write-whole-path")));
        }
        let (name, above) = (name.trim().to_owned(), above.to_owned());
        known.by_path.insert(path.to_lowercase(), self.nodes.len());
        known.by_path.insert(asks.to_lowercase(), self.nodes.len());
        self.nodes.push(Node { name: name.into(), entry: None, row, parent: None, asks: above.into() });
        Ok(self.nodes.len() - 1)
    }

    fn each_in_its_place(&self) -> Result<(), FormatError> {
        let mut places = std::collections::HashSet::new();
        for node in &self.nodes {
            if !places.insert((node.parent, node.name.to_lowercase())) {
                let problem = message!("file-same-code-beside", name = &*node.name);
                return Err(self.wrong(node.row, problem, message!("do-keep-one-two-rows")));
            }
        }
        Ok(())
    }

    /// The nodes in the order of the rows, each after its parent.
    ///
    /// # Errors
    /// When one stands under itself, or too deep.
    pub(super) fn in_order(&self) -> Result<Vec<usize>, FormatError> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut done = vec![false; self.nodes.len()];
        for at in 0..self.nodes.len() {
            let line: Vec<usize> =
                std::iter::successors(Some(at), |&at| self.nodes[at].parent).take(MAX_DEPTH + 1).collect();
            if line.len() > MAX_DEPTH {
                return Err(self.too_deep(self.nodes[at].row, &self.nodes[at].name));
            }
            for at in line.into_iter().rev() {
                if !std::mem::replace(&mut done[at], true) {
                    order.push(at);
                }
            }
        }
        Ok(order)
    }

    /// The first code under each, where there are any.
    pub(super) fn first_children(&self) -> HashMap<usize, usize> {
        let mut children = HashMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            if let Some(parent) = node.parent {
                children.entry(parent).or_insert(at);
            }
        }
        children
    }

    fn too_deep(&self, row: usize, name: &str) -> FormatError {
        let problem = message!("file-code-too-deep", name, most = MAX_DEPTH);
        self.wrong(row, problem, message!("do-give-another-parent"))
    }

    fn wrong(&self, row: usize, problem: Message, remedy: Message) -> FormatError {
        let place: Location = self.columns.misplaced(self.table, row);
        self.table.error(place, problem, remedy)
    }
}

impl Node<'_> {
    /// Whether nothing is said of what it stands under, though others stand under it.
    pub(super) fn may_stand_anywhere(&self) -> bool {
        self.entry.is_none() && self.parent.is_none()
    }
}

/// What the rows name, by path and by name, in lower case.
#[derive(Default)]
struct Known {
    rows: std::collections::HashSet<(String, String)>,
    by_path: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Known {
    fn add(&mut self, node: usize, name: &str, asks: &str) {
        let path = if asks.is_empty() { name.to_owned() } else { format!("{asks}/{name}") };
        self.by_path.entry(path.to_lowercase()).or_insert(node);
        self.by_name.entry(name.to_lowercase()).or_default().push(node);
    }

    /// The node of a path or name; fails where it could be several.
    fn find(&self, asks: &str) -> Result<Option<usize>, ()> {
        let key = asks.to_lowercase();
        let found = |key: &str| self.by_path.get(key).copied();
        match (found(&key), self.by_name.get(&key).map(Vec::as_slice)) {
            (Some(node), _) | (None, Some(&[node])) => Ok(Some(node)),
            (None, Some([_, _, ..])) => Err(()),
            (None, Some([]) | None) => Ok(found(&as_path(&key))),
        }
    }
}

/// A path as Concord writes it, of one as other programs do.
fn as_path(asks: &str) -> Cow<'_, str> {
    match ["::", " > ", ">", "\\"].into_iter().find(|separator| asks.contains(separator)) {
        Some(separator) => {
            let parts: Vec<&str> = asks.split(separator).map(str::trim).collect();
            parts.join("/").into()
        }
        None => asks.into(),
    }
}
