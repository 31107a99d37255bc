//! Passkeys belong to an address. Where a page was opened at another one, it says at which they work.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use service::passkeys::PasskeysWork;

use crate::app::App;

/// That passkeys do not work at the address of this page, and where they do.
#[derive(Clone, Template)]
#[template(
    source = r#"<div class="govuk-inset-text">
  {%- if let Some(address) = address %}
  Passkeys do not work at the address of this page. <a class="govuk-link" href="{{ address }}">Open the same page at {{ name }}</a>.
  {%- else %}
  Passkeys do not work here yet: whoever runs the server has to say at which address people open it.
  {%- endif %}
</div>"#,
    ext = "html"
)]
pub struct Elsewhere {
    address: Option<String>,
    name: String,
}

impl HtmlSafe for Elsewhere {}

impl Elsewhere {
    /// `None` where passkeys work at the address of this request; `path` is the page's own.
    pub fn of(app: &App, headers: &HeaderMap, path: &str) -> Option<Self> {
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        match app.service.passkeys_work_at(host) {
            PasskeysWork::Here => None,
            PasskeysWork::At(origin) => {
                Some(Self { address: Some(format!("{origin}{path}")), name: origin.name().to_owned() })
            }
            PasskeysWork::Nowhere => Some(Self { address: None, name: String::new() }),
        }
    }

    /// As it looks in a review.
    pub fn sample() -> Self {
        let address = Some("http://localhost:8080/account/begin".to_owned());
        Self { address, name: "localhost".to_owned() }
    }
}
