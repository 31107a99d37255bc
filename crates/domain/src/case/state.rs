//! What a case's events add up to. Folding holds no rule and never fails.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::correction::Subject;
use super::judgements::Judgements;
use super::support::Support;
use super::{CaseEvent, Corrected, effective};
use crate::choices::AgreedThen;
use crate::compromise::{BreachDecided, LocationCompromised};
use crate::contact::{AgreedContact, AskedAgain, Attempted, Channel, ContactPaused, ContactPlan};
use crate::disclosure::{AgenciesOffered, DisclosureTaken, HouseholdAnswered, WishesRecorded};
use crate::incident::Incident;
use crate::people::{ConnectionRecorded, Person, PersonRole, SecretHeld};
use crate::report::{ReportTaken, Route};
use crate::same_person::Joined;
use crate::suspicion::{EnquiryOutcome, OwnBehaviourDisclosed, SafeEnquiryMade, SafeEnquiryPlanned};
use crate::{CaseId, IncidentId, PersonId, Recorded, RegionId, SecretId, Severity, UserId};

/// Something with the entry that recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered<T> {
    /// The entry's place in the stream.
    pub sequence: u64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub actor: UserId,
    /// What was recorded.
    pub is: T,
}

/// Who has a case. There is no case that nobody has to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Nobody yet, and no region: everybody's first line.
    Nobody,
    /// The manager of this region, until somebody is named.
    Region(RegionId),
    /// This person, with cover for when they are away.
    Person {
        /// Who.
        owner: UserId,
        /// Who covers.
        cover: Option<UserId>,
    },
}

/// The state of one case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseState {
    reports: Vec<Numbered<ReportTaken>>,
    region: Option<RegionId>,
    owner: Option<(UserId, Option<UserId>)>,
    judgements: Judgements,
    people: BTreeMap<PersonId, Person>,
    connections: Vec<ConnectionRecorded>,
    secrets: Vec<SecretHeld>,
    disclosure: Option<Numbered<DisclosureTaken>>,
    household: Option<Numbered<HouseholdAnswered>>,
    wishes: Vec<Numbered<WishesRecorded>>,
    agencies: Vec<Numbered<AgenciesOffered>>,
    plan: Option<Numbered<ContactPlan>>,
    pause: Option<Numbered<ContactPaused>>,
    agreed: Option<Numbered<AgreedContact>>,
    missed: Option<Numbered<AgreedContact>>,
    attempts: Vec<Numbered<Attempted>>,
    incidents: BTreeMap<IncidentId, Numbered<Incident>>,
    enquiry_plan: Option<Numbered<SafeEnquiryPlanned>>,
    enquiry: Option<Numbered<SafeEnquiryMade>>,
    own_behaviour: Option<Numbered<OwnBehaviourDisclosed>>,
    compromised: Vec<Numbered<LocationCompromised>>,
    breaches: Vec<Numbered<BreachDecided>>,
    joined: BTreeMap<CaseId, Numbered<Joined>>,
    asked_again: AskedAgain,
    support: Support,
    subjects: BTreeMap<u64, Subject>,
    sequence: u64,
}

impl CaseState {
    /// The state after a history, corrections read in their place.
    pub fn from_history(history: &[Recorded<CaseEvent>]) -> Self {
        let mut state = effective(history).iter().fold(Self::default(), Self::evolve);
        state.sequence = history.last().map_or(0, |entry| entry.sequence);
        state.subjects = history.iter().map(|entry| (entry.sequence, Subject::of(&entry.event))).collect();
        for entry in history {
            state.support.hold(&entry.event);
        }
        state
    }

    /// The state after one more entry. Total: an entry that adds nothing changes nothing.
    #[must_use]
    pub fn evolve(mut self, entry: &Recorded<CaseEvent>) -> Self {
        self.sequence = entry.sequence;
        self.subjects.insert(entry.sequence, Subject::of(&entry.event));
        self.judgements.add(entry.sequence, &entry.event);
        self.support.take(entry);
        self.support.hold(&entry.event);
        match &entry.event {
            CaseEvent::ReportTaken(report) => self.reports.push(numbered(entry, report)),
            CaseEvent::RegionPlaced(placed) => self.region = Some(placed.region),
            CaseEvent::OwnerNamed(named) => self.owner = Some((named.owner, named.cover)),
            CaseEvent::PersonRecorded(person) => {
                self.people.insert(person.person, person.clone());
            }
            CaseEvent::ConnectionRecorded(connection) => self.connect(connection),
            CaseEvent::SecretHeld(held) => self.hold(held),
            CaseEvent::DisclosureTaken(taken) => {
                self.disclosure = Some(numbered(entry, taken));
                self.missed = None;
            }
            CaseEvent::HouseholdAnswered(answered) => self.household = Some(numbered(entry, answered)),
            CaseEvent::WishesRecorded(wishes) => self.wishes.push(numbered(entry, wishes)),
            CaseEvent::AgenciesOffered(offered) => self.agencies.push(numbered(entry, offered)),
            CaseEvent::ContactPlanMade(plan) => {
                let plan = numbered(entry, plan);
                self.asked_again.plan(&plan);
                self.plan = Some(plan);
                self.pause = None;
            }
            CaseEvent::ContactPaused(paused) => self.pause = Some(numbered(entry, paused)),
            CaseEvent::ContactAgreed(agreed) => {
                self.agreed = Some(numbered(entry, agreed));
                self.missed = None;
            }
            CaseEvent::ContactAttempted(attempted) => self.attempt(numbered(entry, attempted)),
            CaseEvent::IncidentRecorded(incident) => {
                self.incidents.insert(incident.incident, numbered(entry, incident));
            }
            CaseEvent::WatchAgreed(watch) => {
                self.missed = None;
                self.agreed = self.agreed.take().filter(|_| watch.agreed != Some(AgreedThen::Cancelled));
            }
            CaseEvent::SafeEnquiryPlanned(plan) => self.enquiry_plan = Some(numbered(entry, plan)),
            CaseEvent::SafeEnquiryMade(made) => self.enquiry = Some(numbered(entry, made)),
            CaseEvent::OwnBehaviourDisclosed(own) => self.own_behaviour = Some(numbered(entry, own)),
            CaseEvent::LocationCompromised(marked) => self.compromised.push(numbered(entry, marked)),
            CaseEvent::BreachDecided(decided) => self.breaches.push(numbered(entry, decided)),
            CaseEvent::ConfirmAgain(_) => self.asked_again.ask(numbered(entry, &())),
            CaseEvent::Joined(joined) => {
                self.asked_again.ask(numbered(entry, &()));
                self.joined.insert(joined.other, numbered(entry, joined));
            }
            CaseEvent::Parted(parted) => {
                self.asked_again.ask(numbered(entry, &()));
                self.joined.remove(&parted.other);
            }
            _ => {}
        }
        self
    }

    fn connect(&mut self, connection: &ConnectionRecorded) {
        self.connections.retain(|known| {
            (known.alleged_perpetrator, known.survivor)
                != (connection.alleged_perpetrator, connection.survivor)
        });
        self.connections.push(connection.clone());
    }

    fn hold(&mut self, held: &SecretHeld) {
        if !self.secrets.contains(held) {
            self.secrets.push(held.clone());
        }
    }

    fn attempt(&mut self, attempt: Numbered<Attempted>) {
        if attempt.is.was_agreed && !attempt.is.against_plan {
            self.missed = self.agreed.take().or(self.missed.take());
        }
        if attempt.is.outcome.is_contact() {
            self.missed = None;
        }
        self.attempts.push(attempt);
    }
}

pub(super) fn numbered<T: Clone>(entry: &Recorded<CaseEvent>, is: &T) -> Numbered<T> {
    Numbered { sequence: entry.sequence, recorded_at: entry.recorded_at, actor: entry.actor, is: is.clone() }
}

/// What may be asked of a state.
impl CaseState {
    /// The last entry's place, 0 before the first.
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Every report, the first first.
    pub fn reports(&self) -> &[Numbered<ReportTaken>] {
        &self.reports
    }

    /// The last warning of a high risk by a professional. From then on the case is flagged as vulnerable, and nothing
    /// but a correction takes the flag off.
    pub fn high_notice(&self) -> Option<&Numbered<ReportTaken>> {
        self.reports.iter().rev().find(|report| report.is.is_high_notice())
    }

    /// The road this case is on now: a suspicion becomes a disclosure when the survivor speaks.
    pub fn route(&self) -> Option<Route> {
        let first = self.reports.first()?.is.source.route();
        if first == Route::OwnBehaviour {
            return Some(first);
        }
        let spoke = self.disclosure.is_some()
            || self.reports.iter().any(|report| report.is.source.route() == Route::Disclosure)
            || self.enquiry.as_ref().is_some_and(|made| made.is.outcome == EnquiryOutcome::Disclosed);
        Some(if spoke { Route::Disclosure } else { Route::Suspicion })
    }

    /// Whether the person at its centre may be contacted at all: never on a mere suspicion.
    pub fn is_open_to_contact(&self) -> bool {
        matches!(self.route(), Some(Route::Disclosure | Route::OwnBehaviour))
    }

    /// The severity in force; unknown until somebody judged it.
    pub fn severity(&self) -> Severity {
        self.judgements.in_force()
    }

    /// The severity as it would be with this correction.
    pub(super) fn severity_if(&self, corrected: &Corrected) -> Severity {
        self.judgements.if_corrected(corrected)
    }

    /// What the entry at this place is about.
    pub(super) fn subject(&self, sequence: u64) -> Option<Subject> {
        self.subjects.get(&sequence).cloned()
    }

    /// Who has it.
    pub fn owner(&self) -> Owner {
        match (self.owner, self.region) {
            (Some((owner, cover)), _) => Owner::Person { owner, cover },
            (None, Some(region)) => Owner::Region(region),
            (None, None) => Owner::Nobody,
        }
    }

    /// The region it is placed in.
    pub const fn region(&self) -> Option<RegionId> {
        self.region
    }

    /// Everybody in it.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// Somebody in it.
    pub fn person(&self, person: PersonId) -> Option<&Person> {
        self.people.get(&person)
    }

    /// The survivor, where this is a survivor's case.
    pub fn survivor(&self) -> Option<&Person> {
        self.people().find(|person| person.is(PersonRole::Survivor))
    }

    /// Whether somebody is said to cause harm: by their role, by a relationship, or by an incident. The
    /// three are recorded at different times, and any of them counts. What is alleged of a survivor in return
    /// makes no alleged perpetrator of them (domain.md 8.6).
    pub fn is_alleged_perpetrator(&self, person: PersonId) -> bool {
        let one = self.person(person);
        let is_survivor = one.is_some_and(|one| one.is(PersonRole::Survivor));
        let counts = |incident: &Incident| !(is_survivor && incident.is_only_in_return());
        one.is_some_and(|one| one.is(PersonRole::AllegedPerpetrator))
            || self.connections.iter().any(|known| known.alleged_perpetrator == person)
            || self
                .incidents
                .values()
                .any(|incident| incident.is.by.contains(&person) && counts(&incident.is))
    }

    /// Whether somebody reported it and is to be protected: by their role, or named in a report.
    pub fn is_reporter(&self, person: PersonId) -> bool {
        self.person(person).is_some_and(|one| one.is(PersonRole::Reporter))
            || self.reports.iter().any(|report| report.is.protected_reporter() == Some(person))
    }

    /// How people are connected, the newest for each pair.
    pub fn connections(&self) -> &[ConnectionRecorded] {
        &self.connections
    }

    /// Whose which protected facts are.
    pub fn secrets(&self) -> &[SecretHeld] {
        &self.secrets
    }

    /// Everybody of whom this protected fact is held.
    pub fn holders(&self, secret: SecretId) -> impl Iterator<Item = PersonId> {
        self.secrets.iter().filter(move |held| held.secret == secret).map(|held| held.person)
    }

    /// Every entry by which a protected fact was burnt, the first first.
    pub fn all_compromised(&self) -> &[Numbered<LocationCompromised>] {
        &self.compromised
    }

    /// The entry by which a protected fact was burnt, if it was.
    pub fn compromised(&self, secret: SecretId) -> Option<&Numbered<LocationCompromised>> {
        self.compromised.iter().find(|marked| marked.is.secret == secret)
    }

    /// Everything that was decided about breaches, the first first.
    pub fn breaches(&self) -> &[Numbered<BreachDecided>] {
        &self.breaches
    }

    /// Every other record that is said to be about the same person.
    pub fn joined(&self) -> impl Iterator<Item = &Numbered<Joined>> {
        self.joined.values()
    }

    /// Whether another record is said to be about the same person.
    pub fn is_joined(&self, other: CaseId) -> bool {
        self.joined.contains_key(&other)
    }

    /// Whether a way of getting in touch had to be confirmed again at a moment, and was not (T8).
    pub(crate) fn is_unconfirmed(&self, channel: &Channel, at: Timestamp) -> bool {
        self.asked_again.is_open(channel, at)
    }

    /// The survivor's road: needs, risk, safety, choices, reviews, promises.
    pub const fn support(&self) -> &Support {
        &self.support
    }

    /// The last disclosure.
    pub const fn disclosure(&self) -> Option<&Numbered<DisclosureTaken>> {
        self.disclosure.as_ref()
    }

    /// The last answer about children and adults at risk.
    pub const fn household(&self) -> Option<&Numbered<HouseholdAnswered>> {
        self.household.as_ref()
    }

    /// What the survivor wants, the newest first.
    pub fn wishes(&self) -> impl Iterator<Item = &Numbered<WishesRecorded>> {
        self.wishes.iter().rev()
    }

    /// Which agencies they were told of.
    pub fn agencies(&self) -> &[Numbered<AgenciesOffered>] {
        &self.agencies
    }

    /// The contact plan in force.
    pub fn contact_plan(&self) -> Option<&ContactPlan> {
        self.plan.as_ref().map(|plan| &plan.is)
    }

    /// The wait that was last recorded. A contact plan made after it ends it: it is the newer word.
    pub const fn contact_pause(&self) -> Option<&Numbered<ContactPaused>> {
        self.pause.as_ref()
    }

    /// The next contact, unless it was kept or tried already.
    pub const fn agreed_contact(&self) -> Option<&Numbered<AgreedContact>> {
        self.agreed.as_ref()
    }

    /// The last agreed contact that did not come about, until somebody was in touch with them or agrees another: what
    /// was agreed for that case holds.
    pub const fn missed_contact(&self) -> Option<&Numbered<AgreedContact>> {
        self.missed.as_ref()
    }

    /// Every attempt at contact, the first first.
    pub fn attempts(&self) -> &[Numbered<Attempted>] {
        &self.attempts
    }

    /// Every incident.
    pub fn incidents(&self) -> impl Iterator<Item = &Numbered<Incident>> {
        self.incidents.values()
    }

    /// The safe-enquiry plan in force.
    pub const fn enquiry_plan(&self) -> Option<&Numbered<SafeEnquiryPlanned>> {
        self.enquiry_plan.as_ref()
    }

    /// What came of the safe enquiry.
    pub const fn enquiry(&self) -> Option<&Numbered<SafeEnquiryMade>> {
        self.enquiry.as_ref()
    }

    /// What somebody disclosed of their own behaviour.
    pub const fn own_behaviour(&self) -> Option<&Numbered<OwnBehaviourDisclosed>> {
        self.own_behaviour.as_ref()
    }

    /// People with a role.
    pub fn with_role(&self, role: PersonRole) -> BTreeSet<PersonId> {
        self.people().filter(|person| person.is(role)).map(|person| person.person).collect()
    }
}
