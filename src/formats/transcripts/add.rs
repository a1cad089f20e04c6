//! Transcripts that a person has confirmed, as edits. Never adds the same one twice, and never takes a name that is
//! taken.

use std::collections::{BTreeMap, HashMap};

use crate::formats::shared::draft::TranscriptDraft;
use crate::formats::shared::format::Format;
use crate::formats::shared::outcome::{Import, Lost, Warning};
use crate::lang::{Message, message};
use crate::model::{
    Edit, KeptFile, KeptTimes, Project, Speaker, Stamp, Transcript, TranscriptId, TranscriptRecord,
    TurnRecord, folded, sha256, slug,
};
use crate::text::{SpeakerIx, Turn};

/// The edits that add transcripts. One with the title and words of another is left out; one with the title alone
/// gets a number; each with a warning.
pub fn add(project: &Project, drafts: &[TranscriptDraft], stamp: &mut dyn Stamp) -> Import {
    let mut import = Import::default();
    let mut known = Known::of(project);
    for draft in drafts {
        let mut warn = |message: Message| import.warnings.push(Warning::file(&draft.source, message));
        if known.title_of.get(&draft.sha256).is_some_and(|title| folded(title) == folded(&draft.title)) {
            warn(message!("file-already-there", title = draft.title));
            continue;
        }
        if let Some(title) = known.title_of.get(&draft.sha256) {
            warn(message!("file-same-words", title));
        }
        draft.decoding.doubt().into_iter().for_each(&mut warn);
        let title = known.free_title(&draft.title);
        if title != draft.title {
            warn(message!("file-title-taken", said = draft.title, title));
        }
        Lost::sum(&mut import.lost, &draft.source, draft.lost.iter().cloned());
        import.warnings.extend(draft.warnings.iter().cloned());
        import.warnings.extend(draft.doubts());
        let slug = known.free_slug(&title);
        known.add(&title, &slug, &draft.sha256);
        let record = record(draft, TranscriptId(stamp.uuid()), title, slug);
        import.edits.push(Edit::PutTranscript(Box::new(record)));
        import.count("transcripts");
    }
    import
}

/// The edits that keep files as they are, each with the format it was read in; one that is kept already is not kept again.
pub fn keep<'f>(
    project: &Project,
    files: impl IntoIterator<Item = (&'f Format, &'f str, &'f [u8])>,
    stamp: &dyn Stamp,
) -> Vec<Edit> {
    let mut kept = BTreeMap::new();
    for (format, name, bytes) in files {
        let sum = sha256(bytes);
        if project.kept_file(&sum).is_some() {
            continue;
        }
        kept.entry(sum).or_insert_with_key(|sum| KeptFile {
            sha256: sum.clone(),
            name: name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(),
            format: format.id.to_owned(),
            at: stamp.now(),
            read_as: BTreeMap::new(),
            bytes: Some(bytes.to_vec().into()),
        });
    }
    kept.into_values().map(|file| Edit::KeepFile(Box::new(file))).collect()
}

/// Who speaks in a draft, and where.
pub(super) fn known_as(draft: &TranscriptDraft) -> (Vec<Speaker>, Vec<TurnRecord>) {
    let (speakers, numbers) = speakers(draft);
    let named = |turn: &Turn| {
        let speaker = turn.speaker.and_then(|ix| numbers.get(usize::from(ix.0)).copied());
        TurnRecord::of(&draft.text, &Turn { speaker, ..turn.clone() })
    };
    (speakers, draft.recognition.turns.iter().map(named).collect())
}

fn record(draft: &TranscriptDraft, id: TranscriptId, title: String, slug: String) -> TranscriptRecord {
    let (speakers, turns) = known_as(draft);
    TranscriptRecord {
        id,
        title,
        slug,
        sha256: draft.sha256.clone(),
        source: Some(draft.source.clone()),
        case: None,
        speakers,
        values: BTreeMap::new(),
        turns,
        times: KeptTimes::new(&draft.text, &draft.times),
        text: Some(draft.text.clone()),
    }
}

/// The speakers of a draft, those with one name as one; and, for each that was guessed, which of them it is.
fn speakers(draft: &TranscriptDraft) -> (Vec<Speaker>, Vec<SpeakerIx>) {
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut numbers = Vec::new();
    let mut known: HashMap<String, SpeakerIx> = HashMap::new();
    for guess in &draft.recognition.speakers {
        let number = *known.entry(folded(&guess.name)).or_insert_with(|| {
            speakers.push(Speaker::new(guess.name.clone(), guess.role));
            SpeakerIx(speakers.len() as u16 - 1)
        });
        numbers.push(number);
    }
    (speakers, numbers)
}

/// The names that are taken, and the title of each text by its hash.
struct Known {
    title_of: HashMap<String, String>,
    titles: HashMap<String, usize>,
    slugs: HashMap<String, usize>,
}

impl Known {
    fn of(project: &Project) -> Self {
        let mut known = Self { title_of: HashMap::new(), titles: HashMap::new(), slugs: HashMap::new() };
        for transcript in project.transcripts() {
            let transcript: &Transcript = transcript;
            known.add(transcript.title(), transcript.slug(), transcript.sha256());
        }
        known
    }

    fn add(&mut self, title: &str, slug: &str, sha256: &str) {
        self.title_of.insert(sha256.to_owned(), title.to_owned());
        self.titles.entry(folded(title)).or_insert(1);
        self.slugs.entry(folded(slug)).or_insert(1);
    }

    fn free_title(&mut self, title: &str) -> String {
        free(&mut self.titles, title, |n| format!("{title} ({n})"))
    }

    fn free_slug(&mut self, title: &str) -> String {
        let slug = slug(title);
        free(&mut self.slugs, &slug, |n| format!("{slug}-{n}"))
    }
}

/// The name, or the first with a number that is free; remembers how far the numbers have got.
fn free(taken: &mut HashMap<String, usize>, name: &str, numbered: impl Fn(usize) -> String) -> String {
    let Some(last) = taken.get(&folded(name)).copied() else { return name.to_owned() };
    let mut number = last + 1;
    while taken.contains_key(&folded(&numbered(number))) {
        number += 1;
    }
    taken.insert(folded(name), number);
    numbered(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::tests::{Count, project};
    use crate::formats::{TranscriptOptions, txt::read};

    fn draft(name: &str, words: &[u8]) -> TranscriptDraft {
        read(name, words, &TranscriptOptions::default()).unwrap()
    }

    #[test]
    fn what_is_lost_is_summed_by_kind_and_names_its_files() {
        let lossy = |name: &str, n: usize| {
            let mut draft = draft(name, name.as_bytes());
            draft.lost = vec![Lost {
                what: message!("part-comment"),
                count: n,
                why: message!("file-only-words-kept"),
                files: vec![],
            }];
            draft
        };
        let mut drafts = vec![lossy("a.txt", 1), lossy("b.txt", 2), lossy("c.txt", 3)];
        drafts[2].lost[0].what = message!("part-picture");
        let import = add(&project(), &drafts, &mut Count::default());
        let told: Vec<_> =
            import.lost.iter().map(|l| format!("{} {} {}", l.count, l.what, l.files.join(" "))).collect();
        assert_eq!(told, ["3 comment a.txt b.txt", "3 picture c.txt"]);
    }

    #[test]
    fn names_are_free_and_nothing_comes_twice() {
        let drafts = [
            draft("P1.txt", b"I: a?\nP: b"),
            draft("p1.md", b"other"),
            draft("P1.txt", b"I: a?\nP: b"),
            draft("P 1!.txt", b"third"),
            draft("Same.txt", b"third"),
            draft("Guess.txt", b"caf\xE9 it was"),
        ];
        let mut stamp = Count::default();
        let import = add(&project(), &drafts, &mut stamp);
        let after = project().apply_all(&import.edits).unwrap();
        let titles: Vec<_> = after.transcripts().iter().map(|t| t.title().to_owned()).collect();
        assert_eq!(titles, ["Guess", "P1", "p1 (2)", "P 1!", "Same"]);
        assert_eq!(import.added["transcripts"], 5);
        let said = import.warnings.iter().map(|w| w.message.to_string());
        let said: Vec<_> = said.filter(|words| !words.starts_with("no speakers")).collect();
        assert_eq!(said.len(), 4, "{said:?}");
        assert!(said[3].contains("windows-1252"), "{said:?}");
        let first = after.transcript_named("P1").unwrap();
        assert_eq!((first.turns().len(), first.speakers().len()), (2, 2));

        let again = add(&after, &drafts[..1], &mut stamp);
        assert!(again.edits.is_empty() && again.warnings.len() == 1);
    }
}
