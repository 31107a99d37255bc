//! A record with everything that is due on it: one card of the work list, however many its duties are.

use std::collections::BTreeMap;

use domain::report::Route;
use domain::when::london;
use domain::{CaseId, RegionId, Severity, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use service::{WorkKind, WorkLine, WorkPage as Work};

use crate::clauses::Clause;
use crate::components::prelude::*;
use crate::plain::{self, capital, until};
use crate::severity;

/// Why a record stands where it does: the first of these that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    /// Somebody waits for a contact that was agreed for today.
    Today,
    /// Something else is due.
    Due,
}

impl Section {
    /// Its heading.
    pub(super) const fn heading(self) -> &'static str {
        match self {
            Self::Today => "Contacts agreed for today",
            Self::Due => "Due, the most overdue first",
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
    /// Whether nobody has been in touch for too long.
    pub(super) silent: bool,
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
    due: Timestamp,
    paused: bool,
}

/// A card for each record, section by section; within a section whichever has waited longest first.
pub(super) fn cards(work: &Work) -> Vec<Card> {
    let mut cards: BTreeMap<CaseId, Card> = BTreeMap::new();
    for line in work.today.iter().chain(&work.silent).chain(&work.due) {
        cards.entry(line.case).or_insert_with(|| Card::new(line)).add(line, work.now);
    }
    let mut cards: Vec<Card> = cards.into_values().collect();
    for card in &mut cards {
        card.duties.sort_by_key(|duty| duty.due);
    }
    cards.sort_by_key(|card| (card.section, card.duties.first().map(|duty| duty.due)));
    cards
}

impl Card {
    fn new(line: &WorkLine) -> Self {
        Self {
            section: Section::Due,
            case: line.case,
            reference: line.reference.to_string(),
            called: line.called.clone().unwrap_or_else(|| "Name not known".to_owned()),
            owner: line.owner,
            region: line.region,
            duties: Vec::new(),
            silent: false,
            route: line.route,
            severity: line.severity,
        }
    }

    fn add(&mut self, line: &WorkLine, now: Timestamp) {
        match line.kind {
            WorkKind::AgreedContact if day(line.due) >= day(now) => self.section = Section::Today,
            WorkKind::Silence => self.silent = true,
            WorkKind::AgreedContact | WorkKind::Due => {}
        }
        self.duties.push(DutyLine::new(line, now));
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

    /// How many of its duties are overdue.
    pub(super) fn overdue(&self) -> usize {
        self.duties.iter().filter(|duty| duty.overdue).count()
    }
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(london()).date()
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
            due: line.due,
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
