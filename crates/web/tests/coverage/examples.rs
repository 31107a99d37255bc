//! A real request for every route. A route without a line here fails the tests of this folder.
//!
//! To add one: a line in [`example`] with the path as it stands in `ROUTES`. `Ids` holds real ids of the
//! case; a form is given as the happy path sends it, so that it is taken (303). A page that needs
//! something on the case first gets it in `world.rs`.

use web::routes::Route;

use super::world::{Ids, telling};
use crate::support::{Sending, TestApp};

/// A request that is right in every way, and the status of its answer where one may send it.
pub struct Example {
    pub path: String,
    pub fields: Vec<(String, String)>,
    pub status: u16,
}

impl Example {
    fn page(path: impl Into<String>) -> Self {
        Self { path: path.into(), fields: Vec::new(), status: 200 }
    }

    fn form(path: impl Into<String>, fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
        Self { path: path.into(), fields, status: 303 }
    }

    fn answered(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// As a browser sends it.
    pub fn sending(&self, method: &str) -> Sending {
        if method == "get" { Sending::get(&self.path) } else { Sending::post(&self.path, &self.fields) }
    }
}

/// The example of a route; `draft` is one's own draft, where the route takes one.
pub fn example(app: &TestApp, route: &Route, ids: &Ids, draft: &str) -> Option<Example> {
    office(app, route, draft).or_else(|| case(app, route, ids, draft))
}

fn office(app: &TestApp, route: &Route, draft: &str) -> Option<Example> {
    Some(match (route.method, route.path) {
        ("get", path @ ("/healthz" | "/about" | "/accessibility" | "/sign-in")) => Example::page(path),
        ("get", "/assets/{name}") => Example::page(web::assets::APP_CSS.url()),
        ("get", "/exit") => Example::page("/exit").answered(303),
        ("post", "/exit") => Example::form("/exit", &[]),
        ("post", "/sign-in") => Example::form("/sign-in", &[("login", "x"), ("password", "y")]).answered(422),
        ("post", "/sign-out") => Example::form("/sign-out", &[]),
        ("get", "/") => Example::page("/").answered(303),
        ("get", path @ ("/work" | "/reports" | "/people" | "/policy" | "/find")) => Example::page(path),
        ("post", "/reports") => Example::form("/reports", &[("kind", "report-survivor")]),
        ("get", "/reports/{draft}") => Example::page(format!("/reports/{draft}")),
        ("post", "/reports/{draft}") => {
            Example { fields: telling(app).finished(), ..Example::form(format!("/reports/{draft}"), &[]) }
        }
        ("post", "/drafts/{draft}/keep") => {
            let fields = [("field", "name"), ("value", "Rowan"), ("seen", "0")];
            Example::form(format!("/drafts/{draft}/keep"), &fields).answered(200)
        }
        ("post", "/find") => Example::form("/find", &[("words", "Rowan")]).answered(200),
        ("get", path @ ("/set-up/{token}" | "/password/{token}")) => {
            Example::page(path.replace("{token}", "used-or-never-was")).answered(410)
        }
        ("post", path @ ("/set-up/{token}" | "/password/{token}")) => {
            Example::form(path.replace("{token}", "used-or-never-was"), &[]).answered(410)
        }
        _ => office_form(route)?,
    })
}

fn office_form(route: &Route) -> Option<Example> {
    Some(match (route.method, route.path) {
        ("post", "/people") => {
            let fields = [("name", "Ola Newcomer"), ("login", "ola"), ("role", "housing-officer")];
            Example::form("/people", &fields).answered(200)
        }
        ("post", "/people/regions") => Example::form("/people/regions", &[("region", "West")]),
        ("post", "/policy") => Example::form("/policy", &[("pack", "council")]),
        _ => return None,
    })
}

/// Routes about a case.
fn case(_app: &TestApp, route: &Route, ids: &Ids, _draft: &str) -> Option<Example> {
    let path = route.path.replace("{case}", &ids.case.to_string());
    Some(match (route.method, route.path) {
        ("get", "/cases/{case}" | "/cases/{case}/received") => Example::page(path),
        _ => return None,
    })
}
