//! The one pass over a journal: each entry meets what it is evidence of and starts what it calls for.

use domain::case::{CaseEvent, DutySetAside};
use domain::change::{ChangeRecorded, LifeChange};
use domain::contact::ends_not_now;
use domain::heightened::opened_by;
use domain::risk::{MaracCriterion, Repeats};
use domain::{Recorded, Severity};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::days::Days;
use super::facts::{Facts, NOT_KNOWN, NotNow};
use super::incidents::{Added, Incidents};
use super::instance::{End, Instance};
use super::{Duty, Started};
use crate::calendar::Calendar;
use crate::pack::{DutyRule, DutySet, PolicyPack};
use crate::reading::{Change, Reading, read};
use crate::words::{Bits, Condition, Evidence, From, Start};

const SAFEGUARDING: Bits =
    Evidence::SafeguardingConcernRaised.bit().and(Evidence::SafeguardingNotNeeded.bit());

/// A pass under way.
pub(super) struct Pass<'p, 'c> {
    pack: &'p PolicyPack,
    calendar: &'c Calendar,
    facts: Facts,
    incidents: Incidents,
    days: Days,
    instances: Vec<Instance>,
}

/// What a pass has come to, to be gone on with by the same pack.
#[derive(Debug, Clone)]
pub(super) struct SoFar {
    facts: Facts,
    incidents: Incidents,
    days: Days,
    instances: Vec<Instance>,
}

impl<'p, 'c> Pass<'p, 'c> {
    pub fn new(pack: &'p PolicyPack, calendar: &'c Calendar) -> Self {
        let instances = Vec::with_capacity(pack.duties.len());
        let (facts, incidents, days) = (Facts::new(), Incidents::default(), Days::default());
        Self { pack, calendar, facts, incidents, days, instances }
    }

    /// Goes on where a pass by this pack stopped.
    pub fn resumed(pack: &'p PolicyPack, calendar: &'c Calendar, so_far: SoFar) -> Self {
        let SoFar { facts, incidents, days, instances } = so_far;
        Self { pack, calendar, facts, incidents, days, instances }
    }

    /// Stops here.
    pub fn so_far(self) -> SoFar {
        let Self { facts, incidents, days, instances, .. } = self;
        SoFar { facts, incidents, days, instances }
    }

    /// Reads one entry. What was open is met before anything new is started.
    pub fn take(&mut self, entry: &Recorded<CaseEvent>) {
        let reading = read(&entry.event);
        let here = Started { sequence: entry.sequence, at: entry.recorded_at };
        let (owned, was_high) = (self.facts.owned, self.facts.may_be_high());
        let before = (self.facts.conditions, self.facts.severity);
        let opened = self.facts.open_again(&reading.change);
        let window = opened_by(&entry.event, here.at);
        if let Some(window) = window {
            self.facts.heighten(window.until);
        }
        self.facts.apply(&reading.change, here, || self.calendar.day_of(here.at));
        if self.facts.not_now.is_some_and(|wait| ends_not_now(&entry.event, wait.said.at)) {
            self.go_on(here);
        }
        if let Some(closing) = opened {
            self.open_again(closing, reading.starts, here);
        }
        self.meet(&reading, here);
        self.consider(&reading.change, here);
        if before.0 != self.facts.conditions {
            self.withdraw(here);
        }
        if before.1 != self.facts.severity {
            self.judge(self.facts.severity, here.at);
        }
        let added = self.add_incident(&reading.change, here.at);
        let mut starts = reading.starts.and(self.worked_out(&reading.change, added, owned, here));
        let assessed = !before.0.has_all(Condition::NotAssessed.bit());
        starts = starts.and(self.facts.again.take(&reading.change, assessed));
        starts = starts.and(self.roads(&entry.event, added, here.at));
        if self.is_new_at_home(before.0) {
            starts = starts.and(Start::AtRiskAtHome.bit());
        }
        if self.facts.may_be_high() && !was_high {
            starts = starts.and(Start::HighRisk.bit());
        }
        if window.is_some_and(|window| window.until >= self.calendar.day_of(here.at)) {
            starts = starts.and(Start::Leaving.bit());
        }
        self.facts.stands(starts);
        if !starts.is_empty() {
            self.start(starts, &reading, here);
        }
        if self.facts.conditions.without(before.0).has_all(Condition::SurvivorRoute.bit()) {
            self.count_down(here);
        }
    }

    /// Every duty as it stands, the first due first.
    pub fn finish(self, now: Timestamp) -> Vec<Duty<'p>> {
        shown(self.pack, self.calendar, self.instances.iter(), now)
    }

    /// The evidence that counts: a concern for one says nothing of the others at home.
    /// Nobody has moved on a day that lies ahead, or that nobody knows.
    fn counted(&self, reading: &Reading<'_>, at: Timestamp) -> Bits {
        let covers = self.facts.covers_household();
        let evidence = if covers { reading.evidence } else { reading.evidence.without(SAFEGUARDING) };
        let ahead = |change: &ChangeRecorded| change.day().is_none_or(|day| day > self.calendar.day_of(at));
        match reading.change {
            Change::Life(change) if ahead(change) => evidence.without(Evidence::MoveMade.bit()),
            _ => evidence,
        }
    }

    /// What an incident adds; nothing where the entry is none.
    fn add_incident(&mut self, change: &Change<'_>, at: Timestamp) -> Option<Added> {
        let Change::Incident(incident) = change else { return None };
        Some(self.incidents.add(incident, self.calendar.day_of(at), self.pack.pattern))
    }

    /// Starts that no event carries as such.
    fn worked_out(&mut self, change: &Change<'_>, added: Option<Added>, owned: bool, here: Started) -> Bits {
        let Started { sequence, at } = here;
        match change {
            Change::Report { .. } if !owned => Start::OwnerMissing.bit(),
            Change::Incident(_) => {
                let Some(added) = added else { return Bits::NONE };
                let new = added.counted.new;
                [
                    (new, Start::IncidentRecorded),
                    (added.counted.repeats, Start::RepeatedIncidents),
                    (added.warns, Start::WarningRecorded),
                    (new && self.facts.home_decided, Start::SinceHomeDecision),
                ]
                .into_iter()
                .filter_map(|(holds, start)| holds.then_some(start))
                .collect()
            }
            Change::Life(change) => {
                let is = change.change;
                let ahead = self.days.add(change, sequence, self.calendar.day_of(at));
                let warns = self.incidents.warns_with(is);
                // Moving is what was decided, and no reason to decide it again.
                let own = is.decides_the_home() || matches!(is, LifeChange::Move | LifeChange::HomeOffered);
                let since = self.facts.home_decided && !own;
                let warns = if warns { ahead.and(Start::WarningRecorded.bit()) } else { ahead };
                if since { warns.and(Start::SinceHomeDecision.bit()) } else { warns }
            }
            // Whoever knows the address may know the one that was offered.
            Change::Compromised if self.facts.home_decided => Start::SinceHomeDecision.bit(),
            _ => Bits::NONE,
        }
    }

    /// Which roads to the MARAC this entry opens, by the numbers of the pack.
    fn roads(&mut self, event: &CaseEvent, added: Option<Added>, at: Timestamp) -> Bits {
        let (rule, today) = (self.pack.marac, self.calendar.day_of(at));
        let (mut roads, facts) = (self.facts.roads, &mut self.facts);
        let opened = roads.take(event, || Repeats {
            pattern: added.is_some_and(|added| added.counted.repeats),
            after_marac: added.is_none_or(|added| added.counted.new) && facts.is_repeat(rule, today),
        });
        self.facts.roads = roads;
        let starts = MaracCriterion::ALL.iter().filter(|criterion| opened.has(**criterion));
        starts.map(|criterion| Start::of_road(*criterion)).collect()
    }

    /// Whether it has just become known that a child or an adult at risk lives at home.
    fn is_new_at_home(&self, before: Bits) -> bool {
        let now = self.facts.conditions;
        [Condition::ChildrenAtHome, Condition::AdultAtRiskAtHome]
            .into_iter()
            .any(|word| now.has_all(word.bit()) && !before.has_all(word.bit()))
    }

    /// They have told us themselves now: what was weighed without them is counted down to with them, and nobody has told
    /// them of it yet.
    fn count_down(&mut self, here: Started) {
        let today = self.calendar.day_of(here.at);
        let days: Vec<(Bits, Started, Option<Date>)> = self.days.counted(here, today).collect();
        for (starts, started, first) in days {
            let reading = Reading { planned: first, ..Reading::NOTHING };
            self.start(starts, &reading, started);
        }
    }

    fn open_of(&mut self, duties: DutySet) -> impl Iterator<Item = &mut Instance> {
        self.instances.iter_mut().filter(move |i| i.is_open() && holds(duties, i.rule))
    }

    /// Before an agreed time has come, contact meets the duty to keep it, and a mere attempt does not. Nothing that is done
    /// today is what a day calls for that is counted down to.
    fn meet(&mut self, reading: &Reading<'_>, here: Started) {
        let evidence = self.counted(reading, here.at);
        let duties = self.pack.triggers.met_by(evidence);
        if duties != 0 {
            let pack = self.pack;
            let early = pack.triggers.met_by(evidence.without(Evidence::ContactAttempted.bit()));
            let done = reading.done_at.unwrap_or(here.at);
            let of_any = pack.triggers.met_by(evidence.without(Evidence::OF_ONE_ENTRY));
            let is_meant =
                |i: &Instance| holds(of_any, i.rule) || reading.answers == Some(i.started.sequence);
            let counts_early = |i: &Instance| holds(early, i.rule) && !is_counted_down(pack, i);
            let counts = |i: &&mut Instance| is_meant(i) && (done >= i.opens || counts_early(i));
            let met = self.open_of(duties).filter(counts);
            met.for_each(|instance| instance.end = End::Met { done, entry: here });
        }
    }

    fn consider(&mut self, change: &Change<'_>, here: Started) {
        match change {
            Change::Paused(until) => {
                let waiting = self.pack.triggers.waits_for_safety();
                self.open_of(waiting).for_each(|i| i.pause(*until, here.sequence, here.at));
            }
            Change::NotNow { until, cancelled } => self.wait_for_them(*until, *cancelled, here),
            Change::SetAside(aside) => self.set_aside(aside, here),
            Change::Life(ChangeRecorded { instead_of: Some(older), .. }) => self.move_day(*older, here),
            Change::Told { of, told } => self.days.tell(*of, *told),
            Change::Closed => self.close(here),
            _ => {}
        }
    }

    /// Another entry has the day now: nobody counts down to the older one.
    fn move_day(&mut self, older: u64, here: Started) {
        self.days.leave(older);
        let pack = self.pack;
        let of_it = |i: &&mut Instance| i.started.sequence == older && is_of_a_day_ahead(pack, i);
        for instance in self.instances.iter_mut().filter(|i| i.is_open()).filter(of_it) {
            instance.end = End::NotApplicable { replaced: instance.due < here.at, entry: here };
        }
    }

    /// They said not now: what needs them waits until the day on which somebody asks again, and a contact that they
    /// took back is called for no longer. One that is to stay waits for nothing; nor does anybody in danger.
    fn wait_for_them(&mut self, until: Date, cancelled: bool, here: Started) {
        let until = self.calendar.start_of(until);
        self.go_on(here);
        if self.facts.severity == Severity::Immediate {
            return;
        }
        self.facts.not_now = Some(NotNow { until, said: here });
        let (waiting, pack) = (self.pack.triggers.waits_for_safety(), self.pack);
        for instance in self.open_of(waiting) {
            match (is_agreed(pack, instance), cancelled) {
                (false, _) => instance.hold_back(until, here),
                (true, true) => instance.end = End::NotApplicable { replaced: false, entry: here },
                (true, false) => {}
            }
        }
    }

    /// It is over, before its day or on it: what waited for it is due as it was, and not before now.
    fn go_on(&mut self, here: Started) {
        if let Some(wait) = self.facts.not_now.take() {
            let waited = self.instances.iter_mut().filter(|i| i.is_open());
            waited.for_each(|instance| instance.go_on(wait.said, here.at));
        }
    }

    fn set_aside(&mut self, aside: &DutySetAside, here: Started) {
        let rules = &self.pack.duties;
        let named = |i: &Instance| rules.get(i.rule).is_some_and(|rule| rule.id == aside.duty.as_str());
        let meant = self.instances.iter_mut().filter(|i| i.is_open() && i.started.sequence == aside.started);
        for instance in meant.filter(|i| named(i)) {
            instance.end = End::SetAside { why: aside.why, entry: here };
        }
    }

    /// What had been called for only because something was not known.
    fn withdraw(&mut self, here: Started) {
        let (facts, triggers) = (self.facts.conditions, &self.pack.triggers);
        // That they tell us themselves now answers nothing that nobody knew.
        let road = Condition::SuspicionRoute.bit();
        for instance in self.instances.iter_mut().filter(|i| i.is_open() && i.unsure) {
            if triggers.holds(instance.rule, facts.without(NOT_KNOWN)) {
                instance.unsure = false;
            } else if !triggers.holds(instance.rule, facts) && !triggers.holds(instance.rule, facts.and(road))
            {
                instance.end = End::NotApplicable { replaced: false, entry: here };
            }
        }
    }

    fn judge(&mut self, severity: Severity, at: Timestamp) {
        for instance in self.instances.iter_mut().filter(|i| i.is_open()) {
            if let Some(rule) = self.pack.duties.get(instance.rule) {
                instance.judge(&rule.due, self.calendar, severity, at);
            }
        }
    }

    fn start(&mut self, starts: Bits, reading: &Reading<'_>, here: Started) {
        let (pack, facts) = (self.pack, self.facts.conditions);
        let started = pack.triggers.started_by(starts);
        let carried = pack.triggers.met_by(reading.carried);
        let called = pack.duties.iter().enumerate().filter(|(place, _)| holds(started, *place));
        for (place, rule) in called.filter(|(place, _)| pack.triggers.holds(*place, facts)) {
            if self.adds_nothing(rule, place, starts) {
                continue;
            }
            if !self.is_past(rule.from, reading, here.at) && self.makes_way(rule, place, here) {
                let mut instance = self.instance(rule, place, reading, here);
                if holds(carried, place) {
                    instance.end = End::Met { done: here.at, entry: here };
                }
                self.instances.push(instance);
            }
        }
    }

    /// A closed case calls for nothing more; what is recorded on it later starts its own duties.
    fn close(&mut self, here: Started) {
        let open = self.instances.iter_mut().filter(|instance| instance.is_open());
        open.for_each(|instance| instance.end = End::Closed { entry: here });
    }

    /// The case is open again: what goes on being so asks for its duties anew, and what the closing had ended is open
    /// once more. What the entry that opens it starts by itself is left to it.
    fn open_again(&mut self, closing: u64, own: Bits, here: Started) {
        let pack = self.pack;
        let own = pack.triggers.started_by(own);
        let anew = pack.triggers.started_by(self.facts.standing()) & !own;
        let at_the_end = pack.triggers.started_by(Start::CaseClosed.bit());
        self.open_of(at_the_end).for_each(|i| i.end = End::NotApplicable { replaced: false, entry: here });
        self.revive(closing, anew | own, here);
        for (place, rule) in pack.duties.iter().enumerate().filter(|(place, _)| holds(anew, *place)) {
            let called_for = pack.triggers.holds(place, self.facts.conditions);
            if called_for && !self.is_done_once(rule, place) && self.makes_way(rule, place, here) {
                let instance = self.instance(rule, place, &Reading::NOTHING, here);
                self.instances.push(instance);
            }
        }
    }

    /// Opens again what the closing ended and is still called for, under the entry that it is about: a promise stays
    /// that promise, and a day ahead that day. A day that has gone by meanwhile is not counted down to.
    fn revive(&mut self, closing: u64, other: DutySet, here: Started) {
        let ended = |i: &&Instance| matches!(i.end, End::Closed { entry } if entry.sequence == closing);
        let ended: Vec<Instance> = self.instances.iter().filter(ended).copied().collect();
        for was in ended.into_iter().filter(|was| !holds(other, was.rule)) {
            let Some(rule) = self.pack.duties.get(was.rule) else { continue };
            let once_open = rule.joins || rule.restarts;
            let open = once_open && self.instances.iter().any(|i| i.is_open() && i.rule == was.rule);
            let over = rule.is_of_a_day() && self.calendar.day_of(was.base) < self.calendar.day_of(here.at);
            if open || over || !self.pack.triggers.holds(was.rule, self.facts.conditions) {
                continue;
            }
            let started = Started { sequence: was.started.sequence, at: here.at };
            let mut again = self.instance(rule, was.rule, &Reading::NOTHING, started);
            if rule.from != From::Recorded {
                (again.opens, again.base) = (was.opens.max(here.at), was.base.max(here.at));
                again.due = again.due.max(self.calendar.after(again.base, rule.due.term(again.severity)));
            }
            self.instances.push(again);
        }
    }

    fn is_done_once(&self, rule: &DutyRule, place: usize) -> bool {
        let met = |i: &Instance| i.rule == place && matches!(i.end, End::Met { .. });
        rule.once && self.instances.iter().any(met)
    }

    /// Whether these starts say nothing new of a duty that is open already: a letter begins no silence anew.
    fn adds_nothing(&self, rule: &DutyRule, place: usize, starts: Bits) -> bool {
        let by = rule.starts.iter().filter(|start| starts.has_any(start.bit()));
        let mut others = by.filter(|start| !rule.joined_by.contains(start));
        others.next().is_none() && self.instances.iter().any(|i| i.is_open() && i.rule == place)
    }

    /// Whether a new instance is to be opened. One that restarts drops the open one; what was overdue
    /// by then stays on record.
    fn makes_way(&mut self, rule: &DutyRule, place: usize, here: Started) -> bool {
        let open = self.instances.iter().position(|i| i.is_open() && i.rule == place);
        if !rule.restarts {
            let other = |i: &Instance| rule.is_of_one_entry() && i.started.sequence != here.sequence;
            let at_once =
                |i: &Instance| i.rule == place && i.started.at == here.at && i.is_open() && !other(i);
            return open.is_none() || !(rule.joins || self.instances.iter().any(at_once));
        }
        let Some(open) = open else { return true };
        match self.instances.get_mut(open) {
            Some(instance) if instance.due < here.at => {
                instance.end = End::NotApplicable { replaced: true, entry: here };
            }
            _ => {
                self.instances.swap_remove(open);
            }
        }
        true
    }

    fn instance(&self, rule: &DutyRule, place: usize, reading: &Reading<'_>, here: Started) -> Instance {
        let (opens, base) = self.clock(rule.from, reading, here.at);
        let (conditions, severity) = (self.facts.conditions, self.facts.severity);
        let mut instance = Instance {
            rule: place,
            started: here,
            opens,
            base,
            due: self.calendar.after(base, rule.due.term(severity)),
            severity,
            unsure: !self.pack.triggers.holds(place, conditions.without(NOT_KNOWN)),
            pause: None,
            held_back: None,
            end: End::Open,
        };
        let waits = holds(self.pack.triggers.waits_for_safety(), place);
        if let Some((until, by)) = self.facts.pause.filter(|(until, _)| waits && *until > here.at) {
            instance.pause(until, by, here.at);
        }
        let not_now = self.facts.not_now.filter(|wait| waits && wait.until > here.at);
        if let Some(wait) = not_now.filter(|_| !is_agreed(self.pack, &instance)) {
            instance.hold_back(wait.until, wait.said);
        }
        instance
    }

    /// When there is something to do, and from when the clock runs; neither before the start.
    fn clock(&self, from: From, reading: &Reading<'_>, at: Timestamp) -> (Timestamp, Timestamp) {
        if let (From::AgreedTime, Change::Agreed { from, until }) = (from, &reading.change) {
            return (at.max(*from), at.max(*until));
        }
        if from == From::BeforeTheDay {
            let eve = reading.planned.and_then(|day| day.checked_sub(1.days()).ok());
            return (at, eve.map_or(at, |eve| at.max(self.calendar.start_of(eve))));
        }
        match named(from, reading) {
            Some(day) => {
                let day = at.max(self.calendar.start_of(day));
                (day, day)
            }
            None => (at, at),
        }
    }

    /// Whether the day from which a clock would run has gone by already: of a countdown, only the days that
    /// still lie ahead are kept, and the day itself always.
    fn is_past(&self, from: From, reading: &Reading<'_>, at: Timestamp) -> bool {
        let counts_down = from.days_before().is_some_and(|days| days > 0);
        counts_down && named(from, reading).is_none_or(|day| day < self.calendar.day_of(at))
    }
}

impl SoFar {
    /// The duties that are open, as they stand, the first due first. The pack is that of the pass.
    pub fn open<'p>(&self, pack: &'p PolicyPack, calendar: &Calendar, now: Timestamp) -> Vec<Duty<'p>> {
        shown(pack, calendar, self.instances.iter().filter(|instance| instance.is_open()), now)
    }
}

fn shown<'p, 'i>(
    pack: &'p PolicyPack,
    calendar: &Calendar,
    instances: impl Iterator<Item = &'i Instance>,
    now: Timestamp,
) -> Vec<Duty<'p>> {
    let show =
        |instance: &Instance| pack.duties.get(instance.rule).map(|rule| instance.show(rule, calendar, now));
    let mut duties: Vec<Duty<'p>> = instances.filter_map(show).collect();
    duties.sort_by(|a, b| (a.due, a.started, a.code).cmp(&(b.due, b.started, b.code)));
    duties
}

/// Whether it is a contact that was agreed with them.
fn is_agreed(pack: &PolicyPack, instance: &Instance) -> bool {
    pack.duties.get(instance.rule).is_some_and(|rule| rule.from == From::AgreedTime)
}

/// Whether it belongs to a day ahead that may change the danger: at each of its days somebody looks anew.
fn is_counted_down(pack: &PolicyPack, instance: &Instance) -> bool {
    pack.duties.get(instance.rule).is_some_and(|rule| rule.starts.contains(&Start::DateAhead))
}

/// Whether it is about one day that is counted down to, or about telling the survivor of it.
fn is_of_a_day_ahead(pack: &PolicyPack, instance: &Instance) -> bool {
    let of = |start: &Start| matches!(start, Start::DateAhead | Start::DayToTell);
    pack.duties.get(instance.rule).is_some_and(|rule| rule.starts.iter().any(of))
}

/// The day from which a clock runs, where the entry names one.
fn named(from: From, reading: &Reading<'_>) -> Option<Date> {
    reading.planned?.checked_sub(from.days_before()?.days()).ok()
}

fn holds(duties: DutySet, place: usize) -> bool {
    u32::try_from(place).is_ok_and(|place| duties & 1_u128.wrapping_shl(place) != 0)
}
