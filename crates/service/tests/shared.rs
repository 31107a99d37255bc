//! Two servers on one database: each takes over what the other changed before it decides who is kept from what.
//! On PostgreSQL alone, where `HOLDFAST_TEST_POSTGRES` holds the address of a server on which databases may be made;
//! the embedded database has one process at a time.
#![cfg(test)]

use std::sync::Arc;

use access::{Actor, LocationSecret, Role};
use demo::{DemoCase, Staff, World, world};
use domain::case::{CaseCommand, OwnerNamed, Refusal};
use domain::people::SecretKind;
use domain::text::PhoneNumber;
use domain::{CaseId, IdBlock, UserId};
use jiff::Timestamp;
use seal::MasterKey;
use service::clock::Clock;
use service::seeding::{Founding, seed};
use service::{AboutMe, Because, Entry, Limits, Problem, ProtectedFact, Service};
use sqlx::{AnyConnection, Connection as _, Executor as _, Row as _, SqlSafeStr as _};
use store::{Config, Store};
use tempfile::TempDir;

const NOW: &str = "2026-11-18T14:40:00Z";

/// Two servers, the people, and reports that nobody has taken yet.
struct Ground {
    one: Arc<Service>,
    other: Arc<Service>,
    world: World,
    address: String,
    _keys: TempDir,
}

async fn run(address: &str, statement: &str) {
    let mut connection = AnyConnection::connect(address).await.unwrap();
    let statement = sqlx::AssertSqlSafe(statement.to_owned()).into_sql_str();
    connection.execute(sqlx::raw_sql(statement)).await.unwrap();
    connection.close().await.unwrap();
}

impl Ground {
    /// Where there is a server to try it on.
    async fn laid() -> Option<Self> {
        let server = std::env::var("HOLDFAST_TEST_POSTGRES").ok()?;
        sqlx::any::install_default_drivers();
        let now: Timestamp = NOW.parse().unwrap();
        let name = format!("holdfast_shared_{}", IdBlock::new(now, seal::random()).nth(0).simple());
        run(&server, &format!("CREATE DATABASE {name}")).await;
        let (start, options) = server.split_once('?').unwrap_or((&server, ""));
        let address = format!("{}/{name}?{options}", start.rsplit_once('/').unwrap().0);
        let (keys, config) = (TempDir::new().unwrap(), Config::postgres(&address));
        let path = keys.path().join("key");
        let store = Store::create(&config, MasterKey::create_file(&path).unwrap()).await.unwrap();
        let world = world(7, 40, now);
        seed(&store, Founding::of_world(&world, "nhg", now, None).unwrap(), 0, now, |_| Vec::new(), |_| ())
            .await
            .unwrap();
        let beside = Store::open(&config, MasterKey::read_file(&path).unwrap()).await.unwrap();
        let over = async |store| {
            let service = Service::over(store, Clock::set_to(now)).await.unwrap();
            Arc::new(service.limited_to(Limits::NONE))
        };
        Some(Self { one: over(store).await, other: over(beside).await, world, address, _keys: keys })
    }

    fn staff(&self, role: Role) -> Vec<Actor> {
        let those = self.world.staff().iter().filter(|one| one.role == role);
        let organisation = self.world.organisation().organisation;
        let actor = |one: &Staff| Actor {
            regions: one.regions.clone(),
            ..Actor::new(one.user, organisation, role).confirmed()
        };
        those.map(actor).collect()
    }

    fn handler(&self) -> Actor {
        self.staff(Role::CallHandler).remove(0)
    }

    fn lead(&self) -> Actor {
        self.staff(Role::DaLead).remove(0)
    }

    /// Reports in which somebody's phone number is given, which is nobody else's.
    fn reports(&self) -> Vec<(Entry, PhoneNumber)> {
        let report = |case: DemoCase| {
            let first = case.steps.into_iter().next()?;
            let phone = first.secrets.iter().find(|(_, kind, _)| *kind == SecretKind::Phone)?.2.clone();
            let fact = |(secret, kind, text): (_, _, String)| ProtectedFact {
                secret,
                kind,
                text: Arc::new(LocationSecret::new(text)),
            };
            let facts = first.secrets.into_iter().map(fact).collect();
            Some((Entry { command: first.command, facts }, PhoneNumber::parse(&phone).ok()?))
        };
        let mut reports: Vec<(Entry, PhoneNumber)> = Vec::new();
        for (entry, phone) in self.world.cases().filter_map(report) {
            if reports.iter().all(|(_, other)| *other != phone) {
                reports.push((entry, phone));
            }
        }
        reports
    }

    async fn takes(&self, server: &Service, report: Entry) -> CaseId {
        let handler = self.handler();
        server.open_case(&handler, report, &server.moment(&handler), None).await.unwrap().case
    }

    /// Whether a wall stands because of what somebody gave about themself, as the database has it.
    async fn is_walled(&self, user: UserId, case: CaseId) -> bool {
        let mut connection = AnyConnection::connect(&self.address).await.unwrap();
        let query = "SELECT COUNT(*) FROM exclusion WHERE user_id = $1 AND case_id = $2 AND because = $3";
        let query = sqlx::query(query).bind(user.to_string()).bind(case.to_string());
        let row = query.bind(Because::Match.code()).fetch_one(&mut connection).await.unwrap();
        row.get::<i64, _>(0) == 1
    }
}

async fn gives(server: &Service, who: &Actor, phone: &PhoneNumber) {
    let about = AboutMe { phones: vec![phone.clone()], ..AboutMe::default() };
    server.put_about_me(who, about, &server.moment(who)).await.unwrap();
}

#[tokio::test]
async fn postgres_given_a_report_at_one_server_then_what_a_colleague_gives_at_the_other_is_matched_with_it() {
    let Some(ground) = Ground::laid().await else { return };
    let officers = ground.staff(Role::HousingOfficer);
    let (report, phone) = ground.reports().remove(0);
    let case = ground.takes(&ground.one, report).await;
    assert!(!ground.is_walled(officers[0].user, case).await);
    gives(&ground.other, &officers[0], &phone).await;
    assert!(ground.is_walled(officers[0].user, case).await);
    assert!(!ground.is_walled(officers[1].user, case).await, "the control: somebody else is not");
}

#[tokio::test]
async fn postgres_given_what_a_colleague_gave_at_one_server_then_a_report_at_the_other_is_matched_with_it() {
    let Some(ground) = Ground::laid().await else { return };
    let officers = ground.staff(Role::HousingOfficer);
    let (report, phone) = ground.reports().remove(0);
    gives(&ground.one, &officers[0], &phone).await;
    let case = ground.takes(&ground.other, report).await;
    assert!(ground.is_walled(officers[0].user, case).await);
}

/// The control: where a server is not told that anything changed, it matches with what it held before.
#[tokio::test]
async fn postgres_given_a_change_that_a_server_cannot_see_then_it_is_not_matched() {
    let Some(ground) = Ground::laid().await else { return };
    let officers = ground.staff(Role::HousingOfficer);
    let (report, phone) = ground.reports().remove(0);
    let case = ground.takes(&ground.one, report).await;
    run(&ground.address, "DELETE FROM wall_change; DELETE FROM wall_version").await;
    gives(&ground.other, &officers[0], &phone).await;
    assert!(!ground.is_walled(officers[0].user, case).await);
}

/// Whoever comes second decides again: there is no order of the two in which both are known and the wall is missing.
#[tokio::test]
async fn postgres_given_both_at_the_same_moment_at_two_servers_then_the_wall_stands() {
    let Some(ground) = Ground::laid().await else { return };
    let officer = ground.staff(Role::HousingOfficer).remove(0);
    let reports = ground.reports();
    assert!(reports.len() >= 5, "{}", reports.len());
    for (report, phone) in reports {
        let (case, ()) =
            tokio::join!(ground.takes(&ground.one, report), gives(&ground.other, &officer, &phone));
        assert!(ground.is_walled(officer.user, case).await);
    }
}

#[tokio::test]
async fn postgres_given_a_case_of_one_server_then_it_is_found_at_the_other() {
    let Some(ground) = Ground::laid().await else { return };
    let (report, _) = ground.reports().remove(0);
    let case = ground.takes(&ground.one, report).await;
    let lead = ground.lead();
    let reference = ground.one.case_page(&lead, case, None, "case").await.unwrap().reference.to_string();
    for server in [&ground.one, &ground.other] {
        let found = server.find(&lead, &reference).await.unwrap();
        assert_eq!(found.into_iter().map(|found| found.case).collect::<Vec<_>>(), [case]);
    }
}

#[tokio::test]
async fn postgres_given_two_sides_that_were_linked_at_one_server_then_the_other_gives_nobody_both() {
    let Some(ground) = Ground::laid().await else { return };
    let (lead, officer) = (ground.lead(), ground.staff(Role::HousingOfficer).remove(0));
    let mut reports = ground.reports().into_iter();
    let one = ground.takes(&ground.one, reports.next().unwrap().0).await;
    let other = ground.takes(&ground.one, reports.next().unwrap().0).await;
    let names = async |server: &Service, case| {
        let named = CaseCommand::NameOwner(OwnerNamed { owner: officer.user, cover: None });
        server.record(&lead, case, None, named.into(), &server.moment(&lead)).await
    };
    names(&ground.one, one).await.unwrap();
    let mut references = Vec::new();
    for case in [one, other] {
        references.push(ground.one.case_page(&lead, case, None, "case").await.unwrap().reference);
    }
    let pair = (references[0], references[1]);
    ground.one.put_sides(&lead, pair, &ground.one.moment(&lead)).await.unwrap();
    let refused = names(&ground.other, other).await;
    assert!(matches!(refused, Err(Problem::Refused(Refusal::CannotTakeIt))), "{refused:?}");
}
