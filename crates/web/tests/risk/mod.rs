//! Risk, as officers assess it in a browser: kept as typed, never one alone, and two at once.

mod again;
mod days;
mod named;

use domain::Severity;
use domain::case::{CaseCommand, SupportStep};
use domain::change::{ChangeRecorded, LifeChange};
use domain::incident::AbuseKind;
use domain::{CaseId, Happened};
use jiff::SignedDuration;

use crate::support::{Telling, TestApp, Who};

const NOTHING: [(&str, &str); 0] = [];

/// A survivor's case that the officer has.
async fn handed(app: &TestApp) -> CaseId {
    let telling = Telling::disclosure().living_in(app.region("North"));
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    case
}

async fn begun(app: &TestApp, who: Who, case: CaseId) -> String {
    app.client(who).post(&format!("/cases/{case}/risk"), &NOTHING).await.see_other()
}

/// The form as the page shows it, with these answers in the place of those that stand there.
async fn filled(app: &TestApp, who: Who, place: &str, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = app.client(who).get(place).await.form(place);
    form.retain(|(name, _)| name != "csrf" && answers.iter().all(|(other, _)| other != name));
    form.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

async fn assessed(app: &TestApp, who: Who, case: CaseId, answers: &[(&str, &str)]) {
    let place = begun(app, who, case).await;
    let form = filled(app, who, &place, &[answers, &[("go", "finish")]].concat()).await;
    assert_eq!(app.client(who).post(&place, &form).await.see_other(), format!("/cases/{case}/risk"));
}

#[tokio::test]
async fn an_assessment_half_done_is_there_when_somebody_comes_back_on_another_machine() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let place = begun(&app, Who::DaLead, case).await;
    let form =
        filled(&app, Who::DaLead, &place, &[("f15", "yes"), ("f15-words", "Once, in May"), ("go", "part-2")])
            .await;
    assert_eq!(app.client(Who::DaLead).post(&place, &form).await.see_other(), format!("{place}#part-2"));
    let elsewhere = app.client(Who::DaLead);
    elsewhere.signs_in().await;
    assert_eq!(begun(&app, Who::DaLead, case).await, place, "the same one is gone on with");
    let page = elsewhere.get(&place).await;
    page.says("Once, in May");
    assert!(page.form(&place).contains(&("f15".to_owned(), "yes".to_owned())));
    assert!(
        page.form(&place).contains(&("f1".to_owned(), "not-asked".to_owned())),
        "nothing is a no by itself"
    );
    assert!(app.case_page(case).await.view.support.assessment().is_none(), "nothing is recorded yet");
    app.client(Who::SecondLead).get(&place).await.is(404);
}

#[tokio::test]
async fn an_assessment_is_recorded_once_however_often_it_is_sent_and_shown_in_words() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let place = begun(&app, Who::DaLead, case).await;
    let answers = [
        ("f15", "yes"),
        ("f2", "no"),
        ("f3", "dont-know"),
        ("priority", "That the door holds"),
        ("level", "high"),
        ("why", "He stood outside all night"),
        ("go", "finish"),
    ];
    let form = filled(&app, Who::DaLead, &place, &answers).await;
    for _ in 0..2 {
        assert_eq!(
            app.client(Who::DaLead).post(&place, &form).await.see_other(),
            format!("/cases/{case}/risk")
        );
    }
    let view = app.case_page(case).await.view;
    assert_eq!(view.support.assessments().len(), 1);
    assert_eq!(view.severity, Some(Severity::High));
    let page = app.officer().get(&format!("/cases/{case}/risk")).await;
    page.says("1 yes, 1 no, 1 don’t know, 21 not asked")
        .says("That the door holds")
        .says("He stood outside all night");
    page.says("Strangling or choking")
        .says("Fewer than 14 answers are a yes. That does not mean that they are safe.");
    app.officer().opens(case).await.says("1 yes, 1 no, 1 don’t know, 21 not asked");
}

#[tokio::test]
async fn two_who_assess_at_once_are_both_kept_and_the_second_is_shown_the_first() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let (one, other) = (begun(&app, Who::DaLead, case).await, begun(&app, Who::SecondLead, case).await);
    let first = filled(&app, Who::DaLead, &one, &[("f1", "yes"), ("go", "finish")]).await;
    let second =
        filled(&app, Who::SecondLead, &other, &[("f1", "yes"), ("f2", "yes"), ("go", "finish")]).await;
    app.client(Who::DaLead).post(&one, &first).await.is(303);
    app.client(Who::SecondLead).post(&other, &second).await.is(303);
    assert_eq!(app.case_page(case).await.view.support.assessments().len(), 2);
    let page = app.client(Who::SecondLead).get(&format!("/cases/{case}/risk")).await;
    page.says("Another was made at the same time").says("1 yes, 0 no, 0 don’t know, 23 not asked");
    page.says("what warns here is taken from both");
    assessed(&app, Who::DaLead, case, &[("f1", "no")]).await;
    let page = app.client(Who::DaLead).get(&format!("/cases/{case}/risk")).await;
    page.does_not_say("Another was made at the same time").says("was “yes”, now “no”");
}

/// nobody's yes is lost because a colleague asked less at the same time.
#[tokio::test]
async fn two_who_assess_at_once_lose_no_warning_of_the_first_and_the_next_form_says_what_stands() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let (one, other) = (begun(&app, Who::DaLead, case).await, begun(&app, Who::SecondLead, case).await);
    let first = filled(&app, Who::DaLead, &one, &[("f14", "yes"), ("f2", "yes"), ("go", "finish")]).await;
    let second = filled(&app, Who::SecondLead, &other, &[("f13", "yes"), ("go", "finish")]).await;
    app.client(Who::DaLead).post(&one, &first).await.is(303);
    app.client(Who::SecondLead).post(&other, &second).await.is(303);
    let sequence = app.case_page(case).await.view.support.assessments()[0].sequence;
    let page = app.client(Who::SecondLead).get(&format!("/cases/{case}/risk")).await;
    page.says("A threat to kill that they believe")
        .says("They are very frightened")
        .says("Weapons or objects");
    assert!(page.body.contains(&format!("href=\"#assessment-{sequence}\"")), "a way to the first");
    assert!(page.body.contains(&format!("id=\"assessment-{sequence}\"")));
    app.client(Who::SecondLead).opens(case).await.says("A threat to kill that they believe");
    let next = begun(&app, Who::DaLead, case).await;
    let form = app.client(Who::DaLead).get(&next).await;
    form.says("Another assessment said yes, and that stands. Last time: not asked.");
    // The control: whoever knew of it may say that it is no longer so.
    assessed(&app, Who::DaLead, case, &[("f14", "no")]).await;
    let page = app.client(Who::DaLead).get(&format!("/cases/{case}/risk")).await;
    page.does_not_say("A threat to kill that they believe").says("They are very frightened");
}

#[tokio::test]
async fn twenty_five_answers_of_twenty_four_are_refused_whole() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let place = begun(&app, Who::DaLead, case).await;
    let form = filled(&app, Who::DaLead, &place, &[("f1", "yes"), ("f25", "yes"), ("go", "finish")]).await;
    app.client(Who::DaLead).post(&place, &form).await.is(400);
    assert!(app.case_page(case).await.view.support.assessment().is_none());
    let form = filled(&app, Who::DaLead, &place, &[("f1", "yes"), ("go", "finish")]).await;
    app.client(Who::DaLead).post(&place, &form).await.is(303);
}

#[tokio::test]
async fn somebody_who_is_not_trained_completes_it_only_with_a_colleague_who_is() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let place = begun(&app, Who::Officer, case).await;
    let alone = filled(&app, Who::Officer, &place, &[("f1", "yes"), ("go", "finish")]).await;
    let reply = app.officer().post(&place, &alone).await;
    reply.is(422).says("Choose the colleague trained in risk with whom you talked this through");
    assert!(app.case_page(case).await.view.support.assessment().is_none());
    let (lead, officer) = (app.actor(Who::DaLead).await.user, app.actor(Who::SecondOfficer).await.user);
    let not_trained =
        filled(&app, Who::Officer, &place, &[("co-signer", &officer.to_string()), ("go", "finish")]).await;
    app.officer().post(&place, &not_trained).await.is(422);
    let with =
        filled(&app, Who::Officer, &place, &[("co-signer", &lead.to_string()), ("go", "finish")]).await;
    app.officer().post(&place, &with).await.is(303);
    let view = app.case_page(case).await.view;
    assert_eq!(view.support.assessment().unwrap().is.co_signed_by, Some(lead));
}

/// The rule holds below the pages too: whatever records, an untrained hand alone does not.
#[tokio::test]
async fn no_journey_records_an_assessment_of_somebody_untrained_alone() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    assessed(&app, Who::DaLead, case, &[("f1", "yes")]).await;
    let made = app.case_page(case).await.view.support.assessment().unwrap().is.clone();
    for (who, taken) in [(Who::Officer, false), (Who::DaLead, true)] {
        let actor = app.actor(who).await;
        let moment = app.service.moment(&actor);
        let entry = CaseCommand::from(SupportStep::from(made.clone())).into();
        assert_eq!(app.service.record(&actor, case, None, entry, &moment).await.is_ok(), taken, "{who:?}");
    }
}

#[tokio::test]
async fn where_there_are_children_it_is_said_what_comes_first_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let child = [("roles", "child"), ("name", "Wren Ashdown")];
    app.officer()
        .post(&format!("/cases/{case}/notes/person"), &with_seen(&app, case, "person", &child).await)
        .await
        .is(303);
    let place = begun(&app, Who::DaLead, case).await;
    let form =
        filled(&app, Who::DaLead, &place, &[("f1", "yes"), ("priority", "Sleep"), ("go", "finish")]).await;
    let reply = app.client(Who::DaLead).post(&place, &form).await;
    reply.is(422).says("Before the risk is assessed: record each child").says("Raise a safeguarding concern");
    reply.says("Sleep").says("Say why none is needed");
    let why = [("concern", "children"), ("why", "They live with their aunt")];
    let note = with_seen(&app, case, "safeguarding-not-needed", &why).await;
    app.client(Who::DaLead)
        .post(&format!("/cases/{case}/notes/safeguarding-not-needed"), &note)
        .await
        .is(303);
    let form = filled(&app, Who::DaLead, &place, &[("go", "finish")]).await;
    app.client(Who::DaLead).post(&place, &form).await.is(303);
}

async fn with_seen(
    app: &TestApp,
    case: CaseId,
    note: &str,
    answers: &[(&str, &str)],
) -> Vec<(String, String)> {
    let place = format!("/cases/{case}/notes/{note}");
    filled(app, Who::DaLead, &place, answers).await
}

#[tokio::test]
async fn a_change_makes_it_stale_and_a_day_ahead_is_counted_down_on_the_record() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    assessed(&app, Who::DaLead, case, &[("f1", "yes")]).await;
    app.officer().opens(case).await.does_not_say("Assess the risk again.");
    let today = app.now().to_zoned(domain::when::london()).date();
    let in_nine = today.checked_add(jiff::ToSpan::days(9)).unwrap();
    let [day, month, year] =
        [in_nine.day().to_string(), in_nine.month().to_string(), in_nine.year().to_string()];
    let change = [
        ("change", "release"),
        ("when-day", day.as_str()),
        ("when-month", month.as_str()),
        ("when-year", year.as_str()),
        ("order", "Remand"),
    ];
    let note = with_seen(&app, case, "change", &change).await;
    app.officer().post(&format!("/cases/{case}/notes/change"), &note).await.is(303);
    let page = app.officer().opens(case).await;
    page.says("Assess the risk again.").says("In 9 days").says("(Remand)");
    app.officer()
        .get(&format!("/cases/{case}/risk"))
        .await
        .says("no longer says how things are")
        .says("In 9 days");
    app.wait(SignedDuration::from_hours(24 * 10));
    app.officer().signs_in().await;
    app.officer().opens(case).await.says("It has come").says("Assess the risk again.");
    app.records(Who::Officer, case, left()).await;
    app.officer().opens(case).await.says("the danger is known to be greatest");
}

fn left() -> CaseCommand {
    let change = LifeChange::Separation;
    SupportStep::from(ChangeRecorded {
        change,
        when: Happened::NotKnown,
        order: None,
        words: None,
        instead_of: None,
    })
    .into()
}

#[tokio::test]
async fn only_a_manager_decides_against_a_referral_and_a_referral_has_its_reason() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    app.officer().get(&format!("/cases/{case}/notes/no-conference")).await.is(404);
    let against = [("why", "Heard last week"), ("told", "yes")];
    let note = with_seen(&app, case, "no-conference", &against).await;
    app.officer().post(&format!("/cases/{case}/notes/no-conference"), &note).await.is(404);
    app.client(Who::Manager).post(&format!("/cases/{case}/notes/no-conference"), &note).await.is(303);
    let refer = with_seen(&app, case, "conference", &[("told", "yes")]).await;
    let reply = app.officer().post(&format!("/cases/{case}/notes/conference"), &refer).await;
    reply.is(422).says("Choose why it is one for the MARAC");
    let refer = with_seen(&app, case, "conference", &[("criteria", "judgement"), ("told", "yes")]).await;
    app.officer().post(&format!("/cases/{case}/notes/conference"), &refer).await.is(303);
    let page = app.officer().get(&format!("/cases/{case}/risk")).await;
    page.says("Not referred").says("Heard last week").says("Professional judgement");
}

#[tokio::test]
async fn where_a_harmful_practice_is_recorded_every_page_says_never_through_the_family() {
    for kind in AbuseKind::HARMFUL_PRACTICES {
        let app = TestApp::new().await;
        let case = handed(&app).await;
        let says = "Contact nobody in the family or the community";
        app.officer().opens(case).await.does_not_say(says);
        app.officer().get(&format!("/cases/{case}/notes/incident")).await.says(says);
        let incident = [("told-by", "survivor"), ("words", "They booked a flight"), ("kinds", kind.code())];
        let note = with_seen(&app, case, "incident", &incident).await;
        app.officer().post(&format!("/cases/{case}/notes/incident"), &note).await.is(303);
        app.officer().opens(case).await.says(says).says("Never through the family").says("one chance");
        app.officer().get(&format!("/cases/{case}/risk")).await.says(says);
    }
}

#[tokio::test]
async fn another_wording_is_put_in_force_by_the_lead_and_kept_and_a_wrong_one_is_refused_by_line() {
    let app = TestApp::new().await;
    let case = handed(&app).await;
    let lead = app.client(Who::DaLead);
    let (_, text) = policy::instrument::SHIPPED;
    let twice = text.replacen("number = 24", "number = 7", 1);
    let line = 1 + text.lines().position(|line| line == "number = 24").unwrap();
    let reply = lead.post("/policy/prompts", &[("text", twice.as_str())]).await;
    reply.is(422).says(&format!("Line {line}: Factor 7 stands here twice"));
    let ours = text.replacen("This time, were you hurt?", "Did this leave a mark?", 1).replacen(
        "version = 1",
        "version = 2",
        1,
    );
    lead.post("/policy/prompts", &[("text", ours.as_str())]).await.is(303);
    lead.get("/policy/prompts").await.says("Did this leave a mark?").says("edition 2");
    app.officer().get("/policy/prompts").await.is(404);
    let place = begun(&app, Who::DaLead, case).await;
    lead.get(&place).await.says("Did this leave a mark?");
    assessed(&app, Who::DaLead, case, &[("f1", "yes")]).await;
    assert_eq!(app.case_page(case).await.view.support.assessment().unwrap().is.version, 2);
}
