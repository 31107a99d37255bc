//! temporary
#![allow(clippy::all, clippy::pedantic, clippy::restriction)]
use access::action::*;
use access::*;
use domain::case::*;
use domain::report::Route;
use domain::text::*;
use domain::*;
use jiff::Timestamp;
use seal::MasterKey;
use sqlx::{AnyConnection, Connection, Executor};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use store::*;

fn now() -> Timestamp {
    static S: AtomicU64 = AtomicU64::new(1_790_000_000);
    Timestamp::from_second(S.fetch_add(1, Ordering::Relaxed) as i64).unwrap()
}
fn id() -> uuid::Uuid {
    IdBlock::new(now(), seal::random()).nth(0)
}
fn moment(a: &Actor) -> Moment {
    let now = now();
    Moment { now, actor: a.user, ids: IdBlock::new(now, seal::random()) }
}
fn event() -> CaseEvent {
    SeverityAssessed { severity: Severity::High, why: Some(Words::parse("They rang at four to say that the door had been forced again and that the child was with their sister, and that it was safe to ring back on the same number until six.").unwrap()) }.into()
}
fn record() -> CaseRecord {
    CaseRecord {
        reference: CaseReference::from_random(seal::random()),
        route: Route::Disclosure,
        status: CaseStatus::Open,
        region: None,
        owner: None,
        cover: None,
        severity: Severity::High,
        incidents: 0,
        judge_at: None,
        header: CaseHeader(b"{\"name\":\"Ann Example\",\"also\":[],\"born\":null}".to_vec()),
    }
}
async fn open(store: &Store, actor: &Actor, n: usize) -> CaseId {
    let case = CaseId::from_uuid(id());
    let actor = actor.clone();
    store
        .write::<_, WriteError, _>(move |tx| {
            Box::pin(async move {
                let permit = check_office::<TakeReport>(&actor).unwrap();
                let events: Vec<_> = (0..n).map(|_| event()).collect();
                tx.open_case(&permit, case, &record(), &events, &moment(&actor)).await.map(drop)
            })
        })
        .await
        .unwrap();
    case
}
async fn permit<A: Action>(store: &Store, actor: &Actor, case: CaseId) -> Permit<A> {
    let a = actor.clone();
    let f = store
        .read::<_, Fault, _>(|tx| Box::pin(async move { tx.case_facts(&a, case).await }))
        .await
        .unwrap()
        .unwrap();
    check(actor, &f).unwrap()
}
async fn one(store: &Store, actor: &Actor, case: CaseId) {
    let actor = actor.clone();
    store
        .write::<_, WriteError, _>(move |tx| {
            Box::pin(async move {
                let facts = tx.case_facts(&actor, case).await?.unwrap();
                let permit = check::<RecordOnCase>(&actor, &facts).unwrap();
                let history = tx.history(&permit).await?;
                tx.append(&permit, history.len() as u64, &[event()], &moment(&actor)).await?;
                tx.put_record(&permit, &record()).await?;
                let old = tx.duties(&permit).await?;
                std::hint::black_box(old);
                let d = DutyRow {
                    key: DutyKey { code: "x".into(), started: 1 },
                    state: "due".into(),
                    open: true,
                    due_at: now(),
                    falls_to: "o".into(),
                    raised_to: None,
                    region: None,
                    owner: None,
                    cover: None,
                };
                tx.put_duties(&permit, &[d], &[]).await?;
                tx.note_look(&permit, now(), "record", None).await?;
                Ok(())
            })
        })
        .await
        .unwrap();
}
async fn page(store: &Store, actor: &Actor, case: CaseId) {
    let a = actor.clone();
    let permit = store
        .read::<_, Fault, _>(|tx| {
            Box::pin(async move {
                let f = tx.case_facts(&a, case).await?.unwrap();
                let p: Permit<SeeCase> = check(&a, &f).unwrap();
                let h = tx.history(&p).await?;
                std::hint::black_box(h);
                let d = tx.duties(&p).await?;
                std::hint::black_box(d);
                Ok(p)
            })
        })
        .await
        .unwrap();
    store
        .write::<_, Fault, _>(move |tx| {
            Box::pin(async move { tx.note_look(&permit, now(), "page", None).await })
        })
        .await
        .unwrap();
}
async fn many<F, Fut>(
    store: &Arc<Store>,
    actor: &Actor,
    cases: &[CaseId],
    clients: usize,
    secs: f64,
    f: F,
) -> f64
where
    F: Fn(Arc<Store>, Actor, CaseId) -> Fut + Copy + Send + 'static,
    Fut: Future<Output = ()> + Send,
{
    let t = Instant::now();
    let mut set = tokio::task::JoinSet::new();
    for c in 0..clients {
        let (s, a, cases) = (store.clone(), actor.clone(), cases.to_vec());
        set.spawn(async move {
            let mut n = 0u64;
            while t.elapsed().as_secs_f64() < secs {
                f(s.clone(), a.clone(), case).await;
                n += 1;
            }
            n
        });
    }
    let n: u64 = set.join_all().await.into_iter().sum();
    n as f64 / t.elapsed().as_secs_f64()
}
#[tokio::main]
async fn main() {
    let dir = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let n: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    std::fs::create_dir_all(&dir).unwrap();
    let master = MasterKey::create_file(&dir.join("m.key")).unwrap();
    let store = Arc::new(Store::create(&Config::sqlite(dir.join("data")), master).await.unwrap());
    let u = id();
    let actor = Actor {
        user: UserId::from_uuid(u),
        organisation: OrganisationId::from_uuid(u),
        role: Role::DaLead,
        regions: Default::default(),
    };
    let org = Organisation {
        id: actor.organisation,
        name: "x".into(),
        nation: "x".into(),
        policy_id: "x".into(),
        policy_text: "".into(),
        created_at: now(),
    };
    store
        .write::<_, Fault, _>(move |tx| Box::pin(async move { tx.add_organisation(&org).await }))
        .await
        .unwrap();
    let t = Instant::now();
    let mut cases = Vec::new();
    let mut set = tokio::task::JoinSet::new();
    for k in 0..64 {
        let (s, a) = (store.clone(), actor.clone());
        set.spawn(async move {
            let mut v = vec![];
            for _ in 0..(n / 64).max(1) {
                v.push(open(&s, &a, 40).await);
            }
            let _ = k;
            v
        });
    }
    for v in set.join_all().await {
        cases.extend(v);
    }
    println!(
        "opened {} cases x40 in {:.1?} = {:.0} events/s",
        cases.len(),
        t.elapsed(),
        (cases.len() * 40) as f64 / t.elapsed().as_secs_f64()
    );
    let mut small = Vec::new();
    for _ in 0..32 {
        small.push(open(&store, &actor, 3).await);
    }
    let bare = dir.join("bare.db");
    let mut c = AnyConnection::connect(&format!("sqlite://{}?mode=rwc", bare.display())).await.unwrap();
    for p in [
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
    ] {
        c.execute(p).await.unwrap();
    }
    for round in 0..3 {
        let t = Instant::now();
        let mut k = 0;
        while t.elapsed().as_secs_f64() < 1.5 {
            sqlx::query("INSERT INTO t (v) VALUES ($1)").bind("x".repeat(200)).execute(&mut c).await.unwrap();
            k += 1;
        }
        let bare = k as f64 / t.elapsed().as_secs_f64();
        let w1 = many(&store, &actor, &cases, 1, 1.5, |s, a, c| async move { one(&s, &a, c).await }).await;
        let w32 = many(&store, &actor, &cases, 32, 1.5, |s, a, c| async move { one(&s, &a, c).await }).await;
        let p1 = many(&store, &actor, &cases, 1, 1.5, |s, a, c| async move { page(&s, &a, c).await }).await;
        let p32 = many(&store, &actor, &cases, 32, 1.5, |s, a, c| async move { page(&s, &a, c).await }).await;
        println!(
            "round {round}: bare {bare:.0}/s; write1 {w1:.0} ({:.2}); write32 {w32:.0} ({:.2}); page1 {:.2} ms (bare {:.2} ms); page32 {p32:.0}/s",
            w1 / bare,
            w32 / bare,
            1e3 / p1,
            1e3 / bare
        );
    }
    for _ in 0..3 {
        let t = Instant::now();
        let permit = check_office::<SeeOthersWork>(&actor).unwrap();
        let read = store
            .portfolio(&permit, |_, h| {
                std::hint::black_box(h);
            })
            .await
            .unwrap();
        println!(
            "portfolio {read:?} {:.2?} = {:.0} events/s",
            t.elapsed(),
            read.events as f64 / t.elapsed().as_secs_f64()
        );
    }
    let t = Instant::now();
    let mut b = 0;
    let k = store.headers(|h| b += h.header.0.len()).await.unwrap();
    println!("headers {k} in {:.2?}", t.elapsed());
}
