//! Confirming who one is, before what needs a fresh sign-in (ASVS 7.5.3). It is a sign-in in all but name: the
//! session before it ends, and another begins.

use access::Actor;
use store::{SecurityEvent, SecurityKind, User};

use crate::password::Password;
use crate::proof::Proof;
use crate::second_step::{Beside, Leads, password_leads};
use crate::visit::Visit;
use crate::{Problem, Service};

/// With what somebody can confirm who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfirmWays {
    /// With their password.
    pub password: bool,
    /// With their password and a code.
    pub code: bool,
    /// With a passkey.
    pub passkey: bool,
}

impl Service {
    /// With what somebody can confirm who they are.
    ///
    /// # Errors
    /// A fault.
    pub async fn confirm_ways(&self, actor: &Actor) -> Result<ConfirmWays, Problem> {
        let (user, beside) = self.beside(actor).await?;
        let leads = password_leads(user.role, beside);
        Ok(ConfirmWays {
            password: leads == Leads::In(Proof::Fictional),
            code: leads == Leads::ToTheCode,
            passkey: beside.passkeys > 0,
        })
    }

    /// Confirms by password, and by a code where they have an app: the token of the session in the place of the
    /// one before, or `None` where something was not right.
    ///
    /// # Errors
    /// A fault.
    pub async fn confirm(
        &self,
        actor: &Actor,
        password: Password,
        code: &str,
        visit: &Visit,
    ) -> Result<Option<String>, Problem> {
        let (user, beside) = self.beside(actor).await?;
        let failed = SecurityKind::ConfirmFailed;
        let Some(_) = self.weigh_password(&user.login, password, failed).await?.right() else {
            return Ok(None);
        };
        let how = match password_leads(user.role, beside) {
            Leads::In(Proof::Fictional) => Proof::Fictional,
            Leads::ToTheCode => match self.weigh_code(&user, code, failed).await?.right() {
                Some(proof) => proof,
                None => return Ok(None),
            },
            Leads::In(_) | Leads::Nowhere => return Ok(None),
        };
        self.tries_were_right(&user, if how == Proof::Fictional { 1 } else { 2 });
        let token = self.begin_session(user.id, how, visit).await?;
        if token.is_some() {
            self.note_security(SecurityEvent::of(actor, SecurityKind::Confirmed)).await?;
        }
        Ok(token)
    }

    pub(crate) async fn beside(&self, actor: &Actor) -> Result<(User, Beside), Problem> {
        let who = actor.user;
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let user = snapshot.user(who).await?.ok_or(access::Denied::NothingHere)?;
                    let beside = Beside::of(snapshot, &user).await?;
                    Ok::<_, Problem>((user, beside))
                })
            })
            .await
    }
}
