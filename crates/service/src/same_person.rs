//! Other records of the same person: which of them somebody may see, and which may be about the same person. Nothing is
//! ever joined here by itself: a person says so (R13, T8).

use std::collections::BTreeSet;
use std::sync::Arc;

use access::action::{SearchCases, SeeCase};
use access::{ActionKind, Actor, Permit, check, check_office, may};
use domain::case::CaseEvent;
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, Recorded};
use jiff::Timestamp;
use store::Snapshot;

use crate::find::visible;
use crate::{Found, Problem, Service};

/// How many other records with the same number or address are looked at.
const AT_MOST: usize = 32;

impl Service {
    /// The record with this reference, where this person may say of it that it is about the same person as another.
    /// Nothing where there is none, and where there is none for them: nobody learns which.
    ///
    /// # Errors
    /// A fault.
    pub async fn record_to_compare(
        &self,
        actor: &Actor,
        reference: CaseReference,
    ) -> Result<Option<CaseId>, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let Some(case) = snapshot.case_by_reference(&asker, reference).await? else {
                        return Ok(None);
                    };
                    let facts = snapshot.case_facts(&asker, case, now).await?;
                    let is_theirs =
                        facts.is_some_and(|facts| may(&asker, &facts, ActionKind::JoinRecords).is_ok());
                    Ok(is_theirs.then_some(case))
                })
            })
            .await
    }

    /// The other survivors' records that one may see in which a survivor has the same telephone number or e-mail address as
    /// the survivor here, the newest first. Keyed marks are compared: no number leaves its seal. Meant for a page of `case`,
    /// whose look is recorded with it.
    ///
    /// # Errors
    /// Denied where one may not search.
    pub async fn same_reach(&self, actor: &Actor, case: CaseId) -> Result<Vec<Found>, Problem> {
        check_office::<SearchCases>(actor)?;
        self.caught_up().await?;
        let (asker, index, now) = (actor.clone(), Arc::clone(&self.index), self.clock.now());
        let cases = self.walls.same_reach(actor.user, case, AT_MOST);
        let mut found = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let after =
                        |last: Option<CaseId>| if last.is_none() { cases.clone() } else { Vec::new() };
                    visible(snapshot, &asker, &index, Some(case), now, after).await
                })
            })
            .await?;
        found.retain(|found| found.route != Route::OwnBehaviour);
        Ok(found)
    }
}

/// Permits for the other records of which this history says that they are, or were, about the same person, as far as this
/// person may see them.
pub(crate) async fn beside(
    snapshot: &mut Snapshot,
    asker: &Actor,
    history: &[Recorded<CaseEvent>],
    now: Timestamp,
) -> Result<Vec<Permit<SeeCase>>, Problem> {
    let named = history.iter().filter_map(|entry| match &entry.event {
        CaseEvent::Joined(joined) => Some(joined.other),
        CaseEvent::Parted(parted) => Some(parted.other),
        _ => None,
    });
    let named: Vec<CaseId> = named.collect::<BTreeSet<_>>().into_iter().collect();
    let known = snapshot.facts_of_cases(asker, &named, now).await?;
    Ok(known.iter().filter_map(|known| check::<SeeCase>(asker, &known.facts).ok()).collect())
}
