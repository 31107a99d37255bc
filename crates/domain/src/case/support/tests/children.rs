//! Children as “victims” in their own right, and what is said of a child who causes harm.

use jiff::civil::date;

use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal, tell_on};
use crate::child::ChildSituation;
use crate::needs::{Need, NeedAnswer, NeedsRecorded};
use crate::people::{Person, PersonRole};
use crate::{Answer, PersonId};

const CHILD: PersonId = PersonId::from_uuid(uuid::Uuid::from_u128(0xa9));

fn child() -> Person {
    person(CHILD, PersonRole::Child, "Ash Example", Answer::Yes)
}

fn situation(child: PersonId) -> ChildSituation {
    ChildSituation {
        child,
        affected: Answer::Yes,
        related: Answer::Yes,
        hurt_directly: Answer::No,
        spoken_with: Answer::NotKnown,
        words: None,
    }
}

#[test]
fn given_a_child_of_the_case_then_how_they_are_affected_is_recorded_and_they_are_harmed_themselves() {
    let case = with(survivors_case(), [child().into()]);
    given(case.clone()).when(CaseCommand::from(situation(CHILD))).then([CaseEvent::from(situation(CHILD))]);
    let after = state(with(case, [situation(CHILD).into()]));
    assert_eq!(after.support().children()[&CHILD].is.is_harmed_too(), Answer::Yes);
}

#[test]
fn given_a_child_or_an_adult_at_risk_then_their_needs_are_their_own_beside_the_survivors() {
    let needs = |person| NeedsRecorded {
        person,
        needs: [(Need::Sensory, NeedAnswer::Yes)].into(),
        language: None,
        interpreter: None,
        formats: [].into(),
        by_and_for: [].into(),
        words: None,
    };
    let adult = person(NEIGHBOUR, PersonRole::AdultAtRisk, "Greta Example", Answer::Yes);
    let case = with(survivors_case(), [child().into(), adult.into()]);
    for person in [CHILD, NEIGHBOUR] {
        given(case.clone()).when(CaseCommand::from(needs(person))).then([CaseEvent::from(needs(person))]);
    }
    let after = state(with(case, [needs(CHILD).into(), needs(NEIGHBOUR).into(), needs(SURVIVOR).into()]));
    assert_eq!(after.support().needs().len(), 3, "none stands over another's");
}

#[test]
fn given_somebody_who_is_no_child_here_then_they_have_no_such_entry() {
    for person in [SURVIVOR, STRANGER] {
        given(survivors_case())
            .when(CaseCommand::from(situation(person)))
            .then_refused(Refusal::NoSuchPerson);
    }
}

#[test]
fn given_somebody_under_16_who_is_said_to_cause_harm_then_nothing_calls_them_a_perpetrator() {
    let fifteen = Person { born: Some(date(2010, 3, 11)), ..alleged_perpetrator(Answer::Yes) };
    let words = |day| {
        let told = tell_on(&fifteen.clone().into(), &|_| String::new(), day);
        told.details.iter().map(|detail| detail.text.clone()).collect::<Vec<_>>().join(" ")
    };
    let before = words(date(2026, 3, 10));
    assert!(before.contains("A child who causes harm"), "{before}");
    assert!(!before.to_lowercase().contains("perpetrator"), "{before}");
    // From 16 on, and without a date of birth, it is what was recorded.
    assert!(words(date(2026, 3, 11)).contains("Alleged perpetrator"));
    let unknown = alleged_perpetrator(Answer::Yes);
    assert_eq!(unknown.all_role_words(date(2026, 3, 10)), ["Alleged perpetrator"]);
    assert_eq!(fifteen.age(date(2026, 3, 10)), Some(15));
    assert_eq!(unknown.age(date(2026, 3, 10)), None);
}
