//! A real organisation: its administrator has a passkey, everybody else a passkey or a code beside the password.

use access::Role;
use domain::text::{Name, ShortText};
use jiff::Timestamp;
use service::{Duties, NewColleague, Proof, SetUp, Visit};
use web::headers::Transport;

use super::app::{code_at, secret_in};
use crate::support::{Browser, PASSWORD, Reply, TestApp};

pub const CHOSEN: &[(&str, &str)] = &[("password", PASSWORD), ("password-again", PASSWORD)];
pub const SIGN_IN: &[(&str, &str)] = &[("login", "sam"), ("password", PASSWORD)];

fn line(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

/// An organisation that was set up, and the session of its administrator, who has just used their passkey.
pub struct Real {
    pub app: TestApp,
    pub administrator: String,
}

/// A colleague as they sign in.
pub struct Colleague {
    pub secret: Vec<u8>,
    pub codes: Vec<String>,
}

impl Real {
    pub async fn new() -> Self {
        let app = TestApp::empty(Transport::Plain).await;
        let link = app.service.make_link(None).await.unwrap();
        let set_up = SetUp {
            organisation: line("Brookvale Homes"),
            policy: "nhg".to_owned(),
            regions: vec![line("North")],
            administrator: Name::parse("Robin Achterberg").unwrap(),
            login: line("robin"),
        };
        let begun = app.service.set_up(&link, set_up, &Visit::unknown()).await.unwrap().unwrap();
        let user = app.service.session(&begun).await.unwrap().unwrap().actor.user;
        let administrator =
            app.service.begin_session(user, Proof::Passkey, &Visit::unknown()).await.unwrap().unwrap();
        Self { app, administrator }
    }

    /// Adds somebody, and gives their link.
    pub async fn invites(&self, login: &str, role: Role) -> String {
        let session = self.app.service.session(&self.administrator).await.unwrap().unwrap();
        let colleague = NewColleague {
            name: Name::parse("Sam Okafor").unwrap(),
            login: line(login),
            role,
            regions: std::collections::BTreeSet::new(),
        };
        let link = self.app.service.add_colleague(&session.actor.confirmed(), colleague).await.unwrap();
        format!("/password/{link}")
    }

    /// Somebody who has chosen a password by their link, and no more.
    pub async fn begun(&self, browser: &Browser<'_>, login: &str) {
        let link = self.invites(login, Role::HousingOfficer).await;
        assert_eq!(browser.sends(&link, CHOSEN).await.see_other(), "/");
    }

    /// Sets up an authenticator app, as somebody does who has chosen a password.
    pub async fn sets_up_app(&self, browser: &Browser<'_>) -> Colleague {
        let secret = secret_in(&browser.opens("/account/app").await);
        let code = code_at(&secret, self.app.now());
        let reply = browser.sends("/account/app", &[("code", &code)]).await;
        reply.is(200).says("Your authenticator app is set up");
        Colleague { secret, codes: codes_in(&reply) }
    }

    /// Sam, an officer, who is in.
    pub async fn sam(&self, browser: &Browser<'_>) -> Colleague {
        self.begun(browser, "sam").await;
        let sam = self.sets_up_app(browser).await;
        self.app.wait(jiff::SignedDuration::from_mins(1));
        sam
    }

    /// A colleague in this role who is in: their session.
    pub async fn is_in(&self, login: &str, role: Role) -> String {
        let link = self.invites(login, role).await;
        let browser = Browser::new(&self.app);
        let fields: &[(&str, &str)] = if role == Role::PrivacyOfficer { &[] } else { CHOSEN };
        browser.sends(&link, fields).await.is(303);
        let begun = browser.session().unwrap();
        let user = self.app.service.session(&begun).await.unwrap().unwrap().actor.user;
        self.app.service.begin_session(user, Proof::Passkey, &Visit::unknown()).await.unwrap().unwrap()
    }

    /// Whose session this is.
    pub async fn whose(&self, session: &str) -> domain::UserId {
        self.app.service.session(session).await.unwrap().unwrap().actor.user
    }

    /// Somebody who was here before, and has just shown who they are.
    pub async fn is_in_again(&self, user: domain::UserId) -> String {
        self.app.service.begin_session(user, Proof::Passkey, &Visit::unknown()).await.unwrap().unwrap()
    }

    /// The administrator gives somebody another role.
    pub async fn makes(&self, user: domain::UserId, role: Role) {
        let session = self.app.service.session(&self.administrator).await.unwrap().unwrap();
        let actor = session.actor.confirmed();
        let seen = self.app.service.colleague_page(&actor, user).await.unwrap().colleague.version;
        let duties = Duties { role, regions: std::collections::BTreeSet::new(), team: None };
        self.app.service.change_duties(&actor, user, seen, duties).await.unwrap();
    }

    /// The id of Sam, whom this browser has signed in.
    pub async fn user_of(&self, browser: &Browser<'_>) -> domain::UserId {
        self.app.service.session(&browser.session().unwrap()).await.unwrap().unwrap().actor.user
    }

    /// An administrator makes a link for somebody, or starts their account over.
    pub async fn makes_link(&self, user: domain::UserId, over: bool) -> String {
        let administrator = Browser::new(&self.app).with_session(&self.administrator);
        let fields: &[(&str, &str)] = if over { &[("over", "yes")] } else { &[] };
        let made = administrator.sends(&format!("/people/{user}/link"), fields).await;
        let at = made.body.find("/password/").unwrap();
        made.body[at..].split('<').next().unwrap().to_owned()
    }

    pub fn now(&self) -> Timestamp {
        self.app.now()
    }
}

/// The word that a page shows.
pub fn word_in(page: &Reply) -> String {
    page.is(200).says("A word for");
    page.body.split_once("<code>").unwrap().1.split_once('<').unwrap().0.to_owned()
}

/// The recovery codes that a page shows.
pub fn codes_in(page: &Reply) -> Vec<String> {
    let list = page.body.split_once("id=\"codes\"").unwrap().1.split_once("</ol>").unwrap().0;
    list.split("<code>").skip(1).map(|part| part.split_once('<').unwrap().0.to_owned()).collect()
}
