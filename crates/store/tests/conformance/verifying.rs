//! The walk finds what the seals alone would not, and needs no key.

use access::action::RecordOnCase;
use access::{Permit, check};
use domain::CaseId;
use seal::BreakKind;
use sqlx::{AnyConnection, Connection, SqlSafeStr};
use store::{Conflict, VerifyReport, WriteError, verify};

use crate::bench::{Bench, Ground, event, moment, on_both};

/// Does something to the tables behind the store's back.
async fn tamper(bench: &Ground, text: &str, case: CaseId) {
    let address = address(bench);
    let mut connection = AnyConnection::connect(&address).await.unwrap();
    let text = sqlx::AssertSqlSafe(text.replace("CASE", &format!("'{case}'"))).into_sql_str();
    sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

fn address(bench: &Ground) -> String {
    bench.postgres_address.clone().unwrap_or_else(|| {
        format!("sqlite://{}", Bench::data(&bench.directory).join("holdfast.db").display())
    })
}

/// Three cases of four entries; the middle one is tampered with.
async fn walked(bench: Bench, text: &str) -> (CaseId, VerifyReport) {
    let entries = || ["one", "two", "three", "four"].map(event).to_vec();
    bench.case(entries()).await;
    let case = bench.case(entries()).await;
    bench.case(entries()).await;
    let bench = bench.closed().await;
    assert!(verify(&bench.config).await.unwrap().is_whole(), "it was whole before");
    tamper(&bench, text, case).await;
    (case, verify(&bench.config).await.unwrap())
}

macro_rules! found {
    ($($name:ident: $text:literal => $sequence:literal $kind:ident;)+) => {
        on_both! {$(
            $name(bench) {
                let (case, report) = walked(bench, $text).await;
                assert_eq!((report.broken.len(), report.streams), (1, 3), "{report:?}");
                let broken = &report.broken[0];
                assert_eq!((broken.stream, broken.at.sequence, broken.at.what), (case, $sequence, BreakKind::$kind));
                assert!(broken.to_string().starts_with(&format!("stream {case}: row {} ", $sequence)));
            }
        )+}
    };
}

found! {
    a_changed_payload_is_found:
        "UPDATE journal SET payload = CAST('changed' AS blob) WHERE stream = CASE AND seq = 2" => 2 Payload;
    a_changed_instant_is_found:
        "UPDATE journal SET recorded_at = recorded_at - 1 WHERE stream = CASE AND seq = 3" => 3 Header;
    a_changed_actor_is_found:
        "UPDATE journal SET actor = 'nobody' WHERE stream = CASE AND seq = 1" => 1 Header;
    a_changed_kind_is_found:
        "UPDATE journal SET kind = 'corrected' WHERE stream = CASE AND seq = 4" => 4 Header;
    a_dropped_row_is_found:
        "DELETE FROM journal WHERE stream = CASE AND seq = 2" => 2 Missing;
    a_dropped_row_whose_followers_moved_up_is_found:
        "DELETE FROM journal WHERE stream = CASE AND seq = 2;
         UPDATE journal SET seq = 2 WHERE stream = CASE AND seq = 3;
         UPDATE journal SET seq = 3 WHERE stream = CASE AND seq = 4" => 2 Header;
    two_rows_that_changed_places_are_found:
        "UPDATE journal SET seq = 99 WHERE stream = CASE AND seq = 2;
         UPDATE journal SET seq = 2 WHERE stream = CASE AND seq = 3;
         UPDATE journal SET seq = 3 WHERE stream = CASE AND seq = 99" => 2 Header;
    rows_cut_off_the_end_are_found:
        "DELETE FROM journal WHERE stream = CASE AND seq >= 3" => 3 Truncated;
    a_stream_without_any_row_is_found:
        "DELETE FROM journal WHERE stream = CASE" => 1 Truncated;
    a_row_behind_the_end_is_found:
        "UPDATE case_record SET sequence = 3, head = (SELECT link FROM journal WHERE stream = CASE AND seq = 3)
         WHERE case_id = CASE" => 4 Added;
    a_record_that_is_gone_is_found:
        "DELETE FROM case_record WHERE case_id = CASE" => 1 Added;
    another_head_is_found:
        "UPDATE case_record SET head = (SELECT link FROM journal WHERE stream = CASE AND seq = 1)
         WHERE case_id = CASE" => 4 Rewritten;
}

on_both! {
    a_deleted_payload_leaves_the_chain_whole(bench) {
        let case = bench.case(["one", "two", "three"].map(event).to_vec()).await;
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        bench.write(move |tx| Box::pin(async move { tx.delete_payload(&permit, 2).await })).await;
        bench.append(case, 3, vec![event("four")]).await.unwrap();
        let bench = bench.closed().await;
        let report = verify(&bench.config).await.unwrap();
        assert_eq!((report.streams, report.rows, report.deleted, report.broken), (1, 4, 1, vec![]));
    }

    two_appends_in_one_transaction_after_an_undone_one_leave_the_chain_whole(bench) {
        let case = bench.case(vec![event("one")]).await;
        for undone in [true, false] {
            let officer = bench.officer.clone();
            let done = bench.store.write::<(), WriteError, _>(move |tx| Box::pin(async move {
                let facts = tx.case_facts(&officer, case, jiff::Timestamp::UNIX_EPOCH).await?.unwrap();
                let permit: Permit<RecordOnCase> = check(&officer, &facts).unwrap();
                let moment = moment(&officer, 2);
                let words = if undone { "undone" } else { "kept" };
                tx.append(&permit, 1, &[event(words)], &moment).await?;
                tx.append(&permit, 2, &[event("more"), event("and more")], &moment).await?;
                if undone { Err(Conflict.into()) } else { Ok(()) }
            })).await;
            assert_eq!(done.is_err(), undone);
        }
        assert_eq!(bench.history(case).await.len(), 4);
        let bench = bench.closed().await;
        assert!(verify(&bench.config).await.unwrap().is_whole());
    }
}
