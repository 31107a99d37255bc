//! Two records about one person, or about two after all, or a plan that somebody doubts: what every policy then demands.

use domain::CaseId;
use domain::case::CaseEvent;
use domain::report::ReportSource;
use domain::same_person::{ConfirmAgain, Joined, Parted};
use domain::text::{CaseReference, Words};
use domain::{Answer, Severity};

use super::given::{Story, at, one, packs};
use super::*;

fn said() -> [CaseEvent; 3] {
    let other: CaseId = "00000000-0000-7000-8000-000000000051".parse().unwrap();
    let (reference, why) =
        (CaseReference::from_random([7; 5]), || Words::parse("She gave both references.").unwrap());
    let joined = Joined { other, reference, why: why() };
    let parted = Parted { other, reference, why: why() };
    [joined.into(), parted.into(), ConfirmAgain {}.into()]
}

fn planned(severity: Severity) -> Story {
    Story::begin("2026-03-02T09:00:00Z").report(ReportSource::Survivor, severity, Answer::No).contact_plan()
}

/// The same whichever it was: the line of a duty tells nobody that there is another record.
#[test]
fn in_every_policy_they_are_asked_again_which_ways_are_safe_and_a_new_plan_meets_it() {
    for pack in packs() {
        for event in said() {
            for (severity, due) in
                [(Severity::Standard, "2026-03-03T17:00:00Z"), (Severity::High, "2026-03-02T23:59:59Z")]
            {
                let story = planned(severity).later("2026-03-02T10:00:00Z").say(event.clone());
                let all = story.duties(pack, "2026-03-02T11:00:00Z");
                let again = one(&all, "ways-again");
                assert_eq!((again.due, again.state), (at(due), DutyState::Due), "{}", pack.id);
                let met = story.later("2026-03-02T12:00:00Z").contact_plan();
                let all = met.duties(pack, "2026-03-02T13:00:00Z");
                assert!(
                    matches!(one(&all, "ways-again").state, DutyState::Met { late: false, .. }),
                    "{}",
                    pack.id
                );
            }
        }
    }
}

/// The control: without such an entry, and where there is no plan to be confirmed, nobody is asked for it.
#[test]
fn without_it_or_without_a_plan_it_is_not_due() {
    for pack in packs() {
        let no_plan = Story::begin("2026-03-02T09:00:00Z").report(
            ReportSource::Survivor,
            Severity::Standard,
            Answer::No,
        );
        for story in [planned(Severity::Standard), said().into_iter().fold(no_plan, Story::say)] {
            let all = story.duties(pack, "2026-03-02T11:00:00Z");
            let open = all.iter().any(|duty| duty.code == "ways-again" && duty.state.is_open());
            assert!(!open, "{}", pack.id);
        }
    }
}
