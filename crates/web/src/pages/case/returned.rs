//! Allegations made in return, and what is said first of a record in which somebody is under 16.

use access::Field;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::Answer;
use domain::case::Numbered;
use domain::child::{ABUSE_FROM_AGE, younger_than};
use domain::counter::{CounterAllegation, Sign};
use domain::people::{Person, PersonRole};
use domain::report::Route;
use domain::text::Words;
use policy::words::Evidence;
use service::CasePage;

use super::actions;
use crate::plain::{capital, happened};

/// What somebody who is said to cause harm alleges in return.
#[derive(Clone, Template)]
#[template(path = "case/returned.html")]
pub(super) struct Returned {
    allegations: Vec<Allegation>,
    add: Option<String>,
}

impl HtmlSafe for Returned {}

#[derive(Clone)]
struct Allegation {
    by: String,
    of: String,
    when: String,
    words: Option<String>,
    signs: Vec<(&'static str, &'static str)>,
    not_thought_of: bool,
    view: Option<String>,
}

impl Returned {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        if page.view.route == Some(Route::OwnBehaviour) {
            return None;
        }
        let all = page.view.support.counter();
        let one = |counter: &Numbered<CounterAllegation>| Allegation::new(page, &counter.is);
        (!all.is_empty()).then(|| Self {
            allegations: all.iter().map(one).collect(),
            add: actions::address(page, Evidence::CounterConsidered),
        })
    }
}

impl Allegation {
    fn new(page: &CasePage, counter: &CounterAllegation) -> Self {
        let words = |words: &Option<Words>| words.as_ref().map(|words| words.as_str().to_owned());
        let answer = |sign: &Sign| match counter.signs.get(sign) {
            None => "Not thought of yet",
            Some(Answer::NotKnown) => "Not known: still to be asked",
            Some(answer) => answer.label(),
        };
        Self {
            by: page.view.name(counter.by),
            of: page.view.name(counter.of),
            when: capital(&happened(&counter.happened)),
            words: words(&counter.words),
            signs: Sign::ALL.iter().map(|sign| (sign.label(), answer(sign))).collect(),
            not_thought_of: counter.signs.is_empty(),
            view: words(&counter.view),
        }
    }
}

/// Somebody at the centre of it is under 16: safeguarding comes first (R-01).
#[derive(Clone, Template)]
#[template(
    source = r#"<p class="govuk-body" id="under-16"><strong>Somebody here is under 16: safeguarding comes first.</strong> Raise a concern for {{ who }} today; it needs nobody’s agreement. What is recorded here helps whoever protects them, and nobody under 16 is treated as an adult.{% if let Some(href) = concern %} <a class="govuk-link app-no-print" href="{{ href }}">Raise a safeguarding concern</a>{% endif %}</p>"#,
    ext = "html"
)]
pub(super) struct Young {
    who: String,
    concern: Option<String>,
}

impl HtmlSafe for Young {}

impl Young {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let view = &page.view;
        let at_the_centre = |person: &&Person| {
            person.is(PersonRole::Survivor)
                || person.is(PersonRole::AllegedPerpetrator)
                || view.connections.iter().any(|known| known.alleged_perpetrator == person.person)
        };
        let is_young = |person: &&Person| younger_than(ABUSE_FROM_AGE, person.born, view.day) == Answer::Yes;
        let young: Vec<String> = view
            .people
            .values()
            .filter(at_the_centre)
            .filter(is_young)
            .map(|person| view.name(person.person))
            .collect();
        let shown = view.shows(Field::People) && view.route != Some(Route::OwnBehaviour) && !young.is_empty();
        shown.then(|| Self {
            who: young.join(" and "),
            concern: actions::address(page, Evidence::SafeguardingConcernRaised),
        })
    }
}
