//! When the words of a transcript were said, as a project keeps it: in a file of its own, which is read when somebody asks. A
//! project itself holds no more than the name of the file, and the words as they were when it was written.

use serde::{Deserialize, Serialize};

use super::file_bytes::FileBytes;
use super::sum::sha256;
use crate::text::{CharPos, Text, WordTimes};

/// What stands above the times.
const HEADER: &str = "character\tmilliseconds";

/// Where the times of a transcript's words are kept. Never changed: when the words are corrected, it stays that of the words as
/// they were brought in, from which the corrections lead to those of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptTimes {
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// SHA-256 of the words that the times are of.
    pub of: String,
    /// What stands in the file. Without it, it must be in the project's folder already.
    #[serde(skip)]
    pub bytes: Option<FileBytes>,
}

impl KeptTimes {
    /// The times of words, to be kept; none where there are none.
    ///
    /// ```text
    ///   character   milliseconds      a line a word: its first code point, and when it was said from the start of the
    ///   0           1240              recording, with a tab between
    ///   4           1500
    /// ```
    pub fn new(text: &Text, times: &WordTimes) -> Option<Self> {
        if times.is_empty() {
            return None;
        }
        let mut lines = format!("{HEADER}\n");
        for (at, ms) in times.iter() {
            lines.push_str(&format!("{}\t{ms}\n", text.char_of(at).0));
        }
        let (sum, of) = (sha256(&lines), sha256(text.as_str()));
        Some(Self { sha256: sum, of, bytes: Some(lines.into_bytes().into()) })
    }

    /// The times in the bytes of such a file; none where these are something else, or of other words.
    pub fn read(&self, bytes: &[u8], text: &Text) -> Option<WordTimes> {
        let lines = std::str::from_utf8(bytes).ok()?.strip_prefix(HEADER)?.strip_prefix('\n')?;
        let word = |line: &str| {
            let (at, ms) = line.split_once('\t')?;
            Some((text.byte_of_char(CharPos(at.parse().ok()?))?, ms.parse().ok()?))
        };
        let words = lines.lines().map(word).collect::<Option<Vec<_>>>()?;
        (self.of == sha256(text.as_str())).then(|| WordTimes::new(text, words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_come_back_from_their_file() {
        let text = Text::new("Ça va bien 🙂 oui");
        let times = WordTimes::new(&text, vec![(0, 1), (4, 20), (17, 4_000_000_000)]);
        let kept = KeptTimes::new(&text, &times).unwrap();
        let bytes = kept.bytes.clone().unwrap();
        assert_eq!(bytes.as_slice(), "character\tmilliseconds\n0\t1\n3\t20\n13\t4000000000\n".as_bytes());
        assert_eq!(kept.read(bytes.as_slice(), &text), Some(times));
        assert_eq!(kept.read(bytes.as_slice(), &Text::new("other words")), None);
        for other in [
            "",
            "character\tmilliseconds",
            "character\tmilliseconds\n0\n",
            "character\tmilliseconds\n0\t-1\n",
        ] {
            assert_eq!(kept.read(other.as_bytes(), &text), None, "{other:?}");
        }
        assert_eq!(KeptTimes::new(&text, &WordTimes::default()), None);
    }
}
