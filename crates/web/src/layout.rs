//! What every page has around its content.

use askama::Template;
use askama::filters::HtmlSafe;

use domain::text::{AddressHint, PhoneHint};
use service::{CasePage, Changed};

use crate::components::prelude::*;
use crate::plain::moment;

/// The title that a page has if it sets none. Whoever looks at the list of tabs reads it.
pub const NEUTRAL_TITLE: &str = "Work";

/// The name that stands at the top of every page.
pub const SERVICE_NAME: &str = "Holdfast";

/// Who is signed in.
#[derive(Clone)]
pub struct SignedIn {
    /// The name that colleagues know.
    pub name: String,
    /// The role in words, such as "housing officer".
    pub role: String,
}

/// What somebody has not been told yet about their account.
#[derive(Clone)]
pub struct Untold {
    /// A sentence for each change.
    pub lines: Vec<String>,
    /// The moment of the last, as the form sends it back.
    pub until: String,
}

/// What every page has around its content. A page has it in a field `layout` and its template extends
/// `layout.html`.
#[derive(Clone)]
pub struct Layout {
    /// What the tab and the history show: nothing that a household may not read.
    pub title: String,
    /// Who is signed in, if someone is.
    pub signed_in: Option<SignedIn>,
    /// Whether that is so only as far as setting up how they sign in.
    pub unfinished: bool,
    /// What they have not been told yet about their account, and the moment of the last of it.
    pub untold: Option<Untold>,
    /// The main places, for those who are signed in.
    pub navigation: Vec<NavigationItem>,
    /// The token that every form sends back.
    pub csrf: Option<String>,
    /// What has just happened, told once.
    pub flash: Option<Alert>,
    /// The way back.
    pub back: Option<BackLink>,
    /// What is wrong with the answers that were sent.
    pub errors: Option<ErrorSummary>,
    /// Where a number or an address belongs that somebody wrote into their words.
    pub apart: Option<Apart>,
}

/// The places for what is kept apart, on one record.
#[derive(Clone)]
pub struct Apart {
    /// People, with boxes of their own for it.
    pub people: String,
    /// The contact plan; nothing where nobody gets in touch.
    pub plan: Option<String>,
}

impl Layout {
    /// The frame of a page for someone who is not signed in.
    pub fn new() -> Self {
        Self {
            title: NEUTRAL_TITLE.to_owned(),
            signed_in: None,
            unfinished: false,
            untold: None,
            navigation: Vec::new(),
            csrf: None,
            flash: None,
            back: None,
            errors: None,
            apart: None,
        }
    }

    /// The frame of a page for someone who is signed in.
    pub fn signed_in(name: impl Into<String>, role: impl Into<String>, csrf: impl Into<String>) -> Self {
        Self {
            signed_in: Some(SignedIn { name: name.into(), role: role.into() }),
            csrf: Some(csrf.into()),
            ..Self::new()
        }
    }

    /// Sets the title of the tab: nothing that a household may not read.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Says that they are not yet in.
    #[must_use]
    pub fn unfinished(mut self) -> Self {
        self.unfinished = true;
        self
    }

    /// Tells what was changed about their account (ASVS 6.3.7), until they say that they have read it.
    #[must_use]
    pub fn untold(mut self, changes: &[Changed]) -> Self {
        self.untold = changes.last().map(|last| Untold {
            lines: changes.iter().map(|one| format!("{} on {}.", one.what.label(), moment(one.at))).collect(),
            until: last.at.to_string(),
        });
        self
    }

    /// Sets the token that every form sends back.
    #[must_use]
    pub fn csrf(mut self, token: impl Into<String>) -> Self {
        self.csrf = Some(token.into());
        self
    }

    /// Sets the main places.
    #[must_use]
    pub fn navigation(mut self, items: impl IntoIterator<Item = NavigationItem>) -> Self {
        self.navigation = items.into_iter().collect();
        self
    }

    /// Tells what has just happened.
    #[must_use]
    pub fn flash(mut self, flash: Option<Alert>) -> Self {
        self.flash = flash;
        self
    }

    /// Sets the way back.
    #[must_use]
    pub fn back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(BackLink::new(href));
        self
    }

    /// Sets the way back to where this person begins.
    #[must_use]
    pub fn back_to_start(self) -> Self {
        let start = self.navigation.first().and_then(|place| place.href.clone());
        self.back(start.unwrap_or_else(|| "/work".to_owned()))
    }

    /// Lists what is wrong at the top of the page.
    #[must_use]
    pub fn problems(mut self, problems: &Problems) -> Self {
        self.errors = problems.summary();
        self
    }

    /// Where numbers and addresses are kept on this record, said where one was stopped in somebody's words (F14).
    #[must_use]
    pub fn kept_apart(mut self, page: &CasePage, problems: &Problems) -> Self {
        let stopped = [AddressHint::Street.message(), PhoneHint.message()];
        // What is to be done about it each form says in its own words; what it looks like they all say alike.
        let mut looks_like = stopped.iter().filter_map(|message| message.split('.').next());
        self.apart = looks_like.any(|start| problems.says(start)).then(|| Apart {
            people: format!("/cases/{}/notes/person", page.case),
            plan: page.view.open_to_contact.then(|| format!("/cases/{}/contact", page.case)),
        });
        self
    }

    /// The hidden field that every form that changes something starts with.
    pub fn csrf_field(&self) -> CsrfField {
        CsrfField { token: self.csrf.clone().unwrap_or_default() }
    }

    /// The button that leaves the page at once.
    pub fn exit(&self) -> ExitThisPage {
        ExitThisPage::new().class("app-exit")
    }

    /// The link past the top of the page.
    pub fn skip(&self) -> SkipLink {
        SkipLink::new("Skip to main content", "#main-content")
    }

    /// The top of the page.
    pub fn header(&self) -> GenericHeader {
        GenericHeader::new(SERVICE_NAME)
    }

    /// The main places, if there are any to show.
    pub fn places(&self) -> Option<ServiceNavigation> {
        (!self.navigation.is_empty()).then(|| ServiceNavigation::new(self.navigation.clone()))
    }

    /// The foot of the page.
    pub fn footer(&self) -> Footer {
        Footer::new()
    }
}

impl Default for Layout {
    fn default() -> Self {
        Self::new()
    }
}

/// The hidden field with the token that shows that a form came from our page.
#[derive(Clone, Template)]
#[template(source = r#"<input type="hidden" name="csrf" value="{{ token }}">"#, ext = "html")]
pub struct CsrfField {
    token: String,
}

impl HtmlSafe for CsrfField {}

#[cfg(test)]
mod tests;
