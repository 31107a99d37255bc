//! Sealing: the keys, the envelopes and the chain that keep a journal secret and whole.
//!
//! This crate knows bytes, and nothing of what they mean. It holds four things:
//!
//! - [`MasterKey`], read from a file, under which all other keys are wrapped, and which can be changed;
//! - [`DataKey`], one for each stream and each purpose, which seals bytes to their [`Place`], so that a sealed payload
//!   moved to another row, stream or organisation does not open;
//! - [`Chain`], which finds a row that was changed, dropped, reordered or cut off, and which still
//!   verifies after a payload was deleted, because it runs over the [`Digest`] of each sealed payload;
//! - [`random`], the only source of randomness in the process, and [`Token`], a secret for a bearer.
//!
//! It has no settings. The cipher is XChaCha20-Poly1305 with random nonces, the hash SHA-256, the split
//! HKDF-SHA-256; another choice one day is another format byte (`suite`), never an option.
#![deny(missing_docs)]

mod chain;
mod compare;
mod data_key;
mod hex;
mod key_change;
mod key_file;
mod leaked;
mod link;
mod mark;
mod master_key;
mod place;
mod random;
mod suite;
mod token;

#[cfg(test)]
mod known_answers;

pub use chain::{Break, BreakKind, Chain, Head, Row};
pub use compare::{SecretText, same};
pub use data_key::{DataKey, Unopened};
pub use hex::NotHex;
pub use key_file::KeyFileProblem;
pub use leaked::leaked_digest;
pub use link::{Digest, Header, Link, NotADigest};
pub use mark::{Mark, MarkKey};
pub use master_key::{KeyId, MasterKey};
pub use place::Place;
pub use random::random;
pub use token::{NotAToken, Token};
