//! What is seen to where the risk is high: noted by somebody, and never said for a survivor who has not spoken.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::case::testkit::*;
use crate::case::{CaseCommand, CaseEvent, Refusal, still_open};
use crate::precautions::{Precaution, PrecautionState, PrecautionsNoted};
use crate::report::ReportSource;
use crate::reviewing::Ending;

pub(super) fn noted(lines: &[(Precaution, PrecautionState)], on: Date) -> PrecautionsNoted {
    PrecautionsNoted { lines: lines.iter().copied().collect(), on, words: None }
}

const TODAY: Date = date(2026, 3, 10);

#[test]
fn given_several_notes_then_the_newest_word_on_each_stands_and_the_others_are_untouched() {
    let asked =
        [(Precaution::SecureHome, PrecautionState::Asked), (Precaution::Orders, PrecautionState::NotKnown)];
    let then = [(Precaution::SecureHome, PrecautionState::Done)];
    let case = state(with(survivors_case(), [noted(&asked, TODAY).into(), noted(&then, TODAY).into()]));
    let how_far = |which| case.support().precaution(which).map(|(how_far, entry)| (how_far, entry.sequence));
    assert_eq!(how_far(Precaution::SecureHome), Some((PrecautionState::Done, 6)));
    assert_eq!(how_far(Precaution::Orders), Some((PrecautionState::NotKnown, 5)));
    assert_eq!(how_far(Precaution::Sanctuary), None, "nobody has looked at it");
}

#[test]
fn given_nothing_or_a_day_to_come_then_it_is_no_note() {
    let nothing = noted(&[], TODAY);
    given(survivors_case())
        .when(CaseCommand::from(nothing))
        .then_refused(Refusal::Unanswered("at least one precaution"));
    let tomorrow = noted(&[(Precaution::Orders, PrecautionState::Done)], date(2026, 3, 11));
    given(survivors_case()).when(CaseCommand::from(tomorrow)).then_refused(Refusal::InTheFuture);
}

#[test]
fn given_a_suspicion_then_nobody_says_for_the_survivor_what_they_do_not_want() {
    let not_wanted = noted(&[(Precaution::SecureHome, PrecautionState::NotWanted)], TODAY);
    given(suspicion()).when(CaseCommand::from(not_wanted.clone())).then_refused(Refusal::NobodyAskedThem);
    given(survivors_case())
        .when(CaseCommand::from(not_wanted.clone()))
        .then([CaseEvent::PrecautionsNoted(not_wanted)]);
    // What needs no word of theirs is checked on a suspicion too.
    let checked = noted(&[(Precaution::Orders, PrecautionState::Done)], TODAY);
    given(suspicion()).when(CaseCommand::from(checked.clone())).then([CaseEvent::PrecautionsNoted(checked)]);
}

#[test]
fn given_a_record_of_own_behaviour_then_nothing_of_a_survivors_home_stands_in_it() {
    let asked = noted(&[(Precaution::SecureHome, PrecautionState::Asked)], TODAY);
    given(own_behaviour_record()).when(CaseCommand::from(asked)).then_refused(Refusal::WrongKindOfRecord);
}

#[test]
fn given_precautions_then_they_say_nothing_of_the_level_and_nobody_is_contacted_by_them() {
    let lines: BTreeMap<_, _> = Precaution::ALL.iter().map(|one| (*one, PrecautionState::Done)).collect();
    let all = PrecautionsNoted { lines, on: TODAY, words: None };
    let before = with(survivors_case(), [judged(crate::Severity::High)]);
    let after = state(with(before.clone(), [all.into()]));
    assert_eq!(after.severity(), state(before).severity(), "what was done makes nobody safe by itself");
    assert!(after.attempts().is_empty() && after.agreed_contact().is_none());
    let warned = state(with(survivors_case(), [report_by(ReportSource::Police).into()]));
    assert!(!still_open(&warned, Ending::SafeAtHome, TODAY).is_empty());
}
