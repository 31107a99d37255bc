//! Permits: the only way to a case.

use std::marker::PhantomData;

use domain::{CaseId, OrganisationId};

use crate::action::{Action, OfficeAction};
use crate::actor::{Actor, CaseFacts, Relation};
use crate::matrix::{allows, allows_office};

/// The asker may not do this. Where a case is concerned, the answer to them is that it does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is nothing here for you: check the address, or ask your manager")]
pub struct Denied;

/// Authority for one actor to do one kind of thing to one case. Only [`check`] makes one.
///
/// Forging one does not build, whatever one has for its fields:
/// ```compile_fail
/// # use access::{Actor, Permit, Relation, action::SeeCase};
/// fn forge(actor: Actor, case: domain::CaseId, relation: Relation) -> Permit<SeeCase> {
///     Permit { actor, case, relation, action: std::marker::PhantomData }
/// }
/// ```
/// Nor does using one for something else:
/// ```compile_fail
/// fn reveal(_: &access::Permit<access::action::RevealSecret>) {}
/// fn page(permit: &access::Permit<access::action::SeeCase>) { reveal(permit); }
/// ```
#[derive(Debug)]
pub struct Permit<A> {
    actor: Actor,
    case: CaseId,
    relation: Relation,
    action: PhantomData<fn() -> A>,
}

/// Checks `A` for this actor and case.
pub fn check<A: Action>(actor: &Actor, facts: &CaseFacts) -> Result<Permit<A>, Denied> {
    let relation = Relation::between(actor, facts);
    let same = actor.organisation == facts.organisation;
    if same && allows(actor.role, relation, A::KIND) {
        Ok(Permit { actor: actor.clone(), case: facts.case, relation, action: PhantomData })
    } else {
        Err(Denied)
    }
}

impl<A: Action> Permit<A> {
    /// Who may.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Whose case.
    pub const fn organisation(&self) -> OrganisationId {
        self.actor.organisation
    }

    /// Which case.
    pub const fn case(&self) -> CaseId {
        self.case
    }

    /// On which relation the permit rests.
    pub const fn relation(&self) -> Relation {
        self.relation
    }
}

/// Authority to do something in an organisation that concerns no single case. Only [`check_office`]
/// makes one.
#[derive(Debug)]
pub struct OfficePermit<A> {
    actor: Actor,
    action: PhantomData<fn() -> A>,
}

/// Checks `A` for this actor.
pub fn check_office<A: OfficeAction>(actor: &Actor) -> Result<OfficePermit<A>, Denied> {
    if allows_office(actor.role, A::KIND) {
        Ok(OfficePermit { actor: actor.clone(), action: PhantomData })
    } else {
        Err(Denied)
    }
}

impl<A: OfficeAction> OfficePermit<A> {
    /// Who may.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// In which organisation.
    pub const fn organisation(&self) -> OrganisationId {
        self.actor.organisation
    }
}
