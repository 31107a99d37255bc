//! Passkeys: made, used to sign in without typing a name, used to confirm who one is, renamed and removed
//! (security.md T11, G13; ADR 0018).
//!
//! Each of the three ceremonies has two halves. The first asks: its options go to the browser, its token into
//! a cookie, and what is needed to judge the answer into the store. The second takes the answer, once. What
//! goes over the wire is JSON of the standard, read and written by `webauthn-rs` in `site`.

mod asked;
mod by_link;
mod confirming;
mod keeping;
mod making;
mod refusal;
mod signing_in;
#[cfg(feature = "passkeys")]
mod site;
#[cfg(not(feature = "passkeys"))]
#[path = "no_site.rs"]
mod site;

pub use asked::Asked;
pub use keeping::PasskeyLine;
pub use making::Made;
pub use refusal::Refusal;
pub(crate) use site::Site;

use access::Denied;
use store::Fault;

use crate::origin::Origin;
use crate::{Problem, Service};

/// Why something with a passkey did not happen.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyProblem {
    /// The passkey was not taken.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The journey did not happen.
    #[error(transparent)]
    Journey(#[from] Problem),
}

impl From<Denied> for PasskeyProblem {
    fn from(denied: Denied) -> Self {
        Self::Journey(denied.into())
    }
}

impl From<Fault> for PasskeyProblem {
    fn from(fault: Fault) -> Self {
        Self::Journey(fault.into())
    }
}

/// Whether passkeys work where somebody has opened the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasskeysWork {
    /// Here.
    Here,
    /// At this origin, which is another address than the one they opened.
    At(Origin),
    /// Nowhere: nobody said at which address people open the work, or this build is without them.
    Nowhere,
}

impl Service {
    /// Says at which address people open the work. Without it there are no passkeys.
    #[must_use]
    pub fn at(self, origin: Origin) -> Self {
        Self { site: Site::at(&origin), origin: Some(origin), ..self }
    }

    /// At which address people open the work, where somebody said it.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Whether passkeys work for somebody whose browser sends this as the host.
    pub fn passkeys_work_at(&self, host: &str) -> PasskeysWork {
        match (&self.site, &self.origin) {
            (Some(_), Some(origin)) if origin.host().eq_ignore_ascii_case(host) => PasskeysWork::Here,
            (Some(_), Some(origin)) => PasskeysWork::At(origin.clone()),
            _ => PasskeysWork::Nowhere,
        }
    }

    fn site(&self) -> Result<&Site, Refusal> {
        self.site.as_ref().ok_or(Refusal::NotHere)
    }
}
