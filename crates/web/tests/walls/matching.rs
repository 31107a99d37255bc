//! What puts a wall up, on either side.

use domain::PersonId;
use domain::case::CaseCommand;
use domain::people::{Person, PersonRole};

use super::{OWN_NUMBER, close_to, living_at, name, telling, with_number};
use crate::support::{Telling, TestApp, Who};

#[tokio::test]
async fn given_a_case_with_my_number_when_i_give_the_number_then_the_case_is_gone_for_me_and_for_nobody_else()
{
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    app.hand_over(case, Who::SecondOfficer).await;
    assert!(app.can_open(Who::Manager, case).await);
    app.gives(Who::Manager, with_number("+44 7700 900456")).await;
    assert!(!app.can_open(Who::Manager, case).await);
    assert!(app.can_open(Who::DaLead, case).await);
}

#[tokio::test]
async fn given_my_number_when_a_case_is_opened_with_it_then_it_never_exists_for_me() {
    let app = TestApp::new().await;
    app.gives(Who::Manager, with_number(OWN_NUMBER)).await;
    let other = app.call_handler().takes_report(&telling(&app, "Ash Rowandown", "07700 900457")).await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    assert!(!app.can_open(Who::Manager, case).await);
    assert!(app.can_open(Who::Manager, other).await, "another number is another's");
    app.manager().post("/find", &[("words", "rowan")]).await.is(200).does_not_say("Rowan Ashdown");
    app.manager().get("/work?whose=everybody").await.is(200).does_not_say("Rowan Ashdown");
}

#[tokio::test]
async fn given_a_declared_brother_when_he_is_recorded_later_then_the_officer_who_has_the_case_loses_it_at_once()
 {
    let app = TestApp::new().await;
    app.gives(Who::Officer, close_to("Dean Walker")).await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", "07700 900457")).await;
    app.hand_over(case, Who::Officer).await;
    assert!(app.can_open(Who::Officer, case).await);
    let id = PersonId::from_uuid(case.as_uuid());
    let person =
        Person { name: Some(name("D. Dean Walker")), ..Person::unnamed(id, PersonRole::AllegedPerpetrator) };
    app.records(Who::DaLead, case, CaseCommand::RecordPerson(person)).await;
    assert!(!app.can_open(Who::Officer, case).await);
    let page = app.da_lead().get("/walls").await;
    page.is(200).says("has this record").says("Same full name as somebody they are close to");
}

#[tokio::test]
async fn given_the_address_of_a_neighbour_who_works_here_then_there_is_a_wall() {
    let app = TestApp::new().await;
    app.gives(Who::Manager, living_at("Flat 2, 12 Larch Road, ZZ99 3VZ")).await;
    let telling =
        telling(&app, "Rowan Ashdown", "07700 900457").answer("address", "12 Larch Rd, Hollowbeck zz993vz");
    let case = app.call_handler().takes_report(&telling).await;
    assert!(!app.can_open(Who::Manager, case).await);
}

#[tokio::test]
async fn given_a_wall_when_what_it_rests_on_is_no_longer_given_then_it_stands() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    app.gives(Who::Manager, with_number(OWN_NUMBER)).await;
    app.gives(Who::Manager, with_number("07700 900999")).await;
    assert!(!app.can_open(Who::Manager, case).await);
}

#[tokio::test]
async fn given_walls_when_the_program_starts_again_then_they_stand_and_a_missing_one_is_put_up() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    app.gives(Who::Manager, with_number(OWN_NUMBER)).await;
    app.takes_walls_down(case).await;
    assert!(
        app.can_open(Who::Manager, case).await,
        "without its row there is no wall: it is the row that counts"
    );
    let app = app.started_again().await;
    assert!(!app.can_open(Who::Manager, case).await);
}

#[tokio::test]
async fn given_a_new_colleague_with_the_name_of_somebody_in_a_case_then_it_never_exists_for_them() {
    let app = TestApp::new().await;
    // The cast's names are made of what they do.
    let case =
        app.call_handler().takes_report(&Telling::disclosure().answer("name", "SecondLead Person")).await;
    assert!(app.can_open(Who::DaLead, case).await);
    assert!(!app.can_open(Who::SecondLead, case).await);
}

#[tokio::test]
async fn given_a_conversation_that_was_begun_when_a_wall_comes_up_then_it_is_no_longer_listed_or_opened() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", "07700 900457")).await;
    app.hand_over(case, Who::Officer).await;
    let begun = app.officer().post(&format!("/cases/{case}/conversation"), &[("", ""); 0]).await.see_other();
    assert!(app.officer().get("/reports").await.body.contains(&begun));
    app.gives(Who::Officer, close_to("Rowan Ashdown")).await;
    app.officer().get("/reports").await.is(200).does_not_say(&begun);
    app.officer().get(&begun).await.is(404);
}
