//! The codes of a question as values that exclude each other: all of them, theme by theme, and the themes themselves. Never
//! counts.

use std::collections::HashMap;

use super::rows::Rows;
use super::{Level, Query};
use crate::model::{CodeId, Project};

/// Which values a continuum has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Every code.
    Codes,
    /// Every domain.
    Domains,
    /// The codes of one domain.
    Domain(usize),
}

/// Which value and which domain each code is.
#[derive(Clone, Debug)]
pub(super) struct Values {
    pub(super) codes: Vec<CodeId>,
    /// Of each value its domain.
    pub(super) domain: Vec<usize>,
    pub(super) domains: Vec<CodeId>,
    pub(super) of_code: HashMap<CodeId, usize>,
}

impl Values {
    pub(super) fn new(project: &Project, query: &Query, rows: &Rows) -> Self {
        let book = project.codebook();
        let top = |code: CodeId| book.ancestry(code).last().map_or(code, |top| top.id);
        let asked: Vec<CodeId> =
            book.order().iter().copied().filter(|&code| !rows.of(code).is_empty()).collect();
        let mut codes: Vec<CodeId> = Vec::new();
        let mut of_code = HashMap::new();
        for code in asked {
            let value = match query.level {
                Level::Code => code,
                Level::Theme => top(code),
            };
            let at = codes.iter().position(|&known| known == value).unwrap_or_else(|| {
                codes.push(value);
                codes.len() - 1
            });
            of_code.insert(code, at);
        }
        let mut domains = Vec::new();
        let domain = codes.iter().map(|&code| {
            let top = top(code);
            domains.iter().position(|&known| known == top).unwrap_or_else(|| {
                domains.push(top);
                domains.len() - 1
            })
        });
        Self { domain: domain.collect(), codes, domains, of_code }
    }

    /// How many values a continuum has.
    pub(super) fn count(&self, of: Of) -> usize {
        match of {
            Of::Codes => self.codes.len(),
            Of::Domains => self.domains.len(),
            Of::Domain(domain) => self.domain.iter().filter(|&&other| other == domain).count(),
        }
    }

    /// What a value is in a continuum; none where it is not in it.
    pub(super) fn in_continuum(&self, value: usize, of: Of) -> Option<usize> {
        match of {
            Of::Codes => Some(value),
            Of::Domains => Some(self.domain[value]),
            Of::Domain(domain) if self.domain[value] != domain => None,
            Of::Domain(domain) => Some(self.domain[..value].iter().filter(|&&other| other == domain).count()),
        }
    }
}
