//! The survivor's choices in short, and what was promised to them.

use access::{ActionKind, Field};
use askama::Template;
use askama::filters::HtmlSafe;
use domain::CaseId;
use domain::case::Promise;
use domain::choices::{Choice, ChoiceState};
use domain::compromise::SurvivorTold;
use domain::promise::PromiseState;
use domain::report::Route;
use domain::when::london;
use service::CasePage;

use crate::components::prelude::*;
use crate::plain::{day, moment_from};

/// The choices that were talked over.
#[derive(Clone, Template)]
#[template(path = "case/choices.html")]
pub(super) struct Choices {
    case: CaseId,
    lines: Vec<ChoiceLine>,
    left: usize,
}

impl HtmlSafe for Choices {}

#[derive(Clone)]
struct ChoiceLine {
    label: &'static str,
    state: &'static str,
    words: Option<String>,
    ask_again: Option<String>,
}

impl Choices {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let view = &page.view;
        let choices = view.support.choices();
        let today = page.as_of.to_zoned(london()).date();
        let line = |choice: &Choice| {
            let word = choices.get(choice)?;
            let again = word.is.ask_again_on.filter(|_| word.is.state != ChoiceState::Done);
            let asked = |on| {
                if on <= today {
                    format!("Ask again: {} has come", day(on))
                } else {
                    format!("Ask again on {}", day(on))
                }
            };
            Some(ChoiceLine {
                label: choice.label(),
                state: word.is.state.label(),
                words: word.is.words.as_ref().map(|words| words.as_str().to_owned()),
                ask_again: again.map(asked),
            })
        };
        let fits = view.shows(Field::Choices) && view.route == Some(Route::Disclosure);
        fits.then(|| Self {
            case: page.case,
            lines: Choice::ALL.iter().filter_map(line).collect(),
            left: Choice::ALL.len().saturating_sub(choices.len()),
        })
    }
}

/// What was promised to the survivor.
#[derive(Clone, Template)]
#[template(path = "case/promises.html")]
pub(super) struct Promises {
    case: CaseId,
    lines: Vec<PromiseLine>,
    may_record: bool,
}

impl HtmlSafe for Promises {}

#[derive(Clone)]
struct PromiseLine {
    sequence: u64,
    what: String,
    tag: Tag,
    when: String,
    told: Option<String>,
    words: Option<String>,
    open: bool,
}

impl Promises {
    /// Those that are late first, then those that are open, then what came of the others, the newest first.
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let view = &page.view;
        let promises = view.support.promises();
        let may_record = page.may.contains(&ActionKind::RecordOnCase) && !page.is_past;
        let fits = view.shows(Field::Choices) && view.route != Some(Route::OwnBehaviour);
        let mut sorted: Vec<(PromiseState, &Promise)> =
            promises.iter().rev().map(|promise| (promise.stands(page.as_of), promise)).collect();
        sorted.sort_by_key(|(state, promise)| {
            (rank(*state), promise.settled.is_none().then_some(promise.made.is.by))
        });
        let lines = sorted.into_iter().map(|(state, promise)| PromiseLine::new(page, state, promise));
        fits.then(|| Self { case: page.case, lines: lines.collect(), may_record })
    }
}

const fn rank(state: PromiseState) -> u8 {
    match state {
        PromiseState::Late => 0,
        PromiseState::Open => 1,
        PromiseState::Kept | PromiseState::KeptLate | PromiseState::Broken => 2,
    }
}

impl PromiseLine {
    fn new(page: &CasePage, state: PromiseState, promise: &Promise) -> Self {
        let settled = promise.settled.as_ref().map(|settled| &settled.is);
        let by = day(promise.made.is.by);
        Self {
            sequence: promise.made.sequence,
            what: promise.made.is.what.as_str().to_owned(),
            tag: tag(state),
            when: match settled {
                None => format!("by {by}"),
                Some(settled) if settled.on == promise.made.is.by => format!("on the day, {by}"),
                Some(settled) => format!("on {}; it was to be by {by}", day(settled.on)),
            },
            told: settled.map(|settled| match &settled.told {
                SurvivorTold::Told { at } => format!("They were told {}", moment_from(*at, page.as_of)),
                SurvivorTold::NotTold { why } => format!("They do not know yet: {}", why.as_str()),
            }),
            words: settled.and_then(|settled| settled.words.as_ref()).map(|words| words.as_str().to_owned()),
            open: settled.is_none(),
        }
    }
}

fn tag(state: PromiseState) -> Tag {
    let colour = match state {
        PromiseState::Late | PromiseState::Broken => "govuk-tag--red",
        PromiseState::KeptLate => "govuk-tag--yellow",
        PromiseState::Open => "govuk-tag--blue",
        PromiseState::Kept => "govuk-tag--green",
    };
    Tag::new(state.label()).class(colour)
}
