//! The survivor's road in an account: what changed, what was assessed, planned, promised and gone through.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::CaseCommand;
use domain::change::{ChangeRecorded, LifeChange};
use domain::choices::{AgreedThen, Choice, ChoiceState, ChoiceTalkedOver, WatchAgreed};
use domain::compromise::SurvivorTold;
use domain::equality::EqualityAnswered;
use domain::next_of_kin::{Belongings, NextOfKin, TellsFamily, Told, Whom};
use domain::people::PersonRole;
use domain::precautions::PrecautionsNoted;
use domain::promise::{Kept, PromiseMade, PromiseSettled};
use domain::report::ReportSource;
use domain::reviewing::{CaseClosed, CaseReviewed, DeathRecorded, Ending, TheirView};
use domain::risk::{
    AnswerSource, CoSign, CoSignAnswered, FactorAnswer, Judgement, MaracCriterion, MaracDecided,
    MaracDecision, MaracHeard, RiskAnswer, RiskAssessed, RiskFactor,
};
use domain::safeguarding::{ConcernAnswered, ConcernStage};
use domain::safety_plan::{AgreedBy, Paper, PlanPart, SafetyPlanMade};
use domain::text::{ShortText, Words};
use domain::voice::{FeedbackAgreed, FeedbackGiven, FeedbackTime, FeedbackWish};
use domain::when::london;
use domain::{Answer, Happened, PersonId};
use jiff::ToSpan;
use jiff::civil::Date;

use super::contact::{fixed_words, moment_of};
use super::days;
use super::here::Here;
use super::life;
use super::steps::Part;
use crate::problem::Problem;
use crate::scenario::Teller;
use crate::scenario::words::Road;

/// What is written where the account gives no words.
pub(super) const NOT_SAID: &str = "The account does not say";
/// From how many answers a "yes" counts as high by the count alone.
const HIGH_AT: u8 = 14;
/// When a plan or a case is gone through again, where the account names no day.
const AGAIN_IN_DAYS: i32 = 14;

/// What such a fact asks to have recorded.
pub(super) fn of(part: &Part<'_>, here: &Here<'_>, road: Road) -> Result<CaseCommand, Problem> {
    let says = &part.fact.says;
    let (day, words) = (known_on(here), part.fact.words.clone());
    Ok(match road {
        Road::Change(change) => changed(part, here, change).into(),
        Road::Assessed => assessed(part, here)?.into(),
        Road::DayTold => days::told(part, here)?.into(),
        Road::DayMoved => days::moved(part, here).into(),
        Road::CoSigned => co_signed(part, here).into(),
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
            agreed_with: says
                .agencies
                .iter()
                .map(|agency| (*agency, AgreedBy { who: None, on: happened_on(part).unwrap_or(day) }))
                .collect(),
        }
        .into(),
        Road::Precaution(which, how_far) => {
            let on = happened_on(part).unwrap_or(day);
            PrecautionsNoted { lines: BTreeMap::from([(which, how_far)]), on, words }.into()
        }
        Road::Needs
        | Road::Child
        | Road::ChildForm
        | Road::CareAct
        | Road::NonRecent
        | Road::InReturn
        | Road::ProofAsked
        | Road::NotReferred
        | Road::TalkedOver
        | Road::Reopened
        | Road::HoldLifted => return life::of(part, here, road),
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
            stage: says.stage.unwrap_or(ConcernStage::Assessment),
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
            moved_to: says.moved_to,
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

/// Only of what is counted down to does `on` name a day that lies ahead; of anything else it is when it was agreed.
fn changed(part: &Part<'_>, here: &Here<'_>, change: LifeChange) -> ChangeRecorded {
    let may_lie_ahead = change.is_counted_down() || change == LifeChange::PlansToLeave;
    let today = known_on(here);
    let is_over = |on: &Happened| on.days().is_none_or(|(first, _)| first <= today);
    let on = part.fact.says.on.as_ref().filter(|on| may_lie_ahead || is_over(on));
    let when = on.cloned().unwrap_or_else(|| part.happened.clone());
    let (order, words) = (part.fact.says.reference.clone(), part.fact.words.clone());
    ChangeRecorded { change, when, order, words, instead_of: None }
}

/// An assessment, with those factors answered that the account names.
fn assessed(part: &Part<'_>, here: &Here<'_>) -> Result<RiskAssessed, Problem> {
    let says = &part.fact.says;
    let yes = |factor: &RiskFactor| {
        let source = match part.fact.by.as_ref().map(Teller::source) {
            Some(ReportSource::Police) => AnswerSource::Police,
            Some(ReportSource::Agency) => AnswerSource::Agency,
            Some(ReportSource::Neighbour | ReportSource::Relative) => AnswerSource::Reporter,
            _ => AnswerSource::Survivor,
        };
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
        right_now: domain::risk::RightNow::default(),
        how_long: None,
        answers: says.yes.iter().map(yes).collect(),
        barriers: BTreeMap::new(),
        judgement,
        frightened_of: None,
        priority: None,
        survivors_view: says.wishes.clone(),
        co_signed_by: (says.named == Some(Answer::Yes)).then_some(here.moment().actor),
        after: here.state.support().assessment().map(|assessment| assessment.sequence),
    })
}

/// What the colleague said who was named for the last assessment.
fn co_signed(part: &Part<'_>, here: &Here<'_>) -> CoSignAnswered {
    let named = here.state.support().waits_for(here.moment().actor).last().map_or(0, |one| one.sequence);
    let stands = part.fact.says.stands == Some(Answer::Yes);
    CoSignAnswered { of: named, answer: if stands { CoSign::Stands } else { CoSign::NotMe } }
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

pub(super) fn survivor(part: &Part<'_>, here: &Here<'_>) -> Result<PersonId, Problem> {
    let known = here.state.survivor().map(|person| person.person).or_else(|| here.survivor());
    known.ok_or_else(|| {
        let role = PersonRole::Survivor.code();
        here.scenario.problem(part.fact.line, format!("nobody here is the {role}: name them first"))
    })
}

pub(super) fn words_or(part: &Part<'_>, here: &Here<'_>) -> Result<Words, Problem> {
    part.fact.words.clone().map_or_else(|| fixed_words(part, here, NOT_SAID), Ok)
}

fn line(part: &Part<'_>, here: &Here<'_>, text: &str) -> Result<ShortText, Problem> {
    ShortText::parse(text).map_err(|problem| here.scenario.problem(part.fact.line, problem.to_string()))
}

pub(super) fn on(part: &Part<'_>) -> Option<Date> {
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
