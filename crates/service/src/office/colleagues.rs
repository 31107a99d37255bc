//! The accounts of colleagues: finding one, and adding somebody new.

use std::collections::BTreeSet;

use access::action::ManagePeople;
use access::{Actor, Denied, OfficePermit, Role, check_office};
use domain::text::{Name, ShortText};
use domain::{RegionId, UserId};
use jiff::Timestamp;
use seal::Token;
use store::{NewUser, SecurityEvent, SecurityKind, Snapshot, Tx, User};

use super::add_link;
use crate::vouching::is_in_use;
use crate::{Problem, Service};

/// Somebody new.
#[derive(Debug, Clone)]
pub struct NewColleague {
    /// The name that colleagues know.
    pub name: Name,
    /// The name with which they sign in.
    pub login: ShortText,
    /// What they do.
    pub role: Role,
    /// The regions they manage.
    pub regions: BTreeSet<RegionId>,
}

/// A colleague's account.
#[derive(Debug, Clone)]
pub struct Account {
    /// Whose.
    pub user: UserId,
    /// The name that colleagues know.
    pub name: String,
    /// The name with which they sign in.
    pub login: String,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// Whether a link to it needs something beside it.
    pub in_use: bool,
}

impl Service {
    /// The account of a colleague who is still in the asker's organisation, and is not the asker.
    ///
    /// # Errors
    /// Denied, also where there is nobody of that id.
    pub async fn account(&self, actor: &Actor, user: UserId) -> Result<Account, Problem> {
        let permit = check_office::<ManagePeople>(actor)?;
        self.store
            .read(move |snapshot| Box::pin(async move { colleague(snapshot, &permit, user).await }))
            .await
    }

    /// Adds somebody, and gives the link with which they choose their password. Both are written, or neither is.
    ///
    /// # Errors
    /// Denied; in conflict where the sign-in name is taken.
    pub async fn add_colleague(&self, actor: &Actor, colleague: NewColleague) -> Result<String, Problem> {
        check_office::<ManagePeople>(actor)?;
        let (token, moment) = (Token::generate(), self.moment(actor));
        let user = NewUser {
            id: UserId::from_uuid(moment.ids.nth(0)),
            organisation: actor.organisation,
            login: colleague.login.as_str().to_lowercase(),
            name: colleague.name.as_str().to_owned(),
            role: colleague.role,
            password_hash: None,
            regions: colleague.regions,
        };
        self.add_with_walls(Joining { user, link: token.digest(), by: actor.user }, &moment).await?;
        self.names.forget(actor.organisation);
        Ok(token.text().to_string())
    }
}

/// Somebody new, with the link by which they get in.
pub(crate) struct Joining {
    pub(crate) user: NewUser,
    link: [u8; 32],
    by: UserId,
}

impl Joining {
    /// Writes their account, its link, and the lines of both.
    pub(crate) async fn write(&self, tx: &mut Tx, now: Timestamp) -> Result<(), Problem> {
        let Self { user, link, by } = self;
        let about = |kind| SecurityEvent::about(Some(user.organisation), Some(user.id), kind);
        tx.add_user(user, now).await?;
        let added = about(SecurityKind::PersonAdded).by(*by).saying(user.role.label());
        tx.note_security(&added, now).await?;
        tx.note_security(&about(SecurityKind::LinkMade).by(*by), now).await?;
        Ok(add_link(tx, link, Some(user.id), now).await?)
    }
}

/// A colleague who is still in the permit holder's organisation, and is not they.
pub(crate) async fn colleague(
    snapshot: &mut Snapshot,
    permit: &OfficePermit<ManagePeople>,
    user: UserId,
) -> Result<Account, Problem> {
    let actor = permit.actor();
    let theirs =
        |user: &User| user.active && user.organisation == actor.organisation && user.id != actor.user;
    let User { id, name, login, password_hash, .. } =
        snapshot.user(user).await?.filter(theirs).ok_or(Denied::NothingHere)?;
    let in_use = is_in_use(snapshot, id).await?;
    Ok(Account { user: id, name, login, has_password: password_hash.is_some(), in_use })
}
