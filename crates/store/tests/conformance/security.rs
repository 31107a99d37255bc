//! The security log is only added to, says nothing in the clear, and shows what was done to it.

use std::future::{Future, poll_fn};
use std::task::Poll;

use access::action::SeeSecurityLog;
use domain::{CaseId, OrganisationId, UserId};
use seal::BreakKind;
use sqlx::{AnyConnection, Connection, Row, SqlSafeStr};
use store::{
    Conflict, Log, Organisation, SecurityAsked, SecurityEvent, SecurityKind, SecurityLine, WriteError, verify,
};

use crate::bench::{Bench, Ground, at, new_id, office, on_both};

const ALL: SecurityAsked = SecurityAsked { before: None, user: None, kind: None, limit: 100 };

fn address(ground: &Ground) -> String {
    ground.postgres_address.clone().unwrap_or_else(|| {
        format!("sqlite://{}", Bench::data(&ground.directory).join("holdfast.db").display())
    })
}

async fn tamper(ground: &Ground, text: &str) {
    let mut connection = AnyConnection::connect(&address(ground)).await.unwrap();
    let text = text.replace("OURS", &format!("'{}'", ground.organisation));
    let text = sqlx::AssertSqlSafe(text).into_sql_str();
    sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn note(bench: &Bench, event: SecurityEvent, second: i64) {
    bench.write(move |tx| Box::pin(async move { tx.note_security(&event, at(second)).await })).await;
}

async fn lines(bench: &Bench, asked: SecurityAsked) -> Vec<SecurityLine> {
    let permit = office::<SeeSecurityLog>(&bench.auditor);
    bench.read(|tx| Box::pin(async move { tx.security_lines(&permit, asked).await })).await
}

fn kinds(lines: &[SecurityLine]) -> Vec<SecurityKind> {
    lines.iter().map(|line| line.kind).collect()
}

/// Four lines of the organisation and one of nobody.
async fn filled(bench: &Bench) {
    let (officer, manager) = (bench.officer.clone(), bench.manager.user);
    let ours = Some(bench.organisation);
    note(bench, SecurityEvent::of(&officer, SecurityKind::SignedIn).from_browser("Chrome on Windows"), 1)
        .await;
    note(bench, SecurityEvent::about(None, None, SecurityKind::SignInRefused), 2).await;
    note(bench, SecurityEvent::about(ours, Some(manager), SecurityKind::LinkMade).by(officer.user), 3).await;
    let denied = SecurityEvent::of(&officer, SecurityKind::DeniedCase).on_case(CaseId::from_uuid(new_id()));
    note(bench, denied, 4).await;
    note(
        bench,
        SecurityEvent::about(ours, Some(manager), SecurityKind::SignedIn).saying("With a passkey"),
        5,
    )
    .await;
}

async fn write_at_once(bench: &Bench, many: i64) {
    let event = SecurityEvent::of(&bench.officer, SecurityKind::SignInRefused);
    let write = |second| {
        let event = event.clone();
        bench.write(move |tx| Box::pin(async move { tx.note_security(&event, at(second)).await }))
    };
    let mut waiting: Vec<_> = (0..many).map(write).map(Box::pin).collect();
    poll_fn(|context| {
        waiting.retain_mut(|write| write.as_mut().poll(context).is_pending());
        if waiting.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

on_both! {
    given_lines_then_they_are_read_newest_first_by_person_by_kind_and_in_pages(bench) {
        use SecurityKind::{DeniedCase, LinkMade, SignedIn};
        filled(&bench).await;
        let all = lines(&bench, ALL).await;
        assert_eq!(kinds(&all), [SignedIn, DeniedCase, LinkMade, SignedIn]);
        assert_eq!((all[0].words.as_deref(), all[0].at, all[0].sequence), (Some("With a passkey"), at(5), 4));
        assert_eq!((all[3].browser.as_deref(), all[3].user), (Some("Chrome on Windows"), Some(bench.officer.user)));
        assert_eq!((all[2].user, all[2].by), (Some(bench.manager.user), Some(bench.officer.user)));

        let of = |user, kind| SecurityAsked { user, kind, ..ALL };
        let officer = Some(bench.officer.user);
        assert_eq!(kinds(&lines(&bench, of(officer, None)).await), [DeniedCase, LinkMade, SignedIn]);
        assert_eq!(kinds(&lines(&bench, of(None, Some(SignedIn))).await), [SignedIn, SignedIn]);
        assert_eq!(lines(&bench, of(officer, Some(SignedIn))).await, all[3..]);
        let page = lines(&bench, SecurityAsked { limit: 2, ..ALL }).await;
        assert_eq!(page, all[..2]);
        assert_eq!(lines(&bench, SecurityAsked { before: Some(page[1].sequence), limit: 2, ..ALL }).await, all[2..]);
        assert_eq!(lines(&bench, of(Some(UserId::from_uuid(new_id())), None)).await, []);
    }

    given_what_belongs_to_nobody_then_it_is_read_only_where_there_is_one_organisation(bench) {
        filled(&bench).await;
        let permit = office::<SeeSecurityLog>(&bench.auditor);
        let asked = bench.read(|tx| Box::pin(async move { tx.security_lines_of_nobody(&permit, ALL).await }));
        assert_eq!(kinds(&asked.await), [SecurityKind::SignInRefused]);
        let other = Organisation {
            id: OrganisationId::from_uuid(new_id()),
            name: "Other Homes".into(),
            nation: "england-and-wales".into(),
            policy_id: "nhg".into(),
            policy_text: "[policy]".into(),
            created_at: at(0),
            fictional: true,
        };
        bench.write(move |tx| Box::pin(async move { tx.add_organisation(&other).await })).await;
        let permit = office::<SeeSecurityLog>(&bench.auditor);
        let asked = bench.read(|tx| Box::pin(async move { tx.security_lines_of_nobody(&permit, ALL).await }));
        assert_eq!(kinds(&asked.await), []);
    }

    given_a_transaction_that_is_undone_then_its_line_is_too_and_the_chain_stays_whole(bench) {
        filled(&bench).await;
        let event = SecurityEvent::of(&bench.officer, SecurityKind::RoleChanged);
        let undone = bench.store.write::<(), WriteError, _>(move |tx| Box::pin(async move {
            tx.note_security(&event, at(6)).await?;
            Err(Conflict.into())
        })).await;
        assert_eq!(undone, Err(Conflict.into()));
        note(&bench, SecurityEvent::of(&bench.officer, SecurityKind::SignedOut), 7).await;
        assert_eq!(lines(&bench, ALL).await.len(), 5);
        let ground = bench.closed().await;
        let report = verify(&ground.config).await.unwrap();
        assert!(report.is_whole(), "{report:?}");
        assert_eq!((report.logged, report.streams), (6, 0));
    }

    given_many_who_write_at_once_then_they_make_one_chain(bench) {
        write_at_once(&bench, 40).await;
        assert_eq!(lines(&bench, ALL).await.len(), 40);
        let ground = bench.closed().await;
        assert!(verify(&ground.config).await.unwrap().is_whole());
    }

    nothing_that_was_said_stands_in_the_clear(bench) {
        let case = CaseId::from_uuid(new_id());
        let event = SecurityEvent::of(&bench.officer, SecurityKind::DeniedCase)
            .on_case(case).from_browser("Firefox on Linux").saying("tourmaline");
        note(&bench, event, 1).await;
        let ground = bench.closed().await;
        let mut connection = AnyConnection::connect(&address(&ground)).await.unwrap();
        let row = sqlx::query("SELECT payload FROM security_event").fetch_one(&mut connection).await.unwrap();
        let payload = String::from_utf8_lossy(row.get::<&[u8], _>(0)).into_owned();
        connection.close().await.unwrap();
        for said in ["tourmaline", "Firefox", &case.to_string()] {
            assert!(!payload.contains(said), "{said}");
        }
        assert!(payload.len() > 100, "the control: something was sealed");
    }
}

/// The log after something was done to it behind the store's back.
async fn walked(bench: Bench, text: &str) -> Vec<(u64, BreakKind)> {
    filled(&bench).await;
    let ground = bench.closed().await;
    assert!(verify(&ground.config).await.unwrap().is_whole(), "it was whole before");
    tamper(&ground, text).await;
    let report = verify(&ground.config).await.unwrap();
    assert!(report.broken_logs.iter().all(|broken| broken.log == Log::Security));
    assert_eq!((report.is_whole(), report.broken), (false, vec![]));
    report.broken_logs.iter().map(|broken| (broken.at.sequence, broken.at.what)).collect()
}

macro_rules! found {
    ($($name:ident: $text:literal => $sequence:literal $kind:ident;)+) => {
        on_both! {$(
            $name(bench) { assert_eq!(walked(bench, $text).await, [($sequence, BreakKind::$kind)]); }
        )+}
    };
}

found! {
    a_changed_kind_is_found:
        "UPDATE security_event SET kind = 'confirmed' WHERE organisation = OURS AND seq = 3" => 3 Header;
    a_changed_person_is_found:
        "UPDATE security_event SET user_id = by_user WHERE organisation = OURS AND seq = 2" => 2 Header;
    a_changed_doer_is_found:
        "UPDATE security_event SET by_user = NULL WHERE organisation = OURS AND seq = 2" => 2 Header;
    a_changed_instant_is_found:
        "UPDATE security_event SET at = at - 1 WHERE organisation = OURS AND seq = 1" => 1 Header;
    a_changed_detail_is_found:
        "UPDATE security_event SET payload = CAST('changed' AS blob) WHERE organisation = OURS AND seq = 4" => 4 Payload;
    a_dropped_line_is_found:
        "DELETE FROM security_event WHERE organisation = OURS AND seq = 2" => 2 Missing;
    lines_cut_off_the_end_are_found:
        "DELETE FROM security_event WHERE organisation = OURS AND seq >= 3" => 3 Truncated;
    a_whole_log_that_is_gone_is_found:
        "DELETE FROM security_event WHERE organisation = OURS" => 1 Truncated;
    an_end_that_is_gone_is_found:
        "DELETE FROM security_head WHERE organisation = OURS" => 1 Added;
    a_line_of_nobody_that_is_gone_is_found:
        "DELETE FROM security_event WHERE organisation <> OURS" => 1 Truncated;
}
