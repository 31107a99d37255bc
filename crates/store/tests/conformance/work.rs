use std::collections::{BTreeMap, BTreeSet};

use access::action::{RecordOnCase, SeeOthersWork, SeeOwnWork, Triage};
use domain::{CaseId, RegionId};
use store::{CaseLine, CaseLists, DutyKey, DutyRow, Scope, WorkAfter, WorkLine};

use crate::bench::{Bench, at, event, office, on_both, record};

fn duty(code: &str, due: i64) -> DutyRow {
    DutyRow {
        key: DutyKey { code: code.into(), started: 1 },
        state: "due".into(),
        open: true,
        due_at: at(due),
        falls_to: "case-owner".into(),
        raised_to: None,
        region: None,
        owner: None,
        cover: None,
    }
}

/// A case of the officer's in the region, with these duties.
async fn with_duties(bench: &Bench, duties: Vec<DutyRow>) -> CaseId {
    let mut own = record("Ann Example");
    (own.owner, own.region) = (Some(bench.officer.user), Some(bench.region));
    let case = bench.case_as(own, vec![event("one")]).await;
    let (owner, region) = (Some(bench.officer.user), Some(bench.region));
    let rows = duties.into_iter().map(|row| DutyRow { owner, region, ..row }).collect();
    put(bench, case, rows, vec![]).await;
    case
}

async fn put(bench: &Bench, case: CaseId, rows: Vec<DutyRow>, removed: Vec<DutyKey>) {
    let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
    bench.write(move |tx| Box::pin(async move { tx.put_duties(&permit, &rows, &removed).await })).await;
}

fn codes(lines: &[WorkLine]) -> Vec<&str> {
    lines.iter().map(|line| line.duty.code.as_str()).collect()
}

async fn others(bench: &Bench, scope: Scope, after: WorkAfter) -> Vec<WorkLine> {
    let permit = office::<SeeOthersWork>(&bench.manager);
    bench.read(|tx| Box::pin(async move { tx.others_work(&permit, &scope, &after, 2).await })).await
}

async fn waiting(bench: &Bench, regions: Vec<RegionId>) -> CaseLists {
    let (own, others) = (office::<SeeOwnWork>(&bench.manager), office::<SeeOthersWork>(&bench.manager));
    bench.read(|tx| Box::pin(async move { tx.case_lists(&own, Some((&others, &regions)), 10).await })).await
}

fn ids(lines: &[CaseLine]) -> Vec<CaseId> {
    lines.iter().map(|line| line.case).collect()
}

on_both! {
    given_duties_then_lists_are_in_order_of_when_they_are_due_and_paged(bench) {
        with_duties(&bench, vec![duty("c", 30), duty("a", 10)]).await;
        with_duties(&bench, vec![duty("b", 20)]).await;
        for scope in [Scope::Organisation, Scope::Regions(BTreeSet::from([bench.region])), Scope::Person(bench.officer.user)] {
            let first = others(&bench, scope.clone(), WorkAfter::start()).await;
            assert_eq!(codes(&first), ["a", "b"]);
            let second = others(&bench, scope, WorkAfter::line(&first[1])).await;
            assert_eq!(codes(&second), ["c"]);
        }
    }

    given_duties_that_are_met_or_gone_then_they_leave_the_list(bench) {
        let case = with_duties(&bench, vec![duty("a", 10), duty("b", 20)]).await;
        let met = DutyRow { open: false, state: "met".into(), ..duty("a", 10) };
        put(&bench, case, vec![met.clone()], vec![duty("b", 20).key]).await;
        assert_eq!(codes(&others(&bench, Scope::Organisation, WorkAfter::start()).await), [""; 0]);
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        let kept = bench.read(|tx| Box::pin(async move { tx.duties(&permit).await })).await;
        assert_eq!(kept, [met]);
    }

    given_an_exclusion_then_the_case_is_in_no_list(bench) {
        let case = with_duties(&bench, vec![duty("a", 10)]).await;
        with_duties(&bench, vec![duty("b", 20)]).await;
        let (permit, user) = (bench.permit::<Triage>(&bench.lead, case).await.unwrap(), bench.manager.user);
        bench.write(move |tx| Box::pin(async move { tx.exclude(&permit, user).await })).await;
        assert_eq!(codes(&others(&bench, Scope::Organisation, WorkAfter::start()).await), ["b"]);
    }

    given_own_work_then_it_is_listed_once_with_what_a_list_shows_of_people(bench) {
        with_duties(&bench, vec![duty("a", 10), duty("b", 20)]).await;
        let permit = office::<SeeOwnWork>(&bench.officer);
        let (work, headers, lists) = bench.read(|tx| Box::pin(async move {
            let work = tx.own_work(&permit, &WorkAfter::start(), 10).await?;
            let headers = tx.headers(&work.iter().collect::<Vec<_>>()).await?;
            Ok((work, headers, tx.case_lists(&permit, None, 10).await?))
        })).await;
        assert_eq!(codes(&work), ["a", "b"]);
        let [own] = &lists.own[..] else { panic!("one case, once") };
        assert_eq!((work[0].sequence, work[0].reference), (own.sequence, own.reference));
        assert_eq!(headers, BTreeMap::from([(own.case, own.header.clone())]));
    }

    given_cases_without_an_owner_then_they_wait_where_everybody_or_the_manager_looks(bench) {
        let nowhere = bench.case(vec![event("one")]).await;
        let mut placed = record("Bea Example");
        placed.region = Some(bench.region);
        let placed = bench.case_as(placed, vec![event("one")]).await;
        let lists = waiting(&bench, vec![bench.region]).await;
        assert_eq!((ids(&lists.unowned), ids(&lists.waiting)), (vec![nowhere], vec![placed]));
        let lists = waiting(&bench, Vec::new()).await;
        assert_eq!((ids(&lists.unowned), ids(&lists.waiting)), (vec![nowhere], vec![]));
    }

    given_more_regions_than_one_statement_takes_then_all_are_looked_at_and_an_excluded_case_is_not_seen(bench) {
        let mut placed = record("Bea Example");
        placed.region = Some(bench.region);
        let placed = bench.case_as(placed, vec![event("one")]).await;
        let elsewhere = (0..19).map(|n| RegionId::from_uuid(uuid::Uuid::from_u128(n)));
        let regions: Vec<RegionId> = elsewhere.chain([bench.region]).collect();
        assert_eq!(ids(&waiting(&bench, regions.clone()).await.waiting), [placed]);
        let (permit, user) = (bench.permit::<Triage>(&bench.lead, placed).await.unwrap(), bench.manager.user);
        bench.write(move |tx| Box::pin(async move { tx.exclude(&permit, user).await })).await;
        assert_eq!(ids(&waiting(&bench, regions).await.waiting), []);
    }
}
