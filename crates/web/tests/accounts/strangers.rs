//! Two organisations on one store, two people of each: every id of one, tried as the other on every route that
//! takes one, is answered as an id that nothing has: the same status, the same body, in the same time.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use web::routes::{About, ROUTES, Route};

use crate::support::{Reply, Sending, Telling, TestApp, Who};

/// An id that nothing has.
const NEVER: &str = "01890000-0000-7000-8000-0000000000ff";
const NOTHING: [(&str, &str); 0] = [];
/// Two of each organisation: one who may do most with cases, one who looks after accounts.
const OURS: [Who; 2] = [Who::DaLead, Who::Administrator];
const THEIRS: [Who; 2] = [Who::OtherLead, Who::OtherAdministrator];

/// Real ids of one organisation, by the name that they have in addresses.
type Ids = BTreeMap<&'static str, String>;

/// What stands between braces in an address, and is no id of anything of an organisation's: a word, a number of an
/// entry within a case, or a secret that only its bearer knows.
const NO_ID: [&str; 6] = ["name", "token", "what", "code", "started", "sequence"];

async fn ids_of(app: &TestApp, [lead, administrator]: [Who; 2], region: &str) -> Ids {
    let taker = if lead == Who::DaLead { Who::CallHandler } else { Who::OtherCallHandler };
    let (officer, colleague) = if lead == Who::DaLead {
        (Who::Officer, Who::SecondOfficer)
    } else {
        (Who::OtherOfficer, Who::OtherManager)
    };
    let telling = Telling::disclosure().living_in(app.region(region)).answer("phone", "07700 900461");
    let case = app.client(taker).takes_report(&telling).await;
    app.hand_over(case, officer).await;
    let actor = app.actor(lead).await;
    let page = app.service.case_page(&actor, case, None, "test").await.unwrap();
    let secret = page.view.secrets.first().unwrap().secret;
    let draft = app.client(lead).post("/reports", &[("kind", "report-survivor")]).await.see_other();
    let conversation =
        app.client(lead).post(&format!("/cases/{case}/conversation"), &NOTHING).await.see_other();
    let sessions = app.service.own_sessions(&app.actor(administrator).await).await.unwrap();
    let last = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    [
        ("case", case.to_string()),
        ("secret", secret.to_string()),
        ("draft", last(&draft)),
        ("conversation", last(&conversation)),
        ("person", app.actor(colleague).await.user.to_string()),
        ("session", sessions.first().unwrap().id.to_string()),
    ]
    .into()
}

/// The address with ids, where each is known; what is not known is an id that nothing has in either.
fn filled(route: &Route, id: impl Fn(&str) -> String) -> String {
    let part = |part: &str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
        Some(name) if NO_ID.contains(&name) => {
            if name == "what" {
                "wishes".into()
            } else {
                "1".into()
            }
        }
        Some(name) => id(name),
        None => part.to_owned(),
    };
    route.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Whether the address of a route has an id of something that belongs to an organisation.
fn has_an_id(route: &Route) -> bool {
    let names = route.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    names.filter(|name| !NO_ID.contains(name)).count() > 0 && !matches!(route.about, About::Anybody)
}

async fn asks(app: &TestApp, who: Who, route: &Route, path: &str) -> Reply {
    let sending = match route.method {
        "get" => Sending::get(path),
        _ if path.ends_with("/keep") => {
            Sending::post(path, &[("field", "name"), ("value", "x"), ("seen", "0")])
        }
        _ => Sending::post(path, &NOTHING),
    };
    app.client(who).send(sending).await
}

/// What may differ between two answers that are alike: where the address itself stands in the page.
fn told(reply: &Reply, path: &str) -> (u16, String, String) {
    (reply.status, reply.body.replace(path, "HERE"), reply.header("location").replace(path, "HERE"))
}

#[tokio::test]
async fn every_id_of_another_organisation_is_answered_as_one_that_nothing_has() {
    let app = TestApp::new().await;
    let worlds = [(OURS, ids_of(&app, THEIRS, "East").await), (THEIRS, ids_of(&app, OURS, "North").await)];
    let mut tried = 0;
    for (people, foreign) in &worlds {
        for who in people {
            for route in ROUTES.iter().filter(|route| has_an_id(route)) {
                let of_theirs = |name: &str| {
                    let name = if name == "draft" && route.path.contains("conversation") {
                        "conversation"
                    } else {
                        name
                    };
                    foreign.get(name).cloned().unwrap_or_else(|| NEVER.to_owned())
                };
                let (theirs, never) = (filled(route, of_theirs), filled(route, |_| NEVER.to_owned()));
                let place = format!("{} {} as {who:?}", route.method, route.path);
                let first = told(&asks(&app, *who, route, &theirs).await, &theirs);
                let second = told(&asks(&app, *who, route, &never).await, &never);
                assert_eq!(first, second, "{place}");
                // Some forms are read before anything is looked up: what is no form of ours is that for any id.
                assert!([400, 403, 404].contains(&first.0), "{place}: {}", first.0);
                tried += usize::from(first.0 == 404);
            }
        }
    }
    assert!(tried > 60, "only {tried} were not found");
}

/// The control: the same walk with ids of one's own finds pages.
#[tokio::test]
async fn ids_of_one_s_own_are_told_from_ids_that_nothing_has() {
    let app = TestApp::new().await;
    let own = ids_of(&app, OURS, "North").await;
    let mut differ = 0;
    for route in ROUTES.iter().filter(|route| has_an_id(route) && route.method == "get") {
        let path = filled(route, |name| own.get(name).cloned().unwrap_or_else(|| NEVER.to_owned()));
        let never = filled(route, |_| NEVER.to_owned());
        let [here, nowhere] = [
            asks(&app, Who::DaLead, route, &path).await.status,
            asks(&app, Who::DaLead, route, &never).await.status,
        ];
        differ += usize::from(here != nowhere);
    }
    assert!(differ > 5, "only {differ} pages of one's own were found");
}

/// The time that each of two addresses takes when it is asked so many times at once, asked in turns: their medians.
async fn medians(app: &TestApp, who: Who, paths: [(&str, usize); 2]) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..120 {
        for turn in 0..2 {
            // Whoever comes second finds caches warm, so they take turns at that too.
            let which = (turn + round) % 2;
            let (path, asked) = paths[which];
            let start = Instant::now();
            for _ in 0..asked {
                app.client(who).get(path).await;
            }
            times[which].push(start.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

/// Whether two medians are the same but for the noise of a busy machine.
fn alike([one, other]: [Duration; 2]) -> bool {
    one.max(other) < one.min(other).mul_f64(1.3) + Duration::from_micros(100)
}

#[tokio::test]
async fn an_id_of_another_organisation_takes_as_long_as_one_that_nothing_has() {
    let app = TestApp::new().await;
    let theirs = ids_of(&app, THEIRS, "East").await;
    let asked = [
        (Who::DaLead, "cases", "case"),
        (Who::Administrator, "people", "person"),
        (Who::DaLead, "reports", "draft"),
    ];
    for (who, place, name) in asked {
        let (path, never) = (format!("/{place}/{}", theirs[name]), format!("/{place}/{NEVER}"));
        let times = medians(&app, who, [(&path, 1), (&never, 1)]).await;
        assert!(alike(times), "{place}: {times:?}");
        let times = medians(&app, who, [(&path, 2), (&never, 1)]).await;
        assert!(!alike(times), "the control: an answer that does its work twice, {times:?}");
    }
}
