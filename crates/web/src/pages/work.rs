//! My work: what nobody has, what is due, who is to be contacted today, where it has been silent.

use access::OfficeKind;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use service::{WaitingLine, Whose, WorkLine, WorkPage as Work};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::navigation;
use crate::page::Page;
use crate::plain::moment_from;
use crate::session::SignedIn;

/// Whose work is asked for: a colleague's or a region's id, or everybody's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    whose: Option<String>,
}

/// A work list.
#[derive(Clone, Template)]
#[template(path = "work.html")]
pub struct WorkPage {
    layout: Layout,
    work: Work,
    may_open_unowned: bool,
    may_see_others: bool,
}

impl WorkPage {
    fn new(who: &SignedIn, work: Work) -> Self {
        let office = |kind| access::allows_office(who.actor.role, kind);
        Self {
            layout: who.layout("/work").title("Work"),
            may_open_unowned: matches!(who.actor.role, access::Role::RegionalManager | access::Role::DaLead),
            may_see_others: office(OfficeKind::SeeOthersWork),
            work,
        }
    }

    fn when(&self, at: jiff::Timestamp) -> String {
        moment_from(at, self.work.now)
    }

    fn clauses(line: &WorkLine) -> String {
        line.clauses.join(", ")
    }

    fn region(&self, line: &WaitingLine) -> &str {
        line.region.and_then(|region| self.work.regions.get(&region)).map_or("no region", String::as_str)
    }

    fn owner(&self, line: &WorkLine) -> &str {
        line.owner.and_then(|owner| self.work.colleagues.get(&owner)).map_or("nobody yet", String::as_str)
    }

    fn is_mine(&self) -> bool {
        self.work.whose == Whose::Mine
    }

    fn nothing(&self) -> bool {
        let work = &self.work;
        work.due.is_empty() && work.today.is_empty() && work.silent.is_empty() && work.to_triage.is_empty()
    }

    fn chooser(&self) -> Select {
        let regions = self.work.regions.iter().map(|(id, name)| (id.to_string(), format!("Region: {name}")));
        let people = self.work.colleagues.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let choices =
            [("mine".to_owned(), "My own".to_owned()), ("everybody".to_owned(), "All I may see".to_owned())];
        let chosen = match self.work.whose {
            Whose::Mine => "mine".to_owned(),
            Whose::Everybody => "everybody".to_owned(),
            Whose::Region(region) => region.to_string(),
            Whose::Colleague(user) => user.to_string(),
        };
        let mut sent = Sent::default();
        sent.set("whose", vec![chosen]);
        let form = Filled { sent, ..Filled::default() };
        form.select_from("whose", "Whose work", choices.into_iter().chain(regions).chain(people))
    }
}

/// Where somebody of this role begins.
pub async fn start(who: SignedIn) -> Redirect {
    Redirect::to(navigation::start(who.actor.role))
}

/// The list.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(query): Query<Asked>,
) -> Result<Response, Failure> {
    let whose = match query.whose.as_deref() {
        None if access::allows_office(who.actor.role, OfficeKind::SeeOthersWork) => Whose::Everybody,
        None | Some("mine" | "") => Whose::Mine,
        Some("everybody") => Whose::Everybody,
        Some(id) => chosen(&app, &who, id).await?,
    };
    let work = app.service.work(&who.actor, whose).await?;
    Ok(Page(WorkPage::new(&who, work)).into_response())
}

async fn chosen(app: &App, who: &SignedIn, id: &str) -> Result<Whose, Failure> {
    let regions = app.service.regions(&who.actor).await?;
    if let Some(region) = id.parse().ok().filter(|region| regions.contains_key(region)) {
        return Ok(Whose::Region(region));
    }
    let colleagues = app.service.colleagues(&who.actor).await?;
    let user = id.parse().ok().filter(|user| colleagues.contains_key(user));
    user.map(Whose::Colleague).ok_or(Failure::NotFound)
}
