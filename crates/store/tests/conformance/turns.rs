//! That nobody waits for ever, nobody is kept waiting by others, and what happens where too many come (ASVS 15.4.3,
//! 15.4.4, 13.2.6).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use access::action::{RecordOnCase, SeeCase};
use domain::CaseId;
use store::{Fault, FaultKind, SecurityEvent, SecurityKind, WriteError};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::bench::{Bench, at, event, moment, new_id, office, on_both, record};

/// So many write at once.
const CLIENTS: usize = 32;
/// So often each of them.
const ROUNDS: usize = 12;
/// As many as share a commit, and as wait at most (docs/limits.md).
const BATCH: usize = 16;
const QUEUE: usize = 1024;
/// Far more than anything here takes. Who has not finished by then never will.
const EVER: Duration = Duration::from_mins(2);

/// How many pieces of work of others were done between asking and being served, at worst. Each pair is how many had
/// been done when somebody asked, and when they were served.
fn worst(waited: &[(usize, usize)]) -> usize {
    waited.iter().map(|(asked, served)| served - asked).max().unwrap_or(0)
}

/// Everybody writes again as soon as they were answered.
async fn waits(bench: Arc<Bench>) -> Vec<(usize, usize)> {
    let (done, waited) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (bench, done, waited) = (Arc::clone(&bench), Arc::clone(&done), Arc::clone(&waited));
        clients.spawn(async move {
            for _ in 0..ROUNDS {
                let (asked, count) = (done.load(Ordering::SeqCst), Arc::clone(&done));
                let served =
                    bench.write(move |_| Box::pin(async move { Ok(count.fetch_add(1, Ordering::SeqCst)) }));
                let served = served.await;
                waited.lock().unwrap().push((asked, served));
            }
        });
    }
    clients.join_all().await;
    Arc::into_inner(waited).unwrap().into_inner().unwrap()
}

/// Fairness is counted, not timed: in front of anybody there is at most one piece of work of each other, and what
/// shared the commit that was under way.
#[tokio::test]
async fn given_many_who_never_stop_writing_then_nobody_is_served_after_more_than_one_turn_of_each_other() {
    let waited = waits(Arc::new(Bench::sqlite().await)).await;
    assert_eq!(waited.len(), CLIENTS * ROUNDS);
    assert!(worst(&waited) < CLIENTS + BATCH, "{}", worst(&waited));
}

/// The control: one who is passed over by all others again and again is found by the same count.
#[test]
fn somebody_who_is_passed_over_is_found() {
    let fair = (0..CLIENTS * ROUNDS).map(|turn| (turn.saturating_sub(CLIENTS - 1), turn)).collect::<Vec<_>>();
    assert!(worst(&fair) < CLIENTS + BATCH);
    let passed_over = [&fair[..], &[(0, CLIENTS * ROUNDS)]].concat();
    assert!(worst(&passed_over) >= CLIENTS + BATCH);
}

#[tokio::test]
async fn given_as_many_as_may_wait_then_whoever_comes_next_is_told_at_once_and_all_others_are_served() {
    const MORE: usize = 40;
    let bench = Arc::new(Bench::sqlite().await);
    let (inside, entered) = oneshot::channel();
    let (release, released) = oneshot::channel::<()>();
    let holder = Arc::clone(&bench);
    let holder = tokio::spawn(async move {
        let held = holder.write(move |_| {
            Box::pin(async move {
                inside.send(()).unwrap();
                released.await.unwrap();
                Ok(())
            })
        });
        held.await;
    });
    entered.await.unwrap();

    let refused = Arc::new(AtomicUsize::new(0));
    let asked = Arc::new(AtomicUsize::new(0));
    let mut clients = JoinSet::new();
    for _ in 0..QUEUE + MORE {
        let (bench, refused, asked) = (Arc::clone(&bench), Arc::clone(&refused), Arc::clone(&asked));
        clients.spawn(async move {
            asked.fetch_add(1, Ordering::SeqCst);
            let result = bench.store.write::<(), Fault, _>(|_| Box::pin(async { Ok(()) })).await;
            let busy = result.as_ref().is_err_and(|fault| fault.kind() == FaultKind::Busy);
            refused.fetch_add(usize::from(busy), Ordering::SeqCst);
            assert_eq!(result.is_err(), busy, "{result:?}");
        });
    }
    while asked.load(Ordering::SeqCst) < QUEUE + MORE {
        tokio::task::yield_now().await;
    }
    // Nobody was served yet; those for whom there was no place know it already.
    assert_eq!(refused.load(Ordering::SeqCst), MORE);
    release.send(()).unwrap();
    holder.await.unwrap();
    clients.join_all().await;
    assert_eq!(refused.load(Ordering::SeqCst), MORE, "everybody else was served");
    bench.write(|_| Box::pin(async { Ok(()) })).await;
}

/// One piece of work of each kind, by turns, so that every kind meets every other.
async fn one(bench: &Arc<Bench>, case: CaseId, turn: usize) {
    match turn % 7 {
        0 => drop(bench.history(case).await),
        1 => {
            let look = bench.permit::<SeeCase>(&bench.officer, case).await.unwrap();
            let officer = bench.officer.clone();
            let standing = bench
                .read(move |tx| {
                    Box::pin(async move {
                        tx.case_facts(&officer, case, at(0)).await?;
                        Ok(tx.standing(&look).map(|standing| (look, standing)))
                    })
                })
                .await;
            let (look, standing) = standing.unwrap();
            // `false` where somebody recorded meanwhile.
            let _: bool = bench.store.note_look_while(&look, standing, at(3), "case").await.unwrap();
        }
        2 => {
            let event = SecurityEvent::of(&bench.officer, SecurityKind::SignedIn);
            bench.write(move |tx| Box::pin(async move { tx.note_security(&event, at(4)).await })).await;
        }
        3 => {
            // The case first, then the security log, as everywhere.
            let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
            let (officer, line) =
                (bench.officer.clone(), SecurityEvent::of(&bench.officer, SecurityKind::GlassBroken));
            let sequence = bench.history(case).await.len() as u64;
            let written = bench.store.write::<_, WriteError, _>(move |tx| {
                Box::pin(async move {
                    tx.append(&permit, sequence, &[event("more")], &moment(&officer, 5)).await?;
                    tx.note_security(&line, at(5)).await?;
                    Ok(())
                })
            });
            assert!(!matches!(written.await, Err(WriteError::Fault(_))));
        }
        4 => {
            let (officer, new) = (bench.officer.clone(), CaseId::from_uuid(new_id()));
            bench
                .store
                .write::<_, WriteError, _>(move |tx| {
                    Box::pin(async move {
                        let (permit, moment) = (office(&officer), moment(&officer, 1));
                        tx.open_case(&permit, new, &record("Ann Example"), &[event("one")], &moment).await?;
                        Ok(())
                    })
                })
                .await
                .unwrap();
        }
        5 => drop(bench.store.seal_looks(at(9)).await.unwrap()),
        _ => {
            // Somebody who reads, and has something written while they do.
            let writer = Arc::clone(bench);
            bench
                .read(|tx| {
                    Box::pin(async move {
                        let before = tx.organisations().await?.len();
                        writer.write(|_| Box::pin(async { Ok(()) })).await;
                        assert_eq!(tx.organisations().await?.len(), before);
                        Ok(())
                    })
                })
                .await;
        }
    }
}

on_both! {
    given_every_kind_of_work_at_once_then_all_of_it_ends(bench) {
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(bench.case(vec![event("one")]).await);
        }
        let bench = Arc::new(bench);
        let mut clients = JoinSet::new();
        // Fewer than have a connection each on PostgreSQL, since one kind takes two.
        for client in 0..7_usize {
            let (bench, cases) = (Arc::clone(&bench), cases.clone());
            clients.spawn(async move {
                for turn in 0..14 {
                    one(&bench, cases[(client + turn) % cases.len()], client + turn).await;
                }
            });
        }
        let ended = timeout(EVER, async {
            let mut ended = 0;
            while let Some(joined) = clients.join_next().await {
                joined.unwrap();
                ended += 1;
            }
            ended
        });
        assert_eq!(ended.await.ok(), Some(7), "something waits for itself");
    }
}
