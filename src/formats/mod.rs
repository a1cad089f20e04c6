//! Formats of files, a wing for each kind of content: bytes in, edits and warnings out, and back. Never takes a path, never
//! changes a project, and never trusts what it reads: sizes, depths and positions are bounded and checked.

mod catalogue;
pub mod documents;
mod narrowed;
pub mod package;
pub mod projects;
pub mod shared;
pub mod tables;
pub mod transcripts;
mod unread;

pub use catalogue::{FORMATS, by_extension, format, format_of, kinds_read, kinds_written, misnamed};
pub use documents::picture;
pub use narrowed::{Part, narrowed};
pub use projects::marked::marked;
pub use projects::{quoted, refi};
pub use shared::draft::TranscriptDraft;
pub use shared::error::{FormatError, Location};
pub use shared::format::{
    Choice, Format, Kind, ReadTable, ReadTranscript, Reader, Write, WriteFolder, Writer,
};
pub use shared::grid::{Cell, Grid, Rows, UNDEFINED};
pub use shared::marks::{Comment, Marks, MarksWanted};
pub use shared::options::{Columns, ExportOptions, ImportOptions, Target, TranscriptOptions};
pub use shared::outcome::{Exported, Folder, FolderFile, Import, Lost, Warning, made};
pub use shared::past::PastStep;
pub use shared::sheet::Sheet;
pub use shared::{encoding, xlsx};
pub use tables::{
    agreement_grid, codebook, codings, compare_groups, frequencies, preset, ratings, sample, settlements,
};
pub use transcripts::{pdf, rows, txt};
pub use unread::unread;

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Kind, format_of};
    use crate::model::{Project, ProjectId, Stamp, Timestamp};

    /// Ids that count up, and a time that stands still.
    #[derive(Default)]
    pub(super) struct Count(u128);

    impl From<usize> for Count {
        fn from(last: usize) -> Self {
            Self(last as u128)
        }
    }

    impl Stamp for Count {
        fn uuid(&mut self) -> Uuid {
            self.0 += 1;
            Uuid::from_u128(self.0)
        }

        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
    }

    /// A zipped file.
    pub(super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, words) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, words.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Fails where turns do not fit the text of a draft.
    pub(super) fn fits(draft: &super::TranscriptDraft) {
        let turns = draft.recognition.turns.clone();
        assert!(crate::text::Turns::new(&draft.text, turns).is_ok());
        assert!(!draft.text.as_str().contains(['\r', '\0']) && !draft.text.as_str().trim().is_empty());
    }

    /// A project without anything in it.
    pub(super) fn project() -> Project {
        Project::new(ProjectId(Uuid::nil()), "A study", Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_file_says_what_it_is() {
        let id =
            |name: &str, head: &str, kind| format_of(name, head.as_bytes(), kind).map(|format| format.id);
        for (name, head, format) in [
            ("P1.TXT", "I: a", "txt"),
            ("P1.md", "# a", "markdown"),
            ("a.csv", "coder;file;start;end;code\nA;b;0;1;c", "codings-csv"),
            ("a.csv", "code,theme,colour,description\n", "codebook-csv"),
            ("a.tsv", "participant\tfile\tgroup\tcode\n", "attributes-csv"),
        ] {
            assert_eq!(id(name, head, None).as_ref(), Ok(&format), "{name}: {head}");
        }
        assert_eq!(id("a.transcript", "I: a", Some(Kind::Transcript)).as_ref(), Ok(&"txt"));
        assert_eq!(id("a.csv", "x,y\n", Some(Kind::Codings)).as_ref(), Ok(&"codings-csv"));
        let message = id("a.csv", "x,y\n", None).unwrap_err().to_string();
        assert!(message.starts_with("a.csv, row 1: the first row names neither"), "{message}");
        let message = id("a.xyz", "", None).unwrap_err().to_string();
        assert!(
            message.contains(
                "a.xyz: files that end so cannot be read; those that can end in csv, db, docm, docx"
            ),
            "{message}"
        );
    }
}
