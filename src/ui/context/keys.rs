//! Which command the keyboard asks for. Takes what it uses from the input, so that a letter is never both a command
//! and text.

use egui::{Context, Event, Modifiers};

use super::command::{Command, Facts, Keys};
use super::keymap;

/// What the keys of a frame ask for.
#[derive(Default)]
pub(in crate::ui) struct Pressed {
    pub(in crate::ui) commands: Vec<Command>,
    /// A command that cannot be used yet.
    pub(in crate::ui) too_soon: Option<Command>,
}

/// The commands whose keys were pressed in this frame.
pub(in crate::ui) fn pressed(ctx: &Context, facts: &Facts, plain_allowed: bool) -> Pressed {
    let in_field = ctx.text_edit_focused();
    let mut commands = Vec::new();
    let mut too_soon = None;
    if !in_field && take(ctx, egui::Key::Questionmark, '?', false) {
        commands.push(Command::Keys);
    }
    // Ctrl+Shift+Z is redo in most programs.
    let redo_too = egui::KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), egui::Key::Z);
    if !in_field && Command::Redo.enabled(facts) && ctx.input_mut(|i| i.consume_shortcut(&redo_too)) {
        commands.push(Command::Redo);
    }
    let known = keymap::known(ctx);
    let mut chords: Vec<(Command, Keys)> = Command::all().filter_map(|c| Some((c, known.keys(c)?))).collect();
    // Longer chords first: Ctrl+Shift+B must not be taken for Ctrl+B.
    chords.sort_by_key(|(_, keys)| match keys {
        Keys::Chord(chord) | Keys::OutsideFields(chord) => u8::from(!chord.modifiers.shift),
        Keys::Shifted(..) => 1,
        Keys::Plain(..) => 2,
    });
    for (command, keys) in chords {
        if !command.enabled(facts) {
            let waits = !in_field && plain_allowed && facts.transcript && facts.writable;
            if let (true, Keys::Plain(key, typed)) = (waits && command.missing(facts).is_some(), keys)
                && take(ctx, key, typed, false)
            {
                too_soon = Some(command);
            }
            continue;
        }
        let asked = match keys {
            Keys::Chord(chord) => ctx.input_mut(|i| i.consume_shortcut(&chord)),
            Keys::OutsideFields(chord) => !in_field && ctx.input_mut(|i| i.consume_shortcut(&chord)),
            Keys::Plain(key, typed) => !in_field && plain_allowed && take(ctx, key, typed, false),
            Keys::Shifted(key, typed) => !in_field && plain_allowed && take(ctx, key, typed, true),
        };
        if asked {
            commands.push(command);
        }
    }
    Pressed { commands, too_soon }
}

/// Whether a key was pressed, with Shift or without any modifier, or its letter was typed, whichever the keyboard has;
/// both are taken. Signs other than letters may need Shift to be typed at all.
pub(in crate::ui) fn take(ctx: &Context, key: egui::Key, typed: char, shifted: bool) -> bool {
    ctx.input_mut(|input| {
        let before = input.events.len();
        let wanted = if shifted { Modifiers::SHIFT } else { Modifiers::NONE };
        let held = input.modifiers;
        let other = held.command || held.alt || held.ctrl || (typed.is_alphabetic() && held.shift != shifted);
        input.events.retain(|event| match event {
            Event::Key { key: pressed, pressed: true, modifiers, .. } => {
                !(*pressed == key && *modifiers == wanted)
            }
            Event::Text(text) => {
                let mut letters = text.chars().flat_map(char::to_lowercase);
                other || letters.next() != Some(typed) || letters.next().is_some()
            }
            _ => true,
        });
        input.events.len() < before
    })
}

/// The keys of a command as they stand on the keyboard; empty where it has none.
pub(in crate::ui) fn of(ctx: &Context, command: Command) -> String {
    keymap::known(ctx).keys(command).map(|keys| written(ctx, keys)).unwrap_or_default()
}

/// Keys as they stand on the keyboard.
pub(in crate::ui) fn written(ctx: &egui::Context, keys: Keys) -> String {
    match keys {
        Keys::Chord(chord) | Keys::OutsideFields(chord) => {
            // egui names signs by words.
            let signs = [("Comma", ","), ("Period", "."), ("OpenBracket", "["), ("CloseBracket", "]")];
            let written = ctx.format_shortcut(&chord);
            signs.into_iter().fold(written, |written, (name, sign)| written.replace(name, sign))
        }
        Keys::Plain(_, letter) => letter.to_uppercase().collect(),
        Keys::Shifted(_, sign) if !sign.is_alphabetic() => sign.to_string(),
        Keys::Shifted(_, letter) => {
            let shift = ctx.format_modifiers(egui::Modifiers::SHIFT);
            format!("{shift}+{}", letter.to_uppercase())
        }
    }
}
