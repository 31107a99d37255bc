//! Signing in with a password, sessions on the server, one-time links (security.md G07, G11–G13).

use access::Actor;
use domain::{SessionId, UserId};
use jiff::SignedDuration;
use seal::{Digest, SecretText, Token};
use store::{NewSession, SecurityEvent, SecurityKind, Snapshot, User};

use crate::account::Changed;
use crate::odd_sign_in::tell_if_odd;
use crate::password::Password;
use crate::proof::{Proof, may_sign_in_with};
use crate::second_step::SignIn;
use crate::visit::Visit;
use crate::{Problem, Service};

/// A session that nobody uses ends after this time.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_mins(15);
/// Every session ends after this time.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// Somebody who is setting up how they sign in has so long for it.
const BEGINNING: SignedDuration = SignedDuration::from_mins(30);
/// For so long it is known whose an ended session was, and what they sent too late is held.
pub(crate) const KEPT_ENDED: SignedDuration = SignedDuration::from_hours(12);
/// For so long somebody who proved who they are may do what asks for that (ASVS 7.5.3).
const FRESH: SignedDuration = SignedDuration::from_mins(10);
/// The use of a session is written at most this often.
const TOUCH: SignedDuration = SignedDuration::from_secs(60);

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Who.
    pub actor: Actor,
    /// The name that colleagues know.
    pub name: String,
    /// What every form of theirs sends back.
    pub csrf: SecretText,
    /// Whether it leads no further than setting up how they sign in.
    pub unfinished: bool,
    /// How they proved who they are.
    pub how: Proof,
    /// What they have not been told yet about their account.
    pub untold: Vec<Changed>,
}

impl Service {
    /// The first step of signing in: how far this name and password lead, or `None`. The answer is the same for a
    /// wrong password, an unknown name, an account that is not active, somebody who signs in with a passkey only
    /// and too many tries.
    ///
    /// # Errors
    /// A fault.
    pub async fn sign_in(
        &self,
        login: &str,
        password: Password,
        visit: &Visit,
    ) -> Result<Option<SignIn>, Problem> {
        let login = login.trim().to_lowercase();
        match self.weigh_password(&login, password, SecurityKind::SignInRefused).await?.right() {
            Some(user) => self.after_password(user, visit).await,
            None => Ok(None),
        }
    }

    /// Begins a session for somebody who has just proved who they are: the token for their cookie. The one way
    /// into the program. The session that this browser brought ends, so that nobody can give a token to somebody
    /// else before they sign in. That they signed in, and how, is in the security log. `None` where this proof does not open this account.
    ///
    /// # Errors
    /// A fault.
    pub async fn begin_session(
        &self,
        user: UserId,
        how: Proof,
        visit: &Visit,
    ) -> Result<Option<String>, Problem> {
        let (token, now) = (Token::generate(), self.clock.now());
        let text = token.text().to_string();
        let old = visit.old.as_ref().and_then(|old| old.parse::<Token>().ok()).map(|old| old.digest());
        let browser = visit.browser.to_string();
        let ids = self.clock.ids(now);
        let session = NewSession {
            id: SessionId::from_uuid(ids.nth(0)),
            token_digest: token.digest(),
            csrf_digest: *Digest::of(csrf(&text).as_bytes()).as_bytes(),
            user,
            at: now,
            expires_at: now + if how.is_unfinished() { BEGINNING } else { ABSOLUTE },
            how: how.code(),
            unfinished: how.is_unfinished(),
            browser,
        };
        let begun = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.sweep_sessions(now - KEPT_ENDED).await?;
                    let Some(user) = tx.user(user).await?.filter(|user| user.active) else {
                        return Ok(false);
                    };
                    let fictional = is_fictional(tx, &user).await?;
                    if !may_sign_in_with(user.role, fictional, how) {
                        return Ok(false);
                    }
                    if let Some(old) = old {
                        tx.end_session(&old, now).await?;
                    }
                    tx.begin_session(&session).await?;
                    if !session.unfinished {
                        tell_if_odd(tx, &user, &session.browser, &ids, now).await?;
                        tx.settle_link_word(user.id, now).await?;
                    }
                    let (organisation, user) = (Some(user.organisation), Some(user.id));
                    let event = SecurityEvent::about(organisation, user, SecurityKind::SignedIn)
                        .from_browser(&session.browser)
                        .saying(format!("With {}", how.words()));
                    tx.note_security(&event, now).await?;
                    Ok::<_, Problem>(true)
                })
            })
            .await?;
        Ok(begun.then_some(text))
    }

    /// Whose session this token is, if it has not ended.
    ///
    /// # Errors
    /// A fault.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, Problem> {
        let Ok(parsed) = token.parse::<Token>() else { return Ok(None) };
        let (digest, now) = (parsed.digest(), self.clock.now());
        let found: Option<store::Session> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.session(&digest).await.map_err(Problem::from) })
            })
            .await?;
        let alive = |session: &store::Session| {
            session.user.active && now < session.expires_at && now < session.last_seen_at + IDLE
        };
        let Some(session) = found.filter(alive) else { return Ok(None) };
        if now.duration_since(session.last_seen_at) > TOUCH {
            self.store
                .write(move |tx| {
                    Box::pin(async move { tx.touch_session(&digest, now).await.map_err(Problem::from) })
                })
                .await?;
        }
        let fresh = now.duration_since(session.confirmed_at) < FRESH;
        let actor = Actor { fresh, ..session.user.actor() };
        let untold = if session.notices == 0 { Vec::new() } else { self.untold(&actor).await? };
        Ok(Some(Session {
            id: session.id,
            how: Proof::from_code(&session.how).ok_or(Problem::Fault)?,
            untold,
            actor,
            name: session.user.name.clone(),
            csrf: SecretText::new(csrf(token)),
            unfinished: session.unfinished,
        }))
    }

    /// Ends a session. A token of no session ends none.
    ///
    /// # Errors
    /// A fault.
    pub async fn sign_out(&self, token: &str) -> Result<(), Problem> {
        let Ok(token) = token.parse::<Token>() else { return Ok(()) };
        let (digest, now) = (token.digest(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.end_session(&digest, now).await.map_err(Problem::from) })
            })
            .await
    }
}

/// Whether nobody in somebody's organisation is real. In a program that was built without the demo everybody is,
/// whatever stands in the store: nobody signs in with less because a cell was changed.
pub(crate) async fn is_fictional(snapshot: &mut Snapshot, user: &User) -> Result<bool, Problem> {
    let organisation = snapshot.organisation(user.organisation).await?;
    Ok(counts_as_fictional(organisation.is_some_and(|organisation| organisation.fictional)))
}

/// What a store says of an organisation, in this program.
const fn counts_as_fictional(said: bool) -> bool {
    cfg!(feature = "demo") && said
}

/// The token of the forms of a session: worked out from the cookie's, which scripts cannot read.
fn csrf(token: &str) -> String {
    Digest::of(format!("forms of {token}").as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ASVS 15.2.3: what a store says of itself gives nobody an easier way in, where the program has no demo.
    #[test]
    fn nobody_is_fictional_in_a_program_without_the_demo() {
        assert_eq!(counts_as_fictional(true), cfg!(feature = "demo"));
        assert!(!counts_as_fictional(false));
    }
}
