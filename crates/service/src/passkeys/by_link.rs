//! Beginning with a passkey by a one-time link.

use seal::Token;
use store::User;

use crate::proof::passkey_only;
use crate::second_step::Beside;
use crate::{Problem, Service};

impl Service {
    /// Whether whom a one-time link is for may begin with a passkey: who signs in with nothing else, or has
    /// nothing to sign in with yet. Whoever has something beside it needs that too: a link alone, which
    /// somebody else made, is not enough to put another thing in its place.
    ///
    /// # Errors
    /// A fault.
    pub async fn passkey_is_for(&self, link: &str) -> Result<bool, Problem> {
        let Ok(token) = link.parse::<Token>() else { return Ok(false) };
        let (digest, now) = (token.digest(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let link = snapshot.setup_link(&digest, now).await?;
                    let Some(user) = link.and_then(|link| link.user) else { return Ok(false) };
                    let Some(user) = snapshot.user(user).await? else { return Ok(false) };
                    let beside = Beside::of(snapshot, &user).await?;
                    // Where something is needed beside the link, the page asks for that and a password.
                    let begins = passkey_only(user.role, beside.fictional)
                        || snapshot.link_word(user.id).await?.is_none();
                    Ok(user.active && begins && may_begin(&user, beside))
                })
            })
            .await
    }
}

fn may_begin(user: &User, beside: Beside) -> bool {
    let has_nothing = user.password_hash.is_none() && !beside.authenticator && beside.passkeys == 0;
    !beside.fictional && (has_nothing || passkey_only(user.role, beside.fictional))
}
