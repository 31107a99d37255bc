//! A number or an address is no longer safe: what every policy then demands, and by when.

use domain::compromise::{
    BreachDecided, KnownTo, LocationCompromised, NoticedBy, Regulator, SafetyReviewed, SurvivorTold,
};
use domain::people::SecretKind;
use domain::report::ReportSource;
use domain::text::Words;
use domain::{Answer, Happened, SecretId, Severity};

use super::given::{Story, at, one, pack, packs, states};
use super::*;

fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

fn compromised(n: u128) -> LocationCompromised {
    LocationCompromised {
        secret: SecretId::from_uuid(format!("{n:032x}").parse().unwrap()),
        kind: SecretKind::Address,
        since: Happened::NotKnown,
        known_to: KnownTo::AllegedPerpetrator,
        noticed_by: NoticedBy::Survivor,
        how: None,
    }
}

fn decided(of: u64) -> BreachDecided {
    let regulator = Some(Regulator::NotReportable { why: words("The letter came back unopened.") });
    BreachDecided { of, regulator, survivor: None }
}

fn reviewed() -> SafetyReviewed {
    SafetyReviewed { with_survivor: Answer::Yes, words: words("She stays with her sister tonight.") }
}

/// On a Friday evening, the worst time for a clock of working days.
fn pressed() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Standard, Answer::No)
        .later("2026-03-06T19:00:00Z")
        .say(compromised(1))
}

#[test]
fn in_every_policy_safety_is_due_the_same_day_and_the_breach_within_72_hours() {
    for pack in packs() {
        let all = pressed().duties(pack, "2026-03-06T20:00:00Z");
        let (safety, breach) = (one(&all, "safety-again"), one(&all, "breach-decided"));
        assert_eq!((safety.due, safety.state), (at("2026-03-06T23:59:59Z"), DutyState::Due), "{}", pack.id);
        assert_eq!((breach.due, breach.state), (at("2026-03-09T19:00:00Z"), DutyState::Due), "{}", pack.id);
        assert_eq!(breach.falls_to, Role::DaLead);
        assert!(breach.cites.iter().any(|cited| cited == "GDPR-33"));
    }
}

/// The control: without the entry no policy demands either.
#[test]
fn without_it_neither_is_due() {
    for pack in packs() {
        let story = Story::begin("2026-03-02T09:00:00Z").report(
            ReportSource::Survivor,
            Severity::Standard,
            Answer::No,
        );
        let codes: Vec<&str> =
            story.duties(pack, "2026-03-06T20:00:00Z").iter().map(|duty| duty.code).collect();
        assert!(!codes.contains(&"safety-again") && !codes.contains(&"breach-decided"), "{}", pack.id);
    }
}

#[test]
fn given_a_decision_then_it_ends_the_clock_of_that_breach_and_of_no_other() {
    let pack = pack("nhg");
    let two = pressed().later("2026-03-07T09:00:00Z").say(compromised(2)).later("2026-03-07T10:00:00Z");
    let all = two.say(decided(2)).duties(pack, "2026-03-07T11:00:00Z");
    let breaches: Vec<(u64, bool)> = all
        .iter()
        .filter(|duty| duty.code == "breach-decided")
        .map(|duty| (duty.started.sequence, duty.state.is_open()))
        .collect();
    assert_eq!(breaches, [(2, false), (3, true)], "{}", states(&all));
}

#[test]
fn given_only_that_the_survivor_knows_then_the_clock_runs_on() {
    let told = BreachDecided {
        regulator: None,
        survivor: Some(SurvivorTold::Told { at: at("2026-03-06T19:10:00Z") }),
        ..decided(2)
    };
    let story = pressed().later("2026-03-06T19:30:00Z").say(told);
    let all = story.duties(pack("nhg"), "2026-03-09T19:00:01Z");
    let breach = one(&all, "breach-decided");
    assert_eq!(breach.state, DutyState::Overdue);
    assert_eq!(breach.raised.len(), 1);
}

#[test]
fn given_safety_gone_through_again_then_it_is_met_and_a_correction_ends_both() {
    let done = pressed().later("2026-03-06T21:00:00Z").say(reviewed());
    let all = done.duties(pack("nhg"), "2026-03-06T22:00:00Z");
    assert!(!one(&all, "safety-again").state.is_open());
    assert!(one(&all, "breach-decided").state.is_open());
    let mistaken = pressed().later("2026-03-06T19:05:00Z").withdraw_entry(2);
    let all = mistaken.duties(pack("nhg"), "2026-03-06T20:00:00Z");
    assert!(!all.iter().any(|duty| duty.started.sequence == 2), "{}", states(&all));
}
