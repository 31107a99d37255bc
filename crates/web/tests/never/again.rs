//! "Repeat event not linked" (domain.md 19), where it comes as a report of its own, taken by somebody who cannot know.

use domain::CaseId;

use crate::support::{Telling, TestApp, Who};

const HEADING: &str = "The same name stands in other records";

async fn reported(app: &TestApp, telling: Telling, by: Who, name: &str) -> CaseId {
    app.client(by).takes_report(&telling.living_in(app.region("North")).answer("name", name)).await
}

#[tokio::test]
async fn never_is_a_second_report_of_one_person_handed_over_as_if_it_were_the_first() {
    let app = TestApp::new().await;
    let first = reported(&app, Telling::disclosure(), Who::CallHandler, "Rosalind Thistlewood").await;
    let page = app.manager().get(&format!("/cases/{first}/handover")).await;
    page.is(200).does_not_say(HEADING);
    let other = reported(&app, Telling::disclosure(), Who::CallHandler, "Rosalind Mapleton").await;
    let again = reported(&app, Telling::disclosure(), Who::SecondOfficer, "Rosalind Thistlewood").await;
    let page = app.manager().get(&format!("/cases/{again}/handover")).await;
    page.is(200).says(HEADING);
    assert!(page.body.contains(&format!("href=\"/cases/{first}\"")), "{}", page.text());
    assert!(!page.body.contains(&format!("href=\"/cases/{other}\"")), "a first name alone is nobody's");
    let page = app.manager().get(&format!("/cases/{first}/handover")).await;
    assert!(page.says(HEADING).body.contains(&format!("href=\"/cases/{again}\"")), "{}", page.text());
}

/// "Threats to kill + stalking = high without arithmetic" (the published case 07): nobody has to ask anybody first.
#[tokio::test]
async fn never_is_a_threat_to_kill_on_record_without_a_judgement_because_nobody_has_assessed() {
    let app = TestApp::new().await;
    let told = Telling::suspicion().answer("severity", "medium").living_in(app.region("North"));
    let case = app.call_handler().takes_report(&told).await;
    app.hand_over(case, Who::Officer).await;
    let title = "What is on record warns of grave harm";
    let risk = format!("/cases/{case}/risk");
    app.officer().opens(case).await.does_not_say(title);
    app.officer().get(&risk).await.is(200).does_not_say("What is on record and calls for a judgement");
    let threat =
        [("told-by", "police"), ("kinds", "threat-to-kill"), ("words", "Said it to her aunt"), ("seen", "1")];
    app.officer().post(&format!("/cases/{case}/notes/incident"), &threat).await.is(303);
    app.officer().opens(case).await.says(title);
    let page = app.officer().get(&risk).await;
    page.says("What is on record and calls for a judgement").says("A threat to kill that they believe");
    let judged = [("severity", "high"), ("seen", "1")];
    let note = format!("/cases/{case}/notes/severity");
    app.officer().post(&note, &judged).await.is(303);
    assert!(is_open(&app, case).await, "a level without a reason is no judgement");
    app.officer().post(&note, &[&judged[..], &[("why", "He has been inside before")]].concat()).await.is(303);
    assert!(!is_open(&app, case).await, "the control: with its reason it is one");
}

async fn is_open(app: &TestApp, case: CaseId) -> bool {
    let duties = app.case_page(case).await.duties;
    duties.iter().any(|duty| duty.code == "warning-judged" && duty.state.is_open())
}
