//! Who works here, in which role and where. Whoever looks after accounts sees no case.

pub mod colleague;
pub mod link;
mod read;

use std::collections::BTreeMap;

use access::action::ManagePeople;
use access::{Role, check_office};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::State;
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{RegionId, UserId};
use service::OrganisationPage;

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::headers::Transport;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// What is said where a sign-in name is somebody's already, in this organisation or in another.
pub(super) const TAKEN: &str = "Somebody signs in with this name already. Choose another";

/// A link that was just made. It is shown once and kept nowhere.
#[derive(Clone)]
struct NewLink {
    name: String,
    address: String,
}

/// Somebody with an account.
#[derive(Clone)]
struct Person {
    /// Whose account it is or was.
    id: UserId,
    /// Whose account it is, where they still have one.
    user: Option<UserId>,
    name: String,
    login: String,
    role: &'static str,
    regions: String,
    state: &'static str,
}

impl Person {
    /// Their name, which leads to their account.
    fn named(&self) -> Cell {
        Cell::new(Html::of(&ToAccount { user: self.id, name: self.name.clone() }))
    }

    /// The way to a new link for them.
    fn link(&self) -> Cell {
        let link = self.user.map(|user| Html::of(&ToLink { user, name: self.name.clone() }));
        link.map_or_else(|| Cell::new("None"), Cell::new)
    }
}

/// A link to somebody's account.
#[derive(Template)]
#[template(source = r#"<a class="govuk-link" href="/people/{{ user }}">{{ name }}</a>"#, ext = "html")]
struct ToAccount {
    user: UserId,
    name: String,
}

impl HtmlSafe for ToAccount {}

/// A link to the page that makes a new one-time link.
#[derive(Template)]
#[template(
    source = r#"<a class="govuk-link" href="/people/{{ user }}/link">New link<span class="govuk-visually-hidden"> for {{ name }}</span></a>"#,
    ext = "html"
)]
struct ToLink {
    user: UserId,
    name: String,
}

impl HtmlSafe for ToLink {}

/// The page.
#[derive(Clone, Template)]
#[template(path = "people.html")]
pub struct PeoplePage {
    layout: Layout,
    organisation: String,
    people: Vec<Person>,
    regions: BTreeMap<RegionId, String>,
    teams: Vec<String>,
    form: Filled,
    link: Option<NewLink>,
}

impl PeoplePage {
    fn new(layout: Layout, of: &OrganisationPage, own: UserId, form: Filled) -> Self {
        let named = |region: &RegionId| of.regions.get(region).map_or("", String::as_str);
        let people = of.people.iter().map(|user| Person {
            id: user.id,
            user: (user.active && user.id != own).then_some(user.id),
            name: user.name.clone(),
            login: user.login.clone(),
            role: user.role.label(),
            regions: user.regions.iter().map(named).collect::<Vec<_>>().join(", "),
            state: match (user.active, &user.password_hash) {
                (false, _) => "Left",
                (true, None) => "Has no password",
                (true, Some(_)) => "Can sign in",
            },
        });
        Self {
            layout: layout.title("Work").problems(&form.problems),
            organisation: of.name.clone(),
            people: people.collect(),
            regions: of.regions.clone(),
            teams: of.teams.values().cloned().collect(),
            form,
            link: None,
        }
    }

    fn table(&self) -> Table {
        let table =
            Table::new(["Name", "Signs in as", "Role", "Regions", "Account", "Link"]).caption("People");
        let people = self.people.iter().fold(table, |table, person| {
            let Person { login, role, regions, state, .. } = person;
            let cells = [login.as_str(), role, regions.as_str(), state].map(Cell::new);
            table.row([person.named()].into_iter().chain(cells).chain([person.link()]))
        });
        people.stacked()
    }

    /// Whether the form for somebody new stands open: something in it is to be put right.
    fn is_adding(&self) -> bool {
        read::FIELDS.iter().any(|field| self.form.problems.on(field).is_some())
    }

    fn name(&self) -> Input {
        self.form.input("name", "Name").hint("As colleagues know them.")
    }

    fn login(&self) -> Input {
        self.form.input("login", "Name they will sign in with").spellcheck(false)
    }

    fn role(&self) -> Radios {
        roles(&self.form)
    }

    fn managed(&self) -> Checkboxes {
        managed_regions(&self.form, &self.regions)
    }

    fn region(&self) -> Input {
        self.form.input("region", "Name of the region")
    }

    fn team(&self) -> Input {
        self.form.input("team", "Name of the team").hint("Colleagues of a team see each other’s records.")
    }
}

/// The question about somebody's role.
fn roles(form: &Filled) -> Radios {
    let radios = Radios::new("role", "What they do").value(Some(form.sent.one("role")));
    let radios = radios.error(form.problems.on("role").map(str::to_owned));
    Role::ALL
        .iter()
        .fold(radios, |radios, role| radios.item(Choice::new(role.code(), role.label()).hint(about(*role))))
}

/// The question about the regions that somebody manages.
fn managed_regions(form: &Filled, regions: &BTreeMap<RegionId, String>) -> Checkboxes {
    let boxes =
        Checkboxes::new("regions", "Regions they manage").hint("For a regional housing manager only.");
    let boxes = boxes.values(form.sent.all("regions").iter().cloned());
    let boxes = boxes.error(form.problems.on("regions").map(str::to_owned));
    regions.iter().fold(boxes, |boxes, (id, name)| boxes.option(id.to_string(), name.as_str()))
}

/// What a role sees, in a line.
const fn about(role: Role) -> &'static str {
    match role {
        Role::CallHandler => "Takes reports. Sees a record only until somebody has it.",
        Role::HousingOfficer => {
            "Sees and works the records that are theirs, or that they cover, and those of their team."
        }
        Role::SpecialistCaseworker => "Sees and works the records that are theirs, and those of their team.",
        Role::PerpetratorWorker => {
            "Works with people who told us of their own behaviour. Sees no survivor’s record."
        }
        Role::RegionalManager => "Sees the records of their regions, and names who has each.",
        Role::SafeguardingLead => "Sees every record of the organisation, and keeps the walls around them.",
        Role::MaracRepresentative => "Sees what was shared with them for a meeting, and takes reports.",
        Role::RepairsPlanner => "Sees how to go about a visit, and never why.",
        Role::PartnerWorker => "Sees the parts of a record that were shared with them, until the day agreed.",
        Role::PrivacyOfficer => "Reviews who has looked at records, and does not see the records.",
        Role::DaLead => "Sees every record of the organisation, and chooses the policy.",
        Role::Auditor => "Sees who has looked at a record, and not the record.",
        Role::Administrator => "Looks after accounts, regions and the policy. Sees no record at all.",
    }
}

impl Sample for PeoplePage {
    fn sample() -> Self {
        let person = |name: &str, login: &str, role: Role, regions: &str, state| Person {
            id: UserId::from_uuid(uuid::Uuid::nil()),
            user: Some(UserId::from_uuid(uuid::Uuid::nil())),
            name: name.to_owned(),
            login: login.to_owned(),
            role: role.label(),
            regions: regions.to_owned(),
            state,
        };
        let region = |n: u128, name: &str| (RegionId::from_uuid(uuid::Uuid::from_u128(n)), name.to_owned());
        let mut problems = Problems::new();
        problems.add("regions", read::NO_REGION);
        let layout = Layout::signed_in("Robin Achterberg", "Administrator", "token").problems(&problems);
        Self {
            layout,
            organisation: "Brookvale Homes".to_owned(),
            people: vec![
                person("Robin Achterberg", "robin", Role::Administrator, "", "Can sign in"),
                person("Sam Okafor", "sam", Role::RegionalManager, "North, South", "Has no password"),
            ],
            regions: [region(1, "North"), region(2, "South")].into(),
            teams: vec!["Floating support".to_owned()],
            form: Filled::with_problems(Sent::default(), problems),
            link: Some(NewLink {
                name: "Sam Okafor".to_owned(),
                address: "http://127.0.0.1:8080/password/2f6b1c".to_owned(),
            }),
        }
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    check_office::<ManagePeople>(&who.actor)?;
    let organisation = app.service.organisation(&who.actor).await?;
    Ok(Page(PeoplePage::new(who.layout("/people"), &organisation, who.actor.user, Filled::default()))
        .into_response())
}

/// Adds somebody. The link with which they choose their password is on this one page only: it is a key,
/// so it is neither kept nor put in an address.
pub async fn add(
    State(app): State<App>,
    headers: HeaderMap,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<ManagePeople>(&who.actor)?;
    sent.only(read::FIELDS).map_err(Failure::NotSent)?;
    let before = app.service.organisation(&who.actor).await?;
    let colleague = match read::colleague(&sent, &before.regions) {
        Ok(colleague) => colleague,
        Err(problems) => return Ok(refused(&who, &before, sent, problems)),
    };
    let name = colleague.name.as_str().to_owned();
    let token = match app.service.add_colleague(&who.actor, colleague).await {
        Ok(token) => token,
        Err(service::Problem::Conflict(_)) => return Ok(refused(&who, &before, sent, on("login", TAKEN))),
        Err(problem) => return Err(problem.into()),
    };
    let organisation = app.service.organisation(&who.actor).await?;
    let mut page = PeoplePage::new(who.layout("/people"), &organisation, who.actor.user, Filled::default());
    page.link = Some(NewLink { name, address: address(&headers, app.transport, &token) });
    Ok(Page(page).into_response())
}

/// Adds a region.
pub async fn add_region(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    check_office::<ManagePeople>(&who.actor)?;
    sent.only(&["region"]).map_err(Failure::NotSent)?;
    let problems = match read::region(&sent) {
        Err(problems) => problems,
        Ok(name) => match app.service.add_region(&who.actor, &name).await {
            Ok(()) => return Ok(Redirect::to("/people").into_response()),
            Err(service::Problem::Conflict(_)) => on("region", "There is a region of this name already"),
            Err(problem) => return Err(problem.into()),
        },
    };
    let organisation = app.service.organisation(&who.actor).await?;
    Ok(refused(&who, &organisation, sent, problems))
}

/// Adds a team. Who is in it is said on the page of each colleague.
pub async fn add_team(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    check_office::<ManagePeople>(&who.actor)?;
    sent.only(&["team"]).map_err(Failure::NotSent)?;
    let problems = match read::new_team(&sent) {
        Err(problems) => problems,
        Ok(name) => match app.service.add_team(&who.actor, &name).await {
            Ok(_) => return Ok(Redirect::to("/people").into_response()),
            Err(service::Problem::Conflict(_)) => on("team", "There is a team of this name already"),
            Err(problem) => return Err(problem.into()),
        },
    };
    let organisation = app.service.organisation(&who.actor).await?;
    Ok(refused(&who, &organisation, sent, problems))
}

fn on(field: &str, message: &str) -> Problems {
    let mut problems = Problems::new();
    problems.add(field, message);
    problems
}

fn refused(who: &SignedIn, organisation: &OrganisationPage, sent: Sent, problems: Problems) -> Response {
    let form = Filled::with_problems(sent, problems);
    let page = PeoplePage::new(who.layout("/people"), organisation, who.actor.user, form);
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}

/// The link as it is typed into a browser that reaches us as this one does.
fn address(headers: &HeaderMap, transport: Transport, token: &str) -> String {
    let scheme = if transport == Transport::Tls { "https" } else { "http" };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    format!("{scheme}://{host}/password/{token}")
}
