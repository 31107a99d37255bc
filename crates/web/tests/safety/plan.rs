//! The plan: kept as it is typed, begun with the one before, and printed so that it leads to nobody.

use domain::CaseId;
use domain::safety_plan::PlanPart;
use jiff::SignedDuration;

use super::{a_case, day, form};
use crate::support::{Reply, TestApp, Who};

const NOTHING: [(&str, &str); 0] = [];

async fn begun(app: &TestApp, who: Who, case: CaseId) -> String {
    app.client(who).post(&format!("/cases/{case}/plan"), &NOTHING).await.see_other()
}

/// What the page holds, with these answers in the place of those that stand there.
async fn filled(app: &TestApp, who: Who, place: &str, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let answers = form(answers, day("again", ["27", "3", "2026"]));
    let mut sent = app.client(who).get(place).await.form(place);
    sent.retain(|(name, _)| name != "csrf" && answers.iter().all(|(other, _)| other != name));
    sent.extend(answers);
    sent
}

async fn makes(app: &TestApp, who: Who, case: CaseId, answers: &[(&str, &str)]) -> Reply {
    let place = begun(app, who, case).await;
    let sent = filled(app, who, &place, &[answers, &[("go", "finish")]].concat()).await;
    app.client(who).post(&place, &sent).await
}

#[tokio::test]
async fn given_the_line_drops_then_the_plan_is_there_on_another_machine_and_is_nobody_elses() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    let place = begun(&app, Who::Officer, case).await;
    let draft = place.rsplit('/').next().unwrap();
    let typed = [("field", "part-bag"), ("value", "Keys, at the neighbour"), ("seen", "0")];
    app.officer().post(&format!("/drafts/{draft}/keep"), &typed).await.is(200);
    app.officer().signs_in().await;
    assert_eq!(begun(&app, Who::Officer, case).await, place, "another machine goes on with the same plan");
    app.officer().get(&place).await.is(200).says("Keys, at the neighbour");
    app.client(Who::DaLead).get(&place).await.is(404);
    assert!(app.case_page(case).await.view.support.plan().is_none());
}

#[tokio::test]
async fn given_a_plan_then_the_next_begins_with_its_parts_and_asks_anew_who_was_there_and_about_paper() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    let first = [("part-bag", "Keys"), ("with", "yes"), ("paper", "safe")];
    assert_eq!(makes(&app, Who::Officer, case, &first).await.see_other(), format!("/cases/{case}/plan"));
    app.officer().get(&format!("/cases/{case}/plan")).await.is(200).says("together with them").says("Keys");
    let place = begun(&app, Who::Officer, case).await;
    let page = app.officer().get(&place).await;
    let sent = page.form(&place);
    assert!(sent.iter().any(|(name, value)| name == "part-bag" && value == "Keys"));
    assert!(sent.iter().all(|(name, _)| name != "with" && name != "paper"));
    let again = filled(&app, Who::Officer, &place, &[("go", "finish")]).await;
    app.officer().post(&place, &again).await.is(422).says("Choose whether paper is safe for them");
}

#[tokio::test]
async fn given_an_incident_after_the_plan_then_both_pages_say_to_go_through_it_again() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    makes(&app, Who::Officer, case, &[("part-bag", "Keys"), ("with", "yes"), ("paper", "not-known")])
        .await
        .is(303);
    let plan = format!("/cases/{case}/plan");
    assert!(!app.officer().get(&plan).await.text().contains("Go through it again with them"));
    app.wait(SignedDuration::from_mins(10));
    let incident = [("told-by", "survivor"), ("words", "He took the door off")];
    app.officer().post(&format!("/cases/{case}/notes/incident"), &incident).await.is(303);
    for page in [plan, format!("/cases/{case}")] {
        app.officer()
            .get(&page)
            .await
            .says("Go through it again with them")
            .says("An incident was recorded today");
    }
}

#[tokio::test]
async fn given_somebody_else_made_a_plan_meanwhile_then_the_second_is_shown_the_first_and_both_are_kept() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    let place = begun(&app, Who::Officer, case).await;
    let mine = [("part-bag", "Keys"), ("with", "yes"), ("paper", "not-known"), ("go", "finish")];
    let sent = filled(&app, Who::Officer, &place, &mine).await;
    let theirs = [("part-signal", "Two short rings"), ("with", "yes"), ("paper", "not-safe")];
    makes(&app, Who::DaLead, case, &theirs).await.is(303);
    let told = app.officer().post(&place, &sent).await;
    told.is(422)
        .says("Somebody else made a plan while you were writing")
        .says("Two short rings")
        .says("Keys");
    let mut sent = told.form(&place);
    sent.retain(|(name, _)| name != "csrf");
    sent.push(("go".to_owned(), "finish".to_owned()));
    app.officer().post(&place, &sent).await.is(303);
    let support = app.case_page(case).await.view.support;
    let plans: Vec<bool> =
        support.plans().iter().map(|plan| plan.is.parts.contains_key(&PlanPart::Bag)).collect();
    assert_eq!(plans, [false, true]);
}

#[tokio::test]
async fn given_an_address_in_a_plan_then_it_is_stopped_once_and_nothing_is_lost() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    let answers =
        [("part-leaving", "To 12 Acacia Avenue"), ("part-bag", "Keys"), ("with", "yes"), ("paper", "safe")];
    let stopped = makes(&app, Who::Officer, case, &answers).await;
    stopped.is(422).says("This looks like an address").says("To 12 Acacia Avenue").says("Keys");
    assert!(app.case_page(case).await.view.support.plan().is_none());
}

/// Everything that a browser is given, and that somebody could read off it.
fn everything(reply: &Reply) -> String {
    let headers =
        reply.headers.iter().map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap_or("")));
    headers.chain([reply.body.clone()]).collect::<String>().to_lowercase()
}

/// What would lead to somebody: the organisation, the survivor, whoever harms them, the worker, an address, a number,
/// the reference.
async fn canaries(app: &TestApp, case: CaseId) -> Vec<String> {
    let reference = app.case_page(case).await.reference.to_string();
    let names =
        ["Brookvale", "Rowan", "Ashdown", "Garrick", "Officer Person", "12 Acacia Avenue", "07700 900123"];
    names.iter().map(ToString::to_string).chain([reference]).map(|canary| canary.to_lowercase()).collect()
}

/// A plan into which somebody wrote all of them, and said that it was nothing.
async fn telling_plan(app: &TestApp, case: CaseId, paper: &str) {
    let reference = app.case_page(case).await.reference.to_string();
    let text = format!(
        "Keys.\nRowan asks Officer Person of Brookvale Homes, ref {reference}.\nRowan Ashdown hides from Garrick.\nTo 12 Acacia Avenue.\nRing 07700 900123."
    );
    let answers =
        [("part-bag", text.as_str()), ("part-bag-no-address", "yes"), ("with", "yes"), ("paper", paper)];
    makes(app, Who::Officer, case, &answers).await.is(303);
}

#[tokio::test]
async fn given_everything_that_could_lead_to_somebody_in_a_plan_then_nothing_of_it_is_in_what_is_printed() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    telling_plan(&app, case, "safe").await;
    let canaries = canaries(&app, case).await;
    // The page for staff holds every one of them: they are planted.
    let staff = everything(&app.officer().get(&format!("/cases/{case}/plan")).await);
    let lost: Vec<&String> = canaries.iter().filter(|canary| !staff.contains(*canary)).collect();
    assert_eq!(lost, Vec::<&String>::new(), "not planted");
    // What the record knows is left out; what it cannot know of is asked about line by line.
    let print = prints(&app, case).await;
    print.is(200).says("Keys.");
    let sheet = everything(&print);
    let led: Vec<&String> = canaries.iter().filter(|canary| sheet.contains(*canary)).collect();
    assert_eq!(led, Vec::<&String>::new(), "{sheet}");
    for ours in ["holdfast", "abuse", "safety plan", "<script", "csrf", "/work", &case.to_string()] {
        assert!(!sheet.contains(ours), "the sheet holds {ours}");
    }
    assert!(sheet.contains("<title>notes</title>") && sheet.contains("filename=\"notes.html\""));
}

#[tokio::test]
async fn given_a_specialist_service_agreed_the_plan_then_the_page_says_who_and_when_and_the_paper_nothing() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    let page = format!("/cases/{case}/plan");
    let text = [("part-help", "Dilys Hart rings twice.\nThe spare key."), ("with", "yes"), ("paper", "safe")];
    makes(&app, Who::Officer, case, &text).await.is(303);
    let alone = app.officer().get(&page).await;
    alone.is(200).says("No agency has gone through this plan yet").says("Tell them of agencies");
    // Nobody in the case is called so: the name is asked about before it is printed.
    app.officer().get(&format!("{page}/print")).await.says("Before it is printed");

    let agreed = [("agreed-1-agency", "idva"), ("agreed-1-who", "Dilys Hart"), ("agreed-1-on-day", "2")];
    let day = [("agreed-1-on-month", "3"), ("agreed-1-on-year", "2026")];
    let halves = makes(&app, Who::Officer, case, &[&text[..], &agreed[..2]].concat()).await;
    halves.is(422).says("Give the day on which they agreed it");
    let whole = [&text[..], &agreed, &day].concat();
    makes(&app, Who::Officer, case, &whole).await.is(303);
    app.officer()
        .get(&page)
        .await
        .is(200)
        .says("IDVA service: Dilys Hart, 2 March 2026")
        .does_not_say("No agency has gone through this plan yet");
    let sheet = prints(&app, case).await;
    sheet.is(200).says("The spare key.").does_not_say("Dilys").does_not_say("Hart").does_not_say("IDVA");
    app.manager()
        .get(&format!("/cases/{case}/chronology"))
        .await
        .says("IDVA service: Dilys Hart, 2 March 2026");
    // The next plan is agreed anew, and its form says who agreed the one before.
    let next = begun(&app, Who::Officer, case).await;
    let form = app.officer().get(&next).await;
    form.says("The plan before this one was agreed with: IDVA service: Dilys Hart");
    assert_eq!(form.field("agreed-1-who"), "");
}

/// Asks for the sheet, and says of every line in doubt that it leads to nobody.
async fn prints(app: &TestApp, case: CaseId) -> Reply {
    let place = format!("/cases/{case}/plan/print");
    let asked = app.officer().get(&place).await;
    if !asked.body.contains("Before it is printed") {
        return asked;
    }
    let mut sent = asked.form(&place);
    sent.retain(|(name, _)| name != "csrf");
    sent.extend(keys(&asked).into_iter().map(|key| ("fine".to_owned(), key)));
    app.officer().post(&place, &sent).await
}

/// The lines in doubt, as the page calls them.
fn keys(page: &Reply) -> Vec<String> {
    let boxes = page.body.split("name=\"fine\"").skip(1);
    let value = |rest: &str| rest.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    boxes.map(value).collect()
}

/// A plan of one part, which may be on paper.
async fn plan_of(app: &TestApp, text: &str) -> (CaseId, String) {
    let case = a_case(app, "high").await;
    let answers =
        [("part-signal", text), ("part-signal-no-address", "yes"), ("with", "yes"), ("paper", "safe")];
    makes(app, Who::Officer, case, &answers).await.is(303);
    (case, format!("/cases/{case}/plan/print"))
}

fn filename(reply: &Reply) -> bool {
    everything(reply).contains("filename=\"notes.html\"")
}

#[tokio::test]
async fn given_a_name_that_the_record_does_not_know_then_nothing_is_printed_before_somebody_says_it_is_none()
{
    let app = TestApp::new().await;
    let (case, place) =
        plan_of(&app, "A blue cloth.\nThen Dilys rings.\nIn Northfield wait.\nThe code is 48213.").await;
    let asked = app.officer().get(&place).await;
    asked.is(200).says("Before it is printed");
    for marked in ["<mark>Dilys</mark>", "<mark>Northfield</mark>", "<mark>48213</mark>"] {
        assert!(asked.body.contains(marked), "{marked}: {}", asked.body);
    }
    assert!(!filename(&asked) && !asked.body.contains("A blue cloth"), "nothing is printed yet");
    assert_eq!(keys(&asked), ["signal-1", "signal-2", "signal-3"]);
    let plan = app.case_page(case).await.view.support.plan().unwrap().sequence.to_string();
    let says = |plan: &str, fine: &[&str]| {
        let fine = fine.iter().map(|key| ("fine".to_owned(), (*key).to_owned()));
        [("plan".to_owned(), plan.to_owned())].into_iter().chain(fine).collect::<Vec<_>>()
    };
    for fine in [&[][..], &["signal-1"], &["signal-1", "signal-2", "signal-4"]] {
        let again = app.officer().post(&place, &says(&plan, fine)).await;
        again.is(422).says("Change the plan, or say that what is marked leads to nobody");
        assert!(!filename(&again), "{fine:?}");
    }
    let all = ["signal-1", "signal-2", "signal-3"];
    app.officer().post(&place, &says("1", &all)).await.is(422);
    let before = app.looks().await;
    let printed = app.officer().post(&place, &says(&plan, &all)).await;
    assert!(filename(printed.is(200)));
    assert_eq!(app.looks_since(&before).await.len(), 1, "that it was printed is written down too");
    printed.says("A blue cloth").says("Dilys");
}

#[tokio::test]
async fn given_large_print_is_on_record_then_the_sheet_is_in_it_and_before_that_it_is_not() {
    let app = TestApp::new().await;
    let (case, place) = plan_of(&app, "Two short rings.").await;
    let large = "class=\"large\"";
    assert!(!app.officer().get(&place).await.is(200).body.contains(large), "nobody asked for it");
    let needs = format!("/cases/{case}/notes/needs");
    let survivor = app.case_page(case).await.view.survivor().unwrap().person.to_string();
    let mut sent = app.officer().get(&needs).await.form(&needs);
    sent.retain(|(name, _)| name != "csrf" && name != "person");
    sent.extend(
        [("person", survivor.as_str()), ("formats", "large-print")]
            .map(|(n, v)| (n.to_owned(), v.to_owned())),
    );
    app.officer().post(&needs, &sent).await.is(303);
    let sheet = app.officer().get(&place).await;
    assert!(sheet.is(200).body.contains(large), "{}", sheet.body);
    assert!(
        sheet.body.contains("in large print, as they asked"),
        "whoever prints it is told: {}",
        sheet.body
    );
    sheet.says("Two short rings.");
}

#[tokio::test]
async fn given_ordinary_words_then_the_plan_is_printed_at_once_and_what_was_said_of_an_older_one_counts_for_nothing()
 {
    let app = TestApp::new().await;
    let (case, place) =
        plan_of(&app, "Two short rings.\nThen Rowan’s sister calls 999.\nOn Friday after 7 pm.").await;
    let printed = app.officer().get(&place).await;
    assert!(filename(printed.is(200)), "{}", printed.text());
    printed.says("Two short rings.").does_not_say("Rowan");
    let before = app.case_page(case).await.view.support.plan().unwrap().sequence.to_string();
    let newer = [("part-signal", "Ask for Dilys"), ("with", "yes"), ("paper", "safe")];
    makes(&app, Who::Officer, case, &newer).await.is(303);
    let old = [("plan", before.as_str()), ("fine", "signal-0")];
    let stopped = app.officer().post(&place, &old).await;
    stopped.is(422).says("Before it is printed");
    assert!(!stopped.body.contains(" checked"), "nothing is ticked that was said of another plan");
    app.officer().post(&place, &[("plan", "no number")]).await.is(400);
}

#[tokio::test]
async fn given_paper_is_not_safe_or_nobody_asked_then_it_is_not_printed_and_says_why() {
    let app = TestApp::new().await;
    for (paper, why) in
        [("not-safe", "Paper is not safe for them"), ("not-known", "Nobody has asked whether paper is safe")]
    {
        let case = a_case(&app, "high").await;
        telling_plan(&app, case, paper).await;
        let reply = app.officer().get(&format!("/cases/{case}/plan/print")).await;
        reply.is(422).says(why).does_not_say("Keys.");
        app.officer().get(&format!("/cases/{case}/plan")).await.does_not_say("/plan/print\"");
    }
}

#[tokio::test]
async fn given_the_plan_is_printed_then_that_somebody_asked_for_it_is_written_first() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    telling_plan(&app, case, "safe").await;
    let before = app.looks().await;
    prints(&app, case).await.is(200).says("Keys.");
    assert_eq!(app.looks_since(&before).await.len(), 1);
    app.runs("ALTER TABLE access_entry RENAME TO access_entry_gone").await;
    let reply = app.officer().get(&format!("/cases/{case}/plan/print")).await;
    assert!(reply.status >= 500 && !reply.body.contains("Keys."), "{}", reply.text());
}
