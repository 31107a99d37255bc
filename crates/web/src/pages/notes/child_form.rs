//! What the form of the local authority asks of a child, beside what happens to them (ONE-11, domain.md 4.2). It is asked
//! for that form alone, and stands nowhere else.

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::child::ChildDescribed;
use domain::equality::{Disability, Ethnicity, Question, Sex};
use domain::people::{Person, PersonRole};

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, chosen, described, only, shown, ticked};
use crate::components::prelude::{Asked as _, Checkboxes, Html, Labelled as _};
use crate::form::{Filled, Reader, Sent};
use crate::ids::Minted;

/// The note. What stands here takes the place of what was recorded before.
pub const NOTE: Note = Note {
    what: "child-form",
    label: "What the form of the local authority asks of a child",
    guide: "For the form that goes along with a concern, or to early help, and for nothing else: no decision here is made on it, and no other page shows who the child is. Nobody has to answer any of it. Do not question the child yourself. What they need of language, and of an interpreter, is written down with what they need.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: true,
    fields: &[
        "child",
        "sex",
        "ethnicity",
        "disability",
        "responsibility",
        "responsibility-else",
        "needs",
        "needs-no-address",
    ],
    first,
    parts,
    read,
    beside: |refusal| matches!(refusal, Refusal::NoSuchPerson).then_some("child"),
};

fn first(known: &Known<'_>, sent: &mut Sent) {
    let Some(child) = known.person.or_else(|| only(known.view, PersonRole::Child)) else { return };
    sent.set("child", vec![child.to_string()]);
    let Some(recorded) = known.view.support.described().get(&child) else { return };
    let ChildDescribed { sex, ethnicity, disability, responsibility, responsibility_else, needs, .. } =
        &recorded.is;
    let code = |code: Option<&'static str>| code.iter().map(|code| (*code).to_owned()).collect();
    sent.set("sex", code(sex.map(Sex::code)));
    sent.set("ethnicity", code(ethnicity.map(Ethnicity::code)));
    sent.set("disability", code(disability.map(Disability::code)));
    sent.set("responsibility", responsibility.iter().map(ToString::to_string).collect());
    sent.set(
        "responsibility-else",
        responsibility_else.iter().map(|text| text.as_str().to_owned()).collect(),
    );
    sent.set("needs", needs.iter().map(|words| words.as_str().to_owned()).collect());
}

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    let needs = vec![("Language, interpreter and what else they need".to_owned(), language(form))];
    Parts::of(form)
        .person_of("child", "Which child?", known.view, &[PersonRole::Child])
        .and(&form.radios::<Sex>("sex", Question::Sex.label()))
        .and(&form.select::<Ethnicity>("ethnicity", Question::Ethnicity.label()))
        .and(&form.radios::<Disability>("disability", Question::Disability.label()))
        .and(&responsibility(known, form))
        .and(
            &form
                .input("responsibility-else", "Who else holds it")
                .hint("For example a grandparent by a court order, or the local authority. No address. Leave it empty where nobody knows."),
        )
        .note(
            "needs",
            "What the child needs, in their own words",
            "Only what the child said to somebody, as they said it.",
        )
        .links("On pages of their own:", needs)
        .done()
}

/// Where the needs of whoever is chosen are written down.
fn language(form: &Filled) -> String {
    match form.sent.one("child") {
        "" => "needs".to_owned(),
        child => format!("needs?person={child}"),
    }
}

/// Everybody here who is no child.
fn responsibility(known: &Known<'_>, form: &Filled) -> Checkboxes {
    let boxes = Checkboxes::new("responsibility", "Who here holds parental responsibility?")
        .hint("As far as it is known. It is not asked of somebody who must not hear of this.")
        .values(form.sent.all("responsibility").iter().cloned())
        .error(form.problems.on("responsibility").map(str::to_owned));
    let adults = shown(known.view).filter(|person| !person.is(PersonRole::Child));
    let option = |boxes: Checkboxes, person: &Person| {
        boxes.option(person.person.to_string(), described(known.view, person))
    };
    adults.fold(boxes, option)
}

fn read(reader: &mut Reader<'_>, _: &mut Minted<'_>) -> Option<Vec<service::Entry>> {
    let child = chosen(reader, "child", "Choose which child");
    let sex = reader.code("sex", Question::Sex.label());
    let ethnicity = reader.code("ethnicity", Question::Ethnicity.label());
    let disability = reader.code("disability", Question::Disability.label());
    let responsibility = ticked(reader, "responsibility").into_iter().collect();
    let responsibility_else = reader.line("responsibility-else", "Who else holds parental responsibility");
    let needs = reader.note("needs", "What the child needs");
    let described = ChildDescribed {
        child: child?,
        sex,
        ethnicity,
        disability,
        responsibility,
        responsibility_else,
        needs,
    };
    Some(vec![CaseCommand::from(described).into()])
}
