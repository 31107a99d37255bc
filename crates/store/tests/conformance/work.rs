use std::collections::{BTreeMap, BTreeSet};

use access::action::{RecordOnCase, SeeOthersWork, SeeOwnWork, Triage};
use domain::{CaseId, RegionId};
use store::{CaseLine, CaseLists, DutyKey, DutyRow, Scope, WorkPlace};

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
        priority: domain::priority::Priority::default(),
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

fn codes(places: &[WorkPlace]) -> Vec<&str> {
    places.iter().map(|place| place.duty.code.as_str()).collect()
}

async fn others(bench: &Bench, scope: Scope, limit: u32) -> Vec<WorkPlace> {
    let permit = office::<SeeOthersWork>(&bench.manager);
    bench.read(|tx| Box::pin(async move { tx.others_work(&permit, &scope, limit).await })).await
}

async fn waiting(bench: &Bench, regions: Vec<RegionId>) -> CaseLists {
    let (own, others) = (office::<SeeOwnWork>(&bench.manager), office::<SeeOthersWork>(&bench.manager));
    bench.read(|tx| Box::pin(async move { tx.case_lists(&own, Some((&others, &regions)), 10).await })).await
}

fn ids(lines: &[CaseLine]) -> Vec<CaseId> {
    lines.iter().map(|line| line.case).collect()
}

on_both! {
    given_duties_then_lists_are_in_order_of_when_they_are_due_and_not_longer_than_asked(bench) {
        with_duties(&bench, vec![duty("c", 30), duty("a", 10)]).await;
        with_duties(&bench, vec![duty("b", 20)]).await;
        let (officer, here) = (bench.officer.user, BTreeSet::from([bench.region]));
        let scopes = [
            Scope::Organisation,
            Scope::Regions(here.clone()),
            Scope::Person(officer),
            Scope::PersonIn(officer, here),
        ];
        for scope in scopes {
            assert_eq!(codes(&others(&bench, scope.clone(), 10).await), ["a", "b", "c"]);
            assert_eq!(codes(&others(&bench, scope, 2).await), ["a", "b"]);
        }
    }

    given_reasons_then_the_graver_comes_first_whenever_it_is_due_and_what_is_kept_reads_back(bench) {
        use domain::priority::{Because, Priority};
        let of = |because: &[Because]| because.iter().copied().collect::<Priority>();
        let row = |code: &str, due, because: &[Because]| DutyRow { priority: of(because), ..duty(code, due) };
        with_duties(&bench, vec![row("c", 10, &[])]).await;
        let case = with_duties(&bench, vec![row("b", 30, &[Because::High, Because::Children])]).await;
        with_duties(&bench, vec![row("a", 50, &[Because::DangerNow])]).await;
        let (officer, here) = (bench.officer.user, BTreeSet::from([bench.region]));
        let scopes = [
            Scope::Organisation,
            Scope::Regions(here.clone()),
            Scope::Person(officer),
            Scope::PersonIn(officer, here),
        ];
        for scope in scopes {
            assert_eq!(codes(&others(&bench, scope.clone(), 10).await), ["a", "b", "c"]);
            assert_eq!(codes(&others(&bench, scope, 1).await), ["a"]);
        }
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        let kept = bench.read(|tx| Box::pin(async move { tx.duties(&permit).await })).await;
        assert_eq!(kept[0].priority, of(&[Because::High, Because::Children]));
    }

    given_somebodys_work_then_it_is_listed_in_the_regions_asked_for_and_where_it_is_in_none(bench) {
        let case = with_duties(&bench, vec![duty("a", 10)]).await;
        let nowhere = DutyRow { cover: Some(bench.officer.user), ..duty("b", 20) };
        put(&bench, case, vec![nowhere], vec![]).await;
        let elsewhere = |n: std::ops::Range<u128>| n.map(|n| RegionId::from_uuid(uuid::Uuid::from_u128(n)));
        let officer = bench.officer.user;
        for regions in [BTreeSet::new(), elsewhere(0..1).collect(), elsewhere(0..19).collect()] {
            assert_eq!(codes(&others(&bench, Scope::PersonIn(officer, regions), 10).await), ["b"]);
        }
        let among_many = elsewhere(0..19).chain([bench.region]).collect();
        assert_eq!(codes(&others(&bench, Scope::PersonIn(officer, among_many), 10).await), ["a", "b"]);
        let of_nobody = Scope::PersonIn(bench.colleague.user, BTreeSet::from([bench.region]));
        assert_eq!(codes(&others(&bench, of_nobody, 10).await), [""; 0]);
    }

    given_places_on_more_cases_than_one_statement_takes_then_their_lines_come_in_the_order_asked_for(bench) {
        for n in 0..23 {
            with_duties(&bench, vec![duty("a", 100 - n), duty("b", 200 + n)]).await;
        }
        let permit = office::<SeeOthersWork>(&bench.manager);
        let (places, lines) = bench.read(|tx| Box::pin(async move {
            let mut places = tx.others_work(&permit, &Scope::Organisation, 60).await?;
            places.retain(|place| place.duty.code == "b");
            places.reverse();
            let lines = tx.work_lines(&places.iter().collect::<Vec<_>>()).await?;
            Ok((places, lines))
        })).await;
        let of_places: Vec<_> = places.iter().map(|place| (place.case, place.due_at, &place.duty)).collect();
        let of_lines: Vec<_> = lines.iter().map(|line| (line.case, line.due_at, &line.duty)).collect();
        assert_eq!((of_lines.len(), of_lines), (23, of_places));
        let whose = (Some(bench.region), Some(bench.officer.user), "due");
        assert!(lines.iter().all(|line| (line.region, line.owner, line.state.as_str()) == whose));
    }

    given_duties_that_are_met_or_gone_then_they_leave_the_list(bench) {
        let case = with_duties(&bench, vec![duty("a", 10), duty("b", 20)]).await;
        let met = DutyRow { open: false, state: "met".into(), ..duty("a", 10) };
        put(&bench, case, vec![met.clone()], vec![duty("b", 20).key]).await;
        assert_eq!(codes(&others(&bench, Scope::Organisation, 10).await), [""; 0]);
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        let kept = bench.read(|tx| Box::pin(async move { tx.duties(&permit).await })).await;
        assert_eq!(kept, [met]);
    }

    given_an_exclusion_then_the_case_is_in_no_list(bench) {
        let case = with_duties(&bench, vec![duty("a", 10)]).await;
        with_duties(&bench, vec![duty("b", 20)]).await;
        let (permit, user) = (bench.permit::<Triage>(&bench.lead, case).await.unwrap(), bench.manager.user);
        bench.write(move |tx| Box::pin(async move { tx.exclude(&permit, user, jiff::Timestamp::UNIX_EPOCH).await })).await;
        let (officer, here) = (bench.officer.user, BTreeSet::from([bench.region]));
        let scopes = [Scope::Organisation, Scope::Regions(here.clone()), Scope::Person(officer), Scope::PersonIn(officer, here)];
        for scope in scopes {
            assert_eq!(codes(&others(&bench, scope, 10).await), ["b"]);
        }
    }

    given_own_work_then_it_is_listed_once_with_what_a_list_shows_of_people(bench) {
        with_duties(&bench, vec![duty("a", 10), duty("b", 20)]).await;
        let permit = office::<SeeOwnWork>(&bench.officer);
        let (places, lines, headers, lists) = bench.read(|tx| Box::pin(async move {
            let places = tx.own_work(&permit, 10).await?;
            let lines = tx.work_lines(&places.iter().collect::<Vec<_>>()).await?;
            let headers = tx.headers(&lines.iter().collect::<Vec<_>>()).await?;
            Ok((places, lines, headers, tx.case_lists(&permit, None, 10).await?))
        })).await;
        assert_eq!(codes(&places), ["a", "b"]);
        let [own] = &lists.own[..] else { panic!("one case, once") };
        assert_eq!((lines[0].sequence, lines[0].reference), (own.sequence, own.reference));
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
        bench.write(move |tx| Box::pin(async move { tx.exclude(&permit, user, jiff::Timestamp::UNIX_EPOCH).await })).await;
        assert_eq!(ids(&waiting(&bench, regions).await.waiting), []);
    }
}
