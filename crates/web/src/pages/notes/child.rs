//! How a child is affected: a “victim” in their own right, not a witness (2021 Act, section 3; R-02).

use access::ActionKind;
use domain::Answer;
use domain::case::{CaseCommand, Refusal};
use domain::child::ChildSituation;
use domain::people::PersonRole;

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, chosen, only, shown};
use crate::components::prelude::{Asked as _, Html};
use crate::form::{Filled, Reader};
use crate::ids::Minted;

/// The note.
pub const NOTE: Note = Note {
    what: "child",
    label: "How a child is affected",
    guide: "A child who sees, hears or feels what happens is harmed by it themselves. One note for each child. A child who is in danger now: call 999 before you write.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: true,
    fields: &["child", "affected", "related", "hurt", "spoken", "words", "words-no-address"],
    first: |known, sent| {
        let Some(child) = known.person.or_else(|| only(known.view, PersonRole::Child)) else { return };
        sent.set("child", vec![child.to_string()]);
        let Some(recorded) = known.view.support.children().get(&child) else { return };
        let ChildSituation { affected, related, hurt_directly, spoken_with, words, .. } = &recorded.is;
        let answers =
            [("affected", affected), ("related", related), ("hurt", hurt_directly), ("spoken", spoken_with)];
        for (field, answer) in answers {
            sent.set(field, vec![answer.code().to_owned()]);
        }
        sent.set("words", words.iter().map(|words| words.as_str().to_owned()).collect());
    },
    parts,
    read,
    beside: |refusal| matches!(refusal, Refusal::NoSuchPerson).then_some("child"),
};

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    let none = !shown(known.view).any(|person| person.is(PersonRole::Child));
    let parts = Parts::of(form);
    let parts = if none {
        let add = vec![("Record the child first".to_owned(), "person".to_owned())];
        parts.links(
            "No child is recorded here yet. A child is a person of this record, with needs of their own.",
            add,
        )
    } else {
        parts
    };
    parts
        .person_of("child", "Which child?", known.view, &[PersonRole::Child])
        .and(&form.radios::<Answer>("affected", "Does the child see, hear or feel the effects of it?"))
        .and(
            &form
                .radios::<Answer>("related", "Is the child related to the survivor, or to whoever causes the harm?")
                .hint("Somebody with parental responsibility counts."),
        )
        .and(&form.radios::<Answer>("hurt", "Is the child hurt or threatened themselves?").hint(
            "Yes, or not known, is for child protection today: raise a safeguarding concern. It needs nobody’s agreement.",
        ))
        .and(
            &form
                .radios::<Answer>("spoken", "Has somebody spoken with the child alone?")
                .hint("Somebody whose work that is. Do not question the child yourself."),
        )
        .note("words", "What the child said or showed, and what they need", "In their words, as far as they said something.")
        .done()
}

fn read(reader: &mut Reader<'_>, _: &mut Minted<'_>) -> Option<Vec<service::Entry>> {
    let child = chosen(reader, "child", "Choose which child");
    let mut asked = |field, question: &str| {
        reader.must_choose(field, &format!("Choose yes, no or not known: {question}"))
    };
    let affected = asked("affected", "does the child see, hear or feel it?");
    let related = asked("related", "is the child related to one of them?");
    let hurt_directly = asked("hurt", "is the child hurt or threatened?");
    let spoken_with = asked("spoken", "has somebody spoken with the child alone?");
    let words = reader.note("words", "What the child said or showed");
    let situation = ChildSituation {
        child: child?,
        affected: affected?,
        related: related?,
        hurt_directly: hurt_directly?,
        spoken_with: spoken_with?,
        words,
    };
    Some(vec![CaseCommand::from(situation).into()])
}
