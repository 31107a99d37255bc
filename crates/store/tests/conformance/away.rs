//! Who is away when, and which records have nobody meanwhile.

use std::collections::BTreeSet;

use access::Actor;
use access::action::SeeOwnWork;
use access::away::Away;
use domain::{AwayId, CaseId, OrganisationId, UserId};
use jiff::civil::{Date, date};
use store::{AwayLine, Because, CaseRecord, CaseStatus, UncoveredLine, Wall};

use crate::bench::{Bench, at, event, new_id, office, on_both, record};

const TODAY: Date = date(2026, 3, 2);

async fn puts(bench: &Bench, away: Away) -> AwayId {
    let (permit, id) = (office::<SeeOwnWork>(&bench.lead), AwayId::from_uuid(new_id()));
    bench.write(move |tx| Box::pin(async move { tx.put_away(&permit, id, away, at(5)).await })).await;
    id
}

async fn away(bench: &Bench, asker: &Actor, from: Date) -> Vec<AwayLine> {
    let asker = asker.clone();
    bench.read(move |tx| Box::pin(async move { tx.away(&asker, from).await })).await
}

async fn uncovered(bench: &Bench, asker: &Actor, today: Date) -> Vec<UncoveredLine> {
    let permit = office::<SeeOwnWork>(asker);
    bench.read(move |tx| Box::pin(async move { tx.uncovered(&permit, today).await })).await
}

async fn takes_back(bench: &Bench, id: AwayId, only: Option<&Actor>, today: Date) -> bool {
    let (permit, only) = (office::<SeeOwnWork>(&bench.lead), only.map(|actor| actor.user));
    bench.write(move |tx| Box::pin(async move { tx.not_away(&permit, id, only, (today, at(9))).await })).await
}

/// A record that the officer has.
async fn of_officer(bench: &Bench, cover: Option<UserId>, status: CaseStatus) -> CaseId {
    let owned = CaseRecord { owner: Some(bench.officer.user), cover, status, ..record("Ann Example") };
    bench.case_as(owned, vec![event("one")]).await
}

/// What the lead is told of on this day.
async fn named(bench: &Bench, today: Date) -> BTreeSet<CaseId> {
    uncovered(bench, &bench.lead, today).await.iter().map(|line| line.case).collect()
}

on_both! {
    given_a_time_away_then_it_is_read_until_its_last_day_and_taken_back_once_and_only_by_whose_it_is(bench) {
        let week = Away { user: bench.officer.user, from: date(2026, 3, 9), until: date(2026, 3, 13) };
        let id = puts(&bench, week).await;
        let line = AwayLine { id, away: week, by: (bench.lead.user, at(5)) };
        assert_eq!(away(&bench, &bench.lead, date(2026, 3, 13)).await, [line]);
        assert_eq!(away(&bench, &bench.lead, date(2026, 3, 14)).await, []);
        let elsewhere = Actor { organisation: OrganisationId::from_uuid(new_id()), ..bench.lead.clone() };
        assert_eq!(away(&bench, &elsewhere, TODAY).await, [], "another organisation reads nothing");
        assert!(!takes_back(&bench, id, Some(&bench.lead), TODAY).await, "it is somebody else's");
        assert!(!takes_back(&bench, id, None, date(2026, 3, 14)).await, "it is over");
        assert!(takes_back(&bench, id, Some(&bench.officer), TODAY).await);
        assert!(!takes_back(&bench, id, None, TODAY).await, "it was taken back");
        assert_eq!(away(&bench, &bench.lead, TODAY).await, []);
    }

    given_records_of_somebody_who_is_away_then_those_are_named_that_nobody_covers_who_is_there(bench) {
        let (officer, lead) = (bench.officer.user, bench.lead.user);
        let alone = of_officer(&bench, None, CaseStatus::Open).await;
        let covered = of_officer(&bench, Some(lead), CaseStatus::Open).await;
        let by_themself = of_officer(&bench, Some(officer), CaseStatus::Open).await;
        of_officer(&bench, None, CaseStatus::Closed).await;
        let week = Away { user: officer, from: date(2026, 3, 9), until: date(2026, 3, 13) };
        assert_eq!(named(&bench, TODAY).await, [].into(), "nobody is away");
        puts(&bench, week).await;
        let without = BTreeSet::from([alone, by_themself]);
        assert_eq!(named(&bench, TODAY).await, without);
        assert!(uncovered(&bench, &bench.lead, TODAY).await.iter().all(|line| line.away == week));
        assert_eq!(named(&bench, date(2026, 2, 8)).await, [].into(), "29 days ahead");
        assert_eq!(named(&bench, date(2026, 2, 9)).await, without);
        assert_eq!(named(&bench, date(2026, 3, 13)).await, without);
        assert_eq!(named(&bench, date(2026, 3, 14)).await, [].into(), "they are back");
        // On one day neither is there.
        let id = puts(&bench, Away { user: lead, from: date(2026, 3, 13), until: date(2026, 3, 20) }).await;
        assert_eq!(named(&bench, TODAY).await, [alone, covered, by_themself].into());
        assert!(takes_back(&bench, id, None, TODAY).await);
        assert_eq!(named(&bench, TODAY).await, without);
        // Whoever is walled off from it is told nothing; the control is everything before.
        let because = Because::Match;
        let (organisation, grounds, since) = (bench.organisation, String::new(), at(5));
        let wall = Wall { case: alone, user: lead, because, organisation, grounds, since };
        bench.write(move |tx| Box::pin(async move { tx.put_walls(&[wall]).await })).await;
        assert_eq!(named(&bench, TODAY).await, [by_themself].into());
    }
}
