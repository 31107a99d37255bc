//! Contact that the gate cleared, and protected facts that somebody asked to see.

use access::action::{MakeContact, RevealSecret};
use access::{Actor, Denied, LocationSecret, check};
use domain::case::CaseState;
use domain::contact::{ClearedContact, Intent, clear};
use domain::people::SecretKind;
use domain::{CaseId, ChannelId, SecretId};
use store::{HeldSecret, RevealFor};

use crate::{Problem, Service};

/// A contact that may be made now, with the number or address to make it.
#[derive(Debug)]
pub struct Cleared {
    /// The authority.
    pub contact: ClearedContact,
    /// What the survivor is called.
    pub called: Option<String>,
    /// Where they are reached; `None` for a way that needs none, or where the fact was deleted.
    pub at: Option<LocationSecret>,
    /// What the interpreter is for, where one is needed.
    pub interpreter: Option<domain::contact::Interpreter>,
}

impl Cleared {
    /// The number or address as text.
    pub fn address(&self) -> Option<&str> {
        self.at.as_ref().map(|secret| secret.use_for(&self.contact))
    }
}

/// A protected fact that was asked for, with a reason.
#[derive(Debug)]
pub struct Revealed {
    /// What kind.
    pub kind: SecretKind,
    /// The fact.
    pub text: String,
}

impl Service {
    /// Asks the gate for one use of one channel now. The look at the number or address is on the disk
    /// before the answer.
    ///
    /// # Errors
    /// Denied; or not cleared, with the reason and the next safe moment.
    pub async fn clear_contact(&self, actor: &Actor, case: CaseId, channel: ChannelId) -> Result<Cleared, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case).await?.ok_or(Denied)?;
                    let permit = check::<MakeContact>(&asker, &facts)?;
                    let state = CaseState::from_history(&tx.history(&permit).await?);
                    let contact = clear(&state, Intent { channel, at: now })?;
                    let held: Option<HeldSecret> = tx.secret_for(&permit, &contact).await?;
                    if contact.secret().is_none() {
                        tx.note_look(&permit, now, "contact", None).await?;
                    }
                    let name = state.person(contact.to()).and_then(|person| person.name.as_ref());
                    Ok(Cleared {
                        called: name.map(|name| name.as_str().to_owned()),
                        at: held.map(|held| held.secret),
                        interpreter: state.contact_plan().and_then(|plan| plan.interpreter.clone()),
                        contact,
                    })
                })
            })
            .await
    }

    /// Shows a protected fact. Who asked, and why, is on the disk before the answer (G06).
    ///
    /// # Errors
    /// Denied, also where there is no such fact.
    pub async fn reveal(
        &self,
        actor: &Actor,
        case: CaseId,
        secret: SecretId,
        why: &str,
    ) -> Result<Revealed, Problem> {
        let (asker, now, why) = (actor.clone(), self.clock.now(), why.to_owned());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case).await?.ok_or(Denied)?;
                    let permit = check::<RevealSecret>(&asker, &facts)?;
                    let reveal = RevealFor { at: now, why: &why };
                    let held = tx.secret(&permit, secret, reveal).await?.ok_or(Denied)?;
                    Ok(Revealed { kind: held.kind, text: held.secret.reveal(&permit).to_owned() })
                })
            })
            .await
    }
}
