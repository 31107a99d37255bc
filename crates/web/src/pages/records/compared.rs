//! Two records side by side: what is the same in both, what differs, and what one does not say. Of ways of getting in
//! touch the kind and its safety, and never a number or an address.

use domain::contact::Safety;
use domain::people::{Person, PersonRole};
use domain::report::Route;
use domain::same_person::{Against, against};
use service::CasePage;

use crate::components::prelude::*;
use crate::pages::notes::parts::described;
use crate::plain::{day, moment_from};

/// What a record does not say.
const NOT_KNOWN: &str = "Not known";

/// One line of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) label: &'static str,
    pub(super) one: String,
    pub(super) other: String,
}

impl Row {
    /// In words: a colour alone says nothing to many.
    pub(super) fn says(&self) -> &'static str {
        match (self.one.as_str(), self.other.as_str()) {
            (NOT_KNOWN, _) | (_, NOT_KNOWN) => NOT_KNOWN,
            (one, other) if one.to_lowercase() == other.to_lowercase() => "The same",
            _ => "Differs",
        }
    }
}

/// Every line, in the order in which somebody looks for what differs.
pub(super) fn rows(one: &CasePage, other: &CasePage) -> Vec<Row> {
    let row = |label, of: fn(&CasePage) -> String| Row { label, one: of(one), other: of(other) };
    vec![
        row("Name", name),
        row("Date of birth", born),
        row("Who else stands in it", people),
        row("Ways of getting in touch", ways),
        row("What kind of record it is", kind),
        row("First reported", opened),
        row("Incidents", |page| page.view.incidents.len().to_string()),
    ]
}

pub(super) fn table(rows: &[Row], heads: [&str; 2]) -> Table {
    let table = Table::new(["What", heads[0], heads[1], "Is it the same?"].map(Cell::new))
        .caption("The two side by side");
    let cells = |row: &Row| [row.label, &row.one, &row.other, row.says()].map(Cell::new);
    rows.iter().fold(table, |table, row| table.row(cells(row))).stacked()
}

/// What speaks against it, in a line each with what both say.
pub(super) fn differences(one: &CasePage, other: &CasePage) -> Vec<String> {
    let (Some(left), Some(right)) = (centre(one), centre(other)) else { return Vec::new() };
    let said = |what: Against| {
        let of: fn(&CasePage) -> String = match what {
            Against::Name => name,
            Against::Born => born,
        };
        format!("{}: {} here, {} there.", what.label(), of(one), of(other))
    };
    against(left, right).into_iter().map(said).collect()
}

/// The person whom the record is about.
fn centre(page: &CasePage) -> Option<&Person> {
    let told = page.view.route == Some(Route::OwnBehaviour);
    page.view.survivor().or_else(|| {
        page.view.people.values().find(|person| told && person.is(PersonRole::AllegedPerpetrator))
    })
}

fn known(text: Option<String>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| NOT_KNOWN.to_owned())
}

fn name(page: &CasePage) -> String {
    let names = centre(page).map(|person| {
        let names = person.name.iter().chain(&person.also_known_as);
        names.map(domain::text::Name::as_str).collect::<Vec<_>>().join(", also ")
    });
    known(names)
}

fn born(page: &CasePage) -> String {
    known(centre(page).and_then(|person| person.born).map(day))
}

fn people(page: &CasePage) -> String {
    let at_centre = centre(page).map(|person| person.person);
    let others = page.view.people.values().filter(|person| Some(person.person) != at_centre);
    known(Some(others.map(|person| described(&page.view, person)).collect::<Vec<_>>().join("; ")))
}

fn ways(page: &CasePage) -> String {
    let way = |line: &service::ChannelLine| match &line.gate {
        // What the plan says holds only while the gate clears it.
        Err(no) if no.next_safe.is_none() && line.channel.safety == Safety::Safe => {
            format!("{}: {}", line.channel.kind.label(), no.reason.label())
        }
        _ => format!("{}: {}", line.channel.kind.label(), line.channel.safety.label().to_lowercase()),
    };
    known(Some(page.channels.iter().map(way).collect::<Vec<_>>().join("; ")))
}

fn kind(page: &CasePage) -> String {
    known(page.view.route.map(|route| route.label().to_owned()))
}

fn opened(page: &CasePage) -> String {
    known(page.view.chronology.first().map(|line| moment_from(line.recorded_at, page.as_of)))
}
