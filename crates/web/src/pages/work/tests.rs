use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use access::{Actor, Role};
use askama::Template as _;
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, OrganisationId, RegionId, Severity, UserId};
use jiff::{SignedDuration, Timestamp};
use service::{WaitingLine, Whose, WorkKind, WorkLine, WorkPage as Work};
use uuid::Uuid;

use super::WorkPage;
use super::cards::{Section, cards};
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

fn due(n: u8, hours: i64, title: &str) -> WorkLine {
    let due = now() + SignedDuration::from_hours(hours);
    WorkLine {
        case: case(n),
        reference: CaseReference::from_random([n; 5]),
        called: (n != 3).then(|| format!("Rowan Malik {n}")),
        route: if n == 2 { Route::Suspicion } else { Route::Disclosure },
        severity: if n == 1 { Severity::Immediate } else { Severity::Unknown },
        title: title.to_owned(),
        clauses: vec!["NHG-20".to_owned(), "13A.12".to_owned()],
        due,
        overdue: due < now(),
        paused: false,
        kind: WorkKind::Due,
        owner: (n != 2).then(|| UserId::from_uuid(id(90))),
        region: Some(RegionId::from_uuid(id(80))),
    }
}

fn waiting(n: u8) -> WaitingLine {
    WaitingLine {
        case: case(n),
        reference: CaseReference::from_random([n; 5]),
        called: None,
        route: Route::Suspicion,
        severity: Severity::High,
        opened_at: now() - SignedDuration::from_hours(2),
        region: None,
    }
}

/// Three records: one with a contact today and two duties more, one silent, one with a duty that waits.
fn work(whose: Whose) -> Work {
    let agreed = WorkLine { kind: WorkKind::AgreedContact, ..due(1, 2, "Keep the agreed contact") };
    let silent = WorkLine { kind: WorkKind::Silence, ..due(2, -30, "Speak with the survivor again") };
    let waits = WorkLine { paused: true, ..due(3, 60, "Contact the survivor by the safe way") };
    Work {
        whose,
        unowned: vec![waiting(7)],
        to_triage: vec![waiting(8)],
        due: vec![
            due(1, -50, "Name who has this case"),
            due(3, -5, "Judge how severe this is"),
            due(1, 4, "Ask what they want"),
            waits,
        ],
        today: vec![agreed],
        silent: vec![silent],
        cases: vec![waiting(9)],
        overdue: 3,
        more: false,
        regions: Arc::new(BTreeMap::from([(RegionId::from_uuid(id(80)), "North".to_owned())])),
        colleagues: Arc::new(BTreeMap::from([(UserId::from_uuid(id(90)), "Sam Okafor".to_owned())])),
        now: now(),
    }
}

fn shown(work: Work, role: Role, page: usize) -> String {
    let (user, organisation) = (UserId::from_uuid(id(91)), OrganisationId::from_uuid(id(92)));
    let actor = Actor { user, organisation, role, regions: BTreeSet::new() };
    let who = SignedIn { actor, name: "Marion Bell".to_owned(), csrf: "token".to_owned() };
    main_part(&WorkPage::new(&who, work, page).render().unwrap())
}

#[test]
fn the_list_is_shown_as_reviewed() {
    insta::assert_snapshot!(shown(work(Whose::Everybody), Role::DaLead, 1));
}

#[test]
fn a_record_has_one_card_with_all_its_duties_the_longest_overdue_first() {
    let cards = cards(&work(Whose::Everybody));
    let order: Vec<(CaseId, Section)> = cards.iter().map(|card| (card.case, card.section)).collect();
    assert_eq!(order, [(case(1), Section::Today), (case(2), Section::Due), (case(3), Section::Due)]);
    let titles: Vec<&str> = cards[0].duties.iter().map(|duty| duty.title.as_str()).collect();
    assert_eq!(titles, ["Name who has this case", "Keep the agreed contact", "Ask what they want"]);
}

#[test]
fn what_is_counted_is_what_is_on_the_cards() {
    let page = shown(work(Whose::Everybody), Role::DaLead, 1);
    assert!(
        page.contains(
            "3 records with 6 things due, 3 overdue. In one of them nobody has been in touch for too long."
        ),
        "{page}"
    );
}

#[test]
fn what_does_not_fit_is_a_page_away_and_nothing_stands_on_two() {
    let mut long = work(Whose::Everybody);
    long.due = (10..55).map(|n| due(n, i64::from(n) - 60, "Judge how severe this is")).collect();
    let pages: Vec<String> = (1..=3).map(|page| shown(long.clone(), Role::DaLead, page)).collect();
    let cards: Vec<usize> =
        pages.iter().map(|page| page.matches("<li class=\"app-record\"").count()).collect();
    assert_eq!(cards, [20, 20, 7]);
    assert!(pages[0].contains("whose=everybody&#38;page=2") && pages[2].contains("Page 2 of 3"));
    assert!(!pages[2].contains("page=4"));
    let first = case(10).to_string();
    assert_eq!(pages.iter().filter(|page| page.contains(&first)).count(), 1);
    assert_eq!(shown(long, Role::DaLead, 99), pages[2], "after the last page comes the last page");
}

#[test]
fn a_call_handler_is_given_the_reference_of_what_nobody_has_and_no_way_in() {
    let page = shown(work(Whose::Mine), Role::CallHandler, 1);
    assert!(page.contains(&waiting(7).reference.to_string()));
    assert!(!page.contains(&format!("/cases/{}", case(7))));
    assert!(page.contains("Tell a regional housing manager the reference now."));
}
