//! The page.

use askama::Template;
use domain::CaseId;
use service::CasePage;

use super::Say;
use super::compared::{Row, differences, rows, table};
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::notes::parts::Parts;

/// The other records, or one of them beside this one.
#[derive(Clone, Template)]
#[template(path = "records/page.html")]
pub struct RecordsPage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    reference: String,
    joined: Vec<String>,
    beside: Option<Beside>,
    form: Filled,
}

/// The record that is compared.
#[derive(Clone)]
struct Beside {
    case: CaseId,
    reference: String,
    rows: Vec<Row>,
    /// What speaks against their being one person.
    differences: Vec<String>,
    say: Say,
}

impl RecordsPage {
    pub(super) fn new(layout: Layout, page: &CasePage, other: Option<&CasePage>, form: Filled) -> Self {
        let joined = page.view.joined.iter().map(|joined| joined.is.reference.to_string()).collect();
        let beside = other.map(|other| Beside {
            case: other.case,
            reference: other.reference.to_string(),
            rows: rows(page, other),
            differences: differences(page, other),
            say: if page.view.joined.iter().any(|joined| joined.is.other == other.case) {
                Say::Two
            } else {
                Say::Same
            },
        });
        Self {
            layout: layout.title("Work").back(format!("/cases/{}", page.case)).problems(&form.problems),
            contact: ContactFirst::of(page),
            case: page.case,
            reference: page.reference.to_string(),
            joined,
            beside,
            form,
        }
    }

    fn table(&self, beside: &Beside) -> Table {
        table(&beside.rows, [&self.reference, &beside.reference])
    }

    fn which(&self) -> Input {
        self.form.input("other", "Reference of the other record").hint("For example HF-7K3M-Q2XT.")
    }

    fn parts(&self, beside: &Beside) -> Vec<Html> {
        let (label, hint) = match beside.say {
            Say::Same if !beside.differences.is_empty() => (
                "How do you know that it is the same person, and why does that differ?",
                "For example a name that was taken on or given up. What agrees besides, and whom you asked. No telephone number and no address.",
            ),
            Say::Same => (
                "How do you know that it is the same person?",
                "What agrees besides the name and the date of birth, and whom you asked. No telephone number and no address.",
            ),
            Say::Two => (
                "How do you know that they are two people?",
                "How the mistake came about, and whom you asked. No telephone number and no address.",
            ),
        };
        let asks = beside.say == Say::Same
            && (!beside.differences.is_empty() || self.form.problems.on("differs").is_some());
        let parts = Parts::of(&self.form);
        let parts = if asks {
            parts.and(&self.form.tick("differs", "It is the same person, although that differs"))
        } else {
            parts
        };
        parts.note("why", label, hint).done()
    }
}

impl Sample for RecordsPage {
    fn sample() -> Self {
        let one = crate::pages::case::sample::page();
        let mut other = one.clone();
        other.case = CaseId::from_uuid(uuid::Uuid::max());
        other.view.people.values_mut().for_each(|person| person.born = None);
        other.channels.truncate(1);
        other.reference = domain::text::CaseReference::from_random([1; 5]);
        let layout = Layout::signed_in("Priya Osei", "Domestic-abuse lead", "token");
        Self::new(layout, &one, Some(&other), Filled::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_page_reads_as_reviewed() {
        insta::assert_snapshot!("records", main_part(&RecordsPage::sample().render().unwrap()));
    }

    #[test]
    fn two_of_other_names_or_days_are_asked_about_once_more_and_alike_ones_are_not() {
        let one = crate::pages::case::sample::page();
        let beside = |year| {
            let mut other = one.clone();
            let born =
                |person: &mut domain::people::Person| person.born = Some(jiff::civil::date(year, 4, 5));
            other.view.people.values_mut().for_each(born);
            let mut one = one.clone();
            one.view.people.values_mut().for_each(|person| person.born = Some(jiff::civil::date(1990, 4, 5)));
            let layout = Layout::default();
            RecordsPage::new(layout, &one, Some(&other), Filled::default()).render().unwrap()
        };
        let (differs, alike) = (beside(1991), beside(1990));
        assert!(
            differs.contains("name=\"differs\"") && differs.contains("5 April 1990 here, 5 April 1991 there")
        );
        assert!(!alike.contains("name=\"differs\"") && !alike.contains("differ:"), "{alike}");
    }

    #[test]
    fn the_two_side_by_side_show_what_differs_and_no_number_or_address() {
        let page = RecordsPage::sample();
        let rows = &page.beside.as_ref().unwrap().rows;
        let says = |label: &str| rows.iter().find(|row| row.label == label).unwrap().says();
        assert_eq!((says("Name"), says("Ways of getting in touch")), ("The same", "Differs"));
        let ways = &rows.iter().find(|row| row.label == "Ways of getting in touch").unwrap().one;
        assert!(!ways.is_empty() && !ways.contains("07700"), "{ways}");
    }
}
