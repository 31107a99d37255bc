//! The plan on paper: it leads to nobody, no place and no service. That somebody asked for it is written first.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::{IntoResponse, Response};
use domain::CaseId;
use domain::safety_plan::{Paper, Printable};
use service::{SaidFine, Sheet};

use super::check::{FINE, PLAN, PlanCheck};
use super::fields::on_paper;
use crate::app::App;
use crate::failure::Failure;
use crate::form::NotSent;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Posted, SignedIn};

/// The name of the file, where a browser keeps it.
const FILE: &str = "inline; filename=\"notes.html\"";

/// The sheet. Nothing in it is ours: no name, no header, no colour, no script.
#[derive(Clone, Template)]
#[template(path = "plan/sheet.html")]
pub struct PlanSheet {
    parts: Vec<(&'static str, String)>,
    gaps: Vec<&'static str>,
    large: bool,
}

/// Why there is no sheet.
#[derive(Clone, Template)]
#[template(path = "plan/no-sheet.html")]
pub struct NoSheet {
    layout: Layout,
    case: CaseId,
    why: &'static str,
}

impl PlanSheet {
    fn new(sheet: &Printable, large: bool) -> Self {
        let sheet = sheet.sheet();
        let gap = |(part, _): &&(domain::safety_plan::PlanPart, String)| sheet.with_gaps().contains(part);
        Self {
            gaps: sheet.parts().iter().filter(gap).map(|(part, _)| on_paper(*part)).collect(),
            parts: sheet.parts().iter().map(|(part, text)| (on_paper(*part), text.clone())).collect(),
            large,
        }
    }
}

/// Gives the sheet, shows what of it is in doubt, or says why there is none.
pub async fn print(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
) -> Result<Response, Failure> {
    sheet(&app, &who, case, None).await
}

/// The same, once somebody has said of each line in doubt that it leads to nobody.
pub async fn print_checked(
    State(app): State<App>,
    Path(case): Path<CaseId>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(&[PLAN, FINE]).map_err(Failure::NotSent)?;
    let plan = sent.one(PLAN).parse().map_err(|_| Failure::NotSent(NotSent::Unreadable))?;
    let lines = sent.all(FINE).iter().cloned().collect();
    sheet(&app, &who, case, Some(SaidFine { plan, lines })).await
}

async fn sheet(app: &App, who: &SignedIn, case: CaseId, said: Option<SaidFine>) -> Result<Response, Failure> {
    let why = match app.service.plan_sheet(&who.actor, case, said.clone().unwrap_or_default()).await? {
        Sheet::Printed(sheet, large) => {
            return Ok(([(CONTENT_DISPOSITION, FILE)], Page(PlanSheet::new(&sheet, large))).into_response());
        }
        Sheet::InDoubt { sheet, plan } => {
            let status = if said.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            let fine = said.map(|said| if said.plan == plan { said.lines } else { [].into() });
            let page = PlanCheck::new(who.layout("/work"), (case, plan), &sheet, fine.as_ref());
            return Ok((status, Page(page)).into_response());
        }
        Sheet::NotOnPaper(Paper::NotSafe) => {
            "Paper is not safe for them, so this is not printed. Go through it with them until they know it by heart."
        }
        Sheet::NotOnPaper(_) => {
            "Nobody has asked whether paper is safe for them, so this is not printed. Ask them first, and record what they say in the plan."
        }
        Sheet::NoPlan => "There is no plan yet, so there is nothing to print.",
    };
    let layout = who.layout("/work").title("Work").back(format!("/cases/{case}/plan"));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(NoSheet { layout, case, why })).into_response())
}

impl Sample for PlanSheet {
    fn sample() -> Self {
        Self {
            parts: vec![
                ("To pack", "Keys, papers, medicine".to_owned()),
                ("People", "… has the spare key".to_owned()),
            ],
            gaps: vec!["People"],
            large: false,
        }
    }
}

impl Sample for NoSheet {
    fn sample() -> Self {
        Self {
            layout: Layout::signed_in("Sam Okafor", "Housing officer", "token"),
            case: CaseId::from_uuid(uuid::Uuid::nil()),
            why: "Paper is not safe for them, so this is not printed.",
        }
    }
}
