use access::Actor;
use domain::{PasskeyId, UserId};
use sqlx::{AnyConnection, Connection, SqlSafeStr};
use store::{
    CeremonyEnd, CeremonyKind, Conflict, Fault, FaultKind, NewCeremony, NewPasskey, Passkey, WriteError,
};

use crate::bench::{Bench, at, new_id, on_both};

const CREDENTIAL: &[u8] = b"the credential as it was left";

fn new(owner: &Actor, credential_id: &[u8], second: i64) -> NewPasskey {
    NewPasskey {
        id: PasskeyId::from_uuid(new_id()),
        user: owner.user,
        organisation: owner.organisation,
        credential_id: credential_id.to_vec(),
        credential: CREDENTIAL.to_vec(),
        name: "Work telephone".into(),
        counter: 4,
        at: at(second),
    }
}

async fn add(bench: &Bench, passkey: &NewPasskey) -> Result<(), WriteError> {
    let passkey = passkey.clone();
    bench.store.write(move |tx| Box::pin(async move { tx.add_passkey(&passkey).await })).await
}

async fn of(bench: &Bench, user: UserId) -> Vec<Passkey> {
    bench.read(|tx| Box::pin(async move { tx.passkeys_of(user).await })).await
}

async fn found(bench: &Bench, credential_id: &'static [u8]) -> Option<Passkey> {
    bench.read(move |tx| Box::pin(async move { tx.passkey_by_credential(credential_id).await })).await
}

fn ceremony(token: u8, user: Option<UserId>, until: i64) -> NewCeremony {
    NewCeremony {
        token_digest: [token; 32],
        kind: if user.is_some() { CeremonyKind::Confirm } else { CeremonyKind::SignIn },
        user,
        state: vec![token; 3],
        at: at(1),
        expires_at: at(until),
    }
}

async fn begin(bench: &Bench, new: NewCeremony, most: u32) {
    bench.write(move |tx| Box::pin(async move { tx.begin_ceremony(&new, most).await })).await;
}

async fn end(bench: &Bench, token: u8, kind: CeremonyKind, second: i64) -> CeremonyEnd {
    bench
        .write(move |tx| Box::pin(async move { tx.end_ceremony(&[token; 32], kind, at(second)).await }))
        .await
}

/// What is read of the officer's passkey after somebody changed the database behind the store's back.
async fn after(bench: Bench, change: String) -> Result<Option<Passkey>, Fault> {
    add(&bench, &new(&bench.officer, b"one", 5)).await.unwrap();
    add(&bench, &new(&bench.colleague, b"two", 5)).await.unwrap();
    let ground = bench.closed().await;
    let file = || format!("sqlite://{}", Bench::data(&ground.directory).join("holdfast.db").display());
    let address = ground.postgres_address.clone().unwrap_or_else(file);
    let mut connection = AnyConnection::connect(&address).await.unwrap();
    let change = sqlx::raw_sql(sqlx::AssertSqlSafe(change).into_sql_str());
    assert_eq!(change.execute(&mut connection).await.unwrap().rows_affected(), 1);
    connection.close().await.unwrap();
    let store = ground.open().await.store;
    store.read::<_, Fault, _>(|tx| Box::pin(async move { tx.passkey_by_credential(b"one").await })).await
}

on_both! {
    given_a_passkey_then_it_is_found_by_its_id_and_reads_back_after_opening_again(bench) {
        let passkey = new(&bench.officer, b"one", 5);
        add(&bench, &passkey).await.unwrap();
        let bench = bench.reopened().await;
        let read = found(&bench, b"one").await.unwrap();
        assert_eq!((read.id, read.user, read.organisation), (passkey.id, bench.officer.user, bench.organisation));
        assert_eq!((read.credential.as_slice(), read.name.as_str(), read.counter), (CREDENTIAL, "Work telephone", 4));
        assert_eq!((read.made_at, read.used_at), (at(5), None));
        assert_eq!(found(&bench, b"two").await, None);
        assert_eq!(of(&bench, bench.officer.user).await, std::slice::from_ref(&read));
        assert_eq!(of(&bench, bench.colleague.user).await, []);
        assert!(!format!("{read:?}{passkey:?}").contains("telephone"));
    }

    given_a_passkey_that_somebody_has_then_nobody_adds_it_again(bench) {
        add(&bench, &new(&bench.officer, b"one", 5)).await.unwrap();
        for owner in [bench.officer.clone(), bench.colleague.clone()] {
            assert_eq!(add(&bench, &new(&owner, b"one", 6)).await, Err(WriteError::from(Conflict)));
        }
        add(&bench, &new(&bench.colleague, b"two", 6)).await.expect("the control");
        let user = bench.colleague.user;
        assert_eq!(bench.read(|tx| Box::pin(async move { tx.passkey_count(user).await })).await, 1);
    }

    given_two_uses_of_what_was_read_once_then_the_second_is_refused(bench) {
        add(&bench, &new(&bench.officer, b"one", 5)).await.unwrap();
        let read = found(&bench, b"one").await.unwrap();
        let uses = bench.write(move |tx| Box::pin(async move {
            Ok([tx.use_passkey(&read, b"next", 5, at(7)).await?, tx.use_passkey(&read, b"later", 6, at(8)).await?])
        })).await;
        assert_eq!(uses, [true, false]);
        let now = found(&bench, b"one").await.unwrap();
        assert_eq!((now.credential.as_slice(), now.counter, now.used_at), (b"next".as_slice(), 5, Some(at(7))));
    }

    given_somebody_elses_passkey_then_nobody_renames_or_removes_it(bench) {
        let passkey = new(&bench.officer, b"one", 5);
        add(&bench, &passkey).await.unwrap();
        let (id, owner, other, organisation) =
            (passkey.id, bench.officer.user, bench.colleague.user, bench.organisation);
        let touched = bench.write(move |tx| Box::pin(async move {
            let renamed = tx.rename_passkey((organisation, other), id, "Mine").await?;
            Ok((renamed, tx.remove_passkey(other, id).await?, tx.remove_passkeys_of(other).await?))
        })).await;
        assert_eq!(touched, (false, false, 0));
        assert_eq!(of(&bench, owner).await[0].name, "Work telephone");
        let own = bench.write(move |tx| Box::pin(async move {
            let renamed = tx.rename_passkey((organisation, owner), id, "Desk key").await?;
            Ok((renamed, tx.passkeys_of(owner).await?[0].name.clone(), tx.remove_passkey(owner, id).await?))
        })).await;
        assert_eq!(own, (true, "Desk key".to_owned(), true));
        assert_eq!(found(&bench, b"one").await, None);
    }

    given_a_passkey_that_was_put_beside_somebody_else_then_it_does_not_open(bench) {
        let (owner, other) = (bench.officer.user, bench.colleague.user);
        let moved = format!("UPDATE passkey SET user_id = '{other}' WHERE user_id = '{owner}'");
        assert_eq!(after(bench, moved).await.unwrap_err().kind(), FaultKind::Seal);
    }

    given_a_passkey_in_whose_place_another_was_put_then_it_does_not_open(bench) {
        let (owner, other) = (bench.officer.user, bench.colleague.user);
        let swapped = format!(
            "UPDATE passkey SET sealed = (SELECT p.sealed FROM passkey p WHERE p.user_id = '{other}') \
             WHERE user_id = '{owner}'"
        );
        assert_eq!(after(bench, swapped).await.unwrap_err().kind(), FaultKind::Seal);
    }

    given_a_passkey_of_which_nothing_sealed_was_changed_then_it_opens(bench) {
        let owner = bench.officer.user;
        let touched = format!("UPDATE passkey SET used_at = 7 WHERE user_id = '{owner}'");
        assert_eq!(after(bench, touched).await.unwrap().unwrap().user, owner, "the control");
    }

    given_a_ceremony_then_it_ends_once_in_time_and_for_what_it_was_begun(bench) {
        let user = bench.officer.user;
        begin(&bench, ceremony(1, None, 300), 9).await;
        begin(&bench, ceremony(2, Some(user), 300), 9).await;
        assert_eq!(end(&bench, 1, CeremonyKind::Confirm, 5).await, CeremonyEnd::Gone);
        assert_eq!(end(&bench, 3, CeremonyKind::SignIn, 5).await, CeremonyEnd::Gone);
        assert_eq!(end(&bench, 1, CeremonyKind::SignIn, 300).await, CeremonyEnd::Gone);
        let open = CeremonyEnd::Open { user: None, state: vec![1; 3] };
        assert_eq!(end(&bench, 1, CeremonyKind::SignIn, 299).await, open);
        assert_eq!(end(&bench, 1, CeremonyKind::SignIn, 299).await, CeremonyEnd::Used);
        let theirs = CeremonyEnd::Open { user: Some(user), state: vec![2; 3] };
        assert_eq!(end(&bench, 2, CeremonyKind::Confirm, 5).await, theirs);
    }

    given_more_ceremonies_than_are_kept_then_those_go_that_run_out_first(bench) {
        for (token, until) in [(1, 20), (2, 10), (3, 30)] {
            begin(&bench, ceremony(token, None, until), 2).await;
        }
        assert_eq!(end(&bench, 2, CeremonyKind::SignIn, 5).await, CeremonyEnd::Gone);
        for token in [1, 3] {
            assert!(matches!(end(&bench, token, CeremonyKind::SignIn, 5).await, CeremonyEnd::Open { .. }), "{token}");
        }
    }
}
