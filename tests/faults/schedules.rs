//! Several writers in one folder in random interleavings of steps, saves, looks, crashes at any call, and clocks that
//! differ: whoever reads the folder, at any time, finds every acknowledged step, and nothing that was taken back or
//! overwritten by somebody who knew it comes again. `CONCORD_SCHEDULES` sets how many are tried (400 unless told).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use concord::model::*;
use concord::store::{Disk, Errand, Folder, NewStep, Progress, load, repair};
use concord::text::Text;
use uuid::Uuid;

use crate::common::chance::random;
use crate::memory::{Memory, Process};

const WORDS: &str = "She listened. Nobody had done that. She kept her promise and came every Tuesday.";
const WRITERS: [&str; 3] = ["C1", "C2", "C3"];

/// Somebody at work.
struct Writer {
    process: Arc<Process>,
    folder: Folder,
    project: Project,
    /// A save or look that goes on beside.
    errand: Option<Errand>,
}

/// What was acknowledged.
#[derive(Default)]
struct Acknowledged {
    made: BTreeSet<Uuid>,
    /// Removed, or perhaps removed by somebody who crashed at it.
    removed: BTreeSet<Uuid>,
    surely_removed: BTreeSet<Uuid>,
    codes: BTreeSet<CodeId>,
    codes_removed: BTreeSet<CodeId>,
    cases: BTreeSet<CaseId>,
    titles: BTreeSet<String>,
    /// Values that somebody saw and wrote another over.
    overwritten: BTreeSet<String>,
    /// Values by somebody who crashed at it.
    unsure: BTreeSet<String>,
}

struct Schedule {
    memory: Memory,
    dir: &'static Path,
    seed: u64,
    clock: i64,
    skew: [i64; 3],
    writers: [Option<Writer>; 3],
    done: Acknowledged,
    log: Vec<String>,
}

fn id(seed: &mut u64) -> Uuid {
    Uuid::from_u64_pair(random(seed), random(seed))
}

fn beginning(seed: &mut u64) -> Project {
    let text = Text::new(WORDS);
    let mut edits: Vec<Edit> = WRITERS
        .iter()
        .map(|name| {
            let id = CoderId(id(seed));
            Edit::PutCoder(Coder {
                id,
                name: (*name).into(),
                colour: Colour([1, 2, 3]),
                role: CoderRole::Person,
            })
        })
        .collect();
    for name in ["trust", "love"] {
        edits.push(Edit::PutCode(Box::new(Code::new(CodeId(id(seed)), name, None, Colour([3, 4, 5])))));
    }
    edits.push(Edit::PutTranscript(Box::new(TranscriptRecord {
        id: TranscriptId(id(seed)),
        title: "P01".into(),
        slug: "p01".into(),
        sha256: sha256(WORDS),
        source: None,
        case: None,
        speakers: Vec::new(),
        values: BTreeMap::new(),
        turns: Vec::new(),
        text: Some(text),
    })));
    let created = Timestamp::from_millisecond(0).unwrap();
    Project::new(ProjectId(id(seed)), "A study", created).apply_all(&edits).unwrap()
}

impl Schedule {
    fn new(seed: u64) -> Self {
        let (memory, mut seed) = (Memory::default(), seed);
        let disk: Arc<dyn Disk> = memory.process();
        let project = beginning(&mut seed);
        drop(Folder::create(&disk, Path::new("/study"), &project, Timestamp::UNIX_EPOCH).unwrap());
        let mut skew = || (random(&mut seed) % 4_000) as i64 - 2_000;
        let skew = [skew(), skew(), skew()];
        let done = Acknowledged {
            codes: project.codebook().codes().map(|c| c.id).collect(),
            titles: BTreeSet::from(["A study".to_owned()]),
            ..Acknowledged::default()
        };
        let writers = [None, None, None];
        Self {
            memory,
            dir: Path::new("/study"),
            seed,
            clock: 1_000_000,
            skew,
            writers,
            done,
            log: Vec::new(),
        }
    }

    fn chance(&mut self, of: u64) -> u64 {
        random(&mut self.seed) % of
    }

    fn now(&mut self, who: usize) -> Timestamp {
        self.clock += 1;
        Timestamp::from_millisecond(self.clock + self.skew[who]).unwrap()
    }

    fn open(&mut self, who: usize) {
        let (process, now) = (self.memory.process(), self.now(who));
        let disk: Arc<dyn Disk> = process.clone();
        if self.chance(8) == 0 {
            process.stop_after(self.chance(12) as usize);
        }
        let opened = Folder::open(&disk, self.dir, Some(WRITERS[who]), now, &Progress::default());
        // Who crashes while opening has done nothing.
        let Ok((folder, loaded)) = opened else { return self.log.push(format!("{who} crashed opening")) };
        assert_eq!((loaded.damage, loaded.blocking), (Vec::new(), None), "{:#?}", self.log);
        self.log.push(format!("{who} opened"));
        self.writers[who] = Some(Writer { process, folder, project: loaded.project, errand: None });
    }

    /// Makes a step; says whether it is acknowledged, or has been at least tried.
    fn commit(&mut self, who: usize, edits: &[Edit]) -> Option<(Project, bool)> {
        let now = self.now(who);
        let writer = self.writers[who].as_mut().unwrap();
        let next = writer.project.apply_all(edits).ok()?;
        let own = writer.project.coder_named(WRITERS[who]).unwrap().id;
        let others: Vec<CoderId> = writer.project.touched(&next).into_iter().filter(|c| *c != own).collect();
        let claims = writer.folder.claim(&[(&writer.project, &others)], now).ok()?;
        let step = NewStep {
            label: "step",
            edits: edits.to_vec(),
            heads: Vec::new(),
            before: &writer.project,
            after: &next,
        };
        let made = writer.folder.append(step, now, &Progress::default()).is_ok();
        drop(claims);
        let before = std::mem::replace(&mut writer.project, next);
        self.log.push(format!("{who} {} {edits:?}", if made { "made" } else { "crashed at" }));
        if !made {
            self.crash(who);
        }
        Some((before, made))
    }

    fn crash(&mut self, who: usize) {
        self.writers[who] = None;
        self.log.push(format!("{who} is gone"));
    }

    fn code(&mut self, who: usize) {
        let (coding, pick, start) = (id(&mut self.seed), self.chance(8), self.chance(60) as usize);
        let project = &self.writers[who].as_ref().unwrap().project;
        let codes: Vec<CodeId> = project.codebook().codes().map(|c| c.id).collect();
        let (Some(transcript), false) = (project.transcripts().first().copied().cloned(), codes.is_empty())
        else {
            return;
        };
        let text = transcript.text();
        let passage = Passage::of(text, text.span(start..start + 5).unwrap());
        let code = codes[pick as usize % codes.len()];
        let record = CodingRecord::new(CodingId(coding), code, passage, Timestamp::UNIX_EPOCH);
        let coder = project.coder_named(WRITERS[who]).unwrap().id;
        let edit = Edit::PutCodings { transcript: transcript.id(), coder, codings: vec![record] };
        if let Some((_, true)) = self.commit(who, &[edit]) {
            self.done.made.insert(coding);
        }
    }

    fn uncode(&mut self, who: usize) {
        let pick = self.chance(50) as usize;
        let project = &self.writers[who].as_ref().unwrap().project;
        let coder = project.coder_named(WRITERS[who]).unwrap().id;
        let Some(layer) = project.layers().find(|l| l.coder() == coder && !l.codings().is_empty()) else {
            return;
        };
        let coding = layer.codings()[pick % layer.codings().len()].id;
        self.remove(
            who,
            &Edit::RemoveCodings { transcript: layer.transcript(), coder, codings: vec![coding] },
        );
    }

    /// Makes a step that removes, with what it takes along.
    fn remove(&mut self, who: usize, edit: &Edit) {
        let Some((before, made)) = self.commit(who, std::slice::from_ref(edit)) else { return };
        let gone = before.gone_in(&before.apply(edit).unwrap());
        if made && !matches!(edit, Edit::RemoveCode(_)) {
            self.done.surely_removed.extend(gone.iter().copied());
        }
        self.done.removed.extend(gone);
        if let Edit::RemoveCode(code) = edit {
            self.done.codes_removed.insert(*code);
        }
    }

    fn remove_code(&mut self, who: usize) {
        let pick = self.chance(50) as usize;
        let project = &self.writers[who].as_ref().unwrap().project;
        let codes: Vec<CodeId> = project.codebook().codes().map(|c| c.id).collect();
        if codes.len() > 1 {
            self.remove(who, &Edit::RemoveCode(codes[pick % codes.len()]));
        }
    }

    fn new_code(&mut self, who: usize) {
        let code = CodeId(id(&mut self.seed));
        // Two may give the same name at once.
        let name = format!("code {}", self.chance(6));
        let edit = Edit::PutCode(Box::new(Code::new(code, name, None, Colour([9, 9, 9]))));
        if let Some((_, true)) = self.commit(who, &[edit]) {
            self.done.codes.insert(code);
        }
    }

    fn define(&mut self, who: usize) {
        let (pick, value) = (self.chance(50) as usize, format!("{:x}", random(&mut self.seed)));
        let project = &self.writers[who].as_ref().unwrap().project;
        let codes: Vec<Code> = project.codebook().codes().map(|c| Code::clone(c)).collect();
        if codes.is_empty() {
            return;
        }
        let old = codes[pick % codes.len()].clone();
        let changed = if pick % 2 == 0 {
            Code { definition: value.clone(), ..old.clone() }
        } else {
            Code { include: value.clone(), ..old.clone() }
        };
        let was = if pick % 2 == 0 { &old.definition } else { &old.include };
        let made = self.commit(who, &[Edit::PutCode(Box::new(changed))]).map(|(_, made)| made);
        self.wrote(made, &value, was);
    }

    fn wrote(&mut self, made: Option<bool>, value: &str, was: &str) {
        match made {
            Some(true) if !was.is_empty() => drop(self.done.overwritten.insert(was.to_owned())),
            Some(false) => drop(self.done.unsure.insert(value.to_owned())),
            Some(true) | None => {}
        }
    }

    fn entitle(&mut self, who: usize) {
        let title = format!("title {:x}", random(&mut self.seed));
        let was = self.writers[who].as_ref().unwrap().project.title().to_owned();
        let made = self.commit(who, &[Edit::SetTitle(title.clone())]).map(|(_, made)| made);
        self.wrote(made, &title, &was);
        if made == Some(true) {
            self.done.titles.insert(title);
        }
    }

    fn case(&mut self, who: usize) {
        let case = CaseId(id(&mut self.seed));
        let name = format!("case {}", self.chance(4));
        let made = self.commit(who, &[Edit::PutCase(Case { id: case, name, values: BTreeMap::new() })]);
        if let Some((_, true)) = made {
            self.done.cases.insert(case);
        }
    }

    fn memo(&mut self, who: usize) {
        let memo = id(&mut self.seed);
        let project = &self.writers[who].as_ref().unwrap().project;
        let author = project.coder_named(WRITERS[who]).unwrap().id;
        let coding = project.layers().flat_map(|l| l.codings()).map(|c| c.id).next();
        let on = coding.map_or(MemoTarget::Project, MemoTarget::Coding);
        let (created, text) = (Timestamp::UNIX_EPOCH, "look again".to_owned());
        let memo = Memo { id: MemoId(memo), on, reply_to: None, author, text, created, changed: created };
        let made = self.commit(who, &[Edit::PutMemo(memo.clone())]);
        if let Some((_, true)) = made {
            self.done.made.insert(memo.id.0);
        }
    }

    /// Begins or ends a save or a look.
    fn errand(&mut self, who: usize, save: bool) {
        let writer = self.writers[who].as_mut().unwrap();
        let Some(errand) = writer.errand.take() else {
            let begun = if save {
                writer.folder.to_save(&writer.project).ok()
            } else {
                writer.folder.to_look(&writer.project)
            };
            writer.errand = begun;
            return self.log.push(format!("{who} begins {}", if save { "a save" } else { "a look" }));
        };
        let done = errand.run();
        match writer.folder.put_back(done) {
            Ok(news) => {
                let (project, told) = writer.folder.take_in(news, &writer.project);
                writer.project = project;
                self.log.push(format!("{who} ended it {told:?}"));
            }
            Err(_) => self.crash(who),
        }
    }

    fn go_on(&mut self) {
        let who = self.chance(3) as usize;
        if self.writers[who].is_none() {
            return self.open(who);
        }
        match self.chance(24) {
            0..=5 => self.code(who),
            6 | 7 => self.uncode(who),
            8 => self.new_code(who),
            9 => self.define(who),
            10 => self.entitle(who),
            11 => self.case(who),
            12 => self.memo(who),
            13 => self.remove_code(who),
            14..=17 => self.errand(who, true),
            18..=20 => self.errand(who, false),
            21 => self.crash(who),
            _ => {
                let calls = self.chance(25) as usize;
                self.writers[who].as_ref().unwrap().process.stop_after(calls);
            }
        }
    }

    /// Whoever reads the folder just now finds all that was acknowledged.
    fn look(&self) -> Project {
        let loaded = load(&*self.memory.process(), self.dir).unwrap();
        assert_eq!((&loaded.damage, &loaded.blocking), (&Vec::new(), &None), "{:#?}", self.log);
        let project = loaded.project;
        assert_eq!(project.check(), []);
        let there: BTreeSet<Uuid> = project.gone_in(&Project::new(project.id(), "", project.created()));
        let lost: Vec<&Uuid> = self
            .done
            .made
            .iter()
            .filter(|id| !there.contains(id) && !self.done.removed.contains(id))
            .collect();
        assert!(lost.is_empty(), "lost {lost:?} {:#?}", self.log);
        let back: Vec<&Uuid> = self.done.surely_removed.iter().filter(|id| there.contains(id)).collect();
        assert!(back.is_empty(), "came back {back:?} {:#?}", self.log);
        for code in self.done.codes.difference(&self.done.codes_removed) {
            assert!(project.codebook().get(*code).is_some(), "lost {code:?} {:#?}", self.log);
        }
        for case in &self.done.cases {
            assert!(project.case(*case).is_some(), "lost {case:?} {:#?}", self.log);
        }
        let known = |value: &str| self.done.titles.contains(value) || self.done.unsure.contains(value);
        assert!(known(project.title()), "{:#?}", self.log);
        let overwritten = |value: &str| self.done.overwritten.contains(value);
        assert!(!overwritten(project.title()), "“{}” came back {:#?}", project.title(), self.log);
        for code in project.codebook().codes() {
            for value in [&code.definition, &code.include] {
                assert!(!overwritten(value), "“{value}” came back {:#?}", self.log);
            }
        }
        project
    }
}

fn schedules() -> u64 {
    std::env::var("CONCORD_SCHEDULES").ok().and_then(|n| n.parse().ok()).unwrap_or(400)
}

#[test]
fn every_acknowledged_step_is_there_in_every_interleaving() {
    let first: u64 = std::env::var("CONCORD_SCHEDULE").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    let mut acknowledged = 0;
    for n in first..first + schedules() {
        let mut schedule = Schedule::new(n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        schedule.log.push(format!("schedule {n}"));
        let length = 10 + schedule.chance(40);
        for _ in 0..length {
            schedule.go_on();
            if schedule.chance(4) == 0 {
                schedule.look();
            }
        }
        schedule.writers = [None, None, None];
        let read = schedule.look();
        // Whoever opens it next saves what is left, and has the same.
        schedule.open(0);
        if let Some(writer) = &schedule.writers[0] {
            assert_eq!(writer.project, read, "{:#?}", schedule.log);
        }
        schedule.writers = [None, None, None];
        assert_eq!(schedule.look(), read);
        let disk: Arc<dyn Disk> = schedule.memory.process();
        let found = repair(&disk, schedule.dir, false, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(found.damage, [], "{:#?}", schedule.log);
        acknowledged += schedule.done.made.len();
    }
    assert!(acknowledged > schedules() as usize, "hardly anything was tried");
}
