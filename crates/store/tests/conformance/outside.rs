//! What is told to the machine's log of each chain, and what an outside copy of it finds (ASVS 16.4.3).

use std::io::Write;
use std::sync::{Arc, Mutex};

use seal::MasterKey;
use serde_json::Value;
use sqlx::{AnyConnection, Connection, SqlSafeStr};
use store::{
    Conflict, LooksAgainst, MissingHead, OutsideHead, OutsideHeads, SecurityEvent, SecurityKind,
    VerifyReport, WriteError, verify_against,
};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing_subscriber::fmt::MakeWriter;

use crate::bench::{Bench, Ground, at, event, on_both};

/// The machine's log, as another one would keep it.
#[derive(Clone, Default)]
struct Copy(Arc<Mutex<Vec<u8>>>);

impl Write for Copy {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Copy {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Copy {
    /// Keeps a copy from now on, of what this thread and those it runs say.
    fn kept() -> (Self, DefaultGuard) {
        let copy = Self::default();
        let log = tracing_subscriber::fmt().json().flatten_event(true).with_writer(copy.clone()).finish();
        (copy, set_default(log))
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines that say where a chain stands.
    fn lines(&self) -> Vec<Value> {
        let all = self.text();
        let lines = all.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.filter(|line| line["target"] == "heads").collect()
    }

    fn heads(&self) -> OutsideHeads {
        let mut heads = OutsideHeads::default();
        for line in self.lines() {
            let (log, number) = (line["log"].as_str().unwrap(), line["number"].as_u64().unwrap());
            let head = line["head"].as_str().unwrap();
            assert!(heads.take(OutsideHead { log, of: line["of"].as_str(), number, head }), "{line}");
        }
        heads
    }
}

async fn note(bench: &Bench, kind: SecurityKind, second: i64) {
    let event = SecurityEvent::of(&bench.officer, kind).from_browser("Chrome on Windows").saying("Marigold");
    bench.write(move |tx| Box::pin(async move { tx.note_security(&event, at(second)).await })).await;
}

async fn tamper(ground: &Ground, text: &str) {
    let address = ground.postgres_address.clone().unwrap_or_else(|| {
        format!("sqlite://{}", Bench::data(&ground.directory).join("holdfast.db").display())
    });
    let mut connection = AnyConnection::connect(&address).await.unwrap();
    let text = sqlx::AssertSqlSafe(text.to_owned()).into_sql_str();
    sqlx::raw_sql(text).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn held_against(ground: &Ground, outside: Option<&OutsideHeads>) -> VerifyReport {
    let key: Option<&MasterKey> = None;
    verify_against(&ground.config, LooksAgainst { key, kept: None, outside }).await.unwrap()
}

on_both! {
    given_each_kind_of_line_of_the_security_log_then_it_is_told_at_once_with_its_number_and_nothing_personal(bench) {
        let (copy, _kept) = Copy::kept();
        for (line, kind) in (1_u32..).zip(SecurityKind::ALL) {
            note(&bench, *kind, line.into()).await;
            let told = copy.lines();
            let last = told.last().unwrap();
            assert_eq!(u32::try_from(told.len()), Ok(line), "one for each, and when it is written");
            assert_eq!((last["log"].as_str(), last["event"].as_str()), (Some("security"), Some(kind.code())));
            assert_eq!(last["number"].as_u64(), Some(line.into()));
            assert_eq!(last["of"].as_str(), Some(bench.organisation.to_string().as_str()));
        }
        let all = copy.text();
        for personal in ["Marigold", "Chrome", &bench.officer.user.to_string(), "Sam Example"] {
            assert!(!all.contains(personal), "{personal}");
        }
    }

    given_work_that_is_undone_then_nothing_of_it_is_told(bench) {
        let (copy, _kept) = Copy::kept();
        let line = SecurityEvent::of(&bench.officer, SecurityKind::SignedIn);
        let undone = bench.store.write::<(), WriteError, _>(move |tx| Box::pin(async move {
            tx.note_security(&line, at(1)).await?;
            Err(Conflict.into())
        })).await;
        assert!(undone.is_err());
        assert_eq!(copy.lines().len(), 0);
        note(&bench, SecurityKind::SignedOut, 2).await;
        assert_eq!(copy.lines()[0]["number"].as_u64(), Some(1), "the control");
    }

    given_entries_of_cases_and_seals_then_each_is_told_and_no_case_is_named(bench) {
        let (copy, _kept) = Copy::kept();
        let case = bench.case(vec![event("one"), event("two")]).await;
        bench.append(case, 2, vec![event("three")]).await.unwrap();
        let permit = bench.permit::<access::action::SeeCase>(&bench.officer, case).await.unwrap();
        bench.write(move |tx| Box::pin(async move { tx.note_look(&permit, at(3), "case", None).await })).await;
        bench.store.seal_looks(at(4)).await.unwrap();
        let told: Vec<_> = copy.lines().iter().map(|line| {
            (line["log"].as_str().unwrap().to_owned(), line["number"].as_u64().unwrap())
        }).collect();
        let entry = |number| ("entries".to_owned(), number);
        assert_eq!(told, [entry(2), entry(3), ("looks".to_owned(), 1)]);
        assert!(!copy.text().contains(&case.to_string()));
    }

    given_a_log_that_was_cut_off_with_its_end_then_only_the_outside_copy_finds_it(bench) {
        let (copy, _kept) = Copy::kept();
        for second in 1..=4 {
            note(&bench, SecurityKind::SignedIn, second).await;
        }
        let ground = bench.closed().await;
        let outside = copy.heads();
        assert!(held_against(&ground, Some(&outside)).await.is_whole(), "as it was written");
        // The last two lines, and where the log is said to end: whoever can write every row can do that.
        tamper(&ground, "UPDATE security_head SET sequence = 2, \
                         head = (SELECT link FROM security_event e WHERE e.organisation = security_head.organisation AND e.seq = 2);
                         DELETE FROM security_event WHERE seq > 2").await;
        assert!(held_against(&ground, None).await.is_whole(), "the control: nothing that is left tells of it");
        let report = held_against(&ground, Some(&outside)).await;
        assert!(!report.is_whole());
        let of = ground.organisation;
        assert_eq!(report.missing, [MissingHead::Security(of, 3), MissingHead::Security(of, 4)]);
        assert!(report.missing[0].to_string().starts_with("line 3 of the security log of "));
    }

    given_a_case_that_is_gone_with_all_its_rows_then_only_the_outside_copy_finds_it(bench) {
        let (copy, _kept) = Copy::kept();
        bench.case(vec![event("one")]).await;
        let ground = bench.closed().await;
        let outside = copy.heads();
        tamper(&ground, "DELETE FROM duty; DELETE FROM journal; DELETE FROM case_record").await;
        assert!(held_against(&ground, None).await.is_whole(), "the control: nothing that is left tells of it");
        assert_eq!(held_against(&ground, Some(&outside)).await.missing, [MissingHead::Entry(1)]);
    }

    given_a_start_then_where_every_log_stood_is_told_again(bench) {
        note(&bench, SecurityKind::SignedIn, 1).await;
        let (copy, _kept) = Copy::kept();
        bench.store.tell_heads().await.unwrap();
        let told = copy.lines();
        assert_eq!((told.len(), told[0]["number"].as_u64(), told[0]["message"].as_str()), (1, Some(1), Some("stood")));
        let ground = bench.closed().await;
        assert!(held_against(&ground, Some(&copy.heads())).await.is_whole());
    }
}

#[test]
fn what_is_no_line_of_ours_is_not_taken() {
    let mut heads = OutsideHeads::default();
    let link = "0".repeat(64);
    for (log, of, head) in [
        ("elsewhere", None, link.as_str()),
        ("entries", None, "not a link"),
        ("security", None, link.as_str()),
        ("security", Some("nobody"), link.as_str()),
    ] {
        assert!(!heads.take(OutsideHead { log, of, number: 1, head }), "{log}");
    }
    assert!(heads.is_empty());
}
