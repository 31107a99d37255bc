//! Permits: the only way to a case.

use std::marker::PhantomData;

use domain::{CaseId, OrganisationId};

use crate::action::{Action, ActionKind, OfficeAction};
use crate::actor::{Actor, CaseFacts, Course, Grant, Relation};
use crate::matrix::{allows, allows_office, sees};
use crate::view::Field;

/// The asker may not do this, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// There is nothing here for them. Where a case is concerned, the answer is that it does not exist.
    #[error("there is nothing here for you: check the address, or ask your manager")]
    NothingHere,
    /// They may, once they have confirmed who they are.
    #[error("confirm that it is you first: sign in once more")]
    ConfirmFirst,
}

/// Whether what was allowed may be done now.
const fn now(allowed: bool, needs_fresh: bool, actor: &Actor) -> Result<(), Denied> {
    match (allowed, needs_fresh && !actor.fresh) {
        (false, _) => Err(Denied::NothingHere),
        (true, true) => Err(Denied::ConfirmFirst),
        (true, false) => Ok(()),
    }
}

fn is_trained(actor: &Actor, course: Option<Course>) -> bool {
    course.is_none_or(|course| actor.courses.contains(&course))
}

/// Authority for one actor to do one kind of thing to one case. Only [`check`] makes one.
///
/// Forging one does not build, whatever one has for its fields:
/// ```compile_fail
/// # use access::{Actor, Permit, Relation, action::SeeCase};
/// fn forge(actor: Actor, case: domain::CaseId, relation: Relation) -> Permit<SeeCase> {
///     Permit { actor, case, relation, grant: None, action: std::marker::PhantomData }
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
    grant: Option<Grant>,
    action: PhantomData<fn() -> A>,
}

/// Whether this actor may do this to the case now. It is no authority: that is what [`check`] gives.
pub fn may(actor: &Actor, facts: &CaseFacts, action: ActionKind) -> Result<(), Denied> {
    let same = actor.organisation == facts.organisation;
    let allowed = same && allows(actor.role, Relation::between(actor, facts), action);
    now(allowed && is_trained(actor, action.course()), action.needs_fresh(), actor)
}

/// Checks `A` for this actor and case.
pub fn check<A: Action>(actor: &Actor, facts: &CaseFacts) -> Result<Permit<A>, Denied> {
    may(actor, facts, A::KIND)?;
    let relation = Relation::between(actor, facts);
    let grant = facts.grant.clone().filter(|_| relation == Relation::Granted);
    Ok(Permit { actor: actor.clone(), case: facts.case, relation, grant, action: PhantomData })
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

    /// Whether it shows this part of the case.
    pub fn shows(&self, field: Field) -> bool {
        let granted = self.grant.as_ref().is_none_or(|grant| grant.parts.contains(&field));
        granted && sees(self.actor.role, self.relation, field)
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
    now(allows_office(actor.role, A::KIND), A::KIND.needs_fresh(), actor)?;
    Ok(OfficePermit { actor: actor.clone(), action: PhantomData })
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
