//! "Not now" by example and as a property: nobody gets in touch before the agreed day (domain.md 13A, R-16).

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::{Date, date, time};
use proptest::prelude::*;

use super::*;
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, CaseState, Refusal};
use crate::choices::{AgreedThen, WatchAgreed};
use crate::people::SecretKind;
use crate::{Happened, Severity};

/// The day on which somebody asks again: a Friday, in winter time.
const DAY: Date = date(2026, 3, 20);

fn not_now(agreed: Option<AgreedThen>) -> WatchAgreed {
    WatchAgreed { sign: short("A call about the boiler"), until: DAY, words: None, agreed }
}

fn call(events: Vec<CaseEvent>, at: &str) -> Result<ClearedContact, NotCleared> {
    clear(&state(events), Intent { channel: PHONE, at: instant(at) })
}

fn why_not(events: Vec<CaseEvent>, at: &str) -> Option<Reason> {
    call(events, at).err().map(|no| no.reason)
}

fn waiting() -> Vec<CaseEvent> {
    with(reachable_case(), [not_now(None).into()])
}

fn tried(way: Way, outcome: Outcome, was_agreed: bool) -> CaseEvent {
    Attempted { outcome, was_agreed, ..attempt(way, noon()) }.into()
}

/// The next contact: Thursday the 12th, from ten to eleven.
fn on_thursday() -> AgreedContact {
    agreed(instant("2026-03-12T10:00:00Z"), instant("2026-03-12T11:00:00Z"))
}

#[test]
fn given_they_said_not_now_when_somebody_would_ring_before_the_day_then_the_gate_says_so_and_when() {
    let no = call(waiting(), "2026-03-10T12:00:00Z").unwrap_err();
    assert_eq!((no.reason, no.next_safe), (Reason::NotNow, Some(instant("2026-03-20T00:00:00Z"))));
    assert_eq!(why_not(waiting(), "2026-03-19T23:59:59Z"), Some(Reason::NotNow));
    assert_eq!(why_not(waiting(), "2026-03-20T00:00:00Z"), None, "on the day somebody asks again");
    assert_eq!(
        why_not(reachable_case(), "2026-03-10T12:00:00Z"),
        None,
        "the control: without it she is rung"
    );
}

#[test]
fn given_hours_then_the_next_moment_lies_in_them_on_the_day_or_after_it() {
    let mornings = Window::new(
        [jiff::civil::Weekday::Monday, jiff::civil::Weekday::Thursday],
        time(9, 0, 0, 0),
        time(11, 0, 0, 0),
    );
    let channel = Channel { times: SafeTimes::Only(vec![mornings]), ..channel_safe_by_survivor() };
    let case = with(survivors_case(), [plan_with([channel]).into(), not_now(None).into()]);
    let no = call(case, "2026-03-12T10:00:00Z").unwrap_err();
    assert_eq!((no.reason, no.next_safe), (Reason::NotNow, Some(instant("2026-03-23T09:00:00Z"))));
}

#[test]
fn given_not_now_when_a_contact_is_agreed_or_claimed_before_the_day_then_it_is_refused() {
    given(waiting()).when(CaseCommand::AgreeContact(on_thursday())).then_not_cleared(Reason::NotNow);
    let rang = attempt(cleared_call(), noon());
    given(waiting()).when(CaseCommand::RecordAttempt(rang)).then_not_cleared(Reason::NotNow);
}

#[test]
fn given_not_now_when_they_call_or_somebody_is_in_danger_then_nobody_waits() {
    let they_rang = tried(Way::TheyContactedUs, Outcome::LineDropped, false);
    let ends: [(CaseEvent, &str); 4] = [
        (they_rang, "they rang, and the line dropped"),
        (judged(Severity::Immediate), "immediate danger"),
        (incident(Happened::NotKnown).into(), "another incident"),
        (compromised(HOME, SecretKind::Address).into(), "somebody may know where they are"),
    ];
    for (event, why) in ends {
        assert_eq!(why_not(with(waiting(), [event]), "2026-03-10T12:00:00Z"), None, "{why}");
    }
    let grave = with(reachable_case(), [judged(Severity::Immediate), not_now(None).into()]);
    assert_eq!(why_not(grave, "2026-03-10T12:00:00Z"), None, "in danger nobody waits");
    // The control: what says nothing of them ends nothing, nor does the call in which they said it.
    let before = Attempted { at: instant("2026-03-10T09:01:00Z"), ..attempt(Way::TheyContactedUs, noon()) };
    for event in [judged(Severity::High), before.into(), tried(cleared_call(), Outcome::NoAnswer, false)] {
        assert_eq!(why_not(with(waiting(), [event]), "2026-03-10T12:00:00Z"), Some(Reason::NotNow));
    }
}

#[test]
fn given_a_contact_was_agreed_when_they_say_not_now_then_it_has_to_be_said_what_becomes_of_it() {
    let case = || with(reachable_case(), [on_thursday().into()]);
    given(case())
        .when(CaseCommand::from(not_now(None)))
        .then_refused(Refusal::Unanswered("what becomes of the contact that was agreed"));
    for answer in [AgreedThen::Kept, AgreedThen::Cancelled] {
        given(case()).when(CaseCommand::from(not_now(Some(answer)))).then([not_now(Some(answer)).into()]);
    }
    given(reachable_case()).when(CaseCommand::from(not_now(None))).then([not_now(None).into()]);
    let later = agreed(instant("2026-03-21T10:00:00Z"), instant("2026-03-21T11:00:00Z"));
    let later = with(reachable_case(), [later.into()]);
    given(later).when(CaseCommand::from(not_now(None))).then([not_now(None).into()]);
}

#[test]
fn given_they_took_the_agreed_contact_back_then_none_stands_and_nobody_rings() {
    let case = with(reachable_case(), [on_thursday().into(), not_now(Some(AgreedThen::Cancelled)).into()]);
    assert_eq!(state(case.clone()).agreed_contact(), None);
    assert_eq!(why_not(case, "2026-03-12T10:30:00Z"), Some(Reason::NotNow));
}

#[test]
fn given_they_keep_the_agreed_contact_then_it_alone_is_cleared_and_only_at_its_time() {
    let case = || with(reachable_case(), [on_thursday().into(), not_now(Some(AgreedThen::Kept)).into()]);
    let no = call(case(), "2026-03-11T12:00:00Z").unwrap_err();
    assert_eq!((no.reason, no.next_safe), (Reason::NotNow, Some(instant("2026-03-12T10:00:00Z"))));
    let cleared = call(case(), "2026-03-12T10:30:00Z").unwrap();
    assert_eq!(cleared.instructions().until, Some(instant("2026-03-12T11:00:00Z")));
    assert_eq!(why_not(case(), "2026-03-12T11:00:00Z"), Some(Reason::NotNow));
    // It did not come about: what was agreed for that case holds.
    let at = instant("2026-03-12T10:30:00Z");
    let missed = Attempted { was_agreed: true, ..attempt(cleared_call(), at) };
    assert_eq!(why_not(with(case(), [missed.into()]), "2026-03-12T12:00:00Z"), None);
}

proptest! {
    /// Whatever else is recorded that is no word of theirs and no danger: no contact is cleared before the day.
    #[test]
    fn nothing_is_cleared_before_the_day_on_which_somebody_asks_again(
        minutes in 0_i64..15_000,
        more in proptest::collection::vec(0_usize..6, 0..5),
    ) {
        let harmless = |which: usize| -> CaseEvent {
            match which {
                0 => judged(Severity::High),
                1 => plan_with([channel_safe_by_survivor()]).into(),
                2 => tried(cleared_call(), Outcome::NoAnswer, false),
                3 => tried(cleared_call(), Outcome::Spoke, false),
                4 => survivor().into(),
                _ => not_now(None).into(),
            }
        };
        let case: CaseState = state(with(waiting(), more.into_iter().map(harmless)));
        let at: Timestamp = noon() + SignedDuration::from_mins(minutes);
        let answer = clear(&case, Intent { channel: PHONE, at });
        if at < instant("2026-03-20T00:00:00Z") {
            let no = answer.unwrap_err();
            prop_assert_eq!(no.reason, Reason::NotNow);
            let next = no.next_safe.unwrap();
            let then = clear(&case, Intent { channel: PHONE, at: next });
            prop_assert!(then.is_ok());
        } else {
            prop_assert!(answer.is_ok(), "the control: from the day on they are asked");
        }
    }
}

mod messages {
    //! A message that the plan does not allow (domain.md 6, R-07).

    use super::*;

    fn channel(voicemail: Voicemail, neutral: Option<&str>) -> Channel {
        Channel { voicemail, neutral_words: neutral.map(short), ..channel_safe_by_survivor() }
    }

    fn left(was_agreed: bool) -> Attempted {
        Attempted { outcome: Outcome::MessageLeft, was_agreed, ..attempt(cleared_call(), noon()) }
    }

    fn recorded(channel: Channel, sent: Attempted) -> Attempted {
        let case = state(with(survivors_case(), [plan_with([channel]).into()]));
        match crate::case::decide(&case, CaseCommand::RecordAttempt(sent), &moment()).as_deref() {
            Ok([CaseEvent::ContactAttempted(attempted)]) => attempted.clone(),
            other => panic!("expected one attempt, got {other:?}"),
        }
    }

    #[test]
    fn given_the_plan_forbids_a_message_or_names_no_words_then_one_that_was_left_is_taken_and_marked() {
        let words = Some("It is Sam about the tap");
        for (channel, against, why) in [
            (channel(Voicemail::Never, words), true, "never"),
            (channel(Voicemail::Never, None), true, "never, and no words"),
            (channel(Voicemail::Neutral, None), true, "no words were agreed"),
            (channel(Voicemail::Neutral, words), false, "the control: these words were agreed"),
        ] {
            assert_eq!(recorded(channel, left(false)).against_plan, against, "{why}");
        }
        let never = || channel(Voicemail::Never, None);
        let theirs = Attempted { way: Way::TheyContactedUs, ..left(false) };
        assert!(!recorded(never(), theirs).against_plan, "a message of theirs is not ours");
        let silent = Attempted { outcome: Outcome::NoAnswer, against_plan: true, ..left(false) };
        assert!(!recorded(never(), silent).against_plan, "worked out, whatever was sent");
    }

    /// A letter lies on the mat, and a text on the screen, whoever comes home first.
    #[test]
    fn given_something_was_sent_or_left_that_the_gate_had_not_cleared_then_it_is_taken_and_marked() {
        let allowed = || channel(Voicemail::Neutral, Some("It is Sam about the tap"));
        let why = words("Somebody was in a hurry.");
        let anyway = Clearance::MadeAnyway { reason: Reason::OutsideHours, why };
        for (outcome, against) in [
            (Outcome::Sent, true),
            (Outcome::MessageLeft, true),
            (Outcome::NoAnswer, false),
            (Outcome::Spoke, false),
        ] {
            let tried = |clearance: &Clearance| Attempted {
                outcome,
                way: Way::WeTried { channel: PHONE, clearance: clearance.clone() },
                ..left(false)
            };
            assert_eq!(recorded(allowed(), tried(&anyway)).against_plan, against, "{outcome:?}");
            assert!(
                !recorded(allowed(), tried(&Clearance::Cleared)).against_plan,
                "the control: {outcome:?}"
            );
        }
    }

    #[test]
    fn given_such_a_message_at_the_agreed_time_then_the_agreed_contact_still_stands() {
        let case = || with(reachable_case(), [agreed(noon(), tomorrow()).into()]);
        let after = |attempted: Attempted| state(with(case(), [attempted.into()])).agreed_contact().is_some();
        assert!(after(Attempted { against_plan: true, ..left(true) }));
        assert!(!after(left(true)), "the control: it was tried as agreed");
        assert!(!Outcome::MessageLeft.is_contact());
    }
}
