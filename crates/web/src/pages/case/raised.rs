//! Safeguarding, reviews and how it went, in a few words each.

use access::{ActionKind, Field};
use askama::Template;
use askama::filters::HtmlSafe;
use domain::CaseId;
use domain::report::Route;
use domain::reviewing::TheirView;
use domain::voice::FeedbackWish;
use policy::words::Evidence;
use service::CasePage;

use super::actions;
use crate::pages::safeguarding::{concerns, dues};
use crate::plain::{day, moment};

/// The three sections, each where this person may see it.
#[derive(Clone, Template)]
#[template(path = "case/raised.html")]
pub(super) struct Raised {
    case: CaseId,
    safeguarding: Option<Safeguarding>,
    reviews: Option<Reviews>,
    voice: Option<Voice>,
}

#[derive(Clone)]
struct Safeguarding {
    concerns: Vec<(String, &'static str)>,
    overdue: Vec<(String, String)>,
}

#[derive(Clone)]
struct Reviews {
    last: Option<Review>,
    again: Option<String>,
    review: Option<String>,
    close: Option<String>,
}

#[derive(Clone)]
struct Review {
    when: String,
    by: String,
    view: Option<(&'static str, String)>,
    found: String,
}

#[derive(Clone)]
struct Voice {
    wish: &'static str,
    given: Vec<String>,
    without_name: bool,
    ask: Option<String>,
    record: Option<String>,
}

impl HtmlSafe for Raised {}

impl Raised {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let shows = |field| page.view.shows(field);
        let survivors = page.view.route == Some(Route::Disclosure);
        let raised = Self {
            case: page.case,
            safeguarding: shows(Field::Safeguarding).then(|| Safeguarding::new(page)),
            reviews: shows(Field::Reviews).then(|| Reviews::new(page)),
            voice: (shows(Field::Reviews) && survivors).then(|| Voice::new(page)),
        };
        (raised.safeguarding.is_some() || raised.reviews.is_some()).then_some(raised)
    }
}

impl Safeguarding {
    fn new(page: &CasePage) -> Self {
        let overdue = dues(page).into_iter().filter(|due| due.overdue);
        Self {
            concerns: concerns(page).into_iter().map(|concern| (concern.title, concern.state)).collect(),
            overdue: overdue.map(|due| (due.title, due.when)).collect(),
        }
    }
}

impl Reviews {
    fn new(page: &CasePage) -> Self {
        let last = page.view.support.reviews().last();
        let may_close = page.may.contains(&ActionKind::EndCase) && !page.is_past;
        let closed = page.view.support.closed().is_some();
        Self {
            again: last.map(|review| day(review.is.again_on)),
            last: last.map(|review| Review {
                when: moment(review.recorded_at),
                by: page.colleague(review.actor).to_owned(),
                view: review.is.view.as_ref().map(|view| match view {
                    TheirView::Said(said) => ("They said", said.as_str().to_owned()),
                    TheirView::NotAsked(why) => ("They were not asked, because", why.as_str().to_owned()),
                }),
                found: review.is.words.as_str().to_owned(),
            }),
            review: actions::address(page, Evidence::CaseReviewed).filter(|_| !closed),
            close: (may_close && !closed).then(|| format!("/cases/{}/close", page.case)),
        }
    }
}

impl Voice {
    fn new(page: &CasePage) -> Self {
        let support = &page.view.support;
        let wish = support.feedback_wish().map(|agreed| agreed.is.wish);
        let given = |given: &domain::case::Numbered<domain::voice::FeedbackGiven>| {
            let change =
                given.is.change.as_ref().map(|words| format!(" What should change: {}", words.as_str()));
            let when = moment(given.recorded_at);
            format!("{}, {when}.{}", given.is.time.label(), change.unwrap_or_default())
        };
        let ask = actions::address(page, Evidence::FeedbackAgreed);
        Self {
            wish: match wish {
                Some(FeedbackWish::Yes) => "They want to be asked, in a conversation that is safe.",
                Some(FeedbackWish::Anonymous) => {
                    "They want to answer without their name. Nothing of it stands here."
                }
                Some(FeedbackWish::NotNow) => "Not now, they said.",
                Some(FeedbackWish::No) => "They do not want to be asked.",
                None => "Nobody has asked yet whether they want to be asked.",
            },
            without_name: wish == Some(FeedbackWish::Anonymous) && !page.is_past,
            given: support.feedback().iter().rev().map(given).collect(),
            record: actions::address(page, Evidence::FeedbackGiven)
                .filter(|_| !matches!(wish, Some(FeedbackWish::Anonymous | FeedbackWish::No) | None)),
            ask,
        }
    }
}
