//! The weeks and months after a first disclosure, or after a suspicion.

use domain::Severity;
use domain::case::{CaseCommand, FirstReport};
use domain::contact::{Attempted, Clearance, Outcome, Way};
use domain::disclosure::WishesRecorded;
use domain::incident::Incident;
use domain::report::{CameBy, Danger, PoliceCall, PoliceTold, ReportSource, ReportTaken};
use domain::text::{ShortText, Words};
use domain::{Answer, AttemptId, ReportId};
use jiff::Timestamp;

use super::DAY;
use super::cast::Cast;
use super::compose::Speaks;
use super::disclosure::agencies;
use super::opening::happened;
use super::reach::{Main, Reach};
use super::script::{Script, later, minutes};
use crate::course::Course;
use crate::tables::{forms, notes, records, sentences};
use crate::tale::When;

/// What everything that follows needs.
pub(super) struct Telling<'c> {
    pub cast: &'c Cast,
    pub reach: Reach,
    pub speaks: Speaks,
    /// Who tells of the next incident.
    pub source: ReportSource,
}

/// How long a word that a way is safe is relied on here; the gate allows 90 days.
const RELIED_ON_DAYS: i32 = 75;
/// Closer than this, in minutes, nothing more is told.
const CLOSEST: i64 = 30;

/// Tells on until the case is as long as it is to be, leaving room before now for how it ends.
pub(super) fn follow(script: &mut Script, telling: &mut Telling, course: Course) {
    let target = target(script, telling, course);
    let until = later(script.world.now, -quiet(course));
    loop {
        let left = i64::try_from(target.saturating_sub(script.events)).unwrap_or(0);
        let gap = minutes(script.at, until) * 3 / (left * 2 + 1);
        if left == 0 || gap < CLOSEST {
            break;
        }
        let moment = later(script.at, gap * script.dice.between(50, 140) / 100);
        if moment >= until {
            break;
        }
        script.in_office_hours(moment);
        next(script, telling, until);
    }
    if script.world.events_per_case().is_some() {
        fill(script, telling, target);
    }
}

/// How many events the case is to have before its end is told.
fn target(script: &mut Script, telling: &Telling, course: Course) -> u64 {
    let cast = telling.cast;
    let children = i64::try_from(cast.children.len()).unwrap_or(0) + 2;
    let children =
        if cast.children_at_home == Answer::Yes && course.on_the_road() > 4 { children } else { 0 };
    let drawn = match script.world.events_per_case() {
        Some(events) => i64::from(events) - 1 - course.on_the_road() - children,
        None if course == Course::Escalating => 32,
        None => {
            let so_far = i64::try_from(script.events).unwrap_or(0);
            script.dice.between(20, 44).max(so_far + script.dice.between(4, 12))
        }
    };
    u64::try_from(drawn).unwrap_or(0)
}

/// For how many minutes before now nothing is told but the end.
const fn quiet(course: Course) -> i64 {
    match course {
        Course::Silent => 45 * DAY,
        Course::Missed | Course::NoAnswer => 9 * DAY,
        Course::ContactToday | Course::ContactTomorrow => 2 * DAY,
        Course::Compromised => 5 * DAY,
        _ => 3 * DAY,
    }
}

/// A last long talk, where the months were too short for all that has to be told.
fn fill(script: &mut Script, telling: &mut Telling, target: u64) {
    while script.events < target {
        match script.dice.below(3) {
            0 => wishes(script),
            _ => incident(script, telling),
        }
    }
}

fn next(script: &mut Script, telling: &mut Telling, until: Timestamp) {
    match script.dice.below(100) {
        0..38 => contact(script, telling, until),
        38..58 => incident(script, telling),
        58..72 => they_rang(script),
        72..79 => wishes(script),
        79..85 => another_report(script),
        85..89 => {
            let offered = agencies(script);
            script.record(CaseCommand::OfferAgencies(offered));
        }
        89..93 => assess(script, Severity::High),
        93..96 => police(script),
        _ => confirm(script, telling),
    }
}

/// A contact is agreed, and is kept, as far as it lies before the quiet time.
fn contact(script: &mut Script, telling: &mut Telling, until: Timestamp) {
    let days = script.dice.between(1, 4);
    let slot = telling.reach.main.and_then(|main| Some((main, main.slot(script, days)?)));
    match slot {
        Some((main, slot)) if slot.1 < until => {
            trust(script, telling, slot.0);
            let agreed = main.agreed(script, slot);
            script.record(CaseCommand::AgreeContact(agreed));
            let begins = later(slot.0, script.dice.between(1, 50));
            script.to(begins);
            let kept = kept(script, main);
            script.record(CaseCommand::RecordAttempt(kept));
        }
        _ => they_rang(script),
    }
}

fn kept(script: &mut Script, main: Main) -> Attempted {
    let outcome = match main.kind {
        domain::contact::ChannelKind::Meeting => Outcome::Met,
        _ => Outcome::Spoke,
    };
    let reached = script.dice.chance(85);
    let words = script.words(if reached { notes::SPOKE } else { notes::NOT_REACHED });
    let missed = script
        .dice
        .pick(&[Outcome::NoAnswer, Outcome::NotSafeToTalk, Outcome::LineDropped], Outcome::NoAnswer);
    attempt(script, Some(main), if reached { outcome } else { missed }, words)
}

/// An attempt at this moment: ours where there is a way, otherwise theirs.
pub(super) fn attempt(
    script: &mut Script,
    main: Option<Main>,
    outcome: Outcome,
    words: Option<Words>,
) -> Attempted {
    let way = main.map_or(Way::TheyContactedUs, |main| Way::WeTried {
        channel: main.channel,
        clearance: Clearance::Cleared,
    });
    let attempt = AttemptId::from_uuid(script.id());
    Attempted { attempt, way, at: script.at, outcome, was_agreed: main.is_some(), against_plan: false, words }
}

/// Says once more what is safe, where the word that it is would be too old by then.
pub(super) fn trust(script: &mut Script, telling: &mut Telling, at: Timestamp) {
    let day = script.local(at).date();
    let old = telling
        .reach
        .main
        .is_some_and(|main| day.since(main.confirmed).is_ok_and(|span| span.get_days() > RELIED_ON_DAYS));
    if old {
        confirm(script, telling);
    }
}

fn confirm(script: &mut Script, telling: &mut Telling) {
    telling.reach.confirm(script.today());
    script.record(CaseCommand::PlanContact(telling.reach.plan.clone()));
}

pub(super) fn incident(script: &mut Script, telling: &mut Telling) {
    let (kinds, words) = telling.speaks.incident(&mut script.dice, &mut script.said);
    let incident = telling.cast.incident(script, telling.source);
    let days = u16::try_from(script.dice.between(0, 9)).unwrap_or(0);
    let when = script.dice.pick(
        &[When::DaysAgo(days), When::DaysAgo(days), When::BetweenDaysAgo(days + 5, days), When::MonthsAgo(1)],
        When::Unsaid,
    );
    let happened = happened(script, when);
    let forms = forms::told(kinds, &words);
    let words = Words::parse(&words).ok();
    let kinds = kinds.iter().copied().collect();
    let report = script.reported.pop_front();
    script.record(CaseCommand::RecordIncident(Incident {
        kinds,
        forms,
        words,
        happened,
        report,
        ..incident
    }));
}

pub(super) fn they_rang(script: &mut Script) {
    let words = script.words(notes::THEY_RANG);
    let attempted = attempt(script, None, Outcome::Spoke, words);
    script.record(CaseCommand::RecordAttempt(attempted));
}

fn wishes(script: &mut Script) {
    if let Some(words) = script.words(sentences::WISHES) {
        script.record(CaseCommand::RecordWishes(WishesRecorded { words }));
    }
}

/// Somebody else tells of it too.
pub(super) fn another_report(script: &mut Script) {
    let sources = [ReportSource::Neighbour, ReportSource::Police, ReportSource::Agency, ReportSource::Staff];
    let report = ReportTaken {
        report: ReportId::from_uuid(script.id()),
        source: script.dice.pick(&sources, ReportSource::Neighbour),
        came_by: script.dice.pick(&[CameBy::Phone, CameBy::Email, CameBy::InPerson], CameBy::Phone),
        danger: Danger { now: Answer::No, police: PoliceCall::NotKnown, police_reference: None },
        reporter: None,
        words: script.words(records::LATER_REPORTS),
        happened: happened(script, When::DaysAgo(1)),
        severity: Severity::Standard,
    };
    script.severity = script.severity.or_worse(Severity::Standard);
    let first = FirstReport { report, people: Vec::new(), secrets: Vec::new(), own_behaviour: None };
    script.record(CaseCommand::AddReport(Box::new(first)));
    script.reported.push_back(script.events);
}

/// Judges the severity, at least as grave as it is.
pub(super) fn assess(script: &mut Script, severity: Severity) {
    let known = script.severity;
    let severity = if known == Severity::Unknown { severity } else { known.or_worse(severity) };
    script.severity = severity;
    let why = script.words(records::SEVERITY_WHY);
    script.record(CaseCommand::AssessSeverity { severity, why });
}

pub(super) fn police(script: &mut Script) {
    let reference = format!("AC-{:04}", script.dice.between(1, 9_999));
    let by = script.dice.pick(&[PoliceCall::Us, PoliceCall::SomebodyElse], PoliceCall::Us);
    let reference = ShortText::parse(&reference).ok();
    script.record(CaseCommand::TellPolice(PoliceTold { by, at: script.at, reference }));
}
