use std::sync::{Arc, Mutex};

use access::action::{RecordOnCase, SeeCase, SeeOthersWork, Triage};
use domain::CaseId;
use store::{CaseHeader, Deletion, WriteError};

use crate::bench::{at, event, new_id, office, on_both, record};

on_both! {
    given_a_case_when_it_is_appended_to_then_its_history_reads_back_in_order(bench) {
        let case = bench.case(vec![event("one"), event("two")]).await;
        bench.append(case, 2, vec![event("three")]).await.unwrap();
        let bench = bench.reopened().await;
        let history = bench.history(case).await;
        assert_eq!(history.iter().map(|entry| entry.sequence).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(history[2].event, event("three"));
        assert_eq!((history[2].recorded_at, history[2].actor), (at(2), bench.officer.user));
    }

    given_a_case_when_somebody_of_another_organisation_asks_then_there_is_none(bench) {
        let case = bench.case(vec![event("one")]).await;
        let mut stranger = bench.lead.clone();
        stranger.organisation = domain::OrganisationId::from_uuid(new_id());
        assert!(bench.permit::<SeeCase>(&bench.lead, case).await.is_some());
        assert!(bench.permit::<SeeCase>(&stranger, case).await.is_none());
    }

    given_several_cases_then_their_facts_are_read_together_as_one_by_one_and_by_nobody_elsewhere(bench) {
        let mut cases = vec![CaseId::from_uuid(new_id())];
        for _ in 0..34 {
            cases.push(bench.case(vec![event("one")]).await);
        }
        let (permit, user) = (bench.permit::<Triage>(&bench.lead, cases[1]).await.unwrap(), bench.officer.user);
        bench.write(move |tx| Box::pin(async move { tx.exclude(&permit, user, jiff::Timestamp::UNIX_EPOCH).await })).await;
        cases.reverse();
        let mut stranger = bench.officer.clone();
        stranger.organisation = domain::OrganisationId::from_uuid(new_id());
        for (asker, is_theirs) in [(bench.officer.clone(), true), (stranger, false)] {
            let asked = cases.clone();
            let (together, single) = bench.read(|tx| Box::pin(async move {
                let together = tx.facts_of_cases(&asker, &asked, jiff::Timestamp::UNIX_EPOCH).await?;
                let mut single = Vec::new();
                for case in asked {
                    single.extend(tx.case_facts(&asker, case, jiff::Timestamp::UNIX_EPOCH).await?);
                }
                Ok((together.into_iter().map(|known| known.facts).collect::<Vec<_>>(), single))
            })).await;
            assert_eq!(together, single);
            let told = "of those 34 there is one that for them is none";
            assert_eq!(together.len(), if is_theirs { 33 } else { 0 }, "{told}");
        }
    }

    given_an_exclusion_then_every_permit_is_denied_until_it_ends(bench) {
        let case = bench.case(vec![event("one")]).await;
        let (permit, user) = (bench.permit::<Triage>(&bench.lead, case).await.unwrap(), bench.officer.user);
        let permit = Arc::new(permit);
        let again = Arc::clone(&permit);
        bench.write(move |tx| Box::pin(async move { tx.exclude(&*permit, user, jiff::Timestamp::UNIX_EPOCH).await })).await;
        assert!(bench.permit::<SeeCase>(&bench.officer, case).await.is_none());
        let officer = bench.officer.clone();
        let excluded = bench.read(|tx| Box::pin(async move { tx.excluded_cases(&officer).await })).await;
        assert_eq!(excluded, [case]);
        bench.write(move |tx| Box::pin(async move { tx.include(&*again, user).await })).await;
        assert!(bench.permit::<SeeCase>(&bench.officer, case).await.is_some());
    }

    given_a_record_that_is_put_then_facts_line_and_reference_follow(bench) {
        let first = record("Ann Example");
        let reference = first.reference;
        let case = bench.case_as(first.clone(), vec![event("one")]).await;
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        let mut next = first;
        (next.region, next.owner) = (Some(bench.region), Some(bench.colleague.user));
        next.header = CaseHeader(b"Ann Other".to_vec());
        let put = next.clone();
        bench.write(move |tx| Box::pin(async move { tx.put_record(&permit, &put).await })).await;
        let bench = bench.reopened().await;
        assert!(bench.permit::<SeeCase>(&bench.officer, case).await.is_none(), "it is somebody else's now");
        let permit = bench.permit::<SeeCase>(&bench.colleague, case).await.unwrap();
        let colleague = bench.colleague.clone();
        let (line, found) = bench.read(|tx| Box::pin(async move {
            Ok((tx.case_line(&permit).await?.unwrap(), tx.case_by_reference(&colleague, reference).await?))
        })).await;
        assert_eq!((line.header, line.owner, line.sequence), (next.header, next.owner, 1));
        assert_eq!(found, Some(case));
    }

    given_several_cases_then_headers_and_portfolio_bring_each_once(bench) {
        let mut cases = Vec::new();
        for words in ["one", "two", "three"] {
            cases.push(bench.case_as(record(words), vec![event(words), event("more")]).await);
        }
        let headers = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&headers);
        bench.store.headers(move |some| {
            sink.lock().unwrap().extend(some.into_iter().map(|headed| (headed.case, headed.header.0.clone())));
        }).await.unwrap();
        let headers = std::mem::take(&mut *headers.lock().unwrap());
        assert_eq!(headers.len(), 3);
        assert!(headers.contains(&(cases[1], b"two".to_vec())));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&seen);
        let read = bench.store.portfolio(&office::<SeeOthersWork>(&bench.lead), move |case, history| {
            sink.lock().unwrap().push((case, history.to_vec()));
        }).await.unwrap();
        assert_eq!((read.cases, read.events), (3, 6));
        let seen = std::mem::take(&mut *seen.lock().unwrap());
        for (case, history) in seen {
            assert_eq!(history, bench.history(case).await);
        }
    }

    given_a_deleted_payload_then_the_rest_of_the_history_stays(bench) {
        let case = bench.case(vec![event("one"), event("two"), event("three")]).await;
        let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
        bench.store.write::<_, WriteError, _>(move |tx| Box::pin(async move {
            assert_eq!(tx.delete_payload(&permit, 2).await?, Deletion::Done);
            assert_eq!(tx.delete_payload(&permit, 9).await?, Deletion::NothingThere);
            Ok(())
        })).await.unwrap();
        let history = bench.history(case).await;
        assert_eq!(history.iter().map(|entry| entry.sequence).collect::<Vec<_>>(), [1, 3]);
        let read = bench.store.streams(bench.organisation, |_, _| ()).await.unwrap();
        assert_eq!(read.events, 2);
    }

    given_a_time_to_judge_again_then_the_case_is_found_from_then_on(bench) {
        let mut timed = record("Ann Example");
        timed.judge_at = Some(at(100));
        let case = bench.case_as(timed, vec![event("one")]).await;
        let found = bench.read(|tx| Box::pin(async move {
            let early = tx.cases_to_judge(at(99), 10).await?;
            let jobs = tx.cases_to_judge(at(100), 10).await?;
            let history = tx.history(&jobs[0]).await?;
            Ok((early.len(), store::OnCase::case(&jobs[0]), history.len()))
        })).await;
        assert_eq!(found, (0, case, 1));
    }
}
