//! Somebody about harm that they cause: a record of its own, in which no survivor stands.

use domain::Answer;
use domain::case::CaseCommand;
use domain::contact::Outcome;
use domain::disclosure::Agency;
use domain::safeguarding::ConcernFor;
use domain::suspicion::{Offered, OwnBehaviourDisclosed};
use domain::text::Words;

use super::DAY;
use super::cast::Cast;
use super::compose::Speaks;
use super::ending::{agree_next, raise};
use super::follow::{Telling, attempt, trust};
use super::opening::{hand_over, open};
use super::reach::{Wanted, reach};
use super::script::{Script, later, minutes};
use crate::course::Course;
use crate::tables::records;
use crate::tale::{Tale, Who};
use domain::report::ReportSource;

/// Listened to, offered the Respect phoneline, and seen again.
pub(super) fn tell(script: &mut Script, tale: &Tale, cast: &Cast, course: Course) -> Option<()> {
    let own = OwnBehaviourDisclosed {
        words: Words::parse(&tale.words).ok(),
        respect_line: script.dice.pick(Offered::ALL, Offered::NotOffered),
        children_at_home: tale.children.0,
    };
    open(script, tale, cast, Some(own), course);
    if course.is_only_a_report() || course == Course::Fresh {
        return Some(());
    }
    script.pass(30, 400);
    hand_over(script, false)?;
    let (reach, facts) = reach(script, tale, cast, Wanted { safe: true, any_hour: true });
    for fact in facts {
        script.record(CaseCommand::HoldSecret(fact));
    }
    script.record(CaseCommand::PlanContact(reach.plan.clone()));
    if course == Course::Concern && tale.children.0.may_be() {
        let concern = (ConcernFor::Children, Agency::Mash);
        raise(script, concern, Some(Answer::NotKnown), records::CONCERNS_OF_OWN);
    }
    let Who(survivor, _, _) = tale.who;
    let speaks = Speaks { own: true, survivor, noun: "", alleged: survivor };
    let mut telling = Telling { cast, reach, speaks, source: ReportSource::OwnBehaviour };
    meet(script, &mut telling);
    script.in_office_hours(later(script.world.now, -2 * DAY));
    agree_next(script, &mut telling)
}

/// Talks, until shortly before now. Only they are spoken about.
fn meet(script: &mut Script, telling: &mut Telling) {
    let target = script.world.events_per_case().map_or(script.dice.between(12, 22), i64::from);
    let target = u64::try_from(target - 1).unwrap_or(0);
    let until = later(script.world.now, -3 * DAY);
    while script.events < target {
        let left = i64::try_from(target - script.events).unwrap_or(1);
        let gap = minutes(script.at, until) / (left + 1);
        if gap > 60 {
            let ahead = gap * script.dice.between(60, 140) / 100;
            script.in_office_hours(later(script.at, ahead));
        }
        let words = script.words(records::OWN_NOTES);
        let main = telling.reach.main.filter(|main| main.hours.is_none() && script.dice.chance(40));
        trust(script, telling, script.at);
        let attempted = attempt(script, main, Outcome::Spoke, words);
        script.record(CaseCommand::RecordAttempt(attempted));
    }
}
