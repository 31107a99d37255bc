//! A case in which somebody has died is held: no door deletes anything of it.

use access::LocationSecret;
use access::action::{CorrectRecord, RecordOnCase};
use domain::case::{CaseEvent, Corrected};
use domain::next_of_kin::NextOfKin;
use domain::people::{Person, PersonRole, SecretHeld, SecretKind};
use domain::reviewing::{DeathRecorded, HoldLifted};
use domain::text::Words;
use domain::{CaseId, DraftId, Happened, PersonId, SecretId};
use store::Deletion;

use crate::bench::{Bench, at, event, new_id, on_both, record};

/// What of a death stands in a case.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Death {
    Nothing,
    Recorded,
    Corrected,
    Lifted,
    Again,
}

/// A case of the officer's with a protected fact and a draft; with a death in it, or not.
pub(crate) async fn case(bench: &Bench, death: Death) -> (CaseId, SecretId, DraftId) {
    let (mut own, kind) = (record("Ann Example"), SecretKind::Address);
    own.owner = Some(bench.officer.user);
    let (secret, person) = (SecretId::from_uuid(new_id()), PersonId::from_uuid(new_id()));
    let whose = Person::unnamed(person, PersonRole::Survivor).into();
    let mut events = vec![event("one"), whose, SecretHeld { secret, kind, person }.into()];
    let recorded: CaseEvent =
        DeathRecorded { person, on: Happened::NotKnown, words: None, kin: NextOfKin::default() }.into();
    let why = Words::parse("Another man of that name").unwrap();
    let corrected = Corrected { sequence: 4, why: why.clone(), instead: None }.into();
    let all = [recorded.clone(), corrected, HoldLifted { why }.into(), recorded];
    events.extend(all.into_iter().take(match death {
        Death::Nothing => 0,
        Death::Recorded => 1,
        Death::Corrected => 2,
        Death::Lifted => 3,
        Death::Again => 4,
    }));
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
        let held = case(&bench, Death::Recorded).await;
        assert_eq!(deletes(&bench, held).await, (Deletion::Held, Deletion::Held, false));
        let permit = bench.permit::<RecordOnCase>(&bench.officer, held.0).await.unwrap();
        let (is_held, facts) = bench.read(|tx| Box::pin(async move {
            Ok((tx.is_held(&permit).await?, tx.secrets(&permit).await?.len()))
        })).await;
        assert_eq!((is_held, facts, bench.history(held.0).await.len()), (true, 1, 4), "everything is there");
    }

    given_a_death_by_mistake_then_its_correction_lifts_nothing_and_the_entry_of_a_manager_does(bench) {
        let held = (Deletion::Held, Deletion::Held, false);
        let deleted = (Deletion::Done, Deletion::Done, true);
        for (death, expected) in [(Death::Corrected, held), (Death::Lifted, deleted), (Death::Again, held)] {
            let one = case(&bench, death).await;
            assert_eq!(deletes(&bench, one).await, expected);
        }
    }

    given_no_death_then_the_same_doors_delete(bench) {
        let other = case(&bench, Death::Nothing).await;
        assert_eq!(deletes(&bench, other).await, (Deletion::Done, Deletion::Done, true));
    }
}
