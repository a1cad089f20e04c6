//! Opening a project for a command, and finding what a person named in it.

use std::collections::BTreeSet;
use std::path::Path;

use super::failure::say;
use super::narrowing::Narrows;
use super::{Failure, Outcome};
use crate::formats::PastStep;
use crate::lang::tell;
use crate::model::{AttributeId, Coder, CoderId, NotFound, Project, StudyScope, folded};
use crate::session::settings::{self, Settings};
use crate::store::{Damage, LoadOptions, RealDisk, Wanted, trail};

/// The environment variable that names who asks.
pub(super) const CODER_VARIABLE: &str = "CONCORD_CODER";

/// A project as it was read, to look at: as much of it as who asks may see.
pub(super) struct Opened<'p> {
    path: &'p Path,
    pub(super) project: Project,
    damage: Vec<Damage>,
    /// What is said of what is not shown.
    hidden: Option<String>,
    /// Who asks.
    viewer: Option<CoderId>,
    /// What of it counts, in words, where not all does.
    pub(super) scope: Option<String>,
}

/// Reads a project. What is damaged is left out, and told once the rest is printed; so is what others coded, while
/// everybody codes independently.
pub(super) fn open(path: &Path) -> Result<Opened<'_>, Failure> {
    open_part(path, Wanted::ALL)
}

/// As [`open`], of a project of which only a part is of use.
pub(super) fn open_part(path: &Path, wanted: Wanted) -> Result<Opened<'_>, Failure> {
    let loaded = LoadOptions::default().wanted(wanted).load(&RealDisk, path)?;
    let whole = loaded.project;
    let viewer = viewer(path, &whole).inspect_err(|_| tell_damage(path, &loaded.damage))?;
    let hidden = (!whole.sees_all(viewer)).then(|| {
        let whose = match viewer.and_then(|id| whole.coder(id)) {
            Some(coder) => format!("only the codings of {} are shown", coder.name),
            None => format!("no codings are shown; {CODER_VARIABLE}=NAME says who asks"),
        };
        format!("everybody codes independently at present, so {whose}. A supervisor is shown everything")
    });
    let project = whole.seen_by(viewer);
    Ok(Opened { path, project, damage: loaded.damage, hidden, viewer, scope: None })
}

/// Reads a project with all steps of its past. The steps come first, so that what they changed is no longer in memory once the
/// project is.
pub(super) fn open_with_trail(path: &Path) -> Result<(Opened<'_>, Vec<PastStep>), Failure> {
    let steps = trail(&RealDisk, path).into_iter().map(PastStep::from).collect();
    let opened = open(path)?;
    let steps = opened.of_viewer(steps);
    Ok((opened, steps))
}

/// Who asks: the coder that the environment names, else the one who last coded there in the window. It decides only
/// while everybody codes independently, but a name that is nobody's is a slip at any time.
pub(super) fn viewer(path: &Path, project: &Project) -> Result<Option<CoderId>, Failure> {
    let named = std::env::var_os(CODER_VARIABLE).unwrap_or_default();
    let name = named.to_string_lossy();
    if !name.trim().is_empty() {
        let found = project.coder_named(&name).map(|coder| Some(coder.id));
        return found.map_err(|why| {
            let remedy = listed("coder", &coders(project));
            Failure::at(path, format!("{CODER_VARIABLE}: {why}: {remedy}; leave it empty to be nobody"))
        });
    }
    let Some(folder) = settings::folder() else { return Ok(None) };
    let (settings, _) = Settings::load(&folder);
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let who = settings.coder_in(&whole).or_else(|| settings.coder_in(path));
    Ok(who.and_then(|name| project.coder_named(name).ok()).map(|coder| coder.id))
}

fn tell_damage(path: &Path, damage: &[Damage]) {
    for damage in damage {
        say(&format!("{}: {damage}", path.display()));
    }
}

fn coders(project: &Project) -> Vec<&str> {
    project.coders().iter().map(|coder| coder.name.as_str()).collect()
}

/// No more names than fit on a line or two.
fn at_most(names: Vec<&str>) -> Vec<&str> {
    const MOST: usize = 40;
    let more = (names.len() > MOST).then_some("…");
    names.into_iter().take(MOST).chain(more).collect()
}

/// The singular of a kind of thing.
fn named(what: &str) -> &str {
    match what {
        "transcript-set" => "set of transcript",
        "scope" => "saved scope",
        what => what,
    }
}

/// What of a kind the project has.
fn listed(what: &str, names: &[&str]) -> String {
    match names {
        [] => format!("the project has no {what}s"),
        names => format!("the project has {}", names.join(", ")),
    }
}

impl Opened<'_> {
    /// Names what could not be read, since the figures are without it.
    pub(super) fn done(&self) -> Outcome {
        tell_damage(self.path, &self.damage);
        if let Some(hidden) = &self.hidden {
            say(&format!("{}: {hidden}", self.path.display()));
        }
        if self.damage.is_empty() { Outcome::Done } else { Outcome::AtFault }
    }

    /// Of all steps of the past those that who asks may see: while others' work is hidden, their own alone.
    fn of_viewer(&self, mut steps: Vec<PastStep>) -> Vec<PastStep> {
        if self.hidden.is_some() {
            let who = self.viewer.and_then(|id| self.project.coder(id)).map(|coder| coder.name.as_str());
            steps.retain(|step| Some(step.who.as_str()) == who);
        }
        steps
    }

    /// A thing that was named, or a message with the project's folder.
    pub(super) fn found<T>(&self, found: Result<T, NotFound>) -> Result<T, Failure> {
        found.map_err(|why| Failure::at(self.path, format!("{}: {}", tell(&why), self.remedy(&why))))
    }

    /// What of the project counts by these parts.
    pub(super) fn scope_of(&self, parts: &[&dyn Narrows]) -> Result<StudyScope, Failure> {
        let mut parts = parts.iter().map(|part| part.scope(self));
        parts.try_fold(StudyScope::default(), |scope, part| Ok(scope.and(part?)))
    }

    /// Leaves out what is in no scope that was asked for. Where that is everything, the part that does it is told.
    pub(super) fn narrow(&mut self, parts: &[&dyn Narrows]) -> Result<(), Failure> {
        let scope = self.scope_of(parts)?;
        if !scope.is_narrow() {
            return Ok(());
        }
        self.scope = Some(tell(&scope.in_words(&self.project)));
        let (narrowed, nothing) = self.project.within(&scope);
        if let Some(nothing) = nothing {
            return Err(self.fault(tell(&nothing)));
        }
        self.project = narrowed;
        Ok(())
    }

    /// An attribute and one of its values, as in "wave=2".
    pub(super) fn value(&self, asked: &str) -> Result<(AttributeId, String), Failure> {
        let Some((name, value)) = asked.split_once('=') else {
            return Err(self.fault(format!("“{asked}” names no value: write it as ATTRIBUTE=VALUE")));
        };
        let attribute = self.found(self.project.attribute_named(name.trim()))?;
        let (value, there) = (value.trim(), self.project.values_of(attribute));
        if !value.is_empty() && !there.iter().any(|own| folded(own) == folded(value)) {
            let why = format!("{} has no value “{value}”", attribute.name);
            return Err(self.fault(match there.is_empty() {
                true => format!("{why}: nobody has any"),
                false => {
                    let there = there.iter().map(String::as_str).collect();
                    format!("{why}: it has {}", at_most(there).join(", "))
                }
            }));
        }
        Ok((attribute.id, value.to_owned()))
    }

    /// A coder by name.
    pub(super) fn coder(&self, name: &str) -> Result<CoderId, Failure> {
        self.found(self.project.coder_named(name)).and_then(|coder| self.shown(coder))
    }

    /// Speakers by their labels, as these are compared.
    pub(super) fn speakers(&self, names: &[String]) -> Result<BTreeSet<String>, Failure> {
        names.iter().map(|name| self.found(self.project.speaker_named(name))).collect()
    }

    /// Things of these names, each once. What was cut at commas is put together again where a name has some.
    pub(super) fn several<T: PartialEq>(
        &self,
        pieces: &[String],
        find: impl Fn(&str) -> Result<T, Failure>,
    ) -> Result<Vec<T>, Failure> {
        let (mut found, mut from) = (Vec::new(), 0);
        while from < pieces.len() {
            let alone = find(pieces[from].trim());
            let longer = || {
                (from + 2..=pieces.len()).find_map(|to| Some((to, find(&pieces[from..to].join(",")).ok()?)))
            };
            let (to, one) = match alone {
                Err(_) if pieces[from].trim().is_empty() => {
                    from += 1;
                    continue;
                }
                Ok(one) => (from + 1, one),
                Err(why) => longer().ok_or(why)?,
            };
            if !found.contains(&one) {
                found.push(one);
            }
            from = to;
        }
        Ok(found)
    }

    /// A coder whose codings are for who asks.
    pub(super) fn shown(&self, coder: &Coder) -> Result<CoderId, Failure> {
        if self.hides(coder.id) {
            let why = "what others coded is not shown while everybody codes independently";
            return Err(self.fault(format!("{}: {why}: ask a supervisor", coder.name)));
        }
        Ok(coder.id)
    }

    /// Whether a coder's codings are not for who asks.
    pub(super) fn hides(&self, coder: CoderId) -> bool {
        self.hidden.is_some() && Some(coder) != self.viewer
    }

    /// What a message is about.
    pub(super) fn fault(&self, why: impl std::fmt::Display) -> Failure {
        Failure::at(self.path, why)
    }

    fn remedy(&self, why: &NotFound) -> String {
        let several = matches!(why, NotFound::Several { .. });
        let what = match why {
            NotFound::None { what, .. } => *what,
            NotFound::Several { .. } => "code",
        };
        let names: Vec<&str> = match what {
            "speaker" => at_most(self.project.speaker_labels()),
            "transcript-set" => {
                at_most(self.project.transcript_sets().iter().map(|s| s.name.as_str()).collect())
            }
            "scope" => at_most(self.project.scopes().iter().map(|s| s.name.as_str()).collect()),
            "coder" => coders(&self.project),
            "attribute" => self.project.attributes().iter().map(|a| a.name.as_str()).collect(),
            _ => Vec::new(),
        };
        match names.as_slice() {
            [] if several => "name one of them".to_owned(),
            [] if what == "transcript" => "`concord info` lists the transcripts".to_owned(),
            [] if what == "code" => "`concord frequencies` lists the codes".to_owned(),
            names => listed(named(what), names),
        }
    }
}
