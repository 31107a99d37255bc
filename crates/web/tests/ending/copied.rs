//! The copy for a review: by whoever may, freshly confirmed, written down as that, and no formula in it.

use domain::case::CaseCommand;
use domain::disclosure::WishesRecorded;
use jiff::SignedDuration;

use super::{case, words};
use crate::support::{TestApp, Who};

#[tokio::test]
async fn given_somebody_who_may_not_then_there_is_no_copy() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let mark = app.looks().await;
    for who in
        [Who::Officer, Who::CallHandler, Who::Caseworker, Who::SouthManager, Who::Auditor, Who::OtherLead]
    {
        for place in ["chronology", "chronology.csv"] {
            app.client(who).get(&format!("/cases/{case}/{place}")).await.is(404);
        }
    }
    assert!(app.looks_since(&mark).await.is_empty());
}

#[tokio::test]
async fn given_a_manager_or_lead_then_they_confirm_who_they_are_and_that_they_took_it_is_written_down() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    for who in [Who::Manager, Who::DaLead] {
        app.client(who).signs_in().await;
        let mark = app.looks().await;
        app.client(who).get(&format!("/cases/{case}/chronology")).await.is(200).says("Report taken");
        let looks = app.looks_since(&mark).await;
        assert_eq!(
            (looks.len(), looks[0].action.as_str(), looks[0].part.as_str()),
            (1, "take-copy", "review-pack")
        );
    }
    app.wait(SignedDuration::from_mins(11));
    let mark = app.looks().await;
    for place in ["chronology", "chronology.csv"] {
        let to = app.manager().get(&format!("/cases/{case}/{place}")).await.see_other();
        assert!(to.starts_with("/confirm"), "{to}");
    }
    assert!(app.looks_since(&mark).await.is_empty(), "nothing was taken, so nothing was written");
}

#[tokio::test]
async fn given_the_table_then_it_is_one_for_a_spreadsheet_and_holds_no_formula_and_no_number() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let wish = WishesRecorded { words: words("=HYPERLINK(\"http://x\",\"y\")\n@SUM(A1)") };
    app.records(Who::Officer, case, CaseCommand::RecordWishes(wish)).await;
    app.manager().signs_in().await;
    let table = app.manager().get(&format!("/cases/{case}/chronology.csv")).await;
    table.is(200);
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"list.csv\"");
    assert!(table.body.contains("\"No\",\"Time known\",\"Time happened\",\"Source\""));
    assert!(table.body.contains("HYPERLINK"), "the words are there");
    let cells = table.body.split("\",\"").map(|cell| cell.trim_start_matches(['"', '\u{feff}', '\r', '\n']));
    let formulas: Vec<&str> = cells.filter(|cell| cell.starts_with(['=', '+', '-', '@'])).collect();
    assert!(formulas.is_empty(), "{formulas:?}");
    let digits: String = table.body.chars().filter(char::is_ascii_digit).collect();
    assert!(!digits.contains("7700900461"));
}

#[tokio::test]
async fn given_a_silence_and_a_duty_that_was_missed_then_both_stand_in_the_copy() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    app.manager().signs_in().await;
    app.wait(SignedDuration::from_hours(24 * 45));
    app.manager().signs_in().await;
    let copy = app.manager().get(&format!("/cases/{case}/chronology")).await;
    copy.is(200).says("No contact").says("working days").says("not done, was due");
}
