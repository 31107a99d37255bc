//! How many records one person opens in an hour, and the stop at the end (T9, ADR 0022).
//!
//! Counted in memory, so that a look costs a few hundred nanoseconds more, and read from the access journal at the
//! start, so that starting again opens no door. What is counted is who *asked*: before anything is looked up, alike
//! for records that are there, that are not, and that are walled off.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use access::action::ReviewLooks;
use access::unusual::{A_DAY, UNASSIGNED_IN_A_DAY, is_unassigned};
use access::{ActionKind, Actor, Denied, OfficeKind, Relation, check_office};
use domain::text::Words;
use domain::{CaseId, OrganisationId, UserId};
use jiff::{SignedDuration, Timestamp};
use store::{LookLift, SecurityEvent, SecurityKind, SeenLook, Store};

use crate::{Problem, Service};

/// The time in which is counted, and for which a limit is lifted.
const AN_HOUR: SignedDuration = SignedDuration::from_hours(1);

/// How much one person may do in an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Records opened.
    pub opened: usize,
    /// The same for somebody whose limit was lifted.
    pub opened_when_lifted: usize,
    /// Records named in searches and in lists of others' work.
    pub listed: usize,
    /// Reports opened.
    pub reports: usize,
}

impl Limits {
    /// What holds for everybody.
    pub const REAL: Self = Self { opened: 60, opened_when_lifted: 300, listed: 500, reports: 30 };
    /// For measuring, where one person does the work of hundreds: a value given where the service is made, which no
    /// configuration and no page reaches.
    pub const NONE: Self =
        Self { opened: usize::MAX, opened_when_lifted: usize::MAX, listed: usize::MAX, reports: usize::MAX };
}

/// Somebody has done as much in an hour as anybody may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// So many records were opened.
    #[error(
        "You have opened {0} records in the last hour, as many as anybody may. Ring your privacy officer if you need \
         to open more now"
    )]
    Opened(usize),
    /// So many records were named.
    #[error(
        "You have been shown the names on {0} records in the last hour, as many as anybody may. Ring your privacy \
         officer if you need to see more now"
    )]
    Listed(usize),
    /// So many reports were opened.
    #[error(
        "You have taken {0} reports in the last hour, as many as anybody may. What you typed is kept. Ring your \
         privacy officer if you need to take more now"
    )]
    Reports(usize),
}

/// What one person did in the last while. Small: what is older is thrown away whenever a limit is met.
#[derive(Debug, Default)]
struct Done {
    organisation: Option<OrganisationId>,
    opened: BTreeMap<CaseId, Timestamp>,
    listed: BTreeMap<CaseId, Timestamp>,
    reports: Vec<Timestamp>,
    unassigned: BTreeMap<CaseId, Timestamp>,
    lifted_until: Option<Timestamp>,
    stopped: Option<Stopped>,
}

/// Since when somebody is stopped, and how often they tried since.
#[derive(Debug, Clone, Copy)]
struct Stopped {
    stop: Stop,
    first: Timestamp,
    last: Timestamp,
    tries: usize,
}

/// Somebody who was stopped in the last hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoppedLine {
    /// Who.
    pub user: UserId,
    /// The name that colleagues know.
    pub name: String,
    /// At what.
    pub stop: Stop,
    /// When first.
    pub since: Timestamp,
    /// How often they tried.
    pub tries: usize,
    /// Until when they may open more, where that was allowed.
    pub lifted_until: Option<Timestamp>,
}

/// What everybody did.
#[derive(Debug)]
pub(crate) struct Rates {
    limits: Limits,
    done: Mutex<BTreeMap<UserId, Done>>,
}

/// A stop, and whether it has to be told: it is told once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Refused {
    stop: Stop,
    is_new: bool,
}

impl Done {
    fn may(&self, limits: &Limits, now: Timestamp) -> usize {
        if self.lifted_until.is_some_and(|until| now < until) {
            limits.opened_when_lifted
        } else {
            limits.opened
        }
    }

    fn stop(&mut self, stop: Stop, now: Timestamp) -> Refused {
        let is_new =
            self.stopped.is_none_or(|before| before.stop != stop || !is_within(before.last, now, AN_HOUR));
        let (first, tries) = match self.stopped.filter(|_| !is_new) {
            Some(before) => (before.first, before.tries + 1),
            None => (now, 1),
        };
        self.stopped = Some(Stopped { stop, first, last: now, tries });
        Refused { stop, is_new }
    }
}

/// Whether a moment is less than so long before another. A clock that was set back makes nothing older.
fn is_within(at: Timestamp, now: Timestamp, while_: SignedDuration) -> bool {
    now.duration_since(at) < while_
}

/// Takes a case into the count, where there is room for it.
fn take(counted: &mut BTreeMap<CaseId, Timestamp>, case: CaseId, most: usize, now: Timestamp) -> bool {
    if !counted.contains_key(&case) && counted.len() >= most {
        counted.retain(|_, at| is_within(*at, now, AN_HOUR));
        if counted.len() >= most {
            return false;
        }
    } else if counted.get(&case).is_some_and(|at| !is_within(*at, now, AN_HOUR)) {
        // It was opened too long ago to count: it takes the place of whatever else is as old.
        counted.retain(|_, at| is_within(*at, now, AN_HOUR));
        if counted.len() >= most {
            return false;
        }
    }
    counted.insert(case, now);
    true
}

impl Rates {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, done: Mutex::default() }
    }

    pub(crate) fn limit_to(&mut self, limits: Limits) {
        self.limits = limits;
    }

    fn done(&self) -> MutexGuard<'_, BTreeMap<UserId, Done>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts that somebody asks for a record.
    fn open(&self, actor: &Actor, case: CaseId, now: Timestamp) -> Result<(), Refused> {
        let mut all = self.done();
        let done = all.entry(actor.user).or_default();
        done.organisation = Some(actor.organisation);
        let most = done.may(&self.limits, now);
        if take(&mut done.opened, case, most, now) { Ok(()) } else { Err(done.stop(Stop::Opened(most), now)) }
    }

    /// Counts that somebody is shown the names on these records: all of them, or they are stopped.
    fn list(&self, actor: &Actor, cases: &[CaseId], now: Timestamp) -> Result<(), Refused> {
        let mut all = self.done();
        let done = all.entry(actor.user).or_default();
        done.organisation = Some(actor.organisation);
        let most = self.limits.listed;
        let fit = cases.iter().all(|case| take(&mut done.listed, *case, most, now));
        if fit { Ok(()) } else { Err(done.stop(Stop::Listed(most), now)) }
    }

    /// Counts that somebody takes a report.
    fn report(&self, actor: &Actor, now: Timestamp) -> Result<(), Refused> {
        let mut all = self.done();
        let done = all.entry(actor.user).or_default();
        done.organisation = Some(actor.organisation);
        done.reports.retain(|at| is_within(*at, now, AN_HOUR));
        if done.reports.len() >= self.limits.reports {
            return Err(done.stop(Stop::Reports(self.limits.reports), now));
        }
        done.reports.push(now);
        Ok(())
    }

    /// Counts a look by somebody who has no part in the case, and says whether it is the one that makes them too
    /// many in a day (R10).
    fn unassigned(&self, user: UserId, case: CaseId, now: Timestamp) -> bool {
        let mut all = self.done();
        let counted = &mut all.entry(user).or_default().unassigned;
        counted.retain(|_, at| is_within(*at, now, A_DAY));
        let is_new = counted.insert(case, now).is_none();
        is_new && counted.len() == UNASSIGNED_IN_A_DAY
    }

    fn lift(&self, organisation: OrganisationId, lift: &LookLift) {
        let mut all = self.done();
        let done = all.entry(lift.user).or_default();
        done.organisation = Some(organisation);
        done.lifted_until = Some(lift.until);
    }

    /// Takes what the access journal says of the last day.
    fn read(&self, looks: &[SeenLook], lifts: &[LookLift], now: Timestamp) {
        let mut all = self.done();
        for look in looks {
            let Some(case) = look.case else { continue };
            let done = all.entry(look.user).or_default();
            let later = |kept: &mut Timestamp| *kept = (*kept).max(look.at);
            if look.action == OfficeKind::TakeReport.code() {
                // Its receipt is opened next, and counted then.
                if is_within(look.at, now, AN_HOUR) && !done.reports.contains(&look.at) {
                    done.reports.push(look.at);
                }
                continue;
            }
            if is_within(look.at, now, AN_HOUR) {
                done.opened.entry(case).and_modify(later).or_insert(look.at);
            }
            if is_unassigned(look.relation) && look.action != ActionKind::SeeLooks.code() {
                done.unassigned.entry(case).and_modify(later).or_insert(look.at);
            }
        }
        for lift in lifts {
            all.entry(lift.user).or_default().lifted_until = Some(lift.until);
        }
    }

    fn stopped(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Vec<(UserId, Stopped, Option<Timestamp>)> {
        let all = self.done();
        let of_here = all.iter().filter(|(_, done)| done.organisation == Some(organisation));
        of_here
            .filter_map(|(user, done)| {
                let stopped = done.stopped.filter(|stopped| is_within(stopped.last, now, AN_HOUR))?;
                Some((*user, stopped, done.lifted_until.filter(|until| now < *until)))
            })
            .collect()
    }
}

/// Reads what everybody did in the last while.
pub(crate) async fn load(
    rates: &Rates,
    store: &Store,
    the_last: SignedDuration,
    now: Timestamp,
) -> Result<(), Problem> {
    let from = now - the_last;
    let (looks, lifts): (Vec<SeenLook>, Vec<LookLift>) = store
        .read(move |snapshot| {
            Box::pin(async move {
                let looks = snapshot.looks_to_count(from).await?;
                Ok::<_, Problem>((looks, snapshot.look_lifts(now).await?))
            })
        })
        .await?;
    rates.read(&looks, &lifts, now);
    Ok(())
}

impl Service {
    /// Seals who looked, and counts what was opened through other servers. Called once a minute.
    pub(crate) async fn keep_looks(&self, now: Timestamp) -> Result<(), Problem> {
        self.store.seal_looks(now).await?;
        if self.store.is_shared() {
            load(&self.rates, &self.store, AN_HOUR, now).await?;
        }
        Ok(())
    }

    /// Counts that somebody asks for a record, whichever it is. Every route about a case asks this before it looks
    /// anything up; to ask twice for the same record counts once.
    ///
    /// # Errors
    /// Stopped, where they have opened too many others in the last hour.
    pub async fn opens(&self, actor: &Actor, case: CaseId) -> Result<(), Problem> {
        let counted = self.rates.open(actor, case, self.clock.now());
        self.told(actor, counted).await
    }

    /// Counts that somebody is shown the names on these records.
    pub(crate) async fn lists(&self, actor: &Actor, cases: &[CaseId]) -> Result<(), Problem> {
        let counted = self.rates.list(actor, cases, self.clock.now());
        self.told(actor, counted).await
    }

    /// Counts that somebody takes a report.
    pub(crate) async fn reports_one(&self, actor: &Actor) -> Result<(), Problem> {
        let counted = self.rates.report(actor, self.clock.now());
        self.told(actor, counted).await
    }

    /// Counts a look by its relation; the fifth in a day at a case in which somebody has no part is told at once.
    pub(crate) async fn looked_by(
        &self,
        actor: &Actor,
        case: CaseId,
        relation: Relation,
    ) -> Result<(), Problem> {
        if is_unassigned(Some(relation)) && self.rates.unassigned(actor.user, case, self.clock.now()) {
            let words = format!("{UNASSIGNED_IN_A_DAY} records in a day in which they have no part");
            self.note_security(SecurityEvent::of(actor, SecurityKind::UnusualLook).saying(words)).await?;
        }
        Ok(())
    }

    /// A stop is in the security log before it is told to them; the tries after it are counted beside it.
    async fn told(&self, actor: &Actor, counted: Result<(), Refused>) -> Result<(), Problem> {
        let Err(Refused { stop, is_new }) = counted else { return Ok(()) };
        if is_new {
            let words = match stop {
                Stop::Opened(most) => format!("{most} records opened in an hour"),
                Stop::Listed(most) => format!("{most} records named in an hour"),
                Stop::Reports(most) => format!("{most} reports taken in an hour"),
            };
            self.note_security(SecurityEvent::of(actor, SecurityKind::RateStopped).saying(words)).await?;
        }
        Err(stop.into())
    }

    /// Who was stopped in the last hour, for those who review looks.
    ///
    /// # Errors
    /// Denied.
    pub async fn stopped(&self, actor: &Actor) -> Result<Vec<StoppedLine>, Problem> {
        check_office::<ReviewLooks>(actor)?;
        let names = self.colleagues(actor).await?;
        let line = |(user, stopped, lifted_until): (UserId, Stopped, Option<Timestamp>)| StoppedLine {
            user,
            name: names.get(&user).cloned().unwrap_or_else(|| "a former colleague".to_owned()),
            stop: stopped.stop,
            since: stopped.first,
            tries: stopped.tries,
            lifted_until,
        };
        Ok(self.rates.stopped(actor.organisation, self.clock.now()).into_iter().map(line).collect())
    }

    /// Lets a colleague open more records for an hour. Somebody else decides, and says why; it is on the disk and in
    /// the security log before it holds.
    ///
    /// # Errors
    /// Denied, also for oneself and for somebody who does not work here.
    pub async fn lift_limit(&self, actor: &Actor, user: UserId, why: &Words) -> Result<(), Problem> {
        let permit = check_office::<ReviewLooks>(actor)?;
        let works_here = self.colleagues(actor).await?.contains_key(&user);
        if user == actor.user || !works_here {
            return Err(Denied::NothingHere.into());
        }
        let now = self.clock.now();
        let lift = LookLift { user, until: now + AN_HOUR };
        let (kept, why) = (lift.clone(), why.as_str().to_owned());
        let event = SecurityEvent::about(Some(actor.organisation), Some(user), SecurityKind::RateStopped)
            .by(actor.user)
            .saying("the limit was lifted for an hour");
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.lift_looks(&permit, &kept, &why, now).await?;
                    tx.note_security(&event, now).await.map_err(Problem::from)
                })
            })
            .await?;
        self.rates.lift(actor.organisation, &lift);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
