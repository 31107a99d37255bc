//! The survivor's voice: nobody is asked who has not agreed to be asked (domain.md 13C).

use std::collections::BTreeMap;

use crate::Answer;
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal};
use crate::voice::{
    FeedbackAgreed, FeedbackAnswer, FeedbackGiven, FeedbackQuestion, FeedbackTime, FeedbackWish,
};

fn wish(wish: FeedbackWish) -> CaseEvent {
    FeedbackAgreed { wish, from: None, how: None }.into()
}

fn given_at(time: FeedbackTime) -> FeedbackGiven {
    let answers = BTreeMap::from([(FeedbackQuestion::Believed, FeedbackAnswer::Yes)]);
    FeedbackGiven { time, answers, change: None, may_quote: Answer::NotKnown }
}

#[test]
fn given_nobody_agreed_to_be_asked_then_nobody_can_have_been_asked() {
    for events in [vec![], vec![wish(FeedbackWish::No)], vec![wish(FeedbackWish::NotNow)]] {
        for time in [FeedbackTime::Early, FeedbackTime::AtEnd] {
            given(with(survivors_case(), events.clone()))
                .when(CaseCommand::from(given_at(time)))
                .then_refused(Refusal::NotAgreedToBeAsked);
        }
    }
}

#[test]
fn given_they_agreed_or_told_us_unasked_then_it_is_heard() {
    let asked = given_at(FeedbackTime::Early);
    given(with(survivors_case(), [wish(FeedbackWish::Yes)]))
        .when(CaseCommand::from(asked.clone()))
        .then([CaseEvent::FeedbackGiven(asked)]);
    let unasked = given_at(FeedbackTime::AnyTime);
    given(with(survivors_case(), [wish(FeedbackWish::No)]))
        .when(CaseCommand::from(unasked.clone()))
        .then([CaseEvent::FeedbackGiven(unasked)]);
}

#[test]
fn given_they_want_no_name_beside_it_then_it_does_not_stand_in_their_case() {
    for time in FeedbackTime::ALL {
        given(with(survivors_case(), [wish(FeedbackWish::Anonymous)]))
            .when(CaseCommand::from(given_at(*time)))
            .then_refused(Refusal::WithoutTheirName);
    }
}

#[test]
fn given_no_answer_and_no_word_then_it_is_no_feedback() {
    let empty = FeedbackGiven { answers: BTreeMap::new(), ..given_at(FeedbackTime::AnyTime) };
    given(survivors_case())
        .when(CaseCommand::from(empty))
        .then_refused(Refusal::Unanswered("at least one answer, or what should change"));
}

#[test]
fn given_a_day_from_which_they_want_to_be_asked_then_nobody_asks_before_it_and_whoever_tells_us_is_heard() {
    let from = |day: i8| -> CaseEvent {
        let from = Some(jiff::civil::date(2026, 3, day));
        FeedbackAgreed { wish: FeedbackWish::Yes, from, how: None }.into()
    };
    for time in [FeedbackTime::Early, FeedbackTime::AtEnd] {
        given(with(survivors_case(), [from(11)]))
            .when(CaseCommand::from(given_at(time)))
            .then_refused(Refusal::NotYetToBeAsked);
        let asked = given_at(time);
        given(with(survivors_case(), [from(10)]))
            .when(CaseCommand::from(asked.clone()))
            .then([CaseEvent::FeedbackGiven(asked)]);
    }
    let unasked = given_at(FeedbackTime::AnyTime);
    given(with(survivors_case(), [from(11)]))
        .when(CaseCommand::from(unasked.clone()))
        .then([CaseEvent::FeedbackGiven(unasked)]);
}
