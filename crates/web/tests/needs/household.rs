//! NAC-01: who else lives at home is asked in every case, children are people with needs of their own, and whoever may be
//! at risk raises a duty with a clock.

use domain::CaseId;
use domain::people::PersonRole;
use policy::DutyState;
use service::DutyLine;

use super::send;
use crate::support::{Telling, TestApp, Who};

/// The commitment that each of these duties keeps.
const COMMITMENT: &str = "NAC-01";

/// The policy of which this is a commitment is in force.
async fn under_its_policy() -> TestApp {
    let app = TestApp::new().await;
    app.da_lead().post("/policy", &[("pack", "nacro")]).await.see_other();
    app
}

/// A case that the officer has.
async fn taken(app: &TestApp, telling: Telling) -> CaseId {
    let case = app.call_handler().takes_report(&telling.living_in(app.region("North"))).await;
    app.hand_over(case, Who::Officer).await;
    case
}

/// The duty with this code, where it is open; it keeps the commitment, and its clock runs.
async fn open(app: &TestApp, case: CaseId, code: &str) -> Option<DutyLine> {
    let duties = app.case_page(case).await.duties;
    let duty = duties.into_iter().find(|duty| duty.code == code && duty.state.is_open())?;
    assert!(duty.clauses.iter().any(|clause| clause == COMMITMENT), "{code}: {:?}", duty.clauses);
    assert!(duty.due >= duty.started.at, "{code}");
    Some(duty)
}

/// The same where it has to be.
async fn must_be_open(app: &TestApp, case: CaseId, code: &str) -> DutyLine {
    open(app, case, code).await.unwrap_or_else(|| panic!("{code} is not due"))
}

async fn household(app: &TestApp, case: CaseId, children: &str, adults: &str) {
    send(app, case, "household", &[("children", children), ("adults", adults)]).await.see_other();
}

#[tokio::test]
async fn nac01_given_any_case_then_who_else_lives_at_home_is_asked_and_not_known_is_asked_again() {
    let app = under_its_policy().await;
    for (telling, asks) in
        [(Telling::disclosure(), "household-asked"), (Telling::suspicion(), "household-on-record")]
    {
        let case = taken(&app, telling).await;
        let duty = must_be_open(&app, case, asks).await;
        app.officer().opens(case).await.is(200).says(&duty.title);
        // Neither question can be skipped, and neither is answered beforehand.
        let place = format!("/cases/{case}/notes/household");
        assert!(!app.officer().get(&place).await.body.contains(" checked"), "{asks}");
        for left_out in [&[("adults", "no")][..], &[("children", "no")], &[]] {
            send(&app, case, "household", left_out).await.is(422);
        }
        assert!(open(&app, case, asks).await.is_some(), "a refused answer has met it");
        household(&app, case, "not-known", "no").await;
        let again = if asks == "household-asked" { "household-again" } else { asks };
        let duties = app.case_page(case).await.duties;
        assert!(
            duties.iter().any(|duty| duty.code == again && duty.state.is_open()),
            "not known is no answer: {asks}"
        );
        // The control: a plain answer ends it.
        household(&app, case, "no", "no").await;
        for code in [asks, again] {
            let duties = app.case_page(case).await.duties;
            assert!(!duties.iter().any(|duty| duty.code == code && duty.state.is_open()), "{code}");
        }
    }
    // Whoever tells of what they did themselves is asked too; what they leave out is not known, and is no “no”.
    let asked = Telling::own_behaviour();
    let page = app.call_handler().post("/reports", &[("kind", asked.kind)]).await.see_other();
    app.call_handler().get(&page).await.is(200).says("Do children live with them?");
    let case = taken(&app, asked).await;
    must_be_open(&app, case, "safeguarding").await;
}

#[tokio::test]
async fn nac01_given_a_child_then_the_child_is_a_person_of_the_case_and_their_own_needs_stand_with_them() {
    let app = under_its_policy().await;
    let case = taken(&app, Telling::disclosure()).await;
    send(&app, case, "person", &[("roles", "child"), ("name", "Wren Ashdown")]).await.see_other();
    let people = app.case_page(case).await.view.people;
    let child = people.values().find(|person| person.is(PersonRole::Child)).unwrap();
    assert!(!child.is(PersonRole::Survivor), "a child is somebody of their own");
    let child = child.person.to_string();
    app.officer().opens(case).await.says("How they are affected").says("Nobody has asked yet.");
    let told = [
        ("child", child.as_str()),
        ("affected", "yes"),
        ("related", "yes"),
        ("hurt", "no"),
        ("spoken", "yes"),
        ("words", "Wants to sleep with the door open"),
    ];
    send(&app, case, "child", &told).await.see_other();
    let page = app.officer().opens(case).await;
    page.is(200).says("Yes: they see, hear or feel it, and are related (2021 Act, section 3)");
    let is_theirs = |card: &&str| card.split("</h").next().unwrap().contains("Wren Ashdown");
    let card = page.body.split("govuk-summary-card__title").skip(1).find(is_theirs).unwrap();
    assert!(card.contains("Wants to sleep with the door open"), "it stands with the child: {card}");
}

#[tokio::test]
async fn nac01_given_somebody_at_home_may_be_at_risk_then_a_duty_has_a_clock_that_runs_out_and_only_a_no_has_none()
 {
    let app = under_its_policy().await;
    for (children, adults, due) in [
        ("yes", "no", true),
        ("not-known", "no", true),
        ("no", "yes", true),
        ("no", "not-known", true),
        ("no", "no", false),
    ] {
        let case = taken(&app, Telling::disclosure()).await;
        household(&app, case, children, adults).await;
        let duty = open(&app, case, "safeguarding").await;
        assert_eq!(duty.is_some(), due, "{children}, {adults}");
        let Some(duty) = duty else { continue };
        assert_eq!(duty.state, DutyState::Due);
        let (left, a_week) = (duty.due - app.now(), jiff::Span::new().hours(24 * 7));
        assert!(left.compare(a_week).unwrap().is_lt(), "{children}, {adults}: {left}");
    }
    // Children who were there, and others whom somebody of long ago may harm.
    let case = taken(&app, Telling::disclosure()).await;
    assert!(
        open(&app, case, "children-there").await.is_none()
            && open(&app, case, "others-at-risk").await.is_none()
    );
    let there = [("told-by", "survivor"), ("kinds", "threats"), ("children", "yes")];
    send(&app, case, "incident", &there).await.see_other();
    let past = [("life-time", "childhood"), ("reaches", "no"), ("others", "yes")];
    send(&app, case, "past", &past).await.see_other();
    household(&app, case, "yes", "no").await;
    app.wait(jiff::SignedDuration::from_hours(24 * 8));
    app.da_lead().signs_in().await;
    for code in ["children-there", "others-at-risk", "safeguarding"] {
        let duty = must_be_open(&app, case, code).await;
        assert_eq!(duty.state, DutyState::Overdue, "{code}");
        assert!(!duty.raised.is_empty(), "{code} is late and nobody was told");
    }
}
