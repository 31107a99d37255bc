//! What stands first on the page of a record that is closed, or in which somebody has died.

use askama::Template;
use askama::filters::HtmlSafe;
use domain::reviewing::TheirView;
use service::CasePage;

use super::actions;
use crate::components::prelude::*;
use crate::plain::{happened, moment};

/// That it is closed and how it is opened again; that everything is kept.
#[derive(Clone, Template)]
#[template(path = "case/ended.html")]
pub(super) struct Ended {
    closed: Option<Closed>,
    deaths: Vec<(String, String)>,
}

#[derive(Clone)]
struct Closed {
    when: String,
    by: String,
    how: SummaryList,
    reopen: Option<String>,
}

impl HtmlSafe for Ended {}

impl Ended {
    /// Nothing for a record that is worked on.
    pub(super) fn new(page: &CasePage) -> Option<Self> {
        let support = &page.view.support;
        let closed = support.closed().map(|closed| Closed {
            when: moment(closed.recorded_at),
            by: page.colleague(closed.actor).to_owned(),
            how: SummaryList::new(
                [
                    Some(SummaryRow::new("How it ended", closed.is.ending.label())),
                    closed.is.view.as_ref().map(|view| match view {
                        TheirView::Said(said) => SummaryRow::new("What they think of it", said.as_str()),
                        TheirView::NotAsked(why) => {
                            SummaryRow::new("They were not asked, because", why.as_str())
                        }
                    }),
                    Some(SummaryRow::new("Why it could be closed", closed.is.words.as_str())),
                ]
                .into_iter()
                .flatten(),
            ),
            reopen: actions::open(page)
                .find(|step| step.path.ends_with("/notes/reopen"))
                .map(|step| step.href(page.case)),
        });
        let deaths: Vec<(String, String)> = support
            .deaths()
            .iter()
            .map(|death| (page.view.name(death.is.person), happened(&death.is.on)))
            .collect();
        (closed.is_some() || !deaths.is_empty()).then_some(Self { closed, deaths })
    }
}
