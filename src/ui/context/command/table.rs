//! Every command, one row each: what it is called, where it stands, what it needs, and its keys. Never carries a
//! command out.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Keys, Menu, Needs};
use crate::formats::Format;
use crate::ui::context::Panel;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;

/// The digit keys from 1.
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

/// What is known of a command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The key of its label in the catalogue; with `-tip`, of what it does.
    pub(super) name: &'static str,
    pub(super) menu: Menu,
    /// The key of the menu inside that one that it stands in.
    pub(super) submenu: Option<&'static str>,
    pub(super) needs: Needs,
    pub(super) keys: Option<Keys>,
    /// Whether a line stands above it in its menu.
    pub(super) opens_group: bool,
    /// Whether it changes the project.
    pub(super) changes: bool,
}

const fn row(name: &'static str, menu: Menu, needs: Needs) -> Row {
    Row { name, menu, submenu: None, needs, keys: None, opens_group: false, changes: false }
}

impl Row {
    /// A chord that works everywhere.
    const fn chord(self, modifiers: Modifiers, key: Key) -> Self {
        Self { keys: Some(Keys::Chord(KeyboardShortcut::new(modifiers, key))), ..self }
    }

    /// A chord that belongs to a text field while one has the focus.
    const fn outside(self, modifiers: Modifiers, key: Key) -> Self {
        Self { keys: Some(Keys::OutsideFields(KeyboardShortcut::new(modifiers, key))), ..self }
    }

    /// A plain key of the Code panel.
    const fn plain(self, key: Key, typed: char) -> Self {
        Self { keys: Some(Keys::Plain(key, typed)), ..self }
    }

    /// A plain key with Shift.
    const fn shifted(self, key: Key, typed: char) -> Self {
        Self { keys: Some(Keys::Shifted(key, typed)), ..self }
    }

    const fn inside(self, submenu: &'static str) -> Self {
        Self { submenu: Some(submenu), ..self }
    }

    const fn group(self) -> Self {
        Self { opens_group: true, ..self }
    }

    const fn changes(self) -> Self {
        Self { changes: true, ..self }
    }
}

/// Makes the enum of the rows, in their order.
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident: $row:expr;)*) => {
        /// Something that a person can do from a menu, by keys or from the palette.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Command {
            $($(#[$doc])* $name,)*
            /// A file or folder made of the project, for other programs and for reading.
            Export(&'static Format),
            /// A panel of the rail.
            Show(Panel),
            /// The code pinned to a digit from 1 to 9.
            ApplyPinned(u8),
        }

        /// All but exports, panels and digits, in the order of the menus.
        pub(super) const PLAIN: &[Command] = &[$(Command::$name,)*];

        impl Command {
            pub(super) fn row(self) -> Row {
                match self {
                    $(Self::$name => $row,)*
                    Self::Export(format) => row(format.name, Menu::Project, Needs::Project),
                    Self::Show(panel) => panel_row(panel),
                    Self::ApplyPinned(digit) => digit_row(digit),
                }
            }
        }
    };
}

commands! {
    /// A new project from a preset.
    NewProject: row("command-new-project", Menu::Project, Needs::Nothing).chord(CTRL, Key::N);
    /// Another project.
    OpenProject: row("command-open-project", Menu::Project, Needs::Nothing).chord(CTRL, Key::O);
    /// A copy of the sample study.
    OpenSample: row("command-open-sample", Menu::Project, Needs::Nothing);
    /// Transcripts and tables from files.
    Import: row("command-import", Menu::Project, Needs::Project).chord(CTRL, Key::I).changes().group();
    /// A folder of files to import.
    ImportFolder: row("command-import-folder", Menu::Project, Needs::Project).changes();
    /// A text that is typed or pasted.
    TypeText: row("command-type-text", Menu::Project, Needs::Project).changes();
    /// Other coders' copies of the study.
    MergeCopies: row("command-merge-copies", Menu::Project, Needs::Project).changes();
    /// Everything that can leave the study, in one place.
    ExportAny: row("command-export-any", Menu::Project, Needs::Project).chord(CTRL, Key::E).group();
    /// The last file that was written, in its folder.
    ShowInFolder: row("command-show-in-folder", Menu::Project, Needs::Project);
    /// How far the coders of a table of ratings agree.
    RatingsTable: row("command-ratings-table", Menu::Project, Needs::Nothing);
    /// A memo on the study.
    ProjectMemo: row("command-project-memo", Menu::Project, Needs::Project).changes().group();
    /// Another phase of work: independent, comparison, consensus.
    SetPhase: row("command-set-phase", Menu::Project, Needs::Project).changes();
    /// Who is to code what, and how far everybody has got.
    WhoCodes: row("command-who-codes", Menu::Project, Needs::Project);
    /// Named sets of transcripts.
    TranscriptSets: row("command-transcript-sets", Menu::Project, Needs::Project);
    /// The last good copies of damaged files in their places.
    Repair: row("command-repair", Menu::Project, Needs::Project).group();
    /// Files as somebody changed them, and without what is lost.
    Accept: row("command-accept", Menu::Project, Needs::Project);
    /// Back to the start page.
    CloseProject: row("command-close-project", Menu::Project, Needs::Project).group();
    /// Theme of colours, text size, who I am.
    Settings: row("command-settings", Menu::Project, Needs::Nothing).chord(CTRL, Key::Comma);
    /// The end of the program.
    Quit: row("command-quit", Menu::Project, Needs::Nothing).chord(CTRL, Key::Q);
    /// Takes the last step back.
    Undo: row("command-undo", Menu::Edit, Needs::Undo).outside(CTRL, Key::Z).changes();
    /// Makes it again.
    Redo: row("command-redo", Menu::Edit, Needs::Redo).outside(CTRL, Key::Y).changes();
    /// All steps of the study, and the way back to one of one's own.
    Trail: row("command-trail", Menu::Edit, Needs::Project).chord(CTRL, Key::H);
    /// Words in the transcript that is read.
    Find: row("command-find", Menu::Edit, Needs::Transcript).chord(CTRL, Key::F).group();
    /// The next place where they stand.
    FindNext: row("command-find-next", Menu::Edit, Needs::Transcript).chord(Modifiers::NONE, Key::F3);
    /// The one before.
    FindPrevious: row("command-find-previous", Menu::Edit, Needs::Transcript).chord(Modifiers::SHIFT, Key::F3);
    /// Words in all transcripts.
    FindEverywhere: row("command-find-everywhere", Menu::Edit, Needs::Project).chord(CTRL_SHIFT, Key::F);
    /// A larger piece of the text: sentence, turn, answer.
    Grow: row("command-grow", Menu::Edit, Needs::Transcript).plain(Key::G, 'g').group();
    /// Back to a smaller one.
    Shrink: row("command-shrink", Menu::Edit, Needs::Transcript).shifted(Key::G, 'g');
    /// To a turn, a line or a time.
    Jump: row("command-jump", Menu::Edit, Needs::Transcript).outside(CTRL, Key::G).group();
    /// To the next passage without a code.
    NextUncoded: row("command-next-uncoded", Menu::Edit, Needs::Transcript).plain(Key::N, 'n');
    /// To the one before.
    PreviousUncoded: row("command-previous-uncoded", Menu::Edit, Needs::Transcript).plain(Key::P, 'p');
    /// Other words for a turn of the transcript.
    CorrectText: row("command-correct-text", Menu::Edit, Needs::Transcript).outside(Modifiers::NONE, Key::F2).changes().group();
    /// A corrected file in the place of the transcript's.
    ReplaceText: row("command-replace-text", Menu::Edit, Needs::Transcript).changes();
    /// The transcript taken out, with all that stands on it.
    RemoveTranscript: row("command-remove-transcript", Menu::Edit, Needs::Transcript).changes();
    /// Shows or hides the lists on the left.
    ToggleLeft: row("command-toggle-left", Menu::View, Needs::Project).chord(CTRL, Key::B).group();
    /// Shows or hides the inspector on the right.
    ToggleRight: row("command-toggle-right", Menu::View, Needs::Project).chord(CTRL_SHIFT, Key::B);
    /// Larger letters in transcripts.
    LargerText: row("command-larger-text", Menu::View, Needs::Transcript).chord(CTRL_SHIFT, Key::Period).group();
    /// Smaller letters in transcripts.
    SmallerText: row("command-smaller-text", Menu::View, Needs::Transcript).chord(CTRL_SHIFT, Key::Comma);
    /// Longer lines in transcripts.
    LongerLines: row("command-longer-lines", Menu::View, Needs::Transcript).outside(CTRL, Key::CloseBracket);
    /// Shorter lines in transcripts.
    ShorterLines: row("command-shorter-lines", Menu::View, Needs::Transcript).outside(CTRL, Key::OpenBracket);
    /// Everything but the turn that is read stands back.
    FocusMode: row("command-focus-mode", Menu::View, Needs::Transcript).chord(Modifiers::NONE, Key::F11).group();
    /// Lines of the text are numbered.
    LineNumbers: row("command-line-numbers", Menu::View, Needs::Transcript);
    /// Times of turns.
    TurnTimes: row("command-turn-times", Menu::View, Needs::Transcript);
    /// What is selected by hand is whole words.
    WholeWords: row("command-whole-words", Menu::View, Needs::Transcript);
    /// Memos under their passages.
    InlineMemos: row("command-inline-memos", Menu::View, Needs::Transcript).outside(CTRL, Key::M);
    /// The coder's name beside each stripe.
    StripeNames: row("command-stripe-names", Menu::View, Needs::Transcript);
    /// What others coded, in lanes beside one's own.
    OthersCodings: row("command-others-codings", Menu::View, Needs::Transcript);
    /// Everything counts again.
    CountEverything: row("command-count-everything", Menu::View, Needs::Project).group();
    /// Light, dark, or as the system has it.
    SwitchTheme: row("command-switch-theme", Menu::View, Needs::Nothing);
    /// A code by name, on what is selected.
    FindCode: row("command-find-code", Menu::Code, Needs::Selection).plain(Key::Slash, '/').changes().group();
    /// The code that was applied last.
    ApplyLast: row("command-apply-last", Menu::Code, Needs::LastCode).plain(Key::Q, 'q').changes();
    /// A new code named by the selected words.
    InVivo: row("command-in-vivo", Menu::Code, Needs::Selection).plain(Key::V, 'v').changes();
    /// Takes the coding at the cursor away.
    RemoveCoding: row("command-remove-coding", Menu::Code, Needs::Coding).plain(Key::X, 'x').changes().group();
    /// Takes all codings at the cursor away.
    RemoveAll: row("command-remove-all", Menu::Code, Needs::Coding).shifted(Key::X, 'x').changes();
    /// Another code for the coding at the cursor.
    Recode: row("command-recode", Menu::Code, Needs::Coding).plain(Key::R, 'r').changes();
    /// Moves where the coding at the cursor begins.
    MoveStart: row("command-move-start", Menu::Code, Needs::Coding).plain(Key::S, 's').changes();
    /// Moves where it ends.
    MoveEnd: row("command-move-end", Menu::Code, Needs::Coding).plain(Key::E, 'e').changes();
    /// The start of the coding a letter back, at once.
    StartBack: row("command-start-back", Menu::Code, Needs::Coding).shifted(Key::Comma, '<').changes();
    /// The start a letter on.
    StartOn: row("command-start-on", Menu::Code, Needs::Coding).shifted(Key::Period, '>').changes();
    /// The end a letter back.
    EndBack: row("command-end-back", Menu::Code, Needs::Coding).plain(Key::Comma, ',').changes();
    /// The end a letter on.
    EndOn: row("command-end-on", Menu::Code, Needs::Coding).plain(Key::Period, '.').changes();
    /// Two codings of one.
    SplitCoding: row("command-split-coding", Menu::Code, Needs::Coding).plain(Key::K, 'k').changes();
    /// One coding of several.
    JoinCodings: row("command-join-codings", Menu::Code, Needs::Coding).plain(Key::J, 'j').changes();
    /// A memo on the coding at the cursor.
    EditMemo: row("command-edit-memo", Menu::Code, Needs::Coding).plain(Key::M, 'm').changes();
    /// The next of codings that lie over each other.
    NextOverlap: row("command-next-overlap", Menu::Code, Needs::Coding).plain(Key::O, 'o');
    /// Only one code shows.
    OnlyThisCode: row("command-only-this-code", Menu::Code, Needs::Transcript).plain(Key::F, 'f');
    /// What searches have coded and nobody has looked at.
    ReviewAuto: row("command-review-auto", Menu::Code, Needs::Project).group();
    /// A memo on the passage that is selected, with or without a code.
    PassageMemo: row("command-passage-memo", Menu::Code, Needs::Selection).shifted(Key::M, 'm').changes();
    /// The transcript is coded to the end.
    MarkComplete:
        row("command-mark-complete", Menu::Code, Needs::Transcript).outside(CTRL, Key::Enter).changes().group();
    /// The transcript is being coded.
    MarkInProgress: row("command-mark-in-progress", Menu::Code, Needs::Transcript).changes();
    /// The transcript above in the list.
    PreviousTranscript:
        row("command-previous-transcript", Menu::Code, Needs::Transcript).chord(ALT, Key::ArrowUp).group();
    /// The transcript below in the list.
    NextTranscript: row("command-next-transcript", Menu::Code, Needs::Transcript).chord(ALT, Key::ArrowDown);
    /// Find or do anything.
    Palette: row("command-palette", Menu::Help, Needs::Nothing).chord(CTRL, Key::K);
    /// All keys.
    Keys: row("command-keys", Menu::Help, Needs::Nothing).chord(Modifiers::NONE, Key::F1);
    /// What Concord is.
    About: row("command-about", Menu::Help, Needs::Nothing).group();
}

fn panel_row(panel: Panel) -> Row {
    let row = row(panel.name(), Menu::View, Needs::Project);
    let at = Panel::ALL.iter().position(|p| *p == panel).and_then(|at| DIGITS.get(at));
    at.map_or(row, |&(key, _)| row.chord(CTRL, key))
}

fn digit_row(digit: u8) -> Row {
    let row = row("command-apply-pinned", Menu::Code, Needs::Pinned(digit)).inside("menu-pinned");
    let row = Row { opens_group: digit == 1, ..row };
    let at = usize::from(digit).checked_sub(1).and_then(|at| DIGITS.get(at));
    at.map_or(row, |&(key, typed)| row.plain(key, typed)).changes()
}
