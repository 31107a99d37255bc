//! The first report, and what the office does with it.

use access::Role;
use domain::case::{CaseCommand, FirstReport, NewCase, OwnerNamed};
use domain::people::SecretKind;
use domain::report::{Danger, PoliceCall, ReportTaken};
use domain::suspicion::OwnBehaviourDisclosed;
use domain::text::{ShortText, Words};
use domain::when::Season;
use domain::{Answer, Happened, ReportId, Severity};
use jiff::ToSpan;
use jiff::civil::Date;

use super::cast::{Cast, phone};
use super::script::{Script, later};
use crate::course::Course;
use crate::tale::{Tale, When};

/// The first report with the people who are named in it.
pub(super) fn open(
    script: &mut Script,
    tale: &Tale,
    cast: &Cast,
    own: Option<OwnBehaviourDisclosed>,
    course: Course,
) {
    let mut people = vec![cast.survivor.clone()];
    people.extend(cast.by.iter().map(|(person, _)| person.clone()));
    people.extend(cast.reporter.clone());
    let mut secrets = vec![cast.home.clone()];
    if let Some(reporter) = &cast.reporter {
        let number = phone(&mut script.dice);
        secrets.push(script.holds(reporter.person, SecretKind::Phone, number));
    }
    let region_known = !matches!(course, Course::JustReported | Course::Waiting);
    if course == Course::JustReported {
        script.severity = if tale.danger == Answer::Yes { Severity::Immediate } else { Severity::Unknown };
    }
    let report = report(script, tale, cast);
    let first = FirstReport { report, people, secrets, own_behaviour: own };
    let region = (region_known && script.dice.chance(70)).then_some(script.region);
    let unplaced = region.is_none();
    script.record(CaseCommand::Open(Box::new(NewCase { first, region })));
    if region_known && unplaced {
        script.pass(3, 40);
        let taker = std::mem::replace(&mut script.actor, script.manager);
        script.record(CaseCommand::PlaceInRegion(script.region));
        script.actor = taker;
    }
}

fn report(script: &mut Script, tale: &Tale, cast: &Cast) -> ReportTaken {
    ReportTaken {
        report: ReportId::from_uuid(script.id()),
        source: tale.source,
        came_by: tale.came_by,
        danger: danger(script, tale),
        reporter: cast.reporter.as_ref().map(|person| person.person),
        words: Words::parse(&tale.words).ok(),
        happened: happened(script, tale.when),
        severity: script.severity,
    }
}

/// Danger now, and who rang the police.
pub(super) fn danger(script: &mut Script, tale: &Tale) -> Danger {
    if tale.danger == Answer::Yes {
        let reference = format!("AC-{:04}", script.dice.between(1, 9_999));
        let police = script.dice.pick(&[PoliceCall::Us, PoliceCall::Caller], PoliceCall::Us);
        return Danger { now: Answer::Yes, police, police_reference: ShortText::parse(&reference).ok() };
    }
    let police = script
        .dice
        .pick(&[PoliceCall::NotCalled, PoliceCall::NotCalled, PoliceCall::NotKnown], PoliceCall::NotKnown);
    Danger { now: tale.danger, police, police_reference: None }
}

/// When something was, counted back from the moment of the step.
pub(super) fn happened(script: &Script, when: When) -> Happened {
    let today = script.today();
    let ago = |days: u16| today.checked_sub(i32::from(days).days()).unwrap_or(today);
    let months_ago = |months: u8| today.checked_sub(i32::from(months).months()).unwrap_or(today);
    match when {
        When::HoursAgo(hours) => Happened::At(later(script.at, -60 * i64::from(hours))),
        When::DaysAgo(days) => Happened::On(ago(days)),
        When::BetweenDaysAgo(from, until) => Happened::Between(ago(from), ago(until)),
        When::MonthsAgo(months) => {
            let day = months_ago(months);
            Happened::Month { year: day.year(), month: day.month() }
        }
        When::SeasonAround(months) => season(months_ago(months)),
        When::YearsAgo(years) => Happened::Year(today.year() - i16::from(years)),
        When::Unsaid => Happened::NotKnown,
    }
}

fn season(day: Date) -> Happened {
    let (season, year) = match day.month() {
        1 | 2 => (Season::Winter, day.year() - 1),
        3..=5 => (Season::Spring, day.year()),
        6..=8 => (Season::Summer, day.year()),
        9..=11 => (Season::Autumn, day.year()),
        _ => (Season::Winter, day.year()),
    };
    Happened::Season { year, season }
}

/// The manager of the region gives it to somebody, who records from now on.
pub(super) fn hand_over(script: &mut Script, cover: bool) -> Option<()> {
    script.in_office_hours(script.at);
    let region = script.region;
    let covering = script.world.someone(Role::HousingOfficer, Some(region), &mut script.dice)?;
    let cover = Some(covering).filter(|one| cover && *one != script.officer);
    script.actor = script.manager;
    script.record(CaseCommand::NameOwner(OwnerNamed { owner: script.officer, cover }));
    script.actor = script.officer;
    Some(())
}
