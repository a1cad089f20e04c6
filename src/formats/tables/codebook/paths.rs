//! Names that say where they stand: paths such as `Theme > Code`, and numbers such as 1.1.2 before names. Never takes a name
//! apart on which the others do not agree.

use std::collections::{HashMap, HashSet};

/// What stands between the parts of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Colons,
    Arrow,
    Backslash,
    Slash,
    Dot,
}

impl Separator {
    const ALL: [Self; 5] = [Self::Colons, Self::Arrow, Self::Backslash, Self::Slash, Self::Dot];

    /// As it is written.
    pub(super) const fn shown(self) -> &'static str {
        match self {
            Self::Colons => "::",
            Self::Arrow => ">",
            Self::Backslash => "\\",
            Self::Slash => "/",
            Self::Dot => ".",
        }
    }

    /// Whether it hardly ever stands in a name that is no path.
    const fn is_rare(self) -> bool {
        match self {
            Self::Colons | Self::Arrow | Self::Backslash => true,
            Self::Slash | Self::Dot => false,
        }
    }

    /// The parts of a path; the name alone where it is none.
    pub(super) fn parts(self, name: &str) -> Vec<&str> {
        let whole = || vec![name.trim()];
        if self == Self::Dot && name.split('.').skip(1).any(|part| part.starts_with(char::is_whitespace)) {
            return whole();
        }
        // NVivo writes its folder before two of them.
        let inner = name.rsplit("\\\\").next().filter(|_| self == Self::Backslash).unwrap_or(name);
        let parts: Vec<&str> = inner.split(self.shown()).map(str::trim).collect();
        let is_word = |part: &&str| part.chars().any(char::is_alphabetic);
        let is_path = parts.len() > 1 || inner.len() < name.len();
        if is_path && parts.iter().all(is_word) { parts } else { whole() }
    }
}

/// What separates the parts of these names, where they agree that some are paths: nearly all that could be one have what
/// they stand under in common with another, or all names are paths or stand above one.
pub(super) fn separator(names: &[&str]) -> Option<Separator> {
    Separator::ALL.into_iter().find(|separator| agree(names, *separator))
}

fn agree(names: &[&str], separator: Separator) -> bool {
    let parts: Vec<Vec<&str>> = names.iter().map(|name| separator.parts(name)).collect();
    let key = |parts: &[&str]| parts.join("\u{1f}").to_lowercase();
    let paths: Vec<&Vec<&str>> = parts.iter().filter(|parts| parts.len() > 1).collect();
    if paths.is_empty() {
        return false;
    }
    if separator.is_rare() || paths.len() > 1 && paths.len() == names.len() {
        return true;
    }
    let whole: HashSet<String> = parts.iter().map(|parts| key(parts)).collect();
    let mut above: HashMap<String, usize> = HashMap::new();
    for path in &paths {
        *above.entry(key(&path[..path.len() - 1])).or_default() += 1;
    }
    let shared = |path: &&&Vec<&str>| {
        let key = key(&path[..path.len() - 1]);
        whole.contains(&key) || above.get(&key).is_some_and(|n| *n > 1)
    };
    let n = paths.iter().filter(shared).count();
    let takes_part = |parts: &&Vec<&str>| parts.len() > 1 || above.contains_key(&key(parts));
    n * 10 >= paths.len() * 9 || n > 0 && parts.iter().all(|parts| takes_part(&parts))
}

/// How deep each name stands by the number before it, and the name without it; none unless all have one and some stand
/// deeper.
pub(super) fn numbered<'t>(names: &[&'t str]) -> Option<Vec<(usize, &'t str)>> {
    let numbered: Vec<(usize, &str)> = names.iter().map(|name| number(name)).collect::<Option<_>>()?;
    (numbered.len() > 1 && numbered.iter().any(|(depth, _)| *depth > 1)).then_some(numbered)
}

/// How many parts the number before a name has, as “1.1.2” has three, and the name.
pub(super) fn number(name: &str) -> Option<(usize, &str)> {
    let digits = name.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, rest) = name.split_at(digits);
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    let parts: Vec<&str> = number.trim_end_matches('.').split('.').collect();
    let fits = |part: &&str| !part.is_empty() && part.len() <= 3;
    let named = rest.starts_with(char::is_whitespace) && rest.contains(|c: char| c.is_alphabetic());
    (named && parts.iter().all(fits)).then(|| (parts.len(), rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_agree_are_paths() {
        for (names, separator) in [
            (&["Home > Stable", "Home > Moving", "Own"][..], Some(Separator::Arrow)),
            (&["Home", "Home/Stable", "Home/Moving/Far", "Home/Moving"], Some(Separator::Slash)),
            (&["Home/Stable", "Adults/Trust"], Some(Separator::Slash)),
            (&["Home", "Home.Stable", "Adults.Trust"], Some(Separator::Dot)),
            (&["food", "food.tea", "food.cafe", "rest"], Some(Separator::Dot)),
            (&["Nodes\\\\Home\\Stable", "Nodes\\\\Home"], Some(Separator::Backslash)),
            (&["Home::Stable", "Home"], Some(Separator::Colons)),
            (&["Work/life balance", "Home", "Moving"], None),
            (&["and/or", "either/or", "Home", "Own"], None),
            (&["e.g. this", "i.e. that"], None),
            (&["Age > 5", "Age < 5"], None),
            (&["v1.2", "v1.3"], None),
            (&["Home", "Own"], None),
            (&[], None),
        ] {
            assert_eq!(super::separator(names), separator, "{names:?}");
        }
        assert_eq!(Separator::Backslash.parts("Nodes\\\\Home\\Stable"), ["Home", "Stable"]);
        assert_eq!(Separator::Backslash.parts("Nodes\\\\Home"), ["Home"]);
    }

    #[test]
    fn numbers_say_how_deep_names_stand() {
        let names = ["1 Home", "1.1 Stable", "1.1.2 Far", "2. Adults"];
        assert_eq!(numbered(&names).unwrap(), [(1, "Home"), (2, "Stable"), (3, "Far"), (1, "Adults")]);
        assert_eq!(numbered(&["1 Home", "2 Adults"]), None);
        assert_eq!(numbered(&["1 Home", "Own", "1.1 Stable"]), None);
        assert_eq!((number("2026 plans"), number("1. "), number("1.5")), (None, None, None));
    }
}
