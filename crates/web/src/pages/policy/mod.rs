//! The policy in force: what it demands, by when, how each commitment is kept; and choosing another.

mod clocks;
mod pack;
pub mod prompts;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::incident::PatternRule;
use policy::{PolicyPack, packs as shipped};
use service::{OrganisationPage, PolicyProblem};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::risk::words::told_by;
use crate::refused::sentence;
use crate::session::{Posted, SignedIn};

pub use pack::packs;
use pack::{CommitmentLine, DutyRow};

const FIELDS: &[&str] = &["pack", "text"];

/// The page.
#[derive(Clone, Template)]
#[template(path = "policy.html")]
pub struct PolicyPage {
    layout: Layout,
    organisation: String,
    title: String,
    written_by: String,
    version: u16,
    in_force: String,
    nation: &'static str,
    pattern: String,
    commitments: Vec<CommitmentLine>,
    duties: Vec<DutyRow>,
    form: Filled,
}

/// "3 incidents within 12 months, whoever told us".
fn pattern(rule: PatternRule) -> String {
    let told = told_by(rule).map_or_else(|| "whoever told us".to_owned(), |by| format!("told by {by}"));
    format!("{} incidents within {} months, {told}", rule.incidents, rule.months)
}

impl PolicyPage {
    /// The page of the pack in force. `form` holds what somebody sent that was not taken.
    fn new(layout: Layout, organisation: String, pack: &PolicyPack, form: Filled) -> Self {
        Self {
            layout: layout.title("Work").problems(&form.problems),
            organisation,
            title: pack.title.clone(),
            written_by: pack.organisation.clone(),
            version: pack.version,
            in_force: crate::plain::day(pack.in_force),
            nation: policy::words::Word::label(pack.nation),
            pattern: pattern(pack.pattern),
            commitments: pack::commitments(pack),
            duties: pack.duties.iter().map(DutyRow::of).collect(),
            form,
        }
    }

    fn shipped(&self) -> Radios {
        packs(&self.form, "pack", "Choose another policy")
    }

    fn text(&self) -> Textarea {
        self.form.words("text", "The policy as text").rows(20_u16).spellcheck(false).hint(
            "Change what you need, or paste a whole policy. It is checked first. If something is wrong, nothing changes and you are told the line.",
        )
    }

    fn commitment_table(&self) -> Table {
        let table = Table::new(["Commitment", "How it is kept", "By"]).caption("Commitments");
        let row = |table: Table, line: &CommitmentLine| {
            table.row([line.asks.as_str(), line.how.as_str(), line.by.as_str()])
        };
        self.commitments.iter().fold(table, row).stacked().class("app-even")
    }

    fn duty_table(&self) -> Table {
        let table =
            Table::new(["What is due", "By when", "Who does it, and who is told if it is late", "Why"]);
        let row = |table: Table, duty: &DutyRow| {
            let DutyRow { title, by_when, falls_to, clauses } = duty;
            table.row([title.as_str(), by_when.as_str(), falls_to.as_str(), clauses.as_str()])
        };
        self.duties.iter().fold(table.caption("Duties and their clocks"), row).stacked().class("app-even")
    }
}

impl Sample for PolicyPage {
    fn sample() -> Self {
        let (_, text) = shipped::FILES.first().copied().unwrap_or_default();
        let mut problems = Problems::new();
        problems.add("text", "Line 34: 'starts' is missing: add it.");
        let mut sent = Sent::default();
        sent.set("text", vec!["[policy]\nid = \"nacro\"".to_owned()]);
        let layout = Layout::signed_in("Robin Achterberg", "Administrator", "token");
        match policy::check("policy.toml", text) {
            Ok(pack) => {
                Self::new(layout, "Brookvale Homes".to_owned(), &pack, Filled::with_problems(sent, problems))
            }
            Err(_) => Self {
                layout,
                organisation: String::new(),
                title: String::new(),
                written_by: String::new(),
                version: 0,
                in_force: String::new(),
                nation: "",
                pattern: String::new(),
                commitments: Vec::new(),
                duties: Vec::new(),
                form: Filled::default(),
            },
        }
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    access::check_office::<access::action::ChoosePolicy>(&who.actor)?;
    let organisation = app.service.organisation(&who.actor).await?;
    Ok(Page(page(&who, organisation, None)?).into_response())
}

/// Puts another policy in force, or says what is wrong with it.
pub async fn send(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    access::check_office::<access::action::ChoosePolicy>(&who.actor)?;
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let mut problems = Problems::new();
    match chosen(&sent) {
        None => problems.add("pack", "Choose a policy"),
        Some(text) => match app.service.choose_policy(&who.actor, text).await {
            Ok(()) => return Ok(Redirect::to("/policy").into_response()),
            Err(PolicyProblem::Journey(problem)) => return Err(problem.into()),
            Err(PolicyProblem::Pack(problem)) => {
                problems.add("text", format!("Line {}: {}", problem.line, sentence(&problem.what)));
            }
        },
    }
    let organisation = app.service.organisation(&who.actor).await?;
    let page = page(&who, organisation, Some(Filled::with_problems(sent, problems)))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

/// The text of what was chosen: a shipped pack, or a copy. A browser sends line ends that count twice in
/// some readings; a line is a line here.
fn chosen(sent: &Sent) -> Option<String> {
    if sent.has("text") {
        return Some(sent.exact("text").replace("\r\n", "\n"));
    }
    let id = sent.one("pack");
    let file = shipped::FILES.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(id));
    file.map(|(_, text)| (*text).to_owned())
}

fn page(who: &SignedIn, organisation: OrganisationPage, form: Option<Filled>) -> Result<PolicyPage, Failure> {
    let pack = policy::check("policy.toml", &organisation.policy_text).map_err(|problem| {
        tracing::error!(%problem, "the policy pack in force cannot be read");
        Failure::Problem(service::Problem::Fault)
    })?;
    let mut form = form.unwrap_or_default();
    if !form.sent.has("text") {
        form.sent.set("text", vec![organisation.policy_text]);
    }
    if !form.sent.has("pack") {
        form.sent.set("pack", vec![organisation.policy]);
    }
    Ok(PolicyPage::new(who.layout("/policy"), organisation.name, &pack, form))
}
