//! The work list: what is due, by person, by region and for the whole organisation.

mod order;
mod reading;

use std::collections::BTreeMap;
use std::sync::Arc;

use access::action::{SeeOthersWork, SeeOwnWork};
use access::{Actor, Denied, check_office};
use domain::priority::Priority;
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, RegionId, Severity, UserId};
use jiff::Timestamp;
use store::{CaseLine, HandedLine, Scope};

use self::order::Placed;
pub(crate) use self::order::is_silence;
pub(crate) use self::reading::called;
use self::reading::{Asked, Read, read};
use crate::{Problem, Service};

/// Whose work is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// One's own.
    Mine,
    /// That of one colleague.
    Colleague(UserId),
    /// That of a region.
    Region(RegionId),
    /// Everybody's.
    Everybody,
}

/// One page of a work list.
#[derive(Debug, Clone)]
pub struct WorkPage {
    /// Whose it is.
    pub whose: Whose,
    /// Reports that nobody has, the oldest first: everybody's first line. Only on the first page.
    pub unowned: Vec<WaitingLine>,
    /// Reports that wait for the manager of a region. Only on the first page.
    pub to_triage: Vec<WaitingLine>,
    /// The records of this page: whichever has the graver reason first, each with what has waited longest first.
    pub records: Vec<WorkRecord>,
    /// What there is on all pages.
    pub counts: WorkCounts,
    /// Which page it is, from 1.
    pub page: usize,
    /// How many pages there are, at least one.
    pub pages: usize,
    /// One's own open cases. Only on the first page.
    pub cases: Vec<WaitingLine>,
    /// Reports that one took and others have now, for whoever has no other way to them. Only on the first page.
    pub handed: Vec<HandedLine>,
    /// Whether there is more than stands on all pages.
    pub more: bool,
    /// Regions and colleagues to choose between, where one may.
    pub regions: Arc<BTreeMap<RegionId, String>>,
    /// The names of colleagues.
    pub colleagues: Arc<BTreeMap<UserId, String>>,
    /// Colleagues to choose between: those who can have a record, whether or not they still sign in.
    pub with_work: BTreeMap<UserId, String>,
    /// The moment it was made.
    pub now: Timestamp,
}

/// What there is on all pages of a work list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WorkCounts {
    /// Records.
    pub records: usize,
    /// Duties on them.
    pub duties: usize,
    /// Of the duties, those that are overdue.
    pub overdue: usize,
    /// Of the records, those in which nobody has been in touch for too long.
    pub silent: usize,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingLine {
    /// Which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// What the person at the centre is called.
    pub called: Option<String>,
    /// The road it is on.
    pub route: Route,
    /// The severity.
    pub severity: Severity,
    /// Why it stands where it does.
    pub priority: Priority,
    /// When it was first reported.
    pub opened_at: Timestamp,
    /// The region.
    pub region: Option<RegionId>,
}

/// A record in a work list, with everything that is due on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRecord {
    /// Which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// What the person at the centre is called.
    pub called: Option<String>,
    /// The road it is on.
    pub route: Route,
    /// The severity.
    pub severity: Severity,
    /// Who has the case.
    pub owner: Option<UserId>,
    /// The region.
    pub region: Option<RegionId>,
    /// Whether a contact was agreed with the survivor for today.
    pub today: bool,
    /// Whether nobody has been in touch for too long.
    pub silent: bool,
    /// Why it stands where it does.
    pub priority: Priority,
    /// What is due, whatever has waited longest first.
    pub duties: Vec<WorkLine>,
}

/// A record in which something waits for somebody by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLine {
    /// Which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// What the person at the centre is called.
    pub called: Option<String>,
}

/// A duty in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
    /// What is to be done.
    pub title: String,
    /// The clauses that demand it.
    pub clauses: Vec<String>,
    /// By when.
    pub due: Timestamp,
    /// Whether it is overdue.
    pub overdue: bool,
    /// Whether it waits for a safe moment.
    pub paused: bool,
    /// How many duties the one act does that stand in this line: one, where it stands for itself alone.
    pub times: usize,
    /// Whether it falls to them because an entry names them, and not because they have the case or cover it.
    pub by_name: bool,
}

impl WorkCounts {
    fn of<T>(list: &[Placed<T>]) -> Self {
        Self {
            records: list.len(),
            duties: list.iter().map(|record| record.duties.len()).sum(),
            overdue: list.iter().map(|record| record.overdue).sum(),
            silent: list.iter().filter(|record| record.silent).count(),
        }
    }
}

impl Service {
    /// A page of a work list, counted from 1: one's own, or that of others where one may see it. A page after
    /// the last one is the last one.
    ///
    /// # Errors
    /// Denied.
    pub async fn work(&self, actor: &Actor, whose: Whose, page: usize) -> Result<WorkPage, Problem> {
        let own = check_office::<SeeOwnWork>(actor)?;
        let others = check_office::<SeeOthersWork>(actor).ok();
        if whose != Whose::Mine && others.is_none() {
            return Err(Denied::NothingHere.into());
        }
        let (now, rules) = (self.clock.now(), self.rules(actor.organisation).await?);
        let regions = self.regions(actor).await?;
        let managed = regions.keys().copied().filter(|region| actor.sees_work_of(*region)).collect();
        let scope = scope(actor, whose);
        let asked = Asked { own, others, scope, regions: managed, rules, now, page };
        let index = Arc::clone(&self.index);
        let Read { records, counts, page, pages, more, lists, handed } = self
            .store
            .read(move |snapshot| Box::pin(async move { read(snapshot, asked, &index).await }))
            .await?;
        if whose != Whose::Mine {
            let waiting = lists.unowned.iter().chain(&lists.waiting).map(|line| line.case);
            let named: Vec<CaseId> = records.iter().map(|record| record.case).chain(waiting).collect();
            self.lists(actor, &named).await?;
        }
        Ok(WorkPage {
            whose,
            unowned: lists.unowned.iter().map(waiting_line).collect(),
            to_triage: lists.waiting.iter().map(waiting_line).collect(),
            records,
            counts,
            page,
            pages,
            cases: lists.own.iter().map(waiting_line).collect(),
            handed,
            more,
            regions,
            with_work: self.with_work(actor).await?,
            colleagues: self.colleagues(actor).await?,
            now,
        })
    }
}

impl Service {
    /// The records in which somebody is named for an assessment and has not answered yet.
    ///
    /// # Errors
    /// Denied.
    pub async fn named_in(&self, actor: &Actor) -> Result<Vec<NamedLine>, Problem> {
        let own = check_office::<SeeOwnWork>(actor)?;
        let (now, rules) = (self.clock.now(), self.rules(actor.organisation).await?);
        self.store
            .read(move |snapshot| {
                Box::pin(async move { reading::named_in(snapshot, &own, &rules, now).await })
            })
            .await
    }

    async fn with_work(&self, actor: &Actor) -> Result<BTreeMap<UserId, String>, Problem> {
        let names = self.names(actor.organisation).await?;
        let can = |user: &UserId| names.roles.get(user).is_some_and(|role| role.is_assignable());
        let those = names.colleagues.iter().filter(|(user, _)| can(user));
        Ok(those.map(|(user, name)| (*user, name.clone())).collect())
    }
}

/// What of others one may ask for: what is in a manager's own regions or in none, everything for the lead.
fn scope(actor: &Actor, whose: Whose) -> Scope {
    let all = actor.role.sees_all_work();
    match whose {
        Whose::Mine => Scope::Person(actor.user),
        Whose::Colleague(user) if all || user == actor.user => Scope::Person(user),
        Whose::Colleague(user) => Scope::PersonIn(user, actor.regions.clone()),
        Whose::Region(region) => {
            Scope::Regions(Some(region).into_iter().filter(|one| actor.sees_work_of(*one)).collect())
        }
        Whose::Everybody if all => Scope::Organisation,
        Whose::Everybody => Scope::Regions(actor.regions.clone()),
    }
}

fn waiting_line(line: &CaseLine) -> WaitingLine {
    WaitingLine {
        case: line.case,
        reference: line.reference,
        called: called(&line.header),
        route: line.route,
        severity: line.severity,
        priority: line.priority,
        opened_at: line.opened_at,
        region: line.region,
    }
}
