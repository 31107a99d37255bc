//! One choice: what to say of it, and what they say.

use askama::Template;
use domain::CaseId;
use domain::case::{CaseCommand, Refusal};
use domain::choices::{Choice, ChoiceState, ChoiceTalkedOver};
use jiff::Timestamp;
use service::{CasePage, Entry, LocalChoices};

use super::page::Here;
use super::told::{Told, told};
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::{Filled, KEEP_AS_IT_IS, Reader, Sent};
use crate::layout::Layout;
use crate::page::Sample;
use crate::plain::moment_from;

/// Every field of the form.
pub(super) const FIELDS: &[&str] = &["state", "words", "words-no-address", "again"];

/// The page of one choice.
#[derive(Clone, Template)]
#[template(path = "choices/one.html")]
pub struct ChoicePage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    choice: Choice,
    told: Told,
    here: Here,
    before: Option<String>,
    form: Filled,
}

impl ChoicePage {
    pub(super) fn new(
        layout: Layout,
        page: &CasePage,
        choice: Choice,
        local: &LocalChoices,
        form: Filled,
    ) -> Self {
        let word = page.view.support.choices().get(&choice);
        Self {
            layout: layout
                .title("Work")
                .back(format!("/cases/{}/choices", page.case))
                .problems(&form.problems)
                .kept_apart(page, &form.problems),
            contact: ContactFirst::of(page),
            case: page.case,
            choice,
            told: told(choice),
            here: Here::of(local.get(&choice)),
            before: word.map(|word| {
                format!("{}, {}", word.is.state.label(), moment_from(word.recorded_at, page.as_of))
            }),
            form,
        }
    }

    fn state(&self) -> Radios {
        self.form
            .radios::<ChoiceState>("state", "What do they say of it?")
            .hint("Theirs, not yours. They can change it tomorrow.")
    }

    fn words(&self) -> Textarea {
        self.form
            .words("words", "In their words")
            .hint("As they said it. You can leave this out. Never an address.")
    }

    fn sure(&self) -> Option<Checkboxes> {
        let asks = self.form.problems.on("words").is_some() || self.form.sent.has("words-no-address");
        asks.then(|| self.form.tick("words-no-address", KEEP_AS_IT_IS))
    }

    fn again(&self) -> DateInput {
        self.form
            .date("again", "Ask again on")
            .hint("Needed where they say not now. Ask them which day. For example 27 3 2026.")
    }
}

/// What they said, as it is to be recorded.
pub(super) fn read(choice: Choice, sent: &Sent, now: Timestamp) -> Result<Vec<Entry>, Problems> {
    let mut reader = Reader::new(sent, now);
    let state = reader.must_choose::<ChoiceState>("state", "Choose what they say of it");
    let words = reader.note("words", "Their words");
    let ask_again_on = reader.coming_day("again", "The day on which to ask again");
    if state == Some(ChoiceState::Later) && !sent.has("again") {
        reader.wrong("again", "Give the day on which to ask again. Ask them which");
    }
    let said = state.map(|state| ChoiceTalkedOver { choice, state, words, ask_again_on });
    reader.done(said.map(|said| vec![CaseCommand::from(said).into()]))
}

/// Beside which field a rule's no is shown.
pub(super) fn beside(refusal: &Refusal) -> Option<&'static str> {
    matches!(refusal, Refusal::TimesDoNotFit | Refusal::Unanswered(_)).then_some("again")
}

impl Sample for ChoicePage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let page = crate::pages::case::sample::page();
        Self::new(layout, &page, Choice::JointTenancy, &super::local::sample(), Filled::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Vec<Entry>, Problems> {
        super::read(
            Choice::Move,
            &Sent::parse(body.as_bytes()).unwrap(),
            "2026-03-02T12:00:00Z".parse().unwrap(),
        )
    }

    #[test]
    fn given_a_state_then_it_is_enough_but_later_needs_its_day() {
        assert!(read("state=declined").is_ok());
        assert!(read("state=later&again-day=9&again-month=3&again-year=2026").is_ok());
        for (body, field) in [
            ("words=Perhaps", "state"),
            ("state=later", "again"),
            ("state=offered&again-day=1&again-month=3&again-year=2026", "again"),
            ("state=wanted&words=To+12+Acacia+Avenue", "words"),
        ] {
            assert!(read(body).err().unwrap().on(field).is_some(), "{body}");
        }
    }
}
