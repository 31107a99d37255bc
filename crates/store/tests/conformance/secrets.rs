use std::sync::{Arc, Mutex};

use access::action::{CorrectRecord, RecordOnCase, RevealSecret, SeeCase, SeeLooks};
use access::{ActionKind, Actor, LocationSecret, ShownSecrets};
use domain::people::{Person, PersonRole, SecretHeld, SecretKind};
use domain::{CaseId, PersonId, SecretId};
use store::{Deletion, Headed, HeldSecret, LooksAsked, RevealFor};

use crate::bench::{Bench, at, event, new_id, on_both, record};

const STREET: &str = "14 Nowhere Lane, ZZ99 3VZ";

/// A case of the officer's own, with one protected fact of the survivor.
async fn with_secret(bench: &Bench) -> (CaseId, SecretId) {
    with_secret_of(bench, PersonRole::Survivor).await
}

async fn with_secret_of(bench: &Bench, role: PersonRole) -> (CaseId, SecretId) {
    let (mut own, kind) = (record("Ann Example"), SecretKind::Address);
    own.owner = Some(bench.officer.user);
    let (secret, person) = (SecretId::from_uuid(new_id()), PersonId::from_uuid(new_id()));
    let whose = Person::unnamed(person, role).into();
    let events = vec![event("one"), whose, SecretHeld { secret, kind, person }.into()];
    let case = bench.case_as(own, events).await;
    let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
    bench
        .write(move |tx| {
            Box::pin(async move {
                tx.keep_secret(&permit, secret, kind, &LocationSecret::new(STREET.into())).await
            })
        })
        .await;
    (case, secret)
}

/// What of a case's protected facts is shown to somebody.
async fn shown(bench: &Bench, actor: &Actor, case: CaseId) -> ShownSecrets {
    let permit = bench.permit::<SeeCase>(actor, case).await.unwrap();
    bench
        .read(|tx| Box::pin(async move { Ok(ShownSecrets::of(&permit, &tx.history(&permit).await?, at(9))) }))
        .await
}

/// What somebody is told who asks for a protected fact; `as_shown` is what the answer rests on.
async fn asks(
    bench: &Bench,
    actor: &Actor,
    case: CaseId,
    id: SecretId,
    as_shown: ShownSecrets,
) -> Option<String> {
    let permit = bench.permit::<RevealSecret>(actor, case).await.unwrap();
    bench
        .write(move |tx| {
            Box::pin(async move {
                let why = RevealFor { at: at(9), why: "an ambulance was sent" };
                let found = tx.secret(&permit, &as_shown, id, why).await?;
                Ok(found.map(|found| found.secret.text().to_owned()))
            })
        })
        .await
}

on_both! {
    given_a_secret_then_the_headers_bring_it_with_its_case_and_with_no_other(bench) {
        let ((case, id), other) = (with_secret(&bench).await, bench.case(vec![event("one")]).await);
        let all = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&all);
        bench.store.headers(move |some| {
            let is_it = |held: &HeldSecret| held.secret.same_as(&LocationSecret::new(STREET.into()));
            let reach = |held: &HeldSecret| (held.id, held.kind, is_it(held));
            let told = |headed: Headed| (headed.case, headed.reach.iter().map(reach).collect::<Vec<_>>());
            sink.lock().unwrap().extend(some.into_iter().map(told));
        }).await.unwrap();
        let mut all = std::mem::take(&mut *all.lock().unwrap());
        all.sort_by_key(|(case, _)| *case);
        let mut expected = vec![(case, vec![(id, SecretKind::Address, true)]), (other, Vec::new())];
        expected.sort_by_key(|(case, _)| *case);
        assert_eq!(all, expected);
    }

    given_a_secret_then_an_equal_one_is_recognised(bench) {
        let (case, id) = with_secret(&bench).await;
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        let held = bench.read(|tx| Box::pin(async move { tx.secrets(&permit).await })).await;
        assert_eq!((held.len(), held[0].id, held[0].kind), (1, id, SecretKind::Address));
        assert!(held[0].secret.same_as(&LocationSecret::new("14 nowhere lane zz99 3vz".into())));
    }

    given_a_reveal_then_the_look_is_there_with_its_reason(bench) {
        let (case, id) = with_secret(&bench).await;
        let as_shown = shown(&bench, &bench.officer, case).await;
        assert_eq!(asks(&bench, &bench.officer, case, id, as_shown).await.as_deref(), Some(STREET));
        let permit = bench.permit::<SeeLooks>(&bench.auditor, case).await.unwrap();
        let looks = bench.read(|tx| Box::pin(async move { tx.looks(&permit, LooksAsked::newest(10)).await })).await;
        assert_eq!(looks.len(), 1);
        assert_eq!((looks[0].action.as_str(), looks[0].at, looks[0].user), (ActionKind::RevealSecret.code(), at(9), bench.officer.user));
        assert_eq!((looks[0].why.as_deref(), looks[0].part.clone()), (Some("an ambulance was sent"), format!("secret/{id}")));
    }

    given_a_fact_of_a_protected_reporter_then_whoever_may_not_know_them_is_told_what_is_told_of_none(bench) {
        let (case, id) = with_secret_of(&bench, PersonRole::Reporter).await;
        let (officers, leads) = (shown(&bench, &bench.officer, case).await, shown(&bench, &bench.lead, case).await);
        let none = SecretId::from_uuid(new_id());
        for guessed in [id, none] {
            assert_eq!(asks(&bench, &bench.officer, case, guessed, officers.clone()).await, None);
        }
        // Not even with what is shown to somebody else.
        assert_eq!(asks(&bench, &bench.officer, case, id, leads.clone()).await, None);
        // The control: it is there, for whoever may know the reporter.
        assert_eq!(asks(&bench, &bench.lead, case, id, leads).await.as_deref(), Some(STREET));
        let permit = bench.permit::<SeeLooks>(&bench.auditor, case).await.unwrap();
        let looks = bench.read(|tx| Box::pin(async move { tx.looks(&permit, LooksAsked::newest(10)).await })).await;
        let parts = |part: SecretId| looks.iter().filter(|look| look.part == format!("secret/{part}")).count();
        assert_eq!((parts(id), parts(none)), (3, 1), "a guess is written down too");
    }

    given_a_secret_of_another_case_then_a_permit_for_this_one_does_not_open_it(bench) {
        let (theirs, id) = with_secret(&bench).await;
        let (other, own) = with_secret(&bench).await;
        let as_shown = shown(&bench, &bench.officer, other).await;
        assert_eq!(asks(&bench, &bench.officer, other, id, as_shown.clone()).await, None);
        let of_the_other = shown(&bench, &bench.officer, theirs).await;
        assert_eq!(asks(&bench, &bench.officer, other, own, of_the_other).await, None);
        assert!(asks(&bench, &bench.officer, other, own, as_shown).await.is_some(), "the control");
    }

    given_a_deleted_secret_then_it_is_gone(bench) {
        let (case, id) = with_secret(&bench).await;
        let permit = bench.permit::<CorrectRecord>(&bench.officer, case).await.unwrap();
        let gone = bench.write(move |tx| Box::pin(async move {
            Ok((tx.delete_secret(&permit, id).await?, tx.delete_secret(&permit, id).await?))
        })).await;
        assert_eq!(gone, (Deletion::Done, Deletion::NothingThere));
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
            let first = tx.looks(&permit, LooksAsked::newest(3)).await?;
            let second = tx.looks(&permit, LooksAsked { page: first[2].after, ..LooksAsked::newest(3) }).await?;
            Ok((first, second))
        })).await;
        let times = |looks: &[store::Look]| looks.iter().map(|look| look.at).collect::<Vec<_>>();
        assert_eq!(times(&first), [at(5), at(4), at(3)]);
        assert_eq!(times(&second), [at(2), at(1)]);
    }
}
