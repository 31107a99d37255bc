//! From the text of a scenario to its types.

use std::collections::BTreeSet;

use domain::people::PersonRole;
use domain::{Answer, Happened};
use jiff::Timestamp;

use super::source::{Fields, Read, Source, Text};
use super::words::Records;
use super::{Fact, Person, Scenario, check, read_fact, when};
use crate::problem::Problem;

/// The longest scenario, in bytes.
const LONGEST: usize = 256 * 1024;
const SCENARIO: [&str; 4] = ["title", "source", "nation", "reviewed_until"];
const PERSON: [&str; 8] = ["key", "roles", "role", "name", "about", "lives_in_home", "connection", "detail"];

/// Reads and checks a scenario.
pub(super) fn scenario(file: &str, text: &str) -> Result<Scenario, Problem> {
    let source = Source { file, text };
    if text.len() > LONGEST {
        return Err(
            source.problem(0, format!("the file is longer than {LONGEST} bytes: a scenario is one case"))
        );
    }
    let root = source.parse()?;
    let root = Fields::open(source, root.get_ref(), &(0..0));
    root.only(&["scenario", "person", "fact"], "the file: write [scenario], [[person]] and [[fact]]")?;
    let about =
        root.table("scenario")?.ok_or_else(|| root.problem("the table [scenario] is missing: add it"))?;
    about.only(&SCENARIO, "[scenario]")?;
    let mut people = people(&root)?;
    let facts = facts(&root, &people)?;
    add_survivor(&mut people, &facts);
    Ok(Scenario {
        file: file.to_owned(),
        title: about.required("title", "what the case is called")?.0,
        source: about.text("source")?.map(|(text, _)| text),
        nation: about.code("nation")?,
        reviewed_until: reviewed_until(&about, &facts)?,
        people,
        facts,
    })
}

fn people(root: &Fields<'_, '_>) -> Read<Vec<Person>> {
    let mut people: Vec<Person> = Vec::new();
    for fields in root.tables("person")? {
        let person = person(&fields)?;
        if people.iter().any(|other| other.key == person.key) {
            return Err(
                fields.problem(format!("two people are called '{}': give one another key", person.key))
            );
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
        known: None,
    });
    people.sort_by(|a, b| a.key.cmp(&b.key));
}

fn person(fields: &Fields<'_, '_>) -> Read<Person> {
    let mut known = PERSON.to_vec();
    known.push("known");
    fields.only(&known, "[[person]]")?;
    let (key, at) =
        fields.required("key", "a short word for this person, such as \"survivor\" or \"ex-partner\"")?;
    if key.trim().is_empty() || key.len() > 64 {
        return Err(fields.problem_at(at, "'key' must be a short word: write one such as \"ex-partner\""));
    }
    let mut roles: BTreeSet<PersonRole> = fields.codes("roles")?.into_iter().collect();
    roles.extend(fields.code::<PersonRole>("role")?);
    roles.extend(PersonRole::ALL.iter().filter(|role| role.code() == key));
    if roles.is_empty() {
        return Err(
            fields.problem("'role' is missing: write what they are in this case, such as \"survivor\"")
        );
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
        known: known_at(fields, "known")?,
    })
}

fn facts(root: &Fields<'_, '_>, people: &[Person]) -> Read<Vec<Fact>> {
    let mut facts = Vec::new();
    for fields in root.tables("fact")? {
        let fact = read_fact::fact(&fields, people)?;
        check::fact(&fields, &fact, people)?;
        facts.push(fact);
    }
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
        return last().map(end_of).ok_or_else(|| about.problem("'reviewed_until' is missing: write a day"));
    };
    let happened = moment(about, "reviewed_until", &text)?;
    when::end(&happened)
        .ok_or_else(|| about.problem_at(text.1, "'reviewed_until' must be a day that is known"))
}

/// One moment as it was written.
pub(super) fn moment(fields: &Fields<'_, '_>, key: &str, (text, at): &Text) -> Read<Happened> {
    when::parse(text).ok_or_else(|| {
        fields.problem_at(*at, format!("'{text}' is not a time for '{key}': write {}", when::SHAPES))
    })
}

/// An instant, as certain as it was written; `None` where the key is not there.
pub(super) fn known_at(fields: &Fields<'_, '_>, key: &str) -> Read<Option<Timestamp>> {
    let Some(text) = fields.moment(key)? else { return Ok(None) };
    let happened = moment(fields, key, &text)?;
    when::certain(&happened).map(Some).ok_or_else(|| {
        fields.problem_at(
            text.1,
            format!("'{key}' cannot be \"not known\": write the last day by which it was so"),
        )
    })
}
