//! Which of the differences are walked, when somebody comes from one figure: from a pair of coders, a code, codes that
//! stand for each other, a kind, a transcript. Plain data; never draws.

use crate::agreement::{DifferenceKind, Item};
use crate::lang::{text, with};
use crate::model::{CodeId, CoderId, Project, TranscriptId};

/// What all of the differences that are walked have in common; nothing where all are walked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// They are about this code.
    pub code: Option<CodeId>,
    /// These two coders differ there.
    pub pair: Option<[CoderId; 2]>,
    /// The first of the pair gave this code there and the second that one; none for nothing.
    pub gave: Option<[Option<CodeId>; 2]>,
    /// They are of this kind.
    pub kind: Option<DifferenceKind>,
    /// They stand in this transcript.
    pub transcript: Option<TranscriptId>,
}

impl Narrowed {
    /// Those about a code.
    pub fn to_code(code: CodeId) -> Self {
        Self { code: Some(code), ..Self::default() }
    }

    /// Whether anything is left out.
    pub fn is_narrow(&self) -> bool {
        *self != Self::default()
    }

    /// Whether a difference is one of them.
    pub fn holds(&self, project: &Project, item: &Item) -> bool {
        let difference = &item.difference;
        let kind = match self.pair {
            Some(pair) => difference.between(pair),
            None => Some(difference.kind),
        };
        self.code.is_none_or(|code| code == item.code)
            && self.transcript.is_none_or(|transcript| transcript == difference.transcript)
            && kind.is_some_and(|kind| self.kind.is_none_or(|wanted| wanted == kind))
            && self.gave.is_none_or(|gave| self.gave(project, item, gave))
    }

    /// Whether the pair gave these codes there. Where one gave a code and the other nothing, borders that differ count too:
    /// what sticks out is what the other has nothing on.
    fn gave(&self, project: &Project, item: &Item, gave: [Option<CodeId>; 2]) -> bool {
        let Some(pair) = self.pair else { return false };
        let has = |coder: CoderId, code: CodeId| {
            let layer = project.layer(item.difference.transcript, coder);
            let codings = layer.into_iter().flat_map(|layer| layer.codings().iter());
            codings.filter(|coding| coding.code == code).any(|c| c.span.overlaps(item.difference.span))
        };
        match gave {
            [Some(first), Some(second)] => {
                [first, second].contains(&item.code) && has(pair[0], first) && has(pair[1], second)
            }
            [Some(code), None] => self.alone(item, code, has(pair[0], code)),
            [None, Some(code)] => self.alone(item, code, has(pair[1], code)),
            [None, None] => false,
        }
    }

    fn alone(&self, item: &Item, code: CodeId, there: bool) -> bool {
        let kind = self.pair.and_then(|pair| item.difference.between(pair));
        item.code == code && there && kind != Some(DifferenceKind::OtherCode)
    }

    /// "Asha × Ben · listens · missed · P02".
    pub fn in_words(&self, project: &Project) -> String {
        let coder = |id: CoderId| project.coder_name(id).to_owned();
        let code = |id: CodeId| project.codebook().name(id).to_owned();
        let nothing = || text("agreement-did-nothing");
        let given = |id: Option<CodeId>| id.map_or_else(nothing, |id| format!("“{}”", code(id)));
        let pair = match (self.pair, self.gave) {
            (Some(pair), Some(gave)) => {
                let said = [
                    ("first", coder(pair[0]).into()),
                    ("a", given(gave[0]).into()),
                    ("second", coder(pair[1]).into()),
                    ("b", given(gave[1]).into()),
                ];
                Some(with("settle-only-gave", &said))
            }
            (Some(pair), None) => Some(format!("{} × {}", coder(pair[0]), coder(pair[1]))),
            (None, _) => None,
        };
        let title = |id: TranscriptId| project.transcript(id).map(|t| t.title().to_owned());
        let parts = [
            pair,
            self.code.map(code),
            self.kind.map(|kind| text(kind_name(kind))),
            self.transcript.and_then(title),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// The key of a kind's name.
pub const fn kind_name(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Missed => "agreement-missed",
        DifferenceKind::OtherCode => "agreement-other-code",
        DifferenceKind::Border => "agreement-border",
    }
}
