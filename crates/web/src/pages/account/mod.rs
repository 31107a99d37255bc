//! One's own account: what one signs in with, where one is signed in, and what was changed.

pub mod authenticator;
pub mod begin;
pub mod codes;
pub mod elsewhere;
pub mod password;

use access::{OfficeKind, allows_office};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use service::{AccountPage, Change, Changed, LinkStep, SecurityKind};

use crate::app::App;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::{moment, moment_from};
use crate::session::{Pressed, SignedIn};

/// The page.
#[derive(Clone, Template)]
#[template(path = "account/account.html")]
pub struct OwnAccountPage {
    layout: Layout,
    account: AccountPage,
    /// Whether they may vouch for a colleague.
    may_vouch: bool,
    now: Timestamp,
}

impl OwnAccountPage {
    fn app(&self) -> String {
        self.account
            .authenticator
            .map_or_else(|| "None".to_owned(), |since| format!("Since {}", moment(since)))
    }

    fn passkeys(&self) -> String {
        match self.account.passkeys {
            0 => "None".to_owned(),
            1 => "1 passkey".to_owned(),
            many => format!("{many} passkeys"),
        }
    }

    fn codes(&self) -> String {
        match self.account.codes_left {
            0 => "None left".to_owned(),
            1 => "1 is left. Make new ones soon".to_owned(),
            left @ 2..=3 => format!("{left} are left. Make new ones soon"),
            left => format!("{left} are left"),
        }
    }

    /// What happened to links to the account, in words, and when.
    fn links(&self) -> Vec<(String, String)> {
        let line = |step: &LinkStep| {
            let by = match (&step.by, step.what) {
                (Some(by), _) => format!(", by {by}"),
                (None, SecurityKind::LinkMade) => ", by whoever runs the server".to_owned(),
                (None, _) => String::new(),
            };
            (moment_from(step.at, self.now), format!("{}{by}", step.what.label()))
        };
        self.account.links.iter().map(line).collect()
    }

    fn changes(&self) -> Vec<(String, &'static str)> {
        let line = |changed: &Changed| (moment_from(changed.at, self.now), changed.what.label());
        self.account.changes.iter().map(line).collect()
    }
}

impl Sample for OwnAccountPage {
    fn sample() -> Self {
        let at = |text: &str| text.parse().unwrap_or(Timestamp::UNIX_EPOCH);
        let since = at("2026-03-04T10:12:00Z");
        let account = AccountPage {
            login: "sam.okafor".to_owned(),
            has_password: true,
            authenticator: Some(since),
            codes_left: 9,
            passkeys: 1,
            fictional: false,
            passkey_only: false,
            changes: vec![Changed { at: since, what: Change::Authenticator }],
            links: vec![
                LinkStep { at: since, what: SecurityKind::LinkUsed, by: None },
                LinkStep {
                    at: at("2026-03-03T16:40:00Z"),
                    what: SecurityKind::LinkMade,
                    by: Some("Robin Achterberg".to_owned()),
                },
            ],
        };
        let layout = Layout::signed_in("Sam Okafor", "Housing officer", "token");
        let now = at("2026-03-05T10:00:00Z");
        Self { layout: layout.title("Work"), account, may_vouch: true, now }
    }
}

/// The page.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    let account = app.service.own_account(&who.actor).await?;
    let now = app.service.moment(&who.actor).now;
    let may_vouch = allows_office(who.actor.role, OfficeKind::VouchFor);
    Ok(Page(OwnAccountPage { layout: who.layout("").title("Work"), account, may_vouch, now }).into_response())
}

/// That somebody has read what they were told about their account, up to what stood there.
pub async fn told(State(app): State<App>, Pressed { who, sent }: Pressed) -> Result<Response, Failure> {
    sent.only(&["until"]).map_err(Failure::NotSent)?;
    let until = sent.one("until").parse().map_err(|_| Failure::NotFound)?;
    app.service.has_been_told(&who.actor, until).await?;
    Ok(Redirect::to("/account").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_page_reads_as_reviewed() {
        insta::assert_snapshot!("account", main_part(&OwnAccountPage::sample().render().unwrap()));
    }

    #[test]
    fn who_signs_in_with_a_passkey_only_is_offered_nothing_else() {
        let mut page = OwnAccountPage::sample();
        page.account = AccountPage {
            passkey_only: true,
            has_password: false,
            authenticator: None,
            codes_left: 0,
            ..page.account
        };
        let shown = page.render().unwrap();
        assert!(shown.contains("/account/passkeys") && shown.contains("/account/sessions"));
        assert!(!shown.contains("/account/app") && !shown.contains("/account/password"));
    }
}
