//! The passages on which coders differ, in words. Plain data; never draws.

use std::collections::BTreeMap;

use crate::agreement::{Did, Difference, DifferenceKind, Item, Query, differences_of_each, state};
use crate::lang::{text, with};
use crate::model::{CodeId, Project};
use crate::store::Progress;
use crate::text::Span;
use crate::ui::context::quote::{self, PassagePlace};

/// The differing passages of every code.
pub type Differences = BTreeMap<CodeId, Vec<Difference>>;

/// How many of them somebody has to decide on yet.
pub fn asked(project: &Project, all: &Differences) -> usize {
    let items = all.iter().flat_map(|(&code, list)| {
        list.iter().map(move |difference| Item { code, difference: difference.clone() })
    });
    items.filter(|item| state(project, item).is_asked()).count()
}

/// The differing passages of every code, until nobody waits for them.
pub fn all_differences(
    project: &Project,
    query: &Query,
    codes: &[CodeId],
    progress: &Progress,
) -> Differences {
    let found = differences_of_each(project, query, codes, || !progress.is_cancelled());
    codes.iter().copied().zip(found).collect()
}

/// A differing passage as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Differing {
    pub place: PassagePlace,
    /// What sort of difference.
    pub kind: DifferenceKind,
    /// What each coder did there, in words.
    pub by: Vec<String>,
}

/// A difference in words.
pub fn in_words(project: &Project, difference: &Difference) -> Option<Differing> {
    let transcript = project.transcript(difference.transcript)?;
    let words =
        |spans: &[Span]| -> u32 { spans.iter().map(|s| transcript.text().words().count_in(*s)).sum() };
    let by = difference.by.iter().map(|(coder, did)| {
        let name = project.coder_name(*coder).to_owned();
        let did = match did {
            Did::Coded(spans) => with("agreement-did-code", &[("n", words(spans).into())]),
            Did::OtherCodes(codes) => {
                let names = codes.iter().filter_map(|c| project.codebook().get(*c)).map(|c| c.name.as_str());
                names.collect::<Vec<_>>().join(", ")
            }
            Did::Nothing => text("agreement-did-nothing"),
        };
        with("agreement-did", &[("coder", name.into()), ("did", did.into())])
    });
    Some(Differing {
        place: quote::place(transcript, difference.span),
        kind: difference.kind,
        by: by.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::question::Question;
    use super::*;
    use crate::ui::demo::{code, project};

    #[test]
    fn a_difference_says_what_each_coder_did() {
        let project = project();
        let query = Question::default().query(&project);
        let all = all_differences(&project, &query, &[code(3)], &Progress::default());
        let said: Vec<Differing> = all[&code(3)].iter().filter_map(|d| in_words(&project, d)).collect();
        assert_eq!(said[1].kind, DifferenceKind::OtherCode);
        assert_eq!(said[1].place.title, "P02");
        assert_eq!(said[1].by, ["Asha: 11 words", "Ben: listens"]);
    }
}
