//! How a survivor's case stands at this moment: what is due today, what was missed, what waits.

use domain::case::{CaseCommand, CaseEvent, Corrected, DutySetAside, SetAsideWhy};
use domain::contact::{Attempted, Clearance, ContactPaused, Outcome, Reason, Way};
use domain::disclosure::Agency;
use domain::safeguarding::{
    Agreement, ChildCategory, ConcernFor, ConcernNotNeeded, ConcernRaised, Ground, Harm, WithoutAgreement,
};
use domain::text::{ShortText, Words};
use domain::{Answer, AttemptId, Severity};
use jiff::civil::time;
use jiff::{Timestamp, ToSpan};

use super::DAY;
use super::compromised;
use super::follow::{Telling, assess, attempt, incident, police, they_rang, trust};
use super::opening::hand_over;
use super::road;
use super::script::{Script, later};
use crate::course::Course;
use crate::tables::{notes, records};

/// The duty that the survivor set aside, as the policy packs name it.
const DUTY_SET_ASIDE: &str = "next-contact";

/// Records what stands at the end.
pub(super) fn tell(script: &mut Script, telling: &mut Telling, course: Course) -> Option<()> {
    let now = script.world.now;
    match course {
        Course::ContactToday => agree_for(script, telling, later(now, -DAY), today(script)),
        Course::ContactTomorrow => agree_for(script, telling, later(now, -DAY), tomorrow(script)?),
        Course::Missed => {
            let yesterday = later(now, -DAY - 120);
            agree_for(script, telling, later(now, -5 * DAY), (yesterday, later(yesterday, 60)));
        }
        Course::NoAnswer => no_answer(script, telling),
        Course::MadeAnyway => made_anyway(script, telling),
        Course::Compromised => compromised::tell(script, telling)?,
        Course::Silent => {}
        _ => {
            let minutes = script.dice.between(0, 170);
            script.in_office_hours(later(now, minutes - 2 * DAY));
            still(script, telling, course)?;
        }
    }
    road::tell(script, telling, course)
}

fn still(script: &mut Script, telling: &mut Telling, course: Course) -> Option<()> {
    match course {
        Course::Paused => pause(script),
        Course::Corrected => correct(script, telling),
        Course::Lowered => {
            let why = script.words(records::LOWERED_WHY)?;
            script.actor = script.manager;
            script.severity = Severity::Standard;
            script.record(CaseCommand::LowerSeverity { severity: Severity::Standard, why });
        }
        Course::LeftInPeace => set_aside(script)?,
        Course::HandedOver => {
            let other =
                script.world.someone(access::Role::HousingOfficer, Some(script.region), &mut script.dice)?;
            script.officer = other;
            hand_over(script, true)?;
        }
        Course::Escalating => escalate(script, telling),
        Course::Concern => concern(script, telling.cast.children_at_home),
        Course::NoConcern => {
            let elsewhere = !telling.cast.children_at_home.may_be();
            let reasons = records::NO_CONCERN.get(usize::from(!elsewhere)..).unwrap_or_default();
            let why = script.words(reasons.get(..1).unwrap_or_default())?;
            script.actor = script.manager;
            let declared = ConcernNotNeeded { concern: ConcernFor::Children, why };
            script.record(CaseCommand::DeclareConcernNotNeeded(declared));
        }
        Course::NoSafeWay => they_rang(script),
        _ => agree_next(script, telling)?,
    }
    Some(())
}

/// A contact is agreed for these times, at about this moment before now.
fn agree_for(
    script: &mut Script,
    telling: &mut Telling,
    at: Timestamp,
    (from, until): (Timestamp, Timestamp),
) {
    script.to(at);
    trust(script, telling, from);
    if let Some(main) = telling.reach.main {
        let agreed = main.agreed(script, (from, until));
        script.record(CaseCommand::AgreeContact(agreed));
    }
}

/// The regular next contact, a few days ahead.
pub(super) fn agree_next(script: &mut Script, telling: &mut Telling) -> Option<()> {
    if let Some(main) = telling.reach.main {
        let slot = main.slot(script, 5)?;
        agree_for(script, telling, script.at, slot);
    }
    Some(())
}

/// From an hour and a half from now, but not in the middle of the night; late in the evening what is agreed for
/// today is going on.
fn today(script: &Script) -> (Timestamp, Timestamp) {
    let now = script.world.now;
    let day = script.local(now).date();
    let at = |hour, minute| {
        let zoned = day.to_datetime(time(hour, minute, 0, 0)).to_zoned(script.world.zone.clone());
        zoned.map_or(now, |zoned| zoned.timestamp())
    };
    let from = later(now, 90).clamp(at(8, 0), at(22, 0));
    (from, later(from, 105).max(later(now, 30)))
}

fn tomorrow(script: &Script) -> Option<(Timestamp, Timestamp)> {
    let day = script.local(script.world.now).date().checked_add(1.day()).ok()?;
    let start = day.to_datetime(time(10, 0, 0, 0)).to_zoned(script.world.zone.clone()).ok()?.timestamp();
    Some((start, later(start, 60)))
}

fn no_answer(script: &mut Script, telling: &mut Telling) {
    let Some(main) = telling.reach.main else { return };
    let yesterday = later(script.world.now, -DAY - 180);
    agree_for(script, telling, later(script.world.now, -6 * DAY), (yesterday, later(yesterday, 60)));
    script.to(later(yesterday, 12));
    let words = script.words(notes::NOT_REACHED);
    let attempted = attempt(script, Some(main), Outcome::NoAnswer, words);
    script.record(CaseCommand::RecordAttempt(attempted));
}

/// Somebody used the letter box of the home. It is shown as it was, and contact waits.
fn made_anyway(script: &mut Script, telling: &mut Telling) {
    script.in_office_hours(later(script.world.now, -2 * DAY));
    let home = telling.cast.home.secret;
    let unsafe_way = telling.reach.plan.channels.iter().find(|channel| channel.secret == Some(home));
    let (Some(channel), Some(why)) = (unsafe_way.map(|one| one.channel), script.words(notes::MADE_ANYWAY))
    else {
        return;
    };
    let clearance = Clearance::MadeAnyway { reason: Reason::SafetyUnknown, why };
    let attempted = Attempted {
        attempt: AttemptId::from_uuid(script.id()),
        way: Way::WeTried { channel, clearance },
        at: script.at,
        outcome: Outcome::SomebodyElse,
        was_agreed: false,
        against_plan: false,
        words: None,
    };
    script.record(CaseCommand::RecordAttempt(attempted));
    script.pass(20, 90);
    pause(script);
}

fn pause(script: &mut Script) {
    if let Some(why) = script.words(notes::PAUSED) {
        let until = later(script.world.now, 4 * DAY);
        script.record(CaseCommand::PauseContact(ContactPaused { until, why }));
    }
}

/// An incident is recorded, and put right an hour later.
fn correct(script: &mut Script, telling: &mut Telling) {
    incident(script, telling);
    let sequence = script.events;
    let Some(CaseCommand::RecordIncident(told)) = script.steps.last().map(|step| step.command.clone()) else {
        return;
    };
    script.pass(30, 300);
    if let Some(why) = script.words(records::CORRECTIONS) {
        let right = domain::incident::Incident { happened: domain::Happened::On(script.today()), ..told };
        let instead = Some(Box::new(CaseEvent::from(right)));
        script.record(CaseCommand::Correct(Corrected { sequence, why, instead }));
    }
}

fn set_aside(script: &mut Script) -> Option<()> {
    let aside = DutySetAside {
        duty: ShortText::parse(DUTY_SET_ASIDE).ok()?,
        started: script.events,
        why: SetAsideWhy::SurvivorsChoice,
        words: script.words(records::SET_ASIDE)?,
    };
    script.record(CaseCommand::SetDutyAside(aside));
    Some(())
}

fn escalate(script: &mut Script, telling: &mut Telling) {
    for _ in 0..script.dice.between(3, 6) {
        incident(script, telling);
        script.pass(5, 60);
    }
    assess(script, Severity::Immediate);
    police(script);
    concern(script, telling.cast.children_at_home);
}

/// A concern for the children, unless there surely are none; then for the adult.
pub(super) fn concern(script: &mut Script, children: Answer) {
    if children.may_be() {
        raise(script, (ConcernFor::Children, Agency::Mash), None, records::CONCERNS_FOR_CHILDREN);
    } else {
        raise(script, (ConcernFor::Adult, Agency::AdultServices), None, records::CONCERNS_FOR_ADULTS);
    }
}

/// Who did not want it is told on what ground it went all the same.
fn agreement(concern: ConcernFor, answer: Answer) -> Agreement {
    let (ground, why) = match concern {
        ConcernFor::Adult => (Ground::Capacity, records::WITHOUT_THE_ADULT),
        ConcernFor::Children | ConcernFor::Both => (Ground::ChildHarm, records::WITHOUT_THE_PARENT),
    };
    match (answer, Words::parse(why)) {
        (Answer::Yes, _) => Agreement::Yes,
        (Answer::No, Ok(why)) => Agreement::No(WithoutAgreement { ground, why }),
        _ => Agreement::NotKnown,
    }
}

/// A concern goes to the local authority. Whether the survivor was told is drawn where it is not given.
pub(super) fn raise(
    script: &mut Script,
    (concern, with): (ConcernFor, Agency),
    survivor_told: Option<Answer>,
    said: &[&'static str],
) {
    let reference = format!("SG-{:05}", script.dice.between(1, 99_999));
    let drawn = script.dice.pick(Answer::ALL, Answer::NotKnown);
    let categories = match concern {
        ConcernFor::Adult => [].into(),
        ConcernFor::Children | ConcernFor::Both => [ChildCategory::ParentsOrCarers].into(),
    };
    let raised = ConcernRaised {
        concern,
        categories,
        harm: Harm::Significant,
        agreed: agreement(concern, survivor_told.unwrap_or(drawn)),
        with,
        at: script.at,
        reference: ShortText::parse(&reference).ok(),
        survivor_told: survivor_told.unwrap_or(drawn),
        words: script.words(said),
    };
    script.record(CaseCommand::RaiseConcern(raised));
}
