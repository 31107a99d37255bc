//! What makes an assessment old, said in words; what another report asks of an officer; what kept somebody from telling;
//! and a lock that is gone (domain.md 2.2, 12, R-05, R-11).

use domain::case::CaseCommand;
use domain::contact::{Attempted, Clearance, Outcome, Way};
use domain::{AttemptId, CaseId};
use policy::DutyState;
use service::DutyLine;

use super::{assessed, begun, filled, handed};
use crate::support::{Telling, TestApp, Who};

async fn open(app: &TestApp, case: CaseId, code: &str) -> Vec<DutyLine> {
    let duties = app.case_page(case).await.duties.into_iter();
    duties.filter(|duty| duty.code == code && duty.state.is_open()).collect()
}

async fn reported_again(app: &TestApp, case: CaseId, words: &str) {
    let place = format!("/cases/{case}/notes/report");
    let report = [
        ("danger", "no"),
        ("source", "neighbour"),
        ("came-by", "phone"),
        ("words", words),
        ("severity", "medium"),
    ];
    app.officer().post(&place, &report).await.is(303);
}

async fn missed(app: &TestApp, case: CaseId) {
    let channel = app.plan_calls(case).await;
    let attempt = Attempted {
        attempt: AttemptId::from_uuid(channel.as_uuid()),
        way: Way::WeTried { channel, clearance: Clearance::Cleared },
        at: app.now(),
        outcome: Outcome::NoAnswer,
        was_agreed: true,
        against_plan: false,
        words: None,
    };
    app.records(Who::Officer, case, CaseCommand::RecordAttempt(attempt)).await;
}

#[tokio::test]
async fn given_another_report_and_a_missed_contact_then_both_pages_say_what_made_the_assessment_old() {
    let app = TestApp::new().await;
    let telling = Telling::disclosure().living_in(app.region("North")).answer("phone", "07700 900461");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    assessed(&app, Who::DaLead, case, &[("f1", "yes")]).await;
    let risk = format!("/cases/{case}/risk");
    app.officer().get(&risk).await.does_not_say("Things have changed");
    reported_again(&app, case, "Shouting through the wall").await;
    missed(&app, case).await;
    let told = ["another report came in (entry ", "; a contact that was agreed did not come about (entry "];
    for page in [app.officer().get(&risk).await, app.officer().opens(case).await] {
        page.says("Things have changed since");
        assert!(told.iter().all(|words| page.body.contains(words)), "{}", page.body);
    }
    assert_eq!(open(&app, case, "risk-again").await.len(), 1);
    assessed(&app, Who::DaLead, case, &[("f1", "yes")]).await;
    app.officer().get(&risk).await.does_not_say("Things have changed");
    assert!(open(&app, case, "risk-again").await.is_empty());
}

#[tokio::test]
async fn given_another_report_then_one_press_records_an_incident_or_a_reason_says_why_it_is_none() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let none = "It is none of its own: say why";
    app.officer().opens(case).await.does_not_say(none);
    reported_again(&app, case, "Shouting through the wall").await;
    assert!(app.case_page(case).await.view.incidents.is_empty(), "none is made by itself");
    let asked = open(&app, case, "incident-recorded").await;
    let [asked] = asked.as_slice() else { panic!("one of them: {asked:?}") };
    app.officer().opens(case).await.says("Shouting through the wall").says(none);
    let aside = format!("/cases/{case}/duties/incident-recorded/{}/set-aside", asked.started.sequence);
    let why = [("why", "does-not-apply"), ("words", "The same evening that she told us of")];
    app.officer().post(&aside, &why).await.is(303);
    assert!(open(&app, case, "incident-recorded").await.is_empty());
    app.officer().opens(case).await.does_not_say(none);
    assert!(app.case_page(case).await.view.incidents.is_empty());
}

#[tokio::test]
async fn given_two_reports_then_an_incident_is_recorded_from_one_of_them_and_the_other_still_asks_for_its_own()
 {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    reported_again(&app, case, "A door was kicked in").await;
    reported_again(&app, case, "Somebody cried for help").await;
    let asked = open(&app, case, "incident-recorded").await;
    let entries: Vec<u64> = asked.iter().map(|duty| duty.started.sequence).collect();
    let [report, other] = entries.as_slice() else { panic!("one for each: {entries:?}") };
    let place = format!("/cases/{case}/notes/incident");
    let opened = format!("{place}?entry={report}");
    let page = app.officer().opens(case).await;
    assert!(page.body.contains(&opened), "the line leads to the note on its report");
    let mut form = app.officer().get(&opened).await.form(&place);
    assert!(form.contains(&("words".to_owned(), "A door was kicked in".to_owned())), "{form:?}");
    assert!(form.contains(&("report".to_owned(), report.to_string())), "{form:?}");
    form.retain(|(name, _)| name != "csrf" && name != "told-by");
    form.push(("told-by".to_owned(), "neighbour".to_owned()));
    app.officer().post(&place, &form).await.is(303);
    let page = app.case_page(case).await;
    assert_eq!(page.view.incidents.iter().map(|one| one.is.report).collect::<Vec<_>>(), [Some(*report)]);
    let met = |duty: &&DutyLine| duty.started.sequence == *report && duty.code == "incident-recorded";
    let met = page.duties.iter().find(met).map(|duty| matches!(duty.state, DutyState::Met { .. }));
    assert_eq!(met, Some(true));
    let still = async || {
        let open = open(&app, case, "incident-recorded").await;
        open.iter().map(|duty| duty.started.sequence).collect::<Vec<_>>()
    };
    assert_eq!(still().await, [*other]);
    app.officer().opens(case).await.says("Somebody cried for help");
    // One of no report settles neither, and one of an entry that is no report is not recorded.
    let of = |report: &str| {
        let form = [("told-by", "survivor"), ("words", "He took the door off"), ("report", report)];
        form.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    app.officer().post(&place, &of("")).await.is(303);
    app.officer().post(&place, &of("9999")).await.is(422).says("No report came in there");
    app.officer().post(&place, &of("the second")).await.is(422).says("Choose which report it is, or none");
    assert_eq!(still().await, [*other]);
    app.officer().post(&place, &of(&other.to_string())).await.is(303);
    assert!(still().await.is_empty());
}

#[tokio::test]
async fn given_a_severity_judged_as_high_without_an_assessment_then_the_marac_is_to_be_decided() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    assert!(open(&app, case, "marac-decided").await.is_empty(), "the control");
    let judged = [("severity", "high"), ("why", "He has keys")];
    app.officer().post(&format!("/cases/{case}/notes/severity"), &judged).await.is(303);
    assert_eq!(open(&app, case, "marac-decided").await.len(), 1);
}

#[tokio::test]
async fn given_somebody_who_listened_then_it_calls_for_a_judgement_although_no_answer_is_a_yes() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let risk = format!("/cases/{case}/risk");
    let place = begun(&app, Who::DaLead, case).await;
    app.client(Who::DaLead).get(&place).await.says("Whether they could tell you");
    let wrong = filled(&app, Who::DaLead, &place, &[("barrier-language", "perhaps"), ("go", "finish")]).await;
    app.client(Who::DaLead).post(&place, &wrong).await.is(422);
    let nothing_else: Vec<(String, String)> =
        (1..=24).map(|factor| (format!("f{factor}"), "no".to_owned())).collect();
    let mut answers: Vec<(&str, &str)> =
        nothing_else.iter().map(|(field, answer)| (field.as_str(), answer.as_str())).collect();
    answers.push(("barrier-language", ""));
    assessed(&app, Who::DaLead, case, &answers).await;
    app.officer().get(&risk).await.does_not_say("kept them from telling");
    assert!(open(&app, case, "risk-judged").await.is_empty(), "the control");
    answers.push(("barrier-somebody-there", "yes"));
    assessed(&app, Who::DaLead, case, &answers).await;
    app.officer()
        .get(&risk)
        .await
        .says("What may have kept them from telling")
        .says("Somebody else was there, or could listen")
        .says("0 yes, 24 no");
    assert_eq!(open(&app, case, "risk-judged").await.len(), 1);
}

#[tokio::test]
async fn r11_given_a_lock_that_is_gone_then_the_risk_is_gone_through_within_seven_days() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let place = format!("/cases/{case}/notes/precautions");
    let today = app.now().to_zoned(domain::when::london()).date();
    let [day, month, year] = [today.day().to_string(), today.month().to_string(), today.year().to_string()];
    let noted = |state| {
        [
            ("secure-home", state),
            ("on-day", day.as_str()),
            ("on-month", month.as_str()),
            ("on-year", year.as_str()),
        ]
    };
    app.officer().post(&place, &noted("done")).await.is(303);
    assert!(open(&app, case, "measure-removed").await.is_empty(), "the control");
    app.officer().post(&place, &noted("removed")).await.is(303);
    app.officer().opens(case).await.says("It was in place, and is no longer").says("within 7 days");
    assert_eq!(open(&app, case, "measure-removed").await.len(), 1);
}
