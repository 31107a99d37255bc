//! Every duty of the survivor's road in every policy: what starts it, by when it is due, and what alone meets it.

use std::collections::{BTreeMap, BTreeSet};

use domain::change::{ChangeRecorded, LifeChange};
use domain::child::ChildSituation;
use domain::choices::{Choice, ChoiceState, ChoiceTalkedOver, WatchAgreed};
use domain::compromise::SurvivorTold;
use domain::counter::{CounterAllegation, Sign};
use domain::needs::{LifeTime, NeedsRecorded, NonRecentAbuse};
use domain::promise::{Kept, PromiseMade, PromiseSettled};
use domain::report::ReportSource;
use domain::reviewing::{CaseReviewed, TheirView};
use domain::safeguarding::{Capacity, CareActTest, ConcernAnswered, ConcernFor, ConcernStage};
use domain::safety_plan::{Paper, PlanPart, SafetyPlanMade};
use domain::text::{ShortText, Words};
use domain::{Answer, Happened, PersonId, Severity};
use jiff::civil::{Date, date};

use super::given::{Story, at, one, packs, states};
use super::*;

fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

fn short(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

fn person(n: u128) -> PersonId {
    format!("{n:032x}").parse().unwrap()
}

fn has(all: &[Duty<'_>], code: &str) -> bool {
    all.iter().any(|duty| duty.code == code)
}

fn is_met(duty: &Duty<'_>) -> bool {
    matches!(duty.state, DutyState::Met { .. })
}

/// The survivor told us on a Monday morning.
fn told(severity: Severity) -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, severity, Answer::No)
        .later("2026-03-02T09:30:00Z")
        .disclosed()
}

fn medium() -> Story {
    told(Severity::Medium).later("2026-03-02T10:00:00Z")
}

pub(super) fn plan(again_on: Date) -> SafetyPlanMade {
    let parts = BTreeMap::from([(PlanPart::Signal, words("A blue cloth in the window."))]);
    SafetyPlanMade {
        with_survivor: Answer::Yes,
        parts,
        again_on,
        paper: Paper::NotSafe,
        agreed_with: [].into(),
    }
}

fn changed(change: LifeChange) -> ChangeRecorded {
    ChangeRecorded { change, when: Happened::NotKnown, order: None, words: None, instead_of: None }
}

fn reviewed(again_on: Date) -> CaseReviewed {
    let view = Some(TheirView::Said(words("It is quieter.")));
    CaseReviewed { view, words: words("The locks hold."), again_on }
}

/// In every policy this duty is due then, and stays open until this is recorded.
#[track_caller]
fn due_then_met(story: &Story, code: &str, due: &str, meets: impl Fn(Story) -> Story) {
    let late = "2026-03-30T09:00:00Z";
    for pack in packs() {
        let all = story.duties(pack, late);
        assert_eq!(one(&all, code).due, at(due), "{code} in {}", pack.id);
        assert_eq!(one(&all, code).state, DutyState::Overdue, "{code} in {}", pack.id);
        let all = meets(story.later("2026-03-30T08:00:00Z")).duties(pack, late);
        assert!(is_met(one(&all, code)), "{code} in {}: {}", pack.id, states(&all));
    }
}

#[test]
fn given_a_disclosure_then_risk_needs_choices_and_a_plan_have_their_clocks() {
    let needs = NeedsRecorded {
        person: person(1),
        needs: BTreeMap::new(),
        language: Some(short("Polish")),
        interpreter: None,
        formats: BTreeSet::new(),
        by_and_for: BTreeSet::new(),
        words: None,
    };
    let choice = ChoiceTalkedOver {
        choice: Choice::Move,
        state: ChoiceState::Offered,
        words: None,
        ask_again_on: None,
    };
    due_then_met(&medium(), "needs-asked", "2026-03-09T17:00:00Z", |s| s.say(needs.clone()));
    due_then_met(&medium(), "choices-offered", "2026-03-05T17:00:00Z", |s| s.say(choice.clone()));
    due_then_met(&medium(), "safety-plan", "2026-03-05T17:00:00Z", |s| s.say(plan(date(2026, 4, 7))));
    for pack in packs() {
        let all = told(Severity::High).duties(pack, "2026-03-02T10:00:00Z");
        for code in ["risk-assessed", "safety-plan", "choices-offered"] {
            assert_eq!(one(&all, code).due, at("2026-03-02T23:59:59Z"), "{code} in {}", pack.id);
        }
    }
}

/// The list of triggers (domain.md 12): none of them passes without risk and plan being gone through again.
#[test]
fn given_any_change_in_their_life_then_risk_and_plan_are_gone_through_again_the_next_working_day() {
    let planned = medium().say(plan(date(2026, 6, 1))).later("2026-03-04T10:00:00Z");
    for change in LifeChange::ALL {
        let story = planned.clone().say(changed(*change));
        for pack in packs() {
            let all = story.duties(pack, "2026-03-04T11:00:00Z");
            for code in ["risk-again", "safety-plan-again"] {
                assert_eq!(
                    one(&all, code).due,
                    at("2026-03-05T17:00:00Z"),
                    "{code}, {change:?}, {}",
                    pack.id
                );
            }
            let again = story.later("2026-03-05T10:00:00Z").say(plan(date(2026, 6, 1)));
            let all = again.duties(pack, "2026-03-05T11:00:00Z");
            assert!(is_met(one(&all, "safety-plan-again")) && !is_met(one(&all, "risk-again")), "{change:?}");
        }
    }
    for pack in packs() {
        let calm = planned.duties(pack, "2026-03-04T11:00:00Z");
        assert!(!has(&calm, "risk-again") && !has(&calm, "safety-plan-again"), "the control, {}", pack.id);
    }
}

#[test]
fn given_they_leave_or_plan_to_then_somebody_is_in_touch_again_and_again_until_the_window_ends() {
    for change in LifeChange::ALL {
        let opens = matches!(change, LifeChange::Separation | LifeChange::PlansToLeave);
        let left = medium().later("2026-03-04T10:00:00Z").say(changed(*change));
        let spoke = left.later("2026-03-05T10:00:00Z").spoke();
        let after = left.later("2027-03-05T10:00:00Z").spoke();
        for pack in packs() {
            let all = left.duties(pack, "2026-03-04T11:00:00Z");
            assert_eq!(has(&all, "heightened-contact"), opens, "{change:?} in {}", pack.id);
            if opens {
                assert_eq!(one(&all, "heightened-contact").due, at("2026-03-11T17:00:00Z"), "{}", pack.id);
                let all = spoke.duties(pack, "2026-03-05T11:00:00Z");
                assert_eq!(one(&all, "heightened-contact").due, at("2026-03-12T17:00:00Z"), "{}", pack.id);
                let all = after.duties(pack, "2027-03-05T11:00:00Z");
                let open = |duty: &&Duty<'_>| duty.code == "heightened-contact" && !is_met(duty);
                assert!(!all.iter().any(|duty| open(&duty)), "twelve months are over, {}", pack.id);
            }
        }
    }
}

#[test]
fn given_a_plan_or_a_review_with_a_day_then_it_is_gone_through_on_that_day() {
    let planned = medium().say(plan(date(2026, 3, 20)));
    due_then_met(&planned, "safety-plan-looked-at", "2026-03-20T23:59:59Z", |s| {
        s.say(reviewed(date(2026, 6, 1)))
    });
    let agreed = medium().say(reviewed(date(2026, 3, 12)));
    for pack in packs() {
        let all = agreed.duties(pack, "2026-03-11T10:00:00Z");
        assert!(matches!(one(&all, "review-agreed").state, DutyState::Waiting { .. }), "{}", pack.id);
        let all = agreed.duties(pack, "2026-03-12T10:00:00Z");
        assert_eq!(one(&all, "review-agreed").state, DutyState::Due, "{}", pack.id);
    }
}

#[test]
fn given_a_level_then_the_case_is_gone_through_each_day_week_fortnight_or_month() {
    for (severity, due) in [
        (Severity::Immediate, "2026-03-03T17:00:00Z"),
        (Severity::High, "2026-03-09T17:00:00Z"),
        (Severity::Unknown, "2026-03-09T17:00:00Z"),
        (Severity::Medium, "2026-03-16T17:00:00Z"),
        (Severity::Standard, "2026-03-30T16:00:00Z"),
    ] {
        for pack in packs() {
            let all = told(severity).duties(pack, "2026-03-02T10:00:00Z");
            assert_eq!(one(&all, "case-review").due, at(due), "{severity:?} in {}", pack.id);
        }
    }
}

#[test]
fn given_not_now_then_they_are_asked_again_on_the_day_that_was_agreed_and_not_before() {
    let watch =
        WatchAgreed { sign: short("The boiler"), until: date(2026, 3, 20), words: None, agreed: None };
    due_then_met(&medium().say(watch), "watch", "2026-03-20T23:59:59Z", Story::spoke);
    let later = ChoiceTalkedOver {
        choice: Choice::Move,
        state: ChoiceState::Later,
        words: None,
        ask_again_on: Some(date(2026, 3, 20)),
    };
    let talked = ChoiceTalkedOver { state: ChoiceState::Declined, ask_again_on: None, ..later.clone() };
    let asked = medium().say(later);
    due_then_met(&asked, "choice-again", "2026-03-20T23:59:59Z", |s| s.say(talked.clone()));
    for pack in packs() {
        let all = asked.duties(pack, "2026-03-19T10:00:00Z");
        assert!(matches!(one(&all, "choice-again").state, DutyState::Waiting { .. }), "{}", pack.id);
    }
}

#[test]
fn given_a_promise_then_only_what_came_of_that_one_settles_it() {
    let made = PromiseMade { what: words("New locks."), by: date(2026, 3, 6) };
    let story = medium().say(made);
    let of = u64::try_from(story.entries.len()).unwrap();
    let settled = |of| PromiseSettled {
        of,
        kept: Kept::Kept,
        on: date(2026, 3, 6),
        told: SurvivorTold::Told { at: at("2026-03-06T10:00:00Z") },
        words: None,
    };
    due_then_met(&story, "promise", "2026-03-06T23:59:59Z", |s| s.say(settled(of)));
    for pack in packs() {
        let other = story.later("2026-03-06T10:00:00Z").say(settled(of - 1));
        assert!(!is_met(one(&other.duties(pack, "2026-03-06T11:00:00Z"), "promise")), "{}", pack.id);
    }
}

#[test]
fn given_a_concern_then_it_is_chased_after_three_working_days_and_raised_higher_after_five() {
    let raised = medium().concern(ConcernFor::Children);
    let of = u64::try_from(raised.entries.len()).unwrap();
    let came = |stage, day: &str| {
        let when = format!("2026-03-{day}T10:00:00Z");
        let answered = ConcernAnswered { of, stage, at: at(&when), words: None };
        raised.later(&when).say(answered)
    };
    for pack in packs() {
        let all = raised.duties(pack, "2026-03-02T11:00:00Z");
        assert_eq!(one(&all, "concern-chased").due, at("2026-03-05T17:00:00Z"), "{}", pack.id);
        assert_eq!(one(&all, "concern-raised-higher").due, at("2026-03-09T17:00:00Z"), "{}", pack.id);
        let chased = came(ConcernStage::Chased, "05").duties(pack, "2026-03-10T09:00:00Z");
        assert!(is_met(one(&chased, "concern-chased")), "{}", pack.id);
        let higher = one(&chased, "concern-raised-higher");
        assert_eq!(higher.state, DutyState::Overdue, "that we asked is no answer, {}", pack.id);
        assert!(higher.raised.iter().any(|step| step.to == Role::DaLead), "{}", pack.id);
        let received = came(ConcernStage::Received, "04").duties(pack, "2026-03-10T09:00:00Z");
        for code in ["concern-chased", "concern-raised-higher"] {
            assert_eq!(
                one(&received, code).state,
                DutyState::Overdue,
                "that they have it is none, {}",
                pack.id
            );
        }
        let answered = came(ConcernStage::Assessment, "04").duties(pack, "2026-03-10T09:00:00Z");
        for code in ["concern-chased", "concern-raised-higher"] {
            assert!(is_met(one(&answered, code)), "{code} in {}", pack.id);
        }
    }
}

#[test]
fn given_a_care_act_test_that_may_be_met_or_a_child_who_is_hurt_then_a_concern_is_raised() {
    let test = CareActTest {
        person: person(1),
        needs_care: Answer::Yes,
        at_risk: Answer::Yes,
        cannot_protect: Answer::NotKnown,
        capacity: Capacity::Coerced,
        wishes: None,
        words: None,
    };
    let seen = medium().say(test.clone());
    due_then_met(&seen, "care-act", "2026-03-03T17:00:00Z", |s| s.concern(ConcernFor::Adult));
    let child = ChildSituation {
        child: person(3),
        affected: Answer::Yes,
        related: Answer::Yes,
        hurt_directly: Answer::Yes,
        spoken_with: Answer::No,
        words: None,
    };
    let hurt = medium().say(child.clone());
    due_then_met(&hurt, "child-hurt", "2026-03-02T23:59:59Z", |s| s.concern(ConcernFor::Children));
    for pack in packs() {
        let not_met = CareActTest { needs_care: Answer::No, ..test.clone() };
        let not_hurt = ChildSituation { hurt_directly: Answer::No, ..child.clone() };
        let all = medium().say(not_met).say(not_hurt).duties(pack, "2026-03-02T11:00:00Z");
        assert!(!has(&all, "care-act") && !has(&all, "child-hurt"), "the control, {}", pack.id);
    }
}

#[test]
fn given_abuse_of_long_ago_then_specialists_are_named_and_others_who_may_be_at_risk_are_thought_of() {
    let past = |others_at_risk| NonRecentAbuse {
        life_time: LifeTime::Childhood,
        happened: Happened::Year(1994),
        reaches_them: Answer::No,
        others_at_risk,
        words: None,
    };
    let story = medium().say(past(Answer::NotKnown));
    due_then_met(&story, "specialist-help", "2026-03-05T17:00:00Z", Story::agencies);
    due_then_met(&story, "others-at-risk", "2026-03-03T17:00:00Z", |s| s.concern(ConcernFor::Children));
    for pack in packs() {
        let all = medium().say(past(Answer::No)).duties(pack, "2026-03-02T11:00:00Z");
        assert!(has(&all, "specialist-help") && !has(&all, "others-at-risk"), "{}", pack.id);
    }
}

#[test]
fn given_an_allegation_in_return_then_somebody_thinks_along_who_has_power_over_whom() {
    let made = |signs| CounterAllegation {
        by: person(2),
        of: person(1),
        happened: Happened::NotKnown,
        words: None,
        signs,
        view: None,
    };
    let thought = BTreeMap::from([(Sign::Fear, Answer::Yes)]);
    let story = medium().say(made(BTreeMap::new()));
    due_then_met(&story, "counter-allegation", "2026-03-03T17:00:00Z", |s| s.say(made(thought.clone())));
}
