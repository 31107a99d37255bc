//! Keys are changed and renewed whole or not at all, and nothing is lost on the way, wherever it is broken off.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use access::action::{
    ManageWalls, RecordOnCase, RevealSecret, SeeCase, SeeLooks, SeeOthersWork, SeeSecurityLog,
};
use access::{LocationSecret, ShownSecrets};
use domain::people::{Person, PersonRole, SecretHeld, SecretKind};
use domain::voice::FeedbackTime;
use domain::{CaseId, DraftId, HeldId, PasskeyId, PersonId, SecretId};
use jiff::civil::date;
use seal::MasterKey;
use sqlx::{AnyConnection, Connection, SqlSafeStr};
use store::{
    AuthenticatorState, Because, Config, DraftField, GoOn, KeyChange, KeyStep, KeysChanged, LooksAsked,
    NewHeldForm, NewPasskey, OwnFact, OwnKind, RevealFor, SecurityAsked, SecurityEvent, SecurityKind, Store,
    StoreError, VoiceRow, Wall, verify_against,
};

use crate::bench::{Bench, Ground, at, event, moment, new_id, office, on_both, record};

const STREET: &str = "14 Nowhere Lane, ZZ99 3VZ";
const STEPS: [KeyStep; 6] = [
    KeyStep::Begun,
    KeyStep::Prepared,
    KeyStep::Cases(3),
    KeyStep::Written,
    KeyStep::Noted,
    KeyStep::Committed,
];

/// Ids of what was put into a store.
#[derive(Clone, Copy)]
struct Filled {
    case: CaseId,
    secret: SecretId,
    draft: DraftId,
}

/// Three cases, one of them with a protected fact and a payload that was deleted, and one of everything else that is
/// sealed.
async fn filled(bench: &Bench) -> Filled {
    let (mut own, kind, organisation) = (record("Ann Example"), SecretKind::Address, bench.organisation);
    own.owner = Some(bench.officer.user);
    let (secret, person) = (SecretId::from_uuid(new_id()), PersonId::from_uuid(new_id()));
    let survivor = Person::unnamed(person, PersonRole::Survivor).into();
    let events = vec![event("one"), survivor, SecretHeld { secret, kind, person }.into(), event("four")];
    let case = bench.case_as(own, events).await;
    let walled = bench.case(vec![event("two")]).await;
    bench.case(["three", "more"].map(event).to_vec()).await;
    let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
    let walls = office::<ManageWalls>(&bench.lead);
    let (officer, colleague, draft) =
        (bench.officer.clone(), bench.colleague.clone(), DraftId::from_uuid(new_id()));
    let wall = Wall {
        case: walled,
        user: colleague.user,
        because: Because::Match,
        organisation,
        grounds: "home".into(),
        since: at(5),
    };
    let voice = VoiceRow {
        id: bench.store.voice_mark(organisation, case, 2),
        month: date(2026, 3, 1),
        time: FeedbackTime::Early,
        answers: BTreeMap::new(),
        words: Some("Fewer letters".into()),
        from_journal: true,
    };
    let fact = OwnFact {
        id: new_id(),
        user: colleague.user,
        organisation,
        kind: OwnKind::About,
        text: "07700 900123".into(),
        changed_at: at(3),
    };
    let passkey = NewPasskey {
        id: PasskeyId::from_uuid(new_id()),
        user: officer.user,
        organisation,
        credential_id: b"credential".to_vec(),
        credential: b"as it was left".to_vec(),
        name: "Work telephone".into(),
        counter: 4,
        at: at(3),
    };
    bench
        .write(move |tx| {
            Box::pin(async move {
                tx.keep_secret(&permit, secret, kind, &LocationSecret::new(STREET.into())).await?;
                tx.delete_payload(&permit, 4).await?;
                tx.note_look(&permit, at(6), "page", Some("To plan the visit")).await?;
                tx.begin_draft(&officer, draft, "report", None, at(4)).await?;
                let field = DraftField { field: "words".into(), version: 0, value: "typed".into() };
                tx.save_field(&officer, draft, &field, at(5)).await?;
                let form = NewHeldForm {
                    id: HeldId::from_uuid(new_id()),
                    text: "held".into(),
                    at: at(5),
                    why: store::HeldWhy::SignedOut,
                };
                tx.hold_form(&officer, &form, 3).await?;
                tx.offer_authenticator(organisation, officer.user, b"the secret of an app", at(2)).await?;
                tx.put_own_fact(&fact).await?;
                tx.put_walls(std::slice::from_ref(&wall)).await?;
                tx.propose_lift(&walls, &wall, "They moved", at(6)).await?;
                tx.keep_voices(&officer, &[voice], &[]).await?;
                let signed_in = SecurityEvent::of(&officer, SecurityKind::SignedIn).saying("With a passkey");
                tx.note_security(&signed_in, at(6)).await
            })
        })
        .await;
    bench.store.write(move |tx| Box::pin(async move { tx.add_passkey(&passkey).await })).await.unwrap();
    bench.store.seal_looks(at(9)).await.unwrap();
    Filled { case, secret, draft }
}

/// Everything that a store opens, told.
async fn told(bench: &Bench, of: Filled) -> Vec<String> {
    let officer = bench.officer.clone();
    let headers = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&headers);
    bench
        .store
        .headers(move |some| {
            let line = |headed: store::Headed| (headed.case, headed.header.0.clone(), headed.reach.len());
            sink.lock().unwrap().extend(some.into_iter().map(line));
        })
        .await
        .unwrap();
    headers.lock().unwrap().sort();
    let see = bench.permit::<SeeCase>(&officer, of.case).await.unwrap();
    let reveal = bench.permit::<RevealSecret>(&officer, of.case).await.unwrap();
    let shown = bench
        .read(|tx| Box::pin(async move { Ok(ShownSecrets::of(&see, &tx.history(&see).await?, at(9))) }))
        .await;
    let secret = bench
        .write(move |tx| {
            Box::pin(async move {
                let why = RevealFor { at: at(8), why: "an ambulance was sent" };
                Ok(tx.secret(&reveal, &shown, of.secret, why).await?.unwrap().secret.text().to_owned())
            })
        })
        .await;
    let looks = bench.permit::<SeeLooks>(&bench.lead, of.case).await.unwrap();
    let (log, voices) = (office::<SeeSecurityLog>(&bench.auditor), office::<SeeOthersWork>(&bench.manager));
    let (organisation, walls) = (bench.organisation, office::<ManageWalls>(&bench.lead));
    let mut lines = bench
        .read(move |tx| {
            Box::pin(async move {
                let state = AuthenticatorState::Offered;
                let kind = Some(SecurityKind::SignedIn);
                let asked = SecurityAsked { before: None, user: None, kind, limit: 9 };
                let log = tx.security_lines(&log, asked).await?;
                let looks = tx.looks(&looks, LooksAsked::newest(50)).await?;
                Ok(vec![
                    format!("{:?}", tx.draft_fields(&officer, of.draft).await?[0].value),
                    tx.held_forms(&officer, at(0)).await?[0].text.clone(),
                    format!(
                        "{:?}",
                        tx.authenticator(organisation, officer.user, state).await?.unwrap().secret
                    ),
                    format!("{:?}", tx.passkeys_of(officer.user).await?[0].credential),
                    tx.passkeys_of(officer.user).await?[0].name.clone(),
                    tx.all_own_facts().await?[0].text.clone(),
                    tx.kept_walls(&walls, 9).await?[0].lift.as_ref().unwrap().why.clone(),
                    format!("{:?}", tx.voices(&voices, date(2026, 1, 1)).await?[0].words),
                    format!("{:?}", log[0].words),
                    format!("{:?}", looks.iter().find(|look| look.at == at(6)).unwrap().why),
                ])
            })
        })
        .await;
    lines.extend([
        format!("{:?}", headers.lock().unwrap()),
        secret,
        format!("{:?}", bench.history(of.case).await),
    ]);
    let marks =
        (bench.store.search_mark(organisation, "ashdown"), bench.store.voice_mark(organisation, of.case, 2));
    lines.push(format!("{marks:?}"));
    lines
}

async fn is_whole(ground: &Ground, master: &MasterKey) {
    let against = store::LooksAgainst { key: Some(master), ..store::LooksAgainst::default() };
    let report = verify_against(&ground.config, against).await.unwrap();
    assert!(report.is_whole() && report.looks.with_key, "{report:?}");
    assert_eq!((report.streams, report.deleted), (3, 1));
}

/// Whether the store opens with this key; that it does not is because of the key.
async fn opens_with(ground: &Ground, master: MasterKey) -> Option<Store> {
    match Store::open(&ground.config, master).await {
        Ok(store) => Some(store),
        Err(StoreError::WrongKey { .. }) => None,
        Err(problem) => panic!("{problem}"),
    }
}

/// Does something to the tables of the keys, or of the data, behind the store's back.
async fn tamper(ground: &Ground, file: &str, text: &str) {
    let address = ground
        .postgres_address
        .clone()
        .unwrap_or_else(|| format!("sqlite://{}", Bench::data(&ground.directory).join(file).display()));
    let mut connection = AnyConnection::connect(&address).await.unwrap();
    let text = if ground.postgres_address.is_some() {
        text.replace("KEYS.", "keys.")
    } else {
        text.replace("KEYS.", "")
    };
    let done =
        sqlx::raw_sql(sqlx::AssertSqlSafe(text).into_sql_str()).execute(&mut connection).await.unwrap();
    assert!(done.rows_affected() > 0);
    connection.close().await.unwrap();
}

fn copy(ground: &Ground, name: &str) -> MasterKey {
    MasterKey::read_file(&ground.directory.path().join(name)).unwrap()
}

async fn change_master(
    config: &Config,
    from: &MasterKey,
    to: &MasterKey,
    go_on: GoOn<'_>,
) -> Result<KeysChanged, StoreError> {
    KeyChange::begin(config, from).await?.to(to, at(10), go_on).await
}

async fn renew_keys(config: &Config, master: &MasterKey, go_on: GoOn<'_>) -> Result<KeysChanged, StoreError> {
    store::renew_keys(config, master, at(11), go_on).await
}

/// What the security log says of keys, the newest first.
async fn noted(bench: &Bench) -> Vec<(Option<String>, bool)> {
    let permit = office::<SeeSecurityLog>(&bench.auditor);
    let asked = SecurityAsked { before: None, user: None, kind: Some(SecurityKind::KeysChanged), limit: 99 };
    let lines = bench.read(move |tx| Box::pin(async move { tx.security_lines(&permit, asked).await })).await;
    lines.into_iter().map(|line| (line.words, line.user.is_none() && line.by.is_none())).collect()
}

/// The key of the bench, and a new one.
fn keys(ground: &Ground) -> (MasterKey, MasterKey) {
    (ground.master(), MasterKey::create_file(&ground.directory.path().join("new.key")).unwrap())
}

on_both! {
    a_changed_master_key_opens_everything_and_the_old_one_nothing(bench) {
        let of = filled(&bench).await;
        let before = told(&bench, of).await;
        let ground = bench.closed().await;
        let (old, new) = keys(&ground);
        is_whole(&ground, &old).await;
        let changed = change_master(&ground.config, &old, &new, &mut |_| true).await.unwrap();
        assert_eq!(changed, KeysChanged { cases: 3, purposes: 16 });
        is_whole(&ground, &new).await;
        let (given, needed) = (old.id(), new.id());
        let refused = Store::open(&ground.config, old).await.err().unwrap().to_string();
        let said = format!("this key does not open this data (key id {given}, need {needed}): give the right key file");
        assert_eq!(refused, said);
        let store = opens_with(&ground, new).await.unwrap();
        let bench = Bench { ground, store };
        assert_eq!(told(&bench, of).await, before);
        bench.case(vec![event("after")]).await;
    }

    a_change_that_is_broken_off_leaves_a_store_that_opens_with_the_old_key_and_has_lost_nothing(bench) {
        let of = filled(&bench).await;
        let before = told(&bench, of).await;
        let mut ground = bench.closed().await;
        let new = keys(&ground).1;
        let mut met = Vec::new();
        for last in STEPS {
            let mut go_on = |step| {
                met.push(step);
                step != last
            };
            match change_master(&ground.config, &ground.master(), &new, &mut go_on).await {
                Err(StoreError::BrokenOff) => {}
                done => {
                    assert!(done.is_ok() && !met.contains(&last), "{last:?}: {done:?}");
                    let back = change_master(&ground.config, &new, &ground.master(), &mut |_| true).await;
                    assert!(back.is_ok(), "the change was made, and is made back");
                }
            }
            assert!(opens_with(&ground, copy(&ground, "new.key")).await.is_none(), "{last:?}");
            is_whole(&ground, &ground.master()).await;
            let bench = ground.open().await;
            assert_eq!(told(&bench, of).await, before, "{last:?}");
            ground = bench.closed().await;
        }
        for step in [KeyStep::Begun, KeyStep::Cases(3), KeyStep::Written] {
            assert!(met.contains(&step), "nothing was broken off at {step:?}");
        }
    }

    keys_are_not_changed_nor_renewed_while_somebody_has_the_store_open(bench) {
        let of = filled(&bench).await;
        let (old, new) = keys(&bench.ground);
        let refused = change_master(&bench.config, &old, &new, &mut |_| true).await;
        assert!(matches!(refused, Err(StoreError::InUse)), "{refused:?}");
        let refused = renew_keys(&bench.config, &old, &mut |_| true).await;
        assert!(matches!(refused, Err(StoreError::InUse)), "{refused:?}");
        assert_eq!(bench.history(of.case).await.len(), 3);
        let ground = bench.closed().await;
        assert!(change_master(&ground.config, &old, &new, &mut |_| true).await.is_ok(), "the control");
    }

    keys_are_not_changed_nor_renewed_by_another_key(bench) {
        filled(&bench).await;
        let ground = bench.closed().await;
        let (right, other) = keys(&ground);
        let refused = change_master(&ground.config, &other, &right, &mut |_| true).await;
        assert!(matches!(refused, Err(StoreError::WrongKey { .. })), "{refused:?}");
        let refused = renew_keys(&ground.config, &other, &mut |_| true).await;
        assert!(matches!(refused, Err(StoreError::WrongKey { .. })), "{refused:?}");
        is_whole(&ground, &right).await;
    }

    a_wrapped_key_that_was_changed_is_not_wrapped_anew_and_none_else_is(bench) {
        filled(&bench).await;
        let ground = bench.closed().await;
        let (old, new) = keys(&ground);
        tamper(&ground, "keys/keys.db", "UPDATE KEYS.case_key SET wrapped = CAST('forged' AS blob)").await;
        let refused = change_master(&ground.config, &old, &new, &mut |_| true).await;
        assert!(matches!(refused, Err(StoreError::Unopened(_))), "{refused:?}");
        assert!(opens_with(&ground, new).await.is_none());
        opens_with(&ground, old).await.unwrap().close().await;
    }

    no_case_gets_a_key_under_a_master_key_that_is_not_the_stores(bench) {
        filled(&bench).await;
        tamper(&bench.ground, "keys/keys.db", "UPDATE KEYS.master_key SET id = '00000000'").await;
        let (officer, case) = (bench.officer.clone(), CaseId::from_uuid(new_id()));
        let opened = bench.store.write::<_, store::WriteError, _>(move |tx| Box::pin(async move {
            let (permit, moment) = (office(&officer), moment(&officer, 1));
            tx.open_case(&permit, case, &record("Ann Example"), &[event("one")], &moment).await.map(drop)
        }));
        assert!(opened.await.is_err());
    }

    a_change_and_a_renewal_are_each_a_line_of_the_security_log_and_no_change_is_without_one(bench) {
        filled(&bench).await;
        assert_eq!(noted(&bench).await, [], "the control");
        let ground = bench.closed().await;
        let (old, new) = keys(&ground);
        let changed = |from: &MasterKey, to: &MasterKey| {
            (Some(format!("The master key, from {} to {}", from.id(), to.id())), true)
        };
        // Broken off before it was written, and after: on one database both are one transaction, on two files the line
        // is there first.
        for last in [KeyStep::Written, KeyStep::Noted] {
            let broken = change_master(&ground.config, &old, &new, &mut |step| step != last).await;
            assert!(matches!(broken, Err(StoreError::BrokenOff)), "{broken:?}");
        }
        let bench = ground.open().await;
        let first = if bench.store.is_shared() { vec![] } else { vec![changed(&old, &new)] };
        assert_eq!(noted(&bench).await, first);
        let ground = bench.closed().await;
        change_master(&ground.config, &old, &new, &mut |_| true).await.unwrap();
        change_master(&ground.config, &new, &old, &mut |_| true).await.unwrap();
        let broken = renew_keys(&ground.config, &old, &mut |step| step != KeyStep::Written).await;
        assert!(matches!(broken, Err(StoreError::BrokenOff)), "{broken:?}");
        renew_keys(&ground.config, &old, &mut |_| true).await.unwrap();
        is_whole(&ground, &old).await;
        let bench = ground.open().await;
        let renewed = "Every key but those of the logs and of marks; what was under them is sealed anew";
        let expected =
            [vec![(Some(renewed.to_owned()), true), changed(&new, &old), changed(&old, &new)], first].concat();
        assert_eq!(noted(&bench).await, expected);
    }

    renewed_keys_open_everything_and_what_was_sealed_is_sealed_anew(bench) {
        let of = filled(&bench).await;
        let before = told(&bench, of).await;
        let ground = bench.closed().await;
        let master = ground.master();
        let renewed = renew_keys(&ground.config, &master, &mut |_| true).await.unwrap();
        assert_eq!(renewed, KeysChanged { cases: 3, purposes: 9 });
        is_whole(&ground, &master).await;
        let bench = ground.open().await;
        assert_eq!(told(&bench, of).await, before);
        bench.append(of.case, 4, vec![event("after")]).await.unwrap();
        let ground = bench.closed().await;
        assert!(renew_keys(&ground.config, &master, &mut |_| true).await.is_ok(), "and once more");
        let bench = ground.open().await;
        assert_eq!(bench.history(of.case).await.len(), 4);
    }

    a_renewal_that_is_broken_off_is_ended_by_the_next_opening_and_nothing_is_lost(bench) {
        let of = filled(&bench).await;
        let before = told(&bench, of).await;
        let mut ground = bench.closed().await;
        let mut met = Vec::new();
        for last in STEPS {
            let mut go_on = |step| {
                met.push(step);
                step != last
            };
            let done = renew_keys(&ground.config, &ground.master(), &mut go_on).await;
            assert!(matches!(done, Err(StoreError::BrokenOff)) || !met.contains(&last), "{last:?}: {done:?}");
            let bench = ground.open().await;
            assert_eq!(told(&bench, of).await, before, "{last:?}");
            let after = bench.case(vec![event("after")]).await;
            ground = bench.closed().await;
            // What was made on the way goes, so that each step breaks off at the same one of three cases.
            for (file, table, column) in [
                ("holdfast.db", "journal", "stream"),
                ("holdfast.db", "case_record", "case_id"),
                ("keys/keys.db", "KEYS.case_key", "case_id"),
            ] {
                tamper(&ground, file, &format!("DELETE FROM {table} WHERE {column} = '{after}'")).await;
            }
            is_whole(&ground, &ground.master()).await;
        }
        for step in [KeyStep::Begun, KeyStep::Prepared, KeyStep::Cases(3), KeyStep::Written] {
            assert!(met.contains(&step), "nothing was broken off at {step:?}");
        }
    }

    a_master_key_is_changed_after_a_renewal_that_was_broken_off_at_any_step(bench) {
        let of = filled(&bench).await;
        let before = told(&bench, of).await;
        let mut ground = bench.closed().await;
        let new = keys(&ground).1;
        for last in STEPS {
            let _ = renew_keys(&ground.config, &ground.master(), &mut |step| step != last).await;
            change_master(&ground.config, &ground.master(), &new, &mut |_| true).await.unwrap();
            is_whole(&ground, &new).await;
            change_master(&ground.config, &new, &ground.master(), &mut |_| true).await.unwrap();
            let bench = ground.open().await;
            assert_eq!(told(&bench, of).await, before, "{last:?}");
            ground = bench.closed().await;
        }
    }

    a_journal_that_was_changed_is_not_chained_anew(bench) {
        filled(&bench).await;
        let ground = bench.closed().await;
        tamper(&ground, "holdfast.db", "UPDATE journal SET recorded_at = recorded_at + 1 WHERE seq = 1").await;
        let refused = renew_keys(&ground.config, &ground.master(), &mut |_| true).await;
        assert!(matches!(refused, Err(StoreError::NotAsRecorded)), "{refused:?}");
        tamper(&ground, "holdfast.db", "UPDATE journal SET recorded_at = recorded_at - 1 WHERE seq = 1").await;
        is_whole(&ground, &ground.master()).await;
    }
}

#[tokio::test]
async fn given_renewed_keys_then_those_of_before_open_nothing_of_the_data_any_more() {
    let bench = Bench::sqlite().await;
    let of = filled(&bench).await;
    let ground = bench.closed().await;
    let file = Bench::data(&ground.directory).join("keys/keys.db");
    let stolen = std::fs::read(&file).unwrap();
    renew_keys(&ground.config, &ground.master(), &mut |_| true).await.unwrap();
    let renewed = std::fs::read(&file).unwrap();
    std::fs::write(&file, stolen).unwrap();
    let refused = Store::open(&ground.config, ground.master()).await.err().unwrap();
    assert!(matches!(refused, StoreError::OtherKeys), "{refused}");
    std::fs::write(&file, renewed).unwrap();
    assert_eq!(ground.open().await.history(of.case).await.len(), 3, "the control: the renewed ones do");
}
