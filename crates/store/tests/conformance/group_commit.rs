use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use access::action::RecordOnCase;
use store::{Conflict, Fault, FaultKind, Tx, WriteError};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use crate::bench::{Bench, at, event, moment, on_both};

/// Holds the writer inside one piece of work, so that what comes meanwhile waits behind it.
async fn held(bench: &Arc<Bench>) -> (oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let (inside, entered) = oneshot::channel();
    let (release, released) = oneshot::channel();
    let bench = Arc::clone(bench);
    let holder = tokio::spawn(async move {
        bench
            .write(move |_| {
                Box::pin(async move {
                    inside.send(()).unwrap();
                    released.await.unwrap();
                    Ok(())
                })
            })
            .await;
    });
    entered.await.unwrap();
    (release, holder)
}

/// Adds a link, which nobody else adds.
async fn mark(tx: &mut Tx, name: u8) -> Result<(), Fault> {
    tx.add_setup_link(&[name; 32], &store::SetupLink { user: None, expires_at: at(10) }).await
}

async fn marked(bench: &Bench, name: u8) -> bool {
    let found = bench.read(|tx| Box::pin(async move { tx.setup_link(&[name; 32], at(5)).await })).await;
    found.is_some()
}

on_both! {
    given_an_answer_then_what_it_answers_for_is_seen_by_every_reader(bench) {
        let bench = Arc::new(bench);
        let unseen = Arc::new(AtomicUsize::new(0));
        let mut clients = JoinSet::new();
        for client in 0..32 {
            let (bench, unseen) = (Arc::clone(&bench), Arc::clone(&unseen));
            clients.spawn(async move {
                bench.write(move |tx| Box::pin(mark(tx, client))).await;
                unseen.fetch_add(usize::from(!marked(&bench, client).await), Ordering::Relaxed);
            });
        }
        clients.join_all().await;
        assert_eq!(unseen.load(Ordering::Relaxed), 0);
    }

    given_work_that_fails_or_panics_between_others_then_they_are_kept_and_it_is_not(bench) {
        let bench = Arc::new(bench);
        let (release, holder) = held(&bench).await;
        let mut clients = JoinSet::new();
        for client in 0..9_u8 {
            let bench = Arc::clone(&bench);
            clients.spawn(async move {
                let result = bench.store.write::<_, WriteError, _>(move |tx| Box::pin(async move {
                    mark(tx, client).await?;
                    match client % 3 {
                        0 => Err(Conflict.into()),
                        1 => panic!("a defect in one piece of work"),
                        _ => Ok(()),
                    }
                }));
                (client, tokio::spawn({ let result = result.await; async move { result } }).await.unwrap())
            });
        }
        tokio::task::yield_now().await;
        release.send(()).unwrap();
        holder.await.unwrap();
        while let Some(joined) = clients.join_next().await {
            // On PostgreSQL a panic is its caller's own; there is no writer to protect.
            let Ok((client, result)) = joined else { continue };
            assert_eq!(result.is_ok(), client % 3 == 2, "{result:?}");
        }
        for client in 0..9 {
            assert_eq!(marked(&bench, client).await, client % 3 == 2, "client {client}");
        }
    }

    given_a_batch_in_which_one_conflicts_then_its_neighbours_are_appended(bench) {
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(bench.case(vec![event("one")]).await);
        }
        let bench = Arc::new(bench);
        let (release, holder) = held(&bench).await;
        let mut clients = JoinSet::new();
        for (place, case) in cases.iter().copied().enumerate() {
            let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
            let (bench, expected) = (Arc::clone(&bench), if place == 1 { 9 } else { 1 });
            let officer = bench.officer.clone();
            clients.spawn(async move {
                bench.store.write::<_, WriteError, _>(move |tx| Box::pin(async move {
                    tx.append(&permit, expected, &[event("two")], &moment(&officer, 2)).await
                })).await
            });
        }
        tokio::task::yield_now().await;
        release.send(()).unwrap();
        holder.await.unwrap();
        let results = clients.join_all().await;
        assert_eq!(results.iter().filter(|result| **result == Err(Conflict.into())).count(), 1);
        assert_eq!(bench.history(cases[0]).await.len(), 2);
        assert_eq!(bench.history(cases[1]).await.len(), 1);
        assert_eq!(bench.history(cases[2]).await.len(), 2);
    }
}

/// Only the writer of an embedded store gathers.
#[tokio::test]
async fn given_work_behind_other_work_then_no_answer_comes_before_the_commit_they_share() {
    let bench = Arc::new(Bench::sqlite().await);
    let (release_first, first) = held(&bench).await;
    let answered = Arc::new(AtomicBool::new(false));
    let (client, flag) = (Arc::clone(&bench), Arc::clone(&answered));
    let second = tokio::spawn(async move {
        client.store.write::<_, Fault, _>(move |tx| Box::pin(mark(tx, 1))).await.unwrap();
        flag.store(true, Ordering::SeqCst);
    });
    tokio::task::yield_now().await;
    let (inside, entered) = oneshot::channel();
    let (release_third, released) = oneshot::channel::<()>();
    let client = Arc::clone(&bench);
    let third = tokio::spawn(async move {
        client
            .store
            .write::<_, Fault, _>(move |_| {
                Box::pin(async move {
                    inside.send(()).unwrap();
                    released.await.unwrap();
                    Ok(())
                })
            })
            .await
            .unwrap();
    });
    tokio::task::yield_now().await;
    release_first.send(()).unwrap();
    entered.await.unwrap();
    // The second has run, the third is running in the same batch: nothing of it is committed, nobody has an
    // answer.
    assert!(!answered.load(Ordering::SeqCst));
    assert!(!second.is_finished());
    assert!(!marked(&bench, 1).await);
    release_third.send(()).unwrap();
    for task in [first, third] {
        task.await.unwrap();
    }
    second.await.unwrap();
    assert!(marked(&bench, 1).await);
}

#[tokio::test]
async fn given_a_panic_in_the_writer_then_its_caller_gets_a_fault_and_the_writer_goes_on() {
    let bench = Bench::sqlite().await;
    let result = bench.store.write::<(), Fault, _>(|_| Box::pin(async { panic!("a defect") })).await;
    assert_eq!(result.unwrap_err().kind(), FaultKind::Stopped);
    bench.write(move |tx| Box::pin(mark(tx, 1))).await;
    assert!(marked(&bench, 1).await);
}
