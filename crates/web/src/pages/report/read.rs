//! Reads a report's answers into what the case is opened with.

use std::sync::Arc;

use access::LocationSecret;
use domain::case::{CaseCommand, FirstReport, NewCase};
use domain::people::{Person, PersonRole, SecretHeld, SecretKind};
use domain::report::{CameBy, Danger, PoliceCall, ReportSource, ReportTaken, Route};
use domain::suspicion::{Offered, OwnBehaviourDisclosed};
use domain::{Answer, Moment, PersonId, RegionId, ReportId, SecretId, Severity};
use service::{Entry, ProtectedFact};

use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};
use crate::ids::Minted;

/// Every field of the page, in its order.
pub(super) const FIELDS: &[&str] = &[
    "danger",
    "police",
    "police-reference",
    "source",
    "came-by",
    "name",
    "known-as",
    "phone",
    "address",
    "region",
    "words",
    "words-no-address",
    "happened",
    "happened-season",
    "happened-time",
    "perpetrator",
    "reporter",
    "reporter-phone",
    "severity",
    "children",
    "respect-line",
];

/// What the report says, or what is wrong with the answers.
pub(super) fn report(route: Route, sent: &Sent, moment: &Moment) -> Result<Entry, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    let mut ids = Minted::new(moment);
    let mut named = Named { ids: &mut ids, people: Vec::new(), held: Vec::new(), facts: Vec::new() };
    let danger = danger(&mut reader);
    let source = source(route, &mut reader);
    named.centre(route, &mut reader);
    let reporter = named.reporter(route, &mut reader);
    named.alleged_perpetrator(route, &mut reader);
    let region = region(&mut reader);
    let words = reader.note("words", "What was said");
    let happened = reader.happened("happened", "When it happened");
    let severity = reader.code::<Severity>("severity", "Severity").unwrap_or(Severity::Unknown);
    let own_behaviour = (route == Route::OwnBehaviour).then(|| OwnBehaviourDisclosed {
        words: words.clone(),
        respect_line: reader.code("respect-line", "Respect phoneline").unwrap_or(Offered::NotOffered),
        children_at_home: reader.code("children", "Children").unwrap_or(Answer::NotKnown),
    });
    let came_by = reader.code("came-by", "How it came").unwrap_or(CameBy::Phone);
    let Named { people, held, facts, .. } = named;
    let report = Option::zip(danger, source).map(|(danger, source)| ReportTaken {
        report: ids.next(ReportId::from_uuid),
        source,
        came_by,
        severity: if danger.now == Answer::Yes { Severity::Immediate } else { severity },
        danger,
        reporter,
        words,
        happened,
    });
    reader.done(report.map(|report| Entry {
        command: CaseCommand::Open(Box::new(NewCase {
            first: FirstReport { report, people, secrets: held, own_behaviour },
            region,
        })),
        facts,
    }))
}

fn danger(reader: &mut Reader<'_>) -> Option<Danger> {
    let now = reader.must_choose("danger", "Choose yes, no or not known: is anybody in danger now?");
    let police = reader.code("police", "Police").unwrap_or(PoliceCall::NotKnown);
    let police_reference = reader.line("police-reference", "Police reference");
    now.map(|now| Danger { now, police, police_reference })
}

fn source(route: Route, reader: &mut Reader<'_>) -> Option<ReportSource> {
    match route {
        Route::Disclosure => Some(ReportSource::Survivor),
        Route::OwnBehaviour => Some(ReportSource::OwnBehaviour),
        Route::Suspicion => {
            let source =
                reader.must_choose::<ReportSource>("source", "Choose who or what brought it to us")?;
            if source.route() == Route::Suspicion {
                return Some(source);
            }
            reader.wrong(
                "source",
                "Go back and start the report that fits: this one is for somebody else's report",
            );
            None
        }
    }
}

fn region(reader: &mut Reader<'_>) -> Option<RegionId> {
    let text = reader.sent().one("region").to_owned();
    if text.is_empty() {
        return None;
    }
    let region = text.parse().ok();
    if region.is_none() {
        reader.wrong("region", "Choose a region from the list");
    }
    region
}

/// The people named in the report, and the facts about them that are kept apart.
struct Named<'m, 'i> {
    ids: &'i mut Minted<'m>,
    people: Vec<Person>,
    held: Vec<SecretHeld>,
    facts: Vec<ProtectedFact>,
}

impl Named<'_, '_> {
    fn add(&mut self, role: PersonRole, reader: &mut Reader<'_>, field: &str, label: &str) -> PersonId {
        let person = self.ids.next(PersonId::from_uuid);
        let name = reader.name(field, label);
        self.people.push(Person { name, ..Person::unnamed(person, role) });
        person
    }

    fn hold(&mut self, person: PersonId, kind: SecretKind, text: Option<String>) {
        let Some(text) = text else { return };
        let secret = self.ids.next(SecretId::from_uuid);
        self.held.push(SecretHeld { secret, kind, person });
        self.facts.push(ProtectedFact { secret, kind, text: Arc::new(LocationSecret::new(text)) });
    }

    /// The person at the centre: the survivor, or the one who tells us of their own behaviour.
    fn centre(&mut self, route: Route, reader: &mut Reader<'_>) {
        let role = match route {
            Route::OwnBehaviour => PersonRole::AllegedPerpetrator,
            Route::Disclosure | Route::Suspicion => PersonRole::Survivor,
        };
        let person = self.add(role, reader, "name", "Name");
        if let (Some(known_as), Some(last)) = (reader.name("known-as", "Known as"), self.people.last_mut()) {
            last.also_known_as.push(known_as);
        }
        let phone = reader.phone("phone", "Phone number").map(|phone| phone.as_e164().to_owned());
        self.hold(person, SecretKind::Phone, phone);
        let address = reader.words("address", "Address").map(|address| address.as_str().to_owned());
        self.hold(person, SecretKind::Address, address);
    }

    /// Somebody else who told us. Their number is theirs, and protected.
    fn reporter(&mut self, route: Route, reader: &mut Reader<'_>) -> Option<PersonId> {
        let named = reader.sent().has("reporter") || reader.sent().has("reporter-phone");
        if route != Route::Suspicion || !named {
            return None;
        }
        let person = self.add(PersonRole::Reporter, reader, "reporter", "Name of the person who told us");
        let phone =
            reader.phone("reporter-phone", "Their phone number").map(|phone| phone.as_e164().to_owned());
        self.hold(person, SecretKind::Phone, phone);
        Some(person)
    }

    fn alleged_perpetrator(&mut self, route: Route, reader: &mut Reader<'_>) {
        if route != Route::OwnBehaviour && reader.sent().has("perpetrator") {
            self.add(
                PersonRole::AllegedPerpetrator,
                reader,
                "perpetrator",
                "Name of the alleged perpetrator",
            );
        }
    }
}
