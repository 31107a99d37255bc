//! What makes one kind of note: its questions, and how its answers become what is recorded.

use access::{ActionKind, CaseView};
use domain::case::Refusal;
use domain::child::Definition;
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
    /// To which definition of domestic abuse the policy in force is written.
    pub definition: Option<Definition>,
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
    /// Whether a professional judgement is due here, which is none without its reason.
    pub judgement_due: bool,
}

impl<'a> Known<'a> {
    /// What is known of a case where no page was opened for anything in it, nobody wrote down who helps and no judgement is
    /// due.
    pub fn of(view: &'a CaseView, now: Timestamp) -> Self {
        Self {
            view,
            definition: None,
            now,
            person: None,
            fact: None,
            entry: None,
            early_help: "early help",
            local: &LocalHelp::NONE,
            judgement_due: false,
        }
    }
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

/// A note of words alone: one box, and one entry of what stands in it. `above` says what is to be read before it.
macro_rules! note_of_words {
    (
        $what:literal, $label:literal, $guide:literal,
        needs $needs:ident on $routes:expr,
        asks $question:literal, $hint:literal,
        called $called:literal, $missing:literal,
        records $entry:expr, beside $beside:expr $(, above $above:expr)?
    ) => {
        $crate::pages::notes::note::Note {
            what: $what,
            label: $label,
            guide: $guide,
            needs: access::ActionKind::$needs,
            routes: $routes,
            replaces: false,
            fields: &["words", "words-no-address"],
            first: $crate::pages::notes::note::empty,
            parts: |known, form| {
                let parts = $crate::pages::notes::parts::Parts::of(form);
                $(let parts = match $above(known.view) {
                    Some(text) => parts.text(&text),
                    None => parts,
                };)?
                let _ = known;
                parts.note("words", $question, $hint).done()
            },
            read: |reader, _| {
                let words = reader.must_note("words", $called, $missing)?;
                Some(vec![$entry(words).into()])
            },
            beside: $beside,
        }
    };
}

pub(super) use note_of_words;
