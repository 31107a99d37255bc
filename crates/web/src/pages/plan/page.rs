//! The safety plan in force, and what has happened since that calls for going through it again.

use access::{ActionKind, Field};
use askama::Template;
use domain::report::Route;
use domain::safety_plan::{AgreedBy, Paper, SafetyPlanMade};
use domain::when::london;
use domain::{Answer, CaseId};
use policy::words::Evidence;
use service::CasePage;

use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::layout::Layout;
use crate::page::Sample;
use crate::plain::{day, moment_from, small};

/// The plan in force.
#[derive(Clone)]
struct InForce {
    made: String,
    again: String,
    parts: Vec<(&'static str, String)>,
    agreed: Vec<String>,
    paper: &'static str,
    may_be_printed: bool,
}

/// The page of the plan.
#[derive(Clone, Template)]
#[template(path = "plan/page.html")]
pub struct PlanPage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    plan: Option<InForce>,
    called_for: Vec<String>,
    earlier: usize,
    may_record: bool,
    agencies: Option<String>,
}

/// Whether a survivor's plan has a place here, and may be seen.
pub(super) fn is_shown(page: &CasePage) -> bool {
    page.view.shows(Field::Safety) && page.view.route != Some(Route::OwnBehaviour)
}

/// Everything that has happened since the plan was made and calls for going through it again, the first first; nothing
/// where there is no plan.
pub(crate) fn called_for(page: &CasePage) -> Vec<String> {
    let view = &page.view;
    let Some(plan) = view.support.plan() else { return Vec::new() };
    let when = |at| moment_from(at, page.as_of);
    let incidents = view
        .incidents
        .iter()
        .map(|one| (one.sequence, format!("An incident was recorded {}", when(one.recorded_at))));
    let changes =
        view.support.changes().iter().map(|one| {
            (one.sequence, format!("{}: recorded {}", one.is.change.label(), when(one.recorded_at)))
        });
    let burnt = view.compromised.iter().map(|one| {
        let kind = small(one.is.kind.label());
        (
            one.sequence,
            format!(
                "Their {kind} may be known to somebody who must not know it: recorded {}",
                when(one.recorded_at)
            ),
        )
    });
    let mut since: Vec<(u64, String)> =
        incidents.chain(changes).chain(burnt).filter(|(sequence, _)| *sequence > plan.sequence).collect();
    since.sort();
    let today = page.as_of.to_zoned(london()).date();
    let passed = (plan.is.again_on <= today)
        .then(|| format!("It was to be looked at again by {}", day(plan.is.again_on)));
    since.into_iter().map(|(_, text)| text).chain(passed).collect()
}

/// "IDVA service: Dilys Hart, 3 March 2026".
pub(super) fn agreed_with(plan: &SafetyPlanMade) -> Vec<String> {
    let told = |(agency, agreed): (&domain::disclosure::Agency, &AgreedBy)| {
        let who = agreed.who.as_ref().map(|who| format!("{}, ", who.as_str())).unwrap_or_default();
        format!("{}: {who}{}", agency.label(), day(agreed.on))
    };
    plan.agreed_with.iter().map(told).collect()
}

/// With whom it was made, in words. Not known is not yes.
const fn with_whom(plan: &SafetyPlanMade) -> &'static str {
    match plan.with_survivor {
        Answer::Yes => "together with them",
        Answer::No => "without them: go through it with them as soon as it is safe",
        Answer::NotKnown => "and nobody knows whether together with them: go through it with them",
    }
}

impl PlanPage {
    /// The page; `None` where a plan has no place or may not be seen.
    pub(super) fn new(layout: Layout, page: &CasePage) -> Option<Self> {
        let support = &page.view.support;
        is_shown(page).then(|| Self {
            layout: layout.title("Work").back(format!("/cases/{}", page.case)),
            contact: ContactFirst::of(page),
            case: page.case,
            plan: support.plan().map(|plan| InForce {
                made: format!(
                    "Made {} by {}, {}",
                    moment_from(plan.recorded_at, page.as_of),
                    page.colleague(plan.actor),
                    with_whom(&plan.is)
                ),
                again: day(plan.is.again_on),
                parts: plan.is.parts.iter().map(|(part, agreed)| (part.label(), agreed.as_str().to_owned())).collect(),
                agreed: agreed_with(&plan.is),
                paper: match plan.is.paper {
                    Paper::Safe => "They want it on paper, and paper is safe.",
                    Paper::NotSafe => "Paper is not safe for them: it is not printed.",
                    Paper::NotKnown => "Nobody has asked whether paper is safe for them: it is not printed until somebody has.",
                },
                may_be_printed: plan.is.paper.may_be_printed(),
            }),
            called_for: called_for(page),
            earlier: support.plans().len().saturating_sub(1),
            may_record: page.may.contains(&ActionKind::RecordOnCase),
            agencies: crate::pages::case::address(page, Evidence::AgenciesOffered),
        })
    }
}

impl PlanPage {
    fn begin(&self) -> Button {
        Button::new(if self.plan.is_some() { "Go through it again" } else { "Make the plan" })
    }
}

impl Sample for PlanPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let page = crate::pages::case::sample::page();
        Self {
            layout: layout.clone().title("Work"),
            contact: ContactFirst::of(&page),
            case: page.case,
            plan: Some(InForce {
                made: "Made 3 days ago, 17 November 2026 at 2pm by Sam Okafor, together with them".to_owned(),
                again: "24 November 2026".to_owned(),
                parts: vec![("Animals", "The cat goes to the neighbour".to_owned())],
                agreed: vec!["IDVA service: Dilys Hart, 16 November 2026".to_owned()],
                paper: "They want it on paper, and paper is safe.",
                may_be_printed: true,
            }),
            called_for: vec!["An incident was recorded yesterday at 4pm".to_owned()],
            earlier: 1,
            may_record: true,
            agencies: None,
        }
    }
}
