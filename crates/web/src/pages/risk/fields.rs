//! The names of everything that the form asks, in its order.

use domain::risk::{Barrier, RiskFactor};

/// What is asked before the questions.
const BEFORE: [&str; 4] = [PERPETRATOR_NOW, CHILDREN_NOW, "safe-to-talk", "how-long"];
/// Where whoever causes harm is right now.
pub(super) const PERPETRATOR_NOW: &str = "perpetrator-now";
/// Where the children are right now.
pub(super) const CHILDREN_NOW: &str = "children-now";
/// What is asked of every factor, beside the answer.
const OF_A_FACTOR: [&str; 4] = ["words", "words-no-address", "source", "dated"];
/// What is asked after the questions.
const AFTER: [&str; 9] = [
    "frightened-of",
    "frightened-of-no-address",
    "priority",
    "priority-no-address",
    "own-view",
    "own-view-no-address",
    "level",
    "why",
    "why-no-address",
];
/// Who stands behind it.
pub(super) const CO_SIGNER: &str = "co-signer";
/// Where the rule about children says no: no field of the form, but a place on its page.
pub(super) const CHILDREN: &str = "children";
/// Kept with the answers and never asked: the newest assessment when this one was begun.
pub(super) const AFTER_WHICH: &str = "after";

/// The field of a factor: "f1".
pub(super) fn of(factor: RiskFactor) -> String {
    format!("f{}", factor.code())
}

/// A part of a factor: "f1-words".
pub(super) fn part(factor: RiskFactor, part: &str) -> String {
    format!("f{}-{part}", factor.code())
}

/// The field of what may have kept them from telling: "barrier-language".
pub(super) fn barrier(barrier: Barrier) -> String {
    format!("barrier-{}", barrier.code())
}

/// Every field. There is none for a 25th factor, and what is none is refused (F18).
pub(super) fn all() -> Vec<String> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let factors = RiskFactor::ALL.iter().flat_map(|factor| {
        std::iter::once(of(*factor)).chain(OF_A_FACTOR.iter().map(|name| part(*factor, name)))
    });
    let barriers = Barrier::ALL.iter().map(|one| barrier(*one)).collect();
    [owned(&BEFORE), factors.collect(), barriers, owned(&AFTER), owned(&[CO_SIGNER])].concat()
}
