use access::action::{RecordOnCase, SeeCase, SeeLooks};
use access::{Action, Permit, check};
use domain::CaseId;
use store::{Conflict, LooksAsked, ReadsCase, Standing, Together, WriteError};

use crate::bench::{Bench, at, event, moment, new_id, office, on_both, record};

/// A permit of the officer, and where the case stood when it was given.
async fn view<A: Action>(bench: &Bench, case: CaseId) -> (Permit<A>, Standing)
where
    Permit<A>: ReadsCase,
{
    let officer = bench.officer.clone();
    bench
        .read(move |tx| {
            Box::pin(async move {
                let facts = tx.case_facts(&officer, case, jiff::Timestamp::UNIX_EPOCH).await?.unwrap();
                let permit = check::<A>(&officer, &facts).unwrap();
                let standing = tx.standing(&permit).unwrap();
                Ok((permit, standing))
            })
        })
        .await
}

async fn recorded(bench: &Bench, permit: Permit<RecordOnCase>, standing: Standing) -> Result<(), WriteError> {
    let moment = moment(&bench.officer, 2);
    let (events, record) = ([event("two")], record("Ann Example"));
    let together = Together {
        events: &events,
        record: &record,
        was: None,
        duties: &[],
        gone: &[],
        facts: &[],
        counted: &[],
    };
    let recording = bench.store.recording(&permit, &standing, together, &moment).await?;
    bench.store.record(recording).await.map(drop)
}

on_both! {
    given_two_writers_who_saw_the_same_then_the_second_conflicts_and_writes_nothing(bench) {
        let case = bench.case(vec![event("one")]).await;
        bench.append(case, 1, vec![event("theirs")]).await.unwrap();
        assert_eq!(bench.append(case, 1, vec![event("mine")]).await, Err(Conflict.into()));
        assert_eq!(bench.history(case).await.len(), 2);
    }

    given_many_writers_at_once_then_exactly_one_of_each_round_wins(bench) {
        let case = bench.case(vec![event("one")]).await;
        let bench = std::sync::Arc::new(bench);
        for round in 1..=5 {
            let mut writers = tokio::task::JoinSet::new();
            for _ in 0..8 {
                let bench = std::sync::Arc::clone(&bench);
                writers.spawn(async move { bench.append(case, round, vec![event("at once")]).await });
            }
            let results = writers.join_all().await;
            assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
        }
        assert_eq!(bench.history(case).await.len(), 6);
    }

    given_a_case_or_a_reference_that_is_there_when_it_is_opened_again_then_it_conflicts(bench) {
        let first = record("Ann Example");
        let case = bench.case_as(first.clone(), vec![event("one")]).await;
        for (case, record) in [(case, record("other")), (CaseId::from_uuid(new_id()), first)] {
            let officer = bench.officer.clone();
            let again = bench.store.write::<(), WriteError, _>(move |tx| Box::pin(async move {
                tx.open_case(&office(&officer), case, &record, &[event("two")], &moment(&officer, 3)).await?;
                Ok(())
            })).await;
            assert_eq!(again, Err(Conflict.into()));
        }
        assert_eq!(bench.history(case).await.len(), 1);
    }

    given_an_attempt_that_was_undone_when_the_case_is_opened_again_then_it_opens_and_reads_back(bench) {
        let case = CaseId::from_uuid(new_id());
        for undone in [true, false] {
            let officer = bench.officer.clone();
            let opened = bench.store.write::<(), WriteError, _>(move |tx| Box::pin(async move {
                let moment = moment(&officer, 1);
                tx.open_case(&office(&officer), case, &record("Ann"), &[event("one")], &moment).await?;
                if undone { Err(Conflict.into()) } else { Ok(()) }
            })).await;
            assert_eq!(opened.is_err(), undone);
        }
        let bench = bench.reopened().await;
        assert_eq!(bench.history(case).await.len(), 1);
    }

    given_work_that_fails_after_it_wrote_then_nothing_of_it_stays(bench) {
        let case = bench.case(vec![event("one")]).await;
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        let officer = bench.officer.clone();
        let failed = bench.store.write::<(), WriteError, _>(move |tx| Box::pin(async move {
            tx.append(&permit, 1, &[event("two")], &moment(&officer, 2)).await?;
            Err(Conflict.into())
        })).await;
        assert_eq!(failed, Err(Conflict.into()));
        assert_eq!(bench.history(case).await.len(), 1);
        bench.append(case, 1, vec![event("two")]).await.unwrap();
    }

    given_a_permit_of_an_earlier_view_then_it_holds_until_the_case_moves_or_its_holder_is_excluded(bench) {
        let case = bench.case(vec![event("one")]).await;
        let (seen, standing) = view::<SeeCase>(&bench, case).await;
        assert!(bench.store.note_look_while(&seen, standing, at(3), "case").await.unwrap());
        let (permit, standing) = view::<RecordOnCase>(&bench, case).await;
        assert_eq!(recorded(&bench, permit, standing).await, Ok(()));
        assert!(!bench.store.note_look_while(&seen, standing, at(4), "case").await.unwrap());
        let (permit, _) = view::<RecordOnCase>(&bench, case).await;
        assert_eq!(recorded(&bench, permit, standing).await, Err(Conflict.into()));

        let (seen, standing) = view::<SeeCase>(&bench, case).await;
        let (permit, _) = view::<RecordOnCase>(&bench, case).await;
        let (held, officer) = (bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap(), bench.officer.user);
        bench.write(move |tx| Box::pin(async move { tx.exclude(&held, officer, jiff::Timestamp::UNIX_EPOCH).await })).await;
        assert!(!bench.store.note_look_while(&seen, standing, at(5), "case").await.unwrap());
        assert_eq!(recorded(&bench, permit, standing).await, Err(Conflict.into()));
        let held = bench.permit::<SeeLooks>(&bench.lead, case).await.unwrap();
        let looks = bench.read(|tx| Box::pin(async move { tx.looks(&held, LooksAsked::newest(10)).await })).await;
        assert_eq!(looks.len(), 2, "one for the page and one for the entry");
    }

    given_a_reader_then_it_sees_one_moment_however_long_it_looks(bench) {
        let case = bench.case(vec![event("one")]).await;
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        let bench = std::sync::Arc::new(bench);
        let writer = std::sync::Arc::clone(&bench);
        let seen = bench.read(|tx| Box::pin(async move {
            let before = tx.history(&permit).await?.len();
            writer.append(case, 1, vec![event("meanwhile")]).await.unwrap();
            Ok((before, tx.history(&permit).await?.len()))
        })).await;
        assert_eq!(seen, (1, 1));
        assert_eq!(bench.history(case).await.len(), 2);
    }
}
