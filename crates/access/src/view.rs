//! What of a case a permit shows: the state reduced field by field, before any page sees it.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::{CaseEvent, CaseState, Numbered, Owner, Support, SupportPart};
use domain::compromise::{BreachDecided, LocationCompromised};
use domain::contact::{AgreedContact, Attempted, ContactPaused, ContactPlan};
use domain::disclosure::{DisclosureTaken, HouseholdAnswered, WishesRecorded};
use domain::incident::Incident;
use domain::people::{ConnectionRecorded, Person, PersonRole, SecretHeld};
use domain::report::{Danger, ReportSource, Route};
use domain::same_person::Joined;
use domain::suspicion::{OwnBehaviourDisclosed, SafeEnquiryMade, SafeEnquiryPlanned};
use domain::text::Words;
use domain::when::london;
use domain::{Happened, PersonId, Recorded, RegionId, Severity, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::action::SeeCase;
use crate::chronology::{Line, called, chronology};
use crate::permit::Permit;
use crate::veil::Veil;

domain::codes! {
    /// The parts of a case that are shown or not.
    Field {
        Contact = "contact", "How they may be contacted";
        Due = "due", "What is due";
        Wishes = "wishes", "What the survivor wants";
        People = "people", "People and relationships";
        Reporter = "reporter", "Who reported it";
        Incidents = "incidents", "Incidents";
        OwnReport = "own-report", "The report they took";
        Needs = "needs", "Needs and children";
        Risk = "risk", "Risk and changes";
        Safety = "safety", "Safety plan";
        Choices = "choices", "Choices and promises";
        Safeguarding = "safeguarding", "Safeguarding";
        Reviews = "reviews", "Reviews and feedback";
        Chronology = "chronology", "Chronology";
    }
}

/// What a report said, without how it came and who brought it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportSaid {
    /// Who or what it came from; where a reporter is hidden, nobody gave a name.
    pub source: ReportSource,
    /// Danger then, and the police.
    pub danger: Danger,
    /// What was said, in the words that were used.
    pub words: Option<Words>,
    /// When it happened.
    pub happened: Happened,
}

/// A case as one permit shows it. What the permit does not show is empty here.
#[derive(Debug, Clone, Default)]
pub struct CaseView {
    /// The road it is on.
    pub route: Option<Route>,
    /// The severity in force.
    pub severity: Option<Severity>,
    /// When a professional last warned of a high risk: the case is flagged as vulnerable since. Who it was is not said
    /// here.
    pub warned: Option<Timestamp>,
    /// Who has it.
    pub owner: Option<Owner>,
    /// The region.
    pub region: Option<RegionId>,
    /// Whether the person at its centre may be contacted at all.
    pub open_to_contact: bool,
    /// How they may be contacted.
    pub plan: Option<ContactPlan>,
    /// The next contact.
    pub agreed: Option<Numbered<AgreedContact>>,
    /// The agreed contact that did not come about, while nobody has been in touch since.
    pub missed: Option<Numbered<AgreedContact>>,
    /// The wait that was last recorded, with its reason.
    pub pause: Option<Numbered<ContactPaused>>,
    /// The protected facts that are burnt, the first first; never the facts.
    pub compromised: Vec<Numbered<LocationCompromised>>,
    /// What was decided of each such breach, the first first.
    pub breaches: Vec<Numbered<BreachDecided>>,
    /// What they want, the newest first.
    pub wishes: Vec<Numbered<WishesRecorded>>,
    /// The people.
    pub people: BTreeMap<PersonId, Person>,
    /// How they are connected.
    pub connections: Vec<ConnectionRecorded>,
    /// Whose which protected facts are; never the facts.
    pub secrets: Vec<SecretHeld>,
    /// The last disclosure.
    pub disclosure: Option<Numbered<DisclosureTaken>>,
    /// Children and adults at risk.
    pub household: Option<Numbered<HouseholdAnswered>>,
    /// Every incident, the newest record of each.
    pub incidents: Vec<Numbered<Incident>>,
    /// The place of the newest record of an incident, for whoever sees their own report and no incident: that somebody
    /// recorded one since, so that nobody asks for it twice. Nothing of what it says.
    pub last_incident: Option<u64>,
    /// Every report, the first first: what it says happened, and what it answered already.
    pub reports: Vec<Numbered<ReportSaid>>,
    /// Every attempt at contact.
    pub attempts: Vec<Numbered<Attempted>>,
    /// The safe-enquiry plan.
    pub enquiry_plan: Option<Numbered<SafeEnquiryPlanned>>,
    /// What came of it.
    pub enquiry: Option<Numbered<SafeEnquiryMade>>,
    /// What somebody disclosed of their own behaviour.
    pub own_behaviour: Option<Numbered<OwnBehaviourDisclosed>>,
    /// The survivor's road, as far as it is shown. Equality answers never are.
    pub support: Support,
    /// The other records that are said to be about the same person, of those that may be seen.
    pub joined: Vec<Numbered<Joined>>,
    /// The chronology, the newest last.
    pub chronology: Vec<Line>,
    /// The last entry's place.
    pub sequence: u64,
    /// The day as of which it is shown, in London.
    pub day: Date,
    /// Which parts this permit shows.
    pub shown: BTreeSet<Field>,
}

impl CaseView {
    /// Reduces a case to what the permit shows, as it was known at `as_of`. The permit is always today's,
    /// and `whole` is the whole history: who is hidden today is hidden on every earlier day.
    pub fn reduce(permit: &Permit<SeeCase>, whole: &[Recorded<CaseEvent>], as_of: Timestamp) -> Self {
        Self::reduce_beside(permit, &[], whole, as_of)
    }

    /// The same for somebody with permits for other records: where one of those is about the same person, it is shown.
    /// Without a permit for it nothing here says that there is another record.
    pub fn reduce_beside(
        permit: &Permit<SeeCase>,
        beside: &[Permit<SeeCase>],
        whole: &[Recorded<CaseEvent>],
        as_of: Timestamp,
    ) -> Self {
        let history = known_at(whole, as_of);
        let state = CaseState::from_history(history);
        let shown: BTreeSet<Field> =
            Field::ALL.iter().copied().filter(|field| permit.shows(*field)).collect();
        let mut view = Self {
            route: state.route(),
            severity: Some(state.severity()),
            warned: state.high_notice().map(|notice| notice.recorded_at),
            owner: Some(state.owner()),
            region: state.region(),
            open_to_contact: state.is_open_to_contact(),
            sequence: state.sequence(),
            day: as_of.to_zoned(london()).date(),
            ..Self::default()
        };
        let theirs = beside.iter().filter(|other| other.actor() == permit.actor()).map(Permit::case);
        let veil =
            Veil::new(whole, state.sequence(), shown.contains(&Field::Reporter)).beside(theirs.collect());
        let joined = state.joined().filter(|joined| veil.shows_record(joined.is.other));
        view.joined = joined.cloned().collect();
        for field in &shown {
            view.add(*field, &state, history, &veil, permit.actor().user);
        }
        view.support = state.support().shown(&parts(&shown), |person| veil.hides(person));
        view.shown = shown;
        view
    }

    fn add(
        &mut self,
        field: Field,
        state: &CaseState,
        history: &[Recorded<CaseEvent>],
        veil: &Veil,
        reader: UserId,
    ) {
        match field {
            Field::Contact => {
                self.plan = state.contact_plan().cloned();
                self.agreed = state.agreed_contact().cloned();
                self.missed = state.missed_contact().cloned();
                self.pause = state.contact_pause().cloned();
                self.attempts = state.attempts().to_vec();
                self.compromised =
                    veil.kept(state.all_compromised(), |veil, marked| veil.marked(marked.sequence));
                self.breaches = veil.kept(state.breaches(), |veil, decided| veil.marked(decided.is.of));
                self.enquiry_plan = state.enquiry_plan().cloned();
                self.enquiry = state.enquiry().cloned();
            }
            Field::Wishes => {
                self.wishes = state.wishes().cloned().collect();
                self.disclosure = state.disclosure().cloned();
                self.own_behaviour = state.own_behaviour().cloned();
            }
            Field::People => {
                let people = state.people().filter_map(|person| veil.person(person));
                self.people = people.map(|person| (person.person, person)).collect();
                self.connections = veil.kept(state.connections(), Veil::connection);
                self.secrets = veil.kept(state.secrets(), Veil::secret);
                self.household = state.household().cloned();
            }
            Field::Incidents => {
                self.incidents = state.incidents().cloned().map(|incident| veil.incident(incident)).collect();
                self.reports = state.reports().iter().map(|report| veil.report(report)).collect();
            }
            // Whoever sees every report sees their own among them.
            Field::OwnReport if !self.reports.is_empty() => {}
            Field::OwnReport => {
                let own = state.reports().iter().filter(|report| report.actor == reader);
                self.reports = own.map(|report| veil.report(report)).collect();
                self.last_incident = state.incidents().map(|incident| incident.sequence).max();
            }
            Field::Chronology => self.chronology = chronology(state, history, veil),
            Field::Due
            | Field::Reporter
            | Field::Needs
            | Field::Risk
            | Field::Safety
            | Field::Choices
            | Field::Safeguarding
            | Field::Reviews => {}
        }
    }

    /// Whether this permit shows a part.
    pub fn shows(&self, field: Field) -> bool {
        self.shown.contains(&field)
    }

    /// The survivor, as far as they are shown.
    pub fn survivor(&self) -> Option<&Person> {
        self.people.values().find(|person| person.is(PersonRole::Survivor))
    }

    /// Somebody's name as this permit shows it.
    pub fn name(&self, person: PersonId) -> String {
        self.people.get(&person).map_or_else(|| "somebody not shown here".to_owned(), called)
    }
}

/// The parts of the survivor's road that these fields show.
fn parts(shown: &BTreeSet<Field>) -> BTreeSet<SupportPart> {
    let part = |field: &Field| match field {
        Field::Needs => Some(SupportPart::Needs),
        Field::Risk => Some(SupportPart::Risk),
        Field::Safety => Some(SupportPart::Safety),
        Field::Choices => Some(SupportPart::Choices),
        Field::Safeguarding => Some(SupportPart::Safeguarding),
        Field::Reviews => Some(SupportPart::Reviews),
        _ => None,
    };
    shown.iter().filter_map(part).collect()
}

/// The part of a history that was known at a moment.
pub fn known_at(whole: &[Recorded<CaseEvent>], as_of: Timestamp) -> &[Recorded<CaseEvent>] {
    let known = whole.iter().position(|entry| entry.recorded_at > as_of).unwrap_or(whole.len());
    whole.get(..known).unwrap_or(whole)
}
