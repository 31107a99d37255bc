//! The page on which an entry is corrected.

use access::{Line, ReportSaid};
use askama::Template;
use domain::child::Definition;
use domain::incident::Incident;
use domain::when::london;
use domain::{Answer, CaseId, Happened};
use service::CasePage;

use super::read::{INCIDENT, NOTHING, REPORT, WORDS};
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::{Filled, KEEP_AS_IT_IS, Sent};
use crate::kinds;
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
    /// What it is, where more than its words can be put right.
    of: &'static str,
    definition: Option<Definition>,
    seen: u64,
    form: Filled,
}

/// What a correction of this entry can do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Can {
    /// It is left out, or put right.
    Both,
    /// It is put right: it opened the record, and stays.
    PutRight,
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
        let of = more_of(page, line);
        let can = match line.words {
            _ if line.kind == "household-answered" => Can::Nothing,
            None if sequence == 1 => Can::Nothing,
            Some(_) if sequence == 1 => Can::PutRight,
            None if of.is_empty() => Can::LeaveOut,
            _ => Can::Both,
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
            of,
            definition: page.definition,
            seen: form.sent.one("seen").parse().unwrap_or(page.view.sequence),
            layout: layout.title("Work").back(back).problems(&form.problems).kept_apart(page, &form.problems),
            form,
        }
    }

    fn is_possible(&self) -> bool {
        self.can != Can::Nothing
    }

    fn what(&self) -> Radios {
        let radios = Radios::new("what", "What should stand there?").value(Some(self.form.sent.one("what")));
        let radios = match self.can {
            Can::Both | Can::PutRight => radios.option(WORDS, "The same entry, as it stands below"),
            Can::LeaveOut | Can::Nothing => radios,
        };
        let radios = match self.can {
            Can::PutRight => radios,
            _ => radios.option(NOTHING, "Nothing: it should never have been recorded"),
        };
        radios.error(self.form.problems.on("what").map(str::to_owned))
    }

    fn words(&self) -> Option<Textarea> {
        let label = "The words as they should stand";
        let words = || self.form.words("words", label);
        match self.can {
            Can::Both => Some(words().hint("Leave it as it is if the entry is left out.")),
            Can::PutRight => Some(words()),
            Can::LeaveOut | Can::Nothing => None,
        }
    }

    /// When it happened, where that can be put right.
    fn happened(&self) -> Option<(DateInput, Select, Input)> {
        (!self.of.is_empty()).then(|| self.form.happened("happened", "When did it happen?"))
    }

    fn is_incident(&self) -> bool {
        self.of == INCIDENT
    }

    fn kinds(&self) -> Checkboxes {
        kinds::asked(&self.form, str::to_owned, self.definition)
    }

    fn children(&self) -> Radios {
        self.form
            .radios::<Answer>("children", "Were children there?")
            .hint("They saw it, heard it, or were taken.")
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

/// What more than its words can be put right of an entry: nothing where it is left out, or where what stands is another
/// entry's.
fn more_of(page: &CasePage, line: &Line) -> &'static str {
    if incident(page, line.sequence).is_some() {
        INCIDENT
    } else if report(page, line.sequence).is_some() {
        REPORT
    } else {
        ""
    }
}

fn incident(page: &CasePage, sequence: u64) -> Option<&Incident> {
    page.view.incidents.iter().find(|incident| incident.sequence == sequence).map(|incident| &incident.is)
}

fn report(page: &CasePage, sequence: u64) -> Option<&ReportSaid> {
    page.view.reports.iter().find(|report| report.sequence == sequence).map(|report| &report.is)
}

/// The form as it is first shown: the entry as it stands now.
pub(super) fn first(page: &CasePage, sequence: u64) -> Sent {
    let line = page.view.chronology.iter().find(|line| line.sequence == sequence);
    let words = line.and_then(|line| line.words.as_ref()).map(|words| words.as_str().to_owned());
    let mut sent = Sent::default();
    sent.set("words", words.into_iter().collect());
    if let Some(incident) = incident(page, sequence) {
        kinds::begin(&mut sent, &incident.kinds, &incident.forms);
        sent.set("children", vec![incident.children_present.code().to_owned()]);
        begin_when(&mut sent, &incident.happened);
    } else if let Some(report) = report(page, sequence) {
        begin_when(&mut sent, &report.happened);
    }
    if line.is_some_and(|line| line.sequence == 1) {
        sent.set("what", vec![WORDS.to_owned()]);
    }
    sent
}

/// When something happened, as the form asks for it. A stretch of days is asked for by none, and stays where nobody gives
/// another day.
fn begin_when(sent: &mut Sent, when: &Happened) {
    let mut on =
        |day: String, month: String, year: i16| sent.set("happened", vec![day, month, year.to_string()]);
    match *when {
        Happened::At(at) => {
            let at = at.to_zoned(london());
            on(at.day().to_string(), at.month().to_string(), at.year());
            sent.set("happened-time", vec![at.strftime("%H:%M").to_string()]);
        }
        Happened::On(day) => on(day.day().to_string(), day.month().to_string(), day.year()),
        Happened::Month { year, month } => on(String::new(), month.to_string(), year),
        Happened::Season { year, season } => {
            on(String::new(), String::new(), year);
            sent.set("happened-season", vec![season.code().to_owned()]);
        }
        Happened::Year(year) => on(String::new(), String::new(), year),
        Happened::Between(..) | Happened::NotKnown => {}
    }
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
