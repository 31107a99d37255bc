//! Answers that come from elsewhere: the published vectors of the algorithms, and this crate's own
//! formats as a second implementation (Python's `hashlib` and `cryptography`) writes them. When one of
//! these changes, what was sealed before no longer opens.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::random::NONCE;
use crate::suite::Suite;
use crate::{DataKey, Digest, Header, Link, MasterKey, Place};

const PLACE: Place<'_> =
    Place { organisation: [0x11; 16], stream: [0x22; 16], sequence: 7, kind: "disclosed" };
const PLAIN: &[u8] = b"a quiet word";

fn counting<const N: usize>(from: u8) -> [u8; N] {
    std::array::from_fn(|at| from + u8::try_from(at).unwrap())
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.as_bytes()
        .chunks(2)
        .map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap())
        .collect()
}

fn nonce() -> [u8; NONCE] {
    counting(0x40)
}

fn data_key() -> DataKey {
    DataKey::from_bytes(Zeroizing::new(counting(0x80)))
}

fn master_key() -> MasterKey {
    MasterKey::from_bytes(Zeroizing::new(counting(0)))
}

/// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
#[test]
fn the_cipher_gives_the_published_answer() {
    let msg = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
                sunscreen would be it.";
    let aad = &bytes("50515253c0c1c2c3c4c5c6c7");
    let cipher = XChaCha20Poly1305::new(&counting(0x80).into());
    let sealed = cipher.encrypt(&nonce().into(), Payload { msg, aad }).unwrap();
    let published = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f\
                     4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f\
                     76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49";
    assert_eq!(sealed, bytes(published));
}

/// FIPS 180-4, the example of one block.
#[test]
fn the_hash_gives_the_published_answer() {
    let published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(Digest::of(b"abc").to_string(), published);
}

#[test]
fn an_envelope_is_written_and_read_as_elsewhere() {
    let elsewhere = bytes(
        "01404142434445464748494a4b4c4d4e4f5051525354555657902c02813295807a8c7d05b784e24f2b972bb5a5b705c1be\
         8fef9585",
    );
    assert_eq!(data_key().seal_in(Suite::TODAY, &nonce(), &PLACE, PLAIN), elsewhere);
    assert_eq!(data_key().open(&PLACE, &elsewhere).unwrap(), PLAIN);
}

#[test]
fn a_master_key_is_split_as_elsewhere() {
    let wrapped = bytes(
        "01404142434445464748494a4b4c4d4e4f505152535455565729e30062e6fde5db5550636709f034408cb40372017fa32c\
         189d58356b74bee8a19482f522214c55cdfb7b776d114400",
    );
    assert_eq!(master_key().id().to_string(), "6e031ad5");
    let unwrapped = DataKey::unwrap(&master_key(), &PLACE, &wrapped).unwrap();
    let sealed = unwrapped.seal(&PLACE, PLAIN);
    assert_eq!(data_key().open(&PLACE, &sealed).unwrap(), PLAIN);
    assert_eq!(master_key().wrapping().seal_in(Suite::TODAY, &nonce(), &PLACE, data_key().bytes()), wrapped);
}

#[test]
fn a_chain_is_linked_as_elsewhere() {
    let genesis = Link::genesis([0x11; 16], [0x22; 16]);
    let header = Header {
        sequence: 1,
        recorded_at: -1,
        actor: &[0x33; 16],
        kind: "disclosed",
        digest: Digest::of(b"abc"),
    };
    let first = genesis.next(&header);
    assert_eq!(genesis.to_string(), "c25f2d2fab947ab3dc4a99910572def332f8a4039dd1ae5474381e996abdeca3");
    assert_eq!(first.to_string(), "1e9c3295e02303588a253dbf3a224fc47402c8fdf4ae96516b1e10969d71d81f");
}
