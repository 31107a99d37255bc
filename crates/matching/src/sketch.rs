//! Who has nothing in common with somebody, said quickly of very many.

use std::fmt;

/// Bits of hooks (see [`Identity::hooks`](crate::Identity::hooks)) of one person or of several, in a few bytes.
/// Where the bits of a hook are not all there, nobody of them has it; where they are, somebody may.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Sketch([u64; WORDS]);

const WORDS: usize = 8;
/// How many bits a hook has. With those of a whole case set, about one in a thousand other hooks has all of its own among
/// them: somebody who gives much has many, and whatever seems to be held is looked up.
const BITS: usize = 4;
/// How many binary digits name one of the places.
const DIGITS: u32 = 9;

/// One hook, made ready to be tried on very many sketches.
#[derive(Clone, Copy)]
pub struct Probe([(usize, u64); BITS]);

impl Probe {
    /// This hook.
    pub fn of(hook: u64) -> Self {
        // Hooks are marks already, but some are short and some end in a letter: this spreads them.
        let mut spread = hook.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self([(); BITS].map(|()| {
            let place = spread >> (u64::BITS - DIGITS);
            spread <<= DIGITS;
            (usize::try_from(place >> 6).unwrap_or_default(), 1 << (place & 63))
        }))
    }
}

impl Sketch {
    /// Everything of both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let mut words = self.0;
        for (word, more) in words.iter_mut().zip(other.0) {
            *word |= more;
        }
        Self(words)
    }

    /// Whether somebody of them may have this hook. Most often the first bit says that nobody has.
    pub fn may_have(&self, Probe(places): &Probe) -> bool {
        places.iter().all(|(word, bit)| self.0.get(*word).is_some_and(|word| word & bit != 0))
    }
}

impl FromIterator<u64> for Sketch {
    fn from_iter<I: IntoIterator<Item = u64>>(hooks: I) -> Self {
        let mut sketch = Self::default();
        for (word, bit) in hooks.into_iter().flat_map(|hook| Probe::of(hook).0) {
            if let Some(word) = sketch.0.get_mut(word) {
                *word |= bit;
            }
        }
        sketch
    }
}

impl fmt::Debug for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Probe")
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
                prop_assert!(sketch.may_have(&Probe::of(hook)) && more.may_have(&Probe::of(hook)));
            }
        }
    }

    #[test]
    fn nothing_holds_no_hook() {
        assert!((0..10_000).all(|hook| !Sketch::default().may_have(&Probe::of(hook))));
    }

    #[test]
    fn of_hooks_that_were_not_sketched_few_seem_to_be_held() {
        let sketch: Sketch = (0..24_u64).map(|hook| hook << 8 | 1).collect();
        let seem = (24..10_024_u64).filter(|hook| sketch.may_have(&Probe::of(hook << 8 | 1))).count();
        assert!(seem < 50, "{seem} of 10,000");
    }
}
