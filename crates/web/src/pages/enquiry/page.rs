//! The page of a safe enquiry: what is known, then the three steps in their order.

use askama::Template;
use domain::CaseId;
use domain::suspicion::EnquiryOutcome;
use jiff::Timestamp;
use service::Found;

use super::steps::STEPS;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::notes::note::{Known, Note};
use crate::plain;

/// A case in which one of the same names stands.
#[derive(Clone)]
pub struct Alike {
    /// Which.
    pub case: CaseId,
    /// Its reference.
    pub reference: String,
    /// What the person at its centre is called.
    pub called: String,
    /// When it was opened, in words.
    pub opened: String,
}

/// One step, with its form.
#[derive(Clone)]
struct Step {
    what: &'static str,
    label: &'static str,
    guide: &'static str,
    /// What stands on record of it.
    stands: Option<String>,
    parts: Vec<Html>,
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "enquiry/page.html")]
pub struct EnquiryPage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    steps: Vec<Step>,
    /// `None` where this person may not search.
    alike: Option<Vec<Alike>>,
    disclosed: bool,
}

impl EnquiryPage {
    /// What the button of a step records: three that say the same would tell nobody which is which.
    #[expect(clippy::unused_self, reason = "a template calls it on the page")]
    fn button(&self, step: &str) -> &'static str {
        match step {
            "history" => "Record what was looked up",
            "plan" => "Record the plan",
            _ => "Record what came of it",
        }
    }

    /// The page of a case, with the answers so far.
    pub(super) fn new(
        layout: Layout,
        case: CaseId,
        contact: ContactFirst,
        known: &Known<'_>,
        found: Option<Vec<Found>>,
        form: &Filled,
    ) -> Self {
        let step = |note: &&Note| Step {
            what: note.what,
            label: note.label,
            guide: note.guide,
            stands: stands(note.what, known),
            parts: (note.parts)(known, form),
        };
        let outcome = known.view.enquiry.as_ref().map(|made| made.is.outcome);
        Self {
            layout: layout.title("Work").back(format!("/cases/{case}")).problems(&form.problems),
            contact,
            case,
            steps: STEPS.iter().map(step).collect(),
            alike: found.map(|found| found.into_iter().map(|found| Alike::of(found, known.now)).collect()),
            disclosed: outcome == Some(EnquiryOutcome::Disclosed),
        }
    }
}

impl Alike {
    /// As it is told at this moment.
    pub fn of(found: Found, now: Timestamp) -> Self {
        Self {
            case: found.case,
            reference: found.reference.to_string(),
            called: found.called.unwrap_or_else(|| "name not known".to_owned()),
            opened: plain::moment_from(found.opened_at, now),
        }
    }
}

/// What stands on record of a step.
fn stands(what: &str, known: &Known<'_>) -> Option<String> {
    let view = known.view;
    match what {
        "history" => {
            let looked = |line: &&access::Line| line.telling.headline == "Earlier records looked up";
            let last = view.chronology.iter().rev().find(looked)?;
            Some(format!("Looked up {}.", plain::moment_from(last.recorded_at, known.now)))
        }
        "plan" => {
            let plan = view.enquiry_plan.as_ref()?;
            Some(format!("Planned by {}: {}", plain::day(plan.is.on), plan.is.how.as_str()))
        }
        _ => {
            let made = view.enquiry.as_ref()?;
            Some(format!(
                "{}, recorded {}.",
                made.is.outcome.label(),
                plain::moment_from(made.recorded_at, known.now)
            ))
        }
    }
}

impl Sample for EnquiryPage {
    fn sample() -> Self {
        let mut shown = crate::pages::case::sample::page();
        shown.view.route = Some(domain::report::Route::Suspicion);
        shown.view.open_to_contact = false;
        let view = access::CaseView {
            route: Some(domain::report::Route::Suspicion),
            ..crate::pages::notes::samples::view()
        };
        let known = Known::of(&view, Timestamp::UNIX_EPOCH);
        let case = CaseId::from_uuid(uuid::Uuid::nil());
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let mut page =
            Self::new(layout, case, ContactFirst::of(&shown), &known, Some(Vec::new()), &Filled::default());
        page.alike = Some(vec![Alike {
            case,
            reference: "HF-7K3M-Q2XT".to_owned(),
            called: "Ana Pereira".to_owned(),
            opened: "yesterday at 4pm".to_owned(),
        }]);
        page
    }
}
