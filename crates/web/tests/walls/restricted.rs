//! A case in which somebody stands who works here: only named people see it.

use access::Role;

use super::{OWN_NUMBER, telling, with_number};
use crate::support::{TestApp, Who};

#[tokio::test]
async fn given_a_party_who_works_here_then_only_the_leads_see_the_case_and_new_colleagues_never_do() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    app.hand_over(case, Who::Officer).await;
    app.gives(Who::SouthManager, with_number(OWN_NUMBER)).await;
    for (who, sees) in [
        (Who::SouthManager, false),
        (Who::Officer, false),
        (Who::Manager, false),
        (Who::CallHandler, false),
        (Who::DaLead, true),
        (Who::SecondLead, true),
        (Who::SafeguardingLead, true),
    ] {
        assert_eq!(app.can_open(who, case).await, sees, "{who:?}");
    }
    app.da_lead()
        .opens(case)
        .await
        .says("Only these people may see this record")
        .says("SafeguardingLead Person");
    let new = app.adds(Role::DaLead, "new.lead").await;
    let page = app.service.case_page(&new, case, None, "test").await;
    assert!(page.is_err(), "whoever comes later was not named");
}

#[tokio::test]
async fn given_a_lead_who_stands_in_it_themself_then_they_are_not_named() {
    let app = TestApp::new().await;
    app.gives(Who::DaLead, with_number(OWN_NUMBER)).await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    assert!(!app.can_open(Who::DaLead, case).await);
    assert!(app.can_open(Who::SecondLead, case).await);
}

#[tokio::test]
async fn given_a_restricted_case_when_somebody_is_named_then_they_see_it_unless_another_wall_stands() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    app.hand_over(case, Who::Officer).await;
    app.gives(Who::SouthManager, with_number(OWN_NUMBER)).await;
    for who in [Who::Officer, Who::SouthManager] {
        let user = app.actor(who).await.user;
        let place = format!("/walls/{case}/named");
        app.da_lead().post(&place, &[("who", user.to_string())]).await.is(303);
    }
    assert!(app.can_open(Who::Officer, case).await);
    assert!(!app.can_open(Who::SouthManager, case).await, "their own wall stands");
    let user = app.actor(Who::Manager).await.user.to_string();
    app.officer().post(&format!("/walls/{case}/named"), &[("who", user)]).await.is(403);
}

#[tokio::test]
async fn given_an_ordinary_case_then_nothing_is_said_of_named_people() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    app.da_lead().opens(case).await.is(200).does_not_say("Only these people may see this record");
    app.da_lead().post(&format!("/walls/{case}/restrict"), &[("restrict", "yes")]).await.is(303);
    assert!(!app.can_open(Who::Manager, case).await);
    assert!(app.can_open(Who::DaLead, case).await);
}
