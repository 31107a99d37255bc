//! Rules that a browser could try to get round: what may be set aside, what stands in a record of somebody's
//! own behaviour, who stays a protected reporter, and when an answer that nobody knew is asked for again.

use domain::CaseId;
use domain::people::PersonRole;
use policy::DutyState;

use crate::support::{Reply, Telling, TestApp, Who};

async fn officers(app: &TestApp, telling: Telling) -> CaseId {
    let case = app.call_handler().takes_report(&telling.living_in(app.region("North"))).await;
    app.hand_over(case, Who::Officer).await;
    case
}

fn aside(case: CaseId, duty: &str) -> String {
    format!("/cases/{case}/duties/{duty}/set-aside")
}

const REASON: [(&str, &str); 2] = [("why", "done-elsewhere"), ("words", "The night team did it")];

#[tokio::test]
async fn only_what_is_open_now_is_set_aside() {
    let app = TestApp::new().await;
    let case = officers(&app, Telling::disclosure()).await;
    let open = app.case_page(case).await.duties.into_iter().find(|duty| duty.state.is_open()).unwrap();
    let duty = format!("{}/{}", open.code, open.started.sequence);
    let before = app.count_of_entries().await;
    // One that the policy does not have, one that something else started, one that it never started.
    for other in ["no-such-duty/1".to_owned(), format!("{}/99", open.code), "household-again/1".to_owned()] {
        let refused = app.officer().post(&aside(case, &other), &REASON).await;
        refused.is(422).says("That is not to be done here now");
    }
    assert_eq!(app.count_of_entries().await, before);

    app.officer().post(&aside(case, &duty), &REASON).await.is(303);
    let again = app.officer().post(&aside(case, &duty), &REASON).await;
    again.is(422).says("it may be done already");
    assert_eq!(app.count_of_entries().await, before + 1);
}

#[tokio::test]
async fn what_was_done_while_the_page_was_open_is_not_set_aside() {
    let app = TestApp::new().await;
    let case = officers(&app, Telling::disclosure()).await;
    let duties = app.case_page(case).await.duties;
    let severity = duties.iter().find(|duty| duty.code == "severity-judged").unwrap();
    let page = aside(case, &format!("{}/{}", severity.code, severity.started.sequence));
    app.officer().get(&page).await.is(200);
    app.manager().post(&format!("/cases/{case}/notes/severity"), &[("severity", "high")]).await.is(303);
    app.officer().post(&page, &REASON).await.is(422).says("That is not to be done here now");
}

#[tokio::test]
async fn more_about_ones_own_behaviour_starts_the_check_on_the_survivor_anew_and_others_are_sent_elsewhere() {
    let app = TestApp::new().await;
    let case = officers(&app, Telling::own_behaviour()).await;
    let place = format!("/cases/{case}/notes/report");
    let page = app.officer().get(&place).await;
    page.is(200).says("Respect phoneline").does_not_say("name=\"reporter\"");
    assert_eq!(page.field("source"), "own-behaviour");

    let judged = [("severity", "high"), ("why", "He has keys")];
    app.officer().post(&format!("/cases/{case}/notes/severity"), &judged).await.is(303);
    let checked = |page: &service::CasePage| {
        page.duties.iter().filter(|duty| duty.code == "survivor-checked" && duty.state.is_open()).count()
    };
    assert_eq!(checked(&app.case_page(case).await), 0);
    let more = [("danger", "no"), ("source", "own-behaviour"), ("respect-line", "taken"), ("words", "Again")];
    app.officer().post(&place, &more).await.is(303);
    let page = app.case_page(case).await;
    assert_eq!(checked(&page), 1);
    let met = |duty: &service::DutyLine| matches!(duty.state, DutyState::Met { .. });
    assert!(page.duties.iter().any(|duty| duty.code == "respect-line" && met(duty)));

    let theirs = [("danger", "no"), ("source", "neighbour"), ("words", "Shouting")];
    let refused = app.officer().post(&place, &theirs).await;
    refused.is(422).says("This belongs in a record of its own: take a new report for it");
    assert_eq!(app.case_page(case).await.view.sequence, page.view.sequence);
}

#[tokio::test]
async fn a_plan_in_a_record_of_own_behaviour_is_for_whoever_told_us_and_for_nobody_else() {
    let app = TestApp::new().await;
    let case = officers(&app, Telling::own_behaviour().answer("phone", "07700 900461")).await;
    let child = [("roles", "child"), ("name", "Wren Vasey")];
    let person = format!("/cases/{case}/notes/person");
    let seen = app.officer().get(&person).await.field("seen").to_owned();
    app.officer().post(&person, &[&child[..], &[("seen", &*seen)]].concat()).await.is(303);
    let people = app.case_page(case).await.view.people;
    let id = |role| people.values().find(|person| person.is(role)).unwrap().person.to_string();
    let (teller, child) = (id(PersonRole::AllegedPerpetrator), id(PersonRole::Child));
    let place = format!("/cases/{case}/contact");
    let page = app.officer().get(&place).await;
    assert_eq!(page.field("survivor"), teller);
    let way = |whose: &str| {
        [
            ("seen", page.field("seen")),
            ("survivor", page.field("survivor")),
            ("way0-kind", "phone"),
            ("way0-whose", whose),
            ("way0-value", "07700 900461"),
            ("way0-safety", "unknown"),
            ("line-drops", "wait"),
        ]
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
    };
    let refused = app.officer().post(&place, &way(&child)).await;
    refused.is(422).says("Only ways of the person who told us stand in this record");
    assert!(refused.body.contains("id=\"way0-whose-error\""));
    app.officer().post(&place, &way(&teller)).await.is(303);
}

#[tokio::test]
async fn an_officer_who_records_a_reporter_again_takes_nothing_from_their_protection() {
    let app = TestApp::new().await;
    let case = officers(&app, Telling::disclosure()).await;
    let report = [
        ("danger", "no"),
        ("source", "relative"),
        ("reporter", "Dilwyn Marchetti"),
        ("words", "I am worried for her"),
    ];
    app.manager().post(&format!("/cases/{case}/notes/report"), &report).await.is(303);
    let people = app.case_page(case).await.view.people;
    let reporter = people.values().find(|person| person.is(PersonRole::Reporter)).unwrap();
    let place = format!("/cases/{case}/notes/person");
    let as_supporter = async |who: Who| {
        let seen = app.case_page(case).await.view.sequence.to_string();
        let id = reporter.person.to_string();
        let form = [("seen", &*seen), ("person", &*id), ("roles", "supporter"), ("name", "Dilwyn Marchetti")];
        app.client(who).post(&place, &form).await.is(303);
    };
    as_supporter(Who::Manager).await;
    as_supporter(Who::Officer).await;
    let known = &app.case_page(case).await.view.people[&reporter.person];
    assert!(known.is(PersonRole::Supporter) && known.is(PersonRole::Reporter), "{:?}", known.roles);
    let officer = app.actor(Who::Officer).await;
    let shown = app.service.case_page(&officer, case, None, "test").await.unwrap().view.people;
    assert!(!shown[&reporter.person].is(PersonRole::Reporter));
    // A search would find them by name, were they not a reporter any more.
    app.officer().post("/find", &[("words", "Marchetti")]).await.is(200).does_not_say(&case.to_string());
}

#[tokio::test]
async fn who_lives_at_home_is_asked_again_by_a_day_that_the_case_shows() {
    let app = TestApp::new().await;
    let case = officers(&app, Telling::disclosure()).await;
    let place = format!("/cases/{case}/notes/household");
    let seen = app.officer().get(&place).await.field("seen").to_owned();
    let form = [("seen", &*seen), ("children", "not-known"), ("adults", "no")];
    app.officer().post(&place, &form).await.is(303);
    let page = app.officer().opens(case).await;
    page.is(200)
        .says("It is still not known who lives at home: find out")
        .says("Due in 3 days, 5 March 2026 at 5pm")
        .says("Raise a safeguarding concern, or say why none is needed")
        .says("act as if the answer were yes");
    let due = app.case_page(case).await.duties;
    let again = due.iter().find(|duty| duty.code == "household-again").unwrap();
    assert_eq!(again.due.to_string(), "2026-03-05T17:00:00Z");

    app.wait(jiff::SignedDuration::from_hours(24 * 4));
    app.officer().signs_in().await;
    app.officer().opens(case).await.says("Overdue").says("It is still not known who lives at home");
}

/// Whether a detail of the chronology reads so.
fn tells(page: &Reply, label: &str, text: &str) -> bool {
    page.body.contains(&format!("<dt>{label}</dt><dd class=\"app-words\">{text}</dd>"))
}

/// What contact is agreed for, until when it must wait and by which day somebody asks stand in the chronology.
#[tokio::test]
async fn the_chronology_says_when() {
    let app = TestApp::new().await;
    let telling = Telling::disclosure().answer("phone", "07700 900461");
    let case = officers(&app, telling).await;
    let channel = app.plan_calls(case).await.to_string();
    let next = [
        ("channel", &*channel),
        ("on-day", "4"),
        ("on-month", "3"),
        ("on-year", "2026"),
        ("from", "10:00"),
        ("until", "11:00"),
        ("if-missed", "wait"),
    ];
    app.officer().post(&format!("/cases/{case}/contact/next"), &next).await.is(303);
    let until = [
        ("until-day", "5"),
        ("until-month", "3"),
        ("until-year", "2026"),
        ("until-time", "09:00"),
        ("why", "He is at home"),
    ];
    app.officer().post(&format!("/cases/{case}/contact/pause"), &until).await.is(303);
    let page = app.officer().opens(case).await;
    assert!(tells(&page, "Agreed for", "4 March 2026 at 10am, until 11am"));
    assert!(tells(&page, "Until", "5 March 2026 at 9am"));

    let case = officers(&app, Telling::suspicion()).await;
    let plan = [
        ("step", "plan"),
        ("on-day", "6"),
        ("on-month", "3"),
        ("on-year", "2026"),
        ("how", "At the gas check"),
    ];
    app.officer().post(&format!("/cases/{case}/enquiry"), &plan).await.is(303);
    assert!(tells(&app.officer().opens(case).await, "By which day", "6 March 2026"));
}
