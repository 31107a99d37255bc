//! Somebody's own passkeys: which there are, their names, and taking one away.

use access::{Actor, Denied};
use domain::PasskeyId;
use domain::text::ShortText;
use jiff::Timestamp;
use store::{AuthenticatorState, SecurityEvent, SecurityKind, Tx, User};

use super::{PasskeyProblem, Refusal};
use crate::account::Change;
use crate::proof::{Proof, may_sign_in_with};
use crate::second_factor::confirmed;
use crate::sign_in::is_fictional;
use crate::{Problem, Service};

/// One of somebody's passkeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyLine {
    /// Which.
    pub id: PasskeyId,
    /// What they call it.
    pub name: String,
    /// Since when.
    pub made_at: Timestamp,
    /// When they last signed in with it.
    pub used_at: Option<Timestamp>,
}

impl Service {
    /// Somebody's own passkeys, the oldest first.
    ///
    /// # Errors
    /// A fault.
    pub async fn passkeys(&self, actor: &Actor) -> Result<Vec<PasskeyLine>, Problem> {
        let (_, theirs) = self.owner(actor).await?;
        let line = |one: store::Passkey| PasskeyLine {
            id: one.id,
            name: one.name,
            made_at: one.made_at,
            used_at: one.used_at,
        };
        Ok(theirs.into_iter().map(line).collect())
    }

    /// Gives one of somebody's own passkeys another name.
    ///
    /// # Errors
    /// There is none of theirs of this id; a fault.
    pub async fn rename_passkey(
        &self,
        actor: &Actor,
        id: PasskeyId,
        name: &ShortText,
    ) -> Result<(), Problem> {
        let (whose, name) = ((actor.organisation, actor.user), name.as_str().to_owned());
        let renamed = self
            .store
            .write(move |tx| {
                Box::pin(async move { tx.rename_passkey(whose, id, &name).await.map_err(Problem::from) })
            })
            .await?;
        if renamed { Ok(()) } else { Err(Denied::NothingHere.into()) }
    }

    /// Takes one of somebody's own passkeys away: it signs nobody in from now on.
    ///
    /// # Errors
    /// To be confirmed first; the last way in which they sign in; none of theirs of this id; a fault.
    pub async fn remove_passkey(&self, actor: &Actor, id: PasskeyId) -> Result<(), PasskeyProblem> {
        confirmed(actor, false)?;
        let (who, now) = (actor.clone(), self.clock.now());
        let notice = self.clock.ids(now).nth(0);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let user = tx.user(who.user).await?;
                    let user = user.ok_or(Problem::Denied(Denied::NothingHere))?;
                    if !tx.remove_passkey(who.user, id).await? {
                        return Err(Problem::Denied(Denied::NothingHere).into());
                    }
                    if !has_a_way_in(tx, &user).await? {
                        return Err(Refusal::LastWay.into());
                    }
                    tx.note_account_change(notice, who.user, Change::PasskeyRemoved.code(), now).await?;
                    let event = SecurityEvent::of(&who, SecurityKind::PasskeyRemoved);
                    tx.note_security(&event, now).await?;
                    Ok::<_, PasskeyProblem>(())
                })
            })
            .await
    }
}

/// Whether somebody can still sign in, as the account stands now.
async fn has_a_way_in(tx: &mut Tx, user: &User) -> Result<bool, Problem> {
    let fictional = is_fictional(tx, user).await?;
    let opens = |how: Proof| may_sign_in_with(user.role, fictional, how);
    if tx.passkey_count(user.id).await? > 0 {
        return Ok(true);
    }
    let password = user.password_hash.is_some();
    let kept = tx.authenticator(user.organisation, user.id, AuthenticatorState::Kept).await?;
    let by_provider = tx.identity_since(user.id).await?.is_some();
    Ok(password && opens(Proof::Fictional)
        || password && kept.is_some() && opens(Proof::PasswordAndCode)
        || by_provider && opens(Proof::Provider))
}
