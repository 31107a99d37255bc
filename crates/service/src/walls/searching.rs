//! Searches by people who are walled off from what they searched for (security.md, section 12).
//!
//! Whoever searches is answered as where there is no such case, and nothing else happens then: there is nothing to
//! be measured. What every search leaves in the access journal, the marks of its words, is held against the names
//! behind the walls only when a lead asks.

use std::collections::{BTreeMap, BTreeSet};

use access::action::ManageWalls;
use access::{Actor, check_office};
use domain::text::CaseReference;
use domain::{CaseId, Moment, UserId};
use jiff::{SignedDuration, Timestamp};
use seal::Mark;
use store::{VainSearch, WalledSearcher};

use super::keeping::seen;
use crate::{Problem, Service};

/// How far back searches are told.
const TOLD: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How many searches of one person are looked at.
const LOOKED_AT: u32 = 2_000;

/// Searches of one person that only a case behind a wall of theirs answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchBehindWall {
    /// Who searched.
    pub user: UserId,
    /// For what stands in which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// How often, since a lead last saw to it.
    pub times: usize,
    /// The last time.
    pub last: Timestamp,
    /// The place of that in the access journal.
    pub up_to: u64,
}

/// What was read for it.
struct Read {
    searchers: Vec<WalledSearcher>,
    searches: BTreeMap<UserId, Vec<VainSearch>>,
}

impl Service {
    /// Searches that found nothing for whoever searched, and every word of which stands in a case from which they
    /// were walled off then. For those who keep walls; nothing around cases from which the asker is walled off, and
    /// nothing of their own.
    pub(super) async fn searches_behind_walls(
        &self,
        actor: &Actor,
    ) -> Result<Vec<SearchBehindWall>, Problem> {
        let permit = check_office::<ManageWalls>(actor)?;
        let from = self.clock.now() - TOLD;
        let Read { searchers, searches } = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let searchers = snapshot.walled_searchers(&permit, from).await?;
                    let mut by_user = BTreeMap::new();
                    for user in searchers.iter().map(|one| one.user).collect::<BTreeSet<_>>() {
                        let theirs = snapshot.vain_searches(&permit, user, from, LOOKED_AT).await?;
                        by_user.insert(user, theirs);
                    }
                    Ok::<_, Problem>(Read { searchers, searches: by_user })
                })
            })
            .await?;
        let mut known: BTreeMap<CaseId, BTreeSet<Mark>> = BTreeMap::new();
        let mut found = Vec::new();
        for searcher in searchers {
            let all = searches.get(&searcher.user).map(Vec::as_slice).unwrap_or_default();
            let new: Vec<&VainSearch> = all
                .iter()
                .filter(|search| search.at >= searcher.since && search.place > searcher.seen_up_to)
                .collect();
            if !new.is_empty() {
                let marks = known
                    .entry(searcher.case)
                    .or_insert_with(|| self.marks_of_case(actor.organisation, searcher.case));
                found.extend(told(&searcher, &new, marks));
            }
        }
        found.sort_by_key(|line| std::cmp::Reverse(line.last));
        Ok(found)
    }

    /// Notes that somebody saw to such searches, up to one of them.
    ///
    /// # Errors
    /// Denied.
    pub async fn saw_to_searches(
        &self,
        actor: &Actor,
        (case, user): (CaseId, UserId),
        up_to: u64,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let (permit, actor, now) = (check_office::<ManageWalls>(actor)?, actor.clone(), moment.now);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    seen(tx, &actor, case, now).await?;
                    tx.saw_to_searches(&permit, (case, user), up_to, now).await.map_err(Problem::from)
                })
            })
            .await
    }
}

fn told(searcher: &WalledSearcher, new: &[&VainSearch], marks: &BTreeSet<Mark>) -> Option<SearchBehindWall> {
    let is_of_it = |search: &VainSearch| {
        !search.terms.is_empty() && search.terms.iter().all(|term| marks.contains(term))
    };
    let theirs: Vec<&&VainSearch> = new.iter().filter(|search| is_of_it(search)).collect();
    let last = theirs.iter().max_by_key(|search| search.place)?;
    Some(SearchBehindWall {
        user: searcher.user,
        case: searcher.case,
        reference: searcher.reference,
        times: theirs.len(),
        last: last.at,
        up_to: last.place,
    })
}
