use access::Actor;
use domain::HeldId;
use store::{HeldForm, HeldWhy, NewHeldForm};

use crate::bench::{Bench, at, new_id, on_both};

const WORDS: &str = "to somewhere: he is at home until six";

fn new(second: i64, words: &str) -> NewHeldForm {
    NewHeldForm {
        id: HeldId::from_uuid(new_id()),
        text: words.into(),
        at: at(second),
        why: HeldWhy::SignedOut,
    }
}

/// Holds a form as the officer's, of three at most.
async fn hold(bench: &Bench, form: &NewHeldForm) {
    let (officer, form) = (bench.officer.clone(), form.clone());
    bench.write(move |tx| Box::pin(async move { tx.hold_form(&officer, &form, 3).await })).await;
}

async fn held(bench: &Bench, actor: &Actor, since: i64) -> Vec<HeldForm> {
    let actor = actor.clone();
    bench.read(|tx| Box::pin(async move { tx.held_forms(&actor, at(since)).await })).await
}

async fn waits(bench: &Bench, actor: &Actor) -> bool {
    let actor = actor.clone();
    bench.read(|tx| Box::pin(async move { tx.held_form_waits(&actor, at(0)).await })).await
}

fn texts(held: &[HeldForm]) -> Vec<&str> {
    held.iter().map(|form| form.text.as_str()).collect()
}

on_both! {
    given_a_held_form_then_its_sender_reads_it_and_nobody_else_reads_marks_or_throws_it_away(bench) {
        let form = new(5, WORDS);
        hold(&bench, &form).await;
        let (officer, mut foreign) = (bench.officer.clone(), bench.officer.clone());
        foreign.organisation = domain::OrganisationId::from_uuid(new_id());
        for other in [bench.colleague.clone(), bench.lead.clone(), foreign] {
            assert_eq!(held(&bench, &other, 0).await, []);
            assert!(!waits(&bench, &other).await);
            let touched = bench.write(move |tx| Box::pin(async move {
                Ok((tx.mark_held_form(&other, form.id, at(6)).await?, tx.discard_held_form(&other, form.id).await?))
            })).await;
            assert_eq!(touched, (false, false));
        }
        let bench = bench.reopened().await;
        let own = held(&bench, &officer, 0).await;
        assert_eq!((texts(&own), own[0].id, own[0].held_at, own[0].sent_at), (vec![WORDS], form.id, at(5), None));
        assert!(!format!("{own:?}{form:?}").contains("somewhere"));
    }

    given_a_held_form_when_it_is_sent_on_then_it_waits_no_more_and_is_there_until_thrown_away(bench) {
        let (form, officer) = (new(5, WORDS), bench.officer.clone());
        hold(&bench, &form).await;
        assert!(waits(&bench, &officer).await);
        let (id, actor) = (form.id, officer.clone());
        assert!(bench.write(move |tx| Box::pin(async move { tx.mark_held_form(&actor, id, at(7)).await })).await);
        assert!(!waits(&bench, &officer).await);
        assert_eq!(held(&bench, &officer, 0).await[0].sent_at, Some(at(7)));
        let actor = officer.clone();
        let gone = bench.write(move |tx| Box::pin(async move {
            Ok((tx.discard_held_form(&actor, id).await?, tx.discard_held_form(&actor, id).await?))
        })).await;
        assert_eq!((gone, held(&bench, &officer, 0).await), ((true, false), vec![]));
    }

    given_the_same_form_twice_then_it_is_held_once_and_waits_again(bench) {
        let (first, officer) = (new(5, WORDS), bench.officer.clone());
        hold(&bench, &first).await;
        let (id, actor) = (first.id, officer.clone());
        bench.write(move |tx| Box::pin(async move { tx.mark_held_form(&actor, id, at(6)).await })).await;
        hold(&bench, &new(8, WORDS)).await;
        let own = held(&bench, &officer, 0).await;
        assert_eq!((own.len(), own[0].id, own[0].held_at, own[0].sent_at), (1, id, at(8), None));
    }

    given_the_same_form_for_another_reason_then_it_is_held_once_and_says_why_it_waits_now(bench) {
        hold(&bench, &new(5, WORDS)).await;
        let whys = async |bench: &Bench| held(bench, &bench.officer, 0).await.iter().map(|form| form.why).collect::<Vec<_>>();
        assert_eq!(whys(&bench).await, [HeldWhy::SignedOut]);
        for why in [HeldWhy::Refused, HeldWhy::Confirming] {
            hold(&bench, &NewHeldForm { why, ..new(6, WORDS) }).await;
            assert_eq!(whys(&bench).await, [why]);
        }
    }

    given_more_forms_than_are_held_then_the_oldest_go_and_those_of_others_stay(bench) {
        let colleague = bench.colleague.clone();
        let (theirs, actor) = (new(1, "theirs"), colleague.clone());
        bench.write(move |tx| Box::pin(async move { tx.hold_form(&actor, &theirs, 3).await })).await;
        for (second, words) in [(4, "four"), (2, "two"), (3, "three"), (5, "five")] {
            hold(&bench, &new(second, words)).await;
        }
        assert_eq!(texts(&held(&bench, &bench.officer, 0).await), ["five", "four", "three"]);
        assert_eq!(texts(&held(&bench, &colleague, 0).await), ["theirs"]);
    }

    given_old_forms_then_they_are_not_read_and_are_swept(bench) {
        for (second, words) in [(3, "old"), (9, "new")] {
            hold(&bench, &new(second, words)).await;
        }
        assert_eq!(texts(&held(&bench, &bench.officer, 3).await), ["new"]);
        let swept = bench.write(|tx| Box::pin(async move {
            let before = (tx.holds_forms_until(at(2)).await?, tx.holds_forms_until(at(3)).await?);
            let swept = tx.sweep_held_forms(at(3)).await?;
            Ok((before, swept, tx.holds_forms_until(at(3)).await?))
        })).await;
        assert_eq!(swept, ((false, true), 1, false));
        assert_eq!(texts(&held(&bench, &bench.officer, 0).await), ["new"]);
    }
}
