//! Every route and every role, in every relation to a case: the status of the answer is the one that the
//! matrix of the access rules gives.

use access::{ActionKind, OfficeKind, allows, allows_office, sees};
use domain::CaseId;
use web::routes::{About, ROUTES, Route};

use super::examples::{Example, examples};
use super::world::{
    Ids, Road, State, conversation, draft, foreign, handed, in_state, plan_form, relation, risk_form, road,
};
use crate::support::{Reply, TestApp, Who};

const STATES: [State; 3] = [State::Fresh, State::Handed, State::Walled];

/// An id that nothing has.
pub const NOTHING: &str = "01890000-0000-7000-8000-0000000000ff";

/// The examples of a route for somebody, with a draft of their own where they may have one.
pub async fn examples_for(app: &TestApp, route: &Route, who: Who, ids: &Ids) -> Vec<Example> {
    let own = match route.path {
        path if path.contains("/risk/{draft}") => risk_form(app, who, ids.case).await,
        path if path.contains("/plan/{draft}") => plan_form(app, who, ids.case).await,
        path if path.contains("/conversation/{draft}") => conversation(app, who, ids.case).await,
        path if path.contains("{draft}") => draft(app, who).await,
        _ => None,
    };
    let draft = own.map_or_else(|| NOTHING.to_owned(), |draft| draft.to_string());
    let examples = examples(app, route, ids, &draft);
    assert!(!examples.is_empty(), "add {} {} to tests/coverage/examples.rs", route.method, route.path);
    examples
}

/// What somebody is answered. Whoever was signed out by it is signed in again.
pub async fn visit(app: &TestApp, route: &Route, who: Who, example: &Example) -> Reply {
    let reply = app.client(who).send(example.sending(route.method)).await;
    let token = app.client(who).token().await;
    if app.service.session(&token).await.unwrap().is_none() {
        app.client(who).signs_in().await;
    }
    reply
}

/// One request of somebody about a case in North.
pub struct AboutACase {
    pub example: Example,
    pub ids: Ids,
    /// Whether they may do this.
    pub allowed: bool,
    /// Whether they may at least know that the case is there.
    pub known: bool,
}

/// What somebody asks of a route about a case in this state. What changes a case gets a case of its own
/// each time, so that its form is taken.
pub async fn asked(
    app: &TestApp,
    route: &Route,
    kind: ActionKind,
    state: State,
    who: Who,
    shared: &Ids,
) -> Vec<AboutACase> {
    let mut asked = Vec::new();
    let examples = examples_for(app, route, who, shared).await;
    for (place, example) in examples.into_iter().enumerate() {
        let may = |kind| !who.is_foreign() && allows(who.role(), relation(who, state), kind);
        let shown = |field| sees(who.role(), relation(who, state), field);
        let allowed = may(kind) && example.needs.is_none_or(may) && example.sees.is_none_or(shown);
        let known = may(ActionKind::SeeCase);
        if allowed && route.method == "post" {
            let ids = in_state(app, state, road(route.path)).await;
            let example = examples_for(app, route, who, &ids).await.swap_remove(place).filled(app).await;
            asked.push(AboutACase { example, ids, allowed, known });
        } else {
            let example = example.filled(app).await;
            asked.push(AboutACase { example, ids: shared.clone(), allowed, known });
        }
    }
    asked
}

fn place(route: &Route, who: Who) -> String {
    format!("{} {} as {who:?}", route.method, route.path)
}

fn case_kind(route: &Route) -> Option<ActionKind> {
    if let About::Case(kind) = route.about { Some(kind) } else { None }
}

/// Whether this role may use a route that concerns no single case.
fn may_use(route: &Route, who: Who) -> bool {
    match route.about {
        // A draft is one's own, and only those who take reports have one here.
        About::SignedIn if route.path.contains("{draft}") => {
            allows_office(who.role(), OfficeKind::TakeReport)
        }
        About::Anybody | About::SignedIn => true,
        About::Office(kind) => allows_office(who.role(), kind),
        About::Case(_) => false,
    }
}

#[tokio::test]
async fn every_route_without_a_case_answers_each_role_as_the_matrix_says() {
    let app = TestApp::new().await;
    let ids = handed(&app, Road::Disclosure).await;
    for route in ROUTES.iter().filter(|route| case_kind(route).is_none()) {
        for who in Who::ALL.into_iter().filter(|who| !who.is_foreign()) {
            for example in examples_for(&app, route, who, &ids).await {
                let reply = visit(&app, route, who, &example).await;
                if may_use(route, who) {
                    assert_eq!(reply.status, example.status, "{}: {}", place(route, who), reply.text());
                } else {
                    assert!([403, 404].contains(&reply.status), "{}: {}", place(route, who), reply.status);
                }
            }
        }
    }
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_sign_in_and_nowhere_else() {
    let app = TestApp::new().await;
    for route in ROUTES {
        let ids = handed(&app, road(route.path)).await;
        for example in examples_for(&app, route, Who::DaLead, &ids).await {
            let reply = app.anybody().send(example.sending(route.method)).await;
            match route.about {
                About::Anybody => assert_eq!(reply.status, example.status, "{}", route.path),
                // A script asks: it is told, not sent away.
                _ if route.path.ends_with("/keep") => assert_eq!(reply.status, 401, "{}", route.path),
                _ => {
                    assert_eq!((reply.status, reply.header("location")), (303, "/sign-in"), "{}", route.path);
                }
            }
        }
    }
}

#[tokio::test]
async fn every_route_about_a_case_answers_each_role_and_relation_as_the_matrix_says() {
    let app = TestApp::new().await;
    let mut wrong = Vec::new();
    for route in ROUTES {
        let Some(kind) = case_kind(route) else { continue };
        for state in STATES {
            let shared = in_state(&app, state, road(route.path)).await;
            for who in Who::ALL {
                for AboutACase { example, allowed, known, .. } in
                    asked(&app, route, kind, state, who, &shared).await
                {
                    let reply = visit(&app, route, who, &example).await;
                    // Whoever may see a case may know that something else is not theirs to do there.
                    let right = match (allowed, known) {
                        (true, _) => reply.status == example.status,
                        (false, true) => [403, 404].contains(&reply.status),
                        (false, false) => reply.status == 404,
                    };
                    if !right {
                        let said: String = reply.text().chars().take(80).collect();
                        wrong.push(format!(
                            "{} {} as {who:?}, {state:?}: {} {said}",
                            route.method, example.path, reply.status
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// F26: what is not theirs is not there, to the last byte.
#[tokio::test]
async fn a_case_of_somebody_else_cannot_be_told_from_one_that_never_was() {
    let app = TestApp::new().await;
    let theirs = foreign(&app).await;
    let never: CaseId = NOTHING.parse().unwrap();
    for route in ROUTES.iter().filter(|route| case_kind(route).is_some()) {
        let walled = in_state(&app, State::Walled, road(route.path)).await;
        for who in [Who::Officer, Who::DaLead, Who::Administrator] {
            let mut answers = Vec::new();
            for case in [never, walled.case, theirs] {
                for mut example in examples_for(&app, route, who, &walled).await {
                    example = example.filled(&app).await;
                    example.path = example.path.replace(&walled.case.to_string(), &case.to_string());
                    let reply = visit(&app, route, who, &example).await;
                    answers.push((reply.status, reply.body, reply.headers));
                }
            }
            assert!(answers.iter().all(|answer| answer.0 == 404), "{}", place(route, who));
            assert!(answers.iter().all(|answer| *answer == answers[0]), "{}", place(route, who));
        }
    }
}

#[test]
fn there_are_routes_of_each_kind_to_walk() {
    let count = |wanted: fn(&About) -> bool| ROUTES.iter().filter(|route| wanted(&route.about)).count();
    assert!(count(|about| matches!(about, About::Case(_))) > 0);
    assert!(count(|about| matches!(about, About::Office(_))) > 4);
    assert!(count(|about| matches!(about, About::Anybody)) > 4);
}
