//! A suspicion: history looked up, a safe enquiry planned, and perhaps a disclosure at the end of it.

use domain::case::CaseCommand;
use domain::contact::ContactPlan;
use domain::contact::LineDrops;
use domain::suspicion::{EnquiryOutcome, SafeEnquiryMade, SafeEnquiryPlanned};
use domain::{Answer, Severity};
use jiff::ToSpan;

use super::DAY;
use super::cast::Cast;
use super::compose::Speaks;
use super::disclosure::{disclose, go_on, look_up};
use super::ending::concern;
use super::follow::{Telling, another_report, assess, incident};
use super::opening::{hand_over, open};
use super::reach::Reach;
use super::script::{Script, later, minutes};
use crate::course::Course;
use crate::tables::records;
use crate::tale::{Gender, Tale, Who};

/// A case that somebody else opened, or our own records.
pub(super) fn tell(script: &mut Script, tale: &Tale, cast: &Cast, course: Course) -> Option<()> {
    open(script, tale, cast, None, course);
    if course.is_only_a_report() {
        return Some(());
    }
    script.pass(20, 300);
    hand_over(script, false)?;
    look_up(script);
    told(script, tale, cast);
    if tale.children.0 == Answer::Yes && script.dice.chance(60) {
        concern(script, Answer::Yes);
    }
    if course == Course::LookedUp {
        return Some(());
    }
    watch(script, tale, cast, course);
    enquire(script, tale, cast, course)
}

/// What was told, as an incident: a suspicion, not a fact.
fn told(script: &mut Script, tale: &Tale, cast: &Cast) {
    for (kinds, words) in &tale.incidents {
        let told = domain::incident::Incident {
            kinds: kinds.iter().copied().collect(),
            forms: crate::tables::forms::told(kinds, words),
            words: domain::text::Words::parse(words).ok(),
            happened: super::opening::happened(script, tale.when),
            ..cast.incident(script, tale.source)
        };
        script.pass(1, 9);
        script.record(CaseCommand::RecordIncident(told));
    }
}

/// Further signs, until shortly before the enquiry.
fn watch(script: &mut Script, tale: &Tale, cast: &Cast, course: Course) {
    let mut telling = observed(tale, cast);
    let (target, until) = watched(script, course);
    while script.events < target {
        let left = i64::try_from(target - script.events).unwrap_or(1);
        let gap = minutes(script.at, until) / (left + 1);
        if gap > 60 {
            let ahead = gap * script.dice.between(50, 130) / 100;
            script.in_office_hours(later(script.at, ahead));
        }
        match script.dice.below(10) {
            0..5 => incident(script, &mut telling),
            5..8 => another_report(script),
            8 => assess(script, Severity::Medium),
            _ => look_up(script),
        }
    }
}

/// How many events the watching is to reach, and until when it lasts.
fn watched(script: &mut Script, course: Course) -> (u64, jiff::Timestamp) {
    let disclosed = course == Course::Disclosed;
    let events = match script.world.events_per_case() {
        Some(_) if disclosed => 14,
        Some(events) => i64::from(events) - 2,
        None => script.dice.between(9, 22),
    };
    let left = minutes(script.at, script.world.now);
    let until = if disclosed { later(script.at, left / 3) } else { later(script.world.now, -12 * DAY) };
    (u64::try_from(events).unwrap_or(0), until)
}

/// Seen and heard by others; nobody has been spoken with, so there is no plan.
fn observed<'c>(tale: &Tale, cast: &'c Cast) -> Telling<'c> {
    let Who(survivor, _, _) = tale.who;
    let alleged = tale.by.first().map_or(Gender::Man, |by| by.0);
    let plan = ContactPlan {
        survivor: cast.survivor.person,
        channels: Vec::new(),
        code_word: None,
        line_drops: LineDrops::NotAgreed,
        may_be_told: None,
        interpreter: None,
    };
    let speaks = Speaks { own: false, survivor, noun: "partner", alleged };
    Telling { cast, reach: Reach { plan, main: None }, speaks, source: tale.source }
}

fn enquire(script: &mut Script, tale: &Tale, cast: &Cast, course: Course) -> Option<()> {
    plan(script, course)?;
    let (outcome, said) = match course {
        Course::EnquiryAhead | Course::EnquiryOverdue => return Some(()),
        Course::NotSafeToAsk => (EnquiryOutcome::NotSafe, records::NOT_SAFE_TO_ASK),
        Course::NotReached => (EnquiryOutcome::NotReached, &[][..]),
        Course::Disclosed => (EnquiryOutcome::Disclosed, records::DISCLOSED),
        _ => (EnquiryOutcome::Nothing, records::NOTHING_SAID),
    };
    let when = later(script.at, script.dice.between(DAY / 2, 3 * DAY));
    script.in_office_hours(when);
    let words = script.words(said);
    script.record(CaseCommand::MakeSafeEnquiry(SafeEnquiryMade { outcome, words }));
    match course {
        Course::Disclosed => disclosed(script, tale, cast),
        Course::NotSafeToAsk => plan(script, Course::EnquiryAhead),
        _ => Some(()),
    }
}

/// The newest plan: ahead of now, or behind it where nobody has asked yet.
fn plan(script: &mut Script, course: Course) -> Option<()> {
    let day = script.local(script.world.now).date();
    let on = match course {
        Course::EnquiryOverdue => day.checked_sub(2.days()).ok()?,
        Course::EnquiryAhead => day.checked_add(2.days()).ok()?,
        _ => script.today().checked_add(3.days()).ok()?,
    };
    let how = script.words(records::ENQUIRIES)?;
    script.record(CaseCommand::PlanSafeEnquiry(SafeEnquiryPlanned { on, how }));
    Some(())
}

/// They spoke: from here it is a survivor's case.
fn disclosed(script: &mut Script, tale: &Tale, cast: &Cast) -> Option<()> {
    script.pass(2, 15);
    let reach = disclose(script, tale, cast, Course::Calm);
    go_on(script, tale, cast, reach, Course::Calm)
}
