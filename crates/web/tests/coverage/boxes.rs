//! Every box into which words are typed has a canary, found on the pages themselves: a new box without one
//! fails here.

use std::collections::BTreeSet;

use domain::people::PersonRole;
use web::routes::{About, ROUTES};

use super::canaries;
use super::matrix::{examples_for, visit};
use super::world::{Ids, Road, handed, nothing_but};
use crate::support::{Reply, Telling, TestApp, Who};

/// Forms about colleagues and the installation. What is typed there is about no survivor; passwords have
/// tests of their own.
const ABOUT_NO_CASE: [&str; 21] = [
    "sign-in",
    "set-up",
    "password",
    "people",
    "people/regions",
    "people/teams",
    "account/app",
    "account/password",
    "policy",
    // What is asked there is kept nowhere: `looks::searches` looks into every file for it.
    "review/searches",
    "review/limits/{person}",
    "account/about-me",
    "account/conflicts",
    "walls/sides",
    "choices/refuge",
    // A number of a colleague at work, as on a notice in the office.
    "on-call/rota",
    "on-call/rota/instead",
    "choices/help/past",
    "policy/prompts",
    "voice/early-help",
    // Given without a name, and shown to the lead only where it may be quoted: `voices` has its tests.
    "voice/answers",
];

/// A form and a box of it, with no number in it.
type Place = (String, String);

/// Times of day and days: nothing but a time or a day is kept of what is typed there.
fn is_time(field: &str) -> bool {
    let last = field.rsplit('-').next().unwrap_or_default();
    ["time", "day", "month", "year", "from", "until"].contains(&last.trim_end_matches('#'))
}

fn without_numbers(field: &str) -> String {
    let mut plain: String =
        field.chars().map(|letter| if letter.is_ascii_digit() { '#' } else { letter }).collect();
    while plain.contains("##") {
        plain = plain.replace("##", "#");
    }
    plain
}

/// The form's name, without what tells two forms of one address apart.
fn family(form: &str) -> &str {
    let form = form.strip_prefix("own/").unwrap_or(form);
    match form.split('/').next() {
        Some("report") => "reports",
        Some(first @ ("enquiry" | "conversation" | "risk" | "plan" | "reports" | "set-up" | "password")) => {
            first
        }
        _ => form,
    }
}

fn name(place: &str, ids: &Ids) -> String {
    let case = format!("/cases/{}/", ids.case);
    let place = place.strip_prefix(&case).unwrap_or(place.trim_start_matches('/'));
    let place = place
        .replace(&ids.duty, "{code}/{started}")
        .replace(&ids.channel.to_string(), "{channel}")
        .replace(&ids.phone.to_string(), "{secret}")
        .replace(&ids.colleague.to_string(), "{person}")
        .replace(&format!("entries/{}/", ids.entry), "entries/{sequence}/");
    family(&place).to_owned()
}

/// Somebody to whom the page is shown.
fn reader(path: &str) -> Who {
    if path.starts_with("/people") { Who::Administrator } else { Who::DaLead }
}

fn boxes(reply: &Reply, page: &str, ids: &Ids) -> BTreeSet<Place> {
    let own = |place: String| if place.is_empty() { page.to_owned() } else { place };
    let named = |(place, field): (String, String)| (name(&own(place), ids), without_numbers(&field));
    reply.boxes().into_iter().map(named).collect()
}

/// Every box of every page.
async fn all(app: &TestApp) -> BTreeSet<Place> {
    let mut found = BTreeSet::new();
    for road in [Road::Disclosure, Road::Suspicion] {
        let ids = handed(app, road).await;
        for route in ROUTES.iter().filter(|route| route.method == "get") {
            for example in examples_for(app, route, reader(route.path), &ids).await {
                let reply = visit(app, route, reader(route.path), &example).await;
                found.extend(boxes(&reply, &example.path, &ids));
            }
        }
        // A form about what is not on the record is shown once somebody has sent it.
        for what in ["promise-settled", "answer", "decision", "told"] {
            let page = format!("/cases/{}/notes/{what}", ids.case);
            let reply = app.da_lead().post(&page, &[("", ""); 0]).await;
            found.extend(boxes(&reply, &page, &ids));
        }
    }
    let own = app.call_handler().takes_report(&Telling::own_behaviour().living_in(app.region("North"))).await;
    let teller = app.case_page(own).await.view.people.into_values().next().unwrap();
    assert!(teller.is(PersonRole::AllegedPerpetrator));
    for note in web::pages::notes::NOTES {
        let page = format!("/cases/{own}/notes/{}", note.what);
        found.extend(boxes(&app.da_lead().get(&page).await, &page, &nothing_but(own)));
    }
    for kind in ["report-survivor", "report-other", "report-own-behaviour"] {
        let page = app.da_lead().post("/reports", &[("kind", kind)]).await.see_other();
        found.extend(boxes(&app.da_lead().get(&page).await, &page, &nothing_but(own)));
    }
    found
}

#[tokio::test]
async fn every_box_for_words_has_a_canary() {
    let app = TestApp::new().await;
    let found = all(&app).await;
    assert!(found.len() > 90, "only {} boxes were found", found.len());
    let planted: BTreeSet<Place> = canaries::all()
        .map(|canary| (family(canary.form).to_owned(), without_numbers(canary.field)))
        .collect();
    let kept = |(form, field): &&Place| !ABOUT_NO_CASE.contains(&form.as_str()) && !is_time(field);
    let left: Vec<&Place> = found.iter().filter(kept).filter(|place| !planted.contains(*place)).collect();
    assert!(left.is_empty(), "plant a canary in coverage/canaries.rs for {left:#?}");
}

/// The control: a box that nobody thought of is found.
#[test]
fn a_box_that_nobody_thought_of_is_found() {
    let body = "<form method=\"post\" action=\"/cases/x/notes/police\"><input name=\"seen\" type=\"hidden\">\
        <textarea class=\"a\" name=\"told-12\"></textarea><input class=\"b\" id=\"c\" name=\"at-day\" type=\"text\"></form>";
    let reply = Reply { status: 200, headers: axum::http::HeaderMap::new(), body: body.to_owned() };
    let fields: Vec<String> = reply.boxes().into_iter().map(|(_, field)| without_numbers(&field)).collect();
    assert_eq!(fields, ["told-#", "at-day"]);
    assert!(is_time("at-day") && is_time("way#-from#") && !is_time("told-#"));
    assert!(ROUTES.iter().any(|route| matches!(route.about, About::Case(_))));
}
