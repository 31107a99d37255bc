//! The ID token: whether it is the provider's, for us, of now, and the answer to what we asked.

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    ClaimsVerificationError, ClientId, IssuerUrl, Nonce, SignatureVerificationError, SubjectIdentifier,
};

use super::super::{NotProven, ProviderConfig};
use super::{Asked, Proven, factor};

/// By so much the provider's clock and ours may differ.
const SKEW: SignedDuration = SignedDuration::from_secs(60);
/// The longest subject that the standard allows, in bytes.
const LONGEST_SUBJECT: usize = 255;

/// What tokens may be signed with. Each has a public key and a secret one, so that nobody who can check a
/// token can make one; "none" and the shared secrets of HS256 are not among them (RFC 8725, 3.1).
const ALGORITHMS: [CoreJwsSigningAlgorithm; 6] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What a token is held against.
pub struct Check<'c> {
    pub config: &'c ProviderConfig,
    pub issuer: &'c IssuerUrl,
    pub keys: &'c CoreJsonWebKeySet,
    pub asked: &'c Asked,
    pub now: Timestamp,
}

/// Why a token says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// None of the keys that are known signed it: the provider may have new ones.
    Key,
    /// This, for our log.
    Told(&'static str),
}

impl From<Wrong> for NotProven {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Key => Self::NotAccepted("the token is signed with a key that is not the provider's"),
            Wrong::Told(why) => Self::NotAccepted(why),
        }
    }
}

impl Check<'_> {
    /// Whom a token vouches for.
    pub fn proven(&self, token: &CoreIdToken) -> Result<Proven, Wrong> {
        let (now, until) = (self.now, instant(self.now - SKEW)?);
        let verifier = CoreIdTokenVerifier::new_public_client(
            ClientId::new(self.config.client.clone()),
            self.issuer.clone(),
            self.keys.clone(),
        );
        // Without a client secret in it, the verifier has nothing to check an HMAC with either.
        let verifier = verifier.set_allowed_algs(ALGORITHMS).set_time_fn(move || until);
        let claims = token.claims(&verifier, &Nonce::new(self.asked.nonce.clone())).map_err(|e| why(&e))?;
        self.is_of_now(claims, now)?;
        self.is_for_us_alone(claims)?;
        self.is_strong(claims)?;
        let subject = claims.subject();
        if !is_subject(subject) {
            return Err(Wrong::Told("the token names nobody"));
        }
        let at = claims.auth_time().map(|at| seconds(at.timestamp())).transpose()?;
        if self.asked.anew && at.is_none_or(|at| at < self.asked.at - SKEW || at > now + SKEW) {
            return Err(Wrong::Told("the person did not sign in anew"));
        }
        Ok(Proven { subject: subject.as_str().to_owned(), at: at.filter(|at| *at <= now + SKEW) })
    }

    /// Made since we asked, and not in the time to come: else one of the two clocks is wrong.
    fn is_of_now(&self, claims: &CoreIdTokenClaims, now: Timestamp) -> Result<(), Wrong> {
        let made = seconds(claims.issue_time().timestamp())?;
        if made < self.asked.at - SKEW || made > now + SKEW {
            return Err(Wrong::Told("the token is not of now: check the clocks of both machines"));
        }
        Ok(())
    }

    /// Where the token says for whom it was made, that is us.
    fn is_for_us_alone(&self, claims: &CoreIdTokenClaims) -> Result<(), Wrong> {
        let party = claims.authorized_party();
        if party.is_some_and(|party| party.as_str() != self.config.client) {
            return Err(Wrong::Told("the token was made for another client"));
        }
        Ok(())
    }

    /// Two factors: as the provider says, or as the configuration says of the provider.
    fn is_strong(&self, claims: &CoreIdTokenClaims) -> Result<(), Wrong> {
        let context = claims.auth_context_ref().map(|context| context.as_str());
        if self.config.context.as_deref().is_some_and(|wanted| context != Some(wanted)) {
            return Err(Wrong::Told("the provider signed the person in another way than 'acr' asks for"));
        }
        let methods = claims.auth_method_refs().into_iter().flatten().map(|method| method.as_str());
        if self.config.assume_second_factor || self.config.context.is_some() || factor::are_two(methods) {
            return Ok(());
        }
        Err(Wrong::Told("the provider does not say that a second factor was used"))
    }
}

fn is_subject(subject: &SubjectIdentifier) -> bool {
    let text = subject.as_str();
    !text.is_empty() && text.len() <= LONGEST_SUBJECT && !text.chars().any(char::is_control)
}

/// An instant of ours as one of the crate's, whose calendar is not ours.
fn instant<T: std::str::FromStr>(at: Timestamp) -> Result<T, Wrong> {
    at.to_string().parse().map_err(|_| Wrong::Told("this machine's clock says no time that there is"))
}

fn seconds(since_1970: i64) -> Result<Timestamp, Wrong> {
    Timestamp::from_second(since_1970).map_err(|_| Wrong::Told("the token has a time that there is not"))
}

/// What is wrong, in words that hold nothing of the token.
fn why(error: &ClaimsVerificationError) -> Wrong {
    use ClaimsVerificationError as E;
    Wrong::Told(match error {
        E::SignatureVerification(SignatureVerificationError::NoMatchingKey) => return Wrong::Key,
        E::SignatureVerification(SignatureVerificationError::DisallowedAlg(_)) => {
            "the token is signed in a way that is not allowed"
        }
        E::SignatureVerification(_) => "the token's signature does not hold",
        E::Expired(_) => "the token has run out: check the clocks of both machines",
        E::InvalidAudience(_) => "the token was made for another client",
        E::InvalidIssuer(_) => "the token is another issuer's",
        E::InvalidNonce(_) => "the token answers another sign-in",
        _ => "the token is none that we know",
    })
}

#[cfg(test)]
mod tests;
