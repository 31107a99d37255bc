//! The page.

use access::Field;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::CaseId;
use domain::case::StillOpen;
use domain::report::Route;
use domain::reviewing::{Ending, MovedTo};
use policy::DutyState;
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
    besides: Vec<(String, Vec<Open>)>,
    ended: Vec<String>,
    parts: Vec<Html>,
}

/// One thing that keeps it open, and leads to where it is seen to.
#[derive(Clone, Template)]
#[template(
    source = r#"{% if let Some(href) = href %}<a class="govuk-link" href="{{ href }}">{{ why }}</a>{% else %}{{ why }}{% endif %}{% if let Some(aside) = set_aside %} <a class="govuk-link" href="{{ aside }}">Set it aside<span class="govuk-visually-hidden">: {{ why }}</span></a>{% endif %}"#,
    ext = "html"
)]
struct Open {
    why: String,
    href: Option<String>,
    set_aside: Option<String>,
}

impl HtmlSafe for Open {}

impl ClosePage {
    pub(super) fn new(layout: Layout, closing: &Closing, form: Option<Filled>) -> Self {
        let page = &closing.page;
        let own = page.view.route == Some(Route::OwnBehaviour);
        let form = form.unwrap_or_else(|| begun(own));
        let ruled = closing.always.iter().map(|why| Open::ruled(page, *why));
        let asked_for = closing.asked_for().filter(|duty| !is_said(closing, duty));
        let asked_for = asked_for.map(|duty| Open::duty(page, duty));
        Self {
            layout: layout
                .title("Work")
                .back(format!("/cases/{}", page.case))
                .problems(&form.problems)
                .kept_apart(page, &form.problems),
            contact: ContactFirst::of(page),
            case: page.case,
            seen: page.view.sequence,
            closed: page.view.support.closed().is_some(),
            open: ruled.chain(asked_for).collect(),
            ended: closing
                .ended()
                .map(|duty| format!("{}: {}.", duty.title, due(duty.due, page.as_of)))
                .collect(),
            besides: grouped(besides(closing).map(|(why, when)| (Open::ruled(page, why), when))),
            parts: parts(&form, own),
        }
    }
}

/// Whether the rules say it already, whatever the policy: each thing is listed once. What is overdue says so by itself.
fn is_said(closing: &Closing, duty: &DutyLine) -> bool {
    let same = |why: &StillOpen| {
        let shows = evidence(*why);
        !shows.is_empty() && shows.iter().all(|shows| duty.met_by.contains(shows))
    };
    duty.state != DutyState::Overdue && closing.always.iter().any(same)
}

/// What keeps it open only if it ended in one way or another, each with how.
fn besides(closing: &Closing) -> impl Iterator<Item = (StillOpen, String)> + '_ {
    StillOpen::ALL.iter().filter_map(|why| {
        let keeps = |ending: &&Ending| closing.besides.get(ending).is_some_and(|open| open.contains(why));
        let (with, without): (Vec<&Ending>, Vec<&Ending>) = Ending::ALL.iter().partition(keeps);
        let listed = |endings: &[&Ending]| {
            endings.iter().map(|ending| format!("“{}”", ending.label())).collect::<Vec<_>>().join(" or ")
        };
        match (with.len(), without.len()) {
            (0, _) => None,
            (_, 0) => Some((*why, "However it ended:".to_owned())),
            (one, other) if other < one => {
                Some((*why, format!("Unless you choose {} below:", listed(&without))))
            }
            _ => Some((*why, format!("If you choose {} below:", listed(&with)))),
        }
    })
}

/// What has the same condition stands under it once.
fn grouped(besides: impl Iterator<Item = (Open, String)>) -> Vec<(String, Vec<Open>)> {
    let mut groups: Vec<(String, Vec<Open>)> = Vec::new();
    for (one, when) in besides {
        match groups.iter_mut().find(|(known, _)| *known == when) {
            Some((_, those)) => those.push(one),
            None => groups.push((when, vec![one])),
        }
    }
    groups
}

fn begun(own: bool) -> Filled {
    let mut sent = Sent::default();
    if own {
        sent.set("asked", vec![AskedThem::Own.code().to_owned()]);
    }
    Filled::with_problems(sent, Problems::new())
}

fn parts(form: &Filled, own: bool) -> Vec<Html> {
    let moved_to = form
        .radios::<MovedTo>("moved-to", "If they have moved: where to?")
        .hint("By which way, and never the address.");
    let ending = form
        .radios_of::<Ending>("ending", "How did it end?", &[])
        .hint("That somebody said no once, or did not answer, ends nothing.");
    let ending = Ending::ALL.iter().fold(ending, |ending, one| {
        let choice = Choice::new(one.code(), one.label());
        ending.item(match one {
            Ending::Moved => choice.below(Html::of(&moved_to)),
            _ => choice,
        })
    });
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
            StillOpen::MaracUnheard => Some(format!("/cases/{}/notes/conference-heard", page.case)),
            StillOpen::NoDeath => Some(format!("/cases/{}/notes/loss", page.case)),
            StillOpen::AgreedContact => Some(format!("/cases/{}#contact", page.case)),
            // What they said stands on the record: to write down another no is another thing.
            StillOpen::Watch | StillOpen::OneNo if said_not_now(page) => {
                Some(format!("/cases/{}#not-now", page.case))
            }
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
        StillOpen::Signal => &[Evidence::CaseReviewed, Evidence::RiskAssessed],
        StillOpen::Enquiry => &[Evidence::SafeEnquiryMade],
        StillOpen::Undecided => &[Evidence::SafeguardingConcernRaised],
        StillOpen::Choice => &[Evidence::ChoiceTalkedOver],
        StillOpen::Precaution => &[Evidence::HomeSeenTo],
        StillOpen::Promise => &[Evidence::PromiseSettled],
        StillOpen::Untold => &[Evidence::DayTold],
        StillOpen::Concern => &[Evidence::ConcernAnswered],
        StillOpen::MaracUndecided => &[Evidence::MaracDecided],
        StillOpen::Order | StillOpen::Marac => &[Evidence::SafetyPlanMade],
        StillOpen::OneNo | StillOpen::Watch => &[Evidence::WatchAgreed],
        StillOpen::OneTry | StillOpen::Missed => &[Evidence::ContactAttempted],
        StillOpen::Heightened
        | StillOpen::AgreedContact
        | StillOpen::BehindWall
        | StillOpen::MaracUnheard
        | StillOpen::NoDeath
        | StillOpen::Duty => &[],
    }
}

/// Whether a "not now" stands on the page of the record.
fn said_not_now(page: &CasePage) -> bool {
    page.view.shows(Field::Choices) && page.view.support.watch().is_some()
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
