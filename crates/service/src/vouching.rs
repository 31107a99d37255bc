//! What somebody needs beside a link that could take over an account in use (ASVS 6.4.6, ADR 0026).
//!
//! Whoever looks after accounts makes the link, and so could follow it. So it is not enough: beside it comes a code of
//! the person's own, or a word that a manager, a lead or the privacy officer gives them, who knows them by their voice
//! or face. Whoever made the link cannot give the word, and whoever gives the word never sees the link. Nor can somebody
//! whom an administrator has just made up: their account, role and link have to be older than a fortnight, in which the
//! privacy officer has gone through the log.

use access::action::VouchFor;
use access::{Actor, Denied, OfficeKind, allows_office, check_office};
use domain::UserId;
use jiff::{SignedDuration, Timestamp};
use store::{LinkWord, SecurityEvent, SecurityKind, Snapshot, User};

use crate::account::Change;
use crate::office::OfficeProblem;
use crate::proof::Proof;
use crate::second_step::Beside;
use crate::{Problem, Service, recovery_codes};

/// A word works once, for so long.
const WORD_HOLDS: SignedDuration = SignedDuration::from_mins(30);
/// So often it may be tried.
const TRIES: u32 = 5;

/// So long nobody vouches whose account somebody else made, brought back, gave a role or a link.
const SETTLES: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A colleague who waits for a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouchable {
    /// Who.
    pub user: UserId,
    /// The name that colleagues know.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
}

/// A word that was just given. It is shown once and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct GivenWord {
    /// The name of whom it is for.
    pub name: String,
    /// The word, as it is read out.
    pub word: String,
}

impl Service {
    /// The colleagues who wait for a word and whom the asker may vouch for.
    ///
    /// # Errors
    /// Denied; to be confirmed first.
    pub async fn vouchable(&self, actor: &Actor) -> Result<Vec<Vouchable>, Problem> {
        let permit = check_office::<VouchFor>(actor)?;
        let (asker, now) = (actor.user, self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let mut waiting = Vec::new();
                    if !is_settled(snapshot, permit.actor(), now).await? {
                        return Ok(waiting);
                    }
                    for word in snapshot.link_words(&permit).await? {
                        let user = snapshot.user(word.user).await?.filter(|user| is_for(asker, &word, user));
                        waiting.extend(user.map(|User { id, name, .. }| Vouchable {
                            user: id,
                            name,
                            since: word.since,
                        }));
                    }
                    Ok::<_, Problem>(waiting)
                })
            })
            .await
    }

    /// Vouches for a colleague: the word that they need beside their link, in the place of an earlier one. They are
    /// told of it, and it is in the security log.
    ///
    /// # Errors
    /// Denied, also where they wait for none, for oneself, where one made the link, and where one's own account is too
    /// new; to be confirmed first.
    pub async fn vouch_for(&self, actor: &Actor, user: UserId) -> Result<GivenWord, Problem> {
        let permit = check_office::<VouchFor>(actor)?;
        let (now, word) = (self.clock.now(), recovery_codes::word());
        let (digest, id) = (recovery_codes::digest(user, &word), self.clock.ids(now).nth(0));
        let name = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let asker = permit.actor().user;
                    let found =
                        tx.user(user).await?.filter(|user| user.organisation == permit.organisation());
                    let (Some(found), Some(waiting)) = (found, tx.link_word(user).await?) else {
                        return Err(Denied::NothingHere.into());
                    };
                    let settled = is_settled(tx, permit.actor(), now).await?;
                    if !found.active || !settled || !is_for(asker, &waiting, &found) {
                        return Err(Problem::from(Denied::NothingHere));
                    }
                    tx.note_office_look(&permit, now, &format!("vouch/{user}"), None).await?;
                    tx.give_link_word(user, &digest, now + WORD_HOLDS).await?;
                    tx.note_account_change(id, user, Change::VouchedFor.code(), now).await?;
                    let organisation = Some(permit.organisation());
                    let event = SecurityEvent::about(organisation, Some(user), SecurityKind::VouchedFor);
                    tx.note_security(&event.by(asker), now).await?;
                    Ok(found.name)
                })
            })
            .await?;
        Ok(GivenWord { name, word })
    }

    /// What somebody shows beside a link that needs it: a code of their own, or the word.
    pub(crate) async fn shown_beside(&self, token: &str, beside: &str) -> Result<Proof, OfficeProblem> {
        let Some(user) = self.link_user(token).await? else { return Err(OfficeProblem::Beside) };
        if recovery_codes::is_word(beside) {
            return self.is_word_of(&user, beside).await;
        }
        let weighed = self.weigh_code(&user, beside, SecurityKind::LinkRefused).await?;
        let proof = weighed.right().ok_or(OfficeProblem::Beside)?;
        self.tries_were_right(&user, 1);
        Ok(proof)
    }

    async fn is_word_of(&self, user: &User, typed: &str) -> Result<Proof, OfficeProblem> {
        let (digest, now) = (recovery_codes::digest(user.id, typed), self.clock.now());
        let (user, organisation) = (user.id, user.organisation);
        let is_right = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let is_right = tx.try_link_word(user, &digest, now, TRIES).await?;
                    if !is_right {
                        let event =
                            SecurityEvent::about(Some(organisation), Some(user), SecurityKind::LinkRefused);
                        tx.note_security(&event.saying("The word beside it was not right"), now).await?;
                    }
                    Ok::<_, Problem>(is_right)
                })
            })
            .await?;
        if is_right { Ok(Proof::Beginning) } else { Err(OfficeProblem::Beside) }
    }
}

/// Nobody gives a word to themself, nor to whom they made the link for.
fn is_for(asker: UserId, word: &LinkWord, user: &User) -> bool {
    user.id != asker && word.made_by != asker
}

/// Whether somebody's account has stood for long enough that others may have seen who it is. Where the organisation itself
/// is as new, nobody's has, and whoever set it up vouches for all of it.
async fn is_settled(snapshot: &mut Snapshot, actor: &Actor, now: Timestamp) -> Result<bool, Problem> {
    let since = now - SETTLES;
    let began = snapshot.organisation(actor.organisation).await?.map(|organisation| organisation.created_at);
    Ok(began.is_some_and(|began| began > since)
        || !snapshot.is_made_by_others_since(actor.organisation, actor.user, since).await?)
}

/// Whether there is something to take over: somebody signs in to it, or has begun anew and is not yet in.
pub(crate) async fn is_in_use(snapshot: &mut Snapshot, user: UserId) -> Result<bool, Problem> {
    let Some(user) = snapshot.user(user).await? else { return Ok(false) };
    let Beside { fictional, authenticator, passkeys } = Beside::of(snapshot, &user).await?;
    let by_password = fictional && user.password_hash.is_some();
    Ok(by_password
        || authenticator
        || passkeys > 0
        || snapshot.identity_since(user.id).await?.is_some()
        || snapshot.link_word(user.id).await?.is_some())
}

/// Whether somebody else is signed in in the browser that follows a link, who could have made it.
pub(crate) async fn is_somebody_elses(
    snapshot: &mut Snapshot,
    user: &User,
    session: Option<[u8; 32]>,
) -> Result<bool, Problem> {
    let Some(session) = session else { return Ok(false) };
    let asker = snapshot.session(&session).await?.map(|session| session.user);
    Ok(asker.is_some_and(|asker| asker.id != user.id && allows_office(asker.role, OfficeKind::ManagePeople)))
}
