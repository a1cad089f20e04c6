//! Which files lead to which, and the circles that they make. Never judges.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Source;

/// The files of a program by the module that each is, and what each names in others.
pub(crate) struct Ways<'s> {
    files: BTreeMap<Vec<String>, &'s Source>,
    /// What a module names in others, as whole paths without `crate`.
    named: BTreeMap<Vec<String>, BTreeSet<Vec<String>>>,
}

impl<'s> Ways<'s> {
    pub(crate) fn of(sources: &'s [Source]) -> Self {
        let files: BTreeMap<Vec<String>, &Source> = sources.iter().map(|s| (s.module.clone(), s)).collect();
        let whole = |source: &Source, path: &[String]| match path.first().map(String::as_str) {
            Some("crate" | "concord") => Some(path[1..].to_vec()),
            Some(first) => {
                // A module that is declared here, as in `pub use child::Thing`.
                let child: Vec<String> = source.module.iter().cloned().chain([first.to_owned()]).collect();
                let below = || source.module.iter().chain(path).cloned().collect();
                files.contains_key(&child).then(below)
            }
            None => None,
        };
        let of = |s: &Source| s.named().iter().filter_map(|named| whole(s, &named.path)).collect();
        let named = files.iter().map(|(module, source)| (module.clone(), of(source))).collect();
        Self { files, named }
    }

    /// The module in which what a path names stands, passed on by as many modules as there are.
    fn target(&self, path: &[String], most: usize) -> Option<Vec<String>> {
        let module = (1..=path.len()).rev().map(|n| &path[..n]).find(|m| self.files.contains_key(*m))?;
        let item = path.get(module.len());
        let passed_on = item.and_then(|item| {
            let of_module = self.named.get(module)?.iter();
            let mut on = of_module.filter(|named| named.last() == Some(item) && named.as_slice() != path);
            on.find_map(|named| self.target(named, most.checked_sub(1)?))
        });
        passed_on.or_else(|| Some(module.to_vec()))
    }

    /// The files under a module, each with those under it that it leads to. A module's own face (`mod.rs`) that only passes
    /// on what stands below it leads nowhere.
    pub(crate) fn under(&self, top: &str) -> BTreeMap<&'s str, BTreeSet<&'s str>> {
        let inside = |module: &&Vec<String>| module.first().is_some_and(|first| first == top);
        let of = |module: &Vec<String>| {
            let to = self.named[module].iter().filter_map(|path| self.target(path, 4));
            let to = to.filter(|to| inside(&to) && to != module && !is_below(to, module));
            to.map(|to| self.files[&to].file.as_str()).collect()
        };
        self.files.keys().filter(inside).map(|m| (self.files[m].file.as_str(), of(m))).collect()
    }
}

fn is_below(module: &[String], above: &[String]) -> bool {
    module.len() > above.len() && module.starts_with(above)
}

/// The circles: files each of which leads to all others of its circle, the largest circle first.
pub(crate) fn circles<'s>(ways: &BTreeMap<&'s str, BTreeSet<&'s str>>) -> Vec<BTreeSet<&'s str>> {
    let reached = |from: &'s str| {
        let (mut there, mut left) = (BTreeSet::new(), vec![from]);
        while let Some(next) = left.pop() {
            left.extend(ways[next].iter().filter(|to| there.insert(**to)));
        }
        there
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> = ways.keys().map(|file| (*file, reached(file))).collect();
    let circle = |file: &&'s str| {
        let back = |other: &&&str| reached[**other].contains(*file);
        reached[*file].iter().filter(back).copied().collect::<BTreeSet<&str>>()
    };
    let circles: BTreeSet<BTreeSet<&str>> = ways.keys().map(circle).filter(|c| c.len() > 1).collect();
    let mut circles: Vec<_> = circles.into_iter().collect();
    circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    circles
}
