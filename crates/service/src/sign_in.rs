//! Signing in with a password, sessions on the server, one-time links (security.md G07, G11–G13).

use access::Actor;
use jiff::{SignedDuration, Timestamp};
use seal::Token;
use sha2::{Digest as _, Sha256};
use store::{NewSession, User};

use crate::password::Password;
use crate::{Problem, Service};

/// A session that nobody uses ends after this time.
pub(crate) const IDLE: SignedDuration = SignedDuration::from_mins(15);
/// Every session ends after this time.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// For so long it is known whose an ended session was, and what they sent too late is held.
pub(crate) const KEPT_ENDED: SignedDuration = SignedDuration::from_hours(12);
/// The use of a session is written at most this often.
const TOUCH: SignedDuration = SignedDuration::from_secs(60);

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub actor: Actor,
    /// The name that colleagues know.
    pub name: String,
    /// What every form of theirs sends back.
    pub csrf: String,
}

impl Service {
    /// Signs somebody in: the token for their cookie, or `None`. The answer is the same, and takes as
    /// long, for a wrong password, an unknown name, an account that is not active and too many tries.
    ///
    /// # Errors
    /// A fault.
    pub async fn sign_in(&self, login: &str, password: Password) -> Result<Option<String>, Problem> {
        let now = self.clock.now();
        let login = login.trim().to_lowercase();
        let name: [u8; 32] = Sha256::digest(login.as_bytes()).into();
        let allowed = self.throttle.allow(name, now);
        let user: Option<User> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.user_by_login(&login).await.map_err(Problem::from) })
            })
            .await?;
        let user = user.filter(|user| user.active && allowed);
        let hash = user.as_ref().and_then(|user| user.password_hash.clone());
        if !self.is_password(password, hash).await? {
            return Ok(None);
        }
        let Some(user) = user else { return Ok(None) };
        self.throttle.forget(name);
        self.begin_session(user, now).await.map(Some)
    }

    /// Hashing is slow on purpose: it runs apart from the pages, on at most two threads.
    async fn is_password(&self, password: Password, hash: Option<String>) -> Result<bool, Problem> {
        let _turn = self.hashing.acquire().await.map_err(|_| Problem::Fault)?;
        let check = move || {
            if let Some(hash) = hash {
                return password.matches(&hash);
            }
            password.spend_time();
            false
        };
        tokio::task::spawn_blocking(check).await.map_err(|_| Problem::Fault)
    }

    async fn begin_session(&self, user: User, now: Timestamp) -> Result<String, Problem> {
        let token = Token::generate();
        let text = token.text().to_string();
        let session = NewSession {
            token_digest: token.digest(),
            csrf_digest: Sha256::digest(csrf(&text).as_bytes()).into(),
            user: user.id,
            at: now,
            expires_at: now + ABSOLUTE,
        };
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.sweep_sessions(now - KEPT_ENDED).await?;
                    tx.begin_session(&session).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(text)
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
        Ok(Some(Session { actor: session.user.actor(), name: session.user.name.clone(), csrf: csrf(token) }))
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

/// The token of the forms of a session: worked out from the cookie's, which scripts cannot read.
fn csrf(token: &str) -> String {
    seal::Digest::of(format!("forms of {token}").as_bytes()).to_string()
}
