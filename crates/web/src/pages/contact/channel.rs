//! One way of the plan: what the gate says of it now, without the number, and what to do next.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::contact::ChannelKind;
use domain::{CaseId, ChannelId};
use service::CasePage;

use super::attempt::{Form, at_now, outcomes};
use super::ways::{Head, Way};
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, KEEP_AS_IT_IS};
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::SignedIn;

/// One way of the plan.
#[derive(Clone, Template)]
#[template(path = "contact/channel.html")]
pub struct ChannelPage {
    layout: Layout,
    head: Head,
    way: Way,
    who_else: Option<String>,
    may_leave_words: bool,
    form: Filled,
}

impl ChannelPage {
    fn new(layout: Layout, page: &CasePage, channel: ChannelId, form: Filled) -> Option<Self> {
        let line = page.channels.iter().find(|line| line.channel.channel == channel)?;
        let head = Head::new(page);
        Some(Self {
            layout: layout
                .title("Work")
                .back(format!("/cases/{}/contact", page.case))
                .problems(&form.problems)
                .kept_apart(page, &form.problems),
            way: head.way(channel)?.clone(),
            may_leave_words: line.channel.may_leave_words(),
            who_else: line.channel.who_else.as_ref().map(|who| who.as_str().to_owned()),
            head,
            form,
        })
    }

    fn others(&self) -> Vec<&Way> {
        self.head.others(self.way.channel)
    }

    /// Whether one was agreed; what was ticked before stays in view.
    fn asks_agreed(&self) -> bool {
        self.head.agreed || self.form.sent.has("was-agreed")
    }

    fn attempt(&self) -> Form<'_> {
        Form(&self.form)
    }

    fn outcome(&self) -> Radios {
        self.attempt().outcome(&outcomes(self.way.kind), self.may_leave_words)
    }

    fn is_letter(&self) -> bool {
        self.way.kind == ChannelKind::Letter
    }

    /// The button that asks the gate again and then shows what is needed.
    fn use_it(&self) -> &'static str {
        match self.way.kind {
            ChannelKind::Phone => "Show the call sheet",
            ChannelKind::Text => "Show the number and the agreed words",
            ChannelKind::Email => "Show the address and the agreed words",
            ChannelKind::Letter => "Print the letter",
            ChannelKind::Visit => "Show where to visit",
            ChannelKind::Meeting => "Show where to meet",
            ChannelKind::Supporter => "Show how to reach the person they trust",
        }
    }

    fn phone(&self) -> Input {
        self.form
            .phone("phone", "Number on which they can ring you")
            .hint("A number that does not say what it is for.")
    }

    fn letter_sure(&self) -> Option<Checkboxes> {
        self.form.problems.on("letter-words")?;
        Some(self.form.tick("letter-words-no-address", KEEP_AS_IT_IS))
    }

    fn letter_words(&self) -> Textarea {
        self.form
            .words("letter-words", "Anything to add")
            .hint("Somebody else may open it. Leave it empty unless they need to know: the letter asks them to ring you about their home.")
            .rows(3_u16)
    }
}

impl Sample for ChannelPage {
    fn sample() -> Self {
        let head = Head::sample();
        let way = head.ways.first().cloned().unwrap_or_else(|| Way {
            burnt: false,
            burn: None,
            settle: None,
            channel: ChannelId::from_uuid(uuid::Uuid::nil()),
            kind: ChannelKind::Phone,
            name: "Phone call".to_owned(),
            open: false,
            comes: false,
            says: "Nobody has confirmed that this is safe. Do not use it".to_owned(),
        });
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self {
            layout,
            head,
            way,
            who_else: Some("Their sister, when she visits".to_owned()),
            may_leave_words: false,
            form: Filled::default(),
        }
    }
}

/// The page.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((case, channel)): Path<(CaseId, ChannelId)>,
) -> Result<Response, Failure> {
    again(&app, &who, case, channel, at_now(app.service.moment(&who.actor).now)).await
}

/// The page with answers that were refused, or with none yet.
pub(super) async fn again(
    app: &App,
    who: &SignedIn,
    case: CaseId,
    channel: ChannelId,
    form: Filled,
) -> Result<Response, Failure> {
    let page = app.service.case_page(&who.actor, case, None, "contact-way").await?;
    let wrong = !form.problems.is_empty();
    let shown = ChannelPage::new(who.layout("/work"), &page, channel, form).ok_or(Failure::NotFound)?;
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Page(shown)).into_response())
}
