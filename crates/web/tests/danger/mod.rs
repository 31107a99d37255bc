//! Danger stands first until it is written down that the police know (NHG-15, domain.md 13A.1), what was recorded is
//! said to be there, and a note is no place for a telephone number (F14).

use jiff::SignedDuration;

use crate::support::{Telling, TestApp};

const WAITS: &str = "nobody has written down that the police know";
const MINE: &str = "Somebody is in danger now in a record of yours";

#[tokio::test]
async fn given_danger_and_no_police_then_it_stands_first_on_each_page_until_they_were_told() {
    let app = TestApp::new().await;
    let telling = Telling::disclosure().living_in(app.region("North")).answer("danger", "yes");
    let case = app.call_handler().takes_report(&telling).await;
    let (received, record) = (format!("/cases/{case}/received"), format!("/cases/{case}"));
    let receipt = app.call_handler().get(&received).await;
    receipt.is(200).says(WAITS);
    assert!(receipt.body.find(WAITS) < receipt.body.find("Report recorded"), "before everything else");
    let page = app.call_handler().get(&record).await;
    page.is(200).says(WAITS);
    assert!(page.body.find(WAITS) < page.body.find("id=\"contact\""), "before everything else");
    app.call_handler().get("/work").await.says(MINE).does_not_say("Nothing is due");

    let told = [("by", "us"), ("at-day", "2"), ("at-month", "3"), ("at-year", "2026"), ("at-time", "09:00")];
    app.call_handler().post(&format!("/cases/{case}/notes/police"), &told).await.is(303);
    app.call_handler().get(&record).await.is(200).does_not_say(WAITS);
    app.call_handler().get(&received).await.is(200).does_not_say(WAITS);
}

#[tokio::test]
async fn given_no_danger_then_nothing_of_it_is_said() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.call_handler().get(&format!("/cases/{case}/received")).await.is(200).does_not_say(WAITS);
    app.call_handler().get(&format!("/cases/{case}")).await.is(200).does_not_say(WAITS);
    app.call_handler().get("/work").await.is(200).does_not_say(MINE);
}

#[tokio::test]
async fn given_a_number_in_a_note_then_it_is_stopped_once_and_kept_where_it_is_none() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    let place = format!("/cases/{case}/notes/wishes");
    let number = ("words", "Ring me on 07700 900123, please");
    app.manager().post(&place, &[number]).await.is(422).says("This looks like a phone number");
    app.manager().post(&place, &[("words", "Ring my sister, please")]).await.is(303);
    app.manager().post(&place, &[number, ("words-no-address", "yes")]).await.is(303);
}

#[tokio::test]
async fn given_something_was_recorded_then_its_writer_is_told_so_and_nobody_else_and_not_for_long() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    let place = format!("/cases/{case}");
    let wish = [("words", "To stay, with new locks.")];
    app.manager().post(&format!("{place}/notes/wishes"), &wish).await.is(303);
    app.manager().get(&place).await.says("Recorded:").says("Read it");
    app.da_lead().get(&place).await.is(200).does_not_say("app-recorded");
    app.wait(SignedDuration::from_mins(2));
    app.manager().get(&place).await.is(200).does_not_say("app-recorded");
}
