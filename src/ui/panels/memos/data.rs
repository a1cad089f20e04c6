//! The journal as plain rows: what each memo is about, who wrote it and when, and how it begins. Never draws, and never
//! shows what stands on another coder's codings: coding is blind.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::{CoderId, CodingId, CodingLayer, Memo, MemoId, MemoTarget, Project, Timestamp};
use crate::text::shortened;
use crate::ui::context::subject::{About, Kind, about, on_coding};

/// Letters of a memo that a row shows.
const FIRST: usize = 120;

/// What a row opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowTarget {
    /// A memo with the replies to it.
    Thread(MemoId),
    /// The note that a coder wrote on a coding of their own.
    Coding(CodingId),
}

/// A row of the journal: a thread, or a note on a coding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it opens.
    pub of: RowTarget,
    pub about: About,
    /// Who began it.
    pub author: CoderId,
    /// Their name.
    pub name: String,
    /// When somebody last wrote something in it.
    pub latest: Timestamp,
    /// How it begins, on one line.
    pub first: String,
    pub replies: usize,
    /// Everybody who wrote in it.
    authors: BTreeSet<CoderId>,
    /// All its words in small letters, to be looked through.
    words: String,
}

/// Which entries are seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must stand in it, in any order.
    pub words: String,
    /// About this kind of thing.
    pub kind: Option<Kind>,
    /// With something by this person.
    pub author: Option<CoderId>,
}

impl Filter {
    /// Whether it leaves nothing out.
    pub fn is_open(&self) -> bool {
        self.words.trim().is_empty() && self.kind.is_none() && self.author.is_none()
    }

    fn takes(&self, entry: &Entry) -> bool {
        let words = self.words.to_lowercase();
        self.kind.is_none_or(|kind| entry.about.kind == kind)
            && self.author.is_none_or(|author| entry.authors.contains(&author))
            && words.split_whitespace().all(|word| entry.words.contains(word))
    }
}

/// The entries that are seen, by their places among all.
pub fn seen(entries: &[Entry], filter: &Filter) -> Vec<usize> {
    let taken = entries.iter().enumerate().filter(|(_, entry)| filter.takes(entry));
    taken.map(|(at, _)| at).collect()
}

/// Everything that a coder may read, what was written last first.
pub fn entries(project: &Project, coder: Option<CoderId>) -> Vec<Entry> {
    let own = Own::of(project, coder);
    let mut entries: Vec<Entry> = Vec::new();
    let mut replies: HashMap<MemoId, Vec<&Arc<Memo>>> = HashMap::new();
    let memos = project.memos();
    for memo in &memos {
        if let Some(first) = memo.reply_to.filter(|&id| project.memo(id).is_some()) {
            replies.entry(first).or_default().push(memo);
        }
    }
    for memo in &memos {
        if memo.reply_to.is_none_or(|id| project.memo(id).is_none())
            && let Some(about) = own.about(project, &memo.on)
        {
            let replies = replies.get(&memo.id).map_or(&[][..], Vec::as_slice);
            entries.push(thread(project, memo, about, replies));
        }
    }
    entries.extend(own.codings.values().filter_map(|(layer, coding)| note(project, layer, coding)));
    entries.sort_by_key(|entry| (Reverse(entry.latest), entry.of));
    entries
}

fn thread(project: &Project, memo: &Memo, about: About, replies: &[&Arc<Memo>]) -> Entry {
    let all = || std::iter::once(memo).chain(replies.iter().map(AsRef::as_ref));
    let mut words = format!("{} {}", about.name, about.quote);
    for memo in all() {
        words.push_str(&format!(" {} {}", name(project, memo.author), memo.text));
    }
    Entry {
        of: RowTarget::Thread(memo.id),
        author: memo.author,
        name: name(project, memo.author),
        latest: all().map(|m| m.changed).max().unwrap_or(memo.changed),
        first: first(&memo.text),
        replies: replies.len(),
        authors: all().map(|m| m.author).collect(),
        words: words.to_lowercase(),
        about,
    }
}

/// The note on a coding, where there is one.
fn note(project: &Project, layer: &CodingLayer, coding: &crate::model::Coding) -> Option<Entry> {
    if coding.memo.is_empty() {
        return None;
    }
    let about = on_coding(project, layer, coding)?;
    let name = name(project, layer.coder());
    let words = format!("{} {} {name} {}", about.name, about.quote, coding.memo).to_lowercase();
    Some(Entry {
        of: RowTarget::Coding(coding.id),
        about,
        author: layer.coder(),
        name,
        latest: coding.created,
        first: first(&coding.memo),
        replies: 0,
        authors: BTreeSet::from([layer.coder()]),
        words,
    })
}

fn first(words: &str) -> String {
    shortened(words, FIRST)
}

/// Who wrote something.
pub fn name(project: &Project, coder: CoderId) -> String {
    project.coder_name(coder).to_owned()
}

/// The codings of one coder, by which one tells whether a memo on a coding may be read.
struct Own<'p> {
    codings: HashMap<CodingId, (&'p CodingLayer, &'p crate::model::Coding)>,
}

impl<'p> Own<'p> {
    fn of(project: &'p Project, coder: Option<CoderId>) -> Self {
        let layers = project.layers().filter(|l| Some(l.coder()) == coder);
        let codings = layers.flat_map(|l| l.codings().iter().map(move |c| (c.id, (l.as_ref(), c))));
        Self { codings: codings.collect() }
    }

    /// What a memo is about; none where it may not be read.
    fn about(&self, project: &Project, on: &MemoTarget) -> Option<About> {
        match on {
            MemoTarget::Coding(id) => {
                let (layer, coding) = self.codings.get(id)?;
                on_coding(project, layer, coding)
            }
            MemoTarget::Project
            | MemoTarget::Code(_)
            | MemoTarget::Transcript(_)
            | MemoTarget::Case(_)
            | MemoTarget::Passage(..) => about(project, on),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coding, Edit, Passage};
    use crate::ui::demo;
    use uuid::Uuid;

    fn memo(n: u128, on: MemoTarget, by: u128, at: i64, words: &str) -> Memo {
        let time = Timestamp::from_second(at).unwrap();
        let (id, author) = (MemoId(Uuid::from_u128(n)), demo::coder(by));
        Memo { id, on, reply_to: None, author, text: words.into(), created: time, changed: time }
    }

    fn study() -> Project {
        let project = demo::project();
        let layer = |by| project.layer(demo::transcript(1), demo::coder(by)).unwrap();
        let [asha, ben] = [1, 2].map(|by| layer(by).codings()[0].clone());
        let p01 = project.transcript(demo::transcript(1)).unwrap();
        let noted = |by, coding: &Coding, memo: &str| Edit::PutCodings {
            transcript: demo::transcript(1),
            coder: demo::coder(by),
            codings: vec![Coding { memo: memo.into(), ..coding.clone() }.record(p01.text())],
        };
        let start = p01.text().as_str().find("She had time").unwrap();
        let passage = Passage::of(p01.text(), p01.text().span(start..start + 12).unwrap());
        let first = memo(1, MemoTarget::Project, 1, 100, "How do we code irony?\nI am unsure.");
        let reply = Memo { reply_to: Some(first.id), ..memo(2, MemoTarget::Project, 2, 500, "As meant.") };
        let memos = [
            first,
            reply,
            memo(3, MemoTarget::Code(demo::code(2)), 2, 200, "Too wide?"),
            memo(4, MemoTarget::Passage(demo::transcript(1), passage), 2, 300, "Time again."),
            memo(5, MemoTarget::Coding(ben.id), 2, 400, "Ben's secret."),
            memo(6, MemoTarget::Coding(asha.id), 1, 50, "Asha's thought."),
            memo(7, MemoTarget::Case(demo::case(3)), 1, 60, "Moved twice."),
            memo(8, MemoTarget::Transcript(demo::transcript(4)), 1, 70, "Short."),
        ];
        let edits = memos.into_iter().map(Edit::PutMemo);
        let notes = [noted(1, &asha, "Asha's note."), noted(2, &ben, "Ben's note.")];
        project.apply_all(&edits.chain(notes).collect::<Vec<_>>()).unwrap()
    }

    fn names(entries: &[Entry], filter: &Filter) -> Vec<String> {
        seen(entries, filter).into_iter().map(|at| entries[at].about.name.clone()).collect()
    }

    #[test]
    fn the_teams_talk_is_seen_and_what_is_on_others_codings_is_not() {
        let project = study();
        let entries = entries(&project, Some(demo::coder(1)));
        let all = names(&entries, &Filter::default());
        assert_eq!(
            all,
            [
                "listens, P01 · turn 2",
                "Relationships in care",
                "P01 · turn 4",
                "Social esteem / listens",
                "P04",
                "P03",
                "listens, P01 · turn 2"
            ]
        );
        let words: String = entries.iter().map(|e| e.words.as_str()).collect();
        assert!(words.contains("asha's note") && words.contains("asha's thought"));
        assert!(!words.contains("ben's"), "neither Ben's note nor his memo on his coding");
        let nobody = super::entries(&project, None);
        assert!(nobody.iter().all(|e| e.about.kind != Kind::Coding));
        assert_eq!(nobody.len(), 5);
    }

    #[test]
    fn a_thread_counts_its_replies_and_comes_where_it_was_written_in_last() {
        let entries = entries(&study(), None);
        let thread = &entries[0];
        assert_eq!((thread.about.kind, thread.replies, thread.name.as_str()), (Kind::Project, 1, "Asha"));
        assert_eq!(thread.first, "How do we code irony? I am unsure.");
        assert_eq!(thread.latest, Timestamp::from_second(500).unwrap());
        let passage = entries.iter().find(|e| e.about.kind == Kind::Passage).unwrap();
        assert_eq!(passage.about.quote, "She had time");
        assert!(passage.about.place.is_some());
    }

    #[test]
    fn filters_are_by_kind_author_and_words() {
        let entries = entries(&study(), Some(demo::coder(1)));
        let of = |words: &str, kind, author| names(&entries, &Filter { words: words.into(), kind, author });
        assert_eq!(of("", Some(Kind::Code), None), ["Social esteem / listens"]);
        assert_eq!(of("IRONY how", None, None), ["Relationships in care"]);
        assert_eq!(of("as meant", None, None), ["Relationships in care"], "in replies too");
        assert_eq!(of("", Some(Kind::Project), Some(demo::coder(2))), ["Relationships in care"]);
        assert_eq!(of("had time", None, Some(demo::coder(2))), ["P01 · turn 4"], "in what it is about");
        assert!(of("nothing such", None, None).is_empty());
        assert!(Filter::default().is_open());
    }
}
