use askama::Template as _;
use domain::case::CaseCommand;
use domain::suspicion::EnquiryOutcome;
use domain::{Answer, IdBlock, Moment, UserId};
use jiff::civil::date;
use service::Entry;

use super::*;
use crate::components::prelude::Problems;
use crate::page::Sample as _;
use crate::pages::notes::tests::{main_part, sent};

fn read(step: usize, answers: &[(&str, &str)]) -> Result<Vec<Entry>, Problems> {
    let now = "2026-03-02T10:00:00Z".parse().unwrap();
    let moment = Moment { now, actor: UserId::from_uuid(uuid::Uuid::nil()), ids: IdBlock::new(now, [7; 10]) };
    let sent = sent(answers);
    sent.only(STEPS[step].fields).unwrap();
    STEPS[step].entries(&sent, &moment)
}

fn command(step: usize, answers: &[(&str, &str)]) -> CaseCommand {
    read(step, answers).unwrap_or_else(|_| panic!("it was refused")).remove(0).command
}

#[test]
fn what_was_found_is_written_down_and_nothing_found_is_an_answer() {
    let problems = read(0, &[("found", "yes")]).err().unwrap();
    assert_eq!(problems.on("found-words"), Some("Write down what was found"));
    let CaseCommand::LookUpHistory(looked) = command(0, &[("found", "no")]) else { panic!() };
    assert_eq!((looked.found, looked.words), (Answer::No, None));
}

#[test]
fn a_plan_has_a_day_that_is_still_to_come_and_a_way() {
    let how = ("how", "At the gas check, by the officer who is trained");
    let on = |day| [("on-day", day), ("on-month", "3"), ("on-year", "2026"), how];
    let problems = read(1, &on("1")).err().unwrap();
    assert_eq!(problems.on("on"), Some("The day must be a real date, today or later"));
    assert_eq!(read(1, &[how]).err().unwrap().on("on"), Some("Give the day by which somebody will ask"));
    let CaseCommand::PlanSafeEnquiry(plan) = command(1, &on("5")) else { panic!() };
    assert_eq!(plan.on, date(2026, 3, 5));
}

#[test]
fn what_came_of_it_is_chosen() {
    assert_eq!(read(2, &[]).err().unwrap().on("outcome"), Some("Choose what came of it"));
    let CaseCommand::MakeSafeEnquiry(made) = command(2, &[("outcome", "not-safe-to-ask")]) else { panic!() };
    assert_eq!(made.outcome, EnquiryOutcome::NotSafe);
}

#[test]
fn the_enquiry_is_shown_as_reviewed() {
    let page = EnquiryPage::sample().render().unwrap();
    assert!(page.contains("Never a letter"));
    insta::assert_snapshot!("enquiry", main_part(&page));
}
