//! The codebooks that come with the program, from published studies, each with its source. Never read from disk: they
//! are part of the binary.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::model::{Code, CodeId, Colour, Edit, Stamp};

/// A codebook to start from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// What the command line calls it.
    pub id: String,
    /// As shown.
    pub title: String,
    /// Where it comes from; empty for the blank one.
    pub source: String,
    /// What it fits.
    pub about: String,
    codes: Vec<PresetCode>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct PresetCode {
    name: String,
    #[serde(default)]
    parent: Option<String>,
    colour: Colour,
    #[serde(default = "yes")]
    codable: bool,
    #[serde(default)]
    layer: Option<String>,
    definition: String,
    #[serde(default)]
    include: String,
    #[serde(default)]
    exclude: String,
    #[serde(default)]
    examples: Vec<String>,
}

const fn yes() -> bool {
    true
}

const FILES: [&str; 5] = [
    include_str!("../../../assets/codebooks/blank.ron"),
    include_str!("../../../assets/codebooks/recognition.ron"),
    include_str!("../../../assets/codebooks/therapeutic-relationships.ron"),
    include_str!("../../../assets/codebooks/layers.ron"),
    include_str!("../../../assets/codebooks/relational-organisation.ron"),
];

/// All presets, the blank one first.
pub fn presets() -> &'static [Preset] {
    static PRESETS: OnceLock<Vec<Preset>> = OnceLock::new();
    PRESETS.get_or_init(|| {
        let options =
            ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        // A test reads every file, so none is left out here.
        FILES.iter().filter_map(|file| options.from_str(file).ok()).collect()
    })
}

/// The preset of that id.
pub fn preset(id: &str) -> Option<&'static Preset> {
    presets().iter().find(|preset| preset.id == id)
}

impl Preset {
    /// Number of codes that are no themes, as a project made of it counts them.
    pub fn codes(&self) -> usize {
        let themes: HashSet<_> = self.codes.iter().filter_map(|code| code.parent.as_deref()).collect();
        self.codes.iter().filter(|code| !themes.contains(code.name.as_str())).count()
    }

    /// The names of the themes at the top, in order.
    pub fn themes(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().filter(|code| code.parent.is_none()).map(|code| code.name.as_str())
    }

    /// The edits that put its codes into a project, with new ids.
    pub fn edits(&self, stamp: &mut dyn Stamp) -> Vec<Edit> {
        let mut ids: HashMap<&str, CodeId> = HashMap::new();
        let mut edits = Vec::with_capacity(self.codes.len());
        for code in &self.codes {
            let id = CodeId(stamp.uuid());
            let parent = code.parent.as_deref().and_then(|parent| ids.get(parent).copied());
            edits.push(Edit::PutCode(Box::new(Code {
                definition: code.definition.clone(),
                include: code.include.clone(),
                exclude: code.exclude.clone(),
                examples: code.examples.clone(),
                codable: code.codable,
                layer: code.layer.clone(),
                ..Code::new(id, code.name.clone(), parent, code.colour)
            })));
            ids.insert(&code.name, id);
        }
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::tests::{Count, project};

    #[test]
    fn every_preset_makes_a_codebook() {
        assert_eq!(presets().len(), FILES.len());
        for preset in presets() {
            let after = project().apply_all(&preset.edits(&mut Count::default())).unwrap();
            assert_eq!(after.codebook().len(), preset.codes.len(), "{}", preset.id);
            for code in &preset.codes {
                let there = after.codebook().codes().find(|c| c.name == code.name).unwrap();
                let parent = there.parent.and_then(|id| after.codebook().get(id)).map(|c| c.name.clone());
                assert_eq!(parent, code.parent, "{}: {}", preset.id, code.name);
            }
        }
        assert_eq!(preset("recognition").unwrap().themes().next(), Some("Love"));
        assert_eq!(presets().first().map(Preset::codes), Some(0));
    }
}
