//! What the program remembers of a person between projects: window, recent projects, theme, who they are, pins.
//! Never holds anything of a study but its folder, the ids of pinned codes, and where it was read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::lang::{Message, Tell, message};
use crate::model::{CodeId, ProjectId, TranscriptId};
use crate::store::{Disk, RealDisk, StoreError, write_file};

/// The environment variable that names another folder for settings.
pub const FOLDER_VARIABLE: &str = "CONCORD_CONFIG";
const FILE: &str = "settings.ron";
/// Most that is read of it.
const MAX_BYTES: u64 = 4 << 20;
/// Most projects that are remembered.
const MAX_RECENT: usize = 12;
/// Sizes of transcript letters, in points.
const TEXT_SIZES: std::ops::RangeInclusive<f32> = 12.0..=40.0;
/// How large the window is drawn, in per cent.
pub const SCALES: [u16; 6] = [80, 100, 125, 150, 175, 200];
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
    /// How large the window is drawn, in per cent.
    pub scale: u16,
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
    /// Keys that somebody chose, by the name of what they do.
    pub keys: BTreeMap<String, String>,
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
    /// What the pointer selects is whole words.
    pub snap: bool,
    /// Memos stand under their passages.
    pub notes: bool,
    /// The coder's name stands beside each stripe.
    pub names: bool,
    /// What others coded stands beside one's own, where it may be seen.
    pub others: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            letters: 16.0,
            measure: 68.0,
            focus: false,
            lines: false,
            times: true,
            snap: true,
            notes: false,
            names: false,
            others: false,
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
            scale: 100,
            reading: Reading::default(),
            who: None,
            recent: Vec::new(),
            folded: BTreeSet::new(),
            places: BTreeMap::new(),
            keys: BTreeMap::new(),
            pins: BTreeMap::new(),
        }
    }
}

/// Why settings could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum SettingsError {
    /// The file is there, and is not what it should be.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Something else has its name: a pipe or a device could be read for ever, and a folder not at all.
    NoFile(PathBuf),
    /// The file system refused.
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        why: io::Error,
    },
    /// They could not be written.
    Store(#[from] StoreError),
}

impl Tell for SettingsError {
    fn message(&self) -> Message {
        match self {
            Self::Damaged { path, why } => message!("settings-damaged", path, why),
            Self::NoFile(path) => message!("settings-no-file", path),
            Self::Io { path, why } => message!("settings-io", path, why),
            Self::Store(why) => message!("settings-store", why),
        }
    }
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
        match Self::read(folder.join(FILE)) {
            Ok(settings) => (settings.map(Self::within_bounds).unwrap_or_default(), None),
            Err(why) => (Self::default(), Some(why)),
        }
    }

    /// The settings in a file; none where it is not there.
    fn read(path: PathBuf) -> Result<Option<Self>, SettingsError> {
        let bytes = match fs::metadata(&path) {
            Ok(found) if !found.is_file() => return Err(SettingsError::NoFile(path)),
            Ok(_) => RealDisk.read(&path, MAX_BYTES),
            Err(why) => Err(why),
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(why) => return Err(SettingsError::Io { path, why }),
        };
        match ron::de::from_bytes(&bytes) {
            Ok(settings) => Ok(Some(settings)),
            Err(why) => Err(SettingsError::Damaged { path, why: why.to_string() }),
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

    /// Writes the settings, whole or not at all, for their owner alone. A link that has their name is replaced, and what
    /// it leads to stays as it is.
    ///
    /// # Errors
    /// When the folder cannot be made or written, or something that is no file has their name.
    pub fn save(&self, folder: &Path) -> Result<(), SettingsError> {
        let path = folder.join(FILE);
        let failed = |why| SettingsError::Io { path: path.clone(), why };
        let mut text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new())
            .map_err(|why| failed(io::Error::other(why)))?;
        text.push('\n');
        let replaced = |kind: FileType| kind.is_file() || kind.is_symlink();
        if fs::symlink_metadata(&path).is_ok_and(|found| !replaced(found.file_type())) {
            return Err(SettingsError::NoFile(path));
        }
        RealDisk.create_dir(folder).map_err(failed)?;
        Ok(write_file(&RealDisk, &path, text.as_bytes())?)
    }

    /// Puts a project first among those that were open, with the one who codes in it.
    pub fn remember(&mut self, title: &str, folder: &Path, who: Option<&str>) {
        self.recent.retain(|r| !is_same(&r.folder, folder));
        let who = who.map(str::to_owned);
        self.recent.insert(0, Recent { title: title.to_owned(), folder: folder.to_owned(), who });
        self.recent.truncate(MAX_RECENT);
    }

    /// Who coded in a project when it was last open, or else in any other.
    pub fn coder_in(&self, folder: &Path) -> Option<&str> {
        let there = self.recent.iter().find(|r| is_same(&r.folder, folder));
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
        if !SCALES.contains(&self.scale) {
            self.scale = usual.scale;
        }
        self.recent.truncate(MAX_RECENT);
        self
    }
}

/// Whether two paths lead to one folder, however they are written.
fn is_same(a: &Path, b: &Path) -> bool {
    a == b || fs::canonicalize(a).ok().zip(fs::canonicalize(b).ok()).is_some_and(|(a, b)| a == b)
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
    fn a_project_is_remembered_once_however_its_folder_is_written() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        let mut settings = Settings::default();
        settings.remember("Pilot", &folder.path().join("a"), Some("C1"));
        settings.remember("Pilot", &folder.path().join("a/b/.."), Some("C2"));
        assert_eq!(settings.recent.len(), 1);
        assert_eq!(settings.coder_in(&folder.path().join("a")), Some("C2"));
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

    #[cfg(unix)]
    #[test]
    fn settings_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("new/concord");
        Settings::default().save(&folder).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join(FILE))), (0o700, 0o600));
        // One that an older version left open to others.
        fs::set_permissions(folder.join(FILE), fs::Permissions::from_mode(0o666)).unwrap();
        Settings::default().save(&folder).unwrap();
        assert_eq!(mode(&folder.join(FILE)), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().unwrap();
        let (folder, precious) = (home.path().join("concord"), home.path().join("precious"));
        fs::create_dir(&folder).unwrap();
        fs::write(&precious, "precious").unwrap();
        for name in ["settings.ron.new", FILE] {
            symlink(&precious, folder.join(name)).unwrap();
        }
        let refused = Settings::default().save(&folder).unwrap_err().to_string();
        assert!(refused.contains("a link stands there"), "{refused}");
        assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
        fs::remove_file(folder.join(FILE)).unwrap();
        Settings::default().save(&folder).unwrap();
        assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
        let (read, problem) = Settings::load(&folder);
        assert_eq!((read, problem.is_none()), (Settings::default(), true));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_or_device_is_refused() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join(FILE);
        let made = std::process::Command::new("mkfifo").arg(&file).status().unwrap();
        assert!(made.success());
        let refused = || {
            let (read, problem) = Settings::load(home.path());
            assert_eq!(read, Settings::default());
            let problem = problem.unwrap().to_string();
            assert!(problem.contains("no ordinary file"), "{problem}");
        };
        refused();
        let saved = Settings::default().save(home.path());
        assert!(matches!(saved, Err(SettingsError::NoFile(_))), "{saved:?}");
        fs::remove_file(&file).unwrap();
        symlink("/dev/zero", &file).unwrap();
        refused();
    }
}
