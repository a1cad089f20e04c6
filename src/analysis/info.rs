//! What is in a project, in numbers. Never judges how often or how well something was coded.

use std::collections::HashSet;

use crate::model::{CaseId, CoderId, Completeness, Project, TranscriptId};

/// What a project holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// Transcripts by title.
    pub transcripts: Vec<TranscriptInfo>,
    /// Codes without subcodes.
    pub codes: usize,
    /// Codes with subcodes.
    pub themes: usize,
    /// Codings as entered, by all coders.
    pub codings: usize,
    /// Codings whose words are no longer in the text, which do not count above.
    pub orphans: usize,
    /// Coders by name, the consensus among them.
    pub coders: Vec<CoderInfo>,
    /// Participants.
    pub cases: usize,
    /// Attributes of cases and of transcripts.
    pub attributes: usize,
    /// Memos on anything.
    pub memos: usize,
}

/// One transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranscriptInfo {
    pub id: TranscriptId,
    /// As shown.
    pub title: String,
    /// Code points.
    pub characters: u32,
    /// Words (Unicode Standard Annex 29).
    pub words: usize,
    pub turns: usize,
    /// Labels of those who speak.
    pub speakers: Vec<String>,
    /// Its participant.
    pub case: Option<CaseId>,
    /// The participants that speakers are, by their labels.
    pub ties: Vec<(String, CaseId)>,
    /// SHA-256 of the text.
    pub sha256: String,
}

/// One coder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoderInfo {
    /// Their id.
    pub id: CoderId,
    /// As shown.
    pub name: String,
    /// Codings as entered.
    pub codings: usize,
    /// Transcripts in progress.
    pub in_progress: usize,
    /// Transcripts complete.
    pub complete: usize,
}

/// Looks at everything once.
pub fn info(project: &Project) -> Info {
    let book = project.codebook();
    let themes: HashSet<_> = book.codes().filter_map(|code| code.parent).collect();
    let transcripts = project.transcripts().into_iter().map(|t| TranscriptInfo {
        id: t.id(),
        title: t.title().to_owned(),
        characters: t.text().chars(),
        words: t.text().words().len(),
        turns: t.turns().len(),
        speakers: t.speakers().iter().map(|s| s.label.clone()).collect(),
        case: t.case(),
        ties: t.ties().map(|(label, case)| (label.to_owned(), case)).collect(),
        sha256: t.sha256().to_owned(),
    });
    let coder = |id: CoderId, name: &str| {
        let mut coder = CoderInfo { id, name: name.to_owned(), codings: 0, in_progress: 0, complete: 0 };
        for layer in project.layers().filter(|l| l.coder() == id) {
            coder.codings += layer.codings().len();
            match layer.status() {
                Completeness::NotStarted => {}
                Completeness::InProgress => coder.in_progress += 1,
                Completeness::Complete => coder.complete += 1,
            }
        }
        coder
    };
    Info {
        transcripts: transcripts.collect(),
        codes: book.len() - themes.len(),
        themes: themes.len(),
        codings: project.codings(),
        orphans: project.orphans().count(),
        coders: project.coders().into_iter().map(|c| coder(c.id, &c.name)).collect(),
        cases: project.cases().len(),
        attributes: project.attributes().len(),
        memos: project.memos().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Study, coder};

    #[test]
    fn everything_is_counted_once() {
        let mut study = Study::of(&["I: Why?\n\nP: She listened 🙂 to me.\n", "P: no\n"]);
        study.codings(0, coder(0), &[(1, 0..3), (2, 0..3)]);
        study.in_progress(1, coder(0));
        let info = info(&study.project());
        assert_eq!((info.codes, info.themes, info.codings), (3, 1, 2));
        let first = &info.transcripts[0];
        assert_eq!((first.characters, first.words, first.turns), (34, 7, 2));
        assert_eq!(first.speakers, ["I", "P"]);
        let asha = &info.coders[1];
        assert_eq!((asha.codings, asha.in_progress, asha.complete), (2, 1, 1), "{asha:?}");
    }
}
