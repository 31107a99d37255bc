//! A start anew forgives no try.

use jiff::SignedDuration;

use crate::support::{PASSWORD, TestApp};

const RIGHT: [(&str, &str); 2] = [("login", "officer"), ("password", PASSWORD)];

/// An application in which somebody has used up the tries of the officer's name, and those of a name nobody has.
async fn used_up() -> TestApp {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    for login in ["officer", "quincewillow"] {
        for _ in 0..10 {
            app.anybody().post("/sign-in", &[("login", login), ("password", "wrong")]).await.is(422);
        }
    }
    app
}

#[tokio::test]
async fn whoever_has_to_wait_has_to_wait_after_a_start_anew_and_not_for_ever() {
    let app = used_up().await.started_again().await;
    app.anybody().post("/sign-in", &RIGHT).await.is(422);
    app.manager().signs_in().await;
    app.wait(SignedDuration::from_mins(2));
    app.anybody().post("/sign-in", &RIGHT).await.is(303);
}

#[tokio::test]
async fn what_is_kept_of_tries_names_nobody_and_goes_when_they_count_no_more() {
    let app = used_up().await;
    let kept = &app.picture().await["sign_in_try"];
    assert_eq!(kept.len(), 2, "{kept:?}");
    assert!(kept.iter().all(|row| !row.contains("officer") && !row.contains("quincewillow")), "{kept:?}");
    app.wait(SignedDuration::from_hours(1));
    app.anybody().post("/sign-in", &[("login", "manager"), ("password", "wrong")]).await.is(422);
    assert_eq!(app.picture().await["sign_in_try"].len(), 1);
}

/// The control: a store that forgets them.
#[tokio::test]
async fn a_store_that_forgets_them_lets_a_guesser_begin_anew_at_each_start() {
    let app = used_up().await;
    app.forgets_tries().await;
    let app = app.started_again().await;
    app.anybody().post("/sign-in", &RIGHT).await.is(303);
}
