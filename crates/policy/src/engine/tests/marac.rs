//! From which day a further event is a repeat for the MARAC: a matter of the pack, because areas differ.

use std::sync::LazyLock;

use domain::report::ReportSource;
use domain::risk::{MaracCriterion, MaracDecided, MaracDecision, MaracHeard};
use domain::{Answer, Happened, Severity};
use jiff::civil::{Date, date};

use super::given::{Story, packs};
use crate::pack::{PolicyPack, check};
use crate::words::Anchor;

const NHG: &str = include_str!("../../../../../policies/nhg.toml");

fn anchored(anchor: &str, months: u16) -> PolicyPack {
    let table = format!("[marac]\nrepeat_from = \"{anchor}\"\nwithin_months = {months}\n\n[pattern]");
    check("nhg.toml", &NHG.replacen("[pattern]", &table, 1)).unwrap_or_else(|problem| panic!("{problem}"))
}

static MEETING: LazyLock<PolicyPack> = LazyLock::new(|| anchored("meeting", 12));
static REFERRAL: LazyLock<PolicyPack> = LazyLock::new(|| anchored("referral", 12));
static LAST_EVENT: LazyLock<PolicyPack> = LazyLock::new(|| anchored("last-event-after-meeting", 12));

fn known() -> Story {
    Story::begin("2026-03-02T09:00:00Z").report(ReportSource::Survivor, Severity::Medium, Answer::No)
}

fn referred(story: &Story, on: Date) -> Story {
    let criteria = [MaracCriterion::Judgement].into();
    let decision = MaracDecision::Referred { criteria, on };
    story.clone().say(MaracDecided { decision, survivor_told: Answer::Yes, words: None })
}

fn heard(story: &Story, on: Date) -> Story {
    story.clone().say(MaracHeard { on, area: None })
}

/// Whether an incident that is recorded on this day calls for another referral.
fn again(pack: &PolicyPack, story: &Story, day: &str) -> bool {
    let happened = story.later(&format!("{day}T10:00:00Z")).incident(Happened::NotKnown, Answer::No);
    let all = happened.duties(pack, &format!("{day}T11:00:00Z"));
    let started = u64::try_from(happened.entries.len()).unwrap();
    all.iter().any(|duty| duty.code == "marac-repeat" && duty.started.sequence == started)
}

#[test]
fn r06_given_a_pack_that_says_nothing_then_twelve_months_run_from_the_meeting() {
    for pack in packs() {
        assert_eq!((pack.marac.from, pack.marac.months), (Anchor::Meeting, 12), "{}", pack.id);
    }
}

#[test]
fn r06_given_the_meeting_counts_then_a_referral_alone_starts_nothing() {
    let sent = referred(&known(), date(2026, 3, 2));
    assert!(!again(&MEETING, &sent, "2026-04-01"));
    let met = heard(&sent, date(2026, 3, 20));
    assert!(again(&MEETING, &met, "2027-03-20"));
    assert!(!again(&MEETING, &met, "2027-03-21"));
}

#[test]
fn r06_given_the_referral_counts_then_the_months_run_from_it_whether_or_not_it_was_heard() {
    let sent = referred(&known(), date(2026, 3, 2));
    for story in [&sent, &heard(&sent, date(2026, 3, 20))] {
        assert!(again(&REFERRAL, story, "2027-03-02"));
        assert!(!again(&REFERRAL, story, "2027-03-03"));
    }
    assert!(!again(&REFERRAL, &heard(&known(), date(2026, 3, 20)), "2026-04-01"), "it was never referred");
}

#[test]
fn r06_given_the_last_event_counts_then_each_repeat_begins_the_months_anew_and_a_gap_ends_them() {
    let met = heard(&known(), date(2026, 3, 2));
    let once = met.later("2027-02-01T10:00:00Z").incident(Happened::NotKnown, Answer::No);
    let once = referred(&once.later("2027-02-02T10:00:00Z"), date(2027, 2, 2));
    assert!(again(&LAST_EVENT, &once, "2028-02-01"), "twelve months after the event");
    assert!(!again(&LAST_EVENT, &once, "2028-02-02"));
    assert!(!again(&MEETING, &once, "2028-02-01"), "the control: by the meeting it is too long ago");
    assert!(!again(&LAST_EVENT, &met, "2027-03-03"), "nothing happened within the twelve months");
    assert!(!again(&LAST_EVENT, &known(), "2026-04-01"), "it was never heard");
}

#[test]
fn r06_given_fewer_months_then_fewer_are_counted() {
    let six = anchored("meeting", 6);
    let met = heard(&known(), date(2026, 3, 2));
    assert!(again(&six, &met, "2026-09-02"));
    assert!(!again(&six, &met, "2026-09-03"));
}

#[test]
fn given_a_wrong_anchor_or_no_months_then_the_pack_is_refused_by_line() {
    for (table, says) in [
        ("[marac]\nrepeat_from = \"metting\"\nwithin_months = 12", "did you mean 'meeting'?"),
        ("[marac]\nrepeat_from = \"meeting\"", "'within_months' is missing"),
        ("[marac]\nrepeat_from = \"meeting\"\nwithin_months = 0", "a whole number from 1 to 120"),
        ("[marac]\nwithin_months = 12", "'repeat_from' is missing"),
    ] {
        let text = NHG.replacen("[pattern]", &format!("{table}\n\n[pattern]"), 1);
        let problem = check("nhg.toml", &text).unwrap_err().to_string();
        assert!(problem.starts_with("nhg.toml:") && problem.contains(says), "{problem}");
    }
}
