//! Anyone may be abused, in any relationship, in any form (ASC-01, COU-16, COU-17, NHG-02, ONE-21).

use super::testkit::*;
use super::*;
use crate::Happened;
use crate::child::{Classified, ClassifiedBy};
use crate::incident::{AbuseForms, AbuseKind, EconomicForm, Incident, TechnologyForm};
use crate::people::{Connection, ConnectionRecorded};

#[test]
fn abuse_is_recorded_in_any_relationship_and_of_anybody() {
    for route in Connection::ALL {
        let recorded = ConnectionRecorded { route: *route, ..connection() };
        given(survivors_case()).when(CaseCommand::RecordConnection(recorded.clone())).then([recorded.into()]);
    }
    // The seven routes of the 2021 Act, none of them, and not known.
    assert_eq!(Connection::ALL.len(), 9);
    // Whom the rules protect does not depend on what they are: a person has no field for it.
    let stored = serde_json::to_string(&survivor()).unwrap();
    assert!(!stored.contains("gender") && !stored.contains("\"sex\""), "{stored}");
}

#[test]
fn every_form_of_abuse_of_both_definitions_is_recorded_and_counted_alike() {
    use AbuseKind as K;
    let older = [K::Controlling, K::Threats, K::Emotional, K::Physical, K::Sexual, K::Economic];
    let harmful_practices = [K::Fgm, K::ForcedMarriage, K::HonourBased];
    assert!(older.iter().chain(&harmful_practices).all(|kind| K::ALL.contains(kind)));
    for kind in K::ALL {
        let one = Incident { kinds: [*kind].into(), ..incident(Happened::NotKnown) };
        given(survivors_case()).when(CaseCommand::RecordIncident(one.clone())).then([one.clone().into()]);
        assert_eq!(state(with(survivors_case(), [one.into()])).incidents().count(), 1);
    }
}

#[test]
fn how_it_was_done_says_its_kind_when_it_is_recorded_and_when_it_is_put_right() {
    let forms = AbuseForms {
        technology: [TechnologyForm::Spyware].into(),
        economic: [EconomicForm::WorkStopped].into(),
    };
    let told = Incident { kinds: [AbuseKind::Threats].into(), ..incident(Happened::NotKnown) };
    let with_forms = Incident { forms, ..told.clone() };
    let kinds = [AbuseKind::Threats, AbuseKind::Technology, AbuseKind::Economic].into();
    let whole = Incident { kinds, ..with_forms.clone() };
    given(survivors_case())
        .when(CaseCommand::RecordIncident(with_forms.clone()))
        .then([whole.clone().into()]);
    let case = with(survivors_case(), [told.into()]);
    let (sequence, why) = (case.len() as u64, words("She said more."));
    let right = |incident: &Incident| {
        let instead = Some(Box::new(incident.clone().into()));
        Corrected { sequence, why: why.clone(), instead }
    };
    given(case).when(CaseCommand::Correct(right(&with_forms))).then([right(&whole).into()]);
    // The control: a kind alone says no form.
    assert!(incident(Happened::NotKnown).with_kinds_of_forms().forms.is_empty());
}

#[test]
fn given_a_policy_then_an_incident_and_a_relationship_say_by_which_definition_they_were_classified() {
    let by = |event: &CaseEvent| match event {
        CaseEvent::IncidentRecorded(incident) => incident.classified.by(),
        CaseEvent::ConnectionRecorded(connection) => connection.classified.by(),
        _ => None,
    };
    for event in [CaseEvent::from(incident(Happened::NotKnown)), connection().into()] {
        let classified = event.clone().classified(ClassifiedBy::CrossGovernment2013);
        assert_eq!(by(&classified), Some(ClassifiedBy::CrossGovernment2013));
        let later = classified.clone().classified(ClassifiedBy::Act2021);
        assert_eq!(later, classified, "a later policy classifies nothing anew");
        let says = |event: &CaseEvent| {
            let told = tell(event, &|_| String::new()).details;
            told.into_iter().find(|detail| detail.label == "Classified by").map(|detail| detail.text)
        };
        assert_eq!(says(&classified).as_deref(), Some("The cross-government definition of 2013"));
        assert_eq!(says(&event), None, "what was not recorded is not made up");
        // A correction classifies what it puts there.
        let instead = Some(Box::new(event));
        let corrected = Corrected { sequence: 4, why: words("Another day"), instead };
        let CaseEvent::Corrected(put) = CaseEvent::from(corrected).classified(ClassifiedBy::Act2021) else {
            panic!("a correction stays one");
        };
        assert_eq!(put.instead.as_deref().and_then(by), Some(ClassifiedBy::Act2021));
    }
    // An entry from before it was recorded is still read.
    let mut old = serde_json::to_value(incident(Happened::NotKnown)).unwrap();
    old.as_object_mut().unwrap().remove("classified");
    let old: Incident = serde_json::from_value(old).unwrap();
    assert_eq!(old.classified, Classified::default());
    let others = CaseEvent::from(survivor());
    assert_eq!(others.clone().classified(ClassifiedBy::Act2021), others, "nothing else classifies");
}
