//! What a page of a work list reads: where every duty of the list stands, then the lines of the records that
//! are on this page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::action::{SeeCase, SeeOthersWork, SeeOwnWork};
use access::{ActionKind, OfficeKind, OfficePermit, allows_office, check, may};
use domain::{CaseId, RegionId};
use jiff::{SignedDuration, Timestamp};
use policy::words::Role as FallsTo;
use store::{CaseHeader, CaseLine, CaseLists, HandedLine, Scope, Snapshot, WorkPlace};

use super::order::{Placed, Standing, Times, Today, in_lines, ordered};
use super::{NamedLine, WorkCounts, WorkLine, WorkRecord};
use crate::index::{Called, Index};
use crate::projection::state_code;
use crate::wiped::Wiped;
use crate::{Header, Problem, Rules};

/// How many cases of each list a page shows.
const SHOWN: u32 = 60;
/// How many duties are read to make a list.
const READ: u32 = 600;
/// How many reports that others have now are shown, and from how many hours back: those of the last four weeks.
const HANDED: u32 = 20;
const HANDED_HOURS: i64 = 24 * 28;
/// How many records a page shows.
const RECORDS: usize = 12;

/// What is asked for.
pub(super) struct Asked {
    pub(super) own: OfficePermit<SeeOwnWork>,
    pub(super) others: Option<OfficePermit<SeeOthersWork>>,
    pub(super) scope: Scope,
    /// Those whose waiting cases one may see.
    pub(super) regions: Vec<RegionId>,
    pub(super) rules: Arc<Rules>,
    pub(super) now: Timestamp,
    /// From 1; a page after the last one is the last one.
    pub(super) page: usize,
}

/// What was read.
pub(super) struct Read {
    pub(super) records: Vec<WorkRecord>,
    pub(super) counts: WorkCounts,
    pub(super) page: usize,
    pub(super) pages: usize,
    pub(super) more: bool,
    /// Nothing after the first page.
    pub(super) lists: CaseLists,
    pub(super) handed: Vec<HandedLine>,
}

pub(super) async fn read(snapshot: &mut Snapshot, asked: Asked, index: &Index) -> Result<Read, Problem> {
    let mine = asked.scope == Scope::Person(asked.own.actor().user);
    let mut places = match &asked.others {
        Some(permit) if !mine => snapshot.others_work(permit, &asked.scope, READ).await?,
        _ => snapshot.own_work(&asked.own, READ).await?,
    };
    let closed = closed_to_whom_it_names(snapshot, &asked, &places).await?;
    places.retain(|place| !closed.contains(&place.case));
    let told = places.iter().map(|place| {
        (
            Standing {
                case: place.case,
                code: &place.duty.code,
                due_at: place.due_at,
                priority: place.priority.0,
            },
            place,
        )
    });
    let (pack, today) = (&asked.rules.pack, Today::at(asked.now));
    let list = ordered(&pack.duties, told, &today);
    let (list, times) = in_lines(list, |place| pack.line_of(&place.duty.code), &today);
    let pages = list.len().div_ceil(RECORDS).max(1);
    let page = asked.page.clamp(1, pages);
    let shown = list.chunks(RECORDS).nth(page - 1).unwrap_or_default();
    Ok(Read {
        records: records(snapshot, (shown, &times), &asked, index).await?,
        counts: WorkCounts::of(&list),
        page,
        pages,
        more: places.len() >= READ as usize,
        handed: handed(snapshot, &asked, page).await?,
        lists: if page == 1 { case_lists(snapshot, &asked).await? } else { CaseLists::default() },
    })
}

/// Records in which a duty falls to somebody by name, and which they cannot open any more: who has a region or a team may
/// have changed since. Nothing of them stands in their list.
async fn closed_to_whom_it_names(
    snapshot: &mut Snapshot,
    asked: &Asked,
    places: &[WorkPlace],
) -> Result<BTreeSet<CaseId>, Problem> {
    let actor = asked.own.actor();
    let mut closed = BTreeSet::new();
    for case in falling_by_name(&asked.rules, places) {
        let facts = snapshot.case_facts(actor, case, asked.now).await?;
        if facts.is_none_or(|facts| may(actor, &facts, ActionKind::SeeCase).is_err()) {
            closed.insert(case);
        }
    }
    Ok(closed)
}

/// The records of these places in which a duty falls to somebody by name.
fn falling_by_name(rules: &Rules, places: &[WorkPlace]) -> BTreeSet<CaseId> {
    let of_pack = rules.pack.duties.iter().filter(|rule| rule.falls_to == FallsTo::NamedColleague);
    let codes: Vec<&str> = of_pack.map(|rule| rule.id.as_str()).collect();
    let by_name = |place: &&WorkPlace| codes.contains(&place.duty.code.as_str());
    places.iter().filter(by_name).map(|place| place.case).collect()
}

/// The records that ask somebody by name, of those that they can open.
pub(super) async fn named_in(
    snapshot: &mut Snapshot,
    own: &OfficePermit<SeeOwnWork>,
    rules: &Rules,
    now: Timestamp,
) -> Result<Vec<NamedLine>, Problem> {
    let places = snapshot.own_work(own, READ).await?;
    let mut lines = Vec::new();
    for case in falling_by_name(rules, &places) {
        let facts = snapshot.case_facts(own.actor(), case, now).await?;
        let Some(Ok(permit)) = facts.map(|facts| check::<SeeCase>(own.actor(), &facts)) else { continue };
        let line = snapshot.case_line(&permit).await?;
        lines.extend(line.map(|line| NamedLine {
            case,
            reference: line.reference,
            called: called(&line.header),
        }));
    }
    Ok(lines)
}

/// Whoever takes calls and can find no record hears from the same person again.
async fn handed(snapshot: &mut Snapshot, asked: &Asked, page: usize) -> Result<Vec<HandedLine>, Problem> {
    let role = asked.own.actor().role;
    let finds = allows_office(role, OfficeKind::SearchCases) || !allows_office(role, OfficeKind::BreakGlass);
    if finds || page != 1 || asked.scope != Scope::Person(asked.own.actor().user) {
        return Ok(Vec::new());
    }
    let since = asked.now - SignedDuration::from_hours(HANDED_HOURS);
    Ok(snapshot.handed(&asked.own, since, HANDED).await?)
}

async fn case_lists(snapshot: &mut Snapshot, asked: &Asked) -> Result<CaseLists, Problem> {
    let others = asked.others.as_ref().map(|permit| (permit, asked.regions.as_slice()));
    let mut lists = snapshot.case_lists(&asked.own, others, SHOWN).await?;
    let urgency = |line: &CaseLine| (Reverse(line.priority), line.severity, line.opened_at);
    lists.waiting.sort_by_key(urgency);
    lists.unowned.sort_by_key(urgency);
    Ok(lists)
}

async fn records(
    snapshot: &mut Snapshot,
    (shown, times): (&[Placed<&WorkPlace>], &Times<'_>),
    asked: &Asked,
    index: &Index,
) -> Result<Vec<WorkRecord>, Problem> {
    let places: Vec<&WorkPlace> =
        shown.iter().flat_map(|record| &record.duties).map(|(.., place)| *place).collect();
    let lines = snapshot.work_lines(&places).await?;
    let records: BTreeMap<CaseId, &[store::WorkLine]> = lines
        .chunk_by(|one, next| one.case == next.case)
        .filter_map(|lines| Some((lines.first()?.case, lines)))
        .collect();
    let firsts: Vec<&store::WorkLine> = records.values().filter_map(|lines| lines.first()).collect();
    let mut names = names(snapshot, &firsts, index).await?;
    let record = |placed: &Placed<&WorkPlace>| {
        let lines = records.get(&placed.case)?;
        let name = names.remove(&placed.case).and_then(|called| called.0);
        record(placed, (lines, times), name.as_ref().map(|name| &***name), asked)
    };
    Ok(shown.iter().filter_map(record).collect())
}

/// The names of a list are in memory already; what is not there, or of another entry than the case's last,
/// is read in the same view as the list.
async fn names(
    snapshot: &mut Snapshot,
    lines: &[&store::WorkLine],
    index: &Index,
) -> Result<BTreeMap<CaseId, Called>, Problem> {
    let known = index.called(lines.iter().map(|line| (line.case, line.sequence)));
    let mut names = BTreeMap::new();
    let mut unknown = Vec::new();
    for (line, called) in lines.iter().zip(known) {
        match called {
            Some(called) => drop(names.insert(line.case, called)),
            None => unknown.push(*line),
        }
    }
    let read = snapshot.headers(&unknown).await?;
    names.extend(
        read.into_iter()
            .map(|(case, header)| (case, Called(called(&header).as_deref().map(Wiped::from).map(Arc::new)))),
    );
    Ok(names)
}

fn record(
    placed: &Placed<&WorkPlace>,
    (lines, times): (&[store::WorkLine], &Times<'_>),
    called: Option<&str>,
    asked: &Asked,
) -> Option<WorkRecord> {
    let first = lines.first()?;
    Some(WorkRecord {
        case: first.case,
        reference: first.reference,
        called: called.map(str::to_owned),
        route: first.route,
        severity: first.severity,
        owner: first.owner,
        region: first.region,
        today: placed.today,
        silent: placed.silent,
        priority: placed.priority,
        duties: lines.iter().filter_map(|line| work_line(&asked.rules, line, times, asked.now)).collect(),
    })
}

/// A line in words.
fn work_line(rules: &Rules, line: &store::WorkLine, times: &Times<'_>, now: Timestamp) -> Option<WorkLine> {
    let rule = rules.pack.duties.iter().find(|rule| rule.id == line.duty.code)?;
    let keeps = rule.keeps.iter().map(ToString::to_string);
    Some(WorkLine {
        title: rule.title.clone(),
        clauses: keeps.chain(rule.cites.iter().cloned()).collect(),
        due: line.due_at,
        overdue: line.due_at < now,
        paused: line.state == state_code(&policy::DutyState::Paused { until: now, by: 0 }),
        by_name: rule.falls_to == FallsTo::NamedColleague,
        times: rules.pack.line_of(&line.duty.code).map_or(1, |word| times.of(line.case, word)),
    })
}

pub(crate) fn called(header: &CaseHeader) -> Option<String> {
    serde_json::from_slice::<Header>(&header.0).ok()?.called
}
