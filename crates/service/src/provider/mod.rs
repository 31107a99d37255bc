//! Signing in through the organisation's own identity provider, with OpenID Connect (ADR 0019).
//!
//! The provider says who somebody is there; whether that is somebody here, a link says that was made once. What
//! is asked of the provider is kept beside a cookie's token, used once and for five minutes. Nothing that comes
//! back counts unless it answers what this browser asked.

mod client;
mod config;
mod journeys;

use std::fmt;

use crate::Problem;

pub use config::{BACK, ClientSecret, ConfigProblem, ProviderConfig};
pub use journeys::{Back, Errand, Leaving};

/// The organisation's own identity provider.
pub struct Provider {
    config: ProviderConfig,
    client: client::Client,
}

impl Provider {
    /// The one that the configuration names. It is asked nothing yet: the program starts where it is down.
    ///
    /// # Errors
    /// The one thing that is wrong with the configuration.
    pub fn new(config: ProviderConfig) -> Result<Self, ConfigProblem> {
        config.check()?;
        let client = client::Client::new(&config)?;
        Ok(Self { config, client })
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.config.fmt(f)
    }
}

/// What somebody comes back from the provider with.
#[derive(Clone, Default)]
pub struct Answer {
    /// What went along with them and shows what it answers.
    pub state: String,
    /// What the provider gives an ID token for; empty where it signed nobody in.
    pub code: String,
    /// Which provider it says it is, where it says so.
    pub issuer: Option<String>,
}

/// Why the provider vouches for nobody. The reason is for the log, and holds nothing of anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotProven {
    /// It does not answer.
    #[error("the identity provider cannot be asked: {0}")]
    Unreachable(&'static str),
    /// What came back is not what was asked for.
    #[error("what came back from the identity provider is not accepted: {0}")]
    NotAccepted(&'static str),
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum ProviderProblem {
    /// No provider is configured.
    #[error("no identity provider is configured")]
    NotOffered,
    /// The provider does not answer. Other ways of signing in are not touched.
    #[error("the identity provider does not answer: try again in a few minutes, or sign in another way")]
    Unreachable,
    /// Nobody was signed in. Why is not for the page: the log says it.
    #[error("that sign-in did not work: try again, or ask whoever looks after accounts")]
    NotAccepted,
    /// The one-time link works no longer.
    #[error("that link was used or has run out: ask for a new one")]
    LinkGone,
    /// What is needed beside the link is not right.
    #[error("what is needed beside that link is not right")]
    Beside,
    /// The journey did not happen.
    #[error(transparent)]
    Journey(#[from] Problem),
}
