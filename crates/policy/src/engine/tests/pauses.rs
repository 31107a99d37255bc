use domain::report::ReportSource;
use domain::{Answer, Severity};

use super::*;

fn paused() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::High, Answer::No)
        .later("2026-03-02T10:00:00Z")
        .pause("2026-03-04T08:00:00Z")
}

#[test]
fn given_contact_is_not_safe_then_the_clock_is_paused_with_its_reason_and_due_at_the_end_of_the_pause() {
    let pack = pack("nhg");
    let all = paused().duties(pack, "2026-03-03T09:00:00Z");
    let contact = given::one(&all, "first-contact");
    assert_eq!(contact.state, DutyState::Paused { until: at("2026-03-04T08:00:00Z"), by: 2 });
    assert_eq!(contact.due, at("2026-03-04T08:00:00Z"));
    let after = paused().duties(pack, "2026-03-04T08:00:01Z");
    assert_eq!(given::one(&after, "first-contact").state, DutyState::Overdue);
}

#[test]
fn given_a_pause_then_duties_that_need_no_contact_run_on() {
    let pack = pack("nhg");
    let all = paused().duties(pack, "2026-03-03T09:00:00Z");
    assert_eq!(given::one(&all, "owner-named").state, DutyState::Overdue);
}

#[test]
fn given_a_duty_that_was_overdue_before_the_pause_then_the_pause_does_not_make_it_in_time() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::High, Answer::No)
        .later("2026-03-03T10:00:00Z")
        .pause("2026-03-04T08:00:00Z")
        .later("2026-03-03T11:00:00Z")
        .spoke();
    let all = story.duties(pack, "2026-03-03T12:00:00Z");
    assert!(matches!(given::one(&all, "first-contact").state, DutyState::Met { late: true, .. }));
}

#[test]
fn given_a_pause_in_force_when_something_new_needs_contact_then_it_waits_too() {
    let pack = pack("nhg");
    let story = paused().later("2026-03-02T12:00:00Z").disclosed();
    let all = story.duties(pack, "2026-03-03T09:00:00Z");
    assert!(matches!(given::one(&all, "wishes-asked").state, DutyState::Paused { .. }));
}
