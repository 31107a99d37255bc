//! One fact as what somebody asks to have recorded. The rules then say yes or no.

use domain::case::{CaseCommand, OwnerNamed};
use domain::contact::Outcome;
use domain::disclosure::{AgenciesOffered, Agency, GivenHow, WishesRecorded};
use domain::report::{PoliceCall, PoliceTold, ReportSource};
use domain::safeguarding::{
    Agreed, Agreement, ConcernFor, ConcernNotNeeded, ConcernRaised, Harm, WithoutAgreement,
};
use domain::suspicion::{EnquiryOutcome, HistoryLookedUp, SafeEnquiryMade, SafeEnquiryPlanned};
use domain::text::Words;
use domain::{Answer, RegionId, Severity, UserId};

use super::compromised;
use super::contact::{self, fixed_words, moment_of};
use super::here::{Here, fixed};
use super::steps::Part;
use super::told::{self, Kind};
use super::{records, road};
use crate::problem::Problem;
use crate::scenario::{Fact, Teller, words::Records};

type Commands = Result<Vec<CaseCommand>, Problem>;

/// What a fact asks to have recorded.
pub(super) fn of(part: &Part<'_>, here: &Here<'_>) -> Commands {
    let fact = part.fact;
    let report =
        |source, severity| told::report(part, here, Kind { source, severity, words: fact.words.clone() });
    let source = fact.by.as_ref().map(Teller::source);
    match fact.what.records {
        Records::Report => Ok(report(source.unwrap_or(ReportSource::Anonymous), Severity::Unknown)),
        Records::ReportFrom(source) => Ok(report(source, Severity::Unknown)),
        Records::Notice => Ok(report(source.unwrap_or(ReportSource::Agency), Severity::High)),
        Records::Disclosure => told::disclosure(part, here),
        Records::OwnBehaviour => Ok(told::own_behaviour(part, here)),
        Records::Incident(kinds) => Ok(told::incident(part, here, kinds)),
        Records::ContactPlan => contact::plan(part, here),
        Records::ContactAgreed => contact::agreed(part, here),
        Records::ContactMade => contact::attempt(part, here, Outcome::Spoke, false),
        Records::ContactTried => contact::attempt(part, here, Outcome::NoAnswer, false),
        Records::ContactMissed => contact::attempt(part, here, Outcome::DidNotMeet, true),
        Records::ContactPaused => contact::paused(part, here),
        Records::Compromised => Ok(compromised::marked(part, here)),
        Records::Road(step) => road::of(part, here, step).map(|command| vec![command]),
        Records::Noted | Records::Corrected => Ok(Vec::new()),
        _ => done(part, here).map(|command| vec![command]),
    }
}

/// What was done about it.
fn done(part: &Part<'_>, here: &Here<'_>) -> Result<CaseCommand, Problem> {
    let (fact, says) = (part.fact, &part.fact.says);
    Ok(match fact.what.records {
        Records::Household => CaseCommand::AnswerHousehold(told::household(part)),
        Records::Severity => return severity(part, here),
        Records::Region => CaseCommand::PlaceInRegion(RegionId::from_uuid(fixed(5, 0))),
        Records::Owner => {
            CaseCommand::NameOwner(OwnerNamed { owner: UserId::from_uuid(fixed(6, 0)), cover: None })
        }
        Records::PoliceTold => CaseCommand::TellPolice(PoliceTold {
            by: police_call(fact.by.as_ref()),
            at: moment_of(part),
            reference: says.reference.clone(),
        }),
        Records::History => CaseCommand::LookUpHistory(HistoryLookedUp {
            found: says.found.unwrap_or(Answer::NotKnown),
            words: fact.words.clone(),
        }),
        Records::EnquiryPlanned => CaseCommand::PlanSafeEnquiry(SafeEnquiryPlanned {
            on: says
                .on
                .as_ref()
                .and_then(domain::Happened::days)
                .map_or(jiff::civil::Date::MAX, |(_, last)| last),
            how: words_or(part, here, "The account does not say how")?,
        }),
        Records::EnquiryMade => CaseCommand::MakeSafeEnquiry(SafeEnquiryMade {
            outcome: says.enquiry.unwrap_or(EnquiryOutcome::NotReached),
            words: fact.words.clone(),
        }),
        Records::Agencies => CaseCommand::OfferAgencies(AgenciesOffered {
            agencies: says
                .agencies
                .iter()
                .map(|agency| (*agency, says.how.unwrap_or(GivenHow::Aloud)))
                .collect(),
        }),
        Records::Concern => CaseCommand::RaiseConcern(ConcernRaised {
            concern: says.concern.unwrap_or(ConcernFor::Both),
            categories: says.categories.clone(),
            harm: Harm::NotKnown,
            agreed: agreement(fact),
            with: says.with.unwrap_or(match says.concern {
                Some(ConcernFor::Adult) => Agency::AdultServices,
                _ => Agency::Mash,
            }),
            at: moment_of(part),
            reference: says.reference.clone(),
            survivor_told: says.survivor_told.unwrap_or(Answer::NotKnown),
            words: fact.words.clone(),
        }),
        Records::BreachDecided => return compromised::decided(part, here),
        Records::SafetyReviewed => return compromised::reviewed(part, here),
        Records::Again => CaseCommand::ConfirmAgain,
        Records::Joined => return records::joined(part, here),
        Records::Parted => return records::parted(part, here),
        Records::ConcernNotNeeded => CaseCommand::DeclareConcernNotNeeded(ConcernNotNeeded {
            concern: says.concern.unwrap_or(ConcernFor::Both),
            why: words_or(part, here, "The account does not say why")?,
        }),
        _ => CaseCommand::RecordWishes(WishesRecorded {
            words: words_or(part, here, "The account does not say what they want")?,
        }),
    })
}

/// Whether they agreed to a concern. What an account does not say is not known.
fn agreement(fact: &Fact) -> Agreement {
    let says = &fact.says;
    let without = says.ground.zip(says.why_without.clone());
    let without = without.map(|(ground, why)| WithoutAgreement { ground, why });
    Agreement::of(says.agreed.unwrap_or(Agreed::NotKnown), without).unwrap_or(Agreement::NotKnown)
}

/// A severity. Only a manager lowers it, with a reason; anybody else's attempt the rules refuse.
fn severity(part: &Part<'_>, here: &Here<'_>) -> Result<CaseCommand, Problem> {
    let fact = part.fact;
    let severity = fact.says.severity.unwrap_or(Severity::Unknown);
    let manager = matches!(&fact.by, Some(Teller::Body(word, _)) if word == "manager");
    if manager && here.state.severity().is_lowered_by(severity) {
        let why = fact.words.clone().ok_or_else(|| {
            here.scenario.problem(fact.line, "a manager who lowers a severity gives a reason: add 'words'")
        })?;
        return Ok(CaseCommand::LowerSeverity { severity, why });
    }
    Ok(CaseCommand::AssessSeverity { severity, why: fact.words.clone() })
}

fn police_call(by: Option<&Teller>) -> PoliceCall {
    match by {
        Some(teller) if teller.source() == ReportSource::Survivor => PoliceCall::Caller,
        Some(teller) if !teller.is_landlord() => PoliceCall::SomebodyElse,
        _ => PoliceCall::Us,
    }
}

fn words_or(part: &Part<'_>, here: &Here<'_>, otherwise: &str) -> Result<Words, Problem> {
    match &part.fact.words {
        Some(words) => Ok(words.clone()),
        None => fixed_words(part, here, otherwise),
    }
}
