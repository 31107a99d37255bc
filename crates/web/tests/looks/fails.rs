//! Where the look cannot be written, there is no page (G06, ASVS 16.5.3).

use web::routes::{About, ROUTES};

use crate::coverage::matrix::{asked, visit};
use crate::coverage::world::{Road, State, in_state, road};
use crate::support::{Telling, TestApp, Who};

const BROKEN: &str =
    "CREATE TRIGGER broken BEFORE INSERT ON access_entry BEGIN SELECT RAISE(ABORT, 'broken'); END";
const MENDED: &str = "DROP TRIGGER broken";

/// Something that stands on every page about the case, and on no other.
const NAME: &str = "Rowan Ashdown";

#[tokio::test]
async fn given_a_look_that_cannot_be_written_then_no_route_about_a_case_shows_or_records_anything() {
    let app = TestApp::new().await;
    let mut tried = 0;
    for route in ROUTES {
        let About::Case(kind) = route.about else { continue };
        let shared = in_state(&app, State::Handed, road(route.path)).await;
        for about in asked(&app, route, kind, State::Handed, Who::DaLead, &shared).await {
            if !about.allowed {
                continue;
            }
            app.runs(BROKEN).await;
            let before = app.count_of_entries().await;
            let reply = visit(&app, route, Who::DaLead, &about.example).await;
            let place = format!("{} {}: {}", route.method, about.example.path, reply.status);
            assert_eq!(reply.status, 500, "{place}");
            assert!(!reply.body.contains(NAME) && !reply.body.contains("HF-"), "{place}");
            assert_eq!(app.count_of_entries().await, before, "{place}");
            app.runs(MENDED).await;
            tried += 1;
        }
    }
    assert!(tried > 20, "only {tried} were tried");
}

#[tokio::test]
async fn given_a_look_that_cannot_be_written_then_a_search_shows_nothing_and_the_control_shows_it() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.hand_over(case, Who::Officer).await;
    let search = [("words", "Ashdown")];
    app.runs(BROKEN).await;
    for path in
        [format!("/cases/{case}"), format!("/cases/{case}/looks"), format!("/cases/{case}/looks/list")]
    {
        let reply = app.officer().get(&path).await;
        assert_eq!(reply.status, 500, "{path}");
        assert!(!reply.body.contains(NAME));
    }
    let reply = app.officer().post("/find", &search).await;
    assert!(
        reply.status == 500 && !reply.body.contains(NAME) && !reply.body.contains("HF-"),
        "{}",
        reply.status
    );
    // The control: with the entry there is the page.
    app.runs(MENDED).await;
    assert!(app.officer().post("/find", &search).await.is(200).body.contains(NAME));
    assert!(app.officer().opens(case).await.is(200).body.contains(NAME));
    assert!(road("/cases/{case}") == Road::Disclosure);
}
