//! The names of an organisation's people and regions, kept in memory for half a minute: pages need them
//! all the time and they hardly change.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::{OrganisationId, RegionId, UserId};
use jiff::{SignedDuration, Timestamp};

use crate::{Problem, Service};

/// How old a name may be where another server changed it.
const FRESH: SignedDuration = SignedDuration::from_secs(30);

/// The names of one organisation.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(crate) regions: Arc<BTreeMap<RegionId, String>>,
    pub(crate) colleagues: Arc<BTreeMap<UserId, String>>,
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
            regions: Arc::new(regions.into_iter().map(|region| (region.id, region.name)).collect()),
            colleagues: Arc::new(users.into_iter().map(|user| (user.id, user.name)).collect()),
            read_at: now,
        };
        self.names.0.write().unwrap_or_else(PoisonError::into_inner).insert(organisation, names.clone());
        Ok(names)
    }
}
