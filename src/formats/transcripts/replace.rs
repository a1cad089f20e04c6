//! The words of a transcript that is there replaced by those of a corrected file: what is coded goes with its words as after
//! any correction, and who speaks where is as the new file has it. Tells what becomes of everything, and makes no step.

use std::collections::BTreeMap;

use super::add::{keep, known_as};
use crate::formats::shared::draft::TranscriptDraft;
use crate::formats::shared::format::Format;
use crate::formats::shared::outcome::{Lost, Warning};
use crate::lang::{Message, Tell, list, message, place};
use crate::model::{
    CoderId, Edit, EditError, Fate, HiddenWork, KeptTimes, Project, Speaker, Stamp, Transcript, TranscriptId,
    TranscriptRecord, corrected, folded,
};
use crate::text::shortened;

/// How many codings that lose their words are named.
const MOST: usize = 20;
/// Letters of one of them.
const QUOTE: usize = 60;

/// What a corrected file would make of a transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replacement {
    /// The edits, for one step.
    pub edits: Vec<Edit>,
    /// The transcript’s title, which stays.
    pub title: String,
    /// Codings whose words stay.
    pub kept: usize,
    /// Codings some words inside which change.
    pub reworded: usize,
    /// Codings that lose words at an end.
    pub shortened: usize,
    /// Codings none of whose words are left: they are kept without a passage.
    pub lost: usize,
    /// Memos on passages whose words change.
    pub memos: usize,
    /// What to look at.
    pub warnings: Vec<Warning>,
    /// What of the new file is not in its words.
    pub left_out: Vec<Lost>,
}

/// Why a file cannot take the place of another; nothing is done.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.message())]
pub enum ReplaceError {
    /// The words cannot be corrected so.
    Edit(#[from] EditError),
    /// Others' work is hidden from who asks.
    Hidden(#[from] HiddenWork),
}

impl Tell for ReplaceError {
    fn message(&self) -> Message {
        match self {
            Self::Edit(why) => why.message(),
            Self::Hidden(why) => why.message(),
        }
    }
}

/// A file as it was read, and what it was read from.
#[derive(Clone, Copy)]
pub struct NewFile<'f> {
    pub draft: &'f TranscriptDraft,
    pub format: &'static Format,
    pub bytes: &'f [u8],
    /// Whether it is kept as it came; it is anyway where the one before was.
    pub is_kept: bool,
}

/// What a corrected file makes of a transcript, with codings told as far as somebody may see them.
///
/// # Errors
/// When the transcript is not there, or others' work that is hidden from them would change.
pub fn replacing(
    project: &Project,
    id: TranscriptId,
    new: &NewFile<'_>,
    viewer: Option<CoderId>,
    stamp: &dyn Stamp,
) -> Result<Replacement, ReplaceError> {
    let missing = || EditError::Missing { what: "transcript", id: id.to_string() };
    let was = project.transcript(id).ok_or_else(missing)?;
    let draft = new.draft;
    let mut told = Replacement { title: was.title().to_owned(), ..Replacement::default() };
    told.warnings.extend(draft.decoding.doubt().map(|doubt| Warning::file(&draft.source, doubt)));
    told.warnings.extend(draft.warnings.iter().cloned());
    told.warnings.extend(draft.doubts());
    told.left_out.extend(draft.lost.iter().cloned());
    let splices = corrected(was.text().as_str(), draft.text.as_str());
    words(project, was, &splices, viewer, &mut told)?;
    if !splices.is_empty() {
        let sha256 = draft.sha256.clone();
        told.edits.push(Edit::CorrectText { transcript: id, splices, sha256 });
    }
    let record = record(was, draft, &mut told);
    if record != was.record() {
        told.edits.push(Edit::PutTranscript(Box::new(record)));
    }
    files(project, was, new, stamp, &mut told);
    project.may_take_away(&project.apply_all(&told.edits)?, viewer)?;
    Ok(told)
}

/// What becomes of codings and memos.
fn words(
    project: &Project,
    was: &Transcript,
    splices: &[crate::text::Splice],
    viewer: Option<CoderId>,
    told: &mut Replacement,
) -> Result<(), EditError> {
    let mut warn = |message| told.warnings.push(Warning::file(was.title(), message));
    let gone: u32 = splices.iter().map(|splice| splice.end.0 - splice.start.0).sum();
    let chars = was.text().chars();
    if u64::from(gone) * 2 > u64::from(chars) {
        let percent = (u64::from(gone) * 100 / u64::from(chars.max(1))) as usize;
        warn(message!("replace-other-words", percent));
    }
    let seen = project.seen_by(viewer);
    let effect = seen.effect_of(was.id(), splices)?;
    let all: usize = seen.layers_of(was.id()).map(|layer| layer.codings().len()).sum();
    told.kept = all - effect.codings.len();
    told.memos = effect.memos.len();
    let mut named = 0;
    for of in &effect.codings {
        match of.fate {
            Fate::Reworded(_) => told.reworded += 1,
            Fate::Shrunk(_) => told.shortened += 1,
            Fate::Gone => {
                told.lost += 1;
                named += 1;
                if named <= MOST {
                    let words = shortened(was.text().slice(of.before), QUOTE);
                    let (code, coder) = (seen.codebook().path(of.code), seen.coder_name(of.coder));
                    let at = place(was.text().char_of(of.before.start()).0);
                    warn(message!("replace-coding-lost", code, coder, words, at));
                }
            }
        }
    }
    if named > MOST {
        warn(message!("replace-more-lost", n = named - MOST));
    }
    Ok(())
}

/// What is known of the transcript, with the turns and speakers of the new file. One who speaks in both stays as they were.
fn record(was: &Transcript, draft: &TranscriptDraft, told: &mut Replacement) -> TranscriptRecord {
    let before: BTreeMap<String, &Speaker> =
        was.speakers().iter().map(|speaker| (folded(&speaker.label), speaker)).collect();
    let (mut speakers, turns) = known_as(draft);
    for speaker in &mut speakers {
        if let Some(known) = before.get(&folded(&speaker.label)) {
            *speaker = Speaker::clone(known);
        }
    }
    let stays = |label: &str| speakers.iter().any(|speaker| folded(&speaker.label) == folded(label));
    let gone: Vec<_> = was.speakers().iter().map(|s| s.label.clone()).filter(|label| !stays(label)).collect();
    let mut warn = |message| told.warnings.push(Warning::file(&draft.source, message));
    if !gone.is_empty() {
        warn(message!("replace-speakers-gone", n = gone.len(), names = list(gone)));
    }
    let timed = |times: &mut dyn Iterator<Item = Option<u32>>| times.flatten().count();
    let had = timed(&mut was.turns().iter().map(|turn| turn.time_ms));
    if had > 0 && timed(&mut turns.iter().map(|turn| turn.time_ms)) == 0 {
        warn(message!("replace-times-gone", n = had));
    }
    let source = Some(draft.source.clone());
    let (sha256, times) = (draft.sha256.clone(), KeptTimes::new(&draft.text, &draft.times));
    TranscriptRecord { sha256, source, speakers, turns, times, text: None, ..was.record() }
}

/// A file that was kept is no longer, where no other transcript came from it, and the new one is.
fn files(project: &Project, was: &Transcript, new: &NewFile<'_>, stamp: &dyn Stamp, told: &mut Replacement) {
    let source = was.source();
    let others = project.transcripts().into_iter().filter(|t| t.id() != was.id());
    let is_shared = others.into_iter().any(|t| t.source() == source);
    let old = project.kept_files().into_iter().filter(|f| source == Some(f.name.as_str()) && !is_shared);
    let old: Vec<_> = old.map(|file| file.sha256.clone()).collect();
    let mut kept = Vec::new();
    if new.is_kept || !old.is_empty() {
        kept = keep(project, [(new.format, new.draft.source.as_str(), new.bytes)], stamp);
    }
    let same = crate::model::sha256(new.bytes);
    told.edits.extend(old.into_iter().filter(|sum| *sum != same).map(Edit::ForgetFile));
    told.edits.extend(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::tests::{Count, project};
    use crate::formats::transcripts::{add, txt};
    use crate::formats::{FormatError, TranscriptOptions};
    use crate::model::{
        Code, CodeId, Coder, CoderRole, CodingId, CodingRecord, Colour, Passage, Phase, Stage, Timestamp,
    };
    use crate::text::SpeakerRole;

    const OLD: &str = "INT: How was it?\nP01: She recieved a big parcel and listened.\nINT: And then?\nP01: We moved away.\n";

    fn draft(name: &str, words: &str) -> Result<TranscriptDraft, FormatError> {
        txt::read(name, words.as_bytes(), &TranscriptOptions::default())
    }

    /// One transcript, whose first speaker asks, coded by two.
    fn coded() -> (Project, TranscriptId) {
        let mut stamp = Count::default();
        let import = add(&project(), &[draft("P01.txt", OLD).unwrap()], &mut stamp);
        let there = project().apply_all(&import.edits).unwrap();
        let transcript = there.transcript_named("P01").unwrap();
        let (id, text) = (transcript.id(), transcript.text().clone());
        let code = Code::new(CodeId(stamp.uuid()), "Love", None, Colour([1, 2, 3]));
        let mut record = transcript.record();
        record.speakers[1].role = SpeakerRole::Other;
        let mut edits = vec![Edit::PutTranscript(Box::new(record)), Edit::PutCode(Box::new(code.clone()))];
        for (name, passages) in
            [("C1", &["recieved a", "a big", "big", "We moved away."][..]), ("C2", &["listened"])]
        {
            let coder = CoderId(stamp.uuid());
            let role = CoderRole::Person;
            edits.push(Edit::PutCoder(Coder { id: coder, name: name.into(), colour: code.colour, role }));
            let codings = passages.iter().map(|words| {
                let at = OLD.find(words).unwrap();
                let at = Passage::of(&text, text.span(at..at + words.len()).unwrap());
                CodingRecord::new(CodingId(stamp.uuid()), code.id, at, Timestamp::UNIX_EPOCH)
            });
            let codings = codings.collect();
            edits.push(Edit::PutCodings { transcript: id, coder, codings });
        }
        (there.apply_all(&edits).unwrap(), id)
    }

    fn replaced(there: &Project, id: TranscriptId, words: &str) -> Result<Replacement, ReplaceError> {
        let draft = draft("P01 corrected.txt", words).unwrap();
        let new = NewFile { draft: &draft, format: &txt::FORMAT, bytes: words.as_bytes(), is_kept: false };
        let c1 = there.coder_named("C1").unwrap().id;
        replacing(there, id, &new, Some(c1), &Count::default())
    }

    #[test]
    fn codings_go_with_their_words() {
        let (there, id) = coded();
        let words = OLD.replace("recieved a big", "received a").replace("And then?", "And then, Kim?");
        let told = replaced(&there, id, &words).unwrap();
        assert_eq!((told.kept, told.reworded, told.shortened, told.lost), (2, 1, 1, 1), "{told:?}");
        let said: Vec<_> = told.warnings.iter().map(|w| w.message.to_string()).collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("Love") && said[0].contains("“big”") && said[0].contains("C1"), "{said:?}");
        let after = there.apply_all(&told.edits).unwrap();
        assert_eq!(after.check(), []);
        let now = after.transcript(id).unwrap();
        assert_eq!((now.text().as_str(), now.title(), now.turns().len()), (words.as_str(), "P01", 4));
        assert_eq!(now.source(), Some("P01 corrected.txt"));
        assert_eq!(now.speakers()[1].role, SpeakerRole::Other, "as somebody said");
        assert_eq!((after.codings(), after.orphans().count()), (4, 1));
        // Undone it is as it was.
        assert!(after.apply_all(&after.diff(&there)).unwrap() == there);
        // The same words again change nothing but where they came from.
        let told = replaced(&there, id, OLD).unwrap();
        assert_eq!((told.kept, told.edits.len()), (5, 1));
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let (there, id) = coded();
        let told = replaced(&there, id, "A: Something else.\nB: Altogether.\nA: Yes.\nB: No.\n").unwrap();
        let said = told.warnings.iter().map(|w| w.message.to_string()).collect::<Vec<_>>().join("\n");
        for part in ["of the words are others", "INT", "P01"] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert_eq!(there.apply_all(&told.edits).unwrap().check(), []);
    }

    #[test]
    fn others_hidden_work_is_for_a_supervisor() {
        let (there, id) = coded();
        let sue = CoderId(uuid::Uuid::max());
        let (name, colour, role) = ("Sue".to_owned(), Colour([1, 1, 1]), CoderRole::Supervisor);
        let stage = Stage { phase: Phase::Independent, ..Stage::default() };
        let edits = [Edit::PutCoder(Coder { id: sue, name, colour, role }), Edit::SetPhase(stage)];
        let there = there.apply_all(&edits).unwrap();
        let why = replaced(&there, id, &OLD.replace("big ", "")).unwrap_err();
        assert!(matches!(why, ReplaceError::Hidden(_)), "{why}");
        // What moves nothing of theirs may be done by anybody, who is told of their own alone.
        let told = replaced(&there, id, &OLD.replace("away", "far away")).unwrap();
        assert_eq!((told.kept, told.reworded), (3, 1));
    }
}
