//! Who lives at home, where nobody knows: asked again by a date, in every policy. And what a record of
//! somebody's own behaviour asks, which nobody else can answer.

use domain::case::{CaseCommand, CaseState, FirstReport, OwnerNamed, decide};
use domain::contact::{Attempted, Outcome, Way};
use domain::disclosure::Agency;
use domain::report::{PoliceCall, PoliceTold};
use domain::reviewing::CaseReviewed;
use domain::safeguarding::{Agreement, ConcernNotNeeded, ConcernRaised, Harm};
use domain::suspicion::{Offered, OwnBehaviourDisclosed};
use domain::text::Words;
use domain::{IdBlock, Moment};

use super::*;
use crate::reading::read;
use crate::words::Bits;

const HER_CALL: &str = "2026-03-02T09:00:00Z";
const SOMETHING: &str = "01890000-0000-7000-8000-000000000001";

/// A survivor told us, and could not say whether children live there.
fn not_known() -> Story {
    Story::begin(HER_CALL)
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .disclosed()
        .household(Answer::NotKnown, Answer::No)
}

#[test]
fn given_not_known_then_every_policy_asks_again_by_a_day_and_acts_until_then_as_if_it_were_a_yes() {
    for pack in given::packs() {
        let all = not_known().duties(pack, "2026-03-02T10:00:00Z");
        let again = given::one(&all, "household-again");
        assert_eq!((again.due, again.state), (at("2026-03-05T17:00:00Z"), DutyState::Due), "{}", pack.id);
        assert_eq!(given::one(&all, "safeguarding").state, DutyState::Due, "{}", pack.id);
    }
}

#[test]
fn given_it_is_still_not_known_when_asked_again_then_the_next_day_is_worked_out_from_then() {
    for pack in given::packs() {
        let asked = not_known().later("2026-03-04T09:00:00Z").household(Answer::NotKnown, Answer::No);
        let all = asked.duties(pack, "2026-03-04T10:00:00Z");
        let open: Vec<_> =
            all.iter().filter(|duty| duty.code == "household-again" && duty.state.is_open()).collect();
        assert_eq!(open.iter().map(|duty| duty.due).collect::<Vec<_>>(), [at("2026-03-09T17:00:00Z")]);
        let answered = asked.later("2026-03-05T09:00:00Z").household(Answer::Yes, Answer::No);
        let all = answered.duties(pack, "2026-03-05T10:00:00Z");
        assert!(all.iter().all(|duty| duty.code != "household-again" || !duty.state.is_open()));
    }
}

#[test]
fn given_nobody_asks_again_then_it_is_overdue_and_raised() {
    for pack in given::packs() {
        let all = not_known().duties(pack, "2026-03-06T18:00:00Z");
        let again = given::one(&all, "household-again");
        assert_eq!(again.state, DutyState::Overdue, "{}", pack.id);
        assert!(!again.raised.is_empty(), "{}", pack.id);
    }
}

fn own_behaviour() -> Story {
    Story::begin(HER_CALL)
        .report(ReportSource::OwnBehaviour, Severity::Unknown, Answer::NotKnown)
        .own_behaviour()
}

#[test]
fn given_own_behaviour_then_no_policy_asks_there_who_lives_with_the_survivor() {
    for pack in given::packs() {
        let all = own_behaviour().duties(pack, "2026-03-02T10:00:00Z");
        assert!(all.iter().all(|duty| !duty.code.starts_with("household-")), "{}", pack.id);
        assert_eq!(given::one(&all, "safeguarding").state, DutyState::Due, "{}", pack.id);
    }
}

/// What may be recorded there, whatever it is evidence of.
fn commands(story: &Story) -> Vec<CaseCommand> {
    let words = || Words::parse("They live alone.").unwrap();
    let now = at(HER_CALL);
    let Some(CaseEvent::ReportTaken(report)) = story.entries.first().map(|entry| entry.event.clone()) else {
        panic!("no report")
    };
    let own = OwnBehaviourDisclosed {
        words: None,
        respect_line: Offered::Taken,
        children_at_home: Answer::NotKnown,
    };
    let again = FirstReport { report, people: Vec::new(), secrets: Vec::new(), own_behaviour: Some(own) };
    vec![
        CaseCommand::PlaceInRegion(SOMETHING.parse().unwrap()),
        CaseCommand::NameOwner(OwnerNamed { owner: SOMETHING.parse().unwrap(), cover: None }),
        CaseCommand::AssessSeverity { severity: Severity::High, why: None },
        CaseCommand::TellPolice(PoliceTold { by: PoliceCall::Us, at: now, reference: None }),
        CaseCommand::RaiseConcern(ConcernRaised {
            concern: ConcernFor::Both,
            categories: [].into(),
            harm: Harm::Significant,
            agreed: Agreement::NotKnown,
            with: Agency::Mash,
            at: now,
            reference: None,
            survivor_told: Answer::NotKnown,
            words: None,
        }),
        CaseCommand::DeclareConcernNotNeeded(ConcernNotNeeded { concern: ConcernFor::Both, why: words() }),
        CaseCommand::RecordAttempt(Attempted {
            attempt: SOMETHING.parse().unwrap(),
            way: Way::TheyContactedUs,
            at: now,
            outcome: Outcome::Spoke,
            was_agreed: false,
            against_plan: false,
            words: None,
        }),
        CaseCommand::AddReport(Box::new(again)),
        CaseReviewed { view: None, words: words(), again_on: date(2026, 4, 1) }.into(),
    ]
}

/// Nobody is told to do what the rules then refuse.
#[test]
fn given_own_behaviour_then_every_duty_is_met_by_something_that_may_stand_there() {
    let story = own_behaviour();
    let state = CaseState::from_history(&story.entries);
    let ids = IdBlock::new(at(HER_CALL), [7; 10]);
    let moment = Moment { now: at(HER_CALL), actor: SOMETHING.parse().unwrap(), ids };
    let events = commands(&story).into_iter().flat_map(|command| decide(&state, command, &moment).unwrap());
    let possible = events.fold(Bits::NONE, |all, event| all.and(read(&event).evidence));
    for pack in given::packs() {
        let open = story.duties(pack, "2026-03-02T10:00:00Z");
        assert!(open.len() > 3, "{}", pack.id);
        for duty in open.iter().filter(|duty| duty.state.is_open()) {
            let rule = pack.duties.iter().find(|rule| rule.id == duty.code).unwrap();
            let met_by: Bits = rule.met_by.iter().copied().collect();
            assert!(possible.has_any(met_by), "{}: {} can be met by nothing", pack.id, duty.code);
        }
    }
}
