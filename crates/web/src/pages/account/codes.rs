//! Recovery codes: shown once, to be written down.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::Posted;

/// The codes, this once.
#[derive(Clone, Template)]
#[template(path = "account/codes.html")]
pub struct CodesPage {
    layout: Layout,
    codes: Vec<String>,
    /// Whether they come with a new authenticator app.
    with_app: bool,
}

impl CodesPage {
    pub(super) fn new(layout: Layout, codes: Vec<String>, with_app: bool) -> Self {
        // What was changed is what this page says; they are told again on the next.
        Self { layout: Layout { untold: None, ..layout.title("Work") }, codes, with_app }
    }
}

impl Sample for CodesPage {
    fn sample() -> Self {
        let code = |n: u32| format!("{n:04}-abcd-efgh-jkmn-pqrs-tvwx");
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        Self::new(layout, (0..10).map(code).collect(), true)
    }
}

/// Makes a new set in the place of the old one. It stands in this one answer and nowhere else.
pub async fn send(State(app): State<App>, Posted { who, sent }: Posted) -> Result<Response, Failure> {
    sent.only(&[]).map_err(Failure::NotSent)?;
    let codes = app.service.new_recovery_codes(&who.actor).await?;
    Ok(Page(CodesPage::new(who.layout(""), codes, false)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_page_reads_as_reviewed() {
        insta::assert_snapshot!("codes", main_part(&CodesPage::sample().render().unwrap()));
    }
}
