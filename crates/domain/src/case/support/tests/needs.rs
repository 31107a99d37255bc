//! Needs, and who somebody is: the one is acted on, the other counted (ONE-20, ONE-22, ONE-23, COU-10).

use std::collections::{BTreeMap, BTreeSet};

use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal, tell};
use crate::equality::{Effect, EqualityAnswered, Ethnicity, Nationality, Orientation, Question, SameGender};
use crate::needs::{ByAndFor, Format, Need, NeedAnswer, NeedsRecorded};

fn needs() -> NeedsRecorded {
    NeedsRecorded {
        person: SURVIVOR,
        needs: BTreeMap::new(),
        language: None,
        interpreter: None,
        formats: BTreeSet::new(),
        by_and_for: BTreeSet::new(),
        words: None,
    }
}

fn interpreted_by(text: &str) -> NeedsRecorded {
    NeedsRecorded { language: Some(short("Polish")), interpreter: Some(short(text)), ..needs() }
}

fn answers(ethnicity: Option<Ethnicity>, orientation: Option<Orientation>) -> EqualityAnswered {
    EqualityAnswered { ethnicity, orientation, ..EqualityAnswered::nothing_of(SURVIVOR) }
}

#[test]
fn given_an_interpreter_of_the_family_when_needs_are_recorded_then_the_rules_say_no() {
    // Which words name a relation: `interpreting`.
    for text in ["Her sister", "a friend"] {
        given(survivors_case())
            .when(CaseCommand::from(interpreted_by(text)))
            .then_refused(Refusal::FamilyInterprets);
    }
}

#[test]
fn given_an_interpreter_who_is_nobody_of_theirs_then_it_is_taken_also_where_family_is_only_ruled_out() {
    for text in ["A woman, by phone", "Not her brother"] {
        let needs = interpreted_by(text);
        given(survivors_case()).when(CaseCommand::from(needs.clone())).then([CaseEvent::from(needs)]);
    }
}

#[test]
fn given_needs_of_somebody_who_only_reported_or_is_said_to_cause_harm_then_they_have_no_place_here() {
    let case = || with(survivors_case(), [neighbour().into()]);
    for person in [NEIGHBOUR, PERPETRATOR, STRANGER] {
        let refused = given(case()).when(CaseCommand::from(NeedsRecorded { person, ..needs() }));
        refused.then_refused(Refusal::NoSuchPerson);
    }
}

#[test]
fn given_a_need_that_nobody_asked_about_then_it_is_neither_a_no_nor_a_wish_not_to_say() {
    let some = NeedsRecorded {
        needs: BTreeMap::from([
            (Need::Rural, NeedAnswer::Yes),
            (Need::Literacy, NeedAnswer::RatherNot),
            (Need::Caring, NeedAnswer::No),
        ]),
        ..needs()
    };
    assert_eq!(some.answer(Need::Mobility), NeedAnswer::NotAsked);
    assert_eq!(some.said().collect::<Vec<_>>(), [Need::Rural]);
    assert_eq!(some.not_asked().count(), Need::ALL.len() - 3);
}

#[test]
fn given_what_was_said_of_needs_then_services_that_may_fit_are_named_and_none_is_chosen() {
    let worried = NeedsRecorded { needs: BTreeMap::from([(Need::Immigration, NeedAnswer::Yes)]), ..needs() };
    assert!(worried.may_fit(None).contains(&ByAndFor::Migrant));
    assert!(worried.by_and_for.is_empty());
    let signing = NeedsRecorded { formats: BTreeSet::from([Format::Bsl]), ..needs() };
    assert_eq!(signing.may_fit(Some(72)), BTreeSet::from([ByAndFor::Deaf, ByAndFor::Older]));
    assert_eq!(needs().may_fit(None), BTreeSet::new());
}

#[test]
fn given_equality_answers_then_the_chronology_says_that_they_were_asked_and_never_what_was_answered() {
    let answered = CaseEvent::from(answers(Some(Ethnicity::Roma), Some(Orientation::Bisexual)));
    let told = tell(&answered, &|_| "Asha Example".to_owned());
    assert!(told.details.is_empty(), "{told:?}");
    assert!(told.happened.is_none());
    // The control: needs are told.
    let told = tell(&interpreted_by("A woman").into(), &|_| String::new());
    assert!(told.details.iter().any(|detail| detail.text == "Polish"));
}

#[test]
fn given_equality_answers_then_no_rule_reads_them_and_no_part_that_is_shown_has_them() {
    let with_answers = with(reachable_case(), [answers(Some(Ethnicity::Roma), None).into()]);
    let (with_answers, without) = (state(with_answers), state(reachable_case()));
    let every = crate::case::SupportPart::ALL.iter().copied().collect();
    assert_eq!(with_answers.support().shown(&every, |_| false), without.support().shown(&every, |_| false));
    assert_eq!(with_answers.severity(), without.severity());
    assert_eq!(with_answers.support().equality().len(), 1);
}

#[test]
fn given_every_question_left_out_then_nothing_is_counted_and_each_can_be_answered_with_prefers_not_to_say() {
    assert_eq!(answers(None, None).counted().count(), 0);
    let some = answers(None, Some(Orientation::RatherNot));
    assert_eq!(some.counted().collect::<Vec<_>>(), [(Question::Orientation, "rather-not")]);
    for question in Question::ALL {
        assert!(question.answers().contains(&("rather-not", "Prefers not to say")), "{question:?}");
    }
}

#[test]
fn given_the_code_lists_then_every_question_of_the_section_is_there_with_all_its_answers() {
    let codes = |question: Question| {
        question.answers().into_iter().map(|(code, _)| code).collect::<Vec<_>>().join(" ")
    };
    for (question, expected) in [
        (
            Question::Ethnicity,
            "white-british white-irish gypsy-or-traveller roma white-other white-and-black-caribbean \
             white-and-black-african white-and-asian mixed-other indian pakistani bangladeshi chinese asian-other \
             black-african black-caribbean black-other arab other rather-not",
        ),
        (
            Question::Effects,
            "vision hearing mobility dexterity learning memory mental-health stamina social other rather-not",
        ),
        (Question::Nationality, "uk ireland eea other not-known rather-not"),
    ] {
        assert_eq!(codes(question), expected, "{question:?}");
    }
    let asked: BTreeSet<&str> = Question::ALL.iter().map(|question| question.code()).collect();
    for question in [
        "age",
        "effects",
        "maternity",
        "partnership",
        "nationality",
        "employment",
        "care-leaver",
        "armed-forces",
    ] {
        assert!(asked.contains(question), "{question}");
    }
    assert_eq!(asked.len(), 14);
}

#[test]
fn given_several_effects_then_each_is_counted_and_not_known_is_no_wish_not_to_say() {
    let some = EqualityAnswered {
        effects: BTreeSet::from([Effect::Hearing, Effect::Memory]),
        nationality: Some(Nationality::NotKnown),
        ..EqualityAnswered::nothing_of(SURVIVOR)
    };
    let counted: Vec<_> = some.counted().collect();
    let expected =
        [(Question::Nationality, "not-known"), (Question::Effects, "hearing"), (Question::Effects, "memory")];
    assert_eq!(counted, expected);
    assert!(
        Question::ALL.iter().all(|question| question.takes_several() == (*question == Question::Effects))
    );
}

#[test]
fn given_an_effect_and_a_wish_not_to_say_then_it_is_refused_and_either_alone_is_taken() {
    let with_effects = |effects: &[Effect]| EqualityAnswered {
        effects: effects.iter().copied().collect(),
        ..EqualityAnswered::nothing_of(SURVIVOR)
    };
    given(survivors_case())
        .when(CaseCommand::from(with_effects(&[Effect::Hearing, Effect::RatherNot])))
        .then_refused(Refusal::SaysBoth);
    for effects in [&[Effect::RatherNot][..], &[Effect::Hearing, Effect::Memory], &[]] {
        let answered = with_effects(effects);
        given(survivors_case()).when(CaseCommand::from(answered.clone())).then([answered.into()]);
    }
}

#[test]
fn given_answers_from_before_the_later_questions_then_those_read_as_not_asked() {
    let old = format!(
        "{{\"person\":\"{SURVIVOR}\",\"ethnicity\":\"roma\",\"sex\":null,\"gender\":null,\"orientation\":null,\
         \"religion\":null,\"disability\":null}}"
    );
    assert_eq!(serde_json::from_str::<EqualityAnswered>(&old).unwrap(), answers(Some(Ethnicity::Roma), None));
}

#[test]
fn given_own_words_for_gender_then_they_go_with_different_alone_are_told_nowhere_and_are_never_counted() {
    let said = |gender| EqualityAnswered {
        gender,
        gender_words: Some(short("Genderfluid")),
        ..EqualityAnswered::nothing_of(SURVIVOR)
    };
    for gender in [None, Some(SameGender::Same), Some(SameGender::RatherNot)] {
        given(survivors_case())
            .when(CaseCommand::from(said(gender)))
            .then_refused(Refusal::WordsForNoDifference);
    }
    let different = said(Some(SameGender::Different));
    given(survivors_case()).when(CaseCommand::from(different.clone())).then([different.clone().into()]);
    assert_eq!(different.counted().collect::<Vec<_>>(), [(Question::Gender, "different")]);
    assert_eq!(tell(&different.into(), &|_| String::new()).details, []);
}
