//! Where the page stands: a block and the points of it above the window's top. Corrections of guessed heights
//! above or below never move what is read.

use egui::Rangef;

use super::heights::Heights;
use super::setting::{Caret, SetBlock, Setting};

/// Beyond this many points a jump goes by guessed heights instead of setting all that lies between.
const JUMP: f32 = 6_000.0;
/// Points kept free below the last line.
const FOOT: f32 = 72.0;

/// The block at the top of the window and how much of it is above.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Scroll {
    pub(super) block: usize,
    pub(super) into: f32,
}

/// A block set in type at a height of the screen.
pub(super) struct Laid {
    pub(super) set: SetBlock,
    /// The top of its first row.
    pub(super) y: f32,
}

impl Laid {
    /// Where tints and selection of a row reach from and to, with letters of that size.
    pub(super) fn band(&self, row: usize, letters: f32) -> Rangef {
        let baseline = self.y + self.set.baseline(row);
        Rangef::new(baseline - 0.94 * letters, baseline + 0.32 * letters)
    }
}

impl Scroll {
    /// Moves the page: positive shows what lies further down.
    pub(super) fn by(&mut self, points: f32, heights: &mut Heights, setting: &Setting<'_>) {
        if points.abs() > JUMP {
            let y = heights.above(self.block) + f64::from(self.into + points);
            (self.block, self.into) = heights.find(y);
        } else {
            self.into += points;
        }
        self.settle(heights, setting);
    }

    /// Makes the anchor the block that is really at the top, setting what it passes.
    pub(super) fn settle(&mut self, heights: &mut Heights, setting: &Setting<'_>) {
        let count = heights.len();
        self.block = self.block.min(count.saturating_sub(1));
        while self.into < 0.0 && self.block > 0 {
            self.block -= 1;
            self.into += measure(self.block, heights, setting);
        }
        self.into = self.into.max(0.0);
        while self.block + 1 < count {
            let height = measure(self.block, heights, setting);
            if self.into < height {
                break;
            }
            self.into -= height;
            self.block += 1;
        }
    }

    /// Keeps the end of the document from rising above the bottom of the window.
    pub(super) fn stop_at_end(&mut self, window: f32, heights: &mut Heights, setting: &Setting<'_>) {
        let (mut y, mut block) = (-self.into, self.block);
        while block < heights.len() {
            if y > window {
                return;
            }
            y += measure(block, heights, setting);
            block += 1;
        }
        let spare = window - FOOT - y;
        if spare > 0.0 {
            self.into -= spare;
            self.settle(heights, setting);
        }
    }

    /// Puts a row of a block `points` below the top of the window.
    pub(super) fn place(&mut self, caret: Caret, points: f32, heights: &mut Heights, setting: &Setting<'_>) {
        let Some(block) = setting.document.block_at(caret.byte) else { return };
        let set = setting.set(block);
        *self = Self { block, into: setting.gap(block) + set.row_y(set.row_of(caret)).min - points };
        self.settle(heights, setting);
    }

    /// The top and bottom of a caret's row, from the top of the window. Exact near the window, a guess far away.
    pub(super) fn find(&self, caret: Caret, heights: &Heights, setting: &Setting<'_>) -> Option<Rangef> {
        let block = setting.document.block_at(caret.byte)?;
        let set = setting.set(block);
        let above = (heights.above(block) - heights.above(self.block)) as f32 - self.into;
        let y = set.row_y(set.row_of(caret));
        let top = above + setting.gap(block);
        Some(Rangef::new(top + y.min, top + y.max))
    }

    /// Sets what is seen, and two blocks before and after it.
    pub(super) fn lay(&self, window: Rangef, heights: &mut Heights, setting: &Setting<'_>) -> Vec<Laid> {
        let mut laid = Vec::new();
        let first = self.block.saturating_sub(2);
        for block in first..self.block {
            measure(block, heights, setting);
        }
        let before = (heights.above(self.block) - heights.above(first)) as f32;
        let mut top = window.min - self.into - before;
        let mut beyond = 0;
        for block in first..heights.len() {
            if top > window.max {
                beyond += 1;
            }
            if beyond > 2 {
                break;
            }
            let set = setting.set(block);
            let gap = setting.gap(block);
            let height = gap + set.height();
            heights.set(block, height);
            laid.push(Laid { set, y: top + gap });
            top += height;
        }
        laid
    }
}

fn measure(block: usize, heights: &mut Heights, setting: &Setting<'_>) -> f32 {
    let height = setting.height(block);
    heights.set(block, height);
    height
}
