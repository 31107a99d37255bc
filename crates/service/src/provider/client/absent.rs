//! In a build without the feature `oidc` nothing can be made that would speak with a provider.

use std::convert::Infallible;

use jiff::Timestamp;

use super::super::{Answer, ConfigProblem, NotProven, ProviderConfig};
use super::{Asked, Proven};

/// What cannot be.
pub struct Client(Infallible);

impl Client {
    pub fn new(_: &ProviderConfig) -> Result<Self, ConfigProblem> {
        Err(ConfigProblem::NotBuilt)
    }

    #[expect(clippy::unused_async, reason = "as with the feature")]
    pub async fn address(&self, _: &Asked, _: Timestamp) -> Result<String, NotProven> {
        match self.0 {}
    }

    #[expect(clippy::unused_async, reason = "as with the feature")]
    pub async fn proven(&self, _: &Answer, _: &Asked, _: Timestamp) -> Result<Proven, NotProven> {
        match self.0 {}
    }
}
