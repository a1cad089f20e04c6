//! A made-up study of any size, the same in every run: the shape of a funded one, with 40 codes in 8 themes, three
//! coders, and transcripts of 40,000 characters that carry 150 codings a coder.

use std::collections::BTreeMap;
use std::fmt::Write;

use concord::model::*;
use concord::text::{Text, TurnRules, recognise};
use uuid::Uuid;

/// Ids in a row and one time: the same study in every run.
pub(crate) struct Fixed(u128);

impl Stamp for Fixed {
    fn uuid(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
}

/// Pseudo-random numbers (xorshift), the same in every run.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }
}

const WORDS: &str = "really just kind sort thing maybe then because when always never people time day week year think \
     feel know like went came back good hard first last little much still again after before with about from into over \
     trust carer listened kept promise honest social worker visit rang meeting changed room kitchen school teacher café \
     naïve “home” 🙂 suitcase friend brother together apart split rules phone allowed";

/// The words of one interview, about `chars` code points.
pub(crate) fn words(chance: &mut Chance, chars: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut text = String::with_capacity(chars + 400);
    while text.len() < chars {
        text.push_str("Interviewer: Can you tell me more about that?\n\nParticipant: ");
        for _ in 0..=chance.below(6) {
            let _ = write!(text, "{}", ["Well", "Yeah", "And then", "I think"][chance.below(4)]);
            for _ in 0..6 + chance.below(11) {
                text.push(' ');
                text.push_str(words[chance.below(words.len())]);
            }
            text.push_str(". ");
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    text
}

fn transcript(n: usize, text: Text, stamp: &mut Fixed) -> Edit {
    let title = format!("T{:03}", n + 1);
    let found = recognise(text.as_str(), &TurnRules::default());
    let speakers = found.speakers.iter().map(|s| Speaker { label: s.label.clone(), role: s.role }).collect();
    Edit::PutTranscript(Box::new(TranscriptRecord {
        id: TranscriptId(stamp.uuid()),
        slug: slug(&title),
        sha256: sha256(text.as_str()),
        source: Some(format!("{title}.txt")),
        case: None,
        speakers,
        values: BTreeMap::new(),
        turns: found.turns.iter().map(|t| TurnRecord::of(&text, t)).collect(),
        text: Some(text),
        title,
    }))
}

/// Codings near places that the coders share, with borders and codes that differ.
fn codings(
    text: &Text,
    codes: &[CodeId],
    count: usize,
    seed: u64,
    coder: u64,
    stamp: &mut Fixed,
) -> Vec<CodingRecord> {
    let mut shared = Chance::new(seed);
    let mut own = Chance::new(seed * 31 + coder);
    let one = |_| {
        let start = shared.below(text.len() - 300);
        let (length, code) = (40 + shared.below(200), shared.below(codes.len()));
        let start = start + own.below(12);
        let length = length + own.below(20);
        let code = if own.below(6) == 0 { own.below(codes.len()) } else { code };
        let start = text.floor_grapheme(start);
        let span = text.span_widened(start..start + length).ok()?;
        Some(CodingRecord::new(
            CodingId(stamp.uuid()),
            codes[code],
            Passage::of(text, span),
            Timestamp::UNIX_EPOCH,
        ))
    };
    (0..count).filter_map(one).collect()
}

/// A coded study of so many transcripts.
pub(crate) fn study(transcripts: usize, chars: usize, per_coder: usize) -> Project {
    let mut stamp = Fixed(0);
    let mut edits = Vec::new();
    let mut codes = Vec::new();
    for theme in 0..8 {
        let parent = Code::new(CodeId(stamp.uuid()), format!("Theme {theme}"), None, Colour([179, 55, 54]));
        for n in 0..5 {
            let name = format!("code {theme}.{n}");
            let code = Code::new(CodeId(stamp.uuid()), name, Some(parent.id), Colour([3, 107, 185]));
            codes.push(code.id);
            edits.push(Edit::PutCode(Box::new(code)));
        }
        edits.push(Edit::PutCode(Box::new(parent)));
    }
    let coders: Vec<CoderId> = (0..3).map(|_| CoderId(stamp.uuid())).collect();
    for (n, &id) in coders.iter().enumerate() {
        let (name, colour) = (format!("C{}", n + 1), Colour([11, 110, 110]));
        edits.push(Edit::PutCoder(Coder { id, name, colour, role: CoderRole::Person }));
    }
    for n in 0..transcripts {
        let text = Text::new(words(&mut Chance::new(n as u64 + 1), chars));
        let put = transcript(n, text.clone(), &mut stamp);
        let Edit::PutTranscript(record) = &put else { continue };
        let id = record.id;
        edits.push(put);
        for (k, &coder) in coders.iter().enumerate() {
            let codings = codings(&text, &codes, per_coder, n as u64 + 1, k as u64, &mut stamp);
            edits.push(Edit::PutCodings { transcript: id, coder, codings });
            edits.push(Edit::SetStatus { transcript: id, coder, status: Completeness::Complete });
        }
    }
    let project = Project::new(ProjectId(stamp.uuid()), "A made-up study", Timestamp::UNIX_EPOCH);
    project.apply_all(&edits).expect("the made-up edits fit the made-up study")
}
