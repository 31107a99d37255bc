//! Protected facts that somebody asks to see: what the veil hides from them cannot be told from what is not
//! there, whoever guesses its id.

use domain::people::{PersonRole, SecretKind};
use domain::{CaseId, SecretId};

use crate::support::{Reply, Telling, TestApp, Who};

const NEIGHBOURS: &str = "07700 900463";
const OWN: &str = "07700 900462";

/// A neighbour's report that the officer has, with the neighbour's number in it and the survivor's.
async fn case(app: &TestApp) -> (CaseId, SecretId, SecretId) {
    let telling = Telling::suspicion()
        .living_in(app.region("North"))
        .answer("name", "Ottoline Farthingale")
        .answer("phone", OWN)
        .answer("reporter-phone", NEIGHBOURS);
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    let page = app.case_page(case).await;
    let number = |role: PersonRole| {
        let held = page.view.secrets.iter().filter(|held| held.kind == SecretKind::Phone);
        let of = |person| page.view.people.get(person).is_some_and(|person| person.is(role));
        held.clone().find(|held| of(&held.person)).unwrap().secret
    };
    (case, number(PersonRole::Reporter), number(PersonRole::Survivor))
}

fn path(case: CaseId, secret: SecretId) -> String {
    format!("/cases/{case}/facts/{secret}/reveal")
}

async fn asks(app: &TestApp, who: Who, case: CaseId, secret: SecretId) -> [Reply; 2] {
    let path = path(case, secret);
    [app.client(who).get(&path).await, app.client(who).post(&path, &[("why", "To ring back")]).await]
}

/// Whether a page holds a number, in whatever spelling.
fn tells(reply: &Reply, number: &str) -> bool {
    let plain = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    plain(&reply.body).contains(plain(number).trim_start_matches('0'))
}

#[tokio::test]
async fn the_number_of_a_protected_reporter_is_not_there_for_an_officer_who_guesses_its_id() {
    let app = TestApp::new().await;
    let (case, reporters, survivors) = case(&app).await;
    let nothing: SecretId = "01890000-0000-7000-8000-0000000000ff".parse().unwrap();
    for (guessed, none) in asks(&app, Who::Officer, case, reporters)
        .await
        .iter()
        .zip(&asks(&app, Who::Officer, case, nothing).await)
    {
        guessed.is(404);
        assert!(!tells(guessed, NEIGHBOURS));
        assert_eq!((&guessed.body, &guessed.headers), (&none.body, &none.headers));
    }
    // The controls: the officer may reveal here, and the number is there for whoever may know the reporter.
    let [_, own] = asks(&app, Who::Officer, case, survivors).await;
    assert!(tells(own.is(200), OWN));
    for who in [Who::Manager, Who::DaLead] {
        let [_, shown] = asks(&app, who, case, reporters).await;
        assert!(tells(shown.is(200), NEIGHBOURS), "{who:?}");
    }
}

#[tokio::test]
async fn a_guess_is_written_down_like_any_other_asking() {
    let app = TestApp::new().await;
    let (case, reporters, _) = case(&app).await;
    let mark = app.looks().await;
    app.officer().post(&path(case, reporters), &[("why", "To ring back")]).await.is(404);
    let looks = app.looks_since(&mark).await;
    assert_eq!((looks.len(), looks[0].action.as_str()), (1, "reveal"));
    assert_eq!(looks[0].part, format!("secret/{reporters}"));
}
