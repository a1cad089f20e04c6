//! Codes that a table names and the codebook lacks, made where somebody asked for them. Never makes one twice.

use super::Reading;
use crate::lang::{Message, message};
use crate::model::palette::PALETTE;
use crate::model::{Code, CodeId, Colour, Stamp, folded};

impl Reading<'_> {
    /// Makes a code, and the themes of its path that are not there.
    pub(super) fn new_code(&mut self, path: &str, stamp: &mut dyn Stamp) -> Result<CodeId, Message> {
        let mut parent: Option<CodeId> = None;
        for name in path.split('/').map(str::trim) {
            if name.is_empty() {
                return Err(message!("file-path-without-name", path));
            }
            let here = |code: &Code| code.parent == parent && folded(&code.name) == folded(name);
            let known = self.project.codebook().codes().find(|code| here(code)).map(|code| code.id);
            let known = known.or_else(|| self.new_codes.iter().find(|code| here(code)).map(|code| code.id));
            let id = known.unwrap_or_else(|| {
                let id = CodeId(stamp.uuid());
                let at = self.project.codebook().codes().count() + self.new_codes.len();
                let colour = Colour(PALETTE[at % PALETTE.len()].light);
                self.new_codes.push(Code::new(id, name, parent, colour));
                self.import.count("codes");
                id
            });
            parent = Some(id);
        }
        parent.ok_or_else(|| message!("file-path-without-name", path))
    }
}
