//! Showing one protected fact, once, to somebody who says why.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::people::SecretKind;
use domain::{CaseId, SecretId};
use service::{CasePage, Revealed, SecretText};

use super::fact::{Head, again, reason};
use crate::app::App;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::case::in_the_plan;
use crate::session::{Posted, SignedIn};

/// Asks why somebody needs to see it.
#[derive(Clone, Template)]
#[template(path = "reveal.html")]
pub struct RevealPage {
    layout: Layout,
    contact: ContactFirst,
    kind: &'static str,
    whose: Vec<String>,
    plan: String,
    form: Filled,
}

impl RevealPage {
    fn new(layout: Layout, page: &CasePage, secret: SecretId, form: Filled) -> Option<Self> {
        let Head { layout, contact, kind, whose, plan } = Head::of(layout, page, secret, &form)?;
        Some(Self { layout, contact, kind, whose, plan, form })
    }

    fn why(&self) -> Input {
        self.form
            .input("why", "Why do you need to see it?")
            .hint("Your name, the time and this reason are recorded. To get in touch you need not see it: use the ways above.")
    }
}

impl Sample for RevealPage {
    fn sample() -> Self {
        let Head { layout, contact, kind, whose, plan } = Head::sample();
        Self { layout, contact, kind, whose, plan, form: Filled::default() }
    }
}

/// The fact.
#[derive(Clone, Template)]
#[template(path = "revealed.html")]
pub struct RevealedPage {
    layout: Layout,
    kind: &'static str,
    text: SecretText,
    plan: String,
    case: CaseId,
}

impl RevealedPage {
    pub(super) fn new(layout: Layout, case: CaseId, revealed: Revealed) -> Self {
        let layout = layout.title("Work").back(format!("/cases/{case}#people"));
        let plan = in_the_plan(revealed.ways.iter(), revealed.at);
        Self { layout, kind: revealed.kind.label(), text: revealed.text, plan, case }
    }
}

impl Sample for RevealedPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let text = SecretText::new("07700 900123".to_owned());
        let page = crate::pages::case::sample::page();
        let ways = page.channels.into_iter().take(1).collect();
        let revealed = Revealed { kind: SecretKind::Phone, text, ways, at: page.as_of };
        Self::new(layout, CaseId::from_uuid(uuid::Uuid::nil()), revealed)
    }
}

/// The page that asks the reason.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((case, secret)): Path<(CaseId, SecretId)>,
) -> Result<Response, Failure> {
    let page = asking(&app, &who, (case, secret), Filled::default()).await?;
    Ok(Page(page).into_response())
}

/// Shows the fact. It stands in this one answer and nowhere else, so there is no address to go to.
pub async fn send(
    State(app): State<App>,
    Path((case, secret)): Path<(CaseId, SecretId)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    match reason(&app, &who, sent, why)? {
        Ok(why) => {
            let revealed = app.service.reveal(&who.actor, case, secret, &why).await?;
            Ok(Page(RevealedPage::new(who.layout("/work"), case, revealed)).into_response())
        }
        Err(form) => Ok(again(asking(&app, &who, (case, secret), form).await?)),
    }
}

fn why(sent: &Sent, now: jiff::Timestamp) -> Result<String, Problems> {
    let mut reader = Reader::new(sent, now);
    let why = reader.must_line("why", "Why", "Say why you need to see it, in a few words");
    reader.done(why.map(|why| why.as_str().to_owned()))
}

async fn asking(
    app: &App,
    who: &SignedIn,
    (case, secret): (CaseId, SecretId),
    form: Filled,
) -> Result<RevealPage, Failure> {
    let page = app.service.case_page(&who.actor, case, None, "reveal").await?;
    if !page.may.contains(&access::ActionKind::RevealSecret) {
        return Err(Failure::NotAllowed);
    }
    RevealPage::new(who.layout("/work"), &page, secret, form).ok_or(Failure::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_reason_nothing_is_asked_for() {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let read = |body: &str| why(&Sent::parse(body.as_bytes()).unwrap(), now);
        assert_eq!(read("why=To+write+a+letter").ok().as_deref(), Some("To write a letter"));
        assert!(read("why=+").err().unwrap().on("why").is_some());
        assert!(read("").err().unwrap().on("why").is_some());
    }

    #[test]
    fn a_fact_that_is_not_shown_here_has_no_page() {
        let page = crate::pages::case::sample::page();
        let none = SecretId::from_uuid(uuid::Uuid::max());
        assert!(RevealPage::new(Layout::new(), &page, none, Filled::default()).is_none());
        let known = page.view.secrets[0].secret;
        assert!(RevealPage::new(Layout::new(), &page, known, Filled::default()).is_some());
    }
}
