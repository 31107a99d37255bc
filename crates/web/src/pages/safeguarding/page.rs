//! The page.

use access::CaseView;
use askama::Template;
use domain::case::Numbered;
use domain::safeguarding::{CareActTest, ConcernAnswered, ConcernRaised, ConcernStage};
use domain::{Answer, CaseId};
use policy::DutyState;
use policy::words::Evidence;
use service::{CasePage, DutyLine};

use super::form::in_whose;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::case::address;
use crate::plain::{due, moment, moment_from};

/// Everything that was raised, and what is to be done now.
#[derive(Clone, Template)]
#[template(path = "safeguarding/page.html")]
pub struct SafeguardingPage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    early_help: String,
    due: Vec<Due>,
    concerns: Vec<Concern>,
    not_needed: Vec<(String, String)>,
    tests: Vec<SummaryList>,
    raise: Option<String>,
    care: Option<String>,
}

/// Something that is due about safeguarding.
#[derive(Clone)]
pub(in crate::pages) struct Due {
    pub(in crate::pages) title: String,
    pub(in crate::pages) overdue: bool,
    pub(in crate::pages) when: String,
    pub(in crate::pages) href: Option<String>,
}

/// One concern.
#[derive(Clone)]
pub(in crate::pages) struct Concern {
    pub(in crate::pages) title: String,
    pub(in crate::pages) state: &'static str,
    pub(in crate::pages) open: bool,
    details: SummaryList,
    answers: Vec<(String, &'static str, Option<String>)>,
    answer: Option<String>,
    form: String,
}

/// What shows that something about safeguarding was done.
const EVIDENCE: &[Evidence] = &[
    Evidence::SafeguardingConcernRaised,
    Evidence::ConcernAnswered,
    Evidence::ConcernChased,
    Evidence::CareActTest,
];

impl SafeguardingPage {
    pub(super) fn new(layout: Layout, page: &CasePage, early_help: &str) -> Self {
        let told = |line: &access::Line, label: &str| {
            let detail = line.telling.details.iter().find(|detail| detail.label == label);
            detail.map(|detail| detail.text.clone()).unwrap_or_default()
        };
        let not_needed = page.view.chronology.iter();
        let not_needed = not_needed
            .filter(|line| line.kind == "safeguarding-not-needed" && line.corrected_by.is_none())
            .map(|line| {
                let who = page.colleague(line.actor);
                (format!("{}: {who}, {}", told(line, "For"), moment(line.recorded_at)), told(line, "Why"))
            });
        Self {
            layout: layout.title("Work").back(format!("/cases/{}", page.case)),
            contact: ContactFirst::of(page),
            case: page.case,
            early_help: early_help.to_owned(),
            due: dues(page),
            concerns: concerns(page),
            not_needed: not_needed.collect(),
            tests: page.view.support.care_act().values().map(|test| tested(&page.view, test)).collect(),
            raise: address(page, Evidence::SafeguardingConcernRaised),
            care: address(page, Evidence::CareActTest),
        }
    }
}

/// What is due about safeguarding, overdue first.
pub(in crate::pages) fn dues(page: &CasePage) -> Vec<Due> {
    let about = |duty: &&DutyLine| {
        duty.state.is_open() && duty.met_by.iter().any(|evidence| EVIDENCE.contains(evidence))
    };
    let mut open: Vec<&DutyLine> = page.duties.iter().filter(about).collect();
    open.sort_by_key(|duty| (duty.state != DutyState::Overdue, duty.due));
    let line = |duty: &DutyLine| Due {
        title: duty.title.clone(),
        overdue: duty.state == DutyState::Overdue,
        when: due(duty.due, page.as_of),
        href: duty.met_by.iter().find_map(|evidence| address(page, *evidence)).map(|href| {
            if href.ends_with("/notes/answer") {
                format!("{href}?entry={}", duty.started.sequence)
            } else {
                href
            }
        }),
    };
    open.into_iter().map(line).collect()
}

/// Every concern, the newest first.
pub(in crate::pages) fn concerns(page: &CasePage) -> Vec<Concern> {
    page.view.support.concerns().iter().rev().map(|raised| concern(page, raised)).collect()
}

fn concern(page: &CasePage, raised: &Numbered<ConcernRaised>) -> Concern {
    let support = &page.view.support;
    let answers: Vec<&Numbered<ConcernAnswered>> = support.answers(raised.sequence).collect();
    let theirs = answers.iter().rev().map(|one| one.is.stage).find(|stage| stage.is_theirs());
    let line = |one: &&Numbered<ConcernAnswered>| {
        let words = one.is.words.as_ref().map(|words| words.as_str().to_owned());
        (moment(one.is.at), one.is.stage.label(), words)
    };
    let answer = address(page, Evidence::ConcernAnswered);
    let is = &raised.is;
    Concern {
        title: format!("{}, {}", is.concern.label(), moment_from(is.at, page.as_of)),
        state: theirs.map_or("No answer yet", ConcernStage::label),
        open: theirs.is_none(),
        details: SummaryList::new(details(page, raised)),
        answers: answers.iter().map(line).collect(),
        answer: answer.map(|href| format!("{href}?entry={}", raised.sequence)),
        form: format!("/cases/{}/safeguarding/form?entry={}", page.case, raised.sequence),
    }
}

fn details(page: &CasePage, raised: &Numbered<ConcernRaised>) -> Vec<SummaryRow> {
    let is = &raised.is;
    let mut rows = vec![
        SummaryRow::new("Raised with", is.with.label()),
        SummaryRow::new("How grave", is.harm.label()),
        SummaryRow::new("Raised by", page.colleague(raised.actor)),
    ];
    let whose = in_whose(is);
    rows.extend((!whose.is_empty()).then(|| SummaryRow::new("In whose relationship", whose)));
    rows.extend(is.reference.as_ref().map(|text| SummaryRow::new("Their reference", text.as_str())));
    if is.survivor_told != Answer::NotKnown || page.view.survivor().is_some() {
        rows.push(SummaryRow::new("They agreed", is.agreed.answer().label()));
        rows.extend(is.agreed.without().into_iter().flat_map(|without| {
            let ground = SummaryRow::new("Raised without their agreement because", without.ground.label());
            [ground, SummaryRow::new("Why it could not wait for them", without.why.as_str())]
        }));
        rows.push(SummaryRow::new("They were told", is.survivor_told.label()));
    }
    rows.extend(is.words.as_ref().map(|words| {
        let label = if is.survivor_told == Answer::No { "Why they were not told" } else { "What was said" };
        SummaryRow::new(label, words.as_str())
    }));
    rows
}

fn tested(view: &CaseView, test: &Numbered<CareActTest>) -> SummaryList {
    let is = &test.is;
    let mut rows = vec![
        SummaryRow::new("Who", view.name(is.person)),
        SummaryRow::new("Needs care and support", is.needs_care.label()),
        SummaryRow::new("Abused or neglected, or may be", is.at_risk.label()),
        SummaryRow::new("Cannot protect themselves because of that", is.cannot_protect.label()),
        SummaryRow::new("Deciding for themselves", is.capacity.label()),
        SummaryRow::new(
            "So",
            if is.may_be_met() {
                "All three may hold. Raise a concern: the local authority decides."
            } else {
                "One of the three does not hold, as far as we saw. They are helped in every other way."
            },
        ),
    ];
    rows.extend(is.wishes.as_ref().map(|words| SummaryRow::new("What they want of it", words.as_str())));
    rows.extend(is.words.as_ref().map(|words| SummaryRow::new("What was seen", words.as_str())));
    rows.push(SummaryRow::new("Noted", moment(test.recorded_at)));
    SummaryList::new(rows)
}

impl Sample for SafeguardingPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self::new(layout, &crate::pages::case::sample::page(), "early help")
    }
}
