//! A store of its own for each test, with an organisation and its people.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::path::PathBuf;

use access::{Action, Actor, OfficeAction, OfficePermit, Permit, Role, check, check_office};
use domain::case::{CaseEvent, SeverityAssessed};
use domain::report::Route;
use domain::text::{CaseReference, Words};
use domain::{CaseId, IdBlock, Moment, OrganisationId, RegionId, Severity, UserId};
use jiff::Timestamp;
use seal::MasterKey;
use sqlx::{AnyConnection, Connection, Executor, SqlSafeStr};
use store::{
    CaseHeader, CaseRecord, CaseStatus, Config, Fault, NewUser, Opened, Organisation, Region, Snapshot,
    Store, StoreError, Tx, Work, WriteError,
};
use tempfile::TempDir;
use uuid::Uuid;

/// Names a test once and runs it on both databases.
macro_rules! on_both {
    ($($name:ident($bench:ident) $body:block)+) => {$(
        async fn $name($bench: crate::bench::Bench) $body

        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name(crate::bench::Bench::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(bench) = crate::bench::Bench::postgres().await {
                    super::$name(bench).await;
                }
            }
        }
    )+};
}
pub(crate) use on_both;

/// A store with an organisation in it.
pub struct Bench {
    pub ground: Ground,
    pub store: Store,
}

/// What is there whether the store is open or not.
pub struct Ground {
    pub directory: TempDir,
    pub config: Config,
    pub postgres_address: Option<String>,
    pub organisation: OrganisationId,
    pub region: RegionId,
    pub officer: Actor,
    pub colleague: Actor,
    pub manager: Actor,
    pub lead: Actor,
    pub auditor: Actor,
}

impl Deref for Bench {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.ground
    }
}

impl Ground {
    pub fn master(&self) -> MasterKey {
        MasterKey::read_file(&key_file(&self.directory)).unwrap()
    }

    pub async fn open(self) -> Bench {
        let store = Store::open(&self.config, self.master()).await.unwrap();
        Bench { ground: self, store }
    }
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

pub fn new_id() -> Uuid {
    IdBlock::new(at(0), seal::random()).nth(0)
}

pub fn moment(actor: &Actor, second: i64) -> Moment {
    Moment { now: at(second), actor: actor.user, ids: IdBlock::new(at(second), seal::random()) }
}

pub fn event(words: &str) -> CaseEvent {
    SeverityAssessed { severity: Severity::High, why: Some(Words::parse(words).unwrap()) }.into()
}

pub fn record(name: &str) -> CaseRecord {
    CaseRecord {
        reference: CaseReference::from_random(seal::random()),
        route: Route::Disclosure,
        status: CaseStatus::Open,
        region: None,
        owner: None,
        cover: None,
        severity: Severity::High,
        incidents: 0,
        priority: domain::priority::Priority::default(),
        judge_at: None,
        header: CaseHeader(name.as_bytes().to_vec()),
    }
}

pub fn office<A: OfficeAction>(actor: &Actor) -> OfficePermit<A> {
    check_office(actor).unwrap()
}

fn key_file(directory: &TempDir) -> PathBuf {
    directory.path().join("master.key")
}

impl Bench {
    pub fn data(directory: &TempDir) -> PathBuf {
        directory.path().join("data")
    }

    pub async fn sqlite() -> Self {
        let directory = TempDir::new().unwrap();
        let config = Config::sqlite(Self::data(&directory));
        Self::with(directory, config, None).await
    }

    pub async fn postgres() -> Option<Self> {
        let server = std::env::var("HOLDFAST_TEST_POSTGRES").ok()?;
        sqlx::any::install_default_drivers();
        let name = format!("holdfast_{}", new_id().simple());
        let mut connection = AnyConnection::connect(&server).await.unwrap();
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")).into_sql_str();
        connection.execute(sqlx::raw_sql(create)).await.unwrap();
        let (start, options) = server.split_once('?').unwrap_or((&server, ""));
        let (host, _) = start.rsplit_once('/').unwrap();
        let address = format!("{host}/{name}?{options}");
        let config = Config::postgres(&address);
        Some(Self::with(TempDir::new().unwrap(), config, Some(address)).await)
    }

    async fn with(directory: TempDir, config: Config, postgres_address: Option<String>) -> Self {
        let master = MasterKey::create_file(&key_file(&directory)).unwrap();
        let store = Store::create(&config, master).await.unwrap();
        let organisation = OrganisationId::from_uuid(new_id());
        let region = RegionId::from_uuid(new_id());
        let actor = |role| Actor {
            regions: if role == Role::RegionalManager { BTreeSet::from([region]) } else { BTreeSet::new() },
            ..Actor::new(UserId::from_uuid(new_id()), organisation, role).confirmed()
        };
        let ground = Ground {
            directory,
            config,
            postgres_address,
            organisation,
            region,
            officer: actor(Role::HousingOfficer),
            colleague: actor(Role::HousingOfficer),
            manager: actor(Role::RegionalManager),
            lead: actor(Role::DaLead),
            auditor: actor(Role::Auditor),
        };
        let bench = Self { ground, store };
        bench.found().await;
        bench
    }

    /// Founds the organisation.
    async fn found(&self) {
        let organisation = Organisation {
            id: self.organisation,
            name: "Example Homes".into(),
            nation: "england-and-wales".into(),
            policy_id: "nhg".into(),
            policy_text: "[policy]".into(),
            created_at: at(0),
            fictional: true,
        };
        let region = Region { id: self.region, name: "North".into() };
        let actors =
            [&self.officer, &self.colleague, &self.manager, &self.lead, &self.auditor].map(Clone::clone);
        self.store
            .write::<(), WriteError, _>(move |tx| {
                Box::pin(async move {
                    tx.add_organisation(&organisation).await?;
                    tx.add_region(organisation.id, &region, at(0)).await?;
                    for actor in actors {
                        let user = NewUser {
                            id: actor.user,
                            organisation: actor.organisation,
                            login: actor.user.to_string(),
                            name: "Sam Example".into(),
                            role: actor.role,
                            password_hash: None,
                            regions: actor.regions,
                        };
                        tx.add_user(&user, at(0)).await?;
                    }
                    Ok(())
                })
            })
            .await
            .unwrap();
    }

    /// Closes the store.
    pub async fn closed(self) -> Ground {
        self.store.close().await;
        self.ground
    }

    /// Closes the store and opens it again.
    pub async fn reopened(self) -> Self {
        self.closed().await.open().await
    }

    /// Opens the store beside the one that is open.
    pub async fn open_again(&self) -> Result<Store, StoreError> {
        Store::open(&self.config, self.master()).await
    }

    /// Opens a case with these entries, as the officer.
    pub async fn case(&self, events: Vec<CaseEvent>) -> CaseId {
        self.case_as(record("Ann Example"), events).await
    }

    pub async fn case_as(&self, record: CaseRecord, events: Vec<CaseEvent>) -> CaseId {
        let (officer, case) = (self.officer.clone(), CaseId::from_uuid(new_id()));
        self.store
            .write::<_, WriteError, _>(move |tx| {
                Box::pin(async move {
                    let (permit, moment) = (office(&officer), moment(&officer, 1));
                    let _: Opened = tx.open_case(&permit, case, &record, &events, &moment).await?;
                    Ok(())
                })
            })
            .await
            .unwrap();
        case
    }

    pub async fn permit<A: Action>(&self, actor: &Actor, case: CaseId) -> Option<Permit<A>> {
        let asker = actor.clone();
        let facts = self
            .store
            .read::<_, Fault, _>(|tx| {
                Box::pin(async move { tx.case_facts(&asker, case, Timestamp::UNIX_EPOCH).await })
            })
            .await
            .unwrap();
        check(actor, &facts?).ok()
    }

    /// Reads what must be readable.
    pub async fn read<T, F>(&self, work: F) -> T
    where
        F: for<'t> FnOnce(&'t mut Snapshot) -> Work<'t, Result<T, Fault>> + Send,
    {
        self.store.read(work).await.unwrap()
    }

    /// Writes what must be writable.
    pub async fn write<T, F>(&self, work: F) -> T
    where
        F: for<'t> FnOnce(&'t mut Tx) -> Work<'t, Result<T, Fault>> + Send + 'static,
        T: Send + 'static,
    {
        self.store.write(work).await.unwrap()
    }

    pub async fn append(
        &self,
        case: CaseId,
        expected: u64,
        events: Vec<CaseEvent>,
    ) -> Result<(), WriteError> {
        let permit = self.permit::<access::action::RecordOnCase>(&self.officer, case).await.unwrap();
        let officer = self.officer.clone();
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.append(&permit, expected, &events, &moment(&officer, 2)).await })
            })
            .await
    }

    pub async fn history(&self, case: CaseId) -> Vec<domain::Recorded<CaseEvent>> {
        let permit = self.permit::<access::action::SeeCase>(&self.officer, case).await.unwrap();
        self.store.read::<_, Fault, _>(|tx| Box::pin(async move { tx.history(&permit).await })).await.unwrap()
    }
}
