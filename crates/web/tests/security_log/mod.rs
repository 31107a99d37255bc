//! The security log: what is written, who reads it, and that it tells nothing of any case (ASVS 16.3).

use jiff::SignedDuration;

use crate::support::{PASSWORD, Reply, Sending, Telling, TestApp, Who, log};

const NOTHING: [(&str, &str); 0] = [];

async fn since(app: &TestApp, before: usize) -> Vec<String> {
    app.security_kinds().await.split_off(before)
}

async fn so_far(app: &TestApp) -> usize {
    app.wait(SignedDuration::from_millis(1));
    app.security_kinds().await.len()
}

async fn sign_in(app: &TestApp, login: &str, password: &str) -> Reply {
    app.wait(SignedDuration::from_millis(1));
    app.anybody().post("/sign-in", &[("login", login), ("password", password)]).await
}

/// ASVS 16.3.1, 16.3.3: every sign-in, that was taken or not, and what was done against the throttle.
#[tokio::test]
async fn every_sign_in_and_every_refusal_is_written() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    let mark = so_far(&app).await;
    sign_in(&app, "officer", PASSWORD).await.is(303);
    sign_in(&app, "officer", "wrong").await.is(422);
    sign_in(&app, "nobody-at-all", "wrong").await.is(422);
    assert_eq!(since(&app, mark).await, ["signed-in", "sign-in-refused", "sign-in-refused"]);
    let page = app.client(Who::Auditor).get("/security").await;
    page.is(200).says("Sign-in not accepted").says("Officer Person").does_not_say("nobody-at-all");
    for _ in 0..12 {
        sign_in(&app, "officer", "wrong").await.is(422);
    }
    assert!(since(&app, mark).await.contains(&"throttled".to_owned()));
}

/// ASVS 16.3.2: what was refused by the rules of access.
#[tokio::test]
async fn whoever_asks_for_what_is_not_theirs_is_written_whether_or_not_it_is_there() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    let other = app.client(Who::SouthManager);
    other.get("/work").await.is(200);
    let mark = so_far(&app).await;
    for asked in [case.to_string(), "01890000-0000-7000-8000-0000000000ff".to_owned()] {
        other.get(&format!("/cases/{asked}")).await.is(404);
        other.post(&format!("/cases/{asked}/notes/wishes"), &[("words", "x")]).await.is(404);
    }
    other.get("/people").await.is(403);
    let written = since(&app, mark).await;
    assert_eq!(written, ["denied-case", "denied-case", "denied-case", "denied-case", "denied-office"]);

    let mark = so_far(&app).await;
    other.get("/nothing-here").await.is(404);
    other.get("/cases/x").await.is(404);
    app.call_handler().opens(case).await.is(200);
    assert_eq!(since(&app, mark).await, [""; 0], "the control: what is no refusal is not written");

    let page = app.client(Who::PrivacyOfficer).get("/security?kind=denied-case").await;
    page.is(200).says("Asked for a record that is not there for them").says("SouthManager Person");
    page.does_not_say(&case.to_string()).does_not_say("0000000000ff").does_not_say("Rowan");
}

/// ASVS 16.3.3: what was sent past our pages.
#[tokio::test]
async fn forms_from_elsewhere_with_fields_that_are_not_ours_or_too_large_are_written() {
    let app = TestApp::new().await;
    app.officer().get("/work").await.is(200);
    let mark = so_far(&app).await;
    let foreign = Sending::post("/find", &[("words", "x")]).header("origin", "http://evil.test");
    app.officer().send(foreign).await.is(403);
    app.officer().send(Sending::post("/find", &[("words", "x")]).without_token()).await.is(403);
    app.officer().post("/find", &[("words", "x"), ("everything", "yes")]).await.is(400);
    app.officer().post("/find", &[("words", "x".repeat(2_000_000))]).await.is(413);
    assert_eq!(since(&app, mark).await, ["form-refused"; 4]);
    app.officer().post("/find", &[("words", "x")]).await.is(200);
    assert_eq!(since(&app, mark).await.len(), 4, "the control: a form of ours");
}

#[tokio::test]
async fn links_rights_leavers_and_ended_sessions_are_written_with_who_did_it() {
    let app = TestApp::new().await;
    app.officer().get("/work").await.is(200);
    let at = format!("/people/{}", app.actor(Who::Officer).await.user);
    let mark = so_far(&app).await;
    let link = app.administrator().post(&format!("{at}/link"), &NOTHING).await;
    let link = link.body.split_once("/password/").unwrap().1.split('<').next().unwrap().to_owned();
    let word = app.vouched(Who::Officer).await;
    let new = "walnut ferry cobalt ninety";
    let chosen = [("beside", word.as_str()), ("password", new), ("password-again", new)];
    app.wait(SignedDuration::from_millis(1));
    app.anybody().post(&format!("/password/{link}"), &chosen).await.is(303);
    app.wait(SignedDuration::from_millis(1));
    app.anybody().get(&format!("/password/{link}")).await.is(410);
    app.wait(SignedDuration::from_millis(1));
    let seen = app.administrator().get(&at).await.field("seen").to_owned();
    app.administrator().post(&at, &[("seen", seen.as_str()), ("role", "auditor")]).await.is(303);
    app.wait(SignedDuration::from_millis(1));
    let seen = app.administrator().get(&at).await.field("seen").to_owned();
    app.administrator().post(&format!("{at}/leave"), &[("seen", &seen)]).await.is(303);
    let written = since(&app, mark).await;
    for kind in ["link-made", "link-used", "link-refused", "role-changed", "session-ended", "made-leaver"] {
        assert!(written.contains(&kind.to_owned()), "{kind}: {written:?}");
    }
    let page = app.client(Who::Auditor).get("/security").await;
    page.says("From Housing officer, Floating support to Auditor. by Administrator Person");
    let of = format!("/security?person={}", app.actor(Who::Manager).await.user);
    app.client(Who::Auditor).get(&of).await.is(200).does_not_say("From Housing officer");
}

#[tokio::test]
async fn only_the_privacy_officer_and_the_auditor_read_it_and_that_is_written() {
    let app = TestApp::new().await;
    for who in Who::ALL.into_iter().filter(|who| !who.is_foreign()) {
        let may = [Who::Auditor, Who::PrivacyOfficer].contains(&who);
        app.client(who).get("/security").await.is(if may { 200 } else { 403 });
    }
    let mark = app.looks().await;
    app.client(Who::Auditor).get("/security").await.is(200);
    let looks = app.looks_since(&mark).await;
    assert_eq!((looks.len(), looks[0].action.as_str(), looks[0].case), (1, "see-security-log", None));
}

#[tokio::test]
async fn another_organisation_s_lines_are_not_there_nor_is_what_belongs_to_nobody() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    sign_in(&app, "a-name-that-nobody-has", "wrong").await.is(422);
    let theirs = app.client(Who::OtherAuditor).get("/security?print=yes").await;
    theirs.is(200).does_not_say(">Officer Person<");
    let officer = app.actor(Who::Officer).await.user;
    let asked = app.client(Who::OtherAuditor).get(&format!("/security?person={officer}")).await;
    asked.is(200).says("There is nothing to show");
    app.client(Who::Auditor).get("/security?of=nobody").await.is(200).says("There is nothing to show");
    app.client(Who::Auditor).get("/security").await.says("Officer Person Signed in");
}

#[tokio::test]
async fn a_long_log_is_read_page_by_page_and_printed_whole() {
    let app = TestApp::new().await;
    let officer = app.client(Who::SouthManager);
    for n in 0..60 {
        officer.get(&format!("/cases/01890000-0000-7000-8000-0000000000{n:02}")).await.is(404);
    }
    let count = |reply: &Reply| reply.body.matches("Asked for a record").count();
    let auditor = app.client(Who::Auditor);
    let first = auditor.get("/security?kind=denied-case").await;
    let older = first.body.split_once("href=\"/security?kind=denied-case&#38;before=").unwrap().1;
    let older = older.split('"').next().unwrap().to_owned();
    let second = auditor.get(&format!("/security?kind=denied-case&before={older}")).await;
    assert_eq!((count(&first) - 1, count(&second) - 1), (50, 10), "one is the choice itself");
    let printed = auditor.get("/security?kind=denied-case&print=yes").await;
    assert_eq!(count(&printed), 60);
}

/// ASVS 16.2.5: the text log holds nobody's name, no case and nothing that was typed.
#[tokio::test]
async fn nothing_of_all_this_stands_in_the_text_log() {
    log::capture();
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    sign_in(&app, "officer-with-a-typo", "tourmaline-typed").await.is(422);
    app.client(Who::SouthManager).opens(case).await.is(404);
    let sent = Sending::get("/security").header("user-agent", "peridot/1.0");
    app.client(Who::Auditor).send(sent).await.is(200);
    tracing::debug!("a control");
    let logged = log::logged();
    assert!(logged.contains("a control"));
    for said in
        ["officer-with-a-typo", "tourmaline-typed", "peridot", "SouthManager Person", &case.to_string()]
    {
        assert!(!logged.contains(said), "{said}");
    }
}
