//! Who is on call when, and searches by people who are walled off from what they searched for.

use access::Actor;
use access::action::{KeepRota, ManageWalls, SearchCases};
use access::rota::OnCall;
use domain::{CaseId, OnCallId};
use store::{Because, RotaLine, VainSearch, Wall, WalledSearcher};

use crate::bench::{Bench, at, event, new_id, office, on_both};

async fn rota(bench: &Bench, asker: &Actor, from: i64) -> Vec<RotaLine> {
    let asker = asker.clone();
    bench.read(move |tx| Box::pin(async move { tx.rota(&asker, at(from)).await })).await
}

async fn takes_off(bench: &Bench, id: OnCallId, when: i64) -> bool {
    let permit = office::<KeepRota>(&bench.lead);
    bench.write(move |tx| Box::pin(async move { tx.take_off_call(&permit, id, at(when)).await })).await
}

async fn searches(bench: &Bench, words: &[&str], when: i64, part: &'static str) {
    let permit = office::<SearchCases>(&bench.officer);
    let terms: Vec<seal::Mark> =
        words.iter().map(|word| bench.store.search_mark(bench.organisation, word)).collect();
    bench
        .write(move |tx| Box::pin(async move { tx.note_search(&permit, at(when), part, &terms).await }))
        .await;
}

async fn read(bench: &Bench) -> (Vec<WalledSearcher>, Vec<VainSearch>) {
    let (permit, user) = (office::<ManageWalls>(&bench.lead), bench.officer.user);
    bench
        .read(move |tx| {
            Box::pin(async move {
                let searchers = tx.walled_searchers(&permit, at(0)).await?;
                Ok((searchers, tx.vain_searches(&permit, user, at(0), 10).await?))
            })
        })
        .await
}

fn wall(bench: &Bench, case: CaseId, because: Because) -> Wall {
    let (user, organisation) = (bench.officer.user, bench.organisation);
    Wall { case, user, because, organisation, grounds: String::new(), since: at(5) }
}

on_both! {
    given_somebody_is_put_on_call_then_it_is_read_until_it_ends_and_taken_off_once(bench) {
        let permit = office::<KeepRota>(&bench.lead);
        let (id, put) = (OnCallId::from_uuid(new_id()), OnCall { user: bench.officer.user, from: at(10), until: at(20) });
        bench.write(move |tx| Box::pin(async move { tx.put_on_call(&permit, id, put, at(5)).await })).await;
        let line = RotaLine { id, put, by: (bench.lead.user, at(5)), off: None };
        assert_eq!(rota(&bench, &bench.officer, 19).await, [line]);
        assert_eq!(rota(&bench, &bench.officer, 20).await, []);
        assert!(!takes_off(&bench, OnCallId::from_uuid(new_id()), 12).await, "there is none");
        assert!(!takes_off(&bench, id, 20).await, "it has ended");
        assert!(takes_off(&bench, id, 12).await);
        assert!(!takes_off(&bench, id, 13).await, "it was taken off");
        let off = RotaLine { off: Some((bench.lead.user, at(12))), ..line };
        assert_eq!(rota(&bench, &bench.officer, 0).await, [off]);
        assert_eq!(off.counted(), Some(OnCall { until: at(12), ..put }));
    }

    given_numbers_of_those_on_call_then_they_are_read_until_it_ends_and_the_words_for_nobody_always(bench) {
        let keep = || office::<KeepRota>(&bench.lead);
        let (id, put) = (OnCallId::from_uuid(new_id()), OnCall { user: bench.officer.user, from: at(10), until: at(20) });
        let permit = keep();
        bench.write(move |tx| Box::pin(async move { tx.put_on_call(&permit, id, put, at(5)).await })).await;
        for (about, says) in [(Some(id), "01632 960001"), (None, "The switchboard"), (None, "The office: 01632 960002")] {
            let permit = keep();
            bench.write(move |tx| Box::pin(async move { tx.say_whom_to_ring(&permit, about, says, at(5)).await })).await;
        }
        let rings = async |asker: &Actor, from: i64| {
            let asker = asker.clone();
            bench.read(move |tx| Box::pin(async move { tx.rings(&asker, at(from)).await })).await
        };
        let said = rings(&bench.officer, 19).await;
        assert_eq!(said.numbers, [(id, "01632 960001".to_owned())].into());
        assert_eq!(said.nobody.as_deref(), Some("The office: 01632 960002"), "the newest words stand alone");
        assert_eq!(rings(&bench.officer, 20).await.numbers, [].into(), "it has ended");
        let elsewhere = Actor { organisation: domain::OrganisationId::from_uuid(new_id()), ..bench.officer.clone() };
        assert_eq!(rings(&elsewhere, 0).await, store::Rings::default(), "another organisation reads nothing");
    }

    given_searches_of_somebody_walled_off_then_those_in_vain_are_read_with_each_case(bench) {
        let case = bench.case(vec![event("one")]).await;
        searches(&bench, &["rowan"], 4, "search, nothing found").await;
        let wall_of = |because| wall(&bench, case, because);
        let sides = vec![wall_of(Because::Sides)];
        bench.write(move |tx| Box::pin(async move { tx.put_walls(&sides).await })).await;
        assert_eq!(read(&bench).await.0, [], "who has the other side is not one of them");
        let walls = vec![wall_of(Because::Match), wall_of(Because::Conflict)];
        bench.write(move |tx| Box::pin(async move { tx.put_walls(&walls).await })).await;
        searches(&bench, &["rowan", "ashdown"], 6, "search, nothing found").await;
        searches(&bench, &["rowan"], 7, "search").await;
        let (searchers, vain) = read(&bench).await;
        let [searcher] = searchers.as_slice() else { panic!("one case is behind a wall: {}", searchers.len()) };
        assert_eq!((searcher.user, searcher.case, searcher.since), (bench.officer.user, case, at(5)));
        assert_eq!(searcher.seen_up_to, 0);
        assert_eq!(vain.iter().map(|search| (search.at, search.terms.len())).collect::<Vec<_>>(), [(at(6), 2), (at(4), 1)]);
        let (permit, up_to) = (office::<ManageWalls>(&bench.lead), vain[0].place);
        for place in [up_to, up_to - 1] {
            let permit = office::<ManageWalls>(permit.actor());
            let of = (case, bench.officer.user);
            bench.write(move |tx| Box::pin(async move { tx.saw_to_searches(&permit, of, place, at(8)).await })).await;
        }
        assert_eq!(read(&bench).await.0[0].seen_up_to, up_to, "what was seen stays seen");
        // Whoever is walled off from it reads nothing of it.
        let own = Wall { user: bench.lead.user, ..wall(&bench, case, Because::Match) };
        bench.write(move |tx| Box::pin(async move { tx.put_walls(&[own]).await })).await;
        assert_eq!(read(&bench).await.0, []);
    }
}
