//! A small seeded generator, so that the same seed gives the same people on every machine.

/// `SplitMix64` (Steele, Lea and Flood 2014): one word of state, no set-up, good enough for stories.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The stream number `index` of a seed. Streams do not depend on each other, so that any case can be
    /// told without telling those before it.
    pub(crate) const fn new(seed: u64, index: u64) -> Self {
        Self(mixed(mixed(seed) ^ index.wrapping_mul(0xd1b5_4a32_d192_ed03)))
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    /// A number from 0 up to, but not including, `end`; 0 where there is no such number.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * u128::try_from(end).unwrap_or(0);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high.saturating_sub(low)).unwrap_or(0) + 1;
        low + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True in so many of a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these, or `or` where there is none.
    pub(crate) fn pick<T: Copy>(&mut self, from: &[T], or: T) -> T {
        from.get(self.below(from.len())).copied().unwrap_or(or)
    }

    /// One of these texts; empty where there is none, and an empty text is never recorded.
    pub(crate) fn text(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from, "")
    }

    /// Bytes for a block of ids.
    pub(crate) const fn bytes(&mut self) -> [u8; 10] {
        let (high, low) = (self.next(), self.next());
        let wide = ((high as u128) << 64 | low as u128).to_be_bytes();
        match wide.first_chunk() {
            Some(bytes) => *bytes,
            None => [0; 10],
        }
    }

    /// Every order is as likely (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// Spreads every bit over the whole word; one to one.
pub(crate) const fn mixed(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_splitmix64() {
        let mut dice = Dice(1_234_567);
        assert_eq!([dice.next(), dice.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn numbers_stay_between_their_ends() {
        let mut dice = Dice::new(7, 0);
        let drawn: Vec<i64> = (0..1000).map(|_| dice.between(-2, 3)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&3)));
        assert_eq!(dice.below(0), 0);
    }

    #[test]
    fn a_shuffle_keeps_everything() {
        let mut items: Vec<u32> = (0..50).collect();
        Dice::new(1, 1).shuffle(&mut items);
        assert!(!items.is_sorted());
        items.sort_unstable();
        assert!(items.into_iter().eq(0..50));
    }
}
