//! What is due on a case, overdue first, each line with the clause that demands it.

use askama::Template;
use askama::filters::HtmlSafe;
use domain::CaseId;
use domain::report::Route;
use jiff::SignedDuration;
use policy::DutyState;
use policy::words::{Evidence, Word as _};
use service::{CasePage, DutyLine};

use super::actions;
use crate::begun::Begun;
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
    set_aside: Option<SetAside>,
    /// Where one act does several: each of them, the first due first.
    each: Vec<Each>,
}

/// One of the duties that one act does.
#[derive(Clone)]
struct Each {
    title: String,
    /// Why it was asked for, and by when it is due.
    why: String,
    set_aside: Option<SetAside>,
}

/// Where a duty is set aside, and what tells the link from others like it.
#[derive(Clone)]
struct SetAside {
    href: String,
    of: String,
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
        let in_lines = in_lines(open).into_iter();
        let (later, open): (Vec<_>, Vec<_>) = in_lines.partition(|(first, _)| waits(first));
        let shown = |lines: Vec<(&DutyLine, Vec<&DutyLine>)>| {
            lines.into_iter().map(|(first, others)| DueLine::of(page, first, &others)).collect()
        };
        Self {
            csrf: csrf.to_owned(),
            open: shown(open),
            later: shown(later),
            done: page.duties.iter().filter_map(|line| DoneLine::new(page, line)).collect(),
        }
    }

    /// The same, where a form that is begun is gone on with instead of begun.
    pub(super) fn going_on(mut self, case: CaseId, begun: &Begun) -> Self {
        for line in self.open.iter_mut().chain(&mut self.later) {
            let instead = line.step.as_ref().and_then(|(step, ..)| begun.instead_of(case, step));
            line.step = instead.map(|(href, text)| (href, text, false)).or(line.step.take());
        }
        self
    }
}

/// What one act does stands in one line: the first due, and with it the others that have the same word.
fn in_lines(open: Vec<&DutyLine>) -> Vec<(&DutyLine, Vec<&DutyLine>)> {
    let mut lines: Vec<(&DutyLine, Vec<&DutyLine>)> = Vec::new();
    for line in open {
        let same =
            |(first, _): &&mut (&DutyLine, Vec<&DutyLine>)| line.line.is_some() && first.line == line.line;
        match lines.iter_mut().find(same) {
            Some((_, others)) => others.push(line),
            None => lines.push((line, Vec::new())),
        }
    }
    lines
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
            clauses: clauses(page, line),
            step: step(page, line),
            set_aside: SetAside::new(page, line),
            each: Vec::new(),
        }
    }

    /// The same with others that the same act does: every clause once, and each with why it was asked for.
    fn of(page: &CasePage, first: &DutyLine, others: &[&DutyLine]) -> Self {
        let line = Self::new(page, first);
        if others.is_empty() {
            return line;
        }
        let mut wanted: Vec<Clause> = Vec::new();
        let all = || std::iter::once(first).chain(others.iter().copied());
        for clause in all().flat_map(|one| clauses(page, one)) {
            if wanted.iter().all(|other| other.id != clause.id) {
                wanted.push(clause);
            }
        }
        Self {
            clauses: wanted,
            set_aside: None,
            each: all().map(|one| Each::new(page, one)).collect(),
            ..line
        }
    }

    fn times(&self) -> usize {
        self.each.len()
    }
}

impl Each {
    fn new(page: &CasePage, line: &DutyLine) -> Self {
        let entry = page.view.chronology.iter().find(|entry| entry.sequence == line.started.sequence);
        let since = moment_from(line.started.at, page.as_of);
        let because = entry.map_or_else(
            || format!("asked for {since}"),
            |entry| {
                let headline = plain::small(entry.telling.headline);
                format!("because of “{headline}”, entry {}, {since}", entry.sequence)
            },
        );
        let why = match line.state {
            DutyState::Waiting { until } => format!("{because}; not before {}", moment(until)),
            _ => format!("{because}; {}", plain::due(line.due, page.as_of)),
        };
        Self { title: line.title.clone(), why, set_aside: SetAside::new(page, line) }
    }
}

impl SetAside {
    fn new(page: &CasePage, line: &DutyLine) -> Option<Self> {
        let may = page.may.contains(&line.needed_to_set_aside()) && !page.is_past;
        let entry = line.started.sequence;
        may.then(|| Self {
            href: format!("/cases/{}/duties/{}/{entry}/set-aside", page.case, line.code),
            of: format!("{}, asked for by entry {entry}", line.title),
        })
    }
}

/// Why, in words. Whoever told of their own behaviour may read their record: nothing there is about anybody else.
fn clauses(page: &CasePage, line: &DutyLine) -> Vec<Clause> {
    match page.view.route {
        Some(Route::OwnBehaviour) => Clause::all_in_own(&line.clauses),
        _ => Clause::all(&line.clauses),
    }
}

fn why_paused(page: &CasePage) -> String {
    page.view.pause.as_ref().map(|pause| format!(": {}", pause.is.why.as_str())).unwrap_or_default()
}

fn step(page: &CasePage, line: &DutyLine) -> Option<(String, &'static str, bool)> {
    let shows = |evidence: &Evidence| {
        let step = actions::open(page).find(|step| step.shows.contains(evidence))?;
        // A note on one entry begins with the one that the duty is about.
        let href = step.href(page.case);
        let about = evidence.answers_one_entry() && href.contains("/notes/");
        let href = if about { format!("{href}?entry={}", line.started.sequence) } else { href };
        Some((href, step.label, step.begins))
    };
    // "They said not now" may end it too, but is no way to talk the choices over.
    let is_way = |evidence: &&Evidence| {
        **evidence != Evidence::WatchAgreed || !line.met_by.contains(&Evidence::ChoiceTalkedOver)
    };
    line.met_by.iter().filter(is_way).find_map(shows)
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
