//! What makes an assessment old, what a raised severity asks for, and what is taken away: in every policy (domain.md 12,
//!

use domain::change::{ChangeRecorded, LifeChange};
use domain::incident::PatternSources;
use domain::precautions::{Precaution, PrecautionState, PrecautionsNoted};
use domain::report::ReportSource;
use domain::risk::{MaracCriterion, MaracDecided, MaracDecision, MaracHeard};
use domain::text::Words;
use domain::{Answer, Happened, Severity};
use jiff::civil::date;

use super::given::{Story, at, one, pack, packs};
use super::risk::assessed;
use super::*;

/// On a Monday morning, assessed and with a plan.
fn settled(severity: Severity) -> Story {
    let told = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, severity, Answer::No)
        .later("2026-03-02T09:30:00Z")
        .disclosed()
        .later("2026-03-02T10:00:00Z")
        .say(assessed(&[], None));
    told.say(road::plan(date(2026, 6, 1))).agreed("2026-03-04T10:00:00Z", "2026-03-04T11:00:00Z")
}

fn open(story: &Story, pack: &PolicyPack, code: &str, now: &str) -> usize {
    story.duties(pack, now).iter().filter(|duty| duty.code == code && duty.state.is_open()).count()
}

/// The duties of this code, in every policy, at noon of that Wednesday.
fn all(story: &Story, code: &str) -> Vec<usize> {
    packs().iter().map(|pack| open(story, pack, code, "2026-03-04T12:00:00Z")).collect()
}

const ONE: [usize; 5] = [1; 5];
const NONE: [usize; 5] = [0; 5];

// domain.md 12.

#[test]
fn given_another_report_a_second_account_or_a_missed_contact_then_risk_and_plan_are_gone_through_again() {
    let before = settled(Severity::Medium).later("2026-03-04T10:30:00Z");
    for code in ["risk-again", "safety-plan-again"] {
        assert_eq!(all(&before, code), NONE, "the control: {code}");
    }
    let later = [
        (
            "a neighbour reports",
            before.clone().report(ReportSource::Neighbour, Severity::Unknown, Answer::No),
        ),
        ("the police report", before.clone().report(ReportSource::Police, Severity::Medium, Answer::No)),
        ("they tell us again", before.clone().disclosed()),
        ("the agreed contact is missed", before.clone().no_answer(true)),
    ];
    for (what, story) in later {
        for code in ["risk-again", "safety-plan-again"] {
            assert_eq!(all(&story, code), ONE, "{what}: {code}");
        }
        let seen_to =
            story.later("2026-03-04T11:30:00Z").say(assessed(&[], None)).say(road::plan(date(2026, 6, 1)));
        for code in ["risk-again", "safety-plan-again"] {
            assert_eq!(all(&seen_to, code), NONE, "{what}: {code} is met");
        }
    }
    let tried = before.no_answer(false);
    assert_eq!(all(&tried, "risk-again"), NONE, "the control: no contact was agreed for then");
}

#[test]
fn given_a_high_risk_when_an_agreed_contact_is_missed_then_the_risk_is_assessed_the_same_day() {
    let story = settled(Severity::High).later("2026-03-04T10:30:00Z").no_answer(true);
    for pack in packs() {
        let duties = story.duties(pack, "2026-03-04T12:00:00Z");
        assert!(one(&duties, "risk-again").due <= at("2026-03-05T00:00:00Z"), "{}", pack.id);
    }
}

#[test]
fn given_the_first_report_and_the_first_account_then_nothing_is_asked_again() {
    let first = Story::begin("2026-03-04T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .later("2026-03-04T09:30:00Z")
        .disclosed();
    for code in ["risk-again", "safety-plan-again"] {
        assert_eq!(all(&first, code), NONE, "{code}");
    }
}

#[test]
fn given_a_suspicion_when_another_report_comes_in_then_it_is_weighed_and_nobody_is_asked() {
    let once =
        Story::begin("2026-03-04T09:00:00Z").report(ReportSource::Neighbour, Severity::Unknown, Answer::No);
    let twice = once.later("2026-03-04T10:00:00Z").report(ReportSource::Noise, Severity::Unknown, Answer::No);
    assert_eq!(all(&once, "change-weighed"), NONE);
    assert_eq!(all(&twice, "change-weighed"), ONE);
    assert_eq!(all(&twice, "risk-again"), NONE);
}

#[test]
fn given_another_report_then_somebody_says_whether_it_is_an_incident_and_none_is_made_by_itself() {
    let story = settled(Severity::Medium).later("2026-03-04T10:30:00Z");
    let told = story.clone().report(ReportSource::Neighbour, Severity::Medium, Answer::No);
    let again = told.later("2026-03-04T10:40:00Z").report(ReportSource::Police, Severity::Medium, Answer::No);
    for pack in packs().iter().filter(|pack| pack.id != "one-system") {
        let count = |story: &Story| open(story, pack, "incident-recorded", "2026-03-04T12:00:00Z");
        assert_eq!(count(&story), 0, "{}: the control, for there was one report", pack.id);
        assert_eq!((count(&told), count(&again)), (1, 2), "{}: each asks by itself", pack.id);
        let (first, second) = (told.entries.len() as u64, again.entries.len() as u64);
        let then = || again.later("2026-03-04T11:00:00Z");
        let of_none = then().incident(Happened::NotKnown, Answer::No);
        assert_eq!(count(&of_none), 2, "{}: it may be about neither", pack.id);
        let still = |of: u64| {
            let duties = then().incident_of(of).duties(pack, "2026-03-04T12:00:00Z");
            let open = duties.iter().filter(|duty| duty.code == "incident-recorded" && duty.state.is_open());
            open.map(|duty| duty.started.sequence).collect::<Vec<_>>()
        };
        assert_eq!((still(first), still(second)), (vec![second], vec![first]), "{}: one each", pack.id);
        assert_eq!(count(&then().incident_of(first).incident_of(second)), 0, "{}", pack.id);
        assert_eq!(count(&then().incident_of(1)), 2, "{}: of the first report, which asks for none", pack.id);
        assert_eq!(
            open(&again, pack, "repeating", "2026-03-04T12:00:00Z"),
            0,
            "{}: none is counted",
            pack.id
        );
    }
    // That policy asks once for all that was told so far, of the first report already, and any incident is what it asks for.
    assert_eq!(all(&told, "incident-recorded"), ONE);
    let joined = pack("one-system");
    let recorded = [
        told.later("2026-03-04T11:00:00Z").incident(Happened::NotKnown, Answer::No),
        told.later("2026-03-04T11:00:00Z").incident_of(told.entries.len() as u64),
    ];
    for story in recorded {
        assert_eq!(open(&story, joined, "incident-recorded", "2026-03-04T12:00:00Z"), 0);
    }
}

// the three roads to high.

fn referred() -> MaracDecided {
    let criteria = [MaracCriterion::Judgement].into();
    let decision = MaracDecision::Referred { criteria, on: date(2026, 3, 4) };
    MaracDecided { decision, survivor_told: Answer::Yes, words: None }
}

fn not_referred() -> MaracDecided {
    let decision = MaracDecision::NotReferred { why: Words::parse("He is in prison until June.").unwrap() };
    MaracDecided { decision, survivor_told: Answer::Yes, words: None }
}

fn incidents(story: Story, count: usize) -> Story {
    (0..count).fold(story, |story, _| story.incident(Happened::NotKnown, Answer::No))
}

#[test]
fn given_a_severity_judged_as_high_without_an_assessment_then_every_policy_wants_the_marac_decided_once() {
    let story = settled(Severity::Medium).later("2026-03-04T10:30:00Z");
    for high in [Severity::High, Severity::Immediate] {
        assert_eq!(all(&story.clone().severity(high), "marac-decided"), ONE, "{high:?}");
    }
    for not in [Severity::Medium, Severity::Standard, Severity::Unknown] {
        assert_eq!(all(&story.clone().severity(not), "marac-decided"), NONE, "the control: {not:?}");
    }
    let decided = story.severity(Severity::High).later("2026-03-04T10:40:00Z").say(referred());
    assert_eq!(all(&decided, "marac-decided"), NONE);
    let said_again = decided.later("2026-03-04T10:50:00Z").severity(Severity::Immediate);
    assert_eq!(all(&said_again, "marac-decided"), NONE, "it was decided, and was high before");
    let lowered = decided.later("2026-03-04T10:50:00Z").severity(Severity::Medium);
    let raised = lowered.later("2026-03-04T11:00:00Z").severity(Severity::High);
    assert_eq!(all(&raised, "marac-decided"), ONE, "it was lower in between");
}

#[test]
fn given_three_incidents_in_twelve_months_then_every_policy_wants_the_marac_decided() {
    let story = settled(Severity::Medium).later("2026-03-04T10:30:00Z");
    assert_eq!(all(&incidents(story.clone(), 2), "marac-decided"), NONE, "the control");
    let three = incidents(story, 3);
    assert_eq!(all(&three, "marac-decided"), ONE);
    let four = incidents(three.later("2026-03-04T10:40:00Z"), 1);
    assert_eq!(all(&four, "marac-decided"), ONE, "one decision for all of them");
    for decision in [referred(), not_referred()] {
        let met = three.later("2026-03-04T10:50:00Z").say(decision);
        assert_eq!(all(&met, "marac-decided"), NONE);
    }
}

#[test]
fn given_the_marac_is_to_hear_it_when_it_happens_again_then_nobody_decides_twice_and_after_a_no_somebody_does()
 {
    let three = incidents(settled(Severity::Medium).later("2026-03-04T10:00:00Z"), 3);
    let again = |decided: MaracDecided| incidents(three.later("2026-03-04T10:30:00Z").say(decided), 1);
    assert_eq!(all(&again(referred()), "marac-decided"), NONE, "it is on its way");
    assert_eq!(all(&again(not_referred()), "marac-decided"), ONE, "the no was to three, and there are four");
    let heard = three
        .later("2026-03-04T10:30:00Z")
        .say(referred())
        .say(MaracHeard { on: date(2026, 3, 4), area: None });
    let since = incidents(heard.later("2026-03-04T11:00:00Z"), 1);
    assert_eq!(all(&since, "marac-decided"), NONE, "the MARAC heard it: it is referred again instead");
    assert_eq!(all(&since, "marac-repeat"), ONE);
}

#[test]
fn given_all_three_roads_at_once_then_there_is_one_decision_to_make() {
    let story = settled(Severity::Medium).later("2026-03-04T10:30:00Z");
    let fourteen = assessed(&domain::risk::RiskFactor::ALL[..14], Some(Severity::High));
    let every = incidents(story.say(fourteen).severity(Severity::High), 3);
    assert_eq!(all(&every, "marac-decided"), ONE);
}

// whose word counts.

#[test]
fn given_a_pack_that_counts_the_police_alone_then_three_of_the_survivors_are_no_pattern_and_three_of_theirs_are()
 {
    let story = settled(Severity::Medium).later("2026-03-04T10:30:00Z");
    let told_by = |source| (0..3).fold(story.clone(), |story, _| story.incident_told_by(source));
    for pack in packs() {
        let police = PatternSources::from_iter([ReportSource::Police]);
        let mut own = pack.clone();
        own.pattern.sources = police;
        let repeats = |pack, source| {
            let story = told_by(source);
            ["repeating", "marac-decided"].map(|code| open(&story, pack, code, "2026-03-04T12:00:00Z"))
        };
        assert_eq!(repeats(pack, ReportSource::Survivor), [1, 1], "{}: as it is shipped", pack.id);
        assert_eq!(repeats(&own, ReportSource::Survivor), [0, 0], "{}", pack.id);
        assert_eq!(repeats(&own, ReportSource::Police), [1, 1], "{}", pack.id);
    }
}

//

fn noted(which: Precaution, how_far: PrecautionState) -> PrecautionsNoted {
    PrecautionsNoted { lines: [(which, how_far)].into(), on: date(2026, 3, 4), words: None }
}

#[test]
fn given_a_measure_in_place_that_goes_then_risk_is_gone_through_within_seven_days_arrest_or_not() {
    let arrest = ChangeRecorded {
        change: LifeChange::Arrest,
        when: Happened::NotKnown,
        order: None,
        words: None,
        instead_of: None,
    };
    let home = settled(Severity::High).later("2026-03-04T09:00:00Z");
    for story in [home.clone(), home.clone().say(arrest)] {
        for which in [Precaution::SecureHome, Precaution::Sanctuary] {
            let there = story.clone().say(noted(which, PrecautionState::Done)).later("2026-03-04T10:00:00Z");
            assert_eq!(all(&there, "measure-removed"), NONE, "the control: {which:?}");
            for gone in [PrecautionState::Removed, PrecautionState::NotWanted, PrecautionState::NotKnown] {
                let away = there.clone().say(noted(which, gone));
                for pack in packs() {
                    let duties = away.duties(pack, "2026-03-04T12:00:00Z");
                    let look = one(&duties, "measure-removed");
                    assert!(look.state.is_open() && look.due <= at("2026-03-12T00:00:00Z"), "{}", pack.id);
                    assert!(look.due >= at("2026-03-11T00:00:00Z"), "{}: {}", pack.id, look.due);
                }
                let looked = away.later("2026-03-04T11:00:00Z").say(assessed(&[], None));
                assert_eq!(all(&looked, "measure-removed"), NONE, "{which:?} {gone:?}: met");
            }
            let anew = there.clone().say(noted(which, PrecautionState::Asked));
            assert_eq!(all(&anew, "measure-removed"), NONE, "asked for anew is not gone");
        }
    }
}

#[test]
fn given_what_was_never_in_place_or_is_only_checked_then_its_no_takes_nothing_away() {
    let story = settled(Severity::High).later("2026-03-04T10:00:00Z");
    let never = story.clone().say(noted(Precaution::SecureHome, PrecautionState::NotWanted));
    assert_eq!(all(&never, "measure-removed"), NONE);
    let checked = story.clone().say(noted(Precaution::Orders, PrecautionState::Done));
    let unknown =
        checked.later("2026-03-04T11:00:00Z").say(noted(Precaution::Orders, PrecautionState::NotKnown));
    assert_eq!(all(&unknown, "measure-removed"), NONE);
    let gone = story.say(noted(Precaution::SecureHome, PrecautionState::Removed));
    assert_eq!(
        all(&gone, "measure-removed"),
        ONE,
        "that it is gone counts although nobody wrote down that it was there"
    );
}
