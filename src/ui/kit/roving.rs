//! A list as one stop of the Tab key: one of its rows takes the keyboard, and arrows go to the others. Never knows what stands
//! in a row.

use std::ops::Range;

use egui::{EventFilter, Id, Key, Modifiers, Rect, Sense, Ui, vec2};

/// Where the keyboard is in a list.
pub(in crate::ui) struct Walk<I> {
    /// The row that had it last.
    pub(in crate::ui) last: Option<I>,
    /// The row that takes it in the next frame.
    pub(in crate::ui) next: Option<I>,
}

impl<I> Default for Walk<I> {
    fn default() -> Self {
        Self { last: None, next: None }
    }
}

/// Which row of those that are drawn is the stop: the one where the keyboard is to be or was last, else the first that shows.
pub(in crate::ui) fn stop(wanted: Option<usize>, drawn: &Range<usize>) -> usize {
    wanted.filter(|at| drawn.contains(at)).unwrap_or(drawn.start)
}

/// How a row can be pressed and dragged, which is the stop or is not.
pub(in crate::ui) fn sense(is_stop: bool) -> Sense {
    if is_stop { Sense::click_and_drag() } else { Sense::CLICK | Sense::DRAG }
}

/// Where the arrows lead from a row that has the keyboard, of so many; the row is brought into sight.
pub(in crate::ui) fn walk(ui: &Ui, id: Id, rect: Rect, at: usize, rows: usize) -> Option<usize> {
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, arrows));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let last = rows.checked_sub(1)?;
    let to = if pressed(Key::ArrowDown) {
        (at + 1).min(last)
    } else if pressed(Key::ArrowUp) {
        at.saturating_sub(1)
    } else if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last
    } else {
        return None;
    };
    let by = (to as f32 - at as f32) * rect.height();
    ui.scroll_to_rect(rect.translate(vec2(0.0, by)), None);
    Some(to)
}

#[cfg(test)]
mod tests {
    use super::stop;

    #[test]
    fn the_stop_is_a_row_that_is_drawn() {
        assert_eq!(stop(Some(4), &(2..9)), 4);
        assert_eq!(stop(Some(1), &(2..9)), 2);
        assert_eq!(stop(None, &(2..9)), 2);
    }
}
