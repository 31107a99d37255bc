//! The work list: what is due, by person, by region and for the whole organisation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::action::{SeeOthersWork, SeeOwnWork};
use access::{Actor, Denied, OfficePermit, Role, check_office};
use domain::report::Route;
use domain::text::CaseReference;
use domain::when::london;
use domain::{CaseId, RegionId, Severity, UserId};
use jiff::Timestamp;
use policy::pack::DutyRule;
use policy::words::{From, Start};
use store::{CaseHeader, CaseLine, CaseLists, Scope, Snapshot, WorkAfter};

use crate::index::{Called, Index};
use crate::projection::state_code;
use crate::{Header, Problem, Rules, Service};

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

/// A work list.
#[derive(Debug, Clone)]
pub struct WorkPage {
    /// Whose it is.
    pub whose: Whose,
    /// Reports that nobody has, the oldest first: everybody's first line.
    pub unowned: Vec<WaitingLine>,
    /// Reports that wait for the manager of a region.
    pub to_triage: Vec<WaitingLine>,
    /// Duties that are due, the most overdue first.
    pub due: Vec<WorkLine>,
    /// Contacts agreed for today.
    pub today: Vec<WorkLine>,
    /// Cases in which nobody has been in touch for too long.
    pub silent: Vec<WorkLine>,
    /// One's own open cases.
    pub cases: Vec<WaitingLine>,
    /// How many of the duties that were read are overdue.
    pub overdue: u64,
    /// Whether there are more lines than are shown.
    pub more: bool,
    /// Regions and colleagues to choose between, where one may.
    pub regions: Arc<BTreeMap<RegionId, String>>,
    /// Colleagues to choose between.
    pub colleagues: Arc<BTreeMap<UserId, String>>,
    /// The moment it was made.
    pub now: Timestamp,
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
    /// When it was first reported.
    pub opened_at: Timestamp,
    /// The region.
    pub region: Option<RegionId>,
}

/// To which list of a page a duty belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkKind {
    /// Something that is due.
    Due,
    /// A contact that was agreed with the survivor.
    AgreedContact,
    /// A silence alarm: nobody has been in touch for too long.
    Silence,
}

impl WorkKind {
    fn of(rule: &DutyRule) -> Self {
        if rule.from == From::AgreedTime {
            Self::AgreedContact
        } else if rule.restarts && rule.starts.contains(&Start::ContactMade) {
            Self::Silence
        } else {
            Self::Due
        }
    }
}

/// A duty in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
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
    /// To which list of the page it belongs.
    pub kind: WorkKind,
    /// Who has the case.
    pub owner: Option<UserId>,
    /// The region.
    pub region: Option<RegionId>,
}

/// How many lines of each list a page shows.
const SHOWN: u32 = 60;
/// How many duties are read to fill the lists of a page.
const READ: u32 = 600;

impl Service {
    /// A work list: one's own, or that of others where one may see it.
    ///
    /// # Errors
    /// Denied.
    pub async fn work(&self, actor: &Actor, whose: Whose) -> Result<WorkPage, Problem> {
        let own = check_office::<SeeOwnWork>(actor)?;
        let others = check_office::<SeeOthersWork>(actor).ok();
        let scope = scope(actor, whose);
        if whose != Whose::Mine && others.is_none() {
            return Err(Denied.into());
        }
        let (now, rules) = (self.clock.now(), self.rules(actor.organisation).await?);
        let regions = self.regions(actor).await?;
        let asked = Asked { own, others, scope, regions: regions.keys().copied().collect() };
        let index = Arc::clone(&self.index);
        let read: Read = self
            .store
            .read(move |snapshot| Box::pin(async move { read(snapshot, asked, &index).await }))
            .await?;
        let midnight = now.to_zoned(london()).date().tomorrow().ok();
        let midnight =
            midnight.and_then(|day| day.to_zoned(london()).ok()).map_or(now, |next| next.timestamp());
        let mut page = WorkPage {
            whose,
            unowned: read.unowned.iter().map(waiting_line).collect(),
            to_triage: read.waiting.iter().map(waiting_line).collect(),
            more: read.more,
            due: Vec::with_capacity(read.due.len()),
            today: Vec::new(),
            silent: Vec::new(),
            cases: read.cases.iter().map(waiting_line).collect(),
            overdue: 0,
            regions,
            colleagues: self.colleagues(actor).await?,
            now,
        };
        for line in read.due.iter().filter_map(|(line, called)| work_line(&rules, line, called, now)) {
            page.overdue += u64::from(line.overdue);
            match line.kind {
                WorkKind::Due => page.due.push(line),
                WorkKind::AgreedContact if line.due < midnight => page.today.push(line),
                WorkKind::Silence if line.overdue => page.silent.push(line),
                WorkKind::AgreedContact | WorkKind::Silence => {}
            }
        }
        Ok(page)
    }
}

/// What of others one may ask for: a manager's own regions, everything for the lead.
fn scope(actor: &Actor, whose: Whose) -> Scope {
    match whose {
        Whose::Mine => Scope::Person(actor.user),
        Whose::Colleague(user) => Scope::Person(user),
        Whose::Region(region) => Scope::Regions(BTreeSet::from([region])),
        Whose::Everybody if actor.role == Role::DaLead => Scope::Organisation,
        Whose::Everybody => Scope::Regions(actor.regions.clone()),
    }
}

struct Asked {
    own: OfficePermit<SeeOwnWork>,
    others: Option<OfficePermit<SeeOthersWork>>,
    scope: Scope,
    regions: Vec<RegionId>,
}

struct Read {
    /// Each with what the person at the centre is called.
    due: Vec<(store::WorkLine, Called)>,
    unowned: Vec<CaseLine>,
    waiting: Vec<CaseLine>,
    cases: Vec<CaseLine>,
    more: bool,
}

async fn read(snapshot: &mut Snapshot, asked: Asked, index: &Index) -> Result<Read, Problem> {
    let actor = asked.own.actor();
    let mine = asked.scope == Scope::Person(actor.user);
    let start = WorkAfter::start();
    let mut due = match &asked.others {
        Some(permit) if !mine => snapshot.others_work(permit, &asked.scope, &start, READ).await?,
        _ => snapshot.own_work(&asked.own, &start, READ).await?,
    };
    let manages = |region: &RegionId| actor.role == Role::DaLead || actor.regions.contains(region);
    let more = due.len() >= READ as usize;
    due.retain(|line| mine || line.region.as_ref().is_none_or(manages));
    let regions: Vec<RegionId> = asked.regions.iter().copied().filter(manages).collect();
    let others = asked.others.as_ref().map(|permit| (permit, regions.as_slice()));
    let CaseLists { own, mut unowned, mut waiting } = snapshot.case_lists(&asked.own, others, SHOWN).await?;
    waiting.sort_by_key(|line| (line.severity, line.opened_at));
    unowned.sort_by_key(|line| (line.severity, line.opened_at));
    Ok(Read { due: with_names(snapshot, due, index).await?, unowned, waiting, cases: own, more })
}

/// The names of a list are in memory already; what is not there, or of another entry than the case's last,
/// is read in the same view as the list.
async fn with_names(
    snapshot: &mut Snapshot,
    due: Vec<store::WorkLine>,
    index: &Index,
) -> Result<Vec<(store::WorkLine, Called)>, Problem> {
    let known = index.called(due.iter().map(|line| (line.case, line.sequence)));
    let unknown: Vec<&store::WorkLine> =
        due.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(line, _)| line).collect();
    let read: BTreeMap<CaseId, Called> = snapshot
        .headers(&unknown)
        .await?
        .into_iter()
        .map(|(case, header)| (case, Called(called(&header).map(Arc::from))))
        .collect();
    let name = |(line, known): (store::WorkLine, Option<Called>)| {
        let called = known.or_else(|| read.get(&line.case).cloned()).unwrap_or_default();
        (line, called)
    };
    Ok(due.into_iter().zip(known).map(name).collect())
}

fn waiting_line(line: &CaseLine) -> WaitingLine {
    WaitingLine {
        case: line.case,
        reference: line.reference,
        called: called(&line.header),
        route: line.route,
        severity: line.severity,
        opened_at: line.opened_at,
        region: line.region,
    }
}

/// A line in words. A duty that the pack in force no longer knows is left out: it is judged again soon.
fn work_line(rules: &Rules, line: &store::WorkLine, called: &Called, now: Timestamp) -> Option<WorkLine> {
    let rule = rules.pack.duties.iter().find(|rule| rule.id == line.duty.code)?;
    let keeps = rule.keeps.iter().map(ToString::to_string);
    Some(WorkLine {
        case: line.case,
        reference: line.reference,
        called: called.0.as_deref().map(str::to_owned),
        route: line.route,
        severity: line.severity,
        title: rule.title.clone(),
        clauses: keeps.chain(rule.cites.iter().cloned()).collect(),
        due: line.due_at,
        overdue: line.due_at < now,
        paused: line.state == state_code(&policy::DutyState::Paused { until: now, by: 0 }),
        kind: WorkKind::of(rule),
        owner: line.owner,
        region: line.region,
    })
}

fn called(header: &CaseHeader) -> Option<String> {
    serde_json::from_slice::<Header>(&header.0).ok()?.called
}
