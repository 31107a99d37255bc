//! Confirming who one is, before what needs it: seeing where somebody is, other people's accounts, one's own.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use service::password::Password;
use service::{ConfirmWays, Proof, Visit};

use super::passkeys::PasskeyBlock;
use super::sign_in::code::{NOT_TAKEN, code_box};
use crate::app::App;
use crate::components::prelude::*;
use crate::confirm_first::onward;
use crate::failure::Failure;
use crate::form::Sent;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{PostedAtDoor, SignedIn, give};

const WRONG: &str = "Check what you typed. After many tries, wait a minute before the next";

/// The page.
#[derive(Clone, Template)]
#[template(path = "confirm.html")]
pub struct ConfirmPage {
    layout: Layout,
    problems: Problems,
    ways: ConfirmWays,
    passkey: Option<PasskeyBlock>,
    /// What the organisation calls its own sign-in, for those who came in by it.
    provider: Option<String>,
    to: String,
}

impl ConfirmPage {
    fn password(&self) -> Input {
        Input::password("password", "Password").error(self.problems.on("password").map(str::to_owned))
    }

    fn code(&self) -> Input {
        code_box(&self.problems)
    }

    fn has_form(&self) -> bool {
        self.ways.password || self.ways.code
    }
}

impl Sample for ConfirmPage {
    fn sample() -> Self {
        let mut problems = Problems::new();
        problems.add("password", WRONG);
        Self {
            layout: Layout::signed_in("Sam Okafor", "Housing officer", "token")
                .title("Work")
                .problems(&problems),
            problems,
            ways: ConfirmWays { password: false, code: true, passkey: true },
            passkey: Some(PasskeyBlock::sample()),
            provider: None,
            to: "/people".to_owned(),
        }
    }
}

/// The page, with what is wrong where something is; `to` is where they wanted to go.
///
/// # Errors
/// A fault.
pub async fn page(
    app: &App,
    headers: &HeaderMap,
    who: &SignedIn,
    to: &str,
    problems: Problems,
) -> Result<ConfirmPage, Failure> {
    let ways = app.service.confirm_ways(&who.actor).await?;
    let passkey = ways
        .passkey
        .then(|| PasskeyBlock::to_confirm(app, headers, who.csrf.text(), to).error(problems.on("passkey")));
    let provider = app.service.provider_label().filter(|_| who.how == Proof::Provider).map(str::to_owned);
    let layout = who.layout("").title("Work").problems(&problems);
    Ok(ConfirmPage { layout, problems, ways, passkey, provider, to: to.to_owned() })
}

/// The page. Whoever has just confirmed goes on at once.
pub async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    here: Uri,
    who: SignedIn,
) -> Result<Response, Failure> {
    let query = Sent::parse(here.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let to = onward(query.one("to")).to_owned();
    if who.actor.fresh {
        return Ok(Redirect::to(&to).into_response());
    }
    Ok(Page(page(&app, &headers, &who, &to, Problems::new()).await?).into_response())
}

/// Confirms by password, with a code where they have one. The session goes on under another token.
pub async fn send(
    State(app): State<App>,
    headers: HeaderMap,
    visit: Visit,
    PostedAtDoor { who, unfinished, sent }: PostedAtDoor,
) -> Result<Response, Failure> {
    if unfinished {
        return Err(Failure::Unfinished);
    }
    sent.only(&["to", "password", "code"]).map_err(Failure::NotSent)?;
    let to = onward(sent.one("to")).to_owned();
    let password = Password::typed(sent.exact("password"));
    if let Some(token) = app.service.confirm(&who.actor, password, sent.one("code"), &visit).await? {
        return Ok((give(&token, app.transport), Redirect::to(&to)).into_response());
    }
    let mut problems = Problems::new();
    problems.add("password", WRONG);
    if app.service.confirm_ways(&who.actor).await?.code {
        problems.add("code", NOT_TAKEN);
    }
    let page = page(&app, &headers, &who, &to, problems).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_page_reads_as_reviewed() {
        insta::assert_snapshot!("confirm", main_part(&ConfirmPage::sample().render().unwrap()));
    }

    #[test]
    fn who_has_nothing_but_a_passkey_is_asked_for_nothing_else() {
        let ways = ConfirmWays { password: false, code: false, passkey: true };
        let page = ConfirmPage { ways, ..ConfirmPage::sample() }.render().unwrap();
        assert!(!page.contains("type=\"password\"") && page.contains("data-passkey"));
    }
}
