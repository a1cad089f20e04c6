//! Who is left out and why, and who makes a pair. Nobody is paired by chance, and nobody twice.

use std::collections::BTreeMap;

/// Why a participant is left out: the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nobody has started a transcript in this layer.
    NotCoded,
    /// The attribute has no value.
    NoValue,
    /// Neither of the groups that are compared.
    OtherGroup,
    /// No pair is named.
    NoPair,
    /// No stratum is named.
    NoStratum,
}

impl Reason {
    /// As it is called in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotCoded => "not_coded",
            Self::NoValue => "no_value",
            Self::OtherGroup => "other_group",
            Self::NoPair => "no_pair",
            Self::NoStratum => "no_stratum",
        }
    }
}

/// The first reason that holds. `compared` are the groups that count, where not all do; `within` is whether a pair or a stratum is named,
/// where it must be, with the reason for those without.
pub fn left_out<T: PartialEq>(
    coded: bool,
    value: Option<T>,
    compared: Option<&[T]>,
    within: Option<(bool, Reason)>,
) -> Option<Reason> {
    let Some(value) = value.filter(|_| coded) else {
        return Some(if coded { Reason::NoValue } else { Reason::NotCoded });
    };
    match (compared, within) {
        (Some(compared), _) if !compared.contains(&value) => Some(Reason::OtherGroup),
        (_, Some((false, reason))) => Some(reason),
        (_, _) => None,
    }
}

/// Why those who name a pair are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unpaired {
    /// It has one member.
    OneMember,
    /// It has two or more, all of one group.
    SameGroup,
    /// It has more than two.
    MoreThanTwo,
}

impl Unpaired {
    /// As it is called in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OneMember => "one_member",
            Self::SameGroup => "same_group",
            Self::MoreThanTwo => "more_than_two",
        }
    }
}

/// Who was paired with whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing<M> {
    /// The pair's name, its member of the first group and that of the second; by name.
    pub pairs: Vec<(String, M, M)>,
    /// Pairs that are none, with those who name them; by name.
    pub left_out: Vec<(String, Unpaired, Vec<M>)>,
}

/// Pairs those who name the same pair, each with whether it is in the first group: one of each group, and nobody else.
pub fn pair_up<'p, M: Copy>(members: impl IntoIterator<Item = (M, &'p str, bool)>) -> Pairing<M> {
    let mut named: BTreeMap<&str, Vec<(M, bool)>> = BTreeMap::new();
    for (member, pair, is_first) in members {
        named.entry(pair).or_default().push((member, is_first));
    }
    let mut pairing = Pairing { pairs: Vec::new(), left_out: Vec::new() };
    for (pair, members) in named {
        let of = |group: bool| -> Vec<M> {
            members.iter().filter(|(_, first)| *first == group).map(|(member, _)| *member).collect()
        };
        let unpaired = match (of(true).as_slice(), of(false).as_slice()) {
            (&[first], &[second]) => {
                pairing.pairs.push((pair.to_owned(), first, second));
                continue;
            }
            ([_], []) | ([], [_]) => Unpaired::OneMember,
            ([], _) | (_, []) => Unpaired::SameGroup,
            (_, _) => Unpaired::MoreThanTwo,
        };
        let all = members.into_iter().map(|(member, _)| member).collect();
        pairing.left_out.push((pair.to_owned(), unpaired, all));
    }
    pairing
}
