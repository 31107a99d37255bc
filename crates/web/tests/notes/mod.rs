//! Handing over, the safe enquiry, notes and setting aside, as browsers reach them.

mod correcting;

use access::ActionKind;
use domain::case::Owner;
use domain::report::Route;
use domain::{Answer, CaseId, Severity};
use policy::DutyState;
use service::{CasePage, Problem};

use crate::support::{Telling, TestApp, Who};

async fn reported(app: &TestApp, severity: &str) -> CaseId {
    let telling = Telling::disclosure().living_in(app.region("North")).answer("severity", severity);
    app.call_handler().takes_report(&telling).await
}

async fn sequence(app: &TestApp, case: CaseId) -> String {
    app.case_page(case).await.view.sequence.to_string()
}

#[tokio::test]
async fn a_manager_places_judges_and_hands_over_in_one_form() {
    let app = TestApp::new().await;
    let case = reported(&app, "medium").await;
    let place = format!("/cases/{case}/handover");
    let page = app.manager().get(&place).await;
    page.is(200).says("The survivor").says("Due first").says("Medium").says("The regional housing manager");
    let owner = app.actor(Who::Officer).await.user.to_string();
    let seen = page.field("seen").to_owned();
    let form = [("seen", &*seen), ("severity-was", "medium"), ("owner", &owner), ("severity", "high")];
    assert_eq!(app.manager().post(&place, &form).await.see_other(), format!("/cases/{case}"));
    let view = app.case_page(case).await.view;
    assert!(
        matches!(view.owner, Some(Owner::Person { owner: named, cover: None }) if named.to_string() == owner)
    );
    assert_eq!(view.severity, Some(Severity::High));
}

#[tokio::test]
async fn where_one_part_of_a_handover_is_refused_nothing_of_it_is_recorded() {
    let app = TestApp::new().await;
    let case = reported(&app, "high").await;
    let (place, seen) = (format!("/cases/{case}/handover"), sequence(&app, case).await);
    let owner = app.actor(Who::Officer).await.user.to_string();
    let north = app.region("North").to_string();
    // The page says that the severity was medium; since then it is high, and raising is lowering.
    let form = [
        ("seen", &*seen),
        ("severity-was", "medium"),
        ("severity", "medium"),
        ("owner", &owner),
        ("region", &north),
    ];
    let reply = app.manager().post(&place, &form).await;
    reply.is(422).says("Only a manager lowers a severity");
    assert!(reply.body.contains(&format!("value=\"{owner}\" selected")), "the owner that was chosen is gone");
    assert_eq!(sequence(&app, case).await, seen);
}

#[tokio::test]
async fn several_entries_need_every_permit_that_one_of_them_needs() {
    use domain::case::{CaseCommand, OwnerNamed};
    use domain::disclosure::HouseholdAnswered;
    let app = TestApp::new().await;
    let case = reported(&app, "high").await;
    app.hand_over(case, Who::Officer).await;
    let officer = app.actor(Who::Officer).await;
    let seen = sequence(&app, case).await;
    let answered = HouseholdAnswered { children: Answer::No, adults_at_risk: Answer::No };
    let named = OwnerNamed { owner: officer.user, cover: None };
    let both = vec![CaseCommand::AnswerHousehold(answered).into(), CaseCommand::NameOwner(named).into()];
    let moment = app.service.moment(&officer);
    let refused = app.service.record_all(&officer, case, None, both, &moment).await;
    assert!(matches!(refused, Err(Problem::Denied(_))), "an officer handed a case over");
    assert_eq!(sequence(&app, case).await, seen);
}

#[tokio::test]
async fn somebody_elses_entry_in_between_loses_nothing_that_was_typed() {
    let app = TestApp::new().await;
    let case = reported(&app, "high").await;
    let (place, seen) = (format!("/cases/{case}/notes/household"), sequence(&app, case).await);
    app.manager().post(&format!("/cases/{case}/notes/severity"), &[("severity", "high")]).await.is(303);
    let form = [("seen", &*seen), ("children", "yes"), ("adults", "not-known")];
    let reply = app.manager().post(&place, &form).await;
    reply.is(409).says("Somebody else recorded something here while you were writing");
    assert_ne!(reply.field("seen"), seen);
    assert!(app.case_page(case).await.view.household.is_none());
    let form = [("seen", reply.field("seen")), form[1], form[2]];
    app.manager().post(&place, &form).await.is(303);
    let household = app.case_page(case).await.view.household.unwrap().is;
    assert_eq!((household.children, household.adults_at_risk), (Answer::Yes, Answer::NotKnown));
    let again = app.manager().get(&place).await;
    assert_eq!(again.is(200).body.matches(" checked").count(), 1, "what nobody knew is not chosen for them");
}

#[tokio::test]
async fn nobody_excluded_can_be_given_the_case() {
    let app = TestApp::new().await;
    let case = reported(&app, "high").await;
    let manager = app.actor(Who::Manager).await;
    let officer = app.actor(Who::Officer).await.user;
    assert!(app.service.assignable(&manager, case).await.unwrap().contains_key(&officer));
    app.wall(case, Who::Officer).await;
    let left = app.service.assignable(&manager, case).await.unwrap();
    assert!(!left.contains_key(&officer) && !left.is_empty());
    let call_handler = app.actor(Who::CallHandler).await.user;
    assert!(!left.contains_key(&call_handler), "a call handler has no cases of their own");
}

#[tokio::test]
async fn an_officer_sees_no_handover_and_leaves_no_look() {
    let app = TestApp::new().await;
    let case = reported(&app, "high").await;
    app.hand_over(case, Who::Officer).await;
    let before = app.looks().await;
    app.officer().get(&format!("/cases/{case}/handover")).await.is(404);
    assert!(app.looks_since(&before).await.is_empty());
}

fn open_duty(page: &CasePage) -> Option<(String, u64)> {
    let duty = page.duties.iter().find(|duty| duty.state.is_open())?;
    Some((duty.code.clone(), duty.started.sequence))
}

#[tokio::test]
async fn a_duty_that_is_set_aside_is_no_longer_open_and_keeps_its_reason() {
    let app = TestApp::new().await;
    let case = reported(&app, "high").await;
    app.hand_over(case, Who::Officer).await;
    let (code, started) = open_duty(&app.case_page(case).await).unwrap();
    let place = format!("/cases/{case}/duties/{code}/{started}/set-aside");
    app.officer().get(&place).await.is(200).says("Setting it aside means");
    app.officer().post(&place, &[("why", "survivors-choice")]).await.is(422).says("Write down the reason");
    let form = [("why", "survivors-choice"), ("words", "Asked to be left until after the holiday")];
    app.officer().post(&place, &form).await.is(303);
    let page = app.case_page(case).await;
    let state = page.duties.iter().find(|duty| duty.code == code && duty.started.sequence == started);
    assert!(matches!(state.unwrap().state, DutyState::SetAside { .. }));
    app.officer().get(&place).await.is(404);
}

#[tokio::test]
async fn a_safe_enquiry_goes_from_the_look_to_the_conversation() {
    let app = TestApp::new().await;
    let telling = Telling::suspicion().living_in(app.region("North")).answer("name", "Rowan Ashdown");
    let case = app.call_handler().takes_report(&telling).await;
    let other = reported(&app, "high").await;
    app.hand_over(case, Who::Officer).await;
    let place = format!("/cases/{case}/enquiry");
    let mine = app.officer().get(&place).await;
    mine.is(200)
        .says("could alert anybody")
        .says("No other record that you may see")
        .does_not_say("Marchetti");
    app.hand_over(other, Who::Officer).await;
    let mine = app.officer().get(&place).await;
    mine.says("The same names stand in these records too");
    assert!(mine.body.contains(&format!("/cases/{other}")));

    let step = |fields: &[(&str, &str)]| {
        fields.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
    };
    let history = step(&[("step", "history"), ("found", "no")]);
    assert_eq!(app.officer().post(&place, &history).await.see_other(), format!("{place}#step-plan"));
    let plan = step(&[
        ("step", "plan"),
        ("on-day", "5"),
        ("on-month", "3"),
        ("on-year", "2026"),
        ("how", "At the gas check"),
    ]);
    assert_eq!(app.officer().post(&place, &plan).await.see_other(), format!("{place}#step-outcome"));
    assert_eq!(app.case_page(case).await.view.route, Some(Route::Suspicion));
    let told = step(&[("step", "outcome"), ("outcome", "disclosed")]);
    assert_eq!(app.officer().post(&place, &told).await.see_other(), place);
    app.officer().get(&place).await.is(200).says("Go on with the conversation");
    assert_eq!(app.case_page(case).await.view.route, Some(Route::Disclosure));
}

#[tokio::test]
async fn three_working_days_are_suggested_for_asking() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::suspicion().living_in(app.region("North"))).await;
    let page = app.manager().get(&format!("/cases/{case}/enquiry")).await;
    assert_eq!(["on-day", "on-month", "on-year"].map(|part| page.field(part).to_owned()), ["5", "3", "2026"]);
}

#[tokio::test]
async fn a_reporter_of_another_report_is_shown_to_no_officer() {
    let app = TestApp::new().await;
    let case = reported(&app, "high").await;
    app.hand_over(case, Who::Officer).await;
    let form = [
        ("danger", "no"),
        ("source", "neighbour"),
        ("reporter", "Dilwyn Marchetti"),
        ("reporter-phone", "07700 900888"),
        ("words", "Shouting again"),
    ];
    app.manager().post(&format!("/cases/{case}/notes/report"), &form).await.is(303);
    for what in ["notes/person", "notes/incident", "notes/relationship", "enquiry"] {
        let page = app.officer().get(&format!("/cases/{case}/{what}")).await;
        page.is(200).does_not_say("Marchetti").does_not_say("900888");
    }
}

#[tokio::test]
async fn a_person_is_recorded_with_what_is_kept_apart_or_not_at_all() {
    let app = TestApp::new().await;
    let case = reported(&app, "high").await;
    app.hand_over(case, Who::Officer).await;
    let (place, seen) = (format!("/cases/{case}/notes/person"), sequence(&app, case).await);
    let form = [
        ("seen", &*seen),
        ("person", ""),
        ("roles", "child"),
        ("name", "Wren Ashdown"),
        ("school", "Beech Hill School"),
    ];
    let wrong: Vec<_> = form.iter().copied().chain([("phone", "12")]).collect();
    app.officer().post(&place, &wrong).await.is(422).says("Enter a full phone number");
    assert_eq!(sequence(&app, case).await, seen);
    app.officer().post(&place, &form).await.is(303);
    let view = app.case_page(case).await.view;
    let wren = view
        .people
        .values()
        .find(|person| person.name.as_ref().is_some_and(|name| name.as_str() == "Wren Ashdown"));
    assert_eq!(view.secrets.iter().filter(|held| held.person == wren.unwrap().person).count(), 1);
    let page = app.officer().get(&format!("{place}?person={}", wren.unwrap().person)).await;
    page.is(200).does_not_say("Beech Hill");
    assert_eq!(page.field("name"), "Wren Ashdown");
}

#[tokio::test]
async fn a_note_that_needs_another_permit_asks_for_it() {
    let app = TestApp::new().await;
    let case = reported(&app, "high").await;
    let page = app.service.case_page(&app.actor(Who::CallHandler).await, case, None, "test").await.unwrap();
    assert!(page.may.contains(&ActionKind::RecordOnCase) && !page.may.contains(&ActionKind::SetDutyAside));
    let place = format!("/cases/{case}/notes/safeguarding-not-needed");
    app.call_handler().get(&place).await.is(404);
    let form = [("concern", "adult"), ("why", "Nobody else lives there")];
    app.call_handler().post(&place, &form).await.is(404);
    app.call_handler().get(&format!("/cases/{case}/notes/incident")).await.is(200);
}
