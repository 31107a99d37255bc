//! A new one-time link for a colleague who lost theirs, or their password. Whoever looks after accounts never
//! learns a password: the link lets its holder choose one.

use access::action::ManagePeople;
use access::check_office;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::UserId;
use service::Account;

use super::address;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{Pressed, SignedIn};

/// The page that asks once more, and then shows the link.
#[derive(Clone, Template)]
#[template(path = "people-link.html")]
pub struct LinkPage {
    layout: Layout,
    of: Account,
    /// The link that was just made. It is shown once and kept nowhere.
    made: Option<String>,
}

impl LinkPage {
    fn new(layout: Layout, of: Account, made: Option<String>) -> Self {
        Self { layout: layout.title("Work").back("/people"), of, made }
    }
}

impl Sample for LinkPage {
    fn sample() -> Self {
        let user = UserId::from_uuid(uuid::Uuid::from_u128(1));
        let (name, login) = ("Sam Okafor".to_owned(), "sam".to_owned());
        let layout = Layout::signed_in("Robin Achterberg", "Administrator", "token");
        Self::new(layout, Account { user, name, login, has_password: true, in_use: true }, None)
    }
}

/// Asks once more, and says what will happen.
pub async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(person): Path<UserId>,
) -> Result<Response, Failure> {
    check_office::<ManagePeople>(&who.actor)?;
    let of = app.service.account(&who.actor, person).await?;
    Ok(Page(LinkPage::new(who.layout("/people"), of, None)).into_response())
}

/// Makes the link. It is on this one page only: it is a key, so it is neither kept nor put in an address.
pub async fn send(
    State(app): State<App>,
    Path(person): Path<UserId>,
    headers: HeaderMap,
    Pressed { who, sent }: Pressed,
) -> Result<Response, Failure> {
    check_office::<ManagePeople>(&who.actor)?;
    sent.only(&["over"]).map_err(Failure::NotSent)?;
    let of = app.service.account(&who.actor, person).await?;
    let token = match sent.one("over") {
        "yes" => app.service.start_over(&who.actor, person).await?,
        _ => app.service.renew_link(&who.actor, person).await?,
    };
    let made = address(&headers, app.transport, &token);
    Ok(Page(LinkPage::new(who.layout("/people"), of, Some(made))).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    fn reads(name: &str, page: &LinkPage) {
        insta::assert_snapshot!(name, main_part(&page.render().unwrap()));
    }

    #[test]
    fn what_will_happen_reads_as_reviewed() {
        reads("link-asked", &LinkPage::sample());
    }

    #[test]
    fn the_link_that_was_made_reads_as_reviewed() {
        let mut page = LinkPage::sample();
        page.made = Some("http://127.0.0.1:8080/password/2f6b1c".to_owned());
        reads("link-made", &page);
    }
}
