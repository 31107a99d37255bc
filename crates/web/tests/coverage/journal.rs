//! Every route about a case leaves exactly one entry in the access journal each time it answers.

use axum::extract::Path;
use axum::routing::get;
use domain::{CaseId, UserId};
use web::routes::{About, ROUTES};

use super::matrix::{AboutACase, asked, visit};
use super::world::{Road, State, handed, in_state, road};
use crate::support::{LookEntry, TestApp, Who};

/// The complaint about what a request left behind, if there is one.
fn complaint(entries: &[LookEntry], case: CaseId, user: UserId) -> Option<String> {
    match entries {
        [one] if one.case == Some(case) && one.user == user => None,
        [_] => Some("the entry is about another case, or another person".to_owned()),
        entries => Some(format!("there are {} entries where there must be one: {entries:?}", entries.len())),
    }
}

#[tokio::test]
async fn every_answer_about_a_case_leaves_exactly_one_entry_and_every_refusal_none() {
    let app = TestApp::new().await;
    for route in ROUTES {
        let About::Case(kind) = route.about else { continue };
        for state in [State::Fresh, State::Handed] {
            let shared = in_state(&app, state, road(route.path)).await;
            for who in Who::ALL {
                let user = app.actor(who).await.user;
                for AboutACase { example, ids, allowed, known } in
                    asked(&app, route, kind, state, who, &shared).await
                {
                    let before = app.looks().await;
                    let reply = visit(&app, route, who, &example).await;
                    let entries = app.looks_since(&before).await;
                    let place =
                        format!("{} {} as {who:?}, {state:?}: {}", route.method, example.path, reply.status);
                    if allowed {
                        assert_eq!(complaint(&entries, ids.case, user), None, "{place}");
                    } else {
                        // A refusal to somebody who may see the case may come after they looked at it.
                        let looked = known && complaint(&entries, ids.case, user).is_none();
                        assert!(entries.is_empty() || looked, "{place}: {entries:?}");
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn a_report_that_is_recorded_leaves_one_entry_about_its_case_and_a_search_one_about_none() {
    let app = TestApp::new().await;
    let user = app.actor(Who::CallHandler).await.user;
    let before = app.looks().await;
    let case = app.call_handler().takes_report(&crate::support::Telling::disclosure()).await;
    assert_eq!(complaint(&app.looks_since(&before).await, case, user), None);

    let before = app.looks().await;
    app.officer().post("/find", &[("words", "Rowan")]).await.is(200);
    let entries = app.looks_since(&before).await;
    assert!(matches!(entries.as_slice(), [one] if one.case.is_none()), "{entries:?}");
}

/// The check must be able to fail: a page that forgets, and one that looks twice.
#[tokio::test]
async fn the_check_finds_a_page_that_forgets_and_one_that_looks_twice() {
    let mut app = TestApp::new().await;
    let case = handed(&app, Road::Disclosure).await.case;
    let lead = app.actor(Who::DaLead).await;
    let (service, twice) = (app.service.clone(), lead.clone());
    app.router =
        axum::Router::new().route("/forgets/{case}", get(|Path(_): Path<CaseId>| async { "a page" })).route(
            "/twice/{case}",
            get(|Path(case): Path<CaseId>| async move {
                service.case_page(&twice, case, None, "first").await.unwrap();
                service.case_page(&twice, case, None, "again").await.unwrap();
                "a page"
            }),
        );
    for (path, entries) in [("forgets", 0), ("twice", 2)] {
        let before = app.looks().await;
        app.anybody().get(&format!("/{path}/{case}")).await.is(200);
        let found = app.looks_since(&before).await;
        assert_eq!(found.len(), entries);
        assert!(complaint(&found, case, lead.user).is_some());
    }
}
