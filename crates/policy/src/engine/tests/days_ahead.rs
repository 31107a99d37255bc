//! A release, and any other day that is counted down to, in every policy: the survivor is told, the risk is assessed anew on
//! the day itself, and a day that was moved is one day. Every way of learning of a separation brings contact nearer.

use domain::change::{ChangeRecorded, LifeChange};
use domain::choices::{AgreedThen, WatchAgreed};
use domain::day_told::{DayTold, Knows, ToldBy};
use domain::incident::{AbuseKind, Incident};
use domain::report::ReportSource;
use domain::risk::{AnswerSource, FactorAnswer, RiskAnswer, RiskAssessed, RiskFactor};
use domain::text::{ShortText, Words};
use domain::{Answer, Happened, Severity};
use jiff::civil::{Date, date};

use super::given::{Story, at, happened, one, packs};
use super::*;

const TOLD: &str = "survivor-told";
const ON_THE_DAY: &str = "risk-on-the-day";

/// On a Monday morning.
fn known() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .later("2026-03-02T09:30:00Z")
        .disclosed()
        .later("2026-03-02T10:00:00Z")
}

fn suspected() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Police, Severity::Medium, Answer::No)
        .later("2026-03-02T10:00:00Z")
}

fn change(change: LifeChange, when: Happened) -> ChangeRecorded {
    ChangeRecorded { change, when, order: None, words: None, instead_of: None }
}

fn release_on(day: Date) -> ChangeRecorded {
    change(LifeChange::Release, Happened::On(day))
}

fn told(of: u64, when: &str, by: ToldBy) -> DayTold {
    DayTold { of, knows: Knows::Told { at: at(when), by }, words: None }
}

fn last(story: &Story) -> u64 {
    story.entries.last().unwrap().sequence
}

fn answered(answer: RiskAnswer) -> RiskAssessed {
    let given = FactorAnswer { answer, source: AnswerSource::Survivor, dated: None, words: None };
    RiskAssessed { answers: [(RiskFactor::Separation, given)].into(), ..risk::assessed(&[], None) }
}

fn states_of(story: &Story, pack: &PolicyPack, code: &str, now: &str) -> Vec<DutyState> {
    let all = story.duties(pack, now);
    all.iter().filter(|duty| duty.code == code).map(|duty| duty.state).collect()
}

fn state(story: &Story, pack: &PolicyPack, code: &str, now: &str) -> DutyState {
    one(&story.duties(pack, now), code).state
}

// R-10, the never event: a release comes and nobody told the survivor.

#[test]
fn given_a_release_when_they_are_spoken_with_and_nobody_wrote_that_they_were_told_then_it_is_overdue_on_the_day()
 {
    let story = known().say(release_on(date(2026, 4, 20)));
    let spoken = [("2026-04-13T10:00:00Z"), "2026-04-19T10:00:00Z", "2026-04-20T07:00:00Z"]
        .iter()
        .fold(story.clone(), |story, day| story.later(day).spoke());
    for pack in packs() {
        assert_eq!(state(&story, pack, TOLD, "2026-03-02T11:00:00Z"), DutyState::Due, "{}: at once", pack.id);
        let all = spoken.duties(pack, "2026-04-20T09:00:00Z");
        let duty = one(&all, TOLD);
        assert_eq!(duty.state, DutyState::Overdue, "{}: contact says nothing of it", pack.id);
        assert!(duty.due < at("2026-04-20T00:00:00+01:00"), "{}: due before the day: {}", pack.id, duty.due);
        assert!(duty.due > at("2026-04-19T00:00:00+01:00"), "{}: and not long before", pack.id);
        let raised: Vec<Role> = duty.raised.iter().map(|raised| raised.to).collect();
        assert_eq!(raised, [Role::RegionalManager, Role::DaLead], "{}", pack.id);
        assert!(duty.keeps_open(), "{}: and the case does not close over it", pack.id);
        let later = state(&spoken, pack, TOLD, "2026-09-01T09:00:00Z");
        assert_eq!(later, DutyState::Overdue, "{}: time alone ends nothing", pack.id);
    }
}

#[test]
fn given_somebody_wrote_how_they_were_told_then_it_is_met_and_no_other_word_meets_it() {
    let story = known().say(release_on(date(2026, 4, 20)));
    let of = last(&story);
    let later = story.later("2026-03-05T10:00:00Z");
    for pack in packs() {
        let says = |told: DayTold| state(&later.clone().say(told), pack, TOLD, "2026-03-05T11:00:00Z");
        for by in ToldBy::ALL {
            let met = says(told(of, "2026-03-05T09:00:00Z", *by));
            assert!(matches!(met, DutyState::Met { late: false, .. }), "{} {by:?}: {met:?}", pack.id);
        }
        let why = Words::parse("There is no safe way to reach her yet.").unwrap();
        for knows in [Knows::NotTold { why }, Knows::NotKnown] {
            assert_eq!(says(DayTold { of, knows, words: None }), DutyState::Due, "{}", pack.id);
        }
        assert_eq!(says(told(of + 9, "2026-03-05T09:00:00Z", ToldBy::Agency)), DutyState::Due, "of another");
        let late = story.later("2026-04-21T10:00:00Z").say(told(of, "2026-04-21T09:00:00Z", ToldBy::Agency));
        let met = state(&late, pack, TOLD, "2026-04-21T11:00:00Z");
        assert!(matches!(met, DutyState::Met { late: true, .. }), "{}: {met:?}", pack.id);
    }
}

#[test]
fn given_it_is_known_late_or_nobody_knows_the_day_then_they_are_told_the_same_day() {
    let today = date(2026, 3, 2);
    for pack in packs() {
        for when in [
            Happened::On(date(2026, 2, 20)),
            Happened::On(today),
            Happened::On(date(2026, 3, 3)),
            Happened::NotKnown,
        ] {
            for kind in [LifeChange::Release, LifeChange::OrderExpires, LifeChange::BailChanged] {
                let all = known().say(change(kind, when.clone())).duties(pack, "2026-03-02T11:00:00Z");
                let due = one(&all, TOLD).due.to_zoned(domain::when::london()).date();
                assert_eq!(due, today, "{} {kind:?} {when:?}", pack.id);
            }
        }
        for (kind, when) in [
            (LifeChange::Hearing, Happened::On(date(2026, 3, 1))),
            (LifeChange::Release, Happened::On(date(2024, 3, 1))),
            (LifeChange::Arrest, Happened::NotKnown),
        ] {
            let story = known().say(change(kind, when));
            assert!(states_of(&story, pack, TOLD, "2026-03-02T11:00:00Z").is_empty(), "{} {kind:?}", pack.id);
        }
    }
}

#[test]
fn given_contact_must_wait_or_they_said_not_now_then_telling_them_of_a_release_does_not() {
    let not_now = WatchAgreed {
        sign: ShortText::parse("A call about the boiler").unwrap(),
        until: date(2026, 6, 1),
        words: None,
        agreed: Some(AgreedThen::Cancelled),
    };
    for pack in packs() {
        for before in [known().pause("2026-06-01T10:00:00Z"), known().say(not_now.clone())] {
            let story = before.say(release_on(date(2026, 4, 20)));
            assert_eq!(state(&story, pack, TOLD, "2026-03-03T11:00:00Z"), DutyState::Due, "{}", pack.id);
            assert_eq!(state(&story, pack, TOLD, "2026-04-20T11:00:00Z"), DutyState::Overdue, "{}", pack.id);
        }
    }
}

#[test]
fn given_a_suspicion_when_they_tell_us_themselves_then_what_was_weighed_without_them_is_told_and_counted_down()
 {
    let weighed =
        suspected().say(release_on(date(2026, 4, 20))).say(change(LifeChange::Hearing, Happened::NotKnown));
    let disclosed = weighed.later("2026-03-10T10:00:00Z").disclosed();
    let first_told = |story: &Story| {
        story.later("2026-03-11T10:00:00Z").say(told(2, "2026-03-11T09:00:00Z", ToldBy::Knew))
    };
    for pack in packs() {
        assert!(
            states_of(&weighed, pack, TOLD, "2026-03-02T11:00:00Z").is_empty(),
            "{}: nobody asks",
            pack.id
        );
        let now = "2026-03-11T11:00:00Z";
        assert_eq!(
            states_of(&disclosed, pack, TOLD, now),
            [DutyState::Overdue, DutyState::Due],
            "{}",
            pack.id
        );
        for code in ["date-in-7-days", "date-tomorrow", "date-today", ON_THE_DAY] {
            let state = state(&disclosed, pack, code, now);
            assert!(matches!(state, DutyState::Waiting { .. }), "{} {code}: {state:?}", pack.id);
        }
        let met = states_of(&first_told(&disclosed), pack, TOLD, now);
        assert!(met.iter().any(|state| matches!(state, DutyState::Met { .. })), "{}: {met:?}", pack.id);
        let again = disclosed.later("2026-03-12T10:00:00Z").disclosed();
        assert_eq!(states_of(&again, pack, TOLD, "2026-03-12T11:00:00Z").len(), 2, "{}: once", pack.id);
    }
}

#[test]
fn given_two_days_written_down_at_one_moment_then_each_is_told_of_and_counted_down_to() {
    let hearing = change(LifeChange::Hearing, Happened::On(date(2026, 5, 4)));
    let both = known().say(release_on(date(2026, 4, 20))).say(hearing);
    let of = last(&both);
    let one_told = both.later("2026-03-03T10:00:00Z").say(told(of, "2026-03-03T09:00:00Z", ToldBy::Agency));
    for pack in packs() {
        for code in [TOLD, ON_THE_DAY, "date-today"] {
            assert_eq!(states_of(&both, pack, code, "2026-03-02T11:00:00Z").len(), 2, "{} {code}", pack.id);
        }
        let left = states_of(&one_told, pack, TOLD, "2026-03-03T11:00:00Z");
        assert_eq!(left.iter().filter(|state| state.is_open()).count(), 1, "{}: {left:?}", pack.id);
    }
}

// The day itself.

#[test]
fn given_it_was_assessed_between_then_the_day_itself_asks_for_it_again() {
    for kind in [LifeChange::Release, LifeChange::OrderExpires, LifeChange::Hearing, LifeChange::Move] {
        let story = known().say(change(kind, Happened::On(date(2026, 4, 20))));
        let between = story.later("2026-03-05T10:00:00Z").say(answered(RiskAnswer::No));
        let after = between.later("2026-04-20T10:00:00Z").say(answered(RiskAnswer::No));
        for pack in packs() {
            let again = state(&between, pack, "risk-again", "2026-03-06T10:00:00Z");
            assert!(matches!(again, DutyState::Met { .. }), "{} {kind:?}", pack.id);
            let waits = state(&between, pack, ON_THE_DAY, "2026-04-19T10:00:00Z");
            assert!(matches!(waits, DutyState::Waiting { .. }), "{} {kind:?}: {waits:?}", pack.id);
            assert_eq!(
                state(&between, pack, ON_THE_DAY, "2026-04-20T09:00:00Z"),
                DutyState::Due,
                "{}",
                pack.id
            );
            assert_eq!(state(&between, pack, ON_THE_DAY, "2026-04-22T09:00:00Z"), DutyState::Overdue);
            let met = state(&after, pack, ON_THE_DAY, "2026-04-20T11:00:00Z");
            assert!(matches!(met, DutyState::Met { late: false, .. }), "{} {kind:?}: {met:?}", pack.id);
        }
    }
}

#[test]
fn given_a_hearing_that_was_moved_then_only_its_new_day_calls_for_anything() {
    let hearing = |day| change(LifeChange::Hearing, Happened::On(day));
    let first = known().say(hearing(date(2026, 4, 20)));
    let older = last(&first);
    let moved = ChangeRecorded { instead_of: Some(older), ..hearing(date(2026, 5, 4)) };
    let moved = first.later("2026-03-03T10:00:00Z").say(moved);
    let late = first
        .later("2026-04-21T10:00:00Z")
        .say(ChangeRecorded { instead_of: Some(older), ..hearing(date(2026, 5, 4)) });
    for pack in packs() {
        for code in [TOLD, ON_THE_DAY, "date-in-30-days", "date-in-7-days", "date-tomorrow", "date-today"] {
            let all = moved.duties(pack, "2026-04-20T11:00:00Z");
            let of =
                |entry| all.iter().filter(move |duty| duty.code == code && duty.started.sequence == entry);
            let gone =
                of(older).all(|duty| matches!(duty.state, DutyState::NotApplicable { replaced: false, .. }));
            assert!(gone && of(older).count() == 1, "{} {code}: nobody counts down to the old day", pack.id);
            assert!(of(older + 1).all(|duty| duty.state.is_open()), "{} {code}", pack.id);
            assert_eq!(of(older + 1).count(), 1, "{} {code}", pack.id);
        }
        let all = late.duties(pack, "2026-04-21T11:00:00Z");
        let kept = all.iter().find(|duty| duty.code == TOLD && duty.started.sequence == older).unwrap();
        assert!(
            matches!(kept.state, DutyState::NotApplicable { replaced: true, .. }),
            "{}: what was overdue by then stays on record: {:?}",
            pack.id,
            kept.state
        );
    }
}

// Every way of learning of a separation (ONE-24).

fn abuse(kind: AbuseKind) -> Incident {
    happened(0xa1, &[kind])
}

#[test]
fn given_any_way_of_learning_of_a_separation_then_contact_is_made_again_soon_and_for_twelve_months() {
    let opens = [
        known().say(change(LifeChange::Separation, Happened::NotKnown)),
        known().say(change(LifeChange::PlansToLeave, Happened::NotKnown)),
        known().say(answered(RiskAnswer::Yes)),
        known().say(abuse(AbuseKind::PostSeparation)),
    ];
    let opens_nothing = [
        known().say(change(LifeChange::NewPartner, Happened::NotKnown)),
        known().say(change(LifeChange::Separation, Happened::On(date(2024, 3, 1)))),
        known().say(answered(RiskAnswer::No)),
        known().say(answered(RiskAnswer::DontKnow)),
        known().say(answered(RiskAnswer::NotAsked)),
        known().say(abuse(AbuseKind::Physical)),
    ];
    for pack in packs() {
        for story in &opens {
            let all = story.duties(pack, "2026-03-02T11:00:00Z");
            assert_eq!(one(&all, "heightened-contact").due, at("2026-03-09T17:00:00Z"), "{}", pack.id);
            let spoke = |day: &str| story.later(day).spoke();
            let within = spoke("2027-03-01T10:00:00Z").duties(pack, "2027-03-01T11:00:00Z");
            assert!(one(&within, "heightened-contact").state.is_open(), "{}: to its last day", pack.id);
            let after = spoke("2027-03-03T10:00:00Z").duties(pack, "2027-03-03T11:00:00Z");
            assert!(!one(&after, "heightened-contact").state.is_open(), "{}: and no longer", pack.id);
        }
        for story in &opens_nothing {
            let states = states_of(story, pack, "heightened-contact", "2026-03-02T11:00:00Z");
            assert!(states.is_empty(), "{}: {states:?}", pack.id);
        }
    }
}

#[test]
fn given_a_window_when_the_separation_is_told_again_then_the_contact_is_due_no_later() {
    let story = known().say(change(LifeChange::Separation, Happened::NotKnown));
    let again = story.later("2026-03-06T10:00:00Z").say(answered(RiskAnswer::Yes));
    for pack in packs() {
        let all = again.duties(pack, "2026-03-06T11:00:00Z");
        assert_eq!(one(&all, "heightened-contact").due, at("2026-03-09T17:00:00Z"), "{}", pack.id);
    }
}
