//! Putting right what was written: kept and marked, read in its place everywhere, and no way round another rule.

use domain::incident::AbuseKind;
use domain::{Answer, CaseId, Happened};
use jiff::civil::date;

use crate::support::{Reply, Telling, TestApp, Who};

const WRONG: &str = "Ring me on 07700 900123, I am at the back";
const RIGHT: &str = "They ask to be rung, by the number in its box";

/// A report into whose words somebody wrote a number, and said that it was none.
async fn telling_report(app: &TestApp) -> CaseId {
    let telling = Telling::disclosure()
        .living_in(app.region("North"))
        .answer("words", WRONG)
        .answer("words-no-address", "yes")
        .answer("severity", "high");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    case
}

/// Sends the form as it stands, with these answers in the place of those that stand there.
async fn corrects(app: &TestApp, who: Who, case: CaseId, entry: u64, answers: &[(&str, &str)]) -> Reply {
    let place = format!("/cases/{case}/entries/{entry}/correct");
    let page = app.client(who).get(&place).await;
    let mut sent = page.is(200).form(&place);
    sent.retain(|(name, _)| name != "csrf" && answers.iter().all(|(other, _)| other != name));
    sent.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    app.client(who).post(&place, &sent).await
}

#[tokio::test]
async fn given_a_number_in_the_words_of_the_report_then_they_are_put_right_and_what_stood_there_is_kept_and_marked()
 {
    let app = TestApp::new().await;
    let case = telling_report(&app).await;
    let record = app.officer().opens(case).await;
    assert!(record.body.contains(&format!("/cases/{case}/entries/1/correct")), "it can be corrected");
    let answers = [("what", "words"), ("words", RIGHT), ("why", "A number stood in the words")];
    corrects(&app, Who::Officer, case, 1, &answers).await.is(303);

    let view = app.case_page(case).await.view;
    let read: Vec<_> = view.reports.iter().filter_map(|report| report.is.words.as_ref()).collect();
    assert_eq!(read.iter().map(|words| words.as_str()).collect::<Vec<_>>(), [RIGHT]);
    let record = app.officer().opens(case).await;
    let (_, struck) = record.body.split_once("<del>").unwrap();
    let (struck, after) = struck.split_once("</del>").unwrap();
    assert!(struck.contains(WRONG) && after.contains(RIGHT), "kept and marked: {struck}");
    assert_eq!(record.body.matches(WRONG).count(), 1, "it stands nowhere but struck through");

    // Whatever is made of the record from now on reads what is right: the copy marks the entry, and says why.
    app.manager().signs_in().await;
    let copy = app.manager().get(&format!("/cases/{case}/chronology")).await;
    copy.is(200)
        .says("Corrected by entry")
        .says("A number stood in the words")
        .says(RIGHT)
        .does_not_say(WRONG);
    let handover = app.manager().get(&format!("/cases/{case}/handover")).await;
    handover.is(200).does_not_say(WRONG);
    // The search goes by names and references, and finds the record as before.
    let found = app.officer().post("/find", &[("words", "Rowan")]).await;
    assert!(found.is(200).body.contains(&case.to_string()));
    app.officer().post("/find", &[("words", "900123")]).await.is(200).does_not_say(&case.to_string());
}

/// The negative controls: who may not correct does not, and of what opened the record nothing else is taken away.
#[tokio::test]
async fn given_the_first_entry_then_nobody_leaves_it_out_and_whoever_may_not_correct_does_not() {
    let app = TestApp::new().await;
    let case = telling_report(&app).await;
    let place = format!("/cases/{case}/entries/1/correct");
    app.officer().get(&place).await.is(200).does_not_say("should never have been recorded");
    let refused = corrects(&app, Who::Officer, case, 1, &[("what", "nothing"), ("why", "No")]).await;
    refused.is(422).says("That entry cannot be corrected");
    for who in [Who::CallHandler, Who::SecondOfficer, Who::OtherOfficer] {
        app.client(who).get(&place).await.is(404);
        app.client(who).post(&place, &[("what", "nothing"), ("why", "No"), ("seen", "1")]).await.is(404);
    }
    assert_eq!(app.case_page(case).await.view.reports[0].is.words.as_ref().unwrap().as_str(), WRONG);
}

#[tokio::test]
async fn given_an_incident_with_a_wrong_day_kind_and_answer_then_each_is_put_right_and_it_stays_one_incident()
{
    let app = TestApp::new().await;
    let case = telling_report(&app).await;
    let incident = [
        ("told-by", "survivor"),
        ("words", "He came in"),
        ("kinds", "damage"),
        ("happened-day", "1"),
        ("happened-month", "2"),
        ("happened-year", "2026"),
        ("children", "no"),
    ];
    app.officer().post(&format!("/cases/{case}/notes/incident"), &incident).await.is(303);
    let before = app.case_page(case).await.view.incidents;
    let entry = before[0].sequence;
    let answers = [
        ("what", "words"),
        ("kinds", "stalking"),
        ("happened-day", "3"),
        ("children", "yes"),
        ("why", "It was the third, outside, and Tilly saw it"),
    ];
    corrects(&app, Who::Officer, case, entry, &answers).await.is(303);
    let after = app.case_page(case).await.view.incidents;
    assert_eq!((after.len(), after[0].sequence, after[0].is.incident), (1, entry, before[0].is.incident));
    assert_eq!(after[0].is.kinds, [AbuseKind::Stalking].into());
    assert_eq!(after[0].is.happened, Happened::On(date(2026, 2, 3)));
    assert_eq!(after[0].is.children_present, Answer::Yes);
    assert_eq!(after[0].is.words, before[0].is.words, "what nobody put right stays");
    let record = app.officer().opens(case).await;
    assert!(record.is(200).body.contains("<del>"), "what stood before stays, marked");
    record.says("Damage to the home or belongings");
}
