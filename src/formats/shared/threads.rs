//! What people wrote to each other about a coding, in words for a table or a page. Never asks who may read it: the project
//! that is written holds what may go out.

use std::collections::HashMap;

use crate::model::{CodingId, Memo, MemoTarget, Project};

/// The memos on codings, each with its replies, oldest first.
pub(in crate::formats) struct Threads(HashMap<CodingId, Vec<String>>);

impl Threads {
    pub(in crate::formats) fn of(project: &Project) -> Self {
        let mut threads: HashMap<CodingId, Vec<String>> = HashMap::new();
        let told = |memo: &Memo| {
            let day = memo.created.strftime("%Y-%m-%d");
            format!("{} ({day}): {}", project.coder_name(memo.author), memo.text.trim())
        };
        for memo in project.memos() {
            let MemoTarget::Coding(coding) = memo.on else { continue };
            // A reply is told after the memo that it answers.
            if memo.reply_to.is_some_and(|first| project.memo(first).is_some()) {
                continue;
            }
            let lines = project.thread(memo.id).into_iter().map(|memo| told(memo));
            threads.entry(coding).or_default().extend(lines);
        }
        Self(threads)
    }

    pub(in crate::formats) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is written about a coding, a line a memo; nothing where there is none.
    pub(in crate::formats) fn on(&self, coding: CodingId) -> Option<String> {
        self.0.get(&coding).map(|lines| lines.join("\n"))
    }
}
