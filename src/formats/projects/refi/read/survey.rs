//! What a file holds, counted as it stands there and before anything is made of it. For whoever wants to know whether all of it
//! was taken.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::content::Reading;
use super::import::read;
use super::positions::Positions;
use super::selections::ends;
use super::sources::texts_of;
use crate::formats::projects::refi::file::ids::Ids;
use crate::formats::projects::refi::file::names::is_selection;
use crate::formats::projects::refi::file::outline::Outline;
use crate::formats::projects::refi::file::package::Package;
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::options::ImportOptions;
use crate::model::{Project, ProjectId, Timestamp, sha256};

/// The counts of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The program that wrote it, as it says.
    pub origin: Option<String>,
    /// Sources by the names of their elements.
    pub sources: BTreeMap<String, usize>,
    pub codes: usize,
    /// How deep codes stand in each other; 1 where none does.
    pub code_depth: usize,
    /// Codes that no passage may carry.
    pub non_codable: usize,
    /// Codings, of whatever.
    pub codings: usize,
    /// Selections by the names of their elements.
    pub selections: BTreeMap<String, usize>,
    pub users: usize,
    pub sets: usize,
    pub cases: usize,
    pub variables: usize,
    pub notes: usize,
    pub links: usize,
    pub graphs: usize,
    /// Ids that several elements have.
    pub dup_guids: usize,
    /// Users that elements name and that are not among the users.
    pub undeclared_users: usize,
    /// What positions count, where there are any in words that are there.
    pub positions: Option<Positions>,
    /// The words of each selection of words that are there, in the order of the file and with its line ends.
    pub selected: Vec<(String, i64, i64, String)>,
}

/// Counts what a file holds.
///
/// # Errors
/// When it cannot be read.
pub fn survey(file: &str, bytes: &[u8]) -> Result<Survey, FormatError> {
    let mut package = Package::open(file, bytes)?;
    let ids = Ids::new(sha256(bytes));
    let outline = Outline::read(file, &mut package, &ids, false)?;
    let nothing = Project::new(ProjectId(uuid::Uuid::nil()), "", Timestamp::UNIX_EPOCH);
    let (options, epoch) = (ImportOptions::default(), Timestamp::UNIX_EPOCH);
    let reading = read(&nothing, file, &mut package, &outline, &options, epoch, &mut |_| {})?;
    let mut counting = Counting::default();
    counting.survey.positions = reading.content.found.as_ref().map(|f| f.positions);
    counting.add(&outline.root, &|element| element.name == "Sources");
    for at in 0..outline.sources() {
        outline.source(at, |source| {
            counting.add(&source, &|_| false);
            counting.survey.selected.extend(selected(&reading, &source));
        })?;
    }
    Ok(counting.done(&outline.root))
}

/// The words of a source's selections.
fn selected(reading: &Reading<'_>, source: &Element<'_>) -> Vec<(String, i64, i64, String)> {
    let (mut all, positions) = (Vec::new(), reading.positions());
    for element in texts_of(source) {
        let Some(of) = reading.text(element.id) else { continue };
        for selection in element.holder.children.iter().filter(|c| is_selection(c)) {
            let Some((start, end)) = ends(selection, element.holder) else { continue };
            let last = i64::from(of.words.end(positions));
            let within = |at: i64| u32::try_from(at.clamp(0, last)).unwrap_or_default();
            let slice = of.words.raw_slice(positions, within(start.min(end)), within(start.max(end)));
            let guid = selection.get("guid").unwrap_or_default().to_owned();
            all.push((guid, start, end, slice.unwrap_or_default().to_owned()));
        }
    }
    all
}

/// Counts as they come up.
#[derive(Default)]
struct Counting {
    survey: Survey,
    guids: HashMap<String, usize>,
    used: BTreeSet<String>,
    users: BTreeSet<String>,
}

impl Counting {
    /// Counts an element and what stands in it, but for what is passed over.
    fn add(&mut self, element: &Element<'_>, is_passed: &impl Fn(&Element<'_>) -> bool) {
        let bare = |guid: &str| guid.trim().trim_matches(['{', '}']).to_lowercase();
        if let Some(guid) = element.get("guid") {
            *self.guids.entry(bare(guid)).or_default() += 1;
        }
        for name in ["creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID"] {
            self.used.extend(element.get(name).map(bare).filter(|guid| !guid.is_empty()));
        }
        let survey = &mut self.survey;
        match element.name {
            "TextSource" | "PDFSource" | "PictureSource" | "AudioSource" | "VideoSource" => {
                *survey.sources.entry(element.name.to_owned()).or_default() += 1;
            }
            "Code" => {
                survey.codes += 1;
                let bars = super::codes::is_false(element.get("isCodable"));
                survey.non_codable += usize::from(bars);
            }
            "Coding" => survey.codings += 1,
            "User" => {
                survey.users += 1;
                self.users.extend(element.get("guid").map(bare));
            }
            "Set" => survey.sets += 1,
            "Case" => survey.cases += 1,
            "Variable" => survey.variables += 1,
            "Note" => survey.notes += 1,
            "Link" => survey.links += 1,
            "Graph" => survey.graphs += 1,
            name if name.ends_with("Selection") => {
                *survey.selections.entry(name.to_owned()).or_default() += 1;
            }
            _ => {}
        }
        element.children.iter().filter(|c| !is_passed(c)).for_each(|child| self.add(child, is_passed));
    }

    fn done(self, root: &Element<'_>) -> Survey {
        let Self { mut survey, guids, used, users } = self;
        survey.origin = root.get("origin").map(str::to_owned);
        survey.dup_guids = guids.values().filter(|n| **n > 1).count();
        survey.undeclared_users = used.difference(&users).count();
        survey.code_depth = depth(root);
        survey
    }
}

fn depth(element: &Element<'_>) -> usize {
    let under = element.children.iter().map(depth).max().unwrap_or_default();
    under + usize::from(element.name == "Code")
}
