//! Agreement transcript by transcript: where coders differ more than elsewhere. Plain data; never draws.

use super::rows::Table;
use crate::agreement::{Alone, Score, Watch};
use crate::model::{Colour, Project, TranscriptId};

/// One transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which.
    pub transcript: TranscriptId,
    /// Its title.
    pub title: String,
    /// Its units.
    pub units: u64,
    /// The coefficient over all codes; none where it does not apply to all of them.
    pub pooled: Option<Score>,
    /// That of each code, in the order of the table.
    pub codes: Vec<(Colour, Option<Score>)>,
}

/// All transcripts that count, by title.
pub type Small = Vec<Card>;

/// Each transcript alone; nothing when it was stopped.
pub fn small(project: &Project, data: &Table, figure: &str, watch: &dyn Watch) -> Option<Small> {
    let card = |alone: Alone| {
        Some(Card {
            transcript: alone.transcript,
            title: project.transcript(alone.transcript)?.title().to_owned(),
            units: alone.units,
            pooled: alone.overall,
            codes: data.rows.iter().map(|row| row.colour).zip(alone.codes).collect(),
        })
    };
    Some(data.study.by_transcript(figure, watch)?.into_iter().filter_map(card).collect())
}

#[cfg(test)]
mod tests {
    use super::super::question::Question;
    use super::super::rows::{score, table};
    use super::*;
    use crate::agreement::{Query, Study, Unwatched};
    use crate::store::Progress;
    use crate::ui::demo::project;

    #[test]
    fn each_transcript_alone_is_the_answer_to_the_question_about_it() {
        let project = project();
        let query = Question::default().query(&project);
        let data = table(&project, Study::new(&project, &query), &Progress::default()).unwrap();
        let cards = small(&project, &data, "positive_agreement", &Unwatched).unwrap();
        assert_eq!(cards.iter().map(|card| card.title.as_str()).collect::<Vec<_>>(), ["P01", "P02", "P03"]);
        for card in cards {
            let codes = data.study.codes().to_vec();
            let alone =
                Query { transcripts: Some(vec![card.transcript]), codes: Some(codes), ..query.clone() };
            let answer = crate::agreement::answer(&project, &alone);
            assert_eq!(card.units, answer.units);
            assert_eq!(card.pooled, score(&answer.overall, "positive_agreement"));
            let codes: Vec<_> = answer.codes.iter().map(|c| score(&c.scores, "positive_agreement")).collect();
            assert_eq!(card.codes.iter().map(|(_, score)| *score).collect::<Vec<_>>(), codes);
        }
    }
}
