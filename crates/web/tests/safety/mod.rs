//! Safety plans, choices, "not now", promises and silence, as browsers reach them.

mod choices;
mod plan;
mod precautions;
mod promises;

use domain::CaseId;

use crate::support::{Telling, TestApp, Who};

/// A survivor's case of this severity, which the officer has.
async fn a_case(app: &TestApp, severity: &str) -> CaseId {
    let telling = Telling::disclosure()
        .living_in(app.region("North"))
        .answer("severity", severity)
        .answer("phone", "07700 900461")
        .answer("address", "9 Cinnabar Wharf, Elsewhere ZZ99 3QX")
        .answer("perpetrator", "Garrick Vane");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    case
}

/// The three boxes of a day.
fn day<'a>(field: &'a str, date: [&'a str; 3]) -> Vec<(String, String)> {
    ["day", "month", "year"]
        .iter()
        .zip(date)
        .map(|(part, value)| (format!("{field}-{part}"), value.to_owned()))
        .collect()
}

fn form(fields: &[(&str, &str)], dates: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String)> {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    fields.chain(dates).collect()
}
