//! What an import would do, before it does it: encoding and speakers of transcripts to confirm or correct, tables by
//! what they hold. The import itself is one step like any.

mod columns;
mod layouts;
mod passages;
mod show;
mod table;

use crate::formats::{
    ColumnsSaid, Format, Import, ImportOptions, Kind, Location, ReadTable, Reader, TranscriptDraft,
    TranscriptOptions, Warning, by_extension, format_of, misnamed, rows as tables, transcripts,
};
use crate::lang::tell;
use crate::lang::with;
use crate::model::{CoderId, Edit, Project, Stamp, TranscriptId};
use crate::session::{CommitError, Session, SystemStamp, guarded};
use crate::store::Progress;
use crate::text::{Fit, Layout, TurnRules};

/// Files before they are imported.
pub(in crate::ui) struct Preview {
    /// What they are imported into.
    project: Project,
    files: Vec<File>,
    chosen: usize,
    /// Whether the files of transcripts are kept as they are.
    keep: bool,
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

/// One file.
struct File {
    name: String,
    bytes: Vec<u8>,
    /// Whether it is to be imported.
    wanted: bool,
    holds: Holds,
    /// How well each layout fits, once somebody has looked.
    fits: Option<Vec<Fit>>,
    /// What to tell where it is something else than its name says.
    misnamed: Option<Warning>,
    /// The names of its columns and what they are for, where it may be a table of turns.
    columns: Option<(Vec<String>, ColumnsSaid)>,
    /// The same, where it may be another table.
    passages: Option<passages::Chooser>,
}

/// What was made of a file.
enum Holds {
    /// An interview.
    Transcript { format: &'static Format, options: TranscriptOptions, drafts: Vec<TranscriptDraft> },
    /// Codings, codes or attributes: what it would add, or why it cannot be read.
    Table { format: &'static Format, read: ReadTable, options: ImportOptions, import: Result<Import, String> },
    /// Nothing, and why.
    Nothing(String),
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
        let project = project.clone();
        let mut preview = Self { project, files: read, chosen: 0, keep: false };
        preview.agree_on_roles();
        preview.read_tables();
        progress.go_on().ok().map(|()| preview)
    }

    /// Reads every table into the project as it would be when the files before it are in.
    fn read_tables(&mut self) {
        let drafts = self.drafts();
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
        for file in &mut self.files {
            let Holds::Transcript { options, drafts, .. } = &mut file.holds else { continue };
            decision(&mut options.rules);
            drafts.iter_mut().for_each(|draft| draft.recognise(&options.rules));
            file.fits = None;
        }
        self.agree_on_roles();
    }

    /// Reads the chosen file by another layout, and with it all that were read as it was.
    fn read_as(&mut self, layout: &'static Layout) {
        let before = self.files.get(self.chosen).and_then(File::layout);
        for (at, file) in self.files.iter_mut().enumerate() {
            if at == self.chosen || before.is_some() && file.layout() == before {
                file.change(|options| options.rules.layout = Some(layout));
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
    }

    /// How many files are to be imported.
    pub(in crate::ui) fn wanted(&self) -> usize {
        self.files.iter().filter(|f| f.wanted).count()
    }

    fn drafts(&self) -> Vec<TranscriptDraft> {
        let wanted = self.files.iter().filter(|f| f.wanted);
        wanted
            .flat_map(|file| match &file.holds {
                Holds::Transcript { drafts, .. } => drafts.clone(),
                Holds::Table { .. } | Holds::Nothing(_) => Vec::new(),
            })
            .collect()
    }

    /// All that is wanted as one import.
    fn import(
        &self,
        project: &Project,
        viewer: Option<CoderId>,
        stamp: &mut dyn Stamp,
    ) -> Result<Import, String> {
        let mut whole = transcripts::add(project, &self.drafts(), stamp);
        let kept = self.files.iter().filter(|file| file.wanted && self.keep);
        let kept = kept.filter_map(|file| match &file.holds {
            Holds::Transcript { format, .. } => Some((*format, file.name.as_str(), file.bytes.as_slice())),
            Holds::Table { .. } | Holds::Nothing(_) => None,
        });
        whole.edits.extend(transcripts::keep(project, kept, stamp));
        let mut after = project.apply_all(&whole.edits).map_err(|why| tell(&why))?;
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
        let mut made =
            ImportOutcome { first: first_transcript(&import.edits), said: None, told: told(&import) };
        if !import.edits.is_empty() {
            let label = with("step-import", &[("n", self.wanted().into())]);
            session.commit_watched(&label, import.edits, progress).map_err(|why| match why {
                CommitError::Cancelled => None,
                why => Some(tell(&why)),
            })?;
            // What cannot be saved is kept and shown as unsaved.
            let _ = session.save();
            made.said = Some(label);
        }
        Ok(made)
    }
}

/// The project with edits that fit it; without them where they do not.
fn with_edits(project: &Project, edits: &[Edit]) -> Project {
    project.apply_all(edits).unwrap_or_else(|_| project.clone())
}

fn first_transcript(edits: &[Edit]) -> Option<TranscriptId> {
    let records =
        edits.iter().filter_map(|edit| if let Edit::PutTranscript(r) = edit { Some(r.id) } else { None });
    records.min()
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

impl File {
    fn of(name: String, bytes: Vec<u8>) -> Self {
        let format = format_of(&name, &bytes, None);
        let misnamed = format.as_ref().ok().and_then(|format| misnamed(&name, format));
        let holds = match format {
            Ok(format) => match format.read {
                Reader::Transcript(_) => transcript(format, &name, &bytes, TranscriptOptions::default()),
                Reader::Table(read) => {
                    let options = ImportOptions::default();
                    Holds::Table { format, read, options, import: Ok(Import::default()) }
                }
                // None is found for a file that is to be read.
                Reader::Never => Holds::Nothing(String::new()),
            },
            Err(why) => Holds::Nothing(why.to_string()),
        };
        let wanted = !matches!(holds, Holds::Nothing(_));
        let (may_be_turns, table) = match &holds {
            Holds::Transcript { format, .. } => (!format.roles.all.is_empty(), None),
            Holds::Nothing(_) => (rows(&name).is_some(), None),
            Holds::Table { format, .. } => (false, Some(*format)),
        };
        let columns = may_be_turns.then(|| tables::columns(&bytes)).filter(|(names, _)| !names.is_empty());
        let passages = passages::Chooser::of(&name, &bytes, table);
        Self { name, bytes, wanted, holds, fits: None, misnamed, columns, passages }
    }

    /// Takes it for a table of a kind, with these columns.
    fn take_for_table(&mut self, chosen: passages::Chooser) {
        let Reader::Table(read) = chosen.format.read else { return };
        let columns = chosen.all_said();
        let options = ImportOptions { columns, ..ImportOptions::default() };
        let (format, import) = (chosen.format, Ok(Import::default()));
        self.holds = Holds::Table { format, read, options, import };
        self.passages = Some(chosen);
        self.wanted = true;
    }

    /// Reads it as a table of turns.
    fn read_columns(&mut self, chosen: ColumnsSaid) {
        let Some(format) = rows(&self.name) else { return };
        let mut options = match &self.holds {
            Holds::Transcript { options, .. } => options.clone(),
            Holds::Table { .. } | Holds::Nothing(_) => TranscriptOptions::default(),
        };
        options.columns.clone_from(&chosen);
        if let Some((_, columns)) = &mut self.columns {
            *columns = chosen;
        }
        self.holds = transcript(format, &self.name, &self.bytes, options);
        self.wanted = !matches!(self.holds, Holds::Nothing(_));
    }

    /// Its place in the import.
    const fn place(&self) -> u8 {
        match &self.holds {
            Holds::Transcript { format, .. } | Holds::Table { format, .. } => format.kind.place(),
            Holds::Nothing(_) => u8::MAX,
        }
    }

    /// Finds out how well each layout fits, unless that is known.
    fn find_fits(&mut self) {
        let Holds::Transcript { options, drafts, .. } = &self.holds else { return };
        if let (None, Some(draft)) = (&self.fits, drafts.first()) {
            self.fits = Some(draft.layouts(&options.rules));
        }
    }

    /// The layout that says who speaks in it.
    fn layout(&self) -> Option<&'static Layout> {
        let Holds::Transcript { drafts, .. } = &self.holds else { return None };
        drafts.first()?.recognition.layout
    }

    /// Reads it again as a person wants it. Where that fails, it cannot be imported as it is.
    fn change(&mut self, change: impl FnOnce(&mut TranscriptOptions)) {
        let Holds::Transcript { format, options, .. } = &self.holds else { return };
        let (format, mut options) = (*format, options.clone());
        change(&mut options);
        self.fits = None;
        self.holds = transcript(format, &self.name, &self.bytes, options);
        self.wanted &= !matches!(self.holds, Holds::Nothing(_));
    }
}

/// The format of tables of turns with the extension of a file.
fn rows(name: &str) -> Option<&'static Format> {
    by_extension(name).find(|format| format.kind == Kind::Transcript && !format.roles.all.is_empty())
}

fn transcript(format: &'static Format, name: &str, bytes: &[u8], options: TranscriptOptions) -> Holds {
    match guarded::transcripts(format, name, bytes, &options) {
        Ok(drafts) => Holds::Transcript { format, options, drafts },
        Err(why) => Holds::Nothing(why.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(session.project().transcripts().len(), 0, "a cancelled import leaves nothing");
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
        preview.files[0].find_fits();
        assert_eq!(preview.files[0].fits.as_ref().map(Vec::len), Some(2));
        preview.correct(show::Correction::Layout(Layout::named("paragraphs").unwrap()));
        assert_eq!(read(&preview), [Some("paragraphs"), Some("paragraphs"), Some("colon")]);
        assert!(preview.files[0].fits.is_none(), "what fits is found anew");
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
    fn a_correction_of_a_label_holds_in_all_files() {
        let mut preview = preview();
        preview.decide(|rules| rules.set("Int", LabelRule::Speaker(SpeakerRole::Other)));
        for draft in preview.drafts() {
            assert_eq!(draft.recognition.speakers[0].role, SpeakerRole::Other);
        }
        preview.decide(|rules| rules.set("Int", LabelRule::NotASpeaker));
        assert_eq!(preview.drafts()[0].recognition.speakers.len(), 1);
    }
}
