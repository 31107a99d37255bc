//! Each thing that keeps a case open, by itself: without its line in the list the case would close.

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::precautions::noted;
use super::reviewing::reviewed;
use super::safeguarding::{answer, concern};
use super::samples::assessment;
use crate::case::testkit::*;
use crate::case::{CaseEvent, DutySetAside, SetAsideWhy, StillOpen, still_open};
use crate::change::{ChangeRecorded, LifeChange};
use crate::choices::{Choice, ChoiceState, ChoiceTalkedOver};
use crate::contact::{Attempted, Outcome, Way};
use crate::day_told::{DayTold, Knows};
use crate::disclosure::{Agency, HouseholdAnswered};
use crate::incident::Incident;
use crate::people::SecretKind;
use crate::precautions::{Precaution, PrecautionState};
use crate::report::ReportSource;
use crate::reviewing::{Ending, TheirView};
use crate::risk::{MaracCriterion, MaracDecided, MaracDecision, MaracHeard, RiskAssessed, RiskFactor};
use crate::safeguarding::{Capacity, CareActTest, ConcernFor, ConcernNotNeeded, ConcernStage, Harm};
use crate::safety_plan::{Paper, PlanPart, SafetyPlanMade};
use crate::suspicion::{EnquiryOutcome, SafeEnquiryMade};
use crate::{Answer, Happened, IncidentId, Severity};

const TODAY: Date = date(2026, 3, 10);

fn gone_through() -> CaseEvent {
    reviewed(Some(TheirView::Said(words("I am all right now."))), date(2026, 3, 24)).into()
}

/// Gone through just now, and nothing is open.
fn settled() -> Vec<CaseEvent> {
    with(survivors_case(), [gone_through()])
}

fn open(events: Vec<CaseEvent>) -> Vec<StillOpen> {
    still_open(&state(events), Ending::SafeAtHome, TODAY)
}

/// These keep it open, for this and for nothing else; and with those nothing does.
#[track_caller]
fn holds(
    why: StillOpen,
    these: impl IntoIterator<Item = CaseEvent>,
    then: impl IntoIterator<Item = CaseEvent>,
) {
    let case = with(settled(), these);
    assert_eq!(open(case.clone()), [why]);
    assert_eq!(open(with(case, then)), [], "the control: seen to, it closes");
}

fn choice(choice: Choice, state: ChoiceState) -> CaseEvent {
    ChoiceTalkedOver { choice, state, words: None, ask_again_on: None }.into()
}

#[test]
fn given_a_choice_that_they_want_then_it_is_done_or_settled_first() {
    let wanted = || choice(Choice::Move, ChoiceState::Wanted);
    for settles in [ChoiceState::Done, ChoiceState::Declined] {
        holds(StillOpen::Choice, [wanted()], [choice(Choice::Move, settles)]);
    }
    let nothing = choice(Choice::NothingNow, ChoiceState::Wanted);
    assert_eq!(open(with(settled(), [nothing])), [], "that they want nothing now is nothing to be done");
}

#[test]
fn given_a_contact_that_is_agreed_then_it_is_kept_first() {
    let agreed = agreed(instant("2026-03-11T10:00:00Z"), instant("2026-03-11T11:00:00Z"));
    let case = with(with(reachable_case(), [gone_through()]), [agreed.into()]);
    assert_eq!(open(case), [StillOpen::AgreedContact]);
    assert_eq!(open(with(reachable_case(), [gone_through()])), []);
}

/// No reply closes nothing, and no policy and no manager makes it so.
#[test]
fn given_a_contact_that_did_not_come_about_then_it_is_followed_up_first_although_its_duty_was_set_aside() {
    let missed = Attempted { was_agreed: true, ..attempt(cleared_call(), instant("2026-03-10T10:00:00Z")) };
    let set_aside = DutySetAside {
        duty: short("missed-contact"),
        started: 8,
        why: SetAsideWhy::SurvivorsChoice,
        words: words("They will ring."),
    };
    let at = |text: &str| instant(text);
    let before =
        || with(reachable_case(), [agreed(at("2026-03-10T09:00:00Z"), at("2026-03-10T11:00:00Z")).into()]);
    let case = with(before(), [missed.into(), set_aside.into(), gone_through()]);
    for ending in Ending::ALL.iter().filter(|ending| ![Ending::LostContact, Ending::Died].contains(ending)) {
        let open = still_open(&state(case.clone()), *ending, TODAY);
        assert!(open.contains(&StillOpen::Missed), "{ending:?}: {open:?}");
    }
    assert_eq!(open(case.clone()), [StillOpen::Missed]);
    let lost = still_open(&state(case.clone()), Ending::LostContact, TODAY);
    assert_eq!(lost, [StillOpen::OneTry], "for contact that is lost every way is tried first");
    let spoke =
        Attempted { outcome: Outcome::Spoke, ..attempt(Way::TheyContactedUs, at("2026-03-10T11:30:00Z")) };
    assert_eq!(open(with(case, [spoke.into()])), [], "the control: they spoke, and it closes");
}

#[test]
fn given_three_tries_on_one_day_then_contact_is_not_lost_and_on_three_days_it_is() {
    let tried = |at: &str| CaseEvent::from(attempt(cleared_call(), instant(at)));
    let lost = |tries: [&str; 3]| {
        let case = with(reachable_case(), tries.map(tried));
        still_open(&state(case), Ending::LostContact, TODAY)
    };
    let one_day = lost(["2026-03-10T10:00:00Z", "2026-03-10T10:05:00Z", "2026-03-10T10:10:00Z"]);
    assert!(one_day.contains(&StillOpen::OneTry), "{one_day:?}");
    let three_days = lost(["2026-03-06T10:00:00Z", "2026-03-09T10:05:00Z", "2026-03-10T10:10:00Z"]);
    assert!(!three_days.contains(&StillOpen::OneTry), "{three_days:?}");
}

#[test]
fn given_a_precaution_that_was_asked_for_then_somebody_hears_back_first() {
    for precaution in Precaution::ALL {
        let line = |how_far| CaseEvent::from(noted(&[(*precaution, how_far)], TODAY));
        for settles in [PrecautionState::Done, PrecautionState::NotWanted] {
            holds(StillOpen::Precaution, [line(PrecautionState::Asked)], [line(settles)]);
        }
    }
}

#[test]
fn given_children_or_an_adult_at_risk_of_whom_nobody_decided_then_somebody_decides_first() {
    let home = |children, adults_at_risk| CaseEvent::from(HouseholdAnswered { children, adults_at_risk });
    let not_needed =
        |concern| CaseEvent::from(ConcernNotNeeded { concern, why: words("Seen by the school nurse.") });
    holds(StillOpen::Undecided, [home(Answer::Yes, Answer::No)], [not_needed(ConcernFor::Children)]);
    holds(StillOpen::Undecided, [home(Answer::No, Answer::Yes)], [not_needed(ConcernFor::Adult)]);
    holds(StillOpen::Undecided, [home(Answer::Yes, Answer::Yes)], [not_needed(ConcernFor::Both)]);
    let for_the_other = with(settled(), [home(Answer::Yes, Answer::Yes), not_needed(ConcernFor::Children)]);
    assert_eq!(open(for_the_other), [StillOpen::Undecided], "one of them says nothing of the other");
}

#[test]
fn given_a_care_act_test_that_may_be_met_then_somebody_decides_first() {
    let test = |cannot_protect| {
        CaseEvent::from(CareActTest {
            person: SURVIVOR,
            needs_care: Answer::Yes,
            at_risk: Answer::Yes,
            cannot_protect,
            capacity: Capacity::NotKnown,
            wishes: None,
            words: None,
        })
    };
    let not_needed = ConcernNotNeeded { concern: ConcernFor::Adult, why: words("The authority has it.") };
    holds(StillOpen::Undecided, [test(Answer::NotKnown)], [not_needed.into()]);
    assert_eq!(open(with(settled(), [test(Answer::No)])), []);
}

#[test]
fn given_a_concern_then_its_answer_comes_first_and_a_decision_was_made_by_raising_it() {
    let raised = CaseEvent::from(concern(Harm::Significant, Agency::Mash, Answer::No));
    holds(StillOpen::Concern, [raised], [answer(6, ConcernStage::NoAction).into()]);
}

#[test]
fn given_something_reported_since_it_was_gone_through_then_it_is_gone_through_again_first() {
    for signal in [
        report_by(ReportSource::Neighbour).into(),
        incident(Happened::NotKnown).into(),
        compromised(NUMBER, SecretKind::Phone).into(),
    ] {
        holds(StillOpen::Signal, [signal], [gone_through()]);
    }
}

#[test]
fn given_an_incident_after_the_assessment_then_it_is_assessed_again_whoever_went_through_it_since() {
    let happened = || CaseEvent::from(incident(Happened::NotKnown));
    holds(StillOpen::StaleAssessment, [assessment(1).into(), happened()], [assessment(1).into()]);
    let gone_through = with(settled(), [assessment(1).into(), happened(), gone_through()]);
    assert_eq!(open(gone_through), [StillOpen::StaleAssessment]);
}

#[test]
fn given_a_suspicion_then_somebody_asks_safely_first() {
    let made = |outcome| CaseEvent::from(SafeEnquiryMade { outcome, words: None });
    let suspected = || with(suspicion(), [gone_through()]);
    let ends = |events, ending| still_open(&state(events), ending, TODAY);
    assert_eq!(ends(suspected(), Ending::NoAbuseFound), [StillOpen::Enquiry]);
    for outcome in [EnquiryOutcome::NotSafe, EnquiryOutcome::NotReached] {
        let tried = with(suspected(), [made(outcome)]);
        assert_eq!(ends(tried, Ending::NoAbuseFound), [StillOpen::Enquiry], "{outcome:?} asked nobody");
    }
    assert_eq!(ends(with(suspected(), [made(EnquiryOutcome::Nothing)]), Ending::NoAbuseFound), []);
    assert_eq!(ends(suspected(), Ending::Transferred), [], "whoever takes it over asks");
    let lost = with(suspected(), [made(EnquiryOutcome::NotReached)]);
    assert_eq!(ends(lost, Ending::LostContact), [StillOpen::OneTry]);
}

fn referred(on: Date) -> CaseEvent {
    let criteria = [MaracCriterion::Judgement].into();
    let decision = MaracDecision::Referred { criteria, on };
    MaracDecided { decision, survivor_told: Answer::Yes, words: None }.into()
}

fn heard(on: Date) -> CaseEvent {
    MaracHeard { on, area: None }.into()
}

fn plan() -> CaseEvent {
    let parts = [(PlanPart::Signal, words("A blue cloth in the window."))].into();
    SafetyPlanMade {
        with_survivor: Answer::Yes,
        parts,
        again_on: date(2026, 4, 1),
        paper: Paper::NotSafe,
        agreed_with: [].into(),
    }
    .into()
}

#[test]
fn given_a_referral_that_nobody_heard_back_of_then_it_waits() {
    let case = || with(settled(), [plan(), referred(date(2026, 3, 9))]);
    assert_eq!(open(case()), [StillOpen::MaracUnheard]);
    assert_eq!(
        open(with(case(), [heard(date(2026, 3, 8))])),
        [StillOpen::MaracUnheard],
        "an earlier meeting"
    );
    assert_eq!(open(with(case(), [heard(TODAY)])), []);
    let no = MaracDecision::NotReferred { why: words("It was heard last week.") };
    let not = MaracDecided { decision: no, survivor_told: Answer::Yes, words: None };
    assert_eq!(open(with(case(), [not.into()])), []);
}

#[test]
fn given_the_marac_has_it_or_heard_it_then_a_plan_is_made_with_what_was_agreed() {
    let case = with(settled(), [referred(date(2026, 3, 9)), heard(TODAY)]);
    assert_eq!(open(case.clone()), [StillOpen::Marac]);
    assert_eq!(open(with(case, [plan()])), []);
    let earlier = state(with(settled(), [plan(), heard(date(2026, 3, 12))]));
    let on = |day| still_open(&earlier, Ending::SafeAtHome, day);
    assert_eq!(on(date(2026, 3, 13)), [StillOpen::Marac], "a plan from before the meeting has nothing of it");
    let later = still_open(&earlier, Ending::SafeAtHome, date(2027, 3, 13));
    assert!(
        !later.contains(&StillOpen::Marac),
        "after twelve months it is no longer one of theirs: {later:?}"
    );
}

#[test]
fn given_a_release_or_the_end_of_an_order_then_it_waits_for_the_day() {
    for change in [LifeChange::OrderExpires, LifeChange::BailChanged, LifeChange::Release] {
        let on = |when| {
            CaseEvent::from(ChangeRecorded { change, when, order: None, words: None, instead_of: None })
        };
        let case = |when| with(settled(), [on(when), not_told_of(settled().len())]);
        assert_eq!(open(case(Happened::On(date(2026, 4, 9)))), [StillOpen::Order]);
        assert_eq!(open(case(Happened::NotKnown)), [StillOpen::Order], "it may be tomorrow");
        assert_eq!(open(case(Happened::On(date(2026, 4, 10)))), [], "31 days ahead");
    }
}

#[test]
fn given_they_left_or_plan_to_then_it_stays_open_through_the_window_unless_somebody_else_goes_on() {
    let left = ChangeRecorded {
        change: LifeChange::Separation,
        when: Happened::On(date(2026, 3, 9)),
        order: None,
        words: None,
        instead_of: None,
    };
    let case = state(with(settled(), [left.into()]));
    assert_eq!(still_open(&case, Ending::Moved, TODAY), [StillOpen::Heightened]);
    assert_eq!(still_open(&case, Ending::Transferred, TODAY), []);
}

/// Fourteen answers are a yes, and they have not separated.
fn high_and_together() -> RiskAssessed {
    let mut answers = assessment(15).answers;
    answers.remove(&RiskFactor::Separation);
    RiskAssessed { answers, ..assessment(15) }
}

/// Why nobody has told them yet of the day that the entry after so many names.
fn not_told_of(before: usize) -> CaseEvent {
    let knows = Knows::NotTold { why: words("There is no safe way to reach her yet.") };
    DayTold { of: u64::try_from(before).unwrap() + 1, knows, words: None }.into()
}

#[test]
fn given_a_high_assessment_then_somebody_decides_about_the_marac_after_it() {
    let high = || CaseEvent::from(high_and_together());
    let not = || MaracDecision::NotReferred { why: words("It was heard last week.") };
    let decided =
        || CaseEvent::from(MaracDecided { decision: not(), survivor_told: Answer::Yes, words: None });
    holds(StillOpen::MaracUndecided, [high()], [decided()]);
    holds(StillOpen::MaracUndecided, [high(), decided(), high()], [decided()]);
    assert_eq!(open(with(settled(), [assessment(1).into()])), [], "the control: it is not high");
    for ending in [Ending::Transferred, Ending::WantsNoMore, Ending::Other] {
        let open = still_open(&state(with(settled(), [high()])), ending, TODAY);
        assert!(open.contains(&StillOpen::MaracUndecided), "{ending:?}: {open:?}");
    }
}

fn not_referred() -> CaseEvent {
    let decision = MaracDecision::NotReferred { why: words("The police have him, and she agrees.") };
    MaracDecided { decision, survivor_told: Answer::Yes, words: None }.into()
}

/// Incidents with ids of their own, and gone through after them.
fn incidents(n: u128) -> Vec<CaseEvent> {
    let each = (1..=n).map(|n| {
        let id = IncidentId::from_uuid(Uuid::from_u128(0x900 + n));
        CaseEvent::from(Incident { incident: id, ..incident(Happened::On(date(2026, 3, 1))) })
    });
    each.chain([gone_through()]).collect()
}

#[test]
fn given_somebody_judged_it_high_without_an_assessment_then_somebody_decides_about_the_marac_once() {
    let high = || judged(Severity::High);
    for decision in [not_referred(), heard(date(2026, 3, 9))] {
        holds(StillOpen::MaracUndecided, [high()], [decision, plan()]);
    }
    assert_eq!(
        open(with(settled(), [high(), not_referred(), high()])),
        [],
        "that it still is says nothing new"
    );
    let again = [high(), not_referred(), judged(Severity::Standard), high()];
    assert_eq!(open(with(settled(), again)), [StillOpen::MaracUndecided], "it was lower in between");
    assert_eq!(open(with(settled(), [judged(Severity::Medium)])), [], "the control: it is not high");
}

#[test]
fn given_it_keeps_happening_then_somebody_decides_about_the_marac_whoever_set_the_duty_aside() {
    holds(StillOpen::MaracUndecided, incidents(3), [not_referred()]);
    let aside = DutySetAside {
        duty: short("marac-decided"),
        started: 8,
        why: SetAsideWhy::SurvivorsChoice,
        words: words("Not needed."),
    };
    assert_eq!(open(with(with(settled(), incidents(3)), [aside.into()])), [StillOpen::MaracUndecided]);
    assert_eq!(open(with(settled(), incidents(2))), [], "the control: twice is no pattern");
    let referred = with(with(settled(), [referred(date(2026, 3, 9))]), incidents(3));
    assert!(!open(referred).contains(&StillOpen::MaracUndecided), "whoever referred it has decided");
}

#[test]
fn given_it_happens_again_after_the_marac_then_somebody_decides_anew() {
    let met = || with(settled(), [heard(date(2026, 3, 9)), plan()]);
    let broken = ChangeRecorded {
        change: LifeChange::OrderBreached,
        when: Happened::On(date(2026, 3, 9)),
        order: None,
        words: None,
        instead_of: None,
    };
    for again in [incidents(1), vec![broken.into()]] {
        let case = with(met(), again);
        assert_eq!(open(case.clone()), [StillOpen::MaracUndecided]);
        assert_eq!(open(with(case, [not_referred()])), []);
    }
    assert_eq!(open(met()), [], "the control: nothing has happened since");
    let long_ago = with(settled(), [heard(date(2025, 3, 1)), plan()]);
    assert_eq!(open(with(long_ago, incidents(1))), [], "the twelve months were over");
}
