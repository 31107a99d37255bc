//! What was raised with the local authority, reviews, closing and opening again, a death, the copy for a review, and how it
//! went in the survivor's view.

mod closing;
mod copied;
mod death;
mod raised;
mod voices;

use domain::CaseId;
use domain::case::CaseCommand;
use domain::reviewing::{CaseReviewed, TheirView};
use domain::text::Words;
use jiff::ToSpan;

use crate::support::{Telling, TestApp, Who};

fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

/// A survivor's case of the officer's, in the region North.
async fn case(app: &TestApp) -> CaseId {
    let telling = Telling::disclosure().living_in(app.region("North")).answer("phone", "07700 900461");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    case
}

/// The same, gone through just now, and all that was due is seen to: nothing but time keeps it open.
async fn settled(app: &TestApp) -> CaseId {
    let case = case(app).await;
    goes_through(app, case).await;
    app.sets_aside_what_keeps_open(case).await;
    case
}

async fn goes_through(app: &TestApp, case: CaseId) {
    let again_on = app.now().to_zoned(domain::when::london()).date().checked_add(7.days()).unwrap();
    let view = Some(TheirView::Said(words("I am all right now.")));
    let reviewed = CaseReviewed { view, words: words("Nothing for three months."), again_on };
    app.records(Who::Officer, case, CaseCommand::from(reviewed)).await;
}
