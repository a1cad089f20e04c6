//! Two groups within strata: of those who have the same value of a further attribute.

use super::answer::{Counted, Leading, StrataTests, StrataUsed, Stratum};
use super::error::CompareError;
use super::ledger::Ledger;
use super::matching::Reason;
use super::two::Two;
use super::values::{Held, ordered};
use crate::model::{AttributeId, Project};
use crate::statistics::{Strata, TwoByTwo};

/// The strata of two groups.
pub(super) struct Stratified<'t, 'l> {
    pub(super) used: StrataUsed,
    two: &'t Two<'l>,
    /// Of each of the two groups' people, by the number of the value.
    of: Vec<Option<usize>>,
}

impl<'t, 'l> Stratified<'t, 'l> {
    /// By the values of an attribute.
    ///
    /// # Errors
    /// When the attribute has gone, somebody has several values of it, or the values tell everybody apart.
    pub(super) fn new(
        project: &Project,
        ledger: &Ledger,
        held: &Held,
        two: &'t Two<'l>,
        attribute: AttributeId,
    ) -> Result<Self, CompareError> {
        let named = Held::single(project, attribute, ledger)?;
        let among = two.people.iter().filter_map(|person| named.of(person.who).map(str::to_owned));
        let values = ordered(among.collect());
        let place = |value: &str| values.iter().position(|own| own == value);
        let of = two.people.iter().map(|person| named.of(person.who).and_then(place)).collect();
        let cases_left_out = held.left_out(project, &two.names, Some((&named, Reason::NoStratum)));
        Ok(Self { used: StrataUsed { attribute, values, cases_left_out }, two, of })
    }

    /// What tests say of a row.
    pub(super) fn tests(&self, row: usize) -> StrataTests {
        let values = self.used.values.iter().enumerate();
        let tables: Vec<TwoByTwo> = values
            .clone()
            .map(|(stratum, _)| self.two.table(row, |at| self.of[at] == Some(stratum)))
            .collect();
        let stratum = |((_, value), table): ((usize, &String), &TwoByTwo)| Stratum {
            value: value.clone(),
            groups: [table.first, table.second].map(Counted::from),
        };
        let strata = Strata::new(&tables);
        let cmh = strata.cmh();
        StrataTests {
            odds_ratio: strata.odds_ratio(),
            risk_difference: strata.risk_difference(),
            cmh,
            cmh_corrected: strata.cmh_corrected(),
            breslow_day: strata.breslow_day(),
            tarone: strata.tarone(),
            strata: tables.len(),
            informative: strata.informative(),
            tables: values.zip(&tables).map(stratum).collect(),
            leading: Leading::new(cmh.map(|cmh| cmh.p), "cmh"),
        }
    }
}
