//! The answers as a safety plan, or what is wrong with them.

use std::collections::BTreeMap;

use domain::Answer;
use domain::case::{CaseCommand, Refusal};
use domain::disclosure::Agency;
use domain::safety_plan::{AgreedBy, Paper, PlanPart, SafetyPlanMade};
use domain::text::Words;
use jiff::Timestamp;
use service::Entry;

use super::fields::{ROWS, agreed, part, sure};
use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};

/// Beside which field it is said that the plan has no part.
const FIRST: PlanPart = PlanPart::Warning;

/// The plan.
pub(super) fn plan(sent: &Sent, now: Timestamp) -> Result<Entry, Problems> {
    let mut reader = Reader::new(sent, now);
    let read = |of: &PlanPart| Some((*of, one(&mut reader, *of)?));
    let parts: BTreeMap<PlanPart, Words> = PlanPart::ALL.iter().filter_map(read).collect();
    if PlanPart::ALL.iter().all(|of| !sent.has(&part(*of))) {
        reader.wrong(&part(FIRST), "Write at least one part. The others can follow");
    }
    let with = reader.must_choose::<Answer>("with", "Choose whether it was made together with them");
    let agreed_with = agreed_with(&mut reader);
    let paper = reader
        .must_choose::<Paper>("paper", "Choose whether paper is safe for them, or that nobody has asked");
    if !sent.has("again") {
        reader.wrong("again", "Give the day on which it is looked at again at the latest");
    }
    let again = reader.coming_day("again", "The day on which it is looked at again");
    let plan = with.zip(paper).zip(again).map(|((with_survivor, paper), again_on)| {
        CaseCommand::from(SafetyPlanMade { with_survivor, parts, again_on, paper, agreed_with }).into()
    });
    reader.done(plan)
}

/// Which agencies agreed it, and when. A row without an agency, or without its day, is not finished.
fn agreed_with(reader: &mut Reader<'_>) -> BTreeMap<Agency, AgreedBy> {
    let mut all = BTreeMap::new();
    for row in ROWS {
        let [agency, who, on] = ["agency", "who", "on"].map(|what| agreed(row, what));
        let chosen: Option<Agency> = reader.code(&agency, "Which agency agreed it?");
        let person = reader.line(&who, "Who there agreed it");
        let day = reader.past_day(&on, "The day on which they agreed it");
        match chosen {
            None if !reader.sent().has(&agency) && (reader.sent().has(&who) || reader.sent().has(&on)) => {
                reader.wrong(&agency, "Choose which agency agreed it, or empty these boxes");
            }
            None => {}
            Some(_) if !reader.sent().has(&on) => reader.wrong(&on, "Give the day on which they agreed it"),
            Some(chosen) if all.contains_key(&chosen) => {
                reader.wrong(&agency, "This agency stands here already: write it once, with the newest day");
            }
            Some(chosen) => all.extend(day.map(|on| (chosen, AgreedBy { who: person, on }))),
        }
    }
    all
}

/// A part. What may lead somewhere is stopped once: paper is found, and so is a screen.
fn one(reader: &mut Reader<'_>, of: PlanPart) -> Option<Words> {
    let field = part(of);
    let words = reader.words(&field, of.label())?;
    let looks_like = match (words.looks_like_address(), words.looks_like_phone()) {
        (Some(_), _) => "an address",
        (_, Some(_)) => "a phone number",
        _ => return Some(words),
    };
    if !reader.sent().has(&sure(of)) {
        reader.wrong(
            &field,
            format!("This looks like {looks_like}. Leave it out: whoever finds the plan could follow it"),
        );
        return None;
    }
    Some(words)
}

/// The field beside which a rule's no is shown, with its words.
pub(super) fn beside(refusal: &Refusal) -> Option<Problems> {
    let mut problems = Problems::new();
    match refusal {
        Refusal::TimesDoNotFit => problems.add("again", "Give a day after today"),
        Refusal::Unanswered(_) => problems.add(part(FIRST), "Write at least one part. The others can follow"),
        _ => return None,
    }
    Some(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: &str = "with=yes&paper=not-known&again-day=9&again-month=3&again-year=2026";

    fn read(body: &str) -> Result<Entry, Problems> {
        let sent = Sent::parse(body.as_bytes()).unwrap();
        plan(&sent, "2026-03-02T12:00:00Z".parse().unwrap())
    }

    #[test]
    fn given_one_part_and_the_three_answers_then_it_is_a_plan() {
        assert!(read(&format!("part-bag=Keys&{REST}")).is_ok());
    }

    #[test]
    fn given_something_is_missing_then_it_is_said_beside_its_field_and_not_asked_is_an_answer_of_its_own() {
        for (body, field) in [
            (REST.to_owned(), "part-warning"),
            ("part-bag=Keys&paper=safe&again-day=9&again-month=3&again-year=2026".to_owned(), "with"),
            ("part-bag=Keys&with=yes&again-day=9&again-month=3&again-year=2026".to_owned(), "paper"),
            ("part-bag=Keys&with=yes&paper=safe".to_owned(), "again"),
            (format!("part-bag=Keys&{}", REST.replace("2026", "2025")), "again"),
        ] {
            assert!(read(&body).err().unwrap().on(field).is_some(), "{body}");
        }
    }

    #[test]
    fn given_an_agency_that_agreed_it_then_its_day_is_asked_for_and_no_row_is_half_read() {
        let plan = |rows: &str| read(&format!("part-bag=Keys&{rows}&{REST}"));
        let day = "agreed-1-on-day=1&agreed-1-on-month=3&agreed-1-on-year=2026";
        let whole = format!("agreed-1-agency=idva&agreed-1-who=Dilys&{day}");
        assert!(plan(&whole).is_ok());
        let twice = format!("{whole}&agreed-2-agency=idva&{}", day.replace("-1-", "-2-"));
        for (rows, field) in [
            ("agreed-1-agency=idva".to_owned(), "agreed-1-on"),
            (format!("agreed-1-agency=idva&{}", day.replace("2026", "2027")), "agreed-1-on"),
            (day.to_owned(), "agreed-1-agency"),
            ("agreed-3-who=Dilys".to_owned(), "agreed-3-agency"),
            (format!("agreed-1-agency=neighbours&{day}"), "agreed-1-agency"),
            (twice, "agreed-2-agency"),
        ] {
            assert!(plan(&rows).err().unwrap().on(field).is_some(), "{rows}");
        }
    }

    #[test]
    fn given_an_address_or_a_number_then_it_is_stopped_once() {
        for words in ["To 12 Acacia Avenue", "Ring 07700 900123"] {
            let body = format!("part-leaving={}&{REST}", words.replace(' ', "+"));
            assert!(read(&body).err().unwrap().on("part-leaving").is_some(), "{words}");
            assert!(read(&format!("{body}&part-leaving-no-address=yes")).is_ok(), "{words}");
        }
    }
}
