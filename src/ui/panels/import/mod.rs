//! What an import would do, before it does it: encoding and speakers of transcripts to confirm or correct, tables by
//! what they hold, a text that somebody typed. The import itself is one step like any.

mod cases;
mod columns;
mod detail;
mod file;
mod layouts;
mod lines;
mod passages;
mod people;
mod show;
mod table;
mod typed;
mod typing;

use crate::formats::{
    Import, ImportOptions, Location, MarksWanted, TranscriptDraft, Warning, marked, transcripts,
};
use crate::lang::{tell, text, with};
use crate::model::{CoderId, Edit, Project, Stamp, TranscriptId, TranscriptRecord};
use crate::session::{CommitError, Session, SystemStamp};
use crate::store::Progress;
use crate::text::{Layout, TurnRules};
use crate::ui::steps::speakers::{Voices, ties};
use cases::Tying;
use file::{File, Holds};
use lines::Reading;
pub(in crate::ui) use typed::Typed;
use typing::Typing;

/// What is marked in documents, where a person wants it.
const BOTH: MarksWanted = MarksWanted { highlights: true, comments: true };

/// Files before they are imported.
pub(in crate::ui) struct Preview {
    /// What they are imported into.
    project: Project,
    files: Vec<File>,
    chosen: usize,
    /// Whether the files of transcripts are kept as they are.
    keep: bool,
    /// Whether highlights and comments of documents become codings and memos.
    marks: bool,
    /// Whether codes that tables of codings have and the codebook lacks are added to it.
    adds_codes: bool,
    /// Which speakers become cases.
    tying: Tying,
    /// Which lines of the chosen file are looked at.
    reading: Reading,
    /// What is being written into a field.
    typing: Typing,
}

/// What an import came to.
pub(in crate::ui) struct ImportOutcome {
    /// The first transcript that came in.
    pub(in crate::ui) first: Option<TranscriptId>,
    /// What was done.
    pub(in crate::ui) said: Option<String>,
    /// Warnings and losses.
    pub(in crate::ui) told: Option<String>,
}

impl Preview {
    /// What the files hold, by guessing; none where that is cancelled. Tables are read as if the transcripts among the
    /// files were there already.
    pub(in crate::ui) fn of(
        project: &Project,
        files: Vec<(String, Vec<u8>)>,
        progress: &Progress,
    ) -> Option<Self> {
        let mut read = Vec::with_capacity(files.len());
        for (name, bytes) in files {
            progress.go_on().ok()?;
            read.push(File::of(name, bytes));
            progress.step();
        }
        // Transcripts, then codes, then what refers to them.
        read.sort_by_key(File::place);
        let mut preview = Self::with_files(project, read);
        preview.agree_on_roles();
        preview.read_tables();
        preview.see();
        progress.go_on().ok().map(|()| preview)
    }

    /// What a text that somebody typed holds.
    pub(in crate::ui) fn of_typed(project: &Project, title: &str, words: &str) -> Self {
        let mut preview = Self::with_files(project, vec![File::typed(title, words)]);
        preview.see();
        preview
    }

    fn with_files(project: &Project, files: Vec<File>) -> Self {
        let (tying, reading, typing) = Default::default();
        let (project, keep, marks, adds_codes) = (project.clone(), false, false, false);
        Self { project, files, chosen: 0, keep, marks, adds_codes, tying, reading, typing }
    }

    /// Whether it is of a text that somebody typed.
    pub(in crate::ui) fn is_typed(&self) -> bool {
        self.files.iter().all(File::is_typed)
    }

    /// Works out what is told of the chosen file, and who would become a case, unless that is known.
    fn see(&mut self) {
        if let Some(file) = self.files.get_mut(self.chosen) {
            file.see();
        }
        self.tying.work_out(&self.project, &self.files);
    }

    /// Whether any file is a document in which words can be marked.
    fn may_be_marked(&self) -> bool {
        self.files.iter().any(File::may_be_marked)
    }

    /// Takes highlights and comments along, or leaves them out.
    fn take_marks(&mut self, wanted: bool) {
        self.marks = wanted;
        let marks = if wanted { BOTH } else { MarksWanted::default() };
        let documents = self.files.iter_mut().filter(|file| file.may_be_marked());
        documents.for_each(|file| file.change(|options| options.marks = marks));
    }

    /// Whether any file is a table of codings, which may have codes that the codebook lacks.
    fn may_lack_codes(&self) -> bool {
        self.files.iter().any(File::holds_codings)
    }

    /// Adds codes that tables of codings have and the codebook lacks, or refuses such tables.
    fn add_codes(&mut self, wanted: bool) {
        self.adds_codes = wanted;
        for file in self.files.iter_mut().filter(|file| file.holds_codings()) {
            let Holds::Table { options, import, .. } = &mut file.holds else { continue };
            options.add_codes = wanted;
            // What was refused for want of codes is looked at anew.
            file.wanted |= import.is_err();
        }
        self.read_tables();
        self.see();
    }

    /// Looks at another file.
    fn choose(&mut self, at: usize) {
        self.finish_typing();
        if at != self.chosen && at < self.files.len() {
            (self.chosen, self.reading) = (at, Reading::default());
        }
    }

    /// Reads every table into the project as it would be when the files before it are in.
    fn read_tables(&mut self) {
        let drafts = self.wanted_drafts();
        let added = transcripts::add(&self.project, &drafts, &mut SystemStamp).edits;
        let mut before = with_edits(&self.project, &added);
        for file in &mut self.files {
            let Holds::Table { read, options, import, .. } = &mut file.holds else { continue };
            *import = read(&before, &file.name, &file.bytes, options, &mut SystemStamp)
                .map_err(|why| why.to_string());
            file.wanted &= import.is_ok();
            if let Ok(import) = import {
                before = with_edits(&before, &import.edits);
            }
        }
    }

    /// Decides about speakers in all files at once: the interviewer's label is the same in most.
    fn decide(&mut self, decision: impl Fn(&mut TurnRules)) {
        self.files.iter_mut().for_each(|file| file.recognise(&decision));
        self.agree_on_roles();
    }

    /// Reads the chosen file by another layout, and with it all that were read as it was.
    fn read_as(&mut self, layout: &'static Layout) {
        let before = self.files.get(self.chosen).and_then(File::layout);
        for (at, file) in self.files.iter_mut().enumerate() {
            if at == self.chosen || before.is_some() && file.layout() == before {
                file.recognise(|rules| rules.layout = Some(layout));
            }
        }
        self.agree_on_roles();
    }

    /// One name has one role in all files.
    fn agree_on_roles(&mut self) {
        let mut rules = TurnRules::default();
        let mut drafts = Vec::new();
        for file in &mut self.files {
            let Holds::Transcript { options, drafts: found, .. } = &mut file.holds else { continue };
            rules.clone_from(&options.rules);
            drafts.extend(found.iter_mut());
        }
        transcripts::agree_on_roles(&mut drafts, &rules);
        self.tying.forget();
    }

    /// How many files are to be imported.
    pub(in crate::ui) fn wanted(&self) -> usize {
        self.files.iter().filter(|f| f.wanted).count()
    }

    fn wanted_drafts(&self) -> Vec<TranscriptDraft> {
        self.files.iter().filter(|file| file.wanted).flat_map(|file| file.drafts().to_vec()).collect()
    }

    /// What undo calls it.
    fn label(&self) -> String {
        match self.files.as_slice() {
            [file] if file.is_typed() => with("step-type", &[("title", file.name.as_str().into())]),
            _ => with("step-import", &[("n", self.wanted().into())]),
        }
    }

    /// All that is wanted as one import.
    fn import(
        &self,
        project: &Project,
        viewer: Option<CoderId>,
        stamp: &mut dyn Stamp,
    ) -> Result<Import, String> {
        let mut whole = transcripts::add(project, &self.wanted_drafts(), stamp);
        for edit in &mut whole.edits {
            if let Edit::PutTranscript(record) = edit
                && self.is_typed()
            {
                record.source = None;
            }
        }
        let tied = self.tied(project, &whole.edits, stamp);
        whole.edits.extend(tied);
        let kept = self.files.iter().filter(|file| file.wanted && self.keep && !file.is_typed());
        let kept = kept.filter_map(|file| match &file.holds {
            Holds::Transcript { format, .. } => Some((*format, file.name.as_str(), file.bytes.as_slice())),
            Holds::Table { .. } | Holds::Nothing(_) => None,
        });
        whole.edits.extend(transcripts::keep(project, kept, stamp));
        let mut after = project.apply_all(&whole.edits).map_err(|why| tell(&why))?;
        if self.marks {
            let nobody = || text("import-marks-who");
            let coder = Some(after.coder_name(viewer.ok_or_else(nobody)?).to_owned());
            let options = ImportOptions { coder, in_progress: true, ..ImportOptions::default() };
            let seen = after.named_for(viewer);
            let mut import = marked(&seen, &self.wanted_drafts(), BOTH, &options, stamp);
            after.for_whom(&mut import.edits, viewer);
            after = after.apply_all(&import.edits).map_err(|why| tell(&why))?;
            whole.edits.extend(import.edits);
            whole.warnings.extend(import.warnings);
            whole.lost.extend(import.lost);
        }
        for file in self.files.iter().filter(|f| f.wanted) {
            let Holds::Table { read, options, .. } = &file.holds else { continue };
            let seen = after.named_for(viewer);
            let mut import =
                read(&seen, &file.name, &file.bytes, options, stamp).map_err(|why| why.to_string())?;
            after.for_whom(&mut import.edits, viewer);
            after = after.apply_all(&import.edits).map_err(|why| tell(&why))?;
            whole.edits.extend(import.edits);
            whole.warnings.extend(import.warnings);
            whole.lost.extend(import.lost);
        }
        project.may_take_in(&after, viewer).map_err(|why| tell(&why))?;
        Ok(whole)
    }

    /// The edits that tie speakers to cases, those of transcripts that are about to come in.
    fn tied(&self, project: &Project, edits: &[Edit], stamp: &mut dyn Stamp) -> Vec<Edit> {
        let Some(how) = self.tying.how() else { return Vec::new() };
        let voices = records(edits).map(|record| Voices {
            transcript: record.id,
            title: &record.title,
            speakers: &record.speakers,
        });
        ties(project, &voices.collect::<Vec<_>>(), how, stamp)
    }

    /// Makes the step, saves it, and gives what there is to tell about it.
    ///
    /// # Errors
    /// When it does not fit, with the reason, or is cancelled; the project is as before.
    pub(in crate::ui) fn make(
        &self,
        session: &mut Session,
        progress: &Progress,
    ) -> Result<ImportOutcome, Option<String>> {
        let import =
            self.import(session.project(), session.coder().map(|c| c.id), &mut SystemStamp).map_err(Some)?;
        progress.go_on().map_err(|_| None)?;
        let mut made = ImportOutcome {
            first: records(&import.edits).map(|record| record.id).min(),
            said: None,
            told: told(&import),
        };
        if !import.edits.is_empty() {
            let label = self.label();
            let tied = cases::said(&import.edits);
            session.commit_watched(&label, import.edits, progress).map_err(|why| match why {
                CommitError::Cancelled => None,
                why => Some(tell(&why)),
            })?;
            // What cannot be saved is kept and shown as unsaved.
            let _ = session.save();
            made.said = Some([Some(label), tied].into_iter().flatten().collect::<Vec<_>>().join(" · "));
        }
        Ok(made)
    }
}

/// The transcripts that edits add.
fn records(edits: &[Edit]) -> impl Iterator<Item = &TranscriptRecord> {
    edits
        .iter()
        .filter_map(|edit| if let Edit::PutTranscript(record) = edit { Some(&**record) } else { None })
}

/// The project with edits that fit it; without them where they do not.
fn with_edits(project: &Project, edits: &[Edit]) -> Project {
    project.apply_all(edits).unwrap_or_else(|_| project.clone())
}

/// Warnings and losses as one text, the first few in full.
fn told(import: &Import) -> Option<String> {
    const MOST: usize = 8;
    let said = |w: &Warning| format!("{}: {}", w.file, placed(w));
    let lost = import.lost.iter().map(crate::ui::context::lost::told);
    let mut lines: Vec<String> = import.warnings.iter().map(said).chain(lost).collect();
    if lines.len() > MOST {
        let more = lines.len() - MOST;
        lines.truncate(MOST);
        lines.push(with("and-more", &[("n", more.into())]));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What a warning says, with its place where that is not the whole file.
fn placed(warning: &Warning) -> String {
    match &warning.place {
        Location::Whole => tell(&warning.message),
        place => format!("{}: {}", tell(place), tell(&warning.message)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Format, Kind, by_extension};
    use crate::model::{Coder, CoderRole, Colour, Phase, ProjectId, Stage, Timestamp};
    use crate::text::{LabelRule, SpeakerRole};

    fn project() -> Project {
        Project::new(ProjectId(uuid::Uuid::nil()), "P", Timestamp::UNIX_EPOCH)
    }

    fn preview() -> Preview {
        let files = [
            ("codings.csv", "transcript,coder,code,start,end\nP01,C1,warmth,15,19\n"),
            ("codebook.csv", "code,parent,definition\nwarmth,Love,\n"),
            ("P01.txt", "Int: Why?\nP01: Because.\nInt: And?\nP01: No.\n"),
            ("P02.txt", "Int: Why?\nP02: So.\nInt: And?\nP02: Yes.\n"),
            ("picture.png", "\u{0}"),
        ];
        Preview::of(
            &project(),
            files.map(|(name, words)| (name.to_owned(), words.as_bytes().to_vec())).to_vec(),
            &Progress::default(),
        )
        .unwrap()
    }

    #[test]
    fn codings_of_others_are_for_who_leads_the_study_while_all_code_blind() {
        let mut stamp = SystemStamp;
        let coder = |name: &str, role, id| {
            Edit::PutCoder(Coder { id: CoderId(id), name: name.to_owned(), colour: Colour([1, 2, 3]), role })
        };
        let [c2, sue] = [(); 2].map(|()| stamp.uuid());
        let stage = Stage { phase: Phase::Independent, ..Stage::default() };
        let edits = [
            coder("C2", CoderRole::Person, c2),
            coder("Sue", CoderRole::Supervisor, sue),
            Edit::SetPhase(stage),
        ];
        let blind = project().apply_all(&edits).unwrap();
        let preview = preview();
        for viewer in [None, Some(CoderId(c2))] {
            let refused = preview.import(&blind, viewer, &mut stamp).map(|_| ()).unwrap_err();
            assert!(refused.contains("codings of C1, which only Sue can take in"), "{refused}");
        }
        assert!(preview.import(&blind, Some(CoderId(sue)), &mut stamp).is_ok());
        let unled = project().apply_all(&edits[2..]).unwrap();
        assert!(preview.import(&unled, None, &mut stamp).is_ok());
    }

    #[test]
    fn files_that_refer_to_each_other_come_in_one_step() {
        let preview = preview();
        assert_eq!(preview.wanted(), 4);
        let import = preview.import(&project(), None, &mut SystemStamp).unwrap();
        let after = project().apply_all(&import.edits).unwrap();
        assert_eq!((after.transcripts().len(), after.codings(), after.codebook().len()), (2, 1, 2));
        let mut session = Session::in_memory(project());
        let stopped = Progress::default();
        stopped.cancel();
        assert_eq!(preview.make(&mut session, &stopped).err(), Some(None));
        assert_eq!(session.project().transcript_count(), 0, "a cancelled import leaves nothing");
        let made = preview.make(&mut session, &Progress::default()).ok().unwrap();
        assert!(made.first.is_some() && made.said.is_some());
        assert_eq!(session.project().codings(), 1);
    }

    #[test]
    fn a_file_that_is_named_wrongly_is_said_to_be() {
        let files = [("a.docx", "{\\rtf1 I: Why?\\par P: So.}"), ("b.rtf", "{\\rtf1 I: Why?\\par P: So.}")];
        let files = files.map(|(name, words)| (name.to_owned(), words.into())).to_vec();
        let preview = Preview::of(&project(), files, &Progress::default()).unwrap();
        let said: Vec<_> = preview.files.iter().map(|file| file.misnamed.is_some()).collect();
        assert_eq!((preview.wanted(), said), (2, vec![true, false]));
    }

    #[test]
    fn another_layout_goes_for_all_files_that_were_read_alike() {
        let otter = "Ann  0:02\nHow?\n\nBob  0:05\nSo.\n\nAnn  0:09\nAnd?\n";
        let files =
            [("1.txt", otter), ("2.txt", otter), ("3.txt", "Ann: How?\nBob: So.\nAnn: And?\nBob: No.\n")];
        let files = files.map(|(name, words)| (name.to_owned(), words.as_bytes().to_vec())).to_vec();
        let mut preview = Preview::of(&project(), files, &Progress::default()).unwrap();
        let read = |preview: &Preview| -> Vec<_> {
            preview.files.iter().map(|file| file.layout().map(|layout| layout.id)).collect()
        };
        assert_eq!(read(&preview), [Some("name-above"), Some("name-above"), Some("colon")]);
        preview.files[0].see();
        assert_eq!(preview.files[0].seen().map(|seen| seen.fits.len()), Some(2));
        preview.correct(show::Correction::Layout(Layout::named("paragraphs").unwrap()));
        assert_eq!(read(&preview), [Some("paragraphs"), Some("paragraphs"), Some("colon")]);
        assert!(preview.files[0].seen().is_none(), "what fits is found anew");
    }

    #[test]
    fn columns_make_turns_of_a_table_and_its_file_is_kept_when_wanted() {
        let table = b"who,said\nInt,Why?\nP01,Because.\n".to_vec();
        let mut preview =
            Preview::of(&project(), vec![("a.csv".to_owned(), table)], &Progress::default()).unwrap();
        assert_eq!(preview.wanted(), 0, "nothing says which column holds the words");
        let (names, mut chosen) = preview.files[0].columns.clone().unwrap();
        assert_eq!(names, ["who", "said"]);
        assert!(chosen.contains(&("speaker".to_owned(), "who".to_owned())), "{chosen:?}");
        chosen.retain(|(role, _)| role != "text");
        chosen.push(("text".to_owned(), "said".to_owned()));
        preview.files[0].read_columns(chosen);
        preview.decide(|rules| rules.rename("P01", "Ann"));
        preview.keep = true;
        let import = preview.import(&project(), None, &mut SystemStamp).unwrap();
        let after = project().apply_all(&import.edits).unwrap();
        let transcript = after.transcript_named("a").unwrap();
        let labels: Vec<_> = transcript.speakers().iter().map(|speaker| speaker.label.as_str()).collect();
        assert_eq!(labels, ["Int", "Ann"]);
        assert_eq!(after.kept_files()[0].name, "a.csv");
    }

    #[test]
    fn columns_make_codings_of_a_table_from_elsewhere() {
        let files = [
            ("P01.txt", "Int: Why?\nP01: Because I said so.\n"),
            ("b.csv", "Wo;Was;Worte;Wer\nP01;Trust;Because;Eva\nP01;Trust;nowhere at all;Eva\n"),
        ];
        let files = files.map(|(name, words)| (name.to_owned(), words.as_bytes().to_vec())).to_vec();
        let mut preview = Preview::of(&project(), files, &Progress::default()).unwrap();
        assert_eq!(preview.wanted(), 1, "nothing says what the table holds");
        preview.chosen = 1;
        let mut chosen = preview.files[1].passages.clone().unwrap();
        assert_eq!((chosen.seen.header[1].as_str(), chosen.seen.rows[0][1].as_str()), ("Was", "Trust"));
        let named = [("transcript", "Wo"), ("code", "Was"), ("text", "Worte")];
        chosen.said = named.map(|(role, name)| (role.to_owned(), name.to_owned())).to_vec();
        preview.correct(show::Correction::Passages(chosen.clone()));
        let Holds::Table { import: Ok(import), .. } = &preview.files[1].holds else {
            panic!("it is no table")
        };
        assert_eq!(import.added["codings"], 1);
        assert!(
            import
                .warnings
                .iter()
                .any(|warning| warning.message.to_string().contains("not in the transcript"))
        );
        assert!(
            !import.edits.iter().any(|edit| matches!(edit, Edit::PutCoder(coder) if coder.name == "Eva"))
        );
        chosen.said.push(("coder".to_owned(), "Wer".to_owned()));
        preview.correct(show::Correction::Passages(chosen));
        let import = preview.import(&project(), None, &mut SystemStamp).unwrap();
        let after = project().apply_all(&import.edits).unwrap();
        assert_eq!((after.codings(), after.coders()[0].name.as_str()), (1, "Eva"));
    }

    #[test]
    fn a_table_or_list_may_be_said_to_be_a_codebook() {
        let files = [("a.csv", "Was,Wo\nStable,Home\n"), ("b.txt", "Adults\n  Trust: of them\n")];
        let files = files.map(|(name, words)| (name.to_owned(), words.as_bytes().to_vec())).to_vec();
        let mut preview = Preview::of(&project(), files, &Progress::default()).unwrap();
        for (at, said) in [(0, &[("code", "Was"), ("theme", "Wo")][..]), (1, &[])] {
            let file = preview.files.iter().position(|file| file.name == ["a.csv", "b.txt"][at]).unwrap();
            preview.chosen = file;
            let mut chosen = preview.files[file].passages.clone().unwrap();
            let is_codebook = |format: &&Format| format.kind == Kind::Codebook && format.is_read();
            let name = preview.files[file].name.clone();
            chosen.format = by_extension(&name).find(is_codebook).unwrap();
            chosen.said = said.iter().map(|(role, name)| ((*role).to_owned(), (*name).to_owned())).collect();
            preview.correct(show::Correction::Passages(chosen));
        }
        let import = preview.import(&project(), None, &mut SystemStamp).unwrap();
        let after = project().apply_all(&import.edits).unwrap();
        let mut paths: Vec<_> = after.codebook().codes().map(|code| after.codebook().path(code.id)).collect();
        paths.sort();
        assert_eq!(paths, ["Adults", "Adults/Trust", "Home", "Home/Stable"]);
        assert_eq!(after.transcripts().len(), 0);
    }

    #[test]
    fn codes_that_the_codebook_lacks_come_by_a_tick() {
        let files = [
            ("P01.txt", "Int: Why?\nP01: Because.\nInt: And?\nP01: No.\n"),
            ("codings.csv", "transcript,coder,code,start,end\nP01,C1,warmth,15,19\n"),
        ];
        let files = files.map(|(name, words)| (name.to_owned(), words.as_bytes().to_vec())).to_vec();
        let mut preview = Preview::of(&project(), files, &Progress::default()).unwrap();
        assert!(preview.may_lack_codes());
        assert_eq!(preview.wanted(), 1, "a table whose code is unknown is left out");
        let codings = |preview: &Preview| {
            let import = preview.import(&project(), None, &mut SystemStamp).unwrap();
            let after = project().apply_all(&import.edits).unwrap();
            (after.codings(), after.codebook().codes().any(|code| code.name == "warmth"))
        };
        assert_eq!(codings(&preview), (0, false));
        preview.add_codes(true);
        assert_eq!((preview.wanted(), codings(&preview)), (2, (1, true)));
        preview.add_codes(false);
        assert_eq!((preview.wanted(), codings(&preview)), (1, (0, false)));
    }

    #[test]
    fn a_correction_of_a_label_holds_in_all_files() {
        let mut preview = preview();
        preview.decide(|rules| rules.set("Int", LabelRule::Speaker(SpeakerRole::Other)));
        for draft in preview.wanted_drafts() {
            assert_eq!(draft.recognition.speakers[0].role, SpeakerRole::Other);
        }
        preview.decide(|rules| rules.set("Int", LabelRule::NotASpeaker));
        assert_eq!(preview.wanted_drafts()[0].recognition.speakers.len(), 1);
    }

    #[test]
    fn what_is_told_is_worked_out_once_for_each_change() {
        let mut preview = preview();
        let at = |preview: &Preview| preview.files[0].seen().map(|seen| seen.lines.as_ptr());
        let first = at(&preview);
        assert!(first.is_some(), "before it is drawn");
        preview.see();
        assert_eq!(at(&preview), first);
        preview.decide(|rules| rules.rename("Int", "Eva"));
        assert!(at(&preview).is_none() && preview.tying.told().is_none());
        preview.see();
        assert!(at(&preview).is_some() && preview.tying.told().is_some());
        // Of files that nobody looks at nothing is worked out.
        assert!(preview.files[1].seen().is_none());
    }

    #[test]
    fn the_next_doubt_is_in_this_file_in_another_and_then_the_first_again() {
        let clear = "Ann: How?\nBob: So.\nAnn: And?\nBob: No.\n";
        let stamps = "Ann: How?\nBob: So [00:01:02] it\nwas [00:01:04] then.\nAnn: And?\nBob: No.\n";
        let files = [("1.txt", clear), ("2.txt", stamps), ("3.txt", "one\n\ntwo\n")];
        let files = files.map(|(name, words)| (name.to_owned(), words.as_bytes().to_vec())).to_vec();
        let mut preview = Preview::of(&project(), files, &Progress::default()).unwrap();
        let mut next = || {
            preview.next_doubt();
            (preview.chosen, preview.reading.line.map(|line| line.0))
        };
        let walked: Vec<_> = (0..4).map(|_| next()).collect();
        assert_eq!(walked, [(1, Some(1)), (1, Some(2)), (2, Some(0)), (1, Some(1))]);
    }
}
