//! Finding a case by a name or a reference, among those that one may see.

use std::iter;
use std::sync::Arc;

use access::action::{SearchCases, SeeCase};
use access::{Actor, Permit, check, check_office};
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, Severity};
use jiff::Timestamp;
use store::{Known, KnownLine, Snapshot};

use crate::index::{Called, Index};
use crate::{Header, Problem, Service};

/// How many cases a page shows.
const SHOWN: usize = 30;
/// How many cases that match are looked at to find those that may be shown.
const LOOKED_AT: usize = 2_048;
/// How many of them are looked at together. What is shown is hardly ever more.
const AT_ONCE: usize = 32;

/// A case that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// What the person at the centre is called.
    pub called: Option<String>,
    /// The road it is on.
    pub route: Route,
    /// The severity.
    pub severity: Severity,
    /// When it was first reported.
    pub opened_at: Timestamp,
}

impl Service {
    /// The cases that one may see and that hold every word that was typed, the newest first. That one
    /// searched is recorded, and of each word a mark from which nobody reads it (R17).
    ///
    /// # Errors
    /// Denied where one may not search; stopped where one was shown too many in an hour.
    pub async fn find(&self, actor: &Actor, typed: &str) -> Result<Vec<Found>, Problem> {
        check_office::<SearchCases>(actor)?;
        self.caught_up().await?;
        let (terms, walls) = (self.terms(actor.organisation, typed), self.walls.around(actor.user));
        let (asker, typed, index) = (actor.clone(), typed.to_owned(), Arc::clone(&self.index));
        let now = self.clock.now();
        let found: Vec<Found> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let after = |last| index.matching(asker.organisation, &typed, &walls, last, AT_ONCE);
                    visible(snapshot, &asker, &index, None, now, after).await
                })
            })
            .await?;
        self.lists(actor, &found.iter().map(|found| found.case).collect::<Vec<_>>()).await?;
        let (asker, any) = (actor.clone(), if found.is_empty() { "search, nothing found" } else { "search" });
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let permit = check_office::<SearchCases>(&asker)?;
                    tx.note_search(&permit, now, any, &terms).await?;
                    Ok::<_, Problem>(())
                })
            })
            .await?;
        Ok(found)
    }

    /// The other cases that one may see in which one of these names stands, the newest first. Meant for
    /// the page of `case`, whose look is recorded with it; nothing more is recorded here.
    ///
    /// # Errors
    /// Denied where one may not search.
    pub async fn alike(&self, actor: &Actor, case: CaseId, names: &[&str]) -> Result<Vec<Found>, Problem> {
        check_office::<SearchCases>(actor)?;
        self.caught_up().await?;
        let (asker, index, now) = (actor.clone(), Arc::clone(&self.index), self.clock.now());
        let walls = self.walls.around(actor.user);
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let after = |last| {
                        let of =
                            |name: &String| index.matching(asker.organisation, name, &walls, last, AT_ONCE);
                        let mut cases: Vec<CaseId> = names.iter().flat_map(of).collect();
                        cases.sort_unstable_by(|one, other| other.cmp(one));
                        cases.dedup();
                        cases.truncate(AT_ONCE);
                        cases
                    };
                    visible(snapshot, &asker, &index, Some(case), now, after).await
                })
            })
            .await
    }
}

/// The first of the cases that one may see, but for one. `after` gives more candidates, from the newest on or after the
/// last one before.
pub(crate) async fn visible(
    snapshot: &mut Snapshot,
    asker: &Actor,
    index: &Index,
    but: Option<CaseId>,
    now: Timestamp,
    after: impl Fn(Option<CaseId>) -> Vec<CaseId> + Send,
) -> Result<Vec<Found>, Problem> {
    let (mut found, mut last) = (Vec::new(), None);
    for _ in 0..LOOKED_AT / AT_ONCE {
        let candidates = after(last);
        for known in snapshot.facts_of_cases(asker, &candidates, now).await? {
            let Ok(permit) = check::<SeeCase>(asker, &known.facts) else { continue };
            if but != Some(permit.case()) {
                found.push(shown(snapshot, &permit, &known, index)?);
            }
        }
        last = candidates.last().copied();
        if found.len() >= SHOWN || candidates.len() < AT_ONCE {
            break;
        }
    }
    found.truncate(SHOWN);
    Ok(found)
}

/// What somebody is called is in memory; where that is not of the case's last entry, it is read.
fn shown(
    snapshot: &Snapshot,
    permit: &Permit<SeeCase>,
    known: &Known,
    index: &Index,
) -> Result<Found, Problem> {
    let line = snapshot.known_line(permit, known)?;
    let indexed = index.called(iter::once((permit.case(), line.sequence))).pop().flatten();
    let called = if let Some(Called(called)) = indexed {
        called.map(|called| (**called).to_owned())
    } else {
        let header = snapshot.known_header(permit, known)?;
        serde_json::from_slice::<Header>(&header.0).ok().and_then(|header| header.called)
    };
    let KnownLine { reference, route, severity, opened_at, .. } = line;
    Ok(Found { case: permit.case(), reference, called, route, severity, opened_at })
}
