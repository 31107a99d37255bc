//! Which provider it is: what the configuration says, checked before anything listens.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::origin::Origin;

/// The page of ours to which the provider leads back. It has to be named there, behind our origin.
pub const BACK: &str = "/sign-in/provider/back";

/// The organisation's own identity provider, as the configuration names it.
#[derive(Clone)]
pub struct ProviderConfig {
    /// Who the provider says it is: the address under which it describes itself, with https.
    pub issuer: String,
    /// Under which name the provider knows this installation.
    pub client: String,
    /// What this installation shows the provider to prove that it is it.
    pub secret: ClientSecret,
    /// What people call the provider. It stands on the button.
    pub label: String,
    /// At which address people open the work.
    pub origin: Origin,
    /// Whether the provider always asks for a second factor, although it does not say so each time.
    pub assume_second_factor: bool,
    /// What is asked for as the kind of sign-in (`acr`), and has to come back.
    pub context: Option<String>,
}

/// What this installation shows the provider. It is read anew each time it is shown, so that another may take its
/// place while the program runs (ASVS 13.2.1).
#[derive(Clone)]
pub struct ClientSecret(Arc<dyn Fn() -> Option<Zeroizing<String>> + Send + Sync>);

impl ClientSecret {
    /// The one that this reads, `None` where it cannot be read.
    pub fn read_by(read: impl Fn() -> Option<Zeroizing<String>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// As it is now, if there is one.
    pub(super) fn now(&self) -> Option<Zeroizing<String>> {
        (self.0)().filter(|secret| !secret.trim().is_empty())
    }
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConfigProblem {
    /// The issuer is no address.
    #[error("'issuer' must be the address of the provider, as https://sign-in.example.org")]
    Issuer,
    /// The issuer could be read and changed on the way.
    #[error("'issuer' must begin with https://: without it anybody on the way could sign in as anybody")]
    InTheOpen,
    /// The name under which the provider knows us is missing.
    #[error("'client_id' must be the name under which the provider knows this installation")]
    Client,
    /// There is no secret.
    #[error("the file of 'client_secret_file' is empty: put the secret in it that the provider gave")]
    Secret,
    /// The label does not fit on a button.
    #[error("'label' must be 1 to 60 characters: what people here call the provider")]
    Label,
    /// There is nowhere to lead back to.
    #[error(
        "'origin' must be set too: the address at which people open the work, as https://work.example.org"
    )]
    Origin,
    /// The program was built without it.
    #[error(
        "this program was built without sign-in through a provider: take [provider] out, or build it with the feature 'oidc'"
    )]
    NotBuilt,
    /// There is nothing to check the provider's certificate against.
    #[error("this machine has no list of certificate authorities: install its package of them")]
    NoAuthorities,
}

impl ProviderConfig {
    /// What is wrong, if anything is.
    ///
    /// # Errors
    /// The one thing.
    pub fn check(&self) -> Result<(), ConfigProblem> {
        is_safe(&self.issuer)?;
        if self.client.trim().is_empty() {
            return Err(ConfigProblem::Client);
        }
        if self.secret.now().is_none() {
            return Err(ConfigProblem::Secret);
        }
        let letters = self.label.chars().count();
        if letters == 0 || letters > 60 || self.label.chars().any(char::is_control) {
            return Err(ConfigProblem::Label);
        }
        Ok(())
    }
}

impl fmt::Debug for ProviderConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProviderConfig({})", self.issuer)
    }
}

/// An address with TLS. Without it only where the provider runs on this machine, for a trial.
fn is_safe(address: &str) -> Result<(), ConfigProblem> {
    let odd = |letter: char| letter.is_whitespace() || letter.is_control() || "@?#\\\"'<>".contains(letter);
    let (scheme, rest) = address.split_once("://").ok_or(ConfigProblem::Issuer)?;
    if address.chars().any(odd) || rest.is_empty() || rest.starts_with('/') {
        return Err(ConfigProblem::Issuer);
    }
    match scheme {
        "https" => Ok(()),
        "http" if is_here(rest) => Ok(()),
        "http" => Err(ConfigProblem::InTheOpen),
        _ => Err(ConfigProblem::Issuer),
    }
}

/// Whether an address leads to this machine itself.
pub(super) fn is_here(after_scheme: &str) -> bool {
    let authority = after_scheme.split('/').next().unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    ["127.0.0.1", "[::1]", "localhost"].contains(&host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_issuer(issuer: &str) -> Result<(), ConfigProblem> {
        let config = ProviderConfig {
            issuer: issuer.to_owned(),
            client: "holdfast".to_owned(),
            secret: ClientSecret::read_by(|| Some(Zeroizing::new("quartz-lantern".to_owned()))),
            label: "Brookvale account".to_owned(),
            origin: "https://work.example.org".parse().unwrap(),
            assume_second_factor: false,
            context: None,
        };
        config.check()
    }

    #[test]
    fn an_issuer_has_tls_unless_it_is_this_machine() {
        for good in [
            "https://sign-in.example.org/tenant/v2.0",
            "https://127.0.0.1:8443",
            "http://127.0.0.1:9000",
            "http://localhost:9000/a",
            "http://[::1]:9000",
        ] {
            assert_eq!(with_issuer(good), Ok(()), "{good}");
        }
        for open in [
            "http://sign-in.example.org",
            "http://127.0.0.1.example.org",
            "http://localhost.example.org:80",
            "http://10.0.0.4",
        ] {
            assert_eq!(with_issuer(open), Err(ConfigProblem::InTheOpen), "{open}");
        }
    }

    #[test]
    fn an_issuer_is_an_address_and_nothing_more() {
        for wrong in [
            "",
            "sign-in.example.org",
            "https://",
            "https:///path",
            "ftp://example.org",
            "http://127.0.0.1@example.org",
            "https://example.org?tenant=a",
            "https://example.org/#a",
            "https://example.org/\"",
        ] {
            assert_eq!(with_issuer(wrong), Err(ConfigProblem::Issuer), "{wrong}");
        }
    }
}
