//! Before the plan is printed: every line in which something could be a name, a place, an organisation, a number or an
//! address that the record does not know, with what it could be marked in it. Whoever prints changes it, or says of each
//! line that it is none (domain.md 13B).

use std::collections::BTreeSet;

use askama::Template;
use domain::CaseId;
use domain::safety_plan::{Doubt, DoubtfulLine, OnPaper, Piece, PlanPart};

use crate::components::prelude::*;
use crate::layout::Layout;
use crate::page::Sample;

/// Under which name the lines are sent that are fine.
pub(super) const FINE: &str = "fine";
/// The entry of the plan that was looked at.
pub(super) const PLAN: &str = "plan";

/// One line, and the tick that says that it leads to nobody.
#[derive(Clone)]
struct Line {
    part: &'static str,
    pieces: Vec<Piece>,
    could_be: String,
    fine: Checkboxes,
}

/// The lines in doubt.
#[derive(Clone, Template)]
#[template(path = "plan/check.html")]
pub struct PlanCheck {
    layout: Layout,
    case: CaseId,
    plan: u64,
    lines: Vec<Line>,
}

impl Line {
    fn new(doubtful: DoubtfulLine, fine: &BTreeSet<String>, problems: &Problems) -> Self {
        let key = doubtful.key();
        let id = format!("{FINE}-{key}");
        let kinds: BTreeSet<&str> =
            doubtful.pieces.iter().filter_map(|piece| piece.doubt).map(Doubt::label).collect();
        let tick =
            Choice::new(key.as_str(), "What is marked here is none: it leads to nobody").id(id.as_str());
        let question = Checkboxes::without_legend(FINE).id(id.as_str()).values(fine.iter().cloned());
        Self {
            part: doubtful.part.label(),
            could_be: kinds.into_iter().collect::<Vec<_>>().join(", or "),
            fine: question.error(problems.on(&id).map(str::to_owned)).item(tick),
            pieces: doubtful.pieces,
        }
    }
}

impl PlanCheck {
    /// The page; with what is missing, where it was sent before.
    pub(super) fn new(
        layout: Layout,
        (case, plan): (CaseId, u64),
        sheet: &OnPaper,
        sent: Option<&BTreeSet<String>>,
    ) -> Self {
        let doubtful = sheet.doubtful();
        let mut problems = Problems::new();
        if let Some(fine) = sent {
            for line in doubtful.iter().filter(|line| !fine.contains(&line.key())) {
                let message = "Change the plan, or say that what is marked leads to nobody";
                problems.add(format!("{FINE}-{}", line.key()), message);
            }
        }
        let fine = sent.cloned().unwrap_or_default();
        Self {
            case,
            plan,
            lines: doubtful.into_iter().map(|line| Line::new(line, &fine, &problems)).collect(),
            layout: layout.title("Work").back(format!("/cases/{case}/plan")).problems(&problems),
        }
    }
}

impl Sample for PlanCheck {
    fn sample() -> Self {
        use domain::safety_plan::{Paper, SafetyPlanMade, Unsaid};
        use domain::text::Words;
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let case = CaseId::from_uuid(uuid::Uuid::nil());
        let parts = [
            (PlanPart::Signal, "A blue cloth in the window.\nThen Dilys rings 48213."),
            (PlanPart::Leaving, "By bus to Northfield."),
        ];
        let parts = parts.into_iter().filter_map(|(part, text)| Some((part, Words::parse(text).ok()?)));
        let again_on = jiff::civil::date(2026, 3, 30);
        let with_survivor = domain::Answer::Yes;
        let plan = SafetyPlanMade {
            with_survivor,
            parts: parts.collect(),
            again_on,
            paper: Paper::Safe,
            agreed_with: [].into(),
        };
        let sheet = plan.on_paper(&Unsaid::default()).unwrap_or_default();
        Self::new(layout, (case, 7), &sheet, None)
    }
}
