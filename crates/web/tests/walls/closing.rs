//! A report from behind a wall is no less a report: a case does not close over one that nobody has read.

use domain::CaseId;
use domain::case::CaseCommand;
use domain::reviewing::{CaseReviewed, TheirView};
use domain::text::Words;
use jiff::ToSpan;

use super::{OWN_NUMBER, telling, with_number};
use crate::support::{Reply, TestApp, Who};

const SAYS: &str = "A further report that may be about it has not been read yet";

async fn closes(app: &TestApp, case: CaseId) -> Reply {
    let seen = app.case_page(case).await.view.sequence.to_string();
    let form = [
        ("ending", "moved"),
        ("moved-to", "not-known"),
        ("asked", "said"),
        ("view", "I am all right now."),
        ("words", "Nothing for three months."),
        ("seen", &seen),
    ];
    app.client(Who::DaLead).post(&format!("/cases/{case}/close"), &form).await
}

#[tokio::test]
async fn given_a_report_from_behind_a_wall_that_nobody_has_read_then_the_case_it_may_be_about_does_not_close()
{
    let app = TestApp::new().await;
    app.gives(Who::Officer, with_number(OWN_NUMBER)).await;
    let case = app.call_handler().takes_report(&telling(&app, "Rowan Ashdown", OWN_NUMBER)).await;
    let again_on = app.now().to_zoned(domain::when::london()).date().checked_add(7.days()).unwrap();
    let view = Some(TheirView::Said(Words::parse("I am all right now.").unwrap()));
    let words = Words::parse("Nothing for three months.").unwrap();
    app.records(Who::DaLead, case, CaseCommand::from(CaseReviewed { view, words, again_on })).await;
    let place = format!("/cases/{case}/close");
    app.sets_aside_what_keeps_open(case).await;
    app.client(Who::DaLead).get(&place).await.is(200).does_not_say(SAYS);

    let report = app.officer().takes_report(&telling(&app, "Rowan Ashdown", "07700 900457")).await;
    app.client(Who::DaLead).get(&place).await.is(200).says(SAYS);
    closes(&app, case).await.is(422).says(SAYS);
    assert!(app.case_page(case).await.view.support.closed().is_none());

    // The control: once the safeguarding lead has read it, nothing of it keeps the case open.
    let officer = app.actor(Who::Officer).await.user;
    let seen = format!("/walls/reports/{report}/{officer}/seen");
    app.client(Who::SafeguardingLead).post(&seen, &[("seen", "yes")]).await.is(303);
    app.client(Who::DaLead).get(&place).await.is(200).does_not_say(SAYS);
    app.sets_aside_what_keeps_open(case).await;
    closes(&app, case).await.is(303);
}
