//! The list: one password a line. Not every line is UTF-8: what is not, nobody can type.

use std::collections::BTreeSet;
use std::str;

use sha2::{Digest as _, Sha256};

/// As `service::leaked` has it: nothing shorter is looked for, and nothing longer is a password here.
const CHARACTERS: std::ops::RangeInclusive<usize> = 8..=200;

/// Eight bytes of the digest of each entry that could be found in a password here, in lower case, sorted.
pub fn digests(text: &[u8]) -> Vec<[u8; 8]> {
    let lines = text.split(|byte| *byte == b'\n').filter_map(|line| str::from_utf8(line).ok());
    let entries = lines.map(|line| line.trim_end_matches('\r').to_lowercase());
    let digests: BTreeSet<[u8; 8]> = entries
        .filter(|entry| CHARACTERS.contains(&entry.chars().count()))
        .map(|entry| digest(&entry))
        .collect();
    digests.into_iter().collect()
}

/// As `service::leaked` works it out.
fn digest(entry: &str) -> [u8; 8] {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(Sha256::digest(entry.as_bytes())) {
        *to = from;
    }
    first
}
