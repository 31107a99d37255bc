//! Asking a second person for one protected fact, waiting for them, and seeing it once (ADR 0021).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::contact::{Channel, ChannelKind, LineDrops};
use domain::text::Words;
use domain::{CaseId, SecretId};
use jiff::Timestamp;
use service::{CasePage, OwnRequest, RequestState, ToRing};

use super::fact::{Head, again, reason};
use super::reveal::RevealedPage;
use super::review::waited;
use crate::app::App;
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::failure::Failure;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::pages::case::cleared;
use crate::plain::moment_from;
use crate::session::{Posted, Pressed, SignedIn};

/// Where somebody stands who needs a protected fact.
#[derive(Clone)]
enum Stand {
    /// They may see it without asking.
    Own,
    /// They may neither see it nor ask.
    NotTheirs,
    /// They may ask; what came of the last time, if anything.
    MayAsk(Option<String>),
    /// They wait.
    Waiting { since: String, until: String },
    /// They may see it now.
    Yes { by: String, until: String },
}

/// The page.
#[derive(Clone, Template)]
#[template(path = "ask.html")]
pub struct AskPage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    secret: SecretId,
    kind: &'static str,
    whose: Vec<String>,
    stand: Stand,
    on_call: Vec<ToRing>,
    as_put_down: bool,
    instead: Option<String>,
    /// A way in the plan by which it may be used now, without asking anybody.
    cleared: Option<(&'static str, String)>,
    /// Why the number is not rung now, where calling back on it was agreed.
    call_back: Option<&'static str>,
    form: Filled,
}

impl AskPage {
    fn new(layout: Layout, page: &CasePage, secret: SecretId, own: OwnRequest, form: Filled) -> Option<Self> {
        let Head { layout, contact, kind, whose, .. } = Head::of(layout, page, secret, &form)?;
        Some(Self {
            layout,
            contact,
            case: page.case,
            secret,
            kind,
            whose,
            stand: where_they_stand(page, &own),
            on_call: own.on_call,
            as_put_down: own.as_put_down,
            instead: own.instead,
            cleared: cleared(page, secret),
            call_back: call_back(page, secret),
            form,
        })
    }

    /// Whether whoever may answer is named.
    const fn says_who(&self) -> bool {
        matches!(self.stand, Stand::Waiting { .. } | Stand::MayAsk(_))
    }

    fn why(&self) -> Textarea {
        self.form
            .words("why", "Why do you need to know it, now?")
            .hint("Whoever answers reads this, and a privacy officer does afterwards.")
    }
}

/// The line dropped, and they had agreed that we call back on the same number: why the gate does not clear it now.
fn call_back(page: &CasePage, secret: SecretId) -> Option<&'static str> {
    let plan = page.view.plan.as_ref().filter(|plan| plan.line_drops == LineDrops::CallBack)?;
    let named = |channel: &&Channel| channel.secret == Some(secret) && channel.kind == ChannelKind::Phone;
    let channel = plan.channels.iter().find(named)?.channel;
    let line = page.channels.iter().find(|line| line.channel.channel == channel)?;
    line.gate.as_ref().err().map(|no| no.reason.label())
}

fn where_they_stand(page: &CasePage, own: &OwnRequest) -> Stand {
    if page.may.contains(&access::ActionKind::RevealSecret) {
        return Stand::Own;
    }
    if !own.may_ask {
        return Stand::NotTheirs;
    }
    let Some(last) = &own.last else { return Stand::MayAsk(None) };
    let said = last.answered.as_ref().map(|(by, _, words)| (by.clone(), words.clone()));
    let (by, words) = said.unwrap_or_default();
    match last.state {
        RequestState::Waiting => {
            Stand::Waiting { since: waited(last.asked_at, own.now), until: moment_from(last.until, own.now) }
        }
        RequestState::Yes { until } => Stand::Yes { by, until: moment_from(until, own.now) },
        RequestState::RanOut => Stand::MayAsk(Some("Nobody answered in time. That is a no.".to_owned())),
        RequestState::No => Stand::MayAsk(Some(format!("{by} said no: {words}"))),
        RequestState::NotUsed => Stand::MayAsk(Some(format!("{by} said yes, and the 15 minutes are over."))),
        RequestState::Seen { at } => {
            Stand::MayAsk(Some(format!("You saw it {}. A yes is for once.", moment_from(at, own.now))))
        }
    }
}

impl Sample for AskPage {
    fn sample() -> Self {
        let Head { layout, contact, kind, whose, .. } = Head::sample();
        let nil = uuid::Uuid::nil();
        Self {
            layout,
            contact,
            case: CaseId::from_uuid(nil),
            secret: SecretId::from_uuid(nil),
            kind,
            whose,
            stand: Stand::Waiting { since: "4 minutes".to_owned(), until: "today at 2:45am".to_owned() },
            on_call: vec![ToRing {
                name: "Priya Osei".to_owned(),
                role: access::Role::DaLead,
                number: Some("01632 960001".to_owned()),
            }],
            as_put_down: true,
            instead: None,
            cleared: None,
            call_back: None,
            form: Filled::default(),
        }
    }
}

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((case, secret)): Path<(CaseId, SecretId)>,
) -> Result<Response, Failure> {
    Ok(Page(page(&app, &who, (case, secret), Filled::default()).await?).into_response())
}

/// Asks.
pub async fn send(
    State(app): State<App>,
    Path((case, secret)): Path<(CaseId, SecretId)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    match reason(&app, &who, sent, why)? {
        Ok(why) => {
            app.service.ask_location(&who.actor, case, secret, &why).await?;
            Ok(Redirect::to(&format!("/cases/{case}/facts/{secret}/ask")).into_response())
        }
        Err(form) => Ok(again(page(&app, &who, (case, secret), form).await?)),
    }
}

/// Shows the fact, once. It stands in this one answer and nowhere else, so there is no address to go to.
pub async fn see(
    State(app): State<App>,
    Path((case, secret)): Path<(CaseId, SecretId)>,
    Pressed { who, sent }: Pressed,
) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    let revealed = app.service.see_asked(&who.actor, case, secret).await?;
    Ok(Page(RevealedPage::new(who.layout("/work"), case, revealed)).into_response())
}

fn why(sent: &Sent, now: Timestamp) -> Result<Words, Problems> {
    let mut reader = Reader::new(sent, now);
    let why = reader.must_words("why", "Why", "Say why you need to know it now");
    reader.done(why)
}

async fn page(
    app: &App,
    who: &SignedIn,
    (case, secret): (CaseId, SecretId),
    form: Filled,
) -> Result<AskPage, Failure> {
    let page = app.service.case_page(&who.actor, case, None, "ask").await?;
    let own = app.service.own_request(&who.actor, case, secret).await?;
    AskPage::new(who.layout("/work"), &page, secret, own, form).ok_or(Failure::NotFound)
}
