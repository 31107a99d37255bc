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
        self.questions.iter().fold(table, row).stacked()
    }
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
