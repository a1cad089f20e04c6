//! What became of a code: made, renamed, moved, merged, by whom and when. Read off the steps of the past; never asks what
//! the code is today.

use std::collections::HashMap;

use crate::model::{Code, CodeId, Colour, Edit, Step, Timestamp};

/// One thing that happened to a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeEvent {
    /// The name of the coder; empty where no coder did it.
    pub who: String,
    pub at: Timestamp,
    /// What the step was called.
    pub label: String,
    /// What happened.
    pub what: CodeChange,
}

/// What happened to a code. Other codes are named as they were called then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeChange {
    /// It was made, or came back.
    Made {
        name: String,
        /// The theme that it was put under.
        under: Option<String>,
    },
    /// It got another name.
    Renamed {
        /// The name before.
        from: String,
        /// The name after.
        to: String,
    },
    /// It was put under another theme, or at the top.
    Moved {
        /// The theme before.
        from: Option<String>,
        /// The theme after.
        to: Option<String>,
    },
    /// What it stands for, or how it is to be used, was written anew.
    Described {
        part: CodeText,
        /// The words before.
        from: String,
        /// The words after.
        to: String,
    },
    /// It got another colour.
    Coloured {
        /// The colour before.
        from: Colour,
        /// The colour after.
        to: Colour,
    },
    /// It is no longer offered, or is offered again.
    Retired(bool),
    /// Passages may carry it from then on, or may not.
    Codable(bool),
    /// Its codings became those of another, and it went.
    MergedInto(String),
    /// It took the codings of another, which went.
    Took(String),
    /// It was removed with its codings.
    Removed,
}

/// A text that belongs to a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeText {
    /// What it stands for.
    Definition,
    /// When to use it.
    Include,
    /// When not to.
    Exclude,
    /// Passages that show it, one a line.
    Examples,
    /// The ring of a layered model that it belongs to.
    Layer,
}

/// What happened to a code, in the order of the steps. A step that took another back shows as what it did.
pub fn code_history(steps: &[Step], code: CodeId) -> Vec<CodeEvent> {
    let mut past = Past { code, codes: HashMap::new(), changes: Vec::new() };
    let mut events = Vec::new();
    for step in steps {
        step.edits.iter().for_each(|edit| past.take(edit));
        events.extend(past.changes.drain(..).map(|what| CodeEvent {
            who: step.who.clone(),
            at: step.at,
            label: step.label.clone(),
            what,
        }));
    }
    events
}

/// The codebook as the steps so far made it.
struct Past<'s> {
    code: CodeId,
    codes: HashMap<CodeId, Known<'s>>,
    changes: Vec<CodeChange>,
}

/// A code as it was last put, and where it has been moved since.
struct Known<'s> {
    code: &'s Code,
    parent: Option<CodeId>,
}

impl<'s> Past<'s> {
    fn take(&mut self, edit: &'s Edit) {
        match edit {
            Edit::PutCode(code) => self.put(code),
            Edit::MoveCode { code, parent, .. } => self.move_to(*code, *parent),
            Edit::MergeCodes { from, into } => {
                if *from == self.code {
                    self.changes.push(CodeChange::MergedInto(self.name(*into)));
                }
                if *into == self.code {
                    self.changes.push(CodeChange::Took(self.name(*from)));
                }
                if self.codes.get(&self.code).is_some_and(|own| own.parent == Some(*from)) {
                    self.move_to(self.code, Some(*into));
                }
                self.codes.remove(from);
            }
            Edit::RemoveCode(code) => {
                if self.codes.remove(code).is_some() && *code == self.code {
                    self.changes.push(CodeChange::Removed);
                }
            }
            Edit::SetTitle(_)
            | Edit::PutCoder(_)
            | Edit::RemoveCoder(_)
            | Edit::PutTranscript(_)
            | Edit::TieSpeaker { .. }
            | Edit::RemoveTranscript(_)
            | Edit::ArrangeCodes(_)
            | Edit::PutCodings { .. }
            | Edit::RemoveCodings { .. }
            | Edit::PutOrphans { .. }
            | Edit::RemoveOrphans { .. }
            | Edit::CorrectText { .. }
            | Edit::SetStatus { .. }
            | Edit::PutAttribute(_)
            | Edit::RemoveAttribute(_)
            | Edit::PutCase(_)
            | Edit::RemoveCase(_)
            | Edit::PutMemo(_)
            | Edit::RemoveMemo(_)
            | Edit::PutCodeSet(_)
            | Edit::RemoveCodeSet(_)
            | Edit::PutTranscriptSet(_)
            | Edit::RemoveTranscriptSet(_)
            | Edit::Assign(_)
            | Edit::Unassign { .. }
            | Edit::PutScope(_)
            | Edit::RemoveScope(_)
            | Edit::SetPhase(_)
            | Edit::PutSettlements { .. }
            | Edit::RemoveSettlements { .. }
            | Edit::KeepFile(_)
            | Edit::ForgetFile(_) => {}
        }
    }

    fn put(&mut self, new: &'s Code) {
        let own = new.id == self.code;
        match self.codes.get(&new.id).map(|known| known.code).filter(|_| own) {
            Some(old) => {
                self.compare(old, new);
                self.move_to(new.id, new.parent);
            }
            None if own => {
                let under = new.parent.map(|theme| self.name(theme));
                self.changes.push(CodeChange::Made { name: new.name.clone(), under });
            }
            None => {}
        }
        self.codes.insert(new.id, Known { code: new, parent: new.parent });
    }

    fn compare(&mut self, old: &Code, new: &Code) {
        if old.name != new.name {
            self.changes.push(CodeChange::Renamed { from: old.name.clone(), to: new.name.clone() });
        }
        let layer = |code: &Code| code.layer.clone().unwrap_or_default();
        for (part, from, to) in [
            (CodeText::Definition, old.definition.clone(), new.definition.clone()),
            (CodeText::Include, old.include.clone(), new.include.clone()),
            (CodeText::Exclude, old.exclude.clone(), new.exclude.clone()),
            (CodeText::Examples, old.examples.join("\n"), new.examples.join("\n")),
            (CodeText::Layer, layer(old), layer(new)),
        ] {
            if from != to {
                self.changes.push(CodeChange::Described { part, from, to });
            }
        }
        if old.colour != new.colour {
            self.changes.push(CodeChange::Coloured { from: old.colour, to: new.colour });
        }
        if old.retired != new.retired {
            self.changes.push(CodeChange::Retired(new.retired));
        }
        if old.codable != new.codable {
            self.changes.push(CodeChange::Codable(new.codable));
        }
    }

    fn move_to(&mut self, code: CodeId, to: Option<CodeId>) {
        let Some(from) = self.codes.get(&code).map(|known| known.parent) else { return };
        if code == self.code && from != to {
            let [from, to] = [from, to].map(|theme| theme.map(|id| self.name(id)));
            self.changes.push(CodeChange::Moved { from, to });
        }
        if let Some(known) = self.codes.get_mut(&code) {
            known.parent = to;
        }
    }

    /// The name of a code; empty where no step has told it.
    fn name(&self, code: CodeId) -> String {
        self.codes.get(&code).map(|known| known.code.name.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::code;

    fn put(n: usize, change: impl FnOnce(&mut Code)) -> Edit {
        let mut made = Code::new(code(n), format!("code {n}"), None, Colour([0; 3]));
        change(&mut made);
        Edit::PutCode(Box::new(made))
    }

    fn history(edits: Vec<Edit>, of: usize) -> Vec<CodeChange> {
        let step = |(n, edit): (usize, Edit)| Step {
            who: "Asha".into(),
            at: Timestamp::UNIX_EPOCH,
            label: format!("step {n}"),
            edits: vec![edit],
        };
        let steps: Vec<Step> = edits.into_iter().enumerate().map(step).collect();
        let events = code_history(&steps, code(of));
        assert!(events.iter().all(|e| e.who == "Asha" && e.label.starts_with("step ")));
        events.into_iter().map(|e| e.what).collect()
    }

    #[test]
    fn a_code_is_followed_from_its_making_to_its_end() {
        let under = |theme| move |c: &mut Code| c.parent = Some(code(theme));
        let edits = vec![
            put(0, |c| c.name = "Theme".into()),
            put(1, |_| {}),
            put(1, under(0)),
            put(2, |_| {}),
            put(1, |c| {
                under(0)(c);
                c.name = "listens".into();
                c.definition = "gives time".into();
                c.colour = Colour([1; 3]);
                c.retired = true;
            }),
            Edit::MoveCode { code: code(1), parent: None, before: None },
            Edit::MoveCode { code: code(1), parent: None, before: Some(code(0)) },
            Edit::MergeCodes { from: code(2), into: code(1) },
            Edit::MergeCodes { from: code(1), into: code(0) },
            put(1, |c| c.name = "listens".into()),
            Edit::RemoveCode(code(1)),
        ];
        let theme = || Some("Theme".to_owned());
        assert_eq!(
            history(edits.clone(), 1),
            [
                CodeChange::Made { name: "code 1".into(), under: None },
                CodeChange::Moved { from: None, to: theme() },
                CodeChange::Renamed { from: "code 1".into(), to: "listens".into() },
                CodeChange::Described {
                    part: CodeText::Definition,
                    from: String::new(),
                    to: "gives time".into()
                },
                CodeChange::Coloured { from: Colour([0; 3]), to: Colour([1; 3]) },
                CodeChange::Retired(true),
                CodeChange::Moved { from: theme(), to: None },
                CodeChange::Took("code 2".into()),
                CodeChange::MergedInto("Theme".into()),
                CodeChange::Made { name: "listens".into(), under: None },
                CodeChange::Removed,
            ]
        );
        assert_eq!(history(edits, 2)[1..], [CodeChange::MergedInto("listens".into())]);
    }

    #[test]
    fn a_merge_moves_what_stood_under_the_code_that_goes() {
        let edits = vec![
            put(0, |c| c.name = "Care".into()),
            put(3, |c| c.name = "Love".into()),
            put(1, |c| c.parent = Some(code(0))),
            Edit::MergeCodes { from: code(0), into: code(3) },
        ];
        let moved = CodeChange::Moved { from: Some("Care".into()), to: Some("Love".into()) };
        assert_eq!(history(edits, 1)[1..], [moved]);
    }
}
