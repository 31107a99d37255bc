//! What the survivor wants, the enquiry on a suspicion, and what somebody told us of their own behaviour.

use askama::Template;
use askama::filters::HtmlSafe;
use domain::disclosure::MeetingWishes;
use domain::report::Route;
use domain::text::{ShortText, Words};
use policy::words::Evidence;
use service::CasePage;

use super::actions;
use crate::components::prelude::*;
use crate::plain::{day, moment, moment_from};

/// What the survivor wants, the newest first.
#[derive(Clone, Template)]
#[template(path = "case/wishes.html")]
pub(super) struct Wishes {
    said: Vec<(String, String)>,
    last_asked: Option<String>,
    meeting: Option<SummaryList>,
    ask_again: Option<String>,
}

impl HtmlSafe for Wishes {}

impl Wishes {
    /// Only in the record of somebody who told us themselves.
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let view = &page.view;
        let has_some = !view.wishes.is_empty() || view.disclosure.is_some();
        let wishes =
            view.wishes.iter().map(|one| (moment(one.recorded_at), one.is.words.as_str().to_owned()));
        (view.route == Some(Route::Disclosure) || (has_some && view.route != Some(Route::OwnBehaviour))).then(
            || Self {
                said: wishes.collect(),
                last_asked: view.wishes.first().map(|one| moment_from(one.recorded_at, page.as_of)),
                meeting: view.disclosure.as_ref().map(|taken| meeting(&taken.is.meeting)),
                ask_again: actions::address(page, Evidence::WishesRecorded),
            },
        )
    }
}

fn meeting(wishes: &MeetingWishes) -> SummaryList {
    let line = |label: &str, text: &Option<ShortText>| {
        text.as_ref().map(|text| SummaryRow::new(label, text.as_str()))
    };
    let rows = [
        Some(SummaryRow::new("Worker", wishes.worker.label())),
        line("Place to meet", &wishes.place),
        line("Language", &wishes.language),
        line("Supporter", &wishes.supporter),
        wishes.adjustments.as_ref().map(|words| SummaryRow::new("What makes it easier", words.as_str())),
    ];
    SummaryList::new(rows.into_iter().flatten())
}

/// A suspicion: nobody is contacted, and somebody asks safely.
#[derive(Clone, Template)]
#[template(path = "case/enquiry.html")]
pub(super) struct Enquiry {
    plan: Option<(String, String)>,
    made: Option<(String, &'static str, Option<String>)>,
    looked_up: bool,
    history: Option<String>,
    page: Option<String>,
}

impl HtmlSafe for Enquiry {}

impl Enquiry {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let view = &page.view;
        let text = |words: &Option<Words>| words.as_ref().map(|words| words.as_str().to_owned());
        (view.route == Some(Route::Suspicion) || view.enquiry_plan.is_some()).then(|| Self {
            plan: view.enquiry_plan.as_ref().map(|plan| (day(plan.is.on), plan.is.how.as_str().to_owned())),
            made: view
                .enquiry
                .as_ref()
                .map(|made| (moment(made.recorded_at), made.is.outcome.label(), text(&made.is.words))),
            looked_up: view
                .chronology
                .iter()
                .any(|line| line.kind == "history-looked-up" && line.corrected_by.is_none()),
            history: actions::address(page, Evidence::HistoryLookedUp),
            page: actions::address(page, Evidence::SafeEnquiryPlanned),
        })
    }
}

/// What somebody told us of their own behaviour, and nothing of anybody else.
#[derive(Clone, Template)]
#[template(path = "case/own.html")]
pub(super) struct Own {
    words: Option<String>,
    respect_line: &'static str,
    children: &'static str,
}

impl HtmlSafe for Own {}

impl Own {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let own = page.view.own_behaviour.as_ref().map(|own| &own.is);
        (page.view.route == Some(Route::OwnBehaviour)).then(|| Self {
            words: own.and_then(|own| own.words.as_ref()).map(|words| words.as_str().to_owned()),
            respect_line: own.map_or("Not offered yet", |own| own.respect_line.label()),
            children: own.map_or("Not known", |own| own.children_at_home.label()),
        })
    }
}
