//! The word that somebody needs beside a one-time link.

use access::OfficePermit;
use access::action::VouchFor;
use access::check_office;
use domain::UserId;
use jiff::Timestamp;
use store::{Fault, LinkWord, SetupLink};

use crate::bench::{Bench, at, on_both};

const RIGHT: [u8; 32] = [7; 32];

fn permit(bench: &Bench) -> OfficePermit<VouchFor> {
    check_office::<VouchFor>(&bench.manager.clone().confirmed()).unwrap()
}

async fn needed(bench: &Bench, user: UserId, made_by: UserId) {
    let word = LinkWord { user, since: at(1), made_by };
    let done: Result<(), Fault> =
        bench.store.write(move |tx| Box::pin(async move { tx.need_link_word(&word).await })).await;
    done.unwrap();
}

async fn given(bench: &Bench, user: UserId) {
    let done: Result<(), Fault> = bench
        .store
        .write(move |tx| Box::pin(async move { tx.give_link_word(user, &RIGHT, at(100)).await }))
        .await;
    done.unwrap();
}

async fn tried(bench: &Bench, user: UserId, digest: [u8; 32], now: Timestamp) -> bool {
    let tried: Result<bool, Fault> = bench
        .store
        .write(move |tx| Box::pin(async move { tx.try_link_word(user, &digest, now, 5).await }))
        .await;
    tried.unwrap()
}

async fn settled(bench: &Bench, user: UserId, now: Timestamp) {
    let done: Result<(), Fault> =
        bench.store.write(move |tx| Box::pin(async move { tx.settle_link_word(user, now).await })).await;
    done.unwrap();
}

async fn waiting(bench: &Bench) -> Vec<LinkWord> {
    let permit = permit(bench);
    let all: Result<Vec<LinkWord>, Fault> =
        bench.store.read(move |snapshot| Box::pin(async move { snapshot.link_words(&permit).await })).await;
    all.unwrap()
}

on_both! {
    a_word_is_right_once_until_it_has_run_out(bench) {
        let (user, by) = (bench.officer.user, bench.lead.user);
        assert!(!tried(&bench, user, RIGHT, at(2)).await, "nothing is needed");
        needed(&bench, user, by).await;
        assert!(!tried(&bench, user, RIGHT, at(2)).await, "none was given");
        given(&bench, user).await;
        assert!(!tried(&bench, user, [8; 32], at(2)).await);
        assert!(!tried(&bench, bench.colleague.user, RIGHT, at(2)).await, "another's");
        assert!(!tried(&bench, user, RIGHT, at(100)).await, "too late");
        assert!(tried(&bench, user, RIGHT, at(99)).await);
        assert!(!tried(&bench, user, RIGHT, at(99)).await, "used up");
        assert_eq!(waiting(&bench).await, [LinkWord { user, since: at(1), made_by: by }], "until they are in");
    }

    a_word_is_tried_five_times_and_another_link_needs_another(bench) {
        let (user, by) = (bench.officer.user, bench.lead.user);
        needed(&bench, user, by).await;
        given(&bench, user).await;
        for _ in 0..5 {
            assert!(!tried(&bench, user, [8; 32], at(2)).await);
        }
        assert!(!tried(&bench, user, RIGHT, at(2)).await, "the sixth");
        given(&bench, user).await;
        needed(&bench, user, by).await;
        assert!(!tried(&bench, user, RIGHT, at(2)).await, "of the link before");
        given(&bench, user).await;
        assert!(tried(&bench, user, RIGHT, at(2)).await, "the control");
    }

    whoever_is_in_needs_none_any_more_unless_a_link_could_still_be_used(bench) {
        let user = bench.officer.user;
        needed(&bench, user, bench.lead.user).await;
        let link = SetupLink { user: Some(user), expires_at: at(50) };
        let done: Result<(), Fault> = bench
            .store
            .write(move |tx| Box::pin(async move { tx.add_setup_link(&[1; 32], &link).await }))
            .await;
        done.unwrap();
        settled(&bench, user, at(49)).await;
        assert_eq!(waiting(&bench).await.len(), 1, "the link works");
        settled(&bench, user, at(50)).await;
        assert_eq!(waiting(&bench).await, [], "the link has run out");
        needed(&bench, user, bench.lead.user).await;
        let done: Result<(), Fault> =
            bench.store.write(move |tx| Box::pin(async move { tx.drop_link_word(user).await })).await;
        done.unwrap();
        assert_eq!(waiting(&bench).await, []);
    }
}
