use access::ActionKind;
use askama::Template as _;
use domain::report::Route;
use policy::words::Evidence;
use service::CasePage;

use super::day::AsOf;
use super::{RecordPage, sample};
use crate::layout::Layout;

fn shown(page: &CasePage) -> String {
    let asked = AsOf::read(if page.is_past { "day=2026-11-20" } else { "" }, sample::now()).unwrap();
    let whole = RecordPage::new(Layout::signed_in("Sam Okafor", "Housing officer", "token"), page, asked)
        .render()
        .unwrap();
    let main = whole.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    main.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn place(text: &str, of: &str) -> usize {
    text.find(of).unwrap_or_else(|| panic!("{of} is on the page"))
}

#[test]
fn the_record_is_shown_as_reviewed() {
    insta::assert_snapshot!(shown(&sample::page()));
}

#[test]
fn contact_stands_first_and_the_rest_in_its_order() {
    let page = shown(&sample::page());
    let parts = [
        "app-person",
        "id=\"due\"",
        "id=\"wants\"",
        "id=\"people\"",
        "id=\"incidents\"",
        "id=\"chronology\"",
    ];
    let places: Vec<usize> = parts.iter().map(|part| place(&page, part)).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(place(&page, "Overdue") < place(&page, "Tell them of agencies"), "overdue first");
}

#[test]
fn the_pattern_counts_vague_incidents_and_names_the_first_known() {
    let page = shown(&sample::page());
    assert!(
        page.contains("2 incidents in the last 12 months. 3 are known in all. The first known: spring 2021.")
    );
}

#[test]
fn a_corrected_entry_stays_struck_through_with_the_correction_beneath() {
    let page = shown(&sample::page());
    let (del, was) = (place(&page, "<del>"), place(&page, "To move away."));
    let (end, why) = (place(&page, "</del>"), place(&page, "Two calls were mixed up."));
    let instead = page.rfind("To stay, with new locks.").unwrap();
    assert!(del < was && was < end && end < why && why < instead);
}

#[test]
fn the_past_says_so_and_offers_nothing_to_do() {
    let mut page = sample::page();
    page.is_past = true;
    let shown = shown(&page);
    assert!(shown.contains("You are looking at the past"));
    for offer in
        ["/correct\"", "/reveal\"", "/set-aside\"", "/contact/", "method=\"post\"", "What you can record"]
    {
        assert!(!shown.contains(offer), "{offer}");
    }
}

#[test]
fn only_what_somebody_may_do_is_offered() {
    let offers = [
        (ActionKind::CorrectRecord, "/correct\""),
        (ActionKind::RevealSecret, "/reveal\""),
        (ActionKind::SetDutyAside, "/set-aside\""),
        (ActionKind::MakeContact, "app-ways__button"),
        (ActionKind::SeeLooks, "/looks\""),
    ];
    for (action, offer) in offers {
        let mut page = sample::page();
        assert!(shown(&page).contains(offer), "{offer}");
        page.may.remove(&action);
        assert!(!shown(&page).contains(offer), "{offer}");
    }
}

#[test]
fn a_suspicion_says_do_not_contact_and_shows_the_enquiry() {
    let mut page = sample::page();
    page.view.route = Some(Route::Suspicion);
    page.view.open_to_contact = false;
    page.duties[1].met_by = vec![Evidence::DisclosureTaken, Evidence::HistoryLookedUp];
    let shown = shown(&page);
    assert!(shown.contains("Do not contact") && shown.contains("How we find out, safely"));
    assert!(
        !shown.contains("Go on with the conversation"),
        "a duty never asks for the contact that alerts somebody"
    );
    assert!(shown.contains("/enquiry\""));
}

#[test]
fn a_record_of_own_behaviour_shows_nothing_of_a_survivor() {
    let mut page = sample::page();
    page.view.route = Some(Route::OwnBehaviour);
    page.view.chronology.clear();
    let shown = shown(&page);
    assert!(shown.contains("0808 802 4040"));
    for theirs in ["Rowan", "New locks", "Broke the door"] {
        assert!(!shown.contains(theirs), "{theirs}");
    }
}

#[test]
fn a_day_before_the_record_began_is_shown_too() {
    let mut page = sample::page();
    (page.view, page.is_past) = (access::CaseView { shown: page.view.shown, ..Default::default() }, true);
    (page.channels, page.duties) = (Vec::new(), Vec::new());
    assert!(shown(&page).contains("Nothing had been recorded by then."));
}

#[test]
fn no_number_and_no_address_is_on_the_page() {
    let page = shown(&sample::page());
    assert!(page.contains("Protected") && !page.contains("07700"));
}
