//! The list that is handed over.

use domain::people::SecretKind;
use jiff::SignedDuration;

use crate::support::{Telling, TestApp, Who};

#[tokio::test]
async fn the_list_tells_each_look_in_plain_words_and_asking_for_it_is_a_look() {
    let app = TestApp::new().await;
    let telling = Telling::disclosure().living_in(app.region("North")).answer("phone", "07700 900461");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    let phone = app.secret(case, SecretKind::Phone).await;
    app.wait(SignedDuration::from_hours(48));
    app.actor(Who::Officer).await;
    app.officer().opens(case).await.is(200);
    let reveal = format!("/cases/{case}/facts/{phone}/reveal");
    app.officer().post(&reveal, &[("why", "To ring about the new locks")]).await.is(200);
    let mark = app.looks().await;
    let list = app.officer().get(&format!("/cases/{case}/looks/list")).await;
    let body = &list.is(200).body;
    for words in [
        "<title>List</title>",
        "<h2>2 March 2026</h2>",
        "<h2>4 March 2026</h2>",
        "At 10am Officer Person, housing officer, opened the whole record.",
        "was shown a protected detail. Reason: To ring about the new locks",
        "CallHandler Person, call handler, took the report that began the record.",
        "DaLead Person, manager, wrote in the record.",
    ] {
        assert!(body.contains(words), "{words}: {body}");
    }
    for word in ["Rowan", "Ashdown", "900461", "Brookvale", "HF-", "Holdfast", "abuse"] {
        assert!(!body.contains(word), "{word}");
    }
    let looks = app.looks_since(&mark).await;
    assert_eq!((looks.len(), looks[0].part.as_str()), (1, "who-looked-list"));
    let some = format!("/cases/{case}/looks/list?from-day=4&from-month=3&from-year=2026");
    let some = app.officer().get(&some).await;
    assert!(
        some.is(200).body.contains("4 March 2026") && !some.body.contains("2 March 2026"),
        "{}",
        some.body
    );
}

#[tokio::test]
async fn a_reason_that_could_name_a_reporter_or_a_place_is_not_on_paper() {
    let app = TestApp::new().await;
    let telling = Telling::suspicion()
        .living_in(app.region("North"))
        .answer("name", "Ottoline Farthingale")
        .answer("phone", "07700 900462");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    let phone = app.secret(case, SecretKind::Phone).await;
    let reveal = format!("/cases/{case}/facts/{phone}/reveal");
    for why in [
        "Mrs MARCHETTI rang again",
        "She is at 12 Orchard Lane now",
        "Ring 07700 900462 back",
        "A quiet word",
    ] {
        app.officer().post(&reveal, &[("why", why)]).await.is(200);
    }
    for who in [Who::Officer, Who::DaLead] {
        let list = app.client(who).get(&format!("/cases/{case}/looks/list")).await;
        let body = &list.is(200).body;
        assert!(body.contains("Reason: A quiet word"), "the control: {body}");
        for word in ["archetti", "ARCHETTI", "Orchard", "900462", "Dilwyn"] {
            assert!(!body.contains(word), "{word} for {who:?}");
        }
        assert_eq!(body.matches("They gave a reason. Ask us").count(), 3);
    }
    // Somebody who sees nothing of the case cannot tell whether a reason is safe.
    let list = app.client(Who::Auditor).get(&format!("/cases/{case}/looks/list")).await;
    assert!(!list.is(200).body.contains("A quiet word"));
}

#[tokio::test]
async fn a_colleague_who_is_walled_off_later_stays_in_the_list_and_the_wall_is_not_told() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.hand_over(case, Who::SecondOfficer).await;
    app.client(Who::SecondOfficer).opens(case).await.is(200);
    let list = format!("/cases/{case}/looks/list");
    let told = |body: &str| body.split("<main>").nth(1).unwrap().matches("SecondOfficer Person").count();
    let before = app.da_lead().get(&list).await;
    app.wall(case, Who::SecondOfficer).await;
    app.client(Who::SecondOfficer).opens(case).await.is(404);
    let after = app.da_lead().get(&list).await;
    assert_eq!((told(&before.body), told(&after.body)), (1, 1), "{}", after.body);
    assert!(!after.body.contains("wall") && !after.body.contains("conflict"));
    app.client(Who::SecondOfficer).get(&list).await.is(404);
}
