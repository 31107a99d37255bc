//! What is seen to at once where the risk is high, and what a professional's warning calls for.

use domain::precautions::{Precaution, PrecautionState, PrecautionsNoted};
use domain::report::ReportSource;
use domain::suspicion::{EnquiryOutcome, SafeEnquiryMade};
use domain::{Answer, Severity};
use jiff::civil::date;

use super::given::{Story, at, one, packs, states};
use super::*;

/// Each duty with what is noted to meet it.
const DUTIES: [(&str, Precaution); 4] = [
    ("secure-home", Precaution::SecureHome),
    ("sanctuary", Precaution::Sanctuary),
    ("orders-checked", Precaution::Orders),
    ("release-checked", Precaution::Release),
];

fn has(all: &[Duty<'_>], code: &str) -> bool {
    all.iter().any(|duty| duty.code == code)
}

/// On a Monday morning.
fn told(severity: Severity) -> Story {
    Story::begin("2026-03-02T09:00:00Z").report(ReportSource::Survivor, severity, Answer::No)
}

fn noted(which: Precaution, how_far: PrecautionState) -> PrecautionsNoted {
    PrecautionsNoted { lines: [(which, how_far)].into(), on: date(2026, 3, 2), words: None }
}

#[test]
fn r09_given_a_high_risk_then_every_policy_wants_the_home_the_scheme_orders_and_a_release_seen_to() {
    for pack in packs() {
        for severity in [Severity::High, Severity::Immediate] {
            let all = told(severity).duties(pack, "2026-03-02T10:00:00Z");
            assert_eq!(one(&all, "secure-home").due, at("2026-03-03T09:00:00Z"), "24 hours, in {}", pack.id);
            for (code, _) in &DUTIES[1..] {
                assert_eq!(one(&all, code).due, at("2026-03-03T17:00:00Z"), "{code} in {}", pack.id);
            }
        }
        let unknown = told(Severity::Unknown);
        let all = unknown.duties(pack, "2026-03-02T10:00:00Z");
        assert_eq!(one(&all, "secure-home").due, at("2026-03-03T09:00:00Z"), "as if it were high");
        for (judged, open) in [(Severity::High, true), (Severity::Medium, false)] {
            let story = unknown.later("2026-03-02T10:00:00Z").severity(judged);
            let all = story.duties(pack, "2026-03-02T11:00:00Z");
            for (code, _) in DUTIES {
                assert_eq!(one(&all, code).state == DutyState::Due, open, "{code} {judged:?} in {}", pack.id);
            }
        }
        let medium = told(Severity::Medium).duties(pack, "2026-03-02T10:00:00Z");
        assert!(DUTIES.iter().all(|(code, _)| !has(&medium, code)), "the control, in {}", pack.id);
    }
}

#[test]
fn r09_given_it_becomes_high_later_then_the_clocks_run_from_then_and_a_second_word_starts_nothing_anew() {
    let high = told(Severity::Standard).later("2026-03-04T15:00:00Z").severity(Severity::High);
    let again = high.later("2026-03-05T09:00:00Z").severity(Severity::Immediate);
    for pack in packs() {
        for story in [&high, &again] {
            let all = story.duties(pack, "2026-03-05T10:00:00Z");
            assert_eq!(one(&all, "secure-home").due, at("2026-03-05T15:00:00Z"), "{}", pack.id);
            assert_eq!(all.iter().filter(|duty| duty.code == "secure-home").count(), 1, "{}", states(&all));
        }
    }
}

#[test]
fn r09_given_each_is_noted_then_it_meets_its_own_duty_alone_and_not_known_yet_meets_none() {
    for pack in packs() {
        for (code, which) in DUTIES {
            let how_fars = [PrecautionState::Done, PrecautionState::Asked, PrecautionState::NotWanted];
            for how_far in how_fars {
                let all = told(Severity::High)
                    .later("2026-03-02T12:00:00Z")
                    .say(noted(which, how_far))
                    .duties(pack, "2026-03-02T13:00:00Z");
                for (other, _) in DUTIES {
                    let met = matches!(one(&all, other).state, DutyState::Met { late: false, .. });
                    assert_eq!(met, other == code, "{other} after {code} in {}", pack.id);
                }
            }
            let unknown = told(Severity::High).say(noted(which, PrecautionState::NotKnown));
            assert_eq!(one(&unknown.duties(pack, "2026-03-02T13:00:00Z"), code).state, DutyState::Due);
        }
    }
}

#[test]
fn r09_given_nobody_saw_to_it_then_it_is_overdue_and_raised() {
    for pack in packs() {
        let all = told(Severity::High).duties(pack, "2026-03-04T18:00:00Z");
        for (code, _) in DUTIES {
            assert_eq!(one(&all, code).state, DutyState::Overdue, "{code} in {}", pack.id);
            assert!(one(&all, code).raised.iter().any(|step| step.to == Role::RegionalManager), "{code}");
        }
    }
}

#[test]
fn r09_given_a_suspicion_then_nobody_is_asked_unless_a_professional_warned_and_no_home_is_touched_unasked() {
    let suspected =
        Story::begin("2026-03-02T09:00:00Z").report(ReportSource::Neighbour, Severity::High, Answer::No);
    let warned =
        Story::begin("2026-03-02T09:00:00Z").report(ReportSource::Police, Severity::High, Answer::No);
    let disclosed = SafeEnquiryMade { outcome: EnquiryOutcome::Disclosed, words: None };
    let spoke = suspected.later("2026-03-03T09:00:00Z").say(disclosed);
    for pack in packs() {
        let all = suspected.duties(pack, "2026-03-02T10:00:00Z");
        assert!(DUTIES.iter().all(|(code, _)| !has(&all, code)), "{}: {}", pack.id, states(&all));
        let all = warned.duties(pack, "2026-03-02T10:00:00Z");
        assert!(has(&all, "orders-checked") && has(&all, "release-checked"), "{}", states(&all));
        assert!(!has(&all, "secure-home") && !has(&all, "sanctuary"), "{}", states(&all));
        let all = spoke.duties(pack, "2026-03-03T10:00:00Z");
        assert_eq!(one(&all, "secure-home").due, at("2026-03-04T09:00:00Z"), "once they speak, {}", pack.id);
    }
}

#[test]
fn r09_given_somebodys_own_behaviour_then_nothing_of_it_is_asked_there() {
    let own =
        Story::begin("2026-03-02T09:00:00Z").report(ReportSource::OwnBehaviour, Severity::High, Answer::No);
    for pack in packs() {
        let all = own.duties(pack, "2026-03-02T10:00:00Z");
        assert!(DUTIES.iter().all(|(code, _)| !has(&all, code)), "{}: {}", pack.id, states(&all));
    }
}

#[test]
fn r25_given_a_professional_warns_then_it_is_looked_at_and_repairs_are_asked_the_same_day() {
    for pack in packs() {
        for source in [ReportSource::Police, ReportSource::Agency] {
            for severity in [Severity::Immediate, Severity::High, Severity::Unknown] {
                let warned = Story::begin("2026-03-02T09:00:00Z").report(source, severity, Answer::No);
                let all = warned.duties(pack, "2026-03-02T10:00:00Z");
                for code in ["professional-notice", "repairs-first"] {
                    assert_eq!(one(&all, code).due, at("2026-03-02T23:59:59Z"), "{code} in {}", pack.id);
                }
                let asked = warned.later("2026-03-02T11:00:00Z");
                let asked = asked.say(noted(Precaution::Repairs, PrecautionState::Asked));
                let all = asked.duties(pack, "2026-03-02T12:00:00Z");
                assert!(matches!(one(&all, "repairs-first").state, DutyState::Met { .. }), "{}", pack.id);
                assert_eq!(one(&all, "professional-notice").state, DutyState::Due, "{}", pack.id);
            }
        }
        for (source, severity) in
            [(ReportSource::Police, Severity::Medium), (ReportSource::Neighbour, Severity::High)]
        {
            let other = Story::begin("2026-03-02T09:00:00Z").report(source, severity, Answer::No);
            let all = other.duties(pack, "2026-03-02T10:00:00Z");
            assert!(!has(&all, "professional-notice") && !has(&all, "repairs-first"), "{}", pack.id);
        }
    }
}

#[test]
fn r25_given_a_warning_on_a_case_that_is_known_then_its_triage_is_due_the_same_day_too() {
    let known = told(Severity::Standard).owner().later("2026-03-05T14:00:00Z");
    let warned = known.report(ReportSource::Agency, Severity::High, Answer::No);
    for pack in packs() {
        let all = warned.duties(pack, "2026-03-05T15:00:00Z");
        assert_eq!(one(&all, "professional-notice").due, at("2026-03-05T23:59:59Z"), "{}", pack.id);
        assert_eq!(one(&all, "secure-home").due, at("2026-03-06T14:00:00Z"), "R-09 with it, {}", pack.id);
    }
}
