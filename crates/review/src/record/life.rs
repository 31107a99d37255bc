//! What is told of children, of the past and of allegations in return, which choices were talked over, and what became of
//! a record that was closed or held.

use std::collections::BTreeSet;

use domain::case::CaseCommand;
use domain::choices::{ChoiceState, ChoiceTalkedOver};
use domain::counter::CounterAllegation;
use domain::needs::{LifeTime, NeedAnswer, NeedsRecorded, NonRecentAbuse};
use domain::people::PersonRole;
use domain::proof::ProofAsked;
use domain::reviewing::{CaseReopened, HoldLifted};
use domain::risk::{MaracDecided, MaracDecision};
use domain::safeguarding::{Capacity, CareActTest};
use domain::{Answer, PersonId};

use super::here::Here;
use super::road::{on, survivor, words_or};
use super::steps::Part;
use crate::problem::Problem;
use crate::scenario::words::Road;

/// What such a fact asks to have recorded.
pub(super) fn of(part: &Part<'_>, here: &Here<'_>, road: Road) -> Result<CaseCommand, Problem> {
    let (says, words) = (&part.fact.says, part.fact.words.clone());
    let told = |answer: Option<Answer>| answer.unwrap_or(Answer::NotKnown);
    Ok(match road {
        Road::Needs => needs(part, here)?.into(),
        Road::Child => domain::child::ChildSituation {
            child: one_of(part, here, PersonRole::Child)?,
            affected: told(says.affected),
            related: told(says.related),
            hurt_directly: told(says.hurt_directly),
            spoken_with: told(says.spoken_with),
            words,
        }
        .into(),
        Road::ChildForm => domain::child::ChildDescribed {
            needs: says.wishes.clone(),
            ..domain::child::ChildDescribed::nothing_of(one_of(part, here, PersonRole::Child)?)
        }
        .into(),
        Road::CareAct => CareActTest {
            person: named(part, here).map_or_else(|| survivor(part, here), Ok)?,
            needs_care: told(says.needs_care),
            at_risk: told(says.at_risk),
            cannot_protect: told(says.cannot_protect),
            capacity: Capacity::NotKnown,
            wishes: says.wishes.clone(),
            words,
        }
        .into(),
        Road::NonRecent => NonRecentAbuse {
            life_time: says.life_time.unwrap_or(LifeTime::Both),
            happened: part.happened.clone(),
            reaches_them: told(says.reaches_them),
            others_at_risk: told(says.others_at_risk),
            words,
        }
        .into(),
        Road::InReturn => CounterAllegation {
            by: one_of(part, here, PersonRole::AllegedPerpetrator)?,
            of: survivor(part, here)?,
            happened: part.happened.clone(),
            words,
            signs: says.signs.iter().copied().collect(),
            view: None,
        }
        .into(),
        Road::ProofAsked => ProofAsked { words, taken_back: told(says.survivor_told) }.into(),
        Road::NotReferred => MaracDecided {
            decision: MaracDecision::NotReferred { why: words_or(part, here)? },
            survivor_told: told(says.survivor_told),
            words: None,
        }
        .into(),
        Road::Reopened => CaseReopened { why: words_or(part, here)? }.into(),
        Road::HoldLifted => HoldLifted { why: words_or(part, here)? }.into(),
        _ => talked_over(part, here)?.into(),
    })
}

/// `check` has seen to it that a choice is named.
fn talked_over(part: &Part<'_>, here: &Here<'_>) -> Result<ChoiceTalkedOver, Problem> {
    let says = &part.fact.says;
    let choice = says.choice.ok_or_else(|| {
        here.scenario.problem(part.fact.line, "'choice' is missing: write what was talked over")
    })?;
    let state = says.state.unwrap_or(ChoiceState::Offered);
    Ok(ChoiceTalkedOver { choice, state, words: part.fact.words.clone(), ask_again_on: on(part) })
}

fn needs(part: &Part<'_>, here: &Here<'_>) -> Result<NeedsRecorded, Problem> {
    let says = &part.fact.says;
    Ok(NeedsRecorded {
        person: named(part, here).map_or_else(|| survivor(part, here), Ok)?,
        needs: says.needs.iter().map(|need| (*need, NeedAnswer::Yes)).collect(),
        language: says.language.clone(),
        interpreter: says.interpreter.clone(),
        formats: BTreeSet::new(),
        by_and_for: BTreeSet::new(),
        words: part.fact.words.clone(),
    })
}

/// Whoever is named first.
fn named(part: &Part<'_>, here: &Here<'_>) -> Option<PersonId> {
    let key = part.fact.says.names.as_ref()?.first()?;
    Some(here.scenario.id_of(key))
}

/// Whoever is named; else the one person in this role, where there is only one.
fn one_of(part: &Part<'_>, here: &Here<'_>, role: PersonRole) -> Result<PersonId, Problem> {
    if let Some(person) = named(part, here) {
        return Ok(person);
    }
    let mut all = here.present().filter(|person| person.is(role));
    if let (Some(one), None) = (all.next(), all.next()) {
        return Ok(here.scenario.id_of(&one.key));
    }
    let what = format!("'names' is missing: write the key of the [[person]] in the role {}", role.code());
    Err(here.scenario.problem(part.fact.line, what))
}
