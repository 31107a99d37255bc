//! The page of a note.

use access::CaseView;
use askama::Template;
use domain::{CaseId, DraftId};

use super::note::{Known, Note};
use super::{concern_answer, day_told, decision, promise_settled};
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::drafts;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::Sample;

/// A note while it is written.
#[derive(Clone, Template)]
#[template(path = "notes/page.html")]
pub struct NotePage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    what: &'static str,
    label: &'static str,
    guide: &'static str,
    seen: String,
    back: String,
    /// The form from which it was opened, and the place in it.
    left: Option<(String, String)>,
    /// What is recorded first, and is shown in the place of a form that has nothing to be about.
    first: Option<(&'static str, &'static str)>,
    parts: Vec<Html>,
}

/// A note about something that stands on the record already: whether it does, and where it is recorded first.
type About = (&'static Note, fn(&CaseView) -> bool, (&'static str, &'static str));

const ABOUT: &[About] = &[
    (
        &promise_settled::NOTE,
        |view| view.support.promises().iter().any(|one| one.settled.is_none()),
        ("promise", "A promise to them"),
    ),
    (&day_told::NOTE, day_told::has_days, ("change", "A release, a hearing, a move or the end of an order")),
    (
        &concern_answer::NOTE,
        |view| !view.support.concerns().is_empty(),
        ("safeguarding", "A safeguarding concern"),
    ),
    (
        &decision::NOTE,
        |view| !view.compromised.is_empty(),
        ("details", "A number or address is no longer safe"),
    ),
];

impl NotePage {
    /// The page of a note, with its answers so far.
    pub(super) fn new(
        layout: Layout,
        case: CaseId,
        contact: ContactFirst,
        note: &Note,
        known: &Known<'_>,
        form: &Filled,
    ) -> Self {
        Self {
            contact,
            layout: layout.title("Work").back(format!("/cases/{case}")).problems(&form.problems),
            case,
            what: note.what,
            label: note.label,
            guide: note.guide,
            seen: known.view.sequence.to_string(),
            back: format!("/cases/{case}"),
            left: None,
            first: if form.problems.is_empty() { first(note, known.view) } else { None },
            parts: (note.parts)(known, form),
        }
    }

    /// The same with its form, for a sample of every part.
    pub(super) fn with_form(self) -> Self {
        Self { first: None, ..self }
    }

    /// The same, leading back to the place in one's own form from which it was opened, where it was.
    pub(super) fn leading_back(self, to: Option<(DraftId, String)>, place: &str) -> Self {
        let Some((draft, address)) = to else { return self };
        let at = drafts::place(place);
        let address = format!("{address}{at}");
        let left = Some((draft.to_string(), at.trim_start_matches('#').to_owned()));
        Self { layout: self.layout.back(address.clone()), back: address, left, ..self }
    }
}

/// What has to be recorded first, where this note has nothing to be about.
fn first(note: &Note, view: &CaseView) -> Option<(&'static str, &'static str)> {
    let (.., first) = ABOUT.iter().find(|(about, there, _)| about.what == note.what && !there(view))?;
    Some(*first)
}

impl Sample for NotePage {
    fn sample() -> Self {
        super::samples::page(&super::incident::NOTE)
    }
}
