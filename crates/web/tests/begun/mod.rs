//! What is begun and not recorded yet is told to whoever began it and to colleagues; what was said already is asked once.

use domain::CaseId;
use domain::report::ReportSource;

use crate::support::{Reply, Telling, TestApp, Who};

const NOTHING: [(&str, &str); 0] = [];

/// A case that the officer has, of a survivor unless it is told otherwise.
async fn handed(app: &TestApp, telling: Telling) -> CaseId {
    let telling = telling.living_in(app.region("North"));
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    case
}

async fn begin(app: &TestApp, who: Who, case: CaseId, what: &str) -> String {
    app.client(who).post(&format!("/cases/{case}/{what}"), &NOTHING).await.see_other()
}

/// The form as the page shows it, with these answers in the place of those that stand there.
async fn filled(app: &TestApp, who: Who, place: &str, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = app.client(who).get(place).await.form(place);
    form.retain(|(name, _)| name != "csrf" && answers.iter().all(|(other, _)| other != name));
    form.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

fn leads_to(page: &Reply, place: &str) -> bool {
    page.body.contains(&format!("href=\"{place}\""))
}

#[tokio::test]
async fn b7_given_a_half_done_assessment_then_every_page_leads_back_to_it_and_a_colleague_is_told_who_and_when()
 {
    let app = TestApp::new().await;
    let case = handed(&app, Telling::disclosure()).await;
    let begun = "Go on with the risk assessment that you began today at 10am";
    let [record, risk, work] = [format!("/cases/{case}"), format!("/cases/{case}/risk"), "/work".to_owned()];
    for page in [&record, &risk, &work] {
        app.client(Who::DaLead).get(page).await.does_not_say("Go on with the risk assessment");
    }
    let place = begin(&app, Who::DaLead, case, "risk").await;
    let form = filled(&app, Who::DaLead, &place, &[("f15-words", "Once, in May"), ("go", "part-2")]).await;
    app.client(Who::DaLead).post(&place, &form).await.is(303);
    for page in [&record, &risk, &work] {
        let shown = app.client(Who::DaLead).get(page).await;
        shown.says(begun);
        assert!(leads_to(&shown, &place), "{page}");
    }
    app.client(Who::DaLead).get(&risk).await.says("Go on with your assessment");
    let told = "is in the middle of a risk assessment, begun today at 10am";
    for page in [&record, &risk] {
        let shown = app.client(Who::SecondLead).get(page).await;
        shown.says(told).does_not_say("Once, in May").does_not_say(&place);
    }
    app.client(Who::SecondLead).get("/work").await.does_not_say("risk assessment that you began");
    let form = filled(&app, Who::DaLead, &place, &[("f15", "yes"), ("go", "finish")]).await;
    app.client(Who::DaLead).post(&place, &form).await.is(303);
    for page in [&record, &risk] {
        app.client(Who::SecondLead).get(page).await.does_not_say("is in the middle of");
        app.client(Who::DaLead).get(page).await.does_not_say(begun);
    }
}

#[tokio::test]
async fn b7_given_a_half_done_conversation_then_what_is_due_goes_on_with_it_and_strangers_hear_nothing() {
    let app = TestApp::new().await;
    let case = handed(&app, Telling::disclosure()).await;
    let place = begin(&app, Who::Officer, case, "conversation").await;
    let mine = app.officer().opens(case).await;
    mine.says("Go on with the first conversation that you began today at 10am");
    assert!(leads_to(&mine, &place));
    app.officer().get("/work").await.says("Go on with the first conversation that you began today at 10am");
    let theirs = begin(&app, Who::DaLead, case, "conversation").await;
    app.client(Who::DaLead).get(&theirs).await.says("is in the middle of a first conversation");
    app.client(Who::SouthManager).get(&format!("/cases/{case}")).await.is(404);
}

#[tokio::test]
async fn b8_given_a_survivors_own_report_then_the_conversation_begins_with_what_they_said_and_keeps_it_once()
{
    let app = TestApp::new().await;
    let telling = Telling::disclosure()
        .answer("police", "us")
        .answer("police-reference", "CAD 4711")
        .answer("happened-day", "1")
        .answer("happened-month", "3")
        .answer("happened-year", "2026");
    let case = handed(&app, telling).await;
    let page = app.officer().opens(case).await;
    page.says("What they said when they reported it")
        .says("It is the report, and is not counted with the incidents");
    let place = begin(&app, Who::Officer, case, "conversation").await;
    let page = app.officer().get(&place).await;
    page.says("They said when they reported it, today at 10am: Danger at that moment: no. Police: we called them (CAD 4711).");
    page.says("They need not tell it again").says("When it happened: 1 March 2026.");
    let form = page.form(&place);
    let answer = |name: &str| {
        form.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    assert_eq!((answer("police"), answer("police-reference")), ("us", "CAD 4711"));
    assert_eq!(answer("danger"), "", "danger is asked again, and never taken over");
    assert_eq!((answer("incident-1-words"), answer("incident-1-when-day")), ("He hides my keys", "1"));
    let answers = [("danger", "no"), ("children-at-home", "no"), ("adults-at-home", "no"), ("go", "finish")];
    let form = filled(&app, Who::Officer, &place, &answers).await;
    app.officer().post(&place, &form).await.is(303);
    let view = app.case_page(case).await.view;
    let [told] = view.incidents.as_slice() else { panic!("{:?}", view.incidents) };
    assert_eq!(told.is.words.as_ref().unwrap().as_str(), "He hides my keys");
    assert_eq!(told.is.told_by, ReportSource::Survivor);
    app.officer().opens(case).await.does_not_say("It is the report, and is not counted");
    let again = begin(&app, Who::Officer, case, "conversation").await;
    app.officer().get(&again).await.does_not_say("They said when they reported it");
}

#[tokio::test]
async fn b8_given_somebody_elses_report_then_it_is_shown_and_never_put_down_as_the_survivors_words() {
    let app = TestApp::new().await;
    let case = handed(&app, Telling::suspicion()).await;
    let place = begin(&app, Who::Officer, case, "conversation").await;
    let page = app.officer().get(&place).await;
    page.says("Somebody else’s report said").says("Shouting through the wall each night");
    page.says("are not put down as theirs").does_not_say("neighbour").does_not_say("Dilwyn");
    let form = page.form(&place);
    assert!(form.iter().all(|(name, value)| name != "incident-1-words" || value.is_empty()));
    let answers = [("danger", "no"), ("children-at-home", "no"), ("adults-at-home", "no"), ("go", "finish")];
    let form = filled(&app, Who::Officer, &place, &answers).await;
    app.officer().post(&place, &form).await.is(303);
    assert!(app.case_page(case).await.view.incidents.is_empty(), "nothing was recorded as theirs");
}

/// Whoever took it sees no incident: once a colleague has recorded one, nobody asks them for the same again.
#[tokio::test]
async fn b8_given_a_colleague_recorded_it_meanwhile_then_whoever_took_the_report_is_not_asked_for_it_again() {
    let app = TestApp::new().await;
    let case = app.call_handler().takes_report(&Telling::disclosure()).await;
    let opened = format!("/cases/{case}/notes/incident?entry=1");
    let note = format!("/cases/{case}/notes/incident");
    let words = async || {
        let form = app.call_handler().get(&opened).await.form(&note);
        form.into_iter().find(|(name, _)| name == "words").unwrap().1
    };
    assert_eq!(words().await, "He hides my keys", "the control: nobody has");
    let told =
        [("told-by", "survivor"), ("words", "Her keys were hidden from her"), ("children", "not-known")];
    app.da_lead().post(&note, &told).await.is(303);
    assert_eq!(words().await, "");
    app.call_handler().get(&opened).await.does_not_say("Her keys were hidden");
    let begun = begin(&app, Who::CallHandler, case, "conversation").await;
    app.call_handler().get(&begun).await.is(200).does_not_say("When it happened: ");
}

#[tokio::test]
async fn b8_given_a_report_then_one_press_records_it_as_an_incident_and_counts_it() {
    let app = TestApp::new().await;
    let case = handed(&app, Telling::disclosure()).await;
    let note = format!("/cases/{case}/notes/incident");
    let mut form = app.officer().opens(case).await.form(&note);
    form.retain(|(name, _)| name != "csrf");
    assert!(form.contains(&("words".to_owned(), "He hides my keys".to_owned())), "{form:?}");
    assert_eq!(app.officer().post(&note, &form).await.see_other(), format!("/cases/{case}"));
    let page = app.officer().opens(case).await;
    page.says("1 incident in the last 12 months").does_not_say("It is the report, and is not counted");
    // Who told us is hidden here, so nobody writes it down by one press.
    let other = handed(&app, Telling::suspicion()).await;
    let page = app.officer().opens(other).await;
    let opened = format!("/cases/{other}/notes/incident?entry=1");
    assert!(leads_to(&page, &opened) && !page.body.contains("value=\"Shouting through"), "{}", page.text());
    let filled = app.officer().get(&opened).await;
    filled.says("Shouting through the wall each night");
}

#[tokio::test]
async fn b5_given_an_incident_before_any_assessment_then_assessing_is_asked_for_in_one_line() {
    let app = TestApp::new().await;
    let case = handed(&app, Telling::disclosure()).await;
    let place = begin(&app, Who::Officer, case, "conversation").await;
    let answers = [("danger", "no"), ("children-at-home", "no"), ("adults-at-home", "no"), ("go", "finish")];
    let form = filled(&app, Who::Officer, &place, &answers).await;
    app.officer().post(&place, &form).await.is(303);
    let page = app.officer().opens(case).await;
    let open = page.body.split("Done, ended or no longer called for").next().unwrap();
    let titles = open.matches("<strong>Assess the risk, together with the survivor</strong>").count()
        + open.matches("<strong>Something has changed: assess the risk as it is now</strong>").count();
    assert_eq!(titles, 1, "{}", page.text());
    page.says("times: do it once").says("because of “incident”").does_not_say("assess the risk again");
    let mut asides: Vec<&str> = open
        .split("Set aside<span class=\"govuk-visually-hidden\">: ")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    let all = asides.len();
    asides.sort_unstable();
    asides.dedup();
    assert_eq!(asides.len(), all, "each says of what it is");
}

#[tokio::test]
async fn b19_given_children_then_the_way_from_the_assessment_to_a_concern_leads_back_to_it() {
    let app = TestApp::new().await;
    let case = handed(&app, Telling::disclosure()).await;
    let place = begin(&app, Who::Officer, case, "conversation").await;
    let answers = [
        ("danger", "no"),
        ("children-at-home", "yes"),
        ("child-1", "Tilly"),
        ("adults-at-home", "no"),
        ("go", "finish"),
    ];
    let form = filled(&app, Who::Officer, &place, &answers).await;
    app.officer().post(&place, &form).await.is(303);
    let place = begin(&app, Who::DaLead, case, "risk").await;
    let draft = place.rsplit('/').next().unwrap();
    let lead = app.client(Who::DaLead);
    let note = format!("/cases/{case}/notes/safeguarding");
    let opened = format!("{note}?back={draft}&place=children");
    let there = format!("{place}#children");
    assert!(leads_to(&lead.get(&place).await, &opened.replace("&place", "&amp;place")));
    let page = lead.get(&opened).await;
    assert_eq!(page.body.matches(&format!("href=\"{there}\"")).count(), 2, "Back, and without recording");
    let mut form = page.form(&note);
    form.retain(|(name, _)| name != "csrf");
    let refused = lead.post(&note, &form).await;
    refused.is(422);
    assert!(leads_to(&refused, &there), "what is refused still leads back");
    form.retain(|(name, _)| !["concern", "harm", "agreed", "with", "told"].contains(&name.as_str()));
    for (name, value) in [
        ("concern", "children"),
        ("harm", "significant"),
        ("agreed", "yes"),
        ("with", "mash"),
        ("told", "yes"),
    ] {
        form.push((name.to_owned(), value.to_owned()));
    }
    form.retain(|(name, _)| name != "at-time");
    form.push(("at-time".to_owned(), "9:30".to_owned()));
    assert_eq!(lead.post(&note, &form).await.see_other(), there, "to the place in it");
    // Nobody else is led to a form that is not theirs.
    let other = app.client(Who::SecondLead).get(&opened).await;
    assert!(!leads_to(&other, &there) && leads_to(&other, &format!("/cases/{case}")));
}
