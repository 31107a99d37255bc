//! A real request, or several, for every route. A route without a line here fails the tests of this folder.
//!
//! To add one: a line in [`office`] or [`case`] with the path as it stands in `ROUTES`. [`Ids`] holds real
//! ids of the case; a form is given as the happy path sends it, so that it is taken (303). Its hidden
//! fields, such as `seen`, and what is filled in already are taken from its page by [`Example::filled`]. A route whose cases must be
//! on another road says so in `world::road`.

use access::{ActionKind, Field};
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
    /// Which part of the case one must see, where the page is of nothing else.
    pub sees: Option<Field>,
    /// The page on which the form stands, where a browser sends more from it than is given here.
    page: Option<String>,
}

impl Example {
    fn page(path: impl Into<String>) -> Self {
        Self { path: path.into(), fields: Vec::new(), status: 200, needs: None, sees: None, page: None }
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

    fn seeing(self, sees: Option<Field>) -> Self {
        Self { sees, ..self }
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
        // `provider` has tests of its own; here there is no provider.
        ("get", path @ "/sign-in/provider/back") => Example::page(path).answered(404),
        ("post", path @ ("/sign-in/provider" | "/account/confirm/provider")) => {
            Example::form(path, &[]).answered(404)
        }
        // Nobody is on the way in here, and whoever is in has just signed in.
        ("get", path @ ("/sign-in/code" | "/account/begin" | "/confirm")) => {
            Example::page(path).answered(303)
        }
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
        _ => own_account(route).or_else(|| passkey_form(route)).or_else(|| office_form(route, ids))?,
    })
}

/// `signing_in` has tests of its own; here nobody has an authenticator app, and nobody's password changes.
fn own_account(route: &Route) -> Option<Example> {
    let wrong = [("to", "/"), ("password", "not the password at all")];
    let passwords = [("current", ""), ("password", ""), ("password-again", "")];
    Some(match (route.method, route.path) {
        ("post", "/sign-in/code") => Example::form("/sign-in/code", &[("code", "123456")]),
        ("post", "/confirm") => Example::form("/confirm", &wrong).answered(422),
        ("post", "/account/told") => Example::form("/account/told", &[("until", "2026-03-02T10:00:00Z")]),
        ("post", "/account/app") => Example::form("/account/app", &[("code", "123456")]).answered(422),
        ("post", "/account/codes") => Example::form("/account/codes", &[]).answered(404),
        ("post", "/account/password") => Example::form("/account/password", &passwords).answered(422),
        _ => return None,
    })
}

/// Passkeys have tests of their own, at an address at which they work. Here they work nowhere, and nobody has one.
fn passkey_form(route: &Route) -> Option<Example> {
    Some(match (route.method, route.path) {
        ("post", path) if path.ends_with("/passkey/ask") || path == "/account/passkeys/new/ask" => {
            Example::form(path, &[]).answered(409)
        }
        ("post", "/sign-in/passkey") => Example::form("/sign-in/passkey", &[("answer", "{}")]).answered(422),
        ("post", "/confirm/passkey") => Example::form("/confirm/passkey", &[("answer", "{}")]).answered(422),
        ("post", "/account/passkeys/new") => {
            Example::form("/account/passkeys/new", &[("name", "Work phone"), ("answer", "{}")]).answered(422)
        }
        ("get", "/account/passkeys/{passkey}") => {
            Example::page(route.path.replace("{passkey}", super::matrix::NOTHING)).answered(404)
        }
        ("post", "/account/passkeys/{passkey}/name" | "/account/passkeys/{passkey}/remove") => {
            Example::form(route.path.replace("{passkey}", super::matrix::NOTHING), &[]).answered(404)
        }
        _ => return None,
    })
}

fn office_form(route: &Route, ids: &Ids) -> Option<Example> {
    let link = || format!("/people/{}/link", ids.colleague);
    let account = || format!("/people/{}", ids.colleague);
    Some(match (route.method, route.path) {
        ("get", "/people/{person}") => Example::page(account()),
        // `accounts` has tests of what happens; here nobody's account changes, so that nobody is signed out.
        ("post", "/people/{person}") => {
            Example::form(account(), &[("seen", "0"), ("role", "housing-officer")]).answered(409)
        }
        ("post", path @ ("/people/{person}/leave" | "/people/{person}/back")) => {
            Example::form(path.replace("{person}", &ids.colleague.to_string()), &[("seen", "0")])
                .answered(409)
        }
        ("post", "/people/{person}/sessions/end") => {
            Example::form(format!("/people/{}/sessions/end", super::matrix::NOTHING), &[]).answered(404)
        }
        (
            "get",
            path @ ("/account/about-me" | "/account/about-me/kept" | "/account/conflicts" | "/walls"),
        ) => Example::page(path),
        ("post", "/account/about-me") => Example::form("/account/about-me", &[("phones", "07700 900999")]),
        ("post", "/account/conflicts") => Example::form("/account/conflicts", &[("name", "Nobody Nowhere")]),
        ("post", "/account/sessions/end") => Example::form("/account/sessions/end", &[]),
        ("post", "/account/sessions/{session}/end") => {
            Example::form(format!("/account/sessions/{}/end", super::matrix::NOTHING), &[]).answered(404)
        }
        ("get", "/people/{person}/link") => Example::page(link()),
        ("post", "/people/{person}/link") => Example::form(link(), &[]).answered(200),
        ("get", "/vouch") => Example::page("/vouch"),
        // Nobody of this id waits for a word: `signing_in::vouching` has its own tests.
        ("post", "/vouch/{person}") => {
            Example::form(format!("/vouch/{}", super::matrix::NOTHING), &[]).answered(404)
        }
        // Nothing is put aside here: `held` has its own tests.
        ("post", "/held/aside") => {
            Example::form("/held/aside", &[("to", "/people"), ("form", "csrf=x&name=y")]).answered(404)
        }
        ("post", "/account/here") => Example::form("/account/here", &[]).answered(204),
        // What is held is one's own: `held` has its own tests, and here nothing is held for anybody.
        ("post", path @ ("/held/{held}/carry-on" | "/held/{held}/discard")) => {
            Example::form(path.replace("{held}", super::matrix::NOTHING), &[]).answered(404)
        }
        // Nothing unusual happened on this day.
        ("get", "/review/looks/{person}/{day}") => {
            Example::page(format!("/review/looks/{}/2026-03-02", ids.colleague)).answered(404)
        }
        ("post", "/review/looks/{person}/{day}") => {
            let fields = [("outcome", "in-order"), ("words", "Asked them")];
            Example::form(format!("/review/looks/{}/2026-03-02", ids.colleague), &fields).answered(404)
        }
        ("get", "/review/limits/{person}") => Example::page(format!("/review/limits/{}", ids.colleague)),
        ("post", "/review/limits/{person}") => {
            Example::form(format!("/review/limits/{}", ids.colleague), &[("why", "Moves a region today")])
        }
        ("post", "/review/searches") => {
            Example::form("/review/searches", &[("name", "Rowan"), ("why", "Asked by the person")])
                .answered(200)
        }
        ("post", "/people") => {
            let fields = [("name", "Ola Newcomer"), ("login", "ola"), ("role", "housing-officer")];
            Example::form("/people", &fields).answered(200)
        }
        ("post", "/people/teams") => Example::form("/people/teams", &[("team", "Night team")]),
        ("post", "/people/regions") => Example::form("/people/regions", &[("region", "West")]),
        ("get", "/choices/{one}") => Example::page("/choices/refuge"),
        ("get", "/choices/help/{one}") => Example::page("/choices/help/past"),
        ("post", "/choices/help/{one}") => {
            Example::form("/choices/help/past", &[("words", "The Willow Rooms, weekdays")])
        }
        ("post", "/choices/{one}") => {
            // Only the first of two leads would be let: `safety` has tests of what is kept.
            let fields = [("seen", "0"), ("available", "not-known"), ("words", "Ring the council first")];
            Example::form("/choices/refuge", &fields).answered(422)
        }
        ("post", path @ "/policy/prompts") => Example::form(path, &[("text", policy::instrument::SHIPPED.1)]),
        ("post", "/voice/answers") => {
            Example::form("/voice/answers", &[("time", "any-time"), ("believed", "yes")])
        }
        ("post", "/voice/early-help") => Example::form("/voice/early-help", &[("name", "The family door")]),
        ("post", "/policy") => Example::form("/policy", &[("pack", "council")]),
        _ => return wall_form(route, ids).or_else(|| emergency(route)),
    })
}

/// `walls` has tests of what is there; here nobody is kept from anything.
fn wall_form(route: &Route, ids: &Ids) -> Option<Example> {
    Some(match (route.method, route.path) {
        ("post", "/walls/{case}/restrict") => {
            Example::form(format!("/walls/{}/restrict", ids.case), &[("restrict", "yes")])
        }
        ("post", "/walls/{case}/named") => {
            Example::form(format!("/walls/{}/named", ids.case), &[("who", &ids.colleague.to_string())])
        }
        ("post", "/walls/reports/{case}/{user}/seen") => {
            Example::form(format!("/walls/reports/{}/{}/seen", ids.case, ids.colleague), &[("seen", "yes")])
        }
        ("post", "/walls/searches/{case}/{user}/seen") => {
            Example::form(format!("/walls/searches/{}/{}/seen", ids.case, ids.colleague), &[("up-to", "1")])
        }
        ("post", "/walls/sides") => {
            let fields = [("one", "HF-2222-2222"), ("other", "HF-3333-3333")];
            Example::form("/walls/sides", &fields).answered(422)
        }
        ("get", "/walls/{case}/{user}/{because}") => Example::page(wall(ids)).answered(404),
        ("post", "/walls/{case}/{user}/{because}/propose") => {
            Example::form(format!("{}/propose", wall(ids)), &[("why", "It is somebody else")]).answered(404)
        }
        ("post", "/walls/{case}/{user}/{because}/agree") => {
            Example::form(format!("{}/agree", wall(ids)), &[("agree", "yes")]).answered(404)
        }
        ("post", "/walls/{case}/{user}/{because}/drop") => {
            Example::form(format!("{}/drop", wall(ids)), &[("drop", "yes")]).answered(404)
        }
        _ => return None,
    })
}

/// What there is for emergencies, and for whoever goes through them again.
fn emergency(route: &Route) -> Option<Example> {
    Some(match (route.method, route.path) {
        ("post", "/urgent") => {
            Example::form("/urgent", &[("what", "Nobody Atall"), ("why", "Somebody is at the door")])
                .answered(200)
        }
        ("get", "/away") => Example::page("/away"),
        ("post", "/away") => Example::form("/away", &[("who", "nobody")]).answered(422),
        ("post", "/away/{time}/off") => {
            Example::form(format!("/away/{}/off", super::matrix::NOTHING), &[("off", "yes")]).answered(404)
        }
        ("get", "/on-call/rota") => Example::page("/on-call/rota"),
        // Nobody is put on call here, so that whoever counts as it stays the same.
        ("post", "/on-call/rota") => Example::form("/on-call/rota", &[("who", "nobody")]).answered(422),
        ("post", "/on-call/rota/instead") => {
            Example::form("/on-call/rota/instead", &[("instead", "")]).answered(422)
        }
        ("post", "/on-call/rota/{time}/off") => {
            Example::form(format!("/on-call/rota/{}/off", super::matrix::NOTHING), &[("off", "yes")])
                .answered(404)
        }
        // `urgent` has tests of what is there; here nothing was opened and nobody waits.
        ("get", path @ ("/review/{glass}" | "/on-call/{request}")) => {
            Example::page(without_id(path)).answered(404)
        }
        ("post", path @ "/review/{glass}") => {
            Example::form(without_id(path), &[("outcome", "in-order")]).answered(404)
        }
        ("post", path @ "/on-call/{request}") => {
            Example::form(without_id(path), &[("answer", "no"), ("words", "I rang back")]).answered(404)
        }
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
        .replace("{grant}", super::matrix::NOTHING)
        .replace("{choice}", "move")
        .replace("{draft}", draft);
    let part = part_of(route.path);
    match route.method {
        "get" if route.path.ends_with("/notes/{what}") => every_note(ids)
            .into_iter()
            .map(|note| Example { needs: note.needs, ..Example::page(note.path) })
            .collect(),
        _ if route.path.ends_with("/notes/{what}") => every_note(ids),
        _ if path.contains('{') => Vec::new(),
        // There is no plan yet: `safety` has tests of what is printed.
        "get" if route.path.ends_with("/plan/print") => vec![Example::page(path).answered(422).seeing(part)],
        "get" => vec![Example::page(path).seeing(part)],
        _ => form(route.path, &path, ids).into_iter().map(|example| example.seeing(part)).collect(),
    }
}

/// The part of a case that a page is of, and of nothing else.
fn part_of(route: &str) -> Option<Field> {
    let page = route.strip_prefix("/cases/{case}/")?;
    // Whoever is not named there is told so on the page on risk.
    if page.ends_with("/stand-behind") {
        return Some(Field::Risk);
    }
    match page.split('/').next()? {
        "plan" => Some(Field::Safety),
        "choices" => Some(Field::Choices),
        "risk" => Some(Field::Risk),
        "safeguarding" => Some(Field::Safeguarding),
        _ => None,
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
        // Nobody has gone through it: the rules say no beside the first question.
        "close" => own(&[("ending", "safe-at-home"), ("asked", "said"), ("view", "Glad"), ("words", "Safe")])
            .answered(422),
        "sharing" => {
            let planner = ids.planner.to_string();
            own(&[("who", &planner), ("parts", "contact"), ("days", "7"), ("why", "For the meeting")])
        }
        // No other record is there to be named: `joined` has tests of what is said of two.
        "records" => {
            own(&[("other", "HF-7K3M-Q2XT"), ("say", "same"), ("why", "She gave both herself")]).answered(422)
        }
        "enquiry" => own(&[("step", "history"), ("found", "no")]),
        // Nobody is named for anything in that entry.
        "entries/{sequence}/stand-behind" => Example::form(path, &[("answer", "stands")]).answered(422),
        "entries/{sequence}/correct" => own(&[("what", "nothing"), ("why", "It was about somebody else")]),
        "facts/{secret}/ask" => own(&[("why", "The ambulance cannot find the door")]),
        "facts/{secret}/see" => Example::form(path, &[]).answered(404),
        "facts/{secret}/reveal" => own(&[("why", "To ring about the new locks")]).answered(200),
        "duties/{code}/{started}/set-aside" => {
            own(&[("why", "done-elsewhere"), ("words", "The night team did it")])
        }
        "conversation" | "plan" | "risk" | "sharing/{grant}/end" => Example::form(path, &[]),
        "conversation/{draft}" | "plan/{draft}" | "risk/{draft}" => own(&[("go", "")]),
        // There is no plan yet: `safety` has tests of what is printed.
        "plan/print" => Example::form(path, &[("plan", "1")]).answered(422),
        "choices/{choice}" => own(&[("state", "offered"), ("words", "Perhaps in spring")]),
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

/// A path with an id that nothing has.
fn without_id(path: &str) -> String {
    path.replace("{glass}", super::matrix::NOTHING).replace("{request}", super::matrix::NOTHING)
}

/// One form of every kind of note.
fn every_note(ids: &Ids) -> Vec<Example> {
    let note = |what: &str, fields: &[(&str, &str)]| note(ids, what, fields);
    let (survivor, perpetrator) = (ids.survivor.to_string(), ids.perpetrator.to_string());
    let people =
        [("perpetrator", perpetrator.as_str()), ("survivor", survivor.as_str()), ("route", "married")];
    let mut all = vec![
        note("incident", &[("told-by", "survivor"), ("words", "He took the door off")]),
        note("wishes", &[("words", "To stay and feel safe")]),
        note("person", &[("roles", "child"), ("name", "Wren Ashdown")]),
        note("relationship", &people),
        note("household", &[("children", "no"), ("adults", "not-known")]),
        note("agencies", &[("given-helpline", "aloud")]),
        note("needs", &[("person", survivor.as_str()), ("language", "Polish"), ("need-rural", "yes")]),
        // Nobody in it is a child: the rules say no beside the first question.
        note(
            "child",
            &[
                ("child", survivor.as_str()),
                ("affected", "yes"),
                ("related", "yes"),
                ("hurt", "no"),
                ("spoken", "no"),
            ],
        )
        .answered(422),
        // Nobody in it is a child: the rules say no beside the first question.
        note("child-form", &[("child", survivor.as_str()), ("sex", "female")]).answered(422),
        note("proof", &[("words", "A letter of her doctor"), ("taken-back", "no")]),
        note("past", &[("life-time", "childhood"), ("reaches", "no"), ("others", "no")]),
        note(
            "return",
            &[("by", perpetrator.as_str()), ("of", survivor.as_str()), ("words", "Says the same of her")],
        ),
        note("about-you", &[("person", survivor.as_str()), ("religion", "rather-not")]),
        note(
            "safeguarding",
            &[
                ("concern", "children"),
                ("harm", "significant"),
                ("agreed", "no"),
                ("ground", "child-harm"),
                ("why", "The little one was hurt"),
                ("with", "childrens-services"),
                ("at-time", "09:30"),
                ("told", "yes"),
            ],
        ),
        note("safeguarding-not-needed", &[("concern", "adult"), ("why", "No adult at risk lives there")])
            .needing(ActionKind::EndCase),
        note("police", &[("by", "us"), ("at-time", "09:30")]),
        note("severity", &[("severity", "high"), ("why", "It is getting worse")]),
        note(
            "details",
            &[("fact", &*ids.phone.to_string()), ("known-to", "not-known"), ("noticed-by", "us")],
        ),
        note("safety", &[("with", "no"), ("words", "The locks are changed today")]),
        note("again", &[]),
        // Nothing is burnt here: the rules say no beside the first question.
        note("decision", &[("of", "1"), ("ico", "no"), ("ico-why", "It came back unopened")]).answered(422),
        note("report", &[("danger", "no"), ("source", "neighbour"), ("words", "Shouting again")]),
    ];
    all.extend(road_notes(ids));
    all
}

fn note(ids: &Ids, what: &str, fields: &[(&str, &str)]) -> Example {
    let path = format!("/cases/{}/notes/{what}", ids.case);
    Example::form(path.as_str(), fields).standing_on(&path)
}

/// Those of the survivor's road, in the order of the table of notes.
fn road_notes(ids: &Ids) -> Vec<Example> {
    let note = |what: &str, fields: &[(&str, &str)]| note(ids, what, fields);
    let (survivor, perpetrator) = (ids.survivor.to_string(), ids.perpetrator.to_string());
    vec![
        note(
            "change",
            &[("change", "release"), ("when-day", "20"), ("when-month", "4"), ("when-year", "2026")],
        ),
        // No day is counted down to in that entry: the rules say no beside the first question.
        note("told", &[("of", "1"), ("told", "not-known")]).answered(422),
        note("conference", &[("criteria", "judgement"), ("told", "yes")]),
        note("no-conference", &[("why", "It was heard a week ago"), ("told", "not-known")])
            .needing(ActionKind::EndCase),
        note("conference-heard", &[("area", "Northfield")]),
        note("precautions", &[("secure-home", "asked"), ("orders", "done")]),
        note(
            "later",
            &[("sign", "About the boiler"), ("until-day", "9"), ("until-month", "3"), ("until-year", "2026")],
        ),
        note("promise", &[("what", "New locks"), ("by-day", "4"), ("by-month", "3"), ("by-year", "2026")]),
        // Nothing was promised here: the rules say no beside the first question.
        note(
            "promise-settled",
            &[("of", "1"), ("kept", "kept"), ("told", "no"), ("told-why", "Not before Friday")],
        )
        .answered(422),
        note(
            "care",
            &[
                ("person", &*survivor),
                ("needs-care", "yes"),
                ("at-risk", "yes"),
                ("cannot-protect", "not-known"),
                ("capacity", "coerced"),
            ],
        ),
        // No concern was raised in that entry: the rules say no beside the first question.
        note("answer", &[("of", "1"), ("stage", "received"), ("at-time", "09:30")]).answered(422),
        note("reviewed", &[("asked", "not-asked"), ("why-not", "It was not safe"), ("words", "Nothing new")]),
        note("asking", &[("wish", "not-now")]),
        note("feedback", &[("time", "any-time"), ("believed", "yes")]),
        note("loss", &[("person", &*perpetrator), ("words", "The police told us")]),
        // Nothing is held here: the rules say no beside the first question.
        note("kept", &[("words", "Another man of that name")]).needing(ActionKind::EndCase).answered(422),
        // It is open: the rules say no beside the first question.
        note("reopen", &[("words", "She rang")]).needing(ActionKind::EndCase).answered(422),
    ]
}

/// The address of a wall that does not stand.
fn wall(ids: &Ids) -> String {
    format!("/walls/{}/{}/match", ids.case, ids.colleague)
}
