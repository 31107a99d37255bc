//! A survivor's case: the report, the first disclosure, what follows, and where it stands now.

use domain::Answer;
use domain::case::{CaseCommand, FirstDisclosure};
use domain::disclosure::{
    AgenciesOffered, Agency, DisclosureTaken, GivenHow, HouseholdAnswered, MeetingWishes, WishesRecorded,
    WorkerWish,
};
use domain::incident::Incident;
use domain::people::{SecretHeld, SecretKind};
use domain::report::ReportSource;
use domain::suspicion::HistoryLookedUp;
use domain::text::{ShortText, Words};

use super::cast::Cast;
use super::follow::{Telling, follow};
use super::opening::{danger, hand_over, happened, open};
use super::reach::{Reach, Wanted, reach};
use super::road;
use super::script::Script;
use super::{compose::Speaks, ending};
use crate::course::Course;
use crate::tables::{forms, places, records};
use crate::tale::{Tale, Who};

/// A case that a survivor's own report opened.
pub(super) fn tell(script: &mut Script, tale: &Tale, cast: &Cast, course: Course) -> Option<()> {
    open(script, tale, cast, None, course);
    if course.is_only_a_report() {
        return Some(());
    }
    script.pass(4, 25);
    let reach = disclose(script, tale, cast, course);
    if course == Course::Fresh {
        return Some(());
    }
    script.pass(15, 240);
    hand_over(script, false)?;
    look_up(script);
    go_on(script, tale, cast, reach, course)
}

/// Everything after the first disclosure.
pub(super) fn go_on(
    script: &mut Script,
    tale: &Tale,
    cast: &Cast,
    reach: Reach,
    course: Course,
) -> Option<()> {
    let Who(survivor, _, _) = tale.who;
    let alleged = tale.by.first().map_or(crate::tale::Gender::Man, |by| by.0);
    let speaks = Speaks { own: true, survivor, noun: "", alleged };
    let mut telling = Telling { cast, reach, speaks, source: ReportSource::Survivor };
    road::first_days(script, &telling, course)?;
    follow(script, &mut telling, course);
    ending::tell(script, &mut telling, course)
}

/// Earlier records, soon after.
pub(super) fn look_up(script: &mut Script) {
    script.pass(10, 200);
    let found = script.dice.chance(70);
    let words = script.words(if found { records::FOUND } else { records::NOTHING_FOUND });
    let found = if found { Answer::Yes } else { Answer::No };
    script.record(CaseCommand::LookUpHistory(HistoryLookedUp { found, words }));
}

/// One conversation, recorded whole.
pub(super) fn disclose(script: &mut Script, tale: &Tale, cast: &Cast, course: Course) -> Reach {
    let any_hour =
        matches!(course, Course::ContactToday | Course::ContactTomorrow | Course::Missed | Course::NoAnswer);
    let wanted = Wanted { safe: course != Course::NoSafeWay, any_hour };
    let (reach, mut secrets) = reach(script, tale, cast, wanted);
    secrets.extend(other_facts(script, cast));
    let next = reach.main.filter(|_| script.dice.chance(80)).and_then(|main| {
        let slot = main.slot(script, 2)?;
        Some(main.agreed(script, slot))
    });
    let first = FirstDisclosure {
        disclosure: taken(script, tale, cast),
        household: Some(HouseholdAnswered { children: tale.children.0, adults_at_risk: tale.adult_at_risk }),
        people: cast.others(),
        secrets,
        connections: cast.connections(script),
        plan: Some(reach.plan.clone()),
        incidents: incidents(script, tale, cast),
        wishes: Words::parse(&tale.wish).ok().map(|words| WishesRecorded { words }),
        agencies: Some(agencies(script)),
        severity: None,
        next_contact: next,
    };
    script.record(CaseCommand::TakeDisclosure(Box::new(first)));
    reach
}

fn taken(script: &mut Script, tale: &Tale, cast: &Cast) -> DisclosureTaken {
    let safe = script.dice.pick(&[Answer::Yes, Answer::Yes, Answer::Yes, Answer::NotKnown], Answer::NotKnown);
    let companion =
        ["A friend", "The school secretary, who left the room", "Nobody", "A relative, on the other line"];
    DisclosureTaken {
        survivor: cast.survivor.person,
        danger: danger(script, tale),
        safe_to_talk: safe,
        who_is_there: script.line(&companion).filter(|_| script.dice.chance(50)),
        line_drops: script
            .dice
            .pick(domain::contact::LineDrops::ALL, domain::contact::LineDrops::WaitForThem),
        limits_explained: if script.dice.chance(85) { Answer::Yes } else { Answer::NotKnown },
        meeting: meeting(script, tale),
    }
}

fn meeting(script: &mut Script, tale: &Tale) -> MeetingWishes {
    let place = [
        "Anywhere but the office",
        "Somewhere with a second door",
        "Outdoors, walking",
        "Where children can play",
    ];
    let supporter = ["A sister", "A friend from the choir", "The IDVA", "Nobody, thank you"];
    let adjustments = [
        "Short meetings, and water on the table.",
        "No strip lights, please.",
        "Large print, or read aloud.",
    ];
    MeetingWishes {
        place: script.line(&place).filter(|_| script.dice.chance(60)),
        worker: script.dice.pick(WorkerWish::ALL, WorkerWish::NotAsked),
        language: tale.language.and_then(|language| ShortText::parse(language).ok()),
        supporter: script.line(&supporter).filter(|_| script.dice.chance(35)),
        adjustments: script.words(&adjustments).filter(|_| script.dice.chance(25)),
    }
}

fn incidents(script: &mut Script, tale: &Tale, cast: &Cast) -> Vec<Incident> {
    let told = if tale.source == ReportSource::Survivor { tale.incidents.as_slice() } else { &[] };
    told.iter()
        .map(|(kinds, words)| {
            let incident = cast.incident(script, ReportSource::Survivor);
            Incident {
                kinds: kinds.iter().copied().collect(),
                forms: forms::told(kinds, words),
                words: Words::parse(words).ok(),
                happened: happened(script, tale.when),
                ..incident
            }
        })
        .collect()
}

/// Two to four agencies, and how the details were given.
pub(super) fn agencies(script: &mut Script) -> AgenciesOffered {
    let mut all = Agency::ALL.to_vec();
    script.dice.shuffle(&mut all);
    all.truncate(usize::try_from(script.dice.between(2, 4)).unwrap_or(2));
    let given = |agency| (agency, script.dice.pick(GivenHow::ALL, GivenHow::Aloud));
    AgenciesOffered { agencies: all.into_iter().map(given).collect() }
}

/// Where people work and learn, and what the alleged perpetrator drives.
fn other_facts(script: &mut Script, cast: &Cast) -> Vec<SecretHeld> {
    let mut facts = Vec::new();
    if script.dice.chance(35) {
        let text = script.dice.text(places::WORKPLACES).to_owned();
        facts.push(script.holds(cast.survivor.person, SecretKind::Workplace, text));
    }
    if let Some(child) = cast.children.first() {
        let text = script.dice.text(places::SCHOOLS).to_owned();
        facts.push(script.holds(child.person, SecretKind::School, text));
    }
    let alleged = cast.alleged().first().copied().filter(|_| script.dice.chance(20));
    if let Some(person) = alleged {
        let text = script.dice.text(places::VEHICLES).to_owned();
        facts.push(script.holds(person, SecretKind::Vehicle, text));
    }
    facts
}
