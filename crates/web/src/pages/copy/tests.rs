use access::Line;
use domain::UserId;
use domain::case::Telling;
use jiff::Timestamp;
use policy::words::Role;
use policy::{DutyState, Started};
use service::{DutyLine, Gap, ReviewPack};

use super::rows::{rows, sortable};

fn at(day: i64) -> Timestamp {
    Timestamp::from_second(1_772_445_600 + day * 86_400).unwrap()
}

fn line(sequence: u64, kind: &'static str, day: i64) -> Line {
    Line {
        sequence,
        kind,
        recorded_at: at(day),
        actor: UserId::from_uuid(uuid::Uuid::nil()),
        telling: Telling { headline: "Something", happened: None, details: Vec::new() },
        corrected_by: None,
        corrects: None,
        instead: None,
        words: None,
    }
}

fn duty(started: u64, state: DutyState) -> DutyLine {
    DutyLine {
        code: "one".to_owned(),
        title: "Ring her".to_owned(),
        clauses: Vec::new(),
        started: Started { sequence: started, at: at(0) },
        due: at(1),
        met_by: Vec::new(),
        state,
        falls_to: Role::CaseOwner,
        raised: Vec::new(),
        closing_ends: false,
        manager_sets_aside: false,
        line: None,
    }
}

fn pack(lines: Vec<Line>, duties: Vec<DutyLine>, gaps: Vec<Gap>) -> ReviewPack {
    let page = crate::pages::case::sample::page();
    ReviewPack {
        reference: page.reference,
        lines,
        duties,
        gaps,
        people: Vec::new(),
        colleagues: page.colleagues,
        held: false,
        made_at: at(90),
    }
}

#[test]
fn given_duties_then_each_entry_says_whether_what_it_called_for_was_done() {
    let duties = vec![
        duty(1, DutyState::Met { at: at(1), late: false, by: 2 }),
        duty(1, DutyState::Met { at: at(3), late: true, by: 2 }),
        duty(1, DutyState::Overdue),
        duty(1, DutyState::Closed { at: at(1), by: 3 }),
    ];
    let told = rows(
        &pack(vec![line(1, "report-taken", 0), line(2, "contact-attempted", 1)], duties, Vec::new()),
        sortable,
    );
    let policy = told[0].cells()[8];
    assert!(policy.contains("Ring her: done in time (entry 2)"), "{policy}");
    assert!(policy.contains("Ring her: not done when the record was closed (entry 3)"), "{policy}");
    assert!(
        policy.contains("Ring her: done late") && policy.contains("Ring her: not done, was due"),
        "{policy}"
    );
    assert_eq!(told[1].cells()[8], "");
}

#[test]
fn given_a_silence_then_it_is_a_row_where_it_ended() {
    let gap = Gap { from: at(0), until: at(40), working_days: 28 };
    let told = rows(
        &pack(vec![line(1, "report-taken", 0), line(2, "contact-attempted", 40)], Vec::new(), vec![gap]),
        sortable,
    );
    let events: Vec<&str> = told.iter().map(|row| row.event.as_str()).collect();
    assert_eq!(events, ["Something", "No contact", "Something"]);
    assert!(told[1].number.is_empty());
    assert!(told[1].cells()[6].contains("28 working days"));
}

#[test]
fn given_a_moment_then_a_table_can_be_put_in_order_by_it() {
    assert_eq!(sortable("2026-06-23T05:10:00Z".parse().unwrap()), "2026-06-23 06:10");
}
