//! The Memos panel: a journal of what the team thinks, each memo with what was answered. Never shows a memo on another
//! coder's coding.

mod about;
pub mod data;
mod list;
mod show;
mod thread;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{CoderId, MemoId, MemoTarget, Project, Stamp};
use crate::ui::context::Panel;
use crate::ui::kit::{Cached, finder::Finder};
use crate::ui::steps::{Step, memos as steps};
use data::{Entry, Filter, RowTarget};

pub use show::show;

/// What the panel remembers of itself.
#[derive(Default)]
pub struct View {
    filter: Filter,
    entries: Cached<(u64, Option<CoderId>), Arc<Vec<Entry>>>,
    /// What is read on the right.
    open: Option<RowTarget>,
    /// The row of it is to have the keyboard, and to be in sight, as soon as it can.
    go_to_row: bool,
    /// A new memo while it is written.
    draft: Option<MemoDraft>,
    /// Replies while they are written, by the memo that begins the thread.
    replies: BTreeMap<MemoId, String>,
    /// A memo whose words are being changed.
    changing: Option<(MemoId, String)>,
    /// The field for words takes the keyboard in the next frame.
    take_focus: bool,
    /// What a new memo is to be about is being looked for.
    finder: Option<Finder>,
}

/// A new memo while it is written.
struct MemoDraft {
    on: MemoTarget,
    words: String,
    /// Where one came from, and goes back to.
    back: Option<Panel>,
}

impl View {
    /// Begins a memo; what was being written about the same thing goes on. Once it is kept, one is back where one was.
    pub fn write(&mut self, on: MemoTarget, from: Panel) {
        let back = Some(from).filter(|&panel| panel != Panel::MEMOS);
        match &mut self.draft {
            Some(draft) if draft.on == on => draft.back = back,
            Some(_) | None => self.draft = Some(MemoDraft { on, words: String::new(), back }),
        }
        self.open = None;
        self.take_focus = true;
    }

    /// Whether something is being looked for.
    pub const fn is_picking(&self) -> bool {
        self.finder.is_some()
    }

    /// Everything that was written and not kept, as steps, before the project is closed.
    pub fn unkept(&mut self, project: &Project, author: CoderId, stamp: &mut dyn Stamp) -> Vec<Step> {
        let mut kept = Vec::new();
        if let Some(draft) = self.draft.take() {
            kept.extend(steps::write(project, &draft.on, author, &draft.words, stamp).map(|(_, step)| step));
        }
        for (first, words) in std::mem::take(&mut self.replies) {
            let first = project.memo(first);
            kept.extend(first.and_then(|first| steps::reply(project, first, author, &words, stamp)));
        }
        if let Some((memo, words)) = self.changing.take() {
            let own = project.memo(memo).filter(|m| m.author == author);
            kept.extend(own.and_then(|memo| steps::change(project, memo, &words, stamp)));
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SystemStamp;
    use crate::ui::demo;

    #[test]
    fn what_was_written_and_not_kept_is_kept_before_the_project_is_closed() {
        let project = demo::project();
        let mut view = View::default();
        view.write(MemoTarget::Code(demo::code(2)), Panel::CODE);
        view.draft.as_mut().unwrap().words = "Half a thought".into();
        view.write(MemoTarget::Code(demo::code(2)), Panel::MEMOS);
        let step = &view.unkept(&project, demo::coder(1), &mut SystemStamp)[0];
        let (memo, after) = (step.label.clone(), project.apply_all(&step.edits).unwrap());
        assert_eq!(memo, "Memo on Social esteem / listens");
        assert_eq!(after.memos()[0].text, "Half a thought", "the same thing again goes on");

        let first = after.memos()[0].id;
        view.replies.insert(first, "An answer".into());
        view.changing = Some((first, "Half a thought, and more".into()));
        assert_eq!(
            view.unkept(&after, demo::coder(2), &mut SystemStamp).len(),
            1,
            "it is not Ben's to change"
        );
        assert!(view.unkept(&after, demo::coder(1), &mut SystemStamp).is_empty());
    }
}
