//! What is burnt on a case, and the clock of each breach: hours left, what was decided, what carried it.

use access::ActionKind;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::case::Numbered;
use domain::compromise::{LocationCompromised, Regulator, SurvivorTold};
use domain::report::Route;
use jiff::Timestamp;
use service::{CasePage, breach_ends};

use crate::components::prelude::*;
use crate::plain::{happened, moment, moment_from, small};

/// Everything that is burnt, the last first.
#[derive(Clone, Template)]
#[template(path = "case/compromised.html")]
pub(super) struct Compromised {
    lines: Vec<Line>,
}

impl HtmlSafe for Compromised {}

#[derive(Clone)]
struct Line {
    what: String,
    since: String,
    left: Option<String>,
    over: bool,
    told: Vec<(&'static str, String)>,
    regulator: Option<String>,
    survivor: Option<String>,
    decide: Option<String>,
    safety: Option<String>,
    outputs: Option<String>,
}

/// "31 hours left of 72", "less than an hour left of 72", "the 72 hours ended 5 hours ago".
pub fn hours_left(ends: Timestamp, now: Timestamp) -> String {
    let hours = ends.duration_since(now).as_hours();
    match (ends > now, hours) {
        (true, 0) => "Less than an hour left of 72".to_owned(),
        (true, 1) => "1 hour left of 72".to_owned(),
        (true, hours) => format!("{hours} hours left of 72"),
        (false, 0) => "The 72 hours have just ended".to_owned(),
        (false, -1) => "The 72 hours ended 1 hour ago".to_owned(),
        (false, hours) => format!("The 72 hours ended {} hours ago", -hours),
    }
}

impl Compromised {
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let marked = &page.view.compromised;
        let lines: Vec<Line> = marked.iter().rev().map(|marked| Line::new(page, marked)).collect();
        // Nothing about a survivor stands in a record of somebody's own behaviour.
        let own = page.view.route == Some(Route::OwnBehaviour);
        (!lines.is_empty() && !own).then_some(Self { lines })
    }

    fn overdue() -> Tag {
        Tag::coloured("Overdue", "red")
    }
}

impl Line {
    fn new(page: &CasePage, marked: &Numbered<LocationCompromised>) -> Self {
        let of_this = || page.view.breaches.iter().filter(|decided| decided.is.of == marked.sequence);
        let regulator = of_this().filter_map(|decided| decided.is.regulator.as_ref()).next_back();
        let survivor = of_this().filter_map(|decided| decided.is.survivor.as_ref()).next_back();
        let ends = breach_ends(marked.recorded_at);
        let may = |action| page.may.contains(&action) && !page.is_past;
        let whose: Vec<String> = page
            .view
            .secrets
            .iter()
            .filter(|held| held.secret == marked.is.secret)
            .map(|held| page.view.name(held.person))
            .collect();
        let records = may(ActionKind::RecordOnCase) && page.glass.is_none();
        Self {
            what: format!("The {} of {}", small(marked.is.kind.label()), whose.join(" and ")),
            since: moment_from(marked.recorded_at, page.as_of),
            left: regulator.is_none().then(|| hours_left(ends, page.as_of)),
            over: ends < page.as_of,
            told: told(marked),
            regulator: regulator.map(of_regulator),
            survivor: survivor.map(of_survivor),
            decide: records.then(|| format!("/cases/{}/notes/decision?entry={}", page.case, marked.sequence)),
            safety: records.then(|| format!("/cases/{}/notes/safety", page.case)),
            outputs: may(ActionKind::SeeLooks)
                .then(|| format!("/cases/{}/facts/{}/outputs", page.case, marked.is.secret)),
        }
    }
}

impl Line {
    /// "the address of Rowan Malik".
    fn in_a_sentence(&self) -> String {
        small(&self.what)
    }
}

fn told(marked: &Numbered<LocationCompromised>) -> Vec<(&'static str, String)> {
    let mut told = vec![
        ("Who may know it", marked.is.known_to.label().to_owned()),
        ("Since", happened(&marked.is.since)),
        ("Noticed by", marked.is.noticed_by.label().to_owned()),
    ];
    told.extend(marked.is.how.as_ref().map(|how| ("How it may have come out", how.as_str().to_owned())));
    told
}

fn of_regulator(decided: &Regulator) -> String {
    match decided {
        Regulator::Reported { at, reference } => {
            let reference = reference.as_ref().map(|one| format!(", reference {}", one.as_str()));
            format!("The ICO was told {}{}", moment(*at), reference.unwrap_or_default())
        }
        Regulator::NotReportable { why } => format!("Not reportable to the ICO: {}", why.as_str()),
    }
}

fn of_survivor(told: &SurvivorTold) -> String {
    match told {
        SurvivorTold::Told { at } => format!("The survivor was told {}", moment(*at)),
        SurvivorTold::NotTold { why } => format!("The survivor has not been told: {}", why.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hours_left_are_whole_ones_and_never_more_than_there_are() {
        let ends: Timestamp = "2026-03-09T19:00:00Z".parse().unwrap();
        let left = |now: &str| hours_left(ends, now.parse().unwrap());
        assert_eq!(left("2026-03-06T19:00:00Z"), "72 hours left of 72");
        assert_eq!(left("2026-03-06T19:00:01Z"), "71 hours left of 72");
        assert_eq!(left("2026-03-09T17:59:00Z"), "1 hour left of 72");
        assert_eq!(left("2026-03-09T18:30:00Z"), "Less than an hour left of 72");
        assert_eq!(left("2026-03-09T19:00:00Z"), "The 72 hours have just ended");
        assert_eq!(left("2026-03-09T20:00:00Z"), "The 72 hours ended 1 hour ago");
        assert_eq!(left("2026-03-10T01:00:00Z"), "The 72 hours ended 6 hours ago");
    }
}
