//! A number or an address is no longer safe: from the press to the decision (security.md R19, UK GDPR 33);
//! and what happens where the access journal cannot be written (G06, ASVS 16.5.3).

mod unwritten;

use domain::people::SecretKind;
use domain::{CaseId, ChannelId, SecretId};
use jiff::SignedDuration;

use crate::support::{Telling, TestApp, Who};

/// A record that the officer has, with a number that may be rung at any hour.
pub async fn reachable(app: &TestApp) -> (CaseId, ChannelId, SecretId) {
    let telling = Telling::disclosure()
        .living_in(app.region("North"))
        .answer("name", "Rowan Ashdown")
        .answer("phone", "07700 900461");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    let channel = app.plan_calls(case).await;
    (case, channel, app.secret(case, SecretKind::Phone).await)
}

async fn press(app: &TestApp, who: Who, case: CaseId, secret: SecretId) {
    let secret = secret.to_string();
    let fields = [
        ("seen", "0"),
        ("fact", secret.as_str()),
        ("known-to", "alleged-perpetrator"),
        ("noticed-by", "survivor"),
        ("how", "It was on a bill that went to the old home"),
    ];
    app.client(who).post(&format!("/cases/{case}/notes/details"), &fields).await.is(303);
}

#[tokio::test]
async fn given_the_press_then_nobody_is_cleared_and_the_clock_is_shown() {
    let app = TestApp::new().await;
    let (case, channel, secret) = reachable(&app).await;
    let sheet = format!("/cases/{case}/contact/{channel}/use");
    app.officer().post(&sheet, &[("", ""); 0]).await.is(200).says("07700");
    press(&app, Who::Officer, case, secret).await;
    let refused = app.officer().post(&sheet, &[("", ""); 0]).await;
    assert!(!refused.body.contains("900461") && !refused.body.contains("900 461"));
    let page = app.officer().opens(case).await;
    page.is(200)
        .says("No longer safe: never use")
        .says("The phone number of Rowan Ashdown")
        .says("72 hours left of 72")
        .says("Whether the survivor has been told is not recorded")
        .says("It was on a bill that went to the old home");
    let plan = app.officer().get(&format!("/cases/{case}/contact")).await;
    plan.says("No longer safe: never use").says("(no longer safe)");
    app.wait(SignedDuration::from_hours(41));
    app.officer().signs_in().await;
    app.officer().opens(case).await.says("31 hours left of 72");
}

#[tokio::test]
async fn safety_is_due_today_and_the_lead_and_the_privacy_officer_see_it_first() {
    let app = TestApp::new().await;
    let (case, _, secret) = reachable(&app).await;
    app.da_lead().get("/work").await.does_not_say("A number or address is no longer safe");
    press(&app, Who::Officer, case, secret).await;
    let page = app.case_page(case).await;
    let due = |code: &str| page.duties.iter().find(|duty| duty.code == code).unwrap().due.to_string();
    assert_eq!(due("safety-again"), "2026-03-02T23:59:59Z");
    assert_eq!(due("breach-decided"), "2026-03-05T10:00:00Z");
    let work = app.da_lead().get("/work").await;
    work.says("A number or address is no longer safe").says("72 hours left of 72");
    let main = work.body.split_once("<main").unwrap().1;
    let (burnt, list) = (main.find("no longer safe").unwrap(), main.find("Whose work").unwrap());
    assert!(burnt < list, "it stands before everything else");
    app.client(Who::PrivacyOfficer).get("/review").await.says("72 hours left of 72");
    // Not on the page of a lead to whom the record does not exist.
    app.wall(case, Who::SecondLead).await;
    app.client(Who::SecondLead).get("/work").await.does_not_say("hours left");
    let safety = [("with", "yes"), ("words", "She sleeps at a friend’s tonight"), ("seen", "0")];
    app.officer().post(&format!("/cases/{case}/notes/safety"), &safety).await.is(303);
    let page = app.case_page(case).await;
    assert!(page.duties.iter().any(|duty| duty.code == "safety-again" && !duty.state.is_open()));
}

#[tokio::test]
async fn what_is_decided_ends_the_clock_and_stands_on_the_page() {
    let app = TestApp::new().await;
    let (case, _, secret) = reachable(&app).await;
    press(&app, Who::Officer, case, secret).await;
    let place = format!("/cases/{case}/notes/decision");
    let form = app.officer().get(&place).await.is(200).form(&place);
    let of = form.iter().find(|(name, _)| name == "of").unwrap().1.clone();
    assert_eq!(of, app.case_page(case).await.view.compromised[0].sequence.to_string());
    let post = |fields: Vec<(&'static str, String)>| {
        let fields: Vec<(String, String)> =
            fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let place = place.clone();
        let client = app.officer();
        async move { client.post(&place, &fields).await }
    };
    let text = |text: &str| text.to_owned();
    let nothing = post(vec![("seen", text("0")), ("of", of.clone())]).await;
    nothing.is(422).says("Say what was decided about the ICO");
    post(vec![("seen", text("0")), ("of", of.clone()), ("ico", text("no"))]).await.is(422);
    let told = vec![
        ("seen", text("0")),
        ("of", of.clone()),
        ("told", text("no")),
        ("told-why", text("It is not safe to ring her today")),
    ];
    post(told).await.is(303);
    app.officer().opens(case).await.says("72 hours left").says("It is not safe to ring her today");
    let decided = vec![
        ("seen", text("0")),
        ("of", of),
        ("ico", text("yes")),
        ("ico-at", text("2")),
        ("ico-at", text("3")),
        ("ico-at", text("2026")),
        ("ico-at-time", text("09:30")),
        ("reference", text("IC-0042")),
    ];
    post(decided).await.is(303);
    let page = app.officer().opens(case).await;
    page.does_not_say("hours left").says("The ICO was told 2 March 2026 at 9:30am, reference IC-0042");
    app.da_lead().get("/work").await.does_not_say("hours left");
}

#[tokio::test]
async fn every_output_that_carried_it_is_listed_and_the_fact_is_not() {
    let app = TestApp::new().await;
    let (case, channel, secret) = reachable(&app).await;
    let outputs = format!("/cases/{case}/facts/{secret}/outputs");
    app.officer().get(&outputs).await.is(200).says("Nobody had it before them");
    app.officer().post(&format!("/cases/{case}/contact/{channel}/use"), &[("", ""); 0]).await.is(200);
    let why = [("why", "To check it with the surgery")];
    app.manager().post(&format!("/cases/{case}/facts/{secret}/reveal"), &why).await.is(200);
    press(&app, Who::Officer, case, secret).await;
    let page = app.officer().get(&outputs).await;
    page.is(200).says("Officer Person").says("Call sheet");
    page.says("Manager Person").says("Shown on its own page").says("To check it with the surgery");
    assert!(!page.body.contains("900461") && !page.body.contains("900 461"));
    // An auditor sees who had it, and not by which way of the plan.
    app.client(Who::Auditor).get(&outputs).await.is(200).says("Officer Person").does_not_say("Call sheet");
    app.client(Who::SecondOfficer).get(&outputs).await.is(404);
}

#[tokio::test]
async fn a_press_by_mistake_is_corrected_which_lifts_it_and_leaves_its_mark() {
    let app = TestApp::new().await;
    let (case, channel, secret) = reachable(&app).await;
    press(&app, Who::Officer, case, secret).await;
    let entry = app.case_page(case).await.view.compromised[0].sequence;
    let place = format!("/cases/{case}/entries/{entry}/correct");
    let seen = app.case_page(case).await.view.sequence.to_string();
    let why = "It was the number of another tenant";
    let fields = [("seen", seen.as_str()), ("what", "nothing"), ("why", why)];
    app.officer().post(&place, &fields).await.is(303);
    let page = app.officer().opens(case).await;
    page.does_not_say("No longer safe: never use").does_not_say("hours left").says(why);
    app.officer().post(&format!("/cases/{case}/contact/{channel}/use"), &[("", ""); 0]).await.is(200);
    let page = app.case_page(case).await;
    assert!(!page.duties.iter().any(|duty| duty.code == "breach-decided" && duty.state.is_open()));
}

#[tokio::test]
async fn it_is_pressed_once_and_only_for_what_is_here() {
    let app = TestApp::new().await;
    let (case, _, secret) = reachable(&app).await;
    press(&app, Who::Officer, case, secret).await;
    let place = format!("/cases/{case}/notes/details");
    let nothing = SecretId::from_uuid(case.as_uuid());
    for fact in [secret.to_string(), nothing.to_string(), "what".to_owned()] {
        let fields = [("fact", fact.as_str()), ("known-to", "not-known"), ("noticed-by", "us")];
        app.officer().post(&place, &fields).await.is(422);
    }
}
