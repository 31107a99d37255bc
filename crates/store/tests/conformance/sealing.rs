//! Who looked cannot be changed unseen: every kind of change to the access journal is found (ADR 0022).

use access::action::{RecordOnCase, ReviewLooks, SearchCases};
use domain::CaseId;
use jiff::Timestamp;
use sqlx::{AnyConnection, Connection, SqlSafeStr};
use store::{LookHead, LooksAgainst, LooksReport, SealBreak, verify, verify_against};

use crate::bench::{Bench, Ground, at, event, new_id, office, on_both};

/// Three cases with four looks at each, and two searches, under three seals; and two looks after the last one.
async fn looked_at(bench: &Bench) -> CaseId {
    let mut middle = None;
    for second in 0..3 {
        let case = bench.case(vec![event("one")]).await;
        looks(bench, case, 10 * second).await;
        assert!(bench.store.seal_looks(at(10 * second + 9)).await.unwrap() >= 4);
        if second == 1 {
            middle = Some(case);
        }
    }
    let case = bench.case(vec![event("one")]).await;
    let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
    bench
        .write(move |tx| {
            Box::pin(async move {
                tx.note_look(&permit, at(41), "page", None).await?;
                tx.note_look(&permit, at(42), "page", None).await
            })
        })
        .await;
    middle.unwrap()
}

async fn looks(bench: &Bench, case: CaseId, second: i64) {
    let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
    let search = office::<SearchCases>(&bench.officer);
    let terms = [bench.store.search_mark(bench.organisation, "ashdown")];
    bench
        .write(move |tx| {
            Box::pin(async move {
                for more in 0..4 {
                    let why = (more == 2).then_some("To plan the visit");
                    tx.note_look(&permit, at(second + more), &format!("part-{more}"), why).await?;
                }
                tx.note_search(&search, at(second + 5), "search", &terms).await
            })
        })
        .await;
}

async fn tamper(ground: &Ground, text: &str, case: CaseId) {
    let address = ground.postgres_address.clone().unwrap_or_else(|| {
        format!("sqlite://{}", Bench::data(&ground.directory).join("holdfast.db").display())
    });
    let mut connection = AnyConnection::connect(&address).await.unwrap();
    let text = sqlx::AssertSqlSafe(text.replace("CASE_ID", &format!("'{case}'"))).into_sql_str();
    sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn walked(ground: &Ground, kept: Option<LookHead>) -> LooksReport {
    let master = ground.master();
    let against = LooksAgainst { key: Some(&master), kept, outside: None };
    verify_against(&ground.config, against).await.unwrap().looks
}

/// What is found after a change, beside a store in which everything was whole before it.
async fn found(bench: Bench, text: &str) -> (LooksReport, LooksReport) {
    let case = looked_at(&bench).await;
    let ground = bench.closed().await;
    let whole = walked(&ground, None).await;
    assert_eq!((whole.broken.as_slice(), whole.with_key, whole.sealed), (&[][..], true, 15));
    tamper(&ground, text, case).await;
    let without_key = verify(&ground.config).await.unwrap().looks;
    (walked(&ground, whole.head).await, without_key)
}

macro_rules! found {
    ($($name:ident: $text:literal => $number:literal $what:ident;)+) => {
        on_both! {$(
            $name(bench) {
                let (report, without_key) = found(bench, $text).await;
                let breaks: Vec<_> = report.broken.iter().map(|broken| (broken.number, broken.what)).collect();
                assert_eq!(breaks, [($number, SealBreak::$what)]);
                assert_eq!(report.broken, without_key.broken, "it takes no key to see this");
                assert!(report.broken[0].to_string().starts_with(concat!("seal ", $number, " of the access journal ")));
            }
        )+}
    };
}

found! {
    another_reader_is_found:
        "UPDATE access_entry SET user_id = 'nobody' WHERE case_id = CASE_ID AND part = 'part-1'" => 2 Changed;
    another_moment_is_found:
        "UPDATE access_entry SET at = at + 1 WHERE case_id = CASE_ID AND part = 'part-1'" => 2 Changed;
    another_action_is_found:
        "UPDATE access_entry SET action = 'see-case' WHERE case_id = CASE_ID AND part = 'part-1'" => 2 Changed;
    another_part_is_found:
        "UPDATE access_entry SET part = 'less' WHERE case_id = CASE_ID AND part = 'part-1'" => 2 Changed;
    another_relation_is_found:
        "UPDATE access_entry SET relation = 'region' WHERE case_id = CASE_ID AND part = 'part-1'" => 2 Changed;
    a_reason_that_is_gone_is_found:
        "UPDATE access_entry SET why = NULL WHERE case_id = CASE_ID AND part = 'part-2'" => 2 Changed;
    a_reason_that_is_empty_is_not_one_that_is_gone:
        "UPDATE access_entry SET why = CAST('' AS blob) WHERE case_id = CASE_ID AND part = 'part-1'" => 2 Changed;
    another_case_is_found:
        "UPDATE access_entry SET case_id = NULL WHERE case_id = CASE_ID AND part = 'part-1'" => 2 Changed;
    a_search_whose_words_are_gone_is_found:
        "UPDATE access_entry SET terms = '' WHERE at = (SELECT MIN(at) FROM access_entry WHERE terms IS NOT NULL)"
            => 1 Changed;
    two_entries_that_changed_places_are_found:
        "UPDATE access_entry SET part = CASE part WHEN 'part-0' THEN 'part-3' ELSE 'part-0' END,
            at = CASE part WHEN 'part-0' THEN at + 3000000 ELSE at - 3000000 END,
            id = CASE part WHEN 'part-0' THEN 'x' ELSE id END
         WHERE case_id = CASE_ID AND part IN ('part-0', 'part-3')" => 2 Changed;
    a_dropped_entry_is_found:
        "DELETE FROM access_entry WHERE case_id = CASE_ID AND part = 'part-2'" => 2 Dropped;
    every_look_at_a_case_dropped_is_found:
        "DELETE FROM access_entry WHERE case_id = CASE_ID" => 2 Dropped;
    the_last_sealed_entry_dropped_is_found:
        "DELETE FROM access_entry WHERE place = (SELECT MAX(up_to) FROM look_seal)" => 3 Dropped;
    a_dropped_seal_is_found:
        "DELETE FROM look_seal WHERE number = 2" => 2 Missing;
    another_count_is_found:
        "UPDATE look_seal SET entries = entries - 1 WHERE number = 2" => 2 Added;
    another_time_of_a_seal_is_found:
        "UPDATE look_seal SET made_at = made_at + 1 WHERE number = 2" => 2 Changed;
    the_end_cut_off_with_its_seal_is_found:
        "DELETE FROM access_entry WHERE place > (SELECT up_to FROM look_seal WHERE number = 2);
         DELETE FROM look_seal WHERE number = 3" => 3 Truncated;
}

on_both! {
    nothing_is_found_in_a_journal_that_nobody_touched(bench) {
        looked_at(&bench).await;
        let before = bench.store.seal_looks(at(50)).await.unwrap();
        assert_eq!((before, bench.store.seal_looks(at(60)).await.unwrap()), (2, 0));
        let ground = bench.closed().await;
        let report = walked(&ground, None).await;
        assert_eq!((report.broken.len(), report.sealed, report.unsealed), (0, 17, 0));
        let head = report.head.unwrap();
        assert_eq!((head.number, head.to_string().parse()), (4, Ok(head)));
    }

    what_comes_after_the_last_seal_is_said_not_to_be_sealed(bench) {
        looked_at(&bench).await;
        let ground = bench.closed().await;
        assert_eq!(walked(&ground, None).await.unsealed, 2);
    }

    a_seal_that_was_made_without_the_key_is_found_by_whoever_has_it(bench) {
        let (report, without_key) =
            found(bench, "UPDATE look_seal SET vouched = CAST('forged' AS blob) WHERE number = 2").await;
        let breaks: Vec<_> = report.broken.iter().map(|broken| (broken.number, broken.what)).collect();
        assert_eq!(breaks, [(2, SealBreak::Forged)]);
        assert_eq!(without_key.broken, []);
    }

    a_journal_cut_off_with_everything_that_tells_of_it_is_found_by_an_end_that_was_kept_outside(bench) {
        let case = looked_at(&bench).await;
        let ground = bench.closed().await;
        let kept = walked(&ground, None).await.head;
        // The second seal was the last one once, so its head is a true one.
        tamper(&ground, "DELETE FROM access_entry WHERE place > (SELECT up_to FROM look_seal WHERE number = 2);
            DELETE FROM look_seal WHERE number = 3; DELETE FROM meta WHERE name = 'look-head'", case).await;
        let report = walked(&ground, kept).await;
        let breaks: Vec<_> = report.broken.iter().map(|broken| (broken.number, broken.what)).collect();
        assert_eq!(breaks, [(3, SealBreak::Truncated)]);
    }

    an_end_of_another_journal_is_not_the_one_that_was_kept(bench) {
        looked_at(&bench).await;
        let ground = bench.closed().await;
        let mut kept = walked(&ground, None).await.head.unwrap();
        kept.link = seal::Link::genesis([0; 16], [0; 16]);
        let breaks = walked(&ground, Some(kept)).await.broken;
        assert_eq!(breaks.iter().map(|broken| broken.what).collect::<Vec<_>>(), [SealBreak::Rewritten]);
    }

    looks_are_read_from_a_moment_on_whatever_is_sealed(bench) {
        looked_at(&bench).await;
        let permit = || office::<ReviewLooks>(&bench.lead);
        let all = |from, until| {
            let permit = permit();
            bench.read(move |tx| Box::pin(async move { tx.looks_of_all(&permit, from, until).await }))
        };
        let every = all(Timestamp::MIN, Timestamp::MAX).await;
        assert_eq!(every.len(), 17);
        assert!(every.is_sorted_by_key(|look| look.place), "{every:?}");
        let later = all(at(21), at(42)).await;
        assert_eq!(later.iter().map(|look| look.at).collect::<Vec<_>>(), [21, 22, 23, 25, 41].map(at));
        assert_eq!(later[0].relation, Some(access::Relation::Recorder));
        let counted = bench.read(|tx| Box::pin(async move { tx.looks_to_count(at(21)).await })).await;
        assert_eq!(counted.len(), 6);
        let mark = bench.store.search_mark(bench.organisation, "ashdown");
        let permit = permit();
        let searches = bench.read(move |tx| Box::pin(async move {
            tx.searches_of_all(&permit, at(15), Timestamp::MAX).await
        })).await;
        assert_eq!(searches.iter().map(|one| one.terms.clone()).collect::<Vec<_>>(), [vec![mark], vec![mark]]);
    }

    looks_of_another_organisation_are_in_no_list(bench) {
        looked_at(&bench).await;
        let mut stranger = bench.lead.clone();
        stranger.organisation = domain::OrganisationId::from_uuid(new_id());
        let permit = office::<ReviewLooks>(&stranger);
        let all = bench.read(move |tx| Box::pin(async move {
            tx.looks_of_all(&permit, Timestamp::MIN, Timestamp::MAX).await
        })).await;
        assert_eq!(all, []);
    }
}
