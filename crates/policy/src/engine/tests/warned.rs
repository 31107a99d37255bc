//! What stands on record warns by itself, in every policy, whoever told us and before anybody assessed (R-04, R-10,
//! case-04, case-07).

use domain::change::{ChangeRecorded, LifeChange};
use domain::incident::AbuseKind;
use domain::report::ReportSource;
use domain::text::Words;
use domain::{Answer, Happened, Severity};
use jiff::civil::date;

use super::given::{Story, at, happened, one, packs};
use super::*;

fn change(change: LifeChange, when: Happened) -> ChangeRecorded {
    ChangeRecorded { change, when, order: None, words: None, instead_of: None }
}

fn judged(severity: Severity, why: Option<&str>) -> domain::case::SeverityAssessed {
    domain::case::SeverityAssessed { severity, why: why.map(|why| Words::parse(why).unwrap()) }
}

/// On a Monday morning.
fn suspected() -> Story {
    Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Police, Severity::Medium, Answer::No)
        .later("2026-03-02T10:00:00Z")
}

fn has(story: &Story, pack: &PolicyPack, code: &str) -> bool {
    story.duties(pack, "2026-03-02T12:00:00Z").iter().any(|duty| duty.code == code)
}

#[test]
fn given_an_incident_that_warns_by_itself_then_every_policy_wants_a_judgement_although_nobody_assessed() {
    for pack in packs() {
        for kind in [
            AbuseKind::ThreatToKill,
            AbuseKind::Strangulation,
            AbuseKind::Stalking,
            AbuseKind::ForcedMarriage,
        ] {
            let story = suspected().say(happened(1, &[kind]));
            let all = story.duties(pack, "2026-03-02T12:00:00Z");
            let duty = one(&all, "warning-judged");
            assert_eq!(duty.due, at("2026-03-03T17:00:00Z"), "{} {kind:?}", pack.id);
        }
        let other = suspected().say(happened(1, &[AbuseKind::Emotional, AbuseKind::Physical]));
        assert!(!has(&other, pack, "warning-judged"), "the control: {}", pack.id);
    }
}

#[test]
fn given_a_warning_then_only_a_judgement_with_its_reason_or_a_decision_about_the_marac_meets_it() {
    for pack in packs() {
        let warned = suspected().say(happened(1, &[AbuseKind::Stalking])).later("2026-03-02T11:00:00Z");
        let state = |story: &Story| one(&story.duties(pack, "2026-03-02T12:00:00Z"), "warning-judged").state;
        assert_eq!(state(&warned.clone().say(judged(Severity::High, None))), DutyState::Due, "{}", pack.id);
        let met = state(&warned.clone().say(judged(Severity::High, Some("He waits at the school gate."))));
        assert!(matches!(met, DutyState::Met { late: false, .. }), "{}", pack.id);
    }
}

#[test]
fn given_the_same_incident_told_more_fully_then_it_warns_once_and_what_is_new_in_it_warns() {
    for pack in packs() {
        let count = |story: &Story| {
            let all = story.duties(pack, "2026-03-05T12:00:00Z");
            all.iter().filter(|duty| duty.code == "warning-judged").count()
        };
        let once = suspected()
            .say(happened(1, &[AbuseKind::Stalking]))
            .say(judged(Severity::High, Some("He waits at the school gate.")))
            .later("2026-03-03T09:00:00Z")
            .say(happened(1, &[AbuseKind::Stalking, AbuseKind::Threats]));
        assert_eq!(count(&once), 1, "{}", pack.id);
        let fuller = suspected()
            .say(happened(1, &[AbuseKind::Threats]))
            .later("2026-03-03T09:00:00Z")
            .say(happened(1, &[AbuseKind::Threats, AbuseKind::ThreatToKill]));
        assert_eq!(count(&fuller), 1, "{}", pack.id);
    }
}

#[test]
fn given_violence_and_control_when_they_leave_then_it_is_judged_again_and_leaving_alone_is_only_weighed() {
    for pack in packs() {
        let left = || change(LifeChange::Separation, Happened::On(date(2026, 3, 1)));
        let under_control = suspected()
            .say(happened(1, &[AbuseKind::Physical, AbuseKind::Controlling]))
            .later("2026-03-02T11:00:00Z")
            .say(left());
        let all = under_control.duties(pack, "2026-03-02T12:00:00Z");
        assert_eq!(one(&all, "warning-judged").started.sequence, 3, "{}", pack.id);
        let alone = suspected().say(left());
        assert!(!has(&alone, pack, "warning-judged"), "{}", pack.id);
        assert!(has(&alone, pack, "change-weighed"), "{}", pack.id);
    }
}

#[test]
fn given_a_change_then_it_is_weighed_where_nobody_may_be_asked_and_assessed_with_whoever_told_us() {
    let told = Story::begin("2026-03-02T09:00:00Z")
        .report(ReportSource::Survivor, Severity::Medium, Answer::No)
        .later("2026-03-02T10:00:00Z");
    for pack in packs() {
        for kind in LifeChange::ALL {
            let after = |story: Story| story.say(change(*kind, Happened::NotKnown));
            let (suspected, told) = (after(suspected()), after(told.clone()));
            let which = |story: &Story| (has(story, pack, "change-weighed"), has(story, pack, "risk-again"));
            assert_eq!(
                (which(&suspected), which(&told)),
                ((true, false), (false, true)),
                "{kind:?} {}",
                pack.id
            );
        }
    }
}

#[test]
fn given_a_release_on_a_suspicion_then_somebody_is_reminded_at_30_7_and_1_days_and_on_the_day() {
    for pack in packs() {
        let story = suspected().say(change(LifeChange::Release, Happened::On(date(2026, 5, 4))));
        let all = story.duties(pack, "2026-03-02T12:00:00Z");
        let opens: Vec<_> = ["30", "7", "1", "0"]
            .iter()
            .map(|days| {
                one(&all, &format!("date-weighed-{days}")).due.to_zoned(domain::when::london()).date()
            })
            .collect();
        assert_eq!(
            opens,
            [date(2026, 4, 4), date(2026, 4, 27), date(2026, 5, 3), date(2026, 5, 4)],
            "{}",
            pack.id
        );
        assert!(!has(&story, pack, "date-tomorrow"), "nobody is to ring them: {}", pack.id);
    }
}

#[test]
fn given_a_decision_on_a_move_when_something_happens_then_it_is_decided_again_and_a_new_decision_meets_it() {
    for pack in packs() {
        let decided = |story: Story| story.say(change(LifeChange::HousingDecision, Happened::NotKnown));
        let refused = decided(suspected()).later("2026-03-02T11:00:00Z");
        assert!(!has(&refused, pack, "home-decided-again"), "not by itself: {}", pack.id);
        let again = decided(refused.clone());
        assert!(!has(&again, pack, "home-decided-again"), "nor by another decision: {}", pack.id);
        let before = decided(suspected().say(happened(1, &[AbuseKind::Threats])));
        assert!(!has(&before, pack, "home-decided-again"), "what was known then: {}", pack.id);
        for story in [
            refused.clone().say(happened(1, &[AbuseKind::Threats])),
            refused.clone().say(change(LifeChange::NewPartner, Happened::NotKnown)),
        ] {
            let all = story.duties(pack, "2026-03-02T12:00:00Z");
            assert_eq!(one(&all, "home-decided-again").state, DutyState::Due, "{}", pack.id);
            let met = decided(story.later("2026-03-02T11:30:00Z")).duties(pack, "2026-03-02T12:00:00Z");
            assert!(matches!(one(&met, "home-decided-again").state, DutyState::Met { late: false, .. }));
        }
    }
}
