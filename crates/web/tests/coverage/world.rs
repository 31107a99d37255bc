//! One case in each state that a route can meet, and how everybody is related to it.

use access::Relation;
use domain::people::SecretKind;
use domain::{CaseId, ChannelId, DraftId, SecretId};

use crate::support::{Telling, TestApp, Who};

/// What stands in the way of a route: ids of real things.
#[derive(Debug, Clone, Copy)]
pub struct Ids {
    pub case: CaseId,
    pub channel: ChannelId,
    pub phone: SecretId,
    pub address: SecretId,
}

/// A report as full as the page on which it is taken allows.
pub fn telling(app: &TestApp) -> Telling {
    Telling::disclosure()
        .living_in(app.region("North"))
        .answer("known-as", "Rosie Planted-Alias")
        .answer("phone", "07700 900461")
        .answer("address", "9 Planted Wharf, Elsewhere ZZ99 3QX")
        .answer("perpetrator", "Garrick Planted-Perpetrator")
        .answer("words", "Planted words: he hides my keys and reads my post")
        .answer("severity", "high")
}

/// A case in North that the manager of North is to hand on: the call handler took it, nobody has it.
pub async fn fresh(app: &TestApp) -> Ids {
    let case = app.call_handler().takes_report(&telling(app)).await;
    let channel = app.plan_calls(case).await;
    let phone = app.secret(case, SecretKind::Phone).await;
    let address = app.secret(case, SecretKind::Address).await;
    Ids { case, channel, phone, address }
}

/// The same, and the officer has it.
pub async fn handed(app: &TestApp) -> Ids {
    let ids = fresh(app).await;
    app.hand_over(ids.case, Who::Officer).await;
    ids
}

/// A case of the other organisation.
pub async fn foreign(app: &TestApp) -> CaseId {
    let telling = Telling::disclosure().answer("name", "Foreign Planted-Name").living_in(app.region("East"));
    let case = app.client(Who::OtherCallHandler).takes_report(&telling).await;
    app.hand_over(case, Who::OtherOfficer).await;
    case
}

/// A draft of this person's own, or nothing where their role takes no reports.
pub async fn draft(app: &TestApp, who: Who) -> Option<DraftId> {
    let reply = app.client(who).post("/reports", &[("kind", "report-survivor")]).await;
    let place = (reply.status == 303).then(|| reply.see_other())?;
    place.strip_prefix("/reports/")?.parse().ok()
}

/// How somebody is related to a case, told by hand so that it is not the program that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nobody has it; the call handler took it.
    Fresh,
    /// The officer has it.
    Handed,
    /// The officer has it, and everybody of the house is excluded by a conflict of interest.
    Walled,
}

/// The relation of this person to the case in North in this state.
pub fn relation(who: Who, state: State) -> Relation {
    match (who, state) {
        (who, _) if who.is_foreign() => Relation::None,
        (_, State::Walled) => Relation::Excluded,
        (Who::DaLead, _) => Relation::Organisation,
        (Who::Manager, _) => Relation::Region,
        (Who::CallHandler, State::Fresh) => Relation::Recorder,
        (Who::Officer, State::Handed) => Relation::Assigned,
        _ => Relation::None,
    }
}

/// The case in North in this state.
pub async fn in_state(app: &TestApp, state: State) -> Ids {
    match state {
        State::Fresh => fresh(app).await,
        State::Handed => handed(app).await,
        State::Walled => {
            let ids = handed(app).await;
            for who in Who::ALL.into_iter().filter(|who| !who.is_foreign()) {
                app.wall(ids.case, who).await;
            }
            ids
        }
    }
}
