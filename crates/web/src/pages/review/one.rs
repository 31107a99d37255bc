//! One record that was opened in an emergency, gone through again by somebody else.

use askama::Template;
use jiff::Timestamp;
use service::GlassLine;

use super::page::Opened;
use crate::components::prelude::*;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::Sample;

/// The page.
#[derive(Clone, Template)]
#[template(path = "review/one.html")]
pub struct GlassPage {
    layout: Layout,
    opened: Opened,
    form: Filled,
}

impl GlassPage {
    pub(super) fn new(layout: Layout, line: GlassLine, form: Filled, now: Timestamp) -> Self {
        let layout = layout.title("Work").back("/review").problems(&form.problems);
        Self { layout, opened: Opened::new(line, now), form }
    }

    fn outcome(&self) -> Radios {
        let radios = Radios::new("outcome", "Was it in order?")
            .value(Some(self.form.sent.one("outcome")))
            .error(self.form.problems.on("outcome").map(str::to_owned));
        radios.option("in-order", "Yes").option("not-in-order", "No")
    }

    fn words(&self) -> Textarea {
        self.form
            .words("words", "What you found")
            .hint("Needed where it was not in order: what was not, and what follows.")
    }
}

impl Sample for GlassPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Imani Clarke", "Privacy officer", "token");
        let line = GlassLine {
            id: domain::GlassId::from_uuid(uuid::Uuid::nil()),
            case: domain::CaseId::from_uuid(uuid::Uuid::nil()),
            reference: domain::text::CaseReference::from_random([7; 5]),
            who: "Sam Okafor".to_owned(),
            since: "2026-11-20T02:05:00Z".parse().unwrap_or_default(),
            until: "2026-11-20T02:35:00Z".parse().unwrap_or_default(),
            why: "The police rang: somebody is at her door.".to_owned(),
            looks: 4,
            due: "2026-11-25T17:00:00Z".parse().unwrap_or_default(),
            may_review: true,
            own: false,
            reviewed: None,
        };
        let now = "2026-11-20T09:00:00Z".parse().unwrap_or_default();
        Self::new(layout, line, Filled::default(), now)
    }
}
