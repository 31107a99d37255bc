//! Forms that are begun and not recorded yet: one's own to go on with, and that a colleague is in the middle of one.

use access::ActionKind;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::CaseId;
use jiff::Timestamp;
use service::{BegunForm, CasePage, FormKind, OpenForm};

use crate::plain::moment_from;

/// What is begun about a case. A page has it in a field `begun` and writes `{{ begun }}`; it shows nothing where nothing is.
#[derive(Clone, Default, Template)]
#[template(path = "parts/begun.html")]
pub struct Begun {
    own: Vec<Own>,
    colleagues: Vec<String>,
}

/// A form of one's own.
#[derive(Clone)]
pub struct Own {
    kind: FormKind,
    /// Where it goes on.
    pub href: String,
    /// "Go on with the risk assessment that you began today at 9:05am".
    pub text: String,
}

impl HtmlSafe for Begun {}

impl Begun {
    /// What is begun about the case of this page. Nothing from the past: it is about now.
    pub fn of(page: &CasePage, forms: &[BegunForm]) -> Self {
        if page.is_past {
            return Self::default();
        }
        let own = forms.iter().filter_map(|form| {
            let draft = form.own.filter(|_| may_go_on(page, form.kind))?;
            Some(Own {
                kind: form.kind,
                href: address(form.kind, Some(page.case), &draft.to_string()),
                text: go_on(form.kind, form.began, page.as_of),
            })
        });
        let colleagues = forms.iter().filter(|form| form.own.is_none());
        Self { own: own.collect(), colleagues: colleagues.map(|form| told(page, form)).collect() }
    }

    /// The same, without one's own: on the page of one's own form.
    #[must_use]
    pub fn of_colleagues(self) -> Self {
        Self { own: Vec::new(), ..self }
    }

    /// The step that goes on with one's own form in the place of the one that would begin it.
    pub fn instead_of(&self, case: CaseId, step: &str) -> Option<(String, &'static str)> {
        let begins = |own: &&Own| {
            step.strip_prefix(&format!("/cases/{case}")).is_some_and(|path| path == begun_at(own.kind))
        };
        let own = self.own.iter().find(begins)?;
        Some((
            own.href.clone(),
            match own.kind {
                FormKind::Assessment => "Go on with the assessment that you began",
                FormKind::SafetyPlan => "Go on with the safety plan that you began",
                FormKind::Conversation | FormKind::Report(_) => "Go on with the conversation that you began",
            },
        ))
    }
}

/// A form of one's own on a list: where it goes on, in words, and what it is about.
pub fn listed(form: &OpenForm, now: Timestamp) -> (String, String, String) {
    let about = form.about.as_ref();
    let href = address(form.kind, about.map(|(case, ..)| *case), &form.draft.to_string());
    let about = about.map_or_else(String::new, |(_, reference, called)| {
        let called = called.as_deref().map(|called| format!("{called}, ")).unwrap_or_default();
        format!("{called}{reference}")
    });
    (href, go_on(form.kind, form.began, now), about)
}

/// Where a form of this kind is begun, on a case.
const fn begun_at(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Conversation => "/conversation",
        FormKind::Assessment => "/risk",
        FormKind::SafetyPlan => "/plan",
        FormKind::Report(_) => "/reports",
    }
}

/// Where a form goes on.
pub fn address(kind: FormKind, case: Option<CaseId>, draft: &str) -> String {
    let of = case.map(|case| format!("/cases/{case}")).unwrap_or_default();
    format!("{of}{}/{draft}", begun_at(kind))
}

const fn called(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Conversation => "first conversation",
        FormKind::Assessment => "risk assessment",
        FormKind::SafetyPlan => "safety plan",
        FormKind::Report(_) => "report",
    }
}

fn go_on(kind: FormKind, began: Timestamp, now: Timestamp) -> String {
    format!("Go on with the {} that you began {}", called(kind), moment_from(began, now))
}

/// "Priya Osei is in the middle of a risk assessment, begun today at 9:05am": who and when, never what they wrote.
fn told(page: &CasePage, form: &BegunForm) -> String {
    let by = page.colleague(form.by);
    let [began, last] = [form.began, form.last].map(|at| moment_from(at, page.as_of));
    let last = if began == last { String::new() } else { format!(", last changed {last}") };
    format!("{} is in the middle of a {}, begun {began}{last}.", crate::plain::capital(by), called(form.kind))
}

/// Whether this person may still record such a form here.
fn may_go_on(page: &CasePage, kind: FormKind) -> bool {
    let needs = if kind == FormKind::Assessment { ActionKind::AssessRisk } else { ActionKind::RecordOnCase };
    page.may.contains(&needs) && page.glass.is_none()
}

#[cfg(test)]
mod tests {
    use domain::{DraftId, UserId};
    use jiff::SignedDuration;
    use uuid::Uuid;

    use super::*;
    use crate::pages::case::sample;

    fn form(kind: FormKind, own: bool) -> BegunForm {
        let began = sample::now() - SignedDuration::from_hours(2);
        BegunForm {
            own: own.then(|| DraftId::from_uuid(Uuid::from_u128(9))),
            kind,
            by: UserId::from_uuid(Uuid::from_u128(77)),
            began,
            last: began + SignedDuration::from_mins(15),
        }
    }

    #[test]
    fn given_ones_own_form_then_it_is_gone_on_with_and_a_colleagues_is_told_without_a_way_to_it() {
        let page = sample::page();
        let begun =
            Begun::of(&page, &[form(FormKind::Assessment, true), form(FormKind::Conversation, false)]);
        let shown = begun.render().unwrap();
        assert!(shown.contains("Go on with the risk assessment that you began today at 9am"), "{shown}");
        assert!(shown.contains(&format!("/cases/{}/risk/", page.case)), "{shown}");
        let told =
            "is in the middle of a first conversation, begun today at 9am, last changed today at 9:15am.";
        assert!(shown.contains(told), "{shown}");
        assert!(!shown.contains("/conversation/"), "{shown}");
        assert!(begun.instead_of(page.case, &format!("/cases/{}/risk", page.case)).is_some());
        assert!(begun.instead_of(page.case, &format!("/cases/{}/conversation", page.case)).is_none());
    }

    #[test]
    fn given_who_may_not_assess_here_or_a_page_of_the_past_then_no_way_is_shown() {
        let forms = [form(FormKind::Assessment, true)];
        let mut page = sample::page();
        page.may.remove(&ActionKind::AssessRisk);
        assert!(!Begun::of(&page, &forms).render().unwrap().contains("href"));
        let mut page = sample::page();
        page.is_past = true;
        assert_eq!(Begun::of(&page, &forms).render().unwrap().trim(), "");
    }
}
