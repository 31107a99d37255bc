//! Writes to a store for as long as the power lasts, and says on standard output which entries were
//! acknowledged: one side of the power-cut harness.
//!
//! `power_writer DIR --synchronous full|normal|off` appends to one case and prints the sequence of each
//! entry once the store has answered for it. `power_writer DIR --verify` prints the highest sequence that
//! is there and ends with 1 where a chain is broken, with 2 where the store cannot be opened.

use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

use access::action::{RecordOnCase, TakeReport};
use access::{Actor, Permit, Role, check, check_office};
use domain::case::{CaseEvent, SeverityAssessed};
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, IdBlock, Moment, OrganisationId, Severity, UserId};
use jiff::Timestamp;
use seal::MasterKey;
use store::{
    CaseHeader, CaseRecord, CaseStatus, Config, Organisation, Standing, Store, TestOnlyDurability, Together,
    WriteError, verify,
};
use uuid::Uuid;

type Problem = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let directory = PathBuf::from(words.next().unwrap_or_default());
    let done = match (words.next().as_deref(), words.next().as_deref()) {
        (Some("--verify"), None) => check_all(&directory).await,
        (Some("--synchronous"), Some("full")) => append_forever(&directory, TestOnlyDurability::Full).await,
        (Some("--synchronous"), Some("normal")) => {
            append_forever(&directory, TestOnlyDurability::Normal).await
        }
        (Some("--synchronous"), Some("off")) => append_forever(&directory, TestOnlyDurability::Off).await,
        _ => Err("use: power_writer DIR --synchronous full|normal|off, or power_writer DIR --verify".into()),
    };
    done.unwrap_or_else(|problem| {
        let _ = writeln!(std::io::stderr(), "{problem}");
        ExitCode::from(2)
    })
}

fn now() -> Timestamp {
    // Instants of a run need only go forward; no clock is asked.
    static SECOND: AtomicU64 = AtomicU64::new(1_790_000_000);
    let second = SECOND.fetch_add(1, Ordering::Relaxed);
    Timestamp::from_second(i64::try_from(second).unwrap_or(0)).unwrap_or_default()
}

const CASE: CaseId = CaseId::from_uuid(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));

fn actor() -> Actor {
    let id = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002);
    Actor::new(UserId::from_uuid(id), OrganisationId::from_uuid(id), Role::DaLead)
}

fn moment() -> Moment {
    let now = now();
    Moment { now, actor: actor().user, ids: IdBlock::new(now, seal::random()) }
}

fn event() -> CaseEvent {
    SeverityAssessed { severity: Severity::High, why: None }.into()
}

fn key_file(directory: &Path) -> PathBuf {
    directory.join("power.key")
}

fn config(directory: &Path) -> Config {
    Config::sqlite(directory.join("data"))
}

async fn append_forever(directory: &Path, durability: TestOnlyDurability) -> Result<ExitCode, Problem> {
    let config = config(directory).with_test_only_durability(durability);
    let store = if key_file(directory).exists() {
        Store::open(&config, MasterKey::read_file(&key_file(directory))?).await?
    } else {
        found(directory, &config).await?
    };
    let (permit, mut standing) = permit(&store).await?;
    let (events, record) = ([event()], record());
    loop {
        let together = Together {
            events: &events,
            record: &record,
            was: None,
            duties: &[],
            gone: &[],
            facts: &[],
            counted: &[],
        };
        let recording = store.recording(&permit, &standing, together, &moment()).await?;
        standing = store.record(recording).await?;
        writeln!(stdout(), "{}", standing.sequence())?;
        stdout().flush()?;
    }
}

fn record() -> CaseRecord {
    CaseRecord {
        reference: CaseReference::from_random([7; 5]),
        route: Route::Disclosure,
        status: CaseStatus::Open,
        region: None,
        owner: None,
        cover: None,
        severity: Severity::High,
        incidents: 0,
        priority: domain::priority::Priority::default(),
        judge_at: None,
        header: CaseHeader(Vec::new()),
    }
}

/// Makes a store with one case in it.
async fn found(directory: &Path, config: &Config) -> Result<Store, Problem> {
    std::fs::create_dir_all(directory)?;
    let store = Store::create(config, MasterKey::create_file(&key_file(directory))?).await?;
    let organisation = Organisation {
        id: actor().organisation,
        name: "Example Homes".into(),
        nation: "england-and-wales".into(),
        policy_id: "none".into(),
        policy_text: String::new(),
        created_at: now(),
        fictional: true,
    };
    let permit = check_office::<TakeReport>(&actor())?;
    store
        .write::<_, WriteError, _>(move |tx| {
            Box::pin(async move {
                tx.add_organisation(&organisation).await?;
                tx.open_case(&permit, CASE, &record(), &[event()], &moment()).await.map(drop)
            })
        })
        .await?;
    Ok(store)
}

/// Authority over the one case, and where its journal ends.
async fn permit(store: &Store) -> Result<(Permit<RecordOnCase>, Standing), Problem> {
    let read = store.read::<_, Problem, _>(|tx| {
        Box::pin(async move {
            let facts =
                tx.case_facts(&actor(), CASE, Timestamp::UNIX_EPOCH).await?.ok_or("the case is not there")?;
            let permit = check::<RecordOnCase>(&actor(), &facts)?;
            let standing = tx.standing(&permit).ok_or("nothing says where the case stands")?;
            let last = tx.history(&permit).await?.last().map_or(0, |entry| entry.sequence);
            if last == standing.sequence() {
                Ok((permit, standing))
            } else {
                Err("the journal ends elsewhere".into())
            }
        })
    });
    read.await
}

async fn check_all(directory: &Path) -> Result<ExitCode, Problem> {
    let config = config(directory);
    let report = verify(&config).await?;
    for broken in &report.broken {
        writeln!(std::io::stderr(), "{broken}")?;
    }
    let store = Store::open(&config, MasterKey::read_file(&key_file(directory))?).await?;
    let (_, standing) = permit(&store).await?;
    store.close().await;
    writeln!(stdout(), "{}", standing.sequence())?;
    Ok(if report.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
