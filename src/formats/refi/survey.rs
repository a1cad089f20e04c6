//! What a file holds, counted as it stands there and before anything is made of it. For whoever wants to know whether all of it
//! was taken.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::ids::{self, Ids};
use super::import::read;
use super::package::Package;
use super::positions::Positions;
use super::selections::{ends, is_selection};
use super::sources::text_elements;
use super::tree::{self, Element};
use crate::formats::ImportOptions;
use crate::formats::error::FormatError;
use crate::formats::xml::Xml;
use crate::model::{Project, ProjectId, Timestamp, sha256};

/// The counts of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The program that wrote it, as it says.
    pub origin: Option<String>,
    /// Sources by the names of their elements.
    pub sources: BTreeMap<String, usize>,
    /// Codes.
    pub codes: usize,
    /// How deep codes stand in each other; 1 where none does.
    pub code_depth: usize,
    /// Codes that no passage may carry.
    pub non_codable: usize,
    /// Codings, of whatever.
    pub codings: usize,
    /// Selections by the names of their elements.
    pub selections: BTreeMap<String, usize>,
    /// Users.
    pub users: usize,
    /// Sets.
    pub sets: usize,
    /// Cases.
    pub cases: usize,
    /// Variables.
    pub variables: usize,
    /// Notes.
    pub notes: usize,
    /// Links.
    pub links: usize,
    /// Graphs.
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
    let words = std::mem::take(&mut package.xml);
    let part = package.part.clone();
    let xml = Xml::new(file, part.as_deref(), &words)?;
    let mut root = tree::parse(&xml)?;
    let keys = Ids::new(sha256(bytes));
    ids::assign(&mut root, &keys);
    let nothing = Project::new(ProjectId(uuid::Uuid::nil()), "", Timestamp::UNIX_EPOCH);
    let options = ImportOptions::default();
    let reading = read(&nothing, file, &mut package, &root, keys, &options, Timestamp::UNIX_EPOCH)?;
    let mut survey = counted(&root);
    survey.positions = reading.said.found.as_ref().map(|f| f.positions);
    let positions = survey.positions.unwrap_or(Positions::CodePoints);
    for element in text_elements(&root) {
        let Some((_, of)) = reading.said.transcripts.iter().find(|(id, _)| *id == element.id) else {
            continue;
        };
        for selection in element.holder.children.iter().filter(|c| is_selection(c)) {
            let Some((start, end)) = ends(selection, element.holder) else { continue };
            let last = i64::from(of.words.end(positions));
            let within = |at: i64| u32::try_from(at.clamp(0, last)).unwrap_or_default();
            let slice = of.words.raw_slice(positions, within(start.min(end)), within(start.max(end)));
            let guid = selection.get("guid").unwrap_or_default().to_owned();
            survey.selected.push((guid, start, end, slice.unwrap_or_default().to_owned()));
        }
    }
    Ok(survey)
}

fn counted(root: &Element<'_>) -> Survey {
    let mut survey = Survey { origin: root.get("origin").map(str::to_owned), ..Survey::default() };
    let bare = |guid: &str| guid.trim().trim_matches(['{', '}']).to_lowercase();
    let (mut guids, mut used, mut users) =
        (HashMap::<String, usize>::new(), BTreeSet::new(), BTreeSet::new());
    root.each(&mut |element| {
        if let Some(guid) = element.get("guid") {
            *guids.entry(bare(guid)).or_default() += 1;
        }
        for name in ["creatingUser", "modifyingUser", "creatingUserGUID", "modifyingUserGUID"] {
            used.extend(element.get(name).map(bare).filter(|guid| !guid.is_empty()));
        }
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
                users.extend(element.get("guid").map(bare));
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
    });
    survey.dup_guids = guids.values().filter(|n| **n > 1).count();
    survey.undeclared_users = used.difference(&users).count();
    survey.code_depth = depth(root);
    survey
}

fn depth(element: &Element<'_>) -> usize {
    let under = element.children.iter().map(depth).max().unwrap_or_default();
    under + usize::from(element.name == "Code")
}
