//! What a policy demands of one case at one moment: a pure function of journal, pack and calendar.
//!
//! - A duty is started by an entry of the journal and met by a later one. Two starts recorded at one
//!   instant are one duty, unless each is about its own entry: two promises, two days ahead.
//! - The clock is that of the severity known when the duty started. If the severity becomes worse, the
//!   clock of the worse one runs from the moment at which that became known, and the earlier of the two
//!   moments counts. A severity that a manager lowered changes nothing that already runs: the due time
//!   stays, and only later starts get the longer clock.
//! - A "not known" calls for the duty as a yes does. When it becomes known to be a no, the duty no
//!   longer applies, and says since when. A yes is never withdrawn: somebody says why nothing is needed.
//! - While it is not safe to make contact, duties that need contact are paused. They are due again at
//!   the end of the pause, if not later; one that was overdue before it stays overdue after it.
//! - Closing a case ends what is open. Opening it again starts anew what goes on being so (it was reported, they have
//!   told us, who lives at home is not known) and what the closing had ended; what was done before the closing is done
//!   again, unless the duty says that it is done once in the life of a case.
//! - What was recorded after `now` is not read, corrections included: the answer as of a day is the one
//!   that the same history gave on that day.

use domain::Recorded;
use domain::case::{CaseEvent, SetAsideWhy, effective};
use jiff::Timestamp;
use serde::Serialize;

use crate::calendar::Calendar;
use crate::pack::{CommitmentId, PolicyPack};
use crate::words::Role;

mod again;
mod days;
mod facts;
mod incidents;
mod instance;
mod judged;
mod pass;

pub use judged::Judged;

/// One duty of a case: what must be done, by when, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duty<'p> {
    /// Its word in the pack.
    pub code: &'p str,
    /// What an officer reads.
    pub title: &'p str,
    /// The commitments that it keeps.
    pub keeps: &'p [CommitmentId],
    /// The paragraphs of the field's rules that demand it.
    pub cites: &'p [String],
    /// The entry that started it.
    pub started: Started,
    /// By when it is due.
    pub due: Timestamp,
    /// How it stands.
    pub state: DutyState,
    /// To whom it falls.
    pub falls_to: Role,
    /// To whom it was raised because it was overdue, and when; the first first.
    pub raised: Vec<Raised>,
    /// When time alone changes next how it stands, or to whom it is raised; nothing where it will not.
    pub changes: Option<Timestamp>,
    /// Whether closing the case ends it by its nature: there is nobody left to speak with again, nothing left to go through.
    pub closing_ends: bool,
    /// Only whoever may end the case sets it aside (R-03, 4.1).
    pub manager_sets_aside: bool,
}

impl Duty<'_> {
    /// Whether the case is not to be closed before it is done or set aside: it is overdue, or closing does not end it.
    pub fn keeps_open(&self) -> bool {
        self.state.keeps_open(self.closing_ends)
    }
}

/// The entry that started a duty. Where a closed case was opened again, and the duty with it, the moment is that of the
/// opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Started {
    /// Its place in the journal.
    pub sequence: u64,
    /// When it was recorded.
    pub at: Timestamp,
}

/// A step of raising that took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Raised {
    /// When.
    pub at: Timestamp,
    /// To whom.
    pub to: Role,
}

/// How a duty stands at the moment that was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum DutyState {
    /// Its time has not come: an agreed contact, a planned enquiry.
    Waiting {
        /// When it comes.
        until: Timestamp,
    },
    /// Open, and in time.
    Due,
    /// Open, and past its time.
    Overdue,
    /// Done.
    Met {
        /// When it was done, as far as the entry says; never before the start.
        at: Timestamp,
        /// Whether that was after it was due.
        late: bool,
        /// The place of the entry that shows it.
        by: u64,
    },
    /// Somebody decided, under their name, that it is not to be done.
    SetAside {
        /// When.
        at: Timestamp,
        /// Why; the words stand in the entry.
        why: SetAsideWhy,
        /// The place of the entry.
        by: u64,
    },
    /// It is not safe to make contact now.
    Paused {
        /// Until when.
        until: Timestamp,
        /// The place of the entry that says why.
        by: u64,
    },
    /// It is no longer called for.
    NotApplicable {
        /// Since when.
        at: Timestamp,
        /// The place of the entry by which that became known, or that started it anew.
        by: u64,
        /// Whether it started anew and this instance was overdue; else what was not known became known.
        replaced: bool,
    },
    /// The case was closed before it was done.
    Closed {
        /// When.
        at: Timestamp,
        /// The place of the entry that closed it.
        by: u64,
    },
}

impl DutyState {
    /// Whether somebody still has to do something.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Waiting { .. } | Self::Due | Self::Overdue | Self::Paused { .. })
    }

    /// Whether the case is not to be closed before it is done or set aside, of a duty that closing ends or does not.
    pub const fn keeps_open(&self, closing_ends: bool) -> bool {
        matches!(self, Self::Overdue) || (self.is_open() && !closing_ends)
    }
}

/// Every duty that the pack has raised in this history, as it stands at `now`; the first due first.
///
/// `history` is one case's journal in the order of its sequence, with instants that do not go back.
pub fn duties<'p>(
    pack: &'p PolicyPack,
    history: &[Recorded<CaseEvent>],
    calendar: &Calendar,
    now: Timestamp,
) -> Vec<Duty<'p>> {
    let known = history.iter().position(|entry| entry.recorded_at > now).unwrap_or(history.len());
    let known = history.get(..known).unwrap_or(history);
    let mut pass = pass::Pass::new(pack, calendar);
    for entry in effective(known).iter() {
        pass.take(entry);
    }
    pass.finish(now)
}

#[cfg(test)]
mod tests;
