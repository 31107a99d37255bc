//! A real request, or several, for every route. A route without a line here fails the tests of this folder.
//!
//! To add one: a line in [`office`] or [`case`] with the path as it stands in `ROUTES`. [`Ids`] holds real
//! ids of the case; a form is given as the happy path sends it, so that it is taken (303). Its hidden
//! fields, such as `seen`, and what is filled in already are taken from its page by [`Example::filled`]. A route whose cases must be
//! on another road says so in `world::road`.

use access::ActionKind;
use web::routes::Route;

use super::world::{Ids, Road, telling};
use crate::support::{Sending, TestApp, Who};

/// A request that is right in every way, and the status of its answer where one may send it.
#[derive(Debug, Clone)]
pub struct Example {
    pub path: String,
    pub fields: Vec<(String, String)>,
    pub status: u16,
    /// What one must be allowed to do, where this is more than the route asks of everybody.
    pub needs: Option<ActionKind>,
    /// The page on which the form stands, where a browser sends more from it than is given here.
    page: Option<String>,
}

impl Example {
    fn page(path: impl Into<String>) -> Self {
        Self { path: path.into(), fields: Vec::new(), status: 200, needs: None, page: None }
    }

    fn form(path: impl Into<String>, fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect();
        Self { fields, status: 303, ..Self::page(path) }
    }

    fn answered(self, status: u16) -> Self {
        Self { status, ..self }
    }

    fn needing(self, needs: ActionKind) -> Self {
        Self { needs: Some(needs), ..self }
    }

    fn standing_on(self, page: &str) -> Self {
        Self { page: Some(page.to_owned()), ..self }
    }

    /// With everything else that stands in the form already, as a lead whom nothing excludes finds it on
    /// its page.
    pub async fn filled(mut self, app: &TestApp) -> Self {
        let Some(page) = &self.page else { return self };
        let page = app.client(Who::SecondLead).get(page).await;
        for (name, value) in page.form(&self.path) {
            if name != "csrf" && self.fields.iter().all(|(given, _)| *given != name) {
                self.fields.push((name, value));
            }
        }
        self
    }

    /// As a browser sends it.
    pub fn sending(&self, method: &str) -> Sending {
        if method == "get" { Sending::get(&self.path) } else { Sending::post(&self.path, &self.fields) }
    }
}

/// The examples of a route; `draft` is one's own draft, where the route takes one.
pub fn examples(app: &TestApp, route: &Route, ids: &Ids, draft: &str) -> Vec<Example> {
    if let Some(example) = office(app, route, ids, draft) {
        return vec![example];
    }
    case(route, ids, draft)
}

fn office(app: &TestApp, route: &Route, ids: &Ids, draft: &str) -> Option<Example> {
    Some(match (route.method, route.path) {
        ("get", path) if !path.contains('{') && !["/", "/exit"].contains(&path) => Example::page(path),
        ("get", "/assets/{name}") => Example::page(web::assets::APP_CSS.url()),
        ("get", "/exit") => Example::page("/exit").answered(303),
        ("post", "/exit") => Example::form("/exit", &[]).answered(204),
        ("post", "/sign-in") => Example::form("/sign-in", &[("login", "x"), ("password", "y")]).answered(422),
        ("post", "/sign-out") => Example::form("/sign-out", &[]),
        ("get", "/") => Example::page("/").answered(303),
        ("post", "/reports") => Example::form("/reports", &[("kind", "report-survivor")]),
        ("get", "/reports/{draft}") => Example::page(format!("/reports/{draft}")),
        ("post", "/reports/{draft}") => Example {
            fields: telling(app, Road::Disclosure).finished(),
            ..Example::form(format!("/reports/{draft}"), &[])
        },
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
        _ => office_form(route, ids)?,
    })
}

fn office_form(route: &Route, ids: &Ids) -> Option<Example> {
    let link = || format!("/people/{}/link", ids.colleague);
    Some(match (route.method, route.path) {
        ("get", "/people/{person}/link") => Example::page(link()),
        ("post", "/people/{person}/link") => Example::form(link(), &[]).answered(200),
        // What is held is one's own: `held` has its own tests, and here nothing is held for anybody.
        ("post", path @ ("/held/{held}/carry-on" | "/held/{held}/discard")) => {
            Example::form(path.replace("{held}", super::matrix::NOTHING), &[]).answered(404)
        }
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
fn case(route: &Route, ids: &Ids, draft: &str) -> Vec<Example> {
    let path = route
        .path
        .replace("{case}", &ids.case.to_string())
        .replace("{code}/{started}", &ids.duty)
        .replace("{channel}", &ids.channel.to_string())
        .replace("{secret}", &ids.phone.to_string())
        .replace("{sequence}", &ids.entry.to_string())
        .replace("{draft}", draft);
    match route.method {
        "get" if route.path.ends_with("/notes/{what}") => every_note(ids)
            .into_iter()
            .map(|note| Example { needs: note.needs, ..Example::page(note.path) })
            .collect(),
        _ if route.path.ends_with("/notes/{what}") => every_note(ids),
        _ if path.contains('{') => Vec::new(),
        "get" => vec![Example::page(path)],
        _ => form(route.path, &path, ids).into_iter().collect(),
    }
}

/// A form about a case. Most stand on a page of their own address.
fn form(route: &str, path: &str, ids: &Ids) -> Option<Example> {
    let own = |fields: &[(&str, &str)]| Example::form(path, fields).standing_on(path);
    let channel = format!("/cases/{}/contact/{}", ids.case, ids.channel);
    let on_channel = |fields: &[(&str, &str)]| Example::form(path, fields).standing_on(&channel);
    let at_ten = [("until-day", "4"), ("until-month", "3"), ("until-year", "2026"), ("until-time", "10:00")];
    Some(match route.strip_prefix("/cases/{case}/")? {
        "handover" => own(&[("severity", "high")]),
        "enquiry" => own(&[("step", "history"), ("found", "no")]),
        "entries/{sequence}/correct" => own(&[("what", "nothing"), ("why", "It was about somebody else")]),
        "facts/{secret}/reveal" => own(&[("why", "To ring about the new locks")]).answered(200),
        "duties/{code}/{started}/set-aside" => {
            own(&[("why", "done-elsewhere"), ("words", "The night team did it")])
        }
        "conversation" => Example::form(path, &[]),
        "conversation/{draft}" => own(&[("go", "")]),
        "contact" => own(&[("go", "add")]).answered(200),
        "contact/next" => next_contact(path, &ids.channel.to_string()),
        "contact/pause" => own(&[&[("why", "He is at home")], &at_ten[..]].concat()),
        "contact/incoming" => own(&[("outcome", "spoke")]),
        "contact/{channel}/use" => on_channel(&[]).answered(200),
        "contact/{channel}/attempts" => on_channel(&[("outcome", "no-answer")]),
        "contact/{channel}/letter" => on_channel(&[("phone", "01632 960001")]),
        _ => return None,
    })
}

fn next_contact(path: &str, channel: &str) -> Example {
    let day =
        [("on-day", "4"), ("on-month", "3"), ("on-year", "2026"), ("from", "10:00"), ("until", "11:00")];
    Example::form(path, &[&[("channel", channel), ("if-missed", "wait")], &day[..]].concat())
        .standing_on(path)
}

/// One form of every kind of note.
fn every_note(ids: &Ids) -> Vec<Example> {
    let note = |what: &str, fields: &[(&str, &str)]| {
        let path = format!("/cases/{}/notes/{what}", ids.case);
        Example::form(path.as_str(), fields).standing_on(&path)
    };
    let (survivor, perpetrator) = (ids.survivor.to_string(), ids.perpetrator.to_string());
    let people =
        [("perpetrator", perpetrator.as_str()), ("survivor", survivor.as_str()), ("route", "married")];
    vec![
        note("incident", &[("told-by", "survivor"), ("words", "He took the door off")]),
        note("wishes", &[("words", "To stay and feel safe")]),
        note("person", &[("roles", "child"), ("name", "Wren Ashdown")]),
        note("relationship", &people),
        note("household", &[("children", "no"), ("adults", "not-known")]),
        note("agencies", &[("given-helpline", "aloud")]),
        note(
            "safeguarding",
            &[("concern", "children"), ("with", "childrens-services"), ("at-time", "09:30"), ("told", "yes")],
        ),
        note("safeguarding-not-needed", &[("concern", "adult"), ("why", "No adult at risk lives there")])
            .needing(ActionKind::SetDutyAside),
        note("police", &[("by", "us"), ("at-time", "09:30")]),
        note("severity", &[("severity", "high"), ("why", "It is getting worse")]),
        note("report", &[("danger", "no"), ("source", "neighbour"), ("words", "Shouting again")]),
    ]
}
