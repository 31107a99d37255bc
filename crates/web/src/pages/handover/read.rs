//! Reads what a manager decides on a report: where it belongs, how severe it is, who has it.

use std::collections::BTreeMap;

use domain::case::{CaseCommand, OwnerNamed};
use domain::{Moment, RegionId, Severity, UserId};
use service::{Assignable, Entry};

use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};

/// Every field of the page, in its order.
pub(super) const FIELDS: &[&str] = &["owner", "cover", "severity", "why", "why-no-address", "region"];

/// What can be chosen here.
pub(super) struct Choices<'a> {
    pub(super) regions: &'a BTreeMap<RegionId, String>,
    pub(super) colleagues: &'a BTreeMap<UserId, Assignable>,
}

/// What was decided, in the order in which it is recorded: the place first, because it says whose report
/// it is; whoever has it last, so that nothing is handed on half judged. What is left out stays as it is.
pub(super) fn decisions(sent: &Sent, choices: &Choices<'_>, moment: &Moment) -> Result<Vec<Entry>, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    let named = named(&mut reader, choices);
    let severity = severity(&mut reader);
    let region = one_of(&mut reader, "region", "Choose a region from the list", choices.regions);
    let all: Vec<CaseCommand> =
        region.map(CaseCommand::PlaceInRegion).into_iter().chain(severity).chain(named).collect();
    if !FIELDS.iter().any(|field| sent.has(field)) {
        reader.wrong("owner", "Choose who has it now, or change something else");
    }
    reader.done(Some(all.into_iter().map(Entry::from).collect()))
}

fn named(reader: &mut Reader<'_>, choices: &Choices<'_>) -> Option<CaseCommand> {
    let owner = one_of(reader, "owner", "Choose who has it from the list", choices.colleagues);
    let cover = one_of(reader, "cover", "Choose who covers from the list", choices.colleagues);
    if cover.is_some() && !reader.sent().has("owner") {
        reader.wrong("owner", "Choose who has it as well as who covers");
    }
    if cover.is_some() && cover == owner {
        reader.wrong("cover", "Choose somebody else to cover: one person cannot do both");
    }
    Some(CaseCommand::NameOwner(OwnerNamed { owner: owner?, cover }))
}

fn one_of<T: std::str::FromStr + Ord, V>(
    reader: &mut Reader<'_>,
    field: &str,
    message: &str,
    known: &BTreeMap<T, V>,
) -> Option<T> {
    let text = reader.sent().one(field);
    if text.is_empty() {
        return None;
    }
    let one = text.parse().ok().filter(|one| known.contains_key(one));
    if one.is_none() {
        reader.wrong(field, message);
    }
    one
}

/// The severity as it is judged now. `severity-was` is what the page showed: going below it is lowering,
/// which needs a reason and its own permit. Should the page have been out of date, the rules say no.
fn severity(reader: &mut Reader<'_>) -> Option<CaseCommand> {
    let severity: Severity = reader.code("severity", "Severity")?;
    let was: Severity = reader.sent().one("severity-was").parse().unwrap_or(Severity::Immediate);
    if severity == Severity::Unknown {
        reader.wrong("severity", "Choose how severe it is, or leave it out");
    }
    if !was.is_lowered_by(severity) {
        let why = reader.note("why", "Why");
        return Some(CaseCommand::AssessSeverity { severity, why });
    }
    let why = reader.must_note("why", "Why", "Say why it is lowered")?;
    Some(CaseCommand::LowerSeverity { severity, why })
}
