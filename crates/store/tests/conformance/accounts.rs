//! Changing an account, and ending sessions.

use access::Role;
use domain::{SessionId, UserId};
use store::{Conflict, Ending, NewSession, WriteError};

use crate::bench::{Bench, at, new_id, on_both};

fn session(user: UserId, byte: u8, browser: &str) -> NewSession {
    NewSession {
        id: SessionId::from_uuid(new_id()),
        token_digest: [byte; 32],
        csrf_digest: [byte; 32],
        user,
        at: at(i64::from(byte)),
        expires_at: at(900),
        how: "passkey",
        unfinished: false,
        browser: browser.into(),
    }
}

/// Three sessions of the officer and one of a colleague.
async fn begun(bench: &Bench) -> [SessionId; 4] {
    let [officer, colleague] = [bench.officer.user, bench.colleague.user];
    let sessions = [
        session(officer, 1, "Chrome on Windows"),
        session(officer, 2, "Safari on iPhone"),
        session(officer, 3, "Firefox on Linux"),
        session(colleague, 4, "Edge on Windows"),
    ];
    let ids = sessions.each_ref().map(|session| session.id);
    bench
        .write(move |tx| {
            Box::pin(async move {
                for session in &sessions {
                    tx.begin_session(session).await?;
                }
                Ok(())
            })
        })
        .await;
    ids
}

/// The sessions of the officer that sign in, by the byte of their tokens.
async fn alive(bench: &Bench) -> Vec<u8> {
    bench
        .read(|tx| {
            Box::pin(async move {
                let mut alive = Vec::new();
                for byte in 1..=4 {
                    if tx.session(&[byte; 32]).await?.is_some() {
                        alive.push(byte);
                    }
                }
                Ok(alive)
            })
        })
        .await
}

async fn ends(bench: &Bench, which: Ending) -> u64 {
    let officer = bench.officer.user;
    bench.write(move |tx| Box::pin(async move { tx.end_sessions(officer, which, at(9)).await })).await
}

on_both! {
    given_sessions_then_their_owner_sees_them_and_no_others(bench) {
        let [_, second, third, _] = begun(&bench).await;
        let officer = bench.officer.user;
        let seen = bench.read(|tx| Box::pin(async move { tx.sessions_of(officer, at(9), at(1)).await })).await;
        let seen: Vec<_> = seen.into_iter().map(|line| (line.id, line.browser, line.created_at)).collect();
        assert_eq!(seen, [
            (third, "Firefox on Linux".to_owned(), at(3)),
            (second, "Safari on iPhone".to_owned(), at(2)),
        ], "the first was not used for too long");
        let late = bench.read(|tx| Box::pin(async move { tx.sessions_of(officer, at(900), at(0)).await })).await;
        assert_eq!(late, []);
    }

    one_session_ends_and_the_others_stay(bench) {
        let [_, second, _, others] = begun(&bench).await;
        assert_eq!(ends(&bench, Ending::One(second)).await, 1);
        assert_eq!(alive(&bench).await, [1, 3, 4]);
        assert_eq!(ends(&bench, Ending::One(second)).await, 0, "it has ended");
        assert_eq!(ends(&bench, Ending::One(others)).await, 0, "it is somebody else's");
        assert_eq!(alive(&bench).await, [1, 3, 4]);
    }

    all_others_end_or_all_of_them(bench) {
        let [first, ..] = begun(&bench).await;
        assert_eq!(ends(&bench, Ending::AllBut(first)).await, 2);
        assert_eq!(alive(&bench).await, [1, 4]);
        assert_eq!(ends(&bench, Ending::All).await, 1);
        assert_eq!(alive(&bench).await, [4]);
        let form = bench.read(|tx| Box::pin(async move { tx.session_of_form(&[1; 32]).await })).await.unwrap();
        assert_eq!((form.user.id, form.ended_at), (bench.officer.user, Some(at(9))), "their forms are still known");
    }

    of_two_who_change_an_account_at_once_the_second_is_told(bench) {
        let officer = bench.officer.user;
        let read = bench.read(|tx| Box::pin(async move { tx.user(officer).await })).await.unwrap();
        let (mut first, mut second) = (read.clone(), read.clone());
        (first.role, second.role) = (Role::RegionalManager, Role::Auditor);
        first.regions = [bench.region].into();
        let put = |user: store::User| bench.store.write::<_, WriteError, _>(move |tx| {
            Box::pin(async move { tx.put_user(&user, at(5)).await })
        });
        assert_eq!(put(first).await, Ok(()));
        assert_eq!(put(second).await, Err(Conflict.into()));
        let now = bench.read(|tx| Box::pin(async move { tx.user(officer).await })).await.unwrap();
        assert_eq!((now.role, now.regions.len(), now.version), (Role::RegionalManager, 1, read.version + 1));
    }
}
