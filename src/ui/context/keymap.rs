//! Which keys stand for which command, as a person has chosen them; what nobody changed is as the table has it. Never reads
//! the keyboard.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Context, Id, Key, KeyboardShortcut, Modifiers};

use super::command::{Command, Keys};

/// Keys that somebody chose, by the name of the command as settings keep it; none where a command has lost its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keymap {
    chosen: BTreeMap<String, Option<Keys>>,
}

impl Keymap {
    /// As settings keep it: what cannot be read is as if nobody had chosen.
    pub fn of(kept: &BTreeMap<String, String>) -> Self {
        let read = |(name, keys): (&String, &String)| {
            let keys = if keys.is_empty() { None } else { Some(read(keys)?) };
            Some((name.clone(), keys))
        };
        Self { chosen: kept.iter().filter_map(read).collect() }
    }

    /// The keys of a command.
    pub fn keys(&self, command: Command) -> Option<Keys> {
        let own = command.name().filter(|_| is_free(command)).and_then(|name| self.chosen.get(name));
        own.copied().unwrap_or_else(|| command.keys())
    }

    /// Another command that these keys stand for.
    pub fn taken(&self, keys: Keys, but: Command) -> Option<Command> {
        let same = |other: &Command| self.keys(*other).is_some_and(|theirs| is_same(theirs, keys));
        Command::all().filter(|other| *other != but).find(same)
    }
}

/// Whether a person may choose the keys of a command: digits stand for pinned codes, and formats have none.
pub fn is_free(command: Command) -> bool {
    !matches!(command, Command::ApplyPinned(_) | Command::Export(_))
}

/// Whether two keys cannot be told from each other.
fn is_same(a: Keys, b: Keys) -> bool {
    let chord = |keys| match keys {
        Keys::Chord(chord) | Keys::OutsideFields(chord) => chord,
        Keys::Plain(key, _) => KeyboardShortcut::new(Modifiers::NONE, key),
        Keys::Shifted(key, _) => KeyboardShortcut::new(Modifiers::SHIFT, key),
    };
    chord(a) == chord(b)
}

/// What a pressed key would be for a command; none where it cannot be: a letter alone belongs to what is done to the text,
/// digits to pinned codes, and Escape, Tab and Enter to every part of the window.
pub fn pressed(command: Command, modifiers: Modifiers, key: Key) -> Option<Keys> {
    const KEPT: [Key; 4] = [Key::Escape, Key::Tab, Key::Enter, Key::Space];
    if KEPT.contains(&key) {
        return None;
    }
    let held = Modifiers { mac_cmd: false, ctrl: false, ..modifiers };
    let chord = KeyboardShortcut::new(held, key);
    let is_function = key.name().strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok());
    if held.command || held.alt || is_function {
        return Some(match command.keys() {
            Some(Keys::OutsideFields(_) | Keys::Plain(..) | Keys::Shifted(..)) => Keys::OutsideFields(chord),
            Some(Keys::Chord(_)) | None => Keys::Chord(chord),
        });
    }
    let of_text = matches!(command.keys(), Some(Keys::Plain(..) | Keys::Shifted(..)));
    let mut letters =
        key.symbol_or_name().chars().flat_map(char::to_lowercase).collect::<Vec<_>>().into_iter();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if of_text && !letter.is_ascii_digit() => {
            Some(if held.shift { Keys::Shifted(key, letter) } else { Keys::Plain(key, letter) })
        }
        _ => None,
    }
}

/// As settings keep them: `Ctrl+Shift+K`, `field Ctrl+Z` where a field has them first, `K`, `Shift+K`.
pub fn kept(keys: Keys) -> String {
    let with = |chord: KeyboardShortcut| {
        let held = [
            (chord.modifiers.command, "Ctrl+"),
            (chord.modifiers.alt, "Alt+"),
            (chord.modifiers.shift, "Shift+"),
        ];
        let held: String = held.iter().filter(|(held, _)| *held).map(|(_, name)| *name).collect();
        format!("{held}{}", chord.logical_key.name())
    };
    match keys {
        Keys::Chord(chord) => with(chord),
        Keys::OutsideFields(chord) => format!("field {}", with(chord)),
        Keys::Plain(key, letter) => format!("{} {letter}", key.name()),
        Keys::Shifted(key, letter) => format!("Shift+{} {letter}", key.name()),
    }
}

fn read(kept: &str) -> Option<Keys> {
    let (outside, kept) = kept.strip_prefix("field ").map_or((false, kept), |rest| (true, rest));
    let (chord, letter) =
        kept.split_once(' ').map_or((kept, None), |(chord, letter)| (chord, letter.chars().next()));
    let mut modifiers = Modifiers::NONE;
    let mut name = chord;
    while let Some((held, rest)) =
        name.split_once('+').filter(|(held, rest)| !held.is_empty() && !rest.is_empty())
    {
        modifiers |= match held {
            "Ctrl" => Modifiers::COMMAND,
            "Alt" => Modifiers::ALT,
            "Shift" => Modifiers::SHIFT,
            _ => return None,
        };
        name = rest;
    }
    let key = Key::from_name(name)?;
    let chord = KeyboardShortcut::new(modifiers, key);
    Some(match (letter, outside) {
        (Some(letter), _) if modifiers.shift => Keys::Shifted(key, letter),
        (Some(letter), _) => Keys::Plain(key, letter),
        (None, true) => Keys::OutsideFields(chord),
        (None, false) => Keys::Chord(chord),
    })
}

fn place() -> Id {
    Id::unique("keymap")
}

/// Lets every part of the window know the keys.
pub(in crate::ui) fn put(ctx: &Context, keymap: Keymap) {
    ctx.data_mut(|data| data.insert_temp(place(), Arc::new(keymap)));
}

/// The keys as the window knows them.
pub(in crate::ui) fn known(ctx: &Context) -> Arc<Keymap> {
    ctx.data(|data| data.get_temp::<Arc<Keymap>>(place())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_as_they_were_kept() {
        let all = Command::all().filter_map(Command::keys);
        let chosen = pressed(Command::Find, Modifiers::COMMAND | Modifiers::SHIFT, Key::Plus);
        for keys in all.chain(chosen) {
            assert_eq!(read(&kept(keys)), Some(keys), "{}", kept(keys));
        }
        for wrong in ["Hyper+K", "Ctrl+Nothing", "Ctrl+", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_somebody_chose_holds_and_the_rest_is_as_it_was() {
        let kept = BTreeMap::from([
            ("command-find".to_owned(), "Ctrl+L".to_owned()),
            ("command-undo".to_owned(), String::new()),
            ("command-redo".to_owned(), "nonsense".to_owned()),
        ]);
        let keymap = Keymap::of(&kept);
        assert_ne!(keymap.keys(Command::Find), Command::Find.keys());
        assert_eq!(keymap.keys(Command::Undo), None);
        assert_eq!(keymap.keys(Command::Redo), Command::Redo.keys());
    }

    #[test]
    fn keys_that_another_command_has_are_found_and_letters_belong_to_the_text() {
        let keymap = Keymap::default();
        let ctrl_e = pressed(Command::Find, Modifiers::COMMAND, Key::E).unwrap();
        assert_eq!(keymap.taken(ctrl_e, Command::Find), Some(Command::ExportAny));
        assert_eq!(keymap.taken(ctrl_e, Command::ExportAny), None);
        assert_eq!(pressed(Command::Find, Modifiers::NONE, Key::L), None);
        assert_eq!(pressed(Command::InVivo, Modifiers::NONE, Key::L), Some(Keys::Plain(Key::L, 'l')));
        assert_eq!(pressed(Command::InVivo, Modifiers::NONE, Key::Num3), None, "digits are pinned codes");
        assert_eq!(pressed(Command::Find, Modifiers::COMMAND, Key::Escape), None);
        assert!(pressed(Command::Find, Modifiers::NONE, Key::F7).is_some());
    }
}
