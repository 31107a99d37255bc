//! What has been kept for long enough is deleted, and nothing else (ASVS 14.2.7).

use domain::{DraftId, SessionId, UserId};
use store::{DraftField, NewSession, Old, SetupLink, User, WriteError};

use crate::bench::{Bench, at, new_id, on_both};
use crate::holding::{Death, case};

const DAY: i64 = 24 * 60 * 60;

/// As far back as each is kept, from a moment.
fn old(now: i64) -> Old {
    Old { now: at(now), ended: at(now - DAY / 2), used: at(now - 30 * DAY), left: at(now - 90 * DAY) }
}

async fn sweep(bench: &Bench, now: i64) -> u64 {
    let old = old(now);
    bench.write(move |tx| Box::pin(async move { tx.sweep(old).await })).await
}

async fn has_link(bench: &Bench, name: u8) -> bool {
    bench.read(move |tx| Box::pin(async move { tx.setup_link(&[name; 32], at(-1)).await })).await.is_some()
}

async fn draft(bench: &Bench, user: UserId) -> DraftId {
    let id = DraftId::from_uuid(new_id());
    let actor = access::Actor { user, ..bench.officer.clone() };
    let typed = DraftField { field: "words".to_owned(), version: 0, value: "What she told us".to_owned() };
    bench
        .write(move |tx| {
            Box::pin(async move {
                tx.begin_draft(&actor, id, "conversation", None, at(0)).await?;
                tx.save_field(&actor, id, &typed, at(0)).await.map(drop)
            })
        })
        .await;
    id
}

async fn has_draft(bench: &Bench, user: UserId, id: DraftId) -> bool {
    let actor = access::Actor { user, ..bench.officer.clone() };
    bench.read(move |tx| Box::pin(async move { tx.draft(&actor, id).await })).await.is_some()
}

async fn leaves(bench: &Bench, user: UserId) {
    let left = bench.store.write::<_, WriteError, _>(move |tx| {
        Box::pin(async move {
            let user = tx.user(user).await?.unwrap();
            tx.put_user(&User { active: false, ..user }, at(1)).await
        })
    });
    left.await.unwrap();
}

on_both! {
    given_a_link_that_holds_no_more_then_it_goes_thirty_days_later_and_not_before(bench) {
        for (name, until) in [(1, DAY), (2, 40 * DAY)] {
            let link = SetupLink { user: None, expires_at: at(until) };
            bench.write(move |tx| Box::pin(async move { tx.add_setup_link(&[name; 32], &link).await })).await;
        }
        sweep(&bench, 30 * DAY).await;
        assert!(has_link(&bench, 1).await && has_link(&bench, 2).await);
        assert_eq!(sweep(&bench, 31 * DAY).await, 1);
        assert!(!has_link(&bench, 1).await && has_link(&bench, 2).await);
    }

    given_somebody_who_left_then_their_unfinished_draft_goes_ninety_days_later_and_nobody_elses(bench) {
        let (gone, here) = (bench.officer.user, bench.colleague.user);
        let (of_gone, of_here) = (draft(&bench, gone).await, draft(&bench, here).await);
        leaves(&bench, gone).await;
        sweep(&bench, 90 * DAY).await;
        assert!(has_draft(&bench, gone, of_gone).await, "they may come back");
        sweep(&bench, 90 * DAY + 2).await;
        assert!(!has_draft(&bench, gone, of_gone).await);
        sweep(&bench, 3650 * DAY).await;
        assert!(has_draft(&bench, here, of_here).await, "what somebody is at work on stays for ever");
    }

    given_a_case_in_which_somebody_died_then_no_draft_of_it_goes(bench) {
        let gone = bench.officer.user;
        let (_, _, of_held) = case(&bench, Death::Recorded).await;
        let (_, _, of_other) = case(&bench, Death::Nothing).await;
        leaves(&bench, gone).await;
        sweep(&bench, 91 * DAY).await;
        assert!(has_draft(&bench, gone, of_held).await);
        assert!(!has_draft(&bench, gone, of_other).await, "the control");
    }

    given_sessions_then_those_that_ended_half_a_day_ago_go(bench) {
        let user = bench.officer.user;
        for (name, until) in [(1_u8, 10), (2, 5 * DAY)] {
            bench.write(move |tx| Box::pin(async move {
                let session = NewSession {
                    token_digest: [name; 32],
                    id: SessionId::from_uuid(new_id()),
                    user,
                    csrf_digest: [name; 32],
                    browser: "Chrome on Linux".to_owned(),
                    at: at(0),
                    expires_at: at(until),
                    how: "passkey",
                    unfinished: false,
                };
                tx.begin_session(&session).await
            })).await;
        }
        assert_eq!(sweep(&bench, DAY / 2).await, 0);
        assert_eq!(sweep(&bench, DAY).await, 1);
    }
}
