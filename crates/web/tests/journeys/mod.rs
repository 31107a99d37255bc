//! The office journeys by page: setting up, choosing a password, people, policy, search.

use domain::text::CaseReference;
use web::headers::Transport;

use crate::support::{Telling, TestApp, Who};

const SET_UP: &[(&str, &str)] = &[
    ("organisation", "Brookvale Homes"),
    ("policy", "nhg"),
    ("regions", "North\r\nSouth"),
    ("administrator", "Robin Achterberg"),
    ("login", "robin"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], field: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|&(name, old)| (name, if name == field { value } else { old })).collect()
}

#[tokio::test]
async fn an_installation_is_set_up_once_by_its_link_and_its_administrator_goes_on_to_a_passkey() {
    let app = TestApp::empty(Transport::Plain).await;
    let place = format!("/set-up/{}", app.service.make_link(None).await.unwrap());
    app.anybody().get(&place).await.is(200).says("Notting Hill Genesis").says("England and Wales");
    assert_eq!(app.anybody().post(&place, SET_UP).await.see_other(), "/");
    assert!(!app.service.is_new().await.unwrap());

    app.anybody().get(&place).await.is(410).says("does not work any more");
    app.anybody().post(&place, SET_UP).await.is(410);
}

#[tokio::test]
async fn a_refused_set_up_changes_nothing_and_keeps_every_answer() {
    let app = TestApp::empty(Transport::Plain).await;
    let place = format!("/set-up/{}", app.service.make_link(None).await.unwrap());
    for (field, value, message) in
        [("regions", "", "Enter at least one region"), ("administrator", "", "Enter your name")]
    {
        let reply = app.anybody().post(&place, &with(SET_UP, field, value)).await;
        reply.is(422).says(message);
        assert_eq!(reply.field("organisation"), "Brookvale Homes");
    }
    assert!(app.service.is_new().await.unwrap());
    app.anybody().post(&place, SET_UP).await.is(303);
}

#[tokio::test]
async fn a_link_of_one_kind_opens_no_page_of_another() {
    let app = TestApp::empty(Transport::Plain).await;
    let set_up = app.service.make_link(None).await.unwrap();
    app.anybody().get(&format!("/password/{set_up}")).await.is(410);
    let never = "0".repeat(set_up.len());
    let (gone, nothing) =
        (app.anybody().get(&format!("/set-up/{never}")).await, app.anybody().get("/set-up/x").await);
    assert_eq!((gone.status, &gone.body), (410, &nothing.body));
    app.wait(jiff::SignedDuration::from_hours(73));
    app.anybody().get(&format!("/set-up/{set_up}")).await.is(410);
}

#[tokio::test]
async fn a_colleague_is_added_and_chooses_a_password_by_a_link_that_works_once() {
    let app = TestApp::new().await;
    let north = app.region("North").to_string();
    let fields =
        [("name", "Ola Newcomer"), ("login", "ola"), ("role", "regional-manager"), ("regions", &north)];
    let added = app.administrator().post("/people", &fields).await;
    added.is(200).says("Ola Newcomer has been added").says("Has no password");
    let at = added.body.find("http://127.0.0.1:8080/password/").unwrap() + "http://127.0.0.1:8080".len();
    let link = added.body[at..].split('<').next().unwrap();

    app.administrator().get("/people").await.is(200).says("Ola Newcomer").does_not_say(link);
    app.anybody().get(link).await.is(200).says("ola");
    let short = [("password", "too short"), ("password-again", "too short")];
    app.anybody().post(link, &short).await.is(422).says("15 characters or more");
    let names = [("password", "brookvale homes 1"), ("password-again", "brookvale homes 1")];
    app.anybody().post(link, &names).await.is(422).says("easy to guess").does_not_say("brookvale homes 1");
    let good = [("password", "walnut ferry cobalt ninety"), ("password-again", "walnut ferry cobalt ninety")];
    assert_eq!(app.anybody().post(link, &good).await.see_other(), "/");
    app.anybody().post(link, &good).await.is(410);
    let signed_in = [("login", "ola"), ("password", "walnut ferry cobalt ninety")];
    app.anybody().post("/sign-in", &signed_in).await.is(303);
}

#[tokio::test]
async fn a_name_that_somebody_signs_in_with_is_refused_beside_its_field() {
    let app = TestApp::new().await;
    for login in ["officer", "OtherOfficer"] {
        let fields = [("name", "Ola Newcomer"), ("login", login), ("role", "auditor")];
        let reply = app.administrator().post("/people", &fields).await;
        reply.is(422).says("Somebody signs in with this name already");
        assert_eq!(reply.field("name"), "Ola Newcomer");
    }
    app.administrator()
        .post("/people/regions", &[("region", "North")])
        .await
        .is(422)
        .says("of this name already");
    app.administrator().post("/people/regions", &[("region", "West")]).await.is(303);
    app.administrator().get("/people").await.says("West");
}

#[tokio::test]
async fn a_wrong_policy_is_refused_with_its_line_and_nothing_changes() {
    let app = TestApp::new().await;
    let shown = app.da_lead().get("/policy").await;
    shown.is(200).says("Notting Hill Genesis").says("NHG-18").says("working day");
    let wrong = "[policy]\nid = \"own\"\ntitel = \"Ours\"\n";
    let refused = app.da_lead().post("/policy", &[("text", wrong)]).await;
    refused.is(422).says("Line ").says("titel").says("Notting Hill Genesis");
    assert!(refused.body.contains("titel = &#34;Ours&#34;"), "what was typed is kept");
    app.da_lead().get("/policy").await.says("Notting Hill Genesis");
}

#[tokio::test]
async fn a_shipped_policy_and_an_edited_copy_are_put_in_force() {
    let app = TestApp::new().await;
    assert_eq!(app.da_lead().post("/policy", &[("pack", "council")]).await.see_other(), "/policy");
    app.da_lead().get("/policy").await.says("A council housing service");
    let (_, text) = policy::packs::FILES.iter().find(|(file, _)| *file == "nhg.toml").unwrap();
    let copy = text
        .replace("title = \"Domestic abuse policy\"", "title = \"Our own edition\"")
        .replace('\n', "\r\n");
    app.administrator().post("/policy", &[("text", copy.as_str())]).await.is(303);
    app.da_lead().get("/policy").await.says("Our own edition");
    app.da_lead().post("/policy", &[("pack", "nothing")]).await.is(422).says("Choose a policy");
}

#[tokio::test]
async fn a_search_finds_what_one_may_see_and_says_so_where_there_is_nothing() {
    let app = TestApp::new().await;
    let telling = Telling::disclosure().living_in(app.region("North"));
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    let reference: CaseReference = app.case_page(case).await.reference;
    for words in [
        "rowan",
        "ASHDOWN rowan",
        &reference.to_string(),
        &reference.to_string().replace('-', " ").to_lowercase(),
    ] {
        let found = app.officer().post("/find", &[("words", words)]).await;
        found.is(200).says("Rowan Ashdown").says(&reference.to_string()).says("today at 10am");
    }
    for who in [Who::SecondOfficer, Who::SouthManager, Who::Auditor, Who::OtherLead] {
        let found = app.client(who).post("/find", &[("words", "rowan")]).await;
        found.is(200).says("Nothing that you may see fits").does_not_say("Ashdown");
    }
    app.officer().post("/find", &[("words", " ")]).await.is(422).says("Enter a name or a reference");
    app.wall(case, Who::Officer).await;
    app.officer().post("/find", &[("words", "rowan")]).await.says("Nothing that you may see fits");
}
