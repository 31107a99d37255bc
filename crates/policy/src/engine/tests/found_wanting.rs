//! What published decisions find wanting most: a child or an adult at risk whom everybody knew of, locks that were asked for
//! and did not come, a move that was decided on before the address came out (domain.md 4, 7.6, 13D, case-04).

use domain::case::CaseEvent;
use domain::change::{ChangeRecorded, LifeChange};
use domain::choices::{Choice, ChoiceState, ChoiceTalkedOver};
use domain::compromise::{KnownTo, LocationCompromised, NoticedBy};
use domain::people::{Person, PersonRole, SecretKind};
use domain::precautions::{Precaution, PrecautionState, PrecautionsNoted};
use domain::proof::ProofAsked;
use domain::report::ReportSource;
use domain::risk::MaracHeard;
use domain::safeguarding::ConcernFor;
use domain::{Answer, Happened, PersonId, SecretId, Severity};
use jiff::civil::date;

use super::given::{Story, at, one, packs};
use super::*;

const NOW: &str = "2026-03-02T09:00:00Z";

fn person(role: PersonRole, lives_in_home: Answer) -> Person {
    let id: PersonId = format!("{:032x}", 7).parse().unwrap();
    Person { lives_in_home, ..Person::unnamed(id, role) }
}

fn suspected() -> Story {
    Story::begin(NOW).report(ReportSource::Neighbour, Severity::Medium, Answer::No)
}

fn told() -> Story {
    Story::begin(NOW).report(ReportSource::Survivor, Severity::High, Answer::No).later("2026-03-02T10:00:00Z")
}

fn changed(change: LifeChange) -> ChangeRecorded {
    ChangeRecorded {
        change,
        when: Happened::On(date(2026, 3, 1)),
        order: None,
        words: None,
        instead_of: None,
    }
}

fn count(story: &Story, code: &str) -> Vec<usize> {
    let of =
        |pack| story.duties(pack, "2026-03-30T09:00:00Z").iter().filter(|duty| duty.code == code).count();
    packs().iter().map(of).collect()
}

#[test]
fn given_a_child_or_an_adult_at_risk_is_known_to_live_there_then_a_concern_is_decided_on_before_anybody_asks()
{
    for role in [PersonRole::Child, PersonRole::AdultAtRisk] {
        for pack in packs() {
            let story = suspected().say(person(role, Answer::Yes));
            let all = story.duties(pack, "2026-03-02T10:00:00Z");
            assert_eq!(one(&all, "safeguarding").due, at("2026-03-03T17:00:00Z"), "{role:?} {}", pack.id);
        }
        for elsewhere in [Answer::No, Answer::NotKnown] {
            assert_eq!(
                count(&suspected().say(person(role, elsewhere)), "safeguarding"),
                [0; 5],
                "the control"
            );
        }
    }
    let grown_up = suspected().say(person(PersonRole::Supporter, Answer::Yes));
    assert_eq!(count(&grown_up, "safeguarding"), [0; 5]);
}

#[test]
fn given_a_concern_was_raised_for_the_child_when_their_name_is_recorded_again_then_nothing_is_asked_anew() {
    let child = || person(PersonRole::Child, Answer::Yes);
    let raised = suspected().say(child()).later("2026-03-02T11:00:00Z").concern(ConcernFor::Children);
    assert_eq!(count(&raised, "safeguarding"), [1; 5]);
    assert_eq!(count(&raised.later("2026-03-03T09:00:00Z").say(child()), "safeguarding"), [1; 5]);
}

#[test]
fn given_locks_were_asked_for_then_they_have_a_clock_that_only_locks_or_the_survivors_no_stop() {
    let home = |how_far| PrecautionsNoted {
        lines: [(Precaution::SecureHome, how_far)].into(),
        on: date(2026, 3, 2),
        words: None,
    };
    let asked = told().say(home(PrecautionState::Asked));
    for pack in packs() {
        let all = asked.duties(pack, "2026-03-10T09:00:00Z");
        let locks = one(&all, "home-secured");
        assert_eq!((locks.due, locks.state), (at("2026-03-04T17:00:00Z"), DutyState::Overdue), "{}", pack.id);
        for over in [PrecautionState::Done, PrecautionState::NotWanted] {
            let all =
                asked.later("2026-03-03T09:00:00Z").say(home(over)).duties(pack, "2026-03-10T09:00:00Z");
            assert!(
                matches!(one(&all, "home-secured").state, DutyState::Met { late: false, .. }),
                "{}",
                pack.id
            );
        }
        for not in [PrecautionState::Asked, PrecautionState::NotKnown] {
            let all = asked.later("2026-03-03T09:00:00Z").say(home(not)).duties(pack, "2026-03-10T09:00:00Z");
            assert_eq!(one(&all, "home-secured").state, DutyState::Overdue, "{}", pack.id);
        }
    }
    assert_eq!(
        count(&told().say(home(PrecautionState::Done)), "home-secured"),
        [0; 5],
        "what is there is there"
    );
}

/// given somebody was asked for proof before they were helped, then somebody takes it back, the same day where the risk is
/// high, and it is open until they were told.
#[test]
fn r19_given_proof_was_asked_for_then_every_pack_wants_it_taken_back_and_only_their_being_told_meets_it() {
    let proof = |taken_back| ProofAsked { words: None, taken_back };
    for pack in packs() {
        for not_yet in [Answer::No, Answer::NotKnown] {
            let asked = told().say(proof(not_yet));
            let all = asked.duties(pack, "2026-03-02T12:00:00Z");
            let open = one(&all, "proof-taken-back");
            assert_eq!((open.due, open.state), (at("2026-03-02T23:59:59Z"), DutyState::Due), "{}", pack.id);
            assert_eq!(
                (open.cites, open.falls_to),
                (&["R-19".to_owned(), "7.5".to_owned()][..], Role::RegionalManager)
            );
            let again = asked.clone().later("2026-03-02T13:00:00Z").say(proof(not_yet));
            let all = again.duties(pack, "2026-03-03T09:00:00Z");
            assert_eq!(one(&all, "proof-taken-back").state, DutyState::Overdue, "{}", pack.id);
            let all = again.say(proof(Answer::Yes)).duties(pack, "2026-03-03T09:00:00Z");
            let met = one(&all, "proof-taken-back").state;
            assert!(matches!(met, DutyState::Met { late: false, .. }), "{} {met:?}", pack.id);
        }
        let medium =
            suspected().report(ReportSource::Survivor, Severity::Medium, Answer::No).say(proof(Answer::No));
        let all = medium.duties(pack, "2026-03-02T12:00:00Z");
        assert_eq!(one(&all, "proof-taken-back").due, at("2026-03-03T17:00:00Z"), "{}", pack.id);
    }
    assert_eq!(
        count(&told().say(proof(Answer::Yes)), "proof-taken-back"),
        [0; 5],
        "the control: it was taken back"
    );
    assert_eq!(count(&told(), "proof-taken-back"), [0; 5], "the control: nobody asked for any");
}

fn talked_over(choice: Choice, state: ChoiceState) -> ChoiceTalkedOver {
    ChoiceTalkedOver { choice, state, words: None, ask_again_on: None }
}

/// Given a move was agreed, when nobody makes it, then it is due, overdue and raised like anything else that is owed.
#[test]
fn given_a_move_was_agreed_then_it_is_owed_until_it_is_made_or_they_do_not_want_it() {
    let agreed = told().say(changed(LifeChange::MoveAgreed)).later("2026-03-04T09:00:00Z");
    let on = |day| Happened::On(date(2026, 3, day));
    let moved = |when| ChangeRecorded { when, ..changed(LifeChange::Move) };
    for pack in packs() {
        let state = |story: &Story| one(&story.duties(pack, "2026-03-10T09:00:00Z"), "move-made").state;
        let late = agreed.duties(pack, "2026-03-10T09:00:00Z");
        let owed = one(&late, "move-made");
        assert_eq!((owed.due, owed.state), (at("2026-03-09T17:00:00Z"), DutyState::Overdue), "{}", pack.id);
        assert!(!owed.raised.is_empty(), "{}", pack.id);
        for made in [
            CaseEvent::from(moved(on(4))),
            talked_over(Choice::Move, ChoiceState::Done).into(),
            talked_over(Choice::Move, ChoiceState::Declined).into(),
            talked_over(Choice::Move, ChoiceState::Later).into(),
        ] {
            let met = state(&agreed.clone().say(made.clone()));
            assert!(matches!(met, DutyState::Met { late: false, .. }), "{} {made:?}", pack.id);
        }
        // What only lies ahead, or only may have been, is no move; nor is an offer, a refusal or another choice.
        for not in [
            CaseEvent::from(moved(on(20))),
            moved(Happened::NotKnown).into(),
            moved(Happened::Month { year: 2026, month: 3 }).into(),
            changed(LifeChange::HomeOffered).into(),
            changed(LifeChange::HousingDecision).into(),
            talked_over(Choice::Move, ChoiceState::Wanted).into(),
            talked_over(Choice::Refuge, ChoiceState::Declined).into(),
        ] {
            assert_eq!(state(&agreed.clone().say(not.clone())), DutyState::Overdue, "{} {not:?}", pack.id);
        }
    }
    // The control: another decision on a move promises none.
    assert_eq!(count(&told().say(changed(LifeChange::HousingDecision)), "move-made"), [0; 5]);
    // It is a decision too: whatever happens before the move makes it one to be taken again (case-04).
    assert_eq!(count(&agreed.say(changed(LifeChange::OrderBreached)), "home-decided-again"), [1; 5]);
}

/// Given nobody knows whether somebody is in danger, when the survivor is spoken with and it is still not known, then it is
/// one question that stays open, never one that was answered and asked anew at the same moment.
#[test]
fn given_danger_is_not_known_then_only_an_answer_is_one_and_the_question_stands_once() {
    let asked = Story::begin(NOW).report(ReportSource::Survivor, Severity::Medium, Answer::NotKnown);
    let spoken = |story: Story, now| {
        let mut spoken = story.disclosed();
        let CaseEvent::DisclosureTaken(taken) = &mut spoken.entries.last_mut().unwrap().event else {
            panic!()
        };
        taken.danger.now = now;
        spoken
    };
    for pack in packs() {
        let all = spoken(asked.clone(), Answer::NotKnown).duties(pack, "2026-03-02T18:00:00Z");
        assert_eq!(one(&all, "danger-asked").state, DutyState::Overdue, "{}", pack.id);
        for answer in [Answer::No, Answer::Yes] {
            let all = spoken(asked.clone(), answer).duties(pack, "2026-03-02T18:00:00Z");
            let met = one(&all, "danger-asked").state;
            assert!(matches!(met, DutyState::Met { late: false, by: 2, .. }), "{} {met:?}", pack.id);
            let again = asked.clone().later("2026-03-02T10:00:00Z").report(
                ReportSource::Survivor,
                Severity::Medium,
                answer,
            );
            let met = one(&again.duties(pack, "2026-03-02T18:00:00Z"), "danger-asked").state;
            assert!(matches!(met, DutyState::Met { late: false, by: 2, .. }), "{} {met:?}", pack.id);
        }
    }
}

#[test]
fn given_a_move_was_decided_on_then_the_move_itself_reopens_nothing_and_an_address_that_came_out_does() {
    let decided = told().say(changed(LifeChange::HousingDecision)).later("2026-03-03T09:00:00Z");
    assert_eq!(count(&decided.clone().say(changed(LifeChange::Move)), "home-decided-again"), [0; 5]);
    let out = LocationCompromised {
        secret: SecretId::from_uuid(format!("{:032x}", 4).parse().unwrap()),
        kind: SecretKind::Address,
        since: Happened::On(date(2026, 3, 3)),
        known_to: KnownTo::AllegedPerpetrator,
        noticed_by: NoticedBy::Survivor,
        how: None,
    };
    assert_eq!(count(&decided.say(out.clone()), "home-decided-again"), [1; 5]);
    assert_eq!(count(&told().say(out), "home-decided-again"), [0; 5], "the control: nothing was decided");
}

#[test]
fn given_the_marac_heard_it_then_nobody_has_to_refer_it() {
    let breach = || {
        let heard = |story: Story, on| story.say(MaracHeard { on, area: None });
        let first = heard(told(), date(2026, 3, 2)).later("2026-03-05T09:00:00Z");
        first.incident(Happened::On(date(2026, 3, 4)), Answer::No).later("2026-03-05T15:00:00Z")
    };
    for pack in packs() {
        let open = breach().duties(pack, "2026-03-09T09:00:00Z");
        assert_eq!(one(&open, "marac-repeat").state, DutyState::Overdue, "{}", pack.id);
        let heard = breach().say(MaracHeard { on: date(2026, 3, 5), area: None });
        let all = heard.duties(pack, "2026-03-09T09:00:00Z");
        assert!(matches!(one(&all, "marac-repeat").state, DutyState::Met { .. }), "{}", pack.id);
    }
}
