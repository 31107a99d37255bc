//! The cases that were recorded on last, as they stand: so that the next entry need not read, open and judge
//! again what this process wrote itself a moment ago.
//!
//! Only recording uses it. A page always shows what is in the store. What is recorded on a case at hand is
//! written only where the case still stands so and the permit's holder is not excluded; whatever else comes
//! of it is not believed until it was tried on what the store says. Bounded in size and in time, and empty
//! where several servers share a database (ADR 0016).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use access::CaseFacts;
use domain::CaseId;
use domain::text::CaseReference;
use jiff::{SignedDuration, Timestamp};
use store::Standing;

use crate::projection::{Before, Rules};

/// How many events are at hand at most: some tens of megabytes.
const EVENTS: usize = 65_536;
/// For how long a case stays at hand that nobody records on: as long as somebody may be away from a form.
const KEPT: SignedDuration = SignedDuration::from_mins(15);

/// A case as it stands.
pub(crate) struct Hand {
    pub(crate) facts: CaseFacts,
    pub(crate) standing: Standing,
    pub(crate) reference: CaseReference,
    pub(crate) before: Box<Before>,
    /// By which it was judged.
    pub(crate) rules: Arc<Rules>,
}

/// What was taken or read before this may be put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ticket(u64);

/// The cases at hand.
#[derive(Default)]
pub(crate) struct AtHand(Mutex<Cases>);

#[derive(Default)]
struct Cases {
    /// Boxed, because their neighbours are moved with each that comes or goes.
    hands: BTreeMap<CaseId, Box<Kept>>,
    turns: BTreeMap<u64, CaseId>,
    turn: u64,
    events: usize,
    judged: u64,
}

struct Kept {
    turn: u64,
    at: Timestamp,
    hand: Hand,
}

impl AtHand {
    fn cases(&self) -> MutexGuard<'_, Cases> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// To be asked for before a case is read that is put at hand later.
    pub(crate) fn ticket(&self) -> Ticket {
        Ticket(self.cases().judged)
    }

    /// Takes a case away. Nobody else finds it until it is put back.
    pub(crate) fn take(&self, case: CaseId) -> Option<Hand> {
        self.cases().take(case)
    }

    /// Puts a case at hand, unless cases were judged anew since the ticket, or a later state is there.
    pub(crate) fn put(&self, ticket: Ticket, hand: Hand, now: Timestamp) {
        let mut cases = self.cases();
        if ticket.0 == cases.judged {
            cases.put(hand, now);
        }
        cases.forget_before(now);
    }

    /// The duties of a case were written without an entry: neither it nor what is being recorded just now
    /// knows them.
    pub(crate) fn judged(&self, case: CaseId) {
        let mut cases = self.cases();
        cases.judged += 1;
        drop(cases.take(case));
    }

    /// Forgets what nobody recorded on for long enough.
    pub(crate) fn forget_old(&self, now: Timestamp) {
        self.cases().forget_before(now);
    }
}

impl Cases {
    fn take(&mut self, case: CaseId) -> Option<Hand> {
        let kept = self.hands.remove(&case)?;
        self.turns.remove(&kept.turn);
        self.events -= kept.hand.before.history.len();
        Some(kept.hand)
    }

    fn put(&mut self, hand: Hand, at: Timestamp) {
        let case = hand.facts.case;
        let ours = hand.standing.sequence();
        if self.hands.get(&case).is_some_and(|kept| kept.hand.standing.sequence() > ours) {
            return;
        }
        drop(self.take(case));
        self.turn += 1;
        self.events += hand.before.history.len();
        self.turns.insert(self.turn, case);
        self.hands.insert(case, Box::new(Kept { turn: self.turn, at, hand }));
        while self.events > EVENTS && self.forget_oldest() {}
    }

    fn forget_before(&mut self, now: Timestamp) {
        let old = |cases: &Self| {
            let oldest = cases.turns.first_key_value().and_then(|(_, case)| cases.hands.get(case));
            oldest.is_some_and(|kept| now.duration_since(kept.at) > KEPT)
        };
        while old(self) && self.forget_oldest() {}
    }

    fn forget_oldest(&mut self) -> bool {
        let oldest = self.turns.first_key_value().map(|(_, case)| *case);
        oldest.and_then(|case| self.take(case)).is_some()
    }
}

#[cfg(test)]
#[cfg(feature = "demo")]
mod tests;
