//! Cases opened in an emergency, facts asked of a second person, and an access journal that cannot be written.

use access::action::{DecideLocation, RecordOnCase, RevealSecret, ReviewLooks, SeeCase};
use access::{
    Actor, Breaking, CaseFacts, Countersigned, LocationSecret, Relation, ShownSecrets, answers, breaks,
};
use domain::people::{Person, PersonRole, SecretHeld, SecretKind};
use domain::{CaseId, GlassId, LocationRequestId, PersonId, SecretId};
use jiff::Timestamp;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _, SqlSafeStr as _};
use store::{Fault, NewGlass, NewLocationRequest, RevealFor};

use crate::bench::{Bench, at, event, new_id, office, on_both, record};

const STREET: &str = "14 Nowhere Lane, ZZ99 3VZ";
const HALF_AN_HOUR: i64 = 1_800;

/// A case of the colleague's, with a protected fact: the officer took it and has no relation to it any more.
pub async fn colleagues(bench: &Bench) -> (CaseId, SecretId) {
    let mut theirs = record("Ann Example");
    theirs.owner = Some(bench.colleague.user);
    let (secret, person) = (SecretId::from_uuid(new_id()), PersonId::from_uuid(new_id()));
    let whose = Person::unnamed(person, PersonRole::Survivor).into();
    let events = vec![event("one"), whose, SecretHeld { secret, kind: SecretKind::Address, person }.into()];
    let case = bench.case_as(theirs, events).await;
    let permit = bench.permit::<RecordOnCase>(&bench.colleague, case).await.unwrap();
    bench
        .write(move |tx| {
            Box::pin(async move {
                tx.keep_secret(&permit, secret, SecretKind::Address, &LocationSecret::new(STREET.into()))
                    .await
            })
        })
        .await;
    (case, secret)
}

async fn facts(bench: &Bench, actor: &Actor, case: CaseId, now: Timestamp) -> CaseFacts {
    let asker = actor.clone();
    bench.read(move |tx| Box::pin(async move { tx.case_facts(&asker, case, now).await })).await.unwrap()
}

async fn breaking(bench: &Bench, case: CaseId, now: Timestamp) -> Breaking {
    breaks(&bench.officer, &facts(bench, &bench.officer, case, now).await).unwrap().unwrap()
}

fn glass(since: i64) -> NewGlass {
    let id = GlassId::from_uuid(new_id());
    NewGlass { id, since: at(since), until: at(since + HALF_AN_HOUR), why: "an ambulance was sent".into() }
}

pub async fn breaks_glass(bench: &Bench, case: CaseId, since: i64) -> Result<(), Fault> {
    let (breaking, new) = (breaking(bench, case, at(since)).await, glass(since));
    bench.store.write(move |tx| Box::pin(async move { tx.break_glass(&breaking, &new).await })).await
}

async fn relation(bench: &Bench, case: CaseId, now: i64) -> Relation {
    Relation::between(&bench.officer, &facts(bench, &bench.officer, case, at(now)).await)
}

/// Runs something on the store's tables beside the store, as damage does.
async fn beside(bench: &Bench, sql: &str) {
    let file = Bench::data(&bench.directory).join("holdfast.db");
    let address = bench.postgres_address.clone().unwrap_or_else(|| format!("sqlite:{}", file.display()));
    let mut connection = AnyConnection::connect(&address).await.unwrap();
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()).into_sql_str())).await.unwrap();
}

async fn reveals(bench: &Bench, case: CaseId, id: SecretId) -> Result<Option<String>, Fault> {
    let permit = bench.permit::<RevealSecret>(&bench.colleague, case).await.unwrap();
    let sees = bench.permit::<SeeCase>(&bench.colleague, case).await.unwrap();
    bench
        .store
        .write(move |tx| {
            Box::pin(async move {
                let shown = ShownSecrets::of(&sees, &tx.history(&sees).await?, at(9));
                let why = RevealFor { at: at(9), why: "to write a letter" };
                let found = tx.secret(&permit, &shown, id, why).await?;
                Ok(found.map(|found| found.secret.text().to_owned()))
            })
        })
        .await
}

async fn looks_at(bench: &Bench, case: CaseId) -> Result<bool, Fault> {
    let permit = bench.permit::<SeeCase>(&bench.colleague, case).await.unwrap();
    let asker = bench.colleague.clone();
    let standing = bench
        .read(move |tx| {
            Box::pin(async move {
                let facts = tx.case_facts(&asker, case, at(9)).await?.unwrap();
                Ok(tx.standing(&access::check::<SeeCase>(&asker, &facts).unwrap()).unwrap())
            })
        })
        .await;
    bench.store.note_look_while(&permit, standing, at(9), "case").await
}

/// Asks for the fact as the officer, who has the case open.
pub async fn asks(bench: &Bench, case: CaseId, secret: SecretId, from: i64, until: i64) -> LocationRequestId {
    let id = LocationRequestId::from_uuid(new_id());
    let facts = facts(bench, &bench.officer, case, at(from)).await;
    let permit = access::check::<SeeCase>(&bench.officer, &facts).unwrap();
    let kind = SecretKind::Address;
    let new = NewLocationRequest { id, secret, kind, at: at(from), until: at(until), why: "now".into() };
    bench.write(move |tx| Box::pin(async move { tx.ask_location(&permit, &new).await })).await;
    id
}

pub async fn answered(bench: &Bench, request: LocationRequestId, yes: bool, second: i64) -> bool {
    let lead = bench.lead.clone();
    bench
        .write(move |tx| {
            Box::pin(async move {
                let asked = tx.one_location_request(lead.organisation, request).await?.unwrap();
                let facts = tx.case_facts(&lead, asked.case, at(second)).await?.unwrap();
                let answering = answers(&lead, &facts, asked.asker).unwrap();
                tx.answer_location(&answering, &asked, (yes, "I rang back"), at(second)).await
            })
        })
        .await
}

/// What the officer sees for the recorded answer. `twice` uses the same authority again.
async fn sees(
    bench: &Bench,
    case: CaseId,
    request: LocationRequestId,
    second: i64,
    twice: bool,
) -> Option<String> {
    let officer = bench.officer.clone();
    bench
        .write(move |tx| {
            Box::pin(async move {
                let facts = tx.case_facts(&officer, case, at(second)).await?.unwrap();
                let permit = access::check::<SeeCase>(&officer, &facts).unwrap();
                let shown = ShownSecrets::of(&permit, &tx.history(&permit).await?, at(second));
                let asked = tx.one_location_request(officer.organisation, request).await?.unwrap();
                let answered = asked.answered().unwrap();
                let Some(signed) = Countersigned::new(&permit, &answered, at(second)).unwrap() else {
                    return Ok(None);
                };
                let mut found =
                    tx.countersigned_secret(&permit, &signed, &shown, (&asked, at(second))).await?;
                if twice {
                    found = tx.countersigned_secret(&permit, &signed, &shown, (&asked, at(second))).await?;
                }
                Ok(found.map(|found| found.secret.text().to_owned()))
            })
        })
        .await
}

on_both! {
    given_broken_glass_then_it_is_open_until_its_end_and_only_to_whoever_broke_it(bench) {
        let (case, _) = colleagues(&bench).await;
        assert_eq!(relation(&bench, case, 100).await, Relation::None);
        breaks_glass(&bench, case, 100).await.unwrap();
        assert_eq!(relation(&bench, case, 100 + HALF_AN_HOUR - 1).await, Relation::BrokenGlass);
        assert_eq!(relation(&bench, case, 100 + HALF_AN_HOUR).await, Relation::None, "it closed by itself");
        let manager = facts(&bench, &bench.manager, case, at(101)).await;
        assert!(!manager.glass, "somebody else has it shut");
    }

    given_broken_glass_then_it_is_listed_with_its_reason_and_gone_through_once(bench) {
        let (case, _) = colleagues(&bench).await;
        breaks_glass(&bench, case, 100).await.unwrap();
        let permit = office::<ReviewLooks>(&bench.lead);
        let all = bench.read(|tx| Box::pin(async move { tx.broken_glass(&permit, at(0), 9).await })).await;
        assert_eq!(all.len(), 1);
        let one = all[0].clone();
        assert_eq!((one.case, one.user, one.since, one.looks), (case, bench.officer.user, at(100), 1));
        assert_eq!((one.why.as_str(), one.officer, one.reviewed.is_none()), ("an ambulance was sent", false, true));
        let permit = office::<ReviewLooks>(&bench.lead);
        let id = one.id;
        let twice = bench.write(move |tx| Box::pin(async move {
            let first = tx.review_glass(&permit, id, (false, Some("nobody rang")), at(200)).await?;
            Ok((first, tx.review_glass(&permit, id, (true, None), at(201)).await?))
        })).await;
        assert_eq!(twice, (true, false));
        let permit = office::<ReviewLooks>(&bench.lead);
        let one = bench.read(move |tx| Box::pin(async move { tx.one_broken_glass(&permit, id).await })).await.unwrap();
        let found = one.reviewed.unwrap();
        assert_eq!((found.by, found.in_order, found.words.as_deref()), (bench.lead.user, false, Some("nobody rang")));
    }

    given_no_look_can_be_written_then_nothing_is_revealed_opened_or_looked_at(bench) {
        let (case, secret) = colleagues(&bench).await;
        beside(&bench, "ALTER TABLE access_entry RENAME TO access_entry_gone").await;
        assert!(reveals(&bench, case, secret).await.is_err());
        assert!(looks_at(&bench, case).await.is_err());
        assert!(breaks_glass(&bench, case, 100).await.is_err());
        beside(&bench, "ALTER TABLE access_entry_gone RENAME TO access_entry").await;
        assert_eq!(relation(&bench, case, 101).await, Relation::None, "nothing opened");
        // The controls: each of them works, once it can be written again.
        assert_eq!(reveals(&bench, case, secret).await.unwrap().as_deref(), Some(STREET));
        assert!(looks_at(&bench, case).await.unwrap());
        breaks_glass(&bench, case, 200).await.unwrap();
        assert_eq!(relation(&bench, case, 201).await, Relation::BrokenGlass);
    }

    given_a_yes_then_the_fact_is_seen_once_and_its_words_are_kept(bench) {
        let (case, secret) = colleagues(&bench).await;
        breaks_glass(&bench, case, 100).await.unwrap();
        let request = asks(&bench, case, secret, 110, 110 + HALF_AN_HOUR).await;
        let permit = office::<DecideLocation>(&bench.lead);
        let waiting = bench.read(|tx| Box::pin(async move { tx.waiting_location_requests(&permit, at(120), 9).await })).await;
        assert_eq!((waiting.len(), waiting[0].id, waiting[0].why.as_str()), (1, request, "now"));
        assert!(answered(&bench, request, true, 300).await);
        assert!(!answered(&bench, request, false, 301).await, "it was answered already");
        assert_eq!(sees(&bench, case, request, 400, false).await.as_deref(), Some(STREET));
        assert_eq!(sees(&bench, case, request, 401, false).await, None, "a second look");
        let officer = bench.officer.clone();
        let asked = bench.read(move |tx| Box::pin(async move { tx.one_location_request(officer.organisation, request).await })).await.unwrap();
        let answer = asked.answer.unwrap();
        assert_eq!((answer.by, answer.yes, answer.words.as_str()), (bench.lead.user, true, "I rang back"));
        assert_eq!(asked.used_at, Some(at(400)));
    }

    given_one_authority_then_it_is_used_once_even_within_one_transaction(bench) {
        let (case, secret) = colleagues(&bench).await;
        breaks_glass(&bench, case, 100).await.unwrap();
        let request = asks(&bench, case, secret, 110, 110 + HALF_AN_HOUR).await;
        assert!(answered(&bench, request, true, 300).await);
        assert_eq!(sees(&bench, case, request, 400, true).await, None);
    }

    given_a_request_that_ran_out_then_it_is_not_answered_and_waits_for_nobody(bench) {
        let (case, secret) = colleagues(&bench).await;
        breaks_glass(&bench, case, 100).await.unwrap();
        let request = asks(&bench, case, secret, 110, 200).await;
        assert!(!answered(&bench, request, true, 200).await);
        let permit = office::<DecideLocation>(&bench.lead);
        let waiting = bench.read(|tx| Box::pin(async move { tx.waiting_location_requests(&permit, at(200), 9).await })).await;
        assert_eq!(waiting, []);
    }
}
