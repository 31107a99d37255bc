//! Made-up notes, for snapshots and reviews.

use access::CaseView;
use domain::people::{Person, PersonRole};
use domain::report::Route;
use domain::text::Name;
use domain::{Answer, CaseId, PersonId, Severity};
use jiff::Timestamp;
use uuid::Uuid;

use super::note::{Known, Note};
use super::page::NotePage;
use crate::components::prelude::Problems;
use crate::contact_first::ContactFirst;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::Sample as _;

/// A case with three people in it.
pub fn view() -> CaseView {
    let person = |number: u128, name: &str, role| {
        let id = PersonId::from_uuid(Uuid::from_u128(number));
        let person =
            Person { name: Name::parse(name).ok(), lives_in_home: Answer::Yes, ..Person::unnamed(id, role) };
        (id, person)
    };
    CaseView {
        route: Some(Route::Disclosure),
        severity: Some(Severity::Medium),
        people: [
            person(1, "Ana Pereira", PersonRole::Survivor),
            person(2, "Tom Aldous", PersonRole::AllegedPerpetrator),
            person(3, "Mia Pereira", PersonRole::Child),
        ]
        .into(),
        sequence: 12,
        ..CaseView::default()
    }
}

/// The page of a note on that case, with its first answers.
pub fn page(note: &Note) -> NotePage {
    page_on(Route::Disclosure, note)
}

/// The page of a note on a case of this road.
pub fn page_on(road: Route, note: &Note) -> NotePage {
    let mut agreed = crate::pages::case::sample::page().view.agreed;
    if let Some(agreed) = &mut agreed {
        agreed.is.from = Timestamp::UNIX_EPOCH;
    }
    let view = CaseView { route: Some(road), agreed, ..view() };
    let known = Known::of(&view, Timestamp::UNIX_EPOCH);
    let mut sent = Sent::default();
    (note.first)(&known, &mut sent);
    let form = Filled::with_problems(sent, Problems::new());
    let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
    NotePage::new(layout, CaseId::from_uuid(Uuid::nil()), ContactFirst::sample(), note, &known, &form)
        .with_form()
}
