//! The page.

use askama::Template;
use domain::CaseId;
use domain::case::StillOpen;
use domain::report::Route;
use domain::reviewing::Ending;
use policy::words::Evidence;
use service::{CasePage, Closing, DutyLine};

use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::case::address;
use crate::pages::notes::parts::Parts;
use crate::pages::notes::reviewed::{AskedThem, their_view};
use crate::plain::due;

/// What keeps it open, then the form.
#[derive(Clone, Template)]
#[template(path = "close.html")]
pub struct ClosePage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    seen: u64,
    closed: bool,
    open: Vec<Open>,
    besides: Vec<(Open, String)>,
    parts: Vec<Html>,
}

/// One thing that keeps it open.
#[derive(Clone)]
struct Open {
    why: String,
    href: Option<String>,
    set_aside: Option<String>,
}

impl ClosePage {
    pub(super) fn new(layout: Layout, closing: &Closing, form: Option<Filled>) -> Self {
        let page = &closing.page;
        let own = page.view.route == Some(Route::OwnBehaviour);
        let form = form.unwrap_or_else(|| begun(own));
        let ruled = closing.always.iter().map(|why| Open::ruled(page, *why));
        let overdue = closing.overdue().map(|duty| Open::duty(page, duty));
        Self {
            layout: layout.title("Work").back(format!("/cases/{}", page.case)).problems(&form.problems),
            contact: ContactFirst::of(page),
            case: page.case,
            seen: page.view.sequence,
            closed: page.view.support.closed().is_some(),
            open: ruled.chain(overdue).collect(),
            besides: besides(closing).map(|(why, when)| (Open::ruled(page, why), when)).collect(),
            parts: parts(&form, own),
        }
    }
}

/// What keeps it open only if it ended in one way or another, each with how.
fn besides(closing: &Closing) -> impl Iterator<Item = (StillOpen, String)> + '_ {
    StillOpen::ALL.iter().filter_map(|why| {
        let keeps = |ending: &&Ending| closing.besides.get(ending).is_some_and(|open| open.contains(why));
        let (with, without): (Vec<&Ending>, Vec<&Ending>) = Ending::ALL.iter().partition(keeps);
        let listed = |endings: &[&Ending]| {
            endings.iter().map(|ending| format!("“{}”", ending.label())).collect::<Vec<_>>().join(", ")
        };
        match (with.len(), without.len()) {
            (0, _) => None,
            (one, other) if other < one => Some((*why, format!("Unless it ended so: {}.", listed(&without)))),
            _ => Some((*why, format!("If it ended so: {}.", listed(&with)))),
        }
    })
}

fn begun(own: bool) -> Filled {
    let mut sent = Sent::default();
    if own {
        sent.set("asked", vec![AskedThem::Own.code().to_owned()]);
    }
    Filled::with_problems(sent, Problems::new())
}

fn parts(form: &Filled, own: bool) -> Vec<Html> {
    let ending = form
        .radios::<Ending>("ending", "How did it end?")
        .hint("That somebody said no once, or did not answer, ends nothing.");
    their_view(Parts::of(form).and(&ending), form, own)
        .note(
            "words",
            "Why may it be closed, and how does the door stay open?",
            "What was looked at, who still helps, what they know about coming back, and what would open it again.",
        )
        .done()
}

impl Open {
    fn ruled(page: &CasePage, why: StillOpen) -> Self {
        let href = evidence(why).iter().find_map(|evidence| address(page, *evidence));
        let href = match why {
            StillOpen::NoDeath => Some(format!("/cases/{}/notes/loss", page.case)),
            StillOpen::AgreedContact => Some(format!("/cases/{}#contact", page.case)),
            _ => href,
        };
        Self { why: format!("{}.", why.label()), href, set_aside: None }
    }

    fn duty(page: &CasePage, duty: &DutyLine) -> Self {
        Self {
            why: format!("{}: {}.", duty.title, due(duty.due, page.as_of)),
            href: duty.met_by.iter().find_map(|evidence| address(page, *evidence)),
            set_aside: Some(format!(
                "/cases/{}/duties/{}/{}/set-aside",
                page.case, duty.code, duty.started.sequence
            )),
        }
    }
}

/// What shows that it was done.
const fn evidence(why: StillOpen) -> &'static [Evidence] {
    match why {
        StillOpen::RiskReview => &[Evidence::RiskAssessed, Evidence::CaseReviewed],
        StillOpen::StaleAssessment => &[Evidence::RiskAssessed],
        StillOpen::Promise => &[Evidence::PromiseSettled],
        StillOpen::Concern => &[Evidence::ConcernAnswered],
        StillOpen::Order | StillOpen::Marac => &[Evidence::SafetyPlanMade],
        StillOpen::OneNo | StillOpen::Watch => &[Evidence::WatchAgreed],
        StillOpen::OneTry => &[Evidence::ContactAttempted],
        StillOpen::Heightened | StillOpen::AgreedContact | StillOpen::NoDeath | StillOpen::Duty => &[],
    }
}

impl Sample for ClosePage {
    fn sample() -> Self {
        let closing = Closing {
            page: crate::pages::case::sample::page(),
            always: vec![StillOpen::RiskReview, StillOpen::Concern],
            besides: [(Ending::WantsNoMore, vec![StillOpen::OneNo])].into(),
        };
        Self::new(Layout::signed_in("Priya Osei", "Regional housing manager", "token"), &closing, None)
    }
}
