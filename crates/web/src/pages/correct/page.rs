//! The page on which an entry is corrected.

use access::Line;
use askama::Template;
use domain::CaseId;
use service::CasePage;

use super::read::{NOTHING, WORDS};
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::{Filled, KEEP_AS_IT_IS, Sent};
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::case::Told;
use crate::plain::moment;

/// Shows the entry in plain words and asks what was wrong.
#[derive(Clone, Template)]
#[template(path = "correct/page.html")]
pub struct CorrectPage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    sequence: u64,
    told: Told,
    recorded: String,
    corrected_before: bool,
    can: Can,
    seen: u64,
    form: Filled,
}

/// What a correction of this entry can do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Can {
    /// It is left out, or its words change.
    Both,
    /// It is left out.
    LeaveOut,
    /// Nothing: a later answer stands for it.
    Nothing,
}

impl CorrectPage {
    /// The page of an entry; `None` where there is none to correct.
    pub(super) fn new(layout: Layout, page: &CasePage, sequence: u64, form: Filled) -> Option<Self> {
        let lines = &page.view.chronology;
        let line = lines.iter().find(|line| line.sequence == sequence && line.corrects.is_none())?;
        Some(Self::of(layout, page, line, form))
    }

    fn of(layout: Layout, page: &CasePage, line: &Line, form: Filled) -> Self {
        let (lines, sequence) = (&page.view.chronology, line.sequence);
        let newest = line.corrected_by.and_then(|by| lines.iter().find(|line| line.sequence == by));
        let telling = newest.and_then(|newest| newest.instead.as_ref()).unwrap_or(&line.telling);
        let can = match line.words {
            _ if sequence == 1 || line.kind == "household-answered" => Can::Nothing,
            Some(_) => Can::Both,
            None => Can::LeaveOut,
        };
        let back = format!("/cases/{}#entry-{sequence}", page.case);
        Self {
            contact: ContactFirst::of(page),
            case: page.case,
            sequence,
            told: Told::new(telling),
            recorded: format!("{} by {}", moment(line.recorded_at), page.colleague(line.actor)),
            corrected_before: newest.is_some(),
            can,
            seen: form.sent.one("seen").parse().unwrap_or(page.view.sequence),
            layout: layout.title("Work").back(back).problems(&form.problems),
            form,
        }
    }

    fn is_possible(&self) -> bool {
        self.can != Can::Nothing
    }

    fn what(&self) -> Radios {
        let radios = Radios::new("what", "What should stand there?").value(Some(self.form.sent.one("what")));
        let radios = match self.can {
            Can::Both => radios.option(WORDS, "The same entry, with the words below"),
            Can::LeaveOut | Can::Nothing => radios,
        };
        let radios = radios.option(NOTHING, "Nothing: it should never have been recorded");
        radios.error(self.form.problems.on("what").map(str::to_owned))
    }

    fn words(&self) -> Option<Textarea> {
        let label = "The words as they should stand";
        (self.can == Can::Both)
            .then(|| self.form.words("words", label).hint("Leave it as it is if the entry is left out."))
    }

    fn why(&self) -> Textarea {
        self.form
            .words("why", "What was wrong?")
            .hint("It stands beside the correction, for everybody who reads the record.")
    }

    fn not_an_address(&self, field: &str) -> Option<Checkboxes> {
        self.form.problems.on(field)?;
        Some(self.form.tick(&format!("{field}-no-address"), KEEP_AS_IT_IS))
    }
}

/// The form as it is first shown: the words as they stand now.
pub(super) fn first(page: &CasePage, sequence: u64) -> Sent {
    let line = page.view.chronology.iter().find(|line| line.sequence == sequence);
    let words = line.and_then(|line| line.words.as_ref()).map(|words| words.as_str().to_owned());
    let mut sent = Sent::default();
    sent.set("words", words.into_iter().collect());
    sent
}

impl Sample for CorrectPage {
    fn sample() -> Self {
        let page = crate::pages::case::sample::page();
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let wish = crate::pages::case::sample::wish();
        let form = Filled { sent: first(&page, wish.sequence), ..Filled::default() };
        Self::of(layout, &page, &wish, form)
    }
}
