//! The names of an organisation's people and regions, kept in memory for half a minute: pages need them
//! all the time and they hardly change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use access::action::Triage;
use access::{Actor, Denied, Role, check, may_be_given};
use domain::{CaseId, OrganisationId, RegionId, UserId};
use jiff::{SignedDuration, Timestamp};

use crate::{Problem, Service};

/// How old a name may be where another server changed it.
const FRESH: SignedDuration = SignedDuration::from_secs(30);

/// Somebody to whom a case may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignable {
    /// The name that colleagues know.
    pub name: String,
    /// What they do.
    pub role: Role,
}

/// The names of one organisation.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(crate) regions: Arc<BTreeMap<RegionId, String>>,
    pub(crate) colleagues: Arc<BTreeMap<UserId, String>>,
    pub(crate) roles: Arc<BTreeMap<UserId, Role>>,
    pub(crate) assignable: Arc<BTreeMap<UserId, Assignable>>,
    pub(crate) grantable: Arc<BTreeMap<UserId, Assignable>>,
    read_at: Timestamp,
}

/// Names by organisation.
#[derive(Debug, Default)]
pub(crate) struct KnownNames(RwLock<BTreeMap<OrganisationId, Names>>);

impl KnownNames {
    /// Reads them again at the next use.
    pub(crate) fn forget(&self, organisation: OrganisationId) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(&organisation);
    }

    fn fresh(&self, organisation: OrganisationId, now: Timestamp) -> Option<Names> {
        let names = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&organisation).cloned()?;
        (now.duration_since(names.read_at) < FRESH).then_some(names)
    }
}

impl Service {
    pub(crate) async fn names(&self, organisation: OrganisationId) -> Result<Names, Problem> {
        let now = self.clock.now();
        if let Some(names) = self.names.fresh(organisation, now) {
            return Ok(names);
        }
        let (regions, users): (Vec<store::Region>, Vec<store::User>) = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let regions = snapshot.regions(organisation).await?;
                    Ok::<_, Problem>((regions, snapshot.users(organisation).await?))
                })
            })
            .await?;
        let names = Names {
            assignable: Arc::new(those(&users, Role::is_assignable)),
            grantable: Arc::new(those(&users, Role::is_grantable)),
            regions: Arc::new(regions.into_iter().map(|region| (region.id, region.name)).collect()),
            roles: Arc::new(users.iter().map(|user| (user.id, user.role)).collect()),
            colleagues: Arc::new(users.into_iter().map(|user| (user.id, user.name)).collect()),
            read_at: now,
        };
        self.names.0.write().unwrap_or_else(PoisonError::into_inner).insert(organisation, names.clone());
        Ok(names)
    }

    /// The colleagues to whom a case may be given: those whose role allows it, who may sign in, and are not
    /// excluded from this one.
    ///
    /// # Errors
    /// Denied where the asker may not hand the case over.
    pub async fn assignable(
        &self,
        actor: &Actor,
        case: CaseId,
    ) -> Result<BTreeMap<UserId, Assignable>, Problem> {
        self.caught_up().await?;
        let mut everybody = (*self.names(actor.organisation).await?.assignable).clone();
        everybody.retain(|user, _| !self.walls.keeps_from(*user, case));
        let (asker, now) = (actor.clone(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let facts = snapshot.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    check::<Triage>(&asker, &facts)?;
                    let mut excluded = BTreeSet::new();
                    for (user, colleague) in &everybody {
                        let them = Actor::new(*user, asker.organisation, colleague.role);
                        let facts = snapshot.case_facts(&them, case, now).await?;
                        // To whom there is no such case, to them it cannot be given.
                        if !facts.is_some_and(|facts| may_be_given(&them, &facts)) {
                            excluded.insert(*user);
                        }
                    }
                    everybody.retain(|user, _| !excluded.contains(user));
                    Ok(everybody)
                })
            })
            .await
    }
}

/// Those who may sign in, in a role like this.
fn those(users: &[store::User], like: fn(Role) -> bool) -> BTreeMap<UserId, Assignable> {
    let here = users.iter().filter(|user| user.active && like(user.role));
    here.map(|user| (user.id, Assignable { name: user.name.clone(), role: user.role })).collect()
}
