//! Closing: with the survivor's view and nothing open, and never because of one no or one silence.

use jiff::civil::date;

use super::reviewing::reviewed;
use super::safeguarding::{answer, concern};
use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal, StillOpen, still_open};
use crate::change::{ChangeRecorded, LifeChange};
use crate::choices::WatchAgreed;
use crate::day_told::{DayTold, Knows};
use crate::disclosure::Agency;
use crate::next_of_kin::NextOfKin;
use crate::promise::PromiseMade;
use crate::report::ReportSource;
use crate::reviewing::{CaseClosed, CaseReopened, DeathRecorded, Ending, MovedTo, TheirView};
use crate::safeguarding::{ConcernStage, Harm};
use crate::{Answer, Happened};

fn closed(ending: Ending) -> CaseClosed {
    CaseClosed {
        ending,
        moved_to: None,
        view: Some(TheirView::Said(words("I am all right now."))),
        words: words("Nothing for three months. She knows how to come back."),
    }
}

#[test]
fn where_they_moved_is_said_only_where_that_is_how_it_ended_and_is_not_known_where_nobody_said() {
    let to = |ending, moved_to| CaseClosed { moved_to, ..closed(ending) }.moved_to();
    for one in MovedTo::ALL {
        assert_eq!(to(Ending::Moved, Some(*one)), Some(*one));
        for other in Ending::ALL.iter().filter(|ending| **ending != Ending::Moved) {
            assert_eq!(to(*other, Some(*one)), None);
        }
    }
    assert_eq!(to(Ending::Moved, None), Some(MovedTo::NotKnown));
}

/// A case that was gone through just now, and in which nothing is open.
fn settled() -> Vec<CaseEvent> {
    let view = Some(TheirView::Said(words("I am all right now.")));
    with(survivors_case(), [reviewed(view, date(2026, 3, 24)).into()])
}

fn refused(open: StillOpen) -> Refusal {
    Refusal::StillOpen(vec![open])
}

fn no() -> CaseEvent {
    WatchAgreed { sign: short("A call about the boiler"), until: date(2026, 4, 1), words: None, agreed: None }
        .into()
}

#[track_caller]
fn stays_open(more: impl IntoIterator<Item = CaseEvent>, ending: Ending, open: StillOpen) {
    given(with(settled(), more)).when(CaseCommand::from(closed(ending))).then_refused(refused(open));
}

#[test]
fn given_nothing_is_open_then_it_closes_with_their_view() {
    let close = closed(Ending::SafeAtHome);
    given(settled()).when(CaseCommand::from(close.clone())).then([CaseEvent::CaseClosed(close)]);
}

#[test]
fn given_no_view_of_the_survivor_then_it_does_not_close() {
    let close = CaseClosed { view: None, ..closed(Ending::SafeAtHome) };
    given(settled())
        .when(CaseCommand::from(close))
        .then_refused(Refusal::Unanswered("what the survivor thinks, or why they were not asked"));
}

#[test]
fn given_they_said_no_once_then_the_case_waits_and_does_not_close() {
    stays_open([no()], Ending::WantsNoMore, StillOpen::OneNo);
}

#[test]
fn given_contact_was_tried_once_then_it_is_not_lost() {
    let tried = attempt(cleared_call(), instant("2026-03-10T09:30:00Z"));
    stays_open([tried.into()], Ending::LostContact, StillOpen::OneTry);
}

#[test]
fn given_a_promise_then_it_is_settled_first() {
    let made = PromiseMade { what: words("New locks"), by: date(2026, 3, 12) };
    stays_open([made.into()], Ending::SafeAtHome, StillOpen::Promise);
}

#[test]
fn given_a_concern_that_nobody_answered_then_it_is_asked_after_first() {
    let raised: CaseEvent = concern(Harm::Significant, Agency::Mash, Answer::No).into();
    stays_open([raised.clone()], Ending::SafeAtHome, StillOpen::Concern);
    stays_open(
        [raised.clone(), answer(6, ConcernStage::Chased).into()],
        Ending::SafeAtHome,
        StillOpen::Concern,
    );
    let close = closed(Ending::SafeAtHome);
    given(with(settled(), [raised, answer(6, ConcernStage::Advice).into()]))
        .when(CaseCommand::from(close.clone()))
        .then([CaseEvent::CaseClosed(close)]);
}

#[test]
fn given_an_order_that_ends_in_ten_days_then_it_waits() {
    let order = ChangeRecorded {
        change: LifeChange::OrderExpires,
        when: Happened::On(date(2026, 3, 20)),
        order: Some(short("Non-molestation order")),
        words: None,
        instead_of: None,
    };
    let why = words("She asked to hear of it from her solicitor.");
    let told = DayTold { of: 6, knows: Knows::NotTold { why }, words: None };
    stays_open([order.into(), told.into()], Ending::SafeAtHome, StillOpen::Order);
}

#[test]
fn given_nobody_looked_at_the_risk_lately_then_it_is_gone_through_first() {
    given(survivors_case())
        .when(CaseCommand::from(closed(Ending::SafeAtHome)))
        .then_refused(refused(StillOpen::RiskReview));
}

#[test]
fn given_nobody_is_recorded_to_have_died_then_no_case_ends_by_a_death() {
    stays_open([], Ending::Died, StillOpen::NoDeath);
}

#[test]
fn given_only_the_alleged_perpetrator_died_then_the_survivors_danger_is_still_gone_through() {
    let death = |person| -> CaseEvent {
        DeathRecorded { person, on: Happened::NotKnown, words: None, kin: NextOfKin::default() }.into()
    };
    let today = date(2026, 3, 10);
    let open = |events| still_open(&state(events), Ending::Died, today);
    assert_eq!(open(with(survivors_case(), [death(PERPETRATOR)])), [StillOpen::RiskReview]);
    assert_eq!(open(with(survivors_case(), [death(SURVIVOR)])), []);
}

#[test]
fn given_it_is_closed_then_it_opens_again_by_a_word_or_by_a_new_account() {
    let close: CaseEvent = closed(Ending::SafeAtHome).into();
    let case = || with(settled(), [close.clone()]);
    assert!(state(case()).support().closed().is_some());
    let again = CaseReopened { why: words("She rang.") };
    given(case()).when(CaseCommand::from(again.clone())).then([CaseEvent::CaseReopened(again.clone())]);
    given(settled()).when(CaseCommand::from(again)).then_refused(Refusal::NotClosed);
    for new in
        [CaseEvent::IncidentRecorded(incident(Happened::NotKnown)), report_by(ReportSource::Neighbour).into()]
    {
        let opened = state(with(case(), [new]));
        assert!(opened.support().closed().is_none());
        assert_eq!(opened.support().reviews().len(), 1, "what was there before stays");
    }
    given(case()).when(CaseCommand::from(closed(Ending::SafeAtHome))).then_refused(Refusal::AlreadyClosed);
}
