use access::ActionKind;
use askama::Template as _;
use domain::people::PersonRole;
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
        "id=\"needs\"",
        "id=\"people\"",
        "id=\"incidents\"",
        "id=\"in-return\"",
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
fn what_they_need_is_told_in_words_and_what_was_not_asked_stays_a_question() {
    let page = shown(&sample::page());
    assert!(page.contains("They live far from help; worry about their immigration status"), "{page}");
    assert!(page.contains("Still to be asked, and never read as a no: little money"), "{page}");
    assert!(page.contains("May fit, not offered yet"), "{page}");
    assert!(page.contains("Nobody has asked yet."), "the child’s needs");
}

#[test]
fn equality_answers_are_on_the_page_in_no_form_and_the_chronology_says_only_that_they_were_asked() {
    let page = shown(&sample::page()).to_lowercase();
    for answer in ["bisexual", "buddhist", "gypsy", "traveller", "registered at birth"] {
        assert!(!page.contains(answer), "{answer}");
    }
    // The control: what was recorded beside them is there.
    assert!(page.contains("sleeps badly."));
}

#[test]
fn a_child_is_harmed_in_their_own_right_and_what_is_not_known_is_for_child_protection() {
    let page = shown(&sample::page());
    assert!(page.contains("Yes: they see, hear or feel it, and are related (2021 Act, section 3)"));
    assert!(page.contains("Not known: this is for child protection until it is known"));
}

#[test]
fn the_policys_definition_stands_beside_a_relationship_in_words_and_stops_nothing() {
    let definition = |page: &CasePage| {
        let shown = shown(page);
        let row = shown.split_once("By the policy").unwrap().1;
        row.split("</dd>").next().unwrap().to_owned()
    };
    let mut page = sample::page();
    assert!(
        definition(&page)
            .contains("Not known yet (The Domestic Abuse Act 2021). Whoever asks for help gets it")
    );
    for person in page.view.people.values_mut() {
        person.born = Some(jiff::civil::date(1990, 1, 1));
    }
    assert!(definition(&page).contains("Within the definition"));
    page.view.connections[0].route = domain::people::Connection::None;
    assert!(definition(&page).contains("not connected in a way that it names"));
    page.definition = None;
    assert!(definition(&page).contains("in its own words"));
    let offered = |page: &CasePage| shown(page).matches("/notes/").count();
    assert_eq!(offered(&page), offered(&sample::page()), "help is offered whatever it says");
}

#[test]
fn somebody_under_16_puts_safeguarding_first_and_is_called_no_perpetrator() {
    let mut page = sample::page();
    assert!(!shown(&page).contains("safeguarding comes first"));
    for person in page.view.people.values_mut().filter(|person| person.is(PersonRole::AllegedPerpetrator)) {
        person.born = Some(jiff::civil::date(2011, 5, 5));
    }
    let shown = shown(&page);
    assert!(
        place(&shown, "Somebody here is under 16: safeguarding comes first.") < place(&shown, "id=\"due\"")
    );
    let people = shown.split_once("id=\"people\"").unwrap().1.split_once("</section>").unwrap().0;
    assert!(people.contains("A child who causes harm"));
    assert!(!people.to_lowercase().contains("perpetrator"), "{people}");
}

#[test]
fn what_was_alleged_in_return_says_that_it_changes_nobodys_part() {
    let page = shown(&sample::page());
    let returned = page.split_once("id=\"in-return\"").unwrap().1.split_once("</section>").unwrap().0;
    assert!(returned.contains("It opens no record against the survivor, lowers nothing"), "{returned}");
    assert!(returned.contains("Not thought of yet"), "{returned}");
    let people = page.split_once("id=\"people\"").unwrap().1.split_once("</section>").unwrap().0;
    let mut cards = people.split("govuk-summary-card__title");
    let survivor =
        cards.find(|card| card.trim_start_matches(['"', '>', '\n']).starts_with("Rowan Malik")).unwrap();
    assert!(survivor.contains("Survivor") && !survivor.contains("Alleged perpetrator"), "{survivor}");
}

#[test]
fn b31_talking_over_the_choices_leads_to_the_choices_or_nowhere_and_never_to_not_now() {
    let mut page = sample::page();
    let mut line = page.duties[0].clone();
    "Talk over the choices".clone_into(&mut line.title);
    line.met_by = vec![Evidence::ChoiceTalkedOver, Evidence::WatchAgreed];
    (line.state, line.due) = (policy::DutyState::Due, page.as_of);
    page.duties = vec![line];
    let due = |page: &CasePage| {
        let page = shown(page);
        page.split_once("id=\"due\"").unwrap().1.split_once("</section>").unwrap().0.to_owned()
    };
    assert!(due(&page).contains("/choices\""), "{}", due(&page));
    page.view.shown.remove(&access::Field::Choices);
    assert!(!due(&page).contains("/notes/later"), "{}", due(&page));
    page.duties[0].met_by = vec![Evidence::WatchAgreed];
    assert!(due(&page).contains("/notes/later"), "the control: what it alone ends leads to it");
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
fn given_a_day_before_the_report_then_the_page_says_that_there_was_no_record_and_judges_nothing() {
    let mut page = sample::page();
    (page.view, page.is_past) = (access::CaseView { shown: page.view.shown, ..Default::default() }, true);
    (page.channels, page.duties) = (Vec::new(), Vec::new());
    let before = shown(&page);
    assert!(before.contains("There was no record then") && before.contains("Show as known then"), "{before}");
    for judged in ["Name not known", "reat it as high", "What is due", "No way of getting in touch"] {
        assert!(!before.contains(judged), "{judged}: {before}");
    }
    // The control: a day on which there was one.
    let mut later = sample::page();
    later.is_past = true;
    assert!(!shown(&later).contains("There was no record then"));
}

#[test]
fn no_number_and_no_address_is_on_the_page() {
    let page = shown(&sample::page());
    assert!(page.contains("Protected") && !page.contains("07700"));
}
