//! A record with everything that is due on it: one card of the work list, however many its duties are.

use domain::priority::{Because, Priority};
use domain::report::Route;
use domain::{CaseId, RegionId, Severity, UserId};
use jiff::Timestamp;
use service::{WorkLine, WorkRecord};

use crate::clauses::Clause;
use crate::components::prelude::*;
use crate::plain::{self, capital, until};
use crate::severity;

/// Where a record stands in the list: the first of these that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Somebody is in danger now.
    Danger,
    /// Somebody waits for a contact that was agreed for today.
    Today,
    /// Something else is due.
    Due,
}

/// Why a record stands where it does. What was promised, asked for or kept from us stands in it, and no number.
pub(super) fn why(priority: Priority) -> Option<String> {
    priority.words().map(|words| format!("{}.", capital(&words)))
}

impl Section {
    const fn of(record: &WorkRecord) -> Self {
        if record.priority.has(Because::DangerNow) {
            Self::Danger
        } else if record.today {
            Self::Today
        } else {
            Self::Due
        }
    }

    /// Its heading.
    pub(super) const fn heading(self) -> &'static str {
        match self {
            Self::Danger => "Danger now",
            Self::Today => "Contacts agreed for today",
            Self::Due => "Due, whatever weighs most first",
        }
    }
}

/// One record.
#[derive(Clone)]
pub(super) struct Card {
    pub(super) section: Section,
    pub(super) case: CaseId,
    pub(super) reference: String,
    pub(super) called: String,
    pub(super) owner: Option<UserId>,
    pub(super) region: Option<RegionId>,
    pub(super) duties: Vec<DutyLine>,
    /// Why it stands here, in one line of words.
    pub(super) why: String,
    /// Whether it stands here only because an entry names them.
    pub(super) by_name: bool,
    route: Route,
    severity: Severity,
}

/// One thing that is due on it.
#[derive(Clone)]
pub(super) struct DutyLine {
    pub(super) title: String,
    pub(super) when: String,
    pub(super) overdue: bool,
    pub(super) clauses: Vec<Clause>,
    /// "Asked for 3 times: do it once", where one act does several.
    pub(super) times: Option<String>,
    paused: bool,
}

impl Card {
    pub(super) fn new(record: &WorkRecord, now: Timestamp) -> Self {
        Self {
            section: Section::of(record),
            why: why(record.priority)
                .unwrap_or_else(|| "By what has waited longest: nothing graver is known.".to_owned()),
            case: record.case,
            reference: record.reference.to_string(),
            called: record.called.clone().unwrap_or_else(|| "Name not known".to_owned()),
            owner: record.owner,
            region: record.region,
            duties: record.duties.iter().map(|line| DutyLine::new(line, now)).collect(),
            by_name: record.duties.iter().all(|line| line.by_name),
            route: record.route,
            severity: record.severity,
        }
    }

    pub(super) fn tag(&self) -> Tag {
        severity::tag(self.severity)
    }

    /// What whoever opens it must know first; nothing where the survivor told us themselves.
    pub(super) const fn road(&self) -> Option<&'static str> {
        match self.route {
            Route::Disclosure => None,
            Route::Suspicion => Some("A suspicion: no contact before a safe enquiry."),
            Route::OwnBehaviour => Some("About their own behaviour."),
        }
    }
}

/// How many things that are due stand on a card; the rest is a fold away, and on the record.
const ON_CARD: usize = 3;

impl Card {
    /// What stands on the card: whatever has waited longest.
    pub(super) fn first(&self) -> &[DutyLine] {
        self.duties.get(..ON_CARD).unwrap_or(&self.duties)
    }

    /// The rest.
    pub(super) fn rest(&self) -> &[DutyLine] {
        self.duties.get(ON_CARD..).unwrap_or_default()
    }

    /// What the fold holds: "4 more, 2 of them overdue, and why".
    pub(super) fn fold(&self) -> String {
        let late = self.rest().iter().filter(|duty| duty.overdue).count();
        match (self.rest().len(), late) {
            (0, _) => "Why this is due".to_owned(),
            (more, 0) => format!("{more} more, and why"),
            (more, late) if late == more => format!("{more} more, overdue too, and why"),
            (more, late) => format!("{more} more, {late} of them overdue, and why"),
        }
    }
}

impl DutyLine {
    fn new(line: &WorkLine, now: Timestamp) -> Self {
        Self {
            title: line.title.clone(),
            when: if line.paused && !line.overdue {
                format!("Until {}", until(line.due, now))
            } else {
                capital(&plain::due(line.due, now))
            },
            overdue: line.overdue,
            clauses: Clause::all(&line.clauses),
            times: (line.times > 1).then(|| format!("Asked for {} times: do it once.", line.times)),
            paused: line.paused,
        }
    }

    pub(super) fn tag(&self) -> Option<Tag> {
        match (self.overdue, self.paused) {
            (true, _) => Some(Tag::coloured("Overdue", "red")),
            (false, true) => Some(Tag::coloured("Waits for a safe moment", "yellow").class("app-tag")),
            (false, false) => None,
        }
    }
}
