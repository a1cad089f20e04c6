//! The package that is written: the XML, texts that are made here, and files of the packages that came, packed as they are.
//! Nothing of it is held as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use crate::formats::projects::refi::file::package::{Package, base, is_outside};
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::shared::outcome::Lost;
use crate::lang::{Message, message};
use crate::text::Text;

/// A package on its way out.
pub(in super::super) type Packing<'o> = ZipWriter<StreamWriter<&'o mut dyn Write>>;

/// Texts to be written, by the names of their files.
pub(in super::super) type Files = BTreeMap<String, Content>;

/// What stands in a file.
pub(in super::super) enum Content {
    /// Words that a project has.
    Words(Text),
    /// Anything else.
    Bytes(Vec<u8>),
}

impl Content {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Words(text) => text.as_str().as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

/// How entries are packed.
pub(in super::super) fn packed() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o644)
}

/// The files that elements refer to, each with the name that it is written by.
#[derive(Default)]
pub(in super::super) struct Paths {
    names: BTreeMap<String, String>,
}

impl Paths {
    /// Takes down what an element refers to, and all in it, by names that every system takes. Those of no package lead where
    /// they led.
    pub(in super::super) fn take(&mut self, element: &mut Element<'_>, packages: &[&Package<'_>]) {
        element.each_mut(&mut |element| {
            for (name, value) in &mut element.attributes {
                if !matches!(*name, "plainTextPath" | "richTextPath" | "path")
                    || (is_outside(value) && packages.iter().all(|package| package.leads_out(value)))
                    || value.is_empty()
                {
                    continue;
                }
                let file = base(value).to_owned();
                let safe = safe(&file);
                if safe != file {
                    *value = format!("internal://{safe}").into();
                }
                self.names.entry(file).or_insert(safe);
            }
        });
    }

    /// Writes all of them, those that were made here first of all; says what is not there.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(in super::super) fn write(
        &self,
        zip: &mut Packing<'_>,
        packages: &mut [&mut Package<'_>],
        files: &Files,
    ) -> io::Result<Vec<Lost>> {
        let mut names: BTreeSet<String> = BTreeSet::new();
        let (mut damaged, mut missing) = (0, 0);
        for (file, safe) in &self.names {
            if !names.insert(safe.to_lowercase()) {
                continue;
            }
            let name = format!("sources/{safe}");
            if let Some(content) = files.get(file) {
                zip.start_file(name, packed())?;
                zip.write_all(content.bytes())?;
                continue;
            }
            match packages.iter_mut().find_map(|package| package.hand_over(file)) {
                Some((from, entry)) => damaged += usize::from(!from.copy(&entry, &name, zip)?),
                None => missing += 1,
            }
        }
        let lost =
            |count, why: Message| Lost { what: message!("part-file-source"), count, why, files: Vec::new() };
        let all =
            [lost(damaged, message!("file-damaged-before")), lost(missing, message!("file-missing-before"))];
        Ok(all.into_iter().filter(|lost| lost.count > 0).collect())
    }
}

/// A name that every system takes.
fn safe(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let reserved = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
    let odd = |c: char| c.is_control() || "<>:\"|?*".contains(c);
    let plain: String = name.chars().map(|c| if odd(c) { '-' } else { c }).collect();
    let plain = plain.trim_end_matches([' ', '.']);
    if reserved || plain.is_empty() { format!("source-{plain}") } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_every_system_takes() {
        assert_eq!(safe("CON.txt"), "source-CON.txt");
        assert_eq!(safe("a:b?.txt"), "a-b-.txt");
        assert_eq!(safe("56a79789-d535.txt"), "56a79789-d535.txt");
    }
}
