//! An authenticator app, written from the standard alone (RFC 6238): HMAC-SHA-1 by hand, so that what is tested
//! does not judge itself.

use jiff::Timestamp;

use crate::support::Reply;

/// The secret that a page shows to be typed.
pub fn secret_in(page: &Reply) -> Vec<u8> {
    let shown = page.body.split_once("id=\"secret\">").unwrap().1.split_once('<').unwrap().0;
    base32(shown)
}

fn base32(text: &str) -> Vec<u8> {
    let five = |c: char| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c).unwrap();
    let bits: Vec<bool> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(five)
        .flat_map(|five| (0..5).rev().map(move |bit| five >> bit & 1 == 1))
        .collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit))).collect()
}

/// The code that an app with this secret shows at a moment.
pub fn code_at(secret: &[u8], at: Timestamp) -> String {
    let mac = hmac(secret, &(at.as_second() / 30).to_be_bytes());
    let from = usize::from(mac[19] & 15);
    let number = u32::from_be_bytes(mac[from..from + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 20] {
    let mut padded = [0; 64];
    padded[..key.len()].copy_from_slice(key);
    let masked = |mask: u8| padded.map(|byte| byte ^ mask).to_vec();
    let inner = sha1(&[masked(0x36), message.to_vec()].concat());
    sha1(&[masked(0x5c), inner.to_vec()].concat())
}

#[expect(clippy::many_single_char_names, reason = "the names that the standard gives them")]
fn sha1(message: &[u8]) -> [u8; 20] {
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((u64::try_from(message.len()).unwrap() * 8).to_be_bytes());
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in padded.chunks_exact(64) {
        let mut words: Vec<u32> =
            block.chunks_exact(4).map(|word| u32::from_be_bytes(word.try_into().unwrap())).collect();
        for at in 16..80 {
            words.push((words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16]).rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (round, word) in words.iter().enumerate() {
            let (mix, constant) = match round {
                0..20 => (b & c | !b & d, 0x5a82_7999),
                20..40 => (b ^ c ^ d, 0x6ed9_eba1),
                40..60 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let next =
                a.rotate_left(5).wrapping_add(mix).wrapping_add(e).wrapping_add(constant).wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
        }
        for (sum, part) in state.iter_mut().zip([a, b, c, d, e]) {
            *sum = sum.wrapping_add(part);
        }
    }
    let mut bytes = [0; 20];
    for (room, word) in bytes.chunks_exact_mut(4).zip(state) {
        room.copy_from_slice(&word.to_be_bytes());
    }
    bytes
}

#[test]
fn the_app_shows_what_the_standard_says() {
    let secret = b"12345678901234567890";
    for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
        assert_eq!(code_at(secret, Timestamp::from_second(second).unwrap()), code);
    }
}
