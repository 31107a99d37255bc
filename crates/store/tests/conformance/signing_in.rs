//! Second factors, recovery codes, sign-ins that wait for their code, and notices about accounts.

use domain::UserId;
use store::{AuthenticatorState, SignInStep};

use crate::bench::{Bench, at, new_id, on_both};

const SECRET: [u8; 20] = *b"the secret of an app";

async fn has(bench: &Bench, user: UserId, state: AuthenticatorState) -> Option<(Vec<u8>, u64)> {
    let organisation = bench.organisation;
    let found =
        bench.read(|tx| Box::pin(async move { tx.authenticator(organisation, user, state).await })).await;
    found.map(|found| (found.secret, found.last_step))
}

async fn offers(bench: &Bench, user: UserId, secret: [u8; 20], second: i64) {
    let organisation = bench.organisation;
    bench
        .write(move |tx| {
            Box::pin(async move { tx.offer_authenticator(organisation, user, &secret, at(second)).await })
        })
        .await;
}

on_both! {
    given_an_authenticator_then_it_is_offered_until_a_code_of_it_came_and_then_in_use(bench) {
        let (user, other) = (bench.officer.user, bench.colleague.user);
        offers(&bench, user, [1; 20], 1).await;
        offers(&bench, user, SECRET, 2).await;
        assert_eq!(has(&bench, user, AuthenticatorState::Offered).await, Some((SECRET.to_vec(), 0)));
        assert_eq!(has(&bench, user, AuthenticatorState::Kept).await, None);
        assert!(bench.write(move |tx| Box::pin(async move { tx.keep_authenticator(user, 7, at(3)).await })).await);
        assert_eq!(has(&bench, user, AuthenticatorState::Kept).await, Some((SECRET.to_vec(), 7)));
        assert_eq!(has(&bench, user, AuthenticatorState::Offered).await, None);
        assert_eq!(has(&bench, other, AuthenticatorState::Kept).await, None);
        let again = bench.write(move |tx| Box::pin(async move { tx.keep_authenticator(other, 7, at(3)).await })).await;
        assert!(!again, "none was offered");
    }

    given_a_step_of_time_when_its_code_is_used_then_it_and_those_before_it_are_gone(bench) {
        let user = bench.officer.user;
        offers(&bench, user, SECRET, 1).await;
        let taken = bench.write(move |tx| Box::pin(async move {
            tx.keep_authenticator(user, 7, at(2)).await?;
            let mut taken = Vec::new();
            for step in [7, 6, 8, 8, 9] {
                taken.push(tx.use_authenticator(user, step).await?);
            }
            Ok(taken)
        })).await;
        assert_eq!(taken, [false, false, true, false, true]);
    }

    given_a_sealed_secret_then_it_opens_in_its_own_place_only(bench) {
        let (user, organisation) = (bench.officer.user, bench.organisation);
        offers(&bench, user, SECRET, 1).await;
        for (whose, opens) in [(organisation, true), (domain::OrganisationId::from_uuid(new_id()), false)] {
            let opened = bench.store.read(move |tx| Box::pin(async move {
                tx.authenticator(whose, user, AuthenticatorState::Offered).await
            })).await;
            assert_eq!(opened.is_ok(), opens);
        }
    }

    given_recovery_codes_then_each_works_once_and_a_new_set_takes_the_place_of_the_old(bench) {
        let (user, other) = (bench.officer.user, bench.colleague.user);
        let (first, then) = bench.write(move |tx| Box::pin(async move {
            tx.put_recovery_codes(user, &[[1; 32], [2; 32]], at(1)).await?;
            let mut first = Vec::new();
            for (whose, digest) in [(other, [1; 32]), (user, [1; 32]), (user, [1; 32]), (user, [9; 32])] {
                first.push(tx.use_recovery_code(whose, &digest, at(2)).await?);
            }
            let left = tx.recovery_codes_left(user).await?;
            tx.put_recovery_codes(user, &[[3; 32]], at(3)).await?;
            let old = tx.use_recovery_code(user, &[2; 32], at(4)).await?;
            Ok(((first, left), (old, tx.recovery_codes_left(user).await?)))
        })).await;
        assert_eq!(first, (vec![false, true, false, false], 1));
        assert_eq!(then, (false, 1));
    }

    given_a_second_factor_when_it_is_cleared_then_nothing_of_it_is_left_and_others_keep_theirs(bench) {
        let (user, other) = (bench.officer.user, bench.colleague.user);
        for whose in [user, other] {
            offers(&bench, whose, SECRET, 1).await;
        }
        let left = bench.write(move |tx| Box::pin(async move {
            for whose in [user, other] {
                tx.keep_authenticator(whose, 1, at(2)).await?;
                tx.put_recovery_codes(whose, &[[1; 32]], at(2)).await?;
            }
            tx.clear_second_factor(user).await?;
            Ok((tx.recovery_codes_left(user).await?, tx.recovery_codes_left(other).await?))
        })).await;
        assert_eq!(left, (0, 1));
        assert_eq!(has(&bench, user, AuthenticatorState::Kept).await, None);
        assert!(has(&bench, other, AuthenticatorState::Kept).await.is_some());
    }

    given_a_sign_in_that_waits_then_it_has_so_many_tries_and_so_much_time(bench) {
        let step = SignInStep { user: bench.officer.user, expires_at: at(10) };
        let (tries, waits) = bench.write(move |tx| Box::pin(async move {
            for digest in [[1; 32], [2; 32], [3; 32]] {
                tx.begin_sign_in_step(&digest, &step).await?;
            }
            let mut tries = Vec::new();
            for _ in 0..3 {
                tries.push(tx.try_sign_in_step(&[1; 32], at(5), 2).await?);
            }
            tries.push(tx.try_sign_in_step(&[2; 32], at(10), 2).await?);
            tx.end_sign_in_step(&[3; 32]).await?;
            let mut waits = Vec::new();
            for (digest, now) in [([1; 32], 5), ([2; 32], 9), ([2; 32], 10), ([3; 32], 5), ([4; 32], 5)] {
                waits.push(tx.sign_in_step(&digest, at(now), 2).await?.is_some());
            }
            Ok((tries, waits))
        })).await;
        assert_eq!(tries, [true, true, false, false]);
        assert_eq!(waits, [false, true, false, false, false]);
    }

    given_sign_ins_that_wait_when_what_was_proved_counts_no_longer_then_somebodys_own_are_gone(bench) {
        let (user, other) = (bench.officer.user, bench.colleague.user);
        let left = bench.write(move |tx| Box::pin(async move {
            for (digest, user) in [([1; 32], user), ([2; 32], other)] {
                tx.begin_sign_in_step(&digest, &SignInStep { user, expires_at: at(10) }).await?;
            }
            tx.end_sign_in_steps_of(user).await?;
            let left = (tx.sign_in_step(&[1; 32], at(5), 2).await?.is_some(), tx.sign_in_step(&[2; 32], at(5), 2).await?);
            Ok((left, tx.sweep_sign_in_steps(at(10)).await?))
        })).await;
        assert_eq!(left, ((false, Some(SignInStep { user: other, expires_at: at(10) })), 1));
    }

    given_a_change_of_an_account_then_its_owner_is_told_until_they_say_that_they_know(bench) {
        let (user, other) = (bench.officer.user, bench.colleague.user);
        let told = bench.write(move |tx| Box::pin(async move {
            for (second, what) in [(1, "password"), (2, "app"), (5, "codes")] {
                tx.note_account_change(new_id(), user, what, at(second)).await?;
            }
            let before = tx.unseen_notices(user).await?;
            tx.see_notices(user, at(2), at(3)).await?;
            let words = |notices: Vec<store::AccountNotice>| notices.into_iter().map(|one| one.what).collect::<Vec<_>>();
            Ok((words(before), words(tx.unseen_notices(user).await?), words(tx.notices(user, at(1)).await?), tx.unseen_notices(other).await?))
        })).await;
        assert_eq!(told.0, ["password", "app", "codes"]);
        assert_eq!(told.1, ["codes"]);
        assert_eq!(told.2, ["codes", "app"]);
        assert_eq!(told.3, []);
    }
}
