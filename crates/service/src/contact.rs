//! Contact that the gate cleared, and protected facts that somebody asked to see.

use access::action::{MakeContact, RevealSecret, SeeCase};
use access::{Actor, CaseFacts, Denied, Field, Permit, Reached, ShownSecrets, check};
use domain::case::{CaseEvent, CaseState};
use domain::contact::{ClearedContact, Intent, Interpreter, NotCleared, clear};
use domain::people::SecretKind;
use domain::text::Words;
use domain::{CaseId, ChannelId, Recorded, SecretId};
use jiff::Timestamp;
use seal::SecretText;
use store::{RevealFor, RevealedSecret, Tx};

use crate::{ChannelLine, Problem, Service};

/// The part of a case that somebody looked at whom the gate told no.
const NOT_CLEARED: &str = "contact-not-cleared";

/// A contact that may be made now, with the number or address to make it.
#[derive(Debug)]
pub struct Cleared {
    /// The authority, with the number or address.
    pub reached: Reached,
    /// What the survivor is called.
    pub called: Option<String>,
    /// What the interpreter is for, where one is needed.
    pub interpreter: Option<Interpreter>,
    /// Who may be told anything, and what.
    pub may_be_told: Option<Words>,
    /// Whether they asked for large print.
    pub large_print: bool,
}

/// A protected fact that was asked for, with a reason.
#[derive(Debug)]
pub struct Revealed {
    /// What kind.
    pub kind: SecretKind,
    /// The fact.
    pub text: SecretText,
    /// What the contact plan says of using it, by each way that it is of use for; empty where the plan does not name it.
    pub ways: Vec<ChannelLine>,
    /// When.
    pub at: Timestamp,
}

impl Cleared {
    fn new(state: &CaseState, reached: Reached) -> Self {
        let plan = state.contact_plan();
        let name = state.person(reached.contact().to()).and_then(|person| person.name.as_ref());
        Self {
            called: name.map(|name| name.as_str().to_owned()),
            interpreter: plan.and_then(|plan| plan.interpreter.clone()),
            may_be_told: plan.and_then(|plan| plan.may_be_told.clone()),
            large_print: crate::sheet::asked_for_large_print(state),
            reached,
        }
    }

    /// The authority.
    pub const fn contact(&self) -> &ClearedContact {
        self.reached.contact()
    }
}

impl Service {
    /// Asks the gate for one use of one channel now. That somebody asked is on the disk before the answer,
    /// a no included: the reason tells them something too.
    ///
    /// # Errors
    /// Denied; or not cleared, with the reason and the next safe moment.
    pub async fn clear_contact(
        &self,
        actor: &Actor,
        case: CaseId,
        channel: ChannelId,
    ) -> Result<Cleared, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let answer: Result<Result<Cleared, NotCleared>, Problem> = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<MakeContact>(&asker, &facts)?;
                    let (history, shown) = read_as_shown(tx, &asker, &facts, now).await?;
                    let state = CaseState::from_history(&history);
                    match clear(&state, Intent { channel, at: now }) {
                        Ok(contact) => {
                            let reached = tx.secret_for(&permit, &shown, contact).await?;
                            Ok(Ok(Cleared::new(&state, reached)))
                        }
                        Err(no) => {
                            tx.note_look(&permit, now, NOT_CLEARED, None).await?;
                            Ok(Err(no))
                        }
                    }
                })
            })
            .await;
        answer?.map_err(Problem::from)
    }

    /// Shows a protected fact. Who asked, and why, is on the disk before the answer, also where there is
    /// no such fact (G06). A fact that the veil hides from them is none, whoever guesses its id (R07).
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
        let revealed: Result<Option<Revealed>, Problem> = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<RevealSecret>(&asker, &facts)?;
                    let (history, shown) = read_as_shown(tx, &asker, &facts, now).await?;
                    let reveal = RevealFor { at: now, why: &why };
                    let found = tx.secret(&permit, &shown, secret, reveal).await?;
                    let seen = check::<SeeCase>(&asker, &facts)?;
                    Ok(found.map(|found| Revealed::new(&seen, &found, (secret, &history), now)))
                })
            })
            .await;
        revealed?.ok_or_else(|| Denied::NothingHere.into())
    }
}

impl Revealed {
    /// With what the plan says of it, as far as the asker sees how somebody may be contacted.
    pub(crate) fn new(
        permit: &Permit<SeeCase>,
        found: &RevealedSecret,
        (secret, history): (SecretId, &[Recorded<CaseEvent>]),
        now: Timestamp,
    ) -> Self {
        let state = CaseState::from_history(history);
        let plan = state.contact_plan().filter(|_| permit.shows(Field::Contact));
        let ways = plan.iter().flat_map(|plan| &plan.channels).filter(|way| way.secret == Some(secret));
        Self {
            kind: found.kind,
            text: SecretText::new(found.secret.text().to_owned()),
            ways: ways.map(|channel| ChannelLine::of(&state, channel, now)).collect(),
            at: now,
        }
    }
}

/// The history of a case, and which of its protected facts are shown to the asker.
pub(crate) async fn read_as_shown(
    tx: &mut Tx,
    asker: &Actor,
    facts: &CaseFacts,
    now: Timestamp,
) -> Result<(Vec<Recorded<CaseEvent>>, ShownSecrets), Problem> {
    let permit = check::<SeeCase>(asker, facts)?;
    let history = tx.history(&permit).await?;
    let shown = ShownSecrets::of(&permit, &history, now);
    Ok((history, shown))
}
