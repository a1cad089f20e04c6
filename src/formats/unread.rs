//! Files that hold no words that can be read, told by their names, and what to do with them. Never looks into one.

use crate::lang::{Message, message, which};

/// Kinds of file, with the endings of their names.
const KINDS: &[(&str, &[&str])] = &[
    ("word", &["doc", "dot", "wps", "wpd"]),
    ("pages", &["pages"]),
    ("sheet", &["xls", "ods", "numbers", "xlsb"]),
    ("slides", &["ppt", "pptx", "odp", "key"]),
    (
        "sound",
        &[
            "mp3", "wav", "m4a", "aac", "ogg", "oga", "opus", "flac", "wma", "aif", "aiff", "amr", "ds2",
            "dss",
        ],
    ),
    ("film", &["mp4", "mov", "avi", "mkv", "webm", "m4v", "wmv", "mpg", "mpeg", "3gp"]),
    ("picture", &["jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "heic", "webp", "svg"]),
    ("packed", &["zip", "rar", "7z", "tar", "gz", "tgz"]),
    ("mail", &["eml", "msg", "mbox"]),
    (
        "peer",
        &[
            "nvp",
            "nvpx",
            "mx24",
            "mx22",
            "mx20",
            "mx18",
            "mx12",
            "mqda",
            "mex24",
            "mex22",
            "atlproj",
            "atlproj22",
            "atlproj23",
        ],
    ),
];

/// Why a file whose name ends so cannot be read, and what to do.
pub fn unread(name: &str) -> (Message, Message) {
    let end = name.rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase());
    let kind = KINDS.iter().find(|(_, ends)| ends.contains(&end.as_str())).map_or("other", |(kind, _)| kind);
    (message!("file-unread", what = which(kind)), message!("do-unread", what = which(kind)))
}

/// Whether something is known of files whose names end so.
pub(in crate::formats) fn is_known(name: &str) -> bool {
    let end = name.rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase());
    KINDS.iter().any(|(_, ends)| ends.contains(&end.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::by_extension;

    #[test]
    fn no_ending_is_one_that_is_read() {
        for end in KINDS.iter().flat_map(|(_, ends)| *ends) {
            let name = format!("a.{end}");
            assert!(!by_extension(&name).any(crate::formats::Format::is_read), "{end}");
        }
    }

    #[test]
    fn each_kind_has_words_of_its_own() {
        let mut told: Vec<String> = Vec::new();
        for name in [
            "a.DOC", "a.pages", "a.xls", "a.ppt", "a.mp3", "a.mov", "a.jpg", "a.zip", "a.msg", "a.nvpx", "a",
            "a.x",
        ] {
            let (what, remedy) = unread(name);
            let line = format!("{what}: {remedy}");
            assert!(name == "a.x" || !told.contains(&line), "{name}: {line}");
            told.push(line);
        }
        assert_eq!(told[10], told[11]);
    }
}
