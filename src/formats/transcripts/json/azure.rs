//! Azure's Speech service: phrases, each with the best of what may have been said.

use super::form::{Form, MILLISECONDS, Shape, Turns, Words};

/// Ticks of 100 nanoseconds.
const TICKS: f64 = 0.0001;

/// - In a batch: `recognizedPhrases`
///   (<https://learn.microsoft.com/azure/ai-services/speech-service/batch-transcription-get>). Words as they are displayed are
///   taken; those beside them are in small letters and without marks.
/// - Fast transcription: `phrases` (<https://learn.microsoft.com/azure/ai-services/speech-service/fast-transcription-create>).
pub(super) const FORMS: &[Form] = &[
    Form {
        name: "Azure Speech",
        has: &["recognizedPhrases.0.nBest"],
        shape: Shape::Turns(Turns {
            list: "recognizedPhrases",
            speaker: "speaker",
            start: "offsetInTicks",
            text: "nBest.0.display",
            words: Words {
                list: "nBest.0.displayWords",
                speaker: "",
                start: "offsetInTicks",
                text: ["displayText", ""],
                unit: TICKS,
            },
        }),
    },
    Form {
        name: "Azure Speech",
        has: &["phrases.0.offsetMilliseconds"],
        shape: Shape::Turns(Turns {
            list: "phrases",
            speaker: "speaker",
            start: "offsetMilliseconds",
            text: "text",
            words: Words {
                list: "words",
                speaker: "",
                start: "offsetMilliseconds",
                text: ["text", ""],
                unit: MILLISECONDS,
            },
        }),
    },
];
