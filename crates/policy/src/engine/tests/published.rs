//! What the published cases ask of the engine: see docs for the scenarios themselves.

use domain::report::ReportSource;
use domain::{Answer, Happened, Severity};

use super::*;

fn day(text: &str) -> Happened {
    Happened::On(text.parse().unwrap())
}

#[test]
fn given_ten_incidents_when_the_third_is_recorded_then_the_pattern_is_raised_and_again_at_each_further_one() {
    let pack = pack("nhg");
    let mut story =
        Story::begin("2018-08-01T09:00:00Z").report(ReportSource::Police, Severity::Medium, Answer::No);
    let days = [
        "2017-07-10",
        "2017-09-02",
        "2017-11-20",
        "2018-01-05",
        "2018-02-14",
        "2018-03-30",
        "2018-05-06",
        "2018-06-17",
        "2018-07-21",
        "2018-08-01",
    ];
    for (n, one) in days.iter().enumerate() {
        story = story.later(&format!("2018-08-01T1{n}:00:00Z")).incident(day(one), Answer::NotKnown);
    }
    let all = story.duties(pack, "2018-08-01T20:00:00Z");
    let mut repeating: Vec<u64> =
        all.iter().filter(|duty| duty.code == "repeating").map(|duty| duty.started.sequence).collect();
    repeating.sort_unstable();
    assert_eq!(repeating, (4..=11).collect::<Vec<u64>>());
}

#[test]
fn given_incidents_more_than_a_year_apart_then_they_are_no_pattern_unless_a_date_is_not_known() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .incident(day("2023-01-01"), Answer::No)
        .incident(day("2024-06-01"), Answer::No)
        .incident(day("2025-12-01"), Answer::No);
    let none = story.duties(pack, "2026-03-02T10:00:00Z");
    assert!(none.iter().all(|duty| duty.code != "repeating"));
    let vague = story.incident(Happened::NotKnown, Answer::No).incident(Happened::NotKnown, Answer::No);
    let all = vague.duties(pack, "2026-03-02T10:00:00Z");
    assert!(all.iter().any(|duty| duty.code == "repeating"));
}

#[test]
fn given_an_incident_told_more_fully_then_it_is_not_counted_twice() {
    let pack = pack("nhg");
    let story = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .incident_again(7, day("2026-03-01"), Answer::No)
        .later("2026-03-03T09:00:00Z")
        .incident_again(7, day("2026-02-28"), Answer::No)
        .later("2026-03-04T09:00:00Z")
        .incident_again(8, day("2026-03-04"), Answer::No);
    let all = story.duties(pack, "2026-03-04T10:00:00Z");
    assert!(all.iter().all(|duty| duty.code != "repeating"));
    assert_eq!(all.iter().filter(|duty| duty.code == "judged-again").count(), 2);
}

#[test]
fn given_two_later_incidents_then_each_asks_for_a_new_judgement_and_the_taken_child_for_safeguarding_that_day()
 {
    let pack = pack("nhg");
    let story = Story::begin("2020-10-12T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .later("2021-04-14T09:00:00Z")
        .incident(Happened::Month { year: 2021, month: 4 }, Answer::NotKnown)
        .later("2021-05-12T09:00:00Z")
        .incident(Happened::Month { year: 2021, month: 5 }, Answer::Yes);
    let all = story.duties(pack, "2021-05-12T10:00:00Z");
    let judged: Vec<_> = all.iter().filter(|duty| duty.code == "judged-again").map(|duty| duty.due).collect();
    assert_eq!(judged, [at("2021-04-15T16:00:00Z"), at("2021-05-13T16:00:00Z")]);
    assert_eq!(given::one(&all, "children-there").due, at("2021-05-12T22:59:59Z"));
}
