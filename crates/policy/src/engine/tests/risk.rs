//! Risk in every policy: what the count, the answers, a MARAC and a day that lies ahead call for (R-03, R-04, R-06,
//!

use std::collections::BTreeMap;

use domain::change::{ChangeRecorded, LifeChange};
use domain::report::ReportSource;
use domain::risk::{
    AnswerSource, CoSign, CoSignAnswered, FactorAnswer, Judgement, MaracCriterion, MaracDecided,
    MaracDecision, MaracHeard, RiskAnswer, RiskAssessed, RiskFactor,
};
use domain::text::{ShortText, Words};
use domain::{Answer, Happened, Severity, UserId};
use jiff::civil::{Date, date};

use super::given::{Story, at, one, packs};
use super::*;

fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

pub fn assessed(yes: &[RiskFactor], judged: Option<Severity>) -> RiskAssessed {
    let answer = |answer| FactorAnswer { answer, source: AnswerSource::Survivor, dated: None, words: None };
    let mut answers: BTreeMap<RiskFactor, FactorAnswer> =
        RiskFactor::ALL.iter().map(|factor| (*factor, answer(RiskAnswer::No))).collect();
    answers.extend(yes.iter().map(|factor| (*factor, answer(RiskAnswer::Yes))));
    RiskAssessed {
        instrument: ShortText::parse("factors-24").unwrap(),
        version: 1,
        language: ShortText::parse("English").unwrap(),
        safe_to_talk: Answer::Yes,
        right_now: domain::risk::RightNow::default(),
        how_long: None,
        high_at: 14,
        answers,
        barriers: BTreeMap::new(),
        judgement: judged
            .map(|level| Judgement { level, why: words("Her voice when she spoke of tonight.") }),
        frightened_of: None,
        priority: None,
        survivors_view: None,
        co_signed_by: None,
        after: None,
    }
}

/// On a Monday morning.
fn known() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .later("2026-03-02T09:30:00Z")
        .disclosed()
        .later("2026-03-02T10:00:00Z")
}

fn has(all: &[Duty<'_>], code: &str) -> bool {
    all.iter().any(|duty| duty.code == code)
}

fn not_referred() -> MaracDecided {
    let decision = MaracDecision::NotReferred { why: words("It was heard last week.") };
    MaracDecided { decision, survivor_told: Answer::Yes, words: None }
}

fn referred() -> MaracDecided {
    let criteria = [MaracCriterion::VisibleHighRisk].into();
    let decision = MaracDecision::Referred { criteria, on: date(2026, 3, 3) };
    MaracDecided { decision, survivor_told: Answer::Yes, words: None }
}

//

#[test]
fn given_fourteen_yes_then_every_policy_wants_the_marac_decided_within_a_working_day() {
    let fourteen = assessed(&RiskFactor::ALL[..14], None);
    for pack in packs() {
        let story = known().say(fourteen.clone());
        let all = story.duties(pack, "2026-03-02T11:00:00Z");
        assert_eq!(one(&all, "marac-decided").due, at("2026-03-03T17:00:00Z"), "{}", pack.id);
        let thirteen = known().say(assessed(&RiskFactor::ALL[..13], None));
        assert!(!has(&thirteen.duties(pack, "2026-03-02T11:00:00Z"), "marac-decided"), "{}", pack.id);
        for decision in [referred(), not_referred()] {
            let decided = story.later("2026-03-03T10:00:00Z").say(decision);
            let all = decided.duties(pack, "2026-03-04T09:00:00Z");
            assert!(matches!(one(&all, "marac-decided").state, DutyState::Met { late: false, .. }));
        }
    }
}

#[test]
fn given_a_count_below_the_line_when_it_is_judged_as_high_then_the_marac_is_decided_too() {
    let judged = assessed(&RiskFactor::ALL[..2], Some(Severity::High));
    for pack in packs() {
        assert!(has(&known().say(judged.clone()).duties(pack, "2026-03-02T11:00:00Z"), "marac-decided"));
    }
}

//

#[test]
fn given_one_answer_that_warns_by_itself_then_every_policy_wants_a_judgement() {
    for pack in packs() {
        for warns in
            [RiskFactor::Strangulation, RiskFactor::ThreatToKill, RiskFactor::Stalking, RiskFactor::Weapons]
        {
            let story = known().say(assessed(&[warns], None));
            let all = story.duties(pack, "2026-03-02T11:00:00Z");
            assert_eq!(one(&all, "risk-judged").due, at("2026-03-03T17:00:00Z"), "{}", pack.id);
        }
        let nothing_warns = known().say(assessed(&[RiskFactor::Money], None));
        assert!(!has(&nothing_warns.duties(pack, "2026-03-02T11:00:00Z"), "risk-judged"), "{}", pack.id);
        let judged = known().say(assessed(&[RiskFactor::Strangulation], Some(Severity::Medium)));
        assert!(!has(&judged.duties(pack, "2026-03-02T11:00:00Z"), "risk-judged"), "{}", pack.id);
    }
}

//

#[test]
fn given_the_marac_heard_it_when_it_happens_again_within_twelve_months_then_it_is_referred_again() {
    let heard = known().say(MaracHeard { on: date(2026, 3, 2), area: None });
    for pack in packs() {
        let again = |day: &str| heard.later(day).incident(Happened::NotKnown, Answer::No);
        let within = again("2027-03-02T10:00:00Z");
        let all = within.duties(pack, "2027-03-02T11:00:00Z");
        assert_eq!(one(&all, "marac-repeat").due, at("2027-03-03T17:00:00Z"), "{}", pack.id);
        let decided = within.later("2027-03-03T10:00:00Z").say(referred());
        assert!(matches!(
            one(&decided.duties(pack, "2027-03-03T11:00:00Z"), "marac-repeat").state,
            DutyState::Met { .. }
        ));
        assert!(!has(&again("2027-03-03T10:00:00Z").duties(pack, "2027-03-03T11:00:00Z"), "marac-repeat"));
        let never_heard = known().later("2026-05-01T10:00:00Z").incident(Happened::NotKnown, Answer::No);
        assert!(!has(&never_heard.duties(pack, "2026-05-01T11:00:00Z"), "marac-repeat"), "{}", pack.id);
    }
}

#[test]
fn given_a_second_marac_then_the_twelve_months_run_from_the_later_one() {
    let twice = known()
        .say(MaracHeard { on: date(2026, 3, 1), area: None })
        .later("2026-09-02T10:00:00Z")
        .say(MaracHeard { on: date(2026, 9, 1), area: None })
        .later("2027-08-30T10:00:00Z")
        .incident(Happened::NotKnown, Answer::No);
    for pack in packs() {
        assert!(has(&twice.duties(pack, "2027-08-30T11:00:00Z"), "marac-repeat"), "{}", pack.id);
    }
}

//

const COUNTDOWN: [&str; 4] = ["date-in-30-days", "date-in-7-days", "date-tomorrow", "date-today"];

fn release(when: Happened) -> ChangeRecorded {
    ChangeRecorded { change: LifeChange::Release, when, order: None, words: None, instead_of: None }
}

fn release_on(day: Date) -> ChangeRecorded {
    release(Happened::On(day))
}

#[test]
fn given_a_release_is_ahead_then_somebody_is_reminded_at_30_7_and_1_days_and_on_the_day() {
    let story = known().say(release_on(date(2026, 4, 20)));
    let days = ["2026-03-21", "2026-04-13", "2026-04-19", "2026-04-20"];
    for pack in packs() {
        for (code, day) in COUNTDOWN.iter().zip(days) {
            let noon = format!("{day}T12:00:00Z");
            let all = story.duties(pack, &noon);
            assert_eq!(one(&all, code).state, DutyState::Due, "{code} in {}", pack.id);
            let end = Timestamp::from_second(at(&noon).as_second() + 24 * 3600).unwrap();
            assert!(one(&all, code).due < end, "{code} is due on its day");
            let before = Timestamp::from_second(at(&noon).as_second() - 24 * 3600).unwrap().to_string();
            let early = story.duties(pack, &before);
            assert!(matches!(one(&early, code).state, DutyState::Waiting { .. }), "{code} in {}", pack.id);
        }
    }
}

/// Somebody who was spoken with today is not spoken with on the day of the release.
#[test]
fn given_contact_and_a_plan_before_a_day_of_the_countdown_then_that_day_calls_for_its_own() {
    let before = known().say(release_on(date(2026, 4, 20))).later("2026-03-10T10:00:00Z").spoke();
    let on_the_day = before.clone().later("2026-04-20T10:00:00Z").spoke();
    for pack in packs() {
        let all = before.duties(pack, "2026-03-11T12:00:00Z");
        for code in COUNTDOWN {
            let state = &one(&all, code).state;
            assert!(matches!(state, DutyState::Waiting { .. }), "{code} in {}: {state:?}", pack.id);
        }
        let all = on_the_day.duties(pack, "2026-04-20T12:00:00Z");
        let state = &one(&all, "date-today").state;
        assert!(matches!(state, DutyState::Met { .. }), "the control, in {}: {state:?}", pack.id);
    }
}

#[test]
fn given_days_of_the_countdown_have_gone_by_then_only_those_ahead_are_kept() {
    let story = known().say(release_on(date(2026, 3, 5)));
    for pack in packs() {
        let all = story.duties(pack, "2026-03-02T11:00:00Z");
        let open: Vec<&str> = COUNTDOWN.into_iter().filter(|code| has(&all, code)).collect();
        assert_eq!(open, ["date-tomorrow", "date-today"], "{}", pack.id);
    }
}

#[test]
fn given_the_day_is_past_or_nobody_knows_it_then_nothing_is_counted_down_to_and_risk_is_looked_at_again() {
    let seen =
        known().say(assessed(&[RiskFactor::Money], Some(Severity::Medium))).later("2026-03-04T10:00:00Z");
    for when in [Happened::On(date(2026, 3, 3)), Happened::Month { year: 2026, month: 2 }, Happened::NotKnown]
    {
        let story = seen.clone().say(release(when.clone()));
        for pack in packs() {
            let all = story.duties(pack, "2026-03-04T11:00:00Z");
            let open: Vec<&str> = COUNTDOWN.into_iter().filter(|code| has(&all, code)).collect();
            assert!(open.is_empty(), "{open:?} for {when:?} in {}", pack.id);
            assert_eq!(one(&all, "risk-again").state, DutyState::Due, "{}", pack.id);
        }
    }
}

#[test]
fn given_only_the_month_is_known_then_it_is_counted_down_to_its_first_day() {
    let story = known().say(release(Happened::Month { year: 2026, month: 4 }));
    let within = known().later("2026-04-10T09:00:00Z").say(release(Happened::Month { year: 2026, month: 4 }));
    for pack in packs() {
        let all = story.duties(pack, "2026-03-25T12:00:00Z");
        assert_eq!(one(&all, "date-in-7-days").state, DutyState::Due, "{}", pack.id);
        assert_eq!(one(&within.duties(pack, "2026-04-10T10:00:00Z"), "date-today").state, DutyState::Due);
    }
}

//

#[test]
fn given_a_colleague_named_for_an_assessment_then_it_is_theirs_to_say_so_and_a_no_asks_for_another_assessment()
 {
    let colleague = "00000000-0000-7000-8000-0000000000c2".parse::<UserId>().unwrap();
    let named = RiskAssessed { co_signed_by: Some(colleague), ..assessed(&[], None) };
    for pack in packs() {
        let alone = known().say(assessed(&[], None));
        assert!(
            !has(&alone.duties(pack, "2026-03-02T11:00:00Z"), "co-sign-answered"),
            "{}: the control",
            pack.id
        );
        let story = known().say(named.clone());
        let all = story.duties(pack, "2026-03-02T11:00:00Z");
        let asked = one(&all, "co-sign-answered");
        assert_eq!(
            (asked.falls_to, asked.due),
            (Role::NamedColleague, at("2026-03-03T17:00:00Z")),
            "{}",
            pack.id
        );
        let of = asked.started.sequence;
        for (answer, again) in [(CoSign::Stands, false), (CoSign::NotMe, true)] {
            let answered = story.later("2026-03-02T15:00:00Z").say(CoSignAnswered { of, answer });
            let all = answered.duties(pack, "2026-03-02T16:00:00Z");
            assert!(matches!(one(&all, "co-sign-answered").state, DutyState::Met { late: false, .. }));
            assert_eq!(has(&all, "co-sign-missing"), again, "{} {answer:?}", pack.id);
        }
        let other = story.say(CoSignAnswered { of: of + 9, answer: CoSign::Stands });
        let all = other.duties(pack, "2026-03-02T16:00:00Z");
        assert!(one(&all, "co-sign-answered").state.is_open(), "{}: of another assessment", pack.id);
    }
}
