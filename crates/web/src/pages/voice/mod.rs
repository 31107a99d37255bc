//! What survivors say of how they were treated, for everybody together: counted, fewer than five never told apart, and no name
//! (COU-14, R-21, domain.md 13C). And the page on which answers are written down without a name.

mod early_help;
mod without_name;

use access::action::{KeepChoices, SeeOthersWork};
use access::check_office;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::voice::FeedbackQuestion;
use jiff::civil::Date;
use service::{VoicePage as Counted, VoiceQuestion};

pub use early_help::{EarlyHelpPage, send as call_early_help, show as early_help};
pub use without_name::{WithoutNamePage, send as add, show as without_name};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::SignedIn;

/// What everybody said.
#[derive(Clone, Template)]
#[template(path = "voice/page.html")]
pub struct VoicePage {
    layout: Layout,
    from: String,
    people: Option<usize>,
    questions: Vec<VoiceQuestion>,
    words: Vec<String>,
    keeps_names: bool,
}

impl VoicePage {
    fn new(layout: Layout, counted: Counted, keeps_names: bool) -> Self {
        Self {
            layout: layout.title("Work"),
            from: counted.from.strftime("%B %Y").to_string(),
            people: counted.people,
            questions: counted.questions,
            words: counted.words,
            keeps_names,
        }
    }

    fn table(&self) -> Table {
        let heads = ["What they were asked", "Yes", "Partly", "No"].map(Cell::new);
        let table = Table::new(heads).caption("How many said what");
        let row = |table: Table, one: &VoiceQuestion| {
            let [yes, partly, no] = [one.yes, one.partly, one.no].map(told);
            table.row([Cell::new(one.question.label()), Cell::new(yes), Cell::new(partly), Cell::new(no)])
        };
        let told = self.questions.iter().filter(|one| is_told(one));
        told.fold(table, row).stacked()
    }

    fn tells_some(&self) -> bool {
        self.questions.iter().any(is_told)
    }

    fn untold(&self) -> Vec<&'static str> {
        self.questions.iter().filter(|one| !is_told(one)).map(|one| one.question.label()).collect()
    }
}

/// Whether any answer to it may be told.
fn is_told(one: &VoiceQuestion) -> bool {
    [one.yes, one.partly, one.no].iter().any(Option::is_some)
}

fn told(count: Option<usize>) -> String {
    count.map_or_else(|| "Fewer than 5".to_owned(), |count| count.to_string())
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    check_office::<SeeOthersWork>(&who.actor)?;
    let counted = app.service.voice_page(&who.actor).await?;
    let keeps_names = check_office::<KeepChoices>(&who.actor).is_ok();
    Ok(Page(VoicePage::new(who.layout("/voice"), counted, keeps_names)).into_response())
}

impl Sample for VoicePage {
    fn sample() -> Self {
        let one = |question: &FeedbackQuestion| VoiceQuestion {
            question: *question,
            yes: Some(12),
            partly: Some(6),
            no: None,
        };
        let counted = Counted {
            from: Date::constant(2025, 12, 1),
            people: Some(20),
            questions: FeedbackQuestion::ALL.iter().map(one).collect(),
            words: vec!["Ring when you said you would.".to_owned()],
        };
        Self::new(Layout::signed_in("Priya Osei", "Domestic-abuse lead", "token"), counted, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(yes: &[Option<usize>]) -> String {
        let one = |(place, question): (usize, &FeedbackQuestion)| VoiceQuestion {
            question: *question,
            yes: yes.get(place).copied().flatten(),
            partly: None,
            no: None,
        };
        let counted = Counted {
            from: Date::constant(2025, 12, 1),
            people: Some(5),
            questions: FeedbackQuestion::ALL.iter().enumerate().map(one).collect(),
            words: Vec::new(),
        };
        VoicePage::new(Layout::default(), counted, false).render().unwrap()
    }

    #[test]
    fn given_nothing_may_be_told_then_one_sentence_says_so_and_there_is_no_table() {
        let page = shown(&[]);
        assert!(page.contains("so no number is shown") && !page.contains("<table"), "{page}");
    }

    #[test]
    fn given_one_question_may_be_told_then_it_has_its_row_and_the_others_one_sentence() {
        let page = shown(&[Some(10)]);
        assert_eq!(page.matches("Fewer than 5<").count(), 2, "its own two other answers: {page}");
        assert!(page.contains("fewer than five gave any one answer") && page.contains(">10<"), "{page}");
    }
}
