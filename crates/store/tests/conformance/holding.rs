//! A case in which somebody has died is held: no door deletes anything of it.

use access::LocationSecret;
use access::action::{CorrectRecord, RecordOnCase};
use domain::people::{Person, PersonRole, SecretHeld, SecretKind};
use domain::reviewing::DeathRecorded;
use domain::{CaseId, DraftId, Happened, PersonId, SecretId};
use store::Deletion;

use crate::bench::{Bench, at, event, new_id, on_both, record};

/// A case of the officer's with a protected fact and a draft; with a death in it, or not.
async fn case(bench: &Bench, died: bool) -> (CaseId, SecretId, DraftId) {
    let (mut own, kind) = (record("Ann Example"), SecretKind::Address);
    own.owner = Some(bench.officer.user);
    let (secret, person) = (SecretId::from_uuid(new_id()), PersonId::from_uuid(new_id()));
    let whose = Person::unnamed(person, PersonRole::Survivor).into();
    let mut events = vec![event("one"), whose, SecretHeld { secret, kind, person }.into()];
    if died {
        events.push(DeathRecorded { person, on: Happened::NotKnown, words: None }.into());
    }
    let case = bench.case_as(own, events).await;
    let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
    let draft = DraftId::from_uuid(new_id());
    let officer = bench.officer.clone();
    bench
        .write(move |tx| {
            Box::pin(async move {
                tx.keep_secret(&permit, secret, kind, &LocationSecret::new("14 Nowhere Lane".into())).await?;
                tx.begin_draft(&officer, draft, "conversation", Some(case), at(1)).await
            })
        })
        .await;
    (case, secret, draft)
}

async fn deletes(
    bench: &Bench,
    (case, secret, draft): (CaseId, SecretId, DraftId),
) -> (Deletion, Deletion, bool) {
    let correct = bench.permit::<CorrectRecord>(&bench.officer, case).await.unwrap();
    let record = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
    let officer = bench.officer.clone();
    bench
        .write(move |tx| {
            Box::pin(async move {
                let fact = tx.delete_secret(&correct, secret).await?;
                let entry = tx.delete_payload(&record, 1).await?;
                Ok((fact, entry, tx.discard_draft(&officer, draft).await?))
            })
        })
        .await
}

on_both! {
    given_a_death_then_no_fact_no_entry_and_no_draft_of_the_case_is_deleted(bench) {
        let held = case(&bench, true).await;
        assert_eq!(deletes(&bench, held).await, (Deletion::Held, Deletion::Held, false));
        let permit = bench.permit::<RecordOnCase>(&bench.officer, held.0).await.unwrap();
        let (is_held, facts) = bench.read(|tx| Box::pin(async move {
            Ok((tx.is_held(&permit).await?, tx.secrets(&permit).await?.len()))
        })).await;
        assert_eq!((is_held, facts, bench.history(held.0).await.len()), (true, 1, 4), "everything is there");
    }

    given_no_death_then_the_same_doors_delete(bench) {
        let other = case(&bench, false).await;
        assert_eq!(deletes(&bench, other).await, (Deletion::Done, Deletion::Done, true));
    }
}
