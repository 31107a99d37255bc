//! What holds for every form that there is, so that a new one cannot forget it (F23, F24, F25).

use web::routes::{About, ROUTES, Route};

use super::forms::{name, sender};
use crate::coverage::matrix::examples_for;
use crate::coverage::world::{Road, handed, road};
use crate::support::{Sending, TestApp};

/// Forms that hold no answer at all: there is nothing in them to be wrong.
pub const WITHOUT_ANSWERS: &[&str] = &[
    "sign-in/code",
    "account/told",
    "account/codes",
    "sharing/{grant}/end",
    "exit",
    "sign-out",
    "drafts/{draft}/keep",
    "entries/{sequence}/stand-behind",
    "notes/again",
    "conversation",
    "risk",
    "plan",
    "contact/{channel}/use",
    "facts/{secret}/see",
    "people/{person}/link",
    "vouch/{person}",
    "held/aside",
    "account/here",
    "held/{held}/carry-on",
    "held/{held}/discard",
    "reports",
    "sign-in/provider",
    "account/confirm/provider",
    "sign-in/passkey/ask",
    "account/passkeys/new/ask",
    "account/passkeys/{passkey}/remove",
    "account/sessions/end",
    "account/sessions/{session}/end",
    "confirm/passkey/ask",
    "walls/reports/{case}/{user}/seen",
    "walls/searches/{case}/{user}/seen",
    "on-call/rota/{time}/off",
    "away/{time}/off",
    "walls/{case}/restrict",
    "walls/{case}/{user}/{because}/agree",
    "walls/{case}/{user}/{because}/drop",
    "people/{person}/leave",
    "people/{person}/back",
    "people/{person}/sessions/end",
];

/// Forms whose bad inputs have tests of their own (`passkeys`, `safety::plan`), because a device has to answer before they
/// can be sent, or a plan has to be there.
pub const TRIED_ELSEWHERE: &[&str] = &[
    "sign-in/passkey",
    "confirm/passkey",
    "account/passkeys/new",
    "account/passkeys/{passkey}/name",
    "plan/print",
];

fn forms() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter().filter(|route| route.method == "post")
}

/// Each is refused whole, and nothing of it is recorded.
#[tokio::test]
async fn no_form_is_read_that_is_too_much_has_a_field_too_many_or_came_from_elsewhere() {
    let app = TestApp::new().await;
    let (survivors, suspicion) = (handed(&app, Road::Disclosure).await, handed(&app, Road::Suspicion).await);
    let mut wrong = Vec::new();
    let mut tried = 0;
    for route in forms().filter(|route| !matches!(route.about, About::Anybody)) {
        let ids = if road(route.path) == Road::Suspicion { &suspicion } else { &survivors };
        for example in examples_for(&app, route, sender(route), ids).await {
            let example = example.filled(&app).await;
            let with = |name: &str| {
                let extra = (name.to_owned(), "1".to_owned());
                Sending::post(&example.path, &[&example.fields[..], &[extra]].concat())
            };
            let form = || Sending::post(&example.path, &example.fields);
            let many: Vec<_> = (0..1_001).map(|n| (format!("field-{n}"), "x")).collect();
            let before = app.count_of_entries().await;
            for (what, sending, status) in [
                ("a field too many", with("superuser"), 400),
                ("another case", with("case_id"), 400),
                ("no token", form().without_token(), 403),
                ("foreign origin", form().header("origin", "https://evil.test"), 403),
                ("cross site", form().header("sec-fetch-site", "cross-site"), 403),
                ("1,001 fields", Sending::post(&example.path, &many), 413),
            ] {
                // Where nothing is asked, nothing is read.
                if status == 400 && WITHOUT_ANSWERS.contains(&name(route)) {
                    continue;
                }
                let reply = app.client(sender(route)).send(sending).await;
                if reply.status != status {
                    wrong.push(format!("{} with {what}: {}", name(route), reply.status));
                }
                tried += 1;
            }
            assert_eq!(app.count_of_entries().await, before, "{} recorded something", name(route));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 150, "only {tried} were tried");
}
