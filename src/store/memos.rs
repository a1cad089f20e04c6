//! Memos on opening: each on its passage, or where its quote stands now.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::layout::{self, MEMOS};
use super::load::Reader;
use super::parts::folder_of;
use super::quotes::found;
use super::records::MemosFile;
use super::sync::SyncCopy;
use crate::model::{CoderId, Edit, Memo, MemoTarget, Project};

impl Reader<'_> {
    /// All at once, since a memo may answer one in another file.
    pub(super) fn read_memos(&mut self, project: &mut Project) {
        let (mut all, mut read) = (Vec::new(), Vec::new());
        let by_name = self.names(MEMOS, |f| folder_of(f) == MEMOS);
        for file in by_name {
            if self.is_removed(&file) {
                continue;
            }
            let memos = self.read::<MemosFile>(&file).map(|f| f.memos);
            let memos = memos.or_else(|| {
                let good = self.rebuilt()?;
                let by = |m: &&Arc<Memo>| layout::memo_file(good, m.author) == file;
                Some(good.memos().into_iter().filter(by).map(|m| (**m).clone()).collect())
            });
            let memos = memos.unwrap_or_default();
            let of = memos.first().map(|m| layout::memo_file(project, m.author)).filter(|of| *of != file);
            read.push((file, memos, of));
        }
        let author = |memos: &[Memo]| memos.first().map(|m| m.author);
        let in_place: BTreeSet<Option<CoderId>> =
            read.iter().filter(|(.., of)| of.is_none()).map(|(_, memos, _)| author(memos)).collect();
        for (file, memos, of) in read {
            // The same person's memos stand where they should.
            if let Some(of) = of.clone().filter(|_| in_place.contains(&author(&memos))) {
                self.copies.push(SyncCopy { file, of });
                continue;
            }
            self.misplaced.extend(of.map(|of| (file.clone(), of)));
            let memos = memos.into_iter().map(|memo| on_its_quote(memo, project));
            all.push((file, memos.map(Edit::PutMemo).collect::<Vec<_>>()));
        }
        let edits: Vec<Edit> = all.iter().flat_map(|(_, edits)| edits).cloned().collect();
        match project.apply_all(&edits) {
            Ok(next) => *project = next,
            Err(_) => all.into_iter().for_each(|(file, edits)| self.put(project, &file, edits)),
        }
    }
}

/// A memo on a passage whose words were changed since, where its quote stands now; on the transcript where it stands
/// nowhere.
fn on_its_quote(mut memo: Memo, project: &Project) -> Memo {
    if let MemoTarget::Passage(id, passage) = &memo.on
        && let Some(text) = project.transcript(*id).map(|t| t.text())
        && passage.place(text).is_err()
    {
        let on = found(text, passage).map(|at| MemoTarget::Passage(*id, at));
        memo.on = on.unwrap_or(MemoTarget::Transcript(*id));
    }
    memo
}
