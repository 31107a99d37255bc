//! Anyone may be abused, in any relationship, in any form (ASC-01, COU-16, COU-17, NHG-02, ONE-21).

use super::testkit::*;
use super::*;
use crate::Happened;
use crate::incident::{AbuseKind, Incident};
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
