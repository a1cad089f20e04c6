//! Groups of rich text that are not the text, or not in its place: notes, boxes, headers, fields, pictures.

use super::{Destination, Rtf};

impl Rtf<'_> {
    /// Whether a word begins a part of the file that is not the text, or not in its place.
    pub(super) fn destination(&mut self, word: &str) -> bool {
        let inside = self.state.destination == Destination::Text;
        match word {
            "fonttbl" => self.state.destination = Destination::Fonts,
            "footnote" if inside => {
                self.flush();
                self.page.open_note();
                self.state.note = Some(self.page.notes());
            }
            // The words in a shape hang in the line; all else about it is lay-out.
            "shptxt" => {
                self.flush();
                self.state.destination = Destination::Text;
                self.page.open_box();
                self.state.is_box = true;
            }
            "fldrslt" => {}
            "pict" | "nonshppict" => {
                self.pictures += usize::from(word == "pict" && self.state.destination == Destination::Text);
                self.state.destination = Destination::Nowhere;
            }
            "shppict" => {}
            "object" => {
                self.embedded += usize::from(inside);
                self.state.destination = Destination::Nowhere;
            }
            "annotation" => {
                self.comments += usize::from(inside);
                self.state.destination = Destination::Nowhere;
            }
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
                self.headers += usize::from(inside);
                self.state.destination = Destination::Nowhere;
            }
            "listtext" | "pntext" => {
                self.markers += usize::from(inside);
                self.state.destination = Destination::Nowhere;
            }
            "colortbl" | "stylesheet" | "info" | "fldinst" | "shpinst" | "shprslt" | "sp" | "xe" | "tc"
            | "rxe" | "bkmkstart" | "bkmkend" | "listtable" | "listoverridetable" | "pntxta" | "pntxtb"
            | "atnid" | "atnauthor" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn"
            | "private" | "filetbl" | "revtbl" | "template" | "themedata" | "datastore" => {
                self.state.destination = Destination::Nowhere;
            }
            _ => return false,
        }
        true
    }
}
