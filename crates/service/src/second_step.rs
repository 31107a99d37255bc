//! The step between the password and the code: a few minutes, a few tries, and a cookie of its own that signs
//! nobody in.

use jiff::{SignedDuration, Timestamp};
use seal::Token;
use store::{AuthenticatorState, SecurityKind, SignInStep, Snapshot, User};

use crate::proof::{Proof, passkey_only};
use crate::sign_in::is_fictional;
use crate::visit::Visit;
use crate::{Problem, Service};

/// The code is waited for so long.
pub const STEP_HOLDS: SignedDuration = SignedDuration::from_mins(5);
/// So many codes may be tried before one has to begin again with the password.
const TRIES: u32 = 5;

/// How far a right password leads.
#[derive(Clone, PartialEq, Eq)]
pub enum SignIn {
    /// In, or as far as setting up how they sign in: the token for the cookie of the session.
    In(String),
    /// To the code: the token for the cookie of this step.
    Code(String),
}

/// What came of a code.
#[derive(Clone, PartialEq, Eq)]
pub enum SecondStep {
    /// They are in: the token for the cookie of the session.
    In(String),
    /// It was not right, or not looked at.
    Wrong,
    /// There is no password before it any more: it was too long ago, or too many codes were tried.
    Gone,
}

/// What is beside somebody's password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) fictional: bool,
    pub(crate) authenticator: bool,
    pub(crate) passkeys: u64,
}

impl Beside {
    pub(crate) async fn of(snapshot: &mut Snapshot, user: &User) -> Result<Self, Problem> {
        let kept = snapshot.authenticator(user.organisation, user.id, AuthenticatorState::Kept).await?;
        Ok(Self {
            fictional: is_fictional(snapshot, user).await?,
            authenticator: kept.is_some(),
            passkeys: snapshot.passkey_count(user.id).await?,
        })
    }
}

/// Where a right password leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leads {
    Nowhere,
    ToTheCode,
    In(Proof),
}

/// Where somebody's right password leads. Where they have something stronger, it is never enough by itself, or
/// whoever learnt it could put something of their own beside it.
pub(crate) const fn password_leads(role: access::Role, beside: Beside) -> Leads {
    match beside {
        Beside { fictional, .. } if passkey_only(role, fictional) => Leads::Nowhere,
        Beside { authenticator: true, .. } => Leads::ToTheCode,
        Beside { fictional: true, .. } => Leads::In(Proof::Fictional),
        Beside { passkeys: 0, .. } => Leads::In(Proof::Beginning),
        _ => Leads::Nowhere,
    }
}

impl Service {
    /// Goes on from a right password. `None` where it leads nowhere, which is answered as a wrong one.
    pub(crate) async fn after_password(&self, user: User, visit: &Visit) -> Result<Option<SignIn>, Problem> {
        let asked = user.clone();
        let beside = self
            .store
            .read(move |snapshot| Box::pin(async move { Beside::of(snapshot, &asked).await }))
            .await?;
        match password_leads(user.role, beside) {
            Leads::Nowhere => Ok(None),
            Leads::ToTheCode => self.begin_step(user, self.clock.now()).await.map(Some),
            Leads::In(how) => {
                self.tries_were_right(&user, 1);
                Ok(self.begin_session(user.id, how, visit).await?.map(SignIn::In))
            }
        }
    }

    pub(crate) async fn begin_step(&self, user: User, now: Timestamp) -> Result<SignIn, Problem> {
        let token = Token::generate();
        let (digest, step) = (token.digest(), SignInStep { user: user.id, expires_at: now + STEP_HOLDS });
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.sweep_sign_in_steps(now).await?;
                    tx.begin_sign_in_step(&digest, &step).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(SignIn::Code(token.text().to_string()))
    }

    /// Whether a sign-in waits for its code under this token.
    ///
    /// # Errors
    /// A fault.
    pub async fn waits_for_code(&self, step: &str) -> Result<bool, Problem> {
        let Ok(token) = step.parse::<Token>() else { return Ok(false) };
        let (digest, now) = (token.digest(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    Ok::<_, Problem>(snapshot.sign_in_step(&digest, now, TRIES).await?.is_some())
                })
            })
            .await
    }

    /// Signs somebody in whose password was right, by a code of their app or one of their recovery codes.
    ///
    /// # Errors
    /// A fault.
    pub async fn sign_in_with_code(
        &self,
        step: &str,
        typed: &str,
        visit: &Visit,
    ) -> Result<SecondStep, Problem> {
        let Ok(token) = step.parse::<Token>() else { return Ok(SecondStep::Gone) };
        let digest = token.digest();
        let Some(user) = self.tries_step(digest).await? else { return Ok(SecondStep::Gone) };
        let weighed = self.weigh_code(&user, typed, SecurityKind::SignInRefused).await?;
        let Some(proof) = weighed.right() else { return Ok(SecondStep::Wrong) };
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.end_sign_in_step(&digest).await.map_err(Problem::from) })
            })
            .await?;
        self.tries_were_right(&user, 2);
        let token = self.begin_session(user.id, proof, visit).await?;
        Ok(token.map_or(SecondStep::Gone, SecondStep::In))
    }

    /// Counts a try, and says whose.
    async fn tries_step(&self, digest: [u8; 32]) -> Result<Option<User>, Problem> {
        let now = self.clock.now();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let Some(step) = tx.sign_in_step(&digest, now, TRIES).await? else { return Ok(None) };
                    if !tx.try_sign_in_step(&digest, now, TRIES).await? {
                        return Ok(None);
                    }
                    Ok::<_, Problem>(tx.user(step.user).await?.filter(|user| user.active))
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use access::Role;

    use super::*;

    const NOTHING: Beside = Beside { fictional: false, authenticator: false, passkeys: 0 };

    #[test]
    fn a_password_is_never_enough_beside_something_stronger() {
        let leads = |beside| password_leads(Role::HousingOfficer, beside);
        assert_eq!(leads(NOTHING), Leads::In(Proof::Beginning));
        assert_eq!(leads(Beside { authenticator: true, ..NOTHING }), Leads::ToTheCode);
        assert_eq!(leads(Beside { authenticator: true, passkeys: 1, ..NOTHING }), Leads::ToTheCode);
        assert_eq!(leads(Beside { passkeys: 1, ..NOTHING }), Leads::Nowhere);
    }

    #[test]
    fn the_password_of_who_signs_in_with_a_passkey_only_leads_nowhere() {
        for role in [Role::Administrator, Role::PrivacyOfficer] {
            for beside in
                [NOTHING, Beside { authenticator: true, ..NOTHING }, Beside { passkeys: 1, ..NOTHING }]
            {
                assert_eq!(password_leads(role, beside), Leads::Nowhere, "{role:?}");
            }
        }
    }

    #[test]
    fn in_a_made_up_organisation_the_password_alone_signs_in_unless_somebody_put_a_code_beside_it() {
        let made_up = Beside { fictional: true, ..NOTHING };
        for role in Role::ALL {
            assert_eq!(password_leads(*role, made_up), Leads::In(Proof::Fictional));
            assert_eq!(password_leads(*role, Beside { authenticator: true, ..made_up }), Leads::ToTheCode);
        }
    }
}
