//! One colleague's account: what they do and where, with what they can sign in, where they are signed in. Nothing of
//! any case, not even how many are theirs: a number that goes up by one on the day of a report says too much to
//! whoever looks after accounts. What a leaver had is handed on by their managers, on whose work list it stands.

use access::action::ManagePeople;
use access::check_office;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::UserId;
use jiff::Timestamp;
use service::{Colleague, ColleaguePage, Duties, PeopleProblem};

use super::{managed_regions, read, roles};
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::account_sessions::{SessionRow, rows};
use crate::plain::moment_from;
use crate::refused::sentence;
use crate::session::{Posted, Pressed, SignedIn};

/// The page.
#[derive(Clone, Template)]
#[template(path = "people/colleague.html")]
pub struct AccountPage {
    layout: Layout,
    of: ColleaguePage,
    sessions: Vec<SessionRow>,
    signed_in: String,
    form: Filled,
}

impl AccountPage {
    fn new(layout: Layout, of: ColleaguePage, mut form: Filled, now: Timestamp) -> Self {
        let Colleague { version, duties, sessions, signed_in_at, .. } = &of.colleague;
        if form.problems.is_empty() {
            form.sent = filled(duties);
        }
        form.sent.set("seen", vec![version.to_string()]);
        let signed_in = signed_in_at.map_or_else(|| "Never".to_owned(), |at| sentence_start(at, now));
        let sessions = rows(sessions, None, now);
        let layout = layout.title("Work").back("/people").problems(&form.problems);
        Self { layout, of, sessions, signed_in, form }
    }

    fn account(&self) -> SummaryList {
        let Colleague { login, duties, ways, active, .. } = &self.of.colleague;
        let yes = |is: bool| if is { "Yes" } else { "No" };
        let regions = names(duties.regions.iter().filter_map(|region| self.of.regions.get(region)));
        let team = names(duties.team.iter().filter_map(|team| self.of.teams.get(team)));
        let rows = [
            ("Signs in as", login.as_str()),
            ("Role", duties.role.label()),
            ("Regions", regions.as_str()),
            ("Team", team.as_str()),
            ("Still here", yes(*active)),
            ("Has a passkey", yes(ways.passkey)),
            ("Has a password", yes(ways.password)),
            ("Has an app for codes", yes(ways.app)),
            ("Uses the organisation’s own sign-in", yes(ways.provider)),
            ("Last signed in", self.signed_in.as_str()),
        ];
        SummaryList::new(rows.map(|(key, value)| SummaryRow::new(key, value)))
    }

    fn table(&self) -> Table {
        let table = Table::new(["Browser", "Since", "Last used"]).caption("Where they are signed in");
        self.sessions.iter().fold(table, SessionRow::cells).stacked()
    }

    fn role(&self) -> Radios {
        roles(&self.form)
    }

    fn managed(&self) -> Checkboxes {
        managed_regions(&self.form, &self.of.regions)
    }

    fn team(&self) -> Select {
        let select = Select::new("team", "Team").option("", "None");
        let select = select.value(self.form.sent.one("team"));
        let select = select.error(self.form.problems.on("team").map(str::to_owned));
        self.of.teams.iter().fold(select, |select, (id, name)| select.option(id.to_string(), name.as_str()))
    }

    fn seen(&self) -> &str {
        self.form.sent.one("seen")
    }

    /// What to say of a whole account that was not changed, with its place on the page.
    fn on(&self, place: &str) -> Option<&str> {
        self.form.problems.on(place)
    }
}

fn names<'n>(names: impl Iterator<Item = &'n String>) -> String {
    let names: Vec<&str> = names.map(String::as_str).collect();
    if names.is_empty() { "None".to_owned() } else { names.join(", ") }
}

fn sentence_start(at: Timestamp, now: Timestamp) -> String {
    crate::plain::capital(&moment_from(at, now))
}

/// The account as it stands in the form.
fn filled(duties: &Duties) -> Sent {
    let mut sent = Sent::default();
    sent.set("role", vec![duties.role.code().to_owned()]);
    sent.set("regions", duties.regions.iter().map(ToString::to_string).collect());
    sent.set("team", duties.team.iter().map(ToString::to_string).collect());
    sent
}

impl Sample for AccountPage {
    fn sample() -> Self {
        let of = samples::page(false);
        let mut problems = Problems::new();
        problems.add("account", sentence(&PeopleProblem::Changed.to_string()));
        let layout = Layout::signed_in("Robin Achterberg", "Administrator", "token");
        let form = Filled::with_problems(filled(&of.colleague.duties), problems);
        Self::new(layout, of, form, samples::now())
    }
}

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(person): Path<UserId>,
) -> Result<Response, Failure> {
    check_office::<ManagePeople>(&who.actor)?;
    let of = app.service.colleague_page(&who.actor, person).await?;
    let now = app.service.moment(&who.actor).now;
    Ok(Page(AccountPage::new(who.layout("/people"), of, Filled::default(), now)).into_response())
}

/// Changes what they do and where.
pub async fn change(
    State(app): State<App>,
    Path(person): Path<UserId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    check_office::<ManagePeople>(&who.actor)?;
    sent.only(read::DUTIES).map_err(Failure::NotSent)?;
    let before = app.service.colleague_page(&who.actor, person).await?;
    let (seen, duties) = match read::duties(&sent, &before.regions, &before.teams) {
        Ok(read) => read,
        Err(problems) => return Ok(refused(&app, &who, before, sent, problems)),
    };
    let changed = app.service.change_duties(&who.actor, person, seen, duties).await;
    after(&app, &who, person, sent, changed).await
}

/// They have left.
pub async fn leave(
    State(app): State<App>,
    Path(person): Path<UserId>,
    pressed: Pressed,
) -> Result<Response, Failure> {
    press(&app, person, pressed, Step::Leave).await
}

/// They are back.
pub async fn come_back(
    State(app): State<App>,
    Path(person): Path<UserId>,
    pressed: Pressed,
) -> Result<Response, Failure> {
    press(&app, person, pressed, Step::ComeBack).await
}

/// Ends their sessions.
pub async fn end_sessions(
    State(app): State<App>,
    Path(person): Path<UserId>,
    pressed: Pressed,
) -> Result<Response, Failure> {
    press(&app, person, pressed, Step::EndSessions).await
}

/// A button of the page that changes the account as it stands.
#[derive(Clone, Copy)]
enum Step {
    Leave,
    ComeBack,
    EndSessions,
}

impl Step {
    /// What its form sends: ending sessions changes nothing that somebody else could have changed.
    const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Leave | Self::ComeBack => &["seen"],
            Self::EndSessions => &[],
        }
    }
}

/// Carries out what a button says.
async fn press(
    app: &App,
    person: UserId,
    Pressed { who, sent }: Pressed,
    step: Step,
) -> Result<Response, Failure> {
    check_office::<ManagePeople>(&who.actor)?;
    sent.only(step.fields()).map_err(Failure::NotSent)?;
    let (service, by, seen) = (&app.service, &who.actor, read::seen(&sent));
    let done = match step {
        Step::Leave => service.make_leaver(by, person, seen).await,
        Step::ComeBack => service.bring_back(by, person, seen).await,
        Step::EndSessions => service.end_sessions_of(by, person).await.map(drop).map_err(Into::into),
    };
    after(app, &who, person, sent, done).await
}

/// Back to the account, or its page again where it was not changed.
async fn after(
    app: &App,
    who: &SignedIn,
    person: UserId,
    sent: Sent,
    done: Result<(), PeopleProblem>,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(to(person)),
        Err(problem) => again(app, who, person, sent, problem).await,
    }
}

fn to(person: UserId) -> Response {
    Redirect::to(&format!("/people/{person}")).into_response()
}

/// The page as the account is now, with what was typed and why it was not taken.
async fn again(
    app: &App,
    who: &SignedIn,
    person: UserId,
    mut sent: Sent,
    problem: PeopleProblem,
) -> Result<Response, Failure> {
    let message = sentence(&problem.to_string());
    let status = match problem {
        PeopleProblem::Journey(problem) => return Err(problem.into()),
        PeopleProblem::Changed => StatusCode::CONFLICT,
        PeopleProblem::OnlyAdministrator | PeopleProblem::Own | PeopleProblem::Unknown => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    let of = app.service.colleague_page(&who.actor, person).await?;
    if !sent.has("role") {
        sent = filled(&of.colleague.duties);
    }
    let mut problems = Problems::new();
    problems.add("account", message);
    let mut response = refused(app, who, of, sent, problems);
    *response.status_mut() = status;
    Ok(response)
}

fn refused(app: &App, who: &SignedIn, of: ColleaguePage, sent: Sent, problems: Problems) -> Response {
    let now = app.service.moment(&who.actor).now;
    let form = Filled::with_problems(sent, problems);
    let page = AccountPage::new(who.layout("/people"), of, form, now);
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}

mod samples {
    use std::collections::BTreeSet;

    use access::Role;
    use domain::{RegionId, SessionId, TeamId, UserId};
    use jiff::{SignedDuration, Timestamp};
    use service::{Colleague, ColleaguePage, Duties, SessionLine, Ways};
    use uuid::Uuid;

    pub(super) fn now() -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000)
    }

    /// Somebody who is nobody real; the asker themself where `is_own`.
    pub(super) fn page(is_own: bool) -> ColleaguePage {
        let id = Uuid::from_u128;
        let north = RegionId::from_uuid(id(1));
        let session = |n: u128, browser: &str, minutes: i64| SessionLine {
            id: SessionId::from_uuid(id(n)),
            browser: browser.to_owned(),
            created_at: now() - SignedDuration::from_mins(minutes + 200),
            last_seen_at: now() - SignedDuration::from_mins(minutes),
        };
        let team = TeamId::from_uuid(id(3));
        let colleague = Colleague {
            user: UserId::from_uuid(id(9)),
            version: 4,
            name: "Sam Okafor".to_owned(),
            login: "sam.okafor".to_owned(),
            duties: Duties {
                role: Role::RegionalManager,
                regions: BTreeSet::from([north]),
                team: Some(team),
            },
            active: true,
            ways: Ways { password: true, app: true, ..Ways::default() },
            signed_in_at: Some(now() - SignedDuration::from_mins(204)),
            sessions: vec![session(4, "Chrome on Windows", 4), session(5, "Safari on iPhone", 11)],
            is_own,
        };
        ColleaguePage {
            colleague,
            regions: [(north, "North".to_owned()), (RegionId::from_uuid(id(2)), "South".to_owned())].into(),
            teams: [(team, "Rivers".to_owned())].into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    fn reads(name: &str, of: ColleaguePage) {
        let layout = Layout::signed_in("Robin Achterberg", "Administrator", "token");
        let page = AccountPage::new(layout, of, Filled::default(), samples::now());
        insta::assert_snapshot!(name, main_part(&page.render().unwrap()));
    }

    #[test]
    fn an_account_that_somebody_else_changed_meanwhile_reads_as_reviewed() {
        insta::assert_snapshot!("colleague-changed", main_part(&AccountPage::sample().render().unwrap()));
    }

    #[test]
    fn one_s_own_account_cannot_be_changed_and_reads_as_reviewed() {
        reads("colleague-own", samples::page(true));
    }

    #[test]
    fn somebody_who_has_left_reads_as_reviewed() {
        let mut of = samples::page(false);
        of.colleague.active = false;
        of.colleague.sessions.clear();
        of.colleague.signed_in_at = None;
        reads("colleague-left", of);
    }
}
