//! What is due on a case, overdue first, each line with the clause that demands it.

use access::ActionKind;
use askama::Template;
use askama::filters::HtmlSafe;
use jiff::SignedDuration;
use policy::DutyState;
use policy::words::{Evidence, Word as _};
use service::{CasePage, DutyLine};

use super::actions;
use crate::clauses::Clause;
use crate::components::prelude::Tag;
use crate::plain::{self, moment, moment_from};

/// What is due, and what was done.
#[derive(Clone, Template)]
#[template(path = "case/due.html")]
pub(super) struct Due {
    csrf: String,
    open: Vec<DueLine>,
    later: Vec<DueLine>,
    done: Vec<DoneLine>,
}

/// What is due within so many hours stands on the page. The rest is a list of its own, to be opened.
const SOON: SignedDuration = SignedDuration::from_hours(48);

impl HtmlSafe for Due {}

#[derive(Clone)]
struct DueLine {
    title: String,
    tag: Option<Tag>,
    when: String,
    falls_to: &'static str,
    raised: Vec<String>,
    clauses: Vec<Clause>,
    step: Option<(String, &'static str, bool)>,
    set_aside: Option<String>,
}

#[derive(Clone)]
struct DoneLine {
    title: String,
    how: String,
    clauses: String,
}

impl Due {
    pub(super) fn new(page: &CasePage, csrf: &str) -> Self {
        let mut open: Vec<&DutyLine> = page.duties.iter().filter(|line| line.state.is_open()).collect();
        open.sort_by_key(|line| (line.state != DutyState::Overdue, line.due));
        let waits = |line: &DutyLine| match line.state {
            DutyState::Waiting { until } => until.duration_since(page.as_of) > SOON,
            _ => line.due.duration_since(page.as_of) > SOON,
        };
        let (later, open): (Vec<_>, Vec<_>) = open.into_iter().partition(|line| waits(line));
        let shown = |lines: Vec<&DutyLine>| lines.into_iter().map(|line| DueLine::new(page, line)).collect();
        Self {
            csrf: csrf.to_owned(),
            open: shown(open),
            later: shown(later),
            done: page.duties.iter().filter_map(|line| DoneLine::new(page, line)).collect(),
        }
    }
}

impl DueLine {
    fn new(page: &CasePage, line: &DutyLine) -> Self {
        let when = moment_from(line.due, page.as_of);
        let (tag, when) = match line.state {
            DutyState::Overdue => (Some(Tag::coloured("Overdue", "red")), format!("Was due {when}")),
            DutyState::Paused { until, .. } => (
                Some(Tag::coloured("Waits for a safe moment", "yellow")),
                format!("Until {}{}", plain::until(until, page.as_of), why_paused(page)),
            ),
            DutyState::Waiting { until } => (None, format!("Not before {}", moment(until))),
            _ => (None, format!("Due {when}")),
        };
        let raised = line.raised.iter().map(|step| format!("{}, {}", step.to.label(), moment(step.at)));
        Self {
            title: line.title.clone(),
            tag,
            when,
            falls_to: line.falls_to.label(),
            raised: raised.collect(),
            clauses: Clause::all(&line.clauses),
            step: step(page, line),
            set_aside: set_aside(page, line),
        }
    }
}

fn why_paused(page: &CasePage) -> String {
    page.view.pause.as_ref().map(|pause| format!(": {}", pause.is.why.as_str())).unwrap_or_default()
}

fn step(page: &CasePage, line: &DutyLine) -> Option<(String, &'static str, bool)> {
    let shows = |evidence: &Evidence| actions::open(page).find(|step| step.shows.contains(evidence));
    line.met_by.iter().find_map(shows).map(|step| (step.href(page.case), step.label, step.begins))
}

fn set_aside(page: &CasePage, line: &DutyLine) -> Option<String> {
    let may = page.may.contains(&ActionKind::SetDutyAside) && !page.is_past;
    may.then(|| format!("/cases/{}/duties/{}/{}/set-aside", page.case, line.code, line.started.sequence))
}

impl DoneLine {
    fn new(page: &CasePage, line: &DutyLine) -> Option<Self> {
        let how = match line.state {
            DutyState::Met { at, late: false, .. } => format!("done {}", moment_from(at, page.as_of)),
            DutyState::Met { at, late: true, .. } => {
                format!(
                    "done {}, after it was due {}",
                    moment_from(at, page.as_of),
                    moment_from(line.due, page.as_of)
                )
            }
            DutyState::SetAside { at, why, .. } => {
                format!("set aside {}: {}", moment_from(at, page.as_of), why.label())
            }
            DutyState::NotApplicable { at, replaced: true, .. } => {
                format!(
                    "started anew {}, after it was due {}",
                    moment_from(at, page.as_of),
                    moment_from(line.due, page.as_of)
                )
            }
            DutyState::NotApplicable { at, replaced: false, .. } => {
                format!("no longer called for since {}", moment_from(at, page.as_of))
            }
            DutyState::Closed { at, .. } => {
                format!(
                    "not done when the record was closed {}; it was due {}",
                    moment_from(at, page.as_of),
                    moment_from(line.due, page.as_of)
                )
            }
            DutyState::Waiting { .. } | DutyState::Due | DutyState::Overdue | DutyState::Paused { .. } => {
                return None;
            }
        };
        Some(Self { title: line.title.clone(), how, clauses: line.clauses.join(", ") })
    }
}
