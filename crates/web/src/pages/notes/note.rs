//! What makes one kind of note: its questions, and how its answers become what is recorded.

use access::{ActionKind, CaseView};
use domain::case::Refusal;
use domain::report::Route;
use domain::{PersonId, SecretId};
use jiff::Timestamp;
use service::{Entry, LocalHelp};

use crate::components::prelude::{Html, Problems};
use crate::form::{Filled, Reader, Sent};
use crate::ids::Minted;

/// Every road.
pub const ANY: &[Route] = Route::ALL;
/// Every case that is about a survivor.
pub const SURVIVORS: &[Route] = &[Route::Disclosure, Route::Suspicion];

/// One kind of note. A new kind is one file with one of these, and a line in the table of notes.
pub struct Note {
    /// The last part of its address: a word that tells a household nothing.
    pub what: &'static str,
    /// What it is called on a page.
    pub label: &'static str,
    /// A sentence or two to read before writing.
    pub guide: &'static str,
    /// What one must be allowed to do.
    pub needs: ActionKind,
    /// On which roads it is offered.
    pub routes: &'static [Route],
    /// Whether it stands in the place of what was recorded before, so that somebody else's later entry
    /// must not be hidden by it.
    pub replaces: bool,
    /// Every field of its form, in the order of the page.
    pub fields: &'static [&'static str],
    /// The answers with which it begins.
    pub first: fn(&Known<'_>, &mut Sent),
    /// Its questions.
    pub parts: fn(&Known<'_>, &Filled) -> Vec<Html>,
    /// What it asks to have recorded: all of it, or none.
    pub read: fn(&mut Reader<'_>, &mut Minted<'_>) -> Option<Vec<Entry>>,
    /// Beside which field a rule's no is shown.
    pub beside: fn(&Refusal) -> Option<&'static str>,
}

/// What is known while a note is written.
pub struct Known<'a> {
    /// The case, as the writer may see it.
    pub view: &'a CaseView,
    /// The moment of the page.
    pub now: Timestamp,
    /// The person whom it is about, where the page was opened for one.
    pub person: Option<PersonId>,
    /// The protected fact that it is about, where the page was opened for one.
    pub fact: Option<SecretId>,
    /// The entry that it is about, where the page was opened for one.
    pub entry: Option<u64>,
    /// What the door for early help is called here.
    pub early_help: &'a str,
    /// Who helps here, as the organisation wrote it down.
    pub local: &'a LocalHelp,
}

impl Note {
    /// What the answers ask to have recorded, or what is wrong with them.
    pub fn entries(&self, sent: &Sent, moment: &domain::Moment) -> Result<Vec<Entry>, Problems> {
        let mut reader = Reader::new(sent, moment.now);
        let read = (self.read)(&mut reader, &mut Minted::new(moment));
        reader.done(read)
    }

    /// Whether a case on this road has it.
    pub fn fits(&self, route: Option<Route>) -> bool {
        route.is_some_and(|route| self.routes.contains(&route))
    }
}

/// For notes that begin empty.
pub fn empty(_: &Known<'_>, _: &mut Sent) {}

/// For notes of which the rules refuse nothing that the form could mend.
pub fn nowhere(_: &Refusal) -> Option<&'static str> {
    None
}

/// For notes with a moment in `at`.
pub fn at_the_moment(refusal: &Refusal) -> Option<&'static str> {
    matches!(refusal, Refusal::InTheFuture).then_some("at")
}
