//! "Case left un-owned over leave" (domain.md 19), where the leave is known ahead: said to whoever has it and to their
//! manager before the first day, and to nobody else.

use domain::CaseId;
use domain::case::{CaseCommand, OwnerNamed};
use jiff::SignedDuration;

use super::{a_case, tries};
use crate::support::{Reply, TestApp, Who};

const HEADING: &str = "id=\"meanwhile\"";
const WEEK: [(&str, &str); 6] = [
    ("from-day", "9"),
    ("from-month", "3"),
    ("from-year", "2026"),
    ("until-day", "13"),
    ("until-month", "3"),
    ("until-year", "2026"),
];

/// Whether a work page says that nobody covers this record.
async fn is_told(app: &TestApp, who: Who, case: CaseId) -> bool {
    let page = app.client(who).get("/work").await;
    page.is(200);
    let Some((_, after)) = page.body.split_once(HEADING) else { return false };
    let section = after.split("</section>").next().unwrap();
    section.contains(&format!("/cases/{case}"))
}

async fn puts(app: &TestApp, by: Who, who: Option<Who>, days: &[(&str, &str)]) -> Reply {
    let mut fields = days.to_vec();
    let user = match who {
        Some(who) => app.actor(who).await.user.to_string(),
        None => String::new(),
    };
    if who.is_some() {
        fields.push(("who", &user));
    }
    app.client(by).post("/away", &fields).await
}

async fn covers(app: &TestApp, case: CaseId, cover: Option<Who>) {
    let owner = app.actor(Who::Officer).await.user;
    let cover = match cover {
        Some(who) => Some(app.actor(who).await.user),
        None => None,
    };
    let named = CaseCommand::NameOwner(OwnerNamed { owner, cover });
    tries(app, Who::Manager, case, named).await.unwrap();
}

#[tokio::test]
async fn never_is_a_record_left_to_nobody_over_a_leave_that_was_put_down() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    for who in [Who::Officer, Who::Manager] {
        assert!(!is_told(&app, who, case).await, "the control: nobody is away");
    }
    app.officer().get("/work").await.says("Say when you are away");
    assert_eq!(puts(&app, Who::Officer, None, &WEEK).await.see_other(), "/away");
    app.officer().get("/away").await.says("9 March 2026 to 13 March 2026").says("Take it back");
    for who in [Who::Officer, Who::Manager, Who::DaLead] {
        assert!(is_told(&app, who, case).await, "{who:?}");
    }
    app.manager().get("/work").await.says("is away 9 March 2026 to 13 March 2026");
    // Nobody whose record it is not, and whom it does not concern.
    for who in [Who::SecondOfficer, Who::CallHandler, Who::SouthManager] {
        assert!(!is_told(&app, who, case).await, "{who:?}");
    }
    covers(&app, case, Some(Who::SecondOfficer)).await;
    assert!(!is_told(&app, Who::Manager, case).await, "somebody covers");
    // The second officer is away on one of those days.
    let own = [&WEEK[..], &[("until-day", "9")]].concat();
    let own: Vec<_> = own.into_iter().filter(|field| *field != ("until-day", "13")).collect();
    assert_eq!(puts(&app, Who::Manager, Some(Who::SecondOfficer), &own).await.see_other(), "/away");
    assert!(is_told(&app, Who::Manager, case).await, "on that day nobody is there");
    covers(&app, case, Some(Who::Caseworker)).await;
    assert!(!is_told(&app, Who::Manager, case).await);
    covers(&app, case, None).await;
    assert!(is_told(&app, Who::Manager, case).await);
    app.wait(SignedDuration::from_hours(24 * 12));
    app.manager().signs_in().await;
    assert!(!is_told(&app, Who::Manager, case).await, "they are back");
}

#[tokio::test]
async fn an_officer_puts_down_and_takes_back_their_own_days_and_nobody_elses() {
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    // Whatever is sent, it is their own.
    puts(&app, Who::SecondOfficer, Some(Who::Officer), &WEEK).await.is(303);
    assert!(!is_told(&app, Who::Manager, case).await);
    app.officer().get("/away").await.says("Nothing is put down");
    puts(&app, Who::Officer, None, &WEEK).await.is(303);
    let page = app.officer().get("/away").await;
    let off = page.body.split("action=\"").find(|part| part.starts_with("/away/")).unwrap();
    let off = off.split('"').next().unwrap().to_owned();
    app.client(Who::SecondOfficer).post(&off, &[("off", "yes")]).await.is(404);
    assert!(is_told(&app, Who::Manager, case).await, "it stays");
    assert_eq!(app.officer().post(&off, &[("off", "yes")]).await.see_other(), "/away");
    assert!(!is_told(&app, Who::Manager, case).await);
}
