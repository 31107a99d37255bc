//! A number or an address that came out, and what was decided about it.

use domain::case::CaseCommand;
use domain::compromise::{
    BreachDecided, KnownTo, LocationCompromised, NoticedBy, Regulator, SafetyReviewed, SurvivorTold,
};
use domain::contact::ChannelKind;
use domain::people::SecretHeld;
use domain::report::ReportSource;
use domain::{Answer, SecretId};

use super::contact::{fixed_words, moment_of, secret};
use super::here::Here;
use super::steps::Part;
use crate::problem::Problem;
use crate::scenario::Teller;

const NO_REASON: &str = "The account does not say why";
const NOT_SAID: &str = "The account does not say what was agreed";

/// What came out, and that the record holds it: an account may never have named the way before.
pub(super) fn marked(part: &Part<'_>, here: &Here<'_>) -> Vec<CaseCommand> {
    let says = &part.fact.says;
    let kind = says.way.unwrap_or(ChannelKind::Letter);
    let (secret, kind) = (secret(kind), kind.secret_kind());
    let hold = |person| CaseCommand::HoldSecret(SecretHeld { secret, kind, person });
    let mut commands: Vec<CaseCommand> =
        here.survivor().filter(|_| !holds(here, secret)).map(hold).into_iter().collect();
    commands.push(CaseCommand::MarkCompromised(LocationCompromised {
        secret,
        kind,
        since: part.happened.clone(),
        known_to: says.known_to.unwrap_or(KnownTo::NotKnown),
        noticed_by: noticed_by(part.fact.by.as_ref()),
        how: part.fact.words.clone(),
    }));
    commands
}

fn holds(here: &Here<'_>, secret: SecretId) -> bool {
    here.state.secrets().iter().any(|held| held.secret == secret)
}

fn noticed_by(by: Option<&Teller>) -> NoticedBy {
    match by.map(Teller::source) {
        Some(ReportSource::Survivor) => NoticedBy::Survivor,
        Some(ReportSource::Staff) => NoticedBy::Us,
        Some(ReportSource::Police) => NoticedBy::Police,
        Some(ReportSource::Agency) => NoticedBy::Agency,
        _ => NoticedBy::SomebodyElse,
    }
}

/// What was decided about the last of them.
pub(super) fn decided(part: &Part<'_>, here: &Here<'_>) -> Result<CaseCommand, Problem> {
    let (says, at) = (&part.fact.says, moment_of(part));
    let why = || match &part.fact.words {
        Some(words) => Ok(words.clone()),
        None => fixed_words(part, here, NO_REASON),
    };
    let regulator = match says.reported {
        Some(Answer::Yes) => Some(Regulator::Reported { at, reference: says.reference.clone() }),
        Some(Answer::No) => Some(Regulator::NotReportable { why: why()? }),
        Some(Answer::NotKnown) | None => None,
    };
    let survivor = match says.survivor_told {
        Some(Answer::Yes) => Some(SurvivorTold::Told { at }),
        Some(Answer::No) => Some(SurvivorTold::NotTold { why: why()? }),
        Some(Answer::NotKnown) | None => None,
    };
    let of = here.state.all_compromised().last().map_or(0, |marked| marked.sequence);
    Ok(CaseCommand::DecideBreach(BreachDecided { of, regulator, survivor }))
}

/// Safety was gone through again.
pub(super) fn reviewed(part: &Part<'_>, here: &Here<'_>) -> Result<CaseCommand, Problem> {
    let words = match &part.fact.words {
        Some(words) => words.clone(),
        None => fixed_words(part, here, NOT_SAID)?,
    };
    let with_survivor = part.fact.says.with_survivor.unwrap_or(Answer::NotKnown);
    Ok(CaseCommand::ReviewSafety(SafetyReviewed { with_survivor, words }))
}
