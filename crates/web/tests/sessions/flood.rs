//! What is slow on purpose keeps nobody else waiting (ASVS 15.2.2).

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

use crate::support::TestApp;

/// So many passwords to hash, of which two are hashed at a time.
const MANY: usize = 40;

/// Goes on with all of them until each is done.
async fn all(mut left: Vec<Pin<Box<dyn Future<Output = ()> + '_>>>) {
    poll_fn(|context| {
        left.retain_mut(|one| one.as_mut().poll(context).is_pending());
        if left.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

#[tokio::test]
async fn while_many_passwords_wait_to_be_looked_at_a_page_is_answered_before_them() {
    let app = TestApp::new().await;
    app.officer().signs_in().await;
    let done = AtomicUsize::new(0);
    let guesses = (0..MANY).map(|number| {
        let (app, done) = (&app, &done);
        Box::pin(async move {
            let fields = [("login", format!("nobody-{number}")), ("password", "not a password".to_owned())];
            app.anybody().post("/sign-in", &fields).await.is(422);
            done.fetch_add(1, Ordering::SeqCst);
        }) as Pin<Box<dyn Future<Output = ()> + '_>>
    });
    let page = async {
        // Once hashing is under way.
        while done.load(Ordering::SeqCst) == 0 {
            tokio::task::yield_now().await;
        }
        app.officer().get("/work").await.is(200);
        done.load(Ordering::SeqCst)
    };
    let (before, ()) = tokio::join!(page, all(guesses.collect()));
    assert!(before < MANY / 2, "{before} of {MANY} came first");
    assert_eq!(done.load(Ordering::SeqCst), MANY, "the control: every one was looked at");
}
