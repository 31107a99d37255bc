//! Safeguarding: through which door a concern goes, what came of it, and the Care Act test (domain.md 4).

use crate::Answer;
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal};
use crate::disclosure::Agency;
use crate::safeguarding::{
    Capacity, CareActTest, ConcernAnswered, ConcernFor, ConcernRaised, ConcernStage, Harm,
};

pub(super) fn concern(harm: Harm, with: Agency, agreed: Answer) -> ConcernRaised {
    ConcernRaised {
        concern: ConcernFor::Children,
        harm,
        agreed,
        with,
        at: instant("2026-03-10T09:30:00Z"),
        reference: None,
        survivor_told: Answer::No,
        words: Some(words("Telling her now would put her in more danger.")),
    }
}

pub(super) fn answer(of: u64, stage: ConcernStage) -> ConcernAnswered {
    ConcernAnswered { of, stage, at: instant("2026-03-10T10:00:00Z"), words: None }
}

#[test]
fn given_serious_harm_or_harm_not_known_when_nobody_agreed_then_the_mash_hears_of_it_today() {
    for harm in [Harm::Significant, Harm::NotKnown] {
        for agreed in [Answer::No, Answer::NotKnown] {
            let raised = concern(harm, Agency::Mash, agreed);
            given(survivors_case())
                .when(CaseCommand::RaiseConcern(raised.clone()))
                .then([CaseEvent::ConcernRaised(raised)]);
        }
    }
}

#[test]
fn given_a_lesser_need_when_nobody_agreed_then_it_goes_nowhere_yet() {
    for agreed in [Answer::No, Answer::NotKnown] {
        given(survivors_case())
            .when(CaseCommand::RaiseConcern(concern(Harm::Lesser, Agency::EarlyHelp, agreed)))
            .then_refused(Refusal::NeedsAgreement);
    }
}

#[test]
fn given_a_lesser_need_of_children_then_early_help_comes_before_the_mash() {
    let to = |with| concern(Harm::Lesser, with, Answer::Yes);
    for with in [Agency::Mash, Agency::ChildrensServices] {
        given(survivors_case())
            .when(CaseCommand::RaiseConcern(to(with)))
            .then_refused(Refusal::EarlyHelpFirst);
    }
    let early = to(Agency::EarlyHelp);
    given(survivors_case())
        .when(CaseCommand::RaiseConcern(early.clone()))
        .then([CaseEvent::ConcernRaised(early.clone())]);
    given(with(survivors_case(), [early.into()]))
        .when(CaseCommand::RaiseConcern(to(Agency::Mash)))
        .then([CaseEvent::ConcernRaised(to(Agency::Mash))]);
}

#[test]
fn given_serious_harm_or_what_may_be_then_early_help_is_no_door_for_it() {
    for harm in [Harm::Significant, Harm::NotKnown] {
        given(survivors_case())
            .when(CaseCommand::RaiseConcern(concern(harm, Agency::EarlyHelp, Answer::Yes)))
            .then_refused(Refusal::NotForEarlyHelp);
    }
}

#[test]
fn given_a_correction_then_it_is_no_way_round_the_right_door() {
    let raised = concern(Harm::Significant, Agency::Mash, Answer::No);
    let instead = concern(Harm::Significant, Agency::EarlyHelp, Answer::No);
    given(with(survivors_case(), [raised.into()]))
        .when(CaseCommand::Correct(correction(5, Some(instead.into()))))
        .then_refused(Refusal::NotForEarlyHelp);
}

#[test]
fn given_a_concern_then_that_we_asked_again_is_no_answer_to_it() {
    let raised = concern(Harm::Significant, Agency::Mash, Answer::No);
    let chased: CaseEvent = answer(5, ConcernStage::Chased).into();
    let state = state(with(survivors_case(), [raised.into(), chased]));
    let answers: Vec<bool> = state.support().answers(5).map(|one| one.is.stage.is_an_answer()).collect();
    assert_eq!(answers, [false]);
    let from_them = |stage: &&ConcernStage| stage.is_an_answer();
    let theirs: Vec<_> = ConcernStage::ALL.iter().filter(from_them).collect();
    assert_eq!(theirs.len(), ConcernStage::ALL.len() - 2);
}

#[test]
fn given_no_concern_there_then_nothing_can_have_come_of_it() {
    given(survivors_case())
        .when(CaseCommand::from(answer(2, ConcernStage::Received)))
        .then_refused(Refusal::NoSuchConcern);
}

#[test]
fn given_an_answer_from_tomorrow_then_it_is_refused() {
    let raised = concern(Harm::Significant, Agency::Mash, Answer::No);
    let late = ConcernAnswered { at: tomorrow(), ..answer(5, ConcernStage::Plan) };
    given(with(survivors_case(), [raised.into()]))
        .when(CaseCommand::from(late))
        .then_refused(Refusal::InTheFuture);
}

#[test]
fn given_the_three_parts_of_the_test_then_only_a_clear_no_says_that_it_is_not_met() {
    let test = |parts: [Answer; 3]| CareActTest {
        person: SURVIVOR,
        needs_care: parts[0],
        at_risk: parts[1],
        cannot_protect: parts[2],
        capacity: Capacity::NotKnown,
        wishes: None,
        words: None,
    };
    assert!(test([Answer::Yes; 3]).may_be_met());
    assert!(test([Answer::NotKnown; 3]).may_be_met());
    for no in 0..3 {
        let mut parts = [Answer::Yes; 3];
        parts[no] = Answer::No;
        assert!(!test(parts).may_be_met());
    }
}

#[test]
fn given_the_test_then_housing_notes_it_and_raises_the_concern_and_decides_nothing() {
    let test = CareActTest {
        person: SURVIVOR,
        needs_care: Answer::Yes,
        at_risk: Answer::Yes,
        cannot_protect: Answer::NotKnown,
        capacity: Capacity::Coerced,
        wishes: Some(words("That her sister is told first.")),
        words: None,
    };
    given(survivors_case()).when(CaseCommand::from(test.clone())).then([CaseEvent::CareActTest(test)]);
}
