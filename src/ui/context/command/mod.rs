//! One enum for every command: its label, what it does, its keys, its menu and when it can be used. Menus,
//! shortcuts, the palette and the sheet of keys all loop over it. Never carries a command out.

mod table;

use egui::{Key, KeyboardShortcut};

pub use table::Command;

use super::Panel;
use crate::formats::{FORMATS, Format};
use crate::lang;

/// The menus, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Files in and out.
    Project,
    /// Steps.
    Edit,
    /// What is seen.
    View,
    /// Coding.
    Code,
    /// Help.
    Help,
}

impl Menu {
    /// All menus.
    pub const ALL: [Self; 5] = [Self::Project, Self::Edit, Self::View, Self::Code, Self::Help];

    /// The key of its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Project => "menu-project",
            Self::Edit => "menu-edit",
            Self::View => "menu-view",
            Self::Code => "menu-code",
            Self::Help => "menu-help",
        }
    }
}

/// Which keys stand for a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// A key with modifiers; works everywhere.
    Chord(KeyboardShortcut),
    /// A chord that belongs to the text field while one has the focus.
    OutsideFields(KeyboardShortcut),
    /// A plain key of the Code panel, never while a text field has the focus.
    Plain(Key, char),
    /// The same with Shift.
    Shifted(Key, char),
}

/// What must be there for a command to be of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// An open project.
    Project,
    /// A step to take back.
    Undo,
    /// A step to make again.
    Redo,
    /// A transcript in the Code panel.
    Transcript,
    /// A selected passage.
    Selection,
    /// A selected passage, and a code under this digit.
    Pinned(u8),
    /// A selected passage, and a code applied before.
    LastCode,
    /// A coding at the cursor.
    Coding,
}

/// What is there, as the app sees it now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// A project is open.
    pub project: bool,
    /// Changes can be made to it.
    pub writable: bool,
    /// There is a step to take back.
    pub undo: bool,
    /// There is one to make again.
    pub redo: bool,
    /// The Code panel shows a transcript.
    pub transcript: bool,
    /// A passage is selected there.
    pub selection: bool,
    /// How many digits have codes, as bits 1 to 9.
    pub pinned: u16,
    /// A code was applied before.
    pub last_code: bool,
    /// A coding is at the cursor.
    pub coding: bool,
}

impl Command {
    /// All commands, menu by menu.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::among(Panel::ALL, FORMATS)
    }

    /// All commands, where these are the panels and the formats that there are.
    pub fn among(panels: &'static [Panel], formats: &'static [Format]) -> impl Iterator<Item = Self> {
        Menu::ALL.into_iter().flat_map(move |menu| {
            let panels = if menu == Menu::View { panels } else { &[] };
            let digits = 1..=if menu == Menu::Code { 9 } else { 0 };
            let plain = table::PLAIN.iter().copied().filter(move |c| c.menu() == menu);
            let plain = plain.flat_map(move |command| {
                let formats = if command == Self::ExportAny { formats } else { &[] };
                let written = formats.iter().filter(|format| format.is_written()).map(Self::Export);
                std::iter::once(command).chain(written)
            });
            panels.iter().map(|&panel| Self::Show(panel)).chain(digits.map(Self::ApplyPinned)).chain(plain)
        })
    }

    /// What settings call it: one of its own for each command but pinned codes and exports.
    pub fn name(self) -> Option<&'static str> {
        (!matches!(self, Self::ApplyPinned(_) | Self::Export(_))).then(|| self.row().name)
    }

    /// Its label, as menus show it.
    pub fn label(self) -> String {
        match self {
            Self::ApplyPinned(digit) => lang::with(self.row().name, &[("n", digit.into())]),
            Self::Export(format) => {
                let what = ("what", lang::text(format.name).into());
                match format.extensions.first() {
                    Some(&extension) => {
                        lang::with("command-export", &[what, ("extension", extension.into())])
                    }
                    None => lang::with("command-export-folder", &[what]),
                }
            }
            other => lang::text(other.row().name),
        }
    }

    /// What it does, in a sentence.
    pub fn tip(self) -> String {
        lang::text(&format!("{}-tip", self.row().name))
    }

    /// The menu it stands in.
    pub fn menu(self) -> Menu {
        self.row().menu
    }

    /// The key of the menu inside its menu that it stands in, where it stands in one.
    pub fn submenu(self) -> Option<&'static str> {
        self.row().submenu
    }

    /// Whether a line stands above it in its menu.
    pub fn opens_group(self) -> bool {
        self.row().opens_group
    }

    /// Its keys, where nobody chose others.
    pub fn keys(self) -> Option<Keys> {
        self.row().keys
    }

    /// What must be there for it.
    pub fn needs(self) -> Needs {
        self.row().needs
    }

    /// The key of what a person has to do before it can be used; none where it can be, or nobody can tell.
    pub fn missing(self, facts: &Facts) -> Option<&'static str> {
        let missing = match self.row().needs {
            Needs::Selection | Needs::Pinned(_) | Needs::LastCode if !facts.selection => "select-first",
            Needs::Pinned(digit) if facts.pinned & (1 << digit) == 0 => "needs-pinned",
            Needs::LastCode if !facts.last_code => "needs-last-code",
            Needs::Coding if !facts.coding => "needs-coding",
            _ => return None,
        };
        Some(missing)
    }

    /// Whether it can be used now.
    pub fn enabled(self, facts: &Facts) -> bool {
        let row = self.row();
        let there = match row.needs {
            Needs::Nothing => true,
            Needs::Project => facts.project,
            Needs::Undo => facts.undo,
            Needs::Redo => facts.redo,
            Needs::Transcript => facts.transcript,
            Needs::Selection => facts.selection,
            Needs::Pinned(digit) => facts.selection && facts.pinned & (1 << digit) != 0,
            Needs::LastCode => facts.selection && facts.last_code,
            Needs::Coding => facts.coding,
        };
        there && (facts.writable || !row.changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_its_words() {
        for command in Command::all() {
            assert!(!command.label().contains("command-"), "{command:?}");
            let tip = command.tip();
            assert!(!tip.starts_with("command-") && !tip.starts_with("panel-"), "{command:?}: {tip}");
        }
        for menu in Menu::ALL {
            assert!(!lang::text(menu.name()).starts_with("menu-"));
        }
    }

    /// A format that there is not, of a kind that cannot be written so far.
    const MADE_UP: &[Format] = &[
        Format::new("subtitles", crate::formats::Kind::Transcript, "Subtitles", &["vtt"])
            .written(crate::formats::Writer::File(|_, _, _| Ok(Vec::new()))),
        Format::new("only-read", crate::formats::Kind::Transcript, "Words", &["doc"]),
    ];

    #[test]
    fn a_panel_of_the_table_is_a_command_of_the_menu() {
        const GROUPS: Panel = Panel::new("panel-groups", &[]);
        let found = Command::among(&[Panel::CODE, GROUPS], &[]).find(|c| *c == Command::Show(GROUPS));
        assert_eq!(found.map(|c| (c.menu(), c.needs(), c.label())), {
            Some((Menu::View, Needs::Project, "panel-groups".to_owned()))
        });
    }

    #[test]
    fn a_format_of_the_table_is_a_command() {
        let exports = |formats| {
            let all = Command::among(Panel::ALL, formats).filter(|c| matches!(c, Command::Export(_)));
            all.map(|command| (command.menu(), command.label())).collect::<Vec<_>>()
        };
        assert_eq!(exports(MADE_UP), [(Menu::Project, "Export transcript (.vtt)…".to_owned())]);
        let names: Vec<String> = exports(FORMATS).into_iter().map(|(_, label)| label).collect();
        assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), names.len());
        assert!(names.contains(&"Export data package…".to_owned()), "{names:?}");
    }

    #[test]
    fn no_two_commands_share_keys() {
        let keys: Vec<(Command, Keys)> = Command::all().filter_map(|c| Some((c, c.keys()?))).collect();
        for (at, (a, keys_of_a)) in keys.iter().enumerate() {
            for (b, keys_of_b) in &keys[at + 1..] {
                assert_ne!(keys_of_a, keys_of_b, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn what_a_command_waits_for_is_said() {
        let reading = Facts { project: true, writable: true, transcript: true, ..Facts::default() };
        assert_eq!(Command::ApplyPinned(3).missing(&reading), Some("select-first"));
        let selected = Facts { selection: true, ..reading };
        assert_eq!(Command::ApplyPinned(3).missing(&selected), Some("needs-pinned"));
        assert_eq!(Command::ApplyPinned(3).missing(&Facts { pinned: 1 << 3, ..selected }), None);
        assert_eq!(Command::Undo.missing(&reading), None);
    }

    #[test]
    fn nothing_is_offered_that_cannot_be_done() {
        let nothing = Facts::default();
        assert!(!Command::Undo.enabled(&nothing) && Command::OpenProject.enabled(&nothing));
        let read_only = Facts { project: true, selection: true, pinned: 0b10, undo: true, ..nothing };
        assert!(!Command::ApplyPinned(1).enabled(&read_only) && !Command::Undo.enabled(&read_only));
        let codings = crate::formats::format("codings-csv").unwrap();
        assert!(Command::Export(codings).enabled(&read_only));
        let open = Facts { writable: true, ..read_only };
        assert!(Command::ApplyPinned(1).enabled(&open) && !Command::ApplyPinned(2).enabled(&open));
    }
}
