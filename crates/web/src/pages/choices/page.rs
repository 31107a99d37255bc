//! Every choice: how it stands at a glance, then each in words.

use access::ActionKind;
use askama::Template;
use domain::choices::{Choice, ChoiceState};
use domain::{Answer, CaseId};
use service::{CasePage, LocalChoiceLine, LocalChoices};

use super::told::{Told, told};
use crate::contact_first::ContactFirst;
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::case::NotNow;
use crate::plain::{day, moment_from};

/// One choice on the page.
#[derive(Clone)]
struct Line {
    choice: Choice,
    told: Told,
    state: String,
    words: Option<String>,
    ask_again: Option<String>,
    here: Here,
}

/// What there is of a choice here.
#[derive(Clone)]
pub(super) struct Here {
    pub short: &'static str,
    pub more: Option<String>,
    pub words: Option<String>,
}

impl Here {
    /// What was said of it, and by when somebody looks again. Not looked into, and not looked at again in time, is
    /// not known.
    pub(super) fn of(line: Option<&LocalChoiceLine>) -> Self {
        let Some(line) = line else {
            return Self { short: "Not known: nobody has looked into it yet", more: None, words: None };
        };
        let by = day(line.is.review_by);
        let more = if line.overdue {
            format!(
                "It was to be looked at again by {by}, and was not. On {}: {}",
                day(line.is.reviewed_on),
                line.is.available.label()
            )
        } else {
            format!("Looked at on {}, again by {by}", day(line.is.reviewed_on))
        };
        Self {
            short: match line.available() {
                Answer::Yes => "There is",
                Answer::No => "There is none here: ask further away",
                Answer::NotKnown => "Not known: ask before you offer it",
            },
            more: Some(more),
            words: line.is.words.as_ref().map(|words| words.as_str().to_owned()),
        }
    }
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "choices/page.html")]
pub struct ChoicesPage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    wishes: Vec<(String, String)>,
    not_now: Option<NotNow>,
    lines: Vec<Line>,
    may_record: bool,
}

/// How a choice stands, with the day on which that was said.
fn stands(page: &CasePage, choice: Choice) -> String {
    match page.view.support.choices().get(&choice) {
        Some(word) => format!("{}, {}", word.is.state.label(), moment_from(word.recorded_at, page.as_of)),
        None => "Not talked over yet".to_owned(),
    }
}

impl ChoicesPage {
    pub(super) fn new(layout: Layout, page: &CasePage, local: &LocalChoices) -> Self {
        let line = |choice: &Choice| {
            let word = page.view.support.choices().get(choice);
            let again =
                word.filter(|word| word.is.state != ChoiceState::Done).and_then(|word| word.is.ask_again_on);
            Line {
                choice: *choice,
                told: told(*choice),
                state: stands(page, *choice),
                words: word.and_then(|word| word.is.words.as_ref()).map(|words| words.as_str().to_owned()),
                ask_again: again.map(day),
                here: Here::of(local.get(choice)),
            }
        };
        let wish = |wish: &domain::case::Numbered<domain::disclosure::WishesRecorded>| {
            (wish.is.words.as_str().to_owned(), moment_from(wish.recorded_at, page.as_of))
        };
        Self {
            layout: layout.title("Work").back(format!("/cases/{}", page.case)),
            contact: ContactFirst::of(page),
            case: page.case,
            wishes: page.view.wishes.iter().map(wish).collect(),
            not_now: NotNow::new(page),
            lines: Choice::ALL.iter().map(line).collect(),
            may_record: page.may.contains(&ActionKind::RecordOnCase),
        }
    }
}

impl Sample for ChoicesPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let local = super::local::sample();
        Self::new(layout, &crate::pages::case::sample::page(), &local)
    }
}
