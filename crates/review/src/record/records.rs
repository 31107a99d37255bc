//! Another record of the same person, in an account. An account has one such record at most, and knows nothing of it.

use domain::CaseId;
use domain::case::CaseCommand;
use domain::same_person::{Joined, Parted};
use domain::text::{CaseReference, Words};

use super::contact::fixed_words;
use super::here::{Here, fixed};
use super::steps::Part;
use crate::problem::Problem;

const NOT_SAID: &str = "The account does not say how they know";

fn other() -> (CaseId, CaseReference) {
    (CaseId::from_uuid(fixed(7, 0)), CaseReference::from_random([0; 5]))
}

fn why(part: &Part<'_>, here: &Here<'_>) -> Result<Words, Problem> {
    match &part.fact.words {
        Some(words) => Ok(words.clone()),
        None => fixed_words(part, here, NOT_SAID),
    }
}

/// It is about the same person.
pub(super) fn joined(part: &Part<'_>, here: &Here<'_>) -> Result<CaseCommand, Problem> {
    let (other, reference) = other();
    Ok(CaseCommand::JoinRecords(Joined { other, reference, why: why(part, here)? }))
}

/// It is about somebody else after all.
pub(super) fn parted(part: &Part<'_>, here: &Here<'_>) -> Result<CaseCommand, Problem> {
    let (other, reference) = other();
    Ok(CaseCommand::PartRecords(Parted { other, reference, why: why(part, here)? }))
}
