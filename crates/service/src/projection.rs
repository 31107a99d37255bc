//! What is kept beside a journal so that lists and searches need not read it: worked out from the
//! journal, the pack and the clock, and nothing else.

use std::collections::BTreeSet;
use std::mem;

use access::CaseFacts;
use domain::case::{CaseEvent, CaseState, Owner};
use domain::people::{Person, PersonRole};
use domain::priority::{Beside, Priority, turns};
use domain::report::Route;
use domain::text::CaseReference;
use domain::when::london;
use domain::{CaseId, Moment, OrganisationId, Recorded, SecretId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use policy::calendar::Calendar;
use policy::words::{Role as FallsTo, Word as _};
use policy::{Duty, DutyState, Judged, PolicyPack, duties};
use serde::{Deserialize, Serialize};
use store::{CaseHeader, CaseRecord, CaseStatus, Counted, DutyKey, DutyRow, NewSecret, Together};

use crate::counting::{counted, touches};
use crate::work::is_silence;

/// A policy pack in force, with the working days it counts in.
#[derive(Debug)]
pub struct Rules {
    /// The pack.
    pub pack: PolicyPack,
    /// Whose bank holidays.
    pub calendar: Calendar,
}

/// What the search index and a list show of a case. Kept sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The reference that people say on the phone.
    pub reference: CaseReference,
    /// What the person at the centre is called, if that is known.
    pub called: Option<String>,
    /// Every name of everybody in it but a protected reporter.
    pub names: BTreeSet<String>,
    /// The last entry that it was made from, so that whoever kept it can tell whether it still holds.
    #[serde(default)]
    pub sequence: u64,
    /// Everybody in it, a protected reporter too: for matching alone, and shown to nobody.
    #[serde(default)]
    pub people: Vec<InCase>,
}

/// Somebody in a case, as far as colleagues are matched against them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InCase {
    /// Every name of theirs.
    #[serde(rename = "n")]
    pub names: Vec<String>,
    /// Date of birth.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// Whether they are the survivor or an alleged perpetrator.
    #[serde(rename = "c", default)]
    pub centre: bool,
    /// Whether they are the survivor.
    #[serde(rename = "s", default)]
    pub survivor: bool,
    /// Their protected facts.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<SecretId>,
}

impl std::fmt::Debug for InCase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InCase")
    }
}

impl InCase {
    /// Everybody in a case.
    pub fn all(state: &CaseState) -> Vec<Self> {
        let one = |person: &Person| {
            let names = person.name.iter().chain(&person.also_known_as);
            let theirs = state.secrets().iter().filter(|held| held.person == person.person);
            Self {
                names: names.map(|name| name.as_str().to_owned()).collect(),
                born: person.born,
                centre: person.is(PersonRole::Survivor) || state.is_alleged_perpetrator(person.person),
                survivor: person.is(PersonRole::Survivor),
                holds: theirs.map(|held| held.secret).collect(),
            }
        };
        state.people().map(one).collect()
    }
}

impl Header {
    /// The header of a state.
    pub fn of(reference: CaseReference, state: &CaseState) -> Self {
        let centre = state.survivor().or_else(|| {
            let own = state.route() == Some(Route::OwnBehaviour);
            state.people().find(|person| own && person.is(PersonRole::AllegedPerpetrator))
        });
        let shown = state
            .people()
            .filter(|person| !person.is(PersonRole::Reporter) || person.is(PersonRole::Survivor));
        Self {
            reference,
            called: centre.and_then(|person| person.name.as_ref()).map(|name| name.as_str().to_owned()),
            names: shown
                .flat_map(|person| person.name.iter().chain(&person.also_known_as))
                .map(|name| name.as_str().to_owned())
                .collect(),
            sequence: state.sequence(),
            people: InCase::all(state),
        }
    }
}

/// The duties of a history as they stand now.
pub fn judged<'r>(rules: &'r Rules, history: &[Recorded<CaseEvent>], now: Timestamp) -> Vec<Duty<'r>> {
    duties(&rules.pack, history, &rules.calendar, now)
}

/// What recording something changes: the entries, and everything kept beside the journal.
pub(crate) struct Change {
    pub(crate) events: Vec<CaseEvent>,
    pub(crate) record: CaseRecord,
    /// What of the record is kept sealed.
    pub(crate) header: Header,
    /// The record as it was kept before, where that is known.
    pub(crate) was: Option<CaseRecord>,
    pub(crate) duties_changed: Vec<DutyRow>,
    pub(crate) duties_removed: Vec<DutyKey>,
    pub(crate) counted: Vec<Counted>,
    pub(crate) facts: CaseFacts,
    /// The case as the entries leave it.
    pub(crate) after: Box<Before>,
}

impl Change {
    /// Everything that is written of it, with the protected facts that its entries name.
    pub(crate) fn together<'a>(&'a self, facts: &'a [NewSecret<'a>]) -> Together<'a> {
        let (duties, gone) = (&self.duties_changed, &self.duties_removed);
        let was = self.was.as_ref();
        let counted = &self.counted;
        Together { events: &self.events, record: &self.record, was, duties, gone, facts, counted }
    }
}

/// A journal as it was read, folded, with what is kept beside it. It is large and goes from hand to hand: boxed.
#[derive(Default)]
pub(crate) struct Before {
    pub(crate) history: Vec<Recorded<CaseEvent>>,
    pub(crate) state: CaseState,
    pub(crate) duties: Vec<DutyRow>,
    /// What is kept of it, where that was written by whoever has this.
    pub(crate) record: Option<CaseRecord>,
    /// The history as the rules in force have judged it; nothing where it was not judged yet.
    pub(crate) judged: Option<Judged>,
}

impl Before {
    pub(crate) fn of(history: Vec<Recorded<CaseEvent>>, duties: Vec<DutyRow>) -> Box<Self> {
        let state = CaseState::from_history(&history);
        Box::new(Self { state, history, duties, record: None, judged: None })
    }

    /// Adds what is recorded now.
    fn extend(&mut self, rules: &Rules, events: &[CaseEvent], moment: &Moment) {
        let next = self.history.last().map_or(1, |last| last.sequence + 1);
        let mut state = mem::take(&mut self.state);
        for (sequence, event) in (next..).zip(events) {
            let (recorded_at, actor) = (moment.now, moment.actor);
            let entry = Recorded { sequence, recorded_at, actor, event: event.clone() };
            state = state.evolve(&entry);
            let judged = self.judged.take();
            self.judged = judged.and_then(|judged| judged.and(&rules.pack, &entry, &rules.calendar));
            self.history.push(entry);
        }
        // A correction changes what stands before it, so everything is folded anew.
        let corrects = events.iter().any(|event| matches!(event, CaseEvent::Corrected(_)));
        self.state = if corrects { CaseState::from_history(&self.history) } else { state };
    }

    /// The duties that are open now. Only what was not judged yet is read.
    fn open<'r>(&mut self, rules: &'r Rules, now: Timestamp) -> Vec<Duty<'r>> {
        let Rules { pack, calendar } = rules;
        let judged = self.judged.get_or_insert_with(|| Judged::of(pack, &self.history, calendar));
        judged.open(pack, calendar, now).unwrap_or_else(|| {
            let all = duties(pack, &self.history, calendar, now).into_iter();
            all.filter(|duty| duty.state.is_open()).collect()
        })
    }
}

/// Works out what `events` change. `who` is whose case it is and who took its first report.
pub(crate) fn change(
    rules: &Rules,
    reference: CaseReference,
    mut before: Box<Before>,
    events: Vec<CaseEvent>,
    case: CaseId,
    moment: &Moment,
    organisation: OrganisationId,
) -> Change {
    let events = rules.classified(events);
    before.extend(rules, &events, moment);
    let open = before.open(rules, moment.now);
    let state = &before.state;
    let (owner, cover) = match state.owner() {
        Owner::Person { owner, cover } => (Some(owner), cover),
        Owner::Nobody | Owner::Region(_) => (None, None),
    };
    let beside = Beside { pattern: rules.pack.pattern, silent: is_silent(&rules.pack, &open) };
    let priority = Priority::of(state, beside, moment.now);
    let rows = rows(&open, state, priority);
    let header = Header::of(reference, state);
    let record = CaseRecord {
        reference,
        route: state.route().unwrap_or(Route::Suspicion),
        status: if state.support().closed().is_some() { CaseStatus::Closed } else { CaseStatus::Open },
        region: state.region(),
        owner,
        cover,
        severity: state.severity(),
        incidents: u32::try_from(state.incidents().count()).unwrap_or(u32::MAX),
        priority,
        judge_at: open
            .iter()
            .filter_map(|duty| duty.changes)
            .chain(next_turn(state, rules, moment.now))
            .min(),
        header: CaseHeader(serde_json::to_vec(&header).unwrap_or_default()),
    };
    let facts = CaseFacts {
        case,
        organisation,
        owner: state.owner(),
        region: state.region(),
        recorder: before.history.first().map_or(moment.actor, |first| first.actor),
        route: record.route,
        team: None,
        grant: None,
        glass: false,
        excluded: false,
        across: false,
    };
    let kept: BTreeSet<&DutyKey> = rows.iter().map(|row| &row.key).collect();
    let duties_removed =
        before.duties.iter().map(|row| &row.key).filter(|key| !kept.contains(key)).cloned().collect();
    let duties_changed = rows.iter().filter(|row| !before.duties.contains(row)).cloned().collect();
    before.duties = rows;
    let was = before.record.replace(record.clone());
    let counted = if touches(&events) { counted(&before.history) } else { Vec::new() };
    Change { events, record, header, was, duties_changed, duties_removed, counted, facts, after: before }
}

/// Whether nobody has been in touch for longer than the policy allows.
fn is_silent(pack: &PolicyPack, open: &[Duty<'_>]) -> bool {
    let silence = |duty: &Duty<'_>| pack.duties.iter().any(|rule| rule.id == duty.code && is_silence(rule));
    open.iter().any(|duty| duty.state == DutyState::Overdue && silence(duty))
}

/// Every moment at which time alone may change why a case is where it is.
pub(crate) fn all_turns(state: &CaseState, rules: &Rules) -> impl Iterator<Item = Timestamp> {
    let midnight = |day: Date| day.to_zoned(london()).ok().map(|midnight| midnight.timestamp());
    turns(state, rules.pack.pattern).into_iter().filter_map(midnight)
}

fn next_turn(state: &CaseState, rules: &Rules, now: Timestamp) -> Option<Timestamp> {
    all_turns(state, rules).find(|turn| *turn > now)
}

/// Open duties as rows of the work list.
fn rows(open: &[Duty<'_>], state: &CaseState, priority: Priority) -> Vec<DutyRow> {
    let (owner, cover) = match state.owner() {
        Owner::Person { owner, cover } => (Some(owner), cover),
        Owner::Nobody | Owner::Region(_) => (None, None),
    };
    let row = |duty: &Duty<'_>| {
        let named = named(duty, state);
        DutyRow {
            key: DutyKey { code: duty.code.to_owned(), started: duty.started.sequence },
            state: state_code(&duty.state).to_owned(),
            open: true,
            due_at: duty.due,
            falls_to: duty.falls_to.word().to_owned(),
            raised_to: duty.raised.last().map(|raised| raised.to.word().to_owned()),
            region: state.region(),
            owner: named.or(owner),
            cover: cover.filter(|_| named.is_none()),
            priority,
        }
    };
    open.iter().map(row).collect()
}

/// In whose work a duty stands that falls to the colleague whom an entry names; nobody where it falls to anybody else.
fn named(duty: &Duty<'_>, state: &CaseState) -> Option<UserId> {
    let names = duty.falls_to == FallsTo::NamedColleague;
    let mut assessed = state.support().assessments().iter().filter(|_| names);
    assessed.find(|one| one.sequence == duty.started.sequence)?.is.co_signed_by
}

/// The code under which a state is kept. Due and overdue are one: which it is depends on the clock.
pub(crate) const fn state_code(state: &DutyState) -> &'static str {
    match state {
        DutyState::Waiting { .. } => "waiting",
        DutyState::Due | DutyState::Overdue => "due",
        DutyState::Paused { .. } => "paused",
        DutyState::Met { .. } => "met",
        DutyState::SetAside { .. } => "set-aside",
        DutyState::NotApplicable { .. } => "not-applicable",
        DutyState::Closed { .. } => "closed",
    }
}
