//! Just enough of a reader of Rust to ask what a file names: no comments, no strings, no tests. Never judges.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One file of the program, without what is there for its tests only.
pub(crate) struct Source {
    /// From the root of the project, with `/`.
    pub file: String,
    /// As it stands.
    pub whole: String,
    /// Words and signs with their lines.
    pub tokens: Vec<Token>,
    /// The module that it is, from the root of the crate.
    pub module: Vec<String>,
    /// Files of modules that are declared here for tests only.
    pub tests: Vec<PathBuf>,
}

/// A word, a number or a sign (`::` is one), and its line from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub text: String,
    pub line: usize,
    /// What stands between the quotation marks of a string.
    pub quoted: String,
}

/// A path that stands in a file, such as `crate::model::Edit`, and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub path: Vec<String>,
    pub line: usize,
}

impl Source {
    /// Reads what stands in `file`, a path such as `src/text/body.rs`.
    pub(crate) fn new(file: &str, whole: &str) -> Self {
        let module = module_of(file);
        let (tokens, removed) = without_tests(tokens(whole));
        let tests = removed.iter().flat_map(|name| files_of(file, name)).collect();
        Self { file: file.to_owned(), whole: whole.to_owned(), tokens, module, tests }
    }

    /// Every path that is named, those of `use` with their groups taken apart, `super` and `self` resolved.
    pub(crate) fn named(&self) -> Vec<Named> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let after_dot = at > 0 && self.tokens[at - 1].text == ".";
            if !after_dot && is_word(&self.tokens[at].text) {
                at = self.path(at, &[], &mut found);
            } else {
                at += 1;
            }
        }
        for named in &mut found {
            named.path = self.resolved(&named.path);
        }
        found
    }

    /// Reads one path, or a group of them, and gives the place after it.
    fn path(&self, mut at: usize, before: &[String], found: &mut Vec<Named>) -> usize {
        let mut path = before.to_vec();
        let line = self.tokens[at].line;
        while let Some(token) = self.tokens.get(at) {
            match token.text.as_str() {
                "{" => {
                    at += 1;
                    while let Some(inner) = self.tokens.get(at) {
                        match inner.text.as_str() {
                            "}" => break,
                            word if is_word(word) || word == "{" => at = self.path(at, &path, found),
                            _ => at += 1,
                        }
                    }
                    return at + 1;
                }
                word if is_word(word) => path.push(word.to_owned()),
                _ => break,
            }
            at += 1;
            if self.tokens.get(at).is_none_or(|t| t.text != "::") {
                break;
            }
            at += 1;
        }
        found.push(Named { path, line });
        at
    }

    fn resolved(&self, path: &[String]) -> Vec<String> {
        let up = path.iter().take_while(|p| *p == "super" || *p == "self").count();
        if up == 0 {
            return path.to_vec();
        }
        let supers = path[..up].iter().filter(|p| *p == "super").count();
        let kept = self.module.len().saturating_sub(supers);
        let crate_root = std::iter::once("crate".to_owned());
        crate_root.chain(self.module[..kept].iter().cloned()).chain(path[up..].iter().cloned()).collect()
    }

    /// Modules that stand inside the file, each from `mod` to its last bracket.
    pub(crate) fn inner_modules(&self) -> Vec<&[Token]> {
        let starts =
            self.tokens.windows(3).enumerate().filter(|(_, t)| t[0].text == "mod" && t[2].text == "{");
        starts.map(|(at, _)| &self.tokens[at..close(&self.tokens, at + 2)]).collect()
    }

    /// Lines, those of tests not counted.
    pub(crate) fn lines(&self) -> usize {
        let mut lines = self.whole.lines().count();
        for range in test_lines(&tokens(&self.whole)) {
            lines -= range.1 + 1 - range.0;
        }
        lines
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// `src/text/body.rs` is `text::body`, `src/text/mod.rs` is `text`, `src/lib.rs` the root.
fn module_of(file: &str) -> Vec<String> {
    let inside = file.strip_prefix("src/").unwrap_or(file).trim_end_matches(".rs");
    let mut parts: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// Where the module `name`, declared in `file`, may stand.
fn files_of(file: &str, name: &str) -> [PathBuf; 2] {
    let folder = module_of(file).iter().fold(PathBuf::from("src"), |path, part| path.join(part));
    [folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs")]
}

/// Words and signs, without comments, white space, and what stands between quotation marks.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    while at < chars.len() {
        let c = chars[at];
        let start = at;
        let text = match c {
            '/' if chars.get(at + 1) == Some(&'/') => {
                at += chars[at..].iter().position(|&c| c == '\n').unwrap_or(chars.len() - at);
                None
            }
            '/' if chars.get(at + 1) == Some(&'*') => {
                at = comment_end(&chars, at);
                None
            }
            '"' => {
                at = string_end(&chars, at + 1);
                Some("\"\"".to_owned())
            }
            '\'' => {
                let word = chars.get(at + 1).is_some_and(|c| c.is_alphanumeric() || *c == '_');
                if word && chars.get(at + 2) != Some(&'\'') {
                    at += 1;
                    None
                } else {
                    at = char_end(&chars, at + 1);
                    Some("''".to_owned())
                }
            }
            'r' if raw_string(&chars, at).is_some() => {
                at = raw_string(&chars, at).unwrap_or(chars.len());
                Some("\"\"".to_owned())
            }
            c if c.is_alphanumeric() || c == '_' => {
                at += chars[at..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
                let word: String = chars[start..at].iter().collect();
                // The letter of b"…", c"…" and br"…" goes with its string.
                let prefix = matches!(word.as_str(), "b" | "c" | "br" | "cr");
                let quoted = matches!(chars.get(at), Some('"' | '#'));
                if prefix && quoted && word.ends_with('r') {
                    at -= 1;
                }
                (!(prefix && quoted)).then_some(word)
            }
            ':' if chars.get(at + 1) == Some(&':') => {
                at += 2;
                Some("::".to_owned())
            }
            c => {
                at += 1;
                (!c.is_whitespace()).then(|| c.to_string())
            }
        };
        let quoted =
            if text.as_deref() == Some("\"\"") { chars[start..at].iter().collect() } else { String::new() };
        found.extend(text.map(|text| Token { text, line, quoted }));
        line += chars[start..at].iter().filter(|c| **c == '\n').count();
    }
    found
}

fn comment_end(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

fn string_end(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

fn char_end(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '\'' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The end of `r"…"` or `r#"…"#`, if one begins here.
fn raw_string(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let mut end = at + 1 + hashes;
    if chars.get(end) != Some(&'"') {
        return None;
    }
    end += 1;
    while end < chars.len() {
        let closes = chars[end] == '"' && chars[end + 1..].iter().take(hashes).all(|c| *c == '#');
        end += 1;
        if closes {
            return Some(end + hashes);
        }
    }
    Some(chars.len())
}

/// Where items marked `#[cfg(test)]` begin and end, as places among the tokens.
fn test_items(tokens: &[Token]) -> Vec<(usize, usize)> {
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|t| t.text == text);
    let mut items = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !(is(at, "#") && is(at + 1, "[") && is(at + 2, "cfg")) {
            at += 1;
            continue;
        }
        let attribute = close(tokens, at + 1);
        let words = &tokens[at + 3..attribute];
        let asks = words.iter().any(|t| t.text == "test") && words.iter().all(|t| t.text != "not");
        if !asks {
            at = attribute;
            continue;
        }
        let mut end = attribute;
        while end < tokens.len() && !is(end, ";") && !is(end, "{") {
            end = if is(end, "(") || is(end, "[") { close(tokens, end) } else { end + 1 };
        }
        if is(end, "{") {
            end = close(tokens, end) - 1;
        }
        items.push((at, end.min(tokens.len() - 1)));
        at = end + 1;
    }
    items
}

/// The place after the bracket that closes the one at `at`.
fn close(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0_usize;
    for (n, token) in tokens.iter().enumerate().skip(at) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return n + 1;
        }
    }
    tokens.len()
}

fn test_lines(tokens: &[Token]) -> Vec<(usize, usize)> {
    test_items(tokens).into_iter().map(|(from, to)| (tokens[from].line, tokens[to].line)).collect()
}

/// What is left without the items for tests, and the names of modules among those that stand in files of their own.
fn without_tests(tokens: Vec<Token>) -> (Vec<Token>, Vec<String>) {
    let items = test_items(&tokens);
    let mut modules = Vec::new();
    for &(from, to) in &items {
        if let [.., before, name, end] = &tokens[from..=to]
            && before.text == "mod"
            && end.text == ";"
        {
            modules.push(name.text.clone());
        }
    }
    let inside = |n: usize| items.iter().any(|&(from, to)| (from..=to).contains(&n));
    let kept = tokens.into_iter().enumerate().filter(|(n, _)| !inside(*n)).map(|(_, token)| token);
    (kept.collect(), modules)
}

/// Every file of Rust below a folder of the project, from the root of the project and with `/`, with what stands in it.
pub(crate) fn files(folder: &str) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inside = path.strip_prefix(root).unwrap();
                let file = inside.iter().map(|p| p.to_string_lossy()).collect::<Vec<_>>().join("/");
                files.insert(file, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// Every file of the program, without those that are there for tests only.
pub(crate) fn program() -> Vec<Source> {
    let mut sources: Vec<Source> =
        files("src").iter().map(|(file, whole)| Source::new(file, whole)).collect();
    let tests: Vec<PathBuf> = sources.iter().flat_map(|s| s.tests.clone()).collect();
    sources.retain(|s| !tests.iter().any(|test| Path::new(&s.file) == test));
    sources
}
