//! The page of a note.

use askama::Template;
use domain::{CaseId, DraftId};

use super::note::{Known, Note};
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
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
    left: Option<String>,
    parts: Vec<Html>,
}

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
            parts: (note.parts)(known, form),
        }
    }

    /// The same, leading back to one's own form from which it was opened, where it was.
    pub(super) fn leading_back(self, to: Option<(DraftId, String)>) -> Self {
        let Some((draft, address)) = to else { return self };
        let layout = self.layout.back(address.clone());
        Self { layout, back: address, left: Some(draft.to_string()), ..self }
    }
}

impl Sample for NotePage {
    fn sample() -> Self {
        super::samples::page(&super::incident::NOTE)
    }
}
