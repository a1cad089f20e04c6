//! Themes by groups of participants: how many of each have a theme, how much the groups differ, and what tests say of it.
//!
//! Participants are what is counted, one observation each, in one coder's layer or the consensus. Amounts (segments, coverage) are
//! compared with the participant as the unit, never as if what one says were independent. Who is not counted is listed with the
//! reason. Never adds coders up: of a mean over coders there are shares and no test.

mod answer;
mod ask;
mod error;
mod families;
mod groups;
mod ledger;
mod matching;
mod mean;
mod named;
mod numbers;
mod pairs;
mod query;
mod scale;
mod strata;
mod two;
mod values;
mod waves;

pub use answer::{
    Amounts, Answer, Counted, Coverage, Found, Group, GroupTests, Leading, LeftOut, NumberTests, PairTests,
    PairedAmounts, PairsUsed, Row, StrataTests, StrataUsed, Stratum, TwoTests, WaveTests,
};
pub use error::CompareError;
pub use matching::{Pairing, Reason, Unpaired, left_out, pair_up};
pub use query::Query;
pub use scale::Scale;
pub use values::values;

use super::LayerView;
use super::rows::Rows;
use crate::model::Project;
use ask::Ask;
use ledger::Ledger;
pub(in crate::analysis) use ledger::everybody;
pub(in crate::analysis) use named::tells_apart;
use values::Held;
pub(in crate::analysis) use values::{number, ordered};

/// Compares by the rules above.
///
/// # Errors
/// When the layer, an attribute or a value asked for does not exist, or the values make no groups.
pub fn compare(project: &Project, query: &Query) -> Result<Answer, CompareError> {
    let layer = query.layer.view(project, query.complete_only)?;
    let rows = Rows::new(project, query.level);
    let ledgers: Vec<Ledger> =
        layer.coders().iter().map(|&coder| Ledger::new(project, coder, query.complete_only, &rows)).collect();
    let is_mean = matches!(layer, LayerView::Mean(_));
    let ask = Ask { project, query, layer, rows };
    match ledgers.as_slice() {
        [ledger] if !is_mean => of_one_layer(ask, ledger),
        ledgers => mean::compare(ask, ledgers),
    }
}

fn of_one_layer(ask: Ask<'_>, ledger: &Ledger) -> Result<Answer, CompareError> {
    let query = ask.query;
    let held = Held::new(ask.project, query.by, ledger)?;
    if held.is_several() {
        return match query.of_groups() {
            Some(option) => Err(CompareError::SeveralValues { attribute: held.attribute, option }),
            None => Ok(waves::compare(ask, ledger, &held)),
        };
    }
    match query.scale(&held) {
        Scale::Numeric if query.wants_two() => {
            Err(CompareError::NumbersAreNoGroups { attribute: held.attribute })
        }
        Scale::Numeric => numbers::compare(ask, ledger, &held),
        scale @ (Scale::Nominal | Scale::Ordinal) => groups::compare(ask, ledger, &held, scale),
    }
}

#[cfg(test)]
mod tests;
