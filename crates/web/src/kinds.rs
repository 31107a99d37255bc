//! The question what kind of abuse it was. Under two kinds stands how it was done, folded away: nobody has to say it, and
//! whoever says it has said the kind (domain.md 1.3).

use std::collections::BTreeSet;

use askama::Template;
use askama::filters::HtmlSafe;
use domain::child::Definition;
use domain::codes::CodeList;
use domain::incident::{AbuseForms, AbuseKind, EconomicForm, TechnologyForm};

use crate::components::prelude::*;
use crate::form::{Filled, Reader, Sent};

/// What is asked of the kinds.
const QUESTION: &str = "What kind of abuse was it?";
/// The field of the forms of one kind, and what is asked of them.
const TECHNOLOGY: (&str, &str) = ("technology", "How was it done by phone, internet or devices?");
/// The same of the other.
const ECONOMIC: (&str, &str) = ("economic", "How was it done with money, work or the home?");

/// The question. `name` gives each field its name on this page; the labels are those of the policy in force.
pub fn asked(form: &Filled, name: impl Fn(&str) -> String, definition: Option<Definition>) -> Checkboxes {
    let boxes = form.checkboxes_of::<AbuseKind>(&name("kinds"), QUESTION, &[]);
    AbuseKind::ALL.iter().fold(boxes, |boxes, kind| {
        let choice = Choice::new(kind.code(), kind.label_under(definition));
        boxes.item(match kind {
            AbuseKind::Technology => {
                choice.below(fold::<TechnologyForm>(form, &name(TECHNOLOGY.0), TECHNOLOGY.1))
            }
            AbuseKind::Economic => choice.below(fold::<EconomicForm>(form, &name(ECONOMIC.0), ECONOMIC.1)),
            _ => choice,
        })
    })
}

/// What the fold says already, for whoever does not see that a question stands in it.
#[derive(Template)]
#[template(source = r#"<span class="govuk-visually-hidden">{{ text }}</span>"#, ext = "html")]
struct Unseen<'a> {
    text: &'a str,
}

impl HtmlSafe for Unseen<'_> {}

/// Closed until something in it was answered, or is wrong.
fn fold<T: CodeList>(form: &Filled, field: &str, legend: &str) -> Html {
    let boxes = form
        .checkboxes::<T>(field, Legend::new(Html::of(&Unseen { text: legend })))
        .hint("Only what they said. Choosing one says the kind as well.")
        .class("govuk-checkboxes--small");
    let open = form.sent.has(field) || form.problems.on(field).is_some();
    Html::of(&Details::new(legend, Html::of(&boxes)).open(open).class("govuk-!-margin-bottom-0"))
}

/// The kinds and the forms that were chosen, the kinds of the forms among them.
pub fn read(reader: &mut Reader<'_>, name: impl Fn(&str) -> String) -> (BTreeSet<AbuseKind>, AbuseForms) {
    let mut kinds: BTreeSet<AbuseKind> = reader.codes(&name("kinds"), QUESTION).into_iter().collect();
    let forms = AbuseForms {
        technology: reader.codes(&name(TECHNOLOGY.0), TECHNOLOGY.1).into_iter().collect(),
        economic: reader.codes(&name(ECONOMIC.0), ECONOMIC.1).into_iter().collect(),
    };
    kinds.extend(forms.kinds());
    (kinds, forms)
}

/// Shows what stands already.
pub fn begin(sent: &mut Sent, kinds: &BTreeSet<AbuseKind>, forms: &AbuseForms) {
    fn codes<T: CodeList>(all: &BTreeSet<T>) -> Vec<String> {
        all.iter().map(|one| one.to_code().to_owned()).collect()
    }
    sent.set("kinds", codes(kinds));
    sent.set(TECHNOLOGY.0, codes(&forms.technology));
    sent.set(ECONOMIC.0, codes(&forms.economic));
}

/// The kinds in one line, as a page shows them.
pub fn told(kinds: &BTreeSet<AbuseKind>, definition: Option<Definition>) -> String {
    let labels: Vec<&str> = kinds.iter().map(|kind| kind.label_under(definition)).collect();
    labels.join(", ")
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn answers(body: &str) -> Sent {
        Sent::parse(body.as_bytes()).unwrap()
    }

    fn shown(sent: Sent, definition: Option<Definition>) -> String {
        asked(&Filled::with_problems(sent, Problems::new()), str::to_owned, definition).to_string()
    }

    fn taken(body: &str) -> Result<(BTreeSet<AbuseKind>, AbuseForms), Problems> {
        let sent = answers(body);
        let mut reader = Reader::new(&sent, Timestamp::UNIX_EPOCH);
        let read = read(&mut reader, str::to_owned);
        reader.done(Some(read))
    }

    #[test]
    fn given_a_form_of_a_kind_then_the_kind_is_said_too_and_none_else() {
        let (kinds, forms) = taken("technology=tracking&technology=flooding").ok().unwrap();
        assert_eq!(kinds, [AbuseKind::Technology].into());
        assert_eq!(forms.technology, [TechnologyForm::Tracking, TechnologyForm::Flooding].into());
        assert_eq!(forms.economic, [].into());
        let (kinds, _) = taken("kinds=threats&economic=debt").ok().unwrap();
        assert_eq!(kinds, [AbuseKind::Threats, AbuseKind::Economic].into());
        let (kinds, forms) = taken("kinds=economic").ok().unwrap();
        assert!(kinds.len() == 1 && forms.is_empty(), "a kind says none of its forms");
    }

    #[test]
    fn given_a_form_of_another_kind_or_none_that_there_is_then_it_is_said_beside_the_question() {
        for (body, field) in [("technology=debt", "technology"), ("economic=hacking", "economic")] {
            assert!(taken(body).err().unwrap().on(field).is_some(), "{body}");
        }
    }

    #[test]
    fn the_forms_are_folded_away_and_open_where_one_is_chosen_with_nothing_hidden_from_a_browser_without_scripts()
     {
        let empty = shown(Sent::default(), None);
        assert_eq!(empty.matches("<details").count(), 2);
        assert!(!empty.contains("open>") && !empty.contains("conditional--hidden"), "{empty}");
        for form in TechnologyForm::ALL {
            assert!(empty.contains(&format!("value=\"{}\"", form.code())));
        }
        let chosen = shown(answers("economic=arrears"), None);
        assert_eq!(chosen.matches(" open>").count(), 1, "{chosen}");
        assert_eq!(chosen.matches(" checked").count(), 1);
    }

    #[test]
    fn under_a_policy_of_2013_the_question_says_financial_and_sends_economic() {
        let older = shown(Sent::default(), Some(Definition::CrossGovernment2013));
        assert!(older.contains("Financial (economic)") && older.contains("value=\"economic\""));
        assert!(!shown(Sent::default(), Some(Definition::Act2021)).contains("Financial"));
        let both = [AbuseKind::Threats, AbuseKind::Economic].into();
        assert_eq!(told(&both, Some(Definition::CrossGovernment2013)), "Financial (economic), Threats");
        assert_eq!(told(&both, None), "Economic, Threats");
    }

    #[test]
    fn what_stands_already_reads_back_as_itself() {
        let (kinds, forms) = taken("kinds=stalking&technology=spyware&economic=debt").ok().unwrap();
        let mut sent = Sent::default();
        begin(&mut sent, &kinds, &forms);
        let mut reader = Reader::new(&sent, Timestamp::UNIX_EPOCH);
        assert_eq!(read(&mut reader, str::to_owned), (kinds, forms));
    }
}
