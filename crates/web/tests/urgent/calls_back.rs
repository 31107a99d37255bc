//! The line drops: whoever wrote the number down a minute ago rings it again where the survivor said that it is safe, by the
//! gate alone; nobody else does, and never past the gate.

use domain::CaseId;
use domain::people::SecretKind;

use crate::support::{Telling, TestApp, Who};

const NUMBER: &str = "07700 900461";

/// A report of a minute ago, that nobody has yet, in which calling back on the same number was agreed.
async fn dropped(app: &TestApp) -> (CaseId, String, String) {
    let telling = Telling::disclosure().living_in(app.region("North")).answer("phone", NUMBER);
    let case = app.call_handler().takes_report(&telling).await;
    let channel = app.plan_calls(case).await;
    let phone = app.secret(case, SecretKind::Phone).await;
    (case, format!("/cases/{case}/facts/{phone}/ask"), format!("/cases/{case}/contact/{channel}"))
}

fn tells(body: &str) -> bool {
    let plain: String = body.chars().filter(char::is_ascii_alphanumeric).collect();
    plain.contains("7700900461")
}

#[tokio::test]
async fn given_the_line_dropped_then_who_took_the_report_rings_back_without_a_second_person_and_each_use_is_written_first()
 {
    let app = TestApp::new().await;
    let (case, ask, way) = dropped(&app).await;
    let record = app.call_handler().opens(case).await;
    assert!(record.is(200).body.contains(&format!("href=\"{way}\"")), "the number leads to where it is used");
    assert!(!record.body.contains(&ask), "and not to a second person");
    let page = app.call_handler().get(&ask).await;
    page.is(200).says("To get in touch you need not ask");
    assert!(
        page.body.contains(&format!("href=\"{way}\"")) && !tells(&page.body),
        "the page itself tells no number"
    );
    let before = app.looks().await;
    let sheet = app.call_handler().post(&format!("{way}/use"), &[("", ""); 0]).await;
    assert!(tells(&sheet.is(200).body));
    let looks = app.looks_since(&before).await;
    assert_eq!(looks.len(), 1, "{looks:?}");
    assert!(looks[0].part.starts_with("secret/"), "the use is written as that: {looks:?}");
}

/// The negative controls: another handler, the same one once somebody else has the record, and a gate that says no.
#[tokio::test]
async fn given_anybody_else_or_a_gate_that_says_no_then_the_number_is_not_rung_without_a_second_person() {
    let app = TestApp::new().await;
    let (case, ask, way) = dropped(&app).await;
    for who in [Who::SecondOfficer, Who::OtherOfficer] {
        app.client(who).get(&ask).await.is(404);
        app.client(who).post(&format!("{way}/use"), &[("", ""); 0]).await.is(404);
    }
    let pause = [
        ("until-day", "9"),
        ("until-month", "3"),
        ("until-year", "2026"),
        ("until-time", "10:00"),
        ("why", "He came home"),
    ];
    app.manager().post(&format!("/cases/{case}/contact/pause"), &pause).await.is(303);
    let page = app.call_handler().get(&ask).await;
    page.is(200).does_not_say("you need not ask").says("Who may answer");
    assert!(!tells(&app.call_handler().post(&format!("{way}/use"), &[("", ""); 0]).await.body));
    app.hand_over(case, Who::Officer).await;
    app.call_handler().get(&ask).await.is(404);
    app.call_handler().post(&format!("{way}/use"), &[("", ""); 0]).await.is(404);
}
