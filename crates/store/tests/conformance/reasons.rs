//! Reasons that stand apart from the access journal are sealed anew with everything else; those in it, which are
//! chained, stay as they are.

use access::Role;
use access::action::{GrantAccess, ReviewLooks};
use domain::{CaseId, LocationRequestId};
use jiff::ToSpan as _;
use jiff::civil::date;
use sqlx::{AnyConnection, Connection as _, Row as _};
use store::{LookLift, LookMark, verify_against};

use crate::bench::{Bench, Ground, at, office, on_both};
use crate::grants::{DAY, grant, newcomer};
use crate::urgent::{answered, asks, breaks_glass, colleagues};

/// Every one of them, and one that is chained.
const APART: [&str; 7] = [
    "SELECT why FROM access_grant",
    "SELECT why FROM broken_glass",
    "SELECT words FROM glass_review",
    "SELECT why FROM location_request",
    "SELECT words FROM location_request",
    "SELECT words FROM look_mark",
    "SELECT words FROM look_lift",
];
const CHAINED: [&str; 1] = ["SELECT why FROM access_entry WHERE why IS NOT NULL ORDER BY place LIMIT 1"];

/// A case with one reason of each kind.
async fn filled(bench: &Bench) -> (CaseId, LocationRequestId) {
    let (case, secret) = colleagues(bench).await;
    let partner = newcomer(bench, Role::PartnerWorker).await;
    grant(bench, case, &partner, &[access::Field::Contact], DAY + 48.hours()).await;
    breaks_glass(bench, case, 100).await.unwrap();
    let request = asks(bench, case, secret, 110, 900).await;
    assert!(answered(bench, request, true, 300).await);
    let permit = office::<ReviewLooks>(&bench.lead);
    let mark = LookMark {
        user: bench.officer.user,
        day: date(2026, 9, 21),
        up_to: 9,
        verdict: "in-order".into(),
        words: "their own street".into(),
        by: bench.lead.user,
        at: at(400),
    };
    let lift = LookLift { user: bench.officer.user, until: at(900) };
    bench
        .write(move |tx| {
            Box::pin(async move {
                let id = tx.broken_glass(&permit, at(0), 9).await?[0].id;
                assert!(tx.review_glass(&permit, id, (true, Some("nobody rang")), at(200)).await?);
                tx.mark_looks(&permit, &mark).await?;
                tx.lift_looks(&permit, &lift, "counting all of them", at(400)).await
            })
        })
        .await;
    bench.store.seal_looks(at(500)).await.unwrap();
    (case, request)
}

/// All that are shown to somebody.
async fn told(bench: &Bench, (case, request): (CaseId, LocationRequestId)) -> Vec<String> {
    let grants = bench.permit::<GrantAccess>(&bench.lead, case).await.unwrap();
    let (permit, organisation) = (office::<ReviewLooks>(&bench.lead), bench.organisation);
    bench
        .read(move |tx| {
            Box::pin(async move {
                let glass = tx.broken_glass(&permit, at(0), 9).await?.remove(0);
                let asked = tx.one_location_request(organisation, request).await?.unwrap();
                Ok(vec![
                    tx.grants(&grants).await?[0].why.clone(),
                    glass.why,
                    glass.reviewed.unwrap().words.unwrap(),
                    asked.why,
                    asked.answer.unwrap().words,
                    tx.look_marks(&permit, date(2026, 9, 1)).await?[0].words.clone(),
                ])
            })
        })
        .await
}

/// The sealed bytes, as they lie there.
async fn sealed(ground: &Ground, queries: &[&'static str]) -> Vec<Vec<u8>> {
    let file = Bench::data(&ground.directory).join("holdfast.db");
    let address = ground.postgres_address.clone().unwrap_or_else(|| format!("sqlite:{}", file.display()));
    let mut connection = AnyConnection::connect(&address).await.unwrap();
    let mut found = Vec::new();
    for query in queries {
        let row = sqlx::query(*query).fetch_one(&mut connection).await.unwrap();
        found.push(row.get::<Vec<u8>, _>(0));
    }
    connection.close().await.unwrap();
    found
}

on_both! {
    given_renewed_keys_then_every_reason_reads_the_same_and_is_sealed_anew_but_for_those_that_are_chained(bench) {
        let of = filled(&bench).await;
        let before = told(&bench, of).await;
        let ground = bench.closed().await;
        let (apart, chained) = (sealed(&ground, &APART).await, sealed(&ground, &CHAINED).await);
        store::renew_keys(&ground.config, &ground.master(), at(600), &mut |_| true).await.unwrap();
        let same = apart.iter().zip(sealed(&ground, &APART).await).filter(|(old, new)| *old == new).count();
        assert_eq!(same, 0, "sealed anew");
        assert_eq!(sealed(&ground, &CHAINED).await, chained, "the control: what is chained is as it was");
        let master = ground.master();
        let against = store::LooksAgainst { key: Some(&master), ..store::LooksAgainst::default() };
        assert!(verify_against(&ground.config, against).await.unwrap().is_whole());
        let bench = ground.open().await;
        assert_eq!(told(&bench, of).await, before);
    }
}
