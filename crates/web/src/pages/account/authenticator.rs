//! Setting up an authenticator app, or another one in its place.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use qrcode::{Color, QrCode};
use service::{AuthenticatorOffer, Taken, Visit};

use super::codes::CodesPage;
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::layout::Layout;
use crate::page::{Page, Sample};
use crate::session::{AtDoor, PostedAtDoor, give};

const WRONG: &str = "That code was not taken. Wait for the next one and enter it. The clock of your phone may be \
                     wrong: let the phone set its time by itself";

/// The page.
#[derive(Clone, Template)]
#[template(path = "account/app.html")]
pub struct AuthenticatorPage {
    layout: Layout,
    problems: Problems,
    picture: Option<Picture>,
    secret: String,
}

/// What the app scans: black on white whatever the screen's colours, since a camera reads it.
#[derive(Clone, Template)]
#[template(
    source = r##"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="The picture to scan with the app" viewBox="0 0 {{ side }} {{ side }}" width="240" height="240" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{{ side }}v{{ side }}H0z"/><path fill="#000" d="{{ dark }}"/></svg>"##,
    ext = "html"
)]
struct Picture {
    side: usize,
    dark: String,
}

impl HtmlSafe for Picture {}

impl Picture {
    /// Of an address; around it the margin that cameras need.
    fn of(address: &str) -> Option<Self> {
        const MARGIN: usize = 4;
        let code = QrCode::new(address).ok()?;
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
        let square = |(at, _)| format!("M{} {}h1v1h-1z", at % width + MARGIN, at / width + MARGIN);
        Some(Self { side: width + 2 * MARGIN, dark: dark.map(square).collect() })
    }
}

impl AuthenticatorPage {
    fn new(layout: Layout, offer: &AuthenticatorOffer, problems: Problems) -> Self {
        let (picture, secret) = (Picture::of(&offer.address), offer.secret.clone());
        Self { layout: layout.title("Work").problems(&problems), problems, picture, secret }
    }

    fn code(&self) -> Input {
        let error = self.problems.on("code").map(str::to_owned);
        Input::new("code", "The 6 figures that the app shows now")
            .autocomplete("one-time-code")
            .inputmode("numeric".to_owned())
            .spellcheck(false)
            .error(error)
    }
}

impl Sample for AuthenticatorPage {
    fn sample() -> Self {
        let offer = AuthenticatorOffer {
            secret: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned(),
            address: "otpauth://totp/Work:sam?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Work".to_owned(),
        };
        let mut problems = Problems::new();
        problems.add("code", WRONG);
        Self::new(Layout::signed_in("Sam Okafor", "Housing officer", "token"), &offer, problems)
    }
}

/// The page.
pub async fn show(State(app): State<App>, door: AtDoor) -> Result<Response, Failure> {
    let offer = app.service.offer_authenticator(&door.who.actor, door.unfinished).await?;
    let layout = back(door.layout(), door.unfinished);
    Ok(Page(AuthenticatorPage::new(layout, &offer, Problems::new())).into_response())
}

/// Takes it into use. The recovery codes stand in this one answer and nowhere else.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    PostedAtDoor { who, unfinished, sent }: PostedAtDoor,
) -> Result<Response, Failure> {
    sent.only(&["code"]).map_err(Failure::NotSent)?;
    match app.service.take_authenticator(&who.actor, unfinished, sent.one("code"), &visit).await? {
        Taken::Yes { token, codes } => {
            let session = app.service.session(&token).await?.ok_or(Failure::Unfinished)?;
            let door = AtDoor { who: session.into(), unfinished: false };
            let page = CodesPage::new(door.layout(), codes, true);
            Ok((give(&token, app.transport), Page(page)).into_response())
        }
        Taken::WrongCode => {
            let offer = app.service.offer_authenticator(&who.actor, unfinished).await?;
            let mut problems = Problems::new();
            problems.add("code", WRONG);
            let layout = back(AtDoor { who, unfinished }.layout(), unfinished);
            let page = AuthenticatorPage::new(layout, &offer, problems);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
    }
}

fn back(layout: Layout, unfinished: bool) -> Layout {
    layout.back(if unfinished { "/account/begin" } else { "/account" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::reviewed::main_part;

    #[test]
    fn the_page_reads_as_reviewed() {
        let page = AuthenticatorPage {
            picture: Some(Picture { side: 1, dark: "M0 0h1v1h-1z".to_owned() }),
            ..AuthenticatorPage::sample()
        };
        insta::assert_snapshot!("authenticator", main_part(&page.render().unwrap()));
    }

    #[test]
    fn the_picture_stands_in_the_page_without_a_style_or_a_script() {
        let page = AuthenticatorPage::sample().render().unwrap();
        let svg = page.split_once("<svg xmlns").unwrap().1.split_once("</svg>").unwrap().0;
        assert!(svg.contains("role=\"img\"") && !svg.contains("style") && !svg.contains("script"));
        assert!(svg.len() > 1000);
    }
}
