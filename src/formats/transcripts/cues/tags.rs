//! Marks of voice, type and place in the words of a cue. Never drops words because they stand between angle brackets.

use super::time;
use crate::formats::transcripts::html::unescaped;

/// What is said in a cue of WebVTT, voice by voice.
pub(super) fn voices(words: &str) -> Vec<(String, String)> {
    let mut spoken: Vec<(String, String)> = vec![(String::new(), String::new())];
    let mut rest = words;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        put(&mut spoken, before);
        let Some(close) = tag.find('>') else {
            rest = tag;
            break;
        };
        let inner = &tag[1..close];
        rest = &tag[close + 1..];
        if let Some(name) = voice(inner) {
            spoken.push((unescaped(name), String::new()));
        } else if inner == "/v" {
            spoken.push((String::new(), String::new()));
        } else if !is_tag(inner) {
            put(&mut spoken, &tag[..=close]);
        }
    }
    put(&mut spoken, rest);
    spoken.retain(|(_, words)| !words.trim().is_empty());
    spoken
}

fn put(spoken: &mut [(String, String)], words: &str) {
    if let Some((_, last)) = spoken.last_mut() {
        last.push_str(&unescaped(words));
    }
}

/// The name in `v Name` or `v.class Name`.
fn voice(tag: &str) -> Option<&str> {
    let rest = tag.strip_prefix('v')?;
    match rest.chars().next()? {
        ' ' | '\t' => Some(rest.trim()),
        '.' => rest.split_once([' ', '\t']).map(|(_, name)| name.trim()),
        _ => None,
    }
}

/// Whether what stands between `<` and `>` is a mark of subtitles rather than words.
fn is_tag(inner: &str) -> bool {
    let name = inner.trim_start_matches('/');
    let name = name.split([' ', '.', '\t']).next().unwrap_or_default().to_ascii_lowercase();
    let known = ["i", "b", "u", "s", "c", "v", "lang", "ruby", "rt", "font", "em", "strong", "span", "br"];
    known.contains(&name.as_str()) || time(inner).is_some_and(|(_, rest)| rest.is_empty())
}

/// The words of a line without marks of type and place.
pub(super) fn stripped(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(open) = rest.find(['<', '{']) {
        let (before, tag) = rest.split_at(open);
        plain.push_str(before);
        let end = if tag.starts_with('<') { '>' } else { '}' };
        let Some(close) = tag.find(end) else {
            rest = tag;
            break;
        };
        let inner = &tag[1..close];
        let is_mark = if end == '>' { is_tag(inner) } else { inner.starts_with('\\') };
        if !is_mark {
            plain.push_str(&tag[..=close]);
        }
        rest = &tag[close + 1..];
    }
    plain.push_str(rest);
    unescaped(&plain)
}
