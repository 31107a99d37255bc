//! Two records side by side, and which others a manager is shown when they hand a report over: by the same name, and by the
//! same number or e-mail address, which stays sealed.

use std::collections::BTreeSet;

use domain::case::Refusal;

use super::{WHY, reference, refused, says, telling, two};
use crate::support::{Telling, TestApp, Who};

#[tokio::test]
async fn given_two_records_side_by_side_then_what_differs_is_said_and_no_number_or_address_stands_there() {
    let (app, one, _) = two().await;
    let told = telling(&app, "Rowan Ashdown-Moss", "07700 900458");
    let other = app.call_handler().takes_report(&told).await;
    for case in [one, other] {
        app.plan_calls(case).await;
    }
    let place = format!("/cases/{one}/records?other={}", reference(&app, other).await);
    let page = app.da_lead().get(&place).await;
    page.is(200).says("Is this the same person?").says("The same").says("Differs").says("Phone call: safe");
    page.does_not_say("900457").does_not_say("900458");
    let looks = app.looks().await;
    app.da_lead().get(&place).await;
    let cases: BTreeSet<_> = app.looks_since(&looks).await.iter().map(|look| look.case).collect();
    assert_eq!(cases, BTreeSet::from([Some(one), Some(other)]), "that somebody looked stands with both");
}

/// T8: two of other names are not made one in one press.
#[tokio::test]
async fn given_two_of_other_names_then_they_are_joined_only_once_somebody_confirmed_that_it_is_one() {
    let (app, one, _) = two().await;
    let other = with_number(&app, "Wren Hollis", "07700 900460").await;
    let name = reference(&app, other).await;
    let page = app.da_lead().get(&format!("/cases/{one}/records?other={name}")).await;
    page.is(200).says("Their names differ: Rowan Ashdown here, Wren Hollis there.");
    let before = app.count_of_entries().await;
    let reply = says(&app, Who::DaLead, one, &name, "same", WHY).await;
    reply.is(422).says("confirm that it is the same person all the same").says(WHY);
    assert_eq!(app.count_of_entries().await, before);
    // The control: the same, confirmed.
    let fields = [("other", &*name), ("say", "same"), ("differs", "yes"), ("why", WHY)];
    app.da_lead().post(&format!("/cases/{one}/records"), &fields).await.is(303);
    assert_eq!(app.count_of_entries().await, before + 2);
}

#[tokio::test]
async fn given_the_record_itself_then_it_is_not_compared_with_itself() {
    let (app, one, _) = two().await;
    let place = format!("/cases/{one}/records?other={}", reference(&app, one).await);
    app.da_lead().get(&place).await.is(422).says("That is this record");
    let without = app.da_lead().get(&format!("/cases/{one}/records?other=")).await;
    without.is(422).says("There is a problem").says("Enter the reference");
}

/// Somebody of another name with the number of somebody else.
async fn with_number(app: &TestApp, name: &str, number: &str) -> domain::CaseId {
    app.call_handler().takes_report(&telling(app, name, number)).await
}

const SAME_NUMBER: &str = "The same telephone number or email address stands in other records";

#[tokio::test]
async fn given_the_same_number_under_another_name_then_who_hands_over_is_shown_it_and_where_to_compare() {
    let app = TestApp::new().await;
    let one = with_number(&app, "Rowan Ashdown", "07700 900457").await;
    let other = with_number(&app, "Wren Hollis", "+44 7700 900457").await;
    let page = app.client(Who::Manager).get(&format!("/cases/{one}/handover")).await;
    let reference = reference(&app, other).await;
    page.is(200).says(SAME_NUMBER).says("Wren Hollis").does_not_say("900457");
    assert!(page.body.contains(&format!("/cases/{one}/records?other={reference}")));
    // Nothing is joined by it.
    app.da_lead().opens(one).await.does_not_say("also has record");
}

/// The control, and what nobody is shown: another number, a record behind a wall, and somebody's own behaviour.
#[tokio::test]
async fn given_another_number_or_a_record_that_may_not_be_seen_then_nothing_is_said_of_it() {
    let app = TestApp::new().await;
    let one = with_number(&app, "Rowan Ashdown", "07700 900457").await;
    let handover = format!("/cases/{one}/handover");
    with_number(&app, "Linden Moss", "07700 900458").await;
    let own = Telling::own_behaviour().living_in(app.region("North")).answer("phone", "07700 900457");
    app.call_handler().takes_report(&own).await;
    app.client(Who::Manager).get(&handover).await.is(200).does_not_say(SAME_NUMBER);
    let other = with_number(&app, "Wren Hollis", "07700 900457").await;
    app.client(Who::Manager).get(&handover).await.says(SAME_NUMBER);
    app.wall(other, Who::Manager).await;
    app.client(Who::Manager).get(&handover).await.does_not_say(SAME_NUMBER).does_not_say("Wren Hollis");
}

/// Somebody who is said to cause harm, under a name that tells nothing, reached at this number.
async fn caused_by(app: &TestApp, case: domain::CaseId, number: &str) {
    let seen = app.case_page(case).await.view.sequence.to_string();
    let form = [
        ("seen", &*seen),
        ("person", ""),
        ("roles", "alleged-perpetrator"),
        ("name", "Ashby Farrow"),
        ("phone", number),
    ];
    app.da_lead().post(&format!("/cases/{case}/notes/person"), &form).await.is(303);
}

/// R13: under whatever name, a survivor here is nobody who is said to cause harm there.
#[tokio::test]
async fn given_a_survivors_number_is_that_of_whoever_causes_harm_in_the_other_then_it_is_not_offered_and_refused()
 {
    let app = TestApp::new().await;
    let one = with_number(&app, "Rowan Ashdown", "07700 900457").await;
    let against = with_number(&app, "Wren Hollis", "07700 900458").await;
    caused_by(&app, against, "07700 900457").await;
    app.client(Who::Manager).get(&format!("/cases/{one}/handover")).await.is(200).does_not_say(SAME_NUMBER);
    assert_eq!(refused(&app, one, against).await, Some(Refusal::OtherSide));
    assert_eq!(refused(&app, against, one).await, Some(Refusal::OtherSide));
}

/// The control to the one above: a number of the whole household, which the survivors share, tells of no side.
#[tokio::test]
async fn given_a_number_of_the_whole_household_then_two_records_of_one_survivor_are_joined() {
    let app = TestApp::new().await;
    let one = with_number(&app, "Rowan Ashdown", "07700 900457").await;
    let other = with_number(&app, "Rowan Ashdown", "07700 900457").await;
    caused_by(&app, other, "07700 900457").await;
    assert_eq!(refused(&app, one, other).await, None);
}

/// A neighbour who reports two households is at the centre of neither: their number leads from one to the other nowhere.
#[tokio::test]
async fn given_one_neighbour_who_reported_both_then_their_number_tells_nothing() {
    let app = TestApp::new().await;
    let report = |name: &str| {
        let told = Telling::suspicion().living_in(app.region("North")).answer("name", name);
        told.answer("reporter", "Dilwyn Marchetti").answer("reporter-phone", "07700 900463")
    };
    let one = app.call_handler().takes_report(&report("Rowan Ashdown")).await;
    app.call_handler().takes_report(&report("Wren Hollis")).await;
    app.client(Who::Manager).get(&format!("/cases/{one}/handover")).await.is(200).does_not_say(SAME_NUMBER);
}
