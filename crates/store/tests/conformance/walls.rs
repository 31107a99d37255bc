use std::sync::Arc;

use access::Actor;
use access::action::{ManageWalls, SeeCase};
use domain::{CaseId, GlassId, UserId};
use jiff::Timestamp;
use store::{Because, NewGlass, OwnFact, OwnKind, Wall};

use crate::bench::{Bench, at, event, new_id, office, on_both};

fn wall(bench: &Bench, case: CaseId, because: Because, grounds: &str) -> Wall {
    let (user, organisation) = (bench.officer.user, bench.organisation);
    Wall { case, user, because, organisation, grounds: grounds.to_owned(), since: at(5) }
}

async fn put(bench: &Bench, walls: Vec<Wall>) {
    bench.write(move |tx| Box::pin(async move { tx.put_walls(&walls).await })).await;
}

async fn facts(bench: &Bench, case: CaseId) -> access::CaseFacts {
    let asker = bench.colleague.clone();
    bench.read(move |tx| Box::pin(async move { tx.case_facts(&asker, case, at(4)).await })).await.unwrap()
}

/// Somebody else who leads.
fn other_lead(bench: &Bench) -> Actor {
    Actor { user: UserId::from_uuid(new_id()), ..bench.lead.clone() }
}

async fn agrees(bench: &Bench, actor: &Actor, wall: &Wall) -> bool {
    let (permit, wall) = (office::<ManageWalls>(actor), wall.clone());
    bench.write(move |tx| Box::pin(async move { tx.agree_to_lift(&permit, &wall, at(9)).await })).await
}

on_both! {
    given_two_walls_for_two_reasons_when_one_ends_then_the_other_still_stands(bench) {
        let case = bench.case(vec![event("one")]).await;
        put(&bench, vec![wall(&bench, case, Because::Match, "phone"), wall(&bench, case, Because::Sides, "")]).await;
        let (organisation, user) = (bench.organisation, bench.officer.user);
        bench.write(move |tx| Box::pin(async move { tx.end_wall(organisation, case, user, Because::Match).await })).await;
        assert!(bench.permit::<SeeCase>(&bench.officer, case).await.is_none());
        bench.write(move |tx| Box::pin(async move { tx.end_wall(organisation, case, user, Because::Sides).await })).await;
        assert!(bench.permit::<SeeCase>(&bench.officer, case).await.is_some());
    }

    given_a_wall_that_is_put_up_again_then_it_keeps_its_day_and_rests_on_what_it_rests_on_now(bench) {
        let case = bench.case(vec![event("one")]).await;
        put(&bench, vec![wall(&bench, case, Because::Match, "phone")]).await;
        put(&bench, vec![Wall { since: at(8), ..wall(&bench, case, Because::Match, "phone home") }]).await;
        let walls = bench.read(|tx| Box::pin(async move { tx.walls().await })).await;
        assert_eq!(walls, [wall(&bench, case, Because::Match, "phone home")]);
    }

    given_very_many_walls_at_once_and_one_of_them_twice_then_each_stands_once(bench) {
        let mut walls = Vec::new();
        for _ in 0..19 {
            walls.push(wall(&bench, bench.case(vec![event("one")]).await, Because::Match, "phone"));
        }
        let first = walls[0].clone();
        put(&bench, walls.iter().cloned().chain([Wall { grounds: "phone home".to_owned(), ..first }]).collect()).await;
        walls[0] = Wall { grounds: "phone home".to_owned(), ..walls[0].clone() };
        walls.sort_by_key(|wall| wall.case);
        assert_eq!(bench.read(|tx| Box::pin(async move { tx.walls().await })).await, walls);
    }

    given_a_wall_then_it_is_lifted_by_two_and_by_neither_alone_nor_by_whom_it_keeps_out(bench) {
        let case = bench.case(vec![event("one")]).await;
        let stands = wall(&bench, case, Because::Match, "home");
        put(&bench, vec![stands.clone()]).await;
        let other = other_lead(&bench);
        assert!(!agrees(&bench, &other, &stands).await, "nobody proposed it");
        let (permit, proposed) = (Arc::new(office::<ManageWalls>(&bench.lead)), stands.clone());
        bench.write(move |tx| Box::pin(async move { tx.propose_lift(&permit, &proposed, "They moved", at(6)).await })).await;
        assert!(!agrees(&bench, &bench.lead, &stands).await, "whoever proposed it");
        let walled = Actor { user: bench.officer.user, ..bench.lead.clone() };
        assert!(!agrees(&bench, &walled, &stands).await, "whom it keeps out");
        let permit = office::<ManageWalls>(&other);
        let kept = bench.read(|tx| Box::pin(async move { tx.kept_walls(&permit, 10).await })).await;
        let lift = kept[0].lift.clone().unwrap();
        assert_eq!((lift.by, lift.why.as_str()), (bench.lead.user, "They moved"));
        assert!(agrees(&bench, &other, &stands).await);
        assert!(bench.permit::<SeeCase>(&bench.officer, case).await.is_some());
        let lifted = bench.read(|tx| Box::pin(async move { tx.lifted_walls().await })).await;
        assert_eq!(lifted, [(case, bench.officer.user, "home".to_owned())]);
    }

    given_somebody_who_keeps_walls_then_those_around_a_case_they_are_kept_from_are_not_shown_to_them(bench) {
        let case = bench.case(vec![event("one")]).await;
        let theirs = Wall { user: bench.lead.user, ..wall(&bench, case, Because::Match, "home") };
        put(&bench, vec![theirs, wall(&bench, case, Because::Match, "phone")]).await;
        for (lead, shown) in [(bench.lead.clone(), 0), (other_lead(&bench), 2)] {
            let permit = office::<ManageWalls>(&lead);
            let kept = bench.read(|tx| Box::pin(async move { tx.kept_walls(&permit, 10).await })).await;
            assert_eq!(kept.len(), shown);
        }
    }

    given_two_sides_then_they_are_kept_once_and_not_shown_to_whoever_is_kept_from_one_of_them(bench) {
        let (one, other) = (bench.case(vec![event("one")]).await, bench.case(vec![event("other")]).await);
        for (pair, is_new) in [((one, other), true), ((other, one), false)] {
            let permit = office::<ManageWalls>(&bench.lead);
            let put = bench.write(move |tx| Box::pin(async move { tx.put_sides(&permit, pair, at(5)).await })).await;
            assert_eq!(put, is_new);
        }
        let all = bench.read(|tx| Box::pin(async move { tx.all_sides().await })).await;
        assert_eq!(all, [(one.min(other), one.max(other))]);
        put(&bench, vec![Wall { user: bench.lead.user, ..wall(&bench, one, Because::Match, "home") }]).await;
        for (lead, shown) in [(bench.lead.clone(), 0), (other_lead(&bench), 1)] {
            let permit = office::<ManageWalls>(&lead);
            let kept = bench.read(|tx| Box::pin(async move { tx.kept_sides(&permit, 10).await })).await;
            assert_eq!(kept.len(), shown);
        }
    }

    given_two_sides_then_whoever_is_let_in_to_one_is_close_to_the_other_and_nobody_else_is(bench) {
        let (one, other) = (bench.case(vec![event("one")]).await, bench.case(vec![event("other")]).await);
        let across = |user: Actor, case| {
            bench.read(move |tx| Box::pin(async move {
                Ok(tx.case_facts(&user, case, at(6)).await?.unwrap().across)
            }))
        };
        let glass = access::breaks(&bench.colleague, &facts(&bench, one).await).unwrap().unwrap();
        let new = NewGlass { id: GlassId::from_uuid(new_id()), since: at(5), until: at(500), why: "Now".to_owned() };
        bench.write(move |tx| Box::pin(async move { tx.break_glass(&glass, &new).await })).await;
        assert!(!across(bench.colleague.clone(), other).await, "the control: nobody said that they are two sides");
        let permit = office::<ManageWalls>(&bench.lead);
        bench.write(move |tx| Box::pin(async move { tx.put_sides(&permit, (one, other), at(5)).await })).await;
        assert!(across(bench.colleague.clone(), other).await);
        assert!(!across(bench.colleague.clone(), one).await && !across(bench.lead.clone(), other).await);
    }

    given_what_somebody_gave_then_they_alone_read_it_and_the_last_of_it_counts(bench) {
        let fact = |text: &str| OwnFact {
            id: bench.officer.user.as_uuid(),
            user: bench.officer.user,
            organisation: bench.organisation,
            kind: OwnKind::About,
            text: text.to_owned(),
            changed_at: Timestamp::UNIX_EPOCH,
        };
        for text in ["first", "second"] {
            let fact = fact(text);
            bench.write(move |tx| Box::pin(async move { tx.put_own_fact(&fact).await })).await;
        }
        let (own, others) = (bench.officer.clone(), bench.lead.clone());
        let (own, others) = bench.read(|tx| Box::pin(async move {
            Ok((tx.own_facts(&own).await?, tx.own_facts(&others).await?))
        })).await;
        assert_eq!((own, others), (vec![fact("second")], Vec::new()));
    }
}
