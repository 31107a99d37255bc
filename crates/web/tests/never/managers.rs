//! What only a manager decides against: a referral or a safeguarding concern that was called for (R-03, domain.md 3.2, 4.1).

use domain::Severity;
use domain::case::SupportStep;

use super::{a_case, all_no, tries};
use crate::support::{TestApp, Who};

#[tokio::test]
async fn never_is_a_referral_or_a_concern_decided_against_by_whoever_is_no_manager() {
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    tries(&app, Who::DaLead, case, SupportStep::from(all_no(Some(Severity::High)))).await.unwrap();
    let page = app.case_page(case).await;
    let aside = |code: &str| {
        let duty = page.duties.iter().find(|duty| duty.code == code).unwrap();
        format!("/cases/{case}/duties/{code}/{}/set-aside", duty.started.sequence)
    };
    let form = [("why", "survivors-choice"), ("words", "It does not seem needed")];
    let (marac, ordinary) = (aside("marac-decided"), aside("safety-plan"));
    let shown = app.officer().opens(case).await;
    assert!(!shown.body.contains(&marac), "an officer is not offered it");
    assert!(shown.body.contains(&ordinary), "the control: another duty is");
    app.officer().get(&marac).await.is(404);
    app.officer().post(&marac, &form).await.is(404);
    let concern = format!("/cases/{case}/notes/safeguarding-not-needed");
    let none = [("concern", "adult"), ("why", "Nobody is at risk there"), ("seen", "1")];
    app.officer().get(&concern).await.is(404);
    app.officer().post(&concern, &none).await.is(404);
    assert_eq!(app.case_page(case).await.view.sequence, page.view.sequence, "nothing was recorded");
    app.officer().post(&ordinary, &form).await.is(303);
    app.manager().post(&marac, &form).await.is(303);
    app.manager().post(&concern, &none).await.is(303);
}
