//! Which command the keyboard asks for. Takes what it uses from the input, so that a letter is never both a command
//! and text.

use egui::{Context, Event, Modifiers};

use super::command::{Command, Facts, Keys};

/// The commands whose keys were pressed in this frame.
pub(super) fn pressed(ctx: &Context, facts: &Facts, plain_allowed: bool) -> Vec<Command> {
    let in_field = ctx.text_edit_focused();
    let mut commands = Vec::new();
    if !in_field && take_plain(ctx, egui::Key::Questionmark, '?') {
        commands.push(Command::Keys);
    }
    // Ctrl+Shift+Z is redo in most programs.
    let redo_too = egui::KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), egui::Key::Z);
    if !in_field && Command::Redo.enabled(facts) && ctx.input_mut(|i| i.consume_shortcut(&redo_too)) {
        commands.push(Command::Redo);
    }
    let mut chords: Vec<(Command, Keys)> = Command::all().filter_map(|c| Some((c, c.keys()?))).collect();
    // Longer chords first: Ctrl+Shift+B must not be taken for Ctrl+B.
    chords.sort_by_key(|(_, keys)| match keys {
        Keys::Chord(chord) | Keys::OutsideFields(chord) => u8::from(!chord.modifiers.shift),
        Keys::Plain(..) => 2,
    });
    for (command, keys) in chords {
        if !command.enabled(facts) {
            continue;
        }
        let asked = match keys {
            Keys::Chord(chord) => ctx.input_mut(|i| i.consume_shortcut(&chord)),
            Keys::OutsideFields(chord) => !in_field && ctx.input_mut(|i| i.consume_shortcut(&chord)),
            Keys::Plain(key, typed) => !in_field && plain_allowed && take_plain(ctx, key, typed),
        };
        if asked {
            commands.push(command);
        }
    }
    commands
}

/// Whether a key was pressed without modifiers or its letter was typed, whichever the keyboard has; both are taken.
fn take_plain(ctx: &Context, key: egui::Key, typed: char) -> bool {
    ctx.input_mut(|input| {
        let before = input.events.len();
        let busy = input.modifiers.command || input.modifiers.alt || input.modifiers.ctrl;
        input.events.retain(|event| match event {
            Event::Key { key: pressed, pressed: true, modifiers, .. } => {
                !(*pressed == key && modifiers.is_none())
            }
            Event::Text(text) => {
                let mut letters = text.chars().flat_map(char::to_lowercase);
                busy || letters.next() != Some(typed) || letters.next().is_some()
            }
            _ => true,
        });
        input.events.len() < before
    })
}
