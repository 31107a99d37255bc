//! Looks to ask about, gone through by somebody else.

use domain::text::Words;
use jiff::SignedDuration;
use service::AboutMe;

use crate::support::{Telling, TestApp, Who};

/// A case in North with somebody in it who has the officer's surname, opened at noon.
async fn namesake(app: &TestApp) -> domain::CaseId {
    let telling = Telling::disclosure().answer("name", "Rowan Person").living_in(app.region("North"));
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    app.wait(SignedDuration::from_hours(2));
    app.actor(Who::Officer).await;
    app.officer().opens(case).await.is(200);
    case
}

async fn address(app: &TestApp, who: Who) -> String {
    format!("/review/looks/{}/2026-03-02", app.actor(who).await.user)
}

#[tokio::test]
async fn a_shared_surname_is_asked_about_without_a_word_of_the_case() {
    let app = TestApp::new().await;
    namesake(&app).await;
    let page = app.client(Who::PrivacyOfficer).get("/review/looks").await;
    let body = &page.is(200).body;
    assert!(body.contains("Officer Person, housing officer, 2 March 2026"), "{body}");
    assert!(body.contains("Somebody in the record has the same surname"), "{body}");
    let day = app.client(Who::PrivacyOfficer).get(&address(&app, Who::Officer).await).await;
    assert!(day.is(200).body.contains("Saw the whole record") && day.body.contains("HF-"), "{}", day.body);
    for page in [&page, &day] {
        assert!(!page.body.contains("Rowan") && !page.body.contains("He hides my keys"));
    }
}

/// The control: with another name, by day, in one's own case, nobody asks.
#[tokio::test]
async fn an_ordinary_day_is_not_asked_about() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure().living_in(app.region("North"))).await;
    app.hand_over(case, Who::Officer).await;
    app.officer().opens(case).await.is(200);
    let page = app.client(Who::PrivacyOfficer).get("/review/looks").await;
    assert!(page.is(200).body.contains("There is nothing to go through"), "{}", page.body);
    app.client(Who::PrivacyOfficer).get(&address(&app, Who::Officer).await).await.is(404);
}

#[tokio::test]
async fn what_was_found_is_kept_in_words_and_later_looks_open_the_day_again() {
    let app = TestApp::new().await;
    let case = namesake(&app).await;
    let officer = app.client(Who::PrivacyOfficer);
    let day = address(&app, Who::Officer).await;
    officer.post(&day, &[("outcome", "in-order"), ("words", "")]).await.is(422);
    let found = [("outcome", "in-order"), ("words", "No kin, asked both")];
    officer.post(&day, &found).await.see_other();
    let page = officer.get("/review/looks").await;
    let (open, done) = page.is(200).body.split_once("Gone through").unwrap();
    let whose = "Officer Person, housing officer";
    assert!(!open.contains(whose) && done.contains(whose), "{}", page.body);
    assert!(
        page.body.contains("In order, said PrivacyOfficer Person")
            && page.body.contains("No kin, asked both")
    );
    app.officer().opens(case).await.is(200);
    let page = officer.get("/review/looks").await;
    assert!(page.is(200).body.contains("There are later looks"), "{}", page.body);
}

#[tokio::test]
async fn nobody_goes_through_their_own_looks() {
    let app = TestApp::new().await;
    let telling = Telling::disclosure().answer("name", "Rowan Person").living_in(app.region("North"));
    let case = app.call_handler().takes_report(&telling).await;
    app.da_lead().opens(case).await.is(200);
    let own = address(&app, Who::DaLead).await;
    let page = app.da_lead().get("/review/looks").await;
    assert!(page.is(200).body.contains("These are your own"), "{}", page.body);
    app.da_lead().get(&own).await.is(404);
    app.da_lead().post(&own, &[("outcome", "in-order"), ("words", "Fine")]).await.is(404);
    // The control: somebody else does.
    let found = [("outcome", "asked"), ("words", "Rang them")];
    app.client(Who::PrivacyOfficer).post(&own, &found).await.see_other();
}

#[tokio::test]
async fn the_fifth_case_in_a_day_without_a_part_in_it_is_told_at_once() {
    let app = TestApp::new().await;
    let told = |kinds: Vec<String>| kinds.iter().filter(|kind| *kind == "unusual-look").count();
    for number in 1..=6 {
        let name = format!("Rowan Ashdown{number}");
        let telling = Telling::disclosure().answer("name", &name).living_in(app.region("North"));
        let case = app.call_handler().takes_report(&telling).await;
        app.hand_over(case, Who::Officer).await;
        app.breaks_glass(Who::SecondOfficer, &name, case).await;
        app.client(Who::SecondOfficer).opens(case).await.is(200);
        assert_eq!(told(app.security_kinds().await), usize::from(number >= 5), "after {number}");
    }
    let page = app.client(Who::PrivacyOfficer).get("/review/looks").await;
    assert!(page.is(200).body.contains("five or more cases in a day"), "{}", page.body);
}

const STREET: &str = "Somebody in the record lives in the same street";

/// The officer, who lives here, opens a record of somebody who lives there, and what is asked about it.
async fn neighbours(here: &str, there: &str) -> (TestApp, String) {
    let app = TestApp::new().await;
    let officer = app.actor(Who::Officer).await;
    let about = AboutMe { addresses: vec![Words::parse(here).unwrap()], ..AboutMe::default() };
    app.service.put_about_me(&officer, about, &app.service.moment(&officer)).await.unwrap();
    let telling = Telling::disclosure().answer("name", "Rowan Ashdown").answer("address", there);
    let case = app.call_handler().takes_report(&telling.living_in(app.region("North"))).await;
    app.hand_over(case, Who::Officer).await;
    app.officer().opens(case).await.is(200);
    let page = app.client(Who::PrivacyOfficer).get("/review/looks").await;
    page.is(200);
    let body = page.body.clone();
    (app, body)
}

#[tokio::test]
async fn a_neighbour_s_look_is_asked_about_and_no_address_is_told() {
    for (here, there) in [
        ("40 Larch Road, Hollowbeck, ZZ99 3VZ", "12 Larch Road, Hollowbeck, ZZ99 3VZ"),
        ("40 Larch Road, Hollowbeck, ZZ99 3VZ", "112 larch rd, Hollowbeck, ZZ99 4AB"),
    ] {
        let (app, list) = neighbours(here, there).await;
        assert!(list.contains(STREET), "{here} / {there}: {list}");
        let day = app.client(Who::PrivacyOfficer).get(&address(&app, Who::Officer).await).await;
        for text in [&list, &day.is(200).body] {
            assert!(!text.to_lowercase().contains("larch") && !text.contains("ZZ99"), "{text}");
        }
        // And after a start, when everything is read anew.
        let app = app.started_again().await;
        let page = app.client(Who::PrivacyOfficer).get("/review/looks").await;
        assert!(page.is(200).body.contains(STREET));
    }
}

/// The control: in another street, or where too little is known, nobody asks.
#[tokio::test]
async fn a_look_from_another_street_is_not_asked_about() {
    for (here, there) in [
        ("40 Larch Road, Hollowbeck, ZZ99 3VZ", "12 Mill Lane, Hollowbeck, ZZ99 4AB"),
        ("40 Larch Road, Hollowbeck, ZZ99 3VZ", "12 Larch Road, Fernholme, ZZ88 3VZ"),
        ("40 Larch Road, Hollowbeck", "12 Larch Road, Hollowbeck, ZZ99 3VZ"),
    ] {
        let (_, list) = neighbours(here, there).await;
        assert!(!list.contains(STREET), "{here} / {there}");
    }
}

const LEFT: &str = "Somebody in the record has the name of a colleague who left their team";

/// Somebody opens a record of a person with the name of the second officer, who left. Whether that is asked about.
async fn asked_about_a_leaver(app: &TestApp, who: Who) -> bool {
    let telling = Telling::disclosure().answer("name", "SecondOfficer Person").living_in(app.region("North"));
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, who).await;
    app.leaves(Who::SecondOfficer).await;
    app.client(who).opens(case).await.is(200);
    app.client(Who::PrivacyOfficer).get("/review/looks").await.is(200).body.contains(LEFT)
}

async fn puts_in_team(app: &TestApp, who: Who, team: Option<domain::TeamId>) {
    let (administrator, user) = (app.actor(Who::Administrator).await, app.actor(who).await.user);
    app.service.put_in_team(&administrator, user, team).await.unwrap();
}

#[tokio::test]
async fn a_look_at_somebody_who_left_the_same_team_is_asked_about() {
    let app = TestApp::new().await;
    let team = app.actor(Who::Caseworker).await.team;
    puts_in_team(&app, Who::SecondOfficer, team).await;
    assert!(asked_about_a_leaver(&app, Who::Officer).await);
}

/// Where nobody keeps teams, everybody is a colleague.
#[tokio::test]
async fn a_look_by_somebody_in_no_team_at_somebody_who_left_none_is_asked_about() {
    let app = TestApp::new().await;
    assert!(asked_about_a_leaver(&app, Who::Manager).await);
}

/// The control: of another team.
#[tokio::test]
async fn a_look_at_somebody_who_left_another_team_is_not_asked_about_for_that() {
    let app = TestApp::new().await;
    let administrator = app.actor(Who::Administrator).await;
    let line = domain::text::ShortText::parse("Tenancy support").unwrap();
    let other = app.service.add_team(&administrator, &line).await.unwrap();
    puts_in_team(&app, Who::SecondOfficer, Some(other)).await;
    assert!(!asked_about_a_leaver(&app, Who::Officer).await);
    assert!(!asked_about_a_leaver(&app, Who::Manager).await);
}
