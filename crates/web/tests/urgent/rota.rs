//! Who is on call: put down by the domestic-abuse lead, rung first, and expected to look at night.

use domain::CaseId;
use domain::people::SecretKind;
use jiff::SignedDuration;

use super::{opened, someone_elses};
use crate::support::{Reply, Telling, TestApp, Who};

const NUMBER: &str = "01632 960001";
const NIGHT: [(&str, &str); 9] = [
    ("number", NUMBER),
    ("from-day", "2"),
    ("from-month", "3"),
    ("from-year", "2026"),
    ("from-time", "18:00"),
    ("until-day", "3"),
    ("until-month", "3"),
    ("until-year", "2026"),
    ("until-time", "08:00"),
];
const ASKED: &str = "It was at night, and they were not on call";

/// Puts somebody on call for the night of the day on which tests begin, and whatever else is said.
async fn puts(app: &TestApp, by: Who, who: Who, also: &[(&str, &str)]) -> Reply {
    let user = app.actor(who).await.user.to_string();
    let mut fields: Vec<(&str, &str)> = NIGHT.to_vec();
    fields.push(("who", &user));
    for (name, value) in also {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    app.client(by).post("/on-call/rota", &fields).await
}

async fn to_night(app: &TestApp) {
    app.wait(SignedDuration::from_hours(13));
    for who in [Who::CallHandler, Who::Officer, Who::DaLead, Who::PrivacyOfficer] {
        app.client(who).signs_in().await;
    }
}

/// Whether the look of somebody at this record at night is asked about.
async fn is_asked_about(app: &TestApp, who: Who, case: CaseId) -> bool {
    app.client(who).opens(case).await.is(200);
    let place = format!("/review/looks/{}/2026-03-02", app.actor(who).await.user);
    let page = app.client(Who::PrivacyOfficer).get(&place).await;
    assert!([200, 404].contains(&page.status), "{}", page.text());
    page.body.contains(ASKED)
}

#[tokio::test]
async fn given_a_night_that_the_lead_put_down_then_it_is_listed_and_those_who_may_answer_read_it() {
    let app = TestApp::new().await;
    app.da_lead().get("/on-call").await.says("See who is on call");
    let page = app.da_lead().get("/on-call/rota").await;
    page.is(200).says("Nobody is put down for now").says("call handlers count as on call");
    assert_eq!(puts(&app, Who::DaLead, Who::Officer, &[]).await.see_other(), "/on-call/rota");
    for who in [Who::DaLead, Who::SafeguardingLead, Who::Manager] {
        let page = app.client(who).get("/on-call/rota").await;
        page.is(200).says("Officer Person, housing officer").says("From today at 6pm until tomorrow at 8am");
        assert_eq!(page.body.contains("Take off"), who == Who::DaLead, "{who:?}");
    }
    to_night(&app).await;
    let page = app.da_lead().get("/on-call/rota").await;
    page.says("On call now, until tomorrow at 8am").does_not_say("Nobody is put down");
}

#[tokio::test]
async fn given_nobody_is_put_down_then_a_call_handler_s_night_is_usual_and_an_officer_s_is_not() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    to_night(&app).await;
    assert!(is_asked_about(&app, Who::Officer, case).await);
    let own = app.call_handler().takes_report(&Telling::disclosure()).await;
    assert!(!is_asked_about(&app, Who::CallHandler, own).await);
}

#[tokio::test]
async fn given_the_officer_is_on_call_then_their_night_is_usual_and_the_call_handler_s_is_not() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    puts(&app, Who::DaLead, Who::Officer, &[]).await.is(303);
    to_night(&app).await;
    assert!(!is_asked_about(&app, Who::Officer, case).await);
    let own = app.call_handler().takes_report(&Telling::disclosure()).await;
    assert!(is_asked_about(&app, Who::CallHandler, own).await);
}

/// Nobody makes a look usual after it: neither is what was looked at before, nor is it unusual for being taken off.
#[tokio::test]
async fn given_it_is_put_down_or_taken_off_later_then_what_was_looked_at_before_stays_as_it_was() {
    let app = TestApp::new().await;
    let case = someone_elses(&app).await;
    puts(&app, Who::DaLead, Who::Manager, &[]).await.is(303);
    to_night(&app).await;
    assert!(is_asked_about(&app, Who::Officer, case).await);
    app.wait(SignedDuration::from_secs(5));
    puts(&app, Who::DaLead, Who::Officer, &[]).await.is(303);
    assert!(is_asked_about(&app, Who::Officer, case).await, "it was before");
    app.client(Who::Manager).signs_in().await;
    assert!(!is_asked_about(&app, Who::Manager, case).await);
    let page = app.da_lead().get("/on-call/rota").await;
    let (_, form) = page.body.split_once("action=\"/on-call/rota/").unwrap();
    let off = format!("/on-call/rota/{}", form.split('"').next().unwrap());
    app.wait(SignedDuration::from_secs(5));
    app.da_lead().post(&off, &[("off", "yes")]).await.is(303);
    app.da_lead().post(&off, &[("off", "yes")]).await.is(404);
    assert!(is_asked_about(&app, Who::Manager, case).await, "they are off now");
}

#[tokio::test]
async fn given_one_of_those_who_may_answer_is_on_call_then_they_are_named_and_the_others_may_answer_all_the_same()
 {
    let app = TestApp::new().await;
    let case = opened(&app).await;
    let phone = app.secret(case, SecretKind::Phone).await;
    let place = format!("/cases/{case}/facts/{phone}/ask");
    let asker = app.client(Who::SecondOfficer);
    // The control: nobody is, and everybody who may answer is named.
    asker
        .get(&place)
        .await
        .is(200)
        .says("Nobody who may answer is put down as on call now")
        .says("Manager Person");
    let now = [("from-time", "09:00")];
    puts(&app, Who::DaLead, Who::DaLead, &now).await.is(303);
    // Whoever may not answer is on call for something else.
    puts(&app, Who::DaLead, Who::Caseworker, &now).await.is(303);
    let page = asker.get(&place).await;
    page.is(200).says("They are on call now").says("DaLead Person").does_not_say("Manager Person");
    page.does_not_say("Caseworker Person");
    asker.post(&place, &[("why", "The ambulance cannot find her")]).await.is(303);
    let manager = app.actor(Who::Manager).await;
    let request = app.service.waiting_requests(&manager).await.unwrap()[0].id;
    let answer = [("answer", "yes"), ("words", "I rang the crew back")];
    app.manager().post(&format!("/on-call/{request}"), &answer).await.is(303);
}

/// A report without a region, which nobody has, and what a call handler reads of whom to ring.
async fn what_nobody_has(app: &TestApp) -> CaseId {
    app.call_handler().takes_report(&Telling::disclosure()).await
}

#[tokio::test]
async fn given_somebody_is_on_call_then_who_finds_a_report_that_nobody_has_reads_their_name_and_number() {
    let app = TestApp::new().await;
    let case = what_nobody_has(&app).await;
    puts(&app, Who::DaLead, Who::Manager, &[("from-time", "09:00")]).await.is(303);
    // Whoever cannot take it is on call for something else, and is not named.
    puts(&app, Who::DaLead, Who::Caseworker, &[("from-time", "09:00")]).await.is(303);
    for place in ["/work".to_owned(), format!("/cases/{case}/received")] {
        let page = app.call_handler().get(&place).await;
        page.is(200).says("Manager Person").says(NUMBER).does_not_say("Caseworker Person");
    }
    let page = app.officer().get("/work").await;
    page.is(200).says("Manager Person").says(NUMBER);
    // Whoever can take it themself is told to ring nobody.
    app.da_lead().get("/work").await.is(200).does_not_say(NUMBER);
}

#[tokio::test]
async fn given_nobody_is_on_call_then_the_page_says_whom_to_ring_instead_and_before_that_nobody_wrote_it_down()
 {
    let app = TestApp::new().await;
    what_nobody_has(&app).await;
    let instead = "The emergency switchboard: 01632 960000";
    app.call_handler().get("/work").await.is(200).says("nobody has written down whom to ring");
    for who in [Who::Officer, Who::Manager, Who::SafeguardingLead] {
        app.client(who).post("/on-call/rota/instead", &[("instead", instead)]).await.is(403);
    }
    app.da_lead().post("/on-call/rota/instead", &[("instead", instead)]).await.is(303);
    app.call_handler().get("/work").await.says(instead).does_not_say("nobody has written down");
    app.da_lead().get("/on-call/rota").await.says(instead);
    // Another organisation has its own words, and these are not they.
    app.client(Who::OtherLead).get("/on-call/rota").await.is(200).does_not_say(instead);
}

/// Whoever rings somebody gives the reference: that would tell them of a record that does not exist to them.
#[tokio::test]
async fn given_whoever_is_on_call_is_walled_off_then_they_are_not_named_and_another_is() {
    let app = TestApp::new().await;
    let case = what_nobody_has(&app).await;
    puts(&app, Who::DaLead, Who::Manager, &[("from-time", "09:00")]).await.is(303);
    // The control: before the wall they are named.
    app.call_handler().get("/work").await.says("Manager Person");
    app.wall(case, Who::Manager).await;
    let page = app.call_handler().get("/work").await;
    page.is(200).does_not_say("Manager Person").does_not_say(NUMBER);
    puts(&app, Who::DaLead, Who::DaLead, &[("from-time", "09:00"), ("number", "01632 960002")]).await.is(303);
    app.call_handler().get("/work").await.says("DaLead Person").says("01632 960002");
}

#[tokio::test]
async fn given_anybody_but_the_lead_then_they_put_nobody_on_call_and_take_nobody_off() {
    let app = TestApp::new().await;
    puts(&app, Who::DaLead, Who::Officer, &[]).await.is(303);
    let page = app.da_lead().get("/on-call/rota").await;
    let (_, form) = page.body.split_once("action=\"/on-call/rota/").unwrap();
    let off = format!("/on-call/rota/{}", form.split('"').next().unwrap());
    for who in [Who::Officer, Who::Manager, Who::SafeguardingLead, Who::Administrator] {
        puts(&app, who, Who::Officer, &[]).await.is(403);
        app.client(who).post(&off, &[("off", "yes")]).await.is(403);
    }
    app.client(Who::OtherLead).post(&off, &[("off", "yes")]).await.is(404);
    app.client(Who::OtherLead).get("/on-call/rota").await.is(200).does_not_say("Take off");
    app.da_lead().post(&off, &[("off", "yes")]).await.is(303);
}

#[tokio::test]
async fn given_somebody_elsewhere_or_who_is_never_on_call_then_they_are_not_put_down() {
    let app = TestApp::new().await;
    for who in [Who::OtherOfficer, Who::Auditor, Who::Administrator, Who::Partner] {
        puts(&app, Who::DaLead, who, &[]).await.is(422).says("Choose somebody from the list");
    }
    app.da_lead().get("/on-call/rota").await.does_not_say("Take off");
}
