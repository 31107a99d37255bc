//! The one place that speaks the standard, through `webauthn-rs`: what a browser is asked, and whether its
//! answer holds. It knows no store, no session and no person but as a name.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::{Passkey, User};
use webauthn_rs::prelude as webauthn;
use webauthn_rs::prelude::{Url, WebauthnError};

use super::Refusal;
use crate::Problem;
use crate::origin::Origin;

/// What a device shows as the name of the site: nothing that a household may not read.
const SHOWN_AS: &str = "Work";

/// The site that passkeys are bound to.
pub(crate) struct Site(webauthn::Webauthn);

/// What a browser is asked, as JSON of the standard, and what is needed to judge its answer.
pub(crate) struct Question {
    pub(super) options: String,
    pub(super) state: Vec<u8>,
}

/// A new passkey, as its maker gave it.
pub(super) struct NewCredential {
    pub(super) id: Vec<u8>,
    pub(super) credential: Vec<u8>,
}

/// An answer that was read and not yet checked.
pub(super) struct Answer(webauthn::PublicKeyCredential);

/// A passkey after an answer of it held.
pub(super) struct Used {
    pub(super) credential: Vec<u8>,
    pub(super) counter: u32,
}

impl Site {
    /// The site at an origin. Its name is what passkeys are bound to, and an answer counts from this one
    /// origin alone: from no other port, no name below it and no frame of another site.
    pub(crate) fn at(origin: &Origin) -> Option<Self> {
        let url = Url::parse(origin.as_str()).ok()?;
        let built = webauthn::WebauthnBuilder::new(origin.name(), &url)
            .and_then(|builder| builder.rp_name(SHOWN_AS).build());
        built
            .inspect_err(|error| tracing::error!(%error, "there are no passkeys at this origin"))
            .ok()
            .map(Self)
    }

    /// Asks for a new passkey of somebody, on a device that has none of theirs.
    pub(super) fn ask_to_make(&self, user: &User, theirs: &[Passkey]) -> Result<Question, Problem> {
        let there = theirs.iter().map(|one| Ok(kept(&one.credential)?.cred_id().clone()));
        let there = there.collect::<Result<Vec<_>, Problem>>()?;
        let (options, state) = self
            .0
            .start_passkey_registration(user.id.as_uuid(), &user.login, &user.name, Some(there))
            .map_err(fault)?;
        let mut options = value(&options)?;
        // It has to be found without a name: the device must keep it, not only know it again.
        if let Some(Value::Object(wanted)) = options.pointer_mut("/publicKey/authenticatorSelection") {
            wanted.insert("residentKey".to_owned(), json!("required"));
            wanted.insert("requireResidentKey".to_owned(), json!(true));
        }
        Ok(Question { options: options.to_string(), state: bytes(&state)? })
    }

    /// Reads and checks a new passkey.
    pub(super) fn made(&self, answer: &str, state: &[u8]) -> Result<NewCredential, Refusal> {
        let answer: webauthn::RegisterPublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| Refusal::NotValid)?;
        let state = serde_json::from_slice(state).map_err(|_| Refusal::NotValid)?;
        if answer.extensions.cred_props.as_ref().is_some_and(|kept| kept.rk == Some(false)) {
            return Err(Refusal::CannotKeep);
        }
        let passkey = self.0.finish_passkey_registration(&answer, &state).map_err(|error| refusal(&error))?;
        let credential = serde_json::to_vec(&passkey).map_err(|_| Refusal::NotValid)?;
        Ok(NewCredential { id: passkey.cred_id().as_slice().to_vec(), credential })
    }

    /// Asks for a passkey: for any of this site, or, where somebody is known, for one of these of theirs.
    pub(super) fn ask(&self, theirs: Option<&[Passkey]>) -> Result<Question, Problem> {
        let (options, state) = self.0.start_discoverable_authentication().map_err(fault)?;
        let mut options = value(&options)?;
        // The library means it for a list that opens while a name is typed; here a button was pressed.
        if let Value::Object(all) = &mut options {
            all.remove("mediation");
        }
        if let Some(Value::Object(wanted)) = options.pointer_mut("/publicKey")
            && let Some(theirs) = theirs
        {
            wanted.insert("allowCredentials".to_owned(), self.named(theirs)?);
        }
        Ok(Question { options: options.to_string(), state: bytes(&state)? })
    }

    /// These passkeys, as a browser is told which to offer.
    fn named(&self, theirs: &[Passkey]) -> Result<Value, Problem> {
        let theirs = theirs.iter().map(|one| kept(&one.credential)).collect::<Result<Vec<_>, Problem>>()?;
        let (options, _) = self.0.start_passkey_authentication(&theirs).map_err(fault)?;
        Ok(value(&options)?.pointer("/publicKey/allowCredentials").cloned().unwrap_or_default())
    }

    /// Checks an answer against the passkey that it names, as that was kept.
    pub(super) fn check(&self, answer: &Answer, state: &[u8], passkey: &Passkey) -> Result<Used, Refusal> {
        let state: webauthn::DiscoverableAuthentication =
            serde_json::from_slice(state).map_err(|_| Refusal::NotValid)?;
        let mut kept = kept(&passkey.credential).map_err(|_| Refusal::NotValid)?;
        let found = self.0.finish_discoverable_authentication_v2(&answer.0, state, &kept);
        let found = found.map_err(|error| refusal(&error))?;
        if !found.user_verified() {
            return Err(Refusal::NotVerified);
        }
        kept.update_credential(&found);
        let credential = serde_json::to_vec(&kept).map_err(|_| Refusal::NotValid)?;
        Ok(Used { credential, counter: found.counter() })
    }
}

impl Answer {
    pub(super) fn read(answer: &str) -> Result<Self, Refusal> {
        serde_json::from_str(answer).map(Self).map_err(|_| Refusal::NotValid)
    }

    /// Which passkey it is of, as it says.
    pub(super) fn credential_id(&self) -> &[u8] {
        self.0.get_credential_id()
    }

    /// Whose it is, as it says; a device that was told which passkeys to use need not say it.
    pub(super) fn user_handle(&self) -> Option<&[u8]> {
        self.0.get_user_unique_id()
    }
}

fn kept(credential: &[u8]) -> Result<webauthn::Passkey, Problem> {
    serde_json::from_slice(credential).map_err(fault)
}

fn value(what: &impl Serialize) -> Result<Value, Problem> {
    serde_json::to_value(what).map_err(fault)
}

fn bytes(state: &(impl Serialize + DeserializeOwned)) -> Result<Vec<u8>, Problem> {
    serde_json::to_vec(state).map_err(fault)
}

fn fault(error: impl std::error::Error) -> Problem {
    tracing::error!(%error, "a passkey could not be asked for");
    Problem::Fault
}

fn refusal(error: &WebauthnError) -> Refusal {
    use WebauthnError as E;
    match error {
        E::InvalidRPOrigin | E::InvalidRPIDHash | E::CredentialCrossOrigin => Refusal::OtherSite,
        E::UserNotVerified | E::UserNotPresent => Refusal::NotVerified,
        E::CredentialPossibleCompromise => Refusal::Copied,
        E::MismatchedChallenge => Refusal::Repeated,
        E::CredentialExcludedFromRequest | E::CredentialAlreadyExists => Refusal::There,
        E::CredentialNotFound => Refusal::NotKnown,
        _ => Refusal::NotValid,
    }
}
