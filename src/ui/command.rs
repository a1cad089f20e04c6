//! One enum for every command: its label, what it does, its keys, its menu and when it can be used. Menus,
//! shortcuts, the palette and the sheet of keys all loop over it. Never carries a command out.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::Panel;
use crate::lang;

/// Something that a person can do from a menu, by keys or from the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// A new project from a preset.
    NewProject,
    /// Another project.
    OpenProject,
    /// A copy of the sample study.
    OpenSample,
    /// Transcripts and tables from files.
    Import,
    /// All codings as a table.
    ExportCodings,
    /// The codebook as a table.
    ExportCodebook,
    /// Cases and transcripts with their attributes as a table.
    ExportAttributes,
    /// Back to the start page.
    CloseProject,
    /// Theme of colours, text size, who I am.
    Settings,
    /// Takes the last step back.
    Undo,
    /// Makes it again.
    Redo,
    /// A panel of the rail.
    Show(Panel),
    /// Shows or hides the lists on the left.
    ToggleLeft,
    /// Shows or hides the inspector on the right.
    ToggleRight,
    /// Larger letters in transcripts.
    LargerText,
    /// Smaller letters in transcripts.
    SmallerText,
    /// Light, dark, or as the system has it.
    SwitchTheme,
    /// The code pinned to a digit.
    ApplyPinned(u8),
    /// The code that was applied last.
    ApplyLast,
    /// A code by name, on what is selected.
    FindCode,
    /// A new code named by the selected words.
    InVivo,
    /// Takes the coding at the cursor away.
    RemoveCoding,
    /// A memo on the coding at the cursor.
    EditMemo,
    /// The transcript is coded to the end.
    MarkComplete,
    /// The transcript is being coded.
    MarkInProgress,
    /// The transcript above in the list.
    PreviousTranscript,
    /// The transcript below in the list.
    NextTranscript,
    /// Find or do anything.
    Palette,
    /// All keys.
    Keys,
    /// What Concord is.
    About,
}

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

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn chord(modifiers: Modifiers, key: Key) -> Option<Keys> {
    Some(Keys::Chord(KeyboardShortcut::new(modifiers, key)))
}

const DIGITS: [(Key, char); 9] = [
    (Key::Num1, '1'),
    (Key::Num2, '2'),
    (Key::Num3, '3'),
    (Key::Num4, '4'),
    (Key::Num5, '5'),
    (Key::Num6, '6'),
    (Key::Num7, '7'),
    (Key::Num8, '8'),
    (Key::Num9, '9'),
];

impl Command {
    /// All commands, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        let before = [
            Self::NewProject,
            Self::OpenProject,
            Self::OpenSample,
            Self::Import,
            Self::ExportCodings,
            Self::ExportCodebook,
            Self::ExportAttributes,
            Self::CloseProject,
            Self::Settings,
            Self::Undo,
            Self::Redo,
        ];
        let after = [
            Self::ToggleLeft,
            Self::ToggleRight,
            Self::LargerText,
            Self::SmallerText,
            Self::SwitchTheme,
            Self::FindCode,
            Self::ApplyLast,
            Self::InVivo,
            Self::RemoveCoding,
            Self::EditMemo,
            Self::MarkComplete,
            Self::MarkInProgress,
            Self::PreviousTranscript,
            Self::NextTranscript,
        ];
        let help = [Self::Palette, Self::Keys, Self::About];
        before
            .into_iter()
            .chain(Panel::ALL.map(Self::Show))
            .chain(after)
            .chain((1..=9).map(Self::ApplyPinned))
            .chain(help)
    }

    /// Its label, as menus show it.
    pub fn label(self) -> String {
        match self {
            Self::Show(panel) => lang::text(panel.name()),
            Self::ApplyPinned(digit) => lang::with("command-apply-pinned", &[("n", digit.into())]),
            other => lang::text(other.key()),
        }
    }

    /// What it does, in a sentence.
    pub fn tip(self) -> String {
        lang::text(match self {
            Self::NewProject => "command-new-project-tip",
            Self::OpenProject => "command-open-project-tip",
            Self::OpenSample => "command-open-sample-tip",
            Self::Import => "command-import-tip",
            Self::ExportCodings => "command-export-codings-tip",
            Self::ExportCodebook => "command-export-codebook-tip",
            Self::ExportAttributes => "command-export-attributes-tip",
            Self::CloseProject => "command-close-project-tip",
            Self::Settings => "command-settings-tip",
            Self::Undo => "command-undo-tip",
            Self::Redo => "command-redo-tip",
            Self::Show(panel) => panel.purpose(),
            Self::ToggleLeft => "command-toggle-left-tip",
            Self::ToggleRight => "command-toggle-right-tip",
            Self::LargerText => "command-larger-text-tip",
            Self::SmallerText => "command-smaller-text-tip",
            Self::SwitchTheme => "command-switch-theme-tip",
            Self::ApplyPinned(_) => "command-apply-pinned-tip",
            Self::ApplyLast => "command-apply-last-tip",
            Self::FindCode => "command-find-code-tip",
            Self::InVivo => "command-in-vivo-tip",
            Self::RemoveCoding => "command-remove-coding-tip",
            Self::EditMemo => "command-edit-memo-tip",
            Self::MarkComplete => "command-mark-complete-tip",
            Self::MarkInProgress => "command-mark-in-progress-tip",
            Self::PreviousTranscript => "command-previous-transcript-tip",
            Self::NextTranscript => "command-next-transcript-tip",
            Self::Palette => "command-palette-tip",
            Self::Keys => "command-keys-tip",
            Self::About => "command-about-tip",
        })
    }

    const fn key(self) -> &'static str {
        match self {
            Self::NewProject => "command-new-project",
            Self::OpenProject => "command-open-project",
            Self::OpenSample => "command-open-sample",
            Self::Import => "command-import",
            Self::ExportCodings => "command-export-codings",
            Self::ExportCodebook => "command-export-codebook",
            Self::ExportAttributes => "command-export-attributes",
            Self::CloseProject => "command-close-project",
            Self::Settings => "command-settings",
            Self::Undo => "command-undo",
            Self::Redo => "command-redo",
            Self::Show(panel) => panel.name(),
            Self::ToggleLeft => "command-toggle-left",
            Self::ToggleRight => "command-toggle-right",
            Self::LargerText => "command-larger-text",
            Self::SmallerText => "command-smaller-text",
            Self::SwitchTheme => "command-switch-theme",
            Self::ApplyPinned(_) => "command-apply-pinned",
            Self::ApplyLast => "command-apply-last",
            Self::FindCode => "command-find-code",
            Self::InVivo => "command-in-vivo",
            Self::RemoveCoding => "command-remove-coding",
            Self::EditMemo => "command-edit-memo",
            Self::MarkComplete => "command-mark-complete",
            Self::MarkInProgress => "command-mark-in-progress",
            Self::PreviousTranscript => "command-previous-transcript",
            Self::NextTranscript => "command-next-transcript",
            Self::Palette => "command-palette",
            Self::Keys => "command-keys",
            Self::About => "command-about",
        }
    }

    /// The menu it stands in.
    pub const fn menu(self) -> Menu {
        match self {
            Self::NewProject
            | Self::OpenProject
            | Self::OpenSample
            | Self::Import
            | Self::ExportCodings
            | Self::ExportCodebook
            | Self::ExportAttributes
            | Self::CloseProject
            | Self::Settings => Menu::Project,
            Self::Undo | Self::Redo => Menu::Edit,
            Self::Show(_)
            | Self::ToggleLeft
            | Self::ToggleRight
            | Self::LargerText
            | Self::SmallerText
            | Self::SwitchTheme => Menu::View,
            Self::ApplyPinned(_)
            | Self::ApplyLast
            | Self::FindCode
            | Self::InVivo
            | Self::RemoveCoding
            | Self::EditMemo
            | Self::MarkComplete
            | Self::MarkInProgress
            | Self::PreviousTranscript
            | Self::NextTranscript => Menu::Code,
            Self::Palette | Self::Keys | Self::About => Menu::Help,
        }
    }

    /// Whether a line stands above it in its menu.
    pub const fn opens_group(self) -> bool {
        matches!(
            self,
            Self::Import
                | Self::ExportCodings
                | Self::CloseProject
                | Self::ToggleLeft
                | Self::LargerText
                | Self::SwitchTheme
                | Self::RemoveCoding
                | Self::MarkComplete
                | Self::PreviousTranscript
                | Self::ApplyPinned(1)
                | Self::About
        )
    }

    /// Its keys, the first of which menus show.
    pub fn keys(self) -> Option<Keys> {
        match self {
            Self::NewProject => chord(CTRL, Key::N),
            Self::OpenProject => chord(CTRL, Key::O),
            Self::Import => chord(CTRL, Key::I),
            Self::Settings => chord(CTRL, Key::Comma),
            Self::Undo => Some(Keys::OutsideFields(KeyboardShortcut::new(CTRL, Key::Z))),
            Self::Redo => Some(Keys::OutsideFields(KeyboardShortcut::new(CTRL, Key::Y))),
            Self::Show(panel) => {
                let at = Panel::ALL.iter().position(|&p| p == panel)?;
                chord(CTRL, DIGITS.get(at)?.0)
            }
            Self::ToggleLeft => chord(CTRL, Key::B),
            Self::ToggleRight => chord(CTRL_SHIFT, Key::B),
            Self::LargerText => chord(CTRL_SHIFT, Key::Period),
            Self::SmallerText => chord(CTRL_SHIFT, Key::Comma),
            Self::ApplyPinned(digit) => {
                let &(key, typed) = DIGITS.get(usize::from(digit).checked_sub(1)?)?;
                Some(Keys::Plain(key, typed))
            }
            Self::ApplyLast => Some(Keys::Plain(Key::Q, 'q')),
            Self::FindCode => Some(Keys::Plain(Key::Slash, '/')),
            Self::InVivo => Some(Keys::Plain(Key::V, 'v')),
            Self::RemoveCoding => Some(Keys::Plain(Key::X, 'x')),
            Self::EditMemo => Some(Keys::Plain(Key::M, 'm')),
            Self::MarkComplete => Some(Keys::OutsideFields(KeyboardShortcut::new(CTRL, Key::Enter))),
            Self::PreviousTranscript => chord(Modifiers::ALT, Key::ArrowUp),
            Self::NextTranscript => chord(Modifiers::ALT, Key::ArrowDown),
            Self::Palette => chord(CTRL, Key::K),
            Self::Keys => chord(Modifiers::NONE, Key::F1),
            Self::OpenSample
            | Self::ExportCodings
            | Self::ExportCodebook
            | Self::ExportAttributes
            | Self::CloseProject
            | Self::SwitchTheme
            | Self::MarkInProgress
            | Self::About => None,
        }
    }

    /// What must be there for it.
    pub const fn needs(self) -> Needs {
        match self {
            Self::NewProject
            | Self::OpenProject
            | Self::OpenSample
            | Self::Settings
            | Self::SwitchTheme
            | Self::Palette
            | Self::Keys
            | Self::About => Needs::Nothing,
            Self::Import
            | Self::ExportCodings
            | Self::ExportCodebook
            | Self::ExportAttributes
            | Self::CloseProject
            | Self::Show(_)
            | Self::ToggleLeft
            | Self::ToggleRight => Needs::Project,
            Self::Undo => Needs::Undo,
            Self::Redo => Needs::Redo,
            Self::LargerText
            | Self::SmallerText
            | Self::MarkComplete
            | Self::MarkInProgress
            | Self::PreviousTranscript
            | Self::NextTranscript => Needs::Transcript,
            Self::ApplyPinned(digit) => Needs::Pinned(digit),
            Self::ApplyLast => Needs::LastCode,
            Self::FindCode | Self::InVivo => Needs::Selection,
            Self::RemoveCoding | Self::EditMemo => Needs::Coding,
        }
    }

    const fn changes(self) -> bool {
        matches!(
            self,
            Self::Import
                | Self::Undo
                | Self::Redo
                | Self::ApplyPinned(_)
                | Self::ApplyLast
                | Self::FindCode
                | Self::InVivo
                | Self::RemoveCoding
                | Self::EditMemo
                | Self::MarkComplete
                | Self::MarkInProgress
        )
    }

    /// Whether it can be used now.
    pub const fn enabled(self, facts: &Facts) -> bool {
        let there = match self.needs() {
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
        there && (facts.writable || !self.changes())
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
    fn nothing_is_offered_that_cannot_be_done() {
        let nothing = Facts::default();
        assert!(!Command::Undo.enabled(&nothing) && Command::OpenProject.enabled(&nothing));
        let read_only = Facts { project: true, selection: true, pinned: 0b10, undo: true, ..nothing };
        assert!(!Command::ApplyPinned(1).enabled(&read_only) && !Command::Undo.enabled(&read_only));
        assert!(Command::ExportCodings.enabled(&read_only));
        let open = Facts { writable: true, ..read_only };
        assert!(Command::ApplyPinned(1).enabled(&open) && !Command::ApplyPinned(2).enabled(&open));
    }
}
