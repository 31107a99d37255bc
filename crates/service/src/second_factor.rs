//! The authenticator app: codes of six figures that change every half minute (RFC 6238), each good once.

use access::Actor;
use jiff::{SignedDuration, Timestamp};
use store::{Authenticator, AuthenticatorState, SecurityEvent, SecurityKind, Tx};
use totp_rs::Builder;

use crate::account::Change;
use crate::proof::Proof;
use crate::visit::Visit;
use crate::{Problem, Service, recovery_codes};

/// The length of the secret that we share with the app, as RFC 4226 advises.
const SECRET: usize = 20;
/// A secret that is shown stays the same for so long, so that a page that is opened again shows it again.
const OFFERED: SignedDuration = SignedDuration::from_mins(30);

/// What somebody's app has to know.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthenticatorOffer {
    /// The secret, to be typed: capitals and figures in groups of four.
    pub secret: String,
    /// The same as an address for the app, to be shown as a picture.
    pub address: String,
}

/// What came of the first code of a new app.
#[derive(Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is in use: a new session for this browser, and the recovery codes, to be shown once.
    Yes {
        /// The token for the cookie.
        token: String,
        /// The codes.
        codes: Vec<String>,
    },
    /// The code was not right.
    WrongCode,
}

impl Service {
    /// A secret for a new authenticator app. Until a code of it is brought, it signs nobody in.
    ///
    /// # Errors
    /// To be confirmed first, where they are in and have not done so; a fault.
    pub async fn offer_authenticator(
        &self,
        actor: &Actor,
        unfinished: bool,
    ) -> Result<AuthenticatorOffer, Problem> {
        confirmed(actor, unfinished)?;
        let (now, fresh, who) = (self.clock.now(), seal::random::<SECRET>(), actor.clone());
        let (secret, login): (Vec<u8>, String) = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let user = tx.user(who.user).await?.ok_or(access::Denied::NothingHere)?;
                    let offered = tx
                        .authenticator(who.organisation, who.user, AuthenticatorState::Offered)
                        .await?
                        .filter(|offered| now.duration_since(offered.since) < OFFERED);
                    if let Some(offered) = offered {
                        return Ok((offered.secret, user.login));
                    }
                    tx.offer_authenticator(who.organisation, who.user, &fresh, now).await?;
                    Ok::<_, Problem>((fresh.to_vec(), user.login))
                })
            })
            .await?;
        Ok(offer(&secret, &login))
    }

    /// Takes the offered authenticator into use, where `code` is one of its codes of now. Every other session
    /// of theirs ends, and there are new recovery codes.
    ///
    /// # Errors
    /// To be confirmed first, where they are in and have not done so; a fault.
    pub async fn take_authenticator(
        &self,
        actor: &Actor,
        unfinished: bool,
        code: &str,
        visit: &Visit,
    ) -> Result<Taken, Problem> {
        confirmed(actor, unfinished)?;
        let (now, who, code) = (self.clock.now(), actor.clone(), figures(code));
        let (codes, digests) = recovery_codes::new_set(who.user);
        let id = self.clock.ids(now).nth(0);
        let in_use = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let offered =
                        tx.authenticator(who.organisation, who.user, AuthenticatorState::Offered).await?;
                    let Some(step) = offered.and_then(|offered| step(&offered, &code, now)) else {
                        return Ok(false);
                    };
                    if !tx.keep_authenticator(who.user, step, now).await? {
                        return Ok(false);
                    }
                    tx.put_recovery_codes(who.user, &digests, now).await?;
                    tx.end_sign_in_steps_of(who.user).await?;
                    tx.end_sessions_of(who.user).await?;
                    tx.note_account_change(id, who.user, Change::Authenticator.code(), now).await?;
                    tx.note_security(&SecurityEvent::of(&who, SecurityKind::SecondFactorChanged), now)
                        .await?;
                    tx.note_security(&SecurityEvent::of(&who, SecurityKind::RecoveryCodesMade), now).await?;
                    Ok::<_, Problem>(true)
                })
            })
            .await?;
        if !in_use {
            return Ok(Taken::WrongCode);
        }
        let token = self.begin_session(actor.user, Proof::PasswordAndCode, visit).await?;
        Ok(token.map_or(Taken::WrongCode, |token| Taken::Yes { token, codes }))
    }
}

/// Whether somebody may change how they sign in now: on their way in, or after they confirmed who they are.
pub(crate) const fn confirmed(actor: &Actor, unfinished: bool) -> Result<(), access::Denied> {
    if unfinished || actor.fresh { Ok(()) } else { Err(access::Denied::ConfirmFirst) }
}

/// Uses somebody's code up, where it is one. The same code does not count twice, nor one from before it.
pub(crate) async fn use_code(
    tx: &mut Tx,
    user: &store::User,
    code: &str,
    now: Timestamp,
) -> Result<bool, Problem> {
    let kept = tx.authenticator(user.organisation, user.id, AuthenticatorState::Kept).await?;
    match kept.and_then(|kept| step(&kept, code, now)) {
        Some(step) => Ok(tx.use_authenticator(user.id, step).await?),
        None => Ok(false),
    }
}

/// The step of time whose code this is, where it is of this half minute or of the ones beside it and was not
/// used. What is further off is no code at all, and nothing says how far off it is.
fn step(authenticator: &Authenticator, code: &str, now: Timestamp) -> Option<u64> {
    let secret = <[u8; SECRET]>::try_from(authenticator.secret.as_slice()).ok()?;
    let totp = Builder::new().with_secret(secret).build().ok()?;
    let step = totp.check(code, u64::try_from(now.as_second()).ok()?)?;
    (step > authenticator.last_step).then_some(step)
}

/// A code as people type it, without its spaces.
pub(crate) fn figures(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

/// Whether this is meant as a code of an app.
pub(crate) fn is_code(typed: &str) -> bool {
    typed.len() == 6 && typed.bytes().all(|c| c.is_ascii_digit())
}

fn offer(secret: &[u8], login: &str) -> AuthenticatorOffer {
    let plain = base32(secret);
    let label: String = login.bytes().map(in_an_address).collect();
    let groups: Vec<String> =
        plain.as_bytes().chunks(4).map(|group| group.iter().copied().map(char::from).collect()).collect();
    AuthenticatorOffer {
        secret: groups.join(" "),
        // What the app shows in its list: neutral, as others may look at the phone.
        address: format!("otpauth://totp/Work:{label}?secret={plain}&issuer=Work"),
    }
}

fn in_an_address(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

/// RFC 4648, without padding: 20 bytes are 32 letters.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let letter = |five: u64| LETTERS.get(usize::try_from(five & 31).unwrap_or(0)).copied().unwrap_or(b'A');
    bytes
        .chunks(5)
        .flat_map(|chunk| {
            let five = chunk.iter().fold(0, |so_far, byte| (so_far << 8) | u64::from(*byte));
            (0..8).rev().map(move |place| char::from(letter(five >> (5 * place))))
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests;
