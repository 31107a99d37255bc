use domain::report::ReportSource;
use domain::safeguarding::ConcernFor;
use domain::{Answer, Severity};
use jiff::civil::date;

use super::*;
use crate::pack::check;

mod again;
mod compromised;
mod days_ahead;
mod found_wanting;
mod given;
mod high;
mod household;
mod lines;
mod marac;
mod missed;
mod not_now;
mod opened_again;
mod pauses;
mod properties;
mod published;
mod risk;
mod road;
mod triggers;
mod two_records;
mod warned;

use given::{Story, at, calendar, pack, states};

#[test]
fn given_a_report_of_unknown_severity_then_contact_is_due_the_same_day_as_if_it_were_high() {
    let story =
        Story::begin("2026-03-02T09:00:00Z").report(ReportSource::Survivor, Severity::Unknown, Answer::No);
    let pack = pack("association");
    let all = story.duties(pack, "2026-03-02T10:00:00Z");
    let contact = given::one(&all, "first-contact");
    assert_eq!(contact.due, at("2026-03-02T23:59:59Z"));
    assert_eq!(contact.state, DutyState::Due);
    assert_eq!(contact.falls_to, Role::RegionalManager);
}

#[test]
fn given_a_standard_report_when_it_becomes_high_then_the_clock_runs_from_that_moment_and_never_later() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-06T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Standard, Answer::No)
        .later("2026-03-06T15:00:00Z")
        .severity(Severity::High);
    let all = story.duties(pack, "2026-03-06T16:00:00Z");
    assert_eq!(given::one(&all, "first-contact").due, at("2026-03-06T23:59:59Z"));
}

#[test]
fn given_a_long_clock_when_it_becomes_worse_days_later_then_nobody_is_late_by_hindsight() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Standard, Answer::No)
        .later("2026-03-11T09:00:00Z")
        .severity(Severity::High);
    let all = story.duties(pack, "2026-03-11T10:00:00Z");
    let silence = given::one(&all, "silence");
    assert_eq!((silence.due, silence.state), (at("2026-03-18T17:00:00Z"), DutyState::Due));
}

#[test]
fn given_a_high_report_when_a_manager_lowers_it_then_what_already_runs_stays_due() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-06T09:00:00Z")
        .report(ReportSource::Survivor, Severity::High, Answer::No)
        .later("2026-03-06T10:00:00Z")
        .severity(Severity::Standard);
    let all = story.duties(pack, "2026-03-06T11:00:00Z");
    assert_eq!(given::one(&all, "first-contact").due, at("2026-03-06T23:59:59Z"));
}

#[test]
fn given_severity_judged_at_the_instant_of_the_report_then_it_counts_as_known_from_the_start() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-06T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Unknown, Answer::No)
        .severity(Severity::Standard);
    let all = story.duties(pack, "2026-03-06T11:00:00Z");
    assert_eq!(given::one(&all, "first-contact").due, at("2026-03-09T17:00:00Z"));
}

#[test]
fn given_nobody_acts_then_the_duty_is_raised_step_by_step() {
    let pack = pack("nhg");
    let story =
        Story::begin("2026-03-02T09:00:00Z").report(ReportSource::Survivor, Severity::High, Answer::No);
    let all = story.duties(pack, "2026-03-03T04:00:00Z");
    let contact = given::one(&all, "first-contact");
    assert_eq!(contact.state, DutyState::Overdue);
    let raised: Vec<Role> = contact.raised.iter().map(|raised| raised.to).collect();
    assert_eq!(raised, [Role::RegionalManager, Role::DaLead]);
    assert!(given::one(&story.duties(pack, "2026-03-02T23:00:00Z"), "first-contact").raised.is_empty());
}

#[test]
fn given_contact_in_time_recorded_the_next_day_then_it_was_in_time_and_had_been_raised() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::High, Answer::No)
        .later("2026-03-03T09:00:00Z")
        .spoke_at("2026-03-02T16:00:00Z");
    let all = story.duties(pack, "2026-03-03T10:00:00Z");
    let contact = given::one(&all, "first-contact");
    assert_eq!(contact.state, DutyState::Met { at: at("2026-03-02T16:00:00Z"), late: false, by: 2 });
    assert_eq!(contact.raised.len(), 2);
}

#[test]
fn given_danger_now_and_nobody_rang_then_the_police_are_the_first_duty() {
    let pack = pack("nhg");
    let story =
        Story::begin("2026-03-02T09:00:00Z").report(ReportSource::Survivor, Severity::Immediate, Answer::Yes);
    let all = story.duties(pack, "2026-03-02T09:00:00Z");
    assert_eq!(all[0].code, "police-now");
    assert_eq!(all[0].due, at("2026-03-02T09:00:00Z"));
    let told = story.later("2026-03-02T09:02:00Z").police_told().duties(pack, "2026-03-02T09:03:00Z");
    assert!(matches!(given::one(&told, "police-now").state, DutyState::Met { by: 2, .. }));
}

#[test]
fn given_the_caller_had_rung_the_police_then_nobody_is_told_to_ring_again() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z").report_with_police("2026-03-02T09:00:00Z");
    let all = story.duties(pack, "2026-03-02T09:00:00Z");
    assert!(matches!(given::one(&all, "police-now").state, DutyState::Met { by: 1, late: false, .. }));
}

#[test]
fn given_children_not_known_then_safeguarding_is_due_until_it_is_known_that_nobody_is_at_risk() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .disclosed()
        .household(Answer::NotKnown, Answer::No);
    let all = story.duties(pack, "2026-03-02T10:00:00Z");
    assert_eq!(given::one(&all, "safeguarding").due, at("2026-03-03T17:00:00Z"));
    assert_eq!(given::one(&all, "household-again").state, DutyState::Due);
    let known = story.later("2026-03-02T12:00:00Z").household(Answer::No, Answer::No);
    let all = known.duties(pack, "2026-03-02T13:00:00Z");
    assert!(matches!(
        given::one(&all, "safeguarding").state,
        DutyState::NotApplicable { by: 4, replaced: false, .. }
    ));
}

#[test]
fn given_children_at_home_when_a_later_answer_says_no_then_somebody_still_has_to_say_why_nothing_is_needed() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .disclosed()
        .household(Answer::Yes, Answer::No)
        .later("2026-03-02T12:00:00Z")
        .household(Answer::No, Answer::No);
    assert_eq!(given::one(&story.duties(pack, "2026-03-02T13:00:00Z"), "safeguarding").state, DutyState::Due);
}

#[test]
fn given_children_and_an_adult_at_risk_then_a_concern_for_one_of_them_is_not_enough() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::High, Answer::No)
        .disclosed()
        .household(Answer::Yes, Answer::Yes)
        .later("2026-03-02T10:00:00Z")
        .concern(ConcernFor::Adult);
    assert_eq!(given::one(&story.duties(pack, "2026-03-02T11:00:00Z"), "safeguarding").state, DutyState::Due);
    let both = story.later("2026-03-02T12:00:00Z").concern(ConcernFor::Children);
    let all = both.duties(pack, "2026-03-02T13:00:00Z");
    assert!(matches!(given::one(&all, "safeguarding").state, DutyState::Met { by: 5, .. }));
}

#[test]
fn given_a_neighbours_report_then_history_and_a_safe_enquiry_are_due_and_no_contact_is() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z").report(
        ReportSource::Neighbour,
        Severity::Unknown,
        Answer::NotKnown,
    );
    let all = story.duties(pack, "2026-03-02T09:30:00Z");
    assert_eq!(given::one(&all, "history").due, at("2026-03-02T23:59:59Z"));
    assert_eq!(given::one(&all, "safe-enquiry-planned").due, at("2026-03-05T17:00:00Z"));
    assert!(all.iter().all(|duty| !["first-contact", "contact-plan", "silence"].contains(&duty.code)));
    assert_eq!(given::one(&all, "danger-weighed").due, at("2026-03-02T23:59:59Z"));
}

#[test]
fn given_a_planned_enquiry_then_it_waits_for_its_day_and_an_enquiry_that_was_not_safe_does_not_meet_it() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Neighbour, Severity::Standard, Answer::No)
        .enquiry_planned(date(2026, 3, 4));
    let waiting = story.duties(pack, "2026-03-03T12:00:00Z");
    assert_eq!(
        given::one(&waiting, "safe-enquiry-made").state,
        DutyState::Waiting { until: at("2026-03-04T00:00:00Z") }
    );
    let tried = story.later("2026-03-04T12:00:00Z").enquiry_not_safe();
    let all = tried.duties(pack, "2026-03-05T00:00:00Z");
    assert_eq!(given::one(&all, "safe-enquiry-made").state, DutyState::Overdue);
}

#[test]
fn given_own_behaviour_then_the_respect_line_and_a_check_on_the_survivor_and_no_survivor_duties() {
    let pack = pack("nacro");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::OwnBehaviour, Severity::Unknown, Answer::No)
        .own_behaviour();
    let all = story.duties(pack, "2026-03-02T09:30:00Z");
    assert_eq!(given::one(&all, "respect-line").keeps[0].as_str(), "NAC-08");
    assert_eq!(given::one(&all, "survivor-checked").falls_to, Role::DaLead);
    assert!(
        all.iter()
            .all(|duty| !["first-contact", "contact-plan", "silence", "next-contact"].contains(&duty.code))
    );
}

#[test]
fn given_an_agreed_contact_then_an_early_attempt_does_not_keep_it_and_a_missed_one_is_followed_up() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::High, Answer::No)
        .disclosed()
        .agreed("2026-03-04T10:00:00Z", "2026-03-04T11:00:00Z")
        .later("2026-03-03T10:00:00Z")
        .no_answer(false);
    let waiting = story.duties(pack, "2026-03-03T11:00:00Z");
    let until = at("2026-03-04T10:00:00Z");
    assert_eq!(given::one(&waiting, "agreed-contact").state, DutyState::Waiting { until });
    let missed = story.later("2026-03-04T10:30:00Z").no_answer(true);
    let all = missed.duties(pack, "2026-03-04T12:00:00Z");
    assert!(matches!(given::one(&all, "agreed-contact").state, DutyState::Met { late: false, .. }));
    let follow_up = given::one(&all, "missed-contact");
    assert_eq!((follow_up.due, follow_up.state), (at("2026-03-04T12:30:00Z"), DutyState::Due));
    let again = missed.later("2026-03-04T15:00:00Z").no_answer(false);
    assert_eq!(
        given::one(&again.duties(pack, "2026-03-04T16:00:00Z"), "missed-contact").state,
        DutyState::Overdue
    );
}

#[test]
fn given_contact_then_the_silence_alarm_starts_anew_and_only_the_last_one_is_open() {
    let pack = pack("one-system");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::High, Answer::No)
        .later("2026-03-03T09:00:00Z")
        .spoke()
        .later("2026-03-04T09:00:00Z")
        .spoke();
    let all = story.duties(pack, "2026-03-12T09:00:00Z");
    let silence: Vec<_> = all.iter().filter(|duty| duty.code == "silence").collect();
    assert_eq!(silence.iter().filter(|duty| duty.state.is_open()).count(), 1);
    assert_eq!(silence.last().unwrap().due, at("2026-03-11T17:00:00Z"));
    assert_eq!(silence.last().unwrap().state, DutyState::Overdue);
}

#[test]
fn given_a_duty_set_aside_then_it_shows_by_whom_and_another_start_is_untouched() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::High, Answer::No)
        .disclosed()
        .set_aside("agencies-offered", 2);
    let all = story.duties(pack, "2026-03-02T10:00:00Z");
    let why = SetAsideWhy::SurvivorsChoice;
    let state = DutyState::SetAside { at: at("2026-03-02T09:00:00Z"), why, by: 3 };
    assert_eq!(given::one(&all, "agencies-offered").state, state);
    let other = story.set_aside("wishes-asked", 1).duties(pack, "2026-03-02T10:00:00Z");
    assert_eq!(given::one(&other, "wishes-asked").state, DutyState::Due);
}

#[test]
fn given_evidence_that_was_a_mistake_when_it_is_corrected_then_the_duty_is_due_again() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::High, Answer::No)
        .later("2026-03-02T10:00:00Z")
        .spoke()
        .later("2026-03-02T12:00:00Z")
        .withdraw_entry(2);
    let before = story.duties(pack, "2026-03-02T11:00:00Z");
    assert!(matches!(given::one(&before, "first-contact").state, DutyState::Met { .. }));
    let after = story.duties(pack, "2026-03-02T13:00:00Z");
    assert_eq!(given::one(&after, "first-contact").state, DutyState::Due);
}

#[test]
fn given_a_whole_case_then_every_pack_judges_it() {
    let story = given::whole_case();
    for name in ["nacro", "council", "one-system", "association", "nhg"] {
        let pack = pack(name);
        let all = story.duties(pack, "2026-04-20T12:00:00Z");
        insta::assert_snapshot!(format!("whole_case_{name}"), states(&all));
    }
}

#[test]
fn given_the_stricter_policy_then_the_same_history_is_judged_again() {
    let strict = include_str!("../../../../policies/nhg.toml").replace(
        r#"due = { immediate = "1h", high = "same-day", otherwise = "1 working day" }"#,
        r#"due = "1h""#,
    );
    let strict = check("strict.toml", &strict).unwrap();
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Standard, Answer::No)
        .later("2026-03-02T12:00:00Z")
        .spoke();
    let calm = pack("nhg");
    let in_time = story.duties(calm, "2026-03-03T09:00:00Z");
    let late = story.duties(&strict, "2026-03-03T09:00:00Z");
    assert!(matches!(given::one(&in_time, "first-contact").state, DutyState::Met { late: false, .. }));
    assert!(matches!(given::one(&late, "first-contact").state, DutyState::Met { late: true, .. }));
    assert_eq!(calendar().nation(), strict.nation);
}
