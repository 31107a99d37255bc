//! "Not now", and a message that the plan forbids: what they do to the duties (domain.md 13A, 6, R-16, R-07).

use domain::change::{ChangeRecorded, LifeChange};
use domain::choices::{AgreedThen, WatchAgreed};
use domain::contact::{Attempted, Clearance, Outcome, Reason, Way};
use domain::report::ReportSource;
use domain::text::{ShortText, Words};
use domain::{Answer, AttemptId, ChannelId, Happened, Severity};
use jiff::civil::date;

use super::given::{Story, at, one, packs};
use super::*;

fn short(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

fn attempt_id(n: u128) -> AttemptId {
    format!("{n:032x}").parse().unwrap()
}

fn channel() -> ChannelId {
    format!("{:032x}", 1).parse().unwrap()
}

/// The survivor told us on a Monday morning.
fn medium() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .later("2026-03-02T09:30:00Z")
        .disclosed()
        .later("2026-03-02T10:00:00Z")
}

/// She told us on the 2nd, and on the 3rd said not now, until the 20th.
fn not_now(agreed: Option<AgreedThen>) -> Story {
    let watch = WatchAgreed { sign: short("The boiler"), until: date(2026, 3, 20), words: None, agreed };
    let left = ChangeRecorded {
        change: LifeChange::Separation,
        when: Happened::On(date(2026, 3, 2)),
        order: None,
        words: None,
        instead_of: None,
    };
    let story = medium().say(left).agreed("2026-03-05T10:00:00Z", "2026-03-05T11:00:00Z");
    story.later("2026-03-03T10:00:00Z").say(watch)
}

#[test]
fn given_not_now_then_every_duty_that_needs_them_waits_until_the_day_and_one_taken_back_is_ended() {
    let until = at("2026-03-20T00:00:00Z");
    for pack in packs() {
        let all = not_now(Some(AgreedThen::Cancelled)).duties(pack, "2026-03-12T10:00:00Z");
        for duty in ["heightened-contact", "silence"] {
            assert!(
                matches!(one(&all, duty).state, DutyState::Paused { until: day, .. } if day == until),
                "{duty}"
            );
        }
        assert!(matches!(one(&all, "agreed-contact").state, DutyState::NotApplicable { .. }), "{}", pack.id);
        let kept = not_now(Some(AgreedThen::Kept)).duties(pack, "2026-03-05T10:30:00Z");
        assert_eq!(one(&kept, "agreed-contact").state, DutyState::Due, "{}", pack.id);
        assert!(matches!(one(&kept, "heightened-contact").state, DutyState::Paused { .. }));
    }
}

#[test]
fn given_not_now_when_it_happens_again_or_they_ring_then_nothing_waits_any_longer() {
    let rang = |story: Story| {
        let (attempt, when) = (attempt_id(90), at("2026-03-04T09:00:00Z"));
        let outcome = Outcome::LineDropped;
        let way = Way::TheyContactedUs;
        story.say(Attempted {
            attempt,
            way,
            at: when,
            outcome,
            was_agreed: false,
            against_plan: false,
            words: None,
        })
    };
    let again = |story: Story| story.incident(Happened::On(date(2026, 3, 4)), Answer::No);
    for pack in packs() {
        let before = medium().duties(pack, "2026-03-03T09:30:00Z");
        let changes: [&dyn Fn(Story) -> Story; 2] = [&rang, &again];
        for change in changes {
            let story = change(not_now(Some(AgreedThen::Cancelled)).later("2026-03-04T10:00:00Z"));
            let all = story.duties(pack, "2026-03-04T11:00:00Z");
            let waits = |duty: &Duty<'_>| matches!(duty.state, DutyState::Paused { .. });
            assert!(!all.iter().any(waits), "{}", pack.id);
            let silence = |all: &[Duty<'_>]| one(all, "silence").due;
            assert_eq!(silence(&all), silence(&before), "due as it was before they said so");
        }
    }
}

#[test]
fn given_a_message_that_the_plan_forbids_at_the_agreed_time_then_it_keeps_nothing_and_safety_is_gone_through()
{
    let (attempt, when) = (attempt_id(91), at("2026-03-05T10:30:00Z"));
    let way = Way::WeTried { channel: channel(), clearance: Clearance::Cleared };
    let left = |against_plan| Attempted {
        attempt,
        way: way.clone(),
        at: when,
        outcome: Outcome::MessageLeft,
        was_agreed: true,
        against_plan,
        words: None,
    };
    let agreed =
        || medium().agreed("2026-03-05T10:00:00Z", "2026-03-05T11:00:00Z").later("2026-03-05T10:31:00Z");
    let why = Words::parse("Somebody was in a hurry.").unwrap();
    let clearance = Clearance::MadeAnyway { reason: Reason::SharedHome, why };
    let letter = Attempted {
        way: Way::WeTried { channel: channel(), clearance },
        outcome: Outcome::Sent,
        ..left(true)
    };
    for pack in packs() {
        // A letter that nothing had cleared lies in the home like a message.
        let all = agreed().say(letter.clone()).duties(pack, "2026-03-05T12:00:00Z");
        assert_eq!(one(&all, "message-heard").state, DutyState::Due, "{}", pack.id);
        let all = agreed().say(left(true)).duties(pack, "2026-03-05T12:00:00Z");
        assert_eq!(one(&all, "agreed-contact").state, DutyState::Overdue, "{}", pack.id);
        assert!(one(&all, "missed-contact").state.is_open(), "{}", pack.id);
        assert_eq!(one(&all, "message-heard").state, DutyState::Due, "{}", pack.id);
        // The control: one in the agreed words keeps the time, and nobody need go through anything.
        let all = agreed().say(left(false)).duties(pack, "2026-03-05T12:00:00Z");
        assert!(matches!(one(&all, "agreed-contact").state, DutyState::Met { .. }), "{}", pack.id);
        assert!(all.iter().all(|duty| duty.code != "message-heard"), "{}", pack.id);
    }
}
