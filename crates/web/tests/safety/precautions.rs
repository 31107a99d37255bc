//! What is seen to at once where the risk is high, and the mark that a warning leaves, as officers see them.

use domain::CaseId;
use domain::case::CaseCommand;
use domain::precautions::{Precaution, PrecautionState};
use domain::text::Words;
use policy::DutyState;

use super::a_case;
use crate::support::{Telling, TestApp, Who};

const CODES: [&str; 4] = ["secure-home", "sanctuary", "orders-checked", "release-checked"];

async fn due(app: &TestApp, case: CaseId) -> Vec<String> {
    let duties = app.case_page(case).await.duties.into_iter();
    let open = duties.filter(|duty| matches!(duty.state, DutyState::Due | DutyState::Overdue));
    open.map(|duty| duty.code).collect()
}

fn is_due(due: &[String], code: &str) -> bool {
    due.iter().any(|one| one == code)
}

/// A report by somebody of this kind, which the officer has.
async fn reported_by(app: &TestApp, source: &str, severity: &str) -> CaseId {
    let telling = Telling::suspicion()
        .living_in(app.region("North"))
        .answer("name", "Rowan Ashdown")
        .answer("source", source)
        .answer("severity", severity);
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    case
}

#[tokio::test]
async fn given_a_high_risk_then_the_four_are_due_and_shown_and_each_is_noted_by_whoever_saw_to_it() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    let open = due(&app, case).await;
    assert!(CODES.iter().all(|code| is_due(&open, code)), "{open:?}");
    app.officer().opens(case).await.says("The sanctuary scheme").says("Not looked at yet");
    let place = format!("/cases/{case}/notes/precautions");
    app.officer().get(&place).await.says("Nothing is sent from here").does_not_say("Last noted");
    let form = [
        ("secure-home", "asked"),
        ("sanctuary", "not-wanted"),
        ("orders", "done"),
        ("release", "not-known"),
        ("on-day", "2"),
        ("on-month", "3"),
        ("on-year", "2026"),
        ("words", "The locksmith comes at four"),
    ];
    assert_eq!(app.officer().post(&place, &form).await.see_other(), format!("/cases/{case}"));
    let page = app.officer().opens(case).await;
    page.says("Asked for, and not heard back yet, 2 March 2026, by Officer Person")
        .says("The survivor does not want it, 2 March 2026")
        .says("Not known yet, 2 March 2026");
    let left = due(&app, case).await;
    assert_eq!(CODES.map(|code| is_due(&left, code)), [false, false, false, true], "{left:?}");
    let again = app.officer().get(&place).await;
    again.says("Last noted: Asked for, and not heard back yet.");
    assert!(
        !again.form(&place).iter().any(|(name, _)| name == "secure-home"),
        "nothing is answered by itself"
    );
    let support = app.case_page(case).await.view.support;
    let how_far = support.precaution(Precaution::Repairs).map(|(how_far, _)| how_far);
    assert_eq!(how_far, None, "what was not looked at is not known to be done");
    assert_eq!(
        support.precaution(Precaution::Release).map(|(how_far, _)| how_far),
        Some(PrecautionState::NotKnown)
    );
}

#[tokio::test]
async fn given_a_lower_risk_then_the_page_does_not_press_and_what_was_noted_still_stands() {
    let app = TestApp::new().await;
    let case = a_case(&app, "standard").await;
    app.officer().opens(case).await.does_not_say("The sanctuary scheme").does_not_say("Not looked at yet");
    let form = [("secure-home", "done"), ("on-day", "2"), ("on-month", "3"), ("on-year", "2026")];
    app.officer().post(&format!("/cases/{case}/notes/precautions"), &form).await.is(303);
    app.officer().opens(case).await.says("Done, or checked, 2 March 2026").does_not_say("Not looked at yet");
}

#[tokio::test]
async fn given_nothing_chosen_or_a_wish_of_somebody_who_never_spoke_then_the_form_says_so_and_keeps_the_rest()
{
    let app = TestApp::new().await;
    let case = reported_by(&app, "neighbour", "high").await;
    let place = format!("/cases/{case}/notes/precautions");
    let empty = [("words", "The police rang"), ("on-day", "2"), ("on-month", "3"), ("on-year", "2026")];
    let reply = app.officer().post(&place, &empty).await;
    reply.is(422).says("Choose how far at least one of them is").says("The police rang");
    let unasked = [&[("secure-home", "not-wanted")][..], &empty].concat();
    let reply = app.officer().post(&place, &unasked).await;
    reply.is(422).says("They have not told us what they want").says("The police rang");
    let checked = [&[("orders", "done")][..], &empty].concat();
    app.officer().post(&place, &checked).await.is(303);
}

#[tokio::test]
async fn given_a_professional_warns_then_the_record_is_marked_and_the_list_says_so_and_the_mark_stays() {
    let app = TestApp::new().await;
    let case = reported_by(&app, "police", "high").await;
    let open = due(&app, case).await;
    for code in ["professional-notice", "repairs-first", "orders-checked", "release-checked"] {
        assert!(is_due(&open, code), "{code}: {open:?}");
    }
    let says = "Vulnerable: we were warned that the danger is high";
    let page = app.officer().opens(case).await;
    page.says(says).says("Ask repairs to put this home first").says("give them no reason");
    let list = app.officer().get("/work?whose=mine").await;
    list.says("Serious harm is likely; we were warned that the danger is high.");
    let asked = [("repairs", "asked"), ("on-day", "2"), ("on-month", "3"), ("on-year", "2026")];
    app.officer().post(&format!("/cases/{case}/notes/precautions"), &asked).await.is(303);
    assert!(!is_due(&due(&app, case).await, "repairs-first"));
    // A manager lowers the level, by name and with a reason. The mark stays.
    let why = Words::parse("The police looked again, and it was another street.").unwrap();
    let lower = CaseCommand::LowerSeverity { severity: domain::Severity::Standard, why };
    app.records(Who::Manager, case, lower).await;
    app.officer().opens(case).await.says(says);
    app.officer().get("/work?whose=mine").await.says("We were warned that the danger is high");
    // The control: what a neighbour or a milder notice says leaves no mark.
    for (source, severity) in [("neighbour", "high"), ("agency", "standard")] {
        let other = reported_by(&app, source, severity).await;
        app.officer().opens(other).await.does_not_say(says);
        assert!(!is_due(&due(&app, other).await, "repairs-first"));
    }
}

/// Who warned us stays as close as any reporter: the mark says that we were warned, to everybody alike.
#[tokio::test]
async fn given_the_mark_then_it_says_nothing_of_who_warned_us() {
    let app = TestApp::new().await;
    let mut said = Vec::new();
    for source in ["police", "agency"] {
        let case = reported_by(&app, source, "high").await;
        let page = app.officer().opens(case).await;
        let mark = page.body.split_once("id=\"vulnerable\"").unwrap().1;
        let mark = mark.split_once("</div>").unwrap().0;
        said.push(mark.replace(&case.to_string(), "…"));
    }
    assert_eq!(said[0], said[1]);
}
