//! What the program remembers of a person between projects: window, recent projects, theme, who they are, pins.
//! Never holds anything of a study but its folder, the ids of pinned codes, and where it was read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::{CodeId, ProjectId, TranscriptId};

/// The environment variable that names another folder for settings.
pub const FOLDER_VARIABLE: &str = "CONCORD_CONFIG";
const FILE: &str = "settings.ron";
/// Most projects that are remembered.
const MAX_RECENT: usize = 12;
/// Sizes of transcript letters, in points.
const TEXT_SIZES: std::ops::RangeInclusive<f32> = 12.0..=40.0;
/// Letters on a line at most.
const MEASURES: std::ops::RangeInclusive<f32> = 40.0..=120.0;

/// Which colours the window has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// All that is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Width and height of the window, in points.
    pub window: [f32; 2],
    /// Which colours.
    pub theme: ThemeChoice,
    /// How transcripts are read.
    pub reading: Reading,
    /// The name under which this person codes.
    pub who: Option<String>,
    /// Project folders, the latest first.
    pub recent: Vec<Recent>,
    /// Panels whose "How to read this" was folded, by their keys.
    pub folded: BTreeSet<String>,
    /// The transcript that was read last and the byte where, by project.
    pub places: BTreeMap<ProjectId, (TranscriptId, usize)>,
    /// Codes under the digits 1 to 9, by project.
    pub pins: BTreeMap<ProjectId, [Option<CodeId>; 9]>,
}

/// How a person reads transcripts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// Size of letters, in points.
    pub letters: f32,
    /// Letters on a line at most.
    pub measure: f32,
    /// Everything but the turn at the caret stands back.
    pub focus: bool,
    /// Lines of the text are numbered.
    pub lines: bool,
    /// The times of turns show.
    pub times: bool,
    /// What is selected by hand is whole words.
    pub snap: bool,
    /// Memos stand under their passages.
    pub notes: bool,
    /// The coder's name stands beside each stripe.
    pub names: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            letters: 16.0,
            measure: 68.0,
            focus: false,
            lines: false,
            times: true,
            snap: false,
            notes: false,
            names: false,
        }
    }
}

impl Reading {
    /// Makes letters larger or smaller, within bounds.
    pub fn resize(&mut self, points: f32) {
        self.letters = (self.letters + points).clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
    }

    /// Makes lines longer or shorter, within bounds.
    pub fn widen(&mut self, letters: f32) {
        self.measure = (self.measure + letters).clamp(*MEASURES.start(), *MEASURES.end());
    }

    fn within_bounds(self) -> Self {
        let usual = Self::default();
        Self {
            letters: if TEXT_SIZES.contains(&self.letters) { self.letters } else { usual.letters },
            measure: if MEASURES.contains(&self.measure) { self.measure } else { usual.measure },
            ..self
        }
    }
}

/// A project that was open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Its title when it was last open.
    pub title: String,
    /// Its folder.
    pub folder: PathBuf,
    /// Who coded in it, by name.
    #[serde(default)]
    pub who: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            window: [1280.0, 800.0],
            theme: ThemeChoice::default(),
            reading: Reading::default(),
            who: None,
            recent: Vec::new(),
            folded: BTreeSet::new(),
            places: BTreeMap::new(),
            pins: BTreeMap::new(),
        }
    }
}

/// Why settings could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is there, and is not what it should be.
    #[error("the settings in {path} are damaged ({why}), so the usual ones are used")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The file system refused.
    #[error("settings cannot be kept in {path}: {why}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        why: io::Error,
    },
}

/// The folder that settings are kept in; none where the system names none.
pub fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(FOLDER_VARIABLE) {
        return Some(PathBuf::from(folder));
    }
    directories::ProjectDirs::from("", "", "concord").map(|dirs| dirs.config_dir().to_owned())
}

impl Settings {
    /// Reads the settings of a folder; the usual ones where there are none yet or they are damaged, which is then
    /// said too.
    pub fn load(folder: &Path) -> (Self, Option<SettingsError>) {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return (Self::default(), None),
            Err(why) => return (Self::default(), Some(SettingsError::Io { path, why })),
        };
        match ron::from_str::<Self>(&text) {
            Ok(settings) => (settings.within_bounds(), None),
            Err(why) => {
                let why = why.to_string();
                (Self::default(), Some(SettingsError::Damaged { path, why }))
            }
        }
    }

    /// Folds or unfolds a panel's "How to read this".
    pub fn fold_help(&mut self, panel: &str, folded: bool) {
        if folded {
            self.folded.insert(panel.to_owned());
        } else {
            self.folded.remove(panel);
        }
    }

    /// Writes the settings, whole or not at all.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn save(&self, folder: &Path) -> Result<(), SettingsError> {
        let path = folder.join(FILE);
        let failed = |why| SettingsError::Io { path: path.clone(), why };
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new())
            .map_err(|why| failed(io::Error::other(why)))?;
        fs::create_dir_all(folder).map_err(failed)?;
        let beside = path.with_extension("ron.new");
        let write = || {
            let mut file = fs::File::create(&beside)?;
            file.write_all(text.as_bytes())?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            fs::rename(&beside, &path)
        };
        write().map_err(failed)
    }

    /// Puts a project first among those that were open, with the one who codes in it.
    pub fn remember(&mut self, title: &str, folder: &Path, who: Option<&str>) {
        self.recent.retain(|r| r.folder != folder);
        let who = who.map(str::to_owned);
        self.recent.insert(0, Recent { title: title.to_owned(), folder: folder.to_owned(), who });
        self.recent.truncate(MAX_RECENT);
    }

    /// Who coded in a project when it was last open, or else in any other.
    pub fn coder_in(&self, folder: &Path) -> Option<&str> {
        let there = self.recent.iter().find(|r| r.folder == folder);
        there.and_then(|r| r.who.as_deref()).or(self.who.as_deref())
    }

    /// Numbers from a file may be anything.
    fn within_bounds(mut self) -> Self {
        let usual = Self::default();
        let [width, height] = self.window;
        let sound = (320.0..=20_000.0).contains(&width) && (240.0..=20_000.0).contains(&height);
        if !sound {
            self.window = usual.window;
        }
        self.reading = self.reading.within_bounds();
        self.recent.truncate(MAX_RECENT);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings { who: Some("C1".into()), ..Settings::default() };
        settings.remember("Pilot", Path::new("/studies/pilot"), None);
        settings.remember("Main", Path::new("/studies/main"), None);
        settings.remember("Pilot again", Path::new("/studies/pilot"), Some("C2"));
        settings.pins.insert(ProjectId(uuid::Uuid::from_u128(1)), [None; 9]);
        let read_last = (TranscriptId(uuid::Uuid::from_u128(2)), 40);
        settings.places.insert(ProjectId(uuid::Uuid::from_u128(1)), read_last);
        settings.save(folder.path()).unwrap();
        let (read, problem) = Settings::load(folder.path());
        assert!(problem.is_none());
        assert_eq!(read, settings);
        assert_eq!(read.recent.len(), 2);
        assert_eq!(read.recent[0].title, "Pilot again");
        assert_eq!(read.coder_in(Path::new("/studies/pilot")), Some("C2"));
        assert_eq!(read.coder_in(Path::new("/studies/main")), Some("C1"));
    }

    #[test]
    fn damaged_settings_are_the_usual_ones_and_it_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "(window: [1, 2").unwrap();
        let (read, problem) = Settings::load(folder.path());
        assert_eq!(read, Settings::default());
        assert!(problem.is_some_and(|p| p.to_string().contains("damaged")));
    }

    #[test]
    fn numbers_out_of_bounds_are_put_right() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join(FILE),
            "(window: (-5.0, inf), reading: (letters: NaN, focus: true), unknown: 3)",
        )
        .unwrap();
        let (read, _) = Settings::load(folder.path());
        let reading = Reading { focus: true, ..Reading::default() };
        assert_eq!(read, Settings { reading, ..Settings::default() });
    }
}
