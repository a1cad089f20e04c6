//! What writing, answering, changing and taking away a memo means as edits. Never makes the step, and never touches
//! what somebody else wrote, but for the replies to a memo that goes.

use crate::lang::with;
use crate::model::{CoderId, Edit, Memo, MemoId, MemoTarget, Project, Stamp};
use crate::ui::context::subject::briefly;
use crate::ui::steps::Step;

fn labelled(project: &Project, key: &str, on: &MemoTarget, edit: Edit) -> Step {
    Step { label: with(key, &[("about", briefly(project, on).into())]), edits: vec![edit] }
}

fn new(
    on: MemoTarget,
    reply_to: Option<MemoId>,
    author: CoderId,
    words: &str,
    stamp: &mut dyn Stamp,
) -> Memo {
    let now = stamp.now();
    let id = MemoId(stamp.uuid());
    Memo { id, on, reply_to, author, text: words.trim().to_owned(), created: now, changed: now }
}

/// A new memo; none without words.
pub fn write(
    project: &Project,
    on: &MemoTarget,
    author: CoderId,
    words: &str,
    stamp: &mut dyn Stamp,
) -> Option<(MemoId, Step)> {
    if words.trim().is_empty() {
        return None;
    }
    let memo = new(on.clone(), None, author, words, stamp);
    Some((memo.id, labelled(project, "step-memo-write", on, Edit::PutMemo(memo))))
}

/// A reply in the thread that a memo begins; none without words.
pub fn reply(
    project: &Project,
    first: &Memo,
    author: CoderId,
    words: &str,
    stamp: &mut dyn Stamp,
) -> Option<Step> {
    if words.trim().is_empty() {
        return None;
    }
    let memo = new(first.on.clone(), Some(first.id), author, words, stamp);
    Some(labelled(project, "step-memo-reply", &first.on, Edit::PutMemo(memo)))
}

/// Other words of a memo; none where they are the same, or there are none.
pub fn change(project: &Project, memo: &Memo, words: &str, stamp: &mut dyn Stamp) -> Option<Step> {
    let words = words.trim();
    if words.is_empty() || memo.text == words {
        return None;
    }
    let changed = Memo { text: words.to_owned(), changed: stamp.now(), ..memo.clone() };
    Some(labelled(project, "step-memo-change", &memo.on, Edit::PutMemo(changed)))
}

/// Takes a memo away, with the replies to it.
pub fn remove(project: &Project, memo: &Memo) -> Step {
    labelled(project, "step-memo-remove", &memo.on, Edit::RemoveMemo(memo.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Session, SystemStamp};
    use crate::ui::demo;

    #[test]
    fn a_memo_is_written_answered_changed_and_taken_away() {
        let mut session = Session::in_memory(demo::project());
        let (asha, ben) = (demo::coder(1), demo::coder(2));
        let on = MemoTarget::Code(demo::code(2));
        assert_eq!(write(session.project(), &on, asha, " \n", &mut SystemStamp), None);
        let (id, step) = write(session.project(), &on, asha, "Too wide? ", &mut SystemStamp).unwrap();
        assert_eq!(step.label, "Memo on Social esteem / listens");
        session.commit(&step.label, &step.edits).unwrap();

        let first = session.project().memo(id).unwrap().clone();
        let step = reply(session.project(), &first, ben, "No.", &mut SystemStamp).unwrap();
        session.commit(&step.label, &step.edits).unwrap();
        let thread = |session: &Session| -> Vec<String> {
            session.project().thread(id).into_iter().map(|m| m.text.clone()).collect()
        };
        assert_eq!(thread(&session), ["Too wide?", "No."]);

        assert_eq!(change(session.project(), &first, "Too wide?", &mut SystemStamp), None);
        let step = change(session.project(), &first, "Far too wide?", &mut SystemStamp).unwrap();
        session.commit(&step.label, &step.edits).unwrap();
        assert_eq!(thread(&session), ["Far too wide?", "No."]);

        let step = remove(session.project(), &first);
        session.commit(&step.label, &step.edits).unwrap();
        assert_eq!(thread(&session), [""; 0]);
        session.undo().unwrap();
        assert_eq!(thread(&session), ["Far too wide?", "No."]);
    }
}
