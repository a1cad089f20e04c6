//! Heights of all blocks, guessed first and corrected one by one, with their running sum. Never lays anything out.

/// Block heights in points in a Fenwick tree: set, sum and find in the logarithm of their number.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    each: Vec<f32>,
    /// `tree[i]` sums the heights of the `i & i.wrapping_neg()` blocks that end with block `i - 1`.
    tree: Vec<f64>,
}

impl Heights {
    pub(super) fn new(each: Vec<f32>) -> Self {
        let mut tree = vec![0.0; each.len() + 1];
        for (i, &h) in each.iter().enumerate() {
            let at = i + 1;
            tree[at] += f64::from(h);
            let parent = at + (at & at.wrapping_neg());
            if parent < tree.len() {
                tree[parent] += tree[at];
            }
        }
        Self { each, tree }
    }

    pub(super) const fn bytes(&self) -> usize {
        self.each.capacity() * size_of::<f32>() + self.tree.capacity() * size_of::<f64>()
    }

    pub(super) const fn len(&self) -> usize {
        self.each.len()
    }

    pub(super) fn get(&self, block: usize) -> f32 {
        self.each.get(block).copied().unwrap_or_default()
    }

    pub(super) fn set(&mut self, block: usize, height: f32) {
        let Some(old) = self.each.get_mut(block) else { return };
        let change = f64::from(height) - f64::from(*old);
        if change == 0.0 {
            return;
        }
        *old = height;
        let mut at = block + 1;
        while at < self.tree.len() {
            self.tree[at] += change;
            at += at & at.wrapping_neg();
        }
    }

    /// Points above a block.
    pub(super) fn above(&self, block: usize) -> f64 {
        let mut at = block.min(self.each.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree[at];
            at &= at - 1;
        }
        sum
    }

    /// The block at a height and how far into it that is; the last block below the end.
    pub(super) fn find(&self, y: f64) -> (usize, f32) {
        let (mut at, mut left) = (0, y.max(0.0));
        let mut step = self.each.len().checked_ilog2().map_or(0, |log| 1 << log);
        while step > 0 {
            let next = at + step;
            if next < self.tree.len() && self.tree[next] <= left {
                left -= self.tree[next];
                at = next;
            }
            step /= 2;
        }
        if at >= self.each.len() {
            let last = self.each.len().saturating_sub(1);
            return (last, self.get(last));
        }
        (at, left as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_has_no_height() {
        let heights = Heights::new(Vec::new());
        assert_eq!(heights.above(3), 0.0);
        assert_eq!(heights.find(10.0), (0, 0.0));
    }

    proptest! {
        #[test]
        fn it_agrees_with_plain_sums(
            each in prop::collection::vec(1u16..500, 1..80),
            changes in prop::collection::vec((0usize..80, 1u16..500), 0..40),
            y in 0u32..20_000,
        ) {
            let mut plain: Vec<f32> = each.iter().map(|&h| f32::from(h)).collect();
            let mut heights = Heights::new(plain.clone());
            for (block, height) in changes {
                heights.set(block, f32::from(height));
                if let Some(h) = plain.get_mut(block) { *h = f32::from(height); }
            }
            for block in 0..=plain.len() {
                let sum: f32 = plain[..block].iter().sum();
                prop_assert_eq!(heights.above(block), f64::from(sum));
            }
            let (block, into) = heights.find(f64::from(y));
            let total: f32 = plain.iter().sum();
            if (y as f32) < total {
                prop_assert!(into < plain[block]);
                prop_assert_eq!(heights.above(block) + f64::from(into), f64::from(y));
            } else {
                prop_assert_eq!((block, into), (plain.len() - 1, plain[plain.len() - 1]));
            }
        }
    }
}
