//! The form of the safety plan. Every control shows its answer so far.

use askama::Template;
use domain::safety_plan::{Paper, PlanPart};
use domain::{Answer, CaseId, DraftId};
use service::CasePage;

use super::fields::{self, AGENCIES, BEGAN, ROWS};
use super::page::agreed_with;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::Sample;
use crate::plain::{moment, moment_from};

/// One part: what is asked, and what stands in a plan that somebody else made meanwhile.
#[derive(Clone)]
struct PartBlock {
    words: Textarea,
    sure: Option<Checkboxes>,
    theirs: Option<String>,
}

/// An agency that agreed it.
#[derive(Clone)]
struct AgreedRow {
    agency: Select,
    who: Input,
    on: DateInput,
}

/// The plan, while it is made.
#[derive(Clone, Template)]
#[template(path = "plan/form.html")]
pub struct PlanForm {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    draft: DraftId,
    form: Filled,
    /// The plan that is before the writer; nothing where there is none.
    began: String,
    newer: Option<String>,
    parts: Vec<PartBlock>,
    wishes: Option<(String, String)>,
    agreed: Vec<AgreedRow>,
    /// Which agencies agreed the plan in force.
    before: Option<String>,
}

/// Somebody else made a plan while this one was written. Both are kept: this one stands once it is sent again.
pub(super) fn newer() -> Problems {
    let mut problems = Problems::new();
    let message = "Somebody else made a plan while you were writing. What differs stands beneath your words: take over what is right, then record yours again";
    problems.add(fields::part(PlanPart::Warning), message);
    problems
}

impl PlanForm {
    /// The form of a draft about a case.
    pub(super) fn new(layout: Layout, page: &CasePage, draft: DraftId, form: Filled) -> Self {
        let plan = page.view.support.plan();
        let newest = plan.map(|plan| plan.sequence.to_string()).unwrap_or_default();
        let other = plan.filter(|_| form.sent.one(BEGAN) != newest);
        let theirs = |part: PlanPart| {
            let text = other?.is.parts.get(&part).map_or("", |agreed| agreed.as_str());
            (text != form.sent.one(&fields::part(part)))
                .then(|| if text.is_empty() { "Nothing" } else { text }.to_owned())
        };
        let wish = page.view.wishes.first();
        Self {
            contact: ContactFirst::of(page),
            case: page.case,
            draft,
            newer: other.map(|plan| format!("{}, {}", page.colleague(plan.actor), moment(plan.recorded_at))),
            parts: PlanPart::ALL.iter().map(|part| PartBlock::new(&form, *part, theirs(*part))).collect(),
            wishes: wish
                .map(|wish| (wish.is.words.as_str().to_owned(), moment_from(wish.recorded_at, page.as_of))),
            layout: layout
                .title("Work")
                .back(format!("/cases/{}/plan", page.case))
                .problems(&form.problems)
                .kept_apart(page, &form.problems),
            began: newest,
            agreed: ROWS.map(|row| AgreedRow::new(&form, row)).collect(),
            before: plan.map(|plan| agreed_with(&plan.is).join("; ")).filter(|agreed| !agreed.is_empty()),
            form,
        }
    }

    fn with(&self) -> Radios {
        self.form
            .radios::<Answer>("with", "Was it made together with them?")
            .hint("Theirs is the plan that works. If not, say so, and go through it with them as soon as it is safe.")
            .class("govuk-radios--inline")
    }

    fn paper(&self) -> Radios {
        let hint = "Paper is found in bags, coats and bins. Most people keep their plan in their head.";
        self.form.radios::<Paper>("paper", "Do they want it on paper, and is that safe?").hint(hint)
    }

    fn again(&self) -> DateInput {
        self.form
            .date("again", "When is it looked at again, at the latest?")
            .hint("Sooner whenever something changes. For example 27 3 2026.")
    }
}

impl AgreedRow {
    fn new(form: &Filled, row: usize) -> Self {
        let field = |what| fields::agreed(row, what);
        let agencies = AGENCIES.iter().map(|agency| (agency.code().to_owned(), agency.label().to_owned()));
        Self {
            agency: form.select_from(&field("agency"), format!("Agency {row}"), agencies),
            who: form
                .input(&field("who"), format!("Who agreed it at agency {row}"))
                .hint("A name, or what they do."),
            on: form.date(&field("on"), format!("On which day agency {row} agreed it")),
        }
    }
}

impl PartBlock {
    fn new(form: &Filled, part: PlanPart, theirs: Option<String>) -> Self {
        let (field, sure) = (fields::part(part), fields::sure(part));
        let asks = form.problems.on(&field).is_some() || form.sent.has(&sure);
        Self {
            words: form.words(&field, part.label()).hint(fields::prompt(part)),
            sure: asks.then(|| form.tick(&sure, "Nothing in it leads to where anybody is. Keep it as it is")),
            theirs,
        }
    }
}

impl Sample for PlanForm {
    fn sample() -> Self {
        let page = crate::pages::case::sample::page();
        let mut form = Filled { seen: Some(std::collections::BTreeMap::default()), ..Filled::default() };
        form.sent.set(fields::part(PlanPart::Bag), vec!["Keys and papers, at the neighbour’s".to_owned()]);
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self::new(layout, &page, DraftId::from_uuid(uuid::Uuid::nil()), form)
    }
}
