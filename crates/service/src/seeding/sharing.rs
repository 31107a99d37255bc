//! A team, and some cases that were shared, in an organisation that was just filled.

use std::collections::BTreeSet;

use access::action::{GrantAccess, KeepRota};
use access::rota::OnCall;
use access::{Actor, Denied, Field, check, check_office};
use domain::{CaseId, GrantId, IdBlock, OnCallId, OrganisationId, TeamId, UserId};
use jiff::{SignedDuration, Timestamp};
use store::{NewGrant, Store};

use crate::Problem;

/// Colleagues who cover for each other.
#[derive(Debug, Clone)]
pub struct PastTeam {
    /// What the team is called.
    pub name: String,
    /// Who is in it.
    pub people: Vec<UserId>,
}

/// Somebody who is on call from now on for some days, and on which number.
#[derive(Debug, Clone)]
pub struct PastOnCall {
    /// Who.
    pub user: UserId,
    /// After how many days it begins, and after how many it ends.
    pub days: (i64, i64),
    /// On which number.
    pub number: String,
}

/// Parts of a case that were shared with somebody.
#[derive(Debug, Clone)]
pub struct PastGrant {
    /// Which case.
    pub case: CaseId,
    /// With whom.
    pub user: UserId,
    /// Which parts.
    pub parts: BTreeSet<Field>,
    /// What for.
    pub why: String,
}

/// Makes a team of the organisation.
///
/// # Errors
/// A fault, or a conflict where there is one of this name.
pub async fn team(
    store: &Store,
    organisation: OrganisationId,
    team: PastTeam,
    now: Timestamp,
) -> Result<(), Problem> {
    let id = TeamId::from_uuid(IdBlock::new(now, seal::random()).nth(0));
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.add_team(organisation, id, &team.name, now).await?;
                for user in &team.people {
                    tx.put_in_team(*user, Some(id)).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Fills the rota, as `lead` would, and says whom to ring at hours for which nobody is put down.
///
/// # Errors
/// Denied where they may not, or a fault.
pub async fn on_call(
    store: &Store,
    lead: Actor,
    times: Vec<PastOnCall>,
    instead: String,
    now: Timestamp,
) -> Result<(), Problem> {
    let permit = check_office::<KeepRota>(&lead.confirmed())?;
    let ids = IdBlock::new(now, seal::random());
    store
        .write(move |tx| {
            Box::pin(async move {
                tx.say_whom_to_ring(&permit, None, &instead, now).await?;
                for (place, time) in (0..).zip(&times) {
                    let id = OnCallId::from_uuid(ids.nth(place));
                    let [from, until] =
                        [time.days.0, time.days.1].map(|days| now + SignedDuration::from_hours(24 * days));
                    let put = OnCall { user: time.user, from, until };
                    tx.put_on_call(&permit, id, put, now).await?;
                    tx.say_whom_to_ring(&permit, Some(id), &time.number, now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Shares parts of a case for four weeks, as `lead` would.
///
/// # Errors
/// Denied where they may not, or a fault.
pub async fn share(store: &Store, lead: Actor, grant: PastGrant, now: Timestamp) -> Result<(), Problem> {
    let new = NewGrant {
        id: GrantId::from_uuid(IdBlock::new(now, seal::random()).nth(0)),
        user: grant.user,
        parts: grant.parts,
        until: now + SignedDuration::from_hours(28 * 24),
        why: grant.why,
    };
    let case = grant.case;
    store
        .write(move |tx| {
            Box::pin(async move {
                let facts = tx.case_facts(&lead, case, now).await?.ok_or(Denied::NothingHere)?;
                let permit = check::<GrantAccess>(&lead, &facts)?;
                tx.note_look(&permit, now, &format!("let-in/{}", new.user), Some(&new.why)).await?;
                tx.grant(&permit, &new, now).await.map_err(Problem::from)
            })
        })
        .await
}
