//! "Not now": what they said, by which sign they call, and when somebody asks again (domain.md 13A, R-16).

use access::Field;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::choices::AgreedThen;
use domain::when::london;
use service::CasePage;

use crate::plain::{day, moment_from};

/// They said not now.
#[derive(Clone, Template)]
#[template(path = "case/not-now.html")]
pub(crate) struct NotNow {
    until: String,
    has_come: bool,
    sign: String,
    said: String,
    words: Option<String>,
    /// Whether nobody gets in touch until the day, and nothing has ended that.
    holds: bool,
    kept: bool,
}

impl HtmlSafe for NotNow {}

impl NotNow {
    /// While nothing has happened since.
    pub(crate) fn new(page: &CasePage) -> Option<Self> {
        let view = &page.view;
        let watch =
            view.support.watch().filter(|_| view.shows(Field::Choices) && view.support.closed().is_none())?;
        let today = page.as_of.to_zoned(london()).date();
        Some(Self {
            until: day(watch.is.until),
            has_come: watch.is.until <= today,
            sign: watch.is.sign.as_str().to_owned(),
            said: moment_from(watch.recorded_at, page.as_of),
            holds: view.support.not_now().is_some(),
            kept: watch.is.agreed == Some(AgreedThen::Kept) && view.agreed.is_some(),
            words: watch.is.words.as_ref().map(|words| words.as_str().to_owned()),
        })
    }
}
