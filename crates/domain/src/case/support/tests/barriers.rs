//! What may have kept them from telling calls for a judgement, and never lowers anything (domain.md 2.2).

use std::collections::BTreeSet;

use super::samples::assessment;
use crate::Answer;
use crate::case::testkit::*;
use crate::risk::{Barrier, FactorAnswer, Prompt, RiskAnswer, RiskAssessed, RiskFactor};

fn so(barrier: Barrier, answer: Answer) -> RiskAssessed {
    RiskAssessed { barriers: [(barrier, answer)].into(), ..assessment(0) }
}

fn added(assessed: &RiskAssessed) -> BTreeSet<Prompt> {
    assessed.prompts(false).difference(&assessment(0).prompts(false)).copied().collect()
}

#[test]
fn given_anything_that_keeps_them_from_telling_then_it_calls_for_a_judgement_and_the_count_stays_what_it_was()
{
    for barrier in Barrier::ALL.iter().copied() {
        assert_eq!(added(&so(barrier, Answer::Yes)), [Prompt::KeptFromTelling].into(), "{barrier:?}");
        for not in [Answer::No, Answer::NotKnown] {
            assert_eq!(added(&so(barrier, not)), BTreeSet::new(), "{barrier:?} {not:?}");
            assert_eq!(so(barrier, not).prompts(false), assessment(0).prompts(false), "it takes none away");
        }
        assert_eq!(so(barrier, Answer::Yes).counts(), assessment(0).counts(), "{barrier:?}");
    }
}

#[test]
fn given_a_later_assessment_that_does_not_know_then_what_kept_them_from_telling_stands_until_somebody_says_no()
 {
    let standing = |all: Vec<RiskAssessed>| {
        let events = all.into_iter().map(crate::case::CaseEvent::from);
        let state = state(with(survivors_case(), events));
        state.support().standing_risk().unwrap().prompts(false).contains(&Prompt::KeptFromTelling)
    };
    let yes = || so(Barrier::SomebodyThere, Answer::Yes);
    assert!(standing(vec![yes()]));
    assert!(standing(vec![yes(), so(Barrier::SomebodyThere, Answer::NotKnown)]));
    assert!(standing(vec![yes(), assessment(0)]), "not asked");
    assert!(!standing(vec![yes(), so(Barrier::SomebodyThere, Answer::No)]), "the control");
}

#[test]
fn given_an_alleged_perpetrator_who_threatened_or_tried_suicide_then_that_alone_calls_for_a_judgement() {
    let answer = |answer| FactorAnswer {
        answer,
        source: crate::risk::AnswerSource::Survivor,
        dated: None,
        words: None,
    };
    let told = |said| RiskAssessed {
        answers: [(RiskFactor::PerpetratorSuicide, answer(said))].into(),
        ..assessment(0)
    };
    assert_eq!(added(&told(RiskAnswer::Yes)), [Prompt::TheirSuicide].into());
    assert_eq!(added(&told(RiskAnswer::DontKnow)), BTreeSet::new());
}
