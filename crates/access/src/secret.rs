//! Where somebody is or can be reached, as a value that cannot slip out.

use std::fmt;

use domain::SecretId;
use domain::contact::ClearedContact;

use crate::action::RevealSecret;
use crate::permit::Permit;

/// An address, a number, a school: a fact that could lead somebody to a survivor's door.
///
/// It has no `Display` and no `Serialize`, and it is not shown without authority:
/// ```compile_fail
/// fn page(secret: &access::LocationSecret) -> String { format!("{secret}") }
/// ```
/// ```compile_fail
/// fn json(secret: &access::LocationSecret) -> String { serde_json::to_string(secret).unwrap() }
/// ```
pub struct LocationSecret(String);

impl LocationSecret {
    /// Takes what somebody typed, already parsed, or what a seal held.
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for somebody with a permit to reveal. The store writes the look before it hands the
    /// secret out.
    pub fn reveal(&self, _permit: &Permit<RevealSecret>) -> &str {
        &self.0
    }

    /// The bytes, for sealing only.
    pub fn seal_with<T>(&self, seal: impl FnOnce(&[u8]) -> T) -> T {
        seal(self.0.as_bytes())
    }

    /// Whether two secrets are the same fact, however they were typed.
    pub fn same_as(&self, other: &Self) -> bool {
        let plain = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        plain(&self.0) == plain(&other.0)
    }
}

impl fmt::Debug for LocationSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LocationSecret")
    }
}

/// A cleared contact with the number or address for it. The two cannot be paired wrongly: a fact that is
/// not the one that was cleared is dropped.
///
/// A fact shows itself to nobody for a mere clearance:
/// ```compile_fail
/// fn ring(secret: &access::LocationSecret, any: &domain::contact::ClearedContact) -> &str {
///     secret.use_for(any)
/// }
/// ```
#[derive(Debug)]
pub struct Reached {
    contact: ClearedContact,
    at: Option<LocationSecret>,
}

impl Reached {
    /// Pairs a clearance with the fact that is held under this id. The store does it, where it opens the
    /// seal that binds the two.
    pub fn new(contact: ClearedContact, found: Option<(SecretId, LocationSecret)>) -> Self {
        let at = found.filter(|(id, _)| contact.secret() == Some(*id)).map(|(_, secret)| secret);
        Self { contact, at }
    }

    /// The authority.
    pub const fn contact(&self) -> &ClearedContact {
        &self.contact
    }

    /// The number or address; `None` for a way that needs none, or where the fact was deleted.
    pub fn address(&self) -> Option<&str> {
        self.at.as_ref().map(|secret| secret.0.as_str())
    }
}
