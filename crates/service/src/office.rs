//! The organisation: setting it up, its regions and the people who sign in. No case is seen here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::action::ManagePeople;
use access::{Actor, Denied, OfficePermit, Role, check_office};
use domain::text::{Name, ShortText};
use domain::{OrganisationId, RegionId, TeamId, UserId};
use jiff::{SignedDuration, Timestamp};
use policy::packs;
use seal::Token;
use store::{
    Fault, NewUser, Organisation, Region, SecurityEvent, SecurityKind, SetupLink, Snapshot, Tx, User,
};

use crate::account::Change;
use crate::password::{Password, PasswordProblem};
use crate::proof::{Proof, passkey_only};
use crate::rules::parsed;
use crate::second_step::SignIn;
use crate::sign_in::is_fictional;
use crate::visit::Visit;
use crate::{Problem, Service};

/// A link works once, for so long.
const LINK_HOLDS: SignedDuration = SignedDuration::from_hours(72);

/// What a one-time link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkFor {
    /// Setting up the installation.
    SetUp,
    /// Somebody chooses their first password, or a new one.
    Password {
        /// The name with which they sign in.
        login: String,
    },
    /// Somebody who signs in with a passkey and nothing else makes their first one.
    Passkey {
        /// The name with which they sign in.
        login: String,
    },
}

/// Where the use of a link leads.
#[derive(Clone, PartialEq, Eq)]
pub enum AfterLink {
    /// To the page on which they sign in with what they have.
    SignInPage,
    /// On, as after a right password.
    On(SignIn),
}

/// What sets an installation up.
#[derive(Debug)]
pub struct SetUp {
    /// The organisation's name.
    pub organisation: ShortText,
    /// The id of a shipped policy pack; its nation's bank holidays count.
    pub policy: String,
    /// The regions.
    pub regions: Vec<ShortText>,
    /// The first administrator.
    pub administrator: Name,
    /// The name with which they sign in, by passkey only.
    pub login: ShortText,
}

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
}

/// The organisation, as its administrator sees it.
#[derive(Debug, Clone)]
pub struct OrganisationPage {
    /// Its name.
    pub name: String,
    /// The id of the policy pack in force.
    pub policy: String,
    /// Its text, to be edited as a copy.
    pub policy_text: String,
    /// Everybody who has an account.
    pub people: Vec<User>,
    /// The regions.
    pub regions: BTreeMap<RegionId, String>,
    /// The teams.
    pub teams: BTreeMap<TeamId, String>,
}

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum OfficeProblem {
    /// The password will not do.
    #[error(transparent)]
    Password(#[from] PasswordProblem),
    /// The journey did not happen.
    #[error(transparent)]
    Journey(#[from] Problem),
}

impl Service {
    /// Whether nobody has set this installation up yet.
    ///
    /// # Errors
    /// A fault.
    pub async fn is_new(&self) -> Result<bool, Problem> {
        let organisations = self
            .store
            .read(|snapshot| Box::pin(async move { snapshot.organisations().await.map_err(Problem::from) }));
        Ok(organisations.await?.is_empty())
    }

    /// A link that sets up the installation, or lets somebody choose a password. It works once, and takes
    /// the place of an earlier one of theirs.
    ///
    /// # Errors
    /// A fault.
    pub async fn make_link(&self, user: Option<UserId>) -> Result<String, Problem> {
        let (token, now) = (Token::generate(), self.clock.now());
        let digest = token.digest();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if let Some(id) = user {
                        let organisation = tx.user(id).await?.map(|user| user.organisation);
                        let event = SecurityEvent::about(organisation, user, SecurityKind::LinkMade);
                        tx.note_security(&event, now).await?;
                    }
                    add_link(tx, &digest, user, now).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(token.text().to_string())
    }

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

    /// A new link for a colleague who lost theirs, or their password. Until it is used nothing changes for
    /// them. That it was made, by whom and for whom is written. Nobody makes one for themself: whoever found an
    /// administrator's browser open would have the account for good.
    ///
    /// # Errors
    /// Denied, also where there is nobody of that id, and for the asker's own account.
    pub async fn renew_link(&self, actor: &Actor, user: UserId) -> Result<String, Problem> {
        let permit = check_office::<ManagePeople>(actor)?;
        let (token, now) = (Token::generate(), self.clock.now());
        let digest = token.digest();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let user = colleague(tx, &permit, user).await?.user;
                    let organisation = Some(permit.organisation());
                    let event = SecurityEvent::about(organisation, Some(user), SecurityKind::LinkMade);
                    tx.note_security(&event.by(permit.actor().user), now).await?;
                    tx.note_office_look(&permit, now, &format!("link/{user}"), None).await?;
                    add_link(tx, &digest, Some(user), now).await.map_err(Problem::from)
                })
            })
            .await?;
        Ok(token.text().to_string())
    }

    /// What a link is for; `None` for one that was used, has run out or never was.
    ///
    /// # Errors
    /// A fault.
    pub async fn link(&self, token: &str) -> Result<Option<LinkFor>, Problem> {
        let Ok(token) = token.parse::<Token>() else { return Ok(None) };
        let (digest, now) = (token.digest(), self.clock.now());
        let found = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let Some(link) = snapshot.setup_link(&digest, now).await? else { return Ok(None) };
                    let Some(user) = link.user else { return Ok(Some(LinkFor::SetUp)) };
                    let Some(user) = snapshot.user(user).await? else { return Ok(None) };
                    let fictional = is_fictional(snapshot, &user).await?;
                    let login = user.login;
                    Ok::<_, Problem>(Some(if passkey_only(user.role, fictional) {
                        LinkFor::Passkey { login }
                    } else {
                        LinkFor::Password { login }
                    }))
                })
            })
            .await?;
        if found.is_none() {
            self.note_spent_link(digest).await?;
        }
        Ok(found)
    }

    /// A link that was used, or has run out, is in somebody's hands who may not be whom it was for.
    async fn note_spent_link(&self, digest: [u8; 32]) -> Result<(), Problem> {
        let whose = self.store.read(move |snapshot| {
            Box::pin(async move {
                let Some(user) = snapshot.spent_link(&digest).await? else { return Ok(None) };
                Ok::<_, Problem>(snapshot.user(user).await?)
            })
        });
        let Some(user) = whose.await? else { return Ok(()) };
        let (organisation, user) = (Some(user.organisation), Some(user.id));
        self.note_security(SecurityEvent::about(organisation, user, SecurityKind::LinkRefused)).await
    }

    /// Sets the installation up, all of it or nothing, and lets its first administrator in as far as making
    /// their passkey: the token for their cookie. `None` where the link no longer works.
    ///
    /// # Errors
    /// In conflict where the sign-in name is taken; a fault.
    pub async fn set_up(&self, token: &str, set_up: SetUp, visit: &Visit) -> Result<Option<String>, Problem> {
        let Ok(token) = token.parse::<Token>() else { return Ok(None) };
        let now = self.clock.now();
        let (digest, ids) = (token.digest(), self.clock.ids(now));
        let text =
            packs::FILES.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(set_up.policy.as_str()));
        let (_, text) = *text.ok_or(Problem::Fault)?;
        let nation = parsed(text).map_err(|_| Problem::Fault)?.pack.nation;
        let organisation = Organisation {
            id: OrganisationId::from_uuid(ids.nth(0)),
            name: set_up.organisation.as_str().to_owned(),
            nation: policy::words::Word::word(nation).to_owned(),
            policy_id: set_up.policy,
            policy_text: text.to_owned(),
            created_at: now,
            fictional: false,
        };
        let administrator = NewUser {
            id: UserId::from_uuid(ids.nth(1)),
            organisation: organisation.id,
            login: set_up.login.as_str().to_lowercase(),
            name: set_up.administrator.as_str().to_owned(),
            role: Role::Administrator,
            password_hash: None,
            regions: BTreeSet::new(),
        };
        let regions: Vec<Region> = (2..)
            .zip(&set_up.regions)
            .map(|(n, name)| Region { id: RegionId::from_uuid(ids.nth(n)), name: name.as_str().to_owned() })
            .collect();
        let (first, known) = (administrator.id, administrator.clone());
        let made = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    if !tx.use_setup_link(&digest, now).await? {
                        return Ok(false);
                    }
                    tx.add_organisation(&organisation).await?;
                    tx.add_user(&administrator, now).await?;
                    add_regions(tx, organisation.id, &regions, now).await?;
                    Ok::<_, Problem>(true)
                })
            })
            .await?;
        if !made {
            return Ok(None);
        }
        self.walls.know_new(&known);
        self.begin_session(first, Proof::Beginning, visit).await
    }

    /// Sets the password of whom the link is for, ends their sessions and goes on as after a right password:
    /// to what they have beside it, or to setting that up. `None` where the link no longer works.
    ///
    /// # Errors
    /// A password that will not do, or a fault.
    pub async fn choose_password(
        &self,
        token: &str,
        password: Password,
        visit: &Visit,
    ) -> Result<Option<AfterLink>, OfficeProblem> {
        let Some(LinkFor::Password { login }) = self.link(token).await? else { return Ok(None) };
        self.will_do(&password, &login).await?;
        let hash = self.hash(password).await?;
        let Some(user) = self.use_link(token, Some(hash)).await? else { return Ok(None) };
        Ok(Some(match self.after_password(user, visit).await? {
            Some(on) => AfterLink::On(on),
            None => AfterLink::SignInPage,
        }))
    }

    /// Lets somebody who signs in with a passkey only, or has nothing yet, in as far as making their first one.
    /// Whoever has one is led to sign in with it. `None` where the link no longer works.
    ///
    /// # Errors
    /// A fault.
    pub async fn begin_by_link(&self, token: &str, visit: &Visit) -> Result<Option<AfterLink>, Problem> {
        if !self.passkey_is_for(token).await? {
            return Ok(None);
        }
        let Some(user) = self.use_link(token, None).await? else { return Ok(None) };
        let id = user.id;
        let has_one = self.store.read(move |snapshot| {
            Box::pin(async move { Ok::<_, Problem>(snapshot.passkey_count(id).await? > 0) })
        });
        if has_one.await? {
            return Ok(Some(AfterLink::SignInPage));
        }
        let token = self.begin_session(user.id, Proof::Beginning, visit).await?;
        Ok(Some(token.map_or(AfterLink::SignInPage, |token| AfterLink::On(SignIn::In(token)))))
    }

    /// Uses a link up, sets the password where one was chosen, ends every session of whom it is for, and says
    /// who that is.
    async fn use_link(&self, token: &str, hash: Option<String>) -> Result<Option<User>, Problem> {
        let Ok(token) = token.parse::<Token>() else { return Ok(None) };
        let (digest, now) = (token.digest(), self.clock.now());
        let id = self.clock.ids(now).nth(0);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let link = tx.setup_link(&digest, now).await?;
                    let Some(user) = link.and_then(|link| link.user) else { return Ok(None) };
                    if !tx.use_setup_link(&digest, now).await? {
                        return Ok(None);
                    }
                    let Some(user) = tx.user(user).await?.filter(|user| user.active) else { return Ok(None) };
                    tx.end_sessions_of(user.id).await?;
                    tx.end_sign_in_steps_of(user.id).await?;
                    let (organisation, whose) = (Some(user.organisation), Some(user.id));
                    let event = SecurityEvent::about(organisation, whose, SecurityKind::LinkUsed);
                    let words = if hash.is_some() { "A password was chosen" } else { "To make a passkey" };
                    tx.note_security(&event.saying(words), now).await?;
                    if let Some(hash) = hash {
                        tx.put_password(user.id, &hash, now).await?;
                        tx.note_account_change(id, user.id, Change::Password.code(), now).await?;
                    }
                    Ok::<_, Problem>(Some(user))
                })
            })
            .await
    }

    pub(crate) async fn hash(&self, password: Password) -> Result<String, Problem> {
        let _turn = self.hashing.acquire().await.map_err(|_| Problem::Fault)?;
        let hash = tokio::task::spawn_blocking(move || password.hash()).await;
        hash.ok().flatten().ok_or(Problem::Fault)
    }

    /// Adds somebody, and gives the link with which they choose their password.
    ///
    /// # Errors
    /// Denied; in conflict where the sign-in name is taken.
    pub async fn add_colleague(&self, actor: &Actor, colleague: NewColleague) -> Result<String, Problem> {
        check_office::<ManagePeople>(actor)?;
        let moment = self.moment(actor);
        let user = NewUser {
            id: UserId::from_uuid(moment.ids.nth(0)),
            organisation: actor.organisation,
            login: colleague.login.as_str().to_lowercase(),
            name: colleague.name.as_str().to_owned(),
            role: colleague.role,
            password_hash: None,
            regions: colleague.regions,
        };
        let id = user.id;
        let (organisation, role) = (Some(actor.organisation), user.role);
        self.add_with_walls(user, &moment).await?;
        self.names.forget(actor.organisation);
        let event = SecurityEvent::about(organisation, Some(id), SecurityKind::PersonAdded);
        self.note_security(event.by(actor.user).saying(role.label())).await?;
        self.make_link(Some(id)).await
    }

    /// Adds a region.
    ///
    /// # Errors
    /// Denied; in conflict where there is one of this name.
    pub async fn add_region(&self, actor: &Actor, name: &ShortText) -> Result<(), Problem> {
        check_office::<ManagePeople>(actor)?;
        let moment = self.moment(actor);
        let region = Region { id: RegionId::from_uuid(moment.ids.nth(0)), name: name.as_str().to_owned() };
        let (organisation, asker) = (actor.organisation, actor.clone());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let words = format!("The region {} was added", region.name);
                    tx.add_region(organisation, &region, moment.now).await?;
                    let event = SecurityEvent::of(&asker, SecurityKind::SettingsChanged).saying(words);
                    tx.note_security(&event, moment.now).await.map_err(Problem::from)
                })
            })
            .await?;
        self.names.forget(actor.organisation);
        Ok(())
    }

    /// The organisation's people and regions.
    ///
    /// # Errors
    /// Denied.
    pub async fn organisation(&self, actor: &Actor) -> Result<OrganisationPage, Problem> {
        let organisation = actor.organisation;
        let (found, people, teams) = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let found = snapshot.organisation(organisation).await?;
                    let people = snapshot.users(organisation).await?;
                    Ok::<_, Problem>((found, people, snapshot.teams(organisation).await?))
                })
            })
            .await?;
        let found: Organisation = found.ok_or(Problem::Fault)?;
        Ok(OrganisationPage {
            name: found.name,
            policy: found.policy_id,
            policy_text: found.policy_text,
            people,
            regions: self.regions(actor).await?.as_ref().clone(),
            teams,
        })
    }

    /// The names of the organisation's regions.
    ///
    /// # Errors
    /// A fault.
    pub async fn regions(&self, actor: &Actor) -> Result<Arc<BTreeMap<RegionId, String>>, Problem> {
        Ok(self.names(actor.organisation).await?.regions)
    }

    /// The names of everybody who has or had an account.
    ///
    /// # Errors
    /// A fault.
    pub async fn colleagues(&self, actor: &Actor) -> Result<Arc<BTreeMap<UserId, String>>, Problem> {
        Ok(self.names(actor.organisation).await?.colleagues)
    }
}

/// A link in the place of any earlier one.
pub(crate) async fn add_link(
    tx: &mut Tx,
    digest: &[u8; 32],
    user: Option<UserId>,
    now: Timestamp,
) -> Result<(), Fault> {
    if let Some(user) = user {
        tx.drop_setup_links(user).await?;
    }
    tx.add_setup_link(digest, &SetupLink { user, expires_at: now + LINK_HOLDS }).await
}

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
    Ok(Account { user: id, name, login, has_password: password_hash.is_some() })
}

async fn add_regions(
    tx: &mut Tx,
    organisation: OrganisationId,
    regions: &[Region],
    now: Timestamp,
) -> Result<(), Problem> {
    for region in regions {
        tx.add_region(organisation, region, now).await?;
    }
    Ok(())
}
