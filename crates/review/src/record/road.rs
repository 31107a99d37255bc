//! The survivor's road in an account: what changed, what was assessed, planned, promised and gone through.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::CaseCommand;
use domain::change::{ChangeRecorded, LifeChange};
use domain::choices::{AgreedThen, Choice, ChoiceState, ChoiceTalkedOver, WatchAgreed};
use domain::compromise::SurvivorTold;
use domain::equality::EqualityAnswered;
use domain::needs::{NeedAnswer, NeedsRecorded};
use domain::next_of_kin::{Belongings, NextOfKin, TellsFamily, Told, Whom};
use domain::people::PersonRole;
use domain::precautions::PrecautionsNoted;
use domain::promise::{Kept, PromiseMade, PromiseSettled};
use domain::reviewing::{CaseClosed, CaseReviewed, DeathRecorded, Ending, TheirView};
use domain::risk::{
    AnswerSource, FactorAnswer, Judgement, MaracCriterion, MaracDecided, MaracDecision, MaracHeard,
    RiskAnswer, RiskAssessed, RiskFactor,
};
use domain::safeguarding::{ConcernAnswered, ConcernStage};
use domain::safety_plan::{Paper, PlanPart, SafetyPlanMade};
use domain::text::{ShortText, Words};
use domain::voice::{FeedbackAgreed, FeedbackGiven, FeedbackTime, FeedbackWish};
use domain::when::london;
use domain::{Answer, Happened, PersonId};
use jiff::ToSpan;
use jiff::civil::Date;

use super::contact::{fixed_words, moment_of};
use super::here::Here;
use super::steps::Part;
use crate::problem::Problem;
use crate::scenario::words::Road;

/// What is written where the account gives no words.
const NOT_SAID: &str = "The account does not say";
/// From how many answers a "yes" counts as high by the count alone.
const HIGH_AT: u8 = 14;
/// When a plan or a case is gone through again, where the account names no day.
const AGAIN_IN_DAYS: i32 = 14;

/// What such a fact asks to have recorded.
pub(super) fn of(part: &Part<'_>, here: &Here<'_>, road: Road) -> Result<CaseCommand, Problem> {
    let says = &part.fact.says;
    let (day, words) = (known_on(here), part.fact.words.clone());
    Ok(match road {
        Road::Change(change) => changed(part, change).into(),
        Road::Assessed => assessed(part, here)?.into(),
        Road::Referred => MaracDecided {
            decision: MaracDecision::Referred {
                criteria: BTreeSet::from([MaracCriterion::Judgement]),
                on: day,
            },
            survivor_told: says.survivor_told.unwrap_or(Answer::NotKnown),
            words,
        }
        .into(),
        Road::Heard => MaracHeard { on: happened_on(part).unwrap_or(day), area: None }.into(),
        Road::Plan => SafetyPlanMade {
            with_survivor: says.with_survivor.unwrap_or(Answer::NotKnown),
            parts: BTreeMap::from([(PlanPart::Help, words_or(part, here)?)]),
            again_on: on(part).unwrap_or_else(|| again(here)),
            paper: Paper::NotKnown,
        }
        .into(),
        Road::Precaution(which, how_far) => {
            let on = happened_on(part).unwrap_or(day);
            PrecautionsNoted { lines: BTreeMap::from([(which, how_far)]), on, words }.into()
        }
        Road::Needs => NeedsRecorded {
            person: survivor(part, here)?,
            needs: says.needs.iter().map(|need| (*need, NeedAnswer::Yes)).collect(),
            language: None,
            interpreter: None,
            formats: BTreeSet::new(),
            by_and_for: BTreeSet::new(),
            words,
        }
        .into(),
        Road::Choice(choice) => asked_for(choice, words).into(),
        Road::Watch => WatchAgreed {
            sign: says.reference.clone().map_or_else(|| line(part, here, NOT_SAID), Ok)?,
            until: on(part).unwrap_or_else(|| again(here)),
            agreed: here.state.agreed_contact().map(|_| AgreedThen::Cancelled),
            words,
        }
        .into(),
        _ => return reviewed_or_promised(part, here, road),
    })
}

fn reviewed_or_promised(part: &Part<'_>, here: &Here<'_>, road: Road) -> Result<CaseCommand, Problem> {
    let says = &part.fact.says;
    let view = match &says.wishes {
        Some(said) => TheirView::Said(said.clone()),
        None => TheirView::NotAsked(fixed_words(part, here, NOT_SAID)?),
    };
    Ok(match road {
        Road::Answered => ConcernAnswered {
            of: here.state.support().concerns().last().map_or(0, |raised| raised.sequence),
            stage: says.stage.unwrap_or(ConcernStage::Received),
            at: moment_of(part),
            words: part.fact.words.clone(),
        }
        .into(),
        Road::Reviewed => CaseReviewed {
            view: Some(view),
            words: words_or(part, here)?,
            again_on: on(part).unwrap_or_else(|| again(here)),
        }
        .into(),
        Road::Closed => CaseClosed {
            ending: says.ending.unwrap_or(Ending::Other),
            view: Some(view),
            words: words_or(part, here)?,
        }
        .into(),
        Road::Promised => {
            PromiseMade { what: words_or(part, here)?, by: on(part).unwrap_or_else(|| again(here)) }.into()
        }
        Road::Settled => settled(part, here)?.into(),
        Road::EqualityAsked => EqualityAnswered::nothing_of(survivor(part, here)?).into(),
        Road::Asking => FeedbackAgreed {
            wish: says.wish.unwrap_or(FeedbackWish::NotNow),
            from: on(part),
            how: part.fact.words.clone(),
        }
        .into(),
        Road::Feedback => FeedbackGiven {
            time: says.time.unwrap_or(FeedbackTime::AnyTime),
            answers: BTreeMap::new(),
            change: Some(words_or(part, here)?),
            may_quote: Answer::NotKnown,
        }
        .into(),
        _ => DeathRecorded {
            person: who_died(part, here)?,
            on: part.happened.clone(),
            words: part.fact.words.clone(),
            kin: next_of_kin(part, here),
        }
        .into(),
    })
}

/// Who is told of a death: the police tell them, where the account does not say who does.
fn next_of_kin(part: &Part<'_>, here: &Here<'_>) -> NextOfKin {
    let says = &part.fact.says;
    let whom = |text: &ShortText| {
        let known = here.scenario.people.iter().any(|person| person.key == text.as_str());
        if known { Whom::InTheRecord(here.scenario.id_of(text.as_str())) } else { Whom::Named(text.clone()) }
    };
    let told = match (&says.tell, &says.not_told) {
        (Some(tell), _) => {
            Told::ToBeTold { whom: whom(tell), by: says.told_by.unwrap_or(TellsFamily::Police) }
        }
        (None, Some(why)) => Told::NotTold { why: why.clone() },
        (None, None) => Told::NotDecided,
    };
    NextOfKin {
        may_be_perpetrator: says.may_be_perpetrator.unwrap_or(Answer::NotKnown),
        told,
        belongings: Belongings::Kept,
    }
}

fn changed(part: &Part<'_>, change: LifeChange) -> ChangeRecorded {
    let when = part.fact.says.on.clone().unwrap_or_else(|| part.happened.clone());
    ChangeRecorded { change, when, order: part.fact.says.reference.clone(), words: part.fact.words.clone() }
}

/// An assessment, with those factors answered that the account names.
fn assessed(part: &Part<'_>, here: &Here<'_>) -> Result<RiskAssessed, Problem> {
    let says = &part.fact.says;
    let yes = |factor: &RiskFactor| {
        let source = AnswerSource::Survivor;
        (*factor, FactorAnswer { answer: RiskAnswer::Yes, source, dated: None, words: None })
    };
    let judgement = match says.severity {
        Some(level) => Some(Judgement { level, why: words_or(part, here)? }),
        None => None,
    };
    Ok(RiskAssessed {
        instrument: line(part, here, "factors-24")?,
        version: 1,
        language: line(part, here, "English")?,
        high_at: HIGH_AT,
        safe_to_talk: says.safe_to_talk.unwrap_or(Answer::NotKnown),
        how_long: None,
        answers: says.yes.iter().map(yes).collect(),
        judgement,
        frightened_of: None,
        priority: None,
        survivors_view: says.wishes.clone(),
        co_signed_by: None,
        after: here.state.support().assessment().map(|assessment| assessment.sequence),
    })
}

const fn asked_for(choice: Choice, words: Option<Words>) -> ChoiceTalkedOver {
    ChoiceTalkedOver { choice, state: ChoiceState::Wanted, words, ask_again_on: None }
}

/// What came of the last promise that is still open.
fn settled(part: &Part<'_>, here: &Here<'_>) -> Result<PromiseSettled, Problem> {
    let says = &part.fact.says;
    let promises = here.state.support().promises();
    let open = promises.iter().rev().find(|promise| promise.settled.is_none());
    let told = match says.survivor_told {
        Some(Answer::Yes) => SurvivorTold::Told { at: moment_of(part) },
        _ => SurvivorTold::NotTold { why: fixed_words(part, here, NOT_SAID)? },
    };
    Ok(PromiseSettled {
        of: open.map_or(0, |promise| promise.made.sequence),
        kept: says.kept.unwrap_or(Kept::Broken),
        on: happened_on(part).unwrap_or_else(|| known_on(here)),
        told,
        words: part.fact.words.clone(),
    })
}

/// Who is named to have died; else the survivor.
fn who_died(part: &Part<'_>, here: &Here<'_>) -> Result<PersonId, Problem> {
    let named = part.fact.says.names.as_ref().and_then(|names| names.first());
    named.map_or_else(|| survivor(part, here), |key| Ok(here.scenario.id_of(key)))
}

fn survivor(part: &Part<'_>, here: &Here<'_>) -> Result<PersonId, Problem> {
    let known = here.state.survivor().map(|person| person.person).or_else(|| here.survivor());
    known.ok_or_else(|| {
        let role = PersonRole::Survivor.code();
        here.scenario.problem(part.fact.line, format!("nobody here is the {role}: name them first"))
    })
}

fn words_or(part: &Part<'_>, here: &Here<'_>) -> Result<Words, Problem> {
    part.fact.words.clone().map_or_else(|| fixed_words(part, here, NOT_SAID), Ok)
}

fn line(part: &Part<'_>, here: &Here<'_>, text: &str) -> Result<ShortText, Problem> {
    ShortText::parse(text).map_err(|problem| here.scenario.problem(part.fact.line, problem.to_string()))
}

fn on(part: &Part<'_>) -> Option<Date> {
    last_day(part.fact.says.on.as_ref()?)
}

fn happened_on(part: &Part<'_>) -> Option<Date> {
    last_day(&part.happened)
}

fn last_day(happened: &Happened) -> Option<Date> {
    happened.days().map(|(_, last)| last)
}

fn known_on(here: &Here<'_>) -> Date {
    here.now.to_zoned(london()).date()
}

fn again(here: &Here<'_>) -> Date {
    known_on(here).checked_add(AGAIN_IN_DAYS.days()).unwrap_or(Date::MAX)
}
