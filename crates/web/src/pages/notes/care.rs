//! What was seen of the three parts of the test in section 42 of the Care Act (domain.md 4.1). We note it, and the
//! authority decides.

use access::ActionKind;
use domain::Answer;
use domain::case::{CaseCommand, Refusal};
use domain::people::PersonRole;
use domain::safeguarding::{Capacity, CareActTest};

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, chosen};
use crate::components::prelude::Asked as _;
use crate::form::Sent;

/// Who may be an adult that needs care. A child has a concern of their own, and whoever is said to cause the harm too.
const ADULTS: &[PersonRole] =
    &[PersonRole::AdultAtRisk, PersonRole::Survivor, PersonRole::HouseholdMember, PersonRole::Supporter];

/// The note.
pub const NOTE: Note = Note {
    what: "care",
    label: "An adult who may need care and support: what was seen",
    guide: "Write down what you saw or were told. You do not decide whether the test is met: the local authority does. Not known is an answer, and counts as if it may be so. Somebody who needs no care or support is helped in every other way.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &[
        "person",
        "needs-care",
        "at-risk",
        "cannot-protect",
        "capacity",
        "wishes",
        "wishes-no-address",
        "words",
        "words-no-address",
    ],
    first,
    parts: |known, form| {
        let capacity = form
            .radios::<Capacity>("capacity", "Can they decide this for themselves, as far as you saw?")
            .hint("Start from: they can. Somebody may decide what looks unwise to us. Somebody who is watched, threatened or told what to say is not deciding freely: choose that, and see them alone.");
        Parts::of(form)
            .person_of("person", "Who is it?", known.view, ADULTS)
            .and(
                &form
                    .radios::<Answer>("needs-care", "Do they need care and support?")
                    .hint("Because of age, illness, disability, mental health, drugs or drink. Whether they get any makes no difference."),
            )
            .and(&form.radios::<Answer>("at-risk", "Are they abused or neglected, or may they be?"))
            .and(
                &form
                    .radios::<Answer>("cannot-protect", "Do those needs stop them from protecting themselves?"),
            )
            .and(&capacity)
            .note("wishes", "What do they want to come of it?", "In their words. If nobody could ask them safely, leave it empty.")
            .note("words", "What was seen", "What you saw and heard, and when. No address.")
            .done()
    },
    read: |reader, _| {
        let person = chosen(reader, "person", "Choose who it is");
        let needs_care =
            reader.must_choose("needs-care", "Choose yes, no or not known: do they need care and support?");
        let at_risk =
            reader.must_choose("at-risk", "Choose yes, no or not known: are they abused or neglected?");
        let cannot_protect =
            reader.must_choose("cannot-protect", "Choose yes, no or not known: do those needs stop them?");
        let capacity = reader.must_choose("capacity", "Choose what you saw; not known is an answer");
        let wishes = reader.note("wishes", "What they want to come of it");
        let words = reader.note("words", "What was seen");
        let test = CareActTest {
            person: person?,
            needs_care: needs_care?,
            at_risk: at_risk?,
            cannot_protect: cannot_protect?,
            capacity: capacity?,
            wishes,
            words,
        };
        Some(vec![CaseCommand::from(test).into()])
    },
    beside: |refusal| matches!(refusal, Refusal::NoSuchPerson).then_some("person"),
};

fn first(known: &Known<'_>, sent: &mut Sent) {
    sent.set("person", known.person.iter().map(ToString::to_string).collect());
}
