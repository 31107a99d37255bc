//! Children and adults at risk at home: asked again, never skipped (NHG-16, R-02).

use access::ActionKind;
use domain::Answer;
use domain::case::CaseCommand;
use domain::disclosure::HouseholdAnswered;
use domain::report::Route;

use super::note::{Note, SURVIVORS, nowhere};
use super::parts::Parts;
use crate::components::prelude::Asked as _;

/// On a suspicion a question at the door, or to a neighbour, may reach whoever is suspected (domain.md 14).
const FROM_RECORDS: &str = "This is a suspicion: do not contact anybody about it. Answer from what our own records say, and ask nobody. Where they do not say, choose not known.";

/// The note.
pub const NOTE: Note = Note {
    what: "household",
    label: "Children and adults at risk at home",
    guide: "Yes means that a safeguarding decision is due. Not known means that we ask again when it is safe to. Neither is ever read as a no.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: true,
    fields: &["children", "adults"],
    first: |known, sent| {
        // What nobody knew is asked, and not chosen for them: one press would say again that nobody knows.
        let Some(answered) = &known.view.household else { return };
        for (field, answer) in [("children", answered.is.children), ("adults", answered.is.adults_at_risk)] {
            if answer != Answer::NotKnown {
                sent.set(field, vec![answer.code().to_owned()]);
            }
        }
    },
    parts: |known, form| {
        let parts = Parts::of(form);
        let parts = if known.view.route == Some(Route::Suspicion) { parts.text(FROM_RECORDS) } else { parts };
        let children = form
            .radios::<Answer>("children", "Do children live in the home, or often stay there?")
            .hint("Anybody under 18, and a child who is expected.");
        let adults = form
            .radios::<Answer>("adults", "Does an adult at risk live in the home?")
            .hint("Somebody who needs care or support and cannot easily protect themselves.");
        parts.and(&children).and(&adults).done()
    },
    read: |reader, _| {
        let children =
            reader.must_choose("children", "Choose yes, no or not known: do children live in the home?");
        let adults = reader
            .must_choose("adults", "Choose yes, no or not known: does an adult at risk live in the home?");
        let (children, adults_at_risk) = Option::zip(children, adults)?;
        Some(vec![CaseCommand::AnswerHousehold(HouseholdAnswered { children, adults_at_risk }).into()])
    },
    beside: nowhere,
};
