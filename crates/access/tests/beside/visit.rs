//! How to go about a visit is shut where the gate is: two records that were joined shut it like any other way (T8).

use std::collections::BTreeSet;

use access::action::SeeInstruction;
use access::{CaseFacts, Grant, Role, VisitInstruction, check};
use domain::case::CaseEvent;
use domain::contact::SafeTimes;
use domain::{PersonId, Recorded};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{OTHER, event, said};
use crate::common::{actor, facts, id};

const SURVIVOR: u8 = 0x21;
const PERPETRATOR: u8 = 0x22;
const ADDRESS: u8 = 0x41;

fn uuid(n: u8) -> String {
    id::<PersonId>(n).to_string()
}

fn person(n: u8, role: &str) -> CaseEvent {
    event(
        "person-recorded",
        &json!({"person": uuid(n), "roles": [role], "name": null, "also_known_as": [], "born": null,
            "about": null, "lives_in_home": "no"}),
    )
}

/// A visit, at these hours, on the survivor's word of this day.
fn plan(on: &str, times: &serde_json::Value) -> CaseEvent {
    let visit = json!({"channel": uuid(0x51), "kind": "visit", "secret": uuid(ADDRESS), "whose": uuid(SURVIVOR),
        "seen_by_others": "no", "who_else": null, "safety": "safe", "confirmed": {"by": "survivor", "on": on},
        "times": times, "voicemail": "never", "neutral_words": "About the boiler"});
    event(
        "contact-plan-made",
        &json!({"survivor": uuid(SURVIVOR), "channels": [visit], "code_word": null, "line_drops": "wait",
            "may_be_told": null, "interpreter": null}),
    )
}

fn start() -> Timestamp {
    "2026-03-10T09:00:00Z".parse().expect("a moment")
}

/// What a planner is told, an hour after the last of these.
fn told(events: &[CaseEvent]) -> VisitInstruction {
    let report = event(
        "report-taken",
        &json!({"report": uuid(0x31), "source": "survivor", "came_by": "phone",
            "danger": {"now": "no", "police": "not-called", "police_reference": null}, "reporter": null,
            "words": null, "happened": "not-known", "severity": "high"}),
    );
    let held = json!({"secret": uuid(ADDRESS), "kind": "address", "person": uuid(SURVIVOR)});
    let known = [
        report,
        person(SURVIVOR, "survivor"),
        person(PERPETRATOR, "alleged-perpetrator"),
        event("protected-fact-recorded", &held),
    ];
    let at = |place: i64| start() + SignedDuration::from_hours(place);
    let record = |(place, event)| Recorded {
        sequence: u64::try_from(place + 1).expect("small"),
        recorded_at: at(place),
        actor: id(7),
        event,
    };
    let history: Vec<_> =
        (0_i64..).zip(known.into_iter().chain(events.iter().cloned())).map(record).collect();
    let now = at(i64::try_from(history.len()).expect("small"));
    let grant = Some(Grant { parts: BTreeSet::new() });
    let permit = check::<SeeInstruction>(&actor(Role::RepairsPlanner), &CaseFacts { grant, ..facts() });
    VisitInstruction::reduce(&permit.expect("they were let in"), &history, now)
}

fn any() -> serde_json::Value {
    json!("any")
}

#[test]
fn given_two_records_were_joined_then_no_hour_and_no_word_of_a_visit_is_told_until_a_plan_confirms_it_again()
{
    let before = told(&[plan("2026-03-10", &any())]);
    assert_eq!(before.hours, Some(SafeTimes::Any), "the control: before, it is told");
    assert!(before.words.is_some());
    for entry in
        [said("records-joined", OTHER), said("records-parted", OTHER), event("confirm-again", &json!({}))]
    {
        let shut = told(&[plan("2026-03-10", &any()), entry.clone()]);
        assert_eq!((shut.hours, shut.words), (None, None));
        let older = told(&[plan("2026-03-10", &any()), entry.clone(), plan("2026-03-09", &any())]);
        assert_eq!((older.hours, older.words), (None, None), "an older word confirms nothing");
        let again = told(&[plan("2026-03-10", &any()), entry, plan("2026-03-10", &any())]);
        assert_eq!(again, before);
    }
}

#[test]
fn given_a_visit_that_the_gate_shuts_for_another_reason_then_it_is_not_told_and_its_hours_alone_are_no_reason()
 {
    let burnt = json!({"secret": uuid(ADDRESS), "kind": "address", "since": "not-known", "known_to": "not-known",
        "noticed_by": "survivor", "how": null});
    let at_home = event(
        "person-recorded",
        &json!({"person": uuid(PERPETRATOR), "roles": ["alleged-perpetrator"], "name": null, "also_known_as": [],
            "born": null, "about": null, "lives_in_home": "yes"}),
    );
    for entry in [event("location-compromised", &burnt), at_home] {
        assert_eq!(told(&[plan("2026-03-10", &any()), entry]).hours, None);
    }
    let nights = json!({"only": [{"days": [7], "from": "01:00:00", "until": "02:00:00"}]});
    assert!(told(&[plan("2026-03-10", &nights)]).hours.is_some(), "they are told for when it may be used");
}
