use access::action::{CorrectRecord, RecordOnCase, RevealSecret, SeeLooks};
use access::{ActionKind, LocationSecret};
use domain::SecretId;
use domain::people::SecretKind;
use store::{LookPage, RevealFor};

use crate::bench::{Bench, at, event, new_id, on_both, record};

const STREET: &str = "14 Nowhere Lane, ZZ99 3VZ";

/// A case of the officer's own, with one protected fact.
async fn with_secret(bench: &Bench) -> (domain::CaseId, SecretId) {
    let mut own = record("Ann Example");
    own.owner = Some(bench.officer.user);
    let (case, id) = (bench.case_as(own, vec![event("one")]).await, SecretId::from_uuid(new_id()));
    let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
    bench
        .write(move |tx| {
            Box::pin(async move {
                tx.keep_secret(&permit, id, SecretKind::Address, &LocationSecret::new(STREET.into())).await
            })
        })
        .await;
    (case, id)
}

on_both! {
    given_a_secret_then_an_equal_one_is_recognised(bench) {
        let (case, id) = with_secret(&bench).await;
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        let held = bench.read(|tx| Box::pin(async move { tx.secrets(&permit).await })).await;
        assert_eq!((held.len(), held[0].id, held[0].kind), (1, id, SecretKind::Address));
        assert!(held[0].secret.same_as(&LocationSecret::new("14 nowhere lane zz99 3vz".into())));
    }

    given_a_reveal_then_the_look_is_there_with_its_reason(bench) {
        let (case, id) = with_secret(&bench).await;
        let permit = bench.permit::<RevealSecret>(&bench.officer, case).await.unwrap();
        let shown = bench.write(move |tx| Box::pin(async move {
            let held = tx.secret(&permit, id, RevealFor { at: at(9), why: "an ambulance was sent" }).await?;
            Ok(held.unwrap().secret.reveal(&permit).to_owned())
        })).await;
        assert_eq!(shown, STREET);
        let permit = bench.permit::<SeeLooks>(&bench.auditor, case).await.unwrap();
        let looks = bench.read(|tx| Box::pin(async move { tx.looks(&permit, LookPage::NEWEST, 10).await })).await;
        assert_eq!(looks.len(), 1);
        assert_eq!((looks[0].action.as_str(), looks[0].at, looks[0].user), (ActionKind::RevealSecret.code(), at(9), bench.officer.user));
        assert_eq!((looks[0].why.as_deref(), looks[0].part.clone()), (Some("an ambulance was sent"), format!("secret/{id}")));
    }

    given_a_secret_of_another_case_then_a_permit_for_this_one_does_not_open_it(bench) {
        let (_, id) = with_secret(&bench).await;
        let (other, _) = with_secret(&bench).await;
        let permit = bench.permit::<RevealSecret>(&bench.officer, other).await.unwrap();
        let shown = bench.write(move |tx| Box::pin(async move {
            Ok(tx.secret(&permit, id, RevealFor { at: at(9), why: "" }).await?.is_some())
        })).await;
        assert!(!shown);
    }

    given_a_deleted_secret_then_it_is_gone(bench) {
        let (case, id) = with_secret(&bench).await;
        let permit = bench.permit::<CorrectRecord>(&bench.officer, case).await.unwrap();
        let gone = bench.write(move |tx| Box::pin(async move {
            Ok((tx.delete_secret(&permit, id).await?, tx.delete_secret(&permit, id).await?))
        })).await;
        assert_eq!(gone, (true, false));
    }

    given_looks_then_they_are_paged_from_the_newest(bench) {
        let (case, _) = with_secret(&bench).await;
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        bench.write(move |tx| Box::pin(async move {
            for second in 1..=5 {
                tx.note_look(&permit, at(second), "page", None).await?;
            }
            Ok(())
        })).await;
        let permit = bench.permit::<SeeLooks>(&bench.auditor, case).await.unwrap();
        let (first, second) = bench.read(|tx| Box::pin(async move {
            let first = tx.looks(&permit, LookPage::NEWEST, 3).await?;
            let second = tx.looks(&permit, first[2].after, 3).await?;
            Ok((first, second))
        })).await;
        let times = |looks: &[store::Look]| looks.iter().map(|look| look.at).collect::<Vec<_>>();
        assert_eq!(times(&first), [at(5), at(4), at(3)]);
        assert_eq!(times(&second), [at(2), at(1)]);
    }
}
