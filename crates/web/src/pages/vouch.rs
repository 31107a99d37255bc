//! Vouching for a colleague who begins anew by a link: a manager, a lead or the privacy officer, who knows them, gives
//! them the word that they need beside it.

use access::action::VouchFor;
use access::check_office;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::UserId;
use jiff::Timestamp;
use service::{GivenWord, Vouchable};

use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::plain::moment_from;
use crate::session::{Pressed, SignedIn};

/// The page: who waits for a word.
#[derive(Clone, Template)]
#[template(path = "vouch.html")]
pub struct VouchPage {
    layout: Layout,
    waiting: Vec<Vouchable>,
    now: Timestamp,
}

impl VouchPage {
    fn since(&self, one: &Vouchable) -> String {
        moment_from(one.since, self.now)
    }
}

impl Sample for VouchPage {
    fn sample() -> Self {
        let at = |text: &str| text.parse().unwrap_or(Timestamp::UNIX_EPOCH);
        let user = UserId::from_uuid(uuid::Uuid::from_u128(1));
        let waiting =
            vec![Vouchable { user, name: "Sam Okafor".to_owned(), since: at("2026-03-04T01:50:00Z") }];
        let layout = Layout::signed_in("Morgan Vale", "Regional housing manager", "token");
        Self { layout: layout.title("Work").back("/account"), waiting, now: at("2026-03-04T02:05:00Z") }
    }
}

/// The word, once.
#[derive(Clone, Template)]
#[template(path = "vouched.html")]
pub struct VouchedPage {
    layout: Layout,
    given: GivenWord,
}

impl Sample for VouchedPage {
    fn sample() -> Self {
        let given = GivenWord { name: "Sam Okafor".to_owned(), word: "k7mq-2fwd-9xat".to_owned() };
        let layout = Layout::signed_in("Morgan Vale", "Regional housing manager", "token");
        Self { layout: layout.title("Work").back("/vouch"), given }
    }
}

/// Who waits.
pub async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Failure> {
    check_office::<VouchFor>(&who.actor)?;
    let waiting = app.service.vouchable(&who.actor).await?;
    let now = app.service.moment(&who.actor).now;
    let layout = who.layout("").title("Work").back("/account");
    Ok(Page(VouchPage { layout, waiting, now }).into_response())
}

/// Gives the word. It is on this one page only: it is half a key, so it is neither kept nor put in an address.
pub async fn send(
    State(app): State<App>,
    Path(person): Path<UserId>,
    Pressed { who, sent }: Pressed,
) -> Result<Response, Failure> {
    check_office::<VouchFor>(&who.actor)?;
    sent.only(&[]).map_err(Failure::NotSent)?;
    let given = app.service.vouch_for(&who.actor, person).await?;
    Ok(Page(VouchedPage { layout: who.layout("").title("Work").back("/vouch"), given }).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn who_waits_and_the_word_read_as_reviewed() {
        insta::assert_snapshot!("vouch", main_part(&VouchPage::sample().render().unwrap()));
        insta::assert_snapshot!("vouched", main_part(&VouchedPage::sample().render().unwrap()));
    }
}
