//! Several writers in one folder in random interleavings of steps, saves, looks, crashes at any call, and clocks that
//! differ, one after the other and at once between any two calls on the disk, with locks and without: whoever reads the
//! folder, at any time, finds every acknowledged step, and nothing that was taken back or overwritten by somebody who knew it
//! comes again. `CONCORD_SCHEDULES` sets how many are tried, `CONCORD_SCHEDULE` the first of them, and tells what it does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;

use concord::model::*;
use concord::store::{Disk, FilesTask, Folder, Loaded, NewStep, Progress, StoreError, load, repair};
use concord::text::Text;
use uuid::Uuid;

use crate::common::chance::random;
use crate::memory::{Memory, Process};
use crate::turns;

const WORDS: &str = "She listened. Nobody had done that. She kept her promise and came every Tuesday.";
const WRITERS: [&str; 3] = ["C1", "C2", "C3"];
const FEW: u64 = 1600;

/// Somebody at work.
struct Writer {
    process: Arc<Process>,
    folder: Folder,
    project: Project,
    /// A save or look that goes on beside.
    errand: Option<FilesTask>,
}

/// Something that somebody does.
#[derive(Debug)]
enum Deed {
    Step(Vec<Edit>, Timestamp),
    Save,
    Look,
}

/// A step that was made, or perhaps made by somebody who crashed at it.
struct Step {
    edits: Vec<Edit>,
    before: Project,
    after: Project,
    is_acknowledged: bool,
}

/// What was acknowledged.
#[derive(Clone, Default)]
struct Acknowledged {
    made: BTreeSet<Uuid>,
    /// Removed, or perhaps removed by somebody who crashed at it.
    removed: BTreeSet<Uuid>,
    surely_removed: BTreeSet<Uuid>,
    codes: BTreeSet<CodeId>,
    codes_removed: BTreeSet<CodeId>,
    cases: BTreeSet<CaseId>,
    titles: BTreeSet<String>,
    /// Words that a correction put in.
    words: BTreeSet<String>,
    /// Values that somebody saw and wrote another over.
    overwritten: BTreeSet<String>,
    /// Values by somebody who crashed at it.
    unsure: BTreeSet<String>,
}

struct Schedule {
    memory: Memory,
    /// Whether those who do something at once have locks; none where nobody does.
    at_once: Option<bool>,
    seed: u64,
    clock: i64,
    skew: [i64; 3],
    /// How many work there: two are enough for most faults.
    people: usize,
    writers: [Option<Writer>; 3],
    done: Acknowledged,
    /// How often the disk had been changed when it was looked at last, and what was there.
    looked_at: u64,
    there: Option<Project>,
    number: u64,
    log: Option<Vec<String>>,
}

/// What every schedule begins with.
static BEGINNING: LazyLock<(Memory, Project)> = LazyLock::new(|| {
    let (memory, project) = (Memory::default(), beginning(&mut 7));
    let disk: Arc<dyn Disk> = memory.process();
    drop(Folder::create(&disk, dir(), &project, Timestamp::UNIX_EPOCH).unwrap());
    (memory, project)
});

fn dir() -> &'static Path {
    Path::new("/study")
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
        times: None,
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

impl Writer {
    fn open(process: &Arc<Process>, name: &str, now: Timestamp) -> Result<(Self, Loaded), StoreError> {
        let disk: Arc<dyn Disk> = process.clone();
        let (folder, loaded) = Folder::open(&disk, dir(), Some(name), now, &Progress::default())?;
        let (process, project) = (Arc::clone(process), loaded.project.clone());
        Ok((Self { process, folder, project, errand: None }, loaded))
    }

    /// What somebody might do next; nothing where there is nothing to do it to.
    fn plan(&self, seed: &mut u64, now: Timestamp) -> Deed {
        let project = &self.project;
        let own = project.coder_named(self.folder.who()).unwrap().id;
        let who = WRITERS.iter().position(|name| *name == self.folder.who()).unwrap();
        let new = id(seed);
        let mut chance = |of: usize| random(seed) as usize % of;
        let transcript = &project.transcripts()[0];
        let codes: Vec<Code> = project.codebook().codes().map(|c| Code::clone(c)).collect();
        let Some(code) = codes.get(chance(codes.len().max(1))).cloned() else {
            return Deed::Save;
        };
        let edit = match chance(19) {
            0..=5 => {
                let start = chance(60);
                let passage =
                    Passage::of(transcript.text(), transcript.text().span(start..start + 5).unwrap());
                let record = CodingRecord::new(CodingId(new), code.id, passage, Timestamp::UNIX_EPOCH);
                Edit::PutCodings { transcript: transcript.id(), coder: own, codings: vec![record] }
            }
            6 | 7 => match project.layer(transcript.id(), own).filter(|layer| !layer.codings().is_empty()) {
                Some(layer) => {
                    let coding = layer.codings()[new.as_u128() as usize % layer.codings().len()].id;
                    Edit::RemoveCodings { transcript: transcript.id(), coder: own, codings: vec![coding] }
                }
                None => return Deed::Look,
            },
            // Two may give the same name at once.
            8 => {
                let name = format!("code {}", chance(6));
                Edit::PutCode(Box::new(Code::new(CodeId(new), name, None, Colour([9, 9, 9]))))
            }
            9 => Edit::PutCode(Box::new(match new.as_u128() % 2 {
                0 => Code { definition: new.simple().to_string(), ..code },
                _ => Code { include: new.simple().to_string(), ..code },
            })),
            10 => Edit::SetTitle(format!("title {}", new.simple())),
            11 => {
                let name = format!("case {}", chance(4));
                Edit::PutCase(Case { id: CaseId(new), name, values: BTreeMap::new() })
            }
            12 => {
                let coding = project.layers().flat_map(|l| l.codings()).map(|c| c.id).next();
                let on = coding.map_or(MemoTarget::Project, MemoTarget::Coding);
                let (created, text) = (Timestamp::UNIX_EPOCH, "look again".to_owned());
                let (author, id) = (own, MemoId(new));
                Edit::PutMemo(Memo { id, on, reply_to: None, author, text, created, changed: created })
            }
            13 if codes.len() > 1 => Edit::RemoveCode(code.id),
            14 => {
                // Each puts words where no other does: at one place the later ones would stand.
                let before: Vec<&str> = WORDS.split(' ').skip(1 + who).step_by(WRITERS.len()).collect();
                let before = format!(" {}", before[chance(before.len())]);
                let at = transcript.text().as_str().find(&before).unwrap();
                project.correction(transcript.id(), at..at, &format!(" w{}", new.simple())).unwrap()
            }
            13 | 15..=17 => return Deed::Save,
            _ => return Deed::Look,
        };
        Deed::Step(vec![edit], now)
    }

    /// Does it; gives the step that was made, if any, and whether whoever did it is still there.
    fn does(&mut self, deed: Deed) -> (Option<Step>, bool) {
        match deed {
            Deed::Step(edits, now) => {
                let step = self.step(edits, now);
                let is_there = step.as_ref().is_none_or(|step| step.is_acknowledged);
                (step, is_there)
            }
            Deed::Save | Deed::Look => {
                self.begin(matches!(deed, Deed::Save));
                (None, self.end().is_some())
            }
        }
    }

    /// Makes a step where it can be made.
    fn step(&mut self, edits: Vec<Edit>, now: Timestamp) -> Option<Step> {
        let after = self.project.apply_all(&edits).ok()?;
        let own = self.project.coder_named(self.folder.who()).unwrap().id;
        let others: Vec<CoderId> =
            self.project.touched(&after).into_iter().filter(|coder| *coder != own).collect();
        // Without locks nobody is kept from it.
        let claims = self.folder.claim(&[(&self.project, &others)], now).ok()?;
        let (label, heads) = ("step", Vec::new());
        let new = NewStep { label, edits: edits.clone(), heads, before: &self.project, after: &after };
        let is_acknowledged = self.folder.append(new, now, &Progress::default()).is_ok();
        drop(claims);
        let before = std::mem::replace(&mut self.project, after.clone());
        Some(Step { edits, before, after, is_acknowledged })
    }

    /// Begins a save or a look.
    fn begin(&mut self, save: bool) {
        if self.errand.is_none() {
            self.errand = match save {
                true => self.folder.to_save(&self.project).ok(),
                false => self.folder.to_look(&self.project),
            };
        }
    }

    /// Ends a save or a look; none where whoever made it is gone.
    fn end(&mut self) -> Option<()> {
        let Some(errand) = self.errand.take() else { return Some(()) };
        let news = self.folder.put_back(errand.run()).ok()?;
        self.project = self.folder.take_in(news, &self.project).0;
        Some(())
    }
}

impl Acknowledged {
    fn note(&mut self, step: &Step) {
        let Step { edits, before, after, is_acknowledged } = step;
        for edit in edits {
            self.note_removed(edit, step);
            if let Edit::SetTitle(title) = edit {
                self.wrote(title, before.title(), *is_acknowledged);
            }
            if let Edit::PutCode(code) = edit
                && let Some(was) = before.codebook().get(code.id)
            {
                for (value, was) in [(&code.definition, &was.definition), (&code.include, &was.include)] {
                    if value != was {
                        self.wrote(value, was, *is_acknowledged);
                    }
                }
            }
        }
        if !is_acknowledged {
            return;
        }
        for edit in edits {
            match edit {
                Edit::PutCodings { codings, .. } => self.made.extend(codings.iter().map(|c| c.id.0)),
                Edit::PutMemo(memo) => drop(self.made.insert(memo.id.0)),
                Edit::PutCase(case) => drop(self.cases.insert(case.id)),
                Edit::PutCode(code) => drop(self.codes.insert(code.id)),
                Edit::SetTitle(title) => drop(self.titles.insert(title.clone())),
                Edit::CorrectText { splices, .. } => {
                    self.words.extend(splices.iter().map(|splice| splice.with.clone()));
                }
                Edit::RemoveCodings { .. } | Edit::RemoveCode(_) => {
                    self.surely_removed.extend(before.gone_in(after));
                }
                other => unreachable!("no schedule makes {other:?}"),
            }
        }
    }

    fn note_removed(&mut self, edit: &Edit, step: &Step) {
        if matches!(edit, Edit::RemoveCodings { .. } | Edit::RemoveCode(_)) {
            self.removed.extend(step.before.gone_in(&step.after));
        }
        if let Edit::RemoveCode(code) = edit {
            self.codes_removed.insert(*code);
        }
    }

    fn wrote(&mut self, value: &str, was: &str, is_acknowledged: bool) {
        if !is_acknowledged {
            self.unsure.insert(value.to_owned());
        } else if !was.is_empty() {
            self.overwritten.insert(was.to_owned());
        }
    }
}

impl Schedule {
    fn new(number: u64, talks: bool) -> Self {
        let mut seed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let (memory, project) = &*BEGINNING;
        let mut skew = || (random(&mut seed) % 4_000) as i64 - 2_000;
        let skew = [skew(), skew(), skew()];
        let done = Acknowledged {
            codes: project.codebook().codes().map(|c| c.id).collect(),
            titles: BTreeSet::from(["A study".to_owned()]),
            ..Acknowledged::default()
        };
        let at_once = [None, Some(true), Some(false), Some(false)][(number % 4) as usize];
        let memory = memory.copy(at_once == Some(false));
        let (writers, log) = ([None, None, None], talks.then(Vec::new));
        let (clock, looked_at, there, people) = (1_000_000, 0, None, 2 + (number / 4 % 2) as usize);
        Self { memory, at_once, seed, clock, skew, people, writers, done, looked_at, there, number, log }
    }

    fn chance(&mut self, of: u64) -> u64 {
        random(&mut self.seed) % of
    }

    /// Numbers of their own for something that is done.
    fn sow(&mut self) -> u64 {
        random(&mut self.seed).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    fn now(&mut self, who: usize) -> Timestamp {
        self.clock += 1;
        Timestamp::from_millisecond(self.clock + self.skew[who]).unwrap()
    }

    fn note(&mut self, what: impl FnOnce() -> String) {
        if let Some(log) = &mut self.log {
            log.push(what());
        }
    }

    /// What was done, for a message.
    fn told(&self) -> String {
        match &self.log {
            Some(log) => format!("in schedule {}: {log:#?}", self.number),
            None => {
                format!("in schedule {0}; CONCORD_SCHEDULE={0} CONCORD_SCHEDULES=1 tells more", self.number)
            }
        }
    }

    /// Whether nobody ever finds anything damaged: without locks somebody may be read in the middle of a save.
    fn has_locks(&self) -> bool {
        self.at_once != Some(false)
    }

    fn process(&mut self) -> Arc<Process> {
        let process = self.memory.process();
        if self.chance(8) == 0 {
            process.stop_after(self.chance(12) as usize);
        }
        process
    }

    fn open(&mut self, who: usize) {
        let (process, now) = (self.process(), self.now(who));
        let opened = Writer::open(&process, WRITERS[who], now);
        self.opened(who, opened);
    }

    fn opened(&mut self, who: usize, opened: Result<(Writer, Loaded), StoreError>) {
        // Who crashes while opening has done nothing.
        let Ok((writer, loaded)) = opened else { return self.note(|| format!("{who} crashed opening")) };
        if self.has_locks() {
            assert_eq!((loaded.damage, &loaded.blocking), (Vec::new(), &None), "{}", self.told());
        }
        self.note(|| format!("{who} opened {:?}", loaded.blocking));
        // Where something is damaged, it is open for reading only.
        self.writers[who] = loaded.blocking.is_none().then_some(writer);
    }

    fn crash(&mut self, who: usize) {
        self.writers[who] = None;
        self.note(|| format!("{who} is gone"));
    }

    fn go_on(&mut self) {
        if self.at_once.is_some() && self.chance(2) == 0 {
            return self.do_at_once();
        }
        let who = self.chance(self.people as u64) as usize;
        if self.writers[who].is_none() {
            return self.open(who);
        }
        match self.chance(24) {
            0 => self.crash(who),
            1 | 2 => {
                let calls = self.chance(25) as usize;
                self.writers[who].as_ref().unwrap().process.stop_after(calls);
            }
            _ => {
                let (now, mut seed) = (self.now(who), self.sow());
                let deed = self.writers[who].as_ref().unwrap().plan(&mut seed, now);
                self.note(|| format!("{who} {deed:?}"));
                let writer = self.writers[who].as_mut().unwrap();
                // A save or a look begins, or one that goes on ends.
                if !matches!(deed, Deed::Step(..)) && writer.errand.is_none() {
                    return writer.begin(matches!(deed, Deed::Save));
                }
                let (step, is_there) = writer.does(deed);
                step.iter().for_each(|step| self.done.note(step));
                if !is_there {
                    self.crash(who);
                }
            }
        }
    }

    /// Everybody does something at once, and somebody may read the folder.
    fn do_at_once(&mut self) {
        let mut work: Vec<Box<dyn FnOnce() -> Outcome>> = Vec::new();
        for (who, name) in WRITERS.into_iter().enumerate().take(self.people) {
            let Some(mut writer) = self.writers[who].take() else {
                if self.chance(2) == 0 {
                    let (process, now) = (self.process(), self.now(who));
                    work.push(Box::new(move || {
                        Outcome::Opened(who, Box::new(Writer::open(&process, name, now)))
                    }));
                }
                continue;
            };
            let times: Vec<Timestamp> = (0..1 + self.chance(3)).map(|_| self.now(who)).collect();
            let (mut seed, talks, saves) = (self.sow(), self.log.is_some(), self.chance(3) != 0);
            work.push(Box::new(move || {
                let (mut steps, mut told) = (Vec::new(), Vec::new());
                let last = times.len();
                for (at, now) in times.into_iter().enumerate() {
                    let is_save = saves && at + 1 == last;
                    let deed = if is_save { Deed::Save } else { writer.plan(&mut seed, now) };
                    if talks {
                        told.push(format!("{deed:?}"));
                    }
                    let (step, is_there) = writer.does(deed);
                    steps.extend(step);
                    if !is_there {
                        return Outcome::Did(who, None, steps, told);
                    }
                }
                Outcome::Did(who, Some(Box::new(writer)), steps, told)
            }));
        }
        if self.chance(3) == 0 {
            let process = self.memory.process();
            work.push(Box::new(move || Outcome::Read(Box::new(load(&*process, dir()).unwrap()))));
        }
        let (seed, before) = (self.sow(), self.done.clone());
        let mut read = None;
        for outcome in turns::at_once(seed, work) {
            match outcome {
                Outcome::Opened(who, opened) => self.opened(who, *opened),
                Outcome::Did(who, writer, steps, told) => {
                    steps.iter().for_each(|step| self.done.note(step));
                    self.writers[who] = writer.map(|writer| *writer);
                    let end = if self.writers[who].is_none() { " and is gone" } else { "" };
                    self.note(|| format!("{who} did at once {told:#?}{end}"));
                }
                Outcome::Read(loaded) => read = Some(loaded),
            }
        }
        read.iter().for_each(|read| self.check(read, &before));
    }

    /// Whoever reads the folder just now finds all that was acknowledged.
    fn look(&mut self) -> Loaded {
        self.looked_at = self.memory.changes_of_study();
        let loaded = load(&*self.memory.process(), dir()).unwrap();
        self.check(&loaded, &self.done);
        self.there = Some(loaded.project.clone());
        loaded
    }

    /// Whether nothing was changed since it was looked at.
    fn is_looked_at(&self) -> bool {
        self.looked_at == self.memory.changes_of_study()
    }

    /// What was read has all that was acknowledged before.
    fn check(&self, loaded: &Loaded, before: &Acknowledged) {
        let project = &loaded.project;
        if self.has_locks() {
            assert_eq!((&loaded.damage, &loaded.blocking), (&Vec::new(), &None), "{}", self.told());
        }
        assert_eq!(project.check(), [], "{}", self.told());
        let there = project.gone_in(&Project::new(project.id(), "", project.created()));
        let is_lost = |id: &&Uuid| !there.contains(*id) && !self.done.removed.contains(*id);
        let lost: Vec<&Uuid> = before.made.iter().filter(is_lost).collect();
        assert!(lost.is_empty(), "lost {lost:?} {:?} {}", loaded.damage, self.told());
        let back: Vec<&Uuid> = before.surely_removed.iter().filter(|id| there.contains(id)).collect();
        assert!(back.is_empty(), "came back {back:?} {:?} {}", loaded.damage, self.told());
        for code in before.codes.difference(&self.done.codes_removed) {
            assert!(project.codebook().get(*code).is_some(), "lost {code:?} {}", self.told());
        }
        for case in &before.cases {
            assert!(project.case(*case).is_some(), "lost {case:?} {}", self.told());
        }
        for words in &before.words {
            let text = project.transcripts()[0].text().as_str();
            assert!(
                text.contains(words.trim()),
                "lost {words} in “{text}” {:?} {}",
                loaded.damage,
                self.told()
            );
        }
        let known = |value: &str| self.done.titles.contains(value) || self.done.unsure.contains(value);
        assert!(known(project.title()), "“{}” is nobody's {}", project.title(), self.told());
        // A code that was removed comes back as whoever still works with it knows it.
        let codes = project.codebook().codes().filter(|code| !self.done.codes_removed.contains(&code.id));
        let values = codes.flat_map(|code| [code.definition.as_str(), &code.include]);
        for value in values.chain([project.title()]) {
            assert!(!before.overwritten.contains(value), "“{value}” came back {}", self.told());
        }
    }

    /// Everybody is gone: whoever opens it next finds all that was acknowledged and saves what is left, so that the next one
    /// has the same.
    fn end(&mut self, checks: bool) {
        self.writers = [None, None, None];
        let known = self.there.take().filter(|_| self.is_looked_at());
        self.looked_at = self.memory.changes_of_study();
        let (process, now) = (self.memory.process(), self.now(0));
        let (writer, loaded) = Writer::open(&process, WRITERS[0], now).unwrap();
        assert_eq!(loaded.blocking, None, "{}", self.told());
        self.check(&loaded, &self.done);
        let read = writer.project.clone();
        drop(writer);
        known.iter().for_each(|known| assert_eq!(read, *known, "{}", self.told()));
        // Where opening changed nothing, what was read stands; unless it was damaged.
        if !loaded.damage.is_empty() || !self.is_looked_at() {
            let healed = self.look();
            assert_eq!((healed.damage, healed.project), (Vec::new(), read), "{}", self.told());
        }
        if checks {
            let disk: Arc<dyn Disk> = self.memory.process();
            let found = repair(&disk, dir(), false, Timestamp::UNIX_EPOCH).unwrap();
            assert_eq!(found.damage, [], "{}", self.told());
        }
    }
}

/// What came of what was done at once.
enum Outcome {
    Opened(usize, Box<Result<(Writer, Loaded), StoreError>>),
    Did(usize, Option<Box<Writer>>, Vec<Step>, Vec<String>),
    Read(Box<Loaded>),
}

/// Most are short, since few steps show a fault; some are long, and looked through to the last line.
fn try_schedule(number: u64, talks: bool) -> usize {
    let mut schedule = Schedule::new(number, talks);
    let is_long = number % 128 < 4;
    let length = if is_long { 20 + schedule.chance(30) } else { 1 + schedule.chance(3) };
    for who in 0..schedule.people {
        if schedule.chance(4) != 0 {
            schedule.open(who);
        }
    }
    for _ in 0..length {
        schedule.go_on();
        if schedule.chance(4) == 0 && !schedule.is_looked_at() {
            schedule.look();
        }
    }
    schedule.end(is_long);
    schedule.done.made.len()
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn every_acknowledged_step_is_there_in_every_interleaving() {
    let (first, many) = (number("CONCORD_SCHEDULE"), number("CONCORD_SCHEDULES").unwrap_or(FEW));
    let (next, acknowledged) = (AtomicU64::new(0), AtomicUsize::new(0));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let n = next.fetch_add(1, Ordering::Relaxed)
                    && n < many
                {
                    let made = try_schedule(first.unwrap_or(1) + n, first.is_some());
                    acknowledged.fetch_add(made, Ordering::Relaxed);
                }
            });
        }
    });
    assert!(many < 100 || acknowledged.into_inner() > many as usize / 2, "hardly anything was tried");
}
