//! Reviews: their view or why not asked, and when the case is gone through again (domain.md 13).

use jiff::civil::{Date, date};

use crate::Happened;
use crate::Severity;
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal};
use crate::next_of_kin::NextOfKin;
use crate::reviewing::{CaseReviewed, DeathRecorded, TheirView, again_by};

pub(super) fn reviewed(view: Option<TheirView>, again_on: Date) -> CaseReviewed {
    CaseReviewed { view, words: words("The locks hold, and he was seen nowhere near."), again_on }
}

#[test]
fn given_a_severity_then_a_review_comes_each_week_fortnight_or_month() {
    let today = date(2026, 3, 10);
    assert_eq!(again_by(Severity::Immediate, today), date(2026, 3, 11));
    assert_eq!(again_by(Severity::High, today), date(2026, 3, 17));
    assert_eq!(again_by(Severity::Medium, today), date(2026, 3, 24));
    assert_eq!(again_by(Severity::Standard, today), date(2026, 4, 7));
}

#[test]
fn given_a_severity_that_nobody_judged_then_a_review_comes_as_soon_as_for_a_high_one() {
    let today = date(2026, 3, 10);
    assert_eq!(again_by(Severity::Unknown, today), again_by(Severity::High, today));
}

#[test]
fn given_a_survivors_case_when_it_is_reviewed_without_their_view_then_it_is_refused() {
    let refused = Refusal::Unanswered("what the survivor thinks, or why they were not asked");
    given(survivors_case()).when(CaseCommand::from(reviewed(None, date(2026, 3, 24)))).then_refused(refused);
    let not_asked = reviewed(Some(TheirView::NotAsked(words("It was not safe to ring."))), date(2026, 3, 24));
    given(survivors_case())
        .when(CaseCommand::from(not_asked.clone()))
        .then([CaseEvent::CaseReviewed(not_asked)]);
}

#[test]
fn given_a_record_of_own_behaviour_then_no_survivors_view_stands_in_its_review() {
    let said = reviewed(Some(TheirView::Said(words("She is afraid."))), date(2026, 3, 24));
    given(own_behaviour_record()).when(CaseCommand::from(said)).then_refused(Refusal::WrongKindOfRecord);
    let without = reviewed(None, date(2026, 3, 24));
    given(own_behaviour_record())
        .when(CaseCommand::from(without.clone()))
        .then([CaseEvent::CaseReviewed(without)]);
}

#[test]
fn given_a_review_then_the_next_one_lies_ahead() {
    let said = || Some(TheirView::Said(words("Keep going.")));
    given(survivors_case())
        .when(CaseCommand::from(reviewed(said(), date(2026, 3, 10))))
        .then_refused(Refusal::TimesDoNotFit);
}

#[test]
fn given_a_death_then_everything_is_held() {
    assert!(!state(survivors_case()).support().is_held());
    let death =
        DeathRecorded { person: PERPETRATOR, on: Happened::NotKnown, words: None, kin: NextOfKin::default() };
    assert!(state(with(survivors_case(), [death.clone().into()])).support().is_held());
    let nobody = DeathRecorded { person: STRANGER, ..death };
    given(survivors_case()).when(CaseCommand::from(nobody)).then_refused(Refusal::NoSuchPerson);
}
