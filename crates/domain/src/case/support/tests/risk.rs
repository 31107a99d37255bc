//! Risk: scores only ever raise attention.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::samples::{answered, assessment};
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal, SeverityAssessed, SupportStep, decide};
use crate::change::{ChangeRecorded, LifeChange};
use crate::disclosure::HouseholdAnswered;
use crate::people::PersonRole;
use crate::risk::{
    CoSign, CoSignAnswered, Judgement, MaracCriterion, MaracDecided, MaracDecision, MaracHeard, Prompt,
    RiskAnswer, RiskAssessed, RiskFactor,
};
use crate::safeguarding::{ConcernFor, ConcernNotNeeded};
use crate::{Answer, Happened, PersonId, Recorded, Severity};

const CHILD: PersonId = PersonId::from_uuid(Uuid::from_u128(0xa9));

fn assess(assessed: RiskAssessed) -> CaseCommand {
    CaseCommand::from(SupportStep::from(assessed))
}

fn judging(level: Severity, assessed: RiskAssessed) -> RiskAssessed {
    RiskAssessed {
        judgement: Some(Judgement { level, why: words("What she said of last night.") }),
        ..assessed
    }
}

fn yes_to(factors: &[RiskFactor]) -> RiskAssessed {
    let answers = factors.iter().map(|factor| (*factor, answered(RiskAnswer::Yes)));
    RiskAssessed { answers: answers.collect(), ..assessment(0) }
}

fn children(children: Answer) -> CaseEvent {
    HouseholdAnswered { children, adults_at_risk: Answer::No }.into()
}

fn child() -> CaseEvent {
    person(CHILD, PersonRole::Child, "Wren Example", Answer::Yes).into()
}

fn decided_for(concern: ConcernFor) -> CaseEvent {
    ConcernNotNeeded { concern, why: words("They live with their aunt.") }.into()
}

const NAME_THEM: Refusal =
    Refusal::Unanswered("who the children are, and whether a safeguarding concern was raised for them");

//

#[test]
fn given_children_at_home_when_nobody_decided_about_safeguarding_then_no_assessment_is_recorded() {
    let at_home = with(survivors_case(), [children(Answer::Yes)]);
    given(at_home.clone()).when(assess(assessment(3))).then_refused(NAME_THEM);
    let named = with(at_home.clone(), [child()]);
    given(named.clone()).when(assess(assessment(3))).then_refused(NAME_THEM);
    let only_the_adult = with(named.clone(), [decided_for(ConcernFor::Adult)]);
    given(only_the_adult).when(assess(assessment(3))).then_refused(NAME_THEM);
    let nobody_named = with(at_home, [decided_for(ConcernFor::Children)]);
    given(nobody_named).when(assess(assessment(3))).then_refused(NAME_THEM);
    let seen_to = with(named, [decided_for(ConcernFor::Children)]);
    given(seen_to).when(assess(assessment(3))).then([assessment(3).into()]);
}

#[test]
fn given_a_child_who_lives_elsewhere_when_nobody_decided_about_safeguarding_then_no_assessment_is_recorded() {
    let elsewhere = with(survivors_case(), [children(Answer::No), child()]);
    given(elsewhere).when(assess(assessment(3))).then_refused(NAME_THEM);
}

#[test]
fn given_no_children_or_nobody_knows_then_an_assessment_is_not_held_up() {
    for answer in [Answer::No, Answer::NotKnown] {
        let events = with(survivors_case(), [children(answer)]);
        given(events).when(assess(assessment(3))).then([assessment(3).into()]);
    }
}

//

#[test]
fn given_thirteen_then_the_count_says_nothing_and_at_fourteen_it_raises_the_level() {
    given(survivors_case()).when(assess(assessment(13))).then([assessment(13).into()]);
    let raised = SeverityAssessed { severity: Severity::High, why: None };
    given(survivors_case()).when(assess(assessment(14))).then([assessment(14).into(), raised.into()]);
}

#[test]
fn given_a_high_count_when_it_is_judged_as_less_then_that_is_refused() {
    for level in [Severity::Medium, Severity::Standard, Severity::Unknown] {
        let assessed = judging(level, assessment(14));
        given(survivors_case()).when(assess(assessed)).then_refused(Refusal::CountIsHigh);
    }
}

#[test]
fn given_no_criterion_then_nothing_is_referred_and_a_day_to_come_is_none() {
    let refer = |criteria: BTreeSet<MaracCriterion>, on| MaracDecided {
        decision: MaracDecision::Referred { criteria, on },
        survivor_told: Answer::Yes,
        words: None,
    };
    let why = Refusal::Unanswered("why it is one for the MARAC");
    let none = refer(BTreeSet::new(), date(2026, 3, 10));
    given(survivors_case()).when(SupportStep::from(none).into()).then_refused(why);
    let later = refer(BTreeSet::from([MaracCriterion::Judgement]), date(2026, 3, 11));
    given(survivors_case()).when(SupportStep::from(later).into()).then_refused(Refusal::InTheFuture);
    let heard = MaracHeard { on: date(2026, 3, 11), area: None };
    given(survivors_case()).when(SupportStep::from(heard).into()).then_refused(Refusal::InTheFuture);
}

//

#[test]
fn given_one_yes_that_warns_by_itself_then_a_judgement_is_called_for_whatever_the_count() {
    use RiskFactor as F;
    let known = |mut assessed: RiskAssessed| {
        for factor in RiskFactor::ALL {
            assessed.answers.entry(*factor).or_insert(answered(RiskAnswer::No));
        }
        assessed.prompts(false)
    };
    let only = |factors: &[F], prompt: Prompt| {
        assert_eq!(known(yes_to(factors)), BTreeSet::from([prompt]), "{factors:?}");
    };
    only(&[F::Strangulation], Prompt::Strangulation);
    only(&[F::ThreatToKill], Prompt::ThreatToKill);
    only(&[F::Stalking], Prompt::Stalking);
    only(&[F::Weapons], Prompt::Weapons);
    only(&[F::LowMood], Prompt::ThoughtsOfSuicide);
    only(&[F::OtherPerson], Prompt::Honour);
    only(&[F::MoreOften], Prompt::Escalating);
    only(&[F::VeryFrightened], Prompt::OwnView);
    only(&[F::Pregnancy, F::InjuryNow], Prompt::Pregnancy);
    only(&[F::Separation, F::Control, F::SexualHarm], Prompt::LeavingUnderControl);
    assert!(known(yes_to(&[F::Separation, F::Control])).is_empty(), "there is no violence in it");
    assert!(known(yes_to(&[F::Pregnancy])).is_empty(), "there is no violence in it");
    assert_eq!(assessment(0).prompts(true), BTreeSet::from([Prompt::Honour, Prompt::ManyUnknown]));
}

#[test]
fn given_five_answers_that_nobody_knows_then_the_page_says_that_the_count_says_little() {
    let unknown = |count: usize| {
        let mut assessed = assessment(0);
        for (place, factor) in RiskFactor::ALL.iter().enumerate() {
            let answer = if place < count { RiskAnswer::DontKnow } else { RiskAnswer::No };
            assessed.answers.insert(*factor, answered(answer));
        }
        assessed.prompts(false).contains(&Prompt::ManyUnknown)
    };
    assert!(!unknown(4));
    assert!(unknown(5));
}

// F18.

#[test]
fn given_an_answer_that_is_missing_then_it_stays_missing_and_is_never_a_no() {
    let mut assessed = assessment(2);
    assessed.answers.insert(RiskFactor::Money, answered(RiskAnswer::DontKnow));
    let counts = assessed.counts();
    assert_eq!((counts.yes, counts.no, counts.dont_know, counts.not_asked), (2, 0, 1, 21));
    assert_eq!(assessed.answer(RiskFactor::Animals), RiskAnswer::NotAsked);
    let kept = serde_json::to_string(&assessed).unwrap();
    let back: RiskAssessed = serde_json::from_str(&kept).unwrap();
    assert_eq!(back.answers.len(), 3, "nothing was filled in on the way");
}

#[test]
fn given_twenty_five_answers_of_twenty_four_then_they_are_not_read() {
    let whole = serde_json::to_value(assessment(24)).unwrap();
    assert!(serde_json::from_value::<RiskAssessed>(whole.clone()).is_ok());
    for number in ["25", "0", "01", "injury"] {
        let mut more = whole.clone();
        let answer = more["answers"]["1"].clone();
        more["answers"].as_object_mut().unwrap().insert(number.to_owned(), answer);
        assert!(serde_json::from_value::<RiskAssessed>(more).is_err(), "{number}");
    }
}

//

#[test]
fn given_a_high_level_when_an_assessment_judges_less_then_only_a_manager_may() {
    let high = with(survivors_case(), [judged(Severity::High)]);
    let assessed = judging(Severity::Medium, assessment(1));
    given(high.clone()).when(assess(assessed)).then_refused(Refusal::OnlyAManagerLowers);
    given(high).when(assess(assessment(1))).then([assessment(1).into()]);
}

#[test]
fn given_two_that_were_made_at_once_then_both_are_kept_and_each_names_what_came_before() {
    let first = RiskAssessed { after: None, ..assessment(2) };
    let second = RiskAssessed { after: None, ..assessment(5) };
    let both = state(with(survivors_case(), [first.into(), second.into()]));
    let kept: Vec<(u64, Option<u64>)> =
        both.support().assessments().iter().map(|one| (one.sequence, one.is.after)).collect();
    assert_eq!(kept, [(5, None), (6, None)]);
}

#[test]
fn given_something_changed_since_then_the_assessment_is_stale_from_that_entry_until_the_next() {
    let change = ChangeRecorded {
        change: LifeChange::Pregnancy,
        when: Happened::NotKnown,
        order: None,
        words: None,
        instead_of: None,
    };
    let stale =
        |events: Vec<CaseEvent>| state(events).support().stale(date(2026, 3, 10)).map(|stale| stale.by);
    let assessed = with(survivors_case(), [assessment(2).into()]);
    assert_eq!(stale(assessed.clone()), None);
    let changed = with(assessed.clone(), [change.into()]);
    assert_eq!(stale(changed.clone()), Some(6));
    assert_eq!(stale(with(assessed, [incident(Happened::NotKnown).into()])), Some(6));
    assert_eq!(
        stale(with(changed.clone(), [incident(Happened::NotKnown).into()])),
        Some(6),
        "the first counts"
    );
    assert_eq!(stale(with(changed, [assessment(2).into()])), None);
    assert_eq!(
        stale(with(survivors_case(), [incident(Happened::NotKnown).into()])),
        None,
        "there is none yet"
    );
}

#[test]
fn given_a_change_that_is_ahead_then_it_has_a_day_to_come_and_one_that_happened_has_not() {
    let on = |change, day| {
        let recorded =
            ChangeRecorded { change, when: Happened::On(day), order: None, words: None, instead_of: None };
        (recorded.clone(), CaseCommand::from(SupportStep::from(recorded)))
    };
    let (release, command) = on(LifeChange::Release, date(2026, 4, 20));
    given(survivors_case()).when(command).then([release.into()]);
    let (_, pregnant) = on(LifeChange::Pregnancy, date(2026, 4, 20));
    given(survivors_case()).when(pregnant).then_refused(Refusal::InTheFuture);
}

fn answers() -> impl Strategy<Value = Vec<RiskAnswer>> {
    prop::collection::vec(prop::sample::select(RiskAnswer::ALL), 24)
}

fn of_answers(answers: &[RiskAnswer]) -> RiskAssessed {
    let given = RiskFactor::ALL.iter().zip(answers).map(|(factor, answer)| (*factor, answered(*answer)));
    RiskAssessed { answers: given.collect(), ..assessment(0) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// one more "yes" takes no road to "high" away and no prompt but that of too many unknown.
    #[test]
    fn one_more_yes_lowers_nothing(answers in answers(), factor in prop::sample::select(RiskFactor::ALL), honour: bool) {
        let before = of_answers(&answers);
        let mut after = before.clone();
        after.answers.insert(factor, answered(RiskAnswer::Yes));
        prop_assert!(after.counts().yes >= before.counts().yes);
        prop_assert!(!before.is_high_by_count() || after.is_high_by_count());
        let (were, are) = (before.prompts(honour), after.prompts(honour));
        let gone: Vec<&Prompt> = were.difference(&are).filter(|prompt| **prompt != Prompt::ManyUnknown).collect();
        prop_assert!(gone.is_empty(), "{:?}", gone);
        let level = |assessed: RiskAssessed| after_assessing(survivors_case(), assessed).unwrap();
        prop_assert!(level(after) <= level(before));
    }

    /// whatever is answered and judged, the level is as it was or more urgent.
    #[test]
    fn no_assessment_lowers_the_level(
        answers in answers(),
        level in prop::option::of(prop::sample::select(Severity::ALL)),
        known in prop::sample::select(Severity::ALL),
    ) {
        let assessed = of_answers(&answers);
        let assessed = level.map_or(assessed.clone(), |level| judging(level, assessed));
        if let Some(now) = after_assessing(with(survivors_case(), [judged(known)]), assessed) {
            prop_assert!(!known.is_lowered_by(now), "{:?} to {:?}", known, now);
        }
    }
}

/// The level in force after an assessment; `None` where the rules say no.
fn after_assessing(events: Vec<CaseEvent>, assessed: RiskAssessed) -> Option<Severity> {
    let before = state(events);
    let decided = decide(&before, assess(assessed), &moment()).ok()?;
    let after = decided.into_iter().fold(before, |state, event| {
        let sequence = state.sequence() + 1;
        state.evolve(&Recorded { sequence, recorded_at: noon(), actor: OFFICER, event })
    });
    Some(after.severity())
}

// who stands behind an assessment.

#[test]
fn given_a_colleague_who_is_named_then_only_they_answer_for_it_and_once() {
    let answer = |of, answer| CoSignAnswered { of, answer };
    let press = |of, given| CaseCommand::from(SupportStep::from(answer(of, given)));
    let sequence = u64::try_from(survivors_case().len()).unwrap() + 1;
    let assessed = |co_signed_by| RiskAssessed { co_signed_by, ..assessment(2) };
    let named = with(survivors_case(), [assessed(Some(OFFICER)).into()]);
    for said in [CoSign::Stands, CoSign::NotMe] {
        given(named.clone()).when(press(sequence, said)).then([answer(sequence, said).into()]);
    }
    // The controls: somebody else is named, nobody is, it is another entry, or it was answered.
    let somebody_else = with(survivors_case(), [assessed(Some(COVER)).into()]);
    let nobody = with(survivors_case(), [assessed(None).into()]);
    let answered = with(named.clone(), [answer(sequence, CoSign::NotMe).into()]);
    for (case, of) in
        [(somebody_else, sequence), (nobody, sequence), (named, sequence - 1), (answered.clone(), sequence)]
    {
        given(case).when(press(of, CoSign::Stands)).then_refused(Refusal::NotNamedForIt);
    }
    // What was pressed by mistake is struck out, and then the question is open again.
    let struck_out = with(answered, [correction(sequence + 1, None).into()]);
    given(struck_out).when(press(sequence, CoSign::Stands)).then([answer(sequence, CoSign::Stands).into()]);
}

// two at the same time.

fn assessed_after(after: Option<u64>, answers: &[(RiskFactor, RiskAnswer)]) -> CaseEvent {
    let answers = answers.iter().map(|(factor, answer)| (*factor, answered(*answer))).collect();
    RiskAssessed { answers, after, ..assessment(0) }.into()
}

fn standing(second: CaseEvent) -> crate::risk::StandingRisk {
    let yes = [(RiskFactor::ThreatToKill, RiskAnswer::Yes), (RiskFactor::VeryFrightened, RiskAnswer::Yes)];
    let first = assessed_after(None, &yes);
    state(with(survivors_case(), [first, second])).support().standing_risk().unwrap()
}

#[test]
fn given_two_at_the_same_time_when_the_second_asked_less_then_every_yes_of_the_first_still_warns() {
    let sequence = u64::try_from(survivors_case().len()).unwrap() + 1;
    let other = [(RiskFactor::Weapons, RiskAnswer::Yes), (RiskFactor::ThreatToKill, RiskAnswer::No)];
    let both = standing(assessed_after(None, &other));
    assert!(both.prompts(false).is_superset(&BTreeSet::from([
        Prompt::ThreatToKill,
        Prompt::OwnView,
        Prompt::Weapons
    ])));
    assert_eq!(
        (both.answer(RiskFactor::ThreatToKill), both.beside()),
        (RiskAnswer::Yes, [sequence].as_slice())
    );
    assert_eq!((both.counts().yes, both.said_in(RiskFactor::VeryFrightened)), (3, Some(sequence)));
    // The control: whoever could have known of the first may say that it is no longer so.
    let after = standing(assessed_after(Some(sequence), &other));
    assert_eq!((after.answer(RiskFactor::ThreatToKill), after.beside()), (RiskAnswer::No, [].as_slice()));
}

#[test]
fn given_a_yes_when_the_next_asks_nothing_or_does_not_know_then_it_stands_and_is_no_no() {
    let sequence = u64::try_from(survivors_case().len()).unwrap() + 1;
    for later in [RiskAnswer::NotAsked, RiskAnswer::DontKnow] {
        let second = assessed_after(Some(sequence), &[(RiskFactor::ThreatToKill, later)]);
        assert_eq!(standing(second).answer(RiskFactor::ThreatToKill), RiskAnswer::Yes, "{later:?}");
    }
    assert_eq!(state(survivors_case()).support().standing_risk(), None);
}

#[test]
fn given_two_judgements_at_the_same_time_then_the_graver_one_stands() {
    let [high, medium] =
        [Severity::High, Severity::Medium].map(|level| CaseEvent::from(judging(level, assessment(0))));
    let both = state(with(survivors_case(), [high, medium])).support().standing_risk().unwrap();
    assert_eq!(both.judgement().map(|judged| judged.level), Some(Severity::High));
}
