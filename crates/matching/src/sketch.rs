//! Who has nothing in common with somebody, said quickly of very many.

use std::fmt;

/// Bits of hooks (see [`Identity::hooks`](crate::Identity::hooks)) of one person or of several, in a few bytes.
/// Where the bits of a hook are not all there, nobody of them has it; where they are, somebody may.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Sketch([u64; WORDS]);

const WORDS: usize = 4;
/// How many bits a hook has. With those of a whole case set, about one in fifty other hooks has all of its own among
/// them.
const BITS: u32 = 3;

impl Sketch {
    /// The sketch of one hook.
    pub fn of(hook: u64) -> Self {
        // Hooks are marks already, but some are short and some end in a letter: this spreads them.
        let spread = hook.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut words = [0; WORDS];
        for bit in 0..BITS {
            let [place, ..] = (spread << (8 * bit)).to_be_bytes();
            if let Some(word) = words.get_mut(usize::from(place) % WORDS) {
                *word |= 1 << (place >> 2);
            }
        }
        Self(words)
    }

    /// Everything of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let mut words = self.0;
        for (word, more) in words.iter_mut().zip(other.0) {
            *word |= more;
        }
        Self(words)
    }

    /// Whether all of another is in it.
    pub fn holds(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |missing, (word, more)| missing | (more & !word)) == 0
    }
}

impl FromIterator<u64> for Sketch {
    fn from_iter<I: IntoIterator<Item = u64>>(hooks: I) -> Self {
        hooks.into_iter().map(Self::of).fold(Self::default(), Self::with)
    }
}

impl fmt::Debug for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sketch")
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_was_sketched_is_held(hooks in vec(any::<u64>(), 1..200), others in vec(any::<u64>(), 0..200)) {
            let sketch: Sketch = hooks.iter().copied().collect();
            let more = sketch.with(others.into_iter().collect());
            for hook in hooks {
                prop_assert!(sketch.holds(&Sketch::of(hook)) && more.holds(&Sketch::of(hook)));
            }
        }
    }

    #[test]
    fn nothing_holds_no_hook() {
        assert!((0..10_000).all(|hook| !Sketch::default().holds(&Sketch::of(hook))));
    }

    #[test]
    fn of_hooks_that_were_not_sketched_few_seem_to_be_held() {
        let sketch: Sketch = (0..24_u64).map(|hook| hook << 8 | 1).collect();
        let seem = (24..10_024_u64).filter(|hook| sketch.holds(&Sketch::of(hook << 8 | 1))).count();
        assert!(seem < 500, "{seem} of 10,000");
    }
}
