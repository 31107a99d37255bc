//! New one-time links for colleagues: who may make one, what it changes and when.

use crate::support::{PASSWORD, TestApp, Who};

const NEW: &str = "walnut ferry cobalt ninety";
const NOTHING: [(&str, &str); 0] = [];

async fn place(app: &TestApp, who: Who) -> String {
    format!("/people/{}/link", app.actor(who).await.user)
}

/// Makes a link by the page, and gives its path as it stands there.
async fn made(app: &TestApp, who: Who) -> String {
    let reply = app.administrator().post(&place(app, who).await, &NOTHING).await;
    assert_eq!(reply.is(200).header("cache-control"), "no-store");
    let (_, link) = reply.body.split_once("http://127.0.0.1:8080/password/").unwrap();
    format!("/password/{}", link.split('<').next().unwrap())
}

async fn signs_in(app: &TestApp, password: &str) -> u16 {
    let fields = [("login", Who::Officer.login()), ("password", password.to_owned())];
    app.anybody().post("/sign-in", &fields).await.status
}

#[tokio::test]
async fn the_old_password_and_every_session_end_when_the_link_is_used_and_not_before() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    app.administrator().get("/people").await.is(200).says("New link for Officer Person");
    let asked = app.administrator().get(&place(&app, Who::Officer).await).await;
    asked.is(200).says("Make a new link for Officer Person?").says("Until they use it nothing changes");
    asked.does_not_say("/password/");

    let link = made(&app, Who::Officer).await;
    app.officer().get("/work").await.is(200);
    assert_eq!(signs_in(&app, PASSWORD).await, 303, "the old password works");
    app.anybody().get(&link).await.is(200).says("officer");
    app.officer().get("/work").await.is(200);

    // Their own sign-in meanwhile does not make the link enough by itself.
    app.anybody().post(&link, &[("password", NEW), ("password-again", NEW)]).await.is(422);
    let word = app.vouched(Who::Officer).await;
    let chosen = [("beside", word.as_str()), ("password", NEW), ("password-again", NEW)];
    app.anybody().post(&link, &chosen).await.is(303);
    assert_eq!(app.officer().get("/work").await.see_other(), "/sign-in");
    assert_eq!(signs_in(&app, PASSWORD).await, 422, "the old password works no more");
    assert_eq!(signs_in(&app, NEW).await, 303);
    app.anybody().post(&link, &chosen).await.is(410);
}

#[tokio::test]
async fn a_new_link_takes_the_place_of_the_one_before_and_leaves_those_of_others() {
    let app = TestApp::new().await;
    let (officers, managers) = (made(&app, Who::Officer).await, made(&app, Who::Manager).await);
    app.anybody().get(&officers).await.is(200);
    let again = made(&app, Who::Officer).await;
    app.anybody().get(&officers).await.is(410);
    for link in [again, managers] {
        app.anybody().get(&link).await.is(200);
    }
}

#[tokio::test]
async fn that_a_link_was_made_and_for_whom_is_written_and_asking_is_not() {
    let app = TestApp::new().await;
    let (place, officer) = (place(&app, Who::Officer).await, app.actor(Who::Officer).await.user);
    let administrator = app.actor(Who::Administrator).await.user;
    let mark = app.looks().await;
    app.administrator().get(&place).await.is(200);
    assert_eq!(app.looks_since(&mark).await, []);
    app.administrator().post(&place, &NOTHING).await.is(200);
    let looks = app.looks_since(&mark).await;
    assert_eq!((looks.len(), looks[0].user, looks[0].case), (1, administrator, None));
    assert_eq!(
        (looks[0].action.as_str(), looks[0].part.clone()),
        ("manage-people", format!("link/{officer}"))
    );
}

#[tokio::test]
async fn nobody_makes_a_link_for_somebody_elsewhere_who_left_or_who_never_was() {
    let app = TestApp::new().await;
    let (theirs, left) = (place(&app, Who::OtherOfficer).await, place(&app, Who::SecondOfficer).await);
    app.administrator().get(&left).await.is(200);
    app.leaves(Who::SecondOfficer).await;
    let never = "/people/01890000-0000-7000-8000-0000000000ff/link";
    for place in [theirs.as_str(), left.as_str(), never] {
        app.administrator().get(place).await.is(404);
        app.administrator().post(place, &NOTHING).await.is(404);
    }
    let own = place(&app, Who::Officer).await;
    for who in [Who::Officer, Who::DaLead, Who::Auditor] {
        app.client(who).get(&own).await.is(403);
        app.client(who).post(&own, &NOTHING).await.is(403);
    }
}

/// An invitation of another installation is one that was never made.
#[tokio::test]
async fn a_link_from_elsewhere_is_answered_as_one_that_was_used_and_changes_nothing() {
    let (app, elsewhere) = (TestApp::new().await, TestApp::new().await);
    app.manager().signs_in().await;
    elsewhere.officer().signs_in().await;
    let (used, theirs) = (made(&app, Who::Manager).await, made(&elsewhere, Who::Officer).await);
    let chosen = |word| [("beside", word), ("password", NEW), ("password-again", NEW)];
    let word = app.vouched(Who::Manager).await;
    app.anybody().post(&used, &chosen(word.as_str())).await.is(303);
    let read = |reply: crate::support::Reply| (reply.status, reply.body);
    for (one, other) in [
        (app.anybody().get(&used).await, app.anybody().get(&theirs).await),
        (app.anybody().post(&used, &chosen("")).await, app.anybody().post(&theirs, &chosen("")).await),
    ] {
        let (one, other) = (read(one), read(other));
        assert_eq!(one.0, 410);
        assert_eq!(one, other);
    }
    // The control: where it was made it works.
    let word = elsewhere.vouched(Who::Officer).await;
    elsewhere.anybody().post(&theirs, &chosen(word.as_str())).await.is(303);
}
