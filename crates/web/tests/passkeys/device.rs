//! A device that keeps a passkey, in software, and does what it is told, also what no honest one does. It
//! speaks what the standard asks for: nothing of ours or of our library is in it.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{DerSignature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub const ORIGIN: &str = "http://localhost:8080";

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const HAS_CREDENTIAL: u8 = 0x40;

/// A device with one passkey on it.
#[derive(Clone)]
pub struct Device {
    key: SigningKey,
    /// The id that it gave its passkey.
    pub id: Vec<u8>,
    /// Whose it is, as it was told.
    pub handle: Option<String>,
    /// How often it answered; it goes up by one with each answer.
    pub counter: u32,
    /// Whether it counts at all.
    pub counts: bool,
    /// Whether it looks who holds it.
    pub verifies: bool,
    /// The name of the site that it believes to be at.
    pub site: String,
    /// The page that it believes to be asked by.
    pub origin: String,
}

impl Device {
    pub fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: vec![seed; 20],
            handle: None,
            counter: 1,
            counts: true,
            verifies: true,
            site: "localhost".to_owned(),
            origin: ORIGIN.to_owned(),
        }
    }

    /// Makes its passkey, and tells of it.
    pub fn makes(&mut self, options: &Value) -> Value {
        let asked = &options["publicKey"];
        self.handle = asked["user"]["id"].as_str().map(str::to_owned);
        let client = self.client_data("webauthn.create", asked);
        let mut data = self.data(HAS_CREDENTIAL);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public_key());
        // {"fmt": "none", "attStmt": {}, "authData": …}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        object.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend(data);
        json!({
            "id": base64(&self.id),
            "rawId": base64(&self.id),
            "type": "public-key",
            "response": { "clientDataJSON": base64(&client), "attestationObject": base64(&object) },
            "clientExtensionResults": { "credProps": { "rk": true } },
        })
    }

    /// Answers for its passkey.
    pub fn answers(&mut self, options: &Value) -> Value {
        self.counter += 1;
        let client = self.client_data("webauthn.get", &options["publicKey"]);
        let data = self.data(0);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature: DerSignature = self.key.sign(&signed);
        json!({
            "id": base64(&self.id),
            "rawId": base64(&self.id),
            "type": "public-key",
            "response": {
                "clientDataJSON": base64(&client),
                "authenticatorData": base64(&data),
                "signature": base64(signature.as_bytes()),
                "userHandle": self.handle,
            },
            "clientExtensionResults": {},
        })
    }

    fn client_data(&self, what: &str, asked: &Value) -> Vec<u8> {
        let data = json!({
            "type": what,
            "challenge": asked["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = Sha256::digest(self.site.as_bytes()).to_vec();
        data.push(PRESENT | verified | more);
        data.extend(if self.counts { self.counter } else { 0 }.to_be_bytes());
        data
    }

    /// {1: 2, 3: -7, -1: 1, -2: x, -3: y}
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        [b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".as_slice(), x, b"\x22\x58\x20", y].concat()
    }
}

/// As the standard writes bytes: for a page and without padding.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let chunk = |chunk: &[u8]| {
        let bits =
            chunk.iter().chain(&[0; 2]).take(3).fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        let letter = move |place: usize| char::from(LETTERS[bits >> (18 - 6 * place) & 63]);
        (0..=chunk.len()).map(letter).collect::<String>()
    };
    bytes.chunks(3).map(chunk).collect()
}
