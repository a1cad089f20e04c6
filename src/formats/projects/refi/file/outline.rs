//! A file as it is held while it is read: a tree of all but the selections of its sources, and each source packed on a shelf,
//! to be taken down one at a time. So the memory that a file takes does not grow with what is coded in it. Never says what
//! anything means.

use std::collections::HashSet;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use uuid::Uuid;

use super::bounds::Bounds;
use super::ids::{self, Assigning, Ids, Odd};
use super::names::is_selection;
use super::package::Package;
use super::pieces::{Part, Piece, Pieces};
use super::schema::{self, Faults};
use super::tree::{self, Element};
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::xml::Xml;
use crate::lang::{message, said, which};

/// What sources are called.
const SOURCES: [&str; 5] = ["TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource"];
const NAMESPACES: [&str; 2] = ["urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"];

/// A file, read once from its beginning to its end.
pub(in super::super) struct Outline {
    file: String,
    part: Option<String>,
    prefix: Option<String>,
    pub(in super::super) ids: Ids,
    /// All but the selections of words in sources. Its elements have their ids.
    pub(in super::super) root: Element<'static>,
    shelf: Vec<Shelved>,
    /// What codings refer to.
    pub(in super::super) used: HashSet<Uuid>,
    /// What of the tree no schema knows the name of.
    pub(in super::super) dropped: Faults,
    /// What is wrong with the file.
    pub(in super::super) told: Findings,
}

/// What there is to tell about a file, whatever it means.
#[derive(Default)]
pub(in super::super) struct Findings {
    pub(in super::super) ids: ids::Faults,
    /// Where its sources are not as the schema says; only where that was asked for.
    pub(in super::super) deviations: Faults,
    /// Characters that XML does not allow.
    pub(in super::super) forbidden: usize,
    /// Whether it says that it is what it is.
    pub(in super::super) is_named: bool,
}

/// A source with all that stands in it.
struct Shelved {
    packed: Vec<u8>,
    length: usize,
    first: usize,
    odd: Odd,
}

impl Outline {
    /// Reads the XML of a package, and where that is asked for, finds out how far it is as the schema says.
    ///
    /// # Errors
    /// When it is damaged, no REFI-QDA, not well-formed, or holds more than is read.
    pub(in super::super) fn read(
        file: &str,
        package: &mut Package<'_>,
        ids: &Ids,
        is_told: bool,
    ) -> Result<Self, FormatError> {
        let part = package.part.clone();
        let mut pieces = Pieces::new(file, part.as_deref(), package.xml()?);
        let mut gathering = Gathering::new(ids, is_told);
        let mut root: Option<Element<'static>> = None;
        let mut prefix = None;
        while let Some(Piece { part: kind, mut text, first }) = pieces.next()? {
            if kind == Part::Before {
                text.push_str(&pieces.ends());
                prefix = Some(pieces.prefix().to_owned());
            }
            gathering.look(&text);
            let xml = Xml::piece(file, part.as_deref(), &text, first);
            let tree = tree::parse(&xml, prefix.as_deref())?;
            match (kind, &mut root) {
                (Part::Source, Some(root)) => {
                    let head = gathering.source(tree, &text, first).map_err(|why| no_memory(file, &why))?;
                    root.child_mut("Sources").children.extend(head);
                }
                (Part::After, Some(root)) => end(root, gathering.rest(tree)),
                (Part::Whole | Part::Before, _) | (Part::Source | Part::After, None) => {
                    is_refi(file, &tree)?;
                    root = gathering.rest(tree);
                }
            }
        }
        let Gathering { assigning, bounds, shelf, used, dropped, mut told, .. } = gathering;
        bounds.check(file)?;
        told.ids = assigning.faults;
        let (file, ids) = (file.to_owned(), ids.clone());
        let root = root.unwrap_or_default();
        Ok(Self { file, part, prefix, ids, root, shelf, used, dropped, told })
    }

    /// How many sources there are.
    pub(in super::super) fn sources(&self) -> usize {
        self.shelf.len()
    }

    /// Takes a source down, with all that stands in it and the ids of that.
    ///
    /// # Errors
    /// When there is not the memory for it.
    pub(in super::super) fn source<R>(
        &self,
        at: usize,
        call: impl FnOnce(Element<'_>) -> R,
    ) -> Result<R, FormatError> {
        let shelved = &self.shelf[at];
        let text = shelved.text().map_err(|why| no_memory(&self.file, &why))?;
        let xml = Xml::piece(&self.file, self.part.as_deref(), &text, shelved.first);
        let mut tree = tree::parse(&xml, self.prefix.as_deref())?;
        ids::assign_again(&mut tree, &self.ids, &shelved.odd);
        Ok(call(tree))
    }
}

/// What is found out about a file on the way through it.
struct Gathering<'i> {
    assigning: Assigning<'i>,
    bounds: Bounds,
    ids: &'i Ids,
    packer: DeflateEncoder<Vec<u8>>,
    shelf: Vec<Shelved>,
    used: HashSet<Uuid>,
    dropped: Faults,
    told: Findings,
    is_told: bool,
}

impl<'i> Gathering<'i> {
    fn new(ids: &'i Ids, is_told: bool) -> Self {
        Self {
            assigning: Assigning::new(ids),
            bounds: Bounds::default(),
            ids,
            packer: DeflateEncoder::new(Vec::new(), Compression::fast()),
            shelf: Vec::new(),
            used: HashSet::new(),
            dropped: Faults::new(),
            told: Findings::default(),
            is_told,
        }
    }

    /// Looks at the words of a piece as they stand there.
    fn look(&mut self, text: &str) {
        self.told.is_named = self.told.is_named || NAMESPACES.iter().any(|name| text.contains(name));
        // Nothing else below a space is forbidden, and no byte of a longer letter lies there.
        let is_forbidden = |b: &u8| *b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r');
        self.told.forbidden += text.bytes().filter(is_forbidden).count();
    }

    /// Takes what stands beside the sources.
    fn rest(&mut self, mut tree: Element<'_>) -> Option<Element<'static>> {
        self.assigning.assign(&mut tree);
        self.count(&tree);
        tree.kept(&|_| true, &mut self.dropped)
    }

    /// Puts a source on the shelf, and gives it without the selections of words in it.
    fn source(
        &mut self,
        mut tree: Element<'_>,
        text: &str,
        first: usize,
    ) -> std::io::Result<Option<Element<'static>>> {
        let odd = self.assigning.assign(&mut tree);
        self.count(&tree);
        if !SOURCES.contains(&tree.name) {
            *self
                .dropped
                .entry((
                    true,
                    message!("schema-element", what = which("any"), element = tree.name, name = "Sources"),
                ))
                .or_default() += 1;
            return Ok(None);
        }
        // What is not kept of it here is on the shelf.
        let head = tree.kept(&|element| !is_selection(element), &mut Faults::new());
        if self.is_told {
            schema::settle_in("Sources", tree, true, &mut self.told.deviations);
        }
        if head.is_some() {
            let packed = self.pack(text)?;
            self.shelf.push(Shelved { packed, length: text.len(), first, odd });
        }
        Ok(head)
    }

    fn pack(&mut self, text: &str) -> std::io::Result<Vec<u8>> {
        self.packer.write_all(text.as_bytes())?;
        let mut packed = self.packer.reset(Vec::new())?;
        packed.shrink_to_fit();
        Ok(packed)
    }

    fn count(&mut self, tree: &Element<'_>) {
        self.bounds.add(tree);
        tree.each(&mut |element| {
            if element.name == "Coding" {
                self.used.extend(element.targets("CodeRef").map(|guid| self.ids.of(guid)));
            }
        });
    }
}

impl Shelved {
    fn text(&self) -> std::io::Result<String> {
        let mut text = String::new();
        text.try_reserve_exact(self.length)?;
        DeflateDecoder::new(self.packed.as_slice()).read_to_string(&mut text)?;
        Ok(text)
    }
}

/// Puts what stands after the sources beside what stands before them.
fn end(root: &mut Element<'static>, after: Option<Element<'static>>) {
    let Some(after) = after else { return };
    root.text.push_str(&after.text);
    let mut children = after.children.into_iter();
    if let Some(sources) = children.next() {
        root.child_mut("Sources").text = sources.text;
    }
    root.children.extend(children);
}

fn is_refi(file: &str, root: &Element<'_>) -> Result<(), FormatError> {
    if matches!(root.name, "Project" | "CodeBook") {
        return Ok(());
    }
    Err(FormatError::At {
        file: file.to_owned(),
        place: Location::Whole,
        problem: message!("file-no-refi", name = root.name),
        remedy: message!("do-export-refi"),
    })
}

fn no_memory(file: &str, why: &std::io::Error) -> FormatError {
    FormatError::At {
        file: file.to_owned(),
        place: Location::Whole,
        problem: message!("file-no-memory", why = said(why)),
        remedy: message!("do-close-programs"),
    }
}
