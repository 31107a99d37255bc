//! Where somebody is or can be reached, as a value that cannot slip out.

use std::collections::BTreeSet;
use std::fmt;

use domain::case::CaseEvent;
use domain::contact::ClearedContact;
use domain::{CaseId, Recorded, SecretId, UserId};
use jiff::Timestamp;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::action::{Action, MakeContact, RevealSecret, SeeCase};
use crate::permit::Permit;
use crate::second_person::Countersigned;
use crate::view::CaseView;

/// An address, a number, a school: a fact that could lead somebody to a survivor's door.
///
/// It has no `Display` and no `Serialize`, and it is not shown without authority:
/// ```compile_fail
/// fn page(secret: &access::LocationSecret) -> String { format!("{secret}") }
/// ```
/// ```compile_fail
/// fn json(secret: &access::LocationSecret) -> String { serde_json::to_string(secret).unwrap() }
/// ```
///
/// It is wiped from memory when it is dropped.
pub struct LocationSecret(Zeroizing<String>);

impl ZeroizeOnDrop for LocationSecret {}

impl LocationSecret {
    /// Takes what somebody typed, already parsed, or what a seal held.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The bytes, for sealing only.
    pub fn seal_with<T>(&self, seal: impl FnOnce(&[u8]) -> T) -> T {
        seal(self.0.as_bytes())
    }

    /// What a keyed mark is made of, so that one can be compared with what a colleague gave about themself.
    /// For marks only: they say of two facts whether they are one, and nothing of either.
    pub fn mark_with<T>(&self, mark: impl FnOnce(&str) -> T) -> T {
        mark(&self.0)
    }

    /// Whether two secrets are the same fact, however they were typed.
    pub fn same_as(&self, other: &Self) -> bool {
        let plain = |text: &'_ str| {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<Vec<char>>()
        };
        let (one, two) = (Zeroizing::new(plain(&self.0)), Zeroizing::new(plain(&other.0)));
        one == two
    }
}

impl fmt::Debug for LocationSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LocationSecret")
    }
}

/// Which protected facts stand in a case as it is shown to one person. Nothing but the reduced view can
/// make it, so that whoever guesses the id of a fact which the veil hides from them has nothing to pass.
///
/// Writing one down does not build:
/// ```compile_fail
/// # use std::collections::BTreeSet;
/// # use access::ShownSecrets;
/// fn all(case: domain::CaseId, user: domain::UserId, ids: BTreeSet<domain::SecretId>) -> ShownSecrets {
///     ShownSecrets { case, user, ids }
/// }
/// ```
#[derive(Debug, Clone)]
pub struct ShownSecrets {
    case: CaseId,
    user: UserId,
    ids: BTreeSet<SecretId>,
}

impl ShownSecrets {
    /// Those that the permit shows of a case at `as_of`. `whole` is the whole history: who is hidden
    /// today is hidden on every earlier day.
    pub fn of(permit: &Permit<SeeCase>, whole: &[Recorded<CaseEvent>], as_of: Timestamp) -> Self {
        let view = CaseView::reduce(permit, whole, as_of);
        let ids = view.secrets.iter().map(|held| held.secret).collect();
        Self { case: permit.case(), user: permit.actor().user, ids }
    }

    /// Whether this fact is one of them.
    pub fn contains(&self, secret: SecretId) -> bool {
        self.ids.contains(&secret)
    }

    /// Whether a fact of the permit's case is shown to its holder.
    fn hold<A: Action>(&self, permit: &Permit<A>, secret: SecretId) -> bool {
        self.case == permit.case() && self.user == permit.actor().user && self.ids.contains(&secret)
    }
}

/// A protected fact for somebody who may reveal it and to whom it is shown.
#[derive(Debug)]
pub struct Uncovered(LocationSecret);

impl Uncovered {
    /// Uncovers the fact that is held under this id; nothing where it is not shown to the permit's holder.
    /// The store does it, where it opens the seal that binds the two and has written the look.
    pub fn new(
        permit: &Permit<RevealSecret>,
        shown: &ShownSecrets,
        (id, secret): (SecretId, LocationSecret),
    ) -> Option<Self> {
        shown.hold(permit, id).then_some(Self(secret))
    }

    /// Uncovers the one fact for which a second person said yes; nothing where it is not shown to whoever
    /// asked. The store does it, where it has written the look.
    pub fn countersigned(
        by: &Countersigned,
        shown: &ShownSecrets,
        (id, secret): (SecretId, LocationSecret),
    ) -> Option<Self> {
        let theirs = shown.case == by.case && shown.user == by.user && shown.ids.contains(&id);
        (theirs && by.secret == id).then_some(Self(secret))
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0.0
    }
}

/// A cleared contact with the number or address for it. The two cannot be paired wrongly: a fact that is
/// not the one that was cleared, or that is not shown to whoever asks, is dropped.
///
/// Pairing a fact with a clearance by hand does not build:
/// ```compile_fail
/// # use access::{LocationSecret, Reached};
/// fn pair(contact: domain::contact::ClearedContact, secret: LocationSecret) -> Reached {
///     Reached { contact, at: Some(secret) }
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
    pub fn new(
        permit: &Permit<MakeContact>,
        shown: &ShownSecrets,
        contact: ClearedContact,
        found: Option<(SecretId, LocationSecret)>,
    ) -> Self {
        let is_meant = |id: SecretId| contact.secret() == Some(id) && shown.hold(permit, id);
        let at = found.filter(|(id, _)| is_meant(*id)).map(|(_, secret)| secret);
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
