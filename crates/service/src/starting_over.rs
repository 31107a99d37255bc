//! An account whose owner has lost everything they sign in with, and an installation whose administrator has.
//!
//! A link by itself gets nobody past an app or a passkey. Here all of it is taken away first, so that what
//! somebody else may hold of it opens nothing any more.

use access::action::ManagePeople;
use access::{Actor, Role, check_office};
use domain::UserId;
use seal::Token;
use store::{LinkWord, SecurityEvent, SecurityKind, User};

use crate::account::Change;
use crate::office::{Account, add_link, colleague};
use crate::{Problem, Service};

impl Service {
    /// Takes away everything a colleague signs in with, ends their sessions, and makes the link with which
    /// they begin anew. They are told of it once they are in. The link is not enough where there was something to
    /// take over (`vouching`).
    ///
    /// # Errors
    /// Denied, also where there is nobody of that id and for the asker's own account; to be confirmed first.
    pub async fn start_over(&self, actor: &Actor, user: UserId) -> Result<String, Problem> {
        let permit = check_office::<ManagePeople>(actor)?;
        let (token, now) = (Token::generate(), self.clock.now());
        let (digest, id) = (token.digest(), self.clock.ids(now).nth(0));
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let Account { user, in_use, .. } = colleague(tx, &permit, user).await?;
                    if in_use {
                        let made_by = permit.actor().user;
                        tx.need_link_word(&LinkWord { user, since: now, made_by }).await?;
                    }
                    tx.clear_second_factor(user).await?;
                    tx.remove_passkeys_of(user).await?;
                    tx.unlink_identity(user).await?;
                    tx.clear_password(user, now).await?;
                    tx.end_sign_in_steps_of(user).await?;
                    tx.end_sessions_of(user).await?;
                    tx.note_account_change(id, user, Change::StartedOver.code(), now).await?;
                    let organisation = Some(permit.organisation());
                    for kind in [SecurityKind::SecondFactorChanged, SecurityKind::LinkMade] {
                        let event = SecurityEvent::about(organisation, Some(user), kind);
                        tx.note_security(&event.by(permit.actor().user), now).await?;
                    }
                    tx.note_office_look(&permit, now, &format!("start-over/{user}"), None).await?;
                    add_link(tx, &digest, Some(user), now).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(token.text().to_string())
    }

    /// The administrators of real organisations in which no administrator has a passkey: nobody can let them in
    /// but whoever runs the server.
    ///
    /// # Errors
    /// A fault.
    pub async fn locked_out(&self) -> Result<Vec<UserId>, Problem> {
        self.store
            .read(|snapshot| {
                Box::pin(async move {
                    let mut locked_out = Vec::new();
                    for organisation in snapshot.organisations().await?.iter().filter(|one| !one.fictional) {
                        let runs = |user: &User| user.active && user.role == Role::Administrator;
                        let mut passkeys = 0;
                        let mut theirs = Vec::new();
                        for user in snapshot.users(organisation.id).await?.into_iter().filter(runs) {
                            passkeys += snapshot.passkey_count(user.id).await?;
                            theirs.push(user.id);
                        }
                        locked_out.extend(theirs.into_iter().filter(|_| passkeys == 0));
                    }
                    Ok::<_, Problem>(locked_out)
                })
            })
            .await
    }
}
