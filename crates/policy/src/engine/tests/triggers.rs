//! The whole list of what opens a risk review anew (domain.md 12), line by line, with what else each line calls for.

use domain::case::CaseEvent;
use domain::change::{ChangeRecorded, LifeChange};
use domain::report::ReportSource;
use domain::risk::MaracHeard;
use domain::{Answer, Happened, Severity};
use jiff::civil::date;

use super::given::{Story, packs};
use super::risk;

/// On a Monday: told, assessed, and a contact agreed for the afternoon.
fn assessed() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .disclosed()
        .later("2026-03-02T10:00:00Z")
        .say(risk::assessed(&[], None))
        .agreed("2026-03-02T14:00:00Z", "2026-03-02T15:00:00Z")
        .later("2026-03-02T14:30:00Z")
}

/// On a day that has come, and for what is counted down to on one that lies ahead.
fn change(change: LifeChange) -> ChangeRecorded {
    let when = if change.is_counted_down() { date(2026, 5, 4) } else { date(2026, 3, 2) };
    ChangeRecorded { change, when: Happened::On(when), order: None, words: None, instead_of: None }
}

fn started(story: &Story, code: &str) -> [usize; 5] {
    let last = story.entries.last().map_or(0, |entry| entry.sequence);
    let count = |pack| {
        let all = story.duties(pack, "2026-03-02T14:40:00Z");
        all.iter().filter(|duty| duty.code == code && duty.started.sequence == last).count()
    };
    let counts: Vec<usize> = packs().iter().map(count).collect();
    counts.try_into().unwrap()
}

#[test]
fn given_any_line_of_the_list_then_the_risk_is_assessed_again_under_every_policy_with_what_else_it_calls_for()
{
    const DAY: &[&str] = &[
        "date-in-30-days",
        "date-in-7-days",
        "date-tomorrow",
        "date-today",
        "risk-on-the-day",
        "survivor-told",
    ];
    const LEAVING: &[&str] = &["heightened-contact"];
    const NOTHING: &[&str] = &[];
    let of = |kind| assessed().say(change(kind));
    let lines = [
        ("disclosure itself", assessed().disclosed(), NOTHING),
        ("separation", of(LifeChange::Separation), LEAVING),
        ("a plan to leave", of(LifeChange::PlansToLeave), LEAVING),
        ("a new partner", of(LifeChange::NewPartner), NOTHING),
        ("pregnancy", of(LifeChange::Pregnancy), NOTHING),
        ("an order served", of(LifeChange::OrderServed), NOTHING),
        ("an order expired", of(LifeChange::OrderExpires), DAY),
        ("an order breached", of(LifeChange::OrderBreached), NOTHING),
        ("a court or contact hearing", of(LifeChange::Hearing), DAY),
        ("arrest", of(LifeChange::Arrest), NOTHING),
        ("a change of bail", of(LifeChange::BailChanged), DAY),
        ("release", of(LifeChange::Release), DAY),
        ("a housing offer", of(LifeChange::HomeOffered), DAY),
        ("the date of a move", of(LifeChange::Move), DAY),
        ("a notice to the alleged perpetrator", of(LifeChange::NoticeGiven), NOTHING),
        ("child contact", of(LifeChange::ChildContact), NOTHING),
        ("their job, health or talk of suicide", of(LifeChange::JobOrHealth), NOTHING),
        (
            "a neighbour's report",
            assessed().report(ReportSource::Neighbour, Severity::Unknown, Answer::No),
            NOTHING,
        ),
        ("a missed contact", assessed().no_answer(true), NOTHING),
    ];
    for (line, story, more) in &lines {
        assert_eq!(started(story, "risk-again"), [1; 5], "{line}");
        for code in *more {
            assert_eq!(started(story, code), [1; 5], "{line} calls for {code}");
        }
        if *more != DAY {
            assert_eq!(started(story, "survivor-told"), [0; 5], "{line} has no day that is counted down to");
        }
    }
    assert_eq!(started(&assessed(), "risk-again"), [0; 5], "the control: nothing has happened since");
    assert_eq!(started(&assessed().spoke(), "risk-again"), [0; 5], "the control: the contact was kept");
}

#[test]
fn r06_given_the_marac_heard_it_when_an_order_is_broken_then_it_is_referred_again_and_nothing_else_is_a_repeat()
 {
    let heard = assessed().say(MaracHeard { on: date(2026, 3, 2), area: None });
    for kind in LifeChange::ALL {
        let broken = usize::from(*kind == LifeChange::OrderBreached);
        let event = CaseEvent::from(change(*kind));
        assert_eq!(started(&heard.clone().say(event), "marac-repeat"), [broken; 5], "{kind:?}");
    }
    let never = assessed().say(change(LifeChange::OrderBreached));
    assert_eq!(started(&never, "marac-repeat"), [0; 5], "the control: it was never heard");
}
