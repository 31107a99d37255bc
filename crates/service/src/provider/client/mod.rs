//! What is said between us and the provider. Nothing here knows of people, sessions or the store.

#[cfg(not(feature = "oidc"))]
mod absent;
#[cfg(feature = "oidc")]
mod factor;
#[cfg(feature = "oidc")]
mod http;
#[cfg(feature = "oidc")]
mod speaking;
#[cfg(feature = "oidc")]
mod token;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[cfg(not(feature = "oidc"))]
pub use absent::Client;
#[cfg(feature = "oidc")]
pub use speaking::Client;

/// What one sign-in asked the provider for, and what has to come back unchanged.
#[derive(Clone, Serialize, Deserialize)]
pub struct Asked {
    /// Comes back beside the code.
    pub state: String,
    /// Comes back in the ID token.
    pub nonce: String,
    /// Of which the provider was given the digest (PKCE).
    pub verifier: String,
    /// When.
    pub at: Timestamp,
    /// Whether the person has to have signed in there since.
    pub anew: bool,
}

/// Whom the provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// Who they are there: nobody else ever has the same.
    pub subject: String,
    /// When they signed in there, where it says.
    pub at: Option<Timestamp>,
}
