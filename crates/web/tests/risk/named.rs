//! Whoever is named as standing behind an assessment is asked, and nobody answers for them.

use policy::DutyState;

use super::{begun, filled, handed};
use crate::support::{TestApp, Who};

/// An assessment of an officer who is not trained, with the lead named.
async fn named(app: &TestApp) -> (domain::CaseId, u64) {
    let case = handed(app).await;
    let place = begun(app, Who::Officer, case).await;
    let lead = app.actor(Who::DaLead).await.user.to_string();
    let form =
        filled(app, Who::Officer, &place, &[("f1", "yes"), ("co-signer", &lead), ("go", "finish")]).await;
    app.officer().post(&place, &form).await.is(303);
    (case, app.case_page(case).await.view.support.assessment().unwrap().sequence)
}

const TITLE: &str = "The colleague who was named for the risk assessment says whether they stand behind it";

const FIRST: &str = "Say whether you stand behind it";

#[tokio::test]
async fn a_colleague_who_is_named_finds_it_in_their_work_and_confirms_it_with_one_press() {
    let app = TestApp::new().await;
    let (case, sequence) = named(&app).await;
    let risk = format!("/cases/{case}/risk");
    let press = format!("/cases/{case}/entries/{sequence}/stand-behind");
    app.client(Who::DaLead).get("/work?whose=mine").await.says(TITLE);
    app.client(Who::DaLead).get("/work").await.says(FIRST);
    app.client(Who::SecondLead).get("/work").await.does_not_say(FIRST);
    for other in [Who::Officer, Who::SecondLead] {
        app.client(other).get("/work?whose=mine").await.does_not_say(TITLE);
        app.client(other)
            .get(&risk)
            .await
            .says("was asked. They have not answered yet")
            .does_not_say("That was not me");
        app.client(other)
            .post(&press, &[("answer", "stands")])
            .await
            .is(422)
            .says("does not wait for your answer");
    }
    let page = app.client(Who::DaLead).get(&risk).await;
    page.says("Do you stand behind this assessment?").says("I stand behind it").says("That was not me");
    app.client(Who::DaLead).post(&press, &[("answer", "stands")]).await.is(303);
    let said = app.case_page(case).await.view.support.co_sign(sequence).cloned().unwrap();
    assert_eq!(said.actor, app.actor(Who::DaLead).await.user);
    let page = app.officer().get(&risk).await;
    page.says("stands behind it: confirmed").does_not_say("Do you stand behind this assessment?");
    app.client(Who::DaLead).get("/work?whose=mine").await.does_not_say(TITLE).does_not_say(FIRST);
    app.client(Who::DaLead).post(&press, &[("answer", "not-me")]).await.is(422);
}

#[tokio::test]
async fn a_colleague_who_was_not_asked_says_so_and_the_owner_is_to_assess_again_with_somebody_who_is() {
    let app = TestApp::new().await;
    let (case, sequence) = named(&app).await;
    let press = format!("/cases/{case}/entries/{sequence}/stand-behind");
    app.client(Who::DaLead).post(&press, &[("answer", "perhaps")]).await.is(400);
    app.client(Who::DaLead).post(&press, &[("answer", "not-me")]).await.is(303);
    app.officer().get(&format!("/cases/{case}/risk")).await.says("that it was not them");
    let duties = app.case_page(case).await.duties;
    let duty = |code: &str| duties.iter().find(|duty| duty.code == code).map(|duty| duty.state);
    assert!(matches!(duty("co-sign-answered"), Some(DutyState::Met { .. })));
    assert!(duty("co-sign-missing").is_some_and(|state| state.is_open()), "{duties:?}");
}

/// Nobody is named who could not open the record: a line in their work would tell them of it.
#[tokio::test]
async fn only_who_can_open_the_record_can_be_named() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let asker = app.actor(Who::Officer).await;
    let may = app.service.co_signers(&asker, case).await.unwrap();
    for (who, can) in [(Who::DaLead, true), (Who::Manager, true), (Who::SouthManager, false)] {
        assert_eq!(may.contains_key(&app.actor(who).await.user), can, "{who:?}");
    }
}
