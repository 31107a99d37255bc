//! A contact that did not happen, and the silence after it.

use domain::report::ReportSource;
use domain::{Answer, Severity};

use super::given::{self, Story, at, packs, states};
use crate::engine::DutyState;
use crate::words::Role;

/// The agreed contact of a Wednesday morning was missed.
fn missed(severity: Severity) -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, severity, Answer::No)
        .disclosed()
        .agreed("2026-03-04T10:00:00Z", "2026-03-04T11:00:00Z")
        .later("2026-03-04T10:30:00Z")
        .no_answer(true)
}

#[test]
fn r16_given_a_missed_contact_at_high_risk_then_every_pack_has_it_due_and_raised_within_the_same_day() {
    for pack in packs() {
        let all = missed(Severity::High).duties(pack, "2026-03-05T08:00:00Z");
        let follow_up = given::one(&all, "missed-contact");
        assert_eq!(follow_up.due, at("2026-03-04T12:30:00Z"), "{}", pack.id);
        assert_eq!(follow_up.state, DutyState::Overdue, "{}", pack.id);
        let raised: Vec<(Role, bool)> = follow_up
            .raised
            .iter()
            .map(|raised| (raised.to, raised.at <= at("2026-03-05T00:00:00Z")))
            .collect();
        assert!(raised.contains(&(Role::RegionalManager, true)), "{}: {}", pack.id, states(&all));
        assert!(raised.iter().any(|(to, _)| *to == Role::DaLead), "{}: {}", pack.id, states(&all));
    }
}

#[test]
fn r16_given_a_missed_contact_in_immediate_danger_then_every_pack_raises_it_within_the_hour() {
    for pack in packs() {
        let all = missed(Severity::Immediate).duties(pack, "2026-03-04T11:31:00Z");
        let follow_up = given::one(&all, "missed-contact");
        assert!(follow_up.raised.iter().any(|raised| raised.to == Role::RegionalManager), "{}", pack.id);
    }
}

#[test]
fn r16_given_another_try_without_an_answer_then_the_missed_contact_stays_open_and_no_try_ends_the_silence() {
    for pack in packs() {
        let tried = missed(Severity::High).later("2026-03-05T10:00:00Z").no_answer(false);
        let all = tried.duties(pack, "2026-03-12T18:00:00Z");
        assert_eq!(given::one(&all, "missed-contact").state, DutyState::Overdue, "{}", pack.id);
        assert_eq!(given::one(&all, "silence").state, DutyState::Overdue, "{}", pack.id);
    }
}
