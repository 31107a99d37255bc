//! Finding a case by a name or a reference, among those that one may see.

use access::action::{SearchCases, SeeCase};
use access::{Actor, check, check_office};
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, Severity};
use jiff::Timestamp;
use store::Snapshot;

use crate::{Header, Problem, Service};

/// How many cases a page shows.
const SHOWN: usize = 30;
/// How many cases that match are looked at to find those that may be shown.
const LOOKED_AT: usize = 2_000;

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
    /// searched is recorded; what one typed is not.
    ///
    /// # Errors
    /// Denied where one may not search.
    pub async fn find(&self, actor: &Actor, typed: &str) -> Result<Vec<Found>, Problem> {
        check_office::<SearchCases>(actor)?;
        let candidates = self.index.matching(actor.organisation, typed, LOOKED_AT);
        let (asker, now) = (actor.clone(), self.clock.now());
        let found: Vec<Found> = self
            .store
            .read(move |snapshot| Box::pin(async move { visible(snapshot, &asker, candidates).await }))
            .await?;
        let (asker, any) = (actor.clone(), if found.is_empty() { "search, nothing found" } else { "search" });
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let permit = check_office::<SearchCases>(&asker)?;
                    tx.note_office_look(&permit, now, any, None).await?;
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
        let of = |name: &&str| self.index.matching(actor.organisation, name, LOOKED_AT);
        let mut candidates: Vec<CaseId> = names.iter().flat_map(of).filter(|other| *other != case).collect();
        candidates.sort_unstable_by(|one, other| other.cmp(one));
        candidates.dedup();
        let asker = actor.clone();
        self.store
            .read(move |snapshot| Box::pin(async move { visible(snapshot, &asker, candidates).await }))
            .await
    }
}

async fn visible(
    snapshot: &mut Snapshot,
    asker: &Actor,
    candidates: Vec<CaseId>,
) -> Result<Vec<Found>, Problem> {
    let mut found = Vec::new();
    for case in candidates.into_iter().take(LOOKED_AT) {
        let Some(facts) = snapshot.case_facts(asker, case).await? else { continue };
        let Ok(permit) = check::<SeeCase>(asker, &facts) else { continue };
        let Some(line) = snapshot.case_line(&permit).await? else { continue };
        let header: Option<Header> = serde_json::from_slice(&line.header.0).ok();
        found.push(Found {
            case,
            reference: line.reference,
            called: header.and_then(|header| header.called),
            route: line.route,
            severity: line.severity,
            opened_at: line.opened_at,
        });
        if found.len() == SHOWN {
            break;
        }
    }
    Ok(found)
}
