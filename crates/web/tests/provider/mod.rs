//! Signing in through an identity provider, which the tests run themselves: the honest way, and every way in
//! which somebody may try to be somebody else. Each refusal is followed by the honest way, which is taken.

mod attacks;
mod confirming;
mod honest;
mod house;
mod linking;
mod secret;
mod text;
mod tokens;
mod trouble;

use service::provider::{ClientSecret, Provider, ProviderConfig};

use crate::support::{HOST, Reply, Sending, TestApp, Who};
use house::{CLIENT, House, Manner, SECRET, Token};

/// The application, and the provider that it knows.
pub struct Scene {
    pub app: TestApp,
    pub house: House,
}

/// Somebody on the way to the provider: what their browser keeps, and where it was sent.
#[derive(Clone)]
pub struct Trip {
    pub cookie: String,
    pub address: String,
}

const SUBJECT: &str = "0f9c-officer";

pub fn config(house: &House) -> ProviderConfig {
    ProviderConfig {
        issuer: house.issuer.clone(),
        client: CLIENT.to_owned(),
        secret: ClientSecret::read_by(|| Some(SECRET.to_owned().into())),
        label: "Brookvale account".to_owned(),
        origin: "http://localhost:8080".parse().unwrap(),
        assume_second_factor: false,
        context: None,
    }
}

impl Scene {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut ProviderConfig)) -> Self {
        let house = House::open().await;
        let mut config = config(&house);
        change(&mut config);
        let provider = Provider::new(config).unwrap();
        let app = TestApp::with_people(|service| service.with_provider(provider)).await;
        Self { app, house }
    }

    /// With an officer who signs in through the provider.
    pub async fn with_officer() -> Self {
        let scene = Self::new().await;
        scene.links(Who::Officer, SUBJECT).await.is(200);
        scene
    }

    /// Links somebody by a one-time link of theirs.
    pub async fn links(&self, who: Who, subject: &str) -> Reply {
        let user = self.app.actor(who).await.user;
        let link = self.app.service.make_link(Some(user)).await.unwrap();
        let trip = self.leaves(&[("link", &link)]).await;
        self.returns(&trip, subject, |_| {}).await
    }

    /// Presses the button.
    pub async fn leaves(&self, fields: &[(&str, &str)]) -> Trip {
        trip(&self.app.anybody().post("/sign-in/provider", fields).await)
    }

    /// Signs in at the provider and comes back, with a token as `twisted` leaves it.
    pub async fn returns(&self, trip: &Trip, subject: &str, twisted: impl Fn(&mut Token)) -> Reply {
        let back = self.at_the_provider(trip, subject, twisted);
        self.arrives(Some(&trip.cookie), &back).await
    }

    /// Signs in at the provider: the path of ours to which it leads back.
    pub fn at_the_provider(&self, trip: &Trip, subject: &str, twisted: impl Fn(&mut Token)) -> String {
        let back = self.house.signs_in(&trip.address, subject, self.app.now(), twisted);
        back.strip_prefix("http://localhost:8080").unwrap().to_owned()
    }

    /// Opens the page to which the provider leads back, as a browser does that was led there from another site.
    pub async fn arrives(&self, cookie: Option<&str>, back: &str) -> Reply {
        let sending = Sending::get(back).header("sec-fetch-site", "cross-site").header("host", HOST);
        let sending =
            sending.header("cookie", &cookie.map(|cookie| format!("away={cookie}")).unwrap_or_default());
        self.app.anybody().send(sending).await
    }

    /// The honest way, from the button to the session. The control of every refusal.
    pub async fn signs_in(&self) -> Reply {
        self.tries(|_| {}).await
    }

    /// The same with a token that is not as it should be.
    pub async fn tries(&self, twisted: impl Fn(&mut Token)) -> Reply {
        let trip = self.leaves(&[]).await;
        self.returns(&trip, SUBJECT, twisted).await
    }

    pub fn behaves(&self, change: impl FnOnce(&mut Manner)) {
        let mut manner = Manner::default();
        change(&mut manner);
        self.house.behaves(manner);
    }
}

/// What the page on the way out says.
#[track_caller]
pub fn trip(reply: &Reply) -> Trip {
    reply.is(200).says("Going to Brookvale account");
    let cookie = cookie(reply, "away");
    let address = reply.body.split_once("content=\"0; url=").unwrap().1.split_once('"').unwrap().0;
    Trip { cookie: cookie.unwrap(), address: address.replace("&#38;", "&") }
}

/// What a cookie is set to, if it is set at all.
pub fn cookie(reply: &Reply, name: &str) -> Option<String> {
    let set = reply.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    let pairs = set.filter_map(|line| line.split(';').next()?.split_once('='));
    pairs
        .filter(|(other, value)| *other == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
        .next_back()
}

/// Nobody is signed in: the one plain page, no session, and what the browser left with is taken away.
#[track_caller]
pub fn is_refused(reply: &Reply, why: &str) {
    assert_eq!(reply.status, 422, "{why}: {}", reply.text());
    reply.says("That sign-in did not work");
    assert_eq!(cookie(reply, "work"), None, "{why}");
    assert_eq!(cookie(reply, "away"), None, "{why}");
}

/// Somebody is signed in: the token of their session.
#[track_caller]
pub fn is_accepted(reply: &Reply) -> String {
    reply.is(200).says("You are signed in");
    cookie(reply, "work").unwrap()
}
