//! Two records about the same person (security.md R13 and T8): said by a person, on both records, and taken back by a
//! person. Each record stays as it is: nothing is copied from one into the other, and nothing is joined by itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::CaseId;
use crate::case::{CaseState, Refusal};
use crate::codes::codes;
use crate::people::{Person, PersonRole};
use crate::report::Route;
use crate::text::{CaseReference, Words};

/// Somebody said, for a reason, that another record is about the same person. It stands in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The other record.
    pub other: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// How they know.
    pub why: Words,
}

/// They are two people after all. It stands in both, beside what was said before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parted {
    /// The other record.
    pub other: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// How they know.
    pub why: Words,
}

/// Every way of getting in touch is to be confirmed again before it is used (T8). It names no reason: to whoever may not
/// see the other record, an entry that joins two, or parts them, is this one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmAgain {}

/// Whether these may be two records about the same person, as far as both say.
///
/// # Errors
/// A survivor's record and one of somebody's own behaviour never are, nor where whoever is a survivor in one is said to
/// cause harm in the other (R13, domain.md 19); nor where one names nobody whom it is about.
pub fn may_be_one(one: &CaseState, other: &CaseState) -> Result<(), Refusal> {
    let is_own = |state: &CaseState| state.route() == Some(Route::OwnBehaviour);
    if is_own(one) != is_own(other) || is_opposed(one, other) || is_opposed(other, one) {
        return Err(Refusal::OtherSide);
    }
    if is_own(one) {
        return Ok(());
    }
    if one.survivor().is_none() || other.survivor().is_none() { Err(Refusal::NobodyNamed) } else { Ok(()) }
}

/// Whether a survivor in one may be somebody who is said to cause harm in the other.
fn is_opposed(one: &CaseState, other: &CaseState) -> bool {
    let survivors = one.people().filter(|person| person.is(PersonRole::Survivor));
    let mut causing = other.people().filter(|person| other.is_alleged_perpetrator(person.person)).peekable();
    if causing.peek().is_none() {
        return false;
    }
    let causing: Vec<&Person> = causing.collect();
    survivors.into_iter().any(|survivor| causing.iter().any(|person| may_be(survivor, person)))
}

codes! {
    /// What speaks against two records being about one person (security.md T8).
    Against {
        Name = "name", "Their names differ";
        Born = "born", "Their dates of birth differ";
    }
}

/// What speaks against these two being one person, as far as both are told: what one of them does not say is no
/// difference.
pub fn against(one: &Person, other: &Person) -> Vec<Against> {
    let is_named = |person: &Person| !names(person).is_empty();
    let name = is_named(one) && is_named(other) && !shares_a_name(one, other);
    let found = [(Against::Name, name), (Against::Born, is_other_day(one, other))];
    found.into_iter().filter_map(|(against, is)| is.then_some(against)).collect()
}

/// Whether whoever says that it is the same person was shown what speaks against it (T8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Differing {
    /// They did not say so.
    NotConfirmed,
    /// They confirmed it all the same.
    Confirmed,
}

/// Whether nothing speaks against it, or somebody confirmed it all the same.
///
/// # Errors
/// The names or the dates of birth of the two differ, and nobody confirmed it.
pub fn is_confirmed(one: &CaseState, other: &CaseState, differing: Differing) -> Result<(), Refusal> {
    let found = centre(one).zip(centre(other)).is_some_and(|(one, other)| !against(one, other).is_empty());
    if found && differing == Differing::NotConfirmed { Err(Refusal::LooksLikeTwo) } else { Ok(()) }
}

/// The person whom a record is about.
fn centre(state: &CaseState) -> Option<&Person> {
    let is_own = state.route() == Some(Route::OwnBehaviour);
    state
        .survivor()
        .or_else(|| state.people().find(|person| is_own && person.is(PersonRole::AllegedPerpetrator)))
}

/// One of their names is the same, and nothing known of when they were born is against it.
fn may_be(one: &Person, other: &Person) -> bool {
    !is_other_day(one, other) && shares_a_name(one, other)
}

fn is_other_day(one: &Person, other: &Person) -> bool {
    matches!((one.born, other.born), (Some(one), Some(other)) if one != other)
}

fn shares_a_name(one: &Person, other: &Person) -> bool {
    names(one).intersection(&names(other)).next().is_some()
}

fn names(person: &Person) -> BTreeSet<String> {
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    person.name.iter().chain(&person.also_known_as).map(|name| plain(name.as_str())).collect()
}
