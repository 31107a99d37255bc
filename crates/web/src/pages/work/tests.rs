use std::collections::BTreeMap;
use std::sync::Arc;

use access::{Actor, Role};
use askama::Template as _;
use domain::priority::Because;
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, RegionId, Severity, UserId};
use jiff::{SignedDuration, Timestamp};
use service::{WaitingLine, Whose, WorkCounts, WorkLine, WorkPage as Work, WorkRecord};
use uuid::Uuid;

use super::WorkPage;
use crate::page::reviewed::main_part;
use crate::session::SignedIn;

fn now() -> Timestamp {
    "2026-11-20T11:00:00Z".parse().unwrap()
}

fn id(n: u8) -> Uuid {
    Uuid::from_u128(u128::from(n))
}

fn case(n: u8) -> CaseId {
    CaseId::from_uuid(id(n))
}

fn due(hours: i64, title: &str) -> WorkLine {
    let due = now() + SignedDuration::from_hours(hours);
    WorkLine {
        title: title.to_owned(),
        clauses: vec!["NHG-20".to_owned(), "13A.12".to_owned()],
        due,
        overdue: due < now(),
        paused: false,
        times: 1,
        by_name: false,
    }
}

fn record(n: u8, duties: Vec<WorkLine>) -> WorkRecord {
    WorkRecord {
        case: case(n),
        reference: CaseReference::from_random([n; 5]),
        called: (n != 3).then(|| format!("Rowan Malik {n}")),
        route: if n == 2 { Route::Suspicion } else { Route::Disclosure },
        severity: if n == 1 { Severity::Immediate } else { Severity::Unknown },
        owner: (n != 2).then(|| UserId::from_uuid(id(90))),
        region: Some(RegionId::from_uuid(id(80))),
        today: n == 1,
        silent: n == 2,
        priority: match n {
            1 => [Because::ContactToday, Because::Children].into_iter().collect(),
            2 => [Because::High, Because::Silence].into_iter().collect(),
            _ => [Because::NotJudged].into_iter().collect(),
        },
        duties,
    }
}

fn waiting(n: u8) -> WaitingLine {
    WaitingLine {
        case: case(n),
        reference: CaseReference::from_random([n; 5]),
        called: None,
        route: Route::Suspicion,
        severity: Severity::High,
        priority: [Because::High].into_iter().collect(),
        opened_at: now() - SignedDuration::from_hours(2),
        region: None,
    }
}

/// Three records: one with a contact today and two duties more, one silent, one with a duty that waits.
fn work(whose: Whose) -> Work {
    let waits = WorkLine { paused: true, ..due(60, "Contact the survivor by the safe way") };
    let with_contact = vec![
        due(-50, "Name who has this case"),
        due(2, "Keep the agreed contact"),
        due(4, "Ask what they want"),
    ];
    Work {
        whose,
        unowned: vec![waiting(7)],
        to_triage: vec![waiting(8)],
        records: vec![
            record(1, with_contact),
            record(2, vec![due(-30, "Speak with the survivor again")]),
            record(3, vec![due(-5, "Judge how severe this is"), waits]),
        ],
        counts: WorkCounts { records: 3, duties: 6, overdue: 3, silent: 1 },
        page: 1,
        pages: 1,
        cases: vec![waiting(9)],
        handed: Vec::new(),
        more: false,
        regions: Arc::new(BTreeMap::from([(RegionId::from_uuid(id(80)), "North".to_owned())])),
        colleagues: Arc::new(BTreeMap::from([(UserId::from_uuid(id(90)), "Sam Okafor".to_owned())])),
        with_work: BTreeMap::from([(UserId::from_uuid(id(90)), "Sam Okafor".to_owned())]),
        now: now(),
    }
}

fn shown(work: Work, role: Role) -> String {
    let (user, organisation) = (UserId::from_uuid(id(91)), OrganisationId::from_uuid(id(92)));
    let actor = Actor::new(user, organisation, role);
    let who = SignedIn {
        session: domain::SessionId::from_uuid(Uuid::nil()),
        actor,
        name: "Marion Bell".to_owned(),
        csrf: service::SecretText::new("token".to_owned()),
        how: service::Proof::Passkey,
        untold: Vec::new(),
    };
    main_part(&WorkPage::new(&who, work).render().unwrap())
}

#[test]
fn the_list_is_shown_as_reviewed() {
    insta::assert_snapshot!(shown(work(Whose::Everybody), Role::DaLead));
}

#[test]
fn what_is_on_all_pages_is_counted() {
    let page = shown(work(Whose::Everybody), Role::DaLead);
    assert!(
        page.contains(
            "3 records with 6 things due, 3 overdue. In one of them nobody has been in touch for too long."
        ),
        "{page}"
    );
}

#[test]
fn what_does_not_fit_is_a_page_away_and_the_lists_of_the_first_page_stand_on_it_alone() {
    let pages = [1, 2, 3].map(|page| shown(Work { page, pages: 3, ..work(Whose::Everybody) }, Role::DaLead));
    assert!(pages[0].contains("whose=everybody&#38;page=2") && !pages[0].contains("page=0"));
    assert!(pages[1].contains("page=1") && pages[1].contains("page=3"));
    assert!(pages[2].contains("Page 2 of 3") && !pages[2].contains("page=4"));
    let nobodys = waiting(7).reference.to_string();
    assert_eq!(pages.map(|page| page.contains(&nobodys)), [true, false, false]);
}

#[test]
fn a_call_handler_is_given_the_reference_of_what_nobody_has_and_no_way_in() {
    let page = shown(work(Whose::Mine), Role::CallHandler);
    assert!(page.contains(&waiting(7).reference.to_string()));
    assert!(!page.contains(&format!("/cases/{}", case(7))));
}

#[test]
fn given_a_record_with_many_duties_then_three_stand_on_its_card_and_the_fold_says_how_many_more() {
    let mut busy = work(Whose::Everybody);
    let many = (0..7).map(|place| due(place - 5, &format!("Thing {place}"))).collect();
    busy.records = vec![record(1, many)];
    let page = shown(busy, Role::RegionalManager);
    let (card, fold) = page.split_once("<details").unwrap();
    for (place, stands) in [(0, true), (2, true), (3, false), (6, false)] {
        assert_eq!(card.contains(&format!("Thing {place}")), stands, "{place}: {card}");
        assert!(fold.contains(&format!("Thing {place}")), "{place} is a fold away, or why it is due: {fold}");
    }
    assert!(fold.contains("4 more, 2 of them overdue, and why"), "{fold}");
}

#[test]
fn given_a_record_in_which_somebody_is_only_named_then_it_does_not_say_that_they_cover() {
    let named = |by_name| {
        let mut mine = work(Whose::Mine);
        mine.records = vec![record(1, vec![WorkLine { by_name, ..due(5, "Say so") }])];
        shown(mine, Role::DaLead)
    };
    assert!(named(true).contains("Sam Okafor has it, and you are named in it."));
    assert!(named(false).contains("Sam Okafor has it, and you cover."), "the control");
}

#[test]
fn given_one_act_that_does_several_things_then_its_line_says_how_often_it_was_asked_for() {
    let mut busy = work(Whose::Everybody);
    busy.records = vec![record(1, vec![WorkLine { times: 3, ..due(-5, "Judge how severe this is") }])];
    assert!(shown(busy, Role::DaLead).contains("Asked for 3 times: do it once."));
    let once = shown(work(Whose::Everybody), Role::DaLead);
    assert!(!once.contains("do it once"), "the control: {once}");
}

#[test]
fn given_many_reports_to_place_then_some_are_folded_and_what_nobody_has_never_is() {
    let mut busy = work(Whose::Everybody);
    busy.to_triage = (20..40).map(waiting).collect();
    busy.unowned = (40..60).map(waiting).collect();
    let page = shown(busy, Role::DaLead);
    assert!(page.contains("12 more<"), "{page}");
    let (before, _) = page.split_once("12 more<").unwrap();
    for nobodys in 40..60 {
        assert!(before.contains(&waiting(nobodys).reference.to_string()), "{nobodys} stands in the open");
    }
    assert!(!before.contains(&waiting(39).reference.to_string()));
}
