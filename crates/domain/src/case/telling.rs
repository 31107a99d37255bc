//! An entry of the journal in plain words, for a chronology that a person or a court reads.

use jiff::civil::Date;

use super::CaseEvent;
use crate::child::ClassifiedBy;
use crate::compromise::{BreachDecided, LocationCompromised, Regulator, SurvivorTold};
use crate::contact::{Attempted, Clearance, ContactPlan, Outcome, Way};
use crate::disclosure::DisclosureTaken;
use crate::incident::Incident;
use crate::people::Person;
use crate::plain;
use crate::report::{Danger, ReportTaken};
use crate::same_person::{Joined, Parted};
use crate::text::{ShortText, Words};
use crate::{Happened, PersonId};

/// How closely a detail is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// What everybody who sees the chronology sees.
    Plain,
    /// Who reported it: shown to few (R07, R14).
    Reporter,
}

/// One detail of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// What it is, in plain words.
    pub label: &'static str,
    /// What was recorded.
    pub text: String,
    /// How closely it is kept.
    pub shade: Shade,
}

/// An entry in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// What was recorded, in a few words that name nobody.
    pub headline: &'static str,
    /// When it happened, where that is another moment than when it was recorded.
    pub happened: Option<Happened>,
    /// The details.
    pub details: Vec<Detail>,
}

/// Tells an event in plain words. `name` gives a person's name as the reader may see it.
pub fn tell(event: &CaseEvent, name: &dyn Fn(PersonId) -> String) -> Telling {
    tell_on(event, name, Date::MAX)
}

/// The same as of a day, on which somebody may have been a child.
pub fn tell_on(event: &CaseEvent, name: &dyn Fn(PersonId) -> String, day: Date) -> Telling {
    let mut told = Teller { name, day, details: Vec::new() };
    let happened = told.happened(event);
    told.describe(event);
    Telling { headline: event.headline(), happened, details: told.details }
}

/// Gathers the details of one entry.
pub(in crate::case) struct Teller<'a> {
    name: &'a dyn Fn(PersonId) -> String,
    day: Date,
    details: Vec<Detail>,
}

impl Teller<'_> {
    pub(in crate::case) fn say(&mut self, label: &'static str, text: impl Into<String>) {
        self.details.push(Detail { label, text: text.into(), shade: Shade::Plain });
    }

    /// Somebody's name as the reader may see it.
    pub(in crate::case) fn named(&self, person: PersonId) -> String {
        (self.name)(person)
    }

    /// Several in one line; nothing where there are none.
    pub(in crate::case) fn list(&mut self, label: &'static str, all: &[&str]) {
        if !all.is_empty() {
            self.say(label, all.join(", "));
        }
    }

    pub(in crate::case) fn maybe(&mut self, label: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.say(label, text);
        }
    }

    #[expect(clippy::unused_self, reason = "one place for what an event says of time")]
    fn happened(&self, event: &CaseEvent) -> Option<Happened> {
        match event {
            CaseEvent::ReportTaken(report) if report.happened != Happened::NotKnown => {
                Some(report.happened.clone())
            }
            CaseEvent::IncidentRecorded(incident) => Some(incident.happened.clone()),
            CaseEvent::ContactAttempted(attempted) => Some(Happened::At(attempted.at)),
            CaseEvent::PoliceTold(told) => Some(Happened::At(told.at)),
            CaseEvent::ConcernRaised(raised) => Some(Happened::At(raised.at)),
            CaseEvent::LocationCompromised(marked) if marked.since != Happened::NotKnown => {
                Some(marked.since.clone())
            }
            CaseEvent::ChangeRecorded(change) => Some(change.when.clone()),
            CaseEvent::NonRecentAbuse(past) => Some(past.happened.clone()),
            CaseEvent::DeathRecorded(death) => Some(death.on.clone()),
            CaseEvent::CounterAllegation(counter) => Some(counter.happened.clone()),
            CaseEvent::ConcernAnswered(answered) => Some(Happened::At(answered.at)),
            CaseEvent::DayTold(told) => told.told_at().map(Happened::At),
            _ => None,
        }
    }

    fn describe(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::ReportTaken(report) => self.report(report),
            CaseEvent::SeverityAssessed(assessed) => {
                self.say("Severity", assessed.severity.label());
                self.maybe("Why", assessed.why.as_ref().map(Words::as_str));
            }
            CaseEvent::PoliceTold(told) => {
                self.say("By", told.by.label());
                self.maybe("Their reference", told.reference.as_ref().map(ShortText::as_str));
            }
            CaseEvent::PersonRecorded(person) => self.person(person),
            CaseEvent::ConnectionRecorded(connection) => {
                let names = [connection.alleged_perpetrator, connection.survivor].map(self.name);
                self.say("Between", names.join(" and "));
                self.say("Relationship", connection.route.label());
                self.maybe("Detail", connection.detail.as_ref().map(ShortText::as_str));
                self.maybe(CLASSIFIED, connection.classified.by().map(ClassifiedBy::label));
            }
            CaseEvent::SecretHeld(held) => {
                self.say("Of", (self.name)(held.person));
                self.say("Kind", held.kind.label());
            }
            CaseEvent::DisclosureTaken(taken) => self.disclosure(taken),
            CaseEvent::HouseholdAnswered(answered) => {
                self.say("Children", answered.children.label());
                self.say("Adults at risk", answered.adults_at_risk.label());
            }
            CaseEvent::WishesRecorded(wishes) => self.say("In their words", wishes.words.as_str()),
            CaseEvent::AgenciesOffered(offered) => {
                for (agency, how) in &offered.agencies {
                    self.say(agency.label(), how.label());
                }
            }
            CaseEvent::ContactPlanMade(plan) => self.plan(plan),
            CaseEvent::ContactAgreed(agreed) => {
                self.say("Agreed for", plain::span(agreed.from, agreed.until));
                self.say("If it does not happen", agreed.if_missed.label());
            }
            CaseEvent::ContactAttempted(attempted) => self.attempt(attempted),
            CaseEvent::ContactPaused(paused) => {
                self.say("Until", plain::moment(paused.until));
                self.say("Why", paused.why.as_str());
            }
            CaseEvent::IncidentRecorded(incident) => self.incident(incident),
            _ => self.enquiries_and_the_rest(event),
        }
    }

    fn enquiries_and_the_rest(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::HistoryLookedUp(looked) => {
                self.say("Anything found", looked.found.label());
                self.maybe("What", looked.words.as_ref().map(Words::as_str));
            }
            CaseEvent::SafeEnquiryPlanned(plan) => {
                self.say("By which day", plain::day(plan.on));
                self.say("How", plan.how.as_str());
            }
            CaseEvent::SafeEnquiryMade(made) => {
                self.say("Outcome", made.outcome.label());
                self.maybe("What was said or noticed", made.words.as_ref().map(Words::as_str));
            }
            CaseEvent::OwnBehaviourDisclosed(own) => {
                self.maybe("In their words", own.words.as_ref().map(Words::as_str));
                self.say("Respect phoneline", own.respect_line.label());
                self.say("Children live with them", own.children_at_home.label());
            }
            CaseEvent::ConcernRaised(raised) => {
                self.say("For", raised.concern.label());
                let categories: Vec<&str> = raised.categories.iter().map(|one| one.label()).collect();
                self.list("In whose relationship", &categories);
                self.say("How grave", raised.harm.label());
                self.say("With", raised.with.label());
                self.say("They agreed", raised.agreed.answer().label());
                if let Some(without) = raised.agreed.without() {
                    self.say("Raised without their agreement because", without.ground.label());
                    self.say("Why", without.why.as_str());
                }
                self.maybe("Their reference", raised.reference.as_ref().map(ShortText::as_str));
                self.say("Survivor told", raised.survivor_told.label());
                self.maybe("Note", raised.words.as_ref().map(Words::as_str));
            }
            CaseEvent::ConcernNotNeeded(declared) => {
                self.say("For", declared.concern.label());
                self.say("Why", declared.why.as_str());
            }
            CaseEvent::LocationCompromised(marked) => self.compromised(marked),
            CaseEvent::BreachDecided(decided) => self.breach(decided),
            CaseEvent::SafetyReviewed(reviewed) => {
                self.say("With the survivor", reviewed.with_survivor.label());
                self.say("What was agreed or done", reviewed.words.as_str());
            }
            CaseEvent::DutySetAside(aside) => {
                self.say("Why", aside.why.label());
                self.say("Reason", aside.words.as_str());
            }
            CaseEvent::Joined(Joined { reference, why, .. })
            | CaseEvent::Parted(Parted { reference, why, .. }) => {
                self.say("Record", reference.to_string());
                self.say("How they know", why.as_str());
            }
            CaseEvent::Corrected(corrected) => {
                self.say("Entry", corrected.sequence.to_string());
                self.say("What was wrong", corrected.why.as_str());
            }
            _ => self.support(event),
        }
    }

    fn compromised(&mut self, marked: &LocationCompromised) {
        self.say("Which", marked.kind.label());
        self.say("Who may know it", marked.known_to.label());
        self.say("Noticed by", marked.noticed_by.label());
        self.maybe("How it may have come out", marked.how.as_ref().map(Words::as_str));
    }

    fn breach(&mut self, decided: &BreachDecided) {
        self.say("Of entry", decided.of.to_string());
        match &decided.regulator {
            Some(Regulator::Reported { at, reference }) => {
                self.say("Reported to the ICO", plain::moment(*at));
                self.maybe("Their reference", reference.as_ref().map(ShortText::as_str));
            }
            Some(Regulator::NotReportable { why }) => {
                self.say("Not reportable to the ICO, because", why.as_str());
            }
            None => {}
        }
        match &decided.survivor {
            Some(SurvivorTold::Told { at }) => self.say("Survivor told", plain::moment(*at)),
            Some(SurvivorTold::NotTold { why }) => self.say("Survivor not told, because", why.as_str()),
            None => {}
        }
    }

    fn danger(&mut self, danger: &Danger) {
        self.say("Danger now", danger.now.label());
        self.say("Police", danger.police.label());
        self.maybe("Police reference", danger.police_reference.as_ref().map(ShortText::as_str));
    }

    fn report(&mut self, report: &ReportTaken) {
        self.danger(&report.danger);
        let shade = if report.source.has_reporter_to_protect() { Shade::Reporter } else { Shade::Plain };
        let mut closely = |label, text: String, shade| self.details.push(Detail { label, text, shade });
        closely("From", report.source.label().to_owned(), shade);
        closely("Came by", report.came_by.label().to_owned(), shade);
        if let Some(reporter) = report.reporter {
            closely("Reporter", (self.name)(reporter), Shade::Reporter);
        }
        self.say("Severity", report.severity.label());
        self.maybe("What was said", report.words.as_ref().map(Words::as_str));
    }

    fn person(&mut self, person: &Person) {
        let shade =
            if person.is(crate::people::PersonRole::Reporter) { Shade::Reporter } else { Shade::Plain };
        let roles = person.all_role_words(self.day);
        self.details.push(Detail { label: "Who", text: (self.name)(person.person), shade });
        self.say("In this case", roles.join(", "));
        self.say("Lives in the home", person.lives_in_home.label());
        self.maybe("About them", person.about.as_ref().map(Words::as_str));
    }

    fn disclosure(&mut self, taken: &DisclosureTaken) {
        self.danger(&taken.danger);
        self.say("Safe to talk", taken.safe_to_talk.label());
        self.maybe("Who was there", taken.who_is_there.as_ref().map(ShortText::as_str));
        self.say("If the line drops", taken.line_drops.label());
        self.say("Limits of confidentiality explained", taken.limits_explained.label());
        self.say("Worker", taken.meeting.worker.label());
        self.maybe("Place to meet", taken.meeting.place.as_ref().map(ShortText::as_str));
        self.maybe("Language", taken.meeting.language.as_ref().map(ShortText::as_str));
        self.maybe("Supporter", taken.meeting.supporter.as_ref().map(ShortText::as_str));
        self.maybe("Adjustments", taken.meeting.adjustments.as_ref().map(Words::as_str));
    }

    fn plan(&mut self, plan: &ContactPlan) {
        for channel in &plan.channels {
            self.say(channel.kind.label(), channel.safety.label());
        }
        self.say("If the line drops", plan.line_drops.label());
        self.maybe("Who may be told", plan.may_be_told.as_ref().map(Words::as_str));
    }

    fn attempt(&mut self, attempted: &Attempted) {
        match &attempted.way {
            Way::TheyContactedUs => self.say("Way", "They got in touch with us"),
            Way::WeTried { clearance: Clearance::Cleared, .. } => {
                self.say("Way", "We tried, by a cleared way");
            }
            Way::WeTried { clearance: Clearance::MadeAnyway { reason, why }, .. } => {
                self.say("Made although not cleared", reason.label());
                self.say("Why it was done", why.as_str());
            }
        }
        self.say("Outcome", attempted.outcome.label());
        if attempted.against_plan {
            self.say("Against the contact plan", against_plan(attempted.outcome));
        }
        self.maybe("What was said or noticed", attempted.words.as_ref().map(Words::as_str));
    }

    fn incident(&mut self, incident: &Incident) {
        let kinds: Vec<&str> = incident.kinds.iter().map(|kind| kind.label()).collect();
        if !kinds.is_empty() {
            self.say("Kind", kinds.join(", "));
        }
        self.maybe(CLASSIFIED, incident.classified.by().map(ClassifiedBy::label));
        let forms = incident.forms.labels().join("; ");
        self.maybe("How it was done", Some(&*forms).filter(|forms| !forms.is_empty()));
        if !incident.by.is_empty() {
            let by: Vec<String> = incident.by.iter().map(|person| (self.name)(*person)).collect();
            self.say("By", by.join(", "));
        }
        self.maybe("What happened", incident.words.as_ref().map(Words::as_str));
        self.maybe("Injuries", incident.injuries.as_ref().map(Words::as_str));
        self.say("Children there", incident.children_present.label());
        self.maybe("Police reference", incident.police_reference.as_ref().map(ShortText::as_str));
        self.maybe(
            "Recorded from",
            incident.report.map(|entry| format!("The report of entry {entry}")).as_deref(),
        );
    }
}

/// By which definition of domestic abuse (domain.md 1.2).
const CLASSIFIED: &str = "Classified by";

/// What went against the contact plan.
const fn against_plan(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Sent => "It was sent although nothing had cleared it. Somebody else may have read it",
        _ => "A message was left that the plan does not allow. Somebody else may have heard it",
    }
}
