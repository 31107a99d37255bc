//! Where a survivor is, in an emergency: a second person answers whether somebody may learn it who could not
//! learn it by themself (issue of break-glass; ADR 0021). Nobody answers themself, and no answer is a no.

use domain::{CaseId, SecretId, UserId};
use jiff::{SignedDuration, Timestamp};

use crate::action::{DecideLocation, RevealSecret, SeeCase};
use crate::actor::{Actor, CaseFacts, Relation, Role};
use crate::matrix::allows_office;
use crate::permit::{Denied, Permit, check, check_office};
use crate::rota::{OnCall, on_call};
use crate::{ActionKind, OfficeKind, allows};

/// How long glass stays broken, in minutes.
pub const GLASS_MINUTES: i64 = 30;
/// How long a request waits for its answer, in minutes; after that it is answered with no.
pub const ANSWER_WITHIN_MINUTES: i64 = 30;
/// How long a yes may be used, in minutes, and once.
pub const SEEN_WITHIN_MINUTES: i64 = 15;

/// Authority to open one case in an emergency. Only [`breaks`] makes one: to a wall, to another organisation
/// and to a role that may not, the case does not exist.
#[derive(Debug)]
pub struct Breaking(Permit<SeeCase>);

impl Breaking {
    /// What is seen once the glass is broken.
    pub const fn permit(&self) -> &Permit<SeeCase> {
        &self.0
    }
}

/// Whether this case opens to somebody in an emergency. `None` where they see it without.
///
/// # Errors
/// [`Denied`]: there is nothing here for them, and the answer to them is that of no case at all.
pub fn breaks(actor: &Actor, facts: &CaseFacts) -> Result<Option<Breaking>, Denied> {
    if !allows_office(actor.role, OfficeKind::BreakGlass) {
        return Err(Denied::NothingHere);
    }
    if check::<SeeCase>(actor, facts).is_ok() {
        return Ok(None);
    }
    let broken = CaseFacts { glass: true, ..facts.clone() };
    check::<SeeCase>(actor, &broken).map(|permit| Some(Breaking(permit)))
}

/// Whether somebody who sees the case may ask a second person for what is protected in it: those of our own
/// workers who could not reveal it by themself.
pub fn may_ask(permit: &Permit<SeeCase>) -> bool {
    let (role, relation) = (permit.actor().role, permit.relation());
    allows_office(role, OfficeKind::BreakGlass) && !allows(role, relation, ActionKind::RevealSecret)
}

/// Authority to answer one request. Only [`answers`] makes one.
#[derive(Debug)]
pub struct Answering {
    permit: Permit<RevealSecret>,
    asker: UserId,
}

impl Answering {
    /// Who answers, about which case.
    pub const fn permit(&self) -> &Permit<RevealSecret> {
        &self.permit
    }

    /// Whom.
    pub const fn asker(&self) -> UserId {
        self.asker
    }
}

/// Whether somebody may answer what `asker` asked of this case: a lead, or the manager of its region; never
/// the asker, and never somebody to whom it does not exist.
///
/// # Errors
/// [`Denied`], also where they must confirm first who they are.
pub fn answers(actor: &Actor, facts: &CaseFacts, asker: UserId) -> Result<Answering, Denied> {
    check_office::<DecideLocation>(actor)?;
    if !may_answer(actor, facts, asker) {
        return Err(Denied::NothingHere);
    }
    check::<RevealSecret>(actor, facts).map(|permit| Answering { permit, asker })
}

/// Whether somebody is one of those who may answer. It is no authority: that is what [`answers`] gives.
pub fn may_answer(actor: &Actor, facts: &CaseFacts, asker: UserId) -> bool {
    let same = actor.organisation == facts.organisation;
    let relation = Relation::between(actor, facts);
    same && actor.role.leads()
        && actor.user != asker
        && matches!(relation, Relation::Region | Relation::Organisation)
}

/// Whom to ring of those who may answer: those of them who are on call at this moment. Nothing where none of them
/// is, and then it is all of them. Whoever may answer may do so on call or not: that somebody sleeps is no reason
/// to keep an answer from another.
pub fn to_ring<T>(those: &[(UserId, T)], rota: &[OnCall], at: Timestamp) -> Option<Vec<T>>
where
    T: Clone,
{
    let them = on_call(rota, at)?;
    let ring: Vec<T> =
        those.iter().filter(|(user, _)| them.contains(user)).map(|(_, one)| one.clone()).collect();
    (!ring.is_empty()).then_some(ring)
}

/// Whether somebody may go through what `breaker` opened in an emergency: a privacy officer who is somebody
/// else; the lead, where there is no other (`officer`) who could.
pub fn may_review(actor: &Actor, breaker: UserId, officer: bool) -> bool {
    let may = match actor.role {
        Role::PrivacyOfficer => true,
        Role::DaLead => !officer,
        _ => false,
    };
    may && actor.user != breaker
}

/// A request that was answered, as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// About which case.
    pub case: CaseId,
    /// About which fact.
    pub secret: SecretId,
    /// Who asked.
    pub asker: UserId,
    /// Who answered.
    pub by: UserId,
    /// What.
    pub yes: bool,
    /// When.
    pub at: Timestamp,
    /// Whether it was used.
    pub used: bool,
}

/// Authority to see one protected fact once, because a second person said yes.
///
/// Writing one down does not build:
/// ```compile_fail
/// fn alone(user: domain::UserId, case: domain::CaseId, secret: domain::SecretId) -> access::Countersigned {
///     access::Countersigned { user, case, secret }
/// }
/// ```
#[derive(Debug)]
pub struct Countersigned {
    pub(crate) user: UserId,
    pub(crate) case: CaseId,
    pub(crate) secret: SecretId,
}

impl Countersigned {
    /// What an answer allows at this moment; nothing where it was a no, of somebody else's request, given by
    /// the asker, used, or too long ago.
    ///
    /// # Errors
    /// [`Denied::ConfirmFirst`], where they must confirm first who they are.
    pub fn new(
        permit: &Permit<SeeCase>,
        answered: &Answered,
        now: Timestamp,
    ) -> Result<Option<Self>, Denied> {
        let actor = permit.actor();
        let until = answered.at.saturating_add(SignedDuration::from_mins(SEEN_WITHIN_MINUTES));
        let in_time = answered.at <= now && until.is_ok_and(|until| now < until);
        let theirs = answered.case == permit.case() && answered.asker == actor.user;
        if !(answered.yes && theirs && answered.by != actor.user && !answered.used && in_time) {
            return Ok(None);
        }
        if ActionKind::RevealSecret.needs_fresh() && !actor.fresh {
            return Err(Denied::ConfirmFirst);
        }
        Ok(Some(Self { user: actor.user, case: answered.case, secret: answered.secret }))
    }

    /// Which fact.
    pub const fn secret(&self) -> SecretId {
        self.secret
    }
}
