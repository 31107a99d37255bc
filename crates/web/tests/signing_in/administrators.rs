//! The pages of whoever looks after accounts and the policy have more before them than a session (ASVS 8.4.2): a
//! passkey, and a proof of the last ten minutes, for reading as for changing.

use access::{OfficeKind, Role, allows_office};
use jiff::SignedDuration;
use web::routes::{About, ROUTES, Route};

use super::real::Real;
use crate::coverage::matrix::NOTHING;
use crate::support::Browser;

/// The routes that only administrators have, with ids of nothing in them.
fn theirs() -> impl Iterator<Item = (&'static Route, String)> {
    let kinds = [OfficeKind::ManagePeople, OfficeKind::ChoosePolicy];
    let routes = ROUTES.iter().filter(move |route| {
        matches!(route.about, About::Office(kind) if kinds.contains(&kind) && allows_office(Role::Administrator, kind))
    });
    routes.map(|route| {
        let parts = route.path.split('/').map(|part| if part.starts_with('{') { NOTHING } else { part });
        (route, parts.collect::<Vec<_>>().join("/"))
    })
}

async fn asked(browser: &Browser<'_>, route: &Route, path: &str) -> String {
    let reply =
        if route.method == "get" { browser.opens(path).await } else { browser.sends(path, &[]).await };
    if reply.status == 303 { reply.see_other() } else { reply.status.to_string() }
}

#[tokio::test]
async fn no_page_of_an_administrators_opens_to_a_session_that_nobody_has_confirmed_lately() {
    let real = Real::new().await;
    let browser = Browser::new(&real.app).with_session(&real.administrator);
    let mut walked = 0;
    for (route, path) in theirs() {
        let led = asked(&browser, route, &path).await;
        assert!(!led.starts_with("/confirm"), "the control: {} {path}: {led}", route.method);
    }
    real.app.wait(SignedDuration::from_mins(10));
    for (route, path) in theirs() {
        let led = asked(&browser, route, &path).await;
        assert!(led.starts_with("/confirm"), "{} {path}: {led}", route.method);
        walked += 1;
    }
    assert!(walked > 12, "{walked}");
}

/// A password, with or without a code, leads to none of them.
#[tokio::test]
async fn nothing_but_a_passkey_leads_to_them() {
    let real = Real::new().await;
    let user = real.app.service.session(&real.administrator).await.unwrap().unwrap().actor.user;
    for how in service::Proof::ALL {
        let begun = real.app.service.begin_session(user, *how, &service::Visit::unknown()).await.unwrap();
        let Some(token) = begun else { continue };
        let status = Browser::new(&real.app).with_session(&token).opens("/people").await.status;
        assert_eq!(status == 200, *how == service::Proof::Passkey, "{how:?}: {status}");
    }
}
