//! The facts in the order in which they became known, whatever their order in the file.

use domain::Happened;
use jiff::Timestamp;

use crate::scenario::{Fact, Person, Scenario, when};

/// One fact, or one of the several that a line stands for.
#[derive(Debug, Clone)]
pub(super) struct Part<'s> {
    pub fact: &'s Fact,
    pub happened: Happened,
    pub known: Timestamp,
    /// Which of how many, from 1.
    pub place: (u16, u16),
}

/// One thing to record.
#[derive(Debug, Clone)]
pub(super) enum Step<'s> {
    Person(&'s Person, Timestamp),
    Fact(Part<'s>),
}

/// Everything that was known by the review, in order, and how many facts were not.
///
/// At one instant people come first, then what tells of abuse, then what was done about it; facts of
/// one word by when they happened. Nothing depends on where in the file a fact stands.
pub(super) fn steps(scenario: &Scenario) -> (Vec<Step<'_>>, usize) {
    let until = scenario.reviewed_until();
    let (mut known, later): (Vec<Part<'_>>, Vec<Part<'_>>) =
        scenario.facts.iter().flat_map(parts).partition(|part| part.known <= until);
    known.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut steps: Vec<Step<'_>> = known.into_iter().map(Step::Fact).collect();
    for person in &scenario.people {
        let Some(at) = person.known.filter(|at| *at <= until) else { continue };
        let place =
            steps.partition_point(|step| step.known() < at || (step.is_person() && step.known() == at));
        steps.insert(place, Step::Person(person, at));
    }
    (steps, later.len())
}

fn key<'p>(part: &'p Part<'_>) -> (Timestamp, usize, Option<Timestamp>, &'p str, u16) {
    let fact = part.fact;
    (part.known, fact.what.rank(), when::certain(&part.happened), &fact.canonical, part.place.0)
}

fn parts(fact: &Fact) -> impl Iterator<Item = Part<'_>> {
    (0..fact.count).filter_map(move |place| {
        let happened = when::part(&fact.when, place, fact.count);
        let known = fact.known.or_else(|| when::certain(&happened))?;
        Some(Part { fact, happened, known, place: (place.saturating_add(1), fact.count) })
    })
}

impl Step<'_> {
    const fn known(&self) -> Timestamp {
        match self {
            Self::Person(_, known) => *known,
            Self::Fact(part) => part.known,
        }
    }

    const fn is_person(&self) -> bool {
        matches!(self, Self::Person(..))
    }
}
