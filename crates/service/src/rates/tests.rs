use std::sync::Arc;
use std::thread;

use access::Role;
use uuid::Uuid;

use super::*;

fn case(number: i64) -> CaseId {
    CaseId::from_uuid(Uuid::from_u128(number.unsigned_abs().into()))
}

fn officer() -> Actor {
    Actor::new(
        UserId::from_uuid(Uuid::from_u128(1)),
        OrganisationId::from_uuid(Uuid::nil()),
        Role::HousingOfficer,
    )
}

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + 60 * minute).unwrap()
}

fn look(number: i64, minute: i64) -> SeenLook {
    SeenLook {
        place: 1,
        at: at(minute),
        user: officer().user,
        case: Some(case(number)),
        action: ActionKind::SeeCase.code().to_owned(),
        part: "case".to_owned(),
        relation: Some(Relation::Organisation),
    }
}

/// As many as may be opened, one each half minute.
fn full() -> Rates {
    let rates = Rates::new(Limits::REAL);
    for number in 0..60 {
        assert_eq!(rates.open(&officer(), case(number), at(number / 2)), Ok(()));
    }
    rates
}

#[test]
fn given_sixty_records_in_an_hour_then_the_sixty_first_is_refused_and_those_that_are_open_stay_open() {
    let rates = full();
    let refused = Refused { stop: Stop::Opened(60), is_new: true };
    assert_eq!(rates.open(&officer(), case(60), at(30)), Err(refused));
    assert_eq!(
        rates.open(&officer(), case(61), at(31)),
        Err(Refused { is_new: false, ..refused }),
        "told once"
    );
    assert_eq!(rates.open(&officer(), case(5), at(32)), Ok(()));
    let other = Actor { user: UserId::from_uuid(Uuid::from_u128(2)), ..officer() };
    assert_eq!(rates.open(&other, case(60), at(30)), Ok(()), "it is each person's own");
    let stopped = rates.stopped(officer().organisation, at(32));
    assert_eq!(
        stopped.iter().map(|(user, stopped, _)| (*user, stopped.tries)).collect::<Vec<_>>(),
        [(officer().user, 2)]
    );
}

#[test]
fn given_an_hour_that_has_passed_then_there_is_room_for_as_many_as_are_older() {
    let rates = full();
    assert!(rates.open(&officer(), case(60), at(59)).is_err());
    // The two of the first minute are an hour old now.
    assert_eq!(rates.open(&officer(), case(60), at(60)), Ok(()));
    assert_eq!(rates.open(&officer(), case(61), at(60)), Ok(()));
    assert!(rates.open(&officer(), case(62), at(60)).is_err());
    // A record that was opened again is not older than that.
    assert_eq!(rates.open(&officer(), case(2), at(60)), Ok(()));
    assert!((62..200).filter(|number| rates.open(&officer(), case(*number), at(61)).is_ok()).count() == 1);
}

#[test]
fn given_an_old_record_that_is_opened_again_when_there_is_no_room_then_it_counts_as_new() {
    let rates = Rates::new(Limits { opened: 2, ..Limits::REAL });
    assert_eq!(rates.open(&officer(), case(1), at(0)), Ok(()));
    assert_eq!(rates.open(&officer(), case(2), at(50)), Ok(()));
    assert_eq!(rates.open(&officer(), case(3), at(60)), Ok(()));
    assert!(rates.open(&officer(), case(1), at(61)).is_err());
}

#[test]
fn given_a_clock_that_is_set_back_then_nothing_is_forgotten() {
    let rates = full();
    assert!(rates.open(&officer(), case(60), at(-600)).is_err());
}

/// The control: without limits nobody is stopped.
#[test]
fn given_no_limit_then_nobody_is_stopped() {
    let rates = Rates::new(Limits::NONE);
    assert!((0..1000).all(|number| rates.open(&officer(), case(number), at(0)).is_ok()));
}

#[test]
fn given_many_threads_that_open_at_once_then_exactly_sixty_records_are_opened() {
    let rates = Arc::new(Rates::new(Limits::REAL));
    let threads: Vec<_> = (0..8)
        .map(|thread| {
            let rates = Arc::clone(&rates);
            thread::spawn(move || {
                (0..100)
                    .filter(|number| rates.open(&officer(), case(thread * 100 + number), at(0)).is_ok())
                    .count()
            })
        })
        .collect();
    assert_eq!(threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>(), 60);
}

#[test]
fn given_the_access_journal_then_starting_again_opens_no_door() {
    let looks: Vec<SeenLook> = (0..60).map(|number| look(number, number)).collect();
    let rates = Rates::new(Limits::REAL);
    rates.read(&looks, &[], at(59));
    assert!(rates.open(&officer(), case(60), at(59)).is_err());
    let later = Rates::new(Limits::REAL);
    later.read(&looks, &[], at(60));
    assert_eq!(later.open(&officer(), case(60), at(60)), Ok(()), "the first is an hour old");
    assert!(later.open(&officer(), case(61), at(60)).is_err());
}

#[test]
fn given_a_limit_that_was_lifted_then_more_may_be_opened_for_an_hour_and_not_without_end() {
    let rates = full();
    let lift = LookLift { user: officer().user, until: at(90) };
    rates.lift(officer().organisation, &lift);
    assert_eq!((60..500).filter(|number| rates.open(&officer(), case(*number), at(31)).is_ok()).count(), 240);
    let again = Rates::new(Limits::REAL);
    let looks: Vec<SeenLook> = (0..60).map(|number| look(number, 30)).collect();
    again.read(&looks, &[lift], at(31));
    assert_eq!(again.open(&officer(), case(60), at(31)), Ok(()), "a lift outlasts the process");
    assert!(again.open(&officer(), case(61), at(89)).is_ok());
    let after = (62..200).filter(|number| again.open(&officer(), case(*number), at(90)).is_ok()).count();
    assert_eq!(after, 58, "the first sixty are old, and two are not");
}

#[test]
fn given_lists_then_as_many_names_are_shown_as_may_be_and_a_list_comes_whole_or_not_at_all() {
    let rates = Rates::new(Limits { listed: 50, ..Limits::REAL });
    let cases: Vec<CaseId> = (0..30).map(case).collect();
    assert_eq!(rates.list(&officer(), &cases, at(0)), Ok(()));
    assert_eq!(rates.list(&officer(), &cases, at(1)), Ok(()), "the same names again");
    let others: Vec<CaseId> = (30..60).map(case).collect();
    assert_eq!(rates.list(&officer(), &others, at(2)), Err(Refused { stop: Stop::Listed(50), is_new: true }));
    assert_eq!(rates.open(&officer(), case(1), at(2)), Ok(()), "what is opened is counted apart");
}

#[test]
fn given_thirty_reports_in_an_hour_then_the_next_waits() {
    let rates = Rates::new(Limits::REAL);
    assert!((0..30).all(|minute| rates.report(&officer(), at(minute)).is_ok()));
    assert_eq!(rates.report(&officer(), at(59)), Err(Refused { stop: Stop::Reports(30), is_new: true }));
    assert_eq!(rates.report(&officer(), at(60)), Ok(()));
}

#[test]
fn given_five_cases_without_a_part_in_them_in_a_day_then_the_fifth_is_told_once() {
    let rates = Rates::new(Limits::REAL);
    let user = officer().user;
    let told: Vec<bool> =
        (0..7).map(|number| rates.unassigned(user, case(number), at(60 * number))).collect();
    assert_eq!(told, [false, false, false, false, true, false, false]);
    assert!(!rates.unassigned(user, case(4), at(400)), "the same again");
    let slow = Rates::new(Limits::REAL);
    assert!(
        (0..20).all(|number| !slow.unassigned(user, case(number), at(60 * 6 * number))),
        "four in each day"
    );
}

#[test]
fn a_stop_is_a_plain_sentence_that_says_whom_to_ring() {
    for stop in [Stop::Opened(60), Stop::Listed(300), Stop::Reports(30)] {
        let told = stop.to_string();
        assert!(told.starts_with("You have ") && told.contains("Ring your privacy officer"), "{told}");
    }
}
