//! What an administrator does to a colleague's account: it holds from the colleague's next request on, nothing is
//! half done, and nobody changes their own rights.

mod adding;
mod sessions;
mod strangers;

use access::Role;
use domain::{CaseId, UserId};
use jiff::SignedDuration;

use crate::support::{PASSWORD, Reply, Sending, Telling, TestApp, Who};

const NOTHING: [(&str, &str); 0] = [];
const NEVER: &str = "01890000-0000-7000-8000-0000000000ff";

async fn id(app: &TestApp, who: Who) -> UserId {
    app.actor(who).await.user
}

async fn place(app: &TestApp, who: Who) -> String {
    format!("/people/{}", id(app, who).await)
}

/// What the open page of an account sends, with another role.
async fn as_opened(app: &TestApp, by: Who, place: &str, role: &str) -> Vec<(String, String)> {
    let mut fields = app.client(by).get(place).await.is(200).form(place);
    fields.retain(|(name, _)| !["csrf", "role", "regions"].contains(&name.as_str()));
    fields.push(("role".to_owned(), role.to_owned()));
    fields
}

/// The role and whether they are still here, as this administrator finds it.
async fn found(app: &TestApp, by: Who, of: UserId) -> (Role, bool) {
    let page = app.service.colleague_page(&app.actor(by).await, of).await.unwrap();
    (page.colleague.duties.role, page.colleague.active)
}

fn is_signed_out(reply: &Reply) -> bool {
    reply.status == 303 && reply.header("location").starts_with("/sign-in")
}

async fn sign_in_status(app: &TestApp, who: Who) -> u16 {
    let fields = [("login", who.login()), ("password", PASSWORD.to_owned())];
    app.anybody().post("/sign-in", &fields).await.status
}

/// Makes the second lead an administrator beside the first one.
async fn second_administrator(app: &TestApp) -> Who {
    let at = place(app, Who::SecondLead).await;
    let fields = as_opened(app, Who::Administrator, &at, "administrator").await;
    assert_eq!(app.administrator().post(&at, &fields).await.see_other(), at);
    app.client(Who::SecondLead).signs_in().await;
    Who::SecondLead
}

async fn case_of_officer(app: &TestApp) -> CaseId {
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.hand_over(case, Who::Officer).await;
    case
}

/// ASVS 8.3.2: what rights rest on is changed, and holds at once; what was being written is kept.
#[tokio::test]
async fn a_changed_role_ends_every_session_at_the_next_request_and_keeps_what_was_being_written() {
    let app = TestApp::new().await;
    let case = case_of_officer(&app).await;
    let at = place(&app, Who::Officer).await;
    app.officer().opens(case).await.is(200);
    let csrf = app.officer().csrf().await;
    let fields = as_opened(&app, Who::Administrator, &at, "auditor").await;
    app.officer().opens(case).await.is(200);
    assert_eq!(app.administrator().post(&at, &fields).await.see_other(), at);

    let note = format!("/cases/{case}/notes/wishes");
    let late = Sending::post(&note, &[("words", "To keep the barometer")]).with_token(&csrf);
    assert_eq!(app.officer().send(late).await.header("location"), "/sign-in?kept=yes");
    assert!(is_signed_out(&app.officer().opens(case).await));
    app.officer().signs_in().await;
    app.officer().opens(case).await.is(404);
    app.officer().get("/security").await.is(200);
    app.administrator().get(&at).await.is(200).says("Role Auditor");
}

/// The control: a session that nothing ended goes on, so that it is the change that ends it.
#[tokio::test]
async fn a_change_of_one_account_leaves_the_sessions_of_others() {
    let app = TestApp::new().await;
    app.officer().get("/work").await.is(200);
    app.manager().get("/work").await.is(200);
    let at = place(&app, Who::Officer).await;
    let fields = as_opened(&app, Who::Administrator, &at, "call-handler").await;
    app.administrator().post(&at, &fields).await.is(303);
    app.manager().get("/work").await.is(200);
    app.administrator().get(&at).await.is(200);
    assert!(is_signed_out(&app.officer().get("/work").await));
}

#[tokio::test]
async fn regions_that_are_taken_away_are_gone_at_once() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.manager().opens(case).await.is(200);
    let at = place(&app, Who::Manager).await;
    let mut fields = as_opened(&app, Who::Administrator, &at, "regional-manager").await;
    fields.push(("regions".to_owned(), app.region("South").to_string()));
    app.administrator().post(&at, &fields).await.is(303);
    assert!(is_signed_out(&app.manager().opens(case).await));
    app.manager().signs_in().await;
    app.manager().opens(case).await.is(404);
}

#[tokio::test]
async fn a_team_that_somebody_leaves_is_gone_at_once() {
    let app = TestApp::new().await;
    let case = case_of_officer(&app).await;
    let caseworker = app.client(Who::Caseworker);
    caseworker.opens(case).await.is(200);
    let at = place(&app, Who::Caseworker).await;
    let mut fields = as_opened(&app, Who::Administrator, &at, "specialist-caseworker").await;
    fields.retain(|(name, _)| name != "team");
    fields.push(("team".to_owned(), String::new()));
    app.administrator().post(&at, &fields).await.is(303);
    assert!(is_signed_out(&caseworker.opens(case).await));
    caseworker.signs_in().await;
    caseworker.opens(case).await.is(404);
}

/// ASVS 7.4.2.
#[tokio::test]
async fn a_leaver_is_out_at_once_their_links_stop_and_what_they_wrote_stays() {
    let app = TestApp::new().await;
    let draft = app.officer().post("/reports", &[("kind", "report-survivor")]).await.see_other();
    let at = place(&app, Who::Officer).await;
    let link = app.administrator().post(&format!("{at}/link"), &NOTHING).await;
    let (_, link) = link.is(200).body.split_once("/password/").unwrap();
    let link = format!("/password/{}", link.split('<').next().unwrap());
    let seen = app.administrator().get(&at).await.field("seen").to_owned();

    let left = app.administrator().post(&format!("{at}/leave"), &[("seen", &seen)]).await;
    assert_eq!(left.see_other(), at);
    assert!(is_signed_out(&app.officer().get("/work").await));
    assert_eq!(sign_in_status(&app, Who::Officer).await, 422);
    app.anybody().get(&link).await.is(410);
    let page = app.administrator().get(&at).await;
    page.is(200).says("They are back").says("signed in nowhere").does_not_say("Make a new link");
    page.does_not_say("/leave\"");

    let back = app.administrator().post(&format!("{at}/back"), &[("seen", page.field("seen"))]).await;
    assert_eq!(back.see_other(), at);
    app.officer().signs_in().await;
    app.officer().get(&draft).await.is(200);
}

/// ASVS 7.4.5.
#[tokio::test]
async fn an_administrator_ends_every_session_of_one_colleague() {
    let app = TestApp::new().await;
    app.officer().get("/work").await.is(200);
    app.manager().get("/work").await.is(200);
    let at = place(&app, Who::Officer).await;
    app.administrator().get(&at).await.is(200).says("A browser that is not known");
    app.administrator().post(&format!("{at}/sessions/end"), &NOTHING).await.is(303);
    assert!(is_signed_out(&app.officer().get("/work").await));
    app.manager().get("/work").await.is(200);
    assert_eq!(sign_in_status(&app, Who::Officer).await, 303, "nothing else was changed");
}

#[tokio::test]
async fn a_role_a_region_or_a_team_that_does_not_exist_is_refused_and_nothing_changes() {
    let app = TestApp::new().await;
    let (at, officer) = (place(&app, Who::Officer).await, id(&app, Who::Officer).await);
    let seen = app.administrator().get(&at).await.field("seen").to_owned();
    let east = app.region("East").to_string();
    let sent: [(&[(&str, &str)], &str); 5] = [
        (&[("role", "superuser")], "Choose what they do"),
        (&[], "Choose what they do"),
        (&[("role", "regional-manager"), ("regions", &east)], "Choose from the regions of the list"),
        (&[("role", "housing-officer"), ("team", NEVER)], "Choose from the teams of the list"),
        (&[("role", "housing-officer"), ("regions", NEVER)], "Choose from the regions of the list"),
    ];
    for (fields, message) in sent {
        let fields = [&[("seen", seen.as_str())], fields].concat();
        app.administrator().post(&at, &fields).await.is(422).says(message);
    }
    app.administrator().post(&at, &[("role", "auditor"), ("active", "0")]).await.is(400);
    assert_eq!(found(&app, Who::Administrator, officer).await, (Role::HousingOfficer, true));
    assert_eq!(app.administrator().get(&at).await.field("seen"), seen);
    app.officer().get("/work").await.is(200);
}

#[tokio::test]
async fn nobody_changes_their_own_rights_whatever_they_send() {
    let app = TestApp::new().await;
    for who in [Who::Officer, Who::DaLead, Who::Auditor, Who::PrivacyOfficer, Who::CallHandler] {
        let at = place(&app, who).await;
        for role in ["administrator", "da-lead"] {
            app.client(who).post(&at, &[("seen", "1"), ("role", role)]).await.is(403);
        }
        for end in ["leave", "back", "sessions/end"] {
            app.client(who).post(&format!("{at}/{end}"), &NOTHING).await.is(403);
        }
        assert_eq!(app.actor(who).await.role, who.role());
    }
    let other = second_administrator(&app).await;
    let at = place(&app, Who::Administrator).await;
    let page = app.administrator().get(&at).await;
    page.is(200).says("This is your own account").does_not_say("type=\"radio\"");
    let own = [("seen", "1"), ("role", "da-lead")];
    app.administrator().post(&at, &own).await.is(422).says("ask another administrator");
    app.administrator().post(&format!("{at}/leave"), &[("seen", "1")]).await.is(422);
    let administrator = id(&app, Who::Administrator).await;
    assert_eq!(found(&app, other, administrator).await, (Role::Administrator, true));
    app.administrator().get(&at).await.is(200);
}

#[tokio::test]
async fn the_last_administrator_stays_one_until_there_is_another() {
    let app = TestApp::new().await;
    let at = place(&app, Who::Administrator).await;
    for (to, fields) in [
        (at.clone(), vec![("seen", "1"), ("role", "housing-officer")]),
        (format!("{at}/leave"), vec![("seen", "1")]),
    ] {
        app.administrator().post(&to, &fields).await.is(422).says("choose another administrator first");
    }
    app.administrator().get(&at).await.is(200).says("Role Administrator");

    let other = second_administrator(&app).await;
    let fields = as_opened(&app, other, &at, "housing-officer").await;
    app.client(other).post(&at, &fields).await.is(303);
    assert!(is_signed_out(&app.administrator().get(&at).await));
    let own = place(&app, other).await;
    let alone = app.client(other).post(&own, &[("seen", "2"), ("role", "da-lead")]).await;
    alone.is(422).says("choose another administrator first");
}

#[tokio::test]
async fn of_two_administrators_at_once_the_second_sees_what_the_first_changed() {
    let app = TestApp::new().await;
    let other = second_administrator(&app).await;
    let (at, officer) = (place(&app, Who::Officer).await, id(&app, Who::Officer).await);
    let first = as_opened(&app, Who::Administrator, &at, "call-handler").await;
    let second = as_opened(&app, other, &at, "auditor").await;
    app.administrator().post(&at, &first).await.is(303);

    let late = app.client(other).post(&at, &second).await;
    late.is(409).says("Somebody else changed this account since you opened it").says("Role Call handler");
    assert_eq!(found(&app, other, officer).await, (Role::CallHandler, true));
    let typed = late.form(&at);
    assert!(typed.contains(&("role".to_owned(), "auditor".to_owned())), "what they chose is kept");
    let again: Vec<_> = typed.into_iter().filter(|(name, _)| name != "csrf").collect();
    app.client(other).post(&at, &again).await.is(303);
    assert_eq!(found(&app, other, officer).await, (Role::Auditor, true));

    let late = app.administrator().post(&format!("{at}/leave"), &[("seen", "1")]).await;
    late.is(409).says("since you opened it");
    assert_eq!(found(&app, other, officer).await, (Role::Auditor, true));
}

/// Of two administrators who would take each other's rights away, one stays.
#[tokio::test]
async fn an_administrator_whose_rights_are_gone_changes_nobody_in_a_journey_that_began_before() {
    let app = TestApp::new().await;
    let other = second_administrator(&app).await;
    let [first, second] = [app.actor(Who::Administrator).await, app.actor(other).await];
    let of_first = app.service.colleague_page(&second, first.user).await.unwrap().colleague.version;
    let of_second = app.service.colleague_page(&first, second.user).await.unwrap().colleague.version;
    app.service.make_leaver(&second, first.user, of_first).await.unwrap();
    assert!(app.service.make_leaver(&first, second.user, of_second).await.is_err());
    assert_eq!(found(&app, other, second.user).await, (Role::Administrator, true));
}

#[tokio::test]
async fn nobody_makes_a_link_for_themself_and_another_administrator_does() {
    let app = TestApp::new().await;
    let at = format!("{}/link", place(&app, Who::Administrator).await);
    app.administrator().get(&at).await.is(404);
    app.administrator().post(&at, &NOTHING).await.is(404);
    app.administrator().get("/people").await.is(200).does_not_say(&at);
    let other = second_administrator(&app).await;
    app.client(other).get(&at).await.is(200);
    app.client(other).post(&at, &NOTHING).await.is(200).says("A new link for Administrator Person");
    for who in [Who::Officer, Who::DaLead, Who::PrivacyOfficer] {
        app.client(who).post(&at, &NOTHING).await.is(403);
    }
}

#[tokio::test]
async fn somebody_of_another_organisation_is_not_there() {
    let app = TestApp::new().await;
    let (theirs, never) = (place(&app, Who::OtherOfficer).await, format!("/people/{NEVER}"));
    let mut answers = Vec::new();
    for at in [&theirs, &never] {
        let fields = [("seen", "1"), ("role", "auditor")];
        let replies = [
            app.administrator().get(at).await,
            app.administrator().post(at, &fields).await,
            app.administrator().post(&format!("{at}/leave"), &[("seen", "1")]).await,
            app.administrator().post(&format!("{at}/back"), &[("seen", "1")]).await,
            app.administrator().post(&format!("{at}/sessions/end"), &NOTHING).await,
        ];
        answers.push(replies.map(|reply| (reply.status, reply.body)));
    }
    assert!(answers[0].iter().all(|(status, _)| *status == 404));
    assert_eq!(answers[0], answers[1]);
    app.client(Who::OtherOfficer).get("/work").await.is(200);
}

/// The page of an account says nothing of any case, whoever has one, not even how many.
#[tokio::test]
async fn an_account_reads_the_same_whether_or_not_a_case_is_theirs() {
    let app = TestApp::new().await;
    app.officer().get("/work").await.is(200);
    app.da_lead().get("/work").await.is(200);
    let at = place(&app, Who::Officer).await;
    let before = app.administrator().get(&at).await;
    case_of_officer(&app).await;
    case_of_officer(&app).await;
    let after = app.administrator().get(&at).await;
    assert_eq!(before.is(200).body, after.body);
}

#[tokio::test]
async fn after_ten_minutes_accounts_are_changed_only_by_whoever_confirms_first() {
    let app = TestApp::new().await;
    let at = place(&app, Who::Officer).await;
    let fields = as_opened(&app, Who::Administrator, &at, "auditor").await;
    app.wait(SignedDuration::from_mins(11));
    let reply = app.administrator().post(&at, &fields).await;
    assert!(reply.see_other().contains("/confirm"), "{}", reply.header("location"));
    app.administrator().signs_in().await;
    app.administrator().get(&at).await.is(200).says("Role Housing officer");
}
