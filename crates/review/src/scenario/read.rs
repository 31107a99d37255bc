//! From the text of a scenario to its types.

use std::cell::RefCell;
use std::collections::BTreeSet;

use domain::people::{PersonRole, Reach};
use domain::{Answer, Happened};
use jiff::Timestamp;
use jiff::civil::Date;

use super::source::{Fields, Read, Source, Text};
use super::words::Records;
use super::{Fact, Person, Scenario, check, read_fact, when};
use crate::codes;
use crate::problem::{Problem, Problems};

/// The longest scenario, in bytes.
const LONGEST: usize = 256 * 1024;
const SCENARIO: [&str; 4] = ["title", "source", "nation", "reviewed_until"];
const PERSON: [&str; 15] = [
    "key",
    "roles",
    "role",
    "name",
    "about",
    "lives_in_home",
    "connection",
    "detail",
    "known",
    "born",
    "on_tenancy",
    "has_keys",
    "portal_access",
    "works_with_us",
    "weapons",
];

/// Reads and checks a scenario, to its end: what is wrong with one part is no reason to be silent of the next.
pub(super) fn scenario(file: &str, text: &str) -> Result<Scenario, Problems> {
    let slips = RefCell::default();
    let read = whole(Source { file, text, slips: &slips });
    match (read, Problems::of(slips.take())) {
        (Ok(scenario), None) => Ok(scenario),
        (_, Some(problems)) => Err(problems),
        // Whoever stops has noted why.
        (Err(_), None) => {
            let what = "this cannot be read as a scenario: see docs/scenarios.md".to_owned();
            Err(Problem { file: file.to_owned(), line: 1, what }.into())
        }
    }
}

fn whole(source: Source<'_>) -> Read<Scenario> {
    if source.text.len() > LONGEST {
        return Err(
            source.problem(0, format!("the file is longer than {LONGEST} bytes: a scenario is one case"))
        );
    }
    let root = source.parse()?;
    let root = Fields::open(source, root.get_ref(), &(0..0));
    root.only(&["scenario", "person", "fact"], "the file: write [scenario], [[person]] and [[fact]]");
    let about = root
        .table("scenario")
        .and_then(|about| about.ok_or_else(|| root.problem("the table [scenario] is missing: add it")));
    let title = about.as_ref().ok().map(|about| {
        about.only(&SCENARIO, "[scenario]");
        about.required("title", "what the case is called")
    });
    let mut people = people(&root)?;
    let facts = facts(&root, &people)?;
    let about = about?;
    add_survivor(&mut people, &facts);
    let (told, nation) = (about.text("source")?.map(|(text, _)| text), about.code("nation")?);
    let reviewed_until = reviewed_until(&about, &facts)?;
    root.nothing_noted()?;
    Ok(Scenario {
        file: source.file.to_owned(),
        title: title.transpose()?.map(|(title, _)| title).unwrap_or_default(),
        source: told,
        nation,
        reviewed_until,
        people,
        facts,
    })
}

fn people(root: &Fields<'_, '_>) -> Read<Vec<Person>> {
    let mut people: Vec<Person> = Vec::new();
    for fields in root.tables("person")? {
        let Ok(person) = person(&fields) else { continue };
        if people.iter().any(|other| other.key == person.key) {
            fields.problem(format!("two people are called '{}': give one another key", person.key));
        }
        people.push(person);
    }
    people.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(people)
}

/// A survivor's case has a survivor, whether or not the account lists them. A record of somebody's own
/// behaviour names none.
fn add_survivor(people: &mut Vec<Person>, facts: &[Fact]) {
    let listed = people.iter().any(|person| person.is(PersonRole::Survivor));
    if listed || facts.iter().any(|fact| fact.what.records == Records::OwnBehaviour) {
        return;
    }
    people.push(Person {
        line: 1,
        key: "survivor".to_owned(),
        roles: BTreeSet::from([PersonRole::Survivor]),
        name: None,
        about: None,
        lives_in_home: Answer::NotKnown,
        connection: None,
        detail: None,
        born: None,
        reach: Reach::NOT_KNOWN,
        known: None,
    });
    people.sort_by(|a, b| a.key.cmp(&b.key));
}

fn person(fields: &Fields<'_, '_>) -> Read<Person> {
    fields.only(&PERSON, "[[person]]");
    let (key, at) =
        fields.required("key", "a short word for this person, such as \"survivor\" or \"ex-partner\"")?;
    if key.trim().is_empty() || key.len() > 64 {
        return Err(fields.problem_at(at, "'key' must be a short word: write one such as \"ex-partner\""));
    }
    let mut roles: BTreeSet<PersonRole> = fields.codes("roles")?.into_iter().collect();
    roles.extend(fields.code::<PersonRole>("role")?);
    roles.extend(PersonRole::ALL.iter().filter(|role| role.code() == key));
    if roles.is_empty() {
        roles.extend(codes::read::<PersonRole>(&key));
    }
    if roles.is_empty() {
        fields.problem("'role' is missing: write what they are in this case, such as \"survivor\"");
    }
    Ok(Person {
        line: fields.line(),
        key,
        roles,
        name: fields.name("name")?,
        about: fields.words("about")?,
        lives_in_home: fields.code("lives_in_home")?.unwrap_or(Answer::NotKnown),
        connection: fields.code("connection")?,
        detail: fields.short("detail")?,
        born: born(fields)?,
        reach: reach(fields)?,
        known: known_at(fields, "known").ok().flatten(),
    })
}

/// The day of birth, as far as an account gives it: nobody is called older than they surely are.
fn born(fields: &Fields<'_, '_>) -> Read<Option<Date>> {
    let Some(text) = fields.moment("born")? else { return Ok(None) };
    Ok(moment(fields, "born", &text).ok().and_then(|born| born.days()).map(|(_, last)| last))
}

/// What brings an alleged perpetrator near: the tenancy, keys, weapons.
fn reach(fields: &Fields<'_, '_>) -> Read<Reach> {
    let answer = |key| fields.code(key).map(|given| given.unwrap_or(Answer::NotKnown));
    Ok(Reach {
        on_tenancy: answer("on_tenancy")?,
        has_keys: answer("has_keys")?,
        portal_access: answer("portal_access")?,
        works_with_us: answer("works_with_us")?,
        weapons: answer("weapons")?,
    })
}

fn facts(root: &Fields<'_, '_>, people: &[Person]) -> Read<Vec<Fact>> {
    let mut facts = Vec::new();
    for fields in root.tables("fact")? {
        let before = fields.noted();
        let Ok(fact) = read_fact::fact(&fields, people) else { continue };
        // What could not be read is not missing as well.
        if fields.noted() == before {
            check::fact(&fields, &fact).ok();
        }
        facts.push(fact);
    }
    if root.noted() > 0 {
        return Ok(facts);
    }
    check::corrections(root, &facts);
    if facts.is_empty() {
        return Err(root.problem("there is no [[fact]]: add what happened, and when"));
    }
    Ok(facts)
}

/// The end of the day named, or of the last day on which anything became known.
fn reviewed_until(about: &Fields<'_, '_>, facts: &[Fact]) -> Read<Timestamp> {
    let last = || facts.iter().filter_map(|fact| fact.known.or_else(|| when::certain(&fact.when))).max();
    let end_of = |instant: Timestamp| {
        let day = instant.to_zoned(domain::when::london()).date();
        when::end(&Happened::On(day)).unwrap_or(instant).max(instant)
    };
    let Some(text) = about.moment("reviewed_until")? else {
        about.nothing_noted()?;
        return last().map(end_of).ok_or_else(|| about.problem("'reviewed_until' is missing: write a day"));
    };
    let happened = moment(about, "reviewed_until", &text)?;
    when::end(&happened)
        .ok_or_else(|| about.problem_at(text.1, "'reviewed_until' must be a day that is known"))
}

/// One moment as it was written.
pub(super) fn moment(fields: &Fields<'_, '_>, key: &str, text: &Text) -> Read<Happened> {
    written(fields, key, text).map(|written| written.happened)
}

/// One moment as it was written, with the part of the day.
pub(super) fn written(fields: &Fields<'_, '_>, key: &str, (text, at): &Text) -> Read<when::Written> {
    when::written(text).ok_or_else(|| {
        let shapes = || format!("is not a time for '{key}': write {}", when::SHAPES);
        let what = when::one_sided(text).map_or_else(shapes, str::to_owned);
        fields.problem_at(*at, format!("'{text}' {what}"))
    })
}

/// An instant, as certain as it was written; `None` where the key is not there.
pub(super) fn known_at(fields: &Fields<'_, '_>, key: &str) -> Read<Option<Timestamp>> {
    let Some(text) = fields.moment(key)? else { return Ok(None) };
    let written = written(fields, key, &text)?;
    written.certain().map(Some).ok_or_else(|| {
        fields.problem_at(
            text.1,
            format!("'{key}' cannot be \"not known\": write the last day by which it was so"),
        )
    })
}
