//! The form that goes along with a concern, or with advice that is asked for first: one form for every door, filled from what
//! the record holds and this person may see (ONE-11, domain.md 4). Where somebody lives or goes to school is kept apart, and
//! never stands on it.

use access::{CaseView, Field};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::child::ChildDescribed;
use domain::equality::{Disability, Ethnicity, Sex};
use domain::people::{Person, PersonRole};
use domain::safeguarding::{CareActTest, ConcernFor, ConcernRaised};
use domain::text::ShortText;
use domain::{Answer, CaseId};
use serde::Deserialize;
use service::CasePage;

use crate::app::App;
use crate::failure::Failure;
use crate::form::Query;
use crate::kinds;
use crate::page::{Page, Sample};
use crate::plain::{day, happened, moment, small};
use crate::session::SignedIn;

const NOT_KNOWN: &str = "Not known";
const NOT_ASKED: &str = "Not asked";
const APART: &str = "Held separately. Given by voice, to whoever needs it.";

/// For which concern it is opened.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    entry: Option<u64>,
}

/// The form.
#[derive(Clone, Template)]
#[template(path = "safeguarding/form.html")]
pub struct FormPage {
    back: String,
    made: String,
    early_help: String,
    /// Each child of whom the form asks, and where that is written down.
    ask: Vec<(String, String)>,
    parts: Vec<Part>,
}

/// One part of it.
#[derive(Clone)]
struct Part {
    title: String,
    lines: Vec<(&'static str, String)>,
}

impl Part {
    fn new(title: impl Into<String>, lines: Vec<(&'static str, String)>) -> Self {
        Self { title: title.into(), lines }
    }
}

/// The form, filled as far as this person may see the record.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(case): Path<CaseId>,
    Query(about): Query<About>,
) -> Result<Response, Failure> {
    let early_help = app.service.early_help(&who.actor).await?;
    let page = app.service.case_page(&who.actor, case, None, "concern-form").await?;
    if !page.view.shows(Field::Safeguarding) {
        return Err(Failure::NotFound);
    }
    let sent_by = format!("{}, {}", who.name, who.actor.role.label().to_lowercase());
    Ok(Page(FormPage::new(&page, about.entry, sent_by, early_help)).into_response())
}

impl FormPage {
    fn new(page: &CasePage, entry: Option<u64>, sent_by: String, early_help: String) -> Self {
        let view = &page.view;
        let raised = view.support.concerns().iter().find(|raised| entry == Some(raised.sequence));
        let mut parts = vec![concern(raised.map(|raised| &raised.is), sent_by)];
        parts.extend(people(view, &[PersonRole::Child]).map(|child| of_child(view, child)));
        let of_adults = raised.is_some_and(|raised| raised.is.concern != ConcernFor::Children);
        parts.extend(people(view, ADULTS).map(|adult| of_adult(view, adult, of_adults)));
        parts.extend([what_happened(page), wanted(view), to_fill_in()]);
        Self {
            back: format!("/cases/{}/safeguarding", page.case),
            made: moment(page.as_of),
            early_help,
            ask: to_ask(page),
            parts,
        }
    }
}

/// Of which children what the form asks can be written down, and where.
fn to_ask(page: &CasePage) -> Vec<(String, String)> {
    let Some(note) = crate::pages::case::note(page, "child-form") else { return Vec::new() };
    let children = people(&page.view, &[PersonRole::Child]);
    children.map(|child| (page.view.name(child.person), format!("{note}?person={}", child.person))).collect()
}

/// The adults who stand on the form, the survivor first.
const ADULTS: &[PersonRole] = &[
    PersonRole::Survivor,
    PersonRole::AdultAtRisk,
    PersonRole::HouseholdMember,
    PersonRole::AllegedPerpetrator,
];

fn people<'v>(view: &'v CaseView, roles: &'v [PersonRole]) -> impl Iterator<Item = &'v Person> {
    let mut people: Vec<&Person> =
        view.people.values().filter(|person| roles.iter().any(|role| person.is(*role))).collect();
    people.sort_by_key(|person| roles.iter().position(|role| person.is(*role)));
    people.into_iter()
}

fn concern(raised: Option<&ConcernRaised>, sent_by: String) -> Part {
    let of = |get: fn(&ConcernRaised) -> String| raised.map_or_else(String::new, get);
    let told = of(|raised| match (&raised.survivor_told, &raised.words) {
        (Answer::No, Some(why)) => format!("No, because: {}", why.as_str()),
        (answer, _) => answer.label().to_owned(),
    });
    let lines = vec![
        ("For whom", of(|raised| raised.concern.label().to_owned())),
        ("In whose relationship the abuse is, for a child", of(in_whose)),
        ("How grave it is thought to be", of(|raised| raised.harm.label().to_owned())),
        ("Sent to", of(|raised| raised.with.label().to_owned())),
        ("Told on", of(|raised| moment(raised.at))),
        ("Who took it", String::new()),
        (
            "Their reference",
            of(|raised| raised.reference.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default()),
        ),
        ("Sent by", sent_by),
        ("How to reach the sender", String::new()),
        ("The parent or adult agreed", of(agreed)),
        ("The parent or adult was told", told),
    ];
    Part::new("The concern", lines)
}

/// "No, they did not want it. Raised all the same: somebody’s life is in danger. He has a key, and said when he comes."
fn agreed(raised: &ConcernRaised) -> String {
    let answer = raised.agreed.answer().label();
    match raised.agreed.without() {
        None => answer.to_owned(),
        Some(without) => {
            format!(
                "{answer}. Raised all the same: {}. {}",
                small(without.ground.label()),
                without.why.as_str()
            )
        }
    }
}

/// What was said of it; nothing of a concern for an adult alone.
pub(super) fn in_whose(raised: &ConcernRaised) -> String {
    let said: Vec<&str> = raised.categories.iter().map(|one| one.label()).collect();
    match raised.concern {
        ConcernFor::Adult => String::new(),
        _ if said.is_empty() => NOT_KNOWN.to_owned(),
        _ => said.join(", "),
    }
}

fn of_child(view: &CaseView, child: &Person) -> Part {
    let mut lines = identity(child);
    lines.push(("Address, school", APART.to_owned()));
    lines.extend(asked_of_child(view, child));
    let known = view.support.children().get(&child.person).map(|known| &known.is);
    let of = |get: fn(&domain::child::ChildSituation) -> Answer| {
        known.map_or_else(|| NOT_ASKED.to_owned(), |known| get(known).label().to_owned())
    };
    lines.extend([
        ("Sees, hears or feels it", of(|known| known.affected)),
        ("Hurt or threatened directly", of(|known| known.hurt_directly)),
        ("Spoken with alone", of(|known| known.spoken_with)),
        (
            "What the child said or showed, and what they need",
            words(known.and_then(|known| known.words.as_ref())),
        ),
        (
            "What the child needs, in their own words",
            words(described(view, child).and_then(|one| one.needs.as_ref())),
        ),
    ]);
    Part::new(format!("Child: {}", view.name(child.person)), lines)
}

fn described<'v>(view: &'v CaseView, child: &Person) -> Option<&'v ChildDescribed> {
    view.support.described().get(&child.person).map(|described| &described.is)
}

/// Who the child is, as the form of the local authority asks it, and who answers for them (domain.md 4.2).
fn asked_of_child(view: &CaseView, child: &Person) -> Vec<(&'static str, String)> {
    let asked = described(view, child);
    let needs = view.support.needs().get(&child.person).map(|needs| &needs.is);
    let line = |text: Option<&ShortText>| text.map_or(NOT_ASKED, ShortText::as_str).to_owned();
    let label = |label: Option<&'static str>| label.unwrap_or(NOT_ASKED).to_owned();
    let holds = asked.map(|one| {
        let here = one.responsibility.iter().map(|person| view.name(*person));
        here.chain(one.responsibility_else.iter().map(|text| text.as_str().to_owned())).collect::<Vec<_>>()
    });
    vec![
        ("Sex, as registered at birth", label(asked.and_then(|one| one.sex).map(Sex::label))),
        ("Ethnic group", label(asked.and_then(|one| one.ethnicity).map(Ethnicity::label))),
        (
            "A condition or illness that limits what they can do",
            label(asked.and_then(|one| one.disability).map(Disability::label)),
        ),
        ("First language", line(needs.and_then(|needs| needs.language.as_ref()))),
        ("Interpreter", line(needs.and_then(|needs| needs.interpreter.as_ref()))),
        (
            "Parental responsibility",
            match holds {
                None => NOT_ASKED.to_owned(),
                Some(holds) if holds.is_empty() => NOT_KNOWN.to_owned(),
                Some(holds) => holds.join("; "),
            },
        ),
    ]
}

/// `asked_for` says whether the concern is for an adult: then what nobody asked of them stands there as that.
fn of_adult(view: &CaseView, adult: &Person, asked_for: bool) -> Part {
    let mut lines = identity(adult);
    lines.push(("Address, telephone", APART.to_owned()));
    let needs = view.support.needs().get(&adult.person).map(|needs| &needs.is);
    if !adult.is(PersonRole::AllegedPerpetrator) {
        let language = needs.map(|needs| needs.language.as_ref().map_or(NOT_KNOWN, |text| text.as_str()));
        lines.push(("Language", language.unwrap_or(NOT_ASKED).to_owned()));
    }
    if adult.is(PersonRole::Survivor) || adult.is(PersonRole::AdultAtRisk) {
        match view.support.care_act().get(&adult.person) {
            Some(test) => lines.extend(care_act(&test.is)),
            None if asked_for => lines.push(("Whether they need care and support", NOT_ASKED.to_owned())),
            None => {}
        }
    }
    let roles: Vec<&str> = adult.roles.iter().map(|role| role.label()).collect();
    Part::new(format!("{}: {}", roles.join(", "), view.name(adult.person)), lines)
}

/// The questions of the adult road, of somebody who was asked them.
fn care_act(test: &CareActTest) -> Vec<(&'static str, String)> {
    let of = |label: &str| label.to_owned();
    vec![
        ("Needs care and support", of(test.needs_care.label())),
        ("Abused or neglected, or may be", of(test.at_risk.label())),
        ("Cannot protect themselves because of that", of(test.cannot_protect.label())),
        ("Deciding for themselves", of(test.capacity.label())),
        ("What they want to come of it", words(test.wishes.as_ref())),
        ("What was seen", words(test.words.as_ref())),
    ]
}

fn identity(person: &Person) -> Vec<(&'static str, String)> {
    let also: Vec<&str> = person.also_known_as.iter().map(domain::text::Name::as_str).collect();
    vec![
        ("Name", person.name.as_ref().map_or(NOT_KNOWN, |name| name.as_str()).to_owned()),
        ("Also known as", also.join(", ")),
        ("Born, or expected", person.born.map_or_else(|| NOT_KNOWN.to_owned(), day)),
        ("Lives in the home", person.lives_in_home.label().to_owned()),
    ]
}

fn what_happened(page: &CasePage) -> Part {
    let view = &page.view;
    if !view.shows(Field::Incidents) {
        return Part::new("What happened", vec![("Incidents", String::new())]);
    }
    let line = |incident: &domain::case::Numbered<domain::incident::Incident>| {
        let kinds = kinds::told(&incident.is.kinds, page.definition);
        let forms = incident.is.forms.labels().join("; ");
        let said = incident.is.words.as_ref().map(|words| words.as_str().to_owned()).unwrap_or_default();
        let text = [kinds, forms, said].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
        let text = format!("{}: {}", happened(&incident.is.happened), text.join(". "));
        ("Incident", text)
    };
    let mut lines: Vec<(&'static str, String)> = view.incidents.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(("Incidents", "None is recorded".to_owned()));
    }
    Part::new("What happened", lines)
}

fn wanted(view: &CaseView) -> Part {
    let newest = view.wishes.first().map(|wish| wish.is.words.as_str().to_owned());
    let wishes = newest.unwrap_or_else(|| NOT_ASKED.to_owned());
    Part::new("What they want", vec![("In their own words", wishes)])
}

fn to_fill_in() -> Part {
    let lines = [
        "Others who help or know them",
        "What goes well, and who they can turn to",
        "What we ask for",
        "What was done at once",
    ];
    Part::new("To be filled in by hand", lines.map(|label| (label, String::new())).to_vec())
}

fn words(words: Option<&domain::text::Words>) -> String {
    words.map_or_else(|| NOT_ASKED.to_owned(), |words| words.as_str().to_owned())
}

impl Sample for FormPage {
    fn sample() -> Self {
        let page = crate::pages::case::sample::page();
        Self::new(&page, None, "Sam Okafor, housing officer".to_owned(), "early help".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::case::sample;
    use serde_json::json;

    fn shown(concern: &str) -> String {
        let raised = json!({"concern": concern, "harm": "significant", "agreed": "yes", "with": "childrens-services",
            "at": "2026-11-20T10:00:00Z", "reference": null, "survivor_told": "yes", "words": null});
        let page = sample::page_with(vec![("safeguarding-concern-raised", raised)]);
        let entry = page.view.support.concerns().last().map(|raised| raised.sequence);
        assert!(entry.is_some(), "the concern is there");
        FormPage::new(&page, entry, "Sam Okafor".to_owned(), "early help".to_owned()).render().unwrap()
    }

    #[test]
    fn given_a_concern_for_a_child_then_the_form_says_of_no_adult_what_nobody_asked() {
        let form = shown("children");
        for unsaid in ["Abused or neglected", "Needs care and support", "Whether they need care and support"]
        {
            assert!(!form.contains(unsaid), "{unsaid}");
        }
        // The control: a concern for an adult says that nobody asked.
        assert!(shown("both").contains("Whether they need care and support"));
    }

    #[test]
    fn given_what_was_recorded_then_the_form_names_it_as_it_was_asked_and_not_as_more() {
        let form = shown("children");
        assert!(
            form.contains("Told on") && !form.contains("telephone on"),
            "how it was told nobody recorded"
        );
        assert!(
            form.contains("What the child said or showed")
                && !form.contains("own words</strong></dt><dd>Sleeps")
        );
    }
}
