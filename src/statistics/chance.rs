//! Numbers that are drawn as if by chance, and are the same for the same seed on every machine. Never asks the system
//! for any.

/// A stream of numbers: SplitMix64 (Steele, Lea & Flood 2014): one 64-bit state, every output a mix of the next step.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// One stream a seed and number: streams of different numbers have nothing to do with each other.
    pub const fn new(seed: u64, stream: u64) -> Self {
        let mut own = Self(stream);
        let offset = own.bits();
        Self(seed ^ offset)
    }

    /// Any 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Any whole number below `n`, by multiplying and shifting (Lemire 2019); what it favours is less than one in 2⁶⁴/n.
    pub const fn below(&mut self, n: u64) -> u64 {
        ((self.bits() as u128 * n as u128) >> 64) as u64
    }

    /// From 0 to below 1.
    pub const fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Normally distributed (Box & Muller 1958).
    pub fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        mean + deviation * radius * (std::f64::consts::TAU * self.share()).cos()
    }

    /// Puts things in any order, each as likely. [Durstenfeld 1964]
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last as u64 + 1) as usize);
        }
    }

    /// How often each of `n` things is drawn in `n` draws with replacement.
    pub fn resample(&mut self, n: usize, times: &mut Vec<u32>) {
        times.clear();
        times.resize(n, 0);
        (0..n).for_each(|_| times[self.below(n as u64) as usize] += 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // The first outputs of SplitMix64 from 1234567, as in the reference implementation.
        let mut chance = Chance(1_234_567);
        assert_eq!([chance.bits(), chance.bits()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn draws_are_even_and_normal() {
        let mut chance = Chance::new(1, 2);
        let mut times = vec![0; 10];
        (0..10_000).for_each(|_| times[chance.below(10) as usize] += 1);
        assert!(times.iter().all(|&n| (850..1150).contains(&n)), "{times:?}");
        let draws: Vec<f64> = (0..10_000).map(|_| chance.normal(5.0, 2.0)).collect();
        let mean = draws.iter().sum::<f64>() / 1e4;
        let spread = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 1e4;
        assert!((mean - 5.0).abs() < 0.1 && (spread - 4.0).abs() < 0.3, "{mean} {spread}");
    }
}
