//! How it went, in their view: only of those who agreed, fewer than five never told apart, and no name.

use domain::case::{CaseCommand, Corrected};
use domain::voice::{
    FeedbackAgreed, FeedbackAnswer, FeedbackGiven, FeedbackQuestion, FeedbackTime, FeedbackWish,
};
use domain::{Answer, CaseId};

use super::{case, words};
use crate::support::{TestApp, Who};

const WITHOUT_NAME: [(&str, &str); 5] = [
    ("time", "at-end"),
    ("believed", "yes"),
    ("safer", "no"),
    ("change", "Ring when you said you would, Rowan Ashdown"),
    ("may-quote", "yes"),
];

async fn says(app: &TestApp, case: CaseId) {
    let given = FeedbackGiven {
        time: FeedbackTime::AnyTime,
        answers: [(FeedbackQuestion::Believed, FeedbackAnswer::Yes)].into(),
        change: Some(words("Tell Rowan what happens next")),
        may_quote: Answer::Yes,
    };
    app.records(Who::Officer, case, CaseCommand::from(given)).await;
}

#[tokio::test]
async fn given_fewer_than_five_then_nobody_is_told_apart_and_from_five_on_they_are_counted_without_a_name() {
    let app = TestApp::new().await;
    let mut last = case(&app).await;
    for _ in 0..4 {
        says(&app, last).await;
        last = case(&app).await;
    }
    let page = app.manager().get("/voice").await;
    page.is(200)
        .says("Fewer than five people")
        .does_not_say("what happens next, in")
        .does_not_say("Tell [a name]");
    says(&app, last).await;
    let page = app.manager().get("/voice").await;
    page.says("At least 5 people").says("Tell [a name] what happens next").does_not_say("Rowan");
    let before = app.case_page(last).await.view.sequence;
    let why = words("They took it back");
    app.records(Who::Officer, last, CaseCommand::Correct(Corrected { sequence: before, why, instead: None }))
        .await;
    app.manager().get("/voice").await.says("Fewer than five people");
}

#[tokio::test]
async fn given_an_officer_then_there_is_no_page_of_everybodys_answers() {
    let app = TestApp::new().await;
    for who in [Who::Officer, Who::CallHandler, Who::Auditor, Who::Administrator] {
        let reply = app.client(who).get("/voice").await;
        assert!([403, 404].contains(&reply.status), "{who:?}: {}", reply.status);
    }
    app.client(Who::OtherManager).get("/voice").await.is(200).says("Fewer than five people");
}

#[tokio::test]
async fn given_nobody_agreed_to_be_asked_then_an_asking_is_refused_and_the_page_says_how_to_ask() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let place = format!("/cases/{case}/notes/feedback");
    app.officer().get(&place).await.is(200).says("Never by a text").says("Nobody has asked yet");
    let form = [("time", "early"), ("believed", "yes"), ("seen", "1")];
    app.officer().post(&place, &form).await.is(422).says("They have not agreed to be asked");
    let wish = FeedbackAgreed { wish: FeedbackWish::Yes, from: None, how: None };
    app.records(Who::Officer, case, CaseCommand::from(wish)).await;
    app.officer().post(&place, &form).await.is(303);
}

#[tokio::test]
async fn given_they_want_no_name_beside_it_then_it_stands_in_no_case_and_is_counted() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let wish = FeedbackAgreed { wish: FeedbackWish::Anonymous, from: None, how: None };
    app.records(Who::Officer, case, CaseCommand::from(wish)).await;
    let form = [("time", "any-time"), ("believed", "yes"), ("seen", "1")];
    app.officer()
        .post(&format!("/cases/{case}/notes/feedback"), &form)
        .await
        .is(422)
        .says("without their name");
    let before = app.count_of_entries().await;
    for _ in 0..5 {
        app.officer().post("/voice/answers", &WITHOUT_NAME).await.is(303);
    }
    assert_eq!(app.count_of_entries().await, before, "nothing of it stands in a case");
    app.manager().get("/voice").await.says("At least 5 people").says("Ring when you said you would");
    app.officer()
        .post("/voice/answers", &[("time", "at-end")])
        .await
        .is(422)
        .says("Give at least one answer");
}
