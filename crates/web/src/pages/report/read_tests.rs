//! What the answers of a report become.

use domain::case::CaseCommand;
use domain::people::{PersonRole, SecretKind};
use domain::report::{CameBy, ReportSource, Route};
use domain::{Answer, Happened, IdBlock, Moment, Severity, UserId};
use jiff::Timestamp;
use service::Entry;
use uuid::Uuid;

use super::read::report;
use crate::form::Sent;

fn moment() -> Moment {
    let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    Moment { now, actor: UserId::from_uuid(Uuid::nil()), ids: IdBlock::new(now, [1; 10]) }
}

fn sent(answers: &[(&str, &str)]) -> Sent {
    answers.iter().map(|(field, value)| ((*field).to_owned(), vec![(*value).to_owned()])).collect()
}

fn read(route: Route, answers: &[(&str, &str)]) -> Result<Entry, Vec<String>> {
    let fields = super::read::FIELDS;
    report(route, &sent(answers), &moment())
        .map_err(|problems| fields.iter().filter_map(|field| problems.on(field)).map(str::to_owned).collect())
}

fn opened(entry: &Entry) -> &domain::case::NewCase {
    match &entry.command {
        CaseCommand::Open(new) => new,
        other => panic!("{other:?}"),
    }
}

#[test]
fn given_only_the_danger_question_then_a_report_can_be_recorded() {
    let entry = read(Route::Disclosure, &[("danger", "not-known")]).unwrap();
    let report = &opened(&entry).first.report;
    assert_eq!((report.danger.now, report.severity), (Answer::NotKnown, Severity::Unknown));
    assert_eq!((report.source, &report.happened), (ReportSource::Survivor, &Happened::NotKnown));
}

#[test]
fn given_no_answer_about_danger_then_it_is_asked_for_in_plain_words() {
    let problems = read(Route::Disclosure, &[("name", "Şeyma O'Brien")]).unwrap_err();
    assert_eq!(problems, ["Choose yes, no or not known: is anybody in danger now?"]);
}

#[test]
fn given_any_way_in_which_a_report_comes_then_it_is_recorded_as_that_one() {
    for way in CameBy::ALL {
        let entry =
            read(Route::Suspicion, &[("danger", "no"), ("source", "relative"), ("came-by", way.code())]);
        assert_eq!(opened(&entry.unwrap()).first.report.came_by, *way);
    }
    let wrong = read(Route::Disclosure, &[("danger", "no"), ("came-by", "pigeon")]).unwrap_err();
    assert_eq!(wrong, ["Choose one of the answers to: How it came"]);
}

#[test]
fn given_danger_now_then_the_severity_is_the_most_urgent_whatever_was_ticked() {
    let entry = read(Route::Disclosure, &[("danger", "yes"), ("severity", "standard")]).unwrap();
    assert_eq!(opened(&entry).first.report.severity, Severity::Immediate);
}

#[test]
fn given_numbers_and_addresses_then_they_are_kept_apart_from_the_words() {
    let answers = [("danger", "no"), ("phone", "07700 900123"), ("address", "1 Made Up Row\nZZ99 3VZ")];
    let entry = read(Route::Disclosure, &answers).unwrap();
    let kinds: Vec<SecretKind> = entry.facts.iter().map(|fact| fact.kind).collect();
    assert_eq!(kinds, [SecretKind::Phone, SecretKind::Address]);
    assert!(!format!("{:?}", entry.command).contains("900123"));
    let stored: String =
        opened(&entry).first.people.iter().map(|p| serde_json::to_string(p).unwrap()).collect();
    assert!(!stored.contains("ZZ99"));
}

#[test]
fn given_an_address_in_the_words_then_it_is_stopped_once() {
    let words = ("words", "They are staying at 12 Elder Street");
    let problems = read(Route::Disclosure, &[("danger", "no"), words]).unwrap_err();
    assert_eq!(problems, ["This looks like an address. Put it in the protected address field"]);
    let sure = ("words-no-address", "yes");
    assert!(read(Route::Disclosure, &[("danger", "no"), words, sure]).is_ok());
}

#[test]
fn given_a_neighbour_then_it_is_a_suspicion_with_a_reporter_who_is_protected() {
    let answers = [
        ("danger", "no"),
        ("source", "neighbour"),
        ("reporter", "Ann Example"),
        ("reporter-phone", "07700900124"),
    ];
    let entry = read(Route::Suspicion, &answers).unwrap();
    let first = &opened(&entry).first;
    let reporter = first.people.iter().find(|person| person.is(PersonRole::Reporter)).unwrap();
    assert_eq!(first.report.reporter, Some(reporter.person));
    assert_eq!(entry.facts.len(), 1);
}

#[test]
fn given_somebody_elses_report_that_claims_to_be_the_survivors_then_it_is_sent_to_the_right_form() {
    let problems = read(Route::Suspicion, &[("danger", "no"), ("source", "survivor")]).unwrap_err();
    assert_eq!(problems.len(), 1);
}

#[test]
fn given_own_behaviour_then_no_survivor_is_recorded() {
    let answers =
        [("danger", "no"), ("name", "Lee Example"), ("perpetrator", "Somebody"), ("respect-line", "taken")];
    let entry = read(Route::OwnBehaviour, &answers).unwrap();
    let first = &opened(&entry).first;
    assert!(first.people.iter().all(|person| !person.is(PersonRole::Survivor)));
    assert_eq!(first.people.len(), 1);
    assert!(first.own_behaviour.is_some());
}

#[test]
fn given_several_problems_then_all_are_told_and_nothing_is_recorded() {
    let answers = [("phone", "07700 900 12"), ("happened", "31"), ("region", "north")];
    let problems = read(Route::Disclosure, &answers).unwrap_err();
    assert_eq!(problems.len(), 4, "{problems:?}");
}
