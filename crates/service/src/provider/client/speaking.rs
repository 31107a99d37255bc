//! Asking the provider who it is, sending somebody there, and asking whom a code stands for.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient,
    CoreClientAuthMethod, CoreGrantType, CoreIdToken, CoreJsonWebKey, CoreJsonWebKeySet,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, AuthType, AuthenticationContextClass, AuthorizationCode, ClientId,
    ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl, RequestTokenError,
    TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use super::super::{Answer, BACK, ConfigProblem, NotProven, ProviderConfig};
use super::http::{Http, NoAnswer};
use super::token::{Check, Wrong};
use super::{Asked, Proven};

/// For so long what the provider says of itself is not asked again.
const HOLDS: SignedDuration = SignedDuration::from_hours(1);
/// The longest address to which somebody is sent, in bytes: a longer one some servers refuse (ASVS 4.2.5).
const LONGEST_ADDRESS: usize = 4096;

/// What the provider says of itself beside what the crate knows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Beside {
    /// Whether it says at each answer who it is (RFC 9207).
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Beside {}

type Description = ProviderMetadata<
    Beside,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Ready = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What speaks with the provider.
pub struct Client {
    config: ProviderConfig,
    issuer: IssuerUrl,
    back: RedirectUrl,
    http: Http,
    known: Mutex<Option<(Timestamp, Arc<Description>)>>,
}

impl Client {
    /// Asks nothing yet, so that the program starts where the provider is down.
    pub fn new(config: &ProviderConfig) -> Result<Self, ConfigProblem> {
        Ok(Self {
            issuer: IssuerUrl::new(config.issuer.clone()).map_err(|_| ConfigProblem::Issuer)?,
            back: RedirectUrl::new(format!("{}{BACK}", config.origin)).map_err(|_| ConfigProblem::Origin)?,
            http: Http::new(&config.issuer).map_err(|_| ConfigProblem::NoAuthorities)?,
            config: config.clone(),
            known: Mutex::default(),
        })
    }

    /// Where somebody is sent to sign in.
    pub async fn address(&self, asked: &Asked, now: Timestamp) -> Result<String, NotProven> {
        let client = self.client(&*self.description(now, HOLDS).await?, None);
        let verifier = PkceCodeVerifier::new(asked.verifier.clone());
        let (state, nonce) = (CsrfToken::new(asked.state.clone()), Nonce::new(asked.nonce.clone()));
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = client
            .authorize_url(flow, move || state, move || nonce)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        if asked.anew {
            request = request.set_max_age(std::time::Duration::ZERO).add_prompt(CoreAuthPrompt::Login);
        }
        if let Some(context) = &self.config.context {
            request = request.add_auth_context_value(AuthenticationContextClass::new(context.clone()));
        }
        let address = request.url().0.to_string();
        if address.len() > LONGEST_ADDRESS {
            return Err(NotProven::Unreachable("where people would be sent is too long an address"));
        }
        Ok(address)
    }

    /// Whom the provider vouches for with this answer.
    pub async fn proven(&self, answer: &Answer, asked: &Asked, now: Timestamp) -> Result<Proven, NotProven> {
        let description = self.description(now, HOLDS).await?;
        self.is_from_the_provider(answer, &description)?;
        let token = self.redeemed(answer, asked, &description).await?;
        match self.checked(&token, asked, &description, now) {
            // The provider may have new keys since it was asked for them.
            Err(Wrong::Key) => {
                let anew = self.description(now, SignedDuration::ZERO).await?;
                Ok(self.checked(&token, asked, &anew, now)?)
            }
            checked => Ok(checked?),
        }
    }

    fn checked(
        &self,
        token: &CoreIdToken,
        asked: &Asked,
        description: &Description,
        now: Timestamp,
    ) -> Result<Proven, Wrong> {
        let keys: &CoreJsonWebKeySet = description.jwks();
        Check { config: &self.config, issuer: &self.issuer, keys, asked, now }.proven(token)
    }

    /// An answer that another provider gave names another, or none where ours says that it always does.
    fn is_from_the_provider(&self, answer: &Answer, description: &Description) -> Result<(), NotProven> {
        let always = description.additional_metadata().authorization_response_iss_parameter_supported;
        match &answer.issuer {
            Some(issuer) if *issuer == self.config.issuer => Ok(()),
            None if !always => Ok(()),
            _ => Err(NotProven::NotAccepted("the answer is another issuer's")),
        }
    }

    /// The ID token that the provider gives for a code. The access token beside it is dropped: nothing is
    /// asked of the provider with it.
    async fn redeemed(
        &self,
        answer: &Answer,
        asked: &Asked,
        description: &Description,
    ) -> Result<CoreIdToken, NotProven> {
        let code = AuthorizationCode::new(answer.code.clone());
        let unread = NotProven::Unreachable("our own secret for it cannot be read");
        let client = self.client(description, Some(self.config.secret.now().ok_or(unread)?));
        let request = client.exchange_code(code).map_err(|_| NotProven::Unreachable("no token endpoint"))?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(asked.verifier.clone()));
        let given = request.request_async(&self.http).await.map_err(|error| match error {
            RequestTokenError::Request(_) => NotProven::Unreachable("the token endpoint gives no answer"),
            RequestTokenError::ServerResponse(_) => {
                NotProven::NotAccepted("the provider does not take the code, or the client and its secret")
            }
            _ => NotProven::NotAccepted("the provider's answer to the code is none that we know"),
        })?;
        given.id_token().cloned().ok_or(NotProven::NotAccepted("the provider gave no ID token"))
    }

    /// What the provider says of itself, asked again where it is older than this.
    async fn description(
        &self,
        now: Timestamp,
        holds: SignedDuration,
    ) -> Result<Arc<Description>, NotProven> {
        let mut known = self.known.lock().await;
        if let Some((at, description)) = &*known
            && now.duration_since(*at) < holds
        {
            return Ok(Arc::clone(description));
        }
        let asked: Result<Description, _> =
            Description::discover_async(self.issuer.clone(), &self.http).await;
        let description = asked.map_err(|_| NotProven::Unreachable("its description gives no answer"))?;
        let places = [
            description.authorization_endpoint().as_str(),
            description.token_endpoint().map_or("", |endpoint| endpoint.as_str()),
        ];
        if places.iter().any(|place| !self.http.may_use(place)) {
            return Err(NotProven::Unreachable("its description names an address without TLS"));
        }
        let description = Arc::new(description);
        *known = Some((now, Arc::clone(&description)));
        Ok(description)
    }

    /// What makes requests of it; with the secret, as it is now, only where it is asked by us.
    fn client(&self, description: &Description, secret: Option<Zeroizing<String>>) -> Ready {
        let methods = description.token_endpoint_auth_methods_supported();
        let basic = methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        CoreClient::from_provider_metadata(
            description.clone(),
            ClientId::new(self.config.client.clone()),
            secret.map(|secret| ClientSecret::new(secret.as_str().to_owned())),
        )
        .set_redirect_uri(self.back.clone())
        .set_auth_type(if basic { AuthType::BasicAuth } else { AuthType::RequestBody })
    }
}

impl From<NoAnswer> for NotProven {
    fn from(_: NoAnswer) -> Self {
        Self::Unreachable("no answer")
    }
}
