//! The only source of randomness.

use std::cell::RefCell;

/// The length of a nonce of XChaCha20-Poly1305, in bytes.
pub(crate) const NONCE: usize = 24;
/// As many whole nonces as fit in 1 KiB.
const POOLED: usize = 1024 / NONCE;

thread_local! {
    /// Nonces not yet used. Only nonces are drawn ahead: they are public, keys and tokens are not.
    static POOL: RefCell<Vec<[u8; NONCE]>> = const { RefCell::new(Vec::new()) };
}

/// `N` bytes from the operating system's generator, fit for keys, tokens and ids.
///
/// # Panics
/// If the operating system has no randomness to give. There is no safe way to go on without it.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the operating system for randomness")]
#[expect(clippy::expect_used, reason = "to go on without randomness would seal with a guessable key")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}

/// A fresh nonce. One call to the operating system serves the next 42 on this thread.
pub(crate) fn nonce() -> [u8; NONCE] {
    // A thread that is being torn down has no pool left; it asks for its own.
    POOL.try_with(|pool| draw(&mut pool.borrow_mut())).unwrap_or_else(|_| random())
}

/// Takes a nonce out of the pool, so that none is given twice, and fills an empty pool first.
fn draw(pool: &mut Vec<[u8; NONCE]>) -> [u8; NONCE] {
    if pool.is_empty() {
        pool.extend_from_slice(random::<{ POOLED * NONCE }>().as_chunks().0);
    }
    pool.pop().unwrap_or_else(random)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn given_many_draws_across_refills_then_no_nonce_comes_twice() {
        let drawn: BTreeSet<_> = (0..=POOLED * 5).map(|_| nonce()).collect();
        assert_eq!(drawn.len(), POOLED * 5 + 1);
    }

    #[test]
    fn given_two_threads_then_their_nonces_differ() {
        let other: Vec<_> = std::thread::spawn(|| (0..POOLED).map(|_| nonce()).collect()).join().unwrap();
        assert!((0..POOLED).all(|_| !other.contains(&nonce())));
    }

    #[test]
    fn given_a_pool_of_one_when_it_is_drawn_then_it_is_emptied() {
        let mut pool = vec![[7; NONCE]];
        assert_eq!(draw(&mut pool), [7; NONCE]);
        assert_ne!(draw(&mut pool), [7; NONCE]);
        assert_eq!(pool.len(), POOLED - 1);
    }
}
