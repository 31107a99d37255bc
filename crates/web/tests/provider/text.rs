//! Texts as they go over the wire.

use std::collections::BTreeMap;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64, with what fills it up.
pub fn base64(bytes: &[u8]) -> String {
    let letters = |chunk: &[u8]| -> String {
        let number = (0..3).fold(0_u32, |sum, at| sum << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        let letter = |at: usize| {
            if at <= chunk.len() { char::from(LETTERS[(number >> (18 - 6 * at) & 63) as usize]) } else { '=' }
        };
        (0..4).map(letter).collect()
    };
    bytes.chunks(3).map(letters).collect()
}

/// Base64 for addresses and tokens.
pub fn base64url(bytes: &[u8]) -> String {
    base64(bytes).trim_end_matches('=').replace('+', "-").replace('/', "_")
}

/// What stands in a query or a form.
pub fn pairs(text: &str) -> BTreeMap<String, String> {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (plain(name), plain(value))).collect()
}

fn plain(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let two: String = rest.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&two, 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}
