//! What somebody was let in to by name, and teams.

use std::collections::BTreeSet;

use access::action::{GrantAccess, SeeCase, SeeShared};
use access::{Actor, Field, Relation, Role, check, check_office};
use domain::{CaseId, GrantId, TeamId, UserId};
use jiff::{Timestamp, ToSpan as _};
use store::{NewGrant, NewUser};

use crate::bench::{Bench, event, new_id, on_both};

pub const DAY: Timestamp = Timestamp::UNIX_EPOCH;

/// Somebody new of the bench's organisation.
pub async fn newcomer(bench: &Bench, role: Role) -> Actor {
    let id = UserId::from_uuid(new_id());
    let user = NewUser {
        id,
        organisation: bench.organisation,
        login: format!("newcomer-{id}"),
        name: "Newcomer".to_owned(),
        role,
        password_hash: None,
        regions: BTreeSet::new(),
    };
    bench
        .store
        .write::<(), store::WriteError, _>(move |tx| Box::pin(async move { tx.add_user(&user, DAY).await }))
        .await
        .unwrap();
    Actor::new(id, bench.organisation, role)
}

async fn relation(bench: &Bench, who: &Actor, case: CaseId, now: Timestamp) -> Relation {
    let asker = who.clone();
    let facts = bench.read(move |tx| Box::pin(async move { tx.case_facts(&asker, case, now).await })).await;
    Relation::between(who, &facts.unwrap())
}

pub async fn grant(bench: &Bench, case: CaseId, who: &Actor, parts: &[Field], until: Timestamp) -> GrantId {
    let permit = bench.permit::<GrantAccess>(&bench.lead, case).await.unwrap();
    let id = GrantId::from_uuid(new_id());
    let parts = parts.iter().copied().collect();
    let new = NewGrant { id, user: who.user, parts, until, why: "for the meeting".to_owned() };
    bench.write(move |tx| Box::pin(async move { tx.grant(&permit, &new, DAY).await })).await;
    id
}

on_both! {
    a_grant_opens_its_parts_until_its_day_and_ends_at_once_when_it_is_ended(bench) {
        let case = bench.case(vec![event("one")]).await;
        let partner = newcomer(&bench, Role::PartnerWorker).await;
        assert_eq!(relation(&bench, &partner, case, DAY).await, Relation::None, "the control");
        let id = grant(&bench, case, &partner, &[Field::Contact, Field::Wishes], DAY + 48.hours()).await;
        let asker = partner.clone();
        let facts = bench.read(move |tx| Box::pin(async move { tx.case_facts(&asker, case, DAY).await })).await;
        let permit = check::<SeeCase>(&partner, &facts.unwrap()).unwrap();
        let shown: Vec<Field> = Field::ALL.iter().copied().filter(|part| permit.shows(*part)).collect();
        assert_eq!(shown, [Field::Contact, Field::Wishes]);
        assert_eq!(relation(&bench, &partner, case, DAY + 48.hours()).await, Relation::None, "it ran out");

        let office = check_office::<SeeShared>(&partner).unwrap();
        let shared = bench.read(move |tx| Box::pin(async move { tx.shared_with(&office, DAY, 9).await })).await;
        assert_eq!(shared, [(case, DAY + 48.hours())]);

        let permit = bench.permit::<GrantAccess>(&bench.lead, case).await.unwrap();
        let ended = bench.write(move |tx| Box::pin(async move {
            let first = tx.end_grant(&permit, id, DAY).await?;
            Ok((first, tx.end_grant(&permit, id, DAY).await?))
        })).await;
        assert_eq!(ended, (true, false));
        assert_eq!(relation(&bench, &partner, case, DAY).await, Relation::None);
    }

    grants_are_listed_with_what_they_were_for_and_stay_when_they_ended(bench) {
        let case = bench.case(vec![event("one")]).await;
        let partner = newcomer(&bench, Role::PartnerWorker).await;
        let id = grant(&bench, case, &partner, &[Field::Due], DAY + 1.hours()).await;
        let permit = bench.permit::<GrantAccess>(&bench.lead, case).await.unwrap();
        let grants = bench.write(move |tx| Box::pin(async move {
            tx.end_grant(&permit, id, DAY).await?;
            tx.grants(&permit).await
        })).await;
        assert_eq!(grants.len(), 1);
        assert_eq!((grants[0].user, grants[0].why.as_str()), (partner.user, "for the meeting"));
        assert_eq!(grants[0].ended_at, Some(DAY));
    }

    a_grant_on_one_case_opens_no_other(bench) {
        let (case, other) = (bench.case(vec![event("one")]).await, bench.case(vec![event("two")]).await);
        let partner = newcomer(&bench, Role::PartnerWorker).await;
        let id = grant(&bench, case, &partner, &[Field::Due], DAY + 1.hours()).await;
        assert_eq!(relation(&bench, &partner, other, DAY).await, Relation::None);
        let permit = bench.permit::<GrantAccess>(&bench.lead, other).await.unwrap();
        let ended = bench.write(move |tx| Box::pin(async move { tx.end_grant(&permit, id, DAY).await })).await;
        assert!(!ended, "a permit for one case ends no grant of another");
        assert_eq!(relation(&bench, &partner, case, DAY).await, Relation::Granted);
    }

    a_team_takes_in_its_people_and_names_are_its_own(bench) {
        let team = TeamId::from_uuid(new_id());
        let (organisation, user) = (bench.organisation, bench.officer.user);
        bench.store.write::<(), store::WriteError, _>(move |tx| Box::pin(async move {
            tx.add_team(organisation, team, "North", DAY).await?;
            Ok(tx.put_in_team(user, Some(team)).await?)
        })).await.unwrap();
        let again = bench.store.write::<(), store::WriteError, _>(move |tx| Box::pin(async move {
            tx.add_team(organisation, TeamId::from_uuid(new_id()), "North", DAY).await
        })).await;
        assert!(matches!(again, Err(store::WriteError::Conflict(_))));
        let found = bench.read(move |tx| Box::pin(async move {
            Ok((tx.user(user).await?, tx.teams(organisation).await?))
        })).await;
        assert_eq!(found.0.unwrap().actor().team, Some(team));
        assert_eq!(found.1.into_values().collect::<Vec<_>>(), ["North"]);
    }
}
