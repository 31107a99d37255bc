//! Walls: everybody who works here is matched against the people of every case as either
//! changes, and whoever may be one of them, or may know one of them, is walled off from that case.
//!
//! A wall is put up with what calls for it, in one transaction, and matching and that transaction take turns:
//! many cases may change at once, but no colleague while one does. So there is no moment at which both are
//! known and the wall is missing (ADR 0020).

mod about;
mod held;
mod keeping;
mod own;
mod reporting;
mod searching;
mod shared;
mod starting;

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use access::{Actor, Role};
use domain::case::CaseEvent;
use domain::{CaseId, Moment, OrganisationId, UserId};
use matching::Key;
use store::{Fault, Restricted, Tx, Wall};
use tokio::sync::RwLock as Turns;

use crate::projection::Change;
use crate::recording::ProtectedFact;

pub use about::{AboutMe, DeclaredConflict, Kin, Whom};
pub use keeping::{KeptWalls, RestrictedTo, WallKey, WallLine};
pub use searching::SearchBehindWall;

use about::Said;
use held::{Colleague, Held, Parties};
pub(crate) use shared::At;
pub(crate) use starting::Loading;

/// Everybody who works here and everybody in a case, as marks in memory.
pub(crate) struct Walls {
    key: Key,
    /// Cases take turns with colleagues: a case reads, a colleague writes.
    turns: Turns<()>,
    held: RwLock<Held>,
}

/// What a change calls for, to be written with it.
#[derive(Debug, Default)]
pub(crate) struct NewWalls {
    pub(crate) walls: Vec<Wall>,
    pub(crate) restricted: Vec<Restricted>,
}

/// What a change of a case means for walls.
pub(crate) struct OfChange {
    pub(crate) parties: Option<Parties>,
    pub(crate) new: NewWalls,
}

impl NewWalls {
    pub(crate) fn is_empty(&self) -> bool {
        self.walls.is_empty() && self.restricted.is_empty()
    }

    /// Writes them, inside the transaction of what calls for them.
    pub(crate) async fn write(&self, tx: &mut Tx, moment: &Moment) -> Result<(), Fault> {
        tx.put_walls(&self.walls).await?;
        for restricted in &self.restricted {
            tx.restrict(restricted, moment.now).await?;
        }
        Ok(())
    }
}

impl Walls {
    fn held(&self) -> RwLockReadGuard<'_, Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn held_mut(&self) -> RwLockWriteGuard<'_, Held> {
        self.held.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a wall stands between somebody and a case, as far as this process knows.
    pub(crate) fn between(&self, user: UserId, case: CaseId) -> bool {
        self.held().stands(user, case)
    }

    /// The cases that are not there for somebody: what is found in memory leaves them out before anything
    /// is read, so that a search takes no longer because of them.
    pub(crate) fn around(&self, user: UserId) -> BTreeSet<CaseId> {
        self.held().around(user)
    }

    /// Whether a case cannot be given to somebody: they are walled off from it, or are about to be.
    pub(crate) fn keeps_from(&self, user: UserId, case: CaseId) -> bool {
        let held = self.held();
        held.stands(user, case) || held.waits(user, case)
    }

    /// Whether an address in a case is in a street in which somebody says that they live or lived. The answer is all
    /// that leaves here.
    pub(crate) fn same_street(&self, user: UserId, case: CaseId) -> bool {
        self.held().same_street(user, case)
    }

    /// Whether two records are kept apart as those of two sides.
    pub(crate) fn are_sides(&self, one: CaseId, other: CaseId) -> bool {
        self.held().are_sides(one, other)
    }

    /// Whether whoever is a survivor in one of the two is reached as somebody who is said to cause harm in the other.
    pub(crate) fn are_opposed(&self, one: CaseId, other: CaseId) -> bool {
        self.held().are_opposed(one, other)
    }

    /// The cases in which a survivor has a number or an e-mail address of a survivor in this
    /// one, the newest first; none that is not there for somebody.
    pub(crate) fn same_reach(&self, user: UserId, case: CaseId, at_most: usize) -> Vec<CaseId> {
        let held = self.held();
        held.same_reach(case, &held.around(user), at_most)
    }

    /// What a change of a case calls for.
    pub(crate) fn of_change(
        &self,
        actor: &Actor,
        change: &Change,
        facts: &[&ProtectedFact],
        moment: &Moment,
    ) -> OfChange {
        let (case, organisation) = (change.facts.case, change.facts.organisation);
        let held = self.held();
        let mut new = held.awaited(actor.user, case, moment.now);
        if let Some(owner) = change.events.iter().rev().find_map(named) {
            new.walls.extend(held.other_side(organisation, case, owner, moment.now));
        }
        if !facts.is_empty() || change.events.iter().any(touches_people) {
            let parties = held.parties(&self.key, change, facts);
            held.of_case(case, &parties, moment.now, &mut new);
            if held.waits(actor.user, case) {
                new.walls.retain(|wall| wall.user != actor.user);
            }
            return OfChange { parties: Some(parties), new };
        }
        OfChange { parties: None, new }
    }

    /// Makes the people of a change known before it is written, so that nothing which ends halfway leaves
    /// them unknown.
    pub(crate) fn expect(&self, case: CaseId, of_change: &OfChange) {
        if let Some(parties) = &of_change.parties {
            self.held_mut().expect(case, parties);
        }
    }

    /// Takes over what was written with a change.
    pub(crate) fn took(&self, case: CaseId, parties: Option<Parties>, new: &NewWalls) {
        if parties.is_none() && new.is_empty() {
            return;
        }
        let mut held = self.held_mut();
        if let Some(parties) = parties {
            held.put_case(case, parties);
        }
        held.take(new);
    }

    /// Makes what somebody who works here said known, and answers what was known of them before.
    fn know(
        &self,
        (user, organisation, role): (UserId, OrganisationId, Role),
        said: &Said,
        name: &str,
    ) -> Option<Colleague> {
        let colleague = Colleague {
            organisation,
            role,
            known: said.known(&self.key, name),
            conflicts: said.conflicts(&self.key),
        };
        self.held_mut().put_colleague(user, colleague)
    }

    /// What somebody who works here calls for.
    fn of_colleague(&self, user: UserId, moment: &Moment) -> NewWalls {
        self.held().of_colleague(user, moment.now)
    }

    /// Forgets what was not written after all.
    fn put_back(&self, user: UserId, before: Option<Colleague>) {
        let mut held = self.held_mut();
        match before {
            Some(before) => drop(held.put_colleague(user, before)),
            None => drop(held.forget_colleague(user)),
        }
    }

    /// Whoever leads is named for restricted cases, so a changed role counts at once.
    pub(crate) fn role_changed(&self, user: UserId, role: Role) {
        self.held_mut().put_role(user, role);
    }
}

/// Whether a change decides who is kept from what: who is in the case, how they are reached, or who has it.
pub(crate) fn touches_walls(events: &[CaseEvent], facts: &[&ProtectedFact]) -> bool {
    !facts.is_empty() || events.iter().any(|event| touches_people(event) || named(event).is_some())
}

/// Whether an entry may bring somebody into a case, or how they can be reached.
fn touches_people(event: &CaseEvent) -> bool {
    matches!(
        event,
        CaseEvent::PersonRecorded(_)
            | CaseEvent::SecretHeld(_)
            | CaseEvent::ConnectionRecorded(_)
            | CaseEvent::IncidentRecorded(_)
            | CaseEvent::Corrected(_)
    )
}

/// Who has the case from this entry on.
fn named(event: &CaseEvent) -> Option<[Option<UserId>; 2]> {
    match event {
        CaseEvent::OwnerNamed(named) => Some([Some(named.owner), named.cover]),
        _ => None,
    }
}
