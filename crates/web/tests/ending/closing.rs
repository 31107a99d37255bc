//! Closing a case, and the never events of it: because they said no once, or did not answer once; with something open; by
//! somebody who may not; without their view (R-16, R-17, domain.md 19).

use domain::case::CaseCommand;
use domain::change::{ChangeRecorded, LifeChange};
use domain::disclosure::Agency;
use domain::promise::PromiseMade;
use domain::safeguarding::{Agreement, ConcernFor, ConcernRaised, Harm};
use domain::{Answer, CaseId, Happened};
use jiff::civil::date;
use jiff::{SignedDuration, ToSpan};
use service::Whose;

use super::{case, goes_through, settled, words};
use crate::support::{Reply, TestApp, Who};

async fn closes(app: &TestApp, who: Who, case: CaseId, ending: &str) -> Reply {
    let seen = app.case_page(case).await.view.sequence.to_string();
    let form = [
        ("ending", ending),
        ("moved-to", "refuge"),
        ("asked", "said"),
        ("view", "I am all right now."),
        ("words", "Nothing for three months. She knows how to come back."),
        ("seen", &seen),
    ];
    app.client(who).post(&format!("/cases/{case}/close"), &form).await
}

/// Nobody closes it for this, and it is still open afterwards.
async fn stays_open(app: &TestApp, case: CaseId, ending: &str, because: &str) {
    let before = app.count_of_entries().await;
    closes(app, Who::Manager, case, ending).await.is(422).says("It cannot be closed yet").says(because);
    assert_eq!(app.count_of_entries().await, before);
    assert!(app.case_page(case).await.view.support.closed().is_none());
}

#[tokio::test]
async fn given_they_said_no_once_or_did_not_answer_once_then_no_case_closes_for_it() {
    let app = TestApp::new().await;
    let case = settled(&app).await;
    app.manager().get(&format!("/cases/{case}/close")).await.is(200).says("said no only once");
    stays_open(&app, case, "wants-no-more", "said no only once").await;
    stays_open(&app, case, "lost-contact", "tried on fewer than three days").await;
    stays_open(&app, case, "died", "No death is recorded").await;
    // The control: the same case closes for what did happen.
    closes(&app, Who::Manager, case, "moved").await.is(303);
}

#[tokio::test]
async fn given_something_promised_raised_or_ahead_then_it_is_seen_to_first() {
    let app = TestApp::new().await;
    let promised = settled(&app).await;
    let made = PromiseMade { what: words("New locks"), by: date(2026, 3, 6) };
    app.records(Who::Officer, promised, CaseCommand::from(made)).await;
    stays_open(&app, promised, "safe-at-home", "promised").await;

    let raised = settled(&app).await;
    let concern = ConcernRaised {
        concern: ConcernFor::Children,
        categories: [].into(),
        harm: Harm::Significant,
        agreed: Agreement::Yes,
        with: Agency::Mash,
        at: app.now(),
        reference: None,
        survivor_told: Answer::Yes,
        words: None,
    };
    app.records(Who::Officer, raised, CaseCommand::RaiseConcern(concern)).await;
    stays_open(&app, raised, "safe-at-home", "A safeguarding concern has no answer").await;

    let ordered = case(&app).await;
    let in_ten_days = app.now().to_zoned(domain::when::london()).date().checked_add(10.days()).unwrap();
    let order = ChangeRecorded {
        change: LifeChange::OrderExpires,
        when: Happened::On(in_ten_days),
        order: None,
        words: None,
        instead_of: None,
    };
    app.records(Who::Officer, ordered, CaseCommand::from(order)).await;
    goes_through(&app, ordered).await;
    stays_open(&app, ordered, "safe-at-home", "within 30 days").await;
}

#[tokio::test]
async fn given_an_officer_or_somebody_of_elsewhere_then_there_is_no_page_to_close_a_case() {
    let app = TestApp::new().await;
    let case = settled(&app).await;
    for who in [Who::Officer, Who::CallHandler, Who::Caseworker, Who::SouthManager, Who::OtherLead] {
        app.client(who).get(&format!("/cases/{case}/close")).await.is(404);
        closes(&app, who, case, "moved").await.is(404);
    }
    assert!(app.case_page(case).await.view.support.closed().is_none());
}

#[tokio::test]
async fn given_no_view_and_no_reason_why_not_then_it_does_not_close() {
    let app = TestApp::new().await;
    let case = settled(&app).await;
    let seen = app.case_page(case).await.view.sequence.to_string();
    let place = format!("/cases/{case}/close");
    let form = [("ending", "other"), ("words", "Nothing for three months"), ("seen", &*seen)];
    app.manager().post(&place, &form).await.is(422).says("Choose whether they were asked");
    let form = [form[0], form[1], form[2], ("asked", "own")];
    app.manager().post(&place, &form).await.is(422).says("what the survivor thinks");
    assert!(app.case_page(case).await.view.support.closed().is_none());
}

#[tokio::test]
async fn given_something_overdue_then_it_is_done_or_set_aside_before_the_case_closes() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    goes_through(&app, case).await;
    app.manager().signs_in().await;
    app.wait(SignedDuration::from_hours(24 * 6));
    app.manager().signs_in().await;
    let place = format!("/cases/{case}/close");
    app.manager().get(&place).await.is(200).says("Set it aside").says("was due");
    stays_open(&app, case, "moved", "Something that the policy asks for is not done").await;
}

#[tokio::test]
async fn given_something_open_that_closing_does_not_end_then_it_is_listed_and_no_way_out_closes_over_it() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    goes_through(&app, case).await;
    let household = "Ask who lives at home: children, or an adult at risk";
    let page = app.manager().get(&format!("/cases/{case}/close")).await;
    page.is(200).does_not_say("Nothing, as far as this record tells").says(household).says("Set it aside");
    for ending in ["moved", "transferred", "wants-no-more", "no-abuse-found", "other"] {
        stays_open(&app, case, ending, "Something that the policy asks for is not done").await;
    }
    app.sets_aside_what_keeps_open(case).await;
    let page = app.manager().get(&format!("/cases/{case}/close")).await;
    page.is(200).says("Nothing, as far as this record tells").does_not_say(household);
    page.says("What closing ends, not done")
        .says("Speak with the survivor again before the silence grows too long");
    closes(&app, Who::Manager, case, "transferred").await.is(303);
}

#[tokio::test]
async fn given_it_was_closed_then_the_copy_and_the_page_say_what_was_not_done_and_opened_again_it_is_due_again()
 {
    let app = TestApp::new().await;
    let case = settled(&app).await;
    closes(&app, Who::Manager, case, "moved").await.is(303);
    let silence = "Speak with the survivor again before the silence grows too long";
    let ended = format!("{silence}: not done when the record was closed (entry");
    app.client(Who::DaLead).get(&format!("/cases/{case}/chronology")).await.is(200).says(&ended);
    let csv = app.client(Who::DaLead).get(&format!("/cases/{case}/chronology.csv")).await;
    assert!(csv.body.contains(&ended), "{}", csv.body);
    let page = app.officer().get(&format!("/cases/{case}")).await;
    page.is(200).says("not done when the record was closed").does_not_say("no longer called for since");
    let why = [("words", "She rang"), ("seen", "1")];
    app.manager().post(&format!("/cases/{case}/notes/reopen"), &why).await.is(303);
    let open: Vec<String> = app
        .case_page(case)
        .await
        .duties
        .into_iter()
        .filter(|duty| duty.state.is_open())
        .map(|duty| duty.code)
        .collect();
    for code in ["owner-again", "first-contact", "silence", "case-review", "risk-again"] {
        assert!(open.iter().any(|open| open == code), "{code}: {open:?}");
    }
}

/// What of a case stands on somebody's lists: whether it is among the cases, and the titles of what is due.
async fn listed(app: &TestApp, who: Who, whose: Whose, case: CaseId) -> (bool, Vec<String>) {
    let page = app.service.work(&app.actor(who).await, whose, 1).await.unwrap();
    let lists = page.cases.iter().chain(&page.to_triage).chain(&page.unowned);
    let due = page.records.into_iter().filter(|record| record.case == case).flat_map(|record| record.duties);
    (lists.clone().any(|line| line.case == case), due.map(|duty| duty.title).collect())
}

#[tokio::test]
async fn given_a_closed_case_then_it_leaves_the_lists_is_found_and_opens_again() {
    let app = TestApp::new().await;
    let case = settled(&app).await;
    let link = format!("/cases/{case}");
    let (on_list, due) = listed(&app, Who::Officer, Whose::Mine, case).await;
    assert!(on_list && !due.is_empty(), "the control: it is on the list while it is open");
    closes(&app, Who::Manager, case, "safe-at-home").await.is(303);
    for (who, whose) in
        [(Who::Officer, Whose::Mine), (Who::Manager, Whose::Everybody), (Who::DaLead, Whose::Everybody)]
    {
        let (on_list, due) = listed(&app, who, whose, case).await;
        assert!(!on_list, "{who:?}");
        // Only that somebody asks how it went, where they agreed to be asked.
        assert!(due.iter().all(|title| title.contains("how it went")), "{who:?}: {due:?}");
    }
    for who in [Who::Officer, Who::Manager, Who::DaLead] {
        let found = app.client(who).post("/find", &[("words", "Rowan")]).await;
        assert!(found.body.contains(&link), "{who:?}");
    }
    let page = app.officer().get(&link).await;
    page.is(200)
        .says("This record is closed")
        .says("I am all right now.")
        .does_not_say("Close it: see first");
    let first = page.body.find("This record is closed").unwrap();
    assert!(first < page.body.find("What they want").unwrap(), "it says so first");
    app.manager().get(&link).await.says("Open it again");
    let why = [("words", "She rang"), ("seen", "1")];
    app.officer().post(&format!("{link}/notes/reopen"), &why).await.is(404);
    app.manager().post(&format!("{link}/notes/reopen"), &why).await.is(303);
    assert!(listed(&app, Who::Officer, Whose::Mine, case).await.0, "it is on the list again");
    app.sets_aside_what_keeps_open(case).await;
    closes(&app, Who::Manager, case, "safe-at-home").await.is(303);
    let incident = [("told-by", "survivor"), ("words", "He came back"), ("seen", "1")];
    app.officer().post(&format!("{link}/notes/incident"), &incident).await.is(303);
    assert!(app.case_page(case).await.view.support.closed().is_none(), "an incident opens it");
    assert!(listed(&app, Who::Officer, Whose::Mine, case).await.0);
}

#[tokio::test]
async fn given_they_moved_then_by_which_way_is_asked_and_told_and_never_an_address() {
    let app = TestApp::new().await;
    let case = settled(&app).await;
    let link = format!("/cases/{case}");
    app.manager().get(&format!("{link}/close")).await.is(200).says("By which way, and never the address.");
    closes(&app, Who::Manager, case, "moved").await.is(303);
    for place in [link.clone(), format!("{link}/chronology")] {
        app.manager().get(&place).await.is(200).says("Where they moved").says("A refuge");
    }
    app.manager().get(&format!("{link}/notes/reopen")).await.is(200).says("Where to: a refuge.");
    let why = [("words", "She rang"), ("seen", "1")];
    app.manager().post(&format!("{link}/notes/reopen"), &why).await.is(303);
    app.sets_aside_what_keeps_open(case).await;
    // The control: ended in another way, the same answer is about nothing.
    closes(&app, Who::Manager, case, "other").await.is(303);
    app.manager().get(&format!("{link}/notes/reopen")).await.is(200).does_not_say("Where to:");
}

#[tokio::test]
async fn given_a_review_then_what_they_want_now_is_asked_and_recorded_with_it() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let place = format!("/cases/{case}/notes/reviewed");
    let page = app.officer().get(&place).await;
    // Nobody has judged it yet, so it comes again as soon as for a high one: in a week.
    let day = ["again-day", "again-month", "again-year"].map(|part| page.field(part).to_owned());
    assert_eq!(day, ["9", "3", "2026"]);
    let when = [("again-day", &*day[0]), ("again-month", &*day[1]), ("again-year", &*day[2])];
    let refused = [&[("words", "Nothing new"), ("seen", "1")][..], &when].concat();
    app.officer().post(&place, &refused).await.is(422).says("Choose whether they were asked");
    let said = [
        ("asked", "said"),
        ("view", "It is quieter"),
        ("wishes", "A move before the summer"),
        ("words", "Keep ringing"),
        ("seen", "1"),
    ];
    app.officer().post(&place, &[&said[..], &when].concat()).await.is(303);
    let view = app.case_page(case).await.view;
    assert_eq!(view.wishes[0].is.words.as_str(), "A move before the summer");
    assert_eq!(view.support.reviews().len(), 1);
    app.officer().get(&format!("/cases/{case}")).await.says("It is quieter").says("Again by 9 March 2026");
}

#[tokio::test]
async fn given_a_death_then_the_page_says_first_that_everything_is_kept() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let survivor = app.case_page(case).await.view.survivor().unwrap().person.to_string();
    app.officer().get(&format!("/cases/{case}")).await.does_not_say("Everything here is kept");
    let form = [("person", &*survivor), ("words", "The police told us"), ("seen", "1")];
    app.officer().post(&format!("/cases/{case}/notes/loss"), &form).await.is(303);
    app.officer().get(&format!("/cases/{case}")).await.says("Everything here is kept");
}
