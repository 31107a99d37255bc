//! One case in each state that a route can meet, and how everybody is related to it.

use access::Relation;
use domain::case::CaseCommand;
use domain::disclosure::WishesRecorded;
use domain::people::{PersonRole, SecretKind};
use domain::text::Words;
use domain::{CaseId, ChannelId, DraftId, PersonId, SecretId, UserId};

use crate::support::{Telling, TestApp, Who};

/// What stands in the path or the form of a route: real ids of real things.
#[derive(Debug, Clone)]
pub struct Ids {
    pub case: CaseId,
    pub survivor: PersonId,
    pub perpetrator: PersonId,
    pub channel: ChannelId,
    pub phone: SecretId,
    /// An entry that may be corrected.
    pub entry: u64,
    /// Somebody who has an account.
    pub colleague: UserId,
    /// Somebody who may be let in, and sees nothing of a case then.
    pub planner: UserId,
    /// An open duty, as it stands in an address: its code and the entry that started it.
    pub duty: String,
}

/// On which road the cases of a route are: a page of one road is not there on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Road {
    Disclosure,
    Suspicion,
}

/// The road of a route's cases.
pub fn road(path: &str) -> Road {
    if path.ends_with("/enquiry") { Road::Suspicion } else { Road::Disclosure }
}

/// A report with somebody to name in every form.
pub fn telling(app: &TestApp, road: Road) -> Telling {
    let telling = match road {
        Road::Disclosure => Telling::disclosure(),
        Road::Suspicion => Telling::suspicion().answer("name", "Rowan Ashdown"),
    };
    telling
        .living_in(app.region("North"))
        .answer("phone", "07700 900461")
        .answer("perpetrator", "Garrick Vane")
}

/// The ids of a case that was just taken, with a plan where there may be one.
pub async fn ids_of(app: &TestApp, case: CaseId, road: Road) -> Ids {
    let channel = match road {
        Road::Disclosure => app.plan_calls(case).await,
        Road::Suspicion => ChannelId::from_uuid(case.as_uuid()),
    };
    let wish = WishesRecorded { words: Words::parse("To keep the garden").unwrap() };
    app.records(Who::DaLead, case, CaseCommand::RecordWishes(wish)).await;
    let page = app.case_page(case).await;
    let person = |role| page.view.people.values().find(|person| person.is(role)).unwrap().person;
    let duty = page.duties.iter().find(|duty| duty.state.is_open()).unwrap();
    Ids {
        case,
        survivor: person(PersonRole::Survivor),
        perpetrator: person(PersonRole::AllegedPerpetrator),
        channel,
        phone: app.secret(case, SecretKind::Phone).await,
        entry: page.view.sequence,
        colleague: app.actor(Who::Officer).await.user,
        planner: app.actor(Who::Planner).await.user,
        duty: format!("{}/{}", duty.code, duty.started.sequence),
    }
}

/// Ids of nothing at all, around one case.
pub fn nothing_but(case: CaseId) -> Ids {
    let nothing = super::matrix::NOTHING;
    Ids {
        case,
        survivor: nothing.parse().unwrap(),
        perpetrator: nothing.parse().unwrap(),
        channel: nothing.parse().unwrap(),
        phone: nothing.parse().unwrap(),
        entry: 1,
        colleague: nothing.parse().unwrap(),
        planner: nothing.parse().unwrap(),
        duty: "no-duty/1".to_owned(),
    }
}

/// A case in North that the manager of North is to hand on: the call handler took it, nobody has it.
pub async fn fresh(app: &TestApp, road: Road) -> Ids {
    let case = app.call_handler().takes_report(&telling(app, road)).await;
    ids_of(app, case, road).await
}

/// The same, and the officer has it.
pub async fn handed(app: &TestApp, road: Road) -> Ids {
    let ids = fresh(app, road).await;
    app.hand_over(ids.case, Who::Officer).await;
    for who in [Who::Partner, Who::MaracRep, Who::Planner] {
        app.let_in(ids.case, who).await;
    }
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

/// A conversation of this person's own about a case, or nothing where they may not have one.
pub async fn conversation(app: &TestApp, who: Who, case: CaseId) -> Option<DraftId> {
    let reply = app.client(who).post(&format!("/cases/{case}/conversation"), &[("", ""); 0]).await;
    let place = (reply.status == 303).then(|| reply.see_other())?;
    place.rsplit('/').next()?.parse().ok()
}

/// A safety plan of this person's own about a case, begun and not finished, or nothing where they may not make one.
pub async fn plan_form(app: &TestApp, who: Who, case: CaseId) -> Option<DraftId> {
    let reply = app.client(who).post(&format!("/cases/{case}/plan"), &[("", ""); 0]).await;
    let place = (reply.status == 303).then(|| reply.see_other())?;
    place.rsplit('/').next()?.parse().ok()
}

/// An assessment of this person's own about a case, begun and not finished, or nothing where they may not make one.
pub async fn risk_form(app: &TestApp, who: Who, case: CaseId) -> Option<DraftId> {
    let reply = app.client(who).post(&format!("/cases/{case}/risk"), &[("", ""); 0]).await;
    let place = (reply.status == 303).then(|| reply.see_other())?;
    place.rsplit('/').next()?.parse().ok()
}

/// How somebody is related to a case, told by hand so that it is not the program that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nobody has it; the call handler took it.
    Fresh,
    /// The officer has it, so that their team covers, and three were let in by name.
    Handed,
    /// The officer has it, and all but the second lead, and the planner, who has nothing to do with it, are excluded by
    /// a conflict of interest.
    Walled,
}

/// The relation of this person to the case in North in this state.
pub fn relation(who: Who, state: State) -> Relation {
    match (who, state) {
        (who, _) if who.is_foreign() => Relation::None,
        (Who::SecondLead, _) => Relation::Organisation,
        (Who::Planner, State::Walled) | (Who::Partner | Who::MaracRep | Who::Planner, State::Handed) => {
            Relation::Granted
        }
        (_, State::Walled) | (Who::PerpetratorWorker, _) => Relation::Excluded,
        (Who::DaLead | Who::SafeguardingLead, _) => Relation::Organisation,
        (Who::Manager, _) => Relation::Region,
        (Who::CallHandler, State::Fresh) => Relation::Recorder,
        (Who::Officer, State::Handed) => Relation::Assigned,
        (Who::Caseworker, State::Handed) => Relation::Team,
        _ => Relation::None,
    }
}

/// The case in North in this state.
pub async fn in_state(app: &TestApp, state: State, road: Road) -> Ids {
    match state {
        State::Fresh => fresh(app, road).await,
        State::Handed => handed(app, road).await,
        State::Walled => {
            let ids = handed(app, road).await;
            let stays = |who: &Who| who.is_foreign() || matches!(who, Who::SecondLead | Who::Planner);
            for who in Who::ALL.into_iter().filter(|who| !stays(who)) {
                app.wall(ids.case, who).await;
            }
            ids
        }
    }
}
