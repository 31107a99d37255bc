use access::Role;
use domain::{SessionId, UserId};
use seal::Token;
use store::{Conflict, NewSession, NewUser, Region, SetupLink, WriteError};

use crate::bench::{at, new_id, on_both};

on_both! {
    given_somebody_with_a_login_then_nobody_else_takes_it(bench) {
        let user = NewUser {
            id: UserId::from_uuid(new_id()),
            organisation: bench.organisation,
            login: bench.officer.user.to_string(),
            name: "Kim Example".into(),
            role: Role::Auditor,
            password_hash: None,
            regions: std::collections::BTreeSet::new(),
        };
        let added = bench.store.write(move |tx| Box::pin(async move { tx.add_user(&user, at(1)).await })).await;
        assert_eq!(added, Err(WriteError::from(Conflict)));
    }

    given_a_manager_then_their_actor_has_their_regions(bench) {
        let id = bench.manager.user;
        let user = bench.read(|tx| Box::pin(async move { tx.user(id).await })).await;
        assert_eq!(user.unwrap().actor().confirmed(), bench.manager);
        let (organisation, login) = (bench.organisation, id.to_string());
        let (all, one, regions) = bench.read(|tx| Box::pin(async move {
            let regions = tx.regions(organisation).await?;
            Ok((tx.users(organisation).await?, tx.user_by_login(&login).await?, regions))
        })).await;
        assert_eq!((all.len(), one.unwrap().id, regions.len()), (5, id, 1));
    }

    given_a_session_when_the_password_changes_then_it_has_ended(bench) {
        let (token, user) = (Token::generate(), bench.officer.user);
        let digest = token.digest();
        let session = NewSession { id: SessionId::from_uuid(new_id()), browser: "Firefox on Linux".into(), token_digest: digest, csrf_digest: [7; 32], user, at: at(1), expires_at: at(900), how: "passkey", unfinished: false };
        bench.write(move |tx| Box::pin(async move {
            tx.begin_session(&session).await?;
            tx.touch_session(&digest, at(3)).await
        })).await;
        let found = bench.read(|tx| Box::pin(async move { tx.session(&digest).await })).await.unwrap();
        assert_eq!((found.user.actor().confirmed(), found.csrf_digest), (bench.officer.clone(), [7; 32]));
        assert_eq!((found.created_at, found.last_seen_at, found.expires_at), (at(1), at(3), at(900)));
        bench.write(move |tx| Box::pin(async move { tx.put_password(user, "$argon2id$", at(4)).await })).await;
        let (session, user) = bench.read(|tx| Box::pin(async move {
            Ok((tx.session(&digest).await?, tx.user(user).await?.unwrap()))
        })).await;
        assert!(session.is_none());
        assert_eq!(user.password_hash.as_deref(), Some("$argon2id$"));
    }

    given_sessions_that_ended_when_they_are_swept_then_only_those_go(bench) {
        let user = bench.officer.user;
        let swept = bench.write(move |tx| Box::pin(async move {
            for (digest, end) in [([1; 32], 10), ([2; 32], 20)] {
                tx.begin_session(&NewSession { id: SessionId::from_uuid(new_id()), browser: "Firefox on Linux".into(), token_digest: digest, csrf_digest: [0; 32], user, at: at(1), expires_at: at(end), how: "passkey", unfinished: false }).await?;
            }
            let swept = tx.sweep_sessions(at(15)).await?;
            Ok((swept, tx.session(&[2; 32]).await?.is_some()))
        })).await;
        assert_eq!(swept, (1, true));
    }

    given_a_session_that_was_ended_then_it_signs_nobody_in_and_still_says_whose_forms_are_its_own(bench) {
        let user = bench.officer.user;
        let session = NewSession { id: SessionId::from_uuid(new_id()), browser: "Firefox on Linux".into(), token_digest: [1; 32], csrf_digest: [2; 32], user, at: at(1), expires_at: at(90), how: "passkey", unfinished: false };
        let (before, after, again, swept) = bench.write(move |tx| Box::pin(async move {
            tx.begin_session(&session).await?;
            let before = (tx.session(&[1; 32]).await?.is_some(), tx.session_of_form(&[2; 32]).await?.unwrap().ended_at);
            tx.end_session(&[1; 32], at(5)).await?;
            tx.end_session(&[1; 32], at(6)).await?;
            let form = tx.session_of_form(&[2; 32]).await?.unwrap();
            let after = (tx.session(&[1; 32]).await?.is_some(), form.user.id, form.ended_at);
            let again = (tx.session_of_form(&[1; 32]).await?.is_some(), tx.sweep_sessions(at(5)).await?);
            let swept = (tx.sweep_sessions(at(6)).await?, tx.session_of_form(&[2; 32]).await?.is_some());
            Ok((before, after, again, swept))
        })).await;
        assert_eq!(before, (true, None));
        assert_eq!(after, (false, user, Some(at(5))));
        assert_eq!(again, (false, 0), "a cookie is no form, and it is too early to sweep");
        assert_eq!(swept, (1, false));
    }

    given_an_ended_session_when_the_password_changes_then_nothing_is_known_of_it(bench) {
        let user = bench.officer.user;
        let session = NewSession { id: SessionId::from_uuid(new_id()), browser: "Firefox on Linux".into(), token_digest: [1; 32], csrf_digest: [2; 32], user, at: at(1), expires_at: at(90), how: "passkey", unfinished: false };
        let known = bench.write(move |tx| Box::pin(async move {
            tx.begin_session(&session).await?;
            tx.end_session(&[1; 32], at(5)).await?;
            tx.put_password(user, "$argon2id$", at(6)).await?;
            Ok(tx.session_of_form(&[2; 32]).await?.is_some())
        })).await;
        assert!(!known);
    }

    given_links_of_somebody_when_they_are_dropped_then_those_of_others_work(bench) {
        let (theirs, other) = (Some(bench.officer.user), Some(bench.colleague.user));
        let work = bench.write(move |tx| Box::pin(async move {
            for (digest, user) in [([1; 32], theirs), ([2; 32], other), ([3; 32], None)] {
                tx.add_setup_link(&digest, &SetupLink { user, expires_at: at(10) }).await?;
            }
            tx.drop_setup_links(theirs.unwrap()).await?;
            let mut work = Vec::new();
            for digest in [[1; 32], [2; 32], [3; 32]] {
                work.push(tx.setup_link(&digest, at(5)).await?.is_some());
            }
            Ok(work)
        })).await;
        assert_eq!(work, [false, true, true]);
    }

    given_a_link_then_it_is_used_once_and_not_too_late(bench) {
        let used = bench.write(move |tx| Box::pin(async move {
            for digest in [[1; 32], [2; 32]] {
                tx.add_setup_link(&digest, &SetupLink { user: None, expires_at: at(10) }).await?;
            }
            let seen = tx.setup_link(&[1; 32], at(5)).await?;
            let once = tx.use_setup_link(&[1; 32], at(5)).await?;
            let twice = tx.use_setup_link(&[1; 32], at(5)).await?;
            Ok((seen.is_some(), once, twice, tx.use_setup_link(&[2; 32], at(10)).await?, tx.use_setup_link(&[3; 32], at(5)).await?))
        })).await;
        assert_eq!(used, (true, true, false, false, false));
    }

    given_an_organisation_when_it_chooses_a_policy_then_it_is_kept(bench) {
        let (lead, organisation) = (bench.lead.clone(), bench.organisation);
        bench.write(move |tx| Box::pin(async move { tx.choose_policy(&lead, "council", "[policy] two").await })).await;
        let (one, all) = bench.read(|tx| Box::pin(async move {
            Ok((tx.organisation(organisation).await?.unwrap(), tx.organisations().await?))
        })).await;
        assert_eq!((one.policy_id.as_str(), one.policy_text.as_str()), ("council", "[policy] two"));
        assert_eq!(all, [one]);
    }

    given_a_region_with_a_name_then_no_other_takes_it(bench) {
        let organisation = bench.organisation;
        let region = Region { id: domain::RegionId::from_uuid(new_id()), name: "North".into() };
        let added = bench.store.write(move |tx| Box::pin(async move { tx.add_region(organisation, &region, at(1)).await })).await;
        assert_eq!(added, Err(WriteError::from(Conflict)));
    }

    given_somebody_who_left_then_their_session_says_so(bench) {
        let user = bench.officer.user;
        let active = bench.write(move |tx| Box::pin(async move {
            let mut left = tx.user(user).await?.unwrap();
            left.active = false;
            tx.begin_session(&NewSession { id: SessionId::from_uuid(new_id()), browser: "Firefox on Linux".into(), token_digest: [1; 32], csrf_digest: [0; 32], user, at: at(1), expires_at: at(9), how: "passkey", unfinished: false }).await?;
            assert_eq!(tx.put_user(&left, at(2)).await, Ok(()));
            Ok(tx.session(&[1; 32]).await?.unwrap().user.active)
        })).await;
        assert!(!active);
    }
}
