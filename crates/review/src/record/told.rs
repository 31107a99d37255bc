//! What somebody told: reports, incidents, disclosures.

use std::collections::BTreeSet;

use domain::case::{CaseCommand, FirstDisclosure, FirstReport, NewCase};
use domain::child::Classified;
use domain::contact::LineDrops;
use domain::disclosure::{
    AgenciesOffered, DisclosureTaken, GivenHow, HouseholdAnswered, MeetingWishes, WishesRecorded, WorkerWish,
};
use domain::incident::{AbuseKind, Incident};
use domain::people::{ConnectionRecorded, PersonRole};
use domain::report::{CameBy, Danger, PoliceCall, ReportSource, ReportTaken, Route};
use domain::suspicion::{Offered, OwnBehaviourDisclosed};
use domain::text::Words;
use domain::{Answer, IncidentId, PersonId, ReportId, Severity};

use super::here::Here;
use super::steps::Part;
use crate::problem::Problem;
use crate::scenario::Teller;
use crate::scenario::words::{Records, Road};

/// What of a report does not stand in every report.
pub(super) struct Kind {
    pub source: ReportSource,
    pub severity: Severity,
    pub words: Option<Words>,
}

/// A report, as its first entry or as a later one. The people known by then come with the first.
pub(super) fn report(part: &Part<'_>, here: &Here<'_>, kind: Kind) -> Vec<CaseCommand> {
    let mut commands = vec![taken(part, here, kind, None)];
    if here.opens() {
        commands.extend(connections(part, here).into_iter().map(CaseCommand::RecordConnection));
    }
    commands
}

/// Whoever tells us of what is no report in itself, a move, a need, a release, reports with it: the first time that
/// anybody does, and the first time that the survivor does. A scenario of somebody's own behaviour is not opened so.
pub(super) fn of_what_is_told(part: &Part<'_>, here: &Here<'_>) -> Vec<CaseCommand> {
    let records = part.fact.what.records;
    let Some(source) = part.fact.by.as_ref().map(Teller::source) else { return Vec::new() };
    let is_a_report = matches!(
        records,
        Records::Report
            | Records::ReportFrom(_)
            | Records::Notice
            | Records::Disclosure
            | Records::OwnBehaviour
            | Records::Incident(_)
    );
    let ours = matches!(source, ReportSource::Staff | ReportSource::OwnBehaviour);
    let opens = here.opens() && !ours;
    let survivor = source == ReportSource::Survivor && here.state.route() == Some(Route::Suspicion);
    if is_a_report || !(opens || survivor && is_said_to_us(records)) {
        return Vec::new();
    }
    report(part, here, Kind { source, severity: Severity::Unknown, words: None })
}

/// What a survivor can only have said to us. That they left, or moved, they may have told to others alone.
const fn is_said_to_us(records: Records) -> bool {
    matches!(
        records,
        Records::Wishes
            | Records::ContactPlan
            | Records::Road(Road::Choice(_) | Road::TalkedOver | Road::Assessed | Road::Plan | Road::Watch)
    )
}

fn taken(part: &Part<'_>, here: &Here<'_>, kind: Kind, own: Option<OwnBehaviourDisclosed>) -> CaseCommand {
    let says = &part.fact.says;
    let reporter = match &part.fact.by {
        Some(Teller::Person(key, source)) if source.has_reporter_to_protect() => {
            Some(here.scenario.id_of(key))
        }
        _ => None,
    };
    let report = ReportTaken {
        report: ReportId::from_uuid(here.id()),
        source: kind.source,
        // The list has no "not known"; that we have it from records is at least true.
        came_by: says.came_by.unwrap_or(CameBy::Records),
        danger: danger(part),
        reporter,
        words: kind.words,
        happened: part.happened.clone(),
        severity: says.severity.unwrap_or(kind.severity),
    };
    let people = here.present().filter(|_| here.opens()).map(|person| here.person(person)).collect();
    let first = FirstReport { report, people, secrets: Vec::new(), own_behaviour: own };
    if here.opens() {
        CaseCommand::Open(Box::new(NewCase { first, region: None }))
    } else {
        CaseCommand::AddReport(Box::new(first))
    }
}

fn danger(part: &Part<'_>) -> Danger {
    let says = &part.fact.says;
    Danger {
        now: says.danger.unwrap_or(Answer::NotKnown),
        police: says.police.unwrap_or(PoliceCall::NotKnown),
        police_reference: says.reference.clone(),
    }
}

fn connections(part: &Part<'_>, here: &Here<'_>) -> Vec<ConnectionRecorded> {
    let named = part.fact.says.names.as_ref();
    let wanted = here.present().filter(|person| named.is_none_or(|names| names.contains(&person.key)));
    wanted.filter_map(|person| here.connection(person)).collect()
}

/// Somebody told of something that was done: a report, and an incident that the pattern counts.
pub(super) fn incident(part: &Part<'_>, here: &Here<'_>, kinds: &[AbuseKind]) -> Vec<CaseCommand> {
    let (fact, says) = (part.fact, &part.fact.says);
    let told_by = fact.by.as_ref().map_or(ReportSource::Anonymous, Teller::source);
    let kinds: BTreeSet<AbuseKind> = says.kinds.iter().chain(kinds).copied().collect();
    let forms = says.forms.clone();
    let taken = kinds.contains(&AbuseKind::ChildTaken);
    let told_already = here.state.reports().last().filter(|_| here.told_now && !says_how_it_came(part));
    let (mut commands, of) = if let Some(told) = told_already {
        (Vec::new(), told.sequence)
    } else {
        let kind = Kind { source: told_by, severity: Severity::Unknown, words: None };
        (report(part, here, kind), here.state.sequence() + 1)
    };
    commands.push(CaseCommand::RecordIncident(Incident {
        incident: IncidentId::from_uuid(here.id()),
        kinds,
        forms,
        happened: part.happened.clone(),
        words: words_of_one(part),
        by: done_by(part, here),
        told_by,
        injuries: says.injuries.clone(),
        children_present: says.children_present.unwrap_or(if taken { Answer::Yes } else { Answer::NotKnown }),
        police_reference: says.reference.clone(),
        report: Some(of),
        classified: Classified::default(),
    }));
    commands
}

/// Whether it says what belongs to a report of its own.
const fn says_how_it_came(part: &Part<'_>) -> bool {
    let says = &part.fact.says;
    says.severity.is_some() || says.danger.is_some() || says.police.is_some() || says.came_by.is_some()
}

/// The words of the account, with a mark where one line stands for several incidents.
fn words_of_one(part: &Part<'_>) -> Option<Words> {
    let (place, of) = part.place;
    let words = part.fact.words.as_ref();
    if of == 1 {
        return words.cloned();
    }
    let said = words.map_or("", Words::as_str);
    Words::parse(&format!("{said} ({place} of {of}; their dates are not known and are spread evenly)")).ok()
}

/// Whoever is named; else the one alleged perpetrator, where there is only one.
fn done_by(part: &Part<'_>, here: &Here<'_>) -> Vec<PersonId> {
    if let Some(keys) = &part.fact.says.done_by {
        return keys.iter().map(|key| here.scenario.id_of(key)).collect();
    }
    let mut alleged = here.present().filter(|person| person.is(PersonRole::AllegedPerpetrator));
    match (alleged.next(), alleged.next()) {
        (Some(one), None) => vec![here.scenario.id_of(&one.key)],
        _ => Vec::new(),
    }
}

/// The survivor spoke: a report from them, and the conversation.
pub(super) fn disclosure(part: &Part<'_>, here: &Here<'_>) -> Result<Vec<CaseCommand>, Problem> {
    let (fact, says) = (part.fact, &part.fact.says);
    let source = fact.by.as_ref().map_or(ReportSource::Survivor, Teller::source);
    let kind = Kind { source, severity: Severity::Unknown, words: fact.words.clone() };
    let survivor = here.survivor().ok_or_else(|| {
        here.scenario
            .problem(fact.line, "nobody here is the survivor: add a [[person]] with role = \"survivor\"")
    })?;
    let how = says.how.unwrap_or(GivenHow::Aloud);
    let first = FirstDisclosure {
        disclosure: DisclosureTaken {
            survivor,
            danger: danger(part),
            safe_to_talk: says.safe_to_talk.unwrap_or(Answer::NotKnown),
            who_is_there: None,
            line_drops: LineDrops::NotAgreed,
            limits_explained: says.limits_explained.unwrap_or(Answer::NotKnown),
            meeting: MeetingWishes {
                place: None,
                worker: WorkerWish::NotAsked,
                language: None,
                supporter: None,
                adjustments: None,
            },
        },
        household: Some(household(part)),
        people: Vec::new(),
        secrets: Vec::new(),
        connections: connections(part, here),
        plan: None,
        incidents: Vec::new(),
        wishes: says.wishes.clone().map(|words| WishesRecorded { words }),
        agencies: (!says.agencies.is_empty()).then(|| AgenciesOffered {
            agencies: says.agencies.iter().map(|agency| (*agency, how)).collect(),
        }),
        severity: None,
        next_contact: None,
    };
    Ok(vec![taken(part, here, kind, None), CaseCommand::TakeDisclosure(Box::new(first))])
}

/// Not known is an answer, and the one that stands where the account is silent.
pub(super) fn household(part: &Part<'_>) -> HouseholdAnswered {
    let says = &part.fact.says;
    HouseholdAnswered {
        children: says.children.unwrap_or(Answer::NotKnown),
        adults_at_risk: says.adults_at_risk.unwrap_or(Answer::NotKnown),
    }
}

/// Somebody told of harm that they cause: a record of its own.
pub(super) fn own_behaviour(part: &Part<'_>, here: &Here<'_>) -> Vec<CaseCommand> {
    let (fact, says) = (part.fact, &part.fact.says);
    let own = OwnBehaviourDisclosed {
        words: fact.words.clone(),
        respect_line: says.respect_line.unwrap_or(Offered::NotOffered),
        children_at_home: says.children.unwrap_or(Answer::NotKnown),
    };
    let kind = Kind { source: ReportSource::OwnBehaviour, severity: Severity::Unknown, words: None };
    vec![taken(part, here, kind, Some(own))]
}
