//! Safeguarding: through which door a concern goes, what came of it, and the Care Act test (domain.md 4).

use crate::Answer;
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal};
use crate::disclosure::Agency;
use crate::safeguarding::{
    Agreed, Agreement, Capacity, CareActTest, ChildCategory, ConcernAnswered, ConcernFor, ConcernRaised,
    ConcernStage, Ground, Harm, WithoutAgreement,
};

fn without(ground: Ground) -> WithoutAgreement {
    WithoutAgreement { ground, why: words("He came between them, and was hurt.") }
}

pub(super) fn concern(harm: Harm, with: Agency, agreed: Answer) -> ConcernRaised {
    let agreed = match agreed {
        Answer::Yes => Agreement::Yes,
        Answer::No => Agreement::No(without(Ground::ChildHarm)),
        Answer::NotKnown => Agreement::NotKnown,
    };
    ConcernRaised {
        concern: ConcernFor::Children,
        categories: [].into(),
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
fn given_whose_relationship_it_is_then_it_is_said_of_a_concern_for_children_and_of_no_adult_alone() {
    for category in ChildCategory::ALL {
        for concern_for in ConcernFor::ALL {
            let raised = ConcernRaised {
                concern: *concern_for,
                categories: [*category].into(),
                ..concern(Harm::Significant, Agency::Mash, Answer::Yes)
            };
            let when = given(survivors_case()).when(CaseCommand::RaiseConcern(raised.clone()));
            match concern_for {
                ConcernFor::Adult => when.then_refused(Refusal::NotOfAnAdult),
                _ => when.then([CaseEvent::ConcernRaised(raised)]),
            }
        }
    }
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
fn given_they_did_not_want_it_or_nobody_asked_then_there_is_no_answer_without_a_ground_and_its_reason() {
    for ground in Ground::ALL {
        for agreed in Agreed::ALL {
            let with_a_ground = Agreement::of(*agreed, Some(without(*ground)));
            assert_eq!(with_a_ground.is_some(), agreed.needs_a_ground(), "{agreed:?}");
            assert_eq!(Agreement::of(*agreed, None).is_some(), !agreed.needs_a_ground(), "{agreed:?}");
            let said = with_a_ground.or_else(|| Agreement::of(*agreed, None)).unwrap();
            assert_eq!(said.answer(), *agreed);
            assert_eq!(
                said.without().map(|without| without.ground),
                agreed.needs_a_ground().then_some(*ground)
            );
        }
    }
}

#[test]
fn given_a_stored_no_without_a_ground_or_without_a_reason_then_it_cannot_be_read() {
    let read = |text: &str| serde_json::from_str::<Agreement>(text);
    for broken in
        [r#""no""#, r#""not-asked""#, r#"{"no":{"ground":"life"}}"#, r#"{"no":{"why":"He has a key."}}"#]
    {
        assert!(read(broken).is_err(), "{broken}");
    }
    // The control: with both it can.
    assert!(read(r#"{"no":{"ground":"life","why":"He has a key."}}"#).is_ok());
    assert_eq!(read(r#""yes""#).unwrap(), Agreement::Yes);
}

#[test]
fn given_it_was_raised_against_what_they_wanted_then_the_record_says_so_with_the_ground_and_the_reason() {
    let raised = concern(Harm::Significant, Agency::Mash, Answer::No);
    let telling = crate::case::tell(&raised.into(), &|_| String::new());
    let told = |label: &str| {
        let detail = telling.details.iter().find(|detail| detail.label == label);
        detail.map(|detail| detail.text.clone()).unwrap_or_default()
    };
    assert_eq!(told("They agreed"), "No, they did not want it");
    assert_eq!(told("Raised without their agreement because"), Ground::ChildHarm.label());
    assert_eq!(told("Why"), "He came between them, and was hurt.");
}

#[test]
fn given_a_lesser_need_when_nobody_agreed_then_it_goes_nowhere_yet() {
    let not_asked = Agreement::NotAsked(without(Ground::PublicInterest));
    let to_early_help = |agreed| concern(Harm::Lesser, Agency::EarlyHelp, agreed);
    let round_them = ConcernRaised { agreed: not_asked, ..to_early_help(Answer::Yes) };
    for raised in [to_early_help(Answer::No), to_early_help(Answer::NotKnown), round_them] {
        given(survivors_case()).when(CaseCommand::RaiseConcern(raised)).then_refused(Refusal::NeedsAgreement);
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
    assert_eq!(theirs.len(), ConcernStage::ALL.len() - 3, "that they have it says nothing of what they do");
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
