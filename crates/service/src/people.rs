//! Changing a colleague's account: what they do and where, whether they are still here, and their sessions.
//!
//! Nobody changes their own rights, and nobody changes anybody's whose own were taken away meanwhile. What changes
//! rights ends every session of the colleague in the same transaction, so that it holds from their next request on,
//! and writes its line in the security log with it.

use std::collections::{BTreeMap, BTreeSet};

use access::action::ManagePeople;
use access::{Actor, Denied, OfficePermit, Role, check_office};
use domain::{RegionId, TeamId, UserId};
use jiff::Timestamp;
use store::{AuthenticatorState, Ending, SecurityEvent, SecurityKind, SessionLine, Snapshot, Tx, User};

use crate::sign_in::IDLE;
use crate::{Problem, Service};

/// A colleague's account, as whoever looks after accounts sees it: nothing of any case, and no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Whose.
    pub user: UserId,
    /// How often it was changed. What is changed on a page goes with the number that the page showed.
    pub version: u64,
    /// The name that colleagues know.
    pub name: String,
    /// The name with which they sign in.
    pub login: String,
    /// What they do.
    pub duties: Duties,
    /// Whether they are still here.
    pub active: bool,
    /// With what they can sign in.
    pub ways: Ways,
    /// When they last signed in.
    pub signed_in_at: Option<Timestamp>,
    /// Where they are signed in, the last used first.
    pub sessions: Vec<SessionLine>,
    /// Whether it is the asker.
    pub is_own: bool,
}

/// What somebody does, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duties {
    /// Their role.
    pub role: Role,
    /// The regions they manage.
    pub regions: BTreeSet<RegionId>,
    /// The team they are in.
    pub team: Option<TeamId>,
}

/// With what somebody can sign in; never what it is.
#[expect(clippy::struct_excessive_bools, reason = "each is a way of its own, and any of them may be there")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ways {
    /// A password.
    pub password: bool,
    /// An authenticator app beside it.
    pub app: bool,
    /// A passkey.
    pub passkey: bool,
    /// The organisation's own sign-in.
    pub provider: bool,
}

/// The page of a colleague's account.
#[derive(Debug, Clone)]
pub struct ColleaguePage {
    /// The account.
    pub colleague: Colleague,
    /// The organisation's regions.
    pub regions: BTreeMap<RegionId, String>,
    /// The organisation's teams.
    pub teams: BTreeMap<TeamId, String>,
}

/// Why an account was not changed. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum PeopleProblem {
    /// The asker is the only administrator, and wanted to stop being one.
    #[error(
        "you are the only administrator, and somebody has to look after accounts: choose another administrator first"
    )]
    OnlyAdministrator,
    /// The asker wanted to change their own rights.
    #[error("nobody changes their own account here: ask another administrator")]
    Own,
    /// Somebody else changed the account since its page was opened.
    #[error(
        "somebody else changed this account since you opened it: look at how it is now, then change it again"
    )]
    Changed,
    /// The region or the team is none of the organisation's.
    #[error("the region or the team is not there any more: choose from the list")]
    Unknown,
    /// The journey did not happen.
    #[error(transparent)]
    Journey(#[from] Problem),
}

impl From<Denied> for PeopleProblem {
    fn from(denied: Denied) -> Self {
        Self::Journey(denied.into())
    }
}

impl From<store::Fault> for PeopleProblem {
    fn from(fault: store::Fault) -> Self {
        Self::Journey(fault.into())
    }
}

impl From<store::WriteError> for PeopleProblem {
    fn from(error: store::WriteError) -> Self {
        match error {
            store::WriteError::Conflict(_) => Self::Changed,
            store::WriteError::Fault(fault) => fault.into(),
        }
    }
}

/// What is done to an account.
#[derive(Debug, Clone)]
enum Step {
    Duties(Duties),
    Leave,
    ComeBack,
}

impl Service {
    /// A colleague's account, whether or not they are still here.
    ///
    /// # Errors
    /// Denied, also where there is nobody of that id in the asker's organisation; to be confirmed first.
    pub async fn colleague_page(&self, actor: &Actor, user: UserId) -> Result<ColleaguePage, Problem> {
        let (permit, now) = (check_office::<ManagePeople>(actor)?, self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let user = theirs(snapshot, &permit, user).await?;
                    let regions = snapshot.regions(user.organisation).await?;
                    let teams = snapshot.teams(user.organisation).await?;
                    let regions = regions.into_iter().map(|region| (region.id, region.name)).collect();
                    let colleague = account(snapshot, &permit, user, now).await?;
                    Ok(ColleaguePage { colleague, regions, teams })
                })
            })
            .await
    }

    /// Changes what a colleague does and where, and ends their sessions. `seen` is the version of the account that
    /// the page showed.
    ///
    /// # Errors
    /// Why not: [`PeopleProblem`].
    pub async fn change_duties(
        &self,
        actor: &Actor,
        user: UserId,
        seen: u64,
        duties: Duties,
    ) -> Result<(), PeopleProblem> {
        self.change_account(actor, user, seen, Step::Duties(duties)).await
    }

    /// Makes a colleague somebody who has left: they sign in no more, from now on. Their links stop working; what
    /// they were writing stays, and so does what is theirs to do, which their managers hand on.
    ///
    /// # Errors
    /// Why not: [`PeopleProblem`].
    pub async fn make_leaver(&self, actor: &Actor, user: UserId, seen: u64) -> Result<(), PeopleProblem> {
        self.change_account(actor, user, seen, Step::Leave).await
    }

    /// Brings somebody back who had left, in the role that they had.
    ///
    /// # Errors
    /// Why not: [`PeopleProblem`].
    pub async fn bring_back(&self, actor: &Actor, user: UserId, seen: u64) -> Result<(), PeopleProblem> {
        self.change_account(actor, user, seen, Step::ComeBack).await
    }

    /// Ends every session of a colleague, and says how many there were.
    ///
    /// # Errors
    /// Denied, also where there is nobody of that id; to be confirmed first.
    pub async fn end_sessions_of(&self, actor: &Actor, user: UserId) -> Result<u64, Problem> {
        let (permit, now) = (check_office::<ManagePeople>(actor)?, self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let user = theirs(tx, &permit, user).await?;
                    let event = about(&permit, &user, SecurityKind::SessionEnded).saying("All of them");
                    tx.note_security(&event, now).await?;
                    Ok(tx.end_sessions(user.id, Ending::All, now).await?)
                })
            })
            .await
    }

    async fn change_account(
        &self,
        actor: &Actor,
        user: UserId,
        seen: u64,
        step: Step,
    ) -> Result<(), PeopleProblem> {
        let (permit, now) = (check_office::<ManagePeople>(actor)?, self.clock.now());
        let role = match &step {
            Step::Duties(duties) => Some(duties.role),
            Step::Leave | Step::ComeBack => None,
        };
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.note_wall_change(None).await?;
                    let user = theirs(tx, &permit, user).await?;
                    if user.id == permit.actor().user {
                        return Err(own(tx, &permit).await?);
                    }
                    carry_out(tx, &permit, User { version: seen, ..user }, step, now).await
                })
            })
            .await?;
        self.names.forget(actor.organisation);
        if let Some(role) = role {
            self.walls.role_changed(user, role);
        }
        Ok(())
    }
}

/// Changes the account, ends the sessions and writes the line.
async fn carry_out(
    tx: &mut Tx,
    permit: &OfficePermit<ManagePeople>,
    user: User,
    step: Step,
    now: Timestamp,
) -> Result<(), PeopleProblem> {
    let (kind, words, changed) = match step {
        Step::Duties(duties) => {
            let words = told(tx, &user, &duties).await?;
            let Duties { role, regions, team } = duties;
            (SecurityKind::RoleChanged, words, User { role, regions, team, ..user })
        }
        Step::Leave => {
            (SecurityKind::MadeLeaver, user.role.label().to_owned(), User { active: false, ..user })
        }
        Step::ComeBack => {
            (SecurityKind::BroughtBack, user.role.label().to_owned(), User { active: true, ..user })
        }
    };
    // The line comes first: from here on nobody else changes accounts of this organisation, and of two
    // administrators who would each take the other's rights away the second has none any more.
    tx.note_security(&about(permit, &changed, kind).saying(words), now).await?;
    let asker = permit.actor();
    let asker_now = tx.user(asker.user).await?.filter(|user| user.active && user.role == asker.role);
    asker_now.ok_or(Denied::NothingHere)?;
    tx.put_user(&changed, now).await?;
    if !changed.active {
        tx.drop_setup_links(changed.id).await?;
    }
    if tx.end_sessions(changed.id, Ending::All, now).await? > 0 {
        let event = about(permit, &changed, SecurityKind::SessionEnded).saying("All of them, by that change");
        tx.note_security(&event, now).await?;
    }
    Ok(())
}

fn about(permit: &OfficePermit<ManagePeople>, user: &User, kind: SecurityKind) -> SecurityEvent {
    SecurityEvent::about(Some(user.organisation), Some(user.id), kind).by(permit.actor().user)
}

/// Why somebody does not change their own account.
async fn own(snapshot: &mut Snapshot, permit: &OfficePermit<ManagePeople>) -> Result<PeopleProblem, Problem> {
    let everybody = snapshot.users(permit.organisation()).await?;
    let others = everybody
        .iter()
        .filter(|user| user.active && user.role == Role::Administrator && user.id != permit.actor().user);
    Ok(if others.count() == 0 { PeopleProblem::OnlyAdministrator } else { PeopleProblem::Own })
}

/// What is changed, in words for the security log. Names of regions and teams only.
async fn told(snapshot: &mut Snapshot, user: &User, to: &Duties) -> Result<String, PeopleProblem> {
    let regions = snapshot.regions(user.organisation).await?;
    let teams = snapshot.teams(user.organisation).await?;
    let known = to.regions.iter().all(|region| regions.iter().any(|one| one.id == *region));
    if !known || to.team.is_some_and(|team| !teams.contains_key(&team)) {
        return Err(PeopleProblem::Unknown);
    }
    let words = |role: Role, of: &BTreeSet<RegionId>, team: Option<TeamId>| {
        let names =
            regions.iter().filter(|region| of.contains(&region.id)).map(|region| region.name.as_str());
        let team = team.and_then(|team| teams.get(&team)).map(String::as_str);
        let parts: Vec<&str> = std::iter::once(role.label()).chain(names).chain(team).collect();
        parts.join(", ")
    };
    Ok(format!(
        "From {} to {}",
        words(user.role, &user.regions, user.team),
        words(to.role, &to.regions, to.team)
    ))
}

/// Somebody of the permit holder's organisation, whether or not they are still here.
async fn theirs(
    snapshot: &mut Snapshot,
    permit: &OfficePermit<ManagePeople>,
    user: UserId,
) -> Result<User, Problem> {
    let user = snapshot.user(user).await?;
    let user = user.filter(|user| user.organisation == permit.organisation());
    Ok(user.ok_or(Denied::NothingHere)?)
}

async fn account(
    snapshot: &mut Snapshot,
    permit: &OfficePermit<ManagePeople>,
    user: User,
    now: Timestamp,
) -> Result<Colleague, Problem> {
    let app = snapshot.authenticator(user.organisation, user.id, AuthenticatorState::Kept).await?;
    let ways = Ways {
        password: user.password_hash.is_some(),
        app: app.is_some(),
        passkey: snapshot.passkey_count(user.id).await? > 0,
        provider: snapshot.identity_since(user.id).await?.is_some(),
    };
    let signed_in_at = snapshot.last_signed_in(permit, user.id).await?;
    let sessions = snapshot.sessions_of(user.id, now, now - IDLE).await?;
    let User { id, version, name, login, role, regions, team, active, .. } = user;
    let duties = Duties { role, regions, team };
    let is_own = id == permit.actor().user;
    Ok(Colleague { user: id, version, name, login, duties, active, ways, signed_in_at, sessions, is_own })
}
