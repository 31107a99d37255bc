//! Forms that arrive after the sign-in of whoever sent them has ended: nothing typed is lost, nobody else gets
//! it, and nobody is signed in by it.

use domain::CaseId;
use jiff::SignedDuration;

use crate::support::{Reply, Sending, Telling, TestApp, Who};

const WORDS: &str = "To stay until the barometer falls";
const NOTHING: [(&str, &str); 0] = [];
const SENTENCE: &str = "You were signed out while you were writing. What you wrote is kept.";

/// A case that the officer has, and the form of a note on it.
async fn note(app: &TestApp) -> (CaseId, String) {
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.hand_over(case, Who::Officer).await;
    (case, format!("/cases/{case}/notes/wishes"))
}

/// The token of the forms that stand open in somebody's browser.
async fn open_page(app: &TestApp, who: Who) -> String {
    app.actor(who).await;
    app.client(who).csrf().await
}

/// A note from a page that was open, with these words.
fn of_then(place: &str, csrf: &str, words: &str) -> Sending {
    Sending::post(place, &[("words", words)]).with_token(csrf)
}

/// The same from a browser that has no cookie any more.
fn without_cookie(place: &str, csrf: &str, words: &str) -> Sending {
    Sending::post(place, &[("csrf", csrf), ("words", words)])
}

/// The fields of a form with its token.
fn with<'a>(csrf: &'a str, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("csrf", csrf)], fields].concat()
}

fn is_held(reply: &Reply) -> bool {
    (reply.status, reply.header("location")) == (303, "/sign-in?kept=yes")
}

fn is_ordinary(reply: &Reply) -> bool {
    (reply.status, reply.header("location")) == (303, "/sign-in")
}

/// Where somebody begins who signs in now.
async fn start(app: &TestApp, who: Who) -> String {
    app.client(who).signs_in().await;
    let fields = [("login", who.login()), ("password", crate::support::PASSWORD.to_owned())];
    app.anybody().post("/sign-in", &fields).await.see_other()
}

/// The place to which the first form of a page about what is held is sent on.
fn carry_on(page: &Reply) -> String {
    let (_, rest) = page.body.split_once("action=\"/held/").unwrap();
    format!("/held/{}", rest.split('"').next().unwrap())
}

/// Presses “Carry on” as a browser does: what the page holds, and once more to where it is led.
async fn carries_on(app: &TestApp, who: Who) -> Reply {
    let page = app.client(who).get("/held").await;
    let place = carry_on(&page);
    let mut fields = page.form(&place);
    fields.retain(|(name, _)| name != "csrf");
    let led = app.client(who).post(&place, &fields).await;
    assert_eq!(led.status, 307);
    app.client(who).post(led.header("location"), &fields).await
}

async fn wishes(app: &TestApp, case: CaseId) -> Vec<String> {
    let wishes = app.case_page(case).await.view.wishes;
    wishes.iter().map(|wish| wish.is.words.as_str().to_owned()).collect()
}

#[tokio::test]
async fn what_was_sent_after_fifteen_idle_minutes_is_kept_and_recorded_when_its_writer_is_back() {
    let app = TestApp::new().await;
    let (case, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.wait(SignedDuration::from_mins(15));
    let before = app.count_of_entries().await;
    assert!(is_held(&app.officer().send(of_then(&place, &csrf, WORDS)).await));
    assert_eq!(app.count_of_entries().await, before);
    app.anybody().get("/sign-in?kept=yes").await.is(200).says("What you wrote is kept for 12 hours");

    assert_eq!(start(&app, Who::Officer).await, "/held");
    app.officer().get("/held").await.is(200).says(SENTENCE).says(WORDS).says("A note");
    assert_eq!(carries_on(&app, Who::Officer).await.see_other(), format!("/cases/{case}"));
    assert_eq!(wishes(&app, case).await, [WORDS]);
    assert_eq!(start(&app, Who::Officer).await, "/");
    app.officer().get("/held").await.says("You sent this on").says(WORDS);
}

#[tokio::test]
async fn what_was_sent_after_signing_out_in_another_tab_is_kept_although_the_cookie_is_gone() {
    let app = TestApp::new().await;
    let (case, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.officer().post("/sign-out", &NOTHING).await.is(303);
    assert!(is_held(&app.anybody().send(without_cookie(&place, &csrf, WORDS)).await));
    app.officer().signs_in().await;
    carries_on(&app, Who::Officer).await.is(303);
    assert_eq!(wishes(&app, case).await, [WORDS]);
}

#[tokio::test]
async fn what_was_sent_after_twelve_busy_hours_is_kept() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    app.officer().signs_in().await;
    let csrf = open_page(&app, Who::Officer).await;
    for _ in 0..72 {
        app.officer().get("/work").await.is(200);
        app.wait(SignedDuration::from_mins(10));
    }
    assert!(is_held(&app.officer().send(of_then(&place, &csrf, WORDS)).await));
}

#[tokio::test]
async fn a_page_from_before_a_second_sign_in_is_kept_for_the_same_person_and_refused_to_another() {
    let app = TestApp::new().await;
    let (case, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.wait(SignedDuration::from_mins(15));
    app.officer().signs_in().await;
    app.manager().send(of_then(&place, &csrf, WORDS)).await.is(403);
    assert_eq!(app.count_of_held_forms().await, 0);
    assert_eq!(app.officer().send(of_then(&place, &csrf, WORDS)).await.see_other(), "/held");
    carries_on(&app, Who::Officer).await.is(303);
    assert_eq!(wishes(&app, case).await, [WORDS]);
}

#[tokio::test]
async fn nobody_else_is_shown_it_sends_it_on_or_throws_it_away() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.officer().post("/sign-out", &NOTHING).await.is(303);
    assert!(is_held(&app.anybody().send(without_cookie(&place, &csrf, WORDS)).await));
    app.officer().signs_in().await;
    let held = carry_on(&app.officer().get("/held").await);
    for who in Who::ALL.into_iter().filter(|who| *who != Who::Officer) {
        app.actor(who).await;
        assert_eq!(start(&app, who).await, "/", "{who:?}");
        app.client(who).get("/held").await.is(200).says("Nothing is kept here").does_not_say(WORDS);
        app.client(who).post(&held, &NOTHING).await.is(404);
        app.client(who).post(&held.replace("carry-on", "discard"), &NOTHING).await.is(404);
    }
    app.actor(Who::Officer).await;
    app.officer().get("/held").await.says(SENTENCE).says(WORDS);
}

#[tokio::test]
async fn what_is_thrown_away_is_gone() {
    let app = TestApp::new().await;
    let (case, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.officer().post("/sign-out", &NOTHING).await.is(303);
    for words in [WORDS, "Something else"] {
        assert!(is_held(&app.anybody().send(without_cookie(&place, &csrf, words)).await));
        app.wait(SignedDuration::from_secs(1));
    }
    app.officer().signs_in().await;
    for next in ["/held", "/"] {
        let place = carry_on(&app.officer().get("/held").await).replace("carry-on", "discard");
        assert_eq!(app.officer().post(&place, &NOTHING).await.see_other(), next);
        app.officer().post(&place, &NOTHING).await.is(404);
    }
    app.officer().get("/held").await.says("Nothing is kept here").does_not_say(WORDS);
    assert_eq!((app.count_of_held_forms().await, wishes(&app, case).await.len()), (0, 0));
}

/// Each differs from the first, which is held, in one thing.
#[tokio::test]
async fn nothing_is_held_for_whoever_cannot_show_whose_form_it_is() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.officer().post("/sign-out", &NOTHING).await.is(303);
    let good = without_cookie(&place, &csrf, WORDS);
    let long = "a".repeat(64 * 1024);
    let other = format!("{}{}", if csrf.starts_with('a') { "b" } else { "a" }, &csrf[1..]);
    for (what, sending) in [
        ("no token", Sending::post(&place, &[("words", WORDS)])),
        ("a token of nobody", without_cookie(&place, &other, WORDS)),
        ("part of the token", without_cookie(&place, &csrf[..20], WORDS)),
        ("nothing written", without_cookie(&place, &csrf, " ")),
        ("too much", without_cookie(&place, &csrf, &long)),
        ("from another site", good.clone().header("sec-fetch-site", "cross-site")),
        ("of another origin", good.clone().header("origin", "http://evil.test")),
        ("from no browser", good.clone().header("origin", "").header("sec-fetch-site", "")),
    ] {
        assert!(is_ordinary(&app.anybody().send(sending).await), "{what}");
        assert_eq!(app.count_of_held_forms().await, 0, "{what}");
    }
    assert!(is_held(&app.anybody().send(good).await), "the control");
}

#[tokio::test]
async fn a_session_is_known_for_twelve_hours_after_its_end_and_signs_nobody_in() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.officer().post("/sign-out", &NOTHING).await.is(303);
    app.wait(SignedDuration::from_secs(12 * 3600 - 1));
    assert!(is_ordinary(&app.officer().get("/work").await));
    assert!(is_held(&app.officer().send(of_then(&place, &csrf, WORDS)).await));
    assert!(is_ordinary(&app.officer().get("/work").await));
    app.wait(SignedDuration::from_secs(1));
    assert!(is_ordinary(&app.officer().send(of_then(&place, &csrf, "later")).await));
}

#[tokio::test]
async fn a_new_password_or_a_lost_account_ends_what_a_session_could_still_send() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    for who in [Who::Officer, Who::SecondOfficer] {
        let csrf = open_page(&app, who).await;
        app.client(who).post("/sign-out", &NOTHING).await.is(303);
        if who == Who::Officer {
            app.client(who).signs_in().await;
            let user = app.actor(who).await.user;
            let link = format!("/password/{}", app.service.make_link(Some(user)).await.unwrap());
            let new = "walnut ferry cobalt ninety";
            app.anybody().post(&link, &[("password", new), ("password-again", new)]).await.is(303);
        } else {
            app.leaves(who).await;
        }
        assert!(is_ordinary(&app.anybody().send(without_cookie(&place, &csrf, WORDS)).await), "{who:?}");
    }
    assert_eq!(app.count_of_held_forms().await, 0);
}

#[tokio::test]
async fn what_is_held_is_gone_after_twelve_hours() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.officer().post("/sign-out", &NOTHING).await.is(303);
    assert!(is_held(&app.anybody().send(without_cookie(&place, &csrf, WORDS)).await));
    app.wait(SignedDuration::from_secs(12 * 3600 - 1));
    app.officer().signs_in().await;
    app.officer().get("/held").await.says(WORDS);
    app.wait(SignedDuration::from_secs(1));
    app.officer().get("/held").await.says("Nothing is kept here").does_not_say(WORDS);
    assert_eq!(app.count_of_held_forms().await, 1);
    app.service.judge_due().await.unwrap();
    assert_eq!(app.count_of_held_forms().await, 0, "it is swept by the minute");
}

/// Passwords are on forms that hold nothing, and a button has nothing in it that would be lost.
#[tokio::test]
async fn sign_in_passwords_and_buttons_are_never_held() {
    let app = TestApp::new().await;
    let draft = app.call_handler().post("/reports", &[("kind", "report-survivor")]).await.see_other();
    let keep = format!("{}/keep", draft.replace("/reports/", "/drafts/"));
    let csrf = open_page(&app, Who::CallHandler).await;
    app.call_handler().post("/sign-out", &NOTHING).await.is(303);
    let passwords = [("password", "walnut ferry"), ("password-again", "walnut ferry")];
    let answer = [("field", "words"), ("value", WORDS), ("seen", "0")];
    for (place, sent) in [
        ("/sign-in", with(&csrf, &[("login", "officer"), ("password", "walnut ferry")])),
        ("/password/used-or-never-was", with(&csrf, &passwords)),
        ("/set-up/used-or-never-was", with(&csrf, &passwords)),
        ("/sign-out", with(&csrf, &[("words", WORDS)])),
        ("/exit", with(&csrf, &[("words", WORDS)])),
        (keep.as_str(), with(&csrf, &answer)),
    ] {
        app.anybody().post(place, &sent).await;
        assert_eq!(app.count_of_held_forms().await, 0, "{place}");
    }
    assert!(is_held(&app.anybody().post(&draft, &with(&csrf, &[("words", WORDS)])).await), "the control");
}

#[tokio::test]
async fn no_file_of_the_store_and_no_address_holds_what_was_written() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.officer().post("/sign-out", &NOTHING).await.is(303);
    let reply = app.anybody().send(without_cookie(&place, &csrf, WORDS)).await;
    assert!(is_held(&reply) && reply.body.is_empty());
    for (path, bytes) in app.files() {
        assert!(!String::from_utf8_lossy(&bytes).contains("barometer"), "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains(&place), "{path} holds where it was to go");
    }
    app.officer().signs_in().await;
    let page = app.officer().get("/held").await;
    assert_eq!(page.header("cache-control"), "no-store");
    let led = app.officer().post(&carry_on(&page), &NOTHING).await;
    assert_eq!((led.status, led.header("location")), (307, place.as_str()));
}

#[tokio::test]
async fn a_report_that_is_sent_whole_too_late_is_recorded_once_its_taker_is_back() {
    let app = TestApp::new().await;
    let draft = app.call_handler().post("/reports", &[("kind", "report-survivor")]).await.see_other();
    let csrf = open_page(&app, Who::CallHandler).await;
    app.call_handler().post("/sign-out", &NOTHING).await.is(303);
    let mut fields =
        Telling::disclosure().answer("happened-month", "10").answer("happened-year", "2025").finished();
    fields.push(("csrf".to_owned(), csrf));
    assert!(is_held(&app.anybody().post(&draft, &fields).await));
    assert_eq!(app.count_of_cases().await, 0);
    app.call_handler().signs_in().await;
    app.call_handler().get("/held").await.says("He hides my keys").says("10.2025");
    carries_on(&app, Who::CallHandler).await.is(303);
    assert_eq!(app.count_of_cases().await, 1);
}

/// What the script of a page puts aside as the sign-in runs out.
fn put_aside(place: &str, csrf: &str, words: &str) -> Sending {
    let form = crate::support::encoded(
        [("csrf".to_owned(), csrf.to_owned()), ("words".to_owned(), words.to_owned())].iter(),
    );
    Sending::post("/held/aside", &[("to", place), ("form", &form)])
}

#[tokio::test]
async fn what_a_page_puts_aside_before_it_is_cleared_waits_for_its_writer_and_is_never_recorded_by_itself() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    let entries = app.count_of_entries().await;
    // The session goes on, as where another page was used: it is put aside all the same, and not recorded.
    app.officer().send(put_aside(&place, &csrf, WORDS).without_token()).await.is(204);
    app.wait(SignedDuration::from_mins(16));
    app.anybody().send(put_aside(&place, &csrf, "Second thoughts")).await.is(204);
    assert_eq!(app.count_of_entries().await, entries);
    assert_eq!(app.count_of_held_forms().await, 2);
    app.officer().signs_in().await;
    app.officer().get("/held").await.is(200).says(WORDS).says("Second thoughts");
    app.client(Who::SecondOfficer).get("/held").await.is(200).does_not_say(WORDS);
}

/// The same, from a form that was not taken and was left.
fn left(place: &str, csrf: &str, words: &str, why: &str) -> Sending {
    let form = crate::support::encoded(
        [("csrf".to_owned(), csrf.to_owned()), ("words".to_owned(), words.to_owned())].iter(),
    );
    Sending::post("/held/aside", &[("to", place), ("form", &form), ("why", why)])
}

#[tokio::test]
async fn given_a_form_that_was_only_left_then_nobody_is_told_that_they_were_signed_out() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    let here = async |why: &str| app.officer().send(left(&place, &csrf, WORDS, why).without_token()).await;
    here("signed-in").await.is(404);
    assert_eq!(app.count_of_held_forms().await, 0);
    here("refused").await.is(204);
    let is_as_left = |page: &Reply| {
        page.is(200).says("What you wrote is kept. It is not recorded yet.").says(WORDS);
        page.says("you went on from there").does_not_say("signed out");
    };
    is_as_left(&app.officer().get("/held").await);
    // Also where they signed out of themselves since, and come back.
    app.officer().post("/sign-out", &NOTHING).await.is(303);
    assert_eq!(start(&app, Who::Officer).await, "/held");
    is_as_left(&app.officer().get("/held").await);
    // The control: the same form, sent once they were signed out.
    app.officer().post("/sign-out", &NOTHING).await.is(303);
    assert!(is_held(&app.anybody().send(without_cookie(&place, &csrf, WORDS)).await));
    app.officer().signs_in().await;
    app.officer().get("/held").await.says(SENTENCE).does_not_say("you went on from there");
    assert_eq!(app.count_of_held_forms().await, 1);
}

#[tokio::test]
async fn nothing_is_put_aside_from_elsewhere_for_nobody_or_for_no_form_of_ours() {
    let app = TestApp::new().await;
    let (_, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    let right = put_aside(&place, &csrf, WORDS);
    app.anybody().send(right.clone().header("origin", "https://evil.test")).await.is(403);
    app.anybody().send(right.clone().header("sec-fetch-site", "cross-site")).await.is(403);
    app.anybody().send(put_aside(&place, "a token of nobody", WORDS)).await.is(404);
    app.anybody().send(put_aside(&place, &csrf, "  ")).await.is(404);
    for elsewhere in ["https://evil.test/people", "//evil.test/people", "/nowhere", "/work", ""] {
        app.anybody().send(put_aside(elsewhere, &csrf, WORDS)).await.is(404);
    }
    assert_eq!(app.count_of_held_forms().await, 0);
    app.anybody().send(right).await.is(204);
    assert_eq!(app.count_of_held_forms().await, 1, "the control");
}

#[tokio::test]
async fn whoever_types_is_here_and_whoever_does_not_is_signed_out_after_a_while() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    let nothing: [(&str, &str); 0] = [];
    for _ in 0..6 {
        app.wait(SignedDuration::from_mins(14));
        app.officer().post("/account/here", &nothing).await.is(204);
    }
    app.officer().get("/work").await.is(200);
    app.wait(SignedDuration::from_mins(15));
    app.officer().post("/account/here", &nothing).await.is(303);
    app.officer().get("/work").await.is(303);
}

/// Whoever was in the middle of a sentence finishes it before it is sent.
#[tokio::test]
async fn given_half_a_sentence_then_its_writer_finishes_it_and_what_is_recorded_is_the_whole() {
    let app = TestApp::new().await;
    let (case, place) = note(&app).await;
    let csrf = open_page(&app, Who::Officer).await;
    app.wait(SignedDuration::from_mins(15));
    assert!(is_held(&app.officer().send(of_then(&place, &csrf, WORDS)).await));
    start(&app, Who::Officer).await;
    let page = app.officer().get("/held").await;
    page.is(200).says("Finish it here").says("Open the record that it is about");
    assert!(page.body.contains(&format!("href=\"/cases/{case}\"")) && page.body.contains("<textarea"));
    let carry_on = carry_on(&page);
    let whole = format!("{WORDS}, and to stay");
    let mut fields = page.form(&carry_on);
    fields.retain(|(name, _)| name != "csrf" && name != "words");
    fields.push(("words".to_owned(), whole.clone()));
    let led = app.officer().post(&carry_on, &fields).await;
    assert_eq!(led.status, 307);
    app.officer().post(led.header("location"), &fields).await.is(303);
    assert_eq!(wishes(&app, case).await, [whole]);
}
