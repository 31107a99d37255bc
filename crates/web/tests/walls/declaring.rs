//! Declaring a conflict of interest tells nothing, and works at once.

use super::telling;
use crate::support::{TestApp, Who};

#[tokio::test]
async fn given_a_conflict_about_a_record_that_is_not_there_then_the_receipt_is_that_of_one_that_is() {
    let app = TestApp::new().await;
    app.client(Who::Officer).token().await;
    let [with, without] = app.copied().await;
    let case = with.call_handler().takes_report(&telling(&with, "Rowan Ashdown", "07700 900457")).await;
    let reference = with.case_page(case).await.reference.to_string();
    let mut answers = Vec::new();
    for app in [&with, &without] {
        let declared = app.officer().post("/account/conflicts", &[("reference", &reference)]).await;
        declared.is(303);
        let page = app.officer().get("/account/conflicts").await;
        page.says(&format!("Record {reference}"));
        answers.push((declared.headers, declared.body, page.headers, page.body));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn given_a_conflict_about_the_record_that_somebody_has_then_it_is_gone_for_them() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", "07700 900457")).await;
    app.hand_over(case, Who::Officer).await;
    let reference = app.case_page(case).await.reference.to_string();
    app.officer().post("/account/conflicts", &[("reference", &reference)]).await.is(303);
    assert!(!app.can_open(Who::Officer, case).await);
    assert!(app.can_open(Who::Manager, case).await);
}

#[tokio::test]
async fn given_a_conflict_about_a_person_then_every_case_of_theirs_is_gone_now_and_later() {
    let app = TestApp::new().await;
    let first = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", "07700 900457")).await;
    app.manager().post("/account/conflicts", &[("name", "Rowan Ashdown")]).await.is(303);
    let later = app.call_handler().takes_report(&telling(&app, "Ashdown, Rowan", "07700 900458")).await;
    assert!(!app.can_open(Who::Manager, first).await && !app.can_open(Who::Manager, later).await);
    let page = app.da_lead().get("/walls").await;
    page.says("A conflict they declared").says("Manager Person");
}

#[tokio::test]
async fn given_what_somebody_gave_about_themself_then_they_alone_are_shown_it() {
    let app = TestApp::new().await;
    let fields =
        [("phones", "07700 900456"), ("addresses", "12 Larch Road, ZZ99 3VZ"), ("kin-1-name", "Robin Close")];
    app.officer().post("/account/about-me", &fields).await.is(303);
    let page = app.officer().get("/account/about-me").await;
    page.says("12 Larch Road").is(200);
    assert_eq!(page.field("kin-1-name"), "Robin Close");
    for who in [Who::Administrator, Who::DaLead, Who::SafeguardingLead, Who::SecondOfficer] {
        for path in ["/account/about-me", "/people", "/walls"] {
            app.client(who)
                .get(path)
                .await
                .does_not_say("Larch")
                .does_not_say("900456")
                .does_not_say("Robin Close");
        }
    }
    for (file, bytes) in app.files() {
        let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
        assert!(!holds(b"Larch Road") && !holds(b"Robin Close"), "{file} holds it in clear");
    }
}
