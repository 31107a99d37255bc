//! Every incident, the oldest first, and the pattern they make: counted together, never one alone.

use access::Field;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::Answer;
use domain::case::Numbered;
use domain::child::ClassifiedBy;
use domain::incident::{Incident, PatternRule, densest, pattern};
use domain::report::Route;
use domain::when::london;
use jiff::civil::Date;
use policy::words::Evidence;
use service::CasePage;

use super::actions;
use super::told::ReportLine;
use crate::kinds;
use crate::pages::risk::words::told_by;
use crate::plain::{capital, day, happened};

/// The pattern in a sentence, and each incident.
#[derive(Clone, Template)]
#[template(path = "case/incidents.html")]
pub(super) struct Incidents {
    pattern: String,
    earlier: Option<String>,
    is_pattern: bool,
    lines: Vec<IncidentLine>,
    told: Vec<ReportLine>,
    csrf: String,
    add: Option<String>,
    long_ago: Option<String>,
}

impl HtmlSafe for Incidents {}

#[derive(Clone)]
struct IncidentLine {
    when: String,
    kinds: String,
    classified: Option<&'static str>,
    forms: Option<String>,
    words: Option<String>,
    by: String,
    told_by: &'static str,
    injuries: Option<String>,
    children: Answer,
    police: Option<String>,
}

impl Incidents {
    pub(super) fn new(page: &CasePage, csrf: &str) -> Option<Self> {
        let view = &page.view;
        if !view.shows(Field::Incidents) || view.route == Some(Route::OwnBehaviour) {
            return None;
        }
        let mut all: Vec<&Numbered<Incident>> = view.incidents.iter().collect();
        all.sort_by_key(|one| (first_day(&one.is), one.sequence));
        let today = page.as_of.to_zoned(london()).date();
        let recent = pattern(all.iter().map(|one| &one.is), today, page.pattern).count();
        Some(Self {
            pattern: sentence(&all, recent, page.pattern),
            earlier: earlier(&all, recent, page.pattern),
            is_pattern: recent >= usize::from(page.pattern.incidents),
            lines: all.iter().map(|one| IncidentLine::new(page, &one.is)).collect(),
            told: ReportLine::all(page),
            csrf: csrf.to_owned(),
            add: actions::address(page, Evidence::IncidentRecorded),
            long_ago: view.support.non_recent().is_none().then(|| actions::note(page, "past")).flatten(),
        })
    }
}

/// The first day on which it may have happened. What is not known stands last.
fn first_day(incident: &Incident) -> Date {
    incident.happened.days().map_or(Date::MAX, |(first, _)| first)
}

/// "4 incidents in the last 12 months. The first known: spring 2021."
fn sentence(all: &[&Numbered<Incident>], recent: usize, rule: PatternRule) -> String {
    let Some(first) = all.first() else { return "No incident is recorded.".to_owned() };
    let known = if first.is.happened.days().is_some() {
        happened(&first.is.happened)
    } else {
        "not known when".to_owned()
    };
    let (word, total) = (if recent == 1 { "incident" } else { "incidents" }, all.len());
    let in_all = if total > recent { format!(" {total} are known in all.") } else { String::new() };
    let (months, told) = (rule.months, told_by(rule).map(|by| format!(", told by {by}")).unwrap_or_default());
    format!("{recent} {word} in the last {months} months{told}.{in_all} The first known: {known}.")
}

/// "5 lay within the 12 months to 3 June 2024." Any stretch counts, not only the last; nothing where the last is
/// the densest anyway.
fn earlier(all: &[&Numbered<Incident>], recent: usize, rule: PatternRule) -> Option<String> {
    let (until, count) = densest(all.iter().map(|one| &one.is), rule)?;
    let tells = count > recent && count >= usize::from(rule.incidents);
    tells.then(|| format!("{count} lay within the {} months to {}.", rule.months, day(until)))
}

impl IncidentLine {
    fn new(page: &CasePage, incident: &Incident) -> Self {
        let by = incident.classified.by();
        let kinds = kinds::told(&incident.kinds, page.definition);
        let people: Vec<String> = incident.by.iter().map(|person| page.view.name(*person)).collect();
        let words =
            |words: &Option<domain::text::Words>| words.as_ref().map(|words| words.as_str().to_owned());
        Self {
            when: capital(&happened(&incident.happened)),
            classified: by.filter(|_| !kinds.is_empty()).map(ClassifiedBy::label),
            kinds: if kinds.is_empty() { "Kind not recorded".to_owned() } else { kinds },
            forms: (!incident.forms.is_empty()).then(|| incident.forms.labels().join("; ")),
            words: words(&incident.words),
            by: people.join(", "),
            told_by: incident.told_by.label(),
            injuries: words(&incident.injuries),
            children: incident.children_present,
            police: incident.police_reference.as_ref().map(|reference| reference.as_str().to_owned()),
        }
    }

    fn children(&self) -> &'static str {
        match self.children {
            Answer::Yes => "Children were there.",
            Answer::No => "No children were there.",
            Answer::NotKnown => "Whether children were there is still to be asked.",
        }
    }
}
